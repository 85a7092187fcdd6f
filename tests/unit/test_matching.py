"""Matching: relevance, reasons, order, what is general, what rules hold back and ask, and help that is always there."""

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
    Flag,
    Link,
    Note,
    Profile,
    Resource,
    Rule,
    Sign,
    Source,
    Strategy,
    UnknownIdError,
    load_catalog,
    match,
    to_dict,
)
from insight.care import NOTICE, WORLDWIDE, care_in_words
from insight.content import Audience, Basis, Channel, ChannelKind, Closeness, Effect, Evidence, Form, NoteRole, Relation
from insight.content.vocabulary import ResourceKind, Tag
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


def strategy(ident: str, **more: Any) -> Strategy:
    """A practice."""
    return Strategy(**({"id": ident, "name": ident, "summary": "S.", "form": Form.PRACTICE, "citations": CITED} | more))


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
    held = catalog(eases("one", "sign:a"), eases("two", "sign:b"), eases("three", "sign:c"), needs("one", "two"))

    guidance = match(Profile.of({"sign:a": 1, "sign:b": 0.5, "sign:c": 0.75}), held)
    assert ids(guidance) == ["two", "one", "three"]


def test_prerequisites_of_one_strategy_come_in_the_order_of_matches() -> None:
    """Of two that a third one needs the better one comes first, whatever the order of the links."""
    eased = [eases("one", "sign:a"), eases("two", "sign:b"), eases("three", "sign:c")]
    profile = Profile.of({"sign:a": 1, "sign:b": 0.75, "sign:c": 0.5})

    for order in (("two", "three"), ("three", "two")):
        guidance = match(profile, catalog(*eased, *(needs("one", name) for name in order)))
        assert ids(guidance) == ["two", "three", "one"]


@pytest.mark.parametrize(
    "other",
    [{"closeness": Closeness.RELATED}, {"basis": Basis.LITERATURE}, {"citations": (Citation(source="trial"),)}],
    ids=["closer", "basis", "citations"],
)
def test_of_equal_claims_none_is_chosen_by_its_place(other: dict[str, Any]) -> None:
    """Two links that differ only in how they are founded give the same reason in either order."""
    links = [
        eases("one", "domain:work", Closeness.CLASS),
        evolve(eases("one", "domain:work", Closeness.CLASS), **other),
    ]
    tie = evolve(appears("a", "domain:work"), closeness=Closeness.RELATED)

    for order in (links, links[::-1]):
        (reason,) = match(Profile.of({"sign:a": 1}), catalog(*order, tie)).matches[0].reasons
        assert reason.link == links[0]


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
    """Guidance and all that is in it can be logged."""
    rules = [
        rule("sign:a", Effect.ESCALATE, resources=("line",)),
        withhold("sign:a", "strategy:one"),
        withhold("flag:f", "strategy:two", ask_first=True),
    ]
    strategies = ["one", "two", strategy("three", steps=("Begin.",))]

    guidance = match(Profile.of({"sign:a": 1}), ruled(*rules, strategies=strategies))
    found = guidance.matches[0]
    values = (guidance.escalations[0], guidance.withheld[0], guidance.ask_first[0], guidance.plan(1)[0])
    assert [repr(value) for value in (guidance, found, found.reasons[0], *values)] == [
        "<Guidance>",
        "<Match>",
        "<Reason>",
        "<Escalation>",
        "<Withheld>",
        "<AskFirst>",
        "<Step>",
    ]


# Rules

HELP = Resource(
    id="line", name="A line", kind=ResourceKind.HELPLINE, region="US", hours="always", languages=("en",), cost="free",
    channels=(Channel(kind=ChannelKind.PHONE, value="988"),), audience=(Audience.ABUSE,), citations=CITED,
)  # fmt: skip


def rule(when: str, effect: Effect, *strategies: str, **more: Any) -> Rule:
    """A rule from one half on."""
    fields: dict[str, Any] = {
        "when": when, "threshold": Fraction(1, 2), "effect": effect, "because": "So it is.",
        "basis": Basis.EDITORIAL, "citations": CITED, "strategies": strategies,
    }  # fmt: skip
    return Rule(**fields | more)


def withhold(when: str, *strategies: str, **more: Any) -> Rule:
    """A rule that holds strategies back."""
    return rule(when, Effect.WITHHOLD, *strategies, **more)


def ruled(*rules: Rule, links: Any = (), strategies: Any = ("one", "two", "three")) -> Catalog:
    """A catalog in which each strategy eases the sign a, with flags f and g, help, and rules."""
    names = [each if isinstance(each, str) else each.id for each in strategies]
    return evolve(
        catalog(*(eases(name, "sign:a") for name in names), *links, strategies=strategies),
        flags=[Flag(id=name, name=name, question=f"{name.upper()}?", citations=CITED) for name in "fg"],
        resources=[HELP],
        rules=rules,
    )


def needs(after: str, before: str) -> Link:
    """A link by which one strategy needs another first."""
    return evolve(eases(after, "sign:a"), relation=Relation.NEEDS_FIRST, object=f"strategy:{before}")


def told_held(guidance: Guidance) -> dict[str, str]:
    """What is withheld, with the reason."""
    return {held.strategy.id: held.reason for held in guidance.withheld}


def told_asked(guidance: Guidance) -> dict[str, list[str]]:
    """What waits, by flag."""
    return {waiting.flag.id: [each.id for each in waiting.strategies] for waiting in guidance.ask_first}


@pytest.mark.parametrize(("degree", "held"), [(Fraction(49, 100), {}), (Fraction(1, 2), {"one": "So it is."})])
def test_a_rule_acts_from_its_threshold_on(degree: Fraction, held: dict[str, str]) -> None:
    """What is withheld is in no list, and comes with the reason of its rule."""
    guidance = match(Profile.of({"sign:a": 1, "sign:b": degree}), ruled(withhold("sign:b", "strategy:one")))

    assert told_held(guidance) == held
    assert ids(guidance) == [name for name in ("one", "two", "three") if name not in held]


@pytest.mark.parametrize(
    ("targets", "unless", "held"),
    [
        (["strategy:two"], [], ["two"]),
        (["form:therapy"], [], ["three"]),
        (["tag:body"], [], ["one", "two"]),
        (["tag:body", "strategy:three"], ["tag:with-a-professional"], ["one", "three"]),
        (["all"], ["strategy:one"], ["two", "three"]),
        (["all"], [], ["one", "two", "three"]),
    ],
    ids=["itself", "form", "tag", "unless", "all-unless", "all"],
)
def test_a_rule_names_what_it_acts_on(targets: list[str], unless: list[str], held: list[str]) -> None:
    """Strategies are named by id, form or tag, or all at once; some can be left alone."""
    strategies = [
        strategy("one", tags=(Tag.BODY,)),
        strategy("two", tags=(Tag.BODY, Tag.WITH_A_PROFESSIONAL)),
        strategy("three", form=Form.THERAPY),
    ]
    holding = ruled(withhold("sign:b", *targets, unless=tuple(unless)), strategies=strategies)

    guidance = match(Profile.of({"sign:a": 1, "sign:b": 1}), holding)
    assert list(told_held(guidance)) == held
    assert ids(guidance) == [name for name in ("one", "two", "three") if name not in held]


def test_reasons_of_several_rules_are_told_once_each() -> None:
    """A strategy that three rules hold back has their reasons in the order of the file, none twice."""
    rules = [withhold("sign:b", "all"), withhold("sign:c", "all", because="And so."), withhold("sign:d", "all")]

    held = match(Profile.of(dict.fromkeys(["sign:b", "sign:c", "sign:d"], 1)), ruled(*rules)).withheld[0]
    assert (held.reason, held.rules, held.by_flag, held.builds_on) == ("So it is. And so.", tuple(rules), False, None)


def test_what_builds_on_something_withheld_is_withheld() -> None:
    """It says so, and is told by a flag where what it builds on is; excluding the base releases nothing."""
    holding = ruled(withhold("flag:f", "strategy:one"), links=[needs("two", "one"), needs("three", "two")])
    profile = Profile.of({"sign:a": 1, "flag:f": 1})

    for exclude in ([], ["one"], ["two"]):
        guidance = match(profile, holding, exclude=exclude)
        assert told_held(guidance) == {
            "one": "So it is.",
            "two": "So it is.",
            "three": "So it is.",
        }
        assert [held.builds_on and held.builds_on.id for held in guidance.withheld] == [None, "one", "two"]
        assert all(held.by_flag for held in guidance.withheld)


def test_what_is_reported_withholds_the_same_with_and_without_a_flag() -> None:
    """Where something reported and a flag hold back the same, or two bases of one step, a flag changes no word."""
    links = [needs("three", "one"), needs("three", "two")]
    rules = [withhold("sign:b", "strategy:one", because="Not so."), withhold("flag:f", "strategy:two", "strategy:one")]
    for ruling in (rules, rules[::-1]):
        holding = ruled(*ruling, links=links)
        told = match(Profile.of({"sign:b": 1}), holding)
        flagged = match(Profile.of({"sign:b": 1, "flag:f": 1}), holding)

        ordinary = {name: reason for name, reason in told_held(flagged).items() if name != "two"}
        expected = {"one": "Not so.", "three": "It builds on a step that is left out for now."}
        assert ordinary == told_held(told) == expected
        assert [held.by_flag for held in flagged.withheld] == [False, True, False]
        assert to_dict(flagged)["withheld"] == to_dict(told)["withheld"]


def test_high_axes_are_not_few_signs() -> None:
    """Where both axes are high, no style is near; that is not "few signs"."""
    high = {"axis:attachment-anxiety": 1, "axis:attachment-avoidance": 1, "attachment-style:secure": 0}
    low = {"axis:attachment-anxiety": 0, "axis:attachment-avoidance": 0, "attachment-style:secure": 1}

    assert match(Profile.of(high), load_catalog()).remark == Remark.NOTHING_FITS
    assert match(Profile.of(low), load_catalog()).remark == Remark.FEW_SIGNS
    assert match(Profile.of({"axis:attachment-anxiety": 1}), load_catalog()).remark == Remark.NOT_ENOUGH


def test_an_unknown_flag_is_never_passed_by() -> None:
    """A slip in the answer to a question about safety is refused, whatever else is ignored."""
    with pytest.raises(UnknownIdError, match=r"^this profile: no flag has the id 'unsafe-relationshp'; did you mean"):
        match(Profile.of({"flag:unsafe-relationshp": 1}), load_catalog(), unknown="ignore")


@pytest.mark.parametrize("n", [-1, 1.5, "3", True, None])
def test_a_plan_has_a_number_of_steps(n: Any) -> None:
    """Anything else is refused in words."""
    with pytest.raises(DefinitionError) as refused:
        match(Profile.of({"domain:career": 1}), load_catalog()).plan(n)

    assert str(refused.value) == "plan: n: it is no number of steps; write 3, for example"


@pytest.mark.parametrize(
    ("answer", "asked", "held"),
    [({}, {"f": ["one", "two"]}, []), ({"flag:f": 0}, {}, []), ({"flag:f": 1}, {}, ["one", "two"])],
    ids=["not-asked", "no", "yes"],
)
def test_a_flag_is_asked_first(answer: dict[str, int], asked: dict[str, list[str]], held: list[str]) -> None:
    """What waits is in no list until the answer is no, nor is what builds on it; a yes withholds both."""
    asking = ruled(withhold("flag:f", "strategy:one", ask_first=True), links=[needs("two", "one")])

    guidance = match(Profile.of({"sign:a": 1, **answer}), asking)
    listed = [name for name in ("one", "two", "three") if name not in [*held, *asked.get("f", [])]]
    assert (ids(guidance), list(told_held(guidance)), told_asked(guidance)) == (listed, held, asked or {})


def test_a_flag_below_its_threshold_is_no_answer_of_no() -> None:
    """Only a degree of 0 is a no."""
    asking = ruled(withhold("flag:f", "strategy:one", ask_first=True))

    assert told_asked(match(Profile.of({"sign:a": 1, "flag:f": Fraction(1, 4)}), asking)) == {"f": ["one"]}


def test_withheld_goes_before_asked_and_both_flags_are_asked() -> None:
    """A strategy that two flags hold back waits for both; one that is withheld waits for none."""
    asking = ruled(
        withhold("flag:f", "strategy:one", "strategy:two", ask_first=True),
        withhold("flag:g", "strategy:one", ask_first=True),
        withhold("sign:b", "strategy:two"),
    )

    guidance = match(Profile.of({"sign:a": 1, "sign:b": 1}), asking)
    assert told_asked(guidance) == {"f": ["one"], "g": ["one"]}
    assert told_held(guidance) == {"two": "So it is."}
    assert told_asked(match(Profile.of({"sign:a": 1, "flag:f": 0}), asking)) == {"g": ["one"]}


def test_nobody_is_asked_for_nothing() -> None:
    """A flag whose strategies would not be suggested anyway, or are excluded, is not asked."""
    asking = ruled(withhold("flag:f", "strategy:one", ask_first=True))

    assert match(Profile.of({"sign:d": 1}), asking).ask_first == ()
    assert match(Profile.of({"sign:a": 1}), asking, exclude=["one"]).ask_first == ()


def test_what_helps_in_general_waits_too() -> None:
    """A general strategy that waits is in the question's strategies, and not among those that would match."""
    asking = ruled(withhold("flag:f", "strategy:one", ask_first=True), links=[eases("one", "note:whole")])

    (waiting,) = match(Profile.of({"sign:d": 1}), asking).ask_first
    assert ([each.id for each in waiting.strategies], waiting.fitting) == (["one"], ())
    (waiting,) = match(Profile.of({"sign:a": 1}), asking).ask_first
    assert [each.id for each in waiting.fitting] == ["one"]


def test_first_heads_the_list_and_makes_no_match() -> None:
    """Of the matches, those that come first head the list; a prerequisite still goes before what needs it."""
    first = rule("sign:b", Effect.FIRST, "strategy:three")
    profile = Profile.of({"sign:a": 1, "sign:b": 1})

    assert ids(match(profile, ruled(first))) == ["three", "one", "two"]
    assert ids(match(profile, ruled(first, links=[needs("three", "two")]))) == ["two", "three", "one"]
    assert match(Profile.of({"sign:b": 1}), ruled(first)).matches == ()


def test_escalations_come_with_help() -> None:
    """Each has its sentence and its help, followed by the worldwide help; few signs do not silence it."""
    escalate = rule("sign:b", Effect.ESCALATE, resources=("line",), threshold=Fraction(1, 4))

    guidance = match(Profile.of({"sign:b": Fraction(1, 4)}), ruled(escalate))
    (found,) = guidance.escalations
    assert (found.sentence, found.rule, found.resources) == ("So it is.", escalate, (HELP, *WORLDWIDE))
    assert guidance.remark == Remark.FEW_SIGNS
    assert guidance.care == WORLDWIDE


def test_rules_read_what_only_they_read() -> None:
    """A degree that is too little for a score still escalates and withholds, and makes no match."""
    rules = [rule("sign:a", Effect.ESCALATE, resources=("line",)), withhold("sign:a", "strategy:one")]

    guidance = match(Profile((), (("sign:a", Fraction(1)),)), ruled(*rules))
    assert (len(guidance.escalations), list(told_held(guidance)), guidance.matches) == (1, ["one"], ())
    assert guidance.remark == Remark.NOT_ENOUGH


def test_an_unknown_reference_is_refused_where_only_rules_read_it() -> None:
    """What the catalog does not have is told, also where it is no more than a half-filled form's."""
    profile = Profile((), (("sign:e", Fraction(1)),))

    with pytest.raises(UnknownIdError) as caught:
        match(profile, ruled())
    assert str(caught.value) == "this profile: no sign has the id 'e'"
    assert match(profile, ruled(), unknown="ignore").remark == Remark.NOT_ENOUGH


def test_a_plan_has_the_first_steps_that_one_can_begin_with() -> None:
    """What waits for another match of the list, or has no steps, is not in it."""
    strategies = [strategy("one", steps=("Do\none.",)), strategy("two", steps=("Do two.",)), "three"]
    held = ruled(links=[needs("one", "two")], strategies=strategies)
    profile = Profile.of({"sign:a": 1})

    guidance = match(profile, held)
    assert [(step.strategy.id, step.text) for step in guidance.plan(3)] == [("two", "Do two.")]
    assert guidance.plan(0) == ()
    assert [step.text for step in match(profile, held, exclude=["two"]).plan(3)] == ["Do one."]


def test_a_plan_does_not_wait_for_what_is_not_in_the_list() -> None:
    """A prerequisite that does not match holds nothing back."""
    links = [eases("one", "sign:a"), eases("two", "sign:b"), needs("one", "two")]
    held = catalog(*links, strategies=[strategy("one", steps=("Go.",)), "two"])

    assert [step.text for step in match(Profile.of({"sign:a": 1}), held).plan(1)] == ["Go."]


# Guidance in words


def spoken(*rules: Rule) -> Catalog:
    """A catalog for explaining: one strategy with a step, and a general one."""
    strategies = [strategy("one", name="Do one", steps=("Begin.",)), strategy("two", name="Do two")]
    return evolve(ruled(*rules, strategies=strategies), links=[eases("one", "sign:a"), eases("two", "note:whole")])


def test_guidance_explains_itself() -> None:
    """An offer with a first step and its reasons, what helps in general, the notice, and where help is."""
    assert match(Profile.of({"sign:a": 1}), spoken()).explain() == (
        "1. Do one (strong fit). S.\n"
        "You could begin like this: Begin.\n"
        "- It may help with what your answers speak of: a. So a source says (insight-editors).\n"
        "In general, if you want more: Do two.\n"
        f"{NOTICE}\n"
        f"{care_in_words(WORLDWIDE)}"
    )


def test_guidance_explains_what_is_left_out_for_what_is_reported() -> None:
    """Help comes first where something escalates, and what is withheld is named with its reason."""
    rules = [
        rule("sign:a", Effect.ESCALATE, resources=("line",)),
        withhold("sign:a", "strategy:one", because="Not now."),
    ]

    assert match(Profile.of({"sign:a": 1}), spoken(*rules)).explain() == (
        "So it is.\n"
        f"{care_in_words((HELP, *WORLDWIDE))}\n"
        "Nothing else here fits these answers.\n"
        "In general, if you want more: Do two.\n"
        "Left out for now: Do one. Not now.\n"
        f"{NOTICE}"
    )


def test_guidance_explains_what_could_be_asked() -> None:
    """The question of a flag, and what may fit if the answer is no."""
    guidance = match(Profile.of({"sign:a": 1}), spoken(withhold("flag:f", "strategy:one", ask_first=True)))

    assert guidance.explain() == (
        "In general, if you want more: Do two.\n"
        "One question comes before some steps: F?\n"
        "If your answer is no, these may fit as well: Do one.\n"
        f"{NOTICE}\n"
        f"{care_in_words(WORLDWIDE)}"
    )


def test_no_question_is_put_for_what_helps_only_in_general() -> None:
    """A hard question is shown where its answer would bring a match; otherwise it stays in `ask_first`."""
    guidance = match(Profile.of({"sign:d": 1}), spoken(withhold("flag:f", "strategy:two", ask_first=True)))

    assert told_asked(guidance) == {"f": ["two"]}
    assert guidance.explain() == f"Nothing else here fits these answers.\n{NOTICE}\n{care_in_words(WORLDWIDE)}"


def test_guidance_tells_a_flag_only_in_full() -> None:
    """What a flag withholds, and the help for its subject alone, are named where they are asked for."""
    rules = [
        rule("flag:f", Effect.ESCALATE, resources=("line",)),
        withhold("flag:f", "strategy:one", because="Not now."),
    ]
    guidance = match(Profile.of({"sign:a": 1, "flag:f": 1}), spoken(*rules))
    between = "Nothing else here fits these answers.\nIn general, if you want more: Do two.\n"

    assert guidance.explain() == f"So it is.\n{care_in_words(WORLDWIDE)}\n{between}Not now.\n{NOTICE}"
    assert guidance.explain(full=True) == (
        f"So it is.\n{care_in_words((HELP, *WORLDWIDE))}\n{between}"
        f"Left out for now: Do one. You answered yes to: F?\n{NOTICE}"
    )


def test_in_a_crisis_only_care_is_said() -> None:
    """Where everything is withheld, nothing is suggested, asked or remarked, and nothing is named."""
    rules = [rule("flag:f", Effect.ESCALATE, resources=("line",)), withhold("flag:f", "all", because="Not now.")]
    guidance = match(Profile.of({"sign:a": 1, "flag:f": 1}), spoken(*rules))

    assert (guidance.matches, guidance.general, guidance.ask_first) == ((), (), ())
    assert guidance.explain() == f"So it is.\n{care_in_words(WORLDWIDE)}\nNot now.\n{NOTICE}"


# The bundled rules

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
# What somebody who reports everything is not offered, whatever the flags say.
NOT_FOR_BASIC_NEEDS = ("accept-what-cannot-change", "radical-acceptance", "balanced-eating-and-movement")
NO_FLAG = Profile.of(dict.fromkeys((flag.reference for flag in load_catalog().flags), 0))
WAITING = {
    "unsafe-relationship": ["learn-secure-attachment", "couples", "model-secure-attachment", "be-there"],
    "possible-eating-disorder": ["reframe-appearance-thought"],
    "unsupported-trauma": ["find-the-source", "self-reflection", "notice-attachment-driven-acts", "earn-security"],
}


def test_strategies_wait_for_the_bundled_flags() -> None:
    """Who reports everything and was asked nothing has these withheld and those waiting, and all the rest listed."""
    guidance = match(EVERYTHING, load_catalog())

    kept = {*NOT_FOR_BASIC_NEEDS, *itertools.chain.from_iterable(WAITING.values())}
    assert tuple(told_held(guidance)) == NOT_FOR_BASIC_NEEDS
    assert told_asked(guidance) == WAITING
    assert {*ids(guidance), *(each.id for each in guidance.general)} == set(load_catalog().strategies.ids) - kept


def test_a_no_to_every_flag_releases_what_waits() -> None:
    """Every strategy that is not withheld for what is reported can be had, and nothing is asked."""
    guidance = match(EVERYTHING | NO_FLAG, load_catalog())

    listed = {*ids(guidance), *(each.id for each in guidance.general)}
    assert listed == set(load_catalog().strategies.ids) - set(NOT_FOR_BASIC_NEEDS)
    assert guidance.ask_first == ()


def test_help_cannot_be_taken_from_guidance() -> None:
    """Neither an empty care nor a match without a reason can be made."""
    guidance = match(Profile.of({"sign:a": 1}), catalog(eases("one", "sign:a")))

    with pytest.raises(DefinitionError):
        evolve(guidance, care=())
    with pytest.raises(DefinitionError):
        evolve(guidance.matches[0], reasons=())


def test_long_chains_of_prerequisites_are_followed() -> None:
    """A chain of 1,500 strategies that need one another is ordered, and is withheld or waits where its end is."""
    names = [f"s{n}" for n in range(1_500)]
    chain = [needs(after, before) for before, after in itertools.pairwise(names)]
    eased = [eases(names[0], "sign:a", Closeness.RELATED), eases(names[1], "sign:a")]

    free = catalog(*chain, *eased, strategies=names)
    assert ids(match(Profile.of({"sign:a": 1}), free)) == names[:2]
    flag = Flag(id="f", name="F", question="F?", citations=CITED)
    holding = evolve(free, flags=[flag], rules=[withhold("flag:f", "strategy:s0", ask_first=True)])
    assert list(told_held(match(Profile.of({"sign:a": 1, "flag:f": 1}), holding))) == names
    assert told_asked(match(Profile.of({"sign:a": 1}), holding)) == {"f": names[:2]}


@pytest.mark.parametrize("exclude", ["one", None, 5], ids=repr)
def test_excluded_ids_are_a_list(exclude: Any) -> None:
    """One id as a text would be taken apart letter by letter, so it is refused."""
    with pytest.raises(DefinitionError) as caught:
        match(Profile.of({}), catalog(), exclude=exclude)

    assert str(caught.value).endswith("write ['some-id']")
