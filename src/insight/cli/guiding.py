"""What may help, as commands show it: without what somebody does not want, with help near them, and after questions."""

import argparse
from collections.abc import Iterator, Sequence
from typing import Literal, Self

from attrs import frozen

from insight.catalog import Catalog
from insight.cli.looking import find_help
from insight.cli.output import complain
from insight.cli.questions import ask_first
from insight.content import Resource
from insight.describing import Description, describe_report, describe_reports
from insight.matching import Guidance, match
from insight.profiles import Profile
from insight.questionnaires import Questionnaire
from insight.scoring import Result


def add_guiding_options(parser: argparse.ArgumentParser) -> None:
    """What can be asked for about what may help."""
    group = parser.add_argument_group("for what may help")
    group.add_argument(
        "--exclude",
        metavar="STRATEGY",
        action="append",
        default=[],
        help="leave out this strategy, which is not for you; can be repeated",
    )
    group.add_argument("--region", metavar="REGION", help="show help in this country too; two letters, such as GB")
    group.add_argument(
        "--ask",
        action="store_true",
        help="put the questions that come before some steps; no answer is kept, and any can be skipped",
    )


@frozen(kw_only=True)
class Guide:
    """How a command comes to guidance.

    Attributes:
        exclude: Ids of strategies that somebody does not want.
        care: Help near them; None for the worldwide help alone.
        asks: Whether questions are put first.
        unknown: What becomes of references that the catalog does not have.
    """

    catalog: Catalog
    exclude: tuple[str, ...]
    care: tuple[Resource, ...] | None
    asks: bool
    unknown: Literal["refuse", "ignore"]

    @classmethod
    def of(
        cls, given: argparse.Namespace, catalog: Catalog, *, unknown: Literal["refuse", "ignore"] = "ignore"
    ) -> Self:
        """What the options say; a strategy that the catalog does not have is refused before anybody is asked."""
        care = find_help(given.region, catalog) if given.region else None
        guide = cls(catalog=catalog, exclude=tuple(given.exclude), care=care, asks=given.ask, unknown=unknown)
        guide.match(Profile())
        return guide

    def match(self, profile: Profile) -> Guidance:
        """What may help with what *profile* reports."""
        return match(profile, self.catalog, exclude=self.exclude, care=self.care, unknown=self.unknown)

    def follow(self, profile: Profile) -> tuple[Guidance, bool]:
        """What may help, after the questions that come first; and whether somebody broke off at one."""
        return ask_first(profile, self.match) if self.asks else (self.match(profile), False)


def report(results: Sequence[Result], guide: Guide) -> tuple[Description, bool]:
    """What one person reads: scores, what may help and why, the notice, and help; and whether they broke off."""
    for result in results:
        for reference in unknown_to(guide.catalog, result.questionnaire):
            complain(f"{result.questionnaire.id} is about {reference}, which the catalog does not have; it is left out")
    guidance, stopped = guide.follow(Profile.of(*results))
    alone = len(results) == 1
    return describe_report(results[0], guidance) if alone else describe_reports(results, guidance), stopped


def unknown_to(catalog: Catalog, questionnaire: Questionnaire) -> Iterator[str]:
    """What a questionnaire is about and the catalog does not have, axes aside."""
    about = [each for item in questionnaire.items for each in item.about]
    about += [each for scale in questionnaire.scales for each in scale.about]
    references = dict.fromkeys(each.removeprefix("-") for each in about)
    yield from (each for each in references if not each.startswith("axis:") and each not in catalog)
