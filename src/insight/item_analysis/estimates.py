"""Statistics of a scale from its moments. Each is a number, or a text that says why there is none; never NaN.

- Cronbach's alpha of k items with the covariance matrix V, T the sum of all of V:
  k / (k - 1) · (1 - tr V / T). Cronbach 1951, Psychometrika 16, 297-334, doi:10.1007/BF02310555.
- Its standard error over n rows: √(Q / n), with
  Q = 2k² / ((k - 1)² T³) · (T (tr V² + tr² V) - 2 tr V · 1'V²1), and the interval alpha ± 1.96 · √(Q / n).
  Duhachek & Iacobucci 2004, Journal of Applied Psychology 89(5), 792-808, doi:10.1037/0021-9010.89.5.792.
- V is taken from pairs of items, each over the rows that have both, as the R package psych does. Put together so, it
  need not be the matrix of any rows: what only such a matrix can give, as an alpha above 1, is not told.
"""

import itertools
import math
from collections.abc import Mapping, Sequence

import numpy as np

from insight.item_analysis.coding import Floats, Tally
from insight.item_analysis.keyed import Keyed
from insight.item_analysis.values import FEWEST, ItemAnalysis, ScaleAnalysis
from insight.questionnaires import Part

# A number, or why there is none.
Told = float | str
Z95 = 1.96
TWO = 2
# Below this part of the items' own variances, the variance of their sum is nothing but rounding.
NOTHING_LEFT = 1e-12

FEW_ANSWERS = f"fewer than {FEWEST} rows have an answer"
NO_SPREAD = "its keyed answers are all the same"
FEW_ITEMS = "the scale has fewer than two items with answers that differ"
FEW_LEFT = "without it the scale has fewer than two items with answers that differ"
FEW_PAIRS = f"for some two items of the scale fewer than {FEWEST} rows have both"
NONE_LEFT = "the items cancel each other out"
FEW_COMPLETE = f"fewer than {FEWEST} rows are complete"
UNSTEADY = "too few rows have both of some two items for it to make sense"


def describe_scale(keyed: Keyed, rows: int) -> ScaleAnalysis:
    """What there is to say of a scale in a table of so many rows."""
    covariance, varying, moments = keyed.covariance, keyed.varying, keyed.moments
    lowest, highest = moments.at_ends
    told: dict[str, Told] = {
        "floor": share(lowest, moments.complete, FEW_COMPLETE),
        "ceiling": share(highest, moments.complete, FEW_COMPLETE),
        "mean_r": mean_correlation(covariance),
        **interval(alpha_of(covariance), covariance, moments.complete),
    }
    rests, dropped = (dict(zip(varying, each(covariance), strict=True)) for each in (item_rests, alphas_if_dropped))
    means, variances = moments.means, np.diag(moments.covariance)
    items = [
        describe_item(
            part,
            keyed.tallies[n],
            keyed.counts[n],
            rows=rows,
            mean=means[n],
            variance=variances[n],
            others={"item_rest_r": rests.get(n, NO_SPREAD), "alpha_if_dropped": dropped.get(n, NO_SPREAD)},
        )
        for n, part in enumerate(keyed.scale.parts)
    ]
    return ScaleAnalysis(
        id=keyed.scale.id,
        name=keyed.scale.scale.name,
        n=moments.some,
        complete=moments.complete,
        missing=sum(item.missing for item in items),
        items=tuple(items),
        reasons=reasons_in(told),
        **numbers_in(told),
    )


def describe_item(  # noqa: PLR0913  # each is a statistic of its own
    part: Part,
    tally: Tally,
    by_value: Mapping[float, int],
    *,
    rows: int,
    mean: float,
    variance: float,
    others: Mapping[str, Told],
) -> ItemAnalysis:
    """What there is to say of an item; nothing of the answers of few people."""
    few = tally.n < FEWEST
    low, high = (by_value.get(float(end(part.values)), 0) for end in (min, max))
    told: dict[str, Told] = {
        "mean": FEW_ANSWERS if few else float(mean),
        "sd": FEW_ANSWERS if few else math.sqrt(max(variance, 0.0)) if len(by_value) > 1 else 0.0,
        "floor": share(low, tally.n, FEW_ANSWERS),
        "ceiling": share(high, tally.n, FEW_ANSWERS),
        **(dict.fromkeys(others, FEW_ANSWERS) if few else others),
    }
    return ItemAnalysis(
        id=part.item.id,
        n=tally.n,
        missing=rows - tally.n,
        not_options=tally.not_options,
        reasons=reasons_in(told),
        **numbers_in(told),
    )


def share(count: int, of: int, why_not: str) -> Told:
    """A share, where it is not of few."""
    return count / of if of >= FEWEST else why_not


def reasons_in(told: Mapping[str, Told]) -> tuple[tuple[str, str], ...]:
    """Why there is no number, of those that are none."""
    return tuple((name, each) for name, each in told.items() if isinstance(each, str))


def numbers_in(told: Mapping[str, Told]) -> dict[str, float | None]:
    """The numbers; None where there is none."""
    return {name: None if isinstance(each, str) else each for name, each in told.items()}


def why_no_matrix(covariance: Floats) -> str:
    """Why nothing can be said of a covariance matrix as a whole."""
    if len(covariance) < TWO:
        return FEW_ITEMS
    return FEW_PAIRS if np.isnan(covariance).any() else ""


def alpha_of(covariance: Floats) -> Told:
    """Cronbach's alpha."""
    return why_no_matrix(covariance) or alpha_from(
        len(covariance), float(np.trace(covariance)), float(covariance.sum())
    )


def alpha_from(count: int, trace: float, total: float) -> Told:
    """Cronbach's alpha of so many items, from the sum of their variances and the variance of their sum."""
    if not total > NOTHING_LEFT * trace:
        return NONE_LEFT
    found = count / (count - 1) * (1 - trace / total)
    return UNSTEADY if found > 1 + NOTHING_LEFT else min(1.0, found)


def interval(alpha: Told, covariance: Floats, complete: int) -> dict[str, Told]:
    """Alpha with its standard error and 95 % interval."""
    error = alpha if isinstance(alpha, str) else standard_error(covariance, complete)
    low, high = error, error
    if not isinstance(alpha, str) and not isinstance(error, str):
        low, high = alpha - Z95 * error, alpha + Z95 * error
    return {"alpha": alpha, "alpha_se": error, "alpha_low": low, "alpha_high": high}


def standard_error(covariance: Floats, complete: int) -> Told:
    """The asymptotic standard error of alpha over so many complete rows."""
    if complete < FEWEST:
        return FEW_COMPLETE
    count, trace, total = len(covariance), float(np.trace(covariance)), float(covariance.sum())
    squared = covariance @ covariance
    own, shared = total * (float(np.trace(squared)) + trace**2), 2 * trace * float(squared.sum())
    if own - shared < -NOTHING_LEFT * own:
        return UNSTEADY
    return math.sqrt(2 * count**2 / ((count - 1) ** 2 * total**3) * max(own - shared, 0.0) / complete)


def correlations(covariance: Floats) -> Floats:
    """The correlation matrix; from pairs with few rows one can lie beyond 1."""
    spread = np.sqrt(np.diag(covariance))
    found: Floats = covariance / spread / spread[:, None]
    return found


def mean_correlation(covariance: Floats) -> Told:
    """The mean correlation of two items."""
    if why := why_no_matrix(covariance):
        return why
    matrix = correlations(covariance)
    if np.abs(matrix).max() > 1 + NOTHING_LEFT:
        return UNSTEADY
    return float(matrix[np.triu_indices(len(matrix), 1)].mean())


def item_rests(covariance: Floats) -> Sequence[Told]:
    """For each item its correlation with the sum of the others: cov(x, T - x) / √(var x · var(T - x))."""
    if why := why_no_matrix(covariance):
        return [why] * len(covariance)
    own, rows = np.diag(covariance), covariance.sum(axis=0)
    rests = rows.sum() - 2 * rows + own
    return list(
        itertools.starmap(rest_correlation, zip((rows - own).tolist(), own.tolist(), rests.tolist(), strict=True))
    )


def rest_correlation(shared: float, own: float, rest: float) -> Told:
    """The correlation of an item with the rest."""
    if not rest > NOTHING_LEFT * own:
        return NONE_LEFT
    found = shared / math.sqrt(own * rest)
    return UNSTEADY if abs(found) > 1 + NOTHING_LEFT else max(-1.0, min(1.0, found))


def alphas_if_dropped(covariance: Floats) -> Sequence[Told]:
    """For each item the alpha of the others."""
    if len(covariance) == TWO:
        return [FEW_LEFT] * TWO
    if why := why_no_matrix(covariance):
        return [why] * len(covariance)
    own, rows = np.diag(covariance), covariance.sum(axis=0)
    traces, totals = (own.sum() - own).tolist(), (rows.sum() - 2 * rows + own).tolist()
    return [alpha_from(len(own) - 1, trace, total) for trace, total in zip(traces, totals, strict=True)]
