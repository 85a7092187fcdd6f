"""Running the rules: what each finds, without what is silenced, and with what is silenced in vain."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from insight.care import refuse_no_day
from insight.catalog import Catalog
from insight.errors import (
    DefinitionError,
    Finding,
    Problem,
    Severity,
    did_you_mean,
    heads,
    join_place,
    name_type,
    quote,
)
from insight.linting import bands, catalogs, keys, labels, meta, wording
from insight.questionnaires import Ignore, Questionnaire

RULES = (*keys.RULES, *bands.RULES, *wording.RULES, *labels.RULES, *meta.RULES)
# What says something of the silencing itself, and cannot be silenced.
UNUSED_IGNORE, UNKNOWN_RULE = "unused-ignore", "unknown-rule"
# What a file has that cannot be read at all: the command tells it beside the findings.
UNSOUND = "unsound-file"
# Without a catalog it cannot be told whether these find something.
AGAINST_CATALOG = {rule.id for rule in meta.CATALOG_RULES}
OF_QUESTIONNAIRES = {rule.id for rule in (*RULES, *meta.CATALOG_RULES)}
# Every rule with its severity and what it finds.
ALL_RULES = {rule.id: (rule.severity, rule.finds) for rule in (*catalogs.RULES, *meta.CATALOG_RULES, *RULES)} | {
    UNUSED_IGNORE: (Severity.WARNING, "a silenced rule that finds nothing"),
    UNKNOWN_RULE: (Severity.ERROR, "a silenced rule that there is not"),
    UNSOUND: (Severity.ERROR, "a file that is no sound questionnaire"),
}


def run(value: object, catalog: object, today: dt.date | None) -> tuple[Finding, ...]:
    """What in *value* may not be meant."""
    refuse_no_day(today)
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
    silenced = {(ignore.rule, ignore.place) for ignore in questionnaire.ignore}
    used = set()
    for finding in first.values():
        covering = {(finding.id, place) for place in holders(finding.place, questionnaire)} & silenced
        used |= covering
        if not covering:
            yield finding
    for n, ignore in enumerate(questionnaire.ignore):
        yield from in_vain(f"ignore[{n}]", ignore, found=(ignore.rule, ignore.place) in used, alone=catalog is None)


def in_vain(place: str, ignore: Ignore, *, found: bool, alone: bool) -> Iterator[Finding]:
    """What to say of something that is silenced and was not found, or cannot be; *alone* is without a catalog."""
    if ignore.rule not in ALL_RULES:
        remedy = did_you_mean(ignore.rule, ALL_RULES) or "see insight lint --rules"
        yield finding_of(
            UNKNOWN_RULE, Problem(f"{place}.rule", f"there is no rule {quote(ignore.rule)}", remedy=remedy)
        )
    elif ignore.rule not in OF_QUESTIONNAIRES:
        message = f"rule {quote(ignore.rule)} cannot be silenced"
        yield finding_of(UNUSED_IGNORE, Problem(place, message, remedy="take it away"))
    elif not found and not (alone and ignore.rule in AGAINST_CATALOG):
        message = f"rule {quote(ignore.rule)} finds nothing here"
        yield finding_of(UNUSED_IGNORE, Problem(place, message, remedy="take it away"))


def holders(place: str, questionnaire: Questionnaire) -> Iterator[str]:
    """The places that hold *place*: itself, what it is in, and the whole, which is blank.

    Ids can hold points: what lies in the item `q.1` does not lie in the item `q`.
    """
    yield ""
    table, _, rest = place.partition(".")
    yield re.sub(r"\[\d+\]$", "", table)
    yield table
    ids = {part.id for part in getattr(questionnaire, table, ())} if table in TABLES else set()
    own = next((name for name in heads(rest) if name in ids), "")
    start = join_place(table, own)
    yield start
    for found in re.finditer(r"[.\[]|$", place[len(start) :]):
        yield place[: len(start) + found.start()]


# Tables whose names are ids.
TABLES = ("items", "scales", "response_scales", "sources")


def look(questionnaire: Questionnaire, catalog: Catalog | None) -> Iterator[Finding]:
    """All that the rules find, silenced or not."""
    # What is no tag of a language is told, and read as English.
    english = re.match(r"en(g|glish)?([-_]|$)", questionnaire.language, re.IGNORECASE) is not None
    for rule in RULES:
        if english or not rule.english:
            yield from as_findings(rule, rule.look(questionnaire))
    if catalog is not None:
        for against in meta.CATALOG_RULES:
            yield from as_findings(against, against.look(questionnaire, catalog))


def as_findings(rule: Any, problems: Iterable[Problem]) -> Iterator[Finding]:
    """*problems* as findings of *rule*."""
    return (finding_of(rule.id, problem) for problem in problems)


def finding_of(rule: str, problem: Problem) -> Finding:
    """*problem* as a finding of the rule with this id."""
    severity, _ = ALL_RULES[rule]
    told = {field.name: getattr(problem, field.name) for field in attrs.fields(Problem)}
    return Finding(id=rule, severity=severity, **told)
