"""Law 8 of matching: the first k are the beginning of the first k + 1; excluding one changes no other."""

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from guided import Person, ids_of, people, waiting
from insight import Guidance, Match
from insight.content import Relation


@given(people(excluding=True))
def test_a_plan_is_the_beginning_of_a_longer_one(person: Person) -> None:
    """A plan of one step more has the same steps before it, and is longer by one until there are no more."""
    guidance = person.guidance
    longest = len(guidance.plan(len(guidance.matches)))

    for n in range(len(guidance.matches) + 1):
        assert guidance.plan(n) == guidance.plan(n + 1)[:n]
        assert len(guidance.plan(n)) == min(n, longest)


@given(people(excluding=True))
def test_a_plan_has_what_one_can_begin_with(person: Person) -> None:
    """It has the first step of each match that has steps and builds on no other match, in the order of the matches."""
    guidance = person.guidance
    listed = {found.strategy.reference for found in guidance.matches}
    needing = {
        link.subject
        for link in person.catalog.links()
        if link.relation == Relation.NEEDS_FIRST and link.object in listed
    }

    expected = [
        (found.strategy.id, " ".join(found.strategy.steps[0].split()))
        for found in guidance.matches
        if found.strategy.steps and found.strategy.reference not in needing
    ]
    assert [(step.strategy.id, step.text) for step in guidance.plan(len(guidance.matches))] == expected


@given(people(), st.data())
def test_excluding_one_changes_no_other(person: Person, data: st.DataObject) -> None:
    """The others are as relevant as before for the same reasons, and nothing withheld or waiting is released."""
    name = data.draw(st.sampled_from(person.catalog.strategies.ids))
    before, after = person.guidance, evolve(person, exclude=(name,)).guidance

    assert by_id(after) == {key: found for key, found in by_id(before).items() if key != name}
    assert ids_of(after.general) == ids_of(before.general) - {name}
    assert after.withheld == before.withheld
    assert waiting(after) == waiting(before) - {name}
    assert after.escalations == before.escalations


def by_id(guidance: Guidance) -> dict[str, Match]:
    """The matches by the ids of their strategies."""
    return {found.strategy.id: found for found in guidance.matches}
