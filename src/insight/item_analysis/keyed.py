"""A scale with what its rows add up to, and with its answers as the scale keys them."""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from attrs import frozen

from insight.item_analysis.coding import Coded, Floats, Tally
from insight.item_analysis.moments import Moments, add_up
from insight.questionnaires import Part, ResolvedScale


@frozen(kw_only=True)
class Keyed:
    """What is known of a scale, from which its statistics and its wrong keys follow."""

    scale: ResolvedScale
    moments: Moments
    tallies: tuple[Tally, ...]

    @cached_property
    def counts(self) -> tuple[Mapping[float, int], ...]:
        """For each item how often each keyed value is there, of those that are."""
        return tuple(map(keyed_counts, self.scale.parts, self.tallies))

    @cached_property
    def varying(self) -> tuple[int, ...]:
        """Which items have answers that differ."""
        return tuple(n for n, by_value in enumerate(self.counts) if len(by_value) > 1)

    @property
    def covariance(self) -> Floats:
        """The covariances of these."""
        return self.moments.covariance[np.ix_(self.varying, self.varying)]

    @property
    def pairs(self) -> Floats:
        """For each two of these, how many rows have both."""
        return self.moments.pairs[np.ix_(self.varying, self.varying)]


def key_scales(coded: Coded, scales: Sequence[ResolvedScale]) -> list[Keyed]:
    """Each scale with what the table says of it."""
    return [
        Keyed(scale=scale, moments=moments, tallies=tuple(coded.tallies[part.number] for part in scale.parts))
        for scale, moments in zip(scales, add_up(coded, scales), strict=True)
    ]


def keyed_counts(part: Part, tally: Tally) -> dict[float, int]:
    """How often each keyed value is there, of those that are; a negative weight turns an item as a reverse key does."""
    ends = min(part.values) + max(part.values)
    found: dict[float, int] = {}
    for place, count in zip(tally.options.places, tally.answers[1:], strict=True):
        value = ends - part.values[place] if part.key.weight < 0 else part.values[place]
        if count:
            found[float(value)] = found.get(float(value), 0) + count
    return found
