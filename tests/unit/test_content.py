"""Content is valid from birth: what each class refuses, in whole messages."""

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import pytest

from insight.content import (
    ENTRY_CLASSES,
    MEANINGS,
    AttachmentStyle,
    Cause,
    Channel,
    Checked,
    Citation,
    Condition,
    Domain,
    Flag,
    Kind,
    Link,
    Note,
    Relation,
    Resource,
    Rule,
    Sign,
    Source,
    Statement,
    Strategy,
    id_problems,
    reference_problems,
    split_reference,
    text_problems,
)
from insight.errors import DefinitionError

CITED = (Citation(source="a-study", place="table 2"),)
ENTRY = {"id": "an-id", "name": "Name", "citations": CITED}
CLAIM = {"basis": "source", "citations": CITED}
SOUND: dict[type[Checked], dict[str, Any]] = {
    Citation: {"source": "a-study"},
    Statement: {"text": "It is so.", "citations": CITED},
    Domain: ENTRY | {"summary": "It is so."},
    Sign: ENTRY | {"summary": "It is so."},
    Cause: ENTRY | {"summary": "It is so.", "role": "root"},
    AttachmentStyle: ENTRY | {"summary": "It is so."},
    Strategy: ENTRY | {"summary": "It is so.", "form": "practice"},
    Condition: ENTRY | {"summary": "It is so."},
    Note: ENTRY | {"summary": "It is so.", "role": "fact"},
    Flag: ENTRY | {"question": "Is it so?"},
    Channel: {"kind": "web", "value": "https://example.org"},
    Resource: ENTRY
    | {"kind": "helpline", "region": "GB", "hours": "always", "languages": ("en",), "cost": "free"}
    | {"audience": ("anyone",)},
    Source: {"id": "a-study", "title": "A study", "evidence": "trial", "doi": "10.1002/per.2226"},
    Link: CLAIM | {"subject": "strategy:a", "relation": "eases", "object": "sign:b", "closeness": "named"},
    Rule: CLAIM | {"when": "sign:a", "threshold": Fraction(1, 2), "effect": "withhold", "because": "It waits."},
}
SOUND[Resource]["channels"] = (Channel(**SOUND[Channel]),)
SOUND[Rule]["strategies"] = ("form:therapy",)
ALL = pytest.mark.parametrize("cls", SOUND, ids=lambda cls: cls.__name__)
NO_ID = "use small letters and digits joined by single hyphens"


def make(cls: type[Checked], **changed: Any) -> Any:
    """A sound value of *cls*, with some fields changed."""
    return cls(**SOUND[cls] | changed)


@ALL
def test_sound_values_can_be_made(cls: type[Checked]) -> None:
    """What has all that it needs is made, and equals another of the same parts."""
    assert make(cls) == make(cls)
    assert hash(make(cls)) == hash(make(cls))


@ALL
def test_values_are_frozen(cls: type[Checked]) -> None:
    """No field can be set again."""
    value = make(cls)
    name = attrs.fields(cls)[0].name

    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(value, name, "other")
    assert value == make(cls)


@ALL
def test_changed_copies_are_checked_too(cls: type[Checked]) -> None:
    """`evolve` gives an equal value for no change, and refuses what the constructor refuses."""
    value = make(cls)
    name = next(field.name for field in attrs.fields(cls) if isinstance(SOUND[cls].get(field.name), str))

    assert attrs.evolve(value) == value
    with pytest.raises(DefinitionError):
        attrs.evolve(value, **{name: " "})


@pytest.mark.parametrize("kind", ENTRY_CLASSES, ids=str)
def test_entries_know_their_reference(kind: Kind) -> None:
    """An entry is named by its kind and its id."""
    entry = make(ENTRY_CLASSES[kind])

    assert entry.reference == f"{kind}:{entry.id}"


@pytest.mark.parametrize("cls", [cls for cls in SOUND if "citations" in SOUND[cls]], ids=lambda cls: cls.__name__)
def test_nothing_stands_without_a_citation(cls: type[Checked]) -> None:
    """Statements, entries other than sources, links and rules say where they come from."""
    label = make(cls).in_messages

    with pytest.raises(DefinitionError) as refused:
        make(cls, citations=())
    assert str(refused.value) == f"{label}: citations: there is none; say where it comes from"


def test_lists_become_tuples() -> None:
    """A list that was passed in is frozen: changing it later changes nothing."""
    names = ["other words"]
    sign = make(Sign, also_called=names)

    names.append("more words")

    assert sign.also_called == ("other words",)


def test_all_problems_come_at_once() -> None:
    """A value with several faults lists each of them with its place."""
    with pytest.raises(DefinitionError) as refused:
        make(Sign, id="An id", name=" ", citations=(), also_called=("fine", ""))
    assert str(refused.value) == (
        "sign 'An id' has 4 problems:\n"
        "  - name: the text is blank\n"
        "  - also_called[1]: the text is blank\n"
        f"  - id: 'An id' is no id; {NO_ID}\n"
        "  - citations: there is none; say where it comes from"
    )


PHONE = "write +, country code and number without spaces, or a short number of 2 to 6 digits"
DAYS = "choose a day 1 to 180 days after it"
REFUSED: list[tuple[str, type[Checked], dict[str, Any], str]] = [
    ("citation-id", Citation, {"source": "A study"}, f"citation: source: 'A study' is no id; {NO_ID}"),
    ("statement-blank", Statement, {"text": "\n"}, "statement: text: the text is blank"),
    ("sign-summary", Sign, {"summary": ""}, "sign 'an-id': summary: the text is blank"),
    (
        "domain-control",
        Domain,
        {"summary": "a\x00b\x1b"},
        "domain 'an-id': summary: the text holds hidden characters (U+0000, U+001B); remove them",
    ),
    (
        "sign-turned",
        Sign,
        {"name": "a\u202eb"},
        "sign 'an-id': name: the text holds hidden characters (U+202E); remove them",
    ),
    (
        "sign-surrogate",
        Sign,
        {"also_called": ("a\ud800",)},
        "sign 'an-id': also_called[0]: the text holds hidden characters (U+D800); remove them",
    ),
    (
        "cause-role",
        Cause,
        {"role": "roots"},
        "cause 'an-id': role: 'roots' is not one of 'root', 'cause', 'risk', 'correlate'; did you mean 'root'?",
    ),
    (
        "style-id",
        AttachmentStyle,
        {"id": "a--b"},
        f"attachment style 'a--b': id: 'a--b' is no id; {NO_ID}",
    ),
    (
        "strategy-form",
        Strategy,
        {"form": "pill"},
        "strategy 'an-id': form: 'pill' is not one of 'practice', 'therapy', 'partner-support'",
    ),
    (
        "strategy-tag",
        Strategy,
        {"tags": ("body", "inner work")},
        (
            "strategy 'an-id': tags[1]: 'inner work' is not one of 'inner-work', 'acceptance', 'body', 'partner', "
            "'practical-help', 'with-a-professional'; did you mean 'inner-work'?"
        ),
    ),
    ("strategy-step", Strategy, {"steps": ("One.", " ")}, "strategy 'an-id': steps[1]: the text is blank"),
    ("condition-name", Condition, {"name": ""}, "condition 'an-id': name: the text is blank"),
    (
        "note-about",
        Note,
        {"about": ("sign:a", "b")},
        "note 'an-id': about[1]: 'b' is no reference; write kind:id, such as domain:some-id",
    ),
    (
        "note-about-source",
        Note,
        {"about": ("source:b",)},
        "note 'an-id': about[0]: the kind 'source' cannot stand here; did you mean 'resource'?",
    ),
    (
        "note-about-itself",
        Note,
        {"about": ("note:an-id",)},
        "note 'an-id': about[0]: it is the note itself; name another entry",
    ),
    ("flag-question", Flag, {"question": ""}, "flag 'an-id': question: the text is blank"),
    (
        "channel-http",
        Channel,
        {"value": "http://example.org"},
        "channel: value: 'http://example.org' is no address; write https://…",
    ),
    (
        "channel-host",
        Channel,
        {"value": "https:///x"},
        "channel: value: 'https:///x' is no address; write it without spaces",
    ),
    (
        "channel-space",
        Channel,
        {"value": "https://a b"},
        "channel: value: 'https://a b' is no address; write it without spaces",
    ),
    (
        "channel-phone",
        Channel,
        {"kind": "phone", "value": "888 375"},
        f"channel: value: '888 375' is no telephone number; {PHONE}",
    ),
    (
        "channel-one-digit",
        Channel,
        {"kind": "text", "value": "1"},
        f"channel: value: '1' is no telephone number; {PHONE}",
    ),
    (
        "channel-empty",
        Channel,
        {"value": ""},
        "channel: value: there is none; write an address or a number, or how to find it in display",
    ),
    (
        "channel-other-digits",
        Channel,
        {"kind": "phone", "value": "١١٢"},
        f"channel: value: '١١٢' is no telephone number; {PHONE}",
    ),
    (
        "resource-region",
        Resource,
        {"region": "uk"},
        "resource 'an-id': region: 'uk' is no region; write 'world' or two capital letters such as 'GB'",
    ),
    ("resource-uk", Resource, {"region": "UK"}, "resource 'an-id': region: 'UK' is no region; did you mean 'GB'?"),
    (
        "resource-empty",
        Resource,
        {"channels": (), "languages": (), "audience": ()},
        (
            "resource 'an-id' has 3 problems:\n"
            "  - channels: the list is empty\n  - languages: the list is empty\n  - audience: the list is empty"
        ),
    ),
    (
        "resource-half-dated",
        Resource,
        {"review_by": dt.date(2026, 1, 1)},
        "resource 'an-id': last_verified: it goes with review_by; give both or neither",
    ),
    (
        "resource-late",
        Resource,
        {"last_verified": dt.date(2026, 1, 1), "review_by": dt.date(2026, 7, 1)},
        f"resource 'an-id': review_by: it lies 181 days after last_verified; {DAYS}",
    ),
    (
        "resource-same-day",
        Resource,
        {"last_verified": dt.date(2026, 1, 1), "review_by": dt.date(2026, 1, 1)},
        f"resource 'an-id': review_by: it lies 0 days after last_verified; {DAYS}",
    ),
    ("source-doi", Source, {"doi": "0.1/x"}, "source 'a-study': doi: '0.1/x' is no DOI; write 10.…/…"),
    ("source-url", Source, {"url": "ftp://x"}, "source 'a-study': url: 'ftp://x' is no address; write https://…"),
    (
        "source-lost",
        Source,
        {"doi": ""},
        "source 'a-study': it cannot be found; give doi, url, or locator_missing = true",
    ),
]


@pytest.mark.parametrize(("cls", "changed", "message"), [pytest.param(*case[1:], id=case[0]) for case in REFUSED])
def test_contradictions_are_refused(cls: type[Checked], changed: dict[str, Any], message: str) -> None:
    """What no value of its class can be is refused, with the place and what would be right."""
    with pytest.raises(DefinitionError) as refused:
        make(cls, **changed)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    ("cls", "changed"),
    [
        pytest.param(Channel, {"kind": "phone", "value": "+18883757767"}, id="phone"),
        pytest.param(Channel, {"kind": "phone", "value": "112"}, id="short-number"),
        pytest.param(Channel, {"kind": "text", "value": "741741"}, id="text-line"),
        pytest.param(Channel, {"kind": "phone", "value": "", "display": "your local number"}, id="differs-by-place"),
        pytest.param(Resource, {"region": "world"}, id="worldwide"),
        pytest.param(
            Resource, {"last_verified": dt.date(2026, 1, 1), "review_by": dt.date(2026, 6, 30)}, id="180-days"
        ),
        pytest.param(Resource, {"last_verified": None, "review_by": None}, id="undated"),
        pytest.param(Source, {"doi": "", "locator_missing": True}, id="locator-missing"),
        pytest.param(Source, {"doi": "", "url": "https://example.org/a?b"}, id="url"),
        pytest.param(Sign, {"summary": "Two lines\nand\ta tab, Ballespí, Strauß, 你好."}, id="unicode"),
        pytest.param(Sign, {"id": "a" * 64}, id="longest-id"),
        pytest.param(Sign, {"id": "4-7-8"}, id="digits"),
    ],
)
def test_edges_are_accepted(cls: type[Checked], changed: dict[str, Any]) -> None:
    """What lies just inside of a limit is made as it was given."""
    value = make(cls, **changed)

    assert {name: getattr(value, name) for name in changed} == changed


def test_hours_and_region_are_told() -> None:
    """A resource knows whether it is there at any time, and for anyone."""
    assert make(Resource).all_hours
    assert not make(Resource).worldwide
    assert not make(Resource, hours="Mon-Fri 09:00-21:00 America/Chicago").all_hours
    assert make(Resource, region="world").worldwide


def test_source_is_called_by_its_title() -> None:
    """A source has no name of its own, so its title stands for it."""
    assert make(Source).name == "A study"


def test_link_has_a_group_only_where_one_is_given() -> None:
    """Without a group of its own a link counts under its object, also after a change of object."""
    assert make(Link).group is None
    assert make(Link, group="g").group == "g"


LINK = "link strategy:a eases sign:b"
EASES = "it goes from strategy to sign, cause, domain, attachment-style, note"
BAD_LINKS = [
    (
        "relation",
        {"relation": "ease"},
        (
            "link strategy:a ease sign:b: relation: 'ease' is not one of 'appears-in', 'eases', 'illustrates', "
            "'may-lead-to', 'goes-along-with', 'belongs-to', 'contradicted-by', 'needs-first', 'about'; "
            "did you mean 'eases'?"
        ),
    ),
    (
        "closeness",
        {"closeness": "near"},
        f"{LINK}: closeness: 'near' is not one of 'named', 'class', 'related'",
    ),
    (
        "subject-kind",
        {"subject": "sign:a"},
        f"link sign:a eases sign:b: subject: no sign is the subject of 'eases'; {EASES}",
    ),
    (
        "object-kind",
        {"object": "strategy:b"},
        f"link strategy:a eases strategy:b: object: no strategy is the object of 'eases'; {EASES}",
    ),
    (
        "no-reference",
        {"object": "perfectionism"},
        (
            "link strategy:a eases perfectionism: object: 'perfectionism' is no reference; "
            "write kind:id, such as domain:some-id"
        ),
    ),
    (
        "itself",
        {"relation": "needs-first", "object": "strategy:a"},
        "link strategy:a needs-first strategy:a: object: it is the subject itself; name another entry",
    ),
    (
        "editorial-named",
        {"basis": "editorial"},
        f"{LINK}: closeness: an editorial link is never 'named'; write 'related'",
    ),
    (
        "editorial-class",
        {"basis": "editorial", "closeness": "class"},
        f"{LINK}: closeness: an editorial link is never 'class'; write 'related'",
    ),
]


@pytest.mark.parametrize(("changed", "message"), [pytest.param(*case[1:], id=case[0]) for case in BAD_LINKS])
def test_links_join_what_their_relation_can(changed: dict[str, Any], message: str) -> None:
    """A link of the wrong kinds, or one that claims more than it may, is refused."""
    with pytest.raises(DefinitionError) as refused:
        make(Link, **changed)
    assert str(refused.value) == message


@pytest.mark.parametrize("relation", Relation, ids=str)
def test_each_relation_joins_its_kinds_and_no_other(relation: Relation) -> None:
    """A link is made for just those kinds that its relation is for."""
    subjects, objects = MEANINGS[relation].subjects, MEANINGS[relation].objects
    possible = set()
    for subject in Kind:
        for other in Kind:
            try:
                make(Link, relation=relation, subject=f"{subject}:a", object=f"{other}:b")
            except DefinitionError:
                continue
            possible.add((subject, other))

    assert possible == {(subject, other) for subject in subjects for other in objects}


def test_editorial_link_can_be_related() -> None:
    """An editorial link that claims no more than relatedness is fine."""
    link = make(Link, basis="editorial", closeness="related")

    assert (link.basis, link.closeness) == ("editorial", "related")


RULE = "rule sign:a withhold"
THRESHOLD = "it is not above 0 and at most 1; write '1/2', for example"
BAD_RULES = [
    (
        "when",
        {"when": "note:a"},
        (
            "rule note:a withhold: when: the kind 'note' cannot stand here; "
            "the kinds are sign, cause, domain, attachment-style, flag"
        ),
    ),
    ("zero", {"threshold": Fraction(0)}, f"{RULE}: threshold: {THRESHOLD}"),
    ("above-one", {"threshold": Fraction(5, 4)}, f"{RULE}: threshold: {THRESHOLD}"),
    (
        "form",
        {"strategies": ("form:theraphy",)},
        f"{RULE}: strategies[0]: there is no form 'theraphy'; did you mean 'therapy'?",
    ),
    (
        "tag",
        {"unless": ("all", "tag:zebra")},
        (
            f"{RULE}: unless[1]: there is no tag 'zebra'; use one of inner-work, "
            "acceptance, body, partner, practical-help, with-a-professional"
        ),
    ),
    (
        "target",
        {"strategies": ("sign:a",)},
        f"{RULE}: strategies[0]: the kind 'sign' cannot stand here; the kinds are strategy",
    ),
    ("no-target", {"strategies": ()}, f"{RULE}: strategies: there is none; name those that the rule acts on"),
    (
        "first-no-target",
        {"effect": "first", "strategies": ()},
        "rule sign:a first: strategies: there is none; name those that the rule acts on",
    ),
    (
        "no-help",
        {"effect": "escalate"},
        "rule sign:a escalate: resources: an escalation comes with help; name at least one resource",
    ),
    ("ask-sign", {"ask_first": True}, f"{RULE}: ask_first: only a rule that withholds on a flag asks first"),
    (
        "ask-escalate",
        {"when": "flag:a", "effect": "escalate", "resources": ("r",), "ask_first": True},
        "rule flag:a escalate: ask_first: only a rule that withholds on a flag asks first",
    ),
    ("because", {"because": ""}, f"{RULE}: because: the text is blank"),
]


@pytest.mark.parametrize(("changed", "message"), [pytest.param(*case[1:], id=case[0]) for case in BAD_RULES])
def test_rules_look_at_something_and_act_on_something(changed: dict[str, Any], message: str) -> None:
    """A rule that could do nothing, or the wrong thing, is refused."""
    with pytest.raises(DefinitionError) as refused:
        make(Rule, **changed)
    assert str(refused.value) == message


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"threshold": Fraction(1)}, id="whole"),
        pytest.param({"when": "flag:a", "ask_first": True}, id="asks-first"),
        pytest.param({"effect": "escalate", "strategies": (), "resources": ("help",)}, id="escalation"),
        pytest.param({"strategies": ("all",), "unless": ("tag:with-a-professional", "strategy:a")}, id="unless"),
        pytest.param({"effect": "first", "strategies": ("strategy:a", "tag:practical-help")}, id="first"),
    ],
)
def test_sound_rules_are_made(changed: dict[str, Any]) -> None:
    """Each effect is accepted with all that it needs."""
    rule = make(Rule, **changed)

    assert {name: getattr(rule, name) for name in changed} == changed


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        pytest.param("sign:perfectionism", None, id="sound"),
        pytest.param("attachment-style:secure", None, id="hyphen"),
        pytest.param("sign", "at: 'sign' is no reference; write kind:id, such as domain:some-id", id="no-colon"),
        pytest.param("sign:", "at: 'sign:' is no reference; write kind:id, such as domain:some-id", id="no-id"),
        pytest.param(":a", "at: the kind '' cannot stand here; the kinds are " + ", ".join(Kind), id="no-kind"),
        pytest.param("sgn:a", "at: the kind 'sgn' cannot stand here; did you mean 'sign'?", id="near-kind"),
        pytest.param("Sign:a", "at: the kind 'Sign' cannot stand here; did you mean 'sign'?", id="capital"),
        pytest.param("sign:A", f"at: 'A' is no id; {NO_ID}", id="capital-id"),
        pytest.param("sign:a:b", f"at: 'a:b' is no id; {NO_ID}", id="two-colons"),
        pytest.param("sign: a", f"at: ' a' is no id; {NO_ID}", id="space"),
        pytest.param(3, "at: a number is no reference; write kind:id, such as domain:some-id", id="number"),
    ],
)
def test_references_have_a_kind_and_an_id(reference: object, message: str | None) -> None:
    """A reference is `kind:id`, of a kind that there is."""
    assert [str(problem) for problem in reference_problems("at", reference)] == ([message] if message else [])


def test_references_are_split_at_the_first_colon() -> None:
    """The kind stands before the first colon, the id after it."""
    assert split_reference("sign:a:b") == ("sign", "a:b")
    assert split_reference("sign") == ("sign", "")


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("a" * 65, "id: an id has at most 64 characters, this one has 65", id="long"),
        pytest.param(3, "id: an id is a text, not a number", id="number"),
        pytest.param("", "id: the id is blank; give it a name", id="blank"),
        pytest.param("-a", f"id: '-a' is no id; {NO_ID}", id="hyphen-first"),
        pytest.param("a-", f"id: 'a-' is no id; {NO_ID}", id="hyphen-last"),
        pytest.param("a_b", f"id: 'a_b' is no id; {NO_ID}", id="underscore"),
        pytest.param("é", f"id: 'é' is no id; {NO_ID}, and not 'é' (U+00E9)", id="accent"),
        pytest.param("sign:a", "id: 'sign:a' is no id; write 'a' alone", id="with-its-kind"),
        pytest.param("a\n", rf"id: 'a\n' is no id; {NO_ID}", id="newline"),
        pytest.param("٣", f"id: '٣' is no id; {NO_ID}, and not '٣' (U+0663)", id="other-digit"),
    ],
)
def test_ids_are_kebab_case(name: object, message: str) -> None:
    """An id of content has small letters and digits, joined by single hyphens."""
    assert [str(problem) for problem in id_problems("id", name)] == [message]


@pytest.mark.parametrize("code", [0x00, 0x0D, 0x1B, 0x7F, 0x85, 0x61C, 0x200E, 0x202A, 0x2066, 0x2069, 0xDFFF], ids=hex)
def test_hidden_characters_are_named(code: int) -> None:
    """A character that hides or turns what is read is named by its code."""
    problems = [str(problem) for problem in text_problems("name", f"a{chr(code)}b")]

    assert problems == [f"name: the text holds hidden characters (U+{code:04X}); remove them"]
