"""Profiles: degrees from ticks and results, the larger of two, and nothing that tells about a person."""

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from attrs import evolve

from insight import Item, Key, Profile, ProfileError, Questionnaire, Scale, load_catalog, options, score
from insight.care import NOTICE, WORLDWIDE, care_in_words
from insight.profiles.reported import reported
from insight.questionnaires import Method

CLOSING = f"{NOTICE}\n{care_in_words(WORLDWIDE)}"


@pytest.fixture
def form() -> Questionnaire:
    """One scale about a domain, and items about signs."""
    return Questionnaire.build(
        "form",
        title="Form",
        responses=options(*"01234", missing={98: "does not apply to me"}),
        items=[
            Item(id="a", text="A.", about=("sign:high", "domain:work")),
            Item(id="b", text="B.", about=("-sign:low",)),
            Item(id="c", text="C.", about=("sign:high",)),
            Item(id="d", text="D.", about=("domain:work",)),
        ],
        scales=[
            Scale(
                id="work",
                items=(Key.parse("a"), Key.parse("-b"), Key.parse("c")),
                method=Method.MEAN,
                min_answered=2,
                about=("domain:work",),
            )
        ],
    )


def test_a_mapping_gives_its_degrees() -> None:
    """Ticks and degrees of any exact or float type are kept exactly."""
    profile = Profile.of(
        {"sign:x": 1, "cause:y": 0.5, "domain:z": Decimal("0.1"), "axis:attachment-anxiety": Fraction(1, 3)}
    )

    assert dict(profile.exact) == {
        "sign:x": 1,
        "cause:y": Fraction(1, 2),
        "domain:z": Fraction(1, 10),
        "axis:attachment-anxiety": Fraction(1, 3),
    }
    assert profile["cause:y"] == 0.5
    assert list(profile) == ["axis:attachment-anxiety", "cause:y", "domain:z", "sign:x"]


def test_what_is_not_in_it_is_not_known() -> None:
    """A reference that nobody spoke of is absent, which is not 0."""
    profile = Profile.of({"sign:x": 0})

    assert "sign:x" in profile
    assert "sign:y" not in profile
    with pytest.raises(KeyError):
        profile["sign:y"]


def test_an_item_speaks_with_the_position_of_its_answer_as_given(form: Questionnaire) -> None:
    """Keys play no part; a minus turns it round; the largest degree counts."""
    profile = Profile.of(score(form, {"a": 1, "b": 1, "c": 3}))

    assert profile["sign:high"] == 0.75
    assert profile["sign:low"] == 0.75


def test_a_scale_speaks_with_the_position_of_its_score(form: Questionnaire) -> None:
    """The score's position is the degree, and the scale's own items are not asked again."""
    profile = Profile.of(score(form, {"a": 4, "b": 4, "c": 2}))

    assert profile["domain:work"] == 0.5


def test_a_scale_with_too_few_answers_says_nothing_and_silences_its_items(form: Questionnaire) -> None:
    """Item a is about the domain as well, and its scale has no value: the domain is not known."""
    profile = Profile.of(score(form, {"a": 4}))

    assert "domain:work" not in profile
    assert len(profile) == 1


# What only rules read


@pytest.mark.parametrize(
    ("answers", "degree"),
    [({}, 0), ({"b": 0}, Fraction(1, 3)), ({"c": 3}, Fraction(1, 4)), ({"c": 98}, 0)],
    ids=["nothing", "reverse", "forward", "missing-option"],
)
def test_a_scale_with_too_few_answers_lends_its_low_to_rules(
    form: Questionnaire, answers: dict[str, int], degree: Fraction
) -> None:
    """Where the score lies at least is read by rules alone."""
    profile = Profile.of(score(form, answers))

    assert dict(profile.rules_only) == {"domain:work": degree}
    assert dict(profile.for_rules)["domain:work"] == degree
    assert "domain:work" not in profile


def test_a_scale_about_the_low_end_lends_what_its_score_leaves_at_least(form: Questionnaire) -> None:
    """Turned round, the least is what the greatest possible score leaves."""
    turned = evolve(form, scales=(evolve(form.scales[0], about=("-domain:work",)),))

    profile = Profile.of(score(turned, {"c": 1}))
    assert dict(profile.rules_only) == {"domain:work": Fraction(1, 4)}


def test_items_count_beside_their_scale_for_rules(form: Questionnaire) -> None:
    """Item a says more of the domain than its scale: rules read the larger, the profile knows the scale's."""
    profile = Profile.of(score(form, {"a": 4, "b": 4, "c": 2}))

    assert profile["domain:work"] == 0.5
    assert dict(profile.rules_only) == {"domain:work": 1}
    assert dict(profile.for_rules)["domain:work"] == 1


def test_rules_read_what_is_known_where_it_is_larger() -> None:
    """Of what is known and what only rules read the larger counts, reference by reference."""
    profile = Profile((("sign:x", 1), ("sign:y", Fraction(1, 4))), (("sign:y", Fraction(1, 2)), ("sign:z", 0)))  # type: ignore[arg-type]

    assert dict(profile.for_rules) == {"sign:x": 1, "sign:y": Fraction(1, 2), "sign:z": 0}


def test_two_profiles_keep_the_larger_of_what_only_rules_read() -> None:
    """`|` treats both kinds of degrees alike, and mixes neither."""
    one = Profile((), (("sign:x", Fraction(1, 4)), ("sign:y", Fraction(1))))
    other = Profile((("sign:x", Fraction(1)),), (("sign:x", Fraction(3, 4)),))

    both = one | other
    assert both == other | one == Profile.of(one, other)
    assert dict(both.exact) == {"sign:x": 1}
    assert dict(both.rules_only) == {"sign:x": Fraction(3, 4), "sign:y": 1}


# Where degrees come from


def test_origins_name_scales_items_and_ticks(form: Questionnaire) -> None:
    """A degree comes from a scale, an item or a tick, in words; what only rules read has none."""
    assert Profile.of({"sign:x": 1}).origins == (("sign:x", "what was ticked"),)
    assert Profile.of(score(form, {"a": 4, "b": 4, "c": 2})).origins == (
        ("domain:work", "the scale Work (Form 0.0.0)"),
        ("sign:high", "the item a (Form 0.0.0)"),
        ("sign:low", "the item b (Form 0.0.0)"),
    )
    assert Profile.of(score(form, {})).origins == ()


def test_all_origins_of_the_largest_degree_are_kept(form: Questionnaire) -> None:
    """Where several say the same, all are named once; whoever says less is not."""
    result = score(form, {"a": 4, "c": 4})
    named = (("sign:high", "the item a (Form 0.0.0)"), ("sign:high", "the item c (Form 0.0.0)"))

    assert [pair for pair in Profile.of(result, result).origins if pair[0] == "sign:high"] == [*named]
    assert Profile.of({"sign:high": 0.5}, result)["sign:high"] == 1
    assert ("sign:high", "what was ticked") not in Profile.of({"sign:high": 0.5}, result).origins
    assert ("sign:high", "what was ticked") in Profile.of({"sign:high": 1}, result).origins


def test_origins_make_no_profile_another() -> None:
    """Equal degrees are equal profiles, wherever they come from."""
    assert Profile.of({"sign:x": 1}) == Profile((("sign:x", Fraction(1)),))
    assert Profile((("sign:x", Fraction(1)),)).origins == ()


def test_a_profile_explains_itself(form: Questionnaire) -> None:
    """The most comes first, with what it comes from; flags are left out; then the notice, and where help is."""
    profile = Profile.of(
        score(form, {"a": 4, "b": 4, "c": 2}), {"sign:high": 1, "sign:third": Fraction(1, 3), "flag:f": 1}
    )

    assert profile.explain() == (
        "sign:high: 1 of 1, from the item a (Form 0.0.0) and what was ticked.\n"
        "domain:work: 0.5 of 1, from the scale Work (Form 0.0.0).\n"
        "sign:third: 0.33 of 1, from what was ticked.\n"
        "sign:low: 0 of 1, from the item b (Form 0.0.0).\n"
        f"{CLOSING}"
    )


@pytest.mark.parametrize("degrees", [{}, {"flag:f": 1}, {"flag:f": 0}], ids=["empty", "yes", "no"])
def test_a_profile_of_nothing_says_so(degrees: dict[str, int]) -> None:
    """Flags alone are as good as nothing: the text is the same."""
    assert Profile.of(degrees).explain() == f"Nothing is known.\n{CLOSING}"


def test_a_degree_of_unknown_origin_is_told_without_one() -> None:
    """Origins are not written to JSON, so a profile that was read has none."""
    assert Profile((("sign:x", Fraction(1)),)).explain() == f"sign:x: 1 of 1.\n{CLOSING}"


def test_an_item_outside_of_the_scale_still_speaks(form: Questionnaire) -> None:
    """Item d is in no scale about the domain, so its mention counts."""
    assert Profile.of(score(form, {"a": 4, "d": 1}))["domain:work"] == 0.25


@pytest.mark.parametrize("gap", [None, 98, math.nan], ids=["none", "missing-option", "nan"])
def test_an_unanswered_item_says_nothing(form: Questionnaire, gap: Any) -> None:
    """Neither a gap nor a missing option gives a degree."""
    assert "sign:low" not in Profile.of(score(form, {"b": gap}))


def test_two_profiles_keep_the_larger_degree() -> None:
    """`|` and several sources are the same."""
    one, other = {"sign:x": 0.25, "sign:y": 1}, {"sign:x": 0.75}

    assert Profile.of(one) | Profile.of(other) == Profile.of(one, other) == Profile.of({"sign:x": 0.75, "sign:y": 1})


def test_only_two_profiles_are_joined() -> None:
    """A mapping beside a profile is a mistake that Python tells."""
    with pytest.raises(TypeError):
        Profile.of({"sign:x": 1}) | {"sign:y": 1}  # type: ignore[operator]


def test_no_repr_holds_a_degree(form: Questionnaire) -> None:
    """A profile in a log says how much is known, not what; what a result reports says nothing."""
    assert repr(Profile.of({"sign:x": 0.73919})) == "<Profile of 1 references>"
    assert {repr(report) for report in reported(score(form, {"a": 4}))} == {"<Report>"}


@pytest.mark.parametrize(
    "degree",
    [True, np.True_, -0.1, 1.1, math.nan, math.inf, Decimal("NaN"), Decimal("sNaN"), "1", None, 1 + 0j, [1]],
    ids=repr,
)
def test_a_degree_is_a_number_from_0_to_1(degree: Any) -> None:
    """Anything else is refused, without being repeated."""
    with pytest.raises(ProfileError) as caught:
        Profile.of({"sign:x": degree})

    assert str(caught.value) == "this profile: sign:x: the degree is no number from 0 to 1"


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("x", "this profile: 'x' is no reference; write kind:id, such as sign:some-id"),
        ("sgin:x", "this profile: the kind 'sgin' cannot stand here; did you mean 'sign'?"),
        (
            "strategy:x",
            (
                "this profile: the kind 'strategy' cannot stand here; "
                "the kinds are sign, cause, domain, attachment-style, flag, axis"
            ),
        ),
        (
            "axis:x",
            (
                "this profile: there is no 'axis:x'; "
                "the axes are attachment-anxiety, attachment-avoidance, attachment-disorganization"
            ),
        ),
    ],
)
def test_only_what_can_be_reported_is_in_a_profile(reference: str, message: str) -> None:
    """A reference that is none, or of another kind, is refused with what is possible."""
    with pytest.raises(ProfileError) as caught:
        Profile.of({reference: 1})

    assert str(caught.value) == message


def test_only_results_profiles_and_mappings_make_one(form: Questionnaire) -> None:
    """Anything else is refused in words."""
    with pytest.raises(ProfileError) as caught:
        Profile.of([1])  # type: ignore[arg-type]

    assert str(caught.value) == "a profile: it is made of results, profiles and mappings of references to degrees"
    assert Profile.of(Profile.of({"sign:x": 1}), score(form, {})).exact == Profile.of({"sign:x": 1}).exact


def test_a_scale_can_be_about_the_low_end(form: Questionnaire) -> None:
    """A minus before what a scale is about turns its position round."""
    turned = evolve(form, scales=(evolve(form.scales[0], about=("-domain:work",)),))

    assert Profile.of(score(turned, {"a": 4, "b": 4, "c": 4}))["domain:work"] == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    "pairs",
    [(("sign:x", Fraction(7)),), (("sign:x", Fraction(1)), ("sign:x", Fraction(0))), (("strategy:x", Fraction(1)),)],
    ids=["degree", "twice", "kind"],
)
def test_a_profile_is_valid_from_birth(pairs: Any) -> None:
    """What `of` would refuse is refused by the class as well, also where only rules read it."""
    with pytest.raises(ProfileError) as caught:
        Profile(pairs)
    with pytest.raises(ProfileError) as for_rules:
        Profile((), pairs)

    assert str(for_rules.value) == str(caught.value)


def test_a_time_span_is_no_degree() -> None:
    """Numpy's timedelta64 passes for an integer, and is none."""
    with pytest.raises(ProfileError):
        Profile.of({"sign:x": np.timedelta64(1, "D")})  # type: ignore[dict-item]


def test_a_profile_made_by_hand_is_exact() -> None:
    """Degrees of any real type become fractions, also where the class is called itself."""
    assert Profile((("sign:x", 0.5),)) == Profile.of({"sign:x": Decimal("0.5")})  # type: ignore[arg-type]


@pytest.mark.parametrize("pairs", [5, (("sign:x",),), ((2, 1),), "sign:x", [None]], ids=repr)
def test_a_profile_is_made_of_pairs(pairs: Any) -> None:
    """Whatever else stands there is refused in words."""
    with pytest.raises(ProfileError) as caught:
        Profile(pairs)

    assert str(caught.value) == "a profile: it is made of pairs of a reference and a degree; use Profile.of"


def test_only_an_answer_is_a_flag() -> None:
    """A flag is known or not; no form gives a part of one, and True is told what to write instead."""
    with pytest.raises(ProfileError) as refused:
        Profile((), (("flag:f", Fraction(0)),))
    assert str(refused.value) == (
        "a profile: rules_only: a flag is answered, or not known; put its answer among the others"
    )

    with pytest.raises(ProfileError) as refused:
        Profile.of({"flag:f": True})
    assert str(refused.value) == (
        "this profile: flag:f: the degree is no number from 0 to 1; write 1 for yes and 0 for no"
    )


def test_a_half_filled_attachment_form_hides_no_style_from_the_rules() -> None:
    """With too few answers no style is known, and rules go by the least that each can be."""
    form = load_catalog().questionnaires["attachment-patterns"]
    anxiety, avoidance = form.scales
    answers = {key.item: 0 if key.reverse else 4 for key in anxiety.items}
    answers |= {key.item: 4 if key.reverse else 0 for key in avoidance.items[:5]}

    profile = Profile.of(score(form, answers))
    assert not any(name.startswith("attachment-style:") for name in profile)
    assert dict(profile.for_rules)["attachment-style:ambivalent"] == Fraction(5, 8)
