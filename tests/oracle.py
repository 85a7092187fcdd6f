"""Scores worked out once more, from a definition's content form alone and by trying every completion.

A content form is a definition as plain JSON data: lists instead of tables by id, each number a fraction as text.
Nothing here knows the library, its classes or its shortcuts.
"""

import hashlib
import json
import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from numbers import Rational, Real
from typing import Any

Definition = Mapping[str, Any]
Table = Mapping[str, Any]

FLOAT_LIMIT = 2**52


def scores(definition: Definition, answers: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """What each scale comes to, by the scale's id."""
    chosen = {item["id"]: choice(definition, item["id"], answers.get(item["id"])) for item in definition["items"]}
    return {scale["id"]: score_of(definition, scale, chosen) for scale in definition["scales"]}


def score_of(definition: Definition, scale: Table, chosen: Mapping[str, Fraction | None]) -> dict[str, Any]:
    """One scale's score, its bounds and its bands."""
    answered = sum(chosen[key["item"]] is not None for key in scale["items"])
    low, high = bounds(definition, scale, chosen)
    minimum, maximum = bounds(definition, scale, dict.fromkeys(chosen))
    value = prorated(definition, scale, chosen) if answered >= required(scale) else None
    return {
        "status": status(answered, required(scale), len(scale["items"])),
        "answered": answered,
        "required": required(scale),
        "of": len(scale["items"]),
        "value": value,
        "low": low,
        "high": high,
        "minimum": minimum,
        "maximum": maximum,
        "position": None if value is None else (value - minimum) / (maximum - minimum),
        "band": None if value is None else next(iter(bands_met(scale, value, value)), None),
        "possible_bands": bands_met(scale, low, high),
    }


def status(answered: int, needed: int, of: int) -> str:
    """The word for how much was answered."""
    if answered < needed:
        return "too-few"
    return "complete" if answered == of else "prorated"


def required(scale: Table) -> int:
    """How many answers a scale needs, a share of its items rounded up."""
    least, of = scale.get("min_answered", str(len(scale["items"]))), len(scale["items"])
    return math.ceil(Fraction(least) * of) if "/" in least else int(least)


def bounds(definition: Definition, scale: Table, chosen: Mapping[str, Fraction | None]) -> tuple[Fraction, Fraction]:
    """The least and the greatest score among all ways to answer what is not answered."""
    ways = []
    for key in scale["items"]:
        keyed, x = keyed_values(definition, scale, key), chosen[key["item"]]
        ways.append([weight(key) * y for y in (keyed.values() if x is None else [keyed[x]])])
    divisor = common_denominator(step for steps in ways for step in steps)
    totals = every_total([[int(step * divisor) for step in steps] for steps in ways])
    return Fraction(min(totals), divisor) / parted(scale), Fraction(max(totals), divisor) / parted(scale)


def every_total(ways: list[list[int]]) -> set[int]:
    """The totals that all combinations of one number from each list reach."""
    totals = {0}
    for steps in ways:
        totals = {total + step for total in totals for step in steps}
    return totals


def prorated(definition: Definition, scale: Table, chosen: Mapping[str, Fraction | None]) -> Fraction:
    """The score with each missing item at the average relative position of the answered ones."""
    keyed = {key["item"]: keyed_values(definition, scale, key) for key in scale["items"]}
    positions = [
        (keyed[item][x] - lo(keyed[item])) / span(keyed[item]) for item in keyed if (x := chosen[item]) is not None
    ]
    p = sum(positions, Fraction(0)) / len(positions)
    total = Fraction(0)
    for key in scale["items"]:
        values, x = keyed[key["item"]], chosen[key["item"]]
        total += weight(key) * (lo(values) + p * span(values) if x is None else values[x])
    return total / parted(scale)


def parted(scale: Table) -> Fraction:
    """What the total is divided by: the sum of the weights for a mean."""
    return sum(map(weight, scale["items"]), Fraction(0)) if scale["method"] == "mean" else Fraction(1)


def bands_met(scale: Table, low: Fraction, high: Fraction) -> list[str]:
    """The labels of the bands that share a point with the interval from *low* to *high*."""
    bands = scale.get("bands", [])
    ends = [Fraction(band["start"]) for band in bands[1:]] + [None]
    return [
        band["label"]
        for band, end in zip(bands, ends, strict=False)
        if Fraction(band["start"]) <= high and (end is None or low < end)
    ]


def keyed_values(definition: Definition, scale: Table, key: Table) -> dict[Fraction, Fraction]:
    """What each option of an item counts as, before its weight; for a count, whether it reaches the threshold."""
    options = option_values(definition, key["item"])
    turned = {x: min(options) + max(options) - x if key.get("reverse") else x for x in options}
    if scale["method"] != "count":
        return turned
    return {x: Fraction(int(y >= Fraction(scale["at_least"]))) for x, y in turned.items()}


def lo(values: Mapping[Fraction, Fraction]) -> Fraction:
    """The least that an item can count."""
    return min(values.values())


def span(values: Mapping[Fraction, Fraction]) -> Fraction:
    """How far an item's values reach."""
    return max(values.values()) - min(values.values())


def weight(key: Table) -> Fraction:
    """How much an item counts."""
    return Fraction(key.get("weight", "1"))


def common_denominator(numbers: Iterable[Fraction]) -> int:
    """The least number that makes all of them whole."""
    return math.lcm(*(number.denominator for number in numbers))


def responses_of(definition: Definition, item_id: str) -> Table:
    """The response scale of an item."""
    item = next(item for item in definition["items"] if item["id"] == item_id)
    found: list[Table] = definition["response_scales"]
    return next(each for each in found if each["id"] == item.get("responses", found[0]["id"]))


def option_values(definition: Definition, item_id: str) -> list[Fraction]:
    """The values that count as answers."""
    return [Fraction(option["value"]) for option in responses_of(definition, item_id)["options"]]


def missing_values(definition: Definition, item_id: str) -> list[Fraction]:
    """The values that can be chosen and count as unanswered."""
    return [Fraction(option["value"]) for option in responses_of(definition, item_id).get("missing", [])]


def choice(definition: Definition, item_id: str, answer: Any) -> Fraction | None:
    """The option that counts, or None for what is unanswered."""
    return None if absent(answer) else option_for(answer, option_values(definition, item_id))


def refused_items(definition: Definition, answers: Mapping[str, Any]) -> list[str]:
    """The items that the questionnaire does not have, and those whose answer is none of their options."""
    known = {item["id"] for item in definition["items"]}
    return sorted(item for item, answer in answers.items() if item not in known or not fits(definition, item, answer))


def fits(definition: Definition, item_id: str, answer: Any) -> bool:
    """Whether an item can be answered so."""
    values = option_values(definition, item_id) + missing_values(definition, item_id)
    return absent(answer) or option_for(answer, values) is not None


def absent(answer: Any) -> bool:
    """Whether it is no answer: None, pandas' NA, or not a number."""
    if answer is None or type(answer).__name__ == "NAType":
        return True
    return isinstance(answer, Real | Decimal) and answer != answer  # noqa: PLR0124 -- only NaN differs from itself


def option_for(answer: Any, values: Iterable[Fraction]) -> Fraction | None:
    """The value that an answer stands for: exactly, or as the nearest float."""
    if isinstance(answer, bool) or not isinstance(answer, Real | Decimal):
        return None
    if isinstance(answer, Rational | Decimal):
        return next((value for value in values if value == answer_as_fraction(answer)), None)
    return next((value for value in values if float(value) == float(answer)), None)


def answer_as_fraction(answer: Rational | Decimal) -> Fraction | None:
    """The number exactly; none for an infinite one."""
    if isinstance(answer, Decimal):
        return Fraction(answer) if answer.is_finite() else None
    return Fraction(int(answer.numerator), int(answer.denominator))


def too_fine(definition: Definition) -> bool:
    """Whether float64 could fail to carry every step, which is why such a definition is refused."""
    return any(map(too_fine_values, definition["response_scales"])) or any(
        largest_step(definition, scale) >= FLOAT_LIMIT for scale in definition["scales"]
    )


def too_fine_values(responses: Table) -> bool:
    """Whether two values of a response scale, missing ones too, could share a float."""
    values = [Fraction(option["value"]) for option in [*responses["options"], *responses.get("missing", [])]]
    return any(abs(value * common_denominator(values)) >= FLOAT_LIMIT for value in values)


def largest_step(definition: Definition, scale: Table) -> int:
    """k·L·Σ|A| + k·L·(B - A) at its largest, or D where that is more, times the largest denominator of a start."""
    k = len(scale["items"])
    keyed = [list(keyed_values(definition, scale, key).values()) for key in scale["items"]]
    products = [[weight(key) * y for y in ys] for key, ys in zip(scale["items"], keyed, strict=True)]
    positions = [(y - min(ys)) / (max(ys) - min(ys)) for ys in keyed for y in ys]
    k_l = k * common_denominator(positions)

    c = common_denominator(product for each in products for product in each)
    c *= (c * parted(scale)).denominator  # "made whole"
    magnitudes = sum(max(abs(c * product) for product in each) for each in products)
    spread = sum(c * (max(each) - min(each)) for each in products)
    fineness = max((Fraction(band["start"]).denominator for band in scale.get("bands", [])), default=1)
    return int(max(k_l * magnitudes + k_l * spread, k_l * c * parted(scale)) * fineness)


def content_digest(definition: Definition) -> str:
    """SHA-256 over the definition, with any text or order."""
    return digest(definition)


def scoring_digest(definition: Definition) -> str:
    """SHA-256 over all that numbers and bands follow from, and no other text."""
    items = [
        {
            "id": item["id"],
            "options": list(map(str, sorted(option_values(definition, item["id"])))),
            "missing": list(map(str, sorted(missing_values(definition, item["id"])))),
        }
        for item in by_id(definition["items"])
    ]
    return digest({"items": items, "scales": list(map(rule_of, by_id(definition["scales"])))})


def rule_of(scale: Table) -> dict[str, Any]:
    """What a scale's numbers and bands follow from."""
    keys = [
        {"item": key["item"], "reverse": key.get("reverse", False), "weight": str(weight(key))}
        for key in sorted(scale["items"], key=lambda key: str(key["item"]))
    ]
    bands = sorted(scale.get("bands", []), key=lambda band: Fraction(band["start"]))
    return {
        "id": scale["id"],
        "items": keys,
        "method": scale["method"],
        "at_least": scale.get("at_least"),
        "min_answered": str(required(scale)),
        "bands": [{"start": band["start"], "label": band["label"]} for band in bands],
    }


def by_id(tables: Iterable[Table]) -> list[Table]:
    """Tables in the order of their ids."""
    return sorted(tables, key=lambda table: str(table["id"]))


def digest(data: Any) -> str:
    """SHA-256 over JSON in the one form that every language can write."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
