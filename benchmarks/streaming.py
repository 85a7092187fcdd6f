"""How long a large table takes from Parquet to Parquet, and in how much memory, against a sink that is written by hand.

Run it with `uv run --group conformance python benchmarks/streaming.py [ROWS [ROUNDS]]`. Each way runs in a process of
its own, by turns. The work is that of `frames.py`: a lazy table of this library is held against values and statuses
by hand, the command against all that it writes.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

import insight
from frames import by_hand_polars, make_answers, make_questionnaire
from insight.frames import score_frame

# So many rows are made, and written, at a time.
STEP = 500_000
OUTPUTS = ("value", "status", "answered", "low", "high", "band")


def write_answers(rows: int) -> None:
    """Write a table of so many rows, and its questionnaire."""
    Path("bench.json").write_text(insight.to_json(make_questionnaire()), encoding="utf-8")
    with pq.ParquetWriter("answers.parquet", make_answers(1).to_arrow().schema) as writer:
        for first in range(0, rows, STEP):
            writer.write_table(make_answers(min(STEP, rows - first)).to_arrow())


def sink_by_hand(outputs: Sequence[str]) -> None:
    """From file to file, as somebody writes it in polars."""
    pl.scan_parquet("answers.parquet").select(by_hand_polars(outputs)).sink_parquet("by-hand.parquet")


def sink() -> None:
    """From file to file, as a lazy table of this library."""
    score_frame(make_questionnaire(), pl.scan_parquet("answers.parquet"), keep=()).sink_parquet("ours.parquet")


WAYS: Mapping[str, Sequence[str]] = {
    "values and statuses by hand": [sys.executable, __file__, "by-hand"],
    "score_frame": [sys.executable, __file__, "ours"],
    "all outputs by hand": [sys.executable, __file__, "all-by-hand"],
    "insight score": [sys.executable, "-m", "insight", "score", "bench.json", "answers.parquet", "--out", "of.parquet"],
}
AGAINST = {"score_frame": "values and statuses by hand", "insight score": "all outputs by hand"}


def run(command: Sequence[str]) -> tuple[float, float]:
    """The seconds that a process takes, and the most memory that it holds, in MB."""
    start = time.perf_counter()
    quiet = [(os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
    _, status, used = os.wait4(os.posix_spawn(command[0], [*command], os.environ, file_actions=quiet), 0)
    if status:
        raise SystemExit(f"{command[-1]} failed")
    return time.perf_counter() - start, used.ru_maxrss / 1024


def main(rows: int, rounds: int) -> None:
    """Print the table."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        write_answers(rows)
        found = [{name: run(command) for name, command in WAYS.items()} for _ in range(rounds)]
        os.chdir(here)
    for name in WAYS:
        seconds = statistics.median(each[name][0] for each in found)
        told = f"{name}, {rows:,} rows: {seconds:.1f} s, {max(each[name][1] for each in found):.0f} MB"
        if other := AGAINST.get(name):
            told += f", {seconds / statistics.median(each[other][0] for each in found):.2f} times {other}"
        print(told)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["by-hand"]:
            sink_by_hand(("value", "status"))
        case ["all-by-hand"]:
            sink_by_hand(OUTPUTS)
        case ["ours"]:
            sink()
        case given:
            numbers = [int(each) for each in given]
            main(*numbers, *(10_000_000, 3)[len(numbers) :])
