"""Columns that engines trip over: numbers at the edges of their types, and definitions at the edges of the format."""

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from attrs import frozen

from insight import Item, Key, Questionnaire, Scale, options
from insight.questionnaires import Band, Method, Option, ResponseScale
from tables import DECIMAL, FLOATS, HOSTILE, WHOLE, Table, holds, table_of


@frozen
class Case:
    """A definition and rows of answers."""

    name: str
    questionnaire: Questionnaire
    table: Table

    def __str__(self) -> str:
        """Its name, for the id of a test."""
        return self.name


PAIR = {"x": "A text.", "y": "Another."}


def plain(first: int = 0, last: int = 4, missing: dict[int | Decimal, str] | None = None) -> Questionnaire:
    """Two items with whole numbers, one in reverse; one answer is enough."""
    labels = [f"option {n}" for n in range(first, last + 1)]
    responses = options(*labels, start=first, missing=missing or {})
    return Questionnaire.build(
        "plain", title="Plain", responses=responses, items=PAIR, scales={"s": "x -y"}, min_answered=1
    )


def built(
    values: Sequence[int | str], *, weights: tuple[str, str] = ("1", "1"), method: Method = Method.MEAN, **fields: Any
) -> Questionnaire:
    """Two items with options of these values, and a scale of both."""
    responses = ResponseScale(
        id="r", options=tuple(Option(value=Decimal(str(value)), label=f"option {value}") for value in values)
    )
    keys = (Key(item="x", weight=weights[0]), Key(item="y", reverse=True, weight=weights[1]))
    return Questionnaire(
        id="built",
        title="Built",
        response_scales=(responses,),
        items=tuple(Item(id=name, text=text, responses="r") for name, text in PAIR.items()),
        scales=(Scale(id="s", items=keys, method=method, **{"min_answered": 1, **fields}),),
    )


def every_value(questionnaire: Questionnaire, kind: str) -> Table:
    """All that a column of this kind can hold of the options, and of what is none, beside a fixed answer and itself."""
    values = [option.value for option in questionnaire.responses_of(questionnaire.items[0]).choices]
    told: list[Any] = [*values, *map(float, values), *HOSTILE, math.nan, None]
    told += [Decimal("3.00000000000000001"), Decimal("0.3"), Decimal("0.1")] if kind == DECIMAL else []
    fitting = [each for each in told if holds(each, kind)]
    fixed = [values[0]] * len(fitting) if holds(values[0], kind) else [None] * len(fitting)
    columns = [*fitting, *fixed], [*fixed, *reversed(fitting)]
    return table_of({"x": kind, "y": kind}, x=columns[0], y=columns[1])


def without_gaps(table: Table) -> Table:
    """The rows without a gap, for columns that have none."""
    rows = [row for row in zip(*table.columns.values(), strict=True) if None not in row]
    return Table(table.kinds, {name: [row[n] for row in rows] for n, name in enumerate(table.columns)})


BANDS = (Band(start=0, label="lower"), Band(start="7/3", label="middle"), Band(start="10/3", label="higher"))
DEFINITIONS = {
    "whole": plain(),
    "from-one": plain(1, 7, missing={98: "does not apply", 99: "no answer"}),
    "below-zero": plain(-3, 3, missing={-9: "no answer"}),
    "half-steps": built(["0", "0.5", "1", "1.5", "3"]),
    "tenths": built(["0", "0.1", "0.2", "0.3", "0.7"]),
    "uneven": built([0, 1, 3, 7, 200], method=Method.SUM),
    "negative-weight": built([0, 1, 2, 3], weights=("1", "-1/2"), method=Method.SUM, min_answered=2),
    "thirds": built([0, 1, 2, 3], weights=("1/3", "1/7")),
    "count": built([0, 1, 2, 3, 4], method=Method.COUNT, at_least=3),
    "many-options": plain(0, 499),
    "bands": built([0, 1, 2, 3, 4], bands=BANDS),
    "huge-values": built([0, 2**31, 2**33, 2**36]),
}


def kinds_for(name: str) -> tuple[str, ...]:
    """All kinds for one definition; a few for each other."""
    all_kinds = name in {"whole", "uneven", "below-zero"}
    return (*FLOATS, *WHOLE, DECIMAL) if all_kinds else ("float64", "int64", "float32", DECIMAL)


CASES = [
    Case(f"{name}-{kind}", questionnaire, every_value(questionnaire, kind))
    for name, questionnaire in DEFINITIONS.items()
    for kind in kinds_for(name)
]
EMPTY = Case("no-rows", plain(), table_of({"x": "float64", "y": "int64"}, x=[], y=[]))
ONE = Case("one-row", plain(), table_of({"x": "float64", "y": "int64"}, x=[3.0], y=[1]))
NOTHING = Case("only-gaps", plain(), table_of({"x": "float64", "y": "float64"}, x=[None] * 3, y=[None] * 3))
CASES += [EMPTY, ONE, NOTHING]


def unscored() -> Case:
    """An item that is in no scale, and still has to be answered with an option."""
    questionnaire = Questionnaire.build(
        "more", title="More", responses=options(*"abc"), items={**PAIR, "z": "A third."}, scales={"s": "x", "t": "y -x"}
    )
    kinds = dict.fromkeys("xyz", "float64")
    return Case("unscored", questionnaire, table_of(kinds, x=[1, 1, 1, None], y=[2, 2, 2, 2], z=[2, 3, math.nan, None]))


CASES.append(unscored())


def fitting(case: Case, kinds: Sequence[str], gaps: Sequence[str]) -> Case | None:
    """*case* as an engine can hold it; None where it cannot."""
    if not set(case.table.kinds.values()) <= set(kinds):
        return None
    if not set(case.table.kinds.values()) <= set(gaps):
        return Case(case.name, case.questionnaire, without_gaps(case.table)) if case.table.rows else case
    return case


def column_names() -> Iterator[str]:
    """Names of columns that need to be quoted somewhere, or mean something in SQL."""
    yield from ("a b", "select", "x.y", 'say "so"', "it's", "back`tick", "[0]", "größe", "$1", "a;--", "%s", "{x}")
