"""How many rows of a table were scored, and how: numbers about a table, none about a person."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from attrs import frozen

from insight.care import NOTICE
from insight.questionnaires import Questionnaire

# The status of a row with an answer that `score` would refuse.
INVALID = "invalid"


@frozen(kw_only=True)
class ScaleCounts:
    """How many rows have which status on a scale."""

    complete: int
    prorated: int
    too_few: int
    invalid: int


@frozen(kw_only=True)
class ItemCounts:
    """How many rows have no answer to an item, and how many have one that is none of its options."""

    unanswered: int
    invalid: int


@frozen(kw_only=True)
class Summary:
    """How many rows there are, and what became of them.

    Attributes:
        scales: By id of each scale.
        items: By id of each item.
    """

    rows: int
    scales: Mapping[str, ScaleCounts]
    items: Mapping[str, ItemCounts]


# What no choice of the caller goes below: of fewer people, too much can be told from a mean.
FEWEST_IN_A_GROUP = 5
# What a group has whose numbers are shown, where nobody says otherwise.
AT_LEAST = 10


class Hidden(StrEnum):
    """Why the numbers of a group are not shown.

    It has too few scored rows, on this scale or another; or the numbers of such a group could be had from them; or the
    scale shares items with one before it, and some people have a score on one of the two alone, which could be had from
    the numbers of both.
    """

    FEW = "few"
    BESIDE = "beside"
    SHARING = "sharing"


@frozen(kw_only=True, repr=False)
class GroupScores:
    """What there is to say of the scores of a group on one scale; of a hidden group nothing but that it is there.

    Attributes:
        group: What stands in the columns that tell groups apart; None where there is nothing; `()` for all groups.
        scale: The id of the scale.
        hidden: Why there are no numbers; None where there are.
        n: How many rows have a score.
        scored: The share of rows that have one.
        mean: The mean of the scores.
        sd: Their standard deviation, over n - 1.
        bands: By label the share of the scores in each band; None where the table has no bands.
    """

    group: tuple[Any, ...]
    scale: str
    hidden: Hidden | None = None
    n: int | None = None
    scored: float | None = None
    mean: float | None = None
    sd: float | None = None
    bands: Mapping[str, float] | None = None

    def __repr__(self) -> str:
        """Say which scale it is, without a number and without the group."""
        return f"<{type(self).__name__} on {self.scale!r}>"


@frozen(kw_only=True, repr=False)
class GroupSummary:
    """The scores of groups, without numbers of those that are small; nobody's row is in it.

    Attributes:
        questionnaire: What was asked.
        by: The columns that tell groups apart.
        at_least: How many scored rows a group has whose numbers are shown.
        rows: By group, in the order of their values, and by scale, in the order of the questionnaire.
        totals: The same of all groups together, by scale.
    """

    questionnaire: Questionnaire
    by: tuple[str, ...]
    at_least: int
    rows: tuple[GroupScores, ...]
    totals: tuple[GroupScores, ...]

    @property
    def notice(self) -> str:
        """What it is not."""
        return f"{NOTICE} {ABOUT_GROUPS}"

    def __repr__(self) -> str:
        """Say what was asked and by what it is grouped, without a number."""
        return f"<GroupSummary of {self.questionnaire.id!r} by {', '.join(self.by)}>"


ABOUT_GROUPS = (
    "This is about groups, never for decisions about a person. "
    "Share such numbers only where nobody can be told from them."
)
