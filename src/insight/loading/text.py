"""Texts into plain data, with limits that are checked before any parser runs."""

import re
from pathlib import Path
from typing import IO, Any, Literal

from importlib_resources.abc import Traversable

from insight.errors import FileAccessError, Problem, ReadError, name_type
from insight.loading.parsing import MalformedError, parse_json, parse_toml

QUESTIONNAIRE_LIMIT = 256 * 1024
CONTENT_LIMIT = 4 * 1024 * 1024
DEEPEST = 32

Format = Literal["toml", "json"]

# What matters for depth: strings and comments are passed over whole, so that nothing in them counts.
TOKENS = {
    "toml": re.compile(
        r"""
        (?: [^\[\]{}.=,\n"'\#]++                   # what says nothing of depth
        | \"\"\"(?:[^"\\]|\\.|"(?!""))*+(?:\"{3,5}|\Z)   # a multi-line string; an open one ends with the text
        | '''(?:[^']|'(?!''))*+(?:'{3,5}|\Z)
        | "(?:[^"\\\n]|\\.)*+"?                 # a string in one line; an open one ends with its line
        | '[^'\n]*+'?
        | \#[^\n]*+
        )*+ ([\[\]{}.=,\n]|\Z)
        """,
        re.VERBOSE | re.DOTALL,
    ),
    "json": re.compile(r'(?:[^\[\]{}"]++|"(?:[^"\\]|\\.)*+"?)*+([\[\]{}]|\Z)', re.DOTALL),
}


def read_bytes(path: Traversable, limit: int) -> bytes:
    """What the file at *path* holds, at most one byte more than *limit*.

    Raises:
        FileAccessError: If it cannot be read.
    """
    with open_file(path) as file:
        try:
            return bytes(file.read(limit + 1))
        except OSError as error:
            raise no_access(path, error) from None


def require_file(path: Traversable) -> None:
    """Refuse what is there and is no file that ends: a pipe would be waited for.

    Raises:
        FileAccessError: If it is such a thing.
    """
    if isinstance(path, Path) and exists(path) and not (path.is_file() or path.is_dir()):
        raise FileAccessError("", [Problem(str(path), "this is no file", remedy="name a file")])


def exists(path: Path) -> bool:
    """Whether there is something at *path*; nothing where the system cannot look."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def open_file(path: Traversable) -> IO[bytes]:
    """The file at *path*, as bytes.

    Raises:
        FileAccessError: If it cannot be read.
    """
    try:
        return path.open("rb")
    except FileNotFoundError:
        problem = Problem(str(path), "there is no such file", remedy="check the path")
    except IsADirectoryError:
        problem = Problem(str(path), "this is a folder", remedy="name a file in it")
    except (OSError, ValueError) as error:
        raise no_access(path, error) from None
    raise FileAccessError("", [problem])


def no_access(path: object, error: Exception) -> FileAccessError:
    """What to say of a path that the system cannot read."""
    reason = getattr(error, "strerror", None) or "the path is not valid"
    return FileAccessError("", [Problem(str(path), f"it cannot be read ({reason})")])


def parse(data: str | bytes, *, name: str, limit: int, format: Format) -> dict[str, Any]:  # noqa: A002  # the word for it
    """The table that *data* holds, in TOML or JSON.

    Raises:
        ReadError: If it is too large or too deep, no UTF-8, not well-formed, or no table.
    """
    if format not in TOKENS:
        raise ReadError(name, [Problem("", f"there is no format {format!r}", remedy="use 'toml' or 'json'")])
    if not isinstance(data, str | bytes):
        raise ReadError(name, [Problem("", f"a text is expected, not {name_type(data)}", remedy="pass text or bytes")])
    size = len(data.encode(errors="surrogatepass")) if isinstance(data, str) else len(data)
    if size > limit:
        raise ReadError(name, [Problem("", f"it is larger than {limit // 1024} KiB", remedy="make it smaller")])
    text = decode(data, name)
    if line := too_deep(text, format):
        problem = Problem("", f"tables or lists are nested more than {DEEPEST} deep", remedy="nest less", line=line)
        raise ReadError(name, [problem])
    try:
        table = parse_toml(text) if format == "toml" else parse_json(text)
    except MalformedError as error:
        raise ReadError(name, [Problem("", str(error), line=error.line)]) from None
    if not isinstance(table, dict):
        raise ReadError(name, [Problem("", "it is not a table of fields", remedy="write { … }")])
    return table


def decode(data: str | bytes, name: str) -> str:
    """*data* as text, without a byte order mark.

    Raises:
        ReadError: If it is not UTF-8.
    """
    if isinstance(data, str):
        return data.removeprefix("\ufeff")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what, remedy = next((told for start, told in STARTS.items() if data.startswith(start)), NOT_UTF_8)
        raise ReadError(name, [Problem("", what, remedy=remedy, line=line)]) from None


NOT_UTF_8 = ("it is not UTF-8", "save it as UTF-8")
# What files of other kinds begin with.
STARTS = {
    b"\xff\xfe": ("it is UTF-16", "save it as UTF-8"),
    b"\xfe\xff": ("it is UTF-16", "save it as UTF-8"),
    b"PK": ("it is no text, but an archive or a spreadsheet", "save it as text in UTF-8"),
    b"\x1f\x8b": ("it is no text, but packed", "unpack it"),
}


def too_deep(text: str, format: Format) -> int | None:  # noqa: A002  # the word for it
    """The line in which *text* is nested too deep, counted without a parser; None where it is not.

    >>> too_deep("a = [" + "[" * 40, "toml"), too_deep("a.b = [1.5, 2.5]", "toml")
    (1, None)
    """
    depth = Depth(toml=format == "toml")
    line_start, fresh = 0, True
    for token in TOKENS[format].finditer(text):
        mark, start = token[1], token.start(1)
        if mark == "\n":
            line_start, fresh = token.end(), True
            depth.end_line()
            continue
        # A bracket that opens its line, outside of all others, opens a header.
        depth.add(mark, opens=fresh and mark == "[" and not text[line_start:start].strip())
        fresh = False
        if depth.total > DEEPEST:
            return text.count("\n", 0, start) + 1
    return None


class Depth:
    """How deep a place in a text is nested: brackets count, and the dots of keys for all that is under them."""

    def __init__(self, *, toml: bool) -> None:
        """Begin at the top of a text in TOML, or in JSON, which has no such keys."""
        self._toml = toml
        # What each open bracket adds, and whether keys are in it; and all of them together.
        self._open: list[tuple[int, bool]] = []
        self._added = 0
        # The dots of the header above, and those of the key that is read, or whose value is.
        self._header = self._key = 0
        self._in_header = self._in_value = False

    @property
    def total(self) -> int:
        """How deep it is here."""
        return self._added + self._key + (0 if self._in_header else self._header)

    def add(self, mark: str, *, opens: bool) -> None:
        """Go past a mark; *opens* says whether it is the first of its line, and could open a header."""
        if mark and mark in "[{":
            self._in_header = self._in_header or (self._toml and opens and not self._open)
            self._open.append((1 + self._key, mark == "{"))
            self._added += 1 + self._key
            self._key, self._in_value = 0, mark == "[" and not self._in_header
        elif mark and mark in "]}":
            added, _ = self._open.pop() if self._open else (0, False)
            self._added -= added
            if not self._in_header:
                self._key, self._in_value = 0, True
        elif mark == "." and not self._in_value:
            self._key += 1
        elif mark == "=":
            self._in_value = True
        elif mark == ",":
            self._key, self._in_value = 0, not (self._open and self._open[-1][1])

    def end_line(self) -> None:
        """Go past a line break, which ends a header or a line with a key, and says nothing within brackets."""
        if self._in_header:
            self._header, self._in_header = self._key, False
        if not self._open:
            self._key, self._in_value = 0, False
