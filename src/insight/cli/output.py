"""What the command writes: results to standard output or a file, everything else to standard error; its exit status."""

import contextlib
import io
import itertools
import os
import shutil
import signal
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from secrets import token_hex
from threading import current_thread, main_thread
from time import monotonic
from typing import Protocol, TextIO, TypeVar

from insight.describing import UNDERLINES
from insight.errors import FileAccessError, Problem

T = TypeVar("T")

OK, REFUSED, WRONG_USE, DIFFERS, COMPARES_NOT = 0, 1, 2, 3, 4


def complain(message: str) -> None:
    """Say something on standard error, where there is one."""
    with contextlib.suppress(OSError):
        if sys.stderr is not None:
            sys.stderr.write(f"insight: {message}\n")
            sys.stderr.flush()


def write_rows(rows: Iterable[Sequence[str]]) -> None:
    """Write columns, each as wide as it needs to be."""
    held = list(rows)
    widths = [max(map(len, column)) for column in zip(*held, strict=True)]
    for row in held:
        sys.stdout.write("  ".join(map(str.ljust, row, widths)).rstrip() + "\n")


def show(chunks: Iterable[str], *, to: TextIO | None = None) -> None:
    """Write to standard output or *to* a stream, headings in bold where that is a terminal and rich is at hand."""
    stream = sys.stdout if to is None else to
    if not (stream.isatty() and find_spec("rich")):
        stream.writelines(chunks)
        return
    from rich.console import Console  # noqa: PLC0415  # an extra, for a terminal alone
    from rich.text import Text  # noqa: PLC0415

    console = Console(file=stream, soft_wrap=True)
    lines = "".join(chunks).removesuffix("\n").split("\n")
    for line, below in itertools.zip_longest(lines, lines[1:], fillvalue=""):
        console.print(Text(line, style="bold" if below and set(below) <= set(UNDERLINES) else ""))


def write_out(out: str | None, chunks: Iterable[str]) -> None:
    """Write to the file *out* at once, or to standard output."""
    if out is None:
        show(chunks)
        return
    try:
        if not becomes_a_file(out):
            # A folder says that it is one.
            with Path(out).open("w", encoding="utf-8", newline="") as file:
                file.writelines(chunks)
            return
        with unfinished(out) as part, part.open("w", encoding="utf-8", newline="") as file:
            file.writelines(chunks)
    except OSError as error:
        raise not_written(out, error) from None


def becomes_a_file(out: str) -> bool:
    """Whether *out* is a file, or will be one: a device or a pipe is written to, and nothing takes its place."""
    return Path(out).is_file() or not Path(out).exists()


@contextlib.contextmanager
def unfinished(out: str) -> Iterator[Path]:
    """A file beside *out* to write to: it takes its place when all is written, and is gone where that fails.

    What was there stays until then.
    """
    target = Path(out).resolve()
    part = target.with_name(f".insight-{token_hex(4)}.unfinished")
    with stopped_in_order():
        try:
            part.touch(0o600 if target.exists() else 0o666, exist_ok=False)
            yield part
            if target.exists():
                # Who may read it stays as it was: these are answers of people.
                shutil.copymode(target, part)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)


@contextlib.contextmanager
def stopped_in_order() -> Iterator[None]:
    """Whoever stops or ends the command meanwhile interrupts it, so that it can tidy up; else polars takes Ctrl-C."""
    if current_thread() is not main_thread():
        yield
        return
    before = {number: signal.signal(number, signal.default_int_handler) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            # None stands for one that Python does not know.
            signal.signal(number, handler or signal.SIG_DFL)


def not_written(out: str, error: OSError) -> FileAccessError:
    """What to say of a file that the system does not write."""
    return FileAccessError("", [Problem(out, f"it cannot be written ({error.strerror})")])


def is_parquet(name: str | None) -> bool:
    """Whether a file is Parquet, by its name."""
    return name is not None and name.lower().endswith(".parquet")


def write_data(out: str | None, text: str) -> None:
    """Write what a machine reads, as `write_out` does, in UTF-8 whatever a terminal shows."""
    if out is None and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    write_out(out, [text])


def follow(rows: Iterable[T]) -> Iterable[T]:
    """*rows*, with a bar on standard error where that is a terminal and rich is at hand."""
    if not shows_progress():
        return rows
    from rich.console import Console  # noqa: PLC0415  # an extra, for a terminal alone
    from rich.progress import track  # noqa: PLC0415

    return track(rows, description="Scoring", console=Console(stderr=True), transient=True)


def shows_progress() -> bool:
    """Whether standard error is a terminal, and rich is at hand."""
    return sys.stderr is not None and sys.stderr.isatty() and find_spec("rich") is not None


class Part(Protocol):
    """Some rows of a table, with how much of it has been read after them, from 0 to 1."""

    @property
    def done(self) -> float:
        """How much."""

    def __len__(self) -> int:
        """How many rows."""


PartT = TypeVar("PartT", bound=Part)


def follow_batches(parts: Iterable[PartT]) -> Iterator[PartT]:
    """*parts*, with a bar where `follow` has one: how much is done, how many rows, and how long it will take."""
    if not shows_progress():
        yield from parts
        return
    from rich.console import Console  # noqa: PLC0415  # an extra, for a terminal alone
    from rich.progress import Progress  # noqa: PLC0415

    start, rows = monotonic(), 0
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Scoring", total=1.0)
        for part in parts:
            yield part
            rows += len(part)
            rate = rows / (monotonic() - start)
            progress.update(task, completed=part.done, description=f"Scoring: {rows:,} rows, {rate:,.0f} a second")


def let_go_of_output(stream: TextIO | None = None) -> None:
    """Write nothing more: what is still held back would be written once more at exit, and fail again."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), (sys.stdout if stream is None else stream).fileno())
