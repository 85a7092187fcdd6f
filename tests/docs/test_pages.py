"""The pages say what is so: their code runs, their commands work, their files are the ones that they show."""

import re
import runpy
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import attrs
import pytest
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser

import insight
from insight.cli import main
from insight.content import ENTRY_CLASSES, Link, Rule

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
WITH_CODE = [page for page in PAGES if "```python" in page.read_text(encoding="utf-8")]
COMMANDS = [
    pytest.param(command, id=f"{page.name}: {command}")
    for page in PAGES
    for command in re.findall(r"^uv run insight (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
]


@pytest.mark.parametrize("page", WITH_CODE, ids=lambda page: page.name)
def test_code_in_pages_runs(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each block of Python runs after the ones before it, from the top of the project."""
    monkeypatch.chdir(ROOT)
    examples = list(Sybil(parsers=[PythonCodeBlockParser()], path=str(ROOT)).parse(page).examples())

    assert examples
    for example in examples:
        example.evaluate()


@pytest.mark.parametrize("command", COMMANDS)
def test_commands_in_pages_work(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each `uv run insight …` of a page exits with 0 and says something."""
    monkeypatch.chdir(ROOT)

    assert main(shlex.split(command, comments=True)) == 0
    assert capsys.readouterr().out


SHOWING = [page for page in WITH_CODE if re.search(r"```\n\n```text\n", page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", SHOWING, ids=lambda page: page.name)
def test_pages_show_what_their_code_prints(
    page: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The text right below a block of Python is what that block prints."""
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"```python\n(.*?)```(?:\n\n```text\n(.*?)```)?", page.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, object] = {}

    for code, shown in blocks:
        exec(code, names)  # noqa: S102  # our own page
        printed = capsys.readouterr().out
        assert not shown or printed == shown


def test_the_page_of_digests_quotes_the_script() -> None:
    """The JavaScript on the page is what stands in the script that the gate runs."""
    page = (ROOT / "docs/reference/digests.md").read_text(encoding="utf-8")
    (quoted,) = re.findall(r"```js\n(.*?)```", page, re.DOTALL)

    assert quoted in (ROOT / "tests/vectors/check.mjs").read_text(encoding="utf-8")


def test_readme_has_two_commands_first() -> None:
    """The first block of commands is the main job and the tests, which the gate runs as written."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"```sh\n(.*?)```", text, re.DOTALL)[:1]

    assert block.splitlines() == ["uv run insight score life-areas docs/tutorial/answers.json", "uv run pytest"]


def test_the_tutorial_shows_its_own_file() -> None:
    """The questionnaire in the tutorial is the file beside it."""
    page = (ROOT / "docs/tutorial/first-score.md").read_text(encoding="utf-8")

    shown = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    assert shown == [(ROOT / "docs/tutorial/check-in.toml").read_text(encoding="utf-8")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_resolve(page: Path) -> None:
    """A relative link leads to a file."""
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).is_file(), target


def test_the_file_of_the_reference_is_sound() -> None:
    """The questionnaire that shows every field can be read, and its example comes out."""
    page = (ROOT / "docs/reference/questionnaire-files.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    shown = insight.parse_questionnaire(text)
    result = insight.score(shown, dict(shown.examples[0].answers))

    assert {name: result[name].exact.value for name, _ in shown.examples[0].scores} == dict(shown.examples[0].scores)
    written = {attribute.name for attribute in attrs.fields(insight.Questionnaire)} - {"ignore"}
    assert all(re.search(rf"^(\[+)?{name}\b", text, re.MULTILINE) for name in written)


def test_generated_pages_are_up_to_date() -> None:
    """The pages that are made from the data are what `docs/generate.py` makes of it now."""
    pages = runpy.run_path(str(ROOT / "docs" / "generate.py"))["pages"]()

    assert len(pages) == 7
    for path, text in pages.items():
        assert path.read_text(encoding="utf-8") == text.rstrip() + "\n", "run: uv run python docs/generate.py"


def test_each_row_of_the_inventory_has_a_line_in_its_page() -> None:
    """The page of the sources' lines shows every row, from the first to the last."""
    page = (ROOT / "docs" / "catalog" / "source-lines.md").read_text(encoding="utf-8")

    assert re.findall(r"^\| (\d+) \|", page, re.MULTILINE) == [str(number) for number in range(1, 452)]


def test_own_content_of_the_guide_is_what_it_shows() -> None:
    """The files in the guide are those of its folder, and the entry that replaces another does."""
    page = (ROOT / "docs/how-to/add-content.md").read_text(encoding="utf-8")
    signs, sources, links, replacing = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    folder = ROOT / "docs/how-to/my-content/content"

    for name, text in (("signs", signs), ("sources", sources), ("links", links)):
        assert (folder / f"{name}.toml").read_text(encoding="utf-8") == text
    assert "replaces = true" in replacing


def test_errors_of_the_guide_are_what_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message in the guide comes from its own files with two slips in them."""
    page = (ROOT / "docs/how-to/add-content.md").read_text(encoding="utf-8")
    (expected,) = re.findall(r"```text\n(.*?)```", page, re.DOTALL)
    content = Path(shutil.copytree(ROOT / "docs/how-to/my-content", tmp_path / "my-content")) / "content"
    signs, links = content / "signs.toml", content / "links.toml"
    signs.write_text(signs.read_text(encoding="utf-8").rpartition("citations")[0], encoding="utf-8")
    links.write_text(links.read_text(encoding="utf-8").replace("perfectionism", "perfectionsim"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(insight.InsightError) as refused:
        insight.load_catalog("my-content", on=insight.load_catalog())
    assert f"{refused.value}\n" == expected


def test_reference_of_content_files_shows_every_field(tmp_path: Path) -> None:
    """The blocks of the page together are a catalog, and every field of every kind is on the page."""
    page = (ROOT / "docs/reference/content-files.md").read_text(encoding="utf-8")
    names = ("signs", "strategies", "notes", "resources", "sources", "links", "rules")
    content = tmp_path / "content"
    content.mkdir()
    for name, text in zip(names, re.findall(r"```toml\n(.*?)```", page, re.DOTALL), strict=True):
        (content / f"{name}.toml").write_text(text, encoding="utf-8")
    shown = insight.load_catalog(tmp_path)

    assert shown.links("sign:perfectionism", relation="eases")[0].group == "high-standards"
    for cls in (*ENTRY_CLASSES.values(), Link, Rule):
        for attribute in attrs.fields(cls):
            assert attribute.name == "id" or re.search(rf"\b{attribute.name}\b", page), attribute.name


def follow(page: str, file: Path, capsys: pytest.CaptureFixture[str]) -> int:
    """Do what a page says with *file*: run its commands, make its edits; how many steps there were."""
    blocks = re.findall(r"```(console|toml|diff|json)\n(.*?)```", page, re.DOTALL)
    for kind, block in blocks:
        if kind == "console":
            command, shown = block.removeprefix("$ insight ").split("\n", maxsplit=1)
            main(shlex.split(command))
            captured = capsys.readouterr()
            said = captured.out + captured.err
            assert said.startswith(shown.removesuffix("…\n")) if shown.endswith("…\n") else said == shown
        elif kind == "diff":
            old, new = ("".join(f"{line[1:]}\n" for line in block.splitlines() if line[0] == mark) for mark in "-+")
            assert file.read_text(encoding="utf-8").count(old) == 1
            file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        else:
            (file if kind == "toml" else file.with_name("answers.json")).write_text(block, encoding="utf-8")
    return len(blocks)


# A guide with the file that its edits lead to, and the one that it begins with; both are kept among the pages.
GUIDES = [
    ("tutorial/first-questionnaire.md", "tutorial/sunday-check.toml", None),
    ("how-to/change-a-questionnaire.md", "how-to/sunday-next.toml", "tutorial/sunday-check.toml"),
    ("how-to/check-keys-on-data.md", "tutorial/sunday-check.toml", "tutorial/sunday-check.toml"),
]


@pytest.mark.parametrize("names", GUIDES, ids=lambda names: names[0])
def test_a_guide_works_as_shown(
    names: tuple[str, str, str | None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Whoever follows the guide sees what it shows: commands with all that they say, and edits as differences."""
    guide, end, begin = names
    docs, file = ROOT / "docs", tmp_path / Path(end).name
    monkeypatch.chdir(tmp_path)
    if begin:
        shutil.copy(docs / begin, tmp_path)
        shutil.copy(docs / begin, file)
    shutil.copy(docs / "how-to/sunday-people.csv", tmp_path)

    assert follow((docs / guide).read_text(encoding="utf-8"), file, capsys) >= 4
    assert file.read_text(encoding="utf-8") == (docs / end).read_text(encoding="utf-8")


def test_taking_a_questionnaire_is_as_shown(tmp_path: Path) -> None:
    """Each command of the guide shows what stands below it, in a shell, one after the other."""
    page = (ROOT / "docs/how-to/take-a-questionnaire.md").read_text(encoding="utf-8")
    shutil.copy(ROOT / "docs/tutorial/sunday-check.toml", tmp_path)
    blocks = re.findall(r"```console\n\$ (.*)\n([^`]*)```", page)

    assert len(blocks) == 3
    for command, shown in blocks:
        ours = re.sub(r"\binsight (?=[tv])", lambda _: f"{shlex.quote(sys.executable)} -m insight ", command)
        ran = subprocess.run(  # noqa: S602  # our own page
            ours, shell=True, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, check=False
        )
        said = (ran.stderr + ran.stdout).decode().removeprefix("\n")
        assert said.startswith(shown.removesuffix("…\n")) if shown.endswith("…\n") else said == shown


def test_the_schema_is_found_where_the_guide_puts_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command of the guide writes the file that its first line names."""
    page = (ROOT / "docs/how-to/complete-in-your-editor.md").read_text(encoding="utf-8")
    (command,) = re.findall(r"^\$ insight (schema .*)$", page, re.MULTILINE)
    (named,) = re.findall(r"^#:schema (.*)$", page, re.MULTILINE)
    monkeypatch.chdir(tmp_path)

    assert main(shlex.split(command)) == 0
    assert (tmp_path / named).exists()
