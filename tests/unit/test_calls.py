"""Words that call for help lead to the worldwide help first; everyday words lead to what they are about."""

import pytest

import insight
from insight.care import WORLDWIDE
from insight.catalog import Catalog
from insight.catalog.calls import MOST_WORDS, calls_for_help
from insight.content import Resource, Sign, Strategy

CALLS = [
    "wanna die",
    "kill me",
    "take my own life",
    "hang myself",
    "slit my wrists",
    "self-injury",
    "life is not worth living",
    "nobody would miss me",
    "forced me to have sex",
    "afraid to go home",
    "I can't take it anymore",
    "i want to end things",
    "help me please",
    "suicide",
    "SUICIDE",
    "suicidal",
    "suicidal thoughts",
    "suicde",
    "suicidé",
    "I want to die",
    "i hate myself and want to die",
    "I wish I was dead",
    "kill myself",
    "killing myself",
    "kms",
    "end it all",
    "end my life",
    "ending my life",
    "I don't want to live anymore",
    "I don\u2019t want to live",
    "I do not want to be here anymore",
    "no reason to live",
    "tired of living",
    "better off without me",
    "I'd be better off dead",
    "I want to disappear",
    "cutting myself",
    "burning myself",
    "starving myself",
    "self-harm",
    "self harm",
    "selfharm",
    "harm myself",
    "hurt myself",
    "took pills",
    "I took all my pills",
    "overdose",
    "he beats me",
    "he hits me",
    "my mum hits me",
    "he threatens me",
    "he strangled me",
    "my husband controls me",
    "afraid of my husband",
    "scared of my dad",
    "I am in danger",
    "I am not safe at home",
    "domestic violence",
    "my ex is stalking me",
    "rape",
    "I was raped",
    "sexual assault",
    "molested",
    "abused as a child",
    "anorexia",
    "bulimia",
    "purging",
    "I throw up after eating",
    "I need help",
    "help me",
    "I need to talk to someone",
]
EVERYDAY = [
    "I do not live up to expectations",
    "I don't live with my parents",
    "tired of living with my parents",
    "I overdo it at work",
    "run 5 kms",
    "cut myself some slack",
    "it hit me that I was wrong",
    "I can't go on holiday",
    "dont wake up early",
    "scared of my exam",
    "help me say no",
    "my anxiety controls me",
    "throw up my hands",
    "going to die of embarrassment",
    "my brother beat me at chess",
    "my dad died",
    "my mother is dead",
    "no limits",
    "where do you live",
    "I can't live up to it",
    "cut down on coffee",
    "hit the gym",
    "hurt feelings",
    "afraid of failure",
    "afraid of being alone",
    "scared of spiders",
    "he cheated on me",
    "end of a relationship",
    "deadline",
    "dead end job",
    "burnout",
    "killing time",
    "take the pill",
    "grape juice",
    "violin lessons",
    "trapped in a routine",
    "throw a party",
    "self-help books",
    "talk to my boss",
    "jealous",
    "say no",
    "perfectionism",
    "money worries",
]


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The bundled catalog."""
    return insight.load_catalog()


@pytest.mark.parametrize("words", CALLS)
def test_help_comes_before_all_else(words: str, catalog: Catalog) -> None:
    """Who may be in danger, or asks for help, finds the two worldwide resources first."""
    assert catalog.search(words)[:2] == WORLDWIDE


@pytest.mark.parametrize("words", EVERYDAY)
def test_everyday_words_do_not_call(words: str, catalog: Catalog) -> None:
    """What anyone says of a usual day leads to what it is about."""
    assert not calls_for_help(words)
    assert catalog.search(words)[:2] != WORLDWIDE


def test_help_is_found_in_every_catalog() -> None:
    """A catalog that has nothing else has help, where the words are in none of its texts."""
    hits = Catalog().hits("kms")

    assert tuple(hit.entry for hit in hits) == WORLDWIDE
    assert [hit.fields for hit in hits] == [(), ()]


def test_call_does_not_lead_to_another_kind(catalog: Catalog) -> None:
    """Who asks for one kind of entries gets that kind only."""
    assert catalog.search("suicide", Resource)[:2] == WORLDWIDE
    assert all(isinstance(entry, Strategy) for entry in catalog.search("I need help", Strategy))
    assert catalog.search("kms", Sign) == ()


def test_call_is_heard_among_other_words() -> None:
    """What stands before and after a call changes nothing, as far as words are looked at."""
    assert calls_for_help(f"{'word ' * (MOST_WORDS - 3)}he hits me {'word ' * MOST_WORDS}")
