"""How a scale is held against its items: looked up, made whole numbers, refused where its rule does not fit."""

import math
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from insight.errors import Problem, refuse
from insight.questionnaires.numbers import FLOAT_LIMIT, write_number
from insight.questionnaires.resolved import Keyed, Part, ResolvedScale
from insight.questionnaires.scales import Method, Scale
from insight.questionnaires.values import Item, Key, ResponseScale, Validation

Asked = tuple[int, Item, ResponseScale]


def resolve(scale: Scale, items: Mapping[str, Asked], *, validation: Validation) -> ResolvedScale:
    """*scale* with its items looked up in *items* by id: number, item, and what it can be answered with.

    Raises:
        DefinitionError: If the scale's rule cannot be applied to these items.
    """
    asked = [(key, *items[key.item]) for key in scale.items]
    refuse(scale.in_messages, threshold_problems(scale, [(key, responses) for key, _, _, responses in asked]))
    # Worked out once for all items that are answered and keyed alike.
    kinds = {(responses.id, key.reverse): (key, responses) for key, _, _, responses in asked}
    keyed = {kind: key_values(scale, key, responses) for kind, (key, responses) in kinds.items()}
    divisor = sum((key.weight for key in scale.items), Fraction(0)) if scale.method == Method.MEAN else Fraction(1)
    factor = make_whole(divisor, [(key.weight, keyed[responses.id, key.reverse]) for key, _, _, responses in asked])
    position_unit = math.lcm(*(each.position_unit for each in keyed.values()))
    resolved = ResolvedScale(
        scale=scale,
        parts=tuple(
            Part(
                key=key,
                item=item,
                responses=responses,
                number=number,
                keyed=keyed[responses.id, key.reverse],
                factor=key.weight * factor,
                position_unit=position_unit,
            )
            for key, number, item, responses in asked
        ),
        required=scale.required,
        validation=validation,
        divisor=divisor,
        unit=int(factor * divisor),
        position_unit=position_unit,
    )
    refuse(scale.in_messages, range_problems(resolved))
    return resolved


def make_whole(divisor: Fraction, weighted: Sequence[tuple[Fraction, Keyed]]) -> int:
    """What makes every weighted keyed value a whole number, and the divisor too.

    A sum is over the common denominator of these products, a mean over that times the weights, made whole.
    """
    common = math.lcm(*(each.denominator(weight) for weight, each in weighted))
    return common * (common * divisor).denominator


def key_values(scale: Scale, key: Key, responses: ResponseScale) -> Keyed:
    """What each option counts as in *scale*: y, or for a count z."""
    values = responses.values
    if key.reverse:
        ends = sum(responses.ends)
        values = tuple(ends - value for value in values)
    if scale.at_least is None:
        return Keyed(values=values)
    return Keyed(values=tuple(Fraction(value >= scale.at_least) for value in values))


def threshold_problems(scale: Scale, keys: Sequence[tuple[Key, ResponseScale]]) -> Iterator[Problem]:
    """A count's threshold that some item always or never reaches."""
    told = set()
    for key, responses in keys:
        low, high = responses.ends
        # Of all items with the same options the first is told.
        if scale.at_least is not None and not low < scale.at_least <= high and responses.id not in told:
            told.add(responses.id)
            message = f"every answer to {key.item!r} reaches it, or none does"
            remedy = f"choose above {write_number(low)} and not above {write_number(high)}"
            yield Problem("at_least", message, remedy=remedy)


def range_problems(resolved: ResolvedScale) -> Iterator[Problem]:
    """Bands or a range that do not fit what is possible, or numbers too fine to be exact."""
    if resolved.largest_step >= FLOAT_LIMIT:
        # Nothing else is said of such numbers: they can be too long to be written.
        message = "the numbers have too many digits for scores to be exact everywhere"
        yield Problem("items", message, remedy="write fewer digits in weights, values and starts of bands")
        return
    kinds = {part.kind: len(part.responses.options) for part in resolved.parts}
    if sum(kinds.values()) > MOST_WAYS:
        message = f"there are {sum(kinds.values())} options with weights of their own, and at most {MOST_WAYS} can be"
        yield Problem("items", message, remedy="give fewer different weights, or fewer options")
    scale, low, high = resolved.scale, resolved.minimum, resolved.maximum
    ends = f"{write_number(low)} to {write_number(high)}"
    possible = f"the possible range is {ends}"
    if scale.range and scale.range != (low, high):
        yield Problem(
            "range", "this is not the possible range", remedy=f"it is {write_number(low)} to {write_number(high)}"
        )
    for n, band in enumerate(scale.bands):
        if n == 0 and band.start != low:
            message = "the first band does not start at the lowest possible score"
            yield Problem("bands[0].start", message, remedy=possible)
        elif not low <= band.start <= high:
            yield Problem(f"bands[{n}].start", "no score can be there", remedy=possible)


# Each of them is a table of its own; without a bound a small file would fill the memory.
MOST_WAYS = 100_000
