"""The same input gives the same bytes, whatever the seed of Python's hashes."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[1] / "thousand_results.py"


def test_a_thousand_results_are_the_same_bytes() -> None:
    """A thousand results come back from JSON equal, and two processes with other hashes write the same bytes."""
    told = {
        subprocess.run(
            [sys.executable, SCRIPT],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "31337")
    }

    assert len(told) == 1
    assert told.pop().startswith("1000 ")
