"""The command `compare`: what changed between two versions of a questionnaire, and whether scores still compare."""

import argparse
from collections.abc import Callable

from insight.cli.inputs import find_questionnaire, read_catalog
from insight.cli.output import COMPARES_NOT, DIFFERS, OK, complain, show, write_data
from insight.comparing import Verdict, compare
from insight.loading import to_json


def add_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = add("compare", help="tell what changed between two versions", description=ABOUT, epilog=EXAMPLES)
    parser.add_argument("old", metavar="OLD", help="the earlier version: a file, or the id of a questionnaire")
    parser.add_argument("new", metavar="NEW", help="the later version")
    parser.add_argument(
        "--continues", action="store_true", help="the ids differ, and the later goes on with the earlier"
    )
    parser.add_argument("--json", action="store_true", help="write the comparison as JSON")
    parser.set_defaults(run=run_compare)


ABOUT = """\
Tell every difference between two versions of a questionnaire, and what it
means for scores that are stored: comparable (exit status 0), rescorable (3,
stored answers can be scored again) or not-comparable (4, something else was
asked). Renamed items are told by [renamed] in the later version; what is not
told there is guessed where only one item has that text, with a warning."""
EXAMPLES = """\
examples:
  insight compare mine-1.toml mine-2.toml
  insight compare mine-1.toml mine-2.toml --json"""
STATUS = {Verdict.COMPARABLE: OK, Verdict.RESCORABLE: DIFFERS, Verdict.NOT_COMPARABLE: COMPARES_NOT}


def run_compare(given: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    """Write what changed, and the verdict as exit status."""
    catalog = read_catalog(given)
    old, new = (find_questionnaire(name, catalog) for name in (given.old, given.new))
    comparison = compare(old, new, continues=given.continues)
    if given.json:
        write_data(None, to_json(comparison, indent=2) + "\n")
    else:
        show([comparison.explain(), "\n"])
    for finding in comparison.findings:
        complain(str(finding))
    return STATUS[comparison.verdict]
