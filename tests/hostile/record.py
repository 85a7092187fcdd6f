"""Writes the messages of the hostile files anew: `uv run python tests/hostile/record.py`."""

import sys
from pathlib import Path

# A script sees its own folder only.
sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile.corpus import SUBJECTS, record

if __name__ == "__main__":
    record(SUBJECTS)
