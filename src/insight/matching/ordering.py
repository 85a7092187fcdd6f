"""The order of matches: by relevance, with what comes first put first, and each prerequisite before what needs it."""

from collections.abc import Collection, Iterable

from insight.catalog import Catalog
from insight.content import Evidence, Kind, Relation, Strategy, split_reference
from insight.matching.reasons import Match


def rank(matches: Iterable[Match]) -> list[Match]:
    """Matches by relevance, then by best evidence, then in file order."""
    order = list(Evidence)
    return sorted(matches, key=lambda found: (-found.exact, order.index(found.best_evidence)))


def put_first(matches: Iterable[Match], first: Collection[str]) -> list[Match]:
    """Matches with those whose strategies have one of the ids *first* at the head; else the order stays."""
    return sorted(matches, key=lambda found: found.strategy.id not in first)


def prerequisites_first(matches: Iterable[Match], catalog: Catalog) -> list[Match]:
    """Matches with each prerequisite before the first that needs it; of several, the better one first."""
    by_id = {found.strategy.id: found for found in matches}
    place = {name: n for n, name in enumerate(by_id)}
    placed: dict[str, Match] = {}
    for found in by_id.values():
        ahead = [found]
        while ahead:
            # A match waits on the pile until all that it needs is placed; there are no circles.
            needed = prerequisites(ahead[-1].strategy, catalog)
            missing = {each.id for each in needed if each.id in by_id and each.id not in placed}
            if missing:
                ahead += [by_id[name] for name in sorted(missing, key=place.__getitem__, reverse=True)]
            else:
                placed.setdefault(ahead[-1].strategy.id, ahead[-1])
                ahead.pop()
    return list(placed.values())


def prerequisites(strategy: Strategy, catalog: Catalog) -> list[Strategy]:
    """The strategies that *strategy* needs first, in the order of the links."""
    links = catalog.links(strategy, relation=Relation.NEEDS_FIRST)
    return [catalog[link.object] for link in links if link.subject == strategy.reference]


def building_on(ids: Iterable[str], catalog: Catalog) -> dict[str, str]:
    """The strategies that need one of *ids* first, directly or by way of others: each with the one it builds on."""
    found: dict[str, str] = {}
    known = set(ids)
    # In the order of the alphabet, so that no other can matter.
    ahead = sorted(known)
    while ahead:
        needed = ahead.pop()
        reference = f"{Kind.STRATEGY}:{needed}"
        links = catalog.links(reference, relation=Relation.NEEDS_FIRST)
        waiting = {split_reference(link.subject)[1] for link in links if link.object == reference} - known
        found |= dict.fromkeys(sorted(waiting), needed)
        known |= waiting
        ahead += sorted(waiting)
    return found
