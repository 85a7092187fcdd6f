"""A canary: an answer that would be noticed wherever it turned up, through every public function."""

import json
import logging
import traceback
import warnings
from collections.abc import Callable

import attrs
import pandas as pd
import pytest

import insight
from insight import (
    InsightError,
    Item,
    Option,
    Profile,
    Questionnaire,
    ResponseScale,
    Result,
    Scale,
    StoredResult,
    from_json,
    score,
    to_dict,
    to_json,
    verify,
)
from insight.cli.asking import not_taken
from insight.cli.sitting import Sitting
from insight.describing import describe, describe_reports
from insight.item_analysis import analyze, analyze_columns
from insight.questionnaires import Key, Method

CANARY = 7391946
CATALOG = insight.load_catalog()
# Messages name the first twelve options, so the canary is the last of more.
HIGH = ResponseScale(
    id="high", options=tuple(Option(value=value, label=f"option {n}") for n, value in enumerate((*range(12), CANARY)))
)
FORM = Questionnaire(
    id="form",
    title="Form",
    # What could be answered is no secret: only the first item has the canary among its options.
    response_scales=(HIGH, attrs.evolve(insight.options("no", "yes"), id="low")),
    items=(
        Item(id="a", text="Text.", responses="high", about=("sign:perfectionism",)),
        Item(id="b", text="Text.", responses="low"),
    ),
    scales=(
        Scale(
            id="s",
            items=(Key(item="a"), Key(item="b")),
            method=Method.SUM,
            min_answered=1,
            about=("domain:career",),
        ),
    ),
)
RESULT = score(FORM, {"a": CANARY})
TEXT = to_json(RESULT)
STORED = from_json(StoredResult, TEXT)
PROFILE = Profile.of(RESULT)
# A half-filled form: only rules read what it says.
HALF = attrs.evolve(FORM, scales=(attrs.evolve(FORM.scales[0], min_answered=2, about=("domain:basic-needs",)),))
RULED = Profile.of(score(HALF, {"a": CANARY}), {"sign:difficulty-trusting": 1})
GUIDANCE = insight.match(PROFILE, CATALOG)
# The canary is a position on an axis here, as the digits that a float of it has.
POINT = insight.AttachmentPoint(anxiety=CANARY / 10**7, avoidance=CANARY / 10**8)
TWO_AXES = score(
    attrs.evolve(
        FORM,
        scales=(
            Scale(id="s", items=(Key(item="a"),), method=Method.SUM, about=("axis:attachment-anxiety",)),
            Scale(id="t", items=(Key(item="b"),), method=Method.SUM, about=("axis:attachment-avoidance",)),
        ),
    ),
    {"a": CANARY},
)
HELD = insight.match(RULED, CATALOG)
OTHER = json.dumps(to_dict(RESULT) | {"answers": {"a": 1, "b": 1}})
DIARY = f"dear diary {CANARY}"


def look(frame: pd.DataFrame) -> list[object]:
    """An analysis with all that is shown and written of it."""
    analysis = analyze(FORM, frame)
    return [
        analysis,
        list(analysis),
        analysis["s"].items,
        analysis.findings,
        to_json(analysis),
        describe(analysis).text(),
    ]


# Every way to hand an answer to a public function, right and wrong.
CALLS: dict[str, Callable[[], object]] = {
    "score": lambda: score(FORM, {"a": CANARY}),
    "score, no option": lambda: score(FORM, {"a": CANARY + 1}),
    "score, text": lambda: score(FORM, {"a": str(CANARY)}),
    "score, a list": lambda: score(FORM, {"a": [CANARY]}),
    "score, no such item": lambda: score(FORM, {"x": CANARY}),
    "score, a diary for an item": lambda: score(FORM, {DIARY: 1}),
    "score, a number for an item": lambda: score(FORM, {CANARY: 1}),  # type: ignore[dict-item]
    "score, no mapping": lambda: score(FORM, [CANARY]),  # type: ignore[arg-type]
    "score, answers for a questionnaire": lambda: score({"a": CANARY}, FORM),  # type: ignore[arg-type]
    "score, answers for care": lambda: score(FORM, {}, care=[CANARY]),  # type: ignore[list-item]
    "result": lambda: RESULT,
    "result, no such scale": lambda: RESULT["x"],
    "result, made by hand": lambda: attrs.evolve(RESULT, chosen=(CANARY, 0)),
    "what_if": lambda: RESULT.what_if("b"),
    "what_if, answered": lambda: RESULT.what_if("a"),
    "what_if, no such item": lambda: RESULT.what_if("x"),
    "most_informative": RESULT.most_informative,
    "score of a scale": lambda: RESULT["s"],
    "exact": lambda: RESULT["s"].exact,
    "terms": lambda: RESULT["s"].terms,
    "pin": lambda: RESULT.pin,
    "to_dict, no value": lambda: to_dict({"a": CANARY}),
    "to_json, no value": lambda: to_json([CANARY]),
    "from_json": lambda: from_json(Result, TEXT, questionnaire=FORM),
    "from_json, cut off": lambda: from_json(Result, TEXT[:-40], questionnaire=FORM),
    "from_json, other answers": lambda: from_json(Result, OTHER, questionnaire=FORM),
    "from_json, another questionnaire": lambda: from_json(
        Result, TEXT, questionnaire=CATALOG.questionnaires["life-areas"]
    ),
    "from_json, answers for a questionnaire": lambda: from_json(Questionnaire, TEXT),
    "from_json, a result for a profile": lambda: from_json(Profile, TEXT),
    "from_json, a result for a sign": lambda: from_json(insight.Sign, TEXT),
    "from_json, answers for a text": lambda: from_json(Result, {"a": CANARY}, questionnaire=FORM),  # type: ignore[arg-type]
    "stored": lambda: STORED,
    "stored score": lambda: STORED["s"],
    "stored, no such scale": lambda: STORED["x"],
    "verify": lambda: verify(TEXT, FORM),
    "verify, other answers": lambda: verify(OTHER, FORM),
    "verify, another questionnaire": lambda: verify(TEXT, CATALOG.questionnaires["life-areas"]),
    "verify, no option": lambda: verify(TEXT.replace(f'"a": {CANARY}', f'"a": {CANARY + 1}'), FORM),
    "parse_answers, cut off": lambda: insight.loading.parse_answers(f'{{"a": {CANARY}'),
    "parse_questionnaire, answers": lambda: insight.parse_questionnaire(f'{{"a": {CANARY}}}', format="json"),
    "lint, answers": lambda: insight.lint({"a": CANARY}),  # type: ignore[arg-type]
    "to_toml, answers": lambda: insight.to_toml({"a": CANARY}),  # type: ignore[arg-type]
    "compare, answers": lambda: insight.compare(FORM, {"a": CANARY}),  # type: ignore[arg-type]
    "compare, carried": lambda: list(insight.compare(FORM, FORM).carry({"a": CANARY})),
    "compare, carried, no option": lambda: insight.compare(FORM, FORM).carry({"a": CANARY + 1}),
    "analyze, one row": lambda: look(pd.DataFrame({"a": [CANARY], "b": [1]})),
    "analyze, no option": lambda: look(pd.DataFrame({"a": [CANARY + 1], "b": [CANARY + 1]})),
    "analyze, the table": lambda: analyze(FORM, pd.DataFrame({"a": [CANARY] * 9, "b": [1] * 9})),
    "analyze, text": lambda: analyze(FORM, pd.DataFrame({"a": [DIARY], "b": [1]})),
    "analyze, numbers and text": lambda: analyze(FORM, pd.DataFrame({"a": [CANARY, DIARY], "b": [1, 1]})),
    "analyze, a mapping": lambda: analyze(FORM, {"a": [CANARY]}),
    "analyze, a frame for a questionnaire": lambda: analyze(pd.DataFrame({"a": [CANARY]}), FORM),
    "analyze_columns, text": lambda: analyze_columns(FORM, {"a": [DIARY], "b": [1]}),  # type: ignore[list-item]
    "analyze_columns, lists": lambda: analyze_columns(FORM, {"a": [[CANARY]], "b": [1]}),  # type: ignore[list-item]
    "analyze_columns, a number": lambda: analyze_columns(FORM, {"a": CANARY, "b": DIARY}),  # type: ignore[dict-item]
    "analyze_columns, no mapping": lambda: analyze_columns(FORM, [CANARY]),  # type: ignore[arg-type]
    "analyze_columns, too large": lambda: analyze_columns(FORM, {"a": [CANARY * 10**400], "b": [1]}),
    "analyze_columns, not equally long": lambda: analyze_columns(FORM, {"a": [CANARY], "b": []}),
    "Profile.of": lambda: PROFILE,
    "Profile.of, no degree": lambda: Profile.of({"domain:career": CANARY}),
    "Profile.of, answers": lambda: Profile.of({"a": CANARY}),
    "Profile, no such reference": lambda: PROFILE["sign:x"],
    "Profile, explained": PROFILE.explain,
    "Profile, for rules": lambda: (RULED, RULED.origins, RULED.explain()),
    "match": lambda: GUIDANCE,
    "match, its parts": lambda: (GUIDANCE.matches, GUIDANCE.matches[0].reasons),
    "match, what rules do": lambda: (HELD.escalations, HELD.withheld, HELD.ask_first, HELD.plan(3)),
    "match, explained": lambda: (HELD.explain(), HELD.explain(full=True)),
    "match, a result for a profile": lambda: insight.match(RESULT, CATALOG),  # type: ignore[arg-type]
    "match, answers to exclude": lambda: insight.match(PROFILE, CATALOG, exclude=CANARY),  # type: ignore[arg-type]
    "describe": lambda: (insight.describe(RESULT), insight.describe(RESULT).blocks, insight.describe(RESULT).data),
    "describe_reports": lambda: (
        describe_reports([RESULT, RESULT], GUIDANCE),
        describe_reports([RESULT], GUIDANCE).blocks,
    ),
    "describe, guidance": lambda: (insight.describe(GUIDANCE), insight.describe(GUIDANCE).blocks),
    "AttachmentPoint": lambda: (POINT, POINT.exact, insight.attachment.AttachmentPoint.of(TWO_AXES)),
    "AttachmentPoint, no number": lambda: insight.AttachmentPoint(anxiety=CANARY),
    "AttachmentPoint, no bounds": lambda: insight.AttachmentPoint(anxiety=0, anxiety_bounds=(CANARY, CANARY / 10**7)),
    "AttachmentPoint, of answers": lambda: insight.AttachmentPoint.of({"a": CANARY}),  # type: ignore[arg-type]
    "AttachmentPoint, no axes": lambda: insight.AttachmentPoint.of(RESULT),
    "describe, a point": lambda: (
        insight.describe(POINT),
        insight.describe(POINT).blocks,
        insight.describe(POINT).data,
    ),
    "taking": lambda: Sitting.begin(FORM).answer(str(CANARY)),
    "taking, gone back": lambda: Sitting.begin(FORM).answer(str(CANARY))[0].answer("b"),
    "taking, no option": lambda: Sitting.begin(FORM).answer(str(CANARY + 1)),
    "taking, a diary": lambda: Sitting.begin(FORM).answer(DIARY),
    "taking, not taken": lambda: not_taken(Sitting.begin(FORM), Sitting.begin(FORM).answer(DIARY)[1]),
    "Difference": lambda: insight.Difference("scores.s.value", CANARY, 0),
}
# What has no answers in its arguments.
WITHOUT_ANSWERS = {"load_catalog", "load_questionnaire", "options"}


@pytest.mark.parametrize("name", CALLS)
def test_no_answer_gets_out(name: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither repr nor message, traceback, log, warning or output of any call holds the answer."""
    caplog.set_level(logging.DEBUG)

    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        try:
            found = CALLS[name]()
            said = [repr(found), str(found), f"{found}"]
        except (InsightError, KeyError) as error:
            # The lines of this file are part of a traceback: they name the canary, but never its digits.
            said = [str(error), repr(error), repr(getattr(error, "problems", "")), repr(error.args)]
            said += traceback.format_exception(error)
    output = capfd.readouterr()

    told = "".join([*said, caplog.text, *(str(warning.message) for warning in warned), output.out, output.err])
    assert str(CANARY) not in told
    assert str(CANARY + 1) not in told


def test_half_a_form_reaches_the_rules() -> None:
    """What is asked for above is there: an escalation, something withheld, something asked first, a step."""
    assert all((HELD.escalations, HELD.withheld, HELD.ask_first, HELD.plan(3)))


def test_every_public_function_is_called() -> None:
    """The calls reach each function and each class of values about a person that the library names."""
    functions = {name for name in insight.__all__ if callable(getattr(insight, name)) and name.islower()}
    called = {name.split(",")[0] for name in CALLS}

    assert functions - WITHOUT_ANSWERS <= called
    people: list[type] = [insight.Result, insight.Score, insight.Term, insight.Exact, StoredResult, insight.StoredScore]
    people += [Profile, insight.Guidance, insight.Match, insight.Reason, insight.Difference]
    people += [insight.AttachmentPoint, insight.attachment.ExactPoint]
    people += [insight.Escalation, insight.Withheld, insight.AskFirst, insight.Step]
    assert not any(hasattr(cls, "_repr_html_") for cls in people)
