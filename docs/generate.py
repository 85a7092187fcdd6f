"""The pages and data files that are made from data and code: `uv run python docs/generate.py` writes them anew.

A test holds the files equal to what this makes.
"""

import argparse
import csv
import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from inspect import getdoc
from itertools import groupby
from pathlib import Path

import insight
from insight.cli import main, make_parser, make_shared
from insight.content import MEANINGS
from insight.describing import Picture, entry_page, name_of
from insight.describing.pictures import draw_score
from insight.loading.schema import questionnaire_schema

DOCS = Path(__file__).parent
SCHEMA = DOCS.parent / "src" / "insight" / "data" / "schema" / "questionnaire.json"
ROWS = DOCS.parent / "tests" / "content" / "rows.csv"
LEFT_OUT = {"excluded": "not content", "omitted": "left out"}


def pages() -> dict[Path, str]:
    """Each generated page with its text."""
    catalog = insight.load_catalog()
    with ROWS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {
        DOCS / "catalog" / "source-lines.md": "\n".join(source_lines(rows, catalog)),
        DOCS / "reference" / "command-line.md": "\n".join(command_line(make_parser())),
        DOCS / "reference" / "relations.md": "\n".join(relations(catalog)),
        DOCS / "catalog" / "rules.md": "\n".join(rules(catalog)),
        **{DOCS / "pictures" / f"{name}.md": "\n".join(shown(each)) for name, each in pictures(catalog).items()},
    }


def rules(catalog: insight.Catalog) -> Iterator[str]:
    """Each rule: what it looks at, from which degree on, what it does, to which strategies, and on whose word."""
    yield RULES
    for effect, title in EFFECTS.items():
        found = [rule for rule in catalog.rules if rule.effect == effect]
        rows = ((when(rule, catalog), acts_on(rule, catalog), rule.because, rule.basis) for rule in found)
        yield f"## {title}\n"
        yield from table(("When", "What", "What people read", "On whose word"), rows)
        yield ""


RULES = """\
# Rules

What a degree brings about, whoever reports it: help that is shown first, and steps that are left out or put first.
A degree is from 0 to 1; a flag counts as 1 where it was answered yes.
"Asked first" means that the steps wait until the question was answered no.
[Safety and care](../explanation/safety-and-care.md) says why, and which test holds what.
"""
EFFECTS = {
    "escalate": "Help is shown first",
    "withhold": "Steps are left out",
    "first": "Steps are put first",
}


def when(rule: insight.Rule, catalog: insight.Catalog) -> str:
    """What a rule looks at, and from which degree on."""
    name = name_of(catalog[rule.when]) if rule.when in catalog else rule.when.partition(":")[2]
    return f"{name} (`{rule.when}`), from {rule.threshold} on{'; asked first' * rule.ask_first}"


def acts_on(rule: insight.Rule, catalog: insight.Catalog) -> str:
    """The strategies or the help that a rule is about."""
    if rule.resources:
        return ", ".join(catalog.resources[each].name for each in rule.resources)
    spared = f", but for {', '.join(named(each, catalog) for each in rule.unless)}" if rule.unless else ""
    return ", ".join(named(each, catalog) for each in rule.strategies) + spared


def named(words: str, catalog: insight.Catalog) -> str:
    """Strategies as a rule names them: one by its name, many by a tag or form."""
    kind, _, name = words.partition(":")
    if kind == "strategy":
        return str(catalog[words].name)
    return f"those with the {kind} `{name}`" if name else words


def pictures(catalog: insight.Catalog) -> dict[str, Picture]:
    """Drawings that pages include: a score, a point in the plane of attachment, the links of a sign."""
    areas, bonds = (catalog.questionnaires[name] for name in ("life-areas", "attachment-patterns"))
    answers = {"worry-about-job": 3, "feel-safe-at-work": 1, "hold-back-at-work": 3, "feel-overlooked-at-work": None}
    career = insight.score(areas, answers)["career"]
    between = {key.item: 1 for scale in bonds.scales for key in scale.items}
    between |= {"safe-in-silence": 4, "trust-after-conflict": 3, "cared-for-after-a-no": None}
    point = insight.AttachmentPoint.of(insight.score(bonds, between))
    sign = entry_page(catalog["sign:perfectionism"], catalog, parts=["picture"])
    drawn = [block for each in (insight.describe(point), sign) for block in each.blocks if isinstance(block, Picture)]
    return {"score": draw_score(career), "plane": drawn[0], "links": drawn[1]}


def shown(picture: Picture) -> Iterator[str]:
    """A drawing for pages that can show it, and what it says in a table."""
    drawn = f'<div class="insight-picture">\n{picture.svg}\n</div>'
    yield f"````{{only}} html and not epub\n```{{raw}} html\n{drawn}\n```\n````\n"
    yield f"```{{table}} {picture.facts.caption}"
    yield from table(picture.facts.columns, picture.facts.rows)
    yield "```"


def data_files() -> dict[Path, str]:
    """Each generated file of the package with its text."""
    return {SCHEMA: json.dumps(questionnaire_schema(), indent=2, ensure_ascii=False)}


def source_lines(rows: list[dict[str, str]], catalog: insight.Catalog) -> Iterator[str]:
    """Where each line of the three articles is in the catalog."""
    kept = sum(row["references"] not in LEFT_OUT for row in rows)
    yield SOURCE_LINES.format(count=len(rows), kept=kept)
    for source, told in groupby(rows, key=lambda row: row["source"]):
        yield f"## {catalog.sources[source].title}\n"
        yield from table(("Row", "Lines", "What is said there", "Where it is", "Remark"), cells(told, catalog))
        yield ""


SOURCE_LINES = """\
# Where each line of the sources is

Three articles were read line by line, and what they say was noted in {count} rows.
{kept} of them are in the catalog, in our own words; the others are listed with the reason why they are not.
The column "What is said there" has the name under which a row was noted.
A test looks at each row: what it points at is there, and cites these very lines.
"""


def cells(rows: Iterable[Mapping[str, str]], catalog: insight.Catalog) -> Iterator[tuple[str, ...]]:
    """The rows of the table of one source."""
    for row in rows:
        where = row["references"]
        told = LEFT_OUT.get(where) or "; ".join(in_words(each, catalog) for each in where.split("; "))
        yield row["row"], row["lines"], f"`{row['what']}`", told, row["why"]


def in_words(reference: str, catalog: insight.Catalog) -> str:
    """What a row points at: an entry by its name, a part of one, or a link."""
    if " " in reference:
        subject, relation, other = reference.split(" ")
        return f"{catalog[subject].name} *{relation}* {catalog[other].name}"
    entry, _, part = reference.partition(".")
    return f"{catalog[entry].name} (`{entry}`{', ' + part if part else ''})"


def relations(catalog: insight.Catalog) -> Iterator[str]:
    """What each relation says, in which direction, with an example."""
    yield RELATIONS
    rows = []
    for relation, meaning in MEANINGS.items():
        subject, other = meaning.example
        example = f"{catalog[subject].name} *{meaning.words}* {catalog[other].name} (`{subject}`, `{other}`)"
        rows.append((f"`{relation}`", ", ".join(meaning.subjects), ", ".join(meaning.objects), example, meaning.turned))
    yield from table(("Relation", "From", "To", "Example", "Seen from the other end"), rows)


RELATIONS = """\
# Relations

A link says that its subject stands in a relation to its object.
There are these relations and no others; each is read from the subject to the object.
What a note is `about` is such a link as well. `goes-along-with` says the same in both directions.

Each link also says how closely its source ties the two, its `closeness`:

- `named`: the source names this very pair;
- `class`: it names the class that one of them belongs to;
- `related`: they have to do with each other, and no more is claimed.

And it says on whose word it stands, its `basis`:

- `source`: a source behind the content says so;
- `inferred`: it follows from what a source says;
- `literature`: another publication says so;
- `editorial`: the editors decided so; such a link is never closer than `related`.
"""


def command_line(parser: argparse.ArgumentParser) -> Iterator[str]:
    """What every command does and takes, from the parser itself: how Python writes its help differs by version."""
    (commands,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    told = {action.dest: f"{action.help}" for action in commands._choices_actions}
    yield COMMAND_LINE
    yield from table(("Command", "What it does"), ((f"[{name}](#{name})", told[name]) for name in commands.choices))
    yield "\nThese are for every command:\n"
    everywhere = [*parser._actions[:1], *make_shared()._actions]
    yield from table(("Option", "What it does"), map(option, everywhere))
    _, exit_status = getdoc(main).split("\n\n")
    yield f"\n`insight --version` shows the version.\n\n## Exit status\n\n{prose(exit_status)}"
    for name, command in commands.choices.items():
        yield f"## {name}\n\n{told[name][0].upper()}{told[name][1:]}.\n"
        yield from one_command(f"insight {name}", command, {each.dest for each in everywhere})


COMMAND_LINE = """\
# The command line

The command `insight` comes with the library; `python -m insight` is the same.

```sh
uv run insight list sign --in career
```

What it was asked for is on standard output, what goes wrong on standard error.
"""


def one_command(called: str, command: argparse.ArgumentParser, shared: set[str]) -> Iterator[str]:
    """How a command is called, what more there is to say of it, what it takes, and examples."""
    places = [POSITIONAL[action.nargs].format(action.metavar) for action in command._get_positional_actions()]
    yield f"```text\n{' '.join([called, '[OPTIONS]', *places])}\n```\n"
    if command.description:
        yield prose(command.description)
    for group in command._action_groups:
        what = {"positional arguments": "Argument", "options": "Option"}.get(group.title, f"Option {group.title}")
        rows = [option(action) for action in group._group_actions if action.dest not in shared]
        yield from (*table((what, "What it does"), rows), "") if rows else ()
    for group in command._mutually_exclusive_groups:
        yield f"Only one of these can be given: {', '.join(option(action)[0] for action in group._group_actions)}.\n"
    if command.epilog:
        _, examples = command.epilog.split("examples:\n")
        yield f"```sh\n{textwrap.dedent(examples)}\n```\n"


POSITIONAL = {None: "{0}", "?": "[{0}]", "*": "[{0} ...]", "+": "{0} [{0} ...]"}


def option(action: argparse.Action) -> tuple[str, str]:
    """How an option or an argument is written, and what it does."""
    choices = "{" + ",".join(map(str, action.choices)) + "}" if action.choices else None
    value = "" if action.nargs == 0 else action.metavar or choices or action.dest.upper()
    written = [f"`{name} {value}`" if value else f"`{name}`" for name in action.option_strings] or [f"`{value}`"]
    return ", ".join(written), as_typed(f"{action.help}")


def prose(text: str) -> str:
    """A description, one sentence a line."""
    return re.sub(r"(?<=\.) (?=[A-Z])", "\n", as_typed(" ".join(text.split()))) + "\n"


def as_typed(text: str) -> str:
    """*text* with options, and what stands in brackets in a file, as code."""
    return re.sub(r"(?<![\w`-])(--[a-z-]+|\[+[a-z]+\]+)", r"`\1`", text)


def table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """A table in Markdown."""
    for row in (columns, tuple("---" for _ in columns), *rows):
        yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"


if __name__ == "__main__":
    for path, text in (pages() | data_files()).items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.rstrip() + "\n", encoding="utf-8")
