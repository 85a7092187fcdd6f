"""What is never shown alone: services in pairs, statements that contradict each other, and one region's help."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from itertools import chain
from typing import TypeVar

from insight.care import WORLDWIDE
from insight.catalog.searching import Hit
from insight.content import Entry, Resource

T = TypeVar("T", bound=Hashable)


def together(first: T, others_of: Callable[[T], Iterable[T]]) -> list[T]:
    """*first* and all that comes along with it, however many steps away, each once.

    >>> together("a", {"a": "b", "b": "ac", "c": ""}.__getitem__)
    ['a', 'b', 'c']
    """
    found: dict[T, None] = {}
    ahead = [first]
    while ahead:
        current = ahead.pop()
        if current not in found:
            found[current] = None
            ahead += list(others_of(current))[::-1]
    return list(found)


def groups_of(hits: Iterable[Hit], others_of: Callable[[Entry], Iterable[Entry]]) -> Iterator[list[Hit]]:
    """*hits* in order, in groups that are shown whole; help for everybody comes before that for one region."""
    told: set[str] = set()
    for hit in hits:
        if hit.entry.reference in told:
            continue
        entries = together(hit.entry, others_of)
        if any(isinstance(entry, Resource) and not entry.worldwide for entry in entries):
            entries = [*WORLDWIDE, *entries]
        new = [entry for entry in dict.fromkeys(entries) if entry.reference not in told]
        told.update(entry.reference for entry in new)
        yield [hit if entry is hit.entry else Hit(entry, ()) for entry in new]


def take(groups: Iterable[list[Hit]], limit: int | None) -> tuple[Hit, ...]:
    """The hits of *groups*, up to *limit* of them; the last group stays whole."""
    if limit is None:
        return tuple(chain.from_iterable(groups))
    taken: list[Hit] = []
    for group in groups:
        if len(taken) >= limit:
            break
        taken += group
    return tuple(taken)
