"""Pairs of versions for tests: a generated questionnaire, and what some edits make of it."""

from collections.abc import Callable

from attrs import evolve
from hypothesis import strategies as st

from insight import Item, Option, Questionnaire
from insight.errors import DefinitionError
from insight.questionnaires import Key, Renamed
from insight.testing import questionnaires

Edit = Callable[[Questionnaire], Questionnaire]


def rename(questionnaire: Questionnaire) -> Questionnaire:
    """The first item under another id, and said so."""
    first, *others = questionnaire.items
    scales = tuple(
        evolve(scale, items=tuple(evolve(key, item="renamed") if key.item == first.id else key for key in scale.items))
        for scale in questionnaire.scales
    )
    items = (evolve(first, id="renamed"), *others)
    return evolve(questionnaire, items=items, scales=scales, renamed=Renamed(items={"renamed": first.id}), examples=())


def swap(questionnaire: Questionnaire) -> Questionnaire:
    """The first two items under each other's ids, and said so."""
    if len(questionnaire.items) == 1:
        return questionnaire
    first, second, *others = questionnaire.items
    other = {first.id: second.id, second.id: first.id}
    scales = tuple(
        evolve(scale, items=tuple(evolve(key, item=other.get(key.item, key.item)) for key in scale.items))
        for scale in questionnaire.scales
    )
    items = (evolve(second, id=first.id), evolve(first, id=second.id), *others)
    return evolve(questionnaire, items=items, scales=scales, renamed=Renamed(items=other), examples=())


def relabel(questionnaire: Questionnaire) -> Questionnaire:
    """A label that takes in what stands before the next option, as a list in a line would show it."""
    first, *others = questionnaire.response_scales
    option, *rest = first.options
    label = f"{option.label}, {rest[0].value} {rest[0].label}"
    return evolve(questionnaire, response_scales=(evolve(first, options=(evolve(option, label=label), *rest)), *others))


def reword(questionnaire: Questionnaire) -> Questionnaire:
    """Another text for the first item."""
    first, *others = questionnaire.items
    return evolve(questionnaire, items=(evolve(first, text="Something else."), *others))


def turn(questionnaire: Questionnaire) -> Questionnaire:
    """The first key of the first scale turned round."""
    scale, *others = questionnaire.scales
    key, *keys = scale.items
    return evolve(
        questionnaire, scales=(evolve(scale, items=(evolve(key, reverse=not key.reverse), *keys), range=()), *others)
    )


def drop_key(questionnaire: Questionnaire) -> Questionnaire:
    """The last item taken out of the first scale."""
    scale, *others = questionnaire.scales
    return evolve(
        questionnaire, scales=(evolve(scale, items=scale.items[:-1], min_answered=1, bands=(), range=()), *others)
    )


def add_item(questionnaire: Questionnaire) -> Questionnaire:
    """An item that is in the first scale, and was asked nobody."""
    added = Item(id="added", text="Added.", responses=questionnaire.response_scales[0].id)
    scale, *others = questionnaire.scales
    wider = evolve(scale, items=(*scale.items, Key(item="added")), bands=(), range=())
    return evolve(questionnaire, items=(*questionnaire.items, added), scales=(wider, *others))


def add_option(questionnaire: Questionnaire) -> Questionnaire:
    """One more option for the first response scale."""
    first, *others = questionnaire.response_scales
    value = 1 + max(int(choice.value) for choice in first.choices)
    wider = evolve(first, options=(*first.options, Option(value=value, label="one more")))
    return evolve(
        questionnaire,
        response_scales=(wider, *others),
        scales=tuple(evolve(s, bands=(), range=()) for s in questionnaire.scales),
    )


def drop_missing(questionnaire: Questionnaire) -> Questionnaire:
    """No missing options any more."""
    return evolve(
        questionnaire, response_scales=tuple(evolve(each, missing=()) for each in questionnaire.response_scales)
    )


EDITS: tuple[Edit, ...] = (
    rename,
    swap,
    relabel,
    reword,
    turn,
    drop_key,
    add_item,
    add_option,
    drop_missing,
    lambda q: evolve(q, title="Another title", version="2.0.0"),
    lambda q: evolve(q, items=q.items[::-1]),
    lambda q: evolve(q, scales=q.scales[:1]),
    lambda q: evolve(q, examples=()),
    lambda q: evolve(q, citations=q.citations[::-1]),
    lambda q: evolve(q, scales=tuple(evolve(scale, min_answered=scale.required) for scale in q.scales)),
    lambda q: evolve(q, instructions="Think of something else."),
    lambda q: evolve(q, scales=tuple(evolve(scale, bands=()) for scale in q.scales)),
    lambda q: evolve(q, scales=tuple(evolve(scale, min_answered=len(scale.items)) for scale in q.scales)),
    lambda q: evolve(q, response_scales=tuple(evolve(r, options=r.options[::-1]) for r in q.response_scales)),
)


@st.composite
def version_pairs(draw: st.DrawFn) -> tuple[Questionnaire, Questionnaire]:
    """A questionnaire, and what up to three edits make of it."""
    old = draw(questionnaires())
    new = old
    for edit in draw(st.lists(st.sampled_from(EDITS), max_size=3)):
        try:
            new = edit(new)
        except DefinitionError:
            # What an edit would make does not hold together, such as a scale without items.
            continue
    return old, new
