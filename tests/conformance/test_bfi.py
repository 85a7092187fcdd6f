"""2,800 real people, scored as another program scores them."""

import pytest
from attrs import evolve

from bfi import DATA, make_bfi, read
from insight import Questionnaire, score
from insight.item_analysis import analyze_columns

# The public data set `bfi` of the SAPA project, with the mean over the answered items that psych 2.2.9 computes
# (R: scoreItems(keys, bfi, missing = TRUE, impute = "none", min = 1, max = 6)$scores, here with min_answered = 1).
# It is not ours to ship, so this runs where it lies beside the project.
PEOPLE, GAPS = 2_800, 508

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the data set does not lie beside the project")


@pytest.fixture(scope="module")
def bfi() -> Questionnaire:
    """25 items from 1 to 6 and five scales, with the keys of the data set."""
    return make_bfi()


def test_every_person_scores_as_in_psych(bfi: Questionnaire) -> None:
    """All 14,000 scores, gaps included, are equal to 1e-9; a scale without an answer has no value in both."""
    people = list(read("bfi.csv"))
    gaps = 0

    for person in people:
        answers = {item.id: int(person[item.id]) if person[item.id] else None for item in bfi.items}
        gaps += sum(answer is None for answer in answers.values())
        for each in score(bfi, answers):
            expected = person[f"psych_{each.scale.id}"]
            if each.value is None:
                assert expected in {"", "NA", "NaN"}
            else:
                assert each.value == pytest.approx(float(expected), rel=0, abs=1e-9)
    assert (len(people), gaps) == (PEOPLE, GAPS)


# psych::alpha(bfi[items], keys = …)$total$raw_alpha of psych 2.2.9, which takes covariances of pairs.
ALPHAS = {
    "agree": 0.703018,
    "conscientious": 0.726735,
    "extraversion": 0.761733,
    "neuroticism": 0.813963,
    "openness": 0.600173,
}


@pytest.fixture(scope="module")
def answers() -> dict[str, list[float]]:
    """The answers of all people, a column for each item."""
    people = list(read("bfi.csv"))
    names = [row["key"].removeprefix("-") for row in read("bfi.keys.csv")]
    return {name: [float(person[name] or "nan") for person in people] for name in names}


def turn(bfi: Questionnaire, *items: str) -> Questionnaire:
    """The questionnaire with the keys of these items turned."""
    scales = [
        evolve(scale, items=tuple(evolve(key, reverse=key.reverse != (key.item in items)) for key in scale.items))
        for scale in bfi.scales
    ]
    return evolve(bfi, scales=tuple(scales))


def wrong_keys(bfi: Questionnaire, answers: dict[str, list[float]]) -> list[str]:
    """The places of the keys that are found to be wrong."""
    return [finding.place for finding in analyze_columns(bfi, answers).findings if finding.id == "wrong-key"]


def test_alphas_are_those_of_psych(bfi: Questionnaire, answers: dict[str, list[float]]) -> None:
    """All five, to the six digits that are known; nothing is wrong with the keys."""
    analysis = analyze_columns(bfi, answers)

    assert {scale.id: round(scale.alpha or 0, 6) for scale in analysis} == ALPHAS
    assert sum(scale.missing for scale in analysis) == GAPS
    assert [str(finding) for finding in analysis.findings] == [
        (
            "response_scales.responses: in this sample 5 of 2800 rows (0.2%) have the same answer to every item "
            "with these options that is answered, though a scale has some of them keyed in reverse; "
            "see whether people read the items; "
            "these rows were not left out (hint: straight-lining)"
        )
    ]


def test_forgotten_reverse_keys_are_found(bfi: Questionnaire, answers: dict[str, list[float]]) -> None:
    """Without any reverse key the findings are exactly the items that have one in truth."""
    reverse = [(scale.id, key.item) for scale in bfi.scales for key in scale.items if key.reverse]

    found = wrong_keys(turn(bfi, *(item for _, item in reverse)), answers)
    assert found == [f"scales.{scale}.items.{item}" for scale, item in reverse]


def test_each_turned_key_is_found(bfi: Questionnaire, answers: dict[str, list[float]]) -> None:
    """Whichever of the 25 keys is turned, exactly that one is named."""
    for scale in bfi.scales:
        for key in scale.items:
            assert wrong_keys(turn(bfi, key.item), answers) == [f"scales.{scale.id}.items.{key.item}"]
