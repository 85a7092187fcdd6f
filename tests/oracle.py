"""Scores worked out once more, from the definition alone and without any of the engine's shortcuts."""

import itertools
import math
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from insight import Questionnaire, Scale


def keyed(questionnaire: Questionnaire, scale: Scale, item_id: str, value: Any) -> Fraction:
    """What an answer counts as, before its weight."""
    key = next(key for key in scale.items if key.item == item_id)
    values = [Fraction(option.value) for option in questionnaire.responses_of(questionnaire.item(item_id)).options]
    y = min(values) + max(values) - Fraction(value) if key.reverse else Fraction(value)
    return y if scale.at_least is None else Fraction(int(y >= scale.at_least))


def options_of(questionnaire: Questionnaire, item_id: str) -> list[Any]:
    """The values that count as answers."""
    return [option.value for option in questionnaire.responses_of(questionnaire.item(item_id)).options]


def given(questionnaire: Questionnaire, scale: Scale, answers: Mapping[str, Any]) -> dict[str, Any]:
    """The items of a scale that are answered."""
    found = {key.item: answers.get(key.item) for key in scale.items}
    return {item: value for item, value in found.items() if value in options_of(questionnaire, item)}


def complete_score(questionnaire: Questionnaire, scale: Scale, answers: Mapping[str, Any]) -> Fraction:
    """The score where every item is answered."""
    total = sum(
        (key.weight * keyed(questionnaire, scale, key.item, answers[key.item]) for key in scale.items), Fraction(0)
    )
    return total / sum(key.weight for key in scale.items) if scale.method == "mean" else total


def completions(questionnaire: Questionnaire, scale: Scale, answers: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Every way to answer the items of a scale that are not answered."""
    known = given(questionnaire, scale, answers)
    open_items = [key.item for key in scale.items if key.item not in known]
    for values in itertools.product(*(options_of(questionnaire, item) for item in open_items)):
        yield known | dict(zip(open_items, values, strict=True))


def count_completions(questionnaire: Questionnaire, scale: Scale, answers: Mapping[str, Any]) -> int:
    """How many ways there are."""
    known = given(questionnaire, scale, answers)
    return math.prod(len(options_of(questionnaire, key.item)) for key in scale.items if key.item not in known)


def value(questionnaire: Questionnaire, scale: Scale, answers: Mapping[str, Any]) -> Fraction | None:
    """The score with missing items at the average relative position of the answered ones, or None."""
    known = given(questionnaire, scale, answers)
    if len(known) < scale.required:
        return None
    ranges = {
        key.item: sorted(keyed(questionnaire, scale, key.item, v) for v in options_of(questionnaire, key.item))
        for key in scale.items
    }
    places = [
        (keyed(questionnaire, scale, item, v) - ranges[item][0]) / (ranges[item][-1] - ranges[item][0])
        for item, v in known.items()
    ]
    p = sum(places, Fraction(0)) / len(places)
    total = Fraction(0)
    for key in scale.items:
        low, high = ranges[key.item][0], ranges[key.item][-1]
        y = keyed(questionnaire, scale, key.item, known[key.item]) if key.item in known else low + p * (high - low)
        total += key.weight * y
    return total / sum(key.weight for key in scale.items) if scale.method == "mean" else total
