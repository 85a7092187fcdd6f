"""From a table to an analysis: the columns are read, made codes, added up, and told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from insight.errors import DefinitionError, Finding, Problem, Severity, name_type
from insight.item_analysis.coding import Coded, code
from insight.item_analysis.columns import read_columns
from insight.item_analysis.estimates import describe_scale
from insight.item_analysis.keyed import Keyed, key_scales
from insight.item_analysis.signs import wrong_keys
from insight.item_analysis.slips import (
    columns_of,
    constants,
    few_answers,
    not_options,
    shifted,
    straight_lines,
    swapped,
)
from insight.item_analysis.values import Analysis
from insight.questionnaires import Questionnaire


def analyze_frame(questionnaire: Questionnaire, frame: Any) -> Analysis:
    """The analysis of a table of any kind."""
    require_questionnaire(questionnaire)
    from insight.item_analysis.tables import read_table  # noqa: PLC0415  # columns of floats do without narwhals

    rows, columns = read_table(questionnaire, frame)
    return analyze_coded(questionnaire, code(questionnaire, columns, rows))


def analyze_columns(questionnaire: Questionnaire, columns: Mapping[str, Sequence[float]]) -> Analysis:
    """The analysis of columns of floats."""
    require_questionnaire(questionnaire)
    rows, floats = read_columns(questionnaire, columns)
    return analyze_coded(questionnaire, code(questionnaire, floats, rows))


def require_questionnaire(given: object) -> None:
    """Refuse what is no questionnaire."""
    if not isinstance(given, Questionnaire):
        message = f"a Questionnaire is expected, not {name_type(given)}"
        raise DefinitionError("analyze", [Problem("", message, remedy="load or build one")])


def analyze_coded(questionnaire: Questionnaire, coded: Coded) -> Analysis:
    """The analysis of a table as codes."""
    scales = key_scales(coded, questionnaire.resolved)
    found = sorted(find(questionnaire, coded, scales), key=lambda finding: list(Severity).index(finding.severity))
    return Analysis(
        questionnaire=questionnaire,
        rows=coded.rows,
        scales=tuple(describe_scale(scale, coded.rows) for scale in scales),
        findings=tuple(found),
    )


def find(questionnaire: Questionnaire, coded: Coded, scales: Iterable[Keyed]) -> Iterator[Finding]:
    """All that may be wrong."""
    columns = columns_of(questionnaire, coded)
    moves = list(shifted(columns))
    swaps = list(swapped(columns, moves))
    explained = [*moves, *swaps]
    yield from as_findings("shifted-answers", Severity.WARNING, (each.problem for each in moves))
    yield from as_findings("swapped-columns", Severity.WARNING, (each.problem for each in swaps))
    yield from as_findings("not-an-option", Severity.ERROR, not_options(columns, explained))
    yield from as_findings("few-answers", Severity.WARNING, few_answers(columns, coded.rows))
    for scale in scales:
        yield from as_findings("wrong-key", Severity.WARNING, wrong_keys(scale))
    yield from as_findings("constant-item", Severity.WARNING, constants(columns))
    yield from as_findings("straight-lining", Severity.HINT, straight_lines(questionnaire, coded, explained))


def as_findings(rule: str, severity: Severity, problems: Iterable[Problem]) -> Iterator[Finding]:
    """*problems* as findings of a rule."""
    for problem in problems:
        told = {field.name: getattr(problem, field.name) for field in attrs.fields(Problem)}
        yield Finding(id=rule, severity=severity, **told)
