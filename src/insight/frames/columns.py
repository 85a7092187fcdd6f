"""The column of an item as expressions: whether it holds no option, and which step of its range was chosen."""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import narwhals as nw
from attrs import frozen

from insight.questionnaires import Number, ResponseScale

# Whole numbers of so few bits that a constant can be added to them as 32 bits without a look at each.
NARROW = (nw.Int8, nw.Int16, nw.Int32, nw.UInt8, nw.UInt16)


@frozen
class Column:
    """The column of an item in a table.

    Attributes:
        name: What it is called there.
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
        """What stands there; a column of nothing at all is one of numbers."""
        return nw.col(self.name).cast(nw.Float64) if self.empty else nw.col(self.name)

    @property
    def empty(self) -> bool:
        """Whether the engine knows no type for it, since nothing stands there."""
        return self.dtype == nw.Unknown

    @property
    def whole(self) -> bool:
        """Whether it holds whole numbers."""
        return self.dtype.is_integer()

    @property
    def values(self) -> list[int | float]:
        """The values of the options, as the column can hold them; of whole numbers only those that are."""
        return as_held([option.value for option in self.responses.options], whole=self.whole)

    @property
    def missing(self) -> list[int | float]:
        """The values that count as unanswered."""
        return as_held([option.value for option in self.responses.missing], whole=self.whole)

    @property
    def in_a_row(self) -> bool:
        """Whether the options are whole numbers without a gap."""
        held = sorted(option.value for option in self.responses.options)
        return all(float(value).is_integer() for value in held) and len(held) == held[-1] - held[0] + 1

    @property
    def masked(self) -> nw.Expr | None:
        """What is worked out first: the option as a whole number, the lowest where there is none.

        What lies outside of the range is masked before it is made a whole number, which not all engines survive.
        Columns of few bits need none of it, and options with gaps or decimals are found one by one.
        """
        if self.narrow or not self.in_a_row:
            return None
        inside = self.raw.is_between(min(self.values), max(self.values))
        lowest = nw.lit(min(self.values)).cast(nw.Int64 if self.whole else nw.Float64)
        return nw.when(inside).then(self.raw).otherwise(lowest).cast(nw.Int32).alias(self.chosen)

    @property
    def narrow(self) -> bool:
        """Whether it holds whole numbers of few bits."""
        return self.dtype in NARROW

    @property
    def answered(self) -> nw.Expr:
        """Whether there is an option; null or false where there is nothing."""
        if not self.in_a_row:
            return self.raw.is_in(self.values) if self.values else self.raw != self.raw  # never
        if self.narrow:
            return self.raw.is_between(min(self.values), max(self.values))
        # What was masked, or is no whole number, differs.
        return nw.col(self.chosen) == self.raw

    @property
    def fine(self) -> nw.Expr:
        """Whether there is an option, a missing option or NaN; null where there is nothing; else it is refused."""
        known = nw.col(self.there)
        if self.missing:
            known |= self.raw.is_in(self.missing)
        return known if self.whole else known | self.raw.is_nan()

    def step(self, counted: Sequence[int], plus: int, dtype: type[nw.Int32 | nw.Int64]) -> nw.Expr:
        """How many steps above the lowest a chosen option counts, and *plus*.

        Args:
            counted: The steps of each option, in their order.
            plus: What is added to them.
            dtype: What it is computed as.
        """
        if self.in_a_row and (slope := slope_of(counted, self.values)):
            number = self.raw.cast(dtype) if self.narrow else nw.col(self.chosen).cast(dtype)
            first, last = int(min(self.values)), int(max(self.values))
            return number + (plus - first) if slope > 0 else (plus + last) - number
        values = as_held([option.value for option in self.responses.options], whole=False)
        return climb(self.raw, values, counted).cast(dtype) + plus


def as_held(values: Sequence[Number], *, whole: bool) -> list[int | float]:
    """Values as numbers of Python; of whole numbers only those that are."""
    floats = [float(value) for value in values]
    return [int(value) for value in floats if value.is_integer()] if whole else floats


def slope_of(steps: Sequence[int], values: Sequence[float]) -> int:
    """1 where steps rise by one with the values, -1 where they fall by one; 0 where they do neither."""
    in_order = [step for _, step in sorted(zip(values, steps, strict=True))]
    rises = {after - before for before, after in pairwise(in_order)}
    return rises.pop() if rises in ({1}, {-1}) else 0


def climb(raw: nw.Expr, values: Sequence[int | float], steps: Sequence[int]) -> nw.Expr:
    """The steps of options that are not evenly spaced: each option that is reached adds the rise to it."""
    pairs = sorted(zip(values, steps, strict=True))
    rises = [(value, after - before) for (_, before), (value, after) in pairwise(pairs)]
    reached = [(raw >= value).cast(nw.Int32) * rise for value, rise in rises if rise]
    return balanced(reached, lambda one, other: one + other) + pairs[0][1]


def balanced(parts: Sequence[nw.Expr], join: Any) -> nw.Expr:
    """*parts* joined as a tree of least depth: engines compute it faster than a long chain, and none overflows."""
    if len(parts) == 1:
        return parts[0]
    middle = math.ceil(len(parts) / 2)
    joined: nw.Expr = join(balanced(parts[:middle], join), balanced(parts[middle:], join))
    return joined
