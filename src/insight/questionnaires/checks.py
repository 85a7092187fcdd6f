"""How the parts of a questionnaire fit together by their ids: none missing, none alike, none in a circle."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from insight.content import Checked, Citation
from insight.errors import Problem, Suggester, quote
from insight.questionnaires.records import Example, Renamed
from insight.questionnaires.values import Item, Scale


def missing_references(
    ids: Mapping[str, Collection[str] | None],
    parts: Iterable[Checked],
    *,
    examples: Iterable[Example] = (),
    citations: Sequence[Citation] = (),
) -> Iterator[Problem]:
    """Ids that *parts*, *examples* and *citations* name and that nothing has.

    *ids* are those that there are, for "item", "scale", "response scale" and "source"; None where it cannot be told.
    """
    suggest, response_scales = Suggester(), ids["response scale"]
    mentioning: list[tuple[Iterator[tuple[str, str, str]], Checked | None]] = [(cited("", citations), None)]
    mentioning += [(mentions(part), part) for part in parts]
    mentioning += [(expected(f"examples[{n}]", example), None) for n, example in enumerate(examples)]
    for mentioned, part in mentioning:
        for place, kind, name in mentioned:
            known = ids[kind]
            if known is not None and name not in known:
                yield Problem(place, f"there is no {kind} {quote(name)}", remedy=suggest(name, known))
        if isinstance(part, Item) and part.responses is None and response_scales and len(response_scales) > 1:
            remedy = f"write one of {', '.join(list(response_scales)[:MOST_NAMED])}"
            yield Problem(f"items.{part.id}.responses", "there are several response scales", remedy=remedy)


def mentions(part: Checked) -> Iterator[tuple[str, str, str]]:
    """Each id that a part of a questionnaire names: its place, what it should be, and the id."""
    match part:
        case Item():
            if part.responses is not None:
                yield f"items.{part.id}.responses", "response scale", part.responses
        case Scale():
            place = f"scales.{part.id}"
            yield from ((f"{place}.items[{n}]", "item", key.item) for n, key in enumerate(part.items))
            yield from ((f"{place}.part_of", "scale", name) for name in filter(None, [part.part_of]))
            yield from cited(place, part.citations)
            for n, band in enumerate(part.bands):
                yield from cited(f"{place}.bands[{n}]", band.citations)
        case Renamed():
            yield from ((f"renamed.items.{new}", "item", new) for new, _ in part.items)
            yield from ((f"renamed.scales.{new}", "scale", new) for new, _ in part.scales)


def expected(place: str, example: Example) -> Iterator[tuple[str, str, str]]:
    """The items and scales that an example names."""
    yield from ((f"{place}.answers.{name}", "item", name) for name, _ in example.answers)
    yield from ((f"{place}.scores.{name}", "scale", name) for name, _ in example.scores)


def cited(place: str, citations: Sequence[Citation]) -> Iterator[tuple[str, str, str]]:
    """The sources that *citations* name, each with its place."""
    joint = "." if place else ""
    yield from ((f"{place}{joint}citations[{n}].source", "source", cited.source) for n, cited in enumerate(citations))


def alike_problems(place: str, ids: Iterable[str]) -> Iterator[Problem]:
    """Ids that are the same, or alike but for case and `._-`, which people and files confuse."""
    return (alike_problem(place, one, other) for one, other in alike_ids(ids))


def alike_ids(ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each id that is the same as an earlier one or alike, after that one."""
    seen: dict[str, str] = {}
    for name in ids:
        canonical = re.sub("[._-]", "", str(name)).lower()
        if canonical in seen:
            yield seen[canonical], name
        seen.setdefault(canonical, name)


def alike_problem(place: str, one: str, other: str) -> Problem:
    """What to say of two ids that are the same or alike."""
    if one == other:
        return Problem(place, f"{quote(other)} is there more than once")
    return Problem(place, f"{quote(one)} and {quote(other)} are alike but for case and '._-'")


def circle_problems(part_of: Mapping[str, str | None]) -> Iterator[Problem]:
    """Scales that are part of themselves."""
    for name in part_of:
        seen, above = {name}, part_of[name]
        while above is not None and above not in seen:
            seen.add(above)
            above = part_of.get(above)
        if above == name:
            yield Problem(f"scales.{name}.part_of", "the scale is part of itself")


MOST_NAMED = 5
