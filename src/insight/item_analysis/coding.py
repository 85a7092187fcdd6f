"""Answers as small whole numbers: 0 for none, else the place of the option among all, from the lowest value up."""

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from insight.questionnaires import Questionnaire, ResponseScale

Floats = NDArray[np.float64]
Codes = NDArray[Any]
# As many rows at once stay in the cache of a processor.
BLOCK = 16_384
# How far the values of a column can have been moved, and how far they are followed to tell so.
SHIFTS, FOLLOWED = (1, -1), (0, 1, -1, 2, -2)
MOST_SMALL = np.iinfo(np.uint8).max


@frozen
class Options:
    """The options of a response scale, as a table of floats knows them."""

    responses: ResponseScale

    @cached_property
    def exact(self) -> tuple[Fraction, ...]:
        """The values, lowest first."""
        return tuple(sorted(self.responses.values))

    @cached_property
    def places(self) -> tuple[int, ...]:
        """For each code but 0, which of the options it is in the order of the response scale."""
        values = self.responses.values
        return tuple(sorted(range(len(values)), key=values.__getitem__))

    @cached_property
    def values(self) -> Floats:
        """The values as floats, lowest first; no two share one."""
        return np.array([float(value) for value in self.exact])

    @cached_property
    def missing(self) -> frozenset[float]:
        """The values that count as unanswered."""
        return frozenset(float(option.value) for option in self.responses.missing)

    @cached_property
    def shifted(self) -> Mapping[int, frozenset[float]]:
        """All that can be chosen, by how far it is moved."""
        values = [Fraction(choice.value) for choice in self.responses.choices]
        return {shift: frozenset(float(value + shift) for value in values) for shift in FOLLOWED}

    @cached_property
    def _first(self) -> int | None:
        """The lowest value, where the others follow it one by one."""
        low = self.exact[0]
        whole = low.denominator == 1 and list(self.exact) == [low + n for n in range(len(self.exact))]
        return int(low) if whole else None

    def encode(self, part: Floats, codes: Codes) -> None:
        """Write the code of each value into *codes*; 0 where it is no option."""
        if self._first is None:
            places = np.searchsorted(self.values, part).clip(max=len(self.values) - 1)
            codes[:] = np.where(self.values[places] == part, places + 1, 0)
            return
        above = part - (self._first - 1)
        # What becomes of a value that no code can hold differs between machines; the comparison finds it anyway.
        whole = above.astype(codes.dtype)
        np.multiply(whole, (whole == above) & (whole <= len(self.values)), out=codes)


@frozen(kw_only=True)
class Tally:
    """How often each value is in a column.

    Attributes:
        answers: By code, how often the option was chosen; the first number is for no answer.
        strange: How often values that are no option are there, as far as another response scale or a shift has them.
        others: How many values are nothing of all that.
    """

    options: Options
    answers: tuple[int, ...]
    strange: Mapping[float, int]
    others: int

    @property
    def n(self) -> int:
        """How many answers there are."""
        return sum(self.answers[1:])

    @property
    def not_options(self) -> int:
        """How many values are no option."""
        return sum(self.strange.values()) + self.others

    @property
    def given(self) -> int:
        """How many values there are, options or not."""
        return self.n + self.not_options

    def misfits(self, known: Collection[float]) -> int:
        """How many values are none of *known*, which are those of some options, moved or not."""
        own = zip(self.options.values, self.answers[1:], strict=True)
        return self.others + sum(count for value, count in (*own, *self.strange.items()) if value not in known)


@frozen(kw_only=True)
class Coded:
    """A table as codes, a line for each item, and what is in each column."""

    codes: Codes
    tallies: tuple[Tally, ...]

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return int(self.codes.shape[1])


def code(questionnaire: Questionnaire, columns: Iterable[Floats], rows: int) -> Coded:
    """The columns of all items as codes; only one of them is held as floats at a time."""
    by_id = {scale.id: Options(scale) for scale in questionnaire.response_scales}
    asked = [by_id[responses.id] for _, _, responses in questionnaire.asked.values()]
    known = np.array(sorted({value for of in by_id.values() for each in of.shifted.values() for value in each}))
    largest = max(len(options.exact) for options in asked)
    codes = np.empty((len(asked), rows), dtype=np.uint8 if largest < MOST_SMALL else np.uint16)
    each = zip(columns, asked, codes, strict=True)
    tallies = [code_column(column, options, own, known) for column, options, own in each]
    return Coded(codes=codes, tallies=tuple(tallies))


def code_column(column: Floats, options: Options, codes: Codes, known: Floats) -> Tally:
    """Write the codes of *column* into *codes*, and count what is in it."""
    with np.errstate(invalid="ignore"):
        for start in range(0, len(column), BLOCK):
            options.encode(column[start : start + BLOCK], codes[start : start + BLOCK])
    answers = [int(np.count_nonzero(codes == number)) for number in range(1, len(options.exact) + 1)]
    rest = column[codes == 0] if sum(answers) < len(column) else column[:0]
    values, counts = np.unique(rest[~np.isnan(rest)], return_counts=True)
    near = np.isin(values, known)
    named = dict(zip(values[near].tolist(), counts[near].tolist(), strict=True))
    return Tally(
        options=options,
        answers=(len(column) - sum(answers), *answers),
        strange={value: count for value, count in named.items() if value not in options.missing},
        others=int(counts[~near].sum()),
    )
