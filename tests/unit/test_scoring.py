"""Scores: values, bounds, bands, what is accepted and refused, what is said, and what is never said."""

import math
import pickle
import traceback
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pandas as pd
import pytest
from attrs import evolve

from insight import (
    AnswerError,
    Band,
    Citation,
    DefinitionError,
    Item,
    Key,
    Option,
    Questionnaire,
    ResponseScale,
    Scale,
    Score,
    Source,
    UnknownIdError,
    options,
    score,
)
from insight.care import FIND_A_HELPLINE, NOTICE, WORLDWIDE, care_in_words
from insight.content import Evidence
from insight.questionnaires import Method, Validation
from insight.testing.generating import OWN_HELP as OWN

THIRDS = (Band(start=0, label="lower"), Band(start="4/3", label="middle"), Band(start="8/3", label="higher"))


def one(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> Score:
    """The only score."""
    (found,) = score(questionnaire, answers)
    return found


def form(responses: ResponseScale, keys: str, **rule: Any) -> Questionnaire:
    """A questionnaire of one scale; its items are the ids in *keys*."""
    items = {key.removeprefix("-"): "Text." for key in keys.split()}
    return Questionnaire.build("form", title="Form", responses=responses, items=items, scales={"all": keys}, **rule)


def test_all_answered_is_complete(check_in: Questionnaire) -> None:
    """With every answer there is a value, and the bounds are that value."""
    found = one(check_in, {"worry": 3, "safe": 1, "ask": 2})

    assert (found.value, found.low, found.high) == (8 / 3, 8 / 3, 8 / 3)
    assert (found.status, found.answered, found.required, found.of) == ("complete", 3, 2, 3)
    assert found.exact.value == Fraction(8, 3)
    assert found.position == 2 / 3


def test_some_answered_is_prorated(check_in: Questionnaire) -> None:
    """A missing answer lies where the given ones lie, and the bounds say what it could be."""
    found = one(check_in, {"worry": 3, "safe": 1, "ask": None})

    assert (found.value, found.low, found.high, found.status) == (3.0, 2.0, 10 / 3, "prorated")


def test_too_few_answers_give_no_score(check_in: Questionnaire) -> None:
    """A scale has no value when fewer items are answered than it needs, and bounds all the same."""
    found = one(check_in, {"worry": 3})

    assert (found.value, found.position, found.band, found.status) == (None, None, None, "too-few")
    assert (found.low, found.high) == (1.0, 11 / 3)


def test_nobody_answered_is_never_a_number(check_in: Questionnaire) -> None:
    """Without an answer there is no value, and no 0."""
    found = one(check_in, {})

    assert found.value is None
    assert (found.answered, found.low, found.high) == (0, 0.0, 4.0)


def test_a_missing_option_is_recorded_and_counts_as_unanswered(check_in: Questionnaire) -> None:
    """What was chosen stays in the answers, and scores as no answer."""
    result = score(check_in, {"worry": 3, "safe": 1, "ask": 98})

    assert result.answers == {"worry": 3, "safe": 1, "ask": 98}
    assert result["job-insecurity"].exact == one(check_in, {"worry": 3, "safe": 1}).exact


def test_missing_items_lie_at_the_same_position_of_their_own_range() -> None:
    """With unequal ranges a missing item is placed in its own range, not at the others' number."""
    questionnaire = Questionnaire.build(
        "ranges",
        title="Ranges",
        responses=[
            ResponseScale(id="short", options=options("a", "b", "c").options),
            ResponseScale(id="long", options=tuple(Option(value=n, label=str(n)) for n in range(1, 12))),
        ],
        items=[Item(id="x", text="X.", responses="short"), Item(id="y", text="Y.", responses="long")],
        scales={"all": "x y"},
        method="sum",
        min_answered=1,
    )

    # x = 1 is in the middle of 0 to 2; so y is placed in the middle of 1 to 11, at 6.
    assert one(questionnaire, {"x": 1}).value == 7.0
    assert (one(questionnaire, {"x": 1}).low, one(questionnaire, {"x": 1}).high) == (2.0, 12.0)


def test_a_weighted_mean_divides_by_the_weights() -> None:
    """A mean is the weighted sum over the sum of weights; proration counts each answer once."""
    scale = Scale(id="all", items=(Key(item="a", weight=Decimal("0.5")), Key(item="b", weight=2)), method=Method.MEAN)
    questionnaire = Questionnaire.build(
        "weights",
        title="Weights",
        responses=options(*"01234"),
        items={"a": "A.", "b": "B."},
        scales=[evolve(scale, min_answered=1)],
    )

    assert one(questionnaire, {"a": 4, "b": 1}).exact.value == Fraction(8, 5)
    assert one(questionnaire, {"a": 4}).value == 4.0


def test_a_negative_weight_subtracts() -> None:
    """A difference score has bounds from both ends, and no value until all is answered."""
    scale = Scale(id="all", items=(Key(item="a"), Key(item="b", weight=-1)), method=Method.SUM)
    questionnaire = Questionnaire.build(
        "difference", title="Difference", responses=options(*"01234"), items={"a": "A.", "b": "B."}, scales=[scale]
    )

    assert one(questionnaire, {"a": 1, "b": 4}).value == -3.0
    assert (one(questionnaire, {"a": 1}).value, one(questionnaire, {"a": 1}).low) == (None, -3.0)
    assert (one(questionnaire, {}).minimum, one(questionnaire, {}).maximum) == (-4.0, 4.0)


def test_a_count_counts_keyed_answers_that_reach_the_threshold() -> None:
    """Reverse keys are turned round before the threshold is looked at."""
    questionnaire = form(options(*"01234"), "a -b c", method="count", at_least=3, min_answered=2)

    assert one(questionnaire, {"a": 3, "b": 0, "c": 2}).value == 2.0
    assert one(questionnaire, {"a": 3, "b": 3}).exact.value == Fraction(3, 2)
    assert (one(questionnaire, {}).minimum, one(questionnaire, {}).maximum) == (0.0, 3.0)


def test_scales_can_share_items() -> None:
    """Each scale depends on its own items alone, also where another has them too."""
    questionnaire = Questionnaire.build(
        "shared",
        title="Shared",
        responses=options(*"01234"),
        items={"a": "A.", "b": "B.", "c": "C."},
        scales={"one": "a b", "two": "-b c"},
    )
    result = score(questionnaire, {"a": 1, "b": 3, "c": 1})

    assert [each.value for each in result] == [2.0, 1.0]


def test_a_band_starts_at_its_start(check_in: Questionnaire) -> None:
    """A value exactly at a start is in the band that starts there, and the last band holds the maximum."""
    scale = evolve(check_in.scales[0], bands=THIRDS)
    banded = evolve(check_in, scales=(scale,))

    labels = {
        answers: one(banded, dict(zip(("worry", "safe", "ask"), answers, strict=True))).band
        for answers in ((0, 4, 0), (1, 3, 1), (2, 2, 0), (2, 2, 4), (4, 0, 4))
    }

    assert [band.label for band in labels.values() if band] == ["lower", "lower", "middle", "higher", "higher"]


def test_a_scale_without_bands_has_none(check_in: Questionnaire) -> None:
    """Without bands there is no band, none is possible, and nothing is settled."""
    found = one(check_in, {"worry": 3, "safe": 1, "ask": 2})

    assert (found.band, found.possible_bands, found.band_settled) == (None, (), False)


THREE = (3, 3.0, Decimal(3), Decimal("3.0"), Fraction(3), np.int8(3), np.uint64(3), np.float32(3), np.float64(3))


@pytest.mark.parametrize("answer", THREE, ids=lambda answer: f"{type(answer).__name__}-{answer}")
def test_every_real_number_type_is_an_answer(check_in: Questionnaire, answer: Any) -> None:
    """The value of an option counts whatever type of real number it comes in."""
    assert score(check_in, {"worry": answer}).answers["worry"] == 3


GAPS = (None, math.nan, np.nan, np.float32("nan"), Decimal("NaN"), Decimal("sNaN"), pd.NA)


@pytest.mark.parametrize("gap", GAPS, ids=repr)
def test_every_kind_of_gap_is_unanswered(check_in: Questionnaire, gap: Any) -> None:
    """None, NaN of every type, and pandas.NA are no answer."""
    assert score(check_in, {"worry": gap}).answers["worry"] is None


@pytest.mark.parametrize(
    "answer",
    [3.5, -1, 5, 10**30, Decimal("1E+999999"), Fraction(7, 2), math.inf, -math.inf, np.float64(3.5)],
    ids=lambda answer: f"{type(answer).__name__}-{str(answer)[:12]}",
)
def test_a_number_that_is_no_option_is_refused(check_in: Questionnaire, answer: Any) -> None:
    """Whatever its type, a number has to be the value of an option."""
    with pytest.raises(AnswerError) as caught:
        score(check_in, {"worry": answer})

    assert str(caught.value) == (
        "this set of answers: worry: the answer is none of its options; they are 0, 1, 2, 3, 4, 98"
    )


@pytest.mark.parametrize(
    ("answer", "what"),
    [
        (True, "true or false"),
        (False, "true or false"),
        (np.True_, "true or false"),
        (1 + 0j, "a value of type complex"),
        (np.complex128(1), "a value of type complex128"),
        ("3", "text"),
        (b"3", "a value of type bytes"),
        ("", "text"),
        ([3], "a list"),
        ((3,), "a list"),
        ({"value": 3}, "a table"),
        (np.timedelta64(3, "D"), "a value of type timedelta64"),
        (np.datetime64("2020-01-01"), "a value of type datetime64"),
        (pd.Timestamp("2020-01-01"), "a value of type Timestamp"),
        (pd.NaT, "a value of type NaTType"),
        (np.array([3]), "a value of type ndarray"),
        (object(), "a value of type object"),
    ],
    ids=lambda answer: f"{type(answer).__name__}-{str(answer)[:7]}",
)
def test_what_is_no_number_is_refused_by_its_type(check_in: Questionnaire, answer: Any, what: str) -> None:
    """Booleans, complex numbers, text, lists and dates are refused, and it is said what they are, not which."""
    with pytest.raises(AnswerError) as caught:
        score(check_in, {"worry": answer})

    assert str(caught.value) == (
        f"this set of answers: worry: the answer is {what}, and the options are numbers; they are 0, 1, 2, 3, 4, 98"
    )


def test_a_decimal_option_takes_its_nearest_float() -> None:
    """0.1 as a float is the option 0.1; the float's exact decimal expansion is not."""
    tenths = ResponseScale(id="tenths", options=tuple(Option(value=Decimal(n) / 10, label=str(n)) for n in range(11)))
    questionnaire = form(tenths, "a")

    assert one(questionnaire, {"a": 0.1}).exact.value == Fraction(1, 10)
    assert one(questionnaire, {"a": Decimal("0.1")}).exact.value == Fraction(1, 10)
    with pytest.raises(AnswerError):
        score(questionnaire, {"a": Decimal(0.1)})  # noqa: RUF032  # the float's own expansion is meant


def test_all_problems_come_at_once(check_in: Questionnaire) -> None:
    """Unknown items and wrong answers are listed together, with the item that may have been meant."""
    with pytest.raises(AnswerError) as caught:
        score(check_in, {"wory": 3, "safe": "3", "ask": True, 7: 1})  # type: ignore[dict-item]

    assert str(caught.value) == (
        "this set of answers has 4 problems:\n"
        "  - there is no item 'wory'; did you mean 'worry'?\n"
        "  - an item id is not a text\n"
        "  - safe: the answer is text, and the options are numbers; they are 0, 1, 2, 3, 4, 98\n"
        "  - ask: the answer is true or false, and the options are numbers; they are 0, 1, 2, 3, 4, 98"
    )


def test_answers_are_a_mapping(check_in: Questionnaire) -> None:
    """A list of answers is refused with what is expected."""
    with pytest.raises(AnswerError) as caught:
        score(check_in, [3, 1, 2])  # type: ignore[arg-type]

    assert str(caught.value) == "this set of answers: a mapping of item ids to values is expected, not a list"


CANARY = "73919462"


@pytest.mark.parametrize(
    "answer", [int(CANARY), float(CANARY), CANARY, [int(CANARY)], Decimal(CANARY), {CANARY: CANARY}], ids=repr
)
def test_no_message_or_traceback_holds_an_answer(check_in: Questionnaire, answer: Any) -> None:
    """A wrong answer appears neither in the message, nor in repr, problems or chained errors."""
    with pytest.raises(AnswerError) as caught:
        score(check_in, {"worry": answer})

    said = [str(caught.value), repr(caught.value), *traceback.format_exception(caught.value)]
    assert CANARY not in "".join(said)


def test_no_repr_holds_an_answer_or_a_score() -> None:
    """A result and its scores can be logged without telling what somebody answered."""
    high = ResponseScale(id="high", options=(Option(value=1, label="a"), Option(value=int(CANARY), label="b")))
    result = score(form(high, "a"), {"a": int(CANARY)})

    assert repr(result) == str(result) == "<Result of 'form': 1 of 1 items answered>"
    assert repr(result["all"]) == str(result["all"]) == "<Score of 'all'>"
    assert repr(result["all"].exact) == "<Exact>"


def test_inputs_are_not_changed_and_results_share_nothing(check_in: Questionnaire) -> None:
    """Scoring leaves the mapping alone, and a change of what a result gives changes no result."""
    answers = {"worry": 3, "safe": None}
    result = score(check_in, answers)
    result.answers["worry"] = 0

    assert answers == {"worry": 3, "safe": None}
    assert result.answers["worry"] == 3


def test_a_result_is_iterated_indexed_and_counted(check_in: Questionnaire) -> None:
    """A result holds its scores in order and by id; an unknown scale says which may have been meant."""
    result = score(check_in, {})

    assert [each.scale.id for each in result] == ["job-insecurity"]
    assert len(result) == 1
    with pytest.raises(UnknownIdError) as caught:
        result["job-insecurty"]
    assert str(caught.value) == "no scale has the id 'job-insecurty'; did you mean 'job-insecurity'?"


def test_a_result_can_be_pickled_and_compared(check_in: Questionnaire) -> None:
    """A result that went through a pipe is equal to the one that was sent."""
    result = score(check_in, {"worry": 3, "safe": 1})
    again = pickle.loads(pickle.dumps(result))  # noqa: S301  # our own bytes

    assert again == result
    assert again["job-insecurity"].exact == result["job-insecurity"].exact
    assert hash(again) == hash(result)


@pytest.mark.parametrize(
    ("care", "expected"),
    [(None, WORLDWIDE), ([OWN], (OWN, *WORLDWIDE)), ([FIND_A_HELPLINE], WORLDWIDE), (WORLDWIDE, WORLDWIDE)],
    ids=["none", "own", "one-of-ours", "ours"],
)
def test_care_always_ends_with_the_worldwide_help(check_in: Questionnaire, care: Any, expected: Any) -> None:
    """Help of a caller comes first, and the worldwide help always follows."""
    assert score(check_in, {}, care=care).care == expected


@pytest.mark.parametrize("care", [(), [], iter([])], ids=["tuple", "list", "iterator"])
def test_care_cannot_be_emptied(check_in: Questionnaire, care: Any) -> None:
    """No argument takes the help away."""
    with pytest.raises(DefinitionError) as caught:
        score(check_in, {}, care=care)

    assert str(caught.value) == "care: help cannot be taken away; leave it out, or pass resources of your own"


def test_care_cannot_be_taken_from_a_result(check_in: Questionnaire) -> None:
    """Neither an empty care nor one without the worldwide help makes a result."""
    result = score(check_in, {})

    for care in ((), (OWN,)):
        with pytest.raises(DefinitionError):
            evolve(result, care=care)


def test_explain_says_what_a_complete_score_is(check_in: Questionnaire) -> None:
    """A complete score names the number, the range, the rule and the answers."""
    assert one(check_in, {"worry": 3, "safe": 1, "ask": 2}).explain() == (
        "Job insecurity: 2.67 on 0 to 4, the mean, from 3 of 3 answers.\n"
        "How exact the score is, is not known. Not validated: no study of these scores is recorded."
    )


def test_explain_says_what_is_missing(check_in: Questionnaire) -> None:
    """Without a value it says how many answers are needed, and what is possible all the same."""
    banded = evolve(check_in, scales=(evolve(check_in.scales[0], bands=THIRDS),))

    assert one(banded, {"worry": 3}).explain() == (
        "Job insecurity: no score, 1 of 3 answers and 2 needed; "
        "between 1 and 3.67 whatever the missing ones: lower, middle or higher.\n"
        "The bounds cover missing answers, not measurement error. "
        "Not validated: no study of these scores is recorded.\n"
        "Bands are parts of the possible range, not a comparison with other people."
    )


def test_explain_of_a_result_ends_with_the_notice(check_in: Questionnaire) -> None:
    """A result says each score in a sentence, the limits once, the notice, and where help is."""
    text = score(check_in, {"worry": 3, "safe": 1, "ask": 2}).explain()

    assert text.splitlines() == [
        "Job insecurity: 2.67 on 0 to 4, the mean, from 3 of 3 answers.",
        "How exact the score is, is not known.",
        "Not validated: no study of these scores is recorded.",
        NOTICE,
        care_in_words(WORLDWIDE),
    ]


def test_explain_says_not_validated_unless_a_study_is_cited(check_in: Questionnaire) -> None:
    """Only 'published', which needs citations, ends the sentence."""
    study = Source(id="study", title="A study", evidence=Evidence.CROSS_SECTIONAL, locator_missing=True)
    published = evolve(
        check_in, validation=Validation.PUBLISHED, citations=(Citation(source="study"),), sources=(study,)
    )

    assert "Not validated" in one(evolve(check_in, validation=Validation.PILOT), {}).explain()
    assert "Not validated" not in one(published, {}).explain()
    assert "Validated: see the citations of the questionnaire." in one(published, {}).explain()


def test_a_shown_number_never_contradicts_its_band(check_in: Questionnaire) -> None:
    """1.33 would lie below the band that starts at 4/3, so the fraction is shown."""
    banded = evolve(check_in, scales=(evolve(check_in.scales[0], bands=THIRDS),))

    assert "4/3 on 0 to 4 (middle)" in one(banded, {"worry": 2, "safe": 3, "ask": 1}).explain()


def test_an_estimated_sum_says_so() -> None:
    """A sum of some answers is no sum that the answers add up to, and is called estimated."""
    questionnaire = form(options(*"012"), "a b c", method="sum", min_answered=2)

    assert one(questionnaire, {"a": 2, "b": 1}).sentence() == (
        "All: 4.5 on 0 to 6, the sum, estimated, from 2 of 3 answers; between 3 and 5 whatever the missing one."
    )


def test_a_key_that_is_no_id_is_not_repeated(check_in: Questionnaire) -> None:
    """What stands where an item id should be may be something that somebody wrote about themselves."""
    with pytest.raises(AnswerError) as caught:
        score(check_in, {"dear diary, Tom hurt me": 1})

    assert str(caught.value) == ("this set of answers: an item id is none; it has letters, digits, '.', '_' and '-'")


def test_only_a_questionnaire_can_be_scored() -> None:
    """An id in place of a questionnaire is refused in words."""
    with pytest.raises(DefinitionError) as caught:
        score("life-areas", {})  # type: ignore[arg-type]

    assert str(caught.value) == "score: a Questionnaire is expected, not text; load or build one"


def test_a_result_knows_its_scales(check_in: Questionnaire) -> None:
    """`in` asks for a scale by its id."""
    result = score(check_in, {})

    assert "job-insecurity" in result
    assert "worry" not in result


def test_a_small_range_is_shown_in_full() -> None:
    """Two decimals would show 0.002 on 0 to 0.002 as 0 on 0 to 0."""
    thousandths = ResponseScale(
        id="small", options=tuple(Option(value=Decimal(n) / 1000, label=str(n)) for n in range(3))
    )

    assert one(form(thousandths, "a"), {"a": 0.002}).sentence().startswith("All: 0.002 on 0 to 0.002,")


def test_a_number_of_an_odd_type_is_taken_by_its_value(check_in: Questionnaire) -> None:
    """An integer type that cannot be hashed is an answer all the same."""

    class Odd(int):
        __hash__ = None  # type: ignore[assignment]

    assert score(check_in, {"worry": Odd(3)}).answers["worry"] == 3


def test_a_mean_over_unequal_weights_is_called_estimated() -> None:
    """Where weights differ, the mean of all is not the mean of the answered items, and is called estimated."""
    scale = Scale(id="all", items=(Key(item="a"), Key(item="b", weight=2)), method=Method.MEAN, min_answered=1)
    questionnaire = Questionnaire.build(
        "w", title="W", responses=options(*"01234"), items={"a": "A.", "b": "B."}, scales=[scale]
    )

    assert "the weighted mean, estimated, from 1 of 2 answers" in one(questionnaire, {"a": 3}).sentence()


def test_missing_options_are_not_counted_as_answered(check_in: Questionnaire) -> None:
    """A form of nothing but "does not apply to me" is a form without an answer."""
    result = score(check_in, dict.fromkeys(("worry", "safe", "ask"), 98))

    assert repr(result) == "<Result of 'job-check-in': 0 of 3 items answered>"


@pytest.mark.parametrize("chosen", [(3, 1), (3, 1, 9), (3, 1, 0.5), (3, 1, True), (3, 1, -2)], ids=repr)
def test_a_result_is_valid_from_birth(check_in: Questionnaire, chosen: Any) -> None:
    """Choices that do not fit the items make no result."""
    with pytest.raises(DefinitionError) as caught:
        evolve(score(check_in, {}), chosen=chosen)

    assert str(caught.value) == (
        "result of 'job-check-in': chosen: it does not fit the items; make results with score()"
    )


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        (
            {"chosen": [3, 1, -1]},
            "result of 'job-check-in': chosen: it does not fit the items; make results with score()",
        ),
        ({"chosen": None}, "result of 'job-check-in': chosen: it does not fit the items; make results with score()"),
        (
            {"care": (42, *WORLDWIDE)},
            "result of 'job-check-in': care: it is no tuple of resources; make it with with_worldwide()",
        ),
        ({"care": None}, "result of 'job-check-in': care: it is no tuple of resources; make it with with_worldwide()"),
        ({"questionnaire": "x"}, "result: questionnaire: a Questionnaire is expected, not text"),
    ],
    ids=["list", "no-choices", "no-resource", "no-care", "no-questionnaire"],
)
def test_no_part_of_a_result_is_of_another_type(check_in: Questionnaire, changed: Any, message: str) -> None:
    """What would fail later is refused when the result is made."""
    with pytest.raises(DefinitionError) as caught:
        evolve(score(check_in, {}), **changed)

    assert str(caught.value) == message


def test_a_small_range_is_shown_with_as_many_decimals_as_it_takes() -> None:
    """A third of 0.2 on 0 to 0.2 is rounded, and is no fraction to puzzle over."""
    tenths = ResponseScale(id="small", options=tuple(Option(value=Decimal(n) / 10, label=str(n)) for n in range(3)))

    assert one(form(tenths, "a b c"), {"a": 0.1, "b": 0.1, "c": 0}).sentence().startswith("All: 0.067 on 0 to 0.2,")


def test_the_smaller_the_range_the_more_decimals() -> None:
    """A range of 0.002 takes five decimals: a third of a thousandth is not 0."""
    thousandths = ResponseScale(
        id="small", options=tuple(Option(value=Decimal(n) / 1000, label=str(n)) for n in range(3))
    )

    assert (
        one(form(thousandths, "a b c"), {"a": 0.001, "b": 0, "c": 0})
        .sentence()
        .startswith("All: 0.00033 on 0 to 0.002,")
    )


def test_what_if_of_no_id_says_what_is_expected(check_in: Questionnaire) -> None:
    """A list in the place of an id is refused in words."""
    with pytest.raises(UnknownIdError) as caught:
        score(check_in, {}).what_if(["worry"])  # type: ignore[arg-type]

    assert str(caught.value) == "the id of the item is a text, not a list"


# What others have got wrong, each in a line of SCORING.md.


def nine(**rule: Any) -> Questionnaire:
    """Nine items from 0 to 3 that are added up."""
    return form(options(*"0123"), " ".join(f"i{n}" for n in range(1, 10)), method="sum", **rule)


def test_peer_mistake_nobody_answered_gives_zero() -> None:
    """A Python library of 69 questionnaires gives 0.0 where nobody answered."""
    assert one(nine(), {}).value is None


def test_peer_mistake_missing_answers_count_as_zero() -> None:
    """The same library gives 9.0 where 3 of 9 are answered, all highest; the true range is 9 to 27."""
    found = one(nine(), {"i1": 3, "i2": 3, "i3": 3})

    assert (found.value, found.low, found.high) == (None, 9.0, 27.0)


def test_peer_mistake_share_of_missing_in_floats() -> None:
    """An R scorer gives NA where 3 of 10 are missing and .3 may be: 7 of 10 answered are 7/10."""
    questionnaire = form(options(*"01234"), " ".join(f"i{n}" for n in range(10)), min_answered="7/10")

    assert one(questionnaire, {f"i{n}": 2 for n in range(7)}).value == 2.0


def test_peer_mistake_score_depends_on_other_people(check_in: Questionnaire) -> None:
    """A popular R package fills gaps with the sample's median; here others change nothing."""
    alone = one(check_in, {"worry": 3, "safe": 1}).exact
    for others in (0, 4):
        score(check_in, {"worry": others, "safe": others, "ask": others})

    assert one(check_in, {"worry": 3, "safe": 1}).exact == alone


def test_peer_mistake_reversal_in_the_observed_range() -> None:
    """The same package turns answers round in the range that it observed; here in the options' range."""
    questionnaire = form(options(*"12345", start=1), "-a")

    assert [one(questionnaire, {"a": answer}).value for answer in (2, 3, 4)] == [4.0, 3.0, 2.0]


def test_peer_mistake_impossible_answer_is_accepted() -> None:
    """The same package accepts 55 on an item from 1 to 5."""
    with pytest.raises(AnswerError):
        score(form(options(*"12345", start=1), "a"), {"a": 55})


def test_peer_mistake_share_is_rounded_down() -> None:
    """Another accepts 2 of 3 answers as "at least 75 %"."""
    questionnaire = form(options(*"01234"), "a b c", min_answered="3/4")

    assert one(questionnaire, {"a": 1, "b": 1}).required == 3
    assert one(questionnaire, {"a": 1, "b": 1}).value is None


def test_peer_mistake_missing_stays_in_the_denominator() -> None:
    """A test on the web divides by all items, so that a half-answered form reads "low"."""
    questionnaire = form(options(*"01234"), "a b c d", min_answered=2)

    assert one(questionnaire, {"a": 4, "b": 4}).value == 4.0


def test_peer_mistake_unanswered_is_summed_as_zero() -> None:
    """A JavaScript engine's own example sums ordinals with unanswered as 0."""
    questionnaire = form(options(*"01234"), "a b c d", method="sum", min_answered=2)

    assert one(questionnaire, {"a": 4, "b": 4}).value == 16.0


def test_peer_mistake_float_sum_misses_a_band() -> None:
    """15/11*11 is 14.999999999999998 in floats, and would miss a band that starts at 15."""
    questionnaire = form(options(*"01234"), " ".join(f"i{n}" for n in range(11)), method="sum")
    bands = (Band(start=0, label="lower"), Band(start=15, label="higher"))
    banded = evolve(questionnaire, scales=(evolve(questionnaire.scales[0], bands=bands),))
    found = one(banded, {f"i{n}": 4 if n < 3 else (3 if n == 3 else 0) for n in range(11)})

    assert (found.value, found.band) == (15.0, bands[1])
