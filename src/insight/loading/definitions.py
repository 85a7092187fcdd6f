"""Questionnaire files: TOML, or JSON of the same shape."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

import attrs
from attrs import frozen
from importlib_resources.abc import Traversable

from insight.content import Checked, Source
from insight.errors import (
    MORE,
    MOST_PROBLEMS,
    FileAccessError,
    InsightError,
    Problem,
    ReadError,
    Suggester,
    at_most,
    name_type,
    quote,
)
from insight.loading.fields import synonym_remedy
from insight.loading.items import FIELD, Sheet, read_sheet
from insight.loading.lines import with_lines
from insight.loading.strict import make_converter, read_named, wrong
from insight.loading.text import QUESTIONNAIRE_LIMIT, Format, decode, parse, read_bytes, require_file
from insight.questionnaires import Item, Method, Questionnaire, ResponseScale, Scale, missing_references, options

P = TypeVar("P", bound=Problem)

FORMAT = 1
# What to_json writes; a file need not say it.
KIND = "questionnaire"
CONVERTER = make_converter()
# Lists of tables with headers of their own, and tables whose keys are ids, in the order in which they are read.
HEADED = {"examples", "ignore"}
NAMED: Mapping[str, type] = {"response_scales": ResponseScale, "items": Item, "scales": Scale, "sources": Source}


@frozen
class Written:
    """How a questionnaire is written: the text of its file, and its items where they come from another."""

    text: str
    sheet: Sheet

    def locate(self, problems: Iterable[P]) -> list[P]:
        """*problems*, each with the line that it is in."""
        return with_lines(map(self.sheet.place, problems), self.text)


def read_questionnaire(path: str | PathLike[str]) -> Questionnaire:
    """The questionnaire in the file at *path*."""
    return read_written(path)[0]


def read_written(path: str | PathLike[str]) -> tuple[Questionnaire, Written]:
    """The questionnaire in the file at *path*, and how it is written."""
    if not isinstance(path, str | PathLike):
        problem = Problem("", f"a path is expected, not {name_type(path)}", remedy="pass text to parse_questionnaire")
        raise FileAccessError("load_questionnaire", [problem])
    file = Path(path)
    written: Format = "json" if file.suffix.lower() == ".json" else "toml"
    require_file(file)
    return parse_written(read_bytes(file, QUESTIONNAIRE_LIMIT), format=written, name=file.name, folder=file.parent)


def parse_written(
    data: str | bytes,
    *,
    format: Format,  # noqa: A002  # the word for it
    name: str,
    limit: int = QUESTIONNAIRE_LIMIT,
    folder: Traversable | None = None,
) -> tuple[Questionnaire, Written]:
    """The questionnaire that *data* holds, and how it is written; *name* stands in messages.

    Its file of items is looked for in *folder*.
    """
    table = parse(data, name=name, limit=limit, format=format)
    sheet = read_sheet(table, folder) if FIELD in table else Sheet()
    table |= {} if sheet.items is None else {"items": sheet.items}
    made, written = make(table, sheet), Written(decode(data, name), sheet)
    if isinstance(made, Questionnaire):
        return made, written
    raise ReadError(name, sorted(written.locate(made), key=by_line))


def by_line(problem: Problem) -> tuple[bool, str, int]:
    """Problems by file and line; that there are more comes last."""
    return problem.message == MORE, problem.file, problem.line or 0


def make(table: dict[str, Any], sheet: Sheet) -> Questionnaire | list[Problem]:
    """The questionnaire that a table describes, or all that is wrong with it."""
    if table.pop("kind", KIND) != KIND:
        # The rest is about something else.
        return [Problem("kind", f"this is no {KIND}", remedy=f"write {KIND!r} or leave it out")]
    if not table:
        return [Problem("", "there is nothing in it", remedy="begin with: insight new my-questionnaire")]
    problems = [*head_problems(table), *sheet.problems]
    fields, others = read_fields(table)
    problems += others
    if problems:
        return [*problems, *at_most(chain(head_of(fields), sound_mentions(table, fields)))]
    try:
        return Questionnaire(**fields)
    except InsightError as error:
        return list(error.problems)


def read_fields(table: Mapping[str, Any]) -> tuple[dict[str, Any], list[Problem]]:
    """The fields of the whole that are sound each by itself, and what is wrong with the others."""
    fields: dict[str, Any] = {}
    problems: list[Problem] = []
    for attribute in attrs.fields(Questionnaire):
        if attribute.name in table:
            try:
                fields[attribute.name] = read_field(attribute, table[attribute.name])
            except InsightError as error:
                problems += [problem.under(attribute.name) for problem in error.problems]
    return fields, problems


def head_of(fields: Mapping[str, Any]) -> Iterator[Problem]:
    """What is wrong with the fields that stand alone, held against parts that are sound for certain."""
    responses = options("no", "yes")
    whole = Questionnaire.build("sound", title="Sound", responses=responses, items={"i": "I."}, scales={"s": "i"})
    alone = {name: value for name, value in fields.items() if name in STAND_ALONE}
    try:
        attrs.evolve(whole, **alone)
    except InsightError as error:
        # The sources may be among what is not sound.
        yield from (problem for problem in error.problems if not problem.place.startswith("citations"))


STAND_ALONE = {"id", "title", "version", "instructions", "language", "licence"} | {
    "validation",
    "intended_use",
    "citations",
}


def head_problems(table: Mapping[str, Any]) -> Iterator[Problem]:
    """A format that is not this one, fields that are missing, and fields that there are not."""
    known = {attribute.name: attribute for attribute in attrs.fields(Questionnaire)}
    suggest, others = Suggester(), [*known, FIELD]
    unknown = [
        Problem(
            "",
            f"there is no field {quote(name)}",
            remedy=suggest(name, others) or synonym_remedy(name, others),
            key=name,
        )
        for name in islice((name for name in table if name not in {*others, "format"}), MOST_PROBLEMS)
    ]
    if "format" not in table:
        yield Problem("", "the field 'format' is missing", remedy=f"write format = {FORMAT}")
    elif type(table["format"]) is not int or table["format"] != FORMAT:
        yield Problem("format", "it is none that this version reads", remedy=f"write {FORMAT}, without quotes or point")
    # Of a misspelled field it is not told as well that the right one is missing.
    there = {*table, *(["items"] if FIELD in table else [])}
    there |= {name for name in known if any(f"'{name}'" in problem.remedy for problem in unknown)}
    for name, attribute in known.items():
        if attribute.default is attrs.NOTHING and name not in there:
            yield Problem("", f"the field {name!r} is missing")
    yield from unknown


def read_field(attribute: "attrs.Attribute[Any]", value: Any) -> Any:
    """One field of the whole, from the plain data in the file."""
    if attribute.name in HEADED and isinstance(value, dict):
        raise wrong("a list", value, remedy=f"write [[{attribute.name}]], in two brackets")
    if attribute.name not in NAMED:
        field_type: Any = attribute.type
        return CONVERTER.structure(value, field_type)
    cls = NAMED[attribute.name]
    if isinstance(value, list):
        raise wrong("a table", value, remedy=f"write [{attribute.name}.an-id] for each; the name is its id")
    if attribute.name == "items" and isinstance(value, dict):
        value = {name: {"text": item} if isinstance(item, str) else item for name, item in value.items()}
    return tuple(read_named(value, lambda fields: CONVERTER.structure(fields, cls)))


def sound_mentions(table: Mapping[str, Any], fields: Mapping[str, Any]) -> Iterator[Problem]:
    """Ids that nothing has, as far as they can be told while other parts are not sound."""
    # Of a table that is empty, absent or none the ids cannot be told; but there need not be sources.
    held = {name: table.get(name) or ({} if name == "sources" else None) for name in NAMED}
    ids = {name: names if isinstance(names, dict) else None for name, names in held.items()}
    parts: list[Checked] = [*fields.get("items", ())]
    parts += fields.get("scales", ()) or stand_ins(table.get("scales"))
    known = {name.replace("_", " ").removesuffix("s"): held for name, held in ids.items()}
    yield from missing_references(known, parts, examples=fields.get("examples", ()))


def stand_ins(scales: Any) -> Iterator[Scale]:
    """For each scale whose keys can be read, one that has nothing else, so that its keys can be looked at."""
    for name, fields in scales.items() if isinstance(scales, dict) else ():
        if isinstance(fields, dict):
            try:
                yield CONVERTER.structure({"id": name, "items": fields.get("items"), "method": Method.SUM.value}, Scale)
            except InsightError:
                continue
