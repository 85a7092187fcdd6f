"""The house in a picture and a table, from the imports: `uv run python docs/house.py` writes both anew.

A test holds the files equal to what this makes.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path
from statistics import fmean

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "insight"
# The table of floors stands in the test that holds it.
TABLE = ROOT / "tests" / "unit" / "test_house.py"
PICTURE = ROOT / "docs" / "_static" / "house.svg"
PAGE = ROOT / "docs" / "contributing.md"
BEGIN, END = "<!-- the house: docs/house.py writes what follows -->\n", "<!-- the end of what docs/house.py writes -->"

# What each module or package imports, by name.
Imports = dict[str, set[str]]
# A floor and a module: its box where it stands on that floor, else where lines pass on their way down to it.
Place = tuple[int, str]


def files() -> dict[Path, str]:
    """Each file that is made, with its text."""
    imports = read_imports()
    floors = [[name for name in names if name in imports] for names in read_floors()]
    before, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, after = rest.partition(END)
    table = "\n".join(table_of(floors, imports))
    return {PICTURE: "\n".join(draw(floors, imports)) + "\n", PAGE: f"{before}{BEGIN}\n{table}\n\n{END}{after}"}


def read_floors() -> list[list[str]]:
    """The names of each floor, from the lowest, as the table of the test has them."""
    for node in ast.parse(TABLE.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == ["FLOORS"]:
            return [sorted(names) for names in ast.literal_eval(node.value)]
    raise ValueError(f"{TABLE.name} has no FLOORS")


def read_imports() -> Imports:
    """What each module or package right under `insight` imports from the others, anywhere in it."""
    found: Imports = {}
    for path in sorted(SOURCE.rglob("*.py")):
        here = path.relative_to(SOURCE).parts[0].removesuffix(".py")
        found.setdefault(here, set()).update(set(imported(path)) - {here})
    return found


def imported(path: Path) -> Iterator[str]:
    """The modules right under `insight` that a file imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        for name in names:
            top, _, rest = name.partition(".")
            if top == "insight":
                yield rest.partition(".")[0] or "__init__"


def opening(name: str) -> str:
    """The sentence that a module or package opens with."""
    path = SOURCE / name / "__init__.py" if (SOURCE / name).is_dir() else SOURCE / f"{name}.py"
    told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return " ".join(told.partition("\n\n")[0].split())


def table_of(floors: Sequence[Sequence[str]], imports: Imports) -> Iterator[str]:
    """What the picture shows, in words, from the top floor down."""
    yield "| Floor | Module | What it knows | Imports |"
    yield "| --- | --- | --- | --- |"
    for number, names in reversed(list(enumerate(floors))):
        for name in names:
            told = ", ".join(f"`{each}`" for each in sorted(imports[name])) or "nothing"
            yield f"| {number} | `{name}` | {opening(name).replace('|', chr(92) + '|')} | {told} |"


def below(name: str, imports: Imports) -> set[str]:
    """All that a module imports, directly or by way of others."""
    return imports[name].union(*(below(each, imports) for each in imports[name]))


def lines_of(imports: Imports) -> list[tuple[str, str]]:
    """The imports that do not follow from others: if a imports b, and b imports c, there is no line from a to c."""
    return [
        (name, each)
        for name in sorted(imports)
        for each in sorted(imports[name])
        if not any(each in below(other, imports) for other in imports[name] - {each})
    ]


def ways_down(level: Mapping[str, int], imports: Imports) -> dict[tuple[Place, Place], None]:
    """The lines of the picture, cut at each floor that they pass; those to one module join on their way."""
    ways = (
        [(level[name], name)] + [(n, to) for n in range(level[name] - 1, level[to] - 1, -1)]
        for name, to in lines_of(imports)
    )
    return dict.fromkeys(pair for way in ways for pair in pairwise(way))


def in_rows(floors: Sequence[Sequence[str]], pieces: Iterable[tuple[Place, Place]]) -> list[list[Place]]:
    """The places of each floor from left to right, near those that lines tie them to, so that few lines cross."""
    near: defaultdict[Place, list[Place]] = defaultdict(list)
    for one, other in pieces:
        near[one].append(other)
        near[other].append(one)
    rows = [
        sorted({(n, name) for name in names} | {place for place in near if place[0] == n})
        for n, names in enumerate(floors)
    ]
    for _ in range(SWEEPS):
        for number, row in [*enumerate(rows), *reversed([*enumerate(rows)])]:
            where = {place: x for other in rows for place, x in zip(other, across(len(other)), strict=True)}
            middles = {place: fmean([where[each] for each in near[place]] or [WIDTH / 2]) for place in row}
            rows[number] = sorted(row, key=lambda place: (round(middles[place], 6), place))
    return rows


def across(count: int) -> list[int]:
    """How far to the right each of so many places stands."""
    return [EDGE + (WIDTH - EDGE) * (2 * n + 1) // (2 * count) for n in range(count)]


SWEEPS = 4
WIDTH, ROW, EDGE = 720, 60, 24
# Half as high as a box, and how much room a letter takes.
HALF, LETTER = 13, 8


def draw(floors: Sequence[Sequence[str]], imports: Imports) -> Iterator[str]:
    """A row for each floor, a box for each module, and a line for each import that does not follow from others."""
    level = {name: number for number, names in enumerate(floors) for name in names}
    pieces = ways_down(level, imports)
    rows = in_rows(floors, pieces)
    size = f'width="{WIDTH}" viewBox="0 0 {WIDTH} {ROW * len(rows)}"'
    look = 'fill="none" stroke="currentColor" font-family="sans-serif" font-size="13"'
    yield f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} {look}>'
    yield f"<title>{escape(title_of(floors))}</title>"
    spots = {place: (x, height(place, rows)) for row in rows for place, x in zip(row, across(len(row)), strict=True)}
    for upper, lower in pieces:
        yield f'<path d="M{spots[upper][0]} {spots[upper][1] + HALF}L{spots[lower][0]} {spots[lower][1] - HALF}"/>'
    for (number, name), (x, y) in spots.items():
        yield from box(name, x, y) if level[name] == number else [f'<path d="M{x} {y - HALF}v{2 * HALF}"/>']
    yield from (word(0, height(row[0], rows), str(number), "start") for number, row in enumerate(rows))
    yield "</svg>"


def height(place: Place, rows: Sequence[object]) -> int:
    """How far down a place stands: the lowest floor is at the bottom."""
    return ROW * (len(rows) - 1 - place[0]) + ROW // 2


def box(name: str, x: int, y: int) -> Iterator[str]:
    """A module."""
    wide = LETTER * len(name) + 12
    yield f'<rect x="{x - wide // 2}" y="{y - HALF}" width="{wide}" height="{2 * HALF}" rx="3"/>'
    yield word(x, y, name, "middle")


def word(x: int, y: int, shown: str, anchor: str) -> str:
    """A word, of which *anchor* stands at *x*."""
    return f'<text x="{x}" y="{y + 4}" text-anchor="{anchor}" fill="currentColor" stroke="none">{escape(shown)}</text>'


def title_of(floors: Sequence[Sequence[str]]) -> str:
    """What the picture says, read out."""
    told = "; ".join(f"floor {number}: {', '.join(names)}" for number, names in enumerate(floors))
    return f"The modules of insight by floor; each imports from lower floors only. From the bottom: {told}"


if __name__ == "__main__":
    for path, text in files().items():
        path.write_text(text, encoding="utf-8")
