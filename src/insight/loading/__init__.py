"""The only place that reads files: questionnaires, catalogs and answers, strictly; and that writes and reads JSON.

What does the reading is imported when the first file is read, so that `import insight` stays light.
"""

import threading
from os import PathLike
from typing import Any, Literal, TypeVar

from insight.catalog import Catalog
from insight.content import Entry
from insight.errors import DefinitionError, Problem, name_type
from insight.profiles import Profile
from insight.questionnaires import Questionnaire
from insight.scoring import Difference, Result, StoredResult

T = TypeVar("T", bound=Entry | Questionnaire | Profile | Result | StoredResult)

_lock = threading.Lock()
_bundled: list[Catalog] = []


def load_questionnaire(path: str | PathLike[str]) -> Questionnaire:
    """The questionnaire in a TOML file, or in a JSON file of the same shape.

    Raises:
        ReadError: If the file is not a sound questionnaire; it lists all that is wrong, each with its place.
        FileAccessError: If the file cannot be read.
    """
    from insight.loading.definitions import read_questionnaire  # noqa: PLC0415  # see above

    return read_questionnaire(path)


def parse_questionnaire(
    text: str | bytes,
    *,
    format: Literal["toml", "json"] = "toml",  # noqa: A002  # the word for it
    name: str = "questionnaire",
) -> Questionnaire:
    """The questionnaire that *text* holds; *name* stands for a file name in messages.

    >>> parse_questionnaire("format = 2")
    Traceback (most recent call last):
    insight.errors.ReadError: questionnaire has 6 problems:
      - the field 'id' is missing
      - the field 'title' is missing
      - the field 'response_scales' is missing
      - the field 'items' is missing
      - the field 'scales' is missing
      - line 1, format: it is none that this version reads; write 1, without quotes or point

    Raises:
        ReadError: If it is not a sound questionnaire; it lists all that is wrong, each with its place.
    """
    from insight.loading.definitions import parse_written  # noqa: PLC0415  # see above

    return parse_written(text, format=format, name=name)[0]


def load_catalog(folder: str | PathLike[str] | None = None, *, on: Catalog | None = None) -> Catalog:
    """The bundled catalog, read once and then shared; or the one in *folder*, of the same shape.

    >>> load_catalog() is load_catalog()
    True

    A folder holds `content/` with a file for each kind of entry, and `questionnaires/`; either can be absent.
    The worldwide help is always in the catalog.

    Args:
        folder: Where a catalog of one's own is.
        on: A catalog that the one in *folder* adds to. An entry of the same id takes the place of another only where
            it says so: `replaces = true`.

    Raises:
        ReadError: If a file is not sound, or the files do not fit together; it lists all that is wrong.
        FileAccessError: If the folder or a file cannot be read.
        DefinitionError: If *on* is no catalog, or there is no folder to put on it.
    """
    from insight.loading.folders import read_bundled, read_catalog  # noqa: PLC0415  # see above

    if on is not None and (folder is None or not isinstance(on, Catalog)):
        problem = Problem("on", "a folder goes on top of a catalog", remedy="write load_catalog(folder, on=catalog)")
        raise DefinitionError("load_catalog", [problem])
    if folder is not None:
        return read_catalog(folder, on)
    with _lock:
        if not _bundled:
            _bundled.append(read_bundled())
    return _bundled[0]


def parse_answers(data: str | bytes, *, name: str = "answers") -> dict[str, Any]:
    """One person's answers from a JSON object; *name* stands for a file name in messages.

    >>> parse_answers('{"worry": 3, "safe": null}')
    {'worry': 3, 'safe': None}

    Raises:
        ReadError: If *data* is no JSON object.
    """
    from insight.loading.answers import parse_answers as parse  # noqa: PLC0415  # see above

    return parse(data, name=name)


def to_dict(value: Any, *, answers: bool = True) -> dict[str, Any]:
    """*value* as a table of plain data, ready for JSON: its `format`, its `kind`, its fields.

    >>> from insight.content import Citation
    >>> to_dict(Citation(source="hudson-2020", place="table 2"))
    {'format': 1, 'kind': 'citation', 'source': 'hudson-2020', 'place': 'table 2'}

    Every public value can be written. A field that has its default is left out, as in a file. The numbers of scores
    are floats; beside them, under `exact`, stand their fractions as text. Flags are in nothing that is written.
    A resource's or channel's own field `kind` is called `resource_kind` or `channel_kind` at the top.

    Args:
        value: What to write.
        answers: Whether a result is written with its answers, and a score with its terms.

    Raises:
        DefinitionError: If *value* is none of this library.
    """
    from insight.loading.writing import to_dict as write  # noqa: PLC0415  # see above

    return write(value, answers=answers)


def to_json(value: Any, *, answers: bool = True, indent: int | None = None) -> str:
    """*value* as JSON: what `to_dict` gives, as text.

    The text of a result holds answers, scores, pin, notice and care, and can be verified. Without its answers it can
    be read as a `StoredResult`, and not be verified. Answers are health data in many laws: keep them as such.

    Args:
        value: What to write.
        answers: Whether a result is written with its answers, and a score with its terms.
        indent: How far each level is indented; all in one line without it.

    Raises:
        DefinitionError: If *value* is none of this library.
    """
    from insight.loading.writing import to_json as write  # noqa: PLC0415  # see above

    return write(value, answers=answers, indent=indent)


def to_toml(questionnaire: Questionnaire) -> str:
    """*questionnaire* as the text of a TOML file, as somebody would write it; reading it gives an equal questionnaire.

    Fields stand in the order of their class, those with their default are left out. Items of a spreadsheet are
    written out; comments of a file that was read are not kept. It needs the extra `insight-inventory[toml]`.

    >>> from insight.questionnaires import options
    >>> mine = Questionnaire.build(
    ...     "check-in", title="Check-in", responses=options("no", "yes"), items={"calm": "I am calm."},
    ...     scales={"unease": "-calm"})
    >>> print(to_toml(mine))
    format = 1
    id = "check-in"
    title = "Check-in"
    <BLANKLINE>
    [response_scales.responses]
    labels = ["no", "yes"]
    <BLANKLINE>
    [items]
    calm = "I am calm."
    <BLANKLINE>
    [scales.unease]
    name = "Unease"
    items = ["-calm"]
    method = "mean"
    <BLANKLINE>

    Raises:
        DefinitionError: If it is no questionnaire.
        ModuleNotFoundError: If the extra is not installed.
    """
    try:
        from insight.loading.toml import to_toml as write  # noqa: PLC0415  # see above
    except ModuleNotFoundError as error:
        if error.name != "tomlkit":
            raise
        raise ModuleNotFoundError("to_toml needs the extra: pip install 'insight-inventory[toml]'") from None

    return write(questionnaire)


def from_json(cls: type[T], text: str | bytes, *, questionnaire: Questionnaire | None = None) -> T:
    """The value of *cls* that `to_json` wrote, read as strictly as a file.

    >>> from insight.content import Flag
    >>> from_json(Flag, '{"format": 1, "kind": "sign", "id": "x"}')
    Traceback (most recent call last):
    insight.errors.ReadError: this flag: kind: this is no flag; pass a text that to_json wrote of a flag

    Args:
        cls: The class of an entry, `Questionnaire`, `Profile`, `Result` or `StoredResult`.
        text: What `to_json` wrote.
        questionnaire: For a `Result` what it was scored with; a definition with another digest is refused.

    Raises:
        ReadError: If the text is no such value, or its numbers are not what comes out of its answers.
        DefinitionError: If *cls* is none that can be read back, or a result has no questionnaire.
    """
    from insight.loading import reading, results  # noqa: PLC0415  # see above

    value: Any
    if cls is Result:
        value = results.read_result(text, require_questionnaire(questionnaire, "from_json"))
    elif cls is StoredResult:
        value = results.read_stored(text)
    elif cls is Questionnaire:
        value = reading.read_questionnaire(text)
    elif cls is Profile:
        value = reading.read_profile(text)
    else:
        value = reading.read_entry(cls, text)
    return value  # type: ignore[no-any-return]  # of the class that was asked for


def verify(text: str | bytes, questionnaire: Questionnaire) -> tuple[Difference, ...]:
    """Where a stored result does not agree with what comes out of its answers now; empty where all is the same.

    Scores the answers in *text* with *questionnaire* and compares: the questionnaire's id, version and digests, and
    of each score its status, numbers and bands. That a later version of this library does it is no difference.

    Raises:
        ReadError: If the text is no result, was stored without its answers, or was written by a later version.
        DefinitionError: If *questionnaire* is none.
    """
    from insight.loading.results import verify as run  # noqa: PLC0415  # see above

    return run(text, require_questionnaire(questionnaire, "verify"))


def require_questionnaire(questionnaire: object, what: str) -> Questionnaire:
    """The questionnaire that a result is held against; refused where it is none."""
    if not isinstance(questionnaire, Questionnaire):
        remedy = "pass the questionnaire that it was scored with"
        problem = Problem(
            "questionnaire", f"a Questionnaire is expected, not {name_type(questionnaire)}", remedy=remedy
        )
        raise DefinitionError(what, [problem])
    return questionnaire
