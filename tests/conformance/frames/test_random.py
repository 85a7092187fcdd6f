"""Law 13 on every engine: tables of random definitions score as their rows do, bit for bit."""

import pytest
from hypothesis import HealthCheck, given, settings

from conformance.frames.conftest import DEFINITIONS, ROWS
from conformance.frames.engines import ALL
from insight import Questionnaire
from tables import Engine, check, random_table, seeds

pytestmark = pytest.mark.conformance


@pytest.mark.parametrize("engine", ALL, ids=str)
@settings(
    max_examples=DEFINITIONS,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(seeds())
def test_a_table_scores_as_its_rows(engine: Engine, drawn: tuple[Questionnaire, int]) -> None:
    """All outputs, of columns of every kind that the engine has, with gaps of every kind and refused rows."""
    questionnaire, seed = drawn

    check(questionnaire, random_table(questionnaire, engine, seed, rows=ROWS), engine)
