"""Questionnaires as frozen values, and what follows from a definition alone."""

from insight.questionnaires.definition import (
    MOST_ITEMS,
    Questionnaire,
    alike_ids,
    alike_problem,
    alike_problems,
    missing_references,
    options,
)
from insight.questionnaires.digests import content_form, digest, scoring_form
from insight.questionnaires.numbers import (
    Number,
    fraction_problems,
    is_real,
    number_problems,
    to_fraction,
    write_decimal,
    write_number,
)
from insight.questionnaires.records import Example, Ignore, Renamed
from insight.questionnaires.resolving import UNANSWERED, Part, ResolvedScale
from insight.questionnaires.values import (
    AXES,
    COLUMN_ID,
    Band,
    Item,
    Key,
    Method,
    Option,
    ResponseScale,
    Scale,
    Validation,
    reportable_problems,
)

__all__ = [
    "AXES",
    "COLUMN_ID",
    "MOST_ITEMS",
    "UNANSWERED",
    "Band",
    "Example",
    "Ignore",
    "Item",
    "Key",
    "Method",
    "Number",
    "Option",
    "Part",
    "Questionnaire",
    "Renamed",
    "ResolvedScale",
    "ResponseScale",
    "Scale",
    "Validation",
    "alike_ids",
    "alike_problem",
    "alike_problems",
    "content_form",
    "digest",
    "fraction_problems",
    "is_real",
    "missing_references",
    "number_problems",
    "options",
    "reportable_problems",
    "scoring_form",
    "to_fraction",
    "write_decimal",
    "write_number",
]
