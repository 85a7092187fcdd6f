"""What the tests of the Sphinx extension share: the project, built once for each builder."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import pytest

from sphinxext.building import Built, build, copy_project

Build = Callable[[str], Built]


@pytest.fixture(scope="session")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the tests, in a folder of its own."""
    return copy_project(tmp_path_factory.mktemp("sphinx"))


@pytest.fixture(scope="session")
def built(place: Path) -> Build:
    """The project as a builder makes it, from doctrees that all share but gettext, which Sphinx keeps apart."""

    @lru_cache
    def of(builder: str) -> Built:
        if builder == "gettext":
            return build(place, builder, nitpicky=True)
        if builder != "html":
            of("html")
        return build(place, builder, doctrees=place.with_name("doctrees"), nitpicky=True)

    return of
