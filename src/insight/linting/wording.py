"""How items, options and instructions are worded, in English: what people cannot answer, or should not be asked."""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from insight.errors import Problem, Severity, quote
from insight.linting import words
from insight.linting.rules import Rule
from insight.questionnaires import Item, Questionnaire

LONGEST = 25
HIGHEST_GRADE = 8
# Of fewer words a grade says nothing.
FEWEST_WORDS = 20


def texts(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """Every text that somebody reads who fills the form in or sees the scores, each with its place."""
    for name in ("title", "instructions", "intended_use"):
        yield name, getattr(questionnaire, name)
    for responses in questionnaire.response_scales:
        place = f"response_scales.{responses.id}"
        # Where the values count up from 0, labels stand alone.
        alone = [option.value for option in responses.options] == list(range(len(responses.options)))
        for n, option in enumerate(responses.options):
            yield f"{place}.labels[{n}]" if alone else f"{place}.options[{n}].label", option.label
        yield from ((f"{place}.missing[{n}].label", option.label) for n, option in enumerate(responses.missing))
    yield from ((text_place(item), item.text) for item in questionnaire.items)
    for scale in questionnaire.scales:
        yield f"scales.{scale.id}.name", scale.name
        yield from ((f"scales.{scale.id}.bands[{n}].label", band.label) for n, band in enumerate(scale.bands))


def asked(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """The texts of items and options, each with its place."""
    return ((place, text) for place, text in texts(questionnaire) if place.startswith(("items.", "response_scales.")))


def text_place(item: Item) -> str:
    """Where the text of an item is."""
    return f"items.{item.id}.text"


def double_barreled(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Items that seem to ask two things."""
    for item in questionnaire.items:
        if found := words.JOINT.search(words.without_phrases(item.text)):
            message = f"it may ask two things at once ({quote(found[0])})"
            yield Problem(text_place(item), message, remedy="ask one thing an item, where both can differ")


def double_negatives(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Items with two words of denial in one clause."""
    for item in questionnaire.items:
        for clause in words.clauses_of(words.without_phrases(item.text)):
            found = words.NEGATION.findall(clause.lower())
            if len(found) > 1:
                told = " and ".join(map(quote, found[:2]))
                message = f"it has two words of denial ({told})"
                yield Problem(text_place(item), message, remedy="say it without one of them")


def absolutes(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Items that hold for nobody, or for everybody."""
    for item in questionnaire.items:
        if found := words.ABSOLUTE.search(words.without_phrases(item.text)):
            remedy = "leave how often or how much to the options"
            yield Problem(text_place(item), f"few can agree to {quote(found[1].lower())}", remedy=remedy)


def long_items(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Items of too many words."""
    for item in questionnaire.items:
        count = len(words.words_of(item.text))
        if count > LONGEST:
            yield Problem(
                text_place(item), f"it has {count} words, and should have at most {LONGEST}", remedy="shorten it"
            )


def hard_to_read(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Instructions, and items as a whole, that take more than eight years of school."""
    whole = "\n".join(item.text for item in questionnaire.items)
    for place, text in (("instructions", questionnaire.instructions), ("items", whole)):
        if len(words.words_of(text)) >= FEWEST_WORDS and (grade := words.grade(text)) > HIGHEST_GRADE:
            message = f"it reads at grade {grade:.0f} (Flesch-Kincaid), and should at most at {HIGHEST_GRADE}"
            yield Problem(place, message, remedy="use shorter words and sentences")


def loaded_words(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Words that hurt, blame, or claim too much."""
    return loaded_in(texts(questionnaire))


def loaded_in(placed: Iterable[tuple[str, str]]) -> Iterator[Problem]:
    """Words that hurt, blame, or claim too much, in texts with their places."""
    for place, text in placed:
        if found := words.LOADED.search(text) or words.STIGMA.search(text):
            yield Problem(place, f"{quote(found[0])} can hurt or claims too much", remedy="use a plain, kind word")


def leaked_keys(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Texts that tell people how they are scored."""
    for place, text in asked(questionnaire):
        if found := words.LEAKED_MARK.search(text[-words.LONGEST_MARK :]) or words.LEAKED_WORDS.search(text):
            message = f"{quote(found[0].strip())} tells people how the item is keyed"
            yield Problem(place, message, remedy="take it out; the key stands in the scale: '-item'")


def near_twins(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Items that say the same in nearly the same words."""
    first: dict[tuple[str, ...], Item] = {}
    for item in questionnaire.items:
        told = gist(item.text)
        twin = first.setdefault(told, item)
        if told and twin is not item:
            message = f"it says nearly the same as {quote(twin.id)}"
            yield Problem(text_place(item), message, remedy="drop one, or make plain how they differ")


def gist(text: str) -> tuple[str, ...]:
    """The words of *text* that carry its meaning, without their endings, in their order.

    >>> gist("I worry about losing my job.") == gist("I often worried about losing the job")
    True
    """
    told = (word.lower() for word in words.words_of(text))
    return tuple(stem(word) for word in told if word not in words.SMALL)


def stem(word: str) -> str:
    """*word* without the endings of its forms; crude, and only for comparing."""
    found = re.sub(r"(?<=\w{3})(?:ied|ies|ying)$", "y", word)
    return re.sub(r"(?<=\w{3})(?:ing|ed|es|s|e)$", "", found)


def placeholders(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Texts that somebody meant to write later."""
    items = {text_place(item) for item in questionnaire.items}
    for place, text in texts(questionnaire):
        # A title made from an id can be any word.
        found = words.PLACEHOLDER.search(text) if place != "title" else None
        if found or (place in items and (found := words.DOTS.fullmatch(text))):
            yield Problem(place, f"it looks like a placeholder ({quote(found[0])})", remedy="write the text")


def names_disorder(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Items that name a disorder as the person's own."""
    for item in questionnaire.items:
        if found := words.OWN_CONDITION.search(item.text):
            message = f"it takes a diagnosis for granted ({quote(found[1])})"
            yield Problem(text_place(item), message, remedy="ask what somebody notices, in everyday words")


def mixed_periods(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Items that look further back, or less far, than the instructions or the items before them."""
    asking = [("the instructions ask", "instructions", questionnaire.instructions)]
    asking += [(f"item {quote(item.id)} asks", text_place(item), item.text) for item in questionnaire.items]
    first: tuple[str, str] | None = None
    held: set[float] = set()
    for who, place, text in asking:
        for found in words.PERIOD.finditer(text):
            if first and place != "instructions" and period_of(found) not in held:
                message = f"it asks about {quote(span_of(found))}, and {first[0]} about {quote(first[1])}"
                yield Problem(place, message, remedy="ask about one stretch of time")
            first = first or (who, span_of(found))
            held.add(period_of(found))


def period_of(found: re.Match[str]) -> float:
    """How many days back a text looks, so that "the last two weeks" and "the past 14 days" are the same.

    >>> [period_of(found) for found in words.PERIOD.finditer("in the last two weeks, over the past 14 days, right now")]
    [14.0, 14.0, 0.0]
    """
    unit = found["unit"] or found["units"]
    number = found["number"] or "1"
    count = int(number) if number.isdecimal() else words.NUMBERS.index(number.lower())
    return float(count * words.DAYS[unit.lower()]) if unit else 0.0


def span_of(found: re.Match[str]) -> str:
    """A stretch of time as it is written, without the word before it."""
    return (found["span"] or found[0]).lower()


english = partial(Rule, english=True)
RULES = (
    english("double-barreled", Severity.HINT, "an item that may ask two things", double_barreled),
    english("double-negative", Severity.WARNING, "an item with two words of denial", double_negatives),
    english("absolutes", Severity.HINT, "an item with always, never, all or none", absolutes),
    english("item-length", Severity.WARNING, "an item of more than 25 words", long_items),
    english("reading-grade", Severity.WARNING, "texts that take more than eight years of school", hard_to_read),
    english("loaded-words", Severity.WARNING, "words that hurt, blame, or claim too much", loaded_words),
    Rule("leaked-key", Severity.ERROR, "a text that tells how an item is keyed", leaked_keys),
    english("near-twins", Severity.WARNING, "two items that say nearly the same", near_twins),
    Rule("placeholder-text", Severity.ERROR, "a text that somebody meant to write later", placeholders),
    english("names-disorder", Severity.WARNING, "an item that gives the person a diagnosis", names_disorder),
    english("mixed-periods", Severity.WARNING, "items that look back over different times", mixed_periods),
)
