"""2,800 real people, scored as another program scores them."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from insight import Item, Key, Questionnaire, Scale, options, score
from insight.questionnaires import Method

# The public data set `bfi` of the SAPA project, with the mean over the answered items that psych 2.2.9 computes
# (R: scoreItems(keys, bfi, missing = TRUE, impute = "none", min = 1, max = 6)$scores, here with min_answered = 1).
# It is not ours to ship, so this runs where it lies beside the project.
DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
PEOPLE, GAPS = 2_800, 508

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the data set does not lie beside the project")


def read(name: str) -> Iterator[dict[str, str]]:
    """The rows of a file."""
    with (DATA / name).open(newline="", encoding="utf-8") as file:
        yield from csv.DictReader(file)


@pytest.fixture(scope="module")
def bfi() -> Questionnaire:
    """25 items from 1 to 6 and five scales, with the keys of the data set."""
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


def test_every_person_scores_as_in_psych(bfi: Questionnaire) -> None:
    """All 14,000 scores, gaps included, are equal to 1e-9; a scale without an answer has no value in both."""
    people = list(read("bfi.csv"))
    gaps = 0

    for person in people:
        answers = {item.id: int(person[item.id]) if person[item.id] else None for item in bfi.items}
        gaps += sum(answer is None for answer in answers.values())
        for each in score(bfi, answers):
            expected = person[f"psych_{each.scale.id}"]
            if each.value is None:
                assert expected in {"", "NA", "NaN"}
            else:
                assert each.value == pytest.approx(float(expected), rel=0, abs=1e-9)
    assert (len(people), gaps) == (PEOPLE, GAPS)
