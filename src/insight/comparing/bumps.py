"""Version numbers: which comes later, and whether one rose by as much as changed."""

import re

from insight.comparing.changes import Verdict

# Which number of a version has to rise at least, and why.
BUMP = {
    Verdict.COMPARABLE: (2, "something changed"),
    Verdict.RESCORABLE: (1, "stored answers have to be scored again"),
    Verdict.NOT_COMPARABLE: (0, "people are asked something else"),
}
NAMES = ("first", "middle", "last")


def numbers(version: str) -> list[int]:
    """The three numbers of a version.

    >>> numbers("1.10.2-beta.1")
    [1, 10, 2]
    """
    return [int(number) for number in re.findall(r"\d+", version)[:3]]


def precedence(version: str) -> tuple[object, ...]:
    """What sorts versions as https://semver.org (2.0.0, section 11) does: a beta comes before its release.

    >>> sorted(["1.0.0", "1.0.0-beta.10", "1.0.0-beta.2", "0.9.9", "1.0.0-1"], key=precedence)
    ['0.9.9', '1.0.0-1', '1.0.0-beta.2', '1.0.0-beta.10', '1.0.0']
    """
    _, _, before = version.partition("+")[0].partition("-")
    parts = [(0, int(part), "") if part.isdigit() else (1, 0, part) for part in before.split(".")]
    return (*numbers(version), not before, parts)


def too_small(old: str, new: str, verdict: Verdict) -> tuple[str, str] | None:
    """What is wrong with a version for what changed, and what to do; nothing where it rose enough.

    What comes before a release may change until the release, and below 1.0.0 the middle number stands for the first.

    >>> too_small("1.0.0", "1.1.0", Verdict.NOT_COMPARABLE)[1]
    'raise the first number at least: 2.0.0'
    >>> too_small("1.0.0-beta.1", "1.0.0", Verdict.NOT_COMPARABLE) is too_small("0.1.0", "0.2.0", Verdict.RESCORABLE)
    True
    """
    number, why = BUMP[verdict]
    was, now = numbers(old), numbers(new)
    number = min(number + (was[0] == 0), 2)
    raised = ".".join(map(str, (*was[:number], was[number] + 1, *[0] * (2 - number))))
    remedy = f"raise the {NAMES[number]} number at least: {raised}"
    if "-" in old:
        remedy = "raise what stands after the hyphen, or leave it out"
    if precedence(new) < precedence(old):
        return f"it fell from {old} to {new}", "name the earlier version first"
    if precedence(new) == precedence(old):
        return f"it is still {new}, though something changed", remedy
    if now[: number + 1] > was[: number + 1] or (now == was and "-" in old):
        return None
    return f"it rose only from {old} to {new}, though {why}", remedy
