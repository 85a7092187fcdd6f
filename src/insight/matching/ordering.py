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


def building_on(ids: Iterable[str], catalog: Catalog) -> set[str]:
    """The strategies with these ids, and those that need one of them first, directly or by way of others."""
    found = set(ids)
    ahead = list(found)
    while ahead:
        new = dependents(ahead.pop(), catalog) - found
        found |= new
        ahead += new
    return found


def dependents(name: str, catalog: Catalog) -> set[str]:
    """The ids of the strategies that need the one with the id *name* first."""
    reference = f"{Kind.STRATEGY}:{name}"
    links = catalog.links(reference, relation=Relation.NEEDS_FIRST)
    return {split_reference(link.subject)[1] for link in links if link.object == reference}
