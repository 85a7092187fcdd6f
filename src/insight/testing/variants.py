"""Other versions of a questionnaire, which the laws hold against the first: reversed, shifted, with other scales."""

import itertools
from collections.abc import Iterable
from typing import Any

from attrs import evolve

from insight.questionnaires import Option, Questionnaire, ResponseScale, Scale


def with_scales(questionnaire: Questionnaire, scales: Iterable[Scale], **fields: Any) -> Questionnaire:
    """*questionnaire* with other scales, of which no more is believed than that they can be scored."""
    plain = (evolve(scale, bands=(), range=(), part_of=None) for scale in scales)
    renamed = evolve(questionnaire.renamed, scales=())
    return evolve(questionnaire, scales=tuple(plain), examples=(), renamed=renamed, **fields)


def reverse(scale: Scale) -> Scale:
    """*scale* with every key turned round."""
    return evolve(scale, items=tuple(evolve(key, reverse=not key.reverse) for key in scale.items))


def shift(questionnaire: Questionnaire, by: int) -> Questionnaire:
    """*questionnaire* with every value moved up, and every threshold along with it."""
    scales = [
        evolve(scale, at_least=None if scale.at_least is None else scale.at_least + by)
        for scale in questionnaire.scales
    ]
    responses = tuple(shift_options(each, by) for each in questionnaire.response_scales)
    # Both at once: a shifted threshold does not fit the options of before.
    return with_scales(questionnaire, scales, response_scales=responses)


def shift_options(responses: ResponseScale, by: int) -> ResponseScale:
    """*responses* with every value moved up."""

    def move(options: tuple[Option, ...]) -> tuple[Option, ...]:
        return tuple(evolve(option, value=option.value + by) for option in options)

    return evolve(responses, options=move(responses.options), missing=move(responses.missing))


def free_id(questionnaire: Questionnaire) -> str:
    """A beginning that no item's id has, so that ids which begin with it are alike to none."""
    items = [item.id.lower() for item in questionnaire.items]
    return next(f"law{n}" for n in itertools.count() if not any(item.startswith(f"law{n}") for item in items))
