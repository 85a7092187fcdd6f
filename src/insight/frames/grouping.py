"""Scores by group: what an engine adds up in one pass; only these sums leave it."""

from collections.abc import Iterator, Mapping, Sequence
from math import isfinite
from typing import Any

import narwhals as nw

from insight.errors import AnswerError, Problem, did_you_mean, quote, refuse
from insight.frames.plan import (
    ON_THE_WAY,
    Table,
    as_number,
    called,
    name_problems,
    open_table,
    pattern_problems,
    reference_in,
)
from insight.frames.protecting import Cell, pairs_of, protect
from insight.frames.values import FEWEST_IN_A_GROUP, GroupSummary
from insight.questionnaires import Questionnaire, ResolvedScale, Scale

SCORED = "this table of scores"
# Of more groups nobody reads the numbers; what has so many values tells people apart.
MOST_GROUPS = 10_000
KEYS = ("key", "value", "there", "band", "uneven", "rows")
KEY, VALUE, THERE, BAND, UNEVEN, ROWS = (f"{ON_THE_WAY}{each}" for each in KEYS)


def summarize(  # noqa: PLR0913  # all by name
    questionnaire: Questionnaire,
    scored: Any,
    *,
    by: tuple[str, ...],
    scales: tuple[str, ...] | None,
    at_least: int,
    names: str | None,
) -> GroupSummary:
    """The scores of each group, without numbers of small ones."""
    table = open_table("group_summary", questionnaire, scored)
    schema = dict(table.collect_schema())
    refuse(SCORED, name_problems(schema, table), error=AnswerError)
    options = option_problems(questionnaire, schema, by, at_least, names)
    refuse("group_summary", [*options, *scale_problems(questionnaire, scales)])
    asked = [scale for scale in questionnaire.resolved if scales is None or scale.id in scales]
    refuse(SCORED, score_problems(asked, schema, names), error=AnswerError)
    counted = read_groups(sum_by_group(table, asked, schema, by, names), len(by))
    cells = {scale.id: list(cells_of(counted, number, scale.scale)) for number, scale in enumerate(asked)}
    refuse(SCORED, [*endless_problems(cells, names), *band_problems(cells, names)], error=AnswerError)
    uneven = {pair for place, pair in enumerate(pairs_of(asked)) if any(row[f"{UNEVEN}{place}"] for _, row in counted)}
    return protect(questionnaire, cells, uneven, by=by, at_least=at_least)


def option_problems(
    questionnaire: Questionnaire,
    schema: Mapping[str, nw.dtypes.DType],
    by: Sequence[str],
    at_least: object,
    names: str | None,
) -> Iterator[Problem]:
    """What keeps the options from making sense."""
    yield from at_least_problems(at_least)
    if not by:
        yield Problem("by", "no column is named", remedy="name the column that tells groups apart")
    if unfit := list(pattern_problems(names)):
        yield from unfit
        return
    scores = {called(scale.id, output, names) for scale in questionnaire.scales for output in NUMBERS}
    for name in dict.fromkeys(by):
        if name not in schema:
            yield Problem("by", f"there is no column {quote(name)}", remedy=did_you_mean(name, list(schema)))
        elif name in scores:
            yield Problem("by", f"the column {quote(name)} holds scores", remedy="name one that tells groups apart")
        elif schema[name].is_nested():
            yield Problem("by", f"the column {quote(name)} holds lists", remedy="name one with a value in each row")
        if by.count(name) > 1:
            yield Problem("by", f"the column {quote(name)} is named twice", remedy="name it once")


def scale_problems(questionnaire: Questionnaire, scales: Sequence[str] | None) -> Iterator[Problem]:
    """Scales that are asked for and not there."""
    known = [scale.id for scale in questionnaire.scales]
    if scales is not None and not scales:
        yield Problem("scales", "no scale is named", remedy="leave it out for all of them")
    for name in scales or ():
        if name not in known:
            yield Problem("scales", f"there is no scale {quote(name)}", remedy=did_you_mean(name, known))


NUMBERS = ("value", "position", "low", "high")


def at_least_problems(at_least: object) -> Iterator[Problem]:
    """What keeps *at_least* from being a number of people that hides one of them."""
    if not isinstance(at_least, int) or isinstance(at_least, bool) or at_least < FEWEST_IN_A_GROUP:
        told = f"it is a whole number, {FEWEST_IN_A_GROUP} or more"
        yield Problem("at_least", told, remedy="of fewer people, a mean tells too much about each")


def score_problems(
    scales: Sequence[ResolvedScale], schema: Mapping[str, nw.dtypes.DType], names: str | None
) -> Iterator[Problem]:
    """What keeps the table from being one of scores on *scales*."""
    for scale in scales:
        name = called(scale.id, "value", names)
        if name not in schema:
            told = f"there is no column {quote(name)} for the scale {quote(scale.id)}"
            yield Problem("", told, remedy="score the table with score_frame; give names= as there")
        elif not schema[name].is_numeric() and schema[name] != nw.Unknown:
            yield Problem("", f"the column {quote(name)} holds no numbers", remedy="give it as score_frame made it")


def labels_of(scale: Scale) -> list[str]:
    """What the bands of a scale are called, each once."""
    return list(dict.fromkeys(band.label for band in scale.bands))


def sum_by_group(
    table: Table,
    scales: Sequence[ResolvedScale],
    schema: Mapping[str, nw.dtypes.DType],
    by: Sequence[str],
    names: str | None,
) -> Any:
    """A row for each group: how many rows it has, and of each scale how many scores, their mean, spread and bands."""
    marks, sums, refer = [], [nw.len().alias(ROWS)], reference_in(table)
    for number, scale in enumerate(scales):
        value, there = f"{VALUE}{number}", f"{THERE}{number}"
        held = nw.col(refer(called(scale.id, "value", names))).cast(nw.Float64)
        # A table that went through a file may have NaN where there was nothing.
        is_there = ~held.is_null() & ~held.is_nan()
        marks += [nw.when(is_there).then(held).alias(value), as_number(is_there).alias(there)]
        sums += [nw.col(there).sum(), nw.col(value).mean().alias(f"{value}m")]
        sums.append(nw.col(value).std(ddof=1).alias(f"{value}s"))
        for place, label in enumerate(labels_of(scale.scale)):
            name = called(scale.id, "band", names)
            if name in schema:
                mark = f"{BAND}{number}_{place}"
                marks.append(as_number(is_there & (nw.col(refer(name)) == label)).alias(mark))
                sums.append(nw.col(mark).sum())
    keys = [key_of(refer(name), schema[name]).alias(f"{KEY}{place}") for place, name in enumerate(by)]
    uneven = list(marks_of_pairs(scales))
    sums += [nw.col(f"{UNEVEN}{place}").sum() for place in range(len(uneven))]
    every: Any = table
    marked = every.select(*keys, *marks).with_columns(*uneven)
    return marked.group_by(*(f"{KEY}{place}" for place in range(len(by)))).agg(*sums)


def marks_of_pairs(scales: Sequence[ResolvedScale]) -> Iterator[nw.Expr]:
    """By pair of scales that share items, 1 where a row has a score on one of them alone."""
    there = {scale.id: nw.col(f"{THERE}{number}") for number, scale in enumerate(scales)}
    for place, (one, other) in enumerate(pairs_of(scales)):
        yield as_number(there[one] != there[other]).alias(f"{UNEVEN}{place}")


def key_of(name: str, dtype: nw.dtypes.DType) -> nw.Expr:
    """A column that tells groups apart; NaN is nothing there, as is a text without anything in it."""
    key = nw.col(name)
    if dtype == nw.String:
        return nw.when(key.str.strip_chars() != "").then(key)
    return nw.when(~key.is_nan()).then(key) if dtype.is_float() else key


def read_groups(table: Any, keys: int) -> list[tuple[tuple[Any, ...], Mapping[str, Any]]]:
    """What was added up, by group.

    Raises:
        AnswerError: If there are too many groups.
    """
    few = table.head(MOST_GROUPS + 1)
    rows = (few.collect() if isinstance(few, nw.LazyFrame) else few).rows(named=True)
    if len(rows) > MOST_GROUPS:
        remedy = "name a column that tells groups apart, and no people"
        raise AnswerError(SCORED, [Problem("", f"there are more than {MOST_GROUPS:,} groups", remedy=remedy)])
    return [(tuple(nothing_or(row[f"{KEY}{place}"]) for place in range(keys)), row) for row in rows]


def nothing_or(value: Any) -> Any:
    """*value*, or None where a table says so in its own way."""
    strange = type(value).__name__ in {"NAType", "NaTType"} or (isinstance(value, float) and value != value)  # noqa: PLR0124  # NaN
    return None if strange else value


def cells_of(counted: Sequence[tuple[tuple[Any, ...], Mapping[str, Any]]], number: int, scale: Scale) -> Iterator[Cell]:
    """What was added up for a scale, by group."""
    for group, row in counted:
        n = int(row[f"{THERE}{number}"] or 0)
        told = [(label, row.get(f"{BAND}{number}_{place}")) for place, label in enumerate(labels_of(scale))]
        counts = {label: int(count) for label, count in told if count is not None}
        mean, sd = (nothing_or(row[f"{VALUE}{number}{what}"]) for what in "ms")
        yield Cell(
            group=group,
            rows=int(row[ROWS]),
            n=n,
            mean=float(mean) if n and mean is not None else None,
            sd=float(sd) if n > 1 and sd is not None else None,
            counts=counts or None,
        )


def endless_problems(cells: Mapping[str, Sequence[Cell]], names: str | None) -> Iterator[Problem]:
    """Columns with something in it that is no score: it is infinite."""
    for scale, held in cells.items():
        if any(cell.n and (cell.mean is None or not isfinite(cell.mean)) for cell in held):
            told = f"the column {quote(called(scale, 'value', names))} holds an infinite number"
            yield Problem("", told, remedy="give it as score_frame made it")


def band_problems(cells: Mapping[str, Sequence[Cell]], names: str | None) -> Iterator[Problem]:
    """Columns of bands that do not say for each score which of the bands it is in."""
    for scale, held in cells.items():
        if any(cell.counts is not None and sum(cell.counts.values()) != cell.n for cell in held):
            name = called(scale, "band", names)
            told = f"the column {quote(name)} does not hold a band of {quote(scale)} beside each score"
            yield Problem("", told, remedy="score the table with this version of the questionnaire")
