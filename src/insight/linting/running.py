"""Running the rules: what each finds, without what is silenced, and with what is silenced in vain."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from insight.catalog import Catalog
from insight.errors import DefinitionError, Finding, Problem, Severity, did_you_mean, name_type, quote
from insight.linting import bands, catalogs, keys, meta, wording
from insight.questionnaires import Ignore, Questionnaire

RULES = (*keys.RULES, *bands.RULES, *wording.RULES, *meta.RULES)
# What says something of the silencing itself, and cannot be silenced.
UNUSED_IGNORE, UNKNOWN_RULE = "unused-ignore", "unknown-rule"
# What a file has that cannot be read at all: the command tells it beside the findings.
UNSOUND = "unsound-file"
# Without a catalog it cannot be told whether these find something.
AGAINST_CATALOG = {rule.id for rule in meta.CATALOG_RULES}
OF_QUESTIONNAIRES = {rule.id for rule in (*RULES, *meta.CATALOG_RULES)}
# Every rule with its severity and what it finds.
CATALOGUE = {rule.id: (rule.severity, rule.finds) for rule in (*catalogs.RULES, *meta.CATALOG_RULES, *RULES)} | {
    UNUSED_IGNORE: (Severity.WARNING, "a silenced rule that finds nothing"),
    UNKNOWN_RULE: (Severity.ERROR, "a silenced rule that there is not"),
    UNSOUND: (Severity.ERROR, "a file that is no sound questionnaire"),
}


def run(value: object, catalog: object, today: dt.date | None) -> tuple[Finding, ...]:
    """What in *value* may not be meant."""
    if isinstance(value, Catalog):
        found = list(lint_catalog(value, today))
    elif isinstance(value, Questionnaire):
        found = list(lint_questionnaire(value, require_catalog(catalog)))
    else:
        problem = Problem("", f"a questionnaire or a catalog is expected, not {name_type(value)}")
        raise DefinitionError("lint", [problem])
    return tuple(sorted(found, key=lambda finding: list(Severity).index(finding.severity)))


def require_catalog(catalog: object) -> Catalog | None:
    """*catalog*, which is one where it is given."""
    if catalog is not None and not isinstance(catalog, Catalog):
        problem = Problem("catalog", f"a catalog is expected, not {name_type(catalog)}", remedy="pass load_catalog()")
        raise DefinitionError("lint", [problem])
    return catalog


def lint_catalog(catalog: Catalog, today: dt.date | None) -> Iterator[Finding]:
    """What its entries and its questionnaires have."""
    for rule in catalogs.RULES:
        yield from as_findings(rule, rule.look(catalog, today))
    for questionnaire in catalog.questionnaires:
        for finding in lint_questionnaire(questionnaire, catalog):
            yield finding.under(f"questionnaire:{questionnaire.id}")


def lint_questionnaire(questionnaire: Questionnaire, catalog: Catalog | None) -> Iterator[Finding]:
    """What a questionnaire has that it does not silence, and what it silences in vain."""
    first: dict[tuple[str, str], Finding] = {}
    for finding in look(questionnaire, catalog):
        # What a rule finds once more in the same place adds nothing.
        first.setdefault((finding.id, finding.place), finding)
    found = first.values()
    yield from (finding for finding in found if not any(covers(each, finding) for each in questionnaire.ignore))
    for n, ignore in enumerate(questionnaire.ignore):
        if ignore.rule not in CATALOGUE:
            remedy = did_you_mean(ignore.rule, CATALOGUE) or "see insight lint --rules"
            problem = Problem(f"ignore[{n}].rule", f"there is no rule {quote(ignore.rule)}", remedy=remedy)
            yield finding_of(UNKNOWN_RULE, problem)
        elif ignore.rule not in OF_QUESTIONNAIRES:
            message = f"rule {quote(ignore.rule)} cannot be silenced"
            yield finding_of(UNUSED_IGNORE, Problem(f"ignore[{n}]", message, remedy="take it away"))
        elif (catalog or ignore.rule not in AGAINST_CATALOG) and not any(covers(ignore, each) for each in found):
            message = f"rule {quote(ignore.rule)} finds nothing here"
            yield finding_of(UNUSED_IGNORE, Problem(f"ignore[{n}]", message, remedy="take it away"))


def look(questionnaire: Questionnaire, catalog: Catalog | None) -> Iterator[Finding]:
    """All that the rules find, silenced or not."""
    english = re.match(r"en(-|$)", questionnaire.language, re.IGNORECASE) is not None
    for rule in RULES:
        if english or not rule.english:
            yield from as_findings(rule, rule.look(questionnaire))
    if catalog is not None:
        for against in meta.CATALOG_RULES:
            yield from as_findings(against, against.look(questionnaire, catalog))


def covers(ignore: Ignore, finding: Finding) -> bool:
    """Whether *ignore* silences *finding*: the rule, everywhere or in one place and what is in it."""
    inside = finding.place == ignore.place or finding.place.startswith((f"{ignore.place}.", f"{ignore.place}["))
    return ignore.rule == finding.id and (not ignore.place or inside)


def as_findings(rule: Any, problems: Iterable[Problem]) -> Iterator[Finding]:
    """*problems* as findings of *rule*."""
    return (finding_of(rule.id, problem) for problem in problems)


def finding_of(rule: str, problem: Problem) -> Finding:
    """*problem* as a finding of the rule with this id."""
    severity, _ = CATALOGUE[rule]
    told = {field.name: getattr(problem, field.name) for field in attrs.fields(Problem)}
    return Finding(id=rule, severity=severity, **told)
