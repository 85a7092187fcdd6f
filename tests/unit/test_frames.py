"""Whole tables: the options of `score_frame`, what is refused and in which words, and counts of rows."""

import datetime as dt
import subprocess
import sys
from fractions import Fraction
from typing import Any

import narwhals as nw
import numpy as np
import pandas as pd
import polars as pl
import pytest

from insight import AnswerError, DefinitionError, Key, Questionnaire, Scale, options, score
from insight.frames import scales as frame_scales
from insight.frames import score_frame, summary
from insight.frames.columns import Column
from insight.questionnaires import Method
from quick_engines import QUICK
from table_cases import CASES, EMPTY, column_names, plain
from tables import INVALID, OUTPUTS, Engine, check, expected_rows, random_table, table_of


@pytest.fixture
def two() -> Questionnaire:
    """Two items from 0 to 2 and two scales."""
    return Questionnaire.build(
        "two",
        title="Two",
        responses=options("never", "at times", "often"),
        items={"worry": "I worry.", "calm": "I feel calm."},
        scales={"unease": "worry -calm", "worries": "worry"},
        min_answered=1,
    )


@pytest.fixture
def people() -> pl.DataFrame:
    """Three people, one of whom gave an answer that is none."""
    return pl.DataFrame({"who": ["a", "b", "c"], "worry": [2, None, 7], "calm": [1, 0, 0]})


def test_scores_come_after_all_columns(two: Questionnaire, people: pl.DataFrame) -> None:
    """By default all columns are kept, and each scale has a value and a status."""
    scored = score_frame(two, people)

    assert scored.columns == ["who", "worry", "calm", "unease", "unease.status", "worries", "worries.status"]
    assert scored.select(people.columns).equals(people)


def test_outputs_come_in_their_order(two: Questionnaire, people: pl.DataFrame) -> None:
    """For each scale, in the order that was asked for, with the types of their kind."""
    scored = score_frame(two, people, outputs=["band", "high", "answered", "value"], keep=())

    assert scored.schema == {
        f"{scale}{end}": kind
        for scale in ("unease", "worries")
        for end, kind in ((".band", pl.String), (".high", pl.Float64), (".answered", pl.Int64), ("", pl.Float64))
    }


@pytest.mark.parametrize("output", OUTPUTS)
def test_an_output_alone_is_as_with_all(two: Questionnaire, people: pl.DataFrame, output: Any) -> None:
    """What else is computed changes nothing."""
    every = score_frame(two, people, outputs=OUTPUTS, names="{output}:{scale}", keep=())

    alone = score_frame(two, people, outputs=[output], names="{output}:{scale}", keep=())
    assert alone.equals(every.select(alone.columns))


def test_names_follow_a_pattern(two: Questionnaire, people: pl.DataFrame) -> None:
    """The pattern may use each word as often as it likes."""
    scored = score_frame(two, people, names="{output} of {scale} ({scale})", keep=["who"])

    assert scored.columns[:3] == ["who", "value of unease (unease)", "status of unease (unease)"]


def test_kept_columns_come_in_their_order(two: Questionnaire, people: pl.DataFrame) -> None:
    """As they were named."""
    scored = score_frame(two, people, outputs=["value"], keep=iter(["calm", "who"]))

    assert scored.columns == ["calm", "who", "unease", "worries"]


def test_items_tells_how_columns_are_called(two: Questionnaire, people: pl.DataFrame) -> None:
    """An item that is not named is in the column of its id."""
    renamed = people.rename({"worry": "Q 1"})

    scored = score_frame(two, renamed, items={"worry": "Q 1"}, keep=())
    assert scored.equals(score_frame(two, people, keep=()))


@pytest.mark.parametrize("engine", QUICK, ids=str)
@pytest.mark.parametrize("name", list(column_names()))
def test_columns_of_any_name(name: str, engine: Engine) -> None:
    """Names that mean something elsewhere are just names, of items and of what is kept."""
    frame = engine.make({name: [3, 9], "y": [1, 1]}, {name: "float64", "y": "float64"})

    found = list(engine.read(score_frame(plain(), frame, items={"x": name}, outputs=["value"], keep=[name])))
    assert [tuple(map(float, row)) for row in found[:1]] == [(3.0, 3.0)]


@pytest.mark.parametrize("engine", QUICK, ids=str)
def test_two_items_may_share_a_column(two: Questionnaire, engine: Engine) -> None:
    """As `items` says."""
    frame = engine.make({"q": [2.0]}, {"q": "float64"})

    found = score_frame(two, frame, items={"worry": "q", "calm": "q"}, outputs=["value"], keep=())
    assert [tuple(row) for row in engine.read(found)] == [(1.0, 2.0)]


def test_a_column_that_is_another_items_own_is_a_slip(two: Questionnaire) -> None:
    """Who says so of both means it."""
    frame = pl.DataFrame({"worry": [2.0], "calm": [1.0]})

    assert message(DefinitionError, two, frame, items={"worry": "calm"}) == (
        "score_frame: items: the column 'calm' would be that of 'worry' and of the item 'calm'; "
        "say what the column of the other is called, too"
    )
    turned = score_frame(two, frame, items={"worry": "calm", "calm": "worry"}, outputs=["value"], keep=())
    assert turned.rows() == [(0.5, 1.0)]


def test_pandas_columns_are_called_by_numbers(two: Questionnaire) -> None:
    """They come back as they were."""
    found = score_frame(two, pd.DataFrame({"worry": [2.0], "calm": [1.0], 0: [7]}), outputs=["value"])

    assert list(found.columns) == ["worry", "calm", 0, "unease", "worries"]


def test_twins_of_a_join_are_refused(two: Questionnaire) -> None:
    """SQL lets two columns have one name, and would take any of them."""
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect() as base:
        base.execute("CREATE TABLE first AS SELECT 1 AS who, 2 AS worry, 0 AS calm")
        base.execute("CREATE TABLE second AS SELECT 1 AS who, 0 AS worry")
        joined = base.sql("SELECT * FROM first JOIN second USING (who)")

        assert message(AnswerError, two, joined) == (
            "this table of answers: 2 columns are called 'worry'; give each its own name"
        )


def test_an_output_is_named_once(two: Questionnaire, people: pl.DataFrame) -> None:
    """Two columns of one name would come of it."""
    assert message(DefinitionError, two, people, outputs=["value", "low", "value"]) == (
        "score_frame: outputs: 'value' is named twice; name it once"
    )


def message(error: type[Exception], *given: Any, **fields: Any) -> str:
    """What `score_frame` says when it refuses."""
    with pytest.raises(error) as caught:
        score_frame(*given, **fields)
    return str(caught.value)


def test_options_that_make_no_sense(two: Questionnaire, people: pl.DataFrame) -> None:
    """All of them come at once, with what would be right."""
    assert message(DefinitionError, two, people, outputs=["valeu", "mean"], keep=["how"]) == (
        "score_frame has 3 problems:\n"
        "  - outputs: there is no output 'valeu'; did you mean 'value'?\n"
        "  - outputs: there is no output 'mean'; "
        "write some of value, status, answered, position, low, high, band\n"
        "  - keep: there is no column 'how'"
    )


@pytest.mark.parametrize("names", ["{what}", "{}", "{scale", "{scale.x}", "{scale[x]}"])
def test_names_of_something_else(two: Questionnaire, people: pl.DataFrame, names: str) -> None:
    """A pattern holds what it can hold."""
    assert message(DefinitionError, two, people, names=names) == (
        "score_frame: names: it holds something else than {scale} and {output}; write '{scale}_{output}'"
    )


def test_names_that_clash(two: Questionnaire, people: pl.DataFrame) -> None:
    """With each other, or with a column that is kept; not with one that is not."""
    clashing = people.with_columns(unease=1)

    assert message(DefinitionError, two, clashing) == (
        "score_frame: names: two columns would be called 'unease'; give names=, or leave the column out of keep="
    )
    assert message(DefinitionError, two, people, names="{output}").startswith(
        "score_frame has 2 problems:\n  - names: two columns would be called 'status'; "
    )
    assert score_frame(two, clashing, outputs=["value"], keep=()).columns == ["unease", "worries"]


def test_items_that_are_none(two: Questionnaire, people: pl.DataFrame) -> None:
    """A name that is no item's is refused."""
    assert message(DefinitionError, two, people, items={"wory": "who"}) == (
        "score_frame: items: there is no item 'wory'; did you mean 'worry'?"
    )


def test_absent_columns(two: Questionnaire) -> None:
    """All of them, with what may have been meant."""
    frame = pl.DataFrame({"wory": [1]})

    assert message(AnswerError, two, frame, items={"calm": "Q 2"}) == (
        "this table of answers has 2 problems:\n"
        "  - there is no column for item 'worry'; did you mean 'wory'?\n"
        "  - there is no column for item 'calm', 'Q 2'; add it; empty cells are unanswered"
    )


def test_doubled_columns(two: Questionnaire) -> None:
    """Which pandas has."""
    frame = pd.DataFrame([[1, 1, 0]], columns=["worry", "worry", "calm"])

    assert message(AnswerError, two, frame) == (
        "this table of answers: 2 columns are called 'worry'; give each its own name"
    )


STRANGE: dict[str, tuple[pl.Series, str]] = {
    "text": (pl.Series(["1"]), "text"),
    "boolean": (pl.Series([True]), "true and false"),
    "date": (pl.Series([dt.date(2020, 1, 1)]), "dates"),
    "datetime": (pl.Series([dt.datetime(2020, 1, 1)]), "dates and times"),  # noqa: DTZ001  # as data has it
    "duration": (pl.Series([dt.timedelta(1)]), "lengths of time"),
    "time": (pl.Series([dt.time(1)]), "times of day"),
    "bytes": (pl.Series([b"1"]), "bytes"),
    "categorical": (pl.Series(["1"], dtype=pl.Categorical), "categories"),
    "enum": (pl.Series(["1"], dtype=pl.Enum(["1"])), "categories"),
    "list": (pl.Series([[1]]), "something else than numbers"),
    "struct": (pl.Series([{"a": 1}]), "something else than numbers"),
}


def test_columns_of_something_else() -> None:
    """All are named at once, by what they hold; no cell is told."""
    items = {f"i-{name}": f"Text {name}." for name in STRANGE}
    many = Questionnaire.build(
        "q", title="Q", responses=options("no", "yes"), items=items, scales={"s": " ".join(items)}
    )
    frame = pl.DataFrame({f"i-{name}": column for name, (column, _) in STRANGE.items()})

    told = [
        f"  - the column 'i-{name}' holds {what}; give the values of the options as numbers"
        for name, (_, what) in STRANGE.items()
    ]
    assert message(AnswerError, many, frame) == "\n".join([f"this table of answers has {len(told)} problems:", *told])
    assert message(AnswerError, many, frame.lazy()) == message(AnswerError, many, frame)


@pytest.mark.parametrize(
    ("column", "what"),
    [
        (pd.Series(["1", "2"]), "text"),
        (pd.Series([True, False]), "true and false"),
        (pd.Series([True, None], dtype="boolean"), "true and false"),
        (pd.Series(["1", "2"], dtype="category"), "categories"),
        (pd.Series(pd.to_datetime(["2020-01-01"] * 2)), "dates and times"),
        (pd.Series(pd.to_timedelta(["1D"] * 2)), "lengths of time"),
        (pd.Series([1, "2"], dtype=object), "Python objects of any kind"),
    ],
)
def test_pandas_columns_of_something_else(two: Questionnaire, column: Any, what: str) -> None:
    """As their types say."""
    frame = pd.DataFrame({"worry": column, "calm": [1, 1]})

    assert message(AnswerError, two, frame) == (
        f"this table of answers: the column 'worry' holds {what}; give the values of the options as numbers"
    )


@pytest.mark.parametrize(
    ("frame", "kind"),
    [
        ({"worry": [1]}, "a mapping"),
        ([1], "a list"),
        ("worry", "text"),
        (None, "nothing"),
        (np.zeros((2, 2)), "a value of type ndarray"),
        (pl.Series([1]), "a value of type Series"),
    ],
)
def test_what_is_no_table(two: Questionnaire, frame: Any, kind: str) -> None:
    """Is refused, in words that say what is one."""
    assert message(AnswerError, two, frame) == (
        f"this table of answers: a table is expected, not {kind}; "
        "pass a table of polars, pandas, pyarrow, DuckDB, PySpark or Ibis, with a column for each item"
    )


def test_what_is_no_questionnaire(people: pl.DataFrame) -> None:
    """Is a mistake of who calls."""
    assert message(DefinitionError, "two", people) == (
        "score_frame: questionnaire: a Questionnaire is expected, not text; load one"
    )


def test_without_the_extra(two: Questionnaire, people: pl.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    """What to install is said."""
    monkeypatch.setitem(sys.modules, "narwhals", None)
    monkeypatch.delitem(sys.modules, "insight.frames.plan")

    assert message(ModuleNotFoundError, two, people) == (
        "whole tables need the extra: pip install 'insight-inventory[frames]'"
    )


def test_importing_is_light() -> None:
    """Until a table is scored nothing that computes is loaded."""
    command = "import sys, insight.frames; assert not {'narwhals', 'pandas', 'polars'} & sys.modules.keys()"

    subprocess.run([sys.executable, "-c", command], check=True)


def test_numbers_with_an_imaginary_part(two: Questionnaire) -> None:
    """Are no options, also where the other part is one."""
    frame = pd.DataFrame({"worry": [1 + 1j, 1 + 0j, complex("nan")], "calm": [1, 1, 1]})

    assert score_frame(two, frame)["unease.status"].tolist() == ["invalid", "invalid", "prorated"]


# Known from trials of engines.


def test_few_bits_do_not_overflow() -> None:
    """8 bits plus a constant would wrap: 100 options as Int8 in reverse, with 120 as a missing option."""
    questionnaire = plain(0, 100, missing={120: "no answer"})
    assert pl.select(pl.Series([100], dtype=pl.Int8) + pl.lit(100, dtype=pl.Int8)).item() == 200 - 256

    for engine in QUICK:
        kinds = {"x": "int8", "y": "int8"}
        check(questionnaire, table_of(kinds, x=[100, 100, 120, -128], y=[0, 100, 100, 127]), engine)


def test_options_that_the_type_cannot_hold() -> None:
    """300 is no 8 bits, and -1 has no type without a sign; the column has the others."""
    for engine in QUICK:
        for kind in ("int8", "uint8"):
            check(plain(0, 300), table_of({"x": kind, "y": kind}, x=[0, 127, 100], y=[127, 0, 5]), engine)
        check(plain(-3, 3), table_of({"x": "uint64", "y": "uint8"}, x=[0, 3, 2**64 - 1], y=[3, 0, 5]), engine)
        check(plain(-3, -1), table_of({"x": "uint64", "y": "int8"}, x=[0, 3, 2**64 - 1], y=[-3, -1, -2]), engine)


def test_what_is_cast_was_masked() -> None:
    """Infinity and 1e300 are no whole numbers, and make no error and no answer."""
    frame = pl.DataFrame({"x": [1e300, float("inf"), float("-inf"), float("nan")]})
    with pytest.raises(pl.exceptions.InvalidOperationError):
        frame.select(pl.col("x").cast(pl.Int32))

    scored = score_frame(plain(), frame.with_columns(y=1.0), keep=())
    assert scored["s.status"].to_list() == ["invalid"] * 3 + ["prorated"]


def test_pandas_takes_nan_for_something() -> None:
    """NaN != NaN, and lies between nothing: both are false or true, where a gap would be null."""
    column = pd.Series([float("nan")])
    assert (column != column).all()  # noqa: PLR0124  # which is the point
    assert not column.between(0, 4).any()

    scored = score_frame(plain(), pd.DataFrame({"x": column, "y": [1.0]}), keep=())
    assert scored["s.status"].to_list() == ["prorated"]


def odd_quotients(limit: int) -> list[tuple[int, int]]:
    """Numerators below their denominators for which the product with the reciprocal is another float."""
    return [(n, d) for d in range(1, limit) for n in range(1, d) if n * (1 / d) != n / d]


def test_polars_multiplies_by_the_reciprocal_of_a_constant() -> None:
    """Which rounds twice; the column of a denominator does not."""
    pairs = odd_quotients(120)
    wrong = 0
    for divisor in sorted({d for _, d in pairs}):
        numerators = [n for n, d in pairs if d == divisor]
        frame = pl.DataFrame({"n": numerators, "d": [divisor] * len(numerators)})
        exact = [n / divisor for n in numerators]
        naive = frame.select(pl.col("n").cast(pl.Float64) / pl.lit(float(divisor))).to_series().to_list()
        ours = nw.from_native(frame).select(q=frame_scales.ratio(nw.col("n"), nw.col("d"))).to_native()
        wrong += sum(one != other for one, other in zip(naive, exact, strict=True))
        assert ours["q"].to_list() == exact
    assert len(pairs) > 500
    # Should this be 0 one day, polars divides as it should, and the care is not needed any more.
    assert wrong > 0


@pytest.mark.parametrize("engine", QUICK, ids=str)
def test_bounds_are_divided_once(engine: Engine) -> None:
    """A mean of 49 items has 49 as its denominator, whose reciprocal rounds: all bounds are the nearest floats."""
    names = [f"i{n}" for n in range(49)]
    questionnaire = Questionnaire.build(
        "long",
        title="Long",
        responses=options("no", "yes"),
        items={name: f"Text {name}." for name in names},
        scales={"s": " ".join(names)},
        min_answered=1,
    )
    columns = {name: [1.0 if n < row else None for row in range(50)] for n, name in enumerate(names)}
    full = {name: [1.0 if n < row else 0.0 for row in range(50)] for n, name in enumerate(names)}

    kinds = dict.fromkeys(names, "float64")
    check(questionnaire, table_of(kinds, **columns), engine)
    check(questionnaire, table_of(kinds, **full), engine)


def test_lazy_frames_stay_lazy(two: Questionnaire, people: pl.DataFrame, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is computed, and no column is handed to Python."""

    def forbidden(*_: Any, **__: Any) -> None:
        raise AssertionError("it was computed")

    for name in ("collect", "collect_async", "collect_batches", "fetch", "map_batches", "sink_parquet", "profile"):
        if hasattr(pl.LazyFrame, name):
            monkeypatch.setattr(pl.LazyFrame, name, forbidden)
    for name in ("map_elements", "map_batches"):
        monkeypatch.setattr(pl.Expr, name, forbidden)
    scored = score_frame(two, people.lazy(), outputs=OUTPUTS)
    assert isinstance(scored, pl.LazyFrame)
    assert "PYTHON" not in scored.explain().upper()


def test_no_row_is_handed_to_python(two: Questionnaire, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither does pandas apply a function."""
    frame = pd.DataFrame({"worry": [1.0, 2.0], "calm": [0, 0]})

    def forbidden(*_: Any, **__: Any) -> None:
        raise AssertionError("a function was applied")

    for kind, names in ((pd.DataFrame, ("apply", "map", "iterrows", "itertuples")), (pd.Series, ("apply", "map"))):
        for name in names:
            monkeypatch.setattr(kind, name, forbidden)
    assert score_frame(two, frame)["unease"].tolist() == [1.5, 2.0]


def test_the_input_is_as_before(two: Questionnaire, people: pl.DataFrame) -> None:
    """Also a frame of pandas, whose columns could be written to."""
    frame = pd.DataFrame({"worry": [1.0, None], "calm": [0, 5]})
    before = frame.copy(deep=True)

    score_frame(two, frame, outputs=OUTPUTS)
    summary(two, frame)
    pd.testing.assert_frame_equal(frame, before)


def test_an_index_of_pandas_is_kept(two: Questionnaire) -> None:
    """Rows are told apart by it, whatever it is."""
    frame = pd.DataFrame({"worry": [1.0, 2.0], "calm": [0, 0]}, index=["b", "b"])

    scored = score_frame(two, frame, keep=())
    assert list(scored.index) == ["b", "b"]
    assert scored["unease"].tolist() == [1.5, 2.0]


def test_columns_of_nothing() -> None:
    """An engine that knows no type of a column knows that nothing was answered."""
    frame = pl.DataFrame({"x": [None, None], "y": [1, 5]})

    assert frame.schema["x"] == pl.Null
    assert score_frame(plain(), frame, keep=())["s.status"].to_list() == ["prorated", "invalid"]


def test_columns_of_nothing_in_pandas() -> None:
    """Which calls them text, or objects; text in one cell is still text."""
    for dtype in (None, object, "str"):
        frame = pd.DataFrame({"x": pd.Series([None, None], dtype=dtype), "y": [1, 5]})

        assert score_frame(plain(), frame, keep=())["s.status"].tolist() == ["prorated", "invalid"]
        assert summary(plain(), frame).scales["s"].prorated == 1
    with pytest.raises(AnswerError, match="the column 'x' holds text"):
        score_frame(plain(), pd.DataFrame({"x": [None, "a"], "y": [1, 5]}))


def test_floats_of_few_bits() -> None:
    """2.5 in 16 bits is no option, and 3 is one; a tenth is none in so few bits."""
    frame = pd.DataFrame({"x": np.array([3, 2.5, np.nan, 0.1], dtype="float16"), "y": [1, 1, 1, 1]})

    assert score_frame(plain(), frame, keep=())["s.status"].tolist() == ["complete", "invalid", "prorated", "invalid"]


@pytest.mark.parametrize("name", ["*", "^a.*$"])
def test_names_that_polars_takes_for_patterns(name: str) -> None:
    """They would be the columns that match, which are others: `ab` would be scored."""
    frame = pl.DataFrame({name: [1], "ab": [3], "y": [1]})
    for function in (score_frame, summary):
        with pytest.raises(AnswerError) as caught:
            function(plain(), frame, items={"x": name})
        assert str(caught.value) == (
            f"this table of answers: a column is called '{name}', which polars reads as a pattern; rename it"
        )
    assert score_frame(plain(), pd.DataFrame({name: [1], "y": [1]}), items={"x": name}, keep=())["s"].tolist() == [2.0]


# A wrong engine would be seen.


def reciprocal(numerator: nw.Expr, divisor: nw.Expr) -> nw.Expr:
    """A division that rounds twice."""
    return numerator.cast(nw.Float64) * (nw.lit(1.0) / divisor.cast(nw.Float64))


def single(numerator: nw.Expr, divisor: nw.Expr) -> nw.Expr:
    """A division of floats with too few bits."""
    return (numerator.cast(nw.Float32) / divisor.cast(nw.Float32)).cast(nw.Float64)


def differs(*cases: str) -> bool:
    """Whether some table is seen to score in another way than its rows."""
    (polars, *_) = QUICK
    for case in CASES:
        if case.name in cases:
            try:
                check(case.questionnaire, case.table, polars)
            except (AssertionError, pl.exceptions.PolarsError):
                return True
    return False


@pytest.mark.parametrize("wrong", [reciprocal, single])
def test_another_division_would_be_seen(wrong: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last bit counts."""
    cases = ("thirds-float64", "bands-float64", "tenths-float64", "many-options-float64")
    assert not differs(*cases)

    monkeypatch.setattr(frame_scales, "ratio", wrong)
    assert differs(*cases)


def test_swapped_bounds_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """`low` for `high`."""
    low, high = frame_scales.Plan.low, frame_scales.Plan.high
    monkeypatch.setattr(frame_scales.Plan, "low", high)
    monkeypatch.setattr(frame_scales.Plan, "high", low)

    assert differs("whole-float64")


def test_a_dropped_mask_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever stands there is taken for an option."""
    monkeypatch.setattr(Column, "fine", property(lambda column: nw.col(column.name) == nw.col(column.name)))

    assert differs("whole-float64")


def test_another_band_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first one, whatever the value."""
    assert not differs("bands-float64")

    there = frame_scales.Plan.name
    first = nw.lit("lower")
    monkeypatch.setattr(frame_scales.Plan, "_band", lambda plan: nw.when(nw.col(there(plan, "there"))).then(first))
    assert differs("bands-float64")


def test_minus_zero_would_be_seen() -> None:
    """Equal floats with other bits are told apart."""
    (polars, *_) = QUICK
    bad = Engine("bad", polars.make, lambda frame: [[-0.0 if x == 0.0 else x for x in row] for row in frame.rows()])
    table = table_of({"x": "float64", "y": "float64"}, x=[0], y=[4])
    check(plain(), table, polars)

    with pytest.raises(AssertionError, match=r"bad, row 0"):
        check(plain(), table, bad)


# Counts of rows.


def counted(questionnaire: Questionnaire, table: Any) -> list[dict[str, int]]:
    """The rows by status, scale by scale, one after the other."""
    statuses = [row[1 :: len(OUTPUTS)] for row in expected_rows(questionnaire, table)]
    return [
        {status: sum(row[n] == status for row in statuses) for status in ("complete", "prorated", "too-few", "invalid")}
        for n in range(len(questionnaire.scales))
    ]


@pytest.mark.parametrize("engine", QUICK, ids=str)
@pytest.mark.parametrize("seed", range(4))
def test_counts_are_those_of_the_rows(two: Questionnaire, engine: Engine, seed: int) -> None:
    """By scale, and by item how many answers there are not, and how many are refused."""
    table = random_table(two, engine, seed, rows=60, strange=0.1)

    found = summary(two, engine.make(table.columns, table.kinds))
    assert found.rows == 60
    assert [
        {"complete": s.complete, "prorated": s.prorated, "too-few": s.too_few, "invalid": s.invalid}
        for s in found.scales.values()
    ] == counted(two, table)
    for item in two.items:
        alone = expected_rows(two, one_item(table, item.id))
        counts = found.items[item.id]
        assert counts.invalid == alone.count(INVALID * 2)
        assert counts.unanswered == sum(row[OUTPUTS.index("answered")] == 0 for row in alone)


def one_item(table: Any, name: str) -> Any:
    """The answers to one item alone."""
    return type(table)({name: table.kinds[name]}, {name: table.columns[name]})


@pytest.mark.parametrize("engine", QUICK, ids=str)
def test_counts_of_no_rows(engine: Engine) -> None:
    """Are 0, all of them."""
    found = summary(EMPTY.questionnaire, engine.make(EMPTY.table.columns, EMPTY.table.kinds))

    assert (found.rows, found.scales["s"].complete, found.scales["s"].invalid, found.items["x"].unanswered) == (
        0,
        0,
        0,
        0,
    )


def test_counts_look_at_the_table_once(two: Questionnaire, people: pl.DataFrame) -> None:
    """One pass, whatever is counted."""
    passes = []

    def seen(frame: pl.DataFrame) -> pl.DataFrame:
        passes.append(frame.height)
        return frame

    assert summary(two, people.lazy().map_batches(seen)).rows == 3
    assert passes == [3]


def test_counts_of_columns_with_other_names(two: Questionnaire, people: pl.DataFrame) -> None:
    """As `items` says."""
    renamed = people.rename({"worry": "Q 1"})

    assert summary(two, renamed, items={"worry": "Q 1"}) == summary(two, people)


@pytest.mark.parametrize("digits", [6, 8, 9])
def test_weights_of_many_digits_keep_positions_exact(digits: int) -> None:
    """Position is computed from numbers that a float holds, however long the weights are."""
    weights = [Fraction(3 * 10 ** (digits - 1) + n, 10**digits) for n in (1, 7, 3)]
    keys = tuple(Key(item=item, weight=weight) for item, weight in zip("abc", weights, strict=True))
    form = Questionnaire.build(
        "long",
        title="Long",
        responses=options("0", "1", "2", "3"),
        items={"a": "A.", "b": "B.", "c": "C."},
        scales=[Scale(id="s", items=keys, method=Method.MEAN, min_answered=1)],
    )
    rows = [{"a": a, "b": b, "c": c} for a in (0, 2, 3) for b in (1, None) for c in (3, 0, None)]

    found = score_frame(form, pl.DataFrame(rows), outputs=("value", "position", "low", "high"), keep=()).rows()
    scores = [score(form, row)["s"] for row in rows]
    assert found == [(each.value, each.position, each.low, each.high) for each in scores]


def test_options_beyond_32_bits_are_options() -> None:
    """Large whole numbers are scored as small ones."""
    responses = options("a", "b", "c", start=3_000_000_000)
    form = Questionnaire.build(
        "large", title="Large", responses=responses, items={"a": "A.", "b": "B."}, scales={"s": "a -b"}, method="sum"
    )
    rows = [{"a": 3_000_000_000, "b": 3_000_000_002}, {"a": 3_000_000_001, "b": 3}]

    found = score_frame(form, pl.DataFrame(rows), keep=()).rows()
    assert found == [(score(form, rows[0])["s"].value, "complete"), (None, "invalid")]


def test_names_that_differ_in_case_alone_are_refused() -> None:
    """SQL takes such columns for one, so that a score would be read from the wrong one."""
    form = Questionnaire.build(
        "small", title="Small", responses=options("a", "b"), items={"i": "I."}, scales={"s": "i"}
    )

    with pytest.raises(DefinitionError) as refused:
        score_frame(form, pl.DataFrame({"i": [1], "S": [7]}))
    assert str(refused.value) == (
        "score_frame: names: two columns would be called 's'; give names=, or leave the column out of keep="
    )
