"""Law 3 of matching: relevance rises with every degree, between the best single link and all links together."""

from fractions import Fraction
from math import prod

from attrs import evolve
from hypothesis import assume, given
from hypothesis import strategies as st

from guided import LIVED, Person, people, relevances, ways, withheld
from insight import Profile


@given(people(), st.data())
def test_relevance_rises_with_every_degree(person: Person, data: st.DataObject) -> None:
    """One degree more, or a higher one, makes no strategy less relevant, as long as it is not withheld."""
    content = person.catalog
    lived = [*content.signs, *content.causes, *content.domains, *content.attachment_styles]
    reference = data.draw(st.sampled_from([entry.reference for entry in lived]))
    more = Profile.of({reference: data.draw(st.fractions(0, 1, max_denominator=60))})

    raised = evolve(person, profile=person.profile | more).guidance

    after = relevances(raised)
    for name, relevance in relevances(person.guidance).items():
        assert name in withheld(raised) or after[name] >= relevance


@given(people())
def test_relevance_lies_between_the_best_link_and_all_links(person: Person) -> None:
    """It is at least what the best single link lends, and at most the noisy-or of all of them."""
    for found in person.guidance.matches:
        lent = [way.lends for way in ways(found.strategy, person)]

        assert max(lent) <= found.exact <= 1 - prod(1 - each for each in lent)


@given(people(), st.data())
def test_one_reference_lends_at_most_the_strength_of_its_best_link(person: Person, data: st.DataObject) -> None:
    """Whoever reports one thing alone is offered nothing beyond how closely it is tied; in full, exactly that."""
    told = [name for name in person.profile if name.startswith(LIVED)]
    assume(told)
    alone = evolve(person, profile=Profile.of({data.draw(st.sampled_from(told)): data.draw(HIGH)}))
    degree = alone.profile.exact[0][1]

    for found in alone.guidance.matches:
        best = max(way.strength for way in ways(found.strategy, alone))
        assert found.exact == best * degree <= best


HIGH = st.fractions(Fraction(1, 2), 1, max_denominator=60)
