"""The questionnaires on signs and on attachment ask what they are for, claim nothing, and lead to no type."""

import re
from fractions import Fraction

import pytest

import insight
from insight.care import EDITORS, NOTICE, WORLDWIDE
from insight.content import Relation
from insight.describing import describe_report
from insight.matching import Remark
from insight.questionnaires import Method, Validation
from insight.scoring import Status

CATALOG = insight.load_catalog()
SIGNS = CATALOG.questionnaires["signs-check-in"]
PATTERNS = CATALOG.questionnaires["attachment-patterns"]
COUNT = next(scale for scale in SIGNS.scales if scale.method == Method.COUNT)
MEANS = [scale for scale in SIGNS.scales if scale is not COUNT]
SPOKEN_OF = {item.id: item.about[0].removeprefix("-") for item in SIGNS.items}
BACKWARD = {key.item for form in (SIGNS, PATTERNS) for scale in form.scales for key in scale.items if key.reverse}
ANXIETY, AVOIDANCE = "axis:attachment-anxiety", "axis:attachment-avoidance"

both = pytest.mark.parametrize("form", [SIGNS, PATTERNS], ids=lambda form: str(form.id))


# Both


@both
def test_it_claims_nothing(form: insight.Questionnaire) -> None:
    """Nobody has studied these scores, and the questionnaire says so, what it is for, and on whose word it stands."""
    assert form.validation == Validation.NONE
    assert form.intended_use == "Personal reflection by adults."
    assert form.licence == "MIT"
    cited = {*form.citations, *(citation for scale in form.scales for citation in scale.citations)}
    assert {(citation.source, citation.place) for citation in cited} == {(EDITORS.id, f"{form.id}, 2026-11-26")}


@both
def test_nothing_is_found_about_it(form: insight.Questionnaire) -> None:
    """The linter has no word to say, held against the catalog."""
    assert insight.lint(form, catalog=CATALOG) == ()


@both
def test_each_item_is_in_one_mean(form: insight.Questionnaire) -> None:
    """Every item enters one mean, and no other."""
    keyed = [key.item for scale in form.scales if scale.method == Method.MEAN for key in scale.items]

    assert sorted(keyed) == sorted(item.id for item in form.items)


@both
def test_items_are_short(form: insight.Questionnaire) -> None:
    """Each is one sentence of at most twenty words, in the first person, and without a number."""
    for item in form.items:
        assert re.fullmatch(r"[^.!?]+\.", item.text)
        assert len(item.text.split()) <= 20
        assert re.search(r"\b(?:I|me|[Mm]y)\b", item.text)
        assert not re.search(r"\d", item.text)


@both
def test_what_does_not_apply_can_be_said(form: insight.Questionnaire) -> None:
    """There is one set of five options from 0 to 4, and one option that counts as unanswered."""
    (responses,) = form.response_scales

    assert [option.value for option in responses.options] == [0, 1, 2, 3, 4]
    assert [(option.value, option.label) for option in responses.missing] == [(98, "does not apply to me")]


@both
def test_examples_show_what_becomes_of_gaps(form: insight.Questionnaire) -> None:
    """They hold complete, prorated and too few answers, and some that do not apply."""
    scored = [(insight.score(form, dict(each.answers)), each) for each in form.examples]
    found = {result[scale].status for result, each in scored for scale, _ in each.scores}

    assert found == set(Status)
    assert any(value == 98 for each in form.examples for _, value in each.answers)


@both
@pytest.mark.parametrize("high", [True, False, None], ids=["top", "bottom", "nothing"])
def test_report_names_no_type(form: insight.Questionnaire, *, high: bool | None) -> None:
    """Whatever is answered, a report says what it is not and where help is, and puts nobody into a box."""
    result = insight.score(form, {} if high is None else answers(form, high=high))
    guidance = insight.match(insight.Profile.of(result), CATALOG)
    text = " ".join(describe_report(result, guidance).text().split())

    assert NOTICE in text
    assert "Not validated: no study of these scores is recorded." in text
    assert all(resource.name in text for resource in WORLDWIDE)
    said = re.sub(r"\([^()]*\)", "", text)
    assert not re.search(
        r"\byou(?:'re| are) (?:an? )?(?:secure|insecure|anxious|ambivalent|avoidant|dis)", said, re.IGNORECASE
    )
    assert not re.search(r"disorder\b|depress|more insecurity|insecure|disorganized|average", said, re.IGNORECASE)


# Signs


@pytest.mark.parametrize("item", SIGNS.items, ids=lambda item: str(item.id))
def test_item_is_about_one_sign(item: insight.Item) -> None:
    """It speaks of one sign that the catalog has, and of none that is marked as hard."""
    (about,) = item.about
    sign = CATALOG[about.removeprefix("-")]

    assert isinstance(sign, insight.Sign)
    assert not sign.hard


@pytest.mark.parametrize("domain", CATALOG.domains, ids=lambda domain: str(domain.id))
def test_each_domain_is_spoken_of_twice(domain: insight.Domain) -> None:
    """At least two items are about signs that appear in this area of life."""
    signs = {link.subject for link in CATALOG.links(domain, relation=Relation.APPEARS_IN)}

    assert len([name for name, sign in SPOKEN_OF.items() if sign in signs]) >= 2


@pytest.mark.parametrize("scale", MEANS, ids=lambda scale: str(scale.id))
def test_mean_of_four_items(scale: insight.Scale) -> None:
    """A mean has four items of which three are needed and one runs the other way, and neutral bands in thirds."""
    assert len(scale.items) == 4
    assert len([key for key in scale.items if key.reverse]) == 1
    assert scale.required == 3
    assert scale.about == ()
    assert [(band.start, band.label) for band in scale.bands] == [
        (0, "lower"),
        (Fraction(4, 3), "middle"),
        (Fraction(8, 3), "higher"),
    ]
    assert all(band.editorial for band in scale.bands)


def test_keys_go_with_what_items_are_about() -> None:
    """An item is keyed in reverse where a low answer speaks of its sign, and only there."""
    assert {item.id for item in SIGNS.items if item.about[0].startswith("-")} == BACKWARD & set(SPOKEN_OF)


def test_count_holds_each_sign_once() -> None:
    """It counts answers of often and always to all items that name a sign, each another one; no gap is filled in."""
    (responses,) = SIGNS.response_scales
    counted = [key.item for key in COUNT.items]

    assert counted == [item.id for item in SIGNS.items if item.id not in BACKWARD]
    assert len({SPOKEN_OF[name] for name in counted}) == len(counted) == 18
    assert COUNT.at_least == 3
    assert [option.label for option in responses.options if option.value >= 3] == ["often", "always"]
    assert COUNT.required == len(counted)
    assert not COUNT.bands


def test_count_with_a_gap_tells_what_is_known() -> None:
    """What does not apply takes the count away and leaves its bounds."""
    given = dict.fromkeys((key.item for key in COUNT.items), 3)

    score = insight.score(SIGNS, given | {"keep-away-at-work": 98})[COUNT.id]

    assert (score.value, score.low, score.high) == (None, 17, 18)


@pytest.mark.parametrize("high", [True, False], ids=["top", "bottom"])
def test_profile_holds_the_signs(*, high: bool) -> None:
    """All answers together tell of each sign, and of nothing else; what helps is then found, or few signs are."""
    profile = insight.Profile.of(insight.score(SIGNS, answers(SIGNS, high=high)))

    guidance = insight.match(profile, CATALOG)

    assert {reference: profile[reference] for reference in profile} == dict.fromkeys(SPOKEN_OF.values(), float(high))
    assert bool(guidance.matches) == high
    assert guidance.remark == (None if high else Remark.FEW_SIGNS)
    reasons = [reason for found in guidance.matches for reason in found.reasons]
    assert [reason.eased.reference for reason in reasons if getattr(reason.eased, "hard", False)] == []


# Attachment


def test_two_axes_without_bands() -> None:
    """There is a scale for each of the two axes, and none for a third; a point on them is in no band."""
    assert [(scale.id, scale.about) for scale in PATTERNS.scales] == [
        ("attachment-anxiety", (ANXIETY,)),
        ("attachment-avoidance", (AVOIDANCE,)),
    ]
    assert [scale.bands for scale in PATTERNS.scales] == [(), ()]
    assert [item.about for item in PATTERNS.items] == [()] * 16


@pytest.mark.parametrize("scale", PATTERNS.scales, ids=lambda scale: str(scale.id))
def test_axis_scale(scale: insight.Scale) -> None:
    """It is the mean of eight items, three of them in reverse, of which six are needed."""
    assert scale.method == Method.MEAN
    assert len(scale.items) == 8
    assert len([key for key in scale.items if key.reverse]) == 3
    assert scale.required == 6


def test_items_of_the_axes_take_turns() -> None:
    """No two items of one scale stand beside one another."""
    anxiety = {key.item for key in PATTERNS.scales[0].items}

    assert [item.id in anxiety for item in PATTERNS.items] == [True, False] * 8


def test_no_item_speaks_of_one_kind_of_bond() -> None:
    """Items fit friends, family and partners alike."""
    for item in PATTERNS.items:
        assert not re.search(r"partner|romantic|love|family|parent|child|friend|marri|dat(?:e|ing)\b", item.text)


@pytest.mark.parametrize(("high", "expected"), [(True, 1.0), (False, 0.0)], ids=["top", "bottom"])
def test_profile_holds_the_axes(*, high: bool, expected: float) -> None:
    """All answers together tell of the two axes, which match accepts and suggests nothing by."""
    profile = insight.Profile.of(insight.score(PATTERNS, answers(PATTERNS, high=high)))

    guidance = insight.match(profile, CATALOG)

    assert profile[ANXIETY] == profile[AVOIDANCE] == expected
    assert guidance.matches == ()
    assert guidance.general
    assert guidance.care


def test_neither_is_the_middle_of_both_axes() -> None:
    """Who neither agrees nor disagrees is in the middle of the form."""
    (responses,) = PATTERNS.response_scales
    middle = next(option.value for option in responses.options if option.label == "neither agree nor disagree")

    result = insight.score(PATTERNS, dict.fromkeys((item.id for item in PATTERNS.items), middle))

    assert [score.position for score in result] == [0.5, 0.5]


# Helpers


def answers(form: insight.Questionnaire, *, high: bool) -> dict[str, int]:
    """An answer to each item, so that every score is as high, or as low, as can be."""
    return {item.id: 4 if (item.id in BACKWARD) != high else 0 for item in form.items}
