"""The words of guidance: offers with their reasons, what is left out, what to ask first, and where help is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING

from insight.care import CONTENT_NOTE, WORLDWIDE, care_in_words
from insight.content import Audience, Basis, Domain, Entry, Link, Resource, Strategy
from insight.content.links import ALL
from insight.content.words import cite, name_of, one_line
from insight.matching.rules import is_on_flag

if TYPE_CHECKING:
    from insight.matching.guidance import Guidance
    from insight.matching.reasons import Match, Reason

FEW = Fraction(1, 2)
MOST_SHOWN = 5
MOST_REASONS = 3


class Remark(StrEnum):
    """What is said where nothing matches."""

    NOT_ENOUGH = "not enough is known"
    FEW_SIGNS = "few signs in these answers"
    NOTHING_FITS = "nothing else here fits"


REMARKS = {
    Remark.NOT_ENOUGH: "Not enough is known to suggest something that fits.",
    Remark.FEW_SIGNS: "There are few signs in these answers.",
    Remark.NOTHING_FITS: "Nothing else here fits these answers.",
}


def explain(guidance: Guidance, *, full: bool) -> Iterator[str]:
    """All that there is to say, a line each."""
    first = said_first(guidance)
    yield from first
    yield from [help_in_words(guidance, full=full)] * bool(first)
    yield from remark_in_words(guidance)
    for number, found in enumerate(guidance.matches[:MOST_SHOWN], start=1):
        yield f"{number}. {found.strategy.name} ({found.fit} fit). {one_line(found.strategy.summary)}"
        yield from begin_with(found.strategy)
        yield from (f"- {reason}" for reason in reasons_in_words(found))
    yield from beside_the_matches(guidance, full=full)
    yield guidance.notice
    yield from [help_in_words(guidance, full=full)] * (not first)


def remark_in_words(guidance: Guidance) -> Iterator[str]:
    """What is said where nothing matches; in a crisis that would be beside the point."""
    if guidance.remark is not None and not in_crisis(guidance):
        yield REMARKS[guidance.remark]


def in_crisis(guidance: Guidance) -> bool:
    """Whether a rule holds back everything."""
    return any(ALL in rule.strategies for held in guidance.withheld for rule in held.rules)


def said_first(guidance: Guidance) -> list[str]:
    """What stands before all else: to look for help, or that something hard is spoken of; nothing where neither is."""
    if guidance.escalations:
        return list(dict.fromkeys(each.sentence for each in guidance.escalations))
    return [CONTENT_NOTE] if speaks_of_hard_things(guidance) else []


def help_in_words(guidance: Guidance, *, full: bool) -> str:
    """Where help can be found: the caller's, what fits, and the worldwide help, in a line."""
    return care_in_words(help_shown(guidance, full=full))


def help_shown(guidance: Guidance, *, full: bool) -> tuple[Resource, ...]:
    """The help of a guidance with that of its escalations; of a flag's, only what is for anyone, unless *full*.

    Help for one thing alone would say what a question was answered with.
    """
    fitting = [
        resource
        for each in guidance.escalations
        for resource in each.resources
        if full or not is_on_flag(each.rule) or Audience.ANYONE in resource.audience
    ]
    own = (resource for resource in (*guidance.care, *fitting) if resource not in WORLDWIDE)
    return (*dict.fromkeys(own), *WORLDWIDE)


def speaks_of_hard_things(guidance: Guidance) -> bool:
    """Whether a reason that is shown names an entry that is marked as hard."""
    shown = [reasons for found in guidance.matches[:MOST_SHOWN] for reasons in shown_reasons(found)]
    named = [entry for reasons in shown for entry in (*eased_by(reasons), *(reason.entry for reason in told(reasons)))]
    return any(getattr(entry, "hard", False) for entry in named)


def begin_with(strategy: Strategy) -> Iterator[str]:
    """A first step as an offer, where there is one."""
    if strategy.steps:
        yield f"You could begin like this: {one_line(strategy.steps[0])}"


def reasons_in_words(found: Match) -> Iterator[str]:
    """Why a strategy is there, link by link: what it may help with, on whose word, and what was reported."""
    for reasons in shown_reasons(found):
        link = reasons[0].link
        # What a source says of something larger, it does not say of this.
        basis = link.basis if reasons[0].eased in eased_by(reasons) else READ[link.basis]
        whose = BASES[basis].format(cite(link.citations))
        a_little = "" if any(reason.exact >= FEW for reason in reasons) else "a little "
        eased, spoken = named(eased_by(reasons)), named(reason.entry for reason in told(reasons))
        if eased == spoken:
            yield f"It may help with what your answers speak {a_little}of: {eased}. {whose}"
        else:
            yield f"It may help with: {eased}. {whose} Your answers speak {a_little}of: {spoken}."


BASES = {
    Basis.SOURCE: "So a source says ({}).",
    Basis.INFERRED: "So we read a source ({}).",
    Basis.LITERATURE: "So studies say ({}).",
    Basis.EDITORIAL: "This is our own view.",
}


READ = {basis: Basis.INFERRED if basis == Basis.SOURCE else basis for basis in Basis}


def eased_by(reasons: list[Reason]) -> list[Entry]:
    """What the link of some reasons may help with, as far as it can be named.

    A style or a cause that nobody clearly reported is not: it would read as a finding about the person.
    """
    eased = reasons[0].eased
    unreported = not any(reason.entry == eased and reason.exact >= FEW for reason in reasons)
    return [reason.entry for reason in told(reasons)] if unreported and not isinstance(eased, Domain) else [eased]


def named(entries: Iterable[Entry]) -> str:
    """Names in a line."""
    return "; ".join(map(name_of, entries))


def shown_reasons(found: Match) -> list[list[Reason]]:
    """The reasons by link, the weightiest links first, as many as are shown."""
    by_link: dict[Link, list[Reason]] = {}
    for reason in found.reasons:
        by_link.setdefault(reason.link, []).append(reason)
    return list(by_link.values())[:MOST_REASONS]


def told(reasons: list[Reason]) -> list[Reason]:
    """Of the reasons of one link those that are named: what is clearly reported, or else what is a little."""
    clear = [reason for reason in reasons if reason.exact >= FEW]
    return (clear or reasons)[:MOST_REASONS]


def beside_the_matches(guidance: Guidance, *, full: bool) -> Iterator[str]:
    """How many more fit, what may help in general, what is left out and why, and what could be asked."""
    left = len(guidance.matches) - MOST_SHOWN
    if left > 0:
        yield f"{left} more {'fits' if left == 1 else 'fit'} less well."
    if guidance.general:
        more = [f"and {len(guidance.general) - MOST_SHOWN} more"] * (len(guidance.general) > MOST_SHOWN)
        told_names = [*map(name_of, guidance.general[:MOST_SHOWN]), *more]
        yield f"In general, if you want more: {'; '.join(told_names)}."
    yield from left_out(guidance, full=full)
    for waiting in guidance.ask_first:
        if waiting.fitting:
            yield f"One question comes before some steps: {one_line(waiting.flag.question)}"
            yield f"If your answer is no, these may fit as well: {named(waiting.fitting)}."


def left_out(guidance: Guidance, *, full: bool) -> Iterator[str]:
    """What is held back and why; what a flag alone holds back is not named, unless *full*: it would tell the flag."""
    if full:
        yield from left_out_in_full(guidance)
        return
    by_reason: dict[str, list[Strategy]] = {}
    for held in guidance.withheld:
        if not (held.by_flag or in_crisis(guidance)):
            by_reason.setdefault(held.reason, []).append(held.strategy)
    yield from (f"Left out for now: {named(strategies)}. {reason}" for reason, strategies in by_reason.items())
    # Last, and the same whichever flag it is.
    yield from dict.fromkeys(held.reason for held in guidance.withheld if held.by_flag)


def left_out_in_full(guidance: Guidance) -> Iterator[str]:
    """What is held back, each with the question or the words that it is held back for."""
    by_reason: dict[str, list[Strategy]] = {}
    for held in guidance.withheld:
        reasons = [held.reason] if held.builds_on or not held.by_flag else []
        asked = (guidance.catalog[rule.when] for rule in held.rules if is_on_flag(rule))
        reasons += dict.fromkeys(f"You answered yes to: {one_line(flag.question)}" for flag in asked)
        by_reason.setdefault(" ".join(reasons), []).append(held.strategy)
    yield from (f"Left out for now: {named(strategies)}. {reason}" for reason, strategies in by_reason.items())
