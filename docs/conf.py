"""How the pages become a site: `uv run sphinx-build -n -W --keep-going -b html docs build/html`."""

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
