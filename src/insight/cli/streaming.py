"""A table of many people's answers, scored in batches: as many rows as there are, in the memory that a batch takes."""

import argparse
import csv
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from itertools import chain, cycle, islice, takewhile
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from threading import Event

import polars as pl
from polars.io.plugins import register_io_source

from insight.cli.batches import Batch
from insight.cli.output import becomes_a_file, follow, follow_batches, is_parquet, not_written, unfinished, write_out
from insight.cli.tables import name_columns, score_row, score_rows
from insight.cli.tally import Tally, tell
from insight.errors import Problem
from insight.frames import Output, score_frame, summary
from insight.frames.values import INVALID
from insight.loading.answers import Row, read_cell
from insight.questionnaires import Questionnaire

SCORES: tuple[Output, ...] = ("value", "status", "answered", "low", "high", "band")
# No item is called so.
NUMBER = "number of the row"
# Between them, floats are written alike by polars and by Python.
SMALLEST, LARGEST = 1e-4, 1e16
# So many rows are made a table at a time, where they come one by one.
STEP = 50_000


class NothingToWriteError(Exception):
    """A row is invalid, and then no table was wanted."""


def stream_table(batches: Iterator[Batch], questionnaire: Questionnaire, given: argparse.Namespace, name: str) -> int:
    """Score a table and write the scores, all of them or nothing; say which places are invalid.

    Whatever reading *batches* raises comes out of it, and then nothing is written.
    """
    first = next(batches)
    columns, tally = name_columns(questionnaire, given.id, name), Tally()
    frames = score_batches(follow_batches(chain([first], batches)), questionnaire, given, tally)
    kind = first.raw[given.id].dtype if given.id else pl.Int64()
    write_table(frames, schema_of(columns, kind), given, tally)
    return tell(tally, questionnaire, given, name)


def write_rows(rows: Iterable[Row], questionnaire: Questionnaire, given: argparse.Namespace, name: str) -> int:
    """Score rows one by one, and write the scores as Parquet."""
    columns, tally = name_columns(questionnaire, given.id, name), Tally()
    schema = schema_of(columns, pl.String() if given.id else pl.Int64())
    scored = score_rows(follow(rows), questionnaire, tally)
    frames = (pl.DataFrame(held, schema, orient="row") for held in iter(lambda: list(islice(scored, STEP)), []))
    write_table(frames, schema, given, tally)
    return tell(tally, questionnaire, given, name)


def schema_of(columns: Sequence[str], kind: pl.DataType) -> dict[str, pl.DataType]:
    """What stands in the columns of a table of scores, the first of which is of a *kind*."""
    texts, numbers = {"status", "band"}, {"answered"}
    told = [pl.String() if o in texts else pl.Int64() if o in numbers else pl.Float64() for o in SCORES]
    return dict(zip(columns, [kind, *islice(cycle(told), len(columns) - 1)], strict=True))


def score_batches(
    batches: Iterable[Batch], questionnaire: Questionnaire, given: argparse.Namespace, tally: Tally
) -> Iterator[pl.DataFrame]:
    """The scores of each batch; they are counted in *tally*."""
    first, score_batch = given.id or NUMBER, None
    refused: list[pl.DataFrame] = []
    for batch in batches:
        numbers = batch.numbers if given.id else batch.numbers.with_row_index(NUMBER, tally.rows + 1)
        score_batch = score_batch or plan_for(questionnaire, numbers.schema, first)
        scored = score_batch(numbers)
        if len(rows := count(batch, scored, questionnaire, given, tally)):
            refused.append(rows)
        if sum(map(len, refused)) > STEP:
            count_items(refused, questionnaire, tally)
            refused = []
        yield scored.with_columns(identify(scored[first])).rename({first: given.id or "row"})
    if refused:
        count_items(refused, questionnaire, tally)


def plan_for(questionnaire: Questionnaire, schema: pl.Schema, first: str) -> Callable[[pl.DataFrame], pl.DataFrame]:
    """What scores a table of these columns; its plan is made once, which takes as long as to score a batch by it."""
    held: list[pl.DataFrame] = []

    def hand_over(columns: list[str] | None, *_: object) -> Iterator[pl.DataFrame]:
        yield held[-1].select(columns or pl.all())

    scored = score_frame(questionnaire, register_io_source(hand_over, schema=schema), outputs=SCORES, keep=[first])

    def run(table: pl.DataFrame) -> pl.DataFrame:
        held[:] = [table]
        return scored.collect()

    return run


def identify(column: pl.Series) -> pl.Series:
    """What tells rows apart, for the table of scores: numbers, or a text that is not empty."""
    if column.dtype == pl.String:
        return column.set(column == "", None)
    return column.cast(pl.Int64) if column.name == NUMBER else column


def count(
    batch: Batch, scored: pl.DataFrame, questionnaire: Questionnaire, given: argparse.Namespace, tally: Tally
) -> pl.DataFrame:
    """Count the rows of a batch in *tally*, and name the first invalid places; the answers of invalid rows."""
    tally.rows += len(scored)
    for scale in questionnaire.scales:
        tally.add(scale.id, dict(scored[f"{scale.id}.status"].value_counts().iter_rows()))
    invalid = scored[f"{questionnaire.scales[0].id}.status"] == INVALID
    for number in invalid.arg_true().head(tally.wanted).to_list():
        tally.name([batch.locate(problem, number) for problem in find_problems(batch, number, questionnaire, given)])
    return batch.numbers.filter(invalid)


def count_items(refused: Sequence[pl.DataFrame], questionnaire: Questionnaire, tally: Tally) -> None:
    """Count the invalid answers of many batches at once: a plan for each takes longer than to count."""
    items = {each: told.invalid for each, told in summary(questionnaire, pl.concat(refused)).items.items()}
    tally.items.update(items)
    tally.count += sum(items.values())


def find_problems(batch: Batch, number: int, questionnaire: Questionnaire, given: argparse.Namespace) -> list[Problem]:
    """What makes a row invalid."""
    raw, numbers = batch.raw.row(number, named=True), batch.numbers.row(number, named=True)
    answers = {
        item.id: read_cell(value, given.missing) if isinstance(value := raw[item.id], str) else numbers[item.id]
        for item in questionnaire.items
    }
    return score_row(questionnaire, Row(line=0, id=None, answers=answers))[1]


def write_table(
    frames: Iterator[pl.DataFrame], schema: Mapping[str, pl.DataType], given: argparse.Namespace, tally: Tally
) -> None:
    """Write a table of scores, all of it; nothing where a row is invalid and this is not wanted."""
    write = write_parquet if is_parquet(given.out) else write_csv
    try:
        with suppress(NothingToWriteError), place_for(given.out) as path:
            write(frames, schema, path)
            if tally.count and given.strict:
                raise NothingToWriteError
    except OSError as error:
        raise not_written(given.out or "standard output", error) from None


@contextmanager
def place_for(out: str | None) -> Iterator[Path]:
    """A file to write to that becomes *out* at the end, or is written then to what is no file."""
    if out is not None and becomes_a_file(out):
        with unfinished(out) as path:
            yield path
        return
    with TemporaryDirectory() as folder:
        path = Path(folder) / "out"
        yield path
        copy_out(path, out)


def copy_out(path: Path, out: str | None) -> None:
    """Write a file to standard output, or to a device or a pipe."""
    if out is None:
        with path.open(encoding="utf-8", newline="") as file:
            write_out(None, file)
        return
    with path.open("rb") as file, Path(out).open("wb") as target:
        copyfileobj(file, target)


def write_csv(frames: Iterable[pl.DataFrame], schema: Mapping[str, pl.DataType], path: Path) -> None:
    """Write tables one below the other, as `csv` writes rows."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerow(schema)
        for frame in frames:
            file.write(frame.with_columns(map(spell, frame)).write_csv(include_header=False))


def spell(column: pl.Series) -> pl.Series:
    """A column whose floats are written as Python does."""
    if column.dtype != pl.Float64:
        return column
    sizes = column.abs()
    if not (((sizes < SMALLEST) & (sizes > 0)) | (sizes >= LARGEST)).any():
        return column
    numbers = column.unique().drop_nulls()
    return column.replace_strict(numbers, pl.Series(map(repr, numbers), dtype=pl.String), return_dtype=pl.String)


def write_parquet(frames: Iterable[pl.DataFrame], schema: Mapping[str, pl.DataType], path: Path) -> None:
    """Write tables one below the other into one file."""
    failed: list[BaseException] = []
    stopped = Event()

    def hand_over(*_: object) -> Iterator[pl.DataFrame]:
        try:
            yield from takewhile(lambda _: not stopped.is_set(), frames)
        except BaseException as error:
            failed.append(error)
            raise

    sink = partial(register_io_source(hand_over, schema=schema).sink_parquet, path, engine="streaming")
    try:
        # Python hears that it is to stop while it waits, and not while polars works.
        with ThreadPoolExecutor(1) as pool, ExitStack() as at_the_end:
            at_the_end.callback(stopped.set)
            pool.submit(sink).result()
    except pl.exceptions.PolarsError as error:
        if failed:
            raise failed[0] from None
        if number := re.search(r"\(os error (\d+)\)", str(error)):
            raise OSError(int(number[1]), os.strerror(int(number[1]))) from None
        raise
