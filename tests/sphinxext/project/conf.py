"""A project that uses all that the extension has."""

project = "A project"
author = "Its authors"
copyright = author  # noqa: A001  # the name that Sphinx reads
version = release = "1.0"
language = "en"
extensions = ["insight.sphinxext", "myst_parser"]
exclude_patterns = ["catalog/**", "more/**"]
html_theme = "basic"
html_last_updated_fmt = None
# Texts are written in each form as they are, so that forms can be compared.
smartquotes = False
latex_documents = [("index", "project.tex", "A project", author, "manual")]
texinfo_documents = [("index", "project", "A project", author, "project", "All that there is.", "Science")]
man_pages = [("index", "project", "all that there is", author, 7)]
# What epub says of the doctrees, where they lie in its folder.
suppress_warnings = ["epub.unknown_project_files"]

insight_catalog = "catalog"
insight_add = ["more"]
insight_help = "US, GB"
