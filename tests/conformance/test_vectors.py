"""The test vectors are up to date, and the engine and a second language agree with all of them."""

import json
import runpy
import shutil
import subprocess
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest

from insight import AnswerError, InsightError, Questionnaire, Score, score
from published import VECTORS, built, cases

FEWEST = 300
EXACT = ("value", "low", "high", "minimum", "maximum", "position")
PLAIN = ("status", "answered", "required", "of")


CASES = cases()
ACCEPTED = {name: case for name, case in CASES.items() if "refused" not in case}
REFUSED = {name: case for name, case in CASES.items() if "refused" in case}


def test_files_are_up_to_date() -> None:
    """The generator writes the files that are here, and no other."""
    files = runpy.run_path(str(VECTORS / "generate.py"))["files"]()

    assert set(files) == set(VECTORS.glob("*.json"))
    assert [path.name for path, text in files.items() if path.read_text(encoding="utf-8") != text] == []


def test_there_are_enough() -> None:
    """There are hundreds of answer sets, both for scores and for refusals, and case names are used once."""
    sets = [each for case in ACCEPTED.values() for each in case["answers"]]
    read = [json.loads(path.read_text(encoding="utf-8"))["cases"] for path in VECTORS.glob("*.json")]

    assert len(sets) >= FEWEST
    assert sum("refused" in each for each in sets) >= 20
    assert len(REFUSED) >= 8
    assert len(CASES) == sum(map(len, read))


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_engine_scores_alike(name: str) -> None:
    """The engine gives the same scores, and refuses the same answers."""
    questionnaire = built(ACCEPTED[name]["definition"])

    for expected in ACCEPTED[name]["answers"]:
        assert outcome(questionnaire, expected["given"]) == expected


@pytest.mark.parametrize("name", ACCEPTED)
def test_floats_are_the_nearest(name: str) -> None:
    """Each float of a score is the nearest to its fraction."""
    questionnaire = built(ACCEPTED[name]["definition"])

    for expected in ACCEPTED[name]["answers"]:
        for each in expected.get("scores", {}):
            found = score(questionnaire, expected["given"])[each]
            fractions = [expected["scores"][each][field] for field in EXACT]
            nearest = [None if text is None else float(Fraction(text)) for text in fractions]
            assert [getattr(found, field) for field in EXACT] == nearest


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_engine_has_the_same_scoring_digest(name: str) -> None:
    """The digest over what numbers follow from is the one that the rules describe."""
    assert built(ACCEPTED[name]["definition"]).scoring_digest == ACCEPTED[name]["scoring_digest"]


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_engine_has_the_same_content_digest(name: str) -> None:
    """The digest over the whole definition is the one that the rules describe."""
    assert built(ACCEPTED[name]["definition"]).content_digest == ACCEPTED[name]["content_digest"]


@pytest.mark.parametrize("name", REFUSED)
def test_the_engine_refuses_alike(name: str) -> None:
    """The engine refuses what float64 might not carry."""
    with pytest.raises(InsightError, match="fewer digits"):
        built(REFUSED[name]["definition"])


def test_digests_tell_what_changed() -> None:
    """What the names of the cases say about their digests holds."""
    digests = {name.removeprefix("digests: "): case for name, case in ACCEPTED.items() if name.startswith("digests: ")}
    base = digests["the base"]
    same = [case for name, case in digests.items() if name.startswith("same scoring: ")]
    other = [case for name, case in digests.items() if name.startswith("other scoring: ")]

    assert {case["scoring_digest"] for case in same} == {base["scoring_digest"]}
    assert len({case["scoring_digest"] for case in [base, *other]}) == 1 + len(other)
    assert len({case["content_digest"] for case in digests.values()}) == len(digests)


WORKED: dict[str, tuple[str, dict[str, Any]]] = {
    "mean: 3, between 9/4 and 13/4": ("career", {"value": "3", "low": "9/4", "high": "13/4", "band": "higher"}),
    "mistakes-of-peers: nobody answered is not 0": ("all", {"value": None, "low": "0", "high": "27"}),
    "mistakes-of-peers: three of nine, all highest, is not 9": ("all", {"value": None, "low": "9", "high": "27"}),
    "mistakes-of-peers: 3 missing of 10 is not more than 3/10": ("all", {"status": "prorated", "value": "22/7"}),
    "mistakes-of-peers: 2 of 3 are less than 3/4": ("all", {"status": "too-few", "required": 3}),
    "mistakes-of-peers: a missing answer is not 0 in the denominator": ("all", {"value": "5", "low": "3"}),
    "bands: 15 on a sum of 11 items": ("all", {"value": "15", "band": "higher", "possible_bands": ["higher"]}),
    "weights: a sum with 1, 2 and 3": ("all", {"value": "11", "position": "11/24"}),
    "unequal-ranges: a sum": ("all", {"value": "6", "minimum": "1", "maximum": "15"}),
}


@pytest.mark.parametrize("name", WORKED)
def test_the_vectors_are_right(name: str) -> None:
    """The first answers of a case come to what pen and paper give."""
    scale, worked = WORKED[name]
    found = CASES[name]["answers"][0]["scores"][scale]

    assert {each: found[each] for each in worked} == worked


def test_another_language_agrees() -> None:
    """A second implementation, in JavaScript, finds the same scores, refusals and digests."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed")

    done = subprocess.run([node, str(VECTORS / "check.mjs")], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout.splitlines()[-1:], done.stderr) == (0, [verdict()], "")


def verdict() -> str:
    """What the script says when all is well."""
    sets = sum(len(case["answers"]) for case in ACCEPTED.values())
    return f"{sets} answer sets, {len(CASES)} definitions: all agree"


def outcome(questionnaire: Questionnaire, given: dict[str, Any]) -> dict[str, Any]:
    """What the engine makes of answers, in the words of the vectors."""
    try:
        result = score(questionnaire, given)
    except AnswerError as error:
        return {"given": given, "refused": sorted(refused_in(error, given))}
    scales = [scale.id for scale in questionnaire.scales]
    return {"given": given, "scores": {each: in_text(result[each]) for each in scales}}


def refused_in(error: AnswerError, given: dict[str, Any]) -> Iterator[str]:
    """The item of each problem; the message names one that there is not."""
    for problem in error.problems:
        yield problem.place or next(item for item in given if f"there is no item {item!r}" in problem.message)


def in_text(found: Score) -> dict[str, Any]:
    """A score as the vectors write it."""
    exact = {name: getattr(found.exact, name) for name in EXACT}
    return {
        **{name: getattr(found, name) for name in PLAIN},
        **{name: None if value is None else str(value) for name, value in exact.items()},
        "band": None if found.band is None else found.band.label,
        "possible_bands": [band.label for band in found.possible_bands],
    }
