"""Names and addresses that other projects and readers keep: they stay as they are.

Where something was added on purpose, `uv run python tests/sphinxext/test_inventory.py` writes the lists anew.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from insight.content import ENTRY_CLASSES, Kind
from sphinxext.building import Built, build, copy_project, inventory, page, write
from sphinxext.conftest import Build

HERE = Path(__file__).parent
PROJECT_OBJECTS, BUNDLED_NAMES = HERE / "objects-of-the-project.txt", HERE / "names-of-the-catalog.txt"
QUESTIONNAIRES = ("life-areas", "signs-check-in", "attachment-patterns")


def bundled(folder: Path) -> Built:
    """A project that shows all of the bundled catalog."""
    entries = {
        f"{kind}.rst": page(f".. insight:catalog::\n   :kinds: {kind}") for kind in ENTRY_CLASSES if kind != Kind.SOURCE
    }
    forms = {f"{name}.rst": page(f".. insight:questionnaire:: {name}") for name in QUESTIONNAIRES}
    pages = {**entries, **forms, "sources.rst": page(".. insight:sources::")}
    tree = "\n   ".join([".. toctree::", "", *(name.removesuffix(".rst") for name in pages)])
    return build(write(folder / "bundled", {**pages, "index.rst": page(tree)}))


def names_of(built: Built) -> list[str]:
    """The references in the inventory, as often as they are there."""
    split = [line.split() for line in inventory(built) if " insight:" in line]
    return sorted(f"{kind.removeprefix('insight:')}:{name}" for name, kind, *_ in split)


def test_the_objects_of_the_project_stay(built: Build) -> None:
    """What objects.inv says of the project is what it always said, line by line."""
    assert "\n".join(inventory(built("html"))) == PROJECT_OBJECTS.read_text(encoding="utf-8").rstrip("\n")


def test_addresses_follow_the_builder(built: Build) -> None:
    """Pages in folders of their own have the same names, at their addresses."""
    lines = set(inventory(built("dirhtml")))

    assert "being-late insight:sign 1 entries/#insight-sign-being-late Being late" in lines
    assert [line.split()[:3] for line in sorted(lines)] == [
        line.split()[:3] for line in PROJECT_OBJECTS.read_text(encoding="utf-8").splitlines()
    ]


def test_each_object_has_a_label(built: Build) -> None:
    """Whatever has a name of ours has a label for those who do without the extension, at the same address."""
    split = [line.split(maxsplit=4) for line in inventory(built("html"))]
    objects = {
        f"insight-{kind.partition(':')[2]}-{name}": where for name, kind, _, where, _ in split if kind[:7] == "insight"
    }
    labels = {name: where for name, kind, _, where, _ in split if kind == "std:label" and name != "insight-index"}

    assert objects
    assert labels == objects


def test_the_names_of_the_catalog_stay(tmp_path: Path) -> None:
    """All that is bundled can be shown without a warning, each thing once, under the name that it always had."""
    built = bundled(tmp_path)

    assert built.warnings == ()
    assert names_of(built) == BUNDLED_NAMES.read_text(encoding="utf-8").split()


if __name__ == "__main__":
    with TemporaryDirectory() as place:
        made = build(copy_project(Path(place)), nitpicky=True)
        PROJECT_OBJECTS.write_text("".join(f"{line}\n" for line in inventory(made)), encoding="utf-8")
        BUNDLED_NAMES.write_text("".join(f"{name}\n" for name in names_of(bundled(Path(place)))), encoding="utf-8")
