"""Law 1: low, value and high are in order, and inside the possible range."""

from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire, score
from insight.testing import answers_for, questionnaires


@given(questionnaires(), st.data())
def test_score_is_in_range(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """No answers lead to a score outside of its bounds, or to bounds outside of the possible range."""
    answers = data.draw(answers_for(questionnaire))

    for each in score(questionnaire, answers):
        exact = each.exact
        assert exact.minimum <= exact.low <= exact.high <= exact.maximum
        assert exact.value is None or exact.low <= exact.value <= exact.high
        assert exact.position is None or 0 <= exact.position <= 1


@given(questionnaires(), st.data())
def test_floats_are_the_nearest(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Every number that is shown as a float is the one nearest to its fraction."""
    answers = data.draw(answers_for(questionnaire))

    for each in score(questionnaire, answers):
        assert (each.low, each.high) == (float(each.exact.low), float(each.exact.high))
        assert (each.minimum, each.maximum) == (float(each.exact.minimum), float(each.exact.maximum))
        assert each.value == (None if each.exact.value is None else float(each.exact.value))
