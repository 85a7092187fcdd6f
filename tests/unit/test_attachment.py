"""A point between attachment patterns: from results and by hand, in words, as JSON, and as a picture."""

import math
import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from attrs import evolve

import insight
from insight import AttachmentPoint, DefinitionError, Key, Profile, Questionnaire, Result, Scale, describe, score
from insight.attachment import AXES, FEARFUL, NAMES, STYLES, style_degrees
from insight.care import NOTICE, WORLDWIDE, care_in_words
from insight.describing import Description, Picture
from insight.linting.words import grade
from insight.loading import from_json, to_dict
from insight.questionnaires import Method
from insight.testing.generating import OWN_HELP

CATALOG = insight.load_catalog()
BUNDLED = CATALOG.questionnaires["attachment-patterns"]
ANXIETY, AVOIDANCE = AXES
SVG = "{http://www.w3.org/2000/svg}"
# Anxiety is 15/8 of 4; of avoidance six of eight answers are there, at 17/6 of 4.
SOME = dict(BUNDLED.examples[0].answers) | {
    name: answer for name, answer in BUNDLED.examples[1].answers if name in {k.item for k in BUNDLED.scales[1].items}
}


def form(*abouts: tuple[str, ...]) -> Questionnaire:
    """Scales of two items each, 0 to 4, one of which is enough, with what each is about."""
    names = "abcdefgh"[: 2 * len(abouts)]
    scales = [
        Scale(
            id=f"s{n}",
            items=(Key(item=names[2 * n]), Key(item=names[2 * n + 1])),
            method=Method.MEAN,
            min_answered=1,
            about=about,
        )
        for n, about in enumerate(abouts)
    ]
    items = {name: f"Text {name}." for name in names}
    return Questionnaire.build("form", title="Form", responses=insight.options(*"01234"), items=items, scales=scales)


def refusal(value: Any) -> str:
    """The message with which a point of *value* is refused."""
    with pytest.raises(DefinitionError) as refused:
        AttachmentPoint.of(value)
    return str(refused.value)


# From a result


def test_point_of_a_result() -> None:
    """The positions of the two scales, their bounds, and the four degrees, exact and as floats."""
    point = AttachmentPoint.of(score(BUNDLED, SOME))

    assert (point.exact.anxiety, point.exact.anxiety_bounds) == (Fraction(15, 32), (Fraction(15, 32), Fraction(15, 32)))
    assert (point.exact.avoidance, point.exact.avoidance_bounds) == (
        Fraction(17, 24),
        (Fraction(17, 32), Fraction(25, 32)),
    )
    assert point.exact.degrees == {
        "attachment-style:secure": Fraction(17, 32) * Fraction(7, 24),
        "attachment-style:ambivalent": Fraction(15, 32) * Fraction(7, 24),
        "attachment-style:avoidant": Fraction(17, 32) * Fraction(17, 24),
    }
    assert point.exact.fearful == Fraction(15, 32) * Fraction(17, 24)
    assert point.exact.fearful_range == (Fraction(15 * 17, 32 * 32), Fraction(15 * 25, 32 * 32))
    assert (point.anxiety, point.avoidance_bounds) == (0.46875, (0.53125, 0.78125))
    assert point.settled is False


def test_too_few_answers_give_ranges_and_no_point() -> None:
    """Without a value on one axis no degree is a number, and every range is there."""
    point = AttachmentPoint.of(score(BUNDLED, dict(BUNDLED.examples[0].answers)))

    assert (point.anxiety, point.avoidance) == (0.46875, None)
    assert (point.degrees, point.fearful) == (None, None)
    assert point.avoidance_bounds == (0.0, 1.0)
    assert point.ranges["attachment-style:secure"] == (0.0, 0.53125)
    assert (point.nearest, point.between) == (None, (*STYLES, FEARFUL))


def test_ranges_can_settle_what_no_value_does() -> None:
    """A corner that is clearly nearest whatever the missing answers are is named, with too few answers, too."""
    all_low = {key.item: 4 * key.reverse for scale in BUNDLED.scales for key in scale.items}
    strict = evolve(
        BUNDLED, scales=tuple(evolve(scale, min_answered=len(scale.items)) for scale in BUNDLED.scales), examples=()
    )
    del all_low["say-all-is-fine"]
    point = AttachmentPoint.of(score(strict, all_low))

    assert (point.avoidance, point.degrees) == (None, None)
    assert point.nearest == "attachment-style:secure"
    assert point.sentences() == [
        "Too few answers for a point: there are ranges alone.",
        "These answers lie nearest to the secure corner of this form.",
        "That is so whatever the missing answers are.",
    ]


def test_a_minus_turns_an_axis_round() -> None:
    """A scale that is about less of an axis lies as far from its other end, bounds too."""
    point = AttachmentPoint.of(score(form((f"-{ANXIETY}",), (AVOIDANCE, "domain:career")), {"a": 1, "c": 4, "d": 3}))

    assert (point.anxiety, point.anxiety_bounds) == (0.75, (0.375, 0.875))
    assert (point.avoidance, point.avoidance_bounds) == (0.875, (0.875, 0.875))


def test_help_of_a_result_comes_along() -> None:
    """The care of the point is that of the result."""
    point = AttachmentPoint.of(score(BUNDLED, SOME, care=(OWN_HELP,)))

    assert point.care == (OWN_HELP, *WORLDWIDE)
    assert point.explain().endswith(f"{NOTICE}\n{care_in_words((OWN_HELP, *WORLDWIDE))}")


BY_HAND = "leave it in one of them, or make a point of each by hand: AttachmentPoint(anxiety=…, avoidance=…)"


@pytest.mark.parametrize(
    ("abouts", "expected"),
    [
        pytest.param(
            [(AVOIDANCE,), ("axis:attachment-disorganization",)],
            f'no scale is about {ANXIETY}; write about = ["{ANXIETY}"] in one',
            id="one-missing",
        ),
        pytest.param(
            [(ANXIETY,), (AVOIDANCE,), (f"-{AVOIDANCE}",)],
            f"more than one scale is about {AVOIDANCE}: 's1', 's2'; {BY_HAND}",
            id="one-twice",
        ),
        pytest.param([(ANXIETY, AVOIDANCE)], "scale 's0' is about both axes; a point takes a scale for each", id="one"),
    ],
)
def test_result_that_makes_no_point_is_refused(abouts: list[tuple[str, ...]], expected: str) -> None:
    """Which axis is missing or there twice is told, with what to do; and there are no degrees."""
    result = score(form(*abouts), {"a": 1, "b": 1})

    assert refusal(result) == f"result of 'form': {expected}"
    assert list(style_degrees(result)) == []


def test_all_that_is_wrong_comes_at_once() -> None:
    """A result without any of the axes has two problems."""
    assert refusal(score(CATALOG.questionnaires["life-areas"], {})) == (
        "result of 'life-areas' has 2 problems:\n"
        f'  - no scale is about {ANXIETY}; write about = ["{ANXIETY}"] in one\n'
        f'  - no scale is about {AVOIDANCE}; write about = ["{AVOIDANCE}"] in one'
    )


def test_a_scale_that_says_it_twice_is_refused() -> None:
    """Both ways round at once is no position."""
    result = score(form((ANXIETY, f"-{ANXIETY}"), (AVOIDANCE,)), {})

    assert refusal(result) == f"result of 'form': more than one scale is about {ANXIETY}: 's0', 's0'; {BY_HAND}"


@pytest.mark.parametrize(("value", "name"), [({"a": 1}, "a table"), (None, "nothing"), (BUNDLED, "a value of type")])
def test_what_is_no_result_is_refused(value: Any, name: str) -> None:
    """Answers, a questionnaire and nothing make no point."""
    assert refusal(value).startswith(f"attachment point: a Result is expected, not {name}")
    assert refusal(value).endswith("; make one with score()")


def test_degrees_of_styles_are_exact() -> None:
    """A profile can take them as they are."""
    degrees = dict(style_degrees(score(BUNDLED, SOME)))

    assert list(degrees) == list(STYLES)
    assert Profile.of(degrees)["attachment-style:avoidant"] == float(Fraction(17 * 17, 32 * 24))
    assert list(style_degrees(score(BUNDLED, {}))) == []


# By hand


@pytest.mark.parametrize(
    "number", [0.25, Fraction(1, 4), Decimal("0.25"), np.float32(0.25)], ids=lambda n: type(n).__name__
)
def test_numbers_of_all_kinds(number: Any) -> None:
    """A number is taken exactly, and its bounds are the number where none are given."""
    point = AttachmentPoint(anxiety=number, avoidance=np.int64(1), avoidance_bounds=[number, 1])

    assert (point.exact.anxiety, point.exact.anxiety_bounds) == (Fraction(1, 4), (Fraction(1, 4), Fraction(1, 4)))
    assert (point.exact.avoidance, point.exact.avoidance_bounds) == (Fraction(1), (Fraction(1, 4), Fraction(1)))
    assert point == AttachmentPoint(anxiety=0.25, avoidance=1.0, avoidance_bounds=(0.25, 1))


def test_what_is_not_known_is_open() -> None:
    """Without numbers all is open, and help is there all the same."""
    point = AttachmentPoint()

    assert (point.anxiety_bounds, point.avoidance_bounds) == ((0.0, 1.0), (0.0, 1.0))
    assert set(point.ranges.values()) == {(0.0, 1.0)}
    assert point.care == WORLDWIDE
    assert AttachmentPoint(care=(OWN_HELP,)).care == (OWN_HELP, *WORLDWIDE)
    assert evolve(AttachmentPoint(care=(OWN_HELP,)), anxiety=1).care == (OWN_HELP, *WORLDWIDE)


@pytest.mark.parametrize(
    "number", [-0.1, 1.1, math.nan, math.inf, True, "0.5", " ", 0.5j, [0.5], Decimal("NaN")], ids=repr
)
def test_what_is_no_share_is_refused(number: Any) -> None:
    """Nothing but a number from 0 to 1 is taken, and what was given is not repeated."""
    with pytest.raises(DefinitionError) as refused:
        AttachmentPoint(anxiety=number, avoidance_bounds=(0, number))

    assert str(refused.value) == (
        "attachment point has 2 problems:\n"
        "  - anxiety: it is no number from 0 to 1; leave it out where it is not known\n"
        "  - avoidance_bounds: they are not two numbers from 0 to 1, the lower one first"
    )


@pytest.mark.parametrize(
    "bounds",
    [
        None,
        0.5,
        "01",
        (),
        (0.5,),
        (0, 0.5, 1),
        (1, 0),
        (0, 2),
        (-1, 1),
        (None, 1),
        (0, Fraction(3, 2)),
        (Fraction(-1, 2), 1),
    ],
    ids=repr,
)
def test_bounds_that_are_none_are_refused(bounds: Any) -> None:
    """They are two numbers from 0 to 1, the lower one first."""
    with pytest.raises(DefinitionError) as refused:
        AttachmentPoint(anxiety=0.5, anxiety_bounds=bounds)

    assert str(refused.value) == (
        "attachment point: anxiety_bounds: they are not two numbers from 0 to 1, the lower one first"
    )


@pytest.mark.parametrize("bounds", [(0, 0.4), (0.6, 1)], ids=repr)
def test_a_number_outside_of_its_bounds_is_refused(bounds: Any) -> None:
    """It would be in no possible answer."""
    with pytest.raises(DefinitionError) as refused:
        AttachmentPoint(avoidance=0.5, avoidance_bounds=bounds)

    assert str(refused.value) == "attachment point: avoidance_bounds: avoidance lies outside of them"


def test_help_cannot_be_taken_away() -> None:
    """An empty care is refused."""
    with pytest.raises(DefinitionError) as refused:
        AttachmentPoint(care=())

    assert str(refused.value) == "care: help cannot be taken away; leave it out, or pass resources of your own"


# Words


def test_all_of_the_words() -> None:
    """Where the answers lie, what missing ones leave open, what it does not say, the notice, and help."""
    assert AttachmentPoint.of(score(BUNDLED, SOME)).explain() == (
        "These answers lie between all four corners (secure, anxious, avoidant and fearful) of this form.\n"
        "Missing answers leave some of this open.\n"
        "Worry about bonds (attachment anxiety): 0.47 on 0 to 1.\n"
        "Distance in bonds (attachment avoidance): 0.71 on 0 to 1; "
        "it is 0.53 to 0.78 whatever the missing answers are.\n"
        "Degrees: secure 0.15 (0.12 to 0.25); anxious 0.14 (0.1 to 0.22); avoidant 0.38 (0.28 to 0.42); "
        "fearful 0.33 (0.25 to 0.37).\n"
        "A degree says how near the answers lie to a corner, from 0 to 1. It is no probability.\n"
        "A corner is named alone only where its lowest degree is at least 0.2 above the highest of the next one. "
        "That rule is our own.\n"
        "The middle is the middle of this form, not of other people.\n"
        'The corner where both worry and distance are high is called "fearful" here.\n'
        "The disorganized pattern is not measured here, and no corner stands for it.\n"
        "The ranges cover missing answers, not measurement error.\n"
        "Not validated: no study of these degrees is recorded.\n"
        f"{NOTICE}\n"
        f"{care_in_words(WORLDWIDE)}"
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param(
            {"anxiety": 0.1, "avoidance": 0.1},
            ["These answers lie nearest to the secure corner of this form."],
            id="nearest",
        ),
        pytest.param(
            {"anxiety": 0.8, "avoidance": 0.1, "avoidance_bounds": (0, 0.2)},
            [
                "These answers lie nearest to the anxious corner of this form.",
                "That is so whatever the missing answers are.",
            ],
            id="nearest-and-open",
        ),
        pytest.param(
            {"anxiety": 0.5, "avoidance": 0.1},
            ["These answers lie between the secure and the anxious corner of this form."],
            id="two",
        ),
        pytest.param(
            {"anxiety": 0.75, "avoidance": 0.75, "avoidance_bounds": (0.7, 0.75)},
            [
                "These answers lie nearest to the fearful corner of this form.",
                "That is so whatever the missing answers are.",
            ],
            id="fearful",
        ),
        pytest.param(
            {"anxiety": 0.375, "avoidance": 0.625},
            ["These answers lie between the secure, the avoidant and the fearful corner of this form."],
            id="three",
        ),
        pytest.param(
            {"avoidance": 0, "anxiety_bounds": (0.25, 0.75)},
            [
                "Too few answers for a point: there are ranges alone.",
                "Which corner of this form these answers lie nearest to is open: secure or anxious.",
            ],
            id="no-point",
        ),
    ],
)
def test_sentences(fields: dict[str, Any], expected: list[str]) -> None:
    """One corner is named where it is clearly nearest, else all that may be; without a point it is open which."""
    assert AttachmentPoint(**fields).sentences() == expected


@pytest.mark.parametrize(
    ("anxiety", "nearest"), [(Fraction(2, 5), "attachment-style:secure"), (Fraction(401, 1000), None)], ids=str
)
def test_a_fifth_is_enough(anxiety: Fraction, nearest: str | None) -> None:
    """The margin itself counts as clearly nearer; a little less does not."""
    assert AttachmentPoint(anxiety=anxiety, avoidance=0).nearest == nearest


def test_numbers_have_more_decimals_where_two_would_mislead() -> None:
    """0.6 and 0.4 would be a fifth apart, and these are not."""
    point = AttachmentPoint(anxiety=Fraction(401, 1000), avoidance=0)

    assert point.corner_rows()[:2] == [("secure", "0.599", ""), ("anxious", "0.401", "")]
    third = AttachmentPoint(anxiety=Fraction(2, 5) + Fraction(1, 3000), avoidance=0)
    assert third.corner_rows()[:2] == [("secure", "0.5997", ""), ("anxious", "0.4003", "")]
    # Where no few decimals do, it is a fraction.
    least = AttachmentPoint(anxiety=Fraction(2, 5) + Fraction(1, 3 * 10**9), avoidance=0)
    assert least.corner_rows()[0] == ("secure", "1799999999/3000000000", "")


def test_an_axis_alone_is_told_as_one() -> None:
    """Where there is no value the words say so, with what is open."""
    said = AttachmentPoint(anxiety=0.5, avoidance_bounds=(0.25, 0.75)).explain()

    assert "Worry about bonds (attachment anxiety): 0.5 on 0 to 1.\n" in said
    assert (
        "Distance in bonds (attachment avoidance): no value on 0 to 1; "
        "it is 0.25 to 0.75 whatever the missing answers are.\n"
    ) in said
    assert "Degrees: secure 0.12 to 0.38; anxious 0.12 to 0.38; avoidant 0.12 to 0.38; fearful 0.12 to 0.38.\n" in said


POINTS = [
    AttachmentPoint(),
    AttachmentPoint(anxiety=0.1, avoidance=0.1),
    AttachmentPoint(anxiety=0.5, avoidance=0.5, anxiety_bounds=(0.2, 0.6)),
]


@pytest.mark.parametrize("point", POINTS, ids=["nothing", "secure", "middle"])
def test_words_are_plain(point: AttachmentPoint) -> None:
    """What is said of a point reads at grade six, in sentences of at most 25 words."""
    said = [*point.sentences(), *point.limits()]

    assert grade(" ".join(said)) <= 6
    assert all(len(sentence.split()) <= 25 for line in said for sentence in line.split(". "))


@pytest.mark.parametrize("style", STYLES)
def test_corners_have_the_names_of_the_catalog(style: str) -> None:
    """A corner is called as the entry of its style is, and the fearful one is no entry."""
    assert CATALOG[style].name.lower() == f"{NAMES[style]} pattern"
    assert f"attachment-style:{FEARFUL}" not in {entry.reference for entry in CATALOG.attachment_styles}


@pytest.mark.parametrize("point", [*POINTS, AttachmentPoint.of(score(BUNDLED, SOME))])
def test_repr_holds_no_number(point: AttachmentPoint) -> None:
    """Neither the point nor its fractions tell about a person unasked."""
    assert (repr(point), repr(point.exact), f"{point}") == ("<AttachmentPoint>", "<ExactPoint>", "<AttachmentPoint>")
    assert not hasattr(point, "_repr_html_")


# JSON


def test_a_point_as_json() -> None:
    """Numbers as floats and fractions, what is named, what it does not say, the notice, and help."""
    told = to_dict(AttachmentPoint(anxiety=Fraction(1, 3), avoidance_bounds=(0, 0.5)))

    assert list(told) == [
        "format", "kind", "anxiety", "avoidance", "degrees", "fearful", "nearest", "between", "limits", "notice",
        "care",
    ]  # fmt: skip
    assert (told["format"], told["kind"], told["notice"]) == (1, "attachment-point", NOTICE)
    assert told["anxiety"] == {
        "value": 1 / 3,
        "low": 1 / 3,
        "high": 1 / 3,
        "exact": {"value": "1/3", "low": "1/3", "high": "1/3"},
    }
    assert told["avoidance"] == {
        "value": None,
        "low": 0.0,
        "high": 0.5,
        "exact": {"value": None, "low": "0", "high": "1/2"},
    }
    assert list(told["degrees"]) == list(STYLES)
    assert told["degrees"]["attachment-style:secure"]["exact"] == {"value": None, "low": "1/3", "high": "2/3"}
    assert told["fearful"]["exact"] == {"value": None, "low": "0", "high": "1/6"}
    assert (told["nearest"], told["between"]) == (None, [*STYLES, FEARFUL])
    assert [each["id"] for each in told["care"]] == ["emergency", "find-a-helpline"]


def test_a_degree_as_json() -> None:
    """Where there is a point each degree has its value."""
    told = to_dict(AttachmentPoint(anxiety=0, avoidance=0))

    assert [each["value"] for each in (*told["degrees"].values(), told["fearful"])] == [1.0, 0.0, 0.0, 0.0]
    assert (told["nearest"], told["between"]) == ("attachment-style:secure", [])


# Description


def paragraphs(description: Description) -> list[str]:
    """The blocks of a text."""
    return description.text(width=2000).split("\n\n")


def picture(point: AttachmentPoint) -> Picture:
    """The picture of a point."""
    (found,) = (block for block in describe(point).blocks if isinstance(block, Picture))
    return found


def test_description_of_an_open_point() -> None:
    """Two tables, what the missing answers leave open, what it does not say, the notice, and help."""
    point = AttachmentPoint.of(score(BUNDLED, SOME))

    title, said, axes, corners, between, limits, notice, care = paragraphs(describe(point))
    assert title == "Between attachment patterns\n==========================="
    assert said == " ".join(point.sentences())
    assert axes == (
        "Two axes\n"
        "Axis                                      Position on 0 to 1  Between\n"
        "----------------------------------------  ------------------  ------------\n"
        "Worry about bonds (attachment anxiety)    0.47\n"
        "Distance in bonds (attachment avoidance)  0.71                0.53 to 0.78"
    )
    assert corners == (
        "Four corners\n"
        "Corner    Degree from 0 to 1  Between\n"
        "--------  ------------------  ------------\n"
        "secure    0.15                0.12 to 0.25\n"
        "anxious   0.14                0.1 to 0.22\n"
        "avoidant  0.38                0.28 to 0.42\n"
        "fearful   0.33                0.25 to 0.37"
    )
    assert between == '"Between" is what a number could be, whatever the missing answers are.'
    assert limits == " ".join(point.limits())
    assert (notice, care) == (NOTICE, f"{care_in_words(WORLDWIDE)}\n".rstrip())


def test_description_of_a_settled_point() -> None:
    """Where nothing is open there is no column for it, and no word."""
    told = paragraphs(describe(AttachmentPoint(anxiety=0.25, avoidance=0.5)))

    assert "Between  " not in "\n".join(told)
    assert told[3].splitlines()[1:4] == [
        "Corner    Degree from 0 to 1",
        "--------  ------------------",
        "secure    0.38",
    ]
    assert not any(each.startswith('"Between"') for each in told)


def test_description_without_a_point() -> None:
    """A number that is not there has no cell."""
    told = describe(AttachmentPoint(anxiety=0.25)).text()

    assert "Corner    Between\n" in told
    assert "secure    0 to 0.75\n" in told


def test_data_of_a_point() -> None:
    """For programs: a row for each axis and corner, with the notice and help in each."""
    data = describe(AttachmentPoint(anxiety=0.25, avoidance_bounds=(0, 0.5))).data

    assert data is not None
    assert data.columns == ("reference", "value", "low", "high", "named", "limits", "notice", "help")
    assert [row[:5] for row in data.rows] == [
        ("axis:attachment-anxiety", "0.25", "0.25", "0.25", ""),
        ("axis:attachment-avoidance", "", "0.0", "0.5", ""),
        ("attachment-style:secure", "", "0.375", "0.75", "between"),
        ("attachment-style:ambivalent", "", "0.125", "0.25", "between"),
        ("attachment-style:avoidant", "", "0.0", "0.375", "between"),
        ("fearful", "", "0.0", "0.125", ""),
    ]
    assert {row[6:] for row in data.rows} == {(NOTICE, care_in_words(WORLDWIDE))}


def test_data_names_the_nearest() -> None:
    """Of one that is clearly nearest the row says so, and the values are there."""
    data = describe(AttachmentPoint(anxiety=1, avoidance=1)).data

    assert data is not None
    assert [row[1:5] for row in data.rows[-2:]] == [("0.0", "0.0", "0.0", ""), ("1.0", "1.0", "1.0", "nearest")]


# Picture


def test_picture_of_an_open_point() -> None:
    """A ring where the answers lie, a frame where they can lie, and a title that says the same as the facts."""
    drawn = picture(AttachmentPoint(anxiety=0.25, avoidance=0.5, avoidance_bounds=(0.5, 1)))
    tree = ET.fromstring(drawn.svg)

    assert drawn.facts.rows == (
        ("from left to right, worry about bonds (attachment anxiety)", "0.25 on 0 to 1"),
        ("from bottom to top, distance in bonds (attachment avoidance)", "0.5 on 0 to 1, can be 0.5 to 1"),
        ("corner at the bottom left", "secure"),
        ("corner at the bottom right", "anxious"),
        ("corner at the top left", "avoidant"),
        ("corner at the top right", "fearful"),
        ("ring", "where the answers lie"),
        ("frame", "where they can lie, whatever the missing answers are"),
    )
    assert tree.get("role") == "img"
    told = "; ".join(": ".join(row) for row in drawn.facts.rows)
    assert tree.findtext(f"{SVG}title") == f"Between attachment patterns: {told}"
    (ring,) = tree.iter(f"{SVG}circle")
    assert (ring.attrib["cx"], ring.attrib["cy"]) == ("165.0", "210.0")
    assert [path.attrib["d"] for path in tree.iter(f"{SVG}path")] == [
        "M80 40H420V380H80Z",
        "M165.0 40.0H165.0V210.0H165.0Z",
    ]


def test_picture_names_corners_and_axes() -> None:
    """Each corner stands at its own end, and each axis says in words which way is more."""
    texts = {text.text: text.attrib for text in ET.fromstring(picture(POINTS[1]).svg).iter(f"{SVG}text")}

    left, right = (
        {texts[name]["x"] for name in ("secure", "avoidant")},
        {texts[name]["x"] for name in ("anxious", "fearful")},
    )
    low, high = (
        {texts[name]["y"] for name in ("secure", "anxious")},
        {texts[name]["y"] for name in ("avoidant", "fearful")},
    )
    assert (left, right, low, high) == ({"80"}, {"420"}, {"400"}, {"30"})
    assert {"more worry about bonds (anxiety) →", "more distance in bonds (avoidance) →"} < set(texts)


def test_picture_without_a_point() -> None:
    """Too few answers have no ring, and a settled point has no frame."""
    none, settled = picture(AttachmentPoint(anxiety=0.5)), picture(POINTS[1])

    assert "<circle" not in none.svg
    assert ("ring", "none, too few answers") in none.facts.rows
    assert settled.svg.count("<path") == 1
    assert "frame" not in [row[0] for row in settled.facts.rows]


@pytest.mark.parametrize("point", POINTS, ids=["nothing", "secure", "middle"])
def test_nothing_is_told_by_color(point: AttachmentPoint) -> None:
    """There is one color, that of the page's text."""
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', picture(point).svg)) == {"currentColor", "none"}


def test_points_are_not_read_back() -> None:
    """A point is made of its result again; reading one as a result or profile is refused."""
    text = insight.to_json(POINTS[1])

    for cls in (Result, Profile):
        with pytest.raises(insight.InsightError):
            from_json(cls, text)
