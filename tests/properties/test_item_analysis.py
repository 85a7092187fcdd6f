"""What holds for the analysis of any questionnaire and table: exact against fractions, blind to order, never NaN."""

import itertools
import json
import math
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from insight import Questionnaire, to_json
from insight.describing import describe
from insight.item_analysis import FEWEST, Analysis, ItemAnalysis, ScaleAnalysis, analyze_columns
from insight.questionnaires import Part
from insight.testing import questionnaires

Columns = dict[str, list[float]]
STRANGE = (math.inf, -math.inf, 1e308, -1e308, 1e30, 0.25, -0.0, 98.5)


@st.composite
def tables(draw: st.DrawFn, questionnaire: Questionnaire, *, strange: bool = False) -> Columns:
    """Columns for the items of a questionnaire, of a few rows: options, missing options, gaps and, if so, slips."""
    rows = draw(st.integers(0, 16))
    found: Columns = {}
    for name, (_, _, responses) in questionnaire.asked.items():
        values = [float(choice.value) for choice in responses.choices] + [math.nan] + list(STRANGE) * strange
        found[name] = draw(st.lists(st.sampled_from(values), min_size=rows, max_size=rows))
    return found


def keyed(part: Part, column: list[float]) -> list[Fraction | None]:
    """The keyed values of an item as fractions; a negative weight turns them."""
    places = {float(value): n for n, value in enumerate(part.responses.values)}
    ends = min(part.values) + max(part.values)
    turned = [ends - value if part.key.weight < 0 else value for value in part.values]
    return [turned[places[value]] if value in places else None for value in column]


def covariance(one: list[Fraction | None], other: list[Fraction | None]) -> Fraction | None:
    """The covariance over the rows that have both, exactly."""
    both = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    if len(both) < FEWEST:
        return None
    means = [sum(each, Fraction(0)) / len(both) for each in zip(*both, strict=True)]
    return sum(((a - means[0]) * (b - means[1]) for a, b in both), Fraction(0)) / (len(both) - 1)


def alpha(items: list[list[Fraction | None]]) -> Fraction | None:
    """Cronbach's alpha of the items that vary, exactly."""
    varying = [item for item in items if len(set(item) - {None}) > 1]
    pairs = [covariance(one, other) for one, other in itertools.product(varying, varying)]
    if len(varying) < 2 or None in pairs:
        return None
    total = sum((pair for pair in pairs if pair is not None), Fraction(0))
    own = sum((pair for pair in pairs[:: len(varying) + 1] if pair is not None), Fraction(0))
    if total <= own / 10**9:
        return None
    found = Fraction(len(varying), len(varying) - 1) * (1 - own / total)
    # What no rows can have comes of pairs in different rows.
    return found if found <= 1 else None


def numbers(value: ScaleAnalysis | ItemAnalysis) -> dict[str, Any]:
    """The numbers that can be missing."""
    names = ("mean", "sd", "floor", "ceiling", "mean_r", "alpha", "alpha_se", "alpha_low", "alpha_high", "item_rest_r")
    return {name: getattr(value, name) for name in (*names, "alpha_if_dropped") if hasattr(value, name)}


def parts(analysis: Analysis) -> list[ScaleAnalysis | ItemAnalysis]:
    """All that has numbers."""
    return [*analysis, *(item for scale in analysis for item in scale.items)]


@given(st.data())
def test_alpha_is_that_of_exact_arithmetic(data: st.DataObject) -> None:
    """Means and alpha are those of fractions; where these have none, there is none."""
    asked = data.draw(questionnaires())
    table = data.draw(tables(asked))
    analysis = analyze_columns(asked, table)

    for scale, told in zip(asked.resolved, analysis, strict=True):
        items = [keyed(part, table[part.item.id]) for part in scale.parts]
        exact = alpha(items)
        if exact is None:
            assert told.alpha is None
        else:
            assert told.alpha == pytest.approx(float(exact), rel=1e-6, abs=1e-9)
        for item, values in zip(told.items, items, strict=True):
            given_values = [value for value in values if value is not None]
            assert item.n == len(given_values)
            if item.mean is not None:
                assert item.mean == pytest.approx(float(sum(given_values) / len(given_values)), rel=1e-9, abs=1e-9)


@given(st.data())
def test_no_number_is_nan_and_every_gap_has_a_reason(data: st.DataObject) -> None:
    """Whatever is in the table: numbers are finite, what is None says why, and all of it can be shown and written."""
    asked = data.draw(questionnaires())
    analysis = analyze_columns(asked, data.draw(tables(asked, strange=True)))

    for part in parts(analysis):
        told = numbers(part)
        assert {name for name, value in told.items() if value is None} == dict(part.reasons).keys()
        assert all(math.isfinite(value) for value in told.values() if value is not None)
        shares = [told[name] for name in ("floor", "ceiling") if told[name] is not None]
        assert all(0 <= share <= 1 for share in shares)
    assert all("in this sample" in finding.message for finding in analysis.findings)
    assert "nan" not in describe(analysis).text().lower().split()
    assert json.loads(to_json(analysis))["rows"] == analysis.rows


@given(st.data())
def test_the_order_of_rows_plays_no_part(data: st.DataObject) -> None:
    """Rows in another order give the same analysis, to the last bit; so do missing options instead of gaps."""
    asked = data.draw(questionnaires())
    table = data.draw(tables(asked, strange=True))
    rows = len(next(iter(table.values())))
    order = data.draw(st.permutations(range(rows)))
    missing = {name: {float(each.value) for each in of.missing} for name, (_, _, of) in asked.asked.items()}
    plain = {
        name: [math.nan if column[n] in missing[name] else column[n] for n in order] for name, column in table.items()
    }

    assert analyze_columns(asked, plain) == analyze_columns(asked, table)


@given(st.data())
def test_turning_every_key_leaves_alpha(data: st.DataObject) -> None:
    """A scale that is turned round as a whole hangs together as before; its means are mirrored."""
    asked = data.draw(questionnaires())
    assume(all(scale.at_least is None for scale in asked.scales))
    turned = evolve(
        asked,
        scales=tuple(
            evolve(scale, bands=(), range=(), items=tuple(evolve(key, reverse=not key.reverse) for key in scale.items))
            for scale in asked.scales
        ),
        examples=(),
    )
    table = data.draw(tables(asked))

    for before, after in zip(analyze_columns(asked, table), analyze_columns(turned, table), strict=True):
        assert (before.floor, before.ceiling) == (after.ceiling, after.floor)
        assert (before.alpha is None) == (after.alpha is None)
        if before.alpha is not None:
            assert after.alpha == pytest.approx(before.alpha, rel=1e-6, abs=1e-9)
