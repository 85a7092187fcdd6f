"""Texts that come with the package: the starter of a questionnaire, and the schema of its format."""

from importlib_resources import files

from insight.content import id_problems
from insight.errors import DefinitionError, refuse
from insight.questionnaires.values import in_words

STARTER_ID, STARTER_TITLE = "my-questionnaire", "My questionnaire"


def starter(name: str) -> str:
    """The text of a questionnaire to begin with, whose id is *name*.

    >>> starter("evening-check").splitlines()[7]
    'id = "evening-check"         # small letters, digits and hyphens; stays the same over all versions'

    Raises:
        DefinitionError: If *name* is no id.
    """
    refuse("new", id_problems("id", name), error=DefinitionError)
    text = read_data("starter.toml")
    return text.replace(f'"{STARTER_ID}"', f'"{name}"').replace(f'"{STARTER_TITLE}"', f'"{in_words(name)}"')


def schema() -> str:
    """The JSON Schema of a questionnaire's file, as text."""
    return read_data("schema/questionnaire.json")


def read_data(name: str) -> str:
    """The text of a file of the package's data."""
    return (files("insight") / "data" / name).read_text(encoding="utf-8")
