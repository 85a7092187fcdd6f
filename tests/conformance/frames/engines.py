"""The engines of the group `conformance`, and how rows get into each and scores out again.

Nothing here imports one of them before it is asked for: what is not installed is skipped.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import pytest

from quick_engines import QUICK, read_pandas
from tables import DECIMAL, DIGITS, FLOATS, SIGNED, Columns, Engine

INSTALL = "the group `conformance` is not installed: uv run --group conformance pytest -m conformance"


def package(name: str) -> Any:
    """A package of the group; the test is skipped where there is none."""
    return pytest.importorskip(name, reason=INSTALL)


def make_arrow(columns: Columns, kinds: Mapping[str, str]) -> Any:
    """A table of pyarrow."""
    pa = package("pyarrow")
    types = {kind: getattr(pa, kind)() for kind in kinds.values() if kind != DECIMAL}
    types[DECIMAL] = pa.decimal128(38, DIGITS)
    return pa.table({name: pa.array(column, types[kinds[name]]) for name, column in columns.items()})


def read_arrow(table: Any) -> Iterable[Sequence[Any]]:
    """The rows of a table of pyarrow."""
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def make_pandas_arrow(columns: Columns, kinds: Mapping[str, str]) -> Any:
    """A pandas frame over arrow's arrays."""
    pd = package("pandas")
    return make_arrow(columns, kinds).to_pandas(types_mapper=pd.ArrowDtype)


def make_duckdb(columns: Columns, kinds: Mapping[str, str]) -> Any:
    """A relation of DuckDB."""
    return package("duckdb").from_arrow(make_arrow(columns, kinds))


def read_duckdb(relation: Any) -> list[tuple[Any, ...]]:
    """The rows of a relation, which is not computed before."""
    assert isinstance(relation, package("duckdb").DuckDBPyRelation)
    found: list[tuple[Any, ...]] = relation.fetchall()
    return found


def make_ibis(columns: Columns, kinds: Mapping[str, str]) -> Any:
    """A table of Ibis, in DuckDB."""
    return package("ibis").memtable(make_arrow(columns, kinds))


def read_ibis(table: Any) -> Iterable[Sequence[Any]]:
    """The rows of an expression of Ibis."""
    assert isinstance(table, package("ibis").Table)
    return read_arrow(table.to_pyarrow())


@cache
def spark_session() -> Any:
    """Spark with two threads, on this machine alone."""
    sql = package("pyspark.sql")
    options = {
        "spark.ui.enabled": "false",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.shuffle.partitions": "3",
        "spark.sql.execution.arrow.pyspark.enabled": "false",
        # Where generated code cannot be compiled, Spark takes another way in silence; here it fails.
        "spark.sql.codegen.fallback": "false",
    }
    builder = sql.SparkSession.builder.master("local[2]").appName("insight")
    for name, value in options.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


def make_spark(columns: Columns, kinds: Mapping[str, str]) -> Any:
    """A frame of PySpark in three partitions."""
    types = package("pyspark.sql.types")
    known = {
        "float64": types.DoubleType(),
        "float32": types.FloatType(),
        DECIMAL: types.DecimalType(38, DIGITS),
        "int8": types.ByteType(),
        "int16": types.ShortType(),
        "int32": types.IntegerType(),
        "int64": types.LongType(),
    }
    schema = types.StructType([types.StructField(name, known[kinds[name]]) for name in columns])
    session = spark_session()
    rows = list(zip(*columns.values(), strict=True))
    return session.createDataFrame(session.sparkContext.parallelize(rows, 3), schema)


def read_spark(frame: Any) -> list[Any]:
    """The rows of a frame of PySpark, which is not computed before."""
    found: list[Any] = frame.collect()
    return found


CONFORMANCE = (
    Engine("pandas-arrow", make_pandas_arrow, read_pandas),
    Engine("pyarrow", make_arrow, read_arrow),
    Engine("duckdb", make_duckdb, read_duckdb),
    Engine("ibis", make_ibis, read_ibis),
    # Spark has no unsigned whole numbers.
    Engine("pyspark", make_spark, read_spark, (*FLOATS, *SIGNED, DECIMAL)),
)
ALL = (*QUICK, *CONFORMANCE)
