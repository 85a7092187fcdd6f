"""What is never shown alone comes together in a search: pairs, contradictions, help for all and for one region."""

import gc
import itertools
from typing import Any

import pytest

import insight
from insight.care import WORLDWIDE
from insight.catalog import Catalog
from insight.content import (
    Audience,
    Basis,
    Channel,
    ChannelKind,
    Citation,
    Closeness,
    Evidence,
    Link,
    Note,
    NoteRole,
    Relation,
    Resource,
    ResourceKind,
    Source,
)

CITED = (Citation(source="insight-editors", place="a test"),)
BUNDLED = insight.load_catalog()
WORDS = [entry.name for entry in (*BUNDLED.resources, *BUNDLED.notes, *BUNDLED.signs)]
WORDS += ["988", "text home", "samaritans", "eating disorder", "suicide", "phone", "crisis", "food and money"]


def note(name: str, **fields: Any) -> Note:
    """A note of this id, which is also its word."""
    parts: dict[str, Any] = {"name": name, "summary": "So it is.", "role": NoteRole.FACT, "citations": CITED}
    return Note(id=name, **parts | fields)


def against(one: str, other: str) -> Link:
    """A link by which one note is contradicted by another."""
    return Link(
        subject=f"note:{one}",
        relation=Relation.CONTRADICTED_BY,
        object=f"note:{other}",
        closeness=Closeness.RELATED,
        basis=Basis.EDITORIAL,
        citations=CITED,
    )


def line(name: str, **fields: Any) -> Resource:
    """A British helpline of this id, which is also its word."""
    parts: dict[str, Any] = {"name": name, "kind": ResourceKind.HELPLINE, "region": "GB", "hours": "always"}
    parts |= {"channels": (Channel(kind=ChannelKind.PHONE, value="112"),), "languages": ("en",), "cost": "free"}
    return Resource(id=name, **parts | {"audience": (Audience.ANYONE,), "citations": CITED} | fields)


def test_contradictions_come_along_however_many_steps_away() -> None:
    """A note brings what contradicts it, and what contradicts that; each is told once."""
    catalog = Catalog(
        notes=[note("first"), note("second"), note("third")],
        links=[against("first", "second"), against("second", "third")],
    )

    assert [entry.id for entry in catalog.search("first")] == ["first", "second", "third"]
    assert [entry.id for entry in catalog.search("first second third")] == ["first", "second", "third"]


def test_pairs_come_along_after_help_for_everybody() -> None:
    """A service of one region comes after the worldwide help, with the one that it is never shown without."""
    catalog = Catalog(resources=[line("voice", paired_with=("written",)), line("written"), line("other")])

    assert [hit.entry.id for hit in catalog.hits("written")] == ["emergency", "find-a-helpline", "written", "voice"]
    assert [hit.fields for hit in catalog.hits("written")] == [(), (), ("name",), ()]


@pytest.mark.parametrize("limit", [None, 1, 2, 3, 5, 10])
def test_no_search_tears_apart_what_belongs_together(limit: int | None) -> None:
    """Whatever is looked for and wherever the list ends: pairs and contradictions are whole, and no region is alone."""
    for words in WORDS:
        found = BUNDLED.search(words, limit=limit)
        ids = {entry.reference for entry in found}

        for entry in found:
            beside = BUNDLED.related(entry, Note, relation=Relation.CONTRADICTED_BY)
            assert {other.reference for other in beside} <= ids, words
            if isinstance(entry, Resource) and not entry.worldwide:
                assert set(WORLDWIDE) <= set(found[: found.index(entry)]), words
                assert set(BUNDLED.with_pairs([entry])) <= set(found), words


def test_limit_ends_a_list() -> None:
    """A limit gives the first ones, and a group that it would cut is whole."""
    everything = BUNDLED.hits("insecure")

    assert len(everything) > 10
    for limit in range(1, 10):
        assert everything[: len(BUNDLED.hits("insecure", limit=limit))] == BUNDLED.hits("insecure", limit=limit)
        assert limit <= len(BUNDLED.hits("insecure", limit=limit)) < limit + 4


def test_what_people_type_is_not_kept() -> None:
    """No word of a query stays in memory after the search, in a cache or elsewhere."""
    canary = "zq" + "xj" * 12
    BUNDLED.search(canary)
    gc.collect()

    kept = [each for each in gc.get_objects() if isinstance(each, dict) and canary in each]
    # This test's own names hold it as a value, not as a key.
    assert kept == []


def test_long_queries_are_looked_at_in_part() -> None:
    """A query of a million characters finds what its beginning asks for."""
    words = "say no " + " ".join(
        "".join(letters) for letters in itertools.islice(itertools.product("bcdf", repeat=9), 99_999)
    )

    assert "strategy:set-limits" in {entry.reference for entry in BUNDLED.search(words)}


def test_notes_that_cite_decisions_alone_are_about_things_by_decision() -> None:
    """What a note is about is editorial where all that it cites are editorial sources, whatever they are called."""
    ours = Source(id="ours", title="Ours", evidence=Evidence.EDITORIAL, locator_missing=True)
    study = Source(id="study", title="Study", evidence=Evidence.TRIAL, locator_missing=True)
    decided, told = Citation(source="ours"), Citation(source="study")
    catalog = Catalog(
        sources=[ours, study],
        notes=[
            note("decided", about=("note:told",), citations=(decided,)),
            note("told", about=("note:decided",), citations=(decided, told)),
        ],
    )

    assert [link.basis for link in catalog.links()] == ["editorial", "source"]


@pytest.mark.parametrize("limit", [0, -1, 2.5, "3", True])
def test_limit_is_a_whole_number(limit: Any) -> None:
    """What is no number of entries is refused, and told what is one."""
    with pytest.raises(insight.DefinitionError) as refused:
        BUNDLED.search("say no", limit=limit)
    assert str(refused.value) == "search: limit: a whole number from 1 on is expected; leave it out for all"
