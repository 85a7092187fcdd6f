"""A Sphinx extension: content and questionnaires in the pages of any project, from the data, in every builder.

Add `"insight.sphinxext"` to `extensions`. The domain `insight` brings directives that show entries of the catalog and
questionnaires, and roles that link to them.
"""

import re
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import ENUM
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from insight.errors import InsightError, did_you_mean
from insight.scoring.pins import LIBRARY_VERSION
from insight.sphinxext.directives import told_of
from insight.sphinxext.domain import InsightDomain
from insight.sphinxext.downloads import WORDS, clear, make_links, write
from insight.sphinxext.helping import in_order, put_help
from insight.sphinxext.project import digest_of, find_file, find_questionnaire, folders_of, help_for, regions_of
from insight.sphinxext.rendering import Style
from insight.sphinxext.views import View, digest_now

logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the domain, its settings, and what runs when pages are read and written."""
    app.add_config_value("insight_catalog", "", "env", str)
    app.add_config_value("insight_add", [], "env", (list, str))
    app.add_config_value("insight_help", "", "env", (str, list))
    app.add_config_value("insight_formula", "words+math", "env", ENUM("words+math", "words"))
    app.add_config_value("insight_downloads", ["csv", "source"], "env", list)
    app.add_config_value("insight_lint", "error", "env", ENUM("error", "all"))
    app.add_domain(InsightDomain)
    app.add_css_file("insight.css")
    app.add_message_catalog("insight", str(Path(__file__).with_name("locale")))
    app.add_transform(PutHelp)
    app.connect("builder-inited", add_style)
    app.connect("builder-inited", check_settings)
    app.connect("env-get-outdated", find_outdated)
    # After Sphinx's own collectors, which would look for files that are written at the end.
    app.connect("doctree-read", finish_page, priority=900)
    app.connect("env-updated", find_moved)
    # After intersphinx.
    app.connect("missing-reference", find_missing, priority=900)
    # Only now is it sure that nothing else knows it: all that look for what is missing are asked.
    app.connect("warn-missing-reference", tell_missing)
    app.connect("html-page-context", add_scopes)
    app.connect("build-finished", write_downloads)
    # Another version may show the same data in another way.
    version = int("".join(re.findall(r"\d+", LIBRARY_VERSION)))
    return {
        "version": LIBRARY_VERSION,
        "env_version": version,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def domain_of(env: BuildEnvironment) -> InsightDomain:
    """The domain of this extension."""
    domain = env.get_domain("insight")
    assert isinstance(domain, InsightDomain)  # noqa: S101  # Sphinx gives what was added
    return domain


def add_style(app: Sphinx) -> None:
    """Bring the few rules of style to where the builder copies such files from."""
    app.config.html_static_path.append(str(Path(__file__).with_name("static")))


def check_settings(app: Sphinx) -> None:
    """Warn of what is offered for download and is not known."""
    for word in app.config.insight_downloads:
        if word not in WORDS:
            remedy = did_you_mean(word, WORDS) or f"write some of {', '.join(WORDS)}"
            told, where = "insight_downloads: %r is not known; %s", f"{app.confdir / 'conf.py'}:1"
            logger.warning(told, word, remedy, location=where, type="insight", subtype="file")


def find_outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],  # noqa: ARG001  # as Sphinx calls it
    changed: set[str],  # noqa: ARG001
    removed: set[str],  # noqa: ARG001
) -> list[str]:
    """The pages whose part of the catalog has changed; and what is wrong with the catalog, once."""
    domain = domain_of(env)
    folders = folders_of(app.config, env.srcdir)
    outdated = domain.outdated(digest_of(folders))
    if app.config.insight_catalog or app.config.insight_add:
        for problem in domain.content.problems:
            file = find_file(problem.file, domain.content.folder) or Path(app.confdir, "conf.py")
            where = f"{file}:{problem.line or 1}"
            logger.warning("%s", told_of(problem), location=where, type="insight", subtype="file")
    return outdated


class PutHelp(SphinxTransform):
    """Help on each page that shows content, before translations are put into it."""

    # Ahead of what keeps texts for translators.
    default_priority = 5

    def apply(self, **_: Any) -> None:
        """Put it there."""
        domain = domain_of(self.env)
        if not (needed := domain.data["care"].get(self.env.docname)):
            return
        catalog, regions = domain.content.catalog, regions_of(self.config)
        own = [catalog.resources[each] for each in needed["help"] if each in catalog.resources]
        domain.note(view := View("help", regions), digest_now(view, domain.content))
        style = Style(
            self.document, str(self.env.doc2path(self.env.docname)), 1, sections=False, claim=lambda *_: False
        )
        put_help(self.document, in_order(own, help_for(catalog, regions)), style, hard=needed["hard"])


def finish_page(app: Sphinx, document: nodes.document) -> None:
    """Note the titles of a page and what it links to, and make its downloads to links."""
    domain_of(app.env).note_titles(document)
    domain_of(app.env).note_mentions(list(document.findall(addnodes.pending_xref)))
    make_links(document)


def find_moved(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The pages to write again, since what they show or link to was read or moved since they were written."""
    domain = domain_of(env)
    domain.give_labels()
    return domain.to_write(app.builder.name)


def find_missing(
    app: Sphinx,  # noqa: ARG001  # as Sphinx calls it
    env: BuildEnvironment,
    node: addnodes.pending_xref,
    contnode: nodes.Element,
) -> nodes.Element | None:
    """What stands in place of a link that leads nowhere."""
    return domain_of(env).not_documented(node, contnode) if node.get("refdomain") == "insight" else None


def tell_missing(app: Sphinx, domain: Domain, node: addnodes.pending_xref) -> bool | None:  # noqa: ARG001  # as Sphinx calls it
    """Whether it is told already that a link leads nowhere."""
    return domain.tell_unknown(node) if isinstance(domain, InsightDomain) else None


def add_scopes(
    app: Sphinx,  # noqa: ARG001  # as Sphinx calls it
    pagename: str,  # noqa: ARG001
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Say of each header cell of our tables what it heads: docutils has no word for it."""
    if doctree is not None and "body" in context:
        context["body"] = TABLE.sub(lambda found: HEADER.sub(scope_of, found[0]), context["body"])


TABLE = re.compile(r'<table class="[^"]*\binsight-table\b.*?</table>', re.DOTALL)
HEADER = re.compile(r'<th class="(head|stub)\b(?![^>]*\bscope=)')


def scope_of(found: re.Match[str]) -> str:
    """A header cell with its scope: a head stands above a column, a stub before a row."""
    return f'<th scope="{"col" if found[1] == "head" else "row"}" class="{found[1]}'


def write_downloads(app: Sphinx, error: Exception | None) -> None:
    """Write what pages offer to download, anew, so that nothing else is there."""
    if error is not None or app.builder.format != "html" or app.builder.name == "epub":
        return
    domain, folder = domain_of(app.env), Path(app.outdir, "_downloads")
    folders, wanted = folders_of(app.config, app.srcdir), app.config.insight_downloads
    clear(folder)
    for docname, held in domain.data["downloads"].items():
        for file in held.values():
            try:
                write(find_questionnaire(file, Path(file), domain.content.catalog), folder, wanted, folders)
            except InsightError as problem:
                told = "what is offered here for download cannot be read: %s"
                logger.warning(told, problem, location=(docname, 1), type="insight", subtype="file")
