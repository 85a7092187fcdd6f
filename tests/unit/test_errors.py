"""What goes wrong is told in one sentence each, all at once, with its place and its remedy."""

import copy
import pickle
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from insight.errors import (
    AnswerError,
    DefinitionError,
    FileAccessError,
    InsightError,
    Problem,
    ProfileError,
    ReadError,
    UnknownIdError,
    did_you_mean,
    name_type,
    quote,
    refuse,
)


@pytest.mark.parametrize(
    ("problem", "text"),
    [
        pytest.param(Problem("", "it is odd"), "it is odd", id="message"),
        pytest.param(Problem("items.a", "it is odd"), "items.a: it is odd", id="place"),
        pytest.param(Problem("", "it is odd", line=3), "line 3: it is odd", id="line"),
        pytest.param(Problem("items.a", "it is odd", line=3), "line 3, items.a: it is odd", id="line-and-place"),
        pytest.param(Problem("", "it is odd", remedy="mend it"), "it is odd; mend it", id="remedy"),
        pytest.param(
            Problem("items.a", "it is odd", remedy="mend it", line=1),
            "line 1, items.a: it is odd; mend it",
            id="all",
        ),
    ],
)
def test_problem_reads_as_one_sentence(problem: Problem, text: str) -> None:
    """A problem says its line, its place, what is wrong and what would be right, as far as they are known."""
    assert str(problem) == text


@pytest.mark.parametrize(
    ("place", "holder", "expected"),
    [
        pytest.param("method", "scales.worry", "scales.worry.method", id="field"),
        pytest.param("[2]", "items", "items[2]", id="number"),
        pytest.param("", "items", "items", id="holder-only"),
        pytest.param("items", "", "items", id="place-only"),
        pytest.param("", "", "", id="neither"),
    ],
)
def test_place_is_seen_from_its_holder(place: str, holder: str, expected: str) -> None:
    """Fields are joined by a dot, numbers in a list by nothing."""
    problem = Problem(place, "it is odd", remedy="mend it", line=3)

    assert problem.under(holder) == Problem(expected, "it is odd", remedy="mend it", line=3)


def test_one_problem_stands_behind_its_subject() -> None:
    """A single problem is told in the line of its subject."""
    error = InsightError("mine.toml", [Problem("title", "the text is blank")])

    assert str(error) == "mine.toml: title: the text is blank"


def test_one_problem_without_a_subject_stands_alone() -> None:
    """Where nothing is named, the problem is the whole message."""
    assert str(InsightError("", [Problem("", "it is odd")])) == "it is odd"


def test_several_problems_are_a_list() -> None:
    """All problems come at once, one in a line, after how many there are."""
    error = InsightError("mine.toml", [Problem("a", "it is odd", line=3), Problem("b", "it is even", remedy="mend it")])

    assert str(error) == "mine.toml has 2 problems:\n  - line 3, a: it is odd\n  - b: it is even; mend it"


def test_several_problems_without_a_subject_begin_with_no_blank() -> None:
    """Where nothing is named, the head of the list is a sentence all the same."""
    error = InsightError("", [Problem("a", "it is odd"), Problem("b", "it is even")])

    assert str(error) == "there are 2 problems:\n  - a: it is odd\n  - b: it is even"


def test_facts_are_attributes() -> None:
    """An error holds its subject, and its problems as a tuple, also when they were given by a generator."""
    error = ReadError("mine.toml", (Problem(place, "it is odd") for place in "ab"))

    assert error.subject == "mine.toml"
    assert error.problems == (Problem("a", "it is odd"), Problem("b", "it is odd"))


@pytest.mark.parametrize(
    ("error", "builtin"),
    [
        pytest.param(DefinitionError, ValueError, id="definition"),
        pytest.param(AnswerError, ValueError, id="answer"),
        pytest.param(ProfileError, ValueError, id="profile"),
        pytest.param(ReadError, ValueError, id="read"),
        pytest.param(FileAccessError, OSError, id="file"),
        pytest.param(UnknownIdError, KeyError, id="unknown-id"),
    ],
)
class TestEachError:
    """What holds for each class of error."""

    def test_it_is_what_callers_expect(self, error: type[InsightError], builtin: type[Exception]) -> None:
        """Each can be caught as this library's and as the builtin that fits."""
        assert issubclass(error, InsightError)
        assert issubclass(error, builtin)

    def test_it_reads_alike(self, error: type[InsightError], builtin: type[Exception]) -> None:
        """The builtin has no say in the message: no quotes of KeyError, no numbers of OSError."""
        assert str(error("mine", [Problem("a", "it is odd")])) == "mine: a: it is odd"

    @pytest.mark.parametrize("how", [pytest.param(copy.copy, id="copy"), pytest.param(copy.deepcopy, id="deepcopy")])
    def test_it_is_copied_whole(
        self, error: type[InsightError], builtin: type[Exception], how: Callable[[Any], Any]
    ) -> None:
        """A copy has the same problems and the same message."""
        original = error("mine", [Problem("a", "it is odd", remedy="mend it", line=3)])

        again = how(original)

        assert type(again) is error
        assert (again.subject, again.problems, str(again)) == ("mine", original.problems, str(original))

    def test_it_is_pickled_whole(self, error: type[InsightError], builtin: type[Exception]) -> None:
        """An error comes out of another process as it went in."""
        original = error("mine", [Problem("a", "it is odd"), Problem("b", "it is even", remedy="mend it")])

        again = pickle.loads(pickle.dumps(original))  # noqa: S301  # our own bytes

        assert type(again) is error
        assert (again.subject, again.problems, str(again)) == ("mine", original.problems, str(original))


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        pytest.param("perfectionsim", "no sign has the id 'perfectionsim'; did you mean 'perfectionism'?", id="near"),
        pytest.param("zebra", "no sign has the id 'zebra'", id="far"),
        pytest.param("", "no sign has the id ''", id="blank"),
        pytest.param("a\nb", r"no sign has the id 'a\nb'", id="one-line"),
        pytest.param("a" * 65, f"no sign has the id '{'a' * 64}…'", id="cut"),
        pytest.param(["perfectionism"], "the id of the sign is a text, not a list", id="no-text"),
    ],
)
def test_unknown_id_says_what_was_meant(wanted: object, message: str) -> None:
    """An id that nothing has is quoted in one line, with the nearest that there is."""
    assert str(UnknownIdError.of("sign", wanted, ["perfectionism", "jealousy"])) == message


def test_nothing_is_refused_without_problems() -> None:
    """Values without problems pass, also where problems come from a generator."""
    refuse("mine", [])
    refuse("mine", iter(()))


def test_problems_are_refused_with_the_wanted_error() -> None:
    """What has problems is refused by a DefinitionError, or by the class that is asked for."""
    with pytest.raises(DefinitionError, match=r"^mine: it is odd$"):
        refuse("mine", [Problem("", "it is odd")])
    with pytest.raises(ReadError, match=r"^mine: it is odd$"):
        refuse("mine", [Problem("", "it is odd")], error=ReadError)


@pytest.mark.parametrize(
    ("wanted", "remedy"),
    [
        pytest.param("bnads", "did you mean 'bands'?", id="swapped"),
        pytest.param("zebra", "", id="far"),
        pytest.param("bands" * 20, "", id="long"),
        pytest.param(None, "", id="no-text"),
    ],
)
def test_remedy_is_the_nearest_or_nothing(wanted: object, remedy: str) -> None:
    """Only a near miss of a short text gets a suggestion."""
    assert did_you_mean(wanted, ["name", "bands"]) == remedy


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("x", "text"),
        (True, "true or false"),
        (1, "a number"),
        (1.5, "a number"),
        (Decimal(1), "a number"),
        ([], "a list"),
        ((), "a list"),
        ({}, "a table"),
        (None, "nothing"),
        ({1}, "a value of type set"),
    ],
    ids=["text", "bool", "int", "float", "decimal", "list", "tuple", "table", "nothing", "other"],
)
def test_types_have_the_words_of_a_file(value: object, words: str) -> None:
    """A message names types as somebody who writes a file knows them, and never the value."""
    assert name_type(value) == words


def test_quotes_hide_no_control_characters() -> None:
    """A text in a message can neither break the line nor turn the terminal."""
    assert quote("a\x1b[31m\n\u202e\ud800") == r"'a\x1b[31m\n\u202e\ud800'"
