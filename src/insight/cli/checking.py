"""The command `check`: a questionnaire held against the answers of many people."""

import argparse
import csv
from array import array
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import chain

from insight.cli.authoring import conclusion
from insight.cli.findings import Found
from insight.cli.inputs import find_questionnaire, name_input, open_input, read_catalog
from insight.cli.output import OK, REFUSED, complain, show, write_data
from insight.describing import describe
from insight.errors import Problem, ReadError, Severity, at_most
from insight.item_analysis import Analysis, analyze_columns
from insight.loading import to_json
from insight.loading.answers import decode_lines, read_rows
from insight.questionnaires import Questionnaire


def add_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = add(
        "check", help="hold a questionnaire against the answers of many people", description=ABOUT, epilog=EXAMPLES
    )
    parser.add_argument("questionnaire", metavar="QUESTIONNAIRE", help="the id of a bundled questionnaire, or a file")
    parser.add_argument("answers", metavar="ANSWERS", help="a CSV file with a row for each person, or -")
    parser.add_argument("--json", action="store_true", help="write the analysis as JSON")
    parser.set_defaults(run=run_check)


ABOUT = """\
Tell how the items of each scale go together in a table of answers, and what
may be wrong: keys that should be in reverse, values that are no option or are
moved by one, columns that are swapped. Columns that are for no item are passed
by. The exit status is 1 where there is an error or a warning, else 0. It is
about a group, never for decisions about a person. It needs the extra
insight-inventory[analysis]."""
EXAMPLES = """\
examples:
  insight check mine.toml people.csv
  insight check mine.toml people.csv --json"""


def run_check(given: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    """Write what the answers say about the questionnaire, and whether there is something to mend."""
    questionnaire = find_questionnaire(given.questionnaire, read_catalog(given))
    name = name_input(given.answers)
    with open_input(given.answers) as file:
        columns = read_columns(decode_lines(file, name), questionnaire, name)
    try:
        analysis = analyze_columns(questionnaire, columns)
    except ModuleNotFoundError as error:
        complain(str(error).replace("analyze needs", "check needs"))
        return REFUSED
    write(analysis, as_json=given.json)
    return REFUSED if any(finding.severity != Severity.HINT for finding in analysis.findings) else OK


def write(analysis: Analysis, *, as_json: bool) -> None:
    """Write an analysis for a program or for people."""
    if as_json:
        write_data(None, to_json(analysis, indent=2) + "\n")
        complain(analysis.notice)
    else:
        show([describe(analysis).text(), "\n"])
    complain(conclusion([Found("", finding) for finding in analysis.findings]))


def read_columns(lines: Iterator[str], questionnaire: Questionnaire, name: str) -> dict[str, "array[float]"]:
    """The column of each item, from the rows of a CSV table; columns that are for no item are passed by."""
    first = next(lines, "")
    passed_by = names_in(first) - questionnaire.asked.keys()
    rows = read_rows(chain([first], lines), questionnaire, name=name, ignore=passed_by)
    columns = {item.id: array("d") for item in questionnaire.items}
    problems: list[Problem] = []
    for row in rows:
        problems += row.problems
        for item, answer in row.answers.items():
            columns[item].append(to_float(answer))
    if problems:
        raise ReadError(name, at_most(problems))
    return columns


def names_in(header: str) -> set[str]:
    """The names of the columns; none where the line cannot be read, which is told when the table is."""
    try:
        return {column.strip() for column in next(csv.reader([header]), [])}
    except csv.Error:
        return set()


def to_float(answer: object) -> float:
    """An answer as a float: NaN for none, infinity for what is no number, which no option is."""
    if answer is None:
        return NOTHING
    return float(answer) if isinstance(answer, int | Decimal) else NO_NUMBER


NOTHING, NO_NUMBER = float("nan"), float("inf")
