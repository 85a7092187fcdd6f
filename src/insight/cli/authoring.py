"""The commands for questionnaires of one's own: `new`, `lint` and `schema`."""

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from insight.catalog import Catalog
from insight.cli.findings import FORMATS, Found
from insight.cli.inputs import find_questionnaire, is_file_name, read_catalog
from insight.cli.looking import today
from insight.cli.output import OK, REFUSED, complain, write_data, write_rows
from insight.errors import FileAccessError, Finding, InsightError, Problem, Severity, UnknownIdError
from insight.linting import lint
from insight.linting.running import ALL_RULES, UNSOUND, finding_of
from insight.loading.definitions import read_written
from insight.loading.starter import schema, starter


def add_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the three commands to the parser."""
    add_new(add("new", help="write a questionnaire to begin with", epilog=NEW_EXAMPLES))
    add_lint(add("lint", help="tell what in a questionnaire may not be meant", description=ABOUT, epilog=EXAMPLES))
    add_schema(add("schema", help="write the JSON Schema of questionnaire files, for editors"))


def add_new(parser: argparse.ArgumentParser) -> None:
    """What `new` takes."""
    parser.add_argument("id", metavar="ID", help="its id: small letters and digits joined by hyphens")
    parser.add_argument("--out", metavar="FILE", help="where to write it (ID.toml); - for standard output")
    parser.set_defaults(run=run_new)


NEW_EXAMPLES = """\
examples:
  insight new evening-check
  insight lint evening-check.toml"""


def add_lint(parser: argparse.ArgumentParser) -> None:
    """What `lint` takes."""
    parser.add_argument(
        "files", metavar="FILE", nargs="*", help="a questionnaire's file, or the id of one; the whole catalog without"
    )
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="how the findings are written (text)")
    for name, what in (("select", "tell only what this rule finds"), ("ignore", "leave out what this rule finds")):
        parser.add_argument(f"--{name}", metavar="RULE", action="append", default=[], help=f"{what}; can be repeated")
    parser.add_argument("--rules", action="store_true", help="list the rules")
    parser.set_defaults(run=run_lint)


ABOUT = """\
Hold questionnaires against the rules of well-made ones, and against the
catalog. The exit status is 1 where there is an error or a warning, else 0.
A file silences a finding with [[ignore]] and a reason."""
EXAMPLES = """\
examples:
  insight lint mine.toml
  insight lint mine.toml --format github
  insight lint forms/*.toml --ignore double-barreled,absolutes"""


def add_schema(parser: argparse.ArgumentParser) -> None:
    """What `schema` takes."""
    parser.add_argument("--out", metavar="FILE", help="write to this file instead of standard output")
    parser.set_defaults(run=run_schema)


def run_new(given: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    """Write the starter, and nothing over a file that is there."""
    text = starter(given.id)
    out = given.out or f"{given.id}.toml"
    if out == "-":
        write_data(None, text)
        return OK
    if Path(out).exists():
        raise FileAccessError("", [Problem(out, "it is there already", remedy="choose another name with --out")])
    write_data(out, text)
    complain(f"{out} was written; change it, then: insight lint {out}")
    return OK


def run_schema(given: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    """Write the schema."""
    write_data(given.out, schema())
    return OK


def run_lint(given: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    """Write what the rules find, and whether there is something to mend."""
    if given.rules:
        write_rows((name, str(severity), finds) for name, (severity, finds) in sorted(ALL_RULES.items()))
        return OK
    select, ignore = rules_in(given.select), rules_in(given.ignore)
    found = [each for each in look(given) if wanted(each.finding, select, ignore)]
    write_data(None, FORMATS[given.format](found))
    complain(conclusion(found))
    return REFUSED if any(each.finding.severity != Severity.HINT for each in found) else OK


def rules_in(texts: Iterable[str]) -> list[str]:
    """The rules that options name, each of which can name several, with commas."""
    names = [name.strip() for text in texts for name in text.split(",") if name.strip()]
    for name in names:
        if name not in ALL_RULES:
            raise UnknownIdError.of("rule", name, ALL_RULES)
    return names


def wanted(finding: Finding, select: list[str], ignore: list[str]) -> bool:
    """Whether a finding is to be told; that a file cannot be read always is."""
    return finding.id == UNSOUND or (finding.id not in ignore and (not select or finding.id in select))


def look(given: argparse.Namespace) -> list[Found]:
    """All that the rules find in the files that are named, or in the catalog."""
    catalog = read_catalog(given)
    if not given.files:
        return [Found("", finding) for finding in lint(catalog, today=today())]
    found = []
    for name in given.files:
        if is_file_name(name) or Path(name).exists():
            found += [Found(name, finding) for finding in lint_file(name, catalog)]
        else:
            found += [Found(name, finding) for finding in lint(find_questionnaire(name, catalog), catalog=catalog)]
    return found


def lint_file(name: str, catalog: Catalog) -> list[Finding]:
    """What is found in the file *name*, in the order of its lines."""
    try:
        questionnaire, written = read_written(name)
        found = written.locate(lint(questionnaire, catalog=catalog))
    except InsightError as error:
        found = [finding_of(UNSOUND, problem) for problem in error.problems]
    return sorted(found, key=lambda finding: (finding.file, finding.line or 0))


def conclusion(found: list[Found]) -> str:
    """How much was found, in a sentence."""
    counts = [(severity, sum(each.finding.severity == severity for each in found)) for severity in Severity]
    told = [f"{count} {severity}{'s' * (count > 1)}" for severity, count in counts if count]
    return ", ".join(told) or "nothing was found"
