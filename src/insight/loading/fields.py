"""What is said of a field that there is not: the one that was meant, where it belongs, or those that there are."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import attrs
from cattrs.errors import ForbiddenExtraKeysError

from insight.content import Source
from insight.content.checks import LONGEST_ID
from insight.errors import Problem, Suggester, at_most, quote
from insight.questionnaires import (
    Band,
    Example,
    Ignore,
    Item,
    Key,
    Option,
    Questionnaire,
    Renamed,
    ResponseScale,
    Scale,
)


def unknown_fields(errors: Iterable[Exception], table: Mapping[str, Any], cls: type) -> Iterator[Problem]:
    """The fields of *table* that *cls* does not have, in the order in which they are written."""
    extra = {name for error in errors if isinstance(error, ForbiddenExtraKeysError) for name in error.extra_fields}
    suggest = Suggester()
    yield from at_most(unknown_field(name, table, cls, suggest) for name in table if name in extra)


def unknown_field(name: str, table: Mapping[str, Any], cls: type, suggest: Suggester) -> Problem:
    """The problem of a field of *table* that *cls* does not have."""
    known = names_of(cls)
    remedy = suggest(name, known) or synonym_remedy(name, known)
    if not remedy and name in HEAD and cls in PARTS:
        place = (
            f"as [{name}], a table of its own"
            if isinstance(table[name], dict)
            else "at the top, above the first [table]"
        )
        remedy = f"write it {place}"
    if not remedy and is_half_an_id(name, table, cls):
        remedy = f'quote an id that has a dot: [{TABLES[cls]}."{table.get("id", "")}.{name}"]'
    return Problem("", f"there is no field {quote(name)}", remedy=remedy or fields_remedy(known), key=name)


def names_of(cls: type) -> list[str]:
    """The fields that a table of *cls* can have; of a part with an id, that is the table's name."""
    named = [attribute.name for attribute in attrs.fields(cls) if attribute.name != "id" or cls not in TABLES]
    return [*named, "labels"] if cls is ResponseScale else named


def synonym_remedy(name: str, known: Collection[str]) -> str:
    """A remedy in words: the field that has another name elsewhere; else nothing.

    >>> synonym_remedy("question", ["text"])
    "did you mean 'text'?"
    """
    meant = next((word for word in SYNONYMS.get(name.lower(), ()) if word in known), "")
    return f"did you mean {meant!r}?" if meant else ""


def fields_remedy(known: Collection[str]) -> str:
    """A remedy in words: the few fields that there are, or nothing where they are many."""
    return f"the fields are {', '.join(known)}" if len(known) <= MOST_NAMED else ""


MOST_NAMED = 6
TABLES = {Item: "items", Scale: "scales", ResponseScale: "response_scales", Source: "sources"}
PARTS = {ResponseScale, Option, Item, Scale, Key, Band, Example, Renamed, Ignore}
HEAD = {attribute.name for attribute in attrs.fields(Questionnaire)} - {"id"}
# What people call a field who know other formats.
SYNONYMS = {
    "questions": ("items",),
    "question": ("text",),
    "name": ("title",),
    "description": ("intended_use", "instructions"),
    "purpose": ("intended_use",),
    "author": ("authors",),
    "license": ("licence",),
    "lang": ("language",),
    "subscales": ("scales",),
    "choices": ("options",),
    "values": ("options",),
    "answers": ("options",),
    "response_scale": ("responses", "response_scales"),
    "type": ("method",),
    "scoring": ("method",),
    "min": ("min_answered",),
    "minimum": ("min_answered",),
    "reversed": ("reverse",),
    "threshold": ("at_least",),
    "cutoffs": ("bands",),
    "journal": ("container",),
    "references": ("citations",),
    "help": ("resources",),
}


def is_half_an_id(name: str, table: Mapping[str, Any], cls: type) -> bool:
    """Whether a field looks like what follows the dot of an id: a table, or the text of an item that is all it has."""
    if len(name) > LONGEST_ID:
        return False
    short = cls is Item and isinstance(table[name], str) and set(table) <= {"id", name}
    return short or (isinstance(table[name], dict) and cls in (Item, Scale, ResponseScale))
