"""What a questionnaire keeps beside its definition: examples, former names, silenced findings."""

import re
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any, TypeVar

from attrs import field, frozen

from insight.content import Checked, id_problems
from insight.errors import Problem, did_you_mean, quote
from insight.questionnaires.numbers import (
    Number,
    fraction_problems,
    plain_problems,
    to_fraction,
    to_number,
)
from insight.questionnaires.values import COLUMN_ID

T = TypeVar("T")


def to_pairs(values: Mapping[str, T] | Iterable[tuple[str, T]]) -> tuple[tuple[str, T], ...]:
    """A mapping as pairs, which can be frozen."""
    if isinstance(values, Mapping):
        return tuple(values.items())
    given: Any = values
    return tuple(given) if isinstance(given, Iterable) else given


def to_answers(values: Mapping[str, Number] | Iterable[tuple[str, Number]]) -> tuple[tuple[str, Number], ...]:
    """The answers of an example."""
    return tuple((name, to_number(value)) for name, value in to_pairs(values))


def to_expected(
    values: Mapping[str, Number | Fraction | str] | Iterable[tuple[str, Number | Fraction | str]],
) -> tuple[tuple[str, Fraction | str], ...]:
    """The scores of an example: fractions, or that there are too few answers."""
    return tuple((name, TOO_FEW if value == TOO_FEW else to_fraction(value)) for name, value in to_pairs(values))


TOO_FEW = "too-few"


def to_names(values: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """New ids with their old ones."""
    return to_pairs(values)


@frozen(kw_only=True)
class Example(Checked):
    """Answers with the scores that must come out: a golden vector. Pairs of id and value; mappings are welcome."""

    answers: tuple[tuple[str, Number], ...] = field(converter=to_answers)
    scores: tuple[tuple[str, Fraction | str], ...] = field(converter=to_expected)

    def find_problems(self) -> Iterator[Problem]:
        """Answers are numbers; scores are numbers, fractions as text, or "too-few"."""
        yield from super().find_problems()
        for name, value in self.answers:
            yield from plain_problems(f"answers.{name}", value)
        for name, expected in self.scores:
            if isinstance(expected, str) and expected != TOO_FEW and not re.search(r"\d", expected):
                remedy = did_you_mean(expected, [TOO_FEW]) or f"write a number, or {TOO_FEW!r}"
                yield Problem(f"scores.{name}", f"{quote(expected)} is no score", remedy=remedy)
            elif expected != TOO_FEW:
                yield from fraction_problems(f"scores.{name}", expected)


@frozen(kw_only=True)
class Renamed(Checked):
    """Ids that were others in an earlier version: pairs of new and old."""

    items: tuple[tuple[str, str], ...] = field(default=(), converter=to_names)
    scales: tuple[tuple[str, str], ...] = field(default=(), converter=to_names)

    def find_problems(self) -> Iterator[Problem]:
        """Old ids are ids."""
        yield from super().find_problems()
        for name in ("items", "scales"):
            for new, old in getattr(self, name):
                yield from id_problems(f"{name}.{new}", old, COLUMN_ID)


@frozen(kw_only=True)
class Ignore(Checked):
    """A finding of the linter that is silenced, with the reason."""

    rule: str
    reason: str
    place: str = ""
