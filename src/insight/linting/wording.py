"""How items, options and instructions are worded, in English: what people cannot answer, or should not be asked."""

import re
from collections.abc import Iterable, Iterator
from functools import partial

from insight.errors import Problem, Severity, quote
from insight.linting import words
from insight.linting.rules import Rule
from insight.questionnaires import Item, Questionnaire, ResponseScale

LONGEST = 25
HIGHEST_GRADE = 8
# Of fewer words a grade says nothing.
FEWEST_WORDS = 20


def texts(questionnaire: Questionnaire) -> Iterator[tuple[str, str]]:
    """Every text that somebody reads who fills the form in or sees the scores, each with its place."""
    for name in ("title", "instructions", "intended_use"):
        yield name, getattr(questionnaire, name)
    for responses in questionnaire.response_scales:
        for name in ("options", "missing"):
            for n, option in enumerate(getattr(responses, name)):
                yield f"response_scales.{responses.id}.{name}[{n}].label", option.label
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
    """Items with two words of denial in a sentence."""
    for item in questionnaire.items:
        for sentence in words.sentences_of(words.without_phrases(item.text)):
            found = words.NEGATION.findall(sentence.lower())
            if len(found) > 1:
                told = " and ".join(map(quote, found[:2]))
                message = f"it has two words of denial ({told})"
                yield Problem(text_place(item), message, remedy="say it without one of them")


def absolutes(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Items that hold for nobody, or for everybody."""
    for item in questionnaire.items:
        if found := words.ABSOLUTE.search(words.without_phrases(item.text)):
            remedy = "leave how often or how much to the options"
            yield Problem(text_place(item), f"few can agree to {quote(found[0].lower())}", remedy=remedy)


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
        if found := words.LEAKED.search(text):
            message = f"{quote(found[0])} tells people how the item is keyed"
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
    for place, text in texts(questionnaire):
        if text and (found := words.PLACEHOLDER.search(text)):
            yield Problem(place, f"it looks like a placeholder ({quote(found[0])})", remedy="write the text")


def names_disorder(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Items that name a disorder as the person's own."""
    for item in questionnaire.items:
        if found := words.OWN_CONDITION.search(item.text):
            message = f"it takes for granted that the person has {quote(found[1])}"
            yield Problem(text_place(item), message, remedy="ask what somebody notices, in everyday words")


def mixed_periods(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Items that look further back, or less far, than the instructions or the items before them."""
    held = [("the instructions ask", found) for found in words.PERIOD.finditer(questionnaire.instructions)]
    for item in questionnaire.items:
        for found in words.PERIOD.finditer(item.text):
            if held and period_of(found) not in {period_of(each) for _, each in held}:
                who, first = held[0]
                message = f"it asks about {quote(span_of(found))}, and {who} about {quote(span_of(first))}"
                yield Problem(text_place(item), message, remedy="ask about one stretch of time")
            held.append((f"item {quote(item.id)} asks", found))


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


def unordered_labels(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Options whose labels go up and down while their values go up."""
    for responses in questionnaire.response_scales:
        for ranks in rungs(responses):
            if ranks not in (sorted(ranks), sorted(ranks, reverse=True)):
                message = "the labels do not ascend with the values"
                yield Problem(f"response_scales.{responses.id}", message, remedy="order them from little to much")
                break


def descending_labels(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Options whose labels go down while their values go up: a high number stands for little."""
    for responses in questionnaire.response_scales:
        for ranks in rungs(responses):
            if len(ranks) > 1 and ranks == sorted(ranks, reverse=True):
                message = "a high value stands for little"
                remedy = "give the strongest label the highest value, and key items in reverse instead"
                yield Problem(f"response_scales.{responses.id}", message, remedy=remedy)
                break


def rungs(responses: ResponseScale) -> Iterator[list[int]]:
    """For each ladder of words that holds every label but one at most: the rungs, in the order of the values."""
    labels = [option.label.strip().lower() for option in sorted(responses.options, key=lambda option: option.value)]
    for ladder in words.LADDERS:
        ranks = [rung for label in labels for rung, same in enumerate(ladder) if label in same.split("|")]
        if len(ranks) > 1 and len(ranks) >= len(labels) - 1:
            yield ranks


def yes_no_to_how_often(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Items that ask how often or how much, or instructions that do, to be answered with yes or no."""
    yes_no = [item for item in questionnaire.items if has_yes_no(questionnaire.responses_of(item))]
    asked = [(text_place(item), words.HOW_MUCH.search(item.text)) for item in yes_no]
    if yes_no:
        asked.append(("instructions", words.HOW_OFTEN.search(questionnaire.instructions)))
    for place, found in asked:
        if found:
            message = f"{quote(found[0].lower())} cannot be answered with yes or no"
            yield Problem(place, message, remedy="give options that answer it, such as 'never' to 'always'")


def has_yes_no(responses: ResponseScale) -> bool:
    """Whether the options are yes and no."""
    return {option.label.strip().lower() for option in responses.options} == {"yes", "no"}


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
    english("unordered-labels", Severity.WARNING, "labels that do not ascend with the values", unordered_labels),
    english("descending-labels", Severity.HINT, "labels that descend while the values ascend", descending_labels),
    english(
        "yes-no-how-often",
        Severity.WARNING,
        "how often is asked, with yes and no as options",
        yes_no_to_how_often,
    ),
)
