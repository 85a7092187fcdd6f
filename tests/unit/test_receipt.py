"""The receipt of a score: its terms, its rule in words, its pin, and what a missing answer could do."""

import hashlib
import json
import re
from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from importlib.metadata import version
from typing import Any

import pytest
from attrs import evolve

from insight import (
    AnswerError,
    Band,
    Citation,
    Item,
    Key,
    Option,
    Questionnaire,
    ResponseScale,
    Scale,
    Score,
    Source,
    UnknownIdError,
    options,
    score,
)
from insight.care import NOTICE, WORLDWIDE, care_in_words
from insight.content import Evidence
from insight.questionnaires import Example, Ignore, Method, Renamed, Validation
from insight.scoring import LIBRARY_VERSION, Difference, Exact, Pin, Status, StoredResult, StoredScore, Term
from samples import keys

FIVE = options(*"01234", missing={98: "does not apply"})
PLACED = "a missing one is placed where the answered ones lie on average"
SHORT = evolve(options("no", "at times", "yes"), id="short")
LONG = ResponseScale(id="long", options=tuple(Option(value=n, label=str(n)) for n in range(1, 12)))


def form(*scales: str, method: Method = Method.MEAN, **rule: Any) -> Questionnaire:
    """A questionnaire of items from 0 to 4 and the scales "one", "two" and so on."""
    names = ("one", "two", "three")
    made = [Scale(id=name, items=keys(text), method=method, **rule) for name, text in zip(names, scales, strict=False)]
    items = sorted({key.item for scale in made for key in scale.items})
    return Questionnaire.build("form", title="Form", responses=FIVE, items=dict.fromkeys(items, "?"), scales=made)


def ranges(text: str, **rule: Any) -> Questionnaire:
    """A questionnaire of `x`, from 0 to 2, and `y`, from 1 to 11, with one scale."""
    items = [Item(id="x", text="X?", responses="short"), Item(id="y", text="Y?", responses="long")]
    scale = Scale(id="one", items=keys(text), **rule)
    return Questionnaire.build("ranges", title="Ranges", responses=[SHORT, LONG], items=items, scales=[scale])


def one(questionnaire: Questionnaire, answers: Mapping[str, Any]) -> Score:
    """The only score."""
    (found,) = score(questionnaire, answers)
    return found


def added(found: Score) -> list[tuple[Any, ...]]:
    """Of each term: the item, its answer, what it counts as, where it is placed, and what it adds."""
    return [(term.item.id, term.answer, term.keyed, term.placed, term.contribution) for term in found.terms]


def values(by_answer: Mapping[Any, Score]) -> dict[Any, float | None]:
    """The value with each answer."""
    return {answer: found.value for answer, found in by_answer.items()}


# Terms.


def test_terms_of_a_complete_mean(check_in: Questionnaire) -> None:
    """Each answer counts as it is keyed, and adds its share of the mean."""
    found = one(check_in, {"worry": 3, "safe": 1, "ask": 2})

    assert added(found) == [
        ("worry", 3, 3, None, 1),
        ("safe", 1, 3, None, 1),
        ("ask", 2, 2, None, Fraction(2, 3)),
    ]


def test_terms_know_their_parts(check_in: Questionnaire) -> None:
    """A term has the item, the key with its weight, and the option that was chosen."""
    _, safe, ask = one(check_in, {"worry": 3, "safe": 1}).terms

    assert (safe.item, safe.key, safe.weight) == (check_in.item("safe"), Key(item="safe", reverse=True), Fraction(1))
    assert safe.option == Option(value=1, label="rarely")
    assert (ask.option, ask.answer) == (None, None)


def test_terms_of_a_prorated_mean_with_unequal_ranges_and_weights() -> None:
    """A missing item is placed in its own range, as far up as the answered one, and weighs what it weighs."""
    found = one(ranges("x*1/2 y*3", method=Method.MEAN, min_answered=1), {"x": 1})

    assert added(found) == [
        ("x", 1, 1, None, Fraction(1, 7)),
        ("y", None, None, 6, Fraction(36, 7)),
    ]
    assert found.exact.value == Fraction(37, 7)


def test_terms_of_a_prorated_sum_with_a_reverse_key() -> None:
    """The keyed value says how far up the answered items lie; the missing one is placed in keyed values too."""
    found = one(ranges("-x y*2", method=Method.SUM, min_answered=1), {"y": 3})

    assert added(found) == [
        ("x", None, None, Fraction(2, 5), Fraction(2, 5)),
        ("y", 3, 3, None, 6),
    ]
    assert found.exact.value == Fraction(32, 5)


def test_terms_of_a_count() -> None:
    """An answer counts 1 where it reaches the threshold and 0 where not; a missing one counts a share."""
    found = one(form("a -b c", method=Method.COUNT, at_least=3, min_answered=2), {"a": 3, "b": 2})

    assert added(found) == [
        ("a", 3, 1, None, 1),
        ("b", 2, 0, None, 0),
        ("c", None, None, Fraction(1, 2), Fraction(1, 2)),
    ]


def test_terms_of_a_difference() -> None:
    """What weighs less than nothing takes away."""
    found = one(form("a b*-2", method=Method.SUM), {"a": 4, "b": 1})

    assert added(found) == [("a", 4, 4, None, 4), ("b", 1, 1, None, -2)]


def test_terms_of_a_missing_option(check_in: Questionnaire) -> None:
    """A missing option is the answer, counts as unanswered, and is placed like any gap."""
    found = one(check_in, {"worry": 4, "safe": 98, "ask": 2})

    assert added(found) == [
        ("worry", 4, 4, None, Fraction(4, 3)),
        ("safe", 98, None, 3, 1),
        ("ask", 2, 2, None, Fraction(2, 3)),
    ]
    assert found.terms[1].option == Option(value=98, label="does not apply to me")


def test_terms_without_a_value_add_nothing(check_in: Questionnaire) -> None:
    """Too few answers count as something, but nothing is placed and nothing is added."""
    found = one(check_in, {"safe": 1})

    assert added(found) == [
        ("worry", None, None, None, None),
        ("safe", 1, 3, None, None),
        ("ask", None, None, None, None),
    ]


def test_terms_of_decimals_are_exact() -> None:
    """What a decimal option adds is a fraction, not a float."""
    halves = ResponseScale(id="halves", options=tuple(Option(value=Decimal(n) / 2, label=str(n)) for n in range(4)))
    questionnaire = Questionnaire.build(
        "halves", title="Halves", responses=halves, items={"a": "A?", "b": "B?", "c": "C?"}, scales={"one": "a b -c"}
    )

    assert [term.contribution for term in one(questionnaire, {"a": 0.5, "b": 1, "c": 1.5}).terms] == [
        Fraction(1, 6),
        Fraction(1, 3),
        0,
    ]


# The rule in words.

ELEVEN = " ".join(f"-i{n:02}" for n in range(11))


@pytest.mark.parametrize(
    ("questionnaire", "expected"),
    [
        (form("a b c"), "the mean of all 3 items, none missing"),
        (form("a b c", min_answered=2), "the mean of the answered items, at least 2 of 3"),
        (form("a b c", min_answered="1/3"), "the mean of the answered items, at least 1 of 3"),
        (form("a b c", method=Method.SUM), "the sum of all 3 items, none missing"),
        (
            form("a b c", method=Method.SUM, min_answered=2),
            f"the sum of the items, at least 2 of 3; {PLACED}",
        ),
        (
            form("a b c", method=Method.COUNT, at_least=3),
            "the number of keyed answers that reach 3 among all 3 items, none missing",
        ),
        (
            form("a b c", method=Method.COUNT, at_least=Decimal("2.5"), min_answered=2),
            f"the number of keyed answers that reach 2.5 among the items, at least 2 of 3; {PLACED}",
        ),
        (form("a*2 b*2", min_answered=1), "the weighted mean of the answered items, at least 1 of 2; weights 2, 2"),
        (
            form("a b*1/2 c*1/3", min_answered=2),
            f"the weighted mean of the items, at least 2 of 3; {PLACED}; weights 1, 0.5, 1/3",
        ),
        (
            form("a b*-1", method=Method.SUM),
            "the weighted sum of all 2 items, none missing; weights 1, -1",
        ),
        (form("a"), "the mean of the one item, which has to be answered"),
        (form("-a"), "the mean of the one item, which has to be answered; it is keyed in reverse"),
        (
            form("a*3", method=Method.SUM),
            "the weighted sum of the one item, which has to be answered; weights 3",
        ),
        (
            form("a", method=Method.COUNT, at_least=1),
            "the number of keyed answers that reach 1 among the one item, which has to be answered",
        ),
        (form("a -b c"), "the mean of all 3 items, none missing; one is keyed in reverse"),
        (form("-a -b c"), "the mean of all 3 items, none missing; two are keyed in reverse"),
        (form("-a -b"), "the mean of all 2 items, none missing; all are keyed in reverse"),
        (form(f"{ELEVEN} j"), "the mean of all 12 items, none missing; 11 are keyed in reverse"),
        (
            form("-a*2 b", method=Method.SUM),
            "the weighted sum of all 2 items, none missing; one is keyed in reverse; weights 2, 1",
        ),
        (
            ranges("x y", method=Method.MEAN, min_answered=1),
            f"the mean of the items, at least 1 of 2; {PLACED}",
        ),
    ],
    ids=lambda value: "" if isinstance(value, str) else "-".join(str(key.item) for key in value.scales[0].items[:3]),
)
def test_the_rule_in_words(questionnaire: Questionnaire, expected: str) -> None:
    """A scale and its score say how the number comes about."""
    assert questionnaire.resolved[0].rule == expected
    assert one(questionnaire, {}).rule == expected


# All of it in words.

STUDY = Source(id="a-study", title="A study", evidence=Evidence.CROSS_SECTIONAL, locator_missing=True)
BANDS = (
    Band(start=0, label="lower"),
    Band(start="4/3", label="middle"),
    Band(start=Decimal("2.5"), label="higher", citations=(Citation(source="a-study", place="p. 3"),)),
)


def cited(check_in: Questionnaire) -> Questionnaire:
    """The check-in with bands and sources."""
    citations = (Citation(source="a-study", place="table 2"), Citation(source="a-study"))
    return evolve(check_in, sources=(STUDY,), scales=(evolve(check_in.scales[0], bands=BANDS, citations=citations),))


def test_all_of_a_prorated_score_in_words(check_in: Questionnaire) -> None:
    """In full, a score says its rule, each item, the sum, the bands, and whose words these are."""
    found = one(cited(check_in), {"worry": 3, "safe": 0, "ask": 98})

    assert found.explain(full=True) == (
        "Job insecurity: 3.5 on 0 to 4 (higher), the mean, from 2 of 3 answers; "
        "between 2.33 and 3.67 whatever the missing one: middle or higher.\n"
        "The bounds cover missing answers, not measurement error. "
        "Not validated: no study of these scores is recorded.\n"
        "Bands are parts of the possible range, not a comparison with other people.\n"
        "Rule: the mean of the answered items, at least 2 of 3; one is keyed in reverse.\n"
        "- worry (I worry about losing my job.): 3 (often), adds 1\n"
        "- safe (I feel safe in my position.): 0 (never), counts 4 in reverse, adds 4/3\n"
        "- ask (I hold back from asking for a raise.): 98 (does not apply to me), counts as unanswered, "
        "placed at 3.5, adds 7/6\n"
        "Together: 3.5.\n"
        "Bands: lower from 0, middle from 4/3; source: none recorded, editorial.\n"
        "Bands: higher from 2.5; source: a-study, p. 3.\n"
        "Source of the scale and its rule: a-study, table 2; a-study."
    )


def test_all_of_a_score_without_a_value_in_words(check_in: Questionnaire) -> None:
    """Without a value nothing is placed, nothing is added, and nothing comes together."""
    assert one(check_in, {"safe": 2}).explain(full=True) == (
        "Job insecurity: no score, 1 of 3 answers and 2 needed; between 0.67 and 3.33 whatever the missing ones.\n"
        "The bounds cover missing answers, not measurement error. "
        "Not validated: no study of these scores is recorded.\n"
        "Rule: the mean of the answered items, at least 2 of 3; one is keyed in reverse.\n"
        "- worry (I worry about losing my job.): not answered\n"
        "- safe (I feel safe in my position.): 2 (sometimes), counts 2 in reverse\n"
        "- ask (I hold back from asking for a raise.): not answered\n"
        "Source of the scale and its rule: none recorded, editorial."
    )


def test_all_of_a_weighted_score_in_words() -> None:
    """A weight other than 1 is named with its item."""
    assert one(ranges("x*1/2 y", method=Method.SUM, min_answered=1), {"y": 6}).explain(full=True) == (
        "One: 6.5 on 1 to 12, the weighted sum, estimated, from 1 of 2 answers; "
        "between 6 and 7 whatever the missing one.\n"
        "The bounds cover missing answers, not measurement error. "
        "Not validated: no study of these scores is recorded.\n"
        "Rule: the weighted sum of the items, at least 1 of 2; "
        "a missing one is placed where the answered ones lie on average; weights 0.5, 1.\n"
        "- x (X?): not answered, placed at 1, weight 0.5, adds 0.5\n"
        "- y (Y?): 6 (6), adds 6\n"
        "Together: 6.5.\n"
        "Source of the scale and its rule: none recorded, editorial."
    )


def test_all_of_a_count_in_words() -> None:
    """In a count, an answer that is not what it counts as says what it counts as."""
    assert one(form("a b -c", method=Method.COUNT, at_least=1), {"a": 1, "b": 3, "c": 4}).explain(full=True) == (
        "One: 2 on 0 to 3, the number of keyed answers that reach 1, from 3 of 3 answers.\n"
        "How exact the score is, is not known. Not validated: no study of these scores is recorded.\n"
        "Rule: the number of keyed answers that reach 1 among all 3 items, none missing; one is keyed in reverse.\n"
        "- a (?): 1 (1), adds 1\n"
        "- b (?): 3 (3), counts 1, adds 1\n"
        "- c (?): 4 (4), counts 0 in reverse, adds 0\n"
        "Together: 2.\n"
        "Source of the scale and its rule: none recorded, editorial."
    )


def test_all_of_a_result_in_words() -> None:
    """In full, a result explains each score, says what it was scored with, and ends with notice and help."""
    result = score(form("a", "-b"), {"a": 1})

    assert result.explain(full=True) == (
        "One: 1 on 0 to 4, the mean, from 1 of 1 answers.\n"
        "How exact the score is, is not known. Not validated: no study of these scores is recorded.\n"
        "Rule: the mean of the one item, which has to be answered.\n"
        "- a (?): 1 (1), adds 1\n"
        "Together: 1.\n"
        "Source of the scale and its rule: none recorded, editorial.\n"
        "\n"
        "Two: no score, 0 of 1 answers and 1 needed; between 0 and 4 whatever the missing one.\n"
        "The bounds cover missing answers, not measurement error. "
        "Not validated: no study of these scores is recorded.\n"
        "Rule: the mean of the one item, which has to be answered; it is keyed in reverse.\n"
        "- b (?): not answered\n"
        "Source of the scale and its rule: none recorded, editorial.\n"
        "\n"
        f"Scored with: form 0.0.0, by insight {LIBRARY_VERSION}.\n"
        f"Scoring digest: {result.pin.scoring_digest}\n"
        f"Content digest: {result.pin.content_digest}\n"
        f"{NOTICE}\n"
        f"{care_in_words(WORLDWIDE)}"
    )


# The pin.


def test_a_pin_names_definition_and_library(check_in: Questionnaire) -> None:
    """A pin has the questionnaire's id, version and digests, and the library's version."""
    assert score(check_in, {}).pin == Pin(
        questionnaire="job-check-in",
        version="1.0.0",
        scoring_digest=check_in.scoring_digest,
        content_digest=check_in.content_digest,
        library_version=LIBRARY_VERSION,
    )


def test_the_library_has_the_version_of_its_distribution() -> None:
    """What a pin says about the library is what was installed."""
    assert version("insight-inventory") == LIBRARY_VERSION


def test_the_scoring_digest_is_the_one_of_its_form(check_in: Questionnaire) -> None:
    """Anybody can write the form from its rules and take its SHA-256: ids and values in order, fractions as text."""
    five, missing = ["0", "1", "2", "3", "4"], ["98"]
    written = {
        "items": [{"id": name, "missing": missing, "options": five} for name in ("ask", "safe", "worry")],
        "scales": [
            {
                "at_least": None,
                "bands": [
                    {"label": "lower", "start": "0"},
                    {"label": "middle", "start": "4/3"},
                    {"label": "higher", "start": "5/2"},
                ],
                "id": "job-insecurity",
                "items": [
                    {"item": "ask", "reverse": False, "weight": "1"},
                    {"item": "safe", "reverse": True, "weight": "1"},
                    {"item": "worry", "reverse": False, "weight": "1"},
                ],
                "method": "mean",
                "min_answered": "2",
            }
        ],
    }

    assert cited(check_in).scoring_digest == sha256(written)


def test_the_content_digest_is_the_one_of_its_form() -> None:
    """The form of the content leaves out what has its default, and keeps every text and the order of everything."""
    questionnaire = evolve(form("b -a*1/2", method=Method.SUM), title="Größe")
    choices = [{"label": str(n), "value": str(n)} for n in range(5)]
    written = {
        "id": "form",
        "items": [{"id": "a", "text": "?"}, {"id": "b", "text": "?"}],
        "response_scales": [
            {"id": "responses", "missing": [{"label": "does not apply", "value": "98"}], "options": choices}
        ],
        "scales": [
            {
                "id": "one",
                "items": [{"item": "b"}, {"item": "a", "reverse": True, "weight": "1/2"}],
                "method": "sum",
                "name": "One",
            }
        ],
        "title": "Größe",
    }

    assert questionnaire.content_digest == sha256(written)


def sha256(written: object) -> str:
    """The SHA-256 of JSON in the one form that every language can write."""
    text = json.dumps(written, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def with_scale(questionnaire: Questionnaire, **changes: Any) -> Questionnaire:
    """*questionnaire* with another first scale."""
    return evolve(questionnaire, scales=(evolve(questionnaire.scales[0], **changes), *questionnaire.scales[1:]))


BASE = with_scale(form("a -b", "b c"), bands=(Band(start=0, label="lower"), Band(start=2, label="higher")))
ONE = BASE.scales[0]
ANSWERS = BASE.response_scales[0]

TEXTS = {
    "title": evolve(BASE, title="Other"),
    "version": evolve(BASE, version="1.0.0"),
    "instructions": evolve(BASE, instructions="Think of the last month."),
    "language": evolve(BASE, language="de"),
    "licence": evolve(BASE, licence="CC0-1.0"),
    "validation": evolve(BASE, validation=Validation.PILOT),
    "intended_use": evolve(BASE, intended_use="Reflection."),
    "authors": evolve(BASE, authors=("A. Author",)),
    "sources": evolve(BASE, sources=(STUDY,)),
    "citations": evolve(BASE, sources=(STUDY,), citations=(Citation(source="a-study"),)),
    "examples": evolve(BASE, examples=(Example(answers={"a": 1}, scores={"one": "too-few"}),)),
    "renamed": evolve(BASE, renamed=Renamed(items={"a": "old"})),
    "ignore": evolve(BASE, ignore=(Ignore(rule="item-length", reason="Piloted."),)),
    "item text": evolve(BASE, items=(evolve(BASE.items[0], text="Other?"), *BASE.items[1:])),
    "item about": evolve(BASE, items=(evolve(BASE.items[0], about=("axis:attachment-anxiety",)), *BASE.items[1:])),
    "item order": evolve(BASE, items=BASE.items[::-1]),
    "option label": evolve(
        BASE,
        response_scales=(evolve(ANSWERS, options=(evolve(ANSWERS.options[0], label="never"), *ANSWERS.options[1:])),),
    ),
    "option order": evolve(BASE, response_scales=(evolve(ANSWERS, options=ANSWERS.options[::-1]),)),
    "response scale id": evolve(BASE, response_scales=(evolve(ANSWERS, id="other"),)),
    "scale name": with_scale(BASE, name="Other"),
    "scale order": evolve(BASE, scales=BASE.scales[::-1]),
    "key order": with_scale(BASE, items=ONE.items[::-1]),
    "min_answered as a share": with_scale(BASE, min_answered="3/4"),
    "range": with_scale(BASE, range=(0, 4)),
    "scale about": with_scale(BASE, about=("axis:attachment-anxiety",)),
    "part_of": with_scale(BASE, part_of="two"),
    "id": evolve(BASE, id="other"),
}

RULES = {
    "item id": Questionnaire.build(
        "form",
        title="Form",
        responses=ANSWERS,
        items={"a": "?", "b": "?", "d": "?"},
        scales=[ONE, evolve(BASE.scales[1], items=keys("b d"))],
    ),
    "another item": evolve(BASE, items=(*BASE.items, Item(id="d", text="?"))),
    "option value": evolve(
        BASE,
        response_scales=(evolve(ANSWERS, options=(*ANSWERS.options[:4], evolve(ANSWERS.options[4], value=5))),),
    ),
    "missing value": evolve(
        BASE, response_scales=(evolve(ANSWERS, missing=(Option(value=99, label="does not apply"),)),)
    ),
    "no missing value": evolve(BASE, response_scales=(evolve(ANSWERS, missing=()),)),
    "scale id": with_scale(BASE, id="other", name="One"),
    "one scale less": evolve(BASE, scales=(ONE,)),
    "reverse": with_scale(BASE, items=keys("a b")),
    "weight": with_scale(BASE, items=keys("a -b*2")),
    "another key": with_scale(BASE, items=keys("a -b c")),
    "sum": with_scale(BASE, method=Method.SUM),
    "count": with_scale(BASE, method=Method.COUNT, at_least=1),
    "at_least": with_scale(BASE, method=Method.COUNT, at_least=2),
    "min_answered": with_scale(BASE, min_answered=1),
    "no bands": with_scale(BASE, bands=()),
    "band start": with_scale(BASE, bands=(ONE.bands[0], Band(start=3, label="higher"))),
    "band label": with_scale(BASE, bands=(ONE.bands[0], Band(start=2, label="upper"))),
}


@pytest.mark.parametrize("changed", TEXTS.values(), ids=TEXTS)
def test_a_text_or_an_order_changes_the_content_digest_alone(changed: Questionnaire) -> None:
    """What no number follows from leaves the scoring digest as it is."""
    assert changed.scoring_digest == BASE.scoring_digest
    assert changed.content_digest != BASE.content_digest


@pytest.mark.parametrize("changed", RULES.values(), ids=RULES)
def test_a_rule_changes_both_digests(changed: Questionnaire) -> None:
    """What a number or a band follows from changes both digests."""
    assert changed.scoring_digest != BASE.scoring_digest
    assert changed.content_digest != BASE.content_digest


def test_every_change_has_digests_of_its_own() -> None:
    """No two of the changes are taken for one another."""
    changed = [*TEXTS.values(), *RULES.values(), BASE]

    assert len({each.content_digest for each in changed}) == len(changed)
    assert len({each.scoring_digest for each in [*RULES.values(), BASE]}) == len(RULES) + 1


def test_a_digest_is_64_hexadecimal_digits(check_in: Questionnaire) -> None:
    """A digest is a SHA-256 in small letters."""
    for digest in (check_in.scoring_digest, check_in.content_digest):
        assert re.fullmatch("[0-9a-f]{64}", digest)


# What a missing answer could do.


def test_what_if_goes_through_the_options(check_in: Questionnaire) -> None:
    """Each option of an unanswered item has the score that it would bring; a missing option brings none."""
    result = score(check_in, {"worry": 4, "safe": 1})
    possible = result.what_if("ask")

    assert list(possible) == ["job-insecurity"]
    assert values(possible["job-insecurity"]) == {0: 7 / 3, 1: 8 / 3, 2: 3.0, 3: 10 / 3, 4: 11 / 3}
    assert possible["job-insecurity"][3] == score(check_in, {"worry": 4, "safe": 1, "ask": 3})["job-insecurity"]


def test_what_if_asks_about_the_first_item_too(check_in: Questionnaire) -> None:
    """The other answers keep their places."""
    assert values(score(check_in, {"safe": 0, "ask": 1}).what_if("worry")["job-insecurity"]) == {
        n: (n + 4 + 1) / 3 for n in range(5)
    }


def test_what_if_of_an_item_in_two_scales() -> None:
    """Each scale that holds the item is told, in order; the others are not."""
    possible = score(form("a b", "c d", "-b d"), {"a": 1, "d": 3}).what_if("b")

    assert list(possible) == ["one", "three"]
    assert values(possible["one"]) == {n: (1 + n) / 2 for n in range(5)}
    assert values(possible["three"]) == {n: (4 - n + 3) / 2 for n in range(5)}


def test_what_if_of_an_item_in_no_scale(check_in: Questionnaire) -> None:
    """An item that no scale holds changes nothing."""
    questionnaire = evolve(check_in, items=(Item(id="note", text="Anything else?"), *check_in.items))

    assert score(questionnaire, {}).what_if("note") == {}


def test_what_if_takes_an_item(check_in: Questionnaire) -> None:
    """An item can be given in place of its id."""
    result = score(check_in, {"worry": 4})

    assert result.what_if(check_in.item("ask")) == result.what_if("ask")


def test_what_if_may_still_have_no_value() -> None:
    """One answer more may still be too few; the bounds are narrower all the same."""
    possible = score(form("a b c"), {}).what_if("a")["one"]

    assert values(possible) == dict.fromkeys(range(5))
    assert (possible[3].low, possible[3].high) == (1.0, 11 / 3)


def test_what_if_of_a_missing_option(check_in: Questionnaire) -> None:
    """An item for which a missing option was chosen is unanswered, and can be asked about."""
    result = score(check_in, {"worry": 4, "safe": 1, "ask": 98})

    assert result.what_if("ask") == score(check_in, {"worry": 4, "safe": 1}).what_if("ask")


def test_what_if_of_an_answered_item(check_in: Questionnaire) -> None:
    """What is answered is no question any more; the message says what can be asked about."""
    with pytest.raises(AnswerError) as caught:
        score(check_in, {"worry": 0}).what_if("worry")

    assert str(caught.value) == "what_if: item 'worry' is answered; ask about one of result.unanswered"


@pytest.mark.parametrize("name", ["wory", Item(id="wory", text="?")], ids=["id", "item"])
def test_what_if_of_an_unknown_item(check_in: Questionnaire, name: str | Item) -> None:
    """An id that no item has is refused, with the one that may have been meant."""
    with pytest.raises(UnknownIdError) as caught:
        score(check_in, {}).what_if(name)

    assert str(caught.value) == "no item has the id 'wory'; did you mean 'worry'?"


def ids(items: tuple[Item, ...]) -> list[str]:
    """Their ids."""
    return [item.id for item in items]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({}, ["worry", "safe", "ask"]),
        ({"safe": 0}, ["worry", "ask"]),
        ({"worry": 4, "safe": 98}, ["safe", "ask"]),
        ({"worry": 4, "safe": 0, "ask": 1}, []),
    ],
    ids=["none", "one", "missing-option", "all"],
)
def test_unanswered_items(check_in: Questionnaire, answers: dict[str, int], expected: list[str]) -> None:
    """The items without an answer that counts, in the order of the form."""
    assert ids(score(check_in, answers).unanswered) == expected


def test_the_most_informative_items_come_first() -> None:
    """An item in two scales narrows more than one in one, and one in none comes last."""
    questionnaire = evolve(form("a b", "b c"), items=tuple(Item(id=name, text="?") for name in "zabc"))

    assert ids(score(questionnaire, {}).most_informative()) == ["b", "a", "c", "z"]
    assert ids(score(questionnaire, {"b": 1, "c": 98}).most_informative()) == ["a", "c", "z"]


def test_ties_stay_in_the_order_of_the_form() -> None:
    """Equally informative items are asked in the order in which they stand, not in that of the scale."""
    assert ids(score(form("c b a"), {}).most_informative()) == ["a", "b", "c"]


def test_a_weight_makes_an_item_more_informative() -> None:
    """A share of the scale's weighted range is what counts, and a weight below 0 counts by its size."""
    assert ids(score(form("a b*2 c*-3", method=Method.SUM), {}).most_informative()) == ["c", "b", "a"]


def test_a_share_of_a_small_scale_counts_more() -> None:
    """One of two items narrows its scale by 1/2, two scales of three by 1/3 each: together more."""
    assert ids(score(form("a b", "c d e", "c d e"), {}).most_informative()) == ["c", "d", "e", "a", "b"]
    assert ids(score(form("d e", "a b c"), {}).most_informative()) == ["d", "e", "a", "b", "c"]


@pytest.mark.parametrize(
    ("questionnaire", "expected"),
    [
        (ranges("x y", method=Method.SUM), ["y", "x"]),
        (ranges("x*10 y", method=Method.SUM), ["x", "y"]),
        (ranges("x y", method=Method.COUNT, at_least=2), ["x", "y"]),
    ],
    ids=["sum", "weighted", "count"],
)
def test_a_longer_range_is_more_informative(questionnaire: Questionnaire, expected: list[str]) -> None:
    """In a sum the longer range narrows more, unless its weight is small; in a count all items are worth the same."""
    assert ids(score(questionnaire, {}).most_informative()) == expected


# What was stored.


def stored(**changes: Any) -> StoredScore:
    """A score from 0 to 4 as it was stored, at 3."""
    exact = Exact(
        value=Fraction(3),
        low=Fraction(2),
        high=Fraction(7, 2),
        minimum=Fraction(0),
        maximum=Fraction(4),
        position=Fraction(3, 4),
    )
    fields: dict[str, Any] = {
        "id": "one",
        "name": "One",
        "words": "One: 3 on 0 to 4.",
        "status": Status.PRORATED,
        "exact": exact,
        "answered": 2,
        "required": 2,
        "of": 3,
        "band": "higher",
        "possible_bands": ("middle", "higher"),
        "rule": "the mean of the answered items, at least 2 of 3",
        "citations": (),
        "validation": Validation.NONE,
        "editorial": True,
    }
    return StoredScore(**(fields | changes))


def test_a_stored_score_has_the_numbers_of_a_score() -> None:
    """Each number is the float that is the nearest to its fraction."""
    found = stored()

    assert (found.value, found.low, found.high) == (3.0, 2.0, 3.5)
    assert (found.minimum, found.maximum, found.position) == (0.0, 4.0, 0.75)


@pytest.mark.parametrize(
    ("possible", "settled"), [((), False), (("lower",), True), (("lower", "higher"), False)], ids=["none", "one", "two"]
)
def test_a_stored_band_is_settled_where_one_is_left(possible: tuple[str, ...], settled: bool) -> None:  # noqa: FBT001  # a case
    """Whatever the missing answers are, there was one band, or there was not."""
    assert stored(band=next(iter(possible), None), possible_bands=possible).band_settled is settled


def test_no_repr_of_what_was_stored_holds_a_number(check_in: Questionnaire) -> None:
    """A stored score, a stored result and a difference can be logged."""
    result = StoredResult(pin=score(check_in, {}).pin, scores=(stored(),), care=WORLDWIDE)

    assert repr(stored()) == "<StoredScore of 'one'>"
    assert repr(result) == "<StoredResult of 'job-check-in'>"
    assert repr(Difference(place="scores.one.value", stored=3, computed=2)) == "<Difference at 'scores.one.value'>"


@pytest.mark.parametrize(
    ("difference", "expected"),
    [
        (Difference("a", stored="3", computed="7/3"), "a: 3 is stored, 7/3 comes out"),
        (Difference("a", stored=None, computed=2), "a: nothing is stored, 2 comes out"),
        (Difference("a", message="the answer is none of its options"), "a: the answer is none of its options"),
    ],
    ids=["numbers", "none", "message"],
)
def test_a_difference_says_what_was_stored_and_what_comes_out(difference: Difference, expected: str) -> None:
    """What is not there is told as nothing."""
    assert difference.explain() == expected


# What is not told.


def test_no_repr_of_a_receipt_holds_an_answer(check_in: Questionnaire) -> None:
    """Terms, scores, numbers and results can be logged without telling what somebody answered."""
    result = score(check_in, {"worry": 3, "safe": 98})
    found = result["job-insecurity"]

    assert [repr(term) for term in found.terms] == ["<Term of 'worry'>", "<Term of 'safe'>", "<Term of 'ask'>"]
    assert [repr(each) for each in result.what_if("ask")["job-insecurity"].values()] == [
        "<Score of 'job-insecurity'>"
    ] * 5
    assert repr(result) == "<Result of 'job-check-in': 1 of 3 items answered>"
    assert repr(found.exact) == "<Exact>"


def test_the_repr_of_a_pin_says_all_of_it(check_in: Questionnaire) -> None:
    """A pin is about a definition, not about a person, and is the same whatever is answered."""
    for answers in ({}, {"worry": 3}):
        assert repr(score(check_in, answers).pin) == (
            f"Pin(questionnaire='job-check-in', version='1.0.0', scoring_digest={check_in.scoring_digest!r}, "
            f"content_digest={check_in.content_digest!r}, library_version={LIBRARY_VERSION!r})"
        )


def test_terms_are_worked_out_once(check_in: Questionnaire) -> None:
    """Asking again gives the same terms."""
    found = one(check_in, {"worry": 3})

    assert found.terms is found.terms
    assert all(isinstance(term, Term) for term in found.terms)
