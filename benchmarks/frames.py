"""How long whole tables take, against expressions that somebody would write by hand for the same checks.

Run it with `uv run --group conformance python benchmarks/frames.py [ROWS [spark]]`. What is compared runs by turns
in one process, so that a noisy machine disturbs both alike; ratios are what counts. The work: 40 columns of 8 bits, 5
scales of 8 items, 12 of them keyed in reverse, 6 % gaps; the mean if 6 of 8 are answered; values and status.
"""

import random
import sys
import tempfile
import time
from collections.abc import Collection, Iterator
from functools import partial, reduce
from operator import or_
from typing import Any

import numpy as np
import pandas as pd
import polars as pl

import insight
from insight.frames import score_frame
from measuring import measure

ITEMS, SCALES, REVERSE, GAPS = 40, 5, 12, 0.06
EACH, NEEDED, LOW, HIGH = ITEMS // SCALES, 6, 1, 5
ROUNDS = 5
NAMES = [f"item-{n}" for n in range(ITEMS)]
TURNED = set(random.Random(0).sample(NAMES, REVERSE))  # noqa: S311  # the same in each run


def make_questionnaire(items: int = ITEMS, scales: int = SCALES) -> insight.Questionnaire:
    """So many items in so many scales."""
    names = [f"item-{n}" for n in range(items)]
    each = items // scales
    keys = {
        f"scale-{n}": " ".join(f"{'-' * (name in TURNED)}{name}" for name in names[n * each : (n + 1) * each])
        for n in range(scales)
    }
    return insight.Questionnaire.build(
        "bench",
        title="Bench",
        responses=insight.options("1", "2", "3", "4", "5", start=LOW),
        items={name: f"Item {name}." for name in names},
        scales=keys,
        method="mean",
        min_answered=NEEDED,
    )


def make_answers(rows: int) -> pl.DataFrame:
    """Answers of so many people."""
    chance = np.random.default_rng(1)
    columns = {
        name: pl.Series(chance.integers(LOW, HIGH + 1, rows, dtype=np.int8)).set(
            pl.Series(chance.random(rows) < GAPS), None
        )
        for name in NAMES
    }
    return pl.DataFrame(columns)


def by_hand_polars(outputs: Collection[str] = ("value", "status")) -> Iterator[pl.Expr]:
    """The same as somebody writes it in polars, with the same checks."""
    strange = reduce(or_, (~pl.col(name).is_between(LOW, HIGH) for name in NAMES)).fill_null(value=False)
    for n in range(SCALES):
        names = NAMES[n * EACH : (n + 1) * EACH]
        keyed = [LOW + HIGH - pl.col(name) if name in TURNED else pl.col(name) for name in names]
        answered = pl.sum_horizontal(pl.col(name).is_not_null() for name in names)
        added = pl.sum_horizontal(each.cast(pl.Int32) for each in keyed)
        few = pl.when(answered >= NEEDED).then(pl.lit("prorated")).otherwise(pl.lit("too-few"))
        valid = pl.when(answered == EACH).then(pl.lit("complete")).otherwise(few)
        made = {
            "value": pl.when((answered >= NEEDED) & ~strange).then(added / answered),
            "status": pl.when(strange).then(pl.lit("invalid")).otherwise(valid),
            "answered": pl.when(~strange).then(answered),
            "low": pl.when(~strange).then((added + LOW * (EACH - answered)) / EACH),
            "high": pl.when(~strange).then((added + HIGH * (EACH - answered)) / EACH),
            "band": pl.lit(None, pl.String),
        }
        for output in outputs:
            yield made[output].alias(f"scale-{n}" if output == "value" else f"scale-{n}.{output}")


def by_hand_numpy(frame: pd.DataFrame) -> pd.DataFrame:
    """The same as somebody writes it in numpy, on a frame of pandas."""
    made: dict[str, Any] = {}
    all_values = {name: frame[name].to_numpy() for name in NAMES}
    strange = reduce(
        or_, (~(np.isnan(v) | ((v >= LOW) & (v <= HIGH) & (v == np.floor(v)))) for v in all_values.values())
    )
    for n in range(SCALES):
        names = NAMES[n * EACH : (n + 1) * EACH]
        keyed = np.stack([LOW + HIGH - all_values[each] if each in TURNED else all_values[each] for each in names])
        there = ~np.isnan(keyed)
        answered = there.sum(axis=0)
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = np.where(there, keyed, 0).sum(axis=0) / answered
        made[f"scale-{n}"] = np.where((answered >= NEEDED) & ~strange, mean, np.nan)
        told = np.select(
            [strange, answered == EACH, answered >= NEEDED], ["invalid", "complete", "prorated"], default="too-few"
        )
        made[f"scale-{n}.status"] = told
    return frame.assign(**made)


def by_hand_arrow(table: Any) -> Any:
    """The same as somebody writes it with the functions of Arrow."""
    import pyarrow as pa  # noqa: PLC0415  # of the group `conformance`
    import pyarrow.compute as pc  # noqa: PLC0415  # as above

    def strange_in(name: str) -> Any:
        inside = pc.and_(pc.greater_equal(table[name], LOW), pc.less_equal(table[name], HIGH))
        return pc.fill_null(pc.invert(inside), fill_value=False)

    strange = reduce(pc.or_, map(strange_in, NAMES))
    nothing = pa.scalar(None, pa.float64())
    for n in range(SCALES):
        names = NAMES[n * EACH : (n + 1) * EACH]
        whole = {name: pc.cast(table[name], pa.int32()) for name in names}
        keyed = [pc.subtract(LOW + HIGH, whole[name]) if name in TURNED else whole[name] for name in names]
        answered = reduce(pc.add, (pc.cast(pc.is_valid(table[name]), pa.int32()) for name in names))
        added = reduce(pc.add, (pc.fill_null(each, 0) for each in keyed))
        mean = pc.divide(pc.cast(added, pa.float64()), pc.cast(answered, pa.float64()))
        enough = pc.greater_equal(answered, NEEDED)
        told = pc.make_struct(strange, pc.equal(answered, EACH), enough)
        value = pc.if_else(pc.and_not(enough, strange), mean, nothing)
        table = table.append_column(f"scale-{n}", value)
        status = pc.case_when(told, "invalid", "complete", "prorated", "too-few")
        table = table.append_column(f"scale-{n}.status", status)
    return table


def by_hand_sql() -> str:
    """The same as somebody writes it in SQL."""
    strange = " OR ".join(f'coalesce("{name}" NOT BETWEEN {LOW} AND {HIGH}, FALSE)' for name in NAMES)
    told = []
    for n in range(SCALES):
        names = NAMES[n * EACH : (n + 1) * EACH]
        answered = " + ".join(f'("{name}" IS NOT NULL)::INT' for name in names)
        added = " + ".join(
            f'coalesce({f"{LOW + HIGH} - " if name in TURNED else ""}"{name}"::INT, 0)' for name in names
        )
        told.append(f"{answered} AS k{n}, {added} AS s{n}")
    made = ", ".join(
        f"CASE WHEN NOT strange AND k{n} >= {NEEDED} THEN s{n}::DOUBLE / k{n} END AS v{n}, "
        f"CASE WHEN strange THEN 'invalid' WHEN k{n} = {EACH} THEN 'complete' WHEN k{n} >= {NEEDED} THEN 'prorated' "
        f"ELSE 'too-few' END AS t{n}"
        for n in range(SCALES)
    )
    return f"SELECT {made} FROM (SELECT *, {strange} AS strange, {', '.join(told)} FROM answers)"  # noqa: S608  # ours


def in_pandas(questionnaire: insight.Questionnaire, answers: pl.DataFrame) -> None:
    """The same in pandas, whose floats have NaN where there is no answer."""
    floats = answers.cast(pl.Float64).fill_null(float("nan")).to_pandas(use_pyarrow_extension_array=False)
    times = measure(lambda: score_frame(questionnaire, floats), lambda: by_hand_numpy(floats), rounds=ROUNDS)
    tell("pandas, floats and NaN", len(answers), times)


def in_duckdb(questionnaire: insight.Questionnaire, answers: pl.DataFrame) -> None:
    """The same in DuckDB, both ways as tables of Arrow."""
    import duckdb  # noqa: PLC0415  # of the group `conformance`

    with duckdb.connect() as base:
        base.register("given", answers.to_arrow())
        base.execute("CREATE TABLE answers AS SELECT * FROM given")
        sql = by_hand_sql()
        tell(
            "DuckDB",
            len(answers),
            measure(
                lambda: score_frame(questionnaire, base.table("answers"), keep=()).to_arrow_table(),
                lambda: base.sql(sql).to_arrow_table(),
                rounds=ROUNDS,
            ),
        )


def in_spark(questionnaire: insight.Questionnaire, answers: pl.DataFrame) -> None:
    """The same in Spark on this machine, both ways computed and not kept."""
    import warnings  # noqa: PLC0415  # as below

    warnings.filterwarnings("ignore", module="pyspark")
    from pyspark.sql import DataFrame, SparkSession  # noqa: PLC0415  # of the group `conformance`

    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    with tempfile.TemporaryDirectory() as folder:
        answers.write_parquet(f"{folder}/answers.parquet")
        frame = session.read.parquet(f"{folder}/answers.parquet").repartition(4).cache()
        frame.count()
        frame.createOrReplaceTempView("answers")
        sql = by_hand_sql().replace('"', "`")

        def run(made: DataFrame) -> None:
            made.write.format("noop").mode("overwrite").save()

        # A plan is made once, however many rows there are.
        start = time.perf_counter()
        ours = score_frame(questionnaire, frame, keep=())
        print(f"plan for Spark: {time.perf_counter() - start:.2f} s")
        theirs = session.sql(sql)
        for name, limit in (("Spark as it comes", 65_535), ("Spark with a limit of 8,000", 8_000)):
            session.conf.set("spark.sql.codegen.hugeMethodLimit", limit)
            tell(name, len(answers), measure(partial(run, ours), partial(run, theirs), rounds=ROUNDS))
    session.stop()


def main(rows: int, *, spark: bool) -> None:
    """Print the table."""
    questionnaire = make_questionnaire()
    answers = make_answers(rows)

    def by_hand() -> pl.DataFrame:
        return answers.lazy().with_columns(by_hand_polars()).collect()

    assert score_frame(questionnaire, answers).equals(by_hand()), "the two ways differ"  # noqa: S101  # else nothing is compared
    tell("polars", rows, measure(lambda: score_frame(questionnaire, answers), by_hand, rounds=ROUNDS))
    for part in (answers.head(rows // 5), answers):
        in_pandas(questionnaire, part)
    arrow = answers.to_arrow()
    times = measure(lambda: score_frame(questionnaire, arrow), lambda: by_hand_arrow(arrow), rounds=ROUNDS)
    tell("pyarrow", rows, times)
    in_duckdb(questionnaire, answers)
    if spark:
        in_spark(questionnaire, answers)
    for items, scales in ((250, 25), (500, 50), (1000, 100)):
        many = make_questionnaire(items, scales)
        frame = pl.LazyFrame({item.id: pl.Series([1], dtype=pl.Int8) for item in many.items})
        start = time.perf_counter()
        score_frame(many, frame)
        print(f"plan of {items} items, {scales} scales: {time.perf_counter() - start:.2f} s")


def tell(name: str, rows: int, times: list[float]) -> None:
    """Print a line."""
    ours, theirs = times
    print(f"{name}, {rows:,} rows: {ours:.3f} s, {ours / theirs:.2f} times by hand ({theirs:.3f} s)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000, spark="spark" in sys.argv)
