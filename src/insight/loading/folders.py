"""Catalogs: folders with content and questionnaires, read whole, with the problems of all their files at once."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import Any

from attrs import evolve
from importlib_resources import files
from importlib_resources.abc import Traversable

from insight.catalog import ALWAYS, COLLECTIONS, Catalog, always_problems, circle_problems, unresolved_problems
from insight.content import CONTENT_ID, Entry, Kind, Link, Rule, Strategy
from insight.errors import (
    FileAccessError,
    InsightError,
    Problem,
    ReadError,
    Suggester,
    did_you_mean,
    name_type,
    quote,
    refuse,
)
from insight.loading.content import (
    CLAIMS,
    FILES,
    REPLACES,
    Part,
    Reading,
    attempt,
    read_content_file,
    read_own_questionnaire,
)
from insight.loading.text import no_access
from insight.questionnaires import Questionnaire, alike_ids, alike_problem

ANOTHER_ID = "choose another id"


def read_bundled() -> Catalog:
    """The catalog that comes with the package."""
    return read_folder(files("insight") / "data", "the bundled catalog")


def bundled_questionnaire(name: str) -> bytes:
    """The file of a questionnaire that comes with the package, as it is."""
    return (files("insight") / "data" / "questionnaires" / name).read_bytes()


def data_files(folder: str | None) -> Iterator[tuple[str, bytes]]:
    """What is in the files of the catalog in *folder*, or of the bundled one, each with its name."""
    top: Traversable = Path(folder) if folder else files("insight") / "data"
    for part in PARTS:
        yield from ((f"{part}/{file.name}", file.read_bytes()) for file in entries_in(top / part) if file.is_file())


def read_catalog(folder: str | PathLike[str], base: Catalog | None = None) -> Catalog:
    """The catalog in *folder*, alone or on top of *base*."""
    if not isinstance(folder, str | PathLike):
        problem = Problem("", f"a path is expected, not {name_type(folder)}", remedy="name a folder")
        raise FileAccessError("load_catalog", [problem])
    path = Path(folder)
    if not answers(path.is_dir):
        what = "this is a file" if answers(path.is_file) else "there is no such folder"
        problem = Problem(str(path), what, remedy="name a folder that holds content/")
        raise FileAccessError("", [problem])
    if not any(answers((path / part).is_dir) for part in PARTS):
        remedy = f"name the folder {'above it' if path.name in PARTS else 'that holds them'}"
        stray = [each.name for each in files_in(path) if each.name in {*FILES, *CLAIMS}]
        if stray and path.name not in PARTS:
            remedy = f"put {stray[0]} into a folder content/ in it"
        problem = Problem(str(path), "there is neither content/ nor questionnaires/ in it", remedy=remedy)
        raise FileAccessError("", [problem])
    return read_folder(path, str(path), base)


def answers(look: Callable[[], bool]) -> bool:
    """Whether a path is what *look* looks for; one that the system cannot look at is nothing."""
    try:
        return look()
    except (OSError, ValueError):
        return False


def read_folder(folder: Traversable, name: str, base: Catalog | None = None) -> Catalog:
    """The catalog in *folder*, with the problems of all its files at once."""
    readings = [attempt(file, read_content_file) for file in files_in(folder / "content")]
    readings += [attempt(file, read_own_questionnaire) for file in files_in(folder / "questionnaires")]
    parts = [part for reading in readings for part in reading.parts]
    held = {kind: tuple(base.collections[kind] if base else ALWAYS.get(kind, ())) for kind in Kind}
    links = [("", link) for link in (base.links_given if base else ())]
    links += [(part.place, part.value) for part in parts if isinstance(part.value, Link)]
    problems = [problem for reading in readings for problem in reading.problems]
    problems += [*unread_problems(folder), *id_problems(parts, held if base else {}), *lost_problems(parts, held)]
    try:
        refuse("", problems)
        return assemble(parts, held, [link for _, link in links], base.rules if base else ())
    except InsightError as error:
        # Told once more with files and places, and with what keeps the sound parts from fitting together.
        problems += fit_problems(parts, known_ids(readings, held), links)
        raise ReadError(name, sorted(problems or error.problems, key=file_of)) from None


def file_of(problem: Problem) -> str:
    """The file that a problem is in; what is in one file stays in the order in which it was found."""
    return problem.file or problem.place.partition(":")[0]


def unread_problems(folder: Traversable) -> Iterator[Problem]:
    """What lies in a folder as if it were to be read, and is not."""
    for entry in entries_in(folder):
        if entry.is_dir() and entry.name not in PARTS and (near := did_you_mean(entry.name, PARTS)):
            yield Problem(entry.name, "a folder of this name is not read", remedy=near)
    for part in PARTS:
        for entry in entries_in(folder / part):
            if entry.is_dir() and "." not in entry.name and files_in(entry):
                yield Problem(entry.name, "a folder in a folder is not read", remedy=f"put its files into {part}/")
            elif not entry.is_dir() and (meant := name_meant(part, entry.name)):
                yield Problem(entry.name, "it is not read", remedy=f"write TOML, and call it {meant}")


def entries_in(folder: Traversable) -> list[Traversable]:
    """What is in *folder*, where there is one, in the order of the names.

    Raises:
        FileAccessError: If the system does not let it be looked at.
    """
    try:
        return sorted(folder.iterdir(), key=lambda entry: entry.name) if folder.is_dir() else []
    except OSError as error:
        raise no_access(folder, error) from None


def name_meant(part: str, name: str) -> str:
    """The name that a file should have that is called *name*, looks like data and is not read; else nothing."""
    stem, _, ending = name.partition(".")
    meant = f"{stem.lower()}.toml"
    if ending == "toml" or ending.lower() not in LIKE_TOML:
        return ""
    known = part == "questionnaires" and ending.lower() != "txt"
    return meant if known or meant in {*FILES, *CLAIMS} else ""


PARTS = ("content", "questionnaires")
LIKE_TOML = {"toml", "toml.txt", "txt", "json", "yaml", "yml", "tml"}


def fit_problems(
    parts: Sequence[Part], known: Mapping[Kind, Collection[str] | None], links: Iterable[tuple[str, Link]]
) -> Iterator[Problem]:
    """What keeps the parts from fitting together, as far as it can be told of what is sound."""
    yield from unresolved_problems(((part.place, part.value) for part in parts), known)
    yield from circle_problems(links)
    yield from always_problems((part.place, part.value) for part in parts)


def assemble(
    parts: Sequence[Part], held: Mapping[Kind, Iterable[Any]], links: Iterable[Link], rules: Iterable[Rule]
) -> Catalog:
    """A catalog of what was there and of what the files add to it."""
    own: dict[Kind | None, dict[str, Any]] = {kind: {} for kind in (*Kind, None)}
    for part in parts:
        own[kind_of(part)][getattr(part.value, "id", "")] = part.value
    fields: dict[str, Any] = {field: merge(held[kind], own[kind]) for field, kind in COLLECTIONS.items()}
    own_rules = (part.value for part in parts if isinstance(part.value, Rule))
    # The same claim once more says nothing new.
    return Catalog(**fields, links=dict.fromkeys(links), rules=dict.fromkeys([*rules, *own_rules]))


def files_in(folder: Traversable) -> list[Traversable]:
    """The data files in *folder*, in the order of their names."""
    return [file for file in entries_in(folder) if file.name.endswith(".toml")]


def kind_of(part: Part) -> Kind | None:
    """The kind of entry that *part* is; None for a link or a rule."""
    if isinstance(part.value, Questionnaire):
        return Kind.QUESTIONNAIRE
    return part.value.KIND if isinstance(part.value, Entry) else None


def id_problems(parts: Iterable[Part], held: Mapping[Kind, Collection[Any]]) -> Iterator[Problem]:
    """Ids that are there already, ids that nothing has that could be replaced, and ids that are easily confused."""
    taken = {kind: dict.fromkeys(entry.id for entry in entries) for kind, entries in held.items()}
    suggest = Suggester()
    first: dict[tuple[Kind, str], str] = {}
    for part in parts:
        if not (kind := kind_of(part)):
            continue
        name, known, here = part.value.id, taken.get(kind, {}), part.place.removesuffix(": ")
        if part.replaces and name not in known:
            remedy = " or ".join(filter(None, (suggest(name, known).rstrip("?"), f"take {REPLACES} away")))
            yield Problem(here, f"there is no {kind} {quote(name)} to replace", remedy=remedy)
        elif name in known and not part.replaces and name not in {entry.id for entry in ALWAYS.get(kind, ())}:
            remedy = ANOTHER_ID
            if kind != Kind.QUESTIONNAIRE:
                remedy = f"write {REPLACES} = true to put this one in its place, or {remedy}"
            yield Problem(here, f"the catalog has a {kind} {quote(name)} already", remedy=remedy)
        elif (kind, name) in first:
            yield Problem(here, f"the {kind} {quote(name)} is in {first[kind, name]} as well", remedy=ANOTHER_ID)
        first.setdefault((kind, name), here)
    for kind in COLLECTIONS.values():
        own = {name: here for (each, name), here in first.items() if each == kind}
        for one, other in alike_ids(dict.fromkeys([*taken.get(kind, ()), *own])):
            yield evolve(alike_problem(own[other], one, other), remedy=ANOTHER_ID)


def lost_problems(parts: Iterable[Part], held: Mapping[Kind, Collection[Any]]) -> Iterator[Problem]:
    """What a strategy that takes another's place no longer says of itself, so that rules would pass it by."""
    before = {strategy.id: strategy for strategy in held[Kind.STRATEGY]}
    for part in parts:
        if isinstance(part.value, Strategy) and (old := before.get(part.value.id)):
            lost = [f"the tag {str(tag)!r}" for tag in old.tags if tag not in part.value.tags]
            lost += [f"the form {str(old.form)!r}"] * (part.value.form != old.form)
            for what in lost:
                message = f"the strategy that it replaces has {what}, which rules go by"
                yield Problem(part.place.removesuffix(": "), message, remedy="keep it, or choose another id")


def known_ids(
    readings: Iterable[Reading], held: Mapping[Kind, Collection[Any]]
) -> Mapping[Kind, Collection[str] | None]:
    """The ids of each kind that can be named; None where a file that may have more cannot be read."""
    # Tables keep their order, so that what is suggested is always the same.
    known: dict[Kind, dict[str, None] | None]
    known = {kind: dict.fromkeys(entry.id for entry in entries) for kind, entries in held.items()}
    for reading in readings:
        if reading.kind and (ids := known[reading.kind]) is not None:
            sound = [name for name in reading.ids or () if CONTENT_ID.fullmatch(name)]
            known[reading.kind] = None if reading.ids is None else ids | dict.fromkeys(sound)
    return known


def merge(held: Iterable[Any], own: dict[str, Any]) -> list[Any]:
    """The entries of one kind: those that were there, some of them replaced, then those that are new."""
    return list(({entry.id: entry for entry in held} | own).values())
