"""The command `insight`: list and show what there is, score one person's answers or many people's."""

import argparse
import contextlib
import csv
import datetime as dt
import io
import itertools
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from attrs import evolve

from insight.care import NOTICE, WORLDWIDE, care_in_words
from insight.catalog import Catalog
from insight.content import ENTRY_CLASSES, Kind
from insight.describing import UNDERLINES, describe, describe_report, name_of
from insight.errors import (
    AnswerError,
    FileAccessError,
    InsightError,
    Problem,
    ReadError,
    UnknownIdError,
    did_you_mean,
    quote,
)
from insight.loading import load_catalog, load_questionnaire, parse_answers
from insight.loading.answers import Row, decode_lines, read_rows
from insight.loading.text import QUESTIONNAIRE_LIMIT, open_file
from insight.matching import match
from insight.profiles import Profile
from insight.questionnaires import Questionnaire
from insight.scoring import LIBRARY_VERSION, Result, score

OK, REFUSED, WRONG_USE = 0, 1, 2
STANDARD = "-"
MOST_NAMED = 10
# What is held in memory of a table before it goes to a file without a name.
IN_MEMORY = 64 * 1024 * 1024


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status: 0, 1 where input is refused, 2 for wrong use."""
    parser = make_parser()
    given = parser.parse_args(arguments)
    if given.command is None:
        parser.print_help(sys.stderr)
        return WRONG_USE
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot show a letter shows its code, instead of nothing at all.
        sys.stdout.reconfigure(errors="backslashreplace")
    outcome = attempt(given, parser)
    if isinstance(outcome, int):
        return outcome
    complain(outcome)
    return REFUSED


def attempt(given: argparse.Namespace, parser: argparse.ArgumentParser) -> int | str:
    """Run a command: its exit status, or what kept it from ending."""
    if sys.stdout is None:
        return "standard output is closed"
    try:
        status: int = given.run(given, parser)
        sys.stdout.flush()
    except InsightError as error:
        return str(error)
    except BrokenPipeError:
        let_go_of_output()
        return "the output was closed before all of it was written"
    except OSError as error:
        let_go_of_output()
        return f"{error.filename or 'standard output'}: it cannot be read or written ({error.strerror})"
    except KeyboardInterrupt:
        return "stopped"
    return status


def let_go_of_output() -> None:
    """Write nothing more: what is still held back would be written once more at exit, and fail again."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """Say something on standard error, where there is one."""
    with contextlib.suppress(OSError):
        if sys.stderr is not None:
            sys.stderr.write(f"insight: {message}\n")
            sys.stderr.flush()


def make_parser() -> argparse.ArgumentParser:
    """The parser of the command line."""
    parser = argparse.ArgumentParser(prog="insight", description=__doc__, epilog=NOTICE)
    parser.add_argument("--version", action="version", version=f"insight-inventory {LIBRARY_VERSION}")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--catalog", metavar="FOLDER", help="use the catalog in this folder instead of the bundled one")
    shared.add_argument(
        "--add",
        metavar="FOLDER",
        action="append",
        default=[],
        help="add the content in this folder to the catalog; can be repeated",
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    lister = commands.add_parser("list", parents=[shared], help="list the entries of a kind, or the kinds")
    lister.add_argument("kind", metavar="KIND", nargs="?", help=f"one of: {', '.join(Kind)}")
    lister.add_argument(
        "--in", dest="within", metavar="REFERENCE", help="only those that are tied to this domain, or to kind:id"
    )
    lister.set_defaults(run=run_list)

    searcher = commands.add_parser("search", parents=[shared], help="find entries that speak of something")
    searcher.add_argument("words", metavar="WORDS", nargs="+", help="what to look for, such as: say no")
    searcher.add_argument("--kind", metavar="KIND", help=f"only entries of this kind: {', '.join(ENTRY_CLASSES)}")
    searcher.add_argument("--limit", metavar="N", type=int, default=10, help="at most so many entries (10)")
    searcher.set_defaults(run=run_search)

    helper = commands.add_parser("help", parents=[shared], help="show where help can be found")
    helper.add_argument("place", metavar="REGION", nargs="?", help="the same as --region")
    helper.add_argument("--region", metavar="REGION", help="two letters, such as GB; help is worldwide without it")
    helper.set_defaults(run=run_help)

    shower = commands.add_parser("show", parents=[shared], help="show an entry or a questionnaire")
    shower.add_argument(
        "reference", metavar="REFERENCE", help="kind:id, such as sign:perfectionism; or a questionnaire's file"
    )
    shower.set_defaults(run=run_show)

    scorer = commands.add_parser("score", parents=[shared], help="score answers", description=SCORE_HELP)
    scorer.add_argument("questionnaire", metavar="QUESTIONNAIRE", help="the id of a bundled questionnaire, or a file")
    scorer.add_argument(
        "answers", metavar="ANSWERS", help="a JSON file (one person), a CSV file (a row a person), or -"
    )
    scorer.add_argument("--id", metavar="COLUMN", help="the column of a table that tells people apart; it is passed on")
    scorer.add_argument(
        "--ignore",
        metavar="COLUMN",
        action="append",
        default=[],
        help="a column of a table to pass by; can be repeated",
    )
    scorer.add_argument("--strict", action="store_true", help="refuse a table that has any invalid row")
    scorer.add_argument("--out", metavar="FILE", help="write to this file instead of standard output")
    scorer.set_defaults(run=run_score)
    return parser


SCORE_HELP = (
    "One person's answers are a JSON object of values by item id; out comes a report. "
    "Many people's are a CSV table with a column for each item, where an empty cell is unanswered; "
    "out comes a CSV table with a row for each person."
)


def run_list(given: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Write the ids and names of the entries of a kind, or the kinds themselves."""
    catalog = read_catalog(given)
    if given.kind is None:
        if given.within is not None:
            parser.error("--in is for a kind, such as: insight list sign --in career")
        write_rows(
            (str(kind), f"{len(held)} {'entry' if len(held) == 1 else 'entries'}")
            for kind, held in catalog.collections.items()
        )
        return OK
    held: Iterable[Any] = catalog.collections[find_kind(given.kind, tuple(Kind))]
    if given.within is not None:
        tied = {entry.reference for entry in catalog.related(find_reference(given.within, catalog))}
        held = [entry for entry in held if f"{given.kind}:{entry.id}" in tied]
        if not held:
            complain(f"no {given.kind} is tied to {given.within}")
    write_rows((entry.id, entry.title if given.kind == Kind.QUESTIONNAIRE else entry.name) for entry in held)
    return OK


def find_reference(name: str, catalog: Catalog) -> str:
    """*name* as kind:id: it is that already, or the id of a domain, or one that a single kind has."""
    domain = f"{Kind.DOMAIN}:{name}"
    having = catalog.references(name)
    if ":" in name or domain in having or not having:
        return name if ":" in name else domain
    if len(having) > 1:
        problem = Problem("", f"{quote(name)} is the id of more than one", remedy=f"write {' or '.join(having)}")
        raise UnknownIdError("", [problem])
    return having[0]


def read_catalog(given: argparse.Namespace) -> Catalog:
    """The catalog that the command is to use: the bundled one or another, and what is added to it."""
    catalog = load_catalog(given.catalog)
    for folder in given.add:
        catalog = load_catalog(folder, on=catalog)
    return catalog


def find_kind(name: str, kinds: Sequence[Kind]) -> Kind:
    """The kind that is called *name*."""
    if name not in kinds:
        raise UnknownIdError.of_word("kind", name, kinds)
    return Kind(name)


def write_rows(rows: Iterable[Sequence[str]]) -> None:
    """Write columns, each as wide as it needs to be."""
    held = list(rows)
    widths = [max(map(len, column)) for column in zip(*held, strict=True)]
    for row in held:
        sys.stdout.write("  ".join(map(str.ljust, row, widths)).rstrip() + "\n")


def run_search(given: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Write the entries that speak of some words, best first, and which of their fields do."""
    if given.limit < 1:
        parser.error("--limit is a number from 1 on")
    catalog = read_catalog(given)
    kind = None if given.kind is None else ENTRY_CLASSES[find_kind(given.kind, tuple(ENTRY_CLASSES))]
    hits = catalog.hits(" ".join(given.words), kind)
    shown = catalog.hits(" ".join(given.words), kind, limit=given.limit)
    write_rows((hit.entry.reference, name_of(hit.entry), ", ".join(hit.fields)) for hit in shown)
    if len(hits) > len(shown):
        complain(f"{len(hits) - len(shown)} more; see them with --limit {len(hits)}")
    elif not hits:
        complain("nothing was found; try other words, or see what there is: insight list")
    complain(care_in_words(catalog.help()[: len(WORLDWIDE)]))
    return OK


def run_help(given: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    """Write where help can be found, and what of it is to be checked before use."""
    region = given.region or given.place
    found = read_catalog(given).help(region, today=today())
    if region and all(resource.worldwide for resource in found):
        complain(f"no help is recorded for {quote(region)} alone; this is for anywhere")
    show([describe(found).text(), "\n"])
    if not region:
        complain("how to use the command: insight --help")
    return OK


def today() -> dt.date:
    """The day: the library itself knows no clock, so it is the command's to say."""
    return dt.datetime.now(tz=dt.UTC).date()


def run_show(given: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    """Write all that there is to an entry."""
    if is_file_name(given.reference):
        shown = describe(load_questionnaire(given.reference))
    else:
        catalog = read_catalog(given)
        name = given.reference
        if ":" not in name and catalog.references(name):
            name = find_reference(name, catalog)
        shown = describe(catalog[name], catalog=catalog, today=today())
    show([shown.text(), "\n"])
    return OK


def run_score(given: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Score one person's answers, or a table of many people's."""
    catalog = read_catalog(given)
    questionnaire = find_questionnaire(given.questionnaire, catalog)
    for what, used in (("answers are", given.answers), ("questionnaire is", given.questionnaire)):
        if given.out is not None and same_file(given.out, used):
            parser.error(f"--out is the file that the {what} in")
    name = "standard input" if given.answers == STANDARD else Path(given.answers).name
    with open_answers(given.answers) as file:
        if is_json(file, given.answers):
            if given.id or given.ignore or given.strict:
                parser.error("--id, --ignore and --strict are for tables, and these answers are one person's")
            answers = parse_answers(file.read(QUESTIONNAIRE_LIMIT + 1), name=name)
            write_out(given.out, [report(score(questionnaire, answers), catalog), "\n"])
            return OK
        lines = decode_lines(file, name)
        rows = read_rows(lines, questionnaire, name=name, id_column=given.id, ignore=given.ignore)
        return score_table(rows, questionnaire, given, name)


def same_file(one: str, other: str) -> bool:
    """Whether both name one file that there is."""
    return other != STANDARD and Path(one).exists() and Path(other).exists() and Path(one).samefile(other)


def is_file_name(name: str) -> bool:
    """Whether *name* is meant as a file, not as an id."""
    return Path(name).suffix.lower() in {".toml", ".json"} or "/" in name or os.sep in name


def find_questionnaire(name: str, catalog: Catalog) -> Questionnaire:
    """The questionnaire in the file *name*, or the bundled one with this id."""
    if is_file_name(name):
        return load_questionnaire(name)
    if name not in catalog.questionnaires:
        remedy = (
            did_you_mean(name, catalog.questionnaires.ids) or "name a file that ends in .toml or .json for your own"
        )
        raise UnknownIdError("", [Problem("", f"no questionnaire has the id {quote(name)}", remedy=remedy)])
    return catalog.questionnaires[name]


def open_answers(name: str) -> io.BufferedReader:
    """The file *name*, or standard input, as bytes that can be peeked at."""
    if name == STANDARD:
        # A second buffer, so that closing it leaves standard input as it is, and any input can be peeked at.
        if sys.stdin is None:
            raise FileAccessError("", [Problem("standard input", "it is closed", remedy="name a file instead")])
        return io.BufferedReader(io.FileIO(sys.stdin.fileno(), closefd=False))
    file = open_file(Path(name))
    assert isinstance(file, io.BufferedReader)  # noqa: S101  # as Path gives for "rb"
    return file


def is_json(file: io.BufferedReader, name: str) -> bool:
    """Whether *file* holds JSON: by its name, else by how it begins."""
    start = file.peek(1).removeprefix(b"\xef\xbb\xbf").lstrip()
    return name.lower().endswith(".json") or start[:1] in {b"{", b"["}


def report(result: Result, catalog: Catalog) -> str:
    """What one person reads: the scores, what may help and why, the notice, and help."""
    for reference in unknown_to(catalog, result.questionnaire):
        complain(f"{result.questionnaire.id} is about {reference}, which the catalog does not have; it is left out")
    return describe_report(result, match(Profile.of(result), catalog, unknown="ignore")).text()


def unknown_to(catalog: Catalog, questionnaire: Questionnaire) -> list[str]:
    """What a questionnaire is about and the catalog does not have, axes aside."""
    about = [each for item in questionnaire.items for each in item.about]
    about += [each for scale in questionnaire.scales for each in scale.about]
    references = dict.fromkeys(each.removeprefix("-") for each in about)
    return [each for each in references if not each.startswith("axis:") and each not in catalog]


def score_table(rows: Iterable[Row], questionnaire: Questionnaire, given: argparse.Namespace, name: str) -> int:
    """Score each row and write the table, all of it or nothing; say which places are invalid."""
    places: list[Problem] = []
    count = 0
    with tempfile.SpooledTemporaryFile(IN_MEMORY, "w+", encoding="utf-8", newline="") as table:
        writer = csv.writer(table, lineterminator="\n")
        writer.writerow(name_columns(questionnaire, given.id, name))
        for number, row in enumerate(follow(rows), start=1):
            result, problems = score_row(questionnaire, row)
            writer.writerow([number if row.id is None else row.id, *cells(result, questionnaire)])
            places += problems[: MOST_NAMED - len(places)]
            count += len(problems)
        if not (count and given.strict):
            table.seek(0)
            write_out(given.out, table)
    limits = dict.fromkeys(line for scale in score(questionnaire, {}) for line in scale.limits())
    complain(" ".join([NOTICE, "Not for decisions about a person.", *limits]))
    if not count:
        return OK
    more = [f"and {count - len(places)} more"] if count > len(places) else []
    result_of = "nothing was written" if given.strict else "these rows have the status 'invalid' and no scores"
    listed = "\n  - ".join([*map(str, places), *more])
    complain(f"{name}: {count} invalid {'places' if count > 1 else 'place'}; {result_of}:\n  - {listed}")
    return REFUSED


def name_columns(questionnaire: Questionnaire, id_column: str | None, name: str) -> list[str]:
    """The header of a table of scores."""
    columns = [column for scale in questionnaire.scales for column in (scale.id, *(f"{scale.id}.{o}" for o in OUTPUTS))]
    first = id_column or "row"
    if first in columns:
        remedy = "rename yours" if id_column else "name a column that tells people apart with --id"
        problem = Problem("header", f"a column of scores is called {quote(first)} as well", remedy=remedy)
        raise ReadError(name, [problem])
    if twice := [column for column, count in Counter(columns).items() if count > 1]:
        problem = Problem("scales", f"two columns of scores would be called {quote(twice[0])}", remedy="rename a scale")
        raise ReadError(questionnaire.id, [problem])
    return [first, *columns]


OUTPUTS = ("status", "answered", "low", "high", "band")


def score_row(questionnaire: Questionnaire, row: Row) -> tuple[Result | None, list[Problem]]:
    """The scores of a row, or the places that make it invalid."""
    if row.problems:
        return None, list(row.problems)
    try:
        return score(questionnaire, row.answers), []
    except AnswerError as error:
        return None, [evolve(problem, line=row.line, place=f"item {problem.place}") for problem in error.problems]


def cells(result: Result | None, questionnaire: Questionnaire) -> Iterator[object]:
    """What stands in the columns of scores."""
    if result is None:
        for _ in questionnaire.scales:
            yield from (None, "invalid", *[None] * (len(OUTPUTS) - 1))
        return
    for each in result:
        yield from (each.value, each.status, each.answered, each.low, each.high, each.band.label if each.band else None)


def show(chunks: Iterable[str]) -> None:
    """Write to standard output, headings in bold where that is a terminal and rich is at hand."""
    if not (sys.stdout.isatty() and find_spec("rich")):
        sys.stdout.writelines(chunks)
        return
    from rich.console import Console  # noqa: PLC0415  # an extra, for a terminal alone
    from rich.text import Text  # noqa: PLC0415

    console = Console(soft_wrap=True)
    lines = "".join(chunks).removesuffix("\n").split("\n")
    for line, below in itertools.zip_longest(lines, lines[1:], fillvalue=""):
        console.print(Text(line, style="bold" if below and set(below) <= set(UNDERLINES) else ""))


def follow(rows: Iterable[Row]) -> Iterable[Row]:
    """*rows*, with a bar on standard error where that is a terminal and rich is at hand."""
    if not (sys.stderr is not None and sys.stderr.isatty() and find_spec("rich")):
        return rows
    from rich.console import Console  # noqa: PLC0415  # an extra, for a terminal alone
    from rich.progress import track  # noqa: PLC0415

    return track(rows, description="Scoring", console=Console(stderr=True), transient=True)


def write_out(out: str | None, chunks: Iterable[str]) -> None:
    """Write to the file *out* at once, or to standard output."""
    if out is None:
        show(chunks)
        return
    target = Path(out).resolve()
    try:
        if target.exists() and not target.is_file():
            # A device or a pipe is written to; a folder says that it is one.
            with target.open("w", encoding="utf-8", newline="") as file:
                file.writelines(chunks)
            return
        # Beside the file first, so that what was there stays until all is written; gone again if that fails.
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".insight-") as folder:
            whole = Path(folder) / "out"
            with whole.open("w", encoding="utf-8", newline="") as file:
                file.writelines(chunks)
            if target.exists():
                # Who may read it stays as it was: these are answers of people.
                shutil.copymode(target, whole)
            whole.replace(target)
    except OSError as error:
        raise FileAccessError("", [Problem(out, f"it cannot be written ({error.strerror})")]) from None
