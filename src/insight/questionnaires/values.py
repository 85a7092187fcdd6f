"""The parts of a questionnaire, each valid by itself: options, items, keys, scales, bands."""

import itertools
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any, cast

import attrs
from attrs import field, frozen

from insight.content import Checked, Citation, Kind, id_problems, reference_problems
from insight.errors import Problem, quote
from insight.questionnaires.numbers import (
    FLOAT_LIMIT,
    FRACTION,
    Number,
    fraction_problems,
    plain_problems,
    to_fraction,
    to_number,
    write_number,
)

# People name items and scales like the columns of their data.
COLUMN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
AXES = ("attachment-anxiety", "attachment-avoidance", "attachment-disorganization")
ABOUT_KINDS = (Kind.SIGN, Kind.CAUSE, Kind.DOMAIN, Kind.ATTACHMENT_STYLE, "axis")


class Method(StrEnum):
    """How the items of a scale become one number."""

    SUM = "sum"
    MEAN = "mean"
    COUNT = "count"


class Validation(StrEnum):
    """What is known about the scores of a questionnaire."""

    NONE = "none"
    PILOT = "pilot"
    PUBLISHED = "published"


@frozen(kw_only=True)
class Option(Checked):
    """One way to answer an item: a value and its label."""

    value: Number = field(converter=to_number)
    label: str

    def find_problems(self) -> Iterator[Problem]:
        """A value is an exact number."""
        yield from super().find_problems()
        yield from plain_problems("value", self.value)


@frozen(kw_only=True)
class ResponseScale(Checked):
    """The options that an item can be answered with.

    Attributes:
        missing: Options that can be chosen and are recorded, but count as unanswered.
    """

    id: str
    options: tuple[Option, ...]
    missing: tuple[Option, ...] = ()

    @cached_property
    def choices(self) -> tuple[Option, ...]:
        """All that can be chosen: the options, then the missing options."""
        return self.options + self.missing

    @cached_property
    def values(self) -> tuple[Fraction, ...]:
        """The values of the options as fractions."""
        return tuple(Fraction(option.value) for option in self.options)

    @cached_property
    def ends(self) -> tuple[Fraction, Fraction]:
        """The smallest and the largest value."""
        return min(self.values), max(self.values)

    @cached_property
    def positions(self) -> tuple[Fraction, ...]:
        """Where each option lies between the ends, 0 to 1."""
        low, high = self.ends
        return tuple((value - low) / (high - low) for value in self.values)

    @cached_property
    def find(self) -> Callable[[object], int | None]:
        """What gives the number of the choice with an exact value; equal numbers of any exact type find it."""
        # The look-up alone, so that nobody can change the table; the table's own method is the fastest there is.
        numbers: dict[object, int] = {choice.value: n for n, choice in enumerate(self.choices)}
        return numbers.get

    @cached_property
    def find_float(self) -> Callable[[float], int | None]:
        """What gives the number of the choice to whose value a float is the nearest."""
        numbers = {float(choice.value): n for n, choice in enumerate(self.choices)}
        return numbers.get

    def find_problems(self) -> Iterator[Problem]:
        """Two different values at least, and nothing twice."""
        yield from super().find_problems()
        yield from id_problems("id", self.id, COLUMN_ID)
        if len(self.options) < FEWEST_OPTIONS:
            yield Problem("options", f"there are fewer than {FEWEST_OPTIONS}", remedy="give one more")
        if len(self.choices) > MOST_OPTIONS:
            yield Problem("options", f"there are {len(self.choices)}, and at most {MOST_OPTIONS} can be")
            return
        for what in ("value", "label"):
            counts = Counter(told_apart(getattr(choice, what)) for choice in self.choices)
            for again in repeated(counts):
                shown = quote(again) if isinstance(again, str) else again
                yield Problem("options", f"two have the same {what} ({shown})", remedy="give each one of its own")
        values = [Fraction(choice.value) for choice in self.choices]
        common = math.lcm(*(value.denominator for value in values))
        if any(abs(value * common) >= FLOAT_LIMIT for value in values):
            yield Problem("options", "the values have too many digits to be told apart", remedy="write fewer digits")


def told_apart(value: Number | str) -> Number | str:
    """What of a value or label tells it from another: spaces around a label and what cannot be seen do not."""
    if not isinstance(value, str):
        return value
    return " ".join(unicodedata.normalize("NFC", value.translate(BLANKS)).split())


# Characters without width or shape, but for those that join others to one sign.
BLANKS = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))


FEWEST_OPTIONS = 2
MOST_OPTIONS = 500
MOST_BANDS = 500


@frozen(kw_only=True)
class Item(Checked):
    """One question or statement.

    Attributes:
        responses: The id of its response scale; it can be left out where there is only one.
        about: What a high answer, as given, speaks of; `-sign:…` for a low one.
        resources: Ids of help to show beside this item.
    """

    id: str
    text: str
    responses: str | None = None
    about: tuple[str, ...] = ()
    resources: tuple[str, ...] = ()

    def find_problems(self) -> Iterator[Problem]:
        """An id, and references of the right form."""
        yield from super().find_problems()
        yield from id_problems("id", self.id, COLUMN_ID)
        yield from about_problems(self.about)
        for n, resource in enumerate(self.resources):
            yield from id_problems(f"resources[{n}]", resource)


@frozen(kw_only=True)
class Key(Checked):
    """How an item enters a scale: forward or reverse, and its weight.

    >>> Key.parse("-safe")
    Key(item='safe', reverse=True, weight=Fraction(1, 1))
    """

    item: str
    reverse: bool = False
    weight: Fraction = field(default=Fraction(1), converter=to_fraction)

    @classmethod
    def parse(cls, text: str) -> "Key":
        """The key in short form: the item's id, after a minus where it is keyed in reverse."""
        return cls(item=text.removeprefix("-"), reverse=text.startswith("-"))

    @property
    def in_messages(self) -> str:
        """What to call this key in a message."""
        return f"key of item {self.item!r}"

    def find_problems(self) -> Iterator[Problem]:
        """A weight of 0 would be no part of the scale."""
        yield from super().find_problems()
        yield from fraction_problems("weight", self.weight)
        if self.weight == 0:
            yield Problem("weight", "it is 0", remedy="leave the item out instead")


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


def about_problems(about: tuple[str, ...]) -> Iterator[Problem]:
    """What keeps *about* from naming something that can be reported."""
    for n, text in enumerate(about):
        yield from reportable_problems(f"about[{n}]", text.removeprefix("-"), ABOUT_KINDS)


def reportable_problems(place: str, reference: str, kinds: Iterable[str]) -> Iterator[Problem]:
    """What keeps *reference* from being of one of *kinds*, or one of the three axes."""
    problems = list(reference_problems(place, reference, kinds))
    yield from problems
    if not problems and reference.startswith("axis:") and reference.removeprefix("axis:") not in AXES:
        yield Problem(place, f"there is no {quote(reference)}", remedy=f"the axes are {', '.join(AXES)}")


def repeated(counts: Mapping[Any, int]) -> list[object]:
    """What is counted more than once, in order."""
    return [thing for thing, count in counts.items() if count > 1]


def in_words(name: str) -> str:
    """An id as a title.

    >>> in_words("job-insecurity")
    'Job insecurity'
    """
    words = re.sub(r"[._-]+", " ", str(name)).strip()
    return words[:1].upper() + words[1:]
