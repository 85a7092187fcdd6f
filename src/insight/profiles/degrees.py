"""Degrees: exact numbers from 0 to 1, by what can be reported."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from insight.content import Kind, is_flag
from insight.errors import Problem
from insight.questionnaires import reportable_problems, to_share

PROFILE_KINDS = (Kind.SIGN, Kind.CAUSE, Kind.DOMAIN, Kind.ATTACHMENT_STYLE, Kind.FLAG, "axis")
Degree = int | float | Decimal | Fraction
Pairs = tuple[tuple[str, Fraction], ...]


def to_sorted(pairs: Iterable[tuple[str, Fraction]]) -> Pairs:
    """Exact degrees in the order of the alphabet, so that no other order can matter.

    What is no pair of a text and a degree stays as it is, to be refused.
    """
    given: Any = pairs
    held = tuple(given.items() if isinstance(given, Mapping) else given) if isinstance(given, Iterable) else (given,)
    if not all(is_pair(each) for each in held):
        return held
    exact = ((name, value if (degree := to_share(value)) is None else degree) for name, value in held)
    return tuple(sorted(exact, key=lambda pair: pair[0]))


def is_pair(value: object) -> bool:
    """Whether *value* is a text and something beside it."""
    return isinstance(value, tuple) and len(value) == len(("reference", "degree")) and isinstance(value[0], str)


def degree_problems(reference: str, degree: Fraction | None) -> Iterator[Problem]:
    """What keeps a degree out of a profile; the degree itself is not repeated."""
    yield from reportable_problems("", reference, PROFILE_KINDS)
    if degree is None:
        asked = is_flag(str(reference))
        remedy = "write 1 for yes and 0 for no" if asked else ""
        yield Problem(str(reference), "the degree is no number from 0 to 1", remedy=remedy)


def largest(pairs: Iterable[tuple[str, Fraction]]) -> dict[str, Fraction]:
    """The largest degree of each reference."""
    degrees: dict[str, Fraction] = {}
    for reference, degree in pairs:
        degrees[reference] = max(degree, degrees.get(reference, degree))
    return degrees
