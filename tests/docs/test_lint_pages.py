"""The pages of the linter's rules: what each finds in its example, and that it is mended and silenced as the page says.

Where messages or rules have changed, `uv run python tests/docs/test_lint_pages.py` writes what is found anew.
"""

import datetime as dt
import re
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
import tomlkit

import insight
from insight.cli import main
from insight.cli.authoring import lint_file
from insight.errors import Severity
from insight.linting import bands, keys, labels, meta, wording
from insight.linting.running import ALL_RULES, UNKNOWN_RULE, UNSOUND, UNUSED_IGNORE

FOLDER = Path(__file__).resolve().parents[2] / "docs/reference/lint"
TODAY = dt.date(2026, 11, 25)
RULES = sorted(ALL_RULES)
# Rules about an entry of a catalog, and rules that no file can silence.
ON_ENTRIES = {"unverified-help", "overdue-help"}
NOT_SILENCED = {UNKNOWN_RULE, UNUSED_IGNORE, UNSOUND}
ON_FILES = [rule for rule in RULES if rule not in ON_ENTRIES]
GROUPS = {
    "Keys and scales": [rule.id for rule in keys.RULES],
    "Missing answers and bands": [rule.id for rule in bands.RULES],
    "Wording": [rule.id for rule in (*wording.RULES, *labels.RULES)],
    "Around the items": list(dict.fromkeys(rule.id for rule in (*meta.RULES, *meta.CATALOG_RULES))),
    "Silencing and files": [UNUSED_IGNORE, UNKNOWN_RULE, UNSOUND],
    "Catalogs": ["unverified-help", "overdue-help"],
}


def read(rule: str) -> str:
    """The page of a rule."""
    return (FOLDER / f"{rule}.md").read_text(encoding="utf-8")


def section(rule: str, name: str) -> str:
    """What stands under a heading of a rule's page."""
    return read(rule).partition(f"\n## {name}\n")[2].partition("\n## ")[0]


def fragments(text: str) -> list[dict[str, Any]]:
    """The blocks of TOML in *text*."""
    return [tomllib.loads(block) for block in re.findall(r"^```toml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)]


def merge(table: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """*table* with what *other* has: tables by their keys, everything else replaced."""
    both = {name: merge(table[name], other[name]) for name in table.keys() & other if are_tables(table, other, name)}
    return table | other | both


def are_tables(table: dict[str, Any], other: dict[str, Any], name: str) -> bool:
    """Whether both hold a table of this name."""
    return isinstance(table[name], dict) and isinstance(other[name], dict)


def write_file(folder: Path, *parts: dict[str, Any]) -> Path:
    """The sound file with *parts* in it, in *folder*."""
    table = tomllib.loads((FOLDER / "check-in.toml").read_text(encoding="utf-8"))
    for part in parts:
        table = merge(table, part)
    file = folder / "check-in.toml"
    file.write_text(tomlkit.dumps(table), encoding="utf-8")
    return file


def found_in_file(folder: Path, *parts: dict[str, Any]) -> list[str]:
    """What the command finds in the sound file with *parts* in it."""
    found = lint_file(str(write_file(folder, *parts)), insight.load_catalog())
    return [str(attrs.evolve(finding, line=None)) for finding in found]


def found_in_entry(folder: Path, rule: str, *parts: dict[str, Any]) -> list[str]:
    """What is found about the entry that *parts* together are, on top of the bundled catalog."""
    (kind,) = re.findall(r"`content/(\w+)\.toml`", section(rule, "Example"))
    table: dict[str, Any] = {}
    for part in parts:
        table = merge(table, part)
    (entry,) = table
    content = folder / "content"
    content.mkdir(exist_ok=True)
    (content / f"{kind}.toml").write_text(tomlkit.dumps(table), encoding="utf-8")
    catalog = insight.load_catalog(folder, on=insight.load_catalog())
    place = f"{kind.removesuffix('s')}:{entry}"
    found = insight.lint(catalog, today=TODAY)
    return [str(finding) for finding in found if finding.place.partition(".")[0] == place]


def found_by_example(folder: Path, rule: str) -> list[str]:
    """What is found in the first example of a rule's page."""
    example = fragments(section(rule, "Example"))[0]
    return found_in_entry(folder, rule, example) if rule in ON_ENTRIES else found_in_file(folder, example)


def opening(rule: str) -> str:
    """How the page of a rule has to begin: its id, its severity, what it finds."""
    severity, finds = ALL_RULES[rule]
    return f"# {rule}\n\n**{severity.capitalize()}.** {finds[0].upper()}{finds[1:]}.\n"


def table_of_rules() -> Iterator[str]:
    """All rules in their groups, as the list of rules ends; the pages of each group follow it in the site."""
    for name, rules in GROUPS.items():
        yield f"### {name}\n\n| Rule | Severity | What it finds |\n| --- | --- | --- |"
        yield from (f"| [{rule}]({rule}.md) | {ALL_RULES[rule][0]} | {ALL_RULES[rule][1]} |" for rule in rules)
        yield "\n```{toctree}\n:hidden:\n"
        yield from rules
        yield "```\n"


def test_every_rule_has_a_page() -> None:
    """There is a page for each rule, and none without a rule."""
    assert sorted(page.stem for page in FOLDER.glob("*.md")) == sorted([*RULES, "index"])


def test_the_sound_file_has_no_findings() -> None:
    """The file that the examples change is one in which nothing is found, as it stands."""
    assert lint_file(str(FOLDER / "check-in.toml"), insight.load_catalog()) == []


@pytest.mark.parametrize("rule", RULES)
def test_a_page_opens_with_its_rule(rule: str) -> None:
    """A page has the rule's id, severity and what it finds, and then its parts in their order."""
    text = read(rule)

    assert text.startswith(opening(rule))
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == ["Why", "Example", "What to do", "Silence it"]
    assert all(len(section(rule, name).strip()) > 20 for name in ("Why", "Example", "What to do", "Silence it"))


@pytest.mark.parametrize("rule", RULES)
def test_an_example_is_found(rule: str, tmp_path: Path) -> None:
    """The lines of the example bring the findings that the page shows, and no others."""
    shown = re.findall(r"^```text\n(.*?)^```$", section(rule, "Example"), re.DOTALL | re.MULTILINE)

    found = found_by_example(tmp_path, rule)

    assert shown == ["".join(f"{line}\n" for line in found)]
    assert any(line.endswith(f"({ALL_RULES[rule][0]}: {rule})") for line in found)


@pytest.mark.parametrize("rule", ON_FILES)
def test_the_command_exits_by_severity(rule: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The example makes the command fail, unless it is a hint; the mended one does not."""
    example, mended = fragments(section(rule, "Example"))

    assert main(["lint", str(write_file(tmp_path, example))]) == int(ALL_RULES[rule][0] != Severity.HINT)
    assert main(["lint", str(write_file(tmp_path, mended))]) == 0


@pytest.mark.parametrize("rule", RULES)
def test_a_mended_example_is_not_found(rule: str, tmp_path: Path) -> None:
    """With the other lines nothing is found at all."""
    example, mended = fragments(section(rule, "Example"))

    found = found_in_entry(tmp_path, rule, example, mended) if rule in ON_ENTRIES else found_in_file(tmp_path, mended)

    assert found == []


@pytest.mark.parametrize("rule", sorted({*ON_FILES} - NOT_SILENCED))
def test_a_silenced_example_is_not_found(rule: str, tmp_path: Path) -> None:
    """With the entry that silences it nothing is found at all."""
    (silence,) = fragments(section(rule, "Silence it"))

    assert [each["rule"] for each in silence["ignore"]] == [rule]
    assert found_in_file(tmp_path, fragments(section(rule, "Example"))[0], silence) == []


@pytest.mark.parametrize("rule", sorted(NOT_SILENCED))
def test_some_rules_cannot_be_silenced(rule: str, tmp_path: Path) -> None:
    """An entry that would silence it changes nothing, and the page has none."""
    example = fragments(section(rule, "Example"))[0]
    silence = {"ignore": [*example.get("ignore", []), {"rule": rule, "reason": "No reason is good enough."}]}

    assert set(found_in_file(tmp_path, example)) <= set(found_in_file(tmp_path, example, silence))


@pytest.mark.parametrize("rule", sorted(NOT_SILENCED | ON_ENTRIES))
def test_pages_say_what_cannot_be_silenced(rule: str) -> None:
    """The page says so in a sentence."""
    told = section(rule, "Silence it")

    assert told.startswith("It cannot be silenced")
    assert not fragments(told)


def test_the_list_has_every_rule() -> None:
    """The list of rules ends with all of them in their groups, each once, with severity and what it finds."""
    text = (FOLDER / "index.md").read_text(encoding="utf-8")

    assert sorted(rule for rules in GROUPS.values() for rule in rules) == RULES
    assert text.partition("\n## All rules\n\n")[2] == "\n".join(table_of_rules())


def test_the_list_shows_what_the_command_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The lines of the list, at the end of the sound file, bring the output that it shows."""
    text = (FOLDER / "index.md").read_text(encoding="utf-8").partition("\n## The command\n")[2]
    added, silence = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    (shown,) = re.findall(r"```text\n(.*?)```", text, re.DOTALL)
    sound = (FOLDER / "check-in.toml").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    Path("check-in.toml").write_text(f"{sound}\n{added}", encoding="utf-8")
    assert main(["lint", "check-in.toml"]) == 1
    assert capsys.readouterr().out == shown

    Path("check-in.toml").write_text(f"{sound}\n{added}\n{silence}", encoding="utf-8")
    assert main(["lint", "check-in.toml"]) == 0
    assert capsys.readouterr().out == ""


def renew(rule: str) -> str:
    """The page of a rule with its opening and what is found in its example as they are now."""
    with tempfile.TemporaryDirectory() as folder:
        found = "".join(f"{line}\n" for line in found_by_example(Path(folder), rule))
    text = opening(rule) + read(rule).split("\n", 3)[3]
    return re.sub(r"(?<=^```text\n).*?(?=^```$)", lambda _: found, text, flags=re.DOTALL | re.MULTILINE)


if __name__ == "__main__":
    for name in RULES:
        (FOLDER / f"{name}.md").write_text(renew(name), encoding="utf-8")
    index = FOLDER / "index.md"
    kept, heading, _ = index.read_text(encoding="utf-8").partition("\n## All rules\n\n")
    index.write_text(kept + heading + "\n".join(table_of_rules()), encoding="utf-8")
