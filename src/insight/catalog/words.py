"""Words as a search compares them: without case, accents and endings, and with everyday words for the same thing."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping
from functools import cache

# Words that say little about what somebody looks for.
_COMMON = """
a about again all also am an and any anybody anyone are as at be been being but by can cannot cant could did didnt do
does doesnt doing dont down each every everything feel feeling feels felt for from get gets getting go goes going got
had has have having he her hers him his how i id if ill im in into is isnt it its ive just keep keeps less like
liked likes liking lot made make makes making many
may maybe me might mine more most much my not of often on one only or other our out
over own really seem seems shall she should so some somebody someone something such than that the their them then
there these they thing things think thinks this those to too up us very want wants was way we well were what when
where which while who whom why will with wont would you your yours
"""
COMMON = frozenset(_COMMON.split())
# Everyday words for the same thing, a group in a line. A word can be in several.
ALIKE = """
abandon dump dumped leave left lose
absent absenteeism sick sickie
abuse abusive assault beat beaten hit hits hurt violence violent
abuse assault rape trauma
accept acceptance
adhd autism autistic different disability dyslexia dyslexic
advice disclaimer professional
afford bills broke debt income money poor
afraid anxiety anxious dread fear fearful frightened nervous panic petrified scared terrified worry
age ageing aging elderly old older
alone isolated loneliness lonely
alone lonesome
anger angry irritable rage temper
anorexia anorexic binge bulimia bulimic eating
apologize sorry
appearance beautiful body fat looks mirror pretty thin ugly weight
argue argument conflict disagree dispute fight fighting row
ashamed embarrassed guilt humiliated shame
attached attachment bond bonds
avoid skip
awkward embarrassed shy
begin start step
bereavement dead death die died grief lose loss mourning
america american states usa
bf boyfriend date dating fiance gf girlfriend husband love marriage married partner relationship romantic spouse wife
blame criticism criticize fault
boring dull interesting
boss career employer employment job manager office profession supervisor work workplace
bottle hide suppress
boundary limit no refuse
box category degree dimension spectrum type
break breakup divorce ex split
bullied bully harassed mocked picked tease teased
burnout exhausted sleep tired
britain british gb kingdom uk
calm relax rest
calorie diet dieting eating food weight
care selfcare
caregiver dad father mom mother mum parent
change improve
cheated cheating lied lies trust unfaithful
child childhood kid
choice choose decide decision indecisive
cling clingy needy reassurance
close closeness commit commitment intimacy intimate
colleague coworker team
college exam grade school student study teacher uni university
common everyone normal
compliment praise
confidence confident
cope coping handle manage
counseling counselor psychotherapist psychotherapy shrink therapist therapy
crisis danger dead die emergency kill suicidal suicide
critic critical criticism criticize criticized judge judgmental
crying hurt tears
daily everyday ordinary
deadline late procrastinate procrastination unfinished
depressed depression gloomy hopeless mood sad sadness
detached distant withdrawn
different discrimination homophobia racism racist
directionless lost stuck
disengaged lazy unmotivated
distrust suspicious trust untrustworthy
doctor gp professional
dumb inadequate stupid useless
eat food hungry meal starving
emotion emotional feelings
envious envy jealous
event gathering parties party wedding
evicted eviction home homeless house housing landlord rent shelter
excuse lie
exercise gym movement sport workout
explain express say tell
fail failure loser mistake wrong
fake false fraud imposter impostor phony pretend
family relative relatives
fired laidoff lose redundant sacked unemployed
flashbacks ptsd trauma traumatic
flawless perfect perfectionist
followers instagram internet media online phone social tiktok web
forgive forgiveness guilt kindness
friend friendship
gene genetic hereditary inherited
ghosted ignored invisible overlooked unnoticed
goal target
habit routine
hate hurtful loathe worthless
helpline hotline
income pay promotion raise salary wage
inconsistent moody unpredictable unstable
introvert introverted quiet shy
joke laugh laughing
journal journaling reflect reflection
laugh laughed mock mocked ridicule
myself oneself self yourself
overthink overthinking ruminate rumination thought
overwhelmed overwhelming stress stressed swamped
please pleaser pleasing
quiet silent speak speechless
quit resign
rejected rejection turned unwanted
secret secretive
stare staring watched
talk tell
uncertain uncertainty unsure
undeserving unlovable unworthy worthless
value worth
"""
_ENDINGS = """
able ation ations e ed edly er ers es est ful fulness ible ies ied ing ingly ings ion ions isation ise ised iser
ises ising ism ison ist ists ity ive iveness ization ize ized izer izes izing ly ment ments ness ous s ship ships y
"""
ENDINGS = sorted(_ENDINGS.split(), key=len, reverse=True)
SHORTEST_STEM = 3
# Shorter words keep their -our: four, hour.
LONGEST_PLAIN = 5
# Shorter words keep their -ll-: telling, calling.
LONGEST_DOUBLED = 8


def words_of(text: str) -> list[str]:
    """The words in *text* that say something.

    >>> words_of("I'm always apologising"), words_of("What am I?")
    (['always', 'apologising'], [])
    """
    return [word for word in re.findall(r"\w+", plain(text)) if word not in COMMON]


def plain(text: str) -> str:
    """*text* in small letters, without accents and apostrophes.

    >>> plain("Can't, Café")
    'cant, cafe'
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return re.sub("['\N{RIGHT SINGLE QUOTATION MARK}]", "", "".join(c for c in parts if not unicodedata.combining(c)))


def stem(word: str) -> str:
    """*word* without its ending, in American spelling.

    >>> stem("behaviours"), stem("apologising"), stem("apologize"), stem("worries")
    ('behavior', 'apolog', 'apolog', 'wor')
    """
    # Counselling, controlling; behaviour.
    word = re.sub("ll(?=ed|er|ing|or)", "l", word) if len(word) > LONGEST_DOUBLED else word
    word = re.sub("our(?=$|s|al|ed|ing|ite|able)", "or", word) if len(word) > LONGEST_PLAIN else word
    # Twice: relation-ship-s, perfection-ism.
    word = shorten(shorten(word), shortest=SHORTEST_STEM + 1)
    # stopp-ed, stop; worr-y, worr-ied.
    doubled = word[-1:] == word[-2:-1] and word[-1:] not in "ls"
    word = word[:-1] if doubled else word
    short = word.rstrip("eiy")
    return short if len(short) >= SHORTEST_STEM else word


def shorten(word: str, *, shortest: int = SHORTEST_STEM) -> str:
    """*word* without its longest ending.

    >>> shorten("trusting"), shorten("stress"), shorten("say")
    ('trust', 'stress', 'say')
    """
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= shortest:
            return word if word.endswith("ss") and ending == "s" else word.removesuffix(ending)
    return word


@cache
def alike() -> Mapping[str, tuple[str, ...]]:
    """For each stem the stems of everyday words for the same thing."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for line in ALIKE.strip().splitlines():
        group = {stem(word) for word in line.split()}
        for each in group:
            found[each] |= group - {each}
    return {each: tuple(sorted(others)) for each, others in found.items()}
