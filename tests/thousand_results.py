"""Prints a digest of 1,000 results as JSON: the same on every Python and with every seed of its hashes.

The definitions are those of the published vectors; answers are drawn by a generator of our own, so that no version of
Python can draw others. A script, run by test_same_bytes.py and, on every interpreter that there is, by .ci/run.
"""

import hashlib
from collections.abc import Iterator
from typing import Any

import insight
from published import built, cases

RESULTS = 1_000


def draws() -> Iterator[int]:
    """Numbers that look drawn, the same ones always."""
    state = 20_261_122
    while True:
        state = (state * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407) % 2**64
        yield state >> 33


def answers_for(questionnaire: insight.Questionnaire, drawn: Iterator[int]) -> dict[str, Any]:
    """Answers with gaps and missing options."""
    answers: dict[str, Any] = {}
    for item in questionnaire.items:
        choices = questionnaire.responses_of(item).choices
        pick = next(drawn) % (len(choices) + 1)
        answers[item.id] = None if pick == len(choices) else choices[pick].value
    return answers


def main() -> None:
    """Score, write, read back and verify; print one digest of all that was written."""
    questionnaires = [built(case["definition"]) for case in cases().values() if "refused" not in case]
    drawn, written = draws(), hashlib.sha256()
    for n in range(RESULTS):
        questionnaire = questionnaires[n % len(questionnaires)]
        result = insight.score(questionnaire, answers_for(questionnaire, drawn))
        text = insight.to_json(result)
        assert insight.from_json(insight.Result, text, questionnaire=questionnaire) == result  # a script
        assert insight.verify(text, questionnaire) == ()
        written.update(text.encode())
    print(RESULTS, written.hexdigest())  # noqa: T201  # a script


main()
