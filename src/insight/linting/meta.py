"""What stands around the items and scales: licence, purpose, examples, help beside hard topics."""

import re
from collections.abc import Iterator
from fractions import Fraction

from insight.catalog import Catalog, unresolved_problems
from insight.content import Kind
from insight.errors import AnswerError, Problem, Severity, quote
from insight.linting import words
from insight.linting.rules import CatalogRule, Rule
from insight.questionnaires import Example, Item, Questionnaire, write_number
from insight.questionnaires.records import TOO_FEW
from insight.scoring import Result, score


def no_licence(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Nobody knows who may use it."""
    if not questionnaire.licence:
        remedy = "write an SPDX id such as 'CC-BY-4.0', or 'proprietary'"
        yield Problem("licence", "it is not said who may use it", remedy=remedy)


def no_intended_use(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Nobody knows what and whom it is for."""
    if not questionnaire.intended_use:
        remedy = "write it in a sentence, such as 'Personal reflection by adults.'"
        yield Problem("intended_use", "it is not said what and whom it is for", remedy=remedy)


def no_instructions(questionnaire: Questionnaire) -> Iterator[Problem]:
    """People are not told what to think of."""
    if not questionnaire.instructions:
        remedy = "say what to think of, such as 'Think of the last month.'"
        yield Problem("instructions", "it is not said what to think of, or how to answer", remedy=remedy)


def no_version(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Stored scores cannot tell by which version they were made."""
    if questionnaire.version == "0.0.0":
        remedy = 'write version = "1.0.0", and another with every change'
        message = "it is 0.0.0, as if there were none, and stored scores cannot tell it from a later one"
        yield Problem("version", message, remedy=remedy)


def failing_examples(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Examples whose scores are not what comes out."""
    for n, example in enumerate(questionnaire.examples):
        try:
            result = score(questionnaire, dict(example.answers))
        except AnswerError as error:
            yield from (problem.under(f"examples[{n}].answers") for problem in error.problems)
        else:
            yield from (problem.under(f"examples[{n}]") for problem in differing(example, result))


def differing(example: Example, result: Result) -> Iterator[Problem]:
    """The scores of an example that are not those of its *result*."""
    for scale, expected in example.scores:
        value = result[scale].exact.value
        found = TOO_FEW if value is None else write_number(value)
        wanted = expected if isinstance(expected, str) else write_number(expected)
        if found != wanted:
            remedy = "see whether the example or a key is wrong"
            if value is not None and isinstance(expected, Fraction) and is_rounded(value, expected):
                remedy = f"write {str(value)!r}, which is exact"
            yield Problem(f"scores.{scale}", f"{found} comes out, and not {wanted}", remedy=remedy)


def is_rounded(value: Fraction, told: Fraction) -> bool:
    """Whether *told* is *value* rounded to a few decimals."""
    return any(round(value, digits) == told for digits in (1, 2, 3, 4))


def no_examples(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Nothing says what must come out."""
    if not questionnaire.examples:
        remedy = "write [[examples]]: answers, and the scores that you have worked out by hand"
        yield Problem("examples", "there is none, so nothing tells that the keys are right", remedy=remedy)


def no_gap(questionnaire: Questionnaire) -> Iterator[Problem]:
    """No example leaves an item out."""
    if questionnaire.examples and all(is_complete(each, questionnaire) for each in questionnaire.examples):
        remedy = "add one that leaves an item out"
        yield Problem("examples", "every example answers everything", remedy=remedy)


def is_complete(example: Example, questionnaire: Questionnaire) -> bool:
    """Whether an example answers every item, and none with an option that counts as unanswered."""
    answers = dict(example.answers)
    missing = {item.id: questionnaire.responses_of(item).missing for item in questionnaire.items}
    return all(
        name in answers and answers[name] not in {option.value for option in options}
        for name, options in missing.items()
    )


def unused_sources(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Sources that nothing cites."""
    cited = {citation.source for citation in questionnaire.citations}
    for scale in questionnaire.scales:
        cited |= {citation.source for citation in scale.citations}
        cited |= {citation.source for band in scale.bands for citation in band.citations}
    for source in questionnaire.sources:
        if source.id not in cited:
            yield Problem(f"sources.{source.id}", "nothing cites it", remedy="cite it where it says something")


def strange_languages(questionnaire: Questionnaire) -> Iterator[Problem]:
    """A language that is no tag, so that nothing knows how to read the texts."""
    if not re.fullmatch(r"[A-Za-z]{2}(?:-[A-Za-z0-9]{2,8})*", questionnaire.language):
        message = f"{quote(questionnaire.language)} is no tag of a language"
        yield Problem("language", message, remedy="write two letters, such as 'en', or 'en-GB'")


def hard_topics(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Items on hard topics with no help beside them."""
    for item in questionnaire.items:
        if not item.resources and (found := words.HARD.search(item.text)):
            yield without_help(item, quote(found[0]))


def without_help(item: Item, topic: str) -> Problem:
    """The problem of an item on a hard topic that has no help beside it."""
    remedy = 'write resources = ["find-a-helpline"], or others that fit'
    return Problem(
        f"items.{item.id}", f"it touches a hard topic ({topic}), and no help is shown beside it", remedy=remedy
    )


def hard_entries(questionnaire: Questionnaire, catalog: Catalog) -> Iterator[Problem]:
    """Items about something that the catalog marks as hard, with no help beside them."""
    for item in questionnaire.items:
        for reference in item.about:
            name = reference.removeprefix("-")
            if not item.resources and name in catalog and getattr(catalog[name], "hard", False):
                yield without_help(item, name)
                break


def unknown_references(questionnaire: Questionnaire, catalog: Catalog) -> Iterator[Problem]:
    """What items and scales are about, and help, that the catalog does not have."""
    known = {kind: catalog.collections[kind].ids for kind in Kind}
    return unresolved_problems([("", questionnaire)], known)


RULES = (
    Rule("no-licence", Severity.WARNING, "no licence", no_licence),
    Rule("no-intended-use", Severity.WARNING, "no intended use", no_intended_use),
    Rule("no-instructions", Severity.WARNING, "no instructions", no_instructions),
    Rule("language-tag", Severity.WARNING, "a language that is no tag", strange_languages),
    Rule("no-version", Severity.WARNING, "no version", no_version),
    Rule("example-fails", Severity.ERROR, "an example whose scores do not come out", failing_examples),
    Rule("no-examples", Severity.WARNING, "no examples", no_examples),
    Rule("no-gap", Severity.WARNING, "no example with an unanswered item", no_gap),
    Rule("unused-source", Severity.HINT, "a source that nothing cites", unused_sources),
    Rule("no-help", Severity.WARNING, "an item on a hard topic without help beside it", hard_topics, english=True),
)
CATALOG_RULES = (
    CatalogRule("no-help", Severity.WARNING, "an item about a hard entry without help beside it", hard_entries),
    CatalogRule("unknown-reference", Severity.ERROR, "a reference to what is not in the catalog", unknown_references),
)
