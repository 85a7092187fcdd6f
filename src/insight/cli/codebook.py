"""The command `codebook`: what a questionnaire asks and how it is scored, to hand out or for another program."""

import argparse
from collections.abc import Callable, Mapping

from insight.catalog import Catalog
from insight.cli.inputs import find_questionnaire, read_catalog, same_file
from insight.cli.output import OK, write_data, write_out
from insight.describing import describe
from insight.loading import to_json
from insight.questionnaires import Questionnaire


def add_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = add("codebook", help="write the codebook of a questionnaire", description=ABOUT, epilog=EXAMPLES)
    parser.add_argument("questionnaire", metavar="FILE", help="a questionnaire's file, or the id of one")
    parser.add_argument("--to", choices=(TEXT, *FORMS), default=TEXT, help="the form it is written in (text)")
    parser.add_argument("--out", metavar="FILE", help="write to this file instead of standard output")
    parser.set_defaults(run=run_codebook)


TEXT = "text"
ABOUT = """\
Write what is asked, what can be answered and how it is scored: enough to score
a form by hand. As text, as a page (html), as Markdown (md), as a table with a
row for each item (csv), or as the whole definition (json), from which
`insight score` and others read it back."""
EXAMPLES = """\
examples:
  insight codebook life-areas
  insight codebook mine.toml --to html --out mine.html
  insight codebook mine.toml --to csv --out dictionary.csv"""
FORMS: Mapping[str, Callable[[Questionnaire, Catalog], str]] = {
    "html": lambda questionnaire, catalog: describe(questionnaire, catalog=catalog).html(),
    "md": lambda questionnaire, catalog: describe(questionnaire, catalog=catalog).markdown(),
    "csv": lambda questionnaire, _: describe(questionnaire).csv(),
    "json": lambda questionnaire, _: to_json(questionnaire, indent=2) + "\n",
}


def run_codebook(given: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Write the codebook."""
    if given.out is not None and same_file(given.out, given.questionnaire):
        parser.error("--out is the file that the questionnaire is in")
    catalog = read_catalog(given)
    questionnaire = find_questionnaire(given.questionnaire, catalog)
    if given.to == TEXT:
        write_out(given.out, [describe(questionnaire, catalog=catalog).text(), "\n"])
    else:
        write_data(given.out, FORMS[given.to](questionnaire, catalog))
    return OK
