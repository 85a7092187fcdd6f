"""All the content, with its links, rules and questionnaires: what can be looked up, and how it is tied together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar, overload

import attrs
from attrs import field, frozen

from insight.care import EDITORS, WORLDWIDE
from insight.content import (
    AttachmentStyle,
    Cause,
    Checked,
    Citation,
    Condition,
    Domain,
    Entry,
    Flag,
    Kind,
    Link,
    Note,
    Relation,
    Resource,
    Rule,
    Sign,
    Source,
    Strategy,
    split_reference,
)
from insight.errors import Problem, UnknownIdError, did_you_mean, quote, refuse
from insight.questionnaires import Questionnaire, alike_problems


class HasId(Protocol):
    """What can be kept in a collection."""

    @property
    def id(self) -> str:
        """Its id."""
        ...


E = TypeVar("E", bound=HasId)
EntryT = TypeVar("EntryT", bound=Entry)


class Collection(Generic[E]):
    """Entries of one kind: iterated in order, looked up by id.

    >>> tags = Collection("sign", [])
    >>> len(tags), "perfectionism" in tags
    (0, False)
    """

    __slots__ = ("_by_id", "kind")

    def __init__(self, kind: str, entries: Iterable[E] = ()) -> None:
        """Hold *entries*, which are of *kind*; two of the same id are refused."""
        self.kind = kind
        held = tuple(entries)
        refuse("", alike_problems(f"{kind} entries", [entry.id for entry in held]))
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


def _collect(kind: Kind, always: tuple[Any, ...] = ()) -> Any:  # what attrs' field() is typed as
    def collect(entries: Iterable[Any]) -> Collection[Any]:
        given = tuple(entries)
        ids = {entry.id for entry in given}
        return Collection(kind, (*given, *(entry for entry in always if entry.id not in ids)))

    return field(default=(), converter=collect)


@frozen(kw_only=True, repr=False)
class Catalog:
    """All the content: collections by kind, links, rules. It is checked as a whole when it is made.

    Give each collection as entries in the order of display. The worldwide help is always in it.

    Raises:
        DefinitionError: If a reference resolves to nothing, an id is there twice, prerequisites go in a circle,
            or the worldwide help was changed. It lists all that is wrong.
    """

    domains: Collection[Domain] = _collect(Kind.DOMAIN)
    signs: Collection[Sign] = _collect(Kind.SIGN)
    causes: Collection[Cause] = _collect(Kind.CAUSE)
    attachment_styles: Collection[AttachmentStyle] = _collect(Kind.ATTACHMENT_STYLE)
    strategies: Collection[Strategy] = _collect(Kind.STRATEGY)
    conditions: Collection[Condition] = _collect(Kind.CONDITION)
    notes: Collection[Note] = _collect(Kind.NOTE)
    flags: Collection[Flag] = _collect(Kind.FLAG)
    resources: Collection[Resource] = _collect(Kind.RESOURCE, WORLDWIDE)
    sources: Collection[Source] = _collect(Kind.SOURCE, (EDITORS,))
    questionnaires: Collection[Questionnaire] = _collect(Kind.QUESTIONNAIRE)
    all_links: tuple[Link, ...] = field(default=(), converter=tuple, alias="links")
    rules: tuple[Rule, ...] = field(default=(), converter=tuple)

    def __attrs_post_init__(self) -> None:
        """Look at the whole once."""
        refuse("the catalog", find_problems(self))

    def __repr__(self) -> str:
        """How much there is."""
        sizes = ", ".join(f"{len(held)} {kind}" for kind, held in self.collections.items() if len(held))
        return f"<Catalog: {sizes}; {len(self.all_links)} links, {len(self.rules)} rules>"

    @cached_property
    def collections(self) -> Mapping[Kind, Collection[Any]]:
        """Each collection by the kind that it holds."""
        held = [value for value in attrs.asdict(self, recurse=False).values() if isinstance(value, Collection)]
        return {Kind(collection.kind): collection for collection in held}

    def __getitem__(self, reference: str) -> Any:
        """The entry that *reference* names, such as `catalog["sign:perfectionism"]`.

        Raises:
            UnknownIdError: If there is no such kind or id; it says what may have been meant.
        """
        kind, name = split_reference(str(reference))
        if kind not in tuple(Kind):
            kinds = ", ".join(Kind)
            remedy = did_you_mean(kind, tuple(Kind)) or f"write kind:id; the kinds are {kinds}"
            raise UnknownIdError("", [Problem("", f"{quote(reference)} names no kind of entry", remedy=remedy)])
        return self.collections[Kind(kind)][name]

    def __contains__(self, reference: object) -> bool:
        """Whether *reference* names an entry."""
        kind, name = split_reference(reference) if isinstance(reference, str) else ("", "")
        return kind in tuple(Kind) and name in self.collections[Kind(kind)]

    def links(self, entry: Entry | str | None = None, *, relation: Relation | str | None = None) -> tuple[Link, ...]:
        """The links that name *entry* at either end, in file order; without one, all of them.

        Args:
            entry: An entry or a reference.
            relation: Only links of this relation.

        Raises:
            UnknownIdError: If there is no such entry.
        """
        links = self.all_links if entry is None else self._links_of.get(self._reference(entry), ())
        return links if relation is None else tuple(link for link in links if link.relation == relation)

    @overload
    def related(self, entry: Entry | str, *, relation: Relation | str | None = None) -> tuple[Entry, ...]: ...

    @overload
    def related(
        self, entry: Entry | str, kind: type[EntryT], *, relation: Relation | str | None = None
    ) -> tuple[EntryT, ...]: ...

    def related(
        self, entry: Entry | str, kind: type[Entry] = Entry, *, relation: Relation | str | None = None
    ) -> tuple[Entry, ...]:
        """The entries that links tie to *entry*, either way round, each once, in the order of the links.

        Args:
            entry: An entry or a reference.
            kind: Only entries of this class, such as `insight.Strategy`.
            relation: Only those tied by this relation.

        Raises:
            UnknownIdError: If there is no such entry.
        """
        here = self._reference(entry)
        others = {
            link.object if link.subject == here else link.subject: None for link in self.links(here, relation=relation)
        }
        return tuple(other for other in map(self.__getitem__, others) if isinstance(other, kind))

    def _reference(self, entry: Entry | str) -> str:
        reference = entry if isinstance(entry, str) else entry.reference
        return str(self[reference].reference)

    @cached_property
    def _links_of(self) -> Mapping[str, tuple[Link, ...]]:
        found: defaultdict[str, list[Link]] = defaultdict(list)
        for link in self.all_links:
            for end in (link.subject, link.object):
                found[end].append(link)
        return {reference: tuple(links) for reference, links in found.items()}


def find_problems(catalog: Catalog) -> Iterator[Problem]:
    """What keeps the parts of a catalog from fitting together."""
    yield from unresolved_problems(catalog)
    yield from circle_problems(catalog)
    for resource in WORLDWIDE:
        if catalog.resources[resource.id] != resource:
            yield Problem(
                resource.reference, "the worldwide help cannot be changed", remedy="add a resource of your own"
            )


def unresolved_problems(catalog: Catalog) -> Iterator[Problem]:
    """References to entries that are not there."""
    for place, reference in mentions(catalog):
        if reference not in catalog:
            kind, name = split_reference(reference)
            remedy = did_you_mean(name, catalog.collections[Kind(kind)].ids)
            yield Problem(place, f"there is no {kind} {quote(name)}", remedy=remedy)


def mentions(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Each reference that something in the catalog makes, with its place."""
    for kind, held in catalog.collections.items():
        for entry in held:
            place = f"{kind}:{entry.id}"
            if kind is Kind.QUESTIONNAIRE:
                yield from questionnaire_mentions(place, entry)
            else:
                yield from ((f"{place}.{where}", f"source:{cited.source}") for where, cited in citations_of(entry))
            if isinstance(entry, Note):
                yield from ((f"{place}.about[{n}]", reference) for n, reference in enumerate(entry.about))
    for n, link in enumerate(catalog.all_links):
        yield f"links[{n}].subject", link.subject
        yield f"links[{n}].object", link.object
        yield from ((f"links[{n}].{where}", f"source:{cited.source}") for where, cited in citations_of(link))
    for n, rule in enumerate(catalog.rules):
        yield from rule_mentions(f"rules[{n}]", rule)


def questionnaire_mentions(place: str, questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """What the items and scales of a questionnaire are about, and the help that they name."""
    spoken = [(part.id, part.about) for part in questionnaire.items]
    spoken += [(scale.id, scale.about) for scale in questionnaire.scales]
    for name, about in spoken:
        for reference in about:
            if not reference.removeprefix("-").startswith("axis:"):
                yield f"{place}.{name}.about", reference.removeprefix("-")
    for item in questionnaire.items:
        yield from ((f"{place}.{item.id}.resources", f"{Kind.RESOURCE}:{name}") for name in item.resources)


def rule_mentions(place: str, rule: Rule) -> Iterator[tuple[str, str]]:
    """What a rule looks at, acts on, comes with and cites."""
    yield f"{place}.when", rule.when
    for target in (*rule.strategies, *rule.unless):
        if target.startswith(f"{Kind.STRATEGY}:"):
            yield f"{place}.strategies", target
    yield from ((f"{place}.resources", f"{Kind.RESOURCE}:{name}") for name in rule.resources)
    yield from ((f"{place}.{where}", f"source:{cited.source}") for where, cited in citations_of(rule))


def citations_of(value: Checked) -> Iterator[tuple[str, Citation]]:
    """The citations anywhere in *value*, each with its place."""
    for attribute in attrs.fields(type(value)):
        inner = getattr(value, attribute.name)
        for n, part in enumerate(inner if isinstance(inner, tuple) else ()):
            if isinstance(part, Citation):
                yield f"{attribute.name}[{n}]", part
            elif isinstance(part, Checked):
                yield from ((f"{attribute.name}[{n}].{place}", cited) for place, cited in citations_of(part))


def circle_problems(catalog: Catalog) -> Iterator[Problem]:
    """Strategies that need themselves first."""
    needs: defaultdict[str, list[str]] = defaultdict(list)
    for link in catalog.links(relation=Relation.NEEDS_FIRST):
        needs[link.subject].append(link.object)
    for start in list(needs):
        seen: set[str] = set()
        ahead = list(needs[start])
        while ahead:
            if (current := ahead.pop()) not in seen:
                seen.add(current)
                ahead += needs.get(current, ())
        if start in seen:
            yield Problem(start, "it needs itself first", remedy="take one of its needs-first links away")
