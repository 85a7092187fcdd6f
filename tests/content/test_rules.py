"""The shipped rules: what calls for help, what is held back, and what none of the content may do."""

import re
from pathlib import Path

import pytest

import insight
from insight.content import Effect, Form, Kind, Rule, Strategy, Tag

ROOT = Path(__file__).parents[2]
CATALOG = insight.load_catalog()
# What the sources, or the editors, say calls for somebody else's help.
CALLS_FOR_HELP = {
    "flag:impairs-daily-life",
    "flag:feels-overwhelming",
    "flag:possible-eating-disorder",
    "sign:low-self-worth",
    "cause:trauma",
    "cause:adverse-childhood-experiences",
    "flag:unsupported-trauma",
    "flag:unsafe-relationship",
    "cause:unmet-basic-needs",
    "domain:basic-needs",
    "flag:unmet-basic-needs",
    "flag:acute-crisis",
}


def rules(effect: Effect) -> list[Rule]:
    """The rules of an effect."""
    return [rule for rule in CATALOG.rules if rule.effect == effect]


def held_back(when: str) -> set[str]:
    """The ids of the strategies that rules on a reference withhold."""
    return {
        strategy.id
        for rule in rules(Effect.WITHHOLD)
        for strategy in CATALOG.strategies
        if rule.when == when and rule.names(strategy)
    }


def tagged(*tags: Tag) -> set[str]:
    """The ids of the strategies with any of these tags."""
    return {strategy.id for strategy in CATALOG.strategies if set(tags) & set(strategy.tags)}


def test_whatever_calls_for_help_has_a_rule() -> None:
    """Each escalates, and nothing else does: escalating everything would say nothing."""
    assert {rule.when for rule in rules(Effect.ESCALATE)} == CALLS_FOR_HELP


def test_every_flag_has_a_rule() -> None:
    """A question whose answer changes nothing is not asked."""
    assert {f"{Kind.FLAG}:{flag.id}" for flag in CATALOG.flags} == {
        rule.when for rule in CATALOG.rules if rule.when.startswith(f"{Kind.FLAG}:")
    }


@pytest.mark.parametrize("rule", CATALOG.rules, ids=lambda rule: rule.in_messages)
def test_a_rule_says_why_in_plain_words(rule: Rule) -> None:
    """A reason is a sentence or two; of a rule on a flag it names nothing that the flag is about."""
    assert rule.because.endswith(".")
    assert len(rule.because.split()) <= 20
    if rule.when.startswith(f"{Kind.FLAG}:"):
        telling = r"danger|abuse|violen|partner|eating|food|weight|trauma|past|crisis|hurt|harm|suicid|poverty|hunger"
        assert not re.search(telling, rule.because, re.IGNORECASE)


@pytest.mark.parametrize("rule", CATALOG.rules, ids=lambda rule: rule.in_messages)
def test_a_rule_points_at_something(rule: Rule) -> None:
    """What is withheld or put first is there."""
    assert rule.effect == Effect.ESCALATE or any(map(rule.names, CATALOG.strategies))


def test_nobody_is_told_to_accept_harm() -> None:
    """Skills of acceptance are held back in danger, in hunger, and where something very hard lies behind."""
    accepting = tagged(Tag.ACCEPTANCE)

    assert accepting
    for when in ("flag:unsafe-relationship", "flag:unmet-basic-needs", "cause:unmet-basic-needs", "domain:basic-needs"):
        assert accepting <= held_back(when)
    assert accepting <= held_back("flag:unsupported-trauma")


def test_nobody_is_asked_to_stay_where_it_is_not_safe() -> None:
    """All that is done with a partner waits for the question, and is held back where the answer is yes."""
    with_a_partner = tagged(Tag.PARTNER) | {s.id for s in CATALOG.strategies if s.form == Form.PARTNER_SUPPORT}
    asking = [rule for rule in CATALOG.rules if rule.ask_first and rule.when == "flag:unsafe-relationship"]

    assert with_a_partner <= held_back("flag:unsafe-relationship")
    assert with_a_partner <= {s.id for rule in asking for s in CATALOG.strategies if rule.names(s)}


def test_what_touches_food_or_looks_waits_for_the_question() -> None:
    """Eating, movement and thoughts about looks are held back where eating may be disordered."""
    asking = [rule for rule in CATALOG.rules if rule.ask_first and rule.when == "flag:possible-eating-disorder"]

    assert tagged(Tag.BODY) == held_back("flag:possible-eating-disorder")
    assert tagged(Tag.BODY) == {s.id for rule in asking for s in CATALOG.strategies if rule.names(s)}


def test_work_on_the_past_needs_somebody_who_knows_how() -> None:
    """Alone it waits for the question, and with a professional it is never held back for it."""
    alone = tagged(Tag.INNER_WORK) - tagged(Tag.WITH_A_PROFESSIONAL)

    assert alone <= held_back("flag:unsupported-trauma")
    assert not held_back("flag:unsupported-trauma") & tagged(Tag.WITH_A_PROFESSIONAL)


def test_in_a_crisis_everything_is_held_back() -> None:
    """There is only help."""
    assert held_back("flag:acute-crisis") == set(CATALOG.strategies.ids)


def test_practical_help_comes_first_where_needs_are_not_met() -> None:
    """Whatever says so, what is practical heads the list."""
    first = {rule.when: [s.id for s in CATALOG.strategies if rule.names(s)] for rule in rules(Effect.FIRST)}

    assert set(first) == {"flag:unmet-basic-needs", "cause:unmet-basic-needs", "domain:basic-needs"}
    assert all(each == ["find-practical-help"] for each in first.values())


def test_nothing_scores_a_risk() -> None:
    """No form, scale, item or sign is about harm to oneself."""
    named = [entry.id for entry in CATALOG.signs]
    for form in CATALOG.questionnaires:
        named += [form.id, *(item.id for item in form.items), *(scale.id for scale in form.scales)]
        named += [text for item in form.items for text in (item.text, *item.about)]

    assert not [name for name in named if re.search(r"suicid|self.?harm|risk|kill|end(ing)? my life", name)]


CLAIMS = re.compile(r"\b(treats|cures|heals|prevents|diagnoses)\s+(?!no\b)\w+", re.IGNORECASE)
PAGES = [ROOT / "README.md", ROOT / "pyproject.toml", *sorted((ROOT / "docs").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_nothing_claims_to_heal(page: Path) -> None:
    """No page says that this treats, prevents, cures or diagnoses anything."""
    assert CLAIMS.findall(page.read_text(encoding="utf-8")) == []


def strategies_of(rule: Rule) -> list[Strategy]:
    """The strategies that a rule acts on."""
    return [strategy for strategy in CATALOG.strategies if rule.names(strategy)]


def test_rules_name_no_more_than_they_mean() -> None:
    """But for a crisis, most strategies stay whatever rule acts."""
    for rule in rules(Effect.WITHHOLD):
        assert rule.when == "flag:acute-crisis" or len(strategies_of(rule)) < len(CATALOG.strategies) / 3
