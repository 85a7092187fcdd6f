"""The web app of the tutorial: what it answers to whatever is sent, and that the page shows its code."""

import re
import runpy
from collections import Counter
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults
from wsgiref.validate import validator

import pytest

import insight

FOLDER = Path(__file__).resolve().parents[2] / "docs/tutorial"
APP = runpy.run_path(str(FOLDER / "app.py"))["app"]
LIFE_AREAS = insight.load_catalog().questionnaires["life-areas"]
CANARY = "71377731"
SCRIPT = f"<script>alert({CANARY})</script>"
FULL = {item.id: 2 for item in LIFE_AREAS.items}
HALF = {"worry-about-job": 3, "feel-safe-at-work": 1, "hold-back-at-work": 3}
BONDS = {"fear-being-turned-away": 4}
UNSAFE, TRAUMA = "flag:unsafe-relationship", "flag:unsupported-trauma"
SENT: dict[str, dict[str, Any]] = {
    "nothing": {},
    "empty": dict.fromkeys(FULL, ""),
    "full": FULL,
    "half": HALF,
    "does-not-apply": HALF | {"feel-overlooked-at-work": 98},
    "question-put": BONDS,
    "question-skipped": BONDS | {UNSAFE: "", TRAUMA: ""},
    "question-answered-no": BONDS | {UNSAFE: "0", TRAUMA: "0"},
    "question-answered-yes": BONDS | {UNSAFE: "1"},
    "question-answered-with-nonsense": BONDS | {UNSAFE: SCRIPT},
    "no-option": {"worry-about-job": CANARY},
    "no-number": {"worry-about-job": SCRIPT},
    "no-item": {SCRIPT: "1"},
    "no-flag": {"flag:nonsense": "1"},
}
REFUSED = ("no-option", "no-number", "no-item", "no-flag")


def call(method: str, body: bytes = b"", **environ: str) -> tuple[str, dict[str, str], str]:
    """What the app answers: status, headers and page; the validator of the standard library watches both sides."""
    asked: dict[str, Any] = {"REQUEST_METHOD": method, "QUERY_STRING": "", "CONTENT_LENGTH": str(len(body))}
    asked |= {"wsgi.input": BytesIO(body), **environ}
    setup_testing_defaults(asked)
    said: list[Any] = []

    def start(status: str, headers: list[tuple[str, str]], _: object = None) -> Any:
        said.extend([status, dict(headers)])

    shown: Any = validator(APP)(asked, start)
    text = b"".join(shown).decode()
    shown.close()
    return said[0], said[1], text


def post(fields: dict[str, Any]) -> tuple[str, dict[str, str], str]:
    """What the app answers to a form."""
    return call("POST", urlencode(fields).encode(), CONTENT_TYPE="application/x-www-form-urlencoded")


class Tags(HTMLParser):
    """The tags of a page with their attributes."""

    def __init__(self, page: str) -> None:
        """Read *page*."""
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag down."""
        self.found.append((tag, dict(attrs)))

    def of(self, tag: str, /, **attributes: str) -> list[dict[str, str | None]]:
        """The attributes of each *tag*, of those that have these *attributes*."""
        return [each for found, each in self.found if found == tag and attributes.items() <= each.items()]


PAGES = {"form": call("GET")[2]} | {name: post(fields)[2] for name, fields in SENT.items()}


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_help_is_on_every_page(page: str) -> None:
    """Whatever is sent, the way to help is at the top, and worldwide help is on the page."""
    assert page.index('<a href="#help">') < page.index("<h1>")
    assert '<div id="help">' in page
    assert "your local emergency number" in page
    assert 'href="https://findahelpline.com"' in page


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_each_button_has_its_label(page: str) -> None:
    """Each radio button has an id of its own and a label that names it; each group has a legend."""
    tags = Tags(page)
    ids = Counter(each["id"] for each in tags.of("input", type="radio"))

    assert ids == Counter(each["for"] for each in tags.of("label"))
    assert not ids or max(ids.values()) == 1
    assert len(tags.of("fieldset")) == len(tags.of("legend"))
    assert all(each["method"] == "post" for each in tags.of("form"))


def test_the_form_asks_each_item() -> None:
    """There is a group for each item, with no answer chosen at first."""
    tags = Tags(PAGES["form"])

    assert len(tags.of("fieldset")) == len(LIFE_AREAS.items)
    chosen = [each for each in tags.of("input") if "checked" in each]
    assert [(each["name"], each["value"]) for each in chosen] == [(item.id, "") for item in LIFE_AREAS.items]


@pytest.mark.parametrize("name", SENT)
def test_status(name: str) -> None:
    """What is no answer is refused, everything else is answered; no page is kept."""
    status, headers, _ = post(SENT[name])

    assert status == ("400 Bad Request" if name in REFUSED else "200 OK")
    assert headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("name", REFUSED)
def test_a_refusal_repeats_nothing(name: str, capfd: pytest.CaptureFixture[str]) -> None:
    """The page names the item, not what was sent, shows no score, and asks again; nothing is logged."""
    page = post(SENT[name])[2]

    assert "Nothing was scored" in page
    assert CANARY not in page
    assert "What may help" not in page
    assert len(Tags(page).of("fieldset")) == len(LIFE_AREAS.items)
    assert ("look at this: I worry that I could lose my job.</p>" in page) == ("worry-about-job" in SENT[name])
    assert capfd.readouterr() == ("", "")


def test_no_script_gets_in() -> None:
    """What is sent back in a hidden field is escaped."""
    page = PAGES["question-answered-with-nonsense"]

    assert all("<script" not in each for each in PAGES.values())
    assert "&lt;script&gt;" in page
    assert Tags(page).of("input", type="hidden", name=UNSAFE) == [{"type": "hidden", "name": UNSAFE, "value": SCRIPT}]


def test_a_full_form() -> None:
    """All scales have a score."""
    assert PAGES["full"].count("<td>4 of 4</td>") == len(LIFE_AREAS.scales)
    assert "too few answers" not in PAGES["full"]


@pytest.mark.parametrize("name", ["half", "does-not-apply"])
def test_a_half_answered_form(name: str) -> None:
    """What is answered is scored, with its bounds; what is not has no score."""
    page = PAGES[name]

    assert '<th scope="row">Career</th><td>3</td><td>0 to 4</td><td>3 of 4</td><td>2.25 to 3.25</td>' in page
    assert page.count("too few answers, 3 needed") == len(LIFE_AREAS.scales) - 1
    assert "Not validated" in page
    assert "Set small goals and mark progress" in page


def test_questions_come_before_some_steps() -> None:
    """What waits is not suggested until its question is answered with no; a skipped one is not put again."""
    waits = r"<h3>\d+\. Build secure bonds"

    assert re.search(waits, PAGES["question-answered-no"])
    for name in ("question-put", "question-skipped", "question-answered-yes", "question-answered-with-nonsense"):
        assert not re.search(waits, PAGES[name])
    put = {name: [each["name"] for each in Tags(page).of("input", type="radio")] for name, page in PAGES.items()}
    assert [*dict.fromkeys(put["question-put"])] == [UNSAFE, TRAUMA]
    assert not put["question-skipped"]
    assert not put["half"]


def test_a_yes_brings_help_first() -> None:
    """Where something calls for help, it stands before the scores, and names no danger."""
    page = PAGES["question-answered-yes"]

    assert page.index("There are people who can help with hard things, in private.") < page.index("Life areas 1.0.0")


@pytest.mark.parametrize("length", ["", "-1", "nonsense", "9" * 5000])
def test_lengths_that_are_none(length: str) -> None:
    """A request that says nothing sound of its length shows a page."""
    seen: list[str] = []
    asked: dict[str, Any] = {"REQUEST_METHOD": "POST", "wsgi.input": BytesIO(b"go-without=1"), "CONTENT_LENGTH": length}
    setup_testing_defaults(asked)

    shown = b"".join(APP(asked, lambda status, _: seen.append(status)))

    assert seen == ["200 OK"]
    assert b"findahelpline" in shown


def test_an_address_is_not_read() -> None:
    """Answers in an address, which servers log, count for nothing."""
    assert call("GET", QUERY_STRING="go-without=4")[2] == PAGES["form"]


def test_the_page_shows_the_file() -> None:
    """The blocks of the page are the file, from its top to its end; it is short and needs no other library."""
    page = (FOLDER / "small-web-app.md").read_text(encoding="utf-8")
    text = (FOLDER / "app.py").read_text(encoding="utf-8")
    *blocks, _ = re.findall(r"```python\n(.*?)\n```", page, re.DOTALL)

    assert "\n\n\n".join(blocks) + "\n" == text
    assert len(text.splitlines()) < 90
    imported = set(re.findall(r"^(?:from|import) (\w+)", text, re.MULTILINE))
    assert imported == {"collections", "html", "urllib", "wsgiref", "insight"}
