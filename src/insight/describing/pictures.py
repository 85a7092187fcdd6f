"""Pictures as SVG: black on white or white on black, as the page is, with nothing told by color alone."""

from collections.abc import Iterable, Iterator
from fractions import Fraction
from html import escape

from insight.describing.by_hand import in_decimals
from insight.describing.description import Picture, Table
from insight.scoring import Score

WIDTH, EDGE = 480, 16
# How much room a letter takes at most, at this size of the font.
LETTER, FONT = 8, 13
LINE, ABOVE, BELOW = 36, 18, 60
HEIGHT = 68


def draw_score(score: Score) -> Picture:
    """Where a score lies in its possible range: the bands, what the missing answers leave open, and the value."""
    size = f'width="{WIDTH}" viewBox="0 0 {WIDTH} {HEIGHT}"'
    return drawing(score.scale.name, facts_of(score), shapes_of(score), size)


def drawing(title: str, facts: Table, shapes: Iterable[str], size: str) -> Picture:
    """*shapes* as one picture of this *size*, whose facts are read out as well as shown."""
    told = "; ".join(": ".join(filter(None, row)) for row in facts.rows)
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" role="img" {size} fill="none" stroke="currentColor"'
    lines = (f'{opening} font-size="{FONT}">', f"<title>{escape(f'{title}: {told}')}</title>", *shapes, "</svg>")
    return Picture("\n".join(lines), facts)


def facts_of(score: Score) -> Table:
    """What the picture shows, in words and numbers."""
    exact = score.exact
    rows = [("possible range", between(score, exact.minimum, exact.maximum))]
    bands = enumerate(score.scale.bands, start=1)
    rows += [(f"band {number}, “{band.label}”", f"from {in_decimals(band.start)}") for number, band in bands]
    if score.answered < score.of:
        rows.append(("whatever the missing answers are", between(score, exact.low, exact.high)))
    rows.append(("score", "none" if exact.value is None else score.show(exact.value)))
    return Table(("What", "Where"), tuple(rows), caption=f"{score.scale.name} ({legend(score)})")


def legend(score: Score) -> str:
    """What the shapes are."""
    ring = "no score" if score.exact.value is None else "ring: the score"
    return ring if score.answered == score.of else f"{ring}; dashes: what the missing answers leave open"


def between(score: Score, low: Fraction, high: Fraction) -> str:
    """Two ends, as people read them."""
    return f"{score.show(low)} to {score.show(high)}"


def shapes_of(score: Score) -> Iterator[str]:
    """The range as a line with its ends, a stroke where a band begins, a bar for what is open, a ring for the value."""
    exact = score.exact
    yield path(f"M{at(score, exact.minimum)} {LINE}H{at(score, exact.maximum)}")
    edges = [exact.minimum, *(band.start for band in score.scale.bands[1:]), exact.maximum]
    yield path("".join(f"M{at(score, edge)} {LINE - 6}v12" for edge in edges))
    yield text(0, ABOVE, score.show(exact.minimum), anchor="start")
    yield text(WIDTH, ABOVE, score.show(exact.maximum), anchor="end")
    for number, band in enumerate(score.scale.bands):
        start, end = (at(score, edge) for edge in edges[number : number + 2])
        # A label that is wider than its band would run into the next one; the facts hold it.
        label = band.label if len(band.label) * LETTER <= end - start else str(number + 1)
        yield text((start + end) / 2, BELOW, label)
    if score.answered < score.of:
        # Dashes, so that it does not pass for a bar that reaches so far.
        yield path(f"M{at(score, exact.low)} {LINE}H{at(score, exact.high)}", width=5, dashes=' stroke-dasharray="5 4"')
    if exact.value is not None:
        yield ring(at(score, exact.value), LINE)


def at(score: Score, exact: Fraction) -> float:
    """How far to the right a number stands."""
    ends = score.exact
    return round(EDGE + float((exact - ends.minimum) / (ends.maximum - ends.minimum)) * (WIDTH - 2 * EDGE), 1)


def path(drawn: str, *, width: int = 1, dashes: str = "") -> str:
    """A line."""
    return f'<path d="{drawn}" stroke-width="{width}"{dashes}/>'


def ring(x: float, y: float) -> str:
    """Where the value is."""
    return f'<circle cx="{x}" cy="{y}" r="8" stroke-width="3"/>'


def text(x: float, y: int, shown: str, *, anchor: str = "middle") -> str:
    """A word, of which *anchor* stands at *x*."""
    return f'<text x="{x:g}" y="{y}" text-anchor="{anchor}" fill="currentColor" stroke="none">{escape(shown)}</text>'
