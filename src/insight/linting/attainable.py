"""Which scores can come out at all: sets of whole numbers, each a bit of one large number."""

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce
from math import ceil

from attrs import frozen

from insight.questionnaires import Questionnaire, ResolvedScale

# Beyond so many bits times choices in a questionnaire the sets are not worked out: seconds would pass.
MOST_WORK = 400_000_000


@frozen
class Attainable:
    """Scores that some answers give: those at the bits that are set, counted from *low*, over *unit*."""

    bits: int
    low: Fraction
    unit: Fraction

    def any_between(self, start: Fraction, end: Fraction | None) -> bool:
        """Whether a score lies from *start* on and below *end*, where there is one."""
        first = max(self._number(start), 0)
        held = self.bits >> first
        return bool(held if end is None else held & ((1 << max(self._number(end) - first, 0)) - 1))

    def below(self, start: Fraction) -> Fraction | None:
        """The largest score below *start*."""
        held = self.bits & ((1 << max(self._number(start), 0)) - 1)
        return self.low + Fraction(held.bit_length() - 1) / self.unit if held else None

    def count_between(self, start: Fraction, end: Fraction | None) -> int:
        """How many scores lie from *start* on and below *end*."""
        first = max(self._number(start), 0)
        held = self.bits >> first
        return (held if end is None else held & ((1 << max(self._number(end) - first, 0)) - 1)).bit_count()

    def _number(self, value: Fraction) -> int:
        """The number of the first bit that is at *value* or above."""
        return ceil((value - self.low) * self.unit)


@frozen
class Scores:
    """What a scale's scores can be: of complete forms, and of forms with gaps where that is known."""

    resolved: ResolvedScale
    complete: Attainable | None
    prorated: tuple[Attainable, ...]

    @property
    def whole(self) -> bool:
        """Whether all is known: every score that a form with as few answers as are needed can give."""
        return self.complete is not None and len(self.prorated) == self.resolved.of - self.resolved.required

    @property
    def known(self) -> list[Attainable]:
        """All that is known."""
        return [*([] if self.complete is None else [self.complete]), *self.prorated]


def scores_with_bands(questionnaire: Questionnaire) -> Iterator[Scores]:
    """The scores of each scale that has bands; of those that would take too long, that they are not known."""
    left = MOST_WORK
    for resolved in questionnaire.resolved:
        if resolved.scale.bands:
            gaps = resolved.of - resolved.required + 1
            left -= (resolved.highest - resolved.lowest) * sum(len(part.values) for part in resolved.parts) * gaps
            found = (complete(resolved), tuple(prorated(resolved))) if left > 0 else (None, ())
            yield Scores(resolved, *found)


def complete(resolved: ResolvedScale) -> Attainable:
    """The scores of forms on which every item is answered."""
    steps = [[added - part.ends[0] for added in part.added] for part in resolved.parts]
    return Attainable(reduce(reach, steps, 1), resolved.minimum, Fraction(resolved.unit))


def reach(bits: int, steps: list[int]) -> int:
    """The sums of each number at a bit of *bits* with each of *steps*."""
    found = 0
    for step in set(steps):
        found |= bits << step
    return found


def prorated(resolved: ResolvedScale) -> Iterator[Attainable]:
    """The scores of forms with gaps, where every item can bring the same; of others they are not worked out."""
    steps = {tuple(sorted(added - part.ends[0] for added in part.added)) for part in resolved.parts}
    if len(steps) > 1:
        return
    bits = 1
    for answered in range(1, resolved.of):
        bits = reach(bits, list(*steps))
        if answered >= resolved.required:
            yield Attainable(bits, resolved.minimum, Fraction(resolved.unit * answered, resolved.of))
