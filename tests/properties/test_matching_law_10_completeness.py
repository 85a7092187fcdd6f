"""Law 10 of matching: nobody is left without a word, and care is always there."""

from fractions import Fraction

from hypothesis import given

from guided import LIVED, Person, people
from insight import match
from insight.care import NOTICE, WORLDWIDE
from insight.matching import Remark
from insight.testing.generating import OWN_HELP


@given(people(excluding=True))
def test_everybody_is_told_something(person: Person) -> None:
    """There is a match, or one that a question comes before, or a plain remark that says why not."""
    guidance = person.guidance

    fitting = [*guidance.matches, *(strategy for each in guidance.ask_first for strategy in each.fitting)]
    assert bool(fitting) == (guidance.remark is None)
    assert guidance.notice == NOTICE


@given(people(excluding=True))
def test_care_is_always_there(person: Person) -> None:
    """The worldwide help ends the care of guidance and the help of every escalation, also after a caller's own."""
    guidance = match(person.profile, person.catalog, exclude=person.exclude, care=[OWN_HELP])

    assert person.guidance.care == WORLDWIDE
    assert guidance.care == (OWN_HELP, *WORLDWIDE)
    assert all(each.resources[-2:] == WORLDWIDE for each in guidance.escalations)


@given(people(excluding=True))
def test_remarks_say_what_is_so(person: Person) -> None:
    """Not enough is known where nothing is reported; few signs where all degrees, axes too, lie below 1/2."""
    degrees = {name: degree for name, degree in person.profile.exact if name.startswith(LIVED)}
    telling = [degree for name, degree in degrees.items() if name != "attachment-style:secure"]
    telling += [degree for name, degree in person.profile.exact if name.startswith("axis:")]

    remark = person.guidance.remark

    assert (remark == Remark.NOT_ENOUGH) == (not degrees)
    assert (remark == Remark.FEW_SIGNS) == (bool(degrees) and max(telling, default=Fraction(0)) < Fraction(1, 2))
    assert remark != Remark.NOTHING_FITS or not person.guidance.matches
