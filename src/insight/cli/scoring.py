"""The command `score`: one person's answers become a report or a result to keep, many people's a table."""

import argparse
import io
from collections.abc import Callable, Iterator
from itertools import groupby

from attrs import evolve

from insight.care import NOTICE
from insight.catalog import Catalog
from insight.cli.inputs import find_questionnaire, name_input, open_input, read_catalog, same_file
from insight.cli.output import OK, complain, write_data, write_out
from insight.cli.tables import score_table
from insight.describing import Block, Description, Listing, Paragraph, describe_report
from insight.errors import ReadError
from insight.loading import from_json, parse_answers, to_json
from insight.loading.answers import decode_lines, read_rows
from insight.loading.text import CONTENT_LIMIT, parse
from insight.matching import match
from insight.profiles import Profile
from insight.questionnaires import Questionnaire
from insight.scoring import Result, Score, score
from insight.scoring.wording import explain_fully


def add_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = add("score", help="score answers", description=ABOUT, epilog=EXAMPLES)
    parser.add_argument("questionnaire", metavar="QUESTIONNAIRE", help="the id of a bundled questionnaire, or a file")
    parser.add_argument(
        "answers",
        metavar="ANSWERS",
        help="a JSON file (one person, or a kept result), a CSV file (a row a person), or -",
    )
    parser.add_argument("--out", metavar="FILE", help="write to this file instead of standard output")
    add_person_options(parser)
    add_table_options(parser)
    parser.set_defaults(run=run_score)


ABOUT = """\
One person's answers are a JSON object of values by item id; out comes a report.
A result that was kept as JSON gives the report again, where the same comes out.
Many people's are a CSV table with a column for each item, where an empty cell
is unanswered; out comes a CSV table with a row for each person."""
EXAMPLES = """\
examples:
  insight score life-areas answers.json
  insight score life-areas answers.json --full
  insight score life-areas answers.json --json --out result.json
  insight score life-areas people.csv --id person --out scores.csv"""


def add_person_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked for about one person: how each score comes about, or the result to keep."""
    group = parser.add_argument_group("for one person")
    forms = group.add_mutually_exclusive_group()
    forms.add_argument("--full", action="store_true", help="explain each score item by item, below the report")
    forms.add_argument("--json", action="store_true", help="write the result as JSON, to keep and to verify later")
    group.add_argument("--no-answers", action="store_true", help="leave the answers out of the JSON")


def add_table_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked for about a table: who is who, what to pass by, and how strict to be."""
    group = parser.add_argument_group("for a table")
    group.add_argument("--id", metavar="COLUMN", help="the column of a table that tells people apart; it is passed on")
    group.add_argument(
        "--ignore",
        metavar="COLUMN",
        action="append",
        default=[],
        help="a column of a table to pass by; can be repeated",
    )
    group.add_argument("--strict", action="store_true", help="refuse a table that has any invalid row")


def run_score(given: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Score one person's answers, or a table of many people's."""
    if given.no_answers and not given.json:
        parser.error("--no-answers goes with --json")
    catalog = read_catalog(given)
    questionnaire = find_questionnaire(given.questionnaire, catalog)
    for what, used in (("answers are", given.answers), ("questionnaire is", given.questionnaire)):
        if given.out is not None and same_file(given.out, used):
            parser.error(f"--out is the file that the {what} in")
    name = name_input(given.answers)
    with open_input(given.answers) as file:
        if is_json(file, given.answers):
            if given.id or given.ignore or given.strict:
                parser.error("--id, --ignore and --strict are for tables, and these answers are one person's")
            write_person(read_person(file.read(CONTENT_LIMIT + 1), questionnaire, name), catalog, given)
            return OK
        if given.full or given.json:
            parser.error("--full and --json are for one person, and these answers are a table")
        lines = decode_lines(file, name)
        rows = read_rows(lines, questionnaire, name=name, id_column=given.id, ignore=given.ignore)
        return score_table(rows, questionnaire, given, name)


def is_json(file: io.BufferedReader, name: str) -> bool:
    """Whether *file* holds JSON: by its name, else by how it begins."""
    start = file.peek(1).removeprefix(b"\xef\xbb\xbf").lstrip()
    return name.lower().endswith(".json") or start[:1] in {b"{", b"["}


def read_person(data: bytes, questionnaire: Questionnaire, name: str) -> Result:
    """One person's result: of the answers in *data*, or the one that was kept there, where it still comes out."""
    if not is_result(data, name):
        return score(questionnaire, parse_answers(data, name=name))
    try:
        return from_json(Result, data, questionnaire=questionnaire)
    except ReadError as error:
        # What a program would call, somebody at a terminal names.
        problems = [
            evolve(problem, remedy=INSTEAD if "(" in problem.remedy else problem.remedy) for problem in error.problems
        ]
    raise ReadError(name, problems)


def is_result(data: bytes, name: str) -> bool:
    """Whether *data* is a whole result, and no set of answers."""
    try:
        return parse(data, name=name, limit=CONTENT_LIMIT, format="json").get("kind") == "result"
    except ReadError:
        return False


INSTEAD = "see what it says with insight explain, and what differs with insight verify"


def write_person(result: Result, catalog: Catalog, given: argparse.Namespace) -> None:
    """Write one person's result, as a report or as JSON."""
    if given.json:
        write_data(given.out, to_json(result, answers=not given.no_answers, indent=2) + "\n")
        complain(f"{NOTICE} {SCORES_ALONE if given.no_answers else WITH_ANSWERS}")
    else:
        found = report(result, catalog)
        write_out(given.out, [(add_items(found, result) if given.full else found).text(), "\n"])


WITH_ANSWERS = (
    "What was written holds a person's answers and scores, which are health data in many laws: keep it as such."
)
SCORES_ALONE = (
    "What was written holds a person's scores, which are health data in many laws: keep it as such. "
    "Without the answers it cannot be verified."
)


def report(result: Result, catalog: Catalog) -> Description:
    """What one person reads: the scores, what may help and why, the notice, and help."""
    for reference in unknown_to(catalog, result.questionnaire):
        complain(f"{result.questionnaire.id} is about {reference}, which the catalog does not have; it is left out")
    return describe_report(result, match(Profile.of(result), catalog, unknown="ignore"))


def unknown_to(catalog: Catalog, questionnaire: Questionnaire) -> list[str]:
    """What a questionnaire is about and the catalog does not have, axes aside."""
    about = [each for item in questionnaire.items for each in item.about]
    about += [each for scale in questionnaire.scales for each in scale.about]
    references = dict.fromkeys(each.removeprefix("-") for each in about)
    return [each for each in references if not each.startswith("axis:") and each not in catalog]


def add_items(found: Description, result: Result) -> Description:
    """The report *found* with each score item by item, before its notice."""
    scores = [Description(each.scale.name, tuple(explain_items(each))) for each in result]
    items = Description("Item by item", (*scores, *map(Paragraph, result.pin.lines())))
    return add_before(Paragraph(NOTICE), items, found)


def add_before(block: Block, part: Block, found: Description) -> Description:
    """The report *found* with another part before one of its blocks."""
    place = found.blocks.index(block)
    return evolve(found, blocks=(*found.blocks[:place], part, *found.blocks[place:]))


def explain_items(found: Score) -> Iterator[Block]:
    """A score in a sentence, its rule, what each item adds, its bands and sources, the items as a list."""
    lines = [found.sentence(), *explain_fully(found)]
    for listed, together in groupby(lines, key=lambda line: line.startswith(MARK)):
        if listed:
            yield Listing(tuple(line.removeprefix(MARK) for line in together))
        else:
            yield Paragraph(" ".join(together))


MARK = "- "
