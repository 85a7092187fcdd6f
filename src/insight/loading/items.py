"""Items from a spreadsheet: the CSV file that a questionnaire names as its `items_file`."""

import csv
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from attrs import Factory, evolve, frozen
from importlib_resources.abc import Traversable

from insight.errors import InsightError, Problem, ReadError, Suggester, name_type, quote, refuse
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
        name = next((name for name in heads(rest) if name in self.lines), None) if start == "items" else None
        if name is None:
            return problem
        return evolve(problem, place=rest[len(name) + 1 :], file=self.name, line=self.lines[name])


def heads(place: str) -> Iterator[str]:
    """What *place* can begin with, the longest first: ids can hold points.

    >>> list(heads("at.ease.text"))
    ['at.ease.text', 'at.ease', 'at']
    """
    parts = place.split(".")
    yield from (".".join(parts[:n]) for n in range(len(parts), 0, -1))


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
    if re.search(r"[/\\:\0]", name) or not name.lower().endswith(".csv"):
        raise refused(f"{quote(name)} is no name of a CSV file", "name one in the same folder, such as 'items.csv'")
    file = folder / name
    if not file.is_file():
        raise refused(f"there is no file {quote(name)} beside the questionnaire", "check the name")
    if isinstance(file, Path) and file.resolve().parent != file.parent.resolve():
        raise refused(f"{quote(name)} leads out of the folder", "put the file itself there")
    return file


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
    reader = csv.reader(decode(data, "").splitlines(keepends=True), strict=True)
    try:
        header = [column.strip() for column in next(reader, [])]
        refuse("", header_problems(header), error=ReadError)
        rows = [(reader.line_num, cells) for cells in reader if any(map(str.strip, cells))]
    except csv.Error as error:
        raise ReadError("", [Problem("", f"this is no CSV ({error})", line=reader.line_num)]) from None
    refuse("", row_problems(header, rows), error=ReadError)
    named = [(line, dict(zip(header, map(str.strip, cells), strict=True))) for line, cells in rows]
    items = {cells["id"]: read_cells(cells) for _, cells in named}
    return Sheet(file.name, items, {cells["id"]: line for line, cells in named})


def header_problems(header: Sequence[str]) -> Iterator[Problem]:
    """What keeps a header from naming the columns of items."""
    if len(header) == 1 and ";" in header[0]:
        yield Problem("", "the cells are separated by ';'", remedy="separate them by commas", line=1)
        return
    if not set(header) & set(COLUMNS):
        yield Problem("", "no column is one of items", remedy=BEGIN, line=1)
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
            message = f"the row has {len(cells)} cells, and the header has {len(header)}"
            yield Problem("", message, remedy="put a text that holds a comma in double quotes", line=line)
            continue
        own = cells[header.index("id")].strip()
        if own in first:
            message = f"the id {quote(own)} is in line {first[own]} already"
            yield Problem("", message, remedy="choose another id", line=line)
        first.setdefault(own, line)


def read_cells(cells: Mapping[str, str]) -> dict[str, Any]:
    """The fields of an item, but for its id; an empty cell says nothing."""
    told = {column: cell for column, cell in cells.items() if cell and column != "id"}
    several = {column: re.split(r"[\s,;]+", cell) for column, cell in told.items() if COLUMNS[column]}
    return {"text": cells["text"]} | told | several
