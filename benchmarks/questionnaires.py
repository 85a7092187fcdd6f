"""How long questionnaires take: reading against the TOML parser alone, refusing, writing, linting, codebooks.

Run it with `uv run python benchmarks/questionnaires.py`. What is compared runs by turns in one process, so that a
noisy machine disturbs both alike; ratios are what counts.
"""

import json
import sys
import time
import tomllib
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from pathlib import Path

import insight
from insight.loading.text import QUESTIONNAIRE_LIMIT
from measuring import measure

ROOT = Path(__file__).parents[1]
sys.path.append(str(ROOT / "tests"))

from hostile.large import LARGE  # noqa: E402  # found through the path above

ROUNDS = 15
SLOWEST = 10
HEAD = """\
format = 1
id = "work"
title = "Work"
version = "1.0.0"
licence = "MIT"
instructions = "Think of the last month."
intended_use = "Measuring how long it takes."
citations = [{ source = "a-study", place = "table 1" }]

[response_scales.often]
labels = ["never", "rarely", "sometimes", "often", "always"]
missing = [{ value = 98, label = "does not apply to me" }]

"""
BANDS = '[{ start = 0, label = "lower" }, { start = "4/3", label = "middle" }, { start = "8/3", label = "higher" }]'
SOURCES = """\
[sources.a-study]
title = "A study"
evidence = "cross-sectional"
locator_missing = true

"""


def text_of(items: int, scales: int, *, size: int = 0) -> str:
    """The file of a questionnaire whose items are spread over its scales; its texts are long enough to fill *size*."""
    per = items // scales
    short = written(items, scales, per, "")
    spare = max(size - len(short), 0) // items
    return short if not size else written(items, scales, per, " word" * (spare // len(" word")))


def written(items: int, scales: int, per: int, more: str) -> str:
    """The text of the file: items with what they are about, scales with bands and citations, two examples."""
    asked = [
        f'[items.item-{n}]\ntext = "I notice it in case {n}{more}."\nabout = ["sign:perfectionism"]\n'
        for n in range(items)
    ]
    scored = [scale(n, range(n * per, (n + 1) * per)) for n in range(scales)]
    answers = ", ".join(f"item-{n} = {n % 5}" for n in range(per))
    example = f"[[examples]]\nanswers = {{ {answers} }}\nscores = {{ scale-0 = 2 }}\n"
    return HEAD + "\n".join(asked) + "\n" + "\n".join(scored) + "\n" + SOURCES + example * 2


def scale(number: int, items: range) -> str:
    """A scale with bands and citations, of items of which every third is keyed in reverse."""
    keys = ", ".join(f'"{"-" if n % 3 == 0 else ""}item-{n}"' for n in items)
    head = f'[scales.scale-{number}]\nitems = [{keys}]\nmethod = "mean"\nmin_answered = "2/3"\n'
    return (
        f'{head}about = ["domain:career"]\nbands = {BANDS}\ncitations = [{{ source = "a-study", place = "table 2" }}]\n'
    )


def parse(text: str, name: str) -> object:
    """What the parser alone makes of a text."""
    if name.endswith(".json"):
        return json.loads(text, parse_float=Decimal)
    return tomllib.loads(text, parse_float=Decimal)


def refuse(data: bytes, name: str) -> None:
    """Read a hostile input, and say what is wrong with it."""
    try:
        insight.parse_questionnaire(data, format="json" if name.endswith(".json") else "toml", name=name)
    except insight.InsightError as error:
        str(error)


def best(work: Callable[[], object], *, rounds: int = 3) -> float:
    """The fewest seconds that *work* takes."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def parser_alone(name: str) -> float | None:
    """The seconds that the parser alone takes with a hostile input; None where it fails."""
    with suppress(ValueError, RecursionError):
        text = LARGE[name].decode("utf-8-sig")
        return best(lambda: parse(text, name), rounds=2)
    return None


def read_and_written(items: int, scales: int, *, size: int = 0, rounds: int = ROUNDS) -> None:
    """Print how long a sound file takes to be read and to be written."""
    text = text_of(items, scales, size=size)
    questionnaire = insight.parse_questionnaire(text)
    parsed, loaded, wrote = measure(
        lambda: parse(text, ""),
        lambda: insight.parse_questionnaire(text),
        lambda: insight.to_toml(questionnaire),
        rounds=rounds,
    )
    head = f"{items} items, {scales} scales, {len(text) / 1024:.0f} KiB"
    print(f"{head}: read in {loaded:.3f} s, {loaded / parsed:.1f} times tomllib alone ({parsed:.3f} s)")
    print(f"{' ' * len(head)}  to_toml in {wrote:.3f} s, {wrote / parsed:.1f} times")


def main() -> None:
    """Print the tables."""
    read_and_written(100, 10)
    read_and_written(2_000, 50, size=QUESTIONNAIRE_LIMIT, rounds=3)

    questionnaire = insight.parse_questionnaire(text_of(500, 25))
    insight.lint(questionnaire)
    (linted,) = measure(lambda: insight.lint(questionnaire), rounds=5)
    print(f"lint of 500 items: {linted:.3f} s, {len(insight.lint(questionnaire))} findings")
    page = insight.describe(questionnaire)
    forms = {"text": page.text, "Markdown": page.markdown, "HTML": page.html, "CSV": page.csv}
    described, *wrote = measure(lambda: insight.describe(questionnaire), *forms.values(), rounds=5)
    told = ", ".join(f"{name} {took:.3f} s" for name, took in zip(forms, wrote, strict=True))
    print(f"codebook of 500 items: {described:.3f} s, as {told}")

    took = {name: best(lambda name=name: refuse(LARGE[name], name)) for name in LARGE}  # type: ignore[misc]
    slowest = sorted(LARGE, key=lambda name: -took[name])[:SLOWEST]
    print(f"the slowest verdicts of {len(LARGE)} hostile inputs:")
    for name in slowest:
        alone = parser_alone(name)
        ratio = (
            "the parser alone fails" if alone is None else f"{took[name] / alone:6.1f} times the parser ({alone:.3f} s)"
        )
        print(f"  {took[name]:.3f} s  {name:52} {ratio}")


main()
