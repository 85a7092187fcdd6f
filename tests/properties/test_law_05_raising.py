"""Law 5: raising a keyed answer lowers neither the score nor its bounds."""

from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire
from insight.testing import questionnaires
from insight.testing.laws import raising_never_lowers


@given(questionnaires(), st.data())
def test_law_5(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Of two options the one that counts more gives no lower score."""
    raising_never_lowers(questionnaire, data)
