"""A catalog at a glance."""

import csv
import io

from insight import Catalog, describe, load_catalog
from insight.content import Kind
from insight.describing import Description

CATALOG = load_catalog()


def test_all_entries_are_there() -> None:
    """Each kind has a section with each of its entries, and the data a row for each but a questionnaire."""
    page = describe(CATALOG)
    sections = [block for block in page.blocks if isinstance(block, Description)]
    held = {kind: entries for kind, entries in CATALOG.collections.items() if len(entries)}

    assert [section.title for section in sections] == [
        *("Domains", "Signs", "Causes", "Attachment styles", "Strategies", "Conditions", "Notes", "Flags"),
        *("Resources", "Sources", "Questionnaires"),
    ]
    for section, entries in zip(sections, held.values(), strict=True):
        (table,) = section.blocks
        assert [row[0] for row in getattr(table, "rows")] == list(entries.ids)  # noqa: B009  # a table
    rows = list(csv.DictReader(io.StringIO(page.csv())))
    assert [row["reference"] for row in rows] == [
        entry.reference for kind, entries in held.items() if kind != Kind.QUESTIONNAIRE for entry in entries
    ]


def test_a_row_for_programs() -> None:
    """An entry comes with where it appears, its best evidence, and its sources."""
    rows = {row["reference"]: row for row in csv.DictReader(io.StringIO(describe(CATALOG).csv()))}

    sign = rows["sign:perfectionism"]
    assert sign["name"] == "Perfectionism"
    assert sign["summary"] == " ".join(CATALOG.signs["perfectionism"].summary.split())
    assert sign["best evidence"] == CATALOG.best_evidence(CATALOG.signs["perfectionism"])
    assert "betterhelp-insecurity-2024" in sign["sources"].split("; ")
    assert rows["domain:career"]["areas"] == ""
    assert rows["source:hudson-2020"]["best evidence"] == "longitudinal"
    assert rows["flag:unsafe-relationship"]["summary"].endswith("?")


def test_help_is_first_where_something_hard_is_shown() -> None:
    """The bundled catalog speaks of hard things; an empty one speaks of none."""
    hard = describe(CATALOG).text().split("\n\n")
    empty = describe(Catalog()).text().split("\n\n")

    assert hard[1] == "This speaks of something hard. You do not have to go through it alone."
    assert hard[2].startswith("If things are hard or you are in danger, help is there.")
    assert empty[-1].startswith("If things are hard or you are in danger, help is there.")


def test_what_is_contradicted_says_so() -> None:
    """The name of a note that something speaks against comes with it."""
    text = " ".join(describe(CATALOG).text(width=10_000).split())

    assert ", contradicted by “" in text
