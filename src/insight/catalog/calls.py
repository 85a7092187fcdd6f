"""Words that call for help: where they are looked for, help goes before all else; nothing is scored by them."""

import re
from difflib import get_close_matches

from insight.catalog.words import plain

# What people type who are in danger, may harm themselves, or ask for help. Rather a phrase too many:
# help is never out of place.
_CALLS = r"""
suicid
^kms$|want to kms|unalive|self ?harm|self ?injur|^cutting$|overdos|my wrists|kill me\b
(?:kill|harm|hurt|cut|burn|starv|hang|shoot)(?:e|s|t?ing)? (?:my|him|her|your)self(?! (?:off|out|short|some slack))
(?:take|took|taking) (?:(?:all|the|my|too many) )*pills$|(?:take|taking) my (?:own )?life
end(?:ing)? (?:it all|my life|things$)|(?:want to|wanna|going to|ready to) die(?! of)
(?:tired of|no reason for|no point in|not worth) living$|no reason to live$|give up on life
wish i (?:was|were) dead|want to be dead|never been born|wish(?:ed)? i wasnt here
(?:dont|not|no longer) (?:want to )?(?:live|be alive|be here)(?: any ?more)?$
(?:dont|not) want to wake up|better off (?:without me|dead)|nobody would miss me|want to disappear
cant go on(?:$| any| living| like)|cant take (?:it|this) any ?more
rap(?:e|ed|ist)\b|molest|assault|abus|violen|stalk|strangl|threaten(?:s|ed|ing)? (?:me|us|to)
(?:forced|forces|touched|touches) me\b|(?:afraid|scared) to go home
(?<!it )(?<!that )(?:hit|slap|beat|choke|hurt|punch|punche)s? (?:me|us)\b(?! (?:at|that|to))
(?:he|she|they|partner|husband|wife|boyfriend|girlfriend|father|mother|dad|mum|mom) (?:controls?|locks?) me
in danger|not safe|unsafe at
(?:afraid|scared) of (?:him|her|my (?:partner|husband|wife|boyfriend|girlfriend|dad|father|mother|mum|mom|ex))\b
need (?:some )?help(?:$| now)|help me(?:$| please)|(?:need|want) to talk to some
(?:need|want) some(?:one|body) to talk|throw(?:ing)? up\b(?! my)|vomit
anorexi|bulimi|purging
"""
CALLS = re.compile(rf"\b(?:{'|'.join(_CALLS.strip().splitlines())})")
OFTEN_MISTYPED = ("suicide", "suicidal", "overdose", "selfharm")
LIKE = 0.9
LONGEST, MOST_WORDS = 10_000, 200


def calls_for_help(text: str) -> bool:
    """Whether *text* speaks of harm to oneself or by somebody, or asks for help as such.

    >>> calls_for_help("I don't want to live"), calls_for_help("suicde"), calls_for_help("Where do you live?")
    (True, True, False)
    """
    words = re.findall(r"[a-z]+", plain(text[:LONGEST]))[:MOST_WORDS]
    if CALLS.search(" ".join(words)):
        return True
    return any(get_close_matches(word, OFTEN_MISTYPED, n=1, cutoff=LIKE) for word in words)
