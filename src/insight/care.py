"""What comes with every result: the notice, what this is for, and help that no caller can remove."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Self

from attrs import frozen

from insight.content import (
    OFTEN_WRITTEN,
    Audience,
    Channel,
    ChannelKind,
    Checked,
    Citation,
    Evidence,
    Resource,
    ResourceKind,
    Source,
)
from insight.errors import DefinitionError, Problem, name_type

INTENDED_USE = (
    "Personal insight and education for adults. "
    "Not for selection, diagnosis, triage, insurance, custody or employment decisions."
)
CONTENT_NOTE = "This speaks of something hard. You do not have to go through it alone."
NOTICE = "For insight, never a diagnosis. It does not replace the advice of a qualified professional."

EDITORS = Source(
    id="insight-editors",
    title="Editorial decisions of this catalog",
    evidence=Evidence.EDITORIAL,
    locator_missing=True,
)
_BY_EDITORS = (Citation(source=EDITORS.id, place="help, 2026-11-22"),)

EMERGENCY = Resource(
    id="emergency",
    name="Emergency services",
    kind=ResourceKind.EMERGENCY,
    region="world",
    hours="always",
    channels=(
        Channel(
            kind=ChannelKind.PHONE,
            display=(
                "your local emergency number (112 in the EU, 911 in the US and Canada, 999 in the UK, 000 in Australia)"
            ),
        ),
    ),
    languages=("local",),
    cost="free",
    audience=(Audience.ANYONE,),
    summary=(
        "For anyone in danger, or anyone whose life is at risk right now.\nCall the number that is used where you are."
    ),
    citations=_BY_EDITORS,
)
FIND_A_HELPLINE = Resource(
    id="find-a-helpline",
    name="Find a Helpline",
    kind=ResourceKind.DIRECTORY,
    region="world",
    hours="always",
    channels=(Channel(kind=ChannelKind.WEB, value="https://findahelpline.com"),),
    languages=("en",),
    cost="free",
    audience=(Audience.ANYONE,),
    summary="For anyone who wants to talk to somebody.\nIt is a list of helplines by country.",
    citations=_BY_EDITORS,
)
WORLDWIDE: tuple[Resource, ...] = (EMERGENCY, FIND_A_HELPLINE)


def with_worldwide(care: Iterable[Resource] | None) -> tuple[Resource, ...]:
    """The help of a caller, followed by the worldwide help that always stays.

    >>> [resource.id for resource in with_worldwide(None)]
    ['emergency', 'find-a-helpline']

    Args:
        care: Resources of the caller's own, which come first; None for the worldwide ones alone.

    Raises:
        DefinitionError: If *care* is empty, or holds something that is no resource.
    """
    if care is None:
        return WORLDWIDE
    if not isinstance(care, Iterable):
        raise DefinitionError("", [Problem("care", "a list of resources is expected", remedy="pass [resource]")])
    own = tuple(care)
    if not own:
        problem = Problem("care", "help cannot be taken away", remedy="leave it out, or pass resources of your own")
        raise DefinitionError("", [problem])
    if not all(isinstance(resource, Resource) for resource in own):
        raise DefinitionError("", [Problem("care", "something in it is no resource", remedy="pass Resource values")])
    return (*(resource for resource in own if resource not in WORLDWIDE), *WORLDWIDE)


def care_in_words(care: Sequence[Resource]) -> str:
    """Where help can be found, in a line."""
    ways = "; ".join(f"{with_region(resource)}: {ways_in_words(resource)}" for resource in care)
    unverified = any(resource.last_verified is None for resource in care)
    check = f" {UNVERIFIED}" if unverified else ""
    return f"If things are hard or you are in danger, help is there. {ways}.{check}"


UNVERIFIED = "Nobody has verified these for us: check before use."


def with_region(resource: Resource) -> str:
    """The name of a resource, with its region where it is not for everybody."""
    return resource.name if resource.worldwide else f"{resource.name} ({resource.region} only)"


def ways_in_words(resource: Resource) -> str:
    """How to reach a resource."""
    verbs = {ChannelKind.WEB: "", ChannelKind.PHONE: "call ", ChannelKind.TEXT: "text "}
    return ", ".join(verbs[ChannelKind(way.kind)] + (way.display or way.value) for way in resource.channels)


def care_problems(care: tuple[Resource, ...]) -> Iterator[Problem]:
    """What keeps *care* from being help that nobody has taken away."""
    given: object = care
    if not isinstance(given, tuple) or not all(isinstance(resource, Resource) for resource in given):
        yield Problem("care", "it is no tuple of resources", remedy="make it with with_worldwide()")
    elif care[-len(WORLDWIDE) :] != WORLDWIDE:
        yield Problem("care", "the worldwide help is not at its end", remedy="make it with with_worldwide()")


@frozen(kw_only=True, repr=False)
class Cared(Checked):
    """What is about a person: it never comes without help, and says what it is not.

    Attributes:
        care: Where help can be found; never empty.
    """

    care: tuple[Resource, ...]

    def find_problems(self) -> Iterator[Problem]:
        """The worldwide help is there."""
        yield from super().find_problems()
        yield from care_problems(self.care)

    @property
    def notice(self) -> str:
        """What it is not."""
        return NOTICE


def region_of(text: str) -> str:
    """The region that *text* names, two capital letters as in ISO 3166-1; nothing where it names none.

    >>> region_of("gb"), region_of("en_GB.UTF-8"), region_of("zh-Hant-TW"), region_of("uk"), region_of("nowhere")
    ('GB', 'GB', 'TW', 'GB', '')
    """
    found = re.fullmatch(r"(?:[a-z]{2,3}[-_](?:[a-z]{4}[-_])?)?([a-z]{2})(?:[-_.@].*)?", text.strip().lower())
    place = found[1].upper() if found else ""
    return OFTEN_WRITTEN.get(place, place)


def refuse_no_day(today: object) -> None:
    """Refuse what is no date; a time of day would be compared with dates in vain."""
    if today is not None and (not isinstance(today, dt.date) or isinstance(today, dt.datetime)):
        problem = Problem("today", f"a date is expected, not {name_type(today)}", remedy="pass a datetime.date")
        raise DefinitionError("", [problem])


class Help(tuple[Resource, ...]):  # noqa: SLOT001  # it knows the day beside what it holds
    """Where help can be found, in order of display, and what of it is to be checked before use.

    Attributes:
        today: The day from which is told what is overdue; None where none was given, and then nothing is.
    """

    today: dt.date | None

    def __new__(cls, resources: Iterable[Resource], *, today: dt.date | None = None) -> Self:
        """Hold *resources*; nothing is hidden for being out of date."""
        held = super().__new__(cls, resources)
        held.today = today
        return held

    @property
    def to_check(self) -> tuple[Resource, ...]:
        """Those that nobody has verified, or not lately."""
        return tuple(resource for resource in self if resource.needs_check(self.today))
