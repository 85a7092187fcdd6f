"""How options are labeled, in English: labels that go with their values, and that answer what is asked."""

from collections.abc import Iterator
from functools import partial

from insight.errors import Problem, Severity, quote
from insight.linting import words
from insight.linting.rules import Rule
from insight.questionnaires import Questionnaire, ResponseScale


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
    asked = [(f"items.{item.id}.text", words.HOW_MUCH.search(item.text)) for item in yes_no]
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
    english("unordered-labels", Severity.WARNING, "labels that do not ascend with the values", unordered_labels),
    english("descending-labels", Severity.HINT, "labels that descend while the values ascend", descending_labels),
    english("yes-no-how-often", Severity.WARNING, "how often is asked, with yes and no", yes_no_to_how_often),
)
