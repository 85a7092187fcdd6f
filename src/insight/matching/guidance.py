"""Guidance: what may help somebody, what is held back, what to ask first, and where help can be found."""

from attrs import frozen

from insight.care import Cared
from insight.catalog import Catalog
from insight.content import Strategy
from insight.content.words import one_line
from insight.errors import DefinitionError, Problem
from insight.matching import wording
from insight.matching.ordering import prerequisites
from insight.matching.reasons import Match
from insight.matching.rules import AskFirst, Escalation, Withheld
from insight.matching.wording import Remark


@frozen(kw_only=True, repr=False)
class Step:
    """Something that one can begin with: the first step of a strategy."""

    strategy: Strategy
    text: str

    def __repr__(self) -> str:
        """Nothing about a person."""
        return "<Step>"


@frozen(kw_only=True, repr=False)
class Guidance(Cared):
    """What may help somebody, best first, and where help can be found.

    Attributes:
        matches: Strategies with reasons, best first.
        general: Strategies for insecurity as a whole that are not among the matches, in file order.
        escalations: Reasons to look for help beyond this; they come first, and more distress never removes one.
        withheld: Every strategy that a rule holds back for this profile, with the reason. Look here before you show a
            strategy from elsewhere.
        ask_first: Questions to be answered before some strategies that would fit are suggested.
        remark: What is to be said where nothing matches; else None.
        catalog: Where all of it comes from.
    """

    matches: tuple[Match, ...]
    general: tuple[Strategy, ...]
    escalations: tuple[Escalation, ...]
    withheld: tuple[Withheld, ...]
    ask_first: tuple[AskFirst, ...]
    remark: Remark | None
    catalog: Catalog

    def plan(self, n: int) -> tuple[Step, ...]:
        """The first *n* steps that one can begin with, best first.

        It is the first step of each match that has steps and does not build on another match of the list. What is
        not in the list holds nothing back. A therapy has no steps: somebody else goes with you.

        Raises:
            DefinitionError: If *n* is no whole number from 0 on.
        """
        wanted: object = n
        if isinstance(wanted, bool) or not isinstance(wanted, int) or wanted < 0:
            raise DefinitionError("plan", [Problem("n", "it is no number of steps", remedy="write 3, for example")])
        listed = {found.strategy.id for found in self.matches}
        free = (
            found.strategy
            for found in self.matches
            if found.strategy.steps
            and listed.isdisjoint(needed.id for needed in prerequisites(found.strategy, self.catalog))
        )
        return tuple(Step(strategy=strategy, text=one_line(strategy.steps[0])) for strategy in free)[:n]

    def explain(self, *, full: bool = False) -> str:
        """What may help and why, in words, with what is held back, what to ask first, and where help is.

        Args:
            full: Name also what a flag holds back, and of what a flag speaks. For the eyes of the person alone:
                somebody else who reads it learns how a question was answered.
        """
        return "\n".join(wording.explain(self, full=full))

    def __repr__(self) -> str:
        """Nothing about a person."""
        return "<Guidance>"
