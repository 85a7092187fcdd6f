"""A questionnaire written to TOML and read again is equal, whatever its texts hold."""

import tomllib
from decimal import Decimal

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire, parse_questionnaire, to_toml
from insight.content.checks import HIDDEN, seen
from insight.loading.lines import Scanner
from insight.testing import questionnaires

# What a text can hold: all but control characters, and something that can be seen.
TEXTS = st.text(max_size=40).map(lambda text: HIDDEN.sub("", text)).filter(seen)
QUOTES = st.lists(st.sampled_from(['"', "'", "\\", "\n", "\t", "a", "#", "]", "=", "é", " "]), max_size=12)


@given(questionnaires(), TEXTS | QUOTES.map("".join).filter(seen))
def test_questionnaires_come_back_equal(questionnaire: Questionnaire, text: str) -> None:
    """What is written is read back equal, with the same digests; quotes, line breaks and backslashes are kept."""
    first, *others = questionnaire.items
    worded = evolve(questionnaire, title=text, instructions=text, items=(evolve(first, text=text), *others))

    again = parse_questionnaire(to_toml(worded))
    assert again == worded
    assert again.content_digest == worded.content_digest
    assert to_toml(again) == to_toml(worded)


@given(questionnaires())
def test_each_place_has_its_line(questionnaire: Questionnaire) -> None:
    """Every field and every element of a list in a file is found in the line that holds it."""
    text = to_toml(questionnaire)

    found = Scanner(text).lines
    lines = text.splitlines()
    for place, value in leaves(tomllib.loads(text, parse_float=Decimal)):
        start = str(value).split("\n", maxsplit=1)[0].replace("\\", "\\\\").replace('"', '\\"')
        assert start in lines[found[place] - 1] or lines[found[place] - 1].endswith('"""')


def leaves(value: object, place: str = "") -> list[tuple[str, object]]:
    """Every text and number in a table, with its place."""
    if isinstance(value, dict):
        joint = "." if place else ""
        return [leaf for name, each in value.items() for leaf in leaves(each, f"{place}{joint}{name}")]
    if isinstance(value, list):
        return [leaf for n, each in enumerate(value) for leaf in leaves(each, f"{place}[{n}]")]
    return [] if isinstance(value, bool) else [(place, value)]
