"""Help comes with every result, and no caller can take it away."""

import attrs
import pytest

from insight.care import EDITORS, EMERGENCY, FIND_A_HELPLINE, INTENDED_USE, NOTICE, WORLDWIDE, with_worldwide
from insight.content import Resource
from insight.errors import DefinitionError
from insight.loading import load_catalog

OWN = attrs.evolve(FIND_A_HELPLINE, id="own-line", name="Own line", region="GB")


def test_worldwide_help_is_there_at_any_time() -> None:
    """The two worldwide resources serve anyone, anywhere, at all hours, for nothing."""
    assert WORLDWIDE == (EMERGENCY, FIND_A_HELPLINE)
    for resource in WORLDWIDE:
        assert (resource.worldwide, resource.all_hours, resource.cost, resource.audience) == (
            True,
            True,
            "free",
            ("anyone",),
        )


def test_help_without_a_callers_own_is_worldwide() -> None:
    """Somebody who passes nothing gets the worldwide help."""
    assert with_worldwide(None) == WORLDWIDE


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        pytest.param([OWN], (OWN, *WORLDWIDE), id="own"),
        pytest.param([EMERGENCY], WORLDWIDE, id="one-of-them"),
        pytest.param([FIND_A_HELPLINE, OWN, EMERGENCY], (OWN, *WORLDWIDE), id="mixed"),
        pytest.param((OWN, *WORLDWIDE), (OWN, *WORLDWIDE), id="already-there"),
    ],
)
def test_own_help_comes_first_and_worldwide_follows(given: list[Resource], expected: tuple[Resource, ...]) -> None:
    """A caller's resources come first, in their order; the worldwide ones follow, each once."""
    assert with_worldwide(given) == expected
    assert with_worldwide(iter(given)) == expected


def test_changed_worldwide_help_takes_nothing_away() -> None:
    """A resource that only bears the id of a worldwide one stands beside it, not instead of it."""
    changed = attrs.evolve(EMERGENCY, name="Other")

    assert with_worldwide([changed]) == (changed, *WORLDWIDE)


@pytest.mark.parametrize("empty", [(), [], iter(())], ids=["tuple", "list", "iterator"])
def test_help_cannot_be_taken_away(empty: list[Resource]) -> None:
    """To pass no help at all is an error."""
    with pytest.raises(DefinitionError) as refused:
        with_worldwide(empty)
    assert str(refused.value) == "care: help cannot be taken away; leave it out, or pass resources of your own"


@pytest.mark.parametrize("given", [[None], ["find-a-helpline"], "find-a-helpline", [OWN, EDITORS]], ids=repr)
def test_help_consists_of_resources(given: list[Resource]) -> None:
    """Something that is no resource is refused, without repeating it."""
    with pytest.raises(DefinitionError) as refused:
        with_worldwide(given)
    assert str(refused.value) == "care: something in it is no resource; pass Resource values"


@pytest.mark.parametrize("resource", WORLDWIDE, ids=lambda resource: resource.id)
def test_shipped_help_is_the_same(resource: Resource) -> None:
    """What the data files say of the worldwide help is what the code says."""
    assert load_catalog().resources[resource.id] == resource


def test_notice_and_intended_use_say_what_this_is_not() -> None:
    """Both are fixed texts: no diagnosis, and none of the uses that decide about people."""
    assert NOTICE == "For insight, never a diagnosis. It does not replace the advice of a qualified professional."
    assert INTENDED_USE == (
        "Personal insight and education for adults. "
        "Not for selection, diagnosis, triage, insurance, custody or employment decisions."
    )
