"""Scores: exact, with bounds, and never a number where there is none."""

from collections.abc import Iterable

from insight.care import with_worldwide
from insight.content import Resource
from insight.questionnaires import Questionnaire
from insight.scoring.answers import Answers, choose
from insight.scoring.pins import LIBRARY_VERSION, Pin
from insight.scoring.results import Result
from insight.scoring.scores import Exact, Score, Status, Term
from insight.scoring.stored import Difference, StoredResult, StoredScore
from insight.scoring.wording import either

__all__ = [
    "LIBRARY_VERSION",
    "Answers",
    "Difference",
    "Exact",
    "Pin",
    "Result",
    "Score",
    "Status",
    "StoredResult",
    "StoredScore",
    "Term",
    "either",
    "score",
]


def score(questionnaire: Questionnaire, answers: Answers, *, care: Iterable[Resource] | None = None) -> "Result":
    """Score *answers* on every scale of *questionnaire*.

    >>> from insight.questionnaires import Questionnaire, options
    >>> check_in = Questionnaire.build(
    ...     "check-in", title="Check-in", responses=options("never", "rarely", "sometimes", "often", "always"),
    ...     items={"worry": "I worry.", "safe": "I feel safe.", "ask": "I hold back."},
    ...     scales={"job-insecurity": "worry -safe ask"}, min_answered=2)
    >>> result = score(check_in, {"worry": 3, "safe": 1, "ask": None})
    >>> print(result["job-insecurity"].explain())
    Job insecurity: 3 on 0 to 4, the mean, from 2 of 3 answers; between 2 and 3.33 whatever the missing one.
    The bounds cover missing answers, not measurement error. Not validated: no study of these scores is recorded.

    Args:
        questionnaire: What was asked.
        answers: Values by item id. An item that is `None`, NaN, `pandas.NA` or absent is unanswered.
        care: Help of your own that comes first in `result.care`; the worldwide help always follows.

    Raises:
        AnswerError: If an answer is for no item, or is none of its options.
            It lists all such items, without the answers.
        DefinitionError: If *care* is empty.
    """
    return Result(questionnaire=questionnaire, chosen=choose(questionnaire, answers), care=with_worldwide(care))
