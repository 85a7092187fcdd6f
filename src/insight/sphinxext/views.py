"""What a directive shows, worked out from the catalog and questionnaires alone, and whether that has changed."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
from attrs import evolve, frozen

from insight.catalog import Catalog
from insight.comparing import compare
from insight.content import ENTRY_CLASSES, Domain, Entry, Kind, split_reference
from insight.describing import (
    ENTRY_PARTS,
    QUESTIONNAIRE_PARTS,
    TITLES,
    Block,
    Description,
    Linked,
    Listing,
    Page,
    Table,
    bands_of,
    coverage_page,
    describe,
    entries_page,
    entry_page,
    items_of,
    name_of,
    questionnaire_page,
    scales_of,
)
from insight.errors import DefinitionError, InsightError, Problem, UnknownIdError, did_you_mean, refuse
from insight.questionnaires import Questionnaire
from insight.sphinxext.project import Asked, Content, find_questionnaire, help_for, require, titles_of


@frozen
class Group:
    """Some of what is shown, under a title."""

    title: str
    inside: tuple["Shown", ...]


Shown = Group | Page | Block
SHOWN_PARTS = tuple(part for part in ENTRY_PARTS if part != "picture")
CODEBOOK_PARTS = ("overview", "instructions", "items", "options", "scales", "missing", "examples", "sources")
ALL_PARTS = (*QUESTIONNAIRE_PARTS, "changes")
# The directives of which a scale or an item can be named behind a #.
WITH_PARTS = ("items", "scale", "bands")
WAYS = ("sections", "table", "list", "matrix")


@frozen
class View:
    """What one directive shows, as plain data that is kept between builds.

    Attributes:
        name: The directive.
        argument: What it names.
        options: Its options, as they were read.
        folder: Where the page is, which its files are looked for in.
        root: Where all pages are: what begins with a slash is looked for there, as Sphinx does it.
    """

    name: str
    argument: str = ""
    options: tuple[tuple[str, Any], ...] = ()
    folder: str = ""
    root: str = ""

    def option(self, name: str, default: Any = None) -> Any:
        """The value of an option."""
        return dict(self.options).get(name, default)

    def shown(self, catalog: Catalog) -> tuple[Shown, ...]:
        """What it shows of *catalog*.

        Raises:
            InsightError: If it names something that is not there, or that is not sound.
        """
        refuse("", self.find_problems())
        make = VIEWS.get(self.name, show_entry)
        return tuple(make(self, catalog))

    def find_problems(self) -> Iterator[Problem]:
        """What is asked for, and makes no sense here."""
        if self.part and self.name not in WITH_PARTS:
            remedy = f"leave it out; it is for {' and '.join(f'insight:{each}' for each in WITH_PARTS)}"
            yield Problem("", f"there is no part {self.part!r} of insight:{self.name}", remedy=remedy)
        if self.option("columns") and self.option("as") != "table":
            yield Problem("", "only a table has columns", remedy="write :as: table, or leave :columns: out")

    def named_files(self, catalog: Catalog) -> tuple[Path, ...]:
        """The files that it names, whether they are there or not."""
        if self.name not in OF_QUESTIONNAIRES:
            return ()
        given = (self.argument.partition("#")[0], self.option("previous"))
        return tuple(map(self.path_of, (name for name in given if name and name not in catalog.questionnaires)))

    def path_of(self, name: str) -> Path:
        """The file that is called *name* on the page."""
        return Path(self.root, name[1:]) if name.startswith("/") else Path(self.folder, name)

    def asked(self, catalog: Catalog) -> Asked:
        """The questionnaire that it names."""
        name = self.argument.partition("#")[0]
        return find_questionnaire(name, self.path_of(name), catalog)

    @property
    def part(self) -> str:
        """The part of a questionnaire that it names, behind a #."""
        return self.argument.partition("#")[2]


def show_entry(view: View, catalog: Catalog) -> Iterator[Shown]:
    """One entry."""
    held = catalog.collections[Kind(view.name)]
    # A reference says the kind once more.
    name = view.argument.removeprefix(f"{view.name}:")
    yield entry_page(held[name], catalog, parts=view.option("parts", SHOWN_PARTS))


def show_entries(view: View, catalog: Catalog) -> Iterator[Shown]:
    """Some entries, in groups or not."""
    grouped = view.option("group-by", "none")
    for title, entries in groups_of(chosen(view, catalog), grouped, catalog):
        blocks = tuple(in_the_way(view, entries, catalog, title))
        yield from [Group(title, blocks)] if title else blocks


def chosen(view: View, catalog: Catalog) -> list[Entry]:
    """The entries that the options leave, in their order."""
    kinds = view.option("kinds") or (() if view.option("ids") else tuple(ENTRY_CLASSES))
    entries: list[Entry] = [entry for kind in kinds for entry in catalog.collections[Kind(kind)]]
    entries += [find_entry(each, catalog) for each in view.option("ids", ())] if not kinds else []
    if kinds and view.option("ids"):
        known = [name for entry in entries for name in (entry.id, entry.reference)]
        wanted = {require("entry of these kinds", each, known) for each in view.option("ids")}
        entries = [entry for entry in entries if not wanted.isdisjoint((entry.id, entry.reference))]
    if areas := view.option("in"):
        tied = {each.reference for area in areas for each in catalog.related(catalog.domains[area])}
        entries = [entry for entry in entries if entry.reference in tied]
    if view.option("sort") == "title":
        entries = sorted(entries, key=lambda entry: name_of(entry).casefold())
    return entries[: view.option("limit")]


def find_entry(name: str, catalog: Catalog) -> Entry:
    """The entry that *name* refers to as kind:id, or that alone has this id."""
    if ":" in name:
        found = catalog[name]
    else:
        having = [each for each in catalog.references(name) if split_reference(each)[0] in ENTRY_CLASSES]
        if len(having) != 1:
            message = f"the id {name!r} is {'of more than one' if having else 'none of the catalog'}"
            near = did_you_mean(name, [entry.id for kind in ENTRY_CLASSES for entry in catalog.collections[kind]])
            remedy = f"write {' or '.join(having)}" if having else near or "write kind:id"
            raise UnknownIdError("", [Problem("", message, remedy=remedy)])
        found = catalog[having[0]]
    if not isinstance(found, Entry):
        problem = Problem("", f"{name!r} is a questionnaire", remedy="show it with insight:questionnaire")
        raise DefinitionError("", [problem])
    return found


def groups_of(entries: list[Entry], by: str, catalog: Catalog) -> Iterator[tuple[str, list[Entry]]]:
    """Entries under titles: by kind, or each under the first area of life that it is tied to."""
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    titles = {"kind": lambda entry: TITLES[entry.KIND], "domain": lambda entry: area_of(entry, catalog)}
    for entry in entries:
        groups[titles[by](entry) if by in titles else ""].append(entry)
    order = [name_of(area) for area in catalog.domains] if by == "domain" else []
    yield from sorted(groups.items(), key=lambda group: order.index(group[0]) if group[0] in order else len(order))


def area_of(entry: Entry, catalog: Catalog) -> str:
    """The title of the area of life that an entry stands under."""
    areas = (entry,) if isinstance(entry, Domain) else catalog.related(entry, Domain)
    return name_of(areas[0]) if areas else "No area of its own"


def in_the_way(view: View, entries: list[Entry], catalog: Catalog, title: str) -> Iterator[Shown]:
    """Entries as sections, a table, a list or a matrix."""
    caption = ": ".join(filter(None, (view.option("caption"), title)))
    if view.option("as", "sections") == "sections":
        parts = view.option("parts", SHOWN_PARTS)
        yield from (entry_page(entry, catalog, parts=parts) for entry in entries)
    else:
        columns = view.option("columns", ())
        yield entries_page(entries, catalog, way=view.option("as"), columns=columns, caption=caption)


def show_questionnaire(view: View, catalog: Catalog) -> Iterator[Shown]:
    """A questionnaire in parts."""
    asked = view.asked(catalog)
    previous = view.option("previous")
    parts = view.option("parts") or (*CODEBOOK_PARTS, *(["changes"] if previous else []))
    page = questionnaire_page(asked.questionnaire, catalog, parts=())
    blocks = [block for part in parts for block in part_of(view, part, asked, catalog)]
    yield evolve(page, blocks=tuple(blocks))


def part_of(view: View, part: str, asked: Asked, catalog: Catalog) -> Iterable[Block]:
    """One part of a questionnaire."""
    if part == "changes":
        return changes_in(view, asked.questionnaire, catalog)
    questionnaire = asked.questionnaire
    if part == "examples" and (most := view.option("examples")) is not None:
        questionnaire = evolve(questionnaire, examples=questionnaire.examples[:most])
    return QUESTIONNAIRE_PARTS[part](questionnaire, catalog)


def changes_in(view: View, questionnaire: Questionnaire, catalog: Catalog) -> Iterator[Block]:
    """What changed since an earlier version."""
    if not (name := view.option("previous")):
        problem = Problem("", "there is no earlier version to compare with", remedy="name its file under :previous:")
        raise DefinitionError("", [problem])
    earlier = find_questionnaire(name, view.path_of(name), catalog).questionnaire
    yield describe(compare(earlier, questionnaire))


def show_part(view: View, catalog: Catalog) -> Iterator[Shown]:
    """A single part of a questionnaire, without a title of its own; of it what stands behind the #, if anything."""
    asked = view.asked(catalog)
    yield from single_part(view, asked, catalog)
    yield evolve(questionnaire_page(asked.questionnaire, catalog, parts=()), title="", about="", data=None)


def single_part(view: View, asked: Asked, catalog: Catalog) -> Iterable[Block]:
    """The blocks of a part, of the scale or item that is named, or all."""
    questionnaire, name = asked.questionnaire, view.part
    if view.name == "scale":
        return scales_of(questionnaire, catalog, only=scale_named(name, questionnaire))
    if view.name == "bands":
        sections = bands_of(questionnaire, catalog, only=scale_named(name, questionnaire))
    elif view.name == "items":
        ids = [item.id for item in questionnaire.items]
        sections = items_of(questionnaire, catalog, only=require("item", name, ids) if name else "")
    else:
        sections = (each for each in part_of(view, view.name, asked, catalog) if isinstance(each, Description))
    return [captioned(block, section.title) for section in sections for block in section.blocks]


def captioned(block: Block, title: str) -> Block:
    """*block*, a table with the title that stood above it."""
    return evolve(block, caption=block.caption or title) if isinstance(block, Table) else block


def scale_named(name: str, questionnaire: Questionnaire) -> str:
    """The id of a scale of *questionnaire*; nothing where none is named."""
    return require("scale", name, [scale.id for scale in questionnaire.scales]) if name else ""


def show_sources(view: View, catalog: Catalog) -> Iterator[Shown]:
    """The sources, each with what cites it."""
    for source in catalog.sources:
        if source.id in catalog.cited_by or not view.option("used-only"):
            yield entry_page(source, catalog, parts=("summary", "relations"))


def show_coverage(view: View, catalog: Catalog) -> Iterator[Shown]:
    """Which signs no item asks about."""
    yield coverage_page(view.asked(catalog).questionnaire, catalog)


def show_names(view: View, catalog: Catalog) -> Iterator[Shown]:
    """The present names of what roles on a page name."""
    named = map(split_reference, view.option("references"))
    yield Listing(tuple(titles_of(kind, catalog).get(name, "") for kind, name in named))


def show_help(view: View, catalog: Catalog) -> Iterator[Shown]:
    """The help of some regions."""
    yield Page(title="", blocks=(), care=help_for(catalog, view.argument))


OF_QUESTIONNAIRES = ("questionnaire", "items", "scale", "bands", "codebook", "changes", "coverage")
VIEWS: Mapping[str, Callable[[View, Catalog], Iterator[Shown]]] = {
    "catalog": show_entries,
    "questionnaire": show_questionnaire,
    "items": show_part,
    "scale": show_part,
    "bands": show_part,
    "codebook": show_part,
    "changes": show_part,
    "sources": show_sources,
    "coverage": show_coverage,
    "names": show_names,
    "help": show_help,
}


def fingerprint(shown: object) -> str:
    """A digest of what is shown, down to the last word and link."""
    return hashlib.sha256(repr(facts_of(shown)).encode()).hexdigest()[:16]


def facts_of(value: Any) -> Any:
    """What is in a value, as plain data."""
    if isinstance(value, Linked):
        return [facts_of(part) if attrs.has(type(part)) else part for part in value.parts]
    if attrs.has(type(value)):
        return [type(value).__name__, *(facts_of(getattr(value, each.name)) for each in attrs.fields(type(value)))]
    return [facts_of(each) for each in value] if isinstance(value, tuple | list) else value


# What is shown; what keeps it from being shown; None where the catalog cannot be read.
Outcome = tuple[Shown, ...] | InsightError | None


def look(view: View, content: Content) -> Outcome:
    """What comes of a view."""
    if content.problems:
        return None
    try:
        return view.shown(content.catalog)
    except InsightError as error:
        return error


def digest_of_outcome(outcome: Outcome) -> str:
    """A digest of what is shown, or of why nothing is."""
    if outcome is None:
        return ""
    return fingerprint(str(outcome) if isinstance(outcome, InsightError) else outcome)


def digest_now(view: View, content: Content) -> str:
    """A digest of what comes of a view now."""
    return digest_of_outcome(look(view, content))
