"""The command `take`: asks a questionnaire in the terminal, item by item, and shows the report of the answers."""

import argparse
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby

from attrs import evolve

from insight.care import with_worldwide
from insight.catalog import Catalog
from insight.cli.asking import BROKEN_OFF, help_page, not_taken, opening, option_lines, page, words_page
from insight.cli.guiding import Guide, add_guiding_options, report
from insight.cli.inputs import STANDARD, find_questionnaire, read_catalog
from insight.cli.keeping import ended_by, keep, refuse_unwritable
from insight.cli.output import OK, REFUSED, show, write_data
from insight.cli.scoring import WITH_ANSWERS, add_before
from insight.cli.screen import Screen, typed, width_of
from insight.cli.sitting import Said, Sitting
from insight.describing import Description, Paragraph, Table
from insight.describing.words import with_care
from insight.loading import to_json
from insight.questionnaires import UNANSWERED, Questionnaire
from insight.scoring import Result, score


def add_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = add(
        "take", help="answer a questionnaire, and see what the answers say", description=ABOUT, epilog=EXAMPLES
    )
    parser.add_argument("questionnaire", metavar="QUESTIONNAIRE", help="the id of a bundled questionnaire, or a file")
    parser.add_argument("-o", "--out", metavar="FILE", help="keep answers and scores in this new file, as JSON")
    add_guiding_options(parser)
    parser.set_defaults(run=run_take)


ABOUT = """\
Ask a questionnaire item by item, then show the report that insight score gives.
Any item can be left out; b goes back, h shows help, q stops. Nothing is stored
without --out. The report is on standard output, the questions on standard
error, or on whichever of the two is a terminal. The exit status is 0 at the end
or after q, also where items were left out; it is 1 where the input ended before
that, or after Ctrl-C, and what was answered until then is reported and kept all
the same. It is 1 as well where the file cannot be written."""
EXAMPLES = """\
examples:
  insight take life-areas
  insight take life-areas -o result.json
  insight take life-areas --ask --region GB
  insight take mine.toml > report.txt"""


class Ending(StrEnum):
    """How the asking came to its end, in what is said then; nothing where all was asked, or somebody asked for it."""

    DONE = ""
    CUT = "The input ended before the last item."
    BROKEN = BROKEN_OFF


def run_take(given: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Ask, keep what was answered, and write the report."""
    if given.out in {STANDARD, ""}:
        parser.error("--out is the name of a new file; the report goes to standard output")
    catalog = read_catalog(given)
    questionnaire = find_questionnaire(given.questionnaire, catalog)
    guide = Guide.of(given, catalog)
    if given.out is not None:
        refuse_unwritable(given.out)
    screen = Screen.find()
    sitting, ending = sit(questionnaire, catalog, screen, given.out)
    return conclude(sitting, ending, guide, screen, given)


def sit(questionnaire: Questionnaire, catalog: Catalog, screen: Screen, out: str | None) -> tuple[Sitting, Ending]:
    """Ask until the end, however it comes: the sitting as it was then."""
    sitting = Sitting.begin(questionnaire)
    try:
        with ended_by(signal.default_int_handler):
            screen.show(opening(questionnaire, out))
            for after in follow(sitting, catalog, screen):
                sitting = after
    except KeyboardInterrupt:
        return sitting, Ending.BROKEN
    except OSError:
        screen.leave()
    return sitting, Ending.DONE if sitting.stopped or sitting.through else Ending.CUT


def follow(sitting: Sitting, catalog: Catalog, screen: Screen) -> Iterator[Sitting]:
    """Ask, and give the sitting after each line, to the last one."""
    screen.show(page(sitting, catalog), *option_lines(sitting))
    screen.ask()
    for line in typed():
        sitting, said = sitting.answer(line)
        yield sitting
        if sitting.stopped:
            return
        reply(sitting, said, catalog, screen)
        screen.ask()


def reply(sitting: Sitting, said: Said, catalog: Catalog, screen: Screen) -> None:
    """Write what follows from a line: the next item, or why it stays with this one."""
    if said in {Said.NOTHING, Said.TWOFOLD, Said.FIRST}:
        screen.say(not_taken(sitting, said))
        return
    if said == Said.HELP:
        screen.show(help_page(sitting, catalog))
    elif said == Said.WORDS:
        screen.show(words_page(sitting))
    screen.show(page(sitting, catalog), *option_lines(sitting))


def conclude(sitting: Sitting, ending: Ending, guide: Guide, screen: Screen, given: argparse.Namespace) -> int:
    """Keep what was answered, then write the report; what cannot be kept in its file is written below that."""
    with ended_by(signal.SIG_IGN):
        result = score(sitting.questionnaire, sitting.answers)
        text = to_json(result, indent=2) + "\n"
        # First of all, so that it is safe whatever becomes of the report.
        failure = keep(given.out, text) if given.out is not None and sitting.answers else None
    if ending:
        screen.say(f"{ending} This is what the answers until then say:" if sitting.answers else ending)
    screen.say("")
    told, stopped = empty_report(result, guide), False
    if sitting.answers:
        told, stopped = answered_report(result, guide if sitting.through else evolve(guide, asks=False))
    show([told.text(width=width_of(sys.stdout)), "\n"])
    sys.stdout.flush()
    if given.out is not None:
        screen.say(kept_in_words(given, failure))
    if failure:
        write_data(None, text)
    return REFUSED if ending or failure or stopped else OK


def answered_report(result: Result, guide: Guide) -> tuple[Description, bool]:
    """The report that `insight score` gives, with what was left out above its scores; and if one broke off in it."""
    found, stopped = report([result], guide)
    scores = next(block for block in found.blocks if isinstance(block, Table))
    return add_before(scores, Paragraph(answered_in_words(result)), found), stopped


def empty_report(result: Result, guide: Guide) -> Description:
    """What there is to say where nothing was answered: no number, and where help is."""
    title = f"{result.questionnaire.title} {result.questionnaire.version}"
    return with_care(title, [Paragraph("Nothing was answered, so there are no scores.")], with_worldwide(guide.care))


def answered_in_words(result: Result) -> str:
    """How many items were answered, and which were not."""
    counts = [len(responses.options) for _, _, responses in result.questionnaire.asked.values()]
    chosen = list(enumerate(zip(result.chosen, counts, strict=True), start=1))
    left = [number for number, (choice, _) in chosen if choice == UNANSWERED]
    missing = [number for number, (choice, count) in chosen if choice >= count]
    answered = len(chosen) - len(left) - len(missing)
    told = [f"You answered {answered} of {len(chosen)}."]
    told += [f"You left out {in_numbers(left)}."] if left else []
    told += [f"What you chose for {in_numbers(missing)} counts as unanswered."] if missing else []
    return " ".join(told)


def in_numbers(numbers: Sequence[int]) -> str:
    """Numbers in order as one says them, those in a row by their ends.

    >>> in_numbers([4]), in_numbers([1, 2, 4, 6, 7, 8])
    ('number 4', 'numbers 1, 2, 4 and 6 to 8')
    """
    runs = [[n for _, n in run] for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0])]
    told = [part for run in runs for part in ([f"{run[0]} to {run[-1]}"] if run[2:] else map(str, run))]
    listed = " and ".join(filter(None, (", ".join(told[:-1]), told[-1])))
    return f"number{'s' * (len(numbers) > 1)} {listed}"


def kept_in_words(given: argparse.Namespace, failure: str | None) -> str:
    """What became of the file that was asked for."""
    if failure is None:
        return f"Nothing was answered, so {given.out} was not written."
    if failure:
        return (
            f"{given.out} could not be written ({failure}). So that your answers are not lost, what was to stand in it "
            f"follows on standard output. {WITH_ANSWERS}"
        )
    again = f"insight score {given.questionnaire} {given.out}"
    return f"{given.out} was written. To see the report again: {again}. {WITH_ANSWERS}"
