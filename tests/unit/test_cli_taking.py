"""The command `take`: what it asks, what a line does, what is kept, and how it ends; on pipes and in a terminal."""

import contextlib
import errno
import fcntl
import io
import json
import os
import pty
import re
import select
import signal
import stat
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from unittest import mock

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import insight
from insight import Item, Option, Questionnaire, ResponseScale
from insight.care import CONTENT_NOTE, NOTICE, WORLDWIDE, care_in_words
from insight.cli import main, taking
from insight.cli.asking import help_page, not_taken, opening, option_lines, page, words_page
from insight.cli.keeping import ended_by, keep
from insight.cli.screen import Screen, width_of
from insight.cli.sitting import Said, Sitting, keys_of
from insight.describing import Description, Paragraph
from insight.testing import questionnaires
from samples import QUESTIONNAIRE

CARE = care_in_words(WORLDWIDE)
CANARY = "71377731"
COMMAND = (sys.executable, "-m", "insight", "take")
CUT = "The input ended before the last item."
KEYS = "0, 1, 2, 3, 4 or 98"
NOT_TAKEN = f"That is none of the answers here. Please type {KEYS}, or ? to see all that you can type."
KEEP = "What was written holds a person's answers and scores, which are health data in many laws: keep it as such."


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a questionnaire."""
    (tmp_path / "mine.toml").write_text(QUESTIONNAIRE, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Taken:
    """What came of the command: its status, and what it wrote where."""

    def __init__(self, status: int, out: str, err: str) -> None:
        """Hold what came of it."""
        self.status, self.out, self.err = status, out, err

    @property
    def asked(self) -> list[str]:
        """The paragraphs that were shown, each in one line."""
        return paragraphs(self.err)

    @property
    def report(self) -> list[str]:
        """The paragraphs of the report, each in one line."""
        return paragraphs(self.out)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each in one line, without what is typed and the mark before it."""
    parts = re.split(r"\n\n|^>.*$", text.strip(), flags=re.MULTILINE)
    return [" ".join(part.split()) for part in parts if part.strip()]


def take(*arguments: str, typed: str | bytes | None = "") -> Taken:
    """Run the command in this process, with lines on standard input; None where that is closed."""
    data = typed.encode() if isinstance(typed, str) else typed
    stdin = None if data is None else io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    with mock.patch("sys.stdin", stdin), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = main(["take", *arguments])
    return Taken(status, out.getvalue(), err.getvalue())


def kept(name: str) -> dict[str, Any]:
    """The answers in a file that was kept, without those that are none."""
    answers = json.loads(Path(name).read_text(encoding="utf-8"))["answers"]
    return {item: answer for item, answer in answers.items() if answer is not None}


def mine() -> Questionnaire:
    """The questionnaire that is asked."""
    return insight.parse_questionnaire(QUESTIONNAIRE)


def answer_all(questionnaire: Questionnaire, lines: Sequence[str | None]) -> Sitting:
    """The sitting after some lines."""
    sitting = Sitting.begin(questionnaire)
    for line in lines:
        sitting, _ = sitting.answer(line)
    return sitting


# What a line does


def test_a_sitting_goes_item_by_item() -> None:
    """Each answer leads to the next item, until all were asked."""
    sitting = Sitting.begin(mine())
    seen = []
    for line in ("3", "1", "0"):
        seen.append(sitting.item.id)
        sitting, said = sitting.answer(line)
        assert said == Said.ANSWER

    assert seen == ["worry", "safe", "ask"]
    assert sitting.through
    assert sitting.answers == {"worry": 3, "safe": 1, "ask": 0}


@pytest.mark.parametrize("line", ["3", " 3 ", "3\t", "often", "OFTEN", "  Often", "\uff13"])
def test_a_value_or_its_words_answer(line: str) -> None:
    """What counts is the value that is shown, or the whole label; not case, spaces or the width of letters."""
    assert answer_all(mine(), [line]).answers == {"worry": 3}


@pytest.mark.parametrize("line", ["98", "does not apply to me", "Does  not apply to me"])
def test_a_missing_option_is_recorded_with_its_value(line: str) -> None:
    """What counts as unanswered is an answer that was given."""
    assert answer_all(mine(), [line]).answers == {"worry": 98}


@pytest.mark.parametrize(
    "line",
    [
        "5",
        "-1",
        "33",
        "3.",
        "3 4",
        "oft",
        "never rarely",
        "x",
        "\x1b[A",
        "\x1c",
        "3\x00",
        "\u202e3",
        "\u0663",
        "1e0",
        None,
    ],
)
def test_anything_else_stays_with_the_item(line: str | None) -> None:
    """What is no answer changes nothing: no number beyond the options, no part of a label, no control characters."""
    sitting = answer_all(mine(), ["2"])

    assert sitting.answer(line) == (sitting, Said.NOTHING)


@pytest.mark.parametrize("line", ["", "  ", "s", "S", "skip"])
def test_a_skipped_item_is_absent(line: str) -> None:
    """What was left out is in no answers, as if it had not been asked."""
    assert answer_all(mine(), ["3", line, "1"]).answers == {"worry": 3, "ask": 1}


def test_back_shows_what_was_answered_and_enter_keeps_it() -> None:
    """Whoever goes back is at the item before, with its answer; Enter alone goes on with that."""
    back, said = answer_all(mine(), ["3", "1"]).answer("b")
    assert (said, back.position, back.choice, back.item.id) == (Said.BACK, 1, 1, "safe")

    after, said = back.answer("")
    assert (said, after.position) == (Said.NEXT, 2)
    assert after.answers == {"worry": 3, "safe": 1}


def test_back_lets_one_change_or_take_back() -> None:
    """An earlier answer can become another, or none; what was answered after it stays."""
    twice_back = answer_all(mine(), ["3", "1", "b", "back"])

    assert answer_all(mine(), ["3", "1", "b", "b", "0"]).answers == {"worry": 0, "safe": 1}
    assert twice_back.answer("s")[0].answers == {"safe": 1}
    assert twice_back.answer("b") == (twice_back, Said.FIRST)


@pytest.mark.parametrize("line", ["q", "Q", "quit", "stop"])
def test_stop_ends_with_what_there_is(line: str) -> None:
    """Nothing more is asked, and what was answered stays."""
    sitting, said = answer_all(mine(), ["3"]).answer(line)

    assert said == Said.STOP
    assert sitting.stopped
    assert sitting.answers == {"worry": 3}


@pytest.mark.parametrize(("line", "said"), [("h", Said.HELP), ("help", Said.HELP), ("?", Said.WORDS)])
def test_help_stays_with_the_item(line: str, said: Said) -> None:
    """Who asks for help or for what can be typed is asked the same item after it."""
    sitting = answer_all(mine(), ["3"])

    assert sitting.answer(line) == (sitting, said)


def test_after_the_last_item_there_is_a_way_back() -> None:
    """A slip on the last item can be corrected; Enter or q ends it, and nothing is an answer any more."""
    through = answer_all(mine(), ["3", "1", "0"])

    assert answer_all(mine(), ["3", "1", "0", "b", "4"]).answers == {"worry": 3, "safe": 1, "ask": 4}
    for line in ("", "q"):
        ended, said = through.answer(line)
        assert (said, ended.stopped, ended.answers) == (Said.STOP, True, through.answers)
    for other in ("0", "never", "s", "?", None):
        assert through.answer(other) == (through, Said.NOTHING)
    assert through.answer("h") == (through, Said.HELP)


def test_no_repr_of_a_sitting_holds_an_answer() -> None:
    """Its `repr` names the questionnaire alone."""
    assert repr(answer_all(mine(), ["3", "98"])) == "<Sitting with 'job-check-in'>"


# What one types for an answer


def form(*options: tuple[int, str]) -> Questionnaire:
    """A questionnaire of one item with these options."""
    made = tuple(Option(value=value, label=label) for value, label in options)
    responses = ResponseScale(id="r", options=made)
    return Questionnaire.build("q", title="Q", responses=responses, items={"a": "A?"}, scales={"s": "a"})


LETTERS = ("a", "c", "d", "e", "f", "g")


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        ([(0, "never"), (1, "always")], ("0", "1")),
        ([(4, "never"), (0, "always")], ("4", "0")),
        ([(-1, "less"), (1, "more")], ("-1", "1")),
        ([(1, "1"), (2, "2")], ("1", "2")),
        ([(1, "1 (never)"), (2, "2"), (3, "3 (always)")], ("1", "2", "3")),
        ([(0, "1"), (1, "2"), (2, "3")], LETTERS[:3]),
        ([(0, "1 (never)"), (1, "2 (often)")], LETTERS[:2]),
        ([(0, "never"), (1, "1 or 2 times"), (2, "more")], LETTERS[:3]),
        ([(0, "one"), (1, "two")], LETTERS[:2]),
        ([(0, "-1"), (-1, "0")], LETTERS[:2]),
        ([(0, "No. 01"), (1, "No. 00")], LETTERS[:2]),
    ],
)
def test_what_is_typed_is_the_value_unless_a_label_has_that_number(
    options: list[tuple[int, str]], keys: tuple[str, ...]
) -> None:
    """Where a label has the number of another option in it, letters stand for all, so that no number is mistaken."""
    asked = form(*options)

    assert keys_of(asked.response_scales[0]) == keys
    for key, (value, _) in zip(keys, options, strict=True):
        assert answer_all(asked, [key]).answers == {"a": value}


def test_decimals_are_typed_as_they_are_shown() -> None:
    """A value that is not whole is written as people write it."""
    halves = insight.parse_questionnaire(
        QUESTIONNAIRE.replace(
            'labels = ["never", "rarely", "sometimes", "often", "always"]',
            'options = [{ value = 0.50, label = "some" }, { value = 1.0, label = "all" }]',
        )
        .replace("{ start = 0, ", "{ start = 0.5, ")
        .replace("{ start = 2, ", "{ start = 0.75, ")
    )

    assert keys_of(halves.response_scales[0]) == ("0.5", "1", "98")
    assert [float(answer) for answer in answer_all(halves, ["0.5", "1"]).answers.values()] == [0.5, 1.0]


def test_many_options_have_letters_of_their_own() -> None:
    """No two options have the same letters, and none has a word that does something else."""
    most = form(*((n, str(n + 1)) for n in range(500)))
    keys = keys_of(most.response_scales[0])

    assert len(set(keys)) == 500
    assert not {"s", "b", "h", "q", "skip", "back", "help", "quit", "stop"} & set(keys)
    assert answer_all(most, [keys[499]]).answers == {"a": 499}


@pytest.mark.parametrize(
    ("labels", "line"), [(("b", "c"), "b"), (("Stop", "go"), "stop"), (("NO", "no"), "no"), (("c 1", "a"), "a")]
)
def test_what_could_mean_two_things_is_not_taken(labels: tuple[str, str], line: str) -> None:
    """A label that is a word for something else, or alike to another, has to be typed by what stands left of it."""
    asked = form((0, labels[0]), (1, labels[1]))
    sitting = Sitting.begin(asked)

    assert sitting.answer(line) == (sitting, Said.TWOFOLD)


def test_a_label_can_be_typed_where_letters_stand_for_options() -> None:
    """A number that is a whole label answers with that option, whatever the values are."""
    asked = form((0, "1"), (1, "2"), (2, "3"))

    assert answer_all(asked, ["3"]).answers == {"a": 2}


@given(questionnaires(), st.data())
def test_what_is_shown_is_what_is_recorded(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Whatever the options are, typing what stands left of one answers with it, and with no other."""
    sitting = Sitting.begin(questionnaire)
    expected = {}
    for item in questionnaire.items:
        choices = questionnaire.responses_of(item).choices
        lines, _ = option_lines(sitting)
        number = data.draw(st.integers(0, len(choices) - 1))
        mark, text = lines[number]
        assert text.startswith(choices[number].label)
        expected[item.id] = choices[number].value
        sitting, _ = sitting.answer(mark)

    assert sitting.through
    assert sitting.answers == expected
    assert insight.score(questionnaire, sitting.answers).answers == expected


# What is shown


def test_it_opens_with_what_it_is_and_where_help_is() -> None:
    """Title, instructions, what it is not, what is known of the scores, help, how to answer, what becomes of it."""
    asked = evolve(mine(), instructions="Think of\nthe last month.", intended_use="Reflection.")

    shown = opening(asked, None)
    assert shown == Description(
        "Job check-in",
        (
            Paragraph("Think of the last month."),
            Paragraph(f"{NOTICE} Not validated: no study of these scores is recorded."),
            Paragraph("What it is meant for: Reflection."),
            Paragraph(CARE),
            Paragraph(
                "There are 3 items. Type the number or letter beside your answer, then press Enter. "
                "You can leave out whatever you like, go back, and stop at any time. "
                "Nothing is stored; to keep the result, start with --out FILE."
            ),
        ),
    )


def test_the_opening_says_where_answers_are_written() -> None:
    """Whoever asked for a file reads its name; a form of one item says so."""
    (*_, last) = opening(form((0, "no"), (1, "yes")), "mine.json").blocks

    assert isinstance(last, Paragraph)
    assert last.text.startswith("There is one item. Type")
    assert last.text.endswith("At the end, your answers and scores are written to mine.json.")


def test_an_item_is_shown_with_what_to_type() -> None:
    """How far one is, the item, its options with what to type, and the other keys; missing options are marked."""
    taken = take("mine.toml", typed="3\nq\n")

    assert (
        "\n> \n"
        "2 of 3\n"
        "======\n"
        "\n"
        "I feel safe in my position.\n"
        "\n"
        "   0  never\n"
        "   1  rarely\n"
        "   2  sometimes\n"
        "   3  often\n"
        "   4  always\n"
        "  98  does not apply to me (counts as unanswered)\n"
        "\n"
        "Enter skips, b goes back, h shows help, q stops, ? tells more.\n"
        "> "
    ) in taken.err


def test_the_end_is_shown_before_the_report() -> None:
    """What can be done there stands there; help is shown, and anything else is told what to type."""
    taken = take("mine.toml", typed="3\n1\n0\n4\nh\nb\n1\n\n")

    end = "The end =======", "That was the last one.", "Enter shows what your answers say, b goes back, h shows help."
    told = paragraphs(taken.err)
    assert [told.count(each) for each in end] == [3, 3, 3]
    assert "There is nothing more to answer. Please press Enter, or type b to go back, or h for help." in told
    assert "Help ====" in told
    assert taken.status == 0


def test_the_first_item_does_not_offer_to_go_back() -> None:
    """Before the first item there is none, and whoever tries is told."""
    taken = take("mine.toml", typed="b\nq\n")

    assert taken.asked.count("Enter skips, h shows help, q stops, ? tells more.") == 1
    assert "This is the first one: there is none before it." in taken.asked


def test_an_earlier_answer_is_shown() -> None:
    """Whoever comes back reads what was answered, and that Enter keeps it."""
    taken = take("mine.toml", typed="3\nb\nq\n")

    expected = "Your answer: 3 (often). Enter keeps it, s takes it back, h shows help, q stops, ? tells more."
    assert expected in taken.asked


def test_wrong_input_is_asked_again_and_never_repeated() -> None:
    """One reads what can be typed, and not what was."""
    taken = take("mine.toml", typed=f"{CANARY}\n\x1b[A{CANARY}\n{CANARY}" * 3)

    assert taken.status == 1
    assert taken.asked.count(NOT_TAKEN) == 7
    assert CANARY not in taken.err + taken.out
    assert "\x1b" not in taken.err


def test_twofold_input_says_what_to_type_instead() -> None:
    """What could mean two things is told apart by what stands left of an answer, or by whole words."""
    sitting = Sitting.begin(form((0, "b"), (1, "c")))

    assert not_taken(sitting, Said.TWOFOLD) == (
        "That could mean two things here. Please type 0 or 1, or a whole word such as skip or back."
    )


def test_many_options_are_not_all_named() -> None:
    """Where there are very many options, sentences do not list them."""
    sitting = Sitting.begin(form(*((n, f"o{n}") for n in range(30))))

    assert not_taken(sitting, Said.NOTHING) == (
        "That is none of the answers here. Please type what stands left of an answer, "
        "or ? to see all that you can type."
    )
    assert "0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, … or 29: the answer beside it." in words_page(sitting).text(width=200)


def test_all_that_can_be_typed_is_told() -> None:
    """The question mark shows each word with what it does, then the item once more."""
    taken = take("mine.toml", typed="?\n3\nb\n?\nq\n")

    told = (
        "- 0, 1, 2, 3, 4 or 98: the answer beside it. You can type its words instead. "
        "- Enter alone: {} "
        "- s: leave this one unanswered, even if you gave an answer before "
        "- b: go back to the one before, to see or change your answer "
        "- h: see where help can be found "
        "- q: stop here, and see what your answers so far say"
    )
    assert told.format("leave this one unanswered") in taken.asked
    assert told.format("keep the answer you gave") in taken.asked
    assert taken.asked.count("Whole words work too: skip, back, help, stop.") == 2
    assert taken.asked.count("1 of 3 ======") == 4


def test_help_shows_all_worldwide_help() -> None:
    """Every place of help that is for anywhere is shown, with what of it is to be checked, and the notice."""
    taken = take("mine.toml", typed="h\nq\n")

    for resource in insight.load_catalog().help():
        assert f"{resource.name} {'-' * len(resource.name)}" in taken.asked
    assert taken.err.count("not verified: check before use") == len(insight.load_catalog().help())
    assert NOTICE in taken.asked
    assert "Help in one country, in another window or after this: insight help --region GB" in taken.asked


def about(*references: str, resources: tuple[str, ...] = (), scale: tuple[str, ...] = ()) -> Sitting:
    """The start of a questionnaire whose only item is about some things, or its scale is."""
    plain = form((0, "no"), (1, "yes"))
    item = Item(id="a", text="A?", about=references, resources=resources)
    return Sitting.begin(evolve(plain, items=(item,), scales=(evolve(plain.scales[0], about=scale),)))


def test_help_that_an_item_names_stands_beside_it() -> None:
    """It is in one line, with the directory for all countries, and comes first in the help that one asks for."""
    sitting = about(resources=("us-211", "not-in-the-catalog"))
    (_, beside) = page(sitting, insight.load_catalog()).blocks

    assert beside == Paragraph(
        "Help with this: 211 (US only): call 211; Find a Helpline: https://findahelpline.com. Check before use."
    )
    shown = help_page(sitting, insight.load_catalog()).text()
    assert shown.index("211\n---") < shown.index("Emergency services\n---") < shown.index("Find a Helpline\n---")


def test_services_in_pairs_stand_beside_an_item_together() -> None:
    """Who names one of two services that belong together shows both."""
    (_, beside) = page(about(resources=("us-988",)), insight.load_catalog()).blocks

    assert isinstance(beside, Paragraph)
    assert "988 Suicide & Crisis Lifeline (US only): " in beside.text
    assert "; Crisis Text Line (US only): " in beside.text
    assert beside.text.endswith("; Find a Helpline: https://findahelpline.com. Check before use.")


def test_help_that_was_verified_is_not_to_be_checked() -> None:
    """The words "check before use" stand only where somebody has to."""
    catalog = insight.load_catalog()
    verified = mock.patch.object(insight.Resource, "needs_check", return_value=False)

    with verified:
        (_, beside) = page(about(resources=("us-211",)), catalog).blocks
    assert beside == Paragraph("Help with this: 211 (US only): call 211; Find a Helpline: https://findahelpline.com.")


@pytest.mark.parametrize(
    "sitting",
    [about("cause:trauma"), about("-cause:trauma"), about(scale=("cause:trauma",)), about("sign:x", "cause:trauma")],
    ids=["high", "low", "scale", "also-unknown"],
)
def test_help_comes_first_where_an_item_is_about_something_hard(sitting: Sitting) -> None:
    """A hard topic is said to be one, and help with it comes before the item, the worldwide help among it."""
    note, help_line, text = page(sitting, insight.load_catalog()).blocks

    assert (note, text) == (Paragraph(CONTENT_NOTE), Paragraph("A?"))
    assert isinstance(help_line, Paragraph)
    assert help_line.text.startswith("If things are hard or you are in danger, help is there. ")
    assert "Support after trauma, by country: https://findahelpline.com" in help_line.text
    assert all(resource.name in help_line.text for resource in WORLDWIDE)


def test_other_items_stand_alone() -> None:
    """An item about nothing hard, of which the catalog may know nothing, is shown as it is."""
    for sitting in (about("sign:perfectionism", "axis:attachment-anxiety", "sign:not-there"), about()):
        assert page(sitting, insight.load_catalog()).blocks == (Paragraph("A?"),)


# What comes out


def test_the_report_is_that_of_score_with_what_was_left_out() -> None:
    """After the last item comes what `insight score` writes of the same answers, and a line on what was answered."""
    Path("answers.json").write_text('{"worry": 3, "ask": 98}', encoding="utf-8")
    with contextlib.redirect_stdout(io.StringIO()) as out:
        main(["score", "mine.toml", "answers.json"])

    taken = take("mine.toml", typed="3\n\n98\n")

    told = "You answered 1 of 3. You left out number 2. What you chose for number 3 counts\nas unanswered.\n\n"
    assert taken.status == 0
    assert told in taken.out
    assert taken.out.replace(told, "") == out.getvalue()


def test_a_whole_form_has_nothing_left_out() -> None:
    """Where all was answered, no more is said of it."""
    taken = take("mine.toml", typed="3\n1\n0\n")

    assert taken.report[1] == "You answered 3 of 3."
    assert taken.report[-2:] == [NOTICE, CARE]


@pytest.mark.parametrize(
    ("typed", "status"), [("\n\n\n", 0), ("q\n", 0), ("", 1), (None, 1), (b"\xff\n\xfe", 1), ("s\nx", 1)]
)
def test_nothing_answered_gives_no_numbers(typed: str | bytes | None, status: int) -> None:
    """There is no score, no table and no file; the notice and help are there."""
    taken = take("mine.toml", "-o", "result.json", typed=typed)

    assert taken.status == status
    assert taken.report == [
        "Job check-in 1.0.0 ==================",
        "Nothing was answered, so there are no scores.",
        NOTICE,
        CARE,
    ]
    assert taken.asked[-1] == "Nothing was answered, so result.json was not written."
    assert not Path("result.json").exists()


def test_input_that_ends_early_is_told() -> None:
    """The status is 1, and what was answered until then is reported all the same."""
    taken = take("mine.toml", typed="3\n1")

    assert taken.status == 1
    assert taken.asked[-1] == f"{CUT} This is what the answers until then say:"
    assert taken.report[1] == "You answered 2 of 3. You left out number 3."


def test_input_that_is_closed_is_told() -> None:
    """Without standard input nothing can be answered, and that is said."""
    assert take("mine.toml", typed=None).asked[-1] == CUT


def test_standard_input_that_cannot_be_read_has_ended() -> None:
    """An error of the system is the end of the input; what was answered stays."""

    class Broken(io.BytesIO):
        """A stream that breaks after its first line."""

        def readline(self, size: int | None = -1, /) -> bytes:
            """The line, and then an error."""
            if line := super().readline(size):
                return line
            raise OSError(errno.EIO, "Input/output error")

    with mock.patch("sys.stdin", io.TextIOWrapper(Broken(b"3\n"))), contextlib.redirect_stdout(io.StringIO()) as out:
        assert main(["take", "mine.toml"]) == 1
    assert "You answered 1 of 3." in out.getvalue()


@pytest.mark.parametrize("size", [4095, 4096, 4097, 8192, 10_000])
def test_a_line_of_any_length_is_one_line(size: int) -> None:
    """What is longer than any answer is wrong once, whatever it holds, and the next line is the next."""
    taken = take("mine.toml", typed=f"{'3' * size}\n1\n{'3' * size}")

    assert taken.asked.count(NOT_TAKEN) == 2
    assert taken.report[1] == "You answered 1 of 3. You left out numbers 2 and 3."


def test_a_mark_of_byte_order_and_line_ends_of_windows_do_not_matter() -> None:
    """A file that another system wrote answers as well."""
    taken = take("mine.toml", "-o", "result.json", typed=b"\xef\xbb\xbf3\r\n1\r\n\r\n")

    assert taken.status == 0
    assert kept("result.json") == {"worry": 3, "safe": 1}


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ([4], "number 4"),
        ([4, 7], "numbers 4 and 7"),
        ([3, 4], "numbers 3 and 4"),
        ([3, 4, 5], "numbers 3 to 5"),
        ([1, 3, 4, 6, 7, 8], "numbers 1, 3, 4 and 6 to 8"),
    ],
)
def test_numbers_are_told_as_one_says_them(numbers: list[int], told: str) -> None:
    """Three in a row or more are told by their ends."""
    assert taking.in_numbers(numbers) == told


# The file


@pytest.mark.parametrize(("typed", "answers"), [("3\n1\n0\n", 3), ("3\n1\nq\n", 2), ("98\nq\n", 1), ("3", 1)])
def test_the_file_is_a_result_that_verifies(typed: str, answers: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Whole or partial, it is what `score --json` writes, verifies, is explained, and gives the report again."""
    taken = take("mine.toml", "-o", "result.json", typed=typed)
    Path("answers.json").write_text(json.dumps(kept("result.json")), encoding="utf-8")

    assert len(kept("result.json")) == answers
    assert main(["score", "mine.toml", "answers.json", "--json", "--out", "scored.json"]) == 0
    assert Path("result.json").read_bytes() == Path("scored.json").read_bytes()
    for command in (["verify", "result.json", "mine.toml"], ["explain", "result.json", "mine.toml"]):
        assert main(command) == 0
    capsys.readouterr()
    assert main(["score", "mine.toml", "result.json"]) == 0
    assert capsys.readouterr().out == "\n\n".join(
        part for part in taken.out.split("\n\n") if not part.startswith("You answered")
    )


def test_a_file_is_its_owners_alone() -> None:
    """Answers are health data: nobody else may read the file; one is told how to read it, and to keep it as such."""
    taken = take("mine.toml", "--out", "result.json", typed="3\nq\n")

    assert stat.S_IMODE(Path("result.json").stat().st_mode) == 0o600
    assert taken.asked[-1] == (
        f"result.json was written. To see the report again: insight score mine.toml result.json. {KEEP}"
    )


def test_a_bundled_questionnaire_need_not_be_named_again() -> None:
    """What the catalog has is found by the result itself."""
    taken = take("life-areas", "-o", "result.json", typed="3\nq\n")

    assert (
        taken.asked[-1]
        == f"result.json was written. To see the report again: insight score life-areas result.json. {KEEP}"
    )
    assert main(["verify", "result.json"]) == 0


def test_without_a_file_nothing_is_stored(folder: Path) -> None:
    """The folder is as it was."""
    before = sorted(folder.iterdir())
    take("mine.toml", typed="3\n1\n0\n")

    assert sorted(folder.iterdir()) == before


REFUSED = {
    "there": ("mine.toml", "mine.toml: it is there already; choose another name with --out"),
    "a-folder": (".", ".: it is there already; choose another name with --out"),
    "no-folder": (
        "there/is/none.json",
        "there/is/none.json: its folder is not there; make the folder first, or choose another one",
    ),
    "in-a-file": (
        "mine.toml/a.json",
        "mine.toml/a.json: it cannot be written (Not a directory); choose another place with --out",
    ),
    "too-long": (
        "a" * 300,
        f"{'a' * 300}: it cannot be written (File name too long); choose another place with --out",
    ),
    "no-path": ("a\0b", "a\\x00b: it cannot be written (the path is not valid); choose another place with --out"),
}


@pytest.mark.parametrize(("out", "message"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_made_is_refused_before_any_question(out: str, message: str, folder: Path) -> None:
    """Nobody answers twenty questions in vain, and nothing is written over."""
    before = {path: path.read_bytes() for path in folder.iterdir()}
    taken = take("mine.toml", "-o", out, typed="3\n1\n0\n")

    assert (taken.status, taken.out, taken.err) == (1, "", f"insight: {message}\n")
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_a_folder_that_takes_no_file_is_refused_before_any_question() -> None:
    """The system's own reason is told."""
    with mock.patch("os.open", side_effect=PermissionError(errno.EACCES, "Permission denied")):
        taken = take("mine.toml", "-o", "result.json", typed="3\n1\n0\n")

    assert taken.err == (
        "insight: result.json: it cannot be written (Permission denied); choose another place with --out\n"
    )


def test_a_link_that_leads_nowhere_is_not_followed(folder: Path) -> None:
    """Nothing is written to where somebody else points."""
    (folder / "link.json").symlink_to(folder / "elsewhere.json")

    assert take("mine.toml", "-o", "link.json", typed="3\n").status == 1
    assert not (folder / "elsewhere.json").exists()


def test_standard_output_is_for_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    """A dash is no file: the report goes there anyway."""
    with pytest.raises(SystemExit, match=r"^2$"):
        main(["take", "mine.toml", "-o", "-"])

    assert "--out is the name of a new file; the report goes to standard output" in capsys.readouterr().err


def test_a_file_that_appears_meanwhile_stays_and_no_answer_is_lost() -> None:
    """What was to be written follows the report, and verifies; the status says that something went wrong."""
    original = taking.follow

    def meanwhile(*arguments: Any) -> Iterator[Sitting]:
        yield from original(*arguments)
        Path("result.json").write_text("somebody's", encoding="utf-8")

    with mock.patch.object(taking, "follow", meanwhile):
        taken = take("mine.toml", "-o", "result.json", typed="3\n1\n0\n")

    assert taken.status == 1
    assert Path("result.json").read_text(encoding="utf-8") == "somebody's"
    assert taken.asked[-1] == (
        "result.json could not be written (File exists). So that your answers are not lost, "
        f"what was to stand in it follows on standard output. {KEEP}"
    )
    report, brace, rest = taken.out.partition("\n{\n")
    assert report.startswith("Job check-in 1.0.0\n")
    assert insight.verify(brace + rest, mine()) == ()


def test_a_full_disk_leaves_no_half_a_file(folder: Path) -> None:
    """What could not be written whole is gone again, and the reason is told."""
    with mock.patch("os.fdopen", side_effect=OSError(errno.ENOSPC, "No space left on device")):
        failure = keep("result.json", "{}")

    assert failure == "No space left on device"
    assert not (folder / "result.json").exists()


def test_a_stop_while_writing_leaves_no_half_a_file(folder: Path) -> None:
    """Who stops the command once more stops the writing."""
    with mock.patch("os.fdopen", side_effect=KeyboardInterrupt), pytest.raises(KeyboardInterrupt):
        keep("result.json", "{}")

    assert not (folder / "result.json").exists()


def test_ctrl_c_keeps_what_was_answered() -> None:
    """The status is 1; report and file hold the answers until then."""

    def lines() -> Iterator[str]:
        yield "3"
        raise KeyboardInterrupt

    with mock.patch.object(taking, "typed", lines):
        taken = take("mine.toml", "-o", "result.json")

    assert taken.status == 1
    assert "You stopped here. This is what the answers until then say:" in taken.asked
    assert taken.report[1] == "You answered 1 of 3. You left out numbers 2 and 3."
    assert kept("result.json") == {"worry": 3}


# Where it is shown


class Gone(io.StringIO):
    """A stream whose other end is closed after some writes."""

    def __init__(self, left: int) -> None:
        """Take some writes."""
        super().__init__()
        self.left = left

    def writelines(self, lines: Any, /) -> None:
        """Write, or find the other end closed."""
        self.left -= 1
        if self.left < 0:
            raise BrokenPipeError(errno.EPIPE, "Broken pipe")
        super().writelines(lines)


@pytest.mark.parametrize("writes", [0, 1, 2, 4])
def test_a_screen_that_is_gone_ends_the_asking(writes: int) -> None:
    """Nobody sees the questions any more; the report still comes, and what was answered is kept."""
    with (
        mock.patch("sys.stdin", io.TextIOWrapper(io.BytesIO(b"3\n1\n0\n"))),
        mock.patch("sys.stderr", Gone(writes)),
        contextlib.redirect_stdout(io.StringIO()) as out,
    ):
        assert main(["take", "mine.toml", "-o", "result.json"]) == 1

    assert NOTICE in paragraphs(out.getvalue())
    assert Path("result.json").exists() == (writes == 4)


def test_without_standard_error_the_answers_still_count() -> None:
    """Where nothing can be shown, lines from a pipe are scored all the same."""
    with (
        mock.patch("sys.stdin", io.TextIOWrapper(io.BytesIO(b"3\n1\n0\n"))),
        mock.patch("sys.stderr", None),
        contextlib.redirect_stdout(io.StringIO()) as out,
    ):
        assert main(["take", "mine.toml"]) == 0
    assert "You answered 3 of 3." in out.getvalue()


def test_a_screen_that_is_not_there_takes_everything(capfd: pytest.CaptureFixture[str]) -> None:
    """Nothing is written, and standard output stays as it is."""
    screen = Screen(None)
    screen.say("Something.")
    screen.ask()
    screen.leave()
    os.write(1, b"still here")

    assert capfd.readouterr() == ("still here", "")


class Shown(io.StringIO):
    """A stream that passes for a terminal."""

    def isatty(self) -> bool:
        """It does."""
        return True


def test_questions_are_shown_where_somebody_sees_them() -> None:
    """They go to standard error; to standard output where that alone is a terminal."""
    terminal, file = Shown(), io.StringIO()
    streams = [(terminal, terminal), (file, terminal), (terminal, file), (file, file), (None, file), (None, terminal)]
    chosen = []
    for out, err in [(streams_out, streams_err) for streams_err, streams_out in streams]:
        with mock.patch("sys.stdout", out), mock.patch("sys.stderr", err):
            chosen.append(Screen.find().stream)

    assert chosen == [terminal, terminal, terminal, file, None, terminal]


@pytest.mark.parametrize(("columns", "width"), [(200, 80), (80, 80), (30, 30), (20, 20), (5, 20), (0, 80)])
def test_lines_are_as_wide_as_the_terminal(columns: int, width: int) -> None:
    """But no wider than is good to read, nor narrower than anything fits; 80 where nothing is known."""
    with mock.patch("os.get_terminal_size", return_value=os.terminal_size((columns, 24))):
        assert width_of(sys.__stderr__) == width
    assert width_of(io.StringIO()) == width_of(None) == 80


def test_a_long_value_has_a_line_of_its_own() -> None:
    """On a narrow screen what is typed stays whole, and its words stand below it."""
    err = io.StringIO()
    with mock.patch("insight.cli.screen.width_of", return_value=20):
        Screen(err).show(Description("A", ()), [("  1000000000000  ", "very much indeed"), ("  1  ", "no")])

    assert err.getvalue() == "\nA\n=\n\n  1000000000000\n    very much indeed\n  1  no\n"


def test_letters_that_cannot_be_shown_are_told_by_their_codes(folder: Path) -> None:
    """A terminal without a letter shows its code, and nothing fails."""
    text = QUESTIONNAIRE.replace("I worry about losing my job.", "Ich sorge mich um meine Größe ☂.")
    (folder / "mine.toml").write_text(text.replace('"often"', '"öfter"'), encoding="utf-8")
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}

    ran = subprocess.run(
        [*COMMAND, "mine.toml"], input="öfter\n3\n\n\n".encode(), capture_output=True, check=False, env=environment
    )
    assert ran.returncode == 0
    assert b"Ich sorge mich um meine Gr\\xf6\\xdfe \\u2602." in ran.stderr
    assert b"   3  \\xf6fter\n" in ran.stderr
    assert b"You answered 2 of 3." in ran.stdout


@pytest.mark.parametrize(
    ("script", "status"),
    [
        ("{} take mine.toml <&-", 1),
        ("{} take mine.toml </dev/null", 1),
        ("printf '3\\n1\\n0\\n' | {} take mine.toml 2>&-", 0),
        ("printf '3\\n1\\n0\\n' | {} take mine.toml >/dev/null", 0),
    ],
)
def test_streams_of_a_shell(script: str, status: int) -> None:
    """However a shell sets up the streams, it ends in order, without a traceback."""
    command = script.format(f"{sys.executable} -m insight")
    ran = subprocess.run(["/bin/bash", "-o", "pipefail", "-c", command], capture_output=True, check=False)

    assert ran.returncode == status
    assert b"Traceback" not in ran.stderr + ran.stdout


def test_a_reader_that_has_gone_is_no_failure_of_its_own() -> None:
    """Where nobody reads the questions it ends with status 1, the report, and nothing of the interpreter's."""
    theirs, ours = os.pipe()
    os.close(theirs)
    ran = subprocess.run([*COMMAND, "mine.toml"], input=b"3\n", stdout=subprocess.PIPE, stderr=ours, check=False)
    os.close(ours)

    assert ran.returncode == 1
    assert NOTICE in paragraphs(ran.stdout.decode())


def test_no_answer_is_lost_where_the_file_takes_too_little(folder: Path) -> None:
    """The system breaks off the writing: nothing of the file stays, and what was to stand in it is on the output."""
    script = f"ulimit -f 1; printf '3\\n1\\n0\\n' | {sys.executable} -B -m insight take mine.toml -o result.json"
    ran = subprocess.run(["/bin/bash", "-c", script], capture_output=True, check=False)

    assert ran.returncode == 1
    assert b"result.json could not be written (File too large)." in ran.stderr
    assert not (folder / "result.json").exists()
    _, brace, rest = ran.stdout.decode().partition("\n{\n")
    assert insight.verify(brace + rest, mine()) == ()


def test_readline_is_not_loaded() -> None:
    """What keeps a history of what was typed is not there."""
    code = "import sys; from insight.cli import main; main(['take', 'mine.toml']); sys.exit('readline' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], input=b"3\n", capture_output=True, check=False).returncode == 0


# Whatever is typed

# What can be typed for the items of mine.toml, spelled out.
ANSWERED = {"0": 0, "1": 1, "2": 2, "3": 3, "4": 4, "98": 98}
ANSWERED |= {"never": 0, "rarely": 1, "sometimes": 2, "often": 3, "always": 4, "does not apply to me": 98}
ITEMS = ("worry", "safe", "ask")


def expected(data: bytes) -> tuple[dict[str, int], int]:
    """What is kept of the lines in *data*, and the status: the commands in the plainest words."""
    answers: dict[str, int] = {}
    at = 0
    for line in data.removesuffix(b"\n").split(b"\n") if data else ():
        word = understood(line)
        through = at == len(ITEMS)
        if word in {"q", "quit", "stop"} or (through and not word):
            return answers, 0
        if word in {"b", "back"}:
            at = max(at - 1, 0)
            continue
        if through:
            continue
        if word in {"s", "skip"}:
            answers.pop(ITEMS[at], None)
        elif word in ANSWERED:
            answers[ITEMS[at]] = ANSWERED[word]
        elif word:
            continue
        at += 1
    return answers, 0 if at == len(ITEMS) else 1


def understood(line: bytes) -> str:
    """A line as it is understood; what cannot be read is no word."""
    try:
        text = line.decode().removeprefix("\ufeff").rstrip("\r")
    except UnicodeDecodeError:
        return "unreadable"
    if any(unicodedata.category(char) == "Cc" and char != "\t" for char in text):
        return "unreadable"
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


WORDS = st.sampled_from([*ANSWERED, "", "s", "skip", "b", "back", "h", "help", "?", "5", "oft", " 2 ", "OFTEN"])
LINES = st.one_of(
    WORDS.map(str.encode), WORDS.map(str.encode), st.text().map(str.encode), st.binary(), st.just(b"q"), st.just(b"3\r")
)


@given(st.lists(LINES, max_size=12).map(b"\n".join), st.sampled_from([b"", b"\n"]))
def test_whatever_is_typed_it_ends_in_order(lines: bytes, end: bytes) -> None:
    """The status is 0 or 1, answers are those of a plain model, and what is kept verifies; nothing else is written."""
    data = lines + end if lines else lines
    answers, status = expected(data)

    with tempfile.TemporaryDirectory() as name:
        out = Path(name) / "result.json"
        taken = take("mine.toml", "-o", str(out), typed=data)

        assert taken.status == status
        assert "Traceback" not in taken.err
        assert NOTICE in taken.report
        assert taken.report[-1] == CARE
        assert [path.name for path in Path(name).iterdir()] == ["result.json"] * bool(answers)
        if answers:
            assert kept(str(out)) == answers
            assert insight.verify(out.read_text(encoding="utf-8"), mine()) == ()
            assert insight.score(mine(), answers).answers == {item: answers.get(item) for item in ITEMS}


# In a terminal


class Terminal:
    """The command in a terminal of some width: what it shows, and what somebody types."""

    def __init__(self, *arguments: str, columns: int = 80) -> None:
        """Start it."""
        self.screen = ""
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        code = (
            "import fcntl, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
            "from insight.cli import main; sys.exit(main())"
        )
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, "take", *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env={name: value for name, value in os.environ.items() if name != "COLUMNS"} | {"TERM": "xterm"},
        )
        os.close(theirs)

    def __enter__(self) -> Self:
        """Wait for the first question."""
        self.wait_for("> ")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it."""
        self.process.kill()
        self.process.wait()
        os.close(self.ours)

    def wait_for(self, mark: str | None) -> str:
        """Read until something is shown, or to the end; what was shown."""
        shown = b""
        while mark is None or not shown.decode(errors="ignore").endswith(mark):
            ready, _, _ = select.select([self.ours], [], [], 30)
            assert ready, shown
            try:
                part = os.read(self.ours, 4096)
            except OSError:
                break
            if not part:
                break
            shown += part
        text = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).replace("\r\n", "\n")
        self.screen += text
        return text

    def type(self, keys: str) -> str:
        """Type something, and give what is shown until the next question."""
        os.write(self.ours, keys.encode())
        return self.wait_for("\n> ")

    def end(self, keys: str) -> tuple[str, int]:
        """Type something after which it ends; what is shown, and the exit status."""
        os.write(self.ours, keys.encode())
        return self.wait_for(None), self.process.wait(30)


def test_a_terminal_is_asked_and_answered() -> None:
    """Somebody answers, mistypes, goes back, looks for help, stops, and reads the report."""
    with Terminal("mine.toml", "-o", "result.json") as terminal:
        assert "2 of 3\n======" in terminal.type("3\n")
        assert NOT_TAKEN in paragraphs(terminal.type("7\n"))
        assert "Your answer: 3 (often)." in terminal.type("b\n")
        assert "2 of 3\n======" in terminal.type("\n")
        assert "https://findahelpline.com" in terminal.type("h\n")
        assert "Whole words work too" in terminal.type("?\n")
        assert "3 of 3\n======" in terminal.type("never\n")
        report, status = terminal.end("q\n")

    assert status == 0
    assert "You answered 2 of 3. You left out number 3." in paragraphs(report)
    assert NOTICE in paragraphs(report)
    assert CARE in paragraphs(report)
    assert kept("result.json") == {"worry": 3, "safe": 0}


def test_arrow_keys_are_wrong_input() -> None:
    """What a terminal sends for a key is no answer; nothing of it is written back but by the terminal itself."""
    with Terminal("mine.toml") as terminal:
        shown = terminal.type("\x1b[A\x1b[D\n")
        terminal.end("q\n")

    assert shown.partition("\n")[0] == "^[[A^[[D"
    assert NOT_TAKEN in paragraphs(shown)
    assert "\x1b" not in terminal.screen


@pytest.mark.parametrize(("keys", "told"), [("\x03", "You stopped here."), ("\x04", CUT)], ids=["ctrl-c", "ctrl-d"])
def test_ctrl_c_and_ctrl_d_keep_what_was_answered(keys: str, told: str) -> None:
    """Both end with what there is and status 1, without a traceback."""
    with Terminal("mine.toml", "-o", "result.json") as terminal:
        terminal.type("3\n")
        terminal.type("98\n")
        report, status = terminal.end(keys)

    assert status == 1
    assert f"{told} This is what the answers until then say:" in " ".join(report.split())
    assert "What you chose for number 2 counts as unanswered." in " ".join(report.split())
    assert "Traceback" not in terminal.screen
    assert kept("result.json") == {"worry": 3, "safe": 98}


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP])
def test_a_terminal_that_goes_away_keeps_what_was_answered(ending: signal.Signals) -> None:
    """Whoever closes the window, or shuts the machine down, finds the answers in the file that was asked for."""
    with Terminal("mine.toml", "-o", "result.json") as terminal:
        terminal.type("3\n")
        terminal.process.send_signal(ending)
        assert terminal.process.wait(30) == 1

    assert kept("result.json") == {"worry": 3}


def test_an_impatient_end_loses_nothing() -> None:
    """Ctrl-C twice is Ctrl-C once: while the file is written, nothing ends it."""
    with Terminal("mine.toml", "-o", "result.json") as terminal:
        terminal.type("3\n")
        terminal.process.send_signal(signal.SIGINT)
        terminal.process.send_signal(signal.SIGINT)
        terminal.process.wait(30)

    assert kept("result.json") == {"worry": 3}


def test_elsewhere_than_in_the_main_thread_signals_stay_as_they_are() -> None:
    """An app that asks in a thread of its own is not disturbed."""
    before = signal.getsignal(signal.SIGTERM)
    seen = []

    def asked() -> None:
        with ended_by(signal.SIG_IGN):
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=asked)
    thread.start()
    thread.join()

    assert seen == [before]


def test_a_line_that_ctrl_d_ends_counts() -> None:
    """What was typed before the end of the input is an answer, and nothing more is waited for."""
    with Terminal("mine.toml", "-o", "result.json") as terminal:
        _, status = terminal.end("3\x04\x04")

    assert status == 1
    assert kept("result.json") == {"worry": 3}


@pytest.mark.parametrize("columns", [20, 30, 80])
def test_no_line_is_wider_than_the_terminal(columns: int) -> None:
    """Opening, items, help, what can be typed, and the report all keep within the width."""
    with Terminal("life-areas", "-o", "result.json", columns=columns) as terminal:
        for keys in ("3\n", "x\n", "b\n", "h\n", "?\n", "\n", "98\n", "4\n", "4\n"):
            terminal.type(keys)
        _, status = terminal.end("q\n")

    assert status == 0
    assert max(map(len, terminal.screen.split("\n"))) <= columns
    assert kept("result.json") == {
        "matter-to-people": 3,
        "count-on-support": 98,
        "keep-feelings-hidden": 4,
        "fear-being-turned-away": 4,
    }


def test_without_color_the_words_are_the_same() -> None:
    """What is bold in a terminal is marked by its underline as well."""
    piped = take("mine.toml", typed="3\nq\n")
    with Terminal("mine.toml") as terminal:
        terminal.type("3\n")
        terminal.end("q\n")

    assert paragraphs(terminal.screen.replace("> 3\n", "> \n").replace("> q\n", "> \n")) == paragraphs(
        f"{piped.err}\n{piped.out}"
    )
