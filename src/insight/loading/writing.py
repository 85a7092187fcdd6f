"""Values as plain data and as JSON: exact, with a format number, and never a flag.

Numbers that people read are floats; beside them stand their fractions as text, from which they can be read back.
"""

import json
from collections.abc import Callable, Iterable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from insight.attachment import FEARFUL, AttachmentPoint
from insight.care import Help
from insight.catalog import COLLECTIONS, Catalog, Collection, Hit
from insight.comparing import Comparison
from insight.content import Checked, is_flag, to_plain, type_in_words
from insight.errors import DefinitionError, Finding, Problem, name_type
from insight.item_analysis import Analysis, ItemAnalysis, ScaleAnalysis
from insight.loading.definitions import NAMED
from insight.loading.shapes import ScoreText
from insight.matching import AskFirst, Escalation, Guidance, Match, Reason, Step, Withheld
from insight.matching.rules import is_on_flag
from insight.profiles import Profile
from insight.questionnaires import Example, Number, Questionnaire, Renamed
from insight.scoring import Difference, Exact, Result, Score, StoredResult, StoredScore, Term

FORMAT = 1
# What is said in the place of flags, whether any was there or not: nothing gives one away.
FLAGS = "never stored"


def to_dict(value: Any, *, answers: bool) -> dict[str, Any]:
    """*value* as a table of plain data, with its format and kind."""
    head = {"format": FORMAT, "kind": kind_of(value)}
    body = write(value)
    if not answers:
        body = {name: told for name, told in body.items() if name not in ANSWERS.get(type(value), ())}
    if "kind" in body:
        body = {f"{head['kind']}_kind" if name == "kind" else name: told for name, told in body.items()}
    return head | body


def to_json(value: Any, *, answers: bool, indent: int | None) -> str:
    """*value* as JSON."""
    return dump(to_dict(value, answers=answers), indent)


def dump(table: dict[str, Any], indent: int | None) -> str:
    """Plain data as JSON."""
    return json.dumps(table, ensure_ascii=False, allow_nan=False, indent=indent)


def kind_of(value: Any) -> str:
    """The word for what *value* is: "sign", "result", "response-scale"."""
    kind = getattr(type(value), "KIND", None) or type_in_words(type(value)).replace(" ", "-")
    # What was stored is written as it was.
    return str(kind).removeprefix("stored-")


def write(value: Any) -> dict[str, Any]:
    """The fields of *value*."""
    if type(value) in WRITERS:
        return WRITERS[type(value)](value)
    if not isinstance(value, Checked):
        message = f"{name_type(value)} is no value of this library"
        raise DefinitionError(
            "", [Problem("", message, remedy="pass a result, a questionnaire, a profile or an entry")]
        )
    fields: dict[str, Any] = to_plain(value, write_number)
    return fields


def write_number(number: Number | Fraction) -> int | float | str:
    """A number as JSON has it; a fraction that is not whole as text. A definition has no decimal that is no float.

    >>> write_number(3), write_number(Decimal("0.1")), write_number(Fraction(1, 3))
    (3, 0.1, '1/3')
    """
    exact = Fraction(number)
    if exact.denominator == 1:
        return exact.numerator
    return float(number) if isinstance(number, Decimal) else str(exact)


def write_questionnaire(questionnaire: Questionnaire) -> dict[str, Any]:
    """A questionnaire in the shape of its file."""
    table: dict[str, Any] = to_plain(questionnaire, write_number)
    for name in table.keys() & NAMED:
        table[name] = {part.pop("id"): part for part in table[name]}
    for scale in table["scales"].values():
        scale["items"] = [write_key(key) for key in scale["items"]]
    if questionnaire.examples:
        table["examples"] = [write_pairs(example) for example in questionnaire.examples]
    return table | ({"renamed": write_pairs(questionnaire.renamed)} if "renamed" in table else {})


def write_key(key: dict[str, Any]) -> Any:
    """A key in short form, where it has no weight of its own."""
    return key if "weight" in key else "-" * key.get("reverse", False) + key["item"]


def write_pairs(value: Example | Renamed) -> dict[str, Any]:
    """A value whose fields are pairs, as tables."""
    return {name: dict(pairs) for name, pairs in to_plain(value, write_number).items()}


def write_result(result: Result) -> dict[str, Any]:
    """A result: what it was scored with, the notice, where help is, the answers, the scores."""
    answers = {name: None if answer is None else write_number(answer) for name, answer in result.answers.items()}
    return write_frame(result) | {"answers": answers, "scores": {each.scale.id: write_scored(each) for each in result}}


def write_stored(stored: StoredResult) -> dict[str, Any]:
    """A stored result, as the result was written without its answers."""
    return write_frame(stored) | {"scores": {each.id: write_text(ScoreText.of_stored(each)) for each in stored}}


def write_frame(result: Result | StoredResult) -> dict[str, Any]:
    """What stands around the scores of a result."""
    care = to_plain(result.care, write_number)
    return {"pin": to_plain(result.pin, write_number), "notice": result.notice, "care": care}


def write_scored(each: Score) -> dict[str, Any]:
    """A score within a result, whose answers stand beside it."""
    return write_text(ScoreText.of_score(each))


def write_text(value: ScoreText | Exact) -> dict[str, Any]:
    """Numbers of a score as they are written: every fraction is text, also a whole one."""
    fields: dict[str, Any] = to_plain(value, lambda number: str(number) if isinstance(number, Fraction) else number)
    return fields


def write_score(each: Score) -> dict[str, Any]:
    """A score by itself, with its terms."""
    terms = [write_term(term) for term in each.terms]
    return {"scale": each.scale.id} | write_scored(each) | {"terms": terms}


def write_term(term: Term) -> dict[str, Any]:
    """What an item adds; fractions as text."""
    parts = {name: getattr(term, name) for name in ("keyed", "placed", "contribution")}
    return {
        "item": term.item.id,
        "reverse": term.key.reverse,
        "weight": str(term.weight),
        "answer": None if term.answer is None else write_number(term.answer),
        **{name: None if told is None else str(told) for name, told in parts.items()},
    }


def write_profile(profile: Profile) -> dict[str, Any]:
    """The degrees of a profile, and those that only rules read, without its flags."""
    rules_only = {name: str(exact) for name, exact in without_flags(profile.rules_only)}
    degrees = {name: {"degree": float(exact), "exact": str(exact)} for name, exact in without_flags(profile.exact)}
    return {"degrees": degrees} | ({"rules_only": rules_only} if rules_only else {}) | {"flags": FLAGS}


def without_flags(pairs: Iterable[tuple[str, Fraction]]) -> list[tuple[str, Fraction]]:
    """References and degrees but for those of flags."""
    return [(name, exact) for name, exact in pairs if not is_flag(name)]


def write_guidance(guidance: Guidance) -> dict[str, Any]:
    """What may help and why, without anything that comes from a flag."""
    return {
        "matches": [write_match(found) for found in guidance.matches],
        "general": [strategy.reference for strategy in guidance.general],
        "remark": guidance.remark and str(guidance.remark),
        "escalations": [write_escalation(each) for each in guidance.escalations if not is_on_flag(each.rule)],
        "withheld": [write_withheld(held) for held in guidance.withheld if not held.by_flag],
        "notice": guidance.notice,
        "care": to_plain(guidance.care, write_number),
        "flags": FLAGS,
    }


def write_escalation(escalation: Escalation) -> dict[str, Any]:
    """A reason to look for help, and where it can be found; none that comes from a flag."""
    refuse_flag(is_on_flag(escalation.rule))
    resources = to_plain(escalation.resources, write_number)
    return {"when": escalation.rule.when, "sentence": escalation.sentence, "resources": resources}


def write_withheld(held: Withheld) -> dict[str, Any]:
    """A strategy that is held back, with why; none that a flag alone holds back."""
    refuse_flag(held.by_flag)
    return {"strategy": held.strategy.reference, "name": held.strategy.name, "reason": held.reason}


def refuse_flag(from_flag: bool) -> None:  # noqa: FBT001  # the only question
    """Refuse what would tell how a question was answered."""
    if from_flag:
        remedy = "write the whole guidance, which leaves it out"
        raise DefinitionError("", [Problem("", "it comes from a flag, and flags are stored nowhere", remedy=remedy)])


def write_match(found: Match) -> dict[str, Any]:
    """A strategy with its reasons."""
    return {
        "strategy": found.strategy.reference,
        "name": found.strategy.name,
        "relevance": found.relevance,
        "exact": str(found.exact),
        "fit": str(found.fit),
        "best_evidence": str(found.best_evidence),
        "reasons": [write_reason(reason) for reason in found.reasons],
    }


def write_reason(reason: Reason) -> dict[str, Any]:
    """Why a strategy is there."""
    return {
        "reference": reason.reference,
        "degree": reason.degree,
        "exact": str(reason.exact),
        "strength": str(reason.strength),
        "group": reason.group,
        "eased": reason.eased.reference,
        "link": to_plain(reason.link, write_number),
    }


def write_point(point: AttachmentPoint) -> dict[str, Any]:
    """Where answers lie between attachment patterns, how near to each corner, the notice, and where help is."""
    exact = point.exact
    degrees = exact.degrees or {}
    return {
        "anxiety": write_open(exact.anxiety, *exact.anxiety_bounds),
        "avoidance": write_open(exact.avoidance, *exact.avoidance_bounds),
        "degrees": {style: write_open(degrees.get(style), *ends) for style, ends in exact.ranges.items()},
        FEARFUL: write_open(exact.fearful, *exact.fearful_range),
        "nearest": point.nearest,
        "between": list(point.between),
        "limits": point.limits(),
        "notice": point.notice,
        "care": to_plain(point.care, write_number),
    }


def write_open(value: Fraction | None, low: Fraction, high: Fraction) -> dict[str, Any]:
    """A number, where there is one, with its bounds, as floats and as fractions."""
    told = {"value": value, "low": low, "high": high}
    floats = {name: None if number is None else float(number) for name, number in told.items()}
    return floats | {"exact": {name: None if number is None else str(number) for name, number in told.items()}}


def write_difference(difference: Difference) -> dict[str, Any]:
    """Where a stored result differs from what comes out."""
    plain = to_plain((difference.stored, difference.computed), write_number)
    return {"place": difference.place, "stored": plain[0], "computed": plain[1], "message": difference.message}


def write_problem(problem: Problem) -> dict[str, Any]:
    """What is wrong, or found, and where."""
    head = {"id": problem.id, "severity": str(problem.severity)} if isinstance(problem, Finding) else {}
    told = {name: getattr(problem, name) for name in ("file", "line", "place", "message", "remedy")}
    return head | {name: value for name, value in told.items() if value}


def write_comparison(comparison: Comparison) -> dict[str, Any]:
    """What changed between two versions, with the verdict over all and by scale."""
    head = {
        name: {"id": each.id, "version": each.version, "scoring_digest": each.scoring_digest}
        for name, each in (("old", comparison.old), ("new", comparison.new))
    }
    return head | {
        "verdict": str(comparison.verdict),
        "scales": {name: str(verdict) for name, verdict in comparison.scales.items()},
        "changes": to_plain(comparison.changes, write_number),
        "findings": [write_problem(finding) for finding in comparison.findings],
    }


def write_analysis(analysis: Analysis) -> dict[str, Any]:
    """What the answers of a sample say about a questionnaire, with the notice; none of the answers."""
    asked = analysis.questionnaire
    return {
        "questionnaire": {"id": asked.id, "version": asked.version, "scoring_digest": asked.scoring_digest},
        "notice": analysis.notice,
        "rows": analysis.rows,
        "scales": {scale.id: write_statistics(scale) for scale in analysis},
        "findings": [write_problem(finding) for finding in analysis.findings],
    }


def write_statistics(value: ScaleAnalysis | ItemAnalysis) -> dict[str, Any]:
    """The numbers of a scale or an item; null where there is none, and why."""
    told = {field.name: getattr(value, field.name) for field in attrs.fields(type(value)) if field.name != "id"}
    reasons = dict(told.pop("reasons"))
    items = told.pop("items", ())
    inner = {"items": {item.id: write_statistics(item) for item in items}} if items else {}
    return told | ({"reasons": reasons} if reasons else {}) | inner


def write_help(found: Help) -> dict[str, Any]:
    """Where help can be found, and what of it is to be checked before use."""
    resources = to_plain(tuple(found), write_number)
    return {"resources": resources, "to_check": [resource.id for resource in found.to_check]}


def write_hit(hit: Hit) -> dict[str, Any]:
    """What a search found."""
    return {"entry": hit.entry.reference, "fields": list(hit.fields)}


def write_collection(collection: Collection[Any]) -> dict[str, Any]:
    """The entries of a collection, in order."""
    return {"of": str(collection.kind), "entries": [write(entry) for entry in collection]}


def write_catalog(catalog: Catalog) -> dict[str, Any]:
    """All that a catalog holds."""
    entries = {name: [write(entry) for entry in getattr(catalog, name)] for name in COLLECTIONS}
    return entries | {"links": to_plain(catalog.links(), write_number), "rules": to_plain(catalog.rules, write_number)}


WRITERS: dict[type, Callable[[Any], dict[str, Any]]] = {
    Questionnaire: write_questionnaire,
    Example: write_pairs,
    Renamed: write_pairs,
    Result: write_result,
    StoredResult: write_stored,
    Score: write_score,
    StoredScore: lambda each: {"scale": each.id} | write_text(ScoreText.of_stored(each)),
    Exact: write_text,
    Term: write_term,
    Profile: write_profile,
    Guidance: write_guidance,
    Match: write_match,
    Reason: write_reason,
    Escalation: write_escalation,
    Withheld: write_withheld,
    AskFirst: lambda waiting: {"flag": waiting.flag.reference, "strategies": [s.reference for s in waiting.strategies]},
    Step: lambda step: {"strategy": step.strategy.reference, "text": step.text},
    AttachmentPoint: write_point,
    Difference: write_difference,
    Help: write_help,
    Hit: write_hit,
    Comparison: write_comparison,
    Analysis: write_analysis,
    ScaleAnalysis: lambda scale: {"scale": scale.id} | write_statistics(scale),
    ItemAnalysis: lambda item: {"item": item.id} | write_statistics(item),
    Problem: write_problem,
    Finding: write_problem,
    Collection: write_collection,
    Catalog: write_catalog,
}
# What holds the answers of a value.
ANSWERS: dict[type, tuple[str, ...]] = {Result: ("answers",), Score: ("terms",)}
