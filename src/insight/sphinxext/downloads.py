"""What HTML pages offer to download of a questionnaire: its data dictionary, and the files that define it."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation

from insight.describing import describe
from insight.sphinxext.project import Asked, source_of

_ = get_translation("insight")
# What can be offered, and what marks the place of a link until it is one.
WORDS = ("csv", "source")
DOWNLOAD = "insight_download"
FOLDER = "insight"


def folder_of(asked: Asked) -> str:
    """The folder that the files of a questionnaire are in: each version has one."""
    return f"{asked.questionnaire.id}-{asked.questionnaire.version}"


def offered_of(asked: Asked, wanted: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What is offered, in words, and the name of the file: a definition stays beside the items that it names."""
    chosen = tuple(wanted)
    if "csv" in chosen:
        yield str(_("Data dictionary (CSV)")), f"{asked.questionnaire.id}-dictionary.csv"
    if "source" in chosen:
        main, *beside = [path.name for path in asked.files] or [f"{asked.questionnaire.id}.toml"]
        yield str(_("Definition of the questionnaire")), main
        yield from ((str(_("Items of the questionnaire (CSV)")), name) for name in beside)


def make_links(document: nodes.document) -> None:
    """Make links of what is offered: only after Sphinx has looked for the files that links lead to."""
    for node in [each for each in document.findall(nodes.inline) if DOWNLOAD in each]:
        node.replace_self(addnodes.download_reference("", "", *node.children, filename=f"{FOLDER}/{node[DOWNLOAD]}"))


def clear(folder: Path) -> None:
    """Take away what was written before, some of which may be offered no more."""
    shutil.rmtree(folder / FOLDER, ignore_errors=True)


def write(asked: Asked, folder: Path, wanted: Iterable[str], folders: Iterable[str]) -> None:
    """Write all that is offered of a questionnaire."""
    here = folder / FOLDER / folder_of(asked)
    here.mkdir(parents=True, exist_ok=True)
    for _words, name in offered_of(asked, wanted):
        (here / name).write_bytes(data_of(asked, name, folders))


def data_of(asked: Asked, name: str, folders: Iterable[str]) -> bytes:
    """What is in a file that is offered."""
    if name == f"{asked.questionnaire.id}-dictionary.csv":
        return describe(asked.questionnaire).csv().encode()
    return asked.path.with_name(name).read_bytes() if asked.path else source_of(name, folders)
