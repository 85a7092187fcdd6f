"""All the content, with its links, rules and questionnaires: what can be looked up, and how it is tied together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any, Generic, Protocol, TypeVar, overload

import attrs
from attrs import field, frozen

from insight.care import EDITORS, WORLDWIDE
from insight.content import (
    ENTRY_CLASSES,
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
from insight.errors import Problem, Suggester, UnknownIdError, did_you_mean, name_type, quote, refuse
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


@frozen(kw_only=True, repr=False, init=False)
class Catalog:
    """All the content: collections by kind, links, rules. It is checked as a whole when it is made.

    Give each collection as entries in the order of display. The worldwide help is always in it.

    Raises:
        DefinitionError: If a reference resolves to nothing, an id is there twice, prerequisites go in a circle,
            or the worldwide help was changed. It lists all that is wrong.
    """

    domains: Collection[Domain]
    signs: Collection[Sign]
    causes: Collection[Cause]
    attachment_styles: Collection[AttachmentStyle]
    strategies: Collection[Strategy]
    conditions: Collection[Condition]
    notes: Collection[Note]
    flags: Collection[Flag]
    resources: Collection[Resource]
    sources: Collection[Source]
    questionnaires: Collection[Questionnaire]
    all_links: tuple[Link, ...] = field(alias="links")
    rules: tuple[Rule, ...]

    def __init__(  # noqa: PLR0913  # a collection of each kind, all by name
        self,
        *,
        domains: Iterable[Domain] = (),
        signs: Iterable[Sign] = (),
        causes: Iterable[Cause] = (),
        attachment_styles: Iterable[AttachmentStyle] = (),
        strategies: Iterable[Strategy] = (),
        conditions: Iterable[Condition] = (),
        notes: Iterable[Note] = (),
        flags: Iterable[Flag] = (),
        resources: Iterable[Resource] = (),
        sources: Iterable[Source] = (),
        questionnaires: Iterable[Questionnaire] = (),
        links: Iterable[Link] = (),
        rules: Iterable[Rule] = (),
    ) -> None:
        """Collect the entries, add the help that is always there, and look at the whole once."""
        self.__attrs_init__(
            domains=collect(Kind.DOMAIN, domains),
            signs=collect(Kind.SIGN, signs),
            causes=collect(Kind.CAUSE, causes),
            attachment_styles=collect(Kind.ATTACHMENT_STYLE, attachment_styles),
            strategies=collect(Kind.STRATEGY, strategies),
            conditions=collect(Kind.CONDITION, conditions),
            notes=collect(Kind.NOTE, notes),
            flags=collect(Kind.FLAG, flags),
            resources=collect(Kind.RESOURCE, resources),
            sources=collect(Kind.SOURCE, sources),
            questionnaires=collect(Kind.QUESTIONNAIRE, questionnaires),
            links=tuple(links),
            rules=tuple(rules),
        )
        refuse("the catalog", find_problems(self))

    def __repr__(self) -> str:
        """How much there is."""
        sizes = ", ".join(f"{len(held)} {kind}" for kind, held in self.collections.items() if len(held))
        return f"<Catalog: {sizes}; {len(self.all_links)} links, {len(self.rules)} rules>"

    @cached_property
    def collections(self) -> Mapping[Kind, Collection[Any]]:
        """Each collection by the kind that it holds."""
        return MappingProxyType({kind: getattr(self, name) for name, kind in COLLECTIONS.items()})

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
            UnknownIdError: If there is no such entry or relation.
        """
        if relation is not None and relation not in tuple(Relation):
            remedy = did_you_mean(relation, tuple(Relation)) or f"the relations are {', '.join(Relation)}"
            raise UnknownIdError("", [Problem("", f"there is no relation {quote(relation)}", remedy=remedy)])
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
        return MappingProxyType({reference: tuple(links) for reference, links in found.items()})


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
ALWAYS: Mapping[Kind, tuple[Entry, ...]] = {Kind.RESOURCE: WORLDWIDE, Kind.SOURCE: (EDITORS,)}


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
    suggest = Suggester()
    for place, reference in mentions(catalog):
        if reference not in catalog:
            kind, name = split_reference(reference)
            remedy = suggest(name, catalog.collections[Kind(kind)].ids)
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
    for name, targets in (("strategies", rule.strategies), ("unless", rule.unless)):
        yield from ((f"{place}.{name}", target) for target in targets if target.startswith(f"{Kind.STRATEGY}:"))
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
