"""The command `match`, reports of several questionnaires, and the questions that `--ask` puts before some steps."""

import contextlib
import io
import itertools
import json
import os
import pty
import re
import select
import subprocess
import sys
import termios
from collections.abc import Iterator, Mapping
from pathlib import Path
from unittest import mock

import pytest

import insight
from insight import Profile
from insight.care import CONTENT_NOTE, NOTICE, WORLDWIDE, care_in_words
from insight.cli import main, questions, screen
from insight.cli.asking import BROKEN_OFF
from insight.cli.guiding import Guide
from insight.cli.questions import CUT, NONE, NOT_TAKEN, SEEN, UNSEEN, WHY, meaning
from insight.cli.screen import Screen, settings, unseen
from insight.cli.sitting import Said
from insight.describing import describe_report

CATALOG = insight.load_catalog()
CARE = care_in_words(WORLDWIDE)
CANARY = "71377731"
COMMAND = (sys.executable, "-m", "insight")
TRUST = "sign:difficulty-trusting"
# The questions that come before steps which fit TRUST, in the order in which they are put.
FLAGS = ("flag:unsafe-relationship", "flag:unsupported-trauma")
QUESTIONS = [CATALOG[flag].question for flag in FLAGS]
HEADING = "A question first"
HINT = "insight: to answer a question that comes before some steps, add --ask; no answer is kept\n"
BONDS = """\
format = 1
id = "bonds"
version = "1.0.0"
title = "Bonds"

[response_scales.fit]
labels = ["no", "a little", "yes"]

[items]
trust = { text = "I find it hard to trust.", about = ["sign:difficulty-trusting"] }

[scales.bonds]
items = ["trust"]
method = "sum"
min_answered = 1
"""
WORK = """\
format = 1
id = "work"
version = "2.0.0"
title = "Work"

[response_scales.fit]
labels = ["no", "yes"]

[items]
worry = "I worry about my job."
stuck = "I feel stuck."
late = "I stay late."

[scales.job]
name = "Job"
items = ["worry", "stuck", "late"]
method = "mean"
min_answered = 1
about = ["domain:career"]
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with two questionnaires and somebody's answers to them."""
    (tmp_path / "bonds.toml").write_text(BONDS, encoding="utf-8")
    (tmp_path / "work.toml").write_text(WORK, encoding="utf-8")
    (tmp_path / "bonds.json").write_text('{"trust": 2}', encoding="utf-8")
    (tmp_path / "work.json").write_text('{"worry": 1, "stuck": 1, "late": 0}', encoding="utf-8")
    (tmp_path / "people.csv").write_text("worry,stuck,late\n1,1,0\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


class Ran:
    """What came of the command: its status, and what it wrote where."""

    def __init__(self, status: int, out: str, err: str) -> None:
        """Hold what came of it."""
        self.status, self.out, self.err = status, out, err

    @property
    def asked(self) -> list[str]:
        """The paragraphs of what was asked, each in one line."""
        return paragraphs(self.err)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each in one line."""
    return [" ".join(part.split()) for part in re.split(r"\n\n|^> ?$", text, flags=re.MULTILINE) if part.strip()]


def run(*arguments: str, typed: str | bytes | None = "") -> Ran:
    """Run the command in this process, with lines on standard input; None where that is closed."""
    data = typed.encode() if isinstance(typed, str) else typed
    stdin = None if data is None else io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    with mock.patch("sys.stdin", stdin), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            status = main(arguments)
        except SystemExit as ended:
            status = int(str(ended.code))
    return Ran(status, out.getvalue(), err.getvalue())


def guided(*sources: Mapping[str, float], **options: object) -> str:
    """The guidance for some degrees, as it is shown."""
    return insight.describe(insight.match(Profile.of(*sources), CATALOG, **options)).text() + "\n"  # type: ignore[arg-type]


# What is ticked


def test_guidance_for_ticks_is_shown() -> None:
    """What one ticks leads to the same guidance as in Python, with notice and help."""
    ran = run("match", "sign:perfectionism", "sign:over-apologizing")

    assert (ran.status, ran.err) == (0, HINT)
    assert ran.out == guided({"sign:perfectionism": 1, "sign:over-apologizing": 1})
    assert paragraphs(ran.out)[-2:] == [NOTICE, CARE]


@pytest.mark.parametrize(
    ("ticks", "degrees"),
    [
        (["over-apologizing"], {"sign:over-apologizing": 1}),
        (["career"], {"domain:career": 1}),
        # A flag has that id as well, and is none that can be ticked.
        (["unmet-basic-needs"], {"cause:unmet-basic-needs": 1}),
        (["sign:perfectionism=0.5"], {"sign:perfectionism": 0.5}),
        (["over-apologizing=0.75"], {"sign:over-apologizing": 0.75}),
        (["career=0.5", "domain:career=1", "career=0"], {"domain:career": 1}),
        (["axis:attachment-anxiety"], {"axis:attachment-anxiety": 1}),
    ],
    ids=str,
)
def test_ticks_are_read(ticks: list[str], degrees: dict[str, float]) -> None:
    """A tick is kind:id, or an id that one kind has, with a degree behind it where it is not 1; the larger counts."""
    ran = run("match", *ticks)

    asks = "One question comes before some steps" in ran.out
    assert (ran.status, ran.out, ran.err) == (0, guided(degrees), HINT * asks)


NOT_TICKED = {
    "near": (["perfectionsim"], "nothing that can be ticked has the id 'perfectionsim'; did you mean 'perfectionism'?"),
    "far": (
        ["zebra"],
        (
            "nothing that can be ticked has the id 'zebra'; "
            "write kind:id, such as sign:perfectionism; see insight list sign"
        ),
    ),
    "two-kinds": (
        ["perfectionism"],
        "'perfectionism' is the id of more than one; write sign:perfectionism or cause:perfectionism",
    ),
    "in-a-kind": (
        ["sign:perfectionsim"],
        "this profile: no sign has the id 'perfectionsim'; did you mean 'perfectionism'?",
    ),
    "all-at-once": (
        ["zebra-like", "perfectionsim"],
        (
            "there are 2 problems:\n"
            "  - nothing that can be ticked has the id 'zebra-like'; "
            "write kind:id, such as sign:perfectionism; see insight list sign\n"
            "  - nothing that can be ticked has the id 'perfectionsim'; did you mean 'perfectionism'?"
        ),
    ),
    "no-degree": (
        [f"sign:perfectionism={CANARY}", "career=much", "sign:low-self-worth=", "sign:over-apologizing=nan"],
        (
            "this profile has 4 problems:\n"
            "  - sign:perfectionism: the degree is no number from 0 to 1\n"
            "  - domain:career: the degree is no number from 0 to 1\n"
            "  - sign:low-self-worth: the degree is no number from 0 to 1\n"
            "  - sign:over-apologizing: the degree is no number from 0 to 1"
        ),
    ),
    "excluded": (
        [TRUST, "--exclude", "be-their"],
        "exclude: no strategy has the id 'be-their'; did you mean 'be-there'?",
    ),
}


@pytest.mark.parametrize(("arguments", "message"), NOT_TICKED.values(), ids=NOT_TICKED)
def test_what_cannot_be_ticked_is_refused(arguments: list[str], message: str) -> None:
    """What the catalog does not have is refused with what may be meant, and no degree is repeated."""
    ran = run("match", *arguments)

    assert (ran.status, ran.out, ran.err) == (1, "", f"insight: {message}\n")
    assert CANARY not in ran.err


@pytest.mark.parametrize(
    "tick",
    [
        "flag:unsafe-relationship",
        "flag:unsafe-relationship=1",
        "flag:unsafe-relationship=0",
        "Flag:unsafe-relationship",
        " flag:unsafe-relationship",
        "flag:nope",
        "unsafe-relationship",
        "unsafe-relationship=0",
    ],
)
def test_no_flag_is_taken_on_the_command_line(tick: str) -> None:
    """A flag is refused before all else, in a sentence that says why and repeats nothing of it."""
    ran = run("match", "sign:perfectionsim", tick, "flag:acute-crisis")

    assert (ran.status, ran.out, ran.err) == (
        1,
        "",
        (
            "insight: what was typed there is a question, and its answer is not taken on the command line; "
            "your shell may keep that line, so you may want to delete it there; use --ask to be asked; "
            "if you need somebody now: insight help\n"
        ),
    )


def test_ticks_can_stand_behind_options() -> None:
    """Options may stand between ticks, and several strategies can be excluded."""
    first, second = (found.strategy.id for found in insight.match(Profile.of({TRUST: 1}), CATALOG).matches[:2])

    ran = run("match", TRUST, "--exclude", first, "sign:perfectionism", "--exclude", f"strategy:{second}", "career")

    degrees = {TRUST: 1, "sign:perfectionism": 1, "domain:career": 1}
    assert (ran.status, ran.out) == (0, guided(degrees, exclude=[first, second]))
    assert CATALOG.strategies[first].name not in ran.out


def test_the_examples_of_the_help_work() -> None:
    """Each example that `insight match --help` shows gives guidance."""
    examples = run("match", "--help").out.partition("examples:\n")[2].splitlines()

    assert len(examples) == 3
    for example in examples:
        assert run(*example.split()[1:]).out.startswith("What may help\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["match"],
        ["match", TRUST, "--nope"],
        ["match", TRUST, "--json", TRUST, "--nope"],
        ["match", TRUST, "--json", "--full"],
        ["list", "sign", "domain"],
    ],
    ids=" ".join,
)
def test_other_arguments_are_wrong_use(arguments: list[str]) -> None:
    """What no command takes ends with status 2, also where a list goes on behind an option."""
    assert run(*arguments).status == 2


# How it is shown


def test_guidance_is_written_as_json() -> None:
    """For a program it is what `to_json` writes; what it holds is said beside it."""
    ran = run("match", TRUST, "--json")

    guidance = insight.match(Profile.of({TRUST: 1}), CATALOG)
    assert (ran.status, ran.out) == (0, insight.to_json(guidance, indent=2) + "\n")
    assert ran.err == (
        f"insight: {NOTICE} What was written says what a person notices, "
        "which is health data in many laws: keep it as such.\n"
    )
    assert "flag:" not in ran.out


def test_questions_and_json_do_not_go_together() -> None:
    """What is released by an answer would stand in the JSON, so the two are wrong use."""
    ran = run("match", TRUST, "--json", "--ask", typed="y\n")

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.endswith(
        "insight match: error: --ask goes with what you read here: what --json writes would show what was answered\n"
    )


def test_guidance_in_full_is_its_explanation() -> None:
    """With --full it is what `explain(full=True)` says, in paragraphs and lists."""
    ran = run("match", TRUST, "--full", "--ask", typed="y\ny\n")

    profile = Profile.of({TRUST: 1}, dict.fromkeys(FLAGS, 1))
    explained = insight.match(profile, CATALOG).explain(full=True)
    assert ran.status == 0
    assert ran.out.startswith("What may help\n=============\n")
    assert " ".join(ran.out.partition("=\n")[2].split()) == " ".join(explained.split())
    assert "Left out for now: " in ran.out
    assert "\n- It may help with" in ran.out


@pytest.mark.parametrize("region", ["GB", "gb", "en-GB"])
def test_help_near_somebody_is_shown_too(region: str) -> None:
    """With a region its help comes into the guidance, and the worldwide help stays at the end."""
    ran = run("match", TRUST, "--region", region)

    assert (ran.status, ran.err) == (0, HINT)
    assert ran.out == guided({TRUST: 1}, care=CATALOG.help("GB"))
    assert "Samaritans (GB only): call 116 123;" in " ".join(ran.out.split())


def test_paired_services_come_together() -> None:
    """Of services that belong together, the guidance of a region has all, and the worldwide ones at its end."""
    care = json.loads(run("match", TRUST, "--region", "US", "--json").out)["care"]

    ids = [resource["id"] for resource in care]
    assert {"us-988", "us-crisis-text"} <= set(ids)
    assert ids[-2:] == ["emergency", "find-a-helpline"]


def test_an_unknown_region_is_told() -> None:
    """Where no help is recorded for a region, that is said as `insight help` says it, and help is worldwide."""
    ran = run("match", TRUST, "--region", "XX")

    told = run("help", "XX").err
    assert (ran.status, ran.err) == (0, told + HINT)
    assert told == "insight: no help is recorded for 'XX' alone; this is for anywhere\n"
    assert ran.out == guided({TRUST: 1}, care=CATALOG.help())


def test_guidance_with_a_catalog_of_ones_own(folder: Path) -> None:
    """Signs of one's own can be ticked, and where nothing is to be asked, that is said."""
    (folder / "content").mkdir()
    sign = '[own]\nname = "Own"\nsummary = "Mine."\ncitations = [{ source = "insight-editors", place = "x" }]\n'
    (folder / "content" / "signs.toml").write_text(sign, encoding="utf-8")

    ran = run("match", "own", "--add", ".", "--ask")

    assert ran.status == 0
    assert ran.err == f"\n{NONE}\n\n"
    assert "Nothing else here fits these answers." in ran.out


# What is asked first


def answered(*lines: str) -> str:
    """The guidance for TRUST after what was typed at its questions."""
    told = {flag: DEGREES[line] for flag, line in zip(FLAGS, lines, strict=True) if line}
    return guided({TRUST: 1}, told)


DEGREES = {"y": 1, "n": 0}
LINES = list(itertools.product(["y", "n", ""], repeat=2))


@pytest.mark.parametrize("lines", LINES, ids=str)
def test_answers_lead_to_the_guidance(lines: tuple[str, str]) -> None:
    """The guidance is the one for the answers; and what is asked does not show what they were."""
    ran = run("match", TRUST, "--ask", typed="".join(f"{line}\n" for line in lines))

    assert (ran.status, ran.out) == (0, answered(*lines))
    assert ran.err == run("match", TRUST, "--ask", typed="\n\n").err


def test_a_question_is_put_with_its_help() -> None:
    """First it is said why; each question comes with help, whatever will be answered, and with what can be typed."""
    ran = run("match", TRUST, "--ask", typed="\n\n")

    first, second = QUESTIONS
    assert ran.asked[:7] == [
        f"{WHY} {SEEN}",
        f"{HEADING} ================",
        CONTENT_NOTE,
        first,
        ran.asked[4],
        "y yes n no",
        "Enter skips, h shows help, q stops the questions.",
    ]
    assert ran.asked[4].startswith("Help with this: Support with abuse, by country: https://")
    assert ran.asked[4].endswith(" Check before use.")
    assert ran.asked[9] == second
    assert ran.err.count(HEADING) == 2
    assert ran.err.endswith("> \n")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("y", True),
        (" YES ", True),
        ("\uff59", True),
        ("n", False),
        ("No", False),
        ("", Said.SKIP),
        ("s", Said.SKIP),
        ("skip", Said.SKIP),
        ("h", Said.HELP),
        ("help", Said.HELP),
        ("q", Said.STOP),
        ("quit", Said.STOP),
        ("stop", Said.STOP),
        ("b", Said.NOTHING),
        ("?", Said.NOTHING),
        ("maybe", Said.NOTHING),
        ("1", Said.NOTHING),
        ("y\x1b", Said.NOTHING),
        (None, Said.NOTHING),
    ],
)
def test_a_line_means_one_thing(line: str | None, said: bool | Said) -> None:  # noqa: FBT001  # what is expected
    """Yes, no, skip, help and stop are known by a letter and as words; all else is nothing."""
    assert meaning(line) is said


def test_anything_else_is_asked_again() -> None:
    """What is no answer is not taken, and nothing of it is repeated."""
    ran = run("match", TRUST, "--ask", typed=f"{CANARY}\n".encode() + b"\xff\n" + b"n\nn\n")

    assert ran.out == answered("n", "n")
    assert ran.asked.count(NOT_TAKEN) == 2
    assert ran.err.count(HEADING) == 2
    assert CANARY not in ran.err + ran.out


def test_help_is_there_at_every_question() -> None:
    """With h one reads where help is, what goes with the question first, and is asked the same again."""
    ran = run("match", TRUST, "--ask", "--region", "GB", typed="h\nn\nh\nn\n")

    help_pages = [part.partition(HEADING)[0] for part in ran.err.split("\nHelp\n====\n")[1:]]
    names = [re.findall(r"^(.+)\n-+$", part, re.MULTILINE) for part in help_pages]
    assert names[0][:2] == ["Support with abuse, by country", "Emergency services"]
    assert names[1][:2] == ["Support after trauma, by country", "Find a Helpline"]
    assert all("Samaritans" in found for found in names)
    assert ran.err.count(HEADING) == 4
    assert ran.asked.count(NOT_TAKEN) == 0


def test_q_stops_the_questions() -> None:
    """After q nothing more is asked, and what was answered until then counts; what comes after it is not read."""
    ran = run("match", TRUST, "--ask", typed="n\nq\ny\n")

    assert (ran.status, ran.out) == (0, answered("n", ""))
    assert ran.err.count(HEADING) == 2


@pytest.mark.parametrize(
    ("typed", "answers"),
    [("", ("", "")), ("y\n", ("y", "")), ("y", ("y", "")), ("h\n", ("", "")), (None, ("", ""))],
)
def test_the_end_of_the_input_skips_the_rest(typed: str | None, answers: tuple[str, str]) -> None:
    """Where no line is left, or there is no input at all, the rest is skipped, which is said."""
    ran = run("match", TRUST, "--ask", typed=typed)

    assert (ran.status, ran.out) == (0, answered(*answers))
    assert ran.err.endswith(f"> \n{CUT}\n\n")


def test_questions_that_come_up_are_put_once() -> None:
    """A question that comes up by an answer is put, and none is put twice, however it was answered."""

    def make(profile: Profile) -> insight.Guidance:
        """Guidance that has all its questions again after each answer, and one more after the first."""
        seen.append(profile)
        more = {"sign:perfectionism": 1} if len(seen) > 1 else {}
        return insight.match(Profile.of({TRUST: 1}, more), CATALOG)

    seen: list[Profile] = []
    with contextlib.redirect_stderr(io.StringIO()) as shown, mock.patch("sys.stdin", stdin_of("y\n" * 9)):
        questions.ask_first(Profile(), make)

    known = [set(profile) for profile in seen]
    eating = "flag:possible-eating-disorder"
    assert known == [set(), {FLAGS[0]}, {*FLAGS}, {*FLAGS, eating}]
    assert shown.getvalue().count(HEADING) == 3


def stdin_of(text: str) -> io.TextIOWrapper:
    """A standard input that holds *text*."""
    return io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")


def test_without_the_option_nothing_is_asked() -> None:
    """Without --ask no line is read; the guidance tells which questions there are, and it is said how to answer."""
    ran = run("match", TRUST, typed="n\nn\n")

    assert (ran.out, ran.err) == (guided({TRUST: 1}), HINT)
    assert QUESTIONS[0] in " ".join(ran.out.split())


def test_stopping_shows_what_is_known() -> None:
    """After Ctrl-C the guidance for what was answered is shown, and the status is 1."""
    lines = iter(["y\n"])

    def broken() -> Iterator[str]:
        """A line, and then Ctrl-C."""
        yield from lines
        raise KeyboardInterrupt

    with mock.patch.object(questions, "typed", broken):
        ran = run("match", TRUST, "--ask")

    assert (ran.status, ran.out) == (1, answered("y", ""))
    assert ran.err.endswith(f"> \n{BROKEN_OFF}\n\n")


def test_a_screen_that_is_gone_ends_the_questions() -> None:
    """Where nobody can see the questions any more, the guidance is written as it is."""
    with mock.patch.object(Screen, "show", side_effect=BrokenPipeError):
        ran = run("match", TRUST, "--ask", typed="y\n")

    assert (ran.status, ran.out) == (0, answered("", ""))


# What is never told


@pytest.mark.parametrize("answer", ["y", "n", ""])
@pytest.mark.parametrize(
    "arguments",
    [
        ["match", TRUST, "--ask"],
        ["match", TRUST, "--ask", "--region", "GB"],
        ["match", TRUST, "--ask", "--exclude", "be-there"],
        ["score", "bonds.toml", "bonds.json", "--ask"],
        ["score", "bonds.toml", "bonds.json", "work.toml", "work.json", "--ask", "--full"],
        ["take", "bonds.toml", "--ask"],
        ["take", "bonds.toml", "--ask", "-o", "kept.json"],
    ],
    ids=" ".join,
)
def test_an_answer_is_nowhere(arguments: list[str], answer: str, folder: Path) -> None:
    """No output names a flag, no file depends on an answer, and what is asked does not change by one."""
    lines = "2\n\n" * (arguments[0] == "take")
    ran = run(*arguments, typed=f"{lines}{answer}\n{answer}\n")
    files = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    (folder / "kept.json").unlink(missing_ok=True)
    other = run(*arguments, typed=f"{lines}\n\n")

    assert ran.status == other.status == 0
    assert ran.err == other.err
    for flag in CATALOG.flags:
        assert flag.id not in ran.out + ran.err + "".join(files.values())
        assert flag.name not in ran.out + ran.err
    assert files == {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_no_repr_tells_an_answer() -> None:
    """What is held while questions are put shows nothing of a flag, also where it fails and a traceback is made."""
    held: list[object] = []

    def make(profile: Profile) -> insight.Guidance:
        """Guidance, which fails after an answer."""
        guidance = guide.match(profile)
        held.extend([profile, guidance, guidance.ask_first, guidance.withheld, guidance.escalations])
        if any(name in profile for name in FLAGS):
            raise insight.InsightError("failed", [])
        return guidance

    guide = Guide(catalog=CATALOG, exclude=(), care=None, asks=True, unknown="refuse")
    with mock.patch("sys.stdin", stdin_of("y\n")), pytest.raises(insight.InsightError) as refused:
        questions.ask_first(Profile.of({TRUST: 1}), make)

    shown = " ".join(map(repr, [*held, guide, refused.value])) + str(refused.value)
    assert len(held) == 10
    assert not any(flag.id in shown or flag.name in shown for flag in CATALOG.flags)


# Several questionnaires


def results() -> list[insight.Result]:
    """The results of both questionnaires."""
    forms = (insight.load_questionnaire("bonds.toml"), insight.load_questionnaire("work.toml"))
    given = ({"trust": 2}, {"worry": 1, "stuck": 1, "late": 0})
    return [insight.score(form, answers) for form, answers in zip(forms, given, strict=True)]


def test_several_questionnaires_give_one_report() -> None:
    """Each has its scores in a section; what may help comes once, from all of them, and so do notice and help."""
    ran = run("score", "bonds.toml", "bonds.json", "work.toml", "work.json")

    shown = ran.out
    headings = re.findall(r"^(.+)\n(?:=|-)+$", shown, re.MULTILINE)
    assert (ran.status, ran.err) == (0, "")
    assert [each for each in headings if not each.startswith("Scale")] == [
        "What the answers say",
        "Bonds 1.0.0",
        "Work 2.0.0",
        "What may help",
    ]
    guidance = insight.match(Profile.of(*results()), CATALOG)
    listed = [f"{number}. {found.strategy.name}" for number, found in enumerate(guidance.matches[:5], start=1)]
    assert re.findall(r"^(\d\. .+) \(\w+ fit\)$", shown, re.MULTILINE) == listed
    assert paragraphs(shown)[-2:] == [NOTICE, CARE]
    assert shown.count("If things are hard") == 1
    assert "0.67" in shown


SECOND = ("bonds.toml", "bonds.json")


def test_several_can_be_named_between_options() -> None:
    """Options may stand between the pairs, and a result that was kept counts as answers."""
    main(["score", "work.toml", "work.json", "--json", "--out", "kept.json"])

    ran = run("score", "work.toml", "kept.json", "--region", "GB", *SECOND, "--exclude", "be-there")

    assert ran.status == 0
    assert ran.out.index("Work 2.0.0") < ran.out.index("Bonds 1.0.0")
    assert "Samaritans (GB only)" in " ".join(ran.out.split())


def test_several_in_full_are_explained_each() -> None:
    """With --full the items of each questionnaire stand under its name, before the notice."""
    ran = run("score", *SECOND, "work.toml", "work.json", "--full")

    sections = re.findall(r"^(Item by item.*)$", ran.out, re.MULTILINE)
    assert sections == ["Item by item: Bonds", "Item by item: Work"]
    assert paragraphs(ran.out)[-2:] == [NOTICE, CARE]


def test_a_report_of_several_can_be_written_to_a_file(folder: Path) -> None:
    """With --out the report is in the file, and nothing on standard output."""
    shown = run("score", *SECOND, "work.toml", "work.json").out

    ran = run("score", *SECOND, "work.toml", "work.json", "--out", "report.txt")

    assert (ran.status, ran.out) == (0, "")
    assert (folder / "report.txt").read_text(encoding="utf-8") == shown


def test_something_hard_comes_first_for_several(folder: Path) -> None:
    """Where one of several escalates, that and the help stand before all scores."""
    hard = BONDS.replace("difficulty-trusting", "low-self-worth").replace('"bonds"', '"worth"')
    (folder / "worth.toml").write_text(hard, encoding="utf-8")

    ran = run("score", "work.toml", "work.json", "worth.toml", "bonds.json")

    first = paragraphs(ran.out)[1]
    assert first.startswith("Low self-worth can be hard to bear.")
    assert paragraphs(ran.out)[2] == CARE


def test_much_unanswered_is_told_of_all_together(folder: Path) -> None:
    """Whether much was left unanswered is told of all items of all questionnaires."""
    (folder / "little.json").write_text('{"worry": 1}', encoding="utf-8")
    little = "Much was left unanswered, so the answers say little."

    assert little in paragraphs(run("score", "work.toml", "little.json").out)
    assert little not in paragraphs(run("score", *SECOND, "work.toml", "little.json").out)
    (folder / "bonds.json").write_text("{}", encoding="utf-8")
    assert little in paragraphs(run("score", *SECOND, "work.toml", "little.json").out)


PAIR = ("work.toml", "work.json")
SEVERAL = "several questionnaires are for one person, with answers in JSON"
MISUSED = {
    "odd": ([*PAIR, "bonds.toml"], "the questionnaire 'bonds.toml' has no answers; name them after it"),
    "json": ([*PAIR, *SECOND, "--json"], "--json writes one result: score each questionnaire by itself to keep it"),
    "id": (
        [*PAIR, *SECOND, "--id", "x"],
        f"--id, --ignore, --missing, --strict and --by are for a table, and {SEVERAL}",
    ),
    "table": ([*SECOND, "work.toml", "people.csv"], f"'people.csv' is a table, and {SEVERAL}"),
    "standard-input-twice": (
        ["work.toml", "-", "bonds.toml", "-"],
        "standard input holds the answers to one questionnaire; name files for the others",
    ),
    "out": ([*PAIR, *SECOND, "--out", "bonds.json"], "--out is the file that the answers are in"),
    "out-form": ([*PAIR, *SECOND, "--out", "bonds.toml"], "--out is the file that the questionnaire is in"),
    "json-ask": (
        [*PAIR, "--json", "--ask"],
        "--ask, --exclude and --region are for the report, which --json does not write",
    ),
    "json-region": (
        [*PAIR, "--json", "--region", "GB"],
        "--ask, --exclude and --region are for the report, which --json does not write",
    ),
    "ask-out": (
        [*PAIR, "--ask", "--out", "x.txt"],
        "--ask goes without --out: what is written to a file would show what was answered",
    ),
    "ask-standard-input": (
        ["work.toml", "-", "--ask"],
        "--ask reads from standard input, so the answers come from a file",
    ),
    "table-ask": (
        ["work.toml", "people.csv", "--ask"],
        "--ask, --exclude and --region are for one person, and these answers are a table",
    ),
    "table-exclude": (
        ["work.toml", "people.csv", "--exclude", "be-there"],
        "--ask, --exclude and --region are for one person, and these answers are a table",
    ),
}


@pytest.mark.parametrize(("arguments", "message"), MISUSED.values(), ids=MISUSED)
def test_what_does_not_go_together_is_wrong_use(arguments: list[str], message: str, folder: Path) -> None:
    """What does not go together ends with status 2 and a sentence, and nothing is written or asked."""
    before = sorted(folder.iterdir())

    ran = run("score", *arguments, typed='{"worry": 1}')

    assert (ran.status, ran.out) == (2, "")
    assert ran.err.endswith(f"insight score: error: {message}\n")
    assert sorted(folder.iterdir()) == before


def test_answers_of_another_pair_can_be_standard_input() -> None:
    """Of several answers one may come by standard input."""
    ran = run_apart("score", *PAIR, "bonds.toml", "-", stdin=b'{"trust": 2}')

    assert (ran.status, ran.out) == (0, run("score", *PAIR, *SECOND).out)


def run_apart(*arguments: str, stdin: bytes = b"") -> Ran:
    """Run the command in a process of its own."""
    ran = subprocess.run([*COMMAND, *arguments], input=stdin, capture_output=True, check=False)
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


# Score and take


def test_a_report_asks_too() -> None:
    """The report of one questionnaire takes the options of guidance, too."""
    ran = run("score", *SECOND, "--ask", "--region", "GB", "--exclude", "be-there", typed="n\nn\n")

    profile = Profile.of(results()[0], dict.fromkeys(FLAGS, 0))
    guidance = insight.match(profile, CATALOG, exclude=["be-there"], care=CATALOG.help("GB"))
    assert ran.status == 0
    assert ran.out == describe_report(results()[0], guidance).text() + "\n"


def test_taking_asks_after_the_last_item() -> None:
    """The questions come once all items were asked, and the report follows them."""
    ran = run("take", "bonds.toml", "--ask", "--exclude", "be-there", typed="2\n\nn\nn\n")

    profile = Profile.of(results()[0], dict.fromkeys(FLAGS, 0))
    guidance = insight.match(profile, CATALOG, exclude=["be-there"])
    assert ran.status == 0
    assert ran.err.index("The end") < ran.err.index(HEADING)
    found = describe_report(results()[0], guidance).text()
    assert ran.out.partition("What may help\n")[2] == f"{found}\n".partition("What may help\n")[2]
    assert "You answered 1 of 1." in paragraphs(ran.out)


@pytest.mark.parametrize("typed", ["q\ny\n", "", "2\nb\nq\ny\n"])
def test_who_stops_early_is_not_asked(typed: str) -> None:
    """Whoever stopped, or came to the end of the input, before the last item is put no more questions."""
    assert HEADING not in run("take", "bonds.toml", "--ask", typed=typed).err


def test_stopping_at_a_question_keeps_the_result(folder: Path) -> None:
    """After Ctrl-C at a question the result is in its file, the report is shown, and the status is 1."""
    with mock.patch.object(questions, "typed", side_effect=KeyboardInterrupt):
        ran = run("take", "bonds.toml", "--ask", "-o", "kept.json", typed="2\n\n")

    assert ran.status == 1
    assert "What may help" in ran.out
    assert json.loads((folder / "kept.json").read_text(encoding="utf-8"))["answers"] == {"trust": 2}


def test_nothing_answered_shows_the_help_that_is_near() -> None:
    """Where nothing was answered, help of the region is there all the same."""
    ran = run("take", "bonds.toml", "--ask", "--region", "GB", typed="\n\n")

    assert ran.status == 0
    assert HEADING not in ran.err
    assert "Samaritans (GB only): call 116 123;" in " ".join(ran.out.split())


def test_a_slip_is_told_before_the_first_item() -> None:
    """A strategy that there is not is refused before anybody has answered anything."""
    ran = run("take", "bonds.toml", "--exclude", "be-their", typed="2\n")

    assert (ran.status, ran.out) == (1, "")
    assert ran.err == "insight: exclude: no strategy has the id 'be-their'; did you mean 'be-there'?\n"


# Terminals and pipes


def test_a_terminal_does_not_show_what_is_typed() -> None:
    """Nothing that is typed is on the screen, which says so; the report follows, and the terminal shows again."""
    with terminal("match", TRUST, "--ask") as (ours, theirs, process):
        shown = read_to(ours, b"> ")
        assert not termios.tcgetattr(theirs)[3] & termios.ECHO
        for line in (b"maybe\n", b"y\n"):
            os.write(ours, line)
            shown += read_to(ours, b"> ")
        os.write(ours, b"n\n")
        report = read_to(ours, b"professional.\r\n")
        assert process.wait(30) == 0
        assert termios.tcgetattr(theirs)[3] & termios.ECHO

    assert f"{WHY} {UNSEEN}" in paragraphs(shown)
    assert "maybe" not in shown
    assert re.findall(r"^> .*$", shown + report, re.MULTILINE) == ["> "] * 3
    assert "There are people who can help with hard things, in private." in report


def test_stopping_in_a_terminal_shows_typing_again() -> None:
    """After Ctrl-C the terminal shows again what is typed, and the status is 1."""
    with terminal("match", TRUST, "--ask") as (ours, theirs, process):
        read_to(ours, b"> ")
        os.write(ours, b"\x03")
        shown = read_to(ours, b"check before use.\r\n")
        assert process.wait(30) == 1
        assert termios.tcgetattr(theirs)[3] & termios.ECHO

    assert BROKEN_OFF in paragraphs(shown)


@contextlib.contextmanager
def terminal(*arguments: str) -> Iterator[tuple[int, int, subprocess.Popen[bytes]]]:
    """The command in a terminal: our end, its end, and its process."""
    ours, theirs = pty.openpty()
    code = (
        "import fcntl, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
        "from insight.cli import main; sys.exit(main())"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True
    )
    try:
        yield ours, theirs, process
    finally:
        process.kill()
        process.wait()
        os.close(ours)
        os.close(theirs)


def read_to(ours: int, mark: bytes) -> str:
    """What is shown until *mark* is."""
    shown = b""
    while not shown.endswith(mark):
        ready, _, _ = select.select([ours], [], [], 60)
        assert ready, shown
        shown += os.read(ours, 4096)
    return re.sub(r"\x1b\[[0-9;]*m", "", shown.decode()).replace("\r\n", "\n")


def test_typing_is_hidden_for_a_while() -> None:
    """A terminal shows nothing of what is typed but the ends of lines, and is then as it was."""
    ours, theirs = pty.openpty()
    before = termios.tcgetattr(theirs)

    with os.fdopen(theirs, encoding="utf-8") as stdin, mock.patch("sys.stdin", stdin):
        with unseen() as hidden:
            modes = termios.tcgetattr(theirs)[3]
        after = termios.tcgetattr(theirs)

    os.close(ours)
    assert hidden
    assert (bool(modes & termios.ECHO), bool(modes & termios.ECHONL)) == (False, True)
    assert after == before


def test_a_terminal_that_goes_away_is_let_go() -> None:
    """Where the terminal is gone at the end, nothing is set back, and nothing fails."""
    ours, theirs = pty.openpty()
    other, end = os.pipe()

    with os.fdopen(theirs, encoding="utf-8") as stdin, mock.patch("sys.stdin", stdin), unseen() as hidden:
        os.dup2(other, theirs)

    for each in (ours, other, end):
        os.close(each)
    assert hidden


def test_where_there_is_no_terminal_typing_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe, a text, no input, or a system without such terminals: it goes on, and says that it hides nothing."""
    other, end = os.pipe()
    with os.fdopen(other, encoding="utf-8") as pipe:
        for stdin in (pipe, stdin_of(""), None):
            with mock.patch("sys.stdin", stdin), unseen() as hidden:
                assert settings() is None
                assert not hidden
    os.close(end)

    monkeypatch.setattr(screen, "termios", None)
    with unseen() as hidden:
        assert not hidden


def test_a_reader_that_goes_away_is_told_without_a_traceback() -> None:
    """Who reads only the first line gets it; where nobody reads at all, that is one sentence on standard error."""
    reading, writing = os.pipe()
    os.close(reading)

    head = subprocess.run(f"{' '.join(COMMAND)} match {TRUST} | head -n 1", shell=True, capture_output=True, check=True)  # noqa: S602  # our own line
    closed = subprocess.run([*COMMAND, "match", TRUST], stdout=writing, stderr=subprocess.PIPE, check=False)

    os.close(writing)
    assert (head.stdout, head.stderr.count(b"\n") <= 1) == (b"What may help\n", True)
    assert closed.stderr == b"insight: the output was closed before all of it was written\n"
    assert closed.returncode == 1


@pytest.mark.parametrize("arguments", [("match", TRUST, "--ask"), ("score", *SECOND, "--ask")], ids=" ".join)
def test_closed_standard_input_skips_the_questions(arguments: tuple[str, ...]) -> None:
    """Where standard input is closed, the questions are skipped, and the guidance is there."""
    command = " ".join([*COMMAND, *arguments])
    ran = subprocess.run(["/bin/sh", "-c", f"exec {command} <&-"], capture_output=True, text=True, check=False)

    assert ran.returncode == 0
    assert CUT in ran.stderr
    assert QUESTIONS[1] in " ".join(ran.stdout.split())


def test_a_pipe_is_asked_as_shown() -> None:
    """Through a pipe the questions are on standard error and the guidance on standard output."""
    ran = run_apart("match", TRUST, "--ask", stdin=b"y\nn\n")

    assert (ran.status, ran.out) == (0, answered("y", "n"))
    assert ran.err.count(HEADING) == 2


def test_the_guide_shows_what_is_asked() -> None:
    """The guide shows a question as it is put."""
    page = Path(__file__).resolve().parents[2] / "docs/how-to/match-safely.md"
    ((command, shown),) = re.findall(r"```console\n\$ insight (.*)\n([^`]*)…\n```", page.read_text(encoding="utf-8"))

    assert run(*command.split()).err.removeprefix("\n").startswith(shown)
