"""Answers of one person are a JSON object, answers of many a CSV table with a row for each."""

import io
from decimal import Decimal
from typing import Any

import pytest

from insight import Questionnaire, options
from insight.errors import ReadError
from insight.loading import parse_answers
from insight.loading.answers import Row, decode_lines, read_rows

HEADER = "worry,safe,ask\n"


def read(text: str | bytes, questionnaire: Questionnaire, **how: Any) -> list[Row]:
    """The rows of a table, decoded as the command does it."""
    data = text if isinstance(text, bytes) else text.encode()
    lines = decode_lines(io.BytesIO(data), "mine.csv")
    return list(read_rows(lines, questionnaire, name="mine.csv", **how))


def refusal(text: str | bytes, questionnaire: Questionnaire, **how: Any) -> str:
    """What is said about a table that cannot be read."""
    with pytest.raises(ReadError) as refused:
        read(text, questionnaire, **how)
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        pytest.param("{}", {}, id="none"),
        pytest.param('{"worry": 3, "safe": null}', {"worry": 3, "safe": None}, id="null"),
        pytest.param('{"worry": 0.1}', {"worry": Decimal("0.1")}, id="exact"),
        pytest.param('\ufeff{"worry": "3"}', {"worry": "3"}, id="text-stays-text"),
        pytest.param(b'\xef\xbb\xbf{"worry": true}', {"worry": True}, id="bytes"),
    ],
)
def test_one_persons_answers_are_read_as_they_are(text: str | bytes, answers: dict[str, object]) -> None:
    """Values stay what they are, numbers exactly; whether they are options is looked at when they are scored."""
    assert parse_answers(text) == answers
    assert list(map(type, parse_answers(text).values())) == list(map(type, answers.values()))


OBJECT = (
    "answers: one person's answers are a JSON object; "
    'write {"item": value, …}; for many people use a CSV file with a row for each'
)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("[]", OBJECT, id="list"),
        pytest.param('[{"worry": 3}, {"worry": 4}]', OBJECT, id="many-people"),
        pytest.param("3", OBJECT, id="number"),
        pytest.param(
            "",
            (
                "answers: line 1: this is no JSON (a value is missing, or is none: a text stands in "
                "double quotes, true and null in small letters)"
            ),
            id="empty",
        ),
        pytest.param('{"worry": 3, "worry": 4}', "answers: the key 'worry' is there twice", id="twice"),
        pytest.param('{"worry": NaN}', "answers: this is no JSON (NaN is no number)", id="nan"),
        pytest.param(b'\n{"worry": "\xff"}', "answers: line 2: it is not UTF-8; save it as UTF-8", id="encoding"),
        pytest.param(
            '{"worry": ' + "[" * 40,
            "answers: line 1: tables or lists are nested more than 32 deep; nest less",
            id="deep",
        ),
        pytest.param(" " * (256 * 1024 + 1), "answers: it is larger than 256 KiB; make it smaller", id="large"),
    ],
)
def test_one_persons_answers_are_an_object(text: str | bytes, message: str) -> None:
    """What is no JSON object is refused, and no answer is repeated."""
    with pytest.raises(ReadError) as refused:
        parse_answers(text)
    assert str(refused.value) == message


def test_name_stands_for_the_file() -> None:
    """A message begins with the name that the answers are given."""
    with pytest.raises(ReadError) as refused:
        parse_answers("{", name="mine.json")
    assert str(refused.value) == (
        "mine.json: line 1: this is no JSON (a name in double quotes is missing; is there a comma too many?)"
    )


@pytest.mark.parametrize(
    ("cell", "answer"),
    [
        pytest.param("3", 3, id="number"),
        pytest.param(" 3 ", 3, id="space"),
        pytest.param("-1", -1, id="below-zero"),
        pytest.param("+1", 1, id="plus"),
        pytest.param("0.10", Decimal("0.10"), id="decimal"),
        pytest.param("", None, id="empty"),
        pytest.param('" "', None, id="blank"),
        pytest.param("often", "often", id="word"),
        pytest.param("1e3", "1e3", id="exponent"),
        pytest.param("NaN", "NaN", id="nan"),
        pytest.param("1_000", "1_000", id="underscore"),
        pytest.param("9" * 19, "9" * 19, id="digits"),
        pytest.param('"1,5"', "1,5", id="comma"),
        pytest.param(chr(0x661), chr(0x661), id="other-digit"),
        pytest.param("3\0", "3\0", id="null-byte"),
    ],
)
def test_cells_are_numbers_nothing_or_text(check_in: Questionnaire, cell: str, answer: object) -> None:
    """A cell is a number if it is written like one, unanswered if it is empty, else text that no item accepts."""
    row = read(f"{HEADER}{cell},1,2\n", check_in)[0]

    assert (row.answers["worry"], row.answers["safe"], row.answers["ask"]) == (answer, 1, 2)
    assert type(row.answers["worry"]) is type(answer)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"worry,safe,ask\n3,1,\n0,,2\n", id="plain"),
        pytest.param(b"\xef\xbb\xbfworry,safe,ask\n3,1,\n0,,2\n", id="byte-order-mark"),
        pytest.param(b"worry,safe,ask\r\n3,1,\r\n0,,2\r\n", id="crlf"),
        pytest.param(b"worry,safe,ask\n3,1,\n0,,2", id="no-last-newline"),
        pytest.param(b'"worry","safe","ask"\n"3","1",""\n"0","","2"\n', id="quoted"),
        pytest.param(b"ask,worry,safe\n,3,1\n2,0,\n", id="other-order"),
    ],
)
def test_the_same_table_in_other_clothes(check_in: Questionnaire, data: bytes) -> None:
    """A byte order mark, line ends, quotes and the order of columns change nothing."""
    rows = read(data, check_in)

    assert [row.answers for row in rows] == [
        {"worry": 3, "safe": 1, "ask": None},
        {"worry": 0, "safe": None, "ask": 2},
    ]
    assert [(row.line, row.id, row.problems) for row in rows] == [(2, None, ()), (3, None, ())]


def test_blank_lines_are_no_people(check_in: Questionnaire) -> None:
    """A line without a cell is passed over, and the lines below keep their numbers."""
    rows = read(HEADER + "\n3,1,2\n\n\n0,0,0\n\n", check_in)

    assert [(row.line, row.answers["worry"]) for row in rows] == [(3, 3), (6, 0)]


def test_blank_lines_of_one_column_are_people() -> None:
    """Where a cell is all that there is, an empty line is somebody who gave no answer."""
    single = Questionnaire.build("q", title="Q", responses=options("no", "yes"), items={"a": "A?"}, scales={"s": "a"})

    assert [row.answers for row in read("a\n1\n\n0\n", single)] == [{"a": 1}, {"a": None}, {"a": 0}]


def test_quoted_cells_can_hold_line_ends(check_in: Questionnaire) -> None:
    """A cell over two lines is one cell, and a row is told by the line that it ends in."""
    rows = read('who,worry,safe,ask\n"A\nB",3,1,2\nC,0,0,0\n', check_in, id_column="who")

    assert [(row.line, row.id, row.answers["worry"]) for row in rows] == [(3, "A\nB", 3), (4, "C", 0)]


def test_other_columns_are_passed_by(check_in: Questionnaire) -> None:
    """The id column and columns that are ignored give no answers."""
    rows = read("who,worry,age,safe,ask\np1,3,44,1,2\n", check_in, id_column="who", ignore=["age"])

    assert [(row.id, row.answers) for row in rows] == [("p1", {"worry": 3, "safe": 1, "ask": 2})]


def test_an_item_is_not_passed_by(check_in: Questionnaire) -> None:
    """Its column is asked for."""
    assert refusal(HEADER + "3,1,2\n", check_in, ignore=["worry"]) == (
        "mine.csv: header: 'worry' is an item; take it out of --id and --ignore"
    )


def test_all_other_columns_can_be_passed_by(check_in: Questionnaire) -> None:
    """Without a name, with the same name, or with one over two lines."""
    rows = read('"any\nnotes",worry,n,n,safe,ask,,\nx,3,1,2,1,2,,\n', check_in, ignore=None)

    assert [row.answers for row in rows] == [{"worry": 3, "safe": 1, "ask": 2}]
    assert refusal("worry,n,n,Safe,ask,ask\n", check_in, ignore=None) == (
        "mine.csv has 2 problems:\n"
        "  - header: 2 columns are called 'ask'; give each its own name\n"
        "  - header: there is no column for item 'safe'; did you mean 'Safe'?"
    )


@pytest.mark.parametrize(
    ("line", "count", "answers"),
    [
        pytest.param("3,1", 2, {"worry": 3, "safe": 1, "ask": None}, id="too-few"),
        pytest.param("3,1,2,4", 4, {"worry": 3, "safe": 1, "ask": 2}, id="too-many"),
        pytest.param("3;1;2", 1, {"worry": "3;1;2", "safe": None, "ask": None}, id="semicolons"),
    ],
)
def test_rows_have_as_many_cells_as_the_header(
    check_in: Questionnaire, line: str, count: int, answers: dict[str, object]
) -> None:
    """A row with fewer or more cells says so, and the rows around it are read."""
    good, bad, last = read(f"{HEADER}0,0,0\n{line}\n4,4,4\n", check_in)

    assert [str(problem) for problem in bad.problems] == [f"line 3: the row has {count} cells, and the header 3"]
    assert bad.answers == answers
    assert (good.problems, last.problems) == ((), ())


def test_rows_are_read_one_by_one(check_in: Questionnaire) -> None:
    """A broken line stops the reading there; the rows before it were given."""
    rows = read_rows(iter([HEADER, "3,1,2\n", '"3"x,1,2\n']), check_in, name="mine.csv")

    assert next(rows).answers["worry"] == 3
    with pytest.raises(ReadError) as refused:
        next(rows)
    assert str(refused.value) == (
        "mine.csv: line 3: this is no CSV "
        "(something follows the closing double quote of a cell; write a quote inside a text twice)"
    )


def test_row_does_not_show_its_answers(check_in: Questionnaire) -> None:
    """What stands for a row in a traceback holds neither an answer nor an id."""
    row = read("who,worry,safe,ask\nAnna,secret,1,2\n", check_in, id_column="who")[0]

    assert "secret" not in repr(row)
    assert "Anna" not in repr(row)


NO_COLUMN = "there is no column for item"
EMPTY = "add it; empty cells are unanswered"


@pytest.mark.parametrize(
    ("text", "how", "message"),
    [
        pytest.param(
            "", {}, "the table is empty; begin with a header of item ids, such as worry, safe, ask", id="empty"
        ),
        pytest.param(HEADER, {}, "there are no rows below the header; give a row for each person", id="no-rows"),
        pytest.param(HEADER + "\n\n", {}, "there are no rows below the header; give a row for each person", id="blank"),
        pytest.param(
            "worry;safe;ask\n3;1;2\n",
            {},
            "header: the cells are separated by ';'; separate them by commas",
            id="semicolons",
        ),
        pytest.param("worry,safe\n3,1\n", {}, f"header: {NO_COLUMN} 'ask'; {EMPTY}", id="missing"),
        pytest.param(
            "worry,safe,ask,age\n3,1,2,44\n",
            {},
            "header: the column 'age' is for no item; pass it by with --ignore age, or name it with --id age",
            id="other",
        ),
        pytest.param("worry,safe,ask,\n3,1,2,\n", {}, "header: column 4 has no name; give it a name", id="nameless"),
        pytest.param(
            "worry,worry,safe,ask,\n3,3,1,2,\n",
            {},
            "mine.csv has 2 problems:\n"
            "  - header: 2 columns are called 'worry'; give each its own name\n"
            "  - header: column 5 has no name; give it a name",
            id="twice-and-nameless",
        ),
        pytest.param(
            "wory,safe,ask\n3,1,2\n",
            {},
            "mine.csv has 2 problems:\n"
            "  - header: the column 'wory' is for no item; did you mean 'worry'?\n"
            f"  - header: {NO_COLUMN} 'worry'; {EMPTY}",
            id="near",
        ),
        pytest.param(
            HEADER + "3,1,2\n",
            {"id_column": "who", "ignore": ["age"]},
            "mine.csv has 2 problems:\n  - header: there is no column 'who'\n  - header: there is no column 'age'",
            id="named-and-not-there",
        ),
        pytest.param(
            HEADER + '"3,1,2\n',
            {},
            "line 2: this is no CSV (a double quote is opened here and not closed)",
            id="open-quote",
        ),
        pytest.param(
            HEADER + "x" * 200_000 + ",1,2\n",
            {},
            "line 2: this is no CSV (a cell is far too long; is a double quote left open?)",
            id="long-cell",
        ),
    ],
)
def test_tables_that_do_not_fit_are_refused(
    check_in: Questionnaire, text: str, how: dict[str, Any], message: str
) -> None:
    """A header names each item once and nothing unknown; all that is wrong with it comes at once."""
    told = refusal(text, check_in, **how)

    assert told == (message if message.startswith("mine.csv has") else f"mine.csv: {message}")


def test_other_encodings_are_told(check_in: Questionnaire) -> None:
    """A table that is not UTF-8 is refused, with its line, also in the header."""
    below = HEADER.encode() + b"3,1,2\n\xe9,1,2\n"

    assert refusal(HEADER.encode("utf-16"), check_in) == "mine.csv: line 1: it is not UTF-8; save it as UTF-8"
    assert refusal(below, check_in) == "mine.csv: line 3: it is not UTF-8; save it as UTF-8"


def test_a_whole_result_is_no_set_of_answers() -> None:
    """Who passes what `--json` wrote is told where the answers are in it."""
    with pytest.raises(ReadError) as refused:
        parse_answers('{"format": 1, "kind": "result", "answers": {"worry": 3}}', name="result.json")

    assert str(refused.value) == (
        "result.json: this is a whole result; "
        "the answers alone stand in its field 'answers'; insight explain tells what it says"
    )
