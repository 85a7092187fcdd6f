"""Items from a spreadsheet: the CSV file that a questionnaire names."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

import insight
from insight.errors import FileAccessError, ReadError
from insight.loading import load_catalog, load_questionnaire, parse_questionnaire

HEAD = """\
format = 1
id = "mine"
title = "Mine"
items_file = "items.csv"
[response_scales.often]
labels = ["never", "often"]
[response_scales.agree]
labels = ["no", "yes"]
[scales.s]
items = ["worry", "-at.ease"]
method = "sum"
"""
ITEMS = """\
id,text,responses,about,resources
worry,"I worry, often.",often,"sign:perfectionism -domain:career",us-211 us-988

at.ease, I am at ease. ,agree,,
"""
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """What writes the questionnaire and its items, and gives the path of the first."""

    def write_files(items: str | bytes = ITEMS, head: str = HEAD, name: str = "items.csv") -> Path:
        (tmp_path / name).write_bytes(items.encode() if isinstance(items, str) else items)
        (tmp_path / "mine.toml").write_text(head, encoding="utf-8")
        return tmp_path / "mine.toml"

    return write_files


def refusal(path: Path) -> str:
    """What is said about a file that cannot be read."""
    with pytest.raises(ReadError) as refused:
        load_questionnaire(path)
    assert refused.value.__cause__ is None
    return str(refused.value)


def test_items_come_from_a_spreadsheet(write: Write) -> None:
    """A row is an item: its texts without spaces around, several references in a cell, blank lines passed over."""
    made = load_questionnaire(write())

    assert made.items == (
        insight.Item(
            id="worry",
            text="I worry, often.",
            responses="often",
            about=("sign:perfectionism", "-domain:career"),
            resources=("us-211", "us-988"),
        ),
        insight.Item(id="at.ease", text="I am at ease.", responses="agree"),
    )


def test_a_spreadsheet_says_what_a_file_says(write: Write) -> None:
    """Items from CSV make the same questionnaire as the same items in TOML, and are written out as such."""
    made = load_questionnaire(write())

    assert parse_questionnaire(insight.to_toml(made)) == made
    assert insight.from_json(insight.Questionnaire, insight.to_json(made)) == made


@pytest.mark.parametrize(
    "items",
    [
        ITEMS.encode("utf-8-sig"),
        ITEMS.replace("\n", "\r\n"),
        ITEMS.replace(" -domain", ", -domain"),
        ITEMS + "\n,,,,\n",
    ],
    ids=["byte-order-mark", "windows-lines", "commas", "empty-rows"],
)
def test_what_spreadsheets_write_is_read(write: Write, items: str | bytes) -> None:
    """A byte order mark, line ends of any kind, commas in a cell and empty rows change nothing."""
    assert load_questionnaire(write(items)) == load_questionnaire(write())


def test_a_catalog_holds_questionnaires_with_spreadsheets(write: Write, tmp_path: Path) -> None:
    """In a folder of a catalog the file of items stands beside the questionnaire."""
    write()
    (tmp_path / "questionnaires").mkdir()
    for name in ("mine.toml", "items.csv"):
        (tmp_path / name).rename(tmp_path / "questionnaires" / name)

    found = load_catalog(tmp_path, on=load_catalog())
    assert [item.id for item in found.questionnaires["mine"].items] == ["worry", "at.ease"]


BROKEN = {
    "unknown-response-scale": (
        ITEMS.replace('often,"', 'oftn,"'),
        "items.csv: line 2, items.worry.responses: there is no response scale 'oftn'; did you mean 'often'?",
    ),
    "bad-reference": (
        ITEMS.replace("sign:perfectionism", "sing:perfectionism"),
        "items.csv: line 2, items.worry.about[0]: the kind 'sing' cannot stand here; did you mean 'sign'?",
    ),
    "blank-text": (ITEMS.replace(" I am at ease. ", " "), "items.csv: line 4, items.at.ease.text: the text is blank"),
    "bad-id": (
        "id,text,responses\nworry,I worry.,often\nat.ease,I am.,agree\n-odd,Odd.,agree\n",
        (
            "items.csv: line 4, items.-odd.id: '-odd' is no id; "
            "use letters, digits, '.', '_' and '-', the first a letter or digit"
        ),
    ),
    "same-id": (
        ITEMS + "worry,Again.,often,,\n",
        "items.csv: line 5: the id 'worry' is in line 2 already; choose another id",
    ),
    "too-few-cells": (
        ITEMS + "more,I am.\n",
        "items.csv: line 5: the row has 2 cells, and the header 5; fill it up with commas",
    ),
    "no-header": (
        ITEMS.split("\n", 1)[1],
        (
            "items.csv: line 1: the first row does not name the columns; "
            "begin with a header such as id,text,responses,about,resources"
        ),
    ),
    "no-id-column": (
        "text,about\nI worry.,\n",
        (
            "items.csv: line 1: the column 'id' is missing; "
            "begin with a header such as id,text,responses,about,resources"
        ),
    ),
    "unknown-column": (
        "id,text,zzz\nworry,I worry.,\n",
        "items.csv: line 1: there is no column 'zzz'; the columns are id, text, responses, about, resources",
    ),
    "empty": (
        " \n",
        "items.csv: there is nothing in it; begin with a header such as id,text,responses,about,resources",
    ),
    "byte-order-mark-only": (
        b"\xef\xbb\xbf",
        "items.csv: there is nothing in it; begin with a header such as id,text,responses,about,resources",
    ),
    "too-many-cells": (
        "id,text\nworry,I worry, often.\n",
        "items.csv: line 2: the row has 3 cells, and the header 2; put a text that holds a comma in double quotes",
    ),
    "no-rows": ("id,text\n,\n", "items.csv: there are no rows below the header; give a row for each item"),
    "misspelled-column": (
        ITEMS.replace("responses", "response"),
        "items.csv: line 1: there is no column 'response'; did you mean 'responses'?",
    ),
    "column-twice": (
        "id,text,text\nworry,I worry.,x\n",
        "items.csv: line 1: the column 'text' is there more than once",
    ),
    "capitals": (
        "ID,Text\nworry,I worry.\n",
        "items.csv: line 1: the first row does not name the columns; write id, text in small letters",
    ),
    "tabs": (ITEMS.replace(",", "\t"), "items.csv: line 1: the cells are separated by tabs; separate them by commas"),
    "blank-id": ("id,text\nworry,I worry.\n,I am.\n", "items.csv: line 3, id: the id is blank; give it a name"),
    "odd-line-ends": (
        "id,text\na,One\u2028b,Two\n",
        "items.csv: line 2: the row has 3 cells, and the header 2; put a text that holds a comma in double quotes",
    ),
    "open-quote-above": (
        'id,text\na,"One\nb,Two\nc,Three\n',
        "items.csv: line 2: this is no CSV (a double quote is opened here and not closed)",
    ),
    "semicolons": (
        ITEMS.replace(",", ";"),
        "items.csv: line 1: the cells are separated by ';'; separate them by commas",
    ),
    "open-quote": (
        'id,text\nworry,"I worry.\n',
        "items.csv: line 2: this is no CSV (a double quote is opened here and not closed)",
    ),
    "latin-1": ("id,text\nworry,é\n".encode("latin-1"), "items.csv: line 2: it is not UTF-8; save it as UTF-8"),
    "too-large": ("id,text\n" + "x" * 262_144, "items.csv: it is larger than 256 KiB; make it smaller"),
    "huge-cell": (
        'id,text\na,"' + "x" * 140_000 + '"\n',
        "items.csv: line 2: this is no CSV (a cell is far too long; is a double quote left open?)",
    ),
    "control": (
        ITEMS.replace("I am at", "I\x1bam at"),
        "items.csv: line 4, items.at.ease.text: the text holds hidden characters (U+001B); remove them",
    ),
}


@pytest.mark.parametrize(("items", "message"), BROKEN.values(), ids=BROKEN)
def test_a_broken_spreadsheet_is_told_with_its_line(write: Write, items: str | bytes, message: str) -> None:
    """What is wrong with a row says the file, the line and the column."""
    told = refusal(write(items))
    assert told == (message if message.startswith("mine.toml") else f"mine.toml: {message}")


NAMES = {
    "../items.csv": "'../items.csv' is no name of a CSV file; name one in the same folder, such as 'items.csv'",
    "/etc/items.csv": "'/etc/items.csv' is no name of a CSV file; name one in the same folder, such as 'items.csv'",
    "a\\\\items.csv": r"'a\\items.csv' is no name of a CSV file; name one in the same folder, such as 'items.csv'",
    "C:items.csv": "'C:items.csv' is no name of a CSV file; name one in the same folder, such as 'items.csv'",
    "items.xlsx": "'items.xlsx' is no CSV file; save the sheet as CSV in UTF-8",
    "..": "'..' is no name of a CSV file; name one in the same folder, such as 'items.csv'",
    "other.csv": "there is no file 'other.csv' beside the questionnaire; check the name",
    "folder.csv": "there is no file 'folder.csv' beside the questionnaire; check the name",
}


@pytest.mark.parametrize(("name", "message"), NAMES.items(), ids=NAMES)
def test_the_file_stands_in_the_same_folder(write: Write, tmp_path: Path, name: str, message: str) -> None:
    """No path leads out of the folder, and only a CSV file is read."""
    (tmp_path / "folder.csv").mkdir()

    assert refusal(write(head=HEAD.replace("items.csv", name))) == f"mine.toml: line 4, items_file: {message}"


def test_a_link_does_not_lead_out_of_the_folder(write: Write, tmp_path: Path) -> None:
    """A symbolic link to elsewhere is not followed; one within the folder is."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "there.csv").write_text(ITEMS, encoding="utf-8")
    (tmp_path / "link.csv").symlink_to(tmp_path / "own" / "there.csv")

    assert refusal(write(head=HEAD.replace("items.csv", "link.csv"))) == (
        "mine.toml: line 4, items_file: 'link.csv' leads out of the folder; put the file itself there"
    )
    (tmp_path / "near.csv").symlink_to(tmp_path / "items.csv")
    assert load_questionnaire(write(head=HEAD.replace("items.csv", "near.csv"))).items


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes here")
def test_a_pipe_is_not_waited_for(write: Write, tmp_path: Path) -> None:
    """What is no plain file is not opened: a pipe would never end."""
    os.mkfifo(tmp_path / "pipe.csv")

    assert "there is no file 'pipe.csv'" in refusal(write(head=HEAD.replace("items.csv", "pipe.csv")))
    with pytest.raises(FileAccessError, match=r"pipe\.csv: this is no file; name a file$"):
        load_questionnaire(tmp_path / "pipe.csv")


def test_a_name_that_is_too_long_is_told(write: Write) -> None:
    """What no file can be called is no file."""
    told = refusal(write(head=HEAD.replace("items.csv", "x" * 300 + ".csv")))

    assert "there is no file 'xxx" in told
    assert len(told) < 200


def test_a_text_has_no_folder() -> None:
    """A questionnaire that is no file cannot name one, and its keys are not held against items that nobody knows."""
    with pytest.raises(ReadError) as refused:
        parse_questionnaire(HEAD)

    assert str(refused.value) == (
        "questionnaire: line 4, items_file: a text has no folder to look into; "
        "read the questionnaire with load_questionnaire, or write the items under [items]"
    )


def test_what_is_no_text_is_no_name(write: Write) -> None:
    """A number names no file."""
    assert refusal(write(head=HEAD.replace('"items.csv"', "3"))) == (
        "mine.toml: line 4, items_file: text is expected, not a number; write the name of a CSV file"
    )


def test_problems_of_both_files_come_at_once(write: Write) -> None:
    """What is wrong with the questionnaire is told beside what is wrong with its items."""
    told = refusal(write(ITEMS.replace("sign:", "sing:"), HEAD.replace('"sum"', '"summe"')))

    assert told == (
        "mine.toml has 2 problems:\n"
        "  - line 11, scales.s.method: 'summe' is not one of 'sum', 'mean', 'count'\n"
        "  - items.csv: line 2, items.worry.about[0]: the kind 'sing' cannot stand here; did you mean 'sign'?"
    )
