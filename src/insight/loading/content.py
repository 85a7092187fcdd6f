"""The files of a catalog: entries of one kind, links, rules, or a questionnaire, each as far as it is sound."""

import difflib
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from attrs import evolve, frozen
from importlib_resources.abc import Traversable

from insight.catalog import COLLECTIONS
from insight.content import ENTRY_CLASSES, Kind, Link, Rule
from insight.errors import InsightError, Problem, ReadError, make_each, name_type, quote, refuse
from insight.loading.definitions import CONVERTER, parse_written
from insight.loading.lines import with_lines
from insight.loading.strict import read_one
from insight.loading.text import CONTENT_LIMIT, QUESTIONNAIRE_LIMIT, decode, parse, read_bytes, require_file

# The file of each kind of entry, and of the claims that join them.
FILES = {f"{name.replace('_', '-')}.toml": kind for name, kind in COLLECTIONS.items() if kind in ENTRY_CLASSES}
CLAIMS: dict[str, tuple[str, type]] = {"links.toml": ("link", Link), "rules.toml": ("rule", Rule)}
REPLACES = "replaces"


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


def attempt(file: Traversable, read: Callable[[Traversable], Reading]) -> Reading:
    """What *file* says; where it cannot be read at all, why."""
    try:
        require_file(file)
        reading = read(file)
    except InsightError as error:
        reading = Reading(problems=error.problems, kind=kind_in(file, read), ids=None)
    inside = f"{file.name}: "
    return evolve(
        reading,
        parts=tuple(evolve(part, place=inside + part.place) for part in reading.parts),
        problems=tuple(evolve(problem, file=problem.file or file.name) for problem in reading.problems),
    )


def kind_in(file: Traversable, read: Callable[[Traversable], Reading]) -> Kind | None:
    """The kind whose ids *file* seems to hold: by its name, or by the one that was meant."""
    if read is read_own_questionnaire:
        return Kind.QUESTIONNAIRE
    near = difflib.get_close_matches(file.name, [*FILES, *CLAIMS], n=1)
    return FILES.get(near[0]) if near else None


def read_content_file(file: Traversable) -> Reading:
    """The entries, links or rules of one file."""
    known = [*FILES, *CLAIMS]
    if file.name not in known:
        near = difflib.get_close_matches(Path(file.name).stem, [Path(each).stem for each in known], n=1)
        remedy = f"did you mean '{near[0]}.toml'?" if near else f"the files are {', '.join(known)}"
        raise ReadError("", [Problem("", "no kind of entry has such a file", remedy=remedy)])
    data = read_bytes(file, CONTENT_LIMIT)
    table = parse(data, name="", limit=CONTENT_LIMIT, format="toml")
    if not table:
        raise ReadError("", [Problem("", "there is nothing in it", remedy="write something into it or take it away")])
    claims = CLAIMS.get(file.name)
    reading = read_claims(table, *claims) if claims else read_entries(table, FILES[file.name])
    return (
        evolve(reading, problems=tuple(with_lines(reading.problems, decode(data, "")))) if reading.problems else reading
    )


def read_entries(table: Mapping[str, Any], kind: Kind) -> Reading:
    """The entries of a file: a table for each, whose name is its id."""
    parts, problems = make_each((name, partial(read_entry, kind, name, fields)) for name, fields in table.items())
    return Reading(tuple(parts), tuple(problems), kind, tuple(table))


def read_entry(kind: Kind, name: str, fields: Any) -> Part:
    """One entry, and whether it takes the place of another."""
    if isinstance(fields, list) and name in ELSEWHERE:
        problem = Problem("", f"this is no {kind}", remedy=f"write [[{name}]] in {ELSEWHERE[name]}")
        raise ReadError("", [problem])
    written = dict(fields) if isinstance(fields, dict) else fields
    replaces = written.pop(REPLACES, False) if isinstance(fields, dict) else False
    read = partial(read_one, name, written, lambda table: CONVERTER.structure(table, ENTRY_CLASSES[kind]))
    made, problems = make_each([("", read)])
    if not isinstance(replaces, bool):
        problems.insert(0, Problem(REPLACES, f"true or false is expected, not {name_type(replaces)}"))
    refuse("", problems)
    return Part(name, made[0], replaces)


ELSEWHERE = {name: file for file, (name, _) in CLAIMS.items()}


def read_claims(table: Mapping[str, Any], name: str, cls: type) -> Reading:
    """The links or rules of a file: a list of tables under one name."""
    problems = [
        Problem("", f"there is no field {quote(other)}", remedy=f"write [[{name}]]", key=other)
        for other in table
        if other != name
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
    folder = getattr(file, "parent", None)
    found, _ = parse_written(read_bytes(file, QUESTIONNAIRE_LIMIT), format="toml", name="", folder=folder)
    problems = []
    if file.name != f"{found.id}.toml":
        remedy = f"call the file {found.id}.toml"
        problems.append(Problem("id", "it differs from the name of the file", remedy=remedy))
    return Reading((Part("", found),), tuple(problems), Kind.QUESTIONNAIRE, (found.id,))
