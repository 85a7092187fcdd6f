"""Law 13 on polars and pandas: `score_frame` gives what `score` gives for each row, bit for bit."""

import pytest
from hypothesis import given

from insight import Questionnaire
from quick_engines import QUICK
from tables import Engine, check, random_table, seeds


@pytest.mark.parametrize("engine", QUICK, ids=str)
@given(seeds())
def test_a_frame_scores_as_its_rows(engine: Engine, drawn: tuple[Questionnaire, int]) -> None:
    """All outputs, of columns of every kind, with gaps of every kind and rows that are refused."""
    questionnaire, seed = drawn

    check(questionnaire, random_table(questionnaire, engine, seed, rows=30), engine)
