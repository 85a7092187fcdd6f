"""Law 4: reversing twice is the identity; reversing every key mirrors a sum or a mean."""

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire, Scale, score
from insight.testing import answers_for, questionnaires


def reverse(scale: Scale) -> Scale:
    """The scale with every key turned round, and without bands."""
    return evolve(scale, items=tuple(evolve(key, reverse=not key.reverse) for key in scale.items), bands=())


@given(questionnaires(), st.data())
def test_reversing_every_key_mirrors(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Value and bounds change places in the middle of the possible range, missing answers included."""
    answers = data.draw(answers_for(questionnaire))
    turned = evolve(questionnaire, scales=tuple(map(reverse, questionnaire.scales)))

    for old, new in zip(score(questionnaire, answers), score(turned, answers), strict=True):
        if old.scale.method != "count":
            ends = old.exact.minimum + old.exact.maximum
            assert (new.exact.low, new.exact.high) == (ends - old.exact.high, ends - old.exact.low)
            assert new.exact.value == (None if old.exact.value is None else ends - old.exact.value)


@given(questionnaires(), st.data())
def test_reversing_twice_changes_nothing(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """A key that is turned round twice is as it was, for every method."""
    answers = data.draw(answers_for(questionnaire))
    twice = evolve(questionnaire, scales=tuple(reverse(reverse(scale)) for scale in questionnaire.scales))

    for old, new in zip(score(questionnaire, answers), score(twice, answers), strict=True):
        assert old.exact == new.exact
