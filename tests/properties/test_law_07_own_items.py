"""Law 7: a scale depends on its own items alone, and on one person's answers alone."""

from hypothesis import given
from hypothesis import strategies as st

from insight import Questionnaire
from insight.testing import questionnaires
from insight.testing.laws import a_scale_depends_on_its_own_items


@given(questionnaires(), st.data())
def test_law_7(questionnaire: Questionnaire, data: st.DataObject) -> None:
    """Other items, other scales and other people's answers change no score."""
    a_scale_depends_on_its_own_items(questionnaire, data)
