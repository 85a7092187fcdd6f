"""How the pages become a site: `uv run sphinx-build -n -W --keep-going -b html docs build/html`."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from enum import Enum
from typing import get_type_hints

import attrs
from sphinx.application import Sphinx
from sphinx.util.typing import stringify_annotation

from insight.scoring.pins import LIBRARY_VERSION

project = "insight"
author = "The insight authors"
copyright = author  # noqa: A001  # the name that Sphinx reads
version = release = LIBRARY_VERSION
language = "en"

# No intersphinx: the site builds without a network, and asks no other site for anything.
extensions = ["insight.sphinxext", "myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
# Pictures are parts of pages.
exclude_patterns = ["**/my-content/**", "pictures/**"]
myst_heading_anchors = 3

# Docstrings hold code between single backticks, as the pages do.
default_role = "code"
smartquotes_action = "D"  # dashes alone: what stands in quotes is often to be typed
autodoc_member_order = "bysource"
autodoc_default_options = {
    "members": True,
    "inherited-members": "BaseException, OSError, StrEnum, str, tuple",
    "special-members": "__contains__, __getitem__, __iter__, __len__, __or__",
    # What the library asks its own values when one is refused, and what every OSError has.
    "exclude-members": "find_problems, in_messages, errno, strerror",
}
python_use_unqualified_type_names = True
nitpick_ignore_regex = [
    # Other projects' names: what knows where they are documented would have to be fetched.
    ("py:class", r"(collections\.abc|datetime|decimal|fractions|os|hypothesis)\..+"),
    # Type variables: a signature needs them, and nobody looks them up.
    ("py:class", r"insight\.[a-z.]+\.(E|EntryT|FrameT|S|T)"),
    # What the library works out for itself; it is no public name.
    ("py:class", r"insight\.[a-z.]+\.(Keyed|Part|Versions|Way)"),
]

html_theme = "pydata_sphinx_theme"
html_theme_options = {
    "show_version_warning_banner": False,
    "navigation_with_keys": False,
    "footer_end": [],
    # The other button is called something else than what stands on it, and what folds deeper levels has no name.
    "navbar_persistent": ["search-button"],
    "navigation_depth": 1,
}
html_static_path = ["_static"]
html_css_files = ["site.css"]
# Pages that have no others below them need no list of these.
html_sidebars = {"index": [], "contributing": []}
html_title = f"insight {release}"
html_last_updated_fmt = None
html_show_sphinx = False

# A build keeps its doctrees below the book's folder, and says of each that it is no part of the book.
suppress_warnings = ["epub.unknown_project_files"]

latex_engine = "lualatex"
latex_documents = [("index", "insight.tex", "insight", author, "manual")]
texinfo_documents = [
    ("index", "insight", "insight", author, "insight", "Questionnaires that are data, and exact scores.", "Science")
]
man_pages = [("index", "insight-inventory", "questionnaires that are data, and exact scores", author, 7)]

ATTRIBUTES = re.compile(r"^Attributes:\n((?: .*\n|\n)*)", re.MULTILINE)


def mend_docstring(_app: Sphinx, what: str, _name: str, obj: type, _options: object, lines: list[str]) -> None:
    """List all attributes of a class in order, with their types, also those whose name says enough."""
    if what == "property":
        lines.insert(0, "\\ ")  # Napoleon takes what stands before a colon in the first line for a type
    if what not in {"class", "exception"} or issubclass(obj, Enum):
        return
    ours = [cls for cls in reversed(obj.__mro__) if cls.__module__.startswith("insight")]
    said = {name: text for cls in ours for name, text in attributes_of(cls) if not name.startswith("_")}
    types = get_type_hints(obj)
    lines[:] = ATTRIBUTES.sub("", "\n".join(lines) + "\n").splitlines()
    for name, text in said.items():
        lines += ["", f".. attribute:: {name}", f"   :type: {stringify_annotation(types[name], 'smart')}", ""]
        lines += textwrap.indent(text, "   ").splitlines()


def attributes_of(cls: type) -> Iterator[tuple[str, str]]:
    """The fields and cached properties that a class adds, with what is said of each."""
    told = ATTRIBUTES.search(inspect.cleandoc(cls.__doc__ or "") + "\n")
    said = dict(re.findall(r"^    (\w+): (.*(?:\n {5,}.*)*)", told[1], re.MULTILINE)) if told else {}
    fields = [field.name for field in attrs.fields(cls) if not field.inherited] if attrs.has(cls) else said
    yield from ((name, " ".join(said.get(name, "").split())) for name in fields)
    # A class with slots forgets that it had a cached property; its source does not.
    for node in ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0].body:
        if isinstance(node, ast.FunctionDef) and "cached_property" in map(ast.unparse, node.decorator_list):
            yield node.name, ast.get_docstring(node)


def setup(app: Sphinx) -> None:
    """Mend docstrings before Napoleon reads them."""
    app.connect("autodoc-process-docstring", mend_docstring, priority=400)
