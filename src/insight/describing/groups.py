"""The scores of groups: a table for each scale, without numbers of small groups, and how to read it."""

from collections.abc import Iterator

from attrs import evolve

from insight.care import WORLDWIDE
from insight.describing.analysis import decimals, percent
from insight.describing.description import Block, Description, Paragraph, Table
from insight.describing.words import in_a_cell, with_care
from insight.errors import printable
from insight.frames import GroupScores, GroupSummary, Hidden
from insight.frames.values import ABOUT_GROUPS
from insight.questionnaires import Scale
from insight.scoring import score


def describe_groups(summary: GroupSummary) -> Description:
    """The groups on each scale, all of them together, and what the numbers do not tell."""
    asked = summary.questionnaire
    blocks: list[Block] = [Paragraph(ABOUT_GROUPS)]
    blocks += [Description(scale.name, (on_scale(summary, scale),)) for scale in scales_of(summary)]
    blocks += [Paragraph(ABOUT_NUMBERS), *hidden_in_words(summary), Paragraph(" ".join(score(asked, {}).limits()))]
    title = f"{asked.title} {asked.version}: scores by {', '.join(summary.by)}"
    return evolve(with_care(title, blocks, WORLDWIDE), data=data_of(summary))


def scales_of(summary: GroupSummary) -> list[Scale]:
    """The scales that it tells of."""
    told = {total.scale for total in summary.totals}
    return [scale for scale in summary.questionnaire.scales if scale.id in told]


def on_scale(summary: GroupSummary, scale: Scale) -> Block:
    """The groups on a scale, or why none of them is shown."""
    (total,) = (each for each in summary.totals if each.scale == scale.id)
    return Paragraph(SHARING) if total.hidden is Hidden.SHARING else Table(*columns_and_rows(summary, scale))


SHARING = (
    "Not shown: it shares items with a scale above, and not the same people have scores on both. From the numbers of "
    "both, somebody's own could be had. Ask for this scale without the other to see it."
)


def columns_and_rows(summary: GroupSummary, scale: Scale) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The groups on a scale, for people."""
    told = [each for each in (*summary.rows, *summary.totals) if each.scale == scale.id]
    labels = list(dict.fromkeys(label for each in told for label in each.bands or ()))
    columns = (*summary.by, "Scores", "Of rows", "Mean", "SD", *labels)
    return columns, tuple((*names_of(each, summary), *numbers_of(each, labels)) for each in told)


def names_of(row: GroupScores, summary: GroupSummary) -> Iterator[str]:
    """What a group is called."""
    if not row.group:
        yield from ("all groups", *[""] * (len(summary.by) - 1))
    # What stands in a column could steer a terminal.
    yield from (printable(str(value)) if in_a_cell(value) else "(empty)" for value in row.group)


def numbers_of(row: GroupScores, labels: list[str]) -> Iterator[str]:
    """The numbers of a group, or that it has none to show."""
    if row.hidden:
        yield "too few" if row.hidden is Hidden.FEW else "not shown"
        yield from [""] * (3 + len(labels))
        return
    bands = row.bands or {}
    yield from (str(row.n), percent(row.scored), decimals(row.mean), decimals(row.sd))
    yield from (percent(bands[label]) if label in bands else "" for label in labels)


ABOUT_NUMBERS = (
    "Scores are the rows that have one, then the share that these are of all rows of the group. SD is the standard "
    "deviation. The shares of bands are of the scores. Where all of a group are alike, its numbers tell of each."
)


def hidden_in_words(summary: GroupSummary) -> Iterator[Block]:
    """Why some groups have no numbers."""
    if any(row.hidden in {Hidden.FEW, Hidden.BESIDE} for row in (*summary.rows, *summary.totals)):
        few = f"A group with fewer than {summary.at_least} scores on a scale has no numbers here."
        yield Paragraph(f"{few} Where they could be had from the others and the total, more are not shown.")


def data_of(summary: GroupSummary) -> Table:
    """All of it in a table for programs, with whole floats; an empty cell where there is no number."""
    rows = [*summary.rows, *summary.totals]
    labels = list(dict.fromkeys(band.label for scale in summary.questionnaire.scales for band in scale.bands))
    columns = (*summary.by, "scale", "of", "hidden", "n", "scored", "mean", "sd", *(f"in {label}" for label in labels))
    return Table(columns, tuple((*keys_of(row, summary), *cells_of(row, labels)) for row in rows))


def keys_of(row: GroupScores, summary: GroupSummary) -> Iterator[str]:
    """The values of a group; nothing for all of them."""
    yield from (in_a_cell(value) for value in row.group or (None,) * len(summary.by))


def cells_of(row: GroupScores, labels: list[str]) -> Iterator[str]:
    """What a program reads of a group."""
    bands = row.bands or {}
    yield from (row.scale, "group" if row.group else "all groups", in_a_cell(row.hidden))
    yield from (in_a_cell(each) for each in (row.n, row.scored, row.mean, row.sd))
    yield from (in_a_cell(bands.get(label)) for label in labels)
