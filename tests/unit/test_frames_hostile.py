"""Columns that engines trip over, on polars and pandas: they score as their rows do."""

import pytest

from quick_engines import QUICK
from table_cases import CASES, Case, fitting
from tables import Engine, check


@pytest.mark.parametrize("engine", QUICK, ids=str)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_hostile_columns(case: Case, engine: Engine) -> None:
    """Each number at the edge of its type is an option exactly where `score` says so."""
    if (held := fitting(case, engine.kinds, engine.gaps)) is None:
        pytest.skip(f"{engine} has no such columns")

    check(held.questionnaire, held.table, engine)
