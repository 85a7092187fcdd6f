"""Sums over the rows of a table, from which every statistic of a scale follows; whole numbers, so exact in any order.

The codes are added up in blocks of rows: for each pair of items how many rows have both, and the sums of the products.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from insight.item_analysis.coding import BLOCK, Coded, Codes, Floats, Options
from insight.item_analysis.values import FEWEST
from insight.questionnaires import Part, ResolvedScale

# Up to here a float of 32 bits holds every whole number.
EXACT_SINGLE = 2**24
# How many codes a block holds at most, whatever the number of items.
MOST_AT_ONCE = 2**22


@frozen(kw_only=True)
class Entry:
    """How an item enters its scale: its keyed value is *start* + *step* · x, with x the code, or looked up by it.

    A negative weight turns an item as a reverse key does; how large weights are plays no part.

    Attributes:
        row: Which item of the questionnaire it is.
        steps: By code, how far its keyed value lies above the lowest; the first number is for no answer.
    """

    row: int
    start: float
    step: float
    steps: tuple[int, ...]

    @classmethod
    def of(cls, part: Part) -> "Entry":
        """The entry of a part of a scale."""
        ahead = part.keyed.steps
        turned = tuple(max(ahead) - step for step in ahead) if part.key.weight < 0 else ahead
        low, high = min(part.values), max(part.values)
        return cls(
            row=part.number,
            start=float(low),
            step=float((high - low) / max(ahead)),
            steps=(0, *(turned[place] for place in Options(part.responses).places)),
        )

    @cached_property
    def table(self) -> Floats:
        """What x is by code; it is 0 for no answer, so that such rows add nothing."""
        return np.array(self.steps, dtype=np.float64)

    @property
    def counts_up(self) -> bool:
        """Whether the steps go with the codes, so that these need not be looked up."""
        return list(self.steps[1:]) == list(range(len(self.steps) - 1))

    @property
    def counts_down(self) -> bool:
        """Whether they do from the other end."""
        return list(self.steps[1:]) == list(reversed(range(len(self.steps) - 1)))


@frozen(kw_only=True)
class Plan:
    """How the rows of a scale are added up.

    Attributes:
        start: What the keyed value of each item is where x is 0.
        step: How much it rises as x rises by 1.
        ends: x for the lowest and for the highest keyed value of each item.
        tables: For x by code; none where x is the code itself.
    """

    rows: tuple[int, ...]
    start: Floats
    step: Floats
    ends: tuple[NDArray[Any], NDArray[Any]]
    tables: tuple[Floats, ...] | None
    dtype: Any

    @classmethod
    def of(cls, scale: ResolvedScale) -> "Plan":
        """The plan of a scale."""
        entries = [Entry.of(part) for part in scale.parts]
        direct = all(entry.counts_up or entry.counts_down for entry in entries)
        lines = [line_of(entry) if direct else (entry.start, entry.step, 0, max(entry.steps)) for entry in entries]
        start, step, lowest, highest = (np.array(each, dtype=np.float64)[:, None] for each in zip(*lines, strict=True))
        largest = max(float(lowest.max()), float(highest.max()))
        dtype = np.float32 if largest**2 * BLOCK <= EXACT_SINGLE else np.float64
        return cls(
            rows=tuple(entry.row for entry in entries),
            start=start[:, 0],
            step=step[:, 0],
            ends=(lowest.astype(dtype), highest.astype(dtype)),
            tables=None if direct else tuple(entry.table for entry in entries),
            dtype=dtype,
        )

    def look_up(self, codes: Codes) -> NDArray[Any]:
        """What x is for each code of a block, an item a line."""
        if self.tables is None:
            return codes.astype(self.dtype)
        return np.array([table[line] for table, line in zip(self.tables, codes, strict=True)], dtype=self.dtype)


def line_of(entry: Entry) -> tuple[float, float, int, int]:
    """Where x is the code: start and step of the keyed value, and x at its lowest and at its highest."""
    last = len(entry.steps) - 1
    if entry.counts_up:
        return entry.start - entry.step, entry.step, 1, last
    return entry.start + last * entry.step, -entry.step, last, 1


@frozen(kw_only=True)
class Moments:
    """What the rows of a scale add up to.

    Attributes:
        pairs: For each two items, how many rows have an answer to both.
        sums: For each two items, the sum of x of the first over these rows.
        products: The sum of the products of x.
        some: How many rows have any answer.
        complete: How many have all answers.
        at_ends: How many have all answers at the lowest keyed values, and how many at the highest.
    """

    plan: Plan
    pairs: Floats
    sums: Floats
    products: Floats
    some: int
    complete: int
    at_ends: tuple[int, int]

    @cached_property
    def covariance(self) -> Floats:
        """The covariance of each two keyed items, over the rows that have both, n - 1; NaN where these are too few."""
        n = self.pairs
        with np.errstate(invalid="ignore", divide="ignore"):
            spread = (n * self.products - self.sums * self.sums.T) / (n * (n - 1))
        return np.where(n >= FEWEST, spread, np.nan) * self.plan.step * self.plan.step[:, None]

    @cached_property
    def means(self) -> Floats:
        """The mean of each keyed item; NaN where nobody answered it."""
        with np.errstate(invalid="ignore", divide="ignore"):
            return self.plan.start + self.plan.step * (np.diag(self.sums) / np.diag(self.pairs))


def add_up(coded: Coded, scales: Sequence[ResolvedScale]) -> list[Moments]:
    """The moments of each scale."""
    return [add_up_scale(coded, Plan.of(scale)) for scale in scales]


def add_up_scale(coded: Coded, plan: Plan) -> Moments:
    """The moments of a scale, block by block."""
    size = len(plan.rows)
    total, counts = np.zeros((2 * size, 2 * size)), np.zeros(4, dtype=np.int64)
    for codes in blocks(coded, plan.rows):
        x, answered = plan.look_up(codes), codes != 0
        both = np.concatenate([x, answered.astype(plan.dtype)])
        total += both @ both.T
        counts += count_rows(x, answered, plan)
    return Moments(
        plan=plan,
        pairs=total[size:, size:],
        sums=total[:size, size:],
        products=total[:size, :size],
        some=int(counts[0]),
        complete=int(counts[1]),
        at_ends=(int(counts[2]), int(counts[3])),
    )


def blocks(coded: Coded, rows: Sequence[int]) -> Iterator[Codes]:
    """The codes of some items, so many rows of the table at a time."""
    chosen = list(rows)
    size = min(BLOCK, max(1, MOST_AT_ONCE // len(chosen)))
    # Lines that follow one another are not copied.
    lines: Any = slice(chosen[0], chosen[-1] + 1) if chosen == list(range(chosen[0], chosen[-1] + 1)) else chosen
    for start in range(0, coded.rows, size):
        yield coded.codes[lines, start : start + size]


def count_rows(x: NDArray[Any], answered: Codes, plan: Plan) -> list[int]:
    """How many rows of a block have any answer, all answers, all at the lowest keyed value, all at the highest."""
    complete = answered.all(axis=0)
    at_ends: Iterable[Codes] = ((x == end).all(axis=0) & complete for end in plan.ends)
    return [int(np.count_nonzero(rows)) for rows in (answered.any(axis=0), complete, *at_ends)]
