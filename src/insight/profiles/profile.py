"""A profile: degrees by reference, where each comes from, and what only rules read."""

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import field, frozen

from insight.care import NOTICE, WORLDWIDE, care_in_words
from insight.content import is_flag
from insight.errors import Problem, ProfileError, refuse
from insight.profiles.degrees import Degree, Pairs, degree_problems, is_pair, largest, to_sorted
from insight.profiles.reported import TICKED, Report, reported
from insight.questionnaires import to_share, write_decimal
from insight.scoring import Result


def to_origins(pairs: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """References with where their degrees come from, each once."""
    return tuple(dict.fromkeys(pairs))


@frozen(repr=False)
class Profile:
    """Degrees from 0 to 1 by reference. What is not in it is not known, which is not "no".

    >>> profile = Profile.of({"sign:perfectionism": 1}) | Profile.of({"domain:career": 0.5})
    >>> profile["domain:career"], "sign:low-self-worth" in profile
    (0.5, False)

    Its `repr` holds no degree.

    Attributes:
        exact: The degrees as fractions: pairs of reference and degree, in the order of the alphabet.
        rules_only: Degrees that only rules read, likewise: what was answered says so much, though it is not enough for
            a score, or a scale speaks for the item.
        origins: Where degrees come from, pairs of reference and words; not written to JSON, and equal profiles can
            differ in them.
    """

    exact: Pairs = field(default=(), converter=to_sorted)
    rules_only: Pairs = field(default=(), converter=to_sorted)
    origins: tuple[tuple[str, str], ...] = field(default=(), eq=False, converter=to_origins, kw_only=True)

    def __attrs_post_init__(self) -> None:
        """Refuse what `of` would refuse, also where somebody makes one by hand."""
        for pairs in (self.exact, self.rules_only):
            if not all(map(is_pair, pairs)):
                problem = Problem("", "it is made of pairs of a reference and a degree", remedy="use Profile.of")
                raise ProfileError("a profile", [problem])
            problems = [problem for pair in pairs for problem in degree_problems(pair[0], to_share(pair[1]))]
            repeated = len(dict(pairs)) < len(pairs)
            twice = [Problem("", "a reference is in it more than once", remedy="use Profile.of")] if repeated else []
            refuse("this profile", [*problems, *twice], error=ProfileError)
        if any(is_flag(name) for name, _ in self.rules_only):
            problem = Problem(
                "rules_only", "a flag is answered, or not known", remedy="put its answer among the others"
            )
            raise ProfileError("a profile", [problem])

    @classmethod
    def of(cls, *sources: "Result | Profile | Mapping[str, Degree]") -> "Profile":
        """The profile of results, of degrees by reference, or of several; the largest degree counts.

        From a result it takes what items and scales are about. Too few answers: not known, but for the rules.

        Raises:
            ProfileError: If a degree is not between 0 and 1, or a reference is none that can be reported.
        """
        profile = cls()
        for source in sources:
            profile |= source if isinstance(source, Profile) else cls._of_reports(list(reports_of(source)))
        return profile

    @classmethod
    def _of_reports(cls, reports: list[Report]) -> "Profile":
        known = largest((each.reference, each.exact) for each in reports if not each.rules_only)
        for_rules = largest((each.reference, each.exact) for each in reports if each.rules_only)
        origins = [
            (each.reference, each.origin)
            for each in reports
            if not each.rules_only and known[each.reference] == each.exact
        ]
        return cls(known.items(), for_rules.items(), origins=origins)

    @property
    def for_rules(self) -> Pairs:
        """The degrees that rules go by: of those that are known and those that only rules read the larger."""
        return to_sorted(largest((*self.exact, *self.rules_only)).items())

    def __or__(self, other: "Profile") -> "Profile":
        """Both, with the larger degree where both know one."""
        if not isinstance(other, Profile):
            return NotImplemented
        known = largest((*self.exact, *other.exact))
        kept = [pair for each in (self, other) for pair in each.origins if dict(each.exact)[pair[0]] == known[pair[0]]]
        rules_only = largest((*self.rules_only, *other.rules_only))
        return Profile(known.items(), rules_only.items(), origins=kept)

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

    def explain(self) -> str:
        """What is known and where it comes from, a line each, the most first, with notice and help.

        >>> print(Profile.of({"sign:perfectionism": 1, "domain:career": 0.5}).explain().splitlines()[0])
        sign:perfectionism: 1 of 1, from what was ticked.

        Flags are left out, whatever their answers are.
        """
        told = [pair for pair in self.exact if not is_flag(pair[0])]
        lines = [self._line(*pair) for pair in sorted(told, key=lambda pair: -pair[1])]
        return "\n".join([*(lines or ["Nothing is known."]), NOTICE, care_in_words(WORLDWIDE)])

    def _line(self, reference: str, degree: Fraction) -> str:
        origins = [words for name, words in self.origins if name == reference]
        whence = f", from {' and '.join(origins)}" if origins else ""
        return f"{reference}: {write_decimal(degree, DECIMALS)} of 1{whence}."


DECIMALS = 2


def reports_of(source: "Result | Mapping[str, Degree]") -> Iterator[Report]:
    """What a result or a mapping reports."""
    if isinstance(source, Result):
        yield from reported(source)
        return
    if not isinstance(source, Mapping):
        problem = Problem("", "it is made of results, profiles and mappings of references to degrees")
        raise ProfileError("a profile", [problem])
    degrees = {reference: to_share(degree) for reference, degree in source.items()}
    refuse("this profile", (found for pair in degrees.items() for found in degree_problems(*pair)), error=ProfileError)
    yield from (
        Report(reference=reference, exact=degree, origin=TICKED)
        for reference, degree in degrees.items()
        if degree is not None
    )
