"""The JSON Schema of a questionnaire file: it has what the classes have, takes what is sound, and sees what is not."""

import copy
import datetime as dt
import json
import re
import runpy
import tomllib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import insight
from insight.errors import ReadError
from insight.loading import schema, strict
from insight.loading.definitions import NAMED
from insight.questionnaires import Questionnaire
from insight.testing import questionnaires

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = Path(insight.__file__).parent / "data" / "schema" / "questionnaire.json"
SOUND = sorted(
    path
    for folder, pattern in (
        ("src/insight/data/questionnaires", "*.toml"),
        ("docs", "**/check-in.toml"),
        ("tests/instruments", "*.toml"),
        ("tests/sound", "*.toml"),
    )
    for path in (ROOT / folder).glob(pattern)
)
(SHOWN,) = re.findall(
    r"```toml\n(.*?)```", (ROOT / "docs/reference/questionnaire-files.md").read_text(encoding="utf-8"), re.DOTALL
)
SCHEMA = schema.questionnaire_schema()
VALIDATOR = Draft202012Validator(SCHEMA)
DEFINITIONS = [(Questionnaire, SCHEMA), *((cls, SCHEMA["$defs"][schema.name_of(cls)]) for cls in schema.parts())]


def read_toml(text: str) -> dict[str, Any]:
    """A TOML text as a JSON text would hold it, which is what editors hand to a schema."""
    table: dict[str, Any] = to_json_types(tomllib.loads(text, parse_float=Decimal))
    return table


def to_json_types(value: Any) -> Any:
    """Plain data without the types that JSON does not have."""
    if isinstance(value, dict):
        return {name: to_json_types(each) for name, each in value.items()}
    if isinstance(value, list):
        return [to_json_types(each) for each in value]
    if isinstance(value, dt.date):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def found(data: object) -> list[str]:
    """What the schema says of *data*, each with its place."""
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(data)]


def load(data: object) -> Questionnaire:
    """The questionnaire of plain data."""
    return insight.parse_questionnaire(json.dumps(data), format="json")


def test_the_schema_is_one() -> None:
    """The schema keeps the rules of its draft, which it names, and has an address without a host."""
    Draft202012Validator.check_schema(SCHEMA)

    assert list(SCHEMA)[:4] == ["$schema", "$id", "title", "description"]
    assert SCHEMA["$schema"] == Draft202012Validator.META_SCHEMA["$schema"]
    assert SCHEMA["$id"] == "urn:insight:questionnaire:1"


def test_the_shipped_file_is_the_generated_one() -> None:
    """What editors are given is what follows from the classes now."""
    ((path, text),) = runpy.run_path(str(ROOT / "docs" / "generate.py"))["data_files"]().items()

    assert path == SHIPPED
    assert SHIPPED.read_text(encoding="utf-8") == f"{text}\n", "run: uv run python docs/generate.py"
    assert json.loads(text) == SCHEMA


@pytest.mark.parametrize("path", SOUND, ids=lambda path: path.name)
def test_sound_files_pass(path: Path) -> None:
    """No questionnaire of this project has anything that the schema finds."""
    assert found(read_toml(path.read_text(encoding="utf-8"))) == []


def test_the_file_of_the_reference_passes() -> None:
    """The questionnaire that shows every field has nothing that the schema finds."""
    assert found(read_toml(SHOWN)) == []


@given(questionnaires())
def test_whatever_is_written_passes(questionnaire: Questionnaire) -> None:
    """A questionnaire as `to_dict` writes it has nothing that the schema finds."""
    assert found(insight.to_dict(questionnaire)) == []


@pytest.mark.parametrize(("cls", "definition"), DEFINITIONS, ids=lambda each: getattr(each, "__name__", ""))
def test_fields_are_those_of_the_class(cls: type, definition: dict[str, Any]) -> None:
    """A class and its definition have the same fields, but for those that only a file has, and ids that are names."""
    fields = {each.name for each in attrs.fields(cls)} - ({"id"} if cls in NAMED.values() else set())
    of_files = {Questionnaire: {"format", "kind", "items_file"}, insight.ResponseScale: {"labels"}}

    assert set(definition["properties"]) == fields | of_files.get(cls, set())
    assert set(definition["required"]) <= set(definition["properties"])
    assert definition["additionalProperties"] is False
    assert definition["description"]
    assert all(field["description"] for field in definition["properties"].values())


def test_nothing_is_explained_twice() -> None:
    """A text about a field stands in the docstring of its class or in the table, not in both, and there is no other."""
    fields = {
        f"{schema.name_of(cls)}.{name}" for cls, _ in DEFINITIONS for name in attrs.fields_dict(cls).keys() - {"id"}
    }
    documented = {f"{schema.name_of(cls)}.{name}" for cls, _ in DEFINITIONS for name in schema.documented(cls)}

    assert fields - documented == set(schema.HELP)


def test_other_forms_are_those_of_the_reader() -> None:
    """What is read in another form than its type, or in short, is so in the schema as well."""
    assert set(schema.SHORT) == set(strict.SHORT)
    for cls, names in strict.WRITTEN.items():
        assert all("type" in schema.FIELDS[cls][name] for name in names)


def test_defaults_and_words_are_those_of_the_classes() -> None:
    """Editors show what holds where a field is left out, and which words there are."""
    fields, key = SCHEMA["properties"], SCHEMA["$defs"]["key"]["properties"]

    assert fields["version"]["default"] == "0.0.0"
    assert fields["validation"] == {
        "description": 'What is known about the scores; "published" needs citations.',
        "enum": ["none", "pilot", "published"],
        "default": "none",
    }
    assert (key["reverse"]["default"], key["weight"]["default"]) == (False, 1)
    assert "default" not in fields["title"] | fields["instructions"] | fields["renamed"]


# Edits of the questionnaire that shows every field: places, and what is put there. None is JSON's null.
GONE = object()
Edits = Sequence[tuple[str, object]]
HOSTILE: dict[str, Edits] = {
    "no DOI": [("sources/smith-2020/doi", "0.1002/per.2226")],
    "no address": [("sources/smith-2020/url", "example.org")],
    "a year of two digits": [("sources/smith-2020/year", 20)],
    "unknown field": [("colour", "red")],
    "unknown field of an item": [("items/worry/texts", "x")],
    "unknown field of a scale": [("scales/often-worried/bnads", [])],
    "unknown field of an option": [("response_scales/half-steps/options/0/missing", True)],
    "unknown field of a renaming": [("renamed/sources", {})],
    "an id within": [("items/worry/id", "worry")],
    "an id with a dot, unquoted": [("items/at", {"ease": {"text": "I am at ease."}})],
    "no format": [("format", GONE)],
    "another format": [("format", 2)],
    "format true": [("format", True)],
    "format as text": [("format", "1")],
    "another kind": [("kind", "sign")],
    "no id": [("id", GONE)],
    "an id with spaces": [("id", "Well being")],
    "an id with two hyphens": [("id", "well--being")],
    "an id too long": [("id", "a" * 65)],
    "no title": [("title", GONE)],
    "a blank title": [("title", " \t")],
    "a number for a title": [("title", 3)],
    "no value": [("title", None)],
    "no value where there need be none": [("scales/job-insecurity/part_of", None)],
    "a version of two numbers": [("version", "1.0")],
    "a version with a zero before it": [("version", "01.0.0")],
    "a version as a number": [("version", 1.0)],
    "a blank language": [("language", "")],
    "another word for validation": [("validation", "peer-reviewed")],
    "published without citations": [("validation", "published"), ("citations", GONE)],
    "published with no citation": [("validation", "published"), ("citations", [])],
    "an author who is no list": [("authors", "A. Author")],
    "a blank author": [("authors", [""])],
    "a citation without a source": [("citations", [{"place": "table 1"}])],
    "a citation of no id": [("citations/0/source", "Smith 2020")],
    "a citation as text": [("citations", ["smith-2020"])],
    "a number for true": [("citations/0/inferred", 1)],
    "no response scales": [("response_scales", {})],
    "response scales in a list": [("response_scales", [{"id": "often", "labels": ["a", "b"]}])],
    "neither labels nor options": [("response_scales/often/labels", GONE)],
    "labels and options": [("response_scales/half-steps/labels", ["no", "partly", "yes"])],
    "one label": [("response_scales/often/labels", ["never"])],
    "a label twice": [("response_scales/often/labels", ["never", "always", "never"])],
    "a number for a label": [("response_scales/often/labels", ["never", 1])],
    "a blank label": [("response_scales/often/labels", ["never", " "])],
    "labels that are none": [("response_scales/often/labels", "never always")],
    "too many labels": [("response_scales/often/labels", [f"option {n}" for n in range(501)])],
    "a value as text": [("response_scales/half-steps/options/0/value", "0")],
    "a value true": [("response_scales/half-steps/options/2/value", True)],
    "a value beyond the limit": [("response_scales/half-steps/options/2/value", 10**19)],
    "an option without a label": [("response_scales/half-steps/options/0/label", GONE)],
    "an option without a value": [("response_scales/often/missing/0/value", GONE)],
    "no items": [("items", GONE)],
    "items that are none": [("items", {})],
    "items in a list": [("items", [{"id": "worry", "text": "I worry."}])],
    "too many items": [("items", {f"i{n}": "I." for n in range(2001)})],
    "a bad id of an item": [("items/-worry", "I worry.")],
    "too long an id of an item": [("items/" + "a" * 65, "I worry.")],
    "a blank item": [("items/worry", " ")],
    "an item that is a number": [("items/worry", 3)],
    "an item without a text": [("items/worry/text", GONE)],
    "responses of no id": [("items/worry/responses", "very often")],
    "about a strategy": [("items/worry/about", ["strategy:small-goals"])],
    "about no reference": [("items/worry/about", ["perfectionism"])],
    "about with two minuses": [("items/worry/about", ["--sign:perfectionism"])],
    "about another axis": [("items/worry/about", ["axis:height"])],
    "about no id": [("scales/job-insecurity/about", ["domain:Career"])],
    "about as text": [("scales/job-insecurity/about", "domain:career")],
    "help of no id": [("items/worry/resources", ["US 211"])],
    "items and a file of them": [("items_file", "items.csv")],
    "a file of items elsewhere": [("items", GONE), ("items_file", "../items.csv")],
    "a file of items of another kind": [("items", GONE), ("items_file", "items.xlsx")],
    "no scales": [("scales", GONE)],
    "scales that are none": [("scales", {})],
    "a scale without items": [("scales/often-worried/items", GONE)],
    "a scale of no items": [("scales/often-worried/items", [])],
    "an item twice": [("scales/often-worried/items", ["worry", "worry"])],
    "items of a scale as text": [("scales/often-worried/items", "worry -safe")],
    "a key with a space": [("scales/often-worried/items", ["- safe"])],
    "a key that is a number": [("scales/often-worried/items", [1])],
    "a key without an item": [("scales/job-insecurity/items/2/item", GONE)],
    "reverse as a number": [("scales/job-insecurity/items/2/reverse", 1)],
    "a weight of 0": [("scales/job-insecurity/items/2/weight", 0)],
    "a weight divided by 0": [("scales/job-insecurity/items/2/weight", "1/0")],
    "a weight with a point as text": [("scales/job-insecurity/items/2/weight", "0.5")],
    "a weight with spaces": [("scales/job-insecurity/items/2/weight", "1 / 2")],
    "a weight in other digits": [("scales/job-insecurity/items/2/weight", "\u0661/\u0662")],
    "a weight of 19 digits": [("scales/job-insecurity/items/2/weight", "1" * 19)],
    "a weight true": [("scales/job-insecurity/items/2/weight", True)],
    "another method": [("scales/often-worried/method", "median")],
    "no method": [("scales/job-insecurity/method", GONE)],
    "a count without at_least": [("scales/often-worried/at_least", GONE)],
    "at_least without a count": [("scales/job-insecurity/at_least", 3)],
    "at_least as text": [("scales/often-worried/at_least", "3")],
    "at_least true": [("scales/often-worried/at_least", True)],
    "no answer needed": [("scales/job-insecurity/min_answered", 0)],
    "half an answer needed": [("scales/job-insecurity/min_answered", 1.5)],
    "a number of answers as text": [("scales/job-insecurity/min_answered", "2")],
    "a share below 0": [("scales/job-insecurity/min_answered", "-2/3")],
    "a share of 0": [("scales/job-insecurity/min_answered", "0/3")],
    "a share true": [("scales/job-insecurity/min_answered", True)],
    "a range of one number": [("scales/job-insecurity/range", [0])],
    "a range of three numbers": [("scales/job-insecurity/range", [0, 1, 2])],
    "a range of words": [("scales/job-insecurity/range", ["low", "high"])],
    "a band without a start": [("scales/job-insecurity/bands/0/start", GONE)],
    "a start that is no fraction": [("scales/job-insecurity/bands/1/start", "4:3")],
    "a band without a label": [("scales/job-insecurity/bands/0/label", "")],
    "too many bands": [("scales/job-insecurity/bands", [{"start": n, "label": f"band {n}"} for n in range(501)])],
    "part of no id": [("scales/often-worried/part_of", "job insecurity")],
    "a blank name": [("scales/job-insecurity/name", "")],
    "a source that cannot be found": [("sources/smith-2020/locator_missing", GONE)],
    "a source that can be found nowhere": [("sources/smith-2020/locator_missing", False)],
    "a source with nothing for a DOI": [("sources/smith-2020", {"title": "A", "evidence": "trial", "doi": ""})],
    "another word for evidence": [("sources/smith-2020/evidence", "rumour")],
    "a year as text": [("sources/smith-2020/year", "2020")],
    "a bad id of a source": [("sources/Smith", {"title": "A", "evidence": "trial", "locator_missing": True})],
    "an example without answers": [("examples/0/answers", GONE)],
    "an answer as text": [("examples/0/answers/worry", "3")],
    "answers in a list": [("examples/0/answers", [3, 1])],
    "another word for a score": [("examples/0/scores/often-worried", "none")],
    "no score": [("examples/0/scores/often-worried", None)],
    "examples that are no list": [("examples", {})],
    "an old id that is none": [("renamed/items/safe", "is safe")],
    "old ids in a list": [("renamed/items", ["secure"])],
    "a silenced rule without a reason": [("ignore/0/reason", GONE)],
    "a silenced rule with a blank reason": [("ignore/0/reason", " ")],
    "a silenced finding without a rule": [("ignore/0/rule", GONE)],
}


def edited(edits: Edits) -> dict[str, Any]:
    """The questionnaire of the reference with *edits*."""
    data = read_toml(SHOWN)
    for place, value in edits:
        put(data, place.split("/"), value)
    return data


def put(data: Any, path: Sequence[Any], value: object) -> None:
    """Put *value* at a place in plain data, or take away what is there."""
    *above, last = [int(step) if isinstance(step, str) and step.isdecimal() else step for step in path]
    for step in above:
        data = data[step]
    if value is GONE:
        del data[last]
    else:
        data[last] = copy.deepcopy(value)


@pytest.mark.parametrize("edits", HOSTILE.values(), ids=HOSTILE)
def test_what_the_schema_refuses_is_refused_by_reading(edits: Edits) -> None:
    """One slip in a sound file is seen by an editor, and by reading as well."""
    data = edited(edits)

    assert found(data)
    with pytest.raises(ReadError):
        load(data)


# What only reading sees: how the parts fit one another, and what numbers come to.
UNSEEN: dict[str, Edits] = {
    "an item that there is not": [("scales/often-worried/items", ["worry", "sate"])],
    "an item both ways": [("scales/often-worried/items", ["worry", "-worry"])],
    "a source that there is not": [("citations/0/source", "jones-2020")],
    "no response scale where there are several": [("items/worry/responses", GONE)],
    "ids that are alike": [("items/Worry", {"text": "I worry.", "responses": "often"})],
    "a scale that is part of itself": [("scales/job-insecurity/part_of", "job-insecurity")],
    "a value twice": [("response_scales/half-steps/options/1/value", 0)],
    "the wrong range": [("scales/job-insecurity/range", [0, 4])],
    "bands that do not ascend": [("scales/job-insecurity/bands/1/start", 3)],
    "a first band above the lowest score": [("scales/job-insecurity/bands/0/start", 1)],
    "more answers than items": [("scales/job-insecurity/min_answered", 4)],
    "a share above 1": [("scales/job-insecurity/min_answered", "4/3")],
    "a weight below 0 in a mean": [("scales/job-insecurity/items/2/weight", -1)],
    "a weight of 0 as text": [("scales/job-insecurity/items/2/weight", "0/1")],
    "at_least above all answers": [("scales/often-worried/at_least", 9)],
    "a hidden character": [("title", "Well\u202ebeing")],
    "a whole number with a point": [("sources/smith-2020/year", 2020.0)],
}


@pytest.mark.parametrize("edits", UNSEEN.values(), ids=UNSEEN)
def test_what_a_schema_cannot_see_is_for_reading(edits: Edits) -> None:
    """A file that an editor finds nothing in may still be refused."""
    data = edited(edits)

    assert found(data) == []
    with pytest.raises(ReadError):
        load(data)


PLAIN: list[object] = [None, True, 0, 1, 2, -1, 0.5, 10**18, 10**18 - 1, 1e30, 1e-30, [], {}, [0, 1], {"a": 1}]
WORDS = [
    "",
    " ",
    "a",
    "é",
    "1",
    "1/2",
    "-0/7",
    "003/004",
    "too-few",
    "count",
    "sum",
    "published",
    "-domain:a",
    "axis:a",
]
VALUES = st.sampled_from([*PLAIN, *WORDS])
NAMES = ["id", "at_least", "validation", "labels", "kind", "items_file", "range", "doi", "weight", "no-field"]


def places(data: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    """The place of everything in plain data."""
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, each in inner:
        yield (*path, step)
        yield from places(each, (*path, step))


@st.composite
def nearly_sound(draw: st.DrawFn) -> dict[str, Any]:
    """Questionnaires with a change or two: something taken away, put in the place of another, or added."""
    data: dict[str, Any] = insight.to_dict(draw(questionnaires()))
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from(list(places(data))))
        name = draw(st.sampled_from(NAMES))
        new = draw(st.sampled_from([path, (*path[:-1], name) if isinstance(path[-1], str) else path]))
        put(data, new, GONE if new == path and draw(st.booleans()) else draw(VALUES))
    return data


@given(nearly_sound())
def test_what_can_be_read_passes(data: dict[str, Any]) -> None:
    """The schema refuses nothing that reading takes, however odd it is."""
    try:
        load(data)
    except ReadError:
        return
    assert found(data) == []


ODD: dict[str, Edits] = {
    "an empty range": [("scales/job-insecurity/range", [])],
    "the largest exponents": [("examples/0/scores/often-worried", 1e15), ("scales/often-worried/at_least", 1e-30)],
    "18 digits": [("examples/0/answers/worry", 999_999_999_999_999_999)],
    "zeros before a share": [("scales/job-insecurity/min_answered", "0002/0003")],
    "ids of 64 characters": [("id", "a" * 64), ("renamed/items/safe", "A" * 64)],
    "no words where none are needed": [(name, "") for name in ("instructions", "licence", "intended_use")],
    "empty lists and tables": [(name, []) for name in ("authors", "examples", "ignore")] + [("renamed", {})],
    "an axis": [("items/worry/about", ["-axis:attachment-anxiety", "attachment-style:" + "a" * 64])],
    "a weight as text": [("scales/often-worried/items/0", {"item": "worry", "weight": "2/2"})],
    "items in short": [
        ("response_scales/half-steps", GONE),
        ("items", dict.fromkeys(("worry", "safe", "at.ease"), "I.")),
        ("scales/job-insecurity/range", GONE),
        ("scales/job-insecurity/bands", []),
    ],
}


@pytest.mark.parametrize("edits", ODD.values(), ids=ODD)
def test_what_is_odd_but_sound_passes(edits: Edits) -> None:
    """At the edges of what can be read, the schema takes it too."""
    data = edited(edits)

    load(data)
    assert found(data) == []
