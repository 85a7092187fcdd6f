"""How long the catalog takes: reading it against the TOML parser alone, searching it, following its links.

Run it with `uv run python benchmarks/content.py`. What is compared runs by turns in one process, imports left out,
so that a noisy machine disturbs both alike; ratios are what counts.
"""

import csv
import statistics
import time
import tomllib
from pathlib import Path

import insight
from insight.content import Link
from insight.loading.folders import read_bundled
from measuring import measure

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "src" / "insight" / "data").rglob("*.toml"))
QUERIES = ROOT / "tests" / "content" / "queries.csv"
ROUNDS = 15


def parse_all() -> None:
    """What the parser alone does with the same files."""
    for file in FILES:
        tomllib.loads(file.read_text(encoding="utf-8"))


def scan(links: tuple[Link, ...], reference: str) -> list[Link]:
    """The links of an entry, found by looking at each link."""
    return [link for link in links if reference in (link.subject, link.object)]


def main() -> None:
    """Print the table."""
    read_bundled()
    parsed, loaded = measure(parse_all, read_bundled, rounds=ROUNDS)
    print(f"load_catalog(), cold: {loaded:.3f} s, {loaded / parsed:.1f} times tomllib alone ({parsed:.3f} s)")

    catalog = insight.load_catalog()
    start = time.perf_counter()
    catalog.search("warm up")
    print(f"first search, with the index: {time.perf_counter() - start:.3f} s")
    queries = [row["query"] for row in csv.DictReader(QUERIES.open(encoding="utf-8"))]
    times = [measure(lambda query=query: catalog.search(query), rounds=5)[0] for query in queries]  # type: ignore[misc]
    worst = max(times)
    print(
        f"search, {len(times)} queries: median {statistics.median(times) * 1000:.2f} ms, slowest {worst * 1000:.2f} ms"
    )

    reference = "domain:career"
    catalog.links(reference)
    looked_up, scanned = measure(
        lambda: catalog.links(reference), lambda: scan(catalog.all_links, reference), rounds=200
    )
    print(f"links of an entry: {scanned / looked_up:.0f} times as fast as a scan of {len(catalog.all_links)} links")


main()
