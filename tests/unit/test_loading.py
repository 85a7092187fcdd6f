"""Questionnaire files are read strictly: nothing is converted, all that is wrong comes at once."""

import contextlib
import json
import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import pytest

import insight
from insight.errors import FileAccessError, ReadError
from insight.loading import load_questionnaire, parse_answers, parse_questionnaire
from insight.questionnaires import Band, Example, Ignore, Item, Key, Method, Option, Questionnaire, Renamed

WHOLE = """\
format = 1
id = "job-check-in"
version = "1.0.0"
title = "Job check-in"
instructions = "Think of the last month."
language = "en"
licence = "CC-BY-4.0"
validation = "published"
intended_use = "Personal reflection by adults."
authors = ["A. Author"]
citations = [{ source = "smith-2020", place = "table 1" }]

[response_scales.often]
labels = ["never", "sometimes", "always"]
missing = [{ value = 98, label = "does not apply to me" }]

[response_scales.half]
options = [{ value = 0.1, label = "no" }, { value = 1.0, label = "yes" }]

[items.worry]
text = "I worry about losing my job."
about = ["sign:fear-of-job-loss"]
resources = ["us-211"]
responses = "often"

[items."at.ease"]
text = "I feel at ease."
about = ["-domain:career"]
responses = "half"

[scales.job]
items = ["worry", { item = "at.ease", weight = 0.5, reverse = true }]
method = "mean"
min_answered = "2/3"
about = ["domain:career"]
part_of = "all"
citations = [{ source = "smith-2020", place = "table 2" }]

[scales.all]
name = "All of it"
items = ["worry"]
method = "count"
at_least = 1
range = [0, 1]
bands = [{ start = 0, label = "lower" }, { start = "2/3", label = "higher" }]

[sources.smith-2020]
title = "A study"
evidence = "cross-sectional"
locator_missing = true

[[examples]]
answers = { worry = 2, "at.ease" = 0.1 }
scores = { job = "8/3", all = "too-few" }

[renamed.items]
worry = "fear"

[[ignore]]
rule = "item-length"
place = "items.worry"
reason = "Piloted in this wording."
"""
HEAD = 'format = 1\nid = "q"\ntitle = "Q"\n'
RESPONSES = '[response_scales.r]\nlabels = ["no", "yes"]\n'
ITEMS = '[items]\nworry = "I worry."\nsafe = "I feel safe."\n'
SCALES = '[scales.s]\nitems = ["worry", "-safe"]\nmethod = "sum"\n'
SMALL = HEAD + RESPONSES + ITEMS + SCALES
ALL_MISSING = "".join(
    f"\n  - the field {name!r} is missing" for name in ("id", "title", "response_scales", "items", "scales")
)


def refusal(text: str | bytes, written: Literal["toml", "json"] = "toml") -> str:
    """What is said about a text that cannot be read."""
    with pytest.raises(ReadError) as refused:
        parse_questionnaire(text, format=written, name="mine")
    return str(refused.value)


def to_json(value: Any) -> Any:
    """A number as JSON has it."""
    return float(value) if isinstance(value, Decimal) else value


def test_each_field_is_read() -> None:
    """Every field of the format arrives as it was written, numbers exactly."""
    made = parse_questionnaire(WHOLE)
    job, everything = made.scales

    assert (made.id, made.version, made.title, made.language) == ("job-check-in", "1.0.0", "Job check-in", "en")
    assert (made.licence, made.validation, made.authors) == ("CC-BY-4.0", "published", ("A. Author",))
    assert made.intended_use == "Personal reflection by adults."
    assert made.instructions == "Think of the last month."
    assert made.response_scales[0].missing == (Option(value=98, label="does not apply to me"),)
    assert [option.value for option in made.response_scales[1].options] == [Decimal("0.1"), 1]
    assert made.items[0].resources == ("us-211",)
    assert made.items[1] == Item(id="at.ease", text="I feel at ease.", about=("-domain:career",), responses="half")
    assert job.items == (Key(item="worry"), Key(item="at.ease", reverse=True, weight=Fraction(1, 2)))
    assert (job.method, job.required, job.part_of, job.name) == (Method.MEAN, 2, "all", "Job")
    assert (job.citations[0].place, made.citations[0].place) == ("table 2", "table 1")
    assert (everything.name, everything.at_least, everything.range) == ("All of it", 1, (Fraction(0), Fraction(1)))
    assert everything.bands == (Band(start=Fraction(0), label="lower"), Band(start=Fraction(2, 3), label="higher"))
    assert made.sources[0].reference == "source:smith-2020"
    answers: dict[str, Any] = {"worry": 2, "at.ease": Decimal("0.1")}
    scores: dict[str, Any] = {"job": "8/3", "all": "too-few"}
    assert made.examples == (Example(answers=answers, scores=scores),)
    assert made.renamed == Renamed(items={"worry": "fear"})
    assert made.ignore == (Ignore(rule="item-length", place="items.worry", reason="Piloted in this wording."),)


def test_small_files_are_enough() -> None:
    """A file needs a format, an id, a title, one response scale, items and scales."""
    assert parse_questionnaire(SMALL) == Questionnaire.build(
        "q",
        title="Q",
        responses=parse_questionnaire(SMALL).response_scales,
        items={"worry": "I worry.", "safe": "I feel safe."},
        scales={"s": "worry -safe"},
        method="sum",
    )


@pytest.mark.parametrize("text", [WHOLE, SMALL], ids=["whole", "small"])
def test_json_of_the_same_shape_is_the_same(text: str) -> None:
    """The machine's form gives the questionnaire that the TOML gives."""
    twin = json.dumps(tomllib.loads(text, parse_float=Decimal), default=to_json)

    assert parse_questionnaire(twin, format="json") == parse_questionnaire(text)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(SMALL.encode(), id="bytes"),
        pytest.param(b"\xef\xbb\xbf" + SMALL.encode(), id="byte-order-mark"),
        pytest.param("\ufeff" + SMALL, id="mark-in-text"),
        pytest.param(SMALL.replace("\n", "\r\n"), id="crlf"),
        pytest.param(SMALL + "#" + "[" * 100 + '"""', id="brackets-in-a-comment"),
    ],
)
def test_the_same_text_in_other_clothes(data: str | bytes) -> None:
    """Bytes, a byte order mark, other line ends and comments change nothing."""
    assert parse_questionnaire(data) == parse_questionnaire(SMALL)


def test_brackets_in_texts_do_not_count() -> None:
    """What stands in a string of any kind is no nesting."""
    deep = "[{." * 40
    text = SMALL.replace('"I worry."', f'"{deep}"').replace('"I feel safe."', f'"""\n{deep}"" \\"""" # {deep}')

    assert parse_questionnaire(text).items[0].text == deep
    assert parse_questionnaire(text.replace(f'"{deep}"', f"'{deep}'", 1)).items[0].text == deep


def test_order_in_the_file_is_kept() -> None:
    """Items and scales come as they are written."""
    names = ["z", "a", "m"]
    items = "[items]\n" + "".join(f'{name} = "I."\n' for name in names)
    scales = "".join(f'[scales.s{name}]\nitems = ["m"]\nmethod = "sum"\n' for name in names)

    made = parse_questionnaire(HEAD + RESPONSES + items + scales)

    assert [item.id for item in made.items] == names
    assert [scale.id for scale in made.scales] == ["sz", "sa", "sm"]


FIELDS: list[tuple[str, str, str]] = [
    ("no-format", SMALL[11:], "the field 'format' is missing; write format = 1"),
    (
        "format-2",
        SMALL.replace("format = 1", "format = 2"),
        "line 1, format: it is none that this version reads; write 1, without quotes or point",
    ),
    (
        "format-true",
        SMALL.replace("= 1", "= true", 1),
        "line 1, format: it is none that this version reads; write 1, without quotes or point",
    ),
    ("no-title", SMALL.replace('title = "Q"\n', ""), "the field 'title' is missing"),
    ("no-items", SMALL.replace('items = ["worry", "-safe"]\n', ""), "line 9, scales.s: the field 'items' is missing"),
    ("no-method", SMALL.replace('method = "sum"\n', ""), "line 9, scales.s: the field 'method' is missing"),
    ("unknown", "titel = 1\n" + SMALL, "line 1: there is no field 'titel'; did you mean 'title'?"),
    ("unknown-inside", SMALL + "bnads = []\n", "line 12, scales.s: there is no field 'bnads'; did you mean 'bands'?"),
    ("own-id", SMALL + 'id = "s"\n', "line 12, scales.s: there is no field 'id'; the table's name is the id"),
    ("text-for-title", SMALL.replace('"Q"', "3"), "line 3, title: text is expected, not a number; put it in quotes"),
    ("title-list", SMALL.replace('"Q"', '["Q"]'), "line 3, title: text is expected, not a list"),
    ("title-date", SMALL.replace('"Q"', "2026-01-01"), "line 3, title: text is expected, not a date"),
    (
        "items-list",
        HEAD + "items = []\n" + RESPONSES + SCALES,
        "line 4, items: a table is expected, not a list; write [items.an-id] for each; the name is its id",
    ),
    (
        "authors-text",
        'authors = "me"\n' + SMALL,
        "line 1, authors: a list is expected, not text; put it in brackets: [ … ]",
    ),
    (
        "authors-number",
        'authors = ["me", 3]\n' + SMALL,
        "line 1, authors[1]: text is expected, not a number; put it in quotes",
    ),
    (
        "min-true",
        SMALL + "min_answered = true\n",
        "line 12, scales.s.min_answered: a number or text is expected, not true or false",
    ),
    (
        "min-text",
        SMALL + 'min_answered = "1"\n',
        (
            "line 12, scales.s.min_answered: it is neither a number of items nor a share of them; "
            "write a whole number, or a share of the items such as '2/3'"
        ),
    ),
    (
        "part-of-number",
        SMALL + "part_of = 3\n",
        "line 12, scales.s.part_of: text is expected, not a number; put it in quotes",
    ),
    (
        "range-text",
        SMALL + 'range = "0 to 4"\n',
        "line 12, scales.s.range: a list is expected, not text; put it in brackets: [ … ]",
    ),
    (
        "range-nan",
        SMALL + "range = [0, nan]\n",
        "line 12, scales.s.range[1]: a number is expected, not NaN or infinity",
    ),
    (
        "band-inf",
        SMALL + 'bands = [{ start = -inf, label = "a" }]\n',
        "line 12, scales.s.bands[0].start: a number is expected, not NaN or infinity",
    ),
    (
        "band-over-zero",
        SMALL + 'bands = [{ start = "4/0", label = "a" }]\n',
        "line 12, scales.s.bands[0].start: '4/0' is no fraction; the lower number of a fraction is not 0",
    ),
    (
        "weight-true",
        SMALL.replace('"-safe"', '{ item = "safe", weight = true }'),
        "line 10, scales.s.items[1].weight: a number is expected, not true or false",
    ),
    (
        "reverse-number",
        SMALL.replace('"-safe"', '{ item = "safe", reverse = 1 }'),
        "line 10, scales.s.items[1].reverse: true or false is expected, not a number",
    ),
    (
        "key-number",
        SMALL.replace('"-safe"', "3"),
        "line 10, scales.s.items[1]: an item's id or a table is expected, not a number",
    ),
    (
        "two-minuses",
        SMALL.replace("-safe", "--safe"),
        (
            "line 10, scales.s.items[1]: there is no item '-safe'; "
            "write '-safe' by itself, or reverse = true in a table, to key it in reverse"
        ),
    ),
    (
        "labels-text",
        SMALL.replace('["no", "yes"]', '"no"'),
        "line 5, response_scales.r.labels: a list is expected, not text; put it in brackets: [ … ]",
    ),
    (
        "label-number",
        SMALL.replace('["no", "yes"]', '["no", 1]'),
        "line 5, response_scales.r.labels[1]: text is expected, not a number; put it in quotes",
    ),
    (
        "labels-and-options",
        SMALL.replace("labels", "options = []\nlabels"),
        "line 6, response_scales.r.labels: there are options as well; give one or the other",
    ),
    (
        "same-labels",
        SMALL.replace('"yes"', '"no"'),
        "line 5, response_scales.r.labels: two have the same label ('no'); give each one of its own",
    ),
    ("blank-item", SMALL.replace("I worry.", " "), "line 7, items.worry.text: the text is blank"),
    (
        "item-number",
        SMALL.replace('"I worry."', "3"),
        "line 7, items.worry: a text or a table is expected, not a number",
    ),
    (
        "bidirectional",
        SMALL.replace("I worry.", r"I \u202Eworry."),
        "line 7, items.worry.text: the text holds hidden characters (U+202E); remove them",
    ),
    (
        "no-id",
        SMALL.replace('"q"', '"My Q"'),
        "line 2, id: 'My Q' is no id; use small letters and digits joined by single hyphens",
    ),
    (
        "digits",
        SMALL + f"range = [0, {'9' * 19}]\n",
        "line 12, scales.s.range[1]: the number has more than 18 digits, or an exponent beyond ±30; write fewer digits",
    ),
    (
        "decimals",
        SMALL + f"range = [0, 0.{'1' * 19}]\n",
        "line 12, scales.s.range[1]: the number has more than 18 digits, or an exponent beyond ±30; write fewer digits",
    ),
    (
        "exponent",
        SMALL + "range = [0, 1e31]\n",
        "line 12, scales.s.range[1]: the number has more than 18 digits, or an exponent beyond ±30; write fewer digits",
    ),
    (
        "tiny",
        SMALL + "range = [0, 1e-31]\n",
        "line 12, scales.s.range[1]: the number has more than 18 digits, or an exponent beyond ±30; write fewer digits",
    ),
    (
        "true-answer",
        SMALL + "[[examples]]\nanswers = { worry = true }\nscores = {}\n",
        "line 13, examples[0].answers.worry: a number is expected, not true or false",
    ),
    (
        "items-file",
        'items_file = "items.csv"\n' + SMALL,
        "line 1, items_file: there are items as well; give one or the other",
    ),
    (
        "renamed-number",
        SMALL + "[renamed.items]\nsafe = 3\n",
        "line 13, renamed.items.safe: text is expected, not a number; put it in quotes",
    ),
    (
        "year-text",
        SMALL + '[sources.a]\ntitle = "A"\nevidence = "trial"\nlocator_missing = true\nyear = "2020"\n',
        "line 16, sources.a.year: a whole number is expected, not text",
    ),
]


@pytest.mark.parametrize(("text", "message"), [pytest.param(*case[1:], id=case[0]) for case in FIELDS])
def test_fields_are_just_what_they_should_be(text: str, message: str) -> None:
    """Nothing is missing, nothing is unknown, and no value is taken for one of another type."""
    assert refusal(text) == f"mine: {message}"


def test_id_with_a_dot_is_quoted() -> None:
    """The message for an id whose dot makes it two says how it is written."""
    assert refusal(SMALL + '[items.at.ease]\ntext = "I am."\n') == (
        "mine: line 12, items.at: there is no field 'ease'; quote an id that has a dot: [items.\"at.ease\"]"
    )
    assert refusal(SMALL.replace("safe =", "at.ease =").replace("-safe", "worry2")) == (
        "mine has 2 problems:\n"
        "  - line 8, items.at: there is no field 'ease'; quote an id that has a dot: [items.\"at.ease\"]\n"
        "  - line 10, scales.s.items[1]: there is no item 'worry2'; did you mean 'worry'?"
    )


UNKNOWN = [
    ("scales", 'skip_unless = "worry"', "line 12, scales.s: there is no field 'skip_unless'"),
    ("top", 'questions = "x"', "line 1: there is no field 'questions'; did you mean 'items'?"),
    (
        "scales",
        'version = "1.0.0"',
        "line 12, scales.s: there is no field 'version'; write it at the top, above the first [table]",
    ),
    ("scales", "cutoffs = []", "line 12, scales.s: there is no field 'cutoffs'; did you mean 'bands'?"),
    ("scales", "metod = 3", "line 12, scales.s: there is no field 'metod'; did you mean 'method'?"),
    (
        "ignore",
        '[[ignore]]\nrule = "a"\nreason = "b"\nsince = 3',
        "line 15, ignore[0]: there is no field 'since'; the fields are rule, reason, place",
    ),
]


@pytest.mark.parametrize(("where", "line", "message"), UNKNOWN)
def test_an_unknown_field_says_what_is_known(where: str, line: str, message: str) -> None:
    """A field that there is not brings the one that was meant, where it belongs, or the few that there are."""
    assert refusal(f"{line}\n{SMALL}" if where == "top" else f"{SMALL}{line}\n") == f"mine: {message}"


def test_a_misspelled_field_is_told_once() -> None:
    """That the right one is missing is not told as well."""
    assert refusal(SMALL.replace("title", "titel").replace("labels", "lables").replace("method", "metod")) == (
        "mine has 3 problems:\n"
        "  - line 3: there is no field 'titel'; did you mean 'title'?\n"
        "  - line 5, response_scales.r: there is no field 'lables'; did you mean 'labels'?\n"
        "  - line 11, scales.s: there is no field 'metod'; did you mean 'method'?"
    )


KEYS = ["\u2013safe", "\u2212safe", "- safe", "safe (R)", "safe_R", "safer", "safe-", "*safe", "!safe"]


@pytest.mark.parametrize("key", KEYS)
def test_a_key_in_reverse_is_told_how_it_is_written(key: str) -> None:
    """What is meant as a minus keeps its meaning in the remedy: without it the score would be turned round."""
    assert refusal(SMALL.replace("-safe", key)).endswith("; write '-safe' to key it in reverse")


def test_a_minus_in_the_wrong_place_is_told() -> None:
    """A minus is written in a key by itself; in a table there is a field for it."""
    remedy = "write '-safe' by itself, or reverse = true in a table, to key it in reverse"
    for key in ('"--safe"', '{ item = "-safe" }', '{ item = "-safe", reverse = true }'):
        told = refusal(SMALL.replace('"-safe"', key))
        assert told == f"mine: line 10, scales.s.items[1]: there is no item '-safe'; {remedy}"


def test_ids_are_suggested_whatever_their_case() -> None:
    """In other case it is the same word to whoever writes it."""
    assert refusal(SMALL.replace("-safe", "-SAFE")).endswith("there is no item 'SAFE'; did you mean 'safe'?")


def test_a_scale_in_place_of_an_item_is_told() -> None:
    """Ids that are there, of the other kind, are told as such."""
    assert refusal(SMALL.replace("-safe", "s")) == (
        "mine: line 10, scales.s.items[1]: there is no item 's'; 's' is a scale"
    )
    assert refusal(SMALL + 'part_of = "worry"\n') == (
        "mine: line 12, scales.s.part_of: there is no scale 'worry'; 'worry' is an item"
    )


def test_problems_of_a_file_come_at_once() -> None:
    """Faults of form and references to nothing are listed together, in the order of the lines."""
    text = SMALL.replace("-safe", "saef").replace('"sum"', '"modus"') + 'bnads = []\n[scales.t]\nitems = ["wory"]\n'

    assert refusal(text) == (
        "mine has 5 problems:\n"
        "  - line 10, scales.s.items[1]: there is no item 'saef'; did you mean 'safe'?\n"
        "  - line 11, scales.s.method: 'modus' is not one of 'sum', 'mean', 'count'\n"
        "  - line 12, scales.s: there is no field 'bnads'; did you mean 'bands'?\n"
        "  - line 13, scales.t: the field 'method' is missing\n"
        "  - line 14, scales.t.items[0]: there is no item 'wory'; did you mean 'worry'?"
    )


def test_form_and_sense_come_at_once() -> None:
    """A field that there is not hides no other fault of the head."""
    assert refusal('version = "1"\nvalidation = "published"\ntitel = ""\n' + SMALL) == (
        "mine has 3 problems:\n"
        "  - line 1, version: '1' is no version; write three numbers, such as 1.0.0\n"
        "  - line 2, validation: 'published' needs citations; name the study in citations\n"
        "  - line 3: there is no field 'titel'; did you mean 'title'?"
    )


TEXTS: list[tuple[str, str | bytes, Literal["toml", "json"], str]] = [
    ("empty", "", "toml", "mine: there is nothing in it; begin with: insight new my-questionnaire"),
    (
        "curved-quotes",
        "title = “Q”\n",
        "toml",
        "mine: line 1: this is no TOML (“ (U+201C) is no quote here; write straight ones)",
    ),
    (
        "hidden",
        "title\u00a0= 3\n",
        "toml",
        "mine: line 1: this is no TOML (there is a character that is not seen (U+00A0); take it away)",
    ),
    ("decimal-comma", "a = 0,5\n", "toml", "mine: line 1: this is no TOML (a number is written with a point: 0.5)"),
    ("parentheses", "a = (1, 2)\n", "toml", "mine: line 1: this is no TOML (a list stands in brackets: [ … ])"),
    (
        "json-as-toml",
        "{}",
        "toml",
        "mine: line 1: this is no TOML (it begins like JSON; call the file .json, or pass format='json', if it is)",
    ),
    (
        "toml-as-json",
        "id = 3",
        "json",
        "mine: line 1: this is no JSON (it begins like TOML; call the file .toml, or pass format='toml', if it is)",
    ),
    ("json-list", "[]", "json", "mine: it is not a table of fields; write { … }"),
    ("json-null", "null", "json", "mine: it is not a table of fields; write { … }"),
    ("latin-1", SMALL.replace("Q", "é").encode("latin-1"), "toml", "mine: line 3: it is not UTF-8; save it as UTF-8"),
    ("utf-16", SMALL.encode("utf-16"), "toml", "mine: line 1: it is UTF-16; save it as UTF-8"),
    (
        "two-keys-toml",
        HEAD + "id = 1",
        "toml",
        "mine: line 4: this is no TOML (a field is there twice, or is a value and a table at once)",
    ),
    ("two-keys-json", '{"id": 1, "id": 1}', "json", "mine: the key 'id' is there twice"),
    ("two-keys-inside", '{"a": [{"b": 1, "b": 2}]}', "json", "mine: the key 'b' is there twice"),
    ("open-string", 'a = 1\nb = "', "toml", "mine: line 2: this is no TOML (a text is not closed by quotes)"),
    (
        "open-json",
        '{\n"a": ',
        "json",
        (
            "mine: line 2: this is no JSON (a value is missing, or is none: a text stands in "
            "double quotes, true and null in small letters)"
        ),
    ),
    ("json-nan", '{"a": NaN}', "json", "mine: this is no JSON (NaN is no number)"),
    ("json-infinity", '{"a": -Infinity}', "json", "mine: this is no JSON (-Infinity is no number)"),
    (
        "huge-integer",
        "a = " + "9" * 5000,
        "toml",
        "mine: this is no TOML (a number in it is far too long, or a date is none)",
    ),
    (
        "huge-json",
        '{"a": ' + "9" * 5000 + "}",
        "json",
        "mine: this is no JSON (a number in it is far too long)",
    ),
    (
        "endless-exponent",
        f"a = 1e{'9' * 30}",
        "toml",
        "mine: this is no TOML (a number in it is far too long, or a date is none)",
    ),
]


@pytest.mark.parametrize(("text", "written", "message"), [pytest.param(*case[1:], id=case[0]) for case in TEXTS])
def test_texts_are_well_formed(text: str | bytes, written: Literal["toml", "json"], message: str) -> None:
    """What is no TOML, no JSON or no UTF-8 is told in one sentence, with the line where there is one."""
    assert refusal(text, written) == message


def test_size_has_a_limit() -> None:
    """256 KiB are read, in bytes, and one byte more is not."""
    text = SMALL + "#"

    assert parse_questionnaire(text + " " * (256 * 1024 - len(text))) == parse_questionnaire(SMALL)
    assert refusal(text + " " * (256 * 1024 - len(text) + 1)) == "mine: it is larger than 256 KiB; make it smaller"
    assert refusal(text + "é" * (128 * 1024)) == "mine: it is larger than 256 KiB; make it smaller"


DEEP: list[tuple[str, str, Literal["toml", "json"], int]] = [
    ("list", "a = 1\nb = {}{}", "toml", 2),
    ("table", "a = {}{}", "toml", 1),
    ("dotted", "\n\na{}{} = 1", "toml", 3),
    ("quoted-dotted", "a{}{} = 1", "toml", 1),
    ("header", "[a{}{}]", "toml", 1),
    ("array-header", "[[a{}{}]]", "toml", 1),
    ("json-list", '{{"a": {}{}}}', "json", 1),
    ("json-table", "{}1{}", "json", 1),
]
OPENING = {"list": "[", "table": "{a=", "quoted-dotted": '."a"', "json-list": "[", "json-table": '{"a":'}
CLOSING = {"list": "]", "table": "}", "json-list": "]", "json-table": "}"}


@pytest.mark.parametrize(("how", "text", "written", "line"), DEEP, ids=[case[0] for case in DEEP])
def test_nesting_has_a_limit(how: str, text: str, written: Literal["toml", "json"], line: int) -> None:
    """Brackets and parts of dotted keys are counted before a parser runs: some 30 pass, 33 do not."""

    def nested(times: int) -> str:
        inner = "1" if how == "table" else ""
        return text.format(OPENING.get(how, ".a") * times, inner + CLOSING.get(how, "") * times)

    assert refusal(nested(34), written) == f"mine: line {line}: tables or lists are nested more than 32 deep; nest less"
    assert "nested" not in refusal(nested(28), written)


def test_header_and_key_nest_together() -> None:
    """A dotted key below a dotted header is as deep as both."""
    text = "[a" + ".a" * 20 + "]\nb" + ".b" * 20 + " = 1\n"

    assert refusal(text) == "mine: line 2: tables or lists are nested more than 32 deep; nest less"


def test_items_have_a_limit() -> None:
    """A file of more than 2,000 items is refused."""
    items = "[items]\n" + "".join(f'i{n} = "I."\n' for n in range(2001))

    assert refusal(HEAD + RESPONSES + items + '[scales.s]\nitems = ["i0"]\nmethod = "sum"\n') == (
        "mine: line 6, items: there are 2001, and at most 2000 can be"
    )


def test_files_are_read_by_their_ending(tmp_path: Path) -> None:
    """A file that ends in .json is JSON, any other is TOML; messages name the file."""
    written = {"a.toml": SMALL, "b.JSON": json.dumps(tomllib.loads(SMALL)), "c.txt": SMALL, "d.toml": "="}
    for name, text in written.items():
        (tmp_path / name).write_text(text, encoding="utf-8")

    assert load_questionnaire(tmp_path / "a.toml") == load_questionnaire(str(tmp_path / "b.JSON"))
    assert load_questionnaire(tmp_path / "c.txt") == insight.load_questionnaire(tmp_path / "a.toml")
    with pytest.raises(ReadError) as refused:
        load_questionnaire(tmp_path / "d.toml")
    assert str(refused.value) == "d.toml: line 1: this is no TOML (a line begins with neither a name nor a [header])"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        pytest.param("nowhere.toml", "there is no such file; check the path", id="missing"),
        pytest.param("", "this is a folder; name a file in it", id="folder"),
        pytest.param("file/a.toml", "it cannot be read (Not a directory)", id="below-a-file"),
        pytest.param("a" * 300, "it cannot be read (File name too long)", id="long"),
        pytest.param("a\0b", "it cannot be read (the path is not valid)", id="null-byte"),
    ],
)
def test_paths_that_are_no_file_are_told(tmp_path: Path, name: str, message: str) -> None:
    """A path that cannot be read is an error of this library, and names the path without its control characters."""
    (tmp_path / "file").touch()
    shown = str(tmp_path / name).replace("\0", r"\x00")

    with pytest.raises(FileAccessError) as refused:
        load_questionnaire(tmp_path / name)
    assert str(refused.value) == f"{shown}: {message}"


def test_files_that_break_while_they_are_read_are_told(tmp_path: Path) -> None:
    """A file that opens, and then cannot be read, is an error of this library too."""
    memory = Path("/proc/self/mem")
    if not memory.exists():
        pytest.skip("this system has no file that opens and cannot be read")

    with pytest.raises(FileAccessError) as refused:
        load_questionnaire(memory)
    assert str(refused.value) == "/proc/self/mem: it cannot be read (Input/output error)"


WEIGHTS = ", ".join(f'{{ item = "i{n}", weight = "1/{10**18 - 2 * n - 1}" }}' for n in range(300))
MANY = "[items]\n" + "".join(f'i{n} = "I."\n' for n in range(300))
HOSTILE: dict[str, str | bytes] = {
    "null-bytes": b"\0" * 100,
    "null-in-a-text": SMALL.replace("I worry.", "I\0worry."),
    "escaped-null": SMALL.replace("I worry.", r"I\u0000worry."),
    "lone-surrogate-in-the-text": SMALL.replace("I worry.", "\ud800"),
    "escaped-surrogate": SMALL.replace("I worry.", r"\uD800"),
    "broken-utf-8": b"\xff\xfe\xfd",
    "cut-utf-8": SMALL.encode() + b"#\xe2\x82",
    "two-marks": "\ufeff\ufeff" + SMALL,
    "carriage-returns": SMALL.replace("\n", "\r"),
    "open-brackets": "a = " + "[" * 100_000,
    "open-brackets-over-lines": "a = " + "[\n" * 10_000,
    "open-tables": "a = " + "{a = " * 10_000,
    "closed-brackets": "]" * 10_000,
    "quotes": '"' * 10_000,
    "single-quotes": "'" * 10_000,
    "dots": "." * 10_000,
    "dotted": "a" + ".a" * 10_000 + " = 1",
    "dotted-blanks": "a" + " . a" * 10_000 + " = 1",
    "dotted-quoted": '"a"' + '."a"' * 10_000 + " = 1",
    "header": "[a" + ".a" * 10_000 + "]",
    "array-header": "[[a" + ".a" * 10_000 + "]]",
    "equals": "=" * 1_000,
    "backslashes": 'a = "' + "\\" * 9_999 + '"',
    "thirty-deep": "a = " + "[" * 30 + "]" * 30,
    "inline-dotted": "a = {" + "b.b.b.b.b.b.b.b = {" * 20 + "}" * 21,
    "huge-integer": "format = " + "9" * 100_000,
    "huge-hexadecimal": "format = 0x" + "f" * 100_000,
    "hexadecimal-of-many-digits": "format = 0x" + "f" * 4_000,
    "huge-decimal": "format = 0." + "9" * 100_000,
    "huge-exponent": "format = 1e999999999999999999",
    "endless-exponent": "format = 1e" + "9" * 1_000,
    "tiny-exponent": SMALL + "range = [1e-999999, 1]",
    "infinity": SMALL + "range = [-inf, inf]",
    "not-a-number": SMALL.replace("labels =", "missing = [{ value = nan, label = 'a' }]\nlabels ="),
    "signed-nan": SMALL + "at_least = -nan",
    "month-13": "a = 2026-13-01",
    "day-30": "a = 2026-02-30",
    "hour-25": "a = 25:00:00",
    "zone": "a = 2026-01-01T00:00:00+99:99",
    "year-0": "a = 0000-01-01",
    "date-as-title": SMALL.replace('"Q"', "2026-01-01T00:00:00Z"),
    "fraction-over-zero": SMALL + 'min_answered = "1/0"',
    "other-digits": SMALL + f'min_answered = "{chr(0x661)}/{chr(0x662)}"',
    "long-fraction": SMALL + f'range = ["{"9" * 5_000}/7", 1]',
    "long-share": SMALL + f'min_answered = "{"1" * 5_000}/{"2" * 5_000}"',
    "min-huge": SMALL + "min_answered = " + "9" * 4_000,
    "min-table": SMALL + "min_answered = { a = 1 }",
    "value-huge": SMALL.replace(
        'labels = ["no", "yes"]', f'options = [{{ value = 1, label = "a" }}, {{ value = {"9" * 4_000}, label = "b" }}]'
    ),
    "fine-weights": HEAD + RESPONSES + MANY + f'[scales.s]\nmethod = "sum"\nitems = [{WEIGHTS}]\n',
    "fine-weights-mean": HEAD + RESPONSES + MANY + f'[scales.s]\nmethod = "mean"\nitems = [{WEIGHTS}]\n',
    "fine-weights-range": HEAD
    + RESPONSES
    + MANY
    + f'[scales.s]\nmethod = "sum"\nrange = [0, 1]\nitems = [{WEIGHTS}]\n',
    "no-table": "items = 1\nscales = 2\nresponse_scales = 3\nsources = 4\nexamples = 5\nrenamed = 6\nignore = 7",
    "tables-of-nothing": "[items]\n[scales]\n[response_scales]\n[sources]\n[renamed]",
    "lists-of-tables": "[[items]]\n[[scales]]\n[[response_scales]]\n[[sources]]",
    "empty-id": SMALL.replace("[scales.s]", '[scales.""]'),
    "id-of-control-characters": SMALL.replace("[scales.s]", r'[scales."\u001b[31m\n"]'),
    "long-id": SMALL.replace("[scales.s]", f"[scales.{'s' * 100_000}]"),
    "key-of-a-table-in-a-table": SMALL.replace('"-safe"', '{ item = { item = "safe" } }'),
    "circle": SMALL + 'part_of = "s"\n',
    "empty-key": SMALL.replace('"-safe"', '""'),
    "minus-only": SMALL.replace('"-safe"', '"-"'),
    "code": SMALL.replace("I worry.", "{}").replace("sum", "__import__('os').abort()"),
}
HOSTILE_JSON: dict[str, str | bytes] = {
    "empty": "",
    "nothing": "null",
    "number": "1",
    "open-brackets": "[" * 100_000,
    "open-tables": '{"a":' * 50_000,
    "thirty-deep": '{"a":' * 30 + "1" + "}" * 30,
    "thirty-deep-items": '{"items":' * 30 + "{}" + "}" * 30,
    "huge-integer": '{"format": ' + "9" * 100_000 + "}",
    "huge-exponent": '{"format": 1e99999999999999999999}',
    "nan": '{"format": NaN}',
    "surrogate-text": '{"title": "\\ud800"}',
    "surrogate-key": '{"\\ud800": 1}',
    "surrogate-id": '{"items": {"\\ud800": 3}}',
    "surrogate-scale": '{"scales": {"\\udfff": {"items": ["\\udfff"], "method": "\\udfff"}}}',
    "two-surrogate-keys": '{"\\ud800": 1, "\\ud800": 2}',
    "terminal-escape": '{"items": {"\\u001b[31m\\u0007": 3}}',
    "newline-in-an-id": '{"items": {"a\\nb": 3}}',
    "turned-id": '{"items": {"\\u202ea": 3}}',
    "null-bytes": "\0",
    "null-fields": json.dumps(dict.fromkeys(tomllib.loads(WHOLE))),
    "number-fields": json.dumps(dict.fromkeys(tomllib.loads(WHOLE), 1)),
    "list-fields": json.dumps({name: [None, [], {}, "a", 1, True] for name in tomllib.loads(WHOLE)}),
    "table-fields": json.dumps({name: {"a": None, "b": {"c": []}, "id": 1} for name in tomllib.loads(WHOLE)}),
    "utf-16": '{"id": "q"}'.encode("utf-16"),
}


CASES = [
    *(pytest.param(text, "toml", id=name) for name, text in HOSTILE.items()),
    *(pytest.param(text, "json", id=f"json-{name}") for name, text in HOSTILE_JSON.items()),
]


@pytest.mark.parametrize(("text", "written"), CASES)
def test_nothing_but_our_own_error_comes_out(text: str | bytes, written: Literal["toml", "json"]) -> None:
    """Whatever a text holds, it is refused with problems that can be printed, and without a chained error."""
    with pytest.raises(ReadError) as refused:
        parse_questionnaire(text, format=written)
    lines = str(refused.value).split("\n")

    assert refused.value.problems
    assert refused.value.__cause__ is None
    assert all(line.isprintable() for line in lines)
    assert len(lines) in {1, len(refused.value.problems) + 1}
    assert max(map(len, lines)) < 500


@pytest.mark.parametrize(("text", "written"), CASES)
def test_answers_meet_nothing_but_our_own_error(text: str | bytes, written: Literal["toml", "json"]) -> None:
    """A hostile text is refused as answers, or read as a plain table; nothing else comes out."""
    with contextlib.suppress(ReadError):
        assert isinstance(parse_answers(text), dict)


def test_open_strings_cost_no_more_than_their_length() -> None:
    """A file of open multi-line strings is told at once; each was once read to the end, line by line."""
    with pytest.raises(ReadError):
        parse_questionnaire('\\"""\n' * 50_000)


def test_thousands_of_unknown_fields_are_cut_off() -> None:
    """Of many problems hundreds are told, and only the first few come with a suggestion."""
    with pytest.raises(ReadError) as refused:
        parse_questionnaire("".join(f"item{n} = 1\n" for n in range(15_000)))

    unknown = [problem for problem in refused.value.problems if "there is no field" in problem.message]
    assert len(unknown) == 300
    assert sum(problem.remedy != "" for problem in unknown) <= 20


def test_thousands_of_broken_parts_are_cut_off() -> None:
    """After hundreds of broken elements of a list the others are not looked at, and it says so."""
    with pytest.raises(ReadError) as refused:
        parse_questionnaire(SMALL.replace('"-safe"', ", ".join(["3"] * 50_000)))

    assert len(refused.value.problems) == 301
    assert str(refused.value.problems[-1]).endswith("there is more, which was not looked at; mend these first")
