"""The words of a score: what it is, how it came about, and what it does not say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from itertools import groupby
from typing import TYPE_CHECKING

from insight.content import Citation
from insight.questionnaires import Band, Validation, write_decimal, write_number

if TYPE_CHECKING:
    from insight.scoring.scores import Score, Term
    from insight.scoring.stored import StoredScore

EDITORIAL_BANDS = "Bands are parts of the possible range, not a comparison with other people."
FEWEST_DECIMALS, MORE_DECIMALS = 2, 5


def sentence(score: Score) -> str:
    """The score with how it came about, in one sentence."""
    counted = f"{score.answered} of {score.of} answers"
    if score.exact.value is None:
        first = f"no score, {counted} and {score.required} needed"
    else:
        # With equal ranges and weights a mean of all is the mean of the answered ones; else it is estimated.
        estimated = score.answered < score.of and not score.resolved.plain_mean
        first = f"{show_value(score, score.exact.value)}, {score.resolved.measure}{', estimated' * estimated}"
        first += f", from {counted}"
    bounds = "" if score.answered == score.of else f"; {show_bounds(score)}"
    return f"{score.scale.name}: {first}{bounds}."


def show_value(score: Score, value: Fraction) -> str:
    """The value, the possible range and the band, as people read them."""
    band = f" ({score.band.label})" if score.band else ""
    exact = score.exact
    return f"{show(score, value)} on {show(score, exact.minimum)} to {show(score, exact.maximum)}{band}"


def show_bounds(score: Score) -> str:
    """What the missing answers leave open, in words."""
    missing = "the missing one" if score.of - score.answered == 1 else "the missing ones"
    bounds = f"between {show(score, score.exact.low)} and {show(score, score.exact.high)} whatever {missing}"
    return f"{bounds}: {either(score.possible_bands)}" if score.possible_bands else bounds


def show(score: Score, exact: Fraction) -> str:
    """*exact* as people read it: two decimals, and all of it where that would put it into another band."""
    # Two decimals say little where the whole range is small.
    span = score.exact.maximum - score.exact.minimum
    fewest = FEWEST_DECIMALS if span >= 1 else FEWEST_DECIMALS + len(str(int(1 / span)))
    band = score.resolved.band_of(*exact.as_integer_ratio())
    for digits in range(fewest, fewest + MORE_DECIMALS):
        shown = write_decimal(exact, digits)
        if score.resolved.band_of(*Fraction(shown).as_integer_ratio()) == band:
            return shown
    return write_number(exact)


def either(bands: tuple[Band, ...]) -> str:
    """The labels of *bands*, as one says them: "lower, middle or higher"."""
    labels = [band.label for band in bands]
    return " or ".join(filter(None, [", ".join(labels[:-1]), *labels[-1:]]))


def limits(score: Score | StoredScore) -> list[str]:
    """What the score does not say, a sentence each."""
    bounds = "How exact the score is, is not known."
    if score.answered < score.of:
        bounds = "The bounds cover missing answers, not measurement error."
    return [bounds, validated(score.validation), *([EDITORIAL_BANDS] if score.editorial else [])]


def validated(validation: Validation) -> str:
    """Whether a study of such scores is recorded."""
    if validation == Validation.PUBLISHED:
        return "Validated: see the citations of the questionnaire."
    return "Not validated: no study of these scores is recorded."


def explain(score: Score | StoredScore) -> Iterator[str]:
    """The score and what it does not say, in two lines or three."""
    first, second, *more = limits(score)
    yield score.sentence()
    yield f"{first} {second}"
    yield from more


def explain_fully(score: Score) -> Iterator[str]:
    """The rule, each item with what it adds, the bands, and whose words these are, a line each.

    Numbers are exact here: decimals where they end, else fractions, so that what is shown adds up.
    """
    yield f"Rule: {score.rule}."
    yield from (f"- {term_in_words(term)}" for term in score.terms)
    if score.exact.value is not None:
        yield f"Together: {write_number(score.exact.value)}."
    yield from bands_in_words(score.scale.bands)
    yield f"Source of the scale and its rule: {cited(score.citations)}."


def term_in_words(term: Term) -> str:
    """What one item was answered, counts as, and adds."""
    parts = [f"{term.item.id} ({term.item.text}): {answer_in_words(term)}"]
    if term.placed is not None:
        parts.append(f"placed at {write_number(term.placed)}")
    if term.weight != 1:
        parts.append(f"weight {write_number(term.weight)}")
    if term.contribution is not None:
        parts.append(f"adds {write_number(term.contribution)}")
    return ", ".join(parts)


def answer_in_words(term: Term) -> str:
    """What was chosen, and what it counts as."""
    if term.option is None:
        return "not answered"
    chosen = f"{write_number(term.option.value)} ({term.option.label})"
    if term.keyed is None:
        return f"{chosen}, counts as unanswered"
    reverse = " in reverse" * term.key.reverse
    differs = reverse or term.keyed != Fraction(term.option.value)
    return f"{chosen}, counts {write_number(term.keyed)}{reverse}" if differs else chosen


def bands_in_words(bands: Iterable[Band]) -> Iterator[str]:
    """Where the bands start, and who says so."""
    for citations, together in groupby(bands, key=lambda band: band.citations):
        starts = ", ".join(f"{band.label} from {write_number(band.start)}" for band in together)
        yield f"Bands: {starts}; source: {cited(citations)}."


def cited(citations: Iterable[Citation]) -> str:
    """The sources and places, or that there is none."""
    told = [", ".join(filter(None, (each.source, each.place))) for each in citations]
    return "; ".join(told) or "none recorded, editorial"
