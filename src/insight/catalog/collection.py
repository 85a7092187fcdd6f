"""Entries of one kind, in order and by id."""

from collections.abc import Iterable, Iterator
from typing import Any, Generic, TypeVar

from insight.catalog.checks import ALWAYS
from insight.content import ENTRY_CLASSES, Entry, HasId, Kind
from insight.errors import DefinitionError, Problem, UnknownIdError, name_type, quote, refuse
from insight.questionnaires import Questionnaire, alike_problems

E = TypeVar("E", bound=HasId)


class Collection(Generic[E]):
    """Entries of one kind: iterated in order, looked up by id.

    >>> tags = Collection("sign", [])
    >>> len(tags), "perfectionism" in tags
    (0, False)

    Attributes:
        kind: The kind that it holds, as in references.
    """

    __slots__ = ("_by_id", "kind")
    kind: str

    def __init__(self, kind: str, entries: Iterable[E] = ()) -> None:
        """Hold *entries*, which are of *kind*; two of the same id are refused."""
        self.kind = kind
        held = tuple(entries)
        refuse("", alike_problems([(f"{kind} entries", entry.id) for entry in held]))
        self._by_id = {entry.id: entry for entry in held}

    def __getitem__(self, id: str) -> E:  # noqa: A002  # the field's name
        """The entry with this id, or an `UnknownIdError` that says what may have been meant."""
        try:
            return self._by_id[id]
        except (KeyError, TypeError):
            raise UnknownIdError.of(self.kind, id, self._by_id) from None

    def __iter__(self) -> Iterator[E]:
        """The entries, in order."""
        return iter(self._by_id.values())

    def __contains__(self, id: object) -> bool:  # noqa: A002  # the field's name
        """Whether there is an entry with this id."""
        return isinstance(id, str) and id in self._by_id

    def __len__(self) -> int:
        """How many entries there are."""
        return len(self._by_id)

    def __eq__(self, other: object) -> bool:
        """Whether *other* holds the same entries in the same order."""
        if not isinstance(other, Collection):
            return NotImplemented
        return self.kind == other.kind and list(self) == list(other)

    def __hash__(self) -> int:
        """Equal collections have equal hashes."""
        return hash((self.kind, tuple(self._by_id)))

    def __repr__(self) -> str:
        """The kind and how many there are."""
        return f"<Collection of {len(self)} {self.kind} entries>"

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in order."""
        return tuple(self._by_id)


# The collection of each kind, in the order in which kinds are listed.
COLLECTIONS = {
    "domains": Kind.DOMAIN,
    "signs": Kind.SIGN,
    "causes": Kind.CAUSE,
    "attachment_styles": Kind.ATTACHMENT_STYLE,
    "strategies": Kind.STRATEGY,
    "conditions": Kind.CONDITION,
    "notes": Kind.NOTE,
    "flags": Kind.FLAG,
    "resources": Kind.RESOURCE,
    "sources": Kind.SOURCE,
    "questionnaires": Kind.QUESTIONNAIRE,
}


def collect(kind: Kind, entries: Iterable[E]) -> Collection[E]:
    """Entries of one kind, and those of that kind that are always there."""
    held = tuple(entries)
    refuse("", wrong_kind_problems(kind, held))
    ids = {entry.id for entry in held}
    always: tuple[Any, ...] = ALWAYS.get(kind, ())
    return Collection(kind, (*held, *(entry for entry in always if entry.id not in ids)))


def wrong_kind_problems(kind: Kind, entries: Iterable[Any]) -> Iterator[Problem]:
    """Entries that are in the collection of another kind."""
    cls = ENTRY_CLASSES.get(kind, Questionnaire)
    for entry in entries:
        if not isinstance(entry, cls):
            what = f"{quote(entry.id)} is a {entry.KIND}" if isinstance(entry, Entry) else f"{name_type(entry)} is none"
            yield Problem(f"{kind} entries", what)


def require_class(kind: object) -> None:
    """Refuse what is no class of entries."""
    if not isinstance(kind, type) or not issubclass(kind, Entry):
        what = kind.__name__ if isinstance(kind, type) else name_type(kind)
        problem = Problem("kind", f"a class of entries is expected, not {what}", remedy="write insight.Strategy")
        raise DefinitionError("the catalog", [problem])
