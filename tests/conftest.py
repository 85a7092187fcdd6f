"""What all tests share: how hard properties are tried, and a small questionnaire."""

import os

import pytest
from hypothesis import HealthCheck, settings

from insight import Questionnaire, options

# Everyday runs are quick; .ci/run tries harder (`gate`); `HYPOTHESIS_PROFILE=thorough uv run pytest -n auto
# tests/properties` harder still, and `deep` the hardest, for some hours.
settings.register_profile("quick", max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=2_000, database=None)
settings.register_profile("gate", settings.get_profile("thorough"), max_examples=200)
settings.register_profile("deep", settings.get_profile("thorough"), max_examples=50_000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))

# A script, which test_screenful.py runs.
collect_ignore = ["conformance/screenful.py"]


@pytest.fixture
def check_in() -> Questionnaire:
    """Three items from never to always, one keyed in reverse, of which two are enough."""
    return Questionnaire.build(
        "job-check-in",
        title="Job check-in",
        version="1.0.0",
        responses=options("never", "rarely", "sometimes", "often", "always", missing={98: "does not apply to me"}),
        items={
            "worry": "I worry about losing my job.",
            "safe": "I feel safe in my position.",
            "ask": "I hold back from asking for a raise.",
        },
        scales={"job-insecurity": "worry -safe ask"},
        min_answered=2,
    )
