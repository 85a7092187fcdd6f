"""What the command writes: results to standard output or a file, everything else to standard error; its exit status."""

import contextlib
import io
import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TextIO, TypeVar

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
    target = Path(out).resolve()
    try:
        if target.exists() and not target.is_file():
            # A device or a pipe is written to; a folder says that it is one.
            with target.open("w", encoding="utf-8", newline="") as file:
                file.writelines(chunks)
            return
        # Beside the file first, so that what was there stays until all is written; gone again if that fails.
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".insight-") as folder:
            whole = Path(folder) / "out"
            with whole.open("w", encoding="utf-8", newline="") as file:
                file.writelines(chunks)
            if target.exists():
                # Who may read it stays as it was: these are answers of people.
                shutil.copymode(target, whole)
            whole.replace(target)
    except OSError as error:
        raise FileAccessError("", [Problem(out, f"it cannot be written ({error.strerror})")]) from None


def write_data(out: str | None, text: str) -> None:
    """Write what a machine reads, as `write_out` does, in UTF-8 whatever a terminal shows."""
    if out is None and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    write_out(out, [text])


def follow(rows: Iterable[T]) -> Iterable[T]:
    """*rows*, with a bar on standard error where that is a terminal and rich is at hand."""
    if not (sys.stderr is not None and sys.stderr.isatty() and find_spec("rich")):
        return rows
    from rich.console import Console  # noqa: PLC0415  # an extra, for a terminal alone
    from rich.progress import track  # noqa: PLC0415

    return track(rows, description="Scoring", console=Console(stderr=True), transient=True)


def let_go_of_output(stream: TextIO | None = None) -> None:
    """Write nothing more: what is still held back would be written once more at exit, and fail again."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), (sys.stdout if stream is None else stream).fileno())
