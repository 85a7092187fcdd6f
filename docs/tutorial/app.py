"""A small web app: it asks a bundled questionnaire, shows the scores and what may help, and keeps nothing."""

from collections.abc import Iterable, Mapping
from html import escape
from urllib.parse import parse_qsl
from wsgiref.simple_server import make_server
from wsgiref.types import StartResponse, WSGIEnvironment

import insight

CATALOG = insight.load_catalog()
QUESTIONNAIRE = CATALOG.questionnaires["life-areas"]
FORM = QUESTIONNAIRE.form()
VALUES = {str(option["value"]): option["value"] for item in FORM["items"] for option in item["options"]} | {"": None}
FLAGS = [flag.reference for flag in CATALOG.flags]
HELP = insight.describe(CATALOG.help()).html(page=False, level=2)
SORRY = "Nothing was scored: something that was sent is no answer here. Please answer again, and look at this: "
WHY = """Some steps are not safe for everybody, so a question comes before them. You can skip each question.
No answer is kept, but what is shown next depends on them: if somebody else may look, read it alone."""


def page(*parts: str) -> str:
    """A whole page, with the way to help at its top and the help itself at its end."""
    title = escape(FORM["title"])
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    top = f'<p><a href="#help">Where to find help</a></p><h1>{title}</h1><p>{insight.INTENDED_USE}</p>'
    body = "".join([top, *parts, f'<div id="help">{HELP}</div>'])
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body><main>{body}</main></body></html>'


def fieldset(name: str, text: str, options: Iterable[Mapping[str, object]]) -> str:
    """A question as a legend, with a button for each option and a label that is bound to it."""
    buttons = (
        f'<input type="radio" name="{name}" value="{value}" id="{name}.{value}"{" checked" if value == "" else ""}>'
        f'<label for="{name}.{value}">{escape(str(label))}</label> '
        for value, label in [("", "no answer"), *((option["value"], option["label"]) for option in options)]
    )
    return f"<fieldset><legend>{escape(text)}</legend>{''.join(buttons)}</fieldset>"


def form(parts: Iterable[str]) -> str:
    """A form that is sent as a POST, and that the browser does not fill in again."""
    return f'<form method="post" autocomplete="off">{"".join(parts)}<button>Continue</button></form>'


def ask(note: str = "") -> str:
    """The page with the items; *note* says what went wrong."""
    asked = (fieldset(item["id"], item["text"], item["options"]) for item in FORM["items"])
    return page(f"<p>{escape(note)}</p><p>{escape(FORM['instructions'])}</p>", form(asked))


def report(fields: Mapping[str, str]) -> str:
    """The page with the scores, what may help, and the questions that some steps wait for."""
    answers = {name: VALUES.get(text, "") for name, text in fields.items() if name not in FLAGS}
    told = {name: int(fields[name]) for name in FLAGS if fields.get(name) in {"0", "1"}}
    result = insight.score(QUESTIONNAIRE, answers)
    guidance = insight.match(insight.Profile.of(result, told), CATALOG)
    shown = [insight.describe(result, catalog=CATALOG), insight.describe(guidance)]
    parts = [each.html(page=False, level=2) for each in (reversed(shown) if guidance.escalations else shown)]
    hidden = [f'<input type="hidden" name="{escape(name)}" value="{escape(fields[name])}">' for name in fields]
    asked = [question(each.flag) for each in guidance.ask_first if each.fitting and each.flag.reference not in fields]
    return page(*parts, f"<h2>Questions first</h2><p>{WHY}</p>{form([*hidden, *asked])}" if asked else "")


def question(flag: insight.Flag) -> str:
    """A question about safety, with the help that goes with it, whatever the answer will be."""
    named = [name for rule in CATALOG.rules if rule.when == flag.reference for name in rule.resources]
    beside = insight.Help(CATALOG.with_pairs(CATALOG.resources[name] for name in named))
    asked = fieldset(flag.reference, flag.question, [{"value": 0, "label": "no"}, {"value": 1, "label": "yes"}])
    return f"{asked}{insight.describe(beside).html(page=False, level=3)}"


def app(environ: WSGIEnvironment, start_response: StartResponse) -> list[bytes]:
    """Answer a request: with the items, or with what comes of the answers that were sent."""
    size = environ.get("CONTENT_LENGTH") or ""
    sent = environ["wsgi.input"].read(int(size[:5]) if size.isdecimal() else 0).decode(errors="replace")
    fields = dict(parse_qsl(sent, keep_blank_values=True))
    try:
        status, shown = "200 OK", report(fields) if fields else ask()
    except insight.AnswerError as error:
        texts = [QUESTIONNAIRE.item(each.place).text for each in error.problems if each.place]
        status, shown = "400 Bad Request", ask(SORRY + " ".join(texts))
    start_response(status, [("Content-Type", "text/html; charset=utf-8"), ("Cache-Control", "no-store")])
    return [shown.encode()]


if __name__ == "__main__":
    with make_server("127.0.0.1", 8000, app) as server:
        server.serve_forever()
