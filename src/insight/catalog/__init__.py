"""All the content: entries by kind, the links between them, search, and help by region."""

from insight.catalog.catalog import Catalog
from insight.catalog.checks import ALWAYS, always_problems, circle_problems, citations_of, unresolved_problems
from insight.catalog.collection import COLLECTIONS, Collection
from insight.catalog.searching import Hit

__all__ = [
    "ALWAYS",
    "COLLECTIONS",
    "Catalog",
    "Collection",
    "Hit",
    "always_problems",
    "circle_problems",
    "citations_of",
    "unresolved_problems",
]
