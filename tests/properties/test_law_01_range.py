"""Law 1: low, value and high are in order, inside of the possible range, and floats are the nearest."""

from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire
from insight.testing import questionnaires
from insight.testing.laws import range_holds


@given(questionnaires(), st.data())
def test_law_1(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """No answers lead to a score outside of its bounds, or to bounds outside of the possible range."""
    range_holds(questionnaire, data)
