"""What a rule of the linter is: an id, how much it weighs, and what it looks for."""

from collections.abc import Callable, Iterator

from attrs import frozen

from insight.catalog import Catalog
from insight.errors import Problem, Severity
from insight.questionnaires import Questionnaire


@frozen
class Rule:
    """A rule: what it finds in a questionnaire, as problems that become findings.

    Attributes:
        id: Small letters and hyphens; stays the same, since files name it to silence it.
        finds: What it finds, in a few words.
        look: What looks for it.
        english: Whether it knows English alone, and so leaves a questionnaire in another language.
    """

    id: str
    severity: Severity
    finds: str
    look: Callable[[Questionnaire], Iterator[Problem]]
    english: bool = False


@frozen
class CatalogRule:
    """A rule that holds a questionnaire against a catalog."""

    id: str
    severity: Severity
    finds: str
    look: Callable[[Questionnaire, Catalog], Iterator[Problem]]
