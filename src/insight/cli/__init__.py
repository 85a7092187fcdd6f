"""The command `insight`: show content, score answers, see what may help, verify results, write and check forms."""

import argparse
import io
import sys
from collections.abc import Sequence
from functools import partial

from insight.care import NOTICE
from insight.cli import authoring, checking, codebook, comparing, looking, matching, results, scoring, taking
from insight.cli.inputs import STANDARD
from insight.cli.output import REFUSED, WRONG_USE, complain, let_go_of_output
from insight.errors import InsightError
from insight.scoring import LIBRARY_VERSION


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and give its exit status.

    It is 0; 1 where input is refused, or the linter or a check has found an error or a warning; 2 for wrong use; 3
    where a result differs from what comes out of its answers, or scores of two versions have to be computed again; 4
    where they do not compare.
    """
    given = parse(arguments)
    if given.command is None:
        given.parser.print_help(sys.stderr)
        return WRONG_USE
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal that cannot show a letter shows its code, instead of nothing at all.
        sys.stdout.reconfigure(errors="backslashreplace")
    outcome = attempt(given)
    if isinstance(outcome, int):
        return outcome
    complain(outcome)
    return REFUSED


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """What the arguments say; a list of names goes on behind an option, which argparse alone would refuse."""
    given, rest = make_parser().parse_known_args(arguments)
    goes_on = getattr(given, "goes_on", "")
    if rest and (not goes_on or any(each.startswith("-") and each != STANDARD for each in rest)):
        given.parser.error(f"unrecognized arguments: {' '.join(rest)}")
    if rest:
        setattr(given, goes_on, [*getattr(given, goes_on), *rest])
    return given


def attempt(given: argparse.Namespace) -> int | str:
    """Run a command: its exit status, or what kept it from ending."""
    if sys.stdout is None:
        return "standard output is closed"
    try:
        status: int = given.run(given, given.parser)
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


def make_parser() -> argparse.ArgumentParser:
    """The parser of the command line: what all commands share, and each command.

    What it parses names as `parser` the one of the command, which says how that is used.
    """
    parser = argparse.ArgumentParser(prog="insight", description=__doc__, epilog=NOTICE)
    parser.add_argument("--version", action="version", version=f"insight-inventory {LIBRARY_VERSION}")
    parser.set_defaults(parser=parser)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    # Examples keep their lines.
    in_lines = argparse.RawDescriptionHelpFormatter
    add = partial(commands.add_parser, parents=[make_shared()], formatter_class=in_lines)
    for module in (looking, taking, scoring, matching, results, codebook, authoring, comparing, checking):
        module.add_commands(add)
    for command in commands.choices.values():
        command.set_defaults(parser=command)
    return parser


def make_shared() -> argparse.ArgumentParser:
    """What every command takes: where its catalog is."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--catalog", metavar="FOLDER", help="use the catalog in this folder instead of the bundled one")
    shared.add_argument(
        "--add",
        metavar="FOLDER",
        action="append",
        default=[],
        help="add the content in this folder to the catalog; can be repeated",
    )
    return shared
