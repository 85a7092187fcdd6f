"""The pin of a result: which definition, in which version, scored by which version of this library."""

import re
from collections.abc import Iterator

from attrs import frozen

from insight.content import Checked, id_problems
from insight.errors import Problem
from insight.questionnaires import VERSION, Questionnaire

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

    def find_problems(self) -> Iterator[Problem]:
        """Ids, versions and digests of the right form."""
        yield from super().find_problems()
        yield from id_problems("questionnaire", self.questionnaire)
        for name, form in FORMS.items():
            if not form.fullmatch(getattr(self, name)):
                yield Problem(name, "it has not the form that it should have", remedy=f"write it like {EXAMPLES[name]}")

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


DIGEST = re.compile("[0-9a-f]{64}", re.ASCII)
FORMS = {"version": VERSION, "scoring_digest": DIGEST, "content_digest": DIGEST, "library_version": VERSION}
EXAMPLES = dict.fromkeys(("version", "library_version"), "1.0.0") | dict.fromkeys(
    ("scoring_digest", "content_digest"), "64 of the digits 0 to 9 and a to f"
)
