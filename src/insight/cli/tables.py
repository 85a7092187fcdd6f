"""A table of many people's answers, scored row by row into a table with a row for each of them."""

import argparse
import csv
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator

from attrs import evolve

from insight.cli.output import follow, write_out
from insight.cli.tally import Tally, tell
from insight.errors import AnswerError, Problem, ReadError, quote
from insight.frames.values import INVALID
from insight.loading.answers import Row
from insight.questionnaires import Questionnaire
from insight.scoring import Result, score

# What is held in memory of a table before it goes to a file without a name.
IN_MEMORY = 64 * 1024 * 1024


def score_table(rows: Iterable[Row], questionnaire: Questionnaire, given: argparse.Namespace, name: str) -> int:
    """Score each row and write the table, all of it or nothing; say which places are invalid."""
    tally = Tally()
    with tempfile.SpooledTemporaryFile(IN_MEMORY, "w+", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(name_columns(questionnaire, given.id, name))
        writer.writerows(score_rows(follow(rows), questionnaire, tally))
        if not (tally.count and given.strict):
            table.seek(0)
            write_out(given.out, table)
    return tell(tally, questionnaire, given, name)


def name_columns(questionnaire: Questionnaire, id_column: str | None, name: str) -> list[str]:
    """The header of a table of scores."""
    columns = [column for scale in questionnaire.scales for column in (scale.id, *(f"{scale.id}.{o}" for o in OUTPUTS))]
    first = id_column or "row"
    if first in columns:
        remedy = "rename yours" if id_column else "name a column that tells people apart with --id"
        problem = Problem("header", f"a column of scores is called {quote(first)} as well", remedy=remedy)
        raise ReadError(name, [problem])
    if twice := [column for column, count in Counter(columns).items() if count > 1]:
        problem = Problem("scales", f"two columns of scores would be called {quote(twice[0])}", remedy="rename a scale")
        raise ReadError(questionnaire.id, [problem])
    return [first, *columns]


OUTPUTS = ("status", "answered", "low", "high", "band")


def score_rows(rows: Iterable[Row], questionnaire: Questionnaire, tally: Tally) -> Iterator[list[object]]:
    """What stands in each row of the table of scores; it is counted in *tally*."""
    for number, row in enumerate(rows, start=1):
        result, problems = score_row(questionnaire, row)
        tally.rows = number
        tally.count += len(problems)
        tally.name(problems)
        tally.items.update(problem.place.removeprefix(ITEM) for problem in problems if problem.place)
        for scale in questionnaire.scales:
            tally.add(scale.id, {INVALID if result is None else result[scale.id].status: 1})
        yield [number if row.id is None else row.id, *cells(result, questionnaire)]


def score_row(questionnaire: Questionnaire, row: Row) -> tuple[Result | None, list[Problem]]:
    """The scores of a row, or the places that make it invalid."""
    if row.problems:
        return None, list(row.problems)
    try:
        return score(questionnaire, row.answers), []
    except AnswerError as error:
        return None, [evolve(problem, line=row.line, place=f"{ITEM}{problem.place}") for problem in error.problems]


ITEM = "item "


def cells(result: Result | None, questionnaire: Questionnaire) -> Iterator[object]:
    """What stands in the columns of scores."""
    if result is None:
        for _ in questionnaire.scales:
            yield from (None, INVALID, *[None] * (len(OUTPUTS) - 1))
        return
    for each in result:
        yield from (each.value, each.status, each.answered, each.low, each.high, each.band.label if each.band else None)
