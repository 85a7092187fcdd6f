"""Results from JSON texts: read back, read without their answers, and held against what comes out now."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any

import attrs

from insight.care import WORLDWIDE, with_worldwide
from insight.content import Resource, id_problems
from insight.errors import AnswerError, Problem, ReadError, make_each, refuse
from insight.loading.reading import CONVERTER, WHOLE, read_as, read_table
from insight.loading.shapes import ResultText, ScoreText
from insight.loading.writing import write_text
from insight.questionnaires import COLUMN_ID, Questionnaire, number_problems
from insight.scoring import Difference, Exact, Pin, Result, StoredResult, StoredScore, score

RESULT = "this result"
NO_ANSWERS = "it was stored without its answers and cannot be verified"


def read_text(text: str | bytes) -> ResultText:
    """What *text* holds of a result, whether or not its numbers agree with one another."""
    table = read_table(text, "result")
    refuse(RESULT, name_problems(table), error=ReadError)
    told: ResultText = read_as(RESULT, lambda: CONVERTER.structure(table, ResultText))
    refuse(RESULT, answer_problems(told.answers or {}), error=ReadError)
    return told


def name_problems(table: Mapping[str, Any]) -> Iterator[Problem]:
    """What stands in the place of an id and is none: it may be something that somebody wrote, and is not repeated."""
    for field, what in (("answers", "an item id is none"), ("scores", "the id of a scale is none")):
        names = table.get(field)
        if isinstance(names, dict) and any(any(id_problems("", name, COLUMN_ID)) for name in names):
            yield Problem(field, what, remedy=WHOLE)


def answer_problems(answers: Mapping[str, Any]) -> Iterator[Problem]:
    """What is no answer as it is written."""
    for name, answer in answers.items():
        if answer is not None:
            yield from number_problems(f"answers.{name}", answer)


def read_stored(text: str | bytes) -> StoredResult:
    """A result without its answers; refused where its numbers contradict one another."""
    told = read_text(text)
    refuse(RESULT, derived_problems(told.scores), error=ReadError)
    scores = read_as(RESULT, lambda: store(told.scores))
    return StoredResult(pin=told.pin, scores=scores, care=care_now(told))


def care_now(told: ResultText) -> tuple[Resource, ...]:
    """Help as it was stored, with the worldwide help at its end as it is now."""
    ends = [resource.id for resource in told.care[-len(WORLDWIDE) :]] == [resource.id for resource in WORLDWIDE]
    return with_worldwide((told.care[: -len(WORLDWIDE)] if ends else told.care) or None)


def store(scores: Mapping[str, ScoreText]) -> tuple[StoredScore, ...]:
    """The scores of a text, with the problems of all of them."""
    found, problems = make_each((f"scores.{name}", partial(told.to_stored, name)) for name, told in scores.items())
    refuse("", problems)
    return tuple(found)


def derived_problems(scores: Mapping[str, ScoreText]) -> Iterator[Problem]:
    """What a text says of a score twice, and not alike."""
    for name, told in scores.items():
        floats = {field: None if exact is None else float(exact) for field, exact in attrs.asdict(told.exact).items()}
        for field, value in {**floats, "band_settled": len(told.possible_bands) == 1}.items():
            if getattr(told, field) != value:
                yield Problem(f"scores.{name}.{field}", "it is not what the rest of the score says", remedy=WHOLE)


def read_result(text: str | bytes, questionnaire: Questionnaire) -> Result:
    """A result with its answers, scored anew; refused where anything else comes out."""
    return result_in(read_text(text), questionnaire)


def result_in(told: ResultText, questionnaire: Questionnaire) -> Result:
    """The result that was read, as `read_result` gives it."""
    answers = answers_in(told)
    refuse(RESULT, refused_with(PIN, REPIN, pin_differences(told.pin, questionnaire)), error=ReadError)
    result = read_as(RESULT, lambda: score_under(questionnaire, answers, care_now(told)))
    refuse(RESULT, refused_with(SCORE, RESCORE, score_differences(told, result)), error=ReadError)
    return result


def answers_in(told: ResultText) -> Mapping[str, Any]:
    """The answers in a text.

    Raises:
        ReadError: If they were left out.
    """
    if told.answers is None:
        problem = Problem("", NO_ANSWERS, remedy="read it with from_json(StoredResult, text)")
        raise ReadError(RESULT, [problem])
    return told.answers


def score_under(questionnaire: Questionnaire, answers: Mapping[str, Any], care: tuple[Resource, ...]) -> Result:
    """The result of answers that stand under `answers` in a text."""
    try:
        return score(questionnaire, answers, care=care)
    except AnswerError as error:
        problems = [problem.under("answers") for problem in error.problems]
    raise AnswerError("", problems)


def refused_with(message: str, remedy: str, differences: Iterable[Difference]) -> Iterator[Problem]:
    """What to say where a text does not agree: each place, no number, and the remedy once."""
    for n, difference in enumerate(differences):
        yield Problem(difference.place, difference.message or message, remedy="" if n else remedy)


PIN = "the questionnaire has another one"
REPIN = "pass the one that it was scored with, or see what differs with verify()"
SCORE = "it is not what comes out of the answers"
RESCORE = "see what differs with verify()"


def verify(text: str | bytes, questionnaire: Questionnaire) -> tuple[Difference, ...]:
    """Where what is stored does not agree with what comes out of its answers now."""
    if isinstance(text, StoredResult):
        raise ReadError(RESULT, [Problem("", NO_ANSWERS, remedy="keep the text with the answers, and verify that")])
    return differences_in(read_text(text), questionnaire)


def differences_in(told: ResultText, questionnaire: Questionnaire) -> tuple[Difference, ...]:
    """What does not agree in a result that was read, as `verify` gives it."""
    answers = answers_in(told)
    pins = tuple(pin_differences(told.pin, questionnaire))
    if told.pin.questionnaire != questionnaire.id:
        # Answers to one questionnaire say nothing about the scores of another.
        return pins
    try:
        result = score_under(questionnaire, answers, WORLDWIDE)
    except AnswerError as error:
        return (*pins, *(Difference(problem.place, message=problem.message) for problem in error.problems))
    return (*pins, *score_differences(told, result))


def pin_differences(stored: Pin, questionnaire: Questionnaire) -> Iterator[Difference]:
    """Id, version and digests of a definition that are others now; the library may be a later one."""
    now = Pin.of(questionnaire)
    for field in attrs.fields(Pin):
        ends = getattr(stored, field.name), getattr(now, field.name)
        if field.name != "library_version" and ends[0] != ends[1]:
            yield Difference(f"pin.{field.name}", *ends)


def score_differences(told: ResultText, result: Result) -> Iterator[Difference]:
    """Numbers, statuses and bands of scores that do not come out; where all of them do, words that are others."""
    words = comparable_words(told.pin, result.pin)
    computed = {each.scale.id: ScoreText.of_score(each) for each in result}
    for name in dict.fromkeys([*told.scores, *computed]):
        if name not in computed:
            yield Difference(f"scores.{name}", message="it is stored, and there is no such scale")
        elif name not in told.scores:
            yield Difference(f"scores.{name}", message="nothing is stored of this scale")
        else:
            yield from (each.under(f"scores.{name}") for each in unlike(told.scores[name], computed[name], words))


def comparable_words(stored: Pin, now: Pin) -> tuple[str, ...]:
    """What is told of a score that has to be the same, too, where its numbers are.

    What follows from the definition has to where that is the same; a later version of the library may word it anew.
    """
    if stored.content_digest != now.content_digest:
        return ()
    told = ("name", "citations", "validation", "editorial")
    return (*told, "words", "rule") if stored == now else told


def unlike(stored: ScoreText, computed: ScoreText, words: Iterable[str]) -> list[Difference]:
    """What differs between two scores; a number differs where its float or, with it alike, its fraction does."""
    names = [field.name for field in attrs.fields(ScoreText) if field.name not in (*WORDS, "exact")]
    found = [name for name in names if getattr(stored, name) != getattr(computed, name)]
    found += [
        f"exact.{field.name}"
        for field in attrs.fields(Exact)
        if field.name not in found and getattr(stored.exact, field.name) != getattr(computed.exact, field.name)
    ]
    found = found or [name for name in words if getattr(stored, name) != getattr(computed, name)]
    ends = write_text(stored), write_text(computed)
    return [Difference(name, *(pick(end, name) for end in ends)) for name in found]


WORDS = ("name", "words", "rule", "citations", "validation", "editorial")


def pick(table: Mapping[str, Any], path: str) -> Any:
    """What stands at a place such as `exact.low`."""
    first, _, rest = path.partition(".")
    return pick(table[first], rest) if rest else table[first]
