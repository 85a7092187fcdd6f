"""All the content, with its links, rules and questionnaires: what can be looked up, and how it is tied together."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain
from types import MappingProxyType
from typing import Any, TypeVar, overload

from attrs import field, frozen

from insight.care import WORLDWIDE, Help, refuse_no_day, region_of
from insight.catalog.checks import Placed, always_problems, circle_problems, citations_of, unresolved_problems
from insight.catalog.collection import COLLECTIONS, Collection, collect, require_class
from insight.catalog.company import groups_of, take, together
from insight.catalog.searching import Hit, Index
from insight.catalog.ways import Way, general_in, ways_in
from insight.content import (
    AttachmentStyle,
    Basis,
    Cause,
    Citation,
    Closeness,
    Condition,
    Domain,
    Entry,
    Evidence,
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
from insight.errors import DefinitionError, Problem, UnknownIdError, did_you_mean, name_type, quote, refuse
from insight.questionnaires import Questionnaire

EntryT = TypeVar("EntryT", bound=Entry)
# What can be asked about: an entry or a questionnaire, itself or by reference.
Found = Entry | Questionnaire | str


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
    links_given: tuple[Link, ...] = field(alias="links")
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
        refuse("the catalog", self._find_problems())

    def __repr__(self) -> str:
        """How much there is."""
        sizes = ((len(getattr(self, name)), kind, name.replace("_", " ")) for name, kind in COLLECTIONS.items())
        held = ", ".join(f"{size} {one if size == 1 else many}" for size, one, many in sizes if size)
        return f"<Catalog: {held}; {len(self.all_links)} links, {len(self.rules)} rules>"

    def _find_problems(self) -> Iterator[Problem]:
        """What keeps the parts from fitting together."""
        held: Mapping[Kind, Iterable[Any]] = self.collections
        parts: list[Placed] = [(f"{kind}:{each.id}", each) for kind, entries in held.items() for each in entries]
        links = [(f"links[{n}]", link) for n, link in enumerate(self.links_given)]
        parts += [*links, *((f"rules[{n}]", rule) for n, rule in enumerate(self.rules))]
        yield from unresolved_problems(parts, {kind: dict.fromkeys(c.ids) for kind, c in self.collections.items()})
        yield from circle_problems(links)
        yield from always_problems(parts)

    @cached_property
    def all_links(self) -> tuple[Link, ...]:
        """Every link: those that were given, and what the notes are about."""
        return (*self.links_given, *(link for note in self.notes for link in links_of(note, self.sources)))

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
        held = self.collections[Kind(kind)]
        if name not in held and (others := self.references(name)):
            remedy = f"did you mean {others[0]!r}?"
            raise UnknownIdError("", [Problem("", f"no {kind} has the id {quote(name)}", remedy=remedy)])
        return held[name]

    def references(self, id: str) -> list[str]:  # noqa: A002  # the field's name
        """The references of all that has this id: one id can be of several kinds.

        >>> from insight.loading import load_catalog
        >>> load_catalog().references("perfectionism")
        ['sign:perfectionism', 'cause:perfectionism']
        """
        return [f"{kind}:{id}" for kind, held in self.collections.items() if id in held]

    def __contains__(self, reference: object) -> bool:
        """Whether *reference* names an entry."""
        kind, name = split_reference(reference) if isinstance(reference, str) else ("", "")
        return kind in tuple(Kind) and name in self.collections[Kind(kind)]

    def links(self, entry: Found | None = None, *, relation: Relation | str | None = None) -> tuple[Link, ...]:
        """The links that name *entry* at either end, in file order; without one, all of them.

        Args:
            entry: An entry or a reference.
            relation: Only links of this relation.

        Raises:
            UnknownIdError: If there is no such entry or relation.
        """
        if relation is not None and relation not in tuple(Relation):
            raise UnknownIdError.of_word("relation", relation, tuple(Relation))
        links = self.all_links if entry is None else self._links_of.get(self._reference(entry), ())
        return links if relation is None else tuple(link for link in links if link.relation == relation)

    @overload
    def related(self, entry: Found, *, relation: Relation | str | None = None) -> tuple[Entry, ...]: ...

    @overload
    def related(
        self, entry: Found, kind: type[EntryT], *, relation: Relation | str | None = None
    ) -> tuple[EntryT, ...]: ...

    def related(
        self, entry: Found, kind: type[Entry] = Entry, *, relation: Relation | str | None = None
    ) -> tuple[Entry, ...]:
        """The entries that links tie to *entry*, either way round, each once, in the order of the links.

        Args:
            entry: An entry or a reference.
            kind: Only entries of this class, such as `insight.Strategy`.
            relation: Only those tied by this relation.

        Raises:
            UnknownIdError: If there is no such entry.
        """
        require_class(kind)
        here = self._reference(entry)
        others = dict.fromkeys(link.other(here) for link in self.links(here, relation=relation))
        return tuple(other for other in map(self.__getitem__, others) if isinstance(other, kind))

    @overload
    def search(self, words: str, *, limit: int | None = None) -> tuple[Entry, ...]: ...

    @overload
    def search(self, words: str, kind: type[EntryT], *, limit: int | None = None) -> tuple[EntryT, ...]: ...

    def search(self, words: str, kind: type[Entry] | None = None, *, limit: int | None = None) -> tuple[Entry, ...]:
        """The entries that speak of *words*, best first.

        >>> from insight.loading import load_catalog
        >>> [entry.name for entry in load_catalog().search("say no")][:2]
        ['Say no and set limits', 'Taking on too much']

        Names count most, then other names, then what is said. Case, accents, the forms of a word, everyday words
        for the same thing and small typing errors do not matter. Where the words call for help, the worldwide help
        comes first; it comes before any help for one region, too. What is never shown alone stands together: a note
        and the one that contradicts it, services in pairs. Conditions, flags and sources are found only where *kind*
        asks for them: unasked, no words of a person lead to a condition.

        Args:
            words: What somebody would type.
            kind: Only entries of this class, such as `insight.Strategy`.
            limit: About how many; what is never shown alone is not cut apart, as a slice would.
        """
        return tuple(hit.entry for hit in self.hits(words, kind, limit=limit))

    def hits(self, words: str, kind: type[Entry] | None = None, *, limit: int | None = None) -> tuple[Hit, ...]:
        """What `search` finds, each with the fields that speak of *words*.

        >>> from insight.loading import load_catalog
        >>> hit = load_catalog().hits("absenteeism")[0]
        >>> hit.entry.name, hit.fields
        ('Staying away from work', ('also_called',))
        """
        if not isinstance(words, str):
            problem = Problem("words", f"text is expected, not {name_type(words)}", remedy="pass what was typed")
            raise DefinitionError("search", [problem])
        if kind is not None:
            require_class(kind)
        if limit is not None and (type(limit) is not int or limit < 1):
            problem = Problem("limit", "a whole number from 1 on is expected", remedy="leave it out for all")
            raise DefinitionError("search", [problem])
        return take(groups_of(self._index.find(words, kind or SEARCHED), self._never_without), limit)

    def _never_without(self, entry: Entry) -> tuple[Entry, ...]:
        """What *entry* is never shown without."""
        if isinstance(entry, Resource):
            return self._pairs_of.get(entry.id, ())
        return self.related(entry, Note, relation=Relation.CONTRADICTED_BY) if isinstance(entry, Note) else ()

    @cached_property
    def _pairs_of(self) -> Mapping[str, tuple[Resource, ...]]:
        pairs: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for resource in self.resources:
            for other in resource.paired_with:
                pairs[resource.id][other] = pairs[other][resource.id] = None
        return {name: tuple(self.resources[other] for other in others) for name, others in pairs.items()}

    @cached_property
    def _index(self) -> Index:
        return Index(entry for held in self.collections.values() for entry in held if isinstance(entry, Entry))

    def help(self, region: str | None = None, *, today: dt.date | None = None) -> Help:
        """Where help can be found: resources for *region*, then the worldwide ones, which are always among them.

        >>> from insight.loading import load_catalog
        >>> [resource.id for resource in load_catalog().help("GB")]
        ['uk-samaritans', 'emergency', 'find-a-helpline', 'abuse-support', 'trauma-support']

        Args:
            region: Two letters as in ISO 3166-1 (two bare letters are a country), or a locale such as `en-GB`.
                Where none is given or known, help is worldwide.
            today: With it, what was to be looked at again before that day is to be checked before use as well;
                see `Help.to_check`.
        """
        if not isinstance(region, str | None):
            problem = Problem("region", f"text is expected, not {name_type(region)}", remedy="write 'GB'")
            raise DefinitionError("help", [problem])
        refuse_no_day(today)
        place = region_of(region or "")
        near = (resource for resource in self.resources if resource.region == place)
        anywhere = (resource for resource in self.resources if resource.worldwide)
        return Help(self.with_pairs([*near, *WORLDWIDE, *anywhere]), today=today)

    def with_pairs(self, resources: Iterable[Resource]) -> tuple[Resource, ...]:
        """*resources*, each followed by the services that it is never shown without."""
        pairs = (together(each, lambda r: self._pairs_of.get(r.id, ())) for each in resources)
        return tuple(dict.fromkeys(chain.from_iterable(pairs)))

    @cached_property
    def ways(self) -> Mapping[str, tuple[Way, ...]]:
        """By reference of what can be reported, its way to each strategy that may help with it, in file order."""
        return ways_in(self)

    @cached_property
    def general(self) -> tuple[Strategy, ...]:
        """The strategies that may help with insecurity as a whole, in file order."""
        return general_in(self)

    @cached_property
    def acted_on(self) -> tuple[tuple[Rule, tuple[Strategy, ...]], ...]:
        """Each rule with the strategies that it acts on, in file order."""
        return tuple((rule, tuple(filter(rule.names, self.strategies))) for rule in self.rules)

    def hard(self, about: Iterable[str]) -> list[Entry]:
        """The entries among *about*, references with or without a minus, that are marked as hard; each once."""
        named = dict.fromkeys(each.removeprefix("-") for each in about)
        return [self[each] for each in named if each in self and getattr(self[each], "hard", False)]

    def help_with(self, entries: Iterable[Entry], named: Iterable[Resource] = ()) -> tuple[Resource, ...]:
        """The resources *named*, and those that are about one of *entries*, with what belongs to them."""
        tied = (found for entry in entries for found in self.related(entry, Resource, relation=Relation.ABOUT))
        return self.with_pairs((*named, *tied))

    def best_evidence(self, entry: Found) -> Evidence:
        """The strongest kind of source that *entry* cites; what is only inferred makes nothing stronger.

        >>> from insight.loading import load_catalog
        >>> catalog = load_catalog()
        >>> catalog.best_evidence("sign:perfectionism").value
        'lay-page'
        """
        citations: tuple[Citation, ...] = getattr(self[self._reference(entry)], "citations", ())
        cited = {self.sources[citation.source].evidence for citation in citations if not citation.inferred}
        return next((evidence for evidence in Evidence if evidence in cited), Evidence.EDITORIAL)

    @cached_property
    def cited_by(self) -> Mapping[str, tuple[str, ...]]:
        """By id of each source: the references of the entries that cite it, or whose links do."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        held: Iterable[Any] = chain.from_iterable(self.collections.values())
        citing: list[tuple[str, Any]] = [(each.reference, each) for each in held if isinstance(each, Entry)]
        citing += [(link.subject, link) for link in self.all_links]
        for reference, part in citing:
            for _, citation in citations_of(part):
                found[citation.source][reference] = None
        return MappingProxyType({source: tuple(references) for source, references in found.items()})

    def _reference(self, entry: Found) -> str:
        if isinstance(entry, Questionnaire):
            entry = f"{Kind.QUESTIONNAIRE}:{entry.id}"
        reference = entry.reference if isinstance(entry, Entry) else entry
        found = self[reference]
        return found.reference if isinstance(found, Entry) else str(reference)

    @cached_property
    def _links_of(self) -> Mapping[str, tuple[Link, ...]]:
        found: defaultdict[str, list[Link]] = defaultdict(list)
        for link in self.all_links:
            for end in (link.subject, link.object):
                found[end].append(link)
        return MappingProxyType({reference: tuple(links) for reference, links in found.items()})


# What a search goes through where no kind is named.
SEARCHED = (Domain, Sign, Cause, AttachmentStyle, Strategy, Note, Resource)


def links_of(note: Note, sources: Collection[Source]) -> Iterator[Link]:
    """What a note is about, as links on the word of its own sources."""
    editorial = all(sources[citation.source].evidence == Evidence.EDITORIAL for citation in note.citations)
    for reference in note.about:
        yield Link(
            subject=note.reference,
            relation=Relation.ABOUT,
            object=reference,
            closeness=Closeness.RELATED,
            basis=Basis.EDITORIAL if editorial else Basis.SOURCE,
            citations=note.citations,
        )
