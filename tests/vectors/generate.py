"""Writes the test vectors beside it: definitions and answers, with the scores that the oracle finds for them.

`uv run python tests/vectors/generate.py` writes the files; the same ones each time.
Another implementation that agrees with all of them scores as this library does.
"""

import json
import random
import sys
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any
from zlib import crc32

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

import oracle  # noqa: E402 -- found through the path above when this runs as a script

Definition = dict[str, Any]
Case = dict[str, Any]
Cases = Iterator[Case]


# How a definition is written here.


def responses(values: str, *, name: str = "often", missing: str = "") -> dict[str, Any]:
    """A response scale: `"0 1 2"`."""
    found = {"id": name, "options": [{"value": each, "label": f"answer {each}"} for each in values.split()]}
    gaps = [{"value": each, "label": f"no answer {each}"} for each in missing.split()]
    return found | ({"missing": gaps} if gaps else {})


def items(ids: str) -> list[dict[str, Any]]:
    """Items: `"a b:often"`, with the response scale after the colon where there are several."""
    names = [each.partition(":")[::2] for each in ids.split()]
    return [{"id": name, "text": f"Statement {name}."} | ({"responses": of} if of else {}) for name, of in names]


def scale(name: str, keys: str, method: str = "sum", *, bands: str = "", **rule: str) -> dict[str, Any]:
    """A scale: `"a -b c*1/2"`, with bands such as `"0:lower 4/3:higher"`."""
    starts = [each.split(":") for each in bands.split()]
    found = {"id": name, "name": name.capitalize(), "items": list(map(key, keys.split())), "method": method} | rule
    return found | ({"bands": [{"start": start, "label": label} for start, label in starts]} if bands else {})


def key(text: str) -> dict[str, Any]:
    """A key: `"-b*1/2"`."""
    item, _, weight = text.removeprefix("-").partition("*")
    found: dict[str, Any] = {"item": item}
    return found | ({"reverse": True} if text.startswith("-") else {}) | ({"weight": weight} if weight else {})


def form(options: str | list[dict[str, Any]], ids: str, *scales: dict[str, Any], **more: Any) -> Definition:
    """A definition: its options or response scales, its items, and its scales."""
    found = [responses(options)] if isinstance(options, str) else options
    return {"id": "form", "title": "Form", "response_scales": found, "items": items(ids), "scales": list(scales)} | more


# How a case is written here.


def case(name: str, definition: Definition, *rows: str | dict[str, Any], more: int = 0) -> Case:
    """A definition with answers: rows such as `"3 null | - 98"` in the order of the items, and some random ones."""
    found: Case = {"name": name, "definition": definition}
    if oracle.too_fine(definition):
        return found | {"refused": True}
    digests = {"scoring_digest": oracle.scoring_digest, "content_digest": oracle.content_digest}
    given = [answers for row in rows for answers in ([row] if isinstance(row, dict) else in_order(definition, row))]
    given += random_answers(definition, seeded(name), more)
    made = {each: digest(definition) for each, digest in digests.items()}
    return found | made | {"answers": [outcome(definition, each) for each in given]}


def in_order(definition: Definition, rows: str) -> list[dict[str, Any]]:
    """Answers in the order of the items, `-` for an absent one."""
    ids = [item["id"] for item in definition["items"]]
    pairs = [zip(ids, row.split(), strict=True) for row in rows.split("|")]
    return [{item: json.loads(text) for item, text in each if text != "-"} for each in pairs]


def outcome(definition: Definition, given: dict[str, Any]) -> dict[str, Any]:
    """What answers lead to."""
    refused = oracle.refused_items(definition, given)
    if refused:
        return {"given": given, "refused": refused}
    found = oracle.scores(definition, given)
    return {"given": given, "scores": {each: in_text(score) for each, score in found.items()}}


def in_text(score: dict[str, Any]) -> dict[str, Any]:
    """A score with its fractions as text."""
    return {name: str(value) if isinstance(value, Fraction) else value for name, value in score.items()}


def seeded(name: str) -> random.Random:
    """Chance that is the same each time."""
    return random.Random(crc32(name.encode()))  # noqa: S311 -- test data, no secret


def random_answers(definition: Definition, chance: random.Random, count: int) -> list[dict[str, Any]]:
    """Answers with gaps, of all the kinds there are."""
    return [
        {
            item["id"]: answer
            for item in definition["items"]
            if (answer := random_answer(definition, item, chance)) != ""
        }
        for _ in range(count)
    ]


def random_answer(definition: Definition, item: dict[str, Any], chance: random.Random) -> Any:
    """An option mostly, else a missing option or null; empty text where the item is left out."""
    kind = chance.random()
    if kind < 0.12:
        return ""
    gaps = [as_number(value) for value in oracle.missing_values(definition, item["id"])]
    if kind < 0.25:
        return chance.choice([None, *gaps])
    return as_number(chance.choice(oracle.option_values(definition, item["id"])))


def as_number(value: Fraction) -> int | float:
    """A JSON number."""
    return int(value) if value.denominator == 1 else float(value)


# The clauses.

FIVE = "0 1 2 3 4"
SEVEN = "1 2 3 4 5 6 7"
TEN = "a b c d e f g h i j"
ELEVEN = f"{TEN} k"


def sums() -> Cases:
    """A sum adds up the keyed answers; missing items stand at the average relative position."""
    yield case("a sum of three", form(FIVE, "a b c", scale("all", "a b c")), "0 0 0 | 4 4 4 | 1 2 3 | - 2 3")
    two = form(FIVE, "a b c", scale("all", "a b c", min_answered="2"))
    yield case("two of three are enough", two, "1 2 3 | 1 2 - | - 4 4 | 0 null 0 | - - 3 | - - -")
    turned = form("1 2 3 4 5", "a b c d", scale("all", "a -b c -d", min_answered="1"))
    yield case("two reverse keys", turned, "5 1 5 1 | 1 5 1 5 | 3 3 3 3 | 2 2 2 2 | - 1 - - | 5 - - -", more=4)
    single = form("0 1", "a", scale("all", "a"))
    yield case("one item with two options", single, "0 | 1 | -")
    yield case("seven options", form(SEVEN, "a b c d e", scale("all", "a -b c d -e", min_answered="3/5")), more=8)


def means() -> Cases:
    """A mean divides by the sum of the weights, and prorates by position."""
    yield case("a mean of three", form(FIVE, "a b c", scale("all", "a b c", "mean")), "0 0 1 | 4 4 4 | 1 2 2 | - 2 3")
    career = scale("career", "a -b c d", "mean", min_answered="3", bands="0:lower 4/3:middle 8/3:higher")
    yield case(
        "3, between 9/4 and 13/4", form(FIVE, "a b c d", career), "3 1 3 - | 3 - 3 3 | 3 1 - - | 4 0 4 4", more=4
    )
    yield case(
        "seven options", form(SEVEN, "a b c d e", scale("all", "a -b c d -e", "mean", min_answered="3/5")), more=8
    )
    yield case(
        "from one answer", form("1 2 3", "a b c", scale("all", "a b c", "mean", min_answered="1")), "2 - - | - - 3"
    )


def counts() -> Cases:
    """A count says how many keyed answers reach the threshold; for the rest it is a sum of zeros and ones."""
    yield case(
        "three or more",
        form(FIVE, "a b c", scale("all", "a b c", "count", at_least="3")),
        "2 3 4 | 0 1 2 | 3 3 3 | - 4 4",
    )
    turned = form(FIVE, "a b c d", scale("all", "a -b c -d", "count", at_least="3", min_answered="2"))
    yield case(
        "the reversed answer is what reaches it", turned, "3 1 2 2 | 0 0 0 0 | 4 4 - - | 4 0 - - | - - 4 -", more=4
    )
    between = form("0 1/2 1 3", "a b c", scale("all", "a b -c", "count", at_least="3/4", min_answered="1"))
    yield case("a threshold between two options", between, "0.5 1 3 | 1 - - | - - 3 | 0.5 0.5 -", more=2)
    top = form("1 2 5", "a b", scale("all", "a b", "count", at_least="5", bands="0:none 1/2:some 3/2:both"))
    yield case("the highest option only", top, "5 5 | 2 5 | 1 2 | 5 -")
    mixed = [responses("0 1 2 3", name="short"), responses("-1 2 5", name="wide")]
    ranges = form(mixed, "a:short b:wide c:short", scale("all", "a b -c", "count", at_least="2", min_answered="2/3"))
    yield case("unequal ranges", ranges, "2 2 1 | 1 -1 3 | 3 - 0 | - 5 3", more=3)


def weights() -> Cases:
    """A weight multiplies an item's contribution, not its say in where missing items are placed."""
    yield case(
        "a sum with 1, 2 and 3",
        form(FIVE, "a b c", scale("all", "a b*2 c*3", min_answered="1")),
        "4 2 1 | 4 - - | - 3 0",
        more=3,
    )
    yield case(
        "a mean with 1, 2 and 3",
        form(FIVE, "a b c", scale("all", "a b*2 c*3", "mean", min_answered="1")),
        "4 2 1 | 4 - - | - 3 0",
        more=3,
    )
    thirds = form("1 2 3", "a b c", scale("all", "a*1/3 -b*1/7 c*2/5", "mean", min_answered="2"))
    yield case("a mean with fractions", thirds, "1 2 3 | 3 - 1 | - 1 1", more=3)
    halves = form("0 2", "a b c", scale("all", "a*1/2 b*1/2 c*1/2", "mean", min_answered="1", bands="0:lower 1:higher"))
    yield case("a mean whose weights add up to 3/2", halves, "0 2 2 | 2 - - | 0 2 - | - - -")
    tenths = form("1 2 3 4 5", "a b c d", scale("all", "a*1/10 -b*1/2 c*3 d", min_answered="3"))
    yield case("a sum with 1/10, 1/2 and 3", tenths, "1 2 3 4 | 5 - 5 5 | - 1 1 -", more=3)


def negative_weights() -> Cases:
    """A scale with a negative weight has bounds, but is never prorated."""
    yield case(
        "a difference",
        form(FIVE, "a b", scale("all", "a b*-1", bands="-4:lower 0:higher")),
        "4 0 | 0 4 | 2 2 | 3 - | - 3 | - -",
    )
    turned = form("1 2 3 4 5", "a b c", scale("all", "a -b*-1/2 c*2"))
    yield case("a reverse key with a negative weight", turned, "1 1 1 | 5 1 5 | 3 - 2 | - 2 -", more=3)
    yield case("all weights negative", form("0 1 2", "a b", scale("all", "a*-1 b*-3")), "2 2 | 0 1 | 1 - | - -")


def decimals() -> Cases:
    """Values are read exactly; a JSON number stands for the option whose nearest float it is."""
    tenths = form("1/10 1/5 3/10", "a b c", scale("all", "a b c", min_answered="2", bands="3/10:lower 3/5:higher"))
    yield case(
        "0.1 + 0.2 + 0.3 is 3/5",
        tenths,
        "0.1 0.2 0.3 | 0.1 0.1 0.1 | 0.1 0.2 - | 0.3 0.3 null | 0.30000000000000004 0.1 0.1",
    )
    means_of = form("1/10 1/5 3/10", "a b c", scale("all", "a -b c", "mean", min_answered="1"))
    yield case("a mean of tenths", means_of, "0.1 0.2 0.3 | 0.1 0.3 - | - - 0.2")
    uneven = form("0 1/4 37/100 1", "a b c", scale("all", "a -b c", "mean", min_answered="2"))
    yield case("options at uneven places", uneven, "0.25 0.37 1 | 0.37 0.37 - | 0.250 1.0 0", more=3)
    small = form("0 1/1000000 1/500000", "a b", scale("all", "a b", min_answered="1"))
    yield case("millionths", small, "0.000001 1e-6 | 2e-6 - | 0 0.000002")


def unequal_ranges() -> Cases:
    """A missing item is placed in its own range, so that the value stays between the bounds."""
    ranges = [
        responses("0 1", name="yes-no"),
        responses(FIVE, name="often"),
        responses("1 2 3 4 5 6 7 8 9 10", name="much"),
    ]
    ids = "a:yes-no b:often c:much"
    yield case(
        "a sum",
        form(ranges, ids, scale("all", "a b c", min_answered="1")),
        "1 2 3 | 1 - - | - 3 - | 0 4 - | - - 10",
        more=4,
    )
    yield case(
        "a mean",
        form(ranges, ids, scale("all", "a -b c", "mean", min_answered="1")),
        "1 2 3 | 1 - - | - 3 - | 0 4 -",
        more=4,
    )
    weighted = scale("all", "a*3 -b*1/2 c*1/10", min_answered="2", bands="1/10:lower 5/2:higher")
    yield case("with weights", form(ranges, ids, weighted), "1 0 10 | 0 4 1 | 1 1 - | - 2 5", more=4)
    yield case(
        "each item on its own",
        form(ranges, ids, scale("one", "a"), scale("two", "b"), scale("three", "c")),
        "1 2 -",
        more=2,
    )


def missing_options() -> Cases:
    """An option that is listed as missing can be chosen, and counts as unanswered."""
    scaled = [responses("0 1 2 3", missing="8 9")]
    yield case(
        "two missing options",
        form(scaled, "a b c", scale("all", "a b c", min_answered="2")),
        "1 2 8 | 9 8 3 | 9 9 9 | 0 - 8 | 8 3 3",
    )
    yield case(
        "inside of the range",
        form([responses("1 2 4 5", missing="3")], "a b", scale("all", "a -b", "mean", min_answered="1")),
        "3 1 | 3 3 | 4 5",
    )
    below = form(
        [responses("0 1", missing="-1 99")], "a b", scale("all", "a b", "count", at_least="1", min_answered="1")
    )
    yield case("below and above", below, "-1 1 | 99 -1 | 0 1 | 1 99")
    apart = [responses("0 1 2", name="often", missing="7"), responses("1 2 7", name="much")]
    yield case(
        "an answer to one item, missing for another",
        form(apart, "a:often b:much", scale("all", "a b", min_answered="1")),
        "7 7 | 2 7 | 7 1",
    )


def least_answers() -> Cases:
    """The number of answers that a scale needs; a share of its items is rounded up."""
    for share in ("1/3", "1/2", "2/3", "3/4", "1/1"):
        definition = form(FIVE, "a b c", scale("all", "a b c", min_answered=share))
        yield case(f"{share} of 3", definition, "2 - - | 2 3 - | 2 3 4")
    for share in ("7/10", "71/100", "3/10", "1/100"):
        definition = form("1 2 3", TEN, scale("all", TEN, "mean", min_answered=share))
        rows = [
            "1 2 3 1 2 3 1 - - -",
            "1 2 3 1 2 3 - - - -",
            "1 2 3 1 2 3 1 2 - -",
            "1 2 3 - - - - - - -",
            "- - - - 2 - - - - -",
        ]
        yield case(f"{share} of 10", definition, *rows)
    for number in ("1", "2", "3"):
        definition = form(FIVE, "a b c", scale("all", "a b c", "mean", min_answered=number))
        yield case(f"{number} of 3 as a number", definition, "2 - - | 2 3 - | 2 3 4")
    yield case(
        "the share may depend on the scale",
        form(FIVE, "a b c", scale("two", "a b", min_answered="2/3"), scale("three", "a b c", min_answered="2/3")),
        "1 - - | 1 - 3",
    )


def too_few() -> Cases:
    """With too few answers there is no value, but bounds; nothing answered is never a number."""
    for method, rule in (("sum", {}), ("mean", {}), ("count", {"at_least": "2"})):
        definition = form("1 2 3", "a b c", scale("all", "a b c", method, min_answered="2", **rule))
        yield case(f"a {method}", definition, {}, "null null null | 3 - - | - null 1 | 3 3 -")
    yield case("all are needed unless said", form(FIVE, "a b c d", scale("all", "a b c d")), "4 4 4 -", {})
    yield case(
        "nobody answered, one is enough",
        form(FIVE, "a b", scale("all", "a b", "mean", min_answered="1", bands="0:lower 2:higher")),
        {},
        "null -",
    )


def bands() -> Cases:
    """A band reaches from its start up to the next one's; membership is exact."""
    sevenths = form("1 2 3", "a b c", scale("all", "a b c", "mean", bands="1:lower 5/3:middle 7/3:higher"))
    yield case("7/3 starts a band", sevenths, "2 2 3 | 1 3 3 | 2 2 2 | 1 2 2 | 1 1 2 | 3 3 3 | 1 1 1")
    eleven = form(FIVE, ELEVEN, scale("all", ELEVEN, bands="0:lower 15:higher", min_answered="9"))
    rows = [
        "1 1 1 1 1 1 1 2 2 2 2",
        "1 1 1 1 1 1 1 2 2 2 1",
        "1 1 1 1 1 1 1 2 2 - -",
        "2 1 1 1 2 1 1 2 1 2 -",
        "0 1 2 3 0 1 2 3 1 2 0",
    ]
    yield case("15 on a sum of 11 items", eleven, *rows)
    mean = form(FIVE, ELEVEN, scale("all", ELEVEN, "mean", bands="0:lower 15/11:higher", min_answered="9"))
    yield case("15/11 on a mean of 11 items", mean, *rows)
    maximum = form("0 1 2", "a b", scale("all", "a b", bands="0:rest 4:top"))
    yield case("the last band may be the maximum alone", maximum, "2 2 | 2 1 | 0 0 | 2 -")
    yield case("one band for all", form("0 1 2", "a b", scale("all", "a b", bands="0:all")), "2 2 | 0 -", {})
    prorated = form("0 1 2 3", "a b c", scale("all", "a b c", min_answered="2", bands="0:lower 9/2:middle 15/2:higher"))
    yield case("a prorated value on a start", prorated, "1 2 - | 3 2 - | - 1 1 | 2 - 3 | 0 3 -")
    below = form("-2 -1 0 1", "a b", scale("all", "a -b", bands="-4:low -1:middle 1/3:high"))
    yield case("negative starts", below, "-2 1 | 0 0 | 1 -2 | -1 0 | 1 -")


def possible_bands() -> Cases:
    """The bands that the interval from low to high meets, with or without a value."""
    mean = form(
        FIVE, "a b c d", scale("all", "a b c d", "mean", min_answered="3", bands="0:lower 1:middle 2:upper 3:top")
    )
    rows = [
        "0 0 0 -",
        "1 1 1 -",
        "1 1 2 -",
        "4 4 4 -",
        "4 4 0 -",
        "0 - - -",
        "4 - - -",
        "2 2 - -",
        "- - - -",
        "4 3 3 2",
    ]
    yield case("four bands", mean, *rows)
    touching = form("0 1", "a b c", scale("all", "a b c", bands="0:lower 1:middle 2:higher"))
    yield case("high on a start meets that band", touching, "0 0 - | 0 - - | 1 - 0 | 1 1 - | 1 0 0")
    gap = form("0 4", "a b", scale("all", "a b", bands="0:lower 1:middle 3:upper 8:top"))
    yield case("also a band that no completion is in", gap, "0 - | 4 - | - - | 4 4")
    yield case("no bands", form("0 4", "a b", scale("all", "a b")), "0 - | 4 4")


def overlapping_scales() -> Cases:
    """An item can be in several scales, with another key and weight in each; a scale knows its own items alone."""
    scales = [
        scale("first", "a b c", "mean", min_answered="2", bands="0:lower 2:higher"),
        scale("second", "-b c*2 d", min_answered="2/3"),
        scale("third", "-a -d", "count", at_least="3", min_answered="1"),
        scale("total", "a -b c d*-1"),
    ]
    yield case(
        "four scales of four items", form(FIVE, "a b c d", *scales), "4 3 2 1 | - 3 2 1 | 4 - - 1 | - - - 0", {}, more=6
    )
    yield case(
        "an item in no scale",
        form(FIVE, "a b c", scale("all", "a c", min_answered="1")),
        "1 4 2 | 1 - 2 | - 4 - | 3 4 -",
    )


def odd_values() -> Cases:
    """Values may be negative, and need not follow each other."""
    around = form(
        "-2 -1 0 1 2",
        "a b c",
        scale("all", "a -b c", min_answered="2"),
        scale("mean", "a -b c", "mean", min_answered="1"),
    )
    yield case("around zero", around, "-2 -1 0 | 2 -2 - | 0 0 0 | - - 1", more=3)
    below = form("-9 -5 -4", "a b", scale("all", "a -b", "mean", min_answered="1"))
    yield case("all below zero", below, "-9 -4 | -5 -5 | -4 - | - -9")
    wide = form("1 10 100 1000", "a b c", scale("all", "a -b c", min_answered="2", bands="3:lower 1011:higher"))
    yield case("powers of ten", wide, "1 10 100 | 1000 1 - | 10 10 10", more=3)
    yield case(
        "odd numbers, not in order",
        form("5 1 9 3", "a b", scale("all", "a -b", "mean", min_answered="1")),
        "5 1 | 9 - | 3 3 | 1 9",
    )
    count = form("-3 -1 2", "a b", scale("all", "a -b", "count", at_least="0", min_answered="1"))
    yield case("a count from zero", count, "-1 -1 | 2 2 | -3 -3 | 2 - | - -1")


def many_items() -> Cases:
    """Scales of many items."""
    for n, values, method in ((24, FIVE, "sum"), (40, SEVEN, "mean"), (60, "0 1 2 3", "sum"), (120, SEVEN, "mean")):
        ids = [f"i{number}" for number in range(1, n + 1)]
        keys = " ".join(f"-{each}" if number % 3 == 2 else each for number, each in enumerate(ids))
        definition = form(values, " ".join(ids), scale("all", keys, method, min_answered="3/4"))
        yield case(f"a {method} of {n}", definition, dict.fromkeys(ids, 3), more=3)


def digests() -> Cases:
    """What changes which digest."""
    base = rich_form()
    yield case("the base", base, "1 2 -", more=1)
    for name, change in {
        "items in another order": lambda it: it["items"].reverse(),
        "keys in another order": lambda it: it["scales"][0]["items"].reverse(),
        "options in another order": lambda it: it["response_scales"][0]["options"].reverse(),
        "missing options in another order": lambda it: it["response_scales"][0]["missing"].reverse(),
        "scales in another order": lambda it: it["scales"].reverse(),
        "another text": lambda it: it["items"][0].update(text="Somebody worries."),
        "another label": lambda it: it["response_scales"][0]["options"][0].update(label="not at all"),
        "another id and version of the whole": lambda it: it.update(id="other-form", version="2.0.0-beta.1"),
        "another id of the response scale": lambda it: it["response_scales"][0].update(id="seldom"),
        "a share that comes to the same": lambda it: it["scales"][0].update(min_answered="2/3"),
        "texts in other scripts": lambda it: it.update(title="Überprüfung — 点検 ✓ 😀", language="de"),
        "quotes and backslashes": lambda it: it.update(title="A \"quoted\" title, a back\\slash / a slash, 'and' <&>"),
        "a newline": lambda it: it.update(instructions="One line.\nAnother line."),
        "a tab": lambda it: it.update(instructions="One\tcolumn."),
        "composed and decomposed letters": lambda it: it.update(title="\u00e9 and e\u0301"),
        "all that a definition can say": lambda it: it.update(everything()),
    }.items():
        yield case(f"same scoring: {name}", changed(base, change), "1 2 -")
    for name, change in {
        "another key": lambda it: it["scales"][0]["items"][0].update(reverse=True),
        "another weight": lambda it: it["scales"][0]["items"][0].update(weight="2"),
        "all weights doubled": lambda it: [each.update(weight="2") for each in it["scales"][0]["items"]],
        "another method": lambda it: it["scales"][0].update(method="sum", bands=[{"start": "0", "label": "all"}]),
        "another threshold": lambda it: it["scales"][1].update(at_least="2"),
        "a threshold that counts the same": lambda it: it["scales"][1].update(at_least="3/4"),
        "more answers needed": lambda it: it["scales"][0].update(min_answered="3"),
        "another start": lambda it: it["scales"][0]["bands"][1].update(start="7/3"),
        "another label of a band": lambda it: it["scales"][0]["bands"][1].update(label='Größer: "2"'),
        "another value": lambda it: it["response_scales"][0]["options"][3].update(value="7/2"),
        "another missing value": lambda it: it["response_scales"][0]["missing"][0].update(value="97"),
        "another item": lambda it: it["items"].append({"id": "more", "text": "More."}),
        "another id of a scale": lambda it: it["scales"][0].update(id="ease", name="Unease"),
    }.items():
        yield case(f"other scoring: {name}", changed(base, change), {"worry": 1, "safe": 2})
    order = form("-1 -10 2 10 1/2", "A1 a.b B a1_x", scale("Z", "B A1 a.b"), scale("x", "a1_x B"))
    yield case("order by value and by id", order, "-1 -10 2 0.5")


def rich_form() -> Definition:
    """A definition with a little of everything that counts."""
    scales = [
        scale("unease", "worry -safe ask", "mean", min_answered="2", bands="0:lower 3/2:higher"),
        scale("marks", "worry safe", "count", at_least="1", min_answered="1"),
    ]
    return form([responses("0 1 2 3", missing="98 99")], "worry safe ask", *scales, version="1.0.0")


def everything() -> dict[str, Any]:
    """Fields that no score follows from."""
    scales = rich_form()["scales"]
    cited = [{"source": "smith-2020", "place": "table 2"}]
    scales[0] |= {"about": ["domain:career"], "citations": cited}
    scales[0]["bands"][1]["citations"] = cited
    scales[1] |= {"part_of": "unease"}
    written = items("worry safe ask")
    written[0] |= {"about": ["sign:fear-of-job-loss"], "resources": ["us-211"]}
    source = {
        "id": "smith-2020",
        "title": "A study",
        "authors": ["Smith A"],
        "year": "2020",
        "evidence": "cross-sectional",
    }
    return {
        "instructions": "Think of the last month.",
        "licence": "CC-BY-4.0",
        "validation": "published",
        "intended_use": "Personal reflection by adults.",
        "authors": ["A. Author", "Zoë Ångström"],
        "citations": cited,
        "items": written,
        "scales": scales,
        "sources": [source | {"locator_missing": True}],
    }


def changed(definition: Definition, change: Callable[[Definition], object]) -> Definition:
    """A copy with a change."""
    copy: Definition = json.loads(json.dumps(definition))
    change(copy)
    return copy


def refused_answers() -> Cases:
    """An answer is the value of an option, as a number; all that is wrong is named at once."""
    definition = form([responses("0 1 2 3", missing="9")], "a b c", scale("all", "a b c", min_answered="1"))
    wrong: list[Any] = [
        4,
        -1,
        2.5,
        8,
        1e30,
        10**30,
        1.0000000000000002,
        True,
        False,
        "3",
        "",
        "NaN",
        [3],
        [],
        {"value": 3},
    ]
    yield case("none of the options, or no number", definition, *({"a": each, "b": 1} for each in wrong))
    yield case("items that there are not", definition, {"d": 1}, {"a": 1, "A": 1, "all": 2}, {"often": 0}, {"d": None})
    yield case("all at once", definition, {"c": 7, "a": True, "b": 1, "zz": 1}, {"a": "1", "b": [1], "c": {}})
    yield case("what is not refused", definition, {"a": 1.0, "b": -0.0, "c": None}, {"a": 9, "b": 9.0, "c": 3e0})
    apart = form([responses("0 1", name="few"), responses("1 2", name="more")], "a:few b:more", scale("all", "a b"))
    yield case("an option of another item", apart, "2 2 | 0 0 | 1 1 | 0 2")
    tenths = form("1/10 3/10", "a b", scale("all", "a b"))
    yield case(
        "a float beside an option",
        tenths,
        {"a": 0.1 + 0.2, "b": 0.1},
        {"a": 0.3, "b": 0.10000000000000002},
        {"a": 0.3, "b": 0.1},
    )
    unused = form(FIVE, "a b", scale("all", "a"))
    yield case("an item in no scale", unused, "1 5 | 1 true | 1 -")


def refused_definitions() -> Cases:
    """A definition whose numbers could reach 2^52 on the way is refused; its twin just below is not."""
    half, whole = 2**51, 2**52
    one = "one item: twice its weight"
    yield case(f"{one}, below", form("0 1", "a", scale("all", f"a*{half - 1}")), "1 | 0 | -")
    yield case(f"{one}, above", form("0 1", "a", scale("all", f"a*{half}")))
    two = "two items: k for the sum and k for the spread"
    yield case(
        f"{two}, below",
        form("0 1", "a b", scale("all", f"a*{2**49 - 1} b*{2**49 - 1}", min_answered="1")),
        "1 0 | 1 - | - -",
    )
    yield case(f"{two}, above", form("0 1", "a b", scale("all", f"a*{2**49} b*{2**49}", min_answered="1")))
    fine = "a weight's denominator"
    yield case(f"{fine}, below", form("0 1", "a", scale("all", f"a*1/{whole - 1}")), "1 | 0 | -")
    yield case(f"{fine}, above", form("0 1", "a", scale("all", f"a*1/{whole}")))
    mean = "the sum of a mean's weights"
    yield case(
        f"{mean}, below",
        form("0 1", "a b", scale("all", f"a*{2**49 - 1} b*{2**49 - 1}", "mean", min_answered="1")),
        "1 0 | 1 -",
    )
    yield case(f"{mean}, above", form("0 1", "a b", scale("all", f"a*{2**49} b*{2**49}", "mean", min_answered="1")))
    start = "the denominator of a start"
    yield case(
        f"{start}, below",
        form("0 1", "a b", scale("all", "a b", bands=f"0:lower 1/{2**49 - 1}:higher")),
        "0 0 | 0 1 | 0 -",
    )
    yield case(f"{start}, above", form("0 1", "a b", scale("all", "a b", bands=f"0:lower 1/{2**49}:higher")))
    place = "positions with a large denominator"
    yield case(f"{place}, below", form("0 1 47453132", "a", scale("all", "a")), "1 | 47453132 | -")
    yield case(f"{place}, above", form("0 1 47453133", "a", scale("all", "a")))
    below_zero = "negative values count by their size"
    yield case(
        f"{below_zero}, below", form(f"{1 - half} {2 - half}", "a", scale("all", "a")), f"{1 - half} | {2 - half} | -"
    )
    yield case(f"{below_zero}, above", form(f"{-half} {1 - half}", "a", scale("all", "a")))
    value = "a value that no scale uses"
    ids = "a:few b:vast"
    for name, vast in (("below", f"0 {whole - 1}"), ("above", f"0 {whole}")):
        both = [responses("0 1", name="few"), responses(vast, name="vast")]
        yield case(f"{value}, {name}", form(both, ids, scale("all", "a")), f"1 {whole - 1} | - {whole - 2}")
    for name, vast in (("below", f"1/10 {Fraction(whole - 1, 10)}"), ("above", f"1/10 {Fraction(whole, 10)}")):
        both = [responses("0 1", name="few"), responses(vast, name="vast")]
        yield case(f"{value}, in tenths, {name}", form(both, ids, scale("all", "a")), "1 450359962737049.5 | 1 0.1")
    for name, vast in (("below", f"{whole - 1}"), ("above", f"{whole}")):
        gap = [responses("0 1", missing=vast)]
        yield case(f"a missing value, {name}", form(gap, "a", scale("all", "a")), f"1 | {whole - 1}")


def mistakes_of_peers() -> Cases:
    """Mistakes that other software makes."""
    nine = "a b c d e f g h i"
    yield case("nobody answered is not 0", form("0 1 2 3", nine, scale("all", nine)), {})
    yield case("three of nine, all highest, is not 9", form("0 1 2 3", nine, scale("all", nine)), "3 3 3 - - - - - -")
    ten = form("1 2 3 4 5", TEN, scale("all", TEN, "mean", min_answered="7/10"))
    yield case("3 missing of 10 is not more than 3/10", ten, "1 2 3 4 5 4 3 - - - | 1 2 3 4 5 4 - - - -")
    observed = form("1 2 3 4 5", "a b c", scale("all", "a -b c", "mean"))
    yield case("a key turns in the range of the options, not of the answers", observed, "2 2 2 | 2 3 2 | 4 4 4")
    yield case("55 is no answer from 1 to 5", observed, "1 55 3")
    share = form("1 2 3 4 5", "a b c", scale("all", "a b c", "mean", min_answered="3/4"))
    yield case("2 of 3 are less than 3/4", share, "1 2 - | 1 2 3")
    absent = form("1 2 3 4 5", "a b c d", scale("all", "a b c d", "mean", min_answered="2", bands="1:lower 3:higher"))
    yield case("a missing answer is not 0 in the denominator", absent, "5 5 - - | 4 4 4 -")
    yield case(
        "ordinals with unanswered as 0",
        form("1 2 3 4", "a b c", scale("all", "a b c", min_answered="2")),
        "4 4 - | 4 4 4",
    )
    low = form(
        [responses("0 1", name="yes-no"), responses("1 2 3 4 5 6 7 8 9", name="much")],
        "a:yes-no b:much c:much",
        scale("all", "a b c", min_answered="1"),
    )
    yield case("a prorated value is not below the bounds", low, "1 - - | 0 - - | - 9 - | - 1 -")


def random_definitions() -> Cases:
    """Definitions of all kinds, by chance."""
    for number in range(1, 41):
        name = f"random {number}"
        yield case(name, random_form(seeded(f"definition {number}")), more=4)


def random_form(chance: random.Random) -> Definition:
    """A definition of up to seven items and three scales."""
    scaled = [random_responses(chance, f"r{number}") for number in range(chance.choice([1, 1, 2, 3]))]
    names = TEN.split()[: chance.randint(1, 7)]
    ids = " ".join(f"{each}:{chance.choice(scaled)['id']}" if len(scaled) > 1 else each for each in names)
    plain = form(scaled, ids)
    scales = [random_scale(chance, plain, f"s{number}") for number in range(chance.randint(1, 3))]
    return plain | {"scales": [with_bands(chance, plain, each) for each in scales]}


def random_responses(chance: random.Random, name: str) -> dict[str, Any]:
    """A response scale of any kind."""
    values = chance.choice(
        ["0 1", "0 1 2 3", "1 2 3 4 5", SEVEN, "-2 -1 0 1 2", "0 1/2 1", "1 2 5 10", "-3 -1/4 6", "1/10 7/10 9/10"]
    )
    return responses(values, name=name, missing=chance.choice(["", "", "98", "-9 99"]))


def random_scale(chance: random.Random, plain: Definition, name: str) -> dict[str, Any]:
    """A scale of any kind over some of the items."""
    ids = [item["id"] for item in plain["items"]]
    chosen = chance.sample(ids, chance.randint(1, len(ids)))
    method = chance.choice(["sum", "sum", "mean", "mean", "count"])
    threshold = threshold_for(plain, chosen)
    if method == "count" and threshold is not None:
        weighed, rule = [""], {"at_least": threshold}
    else:
        method, rule = ("sum" if method == "count" else method), {}
        weighed = ["", "*2", "*1/2", "*3/10", "*5/3"] + (["*-1"] if method == "sum" and chance.random() < 0.3 else [])
    keys = [f"{chance.choice(['', '-'])}{each}{chance.choice(weighed)}" for each in chosen]
    if not any("*-" in each for each in keys):
        least = ["1", str(len(chosen)), str(chance.randint(1, len(chosen))), "1/2", "2/3", "4/5"]
        rule |= {"min_answered": chance.choice([each for each in least if each != str(len(chosen))] or ["1/2"])}
    return scale(name, " ".join(keys), method, **rule)


def threshold_for(plain: Definition, ids: list[str]) -> str | None:
    """A threshold in the ranges of all the items, if there is one."""
    values = [oracle.option_values(plain, each) for each in ids]
    top = min(map(max, values))
    return str(top) if top > max(map(min, values)) else None


def with_bands(chance: random.Random, plain: Definition, each: dict[str, Any]) -> dict[str, Any]:
    """The scale, often with bands that start at values that it reaches."""
    if chance.random() < 0.3:
        return each
    alone = plain | {"scales": [each]}
    (empty,) = oracle.scores(alone, {}).values()
    reached = [oracle.scores(alone, given) for given in random_answers(alone, chance, 8)]
    values = {found["value"] for scored in reached for found in scored.values()} - {None, empty["minimum"]}
    starts = sorted([empty["minimum"], *chance.sample(sorted(values), min(len(values), chance.randint(0, 3)))])
    return each | {"bands": [{"start": str(start), "label": f"band {n}"} for n, start in enumerate(starts, start=1)]}


# The files.

CLAUSES: dict[str, Callable[[], Cases]] = {
    "sum": sums,
    "mean": means,
    "count": counts,
    "weights": weights,
    "negative-weights": negative_weights,
    "decimals": decimals,
    "unequal-ranges": unequal_ranges,
    "missing-options": missing_options,
    "min-answered": least_answers,
    "too-few": too_few,
    "bands": bands,
    "possible-bands": possible_bands,
    "overlapping-scales": overlapping_scales,
    "odd-values": odd_values,
    "many-items": many_items,
    "digests": digests,
    "refused-answers": refused_answers,
    "refused-definitions": refused_definitions,
    "mistakes-of-peers": mistakes_of_peers,
    "random": random_definitions,
}


def files() -> dict[Path, str]:
    """The text of each file."""
    return {HERE / f"{name}.json": written(clause) for name, clause in CLAUSES.items()}


def written(clause: Callable[[], Cases]) -> str:
    """A file's text, with a line for each set of answers."""
    cases = ",\n".join(map(written_case, clause()))
    return f'{{"format": 1, "about": {in_json(clause.__doc__)},\n"cases": [\n{cases}\n]}}\n'


def written_case(each: Case) -> str:
    """A case, a field a line."""
    fields = [f"{in_json(name)}: {in_json(value)}" for name, value in each.items() if name != "answers"]
    if "answers" in each:
        fields.append('"answers": [\n  ' + ",\n  ".join(map(in_json, each["answers"])) + "]")
    return "{" + ",\n ".join(fields) + "}"


def in_json(value: Any) -> str:
    """JSON on a line."""
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")
