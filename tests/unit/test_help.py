"""Help by region: the worldwide one always, services that belong together together, and what is to be checked."""

import datetime as dt
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import insight
from insight.care import WORLDWIDE, Help
from insight.catalog import Catalog
from insight.content import Audience, Channel, ChannelKind, Citation, Kind, Note, NoteRole, Resource, ResourceKind
from insight.describing import describe
from insight.errors import DefinitionError

CITED = (Citation(source="insight-editors", place="a test"),)
SEEN, DUE = dt.date(2026, 3, 1), dt.date(2026, 6, 1)


def resource(id: str, region: str = "GB", **fields: Any) -> Resource:  # noqa: A002  # the field's name
    """A helpline of this id."""
    parts: dict[str, Any] = {
        "name": id,
        "kind": ResourceKind.HELPLINE,
        "region": region,
        "hours": "always",
        "channels": (Channel(kind=ChannelKind.PHONE, value="112"),),
        "languages": ("en",),
        "cost": "free",
        "audience": (Audience.ANYONE,),
        "citations": CITED,
    }
    return Resource(id=id, **parts | fields)


def ids(resources: tuple[Resource, ...]) -> list[str]:
    """Their ids."""
    return [each.id for each in resources]


ALWAYS = ids(WORLDWIDE)


@pytest.fixture
def catalog() -> Catalog:
    """Help in two countries, some of it in pairs, and a directory for the whole world."""
    return Catalog(
        resources=[
            resource("british", last_verified=SEEN, review_by=DUE),
            resource("voice", "US", paired_with=("text",)),
            resource("other", "US"),
            resource("text", "US"),
            resource("everywhere", "world"),
            resource("guest", "DE", paired_with=("host",)),
            resource("host", "CH"),
        ]
    )


@pytest.mark.parametrize("region", ["GB", "gb", "UK", "uk", " GB ", "en-GB", "en_GB", "en_GB.UTF-8", "en_GB@euro"])
def test_help_of_a_region_comes_first(region: str, catalog: Catalog) -> None:
    """A region is written in any case, as people write it, or as a locale."""
    assert ids(catalog.help(region)) == ["british", *ALWAYS, "everywhere"]


@pytest.mark.parametrize("region", [None, "", "XX", "nowhere", "en"])
def test_without_a_known_region_help_is_worldwide(region: str | None, catalog: Catalog) -> None:
    """Nobody is sent to another country's line."""
    assert ids(catalog.help(region)) == [*ALWAYS, "everywhere"]


def test_paired_services_come_together(catalog: Catalog) -> None:
    """A service is followed by the one that it is never shown without, whichever of the two says so."""
    assert ids(catalog.help("US")) == ["voice", "text", "other", *ALWAYS, "everywhere"]
    assert ids(catalog.with_pairs([catalog.resources["text"]])) == ["text", "voice"]


def test_pairs_come_together_across_regions(catalog: Catalog) -> None:
    """A pair is not torn apart by a border."""
    assert ids(catalog.help("CH"))[:2] == ["host", "guest"]
    assert ids(catalog.help("DE"))[:2] == ["guest", "host"]


@given(st.none() | st.text() | st.sampled_from(["US", "GB", "AU", "UK", "de-CH"]))
def test_help_is_never_empty_and_always_worldwide(region: str | None) -> None:
    """Whatever the region, the worldwide help is there, each resource once, and no pair is torn apart."""
    catalog = insight.load_catalog()
    shown = catalog.help(region)

    assert set(WORLDWIDE) <= set(shown)
    assert len(set(ids(shown))) == len(shown)
    for one in shown:
        assert {
            other.id for other in catalog.resources if other.id in one.paired_with or one.id in other.paired_with
        } <= {other.id for other in shown}


@pytest.mark.parametrize(
    ("today", "overdue"),
    [
        (None, []),
        (SEEN - dt.timedelta(days=1), ["british"]),
        (SEEN, []),
        (DUE, []),
        (DUE + dt.timedelta(days=1), ["british"]),
    ],
)
def test_what_is_overdue_is_to_be_checked_and_never_hidden(
    today: dt.date | None,
    overdue: list[str],
    catalog: Catalog,
) -> None:
    """Without a day nothing is overdue, nor not yet verified; what was never verified is always to be checked."""
    shown = catalog.help("GB", today=today)

    assert ids(shown) == ["british", *ALWAYS, "everywhere"]
    assert ids(shown.to_check) == [*overdue, *ALWAYS, "everywhere"]
    assert shown.today == today


def test_help_is_a_tuple_of_resources(catalog: Catalog) -> None:
    """Help can be used wherever resources are."""
    shown = catalog.help("GB")

    assert isinstance(shown, Help)
    assert shown == tuple(shown)
    assert insight.score(
        insight.load_catalog().questionnaires["life-areas"], {}, care=shown
    ).care == insight.care.with_worldwide(shown)


def test_described_help_says_what_to_check(catalog: Catalog) -> None:
    """Each place says when somebody last looked, or that nobody did."""
    shown = " ".join(describe(catalog.help("GB", today=DUE)).text().split())
    late = " ".join(describe(catalog.help("GB", today=dt.date(2027, 1, 1))).text().split())

    assert "verified on 2026-03-01, to be looked at again by 2026-06-01 Emergency" in shown
    assert "to be looked at again by 2026-06-01: check before use" in late
    assert shown.count("not verified: check before use") == len(catalog.help("GB")) - 1


def test_region_is_a_text(catalog: Catalog) -> None:
    """What is no text is no region."""
    wrong: Any = 44

    with pytest.raises(DefinitionError) as refused:
        catalog.help(wrong)
    assert str(refused.value) == "help: region: text is expected, not a number; write 'GB'"


@pytest.mark.parametrize(
    ("today", "told"),
    [
        pytest.param(dt.datetime(2026, 3, 1, tzinfo=dt.UTC), "a date and time", id="datetime"),
        pytest.param("2026-03-01", "text", id="text"),
        pytest.param(20260301, "a number", id="number"),
    ],
)
def test_today_is_a_date(today: Any, told: str, catalog: Catalog) -> None:
    """What is no day is refused, rather than taken for one."""
    with pytest.raises(DefinitionError) as refused:
        catalog.help("GB", today=today)
    assert str(refused.value) == f"today: a date is expected, not {told}; pass a datetime.date"


def test_pair_that_is_not_there_is_told() -> None:
    """A service cannot be paired with nothing."""
    with pytest.raises(DefinitionError) as refused:
        Catalog(resources=[resource("voice", paired_with=("txt",)), resource("text")])
    assert str(refused.value) == (
        "the catalog: resource:voice.paired_with[0]: there is no resource 'txt'; did you mean 'text'?"
    )


def test_what_a_note_is_about_is_a_link() -> None:
    """A note is found from what it is about, on the word of its own sources, and only while it is about it."""
    note = Note(id="n", name="N", summary="So it is.", role=NoteRole.FACT, about=("resource:voice",), citations=CITED)
    catalog = Catalog(resources=[resource("voice")], notes=[note])
    (link,) = catalog.links("resource:voice")

    assert (link.subject, link.relation, link.object, link.basis) == ("note:n", "about", "resource:voice", "editorial")
    assert link.citations == CITED
    assert catalog.links() == (link,)
    assert catalog.links_given == ()
    assert catalog.related("resource:voice", Note) == (note,)
    assert set(catalog.collections) == set(Kind)
