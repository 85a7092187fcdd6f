"""Comparing two versions: what changed, what stored scores are good for, what can be carried over."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType
from typing import Any

from attrs import evolve, frozen

from insight.comparing.bumps import precedence, too_small
from insight.comparing.changes import Change, Subject, Verdict, worst, worst_of
from insight.comparing.differences import Versions
from insight.comparing.pairing import Pairing, Parts, meant, origins, pair_items, pair_scales
from insight.errors import DefinitionError, Finding, Problem, Severity, name_type, quote
from insight.questionnaires import Key, Questionnaire, Scale
from insight.scoring.answers import choose

# How many places of the same change a line names.
SHOWN = 4


@frozen(repr=False)
class Comparison:
    """What changed from one version of a questionnaire to another.

    Attributes:
        continues: Whether the new one goes on with the old one although their ids differ.
    """

    old: Questionnaire
    new: Questionnaire
    continues: bool = False

    def __repr__(self) -> str:
        """Say the verdict and how much changed."""
        return f"<Comparison: {self.verdict}, {len(self.changes)} changes>"

    @cached_property
    def versions(self) -> Versions:
        """Both versions, with what belongs together."""
        items = pair_items(self.old, self.new)
        return Versions(self.old, self.new, items, pair_scales(self.old, self.new, items))

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        """Every difference: of the head, the items, the scales."""
        return tuple(self._identity()) + tuple(self.versions.differences())

    def _identity(self) -> Iterator[Change]:
        if self.old.id != self.new.id:
            verdict = Verdict.COMPARABLE if self.continues else Verdict.NOT_COMPARABLE
            meaning = (
                "one goes on with the other"
                if self.continues
                else "these are two questionnaires, unless you say that one continues the other"
            )
            yield Change(
                subject=Subject.NAMES, place="id", old=self.old.id, new=self.new.id, verdict=verdict, meaning=meaning
            )

    @cached_property
    def scales(self) -> Mapping[str, Verdict]:
        """By id of each scale of the new version, what stored scores of it are good for."""
        return MappingProxyType({scale.id: self._verdict_of(scale) for scale in self.new.scales})

    @cached_property
    def verdict(self) -> Verdict:
        """What stored scores are good for, over all scales; whatever else than meta changed, not all is as it was."""
        others = min(worst_of(self.changes), Verdict.RESCORABLE, key=lambda verdict: verdict.rank)
        return worst([*self.scales.values(), others])

    def _verdict_of(self, scale: Scale) -> Verdict:
        """What stored scores of a scale are good for: by its rule, its items, and what people were told."""
        versions = self.versions
        # A scale that is new can be scored from what was asked.
        own = worst_of(versions.by_scale[scale.id]) if scale.id in versions.by_scale else Verdict.RESCORABLE
        return worst([own, *map(self._asked, scale.items), self._around])

    @cached_property
    def _around(self) -> Verdict:
        """What comes of all that is not about one item or scale."""
        return worst_of([*self._identity(), *self.versions.head])

    def _asked(self, key: Key) -> Verdict:
        """Whether an item was asked as it is asked now."""
        changes = self.versions.by_item.get(key.item)
        return Verdict.NOT_COMPARABLE if changes is None else worst_of(changes)

    def carry(self, answers: Mapping[str, Any]) -> dict[str, Any]:
        """*answers* to the old version as answers to the new one: renamed, without what is not asked any more.

        An answer is carried where its item has the same text and all options that it had, each with its label: so no
        answer stands for something that nobody said, and none is left out for what it says, which would bend a score.
        Nothing is carried where people were told something else before they answered, or to another questionnaire.
        What comes out may be half-answered, and the new version always accepts it.

        Raises:
            AnswerError: If they are no answers to the old version.
        """
        chosen = choose(self.old, answers)
        return {
            self._carried[name]: answer
            for name, answer in answers.items()
            if name in self._carried and self._still_says(name, chosen[self.old.asked[name][0]])
        }

    @cached_property
    def _carried(self) -> Mapping[str, str]:
        """The new ids by the old ones of the items whose answers mean now what they meant."""
        if self._around == Verdict.NOT_COMPARABLE:
            return {}
        changes = self.versions.by_item
        return {old: new for old, new in self.versions.items.pairs if worst_of(changes[new]) != Verdict.NOT_COMPARABLE}

    def _still_says(self, name: str, number: int) -> bool:
        """Whether a choice is one still; a missing option that is gone, or that became a number, is none."""
        _, _, before = self.old.asked[name]
        _, _, after = self.new.asked[self._carried[name]]
        return number < len(before.options) or meant(before.choices[number]) in map(meant, after.missing)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the author should mend: a version that rose too little, a rename that is guessed or not clear."""
        return tuple(
            Finding(id=name, severity=Severity.WARNING, place=place, message=message, remedy=remedy)
            for name, place, message, remedy in find(self)
        )

    def explain(self) -> str:
        """The verdict, the scales of which another holds, and every change in a line, what matters most first."""
        other_id = "" if self.old.id == self.new.id else f"{self.new.id} "
        both = f"{self.old.id} {self.old.version} to {other_id}{self.new.version}"
        head = f"{both}: {self.verdict}. {MEANS[self.verdict]}"
        scales = [f"  {scale}: {verdict}" for scale, verdict in self.scales.items() if verdict != self.verdict]
        changes = [f"- {line}" for line in in_lines(self.changes)]
        return "\n".join([head, *scales, *(changes or ["Nothing changed."])])


def in_lines(changes: Iterable[Change]) -> Iterator[str]:
    """Changes in a line each; those that are the same but for their place, such as other options, in one."""
    alike: defaultdict[Change, list[str]] = defaultdict(list)
    for change in sorted(changes, key=lambda change: -change.verdict.rank):
        alike[evolve(change, place="-")].append(change.place)
    for change, places in alike.items():
        shown = places if len(places) <= SHOWN else [*places[: SHOWN - 1], f"{len(places) - SHOWN + 1} more places"]
        yield evolve(change, place=", ".join(shown)).explain()


MEANS = {
    Verdict.COMPARABLE: "Stored scores can be set beside new ones as they are.",
    Verdict.RESCORABLE: "Stored answers can be scored again by the new version, and their scores set beside new ones.",
    Verdict.NOT_COMPARABLE: "Old and new scores cannot be set side by side.",
}


def find(comparison: Comparison) -> Iterator[tuple[str, str, str, str]]:
    """What to mend: the id of a finding, its place, what it is, and a remedy."""
    old, new, versions = comparison.old, comparison.new, comparison.versions
    small = too_small(old.version, new.version, comparison.verdict)
    only_version = all(change.place == "version" for change in comparison.changes)
    if small and old.id == new.id and not (only_version and precedence(new.version) >= precedence(old.version)):
        yield "version-bump", "version", *small
    yield from moved_ends(versions)
    yield from unsure_renames("items", old, new, versions.items)
    yield from unsure_renames("scales", old, new, versions.scales)


def unsure_renames(
    name: Parts, old: Questionnaire, new: Questionnaire, paired: Pairing
) -> Iterator[tuple[str, str, str, str]]:
    """Renames of items or scales that are a guess, or that an author has told in a way that cannot be followed."""
    for was in sorted(paired.guessed):
        message = f"it is a guess that this was {quote(was)}, since only their ids differ"
        remedy = f'if so, write {paired.new_of[was]} = "{was}" under [renamed.{name}] of the later version'
        yield "guessed-rename", f"{name}.{paired.new_of[was]}", message, remedy
    told = origins(old, new, name)
    claims = Counter(told.values())
    for after, was in told.items():
        if paired.old_of.get(after, after) == after != was:
            twice, gone = f"{quote(was)} is named more than once", f"the earlier version has no {quote(was)}"
            message = f"it is not clear what {quote(after)} was: {twice if claims[was] > 1 else gone}"
            yield "unclear-rename", f"renamed.{name}.{after}", message, "write its id in the earlier version"


def moved_ends(versions: Versions) -> Iterator[tuple[str, str, str, str]]:
    """Options beyond the old ones: rescored numbers lie in a range that people did not see."""
    moved = [
        new
        for old, new in versions.items.pairs
        if versions.old.asked[old][2].ends != versions.new.asked[new][2].ends
        and worst_of(versions.by_item[new]) == Verdict.RESCORABLE
    ]
    if moved:
        shown = ", ".join(moved[:SHOWN]) + (" …" if len(moved) > SHOWN else "")
        message = f"nobody could choose the new ends of {shown} before; an item keyed in reverse counts from them"
        yield "moved-ends", "items", message, "say so where old and new scores stand side by side"


def compare(old: Questionnaire, new: Questionnaire, *, continues: bool = False) -> Comparison:
    """What changed from *old* to *new*, and what it means for scores that are stored.

    >>> from insight.questionnaires import options
    >>> def version(number, keys):
    ...     return Questionnaire.build(
    ...         "check-in", title="Check-in", version=number, responses=options("never", "often"),
    ...         items={"worry": "I worry.", "calm": "I am calm."}, scales={"unease": keys})
    >>> comparison = compare(version("1.0.0", "worry calm"), version("1.1.0", "worry -calm"))
    >>> comparison.verdict.value
    'rescorable'
    >>> print(comparison.changes[1].explain())
    scales.unease.items: “calm worry” became “-calm worry”; stored answers can be scored again (keys)

    Args:
        old: The earlier version.
        new: The later one; its `renamed` says which ids were others. What is left is guessed, and marked as a guess.
        continues: Say that *new* goes on with *old* where their ids differ; else two questionnaires do not compare.

    Raises:
        DefinitionError: If one of the two is no questionnaire.
    """
    for name, given in (("old", old), ("new", new)):
        held: object = given
        if not isinstance(held, Questionnaire):
            problem = Problem(name, f"a questionnaire is expected, not {name_type(held)}", remedy="load or build one")
            raise DefinitionError("compare", [problem])
    return Comparison(old, new, continues)
