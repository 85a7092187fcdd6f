"""Item analysis: its statistics against plain Python, what it finds, what it refuses, and what it never says."""

import datetime as dt
import math
import pickle
import statistics
import sys
from array import array
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from attrs import evolve

from insight import AnswerError, DefinitionError, Item, Key, Questionnaire, Scale, UnknownIdError, options
from insight.errors import InsightError, Severity
from insight.item_analysis import FOR_GROUPS, Analysis, ItemAnalysis, ScaleAnalysis, analyze, analyze_columns
from insight.item_analysis.signs import split
from insight.questionnaires import Method, Option, ResponseScale

OFTEN = options("never", "rarely", "sometimes", "often", "always", missing={98: "does not apply to me"})
NAN = math.nan
Columns = dict[str, list[Any]]


def form(scales: Any, items: Sequence[str] = "abcdef", responses: Any = OFTEN, **fields: Any) -> Questionnaire:
    """A questionnaire of items with short names."""
    return Questionnaire.build(
        "form", title="Form", version="1.0.0", responses=responses, items=dict.fromkeys(items, "Text."), scales=scales,
        **fields,
    )  # fmt: skip


def correlated(rows: int, size: int, *, values: int = 5, seed: int = 1) -> np.ndarray[Any, Any]:
    """Answers from 0 on that have something in common, an item a column."""
    chance = np.random.default_rng(seed)
    common = chance.standard_normal((rows, 1)) + 0.8 * chance.standard_normal((rows, size))
    return np.clip(np.round((values - 1) / 2 + common), 0, values - 1)


def columns(table: np.ndarray[Any, Any], items: Sequence[str] = "abcdef") -> Columns:
    """The columns of a table by item."""
    return {item: column.tolist() for item, column in zip(items, table.T, strict=False)}


def told(analysis: Analysis, rule: str) -> list[str]:
    """The findings of a rule, each in a line."""
    return [str(finding) for finding in analysis.findings if finding.id == rule]


# Statistics


def covariance(one: Sequence[float], other: Sequence[float]) -> float:
    """The covariance of two items over the rows that have both, in plain Python."""
    both = [pair for pair in zip(one, other, strict=True) if not any(map(math.isnan, pair))]
    return statistics.covariance(*zip(*both, strict=True))


def alpha(keyed: Sequence[Sequence[float]]) -> float:
    """Cronbach's alpha from the covariances of pairs, in plain Python."""
    own = sum(covariance(item, item) for item in keyed)
    total = sum(covariance(one, other) for one in keyed for other in keyed)
    return len(keyed) / (len(keyed) - 1) * (1 - own / total)


def standard_error(keyed: Sequence[Sequence[float]], rows: int) -> float:
    """The standard error of alpha by the delta method: √(2 tr((G V)²) / n), with G the gradient of alpha by V."""
    size = len(keyed)
    matrix = np.array([[covariance(one, other) for other in keyed] for one in keyed])
    total, own = matrix.sum(), np.trace(matrix)
    gradient = size / (size - 1) * (np.full((size, size), own / total**2) - np.eye(size) / total)
    return math.sqrt(2 * np.trace(gradient @ matrix @ gradient @ matrix) / rows)


def test_statistics_are_those_of_plain_python() -> None:
    """With gaps and reverse keys, every number comes out as the formulas have it."""
    table = correlated(60, 4)
    table[[1, 5, 9], 0] = table[[2, 5], 3] = NAN
    analysis = analyze_columns(form({"s": "a -b c d"}, "abcd"), columns(table))
    scale = analysis["s"]
    keyed = [(4 - column if n == 1 else column).tolist() for n, column in enumerate(table.T)]

    assert (analysis.rows, scale.n, scale.complete, scale.missing, scale.name) == (60, 60, 56, 5, "S")
    assert scale.alpha == pytest.approx(alpha(keyed), abs=1e-12)
    assert scale.alpha_se == pytest.approx(standard_error(keyed, 56), abs=1e-12)
    assert scale.alpha is not None
    assert scale.alpha_se is not None
    ends = (scale.alpha - 1.96 * scale.alpha_se, scale.alpha + 1.96 * scale.alpha_se)
    assert (scale.alpha_low, scale.alpha_high) == ends
    pairs = [(n, m) for n in range(4) for m in range(n)]
    shared = [
        covariance(keyed[n], keyed[m]) / math.sqrt(covariance(keyed[n], keyed[n]) * covariance(keyed[m], keyed[m]))
        for n, m in pairs
    ]
    assert scale.mean_r == pytest.approx(statistics.mean(shared), abs=1e-12)
    for n, item in enumerate(scale.items):
        given = [value for value in keyed[n] if not math.isnan(value)]
        rest = [other for m, other in enumerate(keyed) if m != n]
        with_rest = sum(covariance(keyed[n], other) for other in rest)
        spread = sum(covariance(one, other) for one in rest for other in rest)
        assert (item.id, item.n, item.missing, item.not_options) == ("abcd"[n], len(given), 60 - len(given), 0)
        assert item.mean == pytest.approx(statistics.mean(given), abs=1e-12)
        assert item.sd == pytest.approx(statistics.stdev(given), abs=1e-12)
        assert item.floor == given.count(0) / len(given)
        assert item.ceiling == given.count(4) / len(given)
        assert item.alpha_if_dropped == pytest.approx(alpha(rest), abs=1e-12)
        expected = with_rest / math.sqrt(covariance(keyed[n], keyed[n]) * spread)
        assert item.item_rest_r == pytest.approx(expected, abs=1e-12)


def test_rest_is_the_sum_of_the_other_items() -> None:
    """Without gaps the correlation with the rest is that with the sum of the others, row by row."""
    table = correlated(40, 3)
    analysis = analyze_columns(form({"s": "a b c"}, "abc"), columns(table))

    for n, item in enumerate(analysis["s"].items):
        rest = table.sum(axis=1) - table[:, n]
        assert item.item_rest_r == pytest.approx(statistics.correlation(table[:, n].tolist(), rest.tolist()), abs=1e-12)


def test_floor_and_ceiling_of_a_scale_are_of_complete_rows() -> None:
    """All keyed answers have to be at the end; a row with a gap is neither."""
    given: Columns = {"a": [0, 4, 0, 0, 2] * 2, "b": [4, 0, NAN, 4, 2] * 2, "c": [0, 4, 0, 0, 2] * 2}
    scale = analyze_columns(form({"s": "a -b c"}, "abc"), given)["s"]

    assert (scale.n, scale.complete, scale.missing) == (10, 8, 2)
    assert (scale.floor, scale.ceiling) == (0.5, 0.25)


def test_counts_are_of_keyed_answers() -> None:
    """In a count each item is 0 or 1, whether its answer reaches the threshold, also with values that are no steps."""
    uneven = ResponseScale(
        id="uneven",
        options=tuple(Option(value=value, label=f"label {value}") for value in (7, Decimal("0.5"), 3, -2)),
    )
    given: Columns = {"a": [7, 0.5, 3, -2] * 2, "b": [-2, 3, 3, 7] * 2, "c": [7, 3, -2, 0.5] * 2}
    analysis = analyze_columns(
        form({"s": "a -b c"}, "abc", responses=uneven, method=Method.COUNT, at_least=3),
        given,
    )
    scale = analysis["s"]

    keyed = [[1, 0, 1, 0] * 2, [1, 0, 0, 0] * 2, [1, 1, 0, 0] * 2]
    assert [item.mean for item in scale.items] == [0.5, 0.25, 0.5]
    assert [item.sd for item in scale.items] == [pytest.approx(statistics.stdev(each), abs=1e-12) for each in keyed]
    assert (scale.items[1].floor, scale.items[1].ceiling) == (0.75, 0.25)
    assert scale.alpha == pytest.approx(alpha(keyed), abs=1e-12)
    assert (scale.floor, scale.ceiling) == (0.25, 0.25)
    assert not analysis.findings


def test_uneven_values_count_as_they_are() -> None:
    """Options that are no steps of one, listed in any order, enter with their values."""
    uneven = ResponseScale(
        id="uneven", options=tuple(Option(value=value, label=f"label {value}") for value in (7, Decimal("0.5"), -2))
    )
    given: Columns = {"a": [7, 0.5, -2, 7, 0.5], "b": [-2, 7, 7, -2, 0.5]}
    scale = analyze_columns(form({"s": "a -b"}, "ab", responses=uneven), given)["s"]

    keyed = [given["a"], [5 - value for value in given["b"]]]
    assert [item.mean for item in scale.items] == [pytest.approx(statistics.mean(each), abs=1e-12) for each in keyed]
    assert [item.sd for item in scale.items] == [pytest.approx(statistics.stdev(each), abs=1e-12) for each in keyed]
    assert scale.alpha == pytest.approx(alpha(keyed), abs=1e-12)
    assert (scale.items[1].floor, scale.items[1].ceiling) == (0.4, 0.4)
    assert (scale.floor, scale.ceiling) == (0.2, 0.4)


def test_steps_of_two_count_twice() -> None:
    """Options that follow one another by twos enter with their values, turned or not; items come in any order."""
    twos = ResponseScale(id="twos", options=tuple(Option(value=value, label=f"label {value}") for value in (-2, 0, 2)))
    given: Columns = {"a": [-2, 0, 2, 2] * 2, "b": [0, 0, 2, -2] * 2, "c": [2, 2, -2, 0] * 2}
    scale = analyze_columns(form({"s": "-c a"}, "abc", responses=twos), given)["s"]

    keyed = [[-value for value in given["c"]], given["a"]]
    assert [item.mean for item in scale.items] == [statistics.mean(each) for each in keyed]
    assert [item.sd for item in scale.items] == [pytest.approx(statistics.stdev(each), abs=1e-12) for each in keyed]
    assert scale.alpha == pytest.approx(alpha(keyed), abs=1e-12)


@pytest.mark.parametrize("rows", [5, 6, 7, 10, 20, 24])
@pytest.mark.parametrize("items", ["ab", "abc"])
def test_items_that_are_one_have_no_error(items: str, rows: int) -> None:
    """Alpha of the same answers again is 1, with a standard error of 0, however little they vary and are rounded."""
    given = [*[0] * (rows - 1), 1]
    scale = analyze_columns(form({"s": " ".join(items)}, items), dict.fromkeys(items, given))["s"]

    assert [scale.alpha, scale.alpha_low, scale.alpha_high] == [pytest.approx(1)] * 3
    assert scale.alpha_se == pytest.approx(0, abs=1e-7)
    assert [item.sd for item in scale.items] == [pytest.approx(statistics.stdev(given), abs=1e-12)] * len(items)
    assert [item.item_rest_r for item in scale.items] == [pytest.approx(1)] * len(items)


def test_many_options_are_told_apart() -> None:
    """Each of 300 options is its own, and the sums stay exact."""
    many = options(*(f"{n} of 299" for n in range(300)))
    table = correlated(80, 3, values=300, seed=4)
    table[:3] = [[0, 255, 299], [256, 1, 254], [299, 0, 257]]
    scale = analyze_columns(form({"s": "a b -c"}, "abc", responses=many), columns(table))["s"]

    keyed = [(299 - column if n == 2 else column).tolist() for n, column in enumerate(table.T)]
    assert scale.alpha == pytest.approx(alpha(keyed), abs=1e-12)
    assert scale.alpha_se == pytest.approx(standard_error(keyed, 80), abs=1e-12)
    assert [item.mean for item in scale.items] == [pytest.approx(statistics.mean(each), abs=1e-12) for each in keyed]


def test_sums_of_many_options_are_exact() -> None:
    """They are more than a short float holds; another response scale beside it has few options."""
    many = evolve(options(*(f"{n} of 299" for n in range(300))), id="many")
    chance = np.random.default_rng(6)
    table = np.hstack([chance.integers(200, 300, (2_000, 2)), chance.integers(0, 5, (2_000, 1))])
    items = [
        Item(id=name, text="Text.", responses=kind)
        for name, kind in zip("abc", ("many", "many", "responses"), strict=False)
    ]
    asked = Questionnaire.build("q", title="Q", responses=(many, OFTEN), items=items, scales={"s": "a b c"})
    scale = analyze_columns(asked, columns(table, "abc"))["s"]

    assert scale.alpha == pytest.approx(alpha(table.T.tolist()), abs=1e-12)
    assert [item.n for item in scale.items] == [2_000] * 3


def test_weights_play_no_part_but_for_their_sign() -> None:
    """Alpha is of items that are not weighted; a negative weight turns its item as a minus does."""
    given = columns(correlated(50, 3))
    keys = (Key(item="a", weight=3), Key(item="b", weight=-2), Key(item="c", weight="1/2"))
    weighted = analyze_columns(form([Scale(id="s", items=keys, method=Method.SUM)], "abc"), given)["s"]
    plain = analyze_columns(form({"s": "a -b c"}, "abc"), given)["s"]

    assert weighted == plain
    uneven = analyze_columns(
        form([Scale(id="s", items=(*keys[:2], Key(item="c", reverse=True, weight=-1)), method=Method.SUM)], "abc"),
        given,
    )["s"]
    assert uneven == plain


def test_an_item_in_two_scales_is_keyed_in_each() -> None:
    """What is said of an item is said in its scale."""
    analysis = analyze_columns(form({"s": "a b", "t": "-a b"}, "ab"), {"a": [0, 1, 1] * 2, "b": [0, 2, 1] * 2})

    assert [analysis[name].items[0].mean for name in "st"] == [pytest.approx(2 / 3), pytest.approx(10 / 3)]
    assert [scale.id for scale in analysis] == ["s", "t"]
    assert (len(analysis), "s" in analysis, "a" in analysis, 3 in analysis) == (2, True, False, False)


def test_blocks_of_rows_add_up() -> None:
    """A table of many rows has the statistics of its rows, whatever their order."""
    table = correlated(40_001, 3)
    table[::7, 1] = NAN
    asked = form({"s": "a b c"}, "abc")
    first, turned = (analyze_columns(asked, columns(each)) for each in (table, table[::-1]))

    assert first.scales == turned.scales
    assert first["s"].items[0].mean == pytest.approx(float(table[:, 0].mean()), abs=1e-12)
    assert first["s"].complete == 40_001 - 5_715


# What cannot be had

EMPTY = "fewer than 5 rows have an answer"
SAME = "its keyed answers are all the same"
FEW = "the scale has fewer than two items with answers that differ"
NO_ALPHA: dict[str, tuple[str, Columns, str]] = {
    "no rows": ("a b", {"a": [], "b": []}, FEW),
    "one row": ("a b", {"a": [1], "b": [2]}, FEW),
    "nobody answered": ("a b", {"a": [NAN, NAN], "b": [98, 98]}, FEW),
    "all the same": ("a b", {"a": [1, 1, 1], "b": [2, 2, 2]}, FEW),
    "one item varies": ("a b", {"a": [1, 2, 1], "b": [2, 2, 2]}, FEW),
    "one item": ("a", {"a": [1, 2, 1], "b": [2, 2, 2]}, FEW),
    "no row has both": (
        "a b",
        {"a": [*[1, 2] * 3, *[NAN] * 6], "b": [*[NAN] * 6, *[1, 2] * 3]},
        "for some two items of the scale fewer than 5 rows have both",
    ),
    "four rows have both": (
        "a b",
        {"a": [*[1, 2] * 3, NAN, NAN], "b": [NAN, NAN, *[1, 2] * 3]},
        "for some two items of the scale fewer than 5 rows have both",
    ),
    "one undoes the other": ("a b", {"a": [1, 2, 3] * 2, "b": [3, 2, 1] * 2}, "the items cancel each other out"),
}


@pytest.mark.parametrize("name", NO_ALPHA)
def test_alpha_that_cannot_be_had_says_why(name: str) -> None:
    """It is None, with its interval, and never NaN; the reason is in words."""
    keys, given, why = NO_ALPHA[name]
    scale = analyze_columns(form({"s": keys}, "ab"), given)["s"]

    assert (scale.alpha, scale.alpha_se, scale.alpha_low, scale.alpha_high) == (None,) * 4
    assert {scale.why(part) for part in ("alpha", "alpha_se", "alpha_low", "alpha_high")} == {why}
    assert scale.why("n") == ""


def test_few_answers_are_never_told() -> None:
    """Of an item that four people answered there is no number but how many did; with five there is."""
    item, other = analyze_columns(form({"s": "a b"}, "ab"), {"a": [3, 3, 3, 3, NAN], "b": [1, 2, 1, 2, 1]})["s"].items

    assert (item.n, item.missing) == (4, 1)
    names = ("mean", "sd", "floor", "ceiling", "item_rest_r", "alpha_if_dropped")
    assert [getattr(item, name) for name in names] == [None] * 6
    assert {item.why(name) for name in names} == {EMPTY}
    assert (other.mean, other.floor) == (1.4, 0)


def test_an_item_without_spread_is_left_out_of_alpha() -> None:
    """It has a mean, a standard deviation of 0 and no correlation; the others have their alpha."""
    given: Columns = {"a": [0, 1, 2, 4] * 2, "b": [1, 0, 2, 4] * 2, "c": [2, 2, 2, 2] * 2}
    scale = analyze_columns(form({"s": "a b c"}, "abc"), given)["s"]
    constant = scale.items[2]

    assert scale.alpha == pytest.approx(alpha([given["a"], given["b"]]), abs=1e-12)
    assert (constant.mean, constant.sd, constant.item_rest_r, constant.alpha_if_dropped) == (2, 0, None, None)
    assert constant.why("item_rest_r") == SAME
    assert scale.items[0].item_rest_r == pytest.approx(scale.mean_r, abs=1e-12)
    assert scale.items[0].why("alpha_if_dropped") == f"without it {FEW}"


def test_few_complete_rows_give_no_interval() -> None:
    """Alpha comes from pairs of items, its interval from complete rows."""
    table = correlated(16, 3)
    for item in range(3):
        table[4 * item : 4 * item + 4, item] = NAN
    scale = analyze_columns(form({"s": "a b c"}, "abc"), columns(table, "abc"))["s"]

    assert (scale.complete, scale.alpha is None) == (4, False)
    assert scale.alpha_se is None
    assert {scale.why(name) for name in ("alpha_se", "floor", "ceiling")} == {"fewer than 5 rows are complete"}


UNSTEADY = "too few rows have both of some two items for it to make sense"


def test_what_no_rows_can_have_is_not_told() -> None:
    """Where pairs have few rows, their covariances need not go with the items' own spread: then there is no number."""
    given: Columns = {
        "a": [*[0, 4] * 3, *[2] * 4, *[NAN] * 4],
        "b": [*[0, 4] * 3, *[NAN] * 4, *[2] * 4],
        "c": [0, 4, 4, 0, 2, 2, *[1, 2, 3, 2] * 2],
    }
    two = analyze_columns(form({"s": "a b"}, "ab"), given)["s"]
    three = analyze_columns(form({"s": "a b c"}, "abc"), given)["s"]

    for name in ("mean_r", "alpha", "alpha_se", "alpha_low", "alpha_high"):
        assert (getattr(two, name), two.why(name)) == (None, UNSTEADY)
    assert {(item.item_rest_r, item.why("item_rest_r")) for item in two.items} == {(None, UNSTEADY)}
    last = three.items[2]
    assert (last.alpha_if_dropped, last.why("alpha_if_dropped")) == (None, UNSTEADY)


def test_an_interval_that_no_rows_can_have_is_not_told() -> None:
    """Where the error would be the root of a number below 0, alpha stands alone."""
    given: Columns = {
        "a": [1, 4, 3, 1, 4, 2, NAN, NAN, 4, 2, 3, 3, NAN, NAN],
        "b": [4, 1, 1, 3, 2, NAN, NAN, NAN, 0, NAN, 1, NAN, NAN, NAN],
        "c": [0, 4, 2, 0, 0, NAN, 1, NAN, 3, NAN, 2, 3, 2, NAN],
    }
    scale = analyze_columns(form({"s": "a b c"}, "abc"), given)["s"]

    assert scale.alpha == pytest.approx(alpha([given["a"], given["b"], given["c"]]), abs=1e-12)
    assert (scale.complete >= 5, scale.alpha_se, scale.why("alpha_se")) == (True, None, UNSTEADY)


def test_the_rest_can_cancel_out() -> None:
    """An item has no correlation with a rest that does not vary."""
    given: Columns = {"a": [0, 1, 2, 4] * 2, "b": [1, 2, 3, 4] * 2, "c": [3, 2, 1, 0] * 2}
    item = analyze_columns(form({"s": "a b c"}, "abc"), given)["s"].items[0]

    assert (item.item_rest_r, item.alpha_if_dropped) == (None, None)
    assert item.why("item_rest_r") == item.why("alpha_if_dropped") == "the items cancel each other out"


# Findings

OTHERS = "the data cannot tell which side is meant: if it is not this one, turn the others"
FIVE = "abcde"


def find_keys(keys: str, table: np.ndarray[Any, Any]) -> list[str]:
    """What is found of the keys of a scale over these answers."""
    items = [key.removeprefix("-") for key in keys.split()]
    return told(analyze_columns(form({"s": keys}, items), columns(table, items)), "wrong-key")


def test_sound_keys_are_left_alone() -> None:
    """Items that go together are not told, whichever way they are asked."""
    table = correlated(200, 5)
    table[:, 2] = 4 - table[:, 2]

    assert find_keys("a b -c d e", table) == []


@pytest.mark.parametrize("wrong", range(5))
def test_a_wrong_key_is_found(wrong: int) -> None:
    """The item whose key is turned is named, and no other."""
    keys = [f"-{item}" if n == wrong else item for n, item in enumerate(FIVE)]

    assert find_keys(" ".join(keys), correlated(200, 5)) == [
        (
            f"scales.s.items.{FIVE[wrong]}: in this sample its keyed answers run against those of most others; "
            f"see whether '{FIVE[wrong]}' without a minus is meant; {OTHERS} (warning: wrong-key)"
        )
    ]


def test_forgotten_keys_are_found() -> None:
    """All items of the smaller side are told, with the key that may be meant."""
    table = correlated(200, 5)
    table[:, [1, 3]] = 4 - table[:, [1, 3]]

    assert find_keys("a b c d e", table) == [
        f"scales.s.items.{item}: in this sample its keyed answers run against those of most others; "
        f"see whether '-{item}' is meant{more} (warning: wrong-key)"
        for item, more in (("b", f"; {OTHERS}"), ("d", ""))
    ]


@pytest.mark.parametrize(("size", "one", "other"), [(2, "a", "b"), (4, "a, c", "b, d"), (26, None, None)])
def test_two_sides_of_one_size_are_told_without_a_verdict(size: int, one: str | None, other: str | None) -> None:
    """Where there is no majority, as between two items, both sides are named."""
    names = [f"x{n:02}" if size > 4 else "abcd"[n] for n in range(size)]
    table = correlated(300, size)
    table[:, 1::2] = 4 - table[:, 1::2]
    sides = (one, other) if one else (f"{', '.join(names[n::2][:12])}, …" for n in range(2))
    first, second = sides

    assert find_keys(" ".join(names), table) == [
        (
            f"scales.s.items: in this sample the keyed answers to {first} run against those to {second}; "
            "see which of the two sides is keyed wrong: there is no majority, and the data cannot tell "
            "(warning: wrong-key)"
        )
    ]


def test_sides_that_could_be_chance_are_not_told() -> None:
    """Two items that run against one another by two standard errors, but not by four, are left alone."""
    chance = np.random.default_rng(0)
    table = chance.integers(0, 5, (50, 2)).astype(float)
    table[:16, 1] = 4 - table[:16, 0]
    r = statistics.correlation(table[:, 0].tolist(), table[:, 1].tolist())

    assert 2 < -r * math.sqrt(50) < 4
    assert find_keys("a b", table) == []


def test_items_with_nothing_in_common_tell_nothing() -> None:
    """By chance alone the first component has both signs; that is no finding."""
    chance = np.random.default_rng(2)
    for rows in (20, 100, 1_000):
        assert find_keys("a b c d e", chance.integers(0, 5, (rows, 5)).astype(float)) == []


def test_an_item_apart_from_the_rest_is_no_wrong_key() -> None:
    """An item that hardly goes with the others has no side."""
    table = correlated(500, 5)
    table[:, 4] = np.random.default_rng(3).integers(0, 5, 500)

    assert find_keys("a b c d -e", table) == find_keys("a b c d e", table) == []


def named(matrix: np.ndarray[Any, Any], pairs: np.ndarray[Any, Any]) -> list[int]:
    """The items of the smaller side that are named, of a correlation matrix."""
    sides = split(matrix, pairs)
    return [n for n in sides.fewer if n in sides.certain]


def alike(size: int, r: float, *, rows: int = 10_000) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """A matrix of items that all correlate alike, and how many rows each two of them have in common."""
    return np.where(np.eye(size) > 0, 1.0, r), np.full((size, size), float(rows))


@pytest.mark.parametrize(
    ("r", "rows", "found"),
    # With four items at .5, an item at -r has the correlation 4r / √10 with their sum.
    [(0.12, 10_000, [4]), (0.115, 10_000, []), (0.16, 400, [4]), (0.155, 400, [])],
)
def test_a_key_is_named_from_a_certain_correlation_on(r: float, rows: int, found: list[int]) -> None:
    """At least .15 with the other side, and four standard errors among the rows that the item has with the others."""
    matrix, pairs = alike(5, 0.5, rows=rows)
    matrix[4, :4], matrix[:4, 4] = -r, -r

    assert named(matrix, pairs) == found
    pairs[0, 1] = pairs[1, 0] = 16
    assert named(matrix, pairs) == found


def test_weak_items_count_for_the_majority() -> None:
    """Items that could not be named themselves make the larger side, so that two strong wrong keys are found."""
    loadings = np.array([0.8, -0.8, -0.8, 0.3, 0.3, 0.3, 0.3])
    matrix = np.outer(loadings, loadings)
    np.fill_diagonal(matrix, 1)
    sides = split(matrix, np.full((7, 7), 100.0))

    assert sides.fewer == (1, 2)
    assert sides.certain.isdisjoint({3, 4, 5, 6})
    assert {1, 2} <= sides.certain


@pytest.mark.parametrize(("r", "fewer"), [(0.27, (2,)), (0.28, (0, 1))])
def test_an_item_counts_from_two_standard_errors_on(r: float, fewer: tuple[int, ...]) -> None:
    """Of 50 rows that is .283 with the rest; the last two items, as the third, run against the first two."""
    matrix, pairs = alike(5, 0.5, rows=50)
    matrix[3, 4] = matrix[4, 3] = 0
    matrix[2, :2] = matrix[:2, 2] = -0.5
    for n, side in ((0, -r), (1, -r), (2, r)):
        matrix[n, 3:], matrix[3:, n] = side, side

    # Their correlation with the rest is 3r / √(7 + 6r).
    assert split(matrix, pairs).fewer == fewer


@pytest.mark.parametrize(("r", "fewer"), [(0.17, (2,)), (0.18, (0, 1, 3))])
def test_an_item_counts_where_it_loads_on_the_first_component(r: float, fewer: tuple[int, ...]) -> None:
    """Three items of another kind go together, but not with the four others, of which one has a wrong key."""
    matrix, pairs = alike(7, 0.0)
    matrix[:4, :4], matrix[4:, 4:] = alike(4, 0.5)[0], alike(3, 0.4)[0]
    matrix[2, [0, 1, 3]] = matrix[[0, 1, 3], 2] = -0.5
    # They are a little nearer to that one.
    matrix[4:, 2], matrix[2, 4:] = r, r

    assert split(matrix, pairs).fewer == fewer


def test_two_kinds_of_items_are_no_wrong_keys() -> None:
    """Of items that measure two things that have nothing to do with one another none runs against the others."""
    chance = np.random.default_rng(12)
    for _ in range(40):
        common = np.repeat(chance.standard_normal((300, 2)), (4, 3), axis=1)
        table = np.clip(np.round(2 + common + chance.standard_normal((300, 7))), 0, 4)
        assert find_keys("a b c d e f g", table) == []


def test_strong_wrong_keys_among_weak_items_are_found() -> None:
    """Two of eight keys are wrong, and a third strong item is sound: exactly the two are named, in every sample."""
    chance = np.random.default_rng(11)
    loadings = np.array([1.5, -1.5, -1.5, 0.35, 0.35, 0.35, 0.35, 0.35])
    for _ in range(40):
        table = np.round(2 + chance.standard_normal((120, 1)) * loadings + chance.standard_normal((120, 8)))
        found = find_keys("a b c d e f g h", np.clip(table, 0, 4))
        assert [line.split(":")[0] for line in found] == ["scales.s.items.b", "scales.s.items.c"]


def test_one_wrong_key_of_five_is_no_tie() -> None:
    """In small samples it is named, or nothing is said."""
    chance = np.random.default_rng(13)
    found = set()
    for _ in range(60):
        table = np.clip(np.round(2 + 0.7 * chance.standard_normal((80, 1)) + chance.standard_normal((80, 5))), 0, 4)
        found |= {line.split(":")[0] for line in find_keys("a b -c d e", table)}

    assert found == {"scales.s.items.c"}


@pytest.mark.parametrize("answers", [0, 2, 20])
def test_a_thin_item_hides_no_wrong_key(answers: int) -> None:
    """An item that few answered says little, and what is known of the others stays."""
    table = correlated(2_000, 6)
    table[answers:, 5] = NAN

    assert [line.split(":")[0] for line in find_keys("a -b c d e f", table)] == ["scales.s.items.b"]


def test_items_that_are_never_asked_together_hide_no_wrong_key() -> None:
    """Where half of the people have one item and half another, alpha cannot be had, but the keys can be seen."""
    table = correlated(2_000, 6)
    table[:1_000, 5] = table[1_000:, 4] = NAN

    assert [line.split(":")[0] for line in find_keys("a -b c d e f", table)] == ["scales.s.items.b"]
    assert [line.split(":")[0] for line in find_keys("a b c d e -f", table)] == ["scales.s.items.f"]


def test_a_pair_tells_from_sixteen_rows_on() -> None:
    """Below, not even a correlation of 1 would be far from chance."""
    table = np.array([[n % 5, 4 - n % 5] for n in range(16)], dtype=float)

    assert len(find_keys("a b", table)) == 1
    assert find_keys("a b", table[:15]) == []


@pytest.mark.parametrize(
    ("key", "words"),
    [
        (Key(item="b", weight=-2), "a weight of 2 is meant, not of -2"),
        (Key(item="b", weight="1/2", reverse=True), "'b' without a minus is meant with a weight of 0.5"),
        (Key(item="b", weight=3), "'-b' is meant with a weight of 3"),
        (Key(item="b", weight="-1/2", reverse=True), "a weight of 0.5 is meant, not of -0.5"),
    ],
)
def test_a_wrong_key_keeps_the_size_of_its_weight(key: Key, words: str) -> None:
    """What may be meant is the same key turned round; following it, nothing is found."""
    turns = key.reverse != (key.weight < 0)
    table = correlated(200, 4)
    table[:, 1] = table[:, 1] if turns else 4 - table[:, 1]
    plain = [Key(item=item) for item in "acd"]

    def find(own: Key) -> list[str]:
        asked = form([Scale(id="s", items=(plain[0], own, *plain[1:]), method=Method.SUM)], "abcd")
        return told(analyze_columns(asked, columns(table, "abcd")), "wrong-key")

    assert find(key) == [
        (
            "scales.s.items.b: in this sample its keyed answers run against those of most others; "
            f"see whether {words}; {OTHERS} (warning: wrong-key)"
        )
    ]
    mended = evolve(key, weight=-key.weight) if key.weight < 0 else evolve(key, reverse=not key.reverse)
    assert find(mended) == []


def test_small_samples_tell_no_keys() -> None:
    """A dozen rows could be chance."""
    assert find_keys("-a b c d e", correlated(12, 5)) == []


NO_OPTION_WORDS = "the options are 0, 1, 2, 3, 4, 98 (error: not-an-option)"


def test_values_that_are_no_option_are_counted() -> None:
    """They are left out and told by item and number; infinity and huge values among them, missing options not."""
    given: Columns = {"a": [5, 1, 2, 98, NAN], "b": [math.inf, -math.inf, 1e300, 0.5, 2], "c": [0, 1, 2, 3, 4]}
    given = {name: values * 2 for name, values in given.items()}
    analysis = analyze_columns(form({"s": "a b c"}, "abc"), given)

    assert list(map(str, analysis.findings)) == [
        f"items.a: in this sample 2 of 6 values are no option; they were left out; {NO_OPTION_WORDS}",
        f"items.b: in this sample 8 of 10 values are no option; they were left out; {NO_OPTION_WORDS}",
    ]
    assert [(item.n, item.missing, item.not_options) for item in analysis["s"].items] == [
        (4, 6, 2),
        (2, 8, 8),
        (10, 0, 0),
    ]


def test_one_value_that_is_no_option() -> None:
    """The sentence fits one value."""
    analysis = analyze_columns(form({"s": "a"}, "a"), {"a": [-1]})

    assert told(analysis, "not-an-option") == [
        f"items.a: in this sample 1 of 1 value is no option; it was left out; {NO_OPTION_WORDS}"
    ]


def test_a_table_that_counts_from_one_is_found() -> None:
    """Values from 1 to 5 for options from 0 to 4 are told once, with the direction; the other way round as well."""
    table = correlated(100, 4)
    place = "response_scales.responses: in this sample the values of the items with these options"
    for shift, words in (
        (1, "they lie 1 above them; take 1 from each value of the table, or write options that begin 1 higher"),
        (-1, "they lie 1 below them; add 1 to each value of the table, or write options that begin 1 lower"),
    ):
        analysis = analyze_columns(form({"s": "a b c d"}, "abcd"), columns(table + shift))
        assert told(analysis, "shifted-answers") == [
            f"{place} fit the options only once they are moved: {words} (warning: shifted-answers)"
        ]
        assert told(analysis, "not-an-option") == []


def two_kinds() -> tuple[ResponseScale, ResponseScale]:
    """Options from 0 to 4, and from 1 to 7."""
    seven = [Option(value=n, label=f"{n} of 7") for n in range(1, 8)]
    return OFTEN, ResponseScale(id="seven", options=tuple(seven))


def two_forms(**kinds: str) -> Questionnaire:
    """A questionnaire whose items have different response scales."""
    items = [Item(id=name, text="Text.", responses=kind) for name, kind in kinds.items()]
    return Questionnaire.build(
        "two", title="Two", responses=two_kinds(), items=items, scales={"s": " ".join(kinds)}, method=Method.SUM
    )


def test_a_whole_table_that_is_moved_is_told_once() -> None:
    """Where the values of all response scales are moved alike, it is one finding."""
    chance = np.random.default_rng(1)
    table = np.hstack([chance.integers(0, 5, (100, 2)), chance.integers(1, 8, (100, 2))])
    analysis = analyze_columns(
        two_forms(a="responses", b="responses", c="seven", d="seven"), columns(table + 1, "abcd")
    )

    assert told(analysis, "shifted-answers") == [
        (
            "items: in this sample the values of all items fit the options only once they are moved: "
            "they lie 1 above them; take 1 from each value of the table, "
            "or write options that begin 1 higher (warning: shifted-answers)"
        )
    ]


def test_items_that_are_moved_are_told_one_by_one() -> None:
    """Where the others fit, only the item's own values are moved."""
    table = correlated(100, 4)
    table[:, 2] += 1
    analysis = analyze_columns(form({"s": "a b c d"}, "abcd"), columns(table))

    assert told(analysis, "shifted-answers") == [
        (
            "items.c: in this sample its values fit the options only once they are moved: "
            "they lie 1 above them; take 1 from each value of the table, "
            "or write options that begin 1 higher (warning: shifted-answers)"
        )
    ]


def test_a_slip_is_no_shift() -> None:
    """A few values beyond the options are no option, and nothing more."""
    table = 1 + correlated(100, 4, values=4)
    table[0, 0] = 5
    few = analyze_columns(form({"s": "a"}, "a"), {"a": [1, 2, 3, 4, 5]})

    assert told(analyze_columns(form({"s": "a b c d"}, "abcd"), columns(table)), "shifted-answers") == []
    assert told(few, "shifted-answers") == []


def test_swapped_columns_are_found() -> None:
    """Two columns with other options that fit each other's are told once."""
    table = np.hstack([correlated(100, 1), 1 + correlated(100, 1, values=7), correlated(100, 1)])
    table[:2, 0] = 55
    given = columns(table, "bac")
    analysis = analyze_columns(two_forms(a="responses", b="seven", c="responses"), given)

    assert told(analysis, "swapped-columns") == [
        (
            "items.a: in this sample its values do not fit its own options, but those of 'b', "
            "whose values fit the options of this one; "
            "the two columns may be swapped: see whether they are (warning: swapped-columns)"
        )
    ]


def test_columns_that_could_be_swapped_with_several_say_so() -> None:
    """Each column is in one pair, and it is told that others would fit."""
    table = np.hstack([1 + correlated(100, 2, values=7), correlated(100, 2)])
    analysis = analyze_columns(two_forms(a="responses", b="responses", c="seven", d="seven"), columns(table, "abcd"))

    words = (
        "whose values fit the options of this one; the two columns may be swapped: see whether they are; "
        "other columns would fit as well (warning: swapped-columns)"
    )
    assert told(analysis, "swapped-columns") == [
        f"items.{one}: in this sample its values do not fit its own options, but those of {other!r}, {words}"
        for one, other in (("a", "c"), ("b", "d"))
    ]


def test_few_values_tell_no_swap() -> None:
    """With ten values in each column a swap is told, with nine in one of them it is not."""
    for gaps, found in ((0, 1), (1, 0)):
        for thin in (0, 1):
            table = np.hstack([np.full((10, 1), 6.0), np.full((10, 1), 0.0)])
            table[:gaps, thin] = NAN
            analysis = analyze_columns(two_forms(a="responses", b="seven"), columns(table, "ab"))
            assert len(told(analysis, "swapped-columns")) == found


def test_a_swap_is_found_where_one_range_lies_in_the_other() -> None:
    """Values of one column fit both options then; the other column is told, and what it holds is no error besides."""
    wide = ResponseScale(id="wide", options=tuple(Option(value=n, label=f"{n} of 10") for n in range(11)))
    items = [Item(id="a", text="Text.", responses="wide"), Item(id="b", text="Text.", responses="responses")]
    asked = Questionnaire.build("q", title="Q", responses=(OFTEN, wide), items=items, scales={"s": "a", "t": "b"})
    chance = np.random.default_rng(2)
    given = {"a": chance.integers(0, 5, 100).tolist(), "b": chance.integers(0, 11, 100).tolist()}

    assert [(each.id, each.place) for each in analyze_columns(asked, given).findings] == [
        ("swapped-columns", "items.b")
    ]


def test_columns_that_are_moved_together_are_not_swapped() -> None:
    """One explanation is enough, where the values fit the options of another item as well."""
    table = np.hstack([1 + correlated(100, 2), 1 + correlated(100, 1, values=4)])
    analysis = analyze_columns(two_forms(a="responses", b="responses", c="seven"), columns(table, "abc"))

    assert [(each.id, each.place) for each in analysis.findings] == [("shifted-answers", "response_scales.responses")]


@pytest.mark.parametrize(("own", "partner", "found"), [(2, 0, 0), (3, 0, 1), (3, 2, 1), (3, 3, 0)])
def test_two_values_in_a_hundred_are_slips(own: int, partner: int, found: int) -> None:
    """More of them do not fit the column's own options, or do not fit those of the other column."""
    given = {"a": [*[7] * own, *[1] * (100 - own)], "b": [*[7] * partner, *[1] * (100 - partner)]}
    analysis = analyze_columns(two_forms(a="responses", b="seven"), given)

    assert len(told(analysis, "swapped-columns")) == found


@pytest.mark.parametrize(("beyond", "against", "found"), [(2, 0, 0), (3, 0, 1), (9, 1, 0), (10, 1, 1)])
def test_a_shift_is_told_from_a_certain_number_on(beyond: int, against: int, found: int) -> None:
    """At least three values fit once they are moved, and ten times as many as fit no longer or lie still further."""
    for high, other in ((5, 0), (5, 6), (-1, 4), (-1, -2)):
        given = [*[high] * beyond, *[other] * against, *[2] * 10]
        assert len(told(analyze_columns(form({"s": "a"}, "a"), {"a": given}), "shifted-answers")) == found


def test_codes_for_what_is_missing_hide_no_shift() -> None:
    """What fits in neither way speaks for neither, and is told besides; what the shift explains is not."""
    table = 1 + correlated(200, 4)
    table[:20], table[20:24, 0] = -9, 77
    analysis = analyze_columns(form({"s": "a b c d"}, "abcd"), columns(table, "abcd"))

    assert [(each.id, each.place) for each in analysis.findings if each.severity == Severity.WARNING] == [
        ("shifted-answers", "response_scales.responses")
    ]
    assert [line.split(";")[0] for line in told(analysis, "not-an-option")] == [
        f"items.{item}: in this sample {count} of 200 values are no option"
        for item, count in (("a", 24), ("b", 20), ("c", 20), ("d", 20))
    ]


def test_columns_in_their_place_are_not_swapped() -> None:
    """Slips in two columns make no swap."""
    table = np.hstack([correlated(100, 1), 1 + correlated(100, 1, values=7)])
    table[0] = [7, 0]
    analysis = analyze_columns(two_forms(a="responses", b="seven"), columns(table, "ab"))

    assert [finding.id for finding in analysis.findings] == ["not-an-option", "not-an-option"]


TEN = "abcdefghij"
MIXED = "a b c d e -f -g -h -i -j"
NOT_LEFT_OUT = "see whether people read the items; these rows were not left out (hint: straight-lining)"


def test_equal_answers_throughout_are_counted() -> None:
    """A row with one answer to all items is told where some keys are in reverse; gaps do not hide it."""
    table = correlated(50, 12, seed=5)
    table[5:, 0] = (table[5:, 1] + 1) % 5
    table[0], table[1], table[2] = 4, 0, [*[1] * 10, NAN, NAN]
    table[3] = [*[2] * 9, NAN, NAN, NAN]
    table[4] = NAN
    analysis = analyze_columns(form({"s": f"{MIXED} k l"}, f"{TEN}kl"), columns(table, f"{TEN}kl"))

    assert told(analysis, "straight-lining") == [
        (
            "response_scales.responses: in this sample 3 of 48 rows (6.2%) have the same answer to every "
            "item with these options that is answered, though a scale has some of them keyed in reverse; "
            f"{NOT_LEFT_OUT}"
        )
    ]


@pytest.mark.parametrize(
    ("scales", "size", "found"),
    [
        ({"s": MIXED}, 10, 1),
        ({"s": MIXED.removesuffix(" -j")}, 9, 0),
        ({"s": " ".join(TEN)}, 10, 0),
        ({"s": "a b c d e", "t": "-f -g -h -i -j"}, 10, 0),
        ({"s": " ".join(f"{TEN}klmnopqru")}, 19, 0),
        ({"s": " ".join(f"{TEN}klmnopqruv")}, 20, 1),
    ],
)
def test_equal_answers_to_few_items_tell_nothing(scales: dict[str, str], size: int, found: int) -> None:
    """Ten items do where a scale has keys that point both ways, else twenty; fewer can be answered alike in earnest."""
    items = f"{TEN}klmnopqruv"[:size]
    lines = told(analyze_columns(form(scales, items), columns(np.ones((3, size)), items)), "straight-lining")

    assert len(lines) == found
    assert all(("keyed in reverse" in line) == (size == 10) for line in lines)


def test_equal_answers_of_one_person() -> None:
    """The sentence fits one row."""
    table = correlated(40, 20, seed=8)
    table[:, 0] = (table[:, 1] + 1) % 5
    table[0] = 2
    items = f"{TEN}klmnopqruv"
    analysis = analyze_columns(form({"s": " ".join(items)}, items), columns(table, items))
    alone = analyze_columns(form({"s": " ".join(items)}, items), columns(table[:1], items))

    words = f"the same answer to every item with these options that is answered; {NOT_LEFT_OUT}"
    assert told(analysis, "straight-lining") == [
        f"response_scales.responses: in this sample 1 of 40 rows (2.5%) has {words}"
    ]
    assert told(alone, "straight-lining") == [
        f"response_scales.responses: in this sample 1 of 1 row (100.0%) has {words}"
    ]


@pytest.mark.parametrize(("weight", "found"), [("1/2", 0), ("-1/2", 1)])
def test_negative_weights_turn_items_and_small_ones_do_not(weight: str, found: int) -> None:
    """A weight below 0 makes keys that point both ways, where the same answer throughout is telling."""
    keys = (*(Key(item=item) for item in TEN[:-1]), Key(item="j", weight=weight))
    asked = form([Scale(id="s", items=keys, method=Method.SUM)], TEN)

    assert len(told(analyze_columns(asked, columns(np.ones((3, 10)), TEN)), "straight-lining")) == found


def test_values_that_were_left_out_make_nothing_the_same() -> None:
    """With 1 and 2 for no and yes only the shift is told: what is left of the answers is not what people gave."""
    items = [f"x{n:02}" for n in range(30)]
    table = 1 + np.random.default_rng(4).integers(0, 2, (60, 30))
    keys = " ".join([*items[:15], *(f"-{item}" for item in items[15:])])
    analysis = analyze_columns(form({"s": keys}, items, responses=options("no", "yes")), columns(table, items))

    assert [each.id for each in analysis.findings] == ["shifted-answers"]


def test_constant_items_are_told() -> None:
    """An item that ten people answer alike says nothing, unlike one of nine."""
    given = columns(correlated(10, 2))
    asked = form({"s": "a b c"}, "abc")
    ten, nine = (analyze_columns(asked, given | {"c": [*[3.0] * n, *[NAN] * (10 - n)]}) for n in (10, 9))

    assert told(nine, "constant-item") == []
    assert told(ten, "constant-item") == [
        (
            "items.c: in this sample all 10 answers to it are the same; "
            "see whether the column was filled in by a program; "
            "it tells nothing about how items go together (warning: constant-item)"
        )
    ]


def test_a_slip_makes_an_item_not_constant() -> None:
    """Where values were left out, the others being the same is no fact about what people gave."""
    given = columns(correlated(20, 2)) | {"c": [*[3.0] * 19, 77.0]}

    assert told(analyze_columns(form({"s": "a b c"}, "abc"), given), "constant-item") == []


TOO_LITTLE = (
    "items: in this sample there is too little to look at: each item has fewer than 5 answers, "
    "or all of them are the same; come back with the answers of more people (warning: few-answers)"
)


@pytest.mark.parametrize(
    "given",
    [
        {"a": [], "b": []},
        {"a": [3], "b": [1]},
        {"a": [NAN] * 200, "b": [98] * 200},
        {"a": [1] * 3, "b": [2] * 3},
        {"a": [1] * 9, "b": [2] * 9},
        {"a": [1, 2, 3, 4, *[NAN] * 4], "b": [*[NAN] * 4, 1, 2, 3, 4]},
    ],
)
def test_where_there_is_too_little_to_look_at_it_is_said(given: Columns) -> None:
    """That nothing is found in it means nothing."""
    assert list(map(str, analyze_columns(ASKED, given).findings)) == [TOO_LITTLE]


def test_constant_columns_are_not_too_little() -> None:
    """From ten answers on it is told of each item that they are the same."""
    found = analyze_columns(ASKED, {"a": [1] * 10, "b": [2] * 10}).findings

    assert [(each.id, each.place) for each in found] == [("constant-item", "items.a"), ("constant-item", "items.b")]


def test_items_with_few_answers_are_told() -> None:
    """What is said of their scales is said of the others; an item with five answers is none of them."""
    given = columns(correlated(50, 5), "abcde")
    for item, n in (("b", 0), ("c", 4), ("d", 5)):
        given[item][n:] = [NAN] * (50 - n)
    analysis = analyze_columns(form({"s": "a b c d e"}, "abcde"), given)

    remedy = "see whether its column was filled in; the alpha of its scales is without it, or there is none"
    assert list(map(str, analysis.findings)) == [
        f"items.b: in this sample nobody has an answer to it; {remedy} (warning: few-answers)",
        f"items.c: in this sample only 4 of 50 rows have an answer to it; {remedy} (warning: few-answers)",
    ]


def test_an_item_of_which_all_values_are_left_out_is_told_once() -> None:
    """That they are no option says why it has no answers."""
    given = columns(correlated(50, 3), "abc") | {"c": [math.inf] * 50}

    assert [each.id for each in analyze_columns(form({"s": "a b c"}, "abc"), given).findings] == ["not-an-option"]


def test_findings_are_ordered_by_severity() -> None:
    """Errors come first, then warnings, then hints; each is a Finding that speaks of the sample."""
    table = correlated(200, 10)
    table[:, 5] = 4 - table[:, 5]
    table[0], table[1, 2] = 1, 77
    found = analyze_columns(form({"s": " ".join(TEN), "t": "-a b"}, TEN), columns(table, TEN)).findings

    severities = [finding.severity for finding in found]
    assert severities == sorted(severities, key=list(Severity).index)
    assert set(severities) == set(Severity)
    assert all("in this sample" in finding.message for finding in found)


# Tables

ASKED = form({"s": "a b"}, "ab")
GOOD: dict[str, Callable[[], Any]] = {
    "pandas": lambda: pd.DataFrame({"a": [0, 1, 2, None], "b": [1.0, 1.0, 3.0, 4.0], "who": list("wxyz")}),
    "pandas, nullable": lambda: pd.DataFrame(
        {"a": pd.array([0, 1, 2, None], dtype="Int64"), "b": pd.array([1, 1, 3, 4], dtype="Int8")}
    ),
    "pandas, objects": lambda: pd.DataFrame(
        {"a": pd.Series([0, Decimal(1), np.int8(2), None], dtype=object), "b": pd.Series([1, 1, 3, 4], dtype=object)}
    ),
    "pandas, NA": lambda: pd.DataFrame({"a": pd.Series([0, 1, 2, pd.NA], dtype=object), "b": [1, 1, 3, 4]}),
    "polars": lambda: pl.DataFrame({"a": [0, 1, 2, None], "b": [1.0, 1.0, 3.0, 4.0], "who": list("wxyz")}),
    "polars, small": lambda: pl.DataFrame(
        {"a": [0, 1, 2, None], "b": [1, 1, 3, 4]}, schema={"a": pl.UInt8, "b": pl.Int8}
    ),
    "polars, decimals": lambda: pl.DataFrame({"a": [Decimal(0), Decimal(1), Decimal(2), None], "b": [1, 1, 3, 4]}),
    "polars, a missing option": lambda: pl.DataFrame({"a": [0, 1, 2, 98], "b": [1, 1, 3, 4]}),
}


@pytest.mark.parametrize(
    ("make", "n", "not_options"),
    [
        (lambda: pd.DataFrame({"a": pd.Series([10**400, 1, 2], dtype=object), "b": [1, 2, 3]}), 2, 1),
        (lambda: pd.DataFrame({"a": [Decimal("1e400"), Decimal("sNaN"), Decimal(2)], "b": [1, 2, 3]}), 1, 1),
        (lambda: pl.DataFrame({"a": [10**30, 1, None], "b": [1, 2, 3]}, schema={"a": pl.Int128, "b": pl.Int8}), 1, 1),
    ],
)
def test_numbers_that_no_float_holds_are_no_option(make: Callable[[], Any], n: int, not_options: int) -> None:
    """They are counted as others are; NaN of any kind is unanswered."""
    item = analyze(ASKED, make())["s"].items[0]

    assert (item.n, item.not_options) == (n, not_options)


@pytest.mark.parametrize("name", GOOD)
def test_tables_of_any_kind_are_read_alike(name: str) -> None:
    """The library and the types of the columns make no difference, and the table stays as it was."""
    frame = GOOD[name]()
    before = frame.clone() if isinstance(frame, pl.DataFrame) else frame.copy()
    expected = analyze_columns(ASKED, {"a": [0, 1, 2, NAN], "b": [1, 1, 3, 4]})

    assert analyze(ASKED, frame) == expected
    assert frame.equals(before)


@pytest.mark.parametrize(
    "empty", [pd.DataFrame({"a": [None] * 2, "b": [0, 1]}), pl.DataFrame({"a": [None] * 2, "b": [0, 1]})]
)
def test_a_column_of_nothing_is_unanswered(empty: Any) -> None:
    """Whatever type a library gives to it."""
    assert analyze(ASKED, empty)["s"].items[0].n == 0


def test_a_table_without_rows_says_why_there_is_nothing() -> None:
    """It is no error, and no number is made up."""
    analysis = analyze(ASKED, pl.DataFrame({"a": [], "b": []}))

    assert (analysis.rows, analysis["s"].n, analysis["s"].alpha) == (0, 0, None)
    assert list(map(str, analysis.findings)) == [TOO_LITTLE]


ROWS = "this table of answers: a data frame is expected, not"
NO_TABLE = "pass one of pandas, polars or pyarrow, with a column for each item"
NUMBERS = "give the values of the options as numbers"
BAD: dict[str, tuple[Callable[[], Any], str]] = {
    "nothing": (lambda: None, f"{ROWS} nothing; {NO_TABLE}"),
    "a number": (lambda: 3, f"{ROWS} a number; {NO_TABLE}"),
    "a list": (lambda: [{"a": 1}], f"{ROWS} a list; {NO_TABLE}"),
    "a mapping": (lambda: {"a": [1]}, f"{ROWS} a table; {NO_TABLE}"),
    "an array": (lambda: np.zeros((2, 2)), f"{ROWS} a value of type ndarray; {NO_TABLE}"),
    "a column": (lambda: pl.Series("a", [1]), f"{ROWS} a value of type Series; {NO_TABLE}"),
    "a lazy table": (
        lambda: pl.LazyFrame({"a": [1], "b": [1]}),
        (
            "this table of answers: it is lazy: nothing has been computed yet; "
            "collect it first, such as with frame.collect()"
        ),
    ),
    "no columns for items": (
        lambda: pl.DataFrame({"A": [1], "who": ["x"]}),
        ("this table of answers has 2 problems:\n"
        "  - there is no column for item 'a'; did you mean 'A'?\n"
        "  - there is no column for item 'b'; add it; empty cells are unanswered"),
    ),
    "numbers for names": (
        lambda: pd.DataFrame([[1, 2]]),
        ("this table of answers has 2 problems:\n"
        "  - there is no column for item 'a'; add it; empty cells are unanswered\n"
        "  - there is no column for item 'b'; add it; empty cells are unanswered"),
    ),
    "doubled columns": (
        lambda: pd.DataFrame([[1, 2, 3]], columns=["a", "a", "b"]),
        "this table of answers: 2 columns are called 'a'; give each its own name",
    ),
    "text and dates": (
        lambda: pl.DataFrame({"a": ["3"], "b": [dt.date(2020, 1, 1)]}),
        ("this table of answers has 2 problems:\n"
        f"  - the column 'a' holds text; {NUMBERS}\n"
        f"  - the column 'b' holds dates; {NUMBERS}"),
    ),
    "true and false": (
        lambda: pd.DataFrame({"a": [True], "b": [1]}),
        f"this table of answers: the column 'a' holds true and false; {NUMBERS}",
    ),
    "categories": (
        lambda: pd.DataFrame({"a": pd.Categorical([1, 2]), "b": [1, 2]}),
        f"this table of answers: the column 'a' holds categories; {NUMBERS}",
    ),
    "times": (
        lambda: pl.DataFrame({"a": [dt.datetime(2020, 1, 1)], "b": [dt.timedelta(1)]}),  # noqa: DTZ001
        ("this table of answers has 2 problems:\n"
        f"  - the column 'a' holds dates and times; {NUMBERS}\n"
        f"  - the column 'b' holds lengths of time; {NUMBERS}"),
    ),
    "objects": (
        lambda: pd.DataFrame({"a": [1, "3", None], "b": pd.Series([True, 1, 2], dtype=object)}),
        ("this table of answers has 2 problems:\n"
        f"  - the column 'a' holds text; {NUMBERS}\n"
        f"  - the column 'b' holds true or false; {NUMBERS}"),
    ),
    "lists": (
        lambda: pl.DataFrame({"a": [[1]], "b": [1]}),
        f"this table of answers: the column 'a' holds something else than numbers; {NUMBERS}",
    ),
    "complex numbers": (
        lambda: pd.DataFrame({"a": [1j], "b": [1]}),
        f"this table of answers: the column 'a' holds something else than numbers; {NUMBERS}",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_table_of_answers_is_refused(name: str) -> None:
    """All that is wrong is told at once, by column and without a value."""
    make, message = BAD[name]

    with pytest.raises(AnswerError) as refused:
        analyze(ASKED, make())
    assert str(refused.value) == message


@pytest.mark.parametrize("work", [analyze, analyze_columns])
def test_what_is_no_questionnaire_is_refused(work: Callable[..., Analysis]) -> None:
    """It is told before the table is looked at."""
    with pytest.raises(DefinitionError) as refused:
        work({"a": 1}, {"a": [1]})
    assert str(refused.value) == "analyze: a Questionnaire is expected, not a table; load or build one"


def test_columns_have_to_fit() -> None:
    """Each item has a column, and they are equally long."""
    for given, message in (
        ({"a": [1]}, "there is no column for item 'b'; add it; empty cells are unanswered"),
        ({"a": [1], "b": [1, 2]}, "the columns are not equally long; give each of them a value for every row"),
    ):
        with pytest.raises(AnswerError) as refused:
            analyze_columns(ASKED, given)
        assert str(refused.value) == f"this table of answers: {message}"


NINE = [0, 1, 2, 3, 4, 3, 2, NAN, 0]


@pytest.mark.parametrize(
    "column",
    [
        tuple(NINE),
        array("d", NINE),
        np.array(NINE, dtype=np.float32),
        pd.Series(NINE),
        pd.Series([None if math.isnan(value) else int(value) for value in NINE], dtype="Int64"),
        [None if math.isnan(value) else Decimal(int(value)) for value in NINE],
        [*NINE[:-1], np.int8(0)],
    ],
)
def test_columns_of_any_kind_are_read_alike(column: Any) -> None:
    """What holds numbers, in whatever way, is a column."""
    expected = analyze_columns(ASKED, {"a": NINE, "b": NINE[::-1]})

    assert analyze_columns(ASKED, {"a": column, "b": NINE[::-1]}) == expected


@pytest.mark.parametrize(
    ("column", "holds"),
    [
        (["dear diary"], "text"),
        (["1", 2], "text"),
        ([True, 1], "true or false"),
        ([[1]], "a list"),
        ([1j, {}], "a table and a value of type complex"),
        ("111", "text"),
        (b"111", "a value of type bytes"),
        (3, "a number alone"),
        (None, "nothing alone"),
        ({1: 2}, "a table"),
        ({1}, "a value of type set"),
        (iter([1]), "a value of type list_iterator"),
        (np.array([True]), "true and false"),
        (np.array(["1"]), "text"),
        (np.array([1j]), "something else than numbers"),
        (np.ma.masked_array([1.0], mask=[True]), "a value of type MaskedArray"),
        (np.zeros((1, 2)), "something else than numbers"),
        (np.array(1.0), "something else than numbers"),
        (pd.Series(["1"], dtype=object), "text"),
    ],
)
def test_columns_hold_numbers(column: Any, holds: str) -> None:
    """All that hold something else are told, without a value."""
    with pytest.raises(AnswerError) as refused:
        analyze_columns(ASKED, {"a": column, "b": [True]})
    assert str(refused.value) == (
        "this table of answers has 2 problems:\n"
        f"  - the column 'a' holds {holds}; {NUMBERS}\n"
        f"  - the column 'b' holds true or false; {NUMBERS}"
    )


@pytest.mark.parametrize(
    ("given", "name"), [(None, "nothing"), (3, "a number"), ([{"a": 1}], "a list"), ("ab", "text")]
)
def test_columns_are_a_mapping(given: Any, name: str) -> None:
    """What has no ids has no columns."""
    with pytest.raises(AnswerError) as refused:
        analyze_columns(ASKED, given)
    assert str(refused.value) == (
        f"this table of answers: a mapping of item ids to columns is expected, not {name}; "
        "for a data frame there is analyze"
    )


@pytest.mark.parametrize("library", ["narwhals", "numpy"])
def test_without_the_extra_it_is_named(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not installed is told by the name of the extra."""
    for name in [name for name in sys.modules if name.startswith("insight.item_analysis.")]:
        if not name.endswith(".values"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, library, None)

    with pytest.raises(ModuleNotFoundError) as missing:
        analyze(ASKED, None)
    assert str(missing.value) == "analyze needs the extra: pip install 'insight-inventory[analysis]'"
    assert missing.value.__suppress_context__


def test_another_missing_module_is_told_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what the extra brings is its matter."""
    monkeypatch.delitem(sys.modules, "insight.item_analysis.computing", raising=False)
    monkeypatch.setitem(sys.modules, "insight.item_analysis.slips", None)

    with pytest.raises(ModuleNotFoundError, match=r"insight\.item_analysis\.slips"):
        analyze_columns(ASKED, {})


# The values


def test_an_unknown_scale_is_told() -> None:
    """It says which may have been meant."""
    analysis = analyze_columns(form({"strain": "a b"}, "ab"), {"a": [1], "b": [1]})

    for wanted, message in (
        ("strian", "no scale has the id 'strian'; did you mean 'strain'?"),
        (3, "the id of the scale is a text, not a number"),
    ):
        with pytest.raises(UnknownIdError) as unknown:
            analysis[wanted]  # type: ignore[index]  # on purpose
        assert str(unknown.value) == message


def test_no_number_is_in_a_repr() -> None:
    """What is shown without being asked for has ids and counts of rows, no statistic."""
    analysis = analyze_columns(ASKED, {"a": [3, 3, 1] * 2, "b": [3, 1, 2] * 2})

    assert repr(analysis) == "<Analysis of 'form': 6 rows, 0 findings>"
    assert repr(analysis["s"]) == "<ScaleAnalysis of 's'>"
    assert repr(analysis["s"].items) == "(<ItemAnalysis of 'a'>, <ItemAnalysis of 'b'>)"
    assert not any(hasattr(cls, "_repr_html_") for cls in (Analysis, ScaleAnalysis, ItemAnalysis))


def test_an_analysis_is_a_value() -> None:
    """It is equal to one of the same answers, can be hashed and pickled, and says that it is for groups."""
    one, other = (analyze_columns(ASKED, {"a": [3, 3, 1], "b": [3, 1, 2]}) for _ in range(2))

    assert one == other
    assert hash(one["s"]) == hash(other["s"])
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301  # our own
    assert one.notice.endswith(FOR_GROUPS)


def test_refusals_are_errors_of_this_library() -> None:
    """Whoever catches InsightError catches them."""
    with pytest.raises(InsightError):
        analyze(ASKED, 3)
