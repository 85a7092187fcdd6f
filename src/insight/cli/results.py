"""The commands about results that were kept as JSON: `verify` and `explain`."""

import argparse
from collections.abc import Callable, Sequence
from typing import TypeVar

from attrs import evolve

from insight.care import NOTICE, care_in_words
from insight.cli.inputs import find_questionnaire, name_input, read_catalog, read_input
from insight.cli.output import DIFFERS, OK, complain, show
from insight.errors import Problem, ReadError, UnknownIdError, printable
from insight.loading import from_json
from insight.loading.results import NO_ANSWERS, care_now, differences_in, read_text, result_in
from insight.loading.shapes import ResultText
from insight.loading.text import CONTENT_LIMIT
from insight.questionnaires import Questionnaire
from insight.scoring import LIBRARY_VERSION, Difference, Pin, StoredResult

T = TypeVar("T")


def add_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the two commands to the parser."""
    verifier = add("verify", help="verify a result that was kept", description=ABOUT_VERIFY, epilog=VERIFY_EXAMPLES)
    explainer = add(
        "explain", help="explain a result that was kept", description=ABOUT_EXPLAIN, epilog=EXPLAIN_EXAMPLES
    )
    for parser, run in ((verifier, run_verify), (explainer, run_explain)):
        parser.add_argument("result", metavar="RESULT", help="a JSON file that insight score --json wrote, or -")
        parser.add_argument(
            "questionnaire",
            metavar="QUESTIONNAIRE",
            nargs="?",
            help="what it was scored with: an id or a file; without it the one of the catalog with its id and version",
        )
        parser.set_defaults(run=run)


ABOUT_VERIFY = """\
Score the answers in a result again, and say whether all of it comes out:
the questionnaire and its version, and each number and band. The exit status is
0 where it does, 3 where anything differs, and 1 where it cannot be told."""
VERIFY_EXAMPLES = """\
examples:
  insight score life-areas answers.json --json --out result.json
  insight verify result.json
  insight verify result.json mine.toml"""
ABOUT_EXPLAIN = """\
Say how each score of a result comes about, item by item. Where the result was
kept without its answers, or its questionnaire is not found, the scores are
told as they were stored. Where something differs, it is said what, and nothing
is explained. The exit status is 3 then, as that of verify."""
EXPLAIN_EXAMPLES = """\
examples:
  insight score life-areas answers.json --json --out result.json
  insight explain result.json
  insight explain result.json mine.toml"""


def run_verify(given: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    """Write whether what is stored comes out of its answers, or what differs."""
    text = read_input(given.result, CONTENT_LIMIT)
    told = as_kept(given, lambda: read_text(text))
    if told.answers is None:
        raise ReadError(
            name_input(given.result), [Problem("", NO_ANSWERS, remedy="read it with: insight explain RESULT")]
        )
    questionnaire = find_scored(told.pin, given)
    if isinstance(questionnaire, Problem):
        raise UnknownIdError("", [questionnaire])
    differences = differences_in(told, questionnaire)
    show(findings(differences, told, questionnaire))
    complain(NOTICE)
    complain(care_in_words(care_now(told)))
    return DIFFERS if differences else OK


def as_kept(given: argparse.Namespace, read: Callable[[], T]) -> T:
    """What *read* makes of a file; where it is no sound result, what to name instead, in the words of the command."""
    try:
        return read()
    except ReadError as error:
        # What a program would pass, somebody at a terminal names.
        problems = [evolve(each, remedy=KEPT if each.remedy[:5] == "pass " else each.remedy) for each in error.problems]
    raise ReadError(name_input(given.result), problems)


KEPT = "name a file that insight score --json wrote"


def find_scored(pin: Pin, given: argparse.Namespace) -> Questionnaire | Problem:
    """The questionnaire that is named, or the one of the catalog with the id and version of *pin*; else what to do."""
    catalog = read_catalog(given)
    if given.questionnaire is not None:
        return find_questionnaire(given.questionnaire, catalog)
    there = [each for each in catalog.questionnaires if each.id == pin.questionnaire]
    if there and there[0].version == pin.version:
        return there[0]
    wanted = printable(f"{pin.questionnaire} {pin.version}")
    instead = f" ({there[0].version} is)" if there else ""
    remedy = f"name the file of the questionnaire: insight {given.command} RESULT FILE"
    return Problem("", f"{wanted} is not in the catalog{instead}", remedy=remedy)


def findings(differences: Sequence[Difference], told: ResultText, questionnaire: Questionnaire) -> list[str]:
    """Each difference in a line, and a closing line that says what was held against what."""
    # In one line, whatever the text of a file holds.
    lines = [" ".join(each.explain().split()) for each in differences]
    conclusion = conclude([each.place for each in differences], told, questionnaire)
    by = f"scored by insight {told.pin.library_version}, verified by insight {LIBRARY_VERSION}"
    return [f"{line}\n" for line in (*lines, f"{conclusion}; {by}.")]


def conclude(places: Sequence[str], told: ResultText, questionnaire: Questionnaire) -> str:
    """What the differences at *places* come to, in a sentence."""
    held = f"{questionnaire.id} {questionnaire.version}"
    scores = f"{len(told.scores)} {'score' if len(told.scores) == 1 else 'scores'}"
    if not places:
        return f"The result agrees with what comes out of its answers: {held}, {scores}"
    if "pin.questionnaire" in places:
        return f"The result is not one of {held}: its scores were not compared"
    if all(place.startswith("pin.") for place in places):
        how = "by another scoring" if "pin.scoring_digest" in places else "in another version or wording"
        return f"The same comes out of its answers {how}: {held}, {scores}"
    count = f"{len(places)} {'difference' if len(places) == 1 else 'differences'}"
    return f"The result does not agree with what comes out of its answers: {held}, {count}"


def run_explain(given: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    """Write how each score comes about, item by item where that can be verified, else as it was stored."""
    text = read_input(given.result, CONTENT_LIMIT)
    told = as_kept(given, lambda: read_text(text))
    if told.answers is None:
        return explain_stored(text, given, "it was stored without its answers")
    questionnaire = find_scored(told.pin, given)
    if isinstance(questionnaire, Problem):
        return explain_stored(text, given, str(questionnaire))
    if differences := differences_in(told, questionnaire):
        show(findings(differences, told, questionnaire))
        complain("this result is not explained, since something differs")
        complain(NOTICE)
        complain(care_in_words(care_now(told)))
        return DIFFERS
    show([result_in(told, questionnaire).explain(full=True), "\n"])
    return OK


def explain_stored(text: bytes, given: argparse.Namespace, reason: str) -> int:
    """Write the scores as they were stored, and say for what *reason* not item by item."""
    stored = as_kept(given, lambda: from_json(StoredResult, text))
    complain(f"this is not explained item by item: {reason}")
    show([stored.explain(), "\n"])
    return OK
