"""Digests of a definition: short texts that tell whether two definitions are the same, in any language.

A digest is the SHA-256 of a form, written as JSON: keys sorted, no white space, UTF-8, and every number as text that
holds a reduced fraction. Of such data this is the canonical form of RFC 8785 as well.
"""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from insight.questionnaires.numbers import Number
from insight.questionnaires.scales import Scale
from insight.questionnaires.values import Item, Option, ResponseScale


def scoring_form(asked: Iterable[tuple[Item, ResponseScale]], scales: Iterable[Scale]) -> dict[str, Any]:
    """What numbers and bands follow from, and no other text: nothing left out, and nothing in an order of its own."""
    return {
        "items": [item_form(item, responses) for item, responses in sorted(asked, key=lambda pair: pair[0].id)],
        "scales": [scale_form(scale) for scale in sorted(scales, key=lambda scale: scale.id)],
    }


def item_form(item: Item, responses: ResponseScale) -> dict[str, Any]:
    """The values that an item can be answered with."""
    return {"id": item.id, "options": values_of(responses.options), "missing": values_of(responses.missing)}


def values_of(options: Iterable[Option]) -> list[str]:
    """The values of options, the lowest first."""
    return [write_fraction(value) for value in sorted(option.value for option in options)]


def scale_form(scale: Scale) -> dict[str, Any]:
    """How a scale is scored; weights as they are given."""
    return {
        "id": scale.id,
        "items": [
            {"item": key.item, "reverse": key.reverse, "weight": write_fraction(key.weight)}
            for key in sorted(scale.items, key=lambda key: key.item)
        ],
        "method": str(scale.method),
        "at_least": None if scale.at_least is None else write_fraction(scale.at_least),
        "min_answered": write_fraction(scale.required),
        "bands": [{"start": write_fraction(band.start), "label": band.label} for band in scale.bands],
    }


def write_fraction(value: Number | Fraction) -> str:
    """A number as a reduced fraction: "1/2", "3"."""
    return str(Fraction(value))


def digest(form: dict[str, Any]) -> str:
    """The SHA-256 of a form in 64 hexadecimal digits.

    >>> digest({"b": ["1/2"], "a": "é"})[:12]
    '81a4f02a00c5'
    """
    # Imported when the first digest is asked for, so that `import insight` stays light.
    import hashlib  # noqa: PLC0415
    import json  # noqa: PLC0415

    text = json.dumps(form, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()
