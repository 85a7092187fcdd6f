"""A questionnaire and a table as one plan: what is checked before any work, and the stages in which it is computed."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import narwhals as nw

from insight.errors import AnswerError, DefinitionError, Problem, did_you_mean, name_type, quote, refuse
from insight.frames.columns import Column, balanced
from insight.frames.scales import Plan
from insight.frames.values import INVALID, ItemCounts, ScaleCounts, Summary
from insight.questionnaires import Questionnaire
from insight.scoring import Status
from insight.scoring.tables import SUBJECT, column_problems, doubled, kind_in_words, missing_columns

OUTPUTS = ("value", "status", "answered", "position", "low", "high", "band")
# What is computed on the way is called so, and is in no table that comes back.
ON_THE_WAY = "__insight_"
REFUSED = f"{ON_THE_WAY}refused"
Table = nw.DataFrame[Any] | nw.LazyFrame[Any]


def score_table(  # noqa: PLR0913  # all by name
    questionnaire: Questionnaire,
    frame: Any,
    *,
    outputs: tuple[str, ...],
    names: str | None,
    keep: Iterable[str] | None,
    items: dict[str, str],
) -> Any:
    """*frame* with the scores of each row, as a frame of the same library."""
    table = open_table("score_frame", questionnaire, frame)
    schema, refer = schema_of(table), reference_in(table)
    kept = list(schema) if keep is None else as_names(keep)
    refuse(SUBJECT, name_problems(schema, table), error=AnswerError)
    options = option_problems(questionnaire, outputs, names, kept, schema)
    refuse("score_frame", [*options, *item_problems(questionnaire, items)])
    columns = columns_of(questionnaire, schema, items, refer)
    plans = plans_of(questionnaire, columns, outputs)
    staged = run_stages(in_one_go(table), plans, columns, [nw.col(refer(name)).alias(name) for name in kept])
    scores = [plan.output(output).alias(called(plan.scale.id, output, names)) for plan in plans for output in outputs]
    scored = staged.select(*(nw.col(refer(name)).alias(name) for name in kept), *scores)
    return as_before(scored, table).to_native()


def as_names(given: Iterable[str]) -> list[str]:
    """Names of columns, each once; a text alone is one."""
    return [given] if isinstance(given, str) else list(dict.fromkeys(given))


def schema_of(table: Table) -> dict[str, nw.dtypes.DType]:
    """What the columns of *table* hold; pandas calls a column of nothing at all text."""
    schema = dict(table.collect_schema())
    if isinstance(table, nw.DataFrame) and table.implementation.is_pandas_like():
        texts = [name for name, kind in schema.items() if kind in {nw.String, nw.Object}]
        schema |= {name: nw.Unknown() for name in texts if table.get_column(name).is_null().all()}
    return schema


def name_problems(schema: Iterable[str], table: Table) -> Iterator[Problem]:
    """Columns that are called like what is computed on the way, or that their engine does not take for one."""
    names = list(schema)
    if table.implementation.is_polars():
        for name in names:
            if name == "*" or (name.startswith("^") and name.endswith("$")):
                yield Problem(
                    "", f"a column is called {quote(name)}, which polars reads as a pattern", remedy="rename it"
                )
    for name in names:
        if str(name).startswith(ON_THE_WAY):
            yield Problem("", f"a column is called {quote(name)}", remedy=f"choose a name without {ON_THE_WAY}")
    if isinstance(table, nw.LazyFrame) and not table.implementation.is_polars():
        folded = [name.casefold() for name in names]
        for name in names:
            if folded.count(name.casefold()) > 1:
                remedy = "rename one of them"
                yield Problem("", f"the column {quote(name)} has a twin that differs in case alone", remedy=remedy)


def reference_in(table: Table) -> Callable[[str], str]:
    """How an expression refers to a column by its name: Spark reads a point in it as something else."""
    if not table.implementation.is_spark_like():
        return lambda name: name
    return lambda name: "`" + name.replace("`", "``") + "`"


def in_one_go(table: Table) -> Table:
    """*table* so that its engine sees the whole plan before it computes: polars does if it is lazy."""
    return table.lazy() if is_eager_polars(table) else table


def as_before(scored: Any, table: Table) -> Any:
    """*scored* as eager as *table* was."""
    return scored.collect() if is_eager_polars(table) else scored


def is_eager_polars(table: Table) -> bool:
    """Whether *table* is a data frame of polars."""
    return isinstance(table, nw.DataFrame) and table.implementation.is_polars()


def count_table(questionnaire: Questionnaire, frame: Any, *, items: dict[str, str]) -> Summary:
    """How many rows have which status, by scale; how many answers there are and how many are refused, by item."""
    table = open_table("summary", questionnaire, frame)
    schema = schema_of(table)
    refuse(SUBJECT, name_problems(schema, table), error=AnswerError)
    refuse("summary", item_problems(questionnaire, items))
    columns = columns_of(questionnaire, schema, items, reference_in(table))
    plans = plans_of(questionnaire, columns, ("status",))
    marks = [mark for n, column in enumerate(columns) for mark in marks_of(column, n)]
    staged = run_stages(in_one_go(table), plans, columns, marks)
    statuses = staged.with_columns(*(plan.output("status").alias(plan.name("status")) for plan in plans))
    told = statuses.select(nw.len().alias("rows"), *count_answers(columns), *count_statuses(plans))
    counts = row_of(told)
    rows = counts["rows"]
    scales = {
        plan.scale.id: ScaleCounts(**{field: counts[plan.name(status)] for status, field in FIELDS.items()})
        for plan in plans
    }
    found = {
        item.id: ItemCounts(unanswered=rows - counts[f"a{n}"] - counts[f"r{n}"], invalid=counts[f"r{n}"])
        for n, item in enumerate(questionnaire.items)
    }
    return Summary(rows=rows, scales=scales, items=found)


FIELDS: Mapping[str, str] = {
    str(Status.COMPLETE): "complete",
    str(Status.PRORATED): "prorated",
    str(Status.TOO_FEW): "too_few",
    INVALID: "invalid",
}


def marks_of(column: Column, number: int) -> Iterator[nw.Expr]:
    """Whether an item is answered, and whether what stands there is refused."""
    yield nw.col(column.there).alias(f"{ON_THE_WAY}a{number}")
    yield (~column.fine).alias(f"{ON_THE_WAY}r{number}")


def count_answers(columns: Sequence[Column]) -> Iterator[nw.Expr]:
    """How many rows answer each item, and how many have something there that is refused."""
    for number in range(len(columns)):
        for mark in ("a", "r"):
            yield as_number(nw.col(f"{ON_THE_WAY}{mark}{number}")).sum().alias(f"{mark}{number}")


def count_statuses(plans: Sequence[Plan]) -> Iterator[nw.Expr]:
    """How many rows have each status, by scale."""
    for plan in plans:
        for status in FIELDS:
            yield as_number(nw.col(plan.name("status")) == status).sum().alias(plan.name(status))


def as_number(told: nw.Expr) -> nw.Expr:
    """1 where something is so, else 0."""
    return nw.when(told).then(nw.lit(1).cast(nw.Int64)).otherwise(nw.lit(0).cast(nw.Int64))


def row_of(table: Table) -> dict[str, int]:
    """The one row of a table of counts; of no rows, each count is 0."""
    eager = table.collect() if isinstance(table, nw.LazyFrame) else table
    (row,) = eager.rows(named=True)
    return {name: int(value or 0) for name, value in row.items()}


def open_table(caller: str, questionnaire: Questionnaire, frame: Any) -> Table:
    """*frame* as narwhals has it, for *caller*.

    Raises:
        DefinitionError: If *questionnaire* is none.
        AnswerError: If *frame* is no table, or has two columns of one name.
    """
    given: object = questionnaire
    if not isinstance(given, Questionnaire):
        problem = Problem("questionnaire", f"a Questionnaire is expected, not {name_type(given)}", remedy="load one")
        raise DefinitionError(caller, [problem])
    try:
        table: Any = nw.from_native(frame, pass_through=True)
    except nw.exceptions.DuplicateError:
        raise AnswerError(SUBJECT, doubled(frame)) from None
    if not isinstance(table, nw.DataFrame | nw.LazyFrame):
        # In a file a mapping is called a table.
        kind = "a mapping" if isinstance(frame, Mapping) else name_type(frame)
        remedy = "pass a table of polars, pandas, pyarrow, DuckDB, PySpark or Ibis, with a column for each item"
        raise AnswerError(SUBJECT, [Problem("", f"a table is expected, not {kind}", remedy=remedy)])
    if isinstance(table, nw.LazyFrame) and not table.implementation.is_polars():
        # A join in SQL may have two columns of one name, of which an expression would take any.
        refuse(SUBJECT, doubled(table), error=AnswerError)
    opened: Table = table
    return opened


def item_problems(questionnaire: Questionnaire, items: Mapping[str, str]) -> Iterator[Problem]:
    """Columns that are named for items that are not there, or that are another item's own."""
    known = [item.id for item in questionnaire.items]
    for name in items:
        if name not in known:
            yield Problem("items", f"there is no item {quote(name)}", remedy=did_you_mean(name, known))
        elif (column := items[name]) != name and column in known and column not in items:
            told = f"the column {quote(column)} would be that of {quote(name)} and of the item {quote(column)}"
            yield Problem("items", told, remedy="say what the column of the other is called, too")


def columns_of(
    questionnaire: Questionnaire,
    schema: Mapping[str, nw.dtypes.DType],
    items: dict[str, str],
    refer: Callable[[str], str],
) -> list[Column]:
    """The column of each item, as an expression refers to it.

    Raises:
        AnswerError: If there is none, or it holds no numbers; it lists all of them.
    """
    refuse(SUBJECT, missing_columns(questionnaire, schema, called=items), error=AnswerError)
    called = {item.id: items.get(item.id, item.id) for item in questionnaire.items}
    told = ((name, what_else(schema[name])) for name in called.values())
    refuse(SUBJECT, column_problems(told), error=AnswerError)
    return [
        Column(
            refer(called[item.id]),
            schema[called[item.id]],
            questionnaire.responses_of(item),
            f"{ON_THE_WAY}c{n}",
            f"{ON_THE_WAY}t{n}",
        )
        for n, item in enumerate(questionnaire.items)
    ]


def what_else(kind: nw.dtypes.DType) -> str:
    """What a column holds that is no number; nothing where it holds numbers, or nothing at all."""
    if kind.is_numeric() or kind == nw.Unknown:
        return ""
    return kind_in_words(kind)


def plans_of(questionnaire: Questionnaire, columns: Sequence[Column], outputs: Iterable[str]) -> list[Plan]:
    """How each scale is computed."""
    wanted = frozenset(outputs)
    return [
        Plan(scale, columns, f"{ON_THE_WAY}{number}_", REFUSED, wanted)
        for number, scale in enumerate(questionnaire.resolved)
    ]


def run_stages(table: Table, plans: Sequence[Plan], columns: Sequence[Column], kept: Sequence[nw.Expr]) -> Any:
    """All that the outputs are computed from, one stage after the other, beside what is *kept* of *table*.

    Stages keep what one step of an engine has to hold small: Spark compiles no more than 64 KB and 100 columns at once.
    """
    masked = [each for each in (column.masked for column in columns) if each is not None]
    table = table.with_columns(*masked) if masked else table
    table = table.with_columns(*(column.answered.alias(column.there) for column in columns))
    # Null says that nothing is known against a row, on every engine.
    fine = balanced([column.fine for column in columns], lambda one, other: one & other)
    strange = nw.when(~fine).then(nw.lit(value=True)).otherwise(nw.lit(value=False)).alias(REFUSED)
    staged: Any = table.select(*kept, strange, *(each for plan in plans for each in plan.packed()))
    for stage in ("counts", "totals", "fractions", "positions"):
        if made := [each for plan in plans for each in getattr(plan, stage)()]:
            staged = staged.with_columns(*made)
    return staged


def called(scale: str, output: str, names: str | None) -> str:
    """The name of a column of scores."""
    if names is not None:
        return names.format(scale=scale, output=output)
    return scale if output == "value" else f"{scale}.{output}"


def pattern_problems(names: str | None) -> Iterator[Problem]:
    """What keeps *names* from being a pattern for the names of columns."""
    try:
        called("scale", "output", names)
    except (LookupError, ValueError, AttributeError, TypeError):
        yield Problem("names", "it holds something else than {scale} and {output}", remedy="write '{scale}_{output}'")


def option_problems(
    questionnaire: Questionnaire, outputs: Sequence[str], names: str | None, kept: Sequence[str], schema: Iterable[str]
) -> Iterator[Problem]:
    """What keeps the options of `score_frame` from making sense."""
    for output in dict.fromkeys(outputs):
        if output not in OUTPUTS:
            remedy = did_you_mean(output, OUTPUTS) or f"write some of {', '.join(OUTPUTS)}"
            yield Problem("outputs", f"there is no output {quote(output)}", remedy=remedy)
        if outputs.count(output) > 1:
            yield Problem("outputs", f"{quote(output)} is named twice", remedy="name it once")
    held = list(schema)
    for name in kept:
        if name not in held:
            yield Problem("keep", f"there is no column {quote(name)}", remedy=did_you_mean(name, held))
    if unfit := list(pattern_problems(names)):
        yield from unfit
        return
    made = [called(scale.id, output, names) for scale in questionnaire.scales for output in dict.fromkeys(outputs)]
    # SQL takes names for the same that differ in case alone.
    folded, taken = [name.casefold() for name in made], {str(name).casefold() for name in kept}
    for name in sorted({name for name in made if folded.count(name.casefold()) > 1 or name.casefold() in taken}):
        remedy = "give names=, or leave the column out of keep="
        yield Problem("names", f"two columns would be called {quote(name)}", remedy=remedy)
