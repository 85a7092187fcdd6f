"""The rows of rows.csv: what became of each fact of the inventory, and whether the catalog cites its lines."""

import csv
import re
from collections.abc import Sequence
from pathlib import Path

from attrs import frozen

from insight import Catalog, Citation, Statement

FILE = Path(__file__).with_name("rows.csv")
TOTAL = 451
LEFT_OUT = ("excluded", "omitted")


@frozen(kw_only=True)
class Row:
    """A fact of the inventory, and what in the catalog carries it.

    Attributes:
        source: Id of the source that states the fact.
        lines: Where in the source, as in the file: "154,156" or "118-149".
        what: The fact as `kind:id` of the inventory.
        references: What carries it: entries, parts of them and links; or the one word that says why nothing does.
        why: The reason where nothing carries it, or a remark.
    """

    number: int
    source: str
    lines: str
    what: str
    references: tuple[str, ...]
    why: str

    @property
    def left_out(self) -> bool:
        """Whether nothing in the catalog carries it, on purpose."""
        return len(self.references) == 1 and self.references[0] in LEFT_OUT


def read_rows(path: Path = FILE) -> list[Row]:
    """The rows of the file, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        return [
            Row(
                number=int(row["row"]),
                source=row["source"],
                lines=row["lines"],
                what=row["what"],
                references=tuple(filter(None, row["references"].split("; "))),
                why=row["why"],
            )
            for row in csv.DictReader(file, strict=True)
        ]


def is_complete(rows: Sequence[Row]) -> bool:
    """Whether each row of the inventory is there, once and in order."""
    return [row.number for row in rows] == list(range(1, TOTAL + 1))


def uncited_lines(row: Row, catalog: Catalog) -> set[int]:
    """The lines of *row* that nothing of what carries it cites; a source is carried by being there."""
    cited: set[int] = set()
    for reference in row.references:
        if reference.startswith("source:"):
            return set()
        for citation in citations_of(reference, catalog):
            if citation.source == row.source:
                cited |= lines_of_place(citation.place)
    return lines_of(row.lines) - cited


def lines_of(text: str) -> set[int]:
    """The lines that the file names.

    >>> sorted(lines_of("154,156-158"))
    [154, 156, 157, 158]
    """
    return {line for part in text.split(",") for line in span(*part.split("-"))}


def lines_of_place(place: str) -> set[int]:
    """The lines that a citation names at the end of its place.

    >>> sorted(lines_of_place("causes, lines 83 and 85")), sorted(lines_of_place("strategies, lines 105 to 108"))
    ([83, 85], [105, 106, 107, 108])
    >>> lines_of_place("signs, line 64"), lines_of_place("styles, 2026-11-22")
    ({64}, set())
    """
    named = re.search(r"\blines? (\d+(?:(?:, | and | to )\d+)*)$", place)
    return {line for part in re.split(", | and ", named[1]) for line in span(*part.split(" to "))} if named else set()


def span(first: str, last: str = "") -> range:
    """The lines from the *first* to the *last* one."""
    return range(int(first), int(last or first) + 1)


def citations_of(reference: str, catalog: Catalog) -> tuple[Citation, ...]:
    """The citations of an entry, of a part of one, or of a link.

    >>> from insight import load_catalog
    >>> found = citations_of("sign:perfectionism appears-in domain:career", load_catalog())
    >>> [(citation.source, citation.place) for citation in found]
    [('the-balance-insecurity', 'signs, line 73')]

    Raises:
        LookupError: If *reference* resolves to nothing.
    """
    match reference.split(" "):
        case [subject, relation, other]:
            return citations_of_link(subject, relation, other, catalog=catalog)
        case [name]:
            return citations_of_entry(*name.split(".", 1), catalog=catalog)
    raise LookupError(f"{reference} is no reference")


def citations_of_entry(name: str, part: str = "", *, catalog: Catalog) -> tuple[Citation, ...]:
    """The citations of an entry, or those of a part of it where the part has its own."""
    entry = catalog[name]
    found = part_of(entry, part) if part else entry
    return found.citations if isinstance(found, Statement) else getattr(entry, "citations", ())


def citations_of_link(subject: str, relation: str, other: str, *, catalog: Catalog) -> tuple[Citation, ...]:
    """The citations of a link."""
    for link in catalog.links(subject, relation=relation):
        if (link.subject, link.object) == (subject, other):
            return link.citations
    raise LookupError(f"there is no link {subject} {relation} {other}")


def part_of(entry: object, part: str) -> str | Statement:
    """A text of an entry, such as `summary`, or one of several, such as `examples[0]`."""
    named = re.fullmatch(r"([a-z_]+)(?:\[(\d+)\])?", part)
    held = getattr(entry, named[1], None) if named else None
    if named and named[2] and isinstance(held, tuple):
        held = held[int(named[2])]
    if isinstance(held, Statement) or (isinstance(held, str) and held):
        return held
    raise LookupError(f"there is no text {part}")


def is_resolved(reference: str, catalog: Catalog) -> bool:
    """Whether *reference* is found in the catalog."""
    try:
        citations_of(reference, catalog)
    except LookupError:
        return False
    return True
