"""Law 12: the same input gives the same output, and inputs are not changed."""

from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire
from insight.testing import questionnaires
from insight.testing.laws import same_input_same_text


@given(questionnaires(), st.data())
def test_law_12(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Twice the same is the same to the last letter."""
    same_input_same_text(questionnaire, data)
