"""Places in texts: which line holds a key, a table, an element of a list."""

import pytest

from insight.errors import Problem
from insight.loading.lines import Scanner, with_lines

TOML = '''\
title = "a # no comment"
text = """
[not.a.header]
key = 1
"""   # a comment with = and [
"quoted.key" = 1
a.b.c = { d = [1, 2], "e f" = '}' }
when = 1979-05-27T07:32:00.5Z
list = [
    "one",   # the first
    [
        "two",
    ],
    { x = 1, y = [3] },
]

[items."at.ease"]
text = 'literal \\'
[[examples]]
answers = { worry = 1 }
[examples.scores]
career = 3
[[examples]]
[examples.scores]
career = 4
[ spaced . out ]
k = 1
'''
PLACES = {
    "title": 1,
    "text": 2,
    "quoted.key": 6,
    "a": 7,
    "a.b.c": 7,
    "a.b.c.d[1]": 7,
    "a.b.c.e f": 7,
    "when": 8,
    "list": 9,
    "list[0]": 10,
    "list[1]": 11,
    "list[1][0]": 12,
    "list[2]": 14,
    "list[2].y[0]": 14,
    "items": 17,
    "items.at.ease": 17,
    "items.at.ease.text": 18,
    "examples": 19,
    "examples[0].answers.worry": 20,
    "examples[0].scores.career": 22,
    "examples[1]": 23,
    "examples[1].scores.career": 25,
    "spaced.out.k": 27,
}


@pytest.mark.parametrize(("place", "line"), PLACES.items())
def test_toml_places_have_lines(place: str, line: int) -> None:
    """Headers, dotted and quoted keys, tables in a line and lists over several are found."""
    assert Scanner(TOML).lines[place] == line


def test_nothing_in_texts_or_comments_is_a_place() -> None:
    """What looks like a header in a text is none."""
    assert not {"not", "not.a.header", "key"} & Scanner(TOML).lines.keys()


def test_json_places_have_lines() -> None:
    """Tables and lists in JSON are found too, also where a line is broken after a key."""
    found = Scanner('{\n "a": [\n  1,\n  {"b": "x: {"}\n ],\n "\\u0063"\n :\n {"d": null}\n}').lines

    assert found == {"a": 2, "a[0]": 3, "a[1]": 4, "a[1].b": 4, "c": 6, "c.d": 8}


@pytest.mark.parametrize(
    "text", ["", "[", "[[", "a", "a =", "a = [", "a = {", "= =", "]]]", "{{{", '"', "a.b.[", ",:,"]
)
def test_a_text_that_is_broken_comes_to_an_end(text: str) -> None:
    """It is for sound texts, and does no harm with others."""
    assert isinstance(Scanner(text).lines, dict)


def test_a_problem_gets_the_nearest_line() -> None:
    """A place that is not written is told by what holds it; a field that is named, by itself; others stay."""
    problems = [
        Problem("examples[1].answers.b", "x"),
        Problem("examples[0]", "x", key="answers"),
        Problem("nowhere", "x"),
        Problem("title", "x", line=9),
        Problem("title", "x", file="items.csv"),
    ]

    assert [problem.line for problem in with_lines(problems, TOML)] == [23, 20, None, 9, None]
