"""The commands that look at content: `list`, `search`, `help` and `show`."""

import argparse
import datetime as dt
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any

from insight.care import WORLDWIDE, Help, care_in_words
from insight.catalog import Catalog
from insight.cli.inputs import is_file_name, read_catalog
from insight.cli.output import OK, complain, show, write_rows
from insight.content import ENTRY_CLASSES, Kind, split_reference
from insight.describing import describe, name_of
from insight.errors import Problem, UnknownIdError, quote
from insight.loading import load_questionnaire


def add_commands(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the four commands to the parser."""
    add_list(add("list", help="list the entries of a kind, or the kinds"))
    add_search(add("search", help="find entries that speak of something"))
    add_help(add("help", help="show where help can be found"))
    add_show(add("show", help="show an entry or a questionnaire"))


def add_list(parser: argparse.ArgumentParser) -> None:
    """What `list` takes."""
    parser.add_argument("kind", metavar="KIND", nargs="?", help=f"one of: {', '.join(Kind)}")
    parser.add_argument(
        "--in", dest="within", metavar="REFERENCE", help="only those that are tied to this domain, or to kind:id"
    )
    parser.set_defaults(run=run_list)


def add_search(parser: argparse.ArgumentParser) -> None:
    """What `search` takes."""
    parser.add_argument("words", metavar="WORDS", nargs="+", help="what to look for, such as: say no")
    parser.add_argument("--kind", metavar="KIND", help=f"only entries of this kind: {', '.join(ENTRY_CLASSES)}")
    parser.add_argument("--limit", metavar="N", type=int, default=10, help="at most so many entries (10)")
    parser.set_defaults(run=run_search)


def add_help(parser: argparse.ArgumentParser) -> None:
    """What `help` takes."""
    parser.add_argument("place", metavar="REGION", nargs="?", help="the same as --region")
    parser.add_argument("--region", metavar="REGION", help="two letters, such as GB; help is worldwide without it")
    parser.set_defaults(run=run_help)


def add_show(parser: argparse.ArgumentParser) -> None:
    """What `show` takes."""
    parser.add_argument(
        "reference", metavar="REFERENCE", help="kind:id, such as sign:perfectionism; or a questionnaire's file"
    )
    parser.set_defaults(run=run_show)


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


def find_reference(name: str, catalog: Catalog, *, kinds: Collection[str] = tuple(Kind)) -> str:
    """*name* as kind:id: it is that already, or the id of a domain, or one that a single one of *kinds* has."""
    domain = f"{Kind.DOMAIN}:{name}"
    having = [each for each in catalog.references(name) if split_reference(each)[0] in kinds]
    if ":" in name or domain in having or not having:
        return name if ":" in name else domain
    if len(having) > 1:
        problem = Problem("", f"{quote(name)} is the id of more than one", remedy=f"write {' or '.join(having)}")
        raise UnknownIdError("", [problem])
    return having[0]


def find_kind(name: str, kinds: Sequence[Kind]) -> Kind:
    """The kind that is called *name*."""
    if name not in kinds:
        raise UnknownIdError.of_word("kind", name, kinds)
    return Kind(name)


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
    found = find_help(region, read_catalog(given))
    show([describe(found).text(), "\n"])
    if not region:
        complain("how to use the command: insight --help")
    return OK


def find_help(region: str | None, catalog: Catalog) -> Help:
    """Where help can be found in *region* and anywhere; it is said where none is recorded for the region alone."""
    found = catalog.help(region, today=today())
    if region and all(resource.worldwide for resource in found):
        complain(f"no help is recorded for {quote(region)} alone; this is for anywhere")
    return found


def today() -> dt.date:
    """The day: the library itself knows no clock, so it is the command's to say."""
    return dt.datetime.now(tz=dt.UTC).date()


def run_show(given: argparse.Namespace, _: argparse.ArgumentParser) -> int:
    """Write all that there is to an entry."""
    catalog = read_catalog(given)
    if is_file_name(given.reference):
        shown = describe(load_questionnaire(given.reference), catalog=catalog)
    else:
        name = given.reference
        if ":" not in name and catalog.references(name):
            name = find_reference(name, catalog)
        shown = describe(catalog[name], catalog=catalog, today=today())
    show([shown.text(), "\n"])
    return OK
