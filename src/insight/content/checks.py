"""What every value is checked for when it is made: its texts, its ids, its references."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from typing import Any, Protocol, get_args, get_origin

import attrs
from attrs import frozen

from insight.content.vocabulary import Kind
from insight.errors import DefinitionError, Problem, at_most, did_you_mean, name_type, quote


class HasId(Protocol):
    """What can be looked up by its id: an entry, a questionnaire, a score."""

    @property
    def id(self) -> str:
        """Its id."""
        ...


@frozen
class Checked:
    """A value that refuses to be made where it contradicts itself, and lists all that is wrong."""

    def __attrs_post_init__(self) -> None:
        """Freeze lists that were passed in, then look at the whole value once."""
        for attribute in attrs.fields(type(self)):
            if isinstance(given := getattr(self, attribute.name), list):
                object.__setattr__(self, attribute.name, tuple(given))
        # Types first: what follows relies on them.
        for find in (type_problems, type(self).find_problems):
            if problems := tuple(at_most(find(self))):
                raise DefinitionError(self.in_messages, problems)

    @property
    def in_messages(self) -> str:
        """What to call this value in a message."""
        name = type_in_words(type(self))
        own_id = getattr(self, "id", None)
        return f"{name} {own_id!r}" if isinstance(own_id, str) else name

    def find_problems(self) -> Iterator[Problem]:
        """Texts that are blank or hold what no text should, and words that their vocabulary does not have.

        A class adds what else it cannot be.
        """
        for attribute in attrs.fields(type(self)):
            vocabulary = vocabulary_of(attribute.type)
            for place, text in texts_of(attribute.name, getattr(self, attribute.name)):
                if vocabulary:
                    yield from word_problems(place, text, vocabulary)
                elif attribute.name not in NAMES:
                    yield from text_problems(place, text, required=attribute.default != "")


# Fields that hold ids and references, for which a class has checks of its own.
NAMES = {"id", "source", "item", "responses", "resources", "about"}


def type_problems(value: Checked) -> Iterator[Problem]:
    """Fields that hold another type than they should, as far as their types are plain."""
    for attribute in attrs.fields(type(value)):
        yield from kind_problems(attribute.name, getattr(value, attribute.name), attribute.type)


@cache
def parts_of(wanted: object) -> tuple[object, tuple[Any, ...]]:
    """What a type is made with, and of which types: a tuple of texts."""
    return get_origin(wanted), get_args(wanted)


def kind_problems(place: str, value: object, wanted: object) -> Iterator[Problem]:
    """A problem where *value* is not of the type *wanted*; exact numbers have checks of their own."""
    origin, inner = parts_of(wanted)
    if type(None) in inner:
        # Numbers and texts beside None are looked at by the class; one type alone is looked at here.
        others = [kind for kind in inner if kind is not type(None)]
        if value is not None and len(others) == 1:
            yield from kind_problems(place, value, others[0])
    elif origin is tuple:
        if not isinstance(value, tuple):
            yield Problem(place, f"a list is expected, not {name_type(value)}")
        elif inner[-1] is Ellipsis:
            for n, each in enumerate(value):
                yield from kind_problems(f"{place}[{n}]", each, inner[0])
    elif isinstance(wanted, type) and (wanted in PLAIN or issubclass(wanted, StrEnum | Checked)):
        kind: type = str if issubclass(wanted, StrEnum) else wanted
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            words = type_in_words(kind)
            expected = PLAIN.get(kind) or f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
            yield Problem(place, f"{expected} is expected, not {name_type(value)}")


PLAIN: dict[type, str] = {str: "text", bool: "true or false", int: "a whole number", dt.date: "a date"}


def type_in_words(kind: type) -> str:
    """The name of a class as one says it.

    >>> type_in_words(Checked)
    'checked'
    """
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", kind.__name__).lower()


def texts_of(name: str, value: object) -> Iterator[tuple[str, str]]:
    """The texts that a field holds itself, each with its place."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, tuple):
        yield from ((f"{name}[{n}]", text) for n, text in enumerate(value) if isinstance(text, str))


@cache
def vocabulary_of(field_type: object) -> type[StrEnum] | None:
    """The closed vocabulary of a field of this type, or of its members."""
    for candidate in (field_type, *get_args(field_type)):
        if isinstance(candidate, type) and issubclass(candidate, StrEnum):
            return candidate
    return None


def word_problems(place: str, word: object, vocabulary: type[StrEnum]) -> Iterator[Problem]:
    """A problem where *word* is none of *vocabulary*."""
    words = words_of(vocabulary)
    if word not in words:
        remedy = did_you_mean(word, words, cutoff=NEARLY)
        yield Problem(place, f"{quote(word)} is not one of {', '.join(map(repr, words))}", remedy=remedy)


# All words are named already: one is suggested only where it must have been meant.
NEARLY = 0.85


@cache
def words_of(vocabulary: type[StrEnum]) -> tuple[str, ...]:
    """The words of a closed vocabulary."""
    return tuple(str(member) for member in vocabulary)


def text_problems(place: str, text: str, *, required: bool = True) -> Iterator[Problem]:
    """What makes *text* unfit to be shown: nothing in it, or characters that hide or turn what is read."""
    if required and not seen(text):
        yield Problem(place, "the text is blank")
    if found := HIDDEN.findall(text):
        bad = sorted({f"U+{ord(char):04X}" for char in found})
        yield Problem(place, f"the text holds hidden characters ({', '.join(bad[:3])})", remedy="remove them")


def seen(text: str) -> str:
    """What can be seen of *text*: without spaces at its ends, and without what has no shape.

    >>> seen(" a b "), seen(chr(0x200B) + chr(0x3164) + " ")
    ('a b', '')
    """
    shown = text if text.isascii() else "".join(char for char in text if not has_no_shape(char))
    return shown.strip()


def has_no_shape(char: str) -> bool:
    """Whether a character is drawn as nothing."""
    return char in SHAPELESS or unicodedata.category(char) == "Cf"


# Letters, symbols and marks that are drawn as nothing, beside those that Unicode counts as format.
SHAPELESS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2800\u3164\uffa0\U0001d159")
SHAPELESS |= {chr(first + n) for first, count in ((0xFE00, 16), (0xE0100, 240)) for n in range(count)}
# Control characters but tab and line feed, halves of surrogate pairs, and what turns the direction of reading.
HIDDEN = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def is_hidden(char: str) -> bool:
    """Whether *char* is a control character, turns the direction of reading, or is half of a surrogate pair.

    >>> is_hidden("a"), is_hidden(chr(10)), is_hidden(chr(0)), is_hidden(chr(0x202E))
    (False, False, True, True)
    """
    return HIDDEN.fullmatch(char) is not None


CONTENT_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_ID = 64


def id_problems(place: str, name: object, pattern: re.Pattern[str] = CONTENT_ID) -> Iterator[Problem]:
    """What makes *name* no id: its characters or its length."""
    if not isinstance(name, str):
        yield Problem(place, f"an id is a text, not {name_type(name)}")
    elif not name.strip():
        yield Problem(place, "the id is blank", remedy="give it a name")
    elif len(name) > LONGEST_ID:
        yield Problem(place, f"an id has at most {LONGEST_ID} characters, this one has {len(name)}")
    elif not pattern.fullmatch(name):
        yield Problem(place, f"{quote(name)} is no id", remedy=id_remedy(name, pattern))


def id_remedy(name: str, pattern: re.Pattern[str]) -> str:
    """What to write instead of *name*, which is no id."""
    kind, _, after = name.partition(":")
    if after and pattern.fullmatch(after) and kind in words_of(Kind):
        return f"write {after!r} alone"
    strange = next((char for char in name if not char.isascii() and char.isalnum()), "")
    # A letter of another alphabet can look like one of ours.
    instead = f", and not {strange!r} (U+{ord(strange):04X})" if strange else ""
    if pattern is CONTENT_ID:
        return f"use small letters and digits joined by single hyphens{instead}"
    return f"use letters, digits, '.', '_' and '-', the first a letter or digit{instead}"


def split_reference(reference: str) -> tuple[str, str]:
    """The kind and the id of a *reference*.

    >>> split_reference("sign:perfectionism")
    ('sign', 'perfectionism')
    """
    kind, _, name = reference.partition(":")
    return kind, name


def is_flag(reference: str) -> bool:
    """Whether *reference* points at a flag, a question about safety."""
    return reference.startswith(f"{Kind.FLAG}:")


def reference_problems(place: str, reference: object, kinds: Iterable[str] = tuple(Kind)) -> Iterator[Problem]:
    """What makes *reference* none, or one of a kind other than *kinds*."""
    known = list(kinds)
    kind, name = split_reference(reference) if isinstance(reference, str) else ("", "")
    if not isinstance(reference, str) or not name:
        yield Problem(place, f"{quote(reference)} is no reference", remedy=f"write kind:id, such as {known[0]}:some-id")
    elif kind not in known:
        remedy = did_you_mean(kind, known) or f"the kinds are {', '.join(known)}"
        yield Problem(place, f"the kind {quote(kind)} cannot stand here", remedy=remedy)
    else:
        yield from id_problems(place, name)
