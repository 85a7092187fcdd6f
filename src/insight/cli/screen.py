"""What somebody is asked on, and what they type: lines no wider than the terminal, and nothing kept of them."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from attrs import frozen

from insight.cli.output import let_go_of_output, show
from insight.describing.description import GAP, WIDTH, Block, Description, Listing, Paragraph, Table, wrap

NARROWEST = 20
# No longer than a terminal takes; what is longer is passed over in pieces of this size.
LONGEST_LINE = 4096


@frozen
class Screen:
    """A stream that questions are written to."""

    stream: TextIO | None

    @classmethod
    def find(cls) -> "Screen":
        """Standard error, so that the report alone can be sent elsewhere; standard output where only that is seen."""
        seen = next((each for each in (sys.stderr, sys.stdout) if each is not None and each.isatty()), sys.stderr)
        return cls(seen)

    def show(self, description: Description, *groups: Iterable[tuple[str, str]]) -> None:
        """Write a description, and below it groups of lines, each with what stands before it."""
        self.write(f"\n{fit(description, self.stream)}\n")
        for group in groups:
            self.write("\n" + "".join(f"{line}\n" for mark, text in group for line in self._wrap(text, mark)))

    def say(self, text: str) -> None:
        """Write a paragraph, as far as somebody is there to see it."""
        try:
            self.write("\n" + "".join(f"{line}\n" for line in self._wrap(text)))
        except OSError:
            self.leave()

    def _wrap(self, text: str, mark: str = "") -> list[str]:
        width = width_of(self.stream)
        # What takes much of a narrow screen has a line of its own.
        apart = len(mark) > width // 2
        lines = wrap(spell(text, self.stream), width, mark=INDENT if apart else mark)
        return [mark.rstrip(), *lines] if apart else lines

    def ask(self) -> None:
        """Write what stands before what is typed."""
        if self.stream is not None:
            self.stream.write("> ")
            self.stream.flush()

    def write(self, text: str) -> None:
        """Write *text*, headings in bold where that can be."""
        if self.stream is not None:
            show([text], to=self.stream)
            self.stream.flush()

    def leave(self) -> None:
        """Write nothing more: whoever saw it is gone."""
        if self.stream is not None:
            let_go_of_output(self.stream)


INDENT = "    "


def fit(description: Description, stream: TextIO | None) -> str:
    """A description as text, as wide as what *stream* leads to, in letters that it can show."""
    width = width_of(stream)
    return rewrite(description, lambda text: spell(text, stream), width).text(width=width)


def width_of(stream: TextIO | None) -> int:
    """How wide lines are that go to *stream*: as the terminal is, but no longer than is good to read."""
    try:
        columns = os.get_terminal_size(stream.fileno() if stream is not None else -1).columns
    except (OSError, ValueError):
        columns = 0
    return max(min(columns or WIDTH, WIDTH), NARROWEST)


def rewrite(description: Description, write: Callable[[str], str], width: int) -> Description:
    """A description with each text as *write* gives it, and with lists in the place of tables that are too wide."""
    blocks = tuple(rewrite_block(block, write, width) for block in description.blocks)
    return Description(write(description.title), blocks)


def rewrite_block(block: Block, write: Callable[[str], str], width: int) -> Block:
    """A block, likewise."""
    match block:
        case Description():
            return rewrite(block, write, width)
        case Paragraph():
            return Paragraph(write(block.text))
        case Listing():
            return Listing(tuple(map(write, block.items)), ordered=block.ordered)
        case Table():
            table = Table(tuple(map(write, block.columns)), tuple(tuple(map(write, row)) for row in block.rows))
            return table if narrowest(table) <= width else as_list(table)


def narrowest(table: Table) -> int:
    """How wide a table is at least, where no word of it is cut."""
    columns = zip(table.columns, *table.rows, strict=True)
    return sum(max(len(word) for cell in column for word in ("", *cell.split())) + len(GAP) for column in columns)


def as_list(table: Table) -> Listing:
    """The rows of a table, each with the names of its columns in it."""
    rows = (
        [f"{name.lower()}: {cell}" for name, cell in zip(table.columns, row, strict=True) if cell] for row in table.rows
    )
    return Listing(tuple("; ".join(row) for row in rows))


def spell(text: str, stream: TextIO | None) -> str:
    """*text* in letters that *stream* can show; another letter is its code."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, errors="backslashreplace").decode(encoding)


def typed() -> Iterator[str | None]:
    """The lines of standard input to its end; None for one that is too long, or no text."""
    # No input(): where readline is at hand it keeps what was typed.
    if sys.stdin is None:
        return
    file = sys.stdin.buffer
    with contextlib.suppress(OSError):
        while line := file.readline(LONGEST_LINE):
            whole = len(line) < LONGEST_LINE or line.endswith(b"\n")
            yield read(line) if whole else None
            # Only what is longer has more to come: after its end, a terminal would be waited for once more.
            while len(line) == LONGEST_LINE and not line.endswith(b"\n"):
                line = file.readline(LONGEST_LINE)
            if not line.endswith(b"\n"):
                return


def read(line: bytes) -> str | None:
    """A line as text, or None where it is none."""
    try:
        return line.decode("utf-8").removeprefix("\ufeff").rstrip("\r\n")
    except UnicodeDecodeError:
        return None
