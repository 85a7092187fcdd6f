"""A search finds entries by their words, whatever their form, and says in which fields they stand."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import insight
from insight.catalog import Catalog
from insight.catalog.searching import MOST_WORDS
from insight.catalog.words import ALIKE, COMMON, stem, words_of
from insight.content import (
    Basis,
    Citation,
    Closeness,
    Condition,
    Form,
    Link,
    Note,
    NoteRole,
    Relation,
    Sign,
    Statement,
    Strategy,
)
from insight.errors import DefinitionError

CITED = (Citation(source="insight-editors", place="a test"),)


def sign(id: str, **fields: Any) -> Sign:  # noqa: A002  # the field's name
    """A sign of this id that says nothing of note."""
    parts: dict[str, Any] = {"name": "Zebra", "summary": "Zebra.", "citations": CITED}
    return Sign(id=id, **parts | fields)


@pytest.fixture
def small() -> Catalog:
    """A word in each field, and in few other places."""
    return Catalog(
        signs=[
            sign("in-example", examples=(Statement(text="You apologize for the rain.", citations=CITED),)),
            sign("in-summary", summary="You often apologize."),
            sign("in-other-name", also_called=("apologizing",)),
            sign("in-name", name="Apologizing"),
            sign("cafe", name="Café behavior"),
            sign("elsewhere", name="Perfectionism"),
        ],
        strategies=[
            Strategy(
                id="in-step",
                name="Wait",
                summary="Wait a moment.",
                form=Form.PRACTICE,
                steps=("Do not apologize.",),
                citations=CITED,
            )
        ],
        conditions=[Condition(id="c", name="Apologizing disorder", summary="It is named here.", citations=CITED)],
    )


def found(catalog: Catalog, words: str) -> list[str]:
    """The ids of what is found, best first."""
    return [entry.id for entry in catalog.search(words)]


def test_name_counts_most_and_steps_least(small: Catalog) -> None:
    """The same word says more of an entry in its name than in other names, in its summary, an example, a step."""
    assert found(small, "apologize") == ["in-name", "in-other-name", "in-summary", "in-example", "in-step"]


def test_hit_says_which_fields_speak_of_it(small: Catalog) -> None:
    """Each hit names the fields in which a word was met, the most telling first."""
    assert {hit.entry.id: hit.fields for hit in small.hits("apologize")} == {
        "in-name": ("name",),
        "in-other-name": ("also_called",),
        "in-summary": ("summary",),
        "in-example": ("examples",),
        "in-step": ("steps",),
    }


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("APOLOGIZE", "in-name"),
        ("apologising", "in-name"),
        ("apologises", "in-name"),
        ("i'm sorry", "in-name"),
        ("cafe", "cafe"),
        ("CAFÉ", "cafe"),
        ("behaviours", "cafe"),
        ("perfectionist", "elsewhere"),
        ("perfectionsim", "elsewhere"),
        ("perfec", "elsewhere"),
        ("flawless", "elsewhere"),
    ],
)
def test_form_and_spelling_do_not_matter(words: str, expected: str, small: Catalog) -> None:
    """Case, accents, endings, British spelling, everyday words, beginnings and small slips lead to the same entry."""
    assert found(small, words)[0] == expected


@pytest.mark.parametrize("words", ["", " ", "…", "you", "qqqq", "\0", "\ud800"])
def test_nothing_is_found_for_nothing(words: str, small: Catalog) -> None:
    """Words that say nothing, or that nothing is near to, find nothing."""
    assert small.search(words) == ()


def test_kind_leaves_entries_of_one_class(small: Catalog) -> None:
    """A search can be for one kind; conditions are found only so."""
    assert [entry.id for entry in small.search("apologize", Strategy)] == ["in-step"]
    assert [entry.id for entry in small.search("apologize", Condition)] == ["c"]


def test_what_is_no_text_is_refused(small: Catalog) -> None:
    """A search is for words."""
    wrong: Any = ["say", "no"]

    with pytest.raises(DefinitionError) as refused:
        small.search(wrong)
    assert str(refused.value) == "search: words: text is expected, not a list; pass what was typed"


def test_contradicted_note_comes_with_the_other() -> None:
    """A note that is contradicted brings what contradicts it along, though nothing in it was looked for."""
    notes = [
        Note(id=name, name=word, summary="So it is.", role=NoteRole.FACT, citations=CITED)
        for name, word in (("myth", "Always"), ("fact", "Sometimes"), ("other", "Always so"))
    ]
    link = Link(
        subject="note:myth",
        relation=Relation.CONTRADICTED_BY,
        object="note:fact",
        closeness=Closeness.RELATED,
        basis=Basis.EDITORIAL,
        citations=CITED,
    )
    catalog = Catalog(notes=notes, links=[link])

    assert [(hit.entry.id, hit.fields) for hit in catalog.hits("always")] == [
        ("myth", ("name",)),
        ("fact", ()),
        ("other", ("name",)),
    ]


def test_long_queries_are_cut(small: Catalog) -> None:
    """Only so many different words are looked up, so that no query takes long."""
    many = " ".join(f"qq{n}x" for n in range(MOST_WORDS))

    assert found(small, f"{many} apologize") == []
    assert found(small, f"apologize {many}")[0] == "in-name"


@given(st.text())
def test_any_text_can_be_looked_for(text: str) -> None:
    """Whatever is typed, entries come back, each once, and the same ones again."""
    catalog = insight.load_catalog()
    hits = catalog.hits(text)

    assert len({hit.entry.reference for hit in hits}) == len(hits)
    assert catalog.hits(text) == hits
    assert catalog.search(text.upper()) == catalog.search(text.upper().lower())


def test_groups_are_of_words_that_are_looked_up() -> None:
    """Everyday words stand in small letters, and none of them is one that a search leaves out."""
    for line in ALIKE.strip().splitlines():
        assert line == line.lower()
        assert len(line.split()) > 1
        assert not COMMON & set(line.split())
        assert words_of(line) == line.split()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("worry", "worried"),
        ("love", "loved"),
        ("counselling", "counseled"),
        ("controlling", "control"),
        ("relationships", "relate"),
        ("perfectionism", "perfect"),
        ("organisation", "organize"),
        ("stress", "stressed"),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    """Endings and spelling make no difference."""
    assert stem(one) == stem(other)


@pytest.mark.parametrize(("one", "other"), [("loss", "loose"), ("four", "for"), ("calling", "calm"), ("us", "use")])
def test_different_words_have_different_stems(one: str, other: str) -> None:
    """Not everything is the same."""
    assert stem(one) != stem(other)
