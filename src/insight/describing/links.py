"""The links of an entry as a picture: the entry on the left, what it is tied to on the right, and how on the line."""

from collections.abc import Iterator, Sequence

from insight.catalog import Catalog
from insight.content import MEANINGS, Entry, Link
from insight.content.words import name_of
from insight.describing.description import Picture, Table
from insight.describing.pictures import FONT, drawing, path, text
from insight.describing.words import sentence

WIDTH, ROW, EDGE = 720, 28, 20
# Where the lines begin, where they have come to their row, and where what they lead to stands.
START, FORK, WORDS, END = 16, 60, 70, 270
# About so many letters fit beside a line; the facts hold the whole name.
LONGEST = 54


def draw_links(entry: Entry, links: Sequence[Link], catalog: Catalog) -> Picture:
    """What *entry* is tied to by *links*, with the words for each tie; the same stands in the facts."""
    rows = tuple((row_of(entry, link, catalog)) for link in links)
    facts = Table(("How", "What"), rows, caption=f"Links of {name_of(entry)}")
    height = ROW * len(rows) + 2 * EDGE
    size = f'width="{WIDTH}" viewBox="0 0 {WIDTH} {height}"'
    return drawing(facts.caption, facts, shapes_of(rows, height), size)


def row_of(entry: Entry, link: Link, catalog: Catalog) -> tuple[str, str]:
    """A link as it is read from *entry* on."""
    meaning, other = MEANINGS[link.relation], link.other(entry.reference)
    return sentence(meaning.words if link.object == other else meaning.turned), name_of(catalog[other])


def shapes_of(rows: Sequence[tuple[str, str]], height: int) -> Iterator[str]:
    """A ring for the entry, and from it a line to each thing that it is tied to."""
    middle = height / 2
    yield f'<circle cx="{START}" cy="{middle:g}" r="8" stroke-width="3"/>'
    for number, (words, name) in enumerate(rows):
        y = EDGE + number * ROW + ROW // 2
        yield path(f"M{START + 10} {middle:g}L{FORK} {y}H{WORDS - 4}")
        yield text(WORDS, y + FONT // 3, words, anchor="start")
        yield text(END, y + FONT // 3, name if len(name) <= LONGEST else f"{name[:LONGEST]}…", anchor="start")
