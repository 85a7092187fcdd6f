"""The project of the tests builds in every form, alone and with others, in one process and in several."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sphinxext.building import PROJECT, Built, build, copy_project, digests
from sphinxext.conftest import Build

BUILDERS = ("html", "dirhtml", "singlehtml", "text", "man", "texinfo", "latex", "epub", "xml", "pseudoxml", "gettext")
PAGES = sorted(path.stem for path in PROJECT.iterdir() if path.suffix in {".rst", ".md"})


@pytest.mark.parametrize("builder", BUILDERS)
def test_it_builds_without_a_warning(built: Build, builder: str) -> None:
    """With every directive, option and role there is nothing to warn of, also when Sphinx is asked to be strict."""
    made = built(builder)

    assert made.warnings == ()
    assert made.files


def test_all_builders_share_what_was_read(built: Build) -> None:
    """Pages are read once for all builders."""
    assert sorted(built("html").read) == PAGES
    assert {builder: built(builder).read for builder in BUILDERS[1:-1]} == dict.fromkeys(BUILDERS[1:-1], ())


IN_PARALLEL = """
import sys
from pathlib import Path
from sphinxext.building import build

source, place = map(Path, sys.argv[1:3])
for builder in sys.argv[3:]:
    doctrees = place / "doctrees" / ("gettext" if builder == "gettext" else "all")
    built = build(source, builder, out=place / builder, doctrees=doctrees, parallel=2, nitpicky=True)
    print(*built.warnings, sep="\\n", end="")
"""


@pytest.mark.slow
def test_several_processes_write_the_same(built: Build, place: Path) -> None:
    """What two processes read and write is what one does, byte for byte, and they have nothing to warn of."""
    tests, made = Path(__file__).parents[1], place.with_name("parallel")
    run = subprocess.run(
        [sys.executable, "-c", IN_PARALLEL, str(place), str(made), *BUILDERS],
        env={**os.environ, "PYTHONPATH": str(tests)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (run.stdout, run.stderr, run.returncode) == ("", "", 0)
    for builder in BUILDERS:
        assert digests(made / builder) == built(builder).files, builder


@pytest.mark.slow
@pytest.mark.parametrize("builder", BUILDERS)
def test_a_builder_alone_writes_the_same(built: Build, place: Path, builder: str) -> None:
    """What is read by one builder is what any other would have read."""
    made = place.with_name("alone")
    alone = build(place, builder, out=made / builder, doctrees=made / "doctrees" / builder, nitpicky=True)

    assert alone.warnings == ()
    assert alone.files == built(builder).files


def test_it_builds_anywhere(built: Build, tmp_path: Path) -> None:
    """No page says where on this machine it was made."""
    made: Built = build(copy_project(tmp_path / "elsewhere"), "html", nitpicky=True)

    assert made.files == built("html").files
