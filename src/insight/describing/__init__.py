"""A value as plain sections, tables and lists: the one place that decides what is shown of it."""

import datetime as dt
from typing import Any

from insight.care import Help, refuse_no_day
from insight.catalog import Catalog
from insight.content import Entry
from insight.describing.content import describe_entry, describe_help, describe_questionnaire
from insight.describing.description import UNDERLINES, Block, Description, Listing, Paragraph, Table
from insight.describing.people import describe_guidance, describe_report, describe_result
from insight.describing.words import name_of
from insight.matching import Guidance
from insight.questionnaires import Questionnaire
from insight.scoring import Result

__all__ = [
    "UNDERLINES",
    "Block",
    "Description",
    "Listing",
    "Paragraph",
    "Table",
    "describe",
    "describe_report",
    "name_of",
]


def describe(value: Any, *, catalog: Catalog | None = None, today: dt.date | None = None) -> Description:
    """What there is to show of an entry, help, a questionnaire, a result or guidance.

    >>> from insight.loading import load_catalog
    >>> print(describe(load_catalog().domains["career"]).title)
    Work and career

    Args:
        value: What to show.
        catalog: Where the relations and sources of an entry are looked up; without it they are left out.
        today: The day by which a resource is told to be overdue; without it none is.

    Raises:
        TypeError: If there is no description for such a value.
        DefinitionError: If *today* is no date.
    """
    refuse_no_day(today)
    match value:
        case Result():
            return describe_result(value)
        case Guidance():
            return describe_guidance(value)
        case Help():
            return describe_help(value)
        case Questionnaire():
            return describe_questionnaire(value)
        case Entry():
            return describe_entry(value, catalog, today)
    raise TypeError(f"there is no description for a {type(value).__name__}")
