"""Law of group summaries: numbers that are not shown do not follow from those that are."""

from collections.abc import Iterator, Sequence
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from insight import load_catalog
from insight.frames import GroupScores, Hidden
from insight.frames.protecting import Cell, protect

FORM = load_catalog().questionnaires["attachment-patterns"]
FIRST, SECOND = (scale.id for scale in FORM.scales)
# For each group how many rows it has, and how many of these have a score on either scale.
GROUPS = st.lists(
    st.integers(1, 14).flatmap(lambda rows: st.tuples(st.just(rows), st.integers(0, rows), st.integers(0, rows))),
    min_size=1,
    max_size=5,
)


def could_be(row: GroupScores, at_least: int) -> range:
    """How many scores a group may have, as far as its own row tells."""
    if row.n is not None:
        return range(row.n, row.n + 1)
    return range(at_least) if row.hidden is Hidden.FEW else range(at_least, 15)


def worlds(rows: Sequence[GroupScores], total: int, at_least: int) -> Iterator[tuple[int, ...]]:
    """All numbers of scores that add up to the total, and are as the rows tell."""
    return (each for each in product(*(could_be(row, at_least) for row in rows)) if sum(each) == total)


@given(GROUPS, st.integers(5, 7))
def test_nothing_hidden_follows_from_the_total(groups: list[tuple[int, int, int]], at_least: int) -> None:
    """Hidden groups are two or more, have enough scores together, and each could have several numbers of them."""
    cells = {
        scale: [
            Cell(group=(number,), rows=each[0], n=each[place], mean=1.0 if each[place] else None, sd=None)
            for number, each in enumerate(groups)
        ]
        for place, scale in enumerate((FIRST, SECOND), start=1)
    }
    found = protect(FORM, cells, by=("group",), at_least=at_least)

    for scale, total in zip((FIRST, SECOND), found.totals, strict=True):
        rows = [row for row in found.rows if row.scale == scale]
        assert all(row.n is None or row.n >= at_least for row in (*rows, total))
        hidden = [number for number, row in enumerate(rows) if row.hidden]
        if total.n is None:
            assert len(hidden) == len(rows)
            continue
        if not hidden:
            continue
        assert len(hidden) >= 2
        assert total.n - sum(row.n or 0 for row in rows) >= at_least
        possible = list(worlds(rows, total.n, at_least))
        for number in hidden:
            assert len({world[number] for world in possible}) >= 2
