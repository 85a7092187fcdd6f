"""Matching: relevance, reasons, order, what is general, what is kept back, and help that is always there."""

import itertools
from fractions import Fraction
from typing import Any

import pytest
from attrs import evolve

from insight import (
    Catalog,
    Cause,
    Citation,
    DefinitionError,
    Domain,
    Link,
    Note,
    Profile,
    Sign,
    Source,
    Strategy,
    UnknownIdError,
    load_catalog,
    match,
)
from insight.care import WORLDWIDE
from insight.content import Basis, Closeness, Evidence, Form, NoteRole, Relation, Tag
from insight.matching import Fit, Guidance, Remark

CITED = (Citation(source="insight-editors"),)


def eases(strategy: str, entry: str, closeness: Closeness = Closeness.NAMED, **more: Any) -> Link:
    """A link by which a strategy eases something."""
    return Link(
        subject=f"strategy:{strategy}",
        relation=Relation.EASES,
        object=entry,
        closeness=closeness,
        basis=Basis.SOURCE,
        citations=CITED,
        **more,
    )


def appears(sign: str, entry: str) -> Link:
    """A link by which a sign appears in something."""
    return Link(
        subject=f"sign:{sign}",
        relation=Relation.APPEARS_IN,
        object=entry,
        closeness=Closeness.NAMED,
        basis=Basis.SOURCE,
        citations=CITED,
    )


def strategy(name: str, **more: Any) -> Strategy:
    """A practice."""
    return Strategy(**({"id": name, "name": name, "summary": "S.", "form": Form.PRACTICE, "citations": CITED} | more))


def catalog(*links: Link, strategies: Any = ("one", "two", "three")) -> Catalog:
    """A catalog of signs a to d, the cause root, the domain work, and strategies."""
    return Catalog(
        signs=[Sign(id=name, name=name, summary="S.", citations=CITED) for name in "abcd"],
        causes=[Cause(id="root", name="Root", summary="S.", role="root", citations=CITED)],  # type: ignore[arg-type]
        domains=[Domain(id="work", name="Work", summary="S.", citations=CITED)],
        notes=[Note(id="whole", name="Whole", summary="S.", role=NoteRole.DEFINITION, citations=CITED)],
        strategies=[strategy(each) if isinstance(each, str) else each for each in strategies],
        sources=[
            Source(id="trial", title="Trial", evidence=Evidence.TRIAL, locator_missing=True),
            Source(id="page", title="Page", evidence=Evidence.LAY_PAGE, locator_missing=True),
        ],
        links=links,
    )


def ids(guidance: Guidance) -> list[str]:
    """The matches, best first."""
    return [found.strategy.id for found in guidance.matches]


@pytest.mark.parametrize(
    ("closeness", "expected"),
    [(Closeness.NAMED, Fraction(4, 5)), (Closeness.CLASS, Fraction(3, 5)), (Closeness.RELATED, Fraction(2, 5))],
)
def test_closeness_is_strength(closeness: Closeness, expected: Fraction) -> None:
    """One link lends its strength times the degree."""
    guidance = match(Profile.of({"sign:a": Fraction(1, 2)}), catalog(eases("one", "sign:a", closeness)))

    assert guidance.matches[0].exact == expected / 2
    assert guidance.matches[0].relevance == float(expected / 2)


def test_groups_add_up_by_noisy_or() -> None:
    """Two links of two groups: 1 - (1 - 4/5)(1 - 3/5 · 1/2)."""
    held = catalog(eases("one", "sign:a"), eases("one", "sign:b", Closeness.CLASS))

    found = match(Profile.of({"sign:a": 1, "sign:b": 0.5}), held).matches[0]
    assert found.exact == 1 - Fraction(1, 5) * Fraction(7, 10)


def test_a_group_counts_once() -> None:
    """Two links of one group lend what the stronger lends."""
    held = catalog(eases("one", "sign:a", group="g"), eases("one", "sign:b", group="g"))

    assert match(Profile.of({"sign:a": 1, "sign:b": 1}), held).matches[0].exact == Fraction(4, 5)


def test_a_link_reaches_the_signs_that_appear_in_its_object() -> None:
    """A sign of the named domain is reached as class; of a related one as related; both through one group."""
    named = catalog(eases("one", "domain:work"), appears("a", "domain:work"))
    related = catalog(eases("one", "domain:work", Closeness.RELATED), appears("a", "domain:work"))
    profile = Profile.of({"sign:a": 1, "domain:work": 1})

    assert match(Profile.of({"sign:a": 1}), named).matches[0].exact == Fraction(3, 5)
    assert match(Profile.of({"sign:a": 1}), related).matches[0].exact == Fraction(2, 5)
    assert match(profile, named).matches[0].exact == Fraction(4, 5)
    assert [reason.reference for reason in match(profile, named).matches[0].reasons] == ["domain:work", "sign:a"]


def test_an_editorial_tie_to_a_domain_lends_no_more_than_it_may() -> None:
    """A sign that only we tie to a domain is reached as related, however closely a strategy is tied to the domain."""
    ours = evolve(appears("a", "domain:work"), closeness=Closeness.RELATED, basis=Basis.EDITORIAL)
    held = catalog(eases("one", "domain:work"), ours)

    assert match(Profile.of({"sign:a": 1}), held).matches[0].exact == Fraction(2, 5)
    assert match(Profile.of({"domain:work": 1}), held).matches[0].exact == Fraction(4, 5)


def test_a_reference_acts_once_through_its_strongest_link() -> None:
    """A sign that is reached by a link of its own and by its domain counts by its own."""
    held = catalog(eases("one", "domain:work"), eases("one", "sign:a"), appears("a", "domain:work"))

    (reason,) = match(Profile.of({"sign:a": 1}), held).matches[0].reasons
    assert (reason.strength, reason.group, reason.link.object) == (Fraction(4, 5), "sign:a", "sign:a")


def test_ties_of_strength_go_by_group_then_object() -> None:
    """Of two equally strong ways the one whose group comes first in the alphabet is taken."""
    links = [
        eases("one", "cause:root", group="z"),
        eases("one", "domain:work", group="a"),
        appears("a", "cause:root"),
        appears("a", "domain:work"),
    ]

    for order in (links, links[::-1]):
        (reason,) = match(Profile.of({"sign:a": 1}), catalog(*order)).matches[0].reasons
        assert (reason.group, reason.link.object, reason.eased.reference) == ("a", "domain:work", "domain:work")


def test_each_reason_says_what_it_rests_on() -> None:
    """A reason has reference, degree, strength, group, link, basis and citations."""
    link = eases("one", "sign:a")

    (reason,) = match(Profile.of({"sign:a": 0.75}), catalog(link)).matches[0].reasons
    assert (reason.reference, reason.degree, reason.strength, reason.group) == (
        "sign:a",
        0.75,
        Fraction(4, 5),
        "sign:a",
    )
    assert (reason.link, reason.basis, reason.citations) == (link, "source", CITED)


@pytest.mark.parametrize(
    ("degree", "fit"),
    [(Fraction(3, 4), Fit.STRONG), (Fraction(74, 100), Fit.SOME), (Fraction(1, 2), Fit.SOME)],
)
def test_fit_says_it_in_a_word(degree: Fraction, fit: Fit) -> None:
    """Strong from 3/5, some from 3/10."""
    assert match(Profile.of({"sign:a": degree}), catalog(eases("one", "sign:a"))).matches[0].fit == fit


def test_fit_is_slight_below_three_tenths() -> None:
    """A weak tie beside a strong sign is a slight fit."""
    held = catalog(eases("one", "sign:a"), eases("two", "sign:b", Closeness.RELATED))

    assert match(Profile.of({"sign:a": 1, "sign:b": 0.5}), held).matches[1].fit == Fit.SLIGHT


def test_order_is_relevance_then_evidence_then_file() -> None:
    """Equal relevance is told apart by the best source, and then by place in the file."""
    held = catalog(
        eases("low", "sign:b"),
        eases("first", "sign:a"),
        eases("second", "sign:a"),
        eases("proven", "sign:a"),
        strategies=[
            strategy("low", citations=(Citation(source="trial"),)),
            strategy("first", citations=(Citation(source="page"),)),
            strategy("second", citations=(Citation(source="page"),)),
            strategy("proven", citations=(Citation(source="page"), Citation(source="trial"))),
        ],
    )
    guidance = match(Profile.of({"sign:a": 1, "sign:b": 0.5}), held)

    assert ids(guidance) == ["proven", "first", "second", "low"]
    assert guidance.matches[0].best_evidence == "trial"


def test_a_prerequisite_moves_before_what_needs_it() -> None:
    """A weaker match that another one needs first comes first."""
    needs = Link(
        subject="strategy:one",
        relation=Relation.NEEDS_FIRST,
        object="strategy:two",
        closeness=Closeness.NAMED,
        basis=Basis.SOURCE,
        citations=CITED,
    )
    held = catalog(eases("one", "sign:a"), eases("two", "sign:b"), eases("three", "sign:c"), needs)

    guidance = match(Profile.of({"sign:a": 1, "sign:b": 0.5, "sign:c": 0.75}), held)
    assert ids(guidance) == ["two", "one", "three"]


def test_order_of_links_changes_nothing() -> None:
    """The same links in another order, or twice, give the same guidance to the last bit."""
    links = [eases("one", "sign:a"), eases("one", "domain:work"), eases("two", "sign:b"), appears("a", "domain:work")]
    profile = Profile.of({"sign:a": 0.9, "sign:b": 0.7, "domain:work": 0.3})

    expected = match(profile, catalog(*links)).matches
    assert match(profile, catalog(*links[::-1])).matches == expected
    assert match(profile, catalog(*links, *links)).matches == expected


def test_strategies_for_insecurity_as_a_whole_are_general() -> None:
    """A link to a note lends no relevance; its strategy is general, unless it is a match."""
    held = catalog(
        eases("one", "note:whole"), eases("two", "note:whole"), eases("two", "sign:a"), appears("a", "note:whole")
    )

    guidance = match(Profile.of({"sign:a": 1}), held)
    assert ids(guidance) == ["two"]
    assert [each.id for each in guidance.general] == ["one"]


@pytest.mark.parametrize(
    ("profile", "remark"),
    [
        ({}, Remark.NOT_ENOUGH),
        ({"axis:attachment-anxiety": 1}, Remark.NOT_ENOUGH),
        ({"sign:a": Fraction(49, 100)}, Remark.FEW_SIGNS),
        ({"sign:d": 1}, Remark.NOTHING_FITS),
        ({"sign:a": Fraction(1, 2)}, None),
    ],
    ids=["empty", "only-an-axis", "few-signs", "nothing-fits", "match"],
)
def test_where_nothing_matches_it_says_why(profile: Any, remark: Remark | None) -> None:
    """There is a match, or a plain remark; general strategies and care in every case."""
    guidance = match(Profile.of(profile), catalog(eases("one", "sign:a"), eases("two", "note:whole")))

    assert guidance.remark == remark
    assert bool(guidance.matches) == (remark is None)
    assert [each.id for each in guidance.general] == ["two"]
    assert guidance.care == WORLDWIDE


def test_excluded_strategies_are_in_no_list() -> None:
    """Excluding one changes nothing about another; ids and references both name it."""
    held = catalog(eases("one", "sign:a"), eases("two", "sign:a"), eases("three", "note:whole"))
    profile = Profile.of({"sign:a": 1})

    guidance = match(profile, held, exclude=["one", "strategy:three"])
    assert ids(guidance) == ["two"]
    assert guidance.general == ()
    assert guidance.matches[0] == match(profile, held).matches[1]


def test_unknown_references_and_exclusions_are_refused() -> None:
    """What the catalog does not have is refused with what may have been meant, or left out when told."""
    bundled = load_catalog()

    with pytest.raises(UnknownIdError) as caught:
        match(Profile.of({"sign:perfectionsim": 1}), bundled)
    assert str(caught.value) == "this profile: no sign has the id 'perfectionsim'; did you mean 'perfectionism'?"
    with pytest.raises(UnknownIdError) as caught:
        match(Profile.of({}), bundled, exclude=["reach-uot"])
    assert str(caught.value) == "exclude: no strategy has the id 'reach-uot'; did you mean 'reach-out'?"
    assert match(Profile.of({"sign:perfectionsim": 1}), bundled, unknown="ignore").remark == Remark.NOT_ENOUGH


def test_care_cannot_be_emptied() -> None:
    """No argument takes the help away."""
    with pytest.raises(DefinitionError):
        match(Profile.of({}), catalog(), care=())


def test_only_a_profile_is_matched() -> None:
    """A result in place of a profile is refused with the way to make one."""
    with pytest.raises(DefinitionError) as caught:
        match({"sign:a": 1}, catalog())  # type: ignore[arg-type]

    assert str(caught.value) == "match: a Profile is expected, not a table; make one with Profile.of(result)"


def test_no_repr_tells_about_a_person() -> None:
    """Guidance, matches and reasons can be logged."""
    guidance = match(Profile.of({"sign:a": 1}), catalog(eases("one", "sign:a")))

    assert [repr(guidance), repr(guidance.matches[0]), repr(guidance.matches[0].reasons[0])] == [
        "<Guidance>",
        "<Match>",
        "<Reason>",
    ]


# Until rules tell when they are safe, these kinds of strategies are in no list.
KEPT_BACK = {
    "model-secure-attachment": "a form of partner support, and works with a partner",
    "be-there": "a form of partner support, and works with a partner",
    "couples": "works with a partner",
    "learn-secure-attachment": "works with a partner",
    "accept-what-cannot-change": "acceptance",
    "radical-acceptance": "acceptance",
    "reframe-appearance-thought": "the body",
    "balanced-eating-and-movement": "the body",
    "psychodynamic": "inner work",
    "transference-focused": "inner work",
    "find-the-source": "inner work",
    "self-reflection": "inner work",
    "notice-attachment-driven-acts": "inner work",
    "earn-security": "inner work",
}
EVERYTHING = Profile.of(
    {
        entry.reference: 1
        for held in (
            load_catalog().signs,
            load_catalog().causes,
            load_catalog().domains,
            load_catalog().attachment_styles,
        )
        for entry in held
    }
)


@pytest.mark.parametrize("name", KEPT_BACK)
def test_a_strategy_that_waits_for_rules_is_in_no_list(name: str) -> None:
    """It is in the catalog, and neither matched nor general, whatever is reported; guidance says so."""
    guidance = match(EVERYTHING, load_catalog())

    assert name in load_catalog().strategies
    assert name not in [*ids(guidance), *(each.id for each in guidance.general)]
    assert guidance.incomplete


def test_no_other_strategy_waits() -> None:
    """Every strategy that is not named above can be had."""
    guidance = match(EVERYTHING, load_catalog())

    listed = {*ids(guidance), *(each.id for each in guidance.general)}
    assert listed == set(load_catalog().strategies.ids) - set(KEPT_BACK)


def test_what_builds_on_a_kept_back_strategy_waits_too() -> None:
    """A strategy without tags that needs one that waits is in no list either."""
    needs = evolve(eases("one", "sign:a"), relation=Relation.NEEDS_FIRST, object="strategy:two")
    held = catalog(eases("one", "sign:a"), needs, strategies=[strategy("one"), strategy("two", tags=(Tag.ACCEPTANCE,))])

    assert ids(match(Profile.of({"sign:a": 1}), held)) == []


def test_help_cannot_be_taken_from_guidance() -> None:
    """Neither an empty care nor a match without a reason can be made."""
    guidance = match(Profile.of({"sign:a": 1}), catalog(eases("one", "sign:a")))

    with pytest.raises(DefinitionError):
        evolve(guidance, care=())
    with pytest.raises(DefinitionError):
        evolve(guidance.matches[0], reasons=())


def test_long_chains_of_prerequisites_are_followed() -> None:
    """A chain of 1,500 strategies that need one another is ordered, and waits as a whole where its end waits."""
    names = [f"s{n}" for n in range(1_500)]
    needs = [
        evolve(eases(after, "sign:a"), relation=Relation.NEEDS_FIRST, object=f"strategy:{before}")
        for before, after in itertools.pairwise(names)
    ]
    eased = [eases(names[0], "sign:a", Closeness.RELATED), eases(names[1], "sign:a")]

    free = catalog(*needs, *eased, strategies=names)
    assert ids(match(Profile.of({"sign:a": 1}), free)) == names[:2]
    waiting = catalog(*needs, *eased, strategies=[strategy("s0", tags=(Tag.BODY,)), *names[1:]])
    assert ids(match(Profile.of({"sign:a": 1}), waiting)) == []


@pytest.mark.parametrize("exclude", ["one", None, 5], ids=repr)
def test_excluded_ids_are_a_list(exclude: Any) -> None:
    """One id as a text would be taken apart letter by letter, so it is refused."""
    with pytest.raises(DefinitionError) as caught:
        match(Profile.of({}), catalog(), exclude=exclude)

    assert str(caught.value).endswith("write ['some-id']")
