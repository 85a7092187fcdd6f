"""The pin of a result: which definition, in which version, scored by which version of this library."""

from attrs import frozen

from insight.content import Checked
from insight.questionnaires import Questionnaire

# The version of the distribution too: pyproject.toml reads it from here.
LIBRARY_VERSION = "0.1.0"


@frozen(kw_only=True)
class Pin(Checked):
    """What a result was scored with.

    Attributes:
        questionnaire: The questionnaire's id.
        version: Its version.
        scoring_digest: Of all that numbers and bands follow from.
        content_digest: Of the whole definition, every text and the order of everything.
        library_version: The version of this library.
    """

    questionnaire: str
    version: str
    scoring_digest: str
    content_digest: str
    library_version: str

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> "Pin":
        """The pin of whatever is scored with *questionnaire* by this version of the library."""
        return cls(
            questionnaire=questionnaire.id,
            version=questionnaire.version,
            scoring_digest=questionnaire.scoring_digest,
            content_digest=questionnaire.content_digest,
            library_version=LIBRARY_VERSION,
        )

    def lines(self) -> list[str]:
        """The pin in words, a line each."""
        return [
            f"Scored with: {self.questionnaire} {self.version}, by insight {self.library_version}.",
            f"Scoring digest: {self.scoring_digest}",
            f"Content digest: {self.content_digest}",
        ]
