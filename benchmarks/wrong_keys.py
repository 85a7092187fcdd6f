"""How often a wrong key is found, by the size of the sample and by how closely the items of a scale go together.

Run it with `uv run python benchmarks/wrong_keys.py`; it draws its own people, the same ones each time. The page
"Check keys on data" shows what it prints.
"""

from collections import Counter
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

import insight
from insight import Questionnaire
from insight.item_analysis import analyze_columns

SAMPLES, ITEMS = 400, 5
ROWS = (30, 50, 100, 200, 400)
# How much of an item is what all have in common: two items then correlate so, before answers are cut to five options.
CORRELATIONS = (0.2, 0.3, 0.5)
Answers = NDArray[np.float64]


def make() -> Questionnaire:
    """A scale of five items, the third of which is keyed the wrong way."""
    return Questionnaire.build(
        "five",
        title="Five",
        responses=insight.options("never", "rarely", "sometimes", "often", "always"),
        items={f"i{n}": "Text." for n in range(ITEMS)},
        scales={"s": "i0 i1 -i2 i3 i4"},
    )


def samples(rows: int, correlation: float) -> Iterator[Answers]:
    """The answers of people to items that all go the same way, an item a line."""
    chance = np.random.default_rng(7)
    for _ in range(SAMPLES):
        common, own = chance.standard_normal((1, rows)), chance.standard_normal((ITEMS, rows))
        yield np.clip(np.round(2 + 1.2 * (correlation**0.5 * common + (1 - correlation) ** 0.5 * own)), 0, 4)


def named(questionnaire: Questionnaire, answers: Answers) -> str:
    """What is said: the item with the wrong key, nothing, or something else."""
    columns = {f"i{n}": line for n, line in enumerate(answers)}
    found = [each.place for each in analyze_columns(questionnaire, columns).findings if each.id == "wrong-key"]
    return {(): "nothing", ("scales.s.items.i2",): "found"}.get(tuple(found), "other")


def main() -> None:
    """Print the table."""
    questionnaire = make()
    print("rows   " + "   ".join(f"r {correlation}" for correlation in CORRELATIONS))
    others = 0
    for rows in ROWS:
        told = [Counter(named(questionnaire, each) for each in samples(rows, r)) for r in CORRELATIONS]
        others += sum(each["other"] for each in told)
        print(f"{rows:<5}" + "".join(f"{each['found'] / SAMPLES:>8.0%}" for each in told))
    print(f"samples in which something else was named: {others} of {SAMPLES * len(ROWS) * len(CORRELATIONS):,}")


main()
