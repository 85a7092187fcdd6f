"""Law 1 of matching: relevance lies above 0 and not above 1; nothing reported gives no matches, and care."""

from hypothesis import given

from guided import Person, people
from insight import Catalog, Profile, match
from insight.care import WORLDWIDE
from insight.matching import Remark
from insight.testing import catalogs


@given(people())
def test_relevance_is_above_0_and_not_above_1(person: Person) -> None:
    """Every match has a relevance in (0, 1]; as a float it is the nearest one."""
    for found in person.guidance.matches:
        assert 0 < found.exact <= 1
        assert found.relevance == found.exact.numerator / found.exact.denominator


@given(catalogs())
def test_an_empty_profile_gives_care_alone(catalog: Catalog) -> None:
    """Who reports nothing is told that not enough is known, and where help is."""
    guidance = match(Profile(), catalog)

    assert (guidance.matches, guidance.escalations, guidance.withheld) == ((), (), ())
    assert guidance.remark == Remark.NOT_ENOUGH
    assert guidance.care == WORLDWIDE
