"""Tables for tests: what a column can hold, rows of random answers, and what `score` makes of each row."""

import itertools
import math
import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
from attrs import field, frozen
from hypothesis import strategies as st

from insight import AnswerError, Questionnaire, score
from insight.frames import Output, score_frame
from insight.testing import questionnaires

OUTPUTS: tuple[Output, ...] = ("value", "status", "answered", "position", "low", "high", "band")
INVALID = (None, "invalid", None, None, None, None, None)

FLOATS = ("float64", "float32")
WHOLE = {
    **{f"int{bits}": (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for bits in (8, 16, 32, 64)},
    **{f"uint{bits}": (0, 2**bits - 1) for bits in (8, 16, 32, 64)},
}
SIGNED = tuple(kind for kind in WHOLE if not kind.startswith("u"))
DECIMAL = "decimal"
DIGITS = 18
KINDS = (*FLOATS, *WHOLE, DECIMAL)

HOSTILE: tuple[float | int, ...] = (
    *(1e300, -1e300, math.inf, -math.inf, -0.0, 3.5, 2.9999999999999996, 5e-324, 1e10, -1.0),
    *(2**31, 2**31 - 1, -(2**31), 2**32 + 1, 2**53 + 1, 2**63 - 1, -(2**63), 2**64 - 1, 127, 128, 255, 256),
)

Columns = Mapping[str, list[Any]]
Row = tuple[Any, ...]


@frozen
class Engine:
    """A program that holds tables: how rows get into it, and scores out of it.

    Attributes:
        make: A table of columns, each with the kind of its name; what the kind cannot hold is not in them.
        read: The rows of a table, gaps as None or NaN.
        kinds: What its columns can hold.
        gaps: The kinds of columns that can have gaps.
        nan: Whether a NaN that is put in stays one.
    """

    name: str
    make: Callable[[Columns, Mapping[str, str]], Any]
    read: Callable[[Any], Iterable[Sequence[Any]]]
    kinds: tuple[str, ...] = KINDS
    gaps: tuple[str, ...] = field(default=KINDS)

    def __str__(self) -> str:
        """Its name, for the id of a test."""
        return self.name


def held(value: Any, kind: str) -> Any:
    """What a column of this kind makes of *value*: the number that `score` is to get for it.

    Raises:
        ValueError: If it cannot hold the value.
    """
    if value is None:
        return None
    if kind in WHOLE:
        low, high = WHOLE[kind]
        if isinstance(value, float) and not value.is_integer():
            raise ValueError(kind)
        if not low <= value <= high:
            raise ValueError(kind)
        return int(value)
    if kind == DECIMAL:
        exact = Decimal(value)
        if not exact.is_finite() or abs(exact) >= 10 ** (38 - DIGITS) or (Fraction(exact) * 10**DIGITS).denominator > 1:
            raise ValueError(kind)
        return exact
    if kind == "float32":
        with np.errstate(over="ignore"):
            return float(np.float32(value))
    return float(value)


def holds(value: Any, kind: str) -> bool:
    """Whether a column of this kind can hold *value*."""
    try:
        held(value, kind)
    except ValueError:
        return False
    return True


def pool_of(questionnaire: Questionnaire, item: str, kind: str, *, strange: float) -> tuple[list[Any], list[Any]]:
    """What may stand in an item's column: what is accepted, and what is refused or at the edge of it."""
    responses = next(questionnaire.responses_of(each) for each in questionnaire.items if each.id == item)
    fine = [exact_or_float(option.value, kind) for option in responses.choices]
    near = [math.nextafter(float(option.value), way) for option in responses.options for way in (-math.inf, math.inf)]
    beside = [option.value + step for option in responses.options for step in (-1, 1)]
    hairs = [Decimal(int(option.value)) + Decimal("1e-17") for option in responses.options] if kind == DECIMAL else []
    odd = [*near, *(exact_or_float(each, kind) for each in beside), *HOSTILE, *hairs]
    return [each for each in fine if holds(each, kind)], [each for each in odd if strange and holds(each, kind)]


def exact_or_float(value: Fraction | int | Decimal, kind: str) -> Any:
    """The value of an option as a column of this kind is given it."""
    exact = Fraction(value)
    if kind == DECIMAL:
        try:
            return Decimal(str(value)) if not isinstance(value, Fraction) else decimal_of(exact)
        except ValueError:
            return float(exact)
    return int(exact) if kind in WHOLE and exact.denominator == 1 else float(exact)


def decimal_of(exact: Fraction) -> Decimal:
    """A fraction that ends, as a decimal."""
    found = Decimal(exact.numerator) / Decimal(exact.denominator)
    if Fraction(found) != exact:
        raise ValueError(exact)
    return found


@frozen
class Table:
    """Rows of answers, by column.

    Attributes:
        kinds: What each column holds.
        columns: The answers by item.
    """

    kinds: Mapping[str, str]
    columns: Columns

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The answers by row, as `score` takes them."""
        return [dict(zip(self.columns, row, strict=True)) for row in zip(*self.columns.values(), strict=True)]


def table_of(kinds: Mapping[str, str], **columns: Sequence[Any]) -> Table:
    """A table of these columns, each value as the column holds it."""
    return Table(kinds, {name: [held(value, kinds[name]) for value in column] for name, column in columns.items()})


def random_table(questionnaire: Questionnaire, engine: Engine, seed: int, *, rows: int, strange: float = 0.03) -> Table:
    """Rows of answers that the engine can hold: options, gaps of all kinds and, by a share, what is no option."""
    chance = random.Random(seed)  # noqa: S311  # no secret
    kinds, columns = {}, {}
    for item in questionnaire.items:
        kind = chance.choice([*engine.kinds, "float64"])
        fine, odd = pool_of(questionnaire, item.id, kind, strange=strange)
        if not fine and kind not in engine.gaps:
            kind = "float64"
            fine, odd = pool_of(questionnaire, item.id, kind, strange=strange)
        gaps = [None] * (kind in engine.gaps) + [math.nan] * (kind in FLOATS)
        share = chance.choice([0.0, 0.2, 0.6]) if gaps else 0.0
        column = []
        for _ in range(rows):
            told = chance.random()
            if odd and told < strange:
                column.append(chance.choice(odd))
            elif fine and told > strange + share:
                column.append(chance.choice(fine))
            else:
                column.append(chance.choice(gaps or fine))
        kinds[item.id], columns[item.id] = kind, [held(value, kind) for value in column]
    return Table(kinds, columns)


@st.composite
def seeds(draw: st.DrawFn) -> tuple[Questionnaire, int]:
    """A definition, and what rows are made from."""
    return draw(questionnaires()), draw(st.integers(0, 2**32))


def expected_rows(questionnaire: Questionnaire, table: Table) -> list[Row]:
    """What `score` gives for each row, all scales one after the other."""
    return [expected_row(questionnaire, row) for row in table.rows]


def expected_row(questionnaire: Questionnaire, row: Mapping[str, Any]) -> Row:
    """What `score` gives for a row."""
    try:
        result = score(questionnaire, row)
    except AnswerError:
        return INVALID * len(questionnaire.scales)
    told = [
        (s.value, str(s.status), s.answered, s.position, s.low, s.high, s.band.label if s.band else None)
        for s in result
    ]
    return tuple(itertools.chain.from_iterable(told))


def scored_rows(questionnaire: Questionnaire, table: Table, engine: Engine) -> list[Row]:
    """What `score_frame` gives for each row, in the order of the rows."""
    place = "the row"
    numbers = list(range(len(table.rows)))
    frame = engine.make({place: numbers, **table.columns}, {place: "int64", **table.kinds})
    found = engine.read(score_frame(questionnaire, frame, outputs=OUTPUTS, keep=[place]))
    in_order = sorted(found, key=lambda row: int(row[0]))
    assert [int(row[0]) for row in in_order] == numbers, "each row comes back once"
    return [tuple(plain(value, output) for value, output in zip(row[1:], itertools.cycle(OUTPUTS))) for row in in_order]


def plain(value: Any, output: str) -> Any:
    """A value as Python has it: a gap as None, a number as int or float, as the output has to be."""
    if value is None or type(value).__name__ in {"NAType", "NaTType"}:
        return None
    if isinstance(value, float | np.floating) and math.isnan(value):
        return None
    if output == "answered":
        assert int(value) == value
        return int(value)
    if output in {"status", "band"}:
        assert isinstance(value, str)
        return str(value)
    assert isinstance(value, float | np.float64), f"{output} is {type(value)}"
    return float(value)


def exactly(row: Row) -> Row:
    """A row with floats as their bits: 0.0 is not -0.0, and the last bit counts."""
    return tuple(value.hex() if isinstance(value, float) else value for value in row)


def check(questionnaire: Questionnaire, table: Table, engine: Engine) -> None:
    """Hold the scores of a table against those of its rows, bit for bit."""
    expected = expected_rows(questionnaire, table)
    found = scored_rows(questionnaire, table, engine)
    for number, (one, other) in enumerate(zip(expected, found, strict=True)):
        if exactly(one) != exactly(other):
            scales = [(s.id, s.method, s.min_answered, s.items, s.at_least, s.bands) for s in questionnaire.scales]
            message = f"{engine}, row {number} of {table.kinds}: {table.rows[number]}"
            raise AssertionError(f"{message}\nexpected {one}\nfound    {other}\n{scales}\n{ranges(questionnaire)}")


def ranges(questionnaire: Questionnaire) -> dict[str, list[Any]]:
    """The values of each item's options, for a message."""
    return {item.id: [each.value for each in questionnaire.responses_of(item).choices] for item in questionnaire.items}
