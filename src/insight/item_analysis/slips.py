"""What may be wrong with a table: values that are no option, moved by one, in each other's column, or all the same."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from attrs import frozen

from insight.errors import Problem
from insight.item_analysis.coding import SHIFTS, Coded, Options, Tally
from insight.item_analysis.moments import blocks
from insight.questionnaires import Item, Questionnaire
from insight.scoring.answers import name_options

# From so many values on a column tells something.
ENOUGH = 10
# So many values beyond the options are no slips of the pen.
FEWEST_MISFITS = 3
# So few values among a hundred are.
SLIPS = 2
# How often a person who answers by chance gives the same answer throughout, at most.
CHANCE = 100
FEWEST_ALIKE = 5


@frozen
class Column:
    """An item with what is in its column."""

    item: Item
    tally: Tally

    @property
    def options(self) -> Options:
        """What it can be answered with."""
        return self.tally.options


def columns_of(questionnaire: Questionnaire, coded: Coded) -> list[Column]:
    """The columns of all items."""
    return [Column(item, tally) for item, tally in zip(questionnaire.items, coded.tallies, strict=True)]


def not_options(columns: Sequence[Column]) -> Iterator[Problem]:
    """Values that are none of the options, by item and count."""
    for column in columns:
        if count := column.tally.not_options:
            of = column.tally.given
            message = f"in this sample {count} of {of} {'values' if of > 1 else 'value'} {is_are(count)} no option"
            left = "it was" if count == 1 else "they were"
            remedy = f"{left} left out; {name_options(column.options.responses).replace('they', 'the options')}"
            yield Problem(f"items.{column.item.id}", message, remedy=remedy)


def is_are(count: int) -> str:
    """The verb that goes with a count."""
    return "is" if count == 1 else "are"


def constants(columns: Sequence[Column]) -> Iterator[Problem]:
    """Items to which all answers are the same."""
    for column in columns:
        if column.tally.n >= ENOUGH and max(column.tally.answers[1:]) == column.tally.n:
            message = f"in this sample all {column.tally.n} answers to it are the same"
            remedy = "see whether the column was filled in by a program; it tells nothing about how items go together"
            yield Problem(f"items.{column.item.id}", message, remedy=remedy)


def shifted(columns: Sequence[Column]) -> Iterator[Problem]:
    """Columns whose values fit the options but for a shift by one: of all items, of a response scale, or of an item."""
    groups: defaultdict[str, list[Column]] = defaultdict(list)
    for column in columns:
        if column.tally.given:
            groups[column.options.responses.id].append(column)
    shifts = {name: find_shift(group) for name, group in groups.items()}
    if len(shifts) > 1 and len(set(shifts.values())) == 1 and any(shifts.values()):
        yield moved("items", "the values of all items", shifts.popitem()[1])
        return
    for name, group in groups.items():
        if shifts[name]:
            yield moved(f"response_scales.{name}", "the values of the items with these options", shifts[name])
        else:
            for column in group:
                if shift := find_shift([column]):
                    yield moved(f"items.{column.item.id}", "its values", shift)


def find_shift(columns: Sequence[Column]) -> int:
    """By how much the values of these columns, which share a response scale, lie too high; 0 where they do not."""
    given = sum(column.tally.given for column in columns)
    now, *others = [(sum(column.tally.misfits(column.options, shift) for column in columns), shift) for shift in SHIFTS]
    then, shift = min(others)
    if given < ENOUGH or now[0] < FEWEST_MISFITS or then * ENOUGH > now[0] or then * CHANCE > given * SLIPS:
        return 0
    return shift


def moved(place: str, what: str, shift: int) -> Problem:
    """The finding of values that lie *shift* too high."""
    above, take = ("above", "take 1 from") if shift > 0 else ("below", "add 1 to")
    higher = "higher" if shift > 0 else "lower"
    message = f"in this sample {what} fit the options only once they are moved: they lie 1 {above} them"
    return Problem(place, message, remedy=f"{take} each value of the table, or write options that begin 1 {higher}")


def swapped(columns: Sequence[Column]) -> Iterator[Problem]:
    """Pairs of columns whose values fit each other's options, and not their own; each column is told once."""
    kinds = {column.options.responses.id: column.options for column in columns}
    odd = [column for column in columns if column.tally.given >= ENOUGH and column.tally.not_options]
    fitting = {column.item.id: better_kinds(column, kinds) for column in odd}
    told: set[str] = set()
    for column in odd:
        partners = [other for other in odd if cross(column, other, fitting)]
        near = [other for other in partners if other.item.id not in told]
        if column.item.id not in told and near:
            told |= {column.item.id, near[0].item.id}
            yield crossed(column, near[0], alone=len(partners) == 1)


def better_kinds(column: Column, kinds: Mapping[str, Options]) -> set[str]:
    """The response scales whose options fit the values of a column better than its own, and but for slips."""
    tally, now = column.tally, column.tally.not_options
    misfits = {name: tally.misfits(options) for name, options in kinds.items()}
    return {name for name, count in misfits.items() if count < now and count * CHANCE <= tally.given * SLIPS}


def cross(one: Column, other: Column, fitting: Mapping[str, set[str]]) -> bool:
    """Whether each of two columns fits the options of the other."""
    kinds = (one.options.responses.id, other.options.responses.id)
    return kinds[1] in fitting[one.item.id] and kinds[0] in fitting[other.item.id]


def crossed(one: Column, other: Column, *, alone: bool) -> Problem:
    """The finding of two columns in each other's place."""
    message = f"in this sample its values fit the options of {other.item.id!r}, and the other way round"
    more = "" if alone else "; other columns would fit as well"
    return Problem(f"items.{one.item.id}", message, remedy=f"see whether the two columns are swapped{more}")


def straight_lines(questionnaire: Questionnaire, coded: Coded) -> Iterator[Problem]:
    """Rows with the same answer to all items of a response scale, where so many items would differ otherwise."""
    directions: defaultdict[str, set[bool]] = defaultdict(set)
    for scale in questionnaire.scales:
        for key in scale.items:
            directions[key.item].add(key.reverse != (key.weight < 0))
    for responses in questionnaire.response_scales:
        asked = [(number, item) for number, item, own in questionnaire.asked.values() if own.id == responses.id]
        mixed = len(set().union(*(directions[item.id] for _, item in asked))) > 1
        needed = fewest_alike(len(responses.options), mixed=mixed)
        if len(asked) >= needed:
            same, of = count_alike(coded, [number for number, _ in asked], needed)
            yield from alike(f"response_scales.{responses.id}", same, of, mixed=mixed)


def fewest_alike(options: int, *, mixed: bool) -> int:
    """How many same answers are telling: so many that chance rarely gives them, and twice as many with keys one way."""
    fewest = max(FEWEST_ALIKE, 1 + math.ceil(math.log(CHANCE, options)))
    return fewest if mixed else 2 * fewest


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


def alike(place: str, same: int, of: int, *, mixed: bool) -> Iterator[Problem]:
    """The finding of rows that have the same answer throughout."""
    if same:
        both = ", though some of them are keyed in reverse" if mixed else ""
        rows = f"{same} of {of} {'rows' if of > 1 else 'row'} ({same / of:.1%})"
        has = "has" if same == 1 else "have"
        message = f"in this sample {rows} {has} the same answer to every item with these options{both}"
        remedy = "see whether people read the items; these rows were not left out"
        yield Problem(place, message, remedy=remedy)
