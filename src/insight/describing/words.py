"""Words that several descriptions share: names, citations, help, and the place that help has on a page."""

import itertools
from collections.abc import Iterable, Sequence

from attrs import evolve

from insight.care import NOTICE, care_in_words
from insight.content import (
    Citation,
    Entry,
    Resource,
)
from insight.describing.description import Block, Description, Paragraph, Table


def with_care(title: str, blocks: Iterable[Block], care: Sequence[Resource], *, hard: bool = False) -> Description:
    """A page with its notice and help: first where it speaks of something hard, else in one closing line."""
    help_line = Paragraph(care_in_words(care))
    if hard:
        return Description(title, (Paragraph(CONTENT_NOTE), help_line, *blocks, Paragraph(NOTICE)))
    return Description(title, (*blocks, Paragraph(NOTICE), help_line))


CONTENT_NOTE = "This speaks of something hard. You do not have to go through it alone."


def filled(table: Table) -> Table:
    """*table* without the columns in which nothing stands, if it has rows."""
    if not table.rows:
        return table
    kept = [any(column) for column in zip(*table.rows, strict=True)]
    columns, languages, *rows = (
        tuple(itertools.compress(row, kept)) for row in (table.columns, table.languages, *table.rows)
    )
    return evolve(table, columns=columns, rows=tuple(rows), languages=languages)


def name_of(entry: Entry) -> str:
    """What people call an entry."""
    return str(getattr(entry, "name", entry.id))


def cite(citations: Iterable[Citation]) -> str:
    """Citations in a line."""
    return "; ".join(
        ", ".join(filter(None, (citation.source, citation.place, "inferred" * citation.inferred)))
        for citation in citations
    )


def one_line(text: str) -> str:
    """*text* without line breaks."""
    return " ".join(text.split())
