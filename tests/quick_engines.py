"""The engines that every environment of the tests has: polars and pandas."""

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd
import polars as pl

from tables import DECIMAL, DIGITS, FLOATS, WHOLE, Columns, Engine

POLARS: dict[str, Any] = {
    "float64": pl.Float64,
    "float32": pl.Float32,
    **{kind: getattr(pl, kind.replace("int", "Int").replace("uI", "UI")) for kind in WHOLE},
    DECIMAL: pl.Decimal(38, DIGITS),
}


def make_polars(columns: Columns, kinds: Mapping[str, str]) -> pl.DataFrame:
    """A polars frame."""
    return pl.DataFrame([pl.Series(name, column, POLARS[kinds[name]]) for name, column in columns.items()])


def read_lazy(frame: pl.LazyFrame) -> list[tuple[Any, ...]]:
    """The rows of a frame that has stayed lazy."""
    assert isinstance(frame, pl.LazyFrame)
    return frame.collect().rows()


def make_numpy(columns: Columns, kinds: Mapping[str, str]) -> pd.DataFrame:
    """A pandas frame over numpy's arrays, where a gap is NaN and whole numbers have none."""
    return pd.DataFrame(
        {
            name: pd.Series([math.nan if value is None else value for value in column], dtype=kinds[name])
            for name, column in columns.items()
        }
    )


def make_nullable(columns: Columns, kinds: Mapping[str, str]) -> pd.DataFrame:
    """A pandas frame of the nullable types, with pandas.NA."""
    return pd.DataFrame(
        {
            name: pd.array(
                [pd.NA if value is None else value for value in column],
                dtype=kinds[name].replace("int", "Int").replace("uI", "UI").replace("float", "Float"),
            )
            for name, column in columns.items()
        }
    )


def read_pandas(frame: pd.DataFrame) -> Iterable[Sequence[Any]]:
    """The rows of a pandas frame."""
    return zip(*(list(frame.iloc[:, n]) for n in range(frame.shape[1])), strict=True)


QUICK = (
    Engine("polars", make_polars, pl.DataFrame.rows),
    Engine("polars-lazy", lambda columns, kinds: make_polars(columns, kinds).lazy(), read_lazy),
    Engine("pandas-numpy", make_numpy, read_pandas, (*FLOATS, *WHOLE), FLOATS),
    Engine("pandas-nullable", make_nullable, read_pandas, (*FLOATS, *WHOLE)),
)
