"""What several descriptions share: tables without empty columns, and the place that help has on a page."""

import itertools
import re
from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from insight.care import CONTENT_NOTE, NOTICE, care_in_words
from insight.catalog import Catalog
from insight.content import Citation, Flag, Kind, Resource
from insight.content.words import cite
from insight.describing.description import Block, Description, Linked, Named, Paragraph, Table

# An address in a text, without what ends a sentence; split by it, every second part of a text is one.
ADDRESS = re.compile(r"(https://[^\s;,()<>\"']*[^\s;,()<>\"'.:!?])")


def is_hard(entry: object) -> bool:
    """Whether an entry is about something hard; what decides on safety is so by its nature."""
    return isinstance(entry, Flag) or bool(getattr(entry, "hard", False))


@frozen(kw_only=True)
class Page:
    """What there is to show of content, before help and notice have their place in it.

    Attributes:
        care: Where help can be found; empty for a source alone.
        hard: Whether it is about something hard, so that help comes first.
        about: What it is about, as a reference.
    """

    title: str
    blocks: tuple[Block, ...]
    care: tuple[Resource, ...] = ()
    hard: bool = False
    about: str = ""
    data: Table | None = None

    def whole(self) -> Description:
        """All of it with help and notice."""
        if not self.care:
            return Description(self.title, self.blocks, self.data, self.about)
        return evolve(with_care(self.title, self.blocks, self.care, hard=self.hard), data=self.data, about=self.about)


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


def sentence(words: str) -> str:
    """*words* with a capital at the beginning."""
    return words[:1].upper() + words[1:]


def cited(citations: Iterable[Citation], catalog: Catalog | None) -> Linked:
    """Citations in a line, each source linked that *catalog* has."""
    parts: list[str | Named] = []
    for citation in citations:
        source = f"{Kind.SOURCE}:{citation.source}"
        known = catalog is not None and source in catalog
        told = cite([citation])
        parts += ["; " * bool(parts), Named(citation.source, source) if known else citation.source]
        parts.append(told.removeprefix(citation.source))
    return Linked(*parts)


def joined(texts: Iterable[str], between: str = "; ") -> Linked:
    """Texts one after the other, with what is linked in them."""
    parts = [part for text in texts for part in (between, text)]
    return Linked(*parts[1:])
