"""The command `codebook`."""

import csv
import io
import json
from pathlib import Path

import pytest

import insight
from insight.cli import main
from samples import QUESTIONNAIRE


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a questionnaire."""
    (tmp_path / "mine.toml").write_text(QUESTIONNAIRE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """What the command writes."""
    assert main(["codebook", *arguments]) == 0
    return capsys.readouterr().out


def test_text_is_the_usual_form(capsys: pytest.CaptureFixture[str]) -> None:
    """It is what `describe` says, with names from the catalog, within 80 columns."""
    catalog = insight.load_catalog()

    out = written(capsys, "life-areas")
    assert out == insight.describe(catalog.questionnaires["life-areas"], catalog=catalog).text() + "\n"
    assert max(map(len, out.splitlines())) <= 80


def test_forms(capsys: pytest.CaptureFixture[str]) -> None:
    """A page, Markdown, a table of items, and the definition."""
    page = insight.describe(insight.load_questionnaire("mine.toml"), catalog=insight.load_catalog())

    assert written(capsys, "mine.toml", "--to", "html") == page.html()
    assert written(capsys, "mine.toml", "--to", "md") == page.markdown()
    rows = list(csv.DictReader(io.StringIO(written(capsys, "mine.toml", "--to", "csv"))))
    assert [row["variable"] for row in rows] == ["worry", "safe", "ask"]


def test_json_is_read_back(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON codebook is a questionnaire's file of its own, equal to the first one."""
    assert written(capsys, "mine.toml", "--to", "json", "--out", "mine.json") == ""

    assert insight.load_questionnaire(folder / "mine.json") == insight.load_questionnaire(folder / "mine.toml")
    assert json.loads((folder / "mine.json").read_text(encoding="utf-8"))["kind"] == "questionnaire"


@pytest.mark.parametrize("form", ["text", "html", "md", "csv"])
def test_out_writes_a_file(form: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The file holds what standard output would."""
    shown = written(capsys, "mine.toml", "--to", form)

    assert written(capsys, "mine.toml", "--to", form, "--out", "book") == ""
    assert (folder / "book").read_text(encoding="utf-8") == shown


def test_unknown_questionnaire(capsys: pytest.CaptureFixture[str]) -> None:
    """What is not there is said, with what may have been meant."""
    assert main(["codebook", "life-area"]) == 1
    assert capsys.readouterr().err == "insight: no questionnaire has the id 'life-area'; did you mean 'life-areas'?\n"


def test_the_questionnaire_itself_is_not_written_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A codebook in the place of its questionnaire would be a loss."""
    with pytest.raises(SystemExit, match=r"^2$"):
        main(["codebook", "mine.toml", "--to", "html", "--out", "./mine.toml"])

    assert "--out is the file that the questionnaire is in" in capsys.readouterr().err
    assert (folder / "mine.toml").read_text(encoding="utf-8") == QUESTIONNAIRE
