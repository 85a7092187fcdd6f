"""What can go wrong, told in one sentence each, with its place and its remedy."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Collection, Iterable, Iterator
from enum import StrEnum
from typing import Self, TypeVar

from attrs import evolve, field, frozen

T = TypeVar("T")


def printable(text: str) -> str:
    r"""*text* in one line that a terminal can show: control characters written out, cut where it is long.

    >>> printable("a" + chr(27) + "b")
    'a\\x1bb'
    """
    shown = text if len(text) <= LONGEST_PLACE else text[:LONGEST_PLACE] + "…"
    return visible(shown)


LONGEST_PLACE = 400


def visible(text: str) -> str:
    """*text* with control characters written out, so that it cannot steer a terminal."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


@frozen
class Problem:
    """One thing that is wrong: where, what, and what would be right.

    >>> print(Problem("scales.worry.method", "'median' is not one of 'sum', 'mean', 'count'", line=7))
    line 7, scales.worry.method: 'median' is not one of 'sum', 'mean', 'count'

    Attributes:
        place: Where in the value: fields joined by points.
        remedy: What would be right, where it can be told.
        line: The line of the text, where one can be told.
        file: The file, where it is another than the one that the error is about.
    """

    place: str = field(converter=printable)
    message: str = field(converter=visible)
    remedy: str = field(default="", converter=visible, kw_only=True)
    line: int | None = field(default=None, kw_only=True)
    file: str = field(default="", converter=printable, kw_only=True)
    # The field right under the place that the message names: where exactly it is, for its line.
    key: str = field(default="", kw_only=True, repr=False, eq=False)

    def __str__(self) -> str:
        """Say it in one line."""
        line = "" if self.line is None else f"line {self.line}"
        place = ", ".join(filter(None, (line, self.place)))
        told = [part for part in (self.file, place, self.message) if part]
        return ": ".join(told) + (f"; {self.remedy}" if self.remedy else "")

    def under(self, place: str) -> Self:
        """The same problem, seen from the thing that holds its place.

        >>> Problem("method", "is missing").under("scales.worry").place
        'scales.worry.method'
        """
        return evolve(self, place=join_place(place, self.place))


def join_place(outer: str, inner: str) -> str:
    """The place *inner* as seen from the thing at *outer* that holds it.

    >>> join_place("scales.worry", "method"), join_place("items", "[0]"), join_place("", "title")
    ('scales.worry.method', 'items[0]', 'title')
    """
    joint = "" if not inner or inner.startswith("[") or not outer or outer.endswith(" ") else "."
    return outer + joint + inner


def heads(place: str) -> Iterator[str]:
    """What *place* can begin with, the longest first: ids can hold points.

    >>> list(heads("at.ease.text"))
    ['at.ease.text', 'at.ease', 'at']
    """
    parts = place.split(".")
    yield from (".".join(parts[:n]) for n in range(len(parts), 0, -1))


class Severity(StrEnum):
    """How much a finding weighs: what is wrong, what is most likely a mistake, what is worth a thought."""

    ERROR = "error"
    WARNING = "warning"
    HINT = "hint"


@frozen(kw_only=True)
class Finding(Problem):
    """What a rule of the linter has found in something that can be read.

    >>> print(Finding(place="items.a", message="it is in no scale", id="unused-item", severity=Severity.WARNING))
    items.a: it is in no scale (warning: unused-item)

    Attributes:
        id: The rule.
        severity: How much it weighs.
    """

    id: str
    severity: Severity

    def __str__(self) -> str:
        """Say it in one line, with the rule."""
        return f"{super().__str__()} ({self.severity}: {self.id})"


class InsightError(Exception):
    """Whatever this library refuses; `problems` lists all that is wrong.

    >>> print(InsightError("mine.toml", [Problem("title", "is missing"), Problem("items", "is missing")]))
    mine.toml has 2 problems:
      - title: is missing
      - items: is missing

    Attributes:
        subject: What has the problems: a file, a value, the answers.
        problems: Each with place, message, remedy and, where there is one, line.
    """

    subject: str
    problems: tuple[Problem, ...]

    def __init__(self, subject: str, problems: Iterable[Problem]) -> None:
        """Hold the problems of *subject*."""
        # A name that is given can hold what steers a terminal, too.
        self.subject = printable(subject)
        self.problems = tuple(problems)
        # The arguments are what an exception is pickled by.
        super().__init__(self.subject, self.problems)

    def __str__(self) -> str:
        """Say all of it: one problem in a line, more in a list."""
        if len(self.problems) == 1:
            return f"{self.subject}: {self.problems[0]}" if self.subject else str(self.problems[0])
        count = f"{len(self.problems)} problems:"
        opening = f"{self.subject} has {count}" if self.subject else f"there are {count}"
        return "\n  - ".join([opening, *map(str, self.problems)])


class DefinitionError(InsightError, ValueError):
    """A value that would contradict itself cannot be made."""


class AnswerError(InsightError, ValueError):
    """Answers that are none of their items' options; the answers themselves are never repeated."""


class ProfileError(InsightError, ValueError):
    """Degrees that are not between 0 and 1, or speak of something that cannot be reported."""


class ReadError(InsightError, ValueError):
    """A text that is not what it should be: not well-formed, or not of the expected shape."""


class FileAccessError(InsightError, OSError):
    """A file or folder that cannot be read or written."""

    # OSError would take the subject for the number of an error, and the problems for its text.
    errno = None
    strerror = None


class UnknownIdError(InsightError, KeyError):
    """An id that nothing has.

    >>> print(UnknownIdError.of("sign", "perfectionsim", ["perfectionism"]))
    no sign has the id 'perfectionsim'; did you mean 'perfectionism'?
    """

    @classmethod
    def of(cls, kind: str, wanted: object, known: Collection[str]) -> UnknownIdError:
        """Nothing of *kind* has the id *wanted*; *known* are the ids that there are."""
        if not isinstance(wanted, str):
            return cls("", [Problem("", f"the id of the {kind} is a text, not {name_type(wanted)}")])
        return cls("", [Problem("", f"no {kind} has the id {quote(wanted)}", remedy=did_you_mean(wanted, known))])

    @classmethod
    def of_word(cls, what: str, wanted: object, words: Collection[str]) -> UnknownIdError:
        """*wanted* is none of the few *words* that there are, which are named where none is near."""
        remedy = did_you_mean(wanted, words) or f"the {what}s are {', '.join(words)}"
        return cls("", [Problem("", f"there is no {what} {quote(wanted)}", remedy=remedy)])


def refuse(subject: str, problems: Iterable[Problem], *, error: type[InsightError] = DefinitionError) -> None:
    """Raise an *error* of *subject* where there are *problems*."""
    if found := tuple(problems):
        raise error(subject, found)


def make_each(makers: Iterable[tuple[str, Callable[[], T]]]) -> tuple[list[T], list[Problem]]:
    """What each maker makes, and the problems of those that cannot, each under the maker's place.

    After hundreds of problems the others are not made: nobody reads on, and a hostile file could hold 100,000.
    """
    made: list[T] = []
    problems: list[Problem] = []
    for place, make in makers:
        if len(problems) >= MOST_PROBLEMS:
            problems.append(Problem("", MORE, remedy="mend these first"))
            break
        try:
            made.append(make())
        except InsightError as error:
            problems += [problem.under(place) for problem in error.problems]
    return made, problems


def at_most(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The first of many *problems*, and where there are more, that there are."""
    for number, problem in enumerate(problems):
        if number == MOST_PROBLEMS:
            yield Problem("", MORE, remedy="mend these first")
            return
        yield problem


MOST_PROBLEMS = 300
MORE = "there is more, which was not looked at"


class Suggester:
    """Suggests ids for the first few of many: comparing takes long, and a hostile file can hold thousands."""

    def __init__(self) -> None:
        """Begin to count."""
        self.left = MOST_SUGGESTIONS

    def __call__(self, wanted: object, known: Collection[str]) -> str:
        """What `did_you_mean` says, or nothing after the first few."""
        self.left -= 1
        return did_you_mean(wanted, known) if self.left >= 0 else ""


MOST_SUGGESTIONS = 20


def did_you_mean(wanted: object, known: Collection[str], *, cutoff: float = 0.75) -> str:
    """A remedy in words: the id that lies nearest to *wanted*, or nothing.

    >>> did_you_mean("bnads", ["name", "bands"])
    "did you mean 'bands'?"
    >>> did_you_mean("zebra", ["name", "bands"])
    ''
    """
    # Long texts are not typing errors, and comparing them takes long.
    text = wanted if isinstance(wanted, str) and len(wanted) <= LONGEST_SHOWN else ""
    # In other case it is the same word to whoever writes it.
    same = [word for word in known if text and str(word).lower() == text.lower()]
    near = same[:1] or difflib.get_close_matches(text, known, n=1, cutoff=cutoff)
    return f"did you mean {str(near[0])!r}?" if near else ""


def quote(text: object) -> str:
    """*text* as it stands in a message: in quotes, in one line, cut where it is long.

    >>> quote("worry"), quote(["worry"])
    ("'worry'", 'a list')
    """
    if not isinstance(text, str):
        return name_type(text)
    return repr(text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…")


def name_type(value: object) -> str:
    """What *value* is, in the words of a file.

    >>> name_type({}), name_type(True), name_type(1), name_type(None)
    ('a table', 'true or false', 'a number', 'nothing')
    """
    return TYPE_NAMES.get(type(value).__name__, f"a value of type {type(value).__name__}")


LONGEST_SHOWN = 64
TYPE_NAMES = {
    "str": "text",
    "bool": "true or false",
    "int": "a number",
    "float": "a number",
    "Decimal": "a number",
    "list": "a list",
    "tuple": "a list",
    "dict": "a table",
    "NoneType": "nothing",
    "date": "a date",
    "datetime": "a date and time",
    "time": "a time",
}
