"""A description as Markdown, in which each text is shown as it is."""

import re
from collections.abc import Iterator

from insight.describing.description import Block, Description, Listing, Paragraph, Table

DEEPEST = 6
# What has a meaning anywhere in a text, for CommonMark, tables, and the mathematics of MyST.
ANYWHERE = re.compile(r"([\\`*_\[\]<&|~$#])")
# What has one at the beginning of a line: headings, lists, quotes, rules, definitions, comments and fences of MyST.
AT_START = re.compile(r"^(?:([+\-=>:%])|(\d{1,9})([.)]))")


def to_markdown(description: Description) -> str:
    """All of it as Markdown; pictures are left out."""
    return "\n\n".join(parts_of(description)) + "\n"


def parts_of(description: Description) -> Iterator[str]:
    """What stands between blank lines."""
    marks = MARKS
    for level, block in in_order(description, 1):
        # A list right after a list has other marks, or both would be one.
        marks = marks[::-1] if isinstance(block, Listing) else MARKS
        match block:
            case Description():
                yield f"{'#' * level} {escape(block.title)}"
            case Paragraph():
                yield escape(block.text)
            case Listing():
                yield list_lines(block, marks)
            case Table():
                yield from filter(None, [f"**{escape(block.caption)}**" * bool(block.caption), table_lines(block)])


# For bullets, and after numbers.
MARKS = (("*", ")"), ("-", "."))


def in_order(description: Description, level: int) -> Iterator[tuple[int, Block]]:
    """A description and all blocks below it in the order of reading, each with the level of its title."""
    yield level, description
    for block in description.blocks:
        if isinstance(block, Description):
            yield from in_order(block, min(level + 1, DEEPEST))
        else:
            yield level, block


def list_lines(listing: Listing, marks: tuple[tuple[str, str], ...]) -> str:
    """A list, an item a line, with the first of *marks*."""
    bullet, after = marks[0]
    numbered = enumerate(map(escape, listing.items), start=1)
    return "\n".join(f"{number}{after} {item}" if listing.ordered else f"{bullet} {item}" for number, item in numbered)


def table_lines(table: Table) -> str:
    """A table, a row a line."""
    rows = [table.columns, ("---",) * len(table.columns), *table.rows]
    return "\n".join(f"| {' | '.join(row if number == 1 else map(escape, row))} |" for number, row in enumerate(rows))


def escape(text: str) -> str:
    """*text* in one line, with what Markdown would take for its own behind a backslash."""
    line = ANYWHERE.sub(r"\\\1", " ".join(text.split()))
    return AT_START.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", line)
