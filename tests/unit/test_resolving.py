"""Definitions resolved: the whole numbers that scores come from, what is too fine for them, and edges of all that."""

import inspect
import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs
import pytest
from attrs import evolve

from insight import (
    AnswerError,
    Band,
    Citation,
    DefinitionError,
    Option,
    Questionnaire,
    ResponseScale,
    Result,
    Scale,
    Score,
    options,
    questionnaires,
    score,
)
from insight.questionnaires import ResolvedScale, definition, records, resolving, scales, values
from insight.questionnaires.numbers import FLOAT_LIMIT
from insight.scoring import pins, results, scores, stored
from samples import keys

YES_OR_NO = options("no", "yes")
BAND = Band(start="1/2", label="high")


def numbered(*numbers: int | str) -> ResponseScale:
    """A response scale of these values."""
    return ResponseScale(
        id="numbered", options=tuple(Option(value=Decimal(number), label=str(number)) for number in numbers)
    )


def form(text: str, *, responses: ResponseScale = YES_OR_NO, method: str = "mean", **fields: Any) -> Questionnaire:
    """A questionnaire of one scale."""
    held = keys(text)
    scale = Scale(id="one", items=held, method=scales.Method(method), **fields)
    items = dict.fromkeys((key.item for key in held), "?")
    return Questionnaire.build("form", title="Form", responses=responses, items=items, scales=[scale])


def resolved(text: str, **fields: Any) -> ResolvedScale:
    """Its scale, with all that follows."""
    return form(text, **fields).resolved[0]


def refused(text: str, **fields: Any) -> str:
    """What is said of a scale that cannot be."""
    with pytest.raises(DefinitionError) as caught:
        form(text, **fields)
    return str(caught.value)


MODULES = (definition, records, questionnaires.resolved, resolving, values, pins, results, scores, stored)
VALUES = {
    name: held
    for module in MODULES
    for name, held in vars(module).items()
    # A score is made by the million, and from one place; a difference is a place first.
    if attrs.has(held) and held.__module__ == module.__name__ and held not in {Score, stored.Difference}
}


@pytest.mark.parametrize("cls", VALUES.values(), ids=VALUES)
def test_values_are_made_by_name(cls: type) -> None:
    """No field of a value is told by its place."""
    assert all(field.kw_only for field in attrs.fields(cls) if field.init)


@pytest.mark.parametrize(
    ("function", "name"),
    [
        (score, "care"),
        (Score.explain, "full"),
        (Result.explain, "full"),
        (Questionnaire.build, "title"),
        (resolving.resolve, "validation"),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__qualname__,
)
def test_options_of_a_function_are_named(function: Callable[..., Any], name: str) -> None:
    """What a call asks for can be read where it is called."""
    assert inspect.signature(function).parameters[name].kind == inspect.Parameter.KEYWORD_ONLY


@pytest.mark.parametrize(
    ("scale", "unit", "divisor"),
    [
        (resolved("a b", method="sum"), 1, 1),
        (resolved("a b*1/3", method="sum"), 3, 1),
        (resolved("a b"), 2, 2),
        (resolved("a*1/2 b*2"), 5, Fraction(5, 2)),
        (resolved("a*1/3 b*1/3"), 2, Fraction(2, 3)),
        (resolved("a*1/2 b*1/2", responses=numbered(0, 2)), 1, 1),
        (resolved("a b", responses=numbered("0.5", "1.5"), method="sum"), 2, 1),
    ],
    ids=["sum", "weighted-sum", "mean", "weighted-mean", "thirds", "whole-products", "decimals"],
)
def test_bounds_are_over_the_smallest_unit(scale: ResolvedScale, unit: int, divisor: Fraction) -> None:
    """U is the common denominator of the products, for a mean times the weights, made whole."""
    assert (scale.unit, scale.divisor) == (unit, divisor)


@pytest.mark.parametrize(
    ("responses", "unit"),
    [
        (YES_OR_NO, 1),
        (numbered(0, 1, 2), 2),
        (numbered(0, 10), 1),
        (numbered(-4, 2, 0), 3),
        (numbered("0.5", "0.75", "2"), 6),
    ],
    ids=["two", "three", "apart", "negative", "decimals"],
)
def test_positions_are_over_the_fewest_steps(responses: ResponseScale, unit: int) -> None:
    """L is how many of the largest steps that all options share lead from the lowest to the highest."""
    assert resolved("a", responses=responses).position_unit == unit


def test_each_choice_has_a_cell() -> None:
    """Options add what they count, missing options and no answer leave the bounds open."""
    responses = options("no", "yes", missing={8: "does not apply", 9: "no comment"})

    assert resolved("a b*3", responses=responses, method="sum").parts[1].cells == (
        (1, 0, 0, 0),
        (1, 1, 3, 3),
        (0, 0, 0, 3),
        (0, 0, 0, 3),
        (0, 0, 0, 3),
    )


def test_options_lie_between_the_ends() -> None:
    """Positions go from 0 for the lowest value to 1 for the highest."""
    assert numbered(-4, 2, 0).positions == (Fraction(0), Fraction(1), Fraction(2, 3))
    assert numbered(1, 2, 3).positions == (Fraction(0), Fraction(1, 2), Fraction(1))


TOO_FINE = (
    "questionnaire 'form': scales.one.items: the numbers have too many digits for scores to be exact everywhere; "
    "write fewer digits in weights, values and starts of bands"
)


@pytest.mark.parametrize(
    ("scale", "largest"),
    [
        (resolved("a*3", responses=numbered(-1, 1), method="sum"), 3 + 6),
        (resolved("a b*2", responses=numbered(0, 1, 2, 3, 4)), 8 * (4 + 8) + 8 * 12),
        (resolved("a", responses=numbered(0, "0.001"), method="sum"), 1_000),
        (resolved("a b", bands=(Band(start=0, label="low"), Band(start="1/7", label="mid"), BAND)), 2 * (2 + 2) * 7),
    ],
    ids=["both-signs", "weighted-mean", "denominator", "bands"],
)
def test_the_largest_step(scale: ResolvedScale, largest: int) -> None:
    """The largest whole number is k·L·(Σ|A| + B - A) or k·L·U, times the finest start of a band."""
    assert scale.largest_step == largest


def test_what_could_reach_the_limit_is_refused() -> None:
    """The largest step lies below 2^52."""
    weight = (FLOAT_LIMIT - 1) // 3

    assert resolved(f"a*{weight}", responses=numbered(-1, 1), method="sum").largest_step == FLOAT_LIMIT - 1
    assert refused(f"a*{weight + 1}", responses=numbered(-1, 1), method="sum") == TOO_FINE


def test_a_range_is_checked_before_it_is_compared() -> None:
    """A range that is no exact number is refused as such."""
    with pytest.raises(DefinitionError) as caught:
        Scale(id="one", items=keys("a"), method=scales.Method.MEAN, range=(0.5, 4))  # type: ignore[arg-type]

    assert str(caught.value) == (
        "scale 'one': range[0]: a binary float is not exact; write Decimal('0.5') or an integer"
    )


def test_the_source_of_each_band_is_looked_up() -> None:
    """A band that cites a source that there is not is told with its place."""
    bands = (Band(start=0, label="low"), evolve(BAND, citations=(Citation(source="nowhere"),)))

    assert refused("a", bands=bands) == (
        "questionnaire 'form': scales.one.bands[1].citations[0].source: there is no source 'nowhere'"
    )


@pytest.mark.parametrize(
    ("options_", "named"),
    [(12, "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11"), (13, "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …")],
    ids=["twelve", "more"],
)
def test_a_dozen_options_are_named(options_: int, named: str) -> None:
    """A refused answer names the options, up to twelve of them."""
    with pytest.raises(AnswerError) as caught:
        score(form("a", responses=numbered(*range(options_))), {"a": 13})

    assert str(caught.value) == f"this set of answers: a: the answer is none of its options; they are {named}"


def test_an_unknown_item_is_refused_beside_all_answers() -> None:
    """Answers to every item do not hide an answer to one that there is not."""
    with pytest.raises(AnswerError) as caught:
        score(form("a b"), {"a": 1, "b": 0, "c": 1})

    assert str(caught.value) == "this set of answers: there is no item 'c'"


def test_a_form_has_whole_numbers_as_they_are() -> None:
    """A client sees 2 as 2, and 0.5 as 0.5."""
    shown = form("a", responses=numbered("0.5", 2)).form()["items"][0]["options"]

    assert json.dumps(shown) == '[{"value": 0.5, "label": "0.5"}, {"value": 2, "label": "2"}]'


@pytest.mark.parametrize(
    ("start", "shown"),
    [("1.333333", "1.333333"), ("1.3333333", "4/3"), ("1.33", "1.33"), ("1.3333", "1.3333")],
)
def test_a_number_is_shown_with_as_many_decimals_as_its_band_needs(start: str, shown: str) -> None:
    """Two to six decimals, the fewest that stay in the band; else all of it."""
    bands = (Band(start=0, label="low"), Band(start=Decimal(start), label="high"))
    (found,) = score(form("a b c", responses=numbered(0, 1, 2, 3, 4), bands=bands), {"a": 2, "b": 1, "c": 1})

    assert found.show(Fraction(4, 3)) == shown


def test_a_small_range_high_up_is_shown_in_full() -> None:
    """It is the length of the range that decides, not where it lies."""
    (found,) = score(form("a", responses=numbered(1, "1.002")), {"a": Decimal("1.002")})

    assert found.sentence() == "One: 1.002 on 1 to 1.002, the mean, from 1 of 1 answers."


def test_a_range_of_one_is_shown_with_two_decimals() -> None:
    """Two decimals are enough from a range of 1 on."""
    (found,) = score(form("a b c"), {"a": 1, "b": 0, "c": 0})

    assert found.sentence() == "One: 0.33 on 0 to 1, the mean, from 3 of 3 answers."


def test_a_band_is_decided_exactly() -> None:
    """A number that no float tells from the start of a band is below it all the same."""
    scale = resolved("a", responses=numbered(0, 4), bands=(Band(start=0, label="low"), Band(start=2, label="high")))

    assert [scale.band_of(2 * 10**20 + more, 10**20) for more in (-1, 0, 1)] == [0, 1, 1]
    assert scale.band_of(-1, 10**20) == -1


def test_bands_are_met_from_below_all_of_them() -> None:
    """An interval that begins below the first band meets those that it reaches."""
    scale = resolved("a", bands=(Band(start=0, label="low"), BAND))

    assert scale.bands_between(Fraction(-1), Fraction(0)) == scale.scale.bands[:1]
    assert scale.bands_between(Fraction(-1), Fraction(1)) == scale.scale.bands
    assert scale.bands_between(Fraction(-2), Fraction(-1)) == ()


@pytest.mark.parametrize(
    ("bands", "settled"),
    [
        ((), False),
        ((Band(start=0, label="all"),), True),
        ((Band(start=0, label="low"), BAND), False),
        ((Band(start=0, label="low"), Band(start="2/3", label="high")), True),
        ((Band(start=0, label="low"), Band(start="1/4", label="mid"), Band(start="1/3", label="high")), False),
    ],
    ids=["none", "one", "two", "one-of-two", "three"],
)
def test_a_band_is_settled_where_one_is_left(bands: tuple[Band, ...], settled: bool) -> None:  # noqa: FBT001  # a case
    """Whatever the missing answer is, there is one band, or there is not."""
    (found,) = score(form("a b", bands=bands), {"a": 0})

    assert found.band_settled is settled


def test_most_options_are_accepted() -> None:
    """A response scale of just as many options as there can be is one."""
    assert len(numbered(*range(values.MOST_OPTIONS)).choices) == 500


def test_most_bands_are_accepted() -> None:
    """A scale of just as many bands as there can be is one."""
    bands = tuple(Band(start=n, label=str(n)) for n in range(scales.MOST_BANDS))

    assert len(Scale(id="one", items=keys("a"), method=scales.Method.SUM, bands=bands).bands) == 500


def test_an_item_without_a_response_scale_is_told_five() -> None:
    """Where there are several response scales, the first five are named."""
    several = [evolve(YES_OR_NO, id=f"r{n}") for n in range(6)]
    with pytest.raises(DefinitionError) as caught:
        Questionnaire.build("form", title="Form", responses=several, items={"a": "?"}, scales={"one": "a"})

    assert str(caught.value) == (
        "questionnaire 'form': items.a.responses: there are several response scales, and it "
        "does not say which; write one of r0, r1, r2, r3, r4"
    )


def test_a_refused_result_can_be_shown() -> None:
    """A debugger that shows what could not be made sees how much was answered, and no other failure."""
    with pytest.raises(DefinitionError) as caught:
        evolve(score(form("a b"), {}), chosen=(1,))
    held = [entry.locals.get("self") for entry in caught.traceback]

    assert {repr(each) for each in held if isinstance(each, Result)} == {"<Result of 'form': 1 of 1 items answered>"}
