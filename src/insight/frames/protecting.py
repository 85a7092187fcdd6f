"""Which numbers of groups are shown: none of a small group, and none from which those of a small group follow.

Whoever reads the numbers knows the total, so what is hidden can be had together, by subtraction. So the hidden groups
of a scale are at least two, have enough scored rows together, and the number of none that is small follows; else the
smallest of the rest is hidden too. Where all are hidden and that is not enough, the total is.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
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
# The cells of scales that hide the same groups.
Table = Sequence[Cells]
# By its place among the groups, why one is hidden.
Places = dict[int, Hidden]


def protect(
    questionnaire: Questionnaire, cells: Mapping[str, Cells], *, by: tuple[str, ...], at_least: int
) -> GroupSummary:
    """What may be shown of *cells*, by scale."""
    ordered = {scale: sorted(each, key=lambda cell: order_of(cell.group)) for scale, each in cells.items()}
    enough = {scale for scale, each in ordered.items() if count(each) >= at_least}
    related = relate(questionnaire.resolved, enough)
    tables = [[ordered[scale] for scale in scales] for scales in related]
    hidden = hide(tables, at_least)
    why = {scale: places for scales, places in zip(related, hidden, strict=True) for scale in scales}
    unsafe = totals_unsafe(tables, hidden, at_least)
    rest = {scale: Hidden.BESIDE for scales, bad in zip(related, unsafe, strict=True) if bad for scale in scales}
    few = dict.fromkeys(ordered.keys() - enough, Hidden.FEW)
    return GroupSummary(
        questionnaire=questionnaire,
        by=by,
        at_least=at_least,
        rows=tuple(
            show(cell, scale, why[scale].get(place))
            for place, row in enumerate(zip(*ordered.values(), strict=True))
            for scale, cell in zip(ordered, row, strict=True)
        ),
        totals=tuple(show(total_of(each), scale, {**rest, **few}.get(scale)) for scale, each in ordered.items()),
    )


def relate(scales: Iterable[ResolvedScale], enough: Collection[str]) -> list[list[str]]:
    """The scales, those together that share items, or share some with a third.

    Where a scale has too few scores in all, nothing is shown of it, so nothing follows from it: it is by itself.
    """
    found: list[tuple[list[str], set[int]]] = []
    for scale in scales:
        items = {part.number for part in scale.parts} if scale.id in enough else set()
        near = [each for each in found if not items.isdisjoint(each[1])]
        names = [*chain.from_iterable(names for names, _ in near), scale.id]
        found = [*(each for each in found if each not in near), (names, items.union(*(held for _, held in near)))]
    return [names for names, _ in found]


def count(cells: Cells) -> int:
    """How many scores there are in all."""
    return sum(cell.n for cell in cells)


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


def hide(tables: Sequence[Table], at_least: int) -> list[Places]:
    """Which groups are not shown, by table: too small ones, and those from which numbers of these follow."""
    hidden = [
        {place: Hidden.FEW for place in range(len(table[0])) if size(table, place) < at_least} for table in tables
    ]
    for table, places in zip(tables, hidden, strict=True):
        while hide_more(table, places, {}, at_least):
            pass
    # What is hidden in one table leaves less to be known of the rows of groups, and no more: this ends.
    while any(hide_more(*each, rows_known(tables, hidden), at_least) for each in zip(tables, hidden, strict=True)):
        pass
    return hidden


def size(table: Table, place: int) -> int:
    """How many scores a group has, on the scale on which it has fewest."""
    return min(cells[place].n for cells in table)


def hide_more(table: Table, hidden: Places, rows: Mapping[int, int], at_least: int) -> bool:
    """Hide the smallest group that is shown, where numbers of hidden ones follow; whether it was done."""
    rest = [place for place in range(len(table[0])) if place not in hidden]
    if not rest or not follows(table, hidden, rows, at_least):
        return False
    smallest = min(rest, key=lambda place: size(table, place))
    # Of several that have no more rows than they need, none can stay: it would tell how many the hidden ones have.
    tied = [place for place in rest if size(table, place) == at_least] or [smallest]
    hidden.update(dict.fromkeys(tied, Hidden.BESIDE))
    return True


def rows_known(tables: Sequence[Table], hidden: Sequence[Places]) -> dict[int, int]:
    """How many rows groups have, where that is shown for some scale; of a last one it follows from the total."""
    groups = tables[0][0]
    never = [place for place in range(len(groups)) if all(place in places for places in hidden)]
    known = range(len(groups)) if len(never) == 1 else [place for place in range(len(groups)) if place not in never]
    return {place: groups[place].rows for place in known}


def follows(table: Table, hidden: Places, rows: Mapping[int, int], at_least: int) -> bool:
    """Whether the totals and the groups that are shown tell too much of those that are hidden."""
    if not hidden:
        return False
    return len(hidden) == 1 or any(tells(cells, hidden, rows, at_least) for cells in table)


def tells(cells: Cells, hidden: Places, rows: Mapping[int, int], at_least: int) -> bool:
    """Whether the hidden groups have too few scores together on a scale, or the number of a small one follows."""
    together = sum(cells[place].n for place in hidden)
    ranges = [range_of(place, cells, hidden, at_least) for place in hidden]
    ranges = [
        (low, min(high, together, rows.get(place, together))) for place, (low, high) in zip(hidden, ranges, strict=True)
    ]
    lows, highs = (sum(ends) for ends in zip(*ranges, strict=True))
    # That a larger group has so and so many scores gives nobody away, unless a small one's number follows.
    few = (ends for place, ends in zip(hidden, ranges, strict=True) if cells[place].n < at_least)
    return together < at_least or any(
        max(low, together - (highs - high)) >= min(high, together - (lows - low)) for low, high in few
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


def totals_unsafe(tables: Sequence[Table], hidden: Sequence[Places], at_least: int) -> Iterator[bool]:
    """Whether the numbers of groups that are all hidden follow from the totals, by table."""
    rows = rows_known(tables, hidden)
    for table, places in zip(tables, hidden, strict=True):
        yield len(places) == len(table[0]) and follows(table, places, rows, at_least)


def total_of(cells: Cells) -> Cell:
    """All groups of a scale as one, from what is known of each."""
    n = count(cells)
    told = [(cell.n, cell.mean, cell.sd or 0.0) for cell in cells if cell.mean is not None]
    mean = fsum(count * each for count, each, _ in told) / n if n else None
    within = fsum((count - 1) * sd**2 for count, _, sd in told)
    between = fsum(count * (each - (mean or 0.0)) ** 2 for count, each, _ in told)
    counted = [cell.counts for cell in cells if cell.counts is not None]
    counts = {label: sum(each[label] for each in counted) for label in counted[0]} if counted else None
    sd = sqrt((within + between) / (n - 1)) if n > 1 else None
    return Cell(group=(), rows=sum(cell.rows for cell in cells), n=n, mean=mean, sd=sd, counts=counts)
