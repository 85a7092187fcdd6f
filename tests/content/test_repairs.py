"""Each error of the seed articles that the inventory lists is repaired in the catalog as it was proposed.

Places are those of the inventory: 000 is the article of BetterHelp, 001 that of THE BALANCE, 002 that of Verywell.
"""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest

import insight
from content.rows import read_rows
from insight.care import EDITORS, FIND_A_HELPLINE, ways_in_words
from insight.catalog.checks import citations_of, questionnaire_mentions
from insight.content import (
    Basis,
    CauseRole,
    ChannelKind,
    Citation,
    CitedEntry,
    Condition,
    Entry,
    Evidence,
    Form,
    Kind,
    NoteRole,
    Relation,
    ResourceKind,
    Statement,
)
from insight.describing import describe

BETTERHELP, BALANCE, VERYWELL = "betterhelp-insecurity-2024", "the-balance-insecurity", "verywell-insecure-attachment"
AS_CITED = f"as cited in {VERYWELL}"
# Which statement of 002 each study stands behind, as inferred in the inventory from order and topic.
INFERRED = {
    "sheinbaum-2015": ["note:attachment-style", "note:insecure-attachment"],
    "simpson-rholes-2017": ["attachment-style:avoidant"],
    "plotka-2011": ["attachment-style:ambivalent"],
    "beeney-2017": ["attachment-style:disorganized", "note:attachment-and-personality-disorders"],
    "guina-2016": ["strategy:psychotherapy", "note:earned-security"],
    "hong-park-2012": ["note:childhood-shapes-style"],
    "paetzold-rholes-2021": ["attachment-style:disorganized"],
    "strauss-2018": ["note:attachment-can-change"],
    "hudson-2020": ["note:attachment-can-change"],
}
LAY_PAGES = ("webmd-insecurity", "choosing-therapy-insecurity", "onlymyhealth-insecurity", "therapy-blog-insecurity")
PERSONALITY_DISORDERS = {
    "condition:narcissistic-personality-disorder",
    "condition:borderline-personality-disorder",
    "condition:personality-disorder",
}
SOURCES_TOML = Path(insight.__file__).parent / "data" / "content" / "sources.toml"


# References and sources


def test_doi_has_its_first_digit(catalog: insight.Catalog) -> None:
    """002:200 printed a DOI without its first digit, and ran title and journal together."""
    study = catalog.sources["hudson-2020"]

    assert study.doi == "10.1002/per.2226"
    assert study.title.endswith("realizing those goals?")
    assert study.container.startswith("European Journal of Personality ")


def test_case_report_has_its_journal(catalog: insight.Catalog) -> None:
    """002:192 ran title and journal together, and the study is of a single case, which limits what rests on it."""
    study = catalog.sources["guina-2016"]

    assert study.title.endswith("remission through earned-secure attachment")
    assert study.container.startswith("American Journal of Psychotherapy ")
    assert study.evidence == Evidence.CASE_REPORT
    assert "evidence for it here is limited" in one_line(catalog.notes["earned-security"].summary)
    assert "evidence for it here is limited" in one_line(catalog.strategies["earn-security"].summary)


def test_author_is_rholes(catalog: insight.Catalog) -> None:
    """002:186 printed the second author with the first name for a last name."""
    assert catalog.sources["simpson-rholes-2017"].authors == ("Simpson JA", "Rholes WS")
    assert catalog.sources["paetzold-rholes-2021"].authors == ("Paetzold RL", "Rholes WS")


@pytest.mark.parametrize(("study", "author"), [("sheinbaum-2015", "Ballespí S"), ("strauss-2018", "Strauß B")])
def test_names_keep_their_letters(study: str, author: str, catalog: insight.Catalog) -> None:
    """002:184 and 002:198 name authors whose letters are no ASCII, in the data file and in the catalog."""
    written = SOURCES_TOML.read_text(encoding="utf-8")

    assert author in catalog.sources[study].authors
    assert author in written
    assert unicodedata.is_normalized("NFC", written)


@pytest.mark.parametrize(("study", "reference"), [(study, name) for study in INFERRED for name in INFERRED[study]])
def test_study_is_cited_where_it_was_inferred(study: str, reference: str, catalog: insight.Catalog) -> None:
    """002:all lost its reference numbers: each of the nine studies stands where order and topic put it."""
    cited = {citation.source for _, citation in citations_of(catalog[reference])}

    assert {study, VERYWELL} <= cited


def test_study_is_marked_as_inferred(catalog: insight.Catalog) -> None:
    """002:all lost its reference numbers: each citation of the nine is marked as inferred, and as the article's.

    A link that cites one also cites the article, or says that it is inferred itself.
    What we read ourselves is cited by its abstract, and is no guess.
    """
    of_studies = [citation for citation in citations_in(catalog) if citation.source in INFERRED]
    read = [citation for citation in of_studies if citation.place.startswith("abstract")]
    of_studies = [citation for citation in of_studies if citation not in read]
    links = [link for link in catalog.links() if any(citation.source in INFERRED for citation in link.citations)]

    assert {citation.source for citation in of_studies} == set(INFERRED)
    assert {citation.place for citation in of_studies} == {AS_CITED}
    assert [citation for citation in of_studies if not citation.inferred] == []
    assert links
    for link in links:
        assert link.basis == Basis.INFERRED or VERYWELL in {citation.source for citation in link.citations}


def test_lay_pages_are_listed_and_carry_nothing(catalog: insight.Catalog) -> None:
    """001:112-115 lists four web pages without address and date: they have no url, are lay pages, and back no claim."""
    pages = [catalog.sources[page] for page in LAY_PAGES]

    assert [page.id for page in pages if page.url or page.doi or not page.locator_missing or page.year] == []
    assert {page.evidence for page in pages} == {Evidence.LAY_PAGE}
    assert {citation.source for citation in citations_in(catalog)}.isdisjoint(LAY_PAGES)


def test_definition_cites_the_articles(catalog: insight.Catalog) -> None:
    """000:13 credits a dictionary that may not say so: the definition cites the articles, and nothing cites the APA."""
    definition = catalog.notes["insecurity"]

    assert sources_of(definition) == {BETTERHELP, BALANCE}
    assert Citation(source=BETTERHELP, place="definition, line 13") in definition.citations
    assert "apa-dictionary-insecurity" in catalog.sources
    assert "apa-dictionary-insecurity" not in {citation.source for citation in citations_in(catalog)}


def test_no_researchers_without_a_study(catalog: insight.Catalog, texts: dict[str, str]) -> None:
    """000:142 credits researchers of the APA with a finding, and names no study: what is said of it here cites one."""
    own = {place: text for place, text in texts.items() if not place.startswith("source:")}

    assert holding(own, r"\bAPA\b|American Psychological|\bresearchers?\b") == []
    assert holding(own, r"as well as (?:meeting )?in person") == ["strategy:online-therapy.summary"]
    assert "carlbring-2018" in sources_of(catalog.strategies["online-therapy"])


# Attachment


def test_common_belief_has_no_name(catalog: insight.Catalog, texts: dict[str, str]) -> None:
    """002:138 has Bowlby say that a style cannot change: this is a common belief here, and contradicted."""
    belief = catalog.notes["attachment-cannot-change"]

    assert holding(texts, "Bowlby") == []
    assert belief.role == NoteRole.MISCONCEPTION
    assert "a common belief" in one_line(belief.summary)
    assert contradicting(belief, catalog) == ["note:attachment-can-change"]


@pytest.mark.parametrize("note", ["attachment-style", "attachment-can-change"])
def test_style_persists_and_can_change(note: str, catalog: insight.Catalog) -> None:
    """002:7 and 002:140-166 contradict each other: a style tends to last, and it can change, in one breath."""
    assert re.search(r"tends to last, and it can change\.", one_line(catalog.notes[note].summary))


def test_comfort_is_wanted_and_resisted(catalog: insight.Catalog) -> None:
    """002:121 has the anxious child avoid comfort: the child wants and resists it at once; the avoidant one avoids."""
    anxious = one_of(catalog.attachment_styles["ambivalent"].in_childhood, "examples, line 121")
    avoidant = [told.text for told in catalog.attachment_styles["avoidant"].in_childhood]

    assert "want comfort and resist it at once" in anxious.text
    assert "avoid" not in anxious.text
    assert EDITORS.id in {citation.source for citation in anxious.citations}
    assert [text for text in avoidant if "not turn to a caregiver for comfort" in text]


def test_wary_of_strangers_only_as_a_pattern(catalog: insight.Catalog, texts: dict[str, str]) -> None:
    """002:119 takes what most infants show for a mark of the anxious pattern: here it is more, and a pattern."""
    told = one_of(catalog.attachment_styles["ambivalent"].in_childhood, "examples, line 119")

    assert "more wary of strangers than most" in told.text
    assert "Most children are at times; here it is a pattern." in told.text
    assert holding(texts, "stranger") == ["attachment-style:ambivalent.in_childhood[0]"]


def test_disorganized_has_several_paths_and_proves_no_abuse(catalog: insight.Catalog) -> None:
    """002:97 names neglect as the way to the disorganized pattern: it is one of several, and no proof of abuse."""
    style = catalog.attachment_styles["disorganized"]
    neglect = one_of(style.origins, "causes, line 97")
    abuse = one_of(style.origins, "causes, line 101")

    assert neglect.text.startswith("One of several paths")
    assert [origin.text for origin in style.origins if re.search("scares a child|often afraid", origin.text)]
    assert len(style.origins) >= 3
    assert "The pattern alone never shows that there was abuse." in one_line(style.summary)
    assert abuse.text.startswith("In some cases")
    assert "granqvist-2017" in sources_of(style)


def test_behavior_is_told_without_labels(catalog: insight.Catalog, texts: dict[str, str]) -> None:
    """002:52 calls people needy and manipulative: what they do is told instead."""
    sign = catalog.signs["protest-behavior"]

    assert holding(texts, r"\bneed(?:y|iness)\b|manipulat|\bclingy\b|controlling") == []
    assert "hold on very tightly, try to steer the other person or turn cold" in one_line(sign.summary)
    assert Citation(source=VERYWELL, place="ambivalent, line 52") in sign.citations


def test_styles_are_degrees(catalog: insight.Catalog) -> None:
    """002:33-69 and 001:80 treat styles as boxes: a note says that they are degrees, and styles are patterns."""
    note = catalog.notes["styles-are-degrees"]

    assert note.role == NoteRole.CAVEAT
    assert "not boxes" in note.summary
    assert "between several" in one_line(note.summary)
    assert note.about == ("note:attachment-style",)
    assert "fraley-2015" in sources_of(note)
    for style in catalog.attachment_styles:
        assert one_line(style.summary).startswith("In this pattern, ")


def test_secure_is_the_most_common(catalog: insight.Catalog, texts: dict[str, str]) -> None:
    """001:80 takes two insecure styles for the most common ones: this is marked as wrong, and contradicted."""
    claim = catalog.notes["anxious-and-avoidant-most-common"]

    assert "the secure pattern is the most common one" in one_line(catalog.notes["secure-is-most-common"].summary)
    assert "madigan-2023" in sources_of(catalog.notes["secure-is-most-common"])
    assert claim.role == NoteRole.MISCONCEPTION
    assert "this is not so: the secure pattern is" in one_line(claim.summary)
    assert Citation(source=BALANCE, place="attachment, line 80") in claim.citations
    assert contradicting(claim, catalog) == ["note:secure-is-most-common"]
    assert {place.partition(".")[0] for place in holding(texts, r"most (?:common|prevalent|frequent)\b")} == {
        "note:anxious-and-avoidant-most-common",
        "note:secure-is-most-common",
    }


# Where insecurity comes from


def test_sometimes_no_outside_cause(catalog: insight.Catalog, texts: dict[str, str]) -> None:
    """001:18 says that there is no outside cause, though other lines name some: sometimes none can be seen."""
    cause, note = catalog.causes["no-outside-cause"], catalog.notes["no-single-cause"]

    assert one_line(cause.summary).startswith("Sometimes no outside cause can be seen.")
    assert "sometimes no outside cause can be seen" in one_line(note.summary)
    assert holding(texts, "(?<!sometimes )no (?:outside|external) cause") == []


@pytest.mark.parametrize("reference", ["cause:rejection", "note:past-rejection-colors-future"])
def test_even_if_it_was_long_ago(reference: str, catalog: insight.Catalog) -> None:
    """001:32 has the hurt stay fresh even if the rejection is recent: read long ago."""
    summary = one_line(catalog[reference].summary)

    assert "even if it was long ago" in summary
    assert "recent" not in summary


def test_breakups_are_not_the_only_rejections(catalog: insight.Catalog, texts: dict[str, str]) -> None:
    """001:30 says that breakups are not the root causes: they are examples of rejection, and not the only ones."""
    examples = [example.text for example in catalog.causes["rejection"].examples]

    assert [text for text in examples if "relationship ends" in text]
    assert [text for text in examples if "job" in text]
    assert len(examples) >= 3
    assert "shaken soon after a breakup" in catalog.notes["breakup-unease-is-normal"].summary
    assert holding(texts, r"breakups?[^.]*\bnot\b|\bnot\b[^.]*breakup|heartbreak") == []


def test_self_worth_is_not_shallow(catalog: insight.Catalog, texts: dict[str, str]) -> None:
    """001:62-66 calls self-worth shallow, a garbled word for seeming so: doubts are hidden, and nobody is shallow."""
    sign = catalog.signs["hides-doubts"]

    assert holding(texts, r"\bshallow|superficial self") == []
    assert "act more sure of yourself than you feel inside" in one_line(sign.summary)
    assert Citation(source=BALANCE, place="signs, line 66") in sign.citations


def test_insecurity_is_no_disease(texts: dict[str, str]) -> None:
    """001:60 calls insecurity a disease: no text does."""
    own = {place: text for place, text in texts.items() if not place.startswith("source:")}

    assert holding(own, r"\bdiseases?\b|sickness|patholog") == []
    assert holding(own, r"insecurity is an? (?:\w+ )?(?:illness|disorder|condition)") == []


def test_people_are_not_called_insecure(texts: dict[str, str]) -> None:
    """001:98 speaks of mentally insecure people: no text does, and nobody is called an insecure person."""
    assert holding(texts, r"mentally \w+ (?:people|person)|mentally insecure|\binsecure (?:people|persons?)\b") == []


def test_no_numbers_about_the_body(catalog: insight.Catalog, texts: dict[str, str]) -> None:
    """001:56 compares two weight losses in kilograms: the idea is kept, and no text about the body has a number."""
    found = around(catalog, "domain:body-image", "condition:eating-disorder", "cause:body-dissatisfaction")
    near = {*found, "cause:comparison", "cause:perfectionism", "note:others-manage-easily"}
    scale = next(scale for scale in catalog.questionnaires["life-areas"].scales if scale.id == "body-image")
    items = {f"questionnaire:life-areas.items.{key.item}" for key in scale.items}
    read = {place: text for place, text in texts.items() if place.partition(".")[0] in near or place in items}

    assert items <= set(read)
    assert holding(read, r"\d|%|percent|\bkilo|\bpounds?\b|\bkg\b") == []
    assert holding(texts, r"\b(?:lost|lose|losing)\b[^.]*\bweight\b|weight loss") == []
    assert "someone else did better" in one_of(catalog.causes["comparison"].examples, "perfectionism, line 56").text


def test_depression_is_not_ranked(catalog: insight.Catalog, texts: dict[str, str]) -> None:
    """001:94 calls the tie to depression the strongest: it goes along with it, and no tie is ranked."""
    ranked = [place for place in holding(texts, "depress") if re.search(r"strong|\bmost\b|above all", texts[place])]

    assert ranked == []
    assert holding(texts, "strongest") == []
    assert "may go along with depression" in one_line(catalog.notes["insecurity-and-depression"].summary)


def test_self_esteem_is_no_essence(catalog: insight.Catalog, texts: dict[str, str]) -> None:
    """001:28 calls self-esteem the essence of mental health: it is only defined."""
    assert holding(texts, r"\bessence\b") == []
    assert catalog.notes["self-esteem"].summary == "Self-esteem is how you see, value, respect and love yourself."


def test_three_roots_that_one_source_describes(catalog: insight.Catalog, texts: dict[str, str]) -> None:
    """001:24 calls three roots the most prevalent: they are what one source describes, and nothing is prevalent."""
    summary = one_line(catalog.notes["no-single-cause"].summary)

    assert "One source describes three roots: rejection, social anxiety and perfectionism." in summary
    assert holding(texts, r"\bprevalen") == []
    for root in ("rejection", "social-anxiety", "perfectionism"):
        assert catalog.causes[root].role == CauseRole.ROOT


def test_causes_have_roles(catalog: insight.Catalog) -> None:
    """000:68-83 lists causes, traits and correlates alike: each has its role, and a correlate only goes along."""
    roles = {cause.id: cause.role for cause in catalog.causes}
    correlates = [cause for cause in catalog.causes if cause.role == CauseRole.CORRELATE]
    listed = [cause for cause in correlates if sources_of(cause) == {BETTERHELP}]

    assert set(roles.values()) == set(CauseRole)
    for trait in ("aging", "frequent-conflict", "shy-temperament", "body-dissatisfaction"):
        assert roles[trait] == CauseRole.CORRELATE
    for correlate in (*listed, catalog.causes["frequent-conflict"], catalog.causes["resistance-to-openness"]):
        assert "may go along with insecurity" in one_line(correlate.summary), correlate.id


# Work and basic needs


def test_any_wish_to_leave_a_job_counts(catalog: insight.Catalog) -> None:
    """001:88 has people want to leave shortly after starting: the wish may come at any time."""
    sign = catalog.signs["turnover-intention"]

    assert "soon after you began or much later" in one_line(sign.summary)
    assert [example.text for example in sign.examples if "for years" in example.text]


def test_no_employer_uses_fear(catalog: insight.Catalog, texts: dict[str, str]) -> None:
    """000:58 says that firms use job insecurity to motivate: this is dropped, and the garbled half is put right."""
    assert holding(texts, r"motivat|employers? (?:use|may use)|companies|\bfirms\b") == []
    assert omitted("claim:employers-use-job-insecurity")
    assert "not be sure that you can keep your job" in one_line(catalog.domains["career"].summary)


def test_basic_needs_and_mental_health_is_hedged_and_cited(catalog: insight.Catalog) -> None:
    """000:62 says that research shows, and names none: the statement says can, and cites studies of its own."""
    note = catalog.notes["basic-needs-and-mental-health"]

    assert re.search(r"\bcan weigh on mental health", one_line(note.summary))
    assert Citation(source=BETTERHELP, place="areas of life, line 62") in note.citations
    assert {"pourmotabbed-2020", "singh-2019"} <= sources_of(note)


def test_social_insecurity_is_told_in_whole_sentences(catalog: insight.Catalog) -> None:
    """000:48 breaks off in its sentence: what it means is doubt that one can be around people without ridicule."""
    domain = catalog.domains["social"]

    assert "fear being embarrassed or laughed at" in one_line(domain.summary)
    assert Citation(source=BETTERHELP, place="areas of life, line 48") in domain.citations


# What helps


def test_self_compassion_is_something_to_practice(catalog: insight.Catalog, texts: dict[str, str]) -> None:
    """000:118 has practical for practice: being kind to oneself is something to do, without conditions."""
    strategy = catalog.strategies["self-compassion"]

    assert strategy.form == Form.PRACTICE
    assert "It has no conditions" in one_line(strategy.summary)
    assert [place for place in holding(texts, r"\bpractical\b") if place.startswith(strategy.reference)] == []


def test_therapy_has_no_rank_and_no_price(catalog: insight.Catalog, texts: dict[str, str]) -> None:
    """000:89 and 000:138-142 rank therapy and call it cheaper online, and the publisher sells it: it does neither."""
    therapies = {strategy.reference for strategy in catalog.strategies if strategy.form == Form.THERAPY}
    near = {*therapies, "strategy:reach-out", "note:self-help-alongside-therapy", "note:therapy-uncovers-roots"}
    read = {place: text for place, text in texts.items() if place.partition(".")[0] in near}

    assert holding(read, r"\beffective|\bbest\b|\bmost\b|better than|as good as|\bworks\b") == []
    assert holding(read, r"cheap|\bprice|\bcosts?\b|afford|money|\bfees?\b") == []
    assert omitted("claim:online-therapy-cheaper")
    assert catalog.sources[BETTERHELP].interest == "sells online therapy"
    assert "The source for this sells online therapy" in catalog.strategies["online-therapy"].summary


def test_anad_never_comes_alone(catalog: insight.Catalog) -> None:
    """000:54 gives a helpline with office hours: help at all hours is always beside it, and a check is due."""
    anad = catalog.resources["us-anad"]
    spoken_of = [entry for entry in catalog.related(anad, relation=Relation.ABOUT) if entry != anad]

    assert anad.region == "US"
    assert not anad.all_hours
    assert anad.review_by or "check before use" in describe(anad).text()
    assert anad in catalog.help("US")
    assert [resource for resource in catalog.help("US") if resource.all_hours]
    assert spoken_of
    for entry in spoken_of:
        beside = catalog.related(entry, insight.Resource, relation=Relation.ABOUT)
        assert [resource.id for resource in beside if resource.all_hours], entry.reference


def test_anad_is_shown_with_help_at_all_hours(catalog: insight.Catalog) -> None:
    """000:54 gives a helpline with office hours: where it is shown by itself, help at all hours is shown with it."""
    shown = describe(catalog.resources["us-anad"], catalog=catalog).text()

    assert FIND_A_HELPLINE.all_hours
    assert FIND_A_HELPLINE.channels[0].value in shown


def test_lost_link_is_a_neutral_directory(catalog: insight.Catalog) -> None:
    """000:85 lost a link to a page of its own firm: a directory by country stands there, and no link is commercial."""
    resource = catalog.resources["trauma-support"]
    addresses = {way.value for r in catalog.resources for way in r.channels if way.kind == ChannelKind.WEB}

    assert resource.kind == ResourceKind.DIRECTORY
    assert resource.channels == FIND_A_HELPLINE.channels
    assert Citation(source=BETTERHELP, place="causes, line 85") in resource.citations
    assert addresses == {"https://findahelpline.com", "https://988lifeline.org"}
    assert [source.id for source in catalog.sources if "betterhelp" in source.url] == []


# Conditions


def test_personality_disorders_are_only_spoken_of_in_notes(catalog: insight.Catalog, texts: dict[str, str]) -> None:
    """001:108 ties insecurity to personality disorders: there are only links and notes, never an answer or a result."""
    named = holding(texts, r"personality disorder|narcissis|\bborderline\b")
    links = [link for link in catalog.links() if PERSONALITY_DISORDERS & {link.subject, link.object}]
    asked = [ref.removeprefix("-") for q in catalog.questionnaires for _, ref in questionnaire_mentions(q)]

    assert {place.partition(":")[0] for place in named} == {"condition", "note", "source"}
    assert set(PERSONALITY_DISORDERS) == {link.object for link in links}
    assert {link.relation for link in links} == {Relation.GOES_ALONG_WITH, Relation.ABOUT}
    assert {link.subject.partition(":")[0] for link in links} == {Kind.NOTE, Kind.ATTACHMENT_STYLE}
    assert asked
    for reference in asked:
        tied = {reference, *(condition.reference for condition in catalog.related(reference, Condition))}
        assert tied.isdisjoint(PERSONALITY_DISORDERS), reference


# Helpers


def one_line(text: str) -> str:
    """*text* without line breaks."""
    return " ".join(text.split())


def holding(texts: dict[str, str], pattern: str) -> list[str]:
    """The places of the texts that hold *pattern*, in any case."""
    return [place for place, text in texts.items() if re.search(pattern, one_line(text), re.IGNORECASE)]


def one_of(statements: Iterable[Statement], place: str) -> Statement:
    """The statement that cites *place*."""
    (found,) = [each for each in statements if place in {citation.place for citation in each.citations}]
    return found


def contradicting(note: insight.Note, catalog: insight.Catalog) -> list[str]:
    """What contradicts a note."""
    links = catalog.links(note, relation=Relation.CONTRADICTED_BY)
    return [link.object for link in links if link.subject == note.reference]


def sources_of(entry: CitedEntry) -> set[str]:
    """The ids of the sources that an entry itself cites."""
    return {citation.source for citation in entry.citations}


def citations_in(catalog: insight.Catalog) -> list[Citation]:
    """Every citation of an entry, a statement or a link."""
    entries = [entry for held in catalog.collections.values() for entry in held if isinstance(entry, Entry)]
    return [citation for part in (*entries, *catalog.links()) for _, citation in citations_of(part)]


def around(catalog: insight.Catalog, *references: str) -> set[str]:
    """These entries and what is tied to them, but for help, whose telephone numbers are numbers."""
    tied = {entry.reference for name in references for entry in catalog.related(name)}
    return {*references, *(name for name in tied if not name.startswith(f"{Kind.RESOURCE}:"))}


def omitted(what: str) -> bool:
    """Whether a fact of the articles was left out on purpose."""
    return [row.references for row in read_rows() if row.what == what] == [("omitted",)]


@pytest.mark.parametrize("resource", list(insight.load_catalog().resources), ids=lambda resource: resource.id)
def test_ways_to_reach_help_read_well(resource: insight.Resource) -> None:
    """What one does, calling or texting, is said once."""
    words = ways_in_words(resource).lower().split()

    assert [word for word, before in zip(words[1:], words, strict=False) if word == before] == []
