"""The only place that reads files: questionnaires, catalogs and answers, strictly.

What does the reading is imported when the first file is read, so that `import insight` stays light.
"""

import threading
from os import PathLike
from typing import Any, Literal

from insight.catalog import Catalog
from insight.errors import DefinitionError, Problem
from insight.questionnaires import Questionnaire

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
      - format: it is none that this version reads; write 1
      - the field 'id' is missing
      - the field 'title' is missing
      - the field 'response_scales' is missing
      - the field 'items' is missing
      - the field 'scales' is missing

    Raises:
        ReadError: If it is not a sound questionnaire; it lists all that is wrong, each with its place.
    """
    from insight.loading.definitions import parse_questionnaire as parse  # noqa: PLC0415  # see above

    return parse(text, format=format, name=name)


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
