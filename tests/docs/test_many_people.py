"""The guide about many people: its commands say what it shows, and its table has every status."""

import re
import shlex
import shutil
from pathlib import Path

import pytest

from insight.cli import main
from insight.cli.tables import OUTPUTS
from insight.cli.tally import MOST_NAMED
from insight.scoring import Status

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "how-to/many-people.md").read_text(encoding="utf-8")
COMMANDS = re.findall(r"```console\n\$ insight (.*)\n([^`]*)```", PAGE)


@pytest.mark.parametrize(("command", "shown"), COMMANDS, ids=[command for command, _ in COMMANDS])
def test_command_says_what_is_shown(
    command: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each command is refused as the page says, or because of the bad rows, with all that is shown."""
    for file in ("how-to/many-people.csv", "tutorial/check-in.toml"):
        shutil.copy(DOCS / file, tmp_path)
    monkeypatch.chdir(tmp_path)

    assert main(shlex.split(command)) == 1
    captured = capsys.readouterr()
    assert captured.out + captured.err == shown


def test_the_guide_has_four_commands() -> None:
    """None is lost by how it is written."""
    assert len(COMMANDS) == PAGE.count("```console") == 4


def test_the_table_is_the_file() -> None:
    """The rows on the page are those of the file beside it."""
    shown = re.findall(r"```text\n(who,site.*?)```", PAGE, re.DOTALL)

    assert shown == [(DOCS / "how-to/many-people.csv").read_text(encoding="utf-8")]


def test_all_that_comes_out_is_explained() -> None:
    """Each status has its row, each column its name."""
    assert re.findall(r"^\| `([\w-]+)` \|", PAGE, re.MULTILINE) == [*Status, "invalid"]
    assert all(f"`{column}`" in PAGE for column in OUTPUTS)
    assert MOST_NAMED == 10
