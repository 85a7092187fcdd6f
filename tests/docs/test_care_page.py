"""The page on safety names every rule of care, and tests that are there."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/explanation/safety-and-care.md").read_text(encoding="utf-8")
ROWS = {
    row[0]: row[2]
    for line in PAGE.splitlines()
    if re.match(r"\| [A-Z]\d", line)
    for row in [[cell.strip() for cell in line.strip("|").split("|")]]
}
RULES = (
    *(f"C{n}" for n in range(1, 12)),
    "C8b",
    *(f"M{n}" for n in range(1, 7)),
    *(f"D{n}" for n in range(1, 8)),
    *(f"S{n}" for n in range(1, 7)),
    *(f"V{n}" for n in range(1, 10)),
    *(f"L{n}" for n in range(1, 7)),
    *(f"P{n}" for n in range(1, 8)),
    *(f"A{n}" for n in range(1, 5)),
)


def test_every_rule_has_a_row() -> None:
    """None is left out, and none is made up."""
    assert sorted(ROWS) == sorted(RULES)


@pytest.mark.parametrize("rule", RULES)
def test_what_holds_a_rule_is_there(rule: str) -> None:
    """Each test that a row names is one; a row without one says why."""
    named = re.findall(r"`(tests/[^`:]+)(?:::(\w+))?`", ROWS[rule])

    assert named or re.search(r"\bno\b|nothing", ROWS[rule])
    for path, function in named:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        assert not function or function in functions, f"{path} has no {function}"
