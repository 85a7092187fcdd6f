"""Law 2 of matching: neither order nor repetition of links changes anything, nor does a sign that is split in two."""

from collections.abc import Iterable
from random import Random
from typing import TypeVar

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from guided import Person, ids_of, people, relevances, waiting, withheld
from insight import Catalog, Guidance, Link, Profile, Sign
from insight.testing import catalogs, profiles_for

T = TypeVar("T")


def shuffled(values: Iterable[T], data: st.DataObject) -> list[T]:
    """Values in another order; by a seed, since a permutation of hundreds is too much to draw."""
    held = list(values)
    Random(data.draw(st.integers(0, 2**32))).shuffle(held)  # noqa: S311  # no secret
    return held


def parts(guidance: Guidance) -> tuple[object, ...]:
    """All that guidance says, but for the catalog that it comes from."""
    listed = (guidance.matches, guidance.general, guidance.escalations, guidance.withheld, guidance.ask_first)
    return (*listed, guidance.remark, guidance.care, guidance.plan(99), guidance.explain(full=True))


@given(people(), st.data())
def test_order_of_links_changes_nothing(person: Person, data: st.DataObject) -> None:
    """Links in another order give the same guidance to the last bit, with the same words."""
    links = shuffled(person.catalog.all_links, data)

    assert parts(evolve(person, catalog=with_links(person.catalog, links)).guidance) == parts(person.guidance)


@given(people(), st.data())
def test_order_of_the_profile_changes_nothing(person: Person, data: st.DataObject) -> None:
    """Degrees in another order, or told by several profiles, give the same guidance."""
    exact, rules_only = (
        data.draw(st.permutations(pairs)) for pairs in (person.profile.exact, person.profile.rules_only)
    )
    one_by_one = Profile()
    for pair in exact:
        one_by_one |= Profile((pair,))

    for profile in (Profile(tuple(exact), tuple(rules_only)), one_by_one | Profile((), tuple(rules_only))):
        assert parts(evolve(person, profile=profile).guidance) == parts(person.guidance)


@given(people(), st.data())
def test_order_of_strategies_changes_only_exact_ties(person: Person, data: st.DataObject) -> None:
    """The same strategies are in the same lists, equally relevant; where none are equal, the order is the same."""
    strategies = shuffled(person.catalog.strategies, data)

    before, after = person.guidance, evolve(person, catalog=evolve(person.catalog, strategies=strategies)).guidance

    assert relevances(after) == relevances(before)
    assert ids_of(after.general) == ids_of(before.general)
    assert (withheld(after), waiting(after)) == (withheld(before), waiting(before))
    if len({(found.exact, found.best_evidence) for found in before.matches}) == len(before.matches):
        assert list(relevances(after)) == list(relevances(before))


@given(people(), st.data())
def test_a_duplicate_link_changes_nothing(person: Person, data: st.DataObject) -> None:
    """Links that are there twice or more count once."""
    links = person.catalog.all_links
    again = data.draw(st.lists(st.sampled_from(links), max_size=3)) if links else []

    assert parts(evolve(person, catalog=with_links(person.catalog, [*links, *again])).guidance) == parts(
        person.guidance
    )


@given(st.data())
def test_a_sign_that_is_split_in_two_of_one_group_changes_nothing(data: st.DataObject) -> None:
    """Two signs that say the same thing, equally strong, are worth what one of them is."""
    catalog = data.draw(catalogs())
    sign = data.draw(st.sampled_from(list(catalog.signs)))
    degree = data.draw(st.fractions("1/60", 1, max_denominator=60))
    profile = data.draw(profiles_for(catalog)) | Profile.of({sign.reference: degree})

    other = data.draw(st.sampled_from(["a-twin", "z-twin"]))
    twin = Profile.of({f"sign:{other}": profile[sign.reference]})
    split = Person(catalog=with_twin(catalog, sign, other), profile=profile | exactly(twin, profile, sign))

    assert relevances(split.guidance) == relevances(Person(catalog=catalog, profile=profile).guidance)


def exactly(twin: Profile, profile: Profile, sign: Sign) -> Profile:
    """The twin's degree as the exact one of *sign*."""
    return Profile(((next(iter(twin)), dict(profile.exact)[sign.reference]),))


def with_links(catalog: Catalog, links: list[Link]) -> Catalog:
    """The catalog with other links."""
    return evolve(catalog, links=links)


def with_twin(catalog: Catalog, sign: Sign, name: str) -> Catalog:
    """The catalog with a second sign, tied as *sign* is and in the same groups."""
    twin = evolve(sign, id=name)
    links = [
        evolve(link, subject=twin.reference)
        if link.subject == sign.reference
        else evolve(link, object=twin.reference, group=link.group or link.object)
        for link in catalog.all_links
        if sign.reference in (link.subject, link.object)
    ]
    return evolve(catalog, signs=[*catalog.signs, twin], links=[*catalog.all_links, *links])
