"""The pages about whole tables: what needs another engine runs where that is installed, and the command says so."""

import re
import runpy
import shlex
import shutil
import sys
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import insight
from insight.cli import main
from insight.frames import score_frame
from insight.frames.values import FEWEST_IN_A_GROUP

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
ANSWERS = DOCS / "how-to/four-sites.csv"


def read(page: str) -> str:
    """The text of a guide."""
    return (DOCS / "how-to" / page).read_text(encoding="utf-8")


def blocks(page: str) -> list[tuple[str, str]]:
    """The blocks of a guide that need another engine, each with what it prints."""
    return re.findall(r"```py\n(.*?)```(?:\n\n```text\n(.*?)```)?", read(page), re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with the files that pages name."""
    for name in ("docs/how-to/four-sites.csv", "docs/tutorial/check-in.toml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.filterwarnings("ignore")  # Ibis asks pandas and DuckDB for what they will no longer have
def test_the_page_of_warehouses_shows_what_is_printed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each block runs after the ones before it, on DuckDB and Ibis."""
    pytest.importorskip("duckdb")
    pytest.importorskip("ibis")
    names: dict[str, Any] = {}

    assert len(blocks("score-in-a-warehouse.md")) == 5
    for code, shown in blocks("score-in-a-warehouse.md"):
        exec(code, names)  # noqa: S102  # our own page
        assert capsys.readouterr().out == shown


def test_the_command_for_groups_is_as_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The table on the page is what the command shows; one row is invalid, so it exits with 1."""
    ((command, shown),) = re.findall(r"```console\n\$ insight (.*)\n([^`]*)…\n```", read("report-on-groups.md"))

    assert main(shlex.split(command)) == 1
    assert capsys.readouterr().out.startswith(shown)
    assert f"below {FEWEST_IN_A_GROUP} is refused" in read("report-on-groups.md")


@pytest.mark.parametrize(
    "page",
    ["score-tables.md", "score-in-a-warehouse.md", "report-on-groups.md", "score-on-spark.md", "score-a-stream.md"],
)
def test_each_page_says_what_scores_are_not_for(page: str) -> None:
    """Whoever lands on one page of them reads it before the first code, and finds help named."""
    before, _, after = read(page).partition("\n```")

    assert re.search(r"(not|never) for decisions about a person", before)
    assert "help" in after.lower()


# Spark: it takes a while to start.


@pytest.fixture
def spark(folder: Path) -> Any:
    """A session, on one core."""
    sql = pytest.importorskip("pyspark.sql")
    if shutil.which("java") is None:
        pytest.skip("Spark needs Java")
    builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    session = builder.config("spark.sql.shuffle.partitions", "2").getOrCreate()
    yield session
    session.stop()


def expected(columns: list[str]) -> list[tuple[Any, ...]]:
    """The scores of the answers, in order of people."""
    check_in = insight.load_questionnaire(DOCS / "tutorial/check-in.toml")
    scored = score_frame(check_in, pl.read_csv(ANSWERS), keep=["who"], names="{scale}_{output}")
    receipt = {"questionnaire": "check-in 1.0.0", "digest": check_in.scoring_digest}
    return scored.with_columns(**{k: pl.lit(v) for k, v in receipt.items()}).sort("who").select(columns).rows()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_job_of_the_page_scores_on_spark(
    folder: Path, spark: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The script runs as it stands; its plan has no step of Python; what it writes is what polars gives."""
    (job, _), (explain, _), (sample, _) = blocks("score-on-spark.md")
    (folder / "score_job.py").write_text(job.replace("spark.stop()", ""), encoding="utf-8")
    pl.read_csv(ANSWERS).write_parquet(folder / "answers.parquet")
    monkeypatch.setattr(sys, "argv", ["score_job.py", "check-in.toml", "answers.parquet", "scores"])
    names = runpy.run_path("score_job.py")
    capsys.readouterr()
    exec(explain, names)  # noqa: S102  # our own page
    plan = capsys.readouterr().out
    exec(sample, names)  # noqa: S102  # our own page

    written = pl.read_parquet(folder / "scores" / "*.parquet").sort("who")
    assert written.rows() == expected(written.columns)
    assert "Project" in plan
    assert not re.search("python|arrow|exchange", plan, re.IGNORECASE)
    assert capsys.readouterr().out.startswith("Summary(rows=")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_the_stream_of_the_page_scores_each_row_once(folder: Path, spark: Any) -> None:
    """What arrives later is scored later, and nothing twice."""
    ((code, _),) = blocks("score-a-stream.md")
    first, *_ = re.findall(r"```python\n(.*?)```", read("score-a-stream.md"), re.DOTALL)
    names: dict[str, Any] = {"target": str(folder / "scores")}
    exec(first.partition("\n\n\ndef ")[0], names)  # noqa: S102  # our own page
    exec(code, names)  # noqa: S102  # our own page
    inbox, answers = folder / "inbox", pl.read_csv(ANSWERS)
    inbox.mkdir()

    answers[:30].write_parquet(inbox / "monday.parquet")
    names["score_stream"](spark, str(inbox))
    answers[30:].write_parquet(inbox / "tuesday.parquet")
    names["score_stream"](spark, str(inbox))
    names["score_stream"](spark, str(inbox))
    written = pl.read_parquet(folder / "scores" / "*" / "*.parquet", hive_partitioning=False).sort("who")
    assert written.rows() == expected(written.columns)
