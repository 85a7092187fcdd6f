"""A description: titled blocks of text, lists, tables and pictures, which can be written in several forms."""

from collections import Counter
from typing import Self, Union

from attrs import frozen

from insight.errors import DefinitionError, Problem

WIDTH = 80
UNDERLINES = "=-~"
# How an item and a scale are referred to: as `item:questionnaire.id`.
ITEM, SCALE = "item", "scale"


@frozen
class Named:
    """Words that name an entry, or a part of a questionnaire.

    Attributes:
        words: What it is called.
        reference: What is named: `kind:id`.
        plain: What stands there where nothing can be linked; the words, if it is empty.
    """

    words: str
    reference: str
    plain: str = ""


class Linked(str):
    """A text some words of which name something, so that pages can link it; to all others it is the plain text.

    >>> text = Linked("It may help with ", Named("Worry", "sign:worry", "Worry (sign:worry)"), ".")
    >>> print(text, [part.reference for part in text.parts if isinstance(part, Named)])
    It may help with Worry (sign:worry). ['sign:worry']

    Attributes:
        parts: The text in pieces, in order: words as they are, and what they name.
    """

    __slots__ = ("parts",)
    parts: tuple[str | Named, ...]

    def __new__(cls, *parts: str | Named) -> Self:
        """Join *parts*; those that are linked texts themselves stay so."""
        flat = [each for part in parts if part for each in getattr(part, "parts", (part,))]
        linked = super().__new__(cls, "".join(p if isinstance(p, str) else p.plain or p.words for p in flat))
        linked.parts = tuple(flat)
        return linked


@frozen(repr=False)
class Paragraph:
    """A few sentences.

    Attributes:
        language: Of the text, as a tag of BCP 47; empty where it is that of the page, English.
    """

    text: str
    language: str = ""

    def __repr__(self) -> str:
        """How long it is: it may speak of a person."""
        return f"<Paragraph of {len(self.text)} characters>"


@frozen(repr=False)
class Listing:
    """Some things in a row, numbered where their order matters."""

    items: tuple[str, ...]
    ordered: bool = False

    def __repr__(self) -> str:
        """How many things there are."""
        return f"<Listing of {len(self.items)}>"


@frozen(repr=False)
class Table:
    """Rows under named columns; the first cell of a row says what the row is about.

    Attributes:
        caption: What the table shows; empty where the title above it says so.
        about: What each row is about, and what that is called; empty where it is nothing that can be referred to.
        languages: The language of each column's cells, as a tag of BCP 47, empty for that of the page.
            Fewer than there are columns leave the rest to the page.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""
    languages: tuple[str, ...] = ()
    about: tuple[Named, ...] = ()

    @property
    def rows_in_words(self) -> tuple[str, ...]:
        """Each row in a line, its cells with the names of their columns; empty ones are left out.

        >>> Table(("Item", "Key"), (("worry", "forward"), ("safe", ""))).rows_in_words
        ('Item: worry; Key: forward', 'Item: safe')
        """
        pairs = ([f"{name}: {cell}" for name, cell in zip(self.columns, row, strict=True) if cell] for row in self.rows)
        return tuple(map("; ".join, pairs))

    def __repr__(self) -> str:
        """How many rows and which columns there are."""
        return f"<Table of {len(self.rows)} rows: {', '.join(self.columns)}>"


@frozen(repr=False)
class Picture:
    """A drawing, for HTML alone: it shows nothing that is not in its facts.

    Attributes:
        svg: The drawing, as SVG with a title of its own.
        facts: The same in words and numbers, shown beside it.
    """

    svg: str
    facts: Table

    def __repr__(self) -> str:
        """That it is one."""
        return "<Picture>"


@frozen(repr=False)
class Formula:
    """A rule as mathematics, for pages that can set it: it says nothing that is not said in words beside it.

    Attributes:
        tex: As TeX.
        plain: In one line of text.
        letters: What its letters stand for.
    """

    tex: str
    plain: str
    letters: str

    def __repr__(self) -> str:
        """What it is."""
        return f"<Formula {self.plain}>"


Block = Union[Paragraph, Listing, Table, Picture, Formula, "Description"]


@frozen(repr=False)
class Description:
    """What there is to show of a value: a title, and blocks below it.

    In a notebook it shows itself. Its `repr` tells only how much there is.

    >>> signs = Description("Signs", (Paragraph("There are two."), Listing(("one", "two"))))
    >>> signs
    <Description: 1 paragraph, 1 list>
    >>> print(signs.text())
    Signs
    =====
    <BLANKLINE>
    There are two.
    <BLANKLINE>
    - one
    - two

    Attributes:
        data: The same for programs, as one table; None where there is nothing but the blocks.
        about: What it is about, as a reference; empty where that is nothing that can be referred to.
    """

    title: str
    blocks: tuple[Block, ...]
    data: Table | None = None
    about: str = ""

    def text(self, *, width: int = WIDTH) -> str:
        """All of it as plain text, in lines of at most *width* characters; pictures are left out."""
        from insight.describing.as_text import to_text  # noqa: PLC0415  # each form is loaded when it is asked for

        return to_text(self, width=max(width, 1))

    def markdown(self) -> str:
        r"""All of it as Markdown with tables (GFM), which MyST reads too; pictures are left out.

        >>> print(Description("Signs", (Paragraph("2 * 2 of them."),)).markdown())
        # Signs
        <BLANKLINE>
        2 \* 2 of them.
        <BLANKLINE>

        Texts are escaped, so that each is shown as it is.
        """
        from insight.describing.as_markdown import to_markdown  # noqa: PLC0415  # as above

        return to_markdown(self)

    def html(self, *, page: bool = True, level: int = 1) -> str:
        """All of it as HTML, readable without any style, script or file beside it.

        >>> print(Description("Signs", (Paragraph("1 < 2"),)).html(page=False))
        <section>
        <h1>Signs</h1>
        <p>1 &lt; 2</p>
        </section>
        <BLANKLINE>

        Args:
            page: A whole page; without it a section, to put into a page of your own.
            level: The level of the first heading of such a section, 1 to 6.

        Raises:
            DefinitionError: If there is no such level.
        """
        from insight.describing.as_html import DEEPEST, to_page, to_section  # noqa: PLC0415  # as above

        if level not in range(1, DEEPEST + 1):
            problem = Problem("level", f"it is none of 1 to {DEEPEST}", remedy="write the level of a heading")
            raise DefinitionError("html", [problem])
        return to_page(self) if page else to_section(self, level=level)

    def csv(self) -> str:
        r"""The data as a table of comma-separated values, with a header and lines that end in `\n`.

        Where there is no such table, a row for each paragraph, list item and row of a table: the titles above it, and
        its text.

        >>> print(Description("Signs", (Listing(("one", "two")),)).csv())
        section,text
        Signs,one
        Signs,two
        <BLANKLINE>
        """
        from insight.describing.as_csv import to_csv  # noqa: PLC0415  # as above

        return to_csv(self)

    def _repr_html_(self) -> str:
        """What a notebook shows: sections that fold, and of long tables and lists the beginning."""
        from insight.describing.as_html import to_notebook  # noqa: PLC0415  # as above

        return to_notebook(self)

    def __repr__(self) -> str:
        """How much there is of what: a title may speak of a person too."""
        counts = Counter(NAMES[type(block)] for block in self.blocks)
        told = [f"{count} {name}{'s' * (count > 1)}" for name, count in counts.items()]
        return f"<Description: {', '.join(told) or 'nothing'}>"


NAMES: dict[type, str] = {
    Paragraph: "paragraph",
    Listing: "list",
    Table: "table",
    Picture: "picture",
    Formula: "formula",
    Description: "section",
}
