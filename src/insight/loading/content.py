"""Catalogs: a folder with a file for each kind of entry, and questionnaires."""

import difflib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from os import PathLike
from pathlib import Path
from typing import Any

from attrs import evolve, frozen
from importlib_resources import files
from importlib_resources.abc import Traversable

from insight.catalog import ALWAYS, COLLECTIONS, Catalog, circle_problems, help_problems, unresolved_problems
from insight.content import ENTRY_CLASSES, Entry, Kind, Link, Resource, Rule
from insight.errors import (
    FileAccessError,
    InsightError,
    Problem,
    ReadError,
    did_you_mean,
    make_each,
    name_type,
    quote,
    refuse,
)
from insight.loading.definitions import CONVERTER, parse_questionnaire
from insight.loading.strict import read_one
from insight.loading.text import CONTENT_LIMIT, QUESTIONNAIRE_LIMIT, parse, read_bytes
from insight.questionnaires import Questionnaire, alike_problems

# The file of each kind of entry, and of the claims that join them.
FILES = {f"{name.replace('_', '-')}.toml": kind for name, kind in COLLECTIONS.items() if kind in ENTRY_CLASSES}
CLAIMS: dict[str, tuple[str, type]] = {"links.toml": ("link", Link), "rules.toml": ("rule", Rule)}
REPLACES = "replaces"
ANOTHER_ID = "choose another id"


def read_bundled() -> Catalog:
    """The catalog that comes with the package."""
    return read_folder(files("insight") / "data", "the bundled catalog")


def read_catalog(folder: str | PathLike[str], base: Catalog | None = None) -> Catalog:
    """The catalog in *folder*, alone or on top of *base*."""
    path = Path(folder)
    if not is_folder(path):
        problem = Problem(str(path), "there is no such folder", remedy="name a folder that holds content/")
        raise FileAccessError("", [problem])
    if not (path / "content").is_dir() and not (path / "questionnaires").is_dir():
        problem = Problem(
            str(path), "there is neither content/ nor questionnaires/ in it", remedy="name the folder above them"
        )
        raise FileAccessError("", [problem])
    return read_folder(path, str(path), base)


def is_folder(path: Path) -> bool:
    """Whether there is such a folder; a path that the system cannot look at is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


@frozen
class Part:
    """Something sound that a file says, with the file and its place in it."""

    place: str
    value: Any
    replaces: bool = False


@frozen
class Reading:
    """What a file says as far as it is sound, what is wrong with the rest, and the ids that are written in it.

    The ids tell which references can be resolved; of a file that cannot be read they cannot be told.
    """

    parts: tuple[Part, ...] = ()
    problems: tuple[Problem, ...] = ()
    kind: Kind | None = None
    ids: tuple[str, ...] | None = ()


def read_folder(folder: Traversable, name: str, base: Catalog | None = None) -> Catalog:
    """The catalog in *folder*, with the problems of all its files at once."""
    readings = [attempt(file, read_content_file) for file in files_in(folder / "content")]
    readings += [attempt(file, read_own_questionnaire) for file in files_in(folder / "questionnaires")]
    parts = [part for reading in readings for part in reading.parts]
    held = {kind: tuple(base.collections[kind] if base else ALWAYS.get(kind, ())) for kind in Kind}
    links = [("", link) for link in (base.links_given if base else ())]
    links += [(part.place, part.value) for part in parts if isinstance(part.value, Link)]
    problems = [problem for reading in readings for problem in reading.problems]
    problems += id_problems(parts, held if base else {})
    try:
        refuse("", problems)
        return assemble(parts, held, [link for _, link in links], base.rules if base else ())
    except InsightError as error:
        # Told once more with files and places, and with what keeps the sound parts from fitting together.
        problems += fit_problems(parts, known_ids(readings, held), links)
        raise ReadError(name, problems or error.problems) from None


def fit_problems(
    parts: Sequence[Part], known: Mapping[Kind, Collection[str] | None], links: Iterable[tuple[str, Link]]
) -> Iterator[Problem]:
    """What keeps the parts from fitting together, as far as it can be told of what is sound."""
    yield from unresolved_problems(((part.place, part.value) for part in parts), known)
    yield from circle_problems(links)
    yield from help_problems((part.place, part.value) for part in parts if isinstance(part.value, Resource))


def assemble(
    parts: Sequence[Part], held: Mapping[Kind, Iterable[Any]], links: Iterable[Link], rules: Iterable[Rule]
) -> Catalog:
    """A catalog of what was there and of what the files add to it."""
    fields: dict[str, Any] = {field: merge(kind, held[kind], parts) for field, kind in COLLECTIONS.items()}
    own_rules = (part.value for part in parts if isinstance(part.value, Rule))
    return Catalog(**fields, links=links, rules=[*rules, *own_rules])


def files_in(folder: Traversable) -> list[Traversable]:
    """The data files in *folder*, in the order of their names."""
    if not folder.is_dir():
        return []
    return sorted((file for file in folder.iterdir() if file.name.endswith(".toml")), key=lambda file: file.name)


def attempt(file: Traversable, read: Callable[[Traversable], Reading]) -> Reading:
    """What *file* says; where it cannot be read at all, why."""
    try:
        reading = read(file)
    except InsightError as error:
        reading = Reading(problems=error.problems, kind=FILES.get(file.name, Kind.QUESTIONNAIRE), ids=None)
    inside = f"{file.name}: "
    return evolve(
        reading,
        parts=tuple(evolve(part, place=inside + part.place) for part in reading.parts),
        problems=tuple(
            evolve(problem, place=(inside + problem.place).removesuffix(": ")) for problem in reading.problems
        ),
    )


def read_content_file(file: Traversable) -> Reading:
    """The entries, links or rules of one file."""
    known = [*FILES, *CLAIMS]
    if file.name not in known:
        near = difflib.get_close_matches(Path(file.name).stem, [Path(each).stem for each in known], n=1)
        remedy = f"did you mean '{near[0]}.toml'?" if near else f"the files are {', '.join(known)}"
        raise ReadError("", [Problem("", "no kind of entry has such a file", remedy=remedy)])
    table = parse(read_bytes(file, CONTENT_LIMIT), name="", limit=CONTENT_LIMIT, format="toml")
    if not table:
        raise ReadError("", [Problem("", "there is nothing in it", remedy="write something into it or take it away")])
    if file.name in CLAIMS:
        return read_claims(table, *CLAIMS[file.name])
    kind = FILES[file.name]
    parts, problems = make_each((name, partial(read_entry, kind, name, fields)) for name, fields in table.items())
    return Reading(tuple(parts), tuple(problems), kind, tuple(table))


def read_entry(kind: Kind, name: str, fields: Any) -> Part:
    """One entry, and whether it takes the place of another."""
    if isinstance(fields, list) and name in ELSEWHERE:
        problem = Problem("", f"this is no {kind}", remedy=f"write [[{name}]] in {ELSEWHERE[name]}")
        raise ReadError("", [problem])
    written = dict(fields) if isinstance(fields, dict) else fields
    replaces = written.pop(REPLACES, False) if isinstance(fields, dict) else False
    wrong = [] if isinstance(replaces, bool) else [f"true or false is expected, not {name_type(replaces)}"]
    checks = [(REPLACES, partial(refuse, "", [Problem("", message) for message in wrong]))]
    reads = [("", partial(read_one, name, written, lambda table: CONVERTER.structure(table, ENTRY_CLASSES[kind])))]
    made, problems = make_each([*checks, *reads])
    refuse("", problems)
    return Part(name, made[-1], replaces)


ELSEWHERE = {name: file for file, (name, _) in CLAIMS.items()}


def read_claims(table: Mapping[str, Any], name: str, cls: type) -> Reading:
    """The links or rules of a file: a list of tables under one name."""
    problems = [
        Problem("", f"there is no field {quote(other)}", remedy=f"write [[{name}]]") for other in table if other != name
    ]
    claims = table.get(name, [])
    if not isinstance(claims, list):
        problems.append(Problem(name, f"a list is expected, not {name_type(claims)}", remedy=f"write [[{name}]]"))
        claims = []
    placed = ((f"{name}[{n}]", claim) for n, claim in enumerate(claims))
    parts, others = make_each((place, partial(read_claim, place, claim, cls)) for place, claim in placed)
    return Reading(tuple(parts), (*problems, *others))


def read_claim(place: str, claim: Any, cls: type) -> Part:
    """One link or rule."""
    return Part(place, CONVERTER.structure(claim, cls))


def read_own_questionnaire(file: Traversable) -> Reading:
    """The questionnaire in *file*, whose name is its id."""
    found = parse_questionnaire(read_bytes(file, QUESTIONNAIRE_LIMIT), format="toml", name="")
    problems = []
    if file.name != f"{found.id}.toml":
        remedy = f"call the file {found.id}.toml"
        problems.append(Problem("id", "it differs from the name of the file", remedy=remedy))
    return Reading((Part("", found),), tuple(problems), Kind.QUESTIONNAIRE, (found.id,))


def kind_of(part: Part) -> Kind | None:
    """The kind of entry that *part* is; None for a link or a rule."""
    if isinstance(part.value, Questionnaire):
        return Kind.QUESTIONNAIRE
    return part.value.KIND if isinstance(part.value, Entry) else None


def id_problems(parts: Iterable[Part], held: Mapping[Kind, Collection[Any]]) -> Iterator[Problem]:
    """Ids that are there already, ids that nothing has that could be replaced, and ids that are easily confused."""
    taken = {kind: [entry.id for entry in entries] for kind, entries in held.items()}
    first: dict[tuple[Kind, str], str] = {}
    for part in parts:
        if not (kind := kind_of(part)):
            continue
        name, known, here = part.value.id, taken.get(kind, []), part.place.removesuffix(": ")
        if part.replaces and name not in known:
            remedy = did_you_mean(name, known) or f"take {REPLACES} away"
            yield Problem(here, f"there is no {kind} {quote(name)} to replace", remedy=remedy)
        elif name in known and not part.replaces:
            remedy = ANOTHER_ID
            if kind != Kind.QUESTIONNAIRE:
                remedy = f"write {REPLACES} = true to put this one in its place, or {remedy}"
            yield Problem(here, f"the catalog has a {kind} {quote(name)} already", remedy=remedy)
        elif (kind, name) in first:
            yield Problem(here, f"the {kind} {quote(name)} is in {first[kind, name]} as well", remedy=ANOTHER_ID)
        first.setdefault((kind, name), here)
    for kind in COLLECTIONS.values():
        own = [name for each, name in first if each == kind]
        yield from alike_problems(f"{kind} ids", dict.fromkeys([*taken.get(kind, ()), *own]))


def known_ids(
    readings: Iterable[Reading], held: Mapping[Kind, Collection[Any]]
) -> Mapping[Kind, Collection[str] | None]:
    """The ids of each kind that can be named; None where a file that may have more cannot be read."""
    # Tables keep their order, so that what is suggested is always the same.
    known: dict[Kind, dict[str, None] | None]
    known = {kind: dict.fromkeys(entry.id for entry in entries) for kind, entries in held.items()}
    for reading in readings:
        if reading.kind and (ids := known[reading.kind]) is not None:
            known[reading.kind] = None if reading.ids is None else ids | dict.fromkeys(reading.ids)
    return known


def merge(kind: Kind, held: Iterable[Any], parts: Iterable[Part]) -> list[Any]:
    """The entries of one kind: those that were there, some of them replaced, then those that are new."""
    own = {part.value.id: part.value for part in parts if kind_of(part) == kind}
    return [*(own.pop(entry.id, entry) for entry in held), *own.values()]
