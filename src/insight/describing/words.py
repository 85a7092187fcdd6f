"""Words that several descriptions share: names, citations, help, and the place that help has on a page."""

from collections.abc import Iterable, Sequence

from insight.care import NOTICE
from insight.content import (
    ChannelKind,
    Citation,
    Entry,
    Resource,
)
from insight.describing.description import Block, Description, Paragraph


def with_care(title: str, blocks: Iterable[Block], care: Sequence[Resource], *, hard: bool = False) -> Description:
    """A page with its notice and help: first where it speaks of something hard, else in one closing line."""
    help_line = Paragraph(care_in_words(care))
    if hard:
        return Description(title, (Paragraph(CONTENT_NOTE), help_line, *blocks, Paragraph(NOTICE)))
    return Description(title, (*blocks, Paragraph(NOTICE), help_line))


CONTENT_NOTE = "This speaks of something hard. You do not have to go through it alone."


def name_of(entry: Entry) -> str:
    """What people call an entry."""
    return str(getattr(entry, "name", entry.id))


def cite(citations: Iterable[Citation]) -> str:
    """Citations in a line."""
    return "; ".join(
        ", ".join(filter(None, (citation.source, citation.place, "inferred" * citation.inferred)))
        for citation in citations
    )


def care_in_words(care: Sequence[Resource]) -> str:
    """Where help can be found, in a line."""
    ways = "; ".join(f"{with_region(resource)}: {ways_in_words(resource)}" for resource in care)
    unverified = any(resource.last_verified is None for resource in care)
    check = " Nobody has verified these for us: check before use." if unverified else ""
    return f"If things are hard or you are in danger, help is there. {ways}.{check}"


def with_region(resource: Resource) -> str:
    """The name of a resource, with its region where it is not for everybody."""
    return resource.name if resource.worldwide else f"{resource.name} ({resource.region} only)"


def ways_in_words(resource: Resource) -> str:
    """How to reach a resource."""
    verbs = {ChannelKind.WEB: "", ChannelKind.PHONE: "call ", ChannelKind.TEXT: "text "}
    return ", ".join(verbs[ChannelKind(way.kind)] + (way.display or way.value) for way in resource.channels)


def one_line(text: str) -> str:
    """*text* without line breaks."""
    return " ".join(text.split())
