"""What an analysis says, as frozen values: of the whole, of each scale, of each item.

None of them has an answer in its `repr`. A number that cannot be had is None, and `why` says so in words.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

from attrs import frozen

from insight.care import NOTICE
from insight.errors import Finding, UnknownIdError
from insight.questionnaires import Questionnaire

FOR_GROUPS = (
    "This is about a group, never for decisions about a person. "
    "Small groups can give people away: share such numbers only where nobody can be told from them."
)
# No number is told that rests on fewer rows: of two equal answers the mean is everybody's answer.
FEWEST = 5


@frozen(kw_only=True, repr=False)
class Reasoned:
    """Numbers of which some cannot be had.

    Attributes:
        id: What they are about.
        reasons: The name of each number that is None, and why.
    """

    id: str
    reasons: tuple[tuple[str, str], ...] = ()

    def why(self, name: str) -> str:
        """Why the number called *name* is None; nothing where it is there."""
        return dict(self.reasons).get(name, "")

    def __repr__(self) -> str:
        """Say what it is about, without a number."""
        return f"<{type(self).__name__} of {self.id!r}>"


@frozen(kw_only=True, repr=False)
class ItemAnalysis(Reasoned):
    """An item in its scale, its answers keyed as the scale keys them.

    Attributes:
        n: How many rows have an answer that is one of the options.
        missing: How many have none: empty, a missing option, or a value that is no option.
        not_options: How many of these hold a value that is no option.
        mean: The mean of the keyed answers.
        sd: Their standard deviation, over n - 1.
        floor: The share of answers that are the lowest keyed value.
        ceiling: The share of answers that are the highest.
        item_rest_r: The correlation with the sum of the scale's other items, without the item itself.
        alpha_if_dropped: The alpha of the scale without the item.
    """

    n: int
    missing: int
    not_options: int
    mean: float | None
    sd: float | None
    floor: float | None
    ceiling: float | None
    item_rest_r: float | None
    alpha_if_dropped: float | None


@frozen(kw_only=True, repr=False)
class ScaleAnalysis(Reasoned):
    """How the items of a scale hang together, keyed and not weighted; for a count, 0 or 1 each.

    Attributes:
        name: What people call the scale.
        n: How many rows have an answer to any of its items.
        complete: How many have an answer to all of them.
        missing: How many answers the rows lack, over all of its items.
        floor: The share of complete rows in which every item has its lowest keyed value.
        ceiling: The share in which every item has its highest.
        mean_r: The mean correlation between two items.
        alpha: Cronbach's alpha, from the covariances of pairs; items without spread are left out of it.
        alpha_se: Its asymptotic standard error, for as many rows as are complete.
        alpha_low: The lower end of its 95 % interval, alpha - 1.96 · alpha_se.
        alpha_high: The upper end; it is not cut off at 1.
        items: Each of its items, in order.
    """

    name: str
    n: int
    complete: int
    missing: int
    floor: float | None
    ceiling: float | None
    mean_r: float | None
    alpha: float | None
    alpha_se: float | None
    alpha_low: float | None
    alpha_high: float | None
    items: tuple[ItemAnalysis, ...]


@frozen(kw_only=True, repr=False)
class Analysis:
    """A questionnaire held against the answers of a sample.

    Iterating gives the scales in order, `analysis["career"]` one of them. The answers are not in it.

    Attributes:
        questionnaire: What was asked.
        rows: How many rows the table has.
        scales: What there is to say of each scale, in order.
        findings: What may be wrong, in the definition or in the table: errors first, then warnings, then hints.
    """

    questionnaire: Questionnaire
    rows: int
    scales: tuple[ScaleAnalysis, ...]
    findings: tuple[Finding, ...]

    @property
    def notice(self) -> str:
        """What it is not."""
        return f"{NOTICE} {FOR_GROUPS}"

    @cached_property
    def _by_id(self) -> Mapping[str, ScaleAnalysis]:
        return {scale.id: scale for scale in self.scales}

    def __getitem__(self, scale: str) -> ScaleAnalysis:
        """What there is to say of the scale with this id.

        Raises:
            UnknownIdError: If there is none; it says which may have been meant.
        """
        given: object = scale
        if not isinstance(given, str) or given not in self._by_id:
            raise UnknownIdError.of("scale", given, self._by_id)
        return self._by_id[given]

    def __iter__(self) -> Iterator[ScaleAnalysis]:
        """Give each scale in order."""
        return iter(self.scales)

    def __len__(self) -> int:
        """How many scales there are."""
        return len(self.scales)

    def __contains__(self, scale: object) -> bool:
        """Whether a scale has this id."""
        return isinstance(scale, str) and scale in self._by_id

    def __repr__(self) -> str:
        """Say what was asked and of how many, without a number about their answers."""
        return f"<Analysis of {self.questionnaire.id!r}: {self.rows} rows, {len(self.findings)} findings>"
