"""The entries of the catalog: what can be looked up, shown and cited."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import ClassVar

from attrs import frozen

from insight.content.checks import Checked, id_problems, reference_problems
from insight.content.vocabulary import (
    Audience,
    CauseRole,
    ChannelKind,
    Evidence,
    Form,
    Kind,
    NoteRole,
    ResourceKind,
    Tag,
)
from insight.errors import Problem, quote


@frozen(kw_only=True)
class Citation(Checked):
    """A source and a place in it.

    >>> Citation(source="hudson-2020", place="table 2")
    Citation(source='hudson-2020', place='table 2', inferred=False)

    Attributes:
        inferred: Whether that this source is meant is our guess, so that it makes no evidence stronger.
    """

    source: str
    place: str = ""
    inferred: bool = False

    def find_problems(self) -> Iterator[Problem]:
        """A source is named by its id."""
        yield from super().find_problems()
        yield from id_problems("source", self.source)


@frozen(kw_only=True)
class Statement(Checked):
    """A sentence or two with the places that they come from."""

    text: str
    citations: tuple[Citation, ...]

    def find_problems(self) -> Iterator[Problem]:
        """No statement without a citation."""
        yield from super().find_problems()
        yield from uncited(self.citations)


@frozen(kw_only=True)
class Entry(Checked):
    """What every entry has: a kind, and an id that is unique within it."""

    KIND: ClassVar[Kind]

    id: str

    @property
    def reference(self) -> str:
        """The entry as `kind:id`."""
        return f"{self.KIND}:{self.id}"

    def find_problems(self) -> Iterator[Problem]:
        """An id that can be written in a reference."""
        yield from super().find_problems()
        yield from id_problems("id", self.id)


@frozen(kw_only=True)
class CitedEntry(Entry):
    """An entry that says where it comes from, as every kind but a source does."""

    name: str
    citations: tuple[Citation, ...]

    def find_problems(self) -> Iterator[Problem]:
        """No entry without a citation."""
        yield from super().find_problems()
        yield from uncited(self.citations)


@frozen(kw_only=True)
class Domain(CitedEntry):
    """An area of life in which people may feel insecure."""

    KIND = Kind.DOMAIN

    summary: str
    also_called: tuple[str, ...] = ()
    examples: tuple[Statement, ...] = ()
    hard: bool = False


@frozen(kw_only=True)
class Sign(CitedEntry):
    """Something that one may notice in oneself.

    >>> sign = Sign(id="perfectionism", name="Perfectionism", summary="Good is not good enough.",
    ...             citations=(Citation(source="the-balance-insecurity", place="line 71"),))
    >>> sign.reference
    'sign:perfectionism'
    """

    KIND = Kind.SIGN

    summary: str
    also_called: tuple[str, ...] = ()
    examples: tuple[Statement, ...] = ()
    hard: bool = False


@frozen(kw_only=True)
class Cause(CitedEntry):
    """Something that may lie behind insecurity."""

    KIND = Kind.CAUSE

    summary: str
    role: CauseRole
    also_called: tuple[str, ...] = ()
    examples: tuple[Statement, ...] = ()
    hard: bool = False


@frozen(kw_only=True)
class AttachmentStyle(CitedEntry):
    """A pattern in close relationships, with what may lie behind it and how it may show."""

    KIND = Kind.ATTACHMENT_STYLE

    summary: str
    also_called: tuple[str, ...] = ()
    origins: tuple[Statement, ...] = ()
    in_childhood: tuple[Statement, ...] = ()
    in_adulthood: tuple[Statement, ...] = ()
    hard: bool = False


@frozen(kw_only=True)
class Strategy(CitedEntry):
    """Something that one can try, in ordered steps."""

    KIND = Kind.STRATEGY

    summary: str
    form: Form
    also_called: tuple[str, ...] = ()
    tags: tuple[Tag, ...] = ()
    steps: tuple[str, ...] = ()
    suits: str = ""


@frozen(kw_only=True)
class Condition(CitedEntry):
    """A condition that texts speak of; never computed from answers, never a result."""

    KIND = Kind.CONDITION

    summary: str
    also_called: tuple[str, ...] = ()
    hard: bool = False


# What notes and resources can be about.
SPOKEN_OF = tuple(kind for kind in Kind if kind not in (Kind.QUESTIONNAIRE, Kind.SOURCE))


@frozen(kw_only=True)
class Note(CitedEntry):
    """A definition, caveat, belief, misconception, message or fact."""

    KIND = Kind.NOTE

    summary: str
    role: NoteRole
    about: tuple[str, ...] = ()
    hard: bool = False

    def find_problems(self) -> Iterator[Problem]:
        """What a note is about is another entry, named by reference."""
        yield from super().find_problems()
        for n, reference in enumerate(self.about):
            yield from reference_problems(f"about[{n}]", reference, SPOKEN_OF)
            if reference == self.reference:
                yield Problem(f"about[{n}]", "it is the note itself", remedy="name another entry")


@frozen(kw_only=True)
class Flag(CitedEntry):
    """A plain question whose answer decides what is safe to suggest; never scored, never stored."""

    KIND = Kind.FLAG

    question: str


@frozen(kw_only=True)
class Channel(Checked):
    """One way to reach a resource, with how to show it where that differs.

    Attributes:
        value: The address or number that a client can open or dial; empty where it differs from place to place,
            and then *display* says how it is found.
    """

    kind: ChannelKind
    value: str = ""
    display: str = ""

    def find_problems(self) -> Iterator[Problem]:
        """Addresses are https, numbers E.164 where one exists, else short."""
        yield from super().find_problems()
        if not self.value:
            if not self.display:
                yield Problem(
                    "value", "there is none", remedy="write an address or a number, or how to find it in display"
                )
        elif self.kind == ChannelKind.WEB:
            yield from address_problems("value", self.value)
        elif not re.fullmatch(r"\+[1-9]\d{6,14}|\d{2,6}", self.value, re.ASCII):
            remedy = "write +, country code and number without spaces, or a short number of 2 to 6 digits"
            yield Problem("value", f"{quote(self.value)} is no telephone number", remedy=remedy)


@frozen(kw_only=True)
class Resource(CitedEntry):
    """Where help can be found.

    Attributes:
        last_verified: A day on which somebody really looked at the operator's page or called.
        paired_with: Ids of services that it is never shown without; either of the two may say so.
    """

    KIND = Kind.RESOURCE

    kind: ResourceKind
    region: str
    hours: str
    channels: tuple[Channel, ...]
    languages: tuple[str, ...]
    cost: str
    audience: tuple[Audience, ...]
    summary: str = ""
    paired_with: tuple[str, ...] = ()
    last_verified: dt.date | None = None
    review_by: dt.date | None = None

    @property
    def all_hours(self) -> bool:
        """Whether it can be reached at any time."""
        return self.hours == "always"

    @property
    def worldwide(self) -> bool:
        """Whether it serves people anywhere."""
        return self.region == "world"

    def needs_check(self, today: dt.date | None = None) -> bool:
        """Whether it is to be checked before use: nobody has verified it, or, by *today*, not lately or not yet."""
        if self.last_verified is None or self.review_by is None:
            return True
        return today is not None and not self.last_verified <= today <= self.review_by

    def find_problems(self) -> Iterator[Problem]:
        """A resource can be reached, has a place, and is looked at again in time."""
        yield from super().find_problems()
        if not re.fullmatch("world|[A-Z]{2}", self.region):
            remedy = "write 'world' or two capital letters such as 'GB'"
            yield Problem("region", f"{quote(self.region)} is no region", remedy=remedy)
        if self.region in OFTEN_WRITTEN:
            remedy = f"did you mean {OFTEN_WRITTEN[self.region]!r}?"
            yield Problem("region", f"{quote(self.region)} is no region", remedy=remedy)
        yield from (
            Problem(name, "the list is empty")
            for name in ("channels", "languages", "audience")
            if not getattr(self, name)
        )
        yield from self._date_problems()

    def _date_problems(self) -> Iterator[Problem]:
        if (self.last_verified is None) != (self.review_by is None):
            yield Problem("last_verified", "it goes with review_by", remedy="give both or neither")
        elif self.last_verified and self.review_by:
            days = (self.review_by - self.last_verified).days
            if not 0 < days <= LONGEST_UNREVIEWED:
                message = f"it lies {days} days after last_verified"
                yield Problem("review_by", message, remedy=f"choose a day 1 to {LONGEST_UNREVIEWED} days after it")


LONGEST_UNREVIEWED = 180
# Regions that people write in another way than ISO 3166-1 does.
OFTEN_WRITTEN = {"UK": "GB"}


@frozen(kw_only=True)
class Source(Entry):
    """A text, study or decision that statements come from.

    >>> Source(id="hudson-2020", title="Volitional change in adult attachment", evidence=Evidence.LONGITUDINAL,
    ...        doi="0.1002/per.2226")
    Traceback (most recent call last):
    insight.errors.DefinitionError: source 'hudson-2020': doi: '0.1002/per.2226' is no DOI; write 10.…/…
    """

    KIND = Kind.SOURCE

    title: str
    evidence: Evidence
    authors: tuple[str, ...] = ()
    year: int | None = None
    container: str = ""
    doi: str = ""
    url: str = ""
    locator_missing: bool = False
    interest: str = ""

    @property
    def name(self) -> str:
        """The title."""
        return self.title

    def find_problems(self) -> Iterator[Problem]:
        """A source can be found, or says that it cannot."""
        yield from super().find_problems()
        if self.year is not None and not FIRST_YEAR <= self.year <= LAST_YEAR:
            yield Problem("year", "it is no year", remedy="write four digits, such as 2020")
        if self.doi and not DOI.fullmatch(self.doi):
            yield Problem("doi", f"{quote(self.doi)} is no DOI", remedy="write 10.…/…")
        if self.url:
            yield from address_problems("url", self.url)
        if not (self.doi or self.url or self.locator_missing):
            yield Problem("", "it cannot be found", remedy="give doi, url, or locator_missing = true")


FIRST_YEAR, LAST_YEAR = 1000, 9999
DOI = re.compile(r"10\.\d{4,9}/\S+", re.ASCII)
ADDRESS = re.compile(r"https://[^\s/]+\S*")
ENTRY_CLASSES: dict[Kind, type[Entry]] = {
    cls.KIND: cls for cls in (Domain, Sign, Cause, AttachmentStyle, Strategy, Condition, Note, Flag, Resource, Source)
}


def uncited(citations: tuple[Citation, ...]) -> Iterator[Problem]:
    """A problem where there is no citation."""
    if not citations:
        yield Problem("citations", "there is none", remedy="say where it comes from")


def address_problems(place: str, address: str) -> Iterator[Problem]:
    """A problem where *address* is none that a browser opens safely."""
    if not ADDRESS.fullmatch(address):
        remedy = "write it without spaces" if address.startswith("https://") else "write https://…"
        yield Problem(place, f"{quote(address)} is no address", remedy=remedy)
