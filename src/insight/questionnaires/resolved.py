"""A scale held against its items: whole numbers from which every score follows with one division.

Everything here follows from a definition alone, is worked out once, and is shared by all that computes with it.
With *n* items of which *k* are answered, four whole numbers add up over the items: k itself; P, the positions of the
answers times L; and A and B, the numerators of the bounds over U. Then low = A/U, high = B/U, and a missing item lies
where the given ones lie on average: value = low + P/(kL) · (high - low) = (kLA + P(B - A)) / (kLU).
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import cached_property
from operator import getitem, itemgetter

from attrs import frozen

from insight.questionnaires.numbers import in_number, write_number
from insight.questionnaires.scales import Band, Method, Scale
from insight.questionnaires.values import Item, Key, ResponseScale, Validation

# What one choice adds: 1 if answered; its position times L; its part of A; its part of B.
Cell = tuple[int, int, int, int]
# How many items are answered; A; B; numerator and denominator of the value, where there is one.
Totals = tuple[int, int, int, tuple[int, int] | None]
UNANSWERED = -1


@frozen(kw_only=True)
class Keyed:
    """Keyed values of a response scale, and the same as whole numbers over a unit."""

    values: tuple[Fraction, ...]

    @cached_property
    def unit(self) -> int:
        """What the values are whole numbers over."""
        return math.lcm(*(value.denominator for value in self.values))

    @cached_property
    def wholes(self) -> tuple[int, ...]:
        """The values times the unit."""
        return tuple(int(value * self.unit) for value in self.values)

    @cached_property
    def steps(self) -> tuple[int, ...]:
        """How far each value lies above the lowest, in the largest whole step that they share."""
        above = [whole - min(self.wholes) for whole in self.wholes]
        return tuple(each // math.gcd(*above) for each in above)

    @property
    def position_unit(self) -> int:
        """The common denominator of the positions: how many steps there are."""
        return max(self.steps)

    def denominator(self, weight: Fraction) -> int:
        """The common denominator of the products of *weight* with the values."""
        over = weight.denominator * self.unit
        return over // math.gcd(over, weight.numerator * math.gcd(*self.wholes))


@frozen(kw_only=True)
class Part:
    """An item in its place in a scale.

    Attributes:
        number: Which item of the questionnaire it is.
        keyed: What its options count as.
        factor: What makes the keyed values whole numbers over the scale's U, its weight included.
        position_unit: The scale's L.
    """

    key: Key
    item: Item
    responses: ResponseScale
    number: int
    keyed: Keyed
    factor: Fraction
    position_unit: int

    @property
    def values(self) -> tuple[Fraction, ...]:
        """The keyed value of each option, for a count 0 or 1."""
        return self.keyed.values

    @property
    def kind(self) -> tuple[str, bool, Fraction]:
        """What is the same for all items of a scale that are answered and keyed alike."""
        return self.responses.id, self.key.reverse, self.key.weight

    @property
    def added(self) -> list[int]:
        """What each option adds to both bounds, over U."""
        over = self.factor.denominator * self.keyed.unit
        return [self.factor.numerator * whole // over for whole in self.keyed.wholes]

    @cached_property
    def ends(self) -> tuple[int, int]:
        """The least and the most that the item can bring to the bounds."""
        return min(self.added), max(self.added)

    @property
    def width(self) -> int:
        """How much the item, while it is not answered, adds to how far the bounds lie apart."""
        low, high = self.ends
        return high - low

    @property
    def cells(self) -> tuple[Cell, ...]:
        """What each choice adds, in the order of the response scale's choices; the last is for no answer."""
        times = self.position_unit // self.keyed.position_unit
        answered = [(1, step * times, each, each) for step, each in zip(self.keyed.steps, self.added, strict=True)]
        return (*answered, *([(0, 0, *self.ends)] * (len(self.responses.missing) + 1)))


@frozen(kw_only=True)
class ResolvedScale:
    """A scale with all that follows from its definition.

    Attributes:
        required: How many answers a value needs.
        validation: What is known about such scores, as the questionnaire says.
        divisor: What the sum of weighted keyed values is divided by: for a mean the sum of weights, else 1.
        unit: U, over which A and B are the bounds.
        position_unit: L, over which P adds up the positions of the answers.
    """

    scale: Scale
    parts: tuple[Part, ...]
    required: int
    validation: Validation
    divisor: Fraction
    unit: int
    position_unit: int

    @property
    def id(self) -> str:
        """The scale's id."""
        return self.scale.id

    @property
    def of(self) -> int:
        """How many items there are."""
        return len(self.parts)

    @cached_property
    def lowest(self) -> int:
        """The lowest possible score, over U."""
        return sum(part.ends[0] for part in self.parts)

    @cached_property
    def highest(self) -> int:
        """The highest possible score, over U."""
        return sum(part.ends[1] for part in self.parts)

    @cached_property
    def minimum(self) -> Fraction:
        """The lowest possible score."""
        return Fraction(self.lowest, self.unit)

    @cached_property
    def maximum(self) -> Fraction:
        """The highest possible score."""
        return Fraction(self.highest, self.unit)

    @cached_property
    def pick(self) -> Callable[[tuple[int, ...]], tuple[int, ...]]:
        """Of the choices for all items of the questionnaire those for the items of this scale, in its order."""
        numbers = [part.number for part in self.parts]
        # Of one number alone itemgetter would give no tuple, of a slice it does.
        return itemgetter(*numbers) if len(numbers) > 1 else itemgetter(slice(numbers[0], numbers[0] + 1))

    def add_up(self, choices: tuple[int, ...]) -> Totals:
        """What the choices for the scale's items come to.

        The four sums are added up as one whole number, each in its own stretch of bits, which is faster.
        """
        packed: int = sum(map(getitem, self._packed, choices))
        bits, mask = self._bits
        answered, positions = packed & mask, packed >> bits & mask
        low, high = self.lowest + (packed >> 2 * bits & mask), self.highest - (packed >> 3 * bits)
        if answered < self.required:
            return answered, low, high, None
        # Missing items lie where the answered ones lie on average: low + p (high - low), with one division.
        times = answered * self.position_unit
        return answered, low, high, (times * low + positions * (high - low), times * self.unit)

    @cached_property
    def _bits(self) -> tuple[int, int]:
        """How many bits each of the four sums can take up, and a number of so many ones."""
        largest = max(self.of * self.position_unit, self.highest - self.lowest)
        return largest.bit_length(), (1 << largest.bit_length()) - 1

    @cached_property
    def _packed(self) -> tuple[tuple[int, ...], ...]:
        """For each item what each choice adds; items that are answered and keyed alike share it."""
        rows = {part.kind: part for part in self.parts}
        packed = {kind: tuple(self._pack(part, cell) for cell in part.cells) for kind, part in rows.items()}
        return tuple(packed[part.kind] for part in self.parts)

    def _pack(self, part: Part, cell: Cell) -> int:
        """The four numbers of a cell as one; the bounds as far as they lie inside what is possible."""
        bits, _ = self._bits
        answered, position, low, high = cell
        inside = low - part.ends[0] << 2 * bits | part.ends[1] - high << 3 * bits
        return answered | position << bits | inside

    @cached_property
    def _starts(self) -> tuple[int, list[int]]:
        """A common denominator of the starts of the bands, and the starts as whole numbers over it."""
        starts = [band.start for band in self.scale.bands]
        common = math.lcm(*(start.denominator for start in starts))
        return common, [int(start * common) for start in starts]

    def band_of(self, numerator: int, denominator: int) -> int:
        """The number of the band that a fraction is in, decided exactly; -1 below the first, or without bands.

        A fraction reaches a whole number exactly where its floor does.
        """
        common, starts = self._starts
        return bisect_right(starts, numerator * common // denominator) - 1

    def bands_between(self, low: Fraction, high: Fraction) -> tuple[Band, ...]:
        """The bands that the interval from *low* to *high* meets."""
        first, last = self.band_of(*low.as_integer_ratio()), self.band_of(*high.as_integer_ratio())
        return self.scale.bands[max(first, 0) : last + 1]

    @cached_property
    def measure(self) -> str:
        """What the number is, in a few words: "the mean"."""
        if self.scale.at_least is not None:
            return f"the number of keyed answers that reach {write_number(self.scale.at_least)}"
        return f"the {'weighted ' * self.weighted}{self.scale.method}"

    @property
    def weighted(self) -> bool:
        """Whether any weight is other than 1."""
        return any(key.weight != 1 for key in self.scale.items)

    @cached_property
    def rule(self) -> str:
        """How the number comes about, in words: from which answers, how they are keyed, and what is placed.

        For example: "the mean of the answered items, at least 3 of 4; two are keyed in reverse".
        """
        return "; ".join([self._from_which, *self._keyed])

    @property
    def _from_which(self) -> str:
        joint = "of" if self.scale.at_least is None else "among"
        if self.required == self.of:
            needed = "the one item, which has to be answered" if self.of == 1 else f"all {self.of} items, none missing"
            return f"{self.measure} {joint} {needed}"
        enough = f"at least {self.required} of {self.of}"
        if self.plain_mean:
            return f"{self.measure} of the answered items, {enough}"
        placed = "a missing one is placed where the answered ones lie on average"
        return f"{self.measure} {joint} the items, {enough}; {placed}"

    @property
    def _keyed(self) -> Iterator[str]:
        reverse = sum(key.reverse for key in self.scale.items)
        if reverse:
            those = "all are" if reverse == self.of else f"{in_number(reverse)} {'is' if reverse == 1 else 'are'}"
            yield f"{'it is' if self.of == 1 else those} keyed in reverse"
        if self.weighted:
            yield f"weights {', '.join(write_number(key.weight) for key in self.scale.items)}"

    @cached_property
    def alike(self) -> bool:
        """Whether all items have equal weights and equal ranges, so that missing ones need no place of their own."""
        return len({(part.ends, part.key.weight) for part in self.parts}) == 1

    @property
    def plain_mean(self) -> bool:
        """Whether a score of some answers is just their mean."""
        return self.scale.method == Method.MEAN and self.alike

    @property
    def largest_step(self) -> int:
        """The largest whole number that scoring can come to; see FLOAT_LIMIT."""
        most = sum(max(map(abs, part.ends)) for part in self.parts)
        finest = max((band.start.denominator for band in self.scale.bands), default=1)
        times = self.of * self.position_unit
        return max(times * most + times * (self.highest - self.lowest), times * self.unit) * finest
