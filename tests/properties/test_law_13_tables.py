"""Law 13: a table scores as its rows do."""

import csv
import io
import math
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire, score
from insight.cli.tables import OUTPUTS, cells, score_row
from insight.loading.answers import read_rows
from insight.testing import answers_for, questionnaires
from insight.testing.laws import a_table_scores_as_its_rows_do


@given(questionnaires(), st.data())
def test_law_13(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """What stands in other rows changes nothing, and a refused row is refused as a whole."""
    a_table_scores_as_its_rows_do(questionnaire, data)


def as_csv(questionnaire: Questionnaire, rows: list[dict[str, Any]]) -> str:
    """A table of answers as somebody keeps it, gaps as empty cells."""
    text = io.StringIO()
    writer = csv.writer(text)
    names = [item.id for item in questionnaire.items]
    writer.writerow(names)
    for row in rows:
        answers = [row.get(name) for name in names]
        # A line of one empty cell would be no line at all.
        writer.writerow(["" if a is None or (isinstance(a, float) and math.isnan(a)) else a for a in answers] or [""])
    return text.getvalue()


@given(questionnaires(), st.data())
def test_the_command_scores_a_table_as_its_rows(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Each row of a file gives what `score` gives; one with an answer that is no option is invalid in every scale."""
    rows = data.draw(st.lists(answers_for(questionnaire), min_size=1, max_size=4))
    wrong = {questionnaire.items[-1].id: "12345"}
    lines = io.StringIO(as_csv(questionnaire, [*rows, wrong]), newline="")

    *told, last = (score_row(questionnaire, row) for row in read_rows(lines, questionnaire, name="people.csv"))
    assert [result for result, _ in told] == [score(questionnaire, row) for row in rows]
    for (result, _), row in zip(told, rows, strict=True):
        expected = [
            (each.value, each.status, each.answered, each.low, each.high, each.band and each.band.label)
            for each in score(questionnaire, row)
        ]
        assert list(cells(result, questionnaire)) == [cell for each in expected for cell in each]
    empty = [None] * (len(OUTPUTS) - 1)
    assert list(cells(last[0], questionnaire)) == [None, "invalid", *empty] * len(questionnaire.scales)
