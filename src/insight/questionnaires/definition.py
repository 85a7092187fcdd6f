"""A questionnaire: the whole definition, whose parts fit one another."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial
from types import MappingProxyType
from typing import Any, TypeVar

from attrs import field, frozen

from insight.content import Checked, Citation, Source, id_problems, to_plain
from insight.errors import (
    DefinitionError,
    InsightError,
    Problem,
    UnknownIdError,
    make_each,
    name_type,
    quote,
    refuse,
)
from insight.questionnaires.checks import alike_problems, circle_problems, missing_references
from insight.questionnaires.digests import digest, scoring_form, write_fraction
from insight.questionnaires.numbers import Number
from insight.questionnaires.records import Example, Ignore, Renamed
from insight.questionnaires.resolved import ResolvedScale
from insight.questionnaires.resolving import resolve
from insight.questionnaires.scales import Method, Scale
from insight.questionnaires.values import Item, Key, Option, ResponseScale, Validation

P = TypeVar("P", Item, Scale)
# As on semver.org: three numbers, then perhaps a suffix in parts; no number longer than a float or an int takes.
NUMBER = r"(?:0|[1-9]\d{0,17})"
BEFORE = rf"(?:{NUMBER}|\d*[A-Za-z-][0-9A-Za-z-]*)"
VERSION = re.compile(
    rf"{NUMBER}\.{NUMBER}\.{NUMBER}(?:-{BEFORE}(?:\.{BEFORE})*)?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?", re.ASCII
)
MOST_ITEMS = 2_000
# As many of the scales that a scale is part of are named with it.
DEEPEST = 2


def options(*labels: str, start: int = 0, missing: Mapping[Number, str] | None = None) -> ResponseScale:
    """A response scale of *labels*, with values that count up from *start*.

    >>> [(option.value, option.label) for option in options("no", "maybe", "yes", start=1).options]
    [(1, 'no'), (2, 'maybe'), (3, 'yes')]

    Args:
        labels: What can be answered, lowest first.
        start: The value of the first.
        missing: Values and labels that can be chosen but count as unanswered.
    """
    return ResponseScale(
        id="responses",
        options=tuple(Option(value=start + n, label=label) for n, label in enumerate(labels)),
        missing=tuple(Option(value=value, label=label) for value, label in (missing or {}).items()),
    )


@frozen(kw_only=True)
class Questionnaire(Checked):
    """What is asked, with which options, and how the answers are scored.

    All of a definition is data; it is checked as a whole when it is made.

    Attributes:
        id: Small letters, digits and hyphens; stays the same over versions.
        version: Three numbers, such as 1.2.3, with or without a suffix.
        validation: What is known about the scores; "published" needs citations.
        sources: The sources that its citations name.
        examples: Answers with the scores that must come out.
        renamed: Ids that were others in an earlier version.
        ignore: Findings of the linter that are silenced, with reasons.
    """

    id: str
    title: str
    version: str = "0.0.0"
    instructions: str = ""
    language: str = "en"
    licence: str = ""
    validation: Validation = field(default=Validation.NONE)
    intended_use: str = ""
    authors: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    response_scales: tuple[ResponseScale, ...]
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    sources: tuple[Source, ...] = ()
    examples: tuple[Example, ...] = ()
    renamed: Renamed = field(factory=Renamed)
    ignore: tuple[Ignore, ...] = ()

    @classmethod
    def build(  # noqa: PLR0913  # the parts of a questionnaire, all but two by name
        cls,
        id: str,  # noqa: A002  # the field's name
        *,
        title: str,
        responses: ResponseScale | Iterable[ResponseScale],
        items: Mapping[str, str] | Iterable[Item],
        scales: Mapping[str, str] | Iterable[Scale],
        method: str | Method = Method.MEAN,
        min_answered: int | str | None = None,
        at_least: Number | None = None,
        **fields: Any,  # any other field of the class
    ) -> "Questionnaire":
        """A questionnaire from short forms.

        >>> mine = Questionnaire.build(
        ...     "check-in", title="Check-in", responses=options("never", "sometimes", "often"),
        ...     items={"worry": "I worry.", "calm": "I feel calm."}, scales={"unease": "worry -calm"})
        >>> mine.scales[0].items[1].reverse
        True

        Args:
            id: The questionnaire's id.
            title: What people read at its top.
            responses: One response scale, see `options`; or several, which items name by id.
            items: Texts by id, or items.
            scales: The ids of a scale's items by its id, a minus keying in reverse; or scales.
            method: Of all scales that are given in short form; likewise *min_answered* and *at_least*.
            min_answered: A number of items, or a share such as "2/3", rounded up; all by default.
            at_least: For a count, the keyed answer from which on an item counts.
            fields: Any other field of a questionnaire, such as `version`.

        Raises:
            DefinitionError: If the parts are not valid or do not fit; it lists all that is wrong.
        """
        rule: dict[str, Any] = {"method": method, "min_answered": min_answered, "at_least": at_least}
        item_makers = [(f"items.{name}", partial(make_item, name, given)) for name, given in pairs_of(items)]
        scale_makers = [(f"scales.{name}", partial(make_scale, name, given, rule)) for name, given in pairs_of(scales)]
        made_items, item_problems = make_each(item_makers)
        made_scales, scale_problems = make_each(scale_makers)
        refuse(f"questionnaire {id!r}", item_problems + scale_problems)
        return cls(
            id=id,
            title=title,
            response_scales=response_scales_of(responses),
            items=tuple(made_items),
            scales=tuple(made_scales),
            **fields,
        )

    @cached_property
    def resolved(self) -> tuple[ResolvedScale, ...]:
        """Each scale with all that follows from its definition, in order."""
        makers = [
            (f"scales.{scale.id}", partial(resolve, scale, self.asked, validation=self.validation))
            for scale in self.scales
        ]
        found, problems = make_each(makers)
        refuse(self.in_messages, problems)
        return tuple(found)

    @cached_property
    def asked(self) -> Mapping[str, tuple[int, Item, ResponseScale]]:
        """By id of each item: its number, the item, and what it can be answered with."""
        by_id = {scale.id: scale for scale in self.response_scales}
        only = self.response_scales[0]
        return MappingProxyType(
            {
                item.id: (number, item, only if item.responses is None else by_id[item.responses])
                for number, item in enumerate(self.items)
            }
        )

    @cached_property
    def outline(self) -> Mapping[str, tuple[str, ...]]:
        """By id of each scale the names that lead to it: of the scales that it is part of, and its own.

        A scale stands right below the one that it is part of, else the order is that of the file.
        """
        parts: defaultdict[str | None, list[Scale]] = defaultdict(list)
        for scale in reversed(self.scales):
            parts[scale.part_of].append(scale)
        found: dict[str, tuple[str, ...]] = {}
        ahead: list[tuple[tuple[str, ...], Scale]] = [((), scale) for scale in parts[None]]
        while ahead:
            above, scale = ahead.pop()
            names = found[scale.id] = (*above[-DEEPEST:], scale.name)
            ahead += [(names, part) for part in parts[scale.id]]
        return MappingProxyType(found)

    @cached_property
    def lookups(self) -> tuple[tuple[str, Callable[[object], int | None], ResponseScale], ...]:
        """For each item its id, what finds the number of a choice by a whole value, and its response scale."""
        return tuple((name, responses.find, responses) for name, (_, _, responses) in self.asked.items())

    @cached_property
    def choice_counts(self) -> tuple[int, ...]:
        """For each item how many choices there are, missing options among them."""
        return tuple(len(responses.choices) for _, _, responses in self.asked.values())

    @cached_property
    def scoring_digest(self) -> str:
        """The digest of all that numbers and bands follow from: two definitions with the same one score alike."""
        return digest(self.scoring_form())

    @cached_property
    def content_digest(self) -> str:
        """The digest of the whole definition: every text, every number, and the order of everything."""
        return digest(self.content_form())

    def scoring_form(self) -> dict[str, Any]:
        """What `scoring_digest` is the digest of: plain data in which every number is a fraction in text."""
        return scoring_form(((item, responses) for _, item, responses in self.asked.values()), self.scales)

    def content_form(self) -> dict[str, Any]:
        """What `content_digest` is the digest of, numbers likewise.

        Fields as in a file, but that parts are listed in order, each with its id; what has its default is left out,
        but for the name of a scale.
        """
        form: dict[str, Any] = to_plain(self, write_fraction)
        return form

    def responses_of(self, item: Item) -> ResponseScale:
        """What *item* can be answered with."""
        return self.asked[item.id][2]

    def item(self, id: str) -> Item:  # noqa: A002  # the field's name
        """The item with this id.

        Raises:
            UnknownIdError: If there is none; it says which may have been meant.
        """
        given: object = id
        if not isinstance(given, str) or given not in self.asked:
            raise UnknownIdError.of("item", given, self.asked)
        return self.asked[given][1]

    def form(self) -> dict[str, Any]:
        """What a client renders: instructions, items and options; no keys, no bands, nothing about scores.

        >>> form = options("no", "yes")
        >>> mine = Questionnaire.build("q", title="Q", responses=form, items={"a": "A?"}, scales={"s": "a"})
        >>> mine.form()["items"]
        [{'id': 'a', 'text': 'A?', 'options': [{'value': 0, 'label': 'no'}, {'value': 1, 'label': 'yes'}]}]

        The parts are dictionaries, lists, texts and numbers, ready for JSON. An option that counts as unanswered
        has `"missing": True`; an item with help to show beside it has `resources`.
        """
        head = {
            name: getattr(self, name) for name in ("id", "version", "title", "instructions", "language", "intended_use")
        }
        return head | {"items": [self._form_item(item) for item in self.items]}

    def _form_item(self, item: Item) -> dict[str, Any]:
        responses = self.responses_of(item)
        shown: dict[str, Any] = {"id": item.id, "text": item.text}
        shown["options"] = [form_option(option) for option in responses.options]
        shown["options"] += [form_option(option) | {"missing": True} for option in responses.missing]
        return shown | ({"resources": list(item.resources)} if item.resources else {})

    def find_problems(self) -> Iterator[Problem]:
        """What does not fit: ids, references between the parts, and then each scale with its items."""
        yield from super().find_problems()
        yield from self._head_problems()
        yield from self._id_problems()
        missing = list(
            missing_references(
                {
                    "response scale": dict.fromkeys(scale.id for scale in self.response_scales),
                    # Without items it is told that there are none, and not once more by every key.
                    "item": dict.fromkeys(item.id for item in self.items) or None,
                    "scale": dict.fromkeys(scale.id for scale in self.scales),
                    "source": dict.fromkeys(source.id for source in self.sources),
                },
                (self.renamed, *self.items, *self.scales),
                examples=self.examples,
                citations=self.citations,
            )
        )
        yield from missing
        yield from circle_problems({scale.id: scale.part_of for scale in self.scales})
        if not missing and self.response_scales and self.items:
            try:
                self.resolved  # noqa: B018  # computed here once, and kept
            except InsightError as error:
                yield from error.problems

    def _head_problems(self) -> Iterator[Problem]:
        yield from id_problems("id", self.id)
        if not VERSION.fullmatch(self.version):
            yield Problem(
                "version", f"{quote(self.version)} is no version", remedy="write three numbers, such as 1.0.0"
            )
        if self.validation == Validation.PUBLISHED and not self.citations:
            yield Problem("validation", "'published' needs citations", remedy="name the study in citations")
        for name in ("response_scales", "items", "scales"):
            if not getattr(self, name):
                yield Problem(name, "there is none", remedy="write one at least")
        if len(self.items) > MOST_ITEMS:
            yield Problem("items", f"there are {len(self.items)}, and at most {MOST_ITEMS} can be")

    def _id_problems(self) -> Iterator[Problem]:
        items = dict.fromkeys(item.id for item in self.items)
        for scale in self.scales:
            if scale.id in items:
                message = f"an item and a scale are both called {quote(scale.id)}"
                yield Problem(f"scales.{scale.id}", message, remedy="choose another id")
        named = [("items", item.id) for item in self.items]
        named += [("scales", scale.id) for scale in self.scales if scale.id not in items]
        yield from alike_problems(named)
        for name in ("response_scales", "sources"):
            yield from alike_problems([(name, part.id) for part in getattr(self, name)])


def response_scales_of(responses: ResponseScale | Iterable[ResponseScale]) -> tuple[ResponseScale, ...]:
    """One response scale or several."""
    held: Any = responses
    given = tuple(held) if isinstance(held, Iterable) else (held,)
    if not all(isinstance(each, ResponseScale) for each in given):
        problem = Problem("", "response scales are expected", remedy="make one with options('never', 'sometimes', …)")
        raise DefinitionError("responses", [problem])
    return given


def pairs_of(parts: Mapping[str, str] | Iterable[P]) -> list[tuple[str, str | P]]:
    """Parts in short form or whole, each with its id."""
    if isinstance(parts, Mapping):
        return list(parts.items())
    given: Any = parts
    if isinstance(given, str) or not isinstance(given, Iterable) or any(isinstance(part, str) for part in parts):
        problem = Problem("", "a mapping of ids to texts is expected, or whole parts", remedy="write {'id': '…'}")
        raise DefinitionError("build", [problem])
    return [(str(getattr(part, "id", n)), part) for n, part in enumerate(parts)]


def make_item(name: str, given: str | Item) -> Item:
    """An item, from its text or as it is."""
    return given if isinstance(given, Item) else Item(id=name, text=given)


def make_scale(name: str, given: str | Scale, rule: Mapping[str, Any]) -> Scale:
    """A scale, from its keys in short form or as it is."""
    if isinstance(given, Scale):
        return given
    if not isinstance(given, str):
        problem = Problem("", f"a text of item ids is expected, not {name_type(given)}", remedy="write 'a -b c'")
        raise DefinitionError("", [problem])
    return Scale(id=name, items=parse_keys(given), **rule)


def parse_keys(text: str) -> tuple[Key, ...]:
    """The keys of a scale in short form: `"worry -safe ask"`."""
    return tuple(Key.parse(word) for word in text.split())


def form_option(option: Option) -> dict[str, Any]:
    """An option as a client shows it."""
    value = option.value if isinstance(option.value, int) else float(option.value)
    return {"value": value, "label": option.label}
