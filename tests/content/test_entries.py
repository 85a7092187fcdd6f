"""The shipped content says where it comes from, reads plainly, and keeps to the rules of care."""

import re
import statistics
import subprocess
import sys
import tomllib
import unicodedata
from fractions import Fraction
from pathlib import Path

import attrs
import pyphen
import pytest

import insight
from insight.care import EDITORS, WORLDWIDE
from insight.content import AttachmentStyle, Citation, Entry, Relation, Source, Statement
from insight.content.vocabulary import Basis, Closeness
from insight.questionnaires import Example, Method, Validation

ROOT = Path(__file__).parents[2]
DATA = ROOT / "src" / "insight" / "data"
OWN_WORDS = ROOT.parent / "shared" / "checks" / "own_words.py"
# Titles of others and contact data are as they are: how they read is not ours to change.
OTHERS = ("source:", "resource:")
HYPHENS = pyphen.Pyphen(lang="en_US")


# Where it comes from


def test_entry_is_cited(entry: Entry, catalog: insight.Catalog) -> None:
    """Every entry but a source, and every statement in it, cites sources that the catalog has."""
    cited = all_citations(entry)

    assert cited or isinstance(entry, Source)
    assert [citation.source for citation in cited if citation.source not in catalog.sources] == []
    assert all(statement.citations for statement in statements_of(entry))


def test_entry_says_where_in_its_sources(entry: Entry) -> None:
    """A citation names a place; an editorial one names the day of the decision."""
    for citation in all_citations(entry):
        assert citation.place
        assert citation.source != EDITORS.id or re.search(r", \d{4}-\d{2}-\d{2}$", citation.place)


def test_link_is_cited(link: insight.Link, catalog: insight.Catalog) -> None:
    """Every link joins entries that are there, and cites sources that are there."""
    assert link.subject in catalog
    assert link.object in catalog
    assert link.citations
    assert [citation.source for citation in link.citations if citation.source not in catalog.sources] == []


def test_link_stands_on_the_word_that_it_names(link: insight.Link) -> None:
    """A link on a source's word cites one; an editorial link cites the editors, and claims no more than related."""
    by_others = [citation for citation in link.citations if citation.source != EDITORS.id]

    if link.basis == Basis.EDITORIAL:
        assert link.closeness == Closeness.RELATED
        assert len(by_others) < len(link.citations)
    else:
        assert by_others


def test_source_can_be_found(source: Source) -> None:
    """A source has a DOI that is one, an address, or says that it has neither."""
    assert bool(source.doi or source.url) != source.locator_missing
    assert not source.doi or re.fullmatch(r"10\.\d{4,9}/\S+", source.doi)


@pytest.mark.parametrize(("cited", "author"), [("sheinbaum-2015", "Ballespí S"), ("strauss-2018", "Strauß B")])
def test_names_keep_their_accents(cited: str, author: str, catalog: insight.Catalog) -> None:
    """Authors are called what they are called."""
    assert author in catalog.sources[cited].authors


# How much there is


@pytest.mark.parametrize(
    ("kind", "least"),
    [("domain", 5), ("sign", 25), ("cause", 10), ("attachment-style", 4), ("strategy", 10), ("questionnaire", 3)],
    ids=str,
)
def test_catalog_is_large_enough(kind: str, least: int, catalog: insight.Catalog) -> None:
    """There is enough of each kind to be of use."""
    assert len(catalog.collections[insight.content.Kind(kind)]) >= least


def test_strategies_have_steps(catalog: insight.Catalog) -> None:
    """At least ten strategies say how to begin, and all that one does by oneself do."""
    with_steps = [strategy for strategy in catalog.strategies if strategy.steps]

    assert len(with_steps) >= 10
    assert [s.id for s in catalog.strategies if s.form == "practice" and not s.steps] == []


def test_five_domains(catalog: insight.Catalog) -> None:
    """The areas of life are the five that `life-areas` asks about."""
    assert set(catalog.domains.ids) == {"relationships", "social", "body-image", "career", "basic-needs"}


def test_four_styles(catalog: insight.Catalog) -> None:
    """There is the secure pattern and the three insecure ones."""
    assert catalog.attachment_styles.ids == ("secure", "ambivalent", "avoidant", "disorganized")


def test_style_is_told_from_its_origins_to_adult_life(style: AttachmentStyle) -> None:
    """An attachment style has origins, and how it shows in childhood and in adult life."""
    assert style.origins
    assert style.in_childhood
    assert style.in_adulthood


def test_sign_appears_somewhere(sign: insight.Sign, catalog: insight.Catalog) -> None:
    """Every sign is tied to at least one entry in which it appears."""
    assert sign.reference in {link.subject for link in catalog.links(sign, relation=Relation.APPEARS_IN)}


def test_worldwide_help_is_what_the_file_says(catalog: insight.Catalog) -> None:
    """The help that no caller can remove stands in resources.toml, word for word, and first."""
    written = tomllib.loads((DATA / "content" / "resources.toml").read_text(encoding="utf-8"))

    assert list(written)[: len(WORLDWIDE)] == [resource.id for resource in WORLDWIDE]
    for resource in WORLDWIDE:
        table = written[resource.id]
        assert catalog.resources[resource.id] == resource
        assert table["name"] == resource.name
        assert table["hours"] == resource.hours
        assert [channel.get("value", "") for channel in table["channels"]] == [way.value for way in resource.channels]


# How it reads


def test_text_is_plain(place: str, text: str) -> None:
    """A text of twenty words or more can be read after eight years of school."""
    if not place.startswith(OTHERS) and len(words_of(text)) >= 20:
        assert grade(text) <= 8


def test_sentences_are_short(place: str, text: str) -> None:
    """No sentence has more than 25 words."""
    if not place.startswith(OTHERS):
        assert max(len(words_of(sentence)) for sentence in sentences_of(text)) <= 25


def test_most_texts_are_very_plain(texts: dict[str, str]) -> None:
    """Half of all texts read at grade six or lower."""
    assert statistics.median(grade(text) for place, text in texts.items() if not place.startswith(OTHERS)) <= 6


@pytest.mark.parametrize(
    ("sample", "expected"),
    [
        pytest.param("The cat sat on the mat.", -1.45, id="easy"),
        pytest.param("Insecurity.", 0.39 + 11.8 * 5 - 15.59, id="one-word"),
    ],
)
def test_grade_is_that_of_flesch_and_kincaid(sample: str, expected: float) -> None:
    """The scorer gives what the formula gives by hand: 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    assert grade(sample) == pytest.approx(expected)


def test_text_is_normalized(place: str, text: str) -> None:
    """Letters with accents are single characters (NFC), and nothing hides between the words."""
    assert text == unicodedata.normalize("NFC", text)
    assert not re.search("[\u00a0\u00ad\u200b-\u200f\ufeff]", text)


def test_words_are_our_own() -> None:
    """No text shares a run of six words with an article that it draws on."""
    if not OWN_WORDS.exists():
        pytest.skip("the articles lie beside the repository, and are not here")

    ran = subprocess.run([sys.executable, str(OWN_WORDS), str(DATA)], capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stdout + ran.stderr


# What is never said

CONDITIONS = (
    r"depress(?:ion|ed)|anxiety(?: disorder)?|ptsd|post-traumatic stress(?: disorder)?|eating disorder|anorexi\w+"
    r"|bulimi\w+|narcissis\w+|borderline|(?:\w+ )?personality disorder|bipolar(?: disorder)?|(?:\w+ )?disorder"
)
FAMILY = r"(?:parent|mother|father|mom|dad|caregiver|family|families|partner|spouse)"
DENIED = {
    "M1": r"overdos|noose|razor|\bblades?\b|\bpills?\b|\bguns?\b|firearm|poison|\bwrists?\b|jump(?:ing)? (?:off|from)"
    r"|\b(?:cut|hang|burn|kill|shoot)(?:s|t?ing)? (?:your|one|them|my)sel(?:f|ves)|bleed",
    "M2": r"\d\s*(?:%|kg|kilos?|lbs?|pounds?|k?cal\b|calories|grams?|cm\b|inch(?:es)?"
    r"|min(?:ute)?s?\b|hours?|km\b|miles?|times? an? (?:day|week))"
    r"|\bsize \d|\bbmi\b|body mass|calorie|kilojoule|\b(?:\w+teen|\w+ty|ten) (?:minutes|hours|pounds)",
    "M3": r"commit\w* suicide|(?:failed|(?:un)?successful) (?:suicide )?attempt|suffer\w* from|victims? of|\bcrazy\b"
    r"|normal people|mentally insecure|\bneedy\b|manipulative|disease|\bcur(?:e|es|ed|ing)\b",
    "M5": rf"(?:bad|toxic|abusive|cruel|selfish|horrible|terrible|cold|narcissistic|unfit) {FAMILY}s?\b"
    rf"|{FAMILY}(?:s|')*s? (?:is|are|was|were) (?:to blame|at fault|bad|toxic)|(?:your|their|my) (?:own )?fault"
    r"|(?:you|they) (?:are|were) to blame",
    "M6": r"you(?:'re| are) (?:fine|okay|healthy)|nothing is wrong"
    r"|(?:don't|do not) worry|will be (?:fine|all right|okay)",
    "D1": rf"\byou(?:'re|'ve| (?:may |might |could |probably )?(?:have|are|suffer))\b[^.!?]*\b(?:{CONDITIONS})\b",
    "D6": r"\btreat(?:s|ing|ments?)?\b|\bprevent\w*|\bcur(?:e|es|ed|ing)\b|\bheal(?:s|ed|ing)?\b",
    "L2": r"\b(?:he|she|his|hers?|him|himself|herself|boyfriend|girlfriend|husband|wife|mother|father|mom|dad)\b",
}
ALLOWED = {
    ("M3", "source:guina-2016.title"): "the title of a paper",
    ("D6", "source:guina-2016.title"): "the title of a paper",
    ("D6", "source:singh-2019.container"): "the name of a journal",
    ("D6", "source:betterhelp-insecurity-2024.title"): "the title of an article",
    ("D6", "source:the-balance-insecurity.interest"): "what the owner of a page sells",
    ("D6", "source:verywell-insecure-attachment.title"): "the title of an article",
    ("D6", "note:not-professional-advice.summary"): "says that the texts do not replace treatment",
}


def test_text_holds_no_denied_words(place: str, text: str) -> None:
    """No text holds what a rule of care denies, but for the fields that are allowed to, each with its reason."""
    words = " ".join(text.split())
    broken = {rule: found[0] for rule, denied in DENIED.items() if (found := re.search(denied, words, re.IGNORECASE))}

    assert set(broken) == {rule for rule, allowed in ALLOWED if allowed == place}, broken


def test_allowed_fields_are_there(texts: dict[str, str]) -> None:
    """No field is allowed to hold denied words that is not there any more."""
    assert {place for _, place in ALLOWED} <= set(texts)


@pytest.mark.parametrize(
    ("rule", "sample"),
    [
        ("M1", "An overdose was taken."),
        ("M1", "Some people think of cutting themselves."),
        ("M2", "Losing 5 kg did not help."),
        ("M2", "Move for 30 minutes."),
        ("M2", "Move for thirty minutes."),
        ("M2", "They wear size 8."),
        ("M3", "They wanted to commit suicide."),
        ("M3", "Somebody who suffers from doubts is a victim of them."),
        ("M3", "There is a cure for this disease."),
        ("M5", "It comes from bad parents."),
        ("M5", "It was their own fault."),
        ("M6", "Do not worry, you are fine."),
        ("D1", "You may have an anxiety disorder."),
        ("D1", "It looks as if you are depressed."),
        ("D6", "This treats insecurity."),
        ("D6", "It can prevent doubts."),
        ("L2", "Ask her what she needs."),
    ],
)
def test_deny_lists_catch_what_they_are_for(rule: str, sample: str) -> None:
    """The deny lists of the tests themselves find the words that they are there for."""
    assert re.search(DENIED[rule], sample, re.IGNORECASE)


def test_no_label_is_a_disorder(catalog: insight.Catalog) -> None:
    """Nothing that a person can be told about themselves has the name of a condition."""
    labels = [band.label for q in catalog.questionnaires for scale in q.scales for band in scale.bands]
    labels += [scale.name for q in catalog.questionnaires for scale in q.scales]
    labels += [entry.name for entry in (*catalog.signs, *catalog.causes, *catalog.domains, *catalog.attachment_styles)]

    assert [label for label in labels if re.fullmatch(CONDITIONS, label, re.IGNORECASE)] == []


# The questionnaire on the areas of life; the other two are in test_check_ins.py


@pytest.fixture(scope="module")
def life_areas() -> insight.Questionnaire:
    """The bundled questionnaire on the areas of life."""
    return insight.load_catalog().questionnaires["life-areas"]


def test_life_areas_has_a_scale_for_each_domain(life_areas: insight.Questionnaire, catalog: insight.Catalog) -> None:
    """There are five scales, each about the domain whose id it has."""
    assert [scale.id for scale in life_areas.scales] == list(catalog.domains.ids)
    assert [scale.about for scale in life_areas.scales] == [(domain.reference,) for domain in catalog.domains]


def test_life_areas_uses_each_item_once(life_areas: insight.Questionnaire) -> None:
    """Each of the twenty items is in exactly one scale."""
    keyed = [key.item for scale in life_areas.scales for key in scale.items]

    assert keyed == [item.id for item in life_areas.items]
    assert len(keyed) == 20


@pytest.mark.parametrize("scale", insight.load_catalog().questionnaires["life-areas"].scales, ids=lambda s: str(s.id))
def test_life_areas_scale(scale: insight.Scale) -> None:
    """A scale is the mean of four items of which three are needed, with items that run both ways, in thirds."""
    assert len(scale.items) == 4
    assert {key.reverse for key in scale.items} == {True, False}
    assert {key.weight for key in scale.items} == {1}
    assert scale.method == Method.MEAN
    assert scale.required == 3
    assert [(band.start, band.label) for band in scale.bands] == [
        (0, "lower"),
        (Fraction(4, 3), "middle"),
        (Fraction(8, 3), "higher"),
    ]
    assert all(band.editorial for band in scale.bands)


def test_life_areas_asks_how_often(life_areas: insight.Questionnaire) -> None:
    """Items are answered from never (0) to always (4), or do not apply, which counts as unanswered."""
    (responses,) = life_areas.response_scales

    assert [(option.value, option.label) for option in responses.options] == [
        (0, "never"),
        (1, "rarely"),
        (2, "sometimes"),
        (3, "often"),
        (4, "always"),
    ]
    assert [(option.value, option.label) for option in responses.missing] == [(98, "does not apply to me")]


def test_life_areas_claims_nothing(life_areas: insight.Questionnaire) -> None:
    """Nobody has studied these scores, and the questionnaire says so, and what it is for."""
    assert life_areas.validation == Validation.NONE
    assert life_areas.intended_use == "Personal reflection by adults."
    assert {citation.source for citation in life_areas.citations} == {EDITORS.id}


def test_example_scores_as_it_says(questionnaire: insight.Questionnaire, example: Example) -> None:
    """The golden vectors in the file come out, to the last bit."""
    result = insight.score(questionnaire, dict(example.answers))
    found = {scale: result[scale].exact.value for scale, _ in example.scores}

    assert found == {scale: None if score == "too-few" else score for scale, score in example.scores}


# Helpers


def statements_of(entry: Entry) -> list[Statement]:
    """The statements that an entry holds."""
    values = [getattr(entry, attribute.name) for attribute in attrs.fields(type(entry))]
    return [part for value in values if isinstance(value, tuple) for part in value if isinstance(part, Statement)]


def all_citations(entry: Entry) -> list[Citation]:
    """The citations of an entry and of its statements."""
    own: tuple[Citation, ...] = getattr(entry, "citations", ())
    return [*own, *(citation for statement in statements_of(entry) for citation in statement.citations)]


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; one without a full stop is a sentence too."""
    return [part for part in re.split(r"(?<=[.!?])[”\"\u2019)]*\s+", text.strip()) if words_of(part)]


def words_of(text: str) -> list[str]:
    """The words of a text."""
    return re.findall(r"[^\W_]+(?:['\u2019-][^\W_]+)*", text)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text, with syllables as pyphen divides words."""
    words = words_of(text)
    syllables = sum(len(HYPHENS.positions(word.lower())) + 1 for word in words)
    return 0.39 * len(words) / len(sentences_of(text)) + 11.8 * syllables / len(words) - 15.59
