"""Answers: a JSON object for one person, a CSV table with a row for each of many."""

import csv
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import field, frozen

from insight.errors import LONGEST_SHOWN, Problem, ReadError, Suggester, did_you_mean, quote
from insight.loading.parsing import csv_reason
from insight.loading.text import QUESTIONNAIRE_LIMIT, parse
from insight.questionnaires import COLUMN_ID, Questionnaire

# How a number is written in a cell: 3, +3, -3, 3.0 and 0.25; with a zero in front, such as 03, it may be a code.
NUMBER = re.compile(r"[+-]?(0|[1-9]\d{0,17})(\.\d{1,18})?", re.ASCII)


@frozen(kw_only=True, repr=False)
class Row:
    """One person's row of a table.

    Attributes:
        line: The line of the file that it ends in.
        id: What stands in the id column, or None without one.
        answers: By item id; a cell that is no number stays text, which no item accepts.
        problems: What keeps the row as a whole from being read.
    """

    line: int
    id: str | None
    answers: dict[str, Any]
    problems: tuple[Problem, ...] = field(default=())


def parse_answers(data: str | bytes, *, name: str) -> dict[str, Any]:
    """One person's answers from a JSON object.

    Raises:
        ReadError: If *data* is no JSON object.
    """
    try:
        table = parse(data, name=name, limit=QUESTIONNAIRE_LIMIT, format="json")
    except ReadError as error:
        if any("not a table" in problem.message for problem in error.problems):
            remedy = 'write {"item": value, …}; for many people use a CSV file with a row for each'
            raise ReadError(name, [Problem("", "one person's answers are a JSON object", remedy=remedy)]) from None
        raise
    if table.get("kind") == "result":
        remedy = "the answers alone stand in its field 'answers'; insight explain tells what it says"
        raise ReadError(name, [Problem("", "this is a whole result", remedy=remedy)])
    return table


def read_rows(  # noqa: PLR0913  # all by name
    lines: Iterable[str],
    questionnaire: Questionnaire,
    *,
    name: str,
    id_column: str | None = None,
    ignore: Collection[str] | None = (),
    missing: Collection[str] = (),
) -> Iterator[Row]:
    """The rows of a CSV table; its header is checked before the first is given.

    Columns that are called as in *ignore* are passed by; where that is None, all that are for no item.
    A cell that reads as one of *missing* is unanswered, as an empty one is.

    Raises:
        ReadError: If the header does not fit the questionnaire, there are no rows, or the text is no CSV.
    """
    reader = csv.reader(lines, strict=True)
    try:
        header = [column.strip() for column in next(reader, [])]
        if problems := list(header_problems(header, questionnaire, id_column, ignore)):
            raise ReadError(name, problems)
        empty = True
        for cells in reader:
            # A line without a cell is no person, unless a cell is all that there is.
            if cells or len(header) == 1:
                empty = False
                named = dict(zip(header, cells or [""], strict=False))
                yield Row(
                    line=reader.line_num,
                    id=named.get(id_column, "") if id_column else None,
                    answers=read_answers(named, questionnaire, missing),
                    problems=count_problems(header, cells or [""], reader.line_num),
                )
    except csv.Error as error:
        raise ReadError(name, [Problem("", f"this is no CSV ({csv_reason(error)})", line=reader.line_num)]) from None
    if empty:
        raise ReadError(name, [Problem("", "there are no rows below the header", remedy="give a row for each person")])


def decode_lines(lines: Iterable[bytes], name: str) -> Iterator[str]:
    """*lines* as text, without a byte order mark.

    Raises:
        ReadError: If one is not UTF-8.
    """
    for number, line in enumerate(lines, start=1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            problem = Problem("", "it is not UTF-8", remedy="save it as UTF-8", line=number)
            raise ReadError(name, [problem]) from None


def header_problems(
    header: Sequence[str], questionnaire: Questionnaire, id_column: str | None, ignore: Collection[str] | None
) -> Iterator[Problem]:
    """What keeps a header from naming each item once, and nothing that is not known."""
    items = [item.id for item in questionnaire.items]
    if not header:
        remedy = f"begin with a header of item ids, such as {', '.join(items[:3])}"
        yield Problem("", "the table is empty", remedy=remedy)
    elif len(header) == 1 and ";" in header[0]:
        yield Problem("header", "the cells are separated by ';'", remedy="separate them by commas")
    elif not {column.lower() for column in header} & {item.lower() for item in items}:
        # Perhaps there is no header, and these are somebody's answers: they are not repeated.
        remedy = f"begin with a header of item ids, such as {', '.join(items[:3])}"
        yield Problem("header", "no column is for an item", remedy=remedy)
    elif ignore is None:
        yield from item_problems(header, items)
    else:
        yield from column_problems(header, items, {id_column} - {None}, ignore)


def column_problems(
    header: Sequence[str], items: Sequence[str], ids: Collection[str | None], ignore: Collection[str]
) -> Iterator[Problem]:
    """Columns that are there twice, are for nothing, or are missing."""
    yield from doubled(header)
    known, suggest = {*items, *ids, *ignore}, Suggester()
    for column in dict.fromkeys(header):
        if column not in known:
            yield unknown_column(column, header.index(column) + 1, suggest(column, items))
    yield from (missing_column(item) for item in items if item not in header)
    for wanted in (*ids, *ignore):
        if wanted not in header:
            yield Problem("header", f"there is no column {quote(wanted)}", remedy=did_you_mean(wanted, header))
        elif wanted in items:
            yield Problem("header", f"{quote(wanted)} is an item", remedy="take it out of --id and --ignore")


def item_problems(header: Sequence[str], items: Sequence[str]) -> Iterator[Problem]:
    """Columns of items that are there twice, or are missing."""
    yield from doubled([column for column in header if column in set(items)])
    suggest = Suggester()
    yield from (missing_column(item, suggest(item, header)) for item in items if item not in header)


def doubled(header: Sequence[str]) -> Iterator[Problem]:
    """Columns that are there more than once."""
    for column, count in Counter(header).items():
        if count > 1:
            yield Problem("header", f"{count} columns are called {quote(column)}", remedy="give each its own name")


def missing_column(item: str, suggestion: str = "") -> Problem:
    """The problem of an item without a column."""
    remedy = suggestion or "add it; empty cells are unanswered"
    return Problem("header", f"there is no column for item {quote(item)}", remedy=remedy)


def unknown_column(column: str, number: int, suggestion: str) -> Problem:
    """The problem of a column that is for no item."""
    shown = column if COLUMN_ID.fullmatch(column) and len(column) <= LONGEST_SHOWN else "NAME"
    remedy = f"pass it by with --ignore {shown}, or name it with --id {shown}" if column else "give it a name"
    what = f"the column {quote(column)} is for no item" if column else f"column {number} has no name"
    return Problem("header", what, remedy=suggestion or remedy)


def count_problems(header: Sequence[str], cells: Sequence[str], line: int) -> tuple[Problem, ...]:
    """The problem of a row that has more or fewer cells than the header."""
    if len(cells) == len(header):
        return ()
    return (Problem("", f"the row has {len(cells)} cells, and the header {len(header)}", line=line),)


def read_answers(
    cells: Mapping[str, str | None], questionnaire: Questionnaire, missing: Collection[str]
) -> dict[str, Any]:
    """The cells of a row as answers, by item."""
    return {item.id: read_cell(cells.get(item.id) or "", missing) for item in questionnaire.items}


def read_cell(cell: str, missing: Collection[str] = ()) -> int | Decimal | str | None:
    """The number in a cell; None where it is empty or one of *missing*, and the text itself where it is no number.

    >>> [read_cell(cell, {"NA"}) for cell in ("3", " 3 ", "3.0", "", "NA", "03")]
    [3, 3, Decimal('3.0'), None, None, '03']
    """
    text = cell.strip()
    if not text or text in missing:
        return None
    if not NUMBER.fullmatch(text):
        return text
    return Decimal(text) if "." in text else int(text)
