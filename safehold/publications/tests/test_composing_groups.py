"""What a report composes of a group's year beside its plan: barriers and asks with their answers, the reports it ratified, who
chaired it and when nobody did, and the year of a group that ended."""

from dataclasses import replace
from datetime import date

import pytest

from safehold.access.models import Agency, AgencyKind
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.assurance import actions as assurance
from safehold.assurance.models import GroupReport
from safehold.assurance.tests import factories as telling
from safehold.charts import NoData
from safehold.partnership.actions import groups, seats
from safehold.partnership.models import Chair, Group, SeatKind
from safehold.partnership.tests.factories import group
from safehold.plans import actions as plans
from safehold.plans.tests import factories as thread
from safehold.plans.tests import planning
from safehold.publications.document.blocks import plain_text
from safehold.publications.tests.test_composing import DAY, NEXT, composed, hide, said

pytestmark = pytest.mark.django_db


def told(name: str = "groups") -> str:
    return said(composed(name).blocks)


def under(heading: str, words: str) -> list[str]:
    """The items under a heading, down to the next."""
    _, _, rest = words.partition(f"{heading}\n")
    return [line for line in rest.partition("\n#")[0].splitlines() if line.startswith("- ")]


# --- what a group told the one above it, its barriers and asks ---


def test_a_barrier_and_an_ask_stand_in_the_groups_section_with_the_answer():
    telling.answered()
    words = told()

    assert under("## What it told the Executive", words) == ["- January to March 2021. Two audits were finished."]
    assert under("## What stood in the way, and what it asked for", words) == [
        "- January to March 2021. One agency sent no files. It asked the Executive for direct action: “Will the Executive have "
        "the files sent by June?” The Executive answered on 30 April 2021 and gave it: “They will be sent by the first of June.”"
    ]


def test_an_ask_that_nobody_has_answered_says_so_and_by_when():
    report = telling.submitted()
    report.refresh_from_db()

    assert f"It has no answer yet; one is due by {report.due_on.day} {report.due_on:%B %Y}." in told()
    GroupReport.objects.update(due_on=date(2021, 4, 29))
    assert "It has no answer yet; one was due by 29 April 2021." in told()


def test_what_was_put_right_beside_a_report_stands_with_it():
    assurance.note_report(telling.answered(), by=telling.manager(), words="It was three audits, not two")

    assert "Put right on 30 April 2021: It was three audits, not two." in told()


def test_a_draft_is_told_to_nobody_and_a_report_on_another_year_stands_in_that_years():
    draft = telling.written()
    with pytest.raises(NoData):
        composed("groups")
    assurance.submit_report(draft, by=telling.chair_of("quality"))
    assert "Two audits were finished" in told()
    GroupReport.objects.update(from_on=date(2020, 1, 1), until_on=date(2020, 3, 31))
    with pytest.raises(NoData):
        composed("groups")


def test_a_report_that_asks_for_nothing_and_meets_no_barrier_has_no_such_part():
    telling.submitted(barriers="", asks_for="", ask="")

    assert "stood in the way" not in told()


@pytest.mark.parametrize("facts", [{"sealed": True}, {"tier": "C3"}, {"in_error_on": DAY}])
def test_a_report_that_not_everybody_may_know_is_not_told(facts):
    report = telling.answered()
    assert "One agency sent no files" in told()
    hide(report.entry, **facts)

    with pytest.raises(NoData):
        composed("groups")


def test_the_barrier_of_an_action_stands_with_it_and_a_quarters_ask_with_the_group():
    line = planning.line()
    planning.told(line, barriers="Two stations have no printer")
    planning.closed(line.plan, asks="Pay for two printers")
    words = told()

    assert "In the way: Two stations have no printer. State: not started." in words
    assert under("## What stood in the way, and what it asked for", words) == [
        "- January to March 2021. With this quarter it asked: “Pay for two printers.”"
    ]


def test_what_goes_on_from_the_year_before_says_why():
    line = planning.line()
    planning.told(line)
    planning.closed(line.plan)
    after = planning.delivery(line.plan.strategy, from_on=NEXT, agreed_on=DAY)
    plans.carry_forward(line, by=planning.manager(), into=after, objective=line.objective, why="The printer is late")

    assert "Goes on from the year before. The printer is late." in told()


# --- chairs ---


@pytest.fixture
def quality() -> Group:
    line = planning.line()
    planning.told(line)
    planning.closed(line.plan)
    return line.plan.group


def chaired(by_code: str, of: Group, from_on: date, to_on: date | None = None) -> None:
    who = actor(Role.SUBGROUP_CHAIR, agency=by_code)
    made = groups.appoint_chair(of, by=planning.manager(), user=who.user, agency=who.agency, from_on=from_on)
    Chair.objects.filter(pk=made.pk).update(to_on=to_on)


def test_the_days_on_which_nobody_chaired_a_group_are_told_with_how_many(quality):
    chaired("police", quality, date(2020, 4, 1), date(2020, 7, 31))
    chaired("health", quality, date(2020, 9, 14))

    assert "Nobody chaired it from 1 August 2020 to 13 September 2020 (44 days)." in told()


def test_a_chair_who_left_and_was_not_followed_leaves_it_empty_to_the_end_of_the_year(quality):
    chaired("police", quality, date(2020, 4, 1), date(2021, 3, 1))

    assert "Nobody chaired it from 2 March 2021 to the end of the year (30 days)." in told()


def test_of_a_group_that_was_always_chaired_nothing_is_said(quality):
    chaired("police", quality, date(2020, 4, 1), date(2020, 9, 30))
    chaired("health", quality, date(2020, 10, 1))

    assert "Nobody chaired" not in told()


def test_the_table_of_chairs_names_each_agency_its_days_and_the_vacancies(quality):
    chaired("police", quality, date(2020, 4, 1), date(2020, 7, 31))
    chaired("health", quality, date(2020, 9, 14))
    (table,) = composed("chairs").blocks

    assert [plain_text(cell) for cell in table.rows[0].cells] == [
        "Quality",
        f"{AgencyFactory(code='police')} (to 31 July 2020); {AgencyFactory(code='health')} (from 14 September 2020)",
        "From 1 August 2020 to 13 September 2020 (44 days)",
    ]


def test_a_chair_of_the_partnerships_own_is_independent(quality):
    chaired("team", quality, date(2020, 4, 1))
    assert "An independent chair" not in said(composed("structure").blocks)
    Agency.objects.filter(code="team").update(kind=AgencyKind.PARTNERSHIP)

    for name in ("structure", "chairs"):
        assert "An independent chair" in said(composed(name).blocks)


def test_seats_that_nobody_held_as_the_year_ended_are_counted_by_group(quality):
    by = planning.manager()
    (table,) = composed("chairs").blocks
    assert table.notes[-1] == "On 31 March 2021 somebody held each seat of these groups."
    seats.give_seat(quality, by=by, agency=AgencyFactory(code="health"), kind=SeatKind.MEMBER, from_on=date(2020, 4, 1))
    (table,) = composed("chairs").blocks

    assert table.notes[-1] == "On 31 March 2021 nobody held 1 seat: Quality 1."


# --- a group that ended, or began, in the year ---


def test_a_group_that_ended_in_the_year_is_told_with_its_day_and_where_its_work_goes_on(quality):
    by = planning.manager()
    line = quality.delivery_plans.get().lines.get()
    after = planning.delivery(line.plan.strategy, from_on=NEXT, agreed_on=DAY, group=group("later", by=by))
    plans.carry_forward(line, by=by, into=after, objective=line.objective, why="The group ended")
    Group.objects.filter(pk=quality.pk).update(closed_on=date(2021, 2, 28))
    words = told()

    assert "It ended on 28 February 2021." in words
    assert "The form was drafted." in words
    section = words.partition("# Quality")[2].partition("\n# ")[0]
    assert "What comes next" not in section
    assert "No plan for" not in section
    assert under("## Where its work goes on", words) == [f"- {line.action.words}. In the plan of the Later."]


def test_a_group_that_ended_with_nothing_to_tell_is_named_with_the_day_it_ended(quality):
    gone = group("gone", by=planning.manager())
    Group.objects.filter(pk=gone.pk).update(closed_on=date(2020, 6, 30))

    assert "# Gone\nWhat gone is for. It ended on 30 June 2020." in told()
    assert composed("groups").missing == ()


def test_a_group_that_ended_before_the_year_is_not_told(quality):
    Group.objects.filter(pk=quality.pk).update(closed_on=date(2020, 3, 31))

    with pytest.raises(NoData):
        composed("groups")


def test_a_group_that_ended_is_called_as_it_was_called_when_it_ended(quality):
    groups.rename_group(quality, by=planning.manager(), name="Assurance", from_on=date(2021, 3, 1))
    assert "# Assurance" in told()
    Group.objects.filter(pk=quality.pk).update(closed_on=date(2021, 2, 28))

    assert "# Quality" in told()


def test_a_group_that_began_in_the_year_says_since_when(quality):
    Group.objects.filter(pk=quality.pk).update(founded_on=date(2020, 9, 14))

    assert "It began on 14 September 2020. Nobody chaired it from 14 September 2020 to the end of the year" in told()


def test_the_structure_names_what_ended_in_the_year(quality):
    gone = group("gone", by=planning.manager())
    Group.objects.filter(pk=gone.pk).update(closed_on=date(2020, 6, 30))
    (table,) = composed("structure").blocks

    assert table.notes[-1] == "Ended in the year: Gone on 30 June 2020."


# --- the yearly reports that agencies owe ---


def ratified(on: date):
    report = assurance.receive_report(
        telling.expected(due_on=date(2020, 7, 31), year="2019-20"),
        by=replace(telling.manager(), on=date(2020, 7, 20)),
        received_on=date(2020, 7, 20),
    )
    for code in ("quality", "operational", "executive"):
        assurance.ratify_report(report, by=replace(telling.chair_of(code), on=on), words="Clear")
    return report


def test_a_yearly_report_stands_with_who_ratified_it_and_when():
    report = ratified(date(2020, 9, 15))
    (table,) = composed("yearly-reports").blocks

    assert [plain_text(cell) for cell in table.rows[0].cells] == [
        f"{report.kind_words}, 2019-20",
        str(AgencyFactory(code="council")),
        "31 July 2020",
        "20 July 2020",
        "Quality, 15 September 2020; Operational, 15 September 2020; Executive, 15 September 2020",
    ]
    assert under("## Yearly reports that it ratified", told()) == [
        f"- {report.kind_words}, 2019-20 ({AgencyFactory(code='council')}). Ratified on 15 September 2020. Clear."
    ]


def test_one_that_was_due_and_never_came_says_so():
    telling.expected(due_on=date(2021, 3, 1))
    (table,) = composed("yearly-reports").blocks

    assert [plain_text(cell) for cell in table.rows[0].cells][3:] == ["Not by 30 April 2021", "Not yet"]


@pytest.mark.parametrize("facts", [{"sealed": True}, {"tier": "C3"}, {"in_error_on": DAY}, {"source": True}])
def test_a_yearly_report_that_not_everybody_may_know_is_not_told(facts):
    report = ratified(date(2020, 9, 15))
    if "source" in facts:
        facts = {"source": thread.finding().entry}
    hide(report.entry, **facts)

    for name in ("yearly-reports", "groups"):
        with pytest.raises(NoData):
            composed(name)
