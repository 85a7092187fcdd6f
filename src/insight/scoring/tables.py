"""Tables of answers: what keeps one from being scored, in words, whatever program holds it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from insight.errors import Problem, Suggester, quote
from insight.questionnaires import Questionnaire

SUBJECT = "this table of answers"
NUMBERS = "give the values of the options as numbers"
STRANGE = "something else than numbers"
# By the names of the types that narwhals has for all of them.
KINDS = {
    "Boolean": "true and false",
    "String": "text",
    "Binary": "bytes",
    "Categorical": "categories",
    "Enum": "categories",
    "Date": "dates",
    "Datetime": "dates and times",
    "Time": "times of day",
    "Duration": "lengths of time",
    "Object": "Python objects of any kind",
}


def kind_in_words(kind: object) -> str:
    """What a column of this type holds, where that is no numbers; a type of any library that calls them alike."""
    return KINDS.get(type(kind).__name__, STRANGE)


def missing_columns(
    questionnaire: Questionnaire, columns: Iterable[object], *, called: dict[str, str] | None = None
) -> Iterator[Problem]:
    """Items without a column; *called*: by item, what its column is called where that is not its id."""
    known = [name for name in columns if isinstance(name, str)]
    held, suggest = set(known), Suggester()
    for item in questionnaire.items:
        name = (called or {}).get(item.id, item.id)
        if name not in held:
            remedy = suggest(name, known) or "add it; empty cells are unanswered"
            beside = "" if name == item.id else f", {quote(name)}"
            yield Problem("", f"there is no column for item {quote(item.id)}{beside}", remedy=remedy)


def column_problems(told: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """The columns of items that hold something else than numbers, told in words by item."""
    for item, what in told:
        if what:
            yield Problem("", f"the column {quote(item)} holds {what}", remedy=NUMBERS)


def doubled(frame: Any) -> Iterator[Problem]:
    """The names that several columns have."""
    for name, count in Counter(map(str, getattr(frame, "column_names", None) or frame.columns)).items():
        if count > 1:
            yield Problem("", f"{count} columns are called {quote(name)}", remedy="give each its own name")
