"""Guidance with the bundled content, for everybody: it leads somewhere, care is there, and nothing is given away."""

import html
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings

import insight
from guided import BUNDLED, ids_of, relevances, waiting, withheld
from insight import Guidance, Profile
from insight.care import WORLDWIDE, with_region
from insight.content import Audience, CitedEntry, Form
from insight.content.vocabulary import Tag
from insight.testing import profiles_for

# Everyday runs try 200 people; `HYPOTHESIS_PROFILE=thorough uv run pytest tests/content/test_guidance_everywhere.py`
# tries 10,000.
EVERYDAY = 100
TRIES = settings(max_examples=200 if settings().max_examples <= EVERYDAY else 10_000)
REPORTED = [*BUNDLED.signs, *BUNDLED.causes, *BUNDLED.domains, *BUNDLED.attachment_styles]
UNSAFE = "flag:unsafe-relationship"


def alone(reference: str) -> Guidance:
    """What somebody is given who reports one thing alone."""
    return insight.match(Profile.of({reference: 1}), BUNDLED)


# Everything leads somewhere


@pytest.mark.parametrize("reference", [entry.reference for entry in REPORTED])
def test_it_leads_somewhere(reference: str) -> None:
    """Whatever is reported alone, there is a match, an escalation, or something that helps in general."""
    guidance = alone(reference)

    assert guidance.matches or guidance.escalations or guidance.general


def test_nine_in_ten_lead_to_a_match_or_help() -> None:
    """At most one in ten leads only to what helps in general, or to a question."""
    found = [alone(entry.reference) for entry in REPORTED]

    led = [each for each in found if each.matches or each.escalations]
    assert len(led) * 10 >= len(REPORTED) * 9


# Whoever it is


@TRIES
@given(profiles_for(BUNDLED))
def test_guidance_is_safe_for_everybody(profile: Profile) -> None:
    """For any profile: care, lists that are apart, no verdict on a person, no condition, no flag that is told."""
    guidance = insight.match(profile, BUNDLED)

    care_is_there(guidance)
    lists_are_apart(guidance)
    partner_steps_wait(guidance, dict(profile.exact))
    for text in [*shown(guidance), guidance.explain(full=True)]:
        names_no_condition(text)
        says_nothing_of_what_one_is(text)
    for text in shown(guidance):
        tells_no_flag(text, guidance, dict(profile.exact))


def shown(guidance: Guidance) -> Iterator[str]:
    """Every text that is shown or written without being asked for in full, in one line and without marks."""
    described = insight.describe(guidance)
    yield from map(plain, (guidance.explain(), described.text(), described.markdown(), described.csv()))
    yield plain(insight.to_json(guidance))
    yield plain(html.unescape(re.sub("<[^>]*>", " ", described.html())))


def plain(text: str) -> str:
    """A text in one line, without the marks of Markdown."""
    return " ".join(re.sub(r"[\\*_#|]", " ", text).split())


def care_is_there(guidance: Guidance) -> None:
    """The worldwide help ends the care, and stands in every text."""
    assert guidance.care[-len(WORLDWIDE) :] == WORLDWIDE
    for text in [*shown(guidance), guidance.explain(full=True)]:
        assert "https://findahelpline.com" in text
        assert "your local emergency number" in text


def lists_are_apart(guidance: Guidance) -> None:
    """No strategy is in two lists."""
    lists = (set(relevances(guidance)), ids_of(guidance.general), withheld(guidance), waiting(guidance))

    assert len(set().union(*lists)) == sum(map(len, lists))


def partner_steps_wait(guidance: Guidance, degrees: dict[str, object]) -> None:
    """Nothing that a partner does, or that works with one, is offered until the flag was answered with no."""
    offered = [*(found.strategy for found in guidance.matches), *guidance.general]
    with_a_partner = [each for each in offered if each.form == Form.PARTNER_SUPPORT or Tag.PARTNER in each.tags]

    assert degrees.get(UNSAFE) == 0 or with_a_partner == []


def called(entries: list[CitedEntry]) -> str:
    """All names of some entries, as one pattern."""
    names = {name for entry in entries for name in (entry.name, *getattr(entry, "also_called", ()))}
    return "|".join(re.escape(name) for name in sorted(names))


CONDITIONS = re.compile(rf"(?<![\w-])(?:{called(list(BUNDLED.conditions))})(?![\w-])|condition:", re.IGNORECASE)
VERDICT = re.compile(
    r"\byou(?: are|['\u2019]re| have|['\u2019]ve| suffer from)(?: (?:an?|the|somewhat|very|mostly))?"
    rf" (?:{called([*BUNDLED.attachment_styles, *BUNDLED.conditions])})\b",
    re.IGNORECASE,
)


# What strategies say of the people in a study: whom it was about, not who reads it.
OF_STUDIES = (
    "In studies, people with social anxiety disorder took such steps as part of a therapy.",
    "One trial looked at people with social anxiety disorder.",
    "abstract, on people with social anxiety disorder",
)


NAMES = [entry.name for entry in REPORTED]


def names_no_condition(text: str) -> None:
    """Neither a condition's name nor its reference is shown, but for the people whom a study was about.

    What people call a sign ("Anxiety about relationships") is no condition's name.
    """
    for said in (*OF_STUDIES, *NAMES):
        text = text.replace(said, "")

    assert CONDITIONS.findall(text) == []


def says_nothing_of_what_one_is(text: str) -> None:
    """Nobody is told that they are a style or have a condition."""
    assert VERDICT.findall(text) == []


def tells_no_flag(text: str, guidance: Guidance, degrees: dict[str, object]) -> None:
    """No flag is named, nor what a flag alone withholds, nor the help for what a flag alone is about.

    The question of a flag may be shown as long as nobody answered it.
    """
    answered = [flag for flag in BUNDLED.flags if flag.reference in degrees]
    by_flag = [held.strategy for held in guidance.withheld if held.by_flag]

    assert [flag.name for flag in BUNDLED.flags if flag.name in text] == []
    assert [flag.id for flag in BUNDLED.flags if f"flag:{flag.id}" in text] == []
    assert [flag.id for flag in answered if flag.question in text and not asked_again(flag.id, guidance)] == []
    left = text
    for said in said_of_strategies(guidance):
        left = left.replace(said, "")
    assert [each.name for each in by_flag if each.name in left or each.reference in left] == []
    assert [name for name in help_for_a_flag(guidance) if name in text] == []


def said_of_strategies(guidance: Guidance) -> Iterator[str]:
    """What the offered strategies say of themselves, whatever was answered; one of them can name another."""
    for found in guidance.matches:
        yield from map(plain, (found.strategy.summary, *found.strategy.steps[:1]))


def asked_again(name: str, guidance: Guidance) -> bool:
    """Whether a flag is still open: a form's degree lies between yes and no."""
    return name in {each.flag.id for each in guidance.ask_first}


def help_for_a_flag(guidance: Guidance) -> list[str]:
    """What help for one thing alone would be shown by that comes with flags, and with nothing that is reported."""
    by_flag, reported = (
        {resource for each in guidance.escalations for resource in each.resources if each.rule.when[:5] in kinds}
        for kinds in (("flag:",), ("sign:", "cause", "domai", "attac"))
    )
    special = [resource for resource in by_flag - reported if Audience.ANYONE not in resource.audience]
    # A name of digits alone may be part of a number.
    names = [resource.name for resource in special if not resource.name.isdigit()]
    return [
        *names,
        *(f'"{resource.id}"' for resource in special),
        *(f"{with_region(resource)}:" for resource in special),
    ]
