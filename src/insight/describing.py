"""A value as plain sections, tables and lists: the one place that decides what is shown of it."""

import itertools
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Union

from attrs import evolve, frozen

from insight.care import NOTICE, WORLDWIDE
from insight.catalog import Catalog
from insight.content import (
    Basis,
    ChannelKind,
    Citation,
    Entry,
    Link,
    Resource,
    Source,
    Statement,
    Strategy,
)
from insight.matching import FEW, Guidance, Match, Reason, Remark
from insight.questionnaires import Method, Questionnaire, write_number
from insight.scoring import Result, Score, Status, either

WIDTH = 80


@frozen
class Paragraph:
    """A few sentences."""

    text: str


@frozen
class Listing:
    """Some things in a row, numbered where their order matters."""

    items: tuple[str, ...]
    ordered: bool = False


@frozen
class Table:
    """Rows under named columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Union[Paragraph, Listing, Table, "Description"]


@frozen
class Description:
    """What there is to show of a value: a title, and blocks below it.

    >>> print(Description("Signs", (Paragraph("There are two."), Listing(("one", "two")))).text())
    Signs
    =====
    <BLANKLINE>
    There are two.
    <BLANKLINE>
    - one
    - two
    """

    title: str
    blocks: tuple[Block, ...]

    def text(self, *, width: int = WIDTH) -> str:
        """All of it as plain text, in lines of at most *width* characters."""
        return "\n\n".join("\n".join(lines) for lines in render(self, width, level=0))


def render(description: Description, width: int, *, level: int) -> Iterator[list[str]]:
    """The blocks of a description, each as lines."""
    title = wrap(description.title, width)
    yield [*title, UNDERLINES[level] * max(map(len, title), default=0)]
    for block in description.blocks:
        match block:
            case Description():
                yield from render(block, width, level=min(level + 1, len(UNDERLINES) - 1))
            case Paragraph():
                yield wrap(block.text, width)
            case Listing():
                yield list(render_listing(block, width))
            case Table():
                yield list(render_table(block, width))


UNDERLINES = "=-~"


def wrap(text: str, width: int, *, mark: str = "") -> list[str]:
    """*text* after *mark* in lines of at most *width* characters; ids and addresses stay whole."""
    indent = " " * len(mark)
    return textwrap.wrap(text, width, initial_indent=mark, subsequent_indent=indent, break_on_hyphens=False)


def render_listing(listing: Listing, width: int) -> Iterator[str]:
    """A list as lines."""
    for number, item in enumerate(listing.items, start=1):
        mark = f"{number}. " if listing.ordered else "- "
        yield from wrap(item, width, mark=mark)


def render_table(table: Table, width: int) -> Iterator[str]:
    """A table as lines; cells are wrapped where the columns would be wider than *width*."""
    rows = [table.columns, *table.rows]
    sizes = column_sizes([max(len(row[n]) for row in rows) for n in range(len(table.columns))], width)
    for number, row in enumerate(rows):
        cells = [wrap(cell, size) for cell, size in zip(row, sizes, strict=True)]
        for parts in itertools.zip_longest(*cells, fillvalue=""):
            yield GAP.join(part.ljust(size) for part, size in zip(parts, sizes, strict=True)).rstrip()
        if number == 0:
            yield GAP.join("-" * size for size in sizes)


def column_sizes(wanted: Sequence[int], width: int) -> list[int]:
    """How wide each column is: as wide as its cells, but that the widest give way until all fit."""
    sizes = list(wanted)
    while sum(sizes) + len(GAP) * (len(sizes) - 1) > width:
        sizes[sizes.index(max(sizes))] -= 1
        if max(sizes) == 1:
            break
    return sizes


GAP = "  "


def describe(value: Any, *, catalog: Catalog | None = None) -> Description:
    """What there is to show of an entry, a questionnaire, a result or guidance.

    >>> from insight.loading import load_catalog
    >>> print(describe(load_catalog().domains["career"]).title)
    Career

    Args:
        value: What to show.
        catalog: Where the relations and sources of an entry are looked up; without it they are left out.

    Raises:
        TypeError: If there is no description for such a value.
    """
    match value:
        case Result():
            return describe_result(value)
        case Guidance():
            return describe_guidance(value)
        case Questionnaire():
            return describe_questionnaire(value)
        case Entry():
            return describe_entry(value, catalog)
    raise TypeError(f"there is no description for a {type(value).__name__}")


def with_care(title: str, blocks: Iterable[Block], care: Sequence[Resource], *, hard: bool = False) -> Description:
    """A page with its notice and help: first where it speaks of something hard, else in one closing line."""
    help_line = Paragraph(care_in_words(care))
    if hard:
        return Description(title, (Paragraph(CONTENT_NOTE), help_line, *blocks, Paragraph(NOTICE)))
    return Description(title, (*blocks, Paragraph(NOTICE), help_line))


CONTENT_NOTE = "This speaks of something hard. You do not have to go through it alone."


def describe_report(result: Result, guidance: Guidance) -> Description:
    """What one person reads: the scores, what may help and why, the notice, and help."""
    helping = Description(HELPING, tuple(guidance_blocks(guidance)))
    if guidance.remark is not None and any(score.status == Status.TOO_FEW for score in result):
        helping = evolve(helping, blocks=(Paragraph(MUCH_UNANSWERED), *helping.blocks))
    blocks = (*result_blocks(result), helping)
    return with_care(result_title(result), blocks, guidance.care, hard=speaks_of_hard_things(guidance))


MUCH_UNANSWERED = "Much was left unanswered, so the answers say little."


def describe_result(result: Result) -> Description:
    """The scores in a table, and what they do not say."""
    return with_care(result_title(result), result_blocks(result), result.care)


def result_title(result: Result) -> str:
    """What was asked, in which version."""
    return f"{result.questionnaire.title} {result.questionnaire.version}"


def result_blocks(result: Result) -> Iterator[Block]:
    """The scores, how they come about, and what they do not say."""
    yield Table(SCORE_COLUMNS, tuple(score_row(score) for score in result))
    yield Paragraph(" ".join(questionnaire_rules(result)))
    yield Paragraph(" ".join(dict.fromkeys(line for score in result for line in score.limits())))


SCORE_COLUMNS = ("Scale", "Score", "Range", "Answered", "Between", "Band")


def score_row(score: Score) -> tuple[str, ...]:
    """One line of the table of scores."""
    exact = score.exact
    ends = f"{score.show(exact.low)} to {score.show(exact.high)}"
    return (
        score.scale.name,
        "none" if exact.value is None else score.show(exact.value),
        f"{score.show(exact.minimum)} to {score.show(exact.maximum)}",
        f"{score.answered} of {score.of}",
        "" if score.status == Status.COMPLETE else ends,
        band_in_words(score),
    )


def band_in_words(score: Score) -> str:
    """The band, or why there is none, and what the missing answers leave open."""
    # Where every band is still possible, naming them all says nothing.
    left = either(score.possible_bands) if score.possible_bands != score.scale.bands else ""
    if score.status == Status.TOO_FEW:
        return f"too few answers, {score.required} needed" + (f"; {left}" if left else "")
    if score.band is None:
        return ""
    return f"{score.band.label}; may be {left}" if left and not score.band_settled else score.band.label


def questionnaire_rules(result: Result) -> Iterator[str]:
    """How the scores of a result come about, each rule once, and how to read them."""
    for rule, scores in by_rule(result).items():
        every = "Each score" if len(scores) == len(result) else " and ".join(score.scale.name for score in scores)
        yield f"{every} is {rule}{'' if scores[0].scale.method == Method.COUNT else ' of its items'}."
    if result.scores and all(any(about.startswith("domain:") for about in score.scale.about) for score in result):
        yield "The higher a score, the more insecurity the answers report in that area of life."
    if any(score.status == Status.PRORATED for score in result):
        yield "Where some answers are missing, they are taken to lie where the given ones lie on average."
    if any(score.status != Status.COMPLETE for score in result):
        yield '"Between" is what the score could be, whatever the missing answers are.'


def by_rule(result: Result) -> dict[str, list[Score]]:
    """The scores of a result by how they come about."""
    found: dict[str, list[Score]] = {}
    for score in result:
        found.setdefault(score.resolved.rule, []).append(score)
    return found


def describe_guidance(guidance: Guidance) -> Description:
    """What may help, best first, with reasons; help comes first where something hard is spoken of."""
    return with_care(HELPING, guidance_blocks(guidance), guidance.care, hard=speaks_of_hard_things(guidance))


HELPING = "What may help"


def speaks_of_hard_things(guidance: Guidance) -> bool:
    """Whether a reason that is shown names an entry that is marked as hard."""
    shown = [reasons for found in guidance.matches[:MOST_SHOWN] for reasons in shown_reasons(found)]
    named = [entry for reasons in shown for entry in (reasons[0].eased, *(reason.entry for reason in told(reasons)))]
    return any(getattr(entry, "hard", False) for entry in named)


def guidance_blocks(guidance: Guidance) -> Iterator[Block]:
    """The matches, what helps in general, and what is left out."""
    if guidance.remark is not None:
        yield Paragraph(REMARKS[guidance.remark])
    for number, found in enumerate(guidance.matches[:MOST_SHOWN], start=1):
        yield describe_match(number, found)
    if len(guidance.matches) > MOST_SHOWN:
        yield Paragraph(f"{len(guidance.matches) - MOST_SHOWN} more fit less well.")
    if guidance.general:
        names = "; ".join(strategy.name for strategy in guidance.general)
        yield Paragraph(f"For insecurity in general: {names}.")
    if guidance.incomplete:
        yield Paragraph("Some kinds of steps are not shown yet.")


MOST_SHOWN = 5
MOST_REASONS = 3
REMARKS = {
    Remark.NOT_ENOUGH: "Not enough is known to suggest something that fits.",
    Remark.FEW_SIGNS: "The answers that were given show few signs of insecurity.",
    Remark.NOTHING_FITS: "Nothing else here fits these answers.",
}


def describe_match(number: int, found: Match) -> Description:
    """One strategy as an offer: how well it fits, a first step, and why."""
    strategy = found.strategy
    blocks: list[Block] = [Paragraph(one_line(strategy.summary))]
    if strategy.steps:
        blocks.append(Paragraph(f"You could begin like this: {one_line(strategy.steps[0])}"))
    blocks.append(Listing(tuple(reasons_in_words(found))))
    return Description(f"{number}. {strategy.name} ({found.fit} fit)", tuple(blocks))


def reasons_in_words(found: Match) -> Iterator[str]:
    """Why a strategy is there, link by link: what it may help with, on whose word, and what was reported."""
    for reasons in shown_reasons(found):
        link = reasons[0].link
        a_little = "" if any(reason.exact >= FEW for reason in reasons) else "a little "
        yield (
            f"It may help with: {name_of(reasons[0].eased)}. {BASES[link.basis]} ({cite(link.citations)}). "
            f"Your answers speak {a_little}of: {'; '.join(name_of(reason.entry) for reason in told(reasons))}."
        )


def shown_reasons(found: Match) -> list[list[Reason]]:
    """The reasons by link, the weightiest links first, as many as are shown."""
    by_link: dict[Link, list[Reason]] = {}
    for reason in found.reasons:
        by_link.setdefault(reason.link, []).append(reason)
    return list(by_link.values())[:MOST_REASONS]


def told(reasons: list[Reason]) -> list[Reason]:
    """Of the reasons of one link those that are named: what is clearly reported, or else what is a little."""
    clear = [reason for reason in reasons if reason.exact >= FEW]
    return (clear or reasons)[:MOST_REASONS]


def name_of(entry: Entry) -> str:
    """What people call an entry."""
    return str(getattr(entry, "name", entry.id))


BASES = {
    Basis.SOURCE: "So a source says",
    Basis.INFERRED: "So we read a source",
    Basis.LITERATURE: "So studies say",
    Basis.EDITORIAL: "So we think",
}


def cite(citations: Iterable[Citation]) -> str:
    """Citations in a line."""
    return "; ".join(", ".join(filter(None, (citation.source, citation.place))) for citation in citations)


def care_in_words(care: Sequence[Resource]) -> str:
    """Where help can be found, in a line."""
    ways = "; ".join(f"{resource.name}: {ways_in_words(resource)}" for resource in care)
    unverified = any(resource.last_verified is None for resource in care)
    check = " Nobody has verified these for us: check before use." if unverified else ""
    return f"If things are hard or you are in danger, help is there. {ways}.{check}"


def ways_in_words(resource: Resource) -> str:
    """How to reach a resource."""
    verbs = {ChannelKind.WEB: "", ChannelKind.PHONE: "call ", ChannelKind.TEXT: "text "}
    return ", ".join(verbs[ChannelKind(way.kind)] + (way.display or way.value) for way in resource.channels)


def describe_questionnaire(questionnaire: Questionnaire) -> Description:
    """What is asked, and how it is scored."""
    options = dict.fromkeys(questionnaire.responses_of(item) for item in questionnaire.items)
    blocks: list[Block] = [Paragraph(questionnaire.instructions)] if questionnaire.instructions else []
    blocks.append(Table(("Item", "Text"), tuple((item.id, item.text) for item in questionnaire.items)))
    for responses in options:
        shown = [f"{write_number(option.value)} {option.label}" for option in responses.options]
        shown += [f"{write_number(option.value)} {option.label} (counts as unanswered)" for option in responses.missing]
        blocks.append(Paragraph(f"Answers: {', '.join(shown)}."))
    rows = tuple(
        (
            scale.scale.name,
            scale.rule,
            f"{scale.scale.required} of {scale.of}",
            " ".join(keys_in_words(scale.scale.items)),
        )
        for scale in questionnaire.resolved
    )
    blocks.append(Table(("Scale", "Score", "Needs", "Items (a minus: keyed in reverse)"), rows))
    return Description(f"{questionnaire.title} {questionnaire.version}", (*blocks, Paragraph(NOTICE)))


def keys_in_words(keys: Iterable[Any]) -> Iterator[str]:
    """Keys in short form."""
    for key in keys:
        weight = "" if key.weight == 1 else f" (weight {write_number(key.weight)})"
        yield f"{'-' * key.reverse}{key.item}{weight}"


def describe_entry(entry: Entry, catalog: Catalog | None) -> Description:
    """An entry with its texts, and, where a catalog is at hand, its relations and sources."""
    blocks: list[Block] = list(texts_of(entry))
    if catalog is not None:
        blocks += relations_of(entry, catalog)
        blocks += sources_of(entry, catalog)
    if getattr(entry, "hard", False):
        return with_care(name_of(entry), blocks, WORLDWIDE, hard=True)
    return Description(name_of(entry), tuple(blocks))


def texts_of(entry: Entry) -> Iterator[Block]:
    """What an entry itself says."""
    called = getattr(entry, "also_called", ())
    yield Paragraph(f"{entry.reference}{': also called ' * bool(called)}{', '.join(called)}")
    for name in ("question", "summary"):
        if text := getattr(entry, name, ""):
            yield Paragraph(one_line(text))
    match entry:
        case Strategy():
            if entry.suits:
                yield Paragraph(f"When it fits: {one_line(entry.suits)}")
            if entry.steps:
                yield Description("Steps", (Listing(tuple(map(one_line, entry.steps)), ordered=True),))
        case Resource():
            yield Listing(
                (ways_in_words(entry), f"hours: {entry.hours}", f"region: {entry.region}", check_before_use(entry))
            )
        case Source():
            yield Listing(tuple(source_facts(entry)))
    for name, title in STATEMENTS.items():
        if statements := getattr(entry, name, ()):
            yield Description(title, (Listing(tuple(map(state, statements))),))


STATEMENTS = {
    "examples": "Examples",
    "origins": "What may lie behind it",
    "in_childhood": "In childhood",
    "in_adulthood": "In adulthood",
}


def state(statement: Statement) -> str:
    """A statement with where it comes from."""
    return f"{one_line(statement.text)} ({cite(statement.citations)})"


def check_before_use(resource: Resource) -> str:
    """When somebody last looked, or that nobody did."""
    if resource.last_verified is None:
        return "not verified: check before use"
    return f"verified on {resource.last_verified}, to be looked at again by {resource.review_by}"


def source_facts(source: Source) -> Iterator[str]:
    """What is known of a source."""
    facts = {
        "by": ", ".join(source.authors),
        "in": source.container,
        "year": str(source.year or ""),
        "kind": str(source.evidence),
        "doi": source.doi,
        "address": source.url,
        "interest": source.interest,
    }
    yield from (f"{name}: {fact}" for name, fact in facts.items() if fact)


def relations_of(entry: Entry, catalog: Catalog) -> Iterator[Block]:
    """The links of an entry, in words."""
    here = entry.reference
    lines = [
        f"{link.relation} {link.object}" if link.subject == here else f"{link.subject} {link.relation} this"
        for link in catalog.links(entry)
        if not any(end.startswith("condition:") for end in (link.subject, link.object))
    ]
    if lines:
        yield Description("Relations", (Listing(tuple(lines)),))


def sources_of(entry: Entry, catalog: Catalog) -> Iterator[Block]:
    """The sources of an entry, by title and place."""
    cited = [
        f"{catalog.sources[citation.source].title}; {citation.place}".rstrip("; ")
        for citation in getattr(entry, "citations", ())
    ]
    if cited:
        yield Description("Sources", (Listing(tuple(cited)),))


def one_line(text: str) -> str:
    """*text* without line breaks."""
    return " ".join(text.split())
