"""Questionnaires as frozen values, and what follows from a definition alone."""

from insight.questionnaires.checks import alike_ids, alike_problem, alike_problems, missing_references
from insight.questionnaires.definition import MOST_ITEMS, VERSION, Questionnaire, options
from insight.questionnaires.numbers import (
    Number,
    fraction_problems,
    is_real,
    number_problems,
    to_fraction,
    to_share,
    write_decimal,
    write_number,
)
from insight.questionnaires.records import Example, Ignore, Renamed
from insight.questionnaires.resolved import UNANSWERED, Part, ResolvedScale
from insight.questionnaires.scales import Band, Method, Scale
from insight.questionnaires.values import (
    AXES,
    COLUMN_ID,
    Item,
    Key,
    Option,
    ResponseScale,
    Validation,
    reportable_problems,
    told_apart,
)

__all__ = [
    "AXES",
    "COLUMN_ID",
    "MOST_ITEMS",
    "UNANSWERED",
    "VERSION",
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
    "fraction_problems",
    "is_real",
    "missing_references",
    "number_problems",
    "options",
    "reportable_problems",
    "to_fraction",
    "to_share",
    "told_apart",
    "write_decimal",
    "write_number",
]
