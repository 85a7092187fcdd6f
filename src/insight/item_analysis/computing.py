"""From a table to an analysis: the columns are read, made codes, added up, and told."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from insight.errors import DefinitionError, Finding, Problem, Severity, name_type
from insight.item_analysis.coding import Coded, code
from insight.item_analysis.columns import read_columns
from insight.item_analysis.estimates import describe_scale, keyed_counts
from insight.item_analysis.moments import Moments, add_up
from insight.item_analysis.signs import wrong_keys
from insight.item_analysis.slips import columns_of, constants, not_options, shifted, straight_lines, swapped
from insight.item_analysis.values import Analysis
from insight.questionnaires import Questionnaire, ResolvedScale


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
    moments = add_up(coded, questionnaire.resolved)
    both = list(zip(questionnaire.resolved, moments, strict=True))
    found = sorted(find(questionnaire, coded, both), key=lambda finding: list(Severity).index(finding.severity))
    return Analysis(
        questionnaire=questionnaire,
        rows=coded.rows,
        scales=tuple(describe_scale(scale, each, coded) for scale, each in both),
        findings=tuple(found),
    )


def find(
    questionnaire: Questionnaire, coded: Coded, scales: Iterable[tuple[ResolvedScale, Moments]]
) -> Iterator[Finding]:
    """All that may be wrong."""
    columns = columns_of(questionnaire, coded)
    yield from as_findings("shifted-answers", Severity.WARNING, shifted(columns))
    yield from as_findings("swapped-columns", Severity.WARNING, swapped(columns))
    yield from as_findings("not-an-option", Severity.ERROR, not_options(columns))
    for scale, moments in scales:
        counts = [keyed_counts(part, coded.tallies[part.number]) for part in scale.parts]
        varying = [n for n, each in enumerate(counts) if len(each) > 1]
        yield from as_findings("wrong-key", Severity.WARNING, wrong_keys(scale, moments, varying))
    yield from as_findings("constant-item", Severity.WARNING, constants(columns))
    yield from as_findings("straight-lining", Severity.HINT, straight_lines(questionnaire, coded))


def as_findings(rule: str, severity: Severity, problems: Iterable[Problem]) -> Iterator[Finding]:
    """*problems* as findings of a rule."""
    for problem in problems:
        told = {field.name: getattr(problem, field.name) for field in attrs.fields(Problem)}
        yield Finding(id=rule, severity=severity, **told)
