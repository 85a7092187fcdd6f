"""The command and results: reports item by item, results that are kept as JSON, verified and explained."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import insight
from insight import Questionnaire, Result, StoredResult
from insight.care import NOTICE, WORLDWIDE, care_in_words
from insight.cli import main
from insight.scoring import LIBRARY_VERSION
from samples import QUESTIONNAIRE

ANSWERS = {"worry": 3, "safe": 1, "ask": None}
CANARY = "71377731"
CARE = care_in_words(WORLDWIDE)
CLOSING = f"insight: {NOTICE}\ninsight: {CARE}\n"
KEEP = (
    f"insight: {NOTICE} What was written holds a person's answers and scores, "
    "which are health data in many laws: keep it as such.\n"
)
BY = f"; scored by insight {LIBRARY_VERSION}, verified by insight {LIBRARY_VERSION}.\n"
AGREES = f"The result agrees with what comes out of its answers: job-check-in 1.0.0, 1 score{BY}"
DIFFERS = f"The result does not agree with what comes out of its answers: job-check-in 1.0.0, 1 difference{BY}"
DIFFERS_TWICE = f"The result does not agree with what comes out of its answers: job-check-in 1.0.0, 2 differences{BY}"
SAME = f"The same comes out of its answers by another scoring: job-check-in 1.0.0, 1 score{BY}"
SCORES_ALIKE = f"The same comes out of its answers in another version or wording: job-check-in 1.0.0, 1 score{BY}"
NOT_EXPLAINED = f"insight: this result is not explained, since something differs\ninsight: {NOTICE}\ninsight: {CARE}\n"
COMMAND = (sys.executable, "-c", "import sys; from insight.cli import main; sys.exit(main())")

Change = Callable[[dict[str, Any]], object]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in: a questionnaire, somebody's answers, a result of them, and a catalog with both."""
    (tmp_path / "mine.toml").write_text(QUESTIONNAIRE, encoding="utf-8")
    (tmp_path / "answers.json").write_text(json.dumps(ANSWERS), encoding="utf-8")
    (tmp_path / "result.json").write_text(insight.to_json(scored(), indent=2) + "\n", encoding="utf-8")
    (tmp_path / "ours" / "questionnaires").mkdir(parents=True)
    (tmp_path / "ours" / "questionnaires" / "job-check-in.toml").write_text(QUESTIONNAIRE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def mine() -> Questionnaire:
    """The questionnaire that was asked."""
    return insight.parse_questionnaire(QUESTIONNAIRE)


def scored() -> Result:
    """What comes out of the answers."""
    return insight.score(mine(), ANSWERS)


def store(folder: Path, change: Change, *, answers: bool = True) -> None:
    """Keep the result with a *change* in it, as other.json."""
    table = insight.to_dict(scored(), answers=answers)
    change(table)
    (folder / "other.json").write_text(json.dumps(table), encoding="utf-8")


def later(table: dict[str, Any]) -> None:
    """Say that a later version of the questionnaire was asked."""
    table["pin"]["version"] = "2.0.0"


def better(table: dict[str, Any]) -> None:
    """Write another number over the score."""
    table["scores"]["job-insecurity"]["value"] = 1.0


def later_and_better(table: dict[str, Any]) -> None:
    """Say that a later version was asked, and write another number over the score."""
    later(table)
    better(table)


def no_option(table: dict[str, Any]) -> None:
    """Write an answer that nobody could give."""
    table["answers"]["worry"] = 7


def other_item(table: dict[str, Any]) -> None:
    """Answer an item that is not asked."""
    table["answers"]["other"] = 1


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each in one line."""
    return [" ".join(part.split()) for part in text.strip().split("\n\n")]


# A report item by item


def test_full_report_explains_each_score(capsys: pytest.CaptureFixture[str]) -> None:
    """`--full` is the report, and before its notice each score with its items, its rule and the pin."""
    assert main(["score", "mine.toml", "answers.json"]) == 0
    short = capsys.readouterr()
    assert main(["score", "mine.toml", "answers.json", "--full"]) == 0
    full = capsys.readouterr()

    before, items, after = full.out.partition("Item by item\n------------\n\n")
    pin = scored().pin
    assert before + after[after.index("For insight") :] == short.out
    assert items + after[: after.index("For insight")] == (
        "Item by item\n"
        "------------\n"
        "\n"
        "Job insecurity\n"
        "~~~~~~~~~~~~~~\n"
        "\n"
        "Job insecurity: 3 on 0 to 4 (higher), the mean, from 2 of 3 answers; between 2\n"
        "and 3.33 whatever the missing one: higher. Rule: the mean of the answered items,\n"
        "at least 2 of 3; one is keyed in reverse.\n"
        "\n"
        "- worry (I worry about losing my job.): 3 (often), adds 1\n"
        "- safe (I feel safe in my position.): 1 (rarely), counts 3 in reverse, adds 1\n"
        "- ask (I hold back from asking for a raise.): not answered, placed at 3, adds 1\n"
        "\n"
        "Together: 3. Bands: lower from 0, higher from 2; source: none recorded,\n"
        "editorial. Source of the scale and its rule: none recorded, editorial.\n"
        "\n"
        f"Scored with: job-check-in 1.0.0, by insight {LIBRARY_VERSION}.\n"
        "\n"
        f"Scoring digest: {pin.scoring_digest}\n"
        "\n"
        f"Content digest: {pin.content_digest}\n"
        "\n"
    )
    assert (short.err, full.err) == ("", "")


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"worry-about-job": 4, "feel-safe-at-work": 0, "hold-back-at-work": 4}, id="career"),
        pytest.param({"matter-to-people": 0, "count-on-support": 0, "keep-feelings-hidden": 4}, id="relationships"),
    ],
)
def test_full_report_has_notice_and_help_once(
    answers: dict[str, int], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """However much is explained, it fits a terminal, and ends with the notice and help."""
    (folder / "some.json").write_text(json.dumps(answers), encoding="utf-8")

    assert main(["score", "life-areas", "some.json", "--full"]) == 0

    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    assert paragraphs(out)[-2:] == [NOTICE, CARE]
    assert " ".join(out.split()).count("help is there") == 1


def test_full_report_of_something_hard_begins_with_help(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where help comes first it stays there, and the notice stays last."""
    needs = {"enough-food": 0, "safe-place-to-live": 0, "worry-about-bills": 4, "go-without": 4}
    (folder / "some.json").write_text(json.dumps(needs), encoding="utf-8")

    assert main(["score", "life-areas", "some.json"]) == 0
    short = paragraphs(capsys.readouterr().out)
    assert main(["score", "life-areas", "some.json", "--full"]) == 0
    full = paragraphs(capsys.readouterr().out)

    assert full[:3] == short[:3]
    assert full[1].startswith("Something you need, such as food or a home, may be hard to count on.")
    assert full[2] == CARE.replace("Emergency", "211 (US only): call 211; Emergency")
    assert full[-1] == short[-1] == NOTICE
    assert full.count(NOTICE) == full.count(full[2]) == 1


def test_full_report_goes_to_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--full` goes with `--out`."""
    main(["score", "mine.toml", "answers.json", "--full"])
    report = capsys.readouterr().out

    assert main(["score", "mine.toml", "answers.json", "--full", "--out", "report.txt"]) == 0
    assert (folder / "report.txt").read_text(encoding="utf-8") == report
    assert capsys.readouterr() == ("", "")


# A result to keep


def test_json_is_what_the_library_writes(capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` writes the result with its answers, and says how to treat it."""
    assert main(["score", "mine.toml", "answers.json", "--json"]) == 0

    assert capsys.readouterr() == (insight.to_json(scored(), indent=2) + "\n", KEEP)


def test_json_without_answers(capsys: pytest.CaptureFixture[str]) -> None:
    """`--no-answers` leaves the answers out, and says what is lost by it."""
    assert main(["score", "mine.toml", "answers.json", "--json", "--no-answers"]) == 0

    assert capsys.readouterr() == (
        insight.to_json(scored(), answers=False, indent=2) + "\n",
        (
            f"insight: {NOTICE} What was written holds a person's scores, which are health data in many laws: "
            "keep it as such. Without the answers it cannot be verified.\n"
        ),
    )


def test_json_goes_to_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--json` goes with `--out`, and what is written can be verified."""
    assert main(["score", "mine.toml", "answers.json", "--json", "--out", "kept.json"]) == 0

    assert (folder / "kept.json").read_bytes() == (folder / "result.json").read_bytes()
    assert capsys.readouterr() == ("", KEEP)


def test_a_kept_result_gives_the_report_again(capsys: pytest.CaptureFixture[str]) -> None:
    """What `--json` wrote is scored as its answers are, as a report, in full, and as a result."""
    for options in ([], ["--full"], ["--json"]):
        assert main(["score", "mine.toml", "answers.json", *options]) == 0
        expected = capsys.readouterr()
        assert main(["score", "mine.toml", "result.json", *options]) == 0
        assert capsys.readouterr() == expected


INSTEAD = "see what it says with insight explain, and what differs with insight verify"


def without_answers(table: dict[str, Any]) -> None:
    """Leave the answers out."""
    del table["answers"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (without_answers, f"other.json: it was stored without its answers and cannot be verified; {INSTEAD}"),
        (better, f"other.json: scores.job-insecurity.value: it is not what comes out of the answers; {INSTEAD}"),
        (later, f"other.json: pin.version: the questionnaire has another one; {INSTEAD}"),
        (no_option, "other.json: answers.worry: the answer is none of its options; they are 0, 1, 2, 3, 4, 98"),
    ],
)
def test_a_kept_result_that_does_not_come_out_is_not_reported(
    change: Change, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A result of other answers, or of another questionnaire, is refused with the commands that say more."""
    store(folder, change)

    assert main(["score", "mine.toml", "other.json"]) == 1
    assert capsys.readouterr() == ("", f"insight: {message}\n")


def test_json_is_whole_on_a_plain_terminal(folder: Path) -> None:
    """A result is written in UTF-8 where nothing else is: codes for letters would be no JSON."""
    text = QUESTIONNAIRE.replace('"lower"', '"låg"')
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    command = [*COMMAND, "score", "mine.toml", "answers.json", "--json"]
    plain = os.environ | {"PYTHONIOENCODING": "ascii"}

    ran = subprocess.run(command, capture_output=True, check=False, env=plain)

    assert ran.returncode == 0
    assert insight.verify(ran.stdout, insight.parse_questionnaire(text)) == ()


WRONG_USE: dict[str, tuple[list[str], str]] = {
    "full-of-a-table": (
        ["table.csv", "--full"],
        "insight score: error: --full and --json are for one person, and these answers are a table\n",
    ),
    "json-of-a-table": (
        ["table.csv", "--json"],
        "insight score: error: --full and --json are for one person, and these answers are a table\n",
    ),
    "full-and-json": (
        ["answers.json", "--full", "--json"],
        "insight score: error: argument --json: not allowed with argument --full\n",
    ),
    "no-answers-alone": (["answers.json", "--no-answers"], "insight score: error: --no-answers goes with --json\n"),
    "no-answers-of-a-report": (
        ["answers.json", "--no-answers", "--full"],
        "insight score: error: --no-answers goes with --json\n",
    ),
    "id-with-json": (
        ["answers.json", "--json", "--id", "person"],
        (
            "insight score: error: --id, --ignore, --missing, --strict and --by are for tables, "
            "and these answers are one person's\n"
        ),
    ),
    "json-over-the-answers": (
        ["answers.json", "--json", "--out", "answers.json"],
        "insight score: error: --out is the file that the answers are in\n",
    ),
}


@pytest.mark.parametrize(("arguments", "message"), WRONG_USE.values(), ids=WRONG_USE)
def test_options_that_do_not_go_together_are_wrong_use(
    arguments: list[str], message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is for one person is not for a table, a report is no result, and nothing is written."""
    (folder / "table.csv").write_text("worry,safe,ask\n3,1,3\n", encoding="utf-8")

    with pytest.raises(SystemExit, match=r"^2$"):
        main(["score", "mine.toml", *arguments])

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.endswith(message)
    assert (folder / "answers.json").read_text(encoding="utf-8") == json.dumps(ANSWERS)


# Verify


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["mine.toml"], id="file"),
        pytest.param(["--add", "ours"], id="by-id-and-version"),
        pytest.param(["job-check-in", "--catalog", "ours"], id="id"),
    ],
)
def test_a_result_that_agrees(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Where all of it comes out, one line says what that is, and notice and help are in sight."""
    assert main(["verify", "result.json", *arguments]) == 0

    assert capsys.readouterr() == (AGREES, CLOSING)


def test_what_was_written_is_verified_with_the_bundled_catalog(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A result of a bundled questionnaire needs no file."""
    (folder / "some.json").write_text('{"worry-about-job": 3}', encoding="utf-8")
    assert main(["score", "life-areas", "some.json", "--json", "--out", "kept.json"]) == 0
    capsys.readouterr()

    assert main(["verify", "kept.json"]) == 0
    assert capsys.readouterr().out == (
        f"The result agrees with what comes out of its answers: life-areas 1.0.0, 5 scores{BY}"
    )


def test_a_result_from_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A hyphen stands for standard input."""
    with Path("result.json").open(encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdin", file)

        assert main(["verify", "-", "mine.toml"]) == 0

    assert capsys.readouterr() == (AGREES, CLOSING)


def test_closed_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Where there is no standard input, one is told to name a file."""
    monkeypatch.setattr(sys, "stdin", None)

    assert main(["verify", "-", "mine.toml"]) == 1

    assert capsys.readouterr() == ("", "insight: standard input: it is closed; name a file instead\n")


def test_standard_input_that_cannot_be_read_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A standard input that is for writing only is refused in a sentence."""
    with Path("written.json").open("w", encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdin", file)

        assert main(["verify", "-", "mine.toml"]) == 1

    assert capsys.readouterr() == ("", "insight: standard input: it cannot be read (Bad file descriptor)\n")


NUMBER = "scores.job-insecurity.value: 1.0 is stored, 3.0 comes out\n"
VERSION = "pin.version: it was scored with 2.0.0, the questionnaire given has 1.0.0\n"
DIFFERENCES: dict[str, tuple[Change, str]] = {
    "number": (better, NUMBER + DIFFERS),
    "version": (later, VERSION + SCORES_ALIKE),
    "version-and-number": (later_and_better, VERSION + NUMBER + DIFFERS_TWICE),
    "no-option": (no_option, f"answers.worry: the answer is none of its options\n{DIFFERS}"),
    "no-item": (other_item, f"answers: there is no item 'other'\n{DIFFERS}"),
}


@pytest.mark.parametrize(("change", "told"), DIFFERENCES.values(), ids=DIFFERENCES)
def test_a_result_that_differs(change: Change, told: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What does not come out is a line each, and a closing line says what was held against what; the status is 3."""
    store(folder, change)

    assert main(["verify", "other.json", "mine.toml"]) == 3

    assert capsys.readouterr() == (told, CLOSING)


def test_a_changed_number_is_found_without_naming_the_questionnaire(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A text whose numbers contradict one another still says which questionnaire it is of."""
    store(folder, better)

    assert main(["verify", "other.json", "--add", "ours"]) == 3

    assert capsys.readouterr() == (NUMBER + DIFFERS, CLOSING)


def test_the_scores_of_a_later_version_are_counted(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where all of several scores come out under another version, they are counted."""
    table = insight.to_dict(insight.score(insight.load_catalog().questionnaires["life-areas"], {}))
    later(table)
    (folder / "other.json").write_text(json.dumps(table), encoding="utf-8")

    assert main(["verify", "other.json", "life-areas"]) == 3

    assert capsys.readouterr().out == (
        f"{VERSION}The same comes out of its answers in another version or wording: life-areas 1.0.0, 5 scores{BY}"
    )


OTHER_QUESTIONNAIRES: dict[str, tuple[tuple[str, str], list[str], str]] = {
    "words": (("losing", "keeping"), ["content_digest"], SCORES_ALIKE),
    "band": (("lower", "less"), ["scoring_digest", "content_digest"], SAME),
    "id": (
        ("job-check-in", "work-check-in"),
        ["questionnaire", "content_digest"],
        f"The result is not one of work-check-in 1.0.0: its scores were not compared{BY}",
    ),
}


@pytest.mark.parametrize(("other", "fields", "closing"), OTHER_QUESTIONNAIRES.values(), ids=OTHER_QUESTIONNAIRES)
def test_another_questionnaire_differs(
    other: tuple[str, str], fields: list[str], closing: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With other words, bands or another id a questionnaire has other pins, each told with both ends."""
    text = QUESTIONNAIRE.replace(*other)
    (folder / "mine.toml").write_text(text, encoding="utf-8")
    then, now = scored().pin, insight.score(insight.parse_questionnaire(text), ANSWERS).pin

    assert main(["verify", "result.json", "mine.toml"]) == 3

    listed = [
        f"pin.{name}: it was scored with {getattr(then, name)}, the questionnaire given has {getattr(now, name)}\n"
        for name in fields
    ]
    assert capsys.readouterr() == ("".join(listed) + closing, CLOSING)


def test_the_scores_of_another_questionnaire_are_not_compared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Answers to one questionnaire say nothing about another: no item and no scale of it is told to be missing."""
    store(folder, later_and_better)

    assert main(["verify", "other.json", "life-areas"]) == 3

    out = capsys.readouterr().out.splitlines(keepends=True)
    assert [line.partition(":")[0] for line in out[:-1]] == [
        "pin.questionnaire",
        "pin.version",
        "pin.scoring_digest",
        "pin.content_digest",
    ]
    assert out[-1] == f"The result is not one of life-areas 1.0.0: its scores were not compared{BY}"


UNKNOWN: dict[str, tuple[str, list[str], str]] = {
    "version": ("2.0.0", ["--add", "ours"], "job-check-in 2.0.0 is not in the catalog (1.0.0 is)"),
    "id": ("1.0.0", [], "job-check-in 1.0.0 is not in the catalog"),
}


@pytest.mark.parametrize(("version", "arguments", "message"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_questionnaire_that_the_catalog_does_not_have_is_asked_for(
    version: str, arguments: list[str], message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is verified with another version, and the message says what to do."""
    store(folder, lambda table: table["pin"].update(version=version))

    assert main(["verify", "other.json", *arguments]) == 1

    remedy = "name the file of the questionnaire: insight verify RESULT FILE"
    assert capsys.readouterr() == ("", f"insight: {message}; {remedy}\n")


def test_a_result_without_answers_cannot_be_verified(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whether or not its questionnaire is at hand, one is told how to read it instead."""
    store(folder, lambda _: None, answers=False)
    message = (
        "insight: other.json: it was stored without its answers and cannot be verified; "
        "read it with: insight explain RESULT\n"
    )

    assert main(["verify", "other.json", "mine.toml"]) == 1
    assert capsys.readouterr() == ("", message)
    assert main(["verify", "other.json"]) == 1
    assert capsys.readouterr() == ("", message)


REFUSED: dict[str, tuple[list[str], str]] = {
    "missing": (["nowhere.json"], "nowhere.json: there is no such file; check the path"),
    "folder": (["."], ".: this is a folder; name a file in it"),
    "missing-questionnaire": (
        ["result.json", "nowhere.toml"],
        "nowhere.toml: there is no such file; check the path",
    ),
    "unknown-questionnaire": (
        ["result.json", "lief-areas"],
        "no questionnaire has the id 'lief-areas'; did you mean 'life-areas'?",
    ),
    "answers": (
        ["answers.json", "mine.toml"],
        "answers.json: this is no result; name a file that insight score --json wrote",
    ),
    "truncated": (
        ["truncated.json", "mine.toml"],
        (
            "truncated.json: line 3: this is no JSON (a name in double quotes is missing; is there a comma too many?); "
            "name a file that insight score --json wrote"
        ),
    ),
    "of-another-kind": (
        ["sign.json", "mine.toml"],
        "sign.json: kind: this is no result; name a file that insight score --json wrote",
    ),
    "later": (
        ["later.json", "mine.toml"],
        (
            "later.json: pin.library_version: it is from a version of this library that is newer than "
            f"{LIBRARY_VERSION}; install a newer insight-inventory"
        ),
    ),
    "too-large": (["large.json"], "large.json: it is larger than 4096 KiB; make it smaller"),
}


@pytest.mark.parametrize("command", ["verify", "explain"])
@pytest.mark.parametrize(("arguments", "message"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_result_is_refused(
    command: str, arguments: list[str], message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both commands refuse in one sentence what they cannot read."""
    store(folder, lambda table: table["pin"].update(library_version="9.0.0"))
    (folder / "other.json").rename("later.json")
    lines = (folder / "result.json").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "truncated.json").write_text("".join(lines[:2]), encoding="utf-8")
    (folder / "sign.json").write_text(insight.to_json(insight.load_catalog().signs["perfectionism"]), encoding="utf-8")
    (folder / "large.json").write_bytes(b" " * (4 * 1024 * 1024 + 1))

    assert main([command, *arguments]) == 1

    assert capsys.readouterr() == ("", f"insight: {message}\n")


@pytest.mark.parametrize("command", ["verify", "explain"])
def test_what_is_no_result_on_standard_input_is_refused(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where no file is named, the message says where it was read."""
    with Path("answers.json").open(encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdin", file)

        assert main([command, "-", "mine.toml"]) == 1

    message = "insight: standard input: this is no result; name a file that insight score --json wrote\n"
    assert capsys.readouterr() == ("", message)


@pytest.mark.parametrize("command", ["verify", "explain"])
def test_a_result_in_another_folder_is_refused_by_its_name(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A message has the name of a file, without its folders."""
    (folder / "ours" / "answers.json").write_text(json.dumps(ANSWERS), encoding="utf-8")

    assert main([command, "ours/answers.json", "mine.toml"]) == 1

    message = "insight: answers.json: this is no result; name a file that insight score --json wrote\n"
    assert capsys.readouterr() == ("", message)


# Explain


def test_a_result_is_explained_item_by_item(capsys: pytest.CaptureFixture[str]) -> None:
    """With its answers and its questionnaire a result is explained in full, notice and help included."""
    assert main(["explain", "result.json", "mine.toml"]) == 0
    named = capsys.readouterr()
    assert main(["explain", "result.json", "--add", "ours"]) == 0
    found = capsys.readouterr()

    assert named == found == (scored().explain(full=True) + "\n", "")
    assert named.out.endswith(f"\n{NOTICE}\n{CARE}\n")


NO_ITEMS = "insight: this is not explained item by item: it was stored without its answers\n"


def as_stored(folder: Path) -> str:
    """The explanation of what other.json stores."""
    return insight.from_json(StoredResult, (folder / "other.json").read_bytes()).explain() + "\n"


def test_a_result_without_answers_is_explained_as_stored(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without answers there are no items, which is said."""
    store(folder, lambda _: None, answers=False)

    assert main(["explain", "other.json"]) == 0

    captured = capsys.readouterr()
    assert captured == (as_stored(folder), NO_ITEMS)
    assert captured.out.startswith(
        "These scores are told as they were stored; nothing here verifies them.\n\nJob insecurity: 3 on 0 to 4 (higher)"
    )
    assert captured.out.endswith(f"\n{NOTICE}\n{CARE}\n")


def test_why_there_are_no_items_is_said_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """On a terminal, which shows both, the reason stands before the scores."""
    store(folder, lambda _: None, answers=False)
    monkeypatch.setattr(sys, "stderr", sys.stdout)

    assert main(["explain", "other.json"]) == 0

    assert capsys.readouterr().out == NO_ITEMS + as_stored(folder)


@pytest.mark.parametrize(("version", "arguments", "message"), UNKNOWN.values(), ids=UNKNOWN)
def test_a_result_of_an_unknown_questionnaire_is_explained_as_stored(
    version: str, arguments: list[str], message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without its questionnaire a result is told as it was, and one is asked for the file."""
    store(folder, lambda table: table["pin"].update(version=version))

    assert main(["explain", "other.json", *arguments]) == 0

    remedy = "name the file of the questionnaire: insight explain RESULT FILE"
    assert capsys.readouterr() == (
        as_stored(folder),
        f"insight: this is not explained item by item: {message}; {remedy}\n",
    )


def test_numbers_that_contradict_one_another_are_not_explained(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What cannot be verified has at least to agree with itself."""
    store(folder, better, answers=False)

    assert main(["explain", "other.json"]) == 1

    assert capsys.readouterr() == (
        "",
        (
            "insight: other.json: scores.job-insecurity.value: it is not what the rest of the score says; "
            "name a file that insight score --json wrote\n"
        ),
    )


NOT_AGREEING = {name: told for name, told in DIFFERENCES.items() if name != "version"}


@pytest.mark.parametrize(("change", "told"), NOT_AGREEING.values(), ids=NOT_AGREEING)
def test_a_result_that_differs_is_not_explained(
    change: Change, told: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What does not come out is listed as it is when verified, and nothing of it is explained; help is in sight."""
    store(folder, change)

    assert main(["explain", "other.json", "mine.toml"]) == 3

    assert capsys.readouterr() == (told, NOT_EXPLAINED)


def test_a_result_of_a_later_version_is_not_explained(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With another version, too, only what differs is listed, and help is in sight."""
    store(folder, later)

    assert main(["explain", "other.json", "mine.toml"]) == 3

    captured = capsys.readouterr()
    assert captured.out == VERSION + SCORES_ALIKE
    assert captured.err.startswith("insight: this result is not explained, since something differs")
    assert captured.err.endswith(f"\ninsight: {CARE}\n")


def test_a_result_of_another_questionnaire_is_not_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing of a result is explained by a questionnaire that it is none of."""
    assert main(["explain", "result.json", "life-areas"]) == 3

    captured = capsys.readouterr()
    closing = f"The result is not one of life-areas 1.0.0: its scores were not compared{BY}"
    assert captured.out.startswith(
        "pin.questionnaire: it was scored with job-check-in, the questionnaire given has life-areas\n"
    )
    assert captured.out.endswith(f"\n{closing}")
    assert captured.err.startswith("insight: this result is not explained, since something differs")
    assert captured.err.endswith(f"\ninsight: {CARE}\n")


# What is never said


CANARIES: dict[str, tuple[object, int]] = {
    "number": (int(CANARY), 3),
    "decimal": (float(f"0.{CANARY}"), 3),
    "huge": (int(CANARY * 50), 1),
    "text": (CANARY, 1),
    "list": ([CANARY], 1),
    "table": ({CANARY: CANARY}, 1),
    "in-the-place-of-a-table": (None, 1),
}


@pytest.mark.parametrize("command", ["verify", "explain"])
@pytest.mark.parametrize(("answer", "status"), CANARIES.values(), ids=CANARIES)
def test_no_answer_is_repeated(
    command: str, answer: object, status: int, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """However a stored answer is wrong, that is told without it: a number differs, and all else cannot be read."""
    store(folder, lambda table: table["answers"].update(worry=answer) if answer else table.update(answers=CANARY))

    assert main([command, "other.json", "mine.toml"]) == status

    captured = capfd.readouterr()
    assert CANARY not in captured.out + captured.err
    assert captured.err.startswith("insight: ")


def test_no_number_of_a_person_is_on_standard_error(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """What differs may be somebody's only answer: it is in the output that was asked for, and in no message."""
    store(folder, lambda table: table["scores"]["job-insecurity"].update(value=float(CANARY)))

    assert main(["verify", "other.json", "mine.toml"]) == 3
    verified = capfd.readouterr()
    assert main(["explain", "other.json", "mine.toml"]) == 3
    explained = capfd.readouterr()

    assert verified.err == CLOSING
    assert explained.err == NOT_EXPLAINED


# Help


def test_all_commands_are_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    """`insight --help` names every command with what it does."""
    with pytest.raises(SystemExit, match=r"^0$"):
        main(["--help"])

    commands = capsys.readouterr().out.partition("  COMMAND\n")[2].partition("\n\n")[0]
    assert [line.split(maxsplit=1) for line in commands.splitlines()] == [
        ["list", "list the entries of a kind, or the kinds"],
        ["search", "find entries that speak of something"],
        ["help", "show where help can be found"],
        ["show", "show an entry or a questionnaire"],
        ["take", "answer a questionnaire, and see what the answers say"],
        ["score", "score answers"],
        ["match", "show what may help with what you tick"],
        ["verify", "verify a result that was kept"],
        ["explain", "explain a result that was kept"],
        ["codebook", "write the codebook of a questionnaire"],
        ["new", "write a questionnaire to begin with"],
        ["lint", "tell what in a questionnaire may not be meant"],
        ["schema", "write the JSON Schema of questionnaire files, for editors"],
        ["compare", "tell what changed between two versions"],
        ["check", "hold a questionnaire against the answers of many people"],
    ]


@pytest.mark.parametrize("command", ["take", "score", "match", "verify", "explain"])
def test_the_help_of_a_command_has_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each example stands in a line of its own."""
    with pytest.raises(SystemExit, match=r"^0$"):
        main([command, "--help"])

    examples = capsys.readouterr().out.partition("\nexamples:\n")[2].splitlines()
    assert len(examples) > 2
    assert all(line.startswith("  insight ") for line in examples)
