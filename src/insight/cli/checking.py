"""The command `check`: a questionnaire held against the answers of many people."""

import argparse
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from attrs import evolve

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
moved by one, columns that are swapped, too few answers. Columns that are for
no item are passed by. The exit status is 1 where there is an error or a
warning, else 0. It is about a group, never for decisions about a person. It
needs the extra insight-inventory[analysis]."""
EXAMPLES = """\
examples:
  insight check mine.toml people.csv
  insight check mine.toml people.csv --json"""


def run_check(given: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    """Write what the answers say about the questionnaire, and whether there is something to mend."""
    questionnaire = find_questionnaire(given.questionnaire, read_catalog(given))
    name = name_input(given.answers)
    with open_input(given.answers) as file:
        columns, texts = read_columns(decode_lines(file, name), questionnaire, name)
    try:
        analysis = tell_texts(analyze_columns(questionnaire, columns), texts)
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


def read_columns(
    lines: Iterator[str], questionnaire: Questionnaire, name: str
) -> tuple[dict[str, "array[float]"], dict[str, Counter[str]]]:
    """The column of each item, from the rows of a CSV table, and of each how many cells are NA, or other text."""
    columns = {item.id: array("d") for item in questionnaire.items}
    texts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    problems: list[Problem] = []
    for row in read_rows(lines, questionnaire, name=name, ignore=None):
        problems += row.problems
        for item, answer in row.answers.items():
            if isinstance(answer, str):
                texts[item][answer if answer == NA else OTHER] += 1
            columns[item].append(to_float(answer))
    if problems:
        raise ReadError(name, at_most(problems))
    return columns, texts


# What R writes for a missing value, and whatever else is text.
NA, OTHER = "NA", ""


def to_float(answer: object) -> float:
    """An answer as a float: NaN for none, infinity for what is no number, which no option is."""
    if answer is None:
        return NOTHING
    return float(answer) if isinstance(answer, int | Decimal) else NO_NUMBER


NOTHING, NO_NUMBER = float("nan"), float("inf")


def tell_texts(analysis: Analysis, texts: Mapping[str, Counter[str]]) -> Analysis:
    """The analysis, with how many of the values that are no option are text, and what to do with them."""
    remedies = {f"items.{item}": "; ".join(text_remedies(counts)) for item, counts in texts.items()}
    findings = (
        evolve(finding, remedy=f"{finding.remedy}; {remedies[finding.place]}")
        if finding.id == "not-an-option" and finding.place in remedies
        else finding
        for finding in analysis.findings
    )
    return evolve(analysis, findings=tuple(findings))


def text_remedies(counts: Counter[str]) -> Iterator[str]:
    """What to do with cells of text."""
    if count := counts[NA]:
        yield f'{count} of these {is_are(count)} NA, as R writes what is missing: have it write nothing with na = ""'
    if count := counts[OTHER]:
        yield f"{count} of these {is_are(count)} text: leave such cells empty, or use the values of the options"


def is_are(count: int) -> str:
    """The verb that goes with a count."""
    return "is" if count == 1 else "are"
