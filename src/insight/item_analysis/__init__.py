"""A definition held against the answers of many people: how its items hang together, and keys that may be wrong.

What computes is imported when the first table is analyzed: `import insight` stays light, and needs no numpy.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from insight.item_analysis.values import FEWEST, FOR_GROUPS, Analysis, ItemAnalysis, ScaleAnalysis
from insight.questionnaires import Questionnaire

__all__ = ["FEWEST", "FOR_GROUPS", "Analysis", "ItemAnalysis", "ScaleAnalysis", "analyze", "analyze_columns"]


def analyze(questionnaire: Questionnaire, frame: Any) -> Analysis:
    """What the answers of many people say about the items and keys of *questionnaire*.

    >>> import pandas as pd
    >>> from insight.questionnaires import options
    >>> mine = Questionnaire.build(
    ...     "check-in", title="Check-in", responses=options("never", "at times", "often"),
    ...     items={"worry": "I worry.", "calm": "I feel calm.", "tense": "I feel tense."},
    ...     scales={"unease": "worry -calm tense"})
    >>> answers = pd.DataFrame(
    ...     {"worry": [0, 1, 2, 1, 0, 2], "calm": [2, 1, 0, None, 1, 0], "tense": [0, 1, 1, 2, 0, 2]})
    >>> analysis = analyze(mine, answers)
    >>> analysis.rows, analysis["unease"].complete, round(analysis["unease"].alpha, 3)
    (6, 5, 0.934)

    It is for groups, never for decisions about a person: no number rests on fewer than `FEWEST` rows. The answers are
    not kept, and in no message.

    Args:
        questionnaire: What was asked.
        frame: A row for each person, a column for each item under the item's id: any table that narwhals takes as an
            eager one (pandas, polars, pyarrow, …). Other columns are passed by. What is empty, null or NaN, and what
            is a missing option, is unanswered; a value that is no option is not used, and counted in a finding. Floats
            of 32 bits hold no 0.1: where options have decimals, give 64 bits.

    Raises:
        DefinitionError: If *questionnaire* is none.
        AnswerError: If *frame* is no table, is lazy, or has no column of numbers for an item; it lists all of them.
        ModuleNotFoundError: If the extra is not installed.
    """
    with _extra():
        from insight.item_analysis.computing import analyze_frame  # noqa: PLC0415  # see above

        return analyze_frame(questionnaire, frame)


def analyze_columns(questionnaire: Questionnaire, columns: Mapping[str, Sequence[float]]) -> Analysis:
    """The same from a column of numbers for each item, by its id; NaN and None are unanswered. It needs numpy alone.

    Raises:
        DefinitionError: If *questionnaire* is none.
        AnswerError: If *columns* are no mapping, an item has no column, one holds something else than numbers, or they
            are not equally long.
        ModuleNotFoundError: If the extra is not installed.
    """
    with _extra():
        from insight.item_analysis.computing import analyze_columns as analyze_them  # noqa: PLC0415  # see above

        return analyze_them(questionnaire, columns)


@contextmanager
def _extra() -> Iterator[None]:
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in {"narwhals", "numpy"}:
            raise
        raise ModuleNotFoundError("analyze needs the extra: pip install 'insight-inventory[analysis]'") from None
