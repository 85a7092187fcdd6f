"""Hypothesis strategies: small catalogs with all that matching looks at, and profiles over a catalog."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st

from insight.catalog import Catalog
from insight.content import (
    AttachmentStyle,
    Audience,
    Basis,
    Cause,
    Channel,
    ChannelKind,
    Citation,
    Closeness,
    Domain,
    Effect,
    Evidence,
    Flag,
    Form,
    Link,
    Note,
    Relation,
    Resource,
    ResourceKind,
    Rule,
    Sign,
    Source,
    Strategy,
)
from insight.content.vocabulary import CauseRole, NoteRole, Tag
from insight.profiles import Profile
from insight.questionnaires import AXES

CITED = (Citation(source="insight-editors"),)
WHOLE = "note:insecurity"
THRESHOLDS = tuple(map(Fraction, ("1/4", "1/2", "3/4", "1")))
MOST_SIGNS, MOST_STRATEGIES, MOST_OTHERS = 4, 5, 2
MOST_LINKS, MOST_RULES = 6, 4
MOST_DEGREES = 8


@st.composite
def catalogs(draw: st.DrawFn) -> Catalog:
    """Small catalogs with all that matching looks at, for code that is to work with any content.

    Domains, signs, causes, styles and a note; strategies of all forms and tags, with and without steps; links of every
    closeness, in groups or not, some of them twice; strategies that need others first, in no circle; flags; rules of
    every effect, with and without `ask_first` and `unless`; help for anyone and for one thing alone.

    >>> from hypothesis import find
    >>> catalog = find(catalogs(), lambda catalog: any(rule.ask_first for rule in catalog.rules))
    >>> catalog.rules[0].when
    'flag:flag-0'
    """
    held = draw(_lived())
    strategies = [draw(_strategies(name)) for name in draw(_ids("strategy", 1, MOST_STRATEGIES))]
    flags = [Flag(id=name, name=name, question="Is it so?", citations=CITED) for name in draw(_ids("flag"))]
    lived = [entry.reference for entries in held.values() for entry in entries]
    return Catalog(
        **held,
        strategies=strategies,
        notes=[NOTE],
        flags=flags,
        resources=HELP,
        sources=SOURCES,
        links=draw(_links(strategies, held)),
        rules=draw(st.lists(_rules(lived, [flag.reference for flag in flags], strategies), max_size=MOST_RULES)),
    )


NOTE = Note(id="insecurity", name="Insecurity", summary="S.", role=NoteRole.DEFINITION, citations=CITED)
SOURCES = (
    Source(id="a-trial", title="A made-up trial", evidence=Evidence.TRIAL, locator_missing=True),
    Source(id="a-page", title="A made-up page", evidence=Evidence.LAY_PAGE, locator_missing=True),
)
HELP = tuple(
    Resource(
        id=f"help-for-{audience}",
        name=f"Help for {audience}",
        kind=ResourceKind.SERVICE,
        region="world",
        hours="always",
        channels=(Channel(kind=ChannelKind.WEB, value=f"https://example.org/{audience}"),),
        languages=("en",),
        cost="free",
        audience=(audience,),
        citations=CITED,
    )
    for audience in (Audience.ANYONE, Audience.ABUSE)
)


@st.composite
def profiles_for(draw: st.DrawFn, catalog: Catalog) -> Profile:
    """Profiles of what *catalog* has: signs, causes, domains, styles and flags, and degrees that only rules read.

    >>> from insight.loading import load_catalog
    >>> from hypothesis import find
    >>> find(profiles_for(load_catalog()), lambda profile: "flag:acute-crisis" in profile)
    <Profile of 1 references>
    """
    lived = [*catalog.signs, *catalog.causes, *catalog.domains, *catalog.attachment_styles]
    references = [*(entry.reference for entry in lived), *(f"axis:{axis}" for axis in AXES)]
    known = draw(st.dictionaries(st.sampled_from(references), degrees(), max_size=MOST_DEGREES))
    flags = {flag.reference: draw(st.none() | ANSWERS) for flag in catalog.flags}
    rules_only = draw(st.dictionaries(st.sampled_from(references), degrees(), max_size=2))
    answered = {reference: answer for reference, answer in flags.items() if answer is not None}
    return Profile.of(known, answered) | Profile((), tuple(rules_only.items()))


# A flag is answered with yes or no; a form that is about one can lie between.
ANSWERS = st.sampled_from([0, 1]) | st.just(Fraction(1, 3))


def degrees() -> st.SearchStrategy[Any]:
    """Degrees from 0 to 1: round ones, on which rules turn, more often than others."""
    round_ones = st.sampled_from([Fraction(n, 4) for n in range(5)])
    return round_ones | st.fractions(0, 1, max_denominator=60) | st.floats(0, 1)


def _ids(kind: str, fewest: int = 0, most: int = MOST_OTHERS) -> st.SearchStrategy[list[str]]:
    return st.integers(fewest, most).map(lambda number: [f"{kind}-{n}" for n in range(number)])


@st.composite
def _lived(draw: st.DrawFn) -> dict[str, Any]:
    """What somebody can report, by kind."""
    plain: dict[str, Any] = {"summary": "S.", "citations": CITED}
    styles = ("secure", "avoidant")[: draw(st.integers(0, 2))]
    return {
        "domains": [Domain(id=name, name=name, **plain) for name in draw(_ids("domain", 1))],
        "signs": [Sign(id=name, name=name, **plain) for name in draw(_ids("sign", 1, MOST_SIGNS))],
        "causes": [
            Cause(id=name, name=name, role=CauseRole.ROOT, hard=draw(st.booleans()), **plain)
            for name in draw(_ids("cause"))
        ],
        "attachment_styles": [AttachmentStyle(id=name, name=name, **plain) for name in styles],
    }


@st.composite
def _strategies(draw: st.DrawFn, name: str) -> Strategy:
    cited = draw(st.sampled_from(["insight-editors", "a-trial", "a-page"]))
    return Strategy(
        id=name,
        name=f"Do {name}",
        summary="S.",
        form=draw(st.sampled_from(Form)),
        tags=tuple(draw(st.lists(st.sampled_from(Tag), max_size=2, unique=True))),
        steps=("Begin.", "Go on.")[: draw(st.integers(0, 2))],
        citations=(Citation(source=cited),),
    )


@st.composite
def _links(draw: st.DrawFn, strategies: Sequence[Strategy], held: Mapping[str, Sequence[Any]]) -> list[Link]:
    """Ties of all kinds in any order; each strategy needs only what stands before it in an order of their own."""
    signs = [sign.reference for sign in held["signs"]]
    wholes = [entry.reference for kind in ("domains", "causes", "attachment_styles") for entry in held[kind]]
    names = [strategy.reference for strategy in strategies]
    eases = _ties(Relation.EASES, names, [*signs, *wholes, WHOLE])
    appears = _ties(Relation.APPEARS_IN, signs, [*wholes, WHOLE])
    links = [*draw(st.lists(eases, max_size=MOST_LINKS)), *draw(st.lists(appears, max_size=MOST_OTHERS))]
    order = draw(st.permutations(names))
    for n, name in enumerate(order[1:], start=1):
        needed = draw(st.lists(st.sampled_from(order[:n]), max_size=MOST_OTHERS, unique=True))
        links += [draw(_ties(Relation.NEEDS_FIRST, [name], [before])) for before in needed]
    return draw(st.permutations(links))


@st.composite
def _ties(draw: st.DrawFn, relation: Relation, subjects: Sequence[str], objects: Sequence[str]) -> Link:
    basis = draw(st.sampled_from(Basis))
    return Link(
        subject=draw(st.sampled_from(subjects)),
        relation=relation,
        object=draw(st.sampled_from(objects)),
        closeness=Closeness.RELATED if basis == Basis.EDITORIAL else draw(st.sampled_from(Closeness)),
        basis=basis,
        group=draw(st.sampled_from([None, "one", "two"])) if relation == Relation.EASES else None,
        citations=CITED,
    )


@st.composite
def _rules(draw: st.DrawFn, lived: Sequence[str], asked: Sequence[str], strategies: Sequence[Strategy]) -> Rule:
    targets = ["all", *(strategy.reference for strategy in strategies)]
    targets += [*(f"form:{form}" for form in Form), *(f"tag:{tag}" for tag in Tag)]
    when = draw(st.sampled_from([*asked, *lived]))
    effect = draw(st.sampled_from(Effect))
    acts = effect != Effect.ESCALATE
    can_ask = effect == Effect.WITHHOLD and when in asked
    return Rule(
        when=when,
        threshold=draw(st.sampled_from(THRESHOLDS)),
        effect=effect,
        because=draw(st.sampled_from(["It is so.", "Not now."])),
        basis=Basis.EDITORIAL,
        citations=CITED,
        strategies=tuple(draw(st.lists(st.sampled_from(targets), min_size=1, max_size=2, unique=True))) if acts else (),
        unless=tuple(draw(st.lists(st.sampled_from(targets[1:]), max_size=1))) if acts else (),
        ask_first=can_ask and draw(st.booleans()),
        resources=() if acts else tuple(draw(st.lists(st.sampled_from([each.id for each in HELP]), min_size=1))),
    )
