"""Two versions of a questionnaire held against each other: what changed, and whether stored scores still compare."""

from insight.comparing.changes import Change, Subject, Verdict
from insight.comparing.comparison import Comparison, compare

__all__ = ["Change", "Comparison", "Subject", "Verdict", "compare"]
