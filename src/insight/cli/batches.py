"""Tables of answers read in batches of columns: CSV and Parquet of any length, in the memory that one batch takes.

A scan of polars reads ahead of what it writes: 4 million rows of 40 items took 6.6 GB that way.
"""

import argparse
import csv
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from operator import methodcaller
from pathlib import Path

import polars as pl
from attrs import evolve, frozen

from insight.errors import Problem, ReadError, quote
from insight.loading.answers import header_problems, read_cell
from insight.questionnaires import Questionnaire, ResponseScale
from insight.scoring.answers import find_choice
from insight.scoring.tables import column_problems, kind_in_words

# How much of a CSV file is read at a time, in bytes; how many rows of a Parquet file.
SIZE, STEP = 3 * 1024 * 1024, 100_000
MARK = b"\xef\xbb\xbf"
COUNT_COMMAS = methodcaller("count", b",")
# A line in which a cell is in quotes from end to end, or has none: all programs read it alike.
CELL = rb'(?:"(?:[^"]|"")*+"|[^",]*+)'
QUOTED = re.compile(CELL + rb"(?:," + CELL + rb")*+\r?\n?")


class NotPlainError(Exception):
    """A table is none that polars and the csv of Python are sure to read alike."""


@frozen
class Batch:
    """Some rows of a table.

    Attributes:
        raw: What stands in the columns that are needed.
        numbers: The same with the answers as numbers, as `score_frame` takes them.
        done: How much of the table has been read, from 0 to 1.
        locate: Gives a problem the place of a row, by its number in the batch.
    """

    raw: pl.DataFrame
    numbers: pl.DataFrame
    done: float
    locate: Callable[[Problem, int], Problem]

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.raw)


def read_csv(path: Path, questionnaire: Questionnaire, given: argparse.Namespace, _: str) -> Iterator[Batch]:
    """The rows of a CSV file; what is wrong with it is left to whoever reads it row by row, under its name.

    Raises:
        NotPlainError: If anything about it is unusual, or wrong.
    """
    size, line = path.stat().st_size, 2
    with path.open("rb") as file:
        header = read_header(file.readline(), questionnaire, given)
        while lines := file.readlines(SIZE):
            table = pl.read_csv(check(lines, len(header)), has_header=False, schema=dict.fromkeys(header, pl.String))
            raw = table.select(wanted(questionnaire, given))
            yield Batch(raw, to_numbers(raw, questionnaire, given), file.tell() / size, partial(at_line, line))
            line += len(lines)
    if line == FIRST:
        raise NotPlainError


FIRST = 2


def read_header(line: bytes, questionnaire: Questionnaire, given: argparse.Namespace) -> list[str]:
    """The names of the columns."""
    text = line.removeprefix(MARK)
    if not QUOTED.fullmatch(text) or not text.strip():
        raise NotPlainError
    header = [column.strip() for column in split(text)]
    check([text], len(header))
    # In a table of one column, a blank line is a person.
    if len(header) == 1 or any(header_problems(header, questionnaire, given.id, given.ignore)):
        raise NotPlainError
    return header


def split(line: bytes) -> list[str]:
    """The cells of a line."""
    try:
        return next(csv.reader([line.decode()]), [])
    except (UnicodeDecodeError, csv.Error):
        raise NotPlainError from None


def check(lines: Sequence[bytes], cells: int) -> bytes:
    """The text of *lines*, where each has so many cells, and nothing about them is unusual."""
    text = b"".join(lines)
    quoted = [line for line in lines if b'"' in line] if b'"' in text else []
    plain = [line for line in lines if b'"' not in line] if quoted else lines
    if (
        not set(map(COUNT_COMMAS, plain)) <= {cells - 1}
        or not all(QUOTED.fullmatch(line) and len(split(line)) == cells for line in quoted)
        or max(map(len, lines)) > csv.field_size_limit()
        or b"\0" in text
        or text.startswith(MARK)
        or text.count(b"\r") != text.count(b"\r\n")
        or not is_utf_8(text)
    ):
        raise NotPlainError
    return text


def is_utf_8(text: bytes) -> bool:
    """Whether *text* is UTF-8."""
    try:
        text.decode()
    except UnicodeDecodeError:
        return False
    return True


def at_line(first: int, problem: Problem, number: int) -> Problem:
    """A problem at the line of a row."""
    return evolve(problem, line=first + number)


def read_parquet(path: Path, questionnaire: Questionnaire, given: argparse.Namespace, name: str) -> Iterator[Batch]:
    """The rows of a Parquet file.

    Raises:
        ReadError: If it is none, or its columns do not fit the questionnaire.
    """
    table = pl.scan_parquet(path, glob=False)
    try:
        schema, total = table.collect_schema(), table.select(pl.len()).collect().item()
        refuse_columns(schema, questionnaire, given, name)
        if not total:
            raise ReadError(name, [Problem("", "there are no rows", remedy="give a row for each person")])
        for first in range(0, total, STEP):
            raw = table.select(wanted(questionnaire, given)).slice(first, STEP).collect()
            done = min(first + STEP, total) / total
            yield Batch(raw, to_numbers(raw, questionnaire, given), done, partial(at_row, first))
    except pl.exceptions.PolarsError:
        raise ReadError(name, [Problem("", "it cannot be read as Parquet", remedy="write it again")]) from None


def refuse_columns(schema: pl.Schema, questionnaire: Questionnaire, given: argparse.Namespace, name: str) -> None:
    """Refuse a table whose columns are not those of the items, or hold neither numbers nor text."""
    problems = list(header_problems(list(schema), questionnaire, given.id, given.ignore))
    if not problems and given.id and (schema[given.id].is_nested() or schema[given.id] in (pl.Binary, pl.Duration)):
        told = f"the column {quote(given.id)} holds {kind_in_words(schema[given.id])}"
        problems = [Problem("", told, remedy="--id names one of texts or numbers")]
    if not problems:
        problems = list(column_problems((item.id, what_else(schema[item.id])) for item in questionnaire.items))
    if problems:
        raise ReadError(name, problems)


def what_else(kind: pl.DataType) -> str:
    """What a column holds that is neither numbers nor text; nothing where it holds these, or nothing at all."""
    if kind.is_numeric() or kind in (pl.String, pl.Null):
        return ""
    return kind_in_words(kind)


def at_row(first: int, problem: Problem, number: int) -> Problem:
    """A problem at a row, counted from 1."""
    return evolve(problem, line=None, place=f"row {first + number + 1}, {problem.place}")


def wanted(questionnaire: Questionnaire, given: argparse.Namespace) -> list[str]:
    """The columns that are needed."""
    return [*([given.id] if given.id else []), *(item.id for item in questionnaire.items)]


def to_numbers(raw: pl.DataFrame, questionnaire: Questionnaire, given: argparse.Namespace) -> pl.DataFrame:
    """*raw* with the answers as numbers."""
    told = [
        to_options(raw[item.id], questionnaire.responses_of(item), given.missing)
        if raw[item.id].dtype == pl.String
        else without(raw[item.id], given.missing)
        for item in questionnaire.items
    ]
    return raw.with_columns(*told)


def to_options(cells: pl.Series, responses: ResponseScale, missing: Collection[str]) -> pl.Series:
    """The options that cells are: each spelling is read once, as the cell of a row is, whatever number of rows has it.

    >>> from insight.questionnaires import options
    >>> to_options(pl.Series([" 2", "2.0", "03", "7", "-", "", None]), options("no", "maybe", "yes"), {"-"}).to_list()
    [2, 2, 3, 3, None, None, None]
    """
    values = [option.value for option in responses.options]
    whole = all(float(value).is_integer() for value in values)
    # What is no option is any number that is none.
    strange = int(max(option.value for option in responses.choices)) + 1 if whole else float("inf")
    spellings, told = cells.unique().drop_nulls().to_list(), []
    for text in spellings:
        choice = find_choice(responses, read_cell(text, missing))
        held = None if choice is None or not 0 <= choice < len(values) else values[choice]
        told.append(strange if choice is None else held if held is None else int(held) if whole else float(held))
    dtype = pl.Int64() if whole else pl.Float64()
    if not spellings:
        return pl.Series(cells.name, [None] * len(cells), dtype)
    return cells.replace_strict(spellings, pl.Series(told, dtype=dtype), return_dtype=dtype)


def without(numbers: pl.Series, missing: Collection[str]) -> pl.Series:
    """*numbers* without those that count as unanswered."""
    read = [read_cell(text) for text in missing]
    left_out = [float(value) for value in read if value is not None and not isinstance(value, str)]
    if not left_out or not numbers.dtype.is_numeric():
        return numbers
    return numbers.set(numbers.cast(pl.Float64).is_in(left_out).fill_null(value=False), None)
