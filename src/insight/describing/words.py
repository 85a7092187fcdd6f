"""What several descriptions share: tables without empty columns, and the place that help has on a page."""

import itertools
from collections.abc import Iterable, Sequence

from attrs import evolve

from insight.care import CONTENT_NOTE, NOTICE, care_in_words
from insight.content import Resource
from insight.describing.description import Block, Description, Paragraph, Table


def with_care(
    title: str, blocks: Iterable[Block], care: Sequence[Resource], *, hard: bool = False, first: Sequence[str] = ()
) -> Description:
    """A page with its notice and help: in one closing line; at once where it is hard, or something is said *first*."""
    first, help_line = first or (CONTENT_NOTE,) * hard, Paragraph(care_in_words(care))
    if first:
        return Description(title, (*map(Paragraph, first), help_line, *blocks, Paragraph(NOTICE)))
    return Description(title, (*blocks, Paragraph(NOTICE), help_line))


def in_a_cell(value: object) -> str:
    """A value as text, nothing for None."""
    return "" if value is None else str(value)


def filled(table: Table) -> Table:
    """*table* without the columns in which nothing stands, if it has rows."""
    if not table.rows:
        return table
    kept = [any(column) for column in zip(*table.rows, strict=True)]
    columns, languages, *rows = (
        tuple(itertools.compress(row, kept)) for row in (table.columns, table.languages, *table.rows)
    )
    return evolve(table, columns=columns, rows=tuple(rows), languages=languages)
