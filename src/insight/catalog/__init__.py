"""All the content: entries by kind, the links between them, search, and help by region."""

from insight.catalog.catalog import ALWAYS, COLLECTIONS, Catalog
from insight.catalog.checks import circle_problems, help_problems, unresolved_problems
from insight.catalog.collection import Collection
from insight.catalog.searching import Hit

__all__ = [
    "ALWAYS",
    "COLLECTIONS",
    "Catalog",
    "Collection",
    "Hit",
    "circle_problems",
    "help_problems",
    "unresolved_problems",
]
