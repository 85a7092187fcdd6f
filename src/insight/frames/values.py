"""How many rows of a table were scored, and how: numbers about a table, none about a person."""

from collections.abc import Mapping

from attrs import frozen


@frozen(kw_only=True)
class ScaleCounts:
    """How many rows have which status on a scale."""

    complete: int
    prorated: int
    too_few: int
    invalid: int


@frozen(kw_only=True)
class ItemCounts:
    """How many rows have an answer to an item that is none of its options."""

    invalid: int


@frozen(kw_only=True)
class Summary:
    """How many rows there are, and what became of them.

    Attributes:
        scales: By id of each scale.
        items: By id of each item.
    """

    rows: int
    scales: Mapping[str, ScaleCounts]
    items: Mapping[str, ItemCounts]
