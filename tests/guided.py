"""What the laws of matching share: who is guided, with which content, and a second way to tell how links act."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen
from hypothesis import strategies as st

import insight
from insight import Catalog, Guidance, Profile, Strategy
from insight.testing import catalogs, profiles_for

BUNDLED = insight.load_catalog()
LIVED = ("sign:", "cause:", "domain:", "attachment-style:")
# Again by hand, so that no table of the library is held against itself.
STRENGTHS = {"named": Fraction(4, 5), "class": Fraction(3, 5), "related": Fraction(2, 5)}


@frozen(kw_only=True, repr=False)
class Person:
    """Somebody with a profile, and the content that they are guided with."""

    catalog: Catalog
    profile: Profile
    exclude: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """The profile, and what a small catalog says: enough to see why a law fails."""
        said = self.catalog if self.catalog is BUNDLED else (*self.catalog.strategies, *self.catalog.all_links)
        return f"Person({self.profile.exact}, {self.profile.rules_only}, {self.exclude}, {said}, {self.catalog.rules})"

    @property
    def guidance(self) -> Guidance:
        """What they are given."""
        return insight.match(self.profile, self.catalog, exclude=self.exclude)


@st.composite
def people(draw: st.DrawFn, *, excluding: bool = False) -> Person:
    """People with generated catalogs, and with the bundled one."""
    catalog = draw(catalogs() | st.just(BUNDLED))
    exclude = st.lists(st.sampled_from(catalog.strategies.ids), max_size=2) if excluding else st.just([])
    return Person(catalog=catalog, profile=draw(profiles_for(catalog)), exclude=tuple(draw(exclude)))


def relevances(guidance: Guidance) -> dict[str, Fraction]:
    """The exact relevance of each match, by id."""
    return {found.strategy.id: found.exact for found in guidance.matches}


def ids_of(strategies: tuple[Strategy, ...]) -> set[str]:
    """The ids of strategies."""
    return {strategy.id for strategy in strategies}


def waiting(guidance: Guidance) -> set[str]:
    """The ids of what waits for an answer."""
    return {name for each in guidance.ask_first for name in ids_of(each.strategies)}


def withheld(guidance: Guidance) -> set[str]:
    """The ids of what is withheld."""
    return {held.strategy.id for held in guidance.withheld}


def without(profile: Profile, reference: str) -> Profile:
    """The profile without one reference, as far as matches are found with it."""
    return Profile(tuple(pair for pair in profile.exact if pair[0] != reference), profile.rules_only)


@frozen(kw_only=True)
class Way:
    """A way by which something reported reaches a strategy."""

    reference: str
    lends: Fraction
    strength: Fraction
    group: str
    through: str


def ways(strategy: Strategy, person: Person) -> Iterator[Way]:
    """Every way by which what is reported reaches *strategy*, link by link, in plain loops over all links."""
    degrees = {name: degree for name, degree in person.profile.exact if name.startswith(LIVED) and degree > 0}
    for link in person.catalog.links():
        if (link.subject, link.relation) != (strategy.reference, "eases") or link.object.startswith("note:"):
            continue
        reached = [(link.object, STRENGTHS[link.closeness])]
        for tie in person.catalog.links():
            if (tie.relation, tie.object) == ("appears-in", link.object):
                closest = min(STRENGTHS[link.closeness], STRENGTHS[tie.closeness], STRENGTHS["class"])
                reached.append((tie.subject, closest))
        for reference, strength in reached:
            if reference in degrees:
                yield Way(
                    reference=reference,
                    lends=strength * degrees[reference],
                    strength=strength,
                    group=link.group or link.object,
                    through=link.object,
                )
