"""The command over long tables: read and written in batches, to the same bytes as row by row, or not at all."""

import csv
import io
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from insight import load_questionnaire
from insight.cli import batches, main, output, people, streaming, tables
from insight.frames import score_frame
from samples import QUESTIONNAIRE

NOTICE = (
    "insight: For insight, never a diagnosis. It does not replace the advice of a qualified professional. "
    "Not for decisions about a person. The bounds cover missing answers, not measurement error. "
    "Not validated: no study of these scores is recorded. "
    "Bands are parts of the possible range, not a comparison with other people.\n"
)
NO_OPTION = "the answer is none of its options; they are 0, 1, 2, 3, 4, 98"
NO_NUMBER = "the answer is text, and the options are numbers; they are 0, 1, 2, 3, 4, 98"
COMMAND = (sys.executable, "-c", "import sys; from insight.cli import main; sys.exit(main())")
SCORES = [
    "job-insecurity",
    *(f"job-insecurity.{output}" for output in ("status", "answered", "low", "high", "band")),
]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a questionnaire."""
    (tmp_path / "mine.toml").write_text(QUESTIONNAIRE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ways in which tables were scored."""
    taken: list[str] = []
    stream, by_row = streaming.stream_table, tables.score_table

    def streamed(*arguments: object) -> int:
        taken.append("batches")
        return stream(*arguments)  # type: ignore[arg-type]

    def rowed(*arguments: object) -> int:
        taken.append("rows")
        return by_row(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(streaming, "stream_table", streamed)
    monkeypatch.setattr(people, "score_table", rowed)
    return taken


Both = Callable[..., tuple[int, bytes, str]]


@pytest.fixture
def both(folder: Path, capfd: pytest.CaptureFixture[str]) -> Both:
    """Score a table in both ways, which give the same: the status, the table, and what is said."""

    def run(table: str | bytes, *options: str, questionnaire: str = "mine.toml") -> tuple[int, bytes, str]:
        (folder / "table.csv").write_bytes(table.encode() if isinstance(table, str) else table)
        told = []
        for rows_only in (False, True):
            (folder / "scores.csv").unlink(missing_ok=True)
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(people, "has_packages", lambda: not rows_only)  # noqa: B023  # called within the turn
                status = main(["score", questionnaire, "table.csv", "--out", "scores.csv", *options])
            written = (folder / "scores.csv").read_bytes() if (folder / "scores.csv").exists() else b""
            told.append((status, written, capfd.readouterr().err))
        assert told[0] == told[1]
        return told[0]

    return run


def summary(rows: str, statuses: str, *items: str) -> str:
    """What is said of a table under the notice."""
    lines = [
        f"insight: table.csv: {rows}:",
        f"  - scale job-insecurity: {statuses}",
        *(f"  - {each}" for each in items),
    ]
    return NOTICE + "".join(f"{line}\n" for line in lines)


# The same in both ways


def test_table_in_a_file_is_scored_in_batches(both: Both, ways: list[str]) -> None:
    """With polars at hand and a file on both sides, no row is looked at by itself; else each is."""
    status, written, said = both("who,worry,safe,ask\nada,3,1,\nben,0,4,1\ncy,2,,\n", "--id", "who")

    assert ways == ["batches", "rows"]
    assert status == 0
    assert written.decode() == (
        f"who,{','.join(SCORES)}\n"
        "ada,3.0,prorated,2,2.0,3.3333333333333335,higher\n"
        "ben,0.3333333333333333,complete,3,0.3333333333333333,0.3333333333333333,lower\n"
        "cy,,too-few,1,0.6666666666666666,3.3333333333333335,\n"
    )
    assert said == summary("3 rows", "1 complete, 1 prorated, 1 too few, 0 invalid")


def test_invalid_places_are_told(both: Both) -> None:
    """The summary counts them by item, and the first are named with their line."""
    status, written, said = both("worry,safe,ask\n3,1,3\n7,x,2\n3,1,3\n5,,\n")

    assert status == 1
    assert written.decode().splitlines()[2::2] == ["2,,invalid,,,,", "4,,invalid,,,,"]
    assert said == (
        summary(
            "4 rows", "2 complete, 0 prorated, 0 too few, 2 invalid", "item worry: 2 invalid", "item safe: 1 invalid"
        )
        + "insight: table.csv: 3 invalid places; these rows have the status 'invalid' and no scores:\n"
        f"  - line 3, item worry: {NO_OPTION}\n"
        f"  - line 3, item safe: {NO_NUMBER}\n"
        f"  - line 5, item worry: {NO_OPTION}\n"
    )


def test_strict_writes_nothing(both: Both, folder: Path) -> None:
    """With --strict a table with an invalid row gives no file, and nothing stays beside it."""
    status, written, said = both("worry,safe,ask\n3,1,3\n7,1,2\n", "--strict")

    assert (status, written) == (1, b"")
    assert said.endswith(
        f"insight: table.csv: 1 invalid place; nothing was written:\n  - line 3, item worry: {NO_OPTION}\n"
    )
    assert sorted(each.name for each in folder.iterdir()) == ["mine.toml", "table.csv"]


@pytest.mark.parametrize(
    ("cell", "row"),
    [
        *(
            (cell, "3.0,complete,3,3.0,3.0,higher")
            for cell in ("3", " 3 ", "3.0", "3.000", "+3", '"3"', "\u00a03", "\t3")
        ),
        *((cell, "3.0,prorated,2,2.0,3.3333333333333335,higher") for cell in ("", " ", '""', "98", "98.0", "\u2003")),
        *(
            (cell, ",invalid,,,,")
            for cell in ("03", "NA", "3.", ".3", "3e0", "3.0.0", "+-3", "\uff13", "- 3", "3 0", "inf")
        ),
        *(
            (cell, ",invalid,,,,")
            for cell in ("2.9999999999999999", "3" + "0" * 400, "3." + "0" * 19, "nan", "1_0", "'3")
        ),
    ],
)
def test_how_a_number_is_written(cell: str, row: str, both: Both) -> None:
    """White space around it, a sign and zeros at its end change no number; all else is no option."""
    _, written, _ = both(f"worry,safe,ask\n{cell},1,3\n")

    assert written.decode().splitlines()[1] == f"1,{row}"


def test_numbers_with_many_digits_are_read_exactly(both: Both, folder: Path) -> None:
    """An option 0.1 is 0.1 and 0.10, and not the number that a float takes for it."""
    (folder / "tenths.toml").write_text(TENTHS, encoding="utf-8")

    _, written, _ = both("a,b\n0.1,0.3\n0.10,.3\n0.10000000000000001,0\n-0,0.0\n", questionnaire="tenths.toml")

    assert [row.split(",")[1:3] for row in written.decode().splitlines()[1:]] == [
        ["0.4", "complete"],
        ["", "invalid"],
        ["", "invalid"],
        ["0.0", "complete"],
    ]


TENTHS = """
format = 1
id = "tenths"
version = "1.0.0"
title = "Tenths"
[response_scales.tenths]
options = [{ value = 0, label = "a" }, { value = 0.1, label = "b" }, { value = 0.3, label = "c" }]
[items]
a = "A thing."
b = "Another thing."
[scales.all]
items = ["a", "b"]
method = "sum"
"""


def test_missing_texts_are_unanswered(both: Both) -> None:
    """What --missing names is as an empty cell, as it stands there."""
    table = "worry,safe,ask\n3,1, NA \n3,1,-99\n3,1,na\n3,1,-99.0\n"

    _, written, _ = both(table, "--missing=-99,NA")
    _, again, _ = both(table, "--missing", "NA", "--missing", "-99")

    assert written == again
    assert [row.split(",")[2] for row in written.decode().splitlines()[1:]] == [
        "prorated",
        "prorated",
        "invalid",
        "invalid",
    ]


def test_missing_text_is_no_option(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An option cannot be made unanswered in silence."""
    (folder / "table.csv").write_text("worry,safe,ask\n3,1,3\n", encoding="utf-8")

    with pytest.raises(SystemExit, match=r"^2$"):
        main(["score", "mine.toml", "table.csv", "--missing", "98,3.0"])

    said = capsys.readouterr().err.splitlines()[-1]
    assert said == "insight score: error: --missing: '3.0' is an option of the item 'worry', and no missing answer"


# What another program may have written
UNUSUAL = {
    "ragged": "worry,safe,ask\n3,1,3\n3,1\n3,1,3,4\n",
    "blank": "worry,safe,ask\n\n3,1,3\n\n",
    "quote-within": 'worry,safe,ask\n3,1,3"\n',
    "after-a-quote": 'worry,safe,ask\n"3"x,1,3\n',
    "line-in-a-cell": 'who,worry,safe,ask\n"a\nb",3,1,3\nc,7,1,3\n',
    "carriage-return": "who,worry,safe,ask\na\rb,3,1,3\n",
    "no-character": "who,worry,safe,ask\na\0b,3,1,3\n",
    "not-utf-8": b"who,worry,safe,ask\n\xff,3,1,3\n",
    "no-rows": "worry,safe,ask\n",
    "nothing": "",
    "no-column": "worry,safe\n3,1\n",
    "mark-within": "who,worry,safe,ask\n\ufeffa,3,1,3\n",
    "long-cell": f"who,worry,safe,ask\n{'x' * 200_000},3,1,3\n",
}


@pytest.mark.parametrize("table", UNUSUAL.values(), ids=UNUSUAL)
def test_unusual_tables_are_read_row_by_row(table: str | bytes, both: Both, ways: list[str]) -> None:
    """Where two programs may read a table in two ways, there is one."""
    named = ["--id", "who"] if b"who" in (table.encode() if isinstance(table, str) else table) else []

    both(table, *named)

    assert ways[0] == "batches" or ways == []
    assert ways[1:] == ["rows"] * len(ways[1:])


USUAL = {
    "quotes": '"who","worry","safe","ask"\n"B, ""7""","3","1",3\n"",3,"",\n',
    "windows": "who,worry,safe,ask\r\nx,3,1,3\r\ny,3,1,\r\n",
    "mark": "\ufeffwho,worry,safe,ask\nx,3,1,3\n",
    "no-last-line-end": "who,worry,safe,ask\nx,3,1,3",
    "other-order": "ask, worry ,who,safe\n3,3,é x,1\n3,3, #y,1\n",
}


@pytest.mark.parametrize("table", USUAL.values(), ids=USUAL)
def test_usual_tables_are_read_in_batches(table: str, both: Both, ways: list[str]) -> None:
    """Quotes, Windows' ends of lines, a byte order mark and other orders change nothing."""
    status, _, _ = both(table, "--id", "who")

    assert status == 0
    assert ways == ["batches", "rows"]


CELLS = st.sampled_from(["0", "1", "2", "3", "4", "98", "", " 4", "3.0", "5", "x", "03", "NA"])
IDS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from(",\"' "), max_size=4)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.tuples(IDS, CELLS, CELLS, CELLS), min_size=1, max_size=30), size=st.integers(1, 200))
def test_both_ways_write_the_same(rows: list[tuple[str, ...]], size: int, both: Both) -> None:
    """Whatever stands in a table, and wherever a batch ends, the bytes are the same, and so is what is said."""
    table = io.StringIO()
    csv.writer(table, lineterminator="\n").writerows([("who", "worry", "safe", "ask"), *rows])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "SIZE", size)
        status, written, _ = both(table.getvalue(), "--id", "who", "--missing", "NA")

    assert status in {0, 1}
    assert len(list(csv.reader(io.StringIO(written.decode(), newline="")))) == len(rows) + 1


def test_small_floats_are_written_as_python_does() -> None:
    """Both have as many digits as are needed; only Python has two in each exponent."""
    numbers = [0.0, 1e-5, 1.5e-7, 1.25e-10, 1e-4, 1 / 3, 1e15, 1e16, 1.5e300, None]
    frame = pl.DataFrame({"a": numbers})

    written = frame.with_columns(map(streaming.spell, frame)).write_csv(include_header=False, null_value="None")

    assert written.split() == list(map(repr, numbers))


# Parquet


def test_scores_are_parquet_where_the_file_is_called_so(folder: Path) -> None:
    """The columns are those of the CSV; what is a number there is one here."""
    (folder / "table.csv").write_text("who,worry,safe,ask\nada,3,1,\n,5,4,1\n", encoding="utf-8")

    assert main(["score", "mine.toml", "table.csv", "--id", "who", "--out", "scores.parquet"]) == 1
    table = pl.read_parquet("scores.parquet")
    assert table.columns == ["who", *SCORES]
    assert table.rows() == [
        ("ada", 3.0, "prorated", 2, 2.0, 10 / 3, "higher"),
        (None, None, "invalid", None, None, None, None),
    ]
    assert table.dtypes == [pl.String, pl.Float64, pl.String, pl.Int64, pl.Float64, pl.Float64, pl.String]


def test_rows_become_the_same_parquet(folder: Path) -> None:
    """A table that is read row by row becomes Parquet, too; so does standard input."""
    (folder / "plain.csv").write_text("worry,safe,ask\n3,1,\n3,1,3\n", encoding="utf-8")
    (folder / "odd.csv").write_text("worry,safe,ask\n3,1,\n\n3,1,3\n", encoding="utf-8")

    assert main(["score", "mine.toml", "plain.csv", "--out", "plain.parquet"]) == 0
    assert main(["score", "mine.toml", "odd.csv", "--out", "odd.parquet"]) == 0
    with Path("plain.csv").open("rb") as file:
        subprocess.run([*COMMAND, "score", "mine.toml", "-", "--out", "piped.parquet"], stdin=file, check=True)

    whole = pl.read_parquet("plain.parquet")
    assert whole.dtypes[0] == pl.Int64
    assert whole.equals(pl.read_parquet("odd.parquet"))
    assert whole.equals(pl.read_parquet("piped.parquet"))


def test_batches_of_parquet_follow_each_other(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each row is scored once, in its place, and found again by its number."""
    monkeypatch.setattr(batches, "STEP", 3)
    monkeypatch.setattr(streaming, "STEP", 0)
    worry = [0, 1, 2, 3, 4, 0, 1, 44, 3, None, 44]
    answers = pl.DataFrame({"worry": worry, "safe": [4] * 11, "ask": [0] * 11})
    answers.write_parquet(folder / "table.parquet")

    assert main(["score", "mine.toml", "table.parquet", "--out", "scores.parquet"]) == 1
    found = pl.read_parquet(folder / "scores.parquet")
    form = load_questionnaire("mine.toml")
    assert found["row"].to_list() == list(range(1, 12))
    assert found["job-insecurity"].to_list() == score_frame(form, answers)["job-insecurity"].to_list()
    said = capsys.readouterr().err
    assert "  - item worry: 2 invalid\n" in said
    assert f"  - row 8, item worry: {NO_OPTION}\n  - row 11, item worry: {NO_OPTION}\n" in said


@pytest.mark.parametrize("kind", [pl.Binary, pl.Duration, pl.List(pl.Int64)], ids=str)
def test_what_tells_people_apart_is_text_or_numbers(
    kind: pl.DataType, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What no table of text can hold is refused before any work."""
    table = pl.DataFrame({"who": pl.Series([None], dtype=kind), "worry": [1], "safe": [2], "ask": [3]})
    table.write_parquet(folder / "table.parquet")

    assert main(["score", "mine.toml", "table.parquet", "--id", "who", "--out", "scores.csv"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("insight: table.parquet: the column 'who' holds ")
    assert said.endswith("; --id names one of texts or numbers\n")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_pipe_is_written_to_and_stays_one(folder: Path) -> None:
    """Nothing takes the place of a pipe or a device; whoever reads it gets the table."""
    answers = pl.DataFrame({"worry": [3, 0], "safe": [1, 4], "ask": [3, 1]})
    answers.write_parquet(folder / "table.parquet")
    answers.write_csv(folder / "table.csv")
    os.mkfifo("pipe")
    read = []
    for table in ("table.parquet", "table.csv"):
        with subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE) as reader:  # noqa: S607
            assert main(["score", "mine.toml", table, "--out", "pipe"]) == 0
            read.append(reader.communicate()[0].decode())

    assert read[0] == read[1]
    assert read[0].splitlines()[0] == f"row,{','.join(SCORES)}"
    assert Path("pipe").is_fifo()


def test_answers_can_be_parquet(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Columns of numbers are taken as they are, columns of text as cells; places are told by row."""
    answers = {"who": [7, 8, 9], "worry": [3, -99, 7], "safe": ["1", " 1.0", "x"], "ask": [3.0, 3.0, None]}
    pl.DataFrame(answers).write_parquet("table.parquet")

    assert main(["score", "mine.toml", "table.parquet", "--id", "who", "--missing=-99"]) == 1
    told = capsys.readouterr()
    assert told.out == (
        f"who,{','.join(SCORES)}\n"
        "7,3.0,complete,3,3.0,3.0,higher\n"
        "8,3.0,prorated,2,2.0,3.3333333333333335,higher\n"
        "9,,invalid,,,,\n"
    )
    assert told.err == (
        f"{NOTICE}insight: table.parquet: 2 invalid places; these rows have the status 'invalid' and no scores:\n"
        f"  - row 3, item worry: {NO_OPTION}\n"
        f"  - row 3, item safe: {NO_NUMBER}\n"
    )


@pytest.mark.parametrize(
    ("table", "message"),
    [
        pytest.param(
            {"worry": [3], "safe": [1]},
            "header: there is no column for item 'ask'; add it; empty cells are unanswered",
            id="column",
        ),
        pytest.param(
            {"worry": [True], "safe": [1], "ask": [1]},
            "the column 'worry' holds true and false; give the values of the options as numbers",
            id="kind",
        ),
        pytest.param(
            {"worry": [], "safe": [], "ask": []}, "there are no rows; give a row for each person", id="no-rows"
        ),
    ],
)
def test_parquet_that_does_not_fit_is_refused(
    table: dict[str, list[object]], message: str, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    """A missing column, a column of another kind, and a table of nobody are told as with CSV."""
    pl.DataFrame(table).write_parquet("table.parquet")

    assert main(["score", "mine.toml", "table.parquet", "--out", "scores.csv"]) == 1
    assert capsys.readouterr().err == f"insight: table.parquet: {message}\n"
    assert not (folder / "scores.csv").exists()


def test_what_is_called_parquet_and_is_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of another kind is told so, without what stands in it."""
    (folder / "table.parquet").write_text("worry,safe,ask\n3,1,3\n", encoding="utf-8")

    assert main(["score", "mine.toml", "table.parquet"]) == 1
    assert capsys.readouterr().err == "insight: table.parquet: it cannot be read as Parquet; write it again\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["table.parquet"], "table.parquet: reading Parquet needs two packages; "),
        (["table.csv", "--out", "scores.parquet"], "scores.parquet: writing Parquet needs two packages; "),
    ],
)
def test_parquet_needs_packages(
    arguments: list[str],
    message: str,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Without them, the command says what to install."""
    monkeypatch.setattr(people, "find_spec", lambda name: None)
    pl.DataFrame({"worry": [3], "safe": [1], "ask": [3]}).write_parquet("table.parquet")
    (folder / "table.csv").write_text("worry,safe,ask\n3,1,3\n", encoding="utf-8")

    assert main(["score", "mine.toml", *arguments]) == 1
    assert capsys.readouterr().err == f"insight: {message}pip install 'insight-inventory[frames]' polars\n"


def test_parquet_is_read_from_a_file(folder: Path) -> None:
    """Its end says where its columns are, and a pipe has none."""
    pl.DataFrame({"worry": [3], "safe": [1], "ask": [3]}).write_parquet("table.parquet")

    with Path("table.parquet").open("rb") as file:
        ran = subprocess.run([*COMMAND, "score", "mine.toml", "-"], stdin=file, capture_output=True, check=False)

    assert (ran.returncode, ran.stdout) == (1, b"")
    assert ran.stderr.decode() == "insight: standard input: Parquet is read from a file; name the file\n"


# All of it or nothing


def left(folder: Path) -> list[str]:
    """What lies in the folder besides what was there."""
    return sorted(each.name for each in folder.iterdir() if each.name not in {"mine.toml", "table.csv"})


@pytest.mark.parametrize("name", ["scores.csv", "scores.parquet"])
@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), OSError(28, "No space left on device")], ids=["stopped", "full"]
)
def test_nothing_stays_where_it_ends_half_way(
    name: str, error: BaseException, folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After Ctrl-C or an error in the middle, the old file is there, and no other."""
    (folder / "table.csv").write_text("worry,safe,ask\n" + "3,1,3\n" * 100, encoding="utf-8")
    (folder / name).write_text("old\n", encoding="utf-8")
    whole = batches.check

    def fail_later(lines: list[bytes], cells: int) -> bytes:
        if any(folder.glob(".insight-*")):
            raise error
        return whole(lines, cells)

    monkeypatch.setattr(batches, "SIZE", 60)
    monkeypatch.setattr(batches, "check", fail_later)

    assert main(["score", "mine.toml", "table.csv", "--out", name]) == 1
    assert (folder / name).read_text(encoding="utf-8") == "old\n"
    assert left(folder) == [name]
    told = f"{name}: it cannot be written (No space left on device)" if isinstance(error, OSError) else "stopped"
    assert capsys.readouterr().err == f"insight: {told}\n"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk that is full after a megabyte."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", disk],  # noqa: S607
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    yield disk
    subprocess.run(["umount", disk], check=True)  # noqa: S607


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can mount")
@pytest.mark.parametrize("name", ["scores.csv", "scores.parquet"])
def test_full_disk_is_told(name: str, small_disk: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A disk that is full in the middle is told in one sentence, and nothing stays on it."""
    rows = "".join(f"{n * 11400714819323198485 % 2**64:x},{n % 5},3,1\n" for n in range(200_000))
    (folder / "table.csv").write_text("who,worry,safe,ask\n" + rows, encoding="utf-8")

    assert main(["score", "mine.toml", "table.csv", "--id", "who", "--out", f"disk/{name}"]) == 1
    assert capsys.readouterr().err == f"insight: disk/{name}: it cannot be written (No space left on device)\n"
    assert not list(small_disk.iterdir())


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no such signal here")
@pytest.mark.parametrize("name", ["scores.csv", "scores.parquet"])
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM], ids=["killed", "stopped", "ended"])
def test_killed_command_leaves_nothing_under_the_name(name: str, number: signal.Signals, folder: Path) -> None:
    """What is killed leaves at most a file that is called unfinished; what is stopped leaves nothing."""
    with (folder / "table.csv").open("w", encoding="utf-8") as file:
        file.write("worry,safe,ask\n")
        for _ in range(40):
            file.write("3,1,3\n" * 100_000)

    with subprocess.Popen(
        [*COMMAND, "score", "mine.toml", "table.csv", "--out", name], stderr=subprocess.PIPE, text=True
    ) as process:
        while not (parts := list(folder.glob(".insight-*.unfinished"))) or not parts[0].stat().st_size:
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(number)
        assert process.stderr is not None
        said = process.stderr.read()

    names = left(folder)
    if number == signal.SIGKILL:
        assert (process.returncode, said) == (-number, "")
        assert [each.endswith(".unfinished") for each in names] == [True]
    else:
        assert (process.returncode, said) == (1, "insight: stopped\n")
        assert names == []


def test_file_keeps_who_may_read_it(folder: Path) -> None:
    """A file that is written anew is as open as it was."""
    (folder / "table.csv").write_text("worry,safe,ask\n3,1,3\n", encoding="utf-8")
    (folder / "scores.csv").touch(0o600)

    assert main(["score", "mine.toml", "table.csv", "--out", "scores.csv"]) == 0
    assert (folder / "scores.csv").stat().st_mode & 0o777 == 0o600


# What is seen on the way


class Terminal(io.StringIO):
    """Something that says that it is a terminal."""

    def isatty(self) -> bool:
        """It does."""
        return True


def test_progress_is_shown_on_a_terminal_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows, how many a second, and how much is left are shown where somebody looks."""
    terminal = Terminal()
    parts = [
        batches.Batch(pl.DataFrame({"a": [1, 2]}), pl.DataFrame(), done, lambda problem, _: problem)
        for done in (0.5, 1)
    ]

    assert list(output.follow_batches(parts)) == parts
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    assert list(output.follow_batches(parts)) == parts
    assert "Scoring: 4 rows, " in terminal.getvalue()
    assert "100%" in terminal.getvalue()
