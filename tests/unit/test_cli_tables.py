"""The command over a table: a row in and a row out, all of it or nothing, and no answer in any message."""

import csv
import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from insight import load_catalog
from insight.cli import main
from samples import QUESTIONNAIRE

NOTICE = (
    "insight: For insight, never a diagnosis. It does not replace the advice of a qualified professional. "
    "Not for decisions about a person. The bounds cover missing answers, not measurement error. "
    "Not validated: no study of these scores is recorded. "
    "Bands are parts of the possible range, not a comparison with other people.\n"
)
SCORES = (
    "job-insecurity,job-insecurity.status,job-insecurity.answered,"
    "job-insecurity.low,job-insecurity.high,job-insecurity.band\n"
)
NO_OPTION = "the answer is none of its options; they are 0, 1, 2, 3, 4, 98"
NO_NUMBER = "the answer is text, and the options are numbers; they are 0, 1, 2, 3, 4, 98"
COMMAND = (sys.executable, "-c", "import sys; from insight.cli import main; sys.exit(main())")
CANARY = "71377731"


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

    def run(table: str | bytes, *options: str) -> tuple[int, str, str]:
        (folder / "table.csv").write_bytes(table.encode() if isinstance(table, str) else table)
        status = main(["score", "mine.toml", "table.csv", *options])
        captured = capfd.readouterr()
        return status, captured.out, captured.err

    return run


# What comes out


def test_a_row_for_each_person(score: Score) -> None:
    """Each row has its number, then for each scale the value, how it came about, its bounds and its band."""
    status, out, err = score("worry,safe,ask\n3,1,3\n3,1,\n3,,\n98,1,2\n,,\n")

    assert status == 0
    assert out == (
        f"row,{SCORES}"
        "1,3.0,complete,3,3.0,3.0,higher\n"
        "2,3.0,prorated,2,2.0,3.3333333333333335,higher\n"
        "3,,too-few,1,1.0,3.6666666666666665,\n"
        "4,2.5,prorated,2,1.6666666666666667,3.0,higher\n"
        "5,,too-few,0,0.0,4.0,\n"
    )
    assert err == NOTICE


def test_each_scale_has_six_columns(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The columns of the five bundled scales follow one another in the order of the questionnaire."""
    items = [item.id for item in load_catalog().questionnaires["life-areas"].items]
    (folder / "table.csv").write_text(f"{','.join(items)}\n{',' * (len(items) - 1)}\n", encoding="utf-8")

    assert main(["score", "life-areas", "table.csv"]) == 0

    header, row = csv.reader(io.StringIO(capsys.readouterr().out))
    assert header[1::6] == ["relationships", "social", "body-image", "career", "basic-needs"]
    assert len(row) == len(header) == 31
    assert row[2::6] == ["too-few"] * 5


@pytest.mark.parametrize(
    "cell", ["3", " 3 ", "3.0", "+3", '"3"', "3.000"], ids=["3", "space", "3.0", "plus", "quoted", "3.000"]
)
def test_numbers_can_be_written_in_several_ways(cell: str, score: Score) -> None:
    """A cell holds the number that it means, not its spelling."""
    _, out, _ = score(f"worry,safe,ask\n{cell},1,3\n")

    assert out == f"row,{SCORES}1,3.0,complete,3,3.0,3.0,higher\n"


@pytest.mark.parametrize("cell", ["", " ", '""'], ids=["nothing", "space", "quotes"])
def test_empty_cell_is_unanswered(cell: str, score: Score) -> None:
    """A cell without a number in it is no answer."""
    _, out, _ = score(f"worry,safe,ask\n3,1,{cell}\n")

    assert out == f"row,{SCORES}1,3.0,prorated,2,2.0,3.3333333333333335,higher\n"


@pytest.mark.parametrize(
    "table",
    [
        pytest.param(b"\xef\xbb\xbfworry,safe,ask\r\n3,1,3\r\n", id="byte-order-mark"),
        pytest.param(b"ask,worry,safe\n3,3,1\n", id="other-order"),
        pytest.param(b"worry,safe,ask\n3,1,3", id="no-last-line-end"),
        pytest.param(b"worry,safe,ask\n\n3,1,3\n\n", id="blank-lines"),
    ],
)
def test_tables_of_other_programs_are_read(table: bytes, score: Score) -> None:
    """A byte order mark, Windows' ends of lines, another order of columns and blank lines change nothing."""
    assert score(table) == (0, f"row,{SCORES}1,3.0,complete,3,3.0,3.0,higher\n", NOTICE)


def test_id_column_is_passed_on(score: Score) -> None:
    """The column that tells people apart takes the place of the row's number."""
    status, out, _ = score('worry,person,safe,ask\n3,"B, 7",1,3\n3,,1,3\n', "--id", "person")

    assert status == 0
    assert out == f'person,{SCORES}"B, 7",3.0,complete,3,3.0,3.0,higher\n,3.0,complete,3,3.0,3.0,higher\n'


def test_columns_can_be_passed_by(score: Score) -> None:
    """Columns that are named with --ignore are in no way part of what comes out."""
    status, out, _ = score("note,worry,safe,ask,day\nx,3,1,3,y\n", "--ignore", "note", "--ignore", "day")

    assert status == 0
    assert out == f"row,{SCORES}1,3.0,complete,3,3.0,3.0,higher\n"


def test_table_goes_to_a_file(folder: Path, score: Score) -> None:
    """With --out the table goes to a file, and the notice and a summary to the terminal."""
    status, out, err = score("worry,safe,ask\n3,1,3\n", "--out", "scores.csv")

    summary = "insight: table.csv: 1 row:\n  - scale job-insecurity: 1 complete, 0 prorated, 0 too few, 0 invalid\n"
    assert (status, out, err) == (0, "", NOTICE + summary)
    assert (folder / "scores.csv").read_bytes() == f"row,{SCORES}1,3.0,complete,3,3.0,3.0,higher\n".encode()


def test_table_from_standard_input() -> None:
    """A hyphen stands for standard input; what does not begin like JSON is a table."""
    ran = subprocess.run(
        [*COMMAND, "score", "mine.toml", "-"],
        input="worry,safe,ask\n3,1,3\n",
        capture_output=True,
        text=True,
        check=True,
    )

    assert ran.stdout == f"row,{SCORES}1,3.0,complete,3,3.0,3.0,higher\n"
    assert ran.stderr == NOTICE


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (b"", "the table is empty; begin with a header of item ids, such as worry, safe, ask"),
        (b"worry,safe,ask\n", "there are no rows below the header; give a row for each person"),
    ],
    ids=["empty", "no-rows"],
)
def test_standard_input_is_named_in_messages(table: bytes, message: str) -> None:
    """What is wrong with standard input is said of standard input."""
    ran = subprocess.run([*COMMAND, "score", "mine.toml", "-"], input=table, capture_output=True, check=False)

    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.decode() == f"insight: standard input: {message}\n"


def test_closed_pipe_is_told_without_a_traceback(folder: Path) -> None:
    """Who reads only the header gets it, and one sentence more on standard error."""
    (folder / "table.csv").write_text("worry,safe,ask\n" + "3,1,3\n" * 10_000, encoding="utf-8")

    with subprocess.Popen(
        [*COMMAND, "score", "mine.toml", "table.csv"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()

    assert first == f"row,{SCORES}"
    assert said == "insight: the output was closed before all of it was written\n"
    assert process.returncode == 1


# Rows that cannot be scored

SOME_INVALID = "person,worry,safe,ask\na,3,1,3\nb,7,x,2\nc,3,1\nd,3,1,2,9\ne,3,1,3\n"
INVALID_PLACES = (
    f"  - line 3, item worry: {NO_OPTION}\n"
    f"  - line 3, item safe: {NO_NUMBER}\n"
    "  - line 4: the row has 3 cells, and the header 4\n"
    "  - line 5: the row has 5 cells, and the header 4\n"
)
SOME_SCORED = (
    f"person,{SCORES}"
    "a,3.0,complete,3,3.0,3.0,higher\n"
    "b,,invalid,,,,\n"
    "c,,invalid,,,,\n"
    "d,,invalid,,,,\n"
    "e,3.0,complete,3,3.0,3.0,higher\n"
)


def test_invalid_rows_are_named_and_have_no_scores(score: Score) -> None:
    """The whole table comes out; invalid rows say so, and their places stand on standard error."""
    status, out, err = score(SOME_INVALID, "--id", "person")

    assert status == 1
    assert out == SOME_SCORED
    assert err == (
        f"{NOTICE}insight: table.csv: 4 invalid places; these rows have the status 'invalid' and no scores:\n"
        f"{INVALID_PLACES}"
    )


def test_invalid_rows_go_to_the_file_as_well(folder: Path, score: Score) -> None:
    """With --out the whole table is in the file, also where rows are invalid."""
    status, out, _ = score(SOME_INVALID, "--id", "person", "--out", "scores.csv")

    assert (status, out) == (1, "")
    assert (folder / "scores.csv").read_text(encoding="utf-8") == SOME_SCORED


def test_one_invalid_place(score: Score) -> None:
    """One place is told in the singular."""
    status, out, err = score("worry,safe,ask\n5,1,3\n")

    assert status == 1
    assert out == f"row,{SCORES}1,,invalid,,,,\n"
    assert err == (
        f"{NOTICE}insight: table.csv: 1 invalid place; these rows have the status 'invalid' and no scores:\n"
        f"  - line 2, item worry: {NO_OPTION}\n"
    )


def test_first_ten_places_are_named(score: Score) -> None:
    """Of twelve invalid places ten are named, and all are counted."""
    status, out, err = score("worry,safe,ask\n" + "5,1,3\n" * 12)

    assert status == 1
    assert out.count("invalid") == 12
    assert err == (
        f"{NOTICE}insight: table.csv: 12 invalid places; these rows have the status 'invalid' and no scores:\n"
        + "".join(f"  - line {line}, item worry: {NO_OPTION}\n" for line in range(2, 12))
        + "  - and 2 more\n"
    )


def test_strict_writes_nothing_where_a_row_is_invalid(score: Score) -> None:
    """With --strict a table with an invalid row gives no table at all."""
    status, out, err = score(SOME_INVALID, "--id", "person", "--strict")

    assert (status, out) == (1, "")
    assert err == f"{NOTICE}insight: table.csv: 4 invalid places; nothing was written:\n{INVALID_PLACES}"


def test_strict_changes_nothing_where_all_rows_are_valid(score: Score) -> None:
    """With --strict a sound table is scored as ever."""
    assert score("worry,safe,ask\n3,1,3\n", "--strict") == score("worry,safe,ask\n3,1,3\n")


@pytest.mark.parametrize(
    ("table", "options"),
    [
        pytest.param("worry,safe,ask\n5,1,3\n", ["--strict"], id="strict"),
        pytest.param("worry,safe\n3,1\n", [], id="header"),
        pytest.param('worry,safe,ask\n3,1,3\n3,1,"3\n', [], id="no-csv-further-down"),
        pytest.param(b"worry,safe,ask\n3,1,3\n3,1,\xff\n", [], id="no-utf-8-further-down"),
    ],
)
def test_refused_table_leaves_an_old_file_alone(
    table: str | bytes, options: list[str], folder: Path, score: Score
) -> None:
    """Where a table is refused, what --out held before stays as it was, and no other file appears."""
    (folder / "scores.csv").write_text("old\n", encoding="utf-8")
    before = sorted([*folder.iterdir(), folder / "table.csv"])

    status, out, _ = score(table, "--out", "scores.csv", *options)

    assert (status, out) == (1, "")
    assert (folder / "scores.csv").read_text(encoding="utf-8") == "old\n"
    assert sorted(folder.iterdir()) == before


def test_out_cannot_be_the_answers(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A table of scores never takes the place of the answers."""
    (folder / "table.csv").write_text("worry,safe,ask\n3,1,3\n", encoding="utf-8")

    with pytest.raises(SystemExit, match=r"^2$"):
        main(["score", "mine.toml", "table.csv", "--out", "../" + folder.name + "/table.csv"])

    assert (folder / "table.csv").read_text(encoding="utf-8") == "worry,safe,ask\n3,1,3\n"
    assert capsys.readouterr().err.endswith("error: --out is the file that the answers are in\n")


# Tables that cannot be read

REFUSED: dict[str, tuple[str | bytes, str]] = {
    "empty": ("", "the table is empty; begin with a header of item ids, such as worry, safe, ask"),
    "no-rows": ("worry,safe,ask\n", "there are no rows below the header; give a row for each person"),
    "blank-rows": ("worry,safe,ask\n\n\n", "there are no rows below the header; give a row for each person"),
    "semicolons": ("worry;safe;ask\n3;1;3\n", "header: the cells are separated by ';'; separate them by commas"),
    "unknown-column": (
        "worry,safe,ask,day\n3,1,3,x\n",
        "header: the column 'day' is for no item; pass it by with --ignore day, or name it with --id day",
    ),
    "missing-column": (
        "worry,safe\n3,1\n",
        "header: there is no column for item 'ask'; add it; empty cells are unanswered",
    ),
    "equal-columns": ("worry,safe,ask,ask\n3,1,3,3\n", "header: 2 columns are called 'ask'; give each its own name"),
    "no-name": ("worry,safe,ask,\n3,1,3,\n", "header: column 4 has no name; give it a name"),
    "open-quote": (
        'worry,safe,ask\n3,1,3\n3,1,"3\n',
        "line 3: this is no CSV (a double quote is opened here and not closed)",
    ),
    "not-utf-8": (b"worry,safe,ask\n3,1,3\n3,1,3\n3,1,\xff\n", "line 4: it is not UTF-8; save it as UTF-8"),
}


@pytest.mark.parametrize(("table", "message"), REFUSED.values(), ids=REFUSED)
def test_unreadable_tables_are_refused(table: str | bytes, message: str, score: Score) -> None:
    """A table whose header or form is wrong is refused as a whole, in one sentence."""
    assert score(table) == (1, "", f"insight: table.csv: {message}\n")


def test_all_problems_of_a_header_come_at_once(score: Score) -> None:
    """Each wrong column is a line, with where it stands or what may have been meant."""
    status, out, err = score("worry,worry,saef,ask,\n3,3,1,3,\n")

    assert (status, out) == (1, "")
    assert err == (
        "insight: table.csv has 4 problems:\n"
        "  - header: 2 columns are called 'worry'; give each its own name\n"
        "  - header: the column 'saef' is for no item; did you mean 'safe'?\n"
        "  - header: column 5 has no name; give it a name\n"
        "  - header: there is no column for item 'safe'; add it; empty cells are unanswered\n"
    )


@pytest.mark.parametrize("option", ["--id", "--ignore"])
def test_options_name_columns_that_are_there(option: str, score: Score) -> None:
    """A column that is named and is not in the table may be a typing error."""
    status, out, err = score("person,worry,safe,ask\na,3,1,3\n", "--ignore", "person", option, "persn")

    assert (status, out) == (1, "")
    assert err == "insight: table.csv: header: there is no column 'persn'; did you mean 'person'?\n"


@pytest.mark.parametrize("option", ["--id", "--ignore"])
def test_options_do_not_name_items(option: str, score: Score) -> None:
    """An item is answers: it is neither passed by in silence nor passed on as what tells people apart."""
    status, out, err = score("worry,safe,ask\n3,1,3\n", option, "worry")

    assert (status, out) == (1, "")
    assert err.startswith("insight: table.csv: header: ")


def test_id_column_is_not_called_like_a_scale(score: Score) -> None:
    """A column of ids cannot have the name of a column of scores."""
    status, out, err = score("job-insecurity,worry,safe,ask\na,3,1,3\n", "--id", "job-insecurity")

    assert (status, out) == (1, "")
    assert err == "insight: table.csv: header: a column of scores is called 'job-insecurity' as well; rename yours\n"


def test_columns_of_scores_are_all_different(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A scale that is called like another one's column of states cannot be written as a table."""
    text = QUESTIONNAIRE + '\n[scales."job-insecurity.status"]\nitems = ["worry"]\nmethod = "sum"\n'
    (folder / "odd.toml").write_text(text, encoding="utf-8")
    (folder / "table.csv").write_text("worry,safe,ask\n3,1,3\n", encoding="utf-8")

    assert main(["score", "odd.toml", "table.csv"]) == 1
    assert capsys.readouterr().err == (
        "insight: job-check-in: scales: two columns of scores would be called 'job-insecurity.status'; rename a scale\n"
    )


# No answer in any message

CANARIES: dict[str, str] = {
    "no-option": f"worry,safe,ask\n{CANARY},1,3\n",
    "negative": f"worry,safe,ask\n-{CANARY},1,3\n",
    "decimal": f"worry,safe,ask\n0.{CANARY},1,3\n",
    "huge": f"worry,safe,ask\n{CANARY * 700},1,3\n",
    "text": f"worry,safe,ask\nx{CANARY},1,3\n",
    "quoted": f'worry,safe,ask\n"{CANARY}\n{CANARY}",1,3\n',
    "cell-too-many": f"worry,safe,ask\n3,1,3,{CANARY}\n",
    "cell-too-few": f"worry,safe,ask\n{CANARY}\n",
    "open-quote": f'worry,safe,ask\n3,1,"{CANARY}\n',
    "after-a-quote": f'worry,safe,ask\n3,1,"3"{CANARY}\n',
    "field-too-long": f"worry,safe,ask\n3,1,{CANARY * 20_000}\n",
    "under-an-unknown-column": f"worry,saef,ask\n3,{CANARY},3\n",
    "no-header": f"{CANARY},1,3\n3,1,3\n",
    "no-header-and-twice": f"{CANARY},{CANARY},3\n3,1,3\n",
    "no-header-and-semicolons": f"{CANARY};1;3\n3;1;3\n",
}


@pytest.mark.parametrize("table", CANARIES.values(), ids=CANARIES)
def test_no_answer_is_repeated(table: str, score: Score) -> None:
    """However an answer is wrong, also where answers stand in place of a header, it appears nowhere."""
    status, out, err = score(table)

    assert status == 1
    assert err
    assert CANARY not in out
    assert CANARY not in err
