"""Hostile files are refused, each with the message that is kept of it; README.md says how messages are kept."""

import sys

import pytest

from hostile.corpus import (
    MESSAGES,
    SUBJECTS,
    questionnaires,
    recorded,
    refusal_of,
    refusal_of_large,
    shortened,
    verdict_of,
)
from hostile.large import LARGE
from insight.errors import InsightError

CASES = [
    pytest.param(subject, name, id=f"{subject}/{name}") for subject in SUBJECTS for name in questionnaires(subject)
]
# What the parser says of these is put in other words since Python 3.13; the older words are kept.
REWORDED = {"last-comma-in-a-list.json", "last-comma-in-an-object.json"} if sys.version_info >= (3, 13) else set()
FEWEST = 300
FEWEST_LARGE = 25


def check(error: InsightError) -> None:
    """Hold an error against what holds for all: each problem says something, and nothing else hangs on it."""
    assert error.problems
    assert all(problem.message for problem in error.problems)
    assert error.__cause__ is None
    assert all(line.isprintable() for line in str(error).split("\n"))


@pytest.mark.parametrize(("subject", "name"), CASES)
def test_each_file_is_refused_in_the_words_that_are_kept(subject: str, name: str) -> None:
    """A hostile file brings out an error of this library, and nothing else, which reads as it was recorded."""
    error = refusal_of(subject, name)

    check(error)
    assert str(error) == recorded(subject)[name][1] or name in REWORDED


@pytest.mark.parametrize("name", LARGE)
def test_each_large_input_is_refused_in_the_words_that_are_kept(name: str) -> None:
    """A large input is refused likewise; of a long message its beginning and its length are kept."""
    error = refusal_of_large(name)

    check(error)
    assert shortened(str(error)) == recorded("large")[name][1]


@pytest.mark.parametrize(("subject", "name"), CASES)
def test_the_schema_says_of_each_file_what_is_kept(subject: str, name: str) -> None:
    """An editor that has the schema refuses a file, or lets it pass for reading to refuse, as it was recorded."""
    assert verdict_of(subject, name) == recorded(subject)[name][0]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_file_has_a_message_and_each_message_a_file(subject: str) -> None:
    """Nothing is recorded of a file that is not there, and no file is without a record."""
    assert list(recorded(subject)) == questionnaires(subject)


def test_each_large_input_has_a_message() -> None:
    """The records of the large inputs are those of the recipes, and there is no record of another subject."""
    assert list(recorded("large")) == list(LARGE)
    assert sorted(path.stem for path in MESSAGES.iterdir()) == sorted([*SUBJECTS, "large"])


def test_there_are_many() -> None:
    """The corpus is large enough to be worth its name."""
    assert len(CASES) >= FEWEST
    assert len(LARGE) >= FEWEST_LARGE
