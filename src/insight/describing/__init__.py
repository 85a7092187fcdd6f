"""A value as plain sections, tables and lists: the one place that decides what is shown of it."""

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from insight.attachment import AttachmentPoint
from insight.care import Help, refuse_no_day
from insight.catalog import Catalog
from insight.comparing import Comparison
from insight.content import Entry
from insight.content.words import name_of
from insight.describing.analysis import describe_analysis
from insight.describing.attachment import describe_point
from insight.describing.codebook import QUESTIONNAIRE_PARTS, bands_of, items_of, questionnaire_page, scales_of
from insight.describing.comparison import describe_comparison
from insight.describing.content import ENTRY_PARTS, describe_help, entry_page
from insight.describing.description import (
    ITEM,
    SCALE,
    UNDERLINES,
    Block,
    Description,
    Formula,
    Linked,
    Listing,
    Named,
    Paragraph,
    Picture,
    Table,
)
from insight.describing.groups import describe_groups
from insight.describing.overview import CELLS, TITLES, catalog_page, coverage_page, entries_page
from insight.describing.people import describe_guidance, describe_report, describe_reports, describe_result
from insight.describing.words import ADDRESS, Page
from insight.errors import name_type
from insight.frames import GroupSummary
from insight.item_analysis import Analysis
from insight.matching import Guidance
from insight.questionnaires import Questionnaire
from insight.scoring import Result

__all__ = [
    "ADDRESS",
    "CELLS",
    "ENTRY_PARTS",
    "ITEM",
    "QUESTIONNAIRE_PARTS",
    "SCALE",
    "TITLES",
    "UNDERLINES",
    "Block",
    "Description",
    "Formula",
    "Linked",
    "Listing",
    "Named",
    "Page",
    "Paragraph",
    "Picture",
    "Table",
    "bands_of",
    "coverage_page",
    "describe",
    "describe_report",
    "describe_reports",
    "entries_page",
    "entry_page",
    "items_of",
    "name_of",
    "questionnaire_page",
    "scales_of",
]


def describe(value: Any, *, catalog: Catalog | None = None, today: dt.date | None = None) -> Description:
    """What there is to show of a value, to be written as text, Markdown, HTML or CSV; a notebook shows it.

    Of a questionnaire it is the codebook, with all it takes to score a form by hand; of a catalog its entries; further
    of an entry, help, two versions, a result, guidance, an analysis of items, the scores of groups and an attachment
    point, the last five with notice and help.

    >>> from insight.loading import load_catalog
    >>> catalog = load_catalog()
    >>> print(describe(catalog.domains["career"]).title)
    Work and career
    >>> for line in describe(catalog.questionnaires["life-areas"]).csv().splitlines()[:2]:
    ...     print(line[:60])
    variable,number,text,responses,options,missing,scales,about,
    matter-to-people,1,I feel that the people close to me are gl

    Args:
        value: What to show.
        catalog: Where what an entry, a questionnaire or a result names is looked up: relations, sources, the names of
            signs and help, and what is hard to read. Without it they are left out, or stand there as references.
        today: The day by which a resource is told to be overdue; without it none is.

    Raises:
        TypeError: If there is no description for such a value.
        DefinitionError: If *today* is no date.
    """
    refuse_no_day(today)
    for cls, make in MAKERS.items():
        if isinstance(value, cls):
            return make(value, catalog, today)
    told = "a questionnaire, result, entry, catalog, comparison, guidance, help, analysis, groups or attachment point"
    raise TypeError(f"there is no description for {name_type(value)}, but for {told}")


MAKERS: Mapping[type, Callable[[Any, Catalog | None, dt.date | None], Description]] = {
    Result: lambda result, catalog, _: describe_result(result, catalog),
    Guidance: lambda guidance, *_: describe_guidance(guidance),
    Analysis: lambda analysis, *_: describe_analysis(analysis),
    GroupSummary: lambda summary, *_: describe_groups(summary),
    AttachmentPoint: lambda point, *_: describe_point(point),
    Comparison: lambda comparison, *_: describe_comparison(comparison),
    Help: lambda found, *_: describe_help(found),
    Questionnaire: lambda questionnaire, catalog, _: questionnaire_page(questionnaire, catalog).whole(),
    Catalog: lambda catalog, *_: catalog_page(catalog).whole(),
    Entry: lambda entry, catalog, today: entry_page(entry, catalog, today, parts=ENTRY_PARTS).whole(),
}
