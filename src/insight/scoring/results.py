"""Results and scores: values, bounds and bands, derived exactly from what was chosen."""

from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from attrs import frozen

from insight.care import NOTICE, care_problems
from insight.content import Checked, Citation, Resource
from insight.errors import Problem, UnknownIdError, refuse
from insight.questionnaires import (
    UNANSWERED,
    Band,
    Item,
    Number,
    Questionnaire,
    ResolvedScale,
    Scale,
    Validation,
    write_decimal,
    write_number,
)


class Status(StrEnum):
    """Whether a score has a value, and from how many answers."""

    COMPLETE = "complete"
    PRORATED = "prorated"
    TOO_FEW = "too-few"


@frozen(kw_only=True, repr=False)
class Result(Checked):
    """All the scores of one questionnaire for one person's answers.

    Iterating gives the scores in order, `result["career"]` one of them. Its `repr` holds no answer.

    Attributes:
        questionnaire: What was asked.
        chosen: For each item in order, the number of the choice in its response scale; -1 where there is no answer.
        care: Where help can be found; never empty.
    """

    questionnaire: Questionnaire
    chosen: tuple[int, ...]
    care: tuple[Resource, ...]

    @property
    def in_messages(self) -> str:
        """What to call this result in a message."""
        return f"result of {self.questionnaire.id!r}"

    def __attrs_post_init__(self) -> None:
        """Look at what can be wrong with a result, and no more: ten million of them are made."""
        refuse(self.in_messages, self.find_problems())

    def find_problems(self) -> Iterator[Problem]:
        """A choice for each item, and help."""
        asked = self.questionnaire.asked.values()
        choices = zip(self.chosen, asked, strict=False)
        fits = len(self.chosen) == len(asked) and all(
            type(choice) is int and UNANSWERED <= choice < len(responses.choices)
            for choice, (_, _, responses) in choices
        )
        if not fits:
            yield Problem("chosen", "it does not fit the items", remedy="make results with score()")
        yield from care_problems(self.care)

    @cached_property
    def scores(self) -> "tuple[Score, ...]":
        """The score of each scale, in order."""
        return tuple(score_scale(scale, self.chosen, self.questionnaire) for scale in self.questionnaire.resolved)

    def __iter__(self) -> "Iterator[Score]":
        """The scores, in order."""
        return iter(self.scores)

    def __len__(self) -> int:
        """How many scales there are."""
        return len(self.scores)

    def __contains__(self, scale: object) -> bool:
        """Whether there is a score of the scale with this id."""
        return any(found.scale.id == scale for found in self.scores)

    def __getitem__(self, scale: str) -> "Score":
        """The score of the scale with this id, or an `UnknownIdError` that says which may have been meant."""
        for found in self.scores:
            if found.scale.id == scale:
                return found
        raise UnknownIdError.of("scale", scale, [found.scale.id for found in self.scores])

    @property
    def answers(self) -> dict[str, Number | None]:
        """The answers by item id, in order; None where there is none. A missing option is its value."""
        return {
            item.id: self._answer(item, choice)
            for item, choice in zip(self.questionnaire.items, self.chosen, strict=True)
        }

    def _answer(self, item: Item, choice: int) -> Number | None:
        return None if choice == UNANSWERED else self.questionnaire.responses_of(item).choices[choice].value

    @property
    def notice(self) -> str:
        """What a result is not."""
        return NOTICE

    def explain(self) -> str:
        """Each score in a sentence, then what they do not say, and the notice."""
        limits = dict.fromkeys(line for each in self for line in each.limits())
        return "\n".join([*(each.sentence() for each in self), *limits, self.notice])

    def __repr__(self) -> str:
        """What was asked and how much was answered, without the answers."""
        asked = self.questionnaire.asked.values()
        pairs = zip(self.chosen, asked, strict=False)
        answered = sum(UNANSWERED < choice < len(responses.options) for choice, (_, _, responses) in pairs)
        return f"<Result of {self.questionnaire.id!r}: {answered} of {len(self.chosen)} items answered>"


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
class Score:
    """What one scale says about one set of answers.

    Numbers are floats, each the nearest to its fraction in `exact`. Its `repr` holds no number about a person.

    Attributes:
        resolved: The scale with all that follows from its definition.
        answered: How many items were answered (k).
        validation: What is known about such scores.
    """

    resolved: ResolvedScale
    answered: int
    validation: Validation
    _positions: int
    _low: int
    _high: int

    @property
    def scale(self) -> Scale:
        """The scale that was scored."""
        return self.resolved.scale

    @property
    def of(self) -> int:
        """How many items the scale has (n)."""
        return self.resolved.of

    @property
    def required(self) -> int:
        """How many answers a value needs."""
        return self.scale.required

    @property
    def status(self) -> Status:
        """Whether there is a value, and from how many answers."""
        if self.answered < self.required:
            return Status.TOO_FEW
        return Status.COMPLETE if self.answered == self.of else Status.PRORATED

    @cached_property
    def exact(self) -> Exact:
        """The same numbers as fractions."""
        unit, lowest, highest = self.resolved.unit, self.resolved.minimum, self.resolved.maximum
        value = None if self.status == Status.TOO_FEW else self._value()
        return Exact(
            value=value,
            low=Fraction(self._low, unit),
            high=Fraction(self._high, unit),
            minimum=lowest,
            maximum=highest,
            position=None if value is None else (value - lowest) / (highest - lowest),
        )

    def _value(self) -> Fraction:
        # Missing items lie where the answered ones lie on average: low + p (high - low), with one division.
        unit, positions = self.resolved.unit, self.answered * self.resolved.position_unit
        if self.answered == self.of:
            return Fraction(self._low, unit)
        return Fraction(positions * self._low + self._positions * (self._high - self._low), positions * unit)

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
    def band(self) -> Band | None:
        """The band that the value is in; None where there is no value, or the scale has no bands."""
        found = () if self.exact.value is None else self.resolved.bands_between(self.exact.value, self.exact.value)
        return found[0] if found else None

    @property
    def possible_bands(self) -> tuple[Band, ...]:
        """The bands that the interval from low to high meets, also where there is no value."""
        return self.resolved.bands_between(self.exact.low, self.exact.high)

    @property
    def band_settled(self) -> bool:
        """Whether one band is left, whatever the missing answers are."""
        return len(self.possible_bands) == 1

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the scale and its rule come from."""
        return self.scale.citations

    def explain(self) -> str:
        """The score, how it came about, and what it does not say, in two lines or three."""
        first, *more = self.limits()
        return "\n".join([self.sentence(), " ".join([first, *more[:1]]), *more[1:]])

    def sentence(self) -> str:
        """The score with how it came about, in one sentence."""
        counted = f"{self.answered} of {self.of} answers"
        if self.exact.value is None:
            first = f"no score, {counted} and {self.required} needed"
        else:
            # With equal ranges and weights a mean of all is the mean of the answered ones; else it is estimated.
            estimated = self.status == Status.PRORATED and not self.resolved.plain_mean
            rule = f"{self.resolved.rule}{', estimated' * estimated}"
            first = f"{self.show_value(self.exact.value)}, {rule}, from {counted}"
        bounds = "" if self.status == Status.COMPLETE else f"; {self.show_bounds()}"
        return f"{self.scale.name}: {first}{bounds}."

    def show_value(self, value: Fraction) -> str:
        """The value, the possible range and the band, as people read them."""
        band = f" ({self.band.label})" if self.band else ""
        return f"{self.show(value)} on {self.show(self.exact.minimum)} to {self.show(self.exact.maximum)}{band}"

    def show_bounds(self) -> str:
        """What the missing answers leave open, in words."""
        missing = "the missing one" if self.of - self.answered == 1 else "the missing ones"
        bounds = f"between {self.show(self.exact.low)} and {self.show(self.exact.high)} whatever {missing}"
        return f"{bounds}: {either(self.possible_bands)}" if self.possible_bands else bounds

    def limits(self) -> list[str]:
        """What the score does not say, a sentence each."""
        bounds = "How exact the score is, is not known."
        if self.status != Status.COMPLETE:
            bounds = "The bounds cover missing answers, not measurement error."
        validated = "Validated: see the citations of the questionnaire."
        if self.validation != Validation.PUBLISHED:
            validated = "Not validated: no study of these scores is recorded."
        editorial = any(band.editorial for band in self.scale.bands)
        return [bounds, validated, *([EDITORIAL_BANDS] if editorial else [])]

    def show(self, exact: Fraction) -> str:
        """*exact* as people read it: two decimals, and all of it where that would put it into another band."""
        # Two decimals say little where the whole range is small.
        fewest = 2 if self.exact.maximum - self.exact.minimum >= 1 else MOST_DECIMALS
        for digits in range(fewest, MOST_DECIMALS):
            shown = write_decimal(exact, digits)
            if self.resolved.bands_between(Fraction(shown), Fraction(shown)) == self.resolved.bands_between(
                exact, exact
            ):
                return shown
        return write_number(exact)

    def __repr__(self) -> str:
        """Which scale, without a number about a person."""
        return f"<Score of {self.scale.id!r}>"


EDITORIAL_BANDS = "Bands are parts of the possible range, not a comparison with other people."
MOST_DECIMALS = 7


def either(bands: tuple[Band, ...]) -> str:
    """The labels of *bands*, as one says them: "lower, middle or higher"."""
    labels = [band.label for band in bands]
    return " or ".join(filter(None, [", ".join(labels[:-1]), *labels[-1:]]))


def score_scale(scale: ResolvedScale, chosen: tuple[int, ...], questionnaire: Questionnaire) -> Score:
    """The score of one scale: four whole numbers, added up over its items."""
    cells = [part.cells[chosen[part.number]] for part in scale.parts]
    answered, positions, low, high = map(sum, zip(*cells, strict=True))
    return Score(
        resolved=scale,
        answered=answered,
        validation=questionnaire.validation,
        positions=positions,
        low=low,
        high=high,
    )
