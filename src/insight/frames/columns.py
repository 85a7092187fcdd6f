"""The column of an item as expressions: whether it holds no option, and which step of its range was chosen."""

import math
from collections.abc import Sequence
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import Any

import narwhals as nw
from attrs import frozen

from insight.questionnaires import Number, ResponseScale

MOST_IN_32_BITS = 2**31
# Whole numbers of so few bits that a constant can be added to them as 32 bits without a look at each.
NARROW = (nw.Int8, nw.Int16, nw.Int32, nw.UInt8, nw.UInt16)


@frozen
class Column:
    """The column of an item in a table.

    Attributes:
        name: What it is called there, as an expression refers to it.
        dtype: What the engine says that it holds.
        chosen: What a column of its options as whole numbers is called, on the way.
        there: What a column is called that says whether there is an option.
    """

    name: str
    dtype: nw.dtypes.DType
    responses: ResponseScale
    chosen: str
    there: str

    @property
    def raw(self) -> nw.Expr:
        """What stands there; a column of nothing at all is one of numbers.

        Floats of fewer bits are made longer: beside them some engines shorten an option. What an engine has no type
        for is no option: numbers with an imaginary part would lose it.
        """
        there = nw.col(self.name)
        if self.empty:
            return nw.when(there.is_null()).then(nw.lit(math.nan)).otherwise(nw.lit(math.inf))
        return there.cast(nw.Float64) if self.dtype.is_float() and self.dtype != nw.Float64 else there

    @property
    def empty(self) -> bool:
        """Whether the engine knows no type for it, since nothing stands there."""
        return self.dtype == nw.Unknown

    @property
    def whole(self) -> bool:
        """Whether it holds whole numbers."""
        return self.dtype.is_integer()

    @property
    def decimal(self) -> bool:
        """Whether it holds decimals, which no engine compares with a float exactly."""
        return self.dtype.is_decimal()

    @property
    def options(self) -> list[Number]:
        """The values of the options."""
        return [option.value for option in self.responses.options]

    @cached_property
    def values(self) -> list[Any]:
        """The values of the options that the column can hold, as it holds them."""
        return as_held(self.options, self.dtype)

    @property
    def missing(self) -> list[Any]:
        """The values that count as unanswered."""
        return as_held([option.value for option in self.responses.missing], self.dtype)

    @cached_property
    def in_a_row(self) -> bool:
        """Whether the options are whole numbers without a gap, and the column can hold some."""
        held = sorted(self.options)
        if not self.values or not all(float(value).is_integer() for value in held):
            return False
        return len(held) == held[-1] - held[0] + 1 and max(-int(held[0]), int(held[-1])) < MOST_IN_32_BITS

    @property
    def masked(self) -> nw.Expr | None:
        """What is worked out first: the option as a whole number, the lowest where there is none.

        What lies outside of the range is masked before it is made a whole number, which not all engines survive.
        Columns of few bits need none of it, and options with gaps or decimals are found one by one.
        """
        if self.narrow or not self.in_a_row:
            return None
        if self.decimal:
            # As a float it may be wrong in the last bit.
            near = nw.when(self._among(self.values)).then(self.raw.cast(nw.Float64) + 0.5)
            return near.otherwise(nw.lit(float(min(self.values)))).floor().cast(nw.Int32).alias(self.chosen)
        inside = self.raw.is_between(self._constant(min(self.values)), self._constant(max(self.values)))
        lowest = nw.lit(min(self.values)).cast(self.dtype if self.whole else nw.Float64)
        number = nw.when(inside).then(self.raw).otherwise(lowest)
        # Arrow makes no whole number of anything but one.
        return (number if self.whole else number.floor()).cast(nw.Int32).alias(self.chosen)

    @property
    def narrow(self) -> bool:
        """Whether it holds whole numbers of few bits."""
        return self.dtype in NARROW

    @property
    def answered(self) -> nw.Expr:
        """Whether there is an option; null or false where there is nothing."""
        if self.decimal or not self.in_a_row:
            return self._among(self.values) if self.values else self.raw != self.raw  # never
        # Arrow finds no type for a whole number of 32 bits beside one of 64 without a sign.
        if self.narrow or self.dtype.is_unsigned_integer():
            return self.raw.is_between(self._constant(min(self.values)), self._constant(max(self.values)))
        # What was masked, or is no whole number, differs.
        return nw.col(self.chosen) == self.raw

    @property
    def fine(self) -> nw.Expr:
        """Whether there is an option, a missing option or NaN; null where there is nothing; else it is refused."""
        known = nw.col(self.there)
        if self.missing:
            known |= self._among(self.missing)
        return known if self.whole or self.decimal else known | self.raw.is_nan()

    def _constant(self, value: float) -> nw.Expr | int | float:
        """*value* to be held against the column; beside one with a sign Arrow holds no 2**64 - 1."""
        return nw.lit(value).cast(self.dtype) if self.dtype.is_unsigned_integer() else value

    def _among(self, values: Sequence[Any]) -> nw.Expr:
        """Whether one of *values* is there; Arrow tells -0.0 from 0.0."""
        zeros = [-0.0] if 0 in values and not self.whole and not self.decimal else []
        return self.raw.is_in([*values, *zeros])

    def step(self, counted: Sequence[int], plus: int, dtype: type[nw.Int32 | nw.Int64]) -> nw.Expr:
        """How many steps above the lowest a chosen option counts, and *plus*.

        Args:
            counted: The steps of each option, in their order.
            plus: What is added to them.
            dtype: What it is computed as.
        """
        if self.in_a_row and (slope := slope_of(counted, self.options)):
            number = self.raw.cast(dtype) if self.narrow else nw.col(self.chosen).cast(dtype)
            first, last = int(min(self.options)), int(max(self.options))
            return number + (plus - first) if slope > 0 else (plus + last) - number
        return self._climb(counted).cast(dtype) + plus

    def _climb(self, counted: Sequence[int]) -> nw.Expr:
        """The steps of options that are not evenly spaced: each option that is reached adds the rise to it."""
        pairs = sorted(zip(self.options, counted, strict=True))
        lowest = pairs[0][1]
        reached = []
        for (before, less), (value, more) in pairwise(pairs):
            if self.whole and value <= limits(self.dtype)[0]:
                lowest += more - less
            elif more != less and not (self.whole and value > limits(self.dtype)[1]):
                reached.append(self._reaches(before, value).cast(nw.Int32) * (more - less))
        if not reached:
            return nw.lit(lowest).cast(nw.Int32)
        return balanced(reached, lambda one, other: one + other) + lowest

    def _reaches(self, before: Number, value: Number) -> nw.Expr:
        """Whether an option is at least *value*; *before* is the one below it."""
        if self.decimal:
            # As a float it may be wrong in the last bit, so it is held against the middle between both.
            return self.raw.cast(nw.Float64) > (float(before) + float(value)) / 2
        return self.raw >= (self._constant(math.ceil(value)) if self.whole else float(value))


def as_held(values: Sequence[Number], dtype: nw.dtypes.DType) -> list[Any]:
    """Values as a column holds them, those that it can hold."""
    if dtype.is_decimal():
        return [Decimal(value) for value in values]
    if not dtype.is_integer():
        return [float(value) for value in values]
    low, high = limits(dtype)
    return [int(value) for value in values if value == int(value) and low <= value <= high]


def limits(dtype: nw.dtypes.DType) -> tuple[int, int]:
    """The least and the greatest whole number that a column can hold.

    >>> limits(nw.UInt8())
    (0, 255)
    """
    name = type(dtype).__name__
    bits = int(name.removeprefix("U").removeprefix("Int"))
    return (0, 2**bits - 1) if dtype.is_unsigned_integer() else (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1)


def slope_of(steps: Sequence[int], values: Sequence[Number]) -> int:
    """1 where steps rise by one with the values, -1 where they fall by one; 0 where they do neither."""
    in_order = [step for _, step in sorted(zip(values, steps, strict=True))]
    rises = {after - before for before, after in pairwise(in_order)}
    return rises.pop() if rises in ({1}, {-1}) else 0


def balanced(parts: Sequence[nw.Expr], join: Any) -> nw.Expr:
    """*parts* joined as a tree of least depth: engines compute it faster than a long chain, and none overflows."""
    if len(parts) == 1:
        return parts[0]
    middle = math.ceil(len(parts) / 2)
    joined: nw.Expr = join(balanced(parts[:middle], join), balanced(parts[middle:], join))
    return joined
