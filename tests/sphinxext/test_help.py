"""Help on each page that shows content: first where something is hard, in a closing line elsewhere, and once."""

import re
from pathlib import Path

import pytest
from docutils import nodes

from insight.care import CONTENT_NOTE, NOTICE
from sphinxext.building import PROJECT, build, page, write
from sphinxext.conftest import Build

CATALOG = str(PROJECT / "catalog")
CLOSING = f"{NOTICE} If things are hard or you are in danger, help is there. "
BOXED = ("entries", "myst", "own-help", "parts", "sheet", "tables")
CLOSED = ("form", "inside", "sources")
WITHOUT = ("index", "plain", "roles")
NUMBERS = "112 in the EU, 911 in the US and Canada, 999 in the UK, 000 in Australia"
WORLDWIDE = (
    f"Emergency services: call your local emergency number ({NUMBERS})",
    "Find a Helpline: https://findahelpline.com",
)


def boxes(document: nodes.document) -> list[nodes.admonition]:
    """The boxes with help on a page."""
    return [box for box in document.findall(nodes.admonition) if "insight-help" in box["classes"]]


def closings(document: nodes.document) -> list[str]:
    """The lines with help on a page."""
    return [node.astext() for node in document.findall(nodes.paragraph) if node.astext().startswith(CLOSING)]


def help_in(box: nodes.Element) -> list[str]:
    """The places in a box where help can be found."""
    return [item.astext() for item in box.findall(nodes.list_item)]


@pytest.mark.parametrize("name", BOXED + CLOSED + WITHOUT)
def test_each_page_with_content_has_help_once(built: Build, name: str) -> None:
    """A box or a line, never both, and neither where there is no content."""
    document = built("html").doctree(name)

    assert (len(boxes(document)), len(closings(document))) == (int(name in BOXED), int(name in CLOSED))


@pytest.mark.parametrize("name", ["entries", "sheet", "tables", "parts"])
def test_help_comes_before_what_is_hard(built: Build, name: str) -> None:
    """Where the author put no box, it stands before all that the page shows, with a word of warning."""
    document = built("html").doctree(name)
    (box,) = boxes(document)

    order = list(document.findall(nodes.Element))
    first = next(
        node
        for node in order
        if isinstance(node, nodes.section | nodes.table)
        and ("insight-table" in node["classes"] or any(each.startswith("insight-") for each in node["ids"]))
    )
    assert order.index(box) < order.index(first)
    assert box.children[1].astext() == CONTENT_NOTE
    assert help_in(box) == ["A line (US only): call +15550100, https://example.org/line", *WORLDWIDE]


def test_the_author_chooses_the_place(built: Build) -> None:
    """A box that the author put somewhere stays there, and speaks of what is hard elsewhere on the page."""
    document = built("html").doctree("own-help")
    (box,) = boxes(document)

    around = [node.children[0].astext() for node in document.findall(nodes.section)][1:]
    assert around == ["Harm", "Being startled"]
    order = list(document.findall(nodes.Element))
    harm, startled = (node for node in document.findall(nodes.section) if node.children[0].astext() in around)
    assert order.index(harm) < order.index(box) < order.index(startled)
    assert box.children[1].astext() == CONTENT_NOTE


@pytest.mark.parametrize("name", CLOSED)
def test_elsewhere_a_line_closes_the_page(built: Build, name: str) -> None:
    """Nothing comes after it."""
    paragraphs = list(built("html").doctree(name).findall(nodes.paragraph))

    assert paragraphs[-1]["classes"] == ["insight-closing"]


@pytest.mark.parametrize(
    ("regions", "shown"),
    [("", ()), ("GB", ()), ("US", ("A line (US only): call +15550100, https://example.org/line",))],
    ids=["none", "other", "own"],
)
def test_help_is_of_the_regions_of_the_project(tmp_path: Path, regions: str, shown: tuple[str, ...]) -> None:
    """The help for some regions comes first, and the worldwide help is always there."""
    body = [".. insight:sign:: being-late", "", ".. insight:help::"]
    source = write(tmp_path / "pages", {"index.rst": page(*body)})

    built = build(source, insight_catalog=CATALOG, insight_help=regions)

    (box,) = boxes(built.doctree("index"))
    assert help_in(box) == [*shown, *WORLDWIDE]


def test_help_for_what_is_hard_is_shown_anywhere(tmp_path: Path) -> None:
    """Help that the catalog ties to what is hard is there whatever the regions."""
    source = write(tmp_path / "pages", {"index.rst": page(".. insight:cause:: harm")})

    (box,) = boxes(build(source, insight_catalog=CATALOG).doctree("index"))

    assert help_in(box) == ["A line (US only): call +15550100, https://example.org/line", *WORLDWIDE]


@pytest.mark.parametrize("builder", ["html", "singlehtml", "text", "man", "texinfo", "latex", "epub", "xml"])
def test_help_is_whole_in_every_form(built: Build, builder: str) -> None:
    """Each form has the boxes and the lines of all pages, with every way to reach help."""
    files = [path for path in built(builder).out.rglob("*") if path.suffix in FORMS[builder]]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(files))

    assert len(re.findall("Help is there", text)) == len(BOXED)
    assert len(re.findall("insight-closing|" * (builder == "xml") + r"If\s+things\s+are\s+hard", text)) >= len(CLOSED)
    assert len(re.findall("15550100", text)) >= len(BOXED + CLOSED)


FORMS = {
    "html": {".html"},
    "singlehtml": {".html"},
    "text": {".txt"},
    "man": {".7"},
    "texinfo": {".texi"},
    "latex": {".tex"},
    "epub": {".xhtml"},
    "xml": {".xml"},
}
