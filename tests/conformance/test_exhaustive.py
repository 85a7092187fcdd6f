"""Every small definition with every pattern of answers, and six larger scales, against a table of complete scores.

The bounds of a pattern with gaps are the least and the greatest among the patterns that fill its first gap,
so that in the end each is the least and the greatest of complete scores.
"""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from insight import Item, Key, Option, Questionnaire, ResponseScale, Scale, Score, score
from insight.questionnaires import Method

pytestmark = pytest.mark.slow

Values = tuple[int | Decimal, ...]
Pattern = tuple[int | Decimal | None, ...]  # an answer for each item, None for a gap
Bounds = tuple[Fraction, Fraction]


@dataclass(frozen=True)
class Part:
    """An item of a scale: its options, and how they count."""

    values: Values
    reverse: bool = False
    weight: Fraction = Fraction(1)


@dataclass(frozen=True)
class Rule:
    """A scale in the least words."""

    method: str
    parts: tuple[Part, ...]
    required: int
    at_least: int | None = None


# Every small definition.

SMALL = {"even": (0, 1, 2), "uneven": (-1, 1, 2)}


@pytest.mark.parametrize("values", SMALL.values(), ids=SMALL)
@pytest.mark.parametrize("size", [1, 2, 3])
def test_every_small_definition(values: Values, size: int) -> None:
    """All scales of up to three items with three options score every pattern as a table of completions has it."""
    assert disagreements(list(small_rules(values, size))) == []


def small_rules(values: Values, size: int) -> Iterator[Rule]:
    """All keys, weights, methods and numbers of answers."""
    for turns in itertools.product([False, True], repeat=size):
        for weights in itertools.product([1, 2, -1], repeat=size):
            pairs = zip(turns, weights, strict=True)
            parts = tuple(Part(values, reverse, Fraction(weight)) for reverse, weight in pairs)
            if min(weights) < 0:
                yield Rule("sum", parts, size)
                continue
            for required in range(1, size + 1):
                yield Rule("sum", parts, required)
                yield Rule("mean", parts, required)
                if max(weights) == 1:
                    yield from (Rule("count", parts, required, int(at_least)) for at_least in values[1:])


# Six larger scales.

FIVE = (0, 1, 2, 3, 4)
TENTHS = tuple(map(Decimal, ("0", "0.1", "0.25", "0.7", "1")))
POWERS = (1, 2, 4, 8, 16)
BELOW = (-10, -5, 0, 1, 2)


def parts(values: list[Values], turns: str, weights: str = "1 1 1 1 1 1") -> tuple[Part, ...]:
    """Six items: their options, a sign for each key, and weights."""
    each = zip(values, turns, weights.split(), strict=True)
    return tuple(Part(options, turn == "-", Fraction(weight)) for options, turn, weight in each)


LARGE = {
    "mixed keys": Rule("sum", parts([FIVE] * 6, "+-+--+"), 1),
    "weights": Rule("mean", parts([FIVE] * 6, "++-+-+", "1 2 3 1/2 1/3 1/10"), 3),
    "a count": Rule("count", parts([FIVE] * 6, "+-+-++"), 2, at_least=3),
    "decimals": Rule("mean", parts([TENTHS] * 6, "+--+-+"), 4),
    "unequal ranges": Rule("sum", parts([FIVE, POWERS, BELOW] * 2, "+-+-+-", "1 1/2 3 1 1 2/3"), 1),
    "a negative weight": Rule("sum", parts([FIVE] * 6, "++-+-+", "1 -1 2 -1/2 -1 1"), 6),
}


@pytest.mark.parametrize("rule", LARGE.values(), ids=LARGE)
def test_every_pattern_of_six_answers(rule: Rule) -> None:
    """All patterns of six answers with five options and gaps score as a table of completions has it."""
    assert disagreements([rule]) == []


# The comparison.


def disagreements(rules: list[Rule]) -> list[tuple[Rule, Pattern]]:
    """Where the engine and the table differ; the rules are over the same items."""
    questionnaire = built(rules)
    found = {pattern: list(score(questionnaire, answers_of(pattern))) for pattern in patterns(rules[0])}
    return [
        (rule, pattern)
        for number, rule in enumerate(rules)
        for pattern, expected in expectations(rule).items()
        if in_short(found[pattern][number]) != expected
    ]


def patterns(rule: Rule) -> list[Pattern]:
    """All answers with all gaps."""
    return list(itertools.product(*([*part.values, None] for part in rule.parts)))


def answers_of(pattern: Pattern) -> dict[str, int | Decimal]:
    """A pattern as answers; a gap is an absent one."""
    return {f"i{number}": answer for number, answer in enumerate(pattern) if answer is not None}


def in_short(found: Score) -> tuple[Any, ...]:
    """What is compared of a score."""
    return (str(found.status), found.exact.value, found.exact.low, found.exact.high)


def built(rules: list[Rule]) -> Questionnaire:
    """A questionnaire with a scale for each rule."""
    every = dict.fromkeys(part.values for part in rules[0].parts)
    names = {values: f"r{number}" for number, values in enumerate(every)}
    return Questionnaire(
        id="exhaustive",
        title="Exhaustive",
        response_scales=tuple(responses(name, values) for values, name in names.items()),
        items=tuple(
            Item(id=f"i{number}", text="Text.", responses=names[part.values])
            for number, part in enumerate(rules[0].parts)
        ),
        scales=tuple(scale_of(f"s{number}", rule) for number, rule in enumerate(rules)),
    )


def responses(name: str, values: Values) -> ResponseScale:
    """A response scale."""
    return ResponseScale(id=name, options=tuple(Option(value=value, label=f"answer {value}") for value in values))


def scale_of(name: str, rule: Rule) -> Scale:
    """A scale as the library has it."""
    keys = tuple(
        Key(item=f"i{number}", reverse=part.reverse, weight=part.weight) for number, part in enumerate(rule.parts)
    )
    more: dict[str, Any] = {} if rule.at_least is None else {"at_least": rule.at_least}
    return Scale(id=name, name=name, items=keys, method=Method(rule.method), min_answered=rule.required, **more)


# The table.


def expectations(rule: Rule) -> dict[Pattern, tuple[Any, ...]]:
    """Status, value and bounds of every pattern."""
    keyed = [keyed_values(rule, part) for part in rule.parts]
    bounds: dict[Pattern, Bounds] = {}
    found = {}
    for pattern in patterns(rule):
        low, high = bounds_of(rule, keyed, pattern, bounds)
        found[pattern] = (status(rule, pattern), value(rule, keyed, pattern), low, high)
    return found


def keyed_values(rule: Rule, part: Part) -> dict[Any, Fraction]:
    """What each option counts as, before its weight."""
    lo, hi = Fraction(min(part.values)), Fraction(max(part.values))
    turned = {x: lo + hi - Fraction(x) if part.reverse else Fraction(x) for x in part.values}
    return turned if rule.at_least is None else {x: Fraction(int(y >= rule.at_least)) for x, y in turned.items()}


def bounds_of(rule: Rule, keyed: list[dict[Any, Fraction]], pattern: Pattern, known: dict[Pattern, Bounds]) -> Bounds:
    """The least and the greatest score over all ways to fill the gaps, the first one first."""
    if pattern in known:
        return known[pattern]
    if None in pattern:
        gap = pattern.index(None)
        filled = [(*pattern[:gap], x, *pattern[gap + 1 :]) for x in keyed[gap]]
        each = [bounds_of(rule, keyed, full, known) for full in filled]
        known[pattern] = (min(low for low, _ in each), max(high for _, high in each))
    else:
        weighted = [part.weight * ys[x] for part, ys, x in zip(rule.parts, keyed, pattern, strict=True)]
        complete = sum(weighted, Fraction(0)) / divisor(rule)
        known[pattern] = (complete, complete)
    return known[pattern]


def value(rule: Rule, keyed: list[dict[Any, Fraction]], pattern: Pattern) -> Fraction | None:
    """The score with each gap at the average relative position of the answers, or None with too few."""
    answered = [(ys, x) for ys, x in zip(keyed, pattern, strict=True) if x is not None]
    if len(answered) < rule.required:
        return None
    ends = [(min(ys.values()), max(ys.values())) for ys in keyed]
    p = sum((position(ys, x) for ys, x in answered), Fraction(0)) / len(answered)
    placed = [lo + p * (hi - lo) if x is None else ys[x] for (lo, hi), ys, x in zip(ends, keyed, pattern, strict=True)]
    return sum((part.weight * y for part, y in zip(rule.parts, placed, strict=True)), Fraction(0)) / divisor(rule)


def position(ys: dict[Any, Fraction], x: Any) -> Fraction:
    """Where an answer lies in its item's range."""
    lo, hi = min(ys.values()), max(ys.values())
    return (ys[x] - lo) / (hi - lo)


def divisor(rule: Rule) -> Fraction:
    """The sum of the weights for a mean."""
    return sum((part.weight for part in rule.parts), Fraction(0)) if rule.method == "mean" else Fraction(1)


def status(rule: Rule, pattern: Pattern) -> str:
    """The word for how much is answered."""
    answered = len(pattern) - pattern.count(None)
    if answered < rule.required:
        return "too-few"
    return "prorated" if None in pattern else "complete"
