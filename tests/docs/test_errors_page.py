"""The page of errors names every class of them, and all that a problem and a finding hold."""

import re
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

import insight
from insight import errors
from insight.errors import MOST_PROBLEMS, Finding, InsightError, Problem, Severity

PAGE = (Path(__file__).resolve().parents[2] / "docs/reference/errors.md").read_text(encoding="utf-8")


def children(cls: type[InsightError]) -> Iterator[type[InsightError]]:
    """A class and all that is made from it."""
    yield cls
    for child in cls.__subclasses__():
        yield from children(child)


CLASSES = [cls for cls in children(InsightError) if cls.__module__.startswith("insight")]


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_class_is_on_the_page(cls: type[InsightError]) -> None:
    """Each class has a row with what else it is, is public, and has a message that the page prints."""
    builtin = next(base for base in cls.__mro__ if base.__module__ == "builtins")

    assert re.search(rf"^\| `{cls.__name__}` \| `{builtin.__name__}` \| .+ \|$", PAGE, re.MULTILINE)
    assert getattr(insight, cls.__name__) is cls
    assert cls is InsightError or f"\n### `{cls.__name__}`\n" in PAGE
    assert f"except insight.{cls.__name__} as error:" in PAGE


def test_all_classes_are_of_one_module() -> None:
    """None is hidden elsewhere."""
    assert {cls.__module__ for cls in CLASSES} == {errors.__name__}
    assert len(CLASSES) == len(re.findall(r"^\| `\w+Error` \|", PAGE, re.MULTILINE))


def test_fields_are_on_the_page() -> None:
    """All that a problem and a finding hold is named."""
    told = {field.name for field in attrs.fields(Problem) if field.repr}

    assert set(re.findall(r"^\| `(\w+)` \| ", PAGE.partition("A `Problem` has")[2], re.MULTILINE)) == told
    assert {field.name for field in attrs.fields(Finding)} - told - {"key"} == {"id", "severity"}
    assert all(f"`{severity}`" in PAGE for severity in Severity)
    assert f"After {MOST_PROBLEMS} problems" in PAGE
