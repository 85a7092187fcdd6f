"""Law 6 of matching: the reasons make up the relevance, and each says on what it rests."""

from fractions import Fraction
from math import prod

from attrs import evolve
from hypothesis import given

from guided import STRENGTHS, Person, Way, people, relevances, ways, without
from insight import Match


@given(people())
def test_reasons_reproduce_the_relevance(person: Person) -> None:
    """The strongest of each group, by noisy-or, is the relevance exactly, from what the reasons say alone."""
    for found in person.guidance.matches:
        parts = [(reason.group, reason.strength * reason.exact) for reason in found.reasons]

        assert found.exact == noisy_or(parts)


@given(people())
def test_reasons_are_the_best_way_of_each_reference(person: Person) -> None:
    """Gone through link by link, each thing reported counts once, through its strongest link."""
    for found in person.guidance.matches:
        best: dict[str, Way] = {}
        for way in sorted(ways(found.strategy, person), key=lambda way: (-way.strength, way.group, way.through)):
            best.setdefault(way.reference, way)

        assert as_told(found) == {
            (name, way.strength, way.group, way.through, way.lends) for name, way in best.items()
        }  # fmt: skip
        assert found.exact == noisy_or([(way.group, way.lends) for way in best.values()])


@given(people())
def test_each_reason_says_on_what_it_rests(person: Person) -> None:
    """It has a reference with its degree, a strength, a group, and a link of its strategy with basis and citations."""
    degrees = dict(person.profile.exact)

    for found in person.guidance.matches:
        for reason in found.reasons:
            assert reason.exact == degrees[reason.reference] > 0
            assert reason.degree == float(reason.exact)
            assert reason.strength in STRENGTHS.values()
            assert reason.link in person.catalog.links(found.strategy, relation="eases")
            assert (reason.link.subject, reason.link.object) == (found.strategy.reference, reason.eased.reference)
            assert (reason.group, reason.basis) == (reason.link.group or reason.link.object, reason.link.basis)
            assert reason.citations == reason.link.citations != ()


@given(people())
def test_without_a_reason_relevance_falls_or_stays(person: Person) -> None:
    """Taking away what a reason speaks of makes its strategy no more relevant."""
    for found in person.guidance.matches[:3]:
        for reason in found.reasons[:3]:
            fewer = evolve(person, profile=without(person.profile, reason.reference))
            assert relevances(fewer.guidance).get(found.strategy.id, 0) <= found.exact


def as_told(found: Match) -> set[tuple[str, Fraction, str, str, Fraction]]:
    """What the reasons of a match say."""
    return {
        (each.reference, each.strength, each.group, each.eased.reference, each.strength * each.exact)
        for each in found.reasons
    }


def noisy_or(parts: list[tuple[str, Fraction]]) -> Fraction:
    """1 - the product over groups of (1 - the largest of the group)."""
    groups = {group for group, _ in parts}
    return 1 - prod((1 - max(lent for other, lent in parts if other == group) for group in groups), start=Fraction(1))
