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
            case Table() if narrowest(block) <= width:
                yield [*wrap(block.caption, width), *render_table(block, width)]
            case Table():
                yield [*wrap(block.caption, width), *render_listing(Listing(block.rows_in_words), width)]


def wrap(text: str, width: int, *, mark: str = "") -> list[str]:
    """*text* after *mark* in lines of at most *width* characters; ids and addresses stay whole."""
    indent = " " * len(mark)
    return textwrap.wrap(text, width, initial_indent=mark, subsequent_indent=indent, break_on_hyphens=False)


def render_listing(listing: Listing, width: int) -> Iterator[str]:
    """A list as lines."""
    for number, item in enumerate(listing.items, start=1):
        mark = f"{number}. " if listing.ordered else "- "
        yield from wrap(item, width, mark=mark)


def narrowest(table: Table) -> int:
    """How wide a table is at least, where no word of it is cut."""
    return sum(longest_words(table)) + len(GAP) * (len(table.columns) - 1)


def longest_words(table: Table) -> list[int]:
    """How long the longest word of each column is."""
    columns = zip(table.columns, *table.rows, strict=True)
    return [max((len(word) for cell in column for word in cell.split()), default=0) for column in columns]


def render_table(table: Table, width: int) -> Iterator[str]:
    """A table as lines; cells are wrapped where the columns would be wider than *width*."""
    rows = [table.columns, *table.rows]
    wanted = [max(map(len, column)) for column in zip(*rows, strict=True)]
    sizes = column_sizes(wanted, longest_words(table), width)
    for number, row in enumerate(rows):
        cells = [wrap(cell, size) for cell, size in zip(row, sizes, strict=True)]
        for parts in itertools.zip_longest(*cells, fillvalue=""):
            yield GAP.join(part.ljust(size) for part, size in zip(parts, sizes, strict=True)).rstrip()
        if number == 0:
            yield GAP.join("-" * size for size in sizes)


def column_sizes(wanted: Sequence[int], words: Sequence[int], width: int) -> list[int]:
    """How wide each column is: as wide as its cells, but that the widest with room beside its words give way."""
    sizes = list(wanted)
    for _ in range(sum(sizes) + len(GAP) * (len(sizes) - 1) - width):
        roomy = [n for n, (size, word) in enumerate(zip(sizes, words, strict=True)) if size > word]
        sizes[max(roomy, key=sizes.__getitem__)] -= 1
    return sizes


GAP = "  "
