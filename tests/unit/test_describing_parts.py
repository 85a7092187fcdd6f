"""What pages ask descriptions for: parts, tables of entries, coverage, changes, links as a picture, formulas."""

from fractions import Fraction
from html import escape

import pytest

import insight
from insight.content import ENTRY_CLASSES
from insight.describing import (
    ENTRY_PARTS,
    QUESTIONNAIRE_PARTS,
    Description,
    Formula,
    Linked,
    Listing,
    Named,
    Paragraph,
    Picture,
    Table,
    bands_of,
    coverage_page,
    entries_page,
    entry_page,
    items_of,
    questionnaire_page,
    scales_of,
)
from insight.questionnaires import Key, Method, Scale

CATALOG = insight.load_catalog()
AREAS = CATALOG.questionnaires["life-areas"]
REFERENCES = [entry.reference for kind in ENTRY_CLASSES for entry in CATALOG.collections[kind]]


def references_in(value: object) -> set[str]:
    """All that linked texts somewhere in a description name."""
    if isinstance(value, Linked):
        return {part.reference for part in value.parts if isinstance(part, Named)}
    inside: list[object] = list(value) if isinstance(value, tuple | list) else []
    names = ("blocks", "items", "text", "rows", "facts")
    inside += [getattr(value, name) for name in names if not isinstance(value, str | tuple) and hasattr(value, name)]
    return set().union(*map(references_in, inside)) if inside else set()


def test_a_linked_text_is_the_plain_text() -> None:
    """To whoever does not link, names stand with their references, also in a text that is part of another."""
    inner = Linked("about ", Named("Worry", "sign:worry", "Worry (sign:worry)"))

    text = Linked("It is ", inner, "", "; see ", Named("book", "source:book"), ".")
    assert text == "It is about Worry (sign:worry); see book."
    assert text.parts == (
        "It is ",
        "about ",
        Named("Worry", "sign:worry", "Worry (sign:worry)"),
        "; see ",
        Named("book", "source:book"),
        ".",
    )


@pytest.mark.parametrize("reference", REFERENCES)
def test_what_an_entry_links_to_is_there(reference: str) -> None:
    """Each name in the description of an entry is a reference of the catalog, and no link is left out."""
    entry = CATALOG[reference]

    named = references_in(entry_page(entry, CATALOG, parts=ENTRY_PARTS).blocks)
    assert all(each in CATALOG for each in named)
    others = {link.other(reference) for link in CATALOG.links(reference)}
    assert {each for each in others if not each.startswith("condition:")} <= named


def test_an_entry_has_parts() -> None:
    """Without a catalog there are its texts alone; with one, just the parts that are asked for."""
    sign = CATALOG["sign:perfectionism"]

    alone = entry_page(sign, None, parts=ENTRY_PARTS)
    related = entry_page(sign, CATALOG, parts=("relations",))
    assert [block.title for block in alone.blocks if isinstance(block, Description)] == ["Examples"]
    assert [block.title for block in related.blocks if isinstance(block, Description)] == [
        "May appear in",
        "What may help",
        "What may lead to it",
        "More about it",
    ]


def test_no_part_comes_without_what_is_said_against_it() -> None:
    """What a source contradicts stands with its contradiction, whatever of it is shown, and in a list by name."""
    note = CATALOG["note:attachment-cannot-change"]

    for part in ENTRY_PARTS:
        shown = [block for block in entry_page(note, CATALOG, parts=(part,)).blocks if isinstance(block, Paragraph)]
        assert any(block.text.startswith("Contradicted by") for block in shown), part
    (listing,) = entries_page([note], CATALOG, way="list").blocks
    (table,) = entries_page([note], CATALOG, way="table", columns=("summary",)).blocks
    assert isinstance(listing, Listing)
    assert isinstance(table, Table)
    assert "contradicted by" in listing.items[0]
    assert "contradicted by" in table.rows[0][0]


def test_a_source_tells_what_cites_it() -> None:
    """The entries that cite a source stand on its page; one that nothing cites has no such list."""
    source = CATALOG["source:limburg-2017"]
    unused = insight.Catalog(sources=[*CATALOG.sources])["source:limburg-2017"]

    (cited,) = entry_page(source, CATALOG, parts=("relations",)).blocks
    assert isinstance(cited, Description)
    assert cited.title == "Cited by"
    assert references_in(cited) == set(CATALOG.cited_by["limburg-2017"])
    assert entry_page(unused, insight.Catalog(sources=[*CATALOG.sources]), parts=("relations",)).blocks == ()


def test_links_are_drawn_with_their_facts() -> None:
    """The picture of an entry's links says of each link how and to what, and so do its facts."""
    (picture,) = entry_page(CATALOG["domain:career"], CATALOG, parts=("picture",)).blocks

    assert isinstance(picture, Picture)
    assert picture.facts.caption == "Links of Work and career"
    assert len(picture.facts.rows) == sum(
        not link.other("domain:career").startswith("condition:") for link in CATALOG.links("domain:career")
    )
    for how, what in picture.facts.rows:
        assert how in picture.svg
        assert escape(what) in picture.svg


def test_tables_of_entries_link_their_names() -> None:
    """A table has the columns that are asked for, and each name leads to its entry."""
    page = entries_page(tuple(CATALOG.domains), CATALOG, way="table", columns=("best evidence",), caption="Areas")

    (table,) = page.blocks
    assert isinstance(table, Table)
    assert page.hard == any(area.hard for area in CATALOG.domains)
    assert table.columns == ("Name", "Best evidence")
    assert table.caption == "Areas"
    assert [references_in(row[0]) for row in table.rows] == [{area.reference} for area in CATALOG.domains]


def test_a_matrix_tells_each_tie_in_words() -> None:
    """A cell has the words of the link between an entry and an area of life, or nothing."""
    (table,) = entries_page([CATALOG["sign:perfectionism"]], CATALOG, way="matrix").blocks

    assert isinstance(table, Table)
    assert table.columns == ("Name", *(area.name for area in CATALOG.domains))
    cells = dict(zip(table.columns, table.rows[0], strict=True))
    assert cells["Work and career"] == "may appear in"
    assert cells["Relationships"] == ""


def test_coverage_tells_what_no_item_asks_about() -> None:
    """Each sign stands there with the items that ask about it, or with none."""
    page = coverage_page(AREAS, CATALOG)

    told, table = page.blocks
    assert isinstance(told, Paragraph)
    assert isinstance(table, Table)
    asked = {about.removeprefix("-") for item in AREAS.items for about in item.about}
    covered = [sign for sign in CATALOG.signs if sign.reference in asked]
    assert told.text == f"Items ask about {len(covered)} of {len(CATALOG.signs)} signs."
    assert sum(row[1] == "none" for row in table.rows) == len(CATALOG.signs) - len(covered)
    assert page.hard


def test_a_questionnaire_has_parts() -> None:
    """Each part can be had alone, and the scales and items refer to themselves."""
    page = questionnaire_page(AREAS, CATALOG, parts=("scales", "items"))
    scales, items = page.blocks[:-1], page.blocks[-1]

    assert [each.about for each in scales if isinstance(each, Description)] == [
        f"scale:life-areas.{scale.id}" for scale in AREAS.scales
    ]
    assert isinstance(items, Description)
    (table,) = items.blocks
    assert isinstance(table, Table)
    assert [each.reference for each in table.about] == [f"item:life-areas.{item.id}" for item in AREAS.items]
    for part, make in QUESTIONNAIRE_PARTS.items():
        assert list(make(AREAS, CATALOG)) or part in {"renamed", "bands", "about"}


def test_one_scale_or_item_can_be_had_alone() -> None:
    """Nothing of the others is in it."""
    bonds = CATALOG.questionnaires["attachment-patterns"]
    (scale,) = scales_of(AREAS, CATALOG, only="career")
    (items,) = items_of(AREAS, CATALOG, only="worry-about-job")

    assert scale.about == "scale:life-areas.career"
    (table,) = items.blocks
    assert isinstance(table, Table)
    assert table.about == (Named("I worry that I could lose my job.", "item:life-areas.worry-about-job"),)
    assert [row[0] for row in table.rows] == ["worry-about-job"]
    assert list(bands_of(bonds, CATALOG, only=bonds.scales[0].id)) == []


def test_two_versions_are_described() -> None:
    """The verdict, each change, and the scales where they differ; of the same version, that nothing changed."""

    def version(number: str, keys: str) -> insight.Questionnaire:
        return insight.Questionnaire.build(
            "check-in",
            title="Check-in",
            version=number,
            responses=insight.options("never", "often"),
            items={"worry": "I worry.", "calm": "I am calm."},
            scales={"unease": keys, "other": "worry"},
        )

    old, new = version("1.0.0", "worry calm"), version("1.0.1", "worry -calm")
    text = insight.describe(insight.compare(old, new)).text()
    same = insight.describe(insight.compare(old, old)).text()

    assert text.splitlines()[0] == "From Check-in 1.0.0 to Check-in 1.0.1"
    assert "rescorable. Stored answers can be scored again by the new version" in text
    assert "“" not in text
    assert "To mend" in text
    assert "Scale by scale" in text
    assert "Nothing changed." in same


RULES = [
    ("sum", None, 1, r"\text{score} = \sum x", "score = the sum of x"),
    ("sum", 1, 1, r"\text{score} = \frac{2}{a} \sum x", "score = the sum of x, times 2, divided by a"),
    ("mean", None, 1, r"\text{score} = \frac{\sum x}{2}", "score = the sum of x, divided by 2"),
    ("mean", 1, 1, r"\text{score} = \frac{\sum x}{a}", "score = the sum of x, divided by a"),
    ("mean", 1, 2, r"\text{score} = \frac{\sum w x}{3}", "score = the sum of w times x, divided by 3"),
    ("sum", None, 2, r"\text{score} = \sum w x", "score = the sum of w times x"),
]


@pytest.mark.parametrize(("method", "needed", "weight", "tex", "plain"), RULES)
def test_a_rule_is_a_formula(method: str, needed: int | None, weight: int, tex: str, plain: str) -> None:
    """The formula says what the words say: what is added up, weighted and divided."""
    keys = (Key(item="worry"), Key(item="calm", weight=weight))
    scale = Scale(id="unease", name="Unease", items=keys, method=Method(method), min_answered=needed)
    made = insight.Questionnaire.build(
        "check-in",
        title="Check-in",
        responses=insight.options("never", "often"),
        items={"worry": "I worry.", "calm": "I am calm."},
        scales=[scale],
    )

    (section,) = scales_of(made, None)
    (formula,) = (block for block in section.blocks if isinstance(block, Formula))
    assert (formula.tex, formula.plain) == (tex, plain)
    assert ("a is how many items are answered" in formula.letters) == (
        "a" in tex.replace(r"\frac", "").replace("text", "")
    )
    assert ("w is its weight" in formula.letters) == ("w" in tex)
    assert repr(formula) == f"<Formula {plain}>"


def test_a_formula_gives_the_score() -> None:
    """What the formula of a weighted mean with a missing answer says is what is scored."""
    scale = Scale(
        id="unease", items=(Key(item="worry"), Key(item="calm", weight=2)), method=Method.MEAN, min_answered=1
    )
    made = insight.Questionnaire.build(
        "check-in",
        title="Check-in",
        responses=insight.options("never", "rarely", "often"),
        items={"worry": "I worry.", "calm": "I am calm."},
        scales=[scale],
    )
    # The missing item is placed where the answered one lies: at 2.
    by_formula = Fraction(1 * 2 + 2 * 2, 3)

    assert insight.score(made, {"worry": 2})["unease"].exact.value == by_formula
