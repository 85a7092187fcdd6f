"""A scale as expressions over the columns of its items: whole numbers that add up, then one division.

Each item is one whole number: how many steps above the lowest it counts, and above that a digit that says that it is
answered. Items that weigh alike and have equally many steps are added up as one; the four sums that every score follows
from (see `insight.questionnaires.resolved`) come from these. A denominator is never a constant: engines multiply by
the reciprocal of one, which rounds twice.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, reduce

import narwhals as nw
from attrs import frozen

from insight.frames.columns import Column, balanced
from insight.frames.values import INVALID
from insight.questionnaires import Part, ResolvedScale
from insight.scoring import Status

MOST_IN_32_BITS = 2**31


@frozen
class Kind:
    """What items have in common that are added up as one.

    Attributes:
        steps: How many steps there are.
        times: What makes a step a part of P.
        slope: What a step adds to the bounds, over U; below 0 where the weight is.
    """

    steps: int
    times: int
    slope: int

    @classmethod
    def of(cls, part: Part) -> "Kind":
        """The kind of an item in its scale."""
        steps = part.keyed.position_unit
        lowest, highest = part.added[part.keyed.steps.index(0)], part.added[part.keyed.steps.index(steps)]
        return cls(steps, part.position_unit // steps, (highest - lowest) // steps)


@frozen
class Plan:
    """How a scale is computed: the names of the columns that hold what is computed on the way.

    Attributes:
        columns: The column of each item, by the number of the item.
        prefix: What the names begin with.
        invalid: The column that says whether a row is refused.
        outputs: What is asked for; nothing else is computed.
    """

    scale: ResolvedScale
    columns: Sequence[Column]
    prefix: str
    invalid: str
    outputs: frozenset[str]

    @cached_property
    def kinds(self) -> Mapping[Kind, list[Part]]:
        """The items of each kind."""
        found: defaultdict[Kind, list[Part]] = defaultdict(list)
        for part in self.scale.parts:
            found[Kind.of(part)].append(part)
        return found

    def name(self, what: str) -> str:
        """A name for something that is computed on the way."""
        return f"{self.prefix}{what}"

    def packed(self) -> Iterator[nw.Expr]:
        """For each kind, its items added up: how many are answered in the high digits, their steps in the low ones."""
        for number, (kind, parts) in enumerate(self.kinds.items()):
            unit = unit_of(kind, parts)
            dtype = nw.Int32 if unit * (len(parts) + 1) < MOST_IN_32_BITS else nw.Int64
            told = [self._one(part, unit, dtype) for part in parts]
            yield balanced(told, lambda one, other: one + other).alias(self.name(f"p{number}"))

    def _one(self, part: Part, unit: int, dtype: type[nw.Int32 | nw.Int64]) -> nw.Expr:
        column = self.columns[part.number]
        step = column.step(part.keyed.steps, unit, dtype)
        return nw.when(nw.col(column.there)).then(step).otherwise(nw.lit(0).cast(dtype))

    def counts(self) -> Iterator[nw.Expr]:
        """For each kind, how many are answered."""
        for number, (kind, parts) in enumerate(self.kinds.items()):
            packed = nw.col(self.name(f"p{number}"))
            yield (packed // unit_of(kind, parts)).cast(nw.Int64).alias(self.name(f"k{number}"))

    def totals(self) -> Iterator[nw.Expr]:
        """How many items are answered, and what the answers take the lower bound up."""
        ups = [
            step * kind.slope if kind.slope > 0 else (count * kind.steps - step) * -kind.slope
            for kind, count, step in self._sums()
        ]
        yield add(count for _, count, _ in self._sums()).alias(self.name("k"))
        if self._needs("value", "position", "band", "low", "high"):
            yield add(ups).alias(self.name("up"))
        if not self.alike and self._needs("value", "position", "band", "high"):
            yield add(count * (kind.steps * abs(kind.slope)) for kind, count, _ in self._sums()).alias(self.name("w"))
            yield add(step * kind.times for kind, _, step in self._sums()).alias(self.name("P"))

    def _sums(self) -> Iterator[tuple[Kind, nw.Expr, nw.Expr]]:
        """Each kind with how many are answered, and with their steps."""
        for number, (kind, parts) in enumerate(self.kinds.items()):
            count = nw.col(self.name(f"k{number}"))
            yield kind, count, nw.col(self.name(f"p{number}")).cast(nw.Int64) - count * unit_of(kind, parts)

    @property
    def alike(self) -> bool:
        """Whether all items are of one kind, so that the missing ones need no place of their own."""
        return len(self.kinds) == 1

    def _needs(self, *outputs: str) -> bool:
        return not self.outputs.isdisjoint(outputs)

    @property
    def low(self) -> nw.Expr:
        """A: the numerator of the lower bound, over U."""
        return nw.col(self.name("up")) + self.scale.lowest

    @property
    def high(self) -> nw.Expr:
        """B: the numerator of the upper bound, over U."""
        (kind, _), *_ = self.kinds.items()
        answered = nw.col(self.name("k"))
        widths = answered * (kind.steps * abs(kind.slope)) if self.alike else nw.col(self.name("w"))
        return nw.col(self.name("up")) - widths + self.scale.highest

    def fractions(self) -> Iterator[nw.Expr]:
        """Numerator and denominator of the value, and a column that is never a constant to divide by."""
        answered = nw.col(self.name("k"))
        if self._needs("value", "position", "band"):
            numerator, times = self._value_over()
            yield numerator.alias(self.name("N"))
            # With nothing answered there is no value; some engines stop at a division by 0 all the same.
            some = nw.when(answered > 0).then(answered).otherwise(nw.lit(1).cast(nw.Int64))
            yield (some * times).alias(self.name("t"))
            yield (some * (times * self.scale.unit)).alias(self.name("D"))
            yield ((answered >= self.scale.required) & ~nw.col(self.invalid)).alias(self.name("there"))
        # Named, since Spark writes what is divided several times into what it compiles.
        if self._needs("low", "high"):
            yield ((answered + 1) * self.scale.unit).alias(self.name("U"))
        if self._needs("low"):
            yield ((answered + 1) * self.low).alias(self.name("A"))
        if self._needs("high"):
            yield ((answered + 1) * self.high).alias(self.name("B"))

    def positions(self) -> Iterator[nw.Expr]:
        """Numerator and denominator of the position: N - t·lowest over t·(highest - lowest); U cancels out."""
        if self._needs("position"):
            scale, times = self.scale, nw.col(self.name("t"))
            yield (nw.col(self.name("N")) - times * scale.lowest).alias(self.name("NP"))
            yield (times * (scale.highest - scale.lowest)).alias(self.name("DP"))

    def _value_over(self) -> tuple[nw.Expr, int]:
        """The numerator of the value, and what its denominator is over U, times how many are answered.

        Of items of one kind a missing one counts as the mean of the others: n times what the answers add, over k.
        """
        answered, scale = nw.col(self.name("k")), self.scale
        if self.alike:
            return answered * scale.lowest + nw.col(self.name("up")) * scale.of, 1
        apart = self.high - self.low
        return (
            answered * scale.position_unit * self.low + nw.col(self.name("P")) * apart,
            scale.position_unit,
        )

    def output(self, what: str) -> nw.Expr:
        """One output of the scale."""
        return {
            "value": self._value,
            "status": self._status,
            "answered": self._answered,
            "position": self._position,
            "low": lambda: self._bound("A"),
            "high": lambda: self._bound("B"),
            "band": self._band,
        }[what]()

    def _value(self) -> nw.Expr:
        number = ratio(nw.col(self.name("N")), nw.col(self.name("D")))
        return nw.when(nw.col(self.name("there"))).then(number)

    def _status(self) -> nw.Expr:
        answered, scale = nw.col(self.name("k")), self.scale
        few = (
            nw.when(answered >= scale.required)
            .then(nw.lit(str(Status.PRORATED)))
            .otherwise(nw.lit(str(Status.TOO_FEW)))
        )
        valid = nw.when(answered == scale.of).then(nw.lit(str(Status.COMPLETE))).otherwise(few)
        return nw.when(nw.col(self.invalid)).then(nw.lit(INVALID)).otherwise(valid)

    def _answered(self) -> nw.Expr:
        return nw.when(~nw.col(self.invalid)).then(nw.col(self.name("k")))

    def _position(self) -> nw.Expr:
        number = ratio(nw.col(self.name("NP")), nw.col(self.name("DP")))
        return nw.when(nw.col(self.name("there"))).then(number)

    def _bound(self, which: str) -> nw.Expr:
        number = ratio(nw.col(self.name(which)), nw.col(self.name("U")))
        return nw.when(~nw.col(self.invalid)).then(number)

    def _band(self) -> nw.Expr:
        bands = self.scale.scale.bands
        there, numerator, divisor = (nw.col(self.name(each)) for each in ("there", "N", "D"))
        if not bands:
            return nw.when(there & ~there).then(nw.lit(""))
        label = nw.lit(bands[0].label)
        for band in bands[1:]:
            reached = numerator * band.start.denominator >= divisor * band.start.numerator
            label = nw.when(reached).then(nw.lit(band.label)).otherwise(label)
        return nw.when(there).then(label)


def unit_of(kind: Kind, parts: Sequence[Part]) -> int:
    """The digit that says that an item is answered: above all that the steps can add up to."""
    return int(2 ** (kind.steps * len(parts)).bit_length())


def add(parts: Sequence[nw.Expr] | Iterator[nw.Expr]) -> nw.Expr:
    """The sum of a few expressions."""
    return reduce(lambda one, other: one + other, parts)


def ratio(numerator: nw.Expr, divisor: nw.Expr) -> nw.Expr:
    """One division of floats that hold both numbers exactly, so that it is rounded once."""
    return numerator.cast(nw.Float64) / divisor.cast(nw.Float64)
