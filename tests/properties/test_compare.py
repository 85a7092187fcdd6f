"""Comparing versions: nothing of nothing, the same both ways round, and promises that are kept."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire, compare, score
from insight.comparing import Verdict
from insight.testing import answers_for, questionnaires
from versions import version_pairs

Pair = tuple[Questionnaire, Questionnaire]


@given(questionnaires())
def test_nothing_changed_of_the_same(questionnaire: Questionnaire) -> None:
    """A questionnaire compared with itself has no changes, no findings, and compares in every scale."""
    comparison = compare(questionnaire, questionnaire)

    assert comparison.changes == ()
    assert comparison.findings == ()
    assert comparison.verdict == Verdict.COMPARABLE
    assert set(comparison.scales.values()) == {Verdict.COMPARABLE}


@given(version_pairs())
def test_no_difference_is_passed_over(pair: Pair) -> None:
    """Whatever is another in the one has at least one change that tells it."""
    old, new = pair

    assert (compare(old, new).changes == ()) == (old.content_digest == new.content_digest)


@given(version_pairs())
def test_differences_mirror(pair: Pair) -> None:
    """With the arguments swapped the same differences come out, old for new; of verdicts `comparable` does as well."""
    there, back = compare(*pair), compare(*pair[::-1])

    assert Counter((each.subject, each.old, each.new) for each in there.changes) == Counter(
        (each.subject, each.new, each.old) for each in back.changes
    )
    assert (there.verdict == Verdict.COMPARABLE) == (back.verdict == Verdict.COMPARABLE)


@given(version_pairs(), st.data())
def test_comparable_scores_are_the_same(pair: Pair, data: st.DataObject) -> None:
    """Where scores compare, the new version gives the same ones for the carried answers, scale by scale."""
    old, new = pair
    comparison = compare(old, new)
    answers = data.draw(answers_for(old))
    before, after = score(old, answers), score(new, comparison.carry(answers))

    for scale, verdict in comparison.scales.items():
        if verdict == Verdict.COMPARABLE:
            was = before[comparison.versions.scales.old_of[scale]]
            assert after[scale].exact == was.exact
            assert after[scale].status == was.status
            assert [band.label for band in after[scale].possible_bands] == [band.label for band in was.possible_bands]


@given(version_pairs(), st.data())
def test_what_is_carried_is_accepted(pair: Pair, data: st.DataObject) -> None:
    """Whatever the verdict, the new version takes what `carry` gives, and nothing in it was made up."""
    old, new = pair
    answers = data.draw(answers_for(old))

    comparison = compare(old, new)
    carried = comparison.carry(answers)
    assert score(new, carried).answers.keys() >= carried.keys()
    for name, answer in carried.items():
        assert answers[comparison.versions.items.old_of[name]] is answer


@given(version_pairs())
def test_comparable_means_the_same_scoring(pair: Pair) -> None:
    """Without renames, comparable versions have the same digest, and others with the same digest differ in words."""
    old, new = pair
    comparison = compare(old, new)

    renamed = any(
        old_id != new_id for old_id, new_id in (*comparison.versions.items.pairs, *comparison.versions.scales.pairs)
    )
    if comparison.verdict == Verdict.COMPARABLE and not renamed:
        assert old.scoring_digest == new.scoring_digest
    if old.scoring_digest == new.scoring_digest and comparison.verdict != Verdict.COMPARABLE:
        assert {change.subject for change in comparison.changes} & {"wording", "missing-options", "options"}
