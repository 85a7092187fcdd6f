"""The commands for questionnaires of one's own: `new`, `lint` and `schema`."""

import json
from pathlib import Path

import pytest

import insight
from insight.cli import main
from insight.loading.schema import questionnaire_schema
from samples import QUESTIONNAIRE


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


SOUND = QUESTIONNAIRE.replace(
    'title = "Job check-in"\n',
    'title = "Job check-in"\ninstructions = "Think of today."\n'
    'licence = "MIT"\nintended_use = "Reflection by adults."\n',
)
SOUND += "\n[[examples]]\nanswers = { worry = 3, safe = 1 }\nscores = { job-insecurity = 3 }\n"


# new


def test_a_starter_is_written_that_lints_clean(capsys: pytest.CaptureFixture[str]) -> None:
    """What `new` writes can be read, has the id and a title of it, and holds nothing that the linter would tell."""
    assert main(["new", "evening-check"]) == 0
    assert capsys.readouterr().err == (
        "insight: evening-check.toml was written; change it, then: insight lint evening-check.toml\n"
    )

    made = insight.load_questionnaire("evening-check.toml")
    assert (made.id, made.title) == ("evening-check", "Evening check")
    assert main(["lint", "evening-check.toml"]) == 0
    assert capsys.readouterr() == ("", "insight: nothing was found\n")
    assert insight.lint(made, catalog=insight.load_catalog()) == ()


def test_a_starter_is_scored_right_away(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The first example of the starter is an answer file away from a score."""
    main(["new", "evening-check"])
    example = insight.load_questionnaire("evening-check.toml").examples[0]
    (folder / "answers.json").write_text(json.dumps(dict(example.answers)), encoding="utf-8")

    assert main(["score", "evening-check.toml", "answers.json"]) == 0
    row = next(line for line in capsys.readouterr().out.splitlines() if line.startswith("Unease"))
    assert row.split() == ["Unease", "among", "people", "2.25", "0", "to", "4", "4", "of", "4", "middle"]


def test_a_starter_goes_where_one_wants(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--out` names a file, or standard output."""
    assert main(["new", "evening-check", "--out", "mine.toml"]) == 0
    assert (folder / "mine.toml").exists()
    capsys.readouterr()
    assert main(["new", "evening-check", "--out", "-"]) == 0
    assert capsys.readouterr().out == (folder / "mine.toml").read_text(encoding="utf-8")


def test_a_starter_takes_nobodys_place(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is there stays."""
    (folder / "mine.toml").write_text("precious", encoding="utf-8")

    assert main(["new", "mine"]) == 1
    assert capsys.readouterr().err == "insight: mine.toml: it is there already; choose another name with --out\n"
    assert (folder / "mine.toml").read_text(encoding="utf-8") == "precious"


def test_a_starter_needs_an_id(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no id is told, and nothing is written."""
    assert main(["new", "../My Check"]) == 1

    assert capsys.readouterr().err == (
        "insight: new: id: '../My Check' is no id; use small letters and digits joined by single hyphens\n"
    )
    assert list(folder.iterdir()) == []


# schema


def test_the_schema_is_written(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """To standard output, or to a file."""
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == questionnaire_schema()
    assert main(["schema", "--out", "schema.json"]) == 0
    assert json.loads((folder / "schema.json").read_text(encoding="utf-8")) == questionnaire_schema()


# lint


def lint(folder: Path, text: str, *arguments: str) -> int:
    """The exit status of the linter for a file of this text."""
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    return main(["lint", "mine.toml", *arguments])


def test_nothing_is_told_where_nothing_is_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A sound file has the exit status 0, and nothing on standard output."""
    assert lint(folder, SOUND) == 0
    assert capsys.readouterr() == ("", "insight: nothing was found\n")


def test_findings_are_told_in_the_order_of_the_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """File, line, severity, place, what is wrong, what would be right, the rule; and how much there is."""
    text = SOUND.replace("I worry about", "TODO").replace('licence = "MIT"\n', "").replace("I hold", "I always hold")

    assert lint(folder, text) == 1
    assert capsys.readouterr() == (
        (
            "mine.toml: warning: licence: it is not said who may use it; "
            "write an SPDX id such as 'CC-BY-4.0', or 'proprietary' [no-licence]\n"
            "mine.toml:13: error: items.worry.text: it looks like a placeholder ('TODO'); "
            "write the text [placeholder-text]\n"
            "mine.toml:15: hint: items.ask.text: few can agree to 'always'; "
            "leave how often or how much to the options [absolutes]\n"
        ),
        "insight: 1 error, 1 warning, 1 hint\n",
    )


def test_hints_alone_are_no_failure(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The exit status is that of errors and warnings."""
    assert lint(folder, SOUND.replace("I hold", "I always hold")) == 0
    assert capsys.readouterr().err == "insight: 1 hint\n"


def test_a_broken_file_is_told_as_findings(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be read is an error in its line, whatever is selected, and other files are looked at nevertheless."""
    (folder / "other.toml").write_text(SOUND.replace('licence = "MIT"\n', ""), encoding="utf-8")

    assert lint(folder, SOUND.replace("-safe", "-saef"), "other.toml", "--ignore", "unsound-file") == 1
    assert capsys.readouterr() == (
        (
            "mine.toml:19: error: scales.job-insecurity.items[1]: there is no item 'saef'; "
            "did you mean 'safe'? [unsound-file]\n"
            "other.toml: warning: licence: it is not said who may use it; "
            "write an SPDX id such as 'CC-BY-4.0', or 'proprietary' [no-licence]\n"
        ),
        "insight: 1 error, 1 warning\n",
    )


def test_rules_are_selected_and_left_out(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Options name rules, several with commas."""
    text = SOUND.replace("I worry about", "I never, ever worry and").replace('licence = "MIT"\n', "")

    assert lint(folder, text, "--select", "absolutes") == 0
    assert capsys.readouterr().err == "insight: 1 hint\n"
    assert lint(folder, text, "--ignore", "absolutes,no-licence", "--ignore", "double-barreled") == 0
    assert capsys.readouterr() == ("", "insight: nothing was found\n")


def test_an_unknown_rule_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A slip in an option selects nothing silently."""
    assert lint(folder, SOUND, "--select", "absolute") == 1
    assert capsys.readouterr().err == "insight: no rule has the id 'absolute'; did you mean 'absolutes'?\n"


def test_findings_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other programs read a list of findings, with file and line."""
    assert lint(folder, SOUND.replace("I hold", "I always hold"), "--format", "json") == 0

    assert json.loads(capsys.readouterr().out) == {
        "format": 1,
        "kind": "findings",
        "findings": [
            {
                "id": "absolutes",
                "severity": "hint",
                "file": "mine.toml",
                "line": 16,
                "place": "items.ask.text",
                "message": "few can agree to 'always'",
                "remedy": "leave how often or how much to the options",
            }
        ],
    }


def test_findings_for_github(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Workflow commands, with what they read as their own written as codes."""
    text = SOUND.replace('instructions = "Think of today."\n', "").replace("I worry", "I always, 100 %, worry")

    assert lint(folder, text.replace("I hold", "TODO hold"), "--format", "github") == 1
    assert capsys.readouterr().out == (
        "::warning file=mine.toml,title=no-instructions::instructions: "
        "it is not said what to think of, or how to answer; say what to think of, such as 'Think of the last month.'\n"
        "::notice file=mine.toml,line=13,title=absolutes::items.worry.text: few can agree to 'always'; "
        "leave how often or how much to the options\n"
        "::error file=mine.toml,line=15,title=placeholder-text::items.ask.text: "
        "it looks like a placeholder ('TODO'); write the text\n"
    )


def test_findings_in_a_spreadsheet_name_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An item that stands in another file is told with that file and its line."""
    (folder / "forms").mkdir()
    head, items = SOUND.split("[items]\n")
    scales = items[items.index("[scales") :]
    (folder / "forms" / "mine.toml").write_text(f'items_file = "items.csv"\n{head}{scales}', encoding="utf-8")
    rows = "worry,I worry about my job.\nsafe,I feel safe.\nask,TODO\n"
    (folder / "forms" / "items.csv").write_text(f"id,text\n{rows}", encoding="utf-8")

    assert main(["lint", "forms/mine.toml"]) == 1
    assert capsys.readouterr().out == (
        f"{Path('forms/items.csv')}:4: error: items.ask.text: it looks like a placeholder ('TODO'); "
        "write the text [placeholder-text]\n"
    )


def test_references_are_held_against_the_catalog(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The bundled catalog, or another with --catalog and --add."""
    text = SOUND.replace('method = "mean"', 'method = "mean"\nabout = ["domain:carer"]')

    assert lint(folder, text) == 1
    assert capsys.readouterr().out == (
        "mine.toml:21: error: scales.job-insecurity.about[0]: there is no domain 'carer'; "
        "did you mean 'career'? [unknown-reference]\n"
    )


def test_a_bundled_questionnaire_and_the_catalog(capsys: pytest.CaptureFixture[str]) -> None:
    """An id names a questionnaire of the catalog; without a name the whole catalog is looked at."""
    assert main(["lint", "life-areas", "--select", "no-licence"]) == 0
    assert capsys.readouterr() == ("", "insight: nothing was found\n")
    assert main(["lint", "--select", "unverified-help"]) == 0
    assert capsys.readouterr().out.startswith("hint: resource:emergency: nobody has verified it; ")
    assert main(["lint", "--format", "github", "--select", "unverified-help"]) == 0
    assert capsys.readouterr().out.startswith("::notice title=unverified-help::resource:emergency: ")


def test_the_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Each with its severity and what it finds."""
    assert main(["lint", "--rules"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= 40
    assert lines[0].split(maxsplit=2) == ["absolutes", "hint", "an item with always, never, all or none"]


def test_a_file_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """As by every command."""
    assert main(["lint", "nope.toml"]) == 1
    assert capsys.readouterr().err == "insight: 1 error\n"


# compare


def versions(folder: Path, old: str, new: str) -> None:
    """The sound questionnaire as version 1.0.0, and as another with *old* replaced."""
    (folder / "one.toml").write_text(SOUND, encoding="utf-8")
    assert SOUND.count(old) == 1
    text = SOUND.replace(old, new).replace('version = "1.0.0"', 'version = "2.0.0"')
    (folder / "two.toml").write_text(text, encoding="utf-8")


COMPARED = [
    ('title = "Job check-in"', 'title = "Job check"', "comparable", 0),
    ('"worry", "-safe"', '"worry", "safe"', "rescorable", 3),
    ("Think of today.", "Think of this year.", "not-comparable", 4),
]


@pytest.mark.parametrize("case", COMPARED, ids=lambda case: case[2])
def test_the_verdict_is_the_exit_status(
    case: tuple[str, str, str, int], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As text and as JSON, without a word on standard error where the version rose enough."""
    old, new, verdict, status = case
    versions(folder, old, new)

    assert main(["compare", "one.toml", "two.toml"]) == status
    shown = capsys.readouterr()
    assert shown.out.startswith(f"job-check-in 1.0.0 to 2.0.0: {verdict}. ")
    assert main(["compare", "one.toml", "two.toml", "--json"]) == status
    written = capsys.readouterr()
    assert json.loads(written.out)["verdict"] == verdict
    assert shown.err == written.err == ""


def test_a_version_that_rose_too_little_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """On standard error, beside the comparison."""
    (folder / "one.toml").write_text(SOUND, encoding="utf-8")
    (folder / "two.toml").write_text(SOUND.replace('"worry", "-safe"', '"worry", "safe"'), encoding="utf-8")

    assert main(["compare", "one.toml", "two.toml"]) == 3
    assert capsys.readouterr().err == (
        "insight: version: it is still 1.0.0, though something changed; "
        "raise the middle number at least: 1.1.0 (warning: version-bump)\n"
    )


def test_one_questionnaire_can_go_on_with_another(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Other ids are two questionnaires, unless it is said that one continues the other."""
    versions(folder, 'id = "job-check-in"', 'id = "work-check-in"')

    assert main(["compare", "one.toml", "two.toml"]) == 4
    assert main(["compare", "one.toml", "two.toml", "--continues"]) == 0
    assert "job-check-in 1.0.0 to work-check-in 2.0.0: comparable." in capsys.readouterr().out
    assert main(["compare", "one.toml", "three.toml"]) == 1
    assert capsys.readouterr().err == "insight: three.toml: there is no such file; check the path\n"
