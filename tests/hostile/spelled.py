"""What a questionnaire's file says, spelled out without a line of the library: every text and number with its place."""

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

import attrs

from hostile.edits import Files

# Reading without the library.


def parse(files: Files) -> dict[str, Any]:
    """The table in the first of *files*, with the items of the spreadsheet that it names; anything odd raises."""
    first = next(iter(files))
    text = files[first].decode("utf-8-sig")
    if format_of(first) == "toml":
        table = tomllib.loads(text, parse_float=Decimal)
    else:
        table = json.loads(text, parse_float=Decimal, parse_constant=Decimal, object_pairs_hook=without_doubles)
    if "items_file" in table:
        table["items"] = without_doubles(rows(files[table.pop("items_file")].decode("utf-8-sig")))
    return table


def format_of(name: str) -> Literal["toml", "json"]:
    """The format that a file's name tells."""
    return "json" if name.endswith(".json") else "toml"


def without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A table whose names are all different."""
    if len(table := dict(pairs)) < len(pairs):
        raise ValueError("a name is there twice")
    return table


def rows(text: str) -> list[tuple[str, Any]]:
    """The items in a spreadsheet."""
    header, *others = csv.reader(io.StringIO(text, newline=""), strict=True)
    names = [name.strip() for name in header]
    if len({*names} & {"id", "text", "responses", "about", "resources"}) < len(names):
        raise ValueError("a column is unknown, or there twice")
    found = []
    for cells in others:
        if any(cell.strip() for cell in cells):
            told = {name: cell.strip() for name, cell in zip(names, cells, strict=True) if cell.strip()}
            several = {name: re.split(r"[\s,;]+", told[name]) for name in ("about", "resources") if name in told}
            found.append((told.pop("id"), told | several))
    return found


def spell_out(table: dict[str, Any]) -> dict[str, Any]:
    """*table* without short forms: tables of parts as lists, each part with its id; what it does not know stays."""
    long = dict(table)
    if type(long["format"]) is int and long["format"] == 1:
        del long["format"]
    if long.get("kind") == "questionnaire":
        del long["kind"]
    for name, spell in PARTS.items():
        if isinstance(long.get(name), dict):
            named = (
                (key, {"text": part} if name == "items" and isinstance(part, str) else part)
                for key, part in long[name].items()
            )
            long[name] = [
                {"id": key, **{("an id" if k == "id" else k): v for k, v in spell(part).items()}} for key, part in named
            ]
    for example in long.get("examples", []):
        example |= {name: in_pairs(value) for name, value in example.items()}
    if "renamed" in long:
        long["renamed"] = {name: in_pairs(value) for name, value in long["renamed"].items()}
    return long


def in_pairs(value: Any) -> Any:
    """A table as pairs."""
    return [list(pair) for pair in value.items()] if isinstance(value, dict) else value


def spell_responses(part: dict[str, Any]) -> dict[str, Any]:
    """A response scale with options for its labels."""
    if "labels" not in part or "options" in part:
        return part
    options = [{"value": n, "label": label} for n, label in enumerate(part["labels"])]
    return {name: value for name, value in part.items() if name != "labels"} | {"options": options}


def spell_scale(part: dict[str, Any]) -> dict[str, Any]:
    """A scale with tables for its keys."""
    keys = [
        ({"item": key.removeprefix("-")} | ({"reverse": True} if key.startswith("-") else {}))
        if isinstance(key, str)
        else key
        for key in part["items"]
    ]
    return part | {"items": keys}


PARTS: Mapping[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "response_scales": spell_responses,
    "items": dict,
    "scales": spell_scale,
    "sources": dict,
}
# Where a text can be a fraction.
FRACTIONS = re.compile(
    r"scales\[\d+\]\.(range\[\d+\]|(items\[\d+\]\.weight)|bands\[\d+\]\.start)|examples\[\d+\]\.scores\[\d+\]\[1\]"
)


def unfold(value: Any, place: str = "") -> Iterator[tuple[str, tuple[str, object]]]:
    """Every text, number and truth value in *value*, each with its place and sort, numbers exact."""
    if attrs.has(type(value)):
        value = {field.name: getattr(value, field.name) for field in attrs.fields(type(value))}
        value = {name: held for name, held in value.items() if held is not None}
    if isinstance(value, dict):
        for name, held in value.items():
            yield from unfold(held, f"{place}.{name}" if place else name)
    elif isinstance(value, list | tuple):
        for n, held in enumerate(value):
            yield from unfold(held, f"{place}[{n}]")
    else:
        yield place, leaf_of(value, place)


def leaf_of(value: Any, place: str) -> tuple[str, object]:
    """A value with its sort; of numbers only those that nobody needs an hour for."""
    if isinstance(value, bool):
        return "truth", value
    if isinstance(value, str):
        if FRACTIONS.fullmatch(place) and re.fullmatch(r"-?[0-9]+(/[0-9]+)?", value):
            return "number", Fraction(value)
        return "text", str(value)
    if isinstance(value, Decimal) and not (value.is_finite() and abs(value.adjusted()) < 1_000):
        return "other", repr(value)
    return ("number", Fraction(value)) if isinstance(value, int | Decimal | Fraction) else ("other", repr(value))


def is_default(place: str, leaf: tuple[str, object], held: Mapping[str, tuple[str, object]]) -> bool:
    """Whether *leaf* is what the documentation says of a field that is left out."""
    general = re.sub(r"\[\d+\]", "", place)
    if general == "scales.name":
        _, name = held[place.replace(".name", ".id")]
        words = re.sub("[-._]+", " ", str(name)).strip()
        return leaf == ("text", words[0].upper() + words[1:])
    field = re.sub(r"(.*\.)?citations\.", "citations.", general)
    return field in DEFAULTS and DEFAULTS[field] == leaf


DEFAULTS: Mapping[str, tuple[str, object]] = {
    "version": ("text", "0.0.0"),
    "language": ("text", "en"),
    "validation": ("text", "none"),
    **dict.fromkeys(("instructions", "licence", "intended_use", "citations.place", "ignore.place"), ("text", "")),
    **dict.fromkeys(("sources.container", "sources.doi", "sources.url", "sources.interest"), ("text", "")),
    **dict.fromkeys(("scales.items.reverse", "citations.inferred", "sources.locator_missing"), ("truth", False)),
    "scales.items.weight": ("number", Fraction(1)),
}
