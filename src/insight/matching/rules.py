"""What the rules of a catalog say to a profile: where help is to be shown, and which strategies are held back."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from attrs import frozen

from insight.care import with_worldwide
from insight.catalog import Catalog
from insight.content import Effect, Flag, Kind, Resource, Rule, Strategy
from insight.matching.ordering import building_on

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
        """Why, in words that name no danger where a rule is on a flag."""
        return BUILDS_ON if self.builds_on else " ".join(dict.fromkeys(rule.because for rule in self.rules))

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
    return rule.when.startswith(f"{Kind.FLAG}:")


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
    by_id: defaultdict[str, list[Rule]] = defaultdict(list)
    for rule, strategies in acting:
        if rule.effect == Effect.WITHHOLD:
            for strategy in strategies:
                by_id[strategy.id].append(rule)
    builds_on = building_on(by_id, catalog)
    for strategy in catalog.strategies if by_id else ():
        if strategy.id in by_id:
            yield Withheld(strategy=strategy, rules=tuple(by_id[strategy.id]))
        elif strategy.id in builds_on:
            rules = tuple(by_id[root_of(strategy.id, builds_on)])
            yield Withheld(strategy=strategy, rules=rules, builds_on=catalog.strategies[builds_on[strategy.id]])


def root_of(name: str, builds_on: Mapping[str, str]) -> str:
    """What a strategy builds on in the end."""
    while name in builds_on:
        name = builds_on[name]
    return name


def waiting_for(degrees: Mapping[str, Fraction], catalog: Catalog) -> dict[str, set[str]]:
    """By reference of each flag that was not answered with no: the ids of the strategies that wait for that."""
    found: dict[str, set[str]] = {}
    for rule, strategies in catalog.acted_on:
        if rule.ask_first and degrees.get(rule.when) != 0:
            ids = {strategy.id for strategy in strategies}
            found[rule.when] = found.get(rule.when, set()) | ids | building_on(ids, catalog).keys()
    return found
