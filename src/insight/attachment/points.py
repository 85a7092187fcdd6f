"""A point between attachment patterns, from a result or by hand."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from attrs import asdict, field, frozen

from insight.attachment import wording
from insight.attachment.axes import axis_problems, find_axes, place_on
from insight.attachment.plane import STYLES, Bounds, ExactPoint, nearest_of
from insight.care import Cared, care_in_words, care_problems, with_worldwide
from insight.content import Resource
from insight.errors import DefinitionError, Problem, name_type, refuse
from insight.questionnaires import to_share
from insight.scoring import Result


def to_exact(value: Any) -> Any:
    """*value* as a fraction; what is no number from 0 to 1 stays as it is, to be refused with its place."""
    return value if (share := to_share(value)) is None else share


def to_bounds(value: Any) -> Any:
    """Two numbers as fractions; what is no list becomes an empty one, to be refused with its place."""
    return tuple(map(to_exact, value)) if isinstance(value, tuple | list) else ()


@frozen(kw_only=True, repr=False)
class AttachmentPoint(Cared):
    """Where answers lie between attachment patterns: a point in a plane, and no box that somebody is put into.

    >>> point = AttachmentPoint(anxiety=0.25, avoidance=0.5)
    >>> point.degrees
    {'attachment-style:secure': 0.375, 'attachment-style:ambivalent': 0.125, 'attachment-style:avoidant': 0.375}
    >>> point.between
    ('attachment-style:secure', 'attachment-style:avoidant')

    By hand it is made of numbers from 0 to 1; one that is not known is left out. Bounds that are left out are the
    number itself, or else 0 to 1. Numbers are floats, each the nearest to its fraction in `exact`; its `repr` holds
    none.

    Attributes:
        care: Where help can be found; what is passed comes first, the worldwide help always follows.
    """

    _anxiety: Fraction | None = field(default=None, alias="anxiety", converter=to_exact)
    _avoidance: Fraction | None = field(default=None, alias="avoidance", converter=to_exact)
    _anxiety_bounds: Bounds = field(alias="anxiety_bounds", converter=to_bounds)
    _avoidance_bounds: Bounds = field(alias="avoidance_bounds", converter=to_bounds)
    care: tuple[Resource, ...] = field(default=None, converter=with_worldwide)

    @_anxiety_bounds.default
    def _around_anxiety(self) -> Any:
        return (0, 1) if self._anxiety is None else (self._anxiety, self._anxiety)

    @_avoidance_bounds.default
    def _around_avoidance(self) -> Any:
        return (0, 1) if self._avoidance is None else (self._avoidance, self._avoidance)

    def find_problems(self) -> Iterator[Problem]:
        """Numbers from 0 to 1, bounds around them, and help; there is no text to look at."""
        yield from care_problems(self.care)
        yield from place_problems("anxiety", self._anxiety, self._anxiety_bounds)
        yield from place_problems("avoidance", self._avoidance, self._avoidance_bounds)

    @classmethod
    def of(cls, result: Result) -> "AttachmentPoint":
        """The point of a result that has one scale about attachment anxiety, and one about attachment avoidance.

        Where too few items of one are answered there are ranges, and no point.

        Raises:
            DefinitionError: If there is not exactly one scale about each of the two.
        """
        if not isinstance(result, Result):
            problem = Problem("", f"a Result is expected, not {name_type(result)}", remedy="make one with score()")
            raise DefinitionError("attachment point", [problem])
        found = find_axes(result)
        refuse(result.in_messages, axis_problems(found))
        return cls(**asdict(place_on(found)), care=result.care)

    @property
    def exact(self) -> ExactPoint:
        """The same numbers as fractions."""
        return ExactPoint(
            anxiety=self._anxiety,
            avoidance=self._avoidance,
            anxiety_bounds=self._anxiety_bounds,
            avoidance_bounds=self._avoidance_bounds,
        )

    @property
    def anxiety(self) -> float | None:
        """Where the answers lie on attachment anxiety, 0 to 1; None where too few were given."""
        return to_float(self._anxiety)

    @property
    def avoidance(self) -> float | None:
        """Where the answers lie on attachment avoidance, 0 to 1; None where too few were given."""
        return to_float(self._avoidance)

    @property
    def anxiety_bounds(self) -> tuple[float, float]:
        """Where anxiety lies at least and at most, whatever the missing answers are."""
        return to_floats(self._anxiety_bounds)

    @property
    def avoidance_bounds(self) -> tuple[float, float]:
        """Where avoidance lies at least and at most, whatever the missing answers are."""
        return to_floats(self._avoidance_bounds)

    @property
    def degrees(self) -> dict[str, float] | None:
        """How near the answers lie to the corner of each style, 0 to 1, by reference; None where there is no point.

        Together with `fearful` they make 1. They are no probabilities.
        """
        degrees = self.exact.degrees
        return None if degrees is None else {style: float(exact) for style, exact in degrees.items()}

    @property
    def fearful(self) -> float | None:
        """How near they lie to the corner where both are high, which is no style of the catalog; or None."""
        return to_float(self.exact.fearful)

    @property
    def ranges(self) -> dict[str, tuple[float, float]]:
        """The least and the greatest degree of each style, whatever the missing answers are; also without a point."""
        return {style: to_floats(ends) for style, ends in self.exact.ranges.items()}

    @property
    def fearful_range(self) -> tuple[float, float]:
        """The least and the greatest degree of the corner where both are high."""
        return to_floats(self.exact.fearful_range)

    @property
    def settled(self) -> bool:
        """Whether no missing answer leaves anything open."""
        return self.exact.settled

    @property
    def nearest(self) -> str | None:
        """The style that the answers lie clearly nearest to, or "fearful"; None where they lie between several.

        Its lowest degree is at least 1/5 above the highest of every other, whatever the missing answers are.
        """
        first, *others = nearest_of(self.exact.reach)
        return None if others else first

    @property
    def between(self) -> tuple[str, ...]:
        """The styles, or "fearful", that the answers lie between, at least two; empty where one is clearly nearest."""
        return () if self.nearest else nearest_of(self.exact.reach)

    def sentences(self) -> list[str]:
        """Which corners the answers lie near, and what missing ones leave open, a sentence each."""
        return list(wording.lead(self.exact))

    def axis_rows(self) -> list[tuple[str, str, str]]:
        """Each axis as people read it: its name, where the answers lie, and what missing ones leave open."""
        return list(wording.axis_rows(self.exact))

    def corner_rows(self) -> list[tuple[str, str, str]]:
        """Each corner as people read it: its name, its degree, and its range where missing answers leave one."""
        return list(wording.corner_rows(self.exact))

    def limits(self) -> list[str]:
        """What the point does not say, a sentence each."""
        return list(wording.limits(self.exact))

    def explain(self) -> str:
        """Where the answers lie, what that does not say, the notice, and where help can be found.

        >>> print(AttachmentPoint(anxiety=0.1, avoidance=0.2).explain().splitlines()[0])
        These answers lie nearest to the secure corner of this form.
        """
        said = [*self.sentences(), *wording.numbers(self.exact), *self.limits()]
        return "\n".join([*said, self.notice, care_in_words(self.care)])

    def __repr__(self) -> str:
        """Nothing about a person."""
        return "<AttachmentPoint>"


def place_problems(name: str, value: Fraction | None, bounds: tuple[object, ...]) -> Iterator[Problem]:
    """What keeps a number and its bounds off an axis; the numbers are not repeated."""
    ends = [end for end in bounds if isinstance(end, Fraction)]
    if value is not None and to_share(value) is None:
        yield Problem(name, "it is no number from 0 to 1", remedy="leave it out where it is not known")
    elif not len(ends) == len(bounds) == len(("low", "high")) or not 0 <= ends[0] <= ends[1] <= 1:
        yield Problem(f"{name}_bounds", "they are not two numbers from 0 to 1, the lower one first")
    elif value is not None and not ends[0] <= value <= ends[1]:
        yield Problem(f"{name}_bounds", f"{name} lies outside of them")


def to_float(exact: Fraction | None) -> float | None:
    """The nearest float, where there is a number."""
    return None if exact is None else float(exact)


def to_floats(bounds: Bounds) -> tuple[float, float]:
    """The nearest float of each end."""
    return float(bounds[0]), float(bounds[1])


def style_degrees(result: Result) -> Iterator[tuple[str, Fraction]]:
    """How near the answers of a result lie to the corner of each style, by reference.

    Nothing where there is no point: too few answers, or a result that is not about both axes.
    """
    found = find_axes(result)
    if not any(axis_problems(found)):
        yield from (place_on(found).degrees or {}).items()


def least_degrees(result: Result) -> Iterator[tuple[str, Fraction]]:
    """How near they lie to the corner of each style at least, whatever the missing answers are."""
    found = find_axes(result)
    if not any(axis_problems(found)):
        ranges = place_on(found).ranges
        yield from ((style, ranges[style][0]) for style in STYLES)
