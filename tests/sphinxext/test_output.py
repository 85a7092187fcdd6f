"""What readers get: headings, tables and formulas in order, nothing from elsewhere, and nothing glued together."""

import itertools
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from attrs import Factory, define
from docutils import nodes

from insight import load_questionnaire
from insight.describing import describe
from sphinxext.building import PROJECT, build, page, write
from sphinxext.conftest import Build

PAGES = sorted(path.stem for path in PROJECT.iterdir() if path.suffix in {".rst", ".md"})


@define
class Elements(HTMLParser):
    """The elements of a page of HTML, in order, each with its attributes."""

    found: list[tuple[str, dict[str, str]]] = Factory(list)

    def __attrs_pre_init__(self) -> None:
        """Begin to read."""
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.found.append((tag, {name: value or "" for name, value in attrs}))


def elements(text: str, *tags: str) -> list[tuple[str, dict[str, str]]]:
    """The elements of a page that have one of these tags."""
    parser = Elements()
    parser.feed(text)
    return [(tag, given) for tag, given in parser.found if tag in tags]


@pytest.mark.parametrize("name", PAGES)
def test_headers_of_tables_have_a_scope(built: Build, name: str) -> None:
    """Each header cell says what it heads, each table has a caption, and no table stands in another."""
    body = built("html").page(name)
    tables = re.findall(r'<table class="insight-table.*?</table>', body, re.DOTALL)

    assert {given.get("scope") for _, given in elements(body, "th")} <= {"row", "col"}
    assert len(tables) == len(re.findall("<table", body))
    for table in tables:
        assert [tag for tag, _ in elements(table, "table", "caption")] == ["table", "caption"]
        head, *rows = table.split("<tr")[1:]
        assert {tag for tag, _ in elements(f"<tr{head}", "th", "td")} == {"th"}
        assert all(next(tag for tag, _ in elements(f"<tr{row}", "th", "td")) == "th" for row in rows)


@pytest.mark.parametrize("name", PAGES)
def test_levels_of_headings_do_not_skip(built: Build, name: str) -> None:
    """There is one first heading, and none is more than one level below the one before it."""
    levels = [int(tag[1]) for tag, _ in elements(built("html").page(name), "h1", "h2", "h3", "h4", "h5", "h6")]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("builder", ["html", "dirhtml", "singlehtml"])
def test_nothing_is_asked_of_other_sites(built: Build, builder: str) -> None:
    """No page loads a script, style, picture or font from elsewhere, nor MathJax from anywhere."""
    pages = [path.read_text(encoding="utf-8") for path in built(builder).out.rglob("*.html")]

    assert pages
    for text in pages:
        loaded = elements(text, "script", "link", "img", "iframe", "source", "video", "audio", "object", "embed")
        assert not [given for _, given in loaded if "//" in given.get("src", "") + given.get("href", "")]
        assert "mathjax" not in text.lower()
        assert "@import" not in text


def test_the_style_is_short(built: Build) -> None:
    """The one file of style is under a kilobyte, is where pages look for it, and asks for nothing."""
    style = built("html").text("_static/insight.css")

    assert len(style.encode()) < 1024
    assert "url(" not in style
    assert re.search(
        r'<link rel="stylesheet" type="text/css" href="_static/insight\.css', built("html").text("form.html")
    )


def test_formulas_are_mathematics_on_pages_alone(built: Build) -> None:
    """Pages have MathML and drawings, books have neither, print has TeX, and all others a line of text."""
    plain = "score = the sum of x, divided by a"
    book = "".join(path.read_text(encoding="utf-8") for path in built("epub").out.glob("*.xhtml"))

    form, entries = built("html").page("form"), built("html").page("entries")
    assert "<math" in form
    assert plain not in form
    assert "<svg" in entries
    assert "<math" not in book
    assert "<svg" not in book
    assert plain in book
    assert plain in built("text").text("form.txt")
    assert r"\frac{\sum x}{a}" in built("latex").text("project.tex")
    assert plain not in built("latex").text("project.tex")


def test_formulas_can_be_left_out(tmp_path: Path) -> None:
    """With words alone there is no mathematics anywhere, and all is said in words."""
    source = write(tmp_path / "pages", {"index.rst": page(".. insight:scale:: steady")})

    built = build(source, insight_catalog=str(PROJECT / "catalog"), insight_formula="words")

    assert "<math" not in built.page("index")
    assert "Add up what each item counts as." in built.page("index")


def test_what_is_offered_can_be_downloaded(built: Build) -> None:
    """Links lead to the data dictionary and the very file of a questionnaire, of the catalog's ones too."""
    made = built("html")
    links = re.findall(r'<a class="reference download internal" download="" href="([^"]*)"', made.page("form"))

    assert links == [
        "_downloads/insight/check-in-1.1.0/check-in-dictionary.csv",
        "_downloads/insight/check-in-1.1.0/check-in.toml",
        "_downloads/insight/steady-1.0.0/steady-dictionary.csv",
        "_downloads/insight/steady-1.0.0/steady.toml",
    ]
    for link, source in zip(links[1::2], ("forms/check-in.toml", "catalog/questionnaires/steady.toml"), strict=True):
        assert (made.out / link).read_bytes() == (PROJECT / source).read_bytes()
        dictionary = describe(load_questionnaire(PROJECT / source)).csv()
        assert (made.out / link.replace(".toml", "-dictionary.csv")).read_text(encoding="utf-8") == dictionary


@pytest.mark.parametrize("builder", ["text", "man", "texinfo", "latex", "epub"])
def test_nothing_is_offered_where_nothing_can_be_downloaded(built: Build, builder: str) -> None:
    """Other forms do not speak of downloads, and have none."""
    texts = [path for path in built(builder).out.rglob("*") if path.suffix in {".txt", ".7", ".texi", ".tex", ".xhtml"}]

    assert texts
    assert not any("Data dictionary (CSV)" in path.read_text(encoding="utf-8") for path in texts)
    assert not (built(builder).out / "_downloads/insight").exists()


def test_downloads_can_be_left_out(tmp_path: Path) -> None:
    """Only what the project offers is there."""
    source = write(tmp_path / "pages", {"index.rst": page(".. insight:questionnaire:: steady")})

    built = build(source, insight_catalog=str(PROJECT / "catalog"), insight_downloads=[])

    assert "Download" not in built.page("index")
    assert not (built.out / "_downloads").exists()


def test_what_is_offered_is_written_and_nothing_else(tmp_path: Path) -> None:
    """Each version has its files, with the items beside the definition; what is offered no more is gone."""
    folder = PROJECT / "forms"
    names = ("check-in.toml", "check-in-1.0.toml", "sheet.toml", "sheet.csv")
    source = write(
        tmp_path / "pages",
        {
            "index.rst": page(
                ".. insight:questionnaire:: check-in.toml",
                "",
                ".. insight:questionnaire:: check-in-1.0.toml",
                "   :no-target:",
                "",
                ".. insight:questionnaire:: sheet.toml",
            ),
            **{name: (folder / name).read_text(encoding="utf-8") for name in names if (folder / name).exists()},
        },
    )
    catalog = str(PROJECT / "catalog")

    both = build(source, insight_catalog=catalog)
    held = sorted(path.relative_to(both.out).as_posix() for path in (both.out / "_downloads").rglob("*.*"))
    assert both.warnings == ()
    assert len(held) == len(set(held)) >= 7
    assert load_questionnaire(next((both.out / "_downloads").rglob("sheet.toml"))).id == "sheet"
    csv = build(source, insight_catalog=catalog, insight_downloads=["csv"])
    assert {path.suffix for path in (csv.out / "_downloads").rglob("*.*") if path.is_file()} == {".csv"}
    wrong = build(source, insight_catalog=catalog, insight_downloads=["CSV"])
    assert [line.partition("WARNING: ")[2] for line in wrong.warnings] == [
        "insight_downloads: 'CSV' is not known; did you mean 'csv'? [insight.file]"
    ]


def test_texts_in_another_language_say_so(built: Build) -> None:
    """Texts of a questionnaire in another language are marked, the words around them are not."""
    document = built("html").doctree("form")
    marked = [node.astext() for node in document.findall(nodes.paragraph) if "language-de" in node["classes"]]

    assert marked == ["Ich fühle mich ruhig.", "Es ist still.", "nein", "ja"]


def test_print_has_what_it_refers_to(built: Build) -> None:
    """Each reference in print has its label, and no sign is one that pdflatex lacks."""
    text = built("latex").text("project.tex")
    named = set(re.findall(r"\\(?:ref|hyperref\[)\{?(\\detokenize\{[^}]*\})", text))
    labels = set(re.findall(r"\\label\{(\\detokenize\{[^}]*\})\}", text))

    assert len(named) > 20
    assert named <= labels
    assert "\\label{\\detokenize{form:insight-item-check-in--safe}}" in text
    assert "\N{MINUS SIGN}" not in text


def rows_of(built: Build) -> list[int]:
    """How many rows each table has, of all pages."""
    tables = [table for name in PAGES for table in built("html").doctree(name).findall(nodes.table)]
    return [len(next(table.findall(nodes.tbody)).children) for table in tables]


def test_long_tables_break_between_pages(built: Build) -> None:
    """From 13 rows on a table is one that can break in print, and shorter ones are not."""
    text = built("latex").text("project.tex")

    assert text.count(r"\begin{longtable}") == sum(rows >= 13 for rows in rows_of(built))
    assert sum(rows < 13 for rows in rows_of(built)) == len(re.findall(r"\\begin\{(?:tabular|tabulary)\}", text))


def test_nothing_is_glued_together(built: Build) -> None:
    """In plain text no word runs into the next one."""
    for path in built("text").out.glob("*.txt"):
        glued = re.findall(r"\S*[a-zäöüß.][A-ZÄÖÜ][a-zäöüß]\S*", path.read_text(encoding="utf-8"))
        assert glued == [], path.name
