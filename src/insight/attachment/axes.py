"""Which scales of a result are about the two axes of attachment, and where the answers lie on them."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

from insight.attachment.plane import ANXIETY, AVOIDANCE, AXES, Bounds, ExactPoint
from insight.errors import Problem
from insight.scoring import Result, Score

# Of each axis, what its scales say that they are about, the axis or "-" and the axis, and their scores.
Found = Mapping[str, list[tuple[str, Score]]]


def find_axes(result: Result) -> Found:
    """The scores that speak of each axis, once for each time that they do."""
    mentions = [(about, score) for score in result for about in score.scale.about]
    return {axis: [each for each in mentions if each[0].removeprefix("-") == axis] for axis in AXES}


def axis_problems(found: Found) -> Iterator[Problem]:
    """What keeps scores from making a point: an axis that no scale is about, or more than one, or both the same."""
    for axis, scores in found.items():
        if not scores:
            yield Problem("", f"no scale is about {axis}", remedy=f'write about = ["{axis}"] in one')
        elif len(scores) > 1:
            names = ", ".join(repr(score.id) for _, score in scores)
            yield Problem("", f"more than one scale is about {axis}: {names}", remedy=BY_HAND)
    if all(len(scores) == 1 for scores in found.values()):
        (_, anxiety), (_, avoidance) = (scores[0] for scores in found.values())
        if anxiety.id == avoidance.id:
            yield Problem("", f"scale {anxiety.id!r} is about both axes", remedy="a point takes a scale for each")


BY_HAND = "leave it in one of them, or make a point of each by hand: AttachmentPoint(anxiety=…, avoidance=…)"


def place_on(found: Found) -> ExactPoint:
    """Where the answers lie on both axes."""
    anxiety, avoidance = (locate(*found[axis][0]) for axis in (ANXIETY, AVOIDANCE))
    return ExactPoint(
        anxiety=anxiety[0], anxiety_bounds=anxiety[1], avoidance=avoidance[0], avoidance_bounds=avoidance[1]
    )


def locate(about: str, score: Score) -> tuple[Fraction | None, Bounds]:
    """The position of a score in its possible range, 0 to 1, and that of its bounds; a minus turns them round."""
    exact = score.exact
    low, high = ((end - exact.minimum) / (exact.maximum - exact.minimum) for end in (exact.low, exact.high))
    if not about.startswith("-"):
        return exact.position, (low, high)
    return None if exact.position is None else 1 - exact.position, (1 - high, 1 - low)
