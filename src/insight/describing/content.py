"""What there is to show of a questionnaire or an entry of the catalog."""

from collections.abc import Iterable, Iterator
from typing import Any

from insight.care import NOTICE, WORLDWIDE
from insight.catalog import Catalog
from insight.content import (
    Entry,
    Resource,
    Source,
    Statement,
    Strategy,
)
from insight.describing.description import Block, Description, Listing, Paragraph, Table
from insight.describing.words import cite, name_of, one_line, ways_in_words, with_care
from insight.questionnaires import Questionnaire, write_number


def describe_questionnaire(questionnaire: Questionnaire) -> Description:
    """What is asked, and how it is scored."""
    options = dict.fromkeys(questionnaire.responses_of(item) for item in questionnaire.items)
    blocks: list[Block] = [Paragraph(questionnaire.instructions)] if questionnaire.instructions else []
    blocks.append(Table(("Item", "Text"), tuple((item.id, item.text) for item in questionnaire.items)))
    for responses in options:
        shown = [f"{write_number(option.value)} {option.label}" for option in responses.options]
        shown += [f"{write_number(option.value)} {option.label} (counts as unanswered)" for option in responses.missing]
        blocks.append(Paragraph(f"Answers: {', '.join(shown)}."))
    rows = tuple(
        (
            scale.scale.name,
            scale.rule,
            f"{scale.scale.required} of {scale.of}",
            " ".join(keys_in_words(scale.scale.items)),
        )
        for scale in questionnaire.resolved
    )
    blocks.append(Table(("Scale", "Score", "Needs", "Items (a minus: keyed in reverse)"), rows))
    return Description(f"{questionnaire.title} {questionnaire.version}", (*blocks, Paragraph(NOTICE)))


def keys_in_words(keys: Iterable[Any]) -> Iterator[str]:
    """Keys in short form."""
    for key in keys:
        weight = "" if key.weight == 1 else f" (weight {write_number(key.weight)})"
        yield f"{'-' * key.reverse}{key.item}{weight}"


def describe_entry(entry: Entry, catalog: Catalog | None) -> Description:
    """An entry with its texts, and, where a catalog is at hand, its relations and sources."""
    blocks: list[Block] = list(texts_of(entry))
    if catalog is not None:
        blocks += relations_of(entry, catalog)
        blocks += sources_of(entry, catalog)
    if getattr(entry, "hard", False):
        return with_care(name_of(entry), blocks, WORLDWIDE, hard=True)
    return Description(name_of(entry), tuple(blocks))


def texts_of(entry: Entry) -> Iterator[Block]:
    """What an entry itself says."""
    called = getattr(entry, "also_called", ())
    yield Paragraph(f"{entry.reference}{': also called ' * bool(called)}{', '.join(called)}")
    for name in ("question", "summary"):
        if text := getattr(entry, name, ""):
            yield Paragraph(one_line(text))
    match entry:
        case Strategy():
            if entry.suits:
                yield Paragraph(f"When it fits: {one_line(entry.suits)}")
            if entry.steps:
                yield Description("Steps", (Listing(tuple(map(one_line, entry.steps)), ordered=True),))
        case Resource():
            yield Listing(
                (ways_in_words(entry), f"hours: {entry.hours}", f"region: {entry.region}", check_before_use(entry))
            )
        case Source():
            yield Listing(tuple(source_facts(entry)))
    for name, title in STATEMENTS.items():
        if statements := getattr(entry, name, ()):
            yield Description(title, (Listing(tuple(map(state, statements))),))


STATEMENTS = {
    "examples": "Examples",
    "origins": "What may lie behind it",
    "in_childhood": "In childhood",
    "in_adulthood": "In adulthood",
}


def state(statement: Statement) -> str:
    """A statement with where it comes from."""
    return f"{one_line(statement.text)} ({cite(statement.citations)})"


def check_before_use(resource: Resource) -> str:
    """When somebody last looked, or that nobody did."""
    if resource.last_verified is None:
        return "not verified: check before use"
    return f"verified on {resource.last_verified}, to be looked at again by {resource.review_by}"


def source_facts(source: Source) -> Iterator[str]:
    """What is known of a source."""
    facts = {
        "by": ", ".join(source.authors),
        "in": source.container,
        "year": str(source.year or ""),
        "kind": str(source.evidence),
        "doi": source.doi,
        "address": source.url,
        "interest": source.interest,
    }
    yield from (f"{name}: {fact}" for name, fact in facts.items() if fact)


def relations_of(entry: Entry, catalog: Catalog) -> Iterator[Block]:
    """The links of an entry, in words."""
    here = entry.reference
    lines = [
        f"{link.relation} {link.object}" if link.subject == here else f"{link.subject} {link.relation} this"
        for link in catalog.links(entry)
        if not any(end.startswith("condition:") for end in (link.subject, link.object))
    ]
    if lines:
        yield Description("Relations", (Listing(tuple(lines)),))


def sources_of(entry: Entry, catalog: Catalog) -> Iterator[Block]:
    """The sources of an entry, by title and place."""
    cited = [
        f"{catalog.sources[citation.source].title}; {citation.place}".rstrip("; ")
        for citation in getattr(entry, "citations", ())
    ]
    if cited:
        yield Description("Sources", (Listing(tuple(cited)),))
