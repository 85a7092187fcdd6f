"""The description of an analysis: what may be wrong, the scales, their items, why numbers are missing."""

import csv
import io
import math

from insight import NOTICE, Questionnaire
from insight.describing import Description, Listing, Paragraph, Table, describe
from insight.item_analysis import FOR_GROUPS, analyze_columns

NAN = math.nan


def blocks(description: Description) -> list[object]:
    """All blocks, those of sections among them, with the titles of these."""
    found: list[object] = []
    for block in description.blocks:
        found += [block.title, *blocks(block)] if isinstance(block, Description) else [block]
    return found


def tables(description: Description) -> list[Table]:
    """The tables."""
    return [block for block in blocks(description) if isinstance(block, Table)]


def test_scales_and_items_are_in_tables(check_in: Questionnaire) -> None:
    """Numbers have two decimals, shares are in percent, and what is more than nothing is not shown as 0."""
    rows = 300
    given = {
        "worry": [0.0, *[float(1 + n % 3) for n in range(rows - 1)]],
        "safe": [4.0, *[float(3 - n % 3) for n in range(rows - 1)]],
        "ask": [0.0, *[float(1 + n % 2) for n in range(rows - 2)], NAN],
    }
    description = describe(analyze_columns(check_in, given))
    scales, items = tables(description)

    assert description.title == "Job check-in 1.0.0: items in a sample of 300 rows"
    assert scales.columns == ("Scale", "Rows", "Complete", "Floor", "Ceiling", "Mean r", "Alpha", "95 % interval")
    assert scales.rows == (("Job insecurity", "300", "299", "<1%", "0%", "0.35", "0.69", "0.64 to 0.75"),)
    assert items.columns == ("Item", "Answers", "Missing", "Mean", "SD", "Floor", "Ceiling", "r", "Alpha")
    assert items.rows == (
        ("worry", "300", "0", "1.99", "0.82", "<1%", "0%", "0.85", "0.03"),
        ("safe", "300", "0", "1.99", "0.82", "<1%", "0%", "0.85", "0.03"),
        ("ask", "299", "1", "1.49", "0.51", "<1%", "0%", "0.02", "1.00"),
    )


def test_it_is_for_groups_and_help_is_in_sight(check_in: Questionnaire) -> None:
    """It begins with what it is about, says that nothing found proves nothing, and ends with notice and help."""
    given: dict[str, list[float]] = {name: [0, 1, 2, 3, 4, 4] for name in ("worry", "ask")}
    description = describe(analyze_columns(check_in, given | {"safe": [4, 3, 2, 1, 0, 0]}))
    told = blocks(description)

    assert told[:3] == [
        Paragraph(FOR_GROUPS),
        "What may be wrong",
        Paragraph(
            "Nothing was found in this sample. That is no proof that all is well: in small samples a wrong key seldom "
            "shows."
        ),
    ]
    assert told[-2] == Paragraph(NOTICE)
    assert isinstance(told[-1], Paragraph)
    assert told[-1].text.startswith("If things are hard or you are in danger, help is there.")


def test_numbers_that_cannot_be_had_are_a_word(check_in: Questionnaire) -> None:
    """In place of each stands a word, and below the table why, each reason once."""
    given = {
        "worry": [1.0, 1.0, 1.0, 1.0, 1.0, NAN],
        "safe": [NAN, 2.0, NAN, 2.0, 1.0, 3.0],
        "ask": [7.0, NAN, NAN, NAN, NAN, NAN],
    }
    description = describe(analyze_columns(check_in, given))
    scales, items = tables(description)
    findings, of_scales, of_items = (block for block in blocks(description) if isinstance(block, Listing))

    assert scales.rows == (("Job insecurity", "6", "0", "none", "none", "none", "none", "none"),)
    assert items.rows == (
        ("worry", "5", "1", "1.00", "0.00", "0%", "0%", "none", "none"),
        ("safe", "4", "2", "none", "none", "none", "none", "none", "none"),
        ("ask", "0", "6", "none", "none", "none", "none", "none", "none"),
    )
    assert findings.items == (
        (
            "items.ask: in this sample 1 of 1 value is no option; it was left out; "
            "the options are 0, 1, 2, 3, 4, 98 (error: not-an-option)"
        ),
        (
            "items: in this sample there is too little to look at: each item has fewer than 5 answers, "
            "or all of them are the same; come back with the answers of more people (warning: few-answers)"
        ),
    )
    assert of_scales.items == (
        "Job insecurity: no floor, ceiling, since fewer than 5 rows are complete.",
        (
            "Job insecurity: no mean r, alpha, interval, "
            "since the scale has fewer than two items with answers that differ."
        ),
    )
    assert of_items.items == (
        "worry: no r, alpha, since its keyed answers are all the same.",
        "safe, ask: no mean, SD, floor, ceiling, r, alpha, since fewer than 5 rows have an answer.",
    )


def test_one_row_is_one_row(check_in: Questionnaire) -> None:
    """The title counts right, and no number of a single person is shown."""
    description = describe(analyze_columns(check_in, {"worry": [3.0], "safe": [1.0], "ask": [2.0]}))

    assert description.title == "Job check-in 1.0.0: items in a sample of 1 row"
    assert {cell for row in tables(description)[1].rows for cell in row[3:]} == {"none"}


def test_what_rounds_to_nothing_has_no_sign(check_in: Questionnaire) -> None:
    """A correlation just below 0 is shown as 0.00."""
    given = {"worry": [0.0, 4.0] * 500, "safe": [4.0, 4.0, 0.0, 0.0] * 250, "ask": [1.0, 1.0, 1.0, 1.0, 2.0] * 200}
    given["ask"][0] = 3.0
    analysis = analyze_columns(check_in, given)
    rows = tables(describe(analysis))[1].rows

    small = [item.item_rest_r for item in analysis["job-insecurity"].items]
    assert any(r is not None and -0.005 < r < 0 for r in small)
    assert "-0.00" not in {cell for row in rows for cell in row}


def test_a_row_for_each_item_for_programs(check_in: Questionnaire) -> None:
    """Numbers are whole floats, and what cannot be had is an empty cell."""
    analysis = analyze_columns(check_in, {"worry": [0, 4, 2, 1, 3], "safe": [3, 0, 2, 4, 4], "ask": [1] * 5})

    rows = list(csv.DictReader(io.StringIO(describe(analysis).csv())))
    assert [(row["scale"], row["item"], row["answers"], row["missing"]) for row in rows] == [
        ("job-insecurity", "worry", "5", "0"),
        ("job-insecurity", "safe", "5", "0"),
        ("job-insecurity", "ask", "5", "0"),
    ]
    items = analysis["job-insecurity"].items
    assert [row["mean"] for row in rows] == [str(item.mean) for item in items]
    assert [row["item-rest r"] for row in rows][-1] == ""
