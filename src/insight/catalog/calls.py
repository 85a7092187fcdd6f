"""Words that call for help: where they are looked for, help goes before all else; nothing is scored by them."""

import re
from difflib import get_close_matches

from insight.catalog.words import plain

# What people type who are in danger, may harm themselves, or ask for help. Rather a phrase too many:
# help is never out of place.
CALLS = re.compile(
    r"""
    \b(?: suicid | kms\b | unalive | self\ ?harm | overdos
      | (?: kill | harm | hurt | cut | burn | starv ) (?: e | s | t?ing )? \ (?: my | him | her | your ) self
      | (?: take | took | taking ) \ (?: all\ )? (?: my\ | the\ )? pills
      | end (?: ing )? \ (?: it\ all | it$ | my\ life ) | no\ reason\ to\ live | tired\ of\ living
      | (?: want | wants | going | ready ) \ to\ die | wish\ i\ (?: was | were ) \ dead | want\ to\ be\ dead
      | (?: dont | not | no\ longer ) \ (?: want\ to\ )? (?: live\b | be\ alive | be\ here\ anymore | wake\ up )
      | better\ off\ (?: without\ me | dead ) | want\ to\ disappear | cant\ go\ on
      | rap (?: e | ed | ist ) \b | molest | assault | abus | violen | threat | stalk | strangl
      | (?: hit | slap | beat | choke | hurt | punch | punche ) s? \ (?: me | us ) \b
      | controls\ me | locks\ me | in\ danger | not\ safe | unsafe | scared\ of\ (?: my | him | her ) \b
      | afraid\ of\ (?: him | her | my\ (?: partner | husband | wife | boyfriend | girlfriend | dad | father | mother
        | mum | ex ) \b )
      | need \ (?: some\ )? help | help\ me\b | (?: need | want ) \ to\ talk\ to\ some
      | (?: need | want ) \ some (?: one | body ) \ to\ talk | throw (?: ing )? \ up | vomit
      | anorexi | bulimi | purg (?: e | ing ) \b
    )""",
    re.VERBOSE,
)
OFTEN_MISTYPED = ("suicide", "suicidal", "overdose", "selfharm")
LIKE = 0.85
MOST_WORDS = 200


def calls_for_help(text: str) -> bool:
    """Whether *text* speaks of harm to oneself or by somebody, or asks for help as such.

    >>> calls_for_help("I don't want to live"), calls_for_help("suicde"), calls_for_help("Where do you live?")
    (True, True, False)
    """
    words = re.findall(r"[a-z]+", plain(text))[:MOST_WORDS]
    if CALLS.search(" ".join(words)):
        return True
    return any(get_close_matches(word, OFTEN_MISTYPED, n=1, cutoff=LIKE) for word in words)
