"""Law 6: order changes no score; absent, None, NaN and a missing option are the same."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire, score
from insight.testing import answers_for, questionnaires
from insight.testing.laws import order_and_gaps_change_nothing


@given(questionnaires(), st.data())
def test_law_6(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Items, answers, scales and keys can come in any order, and every gap is the same gap."""
    order_and_gaps_change_nothing(questionnaire, data)


@given(questionnaires(), st.data())
def test_pandas_na_is_a_gap(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """pandas.NA, which equals nothing, counts as no answer."""
    answers = data.draw(answers_for(questionnaire))
    item = data.draw(st.sampled_from(questionnaire.items)).id

    assert score(questionnaire, answers | {item: pd.NA}) == score(questionnaire, answers | {item: None})
