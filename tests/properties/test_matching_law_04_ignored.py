"""Law 4 of matching: references that the catalog does not have change nothing where they are ignored."""

from hypothesis import given
from hypothesis import strategies as st

from guided import Person, people
from insight import Profile, match
from insight.matching import Remark
from insight.testing import profiles
from insight.testing.catalogs import degrees

UNKNOWN = st.dictionaries(
    st.sampled_from(["sign:not-there", "cause:not-there", "domain:not-there", "attachment-style:not-there"]), degrees()
).map(Profile.of)


@given(people(), UNKNOWN, UNKNOWN)
def test_ignored_references_change_nothing(person: Person, known: Profile, for_rules: Profile) -> None:
    """However much of them is reported, for matching or for rules alone: the guidance is equal."""
    more = person.profile | known | Profile((), for_rules.exact)

    assert match(more, person.catalog, unknown="ignore") == person.guidance


@given(people(), profiles())
def test_ignored_references_alone_are_as_good_as_nothing(person: Person, profile: Profile) -> None:
    """Who reports only what the catalog does not have is told that not enough is known; a flag is never ignored."""
    strange = Profile(
        tuple(pair for pair in profile.exact if pair[0] not in person.catalog and not pair[0].startswith("flag:"))
    )

    assert match(strange, person.catalog, unknown="ignore").remark == Remark.NOT_ENOUGH
