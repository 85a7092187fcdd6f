"""Following `most_informative` never narrows less than any other single item does."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from insight import Item, Questionnaire, Result, score
from insight.testing import answers_for, complete_answers_for, questionnaires


def width(result: Result) -> Fraction:
    """How far the bounds lie apart, as shares of the possible ranges, over all scales."""
    spans = ((each.exact.high - each.exact.low) / (each.exact.maximum - each.exact.minimum) for each in result)
    return sum(spans, Fraction(0))


@given(questionnaires(), st.data())
def test_the_first_narrows_the_most(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Whatever is answered, the widths that are left ascend in the order that is told, ties in form order."""
    answers = data.draw(answers_for(questionnaire))
    given_later = data.draw(complete_answers_for(questionnaire))
    result = score(questionnaire, answers)

    def left(item: Item) -> tuple[Fraction, int]:
        after = score(questionnaire, answers | {item.id: given_later[item.id]})
        return width(after), questionnaire.items.index(item)

    told = result.most_informative()
    assert list(told) == sorted(result.unanswered, key=left)


@given(questionnaires(), st.data())
def test_what_if_is_what_comes_out(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Each score that is foretold is the one that the answer brings, for just the scales that hold the item."""
    answers = data.draw(answers_for(questionnaire))
    result = score(questionnaire, answers)

    for item in result.unanswered:
        possible = result.what_if(item.id)
        holding = [scale.id for scale in questionnaire.scales if item.id in {key.item for key in scale.items}]
        assert list(possible) == holding
        for option in questionnaire.responses_of(item).options:
            after = score(questionnaire, answers | {item.id: option.value})
            assert all(possible[scale][option.value] == after[scale] for scale in holding)
        assert all(len(by_value) == len(questionnaire.responses_of(item).options) for by_value in possible.values())
