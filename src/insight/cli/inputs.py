"""What the arguments of the command name: the catalog, a questionnaire, a file or standard input."""

import argparse
import io
import os
import sys
from pathlib import Path

from insight.catalog import Catalog
from insight.errors import FileAccessError, Problem, UnknownIdError, did_you_mean, quote
from insight.loading import load_catalog, load_questionnaire
from insight.loading.text import no_access, open_file, read_bytes
from insight.questionnaires import Questionnaire

STANDARD = "-"


def read_catalog(given: argparse.Namespace) -> Catalog:
    """The catalog that the command is to use: the bundled one or another, and what is added to it."""
    catalog = load_catalog(given.catalog)
    for folder in given.add:
        catalog = load_catalog(folder, on=catalog)
    return catalog


def find_questionnaire(name: str, catalog: Catalog) -> Questionnaire:
    """The questionnaire in the file *name*, or the bundled one with this id."""
    if is_file_name(name):
        return load_questionnaire(name)
    if name not in catalog.questionnaires:
        remedy = (
            did_you_mean(name, catalog.questionnaires.ids) or "name a file that ends in .toml or .json for your own"
        )
        raise UnknownIdError("", [Problem("", f"no questionnaire has the id {quote(name)}", remedy=remedy)])
    return catalog.questionnaires[name]


def is_file_name(name: str) -> bool:
    """Whether *name* is meant as a file, not as an id."""
    return Path(name).suffix.lower() in {".toml", ".json"} or "/" in name or os.sep in name


def open_input(name: str) -> io.BufferedReader:
    """The file *name*, or standard input, as bytes that can be peeked at."""
    if name == STANDARD:
        # A second buffer, so that closing it leaves standard input as it is, and any input can be peeked at.
        if sys.stdin is None:
            raise FileAccessError("", [Problem("standard input", "it is closed", remedy="name a file instead")])
        return io.BufferedReader(io.FileIO(sys.stdin.fileno(), closefd=False))
    file = open_file(Path(name))
    assert isinstance(file, io.BufferedReader)  # noqa: S101  # as Path gives for "rb"
    return file


def read_input(name: str, limit: int) -> bytes:
    """What the file *name* or standard input holds, at most one byte more than *limit*."""
    if name != STANDARD:
        return read_bytes(Path(name), limit)
    try:
        with open_input(name) as file:
            return file.read(limit + 1)
    except FileAccessError:
        raise
    except OSError as error:
        raise no_access("standard input", error) from None


def same_file(one: str, other: str) -> bool:
    """Whether both name one file that there is."""
    return other != STANDARD and Path(one).exists() and Path(other).exists() and Path(one).samefile(other)


def name_input(name: str) -> str:
    """What the file *name* is called in a message."""
    return "standard input" if name == STANDARD else Path(name).name
