"""What holds on every engine beside the scores of random tables: names, refusals, counts, real people, and plans."""

from typing import Any

import pytest

from bfi import DATA, make_bfi, read
from conformance.frames.engines import ALL, CONFORMANCE, package, spark_session
from insight import AnswerError, Questionnaire, options
from insight.frames import score_frame, summary
from table_cases import EMPTY, column_names, plain
from tables import DECIMAL, OUTPUTS, Engine, check, expected_rows, random_table, table_of

pytestmark = pytest.mark.conformance

LAZY = [engine for engine in CONFORMANCE if engine.name in {"duckdb", "ibis", "pyspark"}]


@pytest.mark.parametrize("engine", CONFORMANCE, ids=str)
def test_columns_of_any_name(engine: Engine) -> None:
    """Names that mean something in SQL are just names, of items and of what is kept."""
    for name in column_names():
        frame = engine.make({name: [3.0], "y": [1.0]}, {name: "float64", "y": "float64"})

        scored = score_frame(plain(), frame, items={"x": name}, outputs=["value", "status"], keep=[name, "y"])
        assert [tuple(row) for row in engine.read(scored)] == [(3.0, 1.0, 3.0, "complete")], name


@pytest.mark.parametrize("engine", CONFORMANCE, ids=str)
def test_scores_of_any_name(engine: Engine) -> None:
    """So are the names of the scores."""
    for pattern in ("{scale} {output}", "{scale}.{output}", 'the "{output}" of `{scale}`', "select {output}"):
        frame = engine.make({"x": [3.0], "y": [1.0]}, {"x": "float64", "y": "float64"})

        scored = score_frame(plain(), frame, names=pattern, keep=())
        assert [tuple(row) for row in engine.read(scored)] == [(3.0, "complete")], pattern
        assert list(scored.column_names if engine.name == "pyarrow" else scored.columns) == [
            pattern.format(scale="s", output=output) for output in ("value", "status")
        ]


STRANGE = {"text": "text", "bool": "true and false", "date": "dates", "time": "dates and times"}

STRANGE_ROW = "select '1' as text, true as bool, date '2020-01-01' as date, timestamp '2020-01-01' as time, 1 as n"


def strange_table(engine: Engine) -> Any:
    """Columns of something else than numbers, and one of numbers."""
    if engine.name == "pyspark":
        return spark_session().sql(STRANGE_ROW)
    told = package("duckdb").sql(STRANGE_ROW)
    if engine.name == "duckdb":
        return told
    arrow = told.to_arrow_table()
    if engine.name == "ibis":
        return package("ibis").memtable(arrow)
    return arrow if engine.name == "pyarrow" else arrow.to_pandas(types_mapper=package("pandas").ArrowDtype)


@pytest.mark.parametrize("engine", CONFORMANCE, ids=str)
def test_columns_of_something_else(engine: Engine) -> None:
    """All are named at once, in the same words on every engine."""
    items = {name: f"Text {name}." for name in [*STRANGE, "n"]}
    many = Questionnaire.build(
        "q", title="Q", responses=options("no", "yes"), items=items, scales={"s": " ".join(items)}
    )

    with pytest.raises(AnswerError) as caught:
        score_frame(many, strange_table(engine))
    told = [
        f"  - the column '{name}' holds {what}; give the values of the options as numbers"
        for name, what in STRANGE.items()
    ]
    assert str(caught.value) == "\n".join(["this table of answers has 4 problems:", *told])


@pytest.mark.parametrize("engine", CONFORMANCE, ids=str)
def test_absent_columns(engine: Engine) -> None:
    """In the same words on every engine."""
    frame = engine.make({"xx": [1.0]}, {"xx": "float64"})

    with pytest.raises(AnswerError) as caught:
        score_frame(plain(), frame)
    assert str(caught.value) == (
        "this table of answers has 2 problems:\n"
        "  - there is no column for item 'x'; add it; empty cells are unanswered\n"
        "  - there is no column for item 'y'; add it; empty cells are unanswered"
    )


def test_columns_of_nothing_in_arrow() -> None:
    """A column of no type has no answers, on all that has such columns."""
    pa = package("pyarrow")
    table = pa.table({"x": pa.nulls(2), "y": [1.0, 5.0]})
    spark = spark_session().sql("select null as x, 1.0D as y union all select null, 5.0D")
    for frame in (
        table,
        table.to_pandas(types_mapper=package("pandas").ArrowDtype),
        package("duckdb").sql("select null as x, unnest([1.0, 5.0]) as y"),
        package("ibis").memtable(table),
        spark,
    ):
        scored = score_frame(plain(), frame, outputs=["status"], keep=())
        (engine,) = (each for each in CONFORMANCE if isinstance(frame, type(each.make({"x": [1]}, {"x": "int64"}))))
        assert sorted(row[0] for row in engine.read(scored)) == ["invalid", "prorated"]


@pytest.mark.parametrize("engine", CONFORMANCE, ids=str)
def test_counts_are_those_of_the_rows(engine: Engine) -> None:
    """By scale and by item; of no rows all are 0."""
    questionnaire = plain(1, 5, missing={9: "no answer"})
    table = random_table(questionnaire, engine, 3, rows=200, strange=0.1)
    rows = expected_rows(questionnaire, table)

    found = summary(questionnaire, engine.make(table.columns, table.kinds))
    told = found.scales["s"]
    assert found.rows == 200
    assert [told.complete, told.prorated, told.too_few, told.invalid] == [
        sum(row[1] == status for row in rows) for status in ("complete", "prorated", "too-few", "invalid")
    ]
    for name, counts in found.items.items():
        alone = type(table)({name: table.kinds[name]}, {name: table.columns[name]})
        assert counts.invalid == sum(row[1] == "invalid" for row in expected_rows(questionnaire, alone))
    nobody = summary(EMPTY.questionnaire, engine.make(EMPTY.table.columns, EMPTY.table.kinds))
    assert (nobody.rows, nobody.scales["s"].too_few, nobody.items["x"].invalid) == (0, 0, 0)


@pytest.fixture(scope="module")
def bfi() -> Questionnaire:
    """25 items from 1 to 6 and five scales, with the keys of the data set."""
    return make_bfi()


@pytest.mark.skipif(not DATA.is_dir(), reason="the data set does not lie beside the project")
@pytest.mark.parametrize("engine", ALL, ids=str)
def test_every_person_of_bfi(bfi: Questionnaire, engine: Engine) -> None:
    """2,800 people score as their rows do, all outputs bit for bit."""
    people = list(read("bfi.csv"))
    kind = "int8" if "int8" in engine.gaps else "float64"
    columns = {item.id: [int(row[item.id]) if row[item.id] else None for row in people] for item in bfi.items}

    check(bfi, table_of(dict.fromkeys(columns, kind), **columns), engine)


# Known from trials of engines.


@pytest.mark.parametrize("engine", CONFORMANCE, ids=str)
def test_few_bits_do_not_overflow(engine: Engine) -> None:
    """8 bits plus a constant would be an error in DuckDB and Spark, and another number in Arrow."""
    kinds = {"x": "int8", "y": "int8"}

    check(plain(0, 100, missing={120: "no answer"}), table_of(kinds, x=[100, 120, -128], y=[0, 100, 127]), engine)
    # So would the largest of 32 and 64 bits be.
    for kind, most in (("int32", 2**31 - 1), ("int64", 2**63 - 1)):
        check(plain(1, 7), table_of(dict.fromkeys("xy", kind), x=[most, -most - 1, 3], y=[1, 7, -most]), engine)


def test_pandas_over_arrow_has_no_remainder() -> None:
    """Whole numbers are told from others without one."""
    pd = package("pandas")
    column = pd.Series([3.0, 3.5, None], dtype=pd.ArrowDtype(package("pyarrow").float64()))
    with pytest.raises((NotImplementedError, TypeError)):
        column % 1

    scored = score_frame(plain(), pd.DataFrame({"x": column, "y": [1.0] * 3}), outputs=["status"], keep=())
    assert scored["s.status"].tolist() == ["complete", "invalid", "prorated"]


def test_half_floats_of_arrow() -> None:
    """Which Arrow compares with no others."""
    pa = package("pyarrow")
    table = pa.table({"x": pa.array([3.0, 2.5, None], pa.float16()), "y": [1, 1, 1]})

    scored = score_frame(plain(), table, outputs=["status"], keep=())
    assert scored.column("s.status").to_pylist() == ["complete", "invalid", "prorated"]


def many_scales(number: int) -> Questionnaire:
    """Items from 1 to 7, ten for each scale, half of them keyed in reverse."""
    names = [f"i{n}" for n in range(number * 10)]
    scales = {
        f"s{n}": " ".join(name if m % 2 else f"-{name}" for m, name in enumerate(names[n * 10 : n * 10 + 10]))
        for n in range(number)
    }
    return Questionnaire.build(
        "many",
        title="Many",
        responses=options(*"abcdefg", start=1),
        items={name: f"Text {name}." for name in names},
        scales=scales,
        min_answered=6,
    )


# Steps of more than 100 columns are compiled in another way than those of fewer; 7 scales have fewer at the end.
@pytest.mark.parametrize("number", [7, 12])
@pytest.mark.parametrize("kind", ["float64", "int32", DECIMAL])
def test_spark_compiles_many_scales(number: int, kind: str) -> None:
    """All outputs of 12 scales of 120 items are one plan without Python, and within what Spark compiles."""
    spark = next(engine for engine in CONFORMANCE if engine.name == "pyspark")
    questionnaire = many_scales(number)
    kinds = {item.id: kind for item in questionnaire.items}
    rows = [[1 + (n * 7 + m * 3) % 8 if (n + m) % 11 else None for n in range(30)] for m in range(number * 10)]
    table = table_of(kinds, **dict(zip(kinds, rows, strict=True)))

    scored = score_frame(questionnaire, spark.make(table.columns, table.kinds), outputs=OUTPUTS, keep=())
    physical = scored._jdf.queryExecution().executedPlan().toString()
    assert not [word for word in ("PythonUDF", "ArrowEvalPython", "BatchEvalPython", "MapInPandas") if word in physical]
    assert "*(1)" in physical, "nothing is compiled"
    sizes = compiled_sizes(scored)
    assert sizes
    assert all(0 < size < 64 * 1024 for size in sizes), "-1 is what could not be compiled"
    # The session has no fallback: what is too large to be compiled is an error.
    check(questionnaire, table, spark)


def compiled_sizes(frame: Any) -> list[int]:
    """How many bytes the largest method of each compiled stage of a Spark plan has."""
    jvm = spark_session()._jvm
    found = jvm.org.apache.spark.sql.execution.debug.package.codegenStringSeq(
        frame._jdf.queryExecution().executedPlan()
    )
    return [found.apply(n)._3().maxMethodCodeSize() for n in range(found.size())]


@pytest.mark.parametrize("engine", LAZY, ids=str)
def test_nothing_is_computed_before_it_is_asked_for(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scoring makes a plan of the engine's own; methods that compute are not called."""
    frame = engine.make({"x": [3.0, None], "y": [1.0, 7.0]}, {"x": "float64", "y": "float64"})

    def forbidden(*_: Any, **__: Any) -> None:
        raise AssertionError("it was computed")

    with monkeypatch.context() as patched:
        for name in ("collect", "toPandas", "toArrow", "count", "to_pyarrow", "to_pandas", "to_polars", "mapInPandas"):
            if engine.name != "duckdb" and hasattr(type(frame), name):
                patched.setattr(type(frame), name, forbidden)
        scored = score_frame(plain(), frame, outputs=OUTPUTS)
    assert type(scored) is type(frame) or engine.name == "ibis"
    assert len(list(engine.read(scored))) == 2


def test_a_relation_of_duckdb_reads_its_source_later() -> None:
    """A view whose rows change after scoring is scored as it is when it is read."""
    connection = package("duckdb").connect()
    connection.execute("create table answers (x double, y double)")
    scored = score_frame(plain(), connection.table("answers"), keep=())

    connection.execute("insert into answers values (3, 1)")
    assert scored.fetchall() == [(3.0, "complete")]


@pytest.mark.parametrize("engine", CONFORMANCE, ids=str)
def test_a_wrong_engine_would_be_seen(engine: Engine) -> None:
    """One number off by its last bit, in one row."""
    table = table_of({"x": "float64", "y": "float64"}, x=[1, 2, 3], y=[0, 1, 2])

    def off(frame: Any) -> list[Any]:
        rows = [list(row) for row in engine.read(frame)]
        return [[value * (1 + 2**-52) if isinstance(value, float) else value for value in row] for row in rows]

    wrong = Engine(engine.name, engine.make, off)
    with pytest.raises(AssertionError, match=r"row 0 of"):
        check(plain(), table, wrong)
