"""Whatever is generated comes back from JSON as it was, to the last bit, and verifies."""

import json

from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from insight import Profile, Questionnaire, Result, StoredResult, from_json, to_dict, to_json, verify
from insight.content import Kind
from insight.testing import profiles, questionnaires, results


@given(results())
def test_results_come_back_equal(result: Result) -> None:
    """A result is read back equal, its numbers are found again, and without answers its scores are."""
    text = to_json(result)

    again = from_json(Result, text, questionnaire=result.questionnaire)
    assert again == result
    assert list(again) == list(result)
    assert to_json(again) == text
    assert verify(text, result.questionnaire) == ()
    stored = from_json(StoredResult, to_json(result, answers=False))
    assert [score.exact for score in stored] == [score.exact for score in result]
    assert to_dict(stored) == to_dict(result, answers=False)


@given(questionnaires())
def test_questionnaires_come_back_equal(questionnaire: Questionnaire) -> None:
    """A questionnaire is read back equal, with the same digests."""
    again = from_json(Questionnaire, to_json(questionnaire))

    assert again == questionnaire
    assert again.scoring_digest == questionnaire.scoring_digest
    assert again.content_digest == questionnaire.content_digest


@given(profiles())
def test_profiles_come_back_without_flags(profile: Profile) -> None:
    """All degrees but those of flags are read back exactly."""
    kept = tuple((name, exact) for name, exact in profile.exact if not name.startswith(f"{Kind.FLAG}:"))

    assert from_json(Profile, to_json(profile)) == Profile(kept)


@given(results(), st.data())
def test_a_changed_answer_is_found_where_the_numbers_change(result: Result, data: st.DataObject) -> None:
    """`verify` names the numbers that another answer changes, and no others."""
    item = data.draw(st.sampled_from(result.questionnaire.items))
    choice = data.draw(st.integers(-1, len(result.questionnaire.responses_of(item).choices) - 1))
    number = result.questionnaire.items.index(item)
    other = evolve(result, chosen=(*result.chosen[:number], choice, *result.chosen[number + 1 :]))
    table = to_dict(result) | {"answers": to_dict(other)["answers"]}

    found = {difference.place for difference in verify(json.dumps(table), result.questionnaire)}
    stored, computed = to_dict(result)["scores"], to_dict(other)["scores"]
    compared = {"status", "answered", "required", "of", "band", "possible_bands", "band_settled"}
    compared |= {"value", "low", "high", "minimum", "maximum", "position"}
    assert found == {
        f"scores.{scale}.{name}"
        for scale, each in stored.items()
        for name in compared
        if each[name] != computed[scale][name] or each["exact"].get(name) != computed[scale]["exact"].get(name)
    }
