"""Where pages are odd: parts that only some builders write, labels of authors, options that make no sense together."""

from pathlib import Path
from typing import Any

import pytest

from insight.care import CONTENT_NOTE
from sphinxext.building import PROJECT, build, page, write

CATALOG = str(PROJECT / "catalog")
HARD = "   .. insight:cause:: harm"


@pytest.mark.parametrize(
    "lines",
    [
        (".. only:: latex", "", "   .. insight:help::", "", ".. insight:cause:: harm"),
        (".. only:: latex", "", HARD, "", ".. insight:cause:: harm", "   :no-target:"),
        (".. only:: html", "", HARD, "", ".. insight:sign:: being-late"),
    ],
    ids=["help in print alone", "first in print alone", "first on pages alone"],
)
@pytest.mark.parametrize("builder", ["html", "latex", "text"])
def test_help_is_there_for_every_builder(tmp_path: Path, lines: tuple[str, ...], builder: str) -> None:
    """A box or a directive that only some builders write takes the help from no other."""
    built = build(write(tmp_path / "pages", {"index.rst": page(*lines)}), builder, insight_catalog=CATALOG)

    (text,) = (built.text(name) for name in ("index.html", "pages.tex", "index.txt") if (built.out / name).exists())
    assert " ".join(CONTENT_NOTE.split()[:4]) in " ".join(text.split())


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (
            (".. insight:codebook:: steady#x",),
            (
                "there is no part 'x' of insight:codebook; leave it out; it is for insight:items and insight:scale and "
                "insight:bands [insight.file]"
            ),
        ),
        (
            (".. insight:catalog::", "   :kinds: sign", "   :as: list", "   :columns: name"),
            "only a table has columns; write :as: table, or leave :columns: out [insight.file]",
        ),
    ],
    ids=["part", "columns"],
)
def test_what_makes_no_sense_is_told(tmp_path: Path, lines: tuple[str, ...], told: str) -> None:
    """What would be passed over in silence is refused, with a word on what would be right."""
    built = build(write(tmp_path / "pages", {"index.rst": page(*lines)}), insight_catalog=CATALOG)

    assert built.warnings == (f"index.rst:4: WARNING: {told}",)


def test_an_author_s_notes_stay(tmp_path: Path) -> None:
    """Where an entry cannot be shown, what the author wrote below it is."""
    lines = (".. insight:sign:: being-lat", "", "   My own words.")
    built = build(write(tmp_path / "pages", {"index.rst": page(*lines)}), insight_catalog=CATALOG)

    assert "My own words." in built.page("index")


def test_an_author_s_label_stays(tmp_path: Path) -> None:
    """A label that an author has given is not taken away; that there is none for the entry is told."""
    lines = (".. _insight-sign-being-late:", "", "Mine", "----", "", ".. insight:sign:: being-late")
    files = {"index.rst": page(*lines, "", ":ref:`insight-sign-being-late`")}
    built = build(write(tmp_path / "pages", files), insight_catalog=CATALOG)

    (told,) = built.warnings
    assert told.partition("WARNING: ")[2] == (
        "sign:being-late cannot be documented here: #insight-sign-being-late is on this page already; "
        "show it once, add :no-target:, or choose another label [insight.duplicate]"
    )
    assert '<span class="std std-ref">Mine</span>' in built.page("index")


def test_a_strict_author_sees_titles_too(tmp_path: Path) -> None:
    """How strict a build is changes what is told, and not what readers see."""
    files = {"index.rst": page(":insight:sign:`being-late` and :insight:scale:`steady.calm`")}
    shown = [
        build(write(tmp_path / str(strict), files), nitpicky=strict, insight_catalog=CATALOG).page("index")
        for strict in (False, True)
    ]

    assert "Being late" in shown[0]
    assert "being-late" not in shown[1]
    assert "Being late" in shown[1]


def test_what_another_builder_has_read_is_written_anew(tmp_path: Path) -> None:
    """Builders that share what was read write what has changed, whichever of them read it."""
    files = {
        "index.rst": page(":insight:sign:`late`", "", ".. toctree::", "", "   one"),
        "one.rst": page(".. insight:sign:: late", title="One"),
        "own/content/signs.toml": LATE,
    }
    source = write(tmp_path / "pages", files)
    settings: dict[str, Any] = {
        "insight_catalog": "own",
        "exclude_patterns": ["own"],
        "doctrees": tmp_path / "doctrees",
    }

    build(source, "html", **settings)
    write(source, {"own/content/signs.toml": LATE.replace('"Late"', '"Too late"')})
    build(source, "text", **settings)
    built = build(source, "html", **settings)
    assert "Too late" in built.page("one")
    assert "Too late" in built.page("index")
    assert build(source, "html", **settings).written == ()


def test_links_by_label_and_by_any_follow(tmp_path: Path) -> None:
    """A page that links by a label, or by `any`, is written anew when what it links to moves or has another name."""
    files = {
        "index.rst": page(":ref:`insight-sign-late` and :any:`late`", "", ".. toctree::", "", "   one", "   two"),
        "one.rst": page(".. insight:sign:: late", title="One"),
        "two.rst": page("Nothing.", title="Two"),
        "own/content/signs.toml": LATE,
    }
    source = write(tmp_path / "pages", files)
    settings: dict[str, Any] = {"insight_catalog": "own", "exclude_patterns": ["own"]}

    assert build(source, **settings).page("index").count("one.html#insight-sign-late") == 3
    write(source, {"one.rst": files["two.rst"], "two.rst": files["one.rst"]})
    moved = build(source, **settings)
    write(source, {"own/content/signs.toml": LATE.replace('"Late"', '"Too late"')})
    renamed = build(source, **settings)
    assert moved.page("index").count("two.html#insight-sign-late") == 3
    assert renamed.page("index").count("Too late") == 4


LATE = '[late]\nname = "Late"\nsummary = "So it is."\ncitations = [{ source = "insight-editors", place = "here" }]\n'


def test_a_project_without_a_page_for_a_scale_follows_its_title(tmp_path: Path) -> None:
    """A role that names what nothing documents shows the present title, of a scale too."""
    folder = tmp_path / "pages"
    form = (PROJECT / "catalog/questionnaires/steady.toml").read_text(encoding="utf-8")
    files = {"index.rst": page(":insight:questionnaire:`steady`"), "own/questionnaires/steady.toml": form}
    settings: dict[str, Any] = {"insight_catalog": "own", "exclude_patterns": ["own"], "nitpicky": False}

    before = build(write(folder, files), **settings).page("index")
    assert 'title = "Steady"' in form
    write(folder, {"own/questionnaires/steady.toml": form.replace('title = "Steady"', 'title = "Calm"')})
    after = build(folder, **settings)
    assert ("Steady" in before, "Calm" in after.page("index")) == (True, True)
