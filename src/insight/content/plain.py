"""A value as plain data: tables of its fields, lists, texts, truth values, and numbers as somebody writes them."""

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

import attrs

Exactly = int | Decimal | Fraction


def to_plain(value: Any, write: Callable[[Exactly], Any]) -> Any:
    """*value* as plain data; *write* says what becomes of its numbers.

    >>> from insight.content import Citation
    >>> to_plain((Citation(source="hudson-2020"), Fraction(1, 2)), str)
    [{'source': 'hudson-2020'}, '1/2']
    """
    if attrs.has(type(value)):
        told = ((field.name, getattr(value, field.name), default_of(field)) for field in attrs.fields(type(value)))
        return {name: to_plain(held, write) for name, held, default in told if held != default}
    if isinstance(value, tuple):
        return [to_plain(each, write) for each in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Enum):
        return value.value
    return write(value) if isinstance(value, Exactly) and not isinstance(value, bool) else value


def default_of(field: "attrs.Attribute[Any]") -> Any:
    """What a field holds where nobody says; one that follows from other fields has none that is the same for all.

    A field that has its default is not written, so that a field of a later version changes nothing that is written now.
    """
    default: Any = field.default
    if isinstance(default, FACTORY):
        return attrs.NOTHING if default.takes_self else default.factory()
    return default


FACTORY: Any = type(attrs.Factory(list))
