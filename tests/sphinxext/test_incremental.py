"""A build that goes on from an earlier one reads what has changed, and makes what a clean one would have made."""

import os
import re
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest
from attrs import frozen
from hypothesis import given, settings
from hypothesis import strategies as st

from sphinxext.building import Built, build, copy_project, inventory

Edit = Callable[[Path], None]
# Files are told apart by when they were written; edits follow each other faster than some clocks tell.
MOMENTS = count(2_000_000_000, 10)


def put(path: Path, text: str) -> None:
    """Write a file, later than any before."""
    path.write_text(text, encoding="utf-8")
    touch(path)


def touch(path: Path) -> None:
    """Say that a file was written just now."""
    now = next(MOMENTS)
    os.utime(path, (now, now))


def change(name: str, old: str, new: str) -> Edit:
    """Another text in a file."""

    def edit(source: Path) -> None:
        text = (source / name).read_text(encoding="utf-8")
        assert old in text
        put(source / name, text.replace(old, new))

    return edit


def together(*edits: Edit) -> Edit:
    """Several edits at once."""

    def edit(source: Path) -> None:
        for each in edits:
            each(source)

    return edit


def remove(name: str) -> Edit:
    """A page less, also in the table of contents."""

    def edit(source: Path) -> None:
        (source / f"{name}.rst").unlink()
        change("index.rst", f"   {name}\n", "")(source)

    return edit


@frozen
class Step:
    """An edit with the pages that are read again, and those that are written but not read."""

    name: str
    edit: Edit
    read: tuple[str, ...]
    written: tuple[str, ...] = ()


FORM_PAGES = ("form", "inside", "myst", "parts")
STEPS = [
    Step("nothing", lambda _: None, ()),
    Step("file touched", lambda source: touch(source / "forms/sheet.toml"), ("sheet",)),
    Step("catalog touched", lambda source: touch(source / "catalog/content/signs.toml"), ()),
    Step("catalog rewritten", change("catalog/content/conditions.toml", "[sadness]", "# A comment.\n[sadness]"), ()),
    Step(
        "item's text",
        change("forms/check-in.toml", "I worry about losing my job.", "I worry about my job."),
        FORM_PAGES,
    ),
    Step(
        "item's text in a sheet",
        change("forms/sheet.csv", "I thought of this 2 times", "I thought of that 2 times"),
        ("sheet",),
        ("roles",),
    ),
    Step("earlier version", change("forms/check-in-1.0.toml", "Check-in", "Check in"), ("form", "parts")),
    Step(
        "entry's text",
        change("catalog/content/conditions.toml", "Only a professional", "A professional"),
        ("entries", "tables"),
    ),
    Step(
        "entry's text that one page shows",
        change("catalog/content/signs.toml", "A page is torn out.", "Two pages are torn out."),
        ("entries",),
    ),
    Step(
        "entry renamed",
        change("catalog/content/conditions.toml", "Condition S", "Sadness"),
        ("entries", "roles", "sources", "tables"),
    ),
    Step(
        "entry added",
        lambda source: put(
            source / "more/content/conditions.toml",
            '[fear]\nname = "Condition F"\nsummary = "It is told by a professional."\n'
            'citations = [{ source = "insight-editors", place = "here" }]\n',
        ),
        ("sources", "tables"),
    ),
    Step(
        "help added",
        lambda source: put(
            source / "more/content/resources.toml",
            '[line-gb]\nname = "A line there"\nkind = "helpline"\nregion = "GB"\nhours = "always"\nlanguages = ["en"]\n'
            'channels = [{ kind = "phone", value = "+445550100" }]\ncost = "free"\naudience = ["anyone"]\n'
            'citations = [{ source = "insight-editors", place = "here" }]\n',
        ),
        ("entries", "form", "inside", "myst", "own-help", "parts", "sheet", "sources", "tables"),
    ),
    Step(
        "object moved",
        together(
            change("entries.rst", ".. insight:condition:: sadness\n", ""),
            change("plain.rst", "Here is", ".. insight:condition:: sadness\n\nHere is"),
        ),
        ("entries", "plain"),
        ("roles", "sources", "tables"),
    ),
    Step("page without content removed", remove("plain"), ("index",)),
    Step("questionnaire's page removed", remove("sheet"), ("index",), ("roles",)),
    Step("author's own text", change("plain.rst", "no content", "nothing"), ("plain",)),
    Step(
        "setting",
        change("conf.py", '"US, GB"', '"GB"'),
        tuple(
            sorted(
                [
                    "entries",
                    "form",
                    "index",
                    "inside",
                    "myst",
                    "own-help",
                    "parts",
                    "plain",
                    "roles",
                    "sheet",
                    "sources",
                    "tables",
                ]
            )
        ),
    ),
]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the project as it was built once, in `now`, and a copy of all that."""
    folder = tmp_path_factory.mktemp("incremental")
    build(copy_project(folder / "now"), nitpicky=False)
    shutil.copytree(folder / "now", folder / "saved")
    return folder


def restore(saved: Path) -> Path:
    """The project as it was built, where it was built: elsewhere Sphinx would begin anew."""
    shutil.rmtree(saved / "now")
    shutil.copytree(saved / "saved", saved / "now")
    return saved / "now/project"


def clean(source: Path) -> Built:
    """The same project as if it had never been built."""
    place = source.with_name("clean")
    shutil.rmtree(place, ignore_errors=True)
    return build(source, out=place / "html", doctrees=place / "doctrees", nitpicky=False)


def pages_of(built: Built) -> dict[str, str]:
    """Each page as readers see it, but for what Sphinx itself leaves as it was: how to turn pages."""
    pages = sorted(path.stem for path in built.source.iterdir() if path.suffix in {".rst", ".md"})
    # Of nothing there is no index of content, and Sphinx lets an old one lie.
    indices = ["genindex", *(["insight-index"] if len(inventory(built)) > 1 else [])]
    texts = {name: built.text(f"{name}.html") for name in (*pages, *indices)}
    return {name: TURNING.sub("", text) for name, text in texts.items()}


TURNING = re.compile(
    r"""\s*(?: <link\ rel="(?:next|prev)"[^>]*>
    | <div\ class="related".*?</div>
    | <div>\s*<h4>(?:Next|Previous)\ topic.*?</div>
    )\s*""",
    re.DOTALL | re.VERBOSE,
)


def others_of(built: Built) -> dict[str, str]:
    """A digest of each file that is no page, without those that belonged to pages that are no more."""
    pages = pages_of(built)
    named = set(re.findall(r'href="(_downloads/[^"]*)"', "".join(pages.values())))
    kept = {f"_sources/{path.name}.txt" for path in built.source.iterdir()} | named
    files = ((name, digest) for name, digest in built.files.items() if not name.endswith(".html"))
    return {name: digest for name, digest in files if name in kept or not name.startswith(("_sources/", "_downloads/"))}


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_what_has_changed_is_read_again(saved: Path, step: Step) -> None:
    """Pages are read that show what has changed, pages are written that link to it, and no others; all is as new."""
    source = restore(saved)
    step.edit(source)

    built = build(source, nitpicky=False)

    fresh = clean(source)
    assert (sorted(built.read), built.warnings) == (list(step.read), fresh.warnings)
    assert sorted({*built.written} - {*built.read} - {"index"}) == list(step.written)
    assert inventory(built) == inventory(fresh)
    assert pages_of(built) == pages_of(fresh)
    assert others_of(built) == others_of(fresh)


def test_a_file_that_is_mended_is_read_again(saved: Path) -> None:
    """What could not be shown is shown once its file is mended, or there."""
    source = restore(saved)
    form = source / "forms/check-in.toml"
    sound = form.read_text(encoding="utf-8")

    put(form, sound.replace("mean", "median"))
    broken = build(source, nitpicky=False)
    put(form, sound)
    mended = build(source, nitpicky=False)
    form.unlink()
    gone = build(source, nitpicky=False)
    put(form, sound)
    back = build(source, nitpicky=False)

    assert broken.warnings
    assert gone.warnings
    assert (mended.warnings, back.warnings) == ((), ())
    assert sorted(mended.read) == sorted(back.read) == sorted([*FORM_PAGES])
    assert pages_of(back) == pages_of(clean(source))


def test_a_catalog_that_is_mended_is_read_again(saved: Path) -> None:
    """Pages that could not be shown, since the catalog did not load, are shown when it does."""
    source = restore(saved)
    signs = source / "catalog/content/signs.toml"
    sound = signs.read_text(encoding="utf-8")

    put(signs, sound.replace("summary", "sumary"))
    broken = build(source, nitpicky=False)
    put(signs, sound)
    mended = build(source, nitpicky=False)

    assert broken.warnings
    assert mended.warnings == ()
    assert pages_of(mended) == pages_of(clean(source))


# Files with two states each, between which edits go back and forth; in some of them something cannot be shown.
STATES = (
    ("forms/check-in.toml", "I worry about losing my job.", "I worry about *my* job."),
    ("forms/check-in.toml", 'method = "mean"', 'method = "median"'),
    ("forms/check-in.toml", 'name = "Weighted"', 'name = "By weight"'),
    ("forms/check-in.toml", 'about = ["domain:work"]', 'about = ["cause:harm"]'),
    ("forms/sheet.csv", "two,", "second,"),
    ("forms/sheet.toml", 'title = "Items in a sheet"', 'title = "A sheet"'),
    ("catalog/questionnaires/steady.toml", "Es ist still.", "Es ist laut."),
    ("catalog/content/signs.toml", "Being late", "Coming late"),
    ("catalog/content/signs.toml", "[startled]", "[being-startled]"),
    ("catalog/content/causes.toml", "hard = true", "hard = false"),
    ("catalog/content/links.toml", 'object = "domain:work"', 'object = "domain:home"'),
    ("catalog/content/resources.toml", "A line", "A good line"),
    ("catalog/content/notes.toml", "summary", "sumary"),
    ("more/content/signs.toml", "exams", "tests"),
    ("entries.rst", ".. insight:sign:: starts", ".. (here stood a sign)"),
    ("plain.rst", "Here is no", ".. insight:sign:: starts\n\nHere is no"),
    ("roles.rst", ":insight:flag:`danger`", ":insight:flag:`dangerous`"),
    ("own-help.rst", ".. insight:help::", ".. (here stood help)"),
    ("conf.py", 'insight_add = ["more"]', "insight_add = []"),
)


def turn(source: Path, state: int) -> None:
    """Another state of a file."""
    name, one, other = STATES[state]
    text = (source / name).read_text(encoding="utf-8")
    put(source / name, text.replace(one, other) if one in text and other not in text else text.replace(other, one))


EDITS = st.lists(st.lists(st.integers(0, len(STATES) - 1), min_size=1, max_size=3, unique=True), min_size=1, max_size=4)


def is_as_new(saved: Path, edits: list[list[int]]) -> None:
    """Whether builds after each of some edits end where a clean build does."""
    source = restore(saved)
    for states in edits:
        for state in states:
            turn(source, state)
        built = build(source, nitpicky=False)

    fresh = clean(source)
    assert inventory(built) == inventory(fresh)
    assert pages_of(built) == pages_of(fresh)
    assert others_of(built) == others_of(fresh)


@settings(max_examples=3)
@given(EDITS)
@pytest.mark.slow
def test_any_edits_end_as_new(saved: Path, edits: list[list[int]]) -> None:
    """Whatever is edited in whatever order, with a build after each, what there is in the end is what is new."""
    is_as_new(saved, edits)


@pytest.mark.slow
@settings(max_examples=60)
@given(EDITS)
def test_many_edits_end_as_new(saved: Path, edits: list[list[int]]) -> None:
    """The same of many."""
    is_as_new(saved, edits)
