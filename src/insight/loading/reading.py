"""JSON texts into values again: entries, questionnaires and profiles, as strictly as files."""

import datetime as dt
import math
import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar, get_args, get_origin

import attrs
import cattrs
from attrs import field, frozen

from insight.content import ENTRY_CLASSES, Entry, is_flag
from insight.errors import DefinitionError, InsightError, Problem, ReadError, refuse
from insight.loading.definitions import parse_written
from insight.loading.strict import (
    Hook,
    is_optional,
    make_converter,
    make_optional_hook,
    read_each,
    read_fraction,
    wrong,
)
from insight.loading.text import CONTENT_LIMIT, parse
from insight.loading.writing import FORMAT
from insight.profiles import Profile
from insight.questionnaires import Questionnaire, fraction_problems
from insight.scoring import LIBRARY_VERSION

T = TypeVar("T")
WHOLE = "pass the whole text as to_json wrote it"
UPGRADE = "install a newer insight-inventory"


def read_table(text: str | bytes, kind: str) -> dict[str, Any]:
    """The fields of a value of *kind* in a JSON text, without its format and kind.

    Raises:
        ReadError: If it is no JSON, or of another format or kind, or was written by a later version of this library.
    """
    name = f"this {kind}"
    try:
        table = parse(text, name=name, limit=CONTENT_LIMIT, format="json")
    except ReadError as error:
        # Perhaps it is the name of a file.
        remedy = WHOLE if begins_as_table(text) else "pass the text itself; of a file: Path(…).read_text()"
        problems = [attrs.evolve(found, remedy=found.remedy or remedy) for found in error.problems]
    else:
        # The rest of a table of another format or kind cannot be looked at.
        refuse(name, list(head_problems(table, kind))[:1], error=ReadError)
        return {field: told for field, told in table.items() if field not in ("format", "kind")}
    raise ReadError(name, problems)


def begins_as_table(text: object) -> bool:
    """Whether *text* begins as a table of JSON does."""
    start = text.decode("utf-8-sig", errors="replace") if isinstance(text, bytes) else text
    return isinstance(start, str) and start.lstrip()[:1] == "{"


def head_problems(table: Mapping[str, Any], kind: str) -> Iterator[Problem]:
    """What keeps a table from being of this format and kind, and from this version of the library or an earlier one."""
    if "kind" not in table and "format" not in table:
        yield Problem("", f"this is no {kind}", remedy=f"pass a text that to_json wrote of a {kind}")
    if "format" not in table:
        yield Problem("", "the field 'format' is missing", remedy=WHOLE)
    elif type(table["format"]) is not int or table["format"] != FORMAT:
        yield Problem("format", f"it is none that this version reads, which is {FORMAT}", remedy=UPGRADE)
    if table.get("kind") != kind:
        yield Problem("kind", f"this is no {kind}", remedy=f"pass a text that to_json wrote of a {kind}")
    pin = table.get("pin")
    written_by = pin.get("library_version") if isinstance(pin, dict) else None
    if isinstance(written_by, str) and release(written_by) > release(LIBRARY_VERSION):
        message = f"it is from a version of this library that is newer than {LIBRARY_VERSION}"
        yield Problem("pin.library_version", message, remedy=UPGRADE)


def release(version: str) -> tuple[int, ...]:
    """The numbers that a version begins with.

    >>> release("1.10.2-beta"), release("later")
    ((1, 10, 2), ())
    """
    found = re.match(r"\d{1,9}(\.\d{1,9})*", version, re.ASCII)
    return tuple(map(int, found[0].split("."))) if found else ()


def read_as(name: str, read: Callable[[], T]) -> T:
    """What *read* gives; its problems as those of the text that is called *name*."""
    try:
        return read()
    except InsightError as error:
        problems = error.problems
    # Outside of the handler: a chained error would repeat the text.
    raise ReadError(name, problems)


def read_entry(cls: Any, text: str | bytes) -> Entry:
    """An entry of one kind."""
    if cls not in ENTRY_CLASSES.values():
        raise DefinitionError("from_json", [unreadable(cls)])
    table = read_table(text, cls.KIND)
    # What kind of help a resource is stands beside the kind of entry that it is.
    fields = {"kind" if name == f"{cls.KIND}_kind" else name: told for name, told in table.items()}
    entry: Entry = read_as(f"this {cls.KIND}", lambda: CONVERTER.structure(fields, cls))
    return entry


def unreadable(cls: object) -> Problem:
    """What to say of a class that cannot be read back, or of something else in its place."""
    if not isinstance(cls, type):
        return Problem("", "the class comes first", remedy="write from_json(Result, text, questionnaire=…)")
    remedy = "what can are entries, questionnaires, profiles and results"
    return Problem("", f"{cls.__name__} cannot be read back", remedy=remedy)


def read_questionnaire(text: str | bytes) -> Questionnaire:
    """A questionnaire in the shape of its file."""
    return parse_written(text, format="json", name="this questionnaire", limit=CONTENT_LIMIT)[0]


@frozen(repr=False)
class DegreeText:
    """A degree as it is written: to be read, and to be computed with."""

    degree: float
    exact: str


@frozen(repr=False)
class ProfileText:
    """A profile as it is written."""

    degrees: dict[str, DegreeText]
    flags: str
    rules_only: dict[str, str] = field(factory=dict)


def read_profile(text: str | bytes) -> Profile:
    """The degrees of a profile; flags are in none."""
    table = read_table(text, "profile")
    told = read_as(PROFILE, lambda: CONVERTER.structure(table, ProfileText))
    degrees = {name: each.exact for name, each in told.degrees.items()}
    problems = [*degree_problems("degrees", degrees, ".exact"), *degree_problems("rules_only", told.rules_only)]
    refuse(PROFILE, [*problems, *contradictions(told.degrees)], error=ReadError)
    pairs = [[(name, Fraction(exact)) for name, exact in each.items()] for each in (degrees, told.rules_only)]
    return read_as(PROFILE, lambda: Profile(*pairs))


PROFILE = "this profile"
# A degree that came from a float can have hundreds of digits.
DEGREE = re.compile(r"\d{1,400}(/0*[1-9]\d{0,400})?", re.ASCII)


def degree_problems(place: str, degrees: Mapping[str, str], within: str = "") -> Iterator[Problem]:
    """Texts that are no fractions, and flags."""
    for name, exact in degrees.items():
        if is_flag(name):
            yield Problem(place, "flags are stored nowhere, and there is one", remedy="leave it out")
        elif not DEGREE.fullmatch(exact) or Fraction(exact) > 1:
            yield Problem(f"{place}.{name}{within}", "it is no fraction from 0 to 1", remedy="write it like '3/4'")


def contradictions(degrees: Mapping[str, DegreeText]) -> Iterator[Problem]:
    """Degrees that are written twice and not alike."""
    for name, told in degrees.items():
        if DEGREE.fullmatch(told.exact) and Fraction(told.exact) <= 1 and told.degree != float(Fraction(told.exact)):
            yield Problem(f"degrees.{name}.degree", "it is not the number that exact is", remedy=WHOLE)


def make_json_converter() -> cattrs.Converter:
    """A converter for what is written as JSON, where dates are texts, numbers can be floats, and null says nothing."""
    converter = make_converter()
    converter.register_structure_hook_factory(is_table, lambda wanted: make_table_hook(wanted, converter))
    converter.register_structure_hook_factory(
        is_optional, lambda wanted: or_null(make_optional_hook(wanted, converter))
    )
    converter.register_structure_hook(dt.date, read_date)
    converter.register_structure_hook(float, read_float)
    converter.register_structure_hook(Fraction, read_fraction_unseen)
    return converter


def is_table(wanted: Any) -> bool:
    """Whether *wanted* is a table of values by name."""
    return get_origin(wanted) is dict


def make_table_hook(wanted: Any, converter: cattrs.Converter) -> Hook:
    """A hook for a table of values by name."""
    inner = get_args(wanted)[1]

    def read(value: Any, _: Any) -> Any:
        if not isinstance(value, dict):
            raise wrong("a table", value)
        return dict(read_each(value.items(), lambda each: converter.structure(each, inner)))

    return read


def or_null(read: Hook) -> Hook:
    """A hook that takes null as well."""
    return lambda value, cls: None if value is None else read(value, cls)


def read_date(value: Any, _: Any) -> dt.date:
    """A date in text: 2026-11-22."""
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
        raise wrong("a date such as 2026-11-22", value)
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise DefinitionError("", [Problem("", "there is no such day")]) from None


def read_float(value: Any, _: Any) -> float:
    """A number as the float that is nearest to it, which can be written with any exponent."""
    if type(value) not in (int, Decimal):
        raise wrong("a number", value)
    try:
        nearest = float(value)
    except OverflowError:
        nearest = math.inf
    if math.isinf(nearest):
        raise wrong("a number that a float can hold", value)
    return nearest


def read_fraction_unseen(value: Any, _: Any) -> Any:
    """A fraction that may be about a person, and so is not repeated where it is none."""
    if isinstance(value, str) and any(fraction_problems("", value)):
        raise DefinitionError("", [Problem("", "it is no fraction", remedy="write it like '4/3'")])
    return read_fraction(value, None)


CONVERTER = make_json_converter()
