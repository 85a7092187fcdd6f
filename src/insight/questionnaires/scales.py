"""How items are scored together, each part valid by itself: methods, bands, scales."""

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any, cast

import attrs
from attrs import field, frozen

from insight.content import Checked, Citation, id_problems
from insight.errors import Problem, quote
from insight.questionnaires.numbers import (
    FRACTION,
    Number,
    fraction_problems,
    plain_problems,
    to_fraction,
    to_number,
    write_number,
)
from insight.questionnaires.values import COLUMN_ID, Key, about_problems, in_words, repeated, told_apart

MOST_BANDS = 500


class Method(StrEnum):
    """How the items of a scale become one number."""

    SUM = "sum"
    MEAN = "mean"
    COUNT = "count"


@frozen(kw_only=True)
class Band(Checked):
    """A named stretch of a scale, from *start* up to the next band."""

    start: Fraction = field(converter=to_fraction)
    label: str
    citations: tuple[Citation, ...] = ()

    @property
    def editorial(self) -> bool:
        """Whether nobody but its author says so: a part of the range, no comparison with people."""
        return not self.citations

    def find_problems(self) -> Iterator[Problem]:
        """A start is an exact number."""
        yield from super().find_problems()
        yield from fraction_problems("start", self.start)


def is_count(value: object) -> bool:
    """Whether *value* can say how many answers are needed: nothing, a whole number, or a share as text."""
    if isinstance(value, str):
        return "/" in value and FRACTION.fullmatch(value) is not None
    return value is None or (isinstance(value, int) and not isinstance(value, bool))


def to_count(value: int | str | None, of: int) -> int:
    """How many of *of* answers are needed; a share is rounded up."""
    if value is None:
        return of
    if isinstance(value, int):
        return value
    return math.ceil(Fraction(value) * of)


def to_ends(ends: Iterable[Number | Fraction | str]) -> tuple[Fraction, ...]:
    """A range as fractions."""
    given: Any = ends
    if isinstance(given, str) or not isinstance(given, Iterable):
        return cast("tuple[Fraction, ...]", given)  # refused by its type
    return tuple(to_fraction(end) for end in given)


@frozen(kw_only=True)
class Scale(Checked):
    """Items that are scored together; it knows them by id only.

    >>> scale = Scale(id="job-insecurity", items=(Key.parse("worry"), Key.parse("-safe")), method=Method.MEAN)
    >>> scale.name, scale.required
    ('Job insecurity', 2)

    Attributes:
        items: A key for each item.
        at_least: For a count: the keyed answer from which on an item counts.
        min_answered: How many answers a value needs: a number, or a share of the items as text (`"2/3"`,
            rounded up). All of them by default. `required` is the number that it comes to.
        range: The possible range as the author believes it to be; refused where it is not so.
        about: What a high score speaks of.
        part_of: The scale that this one is shown under.
    """

    id: str
    name: str = field()
    items: tuple[Key, ...]
    method: Method
    at_least: Number | None = field(default=None, converter=attrs.converters.optional(to_number))
    min_answered: int | str | None = None
    range: tuple[Fraction, ...] = field(default=(), converter=to_ends)
    about: tuple[str, ...] = ()
    bands: tuple[Band, ...] = ()
    part_of: str | None = None
    citations: tuple[Citation, ...] = ()

    @name.default
    def _name(self) -> str:
        return in_words(self.id)

    @cached_property
    def required(self) -> int:
        """How many answers a value needs."""
        return to_count(self.min_answered, len(self.items))

    def find_problems(self) -> Iterator[Problem]:
        """Each item once, and rules that go together."""
        wrong_id = list(id_problems("id", self.id, COLUMN_ID))
        # The name follows from the id, where nobody gives one.
        yield from (each for each in super().find_problems() if not wrong_id or each.place != "name")
        yield from wrong_id
        yield from about_problems(self.about)
        if not self.items:
            yield Problem("items", "there is none", remedy="name one at least")
        for again in repeated(Counter(key.item for key in self.items)):
            yield Problem("items", f"{quote(again)} is in it more than once", remedy="name it once")
        yield from self._method_problems()
        yield from self._min_answered_problems()
        yield from self._band_problems()

    def _method_problems(self) -> Iterator[Problem]:
        if self.at_least is None and self.method == Method.COUNT:
            yield Problem("at_least", "a count needs it", remedy="write the keyed answer from which on an item counts")
        if self.at_least is not None and self.method != Method.COUNT:
            remedy = 'leave it out, or write method = "count"'
            yield Problem("at_least", "it goes with the method 'count', and with no other", remedy=remedy)
        if self.at_least is not None:
            yield from plain_problems("at_least", self.at_least)
        weights = [(n, key.weight) for n, key in enumerate(self.items)]
        if self.method == Method.COUNT:
            yield from (
                Problem(f"items[{n}].weight", "a count takes no weights", remedy="leave it out")
                for n, w in weights
                if w != 1
            )
        if self.method == Method.MEAN:
            yield from (
                Problem(f"items[{n}].weight", "a mean needs weights above 0", remedy=NEGATIVE)
                for n, w in weights
                if w < 0
            )

    def _min_answered_problems(self) -> Iterator[Problem]:
        of = len(self.items)
        if not is_count(self.min_answered):
            remedy = "write a whole number, or a share of the items such as '2/3'"
            yield Problem("min_answered", "it is neither a number of items nor a share of them", remedy=remedy)
        elif of and not 1 <= self.required <= of:
            remedy = f"write a number from 1 to {of}, or a share above 0 and not above 1"
            yield Problem("min_answered", f"it cannot be reached with {of} items", remedy=remedy)
        elif self.required < of and self.method != Method.MEAN and any(key.weight < 0 for key in self.items):
            remedy = "leave min_answered out"
            yield Problem("min_answered", "a scale with a negative weight needs every answer", remedy=remedy)

    def _band_problems(self) -> Iterator[Problem]:
        if len(self.bands) > MOST_BANDS:
            yield Problem("bands", f"there are {len(self.bands)}, and at most {MOST_BANDS} can be")
        for n, (before, after) in enumerate(itertools.pairwise(self.bands), start=1):
            if after.start <= before.start:
                here, before_it = write_number(after.start), write_number(before.start)
                message = f"{here} does not lie above {before_it}, where the band before it starts"
                yield Problem(f"bands[{n}].start", message, remedy="order the bands from the lowest up")
        for again in repeated(Counter(told_apart(band.label) for band in self.bands)):
            yield Problem("bands", f"two are called {quote(again)}", remedy="give each a label of its own")
        for n, end in enumerate(self.range):
            yield from fraction_problems(f"range[{n}]", end)
        if self.range and len(self.range) != len(("low", "high")):
            yield Problem("range", "it is not two numbers", remedy="write the lowest and the highest, such as [0, 4]")


NEGATIVE = "key the item in reverse instead, with a minus before its id"
