"""Which numbers of groups are shown: none of a small group, and none from which those of a small group follow.

Whoever reads the numbers knows the total, so what is hidden can be had together, by subtraction. So the hidden groups
of a scale are at least two, have enough scored rows together, and the number of none that is small follows; else the
smallest of the rest is hidden too. Where all are hidden and that is not enough, the total is.

From two parts and their sum, the score of somebody follows who has one on the parts alone. So scales that share items
are shown together only where the same people have scores on both.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations
from math import fsum, sqrt
from typing import Any

from attrs import frozen

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
    enough = {scale for scale, each in ordered.items() if sum(cell.n for cell in each) >= at_least}
    kept = keep_apart(ordered, [pair for pair in uneven if enough.issuperset(pair)])
    tables = [ordered[scale] for scale in kept]
    hidden = hide(tables, at_least)
    rows = rows_known(tables, hidden)
    groups = {scale: dict.fromkeys(range(len(each)), Hidden.SHARING) for scale, each in ordered.items()}
    totals: dict[str, Hidden | None] = dict.fromkeys(ordered, Hidden.SHARING)
    for scale, table, places in zip(kept, tables, hidden, strict=True):
        groups[scale], totals[scale] = places, total_hidden(table, places, rows, at_least)
    return GroupSummary(
        questionnaire=questionnaire,
        by=by,
        at_least=at_least,
        rows=tuple(
            show(cell, scale, groups[scale].get(place))
            for place, row in enumerate(zip(*ordered.values(), strict=True))
            for scale, cell in zip(ordered, row, strict=True)
        ),
        totals=tuple(show(total_of(each), scale, totals[scale]) for scale, each in ordered.items()),
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


def order_of(group: tuple[Any, ...]) -> tuple[tuple[bool, Any], ...]:
    """Groups by their values; what is empty comes last."""
    return tuple((value is None, 0 if value is None else value) for value in group)


def show(cell: Cell, scale: str, hidden: Hidden | None) -> GroupScores:
    """What is told of a cell: all of it, or why not."""
    if hidden:
        return GroupScores(group=cell.group, scale=scale, hidden=hidden)
    bands = None if cell.counts is None else {label: count / cell.n for label, count in cell.counts.items()}
    scored = cell.n / cell.rows
    return GroupScores(group=cell.group, scale=scale, n=cell.n, scored=scored, mean=cell.mean, sd=cell.sd, bands=bands)


# By its place among the groups, why one is hidden.
Places = dict[int, Hidden]


def hide(tables: Sequence[Cells], at_least: int) -> list[Places]:
    """Which groups of each scale are not shown: too small ones, and those from which numbers of these follow."""
    hidden = [{place: Hidden.FEW for place, cell in enumerate(cells) if cell.n < at_least} for cells in tables]
    for cells, places in zip(tables, hidden, strict=True):
        while hide_more(cells, places, {}, at_least):
            pass
    # What is hidden on one scale leaves less to be known of the rows of groups, and no more: this ends.
    while any(hide_more(*each, rows_known(tables, hidden), at_least) for each in zip(tables, hidden, strict=True)):
        pass
    return hidden


def hide_more(cells: Cells, hidden: Places, rows: Mapping[int, int], at_least: int) -> bool:
    """Hide the smallest group that is shown, where numbers of hidden ones follow; whether it was done."""
    rest = [place for place in range(len(cells)) if place not in hidden]
    if not rest or not follows(cells, hidden, rows, at_least):
        return False
    smallest = min(rest, key=lambda place: cells[place].n)
    # Of several that have no more rows than they need, none can stay: it would tell how many the hidden ones have.
    tied = [place for place in rest if cells[place].n == at_least] or [smallest]
    hidden.update(dict.fromkeys(tied, Hidden.BESIDE))
    return True


def rows_known(tables: Sequence[Cells], hidden: Sequence[Places]) -> dict[int, int]:
    """How many rows groups have, where that is shown for some scale; of a last one it follows from the total."""
    every = range(len(tables[0]))
    never = [place for place in every if all(place in places for places in hidden)]
    known = every if len(never) == 1 else [place for place in every if place not in never]
    return {place: tables[0][place].rows for place in known}


def follows(cells: Cells, hidden: Places, rows: Mapping[int, int], at_least: int) -> bool:
    """Whether the total and the groups that are shown tell too much of those that are hidden."""
    if not hidden:
        return False
    together = sum(cells[place].n for place in hidden)
    if len(hidden) == 1 or together < at_least:
        return True
    ranges = [range_of(place, why, cells, hidden, at_least) for place, why in hidden.items()]
    ranges = [
        (low, min(high, together, rows.get(place, together))) for place, (low, high) in zip(hidden, ranges, strict=True)
    ]
    lows, highs = (sum(ends) for ends in zip(*ranges, strict=True))
    # That a larger group has so and so many scores gives nobody away, unless a small one's number follows.
    few = (ends for ends, why in zip(ranges, hidden.values(), strict=True) if why is Hidden.FEW)
    return any(max(low, together - (highs - high)) >= min(high, together - (lows - low)) for low, high in few)


def range_of(place: int, why: Hidden, cells: Cells, hidden: Places, at_least: int) -> tuple[int, int]:
    """How many scores a hidden group may have, as the reason for hiding it tells."""
    if why is Hidden.FEW:
        # That there is none is told where each row has a score, so nothing rests on it.
        return 1, at_least - 1
    # The smallest of the rest is hidden first, and of equal ones the first: all that are shown are larger.
    return at_least, min((cell.n - (n < place) for n, cell in enumerate(cells) if n not in hidden), default=ANY)


ANY = 2**63


def total_hidden(cells: Cells, hidden: Places, rows: Mapping[int, int], at_least: int) -> Hidden | None:
    """Why the total of a scale is not shown."""
    if sum(cell.n for cell in cells) < at_least:
        return Hidden.FEW
    alone = len(hidden) == len(cells) and follows(cells, hidden, rows, at_least)
    return Hidden.BESIDE if alone else None


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
