"""The screenful of the design runs as written."""

import runpy
from pathlib import Path

import pytest


def test_the_screenful_runs(capsys: pytest.CaptureFixture[str]) -> None:
    """Browsing, scoring, matching and building go as the design shows, and the score explains itself."""
    runpy.run_path(str(Path(__file__).with_name("screenful.py")))

    assert capsys.readouterr().out.splitlines()[:2] == [
        (
            "Career: 3 on 0 to 4 (higher), the mean, from 3 of 4 answers; "
            "between 2.25 and 3.25 whatever the missing one: middle or higher."
        ),
        (
            "The bounds cover missing answers, not measurement error. "
            "Not validated: no study of these scores is recorded."
        ),
    ]
