"""How items enter their scales: keys that are missing, that contradict one another, or that do nothing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction

from insight.content import Kind, split_reference
from insight.errors import Problem, Severity, quote
from insight.linting.labels import rungs
from insight.linting.rules import Rule
from insight.questionnaires import Key, Method, Questionnaire, ResponseScale, Scale, write_number

# From so many items on, one expects some of them to run the other way.
MANY = 4
# An item that brings less than this part of what the average item brings.
HIDDEN = 10
# Where scales share more items than this, pairs of them are not looked at: it would take minutes.
MOST_COMPARED = 4_000_000
MOST_SHOWN = 7
FEW = 2


def unused_items(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Items that enter no scale."""
    used = {key.item for scale in questionnaire.scales for key in scale.items}
    for item in questionnaire.items:
        if item.id not in used:
            yield Problem(f"items.{item.id}", "it is in no scale", remedy="put it into one, or take it away")


def unused_responses(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Response scales that no item is answered with."""
    used = {responses.id for _, _, responses in questionnaire.asked.values()}
    for responses in questionnaire.response_scales:
        if responses.id not in used:
            yield Problem(f"response_scales.{responses.id}", "no item uses it", remedy="take it away")


def no_reverse_keys(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Scales whose items all point the same way."""
    for scale in questionnaire.scales:
        if len(scale.items) >= MANY and not any(map(backward, scale.items)):
            message = "no item is keyed in reverse, so somebody who agrees to everything scores high"
            yield Problem(f"scales.{scale.id}.items", message, remedy="see whether some can be asked the other way")


def all_reverse(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Scales whose items all are keyed in reverse."""
    for scale in questionnaire.scales:
        if len(scale.items) > 1 and all(map(backward, scale.items)):
            remedy = "key them forward and turn the name and about of the scale round"
            yield Problem(f"scales.{scale.id}.items", "every item is keyed in reverse", remedy=remedy)


def backward(key: Key) -> bool:
    """Whether a higher answer makes for a lower score."""
    return key.reverse != (key.weight < 0)


def against_about(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Keys that point another way than what the item and the scale say that they are about."""
    for scale in questionnaire.scales:
        spoken = directions(scale.about)
        for n, key in enumerate(scale.items):
            # Keyed backward, what a high answer speaks of is spoken against by a high score.
            about = directions(questionnaire.item(key.item).about)
            for name in [name for name in about if name and name in spoken] or {""} & about.keys() & spoken.keys():
                (mine, up), (whole, wanted) = about[name], spoken[name]
                if wanted != (up != backward(key)):
                    yield contradiction(scale, n, key, mine, whole)
                    break


def directions(about: Iterable[str]) -> dict[str, tuple[str, bool]]:
    """What is spoken of: by reference, how it is written and whether a high number speaks for it.

    Signs, causes and domains are something that people feel unsure about, and point the same way: the first of them
    stands for all of them as well.
    """
    found: dict[str, tuple[str, bool]] = {}
    for written in about:
        reference, told = written.removeprefix("-"), (written, not written.startswith("-"))
        found.setdefault(reference, told)
        if split_reference(reference)[0] in UNSURE:
            found.setdefault("", told)
    return found


UNSURE = {Kind.SIGN, Kind.CAUSE, Kind.DOMAIN}


def contradiction(scale: Scale, n: int, key: Key, mine: str, whole: str) -> Problem:
    """The problem of a key that points another way than its item and its scale."""
    lower = "lower" if backward(key) else "higher"
    contrary = f"though the item is about {quote(mine)} and the scale {quote(whole)}"
    message = f"a high answer makes the score {lower}, {contrary}"
    remedy = "turn the key round, or one of the two with a minus"
    return Problem(f"scales.{scale.id}.items[{n}]", message, remedy=remedy)


def double_reversal(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Items that are turned round twice: by options that are another's mirror image, and by a reverse key."""
    turned: dict[str, str] = {}
    forms: dict[frozenset[tuple[str, Fraction]], ResponseScale] = {}
    for responses in questionnaire.response_scales:
        if other := forms.get(labeled(responses, mirror=True)):
            # The one whose labels descend is turned round; where nobody can tell, the later one.
            back, right = (other, responses) if descends(other) and not descends(responses) else (responses, other)
            turned[back.id] = right.id
        forms.setdefault(labeled(responses, mirror=False), responses)
    for scale in questionnaire.scales:
        for n, key in enumerate(scale.items):
            responses = questionnaire.responses_of(questionnaire.item(key.item))
            if key.reverse and responses.id in turned:
                message = f"it is keyed in reverse, and its options are {quote(turned[responses.id])} turned round"
                remedy = f"drop the minus, or answer the item with {quote(turned[responses.id])}"
                yield Problem(f"scales.{scale.id}.items[{n}]", message, remedy=remedy)


def labeled(responses: ResponseScale, *, mirror: bool) -> frozenset[tuple[str, Fraction]]:
    """The labels with their values, or with the mirror image of these."""
    low, high = responses.ends
    values = [low + high - value if mirror else value for value in responses.values]
    return frozenset((option.label, value) for option, value in zip(responses.options, values, strict=True))


def descends(responses: ResponseScale) -> bool:
    """Whether the labels are known to go from much to little while the values ascend."""
    return any(ranks == sorted(ranks, reverse=True) for ranks in rungs(responses))


def uneven_reverse(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Reverse keys over options whose mirror image is none of them."""
    messages = {responses.id: uneven(responses) for responses in questionnaire.response_scales}
    for scale in questionnaire.scales:
        for n, key in enumerate(scale.items):
            message = messages[questionnaire.responses_of(questionnaire.item(key.item)).id]
            if key.reverse and message:
                yield Problem(f"scales.{scale.id}.items[{n}]", message, remedy="see whether the values are meant so")


def uneven(responses: ResponseScale) -> str:
    """What is wrong with options under a reverse key: a value that none has; nothing where they are even."""
    values = set(responses.values)
    mirror = [sum(responses.ends) - value for value in responses.values]
    strange = [value for value in mirror if value not in values]
    turned = ", ".join(map(write_number, mirror[:MOST_SHOWN]))
    return (
        f"it is keyed in reverse, so its options count {turned}: {write_number(strange[0])} is none" if strange else ""
    )


def mixed_ranges(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Sums and means of items with other ranges, where nobody has set weights."""
    for resolved in questionnaire.resolved:
        ends = {part.responses.ends for part in resolved.parts}
        if resolved.scale.method != Method.COUNT and not resolved.weighted and len(ends) > 1:
            told = " and ".join(f"{write_number(low)} to {write_number(high)}" for low, high in sorted(ends)[:2])
            message = f"its items are answered on different ranges ({told}), so that those with a wide one weigh more"
            yield Problem(f"scales.{resolved.id}.items", message, remedy="use one response scale, or weights")


def hidden_weights(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Items that weigh so little that their answers hardly count."""
    for resolved in questionnaire.resolved:
        widths = [part.width for part in resolved.parts]
        for n, part in enumerate(resolved.parts):
            if part.width * HIDDEN * resolved.of < sum(widths):
                message = f"item {quote(part.item.id)} can move the score less than a tenth as far as the average item"
                yield Problem(f"scales.{resolved.id}.items[{n}]", message, remedy="see whether its weight is meant so")


def nearly_inside(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Scales of which all items but one are in another: the last one may have been forgotten there."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, scale in enumerate(questionnaire.scales):
        for key in scale.items:
            holders[key.item].append(number)
    if sum(len(held) ** 2 for held in holders.values()) > MOST_COMPARED:
        return
    for one in questionnaire.scales:
        shared = Counter(number for key in one.items for number in holders[key.item])
        for number, count in shared.items():
            other = questionnaire.scales[number]
            if MANY <= len(one.items) == count + 1 and len(other.items) > len(one.items):
                held = {key.item for key in other.items}
                missing = next(key.item for key in one.items if key.item not in held)
                message = f"all its items but {quote(missing)} are in {quote(other.id)}"
                yield Problem(f"scales.{one.id}.items", message, remedy="see whether it was forgotten there")


def keyed_both_ways(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Items that a scale keys another way than the scale that it is part of."""
    wholes = {scale.part_of for scale in questionnaire.scales}
    keyed = {s.id: {key.item: backward(key) for key in s.items} for s in questionnaire.scales if s.id in wholes}
    for scale in questionnaire.scales:
        whole = keyed.get(scale.part_of or "", {})
        turned = [whole.get(key.item, backward(key)) != backward(key) for key in scale.items]
        for n, key in enumerate(scale.items):
            # Where all are turned, the part is scored towards the other pole.
            if turned[n] and not all(turned):
                message = f"item {quote(key.item)} is keyed the other way in {quote(scale.part_of)}"
                yield Problem(f"scales.{scale.id}.items[{n}]", message, remedy="see which of both is meant")


def short_scales(questionnaire: Questionnaire) -> Iterator[Problem]:
    """Scales of one or two items."""
    for scale in questionnaire.scales:
        if len(scale.items) <= FEW:
            count = "one item" if len(scale.items) == 1 else "two items"
            message = f"a score of {count} rests on few words"
            yield Problem(f"scales.{scale.id}.items", message, remedy="see whether more items can be asked")


RULES = (
    Rule("unused-item", Severity.WARNING, "an item that is in no scale", unused_items),
    Rule("unused-responses", Severity.WARNING, "a response scale that no item uses", unused_responses),
    Rule("no-reverse-keys", Severity.HINT, "a scale whose items all point the same way", no_reverse_keys),
    Rule("all-reverse", Severity.WARNING, "a scale whose items all are keyed in reverse", all_reverse),
    Rule("key-against-about", Severity.WARNING, "a key that points another way than about says", against_about),
    Rule("double-reversal", Severity.WARNING, "options turned round under a reverse key", double_reversal),
    Rule("uneven-reverse", Severity.WARNING, "a reverse key over uneven options", uneven_reverse),
    Rule("mixed-ranges", Severity.WARNING, "a sum or mean over different ranges", mixed_ranges),
    Rule("hidden-weight", Severity.WARNING, "an item that hardly counts", hidden_weights),
    Rule("nearly-inside", Severity.HINT, "a scale of which all items but one are in another", nearly_inside),
    Rule("keyed-both-ways", Severity.WARNING, "an item keyed another way in a part and in its whole", keyed_both_ways),
    Rule("short-scale", Severity.HINT, "a scale of one or two items", short_scales),
)
