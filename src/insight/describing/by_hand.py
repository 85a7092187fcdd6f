"""How a scale is scored with pencil and paper, in words."""

from collections.abc import Iterator
from fractions import Fraction

from insight.describing.description import Formula
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


def span_of(scale: ResolvedScale) -> str:
    """What each item counts as at least and at most, where that is the same for all; else nothing."""
    spans = {ends_of(part) for part in scale.parts}
    return "{} to {}".format(*spans.pop()) if len(spans) == 1 else ""


def ends_of(part: Part) -> tuple[str, str]:
    """What the item of *part* counts as at least and at most, before its weight."""
    return in_decimals(min(part.values)), in_decimals(max(part.values))


def steps(scale: ResolvedScale) -> Iterator[str]:
    """How to come to the score from what the answers count as, a sentence or two each.

    A missing item lies where the answered ones lie on average. With equal ranges and weights that is their mean, so
    that nothing has to be placed.
    """
    if scale.required == scale.of:
        yield "Its one item has to be answered." if scale.of == 1 else f"All {scale.of} items have to be answered."
    else:
        fewer = "none" if scale.required == 1 else f"fewer than {scale.required}"
        yield f"With {fewer} of the {scale.of} items answered there is no score."
        if not scale.alike:
            yield PLACING_EQUAL if span_of(scale) else PLACING
    yield mean_in_words(scale) if scale.scale.method == Method.MEAN else sum_in_words(scale)


PLACING_EQUAL = "Where some are missing, let each of them count as the mean of the answered ones, without weights."
PLACING = (
    "Where some are missing, place them first. Of each answered item, take what it counts as minus its lowest, divided "
    "by how far its highest lies above its lowest. Take the mean of these, without weights. Each missing item counts "
    "as its lowest plus that mean times how far its highest lies above its lowest."
)


def mean_in_words(scale: ResolvedScale) -> str:
    """How to take the mean."""
    if scale.alike:
        by = "how many are answered" if scale.required < scale.of else str(scale.of)
        return f"Add up what the answered items count as, and divide by {by}."
    if scale.weighted:
        by = f"all weights together: {in_decimals(scale.divisor)}"
        return f"Multiply what each item counts as by its weight, add all up, and divide by {by}."
    return f"Add up what all items count as, and divide by {scale.of}."


def sum_in_words(scale: ResolvedScale) -> str:
    """How to add up, and how missing items of one kind are made up for."""
    if scale.alike and scale.required < scale.of:
        times = ", times its weight" if scale.weighted else ""
        rest = f"Where some are missing, divide by how many are answered, and multiply by {scale.of}."
        return f"Add up what each answered item counts as{times}. {rest}"
    return f"Add up what each item counts as{', times its weight' if scale.weighted else ''}."


def formula_of(scale: ResolvedScale) -> Formula:
    """The score from what the answers count as, as mathematics: what `steps` says in words."""
    mean, some = scale.scale.method == Method.MEAN, scale.alike and scale.required < scale.of
    # Equal weights of a mean cancel each other out.
    weighted = scale.weighted and not (mean and scale.alike)
    plain, tex = ("the sum of w times x", r"\sum w x") if weighted else ("the sum of x", r"\sum x")
    if mean:
        divisor = "a" if some else write_number(scale.divisor if weighted else Fraction(scale.of))
        plain, tex = f"{plain}, divided by {divisor}", rf"\frac{{{tex}}}{{{divisor}}}"
    elif some:
        plain, tex = f"{plain}, times {scale.of}, divided by a", rf"\frac{{{scale.of}}}{{a}} {tex}"
    return Formula(rf"\text{{score}} = {tex}", f"score = {plain}", letters_of(scale, weighted=weighted, some=some))


def letters_of(scale: ResolvedScale, *, weighted: bool, some: bool) -> str:
    """What the letters of a formula stand for; *some*: it counts the answered items alone."""
    placed = "" if some or scale.required == scale.of else ", where it is missing as placed above"
    told = [f"x is what {'each answered' if some else 'each'} item counts as{placed}"]
    told += ["w is its weight"] * weighted + ["a is how many items are answered"] * some
    return f"Here {'; '.join(told)}."


def general(*, negative: bool) -> tuple[str, ...]:
    """What goes for every scale, in the order of doing it; *negative*: a weight lies below 0."""
    *first, last = GENERAL
    return (*first, f"{last} {TURNED}" if negative else last)


TURNED = "Of an item with a weight below 0 it is the other way round."
GENERAL = (
    (
        "Write down the value of each answer, from the table of answers. "
        "An item without an answer is missing, and so is one whose answer counts as unanswered. "
        "A missing item is not 0. "
        "Where two options are ticked, or something else is written, ask the person and do not guess."
    ),
    (
        "For each answered item of a scale, look up what the answer counts as, in the first of the scale's tables. "
        "Forward: the higher the answer, the more it counts. Reverse: the other way round."
    ),
    "Count the answered items. Where they are too few, the scale has no score.",
    (
        "Work out the score in the way that stands below that table. Do not round it before you look up its band. "
        "Where a band starts at a fraction, the fraction counts; a score that equals it is in the band."
    ),
    (
        "Where items are missing, also where too many are, work out two more numbers as if all were answered: "
        "one with the smallest number that each missing item can count as, one with the largest. "
        "Write both beside the score: whatever the missing answers are, it would lie between them, ends included."
    ),
)
