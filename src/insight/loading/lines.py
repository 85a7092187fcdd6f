"""Where things stand in a text: the line of each key and of each element of a list, for messages.

It goes once more through a text that a parser has accepted, for its lines alone: the parsers at hand do not tell them.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from attrs import evolve, frozen

from insight.errors import Problem, join_place, printable

P = TypeVar("P", bound=Problem)

TOKEN = re.compile(
    r"""
    (?:[\ \t\r]++|\#[^\n]*+)*+                  # what says nothing
    ( \"\"\"(?:[^"\\]|\\.|"(?!""))*+\"{3,5}     # strings
    | '''(?:[^']|'(?!''))*+'{3,5}
    | "(?:[^"\\\n]|\\.)*+"
    | '[^'\n]*+'
    | [\[\]{}=:,.\n]
    | [^\s\[\]{}=:,."'\#]++                     # a bare key, or a piece of a number or date
    )
    """,
    re.VERBOSE | re.DOTALL,
)


def with_lines(problems: Iterable[P], text: str) -> list[P]:
    """The *problems* of a TOML or JSON *text*, each with the line that it is in; those of other files have theirs."""
    lines = Scanner(text).lines
    return [each if each.file else evolve(each, line=each.line or line_of(each, lines)) for each in problems]


def line_of(problem: Problem, lines: Mapping[str, int]) -> int | None:
    """The line of what *problem* is about, or of the nearest thing that holds it."""
    place = join_place(problem.place, problem.key)
    if place not in lines:
        # Labels alone are short for options.
        place = re.sub(r"\.labels\[(\d+)\]$", r".options[\1].label", place)
    while place and place not in lines:
        place = place[: max(place.rfind("."), place.rfind("["), 0)]
    return lines.get(place)


@frozen
class Token:
    """A string, a mark, or a piece of something bare, and the line that it begins in."""

    text: str
    line: int


def tokens(text: str) -> Iterator[Token]:
    """The tokens of *text*, in order."""
    line, seen = 1, 0
    for found in TOKEN.finditer(text):
        line += text.count("\n", seen, found.start(1))
        seen = found.start(1)
        yield Token(found[1], line)


class Scanner:
    """Goes through a well-formed text and keeps the line in which each place begins.

    Of another text it keeps whatever it makes of it: it always comes to an end.
    """

    def __init__(self, text: str) -> None:
        """Go through *text*."""
        self.lines: dict[str, int] = {}
        self._left = [*tokens(text)][::-1]
        # How many tables each list of tables, written with double brackets, has so far.
        self._tables: dict[str, int] = {}
        self._statements()

    @property
    def _next(self) -> str:
        return self._left[-1].text if self._left else ""

    def _skip(self, marks: str) -> None:
        while self._left and self._next in marks:
            self._left.pop()

    def _keep(self, place: str, line: int) -> str:
        # As a message shows it.
        self.lines.setdefault(printable(place), line)
        return place

    def _statements(self) -> None:
        base = ""
        while self._left:
            if self._next == "\n":
                self._left.pop()
            elif self._next == "[":
                base = self._header()
            elif self._next == "{":
                self._value("")
            else:
                self._pair(base)

    def _header(self) -> str:
        """Read `[a.b]` or `[[a.b]]`: the place that the lines below it belong to."""
        line = self._left.pop().line
        double = self._next == "["
        self._skip("[")
        *above, last = self._key("]")
        self._skip("]")
        place = ""
        for part in above:
            place = self._latest(self._keep(join_place(place, part), line))
        place = self._keep(join_place(place, last), line)
        if double:
            self._tables[place] = self._tables.get(place, 0) + 1
        return self._keep(self._latest(place), line)

    def _latest(self, place: str) -> str:
        """The last table of a list of tables; any other place as it is."""
        return f"{place}[{self._tables[place] - 1}]" if place in self._tables else place

    def _key(self, end: str) -> list[str]:
        """The parts of a dotted key, up to one of the marks *end*, which stays."""
        parts = []
        while self._left and self._next not in end:
            token = self._left.pop()
            if token.text not in ".\n":
                parts.append(unquote(token.text))
        return parts or [""]

    def _pair(self, place: str) -> None:
        line = self._left[-1].line
        for part in self._key("=:"):
            place = self._keep(join_place(place, part), line)
        if self._left:
            self._left.pop()
        self._value(place)

    def _value(self, place: str) -> None:
        self._skip("\n")
        if self._next == "[":
            self._list(place)
        elif self._next == "{":
            self._table(place)
        elif self._left:
            self._left.pop()
            while self._left and self._next not in ",]}\n":
                self._left.pop()

    def _list(self, place: str) -> None:
        self._left.pop()
        number = 0
        self._skip(",\n")
        while self._left and self._next != "]":
            self._value(self._keep(f"{place}[{number}]", self._left[-1].line))
            number += 1
            self._skip(",\n")
        self._skip_one()

    def _table(self, place: str) -> None:
        self._left.pop()
        self._skip(",\n")
        while self._left and self._next != "}":
            self._pair(place)
            self._skip(",\n")
        self._skip_one()

    def _skip_one(self) -> None:
        if self._left:
            self._left.pop()


def unquote(key: str) -> str:
    r"""A part of a key, without its quotes.

    >>> unquote("worry"), unquote("'at.ease'"), unquote('"a\\u0062"')
    ('worry', 'at.ease', 'ab')
    """
    if key[0] not in "\"'":
        return key
    if "\\" not in key or key[0] == "'":
        return key[1:-1]
    try:
        return str(json.loads(key))
    except ValueError:
        # What TOML writes in another way.
        return read_toml_text(key)


def read_toml_text(written: str) -> str:
    """The text that is *written* in TOML, or as it is written where it is none."""
    try:
        return str(tomllib.loads(f"key = {written}")["key"])
    except tomllib.TOMLDecodeError:
        return written
