"""What the tests of tables share: how many definitions are tried, and the engines, those that are installed."""

import os
import warnings
from collections.abc import Iterator

import pytest

# INSIGHT_DEFINITIONS=200 INSIGHT_ROWS=500 uv run --group conformance pytest -m conformance
# tries as many as a release needs; without them it is what .ci/run has the time for.
DEFINITIONS = int(os.environ.get("INSIGHT_DEFINITIONS", "20"))
ROWS = int(os.environ.get("INSIGHT_ROWS", "60"))


@pytest.fixture(autouse=True)
def _others_warnings() -> Iterator[None]:
    """What engines warn about among themselves is not ours: PySpark does, about pandas 3."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"pyspark|ibis|duckdb|narwhals")
        yield
