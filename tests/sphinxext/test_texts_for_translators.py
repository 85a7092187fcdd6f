"""Texts of data reach translators with their places, and come back translated with their links."""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from docutils import nodes
from docutils.core import publish_doctree
from docutils.parsers import Parser
from hypothesis import given
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser as MystParser

from insight import Questionnaire, load_catalog, load_questionnaire
from insight.sphinxext.rendering import as_markdown, as_rst
from sphinxext.building import PROJECT, Built, build, copy_project
from sphinxext.conftest import Build

PAGES = sorted(path.stem for path in PROJECT.iterdir() if path.suffix in {".rst", ".md"})


def messages(built: Built, name: str) -> dict[str, Message]:
    """What a page has to translate, by text."""
    template = read_po(BytesIO((built.out / f"{name}.pot").read_bytes()))
    return {str(message.id): message for message in template if message.id}


@pytest.mark.parametrize("page", ["entries", "form", "sheet", "tables"])
def test_each_text_has_its_place(built: Build, page: str) -> None:
    """All that a page shows of the data is in its template, with the line of the directive in the page."""
    lines = (PROJECT / f"{page}.rst").read_text(encoding="utf-8").splitlines()
    directives = {number for number, line in enumerate(lines, start=1) if line.startswith(".. insight:")}

    for text, message in messages(built("gettext"), page).items():
        assert message.locations, text
        assert {Path(file).name for file, _ in message.locations} == {f"{page}.rst"}, text
    places = {line for message in messages(built("gettext"), page).values() for _, line in message.locations}
    assert directives <= places


def texts_of_form(form: Questionnaire) -> Iterator[str]:
    """Texts of a questionnaire that readers see by themselves."""
    yield from (item.text for item in form.items)
    yield from (option.label for responses in form.response_scales for option in responses.choices)
    yield from (band.label for scale in form.scales for band in scale.bands)


def test_texts_of_a_questionnaire_are_there(built: Build) -> None:
    """Items, labels and bands are each a message of their own."""
    found = messages(built("gettext"), "form")
    form = load_questionnaire(PROJECT / "forms/check-in.toml")

    assert {as_rst(text) for text in texts_of_form(form)} - {*found} == set()


def test_texts_of_entries_are_there(built: Build) -> None:
    """Names, summaries and steps are each a message of their own."""
    found = messages(built("gettext"), "entries")
    catalog = load_catalog(PROJECT / "catalog")
    shown = [*catalog.domains, *catalog.signs, *catalog.causes, *catalog.attachment_styles, *catalog.conditions]
    texts = [text for entry in shown for text in (entry.name, entry.summary)]

    assert {as_rst(text) for text in texts} - {*found} == set()


def translate(source: Path, built: Built) -> None:
    """Write translations of all pages beside *source*: each text with a word before it, whatever it holds."""
    folder = source / "locale/eo/LC_MESSAGES"
    folder.mkdir(parents=True)
    for page in PAGES:
        translated = Catalog(locale="eo")
        for text in messages(built, page):
            translated.add(text, f"Eo {text}")
        with (folder / f"{page}.mo").open("wb") as file:
            write_mo(file, translated)


@pytest.fixture(scope="module")
def translated(built: Build, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The project in another language."""
    source = copy_project(tmp_path_factory.mktemp("translated"))
    translate(source, built("gettext"))
    return build(source, nitpicky=True, language="eo", locale_dirs=["locale"], gettext_compact=False)


def test_a_translation_builds_without_a_warning(translated: Built) -> None:
    """No translated text has other links or other marks than its source."""
    assert translated.warnings == ()


def test_titles_cells_and_lists_are_translated(translated: Built) -> None:
    """Whatever has a text of its own shows the translation."""
    untold = [
        (name, node.astext())
        for name in PAGES
        for node in translated.doctree(name).findall(nodes.TextElement)
        if isinstance(node, nodes.title | nodes.paragraph | nodes.field_name | nodes.rubric)
        and node.astext()
        and not node.astext().startswith("Eo ")
        and node.get("translatable") is not False
    ]

    assert untold == []


def test_links_and_places_are_kept(translated: Built, built: Build) -> None:
    """A translation has the same links to the same places."""
    pattern = re.compile(r'href="([^"]*#insight-[^"]*)"|id="(insight-(?:item|scale|sign|domain|questionnaire)-[^"]*)"')

    for name in PAGES:
        assert sorted(pattern.findall(translated.page(name))) == sorted(pattern.findall(built("html").page(name))), name


def test_links_have_translated_titles(translated: Built) -> None:
    """A link without a text of its own has the title of its page, translated."""
    body = translated.page("roles")

    assert ">Eo Being late</span>" in re.sub(r"\s+", " ", body)


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" *`|_\\:.-#+(")).map(
    str.strip
)


STRANGE = [
    "*",
    "`a` *b* |c| d_ __e__ f__ \\g",
    "1. One",
    "- One",
    "A. One",
    "(a) One",
    "iv) One",
    "One::",
    "::",
    ":name: value",
    ">>> print",
    "#. One",
    "| line",
    ".. note:: One",
    "----",
    "====",
    "+---+",
    "-v option",
    "__ anonymous",
    "[1]_ note_ `link <https://example.org/a_b>`_",
    "mail@example.org https://example.org/*a*_b_",
    "“|”",
]


@pytest.mark.parametrize("text", STRANGE)
def test_strange_texts_are_read_as_they_are_shown(text: str) -> None:
    """What has a meaning in reStructuredText or Markdown has none in a text of the data."""
    assert read(as_rst(text)) == read(as_markdown(text), MystParser()) == text


@given(TEXTS.filter(bool))
def test_what_translators_see_reads_as_it_is_shown(text: str) -> None:
    """The source of a text, which a translator is given, is read again as the very text, on pages of either kind."""
    assert read(as_rst(text)) == text
    assert read(as_markdown(text), MystParser()) == text


def read(source: str, parser: Parser | None = None) -> str:
    """What a source says, if it is one paragraph."""
    settings = {"report_level": 5, "halt_level": 6, "doctitle_xform": False, "file_insertion_enabled": False}
    document = publish_doctree(source, parser=parser, settings_overrides=settings)
    assert [type(node) for node in document.children] == [nodes.paragraph], document.pformat()
    return document.astext()
