"""Catalogs: a folder with a file for each kind of entry, and questionnaires."""

import difflib
import re
from os import PathLike
from pathlib import Path
from typing import Any

from attrs import evolve
from importlib_resources import files
from importlib_resources.abc import Traversable

from insight.catalog import COLLECTIONS, Catalog
from insight.content import ENTRY_CLASSES, Kind, Link, Rule
from insight.errors import FileAccessError, InsightError, Problem, ReadError, quote
from insight.loading.definitions import CONVERTER, parse_questionnaire
from insight.loading.strict import read_named
from insight.loading.text import CONTENT_LIMIT, QUESTIONNAIRE_LIMIT, parse, read_bytes

# The file of each kind of entry, and of the claims that join them.
FILES = {f"{name.replace('_', '-')}.toml": name for name, kind in COLLECTIONS.items() if kind in ENTRY_CLASSES}
CLAIMS: dict[str, tuple[str, type]] = {"links.toml": ("link", Link), "rules.toml": ("rule", Rule)}


def read_bundled() -> Catalog:
    """The catalog that comes with the package."""
    return read_folder(files("insight") / "data", "the bundled catalog")


def read_catalog(folder: str | PathLike[str]) -> Catalog:
    """The catalog in *folder*."""
    path = Path(folder)
    if not is_folder(path):
        problem = Problem(str(path), "there is no such folder", remedy="name a folder that holds content/")
        raise FileAccessError("", [problem])
    if not (path / "content").is_dir() and not (path / "questionnaires").is_dir():
        problem = Problem(
            str(path), "there is neither content/ nor questionnaires/ in it", remedy="name the folder above them"
        )
        raise FileAccessError("", [problem])
    return read_folder(path, str(path))


def is_folder(path: Path) -> bool:
    """Whether there is such a folder; a path that the system cannot look at is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def read_folder(folder: Traversable, name: str) -> Catalog:
    """The catalog in *folder*, with the problems of all its files at once."""
    fields: dict[str, Any] = {"questionnaires": []}
    problems: list[Problem] = []
    for file in files_in(folder / "content"):
        try:
            fields |= read_content_file(file)
        except InsightError as error:
            problems += [in_file(file.name, problem) for problem in error.problems]
    for file in files_in(folder / "questionnaires"):
        try:
            fields["questionnaires"].append(read_own_questionnaire(file))
        except InsightError as error:
            problems += [in_file(file.name, problem) for problem in error.problems]
    if not problems:
        try:
            return Catalog(**fields)
        except InsightError as error:
            problems += [in_file(file_of(problem.place), as_written(problem)) for problem in error.problems]
    raise ReadError(name, problems)


def files_in(folder: Traversable) -> list[Traversable]:
    """The data files in *folder*, in the order of their names."""
    if not folder.is_dir():
        return []
    return sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)


def read_content_file(file: Traversable) -> dict[str, Any]:
    """What one content file gives to the catalog."""
    known = [*FILES, *CLAIMS]
    if file.name not in known:
        near = difflib.get_close_matches(Path(file.name).stem, [Path(each).stem for each in known], n=1)
        remedy = f"did you mean '{near[0]}.toml'?" if near else f"the files are {', '.join(known)}"
        raise ReadError("", [Problem("", "no kind of entry has such a file", remedy=remedy)])
    table = parse(read_bytes(file, CONTENT_LIMIT), name="", limit=CONTENT_LIMIT, format="toml")
    if file.name in FILES:
        name = FILES[file.name]
        cls = ENTRY_CLASSES[COLLECTIONS[name]]
        return {name: read_named(table, lambda fields: CONVERTER.structure(fields, cls))}
    return read_claims(table, *CLAIMS[file.name])


def read_claims(table: dict[str, Any], name: str, cls: type) -> dict[str, Any]:
    """The links or rules of a file: a list of tables under one name."""
    others = [other for other in table if other != name]
    if others:
        problems = [Problem("", f"there is no field {quote(other)}", remedy=f"write [[{name}]]") for other in others]
        raise ReadError("", problems)
    try:
        return {f"{name}s": CONVERTER.structure(table.get(name, []), tuple[cls, ...])}  # type: ignore[valid-type]
    except InsightError as error:
        raise ReadError("", [problem.under(name) for problem in error.problems]) from None


def read_own_questionnaire(file: Traversable) -> Any:
    """The questionnaire in *file*, whose name is its id."""
    found = parse_questionnaire(read_bytes(file, QUESTIONNAIRE_LIMIT), format="toml", name="")
    if file.name != f"{found.id}.toml":
        raise ReadError(
            "", [Problem("id", "it differs from the name of the file", remedy=f"call the file {found.id}.toml")]
        )
    return found


def in_file(file: str, problem: Problem) -> Problem:
    """*problem* with the name of its file."""
    return evolve(problem, place=": ".join(filter(None, (file, problem.place))))


def as_written(problem: Problem) -> Problem:
    """*problem* of a catalog with the place that it has in a file: `[[link]]` and `[[rule]]`."""
    return evolve(problem, place=re.sub(r"^(link|rule)s\[", r"\1[", problem.place))


def file_of(place: str) -> str:
    """The file that a place in the catalog is in."""
    kind = re.match(r"[a-z-]+", place)
    word = kind[0] if kind else ""
    if word == Kind.QUESTIONNAIRE:
        return f"{place.removeprefix('questionnaire:').partition('.')[0]}.toml"
    entries = {str(COLLECTIONS[name]): file for file, name in FILES.items()}
    return (entries | {"links": "links.toml", "rules": "rules.toml"}).get(word, "")
