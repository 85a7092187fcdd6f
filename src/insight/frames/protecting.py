"""Which numbers of groups are shown: none of a small group, and none from which those of a small group follow.

Whoever reads the numbers knows the total, so what is hidden can be had together, by subtraction. So the hidden groups
are at least two, have enough scored rows together, and the number of none that is small follows; else the smallest of
the rest is hidden too. Where all are hidden and that is not enough, the total is. All scales hide the same groups,
since each group has as many rows on all of them.

From two parts and their sum, the score of somebody follows who has one on the parts alone. So scales that share items
are shown together only where the same people have scores on both.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from math import fsum, sqrt
from typing import Any

from attrs import frozen

from insight.errors import name_type
from insight.frames.values import GroupScores, GroupSummary, Hidden
from insight.questionnaires import Questionnaire, ResolvedScale


@frozen(kw_only=True, repr=False)
class Cell:
    """What is added up for a group on a scale: it may be about few people, and is shown to nobody.

    Attributes:
        counts: How many scores are in each band, by label; None where it is not known.
    """

    group: tuple[Any, ...]
    rows: int
    n: int
    mean: float | None
    sd: float | None
    counts: Mapping[str, int] | None = None


# The cells of a scale, by group; all scales have the same groups in the same order.
Cells = Sequence[Cell]
# The cells of all scales that are shown.
Table = Sequence[Cells]
# Two scales that share items, in the order of the questionnaire.
Pair = tuple[str, str]


def protect(
    questionnaire: Questionnaire,
    cells: Mapping[str, Cells],
    uneven: Collection[Pair],
    *,
    by: tuple[str, ...],
    at_least: int,
) -> GroupSummary:
    """What may be shown of *cells*, by scale; *uneven*: pairs of which not the same people have scores."""
    ordered = {scale: sorted(each, key=lambda cell: order_of(cell.group)) for scale, each in cells.items()}
    # Of a scale with too few scores in all nothing is shown, so nothing follows from it.
    enough = [scale for scale, each in ordered.items() if sum(cell.n for cell in each) >= at_least]
    kept = keep_apart(enough, uneven)
    table = [ordered[scale] for scale in kept]
    hidden = hide(table, at_least)
    unsafe = len(hidden) == len(next(iter(ordered.values()))) and follows(table, hidden, at_least)
    left_out = {scale: Hidden.SHARING if scale in enough else Hidden.FEW for scale in ordered if scale not in kept}
    return GroupSummary(
        questionnaire=questionnaire,
        by=by,
        at_least=at_least,
        rows=tuple(
            show(cell, scale, left_out.get(scale) or hidden.get(place))
            for place, row in enumerate(zip(*ordered.values(), strict=True))
            for scale, cell in zip(ordered, row, strict=True)
        ),
        totals=tuple(
            show(total_of(each), scale, left_out.get(scale) or (Hidden.BESIDE if unsafe else None))
            for scale, each in ordered.items()
        ),
    )


def pairs_of(scales: Sequence[ResolvedScale]) -> Iterator[Pair]:
    """The scales that share items, two by two."""
    for one, other in combinations(scales, 2):
        if not {part.number for part in one.parts}.isdisjoint(part.number for part in other.parts):
            yield one.id, other.id


def keep_apart(scales: Collection[str], uneven: Collection[Pair]) -> list[str]:
    """The scales that are shown: each that shares no items with one before it, unless the same people have both."""
    kept: list[str] = []
    for scale in scales:
        if not any((before, scale) in uneven for before in kept):
            kept.append(scale)
    return kept


def order_of(group: tuple[Any, ...]) -> tuple[tuple[bool, str, Any], ...]:
    """Groups by their values, numbers before texts; what is empty comes last."""
    return tuple((value is None, name_type(value), 0 if value is None else value) for value in group)


def show(cell: Cell, scale: str, hidden: Hidden | None) -> GroupScores:
    """What is told of a cell: all of it, or why not."""
    if hidden:
        return GroupScores(group=cell.group, scale=scale, hidden=hidden)
    bands = None if cell.counts is None else {label: count / cell.n for label, count in cell.counts.items()}
    scored = cell.n / cell.rows
    return GroupScores(group=cell.group, scale=scale, n=cell.n, scored=scored, mean=cell.mean, sd=cell.sd, bands=bands)


# By its place among the groups, why one is hidden.
Places = dict[int, Hidden]


def hide(table: Table, at_least: int) -> Places:
    """Which groups are not shown: too small ones, and those from which numbers of these follow."""
    groups = range(len(table[0]) if table else 0)
    hidden = {place: Hidden.FEW for place in groups if size(table, place) < at_least}
    while len(hidden) < len(groups) and follows(table, hidden, at_least):
        rest = [place for place in groups if place not in hidden]
        smallest = min(rest, key=lambda place: size(table, place))
        # Of several that have no more rows than they need, none can stay: it would tell how many the hidden ones have.
        tied = [place for place in rest if size(table, place) == at_least] or [smallest]
        hidden.update(dict.fromkeys(tied, Hidden.BESIDE))
    return hidden


def size(table: Table, place: int) -> int:
    """How many scores a group has, on the scale on which it has fewest."""
    return min(cells[place].n for cells in table)


def follows(table: Table, hidden: Places, at_least: int) -> bool:
    """Whether the totals and the groups that are shown tell too much of those that are hidden."""
    if not hidden:
        return False
    return len(hidden) == 1 or any(tells(cells, hidden, at_least) for cells in table)


def tells(cells: Cells, hidden: Places, at_least: int) -> bool:
    """Whether the hidden groups have too few scores together on a scale, or the number of a small one follows."""
    together = sum(cells[place].n for place in hidden)
    ranges = [range_of(place, cells, hidden, at_least) for place in hidden]
    lows, highs = (sum(min(end, together) for end in ends) for ends in zip(*ranges, strict=True))
    # That a larger group has so and so many scores gives nobody away, unless a small one's number follows.
    few = (ends for place, ends in zip(hidden, ranges, strict=True) if cells[place].n < at_least)
    return together < at_least or any(
        max(low, together - (highs - min(high, together))) >= min(high, together - (lows - low)) for low, high in few
    )


def range_of(place: int, cells: Cells, hidden: Places, at_least: int) -> tuple[int, int]:
    """How many scores a hidden group may have, as what is hidden tells."""
    if cells[place].n < at_least:
        # That there is none is told where each row has a score, so nothing rests on it.
        return 1, at_least - 1
    # The smallest of the rest is hidden first, and of equal ones the first: all that are shown are larger, unless
    # another scale decided.
    most = min((cell.n - (n < place) for n, cell in enumerate(cells) if n not in hidden), default=ANY)
    return at_least, most if cells[place].n <= most else ANY


ANY = 2**63


def total_of(cells: Cells) -> Cell:
    """All groups of a scale as one, from what is known of each."""
    n = sum(cell.n for cell in cells)
    told = [(cell.n, cell.mean, cell.sd or 0.0) for cell in cells if cell.mean is not None]
    mean = fsum(count * each for count, each, _ in told) / n if n else None
    within = fsum((count - 1) * sd**2 for count, _, sd in told)
    between = fsum(count * (each - (mean or 0.0)) ** 2 for count, each, _ in told)
    counted = [cell.counts for cell in cells if cell.counts is not None]
    counts = {label: sum(each[label] for each in counted) for label in counted[0]} if counted else None
    sd = sqrt((within + between) / (n - 1)) if n > 1 else None
    return Cell(group=(), rows=sum(cell.rows for cell in cells), n=n, mean=mean, sd=sd, counts=counts)
