"""How the parts of a questionnaire fit together by their ids: none missing, none alike, none in a circle."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from insight.content import Checked, Citation
from insight.errors import Problem, Suggester, quote
from insight.questionnaires.records import Example, Renamed
from insight.questionnaires.scales import Scale
from insight.questionnaires.values import Item


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
    mentioning: list[Iterator[tuple[str, str, str]]] = [cited("", citations)]
    held = list(parts)
    turned = {key.item for part in held if isinstance(part, Scale) for key in part.items if key.reverse}
    mentioning += map(mentions, held)
    mentioning += [expected(f"examples[{n}]", example) for n, example in enumerate(examples)]
    for place, kind, name in chain.from_iterable(mentioning):
        known = ids[kind]
        if known is not None and name not in known:
            remedy = reversed_remedy(name, known, turned=name in turned) if kind == "item" else ""
            remedy = remedy or other_kind(kind, name, ids) or suggest(name, known)
            yield Problem(place, f"there is no {kind} {quote(name)}", remedy=remedy)
    unsaid = [part.id for part in held if isinstance(part, Item) and part.responses is None]
    if unsaid and response_scales and len(response_scales) > 1:
        others = {1: "", 2: ", nor does another"}.get(len(unsaid), f", nor do {len(unsaid) - 1} others")
        message = f"there are several response scales, and it does not say which{others}"
        remedy = f"write one of {', '.join(list(response_scales)[:MOST_NAMED])}"
        yield Problem(f"items.{unsaid[0]}.responses", message, remedy=remedy)


def reversed_remedy(name: str, items: Collection[str], *, turned: bool) -> str:
    """What to write instead of the name of no item that seems to be meant in reverse; else nothing.

    >>> reversed_remedy("rested (R)", ["rested"], turned=False), reversed_remedy(" rested", ["rested"], turned=True)
    ("write '-rested' to key it in reverse", "write '-rested' to key it in reverse")
    """
    bare = re.sub(r"^[\s\u2010-\u2015\u2212*!~-]+|[\s_]*[(\[]?[rR][)\]]?$|[\s*-]+$", "", name)
    meant = bare != name.strip() or (turned and bare != name)
    if not meant or bare not in items:
        return ""
    # Of what is written with a minus already it has to be told where the minus belongs.
    alone = " by itself, or reverse = true in a table," if name.startswith("-") else ""
    return f"write '-{bare}'{alone} to key it in reverse"


def other_kind(kind: str, name: str, ids: Mapping[str, Collection[str] | None]) -> str:
    """What to say where an item is named in place of a scale, or the other way round; else nothing."""
    other = {"item": "scale", "scale": "item"}.get(kind)
    there = ids[other] if other else None
    return f"{quote(name)} is {'an' if other == 'item' else 'a'} {other}" if there and name in there else ""


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


def alike_problems(named: Sequence[tuple[str, str]]) -> Iterator[Problem]:
    """Ids, each with its table, that are the same or alike but for case and `._-`, which people and files confuse."""
    tables = {name: table for table, name in named}
    for one, other in alike_ids(name for _, name in named):
        yield alike_problem(f"{tables[other]}.{other}", one, other)


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
        return Problem(place, f"{quote(other)} is there more than once", remedy="choose another id")
    message = f"{quote(one)} and {quote(other)} are alike but for case and '._-'"
    return Problem(place, message, remedy="choose another id")


def circle_problems(part_of: Mapping[str, str | None]) -> Iterator[Problem]:
    """Scales that are part of themselves, each circle told once."""
    looked_at: set[str] = set()
    for name in part_of:
        way: dict[str, None] = {}
        above: str | None = name
        while above is not None and above not in looked_at:
            looked_at.add(above)
            way[above] = None
            above = part_of.get(above)
        if above is not None and above in way:
            circle = [*list(way)[list(way).index(above) :], above]
            shown = " → ".join(circle if len(circle) <= MOST_NAMED else [*circle[: MOST_NAMED - 1], "…", above])
            message = f"the scale is part of itself ({shown})"
            yield Problem(f"scales.{above}.part_of", message, remedy="take one part_of away")


MOST_NAMED = 5
