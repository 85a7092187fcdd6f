"""Law 9: the same answer everywhere gives the midpoint of balanced keys."""

from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire
from insight.testing import questionnaires
from insight.testing.laws import straight_lining_gives_the_midpoint


@given(questionnaires(), st.data())
def test_law_9(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Who ticks one column from top to bottom is in the middle, whatever the column."""
    straight_lining_gives_the_midpoint(questionnaire, data)
