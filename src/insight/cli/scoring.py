"""The command `score`: one person's answers become a report or a result to keep, many people's a table."""

import argparse
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, product

from attrs import evolve

from insight.care import NOTICE
from insight.cli.groups import add_group_options, refuse_groups, score_groups
from insight.cli.guiding import Guide, add_guiding_options, report
from insight.cli.inputs import STANDARD, find_questionnaire, name_input, open_input, read_catalog, same_file
from insight.cli.output import OK, REFUSED, complain, is_parquet, write_data, write_out
from insight.cli.people import holds_parquet, score_people
from insight.describing import Block, Description, Listing, Paragraph
from insight.errors import ReadError, quote
from insight.loading import from_json, parse_answers, to_json
from insight.loading.answers import decode_lines, read_cell
from insight.loading.text import CONTENT_LIMIT, parse
from insight.questionnaires import Questionnaire
from insight.scoring import Result, Score, score
from insight.scoring.answers import find_choice
from insight.scoring.wording import explain_fully


def add_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = add("score", help="score answers", description=ABOUT, epilog=EXAMPLES)
    parser.add_argument("questionnaire", metavar="QUESTIONNAIRE", help="the id of a bundled questionnaire, or a file")
    parser.add_argument(
        "answers",
        metavar="ANSWERS",
        help="a JSON file (one person, or a kept result), a CSV or Parquet file (a row a person), or -",
    )
    parser.add_argument(
        "more", metavar="QUESTIONNAIRE ANSWERS", nargs="*", help="more of them, answered by the same person: one report"
    )
    parser.add_argument("--out", metavar="FILE", help="write to this file instead of standard output")
    add_person_options(parser)
    add_guiding_options(parser)
    add_table_options(parser)
    parser.set_defaults(run=run_score, goes_on="more")


ABOUT = """\
One person's answers are a JSON object of values by item id; out comes a report.
A result that was kept as JSON gives the report again, where the same comes out.
Several questionnaires, each with one person's answers, give one report; --json
is for one of them.
Many people's are a CSV table with a column for each item, where an empty cell
is unanswered; out comes a CSV table with a row for each person, or with --by
the groups in it, without numbers of small ones.
With narwhals and polars installed, both tables can be Parquet (.parquet), and
one in a file is scored much faster with --out, however long it is."""
EXAMPLES = """\
examples:
  insight score life-areas answers.json
  insight score life-areas answers.json --full
  insight score life-areas answers.json --ask --region GB
  insight score life-areas areas.json signs-check-in signs.json
  insight score life-areas answers.json --json --out result.json
  insight score life-areas people.csv --id person --out scores.csv
  insight score life-areas people.parquet --missing=-99,NA --out scores.parquet
  insight score life-areas people.csv --ignore person --by team"""


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
    group.add_argument(
        "--missing",
        metavar="TEXT,TEXT",
        action="append",
        default=[],
        help="cells that read so are unanswered, as empty ones are, such as NA; can be repeated",
    )
    group.add_argument("--strict", action="store_true", help="refuse a table that has any invalid row")
    add_group_options(group)


def run_score(given: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Score one person's answers, to one questionnaire or several, or a table of many people's."""
    pairs = pairs_of(given, parser)
    refuse_misuse(given, pairs, parser)
    catalog = read_catalog(given)
    guide = Guide.of(given, catalog)
    if len(pairs) > 1:
        return score_several(pairs, guide, given, parser)
    questionnaire = find_questionnaire(given.questionnaire, catalog)
    refuse_groups(given, questionnaire, parser)
    name = name_input(given.answers)
    with open_input(given.answers) as file:
        if is_json(file, given.answers):
            if for_tables(given):
                parser.error(f"{FOR_TABLES} are for tables, and these answers are one person's")
            return write_person(read_person(file.read(CONTENT_LIMIT + 1), questionnaire, name), guide, given)
        if given.full or given.json:
            parser.error("--full and --json are for one person, and these answers are a table")
        if given.ask or given.exclude or given.region:
            parser.error("--ask, --exclude and --region are for one person, and these answers are a table")
        given.missing = read_missing(given.missing, questionnaire, parser)
        if given.by is not None:
            if holds_parquet(file, given.answers) or is_parquet(given.out):
                parser.error("--by reads and writes CSV, not Parquet")
            return score_groups(decode_lines(file, name), questionnaire, given, name)
        return score_people(file, questionnaire, given, name)


def read_missing(given: Iterable[str], questionnaire: Questionnaire, parser: argparse.ArgumentParser) -> frozenset[str]:
    """The texts that count as unanswered; none of them is an option, which would be lost in silence."""
    texts = [text for part in given for text in map(str.strip, part.split(",")) if text]
    for text, item in product(texts, questionnaire.items):
        choice = find_choice(questionnaire.responses_of(item), read_cell(text))
        if choice is not None and 0 <= choice < len(questionnaire.responses_of(item).options):
            parser.error(f"--missing: {quote(text)} is an option of the item {quote(item.id)}, and no missing answer")
    return frozenset(texts)


def pairs_of(given: argparse.Namespace, parser: argparse.ArgumentParser) -> list[tuple[str, str]]:
    """Each questionnaire with the answers to it."""
    if len(given.more) % 2:
        parser.error(f"the questionnaire {quote(given.more[-1])} has no answers; name them after it")
    rest = zip(given.more[::2], given.more[1::2], strict=True)
    return [(given.questionnaire, given.answers), *rest]


def refuse_misuse(given: argparse.Namespace, pairs: Sequence[tuple[str, str]], parser: argparse.ArgumentParser) -> None:
    """End with wrong use where options and files do not go together."""
    if given.no_answers and not given.json:
        parser.error("--no-answers goes with --json")
    if given.json and (given.ask or given.exclude or given.region):
        parser.error("--ask, --exclude and --region are for the report, which --json does not write")
    if given.ask and given.out is not None:
        parser.error("--ask goes without --out: what is written to a file would show what was answered")
    for questionnaire, answers in pairs:
        if given.ask and answers == STANDARD:
            parser.error("--ask reads from standard input, so the answers come from a file")
        for what, used in (("answers are", answers), ("questionnaire is", questionnaire)):
            if given.out is not None and same_file(given.out, used):
                parser.error(f"--out is the file that the {what} in")
    if len(pairs) > 1:
        refuse_for_several(given, pairs, parser)


def refuse_for_several(
    given: argparse.Namespace, pairs: Sequence[tuple[str, str]], parser: argparse.ArgumentParser
) -> None:
    """End with wrong use where something is for one questionnaire alone."""
    if given.json:
        parser.error("--json writes one result: score each questionnaire by itself to keep it")
    if for_tables(given):
        parser.error(f"{FOR_TABLES} are for a table, and {SEVERAL}")
    if [answers for _, answers in pairs].count(STANDARD) > 1:
        parser.error("standard input holds the answers to one questionnaire; name files for the others")


def for_tables(given: argparse.Namespace) -> bool:
    """Whether something is asked for that is for tables alone."""
    return bool(given.id or given.ignore or given.missing or given.strict or given.by)


FOR_TABLES = "--id, --ignore, --missing, --strict and --by"
SEVERAL = "several questionnaires are for one person, with answers in JSON"


def score_several(
    pairs: Sequence[tuple[str, str]], guide: Guide, given: argparse.Namespace, parser: argparse.ArgumentParser
) -> int:
    """Score one person's answers to several questionnaires, and write one report."""
    forms = [find_questionnaire(name, guide.catalog) for name, _ in pairs]
    results = []
    for form, (_, answers) in zip(forms, pairs, strict=True):
        with open_input(answers) as file:
            if not is_json(file, answers):
                parser.error(f"{quote(name_input(answers))} is a table, and {SEVERAL}")
            results.append(read_person(file.read(CONTENT_LIMIT + 1), form, name_input(answers)))
    return write_report(results, guide, given)


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


def write_person(result: Result, guide: Guide, given: argparse.Namespace) -> int:
    """Write one person's result, as a report or as JSON."""
    if not given.json:
        return write_report([result], guide, given)
    write_data(given.out, to_json(result, answers=not given.no_answers, indent=2) + "\n")
    complain(f"{NOTICE} {SCORES_ALONE if given.no_answers else WITH_ANSWERS}")
    return OK


def write_report(results: Sequence[Result], guide: Guide, given: argparse.Namespace) -> int:
    """Write what one person reads."""
    found, stopped = report(results, guide)
    for result in results if given.full else ():
        found = add_items(found, result, alone=len(results) == 1)
    write_out(given.out, [found.text(), "\n"])
    return REFUSED if stopped else OK


WITH_ANSWERS = (
    "What was written holds a person's answers and scores, which are health data in many laws: keep it as such."
)
SCORES_ALONE = (
    "What was written holds a person's scores, which are health data in many laws: keep it as such. "
    "Without the answers it cannot be verified."
)


def add_items(found: Description, result: Result, *, alone: bool) -> Description:
    """The report *found* with each score item by item, before its notice; the form is named where it is not *alone*."""
    scores = [Description(each.scale.name, tuple(explain_items(each))) for each in result]
    title = "Item by item" if alone else f"Item by item: {result.questionnaire.title}"
    items = Description(title, (*scores, *map(Paragraph, result.pin.lines())))
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
