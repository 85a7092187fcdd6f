"""A codebook holds all that scoring takes: read as a person reads it, and read by a program."""

import re
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire, Score, describe, from_json, score, to_json
from insight.describing import Description, Paragraph, Table
from insight.testing import answers_for, questionnaires


@given(questionnaires(), st.data())
def test_a_questionnaire_rebuilt_from_its_codebook_scores_equally(
    questionnaire: Questionnaire, data: st.DataObject
) -> None:
    """The JSON codebook, read back, gives every number again."""
    answers = data.draw(answers_for(questionnaire))

    again = from_json(Questionnaire, to_json(questionnaire, indent=2))
    assert [each.exact for each in score(again, answers)] == [each.exact for each in score(questionnaire, answers)]


@given(questionnaires(), st.data())
def test_a_form_can_be_scored_by_hand(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Who does what the tables and sentences say comes to the same scores and bands."""
    answers = data.draw(answers_for(questionnaire))
    page = describe(questionnaire)

    for found, title in zip(
        sorted(score(questionnaire, answers), key=lambda each: list(questionnaire.outline).index(each.id)),
        questionnaire.outline.values(),
        strict=True,
    ):
        (told,) = (block for block in sections(page) if block.title == ": ".join(title) and says_id(block, found.id))
        answers_here = answered(page, questionnaire, found)
        by_hand = value_by_hand(told, answers_here)
        assert by_hand == found.exact.value
        assert bounds_by_hand(told, answers_here) == (found.exact.low, found.exact.high)
        assert band_by_hand(told, by_hand) == (found.band.label if found.band else None)


def sections(page: Description) -> list[Description]:
    """The sections of a codebook."""
    return [block for block in page.blocks if isinstance(block, Description)]


def says_id(section: Description, name: str) -> bool:
    """Whether a section is about the scale with this id."""
    first = section.blocks[0]
    return isinstance(first, Paragraph) and first.text.startswith(f"Id: {name}. Rule: ")


def answered(page: Description, questionnaire: Questionnaire, given: Score) -> dict[str, Fraction]:
    """The answers that do not count as unanswered, as the tables of answers have it."""
    (tables,) = (block.blocks for block in sections(page) if block.title == "Answers")
    by_name = {table.caption: table for table in tables if isinstance(table, Table)}
    found: dict[str, Fraction] = {}
    for term in given.terms:
        table = by_name.get(questionnaire.responses_of(term.item).id) or by_name[""]
        if term.answer is not None:
            (row,) = (row for row in table.rows if Fraction(row[0]) == Fraction(term.answer))
            found |= {} if row[2:] == ("counts as unanswered",) else {term.item.id: Fraction(term.answer)}
    return found


def counts_as(rule: str, answer: Fraction) -> Fraction:
    """What an answer counts as, by the words in the table."""
    if rule == "the answer":
        return answer
    if found := re.fullmatch(r"(\S+) minus the answer", rule):
        return Fraction(found[1]) - answer
    found = re.fullmatch(r"1 for an answer of (\S+) or (more|less), else 0", rule)
    assert found
    return Fraction(answer >= Fraction(found[1]) if found[2] == "more" else answer <= Fraction(found[1]))


def number(text: str) -> Fraction:
    """A number as a codebook writes it."""
    return Fraction(text.partition(" ")[0])


def value_by_hand(section: Description, answers: dict[str, Fraction]) -> Fraction | None:
    """The score, by the table and the sentences below it."""
    table, steps = section.blocks[1:3]
    assert isinstance(table, Table)
    assert isinstance(steps, Paragraph)
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    counted = {
        row["Variable"]: counts_as(row["Counts as"], answers[row["Variable"]])
        for row in rows
        if row["Variable"] in answers
    }
    fewest = re.search(r"With (?:none|fewer than (\d+)) of", steps.text)
    if len(counted) < (int(fewest[1] or 1) if fewest else len(rows)):
        return None
    if "place them first" in steps.text:
        ends = {row["Variable"]: (number(row["Lowest"]), number(row["Highest"])) for row in rows}
        ways = [(each - ends[name][0]) / (ends[name][1] - ends[name][0]) for name, each in counted.items()]
        mean = sum(ways, Fraction()) / len(ways)
        counted = {name: counted.get(name, low + mean * (high - low)) for name, (low, high) in ends.items()}
    elif "let each of them count as the mean" in steps.text:
        mean = sum(counted.values(), Fraction()) / len(counted)
        counted = {row["Variable"]: counted.get(row["Variable"], mean) for row in rows}
    if "by its weight" in steps.text or "times its weight" in steps.text:
        counted = {
            row["Variable"]: counted[row["Variable"]] * Fraction(row["Weight"])
            for row in rows
            if row["Variable"] in counted
        }
    return divided(sum(counted.values(), Fraction()), len(counted), steps.text)


def bounds_by_hand(section: Description, answers: dict[str, Fraction]) -> tuple[Fraction, Fraction]:
    """The two numbers beside a score: as if all were answered, with the least and the most that missing ones can be."""
    facts, table, steps = section.blocks[:3]
    assert isinstance(facts, Paragraph)
    assert isinstance(table, Table)
    assert isinstance(steps, Paragraph)
    span = re.search(r"Each item counts as (\S+)(?: \(about \S+\))? to (\S+?)(?: \(about \S+\))?\.(?: |$)", facts.text)
    totals = [Fraction(), Fraction()]
    for row in (dict(zip(table.columns, each, strict=True)) for each in table.rows):
        weight = Fraction(row.get("Weight") or 1)
        ends = [number(span[1]), number(span[2])] if span else [number(row["Lowest"]), number(row["Highest"])]
        if row["Variable"] in answers:
            ends = [counts_as(row["Counts as"], answers[row["Variable"]])] * 2
        ends = [end * weight for end in (ends if weight > 0 else ends[::-1])]
        totals = [total + end for total, end in zip(totals, ends, strict=True)]
    divisor = sum(Fraction(dict(zip(table.columns, row, strict=True)).get("Weight") or 1) for row in table.rows)
    by = divisor if "the mean" in facts.text.partition("Rule: ")[2][:20] or "weighted mean" in facts.text else 1
    return totals[0] / by, totals[1] / by


def divided(total: Fraction, count: int, text: str) -> Fraction:
    """What becomes of a sum, by the last of the sentences."""
    if found := re.search(r"Where some are missing, divide by how many are answered, and multiply by (\d+)\.$", text):
        return total / count * int(found[1])
    if text.endswith("divide by how many are answered."):
        return total / count
    found = re.search(r"divide by (?:all weights together: )?(\S+)( \(about \S+\))?\.$", text)
    return total / Fraction(found[1]) if found else total


def band_by_hand(section: Description, value: Fraction | None) -> str | None:
    """The band, by the table of bands."""
    tables = [block for block in section.blocks if isinstance(block, Table) and block.columns[0] == "Band"]
    if not tables or value is None:
        return None
    (table,) = tables
    return [row[0] for row in table.rows if number(row[1]) <= value][-1]
