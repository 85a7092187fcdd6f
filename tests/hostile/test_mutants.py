"""Whatever is edited in a sound file, it is refused in order or read as it says; and what would notice if not."""

import json
from collections import Counter
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest
from attrs import evolve

import insight
from hostile import mutants
from hostile.edits import Files, Mutant, bases, make_mutant
from hostile.mutants import Reader, Verdict, judge, read, report
from hostile.spelled import parse
from insight import Problem, Questionnaire, ReadError

EVERYDAY, MANY, A_CHUNK = 300, 5_000, 500
SOUND = """\
format = 1
id = "mine"
title = "Mine"
authors = ["A", "B"]
[response_scales.often]
options = [{ value = 0, label = "no" }, { value = 0.5, label = "partly" }, { value = 3, label = "yes" }]
missing = [{ value = 98, label = "not me" }]
[items]
worry = "I worry."
safe = "I feel safe, most days, at home and at work, whatever the others say of me."
[scales.s]
items = ["worry", { item = "safe", reverse = true, weight = "1/3" }]
method = "mean"
bands = [{ start = 0, label = "lower" }, { start = "4/3", label = "higher" }]
[[examples]]
answers = { worry = 3, safe = 3 }
scores = { s = "9/4" }
"""


@cache
def verdicts(start: int, end: int) -> list[Verdict]:
    """The verdicts on the mutants of some seeds."""
    return [judge(make_mutant(seed)) for seed in range(start, end)]


def faults_in(start: int, end: int) -> list[str]:
    """What is wrong with the mutants of some seeds, each with its seed."""
    return [f"{each.seed}, {each.origin}: {fault}" for each in verdicts(start, end) for fault in each.faults]


def made_of(text: str, reader: Reader = read) -> Verdict:
    """The verdict on a text that was made from the sound one, as *reader* reads it."""
    return judge(Mutant(0, "test", {"mine.toml": text.encode()}, {"mine.toml": SOUND.encode()}), reader)


def test_edited_files_are_refused_or_read_as_they_say() -> None:
    """Only an orderly refusal comes out, or a questionnaire that holds what the file holds, no less and no more."""
    assert faults_in(0, EVERYDAY) == []


@pytest.mark.slow
@pytest.mark.parametrize("start", range(EVERYDAY, MANY, A_CHUNK))
def test_many_edited_files_are_refused_or_read_as_they_say(start: int) -> None:
    """The same of many more."""
    assert faults_in(start, min(start + A_CHUNK, MANY)) == []


def test_sound_files_are_read_as_they_say() -> None:
    """Files without an edit are accepted, in all forms, and nothing is wrong with them."""
    found = [judge(Mutant(0, name, files, files)) for name, files in bases()]

    assert [(each.origin, each.faults) for each in found if each.faults or not each.accepted] == []
    assert len(found) >= 4 * 3


def test_mutants_are_of_all_sorts() -> None:
    """Enough are accepted and enough refused, and each follows from its seed."""
    found = Counter(each.accepted for each in verdicts(0, EVERYDAY))

    assert found[True] > EVERYDAY / 20
    assert found[False] > EVERYDAY / 4
    assert make_mutant(7) == make_mutant(7)
    assert make_mutant(7) != make_mutant(8)


@pytest.mark.parametrize(
    "text",
    [
        SOUND,
        SOUND.replace("value = 0.5", "value = 0.50"),
        SOUND.replace('items = ["worry"', 'name = "S"\nitems = [{ item = "worry" }'),
        SOUND.replace('title = "Mine"', "title = '''Mine'''\nlicence = \"\""),
    ],
)
def test_other_words_for_the_same_are_no_fault(text: str) -> None:
    """Short forms, defaults that are written out, and zeros at the end of a number are what they stand for."""
    found = made_of(text)

    assert (found.accepted, found.faults) == (True, ())


def converting(files: Files) -> Questionnaire:
    """A reader that takes texts for numbers."""
    return in_json(files, lambda value: int(value) if isinstance(value, str) and value.isdigit() else value)


def taking_truth_for_numbers(files: Files) -> Questionnaire:
    """A reader that takes true for 1."""
    return in_json(files, lambda value: int(value) if isinstance(value, bool) else value)


def in_json(files: Files, change: Callable[[Any], Any]) -> Questionnaire:
    """What is read when each value was changed before."""

    def changed(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: changed(each) for name, each in value.items()}
        return [changed(each) for each in value] if isinstance(value, list) else change(value)

    return insight.parse_questionnaire(json.dumps(changed(parse(files)), default=float), format="json")


def passing_over(name: str, *within: str) -> Reader:
    """A reader that passes over a field."""

    def reader(files: Files) -> Questionnaire:
        table = parse(files)
        held: Any = table
        for part in within:
            held = held[part]
        held.pop(name)
        return insight.parse_questionnaire(json.dumps(table, default=float), format="json")

    return reader


def changing(**fields: Callable[[Questionnaire], Any]) -> Reader:
    """A reader that makes something else of a field."""

    def reader(files: Files) -> Questionnaire:
        made = read(files)
        return evolve(made, **{name: change(made) for name, change in fields.items()})

    return reader


def first_scale(**fields: Any) -> Reader:
    """A reader that makes something else of the first scale."""
    return changing(scales=lambda made: (evolve(made.scales[0], **fields), *made.scales[1:]))


@pytest.mark.parametrize(
    ("text", "reader", "fault"),
    [
        (SOUND.replace("value = 3", 'value = "3"'), converting, "lost: response_scales[0].options[2].value"),
        (
            SOUND.replace("value = 98", "value = true").replace("reverse = true, ", ""),
            taking_truth_for_numbers,
            "lost: response_scales[0].missing[0]",
        ),
        (SOUND, first_scale(bands=()), "lost: scales[0].bands[0].start"),
        (SOUND, first_scale(name="Other"), "made up: scales[0].name"),
        (SOUND, first_scale(min_answered=2), "made up: scales[0].min_answered"),
        (SOUND, changing(authors=lambda made: made.authors[::-1]), "lost: authors[0]"),
        (SOUND, changing(items=lambda made: made.items[::-1]), "lost: items[0].id"),
        (SOUND, changing(licence=lambda made: "MIT"), "made up: licence"),
        (SOUND, changing(title=lambda made: made.title + " "), "lost: title"),
        (f"colour = 1\n{SOUND}", passing_over("colour"), "lost: colour"),
        (SOUND, passing_over("missing", "response_scales", "often"), "lost: response_scales[0].missing[0].value"),
        (SOUND.replace("format = 1", "format = 2"), lambda files: read({"a.toml": SOUND.encode()}), "lost: format"),
        (SOUND + SOUND, lambda files: read({"a.toml": SOUND.encode()}), "it was read, and another parser cannot"),
    ],
)
def test_a_reader_that_alters_is_noticed(text: str, reader: Reader, fault: str) -> None:
    """A value that was converted, left out, moved or made up is seen."""
    found = made_of(text, reader)

    assert found.accepted
    assert any(each.startswith(fault) for each in found.faults), found.faults


def raising(error: Exception) -> Reader:
    """A reader that reads nothing."""

    def reader(files: Files) -> Questionnaire:
        raise error

    return reader


LONG = SOUND.split("safe = ")[1].split('"')[1]


class OutOfHandError(ReadError):
    """An error that says what it is given as it is, which no error of the library does."""

    def __init__(self, told: str, problems: list[Problem]) -> None:
        """Hold the words."""
        super().__init__("", problems)
        self.told = told

    def __str__(self) -> str:
        """Say them."""
        return self.told


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (ValueError("no"), "ValueError came out"),
        (RecursionError(), "RecursionError came out"),
        (ReadError("a", [Problem("", "no")]), "it says what a sound file says, and is refused"),
        (ReadError("a", [Problem("", f"no to {LONG}")]), "the message repeats a long text"),
        (ReadError("a", [Problem("", "no" * 1_000)]), "the message is 2003 characters long"),
        (OutOfHandError("a\x1b: no", [Problem("", "no")]), "the message could steer a terminal"),
        (OutOfHandError("a\nb: no", [Problem("", "no")]), "the message has not a line for each problem"),
    ],
)
def test_a_refusal_out_of_order_is_noticed(error: Exception, fault: str) -> None:
    """Another exception, a refusal of what is sound, and a message that is too long or in the file's words are seen."""
    found = made_of(SOUND, raising(error))

    assert not found.accepted
    assert any(each.startswith(fault) for each in found.faults), found.faults


@pytest.mark.parametrize("name", ["to_toml", "to_json"])
def test_a_writer_that_alters_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something that is not written, and a text that cannot be read again, are seen."""
    write = getattr(insight, name)

    monkeypatch.setattr(insight, name, lambda made: write(evolve(made, examples=())))
    assert made_of(SOUND).faults == (
        f"what {name} wrote is another questionnaire",
        f"what {name} wrote has other digests",
    )
    monkeypatch.setattr(insight, name, lambda made: "[")
    assert made_of(SOUND).faults[0].startswith(f"what {name} wrote cannot be read: ReadError")


def test_a_broken_scorer_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A questionnaire that cannot be scored is seen."""
    monkeypatch.setattr(insight, "score", lambda made, answers: 1 / 0)

    assert made_of(SOUND).faults == ("it cannot be written, linted or scored: ZeroDivisionError('division by zero')",)


def test_many_are_counted_on_all_cores(capsys: pytest.CaptureFixture[str]) -> None:
    """The command says how many were refused and accepted, and which took the longest."""
    assert report(mutants.CHUNK) == 0
    assert f"{mutants.CHUNK} mutants: " in capsys.readouterr().out
