"""A scale held against its items: whole numbers from which every score follows with one division.

Everything here follows from a definition alone, is worked out once, and is shared by all that computes with it.
With *n* items of which *k* are answered, four whole numbers add up over the items: k itself; P, the positions of the
answers times L; and A and B, the numerators of the bounds over U. Then low = A/U, high = B/U, and a missing item lies
where the given ones lie on average: value = low + P/(kL) · (high - low) = (kLA + P(B - A)) / (kLU).
"""

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property

from attrs import frozen

from insight.errors import Problem, refuse
from insight.questionnaires.numbers import FLOAT_LIMIT, write_number
from insight.questionnaires.values import Band, Item, Key, Method, ResponseScale, Scale

# What one choice adds: 1 if answered; its position times L; its part of A; its part of B.
Cell = tuple[int, int, int, int]
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
    number: int
    values: tuple[Fraction, ...]
    cells: tuple[Cell, ...]


@frozen(kw_only=True)
class ResolvedScale:
    """A scale with all that follows from its definition.

    Attributes:
        unit: U, over which A and B are the bounds.
        position_unit: L, over which P adds up the positions of the answers.
    """

    scale: Scale
    parts: tuple[Part, ...]
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
    def _widest(self) -> tuple[int, int]:
        ends = [part.cells[UNANSWERED][2:] for part in self.parts]
        return sum(low for low, _ in ends), sum(high for _, high in ends)

    @cached_property
    def minimum(self) -> Fraction:
        """The lowest possible score."""
        return Fraction(self._widest[0], self.unit)

    @cached_property
    def maximum(self) -> Fraction:
        """The highest possible score."""
        return Fraction(self._widest[1], self.unit)

    @cached_property
    def _starts(self) -> tuple[Fraction, ...]:
        return tuple(band.start for band in self.scale.bands)

    def bands_between(self, low: Fraction, high: Fraction) -> tuple[Band, ...]:
        """The bands that the interval from *low* to *high* meets, decided exactly."""
        first = bisect_right(self._starts, low) - 1
        return self.scale.bands[max(first, 0) : bisect_right(self._starts, high)]

    @cached_property
    def rule(self) -> str:
        """How the number comes about, in words."""
        if self.scale.at_least is not None:
            return f"the number of keyed answers that reach {write_number(self.scale.at_least)}"
        weighted = any(key.weight != 1 for key in self.scale.items)
        return f"the {'weighted ' * weighted}{self.scale.method}"

    @cached_property
    def plain_mean(self) -> bool:
        """Whether a score of some answers is just their mean: equal weights, and equal ranges."""
        ends = {(part.cells[UNANSWERED], part.key.weight) for part in self.parts}
        return self.scale.method == Method.MEAN and len(ends) == 1

    @property
    def largest_step(self) -> int:
        """The largest whole number that scoring can come to; see FLOAT_LIMIT."""
        low, high = self._widest
        most = sum(max(map(abs, part.cells[UNANSWERED][2:])) for part in self.parts)
        finest = max((start.denominator for start in self._starts), default=1)
        times = self.of * self.position_unit
        return max(times * most + times * (high - low), times * self.unit) * finest


def resolve(scale: Scale, items: Mapping[str, tuple[int, Item, ResponseScale]]) -> ResolvedScale:
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
            number=items[key.item][0],
            values=column.values,
            cells=column.cells(key.weight * unit, position_unit, len(each.missing)),
        )
        for key, column, each in zip(scale.items, columns, responses, strict=True)
    )
    resolved = ResolvedScale(scale=scale, parts=parts, unit=int(unit * total), position_unit=position_unit)
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
