"""Answers into choices: what is accepted, what is no answer, and what is refused, without being repeated."""

import math
import numbers
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from insight.content import id_problems
from insight.errors import AnswerError, DefinitionError, Problem, Suggester, name_type, quote, refuse
from insight.questionnaires import (
    COLUMN_ID,
    UNANSWERED,
    Questionnaire,
    ResponseScale,
    is_real,
    write_number,
)

# By item id: the value of an option, or None, NaN or pandas.NA for no answer.
Answers = Mapping[str, Any]


SUBJECT = "this set of answers"


def choose(questionnaire: Questionnaire, answers: Answers) -> tuple[int, ...]:
    """For each item the number of the choice that was made, or -1; all that is no choice is refused at once."""
    if not isinstance(questionnaire, Questionnaire):
        message = f"a Questionnaire is expected, not {name_type(questionnaire)}"
        raise DefinitionError("score", [Problem("", message, remedy="load or build one")])
    if not isinstance(answers, Mapping):
        problem = Problem("", f"a mapping of item ids to values is expected, not {name_type(answers)}")
        raise AnswerError(SUBJECT, [problem])
    get = answers.get
    # By far the most answers are of type int, and need no more care.
    chosen = [
        find(answer) if type(answer := get(name)) is int else find_choice(responses, answer)
        for name, find, responses in questionnaire.lookups
    ]
    if None in chosen or not answers.keys() <= questionnaire.asked.keys():
        refuse(SUBJECT, answer_problems(questionnaire, answers, chosen), error=AnswerError)
    return cast("tuple[int, ...]", tuple(chosen))


def answer_problems(questionnaire: Questionnaire, answers: Answers, chosen: Sequence[int | None]) -> Iterator[Problem]:
    """Answers for items that are not asked, and answers that are no choice."""
    yield from unknown_items(questionnaire, answers)
    for choice, (_, item, responses) in zip(chosen, questionnaire.asked.values(), strict=True):
        if choice is None:
            answer = answers[item.id]
            is_number = isinstance(answer, Decimal) or is_real(answer)
            told = "none of its options" if is_number else f"{name_type(answer)}, and the options are numbers"
            yield Problem(item.id, f"the answer is {told}", remedy=name_options(responses))


def unknown_items(questionnaire: Questionnaire, answers: Answers) -> Iterator[Problem]:
    """Answers for items that are not asked."""
    known, suggest = questionnaire.asked, Suggester()
    for name in answers:
        if name in known:
            continue
        if not isinstance(name, str):
            yield Problem("", "an item id is not a text")
        elif any(id_problems("", name, COLUMN_ID)):
            # What is no id may be something that somebody wrote about themselves.
            yield Problem("", "an item id is none", remedy="it has letters, digits, '.', '_' and '-'")
        else:
            yield Problem("", f"there is no item {quote(name)}", remedy=suggest(name, known))


def name_options(responses: ResponseScale) -> str:
    """The values that can be answered, as a remedy."""
    values = [write_number(option.value) for option in responses.choices]
    more = ", …" if len(values) > MOST_NAMED else ""
    return f"they are {', '.join(values[:MOST_NAMED])}{more}"


MOST_NAMED = 12


def find_choice(responses: ResponseScale, answer: object) -> int | None:
    """The number of the choice whose value *answer* is; -1 for no answer; None where it is neither.

    Types are looked at before values: True, numpy.True_ and 1+0j are equal to 1, and are no answers.
    """
    if answer is None or type(answer).__name__ == "NAType":  # pandas.NA equals nothing, not even itself
        return UNANSWERED
    if isinstance(answer, Decimal):
        return UNANSWERED if answer.is_nan() else responses.find(answer)
    if not is_real(answer):
        return None
    if isinstance(answer, numbers.Rational):
        # Rebuilt, since another type may not be hashed as its value is.
        return responses.find(Fraction(int(answer.numerator), int(answer.denominator)))
    return UNANSWERED if math.isnan(answer) else responses.find_float(float(answer))
