"""What may help, and why: from a profile to strategies, each with the reasons that make up its relevance."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from itertools import groupby
from typing import Literal

from attrs import frozen

from insight.care import Cared, with_worldwide
from insight.catalog import Catalog
from insight.content import (
    Basis,
    Checked,
    Citation,
    Closeness,
    Entry,
    Evidence,
    Form,
    Kind,
    Link,
    Relation,
    Resource,
    Strategy,
    Tag,
    split_reference,
)
from insight.errors import DefinitionError, Problem, Suggester, UnknownIdError, name_type, quote, refuse
from insight.profiles import Profile

STRENGTH = {Closeness.NAMED: Fraction(4, 5), Closeness.CLASS: Fraction(3, 5), Closeness.RELATED: Fraction(2, 5)}
STRONG, SOME = Fraction(3, 5), Fraction(3, 10)
FEW = Fraction(1, 2)

# Until there are rules that withhold them where they would be unsafe, these are in no list.
KEPT_BACK_FORMS = {Form.PARTNER_SUPPORT}
KEPT_BACK_TAGS = {Tag.ACCEPTANCE, Tag.BODY, Tag.INNER_WORK, Tag.PARTNER}


class Fit(StrEnum):
    """How well a strategy fits, in the word that people are shown."""

    STRONG = "strong"
    SOME = "some"
    SLIGHT = "slight"


class Remark(StrEnum):
    """What is said where nothing matches."""

    NOT_ENOUGH = "not enough is known"
    FEW_SIGNS = "few signs in these answers"
    NOTHING_FITS = "nothing else here fits"


@frozen(kw_only=True, repr=False)
class Reason:
    """One thing that somebody reports, and the link by which a strategy may help with it.

    Attributes:
        entry: What is reported: a sign, cause, domain or attachment style.
        exact: Its degree as a fraction.
        strength: How closely the link ties the strategy to it: 4/5 named, 3/5 class, 2/5 related.
        link: The claim, with its basis and citations.
        eased: What the link says that the strategy may help with: the entry itself, or one that it appears in.
    """

    entry: Entry
    eased: Entry
    exact: Fraction
    strength: Fraction
    link: Link

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
            rest *= 1 - max(reason.strength * reason.exact for reason in group)
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


@frozen(kw_only=True, repr=False)
class Guidance(Cared):
    """What may help somebody, best first, and where help can be found.

    Attributes:
        matches: Strategies with reasons, best first.
        general: Strategies for insecurity as a whole that are not among the matches, in file order.
        remark: What is to be said where nothing matches; else None.
        incomplete: Whether kinds of steps are left out because no rules tell yet when they are safe.
    """

    matches: tuple[Match, ...]
    general: tuple[Strategy, ...]
    remark: Remark | None
    incomplete: bool

    def __repr__(self) -> str:
        """Nothing about a person."""
        return "<Guidance>"


def match(
    profile: Profile,
    catalog: Catalog,
    *,
    exclude: Iterable[str] = (),
    care: Iterable[Resource] | None = None,
    unknown: Literal["refuse", "ignore"] = "refuse",
) -> Guidance:
    """What may help with what *profile* reports, best first, each with its reasons.

    >>> from insight.loading import load_catalog
    >>> guidance = match(Profile.of({"domain:career": 1}), load_catalog())
    >>> guidance.matches[0].strategy.id, guidance.matches[0].fit.value
    ('small-goals-and-celebrate', 'strong')

    Strategies that work with acceptance, the body, inner work or a partner are in no list yet:
    no rules tell so far when they would be unsafe. `guidance.incomplete` says so.

    Args:
        profile: What somebody reports.
        catalog: Where strategies and links come from.
        exclude: Ids of strategies that the person does not want.
        care: Help of your own that comes first; the worldwide help always follows.
        unknown: Whether a reference that the catalog does not have is refused or left out.

    Raises:
        UnknownIdError: If the profile or *exclude* names something that the catalog does not have.
        DefinitionError: If *care* is empty.
    """
    for value, cls, remedy in ((profile, Profile, "make one with Profile.of(result)"), (catalog, Catalog, "load one")):
        if not isinstance(value, cls):
            problem = Problem("", f"a {cls.__name__} is expected, not {name_type(value)}", remedy=remedy)
            raise DefinitionError("match", [problem])
    if isinstance(exclude, str) or not isinstance(exclude, Iterable):
        problem = Problem("exclude", f"a list of ids is expected, not {name_type(exclude)}", remedy="write ['some-id']")
        raise DefinitionError("match", [problem])
    excluded = {str(name).removeprefix(f"{Kind.STRATEGY}:") for name in exclude}
    if unknown != "ignore":
        refuse("this profile", unknown_problems(profile, catalog), error=UnknownIdError)
    refuse("exclude", excluded_problems(excluded, catalog), error=UnknownIdError)
    degrees = {reference: degree for reference, degree in profile.exact if reference in catalog}
    kept_back = find_kept_back(catalog)
    open_to = [strategy for strategy in catalog.strategies if strategy.id not in kept_back]
    wanted = [strategy for strategy in open_to if strategy.id not in excluded]
    remark = remark_on(degrees)
    matches = [] if remark else rank([found for strategy in wanted if (found := match_one(strategy, degrees, catalog))])
    taken = {found.strategy.id for found in matches}
    return Guidance(
        matches=tuple(prerequisites_first(matches, catalog)),
        general=tuple(s for s in wanted if s.id not in taken and is_general(s, catalog)),
        remark=remark or (None if matches else Remark.NOTHING_FITS),
        incomplete=len(open_to) < len(catalog.strategies),
        care=with_worldwide(care),
    )


def unknown_problems(profile: Profile, catalog: Catalog) -> Iterator[Problem]:
    """References that the catalog does not have."""
    suggest = Suggester()
    for reference in profile:
        kind, name = split_reference(reference)
        if kind != "axis" and reference not in catalog:
            yield Problem(
                "",
                f"no {kind} has the id {quote(name)}",
                remedy=suggest(name, catalog.collections[Kind(kind)].ids),
            )


def excluded_problems(excluded: Collection[str], catalog: Catalog) -> Iterator[Problem]:
    """Excluded ids that no strategy has."""
    suggest = Suggester()
    for name in sorted(excluded):
        if name not in catalog.strategies:
            yield Problem("", f"no strategy has the id {quote(name)}", remedy=suggest(name, catalog.strategies.ids))


def remark_on(degrees: Mapping[str, Fraction]) -> Remark | None:
    """What is to be said where there is too little to go by."""
    reported = {
        reference: degree for reference, degree in degrees.items() if split_reference(reference)[0] != Kind.FLAG
    }
    if not reported:
        return Remark.NOT_ENOUGH
    telling = [degree for reference, degree in reported.items() if reference != "attachment-style:secure"]
    return None if any(degree >= FEW for degree in telling) else Remark.FEW_SIGNS


def find_kept_back(catalog: Catalog) -> set[str]:
    """The ids of strategies that wait for rules on when they are safe, and of those that need such a one first."""
    found = {
        strategy.id
        for strategy in catalog.strategies
        if strategy.form in KEPT_BACK_FORMS or KEPT_BACK_TAGS.intersection(strategy.tags)
    }
    ahead = list(found)
    while ahead:
        needed = f"{Kind.STRATEGY}:{ahead.pop()}"
        links = catalog.links(needed, relation=Relation.NEEDS_FIRST)
        waiting = {split_reference(link.subject)[1] for link in links if link.object == needed} - found
        found |= waiting
        ahead += waiting
    return found


def prerequisites(strategy: Strategy, catalog: Catalog) -> list[Strategy]:
    """The strategies that *strategy* needs first, in the order of the links."""
    links = catalog.links(strategy, relation=Relation.NEEDS_FIRST)
    return [catalog[link.object] for link in links if link.subject == strategy.reference]


def is_general(strategy: Strategy, catalog: Catalog) -> bool:
    """Whether *strategy* may ease insecurity as a whole: what a note defines, and nobody reports."""
    links = catalog.links(strategy, relation=Relation.EASES)
    return any(split_reference(link.object)[0] == Kind.NOTE for link in links)


def match_one(strategy: Strategy, degrees: Mapping[str, Fraction], catalog: Catalog) -> Match | None:
    """*strategy* with its reasons, or None where there is none."""
    best: dict[str, Reason] = {}
    for reason in reasons_for(strategy, degrees, catalog):
        known = best.setdefault(reason.reference, reason)
        best[reason.reference] = min(known, reason, key=strongest_first)
    if not best:
        return None
    reasons = sorted(best.values(), key=lambda reason: (-reason.strength * reason.exact, reason.reference))
    return Match(strategy=strategy, reasons=tuple(reasons), best_evidence=catalog.best_evidence(strategy))


def strongest_first(reason: Reason) -> tuple[Fraction, str, str]:
    """The order in which a reference's ways to a strategy are preferred."""
    return -reason.strength, reason.group, reason.link.object


def reasons_for(strategy: Strategy, degrees: Mapping[str, Fraction], catalog: Catalog) -> Iterator[Reason]:
    """Each way by which something reported reaches *strategy*."""
    for link in catalog.links(strategy, relation=Relation.EASES):
        if split_reference(link.object)[0] == Kind.NOTE:
            continue
        for reference, strength in reached(link, catalog):
            if degree := degrees.get(reference):
                yield Reason(
                    entry=catalog[reference], eased=catalog[link.object], exact=degree, strength=strength, link=link
                )


def reached(link: Link, catalog: Catalog) -> Iterator[tuple[str, Fraction]]:
    """What *link* acts on and how strongly: the entry that it names, and the signs that appear in that entry.

    A sign is acted on as `class`, and no more closely than either link: an editorial one lends no more than it may.
    """
    yield link.object, STRENGTH[link.closeness]
    for appears in catalog.links(link.object, relation=Relation.APPEARS_IN):
        if appears.object == link.object:
            yield appears.subject, min(STRENGTH[each] for each in (link.closeness, appears.closeness, Closeness.CLASS))


def rank(matches: Iterable[Match]) -> list[Match]:
    """Matches by relevance, then by best evidence, then in file order."""
    order = list(Evidence)
    return sorted(matches, key=lambda found: (-found.exact, order.index(found.best_evidence)))


def prerequisites_first(matches: Iterable[Match], catalog: Catalog) -> list[Match]:
    """Matches with each prerequisite before the first that needs it."""
    by_id = {found.strategy.id: found for found in matches}
    placed: dict[str, Match] = {}
    for found in by_id.values():
        ahead = [found]
        while ahead:
            # A match waits on the pile until all that it needs is placed; there are no circles.
            needed = prerequisites(ahead[-1].strategy, catalog)
            missing = [by_id[each.id] for each in needed if each.id in by_id and each.id not in placed]
            if missing:
                ahead += missing[::-1]
            else:
                placed.setdefault(ahead[-1].strategy.id, ahead[-1])
                ahead.pop()
    return list(placed.values())
