"""Texts into plain data, with limits that are checked before any parser runs."""

import json
import re
import tomllib
from decimal import Decimal
from typing import IO, Any, Literal

from importlib_resources.abc import Traversable

from insight.errors import FileAccessError, Problem, ReadError, name_type

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
        problem = Problem("", "it is not UTF-8", remedy="save it as UTF-8", line=line)
        raise ReadError(name, [problem]) from None


def too_deep(text: str, format: Format) -> int | None:  # noqa: A002  # the word for it
    """The line in which *text* is nested too deep, counted without a parser; None where it is not.

    >>> too_deep("a = [" + "[" * 40, "toml")
    1
    """
    depth = dots = header = line_start = 0
    at_header = False
    for token in TOKENS[format].finditer(text):
        mark, start = token[1], token.start(1)
        first, line_start = line_start, -1
        if mark in "[{" and mark:
            # A bracket that opens its line, outside of all others, opens a header.
            if format == "toml" and depth == 0 and first >= 0:
                at_header = not text[first:start].strip()
            depth += 1
        elif mark in "]}" and mark:
            depth = max(depth - 1, 0)
        elif mark == ".":
            dots += 1
        elif mark == "\n":
            header, at_header, dots, line_start = (dots if at_header else header), False, 0, token.end()
        elif mark in "=," and mark:
            dots = 0
        if depth + dots + (0 if at_header else header) > DEEPEST:
            return text.count("\n", 0, start) + 1
    return None


class MalformedError(Exception):
    """What a parser says about a text that it cannot read."""

    def __init__(self, message: str, line: int | None = None) -> None:
        """Hold the message, and the line where one is known."""
        super().__init__(message)
        self.line = line


def parse_toml(text: str) -> object:
    """The data in a TOML text; numbers with a point are exact.

    Raises:
        MalformedError: If it is no TOML.
    """
    try:
        return tomllib.loads(text, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\s*\(at line (\d+), column \d+\)|\s*\(at end of document\)", str(error))
        reason = str(error).replace(found[0], "") if found else str(error)
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        raise MalformedError(f"this is no TOML ({lower_first(reason)})", line) from None
    except (ValueError, ArithmeticError, RecursionError):
        # Numbers of thousands of digits, dates that are none, and whatever gets past the limits.
        raise MalformedError("this is no TOML (a value in it cannot be read)") from None


def parse_json(text: str) -> object:
    """The data in a JSON text: exact numbers, each key once, no NaN.

    Raises:
        MalformedError: If it is no JSON.
    """
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=no_constant, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        raise MalformedError(f"this is no JSON ({lower_first(error.msg)})", error.lineno) from None
    except (ValueError, ArithmeticError, RecursionError):
        raise MalformedError("this is no JSON (a value in it cannot be read)") from None


def no_constant(constant: str) -> object:
    """Refuse NaN and infinity, which JSON does not have."""
    raise MalformedError(f"this is no JSON ({constant} is no number)")


def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """A table whose keys are all different."""
    table = dict(pairs)
    if len(table) < len(pairs):
        seen: set[str] = set()
        again = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise MalformedError(f"the key {again[:64]!r} is there twice")
    return table


def lower_first(text: str) -> str:
    """*text* as the continuation of a sentence."""
    return text[:1].lower() + text[1:]
