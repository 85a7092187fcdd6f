"""What may help, and why: from a profile to strategies, with what is held back, what to ask first, and help."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Literal

from insight.care import with_worldwide
from insight.catalog import Catalog
from insight.content import Kind, Resource, is_flag, split_reference
from insight.errors import DefinitionError, Problem, Suggester, UnknownIdError, name_type, quote, refuse
from insight.matching.guidance import Guidance, Step
from insight.matching.ordering import prerequisites_first, put_first, rank
from insight.matching.reasons import Fit, Match, Reason, matches_of
from insight.matching.rules import (
    AskFirst,
    Escalation,
    Withheld,
    escalations_of,
    fired,
    first_of,
    waiting_for,
    withheld_by,
)
from insight.matching.wording import FEW, Remark
from insight.profiles import Profile
from insight.profiles.degrees import Pairs

__all__ = [
    "AskFirst",
    "Escalation",
    "Fit",
    "Guidance",
    "Match",
    "Reason",
    "Remark",
    "Step",
    "Withheld",
    "match",
]

SECURE = f"{Kind.ATTACHMENT_STYLE}:secure"


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

    The rules of the catalog hold back what could do harm: some for what is reported, some until a question (a flag)
    was answered with no. Put an answer into the profile as 1 or 0; flags are stored nowhere.

    >>> guidance = match(Profile.of({"sign:difficulty-trusting": 1}), load_catalog())
    >>> [waiting.flag.id for waiting in guidance.ask_first]
    ['unsafe-relationship', 'possible-eating-disorder', 'unsupported-trauma']

    Args:
        profile: What somebody reports.
        catalog: Where strategies, links and rules come from.
        exclude: Ids of strategies that the person does not want.
        care: Help of your own that comes first; the worldwide help always follows.
        unknown: Whether a reference that the catalog does not have is refused or left out; a flag is always refused.

    Raises:
        UnknownIdError: If the profile or *exclude* names something that the catalog does not have.
        DefinitionError: If *care* is empty.
    """
    excluded = checked(profile, catalog, exclude, unknown)
    degrees = {reference: degree for reference, degree in profile.exact if reference in catalog}
    for_rules = {reference: degree for reference, degree in profile.for_rules if reference in catalog}
    rules = fired(for_rules, catalog)
    withheld = tuple(withheld_by(rules, catalog))
    barred = excluded.union(held.strategy.id for held in withheld)
    remark = remark_on(degrees, [degree for reference, degree in profile.exact if reference.startswith("axis:")])
    found = [] if remark else matches_of(degrees, barred, catalog)
    waiting = waiting_for(for_rules, catalog)
    waits = {name for names in waiting.values() for name in names}
    matches = put_first(rank(each for each in found if each.strategy.id not in waits), first_of(rules))
    matched = {each.strategy.id for each in found}
    general = [each for each in catalog.general if each.id not in matched and each.id not in barred]
    asked = tuple(questions(waiting, matched, matched.union(each.id for each in general), catalog))
    nothing = not matches and not any(each.fitting for each in asked)
    return Guidance(
        matches=tuple(prerequisites_first(matches, catalog)),
        general=tuple(strategy for strategy in general if strategy.id not in waits),
        escalations=tuple(escalations_of(rules, catalog)),
        withheld=withheld,
        ask_first=asked,
        remark=remark or (Remark.NOTHING_FITS if nothing else None),
        catalog=catalog,
        care=with_worldwide(care),
    )


def checked(profile: Profile, catalog: Catalog, exclude: Iterable[str], unknown: str) -> set[str]:
    """The ids of the excluded strategies; what cannot be matched is refused."""
    for value, cls, remedy in ((profile, Profile, "make one with Profile.of(result)"), (catalog, Catalog, "load one")):
        if not isinstance(value, cls):
            problem = Problem("", f"a {cls.__name__} is expected, not {name_type(value)}", remedy=remedy)
            raise DefinitionError("match", [problem])
    if isinstance(exclude, str) or not isinstance(exclude, Iterable):
        problem = Problem("exclude", f"a list of ids is expected, not {name_type(exclude)}", remedy="write ['some-id']")
        raise DefinitionError("match", [problem])
    excluded = {str(name).removeprefix(f"{Kind.STRATEGY}:") for name in exclude}
    # An answer about safety is never passed by.
    known = profile.for_rules if unknown != "ignore" else flags_of(profile)
    refuse("this profile", unknown_problems(known, catalog), error=UnknownIdError)
    refuse("exclude", excluded_problems(excluded, catalog), error=UnknownIdError)
    return excluded


def flags_of(profile: Profile) -> Pairs:
    """The answers to questions about safety."""
    return tuple(pair for pair in profile.exact if is_flag(pair[0]))


def unknown_problems(pairs: Pairs, catalog: Catalog) -> Iterator[Problem]:
    """References that the catalog does not have, also where only rules read them."""
    suggest = Suggester()
    for reference, _ in pairs:
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


def remark_on(degrees: Mapping[str, Fraction], axes: Iterable[Fraction]) -> Remark | None:
    """What is to be said where there is too little to go by.

    Degrees on the *axes* of attachment alone say too little for a match, but high ones are not few signs: where both
    are, answers are far from every style that has a name here.
    """
    reported = {reference: degree for reference, degree in degrees.items() if not is_flag(reference)}
    if not reported:
        return Remark.NOT_ENOUGH
    telling = [degree for reference, degree in reported.items() if reference != SECURE]
    return None if any(degree >= FEW for degree in (*telling, *axes)) else Remark.FEW_SIGNS


def questions(
    waiting: Mapping[str, Collection[str]], matched: Collection[str], suggested: Collection[str], catalog: Catalog
) -> Iterator[AskFirst]:
    """The flags that something waits for which would be suggested: nobody is asked a hard question for nothing."""
    for reference, names in waiting.items():
        held = tuple(strategy for strategy in catalog.strategies if strategy.id in names and strategy.id in suggested)
        if held:
            fitting = tuple(strategy for strategy in held if strategy.id in matched)
            yield AskFirst(flag=catalog[reference], strategies=held, fitting=fitting)
