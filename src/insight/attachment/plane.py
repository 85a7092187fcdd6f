"""The plane of attachment: its two axes, its four corners, and how near a place in it is to each of them, exactly."""

import itertools
from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from insight.content import Kind

Bounds = tuple[Fraction, Fraction]

ANXIETY, AVOIDANCE = AXES = "axis:attachment-anxiety", "axis:attachment-avoidance"
STYLES = tuple(f"{Kind.ATTACHMENT_STYLE}:{style}" for style in ("secure", "ambivalent", "avoidant"))
# The corner where both are high. The catalog has no entry for it, and it is not the disorganized pattern.
FEARFUL = "fearful"
# Of each corner, whether anxiety is highest there, and whether avoidance is.
CORNERS = dict(zip((*STYLES, FEARFUL), ((False, False), (True, False), (False, True), (True, True)), strict=True))
# By how much one corner has to be nearer than every other to be named alone: a rule of ours.
CLEARLY = Fraction(1, 5)


def degree(corner: str, anxiety: Fraction, avoidance: Fraction) -> Fraction:
    """How near a place in the plane is to a corner, 0 to 1; the degrees of the four corners add up to 1.

    >>> degree("attachment-style:secure", Fraction(1, 4), Fraction(1, 2))
    Fraction(3, 8)
    """
    anxious, avoidant = CORNERS[corner]
    return (anxiety if anxious else 1 - anxiety) * (avoidance if avoidant else 1 - avoidance)


@frozen(kw_only=True, repr=False)
class ExactPoint:
    """The numbers of a point as fractions. Its `repr` holds none of them.

    Attributes:
        anxiety: Where the answers lie on the axis, 0 to 1; None where too few were given.
        anxiety_bounds: Where they lie at least and at most, whatever the missing ones are.
    """

    anxiety: Fraction | None
    avoidance: Fraction | None
    anxiety_bounds: Bounds
    avoidance_bounds: Bounds

    @property
    def degrees(self) -> dict[str, Fraction] | None:
        """How near the answers lie to the corner of each style; None where there is no point."""
        near = self.near
        return None if near is None else {style: near[style] for style in STYLES}

    @property
    def fearful(self) -> Fraction | None:
        """How near they lie to the corner where both are high; None where there is no point."""
        near = self.near
        return None if near is None else near[FEARFUL]

    @property
    def ranges(self) -> dict[str, Bounds]:
        """The least and the greatest degree of each style, whatever the missing answers are."""
        return {style: self.reach[style] for style in STYLES}

    @property
    def fearful_range(self) -> Bounds:
        """The least and the greatest degree of the corner where both are high."""
        return self.reach[FEARFUL]

    @property
    def near(self) -> dict[str, Fraction] | None:
        """The degrees of all four corners; None where there is no point."""
        if self.anxiety is None or self.avoidance is None:
            return None
        return {corner: degree(corner, self.anxiety, self.avoidance) for corner in CORNERS}

    @property
    def reach(self) -> dict[str, Bounds]:
        """The least and the greatest degree of all four corners."""
        # A degree is linear along each axis, so it is least and greatest where both bounds end.
        ends = list(itertools.product(self.anxiety_bounds, self.avoidance_bounds))
        degrees = {corner: [degree(corner, *end) for end in ends] for corner in CORNERS}
        return {corner: (min(each), max(each)) for corner, each in degrees.items()}

    @property
    def settled(self) -> bool:
        """Whether no missing answer leaves anything open."""
        return all(low == high for low, high in (self.anxiety_bounds, self.avoidance_bounds))

    def __repr__(self) -> str:
        """Nothing about a person."""
        return "<ExactPoint>"


def nearest_of(reach: Mapping[str, Bounds]) -> tuple[str, ...]:
    """The corners to be named: one that is clearly nearest, or else two or more.

    >>> least, most = Fraction(0), Fraction(1)
    >>> nearest_of({"attachment-style:secure": (most, most), "fearful": (least, least)})
    ('attachment-style:secure',)
    """
    # The leader is the corner whose lowest degree is the largest: what the answers prove, not where the value lies,
    # so that it is there with too few answers, too. Then a corner is left out just where another one is clearly nearer
    # whatever the missing answers are, no corner comes in as answers arrive, and the one with the largest degree,
    # which is at least the leader's lowest, is always among them.
    leading = max(low for low, _ in reach.values())
    return tuple(corner for corner, (_, high) in reach.items() if high > leading - CLEARLY)
