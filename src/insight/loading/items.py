"""Items from a spreadsheet: the CSV file that a questionnaire names as its `items_file`."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from attrs import Factory, evolve, frozen
from importlib_resources.abc import Traversable

from insight.errors import (
    InsightError,
    Problem,
    ReadError,
    Suggester,
    at_most,
    heads,
    name_type,
    printable,
    quote,
    refuse,
)
from insight.loading.parsing import csv_reason
from insight.loading.text import QUESTIONNAIRE_LIMIT, decode, read_bytes

P = TypeVar("P", bound=Problem)

FIELD = "items_file"
# The columns, and whether there can be several in a cell, between spaces or commas.
COLUMNS = {"id": False, "text": False, "responses": False, "about": True, "resources": True}
NEEDED = ("id", "text")


@frozen
class Sheet:
    """The items of a CSV file as a table of fields by id, and the line of each; the table is None if it is not known.

    Attributes:
        problems: What keeps the items from being read.
    """

    name: str = ""
    items: dict[str, Any] | None = None
    lines: Mapping[str, int] = Factory(dict)
    problems: tuple[Problem, ...] = ()

    def place(self, problem: P) -> P:
        """*problem* as one of a row, where it is about an item."""
        start, _, rest = problem.place.partition(".")
        name = next((name for name in heads(rest) if name in self.shown), None) if start == "items" else None
        return problem if name is None else evolve(problem, file=self.name, line=self.shown[name])

    @cached_property
    def shown(self) -> Mapping[str, int]:
        """The line by id, as a message shows it."""
        return {printable(name): line for name, line in self.lines.items()}


def read_sheet(table: Mapping[str, Any], folder: Traversable | None) -> Sheet:
    """The items in the file that *table* names, which stands in *folder*."""
    if "items" in table:
        return Sheet(problems=(Problem(FIELD, "there are items as well", remedy="give one or the other"),))
    try:
        file = find_file(table[FIELD], folder)
    except ReadError as error:
        return Sheet(problems=error.problems)
    try:
        return read_items(file)
    except InsightError as error:
        return Sheet(file.name, problems=tuple(evolve(problem, file=file.name) for problem in error.problems))


def find_file(name: object, folder: Traversable | None) -> Traversable:
    """The file that is called *name*, in *folder* and nowhere else.

    Raises:
        ReadError: If it is no name of such a file, or there is none.
    """
    if not isinstance(name, str):
        raise refused(f"text is expected, not {name_type(name)}", "write the name of a CSV file")
    if folder is None:
        remedy = "read the questionnaire with load_questionnaire, or write the items under [items]"
        raise refused("a text has no folder to look into", remedy)
    if name.lower().endswith((".xlsx", ".xls", ".ods", ".numbers")):
        raise refused(f"{quote(name)} is no CSV file", "save the sheet as CSV in UTF-8")
    if re.search(r"[/\\:\0]", name) or not name.lower().endswith(".csv"):
        raise refused(f"{quote(name)} is no name of a CSV file", "name one in the same folder, such as 'items.csv'")
    file = folder / name
    if not is_there(file):
        raise refused(f"there is no file {quote(name)} beside the questionnaire", "check the name")
    if isinstance(file, Path) and file.resolve().parent != file.parent.resolve():
        raise refused(f"{quote(name)} leads out of the folder", "put the file itself there")
    return file


def is_there(file: Traversable) -> bool:
    """Whether *file* is one that the system can look at."""
    try:
        return file.is_file()
    except (OSError, ValueError):
        return False


def refused(message: str, remedy: str) -> ReadError:
    """The error of a file of items that cannot be had."""
    return ReadError("", [Problem(FIELD, message, remedy=remedy)])


def read_items(file: Traversable) -> Sheet:
    """The items in the CSV file *file*.

    Raises:
        FileAccessError: If it cannot be read.
        ReadError: If it is no such table; it lists all that is wrong, each with its line.
    """
    data = read_bytes(file, QUESTIONNAIRE_LIMIT)
    if len(data) > QUESTIONNAIRE_LIMIT:
        problem = Problem("", f"it is larger than {QUESTIONNAIRE_LIMIT // 1024} KiB", remedy="make it smaller")
        raise ReadError("", [problem])
    text = decode(data, "")
    if not text.strip():
        raise ReadError("", [Problem("", "there is nothing in it", remedy=BEGIN)])
    # Only what ends a line in a file ends a row.
    rows = read_rows(io.StringIO(text, newline=""))
    header = [column.strip() for column in rows[0][1]]
    refuse("", at_most(header_problems(header)), error=ReadError)
    filled = [(line, cells) for line, cells in rows[1:] if any(map(str.strip, cells))]
    refuse("", at_most(row_problems(header, filled)), error=ReadError)
    named = [(line, dict(zip(header, map(str.strip, cells), strict=True))) for line, cells in filled]
    items = {cells["id"]: read_cells(cells) for _, cells in named}
    return Sheet(file.name, items, {cells["id"]: line for line, cells in named})


def read_rows(text: Iterable[str]) -> list[tuple[int, list[str]]]:
    """The rows of a CSV text, each with the line that it begins in.

    Raises:
        ReadError: If it is no CSV.
    """
    rows: list[tuple[int, list[str]]] = []
    reader = csv.reader(text, strict=True)
    begins = 1
    try:
        for cells in reader:
            rows.append((begins, cells))
            begins = reader.line_num + 1
    except csv.Error as error:
        raise ReadError("", [Problem("", f"this is no CSV ({csv_reason(error)})", line=begins)]) from None
    return rows


def header_problems(header: Sequence[str]) -> Iterator[Problem]:
    """What keeps a header from naming the columns of items."""
    for mark, name in ((";", "';'"), ("\t", "tabs")):
        if len(header) == 1 and mark in header[0]:
            yield Problem("", f"the cells are separated by {name}", remedy="separate them by commas", line=1)
            return
    if not set(header) & set(COLUMNS):
        small = [column.lower() for column in header if column.lower() in COLUMNS]
        remedy = f"write {', '.join(small)} in small letters" if small else BEGIN
        yield Problem("", "the first row does not name the columns", remedy=remedy, line=1)
        return
    suggest = Suggester()
    for column, times in Counter(header).items():
        if column not in COLUMNS:
            remedy = suggest(column, COLUMNS) or f"the columns are {', '.join(COLUMNS)}"
            yield Problem("", f"there is no column {quote(column)}", remedy=remedy, line=1)
        elif times > 1:
            yield Problem("", f"the column {quote(column)} is there more than once", line=1)
    for column in NEEDED:
        if column not in header:
            yield Problem("", f"the column {column!r} is missing", remedy=BEGIN, line=1)


BEGIN = f"begin with a header such as {','.join(COLUMNS)}"


def row_problems(header: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> Iterator[Problem]:
    """Rows that do not fit the header, and ids that are there already; or that there is no row."""
    first: dict[str, int] = {}
    if not rows:
        yield Problem("", "there are no rows below the header", remedy="give a row for each item")
    for line, cells in rows:
        if len(cells) != len(header):
            message = f"the row has {len(cells)} {'cell' if len(cells) == 1 else 'cells'}, and the header {len(header)}"
            remedy = (
                "put a text that holds a comma in double quotes"
                if len(cells) > len(header)
                else "fill it up with commas"
            )
            yield Problem("", message, remedy=remedy, line=line)
            continue
        own = cells[header.index("id")].strip()
        if not own:
            yield Problem("id", "the id is blank", remedy="give it a name", line=line)
        elif own in first:
            message = f"the id {quote(own)} is in line {first[own]} already"
            yield Problem("", message, remedy="choose another id", line=line)
        first.setdefault(own, line)


QUOTE = "put a text that holds a comma in double quotes"
FILL_UP = "fill it up with commas"


def read_cells(cells: Mapping[str, str]) -> dict[str, Any]:
    """The fields of an item, but for its id; an empty cell says nothing."""
    told = {column: cell for column, cell in cells.items() if cell and column != "id"}
    several = {column: re.split(r"[\s,;]+", cell) for column, cell in told.items() if COLUMNS[column]}
    return {"text": cells["text"]} | told | several
