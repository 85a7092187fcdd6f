"""JSON texts into values again: entries, questionnaires and profiles, as strictly as files."""

import re
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any, TypeVar

import attrs
from attrs import frozen

from insight.content import ENTRY_CLASSES, Entry, Kind
from insight.errors import DefinitionError, InsightError, Problem, ReadError, name_type, refuse
from insight.loading.definitions import parse_questionnaire
from insight.loading.strict import make_json_converter
from insight.loading.text import CONTENT_LIMIT, parse
from insight.loading.writing import FORMAT
from insight.profiles import Profile
from insight.questionnaires import Questionnaire
from insight.scoring import LIBRARY_VERSION

T = TypeVar("T")
CONVERTER = make_json_converter()
WHOLE = "pass the whole text as to_json wrote it"
UPGRADE = "install a newer insight-inventory"


def read_table(text: str | bytes, kind: str) -> dict[str, Any]:
    """The fields of a value of *kind* in a JSON text, without its format and kind.

    Raises:
        ReadError: If it is no JSON, or of another format or kind, or was written by a later version of this library.
    """
    name = f"this {kind}"
    if not isinstance(text, str | bytes):
        raise ReadError(name, [Problem("", f"a text is expected, not {name_type(text)}", remedy=WHOLE)])
    try:
        table = parse(text, name=name, limit=CONTENT_LIMIT, format="json")
    except ReadError as error:
        problems = [attrs.evolve(found, remedy=found.remedy or WHOLE) for found in error.problems]
    else:
        # The rest of a table of another format or kind cannot be looked at.
        refuse(name, list(head_problems(table, kind))[:1], error=ReadError)
        return {field: told for field, told in table.items() if field not in ("format", "kind")}
    raise ReadError(name, problems)


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
        problem = Problem("", f"{getattr(cls, '__name__', name_type(cls))} cannot be read back", remedy=READABLE)
        raise DefinitionError("from_json", [problem])
    table = read_table(text, cls.KIND)
    # What kind of help a resource is stands beside the kind of entry that it is.
    fields = {"kind" if name == f"{cls.KIND}_kind" else name: told for name, told in table.items()}
    entry: Entry = read_as(f"this {cls.KIND}", lambda: CONVERTER.structure(fields, cls))
    return entry


READABLE = "what can are entries, questionnaires, profiles and results"


def read_questionnaire(text: str | bytes) -> Questionnaire:
    """A questionnaire in the shape of its file."""
    return parse_questionnaire(text, format="json", name="this questionnaire")


@frozen
class DegreeText:
    """A degree as it is written: to be read, and to be computed with."""

    degree: float
    exact: Fraction


@frozen
class ProfileText:
    """A profile as it is written."""

    degrees: dict[str, DegreeText]
    flags: str


def read_profile(text: str | bytes) -> Profile:
    """The degrees of a profile; flags are in none."""
    table = read_table(text, "profile")
    told = read_as(PROFILE, lambda: CONVERTER.structure(table, ProfileText)).degrees
    refuse(PROFILE, degree_problems(told), error=ReadError)
    return read_as(PROFILE, lambda: Profile.of({name: each.exact for name, each in told.items()}))


PROFILE = "this profile"


def degree_problems(degrees: Mapping[str, DegreeText]) -> Iterator[Problem]:
    """Degrees that are written twice and not alike, and flags."""
    for name, told in degrees.items():
        if name.startswith(f"{Kind.FLAG}:"):
            yield Problem("degrees", "flags are stored nowhere, and there is one", remedy="leave it out")
        elif told.degree != float(told.exact):
            yield Problem(f"degrees.{name}.degree", "it is not the number that exact is", remedy=WHOLE)
