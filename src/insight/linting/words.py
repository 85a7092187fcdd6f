"""Words and what can be told from them: lists of English words, sentences, syllables, how hard a text is to read."""

import re

# An apostrophe as it is typed, or as a word processor sets it; a minus likewise.
APOSTROPHE = "['\u2019]"
MINUS = "[-\u2212]"


def any_of(*patterns: str) -> re.Pattern[str]:
    """A pattern for whole words, whatever their case.

    >>> any_of("never", "at all").findall("Never mind; nevertheless, not AT ALL.")
    ['Never', 'AT ALL']
    """
    # ASCII: else letters of other alphabets would pass for ours, and be in no list.
    return re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)", re.IGNORECASE | re.ASCII)


# What a band's label judges with.
SEVERITY = any_of(
    r"mild|moderate(?:ly)?|severe(?:ly)?|marked(?:ly)?|extreme(?:ly)?|serious(?:ly)?|critical|alarming|dangerous",
    r"(?:sub|non|pre)?-?clinical\w*|patholog\w+|disordered|dysfunction\w*|impaired|deficient|problematic",
    r"(?:ab)?normal|(?:un)?healthy|(?:at|high|low) risk|positive|negative",
)
# Names of disorders, as people write them.
CONDITION = any_of(
    r"depress(?:ion|ed|ive)|(?:social |generali[sz]ed )?anxiety(?: disorder)?|panic disorder|social phobia",
    r"ptsd|post-?traumatic stress(?: disorder)?|ocd|adhd|autis(?:m|tic)|bipolar(?: disorder)?|schizophreni[ac]\w*",
    r"eating disorder|anorexi[ac]\w*|bulimi[ac]\w*|narcissis(?:m|tic)\w*|borderline personality",
    r"(?:\w+ )?personality disorder|psychosis|psychotic|addict(?:ion|ed)?|alcoholi(?:sm|c)|\w+ disorder",
)
# What hurts, blames or claims too much: rule M3 of safe messaging.
LOADED = re.compile(
    r"\bcommit\w* suicide|(?:failed|(?:un)?successful) (?:suicide )?attempt|\bsuffer\w* from|\bvictims? of|\bcrazy\b"
    r"|normal people|mentally insecure|\bneedy\b|manipulative|disease|\bcur(?:e|es|ed|ing)\b",
    re.IGNORECASE,
)
# What stands besides in forms of people's own, and should not.
STIGMA = any_of(
    r"insane|lunatics?|psychos?|mentally (?:ill|weak)|retarded|a cripple|addicts?|junkies?|hysterical|clingy|pathetic",
    r"normal person",
)
NEGATION = any_of(
    r"not|never|no|nobody|none|nothing|nowhere|neither|cannot|hardly|barely|scarcely", rf"\w+n{APOSTROPHE}t"
)
# What holds for nobody, near the beginning of a sentence: what it is said of is then the main thing.
ABSOLUTE = re.compile(
    r"^\W*(?:\w+\W+){0,2}?(always|never|all|none|nobody|no one|everyone|everybody|completely|totally|absolutely"
    r"|entirely|constantly|forever|every (?:single )?(?:time|day|person))\b",
    re.IGNORECASE,
)
# Turns of phrase in which a word is not what it is elsewhere.
PHRASES = any_of(
    r"at all|after all|all in all|all right|above all|first of all|all of a sudden|once and for all|all along",
    (
        r"(?:say|says|said|saying) no|can(?:no|')t help|never mind|never too late|no matter|no "
        r"longer|no sooner|nothing but|not only|if not|whether [^.,;]{0,80}?or not"
    ),
    r"more or less|sooner or later|once or twice|one or two|give or take|back and forth|up and down|ups and downs",
    r"(?:again|over) and (?:again|over)|now and (?:then|again)|time and again|on and off|day and night|here and there",
    r"give and take|friends and family|family and friends|by and large|peace and quiet|pros and cons",
)
# What joins two things that one answer is given to; not in a list of examples, nor an "or" by itself.
JOINT = any_of(r"and/or|(?<!, )(?<!\w,)and|as well as|\w+/\w+")
# A mark at the end of a text, after a word; and words anywhere.
LEAKED_MARK = re.compile(
    rf"(?<=\w|[.,!?])\s*[(\[]\s*(?:r|rev|reversed?|reverse[- ]?(?:scored|coded|keyed)|inverted item|\+|{MINUS})\s*[)\]]"
    r"[\s.]*$",
    re.IGNORECASE | re.ASCII,
)
LEAKED_WORDS = any_of(r"reversed?[- ](?:scored?|coded?|keyed|item)|negatively (?:keyed|scored|worded)")
LONGEST_MARK = 60
PLACEHOLDER = re.compile(
    r"\b(?-i:TODO|TBD|TBC|FIXME)\b(?! list)|\blorem ipsum\b|\bplaceholder\b"
    r"|^\W*(?:(?:item|question|option|your|insert) text|text here|item|question|statement|text|label|option|dummy)"
    r"\W*(?:\d+\W*)?$|^\W*(?:todo|tbd|tbc|fixme|asdf|xxx+|n/a)\W*$"
    r"|[<\[]\s*(?:(?:your )?(?:text|name|item|label)|insert [^>\]]{1,80})\s*[>\]]",
    re.IGNORECASE | re.ASCII,
)
# Of an item it is none either; of an option it can be one.
DOTS = re.compile(r"[.…?_\s]+")
# A disorder as somebody's own: "my depression", "I have ADHD".
OWN_CONDITION = any_of(
    rf"(?:(?:my|your|our)\s+(?:\w+\s+)?|(?:i(?:{APOSTROPHE}(?:ve|m)| have| had| am)(?: been)?"
    rf"|you(?:{APOSTROPHE}(?:ve|re)| have| are))\s+(?:(?!no\b|not\b|never\b)\w+\s+){{0,3}}?)({CONDITION.pattern})"
)
# How far back a text looks: "in the last two weeks", "think of the past month", "right now".
NUMBERS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 365 / 12, "year": 365}
PERIOD = any_of(
    r"(?:in|over|during|within|for|throughout|of|about) (?:the )?(?P<span>(?:last|past|previous) "
    rf"(?:(?P<number>\d{{1,3}}|{'|'.join(NUMBERS)}) (?P<units>{'|'.join(DAYS)})s|(?P<unit>{'|'.join(DAYS)}))(?! of))",
    r"right now|at this moment|(?:in|over) (?:my|your) (?:whole )?life",
)
HOW_OFTEN = any_of(r"how (?:often|frequently)")
HOW_MUCH = any_of(r"how (?:often|many|much|frequently|strongly)")
# Words that are said of the same thing, from little to much; a line for each thing.
LADDERS = tuple(
    tuple(line.split(" < "))
    for line in """\
never < almost never < rarely|seldom < once in a while < sometimes < fairly often < often < usually < very often \
< nearly always < almost always < always
strongly disagree < disagree < somewhat disagree < slightly disagree < neither agree nor disagree < slightly agree \
< somewhat agree < agree < strongly agree
totally disagree < disagree < neither < agree < totally agree
disagree strongly < disagree < disagree a little < neither < agree a little < agree < agree strongly
not at all < a little < slightly < somewhat < moderately < quite a bit < a lot < very much < extremely
very poor < poor < fair < good < very good < excellent
very dissatisfied < dissatisfied < neutral < satisfied < very satisfied
never < yearly < monthly < weekly < daily
none < some < most < all
no < maybe < yes
false < true
""".splitlines()
)
# Words that an item can have or lack without saying something else.
SMALL = frozenset(
    re.findall(
        r"\w+",
        "a an the i my myself am is are was be been have has had do does did that this it of to in on at for about"
        " with very really quite often feel felt you your and",
    )
)
# What touches a hard topic: somebody who is asked should see where help is.
HARD = any_of(
    r"suicid\w*|(?:want(?:ed)? to|rather) (?:die|be dead)|wish(?:ed)? (?:that )?i (?:was|were) dead|how i would die",
    r"(?:think|thought) (?:of|about) dying|end it all|go(?:ing)? on living|worth living|(?:want|reason) to live",
    r"better off (?:dead|without me)|never wake up|(?:take|taking|end|ending) (?:my|your) (?:own )?life|overdos\w*",
    r"self-?(?:harm\w*|injury)|(?:kill|hurt|harm|starve|cut|burn)(?:ed|t|ing)? (?:or \w+ )?(?:myself|yourself)"
    r"(?! (?:off|some|in|out|short))",
    r"abus(?:e|ed|ive)|rap(?:e|ed)|violen\w+(?! (?:film|game|movie))|assault\w*|molest\w*|threaten\w*|traumati[cs]\w*",
    r"against (?:my|your) will|forced me|afraid of (?:my|your) (?:partner|husband|wife|parents?|father|mother)",
    r"beaten|(?:somebody|someone|partner|husband|wife|father|mother|parents?|he|she|they) (?:ha(?:s|ve) )?"
    r"(?:hits?|beats?|kick(?:s|ed)?|slap(?:s|ped)?|choke[sd]?)(?:,? (?:or |and )?\w+){0,3} (?:me|you)"
    r"(?! (?:at|in|to) )",
    r"(?:harm|hurt)(?:ing)? (?:my|a|your) (?:baby|child|children)",
    r"vomit\w*|(?:thr[oe]w|throwing) up|mak(?:e|ing) (?:myself|yourself) sick|skip(?:ping)? meals|laxatives?",
    r"purg(?:e|ed|ing)(?! of)|bing(?:e|es|ed|ing)(?! (?:on|watch))",
)


def words_of(text: str) -> list[str]:
    """The words of a text.

    >>> words_of("I don't worry, do I?")
    ['I', "don't", 'worry', 'do', 'I']
    """
    return re.findall(rf"[^\W_]+(?:(?:{APOSTROPHE}|-)[^\W_]+)*", text)


def sentences_of(text: str) -> list[str]:
    """The sentences of a text; a line is one too, also without a full stop.

    >>> sentences_of('Think of today. "All of it."')
    ['Think of today.', '"All of it."']
    """
    return [part for part in re.split('(?<=[.!?:])[”"\u2019)]*\\s+|\n+', text.strip()) if words_of(part)]


def clauses_of(text: str) -> list[str]:
    """The parts of a text between its commas, and between words that join clauses.

    >>> clauses_of("I know no one, and nobody knows me.")
    ['I know no one', 'nobody knows me.']
    """
    parts = re.split(r"[,;]|\b(?:and|but|or|because|so)\b", " , ".join(sentences_of(text)))
    return [part.strip() for part in parts if words_of(part)]


def without_phrases(text: str) -> str:
    """*text* without turns of phrase that mean something of their own.

    >>> without_phrases("I am not at all at ease")
    'I am not … at ease'
    """
    return PHRASES.sub("…", text)


def syllables(word: str) -> int:
    """How many syllables an English word has, by its vowels: a rule of thumb.

    >>> [syllables(word) for word in ("worry", "makes", "little", "wanted", "asked", "idea", "nation", "people")]
    [2, 1, 2, 2, 1, 3, 2, 2]
    """
    plain = re.sub(r"[^a-z]", "", word.lower())
    # An e that is not heard: at the end, and in -es and -ed; but "-le" after a consonant is.
    plain = re.sub(r"(?<=[^aeiouytd])ed$|(?<=[^aeiouysxzcghl])es$|(?<![^aeiouy]l)(?<=[^aeiouy])e$", "", plain)
    together = len(re.findall(r"[aeiouy]+", plain))
    apart = len(re.findall(r"(?<![ctsgx])i[ao]|eo(?!p)|ea$|(?<=cr)ea(?=t(?!u))|ua(?=[lt])|[aeiou]ing", plain))
    return max(together + apart, 1)


def grade(text: str) -> float:
    """The years of school that reading *text* takes, by the formula of Flesch and Kincaid (1975).

    0.39 words a sentence + 11.8 syllables a word - 15.59.
    """
    words = words_of(text)
    count = sum(map(syllables, words))
    return 0.39 * len(words) / len(sentences_of(text)) + 11.8 * count / len(words) - 15.59
