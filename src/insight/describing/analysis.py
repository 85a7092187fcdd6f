"""What the answers of a sample say about a questionnaire: what may be wrong, then each scale and its items."""

from collections.abc import Iterator

from attrs import evolve

from insight.care import WORLDWIDE
from insight.describing.description import Block, Description, Listing, Paragraph, Table
from insight.describing.words import in_a_cell, with_care
from insight.item_analysis import FOR_GROUPS, Analysis, ItemAnalysis, ScaleAnalysis


def describe_analysis(analysis: Analysis) -> Description:
    """The findings, the scales in a table, each scale's items in another, and how to read them."""
    asked = analysis.questionnaire
    title = f"{asked.title} {asked.version}: items in a sample of {analysis.rows} {plural('row', analysis.rows)}"
    blocks = (Paragraph(FOR_GROUPS), describe_findings(analysis), *scale_blocks(analysis))
    return evolve(with_care(title, blocks, WORLDWIDE), data=Table(DATA, tuple(data_rows(analysis))))


DATA = ("scale", "item", "answers", "missing", "mean", "sd", "floor", "ceiling", "item-rest r", "alpha if dropped")


def data_rows(analysis: Analysis) -> Iterator[tuple[str, ...]]:
    """The items of each scale for programs, with whole floats; an empty cell where a number cannot be had."""
    for scale in analysis:
        for item in scale.items:
            numbers = (item.mean, item.sd, item.floor, item.ceiling, item.item_rest_r, item.alpha_if_dropped)
            yield scale.id, item.id, str(item.n), str(item.missing), *map(in_a_cell, numbers)


def plural(word: str, count: int) -> str:
    """*word* as it goes with a count."""
    return word if count == 1 else f"{word}s"


def describe_findings(analysis: Analysis) -> Description:
    """What may be wrong."""
    told = Listing(tuple(map(str, analysis.findings))) if analysis.findings else Paragraph(NOTHING_FOUND)
    return Description("What may be wrong", (told,))


NOTHING_FOUND = (
    "Nothing was found in this sample. That is no proof that all is well: in small samples a wrong key seldom shows."
)


def scale_blocks(analysis: Analysis) -> Iterator[Block]:
    """The scales, one by one."""
    rows = tuple((scale.name, *scale_row(scale)) for scale in analysis)
    yield Description("Scales", (Table(SCALE_COLUMNS, rows), Paragraph(ABOUT_SCALES), *why_none(analysis.scales)))
    for scale in analysis:
        items = Table(ITEM_COLUMNS, tuple((item.id, *item_row(item)) for item in scale.items))
        yield Description(scale.name, (items, *why_none(scale.items)))
    yield Paragraph(ABOUT_ITEMS)


SCALE_COLUMNS = ("Scale", "Rows", "Complete", "Floor", "Ceiling", "Mean r", "Alpha", "95 % interval")
ITEM_COLUMNS = ("Item", "Answers", "Missing", "Mean", "SD", "Floor", "Ceiling", "r", "Alpha")
ABOUT_SCALES = (
    "Rows have some answer in the scale, complete ones have all; floor and ceiling are the shares of complete rows "
    "with every item at its lowest or highest. Mean r is the mean correlation between two items. Alpha tells how "
    "closely the items go together in this sample, not what they measure; weights play no part in it, and items "
    "without spread are left out. Its interval holds for large samples."
)
ABOUT_ITEMS = (
    "Means are of keyed answers, turned round where the key is in reverse. Floor and ceiling are the shares of the "
    "lowest and the highest answer; r is the correlation with the rest of the scale, without the item itself; alpha "
    "is what it would be without the item."
)


def scale_row(scale: ScaleAnalysis) -> tuple[str, ...]:
    """One line of the table of scales, but for its name."""
    ends = (scale.alpha_low, scale.alpha_high)
    return (
        str(scale.n),
        str(scale.complete),
        percent(scale.floor),
        percent(scale.ceiling),
        decimals(scale.mean_r),
        decimals(scale.alpha),
        NONE if None in ends else " to ".join(map(decimals, ends)),
    )


def item_row(item: ItemAnalysis) -> tuple[str, ...]:
    """One line of the table of items, but for the id."""
    return (
        str(item.n),
        str(item.missing),
        decimals(item.mean),
        decimals(item.sd),
        percent(item.floor),
        percent(item.ceiling),
        decimals(item.item_rest_r),
        decimals(item.alpha_if_dropped),
    )


def decimals(value: float | None) -> str:
    """A number with two decimals, or a word."""
    # What rounds to 0 from below is no less than 0 to a reader.
    return NONE if value is None else f"{value:.2f}".replace("-0.00", "0.00")


def percent(value: float | None) -> str:
    """A share in percent, or a word; what is not 0 is not shown as 0."""
    if value is None:
        return NONE
    return "<1%" if 0 < value < HALF_A_PERCENT else f"{value:.0%}"


HALF_A_PERCENT = 0.005


NONE = "none"


def why_none(values: tuple[ScaleAnalysis, ...] | tuple[ItemAnalysis, ...]) -> Iterator[Block]:
    """Why numbers are missing: each reason with what it is about, all that lack the same together."""
    lines: dict[str, list[str]] = {}
    for value in values:
        for reason, names in lacking(value).items():
            lines.setdefault(f"no {', '.join(names)}, since {reason}.", []).append(label_of(value))
    if lines:
        yield Listing(tuple(f"{', '.join(labels)}: {line}" for line, labels in lines.items()))


def lacking(value: ScaleAnalysis | ItemAnalysis) -> dict[str, list[str]]:
    """By reason, the columns in which a scale or an item has no number."""
    found: dict[str, dict[str, None]] = {}
    for name, reason in value.reasons:
        found.setdefault(reason, {})[LABELS[name]] = None
    return {reason: list(names) for reason, names in found.items()}


LABELS = {
    "mean": "mean",
    "sd": "SD",
    "floor": "floor",
    "ceiling": "ceiling",
    "item_rest_r": "r",
    "alpha_if_dropped": "alpha",
    "mean_r": "mean r",
    "alpha": "alpha",
    "alpha_se": "interval",
    "alpha_low": "interval",
    "alpha_high": "interval",
}


def label_of(value: ScaleAnalysis | ItemAnalysis) -> str:
    """What the row of a scale or an item is called."""
    return value.name if isinstance(value, ScaleAnalysis) else value.id
