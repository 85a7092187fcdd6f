"""How the pages become a site: `uv run sphinx-build -n -W --keep-going -b html docs build/html`."""

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator

import attrs
from sphinx.application import Sphinx

from insight.scoring.pins import LIBRARY_VERSION

project = "insight"
author = "The insight authors"
copyright = author  # noqa: A001  # the name that Sphinx reads
version = release = LIBRARY_VERSION
language = "en"

# No intersphinx: the site builds without a network, and asks no other site for anything.
extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
exclude_patterns = ["**/my-content/**"]
myst_heading_anchors = 3

# Docstrings hold code between single backticks, as the pages do.
default_role = "code"
autodoc_member_order = "bysource"
autodoc_default_options = {
    "members": True,
    "inherited-members": "BaseException, StrEnum, str, tuple",
    "special-members": "__contains__, __getitem__, __iter__, __len__, __or__",
    "exclude-members": "find_problems",  # each class refuses what does not fit when it is made
}
python_maximum_signature_line_length = 88
python_use_unqualified_type_names = True

html_theme = "pydata_sphinx_theme"
html_theme_options = {"show_version_warning_banner": False, "navigation_with_keys": False, "footer_end": []}
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

ATTRIBUTES = re.compile(r"^Attributes:\n((?:[ ]+.*\n|\n)*)", re.MULTILINE)


def list_attributes(_app: Sphinx, what: str, _name: str, obj: type, _options: object, lines: list[str]) -> None:
    """Let a class of attrs list all that it has, in order, also where the name says enough."""
    if what == "property":
        lines.insert(0, "\\ ")  # Napoleon takes what stands before a colon in the first line for a type
    if what != "class" or not attrs.has(obj):
        return
    told = {name: text for base in reversed(obj.__mro__) if attrs.has(base) for name, text in attributes_of(base)}
    listed = "".join(f"    {name}:{text}\n" for name, text in told.items() if not name.startswith("_"))
    lines[:] = (ATTRIBUTES.sub("", "\n".join(lines) + "\n") + f"\nAttributes:\n{listed}").splitlines()


def attributes_of(cls: type) -> Iterator[tuple[str, str]]:
    """Each field and cached property of a class itself, with what is said of it."""
    told = ATTRIBUTES.search(inspect.cleandoc(cls.__doc__ or "") + "\n")
    said = dict(re.findall(r"^    (\w+):(.*(?:\n {5,}.*)*)", told[1] if told else "", re.MULTILINE))
    yield from ((field.name, said.get(field.name, "")) for field in attrs.fields(cls) if not field.inherited)
    # A class with slots forgets that it had a cached property; its source does not.
    for node in ast.parse(textwrap.dedent(inspect.getsource(cls))).body[0].body:
        if isinstance(node, ast.FunctionDef) and any(ast.unparse(each) == "cached_property" for each in node.decorator_list):
            yield node.name, " " + textwrap.indent(ast.get_docstring(node) or "", " " * 8).lstrip()


def setup(app: Sphinx) -> None:
    """Read docstrings before Napoleon does."""
    app.connect("autodoc-process-docstring", list_attributes, priority=400)
