"""Law 9 of matching: degrees of attachment are exact, go one way along each axis, and stay inside of their ranges."""

from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import insight
from insight import AttachmentPoint, Questionnaire, describe, score
from insight.attachment import AXES, CORNERS, FEARFUL, STYLES, ExactPoint, style_degrees
from insight.testing import answers_for, complete_answers_for, questionnaires

SECURE, AMBIVALENT, AVOIDANT = STYLES
BUNDLED = insight.load_catalog().questionnaires["attachment-patterns"]
FIFTH = Fraction(1, 5)

shares = st.fractions(0, 1, max_denominator=60) | st.floats(0, 1).map(Fraction)
spans = st.tuples(shares, shares).map(sorted).map(tuple)
twins = st.booleans().map(lambda turned: "-" * turned)


def near(anxiety: Fraction, avoidance: Fraction) -> dict[str, Fraction]:
    """The exact degrees of all four corners, of a point by hand."""
    return all_degrees(AttachmentPoint(anxiety=anxiety, avoidance=avoidance).exact)


def all_degrees(point: ExactPoint) -> dict[str, Fraction]:
    """The exact degrees of all four corners."""
    assert point.degrees is not None
    assert point.fearful is not None
    return {**point.degrees, FEARFUL: point.fearful}


def all_ranges(point: ExactPoint) -> dict[str, tuple[Fraction, Fraction]]:
    """The exact ranges of all four corners."""
    return {**point.ranges, FEARFUL: point.fearful_range}


@st.composite
def forms(draw: st.DrawFn) -> Questionnaire:
    """Generated questionnaires with a scale about each axis, either way round; and the bundled one."""
    if draw(st.booleans()):
        return BUNDLED
    plain = draw(questionnaires().filter(lambda each: len(each.scales) > 1))
    abouts = [(draw(twins) + axis,) for axis in AXES] + [()] * len(plain.scales)
    scales = (evolve(scale, about=about) for scale, about in zip(plain.scales, abouts, strict=False))
    return evolve(plain, scales=tuple(scales))


@st.composite
def points(draw: st.DrawFn) -> AttachmentPoint:
    """Points by hand, with bounds, and with or without values."""
    fields: dict[str, Any] = {}
    for name in ("anxiety", "avoidance"):
        low, high = draw(spans)
        fields[f"{name}_bounds"] = (low, high)
        if draw(st.booleans()):
            fields[name] = low + draw(shares) * (high - low)
    return AttachmentPoint(**fields)


@given(shares, shares)
def test_degrees_are_not_negative_and_add_up_to_1(anxiety: Fraction, avoidance: Fraction) -> None:
    """Wherever the answers lie, the four degrees are shares of a whole, exactly."""
    degrees = near(anxiety, avoidance)

    assert list(degrees) == list(CORNERS)
    assert all(0 <= degree <= 1 for degree in degrees.values())
    assert sum(degrees.values()) == 1


@pytest.mark.parametrize(
    ("corner", "place"), [(SECURE, (0, 0)), (AMBIVALENT, (1, 0)), (AVOIDANT, (0, 1)), (FEARFUL, (1, 1))]
)
def test_a_corner_is_all_of_one(corner: str, place: tuple[int, int]) -> None:
    """At a corner its own degree is 1, the others are 0, and it is nearest."""
    point = AttachmentPoint(anxiety=place[0], avoidance=place[1])

    assert all_degrees(point.exact) == {each: each == corner for each in CORNERS}
    assert (point.nearest, point.between) == (corner, ())


def test_the_center_is_as_near_to_all() -> None:
    """In the middle each degree is a quarter, and no corner is nearest."""
    point = AttachmentPoint(anxiety=0.5, avoidance=0.5)

    assert set(all_degrees(point.exact).values()) == {Fraction(1, 4)}
    assert (point.nearest, point.between) == (None, tuple(CORNERS))


@given(spans, shares)
def test_degrees_go_one_way_along_each_axis(span: tuple[Fraction, Fraction], other: Fraction) -> None:
    """More anxiety never lowers the corners where it is high, nor raises the others; so with avoidance."""
    low, high = span
    for axis, (before, after) in enumerate(
        ((near(low, other), near(high, other)), (near(other, low), near(other, high)))
    ):
        for corner, ends in CORNERS.items():
            rise = after[corner] - before[corner]
            assert rise >= 0 if ends[axis] else rise <= 0


@given(shares, shares)
def test_swapping_the_axes_swaps_the_two_insecure_styles(anxiety: Fraction, avoidance: Fraction) -> None:
    """What is anxious becomes avoidant, and the secure and the fearful corner stay as they are."""
    degrees, swapped = near(anxiety, avoidance), near(avoidance, anxiety)

    assert (degrees[AMBIVALENT], degrees[AVOIDANT]) == (swapped[AVOIDANT], swapped[AMBIVALENT])
    assert (degrees[SECURE], degrees[FEARFUL]) == (swapped[SECURE], swapped[FEARFUL])


@given(st.tuples(shares, shares), st.tuples(shares, shares))
def test_a_small_change_of_answers_is_a_small_change_of_degrees(
    place: tuple[Fraction, Fraction], later: tuple[Fraction, Fraction]
) -> None:
    """No degree moves further than the answers do on both axes together."""
    moved = abs(later[0] - place[0]) + abs(later[1] - place[1])
    before, after = near(*place), near(*later)

    assert all(abs(after[corner] - before[corner]) <= moved for corner in CORNERS)


@given(spans, spans, shares, shares)
def test_the_range_is_exact(
    anxiety: tuple[Fraction, Fraction], avoidance: tuple[Fraction, Fraction], across: Fraction, up: Fraction
) -> None:
    """No place within the bounds has a degree outside of its range, and both ends are those of places within."""
    ranges = all_ranges(AttachmentPoint(anxiety_bounds=anxiety, avoidance_bounds=avoidance).exact)
    inside = near(anxiety[0] + across * (anxiety[1] - anxiety[0]), avoidance[0] + up * (avoidance[1] - avoidance[0]))
    ends = [near(a, v) for a in anxiety for v in avoidance]

    for corner, (low, high) in ranges.items():
        assert low <= inside[corner] <= high
        assert {low, high} <= {end[corner] for end in ends}


@given(forms(), st.data())
def test_the_degrees_of_answers_are_inside_of_their_ranges(form: Questionnaire, data: st.DataObject) -> None:
    """So are those of every way to complete them; what is complete leaves nothing open."""
    answers = data.draw(answers_for(form))
    point = AttachmentPoint.of(score(form, answers))
    others = data.draw(complete_answers_for(form))
    missing = {item.id: others[item.id] for item in score(form, answers).unanswered}
    completed = AttachmentPoint.of(score(form, answers | missing))

    assert completed.settled
    assert completed.degrees is not None
    for exact in [each.exact for each in (point, completed) if each.degrees is not None]:
        degrees = all_degrees(exact)
        assert all(low <= degrees[corner] <= high for corner, (low, high) in all_ranges(point.exact).items())


@given(forms(), st.data())
def test_an_answer_more_narrows_the_ranges(form: Questionnaire, data: st.DataObject) -> None:
    """Ranges lie in those of before, and no corner comes in that was left out."""
    answers = data.draw(answers_for(form))
    before = AttachmentPoint.of(score(form, answers))
    open_items = score(form, answers).unanswered
    new = data.draw(complete_answers_for(form))
    item = data.draw(st.sampled_from([each.id for each in open_items or form.items]))
    after = AttachmentPoint.of(score(form, answers | ({item: new[item]} if open_items else {})))

    narrowed = all_ranges(after.exact)
    assert all(
        low <= narrowed[corner][0] <= narrowed[corner][1] <= high
        for corner, (low, high) in all_ranges(before.exact).items()
    )
    assert named(after) <= named(before)
    assert before.degrees is None or after.degrees is not None


def named(point: AttachmentPoint) -> set[str]:
    """The corners that are named."""
    return {point.nearest} if point.nearest else set(point.between)


@given(points())
def test_one_corner_is_named_only_where_it_is_clearly_nearest(point: AttachmentPoint) -> None:
    """Its lowest degree is at least a fifth above the highest of every other; else at least two are named."""
    ranges = all_ranges(point.exact)
    clear = {one for one in ranges if all(ranges[one][0] >= ranges[o][1] + FIFTH for o in ranges if o != one)}

    assert {point.nearest} - {None} == clear
    assert (len(point.between) >= 2) is not bool(clear)
    # Whoever is left out has somebody clearly nearer, and whoever is named has nobody.
    behind = {o for o in ranges if any(ranges[one][0] >= ranges[o][1] + FIFTH for one in ranges)}
    assert named(point) == set(ranges) - behind
    if point.degrees is not None:
        degrees = all_degrees(point.exact)
        assert max(degrees, key=lambda corner: degrees[corner]) in named(point)


@given(points())
def test_what_is_shown_does_not_contradict_the_words(point: AttachmentPoint) -> None:
    """The rule gives the same corners, taken with the numbers that people see."""
    shown: dict[str, tuple[Fraction, Fraction]] = {}
    for corner, (_, value, span) in zip(CORNERS, point.corner_rows(), strict=True):
        low, high = span.split(" to ") if span else (value, value)
        shown[corner] = Fraction(low), Fraction(high)

    leading = max(low for low, _ in shown.values())
    assert {corner for corner, (_, high) in shown.items() if high > leading - FIFTH} == named(point)


@given(points())
def test_floats_are_the_nearest(point: AttachmentPoint) -> None:
    """Each number is the float of its fraction, and there is none where there is no fraction."""
    exact = point.exact

    def told(value: Any) -> Any:
        match value:
            case None | tuple():
                return value and tuple(map(float, value))
            case dict():
                return {name: told(each) for name, each in value.items()}
        return float(value)

    for name in ("anxiety", "avoidance", "anxiety_bounds", "avoidance_bounds", "degrees", "ranges"):
        assert getattr(point, name) == told(getattr(exact, name)), name
    assert (point.fearful, point.fearful_range) == (told(exact.fearful), told(exact.fearful_range))
    assert (point.fearful is None) is (point.degrees is None)
    assert (point.degrees is None) is (point.anxiety is None or point.avoidance is None)


@given(forms(), st.data())
def test_styles_of_a_result_are_those_of_its_point(form: Questionnaire, data: st.DataObject) -> None:
    """The three degrees, by reference and exact, where there is a point; else nothing."""
    result = score(form, data.draw(answers_for(form)))

    assert dict(style_degrees(result)) == (AttachmentPoint.of(result).exact.degrees or {})


@given(forms(), st.data())
def test_turning_a_scale_round_turns_its_axis_round(form: Questionnaire, data: st.DataObject) -> None:
    """What is about an axis with a minus lies as far from the other end."""
    result = score(form, data.draw(answers_for(form)))
    other = {f"{sign}{axis}": f"{minus}{axis}" for axis in AXES for sign, minus in (("", "-"), ("-", ""))}
    scales = tuple(evolve(scale, about=tuple(other[about] for about in scale.about)) for scale in form.scales)
    point = AttachmentPoint.of(result).exact
    turned = AttachmentPoint.of(score(evolve(form, scales=scales), result.answers)).exact

    assert turned.anxiety == (None if point.anxiety is None else 1 - point.anxiety)
    assert turned.anxiety_bounds == tuple(1 - end for end in reversed(point.anxiety_bounds))
    assert turned.avoidance == (None if point.avoidance is None else 1 - point.avoidance)
    assert turned.avoidance_bounds == tuple(1 - end for end in reversed(point.avoidance_bounds))


@given(points())
def test_every_point_can_be_told(point: AttachmentPoint) -> None:
    """Each text says what it is not and where help is, and speaks of answers, never of somebody."""
    for text in (point.explain(), describe(point).text(width=1000), describe(point).html()):
        assert "no probability" in text
        assert "of this form, not of other people" in text
        assert "never a diagnosis" in text
        assert "findahelpline.com" in text
        assert "you are in danger" in text
        assert "you are" not in text.lower().replace("you are in danger", "")
        assert "nan" not in text.split()
