"""Directives inside other text, where no section can stand, and what they do with their titles and tables."""

from pathlib import Path

from docutils import nodes

from sphinxext.building import PROJECT, build, page, write

CATALOG = str(PROJECT / "catalog")


def test_a_title_inside_is_set_apart(tmp_path: Path) -> None:
    """In a list an entry has no section but a title of its own, and can be linked or not."""
    body = ["- .. insight:sign:: being-late", "     :no-target:", "", "- .. insight:domain:: work"]
    source = write(tmp_path / "pages", {"index.rst": page(*body)})

    built = build(source, insight_catalog=CATALOG)

    assert built.warnings == ()
    document = built.doctree("index")
    assert [node.astext() for node in document.findall(nodes.rubric)] == ["Being late", "Work"]
    assert 'id="insight-domain-work"' in built.page("index")
    assert "insight-sign-being-late" not in built.page("index")


def test_a_prefix_stands_apart_from_the_caption(tmp_path: Path) -> None:
    """Since no space can end an option, one stands between the prefix and what the table is called."""
    body = [".. insight:bands:: forms/check-in.toml", "   :caption-prefix: Form A:"]
    form = (PROJECT / "forms/check-in.toml").read_text(encoding="utf-8")
    source = write(tmp_path / "pages", {"index.rst": page(*body), "forms/check-in.toml": form})

    built = build(source, insight_catalog=CATALOG)

    assert built.warnings == ()
    captions = [node.children[0].astext() for node in built.doctree("index").findall(nodes.table)]
    assert captions == ["Form A: Bands of Strain from *work*"]
