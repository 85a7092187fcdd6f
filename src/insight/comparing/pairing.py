"""Which item and scale of one version is which of another: by what the author says, by id, or by a guess."""

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Literal

from attrs import frozen

from insight.comparing.bumps import precedence
from insight.questionnaires import Item, Option, Questionnaire, Scale, told_apart


@frozen
class Pairing:
    """Ids of the old version with those of the new one; what has no partner is in neither.

    Attributes:
        pairs: Each old id with its new one.
        guessed: The old ids whose new ones are a guess.
    """

    pairs: tuple[tuple[str, str], ...]
    guessed: frozenset[str] = frozenset()

    @cached_property
    def new_of(self) -> Mapping[str, str]:
        """The new id by the old one."""
        return dict(self.pairs)

    @cached_property
    def old_of(self) -> Mapping[str, str]:
        """The old id by the new one."""
        return {new: old for old, new in self.pairs}

    def turned(self) -> "Pairing":
        """The same, seen from the new version."""
        guessed = frozenset(self.new_of[name] for name in self.guessed)
        return Pairing(tuple((new, old) for old, new in self.pairs), guessed)


def pair_items(old: Questionnaire, new: Questionnaire) -> Pairing:
    """Items that are the same question: as `renamed` says, by id, else by a text and options that only one has."""

    def told(questionnaire: Questionnaire) -> dict[str, object]:
        return {item.id: what_is_asked(questionnaire, item) for item in questionnaire.items}

    return pair_parts("items", old, new, told(old), told(new))


def what_is_asked(questionnaire: Questionnaire, item: Item) -> object:
    """The text of an item, with the values and labels that it can be answered with."""
    return told_apart(item.text), frozenset(map(meant, questionnaire.responses_of(item).options))


def meant(option: Option) -> tuple[Any, str]:
    """What an option says: its value, and its label but for spaces and what cannot be seen."""
    return option.value, str(told_apart(option.label))


def pair_scales(old: Questionnaire, new: Questionnaire, items: Pairing) -> Pairing:
    """Scales that are the same: as `renamed` says, by id, else by keys and a method that only one has."""

    def told(scale: Scale, name: Callable[[str], str]) -> object:
        keys = frozenset((name(key.item), key.reverse, key.weight) for key in scale.items)
        return keys, scale.method, scale.at_least

    before = {scale.id: told(scale, lambda item: items.new_of.get(item, "")) for scale in old.scales}
    after = {scale.id: told(scale, str) for scale in new.scales}
    return pair_parts("scales", old, new, before, after)


Parts = Literal["items", "scales"]


def pair_parts(
    name: Parts, old: Questionnaire, new: Questionnaire, before: Mapping[str, object], after: Mapping[str, object]
) -> Pairing:
    """Parts of both versions; the later one's `renamed` counts, whichever of the arguments that is."""
    if is_later(old, new, name):
        return pair(after, before, origins(new, old, name)).turned()
    return pair(before, after, origins(old, new, name))


def is_later(one: Questionnaire, other: Questionnaire, name: Parts) -> bool:
    """Whether *one* comes after the other: by version, else by having renamed something, else by digest."""

    def order(each: Questionnaire, than: Questionnaire) -> tuple[object, ...]:
        return precedence(each.version), bool(news(than, each, name)), each.content_digest

    return order(one, other) > order(other, one)


def news(earlier: Questionnaire, later: Questionnaire, name: Parts) -> dict[str, str]:
    """By new id, what *later* has renamed; a line that *earlier* has as well tells of a time before both."""
    known = set(getattr(earlier.renamed, name))
    return dict(line for line in getattr(later.renamed, name) if line not in known)


def origins(earlier: Questionnaire, later: Questionnaire, name: Parts) -> dict[str, str]:
    """By new id, what *earlier* called it, also where *later* tells an id that *earlier* had renamed itself."""
    had = {part.id for part in getattr(earlier, name)}
    since = {old: new for new, old in getattr(earlier.renamed, name)}
    said = news(earlier, later, name)
    return {new: old if old in had else since.get(old, old) for new, old in said.items()}


def pair(old: Mapping[str, object], new: Mapping[str, object], said: Mapping[str, str]) -> Pairing:
    """Ids of both versions that belong together; what is told of each is what a guess goes by."""
    claims = Counter(said.values())
    # Two that say to have been the same one cannot both be right, so neither is taken to be it.
    found = {name: was for name, was in said.items() if was in old and claims[was] == 1}
    taken = {*found.values(), *claims}
    same = [name for name in new if name in old and name not in found and name not in taken]
    found |= {name: name for name in same}
    taken |= {*same}
    # Of several that are alike nobody can tell which it was.
    before, after = unique(old), unique(new)
    guessed = {
        name: before[value]
        for value, name in after.items()
        if value in before and name not in found and name not in said and before[value] not in taken
    }
    whole = found | guessed
    return Pairing(tuple((whole[name], name) for name in new if name in whole), frozenset(guessed.values()))


def unique(told: Mapping[str, object]) -> dict[object, str]:
    """What is told of one part only, with its id."""
    counts = Counter(told.values())
    return {value: name for name, value in told.items() if counts[value] == 1}
