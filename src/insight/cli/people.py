"""A table of many people's answers: which of two ways it is scored, in batches or row by row."""

import argparse
import io
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from insight.cli.output import becomes_a_file, is_parquet
from insight.cli.tables import score_table
from insight.errors import Problem, ReadError
from insight.loading.answers import decode_lines, read_rows
from insight.questionnaires import Questionnaire


def score_people(file: io.BufferedReader, questionnaire: Questionnaire, given: argparse.Namespace, name: str) -> int:
    """Score a table: in batches where that can be, else row by row."""
    refuse_without_packages(file, given, name)
    if can_stream(file, given):
        from insight.cli.batches import NotPlainError, read_csv, read_parquet  # noqa: PLC0415  # polars is heavy, and may not be there
        from insight.cli.streaming import stream_table  # noqa: PLC0415

        read = read_parquet if holds_parquet(file, given.answers) else read_csv
        with suppress(NotPlainError):
            return stream_table(read(Path(given.answers), questionnaire, given, name), questionnaire, given, name)
    rows = read_rows(
        decode_lines(file, name),
        questionnaire,
        name=name,
        id_column=given.id,
        ignore=given.ignore,
        missing=given.missing,
    )
    if not is_parquet(given.out):
        return score_table(rows, questionnaire, given, name)
    from insight.cli.streaming import write_rows  # noqa: PLC0415

    return write_rows(rows, questionnaire, given, name)


def can_stream(file: io.BufferedReader, given: argparse.Namespace) -> bool:
    """Whether a table can be read and written in batches: from a file into a file, with polars at hand."""
    if holds_parquet(file, given.answers):
        return True
    return given.out is not None and becomes_a_file(given.out) and Path(given.answers).is_file() and has_packages()


def refuse_without_packages(file: io.BufferedReader, given: argparse.Namespace, name: str) -> None:
    """Refuse Parquet where it comes from no file, or a package that reads or writes it is missing."""
    reads = holds_parquet(file, given.answers)
    if not reads and not is_parquet(given.out):
        return
    if not has_packages():
        place, what = (name, "reading") if reads else (given.out, "writing")
        raise ReadError(place, [Problem("", f"{what} Parquet needs two packages", remedy=PACKAGES)])
    if reads and not Path(given.answers).is_file():
        raise ReadError(name, [Problem("", "Parquet is read from a file", remedy="name the file")])


PACKAGES = "pip install 'insight-inventory[frames]' polars"


def holds_parquet(file: io.BufferedReader, name: str) -> bool:
    """Whether *file* holds Parquet: by its name, else by how it begins."""
    return is_parquet(name) or file.peek(4).startswith(b"PAR1")


def has_packages() -> bool:
    """Whether what scores in batches is installed."""
    return all(find_spec(package) for package in ("narwhals", "polars"))
