"""The ways from what can be reported to strategies: what follows from the links of a catalog alone."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from attrs import frozen

from insight.content import Basis, Closeness, Entry, Kind, Link, Relation, Strategy, split_reference

if TYPE_CHECKING:
    from insight.catalog.catalog import Catalog

STRENGTH = {Closeness.NAMED: Fraction(4, 5), Closeness.CLASS: Fraction(3, 5), Closeness.RELATED: Fraction(2, 5)}

BASES = list(Basis)


@frozen(kw_only=True)
class Way:
    """How something that can be reported acts on a strategy.

    Attributes:
        entry: What can be reported.
        eased: What the link says that the strategy may help with: the entry itself, or one that it appears in.
        strength: How closely the link ties the strategy to it.
    """

    entry: Entry
    strategy: Strategy
    eased: Entry
    strength: Fraction
    link: Link

    @property
    def order(self) -> tuple[Any, ...]:
        """The order in which a reference's ways to a strategy are preferred: of equal ones none by where it stands."""
        link = self.link
        cited = [(citation.source, citation.place, citation.inferred) for citation in link.citations]
        claim = (-STRENGTH[link.closeness], BASES.index(link.basis), cited)
        return -self.strength, link.group or link.object, link.object, *claim


def ways_in(catalog: "Catalog") -> Mapping[str, tuple[Way, ...]]:
    """By reference of what can be reported, its one way to each strategy that it acts on, in file order of these."""
    found: dict[str, list[Way]] = {}
    for strategy in catalog.strategies:
        best: dict[str, Way] = {}
        for way in ways_to(strategy, catalog):
            known = best.setdefault(way.entry.reference, way)
            best[way.entry.reference] = min(known, way, key=lambda each: each.order)
        for reference, way in best.items():
            found.setdefault(reference, []).append(way)
    return MappingProxyType({reference: tuple(ways) for reference, ways in found.items()})


def ways_to(strategy: Strategy, catalog: "Catalog") -> Iterator[Way]:
    """Each way that leads to *strategy*; what a note defines, and nobody reports, is none."""
    for link in catalog.links(strategy, relation=Relation.EASES):
        if split_reference(link.object)[0] != Kind.NOTE:
            eased = catalog[link.object]
            for reference, strength in reached(link, catalog):
                yield Way(entry=catalog[reference], strategy=strategy, eased=eased, strength=strength, link=link)


def reached(link: Link, catalog: "Catalog") -> Iterator[tuple[str, Fraction]]:
    """What *link* acts on and how strongly: the entry that it names, and the signs that appear in that entry.

    A sign is acted on as `class`, and no more closely than either link: an editorial one lends no more than it may.
    """
    yield link.object, STRENGTH[link.closeness]
    for appears in catalog.links(link.object, relation=Relation.APPEARS_IN):
        if appears.object == link.object:
            yield appears.subject, min(STRENGTH[each] for each in (link.closeness, appears.closeness, Closeness.CLASS))


def general_in(catalog: "Catalog") -> tuple[Strategy, ...]:
    """The strategies that may ease insecurity as a whole, in file order: what a note defines, and nobody reports."""
    return tuple(
        strategy
        for strategy in catalog.strategies
        if any(
            split_reference(link.object)[0] == Kind.NOTE for link in catalog.links(strategy, relation=Relation.EASES)
        )
    )
