"""Law 8: shifting all values shifts a mean and a sum, and leaves position and count alone."""

from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire
from insight.testing import questionnaires
from insight.testing.laws import shifting_shifts


@given(questionnaires(), st.data())
def test_law_8(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Where a range begins is of no matter but to the number itself."""
    shifting_shifts(questionnaire, data)
