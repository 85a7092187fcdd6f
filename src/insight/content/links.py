"""Links between entries, and rules: claims with sources of their own."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from insight.content.checks import Checked, is_flag, reference_problems, split_reference
from insight.content.entries import SPOKEN_OF, Citation, Strategy, uncited
from insight.content.vocabulary import Basis, Closeness, Effect, Form, Kind, Relation, Tag
from insight.errors import Problem, did_you_mean, quote

LIVED = (Kind.SIGN, Kind.CAUSE, Kind.DOMAIN, Kind.ATTACHMENT_STYLE)
TOLD = (*LIVED, Kind.NOTE)


@frozen
class Meaning:
    """What a relation says, read from either end, and the kinds that it can join.

    Attributes:
        subjects: The kinds that the first end can have.
        objects: The kinds that the second end can have.
        words: The claim as one says it from the subject on: "may appear in".
        turned: The same claim as one says it from the object on: "signs that may appear".
        example: A subject and an object of the bundled catalog.
    """

    subjects: tuple[Kind, ...]
    objects: tuple[Kind, ...]
    words: str
    turned: str
    example: tuple[str, str]


MEANINGS: dict[Relation, Meaning] = {
    Relation.APPEARS_IN: Meaning(
        (Kind.SIGN,),
        (Kind.DOMAIN, Kind.CAUSE, Kind.ATTACHMENT_STYLE, Kind.NOTE),
        "may appear in",
        "signs that may appear",
        ("sign:perfectionism", "domain:career"),
    ),
    Relation.EASES: Meaning(
        (Kind.STRATEGY,),
        TOLD,
        "may help with",
        "what may help",
        ("strategy:small-goals-and-celebrate", "domain:career"),
    ),
    Relation.ILLUSTRATES: Meaning(
        (Kind.NOTE, Kind.STRATEGY),
        SPOKEN_OF,
        "is an example of",
        "examples",
        ("strategy:reframe-appearance-thought", "strategy:step-back-and-reframe"),
    ),
    Relation.MAY_LEAD_TO: Meaning(
        TOLD, TOLD, "may lead to", "what may lead to it", ("cause:rejection", "sign:low-self-worth")
    ),
    Relation.GOES_ALONG_WITH: Meaning(
        (*TOLD, Kind.CONDITION),
        (*TOLD, Kind.CONDITION),
        "may go along with",
        "may go along with",
        ("cause:comparison", "cause:perfectionism"),
    ),
    Relation.BELONGS_TO: Meaning(
        (Kind.STRATEGY, Kind.CAUSE, Kind.SIGN, Kind.NOTE),
        (Kind.STRATEGY, *TOLD),
        "belongs to",
        "what belongs to it",
        ("strategy:cbt", "strategy:psychotherapy"),
    ),
    Relation.CONTRADICTED_BY: Meaning(
        (Kind.NOTE,),
        (Kind.NOTE,),
        "is contradicted by",
        "what it contradicts",
        ("note:attachment-cannot-change", "note:attachment-can-change"),
    ),
    Relation.NEEDS_FIRST: Meaning(
        (Kind.STRATEGY,),
        (Kind.STRATEGY,),
        "needs first",
        "what builds on it",
        ("strategy:radical-acceptance", "strategy:accept-what-cannot-change"),
    ),
    Relation.ABOUT: Meaning(
        (Kind.NOTE, Kind.RESOURCE),
        SPOKEN_OF,
        "is about",
        "more about it",
        ("note:self-esteem", "sign:low-self-worth"),
    ),
}


@frozen(kw_only=True)
class Link(Checked):
    """A claim that *subject* stands in *relation* to *object*, with its own citations.

    >>> link = Link(subject="strategy:small-goals-and-celebrate", relation=Relation.EASES, object="domain:career",
    ...             closeness=Closeness.NAMED, basis=Basis.SOURCE,
    ...             citations=(Citation(source="betterhelp-insecurity-2024", place="line 128"),))
    >>> link.in_messages
    'link strategy:small-goals-and-celebrate eases domain:career'

    Attributes:
        group: Evidence of one group says the same thing, and counts once; without one, the object is the group.
    """

    subject: str
    relation: Relation
    object: str
    closeness: Closeness
    basis: Basis
    group: str | None = None
    citations: tuple[Citation, ...]

    @property
    def in_messages(self) -> str:
        """The claim in short."""
        return f"link {self.subject} {self.relation} {self.object}"

    def other(self, reference: str) -> str:
        """The end that is not *reference*."""
        return self.object if self.subject == reference else self.subject

    def find_problems(self) -> Iterator[Problem]:
        """The relation can join these two, and an editorial link claims no more than it may."""
        yield from super().find_problems()
        yield from uncited(self.citations)
        yield from self._end_problems()
        if self.subject == self.object:
            yield Problem("object", "it is the subject itself", remedy="name another entry")
        if self.basis == Basis.EDITORIAL and self.closeness != Closeness.RELATED:
            remedy = f"write {Closeness.RELATED.value!r}"
            yield Problem("closeness", f"an editorial link is never {str(self.closeness)!r}", remedy=remedy)

    def _end_problems(self) -> Iterator[Problem]:
        """Ends that are no references, or that this relation does not join."""
        if self.relation not in MEANINGS:
            return
        meaning = MEANINGS[self.relation]
        for place, reference, kinds in (
            ("subject", self.subject, meaning.subjects),
            ("object", self.object, meaning.objects),
        ):
            kind = split_reference(reference)[0]
            if kind in tuple(Kind) and kind not in kinds:
                remedy = f"it goes from {', '.join(meaning.subjects)} to {', '.join(meaning.objects)}"
                yield Problem(place, f"no {kind} is the {place} of {str(self.relation)!r}", remedy=remedy)
            else:
                yield from reference_problems(place, reference)


@frozen(kw_only=True)
class Rule(Checked):
    """What a degree brings about: an escalation, something withheld, or something put first.

    Attributes:
        when: The reference whose degree is looked at.
        threshold: The degree from which on the rule acts.
        strategies: `strategy:…`, `form:…` or `tag:…`, or `all`.
        unless: Strategies that this rule leaves alone, named likewise.
        ask_first: Keeps the strategies back until the flag was answered no.
        because: The reason, in words that name no danger where *when* is a flag.
        resources: Ids of the help that comes with it.
    """

    when: str
    threshold: Fraction
    effect: Effect
    because: str
    basis: Basis
    citations: tuple[Citation, ...]
    strategies: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    ask_first: bool = False
    resources: tuple[str, ...] = ()

    @property
    def in_messages(self) -> str:
        """What the rule does in short."""
        return f"rule {self.when} {self.effect}"

    def find_problems(self) -> Iterator[Problem]:
        """A rule looks at something, acts on something, and says on whose word."""
        yield from super().find_problems()
        yield from uncited(self.citations)
        yield from reference_problems("when", self.when, (*LIVED, Kind.FLAG))
        exact: object = self.threshold
        if not isinstance(exact, Fraction) or not 0 < exact <= 1:
            yield Problem("threshold", "it is not above 0 and at most 1", remedy="write '1/2', for example")
        for name in ("strategies", "unless"):
            for n, target in enumerate(getattr(self, name)):
                yield from target_problems(f"{name}[{n}]", target)
        yield from self._effect_problems()

    def _effect_problems(self) -> Iterator[Problem]:
        if self.effect == Effect.ESCALATE and not self.resources:
            yield Problem("resources", "an escalation comes with help", remedy="name at least one resource")
        if self.effect != Effect.ESCALATE and not self.strategies:
            yield Problem("strategies", "there is none", remedy="name those that the rule acts on")
        if self.ask_first and (self.effect != Effect.WITHHOLD or not is_flag(self.when)):
            yield Problem("ask_first", "only a rule that withholds on a flag asks first")

    def names(self, strategy: Strategy) -> bool:
        """Whether it acts on *strategy*: named by itself, its form, a tag or `all`, and not left alone."""
        names = {ALL, strategy.reference, f"form:{strategy.form}", *(f"tag:{tag}" for tag in strategy.tags)}
        return not names.isdisjoint(self.strategies) and names.isdisjoint(self.unless)


ALL = "all"
TARGET_GROUPS = {"form": tuple(Form), "tag": tuple(Tag)}


def target_problems(place: str, target: str) -> Iterator[Problem]:
    """What keeps *target* from naming strategies."""
    group, _, name = target.partition(":")
    if group in TARGET_GROUPS:
        if name not in TARGET_GROUPS[group]:
            remedy = did_you_mean(name, TARGET_GROUPS[group]) or f"use one of {', '.join(TARGET_GROUPS[group])}"
            yield Problem(place, f"there is no {group} {quote(name)}", remedy=remedy)
    elif target != ALL:
        yield from reference_problems(place, target, (Kind.STRATEGY,))
