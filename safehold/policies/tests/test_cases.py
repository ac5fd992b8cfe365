"""What was decided at a meeting about a case governs no policy: whoever reads the policy would read of the case."""

import pytest

from safehold.meetings import actions as meetings
from safehold.meetings.queries.deciding import decisions_visible_to
from safehold.meetings.tests.factories import item
from safehold.meetings.tests.of_cases import KIND, Case
from safehold.policies.queries.around import could_approve, decisions_to_choose

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def test_a_decision_about_a_case_is_offered_for_no_policy(settings):
    settings.CASE_KINDS = [*settings.CASE_KINDS, KIND]
    case = Case()
    one = item(case.held(), "What happened", case.officer)
    decided = meetings.decide(one, by=case.officer, words="Look again", reasons="Nothing is known yet")

    assert decided in decisions_visible_to(case.officer)
    assert decided not in decisions_to_choose(case.officer)
    assert not could_approve(case.officer, decided)
