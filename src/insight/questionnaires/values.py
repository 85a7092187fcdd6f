"""What a questionnaire asks, each part valid by itself: options, response scales, items, and keys into scales."""

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Any

from attrs import field, frozen

from insight.content import Checked, Kind, id_problems, reference_problems
from insight.errors import Problem, quote
from insight.questionnaires.numbers import (
    FLOAT_LIMIT,
    Number,
    fraction_problems,
    plain_problems,
    to_fraction,
    to_number,
)

# People name items and scales like the columns of their data.
COLUMN_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
AXES = ("attachment-anxiety", "attachment-avoidance", "attachment-disorganization")
ABOUT_KINDS = (Kind.SIGN, Kind.CAUSE, Kind.DOMAIN, Kind.ATTACHMENT_STYLE, "axis")


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
