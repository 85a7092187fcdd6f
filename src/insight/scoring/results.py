"""A result: all the scores of one questionnaire for one person's answers, and the help that comes with them."""

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from operator import lt

from attrs import frozen

from insight.care import WORLDWIDE, Cared, care_in_words
from insight.errors import AnswerError, DefinitionError, Problem, name_type, refuse
from insight.questionnaires import UNANSWERED, Item, Number, Questionnaire, ResolvedScale
from insight.scoring.pins import Pin
from insight.scoring.scores import Score, Scores


@frozen(kw_only=True, repr=False)
class Result(Scores[Score], Cared):
    """All the scores of one questionnaire for one person's answers.

    Iterating gives the scores in order, `result["career"]` one of them. Its `repr` holds no answer.

    Attributes:
        questionnaire: What was asked.
        chosen: For each item in order, the number of the choice in its response scale; -1 where there is no answer.
    """

    questionnaire: Questionnaire
    chosen: tuple[int, ...]

    @property
    def in_messages(self) -> str:
        """What to call this result in a message."""
        return f"result of {self.questionnaire.id!r}"

    def __attrs_post_init__(self) -> None:
        """Look at what can be wrong with a result, and no more: ten million of them are made."""
        if not isinstance(self.questionnaire, Questionnaire):
            message = f"a Questionnaire is expected, not {name_type(self.questionnaire)}"
            raise DefinitionError("result", [Problem("questionnaire", message)])
        if not self._choices_fit or self.care is not WORLDWIDE:
            refuse(self.in_messages, self.find_problems())

    @property
    def _choices_fit(self) -> bool:
        """Whether each item has the number of a choice, or -1."""
        chosen, counts = self.chosen, self.questionnaire.choice_counts
        if type(chosen) is not tuple or len(chosen) != len(counts) or set(map(type, chosen)) != {int}:
            return False
        return min(chosen) >= UNANSWERED and all(map(lt, chosen, counts))

    def find_problems(self) -> Iterator[Problem]:
        """A choice for each item, and help."""
        if not self._choices_fit:
            yield Problem("chosen", "it does not fit the items", remedy="make results with score()")
        yield from super().find_problems()

    @cached_property
    def scores(self) -> tuple[Score, ...]:
        """The score of each scale, in order."""
        return tuple(score_scale(scale, self.chosen) for scale in self.questionnaire.resolved)

    @property
    def answers(self) -> dict[str, Number | None]:
        """The answers by item id, in order; None where there is none. A missing option is its value."""
        return {
            item.id: self._answer(item, choice)
            for item, choice in zip(self.questionnaire.items, self.chosen, strict=True)
        }

    def _answer(self, item: Item, choice: int) -> Number | None:
        return None if choice == UNANSWERED else self.questionnaire.responses_of(item).choices[choice].value

    @property
    def pin(self) -> Pin:
        """What the scores came about with: the questionnaire, its version and digests, and the library's version."""
        return Pin.of(self.questionnaire)

    def what_if(self, item: str | Item) -> dict[str, dict[Number, Score]]:
        """What an answer to an unanswered item would make of each scale that holds it.

        >>> from insight.questionnaires import Questionnaire, options
        >>> from insight.scoring import score
        >>> form = Questionnaire.build("q", title="Q", responses=options("no", "at times", "yes"),
        ...                            items={"a": "A?", "b": "B?"}, scales={"s": "a b"})
        >>> possible = score(form, {"a": 2}).what_if("b")
        >>> {answer: found.value for answer, found in possible["s"].items()}
        {0: 1.0, 1: 1.5, 2: 2.0}

        Returns:
            The score with each answer, by the id of the scale and then by the value of the option, in order.
            A value is an `int`, or a `Decimal` where it is not whole. Missing options are left out: they would change
            nothing.

        Raises:
            UnknownIdError: If the questionnaire has no such item.
            AnswerError: If the item is answered.
        """
        asked = self.questionnaire.item(item.id if isinstance(item, Item) else item)
        if asked not in self.unanswered:
            problem = Problem("", f"item {asked.id!r} is answered", remedy="ask about one of result.unanswered")
            raise AnswerError("what_if", [problem])
        number = self.questionnaire.items.index(asked)
        options = self.questionnaire.responses_of(asked).options
        holding = [scale for scale in self.questionnaire.resolved if any(p.number == number for p in scale.parts)]
        return {
            scale.id: {
                option.value: score_scale(scale, (*self.chosen[:number], choice, *self.chosen[number + 1 :]))
                for choice, option in enumerate(options)
            }
            for scale in holding
        }

    @property
    def unanswered(self) -> tuple[Item, ...]:
        """The items without an answer, in order; one for which a missing option was chosen is among them."""
        asked = zip(self.chosen, self.questionnaire.asked.values(), strict=True)
        return tuple(item for choice, (_, item, responses) in asked if not 0 <= choice < len(responses.options))

    def most_informative(self) -> tuple[Item, ...]:
        """The unanswered items, those whose answers narrow the bounds most first, ties in the order of the form.

        An item is worth the sum, over the scales that hold it, of how much it narrows the interval of the position:
        its own weighted range as a share of the scale's, whatever is answered. One in no scale is worth nothing.
        """
        worth: defaultdict[str, Fraction] = defaultdict(Fraction)
        for scale in self.questionnaire.resolved:
            for part in scale.parts:
                worth[part.item.id] += Fraction(part.width, scale.highest - scale.lowest)
        return tuple(sorted(self.unanswered, key=lambda item: -worth[item.id]))

    def limits(self) -> tuple[str, ...]:
        """What the scores do not say, each sentence once."""
        return tuple(dict.fromkeys(line for each in self for line in each.limits()))

    def explain(self, *, full: bool = False) -> str:
        """Each score in a sentence, what they do not say, the notice, and where help can be found.

        Args:
            full: Explain each score item by item, and say what it was scored with.
        """
        short = [*(each.sentence() for each in self), *self.limits()]
        scores = [*(each.explain(full=True) + "\n" for each in self), *self.pin.lines()] if full else short
        return "\n".join([*scores, self.notice, care_in_words(self.care)])

    def __repr__(self) -> str:
        """What was asked and how much was answered, without the answers."""
        # Also of one that is refused, whose choices are not for these items.
        asked = self.questionnaire.asked.values()
        pairs = zip(self.chosen, asked, strict=False)
        answered = sum(UNANSWERED < choice < len(responses.options) for choice, (_, _, responses) in pairs)
        return f"<Result of {self.questionnaire.id!r}: {answered} of {len(self.chosen)} items answered>"


def score_scale(scale: ResolvedScale, chosen: tuple[int, ...]) -> Score:
    """The score of one scale, from the choices for all items."""
    choices = scale.pick(chosen)
    return Score(scale, choices, *scale.add_up(choices))
