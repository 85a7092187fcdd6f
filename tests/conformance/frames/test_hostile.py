"""Columns that engines trip over: they score as their rows do on every engine."""

from collections.abc import Iterator
from typing import Any

import pytest

from conformance.frames.conftest import DEFINITIONS
from conformance.frames.engines import CONFORMANCE
from table_cases import CASES, Case, fitting
from tables import Engine, check

pytestmark = pytest.mark.conformance

# Spark takes a second or two for a table, however small; it has all of them where as many definitions are tried.
MANY = 200
SLOW = {"pyspark"}
ALWAYS = ("whole-", "many-options-", "tenths-", "no-rows", "one-row", "only-gaps", "unscored")


def pairs() -> Iterator[Any]:
    """Each engine with the tables that it can hold."""
    for engine in CONFORMANCE:
        for case in CASES:
            held = fitting(case, engine.kinds, engine.gaps)
            always = case.name.startswith(ALWAYS) or case.name.endswith("-float64")
            if held is not None and (always or engine.name not in SLOW or DEFINITIONS >= MANY):
                yield pytest.param(engine, held, id=f"{engine}-{case}")


@pytest.mark.parametrize(("engine", "case"), list(pairs()))
def test_hostile_columns(engine: Engine, case: Case) -> None:
    """Each number at the edge of its type is an option exactly where `score` says so."""
    check(case.questionnaire, case.table, engine)
