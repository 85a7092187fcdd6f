"""What the seed articles leave open is closed: each gap that the inventory lists, and each way that may not end."""

import re
from graphlib import TopologicalSorter
from typing import Any

import pytest

import insight
from insight.care import CONTENT_NOTE, EMERGENCY, FIND_A_HELPLINE
from insight.catalog.checks import questionnaire_mentions
from insight.content import MEANINGS, Audience, Basis, Closeness, Entry, Kind, NoteRole, Relation, ResourceKind, Tag
from insight.describing import describe

CATALOG = insight.load_catalog()
REGIONS = (
    *("AR", "AT", "AU", "BR", "CA", "CH", "CN", "DE", "EG", "ES", "FR", "GB", "IE", "IN"),
    *("JP", "KE", "MX", "NG", "NL", "NZ", "PL", "SE", "TR", "UA", "US", "ZA"),
)
BASIC_NEEDS = ("domain:basic-needs", "cause:unmet-basic-needs", "sign:uneasy-about-daily-needs")
HARD = [entry for held in CATALOG.collections.values() for entry in held if getattr(entry, "hard", False)]
NAMES_ABUSE = ("cause:adverse-childhood-experiences", "attachment-style:disorganized", "flag:unsafe-relationship")


def by_reference(name: str, entries: Any) -> pytest.MarkDecorator:
    """A test for each of *entries*, whose id is the reference."""
    return pytest.mark.parametrize(name, [pytest.param(entry, id=entry.reference) for entry in entries])


# Gap 1: the secure style


def test_secure_style_is_described(catalog: insight.Catalog) -> None:
    """Security has origins, shows in childhood, and in at least three ways in adult life."""
    secure = catalog.attachment_styles["secure"]

    assert secure.origins
    assert secure.in_childhood
    assert len(secure.in_adulthood) >= 3
    assert catalog.related(secure, insight.Strategy)


def test_secure_style_cites_the_literature(catalog: insight.Catalog) -> None:
    """What is said of security rests on more than the articles and the editors."""
    assert "hazan-shaver-1987" in {citation.source for citation in catalog.attachment_styles["secure"].citations}


@by_reference("insecure", [style for style in CATALOG.attachment_styles if style.id != "secure"])
def test_insecure_style_has_all_its_parts(insecure: insight.AttachmentStyle, catalog: insight.Catalog) -> None:
    """An insecure style has origins, examples from childhood and adult life, signs, and what may help."""
    assert insecure.origins
    assert insecure.in_childhood
    assert insecure.in_adulthood
    assert catalog.related(insecure, insight.Sign, relation=Relation.APPEARS_IN)
    assert catalog.related(insecure, insight.Strategy, relation=Relation.EASES)


# Gap 2: basic needs


@pytest.mark.parametrize("reference", BASIC_NEEDS)
def test_basic_needs_lead_to_practical_help_first(reference: str, catalog: insight.Catalog) -> None:
    """Whoever goes without is shown practical help before any exercise, in the catalog and in guidance."""
    linked = catalog.related(reference, insight.Strategy, relation=Relation.EASES)
    guidance = insight.match(insight.Profile.of({reference: 1}), catalog)

    assert Tag.PRACTICAL_HELP in linked[0].tags
    assert Tag.PRACTICAL_HELP in guidance.matches[0].strategy.tags


def test_practical_help_names_food_a_home_and_money(catalog: insight.Catalog) -> None:
    """The steps of practical help say whom to ask for food, for a place to live and for an income."""
    practical = [strategy for strategy in catalog.strategies if Tag.PRACTICAL_HELP in strategy.tags]

    assert practical
    for strategy in practical:
        steps = " ".join(strategy.steps).lower()
        assert re.search(r"\bfood\b", steps)
        assert re.search(r"place to live|\bhome\b|\bhousing\b|\brent\b", steps)
        assert re.search(r"\bincome\b|\bmoney\b|\bbenefits\b", steps)


@pytest.mark.parametrize("reference", ["domain:basic-needs", "cause:unmet-basic-needs", "flag:unmet-basic-needs"])
def test_basic_needs_have_a_resource(reference: str, catalog: insight.Catalog) -> None:
    """There is a place to ask for help with basic needs."""
    near = catalog.related(reference, insight.Resource, relation=Relation.ABOUT)

    assert [resource.id for resource in near if Audience.BASIC_NEEDS in resource.audience]


# Gap 3: the social domain


def test_several_strategies_ease_social_insecurity(catalog: insight.Catalog) -> None:
    """There are at least two things to try for unease around people, each with steps."""
    found = catalog.related("domain:social", insight.Strategy, relation=Relation.EASES)

    assert len([strategy for strategy in found if strategy.steps]) >= 2


# Gap 4: crisis


@pytest.mark.parametrize("region", [None, "", "XX", "nowhere", *REGIONS])
def test_crisis_help_is_everywhere(region: str | None, catalog: insight.Catalog) -> None:
    """Wherever somebody is, there is help at all hours for anybody, and a directory for those who live with abuse."""
    found = catalog.help(region)

    assert {EMERGENCY, FIND_A_HELPLINE} <= set(found)
    assert [r for r in found if r.all_hours and Audience.ANYONE in r.audience and r.kind == ResourceKind.EMERGENCY]
    assert [r for r in found if Audience.ABUSE in r.audience and r.kind == ResourceKind.DIRECTORY]


def test_there_are_enough_regions() -> None:
    """The list of regions that is tried is no mere handful."""
    assert len(set(REGIONS)) >= 20


def test_suicide_prevention_is_named(catalog: insight.Catalog) -> None:
    """Some help is there for who thinks of suicide, and an acute crisis leads to help at all hours."""
    acute = catalog.related("flag:acute-crisis", insight.Resource, relation=Relation.ABOUT)

    assert [resource.id for resource in catalog.resources if "suicide" in resource.name.lower()]
    assert {EMERGENCY, FIND_A_HELPLINE} <= set(acute)


@pytest.mark.parametrize("reference", NAMES_ABUSE)
def test_abuse_has_a_resource(reference: str, catalog: insight.Catalog) -> None:
    """What speaks of abuse leads to the directory, by way of the resource for it."""
    near = catalog.related(reference, insight.Resource, relation=Relation.ABOUT)
    for_abuse = [resource for resource in near if Audience.ABUSE in resource.audience]

    assert for_abuse
    assert {resource.kind for resource in for_abuse} == {ResourceKind.DIRECTORY}
    assert {resource.channels for resource in for_abuse} == {FIND_A_HELPLINE.channels}


def test_no_other_entry_speaks_of_abuse(texts: dict[str, str]) -> None:
    """Abuse is named where help is tied to it, and in strategies that say that they are not meant for it."""
    named = {place.partition(".")[0] for place, text in texts.items() if re.search(r"\babus", text, re.IGNORECASE)}
    lived = {reference for reference in named if reference.partition(":")[0] not in {"source", "resource"}}

    assert lived - set(NAMES_ABUSE) == {"strategy:radical-acceptance"}


# Gap 5: from strategies to signs


def test_sign_is_reached_by_a_strategy(sign: insight.Sign, catalog: insight.Catalog) -> None:
    """Something may help with every sign: itself, or the domain, cause or style in which it appears."""
    places = {link.object for link in catalog.links(sign, relation=Relation.APPEARS_IN)}
    lived = {place for place in places if not place.startswith(f"{Kind.NOTE}:")}
    eased = {reference for reference in (sign.reference, *lived) if eased_by(reference, catalog)}

    assert eased


# Gap 6: self-reflection


def test_self_reflection_has_steps(catalog: insight.Catalog) -> None:
    """Reflecting on oneself says how."""
    assert len(catalog.strategies["self-reflection"].steps) >= 3


# Gap 7: more than one kind of life


@by_reference("domain", CATALOG.domains)
def test_domain_has_several_examples(domain: insight.Domain) -> None:
    """An area of life has at least two examples, and they differ."""
    assert len({example.text for example in domain.examples}) >= 2


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"\bfaith\b|prayer|the service\b", id="faith"),
        pytest.param(r"wheelchair|walking aid|Standing hurts|A helper comes", id="disability"),
        pytest.param(r"new country|language that you still learn|an accent", id="culture"),
        pytest.param(r"tell your family who you love|the person they love", id="whom-one-loves"),
        pytest.param(r"retired|home for older people|old friends have died", id="age"),
        pytest.param(r"\bneighbor|\bfriends?\b", id="beyond-couples"),
    ],
)
def test_examples_come_from_many_lives(pattern: str, texts: dict[str, str]) -> None:
    """Examples are of more than young couples: faith, disability, culture, whom one loves, age and friends."""
    examples = [text for place, text in texts.items() if ".examples[" in place]

    assert [text for text in examples if re.search(pattern, text)]


# Gap 8: how much, how plain, how old


@by_reference("domain", CATALOG.domains)
def test_domain_can_be_measured(domain: insight.Domain, catalog: insight.Catalog) -> None:
    """Some scale is about every area of life; that texts are plain is tested in test_entries."""
    about = {reference for q in catalog.questionnaires for scale in q.scales for reference in scale.about}

    assert domain.reference in about


@by_reference("resource", CATALOG.resources)
def test_resource_says_when_to_look_again(resource: insight.Resource) -> None:
    """A resource has a day for its next check, or says that it is to be checked before use."""
    assert resource.review_by or "not verified: check before use" in describe(resource).text(width=1_000)


# Nothing ends in nothing


@by_reference("domain", CATALOG.domains)
def test_domain_has_signs_causes_and_what_may_help(domain: insight.Domain, catalog: insight.Catalog) -> None:
    """An area of life has signs, what may lie behind it, and what may help with it."""
    behind = (Relation.MAY_LEAD_TO, Relation.BELONGS_TO, Relation.GOES_ALONG_WITH)

    assert catalog.related(domain, insight.Sign, relation=Relation.APPEARS_IN)
    assert [cause for relation in behind for cause in catalog.related(domain, insight.Cause, relation=relation)]
    assert eased_by(domain.reference, catalog)


def test_prerequisites_come_in_an_order(catalog: insight.Catalog) -> None:
    """No strategy needs itself first, by whatever way."""
    links = catalog.links(relation=Relation.NEEDS_FIRST)
    graph: dict[str, set[str]] = {}
    for link in links:
        graph.setdefault(link.subject, set()).add(link.object)
    order = list(TopologicalSorter(graph).static_order())

    assert links
    assert all(order.index(link.object) < order.index(link.subject) for link in links)


@by_reference("strategy", CATALOG.strategies)
def test_strategy_eases_something(strategy: insight.Strategy, catalog: insight.Catalog) -> None:
    """A strategy may help with something, or belongs to one that may."""
    links = catalog.links(strategy, relation=Relation.BELONGS_TO)
    wider = [link.object for link in links if link.subject == strategy.reference]

    assert [reference for reference in (strategy.reference, *wider) if eases(reference, catalog)]


# What is hard


@by_reference("hard", HARD)
def test_hard_entry_comes_with_help(hard: Entry, catalog: insight.Catalog) -> None:
    """An entry about something hard has a resource of its own, and a message beside it or in it."""
    messages = {note for note in catalog.related(hard, insight.Note) if note.role == NoteRole.MESSAGE}

    assert catalog.related(hard, insight.Resource, relation=Relation.ABOUT)
    assert messages or getattr(hard, "role", None) == NoteRole.MESSAGE


@by_reference("hard", HARD)
def test_hard_entry_opens_with_a_note(hard: Entry, catalog: insight.Catalog) -> None:
    """An entry about something hard is shown with the content note first, and then with its help."""
    _, opening, help_line, *_ = describe(hard, catalog=catalog).text(width=10_000).split("\n\n")

    assert opening == CONTENT_NOTE
    for resource in catalog.related(hard, insight.Resource, relation=Relation.ABOUT):
        assert resource.name in help_line


def test_hard_entries_are_of_several_kinds() -> None:
    """There are hard entries to try this on, among signs, causes, styles, conditions and notes."""
    kinds = {entry.reference.partition(":")[0] for entry in HARD}

    assert {Kind.SIGN, Kind.CAUSE, Kind.ATTACHMENT_STYLE, Kind.CONDITION, Kind.NOTE} <= kinds


# Links


@pytest.mark.parametrize("relation", list(Relation))
def test_relation_is_used_and_shown_by_an_example(relation: Relation, catalog: insight.Catalog) -> None:
    """Every relation is that of a bundled link, and the example in its meaning is one."""
    joined = {(link.subject, link.object) for link in catalog.links(relation=relation)}

    assert MEANINGS[relation].example in joined


def test_editorial_links_claim_little(catalog: insight.Catalog) -> None:
    """A link on the word of the editors alone is no closer than related."""
    editorial = [link for link in catalog.links() if link.basis == Basis.EDITORIAL]

    assert editorial
    assert {link.closeness for link in editorial} == {Closeness.RELATED}


@pytest.mark.parametrize(
    ("claim", "counter"),
    [
        pytest.param(link.subject, link.object, id=link.subject)
        for link in CATALOG.links(relation=Relation.CONTRADICTED_BY)
    ],
)
def test_contradicting_notes_are_shown_with_each_other(claim: str, counter: str, catalog: insight.Catalog) -> None:
    """A claim and what contradicts it are shown together, in full, whichever of the two is looked up."""
    for shown, other in ((claim, counter), (counter, claim)):
        text = describe(catalog[shown], catalog=catalog).text(width=10_000)

        assert catalog[other].name in text
        assert " ".join(catalog[other].summary.split()) in text


def test_misconceptions_are_contradicted(catalog: insight.Catalog) -> None:
    """What is marked as a misconception is contradicted by a note."""
    wrong = {note.reference for note in catalog.notes if note.role == NoteRole.MISCONCEPTION}

    assert wrong
    assert wrong == {link.subject for link in catalog.links(relation=Relation.CONTRADICTED_BY)}


@by_reference("note", [note for note in CATALOG.notes if note.role != NoteRole.DEFINITION])
def test_note_is_about_something(note: insight.Note, catalog: insight.Catalog) -> None:
    """Every note but a definition says what it is about."""
    links = catalog.links(note, relation=Relation.ABOUT)

    assert [link.object for link in links if link.subject == note.reference]


# Flags


@by_reference("flag", CATALOG.flags)
def test_flag_is_a_question(flag: insight.Flag) -> None:
    """A flag asks one thing plainly."""
    assert re.fullmatch(r"[A-Z][^?]*\?", flag.question)


@by_reference("flag", CATALOG.flags)
def test_flag_is_in_no_questionnaire(flag: insight.Flag, catalog: insight.Catalog) -> None:
    """A flag is never scored: no item or scale is about it, and no item asks its question."""
    mentioned = {reference for q in catalog.questionnaires for _, reference in questionnaire_mentions(q)}
    asked = {item.text for q in catalog.questionnaires for item in q.items}

    assert mentioned
    assert not {reference for reference in mentioned if reference.removeprefix("-") == flag.reference}
    assert flag.question not in asked


# Helpers


def eases(strategy: str, catalog: insight.Catalog) -> list[str]:
    """What a strategy may help with."""
    return [link.object for link in catalog.links(strategy, relation=Relation.EASES) if link.subject == strategy]


def eased_by(reference: str, catalog: insight.Catalog) -> list[str]:
    """The strategies that may help with *reference*."""
    return [link.subject for link in catalog.links(reference, relation=Relation.EASES) if link.object == reference]
