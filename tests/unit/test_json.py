"""Values as JSON and back: what is written, what is read, what is refused, and what verifying finds."""

import json
import re
import traceback
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

import insight
from insight import (
    Band,
    Citation,
    DefinitionError,
    InsightError,
    Key,
    Link,
    Option,
    Problem,
    Profile,
    Questionnaire,
    ReadError,
    ResponseScale,
    Result,
    Scale,
    Sign,
    StoredResult,
    from_json,
    score,
    to_dict,
    to_json,
    verify,
)
from insight.care import FIND_A_HELPLINE, NOTICE, WORLDWIDE
from insight.content import ENTRY_CLASSES, Basis, Closeness, Effect, Entry, Relation
from insight.item_analysis import analyze_columns
from insight.questionnaires import Method
from insight.testing.generating import OWN_HELP

CATALOG = insight.load_catalog()
LIFE_AREAS = CATALOG.questionnaires["life-areas"]
ANSWERS = {"worry": 3, "safe": 1, "ask": None}
KIND_REFUSED = "the kind 'strategy' cannot stand here; the kinds are sign, cause, domain, attachment-style, flag, axis"


@pytest.fixture
def banded(check_in: Questionnaire) -> Questionnaire:
    """The check-in with two bands."""
    bands = (Band(start=0, label="lower"), Band(start="7/3", label="higher"))
    return evolve(check_in, scales=(evolve(check_in.scales[0], bands=bands),))


def change(text: str, edit: Callable[[dict[str, Any]], object]) -> str:
    """A JSON text after *edit*."""
    table = json.loads(text)
    edit(table)
    return json.dumps(table)


def put(*path: str, value: Any) -> Callable[[dict[str, Any]], None]:
    """An edit that puts *value* at a place."""

    def edit(table: dict[str, Any]) -> None:
        for name in path[:-1]:
            table = table[name]
        table[path[-1]] = value

    return edit


def take(*path: str) -> Callable[[dict[str, Any]], None]:
    """An edit that takes a field away."""

    def edit(table: dict[str, Any]) -> None:
        for name in path[:-1]:
            table = table[name]
        del table[path[-1]]

    return edit


def refusal(cls: Any, text: str | bytes, questionnaire: Questionnaire | None = None) -> str:
    """The message with which *text* is refused."""
    with pytest.raises(InsightError) as refused:
        from_json(cls, text, questionnaire=questionnaire)
    return str(refused.value)


def test_a_result_holds_what_the_design_says(banded: Questionnaire) -> None:
    """Answers, scores, pin, notice and care are in it; floats stand beside fractions."""
    told = to_dict(score(banded, ANSWERS))

    assert list(told) == ["format", "kind", "pin", "notice", "care", "answers", "scores"]
    assert (told["format"], told["kind"], told["notice"]) == (1, "result", NOTICE)
    assert told["pin"] == {
        "questionnaire": "job-check-in",
        "version": "1.0.0",
        "scoring_digest": banded.scoring_digest,
        "content_digest": banded.content_digest,
        "library_version": insight.scoring.LIBRARY_VERSION,
    }
    assert told["answers"] == ANSWERS
    assert [resource["id"] for resource in told["care"]] == ["emergency", "find-a-helpline"]
    assert told["scores"] == {
        "job-insecurity": {
            "name": "Job insecurity",
            "words": score(banded, ANSWERS)["job-insecurity"].sentence(),
            "band": "higher",
            "possible_bands": ["lower", "higher"],
            "status": "prorated",
            "value": 3.0,
            "low": 2.0,
            "high": 10 / 3,
            "minimum": 0.0,
            "maximum": 4.0,
            "position": 0.75,
            "answered": 2,
            "required": 2,
            "of": 3,
            "band_settled": False,
            "exact": {
                "value": "3",
                "low": "2",
                "high": "10/3",
                "minimum": "0",
                "maximum": "4",
                "position": "3/4",
            },
            "rule": "the mean of the answered items, at least 2 of 3; one is keyed in reverse",
            "citations": [],
            "validation": "none",
            "editorial": True,
        }
    }


def test_a_result_can_be_written_without_its_answers(check_in: Questionnaire) -> None:
    """With answers=False no answer is in the text, and a score has no terms."""
    result = score(check_in, ANSWERS)

    assert "answers" not in to_dict(result, answers=False)
    assert "terms" in to_dict(result["job-insecurity"])
    assert "terms" not in to_dict(result["job-insecurity"], answers=False)


@pytest.mark.parametrize(
    "care",
    [None, (OWN_HELP,), (FIND_A_HELPLINE,), (evolve(FIND_A_HELPLINE, cost="varies"), OWN_HELP)],
    ids=["none", "own", "ours", "ours-changed"],
)
def test_a_result_comes_back_equal(banded: Questionnaire, care: Any) -> None:
    """What was written is read back as it was, its help too."""
    result = score(banded, ANSWERS | {"ask": 98}, care=care)

    for text in (to_json(result), to_json(result, indent=2), to_json(result).encode()):
        assert from_json(Result, text, questionnaire=banded) == result
        assert verify(text, banded) == ()


def test_an_analysis_and_its_parts_are_written(check_in: Questionnaire) -> None:
    """Numbers of scales and items by id; what cannot be had is null, with its reason; no answer is among them."""
    analysis = analyze_columns(
        check_in, {"worry": [1, 2, 3] * 2, "safe": [3, 2, 1] * 2, "ask": [7, 2, *[float("nan")] * 4]}
    )
    scale = analysis["job-insecurity"]
    told = to_dict(analysis)

    assert list(told) == ["format", "kind", "questionnaire", "notice", "rows", "scales", "findings"]
    assert told["questionnaire"] == {
        "id": "job-check-in",
        "version": "1.0.0",
        "scoring_digest": check_in.scoring_digest,
    }
    assert told["findings"] == [
        {
            "id": "not-an-option",
            "severity": "error",
            "place": "items.ask",
            "message": "in this sample 1 of 2 values is no option",
            "remedy": "it was left out; the options are 0, 1, 2, 3, 4, 98",
        },
        {
            "id": "few-answers",
            "severity": "warning",
            "place": "items.ask",
            "message": "in this sample only 1 of 6 rows has an answer to it",
            "remedy": "see whether its column was filled in; the alpha of its scales is without it, or there is none",
        },
    ]
    written = told["scales"]["job-insecurity"]
    assert to_dict(scale) == {"format": 1, "kind": "scale-analysis", "scale": "job-insecurity"} | written
    assert to_dict(scale.items[2]) == {
        "format": 1,
        "kind": "item-analysis",
        "item": "ask",
        "n": 1,
        "missing": 5,
        "not_options": 1,
        **dict.fromkeys(("mean", "sd", "floor", "ceiling", "item_rest_r", "alpha_if_dropped")),
        "reasons": dict(scale.items[2].reasons),
    }
    assert (written["alpha"], written["floor"], "reasons" in written["items"]["worry"]) == (1.0, None, True)
    assert "reasons" not in to_dict(analyze_columns(check_in, SOUND)["job-insecurity"].items[0])


SOUND = {"worry": [1, 2, 3, 3] * 2, "safe": [3, 2, 2, 1] * 2, "ask": [0, 2, 3, 4] * 2}


def test_decimal_answers_come_back_exact() -> None:
    """An answer of 0.1 is written as 0.1, and is read as the option that it was."""
    tenths = ResponseScale(id="t", options=tuple(Option(value=Decimal(n) / 10, label=str(n)) for n in range(11)))
    form = Questionnaire.build("t", title="T", responses=tenths, items={"a": "A."}, scales={"s": "a"})
    result = score(form, {"a": 0.3})

    assert '"answers": {"a": 0.3}' in to_json(result)
    assert from_json(Result, to_json(result), questionnaire=form) == result


def test_the_smallest_numbers_come_back() -> None:
    """A float with an exponent beyond those of definitions is read as it was written."""
    scale = Scale(id="s", items=(Key(item="a", weight="1/4503599627370495"),), method=Method.SUM)
    form = Questionnaire.build("t", title="T", responses=insight.options("a", "b"), items={"a": "A."}, scales=[scale])
    result = score(form, {"a": 1})

    assert '"value": 2.2204460492503136e-16' in to_json(result)
    assert from_json(Result, to_json(result), questionnaire=form) == result


def test_a_stored_result_says_what_it_is(banded: Questionnaire) -> None:
    """Without its answers a result has its scores, pin, notice and help, and says that it cannot be verified."""
    result = score(banded, ANSWERS, care=(OWN_HELP,))
    stored = from_json(StoredResult, to_json(result, answers=False))
    (told,) = stored

    assert stored == from_json(StoredResult, to_json(result))
    assert to_dict(stored) == to_dict(result, answers=False)
    assert from_json(StoredResult, to_json(stored)) == stored
    assert (stored.pin, stored.notice, stored.care) == (result.pin, NOTICE, (OWN_HELP, *WORLDWIDE))
    assert (len(stored), "job-insecurity" in stored, "worry" in stored) == (1, True, False)
    for name in ("value", "low", "high", "minimum", "maximum", "position", "exact", "status", "answered", "of"):
        assert getattr(told, name) == getattr(result["job-insecurity"], name), name
    assert (told.band, told.possible_bands, told.band_settled) == ("higher", ("lower", "higher"), False)
    assert stored.explain() == (
        "These scores are told as they were stored; nothing here verifies them.\n"
        "\n"
        "Job insecurity: 3 on 0 to 4 (higher), the mean, from 2 of 3 answers; "
        "between 2 and 3.33 whatever the missing one: lower or higher.\n"
        "The bounds cover missing answers, not measurement error. "
        "Not validated: no study of these scores is recorded.\n"
        "Bands are parts of the possible range, not a comparison with other people.\n"
        "Rule: the mean of the answered items, at least 2 of 3; one is keyed in reverse.\n"
        "Source of the scale and its rule: none recorded, editorial.\n"
        "\n"
        f"Scored with: job-check-in 1.0.0, by insight {insight.scoring.LIBRARY_VERSION}.\n"
        f"Scoring digest: {banded.scoring_digest}\n"
        f"Content digest: {banded.content_digest}\n"
        f"{NOTICE}\n"
        f"{insight.care.care_in_words((OWN_HELP, *WORLDWIDE))}"
    )
    with pytest.raises(insight.UnknownIdError) as unknown:
        stored["job-insecurty"]
    assert str(unknown.value) == "no scale has the id 'job-insecurty'; did you mean 'job-insecurity'?"


def test_a_result_without_answers_cannot_be_verified(banded: Questionnaire) -> None:
    """Neither verify nor reading it as a result pretends to know the answers."""
    text = to_json(score(banded, ANSWERS), answers=False)
    expected = (
        "this result: it was stored without its answers and cannot be verified; "
        "read it with from_json(StoredResult, text)"
    )

    assert refusal(Result, text, banded) == expected
    with pytest.raises(ReadError) as refused:
        verify(text, banded)
    assert str(refused.value) == expected


EVERY_NUMBER = ("value", "low", "high", "minimum", "maximum", "position")
BAD_TEXTS: dict[str, tuple[Callable[[Any], Any], str]] = {
    "not a text": (lambda _: 3, "this result: a text is expected, not a number; pass text or bytes"),
    "not JSON": (
        lambda _: "result",
        (
            "this result: line 1: this is no JSON (a value is missing, or is none: a text stands "
            "in double quotes, true and null in small letters); {itself}"
        ),
    ),
    "truncated": (
        lambda text: text[: text.index("Job insecurity") + 5],
        "this result: line 1: this is no JSON (a text is not closed by a quote); {whole}",
    ),
    "cut between fields": (
        lambda text: text[: text.index(', "answers"')],
        "this result: line 1: this is no JSON (a comma or a closing bracket is missing); {whole}",
    ),
    "no table": (lambda _: "[]", "this result: it is not a table of fields; write {{ … }}"),
    "a key twice": (
        lambda text: text.replace('"kind"', '"format": 1, "kind"'),
        "this result: the key 'format' is there twice; {whole}",
    ),
    "NaN": (
        lambda text: text.replace('"value": 3.0', '"value": NaN'),
        "this result: this is no JSON (NaN is no number); {whole}",
    ),
    "no format": (
        lambda text: change(text, take("format")),
        "this result: the field 'format' is missing; {whole}",
    ),
    "a later format": (
        lambda text: change(text, put("format", value=2)),
        "this result: format: it is none that this version reads, which is 1; install a newer insight-inventory",
    ),
    "a format that is text": (
        lambda text: change(text, put("format", value="1")),
        "this result: format: it is none that this version reads, which is 1; install a newer insight-inventory",
    ),
    "a format that is true": (
        lambda text: change(text, put("format", value=True)),
        "this result: format: it is none that this version reads, which is 1; install a newer insight-inventory",
    ),
    "another kind": (
        lambda text: change(text, put("kind", value="profile")),
        "this result: kind: this is no result; pass a text that to_json wrote of a result",
    ),
    "a later library": (
        lambda text: change(text, put("pin", "library_version", value="99.0.0")),
        (
            "this result: pin.library_version: it is from a version of this library that is newer than {version}; "
            "install a newer insight-inventory"
        ),
    ),
    "an unknown field": (
        lambda text: change(text, put("anwers", value={})),
        "this result: there is no field 'anwers'; did you mean 'answers'?",
    ),
    "no scores": (lambda text: change(text, take("scores")), "this result: the field 'scores' is missing"),
    "no care": (lambda text: change(text, take("care")), "this result: the field 'care' is missing"),
    "a score without a field": (
        lambda text: change(text, take("scores", "job-insecurity", "low")),
        "this result: scores.job-insecurity: the field 'low' is missing",
    ),
    "a score with an unknown field": (
        lambda text: change(text, put("scores", "job-insecurity", "norm", value=1)),
        "this result: scores.job-insecurity: there is no field 'norm'",
    ),
    "a score that is none": (
        lambda text: change(text, put("scores", "job-insecurity", value=3)),
        "this result: scores.job-insecurity: a table is expected, not a number",
    ),
    "a number that is text": (
        lambda text: change(text, put("scores", "job-insecurity", "value", value="3")),
        "this result: scores.job-insecurity.value: a number is expected, not text",
    ),
    "a number beyond all floats": (
        lambda text: text.replace('"value": 3.0', '"value": 1e400'),
        "this result: scores.job-insecurity.value: a number that a float can hold is expected, not a number",
    ),
    "a whole number beyond all floats": (
        lambda text: text.replace('"value": 3.0', f'"value": 1{"0" * 400}'),
        "this result: scores.job-insecurity.value: a number that a float can hold is expected, not a number",
    ),
    "a number of thousands of digits": (
        lambda text: text.replace('"value": 3.0', f'"value": {"1" * 5_000}'),
        "this result: this is no JSON (a number in it is far too long); {whole}",
    ),
    "nested too deep": (
        lambda text: text.replace('"value": 3.0', f'"value": {"[" * 100}{"]" * 100}'),
        "this result: line 1: tables or lists are nested more than 32 deep; nest less",
    ),
    "a lone surrogate": (
        lambda text: text.replace('"name": "Job insecurity"', r'"name": "\ud800"'),
        "this result: scores.job-insecurity.name: the text holds hidden characters (U+D800); remove them",
    ),
    "a status that is none": (
        lambda text: change(text, put("scores", "job-insecurity", "status", value="done")),
        "this result: scores.job-insecurity.status: 'done' is not one of 'complete', 'prorated', 'too-few'",
    ),
    "an answer that is text": (
        lambda text: change(text, put("answers", "worry", value="3")),
        "this result: answers.worry: a number is expected, not text; write it without quotes",
    ),
    "an answer that is true": (
        lambda text: change(text, put("answers", "worry", value=True)),
        "this result: answers.worry: a number is expected, not true or false",
    ),
    "a fraction that is none": (
        lambda text: change(text, put("scores", "job-insecurity", "exact", "low", value="3/0")),
        "this result: scores.job-insecurity.exact.low: it is no fraction; write it like '4/3'",
    ),
}


@pytest.mark.parametrize("name", BAD_TEXTS)
def test_what_is_no_result_is_refused(banded: Questionnaire, name: str) -> None:
    """Each flaw of a text is told with its place and its remedy, by every way to read it."""
    edit, expected = BAD_TEXTS[name]
    text = edit(to_json(score(banded, ANSWERS)))
    message = expected.format(
        whole="pass the whole text as to_json wrote it",
        itself="pass the text itself; of a file: Path(…).read_text()",
        version=insight.scoring.LIBRARY_VERSION,
    )

    assert refusal(Result, text, banded) == message
    assert refusal(StoredResult, text) == message
    with pytest.raises(ReadError) as refused:
        verify(text, banded)
    assert str(refused.value) == message


@pytest.mark.parametrize("name", EVERY_NUMBER)
def test_a_changed_number_is_refused_and_named(banded: Questionnaire, name: str) -> None:
    """A float or a fraction that is another is found, by its place and without being repeated."""
    text = to_json(score(banded, ANSWERS))

    for path, value in ((name,), 3.125), (("exact", name), "25/8"):
        changed = change(text, put("scores", "job-insecurity", *path, value=value))
        place = f"scores.job-insecurity.{'.'.join(path)}"
        assert [difference.place for difference in verify(changed, banded)] == [place]
        assert refusal(Result, changed, banded) == (
            f"this result: {place}: it is not what comes out of the answers; see what differs with verify()"
        )
        assert refusal(StoredResult, changed) == (
            f"this result: scores.job-insecurity.{name}: it is not what the rest of the score says; "
            "pass the whole text as to_json wrote it"
        )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "complete"),
        ("answered", 3),
        ("required", 3),
        ("of", 4),
        ("band", "lower"),
        ("band", None),
        ("possible_bands", ["higher"]),
        ("band_settled", True),
    ],
)
def test_whatever_else_is_changed_in_a_score_is_named(banded: Questionnaire, name: str, value: Any) -> None:
    """Status, counts and bands are held against what comes out as well."""
    text = change(to_json(score(banded, ANSWERS)), put("scores", "job-insecurity", name, value=value))

    assert [difference.place for difference in verify(text, banded)] == [f"scores.job-insecurity.{name}"]
    assert refusal(Result, text, banded) == (
        f"this result: scores.job-insecurity.{name}: it is not what comes out of the answers; "
        "see what differs with verify()"
    )


def both(name: str, value: float, text: str) -> dict[str, Any]:
    """A number of a score, and its fraction along with it."""
    return {name: value, "exact": {name: text}}


CONTRADICTIONS: dict[str, tuple[dict[str, Any], str]] = {
    "a value beyond the bounds": (both("value", 99.0, "99"), "exact: the numbers are not in order; {order}"),
    "a low above the high": (both("low", 3.5, "7/2"), "exact: the numbers are not in order; {order}"),
    "a position of another value": (
        both("position", 0.5, "1/2"),
        "exact.position: it is not where the value lies in the possible range",
    ),
    "more answers than items": ({"answered": 4}, "answered: it does not go with required and of"),
    "fewer answers than none": ({"answered": -1}, "answered: it does not go with required and of"),
    "a status of other answers": ({"answered": 3}, "status: it does not go with answered, required and of"),
    "a band that is not possible": ({"possible_bands": ["low", "high"]}, "band: it is none of the possible bands"),
    "no band where there are some": ({"band": None}, "band: it is none of the possible bands"),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_a_stored_score_does_not_contradict_itself(banded: Questionnaire, name: str) -> None:
    """Where answers are missing, what can be checked without them is."""
    edits, expected = CONTRADICTIONS[name]

    def edit(table: dict[str, Any]) -> None:
        told = table["scores"]["job-insecurity"]
        told["exact"] |= edits.get("exact", {})
        told |= {field: value for field, value in edits.items() if field != "exact"}

    text = change(to_json(score(banded, ANSWERS), answers=False), edit)
    assert refusal(StoredResult, text) == (
        f"this result: scores.job-insecurity.{expected}".format(
            order="minimum, low, value, high and maximum ascend",
        )
    )


def test_a_stored_score_has_a_value_or_too_few_answers(banded: Questionnaire) -> None:
    """A value with too few answers, and none with enough, are refused."""

    def drop(table: dict[str, Any]) -> None:
        told = table["scores"]["job-insecurity"]
        told |= {"value": None, "position": None, "band": None}
        told["exact"] |= {"value": None, "position": None}

    text = to_json(score(banded, ANSWERS), answers=False)
    assert refusal(StoredResult, change(text, drop)) == (
        "this result: scores.job-insecurity.status: there is a value, or there is none, and it says otherwise"
    )
    few = change(text, lambda table: table["scores"]["job-insecurity"].update(answered=1, status="too-few"))
    assert refusal(StoredResult, few) == (
        "this result: scores.job-insecurity.status: there is a value, or there is none, and it says otherwise"
    )


def test_one_changed_answer_is_found_by_the_numbers(banded: Questionnaire) -> None:
    """The numbers that no longer agree are named, and no others: neither pin nor range."""
    text = change(to_json(score(banded, ANSWERS)), put("answers", "worry", value=0))
    found = verify(text, banded)

    assert [(each.place, each.stored, each.computed) for each in found] == [
        ("scores.job-insecurity.value", 3.0, 1.5),
        ("scores.job-insecurity.low", 2.0, 1.0),
        ("scores.job-insecurity.high", 10 / 3, 7 / 3),
        ("scores.job-insecurity.position", 0.75, 0.375),
        ("scores.job-insecurity.band", "higher", "lower"),
    ]
    assert found[0].explain() == "scores.job-insecurity.value: 3.0 is stored, 1.5 comes out"
    assert [repr(each) for each in found[:1]] == ["<Difference at 'scores.job-insecurity.value'>"]


def test_an_answer_that_is_no_option_is_named(banded: Questionnaire) -> None:
    """Where the answers cannot be scored, verify says which, and nothing of what they are."""
    text = change(to_json(score(banded, ANSWERS)), put("answers", "worry", value=7))

    assert [each.place for each in verify(text, banded)] == ["answers.worry"]
    assert verify(text, banded)[0].explain() == "answers.worry: the answer is none of its options"
    assert refusal(Result, text, banded) == (
        "this result: answers.worry: the answer is none of its options; they are 0, 1, 2, 3, 4, 98"
    )


def test_another_version_is_named_and_nothing_else(banded: Questionnaire) -> None:
    """A new version number alone changes the version and the content digest."""
    found = verify(to_json(score(banded, ANSWERS)), evolve(banded, version="1.0.1"))

    assert [each.place for each in found] == ["pin.version", "pin.content_digest"]
    assert (found[0].stored, found[0].computed) == ("1.0.0", "1.0.1")


def test_a_changed_key_is_named_with_the_numbers_that_it_changes(banded: Questionnaire) -> None:
    """Both digests and the numbers that come out differently, and no other."""
    keys = banded.scales[0].items
    forward = evolve(banded.scales[0], items=(keys[0], evolve(keys[1], reverse=False), keys[2]))
    found = verify(to_json(score(banded, ANSWERS)), evolve(banded, scales=(forward,)))

    assert [each.place for each in found] == [
        "pin.scoring_digest",
        "pin.content_digest",
        *(f"scores.job-insecurity.{name}" for name in ("value", "low", "high", "position", "band")),
    ]


def test_a_changed_band_is_named_with_the_bands_that_it_changes(banded: Questionnaire) -> None:
    """Another start changes both digests and the bands, and no number."""
    bands = (banded.scales[0].bands[0], Band(start="16/5", label="higher"))
    found = verify(to_json(score(banded, ANSWERS)), evolve(banded, scales=(evolve(banded.scales[0], bands=bands),)))

    assert [each.place for each in found] == [
        "pin.scoring_digest",
        "pin.content_digest",
        "scores.job-insecurity.band",
    ]


def test_a_changed_text_changes_the_content_digest_alone(banded: Questionnaire) -> None:
    """A typing error that was mended is no other scoring."""
    found = verify(to_json(score(banded, ANSWERS)), evolve(banded, title="Job check-in!"))

    assert [each.place for each in found] == ["pin.content_digest"]


def test_scales_that_came_and_went_are_named(banded: Questionnaire) -> None:
    """A scale that only one side has is one difference."""
    other = evolve(banded, scales=(evolve(banded.scales[0], id="unease"),))
    found = verify(to_json(score(banded, ANSWERS)), other)

    assert [each.explain() for each in found[2:]] == [
        "scores.job-insecurity: it is stored, and there is no such scale",
        "scores.unease: nothing is stored of this scale",
    ]


def test_a_result_of_another_questionnaire_is_refused(banded: Questionnaire) -> None:
    """Whatever of the pin differs is told, and what to pass instead."""
    text = to_json(score(banded, ANSWERS))
    remedy = "pass the one that it was scored with, or see what differs with verify()"

    assert refusal(Result, text, LIFE_AREAS) == (
        "this result has 3 problems:\n"
        f"  - pin.questionnaire: the questionnaire has another one; {remedy}\n"
        "  - pin.scoring_digest: the questionnaire has another one\n"
        "  - pin.content_digest: the questionnaire has another one"
    )
    places = [each.place for each in verify(text, LIFE_AREAS)]
    assert places == ["pin.questionnaire", "pin.scoring_digest", "pin.content_digest"]


def test_a_result_needs_its_questionnaire(banded: Questionnaire) -> None:
    """Without one it is said what to pass."""
    text = to_json(score(banded, ANSWERS))

    assert refusal(Result, text) == (
        "from_json: questionnaire: a Questionnaire is expected, not nothing; "
        "pass the questionnaire that it was scored with"
    )
    with pytest.raises(DefinitionError) as refused:
        verify(text, "life-areas")  # type: ignore[arg-type]
    assert str(refused.value) == (
        "verify: questionnaire: a Questionnaire is expected, not text; pass the questionnaire that it was scored with"
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("words", "Job insecurity: 0 on 0 to 4 (lower)."),
        ("rule", "a guess"),
        ("name", "Well-being"),
        ("citations", [{"source": "a-study"}]),
        ("validation", "published"),
        ("editorial", False),
    ],
)
def test_words_that_were_changed_are_named(banded: Questionnaire, name: str, value: Any) -> None:
    """What is told of a score is held against what would be told now, by the same version of the library."""
    text = change(to_json(score(banded, ANSWERS)), put("scores", "job-insecurity", name, value=value))

    assert [each.place for each in verify(text, banded)] == [f"scores.job-insecurity.{name}"]
    # Another version of the library may word it anew, but says nothing else of the same definition.
    later = verify(change(text, put("pin", "library_version", value="0.0.1")), banded)
    assert [each.place for each in later] == ([] if name in {"words", "rule"} else [f"scores.job-insecurity.{name}"])
    assert verify(text, evolve(banded, title="Other"))[1:] == ()


@pytest.mark.parametrize(
    ("name", "value", "like"),
    [
        ("version", "1.0\n", "1.0.0"),
        ("library_version", "new", "1.0.0"),
        ("scoring_digest", "abc", "64 of the digits 0 to 9 and a to f"),
        ("content_digest", "G" * 64, "64 of the digits 0 to 9 and a to f"),
    ],
)
def test_a_pin_has_the_form_of_one(banded: Questionnaire, name: str, value: str, like: str) -> None:
    """Versions and digests that are none are refused."""
    text = change(to_json(score(banded, ANSWERS)), put("pin", name, value=value))

    assert refusal(StoredResult, text) == (
        f"this result: pin.{name}: it has not the form that it should have; write it like {like}"
    )


def test_answers_are_no_result(banded: Questionnaire) -> None:
    """Who passes the answers alone is told so."""
    assert refusal(StoredResult, json.dumps(ANSWERS)) == (
        "this result: this is no result; pass a text that to_json wrote of a result"
    )


def test_an_earlier_library_is_no_difference(banded: Questionnaire) -> None:
    """What an earlier version scored verifies as long as the same numbers come out."""
    text = change(to_json(score(banded, ANSWERS)), put("pin", "library_version", value="0.0.1"))

    assert verify(text, banded) == ()
    assert from_json(Result, text, questionnaire=banded).answers == ANSWERS


CANARY = 7391946


def test_no_message_of_reading_holds_an_answer_or_a_score() -> None:
    """However a text is broken, neither message nor traceback nor repr repeats what somebody answered."""
    # The options that a message names are the first twelve.
    values = (*range(12), CANARY)
    high = ResponseScale(id="high", options=tuple(Option(value=value, label=f"option {value}") for value in values))
    form = Questionnaire.build("form", title="Form", responses=high, items={"a": "A.", "b": "B."}, scales={"s": "a b"})
    form = evolve(form, scales=(evolve(form.scales[0], id="job-insecurity", name="Job insecurity"),))
    text = to_json(score(form, {"a": CANARY, "b": CANARY})).replace('"a": 7391946', '"worry": 7391946, "a": 7391946')
    edits = [edit for edit, _ in BAD_TEXTS.values()] + [
        lambda text: change(text, put("answers", "a", value=str(CANARY))),
        lambda text: change(text, put("answers", "a", value=[CANARY])),
        lambda text: change(text, put("answers", f"dear diary {CANARY}", value="x")),
        lambda text: change(text, put("answers", f"dear diary {CANARY}", value=1)),
        lambda text: change(text, put("scores", f"dear diary {CANARY}", value={})),
        lambda text: change(text, put("answers", "a", value=CANARY + 1)),
        lambda text: change(text, put("scores", "job-insecurity", "value", value=CANARY + 1)),
        lambda text: change(text, put("scores", "job-insecurity", "exact", "value", value=str(CANARY) + "x")),
    ]

    for edit in edits:
        broken = edit(text)
        for read in (
            lambda broken=broken: from_json(Result, broken, questionnaire=form),
            lambda broken=broken: from_json(StoredResult, broken),
            lambda broken=broken: verify(broken, form),
        ):
            try:
                said = repr(read())
            except InsightError as error:
                said = "".join([str(error), repr(error), repr(error.problems), *traceback.format_exception(error)])
            assert str(CANARY) not in said


def entries() -> list[Entry]:
    """An entry of each kind."""
    return [next(iter(CATALOG.collections[kind])) for kind in ENTRY_CLASSES]


@pytest.mark.parametrize("entry", entries(), ids=lambda entry: entry.reference)
def test_an_entry_comes_back_equal(entry: Entry) -> None:
    """What was written of an entry is read back as it was."""
    assert from_json(type(entry), to_json(entry)) == entry
    assert to_dict(entry)["kind"] == entry.KIND


def test_every_entry_and_questionnaire_of_the_catalog_comes_back_equal() -> None:
    """Nothing that is shipped is lost on the way through JSON."""
    for kind in ENTRY_CLASSES:
        for entry in CATALOG.collections[kind]:
            assert from_json(type(entry), to_json(entry)) == entry
    for questionnaire in CATALOG.questionnaires:
        again = from_json(Questionnaire, to_json(questionnaire))
        assert again == questionnaire
        assert again.content_digest == questionnaire.content_digest


def test_help_and_its_kind_stand_side_by_side() -> None:
    """A resource is of the kind resource, and is help of a kind; dates are texts."""
    told = to_dict(OWN_HELP)

    assert (told["kind"], told["resource_kind"], told["last_verified"]) == ("resource", "service", "2026-01-02")
    assert told["channels"] == [{"kind": "web", "value": "https://example.org", "display": "our page"}]
    assert to_dict(OWN_HELP.channels[0])["channel_kind"] == "web"
    assert from_json(insight.Resource, to_json(OWN_HELP)) == OWN_HELP


def test_entries_are_read_as_strictly_as_files() -> None:
    """Unknown fields, other types and missing citations are told as for a file, all at once."""
    text = to_json(CATALOG.signs["perfectionism"])
    broken = change(change(text, take("summary")), lambda table: table.update(name=3, citations=[], sumary="x"))

    assert refusal(Sign, broken) == (
        "this sign has 2 problems:\n"
        "  - name: text is expected, not a number; put it in quotes\n"
        "  - there is no field 'sumary'; did you mean 'summary'?"
    )
    assert refusal(Sign, change(text, put("citations", value=[]))) == (
        "this sign: citations: there is none; say where it comes from"
    )
    for value in ("lately", "20260102", "2026-W01-1"):
        assert refusal(insight.Resource, change(to_json(OWN_HELP), put("last_verified", value=value))) == (
            "this resource: last_verified: a date such as 2026-11-22 is expected, not text"
        )
    assert refusal(insight.Resource, change(to_json(OWN_HELP), put("last_verified", value="2026-02-30"))) == (
        "this resource: last_verified: there is no such day"
    )


def test_only_what_can_be_read_back_is(check_in: Questionnaire) -> None:
    """Guidance and scores cannot: it says what can."""
    guidance = insight.match(Profile.of({"domain:career": 1}), CATALOG)
    what = "what can are entries, questionnaires, profiles and results"

    assert refusal(insight.Guidance, to_json(guidance)) == f"from_json: Guidance cannot be read back; {what}"
    assert refusal(insight.Score, "{}") == f"from_json: Score cannot be read back; {what}"
    assert refusal("{}", insight.Sign) == (  # type: ignore[arg-type]
        "from_json: the class comes first; write from_json(Result, text, questionnaire=…)"
    )


def test_a_questionnaire_is_written_in_the_shape_of_its_file(check_in: Questionnaire) -> None:
    """What to_json gives is what load_questionnaire reads from a .json file, plus its kind."""
    told = to_dict(check_in)

    assert told["items"]["worry"] == {"text": "I worry about losing my job."}
    assert told["response_scales"]["responses"]["missing"] == [{"value": 98, "label": "does not apply to me"}]
    assert told["scales"]["job-insecurity"] == {
        "name": "Job insecurity",
        "items": ["worry", "-safe", "ask"],
        "method": "mean",
        "min_answered": 2,
    }
    assert insight.parse_questionnaire(to_json(check_in), format="json") == check_in
    assert refusal(Questionnaire, change(to_json(check_in), put("kind", value="sign"))) == (
        "this questionnaire: line 1, kind: this is no questionnaire; write 'questionnaire' or leave it out"
    )


def test_a_profile_comes_back_without_its_flags() -> None:
    """Degrees are exact; flags are stored nowhere, and nothing tells whether there was one."""
    degrees = {"sign:perfectionism": Fraction(1, 3), "domain:career": Fraction(1)}
    plain = Profile.of(degrees)
    flagged = plain | Profile.of({"flag:unsafe-relationship": 1})

    assert to_json(flagged) == to_json(plain)
    assert from_json(Profile, to_json(flagged)) == plain
    assert to_dict(plain) == {
        "format": 1,
        "kind": "profile",
        "degrees": {
            "domain:career": {"degree": 1.0, "exact": "1"},
            "sign:perfectionism": {"degree": 1 / 3, "exact": "1/3"},
        },
        "flags": "never stored",
    }


def test_profiles_are_read_strictly() -> None:
    """A changed degree, a flag, a kind that cannot be reported: each is told."""
    text = to_json(Profile.of({"domain:career": Fraction(1, 2)}))

    assert refusal(Profile, change(text, put("degrees", "domain:career", "degree", value=0.25))) == (
        "this profile: degrees.domain:career.degree: it is not the number that exact is; "
        "pass the whole text as to_json wrote it"
    )
    flagged = change(text, put("degrees", "flag:unsafe-relationship", value={"degree": 1, "exact": "1"}))
    assert refusal(Profile, flagged) == (
        "this profile: degrees: flags are stored nowhere, and there is one; leave it out"
    )
    above = change(text, put("degrees", "domain:career", value={"degree": 2, "exact": "2"}))
    outside = "this profile: degrees.domain:career.exact: it is no fraction from 0 to 1; write it like '3/4'"
    assert refusal(Profile, above) == outside
    huge = change(text, put("degrees", "domain:career", value={"degree": 1, "exact": "9" * 400}))
    assert refusal(Profile, huge) == outside


def test_guidance_is_written_with_reasons_and_help() -> None:
    """Matches, what helps in general and care are in it; that flags are left out is said."""
    guidance = insight.match(Profile.of({"domain:career": 1}), CATALOG)
    told = to_dict(guidance)

    assert list(told) == [
        "format", "kind", "matches", "general", "remark", "escalations", "withheld", "notice", "care", "flags",
    ]  # fmt: skip
    first = told["matches"][0]
    assert (first["strategy"], first["fit"]) == (guidance.matches[0].strategy.reference, guidance.matches[0].fit)
    assert first["reasons"][0]["link"]["citations"]
    assert (told["flags"], told["notice"]) == ("never stored", NOTICE)
    assert json.loads(to_json(guidance)) == told


def test_guidance_is_written_with_what_is_reported_and_not_with_flags() -> None:
    """Escalations and what is withheld are there for what is reported; what a flag brings about is nowhere."""
    reported = Profile.of({"cause:unmet-basic-needs": 1})
    flags = Profile.of({"flag:unsafe-relationship": 1, "flag:unmet-basic-needs": 1, "flag:possible-eating-disorder": 1})

    told = to_dict(insight.match(reported | flags, CATALOG))
    (escalation,) = told["escalations"]
    assert (escalation["when"], escalation["sentence"]) == (
        "cause:unmet-basic-needs",
        "Something you need, such as food or a home, may be hard to count on. There are services that help.",
    )
    assert [each["id"] for each in escalation["resources"]] == ["us-211", "emergency", "find-a-helpline"]
    assert told["withheld"] == [
        {"strategy": f"strategy:{name}", "name": CATALOG.strategies[name].name, "reason": NOT_FITTING}
        for name in ("accept-what-cannot-change", "radical-acceptance", "balanced-eating-and-movement")
    ]
    assert "ask_first" not in told
    assert "flag:" not in json.dumps(told)


NOT_FITTING = "They do not fit where something you need may be missing."


def test_parts_of_guidance_are_written() -> None:
    """An escalation, what is withheld, what is asked first, and a step."""
    profile = Profile.of({"cause:unmet-basic-needs": 1, "sign:difficulty-trusting": 1, "flag:unmet-basic-needs": 1})
    guidance = insight.match(profile, CATALOG)
    by_flag, reported = guidance.escalations[:2]
    held = next(each for each in insight.match(Profile.of({"flag:unmet-basic-needs": 1}), CATALOG).withheld)

    for told in (by_flag, held):
        with pytest.raises(DefinitionError) as refused:
            to_json(told)
        assert str(refused.value) == (
            "it comes from a flag, and flags are stored nowhere; write the whole guidance, which leaves it out"
        )
    assert list(to_dict(reported)) == ["format", "kind", "when", "sentence", "resources"]
    assert to_dict(guidance.withheld[0]) == {
        "format": 1,
        "kind": "withheld",
        "strategy": "strategy:accept-what-cannot-change",
        "name": "Accept what cannot be changed",
        "reason": NOT_FITTING,
    }
    assert to_dict(guidance.ask_first[0]) == {
        "format": 1,
        "kind": "ask-first",
        "flag": "flag:unsafe-relationship",
        "strategies": [f"strategy:{each.id}" for each in guidance.ask_first[0].strategies],
    }
    step = guidance.plan(1)[0]
    assert to_dict(step) == {"format": 1, "kind": "step", "strategy": step.strategy.reference, "text": step.text}


def test_what_only_rules_read_comes_back() -> None:
    """Degrees that only rules read are written as fractions, without flags, and read back; origins are not written."""
    profile = Profile.of({"domain:career": 1}) | Profile((), (("sign:x", Fraction(1, 3)),))
    flagged = profile | Profile.of({"flag:f": 1})

    assert to_dict(flagged) == {
        "format": 1,
        "kind": "profile",
        "degrees": {"domain:career": {"degree": 1.0, "exact": "1"}},
        "rules_only": {"sign:x": "1/3"},
        "flags": "never stored",
    }
    assert to_json(flagged) == to_json(profile)
    assert from_json(Profile, to_json(flagged)) == profile
    assert from_json(Profile, to_json(flagged)).origins == ()


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ({"sign:x": "0.5"}, "rules_only.sign:x: it is no fraction from 0 to 1; write it like '3/4'"),
        ({"sign:x": "4/3"}, "rules_only.sign:x: it is no fraction from 0 to 1; write it like '3/4'"),
        ({"flag:f": "1"}, "rules_only: flags are stored nowhere, and there is one; leave it out"),
        ({"sign:x": 1}, "rules_only.sign:x: text is expected, not a number; put it in quotes"),
        ({"strategy:x": "1"}, KIND_REFUSED),
        (["sign:x"], "rules_only: a table is expected, not a list"),
    ],
    ids=["no-fraction", "no-degree", "flag", "number", "kind", "list"],
)
def test_what_only_rules_read_is_read_strictly(told: Any, message: str) -> None:
    """Whatever to_json would not write there is told with its place."""
    text = change(to_json(Profile.of({"domain:career": 1})), put("rules_only", value=told))

    assert refusal(Profile, text) == f"this profile: {message}"


LINK = Link(
    subject="strategy:small-goals-and-celebrate",
    relation=Relation.EASES,
    object="domain:career",
    closeness=Closeness.NAMED,
    basis=Basis.SOURCE,
    citations=(Citation(source="a-study"),),
)


def public_values() -> dict[str, Any]:
    """A value of each public class that has values."""
    result = score(LIFE_AREAS, {"worry-about-job": 3, "feel-safe-at-work": 1, "hold-back-at-work": 3})
    profile = Profile.of(result, {"sign:perfectionism": 1, "sign:difficulty-trusting": 1, "domain:basic-needs": 1})
    guidance = insight.match(profile, CATALOG)
    scale = LIFE_AREAS.scales[0]
    values = [
        *entries(), LINK, LINK.citations[0], insight.Statement(text="T.", citations=LINK.citations),
        LIFE_AREAS, LIFE_AREAS.items[0], LIFE_AREAS.response_scales[0], LIFE_AREAS.response_scales[0].options[0],
        scale, scale.items[0], scale.bands[0], insight.Example(answers={"worry": 3}, scores={"s": "8/3"}),
        result, result["career"], result["career"].exact, result["career"].terms[0], result.pin,
        from_json(StoredResult, to_json(result)), from_json(StoredResult, to_json(result))["career"],
        insight.Difference("pin.version", "1", "2"), insight.AttachmentPoint(anxiety=0.5), profile, guidance,
        guidance.matches[0], guidance.matches[0].reasons[0], guidance.escalations[0], guidance.withheld[0],
        guidance.ask_first[0], guidance.plan(1)[0], Problem("items", "there is none", remedy="add one", line=3),
        insight.lint(evolve(LIFE_AREAS, licence=""))[0],
        insight.compare(LIFE_AREAS, evolve(LIFE_AREAS, title="Other")),
        insight.compare(LIFE_AREAS, evolve(LIFE_AREAS, title="Other")).changes[0],
        CATALOG, CATALOG.signs, CATALOG.help("GB"), CATALOG.hits("say no")[0],
        insight.Rule(when="domain:career", threshold=Fraction(1, 2), effect=Effect.FIRST, because="It comes first.",
                     basis=Basis.EDITORIAL, citations=LINK.citations, strategies=("all",)),
    ]  # fmt: skip
    return {type(value).__name__: value for value in values}


def test_every_public_value_can_be_written() -> None:
    """Each class of values that the library names gives plain data with its format and kind, which JSON takes."""
    values = public_values()
    public = {name for name in insight.__all__ if isinstance(getattr(insight, name), type)}
    without = {name for name in public if issubclass(getattr(insight, name), BaseException)}
    # No values of their own: what all entries share, and what is to be shown of a value.
    without |= {"Entry", "Description"}

    assert public - without <= set(values)
    for name, value in values.items():
        told = to_dict(value)
        assert told["format"] == 1, name
        assert json.loads(to_json(value)) == told, name
        assert re.fullmatch("[a-z]+(-[a-z]+)*", told["kind"]), name


def test_what_is_no_value_cannot_be_written() -> None:
    """Plain data and other people's classes are refused in words."""
    with pytest.raises(DefinitionError) as refused:
        to_dict({"worry": 3})

    assert str(refused.value) == (
        "a table is no value of this library; pass a result, a questionnaire, a profile or an entry"
    )


def test_a_term_is_written_with_fractions(check_in: Questionnaire) -> None:
    """A score by itself has its terms: answer, keyed value, where it was placed, and what it adds."""
    told = to_dict(score(check_in, ANSWERS)["job-insecurity"])

    assert told["scale"] == "job-insecurity"
    assert [list(term.values()) for term in told["terms"]] == [
        ["worry", False, "1", 3, "3", None, "1"],
        ["safe", True, "1", 1, "3", None, "1"],
        ["ask", False, "1", None, None, "3", "1"],
    ]
    assert list(told["terms"][0]) == ["item", "reverse", "weight", "answer", "keyed", "placed", "contribution"]


@pytest.mark.parametrize("text", [3, None, {"a": 1}], ids=repr)
@pytest.mark.parametrize(
    ("cls", "name"),
    [(Questionnaire, "questionnaire"), (Profile, "profile"), (Sign, "sign"), (StoredResult, "result")],
    ids=["questionnaire", "profile", "sign", "result"],
)
def test_only_text_is_read(cls: Any, name: str, text: Any) -> None:
    """Plain data in the place of its text is refused in words."""
    what = {int: "a number", type(None): "nothing", dict: "a table"}[type(text)]

    assert refusal(cls, text) == f"this {name}: a text is expected, not {what}; pass text or bytes"


def test_a_degree_of_many_digits_comes_back() -> None:
    """A float is a fraction of many digits, and is read back exactly."""
    for degree in (0.001, 1e-5, 5e-324, 1 - 2**-53):
        profile = Profile.of({"sign:x": degree})
        assert from_json(Profile, to_json(profile)) == profile


def test_an_id_in_a_score_is_no_field(banded: Questionnaire) -> None:
    """The name of its table is the id of a scale, and nothing in it."""
    text = change(to_json(score(banded, ANSWERS)), put("scores", "job-insecurity", "id", value="other"))

    assert refusal(StoredResult, text) == "this result: scores.job-insecurity: there is no field 'id'"


def test_a_difference_is_written_with_its_message(banded: Questionnaire) -> None:
    """What cannot be scored says so as JSON, too; lists are lists again."""
    (found,) = verify(change(to_json(score(banded, ANSWERS)), put("answers", "worry", value=7)), banded)
    bands = insight.Difference("scores.s.possible_bands", ["lower"], ["lower", "higher"])

    assert to_dict(found) == {
        "format": 1,
        "kind": "difference",
        "place": "answers.worry",
        "stored": None,
        "computed": None,
        "message": "the answer is none of its options",
    }
    assert to_dict(bands)["computed"] == ["lower", "higher"]
    assert bands.explain() == "scores.s.possible_bands: [lower] is stored, [lower, higher] comes out"
    assert hash(bands) == hash(insight.Difference("scores.s.possible_bands", ["lower"], ["lower", "higher"]))


def test_verifying_a_stored_result_says_why_it_cannot_be(banded: Questionnaire) -> None:
    """A value without answers cannot be verified, and it is said at once."""
    stored = from_json(StoredResult, to_json(score(banded, ANSWERS)))

    with pytest.raises(ReadError) as refused:
        verify(stored, banded)  # type: ignore[arg-type]
    assert str(refused.value) == (
        "this result: it was stored without its answers and cannot be verified; "
        "keep the text with the answers, and verify that"
    )


def test_a_large_questionnaire_comes_back() -> None:
    """What is larger as JSON than a file can be is read back all the same."""
    items = {f"item-{n}": "A text of some length, as they are." for n in range(2_000)}
    large = Questionnaire.build(
        "large", title="Large", responses=insight.options("a", "b"), items=items, scales={"s": " ".join(items)}
    )

    assert from_json(Questionnaire, to_json(large)) == large


@pytest.mark.parametrize("needed", [1, 2])
def test_a_stored_score_of_any_range_is_sound(needed: int) -> None:
    """The position is told from where the range begins, and one answer can be enough."""
    form = Questionnaire.build(
        "range",
        title="Range",
        responses=insight.options("a", "b", "c", start=3),
        items={"a": "A.", "b": "B."},
        scales={"s": "a b"},
        min_answered=needed,
    )

    for answers in ({"a": 3, "b": 5}, {"a": 4}, {}):
        result = score(form, answers)
        stored = from_json(StoredResult, to_json(result, answers=False))
        assert [each.exact for each in stored] == [each.exact for each in result]
    needless = change(to_json(result, answers=False), put("scores", "s", "required", value=0))
    assert refusal(StoredResult, needless) == "this result: scores.s.answered: it does not go with required and of"
