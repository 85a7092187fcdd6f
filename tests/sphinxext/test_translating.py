"""Translations: what a translator sees, and what becomes of it on a page."""

import re
from pathlib import Path
from typing import Any

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from docutils import nodes
from docutils.core import publish_doctree
from docutils.utils import new_document
from hypothesis import assume, given
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser
from sphinx import addnodes

from insight.describing import Linked, Named
from insight.sphinxext.rendering import Style, text_node
from sphinxext.building import Built, build, page, write

REST = {
    "index.rst": page(
        ".. insight:help::",
        "",
        ".. insight:sign:: perfectionism",
        "",
        ".. insight:questionnaire:: life-areas",
        "   :parts: items scales",
        "",
        ".. insight:catalog::",
        "   :kinds: strategy",
        "   :as: table",
    )
}
MYST = {
    "index.md": """\
# Page

```{insight:help}
```

```{insight:sign} perfectionism
```

```{insight:questionnaire} life-areas
:parts: items scales
```

```{insight:catalog}
:kinds: strategy
:as: table
```
"""
}


def translated(folder: Path, files: dict[str, str]) -> tuple[Built, Built]:
    """A project, and the same in a language in which every text has an x before and behind it."""
    source = write(folder / "pages", files)
    extensions: dict[str, Any] = {"extensions": ["insight.sphinxext", "myst_parser"]}
    plain = build(source, **extensions)
    told = build(source, "gettext", **extensions)
    with (told.out / "index.pot").open("rb") as file:
        catalog = read_po(file)
    for message in catalog:
        if message.id:
            message.string = f"x {str(message.id).removeprefix(chr(92))} x"
    place = source / "locales" / "eo" / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "index.mo").open("wb") as file:
        write_mo(file, catalog)
    # In a folder of its own: the settings differ.
    other = build(
        source, out=folder / "eo", doctrees=folder / "eo-doctrees", language="eo", locale_dirs=["locales"], **extensions
    )
    return plain, other


def links_of(document: nodes.document) -> list[tuple[str, str]]:
    """Where all links of a page lead."""
    links = (node for node in document.findall(addnodes.pending_xref) if node["refdomain"] == "insight")
    return sorted((node["reftype"], node["reftarget"]) for node in links)


@pytest.mark.parametrize("files", [REST, MYST], ids=["reST", "MyST"])
def test_a_translation_keeps_links_and_places(tmp_path: Path, files: dict[str, str]) -> None:
    """Titles, cells, help and lists are translated; links, anchors and downloads are as they were."""
    plain, other = translated(tmp_path, files)

    assert (plain.warnings, other.warnings) == ((), ())
    assert links_of(other.doctree("index")) == links_of(plain.doctree("index"))
    before, after = plain.page("index"), other.page("index")
    assert re.findall(r'\bid="(insight-[^"]+)"', after) == re.findall(r'\bid="(insight-[^"]+)"', before)
    assert re.findall(r'download="" href="([^"]+)"', after) == re.findall(r'download="" href="([^"]+)"', before)
    assert "<h2>x Perfectionism x" in after
    assert "x Help is there x" in after
    assert "x I worry that I could lose my job. x" in after
    assert "x Data dictionary (CSV) x" in after
    untranslated = [
        node.astext()
        for node in other.doctree("index").findall(nodes.paragraph)
        if node.astext() and node.get("translatable", True) and not node.astext().startswith("x ")
    ]
    assert untranslated == []


def read_rst(source: str) -> nodes.document:
    """A text as reStructuredText, as a translation is read."""
    document: nodes.document = publish_doctree(source, settings_overrides={"report_level": 5})
    return document


def read_markdown(source: str) -> nodes.document:
    """A text as MyST, as a translation is read."""
    document: nodes.document = publish_doctree(source, parser=Parser(), settings_overrides={"report_level": 5})
    return document


READERS = {".rst": read_rst, ".md": read_markdown}
HARD = st.sampled_from(
    (
        *("Ends with ::", "????", "MCMLXXX. x", "123456. x", "- a", "a@b.org", "*a*", "`a`", "|a|", "a_", "_a", "1. a"),
        *("::", ":field: x", ".. x", "> x", "http://a.b/c", "see https://a.b/c_d.", "x: y", "(a) b", "\\", "\\\\"),
        *(
            "# x",
            "+ x",
            "=== x",
            "[1]_",
            "a::b",
            "tel:1",
            "~a~",
            "{a}`b`",
            "$x$",
            "<b>",
            "&amp;",
            "%",
            "![a](b)",
            "a  b",
        ),
    )
)
TEXTS = st.text(st.sampled_from("ab1 .*_`|:-+#<>[](){}@$%&~=\\/!?^\"'äß“”"), min_size=1, max_size=12) | HARD


@pytest.mark.parametrize("suffix", READERS)
@given(text=TEXTS)
def test_what_a_translator_sees_is_the_text(suffix: str, text: str) -> None:
    """A text that is handed back as it was is the same text, whatever signs are in it."""
    told = " ".join(text.split())
    assume(told)
    style = Style(new_document("x"), f"index{suffix}", 1, sections=True, claim=lambda *_: False)
    source = text_node(nodes.paragraph, told, style).rawsource

    document = READERS[suffix](source)
    assert [type(node) for node in document.children] == [nodes.paragraph], source
    assert document.astext() == told
    assert {type(node) for node in document[0].children} <= {nodes.Text, nodes.reference}


def test_names_are_roles_to_a_translator() -> None:
    """What is linked stands there as a role, in the language of the page."""
    text = Linked("See ", Named("A `b` <c>", "sign:a"), ": x")

    for suffix, source in {
        ".rst": r"See :insight:sign:`A \`b\` \<c\> <a>`\: x",
        ".md": r"See {insight:sign}``A `b` <c> <a>``\: x",
    }.items():
        style = Style(new_document("x"), f"index{suffix}", 1, sections=True, claim=lambda *_: False)
        assert text_node(nodes.paragraph, text, style).rawsource == source
