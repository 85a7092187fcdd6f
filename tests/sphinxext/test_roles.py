"""Links: their text, unknown ids, things that no page documents, and links from and to other projects."""

import html
import re
from pathlib import Path
from typing import Any

import pytest

from insight.content import Kind
from insight.sphinxext.domain import InsightDomain
from sphinxext.building import PROJECT, Built, build, page, write
from sphinxext.conftest import Build

CATALOG = str(PROJECT / "catalog")


def links_of(body: str) -> list[tuple[str, str]]:
    """The links in lists on a page of HTML: where to, and their text."""
    found = re.findall(r'<li><p><a class="reference internal" href="([^"]*)"[^>]*>(.*?)</a></p></li>', body)
    return [(where, html.unescape(re.sub(r"<[^>]+>", "", text))) for where, text in found]


def test_roles_link_by_title(built: Build) -> None:
    """Each role links to where its thing is documented; the text is its title there, or what the author wrote."""
    assert links_of(built("html").page("roles")) == [
        ("entries.html#insight-domain-work", "Work"),
        ("entries.html#insight-sign-being-late", "Being late"),
        ("entries.html#insight-sign-being-late", "Coming late"),
        ("entries.html#insight-cause-harm", "Harm"),
        ("entries.html#insight-attachment-style-secure", "Secure pattern"),
        ("entries.html#insight-strategy-plan", "Make a plan"),
        ("entries.html#insight-condition-sadness", "Condition S"),
        ("entries.html#insight-note-doubt", "Doubt"),
        ("entries.html#insight-flag-danger", "Right now"),
        ("entries.html#insight-resource-line-us", "A line"),
        ("form.html#insight-questionnaire-check-in", "Check-in at *work* 1.1.0"),
        ("form.html#insight-questionnaire-steady", "Steady 1.0.0"),
        ("form.html#insight-scale-check-in--strain", "Strain from *work*"),
        ("form.html#insight-scale-check-in--strain", "A scale"),
        ("form.html#insight-item-check-in--safe", "I feel safe in my `position`."),
        ("sheet.html#insight-item-sheet--two", "I thought of this 2 times, or so."),
        ("sources.html#insight-source-a-study", "A study of *this* and that_"),
        ("entries.html#insight-sign-being-late", "Being late"),
        ("form.html#insight-item-check-in--safe", "An item"),
        ("entries.html#insight-sign-being-late", "Being late"),
        ("form.html#insight-scale-check-in--strain", "A label"),
        ("insight-index.html", "Content index"),
    ]


def test_links_lead_somewhere(built: Build) -> None:
    """Each link within the project has a page and a place on it."""
    pages = {path.name: path.read_text(encoding="utf-8") for path in built("html").out.glob("*.html")}
    held = {name: set(re.findall(r'\bid="([^"]+)"', text)) for name, text in pages.items()}

    for name, text in pages.items():
        for where, anchor in re.findall(r'class="reference internal" href="([^"#]*)#?([^"]*)"', text):
            assert not anchor or anchor in held[where or name], (name, where, anchor)


def test_markdown_links_alike(built: Build) -> None:
    """The roles are the same in MyST."""
    body = built("html").page("myst")

    assert re.findall(r'<a class="reference internal" href="(entries|form)\.html#([^"]+)"', body)[:2] == [
        ("entries", "insight-sign-being-late"),
        ("form", "insight-item-check-in--safe"),
    ]


def build_pages(folder: Path, *lines: str, **settings: Any) -> Built:
    """A project of one page that holds *lines*."""
    forms = {f"forms/{path.name}": path.read_text(encoding="utf-8") for path in (PROJECT / "forms").iterdir()}
    return build(write(folder / "pages", {"index.rst": page(*lines), **forms}), insight_catalog=CATALOG, **settings)


UNKNOWN = [
    pytest.param("sign", "being-lat", "no sign has the id 'being-lat'; did you mean 'being-late'?", id="sign"),
    pytest.param("domain", "Work", "no domain has the id 'Work'; did you mean 'work'?", id="case"),
    pytest.param(
        "cause",
        "being-late",
        "no cause has the id 'being-late'; write one that is in the catalog or documented",
        id="other-kind",
    ),
    pytest.param(
        "questionnaire", "stedy", "no questionnaire has the id 'stedy'; did you mean 'steady'?", id="questionnaire"
    ),
    pytest.param(
        "scale", "steady.stedy", "no scale has the id 'steady.stedy'; did you mean 'steady.steady'?", id="scale"
    ),
    pytest.param("item", "check-in.saf", "no item has the id 'check-in.saf'; did you mean 'check-in.safe'?", id="item"),
    pytest.param("source", "a-studdy", "no source has the id 'a-studdy'; did you mean 'a-study'?", id="source"),
]


@pytest.mark.parametrize("strict", [False, True], ids=["lenient", "strict"])
@pytest.mark.parametrize(("kind", "name", "told"), UNKNOWN)
def test_an_unknown_id_is_told(tmp_path: Path, kind: str, name: str, told: str, *, strict: bool) -> None:
    """It is one warning at its line, with what may have been meant, whether Sphinx is strict or not."""
    lines = [".. insight:questionnaire:: forms/check-in.toml", "", f"See :insight:{kind}:`{name}` there."]

    built = build_pages(tmp_path, *lines, nitpicky=strict)

    assert built.warnings == (f"index.rst:6: WARNING: {told} [insight.ref]",)
    assert f"{name}" in built.page("index")


def test_what_no_page_documents_is_called_by_its_title(tmp_path: Path) -> None:
    """What the catalog has and no page shows is text alone, with its title or the author's words."""
    names = ["sign:`being-late`", "sign:`Late <being-late>`", "scale:`steady.steady`", "item:`steady.calm`"]

    built = build_pages(tmp_path, *(f"- :insight:{name}" for name in names), nitpicky=False)

    assert built.warnings == ()
    items = re.findall(r"<li><p>(.*?)</p></li>", built.page("index"))
    assert [re.sub(r"<[^>]+>", "", item) for item in items] == ["Being late", "Late", "Ruhe", "Es ist still."]
    assert not re.search("<a [^>]*insight", built.page("index"))


def test_strict_authors_are_told_what_no_page_documents(tmp_path: Path) -> None:
    """Under -n it is Sphinx's own warning, once."""
    built = build_pages(tmp_path, "See :insight:sign:`being-late`.")

    assert built.warnings == ("index.rst:4: WARNING: insight:sign reference target not found: being-late [ref.sign]",)


def test_names_in_data_are_no_author_s_business(tmp_path: Path) -> None:
    """What shown data names and no page documents is told by nobody, also under -n."""
    assert build_pages(tmp_path, ".. insight:sign:: being-late").warnings == ()


def test_there_is_a_role_and_a_directive_for_each_kind() -> None:
    """Roles are those of the kinds, with items and scales; directives show wholes and parts, and none besides."""
    kinds = sorted([*Kind, "item", "scale"])
    assert sorted(InsightDomain.roles) == sorted(InsightDomain.object_types) == kinds
    wholes = [kind for kind in kinds if kind not in {"item", "scale", "source"}]
    parts = ["items", "scale", "bands", "codebook", "changes", "coverage"]
    assert sorted(InsightDomain.directives) == sorted(["catalog", *wholes, *parts, "sources", "help"])


@pytest.mark.parametrize("extensions", [["insight.sphinxext"], []], ids=["with", "without"])
def test_other_projects_link_to_it(built: Build, tmp_path: Path, extensions: list[str]) -> None:
    """Another project links by the roles, or without the extension by labels, from objects.inv alone."""
    lines = [":ref:`project:insight-sign-being-late` and :external+project:std:ref:`insight-scale-check-in.strain`"]
    if extensions:
        lines += ["and :insight:item:`check-in.safe` and :external+project:insight:sign:`starts`"]
    source = write(tmp_path / "other", {"index.rst": page(*lines)})

    made = build(
        source,
        extensions=[*extensions, "sphinx.ext.intersphinx"],
        intersphinx_mapping={"project": ("https://example.org/p", str(built("html").out / "objects.inv"))},
    )

    assert made.warnings == ()
    links = re.findall(r'<a class="reference external" href="([^"]*)"[^>]*>(.*?)</a>', made.page("index"))
    assert [(where, re.sub(r"<[^>]+>", "", text)) for where, text in links] == [
        ("https://example.org/p/entries.html#insight-sign-being-late", "Being late"),
        ("https://example.org/p/form.html#insight-scale-check-in--strain", "Strain from *work*"),
        *[
            ("https://example.org/p/form.html#insight-item-check-in--safe", "I feel safe in my `position`."),
            ("https://example.org/p/entries.html#insight-sign-starts", "Starting *over* | and over_ `again`"),
        ]
        * bool(extensions),
    ]
