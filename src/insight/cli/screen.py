"""What somebody is asked on, and what they type: lines no wider than the terminal, and nothing kept of them."""

import contextlib
import importlib
import os
import sys
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from typing import Any, TextIO

from attrs import frozen

from insight.cli.keeping import answered_by
from insight.cli.output import let_go_of_output, show
from insight.describing import Description
from insight.describing.as_text import wrap
from insight.describing.description import WIDTH

NARROWEST = 20
# No longer than a terminal takes; what is longer is passed over in pieces of this size.
LONGEST_LINE = 4096


@frozen
class Screen:
    """A stream that questions are written to."""

    stream: TextIO | None

    @classmethod
    def find(cls) -> "Screen":
        """Standard error, so that the report can be sent elsewhere; standard output where that alone is a terminal."""
        seen = next((each for each in (sys.stderr, sys.stdout) if each is not None and each.isatty()), sys.stderr)
        return cls(seen)

    def show(self, description: Description, *groups: Iterable[tuple[str, str]]) -> None:
        """Write a description, and below it groups of lines, each with what stands before it."""
        self.write(f"\n{description.text(width=width_of(self.stream))}\n")
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
        lines = wrap(text, width, mark=INDENT if apart else mark)
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


def width_of(stream: TextIO | None) -> int:
    """How wide lines are that go to *stream*: as the terminal is, but no longer than is good to read."""
    try:
        columns = os.get_terminal_size(stream.fileno() if stream is not None else -1).columns
    except (OSError, ValueError):
        columns = 0
    return max(min(columns or WIDTH, WIDTH), NARROWEST)


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


@contextlib.contextmanager
def unseen() -> Iterator[bool]:
    """Have a terminal show nothing of what is typed but the ends of lines; whether it does so."""
    before = settings()
    if before is None:
        yield False
        return
    hiding = [*before]
    hiding[LOCAL_MODES] = before[LOCAL_MODES] & ~termios.ECHO | termios.ECHONL

    def hide(*_: object) -> None:
        termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, hiding)

    hide()
    try:
        # A shell that goes on with a stopped command shows again what is typed.
        with answered_by(hide, "SIGCONT"):
            yield True
    finally:
        # A terminal that is gone has nothing to set back.
        with contextlib.suppress(termios.error):
            termios.tcsetattr(sys.stdin.fileno(), termios.TCSANOW, before)


def settings() -> list[Any] | None:
    """How the terminal is set that is typed in; None where there is none, or the system sets them otherwise."""
    if termios is None or sys.stdin is None:
        return None
    try:
        return list(termios.tcgetattr(sys.stdin.fileno()))
    except (OSError, ValueError, termios.error):
        return None


# Not every system has it. Of what it tells of a terminal, the modes that one sees come fourth.
termios: Any = importlib.import_module("termios") if find_spec("termios") else None
LOCAL_MODES = 3


def read(line: bytes) -> str | None:
    """A line as text, or None where it is none."""
    try:
        return line.decode("utf-8").removeprefix("\ufeff").rstrip("\r\n")
    except UnicodeDecodeError:
        return None
