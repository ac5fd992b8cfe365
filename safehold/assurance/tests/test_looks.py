"""Every look is recorded: a page that shows several kinds of record names each record that it shows, and no other."""

from datetime import date

import pytest

from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.assurance import actions
from safehold.assurance.tests.factories import (
    a_group,
    begun,
    came,
    chair_of,
    disagreement,
    duty,
    escalated,
    expected,
    manager,
    practitioner,
    risk,
    scrutineer,
    submitted,
)
from safehold.assurance.tests.test_report_pages import page
from safehold.records.tests.promises import lines

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def named(event):
    line = lines(event)[-1]
    assert line.count == len(line.facts["uids"])
    return set(line.facts["uids"])


def test_the_executives_page_names_every_record_that_it_shows():
    chair_of("executive")
    asked, raised = submitted(), escalated(title="Above")
    report = came(expected(first_group=a_group("executive")))
    before = actions.jump_disagreement(disagreement(), by=practitioner(), stage=4, at_risk="Tonight")
    begun(from_on=date(2020, 10, 1))  # a draft, which waits for nobody
    risk(title="Within what is lived with")
    disagreement()  # which has not come before the Executive
    everything = {str(each.uid) for each in (asked, raised, report, before)}

    page(chair_of("executive"), "executive")
    assert named("assurance.executive_shown") == everything
    page(actor(Role.AGENCY_LEAD, agency="fire"), "executive")
    assert named("assurance.executive_shown") == everything - {str(before.uid)}


def test_the_scrutineers_page_names_every_record_that_it_shows_once():
    by = scrutineer()
    first, second = duty(), duty(title="Another")
    for words in ("Why?", "And why else?"):
        actions.challenge_duty(first, by=by, words=words)
    actions.enter_duty_in_error(duty(title="Gone"), by=manager(), why="Twice")
    page(by, "scrutiny")
    assert named("assurance.scrutiny_shown") == {str(first.uid), str(second.uid)}
