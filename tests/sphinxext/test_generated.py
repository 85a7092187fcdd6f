"""Whatever a questionnaire or a catalog holds, it can be shown; what a build keeps stays small."""

from collections import Counter
from pathlib import Path
from tempfile import mkdtemp

import pytest
from docutils import nodes
from hypothesis import HealthCheck, given, settings

from insight import Questionnaire, to_toml
from insight.testing import questionnaires
from sphinxext.building import build, page, write

PARTS = (
    "overview instructions options items by-hand scales bands missing about examples renamed sources digests codebook"
)
BODY = page(".. insight:questionnaire:: form.toml", f"   :parts: {PARTS}")
FORMS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def is_shown(folder: Path, questionnaire: Questionnaire) -> None:
    """Whether a questionnaire is shown on a page and as text, with places of their own for its parts."""
    place = Path(mkdtemp(dir=folder))
    source = write(place / "pages", {"index.rst": BODY, "form.toml": to_toml(questionnaire)})
    # What the linter says of its keys is another matter.
    quiet = ["insight.lint"]
    read, text = (build(source, form, suppress_warnings=quiet) for form in ("html", "text"))

    assert (read.warnings, text.warnings) == ((), ())
    ids = Counter[str]()
    for node in read.doctree("index").findall(nodes.Element):
        ids.update(node.get("ids", ()))
    assert max(ids.values()) == 1
    places = [f"insight-item-{questionnaire.id}--{item.id.replace('.', '--')}" for item in questionnaire.items]
    places += [f"insight-scale-{questionnaire.id}--{scale.id.replace('.', '--')}" for scale in questionnaire.scales]
    assert {*places} <= {*ids}
    assert all(f'id="{place}"' in read.page("index") for place in places)


@settings(FORMS, max_examples=10)
@given(questionnaires())
def test_any_questionnaire_is_shown(tmp_path: Path, questionnaire: Questionnaire) -> None:
    """It builds as a page and as text without a warning, and each item and scale has a place."""
    is_shown(tmp_path, questionnaire)


@pytest.mark.slow
@settings(FORMS, max_examples=150)
@given(questionnaires())
def test_many_questionnaires_are_shown(tmp_path: Path, questionnaire: Questionnaire) -> None:
    """The same of many."""
    is_shown(tmp_path, questionnaire)


SIGN = """
[sign-{n}]
name = "A sign of the number {n}"
summary = "There is a summary of some words for the sign of the number {n}."
citations = [{{ source = "insight-editors", place = "here" }}]
"""
STRATEGY = """
[strategy-{n}]
name = "A strategy of the number {n}"
summary = "There is a summary of some words for the strategy of the number {n}."
form = "practice"
tags = []
steps = ["One.", "Two."]
citations = [{{ source = "insight-editors", place = "here" }}]
"""
LINK = """
[[link]]
subject = "strategy:strategy-{n}"
relation = "eases"
object = "sign:sign-{other}"
closeness = "related"
basis = "editorial"
citations = [{{ source = "insight-editors", place = "here" }}]
"""
SIGNS, STRATEGIES, PAGES = 700, 300, 10


@pytest.mark.slow
def test_what_a_build_keeps_is_small(tmp_path: Path) -> None:
    """For each of 1,000 objects the environment grows by at most 0.7 KB."""
    content = {
        "catalog/content/signs.toml": "".join(SIGN.format(n=n) for n in range(SIGNS)),
        "catalog/content/strategies.toml": "".join(STRATEGY.format(n=n) for n in range(STRATEGIES)),
        "catalog/content/links.toml": "".join(LINK.format(n=n % STRATEGIES, other=n) for n in range(SIGNS)),
    }
    names = [f"sign:sign-{n}" for n in range(SIGNS)] + [f"strategy:strategy-{n}" for n in range(STRATEGIES)]
    pages = {
        f"page-{n}.rst": page(".. insight:catalog::", f"   :ids: {' '.join(names[n::PAGES])}") for n in range(PAGES)
    }
    index = page(".. toctree::", "   :glob:", "", "   page-*")
    source = write(tmp_path / "pages", {"index.rst": index, **pages, **content})
    nothing = {name: page("Nothing.") for name in pages}
    empty = build(write(tmp_path / "empty", {"index.rst": index, **nothing}), "dummy")

    built = build(source, "dummy", insight_catalog="catalog")

    assert built.warnings == ()
    kept, before = ((each.doctrees / "environment.pickle").stat().st_size for each in (built, empty))
    assert (kept - before) / len(names) <= 700
