"""Law 4: reversing twice is the identity; reversing every key mirrors a sum or a mean."""

from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire
from insight.testing import questionnaires
from insight.testing.laws import reversal_mirrors


@given(questionnaires(), st.data())
def test_law_4(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Value and bounds change places in the middle of the possible range, missing answers included."""
    reversal_mirrors(questionnaire, data)
