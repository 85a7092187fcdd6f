"""How long pages with 1,000 entries take to build, against the same pages written out in reStructuredText.

Run it with `uv run python benchmarks/sphinxext.py`. Both projects are built by turns, each build in a process of its
own, so that a noisy machine disturbs both alike; ratios are what counts.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import insight
from insight.describing import Block, Description, Linked, Listing, Named, Page, Paragraph, entry_page

DOMAINS, SIGNS, CAUSES, STRATEGIES = 20, 300, 200, 480
A_PAGE = 20
Pair = tuple[list[float], list[float]]
ROUNDS = 3
WORDS = "People may notice this now and then, and it can have many reasons; often it passes when things calm down."


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        write_catalog(top / "ours" / "own" / "content")
        references = [entry.reference for entry in entries_of(top / "ours" / "own")]
        write_ours(top / "ours", references)
        write_plain(top / "plain", top / "ours" / "own", references)
        full: Pair = ([], [])
        nothing: Pair = ([], [])
        edited: Pair = ([], [])
        for number in range(ROUNDS):
            for here, project in enumerate((top / "ours", top / "plain")):
                full[here].append(build(project, fresh=True))
                nothing[here].append(build(project))
            for here, (project, edit) in enumerate(((top / "ours", edit_entry), (top / "plain", edit_page))):
                edit(project, number)
                edited[here].append(build(project))
        for name, (ours, plain) in (("all", full), ("nothing changed", nothing), ("one entry edited", edited)):
            mine, theirs = statistics.median(ours), statistics.median(plain)
            print(f"{name}: {mine:.2f} s, {mine / theirs:.2f} times plain reST ({theirs:.2f} s)")
        for name in ("ours", "plain"):
            size = (top / name / "out" / ".doctrees" / "environment.pickle").stat().st_size
            print(f"environment of {name}: {size / len(references) / 1024:.2f} KB an object")


def build(project: Path, *, fresh: bool = False) -> float:
    """Build a project; how long it takes."""
    command = [sys.executable, "-m", "sphinx", "-q", *["-E", "-a"] * fresh, "-b", "html", str(project)]
    start = time.perf_counter()
    subprocess.run([*command, str(project / "out")], check=True)  # noqa: S603  # our own command
    return time.perf_counter() - start


def write_catalog(content: Path) -> None:
    """A catalog of 1,000 entries, each with links to three others."""
    content.mkdir(parents=True)
    cite = 'citations = [{ source = "book-1", place = "page 7" }]'
    sizes = {"domains": DOMAINS, "signs": SIGNS, "causes": CAUSES, "strategies": STRATEGIES}
    more = {"causes": 'role = "cause"\n', "strategies": 'form = "practice"\n'}
    for name, size in sizes.items():
        rest = f'summary = "{WORDS} {WORDS}"\n{more.get(name, "")}{cite}\n'
        lines = (f'[{name}-{n}]\nname = "{name.capitalize()} number {n}"\n{rest}' for n in range(size))
        (content / f"{name}.toml").write_text("\n".join(lines), encoding="utf-8")
    links = [
        *(
            (f"strategy:strategies-{n}", "eases", f"sign:signs-{(7 * n + k) % SIGNS}")
            for n in range(STRATEGIES)
            for k in range(3)
        ),
        *((f"sign:signs-{n}", "appears-in", f"domain:domains-{n % DOMAINS}") for n in range(SIGNS)),
        *((f"cause:causes-{n}", "may-lead-to", f"sign:signs-{n}") for n in range(CAUSES)),
    ]
    rest = f'closeness = "named"\nbasis = "source"\n{cite}\n'
    told = (
        f'[[link]]\nsubject = "{subject}"\nrelation = "{relation}"\nobject = "{other}"\n{rest}'
        for subject, relation, other in links
    )
    (content / "links.toml").write_text("\n".join(told), encoding="utf-8")
    source = '[book-1]\ntitle = "A book"\nevidence = "expert-text"\nlocator_missing = true\n'
    (content / "sources.toml").write_text(source, encoding="utf-8")


def entries_of(folder: Path) -> list[insight.Entry]:
    """The entries of the catalog in *folder*."""
    catalog = insight.load_catalog(folder)
    held: Iterable[Iterable[insight.Entry]] = (catalog.domains, catalog.signs, catalog.causes, catalog.strategies)
    return [entry for entries in held for entry in entries]


def write_project(folder: Path, settings: str, pages: Iterable[str]) -> None:
    """A project with some pages."""
    folder.mkdir(parents=True, exist_ok=True)
    base = 'project = "x"\nhtml_theme = "basic"\nexclude_patterns = ["out", "own"]\n'
    (folder / "conf.py").write_text(base + settings, encoding="utf-8")
    names = []
    for number, text in enumerate(pages):
        names.append(f"   page{number}")
        (folder / f"page{number}.rst").write_text(f"Page {number}\n========\n\n{text}", encoding="utf-8")
    index = "\n".join(["All", "===", "", ".. toctree::", "", *names, ""])
    (folder / "index.rst").write_text(index, encoding="utf-8")


def in_pages(references: list[str]) -> Iterator[list[str]]:
    """The references of each page."""
    yield from (references[start : start + A_PAGE] for start in range(0, len(references), A_PAGE))


def write_ours(folder: Path, references: list[str]) -> None:
    """The project that shows the entries by a directive a page."""
    settings = 'extensions = ["insight.sphinxext"]\ninsight_catalog = "own"\n'
    pages = (f".. insight:catalog::\n   :ids: {' '.join(some)}\n" for some in in_pages(references))
    write_project(folder, settings, pages)


def write_plain(folder: Path, catalog: Path, references: list[str]) -> None:
    """The project in which the same is written out."""
    held = insight.load_catalog(catalog)
    parts = ("summary", "relations", "sources")
    pages = (
        "\n".join(line for each in some for line in page_lines(entry_page(held[each], held, parts=parts)))
        for some in in_pages(references)
    )
    write_project(folder, "", pages)


def page_lines(page: Page) -> Iterator[str]:
    """An entry in reStructuredText: a section with a label, an entry of the index, and fields."""
    label = f"insight-{page.about.replace(':', '-')}"
    yield f"\n.. _{label}:\n\n{page.title}\n{'-' * len(page.title)}\n\n.. index:: single: {page.title}\n"
    for block in page.blocks:
        if isinstance(block, Description):
            yield f":{block.title}:"
            yield from (f"   {line}" for inner in block.blocks for line in block_lines(inner))
        else:
            yield from block_lines(block)


def block_lines(block: Block) -> Iterator[str]:
    """A paragraph or a list in reStructuredText."""
    if isinstance(block, Paragraph):
        yield from (written(block.text), "")
    elif isinstance(block, Listing):
        yield from (f"- {written(item)}" for item in block.items)
        yield ""


def written(text: str) -> str:
    """A text with its links as references to labels; what the catalog of the benchmark has no page for stays words."""
    parts = text.parts if isinstance(text, Linked) else (text,)
    return "".join(
        f":ref:`{part.words} <insight-{part.reference.replace(':', '-')}>`"
        if isinstance(part, Named) and not part.reference.startswith("source:")
        else part.words
        if isinstance(part, Named)
        else part
        for part in parts
    )


def edit_entry(folder: Path, number: int) -> None:
    """Change the summary of one entry."""
    change(folder / "own" / "content" / "causes.toml", lambda text: text.replace(WORDS, f"{number} {WORDS}", 1))


def edit_page(folder: Path, number: int) -> None:
    """The same in the project that is written out."""
    change(folder / "page20.rst", lambda text: text.replace(WORDS, f"{number} {WORDS}", 1))


def change(file: Path, make: Callable[[str], str]) -> None:
    """Change a file."""
    file.write_text(make(file.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
