"""Sound questionnaire files, and random edits of them: of tokens, of the parsed table, of lines and bytes."""

import csv
import io
import json
import random
import re
import tomllib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import tomlkit
from attrs import frozen

import insight
from insight import Questionnaire

ROOT = Path(__file__).parents[2]
PLACES = ("src/insight/data/questionnaires", "docs/tutorial", "tests/sound", "tests/instruments")
PAGE = ROOT / "docs" / "reference" / "questionnaire-files.md"
Files = Mapping[str, bytes]


@frozen
class Mutant:
    """A questionnaire's file, the first, and what lies beside it; and the sound files that it was made from."""

    seed: int
    origin: str
    files: Files
    sound: Files


# The sound files.


@cache
def bases() -> tuple[tuple[str, Files], ...]:
    """The sound files by name: as TOML, as JSON, and both again with their items in a spreadsheet."""
    texts = {str(path.relative_to(ROOT)): path.read_bytes() for place in PLACES for path in toml_files(ROOT / place)}
    texts[PAGE.name] = PAGE.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0].encode()
    found: list[tuple[str, Files]] = []
    for name, data in texts.items():
        made = insight.parse_questionnaire(data)
        twin = insight.to_json(made, indent=2)
        sheet = {"items.csv": written_sheet(made)}
        head, _, rest = insight.to_toml(made).partition("\n[items")
        split = f'items_file = "items.csv"\n{head}\n[scales{rest.partition("[scales")[2]}'
        table = json.loads(twin) | {"items_file": "items.csv"}
        del table["items"]
        found += [(name, {"mine.toml": data}), (f"{name} in JSON", {"mine.json": twin.encode()})]
        found.append((f"{name} with a sheet", {"mine.toml": split.encode()} | sheet))
        found.append((f"{name} in JSON with a sheet", {"mine.json": json.dumps(table, indent=1).encode()} | sheet))
    return tuple(found)


def toml_files(folder: Path) -> list[Path]:
    """The files in *folder*, in the order of their names."""
    return sorted(folder.glob("*.toml"))


def written_sheet(questionnaire: Questionnaire) -> bytes:
    """The items as a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "text", "responses", "about", "resources"])
    for item in questionnaire.items:
        writer.writerow([item.id, item.text, item.responses or "", " ".join(item.about), " ".join(item.resources)])
    return out.getvalue().encode()


# The edits.

TOKEN = re.compile(
    r"""\"\"\"(?:[^"\\]|\\.|"(?!""))*+\"{3,5} | "(?:[^"\\\n]|\\.)*+" | '[^'\n]*+' | \#[^\n]*+ | [\ \t]++
    | [^\s\[\]{}=:,"'\#]++ | .""",
    re.VERBOSE | re.DOTALL,
)
NUMBERS = """0 -0 1 -1 3 98 0.1 0.10 1.0 -0.0 1e3 1E-3 1e30 1e31 1e999999 0x1F 0o17 0b11 1_000 +1 01 .5 5. 1e -
999999999999999999 1000000000000000000 0.1234567890123456 0.123456789012345678901 100000000000000000000000"""
WORDS = "true false nan inf -inf +nan NaN Infinity null None 1979-05-27 1979-05-27T07:32:00Z 07:32:00 yes 1/0 4/3 -4/3"
MARKS = (
    "[[ ]] [ ] { } = : , . .. - # \" ' \"\"\" ''' \\ \\n \\u0041 \\ud800 \\U00110000 \\x00 a.b a.b.c [a] {} [] [[a]]"
)
TEXTS = (
    '"" " " "-" "3" "0" "1.0" "true" "null" "4/3" "1/0" "0/1" "-1/2" "2/3" "3/2" "nan" "\\u0000" "\\u202e" "\\ud800" '
    '\'a\' \'\' "a.b" "-a" "a" "A" "too-few" "sign:a" "-domain:career" "axis:attachment-anxiety" "items.csv" '
    '"../items.csv" "1.2.3-x" "sum" "mean" "count" "published" "format" "id" "items" "scales" "labels" "options" "kind"'
)
NASTY = [*f"{NUMBERS} {WORDS} {MARKS}".split(), *TEXTS.split(), "9" * 19, "9" * 400, "9" * 5_000, "0." + "0" * 400]
NASTY += ["\n", "\r", "\r\n", "\t", "\0", "\ufeff", "\u2028", "\x85", "\x0b", "\x0c", "\u202e", "é", "\U0001f600", "  "]
NASTY += [f'"{"x" * 70}"', f'"{"x" * 5_000}"', "x" * 5_000, "[" * 40, "a." * 40 + "a", '"""\na\n"""', "\n[a]\n"]
NASTY += ["weight = 2", "reverse = true", ', "weight": 2', "id = 1", "kind = 'result'", "at_least = 1", "format = 1"]


def tokens(data: bytes) -> list[str]:
    """The pieces of a file: strings whole, marks alone, white space too; what is no UTF-8 survives."""
    return TOKEN.findall(data.decode(errors="surrogateescape"))


@cache
def pool() -> Mapping[str, list[str]]:
    """Every token of the sound files, by its sort."""
    found: dict[str, list[str]] = {}
    for _, files in bases():
        for data in files.values():
            for token in tokens(data):
                found.setdefault(sort_of(token), []).append(token)
    return found


def sort_of(token: str) -> str:
    """What a token can stand for another of."""
    if token[0] in "\"'":
        return "text"
    return "number" if token[0].isdigit() else "word" if token[0].isalpha() else "mark"


def edit_tokens(data: bytes, chance: random.Random) -> bytes:
    """*data* with one token or line gone, twice, elsewhere, or another."""
    held = tokens(data) or [""]
    sort = chance.choice(["text", "text", "number", "number", "word", "mark"])
    wanted = [n for n, token in enumerate(held) if token and sort_of(token) == sort] or [0]
    at, other = chance.choice(wanted), chance.choice(wanted)
    match chance.choice(
        ["like", "like", "swap", "other", "nasty", "insert", "delete", "twice", "inside", *["line"] * 3]
    ):
        case "like":
            held[at] = chance.choice([held[other], chance.choice(pool()[sort])])
        case "swap":
            held[at], held[other] = held[other], held[at]
        case "other":
            held[at] = chance.choice(pool()[chance.choice(list(pool()))])
        case "nasty":
            held[at] = chance.choice([token for token in NASTY if sort_of(token) == sort or sort == "mark"])
        case "insert":
            held.insert(at, chance.choice(NASTY))
        case "delete":
            del held[at]
        case "twice":
            held.insert(other, held[at])
        case "inside":
            middle = chance.randrange(len(held[at]) + 1)
            held[at] = held[at][:middle] + chance.choice([*NASTY, *"-_. 0aA"]) + held[at][middle:]
        case _:
            held = edit_lines("".join(held), chance)
    return "".join(held).encode(errors="surrogateescape")


def edit_lines(text: str, chance: random.Random) -> list[str]:
    """The lines of *text*, one of them gone, twice, or elsewhere."""
    lines = text.splitlines(keepends=True) or [""]
    at, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    line = lines[at] if chance.random() < 1 / 3 else lines.pop(at)
    return lines if chance.random() < 1 / 2 else [*lines[:other], line, *lines[other:]]


def edit_tree(data: bytes, chance: random.Random) -> bytes:
    """*data* with one part of its table gone, twice, elsewhere, or another; tokens where it is no table any more."""
    for load, dump in ((json.loads, json.dumps), (tomllib.loads, tomlkit.dumps)):
        try:
            tree = load(data.decode())
            edit_part(tree, chance)
            return dump(tree).encode()
        except (LookupError, ValueError, TypeError, AttributeError):
            continue
    return edit_tokens(data, chance)


def edit_part(tree: Any, chance: random.Random) -> None:
    """Change one part of *tree*."""
    places = list(parts_of(tree))
    if chance.random() < 2 / 3:
        places = [(held, name) for held, name in places if not isinstance(held[name], dict | list)]
    (holder, key), (giver, given) = chance.choice(places), chance.choice(places)
    value, other = deepcopy(holder[key]), deepcopy(giver[given])
    match chance.choice(["delete", "like", "like", "swap", "worded", "worded", "nasty", "name", "move", "wrap"]):
        case "delete":
            del holder[key]
        case "like":
            alike = [held[name] for held, name in places if type(held[name]) is type(value)]
            holder[key] = deepcopy(chance.choice(alike))
        case "swap":
            holder[key], giver[given] = other, value
        case "worded" if isinstance(value, str):
            holder[key] = chance.choice([*WORDED, chance.choice(WORDED).join(value.split(" "))])
        case "nasty":
            holder[key] = chance.choice(VALUES)
        case "name" if isinstance(holder, dict):
            del holder[key]
            holder[str(chance.choice([given, chance.choice(VALUES)]))] = value
        case "move":
            giver.insert(given, value) if isinstance(giver, list) else giver.update({str(key): value})
        case _:
            holder[key] = chance.choice([[value], {str(given): value}, [], {}])


def parts_of(tree: Any) -> Iterator[tuple[Any, Any]]:
    """Each part of a tree: what holds it, and its name or number there."""
    for key, value in list(tree.items() if isinstance(tree, dict) else enumerate(tree)):
        yield tree, key
        if isinstance(value, dict | list):
            yield from parts_of(value)


# Texts that can stand anywhere, and are hard to write.
WORDED = [
    '"',
    "'",
    "\\",
    '"""',
    "'''",
    "a\nb",
    "a\n",
    "\na",
    "\ta",
    " a ",
    "#",
    "[a]",
    "{}",
    "=",
    "é",
    "e\u0301",
    "\u2028",
    "\x85",
]
WORDED += [
    "a\\",
    "\\n",
    "\\\nb",
    "\ufeff",
    "\U0001f600",
    "\u00a0a",
    "1.10",
    "nan",
    "a,b",
    "a;b",
    "\u200b",
    "\ue000",
    "a" * 5_000,
]
VALUES = [0, 1, -1, 2, 0.1, 1.0, 1e300, -0.0, 10**18, 10**400, True, False, None, "", " ", "3", "1/0", "-4/3", "1/2"]
VALUES += [
    "a",
    "A",
    "a.b",
    "-a",
    "é",
    "\0",
    "\u202e",
    "x" * 65,
    "x" * 5_000,
    "id",
    "items",
    "kind",
    "published",
    "count",
    "sum",
]


def edit_bytes(data: bytes, chance: random.Random) -> bytes:
    """*data* with one byte or slice gone, twice, or another."""
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    end = min(end, start + chance.choice([1, 1, 1, 8, 200]))
    before, slice_, after = data[:start], data[start:end], data[end:]
    match chance.choice(["flip", "flip", "insert", "insert", "delete", "delete", "twice", "truncate", "splice"]):
        case "flip":
            return before + bytes(byte ^ 1 << chance.randrange(8) for byte in slice_) + after
        case "insert":
            return before + bytes([chance.choice([chance.randrange(128), chance.randrange(256)])]) + slice_ + after
        case "delete":
            return before + after
        case "twice":
            return before + slice_ * 2 + after
        case "truncate":
            return before
        case _:
            other = chance.choice(list(chance.choice(bases())[1].values()))
            return before + other[chance.randrange(len(other)) :]


def make_mutant(seed: int) -> Mutant:
    """The mutant of a seed: one to six edits in a sound file or in its spreadsheet."""
    chance = random.Random(seed)  # noqa: S311  # the same mutant in every run
    origin, sound = chance.choice(bases())
    files = dict(sound)
    for _ in range(chance.choice([1, 1, 1, 1, 2, 2, 3, 4, 5, 6])):
        name = chance.choice(list(files))
        files[name] = chance.choice(EDITS)(files[name], chance)
    return Mutant(seed, origin, files, sound)


# Most of what is edited in tables is still read by a parser, and little else is.
EDITS = (*[edit_tokens] * 3, *[edit_tree] * 4, edit_bytes)
