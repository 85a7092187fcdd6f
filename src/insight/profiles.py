"""Profiles: how much of each sign, cause, domain and style somebody reports."""

import math
import numbers
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from insight.content import Kind
from insight.errors import Problem, ProfileError, refuse
from insight.questionnaires import UNANSWERED, ResponseScale, is_real, number_problems, reportable_problems
from insight.scoring import Result

PROFILE_KINDS = (Kind.SIGN, Kind.CAUSE, Kind.DOMAIN, Kind.ATTACHMENT_STYLE, Kind.FLAG, "axis")
Degree = int | float | Decimal | Fraction


def to_sorted(pairs: Iterable[tuple[str, Fraction]]) -> tuple[tuple[str, Fraction], ...]:
    """Exact degrees in the order of the alphabet, so that no other order can matter.

    What is no pair of a text and a degree stays as it is, to be refused.
    """
    given: Any = pairs
    held = tuple(given.items() if isinstance(given, Mapping) else given) if isinstance(given, Iterable) else (given,)
    if not all(is_pair(each) for each in held):
        return held
    exact = ((name, value if (degree := to_degree(value)) is None else degree) for name, value in held)
    return tuple(sorted(exact, key=lambda pair: pair[0]))


def is_pair(value: object) -> bool:
    """Whether *value* is a text and something beside it."""
    return isinstance(value, tuple) and len(value) == len(("reference", "degree")) and isinstance(value[0], str)


@frozen(repr=False)
class Profile:
    """Degrees from 0 to 1 by reference. What is not in it is not known, which is not "no".

    >>> profile = Profile.of({"sign:perfectionism": 1}) | Profile.of({"domain:career": 0.5})
    >>> profile["domain:career"], "sign:low-self-worth" in profile
    (0.5, False)

    Its `repr` holds no degree.

    Attributes:
        exact: The degrees as fractions: pairs of reference and degree, in the order of the alphabet.
    """

    exact: tuple[tuple[str, Fraction], ...] = field(default=(), converter=to_sorted)

    def __attrs_post_init__(self) -> None:
        """Refuse what `of` would refuse, also where somebody makes one by hand."""
        if not all(map(is_pair, self.exact)):
            problem = Problem("", "it is made of pairs of a reference and a degree", remedy="use Profile.of")
            raise ProfileError("a profile", [problem])
        problems = [problem for pair in self.exact for problem in degree_problems(pair[0], to_degree(pair[1]))]
        repeated = len(dict(self.exact)) < len(self.exact)
        twice = [Problem("", "a reference is in it more than once", remedy="use Profile.of")] if repeated else []
        refuse("this profile", [*problems, *twice], error=ProfileError)

    @classmethod
    def of(cls, *sources: "Result | Profile | Mapping[str, Degree]") -> "Profile":
        """The profile of results, of degrees by reference, or of several; the largest degree counts.

        From a result it takes what items and scales are about. Too few answers: not known.

        Raises:
            ProfileError: If a degree is not between 0 and 1, or a reference is none that can be reported.
        """
        profile = cls()
        for source in sources:
            profile |= source if isinstance(source, Profile) else cls(_degrees_of(source).items())
        return profile

    def __or__(self, other: "Profile") -> "Profile":
        """Both, with the larger degree where both know one."""
        if not isinstance(other, Profile):
            return NotImplemented
        return Profile(largest((*self.exact, *other.exact)).items())

    def __getitem__(self, reference: str) -> float:
        """The degree of *reference*; a KeyError where it is not known."""
        return float(dict(self.exact)[reference])

    def __iter__(self) -> Iterator[str]:
        """The references that something is known of."""
        return iter(dict(self.exact))

    def __contains__(self, reference: object) -> bool:
        """Whether something is known of *reference*."""
        return reference in dict(self.exact)

    def __len__(self) -> int:
        """Of how many references something is known."""
        return len(self.exact)

    def __repr__(self) -> str:
        """How much is known, without saying what."""
        return f"<Profile of {len(self)} references>"


def _degrees_of(source: "Result | Mapping[str, Degree]") -> dict[str, Fraction]:
    if isinstance(source, Result):
        return largest(reported(source))
    if not isinstance(source, Mapping):
        problem = Problem("", "it is made of results, profiles and mappings of references to degrees")
        raise ProfileError("a profile", [problem])
    degrees = {reference: to_degree(degree) for reference, degree in source.items()}
    refuse("this profile", (found for pair in degrees.items() for found in degree_problems(*pair)), error=ProfileError)
    return {reference: degree for reference, degree in degrees.items() if degree is not None}


def to_degree(value: object) -> Fraction | None:
    """*value* as a fraction; None where it is no number from 0 to 1.

    >>> to_degree(0.5), to_degree(True), to_degree(2)
    (Fraction(1, 2), None, None)
    """
    # A Decimal is taken only with digits that one can compute with; a bool is a number to Python alone.
    if isinstance(value, Decimal):
        number = None if any(number_problems("", value)) else Fraction(value)
    elif not is_real(value):
        number = None
    elif isinstance(value, numbers.Rational):
        number = Fraction(int(value.numerator), int(value.denominator))
    else:
        number = Fraction(float(value)) if math.isfinite(value) else None
    return number if number is not None and 0 <= number <= 1 else None


def degree_problems(reference: str, degree: Fraction | None) -> Iterator[Problem]:
    """What keeps a degree out of a profile; the degree itself is not repeated."""
    yield from reportable_problems("", reference, PROFILE_KINDS)
    if degree is None:
        yield Problem(str(reference), "the degree is no number from 0 to 1")


def largest(pairs: Iterable[tuple[str, Fraction]]) -> dict[str, Fraction]:
    """The largest degree of each reference."""
    degrees: dict[str, Fraction] = {}
    for reference, degree in pairs:
        degrees[reference] = max(degree, degrees.get(reference, degree))
    return degrees


def reported(result: Result) -> Iterator[tuple[str, Fraction]]:
    """What the scales and items of *result* say of the references that they are about."""
    said_by_scale: set[tuple[str, str]] = set()
    for score in result:
        for about in score.scale.about:
            said_by_scale |= {(key.item, about.removeprefix("-")) for key in score.scale.items}
            if score.exact.position is not None:
                yield turn(about, score.exact.position)
    for item, choice in zip(result.questionnaire.items, result.chosen, strict=True):
        position = position_of(result.questionnaire.responses_of(item), choice)
        for about in item.about:
            # A scale speaks for its items, also where it has no value.
            if position is not None and (item.id, about.removeprefix("-")) not in said_by_scale:
                yield turn(about, position)


def position_of(responses: ResponseScale, choice: int) -> Fraction | None:
    """Where an answer lies in its range as given, 0 to 1; None where it counts as unanswered."""
    if choice == UNANSWERED or choice >= len(responses.options):
        return None
    return responses.positions[choice]


def turn(about: str, position: Fraction) -> tuple[str, Fraction]:
    """The reference and its degree; a minus turns it round."""
    return about.removeprefix("-"), 1 - position if about.startswith("-") else position
