"""The JSON Schema of a questionnaire file, made from the classes that read it, so that editors complete and check.

A class gives its fields, their types and their defaults; the constants of its checks give the bounds.
What a file writes in another form than a class keeps it stands in the tables below.
"""

import copy
import datetime as dt
import inspect
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import Any, get_args, get_origin

import attrs

from insight.content import CONTENT_ID, Citation, Source, to_plain, type_in_words
from insight.content.checks import LONGEST_ID
from insight.content.entries import ADDRESS, DOI, FIRST_YEAR, LAST_YEAR
from insight.content.plain import default_of
from insight.loading.definitions import FORMAT, KIND, NAMED
from insight.loading.items import COLUMNS, FIELD
from insight.loading.writing import write_number
from insight.questionnaires import (
    AXES,
    COLUMN_ID,
    MOST_ITEMS,
    VERSION,
    Example,
    Item,
    Key,
    Method,
    Questionnaire,
    Renamed,
    ResponseScale,
    Scale,
    Validation,
)
from insight.questionnaires.numbers import FRACTION, LARGEST
from insight.questionnaires.records import TOO_FEW
from insight.questionnaires.scales import MOST_BANDS
from insight.questionnaires.values import ABOUT_KINDS, FEWEST_OPTIONS, MOST_OPTIONS

Schema = dict[str, Any]


def questionnaire_schema() -> Schema:
    """The JSON Schema (draft 2020-12) of a questionnaire file, TOML or JSON.

    >>> questionnaire_schema()["properties"]["validation"]["enum"]
    ['none', 'pilot', 'published']

    It refuses nothing that can be loaded. Loading sees more: ids that nothing has, numbers that do not fit.
    """
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:insight:{KIND}:{FORMAT}",
        "title": "A questionnaire of insight",
    }
    defs = {name_of(cls): table_schema(cls) for cls in parts()}
    # A copy, so that no caller changes the tables below.
    return copy.deepcopy(head | table_schema(Questionnaire) | {"$defs": defs})


def parts() -> list[type]:
    """The classes that a questionnaire is made of, each once, in the order in which they are met."""
    met: dict[type, None] = {}
    ahead: list[type] = [Questionnaire]
    while ahead:
        found = [part for attribute in attrs.fields(ahead.pop(0)) for part in classes_in(attribute.type)]
        ahead += [part for part in dict.fromkeys(found) if part not in met]
        met |= dict.fromkeys(found)
    return list(met)


def classes_in(wanted: Any) -> Iterator[type]:
    """The classes with fields that a type names."""
    if attrs.has(wanted):
        yield wanted
    for inner in get_args(wanted):
        yield from classes_in(inner)


def name_of(cls: type) -> str:
    """What a class is called among the definitions: "response-scale"."""
    return type_in_words(cls).replace(" ", "-")


def table_schema(cls: type) -> Schema:
    """A table that becomes a value of *cls*, or the text that stands for it in short."""
    # A part has no field for its id: that is the name of its table.
    fields = [each for each in attrs.fields(cls) if each.name != "id" or cls not in NAMED.values()]
    needed = [each.name for each in fields if each.default is attrs.NOTHING and (cls, each.name) not in REPLACED]
    added = ADDED.get(cls, {})
    return {
        "description": inspect.cleandoc(cls.__doc__ or "").partition("\n\n")[0],
        **SHORT.get(cls, {}),
        "type": ["string", "object"] if cls in SHORT else "object",
        "properties": {**added, **{each.name: field_schema(cls, each) for each in fields}},
        "required": [*(name for name in added if name == "format"), *needed],
        "additionalProperties": False,
        **RULES.get(cls, {}),
    }


def field_schema(cls: type, attribute: "attrs.Attribute[Any]") -> Schema:
    """What a field is for, what can stand there, and what holds where it is left out."""
    name, bounds = attribute.name, FIELDS.get(cls, {}).get(attribute.name, {})
    if cls is Questionnaire and name in NAMED:
        part, names = NAMED[name], CONTENT_NAME if name == "sources" else COLUMN_NAME
        form = table_of({"$ref": f"#/$defs/{name_of(part)}"}, names)
    else:
        form = {} if "type" in bounds else type_schema(attribute.type, blank=attribute.default == "")
    told = documented(cls).get(name) or HELP[f"{name_of(cls)}.{name}"]
    return {"description": told} | form | bounds | default_schema(attribute)


def documented(cls: type) -> dict[str, str]:
    """What the docstring of *cls* says of its attributes."""
    section = inspect.cleandoc(cls.__doc__ or "").partition("\nAttributes:\n")[2]
    found = re.findall(r"^    (\w+): (.*(?:\n {8}.*)*)", section, re.MULTILINE)
    return {name: " ".join(told.split()) for name, told in found}


def default_schema(attribute: "attrs.Attribute[Any]") -> Schema:
    """The default of a field, where there is something in it."""
    default = default_of(attribute)
    plain = None if default is attrs.NOTHING else to_plain(default, write_number)
    return {} if plain in (None, "", [], {}) else {"default": plain}


def type_schema(wanted: Any, *, blank: bool = False) -> Schema:
    """What can stand for a value of a type; an error for a type that no field has had so far."""
    # What stands beside None is left out of a file, never null; of numbers, the last named are not only whole.
    inner = [each for each in get_args(wanted) if each is not type(None)]
    if get_origin(wanted) is tuple:
        return {"type": "array", "items": type_schema(inner[0])}
    if inner:
        return type_schema(inner[-1])
    if attrs.has(wanted):
        return {"$ref": f"#/$defs/{name_of(wanted)}"}
    if issubclass(wanted, StrEnum):
        return {"enum": [str(word) for word in wanted]}
    return {"type": "string"} if blank else LEAVES[wanted]


def whole(pattern: str, longest: int | None = None) -> Schema:
    r"""A text all of which has a pattern; `\d` is not only ASCII in every dialect."""
    bounds = {"maxLength": longest} if longest else {}
    return {"type": "string", "pattern": f"^({pattern})$".replace(r"\d", "[0-9]"), **bounds}


def table_of(value: Schema, name: Schema) -> Schema:
    """A table whose keys are ids, which are texts in any case."""
    names = {word: told for word, told in name.items() if word != "type"}
    return {"type": "object", "propertyNames": names, "additionalProperties": value}


TEXT: Schema = {"type": "string", "pattern": r"\S"}
CONTENT_NAME = whole(CONTENT_ID.pattern, LONGEST_ID)
COLUMN_NAME = whole(COLUMN_ID.pattern, LONGEST_ID)
KINDS = "|".join(kind for kind in ABOUT_KINDS if kind != "axis")
ABOUT = whole(
    f"-?(({KINDS}):{CONTENT_ID.pattern}|axis:({'|'.join(AXES)}))", LONGEST_ID + max(map(len, ABOUT_KINDS)) + len("-:")
) | {"examples": ["sign:perfectionism", "-domain:career"]}
NUMBER: Schema = {"type": "number", "minimum": -LARGEST, "maximum": LARGEST}
# Bounds look at numbers only, and patterns at texts only.
EXACT = whole(FRACTION.pattern) | NUMBER | {"type": ["number", "string"]}
LEAVES: Mapping[Any, Schema] = {
    str: TEXT,
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    Decimal: NUMBER,
    Fraction: EXACT,
    # A type of its own in TOML, a text in JSON.
    dt.date: {"type": "string", "format": "date"},
}
HOW_MANY = {"minItems": FEWEST_OPTIONS, "maxItems": MOST_OPTIONS}

# What can stand for a table in short.
SHORT: Mapping[type, Schema] = {Item: TEXT, Key: whole(f"-?{COLUMN_ID.pattern}", LONGEST_ID + len("-"))}
# What is asked of a field beyond its type, or in its place where it is written in another form.
FIELDS: Mapping[type, Mapping[str, Schema]] = {
    Questionnaire: {
        "id": CONTENT_NAME,
        "version": whole(VERSION.pattern),
        "response_scales": {"minProperties": 1},
        "items": {"minProperties": 1, "maxProperties": MOST_ITEMS},
        "scales": {"minProperties": 1},
    },
    Citation: {"source": CONTENT_NAME},
    ResponseScale: {"options": HOW_MANY},
    Item: {"responses": COLUMN_NAME, "about": {"items": ABOUT}, "resources": {"items": CONTENT_NAME}},
    Key: {"item": COLUMN_NAME, "weight": {"not": {"const": 0}, "examples": [2, 0.5, "1/3"]}},
    Scale: {
        "items": {"minItems": 1, "maxItems": MOST_ITEMS, "uniqueItems": True},
        "min_answered": EXACT
        | {"type": ["integer", "string"], "minimum": 1, "maximum": MOST_ITEMS, "examples": [2, "2/3"]}
        | {"allOf": [{"pattern": "^0*[1-9][0-9]*/"}]},  # a share has a slash, and is above 0
        "range": {"maxItems": 2, "not": {"minItems": 1, "maxItems": 1}},
        "about": {"items": ABOUT},
        "bands": {"maxItems": MOST_BANDS},
        "part_of": COLUMN_NAME,
    },
    Example: {
        "answers": table_of(NUMBER, COLUMN_NAME),
        "scores": table_of(
            whole(f"{FRACTION.pattern}|{TOO_FEW}") | NUMBER | {"type": ["number", "string"]}, COLUMN_NAME
        ),
    },
    Source: {
        "doi": whole(f"({DOI.pattern})?"),
        "url": whole(f"({ADDRESS.pattern})?"),
        "year": {"minimum": FIRST_YEAR, "maximum": LAST_YEAR},
    },
    Renamed: dict.fromkeys(("items", "scales"), table_of(COLUMN_NAME, COLUMN_NAME)),
}
# What a file can say beside the fields.
ADDED: Mapping[type, Mapping[str, Schema]] = {
    Questionnaire: {
        "format": {"description": "The number of this format.", "type": "integer", "const": FORMAT},
        "kind": {"description": "What the file is; it need not say so.", "const": KIND},
        FIELD: {
            "description": f"In place of items: a CSV file in the same folder, with the columns {', '.join(COLUMNS)}.",
            **whole(r"[^/\\:]*\.[Cc][Ss][Vv]"),
        },
    },
    ResponseScale: {
        "labels": {
            "description": "In place of options: labels alone, whose values count up from 0.",
            **type_schema(tuple[str, ...]),
            **HOW_MANY,
            "uniqueItems": True,
        }
    },
}
# Fields that another one can stand for.
REPLACED = {(Questionnaire, "items"), (ResponseScale, "options")}
# Without it, Tombi takes each part of a condition for a table that has no other fields.
OPEN: Schema = {"additionalProperties": True}
# What fields ask of one another.
RULES: Mapping[type, Schema] = {
    Questionnaire: {
        "oneOf": [{"required": ["items"]}, {"required": [FIELD]}],
        "if": {"required": ["validation"], "properties": {"validation": {"const": Validation.PUBLISHED.value}}, **OPEN},
        "then": {"required": ["citations"], "properties": {"citations": {"minItems": 1}}, **OPEN},
    },
    ResponseScale: {"oneOf": [{"required": ["options"]}, {"required": ["labels"]}]},
    Scale: {
        "if": {"required": ["method"], "properties": {"method": {"const": Method.COUNT.value}}, **OPEN},
        "then": {"required": ["at_least"], **OPEN},
        "else": {"not": {"required": ["at_least"]}, **OPEN},
    },
    Source: {
        "anyOf": [
            {"required": ["doi"], "properties": {"doi": {"minLength": 1}}},
            {"required": ["url"], "properties": {"url": {"minLength": 1}}},
            {"required": ["locator_missing"], "properties": {"locator_missing": {"const": True}}},
        ]
    },
}
# What the docstrings leave to the names of the fields.
HELP = {
    "questionnaire.title": "What people read at its top.",
    "questionnaire.instructions": "What people read before the items.",
    "questionnaire.language": "The language of its texts, such as en.",
    "questionnaire.licence": "An SPDX id such as CC-BY-4.0, or proprietary.",
    "questionnaire.intended_use": "What it is for, and for whom.",
    "questionnaire.authors": "Who wrote it.",
    "questionnaire.citations": "Where the questionnaire as a whole comes from.",
    "questionnaire.response_scales": "What items can be answered with, by id.",
    "questionnaire.items": "Questions or statements by id, in the order in which they are shown.",
    "questionnaire.scales": "Items that are scored together, by id.",
    "response-scale.options": "Values with their labels, in the order in which they are shown.",
    "option.value": "The number that an answer counts as.",
    "option.label": "What people read.",
    "item.text": "What people read.",
    "key.item": "The id of the item.",
    "key.reverse": "Whether a high answer makes the score lower.",
    "key.weight": "What the keyed answer is multiplied by.",
    "band.start": "The lowest score in it: a number, or a fraction as text such as 4/3.",
    "band.label": "What the band is called.",
    "band.citations": "Where the band comes from; without, it is editorial.",
    "scale.name": "What the scale is called; its id in words by default.",
    "scale.method": "How the items become one number.",
    "scale.bands": "Named stretches from the lowest possible score up.",
    "scale.citations": "Where the scale and its rule come from.",
    "citation.source": "The id of a source in this file.",
    "citation.place": "Where in the source: a page, a table.",
    "source.title": "The title of the text, study or decision.",
    "source.evidence": "What stands behind it.",
    "source.authors": "Who wrote it.",
    "source.year": "When it appeared.",
    "source.container": "The journal, book or site that it is in.",
    "source.doi": "Its DOI: 10.…/…",
    "source.url": "Its address: https://…",
    "source.locator_missing": "Whether neither a DOI nor an address is known.",
    "source.interest": "A conflict of interest, in words.",
    "example.answers": "Answers by the item's id.",
    "example.scores": "What comes out by the scale's id: a number, a fraction as text, or too-few.",
    "renamed.items": "Old ids by the item's id now.",
    "renamed.scales": "Old ids by the scale's id now.",
    "ignore.rule": "The id of the linter's rule.",
    "ignore.reason": "Why the finding does not matter here.",
    "ignore.place": "Where in the questionnaire, such as items.ask; everywhere by default.",
}
