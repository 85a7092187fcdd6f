"""Law of group summaries: numbers that are not shown do not follow from those that are."""

from collections.abc import Iterator, Sequence
from itertools import permutations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire, options
from insight.frames import GroupScores, Hidden
from insight.frames.protecting import Cell, protect

FIRST, SECOND = "first", "second"


def make_form(second: str) -> Questionnaire:
    """Two scales, the first of one item."""
    items = {"worry": "I worry.", "calm": "I feel calm."}
    scales = {FIRST: "worry", SECOND: second}
    return Questionnaire.build("form", title="Form", responses=options("no", "yes"), items=items, scales=scales)


APART, SHARING = make_form("calm"), make_form("worry calm")
# For each group how many rows it has, and how many of these have a score on either scale.
GROUPS = st.lists(
    st.integers(1, 14).flatmap(lambda rows: st.tuples(st.just(rows), st.integers(0, rows), st.integers(0, rows))),
    min_size=1,
    max_size=5,
)


def could_be(row: GroupScores, total: int, at_least: int) -> range:
    """How many scores a group may have, as far as its own row tells."""
    if row.n is not None:
        return range(row.n, row.n + 1)
    return range(at_least) if row.hidden is Hidden.FEW else range(at_least, total + 1)


def possible(place: int, rows: Sequence[GroupScores], total: int, at_least: int) -> set[int]:
    """How many scores a group may have, so that all together have as many as the total says."""
    sums = {0}
    for row in (*rows[:place], *rows[place + 1 :]):
        sums = {one + other for one in sums for other in could_be(row, total, at_least) if one + other <= total}
    return {n for n in could_be(rows[place], total, at_least) if total - n in sums}


def summarize(
    form: Questionnaire, groups: Sequence[tuple[int, int, int]], at_least: int
) -> dict[str, list[GroupScores]]:
    """What is told of groups, by scale; of all of them last."""
    cells = {
        scale: [
            Cell(group=(number,), rows=each[0], n=each[place], mean=1.0 if each[place] else None, sd=None)
            for number, each in enumerate(groups)
        ]
        for place, scale in enumerate((FIRST, SECOND), start=1)
    }
    found = protect(form, cells, by=("group",), at_least=at_least)
    return {scale: [row for row in (*found.rows, *found.totals) if row.scale == scale] for scale in (FIRST, SECOND)}


@pytest.mark.parametrize("form", [APART, SHARING], ids=["apart", "sharing"])
@given(groups=GROUPS, at_least=st.integers(5, 7))
def test_nothing_hidden_follows_from_the_total(
    form: Questionnaire, groups: list[tuple[int, int, int]], at_least: int
) -> None:
    """Hidden groups are two or more, have enough scores together, and each small one could have several numbers."""
    for place, (*rows, total) in enumerate(summarize(form, groups, at_least).values(), start=1):
        assert all(row.n is None or row.n >= at_least for row in (*rows, total))
        hidden = [number for number, row in enumerate(rows) if row.hidden]
        if total.n is None:
            assert len(hidden) == len(rows)
            continue
        if not hidden:
            continue
        assert len(hidden) >= 2
        assert total.n - sum(row.n or 0 for row in rows) >= at_least
        for number in hidden:
            if groups[number][place] < at_least and form is APART:
                assert len(possible(number, rows, total.n, at_least)) >= 2


def fits(group: tuple[int, ...], told: tuple[GroupScores, ...], true: tuple[int, int, int], at_least: int) -> bool:
    """Whether a group could have so many rows and scores, as far as what is told of it on both scales goes."""
    rows, *scores = group
    if not all(0 <= n <= rows for n in scores):
        return False
    for place, row in enumerate(told, start=1):
        if row.hidden is None and (rows, group[place]) != (true[0], true[place]):
            return False
        if row.hidden is Hidden.BESIDE and group[place] < at_least:
            return False
    # Of scales that share items, what is said to be small is so on one of them.
    return not all(row.hidden is Hidden.FEW for row in told) or min(scores) < at_least


STEPS = [step for step in product((-1, 0, 1), repeat=3) if any(step[1:])]


def others(
    groups: Sequence[tuple[int, int, int]], told: Sequence[tuple[GroupScores, ...]], at_least: int
) -> Iterator[tuple[int, int]]:
    """Places and scales on which a group could have another number: some of its rows or scores could be another's."""
    for (one, other), step in product(permutations(range(len(groups)), 2), STEPS):
        more = tuple(n + d for n, d in zip(groups[one], step, strict=True))
        less = tuple(n - d for n, d in zip(groups[other], step, strict=True))
        if fits(more, told[one], groups[one], at_least) and fits(less, told[other], groups[other], at_least):
            yield from ((one, place) for place in (1, 2) if step[place])


@given(groups=GROUPS, at_least=st.integers(5, 7))
def test_nothing_hidden_follows_from_scales_that_share_items(groups: list[tuple[int, int, int]], at_least: int) -> None:
    """They hide the same groups, and each small number could be another one, with all that is shown on both."""
    first, second = summarize(SHARING, groups, at_least).values()
    if any(rows[-1].hidden is Hidden.FEW for rows in (first, second)):
        return
    assert [row.hidden for row in first] == [row.hidden for row in second]
    told = list(zip(first[:-1], second[:-1], strict=True))
    if first[-1].hidden:
        return
    unsure = set(others(groups, told, at_least))
    for number, group in enumerate(groups):
        for place in (1, 2):
            if told[number][0].hidden and 0 < group[place] < at_least:
                assert (number, place) in unsure
