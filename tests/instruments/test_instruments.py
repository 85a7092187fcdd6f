"""Published instruments as files: their numbers score as their published rules say, worked out by hand."""

import itertools
import re
from collections.abc import Mapping
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from attrs import evolve

from insight import Questionnaire, Score, load_questionnaire, score

# "instruments.md" is the project's list of facts on published instruments, shared/content/instruments.md: structure,
# keys, ranges and cut-offs, each with what stands behind it. All that is expected here follows from it by hand.
HERE = Path(__file__).parent
FILES = sorted(path.stem for path in HERE.glob("*.toml"))

Answers = Mapping[str, int | None]


class Rule(NamedTuple):
    """What instruments.md says of a scale, and what follows from that by hand.

    `items` and `reverse` are numbers after the letters that the ids in the file start with. `step` is what one option
    more on an item adds: 1 for a sum or a count, one over the number of items for a mean. `lowest` and `highest` are
    the scores when every item is answered with its lowest or its highest option: where items are keyed in reverse,
    these are not the ends of the `possible` range. `required` is how many answers a value needs.
    """

    form: str
    scale: str
    items: str
    reverse: str
    step: str
    lowest: str
    highest: str
    possible: tuple[int, int]
    required: int


RULES = (
    # ecr-r: anxiety 1-18, avoidance 19-36; reverse 9,11,20,22,26-31,33-36; a mean for each.
    # Anxiety has 2 of 18 in reverse: (16*1 + 2*7)/18 = 5/3 and (16*7 + 2*1)/18 = 19/3.
    # Avoidance has 12 of 18: (6*1 + 12*7)/18 = 5 and (6*7 + 12*1)/18 = 3. Four fifths of 18 are 14.4, so 15.
    Rule("ecr-r", "anxiety", "i1-18", "i9,11", "1/18", "5/3", "19/3", (1, 7), 15),
    Rule("ecr-r", "avoidance", "i19-36", "i20,22,26-31,33-36", "1/18", "5", "3", (1, 7), 15),
    # ecr-rs: avoidance 1-6, anxiety 7-9; reverse 1-4; a mean for each target: (2*1 + 4*7)/6 = 5, (2*7 + 4*1)/6 = 3.
    Rule("ecr-rs", "avoidance-mother", "mother-1-6", "mother-1-4", "1/6", "5", "3", (1, 7), 5),
    Rule("ecr-rs", "anxiety-mother", "mother-7-9", "", "1/3", "1", "7", (1, 7), 3),
    Rule("ecr-rs", "avoidance-father", "father-1-6", "father-1-4", "1/6", "5", "3", (1, 7), 5),
    Rule("ecr-rs", "anxiety-father", "father-7-9", "", "1/3", "1", "7", (1, 7), 3),
    Rule("ecr-rs", "avoidance-partner", "partner-1-6", "partner-1-4", "1/6", "5", "3", (1, 7), 5),
    Rule("ecr-rs", "anxiety-partner", "partner-7-9", "", "1/3", "1", "7", (1, 7), 3),
    Rule("ecr-rs", "avoidance-best-friend", "best-friend-1-6", "best-friend-1-4", "1/6", "5", "3", (1, 7), 5),
    Rule("ecr-rs", "anxiety-best-friend", "best-friend-7-9", "", "1/3", "1", "7", (1, 7), 3),
    # ecr-rs: global = mean over targets, here over 4 * 6 and 4 * 3 items.
    Rule(
        "ecr-rs",
        "avoidance",
        "mother-1-6 father-1-6 partner-1-6 best-friend-1-6",
        "mother-1-4 father-1-4 partner-1-4 best-friend-1-4",
        "1/24",
        "5",
        "3",
        (1, 7),
        24,
    ),
    Rule("ecr-rs", "anxiety", "mother-7-9 father-7-9 partner-7-9 best-friend-7-9", "", "1/12", "1", "7", (1, 7), 12),
    # ada: 1-9, none in reverse, a mean; 8 of 9.
    Rule("ada", "disorganization", "i1-9", "", "1/9", "1", "7", (1, 7), 8),
    # rses: 2,5,6,8,9 in reverse, a sum from 0 to 30: 5*0 + 5*3 = 15 for the lowest and the highest option alike.
    Rule("rses", "total", "i1-10", "i2,5,6,8,9", "1", "15", "15", (0, 30), 8),
    # rses, 1-4: total_1_4 = total_0_3 + 10.
    Rule("rses-1-4", "total", "i1-10", "i2,5,6,8,9", "1", "25", "25", (10, 40), 8),
    # rses, form b: 3,5,8,9,10 in reverse.
    Rule("rses-form-b", "total", "i1-10", "i3,5,8,9,10", "1", "15", "15", (0, 30), 8),
    # jis-4: item 2 in reverse, a mean: (3*1 + 5)/4 = 2 and (3*5 + 1)/4 = 4; complete.
    Rule("jis-4", "total", "i1-4", "i2", "1/4", "2", "4", (1, 5), 4),
    # bas-2: no reverse, a mean; 8 of 10.
    Rule("bas-2", "total", "i1-10", "", "1/10", "1", "5", (1, 5), 8),
    # bsq-34: sums from 34 to 204, 16 to 96, 8 to 48; four fifths of 34, 16 and 8 are 27.2, 12.8 and 6.4.
    Rule("bsq-34", "total", "i1-34", "", "1", "34", "204", (34, 204), 28),
    Rule("bsq-34", "bsq-16b", "i2,4,6,12-14,16,18,19,23,24,27,29-31,33", "", "1", "16", "96", (16, 96), 13),
    Rule("bsq-34", "bsq-8c", "i4,6,13,16,19,23,29,33", "", "1", "8", "48", (8, 48), 7),
    Rule("bsq-34", "bsq-8b", "i2,12,14,18,24,27,30,31", "", "1", "8", "48", (8, 48), 7),
    # spin: fear, avoidance, physiological, sums; total 0 to 68 from 17 items, 13.6 are four fifths of them.
    Rule("spin", "fear", "i1,3,5,10,14,15", "", "1", "0", "24", (0, 24), 5),
    Rule("spin", "avoidance", "i4,6,8,9,11,12,16", "", "1", "0", "28", (0, 28), 6),
    Rule("spin", "physiological", "i2,7,13,17", "", "1", "0", "16", (0, 16), 4),
    Rule("spin", "total", "i1-17", "", "1", "0", "68", (0, 68), 14),
    # mini-spin: SPIN items 6, 9, 15, a sum from 0 to 12; complete.
    Rule("spin", "mini-spin", "i6,9,15", "", "1", "0", "12", (0, 12), 3),
    # lsas: 13 items of performance and 11 of social interaction in each of two facets; 72 each, 144 in all.
    Rule("lsas", "fear-performance", "fear-1-4,6,8,9,13,14,16,17,20,21", "", "1", "0", "39", (0, 39), 11),
    Rule("lsas", "fear-interaction", "fear-5,7,10-12,15,18,19,22-24", "", "1", "0", "33", (0, 33), 9),
    Rule("lsas", "avoidance-performance", "avoidance-1-4,6,8,9,13,14,16,17,20,21", "", "1", "0", "39", (0, 39), 11),
    Rule("lsas", "avoidance-interaction", "avoidance-5,7,10-12,15,18,19,22-24", "", "1", "0", "33", (0, 33), 9),
    Rule("lsas", "fear", "fear-1-24", "", "1", "0", "72", (0, 72), 24),
    Rule("lsas", "avoidance", "avoidance-1-24", "", "1", "0", "72", (0, 72), 24),
    Rule("lsas", "total", "fear-1-24 avoidance-1-24", "", "1", "0", "144", (0, 144), 48),
    # aps-r: sums from 7 to 49, 4 to 28, 12 to 84; four fifths of 7, 4 and 12 are 5.6, 3.2 and 9.6.
    Rule("aps-r", "standards", "i1,5,8,12,14,18,22", "", "1", "7", "49", (7, 49), 6),
    Rule("aps-r", "order", "i2,4,7,10", "", "1", "4", "28", (4, 28), 4),
    Rule("aps-r", "discrepancy", "i3,6,9,11,13,15-17,19-21,23", "", "1", "12", "84", (12, 84), 10),
    # saps: odd items standards, even ones discrepancy, sums from 4 to 28; 3 of 4.
    Rule("saps", "standards", "i1,3,5,7", "", "1", "4", "28", (4, 28), 3),
    Rule("saps", "discrepancy", "i2,4,6,8", "", "1", "4", "28", (4, 28), 3),
    # fmps: sums of 9, 7, 5, 4, 4, 6 items from 1 to 5; the total of 29 items, 29 to 145, leaves organization out.
    Rule("fmps", "concern-over-mistakes", "i9,10,13,14,18,21,23,25,34", "", "1", "9", "45", (9, 45), 8),
    Rule("fmps", "personal-standards", "i4,6,12,16,19,24,30", "", "1", "7", "35", (7, 35), 6),
    Rule("fmps", "parental-expectations", "i1,11,15,20,26", "", "1", "5", "25", (5, 25), 4),
    Rule("fmps", "parental-criticism", "i3,5,22,35", "", "1", "4", "20", (4, 20), 4),
    Rule("fmps", "doubts-about-actions", "i17,28,32,33", "", "1", "4", "20", (4, 20), 4),
    Rule("fmps", "organization", "i2,7,8,27,29,31", "", "1", "6", "30", (6, 30), 5),
    Rule("fmps", "total", "i1,3-6,9-26,28,30,32-35", "", "1", "29", "145", (29, 145), 29),
    # hfias: score = sum of frequencies, 0 to 27; groups anxiety 1, quality 2-4, intake 5-9.
    Rule("hfias", "score", "i1-9", "", "1", "0", "27", (0, 27), 9),
    Rule("hfias", "anxiety", "i1", "", "1", "0", "1", (0, 1), 1),
    Rule("hfias", "quality", "i2-4", "", "1", "0", "3", (0, 3), 3),
    Rule("hfias", "intake", "i5-9", "", "1", "0", "5", (0, 5), 5),
    # The same score from occurrence, 0 to 1, and frequency beyond rarely, 0 to 2: 9*1 + 9*2 = 27.
    Rule("hfias-two-parts", "score", "occurs-1-9 beyond-rarely-1-9", "", "1", "0", "27", (0, 27), 15),
    # fies: raw count 0 to 8; complete.
    Rule("fies", "raw", "i1-8", "", "1", "0", "8", (0, 8), 8),
    # hunger-vital-sign: how many of the two answers are above the lowest.
    Rule("hunger-vital-sign", "screen", "i1,2", "", "1", "0", "2", (0, 2), 2),
    # besaa: reverse 4,7,9,11,13,17-19,21; means from 0 to 4. Appearance has 6 of 10 in reverse: 6*4/10 and 4*4/10;
    # weight 3 of 8: 3*4/8 and 5*4/8; attribution none of 5.
    Rule("besaa", "appearance", "i1,6,7,9,11,13,15,17,21,23", "i7,9,11,13,17,21", "1/10", "12/5", "8/5", (0, 4), 10),
    Rule("besaa", "weight", "i3,4,8,10,16,18,19,22", "i4,18,19", "1/8", "3/2", "5/2", (0, 4), 8),
    Rule("besaa", "attribution", "i2,5,12,14,20", "", "1/5", "0", "4", (0, 4), 5),
    # scs: six facets, each a mean in its own direction; the total has 13 of 26 in reverse: (13*1 + 13*5)/26 = 3.
    Rule("scs", "self-kindness", "i5,12,19,23,26", "", "1/5", "1", "5", (1, 5), 5),
    Rule("scs", "self-judgment", "i1,8,11,16,21", "", "1/5", "1", "5", (1, 5), 5),
    Rule("scs", "common-humanity", "i3,7,10,15", "", "1/4", "1", "5", (1, 5), 4),
    Rule("scs", "isolation", "i4,13,18,25", "", "1/4", "1", "5", (1, 5), 4),
    Rule("scs", "mindfulness", "i9,14,17,22", "", "1/4", "1", "5", (1, 5), 4),
    Rule("scs", "over-identified", "i2,6,20,24", "", "1/4", "1", "5", (1, 5), 4),
    Rule("scs", "total", "i1-26", "i1,2,4,6,8,11,13,16,18,20,21,24,25", "1/26", "3", "3", (1, 5), 26),
    # a-rsq: mean over 9 situations of a product from 1 to 36, of which 2 is the second lowest; 8 of 9.
    Rule("a-rsq-products", "total", "s1-9", "", "1/9", "1", "36", (1, 36), 8),
)
EACH = pytest.mark.parametrize("rule", RULES, ids=lambda rule: f"{rule.form}: {rule.scale}")


@cache
def load(form: str) -> Questionnaire:
    """The questionnaire in the file of this id."""
    return load_questionnaire(HERE / f"{form}.toml")


def ids(text: str) -> list[str]:
    """The ids that *text* stands for: "i1-3 father-7,9" for i1, i2, i3, father-7 and father-9."""
    found = []
    for word in text.split():
        numbers = word.lstrip("abcdefghijklmnopqrstuvwxyz-")
        prefix = word.removesuffix(numbers)
        for stretch in numbers.split(","):
            first, _, last = stretch.partition("-")
            found += [f"{prefix}{number}" for number in range(int(first), int(last or first) + 1)]
    return found


def choose(form: str, option: int) -> dict[str, int]:
    """Every item of a form answered with one option: 0 for the lowest, -1 for the highest."""
    asked = load(form)
    return {item.id: int(asked.responses_of(item).options[option].value) for item in asked.items}


def numbered(*values: int) -> dict[str, int]:
    """*values* as the answers to i1, i2, and so on."""
    return {f"i{number}": value for number, value in enumerate(values, start=1)}


def without(answers: Answers, items: str) -> dict[str, int | None]:
    """*answers* with gaps."""
    return {**answers, **dict.fromkeys(ids(items))}


def scale_of(form: str, scale: str, answers: Answers) -> Score:
    """The score of a scale."""
    return score(load(form), answers)[scale]


def exactly(form: str, scale: str, answers: Answers) -> Fraction | None:
    """The value of a scale as a fraction."""
    return scale_of(form, scale, answers).exact.value


def labels(found: Score) -> list[str]:
    """The bands that are possible."""
    return [band.label for band in found.possible_bands]


def test_every_file_has_its_rules_here() -> None:
    """No file is left untried; the four ratings of the RQ, which have weights, have tests of their own."""
    assert {rule.form for rule in RULES} | {"rq"} == set(FILES)


@pytest.mark.parametrize("form", FILES)
def test_a_file_holds_no_text_of_a_published_item(form: str) -> None:
    """An item says its number and no more, an option its value."""
    asked = load(form)

    assert asked.id == form
    assert all(re.fullmatch(r"(Item|Situation|Paragraph) [\dSPDF]+(, [a-z ]+)?\.", item.text) for item in asked.items)
    for responses in asked.response_scales:
        for option in responses.options:
            assert option.label in {f"option {option.value}", f"product {option.value}"}


@EACH
def test_one_option_more_moves_the_scales_that_hold_the_item(rule: Rule) -> None:
    """It adds a step where the item is keyed forward, takes one away where in reverse, and else changes nothing."""
    lowest, second = choose(rule.form, 0), choose(rule.form, 1)
    held, reverse = set(ids(rule.items)), set(ids(rule.reverse))

    for item in lowest:
        sign = 0 if item not in held else -1 if item in reverse else 1
        expected = Fraction(rule.lowest) + sign * Fraction(rule.step)
        assert exactly(rule.form, rule.scale, lowest | {item: second[item]}) == expected, item


@EACH
def test_all_lowest_and_all_highest_options_score_as_by_hand(rule: Rule) -> None:
    """What is keyed in reverse counts the other end."""
    assert exactly(rule.form, rule.scale, choose(rule.form, 0)) == Fraction(rule.lowest)
    assert exactly(rule.form, rule.scale, choose(rule.form, -1)) == Fraction(rule.highest)


@EACH
def test_the_possible_range_is_the_documented_one(rule: Rule) -> None:
    """Both ends are reached: with the lowest option on items keyed forward and the highest on those in reverse."""
    lowest, highest = choose(rule.form, 0), choose(rule.form, -1)
    turned = set(ids(rule.reverse))
    least = {item: highest[item] if item in turned else lowest[item] for item in lowest}
    most = {item: lowest[item] if item in turned else highest[item] for item in lowest}
    nothing = scale_of(rule.form, rule.scale, {})

    assert (nothing.minimum, nothing.maximum) == rule.possible
    assert [scale_of(rule.form, rule.scale, answers).value for answers in (least, most)] == [*rule.possible]


@EACH
def test_a_value_needs_the_documented_number_of_answers(rule: Rule) -> None:
    """With one answer less there is none, and no number in its place."""
    held, second = ids(rule.items), choose(rule.form, 1)
    enough = scale_of(rule.form, rule.scale, {item: second[item] for item in held[: rule.required]})
    one_less = scale_of(rule.form, rule.scale, {item: second[item] for item in held[: rule.required - 1]})

    assert enough.status == ("complete" if rule.required == len(held) else "prorated")
    assert enough.value is not None
    assert (one_less.status, one_less.value) == ("too-few", None)


# What instruments.md gives as the subscales that part an instrument among them, and how many items each has.
PARTITIONS = {
    "ecr-r": {"anxiety": 18, "avoidance": 18},
    "spin": {"fear": 6, "avoidance": 7, "physiological": 4},
    "lsas": {"fear-performance": 13, "fear-interaction": 11, "avoidance-performance": 13, "avoidance-interaction": 11},
    "aps-r": {"standards": 7, "order": 4, "discrepancy": 12},
    "saps": {"standards": 4, "discrepancy": 4},
    "fmps": {
        "concern-over-mistakes": 9,
        "personal-standards": 7,
        "parental-expectations": 5,
        "parental-criticism": 4,
        "doubts-about-actions": 4,
        "organization": 6,
    },
    "hfias": {"anxiety": 1, "quality": 3, "intake": 5},
    "besaa": {"appearance": 10, "weight": 8, "attribution": 5},
    "scs": {
        "self-kindness": 5,
        "self-judgment": 5,
        "common-humanity": 4,
        "isolation": 4,
        "mindfulness": 4,
        "over-identified": 4,
    },
}


@pytest.mark.parametrize(("form", "sizes"), PARTITIONS.items(), ids=PARTITIONS)
def test_subscales_part_the_items_among_them(form: str, sizes: dict[str, int]) -> None:
    """Every item is in one of them, and in one alone."""
    asked = load(form)
    held = {scale.id: [key.item for key in scale.items] for scale in asked.scales if scale.id in sizes}

    assert {name: len(items) for name, items in held.items()} == sizes
    assert sorted(itertools.chain.from_iterable(held.values())) == sorted(item.id for item in asked.items)


@pytest.mark.parametrize(
    ("form", "scales"),
    [("ecr-r", ["anxiety", "avoidance"]), ("saps", ["standards", "discrepancy"])],
    ids=["ecr-r", "saps"],
)
def test_no_total_is_made_where_none_is_published(form: str, scales: list[str]) -> None:
    """SAPS and ECR-R have their two scales and nothing above them."""
    assert [scale.id for scale in load(form).scales] == scales


# The middle of an odd number of options is its own reverse, so every scale is at the middle of its range.
MIDDLES = [
    ("ecr-r", 4, {"anxiety": 4, "avoidance": 4}),
    ("ecr-rs", 4, {"avoidance-father": 4, "anxiety-father": 4, "avoidance": 4, "anxiety": 4}),
    ("jis-4", 3, {"total": 3}),
    ("bas-2", 3, {"total": 3}),
    ("spin", 2, {"fear": 12, "avoidance": 14, "physiological": 8, "total": 34, "mini-spin": 6}),
    ("aps-r", 4, {"standards": 28, "order": 16, "discrepancy": 48}),
    ("saps", 4, {"standards": 16, "discrepancy": 16}),
    ("fmps", 3, {"concern-over-mistakes": 27, "organization": 18, "total": 87}),
    ("besaa", 2, {"appearance": 2, "weight": 2, "attribution": 2}),
    ("scs", 3, {"self-judgment": 3, "total": 3, "mean-of-facets": 3}),
]


@pytest.mark.parametrize(("form", "middle", "expected"), MIDDLES, ids=[form for form, *_ in MIDDLES])
def test_the_middle_option_gives_the_middle_of_the_range(form: str, middle: int, expected: dict[str, int]) -> None:
    """Half of the possible range, with or without items in reverse."""
    result = score(load(form), dict.fromkeys(choose(form, 0), middle))

    assert {scale: result[scale].value for scale in expected} == expected


# As many items in reverse as not, so any one answer to all gives the midpoint: RSES 5 of 10, SCS 13 of 26.
BALANCED = [("rses", "total", 15), ("rses-form-b", "total", 15), ("rses-1-4", "total", 25), ("scs", "total", 3)]


@pytest.mark.parametrize(("form", "scale", "midpoint"), BALANCED, ids=[form for form, *_ in BALANCED])
def test_straight_lining_a_balanced_scale_gives_the_midpoint(form: str, scale: str, midpoint: int) -> None:
    """Whichever option it is that all items are answered with."""
    for option in range(len(load(form).response_scales[0].options)):
        assert exactly(form, scale, choose(form, option)) == midpoint


# rses: forward 1,3,4,7,10 give 3+2+1+3+0 = 9; reverse 2,5,6,8,9 give 3+2+3+1+0 = 9.
# rses, form b: forward 1,2,4,6,7 give 3+0+1+0+3 = 7; reverse 3,5,8,9,10 give 1+2+1+0+3 = 7.
SELF_ESTEEM = numbered(3, 0, 2, 1, 1, 0, 3, 2, 3, 0)


def test_the_two_forms_of_the_rses_differ_by_ten() -> None:
    """Answers from 1 to 4 make the total of answers from 0 to 3, plus 1 for each of ten items."""
    assert exactly("rses", "total", SELF_ESTEEM) == 18
    assert exactly("rses-1-4", "total", {item: value + 1 for item, value in SELF_ESTEEM.items()}) == 28


def test_the_two_item_orders_of_the_rses_have_different_keys() -> None:
    """The same answers are another total where the items stand in another order."""
    assert exactly("rses-form-b", "total", SELF_ESTEEM) == 14


def test_a_gap_in_the_rses_is_never_the_lowest_answer() -> None:
    """One program makes 27 of nine highest answers and 0 of none: they are 30 here, and no number."""
    highest = numbered(3, 0, 3, 3, 0, 0, 3, 0, 0, 3)

    assert exactly("rses", "total", highest) == 30
    assert exactly("rses", "total", without(highest, "i4")) == 30
    assert exactly("rses", "total", without(highest, "i1-10")) is None


def test_a_prorated_sum_of_the_rses_is_the_answered_mean_times_ten() -> None:
    """Eight answers that sum to 14 make 14 * 10 / 8 = 17.5, between 14 and 14 + 2 * 3 = 20."""
    found = scale_of("rses", "total", without(SELF_ESTEEM, "i5,6") | {"i10": 1})

    # What is left of the 18 above without 2 and 3 is 13, and one more for the last item makes 14.
    assert (found.value, found.low, found.high, found.status) == (17.5, 14, 20, "prorated")


def test_fifteen_answers_of_eighteen_prorate_a_scale_of_the_ecr_r() -> None:
    """Twelve at 7 and three at 1 make (84 + 3)/15, between (87 + 3)/18 and (87 + 21)/18, keys turned round."""
    # Anxiety is keyed in reverse in 9 and 11: both count 7 here. 16, 17 and 18 are not answered.
    answers = numbered(*[7] * 8, 1, 7, 1, 7, 1, 1, 1)
    found = scale_of("ecr-r", "anxiety", answers)

    assert (found.exact.value, found.low, found.high) == (Fraction(29, 5), 5, 6)
    assert exactly("ecr-r", "anxiety", without(answers, "i1")) is None


TARGETS = ("mother", "father", "partner", "best-friend")


def targets(*avoidance: int) -> dict[str, int]:
    """Answers to the ECR-RS that give each target this avoidance, keys turned round, and an anxiety of 1."""
    answers = choose("ecr-rs", 0)
    for target, keyed in zip(TARGETS, avoidance, strict=True):
        answers |= dict.fromkeys(ids(f"{target}-1-4"), 8 - keyed) | dict.fromkeys(ids(f"{target}-5,6"), keyed)
    return answers


def test_the_global_score_of_the_ecr_rs_is_the_mean_over_targets() -> None:
    """Avoidance of 7, 1, 1 and 1 is (7 + 1 + 1 + 1)/4 = 2.5 in all, so long as all is answered."""
    result = score(load("ecr-rs"), targets(7, 1, 1, 1))

    assert [result[f"avoidance-{target}"].value for target in TARGETS] == [7, 1, 1, 1]
    assert (result["avoidance"].value, result["anxiety"].value) == (2.5, 1)


def test_a_gap_parts_the_global_score_from_the_mean_over_targets() -> None:
    """One answer to one target is missing: its scale is prorated, the global one has bounds alone."""
    result = score(load("ecr-rs"), without(targets(7, 1, 1, 1), "mother-5"))

    # Five answers at 7 are prorated to 7, so the mean over targets is still (7 + 1 + 1 + 1)/4 = 2.5.
    assert [result[f"avoidance-{target}"].value for target in TARGETS] == [7, 1, 1, 1]
    # The 24 items have 5 * 7 + 18 * 1 = 53, and 1 to 7 for the missing one: 54/24 to 60/24.
    assert (result["avoidance"].value, result["avoidance"].low, result["avoidance"].high) == (None, 2.25, 2.5)


def test_a_prorated_global_score_is_no_mean_over_targets() -> None:
    """If three quarters of its items were enough, gaps would weigh by the item, unless a whole target is missing."""
    (scale,) = (scale for scale in load("ecr-rs").scales if scale.id == "avoidance")
    generous = evolve(load("ecr-rs"), scales=(evolve(scale, min_answered="3/4"),))
    answers = targets(7, 1, 1, 1)

    # 53/23 over the items; 2.5 over the targets.
    assert score(generous, without(answers, "mother-5"))["avoidance"].exact.value == Fraction(53, 23)
    # Without a whole target it is the mean over the other three: (7 + 1 + 1)/3.
    assert score(generous, without(answers, "father-1-6"))["avoidance"].value == 3


# rq: self = (S + D) - (P + F), other = (S + P) - (D + F), anxiety = -self, avoidance = -other; in the order S, P, D, F.
RATINGS = [
    ((6, 2, 5, 3), {"self": 6, "other": 0, "anxiety": -6, "avoidance": 0}),
    ((7, 1, 7, 1), {"self": 12, "other": 0, "anxiety": -12, "avoidance": 0}),
    ((1, 7, 1, 7), {"self": -12, "other": 0, "anxiety": 12, "avoidance": 0}),
    ((7, 7, 1, 1), {"self": 0, "other": 12, "anxiety": 0, "avoidance": -12}),
    ((1, 1, 7, 7), {"self": 0, "other": -12, "anxiety": 0, "avoidance": 12}),
    ((1, 1, 1, 7), {"self": -6, "other": -6, "anxiety": 6, "avoidance": 6}),
    ((4, 4, 4, 4), {"self": 0, "other": 0, "anxiety": 0, "avoidance": 0}),
]


def ratings(*values: int) -> dict[str, int]:
    """The four ratings, secure first, fearful last."""
    return dict(zip(("secure", "preoccupied", "dismissing", "fearful"), values, strict=False))


@pytest.mark.parametrize(("given", "expected"), RATINGS, ids=str)
def test_the_models_of_self_and_other_are_differences(given: tuple[int, ...], expected: dict[str, int]) -> None:
    """The ratings enter with the signs of the published formula."""
    result = score(load("rq"), ratings(*given))

    assert {found.id: found.value for found in result} == expected


def test_the_models_of_self_and_other_lie_between_minus_12_and_12() -> None:
    """Two ratings of 7 less two of 1 are 12."""
    for found in score(load("rq"), {}):
        assert (found.minimum, found.maximum) == (-12, 12)


def test_a_difference_has_no_value_until_all_four_are_rated() -> None:
    """S = 6, P = 2, D = 5 leave (6 + 5) - (2 + F), which is 9 less 1 to 7."""
    found = score(load("rq"), ratings(6, 2, 5))["self"]

    assert (found.value, found.low, found.high) == (None, 2, 8)


def test_short_forms_of_the_bsq_overlap() -> None:
    """8C answered 6 and the rest 1: 34 + 8*5 in all, 16 + 8*5 in 16B, 8*6 in 8C and 8*1 in what 8B holds beside it."""
    answers = choose("bsq-34", 0) | dict.fromkeys(ids("i4,6,13,16,19,23,29,33"), 6)

    assert {found.id: found.value for found in score(load("bsq-34"), answers)} == {
        "total": 74,
        "bsq-16b": 56,
        "bsq-8c": 48,
        "bsq-8b": 8,
    }


def test_a_gap_outside_of_a_short_form_leaves_it_complete() -> None:
    """Item 1 is in none of the short forms: the whole is prorated, 33 * 34 / 33, and they are not."""
    result = score(load("bsq-34"), without(choose("bsq-34", 0), "i1"))

    assert [found.status for found in result] == ["prorated", "complete", "complete", "complete"]
    assert result["total"].value == 34


# spin: >= 19 screening, verified. Four answers of 4 and one of 2 or 3.
@pytest.mark.parametrize(("last", "total", "band"), [(2, 18, "below the cut-off"), (3, 19, "at or above the cut-off")])
def test_the_spin_has_its_cut_off_at_19(last: int, total: int, band: str) -> None:
    """A total of 19 is above, 18 below."""
    found = scale_of("spin", "total", choose("spin", 0) | numbered(4, 4, 4, 4, last))

    assert (found.value, labels(found)) == (total, [band])
    assert not found.editorial


# mini-spin: >= 6 screen positive, verified; three-valued: positive if answered items already reach 6.
@pytest.mark.parametrize(
    ("given", "value", "possible"),
    [
        ({"i6": 2, "i9": 2, "i15": 1}, 5, ["screen negative"]),
        ({"i6": 2, "i9": 2, "i15": 2}, 6, ["screen positive"]),
        # Without the third answer: 4 + 2 reach 6 already; 0 + 1 cannot with 4 more; 3 + 2 may.
        ({"i6": 4, "i9": 2}, None, ["screen positive"]),
        ({"i6": 0, "i9": 1}, None, ["screen negative"]),
        ({"i6": 3, "i9": 2}, None, ["screen negative", "screen positive"]),
    ],
    ids=str,
)
def test_the_mini_spin_is_positive_from_6(given: Answers, value: int | None, possible: list[str]) -> None:
    """Its band is settled as soon as the answers that are missing cannot change it."""
    found = scale_of("spin", "mini-spin", given)

    assert (found.value, labels(found), found.band_settled) == (value, possible, len(possible) == 1)


def test_a_prorated_spin_keeps_the_mean_of_its_answers() -> None:
    """Fourteen answers of 2 are placed in the middle of 0 to 68; thirteen are too few."""
    fourteen = dict.fromkeys(ids("i1-14"), 2)

    assert exactly("spin", "total", fourteen) == 34
    assert exactly("spin", "total", without(fourteen, "i14")) is None


def test_the_lsas_adds_up_over_facets_and_subscales() -> None:
    """Fear of 2 and avoidance of 1: 13*2, 11*2, 13*1, 11*1; 24*2 and 24*1; 72 in all."""
    answers = dict.fromkeys(ids("fear-1-24"), 2) | dict.fromkeys(ids("avoidance-1-24"), 1)

    assert {found.id: found.value for found in score(load("lsas"), answers)} == {
        "fear-performance": 26,
        "fear-interaction": 22,
        "avoidance-performance": 13,
        "avoidance-interaction": 11,
        "fear": 48,
        "avoidance": 24,
        "total": 72,
    }


# lsas: >= 32 in students in Brazil, verified. Ten fears of 3 are 30.
@pytest.mark.parametrize(("last", "total", "band"), [(1, 31, "below the cut-off"), (2, 32, "at or above the cut-off")])
def test_the_lsas_has_its_cited_cut_off_at_32(last: int, total: int, band: str) -> None:
    """A total of 32 is above, 31 below."""
    answers = choose("lsas", 0) | dict.fromkeys(ids("fear-1-10"), 3) | {"avoidance-1": last}
    found = scale_of("lsas", "total", answers)

    assert (found.value, labels(found)) == (total, [band])


def test_prorated_blocks_are_not_added_up_to_a_total() -> None:
    """One gap among 13: its block is prorated to 13*2, and the facet and the total have bounds alone."""
    answers = without(dict.fromkeys(choose("lsas", 0), 2), "fear-21")
    result = score(load("lsas"), answers)

    assert (result["fear-performance"].value, result["fear-interaction"].value) == (26, 22)
    # 23 * 2 and 0 to 3 for the missing one; 47 * 2 likewise.
    assert (result["fear"].value, result["fear"].low, result["fear"].high) == (None, 46, 49)
    assert (result["total"].value, result["total"].low, result["total"].high) == (None, 94, 97)


def test_three_of_four_answers_prorate_a_scale_of_the_saps() -> None:
    """7, 6 and 5 make 18 * 4 / 3 = 24."""
    assert exactly("saps", "standards", {"i1": 7, "i3": 6, "i5": 5}) == 24
    assert exactly("saps", "standards", {"i1": 7, "i3": 6}) is None


def test_the_total_of_the_fmps_leaves_organization_out() -> None:
    """Organization of 6*5 changes nothing in a total of 29*1, and nor does its absence."""
    organized = choose("fmps", 0) | dict.fromkeys(ids("i2,7,8,27,29,31"), 5)

    assert exactly("fmps", "organization", organized) == 30
    assert exactly("fmps", "total", organized) == 29
    assert exactly("fmps", "total", without(organized, "i2,7,8,27,29,31")) == 29


def hfias_rules(*f: int) -> int:
    """The category by the four rules as instruments.md has them, most severe first; an occurrence is f above 0."""
    f1, f2, f3, f4, f5, f6, *last_three = f
    if 3 in {f5, f6} or max(last_three) >= 1:
        return 4
    if f3 >= 2 or f4 >= 2 or f5 in {1, 2} or f6 in {1, 2}:
        return 3
    return 2 if f1 >= 2 or f2 >= 1 or f3 == 1 or f4 == 1 else 1


# The counts of the file that make a category when they are above 0, most severe first.
CATEGORIES = {
    4: ("severe-often", "severe-at-all"),
    3: ("moderate-quality", "moderate-intake"),
    2: ("mild-anxiety", "quality"),
}


def category(answers: Answers) -> tuple[int, int]:
    """The least and the greatest category that the counts leave possible."""
    result = score(load("hfias"), answers)
    least = (n for n, scales in CATEGORIES.items() if any(result[scale].low > 0 for scale in scales))
    most = (n for n, scales in CATEGORIES.items() if any(result[scale].high > 0 for scale in scales))
    return next(least, 1), next(most, 1)


# hfias: each of the four rules at its thresholds and below them, with the sum of the frequencies and the category.
FOOD = [
    ((0, 0, 0, 0, 0, 0, 0, 0, 0), 0, 1),
    ((1, 0, 0, 0, 0, 0, 0, 0, 0), 1, 1),
    ((2, 0, 0, 0, 0, 0, 0, 0, 0), 2, 2),
    ((0, 1, 0, 0, 0, 0, 0, 0, 0), 1, 2),
    ((0, 3, 0, 0, 0, 0, 0, 0, 0), 3, 2),
    ((0, 0, 1, 0, 0, 0, 0, 0, 0), 1, 2),
    ((0, 0, 2, 0, 0, 0, 0, 0, 0), 2, 3),
    ((0, 0, 0, 1, 0, 0, 0, 0, 0), 1, 2),
    ((0, 0, 0, 3, 0, 0, 0, 0, 0), 3, 3),
    # A public program calls one like this mild: it stops at the first rule that holds.
    ((3, 0, 3, 0, 0, 0, 0, 0, 0), 6, 3),
    ((0, 0, 0, 0, 1, 0, 0, 0, 0), 1, 3),
    ((0, 0, 0, 0, 2, 0, 0, 0, 0), 2, 3),
    ((0, 0, 0, 0, 3, 0, 0, 0, 0), 3, 4),
    ((0, 0, 0, 0, 0, 2, 0, 0, 0), 2, 3),
    ((0, 0, 0, 0, 0, 3, 0, 0, 0), 3, 4),
    ((0, 0, 0, 0, 0, 0, 1, 0, 0), 1, 4),
    ((0, 0, 0, 0, 0, 0, 0, 1, 0), 1, 4),
    ((0, 0, 0, 0, 0, 0, 0, 0, 1), 1, 4),
    ((3, 3, 3, 3, 3, 3, 3, 3, 3), 27, 4),
]


@pytest.mark.parametrize(("given", "total", "expected"), FOOD)
def test_the_hfias_scores_and_is_put_into_a_category(given: tuple[int, ...], total: int, expected: int) -> None:
    """The score is the sum of frequencies; the category, which no scale says, follows from counts by a short rule."""
    assert exactly("hfias", "score", numbered(*given)) == total
    assert category(numbered(*given)) == (expected, expected)


@pytest.mark.parametrize(("one", "other"), [*itertools.combinations(range(9), 2)])
def test_counts_put_any_two_conditions_into_the_published_category(one: int, other: int) -> None:
    """All frequencies of every two conditions, the others 0, come out as the four rules have it."""
    for pair in itertools.product(range(4), repeat=2):
        given = [0] * 9
        given[one], given[other] = pair
        assert category(numbered(*given)) == (hfias_rules(*given), hfias_rules(*given)), given


@pytest.mark.slow
def test_counts_put_every_pattern_into_the_published_category() -> None:
    """All 4^9 patterns come out as the four rules have them."""
    for given in itertools.product(range(4), repeat=9):
        assert category(numbered(*given)) == (hfias_rules(*given), hfias_rules(*given)), given


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        # Nothing but f9 missing: secure if it is 0, severe if not.
        (numbered(0, 0, 0, 0, 0, 0, 0, 0), (1, 4)),
        # f7 makes it severe, whatever is missing.
        ({"i7": 1}, (4, 4)),
        # f5 missing, f3 = 2: moderate, or severe with f5 = 3.
        (numbered(0, 0, 2, 0) | {"i6": 0, "i7": 0, "i8": 0, "i9": 0}, (3, 4)),
        # f2 missing: secure, or mild with f2 = 1.
        ({"i1": 1, "i3": 0, "i4": 0, "i5": 0, "i6": 0, "i7": 0, "i8": 0, "i9": 0}, (1, 2)),
        ({}, (1, 4)),
    ],
    ids=str,
)
def test_gaps_leave_the_hfias_an_interval_of_categories(given: Answers, expected: tuple[int, int]) -> None:
    """The best and the worst case, from the bounds of the counts."""
    assert category(given) == expected


def two_parts(*f: int) -> dict[str, int]:
    """Frequencies as occurrence, 0 to 1, and what lies beyond rarely, 0 to 2."""
    occurs = {f"occurs-{n}": min(value, 1) for n, value in enumerate(f, start=1)}
    return occurs | {f"beyond-rarely-{n}": max(value - 1, 0) for n, value in enumerate(f, start=1)}


@pytest.mark.parametrize(("given", "total"), [(given, total) for given, total, _ in FOOD])
def test_unequal_ranges_add_up_to_the_score_of_the_hfias(given: tuple[int, ...], total: int) -> None:
    """0 to 1 and 0 to 2 beside each other are 0 to 3."""
    assert exactly("hfias-two-parts", "score", two_parts(*given)) == total


def test_a_gap_among_unequal_ranges_is_placed_in_its_own_range() -> None:
    """Nine occurrences at the top of 0 to 1 and eight in the middle of 0 to 2 lie at (9 + 8/2)/17 = 13/17."""
    found = scale_of("hfias-two-parts", "score", without(two_parts(*[2] * 9), "beyond-rarely-9"))

    # 9*1 + 8*1 = 17, and 2 * 13/17 for the missing one; 17 to 19 whatever it is.
    assert (found.exact.value, found.low, found.high) == (17 + Fraction(26, 17), 17, 19)


def test_a_question_that_was_skipped_is_no_answer_of_0() -> None:
    """The format knows no skips: nine times no, and no follow-ups, leave 0 to 9*2."""
    found = scale_of("hfias-two-parts", "score", without(two_parts(*[0] * 9), "beyond-rarely-1-9"))

    assert (found.value, found.low, found.high) == (None, 0, 18)


def test_the_fies_counts_what_was_affirmed() -> None:
    """Five of eight are 5; with one unanswered there is no raw score, and it is 5 or 6."""
    five = numbered(1, 1, 1, 1, 1, 0, 0, 0)
    open_end = scale_of("fies", "raw", without(five, "i8"))

    assert exactly("fies", "raw", five) == 5
    assert (open_end.value, open_end.low, open_end.high) == (None, 5, 6)


# hunger-vital-sign: positive if either answer is above the lowest; negative only if both are lowest; else unknown.
SCREEN = [
    (0, 0, ["negative"]),
    (0, 1, ["positive"]),
    (1, 0, ["positive"]),
    (2, 0, ["positive"]),
    (2, 2, ["positive"]),
    (1, None, ["positive"]),
    (None, 2, ["positive"]),
    (0, None, ["negative", "positive"]),
    (None, 0, ["negative", "positive"]),
    (None, None, ["negative", "positive"]),
]


@pytest.mark.parametrize(("first", "second", "possible"), SCREEN)
def test_the_hunger_vital_sign_has_three_outcomes(first: int | None, second: int | None, possible: list[str]) -> None:
    """Positive by one answer alone, negative by both, else not settled; a value takes both answers."""
    found = scale_of("hunger-vital-sign", "screen", {"i1": first, "i2": second})

    assert (labels(found), found.band_settled) == (possible, len(possible) == 1)
    assert (found.value is None) == (None in {first, second})


SELF_COMPASSION = dict.fromkeys(ids("i3,5,7,9,10,12,14,15,17,19,22,23,26"), 5)
SELF_COMPASSION |= dict.fromkeys(ids("i1,2,4,6,8,11,13,16,18,20,21,24,25"), 1)


def test_the_total_of_the_scs_turns_three_facets_round() -> None:
    """A negative facet of 1 is 1 by itself, and counts 5 in the total."""
    result = score(load("scs"), SELF_COMPASSION)

    assert [result[facet].value for facet in ("self-kindness", "common-humanity", "mindfulness")] == [5, 5, 5]
    assert [result[facet].value for facet in ("self-judgment", "isolation", "over-identified")] == [1, 1, 1]
    assert (result["total"].value, result["mean-of-facets"].value) == (5, 5)


# All at its worst, but for one facet at 5: by items (5*5 + 21*1)/26 or (4*5 + 22*1)/26, by facets (5 + 5*1)/6.
@pytest.mark.parametrize(
    ("facet", "best", "by_items"),
    [
        ("i5,12,19,23,26", 5, Fraction(23, 13)),
        ("i1,8,11,16,21", 1, Fraction(23, 13)),
        ("i3,7,10,15", 5, Fraction(21, 13)),
        ("i4,13,18,25", 1, Fraction(21, 13)),
        ("i9,14,17,22", 5, Fraction(21, 13)),
        ("i2,6,20,24", 1, Fraction(21, 13)),
    ],
)
def test_weights_let_facets_of_different_sizes_weigh_alike(facet: str, best: int, by_items: Fraction) -> None:
    """A mean of means is a mean with weights: 4 for each of five items, 5 for each of four."""
    answers = {item: 6 - value for item, value in SELF_COMPASSION.items()} | dict.fromkeys(ids(facet), best)

    assert exactly("scs", "total", answers) == by_items
    assert exactly("scs", "mean-of-facets", answers) == Fraction(5, 3)


# a-rsq: mean over 9 situations of a * (7 - b). With a = 6,5,4,3,2,1,1,1,1 and b = 1,2,3,4,5,6,6,6,6 the products are
# 36,25,16,9,4,1,1,1,1, together 94. Means multiplied would be 24/9 * 24/9 = 64/9 and not 94/9.
PRODUCTS = {"s1": 36, "s2": 25, "s3": 16, "s4": 9, "s5": 4, "s6": 1, "s7": 1, "s8": 1, "s9": 1}


def test_the_a_rsq_is_a_mean_once_its_products_are_formed() -> None:
    """94/9 in all; without the first pair the mean of the other eight, 58/8; seven pairs are too few."""
    assert exactly("a-rsq-products", "total", PRODUCTS) == Fraction(94, 9)
    assert exactly("a-rsq-products", "total", without(PRODUCTS, "s1")) == Fraction(29, 4)
    assert exactly("a-rsq-products", "total", without(PRODUCTS, "s1,2")) is None


def test_half_a_pair_of_the_a_rsq_counts_as_none() -> None:
    """A pair without its second answer bounds like one without any: (58 + 1)/9 to (58 + 36)/9."""
    found = scale_of("a-rsq-products", "total", without(PRODUCTS, "s1"))

    assert (found.exact.low, found.exact.high) == (Fraction(59, 9), Fraction(94, 9))
