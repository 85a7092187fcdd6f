"""A description as plain text, for a terminal."""

import itertools
import textwrap
from collections.abc import Iterator, Sequence

from insight.describing.description import UNDERLINES, Description, Listing, Paragraph, Table


def to_text(description: Description, *, width: int) -> str:
    """All of it as plain text, in lines of at most *width* characters where that can be; pictures are left out."""
    return "\n\n".join("\n".join(lines) for lines in render(description, width))


def render(description: Description, width: int, *, level: int = 0) -> Iterator[list[str]]:
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
                yield [*wrap(block.caption, width), *render_table(block, width)]


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
    columns = list(zip(*rows, strict=True))
    words = [max((len(word) for cell in column for word in cell.split()), default=0) for column in columns]
    sizes = column_sizes([max(map(len, column)) for column in columns], words, width)
    for number, row in enumerate(rows):
        cells = [wrap(cell, size) for cell, size in zip(row, sizes, strict=True)]
        for parts in itertools.zip_longest(*cells, fillvalue=""):
            yield GAP.join(part.ljust(size) for part, size in zip(parts, sizes, strict=True)).rstrip()
        if number == 0:
            yield GAP.join("-" * size for size in sizes)


def column_sizes(wanted: Sequence[int], words: Sequence[int], width: int) -> list[int]:
    """How wide each column is: as wide as its cells, but that the widest give way until all fit.

    First those give way that are still wider than their longest word, so that no word is cut where that can be.
    """
    sizes = list(wanted)
    while sum(sizes) + len(GAP) * (len(sizes) - 1) > width and max(sizes) > 1:
        roomy = [n for n, (size, word) in enumerate(zip(sizes, words, strict=True)) if size > word]
        widest = max(roomy or range(len(sizes)), key=sizes.__getitem__)
        sizes[widest] -= 1
    return sizes


GAP = "  "
