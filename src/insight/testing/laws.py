"""The laws that scores keep, each as a function that tries one of them; see "How a score comes about"."""

import itertools
import math
from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from insight.errors import AnswerError, DefinitionError, Problem, name_type
from insight.loading import to_json
from insight.questionnaires import Band, Item, Key, Method, Questionnaire, Scale
from insight.scoring import Result, Score, score
from insight.testing.generating import answers_for, complete_answers_for
from insight.testing.variants import free_id, reverse, shift, with_scales

Answers = Mapping[str, Any]


@frozen
class Law:
    """A law: its number, what it says, and what tries it.

    Attributes:
        check: Takes a questionnaire and Hypothesis's `data()`, and raises an AssertionError where the law is broken.
    """

    number: int
    says: str
    check: Callable[[Questionnaire, st.DataObject], None]


def check_laws(questionnaire: Questionnaire, *, max_examples: int = 100) -> None:
    """Try every law on a questionnaire of your own, with generated answers.

    >>> from insight.questionnaires import options
    >>> mine = Questionnaire.build("mine", title="Mine", responses=options("no", "at times", "yes"),
    ...     items={"a": "A?", "b": "B?"}, scales={"s": "a -b"}, min_answered=1)
    >>> check_laws(mine, max_examples=5)

    Args:
        questionnaire: What to try them on.
        max_examples: How many sets of answers are tried for each law.

    Raises:
        AssertionError: If a law is broken; it names the law, and Hypothesis adds the smallest answers that break it.
    """
    if not isinstance(questionnaire, Questionnaire):
        problem = Problem("", f"a Questionnaire is expected, not {name_type(questionnaire)}", remedy="load one")
        raise DefinitionError("check_laws", [problem])
    for law in LAWS:
        try_law(law, questionnaire, max_examples)


def try_law(law: Law, questionnaire: Questionnaire, max_examples: int) -> None:
    """Try one law with generated answers."""

    @settings(max_examples=max_examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(st.data())
    def run(data: st.DataObject) -> None:
        law.check(questionnaire, data)

    run()


def hold(holds: object, says: str, where: object = "") -> None:
    """Raise where a law does not hold; an `assert` would be gone under `python -O`."""
    if not holds:
        raise AssertionError(f"this does not hold: {says}{f' ({where})' if where else ''}")


def numbers(each: Score) -> tuple[object, ...]:
    """All the numbers of a score, its status and its bands."""
    return each.exact, each.answered, each.required, each.of, each.status, each.band, each.possible_bands


def range_holds(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Law 1."""
    for each in score(questionnaire, data.draw(answers_for(questionnaire))):
        exact = each.exact
        ends = [exact.minimum, exact.low, *([] if exact.value is None else [exact.value]), exact.high, exact.maximum]
        hold(ends == sorted(ends), "low <= value <= high, inside of the possible range", each)
        hold(exact.position is None or 0 <= exact.position <= 1, "the position is from 0 to 1", each)
        for name in ("value", "low", "high", "minimum", "maximum", "position"):
            told = getattr(exact, name)
            hold(getattr(each, name) == (None if told is None else float(told)), f"{name} is the nearest float", each)


def completions_are_inside(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Law 2: any completion is inside of the bounds; the one that takes the lowest each time reaches the lower end."""
    answers = data.draw(answers_for(questionnaire))
    any_other = data.draw(complete_answers_for(questionnaire))
    before = score(questionnaire, answers)
    completed = score(questionnaire, fill(before, answers, lambda item: any_other[item.id]))
    for old, new in zip(before, completed, strict=True):
        hold(new.exact.value is not None, "a complete form has a value", new)
        hold(old.exact.low <= (new.exact.value or 0) <= old.exact.high, "a completion is inside of the bounds", old)
        hold(reach(before, answers, old, min) == old.exact.low, "the lower bound is reached", old)
        hold(reach(before, answers, old, max) == old.exact.high, "the upper bound is reached", old)


def fill(result: Result, answers: Answers, choose: Callable[[Item], Any]) -> dict[str, Any]:
    """*answers* with one for each item that is unanswered."""
    return {**answers, **{item.id: choose(item) for item in result.unanswered}}


def reach(result: Result, answers: Answers, old: Score, most: Callable[..., Any]) -> Fraction | None:
    """The value of a scale where each unanswered item gets the option that takes that scale the furthest."""

    def furthest(item: Item) -> Any:
        possible = result.what_if(item).get(old.scale.id)
        if possible is None:
            return result.questionnaire.responses_of(item).options[0].value
        ends = {answer: found.exact.low if most is min else found.exact.high for answer, found in possible.items()}
        return most(ends, key=ends.__getitem__)

    return score(result.questionnaire, fill(result, answers, furthest))[old.scale.id].exact.value


def an_answer_more_never_widens(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Law 3."""
    answers = data.draw(answers_for(questionnaire))
    item = data.draw(st.sampled_from(questionnaire.items))
    one = data.draw(st.sampled_from(questionnaire.responses_of(item).options)).value
    pairs = zip(
        score(questionnaire, answers | {item.id: None}), score(questionnaire, answers | {item.id: one}), strict=True
    )
    for old, new in pairs:
        ends = [old.exact.low, new.exact.low, new.exact.high, old.exact.high]
        hold(ends == sorted(ends), "one more answer never widens the bounds", new)
        hold(old.value is None or new.value is not None, "one more answer never takes the value away", new)
        hold(set(new.possible_bands) <= set(old.possible_bands), "one more answer never makes a band possible", new)


def reversal_mirrors(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Law 4."""
    answers = data.draw(answers_for(questionnaire))
    turned = with_scales(questionnaire, map(reverse, questionnaire.scales))
    twice = with_scales(turned, map(reverse, turned.scales))
    results = [score(each, answers) for each in (questionnaire, turned, twice)]
    for old, new, again in zip(*results, strict=True):
        hold(old.exact == again.exact, "reversing twice is the identity", old)
        if old.scale.method != Method.COUNT:
            ends = old.exact.minimum + old.exact.maximum
            mirrored = None if old.exact.value is None else ends - old.exact.value
            hold(new.exact.value == mirrored, "reversing every key mirrors the value", old)
            hold(
                (ends - new.exact.high, ends - new.exact.low) == (old.exact.low, old.exact.high), "and the bounds", old
            )


def raising_never_lowers(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Law 5."""
    answers = data.draw(answers_for(questionnaire))
    item = data.draw(st.sampled_from(questionnaire.items))
    options = questionnaire.responses_of(item).options
    one, other = data.draw(st.sampled_from(options)), data.draw(st.sampled_from(options))
    pairs = zip(*(score(questionnaire, answers | {item.id: each.value}) for each in (one, other)), strict=True)
    for first, second in pairs:
        for key in first.scale.items:
            if key.item == item.id and key.weight > 0:
                lower, upper = (first, second) if (one.value <= other.value) != key.reverse else (second, first)
                for name in ("value", "low", "high"):
                    ends = getattr(lower.exact, name), getattr(upper.exact, name)
                    hold(None in ends or ends[0] <= ends[1], f"raising a keyed answer never lowers {name}", first)


def order_and_gaps_change_nothing(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Law 6."""
    answers = data.draw(answers_for(questionnaire))
    before = score(questionnaire, answers)
    shuffled = evolve(
        questionnaire,
        items=tuple(data.draw(st.permutations(list(questionnaire.items)))),
        scales=tuple(evolve(scale, items=scale.items[::-1]) for scale in questionnaire.scales[::-1]),
    )
    item = data.draw(st.sampled_from(questionnaire.items))
    absent = score(questionnaire, {name: answer for name, answer in answers.items() if name != item.id})
    gaps = [None, math.nan, *(option.value for option in questionnaire.responses_of(item).missing)]
    after = score(shuffled, dict(reversed(answers.items())))
    filled = [score(questionnaire, answers | {item.id: gap}) for gap in gaps]
    for scale in questionnaire.scales:
        hold(numbers(before[scale.id]) == numbers(after[scale.id]), "order changes no score", scale.id)
        for each in filled:
            hold(numbers(each[scale.id]) == numbers(absent[scale.id]), "an absent answer equals every gap", scale.id)


def a_scale_depends_on_its_own_items(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Law 7."""
    answers = data.draw(answers_for(questionnaire))
    others = data.draw(answers_for(questionnaire))
    for each in score(questionnaire, answers):
        own = {key.item for key in each.scale.items}
        mixed = {name: (answers if name in own else others).get(name) for name in questionnaire.asked}
        score(questionnaire, others)
        alone = score(with_scales(questionnaire, [each.scale]), {name: answers.get(name) for name in own})
        hold(numbers(score(questionnaire, mixed)[each.scale.id]) == numbers(each), "other items change no score", each)
        hold(alone[each.scale.id].exact == each.exact, "nor do other scales and other people", each)


def shifting_shifts(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Law 8."""
    by = data.draw(st.integers(-3, 3))
    answers = data.draw(answers_for(questionnaire))
    try:
        moved = shift(questionnaire, by)
    except DefinitionError as error:
        # Nothing else keeps a shifted definition from being one.
        hold(all("too" in problem.message for problem in error.problems), "a shift leaves a definition sound")
        note("the shifted numbers are too fine to be exact, so there is nothing to compare")
        return
    shifted = {name: answer if is_gap(answer) else answer + by for name, answer in answers.items()}
    for old, new in zip(score(questionnaire, answers), score(moved, shifted), strict=True):
        weights = sum(key.weight for key in old.scale.items)
        move = {Method.SUM: by * weights, Method.MEAN: Fraction(by), Method.COUNT: Fraction(0)}[old.scale.method]
        hold(old.exact.position == new.exact.position, "a shift leaves the position alone", old)
        for name in ("value", "low", "high", "minimum", "maximum"):
            before = getattr(old.exact, name)
            hold(getattr(new.exact, name) == (None if before is None else before + move), f"{name} is shifted", old)


def is_gap(answer: object) -> bool:
    """Whether an answer that was drawn is none."""
    return answer is None or (isinstance(answer, float) and math.isnan(answer))


def straight_lining_gives_the_midpoint(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Law 9: on scales of these items whose keys are balanced, one item forward for each in reverse."""
    responses = data.draw(st.sampled_from(questionnaire.response_scales))
    items = [item.id for item in questionnaire.items if questionnaire.responses_of(item) == responses]
    if len(items) < len(PAIR):
        return
    weight = data.draw(st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(3)]))
    pairs = zip(items[::2], items[1::2], strict=False)
    keys = [Key(item=item, reverse=way, weight=weight) for pair in pairs for item, way in zip(pair, PAIR, strict=True)]
    free = free_id(questionnaire)
    scales = [Scale(id=f"{free}-{method}", items=tuple(keys), method=method) for method in (Method.SUM, Method.MEAN)]
    answer = data.draw(st.sampled_from(responses.options)).value
    for each in score(with_scales(questionnaire, scales), dict.fromkeys(items, answer)):
        middle = (each.exact.minimum + each.exact.maximum) / 2
        hold(each.exact.value == middle, "the same answer to all balanced items gives the midpoint", each)


PAIR = (False, True)


def a_value_is_in_one_band(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Law 10."""
    for each in score(questionnaire, data.draw(answers_for(questionnaire))):
        bands, exact = each.scale.bands, each.exact
        expected = holding(bands, exact.value)
        hold(len(expected) == bool(bands and exact.value is not None), "every value is in exactly one band", each)
        hold(([] if each.band is None else [each.band]) == expected, "the band is the one that the value is in", each)
        possible = [band for band, end in ends(bands) if band.start <= exact.high and (end is None or exact.low < end)]
        hold(list(each.possible_bands) == possible, "the possible bands are those that the bounds meet", each)
        hold(each.band_settled == (len(possible) == 1), "a band is settled where one is possible", each)
        for number in (exact.value, exact.low, exact.high):
            shown = None if number is None else Fraction(each.show(number))
            hold(holding(bands, shown) == holding(bands, number), "a shown number never contradicts its band", each)


def ends(bands: tuple[Band, ...]) -> Iterator[tuple[Band, Fraction | None]]:
    """Each band with where it ends; the last one does not."""
    return zip(bands, [*(band.start for band in bands[1:]), None] if bands else [], strict=True)


def holding(bands: tuple[Band, ...], value: Fraction | None) -> list[Band]:
    """The bands that hold *value*, by their half-open stretches."""
    return [] if value is None else [b for b, end in ends(bands) if b.start <= value and (end is None or value < end)]


def terms_add_up(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Law 11."""
    answers = data.draw(answers_for(questionnaire))
    for each in score(questionnaire, answers):
        added = [term.contribution for term in each.terms]
        if each.exact.value is None:
            hold(set(added) == {None}, "without a value no part of one is told", each)
        else:
            hold(sum(filter(None, added)) == each.exact.value, "the terms add up to the value", each)
        hold(sum(term.keyed is not None for term in each.terms) == each.answered, "a term for each answer", each)
        for term in each.terms:
            given = answers.get(term.item.id)
            hold(is_gap(given) if term.answer is None else term.answer == given, "terms hold the answers", each)


def same_input_same_text(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Law 12, as far as one process can tell."""
    answers = data.draw(answers_for(questionnaire))
    held = dict(answers)
    first = to_json(score(questionnaire, answers))
    hold(answers == held and list(answers) == list(held), "inputs are not changed")
    texts = {first, to_json(score(questionnaire, answers)), to_json(score(questionnaire, dict(held)))}
    hold(len(texts) == 1, "the same input gives the same text")
    hold(score(evolve(questionnaire), answers) == score(questionnaire, answers), "equal input gives an equal result")


def a_table_scores_as_its_rows_do(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Law 13, with a loop for a table: what stands in other rows changes nothing, nor that they are refused."""
    rows = data.draw(st.lists(answers_for(questionnaire), min_size=1, max_size=4))
    refused = {questionnaire.items[0].id: "no option"}
    alone = [score(questionnaire, row) for row in rows]
    table = [attempt(questionnaire, row) for row in itertools.chain.from_iterable((row, refused) for row in rows)]
    hold(table[1::2] == [None] * len(rows), "a row with an answer that is no option is refused as a whole")
    for found, expected in zip(table[::2], alone, strict=True):
        hold(found == expected and found is not None, "a row scores alike alone and in a table")


def attempt(questionnaire: Questionnaire, row: Answers) -> Result | None:
    """The result of a row; None where it is refused."""
    try:
        return score(questionnaire, row)
    except AnswerError:
        return None


LAWS = tuple(
    Law(number, says, check)
    for number, (says, check) in enumerate(
        (
            ("low <= value <= high, all inside of the possible range", range_holds),
            ("every completion is inside of the bounds, and both ends are reached", completions_are_inside),
            ("one more answer never widens the bounds and never takes a value away", an_answer_more_never_widens),
            ("reversing twice is the identity, reversing every key mirrors a sum or mean", reversal_mirrors),
            ("raising a keyed answer never lowers the score nor its bounds", raising_never_lowers),
            ("order changes no score, and all kinds of gaps are the same", order_and_gaps_change_nothing),
            ("a scale depends on its own items and on one person's answers alone", a_scale_depends_on_its_own_items),
            ("shifting all values shifts a mean and a sum, and leaves position and count alone", shifting_shifts),
            ("the same answer to all balanced items gives the midpoint", straight_lining_gives_the_midpoint),
            ("every attainable value is in exactly one band", a_value_is_in_one_band),
            ("where there is a value, its terms add up to it", terms_add_up),
            ("the same input gives the same output, and inputs are not changed", same_input_same_text),
            ("a table scores as its rows do", a_table_scores_as_its_rows_do),
        ),
        start=1,
    )
)
