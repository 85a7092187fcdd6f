"""Law 3: one more answer never widens the bounds, and never takes a value away."""

from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire, score
from insight.testing import answers_for, complete_answers_for, questionnaires


@given(questionnaires(), st.data())
def test_an_answer_more_never_widens(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Whatever the further answer is, the new interval lies in the old one."""
    before = data.draw(answers_for(questionnaire))
    item = data.draw(st.sampled_from(questionnaire.items))
    unanswered = score(questionnaire, before | {item.id: None})
    after = score(questionnaire, before | {item.id: data.draw(complete_answers_for(questionnaire))[item.id]})

    for old, new in zip(unanswered, after, strict=True):
        assert old.exact.low <= new.exact.low <= new.exact.high <= old.exact.high
        assert old.value is None or new.value is not None
        assert set(new.possible_bands) <= set(old.possible_bands)
