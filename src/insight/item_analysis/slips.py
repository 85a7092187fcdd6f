"""What may be wrong with a table: values that are no option, moved by one, in each other's column, or all the same."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from attrs import frozen

from insight.errors import Problem
from insight.item_analysis.coding import SHIFTS, Coded, Options, Tally
from insight.item_analysis.moments import blocks
from insight.item_analysis.values import FEWEST
from insight.questionnaires import Item, Questionnaire, ResponseScale
from insight.scoring.answers import name_options

# From so many values on a column tells something; so many times as much speaks for a thing as against it.
ENOUGH = 10
# So many values beyond the options are no slips of the pen.
FEWEST_MISFITS = 3
# So few values among a hundred are.
SLIPS, HUNDRED = 2, 100
# So many same answers are no chance where keys point both ways; twice as many where all point one way.
FEWEST_ALIKE = 10


@frozen
class Column:
    """An item with what is in its column."""

    item: Item
    tally: Tally

    @property
    def options(self) -> Options:
        """What it can be answered with."""
        return self.tally.options

    @property
    def kind(self) -> str:
        """The id of its response scale."""
        return self.options.responses.id

    @property
    def same(self) -> bool:
        """Whether all values are one answer; so they are where there is none."""
        return max(self.tally.answers[1:]) == self.tally.given


@frozen
class Explained:
    """A finding that explains values which are no option.

    Attributes:
        fits: By item, the values that can be there if it is true.
    """

    problem: Problem
    fits: Mapping[str, frozenset[float]]


def columns_of(questionnaire: Questionnaire, coded: Coded) -> list[Column]:
    """The columns of all items."""
    return [Column(item, tally) for item, tally in zip(questionnaire.items, coded.tallies, strict=True)]


def not_options(columns: Sequence[Column], explained: Sequence[Explained]) -> Iterator[Problem]:
    """Values that are none of the options, by item and count, but for those that another finding explains."""
    for column in columns:
        known = column.options.shifted[0].union(*(each.fits.get(column.item.id, ()) for each in explained))
        if count := column.tally.misfits(known):
            of = column.tally.given
            message = f"in this sample {count} of {of} {'values' if of > 1 else 'value'} {is_are(count)} no option"
            left = "it was" if count == 1 else "they were"
            remedy = f"{left} left out; {name_options(column.options.responses).replace('they', 'the options')}"
            yield Problem(f"items.{column.item.id}", message, remedy=remedy)


def is_are(count: int) -> str:
    """The verb that goes with a count."""
    return "is" if count == 1 else "are"


def few_answers(columns: Sequence[Column], rows: int) -> Iterator[Problem]:
    """Items with answers from too few people; one finding where nothing can be seen in any of them."""
    if not any(column.tally.given >= (ENOUGH if column.same else FEWEST) for column in columns):
        why = f"each item has fewer than {FEWEST} answers, or all of them are the same"
        message = f"in this sample there is too little to look at: {why}"
        yield Problem("items", message, remedy="come back with the answers of more people")
        return
    for column in columns:
        if column.tally.given < FEWEST:
            have = "has" if column.tally.n == 1 else "have"
            told = f"only {column.tally.n} of {rows} rows {have}" if column.tally.n else "nobody has"
            remedy = "see whether its column was filled in; the alpha of its scales is without it, or there is none"
            yield Problem(f"items.{column.item.id}", f"in this sample {told} an answer to it", remedy=remedy)


def constants(columns: Sequence[Column]) -> Iterator[Problem]:
    """Items to which all answers are the same."""
    for column in columns:
        if column.tally.given >= ENOUGH and column.same:
            message = f"in this sample all {column.tally.n} answers to it are the same"
            remedy = "see whether the column was filled in by a program; it tells nothing about how items go together"
            yield Problem(f"items.{column.item.id}", message, remedy=remedy)


def shifted(columns: Sequence[Column]) -> Iterator[Explained]:
    """Columns whose values fit the options but for a shift by one: of all items, of a response scale, or of an item."""
    groups: defaultdict[str, list[Column]] = defaultdict(list)
    for column in columns:
        if column.tally.given:
            groups[column.kind].append(column)
    shifts = {name: find_shift(group) for name, group in groups.items()}
    if len(shifts) > 1 and len(set(shifts.values())) == 1 and any(shifts.values()):
        yield moved("items", "the values of all items", columns, shifts.popitem()[1])
        return
    for name, group in groups.items():
        if shifts[name]:
            yield moved(f"response_scales.{name}", "the values of the items with these options", group, shifts[name])
        else:
            for column in group:
                if shift := find_shift([column]):
                    yield moved(f"items.{column.item.id}", "its values", [column], shift)


def find_shift(columns: Sequence[Column]) -> int:
    """By how much the values of these columns, which share a response scale, lie too high; 0 where they do not."""
    own = columns[0].options.shifted
    for shift in SHIFTS:
        either = own[0] | own[shift]
        beyond = count_misfits(columns, own[0]) - count_misfits(columns, either)
        # What lies one further speaks against it, and a code for what is missing, which lies anywhere, does not.
        against = count_misfits(columns, own[shift]) - count_misfits(columns, either | own[2 * shift])
        if beyond >= FEWEST_MISFITS and beyond >= ENOUGH * against:
            return shift
    return 0


def count_misfits(columns: Sequence[Column], known: frozenset[float]) -> int:
    """How many values of these columns are none of *known*."""
    return sum(column.tally.misfits(known) for column in columns)


def moved(place: str, what: str, columns: Sequence[Column], shift: int) -> Explained:
    """The finding of values that lie *shift* too high."""
    above, take = ("above", "take 1 from") if shift > 0 else ("below", "add 1 to")
    higher = "higher" if shift > 0 else "lower"
    message = f"in this sample {what} fit the options only once they are moved: they lie 1 {above} them"
    remedy = f"{take} each value of the table, or write options that begin 1 {higher}"
    fits = {column.item.id: column.options.shifted[shift] for column in columns}
    return Explained(Problem(place, message, remedy=remedy), fits)


def swapped(columns: Sequence[Column], moves: Sequence[Explained]) -> Iterator[Explained]:
    """Pairs of columns whose values fit each other's options, and those of one not its own; each is told once."""
    # Several columns that are moved alike are explained by that.
    together = {item for each in moves if len(each.fits) > 1 for item in each.fits}
    kinds = {column.kind: column.options.shifted[0] for column in columns}
    full = [column for column in columns if column.tally.given >= ENOUGH]
    fitting = {column.item.id: {name for name, known in kinds.items() if fits(column, known)} for column in full}
    told: set[str] = set()
    for column in full:
        partners = [other for other in full if kinds_cross(column, other, fitting)]
        near = [other for other in partners if other.item.id not in told]
        if near and column.item.id not in told | together and column.kind not in fitting[column.item.id]:
            told |= {column.item.id, near[0].item.id}
            yield crossed(column, near[0], alone=len(partners) == 1)


def fits(column: Column, known: frozenset[float]) -> bool:
    """Whether the values of a column are among *known*, but for slips."""
    return column.tally.misfits(known) * HUNDRED <= column.tally.given * SLIPS


def kinds_cross(one: Column, other: Column, fitting: Mapping[str, set[str]]) -> bool:
    """Whether each of two columns fits the options of the other."""
    return other.kind in fitting[one.item.id] and one.kind in fitting[other.item.id]


def crossed(one: Column, other: Column, *, alone: bool) -> Explained:
    """The finding of two columns that may be in each other's place."""
    message = (
        f"in this sample its values do not fit its own options, but those of {other.item.id!r}, "
        "whose values fit the options of this one"
    )
    more = "" if alone else "; other columns would fit as well"
    problem = Problem(
        f"items.{one.item.id}", message, remedy=f"the two columns may be swapped: see whether they are{more}"
    )
    return Explained(problem, {each.item.id: of.options.shifted[0] for each, of in ((one, other), (other, one))})


def straight_lines(questionnaire: Questionnaire, coded: Coded, left_out: Sequence[Explained]) -> Iterator[Problem]:
    """Rows with the same answer to all items of a response scale, where so many items would differ otherwise."""
    odd = {item for each in left_out for item in each.fits}
    for responses in questionnaire.response_scales:
        asked = {
            item.id: number
            for number, item, own in questionnaire.asked.values()
            if own.id == responses.id and item.id not in odd
        }
        mixed = points_both_ways(questionnaire, asked)
        needed = FEWEST_ALIKE if mixed else 2 * FEWEST_ALIKE
        if len(asked) >= needed:
            same, of = count_alike(coded, list(asked.values()), needed)
            yield from alike(responses, same, of, mixed=mixed)


def points_both_ways(questionnaire: Questionnaire, items: Mapping[str, int]) -> bool:
    """Whether a scale has some of these items keyed one way, and some the other."""
    return any(
        len({key.reverse != (key.weight < 0) for key in scale.items if key.item in items}) > 1
        for scale in questionnaire.scales
    )


def count_alike(coded: Coded, rows: Sequence[int], needed: int) -> tuple[int, int]:
    """How many rows have one answer to all of these items that they answer, and how many answer enough of them."""
    same = enough = 0
    for codes in blocks(coded, rows):
        telling = np.count_nonzero(codes, axis=0) >= needed
        # No answer is 0: less 1 it is the largest number that there is, and never the lowest answer.
        lowest = (codes - 1).min(axis=0) + 1
        enough += int(np.count_nonzero(telling))
        same += int(np.count_nonzero(telling & (lowest == codes.max(axis=0))))
    return same, enough


def alike(responses: ResponseScale, same: int, of: int, *, mixed: bool) -> Iterator[Problem]:
    """The finding of rows that have the same answer throughout."""
    if same:
        both = ", though a scale has some of them keyed in reverse" if mixed else ""
        rows = f"{same} of {of} {'rows' if of > 1 else 'row'} ({same / of:.1%})"
        has = "has" if same == 1 else "have"
        message = f"in this sample {rows} {has} the same answer to every item with these options that is answered{both}"
        remedy = "see whether people read the items; these rows were not left out"
        yield Problem(f"response_scales.{responses.id}", message, remedy=remedy)
