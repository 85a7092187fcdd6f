"""Columns of floats by item id, each item once, all of the same length."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from insight.errors import AnswerError, Problem, Suggester, quote, refuse
from insight.item_analysis.coding import Floats
from insight.questionnaires import Questionnaire

SUBJECT = "this table of answers"


def read_columns(questionnaire: Questionnaire, columns: Mapping[str, Sequence[float]]) -> tuple[int, list[Floats]]:
    """How many rows there are, and the column of each item."""
    refuse(SUBJECT, missing_columns(questionnaire, columns), error=AnswerError)
    floats = [np.asarray(columns[item.id], dtype=np.float64) for item in questionnaire.items]
    if len({column.shape for column in floats}) > 1:
        problem = Problem("", "the columns are not equally long", remedy="give each of them a value for every row")
        raise AnswerError(SUBJECT, [problem])
    return len(floats[0]), floats


def missing_columns(questionnaire: Questionnaire, columns: Iterable[object]) -> Iterator[Problem]:
    """Items without a column."""
    known = [name for name in columns if isinstance(name, str)]
    held, suggest = set(known), Suggester()
    for item in questionnaire.items:
        if item.id not in held:
            remedy = suggest(item.id, known) or "add it; empty cells are unanswered"
            yield Problem("", f"there is no column for item {quote(item.id)}", remedy=remedy)
