"""Law 6: order changes no score; absent, None, NaN and a missing option are the same."""

import math

import pandas as pd
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire, Score, score
from insight.testing import answers_for, questionnaires


def numbers(each: Score) -> tuple[object, ...]:
    """All that a score says."""
    return (each.exact, each.answered, each.status, each.band, each.possible_bands)


@given(questionnaires(), st.data())
def test_order_changes_no_score(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Items, answers, scales and keys can come in any order."""
    answers = data.draw(answers_for(questionnaire))
    shuffled = evolve(
        questionnaire,
        items=tuple(data.draw(st.permutations(list(questionnaire.items)))),
        scales=tuple(
            evolve(scale, items=tuple(data.draw(st.permutations(list(scale.items)))))
            for scale in data.draw(st.permutations(list(questionnaire.scales)))
        ),
    )
    before = score(questionnaire, answers)
    after = score(shuffled, dict(data.draw(st.permutations(list(answers.items())))))

    for scale in questionnaire.scales:
        assert numbers(before[scale.id]) == numbers(after[scale.id])


@given(questionnaires(), st.data())
def test_no_answer_is_no_answer(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """An absent answer scores as None, NaN, pandas.NA and each missing option do."""
    answers = data.draw(answers_for(questionnaire))
    item = data.draw(st.sampled_from(questionnaire.items))
    gaps = [None, math.nan, pd.NA, *(option.value for option in questionnaire.responses_of(item).missing)]
    absent = score(questionnaire, {name: value for name, value in answers.items() if name != item.id})

    for gap in gaps:
        filled = score(questionnaire, answers | {item.id: gap})
        assert list(map(numbers, filled)) == list(map(numbers, absent))
