"""What a person reads: scores, what may help and why, the notice, and help."""

from collections.abc import Iterator, Sequence
from typing import Any

from attrs import evolve

from insight.care import care_in_words, with_worldwide
from insight.catalog import Catalog
from insight.content.words import one_line
from insight.describing.codebook import hard_things
from insight.describing.description import Block, Description, Listing, Paragraph, Table
from insight.describing.pictures import draw_score
from insight.describing.words import filled, in_a_cell, with_care
from insight.matching import Guidance, Match
from insight.matching.wording import (
    MOST_SHOWN,
    begin_with,
    beside_the_matches,
    help_shown,
    reasons_in_words,
    remark_in_words,
    said_first,
)
from insight.questionnaires import Method
from insight.scoring import Result, Score, Status, either


def describe_report(result: Result, guidance: Guidance) -> Description:
    """What one person reads: the scores, what may help and why, the notice, and help."""
    blocks = (*result_blocks(result), helping([result], guidance))
    return with_care(result_title(result), blocks, **care_of([result], guidance))


def describe_reports(results: Sequence[Result], guidance: Guidance) -> Description:
    """What one person reads of several questionnaires: the scores of each; what may help, notice and help once."""
    sections = [Description(result_title(result), tuple(result_blocks(result))) for result in results]
    blocks = (*sections, helping(results, guidance))
    return with_care(OF_SEVERAL, blocks, **care_of(results, guidance))


OF_SEVERAL = "What the answers say"


def care_of(results: Sequence[Result], guidance: Guidance) -> dict[str, Any]:
    """The help of some results and their guidance, with what is said first where something is hard."""
    hard = [entry for result in results for entry in hard_things(result.questionnaire, guidance.catalog)]
    own = [resource for result in results for resource in result.care]
    care = with_worldwide([*own, *help_shown(guidance, full=False), *guidance.catalog.help_with(hard)])
    return {"care": tuple(dict.fromkeys(care)), "first": said_first(guidance), "hard": bool(hard)}


def helping(results: Sequence[Result], guidance: Guidance) -> Description:
    """What may help, and whether there was little to go by."""
    items = sum(len(result.questionnaire.items) for result in results)
    unanswered = sum(len(result.unanswered) for result in results)
    little = [Paragraph(MUCH_UNANSWERED)] * (unanswered * 2 > items)
    return Description(HELPING, (*little, *guidance_blocks(guidance)))


MUCH_UNANSWERED = "Much was left unanswered, so the answers say little."


def describe_result(result: Result, catalog: Catalog | None) -> Description:
    """The scores in a table and as pictures, and what they do not say; help first where it is about something hard."""
    blocks = (*result_blocks(result), *map(draw_score, result))
    hard = hard_things(result.questionnaire, catalog)
    care = with_worldwide([*result.care, *(catalog.help_with(hard) if catalog else ())])
    return evolve(with_care(result_title(result), blocks, care, hard=bool(hard)), data=score_data(result))


def score_data(result: Result) -> Table:
    """The scores for programs, each number the nearest float to its fraction; notice and help in each row."""
    beside = result.notice, care_in_words(result.care)
    rows = ((each.id, *map(in_a_cell, facts_of(each)), " ".join(each.limits()), *beside) for each in result)
    return Table(SCORE_DATA, tuple(rows))


SCORE_DATA = (
    *("scale", "value", "low", "high", "minimum", "maximum", "position", "answered", "required", "of", "status"),
    *("band", "possible bands", "limits", "notice", "help"),
)


def facts_of(score: Score) -> tuple[object, ...]:
    """What a score says, in the order of its columns."""
    possible = "; ".join(band.label for band in score.possible_bands)
    span = (score.value, score.low, score.high, score.minimum, score.maximum, score.position)
    band = None if score.band is None else score.band.label
    return (*span, score.answered, score.required, score.of, score.status, band, possible)


def result_title(result: Result) -> str:
    """What was asked, in which version."""
    return f"{result.questionnaire.title} {result.questionnaire.version}"


def result_blocks(result: Result) -> Iterator[Block]:
    """The scores, how they come about, and what they do not say."""
    rows = tuple((": ".join(names), *score_row(result[scale])) for scale, names in result.questionnaire.outline.items())
    yield filled(Table(SCORE_COLUMNS, rows))
    yield Paragraph(" ".join(questionnaire_rules(result)))
    yield Paragraph(" ".join(result.limits()))


SCORE_COLUMNS = ("Scale", "Score", "Range", "Answered", "Between", "Band")


def score_row(score: Score) -> tuple[str, ...]:
    """One line of the table of scores, but for the name of the scale."""
    exact = score.exact
    ends = f"{score.show(exact.low)} to {score.show(exact.high)}"
    return (
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
        names = [score.scale.name for score in scores]
        some = names[0] if len(names) == 1 else f"Each of {', '.join(names[:-1])} and {names[-1]}"
        every = "Each score" if len(scores) == len(result) else some
        yield f"{every} is {rule}{'' if scores[0].scale.method == Method.COUNT else ' of its items'}."
    by_area = all(any(about.startswith("domain:") for about in score.scale.about) for score in result)
    yield f"The higher a score, the more {IN_AN_AREA if by_area else BY_ITS_NAME}."
    if any(score.status == Status.PRORATED for score in result):
        yield "Where some answers are missing, they are taken to lie where the given ones lie on average."
    if any(score.status != Status.COMPLETE for score in result):
        yield '"Between" is what the score could be, whatever the missing answers are.'


IN_AN_AREA = "insecurity the answers report in that area of life"
BY_ITS_NAME = "of what the scale is called"


def by_rule(result: Result) -> dict[str, list[Score]]:
    """The scores of a result by how they come about."""
    found: dict[str, list[Score]] = {}
    for score in result:
        found.setdefault(score.resolved.measure, []).append(score)
    return found


def describe_guidance(guidance: Guidance) -> Description:
    """What may help, best first, with reasons; help comes first where something escalates or is hard."""
    return with_care(HELPING, guidance_blocks(guidance), help_shown(guidance, full=False), first=said_first(guidance))


HELPING = "What may help"


def guidance_blocks(guidance: Guidance) -> Iterator[Block]:
    """The matches, what helps in general, what is left out, and what could be asked."""
    yield from map(Paragraph, remark_in_words(guidance))
    for number, found in enumerate(guidance.matches[:MOST_SHOWN], start=1):
        yield describe_match(number, found)
    yield from map(Paragraph, beside_the_matches(guidance, full=False))


def describe_match(number: int, found: Match) -> Description:
    """One strategy as an offer: how well it fits, a first step, and why."""
    said = [one_line(found.strategy.summary), *begin_with(found.strategy)]
    blocks: list[Block] = [*map(Paragraph, said), Listing(tuple(reasons_in_words(found)))]
    return Description(f"{number}. {found.strategy.name} ({found.fit} fit)", tuple(blocks))
