"""The house: which way imports go, and what `import insight` brings in."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import insight

SOURCE = Path(insight.__file__).parent
# The table of ARCHITECTURE.md, "Which way imports go". A package stands on one floor.
FLOORS = (
    {"errors"},
    {"content"},
    {"questionnaires", "care"},
    {"catalog", "scoring"},
    {"attachment"},
    {"profiles"},
    {"matching", "linting", "comparing", "item_analysis", "frames"},
    {"loading", "describing"},
    {"testing", "cli", "sphinxext", "__init__"},
    {"__main__"},
)
# What only one module may import, or two: a digest is taken of JSON.
KEPT = {
    "cattrs": {"loading"},
    "tomllib": {"loading"},
    "tomlkit": {"loading"},
    "json": {"loading", "questionnaires"},
    "importlib_resources": {"loading"},
    "narwhals": {"frames", "item_analysis"},
    "numpy": {"item_analysis"},
    "polars": {"cli"},
    "hypothesis": {"testing"},
    "rich": {"cli"},
    "sphinx": {"sphinxext"},
}
# The scoring and matching of answers sees no network, clock, chance, log or environment.
PURE = {"errors", "content", "questionnaires", "care", "catalog", "scoring", "attachment", "profiles", "matching"}
PURE |= {"linting", "describing", "comparing", "item_analysis"}
IMPURE = {"socket", "ssl", "urllib", "http", "time", "random", "secrets", "logging", "os", "subprocess", "warnings"}
FILES = sorted(SOURCE.rglob("*.py"))


def room(path: Path) -> str:
    """The module or package right under `insight` that a file belongs to."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def floor(name: str) -> int:
    """The floor that a module stands on."""
    return next(n for n, names in enumerate(FLOORS) if name in names)


def imports(path: Path) -> Iterator[str]:
    """The modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write whole names"
            yield node.module or ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_imports_go_down(path: Path) -> None:
    """A module imports from lower floors and from its own package only."""
    here = room(path)

    for name in imports(path):
        top, _, rest = name.partition(".")
        there = rest.partition(".")[0]
        if top == "insight" and there != here:
            assert floor(there or "__init__") < floor(here), f"{here} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_some_imports_are_kept_to_one_module(path: Path) -> None:
    """Files, data formats and the heavier libraries each have one place."""
    for name in imports(path):
        top = name.partition(".")[0]
        assert room(path) in KEPT.get(top, {room(path)}), f"{room(path)} imports {name}"
        assert room(path) not in PURE or top not in IMPURE, f"{room(path)} imports {name}"


def test_the_top_has_no_logic() -> None:
    """`insight/__init__.py` imports and lists names, nothing else."""
    tree = ast.parse((SOURCE / "__init__.py").read_text(encoding="utf-8"))

    kinds = [type(node) for node in tree.body]
    assert set(kinds) == {ast.Expr, ast.ImportFrom, ast.Assign}
    assert kinds.count(ast.Assign) == 1
    assert sorted(insight.__all__) == sorted(name for name in insight.__all__ if hasattr(insight, name))


def test_import_brings_in_attrs_and_nothing_heavier() -> None:
    """`import insight` loads no reader, no data format, no other library than attrs."""
    code = "import sys; old = set(sys.modules); import insight; print('\\n'.join(set(sys.modules) - old))"

    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    outside = {name.partition(".")[0] for name in loaded} - set(sys.stdlib_module_names) - {"insight"}
    assert outside == {"attr", "attrs"}
    assert not {"json", "csv", "tomllib", "argparse", "importlib.resources", "tempfile"} & set(loaded)


def test_every_module_opens_with_a_sentence() -> None:
    """A module says in its first line what it knows."""
    for path in FILES:
        opening = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        assert opening.partition("\n")[0].endswith("."), path


# What works out something about a person.
ABOUT_PEOPLE = ("scoring", "attachment", "profiles", "matching")


@pytest.mark.parametrize("path", [path for path in FILES if room(path) in ABOUT_PEOPLE], ids=str)
def test_no_answer_leads_to_a_condition(path: Path) -> None:
    """What computes with answers does not even know the word: a condition is content, and no outcome."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    imported = {name.name for node in nodes if isinstance(node, ast.ImportFrom) for name in node.names}

    assert "Condition" not in names | imported
