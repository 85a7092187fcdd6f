"""The command that holds a questionnaire against the answers of many people."""

import csv
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from insight.cli import main
from samples import QUESTIONNAIRE

CANARY = "71377731"
GROUPS = (
    "insight: For insight, never a diagnosis. It does not replace the advice of a qualified professional. "
    "This is about a group, never for decisions about a person. "
    "Small groups can give people away: share such numbers only where nobody can be told from them.\n"
)

Check = Callable[..., tuple[int, str, str]]


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Check:
    """Check a table with some options: the status, standard output and standard error."""
    (tmp_path / "mine.toml").write_text(QUESTIONNAIRE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def run(table: str, *options: str) -> tuple[int, str, str]:
        (tmp_path / "people.csv").write_text(table, encoding="utf-8")
        status = main(["check", "mine.toml", "people.csv", *options])
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return run


def rows(count: int, *, slip: str = "") -> str:
    """A table of people of whom those that worry do not feel safe."""
    lines = [f"{n % 5},{4 - n % 5},{(n + n // 7) % 5},p{n}" for n in range(count)]
    return "\n".join(["worry,safe,ask,who", *lines, *([slip] if slip else []), ""])


def test_the_description_is_written(check: Check) -> None:
    """Scales and items are told, columns that are for no item passed by; the status is 0 where nothing is wrong."""
    status, out, err = check(rows(50))

    assert (status, err) == (0, "insight: nothing was found\n")
    assert out.startswith(
        "Job check-in 1.0.0: items in a sample of 50 rows\n"
        "================================================\n"
        "\n"
        "This is about a group, never for decisions about a person."
    )
    assert "\nworry  50       0        2.00  1.43  20%    20% " in out
    assert "help is there" in out


def test_what_is_no_option_is_counted_and_never_shown(check: Check) -> None:
    """Numbers and text alike: the rows are not refused, the values not repeated, and the status is 1."""
    slips = f"{CANARY},dear diary {CANARY},,x\n1.5,-1,98,y"
    status, out, err = check(rows(8, slip=slips))

    assert (status, err) == (1, "insight: 2 errors\n")
    assert " ".join(out.split()).count("in this sample 2 of 10 values are no option; they were left out") == 2
    assert "ask    8        2 " in out
    assert CANARY not in out + err
    assert "diary" not in out


def test_text_is_told_apart(check: Check) -> None:
    """With what to do: what R writes for a missing value, and any other text, each by its count."""
    slips = "NA,n/a,4,x\nNA,n/a,77,x\n NA ,NA,4,x\n99,1,4,x"
    status, out, err = check(rows(20, slip=slips))
    page = " ".join(out.split())

    assert (status, err) == (1, "insight: 3 errors\n")
    left = "they were left out; the options are 0, 1, 2, 3, 4, 98"
    r_writes = 'NA, as R writes what is missing: have it write nothing with na = ""'
    text = "2 of these are text: leave such cells empty, or use the values of the options"
    for line in (
        f"items.worry: in this sample 4 of 24 values are no option; {left}; 3 of these are {r_writes} (error",
        f"items.safe: in this sample 3 of 24 values are no option; {left}; 1 of these is {r_writes}; {text} (error",
        f"items.ask: in this sample 1 of 24 values is no option; it was {left.removeprefix('they were ')} (error",
    ):
        assert line in page
    assert "n/a" not in page


def test_a_table_with_nothing_to_see_is_told(check: Check) -> None:
    """It does not pass for one in which nothing is wrong."""
    for table in ("worry,safe,ask\n1,2,3\n", "worry,safe,ask\n,,\n,,\n", "worry,safe,ask\n" + "1,2,3\n" * 3):
        status, out, err = check(table)
        assert (status, err) == (1, "insight: 1 warning\n")
        assert "in this sample there is too little to look at" in " ".join(out.split())
        assert "Nothing was found" not in out


@pytest.mark.parametrize(
    "header",
    [
        'worry,safe,ask,"Any\nremarks?"',
        "worry,safe,ask,note,note",
        "worry,safe,ask,,",
        "note,note,worry, safe ,ask",
    ],
)
def test_columns_that_are_for_no_item_are_passed_by(check: Check, header: str) -> None:
    """Whatever they are called, and however often."""
    first = header.startswith("note")
    count = len(next(csv.reader([header]))) - 3
    lines = [
        ",".join([*["x"] * count * first, f"{n % 5},{4 - n % 5},{(n + n // 7) % 5}", *["x"] * count * (not first)])
        for n in range(50)
    ]
    status, out, err = check("\n".join([header, *lines]))

    assert (status, err) == (0, "insight: nothing was found\n")
    assert "\nworry  50       0        2.00  1.43  20%    20% " in out


def test_it_can_be_written_for_a_program(check: Check) -> None:
    """As JSON, with the notice beside it."""
    status, out, err = check(rows(50), "--json")
    told = json.loads(out)

    assert (status, err) == (0, f"{GROUPS}insight: nothing was found\n")
    assert list(told) == ["format", "kind", "questionnaire", "notice", "rows", "scales", "findings"]
    assert (told["kind"], told["rows"]) == ("analysis", 50)
    assert f"insight: {told['notice']}\n" == GROUPS


def test_hints_leave_the_status_at_zero(tmp_path: Path, check: Check) -> None:
    """Straight-lining is something to look at, nothing to mend."""
    items = "abcdefghij"
    keys = ", ".join(f'"{"-" * (item in "bdfhj")}{item}"' for item in items)
    form = [
        'format = 1\nid = "six"\ntitle = "Six"\n[response_scales.r]\nlabels = ["no", "at times", "yes"]\n[items]',
        *(f'{item} = "Text."' for item in items),
        f'[scales.s]\nitems = [{keys}]\nmethod = "mean"\n',
    ]
    check(rows(3))
    (tmp_path / "mine.toml").write_text("\n".join(form), encoding="utf-8")
    lines = [",".join(str(2 - n % 3 if m % 2 else n % 3) for m in range(10)) for n in range(20)]
    status, out, err = check("\n".join([",".join(items), ",".join("1111111111"), *lines]))

    assert (status, err) == (0, "insight: 1 hint\n")
    assert "(hint: straight-lining)" in " ".join(out.split())


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("", "the table is empty; begin with a header of item ids, such as worry, safe, ask"),
        (
            f"{CANARY},1,2\n1,2,3\n",
            "header: no column is for an item; begin with a header of item ids, such as worry, safe, ask",
        ),
        ("worry,safe,ask\n", "there are no rows below the header; give a row for each person"),
        ("worry,safe,who\n1,1,x\n", "header: there is no column for item 'ask'; add it; empty cells are unanswered"),
        ("worry,safe,Ask\n1,1,1\n", "header: there is no column for item 'ask'; did you mean 'Ask'?"),
        ("worry,safe,ask,ask\n1,1,1,1\n", "header: 2 columns are called 'ask'; give each its own name"),
        ("worry;safe;ask\n1;1;1\n", "header: the cells are separated by ';'; separate them by commas"),
        ("x" * 200_000, "line 1: this is no CSV (a cell is far too long; is a double quote left open?)"),
        (f"worry,safe,ask\n{CANARY},1\n1,1,1\n", "line 2: the row has 2 cells, and the header 3"),
    ],
)
def test_tables_that_cannot_be_read_are_refused(check: Check, table: str, message: str) -> None:
    """With what is wrong and never with a cell; nothing is written."""
    assert check(table) == (1, "", f"insight: people.csv: {message}\n")


def test_a_header_in_another_case_is_a_header(check: Check) -> None:
    """All columns are told with what may be meant."""
    assert check("Worry,Safe,ASK,who\n1,1,1,x\n") == (
        1,
        "",
        (
            "insight: people.csv has 3 problems:\n"
            "  - header: there is no column for item 'worry'; did you mean 'Worry'?\n"
            "  - header: there is no column for item 'safe'; did you mean 'Safe'?\n"
            "  - header: there is no column for item 'ask'; did you mean 'ASK'?\n"
        ),
    )


def test_all_rows_that_do_not_fit_are_named(check: Check) -> None:
    """They come in one message."""
    status, _, err = check("worry,safe,ask\n1,1\n1,1,1,1\n")

    assert status == 1
    assert err == (
        "insight: people.csv has 2 problems:\n"
        "  - line 2: the row has 2 cells, and the header 3\n"
        "  - line 3: the row has 4 cells, and the header 3\n"
    )


def test_without_the_extra_it_is_named(check: Check, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command says what to install."""
    for name in [name for name in sys.modules if name.startswith("insight.item_analysis.")]:
        if not name.endswith(".values"):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "numpy", None)

    message = "insight: check needs the extra: pip install 'insight-inventory[analysis]'\n"
    assert check(rows(3)) == (1, "", message)
