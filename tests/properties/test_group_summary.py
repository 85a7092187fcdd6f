"""Laws of group summaries: numbers that are not shown do not follow from those that are, nor does a person's score."""

from collections.abc import Iterator, Sequence
from itertools import combinations, permutations, product

from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire, load_catalog, options
from insight.frames import GroupScores, Hidden
from insight.frames.protecting import Cell, keep_apart, pairs_of, protect

FORM = load_catalog().questionnaires["attachment-patterns"]
SCALES_OF_FORM = [scale.id for scale in FORM.scales[:2]]
# For each group how many rows it has, and how many of these have a score on either scale.
Group = tuple[int, int, int]
GROUPS = st.lists(
    st.integers(1, 14).flatmap(lambda rows: st.tuples(st.just(rows), st.integers(0, rows), st.integers(0, rows))),
    min_size=1,
    max_size=5,
)


def summarize(groups: Sequence[Group], at_least: int) -> list[list[GroupScores]]:
    """What is told of groups on each scale; of all of them last."""
    cells = {
        scale: [
            Cell(group=(number,), rows=each[0], n=each[place], mean=1.0 if each[place] else None, sd=None)
            for number, each in enumerate(groups)
        ]
        for place, scale in enumerate(SCALES_OF_FORM, start=1)
    }
    found = protect(FORM, cells, (), by=("group",), at_least=at_least)
    return [[row for row in (*found.rows, *found.totals) if row.scale == scale] for scale in SCALES_OF_FORM]


@given(GROUPS, st.integers(5, 7))
def test_hidden_groups_have_enough_scores_together(groups: list[Group], at_least: int) -> None:
    """They are two or more, the same on each scale of which anything is shown, or the total is hidden too."""
    told = summarize(groups, at_least)
    shown = [rows for *rows, total in told if total.hidden is not Hidden.FEW]
    assert len({tuple(row.hidden for row in rows) for rows in shown}) <= 1
    for *rows, total in told:
        assert all(row.n is None or row.n >= at_least for row in (*rows, total))
        hidden = [row for row in rows if row.hidden]
        if total.n is None:
            assert len(hidden) == len(rows)
        elif hidden:
            assert len(hidden) >= 2
            assert total.n - sum(row.n or 0 for row in rows) >= at_least


def fits(group: Sequence[int], told: Sequence[GroupScores], true: Group, at_least: int) -> bool:
    """Whether a group could have so many rows and scores, as far as what is told of it goes."""
    rows, *scores = group
    if any(not 0 <= n <= rows for n in scores):
        return False
    if told[0].hidden is None:
        return tuple(group) == true
    # What is too small is so on one of the scales.
    return (min(scores) < at_least) == (told[0].hidden is Hidden.FEW)


STEPS = [step for step in product((-1, 0, 1), repeat=3) if any(step[1:])]


def unsure(groups: Sequence[Group], told: Sequence[Sequence[GroupScores]], at_least: int) -> Iterator[tuple[int, int]]:
    """Groups and scales on which the number could be another: some of its rows or scores could be another group's."""
    for (one, other), step in product(permutations(range(len(groups)), 2), STEPS):
        more = [n + d for n, d in zip(groups[one], step, strict=True)]
        less = [n - d for n, d in zip(groups[other], step, strict=True)]
        if fits(more, told[one], groups[one], at_least) and fits(less, told[other], groups[other], at_least):
            yield from ((one, place) for place in (1, 2) if step[place])


@given(GROUPS, st.integers(5, 7))
def test_small_numbers_do_not_follow(groups: list[Group], at_least: int) -> None:
    """Each could be another one, with all that is shown on both scales and the totals."""
    first, second = summarize(groups, at_least)
    if first[-1].hidden or second[-1].hidden:
        return
    told = list(zip(first[:-1], second[:-1], strict=True))
    could_differ = set(unsure(groups, told, at_least))
    for number, group in enumerate(groups):
        for place in (1, 2):
            if told[number][0].hidden and 0 < group[place] < at_least:
                assert (number, place) in could_differ


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
