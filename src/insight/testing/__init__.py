"""For your own tests: Hypothesis strategies for questionnaires, answers, results and catalogs, and laws of scores."""

from insight.testing.catalogs import catalogs, profiles_for
from insight.testing.generating import answers_for, complete_answers_for, profiles, questionnaires, results
from insight.testing.laws import LAWS, check_laws

__all__ = [
    "LAWS",
    "answers_for",
    "catalogs",
    "check_laws",
    "complete_answers_for",
    "profiles",
    "profiles_for",
    "questionnaires",
    "results",
]
