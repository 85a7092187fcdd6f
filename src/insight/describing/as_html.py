"""A description as HTML: a page, a section of one, or what a notebook shows."""

from collections.abc import Iterable, Iterator
from html import escape
from itertools import zip_longest

from insight.describing.description import Block, Description, Listing, Paragraph, Picture, Table
from insight.describing.words import ADDRESS

DEEPEST = 6
MOST_ROWS = 30
STYLE = """\
:root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
body { margin: 1rem auto; max-width: 60rem; padding: 0 1rem; overflow-wrap: break-word; }
table { border-collapse: collapse; margin: 1rem 0; }
caption, figcaption { font-weight: bold; padding: .25rem 0; text-align: start; }
figure { margin: 1rem 0 0; }
th, td { border: 1px solid; padding: .25rem .5rem; text-align: start; vertical-align: top; }
svg { display: block; height: auto; max-width: 100%; }"""


# Nothing is hidden at first; it can be folded.
OPEN = '<details open="">'


def to_page(description: Description) -> str:
    """A whole page, which needs no other file."""
    head = [
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(description.title)}</title>",
        f"<style>\n{STYLE}\n</style>",
    ]
    body = ["</head>", "<body>", "<main>", *lines_of(description), "</main>", "</body>", "</html>\n"]
    return "\n".join(["<!DOCTYPE html>", '<html lang="en">', "<head>", *head, *body])


def to_section(description: Description, *, level: int) -> str:
    """A section, to put into a page, its title as a heading of *level*."""
    return "\n".join(["<section>", *lines_of(description, level=level), "</section>\n"])


def to_notebook(description: Description) -> str:
    """A section that folds, as those inside it do, with at most 30 rows of a table or list."""
    return "\n".join(folding_lines(description)) + "\n"


def lines_of(description: Description, *, level: int = 1) -> Iterator[str]:
    """A description as lines of HTML, its title as a heading of *level*."""
    yield f"<h{level}>{escape(description.title)}</h{level}>"
    for block in description.blocks:
        if isinstance(block, Description):
            yield from lines_of(block, level=min(level + 1, DEEPEST))
        else:
            yield from block_lines(block, description.title)


def folding_lines(description: Description) -> Iterator[str]:
    """A description as lines of HTML that can be folded."""
    yield f"{OPEN}<summary>{escape(description.title)}</summary>"
    for block in description.blocks:
        if isinstance(block, Description):
            yield from folding_lines(block)
        else:
            yield from block_lines(block, description.title, most=MOST_ROWS)
    yield "</details>"


def block_lines(block: Block, title: str, *, most: int | None = None) -> Iterator[str]:
    """A block below *title*, with at most so many rows of a table or items of a list."""
    match block:
        case Paragraph():
            yield f"<p{language(block.language)}>{linked(block.text)}</p>"
        case Listing():
            yield from list_lines(block, most)
        case Table():
            yield from table_lines(block, title, most)
        case Picture():
            yield f"<figure>\n<figcaption>{escape(block.facts.caption or title)}</figcaption>\n{block.svg}\n</figure>"
            yield f"{OPEN}<summary>The picture in words</summary>"
            yield from table_lines(block.facts, title, most)
            yield "</details>"


def list_lines(listing: Listing, most: int | None) -> Iterator[str]:
    """A list, with how many more there are."""
    name = "ol" if listing.ordered else "ul"
    yield f"<{name}>"
    yield from (f"<li>{linked(item)}</li>" for item in listing.items[:most])
    yield f"</{name}>"
    if more := left_out(listing.items, most):
        yield f"<p>{more}</p>"


def table_lines(table: Table, title: str, most: int | None) -> Iterator[str]:
    """A table with a caption, and headers that say whether they stand above a column or before a row."""
    yield f"<table>\n<caption>{escape(table.caption or title)}</caption>"
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    yield f"<thead><tr>{heads}</tr></thead>\n<tbody>"
    yield from (f"<tr>{''.join(cells(row, table.languages))}</tr>" for row in table.rows[:most])
    if more := left_out(table.rows, most):
        yield f'<tr><td colspan="{len(table.columns)}">{more}</td></tr>'
    yield "</tbody>\n</table>"


def cells(row: Iterable[str], languages: Iterable[str]) -> Iterator[str]:
    """The cells of a row, the first as its header."""
    for number, (cell, spoken) in enumerate(zip_longest(row, languages, fillvalue="")):
        name, scope = ("td", "") if number else ("th", ' scope="row"')
        yield f"<{name}{scope}{language(spoken)}>{escape(cell)}</{name}>"


def linked(text: str) -> str:
    """*text* with each address as a link, so that help is a tap away."""
    parts = enumerate(map(escape, ADDRESS.split(text)))
    return "".join(f'<a href="{part}">{part}</a>' if number % 2 else part for number, part in parts)


def left_out(things: tuple[object, ...], most: int | None) -> str:
    """How many things are not shown."""
    return f"{len(things) - most} more" if most is not None and len(things) > most else ""


def language(tag: str) -> str:
    """The attributes for a language other than the page's, which may be written from the right."""
    return f' lang="{escape(tag)}" dir="auto"' if tag else ""
