"""A catalog is checked as a whole, looked up by id and reference, and always has the worldwide help."""

import pickle
from collections.abc import Callable
from fractions import Fraction
from itertools import pairwise
from typing import Any

import attrs
import pytest

from insight.care import EDITORS, EMERGENCY, WORLDWIDE
from insight.catalog import Catalog, Collection
from insight.content import (
    Basis,
    Cause,
    CauseRole,
    Citation,
    Closeness,
    Domain,
    Effect,
    Entry,
    Evidence,
    Form,
    Kind,
    Link,
    Note,
    NoteRole,
    Relation,
    Rule,
    Sign,
    Source,
    Statement,
    Strategy,
)
from insight.errors import DefinitionError, UnknownIdError
from insight.questionnaires import Item, Questionnaire, options

CITED = (Citation(source="insight-editors", place="a test"),)
TEXTS: dict[str, Any] = {"name": "Name", "summary": "It is so.", "citations": CITED}


def sign(name: str, **fields: Any) -> Sign:
    """A sign of this id."""
    return Sign(**{"id": name} | TEXTS | fields)


def strategy(name: str, **fields: Any) -> Strategy:
    """A strategy of this id."""
    return Strategy(**{"id": name, "form": Form.PRACTICE} | TEXTS | fields)


def link(subject: str, relation: str, other: str, **fields: Any) -> Link:
    """A link between two references."""
    parts: dict[str, Any] = {"closeness": Closeness.NAMED, "basis": Basis.SOURCE, "citations": CITED}
    return Link(subject=subject, relation=Relation(relation), object=other, **parts | fields)


def catalog(**parts: Any) -> Catalog:
    """A catalog of these parts, given as plain lists."""
    return Catalog(**parts)


def rule(**fields: Any) -> Rule:
    """A rule that withholds."""
    parts: dict[str, Any] = {"when": "sign:doubt", "threshold": Fraction(1), "effect": Effect.WITHHOLD}
    parts |= {"because": "It waits.", "basis": Basis.SOURCE, "citations": CITED, "strategies": ("all",)}
    return Rule(**parts | fields)


DOUBT, JEALOUSY = sign("doubt"), sign("jealousy")
WORK = Domain(id="work", **TEXTS)
DOUBT_AS_CAUSE = Cause(id="doubt", role=CauseRole.ROOT, **TEXTS)
BREATHE, TALK = strategy("breathe"), strategy("talk")
ADD = "add it, name one that is there, or load this on= a catalog that has it"


@pytest.fixture
def small() -> Catalog:
    """Two signs, a domain, a cause of a sign's id, two strategies, and four links."""
    return catalog(
        signs=[DOUBT, JEALOUSY],
        domains=[WORK],
        causes=[DOUBT_AS_CAUSE],
        strategies=[TALK, BREATHE],
        links=[
            link("strategy:breathe", "eases", "sign:doubt"),
            link("sign:doubt", "appears-in", "domain:work"),
            link("strategy:talk", "eases", "sign:doubt"),
            link("strategy:breathe", "eases", "sign:doubt", closeness=Closeness.CLASS),
        ],
    )


def test_entries_are_looked_up_by_id_and_by_reference(small: Catalog) -> None:
    """A collection knows ids, the catalog knows references; one id of two kinds is two things."""
    assert small.signs["doubt"] is DOUBT
    assert small["sign:doubt"] is DOUBT
    assert small["cause:doubt"] is DOUBT_AS_CAUSE
    assert "sign:doubt" in small
    assert "doubt" in small.signs


def test_collections_iterate_in_order(small: Catalog) -> None:
    """Entries come in the order that they were given in."""
    assert list(small.strategies) == [TALK, BREATHE]
    assert small.strategies.ids == ("talk", "breathe")
    assert len(small.strategies) == 2


def test_every_kind_has_a_collection(small: Catalog) -> None:
    """Each kind of a reference can be looked up, and names the entries it holds."""
    assert set(small.collections) == set(Kind)
    assert small.collections[Kind.SIGN] is small.signs


KINDS = ", ".join(Kind)


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        pytest.param("sign:dubt", "no sign has the id 'dubt'; did you mean 'doubt'?", id="near-id"),
        pytest.param("sign:zebra", "no sign has the id 'zebra'", id="far-id"),
        pytest.param("flag:doubt", "no flag has the id 'doubt'; did you mean 'sign:doubt'?", id="other-kind"),
        pytest.param("sgn:doubt", "'sgn:doubt' names no kind of entry; did you mean 'sign'?", id="near-kind"),
        pytest.param("doubt", f"'doubt' names no kind of entry; write kind:id; the kinds are {KINDS}", id="id-only"),
    ],
)
def test_unknown_references_say_what_was_meant(small: Catalog, reference: str, message: str) -> None:
    """A reference that names nothing is refused in the same words, wherever it is used."""
    assert reference not in small
    for look_up in (small.__getitem__, small.related, small.links):
        with pytest.raises(UnknownIdError) as refused:
            look_up(reference)
        assert str(refused.value) == message


def test_reference_is_a_text(small: Catalog) -> None:
    """What is no text is no reference, and is told by its type."""
    wrong: Any = 3

    assert wrong not in small
    with pytest.raises(UnknownIdError) as refused:
        small[wrong]
    assert str(refused.value) == f"a number names no kind of entry; write kind:id; the kinds are {KINDS}"


@pytest.mark.parametrize("wanted", [None, 3, ["doubt"]], ids=repr)
def test_collection_refuses_what_is_no_id(small: Catalog, wanted: Any) -> None:
    """What is no text is no id: not in the collection, and an UnknownIdError when asked for."""
    assert wanted not in small.signs
    with pytest.raises(UnknownIdError):
        small.signs[wanted]


def test_related_goes_either_way_round(small: Catalog) -> None:
    """What is tied to an entry is found from both ends, each once, in the order of the links."""
    assert small.related(DOUBT) == (BREATHE, WORK, TALK)
    assert small.related("strategy:breathe") == (DOUBT,)
    assert small.related(JEALOUSY) == ()


def test_related_can_be_narrowed(small: Catalog) -> None:
    """Only entries of a class, or only those tied by a relation, can be asked for."""
    assert small.related(DOUBT, Strategy) == (BREATHE, TALK)
    assert small.related(DOUBT, Domain, relation=Relation.EASES) == ()
    assert small.related(DOUBT, relation="appears-in") == (WORK,)
    assert small.related(DOUBT, Entry) == small.related(DOUBT)


def test_links_name_an_entry_at_either_end(small: Catalog) -> None:
    """The links of an entry come in file order; without an entry, all of them do."""
    first, second, third, last = small.all_links

    assert small.links() == (first, second, third, last)
    assert small.links("domain:work") == (second,)
    assert small.links(DOUBT) == (first, second, third, last)
    assert small.links(BREATHE) == (first, last)
    assert small.links(JEALOUSY) == ()


def test_links_can_be_narrowed_to_a_relation(small: Catalog) -> None:
    """Only the links of one relation can be asked for, of an entry or of all."""
    first, second, third, last = small.all_links

    assert small.links(relation="eases") == (first, third, last)
    assert small.links(DOUBT, relation=Relation.APPEARS_IN) == (second,)
    assert small.links(BREATHE, relation=Relation.APPEARS_IN) == ()


def test_questionnaire_is_looked_up_like_an_entry() -> None:
    """A questionnaire, or its reference, can be asked for what is tied to it; no link names one."""
    responses = options("no", "yes")
    asked: Any = Questionnaire.build("asked", title="Asked", responses=responses, items={"a": "A?"}, scales={"s": "a"})
    held = catalog(questionnaires=[asked])

    for named in (asked, "questionnaire:asked"):
        assert held.related(named) == ()
        assert held.links(named) == ()
        assert held.best_evidence(named) == Evidence.EDITORIAL


def test_questionnaire_of_another_catalog_is_unknown() -> None:
    """A questionnaire that a catalog does not have is refused in the words of its reference."""
    responses = options("no", "yes")
    asked: Any = Questionnaire.build("asked", title="Asked", responses=responses, items={"a": "A?"}, scales={"s": "a"})

    with pytest.raises(UnknownIdError) as refused:
        catalog().related(asked)
    assert str(refused.value) == "no questionnaire has the id 'asked'"


def test_evidence_is_that_of_the_strongest_source() -> None:
    """The best evidence is found by entry and by reference."""
    page = Source(id="page", title="Page", evidence=Evidence.LAY_PAGE, locator_missing=True)
    study = Source(id="study", title="Study", evidence=Evidence.TRIAL, locator_missing=True)
    tried = sign("tried", citations=(Citation(source="page"), Citation(source="study"), *CITED))
    held = catalog(signs=[tried, DOUBT], sources=[page, study])

    assert (held.best_evidence(tried), held.best_evidence("sign:tried")) == (Evidence.TRIAL, Evidence.TRIAL)
    assert held.best_evidence("sign:doubt") == Evidence.EDITORIAL


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        pytest.param("sign:dubt", "no sign has the id 'dubt'; did you mean 'doubt'?", id="near"),
        pytest.param("note:jealousy", "no note has the id 'jealousy'; did you mean 'sign:jealousy'?", id="other-kind"),
        pytest.param("sgn:doubt", "'sgn:doubt' names no kind of entry; did you mean 'sign'?", id="no-kind"),
    ],
)
def test_unknown_entry_has_no_evidence(small: Catalog, reference: str, message: str) -> None:
    """What is not there is refused, rather than said to have little evidence."""
    with pytest.raises(UnknownIdError) as refused:
        small.best_evidence(reference)
    assert str(refused.value) == message


def test_worldwide_help_and_editors_are_always_there() -> None:
    """An empty catalog has help, and the source that the help cites."""
    empty = Catalog()

    assert tuple(empty.resources) == WORLDWIDE
    assert tuple(empty.sources) == (EDITORS,)
    assert repr(empty) == "<Catalog: 2 resources, 1 source; 0 links, 0 rules>"


def test_worldwide_help_follows_own_help() -> None:
    """Resources of one's own come first, and take nothing away."""
    own = attrs.evolve(EMERGENCY, id="own-line", region="GB")

    assert tuple(catalog(resources=[own]).resources) == (own, *WORLDWIDE)
    changes: dict[str, Any] = {"resources": ()}
    assert tuple(attrs.evolve(catalog(resources=[own]), **changes).resources) == WORLDWIDE


def test_worldwide_help_cannot_be_changed() -> None:
    """A resource with the id of a worldwide one must be that one."""
    with pytest.raises(DefinitionError) as refused:
        catalog(resources=[attrs.evolve(EMERGENCY, hours="Mon-Fri")])
    assert str(refused.value) == (
        "the catalog: resource:emergency: the worldwide help cannot be changed; add a resource of your own"
    )


def test_source_of_editorial_decisions_cannot_be_changed() -> None:
    """A source with the id of the editors must be them; no evidence can be made of what was only decided."""
    with pytest.raises(DefinitionError) as refused:
        catalog(sources=[attrs.evolve(EDITORS, evidence=Evidence.TRIAL)])
    assert str(refused.value) == (
        "the catalog: source:insight-editors: the source of editorial decisions cannot be changed; "
        "add a source of your own"
    )
    assert tuple(catalog(sources=[EDITORS]).sources) == (EDITORS,)


def test_reference_to_an_id_of_another_kind_says_which() -> None:
    """Where another kind has the id that is missed, its reference is suggested."""
    with pytest.raises(DefinitionError) as refused:
        catalog(signs=[DOUBT], domains=[WORK], links=[link("sign:work", "appears-in", "domain:work")])
    assert str(refused.value) == ("the catalog: links[0].subject: there is no sign 'work'; did you mean 'domain:work'?")


def test_long_circle_is_told_in_short() -> None:
    """Of a long circle the first few are shown, and where it closes."""
    names = [f"s{n}" for n in range(9)]
    pairs = [*pairwise(names), ("s8", "s0")]

    with pytest.raises(DefinitionError) as refused:
        catalog(
            strategies=[strategy(name) for name in names],
            links=[link(f"strategy:{a}", "needs-first", f"strategy:{b}") for a, b in pairs],
        )
    assert str(refused.value) == (
        "the catalog: links[8]: strategy:s0 would need itself first (strategy:s0 → strategy:s1 → strategy:s2 → "
        "strategy:s3 → strategy:s4 → strategy:s5 → … → strategy:s0); take one link of the circle away"
    )


def test_unresolved_references_are_listed_all_at_once() -> None:
    """Every reference to nothing is told with its place and the nearest that there is."""
    unknown = (Citation(source="insight-editor"),)
    asked = Questionnaire.build(
        "asked",
        title="Asked",
        responses=options("no", "yes"),
        items=[Item(id="a", text="A?", about=("-sign:dubt", "axis:attachment-anxiety"), resources=("help",))],
        scales={"s": "a"},
    )

    with pytest.raises(DefinitionError) as refused:
        catalog(
            signs=[DOUBT, sign("odd", examples=(Statement(text="So.", citations=unknown),))],
            notes=[Note(id="n", role=NoteRole.FACT, about=("sign:doubt", "domain:work"), **TEXTS)],
            questionnaires=[asked],
            links=[link("strategy:breathe", "eases", "sign:doubt", citations=(*CITED, *unknown))],
            rules=[rule(when="sign:odder", unless=("strategy:talk", "form:therapy"), resources=("emergenzy",))],
        )
    assert str(refused.value) == (
        "the catalog has 9 problems:\n"
        "  - sign:odd.examples[0].citations[0]: there is no source 'insight-editor'; did you mean 'insight-editors'?\n"
        f"  - note:n.about[1]: there is no domain 'work'; {ADD}\n"
        "  - questionnaire:asked.items.a.about[0]: there is no sign 'dubt'; did you mean 'doubt'?\n"
        f"  - questionnaire:asked.items.a.resources[0]: there is no resource 'help'; {ADD}\n"
        f"  - links[0].subject: there is no strategy 'breathe'; {ADD}\n"
        "  - links[0].citations[1]: there is no source 'insight-editor'; did you mean 'insight-editors'?\n"
        "  - rules[0].when: there is no sign 'odder'; did you mean 'odd'?\n"
        f"  - rules[0].unless[0]: there is no strategy 'talk'; {ADD}\n"
        "  - rules[0].resources[0]: there is no resource 'emergenzy'; did you mean 'emergency'?"
    )


def test_prerequisites_have_no_circle() -> None:
    """Each circle of prerequisites is told once, at a link that closes it; what only leads there is not blamed."""
    strategies = [strategy(name) for name in "abcdef"]
    pairs = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a"), ("e", "f"), ("f", "e")]

    with pytest.raises(DefinitionError) as refused:
        catalog(strategies=strategies, links=[link(f"strategy:{a}", "needs-first", f"strategy:{b}") for a, b in pairs])
    assert str(refused.value) == (
        "the catalog has 2 problems:\n"
        "  - links[2]: strategy:a would need itself first (strategy:a → strategy:b → strategy:c → strategy:a); "
        "take one link of the circle away\n"
        "  - links[5]: strategy:e would need itself first (strategy:e → strategy:f → strategy:e); "
        "take one link of the circle away"
    )


def test_long_chains_of_prerequisites_take_no_longer_than_they_are() -> None:
    """A chain of thousands of prerequisites is looked through link by link, without recursion."""
    names = [f"s{n}" for n in range(3000)]
    links = [link(f"strategy:{a}", "needs-first", f"strategy:{b}") for a, b in pairwise(names)]

    assert len(catalog(strategies=[strategy(name) for name in names], links=links).links()) == 2999


def test_prerequisites_can_share_a_prerequisite() -> None:
    """Two ways to one strategy are no circle."""
    pairs = [("a", "b"), ("a", "c"), ("b", "d"), ("c", "d")]
    links = [link(f"strategy:{a}", "needs-first", f"strategy:{b}") for a, b in pairs]

    assert len(catalog(strategies=[strategy(name) for name in "abcd"], links=links).links()) == 4


@pytest.mark.parametrize(
    ("ids", "message"),
    [
        pytest.param(
            ["doubt", "doubt"], "sign entries.doubt: 'doubt' is there more than once; choose another id", id="same"
        ),
        pytest.param(
            ["self-doubt", "selfdoubt"],
            "sign entries.selfdoubt: 'self-doubt' and 'selfdoubt' are alike but for case and '._-'; choose another id",
            id="alike",
        ),
    ],
)
def test_ids_of_a_kind_differ(ids: list[str], message: str) -> None:
    """Two entries of one kind cannot be confused."""
    with pytest.raises(DefinitionError) as refused:
        catalog(signs=[sign(name) for name in ids])
    assert str(refused.value) == message


def test_collections_hold_their_kind_only() -> None:
    """An entry in the collection of another kind is refused."""
    with pytest.raises(DefinitionError) as refused:
        catalog(signs=[WORK])
    assert str(refused.value) == "sign entries: 'work' is a domain"


def test_equal_catalogs_are_equal(small: Catalog) -> None:
    """Catalogs of the same parts are equal and have one hash; another order is another catalog."""
    same = attrs.evolve(small)

    assert same == small
    assert hash(same) == hash(small)
    changes: dict[str, Any] = {"signs": [JEALOUSY, DOUBT]}
    assert attrs.evolve(small, **changes) != small
    assert Collection("sign", [DOUBT]) != Collection("cause", [DOUBT])
    assert Collection("sign", [DOUBT]) != [DOUBT]


def test_catalogs_go_through_pickle(small: Catalog) -> None:
    """A catalog comes out of another process as it went in."""
    again = pickle.loads(pickle.dumps(small))  # noqa: S301  # our own bytes

    assert again == small
    assert again.related("sign:doubt", Strategy) == (BREATHE, TALK)


def test_catalogs_are_frozen(small: Catalog) -> None:
    """Neither a collection nor an entry in it can be set."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        small.signs = Collection("sign")  # type: ignore[misc]  # the mistake that is tested
    with pytest.raises(TypeError):
        small.signs["doubt"] = JEALOUSY  # type: ignore[index]  # the mistake that is tested


def test_size_is_told(small: Catalog) -> None:
    """A catalog and a collection say how much is in them, and no more."""
    assert repr(small) == (
        "<Catalog: 1 domain, 2 signs, 1 cause, 2 strategies, 2 resources, 1 source; 4 links, 0 rules>"
    )
    assert repr(small.signs) == "<Collection of 2 sign entries>"


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("strategy", "text"),
        (3, "a number"),
        (int, "int"),
        (Strategy(**{"id": "s", "form": "practice"} | TEXTS), "a value of type Strategy"),
    ],
)
def test_kind_is_a_class_of_entries(small: Catalog, kind: Any, told: str) -> None:
    """What is no class of entries is told, with what to write."""
    asks: list[Callable[[], object]] = [
        lambda: small.related("sign:doubt", kind),
        lambda: small.search("doubt", kind),
    ]
    for ask in asks:
        with pytest.raises(DefinitionError) as refused:
            ask()
        assert str(refused.value) == (
            f"the catalog: kind: a class of entries is expected, not {told}; write insight.Strategy"
        )
