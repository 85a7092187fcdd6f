"""Each fact of the inventory is in the catalog, with the lines that it comes from, or is left out for a reason."""

import csv
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest

import insight
from content.rows import FILE, TOTAL, Row, citations_of, is_complete, is_resolved, lines_of, read_rows, uncited_lines

INVENTORY = Path(__file__).parents[3] / "shared" / "content" / "inventory.jsonl"
SOURCES = {
    "000": "betterhelp-insecurity-2024",
    "001": "the-balance-insecurity",
    "002": "verywell-insecure-attachment",
}
ROWS = read_rows()
CARRIED = [row for row in ROWS if not row.left_out]


def by_number(rows: list[Row]) -> pytest.MarkDecorator:
    """A test for each of *rows*, whose id is the number of the row."""
    return pytest.mark.parametrize("row", rows, ids=[str(row.number) for row in rows])


@pytest.fixture(scope="module")
def inventory() -> list[dict[str, Any]]:
    """The facts as they were listed before the catalog was written."""
    if not INVENTORY.exists():
        pytest.skip("the inventory lies beside the repository, and is not here")
    return [json.loads(line) for line in INVENTORY.read_text(encoding="utf-8").splitlines()]


# The file


def test_file_has_the_columns_that_are_read() -> None:
    """The file is plain CSV in UTF-8 with one header."""
    raw = FILE.read_bytes()
    header, *rows = csv.reader(raw.decode("utf-8").splitlines(), strict=True)

    assert header == ["row", "source", "lines", "what", "references", "why"]
    assert {len(row) for row in rows} == {6}
    assert b"\r" not in raw
    assert raw.endswith(b"\n")


def test_each_row_is_there_once() -> None:
    """The rows run from 1 to 451."""
    assert is_complete(ROWS)


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda rows: rows[1:], id="first-out"),
        pytest.param(lambda rows: rows[:200] + rows[201:], id="middle-out"),
        pytest.param(lambda rows: rows[:-1], id="last-out"),
        pytest.param(lambda rows: [*rows, rows[-1]], id="last-twice"),
        pytest.param(lambda rows: [rows[1], rows[0], *rows[2:]], id="two-swapped"),
        pytest.param(lambda rows: [], id="all-out"),
    ],
)
def test_missing_row_is_noticed(spoil: Callable[[list[Row]], list[Row]]) -> None:
    """The check itself fails where a row is taken out, is there twice, or is out of order."""
    assert not is_complete(spoil(ROWS))


# The rows


@by_number(CARRIED)
def test_row_is_carried(row: Row, catalog: insight.Catalog) -> None:
    """What carries a row is in the catalog, and is named once."""
    assert row.references
    assert len(set(row.references)) == len(row.references)
    assert [reference for reference in row.references if not is_resolved(reference, catalog)] == []


@by_number(CARRIED)
def test_lines_of_a_row_are_cited(row: Row, catalog: insight.Catalog) -> None:
    """Every line that a row comes from is cited by what carries it."""
    assert uncited_lines(row, catalog) == set()


@by_number([row for row in ROWS if row.left_out])
def test_row_is_left_out_for_a_reason(row: Row) -> None:
    """A row that nothing carries says why."""
    assert len(row.why.split()) >= 2


def test_few_rows_are_omitted() -> None:
    """Facts, other than page furniture, are left out one by one: never more than one in fifty."""
    omitted = [row for row in ROWS if row.references == ("omitted",)]

    assert len(omitted) <= TOTAL / 50


# The checks themselves


def test_uncited_line_is_noticed(catalog: insight.Catalog) -> None:
    """The check itself fails where a row has one more line, or is said to come from another source."""
    row = next(row for row in CARRIED if row.what == "domain:career")

    assert uncited_lines(attrs.evolve(row, lines=f"{row.lines},999"), catalog) == {999}
    assert uncited_lines(attrs.evolve(row, source="the-balance-insecurity"), catalog) == lines_of(row.lines)


def test_citations_of_a_statement_are_its_own(catalog: insight.Catalog) -> None:
    """An example is cited by itself, not by the entry that it stands in."""
    sign = catalog.signs["perfectionism"]

    assert citations_of("sign:perfectionism", catalog) == sign.citations
    assert citations_of("sign:perfectionism.summary", catalog) == sign.citations
    assert citations_of("sign:perfectionism.also_called[0]", catalog) == sign.citations
    assert citations_of("sign:perfectionism.examples[0]", catalog) == sign.examples[0].citations != sign.citations


@pytest.mark.parametrize(
    "reference",
    [
        "sign:no-such-sign",
        "such:perfectionism",
        "perfectionism",
        "sign:perfectionism.no_such_field",
        "sign:perfectionism.examples",
        "sign:perfectionism.examples[99]",
        "sign:perfectionism.examples[0",
        "strategy:self-reflection.suits",
        "domain:career appears-in sign:perfectionism",
        "sign:perfectionism eases domain:career",
        "sign:perfectionism no-such-relation domain:career",
        "sign:no-such-sign appears-in domain:career",
        "sign:perfectionism appears-in",
        "",
    ],
)
def test_wrong_reference_is_not_resolved(reference: str, catalog: insight.Catalog) -> None:
    """Neither an entry, a part nor a link is found that is not there."""
    assert not is_resolved(reference, catalog)


# The inventory


def test_rows_are_those_of_the_inventory(inventory: list[dict[str, Any]]) -> None:
    """Number, source, lines and name of each row are what the inventory says."""
    listed = [
        (fact["n"], SOURCES[fact["source"][:3]], set(fact["lines"]), f"{fact['kind']}:{fact['id']}")
        for fact in inventory
    ]

    assert [(row.number, row.source, lines_of(row.lines), row.what) for row in ROWS] == listed


def test_only_page_furniture_is_excluded(inventory: list[dict[str, Any]]) -> None:
    """The excluded rows are just those that the inventory has excluded."""
    furniture = [fact["n"] for fact in inventory if fact["kind"] == "excluded"]

    assert [row.number for row in ROWS if row.references == ("excluded",)] == furniture


def test_rows_are_those_that_were_noted() -> None:
    """What was noted of the sources, with its lines, is not changed unseen where the inventory is not at hand."""
    noted = "\n".join("\t".join((str(row.number), row.source, row.lines, row.what)) for row in read_rows())

    assert hashlib.sha256(noted.encode()).hexdigest() == NOTED


NOTED = "0dee62a4a514be400be4bbcdd6ce0edfcdc6aad0dde7eeb371e886ea050e6e27"
