"""Law 2: every completion's score is inside the bounds, and both ends are reached."""

from hypothesis import given
from hypothesis import strategies as st

import oracle
from insight import Questionnaire, score
from insight.testing import answers_for, questionnaires
from insight.testing.laws import completions_are_inside


@given(questionnaires(), st.data())
def test_law_2(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Any way to fill the gaps stays inside of the bounds, and some way reaches each end."""
    completions_are_inside(questionnaire, data)


@given(questionnaires(), st.data())
def test_scores_are_those_of_brute_force(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Every number, status and band is the one that an independent calculation finds, which tries all completions."""
    answers = data.draw(answers_for(questionnaire))
    expected = oracle.scores(questionnaire.content_form(), answers)

    for each in score(questionnaire, answers):
        told = expected[each.scale.id]
        for name in ("value", "low", "high", "minimum", "maximum", "position"):
            assert getattr(each.exact, name) == told[name], name
        assert (each.status, each.answered, each.required, each.of) == (
            told["status"],
            told["answered"],
            told["required"],
            told["of"],
        )
        assert (each.band and each.band.label) == told["band"]
        assert [band.label for band in each.possible_bands] == told["possible_bands"]


@given(questionnaires())
def test_digests_are_those_of_another_hand(questionnaire: Questionnaire) -> None:
    """Both digests come out as they are recomputed from the definition, its order and its words."""
    definition = questionnaire.content_form()

    assert questionnaire.scoring_digest == oracle.scoring_digest(definition)
    assert questionnaire.content_digest == oracle.content_digest(definition)
