"""Scores by group: numbers by hand, none of small groups, none from which theirs follow; the same on each engine."""

import statistics
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pandas as pd
import polars as pl
import pytest

from insight import AnswerError, Band, DefinitionError, Questionnaire, Scale, options
from insight.care import NOTICE
from insight.describing import describe
from insight.frames import GroupSummary, Hidden, group_summary, score_frame, summary
from insight.frames.grouping import MOST_GROUPS
from samples import keys


@pytest.fixture
def form() -> Questionnaire:
    """Two items from 0 to 4: in a mean with bands that needs one of them, and in a sum that needs both."""
    bands = (Band(start="0", label="lower"), Band(start="2", label="higher"))
    scales = [
        Scale(id="unease", items=keys("worry -calm"), method="mean", min_answered=1, bands=bands),  # type: ignore[arg-type]
        Scale(id="both", items=keys("worry calm"), method="sum"),  # type: ignore[arg-type]
    ]
    responses = options("never", "rarely", "sometimes", "often", "always")
    items = {"worry": "I worry.", "calm": "I feel calm."}
    return Questionnaire.build("form", title="Form", responses=responses, items=items, scales=scales)


@pytest.fixture
def apart() -> Questionnaire:
    """Two scales that share no item."""
    return Questionnaire.build(
        "apart",
        title="Apart",
        responses=options("never", "rarely", "sometimes", "often", "always"),
        items={"worry": "I worry.", "calm": "I feel calm."},
        scales={"unease": "worry", "both": "calm"},
        method="mean",
    )


def people(sizes: Mapping[Any, int]) -> dict[str, list[Any]]:
    """Answers of teams of some sizes: all kinds of them, none missing."""
    teams = [team for team, size in sizes.items() for _ in range(size)]
    return {
        "team": teams,
        "worry": [(3 * row + row // 5) % 5 for row in range(len(teams))],
        "calm": [(2 * row + row // 3) % 5 for row in range(len(teams))],
    }


def grouped(form: Questionnaire, answers: Mapping[str, list[Any]]) -> GroupSummary:
    """What is told of the teams of some answers, with bands."""
    scored = score_frame(form, pl.DataFrame(answers), outputs=["value", "band"])
    return group_summary(form, scored, by="team", at_least=5)


def told(found: GroupSummary, scale: str = "unease") -> dict[Any, int | str | None]:
    """By group, how many scores it has on a scale, or why that is not said."""
    rows = [row for row in (*found.rows, *found.totals) if row.scale == scale]
    return {row.group[0] if row.group else "all": str(row.hidden) if row.hidden else row.n for row in rows}


# Numbers


def test_numbers_are_those_of_the_scores(form: Questionnaire) -> None:
    """Mean, deviation and shares are what one gets from the scores of the group alone."""
    answers = people({"north": 12, "south": 7})
    found = grouped(form, answers)

    values = score_frame(form, pl.DataFrame(answers))["unease"].to_list()
    for row, held in zip(found.rows[::2], (values[:12], values[12:]), strict=True):
        assert (row.scale, row.n, row.scored, row.hidden) == ("unease", len(held), 1, None)
        assert row.mean == pytest.approx(statistics.mean(held))
        assert row.sd == pytest.approx(statistics.stdev(held))
        higher = sum(value >= 2 for value in held) / len(held)
        assert dict(row.bands or {}) == pytest.approx({"lower": 1 - higher, "higher": higher})


def test_totals_are_of_all_groups(form: Questionnaire) -> None:
    """They are put together from the groups, and are what the whole table gives."""
    answers = people({"north": 12, "south": 7})
    total, both = grouped(form, answers).totals

    values = score_frame(form, pl.DataFrame(answers))["unease"].to_list()
    assert (total.group, total.scale, total.n, both.scale) == ((), "unease", 19, "both")
    assert total.mean == pytest.approx(statistics.mean(values))
    assert total.sd == pytest.approx(statistics.stdev(values))
    assert total.bands is not None
    assert total.bands["higher"] == pytest.approx(sum(value >= 2 for value in values) / 19)


def test_rows_without_a_score_count_as_rows_alone(form: Questionnaire) -> None:
    """A missing and an invalid answer leave a row without a score; the share says how many have one."""
    worry, calm = [1, 2, 3, None, None, 7, 4, 2, 1, 0], [1, 2, 0, None, 3, 1, 0, None, 1, None]
    scored = score_frame(form, pl.DataFrame({"team": ["a"] * 10, "worry": worry, "calm": calm}))
    for scale, n in (("unease", 8), ("both", 5)):
        (row,) = group_summary(form, scored, by="team", scales=scale, at_least=5).rows
        assert (row.n, row.scored) == (n, n / 10)


def test_nan_is_no_score(form: Questionnaire) -> None:
    """A table that went through a file may have NaN where there was nothing."""
    scored = pl.DataFrame({"team": ["a"] * 6, "unease": [1.0] * 5 + [float("nan")], "both": [None] * 6})
    unease, both = group_summary(form, scored, by="team", at_least=5).rows

    assert (unease.n, unease.mean, unease.sd, unease.bands) == (5, 1.0, 0.0, None)
    assert both.hidden is Hidden.FEW


def test_groups_come_in_the_order_of_their_values(form: Questionnaire) -> None:
    """What is empty, or NaN, is a group too, and the last."""
    found = grouped(form, people({None: 6, 2.0: 5, 10.0: 5, float("nan"): 5, 1.0: 7}))

    assert list(told(found).items()) == [(1.0, 7), (2.0, 5), (10.0, 5), (None, 11), ("all", 28)]


@pytest.mark.parametrize("make", [pl.DataFrame, pd.DataFrame], ids=["polars", "pandas"])
def test_a_text_with_nothing_in_it_is_nothing(form: Questionnaire, make: Callable[..., Any]) -> None:
    """As the command has it, which reads both as the same from a table of text."""
    scored = score_frame(form, make(people({"": 5, None: 6, " ": 4, "north": 7})))
    found = group_summary(form, scored, by="team", at_least=5)

    assert told(found) == {"north": 7, None: 15, "all": 22}


def test_several_columns_make_groups(form: Questionnaire) -> None:
    """A group is a value of each column, in the order in which they are named."""
    answers = pl.DataFrame(people({"a": 12, "b": 12})).with_columns(site=pl.Series(["x", "y"] * 12))
    scored = score_frame(form, answers)
    found = group_summary(form, scored, by=["site", "team"], at_least=6)

    assert found.by == ("site", "team")
    assert [row.group for row in found.rows[::2]] == [("x", "a"), ("x", "b"), ("y", "a"), ("y", "b")]
    assert {row.n for row in found.rows} == {6}


def test_names_are_those_of_the_scores(form: Questionnaire) -> None:
    """Whoever named the columns of scores names them again."""
    scored = score_frame(form, pl.DataFrame(people({"a": 6})), names="{output} of {scale}", outputs=["value", "band"])
    found = group_summary(form, scored, by="team", at_least=5, names="{output} of {scale}")

    assert found.rows[0].n == 6
    assert found.rows[0].bands is not None


def test_nobody_and_no_number_is_in_a_repr(form: Questionnaire) -> None:
    """What is shown by accident says what was asked, and the notice says what it is not."""
    found = grouped(form, people({"north": 12}))

    assert repr(found) == "<GroupSummary of 'form' by team>"
    assert repr(found.rows[0]) == "<GroupScores on 'unease'>"
    assert found.notice.startswith(f"{NOTICE} This is about groups, never for decisions about a person.")


def test_a_summary_can_be_described(form: Questionnaire) -> None:
    """A table for each scale, of which one has bands; names in one line; nothing on hidden groups if there is none."""
    found = describe(grouped(form, people({"a\x1b[2J": 12, "": 8})))

    text = found.text()
    assert text.startswith("Form 0.0.0: scores by team\n")
    assert "\nteam        Scores  Of rows  Mean  SD    lower  higher\n" in text
    assert "\nteam        Scores  Of rows  Mean  SD\n" in text
    assert "\n(empty)     8       100%" in text
    assert "\na\\x1b[2J    12      100%" in text
    assert "fewer than" not in text
    assert found.csv().splitlines()[0] == "team,scale,of,hidden,n,scored,mean,sd,in lower,in higher"


# Small groups


def test_a_small_group_has_no_numbers(form: Questionnaire) -> None:
    """It is there, and says why nothing else is; nor does the group say so beside which it is hidden."""
    found = grouped(form, people({"a": 20, "b": 9, "c": 3}))

    assert told(found) == {"a": 20, "b": "beside", "c": "few", "all": 32}
    for row in found.rows:
        if row.hidden:
            assert (row.n, row.scored, row.mean, row.sd, row.bands) == (None,) * 5


# By the sizes of groups, of which 5 are enough: what is told of each, and of all.
SIZES: dict[str, tuple[list[int], list[int | str]]] = {
    "none is small": ([5, 6, 9], [5, 6, 9, 20]),
    "two small ones hide each other": ([9, 4, 3], [9, "few", "few", 16]),
    "two that are few together": ([9, 7, 2, 2], [9, "beside", "few", "few", 20]),
    "two that are as many as can be": ([9, 7, 4, 4], [9, "beside", "few", "few", 24]),
    "one is alone": ([9, 7, 4], [9, "beside", "few", 20]),
    "the smallest of the rest is too small": ([9, 8, 5, 1], [9, "beside", "beside", "few", 23]),
    "equal ones": ([5, 5, 5, 1], ["beside", "beside", "beside", "few", "beside"]),
    "the first of equal ones": ([9, 7, 7, 2], [9, "beside", 7, "few", 25]),
    "only small ones": ([3, 4], ["few", "few", 7]),
    "all follow": ([4, 4], ["few", "few", "beside"]),
    "a single small one": ([4], ["few", "few"]),
    "fewer than enough in all": ([2, 2], ["few", "few", "few"]),
}


@pytest.mark.parametrize(("sizes", "expected"), SIZES.values(), ids=SIZES)
def test_what_follows_is_hidden_too(form: Questionnaire, sizes: list[int], expected: list[int | str]) -> None:
    """No number of a small group is what remains when the others are taken from the total."""
    found = grouped(form, people({str(number): size for number, size in enumerate(sizes)}))

    assert list(told(found).values()) == expected


def without_calm(rows: int, sizes: Mapping[Any, int]) -> dict[str, list[Any]]:
    """Answers of teams, the last rows without one to the second item."""
    answers = people(sizes)
    answers["calm"][-rows:] = [None] * rows
    return answers


def test_all_scales_hide_the_same_groups(apart: Questionnaire) -> None:
    """What is shown on one scale tells of the rows of a group, and so of its scores on another."""
    found = grouped(apart, without_calm(7, {"a": 20, "b": 12, "c": 9}))

    assert told(found) == {"a": 20, "b": "beside", "c": "few", "all": 41}
    assert told(found, "both") == {"a": 20, "b": "beside", "c": "few", "all": 34}


def test_counts_do_not_follow_from_two_scales(apart: Questionnaire) -> None:
    """Hidden on one scale each, two groups would have rows that are known, and with them their small numbers."""
    answers = people({"a": 5, "b": 7, "c": 9})
    answers["worry"][0], answers["calm"][8:12] = None, [None] * 4
    found = grouped(apart, answers)

    assert told(found) == {"a": "few", "b": "few", "c": 9, "all": 20}
    assert told(found, "both") == {"a": "few", "b": "few", "c": 9, "all": 17}


def test_groups_of_several_kinds_are_in_order(form: Questionnaire) -> None:
    """A column of pandas may hold numbers and texts; numbers come first."""
    scored = pd.DataFrame({"team": ["b", 2, "a", 1] * 5, "unease": [1.0] * 20, "both": [2.0] * 20})
    found = group_summary(form, scored, by="team", at_least=5)

    assert [row.group[0] for row in found.rows[::2]] == [1, 2, "a", "b"]


# Scales that share items


@pytest.fixture
def parts() -> Questionnaire:
    """Two parts, their sum, and a scale of its own."""
    names = ["one", "two", "three", "four"]
    return Questionnaire.build(
        "parts",
        title="Parts",
        responses=options("never", "rarely", "sometimes", "often", "always"),
        items={name: f"Item {name}." for name in names},
        scales={"first": "one", "second": "two", "whole": "one two", "other": "three four"},
        method="sum",
    )


def in_parts(missing: Mapping[str, int]) -> dict[str, list[Any]]:
    """Answers of two teams of 15; the last so and so many have none to an item."""
    answers: dict[str, list[Any]] = {"team": ["a"] * 15 + ["b"] * 15}
    for place, name in enumerate(("one", "two", "three", "four"), start=1):
        answers[name] = [(place * row) % 5 for row in range(30)]
        answers[name][30 - missing.get(name, 0) :] = [None] * missing.get(name, 0)
    return answers


def on_scales(found: GroupSummary, group: str) -> dict[str, int | str | None]:
    """By scale what is told of a group."""
    return {scale: told(found, scale)[group] for scale in dict.fromkeys(row.scale for row in found.rows)}


def test_a_sum_is_shown_beside_its_parts_if_all_have_both(parts: Questionnaire) -> None:
    """Then the parts tell as much of anybody as the sum does; who leaves out another scale changes nothing."""
    found = grouped(parts, in_parts({"three": 4}))

    assert on_scales(found, "a") == {"first": 15, "second": 15, "whole": 15, "other": 15}
    assert on_scales(found, "b") == {"first": 15, "second": 15, "whole": 15, "other": 11}


def test_a_score_does_not_follow_from_parts_and_sum(parts: Questionnaire) -> None:
    """Somebody left out an item: the sum of all three would tell their score on the other part."""
    answers = in_parts({"two": 1})
    scored = score_frame(parts, pl.DataFrame(answers))
    one, two, both = (sum(scored[scale].drop_nulls().to_list()) for scale in ("first", "second", "whole"))
    assert one - (both - two) == answers["one"][-1]

    found = grouped(parts, answers)
    for group in ("a", "b", "all"):
        assert on_scales(found, group)["whole"] == "sharing"
    assert on_scales(found, "b") == {"first": 15, "second": 14, "whole": "sharing", "other": 15}
    assert "shares items with a scale above" in " ".join(describe(found).text().split())


def test_a_scale_with_too_few_scores_in_all_keeps_none_from_being_shown(parts: Questionnaire) -> None:
    """Nothing of it is shown, so nothing follows from it."""
    found = grouped(parts, in_parts({"one": 27}))

    assert on_scales(found, "b") == {"first": "few", "second": 15, "whole": "few", "other": 15}
    assert on_scales(found, "all") == {"first": "few", "second": 30, "whole": "few", "other": 30}


def test_scales_can_be_chosen(parts: Questionnaire) -> None:
    """Without its parts the sum is shown; nothing but what is named is told, in the order of the questionnaire."""
    scored = score_frame(parts, pl.DataFrame(in_parts({"two": 1})))
    found = group_summary(parts, scored, by="team", scales=["other", "whole"])

    assert on_scales(found, "b") == {"whole": 14, "other": 15}
    assert [total.scale for total in found.totals] == ["whole", "other"]
    assert "first" not in describe(found).text()
    assert group_summary(parts, scored.select("team", "whole"), by="team", scales="whole").totals[0].n == 29


def test_scales_that_are_not_there_are_named(parts: Questionnaire) -> None:
    """As is that none is."""
    scored = score_frame(parts, pl.DataFrame(in_parts({})))

    assert refused(DefinitionError, lambda: group_summary(parts, scored, by="team", scales=["whole", "hole"])) == (
        "group_summary: scales: there is no scale 'hole'; did you mean 'whole'?"
    )
    assert refused(DefinitionError, lambda: group_summary(parts, scored, by="team", scales=[])) == (
        "group_summary: scales: no scale is named; leave it out for all of them"
    )


def test_ten_are_enough_by_default(form: Questionnaire) -> None:
    """Who says nothing gets no numbers of nine."""
    scored = score_frame(form, pl.DataFrame(people({"a": 10, "b": 9, "c": 9})))
    found = group_summary(form, scored, by="team")

    assert found.at_least == 10
    assert [row.hidden for row in found.rows[::2]] == [Hidden.BESIDE, Hidden.FEW, Hidden.FEW]


def test_no_rows_are_no_groups(form: Questionnaire) -> None:
    """Of an empty table there is nothing to tell, and no total."""
    empty = pl.DataFrame(schema={"team": pl.String, "unease": pl.Float64, "both": pl.Float64})
    found = group_summary(form, empty, by="team")

    assert found.rows == ()
    assert [total.hidden for total in found.totals] == [Hidden.FEW, Hidden.FEW]


# Engines


def duck(answers: Mapping[str, list[Any]]) -> Any:
    """A relation of DuckDB."""
    duckdb = pytest.importorskip("duckdb")
    frame = pd.DataFrame(answers)
    return duckdb.connect().from_df(frame)


ENGINES: dict[str, Callable[[Mapping[str, list[Any]]], Any]] = {
    "polars": pl.DataFrame,
    "polars, lazy": pl.LazyFrame,
    "pandas": pd.DataFrame,
    "pyarrow": lambda answers: pytest.importorskip("pyarrow").table(dict(answers)),
    "duckdb": duck,
}


@pytest.mark.parametrize("make", ENGINES.values(), ids=ENGINES)
def test_each_engine_tells_the_same(form: Questionnaire, make: Callable[..., Any]) -> None:
    """The same is hidden, the counts are the same, and means are so but for the last digits."""
    answers = people({"a": 20, "b": 9, None: 7, "c": 3})
    answers["worry"][5] = None
    expected = grouped(form, answers)
    scored = score_frame(form, make(answers), outputs=["value", "band"])
    found = group_summary(form, scored, by="team", at_least=5)

    assert len(found.rows) == 8
    for one, other in zip((*found.rows, *found.totals), (*expected.rows, *expected.totals), strict=True):
        assert (one.group, one.scale, one.hidden, one.n) == (other.group, other.scale, other.hidden, other.n)
        for number in ("scored", "mean", "sd"):
            pair = getattr(one, number), getattr(other, number)
            assert pair == (None, None) or pair[0] == pytest.approx(pair[1], rel=1e-14)
        assert dict(one.bands or {}) == pytest.approx(dict(other.bands or {}), rel=1e-14)


# What is refused


def refused(error: type[Exception], make: Callable[[], object]) -> str:
    """What is said when something is refused."""
    with pytest.raises(error) as caught:
        make()
    return str(caught.value)


def test_fewer_than_five_are_never_enough(form: Questionnaire) -> None:
    """Nor is what is no number; all that is wrong with the options comes at once."""
    scored = score_frame(form, pl.DataFrame(people({"a": 10})))
    least = "at_least: it is a whole number, 5 or more; of fewer people, a mean tells too much about each"

    wrong: list[Any] = [4, 0, -1, True, 10.0, None]
    for each in wrong:
        said = refused(DefinitionError, partial(group_summary, form, scored, by="team", at_least=each))
        assert said == f"group_summary: {least}"
    assert refused(
        DefinitionError, lambda: group_summary(form, scored, by=["taem", "unease", "team", "team"], at_least=3)
    ) == (
        "group_summary has 4 problems:\n"
        f"  - {least}\n"
        "  - by: there is no column 'taem'; did you mean 'team'?\n"
        "  - by: the column 'unease' holds scores; name one that tells groups apart\n"
        "  - by: the column 'team' is named twice; name it once"
    )


def test_it_is_called_by_its_name() -> None:
    """Where there is no questionnaire, each function says that it was called."""
    wrong: Any = "life-areas"
    calls = {"summary": lambda: summary(wrong, {}), "group_summary": lambda: group_summary(wrong, {}, by="team")}
    for name, call in calls.items():
        said = refused(DefinitionError, call)
        assert said == f"{name}: questionnaire: a Questionnaire is expected, not text; load one"


def test_items_that_are_not_there_are_named(form: Questionnaire) -> None:
    """By `summary` too."""
    assert refused(DefinitionError, lambda: summary(form, pl.DataFrame(people({"a": 5})), items={"wory": "Q1"})) == (
        "summary: items: there is no item 'wory'; did you mean 'worry'?"
    )


def test_groups_need_a_column_and_names_that_fit(form: Questionnaire) -> None:
    """What cannot be meant is said before any work."""
    scored = score_frame(form, pl.DataFrame(people({"a": 10}))).with_columns(pl.concat_list("team").alias("teams"))

    assert refused(DefinitionError, lambda: group_summary(form, scored, by=[])) == (
        "group_summary: by: no column is named; name the column that tells groups apart"
    )
    assert refused(DefinitionError, lambda: group_summary(form, scored, by="teams")) == (
        "group_summary: by: the column 'teams' holds lists; name one with a value in each row"
    )
    assert refused(DefinitionError, lambda: group_summary(form, scored, by="team", names="{skale}")) == (
        "group_summary: names: it holds something else than {scale} and {output}; write '{scale}_{output}'"
    )


def test_a_table_without_scores_is_refused(form: Questionnaire) -> None:
    """Every scale has a column of numbers, and a band beside each score if there are bands."""
    answers = pl.DataFrame(people({"a": 10}))

    assert refused(AnswerError, lambda: group_summary(form, answers.with_columns(both=pl.lit("x")), by="team")) == (
        "this table of scores has 2 problems:\n"
        "  - there is no column 'unease' for the scale 'unease'; "
        "score the table with score_frame; give names= as there\n"
        "  - the column 'both' holds no numbers; give it as score_frame made it"
    )
    scored = score_frame(form, answers, outputs=["value", "band"])
    other = scored.with_columns(pl.col("unease.band").replace("lower", "low"))
    assert refused(AnswerError, lambda: group_summary(form, other, by="team")) == (
        "this table of scores: the column 'unease.band' does not hold a band of 'unease' beside each score; "
        "score the table with this version of the questionnaire"
    )
    assert refused(AnswerError, lambda: group_summary(form, 3, by="team")).startswith("this table of answers: a table")


@pytest.mark.parametrize("make", [pl.DataFrame, pd.DataFrame], ids=["polars", "pandas"])
def test_infinite_numbers_are_no_scores(form: Questionnaire, make: Callable[..., Any]) -> None:
    """No mean comes of them."""
    scored = make({"team": ["a"] * 6, "unease": [1.0] * 5 + [float("inf")], "both": [1.0] * 6})

    assert refused(AnswerError, lambda: group_summary(form, scored, by="team", at_least=5)) == (
        "this table of scores: the column 'unease' holds an infinite number; give it as score_frame made it"
    )


def test_a_pattern_names_no_column(form: Questionnaire) -> None:
    """Polars would group by whatever it fits."""
    scored = pl.DataFrame({"^t.*$": ["a"] * 6, "team": ["b"] * 6, "unease": [1.0] * 6, "both": [1.0] * 6})

    assert refused(AnswerError, lambda: group_summary(form, scored, by="^t.*$")) == (
        "this table of scores: a column is called '^t.*$', which polars reads as a pattern; rename it"
    )


def test_people_are_no_groups(form: Questionnaire) -> None:
    """A column with a value for each person is refused, before all of them leave the engine."""
    many = pl.DataFrame({"who": range(MOST_GROUPS + 1)}).with_columns(unease=pl.lit(1.0), both=pl.lit(1.0))

    assert refused(AnswerError, lambda: group_summary(form, many, by="who")) == (
        "this table of scores: there are more than 10,000 groups; name a column that tells groups apart, and no people"
    )
    assert len(group_summary(form, many.head(MOST_GROUPS), by="who").rows) == 2 * MOST_GROUPS
