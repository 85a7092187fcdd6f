"""A questionnaire that is being answered: which item is asked, and what a line does that somebody types."""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from itertools import chain, count, islice, product
from string import ascii_lowercase

from attrs import evolve, frozen

from insight.content import is_hidden
from insight.questionnaires import UNANSWERED, Item, Number, Questionnaire, ResponseScale, write_number
from insight.questionnaires.numbers import in_number


class Said(StrEnum):
    """What a line came to."""

    ANSWER = "an answer"
    NEXT = "on to the next, with what was answered as it is"
    SKIP = "left unanswered"
    BACK = "back to the one before"
    FIRST = "back, where there is none before"
    HELP = "where help can be found"
    WORDS = "what can be typed"
    STOP = "stop here"
    NOTHING = "none of these"
    TWOFOLD = "more than one of these"


WORDS = {
    "": Said.NEXT,
    **dict.fromkeys(("s", "skip"), Said.SKIP),
    **dict.fromkeys(("b", "back"), Said.BACK),
    **dict.fromkeys(("h", "help"), Said.HELP),
    **dict.fromkeys(("q", "quit", "stop"), Said.STOP),
    "?": Said.WORDS,
}


# After the last item nothing is left to skip, and Enter goes on to the report.
AT_THE_END = {word: said for word, said in WORDS.items() if said in {Said.BACK, Said.HELP, Said.STOP}} | {"": Said.STOP}


@frozen(kw_only=True, repr=False)
class Sitting:
    """Where somebody is in a questionnaire, and what was answered so far. Its `repr` holds no answer.

    >>> from insight.questionnaires import options
    >>> form = Questionnaire.build("q", title="Q", responses=options("no", "yes"),
    ...                            items={"a": "A?", "b": "B?"}, scales={"s": "a b"})
    >>> sitting, said = Sitting.begin(form).answer("1")
    >>> sitting.item.id, sitting.answers
    ('b', {'a': 1})

    Attributes:
        chosen: For each item the number of the choice in its response scale, or -1.
        position: Which item is asked, counted from 0; after the last one, how many there are.
        stopped: Whether somebody asked for the end, before the last item or after it.
    """

    questionnaire: Questionnaire
    chosen: tuple[int, ...]
    position: int = 0
    stopped: bool = False

    @classmethod
    def begin(cls, questionnaire: Questionnaire) -> "Sitting":
        """At the first item, with nothing answered."""
        return cls(questionnaire=questionnaire, chosen=(UNANSWERED,) * len(questionnaire.items))

    @property
    def through(self) -> bool:
        """Whether all was asked; there is still a way back."""
        return self.position == len(self.chosen)

    @property
    def item(self) -> Item:
        """What is asked."""
        return self.questionnaire.items[self.position]

    @property
    def responses(self) -> ResponseScale:
        """What it can be answered with."""
        return self.questionnaire.responses_of(self.item)

    @property
    def choice(self) -> int:
        """What was answered before to what is asked: the number of a choice, or -1."""
        return self.chosen[self.position]

    @property
    def answers(self) -> dict[str, Number]:
        """The answers by item id, in order; an item without one is absent."""
        asked = zip(self.chosen, self.questionnaire.asked.values(), strict=True)
        return {item.id: told.choices[choice].value for choice, (_, item, told) in asked if choice != UNANSWERED}

    def answer(self, line: str | None) -> tuple["Sitting", Said]:
        """The sitting after *line*, which is None where it could not be read; and what the line came to."""
        meant = Said.NOTHING if line is None else self._meaning(line)
        match meant:
            case int():
                return self._go_on(meant), Said.ANSWER
            case Said.NEXT | Said.SKIP:
                return self._go_on(self.choice if meant == Said.NEXT else UNANSWERED), meant
            case Said.BACK if self.position == 0:
                return self, Said.FIRST
            case Said.BACK:
                return evolve(self, position=self.position - 1), meant
            case Said.STOP:
                return evolve(self, stopped=True), meant
        return self, meant

    def _meaning(self, line: str) -> int | Said:
        if not self.through:
            return meaning(line, self.responses)
        return AT_THE_END.get(plain(line), Said.NOTHING)

    def _go_on(self, choice: int) -> "Sitting":
        here = self.position
        return evolve(self, chosen=(*self.chosen[:here], choice, *self.chosen[here + 1 :]), position=here + 1)

    def __repr__(self) -> str:
        """Nothing about a person."""
        return f"<Sitting with {self.questionnaire.id!r}>"


def meaning(line: str, responses: ResponseScale) -> int | Said:
    """What *line* means: the number of a choice, or something else; what could mean two things is not taken."""
    if any(map(is_hidden, line)):
        return Said.NOTHING
    word = plain(line)
    named = enumerate(zip(keys_of(responses), responses.choices, strict=True))
    meant: list[int | Said] = [n for n, (key, choice) in named if word in {key, plain(choice.label)}]
    meant += [WORDS[word]] if word in WORDS else []
    if len(meant) > 1:
        return Said.TWOFOLD
    return meant[0] if meant else Said.NOTHING


def plain(text: str) -> str:
    """*text* without what does not matter where it is typed: case, width of letters, spaces.

    >>> plain(" Does  not APPLY")
    'does not apply'
    """
    return " ".join(unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold()).split())


def keys_of(responses: ResponseScale) -> tuple[str, ...]:
    """What one types for each choice: its value, or a letter where the labels have numbers of their own.

    >>> from insight.questionnaires import options
    >>> keys_of(options("never", "at times", "always")), keys_of(options("1", "2", "3"))
    (('0', '1', '2'), ('a', 'c', 'd'))
    """
    # The value, and not the number of the line: it is the number that the paper form, the codebook, a file of answers
    # and the receipt have for this answer, so that nobody reads 3 in one place and types 4 for it in another.
    values = tuple(write_number(choice.value) for choice in responses.choices)
    labels = [plain(choice.label) for choice in responses.choices]
    # "3" must not be the key of the answer that is called "4 (often)" where another is called "3".
    if any(numbers_in(label) & {*values[:n], *values[n + 1 :]} for n, label in enumerate(labels)):
        return tuple(islice(letters(), len(values)))
    return values


def numbers_in(label: str) -> set[str]:
    """The numbers that a label has in it, as they are written: with and without a sign, small ones also as words.

    >>> sorted(numbers_in("03-5 times")), sorted(numbers_in("two or three"))
    (['-5', '3', '5'], ['2', '3'])
    """
    found = [write_number(Decimal(text)) for pattern in NUMBERS for text in re.findall(pattern, label)]
    return {*found, *(SPELLED[word] for word in re.findall(r"\w+", label) if word in SPELLED)}


NUMBERS = (r"\d{1,18}(?:\.\d{1,18})?", r"-\d{1,18}(?:\.\d{1,18})?")
SPELLED = {in_number(number): str(number) for number in range(11)}


def letters() -> Iterator[str]:
    """Letters that are no words of their own here, then two together, and so on."""
    free = [letter for letter in ascii_lowercase if letter not in WORDS]
    return chain.from_iterable(map("".join, product(free, repeat=length)) for length in count(1))
