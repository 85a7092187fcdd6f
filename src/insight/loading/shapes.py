"""The shapes in which results stand in JSON: written, read and compared as they are here."""

from collections.abc import Collection
from typing import Any

import attrs
from attrs import frozen

from insight.content import Checked, Citation, Resource
from insight.questionnaires import Validation
from insight.scoring import Exact, Pin, Score, Status, StoredScore


@frozen(kw_only=True, repr=False)
class ScoreText(Checked):
    """A score as it is written: floats to be read at a glance, and under `exact` the fractions that they stand for."""

    name: str
    words: str
    status: Status
    value: float | None
    low: float
    high: float
    minimum: float
    maximum: float
    position: float | None
    answered: int
    required: int
    of: int
    band: str | None
    possible_bands: tuple[str, ...]
    band_settled: bool
    exact: Exact
    rule: str
    citations: tuple[Citation, ...]
    validation: Validation
    editorial: bool

    @classmethod
    def of_score(cls, score: Score) -> "ScoreText":
        """What is written of *score*."""
        return cls(
            name=score.scale.name,
            words=score.sentence(),
            band=score.band.label if score.band else None,
            possible_bands=tuple(band.label for band in score.possible_bands),
            **told(score, cls, without=("name", "words", "band", "possible_bands")),
        )

    @classmethod
    def of_stored(cls, stored: StoredScore) -> "ScoreText":
        """What was written of a score that is stored."""
        return cls(**told(stored, cls))

    def to_stored(self, name: str) -> StoredScore:
        """The score, of the scale with the id *name*; refused where its numbers contradict one another."""
        return StoredScore(id=name, **told(self, StoredScore, without=("id",)))


def told(value: Any, cls: type[attrs.AttrsInstance], *, without: Collection[str] = ()) -> dict[str, Any]:
    """What *value* has of the fields of *cls*, but for some."""
    return {field.name: getattr(value, field.name) for field in attrs.fields(cls) if field.name not in without}


@frozen(kw_only=True, repr=False)
class ResultText(Checked):
    """A result as it is written.

    Attributes:
        answers: The answers by item id; None where they were left out.
        scores: By the id of the scale.
    """

    pin: Pin
    notice: str
    care: tuple[Resource, ...]
    answers: dict[str, Any] | None = None
    scores: dict[str, ScoreText]
