"""What people in golden-guidance.toml are told, and not told, is what was written down before the rules were run."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import insight
from insight.care import WORLDWIDE

FILE = Path(__file__).with_name("golden-guidance.toml")
CASES: dict[str, dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))
PERSON = {"who", "ticks", "questionnaire", "answers", "exclude"}
# Expectations that name strategies; `waits` names flags as well.
LISTS = ("first", "there", "offered", "not_there", "withheld")
EXPECTED = {*LISTS, "begins", "waits", "escalations", "general", "remark", "said", "never_said"}
TOO_LITTLE = ("few signs in these answers", "not enough is known")

everyone = pytest.mark.parametrize("name", CASES)


def stating(expectation: str) -> pytest.MarkDecorator:
    """A test for each case that states *expectation*."""
    return pytest.mark.parametrize("name", [name for name, case in CASES.items() if expectation in case])


# The file


@everyone
def test_case_is_understood(name: str, catalog: insight.Catalog) -> None:
    """A case says who it is, expects something, and names what the catalog has: a slip would expect nothing."""
    case = CASES[name]

    assert case["who"].endswith(".")
    assert set(case) <= PERSON | EXPECTED
    assert set(case) & EXPECTED
    assert [named for named in strategies_named(case) if named not in catalog.strategies] == []
    assert [flag for flag in case.get("waits", {}) if flag not in catalog.flags] == []
    references = [each for names in case.get("escalations", []) for each in names.split(" or ")]
    assert [reference for reference in references if reference not in catalog] == []


# What is written in the cases


@stating("first")
def test_comes_first(name: str, catalog: insight.Catalog) -> None:
    """What must come first heads the matches, in any order."""
    expected = CASES[name]["first"]

    matches = matched(guide(name, catalog))

    assert set(matches[: len(expected)]) == set(expected)


@stating("begins")
def test_begins(name: str, catalog: insight.Catalog) -> None:
    """A plan of one step begins with the strategy that it must begin with."""
    plan = guide(name, catalog).plan(1)

    assert [step.strategy.id for step in plan] == [CASES[name]["begins"]]


@stating("there")
def test_is_there(name: str, catalog: insight.Catalog) -> None:
    """What must be suggested is among the matches."""
    matches = matched(guide(name, catalog))

    assert [strategy for strategy in CASES[name]["there"] if strategy not in matches] == []


@stating("offered")
def test_is_offered(name: str, catalog: insight.Catalog) -> None:
    """What must be offered is among the matches or helps in general."""
    found = offered(guide(name, catalog))

    assert [strategy for strategy in CASES[name]["offered"] if strategy not in found] == []


@stating("not_there")
def test_is_not_there(name: str, catalog: insight.Catalog) -> None:
    """What must not be suggested is neither among the matches nor in general."""
    names = CASES[name]["not_there"]
    forbidden = catalog.strategies.ids if names == ["all"] else names

    found = offered(guide(name, catalog))

    assert [strategy for strategy in found if strategy in forbidden] == []


@stating("withheld")
def test_is_withheld(name: str, catalog: insight.Catalog) -> None:
    """What must be left out is named as such; where nothing must be, nothing is."""
    expected = CASES[name]["withheld"]

    withheld = [each.strategy.id for each in guide(name, catalog).withheld]

    assert [strategy for strategy in expected if strategy not in withheld] == []
    assert expected or withheld == []


@stating("waits")
def test_waits(name: str, catalog: insight.Catalog) -> None:
    """What must wait for a flag does; where nothing must, nothing is asked."""
    expected = CASES[name]["waits"]

    waiting = {each.flag.id: {strategy.id for strategy in each.strategies} for each in guide(name, catalog).ask_first}

    for flag, strategies in expected.items():
        assert [strategy for strategy in strategies if strategy not in waiting.get(flag, ())] == []
    assert expected or waiting == {}


@stating("escalations")
def test_escalates(name: str, catalog: insight.Catalog) -> None:
    """What must escalate does; where nothing must, nothing does."""
    expected = CASES[name]["escalations"]

    whens = {each.rule.when for each in guide(name, catalog).escalations}

    assert [names for names in expected if whens.isdisjoint(names.split(" or "))] == []
    assert expected or whens == set()


@stating("general")
def test_general(name: str, catalog: insight.Catalog) -> None:
    """There is something that helps in general, or nothing, as stated."""
    general = guide(name, catalog).general

    assert bool(general) == CASES[name]["general"]


@everyone
def test_remark(name: str, catalog: insight.Catalog) -> None:
    """Where too little is known or reported, this is said and nothing matches; elsewhere it is not said."""
    guidance = guide(name, catalog)

    if "remark" in CASES[name]:
        assert guidance.remark == CASES[name]["remark"]
        assert guidance.matches == ()
    else:
        assert guidance.remark not in TOO_LITTLE


@stating("said")
def test_is_said(name: str, catalog: insight.Catalog) -> None:
    """The guidance in words holds what must be said."""
    text = in_words(name, catalog)

    assert [words for words in CASES[name]["said"] if words.lower() not in text] == []


@stating("never_said")
def test_is_never_said(name: str, catalog: insight.Catalog) -> None:
    """The guidance in words holds nothing that must not be said."""
    text = in_words(name, catalog)

    assert [words for words in CASES[name]["never_said"] if words.lower() in text] == []


# What holds for everybody


@everyone
def test_help_is_there(name: str, catalog: insight.Catalog) -> None:
    """Whoever it is, the worldwide help stands in the care and in the words."""
    care = guide(name, catalog).care

    assert [resource for resource in WORLDWIDE if resource not in care] == []
    assert [resource.name for resource in WORLDWIDE if resource.name.lower() not in in_words(name, catalog)] == []


@everyone
def test_each_strategy_has_one_place(name: str, catalog: insight.Catalog) -> None:
    """A strategy is matched, general, withheld or asked about first, and never two of these."""
    guidance = guide(name, catalog)

    withheld = {each.strategy.id for each in guidance.withheld}
    waiting = {strategy.id for each in guidance.ask_first for strategy in each.strategies}
    places = [*offered(guidance), *withheld, *waiting]
    assert len(set(places)) == len(places)
    assert set(CASES[name].get("exclude", ())).isdisjoint([*offered(guidance), *waiting])


@everyone
def test_only_open_questions_are_asked(name: str, catalog: insight.Catalog) -> None:
    """A flag that was answered is not asked again."""
    asked = {each.flag.reference for each in guide(name, catalog).ask_first}

    assert asked.isdisjoint(CASES[name].get("ticks", {}))


@everyone
def test_reasons_and_help_come_along(name: str, catalog: insight.Catalog) -> None:
    """What is withheld has a reason; what escalates has a sentence and help."""
    guidance = guide(name, catalog)

    assert [each.strategy.id for each in guidance.withheld if not each.reason.strip()] == []
    assert [each.rule.when for each in guidance.escalations if not each.sentence.strip()] == []
    assert [each.rule.when for each in guidance.escalations if not each.resources] == []


@everyone
def test_plan_is_made_of_matches(name: str, catalog: insight.Catalog) -> None:
    """A plan of three has at most three steps, each in words and each of a match."""
    guidance = guide(name, catalog)

    plan = guidance.plan(3)
    assert len(plan) <= 3
    assert [step.strategy.id for step in plan if step.strategy.id not in matched(guidance)] == []
    assert [step.strategy.id for step in plan if not step.text.strip()] == []


# Helpers


def strategies_named(case: dict[str, Any]) -> Iterator[str]:
    """The strategies that a case names, wherever it does."""
    for expectation in LISTS:
        yield from (name for name in case.get(expectation, []) if name != "all")
    for names in case.get("waits", {}).values():
        yield from names
    yield from case.get("exclude", [])
    if "begins" in case:
        yield case["begins"]


def guide(name: str, catalog: insight.Catalog) -> insight.Guidance:
    """The guidance for the person of a case."""
    case = CASES[name]
    profile = insight.Profile.of(case.get("ticks", {}))
    if "questionnaire" in case:
        form = catalog.questionnaires[case["questionnaire"]]
        profile |= insight.Profile.of(insight.score(form, case["answers"]))
    return insight.match(profile, catalog, exclude=case.get("exclude", ()))


def matched(guidance: insight.Guidance) -> list[str]:
    """The matches, best first."""
    return [found.strategy.id for found in guidance.matches]


def offered(guidance: insight.Guidance) -> list[str]:
    """The matches, and what helps in general."""
    return [*matched(guidance), *(strategy.id for strategy in guidance.general)]


def in_words(name: str, catalog: insight.Catalog) -> str:
    """What the guidance says, on one line in lower case, so that neither line breaks nor capitals matter."""
    return " ".join(guide(name, catalog).explain().lower().split())
