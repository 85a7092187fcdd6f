"""The words of a questionnaire that is asked: how it opens, each item, what can be typed, and where help is."""

from collections.abc import Iterable

from insight.care import (
    CONTENT_NOTE,
    FIND_A_HELPLINE,
    NOTICE,
    WORLDWIDE,
    Help,
    care_in_words,
    ways_in_words,
    with_region,
    with_worldwide,
)
from insight.catalog import Catalog
from insight.cli.looking import today
from insight.cli.sitting import Said, Sitting, keys_of
from insight.content import Resource
from insight.content.words import one_line
from insight.describing import Block, Description, Listing, Paragraph, describe
from insight.questionnaires import UNANSWERED, Item, Questionnaire, ResponseScale
from insight.scoring.wording import validated

# Lines that belong together, each what stands before it and what it says.
Lines = list[tuple[str, str]]


def opening(questionnaire: Questionnaire, out: str | None) -> Description:
    """What somebody reads first: what this is and is not, where help is, and what becomes of the answers."""
    count = len(questionnaire.items)
    many = f"There are {count} items" if count > 1 else "There is one item"
    kept = "Nothing is stored; to keep the result, start with --out FILE."
    if out is not None:
        kept = f"At the end, your answers and scores are written to {out}."
    texts = [
        questionnaire.instructions,
        f"{NOTICE} {validated(questionnaire.validation)}",
        questionnaire.intended_use and f"What it is meant for: {questionnaire.intended_use}",
        care_in_words(WORLDWIDE),
        f"{many}. {HOW} {kept}",
    ]
    return Description(one_line(questionnaire.title), tuple(Paragraph(one_line(text)) for text in texts if text))


HOW = (
    "Type the number or letter beside your answer, then press Enter. "
    "You can leave out whatever you like, go back, and stop at any time."
)


def page(sitting: Sitting, catalog: Catalog) -> Description:
    """What is asked, and how far one is; help beside an item that names some, and above one about something hard."""
    if sitting.through:
        return Description("The end", (Paragraph("That was the last one."),))
    item = sitting.item
    beside, hard = help_beside(sitting.questionnaire, item, catalog)
    blocks: list[Block] = [Paragraph(one_line(item.text))]
    if hard:
        blocks[:0] = [Paragraph(CONTENT_NOTE), Paragraph(care_in_words(with_worldwide(beside or None)))]
    elif beside:
        blocks.append(Paragraph(help_in_words(beside)))
    return Description(f"{sitting.position + 1} of {len(sitting.chosen)}", tuple(blocks))


def help_beside(questionnaire: Questionnaire, item: Item, catalog: Catalog) -> tuple[tuple[Resource, ...], bool]:
    """Help with what an item is about: what it names, and what the catalog has; and whether that is something hard."""
    holding = [scale for scale in questionnaire.scales if any(key.item == item.id for key in scale.items)]
    told = [*item.about, *(each for scale in holding for each in scale.about)]
    hard = catalog.hard(told)
    named = [catalog.resources[each] for each in item.resources if each in catalog.resources]
    return catalog.help_with(hard, named), bool(hard)


def help_in_words(beside: tuple[Resource, ...]) -> str:
    """Help in a line. The directory for all countries is in it: a line of one country is never shown alone."""
    shown = dict.fromkeys((*beside, FIND_A_HELPLINE))
    told = "; ".join(f"{with_region(each)}: {ways_in_words(each)}" for each in shown)
    check = " Check before use." if any(each.needs_check(today()) for each in shown) else ""
    return f"Help with this: {told}.{check}"


def option_lines(sitting: Sitting) -> list[Lines]:
    """What can be answered, what to type for it, what was answered before, and the other keys."""
    if sitting.through:
        return [[("", "Enter shows what your answers say, b goes back, h shows help.")]]
    responses, choice = sitting.responses, sitting.choice
    keys = keys_of(responses)
    size = max(map(len, keys))
    options = [(f"  {key:>{size}}  ", in_full(responses, n)) for n, key in enumerate(keys)]
    before = [] if choice == UNANSWERED else [("", f"Your answer: {keys[choice]} ({responses.choices[choice].label}).")]
    return [options, [*before, ("", key_line(sitting))]]


def in_full(responses: ResponseScale, choice: int) -> str:
    """What a choice says, and whether it counts."""
    missing = choice >= len(responses.options)
    return one_line(responses.choices[choice].label) + " (counts as unanswered)" * missing


def key_line(sitting: Sitting) -> str:
    """What can be typed beside an answer, in a line."""
    enter = "Enter skips" if sitting.choice == UNANSWERED else "Enter keeps it, s takes it back"
    back = "b goes back, " if sitting.position else ""
    return f"{enter}, {back}h shows help, q stops, ? tells more."


def help_page(sitting: Sitting, catalog: Catalog) -> Description:
    """Where help can be found: what goes with the item first, then what there is anywhere."""
    beside, _ = ((), False) if sitting.through else help_beside(sitting.questionnaire, sitting.item, catalog)
    return listed_help((*beside, *catalog.help()))


def listed_help(resources: Iterable[Resource]) -> Description:
    """Each of *resources* once, and how to find those of one country."""
    found = describe(Help(dict.fromkeys(resources), today=today()))
    return Description(found.title, (*found.blocks, Paragraph(ONE_COUNTRY)))


# What is said to somebody who breaks off.
BROKEN_OFF = "You stopped here."
ONE_COUNTRY = "Help in one country, in another window or after this: insight help --region GB"


def words_page(sitting: Sitting) -> Description:
    """All that can be typed."""
    keys = keys_of(sitting.responses)
    shown = ", ".join(keys[:-1][:MOST_KEYS]) + (", …" if len(keys) > MOST_KEYS + 1 else "")
    answered = sitting.choice != UNANSWERED
    told = (
        f"{shown} or {keys[-1]}: the answer beside it. You can type its words instead.",
        f"Enter alone: {'keep the answer you gave' if answered else 'leave this one unanswered'}",
        "s: leave this one unanswered, even if you gave an answer before",
        "b: go back to the one before, to see or change your answer",
        "h: see where help can be found",
        "q: stop here, and see what your answers so far say",
    )
    return Description("What you can type", (Listing(told), Paragraph("Whole words work too: skip, back, help, stop.")))


MOST_KEYS = 12


def not_taken(sitting: Sitting, said: Said) -> str:
    """Why a line did nothing, and what to type instead; never with what was typed."""
    if sitting.through:
        return "There is nothing more to answer. Please press Enter, or type b to go back, or h for help."
    keys = keys_of(sitting.responses)
    given = f"{', '.join(keys[:-1])} or {keys[-1]}" if len(keys) <= MOST_KEYS else "what stands left of an answer"
    return {
        Said.FIRST: "This is the first one: there is none before it.",
        Said.TWOFOLD: f"That could mean two things here. Please type {given}, or a whole word such as skip or back.",
    }.get(said, f"That is none of the answers here. Please type {given}, or ? to see all that you can type.")
