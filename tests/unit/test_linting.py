"""The linter: what each rule finds and leaves alone, what is silenced, what a catalog adds."""

import datetime as dt
import itertools
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given

import insight
from insight import Band, Catalog, Item, Key, Questionnaire, Scale, lint, options
from insight.content import Evidence
from insight.errors import DefinitionError
from insight.linting import words
from insight.linting.attainable import Attainable, complete, prorated
from insight.linting.running import ALL_RULES
from insight.questionnaires import Example, Ignore, Method, ResolvedScale
from insight.questionnaires.values import Option, ResponseScale
from insight.testing import questionnaires


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The bundled catalog."""
    return insight.load_catalog()


@pytest.fixture
def sound() -> Questionnaire:
    """A questionnaire in which nothing is found."""
    return Questionnaire.build(
        "evening",
        title="Evening check",
        version="1.0.0",
        licence="CC-BY-4.0",
        intended_use="Personal reflection by adults.",
        instructions="Think of this evening.",
        responses=options("never", "sometimes", "often"),
        items={"worry": "I worried about work.", "calm": "I felt calm.", "rest": "My rest was short."},
        scales={"unease": "worry -calm rest"},
        min_answered=2,
        examples=(Example(answers={"worry": 2, "calm": 0}, scores={"unease": 2}),),
    )


def found(value: Questionnaire | Catalog, **more: Any) -> list[str]:
    """The rules that find something."""
    return [finding.id for finding in lint(value, **more)]


def worded(sound: Questionnaire, text: str) -> Questionnaire:
    """The sound questionnaire with another text for its first item."""
    return evolve(sound, items=(evolve(sound.items[0], text=text), *sound.items[1:]))


def banded(sound: Questionnaire, *starts: str, labels: tuple[str, ...] = ("a", "b", "c", "d", "e")) -> Questionnaire:
    """The sound questionnaire with bands."""
    bands = tuple(Band(start=start, label=label) for start, label in zip(starts, labels, strict=False))
    return evolve(sound, scales=(evolve(sound.scales[0], bands=bands),))


def test_nothing_is_found_where_nothing_is_wrong(sound: Questionnaire, catalog: Catalog) -> None:
    """A sound questionnaire has no findings, with a catalog or without."""
    assert lint(sound) == ()
    assert lint(sound, catalog=catalog, today=dt.date(2026, 11, 25)) == ()


# Each text, and the rule about wording that finds it; None where none should.
TEXTS = [
    ("I do not say that I don't care.", "double-negative"),
    ("I can't say that I don't care.", "double-negative"),
    ("I can't say no to my boss.", None),
    ("I don't like when it is not quiet.", "double-negative"),
    ("I can\u2019t hardly rest.", "double-negative"),
    ("I know people here, and no one knows me, nor I them.", None),
    ("I don't know whether others like me or not.", None),
    ("I don't know. I do not care.", None),
    ("I make friends without much effort.", None),
    ("I am not at ease, no matter where.", None),
    ("It was not my fault at all.", None),
    ("I eat and sleep badly.", "double-barreled"),
    ("I worry about work and/or money.", "double-barreled"),
    ("I feel tired/sad.", "double-barreled"),
    ("I go back and forth.", None),
    ("I am more or less at ease.", None),
    ("I handle things.", None),
    ("I always feel tired.", "absolutes"),
    ("Everyone looks at me.", "absolutes"),
    ("All in all I am at ease.", None),
    ("I blush when everybody looks at me.", None),
    ("I felt tired, sad, and alone.", None),
    ("I worry about work or money.", None),
    ("It is never too late to ask.", None),
    ("I overdo it.", None),
    (" ".join(["word"] * 25), None),
    (" ".join(["word"] * 26), "item-length"),
    ("My friends call me crazy.", "loaded-words"),
    ("I am clingy.", "loaded-words"),
    ("I want to be secure in my work.", None),
    ("I felt calm (R).", "leaked-key"),
    ("I felt calm [reverse scored]", "leaked-key"),
    ("It was quiet (-)", "leaked-key"),
    ("I wish that I could reverse time.", None),
    ("TODO", "placeholder-text"),
    ("Item 3", "placeholder-text"),
    ("…", "placeholder-text"),
    ("Lorem ipsum dolor.", "placeholder-text"),
    ("Hello <name>, I am calm.", "placeholder-text"),
    ("I answer each question late.", None),
    ("I feel like a dummy.", None),
    ("Your text messages worry me.", None),
    ("tbd", "placeholder-text"),
    ("[insert item about anger]", "placeholder-text"),
    ("I need to reverse items.", None),
    ("My mother has depression.", None),
    ("I am not depressed.", None),
    ("In the last \u017fix weeks I was calm.", None),
    ("My depression gets in the way.", "names-disorder"),
    ("I have been told that I have ADHD.", "names-disorder"),
    ("I'm a very anxious, bipolar person.", None),
    ("I'm bipolar.", "names-disorder"),
    ("People talk about depression.", None),
    ("I felt calm last evening.", None),
    ("I want to kill myself.", "no-help"),
    ("My partner hits me.", "no-help"),
    ("My partner hit, slapped or kicked me.", "no-help"),
    ("I wished I were dead.", "no-help"),
    ("I cut or burned myself on purpose.", "no-help"),
    ("My brother beat me at chess.", None),
    ("I cut myself off from others.", None),
    ("This kills the mood.", None),
    ("I was really calm", "near-twins"),
]


@pytest.mark.parametrize(("text", "rule"), TEXTS)
def test_wording_is_looked_at(text: str, rule: str | None, sound: Questionnaire) -> None:
    """A rule finds what it is there for, and leaves what only looks like it."""
    assert found(worded(sound, text)) == ([rule] if rule else [])


def test_wording_in_other_languages_is_left_alone(sound: Questionnaire) -> None:
    """The rules about wording know English; the others hold everywhere."""
    german = evolve(worded(sound, "I do not say that I don't care, TODO."), language="de", licence="")

    assert found(german) == ["placeholder-text", "no-licence"]
    assert "double-negative" in found(evolve(german, language="en-GB"))


PERIODS = [
    ("Think of the last month.", "In the last month I was calm.", False),
    ("In the last month, how was it?", "During the past month I was calm.", False),
    ("In the last month, how was it?", "In the last two weeks I was calm.", True),
    ("In the last month, how was it?", "Right now I am calm.", True),
    ("Think of the last two weeks.", "In the past 14 days I was calm.", False),
    ("Think of the last two weeks.", "In the last year I was calm.", True),
    ("Think of the last month.", "The last week of it was calm.", False),
    ("In the last 12 months, how was it?", "In the last year I was calm.", False),
    ("In the last week, how was it?", "In the last \u017fix weeks, or fortn\u0131ght, I was calm.", False),
    ("In the last month, how was it?", "The money was gone before the last days of the month.", False),
    ("How was it?", "Today I was calm.", False),
]


@pytest.mark.parametrize(("instructions", "text", "mixed"), PERIODS)
def test_one_stretch_of_time(instructions: str, text: str, mixed: bool, sound: Questionnaire) -> None:  # noqa: FBT001  # a column of the table
    """Instructions and items look back equally far."""
    told = found(evolve(worded(sound, text), instructions=instructions))

    assert told == (["mixed-periods"] if mixed else [])


LABELS = [
    (("never", "sometimes", "rarely", "always"), "unordered-labels"),
    (("often", "sometimes", "never"), "descending-labels"),
    (("Never", "Sometimes", "Often "), None),
    (("strongly disagree", "disagree", "neither agree nor disagree", "agree", "strongly agree"), None),
    (("agree", "disagree", "strongly agree", "strongly disagree"), "unordered-labels"),
    (("1", "2", "3"), None),
    (("no", "?", "yes"), None),
    (("(-)", "", "(+)")[::2], None),
    (("none of the time", "never", "sometimes"), None),
    (("a", "b", "c (reverse-scored)"), "leaked-key"),
]


@pytest.mark.parametrize(("labels", "rule"), LABELS)
def test_labels_go_with_their_values(labels: tuple[str, ...], rule: str | None, sound: Questionnaire) -> None:
    """Words from little to much stand at values from low to high."""
    made = evolve(sound, response_scales=(options(*labels),), examples=sound.examples, ignore=(IGNORE_EXAMPLES,))

    assert [rule for rule in found(made) if rule != "unused-ignore"] == ([rule] if rule else [])


IGNORE_EXAMPLES = Ignore(rule="example-fails", reason="The options are others.")
BANDS: list[tuple[tuple[str, ...], list[str]]] = [
    (("0", "2/3", "4/3"), []),
    (("0", "1"), []),
    (("0", "1/10"), ["uneven-bands"]),
    (("0", "1/12", "1/7"), ["unreachable-band", "uneven-bands"]),
    (("0", "0.67", "1.34"), ["band-edge-rounding"]),
    (("0", "0.66", "1.33"), []),
]


@pytest.mark.parametrize(("starts", "rules"), BANDS)
def test_bands_fit_the_scores(starts: tuple[str, ...], rules: list[str], sound: Questionnaire) -> None:
    """The mean of three items from 0 to 2 is a third or, of two answers, a half."""
    decimals = tuple(str(Fraction(start)) for start in starts)

    assert found(banded(sound, *decimals)) == rules


def test_a_cited_band_may_be_uneven_and_judge(sound: Questionnaire) -> None:
    """What a source says is the source's to say; a diagnosis never is."""
    source = insight.Source(id="a", title="A", evidence=Evidence.LAY_PAGE, locator_missing=True)
    cited = (insight.Citation(source="a"),)
    bands = (Band(start=0, label="mild"), Band(start=Fraction(1, 3), label="severe", citations=cited))
    made = evolve(sound, sources=(source,), scales=(evolve(sound.scales[0], bands=bands),))

    assert found(made) == ["severity-label"]
    named = evolve(bands[1], label="depression")
    assert found(evolve(made, scales=(evolve(sound.scales[0], bands=(bands[0], named)),)))[0] == "diagnosis-label"


KEYS: list[tuple[str, list[str]]] = [
    ("worry calm rest extra", ["no-reverse-keys"]),
    ("-worry -calm", ["all-reverse", "short-scale"]),
    ("worry", ["short-scale"]),
]


@pytest.mark.parametrize(("keys", "rules"), KEYS)
def test_keys_are_looked_at(keys: str, rules: list[str], sound: Questionnaire) -> None:
    """Scales that run one way only are told, as a hint or, where all is reversed, as a warning."""
    made = evolve(
        sound,
        items=(*sound.items, Item(id="extra", text="I slept late.")),
        scales=(Scale(id="s", items=tuple(map(Key.parse, keys.split())), method=Method.MEAN),),
        examples=(Example(answers={"worry": 1}, scores={}),),
    )

    assert [rule for rule in found(made) if rule != "unused-item"] == rules


ABOUT = [
    ("sign:perfectionism", "sign:perfectionism", "worry", False),
    ("sign:perfectionism", "sign:perfectionism", "-worry", True),
    ("-sign:perfectionism", "domain:career", "worry", True),
    ("-sign:perfectionism", "-domain:career", "worry", False),
    ("sign:perfectionism", "-domain:career", "-worry", False),
    ("attachment-style:secure", "axis:attachment-anxiety", "-worry", False),
    ("axis:attachment-anxiety", "axis:attachment-anxiety", "-worry", True),
]


@pytest.mark.parametrize(("mine", "whole", "key", "against"), ABOUT)
def test_keys_agree_with_what_is_meant(mine: str, whole: str, key: str, against: bool, sound: Questionnaire) -> None:  # noqa: FBT001  # a column of the table
    """A key points the way that the item and the scale say."""
    items = (evolve(sound.items[0], about=(mine,)), *sound.items[1:])
    scale = evolve(sound.scales[0], about=(whole,), items=(Key.parse(key), *sound.scales[0].items[1:]))
    made = evolve(sound, items=items, scales=(scale,), ignore=(IGNORE_EXAMPLES,))

    assert ("key-against-about" in found(made)) == against


def test_a_negative_weight_turns_a_key_round(sound: Questionnaire) -> None:
    """A forward key with a negative weight points down, as a reverse key does."""
    items = (evolve(sound.items[0], about=("sign:perfectionism",)), *sound.items[1:])
    scale = Scale(
        id="unease",
        items=(Key(item="worry", weight=-1), Key(item="calm"), Key(item="rest")),
        method=Method.SUM,
        about=("sign:perfectionism",),
    )
    made = evolve(sound, items=items, scales=(scale,), ignore=(IGNORE_EXAMPLES,))

    assert "key-against-about" in found(made)


def test_double_reversal_needs_a_mirrored_scale(sound: Questionnaire) -> None:
    """Options turned round are no fault by themselves: only under a reverse key beside the same ones upright."""
    down = ResponseScale(
        id="down",
        options=tuple(Option(value=2 - n, label=label) for n, label in enumerate(("never", "sometimes", "often"))),
    )
    up = evolve(sound.response_scales[0], id="up")
    items = (
        *(evolve(item, responses="up") for item in sound.items[:1]),
        *(evolve(item, responses="down") for item in sound.items[1:]),
    )
    made = evolve(sound, response_scales=(up, down), items=items, ignore=(IGNORE_EXAMPLES,))

    told = [str(finding) for finding in lint(made) if finding.id == "double-reversal"]
    assert told == [
        (
            "scales.unease.items[1]: it is keyed in reverse, and its options are 'up' turned round; "
            "drop the minus, or answer the item with 'up' (warning: double-reversal)"
        )
    ]


def test_a_band_that_forms_with_gaps_reach_is_no_empty_band(sound: Questionnaire) -> None:
    """A sum of two of three answers can lie where no sum of all three does."""
    bands = (Band(start=0, label="a"), Band(start=Fraction(21, 5), label="b"), Band(start=Fraction(24, 5), label="c"))
    made = evolve(sound, scales=(evolve(sound.scales[0], method=Method.SUM, bands=bands),), ignore=(IGNORE_EXAMPLES,))

    assert insight.score(made, {"worry": 2, "calm": 1})["unease"].value == 4.5
    assert "unreachable-band" not in found(made)
    complete_only = evolve(made, scales=(evolve(made.scales[0], min_answered=3),))
    assert "unreachable-band" in found(complete_only)


def test_an_option_that_counts_as_unanswered_is_a_gap(sound: Questionnaire) -> None:
    """An example that chooses it has a gap; one that answers all else has none."""
    responses = evolve(sound.response_scales[0], missing=(Option(value=9, label="not mine"),))
    full = Example(answers={"worry": 2, "calm": 0, "rest": 2}, scores={"unease": 2})
    made = evolve(sound, response_scales=(responses,), examples=(full,))

    assert found(made) == ["no-gap"]
    gap = Example(answers={"worry": 2, "calm": 0, "rest": 9}, scores={"unease": 2})
    assert found(evolve(made, examples=(full, gap))) == []


def test_labels_turned_round_under_a_reverse_key_are_found(sound: Questionnaire) -> None:
    """Labels alone, written from much to little, are the mirror image of the same labels upright."""
    up, down = evolve(options("never", "often"), id="up"), evolve(options("often", "never"), id="down")
    items = tuple(evolve(item, responses="down" if item.id == "calm" else "up") for item in sound.items)
    made = evolve(sound, response_scales=(down, up), items=items, ignore=(IGNORE_EXAMPLES,))

    told = [str(finding) for finding in lint(made) if finding.id == "double-reversal"]
    assert told == [
        (
            "scales.unease.items[1]: it is keyed in reverse, and its options are 'up' turned round; "
            "drop the minus, or answer the item with 'up' (warning: double-reversal)"
        )
    ]


def test_a_rounded_example_is_told_how_it_is_written(sound: Questionnaire) -> None:
    """A score that was rounded is neither a wrong key nor a wrong example."""
    example = Example(answers={"worry": 2, "calm": 0, "rest": 1}, scores={"unease": Decimal("1.67")})

    assert str(lint(evolve(sound, examples=(*sound.examples, example)))[0]) == (
        "examples[1].scores.unease: 5/3 comes out, and not 1.67; write '5/3', which is exact (error: example-fails)"
    )


LANGUAGES = [("en-GB", False), ("de", False), ("pt-BR", False), ("English", True), ("en_US", True), ("eng", True)]


@pytest.mark.parametrize(("language", "strange"), LANGUAGES)
def test_a_language_is_a_tag(language: str, strange: bool, sound: Questionnaire) -> None:  # noqa: FBT001  # a column of the table
    """What is no tag is told, and where it means English its texts are looked at nevertheless."""
    made = evolve(worded(sound, "I was never calm."), language=language)

    assert ("language-tag" in found(made)) == strange
    assert ("absolutes" in found(made)) == language.lower().startswith("en")


@pytest.mark.parametrize("today", ["2026-01-01", dt.datetime(2026, 1, 1, tzinfo=dt.UTC), 3], ids=str)
def test_today_is_a_date(today: Any, sound: Questionnaire) -> None:
    """A text, a time or a number is no day."""
    with pytest.raises(DefinitionError, match="a date is expected"):
        lint(sound, today=today)


LARGE = {
    "leaked": "(+)" * 60_000 + "x",
    "periods": "of last day, " * 15_000,
    "loaded": "suffer" * 30_000,
    "quotes": "\u201d" * 60_000,
    "words": "a " * 100_000,
    "one word": "a" * 200_000,
    "blanks": "item" + " " * 100_000 + "x",
}


@pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
def test_long_texts_come_to_an_end(text: str, sound: Questionnaire) -> None:
    """No pattern takes more than some steps a character; with one that did this would take minutes."""
    assert lint(worded(sound, text)) or text


# Silencing


def test_findings_are_silenced_by_rule_and_place(sound: Questionnaire) -> None:
    """A rule is silenced everywhere, in a place, or in what is in the place."""
    long = worded(sound, "I was never calm.")

    for place in ("", "items", "items.worry", "items.worry.text"):
        assert lint(evolve(long, ignore=(Ignore(rule="absolutes", reason="Meant.", place=place),))) == ()
    elsewhere = evolve(long, ignore=(Ignore(rule="absolutes", reason="Meant.", place="items.wor"),))
    assert [str(finding) for finding in lint(elsewhere)] == [
        "ignore[0]: rule 'absolutes' finds nothing here; take it away (warning: unused-ignore)",
        "items.worry.text: few can agree to 'never'; leave how often or how much to the options (hint: absolutes)",
    ]


def test_an_id_with_a_point_lies_in_no_other(sound: Questionnaire) -> None:
    """What is silenced in the item `q` is not in the item `q.1`."""
    items = (*sound.items, Item(id="worry.1", text="I was never calm."))
    keyed = evolve(sound.scales[0], items=(*sound.scales[0].items, Key(item="worry.1")))
    ignore = Ignore(rule="absolutes", reason="Meant.", place="items.worry")
    made = evolve(sound, items=items, scales=(keyed,), ignore=(ignore, IGNORE_EXAMPLES), examples=())

    assert {"absolutes", "unused-ignore"} <= set(found(made))
    inside = evolve(ignore, place="items.worry.1")
    assert "absolutes" not in found(evolve(made, ignore=(inside,)))


def test_what_is_silenced_in_vain_is_told(sound: Questionnaire) -> None:
    """A rule that finds nothing, and one that there is not, cannot be silenced; nor can that they are told."""
    ignored = (
        Ignore(rule="absolutes", reason="Not now."),
        Ignore(rule="absolute", reason="A slip."),
        Ignore(rule="unused-ignore", reason="No."),
    )

    assert [str(finding) for finding in lint(evolve(sound, ignore=ignored))] == [
        "ignore[1].rule: there is no rule 'absolute'; did you mean 'absolutes'? (error: unknown-rule)",
        "ignore[0]: rule 'absolutes' finds nothing here; take it away (warning: unused-ignore)",
        "ignore[2]: rule 'unused-ignore' cannot be silenced; take it away (warning: unused-ignore)",
    ]


def test_what_only_a_catalog_tells_is_not_told_to_be_in_vain(sound: Questionnaire, catalog: Catalog) -> None:
    """Without a catalog it cannot be told whether a rule that needs one would find something."""
    item = evolve(sound.items[0], about=("sign:mine",))
    made = evolve(
        sound, items=(item, *sound.items[1:]), ignore=(Ignore(rule="unknown-reference", reason="In our own catalog."),)
    )

    assert found(made) == []
    assert found(made, catalog=catalog) == []
    assert found(evolve(made, items=sound.items), catalog=catalog) == ["unused-ignore"]


def test_errors_come_first(sound: Questionnaire) -> None:
    """What is wrong stands before what may be."""
    severities = [finding.severity for finding in lint(evolve(worded(sound, "TODO"), licence="", title="I and you"))]

    assert severities == sorted(severities, key=["error", "warning", "hint"].index)


# Catalogs


def test_references_are_held_against_a_catalog(sound: Questionnaire, catalog: Catalog) -> None:
    """What an item is about and the help beside it are in the catalog, or are told."""
    item = evolve(sound.items[0], about=("sign:perfectionsim", "axis:attachment-anxiety"), resources=("us-21",))
    made = evolve(sound, items=(item, *sound.items[1:]))

    assert lint(made) == ()
    assert [str(finding) for finding in lint(made, catalog=catalog)] == [
        (
            "items.worry.about[0]: there is no sign 'perfectionsim'; "
            "did you mean 'perfectionism'? (error: unknown-reference)"
        ),
        "items.worry.resources[0]: there is no resource 'us-21'; did you mean 'us-211'? (error: unknown-reference)",
    ]


def test_hard_entries_need_help_beside_them(sound: Questionnaire, catalog: Catalog) -> None:
    """An item about something that the catalog marks as hard shows help; one finding an item is enough."""
    item = evolve(sound.items[0], about=("-cause:trauma", "cause:bullying"), text="I was abused.")
    made = evolve(sound, items=(item, *sound.items[1:]))

    assert found(made) == ["no-help"]
    assert found(made, catalog=catalog) == ["no-help"]
    helped = evolve(item, resources=("find-a-helpline",))
    assert found(evolve(made, items=(helped, *sound.items[1:])), catalog=catalog) == []


def test_a_catalog_is_looked_at_with_its_questionnaires(catalog: Catalog) -> None:
    """Each finding says where: the entry, or the questionnaire and the place in it."""
    findings = lint(catalog)

    assert {finding.severity for finding in findings} == {"hint"}
    places = {finding.place.partition(".")[0] for finding in findings}
    assert places == {"questionnaire:life-areas", *(resource.reference for resource in catalog.resources)}


def test_help_that_is_overdue_is_told_by_the_day(catalog: Catalog) -> None:
    """A day tells what should have been looked at again; without one nothing is overdue."""
    seen = evolve(catalog.resources["us-211"], last_verified=dt.date(2026, 1, 1), review_by=dt.date(2026, 6, 1))
    held = {name: tuple(getattr(catalog, name)) for name in ("sources", "resources")}
    resources = tuple(seen if each.id == seen.id else each for each in held["resources"])
    dated = Catalog(sources=held["sources"], resources=resources)

    def overdue(today: dt.date | None) -> list[str]:
        return [str(finding) for finding in lint(dated, today=today) if finding.place == seen.reference]

    assert overdue(None) == []
    assert overdue(dt.date(2026, 6, 1)) == []
    assert "last_verified, 2026-01-01, lies in the future" in overdue(dt.date(2025, 12, 31))[0]
    assert overdue(dt.date(2026, 6, 2)) == [
        (
            "resource:us-211: it was to be looked at again by 2026-06-01; "
            "look at it again, and write the new dates (warning: overdue-help)"
        )
    ]


def test_words_in_entries_are_looked_at(catalog: Catalog) -> None:
    """A word that hurts is told in an entry, but not in the title of a source or a belief that is told as one."""
    sources = tuple(catalog.sources)
    sign = evolve(catalog.signs["perfectionism"], summary="They are needy.")
    belief = next(note for note in catalog.notes if note.role == "belief")
    note = evolve(belief, summary="They are crazy.", about=())
    made = Catalog(sources=sources, signs=(sign,), notes=(note,), resources=tuple(catalog.resources))

    assert [finding.place for finding in lint(made) if finding.id == "loaded-words"] == ["sign:perfectionism.summary"]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: lint({"id": "x"}), "lint: a questionnaire or a catalog is expected, not a table"),  # type: ignore[arg-type]
        (
            lambda: lint(insight.load_catalog().questionnaires["life-areas"], catalog="mine"),  # type: ignore[arg-type]
            "lint: catalog: a catalog is expected, not text; pass load_catalog()",
        ),
    ],
    ids=["value", "catalog"],
)
def test_other_values_are_refused(call: Callable[[], object], message: str) -> None:
    """What is no questionnaire, and no catalog, is told."""
    with pytest.raises(DefinitionError) as refused:
        call()

    assert str(refused.value) == message


# What words tell

# Counted by ear.
SYLLABLES = {
    "I": 1, "the": 1, "people": 2, "worry": 2, "worries": 2, "feel": 1, "made": 1, "times": 1, "places": 2, "asked": 1,
    "wanted": 2, "needed": 2, "little": 2, "table": 2, "being": 2, "doing": 2, "idea": 3, "real": 1, "really": 2,
    "create": 2, "created": 3, "nation": 2, "special": 2, "social": 2, "radio": 3, "usual": 3, "situation": 4,
    "questionnaire": 3, "uncomfortable": 5, "insecurity": 5, "relationship": 4, "strongly": 2, "evening": 2, "our": 1,
}  # fmt: skip


def test_syllables_are_counted_nearly_right() -> None:
    """A rule of thumb hits most words, misses none by more than one, and is not off on the whole."""
    counted = {word: words.syllables(word) for word in SYLLABLES}
    wrong = {word: count for word, count in counted.items() if count != SYLLABLES[word]}

    assert len(wrong) <= len(SYLLABLES) / 10, wrong
    assert all(abs(count - SYLLABLES[word]) <= 1 for word, count in wrong.items())


def test_grade_is_that_of_flesch_and_kincaid() -> None:
    """By hand: 6 words in one sentence, 6 syllables; 4 words in two sentences, 6 syllables."""
    assert words.grade("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 * 6 / 6 - 15.59)
    assert words.grade("People worry. I rest.") == pytest.approx(0.39 * 2 + 11.8 * 6 / 4 - 15.59)


# Which scores can come out


def brute_force(resolved: ResolvedScale, answered: int) -> set[Fraction]:
    """The scores of all forms of which so many items are answered, each by trying every answer."""
    scores = set()
    for held in itertools.combinations(range(resolved.of), answered):
        choices = [range(len(part.values)) if n in held else [-1] for n, part in enumerate(resolved.parts)]
        for chosen in itertools.product(*choices):
            *_, value = resolved.add_up(chosen)
            scores |= {Fraction(*value)} if value else set()
    return scores


def scores_of(attainable: Attainable) -> set[Fraction]:
    """The scores at the bits that are set."""
    count = attainable.bits.bit_length()
    return {attainable.low + n / attainable.unit for n in range(count) if attainable.bits >> n & 1}


@given(questionnaires())
def test_attainable_scores_are_those_that_come_out(questionnaire: Questionnaire) -> None:
    """The sets hold exactly what trying every answer gives, and tell rightly what lies below and between."""
    for resolved in questionnaire.resolved:
        whole = complete(resolved)
        assert whole is not None
        scores = brute_force(resolved, resolved.of)
        assert scores_of(whole) == scores
        middle = (resolved.minimum + resolved.maximum) / 2
        assert whole.below(middle) == max((score for score in scores if score < middle), default=None)
        assert whole.count_between(middle, None) == sum(score >= middle for score in scores)
        assert whole.any_between(middle, resolved.maximum) == any(middle <= s < resolved.maximum for s in scores)
        gaps = list(prorated(resolved))
        for answered, partly in zip(range(resolved.required, resolved.of), gaps, strict=False):
            assert scores_of(partly) == brute_force(resolved, answered)


@given(questionnaires())
def test_whatever_can_be_read_can_be_linted(questionnaire: Questionnaire) -> None:
    """The linter comes to an end, and each finding is complete."""
    for finding in lint(questionnaire, catalog=insight.load_catalog()):
        assert finding.id in ALL_RULES
        assert all((finding.place, finding.message, finding.remedy))
