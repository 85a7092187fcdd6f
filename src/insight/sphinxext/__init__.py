"""A Sphinx extension: content and questionnaires in the pages of any project, from the data, in every builder.

Add `"insight.sphinxext"` to `extensions`. The domain `insight` brings directives that show entries of the catalog and
questionnaires, and roles that link to them.
"""

import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.config import ENUM
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from insight.describing import describe
from insight.scoring.pins import LIBRARY_VERSION
from insight.sphinxext.directives import told_of
from insight.sphinxext.domain import InsightDomain
from insight.sphinxext.helping import in_order, put_help
from insight.sphinxext.project import Asked, digest_of, find_file, find_questionnaire, folders_of, help_for, source_of
from insight.sphinxext.rendering import Style
from insight.sphinxext.views import View, fingerprint

logger = logging.getLogger(__name__)
DOWNLOADS = "insight"


def setup(app: Sphinx) -> dict[str, Any]:
    """Add the domain, its settings, and what runs when pages are read and written."""
    app.add_config_value("insight_catalog", "", "env", str)
    app.add_config_value("insight_add", [], "env", list)
    app.add_config_value("insight_help", "", "env", str)
    app.add_config_value("insight_formula", "words+math", "env", ENUM("words+math", "words"))
    app.add_config_value("insight_downloads", ["csv", "source"], "env", list)
    app.add_config_value("insight_lint", "error", "env", ENUM("error", "all"))
    app.add_domain(InsightDomain)
    app.add_css_file("insight.css")
    app.add_message_catalog("insight", str(Path(__file__).with_name("locale")))
    app.add_transform(PutHelp)
    app.connect("builder-inited", add_style)
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
    return {"version": LIBRARY_VERSION, "env_version": 1, "parallel_read_safe": True, "parallel_write_safe": True}


def domain_of(env: BuildEnvironment) -> InsightDomain:
    """The domain of this extension."""
    domain = env.get_domain("insight")
    assert isinstance(domain, InsightDomain)  # noqa: S101  # Sphinx gives what was added
    return domain


def add_style(app: Sphinx) -> None:
    """Bring the few rules of style to where the builder copies such files from."""
    app.config.html_static_path.append(str(Path(__file__).with_name("static")))


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


def finish_page(app: Sphinx, document: nodes.document) -> None:
    """Note what a page links to, and make its downloads to links."""
    env = app.env
    domain = domain_of(env)
    mentions = [node for node in document.findall(addnodes.pending_xref) if node.get("refdomain") in ("insight", "std")]
    named = {sys.intern(f"{n['reftype']}:{n['reftarget']}") for n in mentions if n["refdomain"] == "insight"}
    named |= {label.removeprefix("insight-") for label in labels_in(mentions)}
    if named:
        domain.data["mentions"][env.docname] = named
        written = sorted(f"{n['reftype']}:{n['reftarget']}" for n in mentions if not n.get("insight_made"))
        if written:
            view = View("names", options=(("references", tuple(written)),))
            domain.note(view, fingerprint(view.shown(domain.content.catalog)))
    for node in list(document.findall(nodes.inline)):
        if "insight_download" in node:
            link = addnodes.download_reference(
                "", "", *node.children, filename=f"{DOWNLOADS}/{node['insight_download']}"
            )
            node.replace_self(link)


class PutHelp(SphinxTransform):
    """Help on a page that shows content, before its texts are translated."""

    # Ahead of what keeps texts for translators.
    default_priority = 5

    def apply(self, **_: Any) -> None:
        """Put it where it belongs."""
        domain = domain_of(self.env)
        docname = self.env.docname
        if care := domain.data["care"].get(docname):
            catalog = domain.content.catalog
            always = help_for(catalog, self.config.insight_help)
            own = [catalog.resources[each] for each in care["help"] if each in catalog.resources]
            domain.note(view := View("help", self.config.insight_help), fingerprint(view.shown(catalog)))
            style = Style(self.document, str(self.env.doc2path(docname)), 1, sections=False, claim=lambda *_: False)
            put_help(self.document, in_order(own, always), style, hard=care["hard"], boxed=care["boxed"])


def labels_in(mentions: Iterable[addnodes.pending_xref]) -> list[str]:
    """The labels of this extension that a page refers to without its roles."""
    return [node["reftarget"] for node in mentions if str(node.get("reftarget", "")).startswith("insight-")]


def find_moved(app: Sphinx, env: BuildEnvironment) -> list[str]:  # noqa: ARG001  # as Sphinx calls it
    """The pages to write again, since what they link to has moved."""
    domain = domain_of(env)
    domain.give_labels()
    return domain.moved()


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
    """Say of each header cell what it heads: docutils has no word for it."""
    if doctree is not None and "body" in context:
        context["body"] = HEADER.sub(scope_of, context["body"])


HEADER = re.compile(r'<th class="(head|stub)\b(?![^>]*\bscope=)')


def scope_of(found: re.Match[str]) -> str:
    """A header cell with its scope: a head stands above a column, a stub before a row."""
    return f'<th scope="{"col" if found[1] == "head" else "row"}" class="{found[1]}'


def write_downloads(app: Sphinx, error: Exception | None) -> None:
    """Write what pages offer to download: the data dictionary and the definition of each questionnaire."""
    if error is not None or app.builder.format != "html" or app.builder.name == "epub":
        return
    domain = domain_of(app.env)
    for held in domain.data["downloads"].values():
        for name, path in held.items():
            asked = find_questionnaire(path or name, Path(app.srcdir), domain.content.catalog)
            for file, data in files_of(asked, folders_of(app.config, app.srcdir), app.builder):
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)


def files_of(asked: Asked, folders: Iterable[str], builder: Builder) -> Iterable[tuple[Path, bytes]]:
    """Each file to download of a questionnaire, with what is in it."""
    folder = Path(builder.outdir, "_downloads", DOWNLOADS)
    name = asked.questionnaire.id
    yield folder / f"{name}.csv", describe(asked.questionnaire).csv().encode()
    yield folder / f"{name}{asked.suffix}", source_of(asked, folders)
