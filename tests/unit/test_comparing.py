"""Comparing two versions: what changed, what stored scores are good for, what can be carried over."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

import insight
from insight import Band, Item, Key, Questionnaire, Scale, compare, options, score
from insight.errors import AnswerError, DefinitionError
from insight.questionnaires import Method, Renamed

OFTEN = options("never", "rarely", "sometimes", "often", "always", missing={98: "does not apply to me"})


@pytest.fixture
def first() -> Questionnaire:
    """The first version of a check-in with two scales that share no item."""
    return Questionnaire.build(
        "check-in",
        title="Check-in",
        version="1.0.0",
        instructions="Think of the last month.",
        responses=OFTEN,
        items={"worry": "I worry.", "calm": "I feel calm.", "rest": "I rest well.", "tired": "I am tired."},
        scales=(
            Scale(id="unease", items=(Key.parse("worry"), Key.parse("-calm")), method=Method.MEAN, min_answered=1),
            Scale(id="strain", items=(Key.parse("-rest"), Key.parse("tired")), method=Method.MEAN),
        ),
    )


def scale(questionnaire: Questionnaire, number: int, **fields: Any) -> tuple[Scale, ...]:
    """The scales, with other fields in one of them."""
    changed = evolve(questionnaire.scales[number], **fields)
    return (*questionnaire.scales[:number], changed, *questionnaire.scales[number + 1 :])


def item(questionnaire: Questionnaire, number: int, **fields: Any) -> tuple[Item, ...]:
    """The items, with other fields in one of them."""
    changed = evolve(questionnaire.items[number], **fields)
    return (*questionnaire.items[:number], changed, *questionnaire.items[number + 1 :])


def renamed(first: Questionnaire) -> Questionnaire:
    """Another id for an item, said so, nothing else."""
    keys = (Key.parse("worry"), Key.parse("-at-ease"))
    return evolve(
        first,
        version="1.0.1",
        items=item(first, 1, id="at-ease"),
        scales=scale(first, 0, items=keys),
        renamed=Renamed(items={"at-ease": "calm"}),
    )


# What a project does to its questionnaire, and the verdict that was stated before it was computed, with the reason.
PAIRS: dict[str, tuple[Any, str, dict[str, str]]] = {
    "a title is mended: nothing that is asked or scored": (
        lambda first: evolve(first, version="1.0.1", title="Check in"),
        "comparable",
        {},
    ),
    "an item gets a better id, and the author says so": (renamed, "comparable", {}),
    "items are shown in another order: the same questions": (
        lambda first: evolve(first, version="1.0.1", items=first.items[::-1]),
        "comparable",
        {},
    ),
    "a forgotten minus is set: the answers are there, the rule is another": (
        lambda first: evolve(
            first, version="1.1.0", scales=scale(first, 0, items=(Key.parse("worry"), Key.parse("calm")))
        ),
        "rescorable",
        {"strain": "comparable"},
    ),
    "bands are added: the answers say in which one somebody was": (
        lambda first: evolve(
            first,
            version="1.1.0",
            scales=scale(first, 0, bands=(Band(start=0, label="lower"), Band(start=2, label="higher"))),
        ),
        "rescorable",
        {"strain": "comparable"},
    ),
    "an item is dropped from a scale: all that is left was asked": (
        lambda first: evolve(
            first, version="1.1.0", items=first.items[:3], scales=scale(first, 1, items=(Key.parse("-rest"),))
        ),
        "rescorable",
        {"unease": "comparable"},
    ),
    "a scale of all items is added: everything in it was asked": (
        lambda first: evolve(
            first,
            version="1.1.0",
            scales=(*first.scales, Scale(id="all", items=tuple(map(Key.parse, ("worry", "tired"))), method=Method.SUM)),
        ),
        "rescorable",
        {"unease": "comparable", "strain": "comparable", "all": "rescorable"},
    ),
    "a wording is changed: another question": (
        lambda first: evolve(first, version="2.0.0", items=item(first, 0, text="I worry about my work.")),
        "not-comparable",
        {"strain": "comparable"},
    ),
    "an item is added to a scale: nobody was asked it": (
        lambda first: evolve(
            first,
            version="2.0.0",
            items=(*first.items, Item(id="late", text="I come late.")),
            scales=scale(first, 1, items=tuple(map(Key.parse, ("-rest", "tired", "late")))),
        ),
        "not-comparable",
        {"unease": "comparable"},
    ),
    "the time that people think of is another: all answers are": (
        lambda first: evolve(first, version="2.0.0", instructions="Think of today."),
        "not-comparable",
        {},
    ),
    "an option is taken away: some answers are none any more": (
        lambda first: evolve(
            first, version="2.0.0", response_scales=(options("never", "rarely", "sometimes", "often"),)
        ),
        "not-comparable",
        {},
    ),
    "an option is added: stored answers are options still": (
        lambda first: evolve(
            first,
            version="1.1.0",
            response_scales=(evolve(OFTEN, options=(*OFTEN.options, insight.Option(value=5, label="day and night"))),),
        ),
        "rescorable",
        {},
    ),
}


@pytest.mark.parametrize(("change", "verdict", "others"), PAIRS.values(), ids=PAIRS)
def test_versions_get_the_verdict_that_was_stated(
    change: Any, verdict: str, others: dict[str, str], first: Questionnaire
) -> None:
    """Ten pairs and more as a project would make them: over all, and scale by scale."""
    comparison = compare(first, change(first))

    assert comparison.verdict == verdict
    assert dict(comparison.scales) == {each.id: others.get(each.id, verdict) for each in comparison.new.scales}
    assert not [finding for finding in comparison.findings if finding.id != "moved-ends"]


def test_every_difference_is_told(first: Questionnaire) -> None:
    """Each with its subject, place, old, new, and what it means."""
    new = evolve(
        first,
        version="2.0.0",
        items=item(first, 0, text="I worry a lot."),
        scales=scale(
            first,
            1,
            method=Method.SUM,
            items=(Key(item="rest", reverse=True, weight=2), Key(item="tired")),
            min_answered=1,
        ),
    )

    assert compare(first, new).explain() == (
        "check-in 1.0.0 to 2.0.0: not-comparable. "
        "Old and new scores cannot be set side by side.\n"
        "  strain: rescorable\n"
        "- items.worry.text: “I worry.” became “I worry a lot.”; people were asked something else (wording)\n"
        "- scales.strain.items: “all 1” became “rest 2”; stored answers can be scored again (weights)\n"
        "- scales.strain.method: “mean” became “sum”; stored answers can be scored again (methods)\n"
        "- scales.strain.min_answered: “2 of 2” became “1 of 2”; stored answers can be scored again (min-answered)\n"
        "- version: “1.0.0” became “2.0.0”; stored scores stay as they are (meta)"
    )
    assert compare(first, first).explain() == (
        "check-in 1.0.0 to 1.0.0: comparable. Stored scores can be set beside new ones as they are.\nNothing changed."
    )


def test_a_rename_that_nobody_named_is_a_guess(first: Questionnaire) -> None:
    """The same text and options under another id are guessed to be the same item, and marked."""
    keys = (Key.parse("worry"), Key.parse("-serene"))
    new = evolve(first, version="1.0.1", items=item(first, 1, id="serene"), scales=scale(first, 0, items=keys))

    (change,) = (each for each in compare(first, new).changes if each.subject == "names")
    assert change.explain() == "items.serene: “calm” became “serene”; stored scores stay as they are (names, a guess)"
    twice = evolve(first, items=(*first.items, Item(id="calm-2", text="I feel calm.")))
    new = evolve(
        twice,
        items=tuple(evolve(each, id=f"new-{each.id}") if "calm" in each.id else each for each in twice.items),
        scales=scale(first, 0, items=(Key.parse("worry"), Key.parse("-new-calm"))),
    )
    assert not [each for each in compare(twice, new).changes if each.subject == "names"]


def test_answers_are_carried_over(first: Questionnaire) -> None:
    """Renamed, without what is gone; the new version scores the rest."""
    new = renamed(first)
    new = evolve(new, items=new.items[:3], scales=scale(new, 1, items=(Key.parse("-rest"),)))

    carried = compare(first, new).carry({"worry": 3, "calm": 98, "rest": None, "tired": 4})
    assert carried == {"worry": 3, "at-ease": 98, "rest": None}
    assert score(new, carried)["unease"].value == 3.0


def test_an_item_is_carried_whole_or_not_at_all(first: Questionnaire) -> None:
    """Where an option is gone, those who did not choose it are left out too: else only high answers would be."""
    new = evolve(first, response_scales=(options("never", "rarely", "sometimes", "often"),))

    assert compare(first, new).carry({"worry": 4, "calm": 1.0, "rest": 98}) == {}
    with pytest.raises(AnswerError):
        compare(first, new).carry({"worry": 7})


def test_nothing_is_carried_where_people_were_told_something_else(first: Questionnaire) -> None:
    """Other instructions make other answers of all, and so does another questionnaire."""
    answers = {"worry": 3, "calm": 1}

    assert compare(first, evolve(first, instructions="Think of today.")).carry(answers) == {}
    other = evolve(first, id="new-check-in")
    assert compare(first, other).carry(answers) == {}
    assert compare(first, other, continues=True).carry(answers) == answers


def test_no_answer_is_carried_that_would_say_something_else(first: Questionnaire) -> None:
    """Labels the other way round, another text, a missing option that became an option: left out, not misread."""
    turned = evolve(first, response_scales=(options("always", "often", "sometimes", "rarely", "never"),))
    assert compare(first, turned).carry({"worry": 3, "calm": 2}) == {}

    reworded = evolve(first, items=item(first, 0, text="I never worry."))
    assert compare(first, reworded).carry({"worry": 3, "calm": 3, "rest": None}) == {"calm": 3, "rest": None}

    counted = (*OFTEN.options, insight.Option(value=98, label="does not apply to me"))
    as_number = evolve(first, response_scales=(evolve(OFTEN, options=counted, missing=()),))
    assert compare(first, as_number).carry({"worry": 98, "calm": 0}) == {"calm": 0}


def test_changes_that_are_alike_stand_in_one_line(first: Questionnaire) -> None:
    """Another label in a shared response scale is told once, with the items that it reaches."""
    many = evolve(first, items=(*first.items, Item(id="late", text="I am late.")))
    new = evolve(many, response_scales=(evolve(OFTEN, missing=()),))

    *_, line = compare(many, new).explain().splitlines()
    assert line == (
        "- items.worry.missing, items.calm.missing, items.rest.missing, 2 more places: "
        "“98 'does not apply to me'” is gone; stored answers can be scored again (missing-options)"
    )


def test_the_same_words_with_other_values_are_other_options(first: Questionnaire) -> None:
    """0 to 4 became 1 to 5: a stored 3 meant often, and would mean sometimes."""
    from_one = tuple(evolve(option, value=option.value + 1) for option in OFTEN.options)
    comparison = compare(first, evolve(first, version="2.0.0", response_scales=(evolve(OFTEN, options=from_one),)))

    assert comparison.verdict == "not-comparable"
    assert {change.meaning for change in comparison.changes[1:]} == {"the same words stand for other values"}


def with_responses(questionnaire: Questionnaire) -> tuple[Item, ...]:
    """The items, each with the response scale that it is answered with anyway."""
    return tuple(evolve(each, responses="responses") for each in questionnaire.items)


FIELDS: dict[str, tuple[Callable[[Questionnaire], Questionnaire], str]] = {
    "order of scales": (lambda q: evolve(q, scales=q.scales[::-1]), "scales"),
    "order of keys": (lambda q: evolve(q, scales=scale(q, 0, items=q.scales[0].items[::-1])), "scales.unease.items"),
    "a stated range": (lambda q: evolve(q, scales=scale(q, 0, range=(0, 4))), "scales.unease.range"),
    "a name": (lambda q: evolve(q, scales=scale(q, 0, name="Worry")), "scales.unease.name"),
    "id of the response scale": (
        lambda q: evolve(q, response_scales=(evolve(OFTEN, id="often"),)),
        "response_scales",
    ),
    "order of options": (
        lambda q: evolve(q, response_scales=(evolve(OFTEN, options=OFTEN.options[::-1]),)),
        "items.worry.options",
    ),
    "what an item is about": (lambda q: evolve(q, items=item(q, 0, about=("domain:career",))), "items.worry.about"),
    "how many answers, written otherwise": (
        lambda q: evolve(q, scales=scale(q, 1, min_answered=2)),
        "scales.strain.min_answered",
    ),
    "a response scale that no item uses": (
        lambda q: evolve(
            q,
            items=tuple(evolve(i, responses="responses") for i in q.items),
            response_scales=(OFTEN, evolve(OFTEN, id="idle")),
        ),
        "response_scales",
    ),
    "an author": (lambda q: evolve(q, authors=("A. Author",)), "authors"),
}


@pytest.mark.parametrize(("change", "place"), FIELDS.values(), ids=FIELDS)
def test_what_no_score_follows_from_is_told_as_well(
    change: Callable[[Questionnaire], Questionnaire], place: str, first: Questionnaire
) -> None:
    """Each leaves scores as they are, and is among the changes."""
    comparison = compare(first, change(first))

    assert comparison.verdict == "comparable"
    assert comparison.changes[0].place == place


def test_new_ends_are_told(first: Questionnaire) -> None:
    """An item keyed in reverse counts from the new end, which nobody could choose: the numbers move, so a warning."""
    wider = evolve(OFTEN, options=(*OFTEN.options, insight.Option(value=5, label="constantly")))
    comparison = compare(first, evolve(first, version="1.1.0", response_scales=(wider,)))

    (finding,) = comparison.findings
    assert str(finding) == (
        "items: nobody could choose the new ends of worry, calm, rest, tired before; an item keyed in reverse counts "
        "from them; say so where old and new scores stand side by side (warning: moved-ends)"
    )


BUMPS = [
    ("1.0.0", "rule", "it is still 1.0.0, though something changed", "middle number at least: 1.1.0"),
    (
        "1.0.5",
        "rule",
        "it rose only from 1.0.0 to 1.0.5, though stored answers have to be scored again",
        "middle number at least: 1.1.0",
    ),
    ("1.1.0", "rule", "", ""),
    ("2.0.0", "rule", "", ""),
    (
        "1.1.0",
        "wording",
        "it rose only from 1.0.0 to 1.1.0, though people are asked something else",
        "first number at least: 2.0.0",
    ),
    ("1.0.0", "title", "it is still 1.0.0, though something changed", "last number at least: 1.0.1"),
]


@pytest.mark.parametrize("case", BUMPS, ids=lambda case: " ".join(case[:2]))
def test_a_version_says_how_much_changed(case: tuple[str, str, str, str], first: Questionnaire) -> None:
    """The last number for what compares, the middle one for what is scored again, the first for another question."""
    version, changed, message, raised = case
    changes: dict[str, dict[str, Any]] = {
        "rule": {"scales": scale(first, 0, min_answered=2)},
        "wording": {"items": item(first, 0, text="Other.")},
        "title": {"title": "Other"},
    }
    new = evolve(first, version=version, **changes[changed])

    findings = [str(finding) for finding in compare(first, new).findings]
    assert findings == ([f"version: {message}; raise the {raised} (warning: version-bump)"] if message else [])


@pytest.mark.parametrize(
    ("old", "new", "findings"),
    [
        ("1.0.0-beta.1", "1.0.0-beta.2", 0),
        ("1.0.0-rc.1", "1.0.0", 0),
        ("1.0.0-rc.1", "1.0.0-rc.1", 1),
        ("0.3.0", "0.4.0", 0),
        ("0.3.0", "0.3.1", 1),
        ("1.0.0", "1.0.0+build", 1),
    ],
)
def test_before_a_release_much_may_change(old: str, new: str, findings: int, first: Questionnaire) -> None:
    """A beta gives way to the next and to its release, and below 1.0.0 the middle number stands for the first."""
    before = evolve(first, version=old)
    after = evolve(first, version=new, items=item(first, 0, text="Other."))

    assert len(compare(before, after).findings) == findings
    assert compare(before, evolve(before, version=new)).findings == ()


def test_versions_the_wrong_way_round_are_told(first: Questionnaire) -> None:
    """Which is the earlier one the numbers say."""
    (finding,) = compare(evolve(first, version="1.1.0"), first).findings
    assert str(finding) == (
        "version: it fell from 1.1.0 to 1.0.0; name the earlier version first (warning: version-bump)"
    )


def twins(*names: str, **fields: Any) -> Questionnaire:
    """Items with the same text, each in a scale of its own that is called as it is."""
    items = dict.fromkeys(names, "How much does it hurt?")
    scales = tuple(Scale(id=f"s-{name}", items=(Key(item=name),), method=Method.SUM) for name in names)
    head = {"title": "Pain", "version": "1.0.0"} | fields
    return Questionnaire.build("pain", responses=OFTEN, items=items, scales=scales, **head)


def test_what_the_author_says_goes_before_equal_ids() -> None:
    """Ids that swap, and ids that move on, are followed; answers never reach another item."""
    old = twins("left", "right")
    said = {"left": "right", "right": "left"}
    swapped = twins(
        "left", "right", version="1.0.1", renamed=Renamed(items=said, scales={"s-left": "s-right", "s-right": "s-left"})
    )
    comparison = compare(old, swapped)

    assert comparison.verdict == "comparable"
    assert comparison.carry({"left": 0, "right": 2}) == {"right": 0, "left": 2}
    assert comparison.findings == ()
    kept = evolve(swapped, version="1.0.2", title="Pains")
    assert compare(swapped, kept).carry({"left": 0, "right": 2}) == {"left": 0, "right": 2}

    moved = twins("right", "third", version="1.0.1", renamed=Renamed(items={"right": "left", "third": "right"}))
    assert compare(old, moved).carry({"left": 0, "right": 2}) == {"right": 0, "third": 2}


def test_an_id_of_a_version_before_both_is_followed() -> None:
    """`a` was called `b` in the second version, and the third tells what the first called it."""
    second = twins("b", "k", version="1.0.1", renamed=Renamed(items={"b": "a"}))
    third = twins("c", "k", version="1.0.2", renamed=Renamed(items={"c": "a"}))

    assert compare(twins("a", "k"), third).carry({"a": 1}) == {"c": 1}
    assert compare(second, third).carry({"b": 1}) == {"c": 1}


def test_of_several_alike_none_is_guessed() -> None:
    """The same text in another item that stayed makes a guess worth nothing, as does the author's word."""
    old, new = twins("left-knee", "right-knee"), twins("right-knee", "jaw", version="1.0.1")
    assert compare(old, new).carry({"left-knee": 2, "right-knee": 0}) == {"right-knee": 0}

    old, new = twins("left-knee"), twins("jaw", version="1.0.1", renamed=Renamed(items={"jaw": "chin"}))
    comparison = compare(old, new)
    assert comparison.carry({"left-knee": 2}) == {}
    (told,) = (str(finding) for finding in comparison.findings if finding.id == "unclear-rename")
    assert told == (
        "renamed.items.jaw: it is not clear what 'jaw' was: the earlier version has no 'chin'; "
        "write its id in the earlier version (warning: unclear-rename)"
    )


def test_two_cannot_both_have_been_the_same() -> None:
    """Neither gets the answers of the one that both say to have been."""
    old = twins("a", "b")
    new = twins("x", "y", version="2.0.0", renamed=Renamed(items={"x": "a", "y": "a"}))

    assert compare(old, new).carry({"a": 1, "b": 1}) == {}
    message = "it is not clear what 'x' was: 'a' is named more than once"
    assert [f.place for f in compare(old, new).findings] == ["renamed.items.x", "renamed.items.y"]
    assert compare(old, new).findings[0].message == message


def test_a_comma_in_a_label_hides_no_change(first: Questionnaire) -> None:
    """What is shown of options and bands alike is not what decides."""
    one = options("no, 1 maybe", "yes")
    two = evolve(one, options=(insight.Option(value=0, label="no"), insight.Option(value=1, label="maybe, 1 yes")))
    assert (
        compare(evolve(first, response_scales=(one,)), evolve(first, response_scales=(two,))).verdict
        == "not-comparable"
    )

    low = evolve(first, scales=scale(first, 0, bands=(Band(start=0, label="low, 1 high"),)))
    high = evolve(first, scales=scale(first, 0, bands=(Band(start=0, label="low"), Band(start=1, label="high"))))
    assert compare(low, high).scales["unease"] == "rescorable"


def test_spaces_are_no_other_words(first: Questionnaire) -> None:
    """What nobody can see was not asked: spaces at an end, and characters without width."""
    new = evolve(
        first, version="1.0.1", instructions="Think of the  last month. ", items=item(first, 0, text="I worry.\u200b")
    )
    comparison = compare(first, new)

    assert comparison.verdict == "comparable"
    assert {change.subject for change in comparison.changes} == {"meta"}
    assert comparison.carry({"worry": 3}) == {"worry": 3}


def test_an_item_that_nobody_was_asked_is_the_reason(first: Questionnaire) -> None:
    """The change of the scale says why old and new scores cannot be set side by side."""
    late = (*first.items, Item(id="late", text="I come late."))
    keys = tuple(map(Key.parse, ("-rest", "tired", "late")))
    added = Scale(id="lateness", items=(Key.parse("late"),), method=Method.SUM)
    new = evolve(first, items=late, scales=(*scale(first, 1, items=keys), added))

    reasons = [
        (change.place, change.meaning) for change in compare(first, new).changes if change.verdict == "not-comparable"
    ]
    assert reasons == [("scales.lateness", "nobody was asked late"), ("scales.strain.items", "nobody was asked late")]


def test_two_questionnaires_do_not_compare(first: Questionnaire) -> None:
    """Other ids are other questionnaires, unless one is said to go on with the other."""
    other = evolve(first, id="new-check-in", version="1.0.0")

    assert compare(first, other).verdict == "not-comparable"
    assert compare(first, other).changes[0].meaning == (
        "these are two questionnaires, unless you say that one continues the other"
    )
    assert compare(first, other, continues=True).verdict == "comparable"
    assert compare(first, other).findings == ()


@pytest.mark.parametrize(("old", "new", "which"), [("x", None, "old"), (None, 3, "new")])
def test_what_is_no_questionnaire_is_refused(old: Any, new: Any, which: str, first: Questionnaire) -> None:
    """The message says which of the two."""
    with pytest.raises(DefinitionError, match=rf"^compare: {which}: a questionnaire is expected, not "):
        compare(old or first, new or first)


def test_a_comparison_is_written_as_json(first: Questionnaire) -> None:
    """With the verdict over all and by scale, and each change."""
    told = insight.to_dict(compare(first, evolve(first, version="1.0.1", title="Other")))

    assert told["kind"] == "comparison"
    assert told["verdict"] == "comparable"
    assert told["old"] == {"id": "check-in", "version": "1.0.0", "scoring_digest": first.scoring_digest}
    assert [change["place"] for change in told["changes"]] == ["title", "version"]
    assert repr(compare(first, first)) == "<Comparison: comparable, 0 changes>"
