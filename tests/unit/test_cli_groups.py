"""The command over a table by groups: numbers of groups, none of small ones, and no row of a person."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from insight import Questionnaire, load_questionnaire, options, to_toml
from insight.cli import main
from insight.describing import describe
from insight.frames import group_summary, score_frame
from samples import QUESTIONNAIRE

NOTICE = (
    "insight: For insight, never a diagnosis. It does not replace the advice of a qualified professional. "
    "This is about groups, never for decisions about a person. "
    "Share such numbers only where nobody can be told from them.\n"
)
ROWS = [(f"p{n}", "a" if n < 12 else "b" if n < 20 else "c", n % 5, (n * 3) % 5, n % 4) for n in range(23)]
TABLE = "who,team,worry,safe,ask\n" + "".join(",".join(map(str, row)) + "\n" for row in ROWS)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a questionnaire."""
    (tmp_path / "mine.toml").write_text(QUESTIONNAIRE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


Score = Callable[..., tuple[int, str, str]]


@pytest.fixture
def score(folder: Path, capfd: pytest.CaptureFixture[str]) -> Score:
    """Score a table with some options: the status, standard output and standard error."""

    def run(table: str, *options: str) -> tuple[int, str, str]:
        (folder / "table.csv").write_text(table, encoding="utf-8")
        try:
            status = main(["score", "mine.toml", "table.csv", *options])
        except SystemExit as left:
            status = int(str(left.code))
        captured = capfd.readouterr()
        return status, captured.out, captured.err

    return run


def test_groups_are_shown_in_the_place_of_rows(score: Score) -> None:
    """Each group has a line, small ones without numbers; what it is not and help are below."""
    status, out, err = score(TABLE, "--id", "who", "--by", "team", "--at-least", "6")

    assert (status, err) == (0, "")
    assert [line.split("  ")[0] for line in out.splitlines()[11:15]] == ["a", "b", "c", "all groups"]
    assert out.splitlines()[12:14] == [
        "b           not shown",
        "c           too few",
    ]
    assert "never a diagnosis" in out
    assert "findahelpline.com" in out
    assert not any(who in out for who, *_ in ROWS)


def test_it_is_what_group_summary_tells(score: Score, folder: Path) -> None:
    """The command adds up exactly, the engine in floats: the same comes out."""
    table = TABLE.replace("p3,a,3,4,", "p3,a,,,")
    status, _, err = score(table, "--ignore", "who", "--by", "team", "--at-least", "6", "--out", "groups.csv")
    frame = pl.read_csv(io.StringIO(table))
    scored = score_frame(load_questionnaire(folder / "mine.toml"), frame, outputs=["value", "band"])
    found = describe(group_summary(load_questionnaire(folder / "mine.toml"), scored, by="team", at_least=6)).csv()

    assert (status, err) == (0, NOTICE)
    written = list(csv.reader(io.StringIO((folder / "groups.csv").read_text(encoding="utf-8"))))
    assert written[0] == ["team", "scale", "of", "hidden", "n", "scored", "mean", "sd", "in lower", "in higher"]
    for one, other in zip(written, csv.reader(io.StringIO(found)), strict=True):
        assert one[:6] == other[:6]
        for mine, theirs in zip(one[6:], other[6:], strict=True):
            assert mine == theirs or float(mine) == pytest.approx(float(theirs), rel=1e-14)


def test_invalid_rows_are_counted_and_not_named(score: Score) -> None:
    """An answer that is none leaves its row without scores; a row of another length is in no group."""
    table = TABLE.replace("p0,a,0", "p0,a,77").replace("p1,a", "p1,x,a")
    status, out, err = score(table, "--ignore", "who", "--by", "team", "--at-least", "5")

    assert status == 1
    assert err == "insight: table.csv: 2 invalid rows; they have no scores; without --by they are named\n"
    assert [line.split()[:3] for line in out.splitlines()[11:13]] == [["a", "10", "91%"], ["b", "not", "shown"]]
    assert "77" not in out + err


def test_strict_writes_nothing(score: Score, folder: Path) -> None:
    """One invalid row is enough."""
    status, out, err = score(TABLE.replace("p0,a,0", "p0,a,7"), "--ignore", "who", "--by", "team", "--strict")

    assert (status, out) == (1, "")
    assert err == "insight: table.csv: 1 invalid row; nothing was written; without --by they are named\n"


def test_a_group_without_a_name_is_one(score: Score) -> None:
    """An empty cell is shown as such, and comes last."""
    _, out, _ = score(TABLE.replace(",a,", ",,"), "--ignore", "who", "--by", "team", "--at-least", "5")

    assert out.splitlines()[11].startswith("b ")
    assert out.splitlines()[13].startswith("(empty)")


def test_scales_that_share_items_are_shown_one_without_the_other(folder: Path, score: Score) -> None:
    """Where not the same people have scores on both; the same as in Python."""
    scales = {"first": "worry safe", "second": "ask", "whole": "worry safe ask"}
    form = Questionnaire.build(
        "parts",
        title="Parts",
        responses=options("never", "at times", "often"),
        items={"worry": "I worry.", "safe": "I feel safe.", "ask": "I ask."},
        scales=scales,
    )
    (folder / "mine.toml").write_text(to_toml(form), encoding="utf-8")
    rows = [("a" if n < 12 else "b", n % 3, (n * 2) % 3, "" if n == 3 else 1) for n in range(20)]
    table = "team,worry,safe,ask\n" + "".join(",".join(map(str, row)) + "\n" for row in rows)
    answers = pl.read_csv(io.StringIO(table))

    for chosen, told in (((), None), (("--scale", "whole"), ["whole"])):
        status, _, _ = score(table, "--by", "team", "--at-least", "5", "--out", "groups.csv", *chosen)
        assert status == 0
        written = list(csv.reader((folder / "groups.csv").read_text(encoding="utf-8").splitlines()))
        found = group_summary(form, score_frame(form, answers), by="team", scales=told, at_least=5)
        assert [row[:5] for row in written] == [row[:5] for row in csv.reader(io.StringIO(describe(found).csv()))]
        assert any("sharing" in row for row in written) == (told is None)


MISUSE = {
    "few": (["--by", "team", "--at-least", "4"], "--at-least is 5 or more: of fewer people, a mean tells too much"),
    "alone": (["--at-least", "6"], "--at-least and --scale go with --by"),
    "scale alone": (["--scale", "job-insecurity"], "--at-least and --scale go with --by"),
    "no scale": (
        ["--by", "team", "--scale", "job-security"],
        "--scale: there is no scale 'job-security'; did you mean 'job-insecurity'?",
    ),
    "item": (["--by", "worry"], "--by names a column that tells groups apart, and 'worry' is an item"),
    "people": (["--by", "who", "--id", "who"], "--by and --id name the same column: people are no groups"),
}


@pytest.mark.parametrize(("options", "said"), MISUSE.values(), ids=MISUSE)
def test_what_makes_no_sense_is_wrong_use(score: Score, options: list[str], said: str) -> None:
    """It is said before the table is read."""
    status, out, err = score(TABLE, *options)

    assert (status, out) == (2, "")
    assert said in err


def test_a_column_that_is_not_there_is_named(score: Score) -> None:
    """A slip in its name is told as one."""
    status, _, err = score(TABLE, "--ignore", "who", "--by", "taem")

    assert status == 1
    assert "header: there is no column 'taem'; did you mean 'team'?" in err
