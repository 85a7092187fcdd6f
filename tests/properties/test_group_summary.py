"""Laws of group summaries: numbers that are not shown do not follow from those that are, nor does a person's score."""

from collections.abc import Sequence
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire, load_catalog, options
from insight.frames import GroupScores, Hidden
from insight.frames.protecting import Cell, keep_apart, pairs_of, protect

FORM = load_catalog().questionnaires["attachment-patterns"]
FIRST, SECOND = (scale.id for scale in FORM.scales)
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


@given(GROUPS, st.integers(5, 7))
def test_nothing_hidden_follows_from_the_total(groups: list[tuple[int, int, int]], at_least: int) -> None:
    """Hidden groups are two or more, have enough scores together, and each small one could have several numbers."""
    cells = {
        scale: [
            Cell(group=(number,), rows=each[0], n=each[place], mean=1.0 if each[place] else None, sd=None)
            for number, each in enumerate(groups)
        ]
        for place, scale in enumerate((FIRST, SECOND), start=1)
    }
    found = protect(FORM, cells, (), by=("group",), at_least=at_least)

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
        for place in hidden:
            if rows[place].hidden is Hidden.FEW:
                assert len(possible(place, rows, total.n, at_least)) >= 2


NAMES = ("one", "two", "three")
# Which items each scale has, and who has a score on it.
SCALES = st.lists(
    st.tuples(st.sets(st.sampled_from(NAMES), min_size=1), st.sets(st.integers(0, 3))), min_size=1, max_size=5
)


@given(SCALES)
def test_scales_that_are_shown_share_items_only_for_the_same_people(scales: list[tuple[set[str], set[int]]]) -> None:
    """And the first is shown, as is each that shares none: no more is left out than that asks for."""
    form = Questionnaire.build(
        "form",
        title="Form",
        responses=options("no", "yes"),
        items={name: f"Item {name}." for name in NAMES},
        scales={f"scale-{number}": " ".join(sorted(items)) for number, (items, _) in enumerate(scales)},
    )
    of = {f"scale-{number}": each for number, each in enumerate(scales)}
    pairs = list(pairs_of(form.resolved))
    assert pairs == [(one, other) for one, other in combinations(of, 2) if of[one][0] & of[other][0]]

    kept = keep_apart(of, [pair for pair in pairs if of[pair[0]][1] != of[pair[1]][1]])
    for one, other in combinations(kept, 2):
        assert not of[one][0] & of[other][0] or of[one][1] == of[other][1]
    for scale in of.keys() - set(kept):
        assert any(of[scale][0] & of[before][0] and of[scale][1] != of[before][1] for before in kept)
