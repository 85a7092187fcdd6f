"""The directives: each reads what it shows from the data, takes its place, and says what is wrong where it is."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.locale import get_translation
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from insight.content import ENTRY_CLASSES, Kind
from insight.describing import CELLS, ENTRY_PARTS, Page
from insight.errors import InsightError, Problem, UnknownIdError, did_you_mean
from insight.sphinxext.downloads import DOWNLOAD, folder_of, offered_of
from insight.sphinxext.helping import BOX, FIRST
from insight.sphinxext.project import Asked, findings_of, sheets_of
from insight.sphinxext.rendering import ON_PAGES, Style, anchor_of, only, render, text_node
from insight.sphinxext.views import ALL_PARTS, WAYS, Group, Shown, View, digest_of_outcome, look

if TYPE_CHECKING:
    from insight.sphinxext.domain import InsightDomain

logger = logging.getLogger(__name__)
_ = get_translation("insight")
# docutils gives None for an option without a value, whatever its types say.
Read = Callable[[str], Any]


def one_of(*words: str) -> Read:
    """An option that is one of a few words."""

    def read(text: str) -> str:
        return pick((text or "").strip(), words)

    return read


def some_of(*words: str) -> Read:
    """An option that is some of a few words, at least one."""

    def read(text: str) -> tuple[str, ...]:
        return tuple(pick(word, words) for word in names(text) or [""])

    return read


def columns(text: str) -> tuple[str, ...]:
    """Names of columns, between commas since some have spaces."""
    return tuple(pick(word.strip(), tuple(CELLS)) for word in (text or "").split(","))


def pick(word: str, words: Iterable[str]) -> str:
    """*word*, if it is one of *words*; else a ValueError, as docutils wants it, which tells what there is."""
    known = tuple(words)
    if word not in known:
        remedy = did_you_mean(word, known) or f"write one of: {', '.join(known)}"
        raise ValueError(f"{word!r} is not known here; {remedy}")
    return word


def names(text: str) -> tuple[str, ...]:
    """Ids between spaces or commas."""
    return tuple((text or "").replace(",", " ").split())


NO_TARGET: Mapping[str, Read] = {"no-target": directives.flag}


class InsightDirective(SphinxDirective):
    """What all directives share: from a view to nodes, with every problem told in its place."""

    option_spec: ClassVar[dict[str, Read]] = {}
    # Whether it is where its objects are documented, unless an option says that it is not.
    claims = True

    @property
    def domain(self) -> "InsightDomain":
        """The domain that keeps what is shown where."""
        domain: InsightDomain = self.env.get_domain("insight")  # type: ignore[assignment]  # there is one of this name
        return domain

    def run(self) -> list[nodes.Node]:
        """What is shown, or a visible note of why it is not."""
        view = self.view()
        content = self.domain.content
        self.watch(view)
        outcome = look(view, content)
        self.domain.note(view, digest_of_outcome(outcome))
        if outcome is None:
            # Why, was told once for the whole project.
            return self.instead([Problem("", str(_("the catalog of this project cannot be read")))])
        return self.refused(outcome) if isinstance(outcome, InsightError) else self.nodes_of(view, outcome)

    def watch(self, view: View) -> None:
        """Have the page read again when a file that it names changes, also one that is mended or made later."""
        for file in view.named_files(self.domain.content.catalog):
            for path in (file, *sheets_of(file)):
                self.env.note_dependency(str(path))

    def view(self) -> View:
        """What is to be shown, as plain data."""
        given = tuple(sorted((name, value) for name, value in self.options.items() if name not in NOT_OF_VIEW))
        argument = self.arguments[0].strip() if self.arguments else ""
        return View(self.name.removeprefix("insight:"), argument, given, str(self.folder), str(self.env.srcdir))

    @property
    def folder(self) -> Path:
        """Where the page is."""
        return Path(self.env.doc2path(self.env.docname)).parent

    def nodes_of(self, view: View, shown: tuple[Shown, ...]) -> list[nodes.Node]:  # noqa: ARG002  # some need it
        """What is shown, as nodes; the help that it needs is noted."""
        self.note_care(shown)
        made = render(shown, self.style())
        if not made:
            nothing = Problem("", str(_("nothing is chosen")), remedy=str(_("choose other kinds, ids or areas")))
            self.warn(nothing, "ref")
            return self.instead([nothing])
        # Where help goes, if this is the first directive of a page.
        made[0][FIRST] = True
        return self.with_notes(made)

    def with_notes(self, made: list[nodes.Element]) -> list[nodes.Node]:
        """What is made, with the author's own notes below, in the same section where there is one."""
        notes = self.parse_content_to_nodes() if self.content else []
        if len(made) == 1 and isinstance(made[0], nodes.section):
            made[0].extend(notes)
            return [*made]
        return [*made, *notes]

    def note_care(self, shown: Iterable[Shown]) -> None:
        """Note the help that goes with what is shown."""
        for each in shown:
            if isinstance(each, Page):
                self.domain.note_care(each.care, hard=each.hard)
            elif isinstance(each, Group):
                self.note_care(each.inside)

    def style(self) -> Style:
        """How its blocks are made to nodes."""
        source, line = self.get_source_info()
        return Style(
            document=self.state.document,
            source=source,
            line=line,
            sections=isinstance(self.state_machine.node, nodes.document | nodes.section),
            claim=self.claim,
            prefix=self.options.get("caption-prefix", ""),
            classes=tuple(self.options.get("class", ())),
            formula=self.config.insight_formula == "words+math",
        )

    def claim(self, reference: str, title: str) -> bool:
        """Take the place of something, unless this directive takes none; whether that went well."""
        if not self.claims or "no-target" in self.options:
            return False
        anchor = anchor_of(reference)
        if anchor in self.state.document.ids:
            told = f"{reference} cannot be documented here: #{anchor} is on this page already"
            self.warn(Problem("", told, remedy="show it once, add :no-target:, or choose another label"), "duplicate")
            return False
        self.domain.claim(reference, title, self.lineno)
        return True

    def refused(self, error: InsightError) -> list[nodes.Node]:
        """A warning for each problem, at the line that it is in, and a note on the page."""
        file = self.view().path_of(error.subject) if error.subject else None
        for problem in error.problems:
            self.warn(problem, "ref" if isinstance(error, UnknownIdError) else "file", file)
        return self.instead(error.problems)

    def warn(self, problem: Problem, subtype: str, file: Path | None = None) -> None:
        """Tell a problem: in *file* where that is known, else at the line of this directive."""
        beside = file.with_name(problem.file) if file and problem.file else file
        # What is about the whole of a file is told at its first line.
        where = f"{beside}:{problem.line or 1}" if beside else self.get_location()
        logger.warning("%s", told_of(problem), location=where, type="insight", subtype=subtype)

    def instead(self, problems: Iterable[Problem]) -> list[nodes.Node]:
        """What stands on the page where something cannot be shown; the author's own notes stay."""
        style = self.style()
        told = [nodes.list_item("", text_node(nodes.paragraph, told_of(each), style)) for each in problems]
        opening = text_node(nodes.paragraph, str(_("This cannot be shown.")), style)
        return self.with_notes([nodes.warning("", opening, nodes.bullet_list("", *told, bullet="-"))])


def told_of(problem: Problem) -> str:
    """A problem in a line, without the line and file that stand before it."""
    place = f"{problem.place}: " if problem.place else ""
    return f"{place}{problem.message}" + (f"; {problem.remedy}" if problem.remedy else "")


# What changes where something is shown, and not what.
NOT_OF_VIEW = {"no-target", "class", "caption-prefix"}


class EntryDirective(InsightDirective):
    """One entry, with the author's own notes below."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Read]] = {
        **NO_TARGET,
        "parts": some_of(*ENTRY_PARTS),
        "class": directives.class_option,
    }


class CatalogDirective(InsightDirective):
    """Some entries, as sections, a table, a list or a matrix."""

    option_spec: ClassVar[dict[str, Read]] = {
        **NO_TARGET,
        "kinds": some_of(*ENTRY_CLASSES),
        "in": names,
        "ids": names,
        "as": one_of(*WAYS),
        "columns": columns,
        "sort": one_of("data", "title"),
        "group-by": one_of("kind", "domain", "none"),
        "caption": directives.unchanged,
        "class": directives.class_option,
        "limit": directives.positive_int,
        "parts": some_of(*ENTRY_PARTS),
    }


class QuestionnaireDirective(InsightDirective):
    """A questionnaire in parts, with what to download of it."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Read]] = {
        **NO_TARGET,
        "parts": some_of(*ALL_PARTS),
        "previous": directives.unchanged_required,
        "examples": directives.nonnegative_int,
        "caption-prefix": directives.unchanged,
        "class": directives.class_option,
    }

    def nodes_of(self, view: View, shown: tuple[Shown, ...]) -> list[nodes.Node]:
        """The questionnaire; what the linter finds in it is told."""
        asked = view.asked(self.domain.content.catalog)
        for finding in findings_of(asked, self.domain.content.catalog, self.config.insight_lint):
            self.warn(finding, "lint", asked.path)
        made = super().nodes_of(view, shown)
        (made[0] if isinstance(made[0], nodes.section) else made).extend(self.downloads(asked))
        return made

    def downloads(self, asked: Asked) -> list[nodes.Node]:
        """What pages offer to download; the files are written when the build ends."""
        offered = list(offered_of(asked, self.config.insight_downloads))
        if not offered:
            return []
        self.domain.note_download(folder_of(asked), str(asked.path or asked.questionnaire.id))
        lines = [self.download_line(words, f"{folder_of(asked)}/{name}") for words, name in offered]
        return [only(ON_PAGES, nodes.bullet_list("", *lines, bullet="-"))]

    def download_line(self, words: str, place: str) -> nodes.list_item:
        """A link to a file; its words are translated within it, so that a translation keeps it."""
        inner = text_node(nodes.inline, words, self.style())
        inner["translatable"] = True
        link = nodes.inline("", "", inner, **{DOWNLOAD: place})
        return nodes.list_item("", nodes.paragraph("", "", link, translatable=False))


class PartDirective(InsightDirective):
    """One part of a questionnaire; where it is documented as a whole is another directive's matter."""

    claims = False
    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Read]] = {
        "previous": directives.unchanged_required,
        "caption-prefix": directives.unchanged,
        "class": directives.class_option,
    }


class SourcesDirective(InsightDirective):
    """The sources, each with what cites it."""

    option_spec: ClassVar[dict[str, Read]] = {**NO_TARGET, "used-only": directives.flag}

    def view(self) -> View:
        """As for all, but that a flag has no value of its own."""
        return View("sources", options=(("used-only", "used-only" in self.options),))


class HelpDirective(InsightDirective):
    """Help, where the author wants it."""

    def run(self) -> list[nodes.Node]:
        """A place for the box: what else the page needs is known at its end."""
        self.domain.note_care((), hard=False)
        return [nodes.container("", **{BOX: True})]


DIRECTIVES: dict[str, Any] = {
    "catalog": CatalogDirective,
    **{str(kind): EntryDirective for kind in ENTRY_CLASSES if kind != Kind.SOURCE},
    "questionnaire": QuestionnaireDirective,
    **dict.fromkeys(("items", "scale", "bands", "codebook", "changes", "coverage"), PartDirective),
    "sources": SourcesDirective,
    "help": HelpDirective,
}
