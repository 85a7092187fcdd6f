"""Columns of numbers by item id, each item once, all of the same length; what is none is refused, without a value."""

import math
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from insight.errors import AnswerError, Problem, name_type, refuse
from insight.item_analysis.coding import Floats
from insight.questionnaires import Questionnaire, is_real
from insight.scoring.tables import STRANGE, SUBJECT, column_problems, missing_columns

# By their letter in numpy: whole numbers and floats.
OF_NUMBERS, OF_OBJECTS = "iuf", "O"
IN_WORDS = {"b": "true and false", "U": "text"}


def read_columns(questionnaire: Questionnaire, columns: Mapping[str, Sequence[float]]) -> tuple[int, list[Floats]]:
    """How many rows there are, and the column of each item."""
    given: object = columns
    if not isinstance(given, Mapping):
        message = f"a mapping of item ids to columns is expected, not {name_type(given)}"
        raise AnswerError(SUBJECT, [Problem("", message, remedy="for a data frame there is analyze")])
    refuse(SUBJECT, missing_columns(questionnaire, columns), error=AnswerError)
    told = ((item.id, what_else(columns[item.id])) for item in questionnaire.items)
    refuse(SUBJECT, column_problems(told), error=AnswerError)
    floats = [to_floats(columns[item.id]) for item in questionnaire.items]
    if len({column.shape for column in floats}) > 1:
        problem = Problem("", "the columns are not equally long", remedy="give each of them a value for every row")
        raise AnswerError(SUBJECT, [problem])
    return len(floats[0]), floats


def what_else(column: object) -> str:
    """What a column holds that is no number; nothing where it holds numbers, or nothing at all."""
    if not isinstance(column, Sequence) and not hasattr(column, "__array__"):
        return f"{name_type(column)} alone" if is_number(column) else name_type(column)
    if isinstance(column, str | bytes | np.ma.MaskedArray):
        # As an array it would show what is masked.
        return name_type(column)
    array = as_array(column)
    if array.ndim != 1:
        return STRANGE
    if array.dtype.kind == OF_OBJECTS:
        return strange_types(array.tolist())
    return "" if array.dtype.kind in OF_NUMBERS else IN_WORDS.get(array.dtype.kind, STRANGE)


def as_array(column: Any) -> NDArray[Any]:
    """A column as an array; the values of a list stay what they are, so that true is no 1."""
    if hasattr(column, "__array__") or hasattr(column, "typecode"):
        return np.asarray(column)
    return np.fromiter(column, dtype=object, count=len(column))


def to_floats(column: Any) -> Floats:
    """A column as floats, NaN for no answer; one that holds floats already is not copied."""
    array = as_array(column)
    return from_values(array.tolist()) if array.dtype.kind == OF_OBJECTS else array.astype(np.float64, copy=False)


def from_values(values: Sequence[object]) -> Floats:
    """Numbers of any type as floats."""
    return np.fromiter(map(to_float, values), dtype=np.float64, count=len(values))


def to_float(value: Any) -> float:
    """A number as a float: NaN for no answer, infinity for what no float holds, which no option is."""
    if is_nothing(value) or (isinstance(value, Decimal) and value.is_nan()):
        return math.nan
    try:
        return float(value)
    except OverflowError:
        return math.inf


def strange_types(values: Iterable[object]) -> str:
    """What values there are that are no numbers, by their types."""
    return " and ".join(sorted({name_type(value) for value in values if not is_number(value)}))


def is_number(value: object) -> bool:
    """Whether *value* is a number or nothing."""
    return is_nothing(value) or isinstance(value, Decimal) or is_real(value)


def is_nothing(value: object) -> bool:
    """Whether *value* stands for no answer: pandas.NA equals nothing, not even itself."""
    return value is None or type(value).__name__ in {"NAType", "NaTType"}
