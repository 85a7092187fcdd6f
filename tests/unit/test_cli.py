"""The command: what it lists, shows and scores for one person, and how it refuses; tables are in test_cli_tables."""

import contextlib
import json
import os
import pty
import re
import subprocess
import sys
import textwrap
from importlib.metadata import version
from pathlib import Path

import pytest

from insight.care import NOTICE
from insight.cli import main
from insight.content import Kind, Note, Sign
from insight.loading import load_catalog
from samples import QUESTIONNAIRE

CARE = (
    "If things are hard or you are in danger, help is there. Emergency services: call your local emergency number "
    "(112 in the EU, 911 in the US and Canada, 999 in the UK, 000 in Australia); "
    "Find a Helpline: https://findahelpline.com. Nobody has verified these for us: check before use."
)
KINDS = "domain, sign, cause, attachment-style, strategy, condition, note, flag, resource, source, questionnaire"
OPTIONS = "they are 0, 1, 2, 3, 4, 98"
CANARY = "71377731"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a questionnaire and somebody's answers."""
    (tmp_path / "mine.toml").write_text(QUESTIONNAIRE, encoding="utf-8")
    (tmp_path / "answers.json").write_text('{"worry": 3, "safe": 1, "ask": null}', encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str, stdin: str | bytes = b"") -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    data = stdin.encode() if isinstance(stdin, str) else stdin
    ran = subprocess.run([*COMMAND, *arguments], input=data, capture_output=True, check=False)
    return subprocess.CompletedProcess(ran.args, ran.returncode, ran.stdout.decode(), ran.stderr.decode())


COMMAND = (sys.executable, "-m", "insight")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, each in one line."""
    return [" ".join(part.split()) for part in text.strip().split("\n\n")]


# What there is


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    """The version is that of the installed package."""
    with pytest.raises(SystemExit, match=r"^0$"):
        main(["--version"])

    assert capsys.readouterr().out == f"insight-inventory {version('insight-inventory')}\n"


def test_no_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a command one reads how it is used, and the notice."""
    assert main([]) == 2

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("usage: insight [-h] [--version] COMMAND ...\n")
    assert paragraphs(captured.err)[-1] == NOTICE


def test_unknown_command_is_wrong_use(capsys: pytest.CaptureFixture[str]) -> None:
    """A command that there is not ends with status 2."""
    with pytest.raises(SystemExit, match=r"^2$"):
        main(["sore"])

    assert capsys.readouterr().out == ""


def test_list_without_a_kind_lists_the_kinds(capsys: pytest.CaptureFixture[str]) -> None:
    """One line for each kind, with how many there are."""
    assert main(["list"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(Kind)
    assert lines[0] == "domain            5 entries"
    assert lines[-1] == "questionnaire     3 entries"


def test_list_gives_ids_and_names(capsys: pytest.CaptureFixture[str]) -> None:
    """The entries of a kind stand in file order, ids in one column and names in another."""
    assert main(["list", "domain"]) == 0

    assert capsys.readouterr().out == (
        "relationships  Relationships\n"
        "social         Social situations\n"
        "body-image     Body image\n"
        "career         Work and career\n"
        "basic-needs    Basic needs\n"
    )


def test_list_gives_titles_of_questionnaires(capsys: pytest.CaptureFixture[str]) -> None:
    """Questionnaires are listed by title."""
    assert main(["list", "questionnaire"]) == 0

    assert capsys.readouterr().out == (
        "attachment-patterns  Attachment patterns\n"
        "life-areas           Life areas\n"
        "signs-check-in       Signs check-in\n"
    )


def test_list_of_a_kind_without_entries_is_empty(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A kind of which a catalog has nothing gives no line."""
    (folder / "content").mkdir()

    assert main(["list", "sign", "--catalog", "."]) == 0

    assert capsys.readouterr().out == ""


def test_show_an_entry(capsys: pytest.CaptureFixture[str]) -> None:
    """An entry is shown with its texts, relations and sources."""
    assert main(["show", "sign:slow-decisions"]) == 0

    assert capsys.readouterr().out == (
        "Slow to decide\n"
        "==============\n"
        "\n"
        "sign:slow-decisions: also called trouble deciding, indecision\n"
        "\n"
        "Making a choice in a short time can be hard.\n"
        "\n"
        "Examples\n"
        "--------\n"
        "\n"
        "- You stand in front of a shelf for a long time, and leave the shop with\n"
        "  nothing. (insight-editors, signs, 2026-11-22)\n"
        "\n"
        "May appear in\n"
        "-------------\n"
        "\n"
        "- Insecurity (note:insecurity): betterhelp-insecurity-2024, signs, line 34\n"
        "\n"
        "What may help\n"
        "-------------\n"
        "\n"
        "- Be kind to yourself (strategy:self-compassion): editorial\n"
        "\n"
        "Sources\n"
        "-------\n"
        "\n"
        "- betterhelp-insecurity-2024: What Is Insecurity? Exploring The Definition,\n"
        "  Symptoms, And Treatments; signs, line 34 (page for the public; its publisher\n"
        "  sells online therapy)\n"
        "- insight-editors: Editorial decisions of this catalog (editorial decision)\n"
        "\n"
        "Limited evidence: the best of it is a page for the public.\n\n"
        + "\n\n".join(textwrap.fill(text, 80, break_on_hyphens=False) for text in (NOTICE, CARE))
        + "\n"
    )


def test_contradiction_is_shown_in_full(capsys: pytest.CaptureFixture[str]) -> None:
    """A note that is contradicted is shown with the text of the other one; where it is named, so is the other."""
    main(["show", "note:attachment-cannot-change"])
    shown = " ".join(capsys.readouterr().out.split())
    main(["show", "note:attachment-style"])
    named = " ".join(capsys.readouterr().out.split())

    other = load_catalog().notes["attachment-can-change"]
    assert f"Contradicted by “{other.name}”: {' '.join(other.summary.split())}" in shown
    assert f"The belief that a style cannot change, contradicted by “{other.name}”" in named


# Find


def test_list_what_is_tied_to_a_domain(capsys: pytest.CaptureFixture[str]) -> None:
    """`--in` names a domain by its id, or anything by its reference."""
    assert main(["list", "sign", "--in", "career"]) == 0
    signs = capsys.readouterr().out
    assert main(["list", "strategy", "--in", "sign:overcommitting"]) == 0
    strategies = capsys.readouterr().out

    tied = load_catalog().related("domain:career", Sign)
    assert [line.split()[0] for line in signs.splitlines()] == [s.id for s in load_catalog().signs if s in tied]
    assert "fear-of-job-loss" in signs
    assert "low-self-worth" not in signs
    assert "set-limits" in strategies


@pytest.mark.parametrize(
    ("within", "reference"), [("overcommitting", "sign:overcommitting"), ("social", "domain:social")]
)
def test_list_in_an_id_of_any_kind(within: str, reference: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`--in` takes the bare id of whatever there is: what it lists is what the reference gives."""
    assert main(["list", "strategy", "--in", within]) == 0
    listed = capsys.readouterr().out
    assert main(["list", "strategy", "--in", reference]) == 0

    assert listed == capsys.readouterr().out
    assert listed


@pytest.mark.parametrize(
    ("kind", "within"),
    [
        ("resource", "career"),
        ("questionnaire", "domain:career"),
        ("sign", "questionnaire:life-areas"),
        ("sign", "life-areas"),
    ],
)
def test_list_where_nothing_is_tied_says_so(kind: str, within: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty list is no error, and is told from one that was not made."""
    assert main(["list", kind, "--in", within]) == 0

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"insight: no {kind} is tied to {within}\n"


def test_list_in_needs_a_kind(capsys: pytest.CaptureFixture[str]) -> None:
    """`--in` alone is wrong use, and says how it is used."""
    with pytest.raises(SystemExit) as left:
        main(["list", "--in", "career"])
    assert left.value.code == 2
    assert "--in is for a kind, such as: insight list sign --in career" in capsys.readouterr().err


def test_search_says_what_was_found_and_where(capsys: pytest.CaptureFixture[str]) -> None:
    """Hits come in lines: reference, name, and the fields that speak of the words; help is in sight."""
    assert main(["search", "say", "no", "--limit", "2"]) == 0
    found = capsys.readouterr()

    hits = load_catalog().hits("say no")
    assert [line.split()[0] for line in found.out.splitlines()] == [hit.entry.reference for hit in hits[:2]]
    assert "also_called" in found.out.splitlines()[0]
    assert f"insight: {len(hits) - 2} more; see them with --limit {len(hits)}\n" in found.err
    assert "insight: If things are hard or you are in danger, help is there." in found.err


@pytest.mark.parametrize(
    ("words", "fields"),
    [("attachment can change", ()), ("belief that a style cannot change", ()), ("an attachment style can change", ())],
)
def test_search_never_cuts_a_note_from_what_contradicts_it(
    words: str, fields: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """However few are asked for, what is contradicted and what contradicts it come together."""
    assert main(["search", words, "--kind", "note", "--limit", "1"]) == 0
    found = capsys.readouterr()

    hits = load_catalog().hits(words, Note)
    assert {line.split()[0] for line in found.out.splitlines()} == {
        "note:attachment-can-change",
        "note:attachment-cannot-change",
    }
    assert hits[1].fields == fields
    assert f"insight: {len(hits) - 2} more; see them with --limit {len(hits)}\n" in found.err


def test_search_shows_help_first_in_a_crisis(capsys: pytest.CaptureFixture[str]) -> None:
    """Words that call for help find it, and the little that is asked for is help."""
    assert main(["search", "I", "want", "to", "die", "--limit", "2"]) == 0

    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [
        "resource:emergency",
        "resource:find-a-helpline",
    ]


def test_search_for_nothing_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing is found, that is no error, and one is told what else to do."""
    assert main(["search", "qqqq"]) == 0
    found = capsys.readouterr()

    assert found.out == ""
    assert "insight: nothing was found; try other words, or see what there is: insight list\n" in found.err


def test_search_by_kind(capsys: pytest.CaptureFixture[str]) -> None:
    """`--kind` leaves the entries of one kind; a kind that has no entries is told."""
    assert main(["search", "therapy", "--kind", "strategy"]) == 0
    assert {line.partition(":")[0] for line in capsys.readouterr().out.splitlines()} == {"strategy"}

    assert main(["search", "therapy", "--kind", "strategies"]) == 1
    assert capsys.readouterr().err == "insight: there is no kind 'strategies'; did you mean 'strategy'?\n"


def test_search_limit_is_positive(capsys: pytest.CaptureFixture[str]) -> None:
    """A limit below 1 is wrong use."""
    with pytest.raises(SystemExit) as left:
        main(["search", "no", "--limit", "0"])
    assert left.value.code == 2
    assert "--limit is a number from 1 on" in capsys.readouterr().err


@pytest.mark.parametrize(
    "region", [[], ["--region", "GB"], ["--region", "nowhere"], ["GB"], ["Nowhere"], ["en_GB.UTF-8"]], ids=str
)
def test_help_is_always_worldwide(region: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Help for a region comes first, and the worldwide help is there for every region and for none."""
    assert main(["help", *region]) == 0
    shown = capsys.readouterr().out

    assert "Emergency services" in shown
    assert "https://findahelpline.com" in shown
    assert ("116 123" in shown) == ("GB" in "".join(region))
    assert shown.count("check before use") == len(load_catalog().help(*region[-1:]))


def test_help_takes_a_region_with_and_without_its_option(capsys: pytest.CaptureFixture[str]) -> None:
    """`insight help GB` is what `insight help --region GB` is."""
    assert main(["help", "GB"]) == 0
    short = capsys.readouterr()
    assert main(["help", "--region", "GB"]) == 0

    assert short == capsys.readouterr()
    assert short.err == ""


@pytest.mark.parametrize("region", [["Nowhere"], ["--region", "Nowhere"]], ids=str)
def test_help_says_where_nothing_is_recorded(region: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """Where no help is known for a place that was named, that is said, beside the help for everybody."""
    assert main(["help", *region]) == 0

    captured = capsys.readouterr()
    assert captured.err == "insight: no help is recorded for 'Nowhere' alone; this is for anywhere\n"
    assert captured.out.startswith("Help\n====\n\nEmergency services\n")


def test_help_of_no_place_says_how_to_use_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    """Who names no place is told of nothing that is missing, and where the other sort of help is."""
    assert main(["help"]) == 0

    assert capsys.readouterr().err == "insight: how to use the command: insight --help\n"


@pytest.mark.parametrize("kind", ["domain", "cause", "attachment-style", "strategy", "note", "resource", "source"])
def test_show_every_entry_within_80_columns(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever is listed can be shown, and fits a terminal."""
    main(["list", kind])
    ids = [line.split()[0] for line in capsys.readouterr().out.splitlines()]

    assert [main(["show", f"{kind}:{name}"]) for name in ids] == [0] * len(ids)
    assert max(map(len, capsys.readouterr().out.splitlines())) <= 80


def test_show_a_questionnaire(capsys: pytest.CaptureFixture[str]) -> None:
    """A questionnaire is shown with what is asked and how it is scored, and with notice and help."""
    assert main(["show", "questionnaire:life-areas"]) == 0

    out = capsys.readouterr().out
    assert out.startswith("Life areas 1.0.0\n================\n\n- Id: life-areas\n")
    assert "matter-to-people           1    I feel that the people close to me are glad to\n" in out
    assert paragraphs(out)[-2] == NOTICE
    assert paragraphs(out)[-1].startswith("If things are hard or you are in danger, help is there.")
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("life-areas", "questionnaire:life-areas"),
        ("slow-decisions", "sign:slow-decisions"),
        ("career", "domain:career"),
        ("uk-samaritans", "resource:uk-samaritans"),
    ],
)
def test_show_takes_an_id_that_one_kind_has(name: str, reference: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An id alone is enough where only one thing can be meant."""
    assert main(["show", name]) == 0
    shown = capsys.readouterr().out
    assert main(["show", reference]) == 0

    assert shown == capsys.readouterr().out
    assert shown


def test_show_says_what_is_overdue(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The command knows the day, so help that nobody looked at for long is to be checked."""
    (folder / "content").mkdir()
    (folder / "content" / "resources.toml").write_text(OLD_LINE, encoding="utf-8")

    assert main(["show", "our-line", "--add", "."]) == 0
    assert (
        "- verified on 2020-01-01, to be looked at again by 2020-06-01: check before use\n" in capsys.readouterr().out
    )


OLD_LINE = """\
[our-line]
name = "Our line"
kind = "helpline"
region = "GB"
hours = "always"
channels = [{ kind = "phone", value = "112" }]
languages = ["en"]
cost = "free"
audience = ["anyone"]
last_verified = 2020-01-01
review_by = 2020-06-01
citations = [{ source = "insight-editors", place = "a test" }]
"""


# One person


def test_score_one_person(capsys: pytest.CaptureFixture[str]) -> None:
    """A report has the scores and their limits first, then what may help."""
    assert main(["score", "mine.toml", "answers.json"]) == 0

    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.startswith(
        "Job check-in 1.0.0\n"
        "==================\n"
        "\n"
        "Scale           Score  Range   Answered  Between    Band\n"
        "--------------  -----  ------  --------  ---------  ------\n"
        "Job insecurity  3      0 to 4  2 of 3    2 to 3.33  higher\n"
        "\n"
    )
    assert (
        "The bounds cover missing answers, not measurement error. "
        "Not validated: no study of these scores is recorded. "
        "Bands are parts of the possible range, not a comparison with other people."
    ) in paragraphs(captured.out)
    assert "Not enough is known to suggest something that fits." in paragraphs(captured.out)


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"worry-about-job": 4, "feel-safe-at-work": 0, "hold-back-at-work": 4}, id="career"),
        pytest.param({"worry-about-job": 0, "feel-safe-at-work": 4, "hold-back-at-work": 0}, id="few-signs"),
        pytest.param({"enough-food": 0, "safe-place-to-live": 0, "worry-about-bills": 4, "go-without": 98}, id="needs"),
        pytest.param({"matter-to-people": 0, "count-on-support": 0, "keep-feelings-hidden": 4}, id="relationships"),
    ],
)
def test_report_ends_with_notice_and_help(
    answers: dict[str, int], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A report fits a terminal, holds the notice, and names help once: at its end, or first where it escalates."""
    (folder / "some.json").write_text(json.dumps(answers), encoding="utf-8")

    assert main(["score", "life-areas", "some.json"]) == 0

    out = capsys.readouterr().out
    assert max(map(len, out.splitlines())) <= 80
    assert paragraphs(out).count(NOTICE) == 1
    assert paragraphs(out)[-1] == (NOTICE if "enough-food" in answers else CARE)
    assert " ".join(out.split()).count("help is there") == 1
    assert "Not validated: no study of these scores is recorded." in " ".join(out.split())


def test_score_writes_a_report_to_a_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With --out the same report goes to a file, and nothing to standard output."""
    main(["score", "mine.toml", "answers.json"])
    report = capsys.readouterr().out

    assert main(["score", "mine.toml", "answers.json", "--out", "report.txt"]) == 0

    assert (folder / "report.txt").read_text(encoding="utf-8") == report
    assert capsys.readouterr().out == ""


def test_answers_from_standard_input(capsys: pytest.CaptureFixture[str]) -> None:
    """A hyphen stands for standard input, where JSON is known by its first character."""
    main(["score", "mine.toml", "answers.json"])

    ran = run("score", "mine.toml", "-", stdin='\n {"worry": 3, "safe": 1}')

    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == capsys.readouterr().out


def test_questionnaire_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A questionnaire can be a JSON file of the same shape."""
    shape = {
        "format": 1,
        "id": "tiny",
        "title": "Tiny",
        "response_scales": {"two": {"labels": ["no", "yes"]}},
        "items": {"a": "Is it so?"},
        "scales": {"s": {"items": ["a"], "method": "sum"}},
    }
    (folder / "tiny.json").write_text(json.dumps(shape), encoding="utf-8")
    (folder / "a.json").write_text('{"a": 1}', encoding="utf-8")

    assert main(["score", "tiny.json", "a.json"]) == 0

    assert capsys.readouterr().out.startswith("Tiny 0.0.0\n==========\n")


# What is refused

REFUSED: dict[str, tuple[list[str], str]] = {
    "unknown-kind": (["list", "sgin"], "there is no kind 'sgin'; did you mean 'sign'?"),
    "kind-like-none": (["list", "zebra"], f"there is no kind 'zebra'; the kinds are {KINDS}"),
    "unknown-id": (
        ["show", "sign:perfectionsim"],
        "no sign has the id 'perfectionsim'; did you mean 'perfectionism'?",
    ),
    "unknown-kind-in-a-reference": (
        ["show", "sgin:perfectionism"],
        "'sgin:perfectionism' names no kind of entry; did you mean 'sign'?",
    ),
    "id-of-several": (
        ["show", "perfectionism"],
        "'perfectionism' is the id of more than one; write sign:perfectionism or cause:perfectionism",
    ),
    "id-of-nothing": (["show", "zebra"], f"'zebra' names no kind of entry; write kind:id; the kinds are {KINDS}"),
    "id-of-another-kind": (
        ["show", "domain:perfectionism"],
        "no domain has the id 'perfectionism'; did you mean 'sign:perfectionism'?",
    ),
    "in-an-id-of-several": (
        ["list", "strategy", "--in", "perfectionism"],
        "'perfectionism' is the id of more than one; write sign:perfectionism or cause:perfectionism",
    ),
    "in-an-id-of-nothing": (
        ["list", "strategy", "--in", "carer"],
        "no domain has the id 'carer'; did you mean 'career'?",
    ),
    "unknown-questionnaire": (
        ["score", "lief-areas", "answers.json"],
        "no questionnaire has the id 'lief-areas'; did you mean 'life-areas'?",
    ),
    "questionnaire-like-none": (
        ["score", "zebra", "answers.json"],
        "no questionnaire has the id 'zebra'; name a file that ends in .toml or .json for your own",
    ),
    "missing-questionnaire": (
        ["score", "nowhere.toml", "answers.json"],
        "nowhere.toml: there is no such file; check the path",
    ),
    "missing-answers": (
        ["score", "mine.toml", "nowhere.json"],
        "nowhere.json: there is no such file; check the path",
    ),
    "answers-in-a-folder": (["score", "mine.toml", "."], ".: this is a folder; name a file in it"),
    "questionnaire-in-a-folder": (["score", "./", "answers.json"], ".: this is a folder; name a file in it"),
    "missing-catalog": (
        ["list", "--catalog", "nowhere"],
        "nowhere: there is no such folder; name a folder that holds content/",
    ),
    "catalog-without-content": (
        ["list", "--catalog", "."],
        ".: there is neither content/ nor questionnaires/ in it; name the folder that holds them",
    ),
    "out-in-no-folder": (
        ["score", "mine.toml", "answers.json", "--out", "nowhere/report.txt"],
        "nowhere/report.txt: it cannot be written (No such file or directory)",
    ),
}


@pytest.mark.parametrize(("arguments", "message"), REFUSED.values(), ids=REFUSED)
def test_wrong_names_are_refused(arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is not there is refused in one sentence on standard error, with what may have been meant."""
    assert main(arguments) == 1

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"insight: {message}\n"


BROKEN: dict[str, tuple[str, str, str]] = {
    "not-toml": (
        '"Job check-in"\n',
        '"Job check-in\n',
        "line 4: this is no TOML (a text is not closed by a quote in its line)",
    ),
    "wrong-format": (
        "format = 1",
        "format = 2",
        "line 1, format: it is none that this version reads; write 1, without quotes or point",
    ),
    "missing-field": ('title = "Job check-in"', "", "the field 'title' is missing"),
    "unknown-field": (
        "min_answered",
        "min_answerd",
        "line 18, scales.job-insecurity: there is no field 'min_answerd'; did you mean 'min_answered'?",
    ),
    "wrong-type": (
        'title = "Job check-in"',
        "title = 3",
        "line 4, title: text is expected, not a number; put it in quotes",
    ),
    "true-is-no-number": (
        "min_answered = 2",
        "min_answered = true",
        "line 18, scales.job-insecurity.min_answered: a number or text is expected, not true or false",
    ),
    "text-is-no-list": (
        '["worry", "-safe", "ask"]',
        '"worry"',
        "line 16, scales.job-insecurity.items: a list is expected, not text; put it in brackets: [ … ]",
    ),
    "unknown-item": (
        '"-safe"',
        '"-saef"',
        "line 16, scales.job-insecurity.items[1]: there is no item 'saef'; did you mean 'safe'?",
    ),
}


@pytest.mark.parametrize(("old", "new", "message"), BROKEN.values(), ids=BROKEN)
def test_broken_questionnaire_is_refused(
    old: str, new: str, message: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A questionnaire that is not sound is refused with file, place and remedy."""
    (folder / "broken.toml").write_text(QUESTIONNAIRE.replace(old, new, 1), encoding="utf-8")

    assert main(["score", "broken.toml", "answers.json"]) == 1

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"insight: broken.toml: {message}\n"


def test_all_problems_of_a_questionnaire_come_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Three things that are wrong are three lines."""
    broken = QUESTIONNAIRE.replace('"mean"', '"median"').replace("-safe", "-saef").replace("bands", "bnads")
    (folder / "broken.toml").write_text(broken, encoding="utf-8")

    assert main(["score", "broken.toml", "answers.json"]) == 1

    assert capsys.readouterr().err == (
        "insight: broken.toml has 3 problems:\n"
        "  - line 16, scales.job-insecurity.items[1]: there is no item 'saef'; did you mean 'safe'?\n"
        "  - line 17, scales.job-insecurity.method: 'median' is not one of 'sum', 'mean', 'count'\n"
        "  - line 19, scales.job-insecurity: there is no field 'bnads'; did you mean 'bands'?\n"
    )


def test_questionnaire_that_is_not_utf_8_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line with the first byte that is no UTF-8 is named."""
    (folder / "latin.toml").write_bytes(QUESTIONNAIRE.replace("Job check-in", "Café").encode("latin-1"))

    assert main(["score", "latin.toml", "answers.json"]) == 1

    assert capsys.readouterr().err == "insight: latin.toml: line 4: it is not UTF-8; save it as UTF-8\n"


LIST = (
    "bad.json: one person's answers are a JSON object; "
    'write {"item": value, …}; for many people use a CSV file with a row for each'
)
BAD_ANSWERS: dict[str, tuple[bytes, str]] = {
    "list": (b'[{"worry": 3}]', LIST),
    "number": (b"3", LIST),
    "empty": (
        b"",
        (
            "bad.json: line 1: this is no JSON (a value is missing, or is none: a text stands in "
            "double quotes, true and null in small letters)"
        ),
    ),
    "not-json": (
        b'{"worry":\n 3 "safe"}',
        "bad.json: line 2: this is no JSON (a comma or a closing bracket is missing)",
    ),
    "nan": (b'{"worry": NaN}', "bad.json: this is no JSON (NaN is no number)"),
    "twice": (b'{"worry": 3, "worry": 4}', "bad.json: the key 'worry' is there twice"),
    "not-utf-8": (b'{"worry": "\xff"}', "bad.json: line 1: it is not UTF-8; save it as UTF-8"),
    "unknown-item": (b'{"wory": 3}', "this set of answers: there is no item 'wory'; did you mean 'worry'?"),
    "no-option": (b'{"worry": 5}', f"this set of answers: worry: the answer is none of its options; {OPTIONS}"),
}


@pytest.mark.parametrize(("data", "message"), BAD_ANSWERS.values(), ids=BAD_ANSWERS)
def test_bad_answers_are_refused(data: bytes, message: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Answers that are no JSON object of options are refused."""
    (folder / "bad.json").write_bytes(data)

    assert main(["score", "mine.toml", "bad.json"]) == 1

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err == f"insight: {message}\n"


def test_all_wrong_answers_come_at_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each item whose answer is wrong is a line, with its options and without the answer."""
    (folder / "bad.json").write_text('{"worry": "3", "safe": true, "ask": 2.5, "other": 1}', encoding="utf-8")

    assert main(["score", "mine.toml", "bad.json"]) == 1

    assert capsys.readouterr().err == (
        "insight: this set of answers has 4 problems:\n"
        "  - there is no item 'other'\n"
        f"  - worry: the answer is text, and the options are numbers; {OPTIONS}\n"
        f"  - safe: the answer is true or false, and the options are numbers; {OPTIONS}\n"
        f"  - ask: the answer is none of its options; {OPTIONS}\n"
    )


CANARIES = {
    "number": f'{{"worry": {CANARY}}}',
    "negative": f'{{"worry": -{CANARY}}}',
    "decimal": f'{{"worry": 0.{CANARY}}}',
    "exponent": f'{{"worry": {CANARY}e99}}',
    "huge": f'{{"worry": {CANARY * 700}}}',
    "text": f'{{"worry": "{CANARY}"}}',
    "list": f'{{"worry": [{CANARY}]}}',
    "table": f'{{"worry": {{"{CANARY}": "{CANARY}"}}}}',
    "of-an-unknown-item": f'{{"wory": {CANARY}}}',
    "beside-a-syntax-error": f'{{"worry": {CANARY} "safe": 1}}',
    "unquoted": f'{{"worry": x{CANARY}}}',
    "twice": f'{{"worry": {CANARY}, "worry": {CANARY}}}',
    "open-text": f'{{"worry": "{CANARY}',
    "nested-too-deep": f'{{"worry": {"[" * 40}{CANARY}{"]" * 40}}}',
    "alone": CANARY,
    "in-a-list": f"[{CANARY}]",
    "lone-surrogate": f'{{"worry": "\\ud800{CANARY}"}}',
}


@pytest.mark.parametrize("text", CANARIES.values(), ids=CANARIES)
def test_no_answer_is_repeated(text: str, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """However an answer is wrong, it is refused, and appears nowhere in what is said."""
    (folder / "bad.json").write_text(text, encoding="utf-8")

    assert main(["score", "mine.toml", "bad.json"]) == 1

    captured = capfd.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("insight: ")
    assert CANARY not in captured.err


@pytest.mark.parametrize("option", ["--strict", "--id=worry", "--ignore=worry"])
def test_options_of_tables_are_wrong_for_one_person(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is meant for tables is wrong use where the answers are one person's."""
    with pytest.raises(SystemExit, match=r"^2$"):
        main(["score", "mine.toml", "answers.json", option])

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.endswith(
        "error: --id, --ignore, --missing, --strict and --by are for tables, and these answers are one person's\n"
    )


# What is written, whole or not at all


@pytest.mark.parametrize("out", ["answers.json", "./answers.json", "link.json"])
def test_out_cannot_be_the_answers(out: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report never takes the place of the answers that it is about, by whatever name."""
    (folder / "link.json").symlink_to("answers.json")
    before = (folder / "answers.json").read_bytes()

    with pytest.raises(SystemExit, match=r"^2$"):
        main(["score", "mine.toml", "answers.json", "--out", out])

    assert (folder / "answers.json").read_bytes() == before
    assert capsys.readouterr().err.endswith("error: --out is the file that the answers are in\n")


def test_out_cannot_be_the_questionnaire(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report never takes the place of the questionnaire that it comes from."""
    with pytest.raises(SystemExit, match=r"^2$"):
        main(["score", "mine.toml", "answers.json", "--out", "mine.toml"])

    assert (folder / "mine.toml").read_text(encoding="utf-8") == QUESTIONNAIRE
    assert capsys.readouterr().err.endswith("error: --out is the file that the questionnaire is in\n")


def test_refused_answers_leave_an_old_report_alone(folder: Path) -> None:
    """Where nothing can be scored, what --out held before stays as it was, and no other file appears."""
    (folder / "report.txt").write_text("old\n", encoding="utf-8")
    (folder / "bad.json").write_text('{"worry": 5}', encoding="utf-8")
    before = sorted(folder.iterdir())

    assert main(["score", "mine.toml", "bad.json", "--out", "report.txt"]) == 1

    assert (folder / "report.txt").read_text(encoding="utf-8") == "old\n"
    assert sorted(folder.iterdir()) == before


def test_out_that_is_a_folder_leaves_nothing_behind(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a report cannot take its place, no half of it stays beside it: it is somebody's answers."""
    (folder / "reports").mkdir()
    before = sorted(folder.iterdir())

    assert main(["score", "mine.toml", "answers.json", "--out", "reports"]) == 1

    assert capsys.readouterr().err == "insight: reports: it cannot be written (Is a directory)\n"
    assert sorted(folder.iterdir()) == before


def test_closed_pipe_is_told_without_a_traceback(folder: Path) -> None:
    """Who reads only the first lines gets them, and one sentence on standard error."""
    # Some 600 KiB of names: more than any pipe holds.
    entries = "".join(f'[s{n}]\nname = "{"S" * 600}"\nsummary = "S."\n{CITED}\n' for n in range(1_000))
    (folder / "content").mkdir()
    (folder / "content" / "signs.toml").write_text(entries, encoding="utf-8")

    with subprocess.Popen(
        [*COMMAND, "list", "sign", "--catalog", "."], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        first = process.stdout.readline()
        process.stdout.close()
        said = process.stderr.read()

    assert first.split() == ["s0", "S" * 600]
    assert said == "insight: the output was closed before all of it was written\n"
    assert process.returncode == 1


CITED = 'citations = [{ source = "insight-editors", place = "x" }]'


def test_stopping_is_told_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who stops the command reads one word, and the status says that it is not done."""

    def stop(_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("insight.cli.inputs.load_catalog", stop)

    assert main(["list"]) == 1

    assert capsys.readouterr().err == "insight: stopped\n"


def test_closed_standard_input_is_refused() -> None:
    """Answers from a standard input that is closed are refused in a sentence."""
    script = f"exec {sys.executable} -m insight score mine.toml - <&-"

    ran = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=False)

    assert ran.returncode == 1
    assert ran.stdout == ""
    assert ran.stderr.startswith("insight: standard input: ")


def test_a_reference_that_the_catalog_does_not_have_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A questionnaire that is about something unknown is scored, and what is left out is said."""
    text = QUESTIONNAIRE.replace("[items]\n", '[items]\nodd = { text = "Odd.", about = ["sign:nope"] }\n')
    assert text != QUESTIONNAIRE
    (folder / "odd.toml").write_text(text, encoding="utf-8")

    assert main(["score", "odd.toml", "answers.json"]) == 0
    assert capsys.readouterr().err == (
        "insight: job-check-in is about sign:nope, which the catalog does not have; it is left out\n"
    )


def test_a_questionnaire_file_can_be_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`show` takes a file as `score` does."""
    assert main(["show", "mine.toml"]) == 0
    assert capsys.readouterr().out.startswith("Job check-in 1.0.0\n")


def test_a_full_disk_is_told() -> None:
    """Output that cannot be written ends in a sentence, not in a traceback."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        # Where Python holds output back, what is left fails once more at exit.
        held_back = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        ran = subprocess.run(
            [*COMMAND, "list", "sign"], stdout=full, stderr=subprocess.PIPE, text=True, check=False, env=held_back
        )

    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert ran.stderr.startswith("insight: standard output: it cannot be read or written (No space left on device)\n")


def test_out_follows_a_link(folder: Path) -> None:
    """A report goes to where a link points, and the link stays."""
    (folder / "real.txt").write_text("old\n", encoding="utf-8")
    (folder / "link.txt").symlink_to("real.txt")

    assert main(["score", "mine.toml", "answers.json", "--out", "link.txt"]) == 0
    assert (folder / "link.txt").is_symlink()
    assert (folder / "real.txt").read_text(encoding="utf-8").startswith("Job check-in")


def test_out_writes_into_a_device(folder: Path) -> None:
    """A device is written to, never replaced."""
    assert main(["score", "mine.toml", "answers.json", "--out", "/dev/null"]) == 0
    assert not Path("/dev/null").is_file()


def test_closed_standard_output_is_told() -> None:
    """Without an output there is a sentence, and no traceback."""
    script = f"exec {sys.executable} -m insight list sign >&-"

    ran = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=False)

    assert (ran.returncode, ran.stderr) == (1, "insight: standard output is closed\n")


def test_a_plain_terminal_shows_what_it_can() -> None:
    """Where letters cannot be written their codes are, and the command ends well."""
    ran = subprocess.run(
        [*COMMAND, "show", "questionnaire:life-areas"],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
    )

    assert (ran.returncode, ran.stderr) == (0, "")


def test_a_name_that_is_too_long_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No path leads to a traceback."""
    assert main(["score", "mine.toml", "answers.json", "--out", "a" * 300]) == 1
    assert capsys.readouterr().err.endswith("(File name too long)\n")


def in_terminal(*arguments: str, without_rich: bool = False) -> str:
    """What the command writes to a terminal."""
    code = "import sys; from insight.cli import main; sys.exit(main())"
    if without_rich:
        code = f"import importlib.util as u; u.find_spec = lambda name: None; {code}"
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=theirs,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm", "COLUMNS": "200"},
    ):
        os.close(theirs)
        written = b""
        # The end of a terminal is an error on this side.
        with contextlib.suppress(OSError):
            while part := os.read(ours, 4096):
                written += part
    os.close(ours)
    return written.decode().replace("\r\n", "\n")


def test_a_terminal_gets_bold_headings_and_the_same_words() -> None:
    """With rich a heading is bold; without it, or without a terminal, the words are the same."""
    plain = run("show", "sign:perfectionism").stdout

    colored = in_terminal("show", "sign:perfectionism")
    assert colored.startswith("\x1b[1mPerfectionism\x1b[0m\n")
    assert re.sub(r"\x1b\[\d*m", "", colored) == plain
    assert in_terminal("show", "sign:perfectionism", without_rich=True) == plain


def test_a_terminal_shows_progress_and_the_whole_table(folder: Path) -> None:
    """A table in a terminal comes with a bar that goes away, and is the same table."""
    (folder / "table.csv").write_text("worry,safe,ask\n" + "3,1,3\n" * 50, encoding="utf-8")
    plain = run("score", "mine.toml", "table.csv").stdout

    shown = in_terminal("score", "mine.toml", "table.csv")
    assert "Scoring" in shown
    assert all(line in shown for line in plain.splitlines())


def test_out_keeps_who_may_read_it(folder: Path) -> None:
    """A file that only its owner may read stays so when it is written again."""
    (folder / "own.txt").write_text("old\n", encoding="utf-8")
    (folder / "own.txt").chmod(0o600)

    assert main(["score", "mine.toml", "answers.json", "--out", "own.txt"]) == 0
    assert (folder / "own.txt").stat().st_mode & 0o777 == 0o600


def test_closed_standard_error_changes_nothing(folder: Path) -> None:
    """A sound table is written and ends well, also where nobody hears the notice."""
    (folder / "table.csv").write_text("worry,safe,ask\n3,1,3\n", encoding="utf-8")
    script = f"exec {sys.executable} -m insight score mine.toml table.csv 2>&-"

    ran = subprocess.run(["/bin/sh", "-c", script], capture_output=True, text=True, check=False)

    assert ran.returncode == 0
    assert ran.stdout.count("\n") == 2


def test_no_message_steers_a_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Control characters of a header are written out, and an odd name is not offered for pasting."""
    (folder / "table.csv").write_text("worry,safe,ask,x\x1b[31m\n3,1,3,1\n", encoding="utf-8")

    assert main(["score", "mine.toml", "table.csv"]) == 1
    assert capsys.readouterr().err == (
        "insight: table.csv: header: the column 'x\\x1b[31m' is for no item; "
        "pass it by with --ignore NAME, or name it with --id NAME\n"
    )
