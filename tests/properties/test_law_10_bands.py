"""Law 10: every attainable value is in exactly one band, decided exactly."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from insight import Band, Questionnaire, score
from insight.testing import answers_for, questionnaires


def holding(bands: tuple[Band, ...], value: Fraction) -> list[Band]:
    """The bands that hold *value*, by their half-open stretches."""
    ends = [*(band.start for band in bands[1:]), None]
    return [band for band, end in zip(bands, ends, strict=True) if band.start <= value and (end is None or value < end)]


@given(questionnaires(), st.data())
def test_a_value_is_in_one_band(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Where there are bands, a value has exactly one; without a value there is none."""
    answers = data.draw(answers_for(questionnaire))

    for each in score(questionnaire, answers):
        bands = each.scale.bands
        expected = holding(bands, each.exact.value) if bands and each.exact.value is not None else []
        assert ([] if each.band is None else [each.band]) == expected


@given(questionnaires(), st.data())
def test_possible_bands_are_those_that_the_interval_meets(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """The possible bands reach from the band of the lowest to that of the highest score."""
    answers = data.draw(answers_for(questionnaire))

    for each in score(questionnaire, answers):
        bands = each.scale.bands
        ends = [holding(bands, end)[0] for end in (each.exact.low, each.exact.high)] if bands else []
        expected = bands[bands.index(ends[0]) : bands.index(ends[1]) + 1] if bands else ()
        assert each.possible_bands == expected
        assert each.band_settled == (len(expected) == 1)


@given(questionnaires(), st.data())
def test_a_shown_number_never_contradicts_its_band(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """The number in the explanation lies in the band that the explanation names."""
    answers = data.draw(answers_for(questionnaire))

    for each in score(questionnaire, answers):
        for exact in (each.exact.value, each.exact.low, each.exact.high):
            if each.scale.bands and exact is not None:
                assert holding(each.scale.bands, Fraction(each.show(exact))) == holding(each.scale.bands, exact)
