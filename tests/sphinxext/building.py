"""Builds of Sphinx in this process, with their warnings and their files."""

import hashlib
import os
import pickle
import re
import shutil
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from attrs import frozen
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.locale import translators
from sphinx.util.docutils import docutils_namespace, patch_docutils

PROJECT = Path(__file__).with_name("project")
# That days do not change what is written.
os.environ["SOURCE_DATE_EPOCH"] = "1764201600"
COLORS = re.compile(r"\x1b\[[\d;]*m")
# What says when or where a build was made, and no reader reads.
NOT_COMPARED = {".buildinfo", "searchindex.js", "environment.pickle"}


@frozen
class Built:
    """What a build has made.

    Attributes:
        warnings: Each in a line, with files as they are called in the project.
        read: The pages that were read, in order.
        written: The pages that were written.
    """

    source: Path
    out: Path
    doctrees: Path
    warnings: tuple[str, ...]
    read: tuple[str, ...] = ()
    written: tuple[str, ...] = ()

    def text(self, name: str) -> str:
        """What stands in a file."""
        return (self.out / name).read_text(encoding="utf-8")

    def page(self, name: str) -> str:
        """What stands in the body of a page of HTML."""
        return (
            self.text(f"{name}.html")
            .partition('<div class="body" role="main">')[2]
            .partition('<div class="clearer">')[0]
        )

    def doctree(self, name: str) -> nodes.document:
        """A page as it was read."""
        document: nodes.document = pickle.loads((self.doctrees / f"{name}.doctree").read_bytes())  # noqa: S301  # ours
        return document

    @property
    def files(self) -> dict[str, str]:
        """A digest of each file that readers get."""
        return digests(self.out)


def digests(folder: Path) -> dict[str, str]:
    """A digest of each file in *folder* that readers get."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name not in NOT_COMPARED)
    return {str(path.relative_to(folder)): digest_of(path) for path in files}


def digest_of(path: Path) -> str:
    """A digest of a file; of a book, of what is in it, since it keeps the time of each."""
    if path.suffix != ".epub":
        return hashlib.sha256(path.read_bytes()).hexdigest()
    with zipfile.ZipFile(path) as book:
        return hashlib.sha256(repr([(name, book.read(name)) for name in book.namelist()]).encode()).hexdigest()


def build(
    source: Path,
    builder: str = "html",
    *,
    out: Path | None = None,
    doctrees: Path | None = None,
    parallel: int = 1,
    **settings: Any,
) -> Built:
    """Build a project that lies in *source*: with its conf.py, or with *settings* alone.

    Each builder has a place of its own beside the source, so that a second build goes on from the first.
    """
    made = source.parent / f"{source.name}-built"
    out, doctrees = out or made / builder, doctrees or made / f"{builder}-doctrees"
    has_conf = (source / "conf.py").exists()
    given = ({} if has_conf else SETTINGS) | settings
    told, read, written = StringIO(), list[str](), list[str]()
    # Sphinx keeps them beyond a build.
    translators.clear()
    with patch_docutils(str(source)), docutils_namespace():
        app = Sphinx(
            str(source),
            str(source) if has_conf else None,
            str(out),
            str(doctrees),
            builder,
            confoverrides=given,
            status=None,
            warning=told,
            parallel=parallel,
        )
        app.connect("source-read", lambda _app, docname, _text: read.append(docname))
        app.connect("doctree-resolved", lambda _app, _document, docname: written.append(docname))
        app.build()
    warnings = COLORS.sub("", told.getvalue()).replace(f"{source.resolve()}{os.sep}", "").splitlines()
    return Built(source, out, doctrees, tuple(warnings), tuple(read), tuple(written))


SETTINGS = {
    "extensions": ["insight.sphinxext"],
    "html_theme": "basic",
    "nitpicky": True,
    "smartquotes": False,
    "exclude_patterns": ["catalog/**"],
    "project": "Pages",
}


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write *files* into *folder*; of a page of which only the body is given, its name is the title."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def page(*lines: str, title: str = "Page") -> str:
    """A page of reStructuredText with a title."""
    return "\n".join([title, "=" * len(title), "", *lines, ""])


def copy_project(folder: Path, *, without: Iterable[str] = ()) -> Path:
    """The project of the tests in a folder of its own."""
    place = folder / "project"
    shutil.copytree(PROJECT, place, ignore=shutil.ignore_patterns("__pycache__", *without))
    return place


def environment(built: Built) -> BuildEnvironment:
    """What a build keeps for the next one."""
    held: BuildEnvironment = pickle.loads((built.doctrees / "environment.pickle").read_bytes())  # noqa: S301  # ours
    return held


def inventory(built: Built) -> list[str]:
    """What the extension brings to objects.inv: names, types, priorities, addresses and titles."""
    packed = (built.out / "objects.inv").read_bytes().split(b"\n", 4)[4]
    split = (line.split(maxsplit=4) for line in zlib.decompress(packed).decode().splitlines())
    # Where an address ends in the name, a dollar stands for it.
    lines = (" ".join([name, kind, n, re.sub(r"\$$", name, uri), title]) for name, kind, n, uri, title in split)
    return sorted(line for line in lines if " insight:" in line or line.startswith("insight-"))
