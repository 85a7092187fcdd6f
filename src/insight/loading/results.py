"""Results from JSON texts: read back, read without their answers, and held against what comes out now."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import attrs
from attrs import frozen

from insight.care import WORLDWIDE
from insight.content import Resource, id_problems
from insight.errors import AnswerError, Problem, ReadError, make_each, name_type, refuse
from insight.loading.reading import CONVERTER, WHOLE, read_as, read_table
from insight.loading.strict import wrong
from insight.loading.writing import NUMBERS, to_dict
from insight.questionnaires import COLUMN_ID, Questionnaire, number_problems
from insight.scoring import Difference, Pin, Result, StoredResult, StoredScore, score

RESULT = "this result"


@frozen
class Derived:
    """What a text says of a score although the rest says it too, so that it can be read at a glance."""

    value: float | None
    low: float
    high: float
    minimum: float
    maximum: float
    position: float | None
    band_settled: bool


@frozen(repr=False)
class ResultText:
    """A result as it is written.

    Attributes:
        scores: The fields of each score by the id of its scale.
        answers: The answers by item id; None where they were left out.
    """

    pin: Pin
    notice: str
    care: tuple[Resource, ...]
    scores: dict[str, Any]
    answers: dict[str, Any] | None = None


@frozen(repr=False)
class Reading:
    """What a text holds of a result: the result without answers, what it says of the scores twice, the answers."""

    stored: StoredResult
    derived: Mapping[str, Derived]
    answers: Mapping[str, Any] | None


def read_text(text: str | bytes) -> Reading:
    """What *text* holds of a result, whether or not its numbers agree with one another."""
    table = read_table(text, "result")
    told: ResultText = read_as(RESULT, lambda: CONVERTER.structure(table, ResultText))
    refuse(RESULT, answer_problems(told.answers or {}), error=ReadError)
    scores = read_as(RESULT, lambda: dict(read_scores(told.scores)))
    stored = StoredResult(
        pin=told.pin, scores=tuple(score for score, _ in scores.values()), care=with_worldwide_now(told.care)
    )
    return Reading(stored, {name: derived for name, (_, derived) in scores.items()}, told.answers)


def answer_problems(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """What is no answer as it is written; neither it nor what stands in the place of an item's id is repeated."""
    for name, answer in answers.items():
        if any(id_problems("", name, COLUMN_ID)):
            yield Problem("answers", "an item id is none", remedy=WHOLE)
        elif answer is not None and any(number_problems("", answer)):
            yield Problem(f"answers.{name}", f"a number is expected, not {name_type(answer)}")


def read_scores(table: Mapping[str, Any]) -> Iterable[tuple[str, tuple[StoredScore, Derived]]]:
    """Each score, and what the text says of it twice."""
    found, problems = make_each((f"scores.{name}", partial(read_score, name, told)) for name, told in table.items())
    refuse("", problems)
    return zip(table, found, strict=True)


def read_score(name: str, told: Any) -> tuple[StoredScore, Derived]:
    """A score, and what the text says of it twice."""
    if not isinstance(told, dict):
        raise wrong("a table", told)
    again = {field.name for field in attrs.fields(Derived)}
    parts = (
        (StoredScore, {"id": name, **{field: each for field, each in told.items() if field not in again}}),
        (Derived, {field: each for field, each in told.items() if field in again}),
    )
    makers: list[tuple[str, Callable[[], Any]]] = [("", partial(CONVERTER.structure, each, cls)) for cls, each in parts]
    found, problems = make_each(makers)
    refuse("", problems)
    return found[0], found[1]


def with_worldwide_now(care: Iterable[Resource]) -> tuple[Resource, ...]:
    """Help as it was stored, with the worldwide help as it is now."""
    worldwide = {resource.id for resource in WORLDWIDE}
    return (*(resource for resource in care if resource.id not in worldwide), *WORLDWIDE)


def read_stored(text: str | bytes) -> StoredResult:
    """A result without its answers."""
    reading = read_text(text)
    refuse(RESULT, derived_problems(reading), error=ReadError)
    return reading.stored


def derived_problems(reading: Reading) -> Iterator[Problem]:
    """What a text says of a score twice, and not alike."""
    for stored in reading.stored:
        for field in attrs.fields(Derived):
            if getattr(reading.derived[stored.id], field.name) != getattr(stored, field.name):
                place = f"scores.{stored.id}.{field.name}"
                yield Problem(place, "it is not what the rest of the score says", remedy=WHOLE)


def read_result(text: str | bytes, questionnaire: Questionnaire) -> Result:
    """A result with its answers, scored anew; refused where anything else comes out."""
    reading = read_text(text)
    answers = answers_in(reading)
    refuse(RESULT, map(pin_problem, pin_differences(reading, questionnaire)), error=ReadError)
    result = read_as(RESULT, lambda: score(questionnaire, answers, care=reading.stored.care))
    refuse(RESULT, map(score_problem, score_differences(reading, result)), error=ReadError)
    return result


def answers_in(reading: Reading) -> Mapping[str, Any]:
    """The answers in a text.

    Raises:
        ReadError: If they were left out.
    """
    if reading.answers is None:
        problem = Problem("", "it was stored without its answers and cannot be verified", remedy=READ_STORED)
        raise ReadError(RESULT, [problem])
    return reading.answers


READ_STORED = "read it with from_json(StoredResult, text)"


def pin_problem(difference: Difference) -> Problem:
    """What to say where a text speaks of another definition."""
    remedy = "pass the questionnaire that it was scored with, or see with verify() what differs"
    return Problem(difference.place, "the questionnaire has another one", remedy=remedy)


def score_problem(difference: Difference) -> Problem:
    """What to say where a number in a text does not come out; the number is not repeated."""
    return Problem(difference.place, "it is not what comes out of the answers", remedy="see with verify() what differs")


def verify(text: str | bytes, questionnaire: Questionnaire) -> tuple[Difference, ...]:
    """Where what is stored does not agree with what comes out of its answers now."""
    reading = read_text(text)
    answers = answers_in(reading)
    pins = tuple(pin_differences(reading, questionnaire))
    if reading.stored.pin.questionnaire != questionnaire.id:
        # Answers to one questionnaire say nothing about the scores of another.
        return pins
    try:
        result = score(questionnaire, answers)
    except AnswerError as error:
        return (*pins, *map(refused_answer, error.problems))
    return (*pins, *score_differences(reading, result))


def refused_answer(problem: Problem) -> Difference:
    """An answer of a text that the questionnaire does not take; the answer is not repeated."""
    return Difference(".".join(filter(None, ("answers", problem.place))), message=problem.message)


def pin_differences(reading: Reading, questionnaire: Questionnaire) -> Iterator[Difference]:
    """Id, version and digests of a definition that are others now; the library may be a later one."""
    stored, now = reading.stored.pin, Pin.of(questionnaire)
    for field in attrs.fields(Pin):
        ends = getattr(stored, field.name), getattr(now, field.name)
        if field.name != "library_version" and ends[0] != ends[1]:
            yield Difference(f"pin.{field.name}", *ends)


def score_differences(reading: Reading, result: Result) -> Iterator[Difference]:
    """Numbers, statuses and bands of scores that do not come out; where all of them do, words that are others."""
    # A later version of the library, or of the questionnaire, may say the same in other words.
    words = WORDS if reading.stored.pin == result.pin else ()
    stored: dict[str, Any] = {each.id: to_dict(each, answers=False) for each in reading.stored}
    computed = to_dict(result, answers=False)["scores"]
    for name in dict.fromkeys([*stored, *computed]):
        if name not in computed:
            yield Difference(f"scores.{name}", message="it is stored, and there is no such scale")
        elif name not in stored:
            yield Difference(f"scores.{name}", message="nothing is stored of this scale")
        else:
            written = stored[name] | attrs.asdict(reading.derived[name])
            found = list(unlike_numbers(written, computed[name])) or unlike_words(written, computed[name], words)
            yield from (Difference(f"scores.{name}.{each}", *ends) for each, *ends in found)


WORDS = ("name", "words", "rule", "citations", "validation", "editorial")


def unlike_words(
    stored: Mapping[str, Any], computed: Mapping[str, Any], words: Iterable[str]
) -> list[tuple[str, Any, Any]]:
    """What is said of a score in other words."""
    return [(name, stored[name], computed[name]) for name in words if stored[name] != computed[name]]


def unlike_numbers(stored: Mapping[str, Any], computed: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """What differs between two scores as they are written; a number differs where its float or its fraction does."""
    for name in ("status", "answered", "required", "of", *NUMBERS, "band", "possible_bands", "band_settled"):
        if stored[name] != computed[name]:
            yield name, stored[name], computed[name]
        elif name in NUMBERS and stored["exact"][name] != computed["exact"][name]:
            yield name, stored["exact"][name], computed["exact"][name]
