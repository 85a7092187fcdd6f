"""A scale held against its items: whole numbers from which every score follows with one division.

Everything here follows from a definition alone, is worked out once, and is shared by all that computes with it.
With *n* items of which *k* are answered, four whole numbers add up over the items: k itself; P, the positions of the
answers times L; and A and B, the numerators of the bounds over U. Then low = A/U, high = B/U, and a missing item lies
where the given ones lie on average: value = low + P/(kL) · (high - low) = (kLA + P(B - A)) / (kLU).
"""

import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from operator import getitem, itemgetter

from attrs import frozen

from insight.errors import Problem, refuse
from insight.questionnaires.numbers import FLOAT_LIMIT, in_number, write_number
from insight.questionnaires.values import Band, Item, Key, Method, ResponseScale, Scale, Validation

# What one choice adds: 1 if answered; its position times L; its part of A; its part of B.
Cell = tuple[int, int, int, int]
# How many items are answered; A; B; numerator and denominator of the value, where there is one.
Totals = tuple[int, int, int, tuple[int, int] | None]
UNANSWERED = -1


@frozen(kw_only=True)
class Part:
    """An item in its place in a scale.

    Attributes:
        number: Which item of the questionnaire it is.
        values: The keyed value of each option, for a count 0 or 1.
        cells: What each choice adds, in the order of the response scale's choices; the last is for no answer.
    """

    key: Key
    item: Item
    responses: ResponseScale
    number: int
    values: tuple[Fraction, ...]
    cells: tuple[Cell, ...]

    @property
    def ends(self) -> tuple[int, int]:
        """The least and the most that the item can bring to the bounds."""
        return self.cells[UNANSWERED][2:]

    @property
    def width(self) -> int:
        """How much the item, while it is not answered, adds to how far the bounds lie apart."""
        low, high = self.ends
        return high - low


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
        """For each item what each choice adds; the bounds as far as they lie inside the possible range."""
        bits, _ = self._bits
        return tuple(
            tuple(
                answered | position << bits | low - part.ends[0] << 2 * bits | part.ends[1] - high << 3 * bits
                for answered, position, low, high in part.cells
            )
            for part in self.parts
        )

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
        if self.required == self.of:
            needed = "the one item, which has to be answered" if self.of == 1 else f"all {self.of} items, none missing"
            return f"{self.measure} {'among' if self.scale.at_least is not None else 'of'} {needed}"
        enough = f"at least {self.required} of {self.of}"
        if self.plain_mean:
            return f"{self.measure} of the answered items, {enough}"
        placed = "a missing one is placed where the answered ones lie on average"
        return f"{self.measure} {'among' if self.scale.at_least is not None else 'of'} the items, {enough}; {placed}"

    @property
    def _keyed(self) -> Iterator[str]:
        reverse = sum(key.reverse for key in self.scale.items)
        if reverse:
            those = "all are" if reverse == self.of > 1 else f"{in_number(reverse)} {'is' if reverse == 1 else 'are'}"
            yield f"{'it is' if self.of == 1 else those} keyed in reverse"
        if self.weighted:
            yield f"weights {', '.join(write_number(key.weight) for key in self.scale.items)}"

    @cached_property
    def plain_mean(self) -> bool:
        """Whether a score of some answers is just their mean: equal weights, and equal ranges."""
        ends = {(part.ends, part.key.weight) for part in self.parts}
        return self.scale.method == Method.MEAN and len(ends) == 1

    @property
    def largest_step(self) -> int:
        """The largest whole number that scoring can come to; see FLOAT_LIMIT."""
        most = sum(max(map(abs, part.ends)) for part in self.parts)
        finest = max((band.start.denominator for band in self.scale.bands), default=1)
        times = self.of * self.position_unit
        return max(times * most + times * (self.highest - self.lowest), times * self.unit) * finest


def resolve(
    scale: Scale, items: Mapping[str, tuple[int, Item, ResponseScale]], *, validation: Validation
) -> ResolvedScale:
    """*scale* with its items looked up in *items* by id: number, item, and what it can be answered with.

    Raises:
        DefinitionError: If the scale's rule cannot be applied to these items.
    """
    responses = [items[key.item][2] for key in scale.items]
    refuse(scale.in_messages, threshold_problems(scale, responses))
    # Worked out once for all items that are answered and keyed alike.
    kinds = {(each.id, key.reverse): (each, key) for key, each in zip(scale.items, responses, strict=True)}
    keyed = {kind: key_values(scale, key.reverse, each) for kind, (each, key) in kinds.items()}
    columns = [keyed[each.id, key.reverse] for key, each in zip(scale.items, responses, strict=True)]
    common = math.lcm(*(column.denominator(key.weight) for key, column in zip(scale.items, columns, strict=True)))
    total = sum((key.weight for key in scale.items), Fraction(0)) if scale.method == Method.MEAN else Fraction(1)
    # A sum is over the common denominator, a mean over that times the weights, made whole.
    unit = common * (common * total).denominator
    position_unit = math.lcm(*(column.position_unit for column in columns))
    parts = tuple(
        Part(
            key=key,
            item=items[key.item][1],
            responses=each,
            number=items[key.item][0],
            values=column.values,
            cells=column.cells(key.weight * unit, position_unit, len(each.missing)),
        )
        for key, column, each in zip(scale.items, columns, responses, strict=True)
    )
    resolved = ResolvedScale(
        scale=scale,
        parts=parts,
        required=scale.required,
        validation=validation,
        divisor=total,
        unit=int(unit * total),
        position_unit=position_unit,
    )
    refuse(scale.in_messages, range_problems(resolved))
    return resolved


def key_values(scale: Scale, reverse: bool, responses: ResponseScale) -> "Keyed":  # noqa: FBT001  # as the key has it
    """What each option counts as in *scale*: y, or for a count z."""
    values = responses.values
    if reverse:
        ends = sum(responses.ends)
        values = tuple(ends - value for value in values)
    if scale.at_least is None:
        return Keyed(values=values)
    return Keyed(values=tuple(Fraction(value >= scale.at_least) for value in values))


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

    def cells(self, factor: Fraction, position_unit: int, missing: int) -> tuple[Cell, ...]:
        """What each choice adds, missing options and no answer last; *factor* makes the values whole."""
        over = factor.denominator * self.unit
        added = [factor.numerator * whole // over for whole in self.wholes]
        scale = position_unit // self.position_unit
        answered = [(1, step * scale, each, each) for step, each in zip(self.steps, added, strict=True)]
        return (*answered, *([(0, 0, min(added), max(added))] * (missing + 1)))


def threshold_problems(scale: Scale, responses: Sequence[ResponseScale]) -> Iterator[Problem]:
    """A count's threshold that some item always or never reaches."""
    for key, response in zip(scale.items, responses, strict=True):
        low, high = response.ends
        if scale.at_least is not None and not low < scale.at_least <= high:
            message = f"every answer to {key.item!r} reaches it, or none does"
            remedy = f"choose above {write_number(low)} and not above {write_number(high)}"
            yield Problem("at_least", message, remedy=remedy)


def range_problems(resolved: ResolvedScale) -> Iterator[Problem]:
    """Bands or a range that do not fit what is possible, or numbers too fine to be exact."""
    if resolved.largest_step >= FLOAT_LIMIT:
        # Nothing else is said of such numbers: they can be too long to be written.
        message = "the numbers are too fine to be exact on every engine"
        yield Problem("items", message, remedy="write fewer digits in weights, values and starts of bands")
        return
    scale, low, high = resolved.scale, resolved.minimum, resolved.maximum
    possible = f"the possible range is {write_number(low)} to {write_number(high)}"
    if scale.range and scale.range != (low, high):
        yield Problem("range", "it is not so", remedy=possible)
    for n, band in enumerate(scale.bands):
        if n == 0 and band.start != low:
            message = "the first band does not start at the lowest possible score"
            yield Problem("bands[0].start", message, remedy=possible)
        elif not low <= band.start <= high:
            yield Problem(f"bands[{n}].start", "no score can be there", remedy=possible)
