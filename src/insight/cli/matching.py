"""The command `match`: from what somebody ticks to what may help, and why."""

import argparse
import sys
from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from functools import partial
from itertools import groupby

from insight.care import NOTICE
from insight.catalog import Catalog
from insight.cli.guiding import Guide, add_guiding_options
from insight.cli.inputs import read_catalog
from insight.cli.looking import find_reference
from insight.cli.output import OK, REFUSED, complain, show, write_data
from insight.content import Kind
from insight.describing import Block, Description, Listing, Paragraph, describe
from insight.errors import Problem, ProfileError, UnknownIdError, did_you_mean, make_each, quote, refuse
from insight.loading import to_json
from insight.matching import Guidance
from insight.profiles import PROFILE_KINDS, Profile


def add_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = add("match", help="show what may help with what you tick", description=ABOUT, epilog=EXAMPLES)
    parser.add_argument(
        "references",
        metavar="REFERENCE",
        nargs="+",
        help="what you notice, such as sign:perfectionism; a little of it is sign:perfectionism=0.5",
    )
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help="write it as JSON for a program, without the questions")
    forms.add_argument(
        "--full",
        action="store_true",
        help="name also what an answer holds back and the help for that alone; for your eyes only",
    )
    add_guiding_options(parser)
    parser.set_defaults(run=run_match, goes_on="references")


ABOUT = """\
Show what may help with what you notice, and why: signs, causes, areas of life
or attachment styles. See what there is with insight list sign.
Some steps wait for a question. Its answer is taken by --ask alone: what is
typed on the command line may be kept by your shell."""
EXAMPLES = """\
examples:
  insight match sign:perfectionism sign:over-apologizing
  insight match domain:career sign:fear-of-rejection=0.5 --exclude take-one-step
  insight match sign:difficulty-trusting --ask --region GB"""


def run_match(given: argparse.Namespace, parser: argparse.ArgumentParser) -> int:
    """Write what may help with what was ticked."""
    if given.json and given.ask:
        parser.error("--ask goes with what you read here: what --json writes would show what was answered")
    catalog = read_catalog(given)
    profile = ticked(given.references, catalog)
    guide = Guide.of(given, catalog, unknown="refuse")
    guidance, stopped = guide.follow(profile)
    if given.json:
        write_data(None, to_json(guidance, indent=2) + "\n")
        complain(f"{NOTICE} {WHAT_IT_HOLDS}")
    else:
        show([(in_full(guidance) if given.full else describe(guidance)).text(), "\n"])
        sys.stdout.flush()
        if not given.ask and any(waiting.fitting for waiting in guidance.ask_first):
            complain(HOW_TO_ANSWER)
    return REFUSED if stopped else OK


HOW_TO_ANSWER = "to answer a question that comes before some steps, add --ask; no answer is kept"
WHAT_IT_HOLDS = "What was written says what a person notices, which is health data in many laws: keep it as such."


def ticked(references: Sequence[str], catalog: Catalog) -> Profile:
    """The profile of what was ticked; of what is ticked twice, the larger degree counts."""
    ticks = [split_tick(each) for each in references]
    refuse("", [FLAG for name, _ in ticks if is_flag(name, catalog)][:1], error=ProfileError)
    found, problems = make_each(("", partial(find_ticked, name, catalog)) for name, _ in ticks)
    refuse("", problems, error=UnknownIdError)
    degrees = zip(found, (degree for _, degree in ticks), strict=True)
    profiles, problems = make_each(("", partial(Profile.of, dict([pair]))) for pair in degrees)
    refuse("this profile", problems, error=ProfileError)
    return Profile.of(*profiles)


def split_tick(text: str) -> tuple[str, Decimal | float]:
    """The reference and the degree of a tick, which is 1 where none is written.

    >>> split_tick("sign:perfectionism=0.5"), split_tick("sign:perfectionism")
    (('sign:perfectionism', Decimal('0.5')), ('sign:perfectionism', 1))
    """
    name, sign, degree = text.partition("=")
    try:
        return name, Decimal(degree) if sign else 1
    except InvalidOperation:
        # It is refused as any number that is no degree.
        return name, float("nan")


def is_flag(name: str, catalog: Catalog) -> bool:
    """Whether *name* is meant as a flag: by its kind, or since nothing else has that id."""
    kind, colon, _ = name.partition(":")
    if colon:
        return kind.strip().lower() == Kind.FLAG
    return name in catalog.flags and not having(name, catalog)


FLAG = Problem(
    "",
    "what was typed there is a question, and its answer is not taken on the command line",
    remedy="your shell may keep that line, so you may want to delete it there; use --ask to be asked; "
    "if you need somebody now: insight help",
)


def having(name: str, catalog: Catalog) -> list[str]:
    """What can be ticked and has this id."""
    return [each for each in catalog.references(name) if each.partition(":")[0] in TICKED]


TICKED = tuple(str(kind) for kind in PROFILE_KINDS if kind != Kind.FLAG)


def find_ticked(name: str, catalog: Catalog) -> str:
    """*name* as kind:id: it is that already, or the id of something that can be ticked."""
    if ":" in name or having(name, catalog):
        return find_reference(name, catalog, kinds=TICKED)
    known = [each.id for kind in TICKED if kind in tuple(Kind) for each in catalog.collections[Kind(kind)]]
    remedy = did_you_mean(name, known) or "write kind:id, such as sign:perfectionism; see insight list sign"
    raise UnknownIdError("", [Problem("", f"nothing that can be ticked has the id {quote(name)}", remedy=remedy)])


def in_full(guidance: Guidance) -> Description:
    """The guidance with all that it explains, as somebody reads it who is alone."""
    shown = describe(guidance)
    blocks: list[Block] = []
    for listed, lines in groupby(guidance.explain(full=True).splitlines(), key=lambda line: line.startswith(MARK)):
        if listed:
            blocks.append(Listing(tuple(line.removeprefix(MARK) for line in lines)))
        else:
            blocks += map(Paragraph, lines)
    return Description(shown.title, tuple(blocks))


MARK = "- "
