"""What a difference between two versions is: where, what it was, what it is, and what it means for stored scores."""

from collections.abc import Iterable
from enum import StrEnum

from attrs import frozen

from insight.content import Checked


class Verdict(StrEnum):
    """What stored scores are good for, the best first."""

    COMPARABLE = "comparable"
    RESCORABLE = "rescorable"
    NOT_COMPARABLE = "not-comparable"

    @property
    def rank(self) -> int:
        """0 for the best; the higher, the less it promises."""
        return list(Verdict).index(self)


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict that promises least; of none, that nothing changed.

    >>> worst([Verdict.RESCORABLE, Verdict.COMPARABLE]).value, worst([]).value
    ('rescorable', 'comparable')
    """
    return max(verdicts, key=lambda verdict: verdict.rank, default=Verdict.COMPARABLE)


class Subject(StrEnum):
    """What a difference is about."""

    META = "meta"
    WORDING = "wording"
    ORDER = "order"
    OPTIONS = "options"
    MISSING_OPTIONS = "missing-options"
    ITEMS = "items"
    SCALES = "scales"
    KEYS = "keys"
    WEIGHTS = "weights"
    METHODS = "methods"
    MIN_ANSWERED = "min-answered"
    BANDS = "bands"
    NAMES = "names"


@frozen(kw_only=True)
class Change(Checked):
    """One difference between two versions.

    >>> change = Change(subject=Subject.KEYS, place="scales.worry.items", old="a", new="-a",
    ...     verdict=Verdict.RESCORABLE, meaning="stored answers can be scored again")
    >>> print(change.explain())
    scales.worry.items: “a” became “-a”; stored answers can be scored again (keys)

    Attributes:
        place: Where it is: in the new version, or in the old one for what is gone.
        old: What it was; blank for what was not there.
        new: What it is; blank for what is gone. Where it can only be said in short, both may be alike.
        verdict: What scores that it touches are good for.
        meaning: What it means for stored scores, in a few words.
        guessed: Whether it is guessed that something was renamed.
    """

    subject: Subject
    place: str
    old: str = ""
    new: str = ""
    verdict: Verdict
    meaning: str
    guessed: bool = False

    def explain(self) -> str:
        """Say it in a line."""
        old, new = shorten(self.old), shorten(self.new)
        if self.old == self.new:
            told = f"changed ({old})"
        elif self.old and self.new:
            told = f"“{old}” became “{new}”"
        else:
            told = f"“{old}” is gone" if self.old else f"“{new}” is new"
        guess = ", a guess" if self.guessed else ""
        return f"{self.place}: {told}; {self.meaning} ({self.subject}{guess})"


def worst_of(changes: Iterable[Change]) -> Verdict:
    """What all of *changes* together make of scores."""
    return worst(change.verdict for change in changes)


# More than a reader takes in; the whole stands in the change.
LONGEST = 240


def shorten(text: str) -> str:
    """A text, or its beginning."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
