"""Reports received every year: overdue when they do not come, and ratified group by group, never by whose report it is."""

from dataclasses import replace
from datetime import date, time

import pytest
from django.db import DatabaseError, transaction

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor, membership
from safehold.assurance import actions, waiting
from safehold.assurance.lifecycle import Ratified
from safehold.assurance.models import DueMove, MoveKind, ReceivedReport
from safehold.assurance.policy import received as policy
from safehold.assurance.presenters import received as presenters
from safehold.assurance.queries import received as queries
from safehold.assurance.tests.factories import (
    DAY,
    a_group,
    came,
    chair_of,
    expected,
    lead_of,
    manager,
    route,
    scrutineer,
    sits_in,
)
from safehold.assurance.tests.test_report_pages import answer, at, page
from safehold.meetings import actions as meetings
from safehold.meetings.models import Standing
from safehold.partnership.actions import setup
from safehold.records.tests.promises import browser, queries_of, sees_as_its_entry_does
from safehold.records.waiting import gather

pytestmark = pytest.mark.django_db


def office():
    return actor(Role.BUSINESS_SUPPORT, agency="team")


def test_a_report_goes_from_the_subgroup_over_the_operational_group_to_the_executive():
    report = came()
    for code in ("quality", "operational", "executive"):
        step = queries.step_of(report)
        assert step.group == a_group(code)
        assert [each.what for each in gather(waiting.parts(chair_of(code)))] == ["assurance.ratify"]
        actions.ratify_report(report, by=chair_of(code), words=f"Read by {code}")

    assert (report.status, report.ratified_on) == (Ratified.RATIFIED, DAY)
    assert [each.words for each in queries.steps_of(report)] == [
        "Read by quality", "Read by operational", "Read by executive",
    ]  # fmt: skip


def test_a_group_that_answers_to_nobody_passes_it_straight_to_the_executive():
    a_group("executive")
    report = came(expected(first_group=a_group("exploitation")))
    actions.ratify_report(report, by=chair_of("exploitation"))
    assert queries.step_of(report).group == a_group("executive")


def test_what_is_sent_back_comes_again_before_the_group_that_sent_it_back():
    report = came()
    actions.ratify_report(report, by=chair_of("quality"))
    with pytest.raises(Refused, match="must be in the future"):
        actions.send_report_back(report, by=chair_of("operational"), words="No figures", due_on=DAY)
    actions.send_report_back(report, by=chair_of("operational"), words="No figures", due_on=date(2021, 6, 30))
    assert (report.status, report.due_on, queries.step_of(report)) == (Ratified.SENT_BACK, date(2021, 6, 30), None)

    came(report)
    assert queries.step_of(report).group == a_group("operational")


@pytest.mark.parametrize(("due_on", "words"), [(date(2021, 4, 29), "Overdue since 29 April 2021"), (DAY, "Expected")])
def test_a_report_that_has_not_come_by_its_day_is_overdue(due_on, words):
    report = expected(due_on=due_on)
    assert presenters.status(report, DAY).text == words
    assert queries.overdue(queries.visible_to(manager()), DAY).exists() is words.startswith("Overdue")


def on(day, who=None):
    return replace(who or manager(), on=day)


def test_an_extension_in_time_says_from_when_to_when_who_and_why_and_lateness_is_counted_from_it():
    report = expected()
    moved = actions.move_report_due(report, by=manager(), due_on=date(2021, 7, 31), why="The election")
    assert (moved.from_on, moved.to_on, moved.moved_why) == (date(2021, 5, 31), date(2021, 7, 31), "The election")
    assert (report.first_due_on, report.due_on, report.late_after_on) == (
        date(2021, 5, 31), date(2021, 7, 31), date(2021, 7, 31),
    )  # fmt: skip
    shown = presenters.move_rows(queries.moves_of(report))
    assert [row[:3] + row[4:] for row in shown] == [["31 May 2021", "31 July 2021", "Extended in time", "The election"]]
    actions.receive_report(report, by=on(date(2021, 7, 31)), received_on=date(2021, 7, 31))
    assert not report.came_late
    with pytest.raises(Refused, match="This report has come already"):
        actions.move_report_due(report, by=manager(), due_on=date(2021, 8, 31), why="Again")


def test_a_day_moved_once_it_has_passed_makes_nothing_punctual():
    report, by = expected(), on(date(2021, 6, 1))
    for due_on in (date(2021, 6, 30), date(2021, 9, 30)):
        moved = actions.move_report_due(report, by=by, due_on=due_on, why="So that nothing is late")
        assert moved.move_kind == MoveKind.LATE
    assert (report.due_on, report.late_after_on) == (date(2021, 9, 30), date(2021, 5, 31))
    assert presenters.status(report, by.on).text == "Overdue since 31 May 2021"
    assert queries.overdue(queries.visible_to(by), by.on).get() == report
    actions.receive_report(report, by=by, received_on=by.on)
    assert report.came_late
    assert queries.late(queries.visible_to(by)).get() == report


def test_a_report_that_came_late_and_was_sent_back_came_late_all_the_same():
    report, late = expected(), on(date(2021, 6, 4))
    actions.receive_report(report, by=late, received_on=late.on)
    back = on(date(2021, 6, 10), chair_of("quality"))
    actions.send_report_back(report, by=back, words="No figures", due_on=date(2021, 7, 9))
    (moved,) = queries.moves_of(report)
    assert (moved.move_kind, moved.from_on, moved.moved_by) == (MoveKind.SENT_BACK, date(2021, 5, 31), back.user)
    assert (report.first_due_on, report.late_after_on) == (date(2021, 5, 31), date(2021, 7, 9))
    with pytest.raises(Refused, match="It was sent back on 10 June 2021, so it came again then or later"):
        actions.receive_report(report, by=on(date(2021, 7, 9)), received_on=date(2021, 6, 9))
    actions.receive_report(report, by=on(date(2021, 7, 12)), received_on=date(2021, 7, 9))
    assert report.came_late
    route = presenters.route_rows(queries.steps_of(report), {})
    assert [row[1] for row in route] == ["4 June 2021", "9 July 2021, written down on 12 July 2021"]


def test_the_control_a_report_that_came_in_time_each_time_came_late_at_none():
    report = came()
    actions.send_report_back(report, by=chair_of("quality"), words="No figures", due_on=date(2021, 7, 9))
    actions.receive_report(report, by=on(date(2021, 7, 9)), received_on=date(2021, 7, 9))
    assert not report.came_late


@pytest.mark.parametrize(
    ("due_on", "words"),
    [(DAY, "must be in the future"), (date(2021, 5, 31), "Enter another date than the one that stands")],
)
def test_a_day_is_moved_to_another_one_to_come(due_on, words):
    with pytest.raises(Refused, match=words):
        actions.move_report_due(expected(), by=manager(), due_on=due_on, why="The election")


def test_nobody_moves_the_day_of_their_own_agencys_report():
    by = manager()
    report, other = expected(), expected(agency=AgencyFactory(code="fire"))
    membership(Role.AGENCY_LEAD, agency="council", user=by.user)
    with pytest.raises(Refused, match="Somebody of another agency moves the day it is due"):
        actions.move_report_due(report, by=by, due_on=date(2021, 7, 31), why="We are busy")
    assert actions.move_report_due(other, by=by, due_on=date(2021, 7, 31), why="The election")


def test_how_a_day_was_moved_is_never_changed():
    actions.move_report_due(expected(), by=manager(), due_on=date(2021, 7, 31), why="The election")
    with pytest.raises(DatabaseError), transaction.atomic():
        DueMove.objects.update(from_on=date(2021, 6, 30))


def test_the_kinds_of_report_are_the_partnerships_own():
    setup.offer(
        by=manager(), of="annual-report", code="fire", label="Report of the fire service", from_on=date(2021, 4, 1)
    )
    assert queries.kinds(DAY) == [("fire", "Report of the fire service")]
    with pytest.raises(Refused, match="Choose which report it is"):
        expected()
    assert str(expected(report_kind="fire")) == "Report of the fire service, 2020-21"


def test_a_report_is_in_the_register_once_a_year():
    expected()
    with pytest.raises(Refused, match="is in the register for that year"):
        expected()


# --- who ratifies ---


def test_whose_report_it_is_does_not_ratify_it():
    chair = chair_of("quality", agency="council")
    report = came()
    with pytest.raises(Refused, match="Whose report it is does not ratify it"):
        actions.ratify_report(report, by=chair)
    with pytest.raises(Refused, match="Whose report it is does not ratify it"):
        actions.send_report_back(report, by=chair, words="Later", due_on=date(2021, 6, 30))
    # the control: the same chair ratifies another agency's
    assert actions.ratify_report(came(expected(agency=lead_of("police").agency)), by=chair)


def test_nobody_ratifies_the_report_of_another_of_their_agencies():
    chair = chair_of("quality")
    membership(Role.AGENCY_LEAD, agency="council", user=chair.user)
    report = came()
    assert gather(waiting.parts(chair)) == []
    with pytest.raises(Refused, match="Whose report it is does not ratify it"):
        actions.ratify_report(report, by=chair)
    assert actions.ratify_report(came(expected(agency=AgencyFactory(code="fire"))), by=chair)


def test_the_independent_chair_ratifies_the_report_of_the_team_that_holds_their_account():
    chair = chair_of("quality", Role.INDEPENDENT_CHAIR, agency="team")
    report = came(expected(agency=chair.agency))
    assert policy.decide(chair, report, queries.step_of(report))
    membership(Role.AGENCY_LEAD, agency="council", user=chair.user)
    theirs = came()
    assert policy.decide(chair, theirs, queries.step_of(theirs)).reason == policy.OWN_REPORT


def decided(quorate: bool):
    by = office()
    meeting = meetings.plan(by=by, group=a_group("quality"), meets_on=DAY, starts_at=time(10), place="Hall")
    item = meetings.add_item(meeting, by=by, title="The report", item_kind="decision")
    meetings.hold(meeting, by=by)
    made = meetings.decide(item, by=by, words="Ratify it", reasons="It is good")
    if not quorate:
        type(made).objects.filter(pk=made.pk).update(standing=Standing.RECOMMENDED)
    return made


def test_the_office_writes_down_only_what_the_group_decided_with_its_quorum():
    report, by = came(), office()
    with pytest.raises(Refused, match="Choose the decision of Quality that this is"):
        actions.ratify_report(report, by=by)
    made = decided(quorate=False)
    with pytest.raises(Refused, match="decided with its quorum since the report came before it"):
        actions.ratify_report(report, by=by, decision=made)
    type(made).objects.filter(pk=made.pk).update(standing=Standing.DECIDED)
    actions.ratify_report(report, by=by, decision=made)
    assert queries.step_of(report).group == a_group("operational")


def test_what_was_decided_at_a_confidential_item_does_not_ratify_a_report_that_everybody_reads():
    report, by, made = came(), office(), decided(quorate=True)
    step = queries.step_of(report)
    assert queries.possible_decisions(step, by).get() == made
    type(made.item).objects.filter(pk=made.item_id).update(confidential=True)
    with pytest.raises(Refused, match="decided with its quorum since the report came before it"):
        actions.ratify_report(report, by=by, decision=made)


WHO_MAY = {  # a report that is expected, one before the quality group, one that was ratified
    "chair": ("receive", "decide", ""),
    "executive's chair": ("move_due mark", "mark", ""),
    "manager": ("receive move_due mark", "decide mark", ""),
    "support": ("receive move_due", "decide", ""),
    "scrutineer": ("move_due", "", ""),
    "owing lead": ("", "", ""),
    "member": ("", "", ""),
}


@pytest.mark.parametrize("who", WHO_MAY)
def test_who_may_do_what(who):
    by = manager()
    everybody = {
        "chair": chair_of("quality"),
        "executive's chair": chair_of("executive"),
        "manager": by,
        "support": office(),
        "scrutineer": scrutineer(),
        "owing lead": lead_of("council"),
        "member": sits_in("quality"),
    }
    done = came(expected(by, year="2018-19"))
    for code in ("quality", "operational", "executive"):
        actions.ratify_report(done, by=chair_of(code))
    found = []
    for report in (expected(by), came(expected(by, year="2019-20")), done):
        may = {
            "receive": policy.receive(everybody[who], report),
            "decide": policy.decide(everybody[who], report, queries.step_of(report)),
            "move_due": policy.move_due(everybody[who], report),
            "mark": policy.mark(everybody[who], report),
        }
        found.append(" ".join(verb for verb, yes in may.items() if yes))
    assert tuple(found) == WHO_MAY[who]


def test_every_reader_sees_what_its_entry_lets_them():
    expected()
    sees_as_its_entry_does(queries.visible_to, [manager(), lead_of("council"), actor(Role.DELEGATE, agency="charity")])


# --- pages ---


@pytest.mark.slow
def test_a_report_goes_through_its_route_in_a_browser():
    route()
    by, facts = manager(), {"report_kind": "lado", "due_on": date(2021, 4, 29), "first_group": a_group("quality").pk}
    council = lead_of("council").agency.pk
    wrong = answer(by, "expect_report", **facts, year="soon", agency=council)
    assert "Enter the year like 2020-21, or 2020" in wrong.content.decode()
    answer(by, "expect_report", **facts, year="2020/21", agency=council)
    (report,) = ReceivedReport.objects.all()
    assert "1 report" in page(by, "register", standing="overdue")
    answer(by, "move_report_due", report.uid, due_on=date(2021, 5, 31), why="The election")
    answer(by, "receive_report", report.uid, received_on=DAY)
    back = {"words": "No figures", "due_on": date(2021, 6, 30), "decision": ""}
    answer(chair_of("quality"), "send_report_back", report.uid, **back)
    answer(by, "receive_report", report.uid, received_on=DAY)
    for code in ("quality", "operational"):
        answer(chair_of(code), "ratify_report", report.uid, words="Read", decision="")
    assert "Report of the local authority designated officer" in page(chair_of("executive"), "executive")
    answer(chair_of("executive"), "ratify_report", report.uid, words="Read", decision="")

    shown = page(by, "received", report.uid)
    assert "No figures" in shown
    assert "Another day agreed after it was late" in shown
    assert "1 report" in page(by, "register", standing="late")
    assert ">Ratified<" in shown.replace("\n", "")
    assert "No report stands before the Executive" in page(by, "executive")
    file = b"".join(browser(by).get(at("register"), {"format": "csv"}).streaming_content).decode()
    assert "2020-21" in file


@pytest.mark.slow
def test_whose_report_it_is_reads_why_they_do_not_ratify_it():
    report = came()
    shown = page(chair_of("quality", agency="council"), "received", report.uid)
    assert "Whose report it is does not ratify it" in shown
    assert at("ratify_report", report.uid) not in shown


@pytest.mark.slow
def test_the_pages_ask_as_often_for_many_reports_as_for_one():
    by = manager()
    one = came(expected(by, first_group=a_group("executive")))
    seen = browser(by)
    names = [("register",), ("executive",), ("received", one.uid)]
    for name in names:
        seen.get(at(*name))
    few = [queries_of(lambda name=name: seen.get(at(*name))) for name in names]
    for n in range(5):
        came(expected(by, year=f"201{n}", first_group=a_group("executive")))

    assert [queries_of(lambda name=name: seen.get(at(*name))) for name in names] == few
    assert max(few) <= 12


@pytest.mark.slow
def test_it_is_recorded_in_error_and_reinstated_in_a_browser():
    by = manager()
    report = expected(by)
    answer(by, "received_in_error", report.uid, why="Not owed")
    assert "0 reports" in page(by, "register")
    answer(by, "received_reinstate", report.uid, why="Owed after all")
    assert "1 report" in page(by, "register")
