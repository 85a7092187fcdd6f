"""What a catalog holds that has to be looked at again: help that nobody has verified, words that hurt."""

import datetime as dt
from collections.abc import Callable, Iterator

import attrs
from attrs import frozen

from insight.catalog import Catalog
from insight.content import ENTRY_CLASSES, Entry, Note, NoteRole, Source
from insight.errors import Problem, Severity
from insight.linting.wording import loaded_in


@frozen
class EntryRule:
    """A rule that looks at the entries of a catalog; the day, where one is given, tells what is overdue."""

    id: str
    severity: Severity
    finds: str
    look: Callable[[Catalog, dt.date | None], Iterator[Problem]]


def unverified(catalog: Catalog, _: dt.date | None) -> Iterator[Problem]:
    """Help of which nobody has looked whether it is there."""
    for resource in catalog.resources:
        if resource.last_verified is None:
            remedy = "call, or look at the operator's page, and write last_verified and review_by"
            yield Problem(resource.reference, "nobody has verified it", remedy=remedy)


def overdue(catalog: Catalog, today: dt.date | None) -> Iterator[Problem]:
    """Help that should have been looked at again."""
    for resource in catalog.resources:
        if resource.last_verified is not None and resource.needs_check(today):
            message = f"it was to be looked at again by {resource.review_by}"
            if today is not None and resource.last_verified > today:
                message = f"last_verified, {resource.last_verified}, lies in the future"
            yield Problem(resource.reference, message, remedy="look at it again, and write the new dates")


def loaded_words(catalog: Catalog, _: dt.date | None) -> Iterator[Problem]:
    """Words that hurt, blame or claim too much, but for the titles of others and beliefs that are told as such."""
    for kind in ENTRY_CLASSES:
        for entry in catalog.collections[kind]:
            quoted = isinstance(entry, Note) and entry.role in {NoteRole.BELIEF, NoteRole.MISCONCEPTION}
            if not isinstance(entry, Source) and not quoted:
                yield from loaded_in(texts(entry))
    yield from loaded_in((f"rules[{n}].because", rule.because) for n, rule in enumerate(catalog.rules))


def texts(entry: Entry) -> Iterator[tuple[str, str]]:
    """The texts of an entry and of its statements, each with its place."""
    for attribute in attrs.fields(type(entry)):
        value = getattr(entry, attribute.name)
        for n, part in enumerate(value if isinstance(value, tuple) else [value]):
            text = getattr(part, "text", part)
            if isinstance(text, str) and attribute.name != "id":
                place = f"{attribute.name}[{n}]" if isinstance(value, tuple) else attribute.name
                yield f"{entry.reference}.{place}", str(text)


RULES = (
    EntryRule("unverified-help", Severity.HINT, "help that nobody has verified", unverified),
    EntryRule("overdue-help", Severity.WARNING, "help that should have been looked at again", overdue),
    EntryRule("loaded-words", Severity.WARNING, "words that hurt, blame, or claim too much", loaded_words),
)
