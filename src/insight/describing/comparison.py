"""What there is to show of two versions of a questionnaire: the verdict, and every change."""

from insight.comparing import Change, Comparison
from insight.comparing.comparison import MEANS
from insight.describing.description import Block, Description, Paragraph, Table
from insight.describing.words import filled


def describe_comparison(comparison: Comparison) -> Description:
    """What stored scores are good for, scale by scale where they differ, and every change."""
    old, new = comparison.old, comparison.new
    title = f"From {old.title} {old.version} to {new.title} {new.version}"
    blocks: list[Block] = [
        Paragraph(f"{comparison.verdict.capitalize()}. {MEANS[comparison.verdict]}"),
        changes_table(comparison),
    ]
    if any(verdict != comparison.verdict for verdict in comparison.scales.values()):
        verdicts = tuple((scale, str(verdict)) for scale, verdict in comparison.scales.items())
        blocks.append(Table(("Scale", "Stored scores"), verdicts, caption="Scale by scale"))
    return Description(title, tuple(blocks))


def changes_table(comparison: Comparison) -> Table | Paragraph:
    """Every change, what matters most first."""
    changes = sorted(comparison.changes, key=lambda change: -change.verdict.rank)
    if not changes:
        return Paragraph("Nothing changed.")
    return filled(Table(("Place", "Before", "Now", "What it means"), tuple(map(row_of, changes)), caption="Changes"))


def row_of(change: Change) -> tuple[str, ...]:
    """A change in cells."""
    guess = " (that it was renamed is a guess)" if change.guessed else ""
    return change.place, change.old, change.new, f"{change.meaning} ({change.subject}){guess}"
