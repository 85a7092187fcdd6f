"""The questions that come before some steps: put in the terminal, their answers held in memory and kept nowhere."""

import signal
from collections.abc import Callable, Iterator

from insight.care import CONTENT_NOTE
from insight.catalog import Catalog
from insight.cli.asking import BROKEN_OFF, Lines, help_in_words, listed_help
from insight.cli.keeping import ended_by
from insight.cli.screen import Screen, typed, unseen
from insight.cli.sitting import WORDS, Said, plain
from insight.content import Effect, Flag, Resource, is_hidden
from insight.content.words import one_line
from insight.describing import Description, Paragraph
from insight.matching import Guidance
from insight.profiles import Profile

Make = Callable[[Profile], Guidance]


def ask_first(profile: Profile, make: Make) -> tuple[Guidance, bool]:
    """The guidance that *make* gives once its questions were put, and whether somebody broke off.

    What was answered until then counts: it may hold back what could do harm.
    """
    screen, guidance = Screen.find(), make(profile)
    try:
        with ended_by(signal.default_int_handler), unseen() as hidden:
            for after in put_all(profile, guidance, make, screen, hidden=hidden):
                guidance = after
            screen.write("\n")
    except KeyboardInterrupt:
        screen.say(BROKEN_OFF)
        screen.say("")
        return guidance, True
    except OSError:
        screen.leave()
    return guidance, False


def put_all(profile: Profile, guidance: Guidance, make: Make, screen: Screen, *, hidden: bool) -> Iterator[Guidance]:
    """Put each question once, also those that come up on the way, and give the guidance after each answer.

    What was to be asked at first is asked whatever is answered, so that what is on the screen tells no answer.
    """
    ahead = open_questions(guidance)
    put = set(ahead)
    lines = typed()
    screen.say(opening(hidden=hidden) if ahead else NONE)
    while ahead:
        flag = ahead.pop(0)
        answer = put_one(flag, guidance, lines, screen)
        if answer == Said.STOP:
            return
        if isinstance(answer, bool):
            profile |= Profile.of({flag.reference: int(answer)})
            guidance = make(profile)
            yield guidance
        ahead += [each for each in open_questions(guidance) if each not in put]
        put.update(ahead)


def open_questions(guidance: Guidance) -> list[Flag]:
    """The questions that something waits for which would fit."""
    return [each.flag for each in guidance.ask_first if each.fitting]


def opening(*, hidden: bool) -> str:
    """Why there are questions, and what becomes of the answers."""
    return f"{WHY} {UNSEEN if hidden else SEEN}"


WHY = (
    "Some steps are not safe for everybody, so a question comes before them; "
    "your answers are kept nowhere, and you can skip any question. "
    "What is shown afterwards depends on them: if somebody else may look, read it alone and clear the screen."
)
UNSEEN = "What you type is not shown."
SEEN = "What you type may stay on the screen."
NONE = "There is no question to ask first."


def put_one(flag: Flag, guidance: Guidance, lines: Iterator[str | None], screen: Screen) -> bool | Said:
    """Put a question until a line answers it, skips it or stops; the end of the input stops, too."""
    screen.show(page(flag, guidance.catalog), *KEYS)
    screen.ask()
    for line in lines:
        said = meaning(line)
        if isinstance(said, bool) or said in {Said.SKIP, Said.STOP}:
            return said
        if said == Said.HELP:
            screen.show(help_page(flag, guidance))
            screen.show(page(flag, guidance.catalog), *KEYS)
        else:
            screen.say(NOT_TAKEN)
        screen.ask()
    screen.say(CUT)
    return Said.STOP


KEYS: list[Lines] = [
    [("  y  ", "yes"), ("  n  ", "no")],
    [("", "Enter skips, h shows help, q stops the questions.")],
]
NOT_TAKEN = "That is none of the answers here. Please type y or n, or Enter to skip, h for help, q to stop."
CUT = "The input ended, so the rest is skipped."


def meaning(line: str | None) -> bool | Said:
    """What *line* means: yes, no, or something else.

    >>> meaning(" Y "), meaning("no"), meaning("").value, meaning("maybe").value
    (True, False, 'left unanswered', 'none of these')
    """
    if line is None or any(map(is_hidden, line)):
        return Said.NOTHING
    return MEANT.get(plain(line), Said.NOTHING)


MEANT: dict[str, bool | Said] = {
    **{word: said for word, said in WORDS.items() if said in {Said.SKIP, Said.HELP, Said.STOP}},
    "": Said.SKIP,
    "y": True,
    "yes": True,
    "n": False,
    "no": False,
}


def page(flag: Flag, catalog: Catalog) -> Description:
    """A question, with the help that goes with it: whatever the answer, it has been seen."""
    texts = (CONTENT_NOTE, one_line(flag.question), help_in_words(help_with(flag, catalog)))
    return Description("A question first", tuple(map(Paragraph, texts)))


def help_with(flag: Flag, catalog: Catalog) -> tuple[Resource, ...]:
    """The help that the rules of the catalog name for a flag."""
    rules = (rule for rule in catalog.rules if rule.when == flag.reference and rule.effect == Effect.ESCALATE)
    return catalog.with_pairs(catalog.resources[name] for rule in rules for name in rule.resources)


def help_page(flag: Flag, guidance: Guidance) -> Description:
    """Where help can be found: what goes with the question first, then what is near, then what there is anywhere."""
    beside = help_with(flag, guidance.catalog)
    return listed_help((*beside, *guidance.care, *guidance.catalog.help()))
