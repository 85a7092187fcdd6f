"""Law 7 of matching: a prerequisite comes before what needs it, and a circle of them is refused."""

from collections.abc import Iterator
from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from guided import Person, people
from insight import Catalog, DefinitionError, Link, Match, Rule
from insight.content import Basis, Closeness, Effect, Evidence, Relation
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
    """What needs nothing and is needed by nothing stands by what comes first, relevance, evidence and file order."""
    touched = {
        end
        for link in person.catalog.links()
        if link.relation == Relation.NEEDS_FIRST
        for end in (link.subject, link.object)
    }
    degrees = dict(person.profile.for_rules)
    heading = [rule for rule in person.catalog.rules if rule.effect == Effect.FIRST and reached(rule, degrees)]
    files = person.catalog.strategies.ids

    def place(found: Match) -> tuple[bool, Fraction, int, int]:
        """Where a match stands by itself."""
        first = any(rule.names(found.strategy) for rule in heading)
        return not first, -found.exact, list(Evidence).index(found.best_evidence), files.index(found.strategy.id)

    untouched = [found for found in person.guidance.matches if found.strategy.reference not in touched]
    assert untouched == sorted(untouched, key=place)


def reached(rule: Rule, degrees: dict[str, Fraction]) -> bool:
    """Whether a rule acts."""
    return degrees.get(rule.when, Fraction(0)) >= rule.threshold


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
