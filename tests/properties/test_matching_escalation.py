"""Escalation: more of anything never removes one, and a half-filled form hides none."""

from fractions import Fraction
from typing import Any

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import insight
from guided import BUNDLED, Person, people
from insight import Catalog, Guidance, Item, Profile, Questionnaire, Rule, Scale
from insight.testing import answers_for, complete_answers_for, profiles_for, questionnaires

NEEDS = "cause:unmet-basic-needs"


def escalating(guidance: Guidance) -> set[Rule]:
    """The rules that escalate."""
    return {each.rule for each in guidance.escalations}


@given(people(excluding=True), st.data())
def test_more_never_removes_an_escalation(person: Person, data: st.DataObject) -> None:
    """Whatever else is reported, ticked or answered, what escalates still does."""
    more = data.draw(profiles_for(person.catalog))

    raised = evolve(person, profile=person.profile | more)

    assert escalating(person.guidance) <= escalating(raised.guidance)


@given(people(), st.data())
def test_one_degree_more_never_removes_an_escalation(person: Person, data: st.DataObject) -> None:
    """Raising one degree alone, a flag's too, or one that only rules read."""
    references = [name for name, _ in person.profile.for_rules] or [NEEDS]
    raised = ((data.draw(st.sampled_from(references)), data.draw(st.fractions(0, 1, max_denominator=60))),)

    flag = raised[0][0].startswith("flag:")
    for more in (Profile(raised), Profile((), () if flag else raised)):
        after = insight.match(person.profile | more, person.catalog, unknown="ignore")
        assert escalating(person.guidance) <= escalating(after)


@given(people(excluding=True), st.data())
def test_what_is_excluded_escalates_all_the_same(person: Person, data: st.DataObject) -> None:
    """Escalations come from the profile alone."""
    fewer = evolve(person, exclude=(), catalog=evolve(person.catalog, links=[]))

    assert escalating(fewer.guidance) == escalating(person.guidance)


@st.composite
def forms(draw: st.DrawFn) -> Questionnaire:
    """Forms whose scales or items are about unmet basic needs, or the lack of them; scales need all their answers."""
    form = draw(questionnaires())
    about = st.sampled_from([(NEEDS,), (f"-{NEEDS}",), ()])
    scales: list[Scale] = [
        evolve(scale, about=draw(about), min_answered=len(scale.items), bands=()) for scale in form.scales
    ]
    items: list[Item] = [evolve(item, about=draw(about)) for item in form.items]
    return evolve(form, scales=tuple(scales), items=tuple(items), examples=())


@given(forms(), st.data())
def test_answers_that_arrive_never_remove_an_escalation(form: Questionnaire, data: st.DataObject) -> None:
    """One answer after the other: for the rules, a scale that waits for more of them never falls."""
    answers: dict[str, Any] = {}
    arriving = data.draw(complete_answers_for(form))

    before: Guidance | None = None
    degree = Fraction(0)
    for item in data.draw(st.permutations(list(arriving))):
        answers[item] = arriving[item]
        profile = Profile.of(insight.score(form, answers))
        after = guide(profile, BUNDLED)
        assert before is None or escalating(before) <= escalating(after)
        assert dict(profile.for_rules).get(NEEDS, 0) >= degree
        before, degree = after, dict(profile.for_rules).get(NEEDS, degree)


@given(forms(), st.data())
def test_a_half_filled_form_hides_nothing(form: Questionnaire, data: st.DataObject) -> None:
    """What escalates with some answers does with all of them, whatever the missing ones were."""
    some = data.draw(answers_for(form))
    given_ones = {item: value for item, value in some.items() if item not in unanswered(form, some)}

    half = Profile.of(insight.score(form, some))
    whole = Profile.of(insight.score(form, data.draw(complete_answers_for(form)) | given_ones))

    assert escalating(guide(half, BUNDLED)) <= escalating(guide(whole, BUNDLED))


@given(forms(), st.data())
def test_rules_go_by_the_least_that_a_scale_can_come_to(form: Questionnaire, data: st.DataObject) -> None:
    """Where every way to answer the rest would reach a degree, rules read it already; and never more than that."""
    plain = evolve(form, items=tuple(evolve(item, about=()) for item in form.items))
    result = insight.score(plain, data.draw(answers_for(plain)))

    least = [
        1 - position if turned else position
        for score in result
        for about in score.scale.about
        for turned in [about.startswith("-")]
        for end in [score.exact.high if turned else score.exact.low]
        for position in [(end - score.exact.minimum) / (score.exact.maximum - score.exact.minimum)]
    ]

    assert dict(Profile.of(result).for_rules) == ({NEEDS: max(least)} if least else {})


def guide(profile: Profile, catalog: Catalog) -> Guidance:
    """What somebody who filled in a generated form is given."""
    return insight.match(profile, catalog, unknown="ignore")


def unanswered(form: Questionnaire, answers: dict[str, Any]) -> set[str]:
    """The items that count as unanswered."""
    return {item.id for item in insight.score(form, answers).unanswered}
