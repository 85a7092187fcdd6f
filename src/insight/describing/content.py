"""What there is to show of an entry of the catalog, and of help."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from insight.care import NOTICE, WORLDWIDE, Help, ways_in_words, with_worldwide
from insight.catalog import Catalog, citations_of
from insight.content import (
    MEANINGS,
    Basis,
    Condition,
    Entry,
    Evidence,
    Flag,
    Link,
    Note,
    Relation,
    Resource,
    Source,
    Statement,
    Strategy,
)
from insight.content.words import cite, name_of, one_line
from insight.describing.description import Block, Description, Listing, Paragraph
from insight.describing.words import with_care


def describe_entry(entry: Entry, catalog: Catalog | None, today: dt.date | None = None) -> Description:
    """An entry with its texts, and, where a catalog is at hand, its relations and sources; help is in sight."""
    blocks: list[Block] = list(texts_of(entry, today))
    care: Sequence[Resource] = WORLDWIDE
    if catalog is not None:
        blocks += contradictions_of(entry, catalog)
        blocks += relations_of(entry, catalog)
        blocks += sources_of(entry, catalog)
        tied = (entry,) if isinstance(entry, Resource) else catalog.related(entry, Resource, relation=Relation.ABOUT)
        beside = [resource for resource in catalog.with_pairs(tied) if resource != entry]
        care = with_worldwide(beside or None)
    if isinstance(entry, Source):
        return Description(name_of(entry), tuple(blocks))
    # What decides on safety is a hard topic by its nature.
    return with_care(name_of(entry), blocks, care, hard=isinstance(entry, Flag) or getattr(entry, "hard", False))


def describe_help(help: Help) -> Description:  # noqa: A002  # what it is
    """Where help can be found, and what of it is to be checked before use."""
    shown = dict.fromkeys((*help, *WORLDWIDE))
    return Description("Help", (*(resource_block(resource, help.today) for resource in shown), Paragraph(NOTICE)))


def resource_block(resource: Resource, today: dt.date | None) -> Description:
    """One place where help can be found."""
    return Description(resource.name, tuple(resource_facts(resource, today)))


def resource_facts(resource: Resource, today: dt.date | None = None) -> Iterator[Block]:
    """What a resource is for, how to reach it, and when somebody last looked."""
    if resource.summary:
        yield Paragraph(one_line(resource.summary))
    where = "anywhere" if resource.worldwide else resource.region
    facts = f"hours: {resource.hours}; for: {where}; cost: {resource.cost}; in: {', '.join(resource.languages)}"
    yield Listing((ways_in_words(resource), facts, check_before_use(resource, today)))


def texts_of(entry: Entry, today: dt.date | None) -> Iterator[Block]:
    """What an entry itself says."""
    called = getattr(entry, "also_called", ())
    yield Paragraph(f"{entry.reference}{': also called ' * bool(called)}{', '.join(called)}")
    if isinstance(entry, Resource):
        yield from resource_facts(entry, today)
        return
    for name in ("question", "summary"):
        if text := getattr(entry, name, ""):
            yield Paragraph(one_line(text))
    match entry:
        case Strategy():
            if entry.suits:
                yield Paragraph(f"When it fits: {one_line(entry.suits)}")
            if entry.steps:
                yield Description("Steps", (Listing(tuple(map(one_line, entry.steps)), ordered=True),))
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


def check_before_use(resource: Resource, today: dt.date | None) -> str:
    """When somebody last looked, or that nobody did, and whether to check before use."""
    if resource.last_verified is None:
        return "not verified: check before use"
    seen = f"verified on {resource.last_verified}, to be looked at again by {resource.review_by}"
    return f"{seen}: check before use" if resource.needs_check(today) else seen


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


def contradictions_of(entry: Entry, catalog: Catalog) -> Iterator[Block]:
    """What is said against an entry, in full: it is never shown without."""
    for link in catalog.links(entry, relation=Relation.CONTRADICTED_BY):
        other = catalog[link.other(entry.reference)]
        opening = "Contradicted by" if link.subject == entry.reference else "It contradicts"
        yield Paragraph(f"{opening} “{name_of(other)}”: {one_line(other.summary)} ({cite(link.citations)})")


def relations_of(entry: Entry, catalog: Catalog) -> Iterator[Block]:
    """The links of an entry in words, each with whose word it is."""
    lines: defaultdict[str, list[str]] = defaultdict(list)
    # Contradictions stand above, in full.
    for link in (each for each in shown_links(entry, catalog) if each.relation != Relation.CONTRADICTED_BY):
        meaning, other = MEANINGS[link.relation], catalog[link.other(entry.reference)]
        told = f"{with_counter(other, catalog)} ({other.reference}): {whose_word(link)}"
        lines[sentence(meaning.words if link.object == other.reference else meaning.turned)].append(told)
    for title, items in lines.items():
        yield Description(title, (Listing(tuple(items)),))
    if isinstance(entry, Condition):
        yield Paragraph(ABOUT_GROUPS)


ABOUT_GROUPS = "A tie to a condition is a finding about groups and says nothing about one person."


def shown_links(entry: Entry, catalog: Catalog) -> Iterator[Link]:
    """The links that stand on the page of an entry: a condition is not shown with what people report of themselves."""
    return (link for link in catalog.links(entry) if not isinstance(catalog[link.other(entry.reference)], Condition))


def sentence(words: str) -> str:
    """*words* with a capital at the beginning."""
    return words[:1].upper() + words[1:]


def with_counter(entry: Entry, catalog: Catalog) -> str:
    """The name of an entry, with the name of what contradicts it."""
    # Nothing but a note is contradicted.
    links = catalog.links(entry, relation=Relation.CONTRADICTED_BY) if isinstance(entry, Note) else ()
    against = [name_of(catalog[link.object]) for link in links if link.subject == entry.reference]
    return name_of(entry) + (f", contradicted by “{'” and “'.join(against)}”" if against else "")


def whose_word(link: Link) -> str:
    """On whose word a link stands."""
    if link.basis == Basis.EDITORIAL:
        return "editorial"
    return f"{cite(link.citations)}{' (inferred)' if link.basis == Basis.INFERRED else ''}"


def sources_of(entry: Entry, catalog: Catalog) -> Iterator[Block]:
    """What the entry and its links cite, with the places that the entry itself names, and how far it carries."""
    places: dict[str, list[str]] = {}
    for cited in getattr(entry, "citations", ()):
        places.setdefault(cited.source, []).append(cited.place)
    for part in (entry, *(link for link in shown_links(entry, catalog) if link.basis != Basis.EDITORIAL)):
        for _, cited in citations_of(part):
            places.setdefault(cited.source, [])
    cited_in_words = tuple(source_in_words(catalog.sources[name], told) for name, told in places.items())
    if cited_in_words:
        best = None if isinstance(entry, Resource | Flag) else catalog.best_evidence(entry)
        limited = LIMITED_WORDS.format(EVIDENCE_IN_WORDS[best]) if best in LIMITED else ""
        yield Description("Sources", (Listing(cited_in_words), *([Paragraph(limited)] if limited else [])))


LIMITED_WORDS = "Limited evidence: the best of it is {}."


def source_in_words(source: Source, places: Iterable[str]) -> str:
    """A source by its id, as citations name it, and its title, with the places that are cited."""
    told = "; ".join(filter(None, dict.fromkeys(places)))
    return f"{source.id}: {source.title}{'; ' * bool(told)}{told} ({kind_in_words(source)})"


def kind_in_words(source: Source) -> str:
    """What kind of text a source is, and whether its publisher earns by it."""
    words = EVIDENCE_IN_WORDS[source.evidence].removeprefix("a ").removeprefix("an ")
    return f"{words}; its publisher {source.interest}" if source.interest else words


LIMITED = {Evidence.CASE_REPORT, Evidence.LAY_PAGE, Evidence.EDITORIAL}
EVIDENCE_IN_WORDS = {
    Evidence.TRIAL: "a trial",
    Evidence.LONGITUDINAL: "a study over time",
    Evidence.CROSS_SECTIONAL: "a study at one time",
    Evidence.REVIEW: "a review",
    Evidence.CASE_REPORT: "a report of a single case",
    Evidence.EXPERT_TEXT: "a text by experts",
    Evidence.LAY_PAGE: "a page for the public",
    Evidence.EDITORIAL: "an editorial decision",
}
