"""The public data set `bfi` of the SAPA project: 25 items from 1 to 6, five scales, and what psych computes of them.

It is not ours to ship, so what needs it runs where it lies beside the project.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from insight import Key, Questionnaire, Scale, options
from insight.questionnaires import Item, Method

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def read(name: str) -> Iterator[dict[str, str]]:
    """The rows of a file."""
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


def make_bfi() -> Questionnaire:
    """The questionnaire, with the keys of the data set."""
    keys: dict[str, list[Key]] = {}
    for row in read("bfi.keys.csv"):
        keys.setdefault(row["scale"], []).append(Key.parse(row["key"]))
    labels = ("very inaccurate", "inaccurate", "rather inaccurate", "rather accurate", "accurate", "very accurate")
    return Questionnaire.build(
        "bfi",
        title="Five scales of five items",
        responses=options(*labels, start=1),
        items=[Item(id=key.item, text=f"Statement {key.item}.") for each in keys.values() for key in each],
        scales=[
            Scale(id=name, items=tuple(each), method=Method.MEAN, min_answered=1, range=(1, 6))
            for name, each in keys.items()
        ],
    )
