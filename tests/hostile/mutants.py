"""Sound questionnaire files with random edits, and what must hold of every one: refused in order, or read as it says.

Run many with `uv run python tests/hostile/mutants.py 50000`, and one again with `… mutants.py seed 17`.
A mutant follows from its seed and from the sound files alone; what reads them here shares no line with the library.
"""

import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import frozen

import insight

# As a script it sees its own folder only.
sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile.edits import Files, Mutant, make_mutant
from hostile.spelled import format_of, is_default, parse, spell_out, unfold
from insight import InsightError, Questionnaire

Reader = Callable[[Files], Questionnaire]


@frozen
class Verdict:
    """What became of a mutant: the seconds until it was read or refused, and what should not have happened."""

    seed: int
    origin: str
    accepted: bool
    seconds: float
    faults: tuple[str, ...]


# What must hold.


def read(files: Files) -> Questionnaire:
    """What the library reads: a text where the file is alone, else a file in a folder."""
    first = next(iter(files))
    if len(files) == 1:
        return insight.parse_questionnaire(files[first], format=format_of(first), name=first)
    with tempfile.TemporaryDirectory() as folder:
        for name, data in files.items():
            (Path(folder) / name).write_bytes(data)
        return insight.load_questionnaire(Path(folder) / first)


def judge(mutant: Mutant, reader: Reader = read) -> Verdict:
    """What becomes of *mutant*, and all that should not have happened on the way."""
    start = time.perf_counter()
    made, refused, foreign = None, None, ""
    try:
        made = reader(mutant.files)
    except InsightError as error:
        refused, _ = error, str(error)
    except Exception as error:  # noqa: BLE001  # whatever it is, it is a fault
        foreign = f"{type(error).__name__} came out: {error!s:.200}"
    seconds = time.perf_counter() - start
    faults = [foreign] if foreign else []
    faults += refusal_faults(refused, mutant) if refused else []
    faults += reading_faults(made, mutant.files) if made else []
    return Verdict(mutant.seed, mutant.origin, made is not None, seconds, tuple(faults))


LONGEST_PROBLEM = 1_000
LONGEST_QUOTE = 64


def refusal_faults(error: InsightError, mutant: Mutant) -> Iterator[str]:
    """What is wrong with a refusal: of a file that says what a sound one says, or in its words."""
    told = str(error)
    if len(told.split("\n")) != len(error.problems) + (len(error.problems) > 1) or not error.problems:
        yield f"the message has not a line for each problem: {told!r:.200}"
    if not all(line.isprintable() for line in told.split("\n")):
        yield f"the message could steer a terminal: {told!r:.200}"
    if any(len(str(problem)) > LONGEST_PROBLEM for problem in error.problems):
        yield f"the message is {len(told)} characters long: {told!r:.200}"
    if error.__cause__ or (error.__context__ and not error.__suppress_context__):
        yield f"another error is shown with it: {error.__cause__ or error.__context__!r:.200}"
    try:
        table = parse(mutant.files)
    except Exception:  # noqa: BLE001  # refused here as well
        return
    said = "\n".join(problem.message + problem.remedy for problem in error.problems)
    texts = [value for _, (sort, value) in unfold(table) if sort == "text"]
    if any(len(text) > LONGEST_QUOTE and text in said for text in map(str, texts)):
        yield f"the message repeats a long text: {told!r:.200}"
    if repr(table) == repr(parse(mutant.sound)):
        yield f"it says what a sound file says, and is refused: {told!r:.200}"


def reading_faults(made: Questionnaire, files: Files) -> Iterator[str]:
    """What is wrong with a questionnaire that was read: lost, made up, or changed by writing and reading."""
    try:
        expected = dict(unfold(spell_out(parse(files))))
    except Exception as error:  # noqa: BLE001  # whatever a parser says
        yield f"it was read, and another parser cannot read it: {error!r:.200}"
        return
    held = dict(unfold(made))
    yield from (f"lost: {place} {leaf!s:.200}" for place, leaf in expected.items() if held.get(place) != leaf)
    for place, leaf in held.items():
        if place not in expected and not is_default(place, leaf, held):
            yield f"made up: {place} {leaf!s:.200}"
    try:
        yield from writing_faults(made, "to_toml", insight.to_toml(made))
        yield from writing_faults(made, "to_json", insight.to_json(made))
        insight.lint(made)
        if len(insight.score(made, {}).scores) != len(made.scales):
            yield "not every scale has a score"
    except Exception as error:  # noqa: BLE001  # whatever it is, it is a fault
        yield f"it cannot be written, linted or scored: {error!r:.200}"


def writing_faults(made: Questionnaire, name: str, text: str) -> Iterator[str]:
    """What is wrong with the *text* that the writer called *name* made of a questionnaire, when it is read again."""
    try:
        again = insight.parse_questionnaire(text, format=format_of(name.replace("to_", ".")))
    except Exception as error:  # noqa: BLE001  # whatever it is, it is a fault
        yield f"what {name} wrote cannot be read: {error!r:.300}"
        return
    if again != made or list(unfold(again)) != list(unfold(made)):
        yield f"what {name} wrote is another questionnaire"
    if (again.scoring_digest, again.content_digest) != (made.scoring_digest, made.content_digest):
        yield f"what {name} wrote has other digests"


# Many at once.


def judge_chunk(start: int) -> list[Verdict]:
    """The verdicts on the mutants of some seeds, the first of them *start*."""
    return [judge(make_mutant(seed)) for seed in range(start, start + CHUNK)]


CHUNK = 20


def judge_many(count: int) -> Iterator[Verdict]:
    """The verdicts on so many mutants, on all cores; after ten minutes without any it gives up."""
    starts = range(0, count, CHUNK)
    left = list(starts)
    with multiprocessing.Pool() as workers:
        found = workers.imap_unordered(judge_chunk, starts)
        while left:
            try:
                verdicts = found.next(timeout=600)
            except multiprocessing.TimeoutError:
                raise SystemExit(f"no verdict in ten minutes on one of the {CHUNK} seeds from {left[:2]}") from None
            left.remove(verdicts[0].seed)
            yield from (each for each in verdicts if each.seed < count)


def report(count: int) -> int:
    """Judge so many mutants, print what became of them, and give the number of those with faults."""
    counts: Counter[str] = Counter()
    slowest: list[Verdict] = []
    for verdict in judge_many(count):
        counts["accepted" if verdict.accepted else "refused"] += 1
        slowest = sorted([*slowest, verdict], key=lambda each: -each.seconds)[:3]
        if verdict.faults:
            counts["faulty"] += 1
            print(f"seed {verdict.seed}, {verdict.origin}: {' / '.join(verdict.faults[:3])}", flush=True)  # noqa: T201
    took = ", ".join(f"{each.seconds:.3f} s (seed {each.seed})" for each in slowest)
    told = [
        f"{count} mutants: {counts['refused']} refused, {counts['accepted']} accepted, {counts['faulty']} with faults"
    ]
    print(*told, f"the slowest verdicts: {took}", sep="\n")  # noqa: T201
    return counts["faulty"]


def show(seed: int) -> int:
    """Print the mutant of a seed, what is said of it, and its faults."""
    mutant = make_mutant(seed)
    for name, data in mutant.files.items():
        print(f"--- {name}", data.decode(errors="backslashreplace"), sep="\n")  # noqa: T201
    try:
        said = f"accepted as {read(mutant.files).id}"
    except Exception as error:  # noqa: BLE001  # it is shown
        said = f"{type(error).__name__}: {error}"
    verdict = judge(mutant)
    print("---", mutant.origin, said, *verdict.faults, f"{verdict.seconds:.4f} s", sep="\n")  # noqa: T201
    return len(verdict.faults)


if __name__ == "__main__":
    sys.exit(bool(show(int(sys.argv[2])) if sys.argv[1] == "seed" else report(int(sys.argv[1]))))
