"""A catalog at a glance: its entries by kind."""

from collections.abc import Iterator
from typing import Any

from insight.care import WORLDWIDE
from insight.catalog import Catalog, Collection
from insight.content import Condition, Domain, Entry, Flag, Kind, Resource, Source
from insight.content.words import one_line
from insight.describing.content import with_counter
from insight.describing.description import Block, Description, Paragraph, Table
from insight.describing.words import filled, with_care
from insight.questionnaires import Questionnaire

TITLES = {kind: f"{kind.replace('-', ' ').capitalize()}s" for kind in Kind} | {Kind.STRATEGY: "Strategies"}


def describe_catalog(catalog: Catalog) -> Description:
    """Its entries by kind, in file order; help first, since some of them are about something hard."""
    hard = any(getattr(entry, "hard", False) for entry in entries_of(catalog))
    page = with_care("Catalog", catalog_blocks(catalog), WORLDWIDE, hard=hard)
    return Description(page.title, page.blocks, data=Table(COLUMNS, tuple(rows_of(catalog))))


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


COLUMNS = ("reference", "name", "also called", "summary", "areas", "best evidence", "sources")


def rows_of(catalog: Catalog) -> Iterator[tuple[str, ...]]:
    """All entries for programs, questionnaires aside: those have codebooks."""
    for entry in entries_of(catalog):
        areas = () if isinstance(entry, Domain | Condition) else catalog.related(entry, Domain)
        cited = dict.fromkeys(each.source for each in getattr(entry, "citations", ()))
        evidence = "" if isinstance(entry, Source | Resource | Flag) else str(catalog.best_evidence(entry))
        yield (
            entry.reference,
            entry.title if isinstance(entry, Source) else with_counter(entry, catalog),
            "; ".join(getattr(entry, "also_called", ())),
            said(entry),
            "; ".join(area.id for area in areas),
            str(entry.evidence) if isinstance(entry, Source) else evidence,
            "; ".join(cited),
        )


def entries_of(catalog: Catalog) -> Iterator[Entry]:
    """All entries of a catalog, kind by kind."""
    held: Collection[Any]
    for kind, held in catalog.collections.items():
        if kind != Kind.QUESTIONNAIRE:
            yield from held
