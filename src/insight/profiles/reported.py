"""What a result reports: of what its scales and items speak, how much, and where that comes from."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from insight.attachment import least_degrees, style_degrees
from insight.questionnaires import UNANSWERED, ResponseScale
from insight.scoring import Result, Score

TICKED = "what was ticked"


@frozen(kw_only=True, repr=False)
class Report:
    """A degree with where it comes from.

    Attributes:
        origin: A scale, an item or a tick, in words.
        rules_only: Whether only rules read it: what was answered says so, but not enough was answered, or the scale
            speaks for its items.
    """

    reference: str
    exact: Fraction
    origin: str
    rules_only: bool = False

    def __repr__(self) -> str:
        """Nothing about a person."""
        return "<Report>"


def reported(result: Result) -> Iterator[Report]:
    """What the scales and items of *result* say of the references that they are about.

    A scale speaks for its items, also where it has no value. A half-filled form hides nothing from the rules: there,
    a scale with too few answers is where its score would lie at least, and items speak beside their scales.
    """
    form = f"{result.questionnaire.title} {result.questionnaire.version}"
    said_by_scale: set[tuple[str, str]] = set()
    for score in result:
        for about in score.scale.about:
            said_by_scale |= {(key.item, about.removeprefix("-")) for key in score.scale.items}
            yield report_of(about, score, f"the scale {score.scale.name} ({form})")
    for item, choice in zip(result.questionnaire.items, result.chosen, strict=True):
        position = position_of(result.questionnaire.responses_of(item), choice)
        if position is None:
            continue
        for about in item.about:
            reference, degree = turn(about, position)
            silent = (item.id, reference) in said_by_scale
            yield Report(reference=reference, exact=degree, origin=f"the item {item.id} ({form})", rules_only=silent)
    origin = f"both scales of attachment ({form})"
    yield from (Report(reference=style, exact=degree, origin=origin) for style, degree in style_degrees(result))
    for style, degree in least_degrees(result):
        yield Report(reference=style, exact=degree, origin=origin, rules_only=True)


def report_of(about: str, score: Score, origin: str) -> Report:
    """What a scale says: where its score lies, else where it would lie at least, which only rules read."""
    exact = score.exact
    if exact.position is not None:
        reference, degree = turn(about, exact.position)
        return Report(reference=reference, exact=degree, origin=origin)
    end = exact.high if about.startswith("-") else exact.low
    reference, degree = turn(about, (end - exact.minimum) / (exact.maximum - exact.minimum))
    return Report(reference=reference, exact=degree, origin=origin, rules_only=True)


def position_of(responses: ResponseScale, choice: int) -> Fraction | None:
    """Where an answer lies in its range as given, 0 to 1; None where it counts as unanswered."""
    if choice == UNANSWERED or choice >= len(responses.options):
        return None
    return responses.positions[choice]


def turn(about: str, position: Fraction) -> tuple[str, Fraction]:
    """The reference and its degree; a minus turns it round."""
    return about.removeprefix("-"), 1 - position if about.startswith("-") else position
