"""A result as it was stored: its scores without its answers, and where it differs from what comes out now."""

from collections.abc import Iterator
from typing import Any

from attrs import evolve, field, frozen

from insight.care import Cared, care_in_words
from insight.content import Checked, Citation
from insight.errors import Problem
from insight.questionnaires import Validation
from insight.scoring import wording
from insight.scoring.pins import Pin
from insight.scoring.scores import Exact, Scores, Status, status_of


@frozen(kw_only=True, repr=False)
class StoredScore(Checked):
    """A score as it was stored. Its `repr` holds no number about a person.

    Attributes:
        id: The id of the scale.
        words: The score in one sentence, as it was told then.
        band: The label of the band that the value is in.
        possible_bands: The labels of the bands that the bounds meet.
        rule: How the number came about, in words.
        citations: Where the scale and its rule come from.
        editorial: Whether a band has nobody's word behind it but its author's.
    """

    id: str
    name: str
    words: str
    status: Status
    exact: Exact
    answered: int
    required: int
    of: int
    band: str | None
    possible_bands: tuple[str, ...]
    rule: str
    citations: tuple[Citation, ...]
    validation: Validation
    editorial: bool

    def find_problems(self) -> Iterator[Problem]:
        """Numbers in order, and a status, a value and bands that go together."""
        yield from super().find_problems()
        exact = self.exact
        ends = [exact.minimum, exact.low, *([] if exact.value is None else [exact.value]), exact.high, exact.maximum]
        if ends != sorted(ends) or exact.minimum == exact.maximum:
            yield Problem("exact", "the numbers are not in order", remedy=ORDER)
        elif exact.position != (
            None if exact.value is None else (exact.value - exact.minimum) / (exact.maximum - exact.minimum)
        ):
            yield Problem("exact.position", "it is not where the value lies in the possible range")
        if not 0 <= self.answered <= self.of or not 1 <= self.required <= self.of:
            yield Problem("answered", "it does not go with required and of")
        elif self.status != status_of(self.answered, self.required, self.of):
            yield Problem("status", "it does not go with answered, required and of")
        if (exact.value is None) != (self.status == Status.TOO_FEW):
            yield Problem("status", "there is a value, or there is none, and it says otherwise")
        if (self.band in self.possible_bands) != (exact.value is not None and bool(self.possible_bands)):
            yield Problem("band", "it is none of the possible bands")

    @property
    def value(self) -> float | None:
        """The score, or None where too few items were answered."""
        return None if self.exact.value is None else float(self.exact.value)

    @property
    def low(self) -> float:
        """The least score over all ways to answer the missing items."""
        return float(self.exact.low)

    @property
    def high(self) -> float:
        """The greatest score over all ways to answer the missing items."""
        return float(self.exact.high)

    @property
    def minimum(self) -> float:
        """The lowest possible score of the scale."""
        return float(self.exact.minimum)

    @property
    def maximum(self) -> float:
        """The highest possible score of the scale."""
        return float(self.exact.maximum)

    @property
    def position(self) -> float | None:
        """Where the value lies in the possible range, 0 to 1; None where there is no value."""
        return None if self.exact.position is None else float(self.exact.position)

    @property
    def band_settled(self) -> bool:
        """Whether one band is left, whatever the missing answers are."""
        return len(self.possible_bands) == 1

    def sentence(self) -> str:
        """The score in one sentence, as it was told then."""
        return self.words

    def explain(self) -> str:
        """The score, what it does not say, the rule, and whose words these are."""
        source = f"Source of the scale and its rule: {wording.cited(self.citations)}."
        return "\n".join([*wording.explain(self), f"Rule: {self.rule}.", source])

    def __repr__(self) -> str:
        """Which scale, without a number about a person."""
        return f"<StoredScore of {self.id!r}>"


@frozen(kw_only=True, repr=False)
class StoredResult(Scores[StoredScore], Cared):
    """The scores of a result as they were stored, without the answers: to be read, and not to be verified.

    Iterating gives the scores in order, `stored["career"]` one of them. Its `repr` holds no number about a person.

    Attributes:
        pin: What the scores came about with.
    """

    pin: Pin
    scores: tuple[StoredScore, ...]

    def explain(self) -> str:
        """Each score with its rule and source, what they came about with, the notice, and where help can be found."""
        scores = ["\n" + each.explain() for each in self]
        return "\n".join([UNVERIFIED, *scores, "", *self.pin.lines(), self.notice, care_in_words(self.care)])

    def __repr__(self) -> str:
        """What was asked, without a number about a person."""
        return f"<StoredResult of {self.pin.questionnaire!r}>"


ORDER = "minimum, low, value, high and maximum ascend"
UNVERIFIED = "These scores are told as they were stored; nothing here verifies them."


def to_frozen(value: Any) -> Any:
    """Plain data that can be kept in a frozen value: lists as tuples, tables as text."""
    if isinstance(value, list):
        return tuple(map(to_frozen, value))
    return ", ".join(f"{name} {told}" for name, told in value.items()) if isinstance(value, dict) else value


@frozen(repr=False)
class Difference:
    """One thing that does not agree with what was stored. Its `repr` holds no number about a person.

    Attributes:
        place: What it is: `pin.version`, `scores.career.value`.
        stored: What the text has, as plain data; None where *message* says all.
        computed: What comes out now, as plain data.
        message: What is wrong where it is no matter of two values, such as an answer that is no option.
    """

    place: str
    stored: Any = field(default=None, converter=to_frozen)
    computed: Any = field(default=None, converter=to_frozen)
    message: str = ""

    def under(self, place: str) -> "Difference":
        """The same difference, seen from the thing that holds its place."""
        return evolve(self, place=f"{place}.{self.place}")

    def explain(self) -> str:
        """What was stored and what comes out, in words."""
        stored, computed = in_words(self.stored), in_words(self.computed)
        if self.place.startswith("pin."):
            return f"{self.place}: it was scored with {stored}, the questionnaire given has {computed}"
        return f"{self.place}: {self.message or f'{stored} is stored, {computed} comes out'}"

    def __repr__(self) -> str:
        """Where it is, without what it is."""
        return f"<Difference at {self.place!r}>"


def in_words(value: Any) -> str:
    """Plain data as one reads it."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(str, value))}]"
    return "nothing" if value is None else str(value)
