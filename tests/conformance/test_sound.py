"""Well-made questionnaires in which the linter finds no error and no warning: a false alarm costs trust."""

from pathlib import Path

import pytest

import insight
from insight.errors import Severity
from insight.questionnaires.records import TOO_FEW

HERE = Path(__file__).parents[1] / "sound"
FILES = sorted(HERE.glob("*.toml"))
CATALOG = insight.load_catalog()


def test_there_are_ten() -> None:
    """As varied as forms are: scales, methods, options, languages, gaps, hard topics."""
    assert len(FILES) >= 10


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_but_hints_is_found(path: Path) -> None:
    """No error and no warning, held against the catalog."""
    findings = insight.lint(insight.load_questionnaire(path), catalog=CATALOG)

    assert [str(finding) for finding in findings if finding.severity != Severity.HINT] == []


def test_nothing_but_hints_is_found_in_what_is_shipped() -> None:
    """Neither in the bundled questionnaires nor in the content."""
    assert [str(finding) for finding in insight.lint(CATALOG) if finding.severity != Severity.HINT] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_hand_computed_scores_come_out(path: Path) -> None:
    """What the authors have worked out by hand is what comes out, to the last bit."""
    questionnaire = insight.load_questionnaire(path)

    for example in questionnaire.examples:
        result = insight.score(questionnaire, dict(example.answers))
        assert {scale: result[scale].exact.value for scale, _ in example.scores} == {
            scale: None if expected == TOO_FEW else expected for scale, expected in example.scores
        }
