"""Items that run against the rest of their scale in a sample: reverse keys that were forgotten, or are too many."""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen

from insight.errors import Problem
from insight.item_analysis.coding import Floats
from insight.item_analysis.estimates import correlations, why_no_matrix
from insight.item_analysis.moments import Moments
from insight.questionnaires import Key, ResolvedScale

# What an item must at least load on the first component, and correlate with the rest, to tell a direction.
LEAST_LOADING, LEAST_CORRELATION = 0.2, 0.15
# Correlations of items that have nothing in common reach some two standard errors of 1 / √n once the best signs
# have been chosen; four are far from that.
STANDARD_ERRORS = 4
MOST_NAMED = 12

EITHER = "the data cannot tell which side is meant: if it is not this one, turn the others"


@frozen
class Sides:
    """The items of a scale by the sign that they have on the first principal component; the others tell nothing."""

    fewer: tuple[int, ...]
    more: tuple[int, ...]


def wrong_keys(scale: ResolvedScale, moments: Moments, varying: Sequence[int]) -> Iterator[Problem]:
    """Items whose keyed answers run against those of most others; all of them where there is no majority."""
    among = np.ix_(varying, varying)
    sides = split(moments.covariance[among], moments.pairs[among])
    keys = [scale.parts[n].key for n in varying]
    if len(sides.fewer) == len(sides.more):
        yield from undecided(scale, [[keys[n].item for n in side] for side in (sides.fewer, sides.more)])
        return
    for n in sides.fewer:
        message = "in this sample its keyed answers run against those of most others"
        place = f"scales.{scale.id}.items.{keys[n].item}"
        yield Problem(place, message, remedy=f"see whether {turned(keys[n])} is meant; {EITHER}")


def undecided(scale: ResolvedScale, sides: Sequence[Sequence[str]]) -> Iterator[Problem]:
    """Where as many items are on one side as on the other; nothing where there are none."""
    if sides[0]:
        one, other = (", ".join(side[:MOST_NAMED]) + ", …" * (len(side) > MOST_NAMED) for side in sides)
        message = f"in this sample the keyed answers to {one} run against those to {other}"
        remedy = "see which of the two sides is keyed wrong: there is no majority, and the data cannot tell"
        yield Problem(f"scales.{scale.id}.items", message, remedy=remedy)


def turned(key: Key) -> str:
    """The key in short form, turned round."""
    return f"'{key.item}' without a minus" if key.reverse else f"'-{key.item}'"


def split(covariance: Floats, pairs: Floats) -> Sides:
    """Both sides of the items of a keyed covariance matrix, the smaller one first.

    The sign on the first principal component tells the side. An item counts only where it loads on the component, and
    goes with the others, once these are turned to one side, more than chance would have it among the rows of *pairs*.
    """
    if why_no_matrix(covariance):
        return Sides((), ())
    matrix = np.clip(correlations(covariance), -1, 1)
    values, vectors = np.linalg.eigh(matrix)
    loadings = vectors[:, -1] * math.sqrt(values[-1])
    signs = np.where(loadings < 0, -1.0, 1.0)
    sums = (matrix * signs * signs[:, None]).sum(axis=0)
    # The variance of the rest is above 0 where the largest component is; the guard is for rounding.
    with_rest = (sums - 1) / np.sqrt(np.maximum(sums.sum() - 2 * sums + 1, 1e-9))
    least = max(LEAST_CORRELATION, STANDARD_ERRORS / math.sqrt(pairs.min()))
    telling = (np.abs(loadings) >= LEAST_LOADING) & (with_rest >= least)
    sides = [tuple(np.flatnonzero(telling & (signs == sign)).tolist()) for sign in (1, -1)]
    # Which sign stands for which side is chance; the order of ties is not.
    return Sides(*sorted(sides, key=lambda side: (len(side), side)))
