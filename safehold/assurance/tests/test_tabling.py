"""A report on the agenda of the group that it goes to: whoever is kept from the one is kept from the other, at once."""

from datetime import date, time

import pytest

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.assurance import actions
from safehold.assurance.queries import reports as queries
from safehold.assurance.tests.factories import a_group, chair_of, manager, sits_in, submitted
from safehold.assurance.tests.test_reports import secretary, waiting_for
from safehold.meetings import actions as meetings
from safehold.records.actions import need_to_know
from safehold.records.models import Conflict
from safehold.records.tests.promises import knows, sees

pytestmark = pytest.mark.django_db


def test_a_report_goes_on_an_agenda_of_the_group_that_it_goes_to_and_of_no_other():
    by = secretary()
    report = submitted()
    at = {"meets_on": date(2021, 5, 18), "starts_at": time(10), "place": "Hall"}
    other = meetings.plan(by=by, group=a_group("quality"), **at)
    with pytest.raises(Refused, match="Choose a meeting of Executive"):
        actions.table_report(report, by=by, meeting=other)

    actions.table_report(report, by=by, meeting=meetings.plan(by=by, group=a_group("executive"), **at))

    assert str(queries.item_of(report, by)) == "Report of Quality"
    # who does not sit in the Executive reads the report, and nothing of its agenda
    assert queries.item_of(report, actor(Role.AGENCY_LEAD, agency="fire")) is None


def agenda(on=date(2021, 5, 18)):
    """A meeting of the Executive to come."""
    return meetings.plan(by=secretary(), group=a_group("executive"), meets_on=on, starts_at=time(10), place="Hall")


def test_whoever_is_kept_from_a_report_is_kept_from_the_item_at_which_it_is_taken():
    report, by = submitted(), secretary()
    kept, other = sits_in("executive"), sits_in("executive")
    need_to_know.declare_conflict(report.entry, by=kept, why="A brother")
    report = actions.table_report(report, by=by, meeting=agenda())
    assert not sees(kept, report)
    assert not sees(kept, report.item)
    assert sees(other, report)  # the control
    assert sees(other, report.item)


def test_whoever_was_kept_from_the_item_is_kept_from_the_report_when_it_is_tabled_again():
    report, by, kept = submitted(), secretary(), sits_in("executive")
    actions.table_report(report, by=by, meeting=agenda())
    meetings.declare(report.item, by=by, user=kept.user, nature="personal", words="A brother", recused=True)
    meetings.withdraw_item(report.item, by=by, why="No time")
    actions.table_report(report, by=by, meeting=agenda(date(2021, 6, 15)))
    assert not sees(kept, report)
    assert not sees(kept, report.item)


def test_a_recusal_declared_once_the_report_is_tabled_reaches_the_report_at_once_and_ends_with_it():
    report, by = submitted(), secretary()
    kept, other = sits_in("executive"), sits_in("executive")
    report = actions.table_report(report, by=by, meeting=agenda())
    assert sees(kept, report)
    meetings.declare(report.item, by=by, user=kept.user, nature="personal", words="A brother", recused=True)
    for each in (report, report.item):
        assert not sees(kept, each)
        assert not knows(kept, each)
        assert sees(other, each)  # the control
    assert not queries.visible_to(kept).exists()
    assert not waiting_for(kept)
    ended = {"from_on": date(2021, 4, 1), "to_on": date(2021, 4, 29), "ended_on": date(2021, 4, 29)}
    Conflict.objects.filter(user=kept.user).update(**ended, ended_by=by.user, ended_why="It was another brother")
    assert sees(kept, report)


def test_a_conflict_declared_of_a_report_that_is_tabled_reaches_its_item_at_once():
    report, by = submitted(), secretary()
    kept, other = sits_in("executive"), sits_in("executive")
    report = actions.table_report(report, by=by, meeting=agenda())
    need_to_know.declare_conflict(report.entry, by=kept, why="A brother")
    assert [sees(who, each) for who in (kept, other) for each in (report, report.item)] == [False, False, True, True]


def test_the_executives_chair_who_is_recused_is_asked_for_no_answer():
    report, by, above = submitted(), secretary(), chair_of("executive")
    report = actions.table_report(report, by=by, meeting=agenda())
    assert waiting_for(above) == ["assurance.answer"]
    meetings.declare(report.item, by=above, nature="personal", words="A brother", recused=True)
    assert waiting_for(above) == []


def test_what_was_decided_at_the_reports_own_item_is_its_answer_whoever_was_recused_there():
    report, by, kept = submitted(), secretary(), sits_in("executive")
    meeting = agenda(date(2021, 4, 30))
    report = actions.table_report(report, by=by, meeting=meeting)
    meetings.declare(report.item, by=by, user=kept.user, nature="personal", words="A brother", recused=True)
    meetings.hold(meeting, by=by)
    made = meetings.decide(report.item, by=by, words="Send them", reasons="They are owed")
    assert queries.possible_decisions(report, by).filter(pk=made.pk).exists()


@pytest.mark.parametrize("gone", ["withdrawn", "cancelled", "item in error", "meeting in error", "stands"])
def test_a_report_is_put_on_an_agenda_again_only_where_the_one_before_fell_through(gone):
    report, by = submitted(), secretary()
    meeting = agenda()
    actions.table_report(report, by=by, meeting=meeting)
    if gone == "withdrawn":
        meetings.withdraw_item(report.item, by=by, why="No time")
    elif gone == "cancelled":
        meetings.cancel(meeting, by=by, why="Snow")
    elif gone != "stands":
        meetings.enter_in_error(report.item if gone == "item in error" else meeting, by=manager(), why="Twice")
    report = queries.visible_to(by).get(pk=report.pk)
    assert (queries.item_of(report, by) is None) is (gone != "stands")
    again = agenda(date(2021, 6, 15))
    if gone == "stands":
        with pytest.raises(Refused, match="on an agenda already"):
            actions.table_report(report, by=by, meeting=again)
        return
    assert actions.table_report(report, by=by, meeting=again).item.meeting == again
