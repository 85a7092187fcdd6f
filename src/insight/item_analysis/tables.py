"""A table of any library as columns of floats, one at a time; what is none is refused, and no value is in a message."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import narwhals as nw
import numpy as np

from insight.errors import AnswerError, Problem, name_type, quote, refuse
from insight.item_analysis.coding import Floats
from insight.item_analysis.columns import SUBJECT, missing_columns
from insight.questionnaires import Questionnaire, is_real

Table = nw.DataFrame[Any]
NUMBERS = "give the values of the options as numbers"
KINDS: dict[Any, str] = {
    nw.Boolean: "true and false",
    nw.String: "text",
    nw.Categorical: "categories",
    nw.Enum: "categories",
    nw.Date: "dates",
    nw.Datetime: "dates and times",
    nw.Time: "times of day",
    nw.Duration: "lengths of time",
}


def read_table(questionnaire: Questionnaire, frame: Any) -> tuple[int, Iterator[Floats]]:
    """How many rows a table has, and the column of each item, read when it is asked for."""
    table = open_table(frame)
    refuse(SUBJECT, missing_columns(questionnaire, table.columns), error=AnswerError)
    refuse(SUBJECT, column_problems(questionnaire, table), error=AnswerError)
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


def doubled(frame: Any) -> Iterator[Problem]:
    """The names that several columns have."""
    for name, count in Counter(map(str, getattr(frame, "column_names", None) or frame.columns)).items():
        if count > 1:
            yield Problem("", f"{count} columns are called {quote(name)}", remedy="give each its own name")


def column_problems(questionnaire: Questionnaire, table: Table) -> Iterator[Problem]:
    """Columns of items that do not hold numbers."""
    for item in questionnaire.items:
        if told := what_else(table.get_column(item.id)):
            yield Problem("", f"the column {quote(item.id)} holds {told}", remedy=NUMBERS)


def what_else(column: "nw.Series[Any]") -> str:
    """What a column holds that is no number; nothing where it holds numbers, or nothing at all."""
    kind = column.dtype
    if kind.is_numeric() or column.null_count() == len(column):
        return ""
    if kind == nw.Object:
        # As pandas keeps numbers beside None.
        strange = {name_type(value) for value in column.to_list() if not is_number(value)}
        return " and ".join(sorted(strange))
    return next((words for cls, words in KINDS.items() if kind == cls), "something else than numbers")


def is_number(value: object) -> bool:
    """Whether *value* is a number or nothing."""
    return is_nothing(value) or isinstance(value, Decimal) or is_real(value)


def is_nothing(value: object) -> bool:
    """Whether *value* stands for no answer: pandas.NA equals nothing, not even itself."""
    return value is None or type(value).__name__ in {"NAType", "NaTType"}


def to_floats(column: "nw.Series[Any]") -> Floats:
    """A column as floats, NaN for no answer; one that holds floats already is not copied."""
    if column.null_count() == len(column):
        return np.full(len(column), np.nan)
    if column.dtype.is_numeric() and not column.dtype.is_decimal():
        return np.asarray(column.to_numpy(), dtype=np.float64)
    values = (np.nan if is_nothing(value) else float(value) for value in column.to_list())
    return np.fromiter(values, dtype=np.float64, count=len(column))
