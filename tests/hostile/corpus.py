"""The hostile files and what is said about each: where they are, how their messages are kept, what the schema says."""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from jsonschema import Draft202012Validator

from hostile.large import BESIDE, LARGE
from insight.errors import InsightError
from insight.loading import load_questionnaire, parse_questionnaire
from insight.loading.schema import questionnaire_schema
from insight.loading.text import QUESTIONNAIRE_LIMIT, parse

HERE = Path(__file__).parent
FILES = HERE / "files"
MESSAGES = HERE / "messages"
SUBJECTS = sorted(folder.name for folder in FILES.iterdir())
# What a block of messages begins with: a name and, of a file that can be parsed, what the schema says of it.
HEADER = re.compile(r"^## (?P<name>\S+)(?: \[schema (?P<verdict>refuses|passes)\])?$", re.MULTILINE)

Blocks = dict[str, tuple[str, str]]


def questionnaires(subject: str) -> list[str]:
    """The questionnaires of a subject, by name; one with a file of items stands in a folder of its own."""
    folder = FILES / subject
    return sorted(f"{path.name}/mine.toml" if path.is_dir() else path.name for path in folder.iterdir())


def refusal(read: Callable[[], object]) -> InsightError:
    """What *read* raises, which is an error of this library."""
    try:
        read()
    except InsightError as error:
        return error
    raise AssertionError("it was not refused")


def refusal_of(subject: str, name: str) -> InsightError:
    """What is raised when a hostile file is read."""
    return refusal(lambda: load_questionnaire(FILES / subject / name))


def refusal_of_large(name: str) -> InsightError:
    """What is raised when a large input is read: a questionnaire, or a file of items beside a sound one."""
    if not name.endswith(".csv"):
        return refusal(lambda: parse_questionnaire(LARGE[name], format=format_of(name), name=name))
    with TemporaryDirectory() as folder:
        path = Path(folder, "mine.toml")
        path.write_text(BESIDE, encoding="utf-8")
        path.with_name("items.csv").write_bytes(LARGE[name])
        return refusal(lambda: load_questionnaire(path))


def format_of(name: str) -> Literal["toml", "json"]:
    """What a file of this name is written in."""
    return "json" if name.endswith(".json") else "toml"


def verdict_of(subject: str, name: str) -> str:
    """What the schema says of a file: "refuses" or "passes", or nothing where no editor could parse the file."""
    data = (FILES / subject / name).read_bytes()
    try:
        table = parse(data, name=name, limit=QUESTIONNAIRE_LIMIT, format=format_of(name))
    except InsightError:
        return ""
    return "passes" if validator().is_valid(to_json_types(table)) else "refuses"


@cache
def validator() -> Draft202012Validator:
    """What holds data against the schema."""
    return Draft202012Validator(questionnaire_schema())


def to_json_types(value: Any) -> Any:
    """Plain data without the types that JSON does not have, as editors hand it to a schema."""
    if isinstance(value, dict):
        return {name: to_json_types(each) for name, each in value.items()}
    if isinstance(value, list):
        return [to_json_types(each) for each in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    if type(value) is int and abs(value) >= FAR:
        # Of thousands of digits no validator can even tell.
        return float("inf")
    return float(value) if isinstance(value, Decimal) else value


FAR = 10**300


def write_blocks(blocks: Mapping[str, tuple[str, str]]) -> str:
    """The text that holds, by name of each file, the verdict of the schema and the message.

    >>> print(write_blocks({"a.toml": ("passes", "a.toml: title: the text is blank")}), end="")
    ## a.toml [schema passes]
    a.toml: title: the text is blank
    """
    return "\n".join(
        f"## {name}{verdict and f' [schema {verdict}]'}\n{told}\n" for name, (verdict, told) in blocks.items()
    )


def read_blocks(text: str) -> Blocks:
    """What `write_blocks` wrote."""
    headers = list(HEADER.finditer(text))
    ends = [header.start() - 1 for header in headers[1:]] + [len(text)]
    return {
        header["name"]: (header["verdict"] or "", text[header.end() + 1 : end].removesuffix("\n"))
        for header, end in zip(headers, ends, strict=True)
    }


@cache
def recorded(subject: str) -> Blocks:
    """The blocks that are kept of a subject, or of the large inputs."""
    path = MESSAGES / f"{subject}.txt"
    return read_blocks(path.read_bytes().decode()) if path.exists() else {}


def told_now(subject: str) -> Blocks:
    """The blocks of a subject as they are now."""
    return {name: (verdict_of(subject, name), str(refusal_of(subject, name))) for name in questionnaires(subject)}


def told_now_of_large() -> Blocks:
    """The blocks of the large inputs as they are now, each message cut where it is long."""
    return {name: ("", shortened(str(refusal_of_large(name)))) for name in LARGE}


def shortened(told: str) -> str:
    """A message of at most a few lines, with the number of those that are left out.

    >>> print(shortened("mine has 7 problems:" + 7 * "|  - same".replace("|", chr(10))))
    mine has 7 problems:
      - same
      - same
      - same
      - same
    … and 3 more lines
    """
    lines = told.split("\n")
    left_out = len(lines) - MOST_LINES
    return told if left_out <= 1 else "\n".join([*lines[:MOST_LINES], f"… and {left_out} more lines"])


MOST_LINES = 5


def record(subjects: Iterable[str]) -> None:
    """Write the messages of *subjects* and of the large inputs anew."""
    MESSAGES.mkdir(exist_ok=True)
    blocks = {subject: told_now(subject) for subject in subjects} | {"large": told_now_of_large()}
    for subject, found in blocks.items():
        (MESSAGES / f"{subject}.txt").write_bytes(write_blocks(found).encode())
