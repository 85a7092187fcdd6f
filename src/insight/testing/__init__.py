"""For your own tests: Hypothesis strategies for questionnaires, answers and results, and the laws that scores keep."""

from insight.testing.generating import answers_for, complete_answers_for, profiles, questionnaires, results
from insight.testing.laws import LAWS, check_laws

__all__ = [
    "LAWS",
    "answers_for",
    "check_laws",
    "complete_answers_for",
    "profiles",
    "questionnaires",
    "results",
]
