"""What several tests share: a questionnaire as a file, and keys in short form."""

from attrs import evolve

from insight import Key

QUESTIONNAIRE = """\
format = 1
id = "job-check-in"
version = "1.0.0"
title = "Job check-in"

[response_scales.often]
labels = ["never", "rarely", "sometimes", "often", "always"]
missing = [{ value = 98, label = "does not apply to me" }]

[items]
worry = "I worry about losing my job."
safe = "I feel safe in my position."
ask = "I hold back from asking for a raise."

[scales.job-insecurity]
items = ["worry", "-safe", "ask"]
method = "mean"
min_answered = 2
bands = [{ start = 0, label = "lower" }, { start = 2, label = "higher" }]
"""


def keys(text: str) -> tuple[Key, ...]:
    """Keys such as `"a -b*1/2"`: a minus keys in reverse, a weight follows the star."""
    parsed = []
    for word in text.split():
        name, _, weight = word.partition("*")
        parsed.append(evolve(Key.parse(name), weight=weight or 1))
    return tuple(parsed)
