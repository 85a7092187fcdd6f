"""Missing answers and bands: rules that nobody thought of, bands that nobody reaches, labels that claim too much."""

import itertools
from collections.abc import Iterator
from fractions import Fraction

from insight.errors import Problem, Severity, quote
from insight.linting.attainable import Scores, scores_with_bands
from insight.linting.rules import Rule
from insight.linting.words import CONDITION, SEVERITY
from insight.questionnaires import Band, Questionnaire, ResolvedScale, write_decimal, write_number

# With more items than this, somebody will leave one out.
MANY = 10
# As many decimals as reports show.
DECIMALS = 2
MOST_SHOWN = 10


def low_min_answered(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Scores that come from less than half of the items."""
    for scale in questionnaire.scales:
        if scale.required * 2 < len(scale.items):
            message = f"{scale.required} of {len(scale.items)} answers are enough, which is less than half"
            remedy = f"ask for {(len(scale.items) + 1) // 2} at least"
            yield Problem(f"scales.{scale.id}.min_answered", message, remedy=remedy)


def no_missing_rule(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Long scales that have no score as soon as one answer is missing, without their author saying so."""
    for scale in questionnaire.scales:
        if scale.min_answered is None and len(scale.items) > MANY:
            message = f"nothing is said about missing answers, so one of {len(scale.items)} takes the score away"
            remedy = f"write min_answered: a share such as '4/5', or {len(scale.items)} where all are needed"
            yield Problem(f"scales.{scale.id}.min_answered", message, remedy=remedy)


def stretches(resolved: ResolvedScale) -> Iterator[tuple[int, Band, Fraction | None]]:
    """Each band with its number and with where it ends; the last one has no end."""
    bands = resolved.scale.bands
    ends: list[Fraction | None] = [*(band.start for band in bands[1:]), None]
    yield from ((n, band, end) for n, (band, end) in enumerate(zip(bands, ends, strict=True)))


def unreachable_bands(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Bands in which no score can lie."""
    for scores in scores_with_bands(questionnaire):
        # What is not known could lie there.
        for n, band, end in stretches(scores.resolved) if scores.whole else ():
            if not any(each.any_between(band.start, end) for each in scores.known):
                place = f"scales.{scores.resolved.id}.bands[{n}]"
                yield Problem(place, f"no answers lead into {quote(band.label)}", remedy="move its start, or drop it")


def hidden_edges(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Starts of bands that lie so little above a score that both look the same when they are rounded."""
    for scores in scores_with_bands(questionnaire):
        for n, band in enumerate(scores.resolved.scale.bands):
            found = [score for each in scores.known if (score := each.below(band.start)) is not None]
            if found and shown(max(found)) == shown(band.start):
                yield hidden_edge(f"scales.{scores.resolved.id}.bands[{n}].start", band, max(found))


def shown(value: Fraction) -> str:
    """A score as it is read: rounded."""
    return write_decimal(value, DECIMALS)


def hidden_edge(place: str, band: Band, below: Fraction) -> Problem:
    """The problem of a band that starts just above a score."""
    score = write_number(below)
    message = f"{quote(band.label)} starts just above a possible score, {score}, and both read {shown(below)}"
    return Problem(place, message, remedy=f"start at {score!r} if that score is to be in the band")


def severity_labels(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Labels that weigh or judge, on nobody's word."""
    for place, band in labeled(questionnaire):
        if not band.citations and (found := SEVERITY.search(band.label)):
            message = f"{quote(found[0])} judges, and nothing is cited for it"
            yield Problem(place, message, remedy="cite who says so, or write 'lower', 'middle' or 'higher'")


def diagnosis_labels(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Labels of bands that name a disorder, and names of scales that are one on nobody's word."""
    named = [(place, CONDITION.search(band.label)) for place, band in labeled(questionnaire)]
    uncited = [scale for scale in questionnaire.scales if not scale.citations]
    named += [(f"scales.{scale.id}.name", CONDITION.fullmatch(scale.name)) for scale in uncited]
    for place, found in named:
        if found:
            message = f"{quote(found[0])} is a diagnosis, which no score is"
            yield Problem(place, message, remedy="say where the answers lie, such as 'higher', or what they speak of")


def labeled(questionnaire: Questionnaire) -> Iterator[tuple[str, Band]]:
    """Each band with the place of its label."""
    for scale in questionnaire.scales:
        yield from ((f"scales.{scale.id}.bands[{n}].label", band) for n, band in enumerate(scale.bands))


def uneven_bands(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Bands of unequal width, on nobody's word."""
    for scores in scores_with_bands(questionnaire):
        bands = scores.resolved.scale.bands
        if len(bands) > 1 and not any(band.citations for band in bands) and not are_even(scores):
            message = "the bands are not equally wide, and nothing is cited for where they start"
            starts = ", ".join(map(write_number, even_starts(scores.resolved)[:MOST_SHOWN]))
            remedy = f"cite who says so, or start them at {starts}"
            yield Problem(f"scales.{scores.resolved.id}.bands", message, remedy=remedy)


def even_starts(resolved: ResolvedScale) -> list[Fraction]:
    """Where bands of equal width start."""
    step = (resolved.maximum - resolved.minimum) / len(resolved.scale.bands)
    return [resolved.minimum + step * n for n in range(len(resolved.scale.bands))]


def are_even(scores: Scores) -> bool:
    """Whether the bands are as wide as each other, or hold as many scores as each other, or nearly so."""
    starts = [band.start for band in scores.resolved.scale.bands]
    widths = [after - before for before, after in itertools.pairwise([*starts, scores.resolved.maximum])]
    whole = scores.complete
    if whole is None:
        return max(widths) == min(widths)
    # A score more or less is no matter of taste: their number may not be divisible.
    counts = [whole.count_between(band.start, end) for _, band, end in stretches(scores.resolved)]
    return max(counts) - min(counts) <= 1 or max(widths) - min(widths) <= 1 / whole.unit


RULES = (
    Rule("low-min-answered", Severity.WARNING, "a score from less than half of the items", low_min_answered),
    Rule("no-missing-rule", Severity.WARNING, "a long scale that says nothing about missing answers", no_missing_rule),
    Rule("unreachable-band", Severity.WARNING, "a band in which no score can lie", unreachable_bands),
    Rule("band-edge-rounding", Severity.WARNING, "a band that starts just above a score", hidden_edges),
    Rule(
        "severity-label",
        Severity.WARNING,
        "a band whose label judges without a citation",
        severity_labels,
        english=True,
    ),
    Rule(
        "diagnosis-label",
        Severity.ERROR,
        "a label that names a disorder",
        diagnosis_labels,
        english=True,
    ),
    Rule("uneven-bands", Severity.WARNING, "bands of unequal width without a citation", uneven_bands),
)
