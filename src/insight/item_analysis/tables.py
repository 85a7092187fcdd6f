"""A table of any library as columns of floats, one at a time; what is none is refused, and no value is in a message."""

from collections.abc import Iterator
from typing import Any

import narwhals as nw
import numpy as np

from insight.errors import AnswerError, Problem, name_type, refuse
from insight.item_analysis.coding import Floats
from insight.item_analysis.columns import from_values, strange_types
from insight.questionnaires import Questionnaire
from insight.scoring.tables import SUBJECT, column_problems, doubled, kind_in_words, missing_columns

Table = nw.DataFrame[Any]
# Numpy has no such numbers.
WIDE = (nw.Int128, nw.UInt128)


def read_table(questionnaire: Questionnaire, frame: Any) -> tuple[int, Iterator[Floats]]:
    """How many rows a table has, and the column of each item, read when it is asked for."""
    table = open_table(frame)
    refuse(SUBJECT, missing_columns(questionnaire, table.columns), error=AnswerError)
    told = ((item.id, what_else(table.get_column(item.id))) for item in questionnaire.items)
    refuse(SUBJECT, column_problems(told), error=AnswerError)
    return len(table), (to_floats(table.get_column(item.id)) for item in questionnaire.items)


def open_table(frame: Any) -> Table:
    """*frame* as narwhals has it.

    Raises:
        AnswerError: If it is no table, is lazy, or has two columns of one name.
    """
    try:
        table = nw.from_native(frame, pass_through=True)
    except nw.exceptions.DuplicateError:
        raise AnswerError(SUBJECT, doubled(frame)) from None
    if isinstance(table, nw.LazyFrame):
        problem = Problem(
            "", "it is lazy: nothing has been computed yet", remedy="collect it first, such as with frame.collect()"
        )
        raise AnswerError(SUBJECT, [problem])
    if not isinstance(table, nw.DataFrame):
        remedy = "pass one of pandas, polars or pyarrow, with a column for each item"
        raise AnswerError(SUBJECT, [Problem("", f"a data frame is expected, not {name_type(frame)}", remedy=remedy)])
    return table


def what_else(column: "nw.Series[Any]") -> str:
    """What a column holds that is no number; nothing where it holds numbers, or nothing at all."""
    kind = column.dtype
    if kind == nw.Object:
        # As pandas keeps numbers beside None.
        return strange_types(column.to_list())
    if kind.is_numeric() or column.null_count() == len(column):
        return ""
    return kind_in_words(kind)


def to_floats(column: "nw.Series[Any]") -> Floats:
    """A column as floats, NaN for no answer; one that holds floats already is not copied."""
    kind = column.dtype
    if kind == nw.Object or kind.is_decimal() or kind in WIDE:
        return from_values(column.to_list())
    if kind.is_numeric():
        return np.asarray(column.to_numpy(), dtype=np.float64)
    return np.full(len(column), np.nan)
