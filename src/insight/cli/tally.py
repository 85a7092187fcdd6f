"""What became of the rows of a table: how many have which status, and the first places that are invalid."""

import argparse
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import define, field

from insight.care import NOTICE
from insight.cli.output import OK, REFUSED, complain
from insight.errors import Problem
from insight.frames.values import INVALID
from insight.questionnaires import Questionnaire
from insight.scoring import Status, score

MOST_NAMED = 10
STATUSES: Mapping[str, str] = {**{status: status.replace("-", " ") for status in Status}, INVALID: INVALID}


@define
class Tally:
    """Counts over the rows of a table; none of them is an answer.

    Attributes:
        rows: How many there are.
        scales: By id of a scale, how many rows have which status.
        items: By id of an item, how many of its answers are invalid.
        count: How many places are invalid.
        places: The first of them.
    """

    rows: int = 0
    scales: dict[str, Counter[str]] = field(factory=dict)
    items: Counter[str] = field(factory=Counter)
    count: int = 0
    places: list[Problem] = field(factory=list)

    @property
    def wanted(self) -> int:
        """How many more places are to be named."""
        return MOST_NAMED - len(self.places)

    def add(self, scale: str, statuses: Mapping[str, int]) -> None:
        """Count rows of a scale."""
        self.scales.setdefault(scale, Counter()).update(statuses)

    def name(self, problems: Sequence[Problem]) -> None:
        """Keep places to name, as long as there are few."""
        self.places += problems[: self.wanted]


def tell(tally: Tally, questionnaire: Questionnaire, given: argparse.Namespace, name: str) -> int:
    """Say under the notice what became of the rows, and which places are invalid; the exit status."""
    complain(" ".join([NOTICE, "Not for decisions about a person.", *score(questionnaire, {}).limits()]))
    if given.out is not None:
        listed = "\n  - ".join(summarize(tally, questionnaire))
        complain(f"{name}: {tally.rows} {'rows' if tally.rows > 1 else 'row'}:\n  - {listed}")
    if not tally.count:
        return OK
    more = [f"and {tally.count - len(tally.places)} more"] if tally.count > len(tally.places) else []
    result_of = "nothing was written" if given.strict else "these rows have the status 'invalid' and no scores"
    listed = "\n  - ".join([*map(str, tally.places), *more])
    complain(f"{name}: {tally.count} invalid {'places' if tally.count > 1 else 'place'}; {result_of}:\n  - {listed}")
    return REFUSED


def summarize(tally: Tally, questionnaire: Questionnaire) -> Iterator[str]:
    """How many rows have which status, by scale; how many answers are invalid, by item that has some."""
    for scale in questionnaire.scales:
        told = [f"{tally.scales[scale.id][status]} {words}" for status, words in STATUSES.items()]
        yield f"scale {scale.id}: {', '.join(told)}"
    for item in questionnaire.items:
        if tally.items[item.id]:
            yield f"item {item.id}: {tally.items[item.id]} invalid"
