"""What keeps the parts of a catalog from fitting together; told of each part under the place that it has."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from insight.care import EDITORS, WORLDWIDE
from insight.content import Checked, Citation, Entry, Kind, Link, Note, Relation, Resource, Rule, split_reference
from insight.errors import Problem, Suggester, quote
from insight.questionnaires import Questionnaire

# A part of a catalog with its place: where it is found in a file, or in the catalog.
Placed = tuple[str, Any]


def unresolved_problems(parts: Iterable[Placed], known: Mapping[Kind, Collection[str] | None]) -> Iterator[Problem]:
    """References to entries that are not there.

    Args:
        parts: What makes references: entries, questionnaires, links and rules.
        known: The ids of each kind; None where they cannot be told.
    """
    suggest = Suggester()
    for place, part in parts:
        for where, reference in mentions(part):
            kind, name = split_reference(reference)
            ids = known[Kind(kind)]
            if ids is not None and name not in ids:
                near = suggest(name, ids) if kind in NAMED_BY_ID else other_kind(name, known) or suggest(name, ids)
                remedy = near or "add it, name one that is there, or load this on= a catalog that has it"
                yield Problem(where, f"there is no {kind} {quote(name)}", remedy=remedy).under(place)


# What is named by its id alone, so that no other kind can be meant.
NAMED_BY_ID = (Kind.SOURCE, Kind.RESOURCE)


def other_kind(name: str, known: Mapping[Kind, Collection[str] | None]) -> str:
    """A remedy in words: the reference of another kind that has this id, or nothing."""
    return next((f"did you mean '{kind}:{name}'?" for kind, ids in known.items() if ids and name in ids), "")


def mentions(part: Any) -> Iterator[tuple[str, str]]:
    """Each reference that a part of a catalog makes, with its place in it."""
    match part:
        case Questionnaire():
            yield from questionnaire_mentions(part)
            return
        case Link():
            yield from (("subject", part.subject), ("object", part.object))
        case Rule():
            yield from rule_mentions(part)
        case Note():
            yield from ((f"about[{n}]", reference) for n, reference in enumerate(part.about))
        case Resource():
            yield from ((f"paired_with[{n}]", f"resource:{other}") for n, other in enumerate(part.paired_with))
    yield from ((where, f"source:{cited.source}") for where, cited in citations_of(part))


def questionnaire_mentions(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """What the items and scales of a questionnaire are about, and the help that they name."""
    spoken = [(f"items.{part.id}", part.about) for part in questionnaire.items]
    spoken += [(f"scales.{scale.id}", scale.about) for scale in questionnaire.scales]
    for name, about in spoken:
        for n, reference in enumerate(about):
            if not reference.removeprefix("-").startswith("axis:"):
                yield f"{name}.about[{n}]", reference.removeprefix("-")
    for item in questionnaire.items:
        yield from ((f"items.{item.id}.resources[{n}]", f"resource:{name}") for n, name in enumerate(item.resources))


def rule_mentions(rule: Rule) -> Iterator[tuple[str, str]]:
    """What a rule looks at, acts on and comes with."""
    yield "when", rule.when
    for name, targets in (("strategies", rule.strategies), ("unless", rule.unless)):
        named = ((n, target) for n, target in enumerate(targets) if target.startswith(f"{Kind.STRATEGY}:"))
        yield from ((f"{name}[{n}]", target) for n, target in named)
    yield from ((f"resources[{n}]", f"{Kind.RESOURCE}:{name}") for n, name in enumerate(rule.resources))


def citations_of(value: Checked) -> Iterator[tuple[str, Citation]]:
    """The citations anywhere in *value*, each with its place."""
    for attribute in attrs.fields(type(value)):
        inner = getattr(value, attribute.name)
        for n, part in enumerate(inner if isinstance(inner, tuple) else ()):
            if isinstance(part, Citation):
                yield f"{attribute.name}[{n}]", part
            elif isinstance(part, Checked):
                yield from ((f"{attribute.name}[{n}].{place}", cited) for place, cited in citations_of(part))


def circle_problems(links: Iterable[tuple[str, Link]]) -> Iterator[Problem]:
    """Strategies that need themselves first, each told at a link that closes a circle and has a place."""
    needs: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for place, link in links:
        if link.relation == Relation.NEEDS_FIRST:
            needs[link.subject].append((place, link.object))
    # Each strategy is entered once, so that a long chain takes no longer than it is.
    entered: set[str] = set()
    for start in list(needs):
        if start not in entered:
            yield from circles_from(start, needs, entered)


def circles_from(start: str, needs: Mapping[str, list[tuple[str, str]]], entered: set[str]) -> Iterator[Problem]:
    """The circles that are met on the way from one strategy to all that it needs."""
    entered.add(start)
    # The way to where we are: strategies, how far along each stands, the places of the links, what is left to look at.
    way, steps, places, left = [start], {start: 0}, [""], [iter(needs[start])]
    while way:
        place, needed = next(left[-1], ("", ""))
        if not needed:
            del steps[way.pop()], places[-1], left[-1]
        elif needed in steps:
            yield circle_problem(needed, way, steps[needed], place or next(filter(None, reversed(places)), ""))
        elif needed not in entered:
            entered.add(needed)
            steps[needed] = len(way)
            way.append(needed)
            places.append(place)
            left.append(iter(needs.get(needed, ())))


def circle_problem(needed: str, way: Sequence[str], step: int, place: str) -> Problem:
    """The circle that closes where *needed*, at this step of the way, is needed again."""
    shown = [*way[step : step + MOST_SHOWN], *["…"] * (len(way) - step > MOST_SHOWN), needed]
    remedy = "take one link of the circle away"
    return Problem(place, f"{needed} would need itself first ({' → '.join(shown)})", remedy=remedy)


MOST_SHOWN = 6


def always_problems(parts: Iterable[Placed]) -> Iterator[Problem]:
    """What is in every catalog, and is not what it always is: the worldwide help, and the editors as a source."""
    always = {entry.reference: entry for entries in ALWAYS.values() for entry in entries}
    for place, part in parts:
        if isinstance(part, Entry) and part != always.get(part.reference, part):
            what, remedy = TOLD_OF_ALWAYS[part.KIND]
            yield Problem(place, f"{what} cannot be changed", remedy=remedy)


ALWAYS: Mapping[Kind, tuple[Entry, ...]] = {Kind.RESOURCE: WORLDWIDE, Kind.SOURCE: (EDITORS,)}
TOLD_OF_ALWAYS = {
    Kind.RESOURCE: ("the worldwide help", "add a resource of your own"),
    Kind.SOURCE: ("the source of editorial decisions", "add a source of your own"),
}
