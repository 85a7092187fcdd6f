"""The shipped content, piece by piece: each test runs over each entry, link, text or item, under its reference."""

from collections.abc import Iterable, Iterator

import attrs
import pytest

import insight
from insight.content import Entry, Statement

# What a reader is not told: ids, words of a closed vocabulary, and how a source or a resource is found.
NOT_READ = {"id", "form", "tags", "role", "evidence", "about", "kind", "region", "languages", "doi", "url"} | {
    "audience",
    "paired_with",
}


@pytest.fixture(scope="session")
def catalog() -> insight.Catalog:
    """The bundled catalog."""
    return insight.load_catalog()


@pytest.fixture(scope="session")
def texts(catalog: insight.Catalog) -> dict[str, str]:
    """Each text that somebody reads, by the id of its field."""
    return dict(texts_of(catalog))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test that asks for an entry, a link, a text or an item once for each that is shipped."""
    catalog = insight.load_catalog()
    collections: dict[str, Iterable[Entry]] = {
        "entry": entries_of(catalog),
        "sign": catalog.signs,
        "style": catalog.attachment_styles,
        "source": catalog.sources,
    }
    for name, entries in collections.items():
        if name in metafunc.fixturenames:
            metafunc.parametrize(name, [pytest.param(entry, id=entry.reference) for entry in entries])
    if "link" in metafunc.fixturenames:
        names = [f"{link.subject} {link.relation} {link.object}" for link in catalog.links()]
        metafunc.parametrize("link", catalog.links(), ids=names)
    if "place" in metafunc.fixturenames:
        texts = list(texts_of(catalog))
        metafunc.parametrize(("place", "text"), texts, ids=[place for place, _ in texts])
    if "example" in metafunc.fixturenames:
        examples = [(q, example) for q in catalog.questionnaires for example in q.examples]
        names = [f"questionnaire:{q.id}-{n}" for q in catalog.questionnaires for n in range(len(q.examples))]
        metafunc.parametrize(("questionnaire", "example"), examples, ids=names)


def entries_of(catalog: insight.Catalog) -> Iterator[Entry]:
    """Each entry of each kind; questionnaires are no entries."""
    for held in catalog.collections.values():
        yield from (entry for entry in held if isinstance(entry, Entry))


def texts_of(catalog: insight.Catalog) -> Iterator[tuple[str, str]]:
    """Each text that somebody reads, with the id of its field."""
    for entry in entries_of(catalog):
        for attribute in attrs.fields(type(entry)):
            if attribute.name not in NOT_READ:
                yield from texts_in(f"{entry.reference}.{attribute.name}", getattr(entry, attribute.name))
    for questionnaire in catalog.questionnaires:
        yield from texts_of_questionnaire(questionnaire)


def texts_of_questionnaire(questionnaire: insight.Questionnaire) -> Iterator[tuple[str, str]]:
    """Each text of a questionnaire, with the id of its field."""
    here = f"questionnaire:{questionnaire.id}"
    for name in ("title", "instructions", "intended_use"):
        yield from texts_in(f"{here}.{name}", getattr(questionnaire, name))
    for item in questionnaire.items:
        yield f"{here}.items.{item.id}", item.text
    for scale in questionnaire.scales:
        yield f"{here}.scales.{scale.id}.name", scale.name
        yield from ((f"{here}.scales.{scale.id}.bands[{n}]", band.label) for n, band in enumerate(scale.bands))
    for responses in questionnaire.response_scales:
        yield from ((f"{here}.{responses.id}[{n}]", option.label) for n, option in enumerate(responses.choices))


def texts_in(place: str, value: object) -> Iterator[tuple[str, str]]:
    """The texts that a field holds, each with its place."""
    if isinstance(value, str) and value:
        yield place, value
    elif isinstance(value, Statement):
        yield place, value.text
    elif isinstance(value, tuple):
        for number, each in enumerate(value):
            yield from texts_in(f"{place}[{number}]", each)
