"""Law 5 of matching: a strategy is in one list at most, an excluded one in none, and in a crisis there is only care."""

import itertools
from fractions import Fraction

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from guided import BUNDLED, Person, ids_of, people, relevances, waiting, withheld
from insight import Catalog, Profile, Rule
from insight.content import Basis, Effect
from insight.testing import catalogs, profiles_for
from insight.testing.catalogs import CITED

HALF = Fraction(1, 2)


@given(people(excluding=True))
def test_lists_are_disjoint(person: Person) -> None:
    """Ranked, general, withheld and ask-first have nothing in common, and hold nothing that was excluded."""
    guidance = person.guidance
    offered = [set(relevances(guidance)), ids_of(guidance.general), waiting(guidance)]

    for one, other in itertools.combinations([*offered, withheld(guidance)], 2):
        assert one.isdisjoint(other)
    assert all(names.isdisjoint(person.exclude) for names in offered)
    assert len(relevances(guidance)) == len(guidance.matches)
    assert all(len(ids_of(each.strategies)) == len(each.strategies) > 0 for each in guidance.ask_first)


@given(people(excluding=True))
def test_what_is_withheld_has_a_reason(person: Person) -> None:
    """Nothing is dropped in silence: there is a rule that was reached, and words."""
    degrees = dict(person.profile.for_rules)

    for held in person.guidance.withheld:
        assert held.reason.strip()
        assert held.rules
        assert all(rule.effect == "withhold" and degrees[rule.when] >= rule.threshold for rule in held.rules)


@given(people(excluding=True))
def test_what_is_asked_first_was_not_answered_with_no(person: Person) -> None:
    """A flag that is asked has a rule that asks, and no degree of 0."""
    degrees = dict(person.profile.for_rules)
    asking = {rule.when for rule in person.catalog.rules if rule.ask_first}

    for each in person.guidance.ask_first:
        assert each.flag.reference in asking
        assert degrees.get(each.flag.reference) != 0
        assert ids_of(each.fitting) <= ids_of(each.strategies)


@given(profiles_for(BUNDLED))
def test_in_an_acute_crisis_there_is_only_care(profile: Profile) -> None:
    """Nothing is suggested or asked, everything is withheld, and help is shown."""
    crisis = Profile.of({"flag:acute-crisis": 1})

    only_care(Person(catalog=BUNDLED, profile=profile | crisis))


@given(catalogs(), st.data())
def test_whatever_withholds_all_leaves_only_care(catalog: Catalog, data: st.DataObject) -> None:
    """A rule that withholds all without an exception empties every list, in any catalog."""
    when = catalog.domains.ids[0]
    everything = Rule(
        when=f"domain:{when}", threshold=HALF, effect=Effect.WITHHOLD, because="Not now.", basis=Basis.EDITORIAL,
        citations=CITED, strategies=("all",),
    )  # fmt: skip
    profile = data.draw(profiles_for(catalog)) | Profile.of({everything.when: 1})

    only_care(Person(catalog=evolve(catalog, rules=[*catalog.rules, everything]), profile=profile))


def only_care(person: Person) -> None:
    """Hold that nothing but help is given."""
    guidance = person.guidance

    assert (guidance.matches, guidance.general, guidance.ask_first, guidance.plan(9)) == ((), (), (), ())
    assert withheld(guidance) == set(person.catalog.strategies.ids)
    assert guidance.care
