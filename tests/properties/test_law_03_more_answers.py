"""Law 3: one more answer never widens the bounds, and never takes a value away."""

from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire
from insight.testing import questionnaires
from insight.testing.laws import an_answer_more_never_widens


@given(questionnaires(), st.data())
def test_law_3(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Whatever the further answer is, the new interval lies in the old one."""
    an_answer_more_never_widens(questionnaire, data)
