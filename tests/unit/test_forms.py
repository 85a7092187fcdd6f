"""The forms of a description: text, Markdown, HTML, CSV, and what a notebook shows."""

import csv
import io
import re
import xml.etree.ElementTree as ET

import pytest

import insight
from insight import Questionnaire, describe, score
from insight.describing import Description, Listing, Paragraph, Picture, Table

PAGE = Description(
    "Work & <rest>",
    (
        Paragraph("One * two."),
        Listing(("a", "b")),
        Listing(("first",), ordered=True),
        Description("Inner", (Table(("Name", "Says"), (("x", "a|b"), ("y", "")), caption="Both"),)),
    ),
)


def test_text_has_captions() -> None:
    """What a table shows stands above it, where its section does not say so."""
    assert PAGE.text().endswith("Inner\n-----\n\nBoth\nName  Says\n----  ----\nx     a|b\ny")


def test_a_table_that_is_too_wide_becomes_a_list() -> None:
    """No word is cut into pieces on a narrow screen; what stands in a column is told with its name."""
    table = Table(("Scale", "Score", "Band"), (("Relationships", "none", "too few answers"), ("Career", "3", "")))
    shown = Description("Scores", (table,))

    assert shown.text(width=30).splitlines()[3] == "Scale          Score  Band"
    assert shown.text(width=25) == (
        "Scores\n======\n\n- Scale: Relationships;\n  Score: none; Band: too\n  few answers\n- Scale: Career; Score: 3"
    )


def test_markdown() -> None:
    """Headings by level, lists, tables, and every text escaped."""
    assert PAGE.markdown() == (
        "# Work \\& \\<rest>\n\nOne \\* two.\n\n- a\n- b\n\n1) first\n\n"
        "## Inner\n\n**Both**\n\n| Name | Says |\n| --- | --- |\n| x | a\\|b |\n| y |  |\n"
    )


def test_two_lists_in_a_row_stay_two() -> None:
    """A second list of the same sort has other marks."""
    page = Description("L", (Listing(("a",)), Listing(("b",)), Listing(("c",)), Listing(("d",), ordered=True)))

    assert page.markdown() == "# L\n\n- a\n\n* b\n\n- c\n\n1) d\n"


def test_html_section() -> None:
    """Headings by level, lists, tables with captions and scopes, and every text escaped."""
    assert PAGE.html(page=False) == (
        "<section>\n<h1>Work &amp; &lt;rest&gt;</h1>\n<p>One * two.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"
        "<ol>\n<li>first</li>\n</ol>\n<h2>Inner</h2>\n<table>\n<caption>Both</caption>\n"
        '<thead><tr><th scope="col">Name</th><th scope="col">Says</th></tr></thead>\n<tbody>\n'
        '<tr><th scope="row">x</th><td>a|b</td></tr>\n<tr><th scope="row">y</th><td></td></tr>\n</tbody>\n</table>\n'
        "</section>\n"
    )


def test_html_page() -> None:
    """A page of its own, with a title, a language, and nothing that is fetched or run."""
    page = PAGE.html()

    assert page.startswith('<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n')
    assert "<title>Work &amp; &lt;rest&gt;</title>" in page
    assert page.count("<main>") == page.count("</main>") == 1
    assert not any(word in page for word in ("<script", "<link", "src=", "url(", "http"))
    assert PAGE.html(page=False).removeprefix("<section>\n").removesuffix("</section>\n") in page


def test_a_section_begins_where_its_page_wants() -> None:
    """Its first heading has the level that is asked for, and those below it follow."""
    assert re.findall(r"<h\d>", PAGE.html(page=False, level=3)) == ["<h3>", "<h4>"]


def test_addresses_are_links() -> None:
    """Help is a tap away; what ends a sentence, and markup in an address, is not part of one."""
    page = Description("A", (Paragraph("See https://a.example/b?c=d."), Listing(('https://a.example"><script>, x',))))

    assert page.html(page=False) == (
        '<section>\n<h1>A</h1>\n<p>See <a href="https://a.example/b?c=d">https://a.example/b?c=d</a>.</p>\n<ul>\n'
        '<li><a href="https://a.example">https://a.example</a>&quot;&gt;&lt;script&gt;, x</li>\n</ul>\n</section>\n'
    )


def test_no_width_is_too_small() -> None:
    """Where nothing fits, it is as narrow as it can be."""
    assert PAGE.text(width=0) == PAGE.text(width=-3) == PAGE.text(width=1)


def test_headings_go_no_deeper_than_they_can() -> None:
    """HTML and Markdown know six levels."""
    page = Description("8", ())
    for level in range(7, 0, -1):
        page = Description(str(level), (page,))

    assert "<h6>6</h6>\n<h6>7</h6>\n<h6>8</h6>" in page.html()
    assert page.markdown().endswith("###### 6\n\n###### 7\n\n###### 8\n")


def test_notebook_folds_and_shows_the_beginning() -> None:
    """Sections can be folded, and of more than 30 rows or items only their number is told."""
    many = tuple(str(n) for n in range(32))
    table = Table(("N", "M"), tuple((each, "") for each in many))
    shown = Description("Many", (Listing(many), Description("Rows", (table, Listing(many[:30])))))._repr_html_()

    tree = ET.fromstring(shown)
    assert tree.tag == "details"
    assert all(details.get("open") == "" for details in tree.iter("details"))
    assert [summary.text for summary in tree.iter("summary")] == ["Many", "Rows"]
    assert len(list(tree.iter("li"))) == 30 + 30
    assert len(list(tree.iter("tr"))) == 1 + 30 + 1
    assert shown.count("2 more") == 2
    assert '<tr><td colspan="2">2 more</td></tr>' in shown


def test_csv_of_data() -> None:
    """Data are written as a table."""
    page = Description("T", (), data=Table(("a", "b"), (("1", 'x, "y"'), ("2", "two\nlines"))))

    assert page.csv() == 'a,b\n1,"x, ""y"""\n2,"two\nlines"\n'


def test_csv_without_data() -> None:
    """Else there is a row for whatever is said, with the titles above it."""
    assert list(csv.reader(io.StringIO(PAGE.csv()))) == [
        ["section", "text"],
        ["Work & <rest>", "One * two."],
        ["Work & <rest>", "a"],
        ["Work & <rest>", "b"],
        ["Work & <rest>", "first"],
        ["Work & <rest> / Inner", "Name: x; Says: a|b"],
        ["Work & <rest> / Inner", "Name: y"],
    ]


def test_pictures_are_for_html_alone() -> None:
    """A drawing stands in HTML with its facts; the other forms have neither."""
    facts = Table(("What", "Where"), (("score", "3"),))
    page = Description("P", (Picture('<svg role="img"><title>score: 3</title></svg>', facts),))

    assert page.text() == "P\n="
    assert page.markdown() == "# P\n"
    assert page.csv() == "section,text\n"
    assert page.html(page=False) == (
        "<section>\n<h1>P</h1>\n<figure>\n<figcaption>P</figcaption>\n"
        '<svg role="img"><title>score: 3</title></svg>\n</figure>\n'
        '<details open=""><summary>The picture in words</summary>\n<table>\n<caption>P</caption>\n'
        '<thead><tr><th scope="col">What</th><th scope="col">Where</th></tr></thead>\n<tbody>\n'
        '<tr><th scope="row">score</th><td>3</td></tr>\n</tbody>\n</table>\n</details>\n</section>\n'
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (PAGE, "<Description: 1 paragraph, 2 lists, 1 section>"),
        (Description("One", (Paragraph("x"),)), "<Description: 1 paragraph>"),
        (Description("Nothing", ()), "<Description: nothing>"),
        (Paragraph("secret"), "<Paragraph of 6 characters>"),
        (Listing(("secret",)), "<Listing of 1>"),
        (Table(("Name", "Score"), (("secret", "3"),)), "<Table of 1 rows: Name, Score>"),
        (Picture("<svg/>", Table(("What",), ())), "<Picture>"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_repr_tells_how_much_and_not_what(value: object, shown: str) -> None:
    """A traceback or a log that holds a description holds nothing about a person."""
    assert repr(value) == shown


def test_result_for_programs(check_in: Questionnaire) -> None:
    """The numbers of a result are whole floats, and no row is without what they do not say, notice and help."""
    rows = list(csv.DictReader(io.StringIO(describe(score(check_in, {"worry": 3, "safe": 2})).csv())))

    (row,) = rows
    assert list(row.items())[:13] == [
        ("scale", "job-insecurity"),
        ("value", "2.5"),
        ("low", "1.6666666666666667"),
        ("high", "3.0"),
        ("minimum", "0.0"),
        ("maximum", "4.0"),
        ("position", "0.625"),
        ("answered", "2"),
        ("required", "2"),
        ("of", "3"),
        ("status", "prorated"),
        ("band", ""),
        ("possible bands", ""),
    ]
    assert row["limits"].endswith("Not validated: no study of these scores is recorded.")
    assert row["notice"].startswith("For insight, never a diagnosis.")
    assert "https://findahelpline.com" in row["help"]


def test_no_score_is_an_empty_cell(check_in: Questionnaire) -> None:
    """Where there is no value there is no number."""
    (row,) = csv.DictReader(io.StringIO(describe(score(check_in, {})).csv()))

    assert (row["value"], row["position"], row["status"]) == ("", "", "too-few")


@pytest.mark.parametrize("level", [0, 7, "two"])
def test_there_are_six_levels_of_headings(level: object) -> None:
    """A section begins at a level that HTML has."""
    with pytest.raises(insight.DefinitionError) as refused:
        PAGE.html(page=False, level=level)  # type: ignore[arg-type]  # what somebody may pass

    assert str(refused.value) == "html: level: it is none of 1 to 6; write the level of a heading"
