"""Links between entries, and rules: claims with sources of their own."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen

from insight.content.checks import Checked, reference_problems
from insight.content.entries import Citation, uncited
from insight.content.vocabulary import Basis, Closeness, Effect, Form, Kind, Relation, Tag
from insight.errors import Problem, did_you_mean, quote

# For each relation the kinds that its subject and its object can have.
LIVED = (Kind.SIGN, Kind.CAUSE, Kind.DOMAIN, Kind.ATTACHMENT_STYLE)
TOLD = (*LIVED, Kind.NOTE)
ENTRIES = tuple(kind for kind in Kind if kind not in (Kind.QUESTIONNAIRE, Kind.SOURCE))
RELATED_KINDS: dict[Relation, tuple[tuple[Kind, ...], tuple[Kind, ...]]] = {
    Relation.APPEARS_IN: ((Kind.SIGN,), (Kind.DOMAIN, Kind.CAUSE, Kind.ATTACHMENT_STYLE, Kind.NOTE)),
    Relation.EASES: ((Kind.STRATEGY,), TOLD),
    Relation.ILLUSTRATES: ((Kind.NOTE,), ENTRIES),
    Relation.MAY_LEAD_TO: (TOLD, LIVED),
    Relation.GOES_ALONG_WITH: ((*TOLD, Kind.CONDITION), (*TOLD, Kind.CONDITION)),
    Relation.BELONGS_TO: ((Kind.STRATEGY, Kind.CAUSE, Kind.SIGN, Kind.NOTE), (Kind.STRATEGY, *TOLD)),
    Relation.CONTRADICTED_BY: ((Kind.NOTE,), (Kind.NOTE,)),
    Relation.NEEDS_FIRST: ((Kind.STRATEGY,), (Kind.STRATEGY,)),
    Relation.ABOUT: ((Kind.NOTE,), ENTRIES),
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

    def find_problems(self) -> Iterator[Problem]:
        """The relation can join these two, and an editorial link claims no more than it may."""
        yield from super().find_problems()
        yield from uncited(self.citations)
        subjects, objects = RELATED_KINDS.get(self.relation, (tuple(Kind), tuple(Kind)))
        yield from reference_problems("subject", self.subject, subjects)
        yield from reference_problems("object", self.object, objects)
        if self.subject == self.object:
            yield Problem("object", "it is the subject itself")
        if self.basis == Basis.EDITORIAL and self.closeness != Closeness.RELATED:
            remedy = f"write {Closeness.RELATED.value!r}"
            yield Problem("closeness", f"an editorial link is never {str(self.closeness)!r}", remedy=remedy)


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
            yield Problem("threshold", "it is not above 0 and at most 1")
        for name in ("strategies", "unless"):
            for n, target in enumerate(getattr(self, name)):
                yield from target_problems(f"{name}[{n}]", target)
        yield from self._effect_problems()

    def _effect_problems(self) -> Iterator[Problem]:
        if self.effect == Effect.ESCALATE and not self.resources:
            yield Problem("resources", "an escalation comes with help", remedy="name at least one resource")
        if self.effect != Effect.ESCALATE and not self.strategies:
            yield Problem("strategies", "there is none", remedy="name those that the rule acts on")
        if self.ask_first and (self.effect != Effect.WITHHOLD or not self.when.startswith(f"{Kind.FLAG}:")):
            yield Problem("ask_first", "only a rule that withholds on a flag asks first")


TARGET_GROUPS = {"form": tuple(Form), "tag": tuple(Tag)}


def target_problems(place: str, target: str) -> Iterator[Problem]:
    """What keeps *target* from naming strategies."""
    group, _, name = target.partition(":")
    if group in TARGET_GROUPS:
        if name not in TARGET_GROUPS[group]:
            remedy = did_you_mean(name, TARGET_GROUPS[group]) or f"use one of {', '.join(TARGET_GROUPS[group])}"
            yield Problem(place, f"there is no {group} {quote(name)}", remedy=remedy)
    elif target != "all":
        yield from reference_problems(place, target, (Kind.STRATEGY,))
