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
from insight.sphinxext.helping import help_box
from insight.sphinxext.project import Asked, findings_of, help_for, sheets_of
from insight.sphinxext.rendering import Style, anchor_of, only, render, text_node
from insight.sphinxext.views import ALL_PARTS, WAYS, Group, Shown, View, fingerprint

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
    """An option that is some of a few words."""

    def read(text: str) -> tuple[str, ...]:
        return tuple(pick(word, words) for word in names(text))

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
        if content.problems:
            # Why, was told once for the whole project.
            self.domain.note(view, "")
            return [self.note_node([Problem("", _("The catalog of this project could not be read."))])]
        try:
            shown = view.shown(content.catalog)
        except InsightError as error:
            self.domain.note(view, fingerprint(str(error)))
            return self.refused(error)
        self.domain.note(view, fingerprint(shown))
        return self.nodes_of(view, shown)

    def view(self) -> View:
        """What is to be shown, as plain data."""
        given = tuple(sorted((name, value) for name, value in self.options.items() if name not in NOT_OF_VIEW))
        argument = self.arguments[0].strip() if self.arguments else ""
        return View(self.name.removeprefix("insight:"), argument, given, str(self.folder))

    @property
    def folder(self) -> Path:
        """Where the page is."""
        return Path(self.env.doc2path(self.env.docname)).parent

    def nodes_of(self, view: View, shown: tuple[Shown, ...]) -> list[nodes.Node]:
        """What is shown, as nodes; the help that it needs is noted."""
        self.note_care(shown)
        made = [*render(shown, self.style()), *self.more(view)]
        if not made:
            nothing = Problem("", str(_("nothing is chosen")), remedy=str(_("choose other kinds, ids or areas")))
            self.warn(nothing, "ref")
            return [self.note_node([nothing])]
        first = next((node for node in made if isinstance(node, nodes.Element)), None)
        if first is not None:
            # Where help goes, if this is the first directive of a page.
            first["insight_first"] = True
        return made

    def more(self, view: View) -> list[nodes.Node]:  # noqa: ARG002  # some need it
        """What follows: the author's own notes."""
        return self.parse_content_to_nodes() if self.content else []

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
            told = f"{reference} is documented on this page already"
            self.warn(Problem("", told, remedy="add :no-target: to one of the two"), "duplicate")
            return False
        self.domain.claim(reference, title, self.lineno)
        return True

    def refused(self, error: InsightError) -> list[nodes.Node]:
        """A warning for each problem, at the line that it is in, and a note on the page."""
        file = Path(self.folder, error.subject) if error.subject else None
        for problem in error.problems:
            self.warn(problem, "ref" if isinstance(error, UnknownIdError) else "file", file)
        return [self.note_node(error.problems)]

    def warn(self, problem: Problem, subtype: str, file: Path | None = None) -> None:
        """Tell a problem: in *file* where that is known, else at the line of this directive."""
        beside = file.with_name(problem.file) if file and problem.file else file
        # What is about the whole of a file is told at its first line.
        where = f"{beside}:{problem.line or 1}" if beside else self.get_location()
        logger.warning("%s", told_of(problem), location=where, type="insight", subtype=subtype)

    def note_node(self, problems: Iterable[Problem]) -> nodes.Element:
        """What stands on the page where something cannot be shown."""
        style = self.style()
        told = [nodes.list_item("", text_node(nodes.paragraph, told_of(each), style)) for each in problems]
        opening = text_node(nodes.paragraph, str(_("This cannot be shown.")), style)
        return nodes.warning("", opening, nodes.bullet_list("", *told, bullet="-"))


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

    def nodes_of(self, view: View, shown: tuple[Shown, ...]) -> list[nodes.Node]:
        """The entry; notes stand in its section where it has one."""
        made = super().nodes_of(view, shown)
        if len(made) > 1 and isinstance(made[0], nodes.section):
            made[0].extend(made[1:])
            return made[:1]
        return made


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
        """The questionnaire; its files are watched, and what the linter finds is told."""
        asked = view.asked(self.domain.content.catalog)
        self.watch(asked, view)
        for finding in findings_of(asked, self.domain.content.catalog, self.config.insight_lint):
            self.warn(finding, "lint", asked.path)
        made = super().nodes_of(view, shown)
        if isinstance(made[0], nodes.section):
            made[0].extend([*made[1:], *self.downloads(asked)])
            return made[:1]
        return [*made, *self.downloads(asked)]

    def watch(self, asked: Asked, view: View) -> None:
        """Have the page read again when a file that it shows changes."""
        earlier = [Path(view.folder, view.option("previous"))] if view.option("previous") else []
        for path in (*asked.files, *earlier):
            self.env.note_dependency(str(path))

    def refused(self, error: InsightError) -> list[nodes.Node]:
        """As for all; the page is read again when a file is mended."""
        for name in filter(None, (self.arguments[0].partition("#")[0], self.options.get("previous"))):
            for path in (self.folder / name, *sheets_of(self.folder / name)):
                self.env.note_dependency(str(path))
        return super().refused(error)

    def downloads(self, asked: Asked) -> list[nodes.Node]:
        """Where pages can be downloaded from: what to download; the files are written when the build ends."""
        wanted = [name for name in self.config.insight_downloads if name in WORDS_FOR]
        if not wanted:
            return []
        path = str(asked.path) if asked.path else ""
        self.domain.data["downloads"].setdefault(self.env.docname, {})[asked.questionnaire.id] = path
        style = self.style()
        line = text_node(nodes.paragraph, str(_("Download:")), style)
        for name in wanted:
            line += nodes.Text(" ")
            words = text_node(nodes.inline, WORDS_FOR[name], style)
            line += nodes.inline(
                "", "", words, insight_download=f"{asked.questionnaire.id}{'.csv' if name == 'csv' else asked.suffix}"
            )
        return [only("html and not epub", line)]


WORDS_FOR = {"csv": "data dictionary (CSV)", "source": "definition (file)"}


class PartDirective(QuestionnaireDirective):
    """One part of a questionnaire; where it is documented as a whole is another directive's matter."""

    claims = False
    has_content = False
    option_spec: ClassVar[dict[str, Read]] = {
        "previous": directives.unchanged_required,
        "caption-prefix": directives.unchanged,
        "class": directives.class_option,
    }

    def nodes_of(self, view: View, shown: tuple[Shown, ...]) -> list[nodes.Node]:
        """The part; its files are watched."""
        self.watch(view.asked(self.domain.content.catalog), view)
        return InsightDirective.nodes_of(self, view, shown)


class SourcesDirective(InsightDirective):
    """The sources, each with what cites it."""

    option_spec: ClassVar[dict[str, Read]] = {**NO_TARGET, "used-only": directives.flag}

    def view(self) -> View:
        """As for all, but that a flag has no value of its own."""
        return View("sources", options=(("used-only", "used-only" in self.options),))


class HelpDirective(InsightDirective):
    """Help, where the author wants it."""

    def run(self) -> list[nodes.Node]:
        """The box; no other is put on this page."""
        catalog = self.domain.content.catalog
        self.domain.note_care((), hard=False, boxed=True)
        view = View("help", self.config.insight_help)
        self.domain.note(view, fingerprint(view.shown(catalog)))
        # What else the page needs is known at its end.
        box = help_box(help_for(catalog, self.config.insight_help), self.style(), hard=False)
        box["insight_box"] = True
        return [box]


DIRECTIVES: dict[str, Any] = {
    "catalog": CatalogDirective,
    **{str(kind): EntryDirective for kind in ENTRY_CLASSES if kind != Kind.SOURCE},
    "questionnaire": QuestionnaireDirective,
    **dict.fromkeys(("items", "scale", "bands", "codebook", "changes", "coverage"), PartDirective),
    "sources": SourcesDirective,
    "help": HelpDirective,
}
