"""The laws can fail: each finds a fault that is planted into the engine."""

import itertools
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from insight import (
    AnswerError,
    Band,
    DefinitionError,
    Key,
    Option,
    Questionnaire,
    ResponseScale,
    Scale,
    Score,
    options,
)
from insight.questionnaires import ResolvedScale, resolving
from insight.scoring import answers
from insight.testing import LAWS, check_laws

# What the engine does, before anything is planted.
ADD_UP, KEY_VALUES, CHOOSE = ResolvedScale.add_up, resolving.key_values, answers.choose


def small() -> Questionnaire:
    """Three items from 1 to 3, one of them in reverse; a scale of two, and one of the other with bands."""
    bands = (Band(start=1, label="lower"), Band(start=2, label="higher"))
    plain = Questionnaire.build(
        "small",
        title="Small",
        responses=options("no", "at times", "yes", start=1),
        items={"a": "A?", "b": "B?", "c": "C?"},
        scales={"pair": "b -a", "single": "c"},
        min_answered=1,
    )
    pair, single = plain.scales
    return evolve(plain, scales=(pair, evolve(single, bands=bands)))


def value_too_high(scale: ResolvedScale, choices: tuple[int, ...]) -> Any:
    """A value just above the bounds."""
    answered, low, high, _ = ADD_UP(scale, choices)
    return answered, low, high, (high + 1, scale.unit)


def bounds_of_the_answered(scale: ResolvedScale, choices: tuple[int, ...]) -> Any:
    """Bounds that take a missing answer for a high one."""
    answered, _, high, value = ADD_UP(scale, choices)
    return answered, high, high, value


def none_when_complete(scale: ResolvedScale, choices: tuple[int, ...]) -> Any:
    """A value that the last answer takes away."""
    answered, low, high, value = ADD_UP(scale, choices)
    return answered, low, high, None if answered == scale.of else value


def first_key_for_all(scale: ResolvedScale, choices: tuple[int, ...]) -> Any:
    """The first answer, counted for all items."""
    return ADD_UP(scale, choices[:1] * scale.of)


def keys_all_forward(scale: Scale, key: Key, responses: Any) -> Any:
    """Reverse keys that are not turned round."""
    return KEY_VALUES(scale, evolve(key, reverse=False), responses)


def keys_the_wrong_way(scale: Scale, key: Key, responses: Any) -> Any:
    """Forward keys that are turned round, and reverse ones that are not."""
    return KEY_VALUES(scale, evolve(key, reverse=not key.reverse), responses)


def keys_turned_at_the_top(scale: Scale, key: Key, responses: Any) -> Any:
    """Reverse keys as they are often written: the highest value less the answer, and the lowest one forgotten."""
    keyed = KEY_VALUES(scale, key, responses)
    return evolve(keyed, values=tuple(value - responses.ends[0] * key.reverse for value in keyed.values))


def refusals_are_gaps(questionnaire: Questionnaire, given: Any) -> tuple[int, ...]:
    """A row that has to be refused, taken for one without answers."""
    try:
        return CHOOSE(questionnaire, given)
    except AnswerError:
        return (-1,) * len(questionnaire.items)


def answers_are_used_up(questionnaire: Questionnaire, given: Any) -> tuple[int, ...]:
    """Answers that are taken out of the mapping of whoever gave them."""
    found = CHOOSE(questionnaire, given)
    given.clear()
    return found


def placed_at_the_bottom(found: Score, part: Any, value: Fraction) -> Fraction:
    """A missing item that counts as little as it can, whatever the others are."""
    lowest: Fraction = min(part.values)
    return lowest


def told_anew(found: Score, *, told: Iterator[int] = itertools.count()) -> str:  # noqa: B008  # it has to last
    """A rule that is another each time."""
    return f"rule {next(told)}"


ADDED, KEYED, CHOSEN, BANDED = (
    "insight.questionnaires.ResolvedScale.add_up",
    "insight.questionnaires.resolving.key_values",
    "insight.scoring.choose",
    "insight.questionnaires.ResolvedScale.band_of",
)
FAULTS: list[Any] = [
    (1, ADDED, value_too_high, "low <= value <= high, inside of the possible range"),
    (
        1,
        "insight.scoring.Score.low",
        property(lambda found: found.high),
        "low is the nearest float",
    ),
    (2, ADDED, bounds_of_the_answered, "a completion is inside of the bounds"),
    (2, ADDED, none_when_complete, "a complete form has a value"),
    (3, ADDED, none_when_complete, "one more answer never takes the value away"),
    (4, KEYED, keys_all_forward, "reversing every key mirrors the value"),
    (5, KEYED, keys_the_wrong_way, "raising a keyed answer never lowers value"),
    (6, ADDED, first_key_for_all, "order changes no score"),
    (
        7,
        "insight.questionnaires.ResolvedScale.pick",
        property(lambda scale: lambda chosen: chosen[: scale.of]),
        "other items change no score",
    ),
    (8, KEYED, keys_turned_at_the_top, "low is shifted"),
    (
        9,
        KEYED,
        keys_all_forward,
        "the same answer to all balanced items gives the midpoint",
    ),
    (
        10,
        BANDED,
        lambda scale, numerator, denominator: 0,
        "the possible bands are those that the bounds meet",
    ),
    (11, "insight.scoring.Score._place", placed_at_the_bottom, "the terms add up to the value"),
    (12, "insight.scoring.Score.rule", property(told_anew), "the same input gives the same text"),
    (12, CHOSEN, answers_are_used_up, "inputs are not changed"),
    (13, CHOSEN, refusals_are_gaps, "a row with an answer that is no option is refused as a whole"),
]


# Without Hypothesis's explanation of what fails, which takes longer than the search.
quick = settings(
    derandomize=True, database=None, deadline=None, max_examples=200, phases=[Phase.generate, Phase.shrink]
)


@pytest.mark.parametrize(("number", "place", "fault", "says"), FAULTS)
def test_a_law_finds_a_fault(
    monkeypatch: pytest.MonkeyPatch, number: int, place: str, fault: Callable[..., Any], says: str
) -> None:
    """An engine with a fault breaks the law, and the message says what does not hold."""
    monkeypatch.setattr(place, fault)
    law = LAWS[number - 1]
    questionnaire = small()

    @quick
    @given(st.data())
    def run(data: st.DataObject) -> None:
        law.check(questionnaire, data)

    with pytest.raises(AssertionError) as caught:
        run()
    said, _, _ = str(caught.value).partition(" (")
    assert said == f"this does not hold: {says}"


def test_each_law_is_tried_with_a_fault() -> None:
    """The laws are numbered from 1, and none is left out above."""
    assert [law.number for law in LAWS] == list(range(1, 14))
    assert {number for number, *_ in map(tuple, FAULTS) if isinstance(number, int)} == set(range(1, 14))


def test_checking_all_laws_finds_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """`check_laws` tries the laws one after another, and raises what the first that is broken says."""
    check_laws(small(), max_examples=5)
    monkeypatch.setattr(CHOSEN, refusals_are_gaps)

    with pytest.raises(AssertionError) as caught:
        check_laws(small(), max_examples=5)
    assert str(caught.value) == ("this does not hold: a row with an answer that is no option is refused as a whole")


def test_the_laws_can_be_tried_on_any_ids() -> None:
    """The scales that a law makes for itself are called like no item of anybody's."""
    named = Questionnaire.build(
        "named",
        title="Named",
        responses=options("no", "yes"),
        items={"law0": "A?", "LAW1-mean": "B?", "balanced-sum": "C?"},
        scales={"s": "law0 balanced-sum"},
    )

    check_laws(named, max_examples=5)


def test_only_a_questionnaire_keeps_laws() -> None:
    """The name of a file is refused in words."""
    with pytest.raises(DefinitionError) as refused:
        check_laws("mine.toml")  # type: ignore[arg-type]

    assert str(refused.value) == "check_laws: a Questionnaire is expected, not text; load one"


def test_a_shift_beyond_what_is_exact_compares_nothing() -> None:
    """Where the shifted numbers are refused, law 8 says nothing, and breaks nothing."""
    fine = Questionnaire.build(
        "fine",
        title="Fine",
        responses=ResponseScale(id="r", options=(Option(value=0, label="a"), Option(value=2**51 - 1, label="b"))),
        items={"a": "A?"},
        scales={"s": "a"},
        method="sum",
    )

    check_laws(fine, max_examples=20)
