"""What a Sphinx project shows: its catalog, the questionnaires that it names, and what is wrong with them."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

from attrs import evolve, frozen
from sphinx.config import Config

from insight.care import EDITORS
from insight.catalog import Catalog
from insight.content import Kind, Resource
from insight.content.words import name_of, one_line
from insight.describing import ITEM, SCALE
from insight.errors import FileAccessError, InsightError, Problem, ReadError, UnknownIdError
from insight.linting import lint
from insight.loading import load_catalog
from insight.loading.definitions import Written, read_written
from insight.loading.folders import PARTS, bundled_questionnaire, data_files
from insight.loading.items import FIELD
from insight.questionnaires import Item, Questionnaire, Scale
from insight.scoring.pins import LIBRARY_VERSION

NO_CATALOG = Catalog(sources=[EDITORS])


@frozen
class Content:
    """The catalog of a project; where it does not load, a catalog that holds the help alone.

    Attributes:
        problems: What is wrong with the catalog.
        folder: Where that is: the first of the folders that does not load.
    """

    catalog: Catalog
    problems: tuple[Problem, ...] = ()
    folder: str = ""


@frozen
class Asked:
    """A questionnaire that a page names.

    Attributes:
        path: Its file; None for one of the catalog.
        written: How its file is written, for the lines of findings.
    """

    questionnaire: Questionnaire
    path: Path | None = None
    written: Written | None = None

    @property
    def suffix(self) -> str:
        """How the name of its file ends."""
        return ".toml" if self.path is None else self.path.suffix

    @property
    def files(self) -> tuple[Path, ...]:
        """The file, and the one that its items are in."""
        beside = self.written.sheet.name if self.written else ""
        return () if self.path is None else (self.path, *([self.path.with_name(beside)] if beside else []))


def folders_of(config: Config, source: Path) -> tuple[str, ...]:
    """The folder of the project's catalog, empty for the bundled one, and those that are added to it."""
    own = [config.insight_catalog, *config.insight_add]
    return tuple(str(source / folder) if folder else "" for folder in own)


def digest_of(folders: tuple[str, ...]) -> str:
    """What changes whenever a catalog can have changed."""
    told = hashlib.sha256(LIBRARY_VERSION.encode())
    for folder in folders:
        for name, data in data_files(folder or None):
            told.update(f"{folder}/{name}\0{len(data)}\0".encode() + data)
    return told.hexdigest()


def find_file(name: str, folder: str) -> Path | None:
    """The file of the catalog in *folder* that a problem names."""
    places = (Path(folder, part, name) for part in PARTS if folder and name)
    return next((path for path in places if path.is_file()), None)


@lru_cache(maxsize=4)
def read_content(folders: tuple[str, ...], digest: str) -> Content:  # noqa: ARG001  # it is part of the key
    """The catalog in the first folder with those of the others on top, as it is at this digest."""
    catalog = None
    for folder in folders:
        try:
            catalog = load_catalog(folder or None, on=catalog)
        except InsightError as error:
            return Content(NO_CATALOG, error.problems, folder)
    return Content(catalog or NO_CATALOG)


def help_for(catalog: Catalog, regions: str) -> tuple[Resource, ...]:
    """The help for some regions, between commas; the worldwide one is always among it."""
    wanted = [region.strip() for region in regions.split(",") if region.strip()]
    return tuple(dict.fromkeys(found for region in wanted or [""] for found in catalog.help(region)))


def find_questionnaire(name: str, folder: Path, catalog: Catalog) -> Asked:
    """The questionnaire of the catalog that has the id *name*, or the one in the file of that name in *folder*.

    Raises:
        UnknownIdError: If it is neither an id nor the name of a file.
        ReadError: If the file is not sound.
        FileAccessError: If the file cannot be read.
    """
    if name in catalog.questionnaires:
        return Asked(catalog.questionnaires[name])
    path = folder / name
    if not path.suffix and not path.exists():
        unknown = UnknownIdError.of("questionnaire", name, catalog.questionnaires.ids).problems[0]
        remedy = unknown.remedy or "write the id of one of the catalog, or the name of a file"
        raise UnknownIdError("", [Problem("", unknown.message, remedy=remedy)])
    if not path.exists():
        raise FileAccessError("", [Problem(name, "there is no such file", remedy="check the path")])
    try:
        questionnaire, written = read_written(path)
    except ReadError as error:
        raise ReadError(name, error.problems) from None
    except FileAccessError as error:
        # Named as the page names it: where the file lies on this machine is no reader's business.
        problems = (evolve(each, place=name if each.place == str(path) else each.place) for each in error.problems)
        raise FileAccessError("", problems) from None
    return Asked(questionnaire, path, written)


def sheets_of(path: Path) -> Iterator[Path]:
    """The file of items that a questionnaire's file names, also where the latter cannot be read as one."""
    text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
    yield from (path.parent / name for name in re.findall(rf'{FIELD}"?\s*[=:]\s*"([^"]+)"', text))


def source_of(name: str, folders: Iterable[str]) -> bytes:
    """The file of a questionnaire of the catalog: the one in the last of *folders* that has it."""
    own = [Path(folder, "questionnaires", name) for folder in folders if folder]
    path = next((path for path in reversed(own) if path.exists()), None)
    return path.read_bytes() if path else bundled_questionnaire(name)


def titles_of(kind: str, catalog: Catalog) -> dict[str, str]:
    """What there is of a kind in *catalog*, parts of questionnaires too: the title by id."""
    if kind == Kind.QUESTIONNAIRE:
        return {each.id: each.title for each in catalog.questionnaires}
    if kind in (ITEM, SCALE):
        return {
            f"{each.id}.{part.id}": title for each in catalog.questionnaires for part, title in parts_of(each, kind)
        }
    return {entry.id: name_of(entry) for entry in catalog.collections[Kind(kind)]}


def parts_of(questionnaire: Questionnaire, kind: str) -> Iterator[tuple[Item | Scale, str]]:
    """The items or scales of a questionnaire with what they are called."""
    if kind == ITEM:
        yield from ((item, one_line(item.text)) for item in questionnaire.items)
    else:
        yield from ((scale, scale.name) for scale in questionnaire.scales)


def require(kind: str, name: str, known: Iterable[str]) -> str:
    """*name*, if it is one of the ids that are *known*.

    Raises:
        UnknownIdError: If it is none; it says what may have been meant.
    """
    ids = tuple(known)
    if name not in ids:
        raise UnknownIdError.of(kind, name, ids)
    return name


def findings_of(asked: Asked, catalog: Catalog, wanted: str) -> Iterator[Problem]:
    """What the linter finds in a questionnaire's own file: errors, or *all*; each with its line."""
    found = [each for each in lint(asked.questionnaire, catalog=catalog) if wanted == "all" or each.severity == "error"]
    yield from asked.written.locate(found) if asked.written else found
