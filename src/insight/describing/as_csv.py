"""A description as comma-separated values, for programs."""

import csv
import io
from collections.abc import Iterator

from insight.describing.description import Description, Formula, Listing, Paragraph, Picture, Table

COLUMNS = ("section", "text")


def to_csv(description: Description) -> str:
    """Its data, or else a row for each thing that it says."""
    data = description.data or Table(COLUMNS, tuple(said(description)))
    held = io.StringIO(newline="")
    csv.writer(held, lineterminator="\n").writerows([data.columns, *data.rows])
    return held.getvalue()


def said(description: Description, above: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """All that a description says, each with the titles that lead to it."""
    titles = (*above, description.title)
    for block in description.blocks:
        if isinstance(block, Description):
            yield from said(block, titles)
        else:
            yield from ((" / ".join(titles), text) for text in texts_of(block))


def texts_of(block: Paragraph | Listing | Table | Picture | Formula) -> Iterator[str]:
    """What a block says, a text each; of a table each row with the names of its columns."""
    match block:
        case Paragraph():
            yield block.text
        case Listing():
            yield from block.items
        case Table():
            yield from block.rows_in_words
