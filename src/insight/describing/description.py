"""A description: titled blocks of plain text, lists and tables, and how they are written in lines."""

import itertools
import textwrap
from collections.abc import Iterator, Sequence
from typing import Union

from attrs import frozen

WIDTH = 80


@frozen
class Paragraph:
    """A few sentences."""

    text: str


@frozen
class Listing:
    """Some things in a row, numbered where their order matters."""

    items: tuple[str, ...]
    ordered: bool = False


@frozen
class Table:
    """Rows under named columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Union[Paragraph, Listing, Table, "Description"]


@frozen
class Description:
    """What there is to show of a value: a title, and blocks below it.

    >>> print(Description("Signs", (Paragraph("There are two."), Listing(("one", "two")))).text())
    Signs
    =====
    <BLANKLINE>
    There are two.
    <BLANKLINE>
    - one
    - two
    """

    title: str
    blocks: tuple[Block, ...]

    def text(self, *, width: int = WIDTH) -> str:
        """All of it as plain text, in lines of at most *width* characters."""
        return "\n\n".join("\n".join(lines) for lines in render(self, width, level=0))


def render(description: Description, width: int, *, level: int) -> Iterator[list[str]]:
    """The blocks of a description, each as lines."""
    title = wrap(description.title, width)
    yield [*title, UNDERLINES[level] * max(map(len, title), default=0)]
    for block in description.blocks:
        match block:
            case Description():
                yield from render(block, width, level=min(level + 1, len(UNDERLINES) - 1))
            case Paragraph():
                yield wrap(block.text, width)
            case Listing():
                yield list(render_listing(block, width))
            case Table():
                yield list(render_table(block, width))


UNDERLINES = "=-~"


def wrap(text: str, width: int, *, mark: str = "") -> list[str]:
    """*text* after *mark* in lines of at most *width* characters; ids and addresses stay whole."""
    indent = " " * len(mark)
    return textwrap.wrap(text, width, initial_indent=mark, subsequent_indent=indent, break_on_hyphens=False)


def render_listing(listing: Listing, width: int) -> Iterator[str]:
    """A list as lines."""
    for number, item in enumerate(listing.items, start=1):
        mark = f"{number}. " if listing.ordered else "- "
        yield from wrap(item, width, mark=mark)


def render_table(table: Table, width: int) -> Iterator[str]:
    """A table as lines; cells are wrapped where the columns would be wider than *width*."""
    rows = [table.columns, *table.rows]
    sizes = column_sizes([max(len(row[n]) for row in rows) for n in range(len(table.columns))], width)
    for number, row in enumerate(rows):
        cells = [wrap(cell, size) for cell, size in zip(row, sizes, strict=True)]
        for parts in itertools.zip_longest(*cells, fillvalue=""):
            yield GAP.join(part.ljust(size) for part, size in zip(parts, sizes, strict=True)).rstrip()
        if number == 0:
            yield GAP.join("-" * size for size in sizes)


def column_sizes(wanted: Sequence[int], width: int) -> list[int]:
    """How wide each column is: as wide as its cells, but that the widest give way until all fit."""
    sizes = list(wanted)
    while sum(sizes) + len(GAP) * (len(sizes) - 1) > width:
        sizes[sizes.index(max(sizes))] -= 1
        if max(sizes) == 1:
            break
    return sizes


GAP = "  "
