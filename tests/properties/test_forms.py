"""Whatever a description says is read in each form as it is."""

import csv
import io
import unicodedata
import xml.etree.ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from insight.describing import Description, Listing, Paragraph, Table

# What XML cannot hold is refused in all that the library reads.
LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Co", "Cn"), exclude_characters="\ufffe\uffff")
SPECIAL = st.sampled_from(
    [*list("\\`*_[]<&|~$#+-=>:%.)!1 @^\"'(){}"), "---", "===", "1. ", "```", "~~~", "<!--", "&amp;"]
)
WORDS = (
    st.lists(st.one_of(LETTERS, SPECIAL), min_size=1, max_size=12).map("".join).map(lambda text: " ".join(text.split()))
)
TEXTS = WORDS.filter(lambda text: bool(text) and unicodedata.normalize("NFC", text) == text)
CELLS = st.one_of(st.just(""), TEXTS)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables with one to three columns."""
    columns = tuple(draw(st.lists(TEXTS, min_size=1, max_size=3)))
    row = st.tuples(TEXTS, *[CELLS] * (len(columns) - 1))
    return Table(columns, tuple(draw(st.lists(row, min_size=1, max_size=3))))


BLOCKS = st.one_of(
    st.builds(Paragraph, TEXTS),
    st.builds(Listing, st.lists(TEXTS, min_size=1, max_size=3).map(tuple), st.booleans()),
    tables(),
)
PAGES = st.builds(
    Description,
    TEXTS,
    st.lists(st.one_of(BLOCKS, st.builds(Description, TEXTS, st.lists(BLOCKS, max_size=3).map(tuple))), max_size=4).map(
        tuple
    ),
)


def said(page: Description) -> list[str]:
    """All that a page says, in order, empty cells aside."""
    found = [page.title]
    for block in page.blocks:
        match block:
            case Description():
                found += said(block)
            case Paragraph():
                found.append(block.text)
            case Listing():
                found += block.items
            case Table():
                found += [cell for row in (block.columns, *block.rows) for cell in row if cell]
    return found


def plain(token: Token) -> str:
    """The text of an inline token, refusing any markup in it."""
    assert {child.type for child in token.children or []} <= {"text", "text_special"}, token.content
    return "".join(child.content for child in token.children or [])


@given(PAGES)
def test_markdown_shows_each_text_as_it_is(page: Description) -> None:
    """A Markdown parser finds the same texts, in the same blocks, and no markup in any of them."""
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(page.markdown())

    assert [text for text in (plain(token) for token in tokens if token.type == "inline") if text] == said(page)
    kinds = [token.type for token in tokens]
    blocks = [
        *page.blocks,
        *(inner for block in page.blocks if isinstance(block, Description) for inner in block.blocks),
    ]
    assert kinds.count("table_open") == sum(isinstance(block, Table) for block in blocks)
    lists = kinds.count("bullet_list_open") + kinds.count("ordered_list_open")
    assert lists == sum(isinstance(block, Listing) for block in blocks)


@given(PAGES)
def test_html_shows_each_text_as_it_is(page: Description) -> None:
    """An XML parser finds the same texts in a section and in what a notebook shows; only captions are said twice."""
    for shown in (page.html(page=False), page._repr_html_()):  # as a notebook calls it
        tree = ET.fromstring(shown)
        for table in list(tree.iter("table")):
            table.remove(table[0])
        assert [text for text in tree.itertext() if text.strip("\n")] == said(page)


@given(PAGES)
def test_csv_says_all(page: Description) -> None:
    """Each paragraph and list item has a row; each row of a table one with its cells."""
    rows = list(csv.reader(io.StringIO(page.csv())))

    assert rows[0] == ["section", "text"]
    assert {row[0].split(" / ")[0] for row in rows[1:]} <= {page.title.split(" / ")[0]}
    texts = "\n".join(row[1] for row in rows[1:])
    assert all(text in texts for block in page.blocks if isinstance(block, Paragraph) for text in [block.text])


@given(PAGES, st.integers(20, 100))
def test_text_keeps_to_its_width(page: Description, width: int) -> None:
    """No line is longer than asked for."""
    assert max(map(len, page.text(width=width).splitlines())) <= width
