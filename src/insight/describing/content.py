"""What there is to show of an entry of the catalog, and of help."""

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from insight.care import NOTICE, WORLDWIDE, Help, ways_in_words, with_worldwide
from insight.catalog import Catalog, citations_of
from insight.content import (
    MEANINGS,
    Basis,
    Citation,
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
from insight.content.words import name_of, one_line
from insight.describing.description import Block, Description, Linked, Listing, Named, Paragraph
from insight.describing.links import draw_links
from insight.describing.words import Page, cited, is_hard, sentence


def entry_page(
    entry: Entry, catalog: Catalog | None, today: dt.date | None = None, *, parts: Iterable[str] = ("summary",)
) -> Page:
    """An entry with its texts, or such *parts* of it as a catalog is needed for; and the help beside it.

    Whatever the parts are, what is said against the entry is among them.
    """
    first, *others = parts if catalog is not None else ("summary",)
    blocks = [*ENTRY_PARTS[first](entry, catalog, today)]
    blocks += [] if catalog is None else contradictions_of(entry, catalog)
    blocks += [block for part in others for block in ENTRY_PARTS[part](entry, catalog, today)]
    care = () if isinstance(entry, Source) else care_beside(entry, catalog)
    return Page(title=name_of(entry), blocks=tuple(blocks), care=care, hard=is_hard(entry), about=entry.reference)


def care_beside(entry: Entry, catalog: Catalog | None) -> tuple[Resource, ...]:
    """The help that is about an entry, or that a resource is never shown without, and the worldwide help."""
    if catalog is None:
        return WORLDWIDE
    tied = (entry,) if isinstance(entry, Resource) else catalog.related(entry, Resource, relation=Relation.ABOUT)
    beside = [resource for resource in catalog.with_pairs(tied) if resource != entry]
    return with_worldwide(beside or None)


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


def texts_of(entry: Entry, catalog: Catalog | None, today: dt.date | None) -> Iterator[Block]:
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
            yield Description(title, (Listing(tuple(state(each, catalog) for each in statements)),))


STATEMENTS = {
    "examples": "Examples",
    "origins": "What may lie behind it",
    "in_childhood": "In childhood",
    "in_adulthood": "In adulthood",
}


def state(statement: Statement, catalog: Catalog | None) -> Linked:
    """A statement with where it comes from."""
    return Linked(f"{one_line(statement.text)} (", cited(statement.citations, catalog), ")")


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
    """What is said against an entry, in full, or against what it is said: it is never shown without."""
    for link in catalog.links(entry, relation=Relation.CONTRADICTED_BY):
        other = catalog[link.other(entry.reference)]
        opening = "Contradicted by" if link.subject == entry.reference else "It contradicts"
        name = Named(name_of(other), other.reference)
        told = f"”: {one_line(other.summary)} ("
        yield Paragraph(Linked(f"{opening} “", name, told, cited(link.citations, catalog), ")"))


def relations_of(entry: Entry, catalog: Catalog) -> Iterator[Block]:
    """The links of an entry in words, each with whose word it is; of a source, what cites it."""
    if isinstance(entry, Source):
        citing = tuple(Linked(called(catalog[each], catalog)) for each in catalog.cited_by.get(entry.id, ()))
        yield from [Description("Cited by", (Listing(citing),))] * bool(citing)
    lines: defaultdict[str, list[str]] = defaultdict(list)
    # Contradictions stand above, in full.
    for link in (each for each in shown_links(entry, catalog) if each.relation != Relation.CONTRADICTED_BY):
        meaning, other = MEANINGS[link.relation], catalog[link.other(entry.reference)]
        told = Linked(called(other, catalog), ": ", whose_word(link, catalog))
        lines[sentence(meaning.words if link.object == other.reference else meaning.turned)].append(told)
    for title, items in lines.items():
        yield Description(title, (Listing(tuple(items)),))
    if isinstance(entry, Condition):
        yield Paragraph(ABOUT_GROUPS)


ABOUT_GROUPS = "A tie to a condition is a finding about groups and says nothing about one person."


def shown_links(entry: Entry, catalog: Catalog) -> Iterator[Link]:
    """The links that stand on the page of an entry: a condition is not shown with what people report of themselves."""
    return (link for link in catalog.links(entry) if not isinstance(catalog[link.other(entry.reference)], Condition))


def with_counter(entry: Entry, catalog: Catalog) -> str:
    """The name of an entry, with the name of what contradicts it."""
    # Nothing but a note is contradicted.
    links = catalog.links(entry, relation=Relation.CONTRADICTED_BY) if isinstance(entry, Note) else ()
    against = [name_of(catalog[link.object]) for link in links if link.subject == entry.reference]
    return name_of(entry) + (f", contradicted by “{'” and “'.join(against)}”" if against else "")


def called(entry: Entry, catalog: Catalog) -> Named:
    """An entry by name, with what contradicts it; where it cannot be linked, with its reference."""
    words = with_counter(entry, catalog)
    return Named(words, entry.reference, f"{words} ({entry.reference})")


def whose_word(link: Link, catalog: Catalog) -> Linked:
    """On whose word a link stands."""
    if link.basis == Basis.EDITORIAL:
        return Linked("editorial")
    return Linked(cited(link.citations, catalog), " (inferred)" if link.basis == Basis.INFERRED else "")


def sources_of(entry: Entry, catalog: Catalog) -> Iterator[Block]:
    """What the entry and its links cite, with the places that the entry itself names, and how far it carries."""
    places: dict[str, list[str]] = {}
    for citation in getattr(entry, "citations", ()):
        places.setdefault(citation.source, []).append(citation.place)
    for part in (entry, *(link for link in shown_links(entry, catalog) if link.basis != Basis.EDITORIAL)):
        for _, citation in citations_of(part):
            places.setdefault(citation.source, [])
    in_words = tuple(source_in_words(catalog.sources[name], told, catalog) for name, told in places.items())
    if in_words:
        best = None if isinstance(entry, Resource | Flag) else catalog.best_evidence(entry)
        limited = LIMITED_WORDS.format(EVIDENCE_IN_WORDS[best]) if best in LIMITED else ""
        yield Description("Sources", (Listing(in_words), *([Paragraph(limited)] if limited else [])))


LIMITED_WORDS = "Limited evidence: the best of it is {}."


def source_in_words(source: Source, places: Iterable[str], catalog: Catalog | None = None) -> Linked:
    """A source by its id, as citations name it, and its title, with the places that are cited."""
    told = "; ".join(filter(None, dict.fromkeys(places)))
    rest = f": {source.title}{'; ' * bool(told)}{told} ({kind_in_words(source)})"
    return Linked(cited([Citation(source=source.id)], catalog), rest)


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


def picture_of(entry: Entry, catalog: Catalog) -> Iterator[Block]:
    """The links of an entry as a picture, where it has some."""
    if links := tuple(shown_links(entry, catalog)):
        yield draw_links(entry, links, catalog)


# What can be shown of an entry, by the name under which pages ask for it; all but the first need a catalog.
ENTRY_PARTS: Mapping[str, Callable[[Entry, Any, dt.date | None], Iterator[Block]]] = {
    "summary": texts_of,
    "relations": lambda entry, catalog, _: relations_of(entry, catalog),
    "picture": lambda entry, catalog, _: picture_of(entry, catalog),
    "sources": lambda entry, catalog, _: sources_of(entry, catalog),
}
