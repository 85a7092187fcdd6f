"""The site holds together: it builds without a warning, leads to every page, tells every name, and asks nobody else."""

import argparse
import inspect
import re
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path

import attrs
import pytest

import insight
from insight.cli import make_parser

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
# Pictures are parts of pages.
PAGES = sorted(page for page in DOCS.rglob("*.md") if page.parent.name != "pictures")
OTHERS = ("text", "latex", "epub", "man", "texinfo", "gettext", "xml", "singlehtml", "dirhtml")


def read(page: str) -> str:
    """The text of a page."""
    return (DOCS / page).read_text(encoding="utf-8")


def build(builder: str, folder: Path, *options: str) -> Path:
    """Where *builder* has written the site; a warning or any other word is a failure."""
    command = [sys.executable, "-m", "sphinx", "-q", "-n", "-W", "--keep-going", *options, "-b", builder]
    ran = subprocess.run([*command, str(DOCS), str(folder)], capture_output=True, text=True, check=False, cwd=ROOT)

    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
    return folder


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in HTML."""
    return build("html", tmp_path_factory.mktemp("site"))


def inventory(site: Path) -> set[str]:
    """The names of Python that the site tells, under which other projects link to them."""
    *_, packed = (site / "objects.inv").read_bytes().split(b"\n", 4)
    rows = (line.split(" ")[:3] for line in zlib.decompress(packed).decode().splitlines())
    # An entry with the priority -1 is another name of the same.
    return {name for name, role, priority in rows if role.startswith("py:") and priority != "-1"}


DOCUMENTED = Counter(
    name
    for page in (DOCS / "reference" / "api").glob("*.md")
    for name in re.findall(
        r"^\.\. (?:auto|py:)\w+:: (insight\.[\w.]+)$", page.read_text(encoding="utf-8"), re.MULTILINE
    )
)
PUBLIC = [
    *(f"insight.{name}" for name in insight.__all__),
    *(
        f"insight.{module}.{name}"
        for module in ("testing", "item_analysis", "frames")
        for name in import_module(f"insight.{module}").__all__
    ),
]
IMPORTED = sorted(
    {
        f"{module}.{name.strip()}"
        for page in [ROOT / "README.md", *PAGES]
        for module, names in re.findall(
            r"^(?:>>> )?from (insight[\w.]*) import ([\w, ]+)", page.read_text(encoding="utf-8"), re.MULTILINE
        )
        for name in names.split(",")
    }
)


@pytest.mark.parametrize("name", PUBLIC)
def test_every_public_name_is_told_once(name: str) -> None:
    """A public name stands in the reference, on one page."""
    assert DOCUMENTED[name] == 1


@pytest.mark.parametrize("name", IMPORTED)
def test_what_pages_import_is_told(name: str) -> None:
    """What a page tells people to import is in the reference, under that name or in `insight` itself."""
    assert DOCUMENTED[name] == 1 or DOCUMENTED[f"insight.{name.rpartition('.')[2]}"] == 1


def test_nothing_is_told_twice() -> None:
    """No name stands on two pages, and each is there to be imported."""
    assert set(DOCUMENTED.values()) == {1}
    for name in DOCUMENTED:
        module, _, word = name.rpartition(".")
        assert hasattr(import_module(module), word)


# The kind of a class of entries; what the library asks its own values; what every OSError has.
NOT_TOLD = {"KIND", "find_problems", "in_messages", "errno", "strerror"}


def members(name: str) -> Iterator[str]:
    """What a documented class adds for those who use it."""
    module, _, word = name.rpartition(".")
    cls = getattr(import_module(module), word)
    if inspect.isclass(cls):
        own = [attribute.name for attribute in attrs.fields(cls)] if attrs.has(cls) else []
        public = {member for member in [*own, *vars(cls)] if not member.startswith("_")}
        yield from (f"{name}.{member}" for member in public - NOT_TOLD)


@pytest.mark.slow
def test_every_member_is_in_the_site(site: Path) -> None:
    """Whatever a documented class has, other projects can link to."""
    expected = {member for name in DOCUMENTED for member in (name, *members(name))}

    assert len(expected) > 500
    assert expected - inventory(site) == set()


def commands() -> dict[str, argparse.ArgumentParser]:
    """Each command with what parses it."""
    (found,) = (action for action in make_parser()._actions if isinstance(action, argparse._SubParsersAction))
    return dict(found.choices)


@pytest.mark.parametrize("name", commands())
def test_the_page_of_the_command_line_tells_every_option(name: str) -> None:
    """Each command has a section, with each of its options there or among those of all commands."""
    everywhere, *_ = read("reference/command-line.md").split("\n## ")
    (section,) = re.findall(
        rf"^## {name}\n(.*?)(?=^## |\Z)", read("reference/command-line.md"), re.DOTALL | re.MULTILINE
    )

    for action in commands()[name]._actions:
        for written in action.option_strings or [str(action.metavar)]:
            assert re.search(rf"^\|.*`{re.escape(written)}[` ]", everywhere + section, re.MULTILINE), written


def test_every_page_is_in_a_toctree() -> None:
    """Each page but the first is named by one toctree, and each name there is a page."""
    named = Counter(
        (page.parent / entry).resolve().relative_to(DOCS).as_posix()
        for page in PAGES
        for block in re.findall(
            r"^```\{toctree\}\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
        )
        for entry in re.findall(r"^[\w/-]+$", block, re.MULTILINE)
    )

    assert named == Counter(
        page.relative_to(DOCS).with_suffix("").as_posix() for page in PAGES if page != DOCS / "index.md"
    )


WORDS = """
answer band bounds care catalog citation codebook degree digest editorial entry escalation fit flag item key option pin
profile prorated receipt relevance response-scale result rule scale score withheld
"""


def test_the_glossary_has_every_word_once() -> None:
    """Each word of the house is explained once, in a sentence that ends."""
    (glossary,) = re.findall(r"^```\{glossary\}\n(.*?)^```", read("reference/glossary.md"), re.DOTALL | re.MULTILINE)
    words = re.findall(r"^(\w[\w -]*)\n  (.*)", glossary, re.MULTILINE)

    assert sorted(word.replace(" ", "-") for word, _ in words) == sorted(WORDS.split())
    assert all(meaning.endswith(".") for _, meaning in words)


class Requests(HTMLParser):
    """What a browser fetches for a page by itself."""

    FETCHING = ("script", "link", "img", "iframe", "source", "audio", "video", "embed", "object")

    def __init__(self) -> None:
        """Nothing yet."""
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what an element asks for, and the addresses in a style of its own."""
        for name, value in attrs:
            if tag in self.FETCHING and name in {"src", "href", "srcset", "data", "poster"}:
                self.found.append(value or "")
            if name == "style":
                self.found += addresses(value or "")


def addresses(css: str) -> list[str]:
    """What a style sheet asks for."""
    return re.findall(r"(?:url\(\s*|@import\s+)[\"']?([^\"')]+)", css)


def is_elsewhere(address: str) -> bool:
    """Whether an address leads to another host."""
    return re.match(r"\s*(?:https?:)?//", address, re.IGNORECASE) is not None


@pytest.mark.slow
def test_no_page_asks_a_third_party(site: Path) -> None:
    """Whoever reads a page about a hard thing is seen by nobody but its host."""
    asked = set()
    for file in site.rglob("*.html"):
        parser = Requests()
        parser.feed(file.read_text(encoding="utf-8"))
        asked |= {
            *parser.found,
            *addresses(" ".join(re.findall(r"<style.*?</style>", file.read_text(encoding="utf-8"), re.DOTALL))),
        }
    for file in site.rglob("*.css"):
        asked |= set(addresses(file.read_text(encoding="utf-8")))

    assert len(asked) > 10
    assert [address for address in asked if is_elsewhere(address)] == []


def test_what_asks_a_third_party_is_seen() -> None:
    """The scan of the test above finds what it looks for."""
    parser = Requests()
    parser.feed(
        '<p style="background: url(//a.example/x)"><script src="https://b.example/y"></script><a href="https://c">'
    )

    assert list(filter(is_elsewhere, parser.found)) == ["//a.example/x", "https://b.example/y"]
    assert addresses("@import 'https://d.example/z'; @font-face { src: url(\"f.woff2\") }") == [
        "https://d.example/z",
        "f.woff2",
    ]


@pytest.mark.slow
@pytest.mark.parametrize("builder", OTHERS)
def test_every_builder_is_content(builder: str, tmp_path: Path) -> None:
    """The pages can become a book, a manual or plain text as well, without a warning."""
    assert any(build(builder, tmp_path / builder).iterdir())


@pytest.mark.slow
def test_pages_are_the_same_from_several_processes(site: Path, tmp_path: Path) -> None:
    """Built by two processes, each page is what one process makes of it."""
    parallel = build("html", tmp_path / "parallel", "-j", "2")

    for page in site.rglob("*.html"):
        assert (parallel / page.relative_to(site)).read_bytes() == page.read_bytes()
