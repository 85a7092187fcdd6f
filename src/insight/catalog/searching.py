"""Search: which entries speak of what somebody types, best first, and in which of their fields."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import pairwise
from math import inf, log
from statistics import mean

import attrs
from attrs import frozen

from insight.care import WORLDWIDE
from insight.catalog.calls import calls_for_help
from insight.catalog.words import alike, stem, words_of
from insight.content import Entry, Resource, Statement

# How much it says of an entry that a word stands in this field. Other fields are not looked at.
WEIGHTS = {
    "kind": 2.0,
    "name": 6.0,
    "title": 6.0,
    "also_called": 5.0,
    "question": 3.0,
    "authors": 3.0,
    "summary": 2.5,
    "examples": 2.0,
    "suits": 1.5,
    "steps": 1.0,
    "origins": 1.0,
    "in_childhood": 1.0,
    "in_adulthood": 1.0,
}
# What is left of a word's weight where another one stands for it: an everyday word, one that begins so, a near one.
ALIKE, LONGER, NEAR = 0.7, 0.6, 0.6
# What the other fields add to the one that says most, and how fast more says less.
OTHERS, SATURATION, LENGTH = 0.3, 2.0, 0.6
# Characters and words of a query that are looked at, and how long one is whose ending or spelling is guessed at.
LONGEST_QUERY, MOST_WORDS, SHORTEST_BEGINNING, SHORTEST_GUESS, LONGEST_GUESS = 10_000, 32, 4, 5, 32
# Where the help for everybody and something else fit alike, help comes first.
HELP_FIRST, HELP_NOW = 1.5, 3.0
LEAST_SHARED, LEAST_NEAR = 0.5, 0.78


@frozen
class Hit:
    """An entry that a search found, and the fields that speak of what was looked for, the most telling first.

    No field is named where an entry comes along because it contradicts the one before it, or because the words call
    for help.
    """

    entry: Entry
    fields: tuple[str, ...]


class Index:
    """The words of entries, and the fields that they stand in."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        """Read *entries* once."""
        self.entries = tuple(entries)
        self.worldwide = frozenset(number for number, entry in enumerate(self.entries) if entry in WORLDWIDE)
        # For each stem, the entries by number, and for each the fields with the weight that the stem has in them.
        self.places: defaultdict[str, dict[int, dict[str, float]]] = defaultdict(dict)
        read = [
            (number, name, read_words(texts)) for number, e in enumerate(self.entries) for name, texts in fields_of(e)
        ]
        sizes: defaultdict[str, list[int]] = defaultdict(list)
        for _, name, words in read:
            sizes[name].append(len(words))
        # The stems of the content's words, each worked out once; of a query's words nothing is kept.
        self.stems = {word: stem(word) for _, _, words in read for word in words}
        usual = {name: mean(counts) or 1 for name, counts in sizes.items()}
        for number, name, words in read:
            length = 1 - LENGTH + LENGTH * len(words) / usual[name]
            for root, times in Counter(self.stems[word] for word in words).items():
                self.places[root].setdefault(number, {})[name] = WEIGHTS[name] * (1 + log(times)) / length
        self.words = sorted(self.stems)
        self.sharing: defaultdict[str, list[str]] = defaultdict(list)
        for word in self.words:
            for pair in letter_pairs(word):
                self.sharing[pair].append(word)

    def find(self, words: str, kind: type[Entry] | tuple[type[Entry], ...]) -> list[Hit]:
        """The entries of *kind* that speak of *words*, best first; of equals the first in the catalog first.

        Where the words call for help, the worldwide help goes before all else.
        """
        found: defaultdict[int, float] = defaultdict(float)
        told: defaultdict[int, Counter[str]] = defaultdict(Counter)  # of weights, not of whole numbers
        wanted = {stem(word): word for word in list(dict.fromkeys(words_of(words[:LONGEST_QUERY])))[:MOST_WORDS]}
        for word in wanted.values():
            for number, (value, fields) in self._look_up(word).items():
                found[number] += value * (HELP_FIRST if number in self.worldwide else 1)
                told[number].update({name: value * weight for name, weight in fields.items()})
        if calls_for_help(words):
            self._put_help_first(found)
        ranked = sorted(found, key=lambda number: (-found[number], number))
        return [
            Hit(self.entries[number], tuple(name for name, _ in told[number].most_common()))
            for number in ranked
            if isinstance(self.entries[number], kind)
        ]

    def _put_help_first(self, found: dict[int, float]) -> None:
        """Raise what help was found, and put the worldwide help above all, found or not."""
        for number in found:
            if isinstance(self.entries[number], Resource):
                found[number] *= HELP_NOW
        found.update(dict.fromkeys(self.worldwide, inf))

    def _look_up(self, wanted: str) -> dict[int, tuple[float, Mapping[str, float]]]:
        """The entries that speak of one word: how much that says of each, and the fields that do."""
        best: dict[int, tuple[float, Mapping[str, float]]] = {}
        for root, share in self._stand_ins(wanted).items():
            rarity = share * log(1 + len(self.entries) / len(self.places[root]))
            for number, fields in self.places[root].items():
                most = max(fields.values())
                weight = most + OTHERS * (sum(fields.values()) - most)
                value = rarity * weight / (weight + SATURATION)
                if value > best.get(number, (0.0,))[0]:
                    best[number] = (value, fields)
        return best

    def _stand_ins(self, wanted: str) -> dict[str, float]:
        """The stems that are looked up for a word of a query, each with what is left of its weight."""
        root = stem(wanted)
        known = {other: ALIKE for other in alike().get(root, ()) if other in self.places}
        if root in self.places:
            return known | {root: 1.0}
        if len(wanted) >= SHORTEST_BEGINNING:
            known |= {self.stems[word]: LONGER for word in self.words if word.startswith(wanted)}
        if not known and SHORTEST_GUESS <= len(wanted) <= LONGEST_GUESS:
            for root, share in self._near(wanted):
                known[root] = max(share, known.get(root, 0.0))
        return known

    def _near(self, wanted: str) -> Iterator[tuple[str, float]]:
        """The stems of words that differ from *wanted* by a letter or two, and not by the first."""
        pairs = sorted(letter_pairs(wanted))
        shared = Counter(word for pair in pairs for word in self.sharing.get(pair, ()))
        for word, count in shared.items():
            if word[0] == wanted[0] and 2 * count >= LEAST_SHARED * (len(pairs) + len(word) + 1):
                likeness = SequenceMatcher(None, wanted, word).ratio()
                if likeness >= LEAST_NEAR:
                    yield self.stems[word], NEAR * likeness


def letter_pairs(word: str) -> set[str]:
    """Each two letters in a row, with its beginning and end.

    >>> sorted(letter_pairs("no"))
    ['^n', 'no', 'o$']
    """
    return {first + second for first, second in pairwise(f"^{word}$")}


def read_words(texts: Iterable[str]) -> list[str]:
    """The words of some texts."""
    return [word for text in texts for word in words_of(text)]


def fields_of(entry: Entry) -> Iterator[tuple[str, list[str]]]:
    """The fields of an entry that a search looks at and that say something, each with its texts."""
    yield "kind", [entry.KIND]
    for attribute in attrs.fields(type(entry)):
        if attribute.name in WEIGHTS and attribute.name != "kind":
            held = getattr(entry, attribute.name)
            parts = held if isinstance(held, tuple) else (held,)
            if any(parts):
                yield attribute.name, [part.text if isinstance(part, Statement) else part for part in parts]
