"""The scores of groups of people: what `score --by` writes in the place of a row for each person."""

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import define, field

from insight.care import NOTICE
from insight.cli.output import OK, REFUSED, complain, follow, write_out
from insight.cli.tables import score_row
from insight.describing import describe
from insight.errors import did_you_mean, quote
from insight.frames.protecting import Cell, Pair, pairs_of, protect
from insight.frames.values import ABOUT_GROUPS, AT_LEAST, FEWEST_IN_A_GROUP
from insight.loading.answers import Row, read_rows
from insight.questionnaires import Questionnaire, ResolvedScale, Scale
from insight.scoring import Score


def add_group_options(group: "argparse._ArgumentGroup") -> None:
    """What can be asked for about groups."""
    group.add_argument("--by", metavar="COLUMN", help="show groups instead of rows: the column that tells them apart")
    group.add_argument(
        "--at-least",
        metavar="N",
        type=int,
        help=f"with --by: no numbers of groups with fewer scores ({AT_LEAST}; not below {FEWEST_IN_A_GROUP})",
    )
    group.add_argument(
        "--scale",
        metavar="SCALE",
        action="append",
        default=[],
        help="with --by: tell of this scale, and of no other that is not named; can be repeated",
    )


def refuse_groups(given: argparse.Namespace, questionnaire: Questionnaire, parser: argparse.ArgumentParser) -> None:
    """End with wrong use where options for groups make no sense."""
    if given.by is None and (given.at_least is not None or given.scale):
        parser.error("--at-least and --scale go with --by")
    known = [scale.id for scale in questionnaire.scales]
    for name in given.scale:
        if name not in known:
            remedy = did_you_mean(name, known)
            parser.error(f"--scale: there is no scale {quote(name)}" + (f"; {remedy}" if remedy else ""))
    if given.at_least is not None and given.at_least < FEWEST_IN_A_GROUP:
        parser.error(f"--at-least is {FEWEST_IN_A_GROUP} or more: of fewer people, a mean tells too much about each")
    if given.by is not None and given.by in {item.id for item in questionnaire.items}:
        parser.error(f"--by names a column that tells groups apart, and {quote(given.by)} is an item")
    if given.by is not None and given.by == given.id:
        parser.error("--by and --id name the same column: people are no groups")


def score_groups(lines: Iterable[str], questionnaire: Questionnaire, given: argparse.Namespace, name: str) -> int:
    """Score each row, and write what there is to say of the groups; how many places are invalid, and none of them."""
    passed_by: Collection[str] = [*given.ignore, *([given.id] if given.id else [])]
    rows = read_rows(lines, questionnaire, name=name, id_column=given.by, ignore=passed_by, missing=given.missing)
    asked = [scale for scale in questionnaire.resolved if not given.scale or scale.id in given.scale]
    groups, invalid = sum_groups(rows, questionnaire, asked)
    if not (invalid and given.strict):
        cells = {
            scale.id: [each.cell(group, sums.rows) for group, sums in groups.items() for each in [sums.of[scale.id]]]
            for scale in asked
        }
        uneven = {pair for sums in groups.values() for pair in sums.uneven}
        summary = protect(questionnaire, cells, uneven, by=(given.by,), at_least=given.at_least or AT_LEAST)
        found = describe(summary)
        write_out(given.out, [found.text() + "\n" if given.out is None else found.csv()])
    if given.out is not None:
        complain(f"{NOTICE} {ABOUT_GROUPS}")
    if not invalid:
        return OK
    told = "nothing was written" if given.strict else "they have no scores"
    complain(f"{name}: {invalid} invalid {'rows' if invalid > 1 else 'row'}; {told}; without --by they are named")
    return REFUSED


@define
class Sums:
    """What is added up of the scores on a scale, exactly."""

    scale: Scale
    n: int = 0
    total: Fraction = Fraction(0)
    squares: Fraction = Fraction(0)
    bands: Counter[str] = field(factory=Counter)

    def add(self, found: Score) -> None:
        """Add a score, if there is one."""
        value = found.exact.value
        if value is None:
            return
        self.n, self.total, self.squares = self.n + 1, self.total + value, self.squares + value**2
        if found.band:
            self.bands[found.band.label] += 1

    def cell(self, group: str | None, rows: int) -> Cell:
        """What came together for a group of so many rows."""
        within = self.squares - self.total**2 / self.n if self.n else Fraction(0)
        return Cell(
            group=(group,),
            rows=rows,
            n=self.n,
            mean=float(self.total / self.n) if self.n else None,
            sd=math.sqrt(within / (self.n - 1)) if self.n > 1 else None,
            counts={band.label: self.bands[band.label] for band in self.scale.bands} or None,
        )


@define
class Group:
    """What is added up of a group, by scale.

    Attributes:
        uneven: Scales that share items, of which somebody has a score on one alone.
    """

    of: Mapping[str, Sums]
    rows: int = 0
    uneven: set[Pair] = field(factory=set)


def sum_groups(
    rows: Iterable[Row], questionnaire: Questionnaire, scales: Sequence[ResolvedScale]
) -> tuple[Mapping[str | None, Group], int]:
    """The sums of each group on *scales*, and how many rows are invalid."""
    groups: defaultdict[str | None, Group] = defaultdict(
        lambda: Group({scale.id: Sums(scale.scale) for scale in scales})
    )
    invalid, pairs = 0, list(pairs_of(scales))
    for row in follow(rows):
        if row.problems:
            # With a cell too many or too few, an answer or a name may stand where the group should.
            invalid += 1
            continue
        group = groups[(row.id or "").strip() or None]
        group.rows += 1
        result, problems = score_row(questionnaire, row)
        invalid += bool(problems)
        if result is None:
            continue
        for scale, sums in group.of.items():
            sums.add(result[scale])
        group.uneven.update(
            (one, other) for one, other in pairs if (result[one].value is None) != (result[other].value is None)
        )
    return groups, invalid
