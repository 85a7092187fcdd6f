"""A questionnaire is checked as a whole when it is made: its short forms, and everything that it refuses."""

import pickle
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest

from insight.content import Citation, Evidence, Source
from insight.errors import DefinitionError, UnknownIdError
from insight.questionnaires import (
    MOST_ITEMS,
    Band,
    Example,
    Ignore,
    Item,
    Key,
    Method,
    Option,
    Questionnaire,
    Renamed,
    ResponseScale,
    Scale,
    options,
)

CITED = (Citation(source="a-study", place="table 2"),)
STUDY = Source(id="a-study", title="A study", evidence=Evidence.TRIAL, locator_missing=True)
TEXTS = {"worry": "I worry about losing my job.", "safe": "I feel safe.", "ask": "I hold back."}
COLUMN_ID = "use letters, digits, '.', '_' and '-', the first a letter or digit"


def build(**changed: Any) -> Questionnaire:
    """A sound questionnaire of three items, with some parts changed."""
    parts: dict[str, Any] = {
        "title": "Check-in",
        "responses": options("never", "rarely", "sometimes", "often", "always"),
        "items": TEXTS,
        "scales": {"job-insecurity": "worry -safe ask"},
    }
    return Questionnaire.build(changed.pop("id", "check-in"), **parts | changed)


def scale(*items: str | Key, **fields: Any) -> Scale:
    """A scale of *items*, of which those that are given as text are in short form."""
    keys = tuple(Key.parse(item) if isinstance(item, str) else item for item in items)
    return Scale(**{"id": "s", "items": keys, "method": "mean"} | fields)


def band(start: int | str | Fraction, label: str, **fields: Any) -> Band:
    """A band of this label from *start*."""
    return Band(start=Fraction(start), label=label, **fields)


def test_options_count_up() -> None:
    """Labels get the values 0, 1, 2 …, and missing options those that are named."""
    form = options("no", "yes", missing={98: "does not apply"})

    assert form == ResponseScale(
        id="responses",
        options=(Option(value=0, label="no"), Option(value=1, label="yes")),
        missing=(Option(value=98, label="does not apply"),),
    )
    assert form.choices == form.options + form.missing


@pytest.mark.parametrize(("start", "values"), [(1, [1, 2, 3]), (-1, [-1, 0, 1])], ids=["one", "below-zero"])
def test_options_start_where_one_says(start: int, values: list[int]) -> None:
    """The first label has the value *start*."""
    assert [option.value for option in options("a", "b", "c", start=start).options] == values


def test_build_makes_what_the_long_form_makes() -> None:
    """Short forms are nothing but a shorter way to write the same questionnaire."""
    assert build(method="sum", min_answered=2, version="1.2.3") == Questionnaire(
        id="check-in",
        title="Check-in",
        version="1.2.3",
        response_scales=(options("never", "rarely", "sometimes", "often", "always"),),
        items=tuple(Item(id=name, text=text) for name, text in TEXTS.items()),
        scales=(
            Scale(
                id="job-insecurity",
                name="Job insecurity",
                items=(Key(item="worry"), Key(item="safe", reverse=True), Key(item="ask")),
                method=Method.SUM,
                min_answered=2,
            ),
        ),
    )


def test_build_takes_parts_in_full() -> None:
    """Items, scales and several response scales can be given as values."""
    yes_no = attrs.evolve(options("no", "yes"), id="yes-no")
    item = Item(id="worry", text="Do you worry?", responses="yes-no")
    made = build(
        responses=[options("never", "always"), yes_no],
        items=[item, Item(id="calm", text="I feel calm.", responses="responses")],
        scales=[scale("worry", "-calm")],
    )

    assert made.responses_of(made.item("worry")) is yes_no
    assert made.scales == (scale("worry", "-calm"),)


def test_defaults_are_those_of_the_format() -> None:
    """What a questionnaire does not say is said for it, in one way."""
    made = build()

    assert (made.version, made.language, made.licence, made.validation) == ("0.0.0", "en", "", "none")
    assert made.scales[0].required == 3
    assert made.scales[0].name == "Job insecurity"


def test_form_tells_nothing_about_scores() -> None:
    """A client gets instructions, items and options, and no keys, bands or scales."""
    made = build(
        instructions="Think of the last month.",
        items=[Item(id="worry", text="I worry.", about=("sign:worry",), resources=("find-a-helpline",))],
        responses=ResponseScale(
            id="r",
            options=(Option(value=0, label="no"), Option(value=Decimal("0.5"), label="yes")),
            missing=(Option(value=98, label="does not apply"),),
        ),
        scales={"s": "-worry"},
    )

    assert made.form() == {
        "id": "check-in",
        "version": "0.0.0",
        "title": "Check-in",
        "instructions": "Think of the last month.",
        "language": "en",
        "intended_use": "",
        "items": [
            {
                "id": "worry",
                "text": "I worry.",
                "options": [
                    {"value": 0, "label": "no"},
                    {"value": 0.5, "label": "yes"},
                    {"value": 98, "label": "does not apply", "missing": True},
                ],
                "resources": ["find-a-helpline"],
            }
        ],
    }


def test_items_are_looked_up() -> None:
    """An item is had by its id, and an id that nothing has is told with the nearest."""
    made = build()

    assert made.item("safe").text == "I feel safe."
    with pytest.raises(UnknownIdError) as refused:
        made.item("saef")
    assert str(refused.value) == "no item has the id 'saef'; did you mean 'safe'?"


@pytest.mark.parametrize(
    ("given", "count"),
    [
        pytest.param(None, 3, id="all"),
        pytest.param(2, 2, id="number"),
        pytest.param("2/3", 2, id="exact-share"),
        pytest.param("3/4", 3, id="rounded-up"),
        pytest.param("1/2", 2, id="half"),
        pytest.param("1/100", 1, id="at-least-one"),
        pytest.param("1/1", 3, id="whole"),
        pytest.param("666666666666666667/999999999999999999", 3, id="just-above"),
    ],
)
def test_shares_are_rounded_up(given: int | str | None, count: int) -> None:
    """A share of the items that is no whole number needs one answer more."""
    assert scale("worry", "safe", "ask", min_answered=given).required == count


NEITHER = (
    "scale 's': min_answered: it is neither a number of items nor a share of them; "
    "write a whole number, or a share of the items such as '2/3'"
)
OUT_OF_REACH = (
    "scale 's': min_answered: it cannot be reached with 2 items; "
    "write a number from 1 to 2, or a share above 0 and not above 1"
)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        pytest.param("75 %", NEITHER, id="percent"),
        pytest.param("2", NEITHER, id="bare-number-as-text"),
        pytest.param("1/0", NEITHER, id="over-zero"),
        pytest.param("two thirds", NEITHER, id="words"),
        pytest.param(True, NEITHER, id="true"),
        pytest.param(1.0, NEITHER, id="float"),
        pytest.param(Decimal(1), NEITHER, id="decimal"),
        pytest.param(0, OUT_OF_REACH, id="none"),
        pytest.param(3, OUT_OF_REACH, id="more-than-there-are"),
        pytest.param(-1, OUT_OF_REACH, id="below-none"),
        pytest.param("0/1", OUT_OF_REACH, id="no-share"),
        pytest.param("3/2", OUT_OF_REACH, id="more-than-all"),
        pytest.param("-1/2", OUT_OF_REACH, id="negative-share"),
    ],
)
def test_min_answered_is_a_number_or_a_share(given: object, message: str) -> None:
    """What says nothing about how many answers are needed is refused."""
    with pytest.raises(DefinitionError) as refused:
        scale("worry", "safe", min_answered=given)
    assert str(refused.value) == message


PARTS: list[tuple[str, type[Any], dict[str, Any], str]] = [
    (
        "option-float",
        Option,
        {"value": 0.5, "label": "half"},
        "option: value: a binary float is not exact; write Decimal('0.5') or an integer",
    ),
    ("option-true", Option, {"value": True, "label": "yes"}, "option: value: a number is expected, not true or false"),
    (
        "option-text",
        Option,
        {"value": "1", "label": "yes"},
        "option: value: a number is expected, not text; write it without quotes",
    ),
    (
        "option-nan",
        Option,
        {"value": Decimal("NaN"), "label": "yes"},
        "option: value: a number is expected, not NaN or infinity",
    ),
    (
        "option-digits",
        Option,
        {"value": 10**18, "label": "yes"},
        "option: value: the number has more than 18 digits, or an exponent beyond ±30; write fewer digits",
    ),
    (
        "option-exponent",
        Option,
        {"value": Decimal("1e-31"), "label": "yes"},
        "option: value: the number has more than 18 digits, or an exponent beyond ±30; write fewer digits",
    ),
    ("option-label", Option, {"value": 1, "label": " "}, "option: label: the text is blank"),
    ("item-text", Item, {"id": "a", "text": ""}, "item 'a': text: the text is blank"),
    ("item-id", Item, {"id": ".a", "text": "A"}, f"item '.a': id: '.a' is no id; {COLUMN_ID}"),
    (
        "item-about",
        Item,
        {"id": "a", "text": "A", "about": ("-strategy:x",)},
        (
            "item 'a': about[0]: the kind 'strategy' cannot stand here; "
            "the kinds are sign, cause, domain, attachment-style, axis"
        ),
    ),
    (
        "item-axis",
        Item,
        {"id": "a", "text": "A", "about": ("axis:attachment-fear",)},
        (
            "item 'a': about[0]: there is no 'axis:attachment-fear'; "
            "the axes are attachment-anxiety, attachment-avoidance, attachment-disorganization"
        ),
    ),
    (
        "item-resource",
        Item,
        {"id": "a", "text": "A", "resources": ("US 211",)},
        "item 'a': resources[0]: 'US 211' is no id; use small letters and digits joined by single hyphens",
    ),
    ("key-zero", Key, {"item": "a", "weight": 0}, "key of item 'a': weight: it is 0; leave the item out instead"),
    (
        "key-float",
        Key,
        {"item": "a", "weight": 0.5},
        "key of item 'a': weight: a binary float is not exact; write Decimal('0.5') or an integer",
    ),
    (
        "key-text",
        Key,
        {"item": "a", "weight": "half"},
        "key of item 'a': weight: 'half' is no fraction; write it like '4/3'",
    ),
    (
        "band-start",
        Band,
        {"start": "1/0", "label": "low"},
        "band: start: '1/0' is no fraction; the lower number of a fraction is not 0",
    ),
    ("band-label", Band, {"start": 0, "label": ""}, "band: label: the text is blank"),
    (
        "example",
        Example,
        {"answers": {"a": "1"}, "scores": {"s": "few"}},
        (
            "example has 2 problems:\n"
            "  - answers.a: a number is expected, not text; write it without quotes\n"
            "  - scores.s: 'few' is no score; write a number, or 'too-few'"
        ),
    ),
    ("renamed", Renamed, {"items": {"a": "old id"}}, f"renamed: items.a: 'old id' is no id; {COLUMN_ID}"),
    ("ignore", Ignore, {"rule": "item-length", "reason": ""}, "ignore: reason: the text is blank"),
]


@pytest.mark.parametrize(("cls", "fields", "message"), [pytest.param(*part[1:], id=part[0]) for part in PARTS])
def test_parts_refuse_what_they_cannot_be(cls: type[Any], fields: dict[str, Any], message: str) -> None:
    """An option, item, key, band, example, renaming or ignored finding is sound by itself."""
    with pytest.raises(DefinitionError) as refused:
        cls(**fields)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("values", "labels", "missing", "message"),
    [
        pytest.param([0], ["no"], {}, "options: there are fewer than 2; give one more", id="one"),
        pytest.param(
            [1, 1], ["no", "yes"], {}, "options: two have the same value (1); give each one of its own", id="values"
        ),
        pytest.param(
            [Decimal("1.0"), 1],
            ["no", "yes"],
            {},
            "options: two have the same value (1); give each one of its own",
            id="equal-values",
        ),
        pytest.param(
            [0, 1], ["no", "no"], {}, "options: two have the same label ('no'); give each one of its own", id="labels"
        ),
        pytest.param(
            [0, 1],
            ["no", "yes"],
            {1: "skip"},
            "options: two have the same value (1); give each one of its own",
            id="missing-value",
        ),
        pytest.param(
            [0, 2**52],
            ["no", "yes"],
            {},
            "options: the values have too many digits to be told apart; write fewer digits",
            id="2-to-52",
        ),
    ],
)
def test_options_can_be_told_apart(
    values: list[Any], labels: list[str], missing: Mapping[int, str], message: str
) -> None:
    """No two options of a response scale have the same value or label, missing options included."""
    given = tuple(Option(value=value, label=label) for value, label in zip(values, labels, strict=True))
    skipped = tuple(Option(value=value, label=label) for value, label in missing.items())

    with pytest.raises(DefinitionError) as refused:
        ResponseScale(id="often", options=given, missing=skipped)
    assert str(refused.value) == f"response scale 'often': {message}"


SCALES: list[tuple[str, tuple[str | Key, ...], dict[str, Any], str]] = [
    ("no-items", (), {}, "scale 's': items: there is none; name one at least"),
    ("twice", ("a", "-a"), {}, "scale 's': items: 'a' is in it more than once; name it once"),
    ("method", ("a",), {"method": "zebra"}, "scale 's': method: 'zebra' is not one of 'sum', 'mean', 'count'"),
    (
        "count",
        ("a",),
        {"method": "count"},
        "scale 's': at_least: a count needs it; write the keyed answer from which on an item counts",
    ),
    (
        "no-count",
        ("a",),
        {"at_least": 1},
        (
            "scale 's': at_least: it goes with the method 'count', and with no other; "
            'leave it out, or write method = "count"'
        ),
    ),
    (
        "weighted-count",
        ("b", Key(item="a", weight=Fraction(2))),
        {"method": "count", "at_least": 1},
        "scale 's': items[1].weight: a count takes no weights; leave it out",
    ),
    (
        "negative-mean",
        (Key(item="a", weight=Fraction(-1)),),
        {},
        (
            "scale 's': items[0].weight: a mean needs weights above 0; "
            "key the item in reverse instead, with a minus before its id"
        ),
    ),
    (
        "negative-prorated",
        ("b", Key(item="a", weight=Fraction(-1))),
        {"method": "sum", "min_answered": 1},
        "scale 's': min_answered: a scale with a negative weight needs every answer; leave min_answered out",
    ),
    (
        "order",
        ("a",),
        {"bands": (band(0, "low"), band(0, "high"))},
        (
            "scale 's': bands[1].start: 0 does not lie above 0, where the band before it starts; "
            "order the bands from the lowest up"
        ),
    ),
    (
        "label",
        ("a",),
        {"bands": (band(0, "low"), band(1, "low"))},
        "scale 's': bands: two are called 'low'; give each a label of its own",
    ),
    (
        "range",
        ("a",),
        {"range": (0,)},
        "scale 's': range: it is not two numbers; write the lowest and the highest, such as [0, 4]",
    ),
    ("id", ("a",), {"id": "a b", "name": "A b"}, f"scale 'a b': id: 'a b' is no id; {COLUMN_ID}"),
]


@pytest.mark.parametrize(("items", "fields", "message"), [pytest.param(*case[1:], id=case[0]) for case in SCALES])
def test_rules_of_a_scale_go_together(items: tuple[str | Key, ...], fields: dict[str, Any], message: str) -> None:
    """A scale by itself refuses what no answers could make sense of."""
    with pytest.raises(DefinitionError) as refused:
        scale(*items, **fields)
    assert str(refused.value) == message


FINE = Fraction(1, 10**14)
POSSIBLE = "the possible range is 0 to 4"
WHOLE: list[tuple[str, dict[str, Any], str]] = [
    ("id", {"id": "Check In"}, "id: 'Check In' is no id; use small letters and digits joined by single hyphens"),
    ("title", {"title": ""}, "title: the text is blank"),
    ("version", {"version": "1.0"}, "version: '1.0' is no version; write three numbers, such as 1.0.0"),
    ("version-zero", {"version": "01.0.0"}, "version: '01.0.0' is no version; write three numbers, such as 1.0.0"),
    ("validation", {"validation": "proven"}, "validation: 'proven' is not one of 'none', 'pilot', 'published'"),
    ("published", {"validation": "published"}, "validation: 'published' needs citations; name the study in citations"),
    ("no-scales", {"scales": {}}, "scales: there is none; write one at least"),
    ("unknown-item", {"scales": {"s": "wory"}}, "scales.s.items[0]: there is no item 'wory'; did you mean 'worry'?"),
    ("unknown-source", {"citations": CITED}, "citations[0].source: there is no source 'a-study'"),
    ("unknown-above", {"scales": [scale("ask", part_of="t")]}, "scales.s.part_of: there is no scale 't'"),
    (
        "part-of-itself",
        {"scales": [scale("ask", part_of="s")]},
        "scales.s.part_of: the scale is part of itself (s → s); take one part_of away",
    ),
    ("same-id", {"scales": {"ask": "ask"}}, "scales.ask: an item and a scale are both called 'ask'; choose another id"),
    (
        "alike",
        {"scales": {"A.S-k": "ask"}},
        "scales.A.S-k: 'ask' and 'A.S-k' are alike but for case and '._-'; choose another id",
    ),
    (
        "example",
        {"examples": (Example(answers={"saef": 1}, scores={"job-insecurity": 1}),)},
        "examples[0].answers.saef: there is no item 'saef'; did you mean 'safe'?",
    ),
    ("renamed", {"renamed": Renamed(scales={"job": "work"})}, "renamed.scales.job: there is no scale 'job'"),
    ("range", {"scales": [scale("ask", range=(0, 5))]}, "scales.s.range: this is not the possible range; it is 0 to 4"),
    (
        "first-band",
        {"scales": [scale("ask", bands=(band(1, "low"),))]},
        f"scales.s.bands[0].start: the first band does not start at the lowest possible score; {POSSIBLE}",
    ),
    (
        "far-band",
        {"scales": [scale("ask", bands=(band(0, "low"), band(5, "high")))]},
        f"scales.s.bands[1].start: no score can be there; {POSSIBLE}",
    ),
    (
        "threshold",
        {"scales": [scale("ask", method="count", at_least=5)]},
        "scales.s.at_least: every answer to 'ask' reaches it, or none does; choose above 0 and not above 4",
    ),
    (
        "threshold-lowest",
        {"scales": [scale("ask", method="count", at_least=0)]},
        "scales.s.at_least: every answer to 'ask' reaches it, or none does; choose above 0 and not above 4",
    ),
    (
        "2-to-52",
        {"scales": [scale("ask", Key(item="safe", weight=FINE), method="sum")]},
        (
            "scales.s.items: the numbers have too many digits for scores to be exact everywhere; "
            "write fewer digits in weights, values and starts of bands"
        ),
    ),
    (
        "several-responses",
        {"responses": [attrs.evolve(options("a", "b"), id=name) for name in ("r", "t")], "items": {"ask": "A"}}
        | {"scales": {"s": "ask"}},
        "items.ask.responses: there are several response scales, and it does not say which; write one of r, t",
    ),
    (
        "unknown-responses",
        {"items": [Item(id="ask", text="A", responses="respones")], "scales": {"s": "ask"}},
        "items.ask.responses: there is no response scale 'respones'; did you mean 'responses'?",
    ),
]


@pytest.mark.parametrize(("changed", "message"), [pytest.param(*case[1:], id=case[0]) for case in WHOLE])
def test_parts_fit_one_another(changed: dict[str, Any], message: str) -> None:
    """What contradicts itself is refused, with its place in the whole and what would be right."""
    with pytest.raises(DefinitionError) as refused:
        build(**changed)
    assert str(refused.value) == f"questionnaire {changed.get('id', 'check-in')!r}: {message}"


def test_circles_are_found_whatever_leads_into_them() -> None:
    """A circle is told once, with the scales in it, and one that only leads into it is not."""
    above = {"c": "a", "a": "b", "b": "a", "d": "d"}
    scales = [scale("ask", id=f"scale-{name}", part_of=f"scale-{part}") for name, part in above.items()]

    with pytest.raises(DefinitionError) as refused:
        build(scales=scales)
    assert str(refused.value) == (
        "questionnaire 'check-in' has 2 problems:\n"
        "  - scales.scale-a.part_of: the scale is part of itself (scale-a → scale-b → scale-a); take one part_of away\n"
        "  - scales.scale-d.part_of: the scale is part of itself (scale-d → scale-d); take one part_of away"
    )


def test_a_long_circle_is_told_in_short() -> None:
    """Of thousands of scales in a circle a few are named."""
    scales = [scale("ask", id=f"s{n}", part_of=f"s{(n + 1) % 1_000}") for n in range(1_000)]

    with pytest.raises(DefinitionError) as refused:
        build(scales=scales)
    assert str(refused.value).endswith(
        "the scale is part of itself (s0 → s1 → s2 → s3 → … → s0); take one part_of away"
    )


def test_problems_of_a_whole_come_at_once() -> None:
    """Faults of the head, of several scales and of references are listed together."""
    with pytest.raises(DefinitionError) as refused:
        build(version="1", validation="published", scales={"s": "ask -nobody", "t": "saef"})
    assert str(refused.value) == (
        "questionnaire 'check-in' has 4 problems:\n"
        "  - version: '1' is no version; write three numbers, such as 1.0.0\n"
        "  - validation: 'published' needs citations; name the study in citations\n"
        "  - scales.s.items[1]: there is no item 'nobody'\n"
        "  - scales.t.items[0]: there is no item 'saef'; did you mean 'safe'?"
    )


def test_problems_of_several_parts_come_at_once() -> None:
    """Short forms that cannot become parts are listed together, each under its place."""
    with pytest.raises(DefinitionError) as refused:
        build(items={"a b": "A", "c": ""}, scales={"s": ""})
    assert str(refused.value) == (
        "questionnaire 'check-in' has 3 problems:\n"
        f"  - items.a b.id: 'a b' is no id; {COLUMN_ID}\n"
        "  - items.c.text: the text is blank\n"
        "  - scales.s.items: there is none; name one at least"
    )


@pytest.mark.parametrize("size", [MOST_ITEMS, MOST_ITEMS + 1], ids=["most", "more"])
def test_items_have_a_limit(size: int) -> None:
    """As many items as the limit says are fine, and one more is not."""
    items = {f"i{n}": "It is so." for n in range(size)}

    if size == MOST_ITEMS:
        assert len(build(items=items, scales={"s": "i0"}).items) == MOST_ITEMS
    else:
        with pytest.raises(DefinitionError) as refused:
            build(items=items, scales={"s": "i0"})
        assert str(refused.value) == "questionnaire 'check-in': items: there are 2001, and at most 2000 can be"


def test_published_with_citations_is_accepted() -> None:
    """A form whose study is named can be called published."""
    assert build(validation="published", citations=CITED, sources=(STUDY,)).validation == "published"


def test_bands_know_whether_they_are_editorial() -> None:
    """A band without citations is its author's, one with citations is not."""
    assert band(0, "lower").editorial
    assert not band(0, "lower", citations=CITED).editorial


@pytest.mark.parametrize(
    ("method", "extra", "low", "high", "rule"),
    [
        ("mean", {}, 0, 4, "the mean"),
        ("sum", {}, 0, 12, "the sum"),
        ("count", {"at_least": 3}, 0, 3, "the number of keyed answers that reach 3"),
    ],
    ids=["mean", "sum", "count"],
)
def test_range_and_rule_follow(method: str, extra: dict[str, Any], low: int, high: int, rule: str) -> None:
    """The possible range and the rule in words follow from the definition alone."""
    resolved = build(scales=[scale("worry", "-safe", "ask", method=method, **extra)]).resolved[0]

    assert [resolved.minimum, resolved.maximum] == [low, high]
    assert (resolved.measure, resolved.of) == (rule, 3)


def test_weights_count() -> None:
    """A weighted sum reaches from the least to the most that its weights allow, negative ones turned round."""
    keys = ("worry", Key(item="safe", weight=Fraction(-1, 2)), Key(item="ask", weight=Fraction(1, 3)))
    resolved = build(scales=[scale(*keys, method="sum")]).resolved[0]

    assert [resolved.minimum, resolved.maximum] == [-2, 4 + Fraction(4, 3)]
    assert resolved.measure == "the weighted sum"


def test_true_range_is_accepted() -> None:
    """A range that is so, written as numbers or as fractions in text, passes."""
    weighted = Key(item="ask", weight=Fraction(1, 3))

    assert build(scales=[scale(weighted, method="sum", range=(0, "4/3"))]).scales[0].range == (
        Fraction(0),
        Fraction(4, 3),
    )


def test_equal_numbers_are_equal_values() -> None:
    """However a number is written, the value is the same, and so is the hash."""
    assert Option(value=Decimal("2.0"), label="x") == Option(value=2, label="x")
    assert hash(Key(item="a", weight=Fraction(1, 2))) == hash(Key(item="a", weight="1/2"))


def test_values_go_through_pickle() -> None:
    """A questionnaire comes out of another process as it went in, with all that follows from it."""
    made = build(scales=[scale("worry", "-safe", bands=(band(0, "low"), band(2, "high")))])

    again = pickle.loads(pickle.dumps(made))  # noqa: S301  # our own bytes

    assert again == made
    assert hash(again) == hash(made)
    assert again.resolved == made.resolved


def test_changed_copies_are_other_values() -> None:
    """A changed copy differs, is worked out anew, and leaves the first as it was."""
    made = build()
    before = made.resolved

    changed = attrs.evolve(made, scales=(scale("worry"),))

    assert attrs.evolve(made) == made
    assert changed != made
    assert [resolved.id for resolved in changed.resolved] == ["s"]
    assert made.resolved is before


def test_changed_copies_are_checked() -> None:
    """A copy that would contradict itself is refused like any other."""
    with pytest.raises(DefinitionError) as refused:
        attrs.evolve(build(), items=())
    assert refused.value.problems[0].place == "items"
    assert refused.value.problems[0].message == "there is none"


def test_a_changed_scale_keeps_the_rule_that_was_written() -> None:
    """All answers stay needed, and a share stays a share, when items are added."""
    keys = (Key(item="a"), Key(item="b"), Key(item="c"))
    every = Scale(id="s", items=keys[:2], method=Method.MEAN)
    half = Scale(id="s", items=keys[:2], method=Method.MEAN, min_answered="1/2")

    assert (every.required, attrs.evolve(every, items=keys).required) == (2, 3)
    assert (half.required, attrs.evolve(half, items=keys).required) == (1, 2)


def test_response_scales_have_a_limit() -> None:
    """A slider from 0 to 100 is fine; thousands of options are no response scale."""
    assert len(options(*(str(n) for n in range(101))).options) == 101
    with pytest.raises(DefinitionError) as refused:
        options(*(str(n) for n in range(501)))

    assert str(refused.value) == "response scale 'responses': options: there are 501, and at most 500 can be"


def test_too_many_ways_to_count_are_refused() -> None:
    """Hundreds of weights with hundreds of options each would fill the memory; alike items take no more than one."""
    names = [f"i{n}" for n in range(201)]
    form = {"responses": options(*(str(n) for n in range(500))), "items": dict.fromkeys(names, "Text.")}
    keys = [Key(item=name, weight=n + 1) for n, name in enumerate(names)]

    with pytest.raises(DefinitionError) as refused:
        build(**form, scales=[scale(*keys, method="sum")])
    assert str(refused.value) == (
        "questionnaire 'check-in': scales.s.items: there are 100500 options with weights of their own, "
        "and at most 100000 can be; give fewer different weights, or fewer options"
    )
    assert build(**form, scales=[scale(*names, method="sum")]).resolved[0].of == 201
    assert build(**form, scales=[scale(*keys[:200], method="sum")]).resolved[0].of == 200


@pytest.mark.parametrize("digits", ["0.12345678901234567", "1.0657034603633276"])
def test_numbers_that_no_float_carries_are_refused(digits: str) -> None:
    """Clients are given floats: a value, threshold or example answer must not become another on the way."""
    problem = "the number has more digits than programs carry; write at most 15"

    for make, place in (
        (lambda value: Option(value=value, label="a"), "option: value"),
        (lambda value: scale("ask", method="count", at_least=value), "scale 's': at_least"),
        (lambda value: Example(answers={"ask": value}, scores={}), "example: answers.ask"),
    ):
        with pytest.raises(DefinitionError) as refused:
            make(Decimal(digits))
        assert str(refused.value) == f"{place}: {problem}"
    assert Option(value=Decimal("0.123456789012345"), label="a").value == Decimal("0.123456789012345")


def test_too_many_bands_are_refused() -> None:
    """Thousands of starts with denominators of their own would have a common one of thousands of digits."""
    bands = tuple(band(Fraction(n, 501), f"band {n}") for n in range(501))

    with pytest.raises(DefinitionError) as refused:
        scale("ask", bands=bands)
    assert str(refused.value) == "scale 's': bands: there are 501, and at most 500 can be"


WRONG_TYPES: list[tuple[str, type, dict[str, Any], str]] = [
    ("reverse", Key, {"item": "a", "reverse": "false"}, "reverse: true or false is expected, not text"),
    ("keys-text", Scale, {"id": "s", "items": "abc", "method": "sum"}, "items: a list is expected, not text"),
    ("keys", Scale, {"id": "s", "items": ("a",), "method": "sum"}, "items[0]: a key is expected, not text"),
    ("keys-none", Scale, {"id": "s", "items": None, "method": "sum"}, "items: a list is expected, not nothing"),
    ("method", Scale, {"id": "s", "items": (), "method": None}, "method: text is expected, not nothing"),
    ("part", Scale, {"id": "s", "items": (), "method": "sum", "part_of": 5}, "part_of: text is expected, not a number"),
    ("range", Scale, {"id": "s", "items": (), "method": "sum", "range": 4}, "range: a list is expected, not a number"),
    ("options", ResponseScale, {"id": "r", "options": None}, "options: a list is expected, not nothing"),
    ("resources", Item, {"id": "a", "text": "A.", "resources": "abc"}, "resources: a list is expected, not text"),
]


@pytest.mark.parametrize(
    ("cls", "fields", "message"), [case[1:] for case in WRONG_TYPES], ids=[case[0] for case in WRONG_TYPES]
)
def test_types_are_looked_at_first(cls: type, fields: dict[str, Any], message: str) -> None:
    """A value of the wrong type makes no part of a questionnaire, and no other error than ours."""
    with pytest.raises(DefinitionError) as refused:
        cls(**fields)

    assert str(refused.value).endswith(message)


def test_what_a_questionnaire_gives_cannot_be_changed() -> None:
    """The look-ups that scoring relies on are read-only."""
    made = Questionnaire.build("q", title="Q", responses=options("a", "b"), items={"x": "X."}, scales={"s": "x"})

    assert not hasattr(made.asked, "pop")
    assert made.response_scales[0].find(1) == made.response_scales[0].find_float(1.0) == 1
    assert pickle.loads(pickle.dumps(made)) == made  # noqa: S301  # our own bytes


@pytest.mark.parametrize(
    "wrong",
    [{"items": "x"}, {"items": ["x"]}, {"items": None}, {"scales": "x"}, {"scales": None}, {"responses": None}],
    ids=repr,
)
def test_build_takes_no_texts_for_parts(wrong: dict[str, Any]) -> None:
    """A text in place of parts is refused, not taken apart letter by letter."""
    parts = {"responses": options("a", "b"), "items": {"x": "X."}, "scales": {"s": "x"}}

    with pytest.raises(DefinitionError):
        Questionnaire.build("q", title="Q", **(parts | wrong))  # type: ignore[arg-type]
