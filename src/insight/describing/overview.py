"""A catalog at a glance: its entries by kind."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from insight.care import WORLDWIDE
from insight.catalog import Catalog, Collection
from insight.content import MEANINGS, Condition, Domain, Entry, Flag, Kind, Resource, Source
from insight.content.words import name_of, one_line
from insight.describing.content import with_counter
from insight.describing.description import ITEM, Block, Description, Linked, Listing, Named, Paragraph, Table
from insight.describing.words import Page, filled, is_hard, joined
from insight.questionnaires import Questionnaire

TITLES = {kind: f"{kind.replace('-', ' ').capitalize()}s" for kind in Kind} | {Kind.STRATEGY: "Strategies"}


def catalog_page(catalog: Catalog) -> Page:
    """Its entries by kind, in file order; help first, since some of them are about something hard."""
    hard = any(map(is_hard, entries_of(catalog)))
    data = entries_data(entries_of(catalog), catalog)
    return Page(title="Catalog", blocks=tuple(catalog_blocks(catalog)), care=WORLDWIDE, hard=hard, data=data)


def catalog_blocks(catalog: Catalog) -> Iterator[Block]:
    """How much there is, and a table for each kind."""
    held = {kind: entries for kind, entries in catalog.collections.items() if len(entries)}
    counts = ", ".join(f"{TITLES[kind].lower()}: {len(entries)}" for kind, entries in held.items())
    yield Paragraph(f"{counts[:1].upper()}{counts[1:]}; links: {len(catalog.links())}.")
    for kind, entries in held.items():
        table = Table(("Id", "Name", "Summary"), tuple(map(shown_row, entries, [catalog] * len(entries))))
        yield Description(TITLES[kind], (filled(table),))


def shown_row(entry: Any, catalog: Catalog) -> tuple[str, ...]:
    """An entry in a line: its id, its name with what contradicts it, and what it says."""
    if isinstance(entry, Questionnaire):
        return entry.id, f"{entry.title} {entry.version}", entry.intended_use
    if isinstance(entry, Source):
        return entry.id, entry.title, ""
    return entry.id, with_counter(entry, catalog), said(entry)


def said(entry: Entry) -> str:
    """What an entry says of itself; a flag asks."""
    return one_line(getattr(entry, "summary", "") or getattr(entry, "question", ""))


def linked_name(entry: Entry, catalog: Catalog) -> Linked:
    """The name of an entry with what contradicts it, linked to the entry."""
    return Linked(Named(with_counter(entry, catalog), entry.reference))


def areas_of(entry: Entry, catalog: Catalog) -> Linked:
    """The areas of life that an entry is tied to; a condition is tied to none."""
    areas = () if isinstance(entry, Domain | Condition) else catalog.related(entry, Domain)
    return joined(Linked(Named(name_of(area), area.reference, area.id)) for area in areas)


def evidence_of(entry: Entry, catalog: Catalog) -> str:
    """The best evidence behind an entry, of a source what it is itself."""
    if isinstance(entry, Source):
        return str(entry.evidence)
    return "" if isinstance(entry, Resource | Flag) else str(catalog.best_evidence(entry))


def cited_by_entry(entry: Entry, _: Catalog) -> Linked:
    """The sources that an entry cites."""
    named = dict.fromkeys(each.source for each in getattr(entry, "citations", ()))
    return joined(Linked(Named(each, f"{Kind.SOURCE}:{each}")) for each in named)


# What a table of entries can show, by the names of its columns.
CELLS: Mapping[str, Callable[[Entry, Catalog], str]] = {
    "reference": lambda entry, _: entry.reference,
    "name": linked_name,
    "also called": lambda entry, _: "; ".join(getattr(entry, "also_called", ())),
    "summary": lambda entry, _: said(entry),
    "areas": areas_of,
    "best evidence": evidence_of,
    "sources": cited_by_entry,
}


def entries_data(entries: Iterable[Entry], catalog: Catalog) -> Table:
    """Entries in rows, for programs; questionnaires have codebooks instead."""
    return Table(tuple(CELLS), tuple(tuple(make(entry, catalog) for make in CELLS.values()) for entry in entries))


def entries_page(
    entries: Sequence[Entry], catalog: Catalog, *, way: str, columns: Iterable[str] = (), caption: str = ""
) -> Page:
    """Some entries in a table, a list or a matrix, each by its name, which is never without what contradicts it."""
    if not entries:
        return Page(title="", blocks=())
    block: Block
    match way:
        case "table":
            block = entries_table(entries, catalog, columns or ("summary",), caption)
        case "matrix":
            block = entries_matrix(entries, catalog, caption)
        case _:
            block = Listing(tuple(linked_name(entry, catalog) for entry in entries))
    return Page(title="", blocks=(block,), care=WORLDWIDE, hard=any(map(is_hard, entries)))


def entries_table(entries: Sequence[Entry], catalog: Catalog, columns: Iterable[str], caption: str) -> Table:
    """Entries in rows, their names first."""
    chosen = dict.fromkeys(("name", *columns))
    rows = tuple(tuple(CELLS[column](entry, catalog) for column in chosen) for entry in entries)
    return Table(tuple(map(str.capitalize, chosen)), rows, caption)


def entries_matrix(entries: Sequence[Entry], catalog: Catalog, caption: str) -> Table:
    """Entries against the areas of life: in each cell the words of the link between the two."""
    areas = tuple(catalog.domains)
    rows = tuple((linked_name(each, catalog), *(tie(each, area, catalog) for area in areas)) for each in entries)
    return Table(("Name", *map(name_of, areas)), rows, caption or "Areas of life")


def tie(entry: Entry, area: Domain, catalog: Catalog) -> str:
    """How an entry is tied to an area of life, read from the entry on."""
    links = (link for link in catalog.links(entry) if link.other(entry.reference) == area.reference)
    ways = ((MEANINGS[link.relation], link.object == area.reference) for link in links)
    return "; ".join(dict.fromkeys(meaning.words if forward else meaning.turned for meaning, forward in ways))


def coverage_page(questionnaire: Questionnaire, catalog: Catalog) -> Page:
    """Which signs of the catalog an item of the questionnaire asks about, and which none does."""
    asked: defaultdict[str, list[str]] = defaultdict(list)
    for item in questionnaire.items:
        for about in item.about:
            asked[about.removeprefix("-")].append(item.id)
    rows = tuple(
        (linked_name(sign, catalog), items_in_words(questionnaire, asked[sign.reference])) for sign in catalog.signs
    )
    covered = sum(bool(asked[sign.reference]) for sign in catalog.signs)
    told = Paragraph(f"Items ask about {covered} of {len(rows)} signs.")
    table = Table(("Sign", "Items"), rows, caption=f"Signs that {questionnaire.title} asks about")
    return Page(title="", blocks=(told, table), care=WORLDWIDE, hard=any(map(is_hard, catalog.signs)))


def items_in_words(questionnaire: Questionnaire, names: Iterable[str]) -> str:
    """The items that ask about something, each linked; or that there are none."""
    return joined(Linked(Named(each, f"{ITEM}:{questionnaire.id}.{each}")) for each in names) or "none"


def entries_of(catalog: Catalog) -> Iterator[Entry]:
    """All entries of a catalog, kind by kind."""
    held: Collection[Any]
    for kind, held in catalog.collections.items():
        if kind != Kind.QUESTIONNAIRE:
            yield from held
