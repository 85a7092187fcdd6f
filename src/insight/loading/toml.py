"""Questionnaires as TOML that people read: the shape of a file, in the order of its fields, long lists in lines."""

from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.items import Array, InlineTable, String, StringType, Table, Trivia

from insight.errors import DefinitionError, Problem, name_type
from insight.loading.definitions import FORMAT, HEADED, NAMED
from insight.loading.writing import write_questionnaire
from insight.questionnaires import Questionnaire

WIDEST = 110


def to_toml(questionnaire: Any) -> str:
    """The text of a questionnaire's file."""
    if not isinstance(questionnaire, Questionnaire):
        message, remedy = f"{name_type(questionnaire)} has no file of its own", "pass a questionnaire, or use to_json"
        raise DefinitionError("to_toml", [Problem("", message, remedy=remedy)])
    document = tomlkit.document()
    document["format"] = FORMAT
    for name, value in shorten(write_questionnaire(questionnaire)).items():
        document[name] = section(value) if name in {*NAMED, "renamed"} else listed(value, name)
    return document.as_string()


def shorten(table: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a questionnaire with what has a short form in it: labels alone, items that are just a text.

    Items are in short form all or none: a plain text below a table would belong to the table.
    """
    scales = {name: shorten_responses(fields) for name, fields in table["response_scales"].items()}
    items = table["items"]
    if all(set(fields) == {"text"} for fields in items.values()):
        items = {name: fields["text"] for name, fields in items.items()}
    return {**table, "response_scales": scales, "items": items}


def shorten_responses(fields: Mapping[str, Any]) -> dict[str, Any]:
    """A response scale with labels alone, where its values count up from 0."""
    options = fields["options"]
    if [option["value"] for option in options] != list(range(len(options))):
        return dict(fields)
    return {"labels": [option["label"] for option in options]} | {k: v for k, v in fields.items() if k != "options"}


def section(tables: Mapping[str, Any]) -> Table:
    """Tables under their names, such as `[items.worry]`; texts as lines of one table."""
    made = tomlkit.table(is_super_table=all(isinstance(each, Mapping) for each in tables.values()))
    for name, fields in tables.items():
        made.append(name, filled(fields) if isinstance(fields, Mapping) else plain(fields, name))
    return made


def filled(fields: Mapping[str, Any]) -> Table:
    """A table with a line for each of its fields."""
    made = tomlkit.table()
    for name, value in fields.items():
        made.append(name, plain(value, name))
    return made


def listed(value: Any, name: str) -> Any:
    """A field of the whole: tables in a list, such as `[[examples]]`, have a header each; citations stay in line."""
    if name not in HEADED:
        return plain(value, name)
    made = tomlkit.aot()
    for fields in value:
        made.append(filled(fields))
    return made


def plain(value: Any, name: str = "") -> Any:
    """A value in one line, or a long text or list in several."""
    if isinstance(value, str):
        return text(value)
    if isinstance(value, Mapping):
        return inline(value)
    if isinstance(value, list):
        return array(value, WIDEST - len(name))
    return tomlkit.item(value)


def text(value: str) -> String:
    """A text in quotes, in lines of its own where it has several."""
    if "\n" not in value or value.startswith("\n"):
        return tomlkit.string(value)
    written = tomlkit.string(value, multiline=True).as_string()[len(QUOTES) : -len(QUOTES)]
    # The line break after the opening quotes is no part of the text.
    return String(StringType.MLB, value, f"\n{written}", Trivia())


QUOTES = '"""'


def inline(fields: Mapping[str, Any]) -> InlineTable:
    """A table in one line."""
    made = tomlkit.inline_table()
    for name, value in fields.items():
        made.append(name, array(value) if isinstance(value, list) else tomlkit.item(value))
    return made


def array(values: list[Any], widest: float = float("inf")) -> Array:
    """A list in one line, or with a line for each element where that is wider than *widest*."""
    made = tomlkit.array()
    for value in values:
        made.append(plain(value))
    return made.multiline(multiline=len(made.as_string()) > widest)
