"""How a scale is scored with pencil and paper, in words."""

from collections.abc import Iterator
from fractions import Fraction

from insight.questionnaires import Method, Number, Part, ResolvedScale, write_decimal, write_number

ENOUGH_DECIMALS = 4


def how_it_counts(part: Part, at_least: Number | None) -> str:
    """What an answer to the item of *part* counts as, as a sum to do: "4 minus the answer"."""
    together = sum(part.responses.ends)
    if at_least is None:
        return f"{write_number(together)} minus the answer" if part.key.reverse else "the answer"
    if part.key.reverse:
        return f"1 for an answer of {write_number(together - Fraction(at_least))} or less, else 0"
    return f"1 for an answer of {write_number(at_least)} or more, else 0"


def in_decimals(exact: Fraction) -> str:
    """A number, and about what it is where it takes a fraction to write it: "4/3 (about 1.3333)"."""
    shown = write_number(exact)
    return f"{shown} (about {write_decimal(exact, ENOUGH_DECIMALS)})" if "/" in shown else shown


def steps(scale: ResolvedScale) -> Iterator[str]:
    """How to come to the score from what the answers count as, a sentence each.

    A missing item lies where the answered ones lie on average. With equal ranges and weights that is their mean, so
    that nothing has to be placed.
    """
    if scale.required == scale.of:
        yield "Its one item has to be answered." if scale.of == 1 else f"All {scale.of} items have to be answered."
    else:
        fewer = "none" if scale.required == 1 else f"fewer than {scale.required}"
        yield f"With {fewer} of the {scale.of} items answered there is no score."
        if not scale.alike:
            yield PLACING
    if scale.scale.method == Method.MEAN:
        yield mean_in_words(scale)
    else:
        yield from sum_in_words(scale)


PLACING = (
    "Place each missing item first: for each answered one, find how far on the way from its lowest to its highest "
    "value it counts, from 0 to 1, and take the mean of these; each missing one is placed as far on its own way."
)


def mean_in_words(scale: ResolvedScale) -> str:
    """How to take the mean."""
    if scale.alike:
        by = "how many are answered" if scale.required < scale.of else str(scale.of)
        return f"Add up what the answered items count as, and divide by {by}."
    if scale.weighted:
        divisor = in_decimals(scale.divisor)
        return f"Multiply what each item counts as by its weight, add this up, and divide by {divisor}."
    return f"Add up what all items count as, and divide by {scale.of}."


def sum_in_words(scale: ResolvedScale) -> Iterator[str]:
    """How to add up, and how much is added for missing items."""
    each = "what each item counts as, times its weight" if scale.weighted else "what the items count as"
    yield f"Add up {each}."
    if scale.alike and scale.required < scale.of:
        yield f"Where some are missing, divide by how many are answered, and multiply by {scale.of}."
