"""The parsers of TOML, JSON and CSV, made exact, and what they say in words for somebody who does not know a format."""

import csv
import json
import re
import tomllib
from collections.abc import Mapping
from decimal import Decimal


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
        hint = LOOKS_LIKE_JSON if text.lstrip()[:1] == "{" else in_plain_words(reason, TOML_REASONS)
        hint = strange_mark(text.split("\n")[line - 1]) or hint
        raise MalformedError(f"this is no TOML ({hint})", line) from None
    except (ValueError, ArithmeticError, RecursionError):
        # Numbers of thousands of digits, dates that are none, and whatever gets past the limits.
        raise MalformedError("this is no TOML (a number in it is far too long, or a date is none)") from None


def parse_json(text: str) -> object:
    """The data in a JSON text: exact numbers, each key once, no NaN.

    Raises:
        MalformedError: If it is no JSON.
    """
    try:
        return json.loads(text, parse_float=Decimal, parse_constant=no_constant, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        hint = in_plain_words(error.msg, JSON_REASONS)
        hint = LOOKS_LIKE_TOML if re.match(r"\s*(#|\[+\w|[\w-]+\s*=)", text) else hint
        raise MalformedError(f"this is no JSON ({hint})", error.lineno) from None
    except (ValueError, ArithmeticError, RecursionError):
        raise MalformedError("this is no JSON (a number in it is far too long)") from None


LOOKS_LIKE_JSON = "it begins like JSON; call the file .json, or pass format='json', if it is"
LOOKS_LIKE_TOML = "it begins like TOML; call the file .toml, or pass format='toml', if it is"


def strange_mark(line: str) -> str:
    """What of a *line* that is no TOML comes from a word processor or from another way to write numbers; else nothing.

    >>> strange_mark("title = “Sleep”"), strange_mark("weight = 0,5"), strange_mark("title = Sleep")
    ('“ (U+201C) is no quote here; write straight ones', 'a number is written with a point: 0.5', '')
    """
    if found := re.search("[\u2018-\u201f\u00ab\u00bb\u2039\u203a]", line):
        return f"{found[0]} (U+{ord(found[0]):04X}) is no quote here; write straight ones"
    if found := re.search("[\u00a0\u00ad\u2000-\u200f\u2028-\u202f\u2060\ufeff]", line):
        return f"there is a character that is not seen (U+{ord(found[0]):04X}); take it away"
    if found := re.search(r"=\s*(-?\d+),(\d+)", line):
        return f"a number is written with a point: {found[1]}.{found[2]}"
    return "a list stands in brackets: [ … ]" if re.search(r"=\s*\(", line) else ""


def in_plain_words(reason: str, reasons: Mapping[str, str]) -> str:
    """What a parser says, in words for somebody who has never written the format."""
    told = next((told for found, told in reasons.items() if re.search(found, reason, re.IGNORECASE)), "")
    if not told:
        return lower_first(reason)[:LONGEST_REASON]
    named = re.search(r"\((.*?),?\) twice", reason)
    parts = re.findall(r"'([^']*)'", named[1]) if named else []
    return told.replace("…", ".".join(parts)[:LONGEST_REASON]) if parts else told


LONGEST_REASON = 120
# What the parsers of the versions of Python say, as patterns, and what that means.
TOML_REASONS = {
    r"cannot (declare|mutate).* twice": "the table […] is there twice",
    "cannot overwrite a value": "a field is there twice, or is a value and a table at once",
    "cannot (declare|mutate|namespace)": "a table is there twice, or a value is extended as a table",
    "expected '=' after a key": "there is no = after a name; a name with spaces or other letters stands in quotes",
    "expected ']' at the end of a table": "a header in brackets is not closed",
    "expected newline or end of": 'something follows a value; a quote inside a text is written \\", a comment after #',
    "initial character for a key": "a name is missing; a table in braces stands in one line, without a last comma",
    "invalid statement": "a line begins with neither a name nor a [header]",
    "invalid value": "this is no value: a text stands in quotes, true and false in small letters, a number as 0.5",
    "unclosed inline table": "a table in braces is not closed, or a value in it is none",
    "unclosed array": "a list in brackets is not closed, or a comma is missing in it",
    r"illegal character '\\n'": "a text is not closed by a quote in its line",
    "illegal character": "it holds a character that cannot stand here",
    "unterminated string": "a text is not closed by quotes",
    r"unescaped '\\'|invalid hex value": "a backslash in a text is written twice",
    "duplicate inline table key": "a field is there twice in a table in braces",
}
JSON_REASONS = {
    "expecting value": "a value is missing, or is none: a text stands in double quotes, true and null in small letters",
    "property name|trailing comma": "a name in double quotes is missing; is there a comma too many?",
    "',' delimiter": "a comma or a closing bracket is missing",
    "':' delimiter": "a colon is missing after a name",
    "extra data": "something follows the end",
    "invalid control character": "a text goes over a line or holds a tab; write \\n or \\t",
    "unterminated string": "a text is not closed by a quote",
    r"invalid \\(escape|u)": "a backslash in a text is written twice",
    "byte order mark|utf-8-sig": "there is a byte order mark too many",
}


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


def csv_reason(error: csv.Error) -> str:
    """What the parser of CSV says, in plain words."""
    return in_plain_words(str(error), CSV_REASONS)


CSV_REASONS = {
    "unexpected end of data": "a double quote is opened here and not closed",
    "field larger than field limit": "a cell is far too long; is a double quote left open?",
    "expected after": "something follows the closing double quote of a cell; write a quote inside a text twice",
    "NUL": "it holds a null byte",
}
