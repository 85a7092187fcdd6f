"""The domain `insight`: what is documented where, roles that link to it, an index, and what changed between builds."""

import sys
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.domains import Domain, Index, IndexEntry, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from insight.content import Kind, Resource, split_reference
from insight.describing import ITEM, SCALE
from insight.errors import UnknownIdError
from insight.sphinxext.directives import DIRECTIVES
from insight.sphinxext.project import Content, folders_of, read_content, titles_of
from insight.sphinxext.rendering import anchor_of
from insight.sphinxext.views import View, digest_now, fingerprint

logger = logging.getLogger(__name__)
TYPES = (*Kind, ITEM, SCALE)


class ContentIndex(Index):
    """All that is documented, kind by kind."""

    name = "index"
    localname = "Content index"
    shortname = "content"

    def generate(self, docnames: Iterable[str] | None = None) -> tuple[list[tuple[str, list[IndexEntry]]], bool]:
        """Each kind with what there is of it, by title."""
        domain, wanted = self.domain, None if docnames is None else set(docnames)
        assert isinstance(domain, InsightDomain)  # noqa: S101  # whose index it is
        groups: dict[str, list[IndexEntry]] = {}
        for reference, (docname, title) in sorted(domain.places.items(), key=lambda each: each[1][1].casefold()):
            if wanted is None or docname in wanted:
                entry = IndexEntry(title, 0, docname, anchor_of(reference), "", "", "")
                # Without a space, since anchors are made of it.
                groups.setdefault(split_reference(reference)[0], []).append(entry)
        return sorted(groups.items()), False


class InsightDomain(Domain):
    """Where each entry, questionnaire, scale and item is documented, and what each page shows of the catalog.

    Its data is kept between builds: `objects` (by reference, the pages that claim it, with its title there and the
    line), `views` (by page, what its directives show, with a digest of it), `mentions` (by page, what it links to),
    `care` (by page, the help that it needs), `downloads` (by page, what it offers), `digest` (of the catalog), and
    `written` (by builder and page, a digest of what the page was written from).
    """

    name = "insight"
    label = "Insight"
    object_types: ClassVar[dict[str, ObjType]] = {str(kind): ObjType(str(kind), str(kind)) for kind in TYPES}
    roles: ClassVar[dict[str, Any]] = {
        str(kind): XRefRole(innernodeclass=nodes.inline, warn_dangling=True) for kind in TYPES
    }
    directives: ClassVar[dict[str, Any]] = DIRECTIVES
    indices: ClassVar[list[type[Index]]] = [ContentIndex]
    initial_data: ClassVar[dict[str, Any]] = {
        "objects": {},
        "views": {},
        "mentions": {},
        "care": {},
        "downloads": {},
        "digest": "",
        "written": {},
    }
    data_version = 1

    @property
    def content(self) -> Content:
        """The catalog of the project."""
        return read_content(folders_of(self.env.config, self.env.srcdir), self.data["digest"])

    @property
    def places(self) -> dict[str, tuple[str, str]]:
        """By reference, the page where it is documented, and its title there: of several pages the first by name."""
        found = {}
        for reference, claims in self.data["objects"].items():
            docname = min(claims)
            found[reference] = (docname, claims[docname][0])
        return found

    def claim(self, reference: str, title: str, line: int) -> None:
        """Take the place of *reference* for the page that is read."""
        docname = self.env.docname
        self.data["objects"].setdefault(sys.intern(reference), {})[docname] = (title, line)

    def note(self, view: View, shown: str) -> None:
        """Keep what a directive on the page that is read shows, as a digest."""
        self.data["views"].setdefault(self.env.docname, {})[view] = shown

    def note_care(self, care: Iterable[Resource], *, hard: bool, boxed: bool = False) -> None:
        """Keep which help the page that is read needs, and whether it has a box of its own for it."""
        held = self.data["care"].setdefault(self.env.docname, {"help": {}, "hard": False, "boxed": False})
        held["help"] |= {resource.id: None for resource in care}
        held["hard"] |= hard
        held["boxed"] |= boxed

    def note_mentions(self, links: Iterable[addnodes.pending_xref]) -> None:
        """Keep what the page that is read links to, and what that is called, where an author leaves it to the data."""
        named = {sys.intern(each) for each in map(mentioned, links) if each}
        if named:
            self.data["mentions"][self.env.docname] = named
        roles = (node for node in links if node.get("refdomain") == "insight" and not node.get("insight_made"))
        if references := tuple(sorted({f"{node['reftype']}:{node['reftarget']}" for node in roles})):
            view = View("names", options=(("references", references),))
            self.note(view, fingerprint(view.shown(self.content.catalog)))

    def note_download(self, folder: str, file: str) -> None:
        """Keep that the page that is read offers a questionnaire: in which folder, and from which file or id."""
        self.data["downloads"].setdefault(self.env.docname, {})[folder] = file

    def outdated(self, digest: str) -> list[str]:
        """The pages that show something else than they did, now that the catalog has this digest."""
        if digest == self.data["digest"]:
            return []
        self.data["digest"] = digest
        return [
            docname
            for docname, views in self.data["views"].items()
            if any(digest_now(view, self.content) != then for view, then in views.items())
        ]

    def to_write(self, builder: str) -> list[str]:
        """The pages that *builder* has written from something else than what is there now.

        What was read for one builder is not written by another, and what a page links to may have moved.
        """
        places, labels = self.places, self.env.domains["std"].data["labels"]
        now = {
            docname: fingerprint(
                [
                    sorted(self.data["views"].get(docname, {}).values()),
                    [led_to(each, places, labels) for each in sorted(self.data["mentions"].get(docname, ()))],
                ]
            )
            for docname in {**self.data["views"], **self.data["mentions"]}
        }
        before = self.data["written"].get(builder, {})
        self.data["written"][builder] = now
        return [docname for docname, digest in now.items() if before.get(docname) != digest]

    def give_labels(self) -> None:
        """Give all that is documented a label, for links by other means than the roles of this extension."""
        labels = self.env.domains["std"].data
        for reference, (docname, title) in self.places.items():
            name, anchor = label_of(reference), anchor_of(reference)
            held = labels["anonlabels"].get(name)
            if held and held[1] != anchor:
                told = "the label %s is taken already, so that %s has none; choose another for yours"
                logger.warning(told, name, reference, location=held[0], type="insight", subtype="duplicate")
                continue
            labels["labels"][name] = (docname, anchor, title)
            labels["anonlabels"][name] = (docname, anchor)

    def clear_doc(self, docname: str) -> None:
        """Forget a page."""
        for claims in self.data["objects"].values():
            claims.pop(docname, None)
        self.data["objects"] = {reference: claims for reference, claims in self.data["objects"].items() if claims}
        for name in ("views", "mentions", "care", "downloads"):
            self.data[name].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process has read."""
        for reference, claims in otherdata["objects"].items():
            mine = {docname: claim for docname, claim in claims.items() if docname in docnames}
            if mine:
                self.data["objects"].setdefault(reference, {}).update(mine)
        for name in ("views", "mentions", "care", "downloads"):
            self.data[name].update({doc: held for doc, held in otherdata[name].items() if doc in docnames})

    def check_consistency(self) -> None:
        """Warn of what more than one page claims."""
        for reference, claims in sorted(self.data["objects"].items()):
            first, *others = sorted(claims)
            for docname in others:
                logger.warning(
                    "%s is documented in %s as well; add :no-target: to one of the two",
                    reference,
                    first,
                    location=(docname, claims[docname][1]),
                    type="insight",
                    subtype="duplicate",
                )

    def resolve_xref(  # noqa: PLR0913, PLR0917  # as Sphinx calls it
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        """A link to where *target* is documented, with its present title unless the author gave one."""
        reference = f"{typ}:{target}"
        claims = self.data["objects"].get(reference)
        if not claims:
            return None
        docname = min(claims)
        title = claims[docname][0]
        shown = contnode if node["refexplicit"] else nodes.inline("", title)
        return make_refnode(builder, fromdocname, docname, anchor_of(reference), shown, title)

    def resolve_any_xref(  # noqa: PLR0913, PLR0917  # as Sphinx calls it
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Whatever has this id."""
        links = ((kind, self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode)) for kind in TYPES)
        return [(f"insight:{kind}", link) for kind, link in links if link is not None]

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """All that is documented, for the search and for other projects."""
        for reference, (docname, title) in self.places.items():
            kind, name = split_reference(reference)
            yield name, title, kind, docname, anchor_of(reference), 1

    def get_full_qualified_name(self, node: nodes.Element) -> str | None:
        """The reference of what *node* links to."""
        return f"{node['reftype']}:{node['reftarget']}" if "reftarget" in node else None

    def not_documented(self, node: addnodes.pending_xref, contnode: nodes.Element) -> nodes.Element | None:
        """What stands where a link leads nowhere: the title of what there is, if it is known."""
        if node.get("insight_made"):
            return contnode
        titles = titles_of(node["reftype"], self.content.catalog)
        if node["reftarget"] in titles and not node["refexplicit"]:
            contnode.children = []
            contnode += nodes.Text(titles[node["reftarget"]])
        # A strict author wants to know that nothing documents it.
        return None if node["reftarget"] not in titles or self.env.config.nitpicky else contnode

    def tell_unknown(self, node: addnodes.pending_xref) -> bool | None:
        """Warn of a link to what there is not; what nothing documents is Sphinx's own to tell."""
        titles = titles_of(node["reftype"], self.content.catalog)
        if node["reftarget"] in titles:
            return None
        if self.content.problems:
            # What there would be is not known, and that was told.
            return True
        documented = [name for kind, name in map(split_reference, self.data["objects"]) if kind == node["reftype"]]
        unknown = UnknownIdError.of(node["reftype"], node["reftarget"], dict.fromkeys([*titles, *documented]))
        told = (
            f"{unknown}" if unknown.problems[0].remedy else f"{unknown}; write one that is in the catalog or documented"
        )
        logger.warning("%s", told, location=node, type="insight", subtype="ref")
        return True


def label_of(reference: str) -> str:
    """The label of something that is documented: `insight-sign-perfectionism`."""
    return sys.intern(f"insight-{reference.replace(':', '-')}")


def mentioned(link: addnodes.pending_xref) -> str:
    """What a link names, if that can be something of this extension: a reference, a label, or an id of any kind."""
    target = str(link.get("reftarget", ""))
    if link.get("refdomain") == "insight":
        return f"{link['reftype']}:{target}"
    return target if target.startswith("insight-") or link.get("reftype") in ("any", "myst") else ""


def led_to(mention: str, places: Mapping[str, tuple[str, str]], labels: Mapping[str, Any]) -> list[Any]:
    """Where something that a page names is documented, and what it is called there."""
    if ":" in mention:
        return [places.get(mention)]
    return [labels.get(mention), *(places.get(f"{kind}:{mention}") for kind in TYPES)]
