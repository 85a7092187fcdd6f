"""Law 10: every attainable value is in exactly one band, decided exactly."""

from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire
from insight.testing import questionnaires
from insight.testing.laws import a_value_is_in_one_band


@given(questionnaires(), st.data())
def test_law_10(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Where there are bands a value has exactly one, and no shown number contradicts it."""
    a_value_is_in_one_band(questionnaire, data)
