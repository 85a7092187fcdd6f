"""The linter: what in a questionnaire or a catalog can be read, and may not be meant; pure, as scoring is.

The rules are imported when the first is asked, so that `import insight` stays light.
"""

import datetime as dt

from insight.catalog import Catalog
from insight.errors import Finding
from insight.questionnaires import Questionnaire


def lint(
    value: Questionnaire | Catalog, *, catalog: Catalog | None = None, today: dt.date | None = None
) -> tuple[Finding, ...]:
    """What in *value* may not be meant: each finding with its rule, severity, place, message and remedy.

    >>> from insight.questionnaires import options
    >>> mine = Questionnaire.build(
    ...     "check-in", title="Check-in", version="1.0.0", licence="MIT", intended_use="Reflection.",
    ...     instructions="Think of today.", responses=options("never", "sometimes", "often"),
    ...     items={"worry": "I worry.", "calm": "I feel calm.", "extra": "TODO"}, scales={"unease": "worry -calm"})
    >>> for finding in lint(mine):
    ...     print(finding)
    items.extra.text: it looks like a placeholder ('TODO'); write the text (error: placeholder-text)
    ...

    Errors come first, then warnings, then hints, each in the order of the rules. A questionnaire silences findings
    with its `ignore`. Rules about wording know English, and leave questionnaires in other languages. Lines are known
    to the command alone, which has the file: `insight lint mine.toml`.

    Args:
        value: A questionnaire; or a catalog, whose questionnaires are held against it.
        catalog: What a questionnaire is held against: whether there is what it is about, and the help that it names.
        today: The day from which is told which help is overdue; without it none is.

    Raises:
        DefinitionError: If *value* is neither.
    """
    from insight.linting.running import run  # noqa: PLC0415  # see above

    return run(value, catalog, today)
