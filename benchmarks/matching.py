"""How long matching takes: 20 references over the whole catalog, and over ten times the catalog.

Run it with `uv run python benchmarks/matching.py`. Both catalogs are matched by turns in one process, so that a noisy
machine disturbs both alike; ratios are what counts.
"""

import random
import statistics
import time
from typing import Any

import attrs

import insight
from insight.content import Kind

REFERENCES, ROUNDS, TIMES = 20, 200, 10
REPORTED = ("signs", "causes", "domains", "attachment_styles")


def multiplied(catalog: insight.Catalog, times: int) -> insight.Catalog:
    """A catalog with *times* as many strategies, signs, causes, domains, styles, and links between them."""
    fields: dict[str, Any] = {name: list(getattr(catalog, name)) for name in (*REPORTED, "strategies")}
    links = list(catalog.links_given)
    for n in range(2, times + 1):
        for name, held in fields.items():
            held += [attrs.evolve(entry, id=f"{entry.id}-{n}") for entry in getattr(catalog, name)]
        links += [
            attrs.evolve(link, subject=renamed(link.subject, n), object=renamed(link.object, n))
            for link in catalog.links_given
        ]
    return attrs.evolve(catalog, **fields, links=tuple(dict.fromkeys(links)))


def renamed(reference: str, n: int) -> str:
    """The reference of a copy; notes, conditions and sources have none."""
    return f"{reference}-{n}" if reference.partition(":")[0] in COPIED else reference


COPIED = {Kind.SIGN, Kind.CAUSE, Kind.DOMAIN, Kind.ATTACHMENT_STYLE, Kind.STRATEGY}


def profiles_over(catalog: insight.Catalog) -> list[insight.Profile]:
    """Profiles of 20 references each."""
    chance = random.Random(1)  # noqa: S311  # the same numbers each time
    references = [entry.reference for name in REPORTED for entry in getattr(catalog, name)]
    return [
        insight.Profile.of({each: chance.random() for each in chance.sample(references, REFERENCES)})
        for _ in range(ROUNDS)
    ]


def seconds(catalog: insight.Catalog, profile: insight.Profile) -> float:
    """How long one match takes."""
    start = time.perf_counter()
    insight.match(profile, catalog)
    return time.perf_counter() - start


def main() -> None:
    """Print the table."""
    small = insight.load_catalog()
    large = multiplied(small, TIMES)
    held = [(catalog, profiles_over(catalog)) for catalog in (small, large)]
    first = [seconds(catalog, profiles[0]) for catalog, profiles in held]
    took = [[seconds(catalog, profiles[n]) for catalog, profiles in held] for n in range(ROUNDS)]
    for (catalog, _), begin, each in zip(held, first, zip(*took, strict=True), strict=True):
        print(
            f"{len(catalog.strategies)} strategies, {len(catalog.links())} links: first match {begin * 1000:.0f} ms, "
            f"then {statistics.median(each) * 1000:.2f} ms (median of {ROUNDS}), {max(each) * 1000:.1f} ms at most"
        )
    ratio = statistics.median(large_one / small_one for small_one, large_one in took)
    print(f"ten times the catalog: {ratio:.1f} times as long")


main()
