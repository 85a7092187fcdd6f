"""Law 2: every completion's score is inside the bounds, and both ends are reached."""

from hypothesis import assume, given
from hypothesis import strategies as st

from insight import Questionnaire, score
from insight.testing import answers_for, questionnaires
from oracle import complete_score, completions, count_completions, value

MOST_COMPLETIONS = 700


@given(questionnaires(), st.data())
def test_bounds_are_tight(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """The least and the greatest completion are the bounds, as an independent calculation finds them."""
    answers = data.draw(answers_for(questionnaire))

    for scale, each in zip(questionnaire.scales, score(questionnaire, answers), strict=True):
        assume(count_completions(questionnaire, scale, answers) <= MOST_COMPLETIONS)
        complete = [complete_score(questionnaire, scale, full) for full in completions(questionnaire, scale, answers)]
        assert (min(complete), max(complete)) == (each.exact.low, each.exact.high)


@given(questionnaires(), st.data())
def test_value_is_what_the_definition_says(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """The value with its one division is the one of an independent calculation item by item."""
    answers = data.draw(answers_for(questionnaire))

    for scale, each in zip(questionnaire.scales, score(questionnaire, answers), strict=True):
        assert each.exact.value == value(questionnaire, scale, answers)
