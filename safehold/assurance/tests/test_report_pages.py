"""The pages of groups' reports and the Executive's page: each step can be taken in a browser without a script."""

from datetime import date, time

import pytest
from django.urls import reverse

from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.assurance import actions
from safehold.assurance.models import GroupReport
from safehold.assurance.tests.factories import a_group, answered, begun, chair_of, manager, submitted, written
from safehold.meetings import actions as meetings
from safehold.partnership.tests.factories import group
from safehold.records.tests.promises import answers_like_absent, ask_and_answer, browser, queries_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def at(name, *args) -> str:
    return reverse(f"assurance:{name}", args=args)


def page(who, name, *args, **query) -> str:
    return browser(who).get(at(name, *args), query).content.decode()


def answer(who, address, /, *args, **answers):
    return ask_and_answer(browser(who), at(address, *args), **answers)


def test_a_report_goes_from_its_beginning_to_its_answer_in_a_browser():
    chair, above = chair_of("quality"), chair_of("executive")
    groups = {"group": a_group("quality").pk, "to_group": a_group("executive").pk}
    answer(chair, "begin_report", **groups, from_on=date(2021, 1, 1), until_on=date(2021, 3, 31))
    (report,) = GroupReport.objects.all()
    told = {"progress": "Two audits", "barriers": "", "asks_for": "guidance", "plan": ""}
    refused = answer(chair, "write_report", report.uid, **told, ask="")
    assert "Enter what exactly is asked for" in refused.content.decode()
    assert "Two audits" in refused.content.decode()

    answer(chair, "write_report", report.uid, **told, ask="Which audit comes first?")
    answer(chair, "submit_report", report.uid)
    assert "Which audit comes first?" in page(above, "executive")
    answer(above, "answer_report", report.uid, verdict="given", answer="Section 11 comes first", decision="")
    answer(chair, "hear_answer", report.uid)

    shown = page(chair, "report", report.uid)
    assert "Section 11 comes first" in shown
    assert "Answer taken back to the group" in shown
    assert "Which audit comes first?" not in page(above, "executive")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"group": ""}, "Choose the group that reports"),
        ({"until_on": date(2020, 12, 31)}, "The last day of the period must be the same as or after its first day"),
        ({"until_on": date(2021, 6, 30)}, "The last day must be today or in the past"),
    ],
)
def test_what_is_wrong_with_a_period_is_said(answers, words):
    chair = chair_of("quality")
    facts = {
        "group": a_group("quality").pk, "to_group": a_group("executive").pk, "from_on": date(2021, 1, 1),
        "until_on": date(2021, 3, 31),
    }  # fmt: skip
    refused = answer(chair, "begin_report", **facts | answers)

    assert words in refused.content.decode()
    assert not GroupReport.objects.exists()


def test_a_chair_reports_for_their_own_group_alone():
    a_group("exploitation")
    shown = page(chair_of("quality"), "begin_report")

    assert ">Quality</option>" in shown
    assert ">Exploitation</option>" not in shown


def test_whoever_asked_reads_why_they_do_not_answer():
    both = chair_of("executive", Role.INDEPENDENT_CHAIR, Role.BUSINESS_MANAGER)
    report = written(both, begun())
    actions.submit_report(report, by=chair_of("quality"))

    shown = page(both, "report", report.uid)

    assert "Whoever wrote or submitted an ask does not answer it. Somebody else must" in shown
    assert at("answer_report", report.uid) not in shown


def test_a_draft_is_not_there_for_somebody_outside_the_group():
    answers_like_absent(
        browser(actor(Role.AGENCY_LEAD, agency="fire")), lambda uid: at("report", getattr(uid, "uid", uid)), written()
    )


def test_the_office_answers_by_a_decision_and_files_it_on_an_agenda():
    by = manager()
    report = submitted()
    above = a_group("executive")
    meeting = meetings.plan(by=by, group=above, meets_on=date(2021, 4, 30), starts_at=time(10), place="Hall")

    answer(by, "table_report", report.uid, meeting=meeting.pk)
    report.refresh_from_db()
    meetings.hold(meeting, by=by)
    decision = meetings.decide(report.item, by=by, words="Send them", reasons="They are owed")
    without = answer(by, "answer_report", report.uid, verdict="given", answer="Sent", decision="")
    assert "Choose the decision that this answer is" in without.content.decode()
    answer(by, "answer_report", report.uid, verdict="given", answer="Sent", decision=decision.pk)

    assert decision.reference in page(by, "report", report.uid)
    # who sees the report and not the Executive's meetings reads the answer without its decision
    lead = page(actor(Role.AGENCY_LEAD, agency="fire"), "report", report.uid)
    assert "Sent" in lead
    assert decision.reference not in lead


def test_reports_are_filtered_and_leave_as_a_file():
    chair = chair_of("quality")
    submitted(chair)
    written(chair, begun(chair, from_on=date(2020, 10, 1), until_on=date(2020, 12, 31)))
    late = actor(Role.BUSINESS_MANAGER, agency="team")

    assert "1 report" in page(late, "reports", standing="draft")
    assert "0 reports" in page(late, "reports", standing="overdue")
    file = b"".join(browser(late).get(at("reports"), {"format": "csv"}).streaming_content).decode()
    assert "Direct action" in file


def test_the_executives_page_says_that_an_answer_is_overdue_and_which_group_has_no_chair():
    by = manager()
    report = submitted()
    GroupReport.objects.filter(pk=report.pk).update(due_on=date(2021, 4, 29))
    group("orphans", by=by)

    shown = page(by, "executive")

    assert "Overdue since 29 April 2021" in shown
    assert "Orphans" in shown


def test_the_pages_ask_as_often_for_many_reports_as_for_one():
    by, chair = manager(), chair_of("quality")
    answered(of=submitted(chair))
    seen = browser(by)
    for name in ("reports", "executive"):
        seen.get(at(name))
    few = [queries_of(lambda name=name: seen.get(at(name))) for name in ("reports", "executive")]
    for n in range(1, 9):
        report = begun(chair, from_on=date(2021, 1, 1 + n))
        actions.submit_report(written(chair, report), by=chair)

    assert [queries_of(lambda name=name: seen.get(at(name))) for name in ("reports", "executive")] == few
    assert max(few) <= 12


def test_one_report_is_shown_in_few_questions():
    by, chair = manager(), chair_of("quality")
    report = submitted(chair)
    for n in range(3):
        actions.note_report(report, by=chair, words=f"Note {n}")
    chair_of("executive")
    actions.chase_report(report, by=chair)
    answered(of=report)
    seen = browser(by)
    seen.get(at("report", report.uid))

    assert queries_of(lambda: seen.get(at("report", report.uid))) <= 12
