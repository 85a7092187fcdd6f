"""The differences between two versions, one by one, each with what it means for stored scores."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import cached_property, partial
from itertools import chain
from typing import Any

from attrs import evolve, frozen

from insight.comparing.changes import Change, Subject, Verdict
from insight.comparing.pairing import Pairing, meant
from insight.questionnaires import Item, Key, Option, Questionnaire, ResponseScale, Scale, told_apart, write_number

Part = Item | Scale
META = (
    *("title", "version", "language", "licence", "validation", "intended_use", "authors", "citations", "sources"),
    *("examples", "ignore"),
)
STAY = "stored scores stay as they are"
AGAIN = "stored answers can be scored again"
TOLD_OTHER = "people were told something else before they answered"
OTHER = "people were asked something else"


@frozen
class Versions:
    """Two versions, and which item and scale of one is which of the other."""

    old: Questionnaire
    new: Questionnaire
    items: Pairing
    scales: Pairing

    @cached_property
    def by_item(self) -> Mapping[str, tuple[Change, ...]]:
        """What changed of each item that both versions have, by its new id."""
        old_of = self.items.old_of
        both = [item for item in self.new.items if item.id in old_of]
        return {item.id: tuple(self._item(self.old.item(old_of[item.id]), item)) for item in both}

    @cached_property
    def by_scale(self) -> Mapping[str, tuple[Change, ...]]:
        """What changed of each scale that both versions have, by its new id."""
        before, old_of = {scale.id: scale for scale in self.old.scales}, self.scales.old_of
        both = [scale for scale in self.new.scales if scale.id in old_of]
        return {scale.id: tuple(self._scale(before[old_of[scale.id]], scale)) for scale in both}

    @cached_property
    def head(self) -> tuple[Change, ...]:
        """What changed of what stands around the items and scales."""
        return tuple(self._head())

    def differences(self) -> Iterator[Change]:
        """All of them: the head, then items, then scales."""
        yield from self.head
        yield from self._one_sided(Subject.ITEMS, self.old.items, self.new.items, self.items)
        yield from chain.from_iterable(self.by_item.values())
        yield from self._one_sided(Subject.SCALES, self.old.scales, self.new.scales, self.scales)
        yield from chain.from_iterable(self.by_scale.values())
        yield from self._order()

    def _head(self) -> Iterator[Change]:
        for name in META:
            yield from meta(name, getattr(self.old, name), getattr(self.new, name))
        for name in ("items", "scales"):
            yield from meta(f"renamed.{name}", renames(self.old, name), renames(self.new, name))
        idle = unused(self.old), unused(self.new)
        if ids(idle[0]) == ids(idle[1]):
            yield from meta("response_scales", *idle)
        yield from meta("response_scales", ids(self.old.response_scales), ids(self.new.response_scales))
        yield from wording("instructions", self.old.instructions, self.new.instructions, meaning=TOLD_OTHER)

    def _one_sided(
        self, subject: Subject, old: Iterable[Part], new: Iterable[Part], paired: Pairing
    ) -> Iterator[Change]:
        gone, added = GONE_AND_NEW[subject]
        for part in old:
            if part.id not in paired.new_of:
                place = f"{subject}.{part.id}"
                yield from told(subject, place, name_of(part), "", verdict=Verdict.RESCORABLE, meaning=gone)
        for part in new:
            if part.id not in paired.old_of:
                keys = part.items if isinstance(part, Scale) else ()
                verdict, meaning = self._asked(keys, Verdict.RESCORABLE, added)
                yield from told(subject, f"{subject}.{part.id}", "", name_of(part), verdict=verdict, meaning=meaning)

    def _asked(self, keys: Iterable[Key], verdict: Verdict, meaning: str) -> tuple[Verdict, str]:
        """The verdict and meaning of other keys, unless nobody was asked one of their items."""
        added = [key.item for key in keys if key.item not in self.items.old_of]
        return (Verdict.NOT_COMPARABLE, f"nobody was asked {', '.join(added)}") if added else (verdict, meaning)

    def _order(self) -> Iterator[Change]:
        for place, old, new, paired in (
            ("items", self.old.items, self.new.items, self.items),
            ("scales", self.old.scales, self.new.scales, self.scales),
        ):
            yield from order(place, [part.id for part in old], [part.id for part in new], paired)

    def _item(self, old: Item, new: Item) -> Iterator[Change]:
        place = f"items.{new.id}"
        guessed = old.id in self.items.guessed
        yield from told(Subject.NAMES, place, old.id, new.id, guessed=guessed)
        yield from wording(f"{place}.text", old.text, new.text, meaning=OTHER)
        for name in ("responses", "about", "resources"):
            yield from meta(f"{place}.{name}", getattr(old, name), getattr(new, name))
        yield from options_changes(place, self.old.responses_of(old), self.new.responses_of(new))

    def _scale(self, old: Scale, new: Scale) -> Iterator[Change]:
        place = f"scales.{new.id}"
        again = partial(told, verdict=Verdict.RESCORABLE, meaning=AGAIN)
        yield from told(Subject.NAMES, place, old.id, new.id, guessed=old.id in self.scales.guessed)
        yield from self._keys(f"{place}.items", old.items, new.items)
        yield from again(Subject.METHODS, f"{place}.method", method(old), method(new))
        yield from again(Subject.MIN_ANSWERED, f"{place}.min_answered", needed(old), needed(new))
        if needed(old) == needed(new):
            yield from meta(f"{place}.min_answered", old.min_answered, new.min_answered)
        yield from again(Subject.BANDS, f"{place}.bands", bands(old), bands(new))
        yield from order(f"{place}.items", [key.item for key in old.items], [key.item for key in new.items], self.items)
        part_of = None if old.part_of is None else self.scales.new_of.get(old.part_of, old.part_of)
        yield from meta(f"{place}.part_of", part_of, new.part_of)
        for name in ("name", "about", "range", "citations"):
            yield from meta(f"{place}.{name}", getattr(old, name), getattr(new, name))
        before, after = ({band.start: band.citations for band in scale.bands} for scale in (old, new))
        for start in sorted({*before, *after}):
            yield from meta(
                f"{place}.bands.{write_number(start)}.citations", before.get(start, ()), after.get(start, ())
            )

    def _keys(self, place: str, old: Iterable[Key], new: Iterable[Key]) -> Iterator[Change]:
        # As they are called now, so that a rename alone is no change of keys; shown as each version calls them.
        then = [evolve(key, item=self.items.new_of.get(key.item, f"{key.item} ")) for key in old]
        verdict, meaning = self._asked(new, Verdict.RESCORABLE, AGAIN)
        change = partial(told, verdict=verdict, meaning=meaning)
        for subject, shown in ((Subject.KEYS, keys_in_short), (Subject.WEIGHTS, weights)):
            yield from change(subject, place, shown(old), shown(new), differs=shown(then) != shown(new))


def told(  # noqa: PLR0913  # the parts of a change
    subject: Subject,
    place: str,
    old: str,
    new: str,
    *,
    verdict: Verdict = Verdict.COMPARABLE,
    meaning: str = STAY,
    guessed: bool = False,
    differs: bool | None = None,
) -> Iterator[Change]:
    """A change where *old* and *new* differ; what they are called may be the same, and then *differs* tells."""
    if old != new if differs is None else differs:
        yield Change(subject=subject, place=place, old=old, new=new, verdict=verdict, meaning=meaning, guessed=guessed)


def meta(place: str, old: Any, new: Any) -> Iterator[Change]:
    """A change of what no score follows from."""
    yield from told(Subject.META, place, in_short(old), in_short(new), differs=old != new)


def wording(place: str, old: str, new: str, *, meaning: str) -> Iterator[Change]:
    """Another text; spaces, and what cannot be seen, are no other words."""
    if told_apart(old) == told_apart(new):
        yield from told(Subject.META, place, old, new)
    else:
        yield from told(Subject.WORDING, place, old, new, verdict=Verdict.NOT_COMPARABLE, meaning=meaning)


def order(place: str, old: list[str], new: list[str], paired: Pairing) -> Iterator[Change]:
    """What both versions have, in another order."""
    here, there = set(old), set(new)
    before = [name for name in old if paired.new_of.get(name) in there]
    after = [name for name in new if paired.old_of.get(name) in here]
    if [paired.new_of[name] for name in before] != after:
        yield from told(Subject.ORDER, place, ", ".join(before), ", ".join(after))


def ids(parts: Iterable[ResponseScale]) -> tuple[str, ...]:
    """What parts are called."""
    return tuple(part.id for part in parts)


def unused(questionnaire: Questionnaire) -> tuple[ResponseScale, ...]:
    """The response scales that no item is answered with."""
    used = {questionnaire.responses_of(item).id for item in questionnaire.items}
    return tuple(scale for scale in questionnaire.response_scales if scale.id not in used)


def renames(questionnaire: Questionnaire, name: str) -> tuple[str, ...]:
    """The ids that items or scales had before, each with the one that it has now."""
    return tuple(f"{new} was {old}" for new, old in getattr(questionnaire.renamed, name))


GONE_AND_NEW = {
    Subject.ITEMS: ("it is asked no more", "nobody was asked it"),
    Subject.SCALES: ("it is scored no more", "it was not scored"),
}


def name_of(part: Part) -> str:
    """What people read of an item or a scale."""
    return part.text if isinstance(part, Item) else part.name


def options_changes(place: str, old: ResponseScale, new: ResponseScale) -> Iterator[Change]:
    """What changed of the options of an item."""
    subject, verdict, meaning = judged(old.options, new.options)
    place_of, before, after = f"{place}.options", labels(old.options), labels(new.options)
    yield from told(subject, place_of, before, after, verdict=verdict, meaning=meaning)
    subject, verdict, meaning = judged(old.missing, new.missing)
    place_of, before, after = f"{place}.missing", labels(old.missing), labels(new.missing)
    if verdict != Verdict.COMPARABLE:
        subject, verdict, meaning = Subject.MISSING_OPTIONS, Verdict.RESCORABLE, AGAIN
    yield from told(subject, place_of, before, after, verdict=verdict, meaning=meaning)


def judged(old: Sequence[Option], new: Sequence[Option]) -> tuple[Subject, Verdict, str]:
    """What other options mean for the answers that were given with the *old* ones."""
    before, after = frozenset(map(meant, old)), frozenset(map(meant, new))
    if before == after:
        in_order = [option.value for option in old] == [option.value for option in new]
        return Subject.META if in_order else Subject.ORDER, Verdict.COMPARABLE, STAY
    if before < after:
        return (
            Subject.OPTIONS,
            Verdict.RESCORABLE,
            "stored answers are options still, but nobody could choose the new ones",
        )
    if {value for value, _ in before} == {value for value, _ in after}:
        return Subject.WORDING, Verdict.NOT_COMPARABLE, OTHER
    same_words = {label for _, label in before} == {label for _, label in after}
    return Subject.OPTIONS, Verdict.NOT_COMPARABLE, "the same words stand for other values" if same_words else OTHER


def labels(options: Iterable[Option]) -> str:
    """Options in a line; quoted, so that a comma in a label makes no other options of them."""
    return ", ".join(f"{write_number(option.value)} {option.label!r}" for option in options)


def keys_in_short(keys: Iterable[Key]) -> str:
    """Keys in short form, in the order of their items' ids, since their own says nothing."""
    return " ".join(f"{'-' * key.reverse}{key.item}" for key in sorted(keys, key=lambda key: key.item))


def weights(keys: Iterable[Key]) -> str:
    """The weights that are not 1, by item."""
    held = sorted((key.item, key.weight) for key in keys if key.weight != 1)
    return ", ".join(f"{name} {write_number(weight)}" for name, weight in held) or "all 1"


def needed(scale: Scale) -> str:
    """How many answers a score needs."""
    return f"{scale.required} of {len(scale.items)}"


def method(scale: Scale) -> str:
    """How the items of a scale become one number."""
    return (
        str(scale.method)
        if scale.at_least is None
        else f"{scale.method} of answers from {write_number(scale.at_least)}"
    )


def bands(scale: Scale) -> str:
    """The bands of a scale in a line, quoted as options are."""
    return ", ".join(f"{write_number(band.start)} {band.label!r}" for band in scale.bands)


def in_short(value: Any) -> str:
    """A value in a line; of a list of parts, how many there are."""
    match value:
        case None | ():
            return ""
        case (Fraction() as low, Fraction() as high):
            return f"{write_number(low)} to {write_number(high)}"
        case tuple() if all(isinstance(each, str) for each in value):
            return ", ".join(value)
        case tuple():
            return f"{len(value)} in number"
    return str(value)
