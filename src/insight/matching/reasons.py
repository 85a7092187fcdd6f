"""Why a strategy may help: what somebody reports, the links that tie it to the strategy, and what they come to."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import groupby

from attrs import frozen

from insight.catalog import Catalog
from insight.catalog.ways import Way
from insight.content import Basis, Checked, Citation, Entry, Evidence, Link, Strategy
from insight.errors import Problem

STRONG, SOME = Fraction(3, 5), Fraction(3, 10)


class Fit(StrEnum):
    """How well a strategy fits, in the word that people are shown."""

    STRONG = "strong"
    SOME = "some"
    SLIGHT = "slight"


@frozen(kw_only=True, repr=False)
class Reason:
    """One thing that somebody reports, and the link by which a strategy may help with it.

    Attributes:
        way: How it acts on the strategy: what is reported, the link, what that eases, and how strongly.
        exact: Its degree as a fraction.
    """

    way: Way
    exact: Fraction

    @property
    def entry(self) -> Entry:
        """What is reported: a sign, cause, domain or attachment style."""
        return self.way.entry

    @property
    def eased(self) -> Entry:
        """What the link says that the strategy may help with: the entry itself, or one that it appears in."""
        return self.way.eased

    @property
    def strength(self) -> Fraction:
        """How closely the link ties the strategy to it: 4/5 named, 3/5 class, 2/5 related."""
        return self.way.strength

    @property
    def link(self) -> Link:
        """The claim, with its basis and citations."""
        return self.way.link

    @cached_property
    def weight(self) -> Fraction:
        """Strength times degree."""
        return self.way.strength * self.exact

    @property
    def reference(self) -> str:
        """What is reported, as `kind:id`."""
        return self.entry.reference

    @property
    def degree(self) -> float:
        """How much of it is reported, 0 to 1."""
        return float(self.exact)

    @property
    def group(self) -> str:
        """Evidence of one group counts once."""
        return self.link.group or self.link.object

    @property
    def basis(self) -> Basis:
        """On whose word the link stands."""
        return self.link.basis

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the link comes from."""
        return self.link.citations

    def __repr__(self) -> str:
        """Nothing about a person."""
        return "<Reason>"


@frozen(kw_only=True, repr=False)
class Match(Checked):
    """A strategy that may help, with the reasons that make up its relevance.

    Attributes:
        reasons: One for each thing reported, the weightiest first.
        best_evidence: The strongest kind of source that the strategy cites; breaks ties, and is never multiplied in.
    """

    strategy: Strategy
    reasons: tuple[Reason, ...]
    best_evidence: Evidence

    def find_problems(self) -> Iterator[Problem]:
        """No match without a reason."""
        yield from super().find_problems()
        if not self.reasons:
            yield Problem("reasons", "there is none")

    @cached_property
    def exact(self) -> Fraction:
        """The relevance as a fraction: 1 - the product over groups of (1 - the largest strength times degree)."""
        rest = Fraction(1)
        for _, group in groupby(sorted(self.reasons, key=by_group), key=by_group):
            rest *= 1 - max(reason.weight for reason in group)
        return 1 - rest

    @property
    def relevance(self) -> float:
        """How much speaks for it, above 0 and up to 1."""
        return float(self.exact)

    @property
    def fit(self) -> Fit:
        """The relevance in a word."""
        if self.exact >= STRONG:
            return Fit.STRONG
        return Fit.SOME if self.exact >= SOME else Fit.SLIGHT

    def __repr__(self) -> str:
        """Nothing about a person."""
        return "<Match>"


def by_group(reason: Reason) -> str:
    """The group of a reason."""
    return reason.group


def matches_of(degrees: Mapping[str, Fraction], barred: Collection[str], catalog: Catalog) -> list[Match]:
    """The strategies that something reported reaches, with reasons, in file order; none whose id is in *barred*."""
    reasons: defaultdict[str, list[Reason]] = defaultdict(list)
    for reference, degree in degrees.items():
        for way in catalog.ways.get(reference, ()) if degree else ():
            if way.strategy.id not in barred:
                reasons[way.strategy.id].append(Reason(way=way, exact=degree))
    return [
        Match(
            strategy=strategy,
            reasons=tuple(sorted(reasons[strategy.id], key=weightiest_first)),
            best_evidence=catalog.best_evidence(strategy),
        )
        for strategy in catalog.strategies
        if strategy.id in reasons
    ]


def weightiest_first(reason: Reason) -> tuple[Fraction, str]:
    """The order of the reasons of a match."""
    return -reason.weight, reason.reference
