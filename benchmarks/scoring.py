"""How long scoring takes, as ratios: against a bare loop, against pandas, over sizes; and what a result weighs.

Run it with `uv run python benchmarks/scoring.py`. What is compared runs by turns in one process, so that a noisy
machine disturbs both alike; ratios are what counts.
"""

import random
import tracemalloc
from collections.abc import Callable, Mapping

import pandas as pd
from attrs import evolve

import insight
from insight import Band, Questionnaire, Result
from measuring import measure

Answers = Mapping[str, int]
ITEMS_A_SCALE, NEEDED, GAPS = 8, 6, 0.06
ROUNDS = 400


def make(items: int) -> Questionnaire:
    """A questionnaire of scales of eight items from 0 to 4, three in ten keyed in reverse, a mean of 6 of 8."""
    names = [f"item-{n}" for n in range(items)]
    keys = [f"-{name}" if n % 10 in {2, 5, 8} else name for n, name in enumerate(names)]
    scales = {
        f"scale-{n}": " ".join(keys[n * ITEMS_A_SCALE : (n + 1) * ITEMS_A_SCALE]) for n in range(items // ITEMS_A_SCALE)
    }
    plain = Questionnaire.build(
        "work",
        title="Work",
        responses=insight.options("never", "rarely", "sometimes", "often", "always"),
        items=dict.fromkeys(names, "Text."),
        scales=scales or {"scale-0": " ".join(keys)},
        min_answered="3/4",
    )
    bands = tuple(
        Band(start=start, label=label) for start, label in (("0", "lower"), ("4/3", "middle"), ("8/3", "higher"))
    )
    return evolve(plain, scales=tuple(evolve(scale, bands=bands) for scale in plain.scales))


def people(questionnaire: Questionnaire, count: int) -> list[dict[str, int]]:
    """Answers of so many people, six in a hundred left out."""
    chance = random.Random(7)  # noqa: S311  # the same people in every run
    return [
        {item.id: chance.randint(0, 4) for item in questionnaire.items if chance.random() >= GAPS} for _ in range(count)
    ]


def bare(scales: list[tuple[list[str], frozenset[str]]], answers: Answers) -> list[float | None]:
    """What somebody writes in a minute: gaps are skipped and answers reversed; nothing is checked."""
    means: list[float | None] = []
    for items, reverse in scales:
        total = answered = 0
        for item in items:
            answer = answers.get(item)
            if answer is None:
                continue
            total += 4 - answer if item in reverse else answer
            answered += 1
        means.append(total / answered if answered >= NEEDED else None)
    return means


def read(questionnaire: Questionnaire, answers: Answers) -> Result:
    """Scoring, and reading what is shown of every scale."""
    result = insight.score(questionnaire, answers)
    for each in result:
        _ = each.value, each.low, each.high, each.status, each.band
    return result


def in_pandas(scales: list[tuple[list[str], frozenset[str]]], items: list[str], answers: Answers) -> list[float]:
    """The same means of one person in a data frame of one row, as tables of people are scored."""
    frame = pd.DataFrame([answers], columns=items, dtype="float64")
    for _, reverse in scales:
        frame[list(reverse)] = 4 - frame[list(reverse)]
    means = [frame[names].mean(axis=1).where(frame[names].count(axis=1) >= NEEDED) for names, _ in scales]
    return [float(mean.iloc[0]) for mean in means]


def for_each(crowd: list[dict[str, int]], work: Callable[[Answers], object]) -> None:
    """Do *work* for each person, keeping nothing."""
    for answers in crowd:
        work(answers)


def weigh(make_one: Callable[[Answers], Result], crowd: list[dict[str, int]]) -> float:
    """The bytes that a result takes up, answers and all that was read of it included."""
    tracemalloc.start()
    held = [make_one(answers) for answers in crowd]
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return size / len(held)


def main() -> None:
    """Print the table."""
    questionnaire = make(40)
    crowd = people(questionnaire, 20)
    scales = [
        ([key.item for key in scale.items], frozenset(key.item for key in scale.items if key.reverse))
        for scale in questionnaire.scales
    ]
    items = [item.id for item in questionnaire.items]
    looped, scored, framed = measure(
        lambda: for_each(crowd, lambda answers: bare(scales, answers)),
        lambda: for_each(crowd, lambda answers: read(questionnaire, answers)),
        lambda: for_each(crowd[:4], lambda answers: in_pandas(scales, items, answers)),
        rounds=ROUNDS,
    )
    loop, one, frame = looped / len(crowd), scored / len(crowd), framed / 4
    print(
        f"40 items, 5 scales, one person: {one * 1e6:.1f} µs, {one / loop:.1f} times a bare loop ({loop * 1e6:.1f} µs)"
    )
    print(f"pandas takes {frame / one:.0f} times as long ({frame * 1e3:.2f} ms)")
    for size in (10, 40, 200, 1_000, 2_000):
        sized = make(size)
        few = people(sized, 5)
        (taken,) = measure(lambda sized=sized, few=few: for_each(few, lambda answers: read(sized, answers)), rounds=60)  # type: ignore[misc]
        print(f"{size:5} items, {len(sized.scales):3} scales: {taken / len(few) / size * 1e6:.2f} µs an item")
    print(f"a result kept: {weigh(lambda answers: insight.score(questionnaire, answers), crowd):.0f} bytes")
    print(f"with its scores read: {weigh(lambda answers: read(questionnaire, answers), crowd):.0f} bytes")


main()
