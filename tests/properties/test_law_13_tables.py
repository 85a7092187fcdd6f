"""Law 13: a table scores as its rows do."""

from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire
from insight.testing import questionnaires
from insight.testing.laws import a_table_scores_as_its_rows_do


@given(questionnaires(), st.data())
def test_law_13(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """What stands in other rows changes nothing, and a refused row is refused as a whole."""
    a_table_scores_as_its_rows_do(questionnaire, data)
