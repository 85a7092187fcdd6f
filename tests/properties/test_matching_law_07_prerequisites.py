"""Law 7 of matching: a prerequisite comes before what needs it, and a circle of them is refused."""

from collections.abc import Iterator

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from guided import Person, people
from insight import Catalog, DefinitionError, Link
from insight.content import Basis, Closeness, Relation
from insight.testing import catalogs
from insight.testing.catalogs import CITED


@given(people(excluding=True))
def test_a_prerequisite_comes_before_what_needs_it(person: Person) -> None:
    """Of two matches, the one that the other needs, directly or by way of other matches, comes first."""
    order = [found.strategy.reference for found in person.guidance.matches]

    for link in person.catalog.links():
        if link.relation == Relation.NEEDS_FIRST and {link.subject, link.object} <= set(order):
            assert order.index(link.object) < order.index(link.subject)


@given(people())
def test_only_prerequisites_move(person: Person) -> None:
    """Nothing else changes the order by what comes first, relevance and evidence."""
    needing = {link.subject for link in person.catalog.links() if link.relation == Relation.NEEDS_FIRST}
    matches = [found for found in person.guidance.matches if found.strategy.reference not in needing]
    heads = {name for rule in person.catalog.rules if rule.effect == "first" for name in rule.strategies}

    if not heads and not needing:
        assert [found.exact for found in matches] == sorted((found.exact for found in matches), reverse=True)


@given(catalogs(), st.data())
def test_a_circle_is_refused(catalog: Catalog, data: st.DataObject) -> None:
    """However long it is, and wherever it closes, loading says so."""
    names = data.draw(st.permutations(catalog.strategies.ids))[: data.draw(st.integers(2, 4))]
    if len(names) > 1:
        with pytest.raises(DefinitionError, match="would need itself first"):
            evolve(catalog, links=[*catalog.all_links, *circle(names)])


def circle(names: list[str]) -> Iterator[Link]:
    """Links by which each strategy needs the next, and the last the first."""
    for one, other in zip(names, [*names[1:], names[0]], strict=True):
        yield Link(
            subject=f"strategy:{one}",
            relation=Relation.NEEDS_FIRST,
            object=f"strategy:{other}",
            closeness=Closeness.RELATED,
            basis=Basis.EDITORIAL,
            citations=CITED,
        )
