"""Whole tables: the same scores as `score` gives row by row, bit for bit, on any engine, as one plan.

What computes is imported when the first table is scored: `import insight` stays light.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal, TypeVar

from insight.frames.values import AT_LEAST, GroupScores, GroupSummary, Hidden, ItemCounts, ScaleCounts, Summary
from insight.questionnaires import Questionnaire

__all__ = [
    "GroupScores",
    "GroupSummary",
    "Hidden",
    "ItemCounts",
    "ScaleCounts",
    "Summary",
    "group_summary",
    "score_frame",
    "summary",
]

Output = Literal["value", "status", "answered", "position", "low", "high", "band"]
FrameT = TypeVar("FrameT")


def score_frame(  # noqa: PLR0913  # all by name
    questionnaire: Questionnaire,
    frame: FrameT,
    *,
    outputs: Iterable[Output] = ("value", "status"),
    names: str | None = None,
    keep: Iterable[str] | None = None,
    items: Mapping[str, str] | None = None,
) -> FrameT:
    """*frame* with the scores of each row, computed by the engine that holds it.

    >>> import polars as pl
    >>> from insight.questionnaires import options
    >>> mine = Questionnaire.build(
    ...     "check-in", title="Check-in", responses=options("never", "at times", "often"),
    ...     items={"worry": "I worry.", "calm": "I feel calm."}, scales={"unease": "worry -calm"}, min_answered=1)
    >>> answers = pl.DataFrame({"who": ["a", "b", "c"], "worry": [2, None, 7], "calm": [1, 0, 0]})
    >>> score_frame(mine, answers, keep=["who"]).rows()
    [('a', 1.5, 'complete'), ('b', 2.0, 'prorated'), ('c', None, 'invalid')]

    What is lazy stays lazy: nothing is computed here, and there is one plan, without a Python function for a row.
    Each number is the float that `score` gives. Unanswered is null, NaN, `pandas.NA` and a missing option. A row with
    any answer that `score` would refuse is `invalid` in every scale, with null in every other output.

    Args:
        questionnaire: What was asked.
        frame: A row for each person: a polars frame, eager or lazy, a pandas or pyarrow table, a DuckDB relation, a
            PySpark frame or an Ibis table; whatever narwhals takes.
        outputs: What to add for each scale, in this order: `value`, `status` (`complete`, `prorated`, `too-few` or
            `invalid`), `answered` (how many items), `position` (of the value in the possible range, 0 to 1), `low` and
            `high` (whatever the missing answers are), `band` (its label).
        names: How the columns are called, such as `"{scale}_{output}"`; without it the value as its scale, and the
            others with a point between: `unease`, `unease.status`.
        keep: The columns of *frame* that come back, before the scores; all without it, none for `()`.
        items: By id of an item what its column is called; its id, if it is not named here.

    Raises:
        DefinitionError: If *questionnaire* is none, or an output, a name or a kept column is not known or clashes.
        AnswerError: If *frame* is no table, or has no column of numbers for an item; it lists all of them.
        ModuleNotFoundError: If the extra is not installed.
    """
    with _extra():
        from insight.frames.plan import score_table  # noqa: PLC0415  # see above

        scored: FrameT = score_table(
            questionnaire,
            frame,
            outputs=(outputs,) if isinstance(outputs, str) else tuple(outputs),
            names=names,
            keep=keep,
            items=dict(items or {}),
        )
        return scored


def summary(questionnaire: Questionnaire, frame: Any, *, items: Mapping[str, str] | None = None) -> Summary:
    """How many rows are complete, prorated, too few and invalid, by scale; unanswered and invalid by item; in one pass.

    >>> import pandas as pd
    >>> from insight.questionnaires import options
    >>> mine = Questionnaire.build(
    ...     "check-in", title="Check-in", responses=options("never", "at times", "often"),
    ...     items={"worry": "I worry.", "calm": "I feel calm."}, scales={"unease": "worry -calm"}, min_answered=1)
    >>> found = summary(mine, pd.DataFrame({"worry": [2, None, 7], "calm": [1, 0, 0]}))
    >>> found.rows, found.scales["unease"].complete, found.scales["unease"].invalid, found.items["worry"].invalid
    (3, 1, 1, 1)

    Of a lazy frame it is what its engine computes now; nothing but these counts leaves it.

    Raises:
        DefinitionError: If *questionnaire* is none.
        AnswerError: If *frame* is no table, or has no column of numbers for an item.
        ModuleNotFoundError: If the extra is not installed.
    """
    with _extra():
        from insight.frames.plan import count_table  # noqa: PLC0415  # see above

        return count_table(questionnaire, frame, items=dict(items or {}))


def group_summary(  # noqa: PLR0913  # all by name
    questionnaire: Questionnaire,
    scored: Any,
    *,
    by: str | Iterable[str],
    scales: str | Iterable[str] | None = None,
    at_least: int = AT_LEAST,
    names: str | None = None,
) -> GroupSummary:
    """The scores of each group: how many, mean, spread and bands, without numbers of small groups, in one pass.

    >>> import polars as pl
    >>> from insight.questionnaires import options
    >>> mine = Questionnaire.build(
    ...     "check-in", title="Check-in", responses=options("never", "at times", "often"),
    ...     items={"worry": "I worry.", "calm": "I feel calm."}, scales={"unease": "worry -calm"})
    >>> people = pl.DataFrame({"team": [*"aaaaabbbbbbbcc"], "worry": [2, 1] * 7, "calm": [1, 0] * 7})
    >>> found = group_summary(mine, score_frame(mine, people, keep=["team"]), by="team", at_least=5)
    >>> [(row.group, row.n, row.mean, row.hidden and str(row.hidden)) for row in found.rows]
    [(('a',), None, None, 'beside'), (('b',), 7, 1.5, None), (('c',), None, None, 'few')]

    A group with fewer scored rows than *at_least* is there, without a number. Where its numbers could be had by taking
    the others from the total, the next smallest is hidden beside it, or more of them: the same on all scales. A scale
    that shares items with one before it is shown only where the same people have scores on both. This is no proof
    against everything: two tables that differ by a person, several groupings, and groups in which all are alike still
    tell; see "Report on groups" in the guides.

    Means and deviations are what the engine adds up: another engine may differ in the last digits.

    Args:
        questionnaire: What was asked: which columns are scores, and which bands there are, follows from it alone.
        scored: A table that `score_frame` made, with columns of the caller's own, lazy or not.
        by: The column that tells groups apart, or several; what is empty is a group too. Its values are in the result.
        scales: By their ids the scales to tell of; all without it.
        at_least: How many scored rows a group has whose numbers are shown, 5 or more.
        names: How the columns are called, if `score_frame` was given that.

    Raises:
        DefinitionError: If *questionnaire* is none, *at_least* is below 5, or a scale or a column to group by is not
            there.
        AnswerError: If *scored* is no table, lacks the scores of a scale, or has more than 10,000 groups.
        ModuleNotFoundError: If the extra is not installed.
    """
    with _extra():
        from insight.frames.grouping import summarize  # noqa: PLC0415  # see above

        return summarize(
            questionnaire,
            scored,
            by=(by,) if isinstance(by, str) else tuple(by),
            scales=(scales,) if isinstance(scales, str) else None if scales is None else tuple(scales),
            at_least=at_least,
            names=names,
        )


@contextmanager
def _extra() -> Iterator[None]:
    """Say which extra is missing, where one is."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name != "narwhals":
            raise
        raise ModuleNotFoundError("whole tables need the extra: pip install 'insight-inventory[frames]'") from None
