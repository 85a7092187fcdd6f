"""What is wrong is told where it is, in whole sentences; the page says so too, and all else is built."""

import html
import re
from pathlib import Path
from typing import Any

import pytest
from attrs import field, frozen

from sphinxext.building import PROJECT, Built, build, page, write

FORMS = {f"forms/{path.name}": path.read_text(encoding="utf-8") for path in (PROJECT / "forms").iterdir()}
FORM, SHEET = FORMS["forms/check-in.toml"], FORMS["forms/sheet.toml"]
BROKEN = FORM.replace('method = "mean"', 'method = "median"').replace(
    "min_answered = 2\nabout", "min_answrd = 2\nabout"
)
WRONG = FORM.replace('strain = "10/3"', 'strain = "11/3"')
LATE = '[late]\nname = "Late"\nsummary = "So it is."\ncitations = [{ source = "insight-editors", place = "here" }]\n'


@frozen
class Case:
    """What a page holds, and what is told of it.

    Attributes:
        body: The lines of the page.
        told: The warnings, without the page and line of the directive, which stand before those that begin with a
            blank.
        shown: What the page says instead; by default, the text of the warnings.
    """

    name: str
    body: tuple[str, ...]
    told: tuple[str, ...]
    shown: tuple[str, ...] | None = None
    files: dict[str, str] = field(factory=dict)
    settings: dict[str, Any] = field(factory=dict)


GONE = "forms/gone.toml: there is no such file; check the path"
NONE_CHOSEN = "nothing is chosen; choose other kinds, ids or areas"
NO_EARLIER = "there is no earlier version to compare with; name its file under :previous:"
MEDIAN = "scales.strain.method: 'median' is not one of 'sum', 'mean', 'count'"
NO_FIELD = "scales.strain: there is no field 'min_answrd'; did you mean 'min_answered'?"
CASES = [
    Case(
        "entry",
        (".. insight:sign:: being-lat",),
        (" no sign has the id 'being-lat'; did you mean 'being-late'? [ref]",),
    ),
    Case("no entry at all", (".. insight:sign:: zzz",), (" no sign has the id 'zzz' [ref]",)),
    Case(
        "questionnaire",
        (".. insight:questionnaire:: stedy",),
        (" no questionnaire has the id 'stedy'; did you mean 'steady'? [ref]",),
    ),
    Case(
        "no questionnaire at all",
        (".. insight:questionnaire:: zzz",),
        (" no questionnaire has the id 'zzz'; write the id of one of the catalog, or the name of a file [ref]",),
    ),
    Case("no file", (".. insight:questionnaire:: forms/gone.toml",), (f" {GONE} [file]",)),
    Case("no file for a part", (".. insight:items:: forms/gone.toml",), (f" {GONE} [file]",)),
    Case(
        "folder",
        (".. insight:questionnaire:: forms",),
        (" forms: this is a folder; name a file in it [file]",),
    ),
    Case(
        "broken file",
        (".. insight:questionnaire:: forms/broken.toml",),
        (f"forms/broken.toml:30 {MEDIAN} [file]", f"forms/broken.toml:31 {NO_FIELD} [file]"),
        files={"forms/broken.toml": BROKEN},
    ),
    Case(
        "no TOML",
        (".. insight:scale:: forms/broken.toml#strain",),
        (
            (
                "forms/broken.toml:1 this is no TOML (this is no value: a text stands in quotes, true and false in "
                "small letters, a number as 0.5) [file]"
            ),
        ),
        files={"forms/broken.toml": "format = = 1"},
    ),
    Case(
        "broken sheet",
        (".. insight:questionnaire:: forms/sheet.toml",),
        ("forms/sheet.csv:3 the id 'one' is in line 2 already; choose another id [file]",),
        files={"forms/sheet.csv": "id,text\none,One.\none,Two.\n"},
    ),
    Case(
        "no sheet",
        (".. insight:questionnaire:: forms/other.toml",),
        ("forms/other.toml:7 items_file: there is no file 'gone.csv' beside the questionnaire; check the name [file]",),
        files={"forms/other.toml": SHEET.replace("sheet.csv", "gone.csv")},
    ),
    Case(
        "scale behind #",
        (".. insight:scale:: forms/check-in.toml#strian",),
        (" no scale has the id 'strian'; did you mean 'strain'? [ref]",),
    ),
    Case(
        "bands behind #",
        (".. insight:bands:: forms/check-in.toml#strian",),
        (" no scale has the id 'strian'; did you mean 'strain'? [ref]",),
    ),
    Case("item behind #", (".. insight:items:: forms/check-in.toml#zzz",), (" no item has the id 'zzz' [ref]",)),
    Case("no bands", (".. insight:bands:: steady",), (f" {NONE_CHOSEN} [ref]",)),
    Case("nothing", (".. insight:catalog::", "   :kinds: condition", "   :in: work"), (f" {NONE_CHOSEN} [ref]",)),
    Case("area", (".. insight:catalog::", "   :in: wrk"), (" no domain has the id 'wrk'; did you mean 'work'? [ref]",)),
    Case(
        "id of no kind",
        (".. insight:catalog::", "   :ids: being-lat"),
        (" the id 'being-lat' is none of the catalog; did you mean 'being-late'? [ref]",),
    ),
    Case(
        "id of no kind at all",
        (".. insight:catalog::", "   :ids: zzz"),
        (" the id 'zzz' is none of the catalog; write kind:id [ref]",),
    ),
    Case(
        "id of another kind",
        (".. insight:catalog::", "   :kinds: sign", "   :ids: plan"),
        (" no entry of these kinds has the id 'plan' [ref]",),
    ),
    Case(
        "id of two kinds",
        (".. insight:catalog::", "   :ids: late"),
        (" the id 'late' is of more than one; write sign:late or note:late [ref]",),
        files={
            "catalog/content/signs.toml": LATE,
            "catalog/content/notes.toml": LATE.replace("summary", 'role = "fact"\nsummary'),
        },
        settings={"insight_catalog": "catalog"},
    ),
    Case(
        "questionnaire as an entry",
        (".. insight:catalog::", "   :ids: questionnaire:steady"),
        (" 'questionnaire:steady' is a questionnaire; show it with insight:questionnaire [file]",),
    ),
    Case("no previous", (".. insight:changes:: forms/check-in.toml",), (f" {NO_EARLIER} [file]",)),
    Case(
        "no previous as a part",
        (".. insight:questionnaire:: forms/check-in.toml", "   :parts: changes"),
        (f" {NO_EARLIER} [file]",),
    ),
    Case(
        "previous gone",
        (".. insight:changes:: forms/check-in.toml", "   :previous: forms/gone.toml"),
        (f" {GONE} [file]",),
    ),
    Case(
        "previous broken",
        (".. insight:changes:: forms/check-in.toml", "   :previous: forms/broken.toml"),
        (f"forms/broken.toml:30 {MEDIAN} [file]", f"forms/broken.toml:31 {NO_FIELD} [file]"),
        files={"forms/broken.toml": BROKEN},
    ),
    Case(
        "own catalog gone",
        (".. insight:sign:: being-late",),
        ("conf.py:1 gone: there is no such folder; name a folder that holds content/ [file]",),
        shown=("the catalog of this project cannot be read",),
        settings={"insight_catalog": "gone"},
    ),
    Case(
        "own catalog broken",
        (":insight:sign:`late` is no link.", "", ".. insight:questionnaire:: steady", "", ".. insight:help::"),
        ("catalog/content/signs.toml:3 late: there is no field 'sumary'; did you mean 'summary'? [file]",),
        shown=("the catalog of this project cannot be read",),
        files={"catalog/content/signs.toml": LATE.replace("summary", "sumary")},
        settings={"insight_catalog": "catalog"},
    ),
    Case(
        "added catalog broken",
        (".. insight:sign:: being-late",),
        ("more/content/signs.toml:1 being-late: the field 'summary' is missing [file]",),
        shown=("the catalog of this project cannot be read",),
        files={"more/content/signs.toml": LATE.replace("late]", "being-late]").replace("summary", "#")},
        settings={"insight_add": ["more"]},
    ),
]


def build_case(folder: Path, case: Case) -> Built:
    """The page of a case, with a page that links to it."""
    files = {"index.rst": page(*case.body), "other.rst": ":orphan:\n\n" + page("Another page."), **FORMS, **case.files}
    settings = {"insight_catalog": str(PROJECT / "catalog"), **case.settings}
    return build(write(folder / "pages", files), **settings)


@pytest.fixture(autouse=True)
def _here(monkeypatch: pytest.MonkeyPatch) -> None:
    """That nothing depends on the folder that somebody is in."""
    monkeypatch.chdir("/")


def whole(told: str) -> str:
    """A warning as Sphinx writes it."""
    where, _, message = told.partition(" ")
    text, _, kind = message.rpartition(" [")
    return f"{where or 'index.rst:4'}: WARNING: {text} [insight.{kind}"


def text_of(body: str) -> list[str]:
    """The texts of items of lists on a page."""
    items = re.findall(r"<li><p>(.*?)</p></li>", body, re.DOTALL)
    return [html.unescape(re.sub(r"<[^>]+>", "", item)) for item in items]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_told(tmp_path: Path, case: Case) -> None:
    """Each problem is a warning where it is; the page says it too, and holds no path of this machine."""
    built = build_case(tmp_path, case)

    assert built.warnings == tuple(map(whole, case.told))
    shown = case.shown or tuple(told.partition(" ")[2].rpartition(" [")[0] for told in case.told)
    assert text_of(built.page("index"))[: len(shown)] == list(shown)
    assert built.page("index").count("This cannot be shown.") == 1
    assert sorted(built.written) == ["index", "other"]
    assert all(str(tmp_path) not in path.read_text(encoding="utf-8") for path in built.out.glob("*.html"))


OPTIONS = [
    ("catalog", ":as: tabel", "'tabel' is not known here; did you mean 'table'?"),
    ("catalog", ":as:", "'' is not known here; write one of: sections, table, list, matrix"),
    (
        "catalog",
        ":kinds: sign, sings",
        (
            "'sings' is not known here; write one of: domain, sign, cause, attachment-style, strategy, condition, "
            "note, flag, resource, source"
        ),
    ),
    ("catalog", ":columns: name, summery", "'summery' is not known here; did you mean 'summary'?"),
    ("catalog", ":sort: name", "'name' is not known here; write one of: data, title"),
    ("catalog", ":group-by: area", "'area' is not known here; write one of: kind, domain, none"),
    ("sign:: being-late", ":parts: sumary", "'sumary' is not known here; did you mean 'summary'?"),
    ("questionnaire:: steady", ":parts: itmes", "'itmes' is not known here; did you mean 'items'?"),
    ("catalog", ":limit: 0", "negative or zero value; must be positive"),
    ("questionnaire:: steady", ":examples: -1", "negative value; must be positive or zero"),
    ("changes:: steady", ":previous:", "argument required but none supplied"),
]


@pytest.mark.parametrize(("directive", "option", "told"), OPTIONS, ids=lambda each: each)
def test_values_of_options_are_told(tmp_path: Path, directive: str, option: str, told: str) -> None:
    """A value that an option does not know is an error of the page, with those that it knows."""
    opening = f".. insight:{directive}" + "::" * (":" not in directive)

    built = build_case(tmp_path, Case("", (opening, f"   {option}"), ()))

    first, _, reason, *_ = built.warnings
    assert first == f'index.rst:4: ERROR: Error in "insight:{directive.partition(":")[0]}" directive:'
    assert reason == f"{told}."
    assert built.warnings[-1].endswith(" [docutils]")


def test_unknown_options_and_missing_names_are_told(tmp_path: Path) -> None:
    """So are an option that a directive does not have, and that a directive names nothing."""
    built = build_case(tmp_path, Case("", (".. insight:catalog::", "   :sorted: title", "", ".. insight:sign::"), ()))

    assert [line for line in built.warnings if ":" in line[:1] or "ERROR" in line or line.endswith(".")] == [
        'index.rst:4: ERROR: Error in "insight:catalog" directive:',
        'unknown option: "sorted".',
        'index.rst:7: ERROR: Error in "insight:sign" directive:',
        "1 argument(s) required, 0 supplied.",
    ]


LINT_ERROR = "50 examples[0].scores.strain: 10/3 comes out, and not 11/3; see whether the example or a key is wrong"
LINT_ALL = (
    LINT_ERROR,
    "22 items.spare: it is in no scale; put it into one, or take it away",
    "43 scales.doubled.items[0]: item 'worry' is keyed the other way in 'strain'; see which of both is meant",
    "37 scales.weighted.items: a score of two items rests on few words; see whether more items can be asked",
    "43 scales.doubled.items: a score of two items rests on few words; see whether more items can be asked",
)


@pytest.mark.parametrize(("wanted", "told"), [("error", (LINT_ERROR,)), ("all", LINT_ALL)], ids=["error", "all"])
def test_findings_of_the_linter_are_told(tmp_path: Path, wanted: str, told: tuple[str, ...]) -> None:
    """Findings stand at their lines; only errors, unless all are asked for; the questionnaire is shown."""
    files = {"forms/wrong.toml": WRONG}

    built = build_case(
        tmp_path, Case("", (".. insight:questionnaire:: forms/wrong.toml",), (), None, files, {"insight_lint": wanted})
    )

    assert built.warnings == tuple(whole(f"forms/wrong.toml:{each} [lint]") for each in told)
    assert 'id="insight-questionnaire-check-in"' in built.page("index")
    assert "This cannot be shown." not in built.page("index")


def test_one_page_claims_something_twice(tmp_path: Path) -> None:
    """The first place is the one that links lead to; the second is shown without a name, and told."""
    body = (".. insight:sign:: being-late", "", "Again", "-----", "", ".. insight:sign:: being-late")

    built = build_case(tmp_path, Case("", body, ()))

    told = "sign:being-late is documented on this page already; add :no-target: to one of the two"
    assert built.warnings == (f"index.rst:9: WARNING: {told} [insight.duplicate]",)
    ids = re.findall(r' id="(insight-[^"]*)"', built.page("index"))
    assert ids == ["insight-sign-being-late", "insight-being-late"]


def test_two_pages_claim_something(tmp_path: Path) -> None:
    """Links lead to the first page by name; the other is told once, at its line, of each thing."""
    body = (".. insight:sign:: being-late", "", ".. toctree::", "", "   another", "   yet")
    links = "See :insight:sign:`being-late`."
    files = {
        "another.rst": page(".. insight:questionnaire:: steady", "", links),
        "yet.rst": page(links, "", ".. insight:questionnaire:: steady", "", ".. insight:sign:: being-late"),
    }

    built = build_case(tmp_path, Case("", body, (), None, files))

    told = {6: ["item:steady.calm", "item:steady.rest", "questionnaire:steady", "scale:steady.steady"]}
    first = "{} is documented in {} as well; add :no-target: to one of the two [insight.duplicate]"
    assert sorted(built.warnings) == sorted(
        [
            *(
                f"yet.rst:{line}: WARNING: {first.format(each, 'another')}"
                for line, names in told.items()
                for each in names
            ),
            f"yet.rst:8: WARNING: {first.format('sign:being-late', 'index')}",
        ]
    )
    assert 'href="index.html#insight-sign-being-late"' in built.page("yet")


@pytest.mark.parametrize("setting", ["insight_lint", "insight_formula"])
def test_settings_that_are_not_known_are_told(tmp_path: Path, setting: str) -> None:
    """Sphinx tells of a value that a setting does not know."""
    built = build_case(tmp_path, Case("", (".. insight:sign:: being-late",), (), settings={setting: "wor"}))

    (told,) = built.warnings
    assert told.startswith(f"WARNING: The config value `{setting}` has to be a one of ")
    assert told.endswith(", but `wor` is given.")
