"""The search finds what people look for: queries as one would type them, each with what must be among the first."""

import csv
from pathlib import Path

import pytest

import insight
from insight.content import Condition, Flag, Relation, Source

FIRST = 5
HERE = Path(__file__).parent


def read(name: str) -> list[tuple[str, list[str]]]:
    """The queries of a file, each with the references of which one is expected."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return [(row["query"], row["expected"].split()) for row in csv.DictReader(file)]


QUERIES = read("queries.csv")


def test_there_are_sixty_queries() -> None:
    """There are enough queries, each once."""
    assert len({query for query, _ in QUERIES}) >= 60


@pytest.mark.parametrize(("query", "expected"), QUERIES, ids=[query for query, _ in QUERIES])
def test_query_finds_what_was_meant(query: str, expected: list[str], catalog: insight.Catalog) -> None:
    """One of the entries that an editor would name is among the first five."""
    found = [entry.reference for entry in catalog.search(query)[:FIRST]]

    assert set(expected) & set(found), found


def test_blind_queries_are_mostly_met(catalog: insight.Catalog) -> None:
    """Of queries that were written without a look at the search, no later change costs many."""
    blind = read("queries-blind.csv")
    met = [query for query, expected in blind if {e.reference for e in catalog.search(query)[:FIRST]} & set(expected)]

    assert len(met) >= 0.75 * len(blind)


@pytest.mark.parametrize("query", ["I want to die", "suicide", "kill myself", "he beats me", "I am in danger"])
def test_help_comes_first_in_a_crisis(query: str, catalog: insight.Catalog) -> None:
    """Words that speak of danger find help before anything to read."""
    assert isinstance(catalog.search(query)[0], insight.Resource)


@pytest.mark.parametrize("query", [query for query, _ in QUERIES])
def test_statement_never_comes_without_what_contradicts_it(query: str, catalog: insight.Catalog) -> None:
    """Where a note is found that another contradicts, the other one is its neighbor."""
    found = list(catalog.search(query))

    for note in (entry for entry in found if isinstance(entry, insight.Note)):
        for other in catalog.related(note, insight.Note, relation=Relation.CONTRADICTED_BY):
            assert abs(found.index(note) - found.index(other)) == 1


@pytest.mark.parametrize("query", ["depression", "ptsd", "eating disorder", "hudson", "are you afraid of somebody"])
def test_words_lead_to_no_condition_flag_or_source(query: str, catalog: insight.Catalog) -> None:
    """Conditions, flags and sources are found only where they are asked for."""
    found = [*catalog.search(query)]

    assert not [entry for entry in found if isinstance(entry, Condition | Flag | Source)]


def test_kinds_that_are_asked_for_are_found(catalog: insight.Catalog) -> None:
    """A source is found by its authors, a condition by its name, a flag by its question."""
    assert catalog.search("hudson", Source)[0].id == "hudson-2020"
    assert catalog.search("depression", Condition)[0].id == "depression"
    assert catalog.search("afraid of somebody close", Flag)[0].id == "unsafe-relationship"


@pytest.mark.parametrize("collection", ["signs", "causes", "strategies", "domains", "attachment_styles", "notes"])
def test_every_entry_is_found_by_its_name(collection: str, catalog: insight.Catalog) -> None:
    """Who types the name of an entry finds it among the first five."""
    for entry in getattr(catalog, collection):
        assert entry in catalog.search(entry.name)[:FIRST], entry.reference
