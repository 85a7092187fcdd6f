"""Hypothesis strategies: questionnaires that reach what the format allows, answers to them, results and profiles."""

import datetime as dt
import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from attrs import evolve
from hypothesis import strategies as st

from insight.care import EDITORS
from insight.content import (
    Audience,
    Channel,
    ChannelKind,
    Citation,
    Evidence,
    Resource,
    ResourceKind,
    Source,
)
from insight.profiles import PROFILE_KINDS, Profile
from insight.questionnaires import (
    AXES,
    Band,
    Example,
    Ignore,
    Item,
    Key,
    Method,
    Number,
    Option,
    Questionnaire,
    Renamed,
    ResponseScale,
    Scale,
    Validation,
    to_fraction,
)
from insight.scoring import Result, score

# People name items like the columns of their data.
NAMES = ("item-{}", "A{}", "{}_at.Ease")
WEIGHTS = tuple(map(Fraction, ("1", "2", "3", "1/2", "1/3", "1/10", "-1", "-1/2")))
MOST_CHOICES, MOST_MISSING = 6, 2
MOST_ITEMS = 5
MOST_SCALES = 3
MOST_BANDS = 4


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Questionnaires that reach what the format allows, small enough to be read when a test fails.

    Decimal and negative values, unequal ranges, missing options, all methods, reverse keys, weights,
    prorating, bands, scales that share items; and, in some, all the words that a questionnaire can have.
    What fails shrinks to few items with plain texts.

    >>> from hypothesis import given
    >>> @given(questionnaires())
    ... def test_each_scale_can_be_scored(questionnaire):
    ...     assert all(scale.minimum < scale.maximum for scale in questionnaire.resolved)
    >>> test_each_scale_can_be_scored()
    """
    response_scales = tuple(draw(_response_scales(f"responses-{n}")) for n in range(draw(st.integers(1, 2))))
    name = draw(st.sampled_from(NAMES))
    items = tuple(
        Item(id=name.format(n), text=f"Text {n}.", responses=draw(st.sampled_from(response_scales)).id)
        for n in range(draw(st.integers(1, MOST_ITEMS)))
    )
    by_id = {responses.id: responses for responses in response_scales}
    ranges = {item.id: by_id[item.responses or ""] for item in items}
    scales = tuple(draw(_scales(f"scale-{n}", ranges)) for n in range(draw(st.integers(1, MOST_SCALES))))
    plain = Questionnaire(
        id="generated", title="Generated", response_scales=response_scales, items=items, scales=scales
    )
    banded = tuple(
        evolve(resolved.scale, bands=draw(_bands(resolved.minimum, resolved.maximum))) for resolved in plain.resolved
    )
    whole = evolve(plain, scales=banded)
    return dress(whole) if draw(st.booleans()) else whole


def dress(plain: Questionnaire) -> Questionnaire:
    """*plain* with a word for everything that can have one; its numbers, and so its scores, are the same."""
    cited = (Citation(source="a-study", place="table 2"), Citation(source="insight-editors", inferred=True))
    first, *others = plain.scales
    described = evolve(
        first,
        name='Größe “x” \\ "y"',
        about=("domain:career", "axis:attachment-anxiety"),
        citations=cited,
        range=(plain.resolved[0].minimum, plain.resolved[0].maximum),
        bands=tuple(evolve(band, citations=cited[:1]) for band in first.bands),
        min_answered=f"{first.required}/{len(first.items)}",
    )
    return evolve(
        plain,
        version="1.2.3-beta.1",
        instructions="Think of the last month.\n\tLeave out what you like.",
        language="de",
        licence="CC-BY-4.0",
        validation=Validation.PUBLISHED,
        intended_use="Personal reflection by adults.",
        authors=("Ä. Author", "B. Autor"),
        citations=cited,
        items=tuple(
            evolve(item, about=("sign:perfectionism", "-domain:career"), resources=("us-211",)) for item in plain.items
        ),
        scales=(described, *(evolve(scale, part_of=first.id) for scale in others)),
        sources=(SOURCE, EDITORS),
        examples=(Example(answers=first_answers(plain), scores={first.id: "too-few"}),),
        renamed=Renamed(items={plain.items[0].id: "Old.item"}, scales={first.id: "old_scale"}),
        ignore=(Ignore(rule="item-length", reason="Piloted in this wording.", place=f"items.{plain.items[0].id}"),),
    )


SOURCE = Source(
    id="a-study",
    title="A made-up source",
    evidence=Evidence.CROSS_SECTIONAL,
    authors=("Ballespí S",),
    year=2020,
    doi="10.1000/made-up",
)


def first_answers(questionnaire: Questionnaire) -> dict[str, Number]:
    """The first option of every item."""
    return {item.id: questionnaire.responses_of(item).options[0].value for item in questionnaire.items}


@st.composite
def answers_for(draw: st.DrawFn, questionnaire: Questionnaire) -> dict[str, Any]:
    """Answers to *questionnaire* with gaps: items that are absent, None, NaN, or answered by a missing option.

    >>> from insight.questionnaires import options
    >>> form = Questionnaire.build("q", title="Q", responses=options("a", "b"), items={"x": "X"}, scales={"s": "x"})
    >>> from hypothesis import find
    >>> find(answers_for(form), lambda answers: answers.get("x") == 1)
    {'x': 1}
    """
    answers = {}
    for item in questionnaire.items:
        if draw(st.booleans()):
            responses = questionnaire.responses_of(item)
            gaps = [None, math.nan, *(option.value for option in responses.missing)]
            given = [option.value for option in responses.options]
            answers[item.id] = draw(st.sampled_from(given) | st.sampled_from(gaps))
    return answers


def complete_answers_for(questionnaire: Questionnaire) -> st.SearchStrategy[dict[str, Number]]:
    """Answers to every item of *questionnaire*."""
    return st.fixed_dictionaries(
        {
            item.id: st.sampled_from([option.value for option in questionnaire.responses_of(item).options])
            for item in questionnaire.items
        }
    )


@st.composite
def results(draw: st.DrawFn) -> Result:
    """Results of generated questionnaires, with gaps, and with help of the caller's own in some.

    >>> from hypothesis import find
    >>> find(results(), lambda result: any(score.value is None for score in result)).unanswered[0].id
    'item-0'
    """
    questionnaire = draw(questionnaires())
    care = draw(st.sampled_from([None, (OWN_HELP,)]))
    return score(questionnaire, draw(answers_for(questionnaire)), care=care)


OWN_HELP = Resource(
    id="own-help",
    name="Our team",
    kind=ResourceKind.SERVICE,
    region="GB",
    hours="Mon-Fri 09:00-17:00 Europe/London",
    channels=(Channel(kind=ChannelKind.WEB, value="https://example.org", display="our page"),),
    languages=("en",),
    cost="free",
    audience=(Audience.ANYONE,),
    last_verified=dt.date(2026, 1, 2),
    review_by=dt.date(2026, 3, 4),
    citations=(Citation(source="insight-editors"),),
)


def profiles() -> st.SearchStrategy[Profile]:
    """Profiles of made-up references of every kind that can be reported, degrees from 0 to 1.

    >>> from hypothesis import find
    >>> find(profiles(), lambda profile: len(profile) > 0)
    <Profile of 1 references>
    """
    names = st.sampled_from(["a", "b-2", "perfectionism"])
    kinds = st.sampled_from([kind for kind in PROFILE_KINDS if kind != "axis"])
    references = st.builds("{}:{}".format, kinds, names) | st.sampled_from([f"axis:{axis}" for axis in AXES])
    degrees = st.fractions(0, 1, max_denominator=60) | st.floats(0, 1)
    return st.dictionaries(references, degrees, max_size=6).map(Profile.of)


@st.composite
def _response_scales(draw: st.DrawFn, name: str) -> ResponseScale:
    whole = st.integers(-3, 7)
    tenths = st.integers(-30, 70).map(lambda value: Decimal(value) / 10)
    strategy = st.lists(draw(st.sampled_from([whole, tenths])), min_size=2, max_size=MOST_CHOICES, unique_by=_exactly)
    values = draw(strategy)
    missing = draw(st.integers(0, min(len(values) - 2, MOST_MISSING)))
    choices = tuple(Option(value=value, label=f"option {n}") for n, value in enumerate(values))
    return ResponseScale(id=name, options=choices[: len(choices) - missing], missing=choices[len(choices) - missing :])


@st.composite
def _scales(draw: st.DrawFn, name: str, ranges: dict[str, ResponseScale]) -> Scale:
    chosen = draw(st.lists(st.sampled_from(sorted(ranges)), min_size=1, unique=True))
    thresholds = _thresholds([ranges[item] for item in chosen])
    method = draw(st.sampled_from(Method if thresholds else (Method.SUM, Method.MEAN)))
    weights = {
        Method.SUM: WEIGHTS,
        Method.MEAN: tuple(weight for weight in WEIGHTS if weight > 0),
        Method.COUNT: (Fraction(1),),
    }
    keys = tuple(
        Key(item=item, reverse=draw(st.booleans()), weight=draw(st.sampled_from(weights[method]))) for item in chosen
    )
    fewest = len(keys) if any(key.weight < 0 for key in keys) else 1
    return Scale(
        id=name,
        items=keys,
        method=method,
        at_least=draw(st.sampled_from(thresholds)) if method is Method.COUNT else None,
        min_answered=draw(st.integers(fewest, len(keys))),
    )


def _exactly(value: object) -> Fraction:
    return to_fraction(value)


def _thresholds(responses: Sequence[ResponseScale]) -> list[Number]:
    """The values that some but not all options of every item reach."""
    values = [[option.value for option in each.options] for each in responses]
    above, up_to = max(map(min, values)), min(map(max, values))
    return sorted({value for each in values for value in each if above < value <= up_to})


@st.composite
def _bands(draw: st.DrawFn, low: Fraction, high: Fraction) -> tuple[Band, ...]:
    steps = draw(st.sets(st.integers(1, 12), max_size=MOST_BANDS))
    if not draw(st.booleans()):
        return ()
    starts = [low, *(low + (high - low) * step / 12 for step in sorted(steps))]
    return tuple(Band(start=start, label=f"band {n}") for n, start in enumerate(starts))
