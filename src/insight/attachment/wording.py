"""The words of a point: where the answers lie, and what that does not say."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from insight.attachment.plane import ANXIETY, AVOIDANCE, CORNERS, FEARFUL, Bounds, ExactPoint, nearest_of
from insight.questionnaires import write_decimal, write_number

# What people call the corners: of a style, the first word of its name in the catalog.
NAMES = dict(zip(CORNERS, ("secure", "anxious", "avoidant", FEARFUL), strict=True))
AXIS_NAMES = {
    ANXIETY: "Worry about bonds (attachment anxiety)",
    AVOIDANCE: "Distance in bonds (attachment avoidance)",
}
DECIMALS = range(2, 8)


def lead(point: ExactPoint) -> Iterator[str]:
    """Which corners the answers lie near, and what missing ones leave open, a sentence each."""
    names = [NAMES[corner] for corner in nearest_of(point.reach)]
    if point.near is None:
        yield "Too few answers for a point: there are ranges alone."
    if len(names) == 1:
        yield f"These answers lie nearest to the {names[0]} corner of this form."
        yield from ["That is so whatever the missing answers are."] * (not point.settled)
    elif point.near is None:
        # Nothing that was left out makes anybody stand in the middle.
        yield f"Which corner of this form these answers lie nearest to is open: {enumerate_names(names, 'or')}."
    else:
        yield f"These answers lie between {corners_in_words(names)} of this form."
        yield from ["Missing answers leave some of this open."] * (not point.settled)


def corners_in_words(names: list[str]) -> str:
    """Two corners or more: "the secure and the anxious corner"."""
    if len(names) == len(CORNERS):
        return f"all four corners ({enumerate_names(names, 'and')})"
    return f"{enumerate_names([f'the {name}' for name in names], 'and')} corner"


def enumerate_names(names: list[str], joint: str) -> str:
    """Two names or more as one says them: "secure, anxious and avoidant"."""
    return f"{', '.join(names[:-1])} {joint} {names[-1]}"


def numbers(point: ExactPoint) -> Iterator[str]:
    """Where the answers lie on each axis, and how near to each corner, a line each."""
    for axis, value, between in axis_rows(point):
        open_between = f"; it is {between} whatever the missing answers are" if between else ""
        yield f"{axis}: {value or 'no value'} on 0 to 1{open_between}."
    rows = corner_rows(point)
    told = (
        f"{corner} {value} ({span})" if value and span else f"{corner} {value}{span}" for corner, value, span in rows
    )
    yield f"Degrees: {'; '.join(told)}."


def axis_rows(point: ExactPoint) -> Iterator[tuple[str, str, str]]:
    """Each axis with where the answers lie on it, and what missing ones leave open, as far as there is anything."""
    places = (point.anxiety, point.anxiety_bounds), (point.avoidance, point.avoidance_bounds)
    for name, place in zip(AXIS_NAMES.values(), places, strict=True):
        yield name, *in_numbers(point, *place)


def corner_rows(point: ExactPoint) -> Iterator[tuple[str, str, str]]:
    """Each corner with how near the answers lie to it, and its range, as far as there is any."""
    near: Mapping[str, Fraction | None] = point.near or dict.fromkeys(CORNERS)
    for corner, bounds in point.reach.items():
        yield NAMES[corner], *in_numbers(point, near[corner], bounds)


def in_numbers(point: ExactPoint, value: Fraction | None, bounds: Bounds) -> tuple[str, str]:
    """A number and its bounds; nothing where there is none, or where the bounds are the number."""
    between = "" if bounds == (value, value) else f"{show(point, bounds[0])} to {show(point, bounds[1])}"
    return "" if value is None else show(point, value), between


def limits(point: ExactPoint) -> Iterator[str]:
    """What the point does not say, a sentence each."""
    yield "A degree says how near the answers lie to a corner, from 0 to 1. It is no probability."
    yield (
        "A corner is named alone only where its lowest degree is at least 0.2 above the highest of the next one. "
        "That rule is our own."
    )
    yield "The middle is the middle of this form, not of other people."
    yield 'The corner where both worry and distance are high is called "fearful" here.'
    yield "The disorganized pattern is not measured here, and no corner stands for it."
    if point.settled:
        yield "How exact the point is, is not known."
    else:
        yield "The ranges cover missing answers, not measurement error."
    yield "Not validated: no study of these degrees is recorded."


def show(point: ExactPoint, exact: Fraction) -> str:
    """*exact* as people read it: two decimals, and more where the ranges would name other corners than the words do."""
    for digits in DECIMALS:
        rounded = {
            corner: (Fraction(write_decimal(low, digits)), Fraction(write_decimal(high, digits)))
            for corner, (low, high) in point.reach.items()
        }
        if nearest_of(rounded) == nearest_of(point.reach):
            return write_decimal(exact, digits)
    return write_number(exact)
