"""Help on every page that shows content: in a box before what is hard, else in a closing line."""

from collections.abc import Iterable, Sequence

from docutils import nodes
from sphinx import addnodes
from sphinx.locale import get_translation

from insight.care import CONTENT_NOTE, NOTICE, UNVERIFIED, care_in_words, ways_in_words, with_region
from insight.content import Resource
from insight.sphinxext.rendering import Style, text_node

_ = get_translation("insight")


def help_box(care: Sequence[Resource], style: Style, *, hard: bool) -> nodes.Element:
    """Where help can be found, as a list, so that it is whole in every form, and the notice."""
    title = text_node(nodes.title, str(_("Help is there")), style)
    ways = (f"{with_region(resource)}: {ways_in_words(resource)}" for resource in care)
    items = [nodes.list_item("", text_node(nodes.paragraph, way, style)) for way in ways]
    unverified = any(resource.last_verified is None for resource in care)
    # Plain text runs the paragraphs of a box together: only one may stand on each side of the list.
    before = [text_node(nodes.paragraph, CONTENT_NOTE, style)] * hard
    after = text_node(nodes.paragraph, " ".join([UNVERIFIED] * unverified + [NOTICE]), style)
    inside = (*before, nodes.bullet_list("", *items, bullet="-"), after)
    return nodes.admonition("", title, *inside, classes=["insight-help"])


def closing_line(care: Sequence[Resource], style: Style) -> nodes.Element:
    """The notice, and where help can be found, in a line."""
    line = text_node(nodes.paragraph, f"{NOTICE} {care_in_words(care)}", style)
    line["classes"].append("insight-closing")
    return line


def put_help(document: nodes.document, care: Sequence[Resource], style: Style, *, hard: bool) -> None:
    """Put help on a page that shows content: where the author has put it, before what is hard, or at the end."""
    boxes = [node for node in document.findall(nodes.container) if BOX in node]
    shown = [node for node in document.findall(nodes.Element) if FIRST in node]
    # What only some builders write is no place for the help that all have.
    everywhere = any(outermost(box) is box for box in boxes)
    for box in boxes:
        box.replace_self(help_box(care, style, hard=hard))
    if hard and shown and not everywhere:
        put_before(outermost(shown[0]), help_box(care, style, hard=hard))
    elif shown and not everywhere:
        last_section(document).append(closing_line(care, style))
    for node in shown:
        del node[FIRST]


# What marks the first node of a directive, and the place of a box, until help is put there.
FIRST, BOX = "insight_first", "insight_box"


def outermost(node: nodes.Element) -> nodes.Element:
    """The outermost part around *node* that only some builders write; where there is none, *node* itself."""
    found, parent = node, node.parent
    while parent is not None:
        found, parent = (parent if isinstance(parent, addnodes.only) else found), parent.parent
    return found


def put_before(node: nodes.Element, box: nodes.Element) -> None:
    """Put help before *node*; after the title of a section that others come before, where nothing else can stand."""
    parent = node.parent
    place = parent.index(node)
    if isinstance(node, nodes.section) and any(isinstance(each, nodes.section) for each in parent.children[:place]):
        title = next(n for n, each in enumerate(node.children) if not isinstance(each, nodes.title))
        node.insert(title, box)
    else:
        parent.insert(place, box)


def last_section(document: nodes.document) -> nodes.Element:
    """The part of a page that ends it."""
    here: nodes.Element = document
    while here.children and isinstance(here.children[-1], nodes.section):
        here = here.children[-1]
    return here


def in_order(care: Iterable[Resource], always: Sequence[Resource]) -> tuple[Resource, ...]:
    """Help of a page's own topics, then what is always there, each once."""
    return tuple(dict.fromkeys((*(each for each in care if each not in always), *always)))
