"""A description as nodes of docutils and Sphinx, those that every builder knows, and no others."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest

from attrs import frozen
from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx import addnodes

from insight.content import ENTRY_CLASSES, split_reference
from insight.describing import (
    ADDRESS,
    Block,
    Description,
    Formula,
    Linked,
    Listing,
    Named,
    Page,
    Paragraph,
    Picture,
    Table,
)
from insight.describing.as_markdown import escape
from insight.sphinxext.views import Group, Shown

# Where pages are HTML, but for books, whose readers set neither mathematics nor drawings.
ON_PAGES, IN_PRINT, ELSEWHERE = "html and not epub", "latex", "not latex and (epub or not html)"
LONG = 13
NARROWEST, WIDEST = 6, 40


def anchor_of(reference: str) -> str:
    """Where something is on its page: an address that stays.

    >>> anchor_of("sign:perfectionism"), anchor_of("item:life-areas.worry-about-job")
    ('insight-sign-perfectionism', 'insight-item-life-areas--worry-about-job')
    """
    kind, name = split_reference(reference)
    # One text for all places that hold it: the environment is stored, and holds each text once.
    return sys.intern(f"insight-{kind}-{name.replace('.', '--')}")


@frozen
class Style:
    """How a directive wants its blocks.

    Attributes:
        source: The page, and the line of the directive in it: where its texts come from, for translators.
        sections: Whether sections can stand here; else titles are only set apart.
        claim: Takes the place of what has a reference, with its title; false where it is taken already.
        prefix: What stands before every caption.
        classes: What the tables are marked with.
        formula: Whether rules are set as mathematics, too.
    """

    document: nodes.document
    source: str
    line: int
    sections: bool
    claim: Callable[[str, str], bool]
    prefix: str = ""
    classes: tuple[str, ...] = ()
    formula: bool = True

    @property
    def markdown(self) -> bool:
        """Whether the page is Markdown; translations of it are read as such."""
        return self.source.endswith(".md")


def render(shown: Iterable[Shown], style: Style) -> list[nodes.Element]:
    """All that is shown, one after the other."""
    return [node for block in shown for node in nodes_of(block, style, "")]


def nodes_of(block: Shown, style: Style, title: str, *, fields: bool = False) -> Iterator[nodes.Element]:
    """A block below *title*; *fields*: its sections are fields of the entry above."""
    match block:
        case Group():
            yield from titled_nodes(Description(block.title, ()), style, render(block.inside, style))
        case Page() | Description():
            yield from section_nodes(block, style, fields=fields)
        case Paragraph():
            yield text_node(nodes.paragraph, block.text, style, block.language)
        case Listing():
            yield listing_node(block, style)
        case Table():
            yield table_node(block, style, title)
        case Picture():
            yield only(ON_PAGES, nodes.container("", raw(block.svg), classes=["insight-picture"]))
            yield table_node(block.facts, style, title)
        case Formula() if style.formula:
            yield from formula_nodes(block, style)


def section_nodes(block: Page | Description, style: Style, *, fields: bool) -> Iterator[nodes.Element]:
    """A titled part: a section, a field of an entry, or a title that is only set apart."""
    kind = split_reference(block.about)[0]
    if not block.title:
        yield from inner_nodes(block.blocks, style, "", fields=False)
    elif fields:
        body = nodes.field_body("", *inner_nodes(block.blocks, style, block.title, fields=False))
        field = nodes.field("", text_node(nodes.field_name, block.title, style), body)
        yield nodes.field_list("", field)
    else:
        inner = inner_nodes(block.blocks, style, block.title, fields=kind in ENTRY_CLASSES)
        yield from titled_nodes(block, style, inner)


def inner_nodes(blocks: Iterable[Block], style: Style, title: str, *, fields: bool) -> Iterator[nodes.Element]:
    """Blocks one after the other; fields that follow each other stand in one list."""
    last: nodes.Element | None = None
    for block in blocks:
        for node in nodes_of(block, style, title, fields=fields):
            if isinstance(last, nodes.field_list) and isinstance(node, nodes.field_list):
                last += node.children
                continue
            if last is not None:
                yield last
            last = node
    if last is not None:
        yield last


def titled_nodes(block: Page | Description, style: Style, inner: Iterable[nodes.Element]) -> Iterator[nodes.Element]:
    """A title and what stands below it; where it is about something, that can be linked, and is in the index."""
    claimed = bool(block.about) and style.claim(block.about, block.title)
    ids = [anchor_of(block.about)] if claimed else []
    index = [index_node(block.about, block.title)] if claimed else []
    if style.sections:
        title = text_node(nodes.title, block.title, style)
        # Before the title, the index would take the place of it in tables of contents.
        section = nodes.section("", title, *index, *inner, ids=ids or [free_id(block.title, style)])
        section.source, section.line = style.source, style.line
        style.document.note_explicit_target(section)
        yield section
    else:
        yield from (target_node(each, style) for each in ids)
        yield from index
        yield text_node(nodes.rubric, block.title, style)
        yield from inner


def free_id(title: str, style: Style) -> str:
    """An id of the page that nothing has yet."""
    base = nodes.make_id(f"insight {title}") or "insight"
    taken = style.document.ids
    return (
        base
        if base not in taken
        else next(f"{base}-{n}" for n in range(2, len(taken) + 3) if f"{base}-{n}" not in taken)
    )


def target_node(anchor: str, style: Style) -> nodes.target:
    """A place to link to, beside a text: inside one, LaTeX would pass it over, and a translation would drop it."""
    target = nodes.target("", "", ids=[anchor])
    style.document.note_explicit_target(target)
    return target


def index_node(reference: str, title: str) -> addnodes.index:
    """An entry for the index of the whole project."""
    kind = split_reference(reference)[0].replace("-", " ")
    return addnodes.index(entries=[("single", f"{title} ({kind})", anchor_of(reference), "", None)])


def text_node(make: Callable[..., nodes.Element], text: str, style: Style, language: str = "") -> nodes.Element:
    """A text as a node of some kind, with links, and with what a translator sees of it."""
    parts = text.parts if isinstance(text, Linked) else (text,)
    as_source = as_markdown if style.markdown else as_rst
    node = make("".join(map(as_source, parts)), "", *(each for part in parts for each in inline_nodes(part)))
    if language:
        node["classes"].append(f"language-{language}")
    node.source, node.line = style.source, style.line
    return node


def inline_nodes(part: str | Named) -> Iterator[nodes.Node]:
    """A part of a text: what it names is linked where it is shown somewhere, and so are addresses."""
    if isinstance(part, Named):
        kind, name = split_reference(part.reference)
        yield addnodes.pending_xref(
            "",
            nodes.inline("", part.words),
            refdomain="insight",
            reftype=kind,
            reftarget=name,
            refexplicit=True,
            refwarn=False,
            insight_made=True,
        )
        return
    for number, text in enumerate(ADDRESS.split(part)):
        if text:
            yield nodes.reference("", text, refuri=text) if number % 2 else nodes.Text(text)


def as_rst(part: str | Named) -> str:
    """A part of a text as a translator reads it, in reStructuredText: read again, it is the same text."""
    if isinstance(part, Named):
        kind, name = split_reference(part.reference)
        words = re.sub(r"([\\`<>])", r"\\\1", part.words)
        return f":insight:{kind}:`{words} <{name}>`"
    pieces = enumerate(ADDRESS.split(part))
    escaped = "".join((IN_ADDRESS if number % 2 else MEANT).sub(r"\\\g<0>", piece) for number, piece in pieces)
    # Backslashes alone would be a line between sections.
    return AT_START.sub(r"\\", escaped) if escaped.strip("\\") else f"\\ {escaped}"


# What has a meaning anywhere: emphasis, literals, substitutions, references, addresses of other kinds.
IN_ADDRESS = re.compile(r"[\\*`|]|_\b|\b_")
MEANT = re.compile(rf"{IN_ADDRESS.pattern}|@|:(?=\S|$)")
# What has one at the beginning: lists, quotes, fields, comments, lines under titles.
AT_START = re.compile(r"^(?=[!-/:-@\[\]^_{}~•‣]|\w+[.)])")


def as_markdown(part: str | Named) -> str:
    """A part of a text as a translator reads it, in Markdown."""
    if isinstance(part, Named):
        kind, name = split_reference(part.reference)
        # In a run of as many backquotes as there are none of in the words.
        quote = "`" * (max(map(len, re.findall("`+", part.words)), default=0) + 1)
        return f"{{insight:{kind}}}{quote}{part.words} <{name}>{quote}"
    pieces = enumerate(ADDRESS.split(part))
    return "".join(f"<{piece}>" if number % 2 else within(piece) for number, piece in pieces)


def within(piece: str) -> str:
    """A piece of a text in Markdown, with the spaces around it."""
    return "".join(escape(text) or text for text in re.split(r"(^\s+|\s+$|\s{2,})", piece))


def listing_node(listing: Listing, style: Style) -> nodes.Element:
    """A list."""
    items = [nodes.list_item("", text_node(nodes.paragraph, item, style)) for item in listing.items]
    if listing.ordered:
        return nodes.enumerated_list("", *items, enumtype="arabic", prefix="", suffix=".")
    return nodes.bullet_list("", *items, bullet="-")


def table_node(table: Table, style: Style, title: str) -> nodes.Element:
    """A table with a caption, a header above each column and before each row."""
    sizes = [size_of(column) for column in zip(table.columns, *table.rows, strict=True)]
    specs = [nodes.colspec(colwidth=size, stub=1 if n == 0 else 0) for n, size in enumerate(sizes)]
    head = nodes.row("", *(nodes.entry("", text_node(nodes.paragraph, name, style)) for name in table.columns))
    rows = [row_node(row, about, table, style) for row, about in zip_longest(table.rows, table.about)]
    group = nodes.tgroup("", *specs, nodes.thead("", head), nodes.tbody("", *rows), cols=len(sizes))
    caption = text_node(nodes.title, " ".join(filter(None, (style.prefix, table.caption or title or "Table"))), style)
    long = ["longtable"] if len(rows) >= LONG else []
    return nodes.table("", caption, group, classes=["insight-table", "colwidths-given", *long, *style.classes])


def size_of(column: Sequence[str]) -> int:
    """How wide a column is beside the others: by its words and its texts, within bounds."""
    longest = max(max(map(len, cell.split()), default=0) for cell in column)
    mean = sum(map(len, column)) // len(column)
    return min(max(longest, mean, NARROWEST), WIDEST)


def row_node(row: tuple[str, ...], about: Named | None, table: Table, style: Style) -> nodes.row:
    """A row; where it is about something, that can be linked."""
    cells = [
        nodes.entry("", *([text_node(nodes.paragraph, cell, style, spoken)] if cell else []))
        for cell, spoken in zip_longest(row, table.languages, fillvalue="")
    ]
    if about and style.claim(about.reference, about.words):
        cells[0].insert(0, target_node(anchor_of(about.reference), style))
    return nodes.row("", *cells)


def formula_nodes(formula: Formula, style: Style) -> Iterator[nodes.Element]:
    """A rule as mathematics where that can be set, else in one line; and what its letters stand for."""
    # Not all versions of docutils can be asked for a block.
    mathematics = tex2mathml(formula.tex).replace("<math ", '<math display="block" ', 1)
    yield only(ON_PAGES, raw(mathematics))
    # No node of mathematics: for the sake of one, Sphinx 8 has a page ask another site for MathJax.
    yield only(IN_PRINT, raw(f"\\begin{{equation*}}\n{formula.tex}\n\\end{{equation*}}", "latex"))
    yield only(ELSEWHERE, text_node(nodes.paragraph, formula.plain, style))
    yield text_node(nodes.paragraph, formula.letters, style)


def raw(text: str, form: str = "html") -> nodes.raw:
    """What only one form can hold."""
    return nodes.raw("", text, format=form, translatable=False)


def only(where: str, *inside: nodes.Node) -> addnodes.only:
    """What only some builders write: decided when they write, since they share what was read."""
    return addnodes.only("", *inside, expr=where)
