"""The picture of the house and its table are made from the imports, and say the same."""

import re
import runpy
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import insight

DOCS = Path(__file__).resolve().parents[2] / "docs"
HOUSE: dict[str, Any] = runpy.run_path(str(DOCS / "house.py"))
SVG = (DOCS / "_static" / "house.svg").read_text(encoding="utf-8")
SPACE = "{http://www.w3.org/2000/svg}"
ROOMS = {path.stem for path in Path(insight.__file__).parent.iterdir() if path.suffix == ".py"}
ROOMS |= {path.parent.name for path in Path(insight.__file__).parent.glob("*/__init__.py")}


def test_picture_and_table_are_up_to_date() -> None:
    """What the script makes now is what is there."""
    files = HOUSE["files"]()

    assert sorted(path.name for path in files) == ["contributing.md", "house.svg"]
    for path, text in files.items():
        assert path.read_text(encoding="utf-8") == text, "run: uv run python docs/house.py"


def test_every_module_is_in_both() -> None:
    """Each module and package has its box and its row."""
    boxes = [each.text for each in ET.fromstring(SVG).iter(f"{SPACE}text")]
    page = (DOCS / "contributing.md").read_text(encoding="utf-8")

    assert {each for each in boxes if each and not each.isdigit()} == ROOMS
    assert set(re.findall(r"^\| \d+ \| `(\w+)` \|", page, re.MULTILINE)) == ROOMS


def test_the_picture_can_be_read_in_many_ways() -> None:
    """It is small, has a title that is read out, and takes the color of the page."""
    picture = ET.fromstring(SVG)

    assert len(SVG.encode()) < 20_000
    assert picture.get("role") == "img"
    (title,) = picture.findall(f"{SPACE}title")
    assert title.text
    assert all(room in title.text for room in ROOMS)
    assert set(re.findall(r'(?:fill|stroke)="([^"]+)"', SVG)) == {"none", "currentColor"}


def test_lines_lead_to_every_import() -> None:
    """Whoever follows the lines down gets to all that a module imports, and to nothing else."""
    imports = HOUSE["read_imports"]()
    drawn: dict[str, set[str]] = {name: set() for name in imports}
    for name, other in HOUSE["lines_of"](imports):
        drawn[name].add(other)

    for name in imports:
        assert drawn[name] <= imports[name]
        assert HOUSE["below"](name, drawn) == HOUSE["below"](name, imports)
