"""Words for entries and citations, shared by all that explain or show them."""

from collections.abc import Iterable

from insight.content.entries import Citation, Entry


def name_of(entry: Entry) -> str:
    """What people call an entry."""
    return str(getattr(entry, "name", entry.id))


def cite(citations: Iterable[Citation]) -> str:
    """Citations in a line.

    >>> cite([Citation(source="a-study", place="table 2"), Citation(source="b-study", inferred=True)])
    'a-study, table 2; b-study, inferred'
    """
    return "; ".join(
        ", ".join(filter(None, (citation.source, citation.place, "inferred" * citation.inferred)))
        for citation in citations
    )


def one_line(text: str) -> str:
    """*text* without line breaks."""
    return " ".join(text.split())
