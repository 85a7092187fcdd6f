"""Items that run against the rest of their scale in a sample: reverse keys that were forgotten, or are too many."""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from attrs import frozen
from numpy.typing import NDArray

from insight.errors import Problem
from insight.item_analysis.coding import Floats
from insight.item_analysis.estimates import correlations
from insight.item_analysis.keyed import Keyed
from insight.questionnaires import Key, write_number

# What an item must at least load on the first component to have a side, and correlate with the other one to be named.
LEAST_LOADING, LEAST_CORRELATION = 0.2, 0.15
# Correlations of items that have nothing in common reach some two standard errors of 1 / √n once the best signs
# have been chosen; four are far from that.
TO_COUNT, TO_NAME = 2, 4
# Of fewer rows that have both items not even a correlation of 1 could be named.
FEWEST_ROWS = TO_NAME**2
MOST_NAMED = 12

EITHER = "; the data cannot tell which side is meant: if it is not this one, turn the others"


@frozen
class Sides:
    """The items of a scale by the sign that they have on the first principal component; the others tell nothing.

    Attributes:
        fewer: The smaller side.
        more: The larger one.
        certain: Those of both that run against the other side, far from chance.
    """

    fewer: tuple[int, ...]
    more: tuple[int, ...]
    certain: frozenset[int]


def wrong_keys(keyed: Keyed) -> Iterator[Problem]:
    """Items whose keyed answers run against those of most others; all of them where there is no majority."""
    keys = [keyed.scale.parts[n].key for n in keyed.varying]
    sides = split(keyed.covariance, keyed.pairs)
    if len(sides.fewer) < len(sides.more):
        yield from minority(keyed.scale.id, [keys[n] for n in sides.fewer if n in sides.certain])
    elif sides.certain:
        yield undecided(keyed.scale.id, *([keys[n].item for n in side] for side in (sides.fewer, sides.more)))


def minority(scale: str, keys: Sequence[Key]) -> Iterator[Problem]:
    """The findings of the keys of the smaller side; what holds for all of them is told once."""
    message = "in this sample its keyed answers run against those of most others"
    for number, key in enumerate(keys):
        either = "" if number else EITHER
        yield Problem(f"scales.{scale}.items.{key.item}", message, remedy=f"see whether {turned(key)}{either}")


def undecided(scale: str, one: Sequence[str], other: Sequence[str]) -> Problem:
    """The finding of as many items on one side as on the other."""
    first, second = (", ".join(side[:MOST_NAMED]) + ", …" * (len(side) > MOST_NAMED) for side in (one, other))
    message = f"in this sample the keyed answers to {first} run against those to {second}"
    remedy = "see which of the two sides is keyed wrong: there is no majority, and the data cannot tell"
    return Problem(f"scales.{scale}.items", message, remedy=remedy)


def turned(key: Key) -> str:
    """What may be meant: the key turned round, with the size of its weight."""
    weight = write_number(abs(key.weight))
    if key.weight < 0:
        return f"a weight of {weight} is meant, not of -{weight}"
    more = "" if key.weight == 1 else f" with a weight of {weight}"
    return f"'{key.item}' without a minus is meant{more}" if key.reverse else f"'-{key.item}' is meant{more}"


def split(covariance: Floats, pairs: Floats) -> Sides:
    """Both sides of the items of a keyed covariance matrix; *pairs* are the rows that each two have in common.

    The sign on the first principal component tells the side of an item that loads on it and goes with the others, once
    these are turned to one side. What too few rows have in common is taken to have no correlation.
    """
    known = (pairs >= FEWEST_ROWS) & ~np.eye(len(pairs), dtype=bool)
    kept = np.flatnonzero(known.any(axis=0))
    if not len(kept):
        return Sides((), (), frozenset())
    among = np.ix_(kept, kept)
    known = known[among]
    matrix = np.where(known, np.clip(correlations(covariance[among]), -1, 1), np.eye(len(kept)))
    # A correlation of nothing has a variance of 1 / n.
    errors = np.sqrt((known / np.maximum(pairs[among], 1)).sum(axis=0) / known.sum(axis=0))
    loadings, with_rest = first_component(matrix)
    counted = (np.abs(loadings) >= LEAST_LOADING) & (with_rest >= TO_COUNT * errors)
    up, down = counted & (loadings >= 0), counted & (loadings < 0)
    against = -np.where(up, with_sum(matrix, down), with_sum(matrix, up))
    certain = counted & (against >= np.maximum(LEAST_CORRELATION, TO_NAME * errors))
    # Which sign stands for which side is chance; the order of ties is not.
    fewer, more = sorted((tuple(kept[side].tolist()) for side in (up, down)), key=lambda side: (len(side), side))
    return Sides(fewer, more, frozenset(kept[certain].tolist()))


def first_component(matrix: Floats) -> tuple[Floats, Floats]:
    """For each item what it loads on the first component, and how it correlates with the rest turned to one side."""
    values, vectors = np.linalg.eigh(matrix)
    loadings: Floats = vectors[:, -1] * math.sqrt(values[-1])
    signs = np.where(loadings < 0, -1.0, 1.0)
    sums = (matrix * signs * signs[:, None]).sum(axis=0)
    with_rest: Floats = (sums - 1) / root(sums.sum() - 2 * sums + 1)
    return loadings, with_rest


def with_sum(matrix: Floats, of: NDArray[np.bool_]) -> Floats:
    """How each item correlates with the sum of some others."""
    found: Floats = matrix[:, of].sum(axis=1) / root(matrix[np.ix_(of, of)].sum())
    return found


def root(variance: Floats) -> Floats:
    """The square root of the variance of a sum, which a matrix of pairs can bring to 0 and below."""
    found: Floats = np.sqrt(np.maximum(variance, SMALLEST))
    return found


SMALLEST = 1e-9
