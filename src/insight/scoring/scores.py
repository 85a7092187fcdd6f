"""A score: what one scale says about one set of answers, derived exactly from what was chosen."""

from abc import abstractmethod
from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Generic, TypeVar

from attrs import field, frozen

from insight.content import Citation, HasId
from insight.errors import UnknownIdError
from insight.questionnaires import UNANSWERED, Band, Item, Key, Number, Option, Part, ResolvedScale, Scale, Validation
from insight.scoring import wording


class Status(StrEnum):
    """Whether a score has a value, and from how many answers."""

    COMPLETE = "complete"
    PRORATED = "prorated"
    TOO_FEW = "too-few"


# Looked up once: a word of an enumeration takes three times as long to reach as a name.
COMPLETE, PRORATED, TOO_FEW = Status


def status_of(answered: int, required: int, of: int) -> Status:
    """Whether *answered* of *of* items give a value, where *required* are needed."""
    if answered < required:
        return TOO_FEW
    return COMPLETE if answered == of else PRORATED


@frozen(kw_only=True, repr=False)
class Exact:
    """The numbers of a score as fractions. Its `repr` holds none of them."""

    value: Fraction | None
    low: Fraction
    high: Fraction
    minimum: Fraction
    maximum: Fraction
    position: Fraction | None

    def __repr__(self) -> str:
        """Nothing about a person."""
        return "<Exact>"


@frozen(kw_only=True, repr=False)
class Term:
    """What one item adds to a score. Its `repr` holds no answer.

    Attributes:
        key: How the item enters the scale.
        option: What was chosen, a missing option too; None where nothing was.
        keyed: What the answer counts as, turned round where the key says so, for a count 0 or 1;
            None where it counts as unanswered.
        placed: For an unanswered item of a score with a value: what it is taken to count as.
        contribution: What the item adds to the value; None where there is none. They add up to it exactly.
    """

    item: Item
    key: Key
    option: Option | None
    keyed: Fraction | None
    placed: Fraction | None
    contribution: Fraction | None

    @property
    def answer(self) -> Number | None:
        """The value that was chosen, a missing option's too; None where nothing was."""
        return None if self.option is None else self.option.value

    @property
    def weight(self) -> Fraction:
        """How much the item weighs."""
        return self.key.weight

    def __repr__(self) -> str:
        """Which item, without a number about a person."""
        return f"<Term of {self.item.id!r}>"


S = TypeVar("S", bound=HasId)


class Scores(Generic[S]):
    """What holds a score of each scale: iterated in order, looked up by the id of the scale."""

    __slots__ = ()

    @property
    @abstractmethod
    def scores(self) -> tuple[S, ...]:
        """The score of each scale, in order."""

    def __iter__(self) -> Iterator[S]:
        """The scores, in order."""
        return iter(self.scores)

    def __len__(self) -> int:
        """How many scales there are."""
        return len(self.scores)

    def __contains__(self, scale: object) -> bool:
        """Whether there is a score of the scale with this id."""
        return any(found.id == scale for found in self.scores)

    def __getitem__(self, scale: str) -> S:
        """The score of the scale with this id, or an `UnknownIdError` that says which may have been meant."""
        for found in self.scores:
            if found.id == scale:
                return found
        raise UnknownIdError.of("scale", scale, [found.id for found in self.scores])


# By position and not by name, which saves a tenth of the time that a person takes.
@frozen(repr=False)
class Score:
    """What one scale says about one set of answers; made by scoring alone.

    Numbers are floats, each the nearest to its fraction in `exact`. Its `repr` holds no number about a person.

    Attributes:
        resolved: The scale with all that follows from its definition.
        chosen: For each item of the scale the number of the choice in its response scale; -1 where there is none.
        answered: How many items were answered (k).
    """

    resolved: ResolvedScale
    chosen: tuple[int, ...]
    answered: int
    _low: int = field(alias="low")
    _high: int = field(alias="high")
    _value: tuple[int, int] | None = field(alias="value")

    @property
    def scale(self) -> Scale:
        """The scale that was scored."""
        return self.resolved.scale

    @property
    def id(self) -> str:
        """The id of the scale."""
        return self.resolved.id

    @property
    def of(self) -> int:
        """How many items the scale has (n)."""
        return self.resolved.of

    @property
    def required(self) -> int:
        """How many answers a value needs."""
        return self.resolved.required

    @property
    def status(self) -> Status:
        """Whether there is a value, and from how many answers."""
        return status_of(self.answered, self.resolved.required, len(self.chosen))

    @property
    def value(self) -> float | None:
        """The score, or None where too few items were answered."""
        return None if self._value is None else self._value[0] / self._value[1]

    @property
    def low(self) -> float:
        """The least score over all ways to answer the missing items."""
        return self._low / self.resolved.unit

    @property
    def high(self) -> float:
        """The greatest score over all ways to answer the missing items."""
        return self._high / self.resolved.unit

    @property
    def minimum(self) -> float:
        """The lowest possible score of the scale."""
        return self.resolved.lowest / self.resolved.unit

    @property
    def maximum(self) -> float:
        """The highest possible score of the scale."""
        return self.resolved.highest / self.resolved.unit

    @property
    def position(self) -> float | None:
        """Where the value lies in the possible range, 0 to 1; None where there is no value."""
        return None if self.exact.position is None else float(self.exact.position)

    @cached_property
    def exact(self) -> Exact:
        """The same numbers as fractions."""
        unit, lowest, highest = self.resolved.unit, self.resolved.minimum, self.resolved.maximum
        value = None if self._value is None else Fraction(*self._value)
        return Exact(
            value=value,
            low=Fraction(self._low, unit),
            high=Fraction(self._high, unit),
            minimum=lowest,
            maximum=highest,
            position=None if value is None else (value - lowest) / (highest - lowest),
        )

    @property
    def band(self) -> Band | None:
        """The band that the value is in; None where there is no value, or the scale has no bands."""
        bands = self.resolved.scale.bands
        return bands[self.resolved.band_of(*self._value)] if bands and self._value is not None else None

    @property
    def possible_bands(self) -> tuple[Band, ...]:
        """The bands that the interval from low to high meets, also where there is no value."""
        return self.resolved.bands_between(self.exact.low, self.exact.high)

    @property
    def band_settled(self) -> bool:
        """Whether one band is left, whatever the missing answers are."""
        return len(self.possible_bands) == 1

    @property
    def validation(self) -> Validation:
        """What is known about such scores."""
        return self.resolved.validation

    @property
    def editorial(self) -> bool:
        """Whether a band has nobody's word behind it but its author's."""
        return any(band.editorial for band in self.scale.bands)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the scale and its rule come from."""
        return self.scale.citations

    @property
    def rule(self) -> str:
        """How the number comes about, in words: "the mean of the answered items, at least 3 of 4"."""
        return self.resolved.rule

    @cached_property
    def terms(self) -> tuple[Term, ...]:
        """What each item of the scale adds, in its order; where there is a value, they add up to it exactly."""
        pairs = zip(self.resolved.parts, self.chosen, strict=True)
        return tuple(self._term(part, choice) for part, choice in pairs)

    def _term(self, part: Part, choice: int) -> Term:
        keyed = part.values[choice] if 0 <= choice < len(part.values) else None
        value = self.exact.value
        placed = None if keyed is not None or value is None else self._place(part, value)
        # Without a value, no part of one either: somebody would add them up.
        counted = None if value is None else keyed if placed is None else placed
        return Term(
            item=part.item,
            key=part.key,
            option=None if choice == UNANSWERED else part.responses.choices[choice],
            keyed=keyed,
            placed=placed,
            contribution=None if counted is None else part.key.weight * counted / self.resolved.divisor,
        )

    def _place(self, part: Part, value: Fraction) -> Fraction:
        """Where an unanswered item is placed in its own range: as far up as the value lies between the bounds."""
        exact, low, high = self.exact, min(part.values), max(part.values)
        return low + (value - exact.low) / (exact.high - exact.low) * (high - low)

    def explain(self, *, full: bool = False) -> str:
        """The score, how it came about, and what it does not say, in two lines or three.

        Args:
            full: Add the rule in words, what each item was answered and adds, the bands, and the sources.
        """
        return "\n".join([*wording.explain(self), *(wording.explain_fully(self) if full else ())])

    def sentence(self) -> str:
        """The score with how it came about, in one sentence."""
        return wording.sentence(self)

    def limits(self) -> list[str]:
        """What the score does not say, a sentence each."""
        return wording.limits(self)

    def show(self, exact: Fraction) -> str:
        """*exact* as people read it: two decimals, and all of it where that would put it into another band."""
        return wording.show(self, exact)

    def __repr__(self) -> str:
        """Which scale, without a number about a person."""
        return f"<Score of {self.scale.id!r}>"
