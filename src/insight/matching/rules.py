"""What the rules of a catalog say to a profile: where help is to be shown, and which strategies are held back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from insight.care import with_worldwide
from insight.catalog import Catalog
from insight.content import Effect, Flag, Resource, Rule, Strategy, is_flag
from insight.matching.ordering import building_on, dependents, prerequisites

BUILDS_ON = "It builds on a step that is left out for now."


@frozen(kw_only=True, repr=False)
class Escalation:
    """A reason to look for help beyond this, and where it can be found.

    Attributes:
        rule: What it follows from; its `when` says of what, so keep it as carefully as the answers.
        resources: The help that fits, followed by the worldwide help.
    """

    rule: Rule
    resources: tuple[Resource, ...]

    @property
    def sentence(self) -> str:
        """It in plain words, which name no danger where the rule is on a flag."""
        return self.rule.because

    def __repr__(self) -> str:
        """Nothing about a person."""
        return "<Escalation>"


@frozen(kw_only=True, repr=False)
class Withheld:
    """A strategy that is held back.

    Attributes:
        rules: The rules that hold it back, or what it builds on.
        builds_on: What it needs first and is withheld; None where a rule withholds it itself.
    """

    strategy: Strategy
    rules: tuple[Rule, ...]
    builds_on: Strategy | None = None

    @property
    def reason(self) -> str:
        """Why, in words that name no danger: of rules on what was reported, else of those on flags."""
        ordinary = [rule for rule in self.rules if not is_on_flag(rule)]
        if self.builds_on and ordinary:
            return BUILDS_ON
        return " ".join(dict.fromkeys(rule.because for rule in ordinary or self.rules))

    @property
    def by_flag(self) -> bool:
        """Whether a flag alone holds it back, so that its name would give the flag away."""
        return all(is_on_flag(rule) for rule in self.rules)

    def __repr__(self) -> str:
        """Nothing about a person."""
        return "<Withheld>"


@frozen(kw_only=True, repr=False)
class AskFirst:
    """A question that is to be answered with no before some strategies are suggested.

    Attributes:
        flag: The question; the answer goes into the profile, as 1 or 0, and is stored nowhere.
        strategies: Those that wait for it, in file order.
        fitting: Of these, what would be among the matches; the others help in general.
    """

    flag: Flag
    strategies: tuple[Strategy, ...]
    fitting: tuple[Strategy, ...]

    def __repr__(self) -> str:
        """Nothing about a person."""
        return "<AskFirst>"


def is_on_flag(rule: Rule) -> bool:
    """Whether *rule* looks at a flag."""
    return is_flag(rule.when)


# A rule with the strategies that it acts on.
Acting = tuple[Rule, tuple[Strategy, ...]]


def fired(degrees: Mapping[str, Fraction], catalog: Catalog) -> list[Acting]:
    """The rules whose degree is reached, in file order."""
    return [
        (rule, strategies)
        for rule, strategies in catalog.acted_on
        if rule.when in degrees and degrees[rule.when] >= rule.threshold
    ]


def escalations_of(acting: Iterable[Acting], catalog: Catalog) -> Iterator[Escalation]:
    """What is to be said first, whatever else is found."""
    for rule, _ in acting:
        if rule.effect == Effect.ESCALATE:
            named = catalog.with_pairs([catalog.resources[name] for name in rule.resources])
            yield Escalation(rule=rule, resources=with_worldwide(named))


def first_of(acting: Iterable[Acting]) -> set[str]:
    """The ids of the strategies that head the list where they match."""
    return {strategy.id for rule, strategies in acting if rule.effect == Effect.FIRST for strategy in strategies}


def withheld_by(acting: Iterable[Acting], catalog: Catalog) -> Iterator[Withheld]:
    """Every strategy that is held back, in file order, and what builds on one."""
    holding = [each for each in acting if each[0].effect == Effect.WITHHOLD]
    own: defaultdict[str, set[int]] = defaultdict(set)
    for number, (_, strategies) in enumerate(holding):
        for strategy in strategies:
            own[strategy.id].add(number)
    inherited = handed_on(own, catalog)
    rules = {name: [holding[n][0] for n in sorted(numbers)] for name, numbers in inherited.items()}
    for strategy in catalog.strategies if rules else ():
        if strategy.id in rules:
            ruled = [holding[n][0] for n in own.get(strategy.id, ())]
            yield Withheld(
                strategy=strategy,
                rules=tuple(rules[strategy.id]),
                builds_on=base_of(strategy, ruled, rules, catalog),
            )


def handed_on(own: Mapping[str, set[int]], catalog: Catalog) -> dict[str, set[int]]:
    """The numbers of the rules that hold back each strategy, by itself or by way of what it builds on."""
    found = {name: set(numbers) for name, numbers in own.items()}
    ahead = list(own)
    while ahead:
        needed = ahead.pop()
        for name in dependents(needed, catalog):
            new = found[needed] - found.setdefault(name, set())
            found[name] |= new
            ahead += [name] * bool(new)
    return found


def base_of(
    strategy: Strategy, own: Sequence[Rule], rules: Mapping[str, Sequence[Rule]], catalog: Catalog
) -> Strategy | None:
    """What *strategy* builds on and is withheld; None where a rule withholds it itself.

    Flags play no part where something that is reported holds it back as well: what is told must not tell them.
    """
    ordinary = any(not is_on_flag(rule) for rule in rules[strategy.id])
    if any(not (ordinary and is_on_flag(rule)) for rule in own):
        return None
    bases = (
        needed
        for needed in prerequisites(strategy, catalog)
        if any(not (ordinary and is_on_flag(rule)) for rule in rules.get(needed.id, ()))
    )
    return min(bases, key=lambda needed: needed.id)


def waiting_for(degrees: Mapping[str, Fraction], catalog: Catalog) -> dict[str, set[str]]:
    """By reference of each flag that was not answered with no: the ids of the strategies that wait for that."""
    found: dict[str, set[str]] = {}
    for rule, strategies in catalog.acted_on:
        if rule.ask_first and degrees.get(rule.when) != 0:
            found.setdefault(rule.when, set()).update(building_on([each.id for each in strategies], catalog))
    return found
