"""Plain data into values without any conversion, with every problem at once, each with its place.

cattrs turns "3" into 3, 3.9 into 3 and None into "None" unless each type is told otherwise, so each is told here.
Every hook raises a DefinitionError whose places start at the value that it was given.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import partial
from typing import Any, get_args, get_origin

import attrs
import cattrs
from attrs import evolve
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError
from cattrs.gen import make_dict_structure_fn, override

from insight.content import word_problems
from insight.errors import DefinitionError, InsightError, Problem, make_each, name_type, refuse
from insight.loading.fields import is_half_an_id, names_of, unknown_fields
from insight.questionnaires import (
    Example,
    Item,
    Key,
    Number,
    Renamed,
    ResponseScale,
    Scale,
    fraction_problems,
    number_problems,
    to_fraction,
)

Hook = Callable[[Any, Any], Any]


def wrong(expected: str, value: object, *, remedy: str = "") -> DefinitionError:
    """The error for a value of another type."""
    # A number with a point is a number too.
    what = "one with a point" if expected == WHOLE and isinstance(value, Decimal) else name_type(value)
    remedy = remedy or type_remedy(expected, value)
    return DefinitionError("", [Problem("", f"{expected} is expected, not {what}", remedy=remedy)])


def type_remedy(expected: str, value: object) -> str:
    """What to write where another type is expected."""
    if value is None:
        return "leave it out"
    if expected == TEXT and isinstance(value, int | Decimal):
        return "put it in quotes"
    if expected == TRUTH and isinstance(value, str) and value in {"true", "false", "yes", "no"}:
        return f"write {'true' if value in {'true', 'yes'} else 'false'} without quotes"
    return "put it in brackets: [ … ]" if expected == LIST and not isinstance(value, list) else ""


TEXT, WHOLE, TRUTH, LIST = "text", "a whole number", "true or false", "a list"


def read_exactly(kind: type, words: str) -> Hook:
    """A hook that takes values of one type, and no other."""

    def read(value: Any, _: Any) -> Any:
        # bool is an int and datetime a date: only the type itself will do.
        if type(value) is not kind:
            raise wrong(words, value)
        return value

    return read


def read_number(value: Any, _: Any) -> Any:
    """An exact number."""
    refuse("", number_problems("", value))
    return value


def read_fraction(value: Any, _: Any) -> Any:
    """An exact number, or a fraction as text."""
    refuse("", fraction_problems("", value))
    return to_fraction(value)


def read_plain(value: Any, _: Any) -> Any:
    """A number or a text, whose meaning the value checks itself."""
    if type(value) not in (str, int, Decimal):
        raise wrong("a number or text", value)
    return value


def read_word(value: Any, vocabulary: type[StrEnum]) -> StrEnum:
    """A word of a closed vocabulary."""
    if not isinstance(value, str):
        raise wrong(TEXT, value)
    refuse("", word_problems("", value, vocabulary))
    return vocabulary(value)


def read_each(pairs: Iterable[tuple[str, Any]], read: Callable[[Any], Any]) -> list[tuple[str, Any]]:
    """Each value read, with the problems of all of them, each under its name."""
    found, problems = make_each((name, partial(read_pair, name, value, read)) for name, value in pairs)
    refuse("", problems)
    return found


def read_pair(name: str, value: Any, read: Callable[[Any], Any]) -> tuple[str, Any]:
    """A name with its value read."""
    return name, read(value)


def make_tuple_hook(wanted: Any, converter: cattrs.Converter) -> Hook:
    """A hook for lists; cattrs would take texts and tables for lists of their characters and names."""
    inner = get_args(wanted)[0]

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, list):
            raise wrong(LIST, value)
        try:
            return tuple([converter.structure(each, inner) for each in value])
        except InsightError:
            # Once more, slowly, for all the problems with their places.
            numbered = ((f"[{n}]", each) for n, each in enumerate(value))
            return tuple(each for _, each in read_each(numbered, lambda each: converter.structure(each, inner)))

    return read


def make_pairs_hook(read_value: Hook) -> Hook:
    """A hook for a table of names and values, kept as pairs."""

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise wrong("a table", value)
        return tuple(read_each(value.items(), lambda each: read_value(each, None)))

    return read


# Fields that are written in another form than the one they are kept in.
WRITTEN: Mapping[type, Mapping[str, Hook]] = {
    Scale: {"min_answered": read_plain},
    Example: {"answers": make_pairs_hook(read_number), "scores": make_pairs_hook(read_plain)},
    Renamed: dict.fromkeys(("items", "scales"), make_pairs_hook(read_exactly(str, TEXT))),
}


# What can stand for a table in short.
SHORT = {Item: "a text or a table", Key: "an item's id or a table"}


def make_class_hook(cls: type, converter: cattrs.Converter) -> Hook:
    """A hook for a table that becomes a value of *cls*, and all of whose fields are known."""
    overrides: Any = {name: override(struct_hook=hook) for name, hook in WRITTEN.get(cls, {}).items()}
    inner: Hook = make_dict_structure_fn(cls, converter, _cattrs_forbid_extra_keys=True, **overrides)

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise wrong(SHORT.get(cls, "a table"), value)
        try:
            return inner(value, cls)
        except ClassValidationError as error:
            problems = list(translate(error, value))
        # Outside of the handler: a chained error would repeat the text of the file.
        raise DefinitionError("", problems)

    return read


def translate(error: ClassValidationError, value: Mapping[str, Any]) -> Iterator[Problem]:
    """What cattrs found wrong with the fields of a table, in our words."""
    with_fields, others = error.group_exceptions()
    unknown = list(unknown_fields(others, value, error.cl))
    # Of a misspelled field it is not told as well that the right one is missing, nor of half an id what it lacks.
    meant = {field for problem in unknown for field in names_of(error.cl) if f"'{field}'" in problem.remedy}
    meant |= {"options"} if "labels" in meant else set()
    half = any(problem.key and is_half_an_id(problem.key, value, error.cl) for problem in unknown)
    for found, note in with_fields:
        if isinstance(found, InsightError):
            yield from (problem.under(note.name) for problem in found.problems)
        elif not isinstance(found, KeyError):
            raise found
        elif note.name not in meant and not half:
            asked_for = ASKED_FOR.get((error.cl, note.name)) or ASKED_FOR.get((None, note.name), "")
            yield Problem("", f"the field {note.name!r} is missing", remedy=asked_for)
    yield from unknown
    for found in others:
        if isinstance(found, InsightError):
            yield from found.problems
        elif not isinstance(found, ForbiddenExtraKeysError):
            raise found


ASKED_FOR: Mapping[tuple[type | None, str], str] = {
    (None, "citations"): "say where it comes from",
    (ResponseScale, "options"): "give labels, or options with values of their own",
}


def read_named(table: Any, read: Callable[[Any], Any]) -> list[Any]:
    """The values of a table whose keys are their ids."""
    if not isinstance(table, dict):
        raise wrong("a table", table)
    found, problems = make_each((name, partial(read_one, name, fields, read)) for name, fields in table.items())
    refuse("", problems)
    return found


def read_one(name: str, fields: Any, read: Callable[[Any], Any]) -> Any:
    """The value of a table whose name is its id."""
    if not isinstance(fields, dict):
        return read(fields)
    if "id" in fields:
        problem = Problem("", "there is no field 'id'", remedy="the table's name is the id", key="id")
        raise DefinitionError("", [problem])
    return read({"id": name, **fields})


def is_tuple(wanted: Any) -> bool:
    """Whether *wanted* is a tuple of any length."""
    return get_origin(wanted) is tuple


def is_optional(wanted: Any) -> bool:
    """Whether *wanted* is a type or None; in a file such a field is left out, never null."""
    return type(None) in get_args(wanted)


def make_optional_hook(wanted: Any, converter: cattrs.Converter) -> Hook:
    """A hook for what stands beside None."""
    present = [kind for kind in get_args(wanted) if kind is not type(None)]
    inner: Any = Number if set(present) == set(get_args(Number)) else present[0]
    return lambda value, _: converter.structure(value, inner)


def make_converter() -> cattrs.Converter:
    """A converter that converts nothing."""
    converter = cattrs.Converter(detailed_validation=True, forbid_extra_keys=True)
    converter.register_structure_hook_factory(attrs.has, lambda cls: make_class_hook(cls, converter))
    converter.register_structure_hook_factory(is_tuple, lambda wanted: make_tuple_hook(wanted, converter))
    converter.register_structure_hook_factory(is_optional, lambda wanted: make_optional_hook(wanted, converter))
    converter.register_structure_hook_func(lambda wanted: wanted == Number, read_number)
    converter.register_structure_hook(Fraction, read_fraction)
    converter.register_structure_hook(StrEnum, read_word)
    for kind, words in ((str, TEXT), (int, WHOLE), (bool, TRUTH), (dt.date, "a date")):
        # Register leaves before a class's hook is made: it keeps the hooks that it finds.
        converter.register_structure_hook(kind, read_exactly(kind, words))
    for cls, short in ((Key, read_key), (ResponseScale, read_response_scale)):
        converter.register_structure_hook(cls, short(make_class_hook(cls, converter)))
    return converter


def read_key(read_table: Hook) -> Hook:
    """A hook for a key: an item's id, with a minus to key it in reverse; or a table."""
    return lambda value, cls: Key.parse(value) if isinstance(value, str) else read_table(value, cls)


def read_response_scale(read_table: Hook) -> Hook:
    """A hook for a response scale: options, or labels alone, whose values count up from 0."""
    read_text = read_exactly(str, TEXT)

    def read_labels(labels: Any) -> list[str]:
        if not isinstance(labels, list):
            raise wrong("a list", labels)
        numbered = ((f"[{n}]", label) for n, label in enumerate(labels))
        return [label for _, label in read_each(numbered, lambda label: read_text(label, str))]

    def read(value: Any, cls: Any) -> Any:
        if not isinstance(value, dict) or "labels" not in value:
            return read_table(value, cls)
        if "options" in value:
            raise DefinitionError("", [Problem("labels", "there are options as well", remedy="give one or the other")])
        ((_, labels),) = read_each([("labels", value["labels"])], read_labels)
        written = {name: field for name, field in value.items() if name != "labels"}
        written["options"] = [{"value": n, "label": label} for n, label in enumerate(labels)]
        try:
            return read_table(written, cls)
        except InsightError as error:
            problems = [evolve(each, place=LABEL.sub(r"labels\1", each.place)) for each in error.problems]
        raise DefinitionError("", problems)

    return read


# Where a label is that was written by itself.
LABEL = re.compile(r"^options(\[\d+\])?(\.label)?")
