"""Law 11: where there is a value, its terms add up to it."""

from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire
from insight.testing import questionnaires
from insight.testing.laws import terms_add_up


@given(questionnaires(), st.data())
def test_law_11(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """What the items add is the value, exactly; without a value they add nothing."""
    terms_add_up(questionnaire, data)
