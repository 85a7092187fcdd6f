"""The published vectors: what they hold, and how their definitions become questionnaires."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

from insight import Questionnaire, parse_questionnaire

VECTORS = Path(__file__).parent / "vectors"


def cases() -> dict[str, dict[str, Any]]:
    """Every case by its file and name."""
    read = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(VECTORS.glob("*.json"))}
    return {f"{stem}: {case['name']}": case for stem, file in read.items() for case in file["cases"]}


def built(definition: dict[str, Any]) -> Questionnaire:
    """The questionnaire of a content form, read through the public file format."""
    found = {
        **definition,
        "response_scales": {each["id"]: responses(each) for each in definition["response_scales"]},
        "items": {each["id"]: rest(each) for each in definition["items"]},
        "scales": {each["id"]: rule(each) for each in definition["scales"]},
    }
    if "sources" in definition:
        found["sources"] = {each["id"]: source(each) for each in definition["sources"]}
    return parse_questionnaire(in_json({"format": 1, **found}), format="json")


def responses(table: dict[str, Any]) -> dict[str, Any]:
    """A response scale whose values are numbers."""
    lists = {name: table[name] for name in ("options", "missing") if name in table}
    return {name: [each | {"value": Fraction(each["value"])} for each in options] for name, options in lists.items()}


def rule(table: dict[str, Any]) -> dict[str, Any]:
    """A scale whose threshold and number of answers are numbers; a share stays text."""
    found = rest(table)
    if "at_least" in table:
        found["at_least"] = Fraction(table["at_least"])
    if "/" not in table.get("min_answered", "/"):
        found["min_answered"] = int(table["min_answered"])
    return found


def source(table: dict[str, Any]) -> dict[str, Any]:
    """A source whose year is a number."""
    return rest(table) | ({"year": int(table["year"])} if "year" in table else {})


def rest(table: dict[str, Any]) -> dict[str, Any]:
    """A table without its id, which is its name in a file."""
    return {name: value for name, value in table.items() if name != "id"}


def in_json(data: Any) -> str:
    """JSON in which a fraction is a number to its last digit."""
    match data:
        case dict():
            return "{" + ",".join(f"{in_json(name)}:{in_json(value)}" for name, value in data.items()) + "}"
        case list():
            return "[" + ",".join(map(in_json, data)) + "]"
        case Fraction():
            return decimal(data)
        case _:
            return json.dumps(data)


def decimal(value: Fraction) -> str:
    """A number in JSON, such as `15e-1`."""
    exponent = 0
    while (value * 10**exponent).denominator != 1:
        exponent += 1
    return f"{value * 10**exponent}e-{exponent}" if exponent else str(value)
