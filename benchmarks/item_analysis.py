"""How long an item analysis takes, as a ratio to the covariances of pairs of the same table, as one writes it in numpy.

Run it with `uv run python benchmarks/item_analysis.py [ROWS]`, a million rows without. What is compared runs by turns
in one process, so that a noisy machine disturbs both alike; ratios are what counts. Where others use the machine, set
OPENBLAS_NUM_THREADS=1: threads that wait for each other make numpy's products many times slower.
"""

import sys
import tracemalloc

import numpy as np
import polars as pl
from numpy.typing import NDArray

import insight
from insight import Questionnaire
from insight.item_analysis import Analysis, analyze
from measuring import measure

ROWS, SCALES, ITEMS, GAPS = 1_000_000, 5, 5, 0.02
ROUNDS = 5
BLOCK = 16_384
Floats = NDArray[np.float64]


def make() -> Questionnaire:
    """Five scales of five items from 1 to 6, two of each keyed in reverse."""
    keys = {f"s{s}": [f"{'-' * (n % 5 in {1, 4})}s{s}-{n}" for n in range(ITEMS)] for s in range(SCALES)}
    return Questionnaire.build(
        "wide",
        title="Wide",
        responses=insight.options("one", "two", "three", "four", "five", "six", start=1),
        items={key.removeprefix("-"): "Text." for each in keys.values() for key in each},
        scales={name: " ".join(each) for name, each in keys.items()},
    )


def people(questionnaire: Questionnaire, rows: int) -> Floats:
    """Answers that have something in common within a scale, two in a hundred left out."""
    chance = np.random.default_rng(7)
    common = np.repeat(chance.standard_normal((rows, SCALES)), ITEMS, axis=1)
    found = np.clip(np.round(3.5 + common + chance.standard_normal(common.shape)), 1, 6)
    for n, key in enumerate(key for scale in questionnaire.scales for key in scale.items):
        found[:, n] = 7 - found[:, n] if key.reverse else found[:, n]
    found[chance.random(found.shape) < GAPS] = np.nan
    return found


def covariances(table: Floats) -> Floats:
    """The covariance of each two columns over the rows that have both, by products of the whole table."""
    there = ~np.isnan(table)
    held, mask = np.where(there, table, 0.0), there.astype(np.float64)
    n, sums = mask.T @ mask, held.T @ mask
    found: Floats = (held.T @ held - sums * sums.T / n) / (n - 1)
    return found


def by_blocks(table: Floats) -> Floats:
    """The same, some rows at a time, so that they stay in the cache."""
    size = table.shape[1]
    n, sums, products = (np.zeros((size, size)) for _ in range(3))
    for start in range(0, len(table), BLOCK):
        part = table[start : start + BLOCK]
        there = ~np.isnan(part)
        held, mask = np.where(there, part, 0.0), there.astype(np.float64)
        n += mask.T @ mask
        sums += held.T @ mask
        products += held.T @ held
    found: Floats = (products - sums * sums.T / n) / (n - 1)
    return found


def check(analysis: Analysis, table: Floats) -> None:
    """The alphas are those of the covariances."""
    whole = covariances(table)
    for n, scale in enumerate(analysis):
        own = whole[n * ITEMS : (n + 1) * ITEMS, n * ITEMS : (n + 1) * ITEMS]
        signs = np.array([-1 if key.reverse else 1 for key in analysis.questionnaire.scales[n].items])
        keyed = own * signs * signs[:, None]
        expected = ITEMS / (ITEMS - 1) * (1 - np.trace(keyed) / keyed.sum())
        if scale.alpha is None or abs(scale.alpha - expected) > 1e-9:  # noqa: PLR2004  # rounding
            raise AssertionError(f"alpha of {scale.id}")


def main() -> None:
    """Print the table."""
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    questionnaire = make()
    table = people(questionnaire, rows)
    frame = pl.DataFrame({item.id: table[:, n].copy() for n, item in enumerate(questionnaire.items)})
    check(analyze(questionnaire, frame), table)
    whole, blocks, ours = measure(
        lambda: covariances(table), lambda: by_blocks(table), lambda: analyze(questionnaire, frame), rounds=ROUNDS
    )
    print(f"{rows:,} rows, {len(questionnaire.items)} items, {SCALES} scales: {ours * 1e3:.0f} ms with all findings")
    print(f"{ours / whole:.2f} times the covariances of the whole table ({whole * 1e3:.0f} ms)")
    print(f"{ours / blocks:.2f} times the same by blocks of rows ({blocks * 1e3:.0f} ms)")
    tracemalloc.start()
    analyze(questionnaire, frame)
    _, most = tracemalloc.get_traced_memory()
    print(f"memory on top of the table: {most / 1e6:.0f} MB; the table itself has {table.nbytes / 1e6:.0f} MB")


main()
