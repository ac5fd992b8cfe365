"""What a deadline promises: worked out once and kept, extended beside its first due date, worked out anew when corrected."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from safehold import clocks
from safehold.access import today
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, join
from safehold.records import presenters, queries, timing
from safehold.records.actions import deadlines as actions
from safehold.records.models import Deadline, Extension
from safehold.records.tests import promises
from tests.invented import actions as notebooks
from tests.invented.actions import CHECK
from tests.invented.factories import notebook

pytestmark = pytest.mark.django_db
HOURS = replace(CHECK, key="invented.call", title="Call back", unit=clocks.Unit.HOUR, length=72, extendable_by=None)


def days_closed() -> clocks.Calendar:
    """As another partnership might keep its calendar."""
    return clocks.Calendar(closed=[date(2021, 4, 6)])


def stands(book, *, on):
    (clock,) = presenters.clocks_of(queries.deadlines_of(book.entry), on=on)
    return clock.stands


def test_a_deadline_is_worked_out_when_its_clock_starts_and_kept_with_its_rule(officer):
    book = notebook(officer, opened_on=date(2021, 4, 1))

    kept = Deadline.objects.get()
    assert (kept.entry, kept.started_on, kept.first_due_on, kept.due_on) == (
        book.entry,
        date(2021, 4, 1),
        date(2021, 4, 26),
        date(2021, 4, 26),
    )
    assert kept.as_clock().rule == CHECK


def test_the_partnerships_own_calendar_counts_for_clocks_that_start_and_rewrites_none_that_started(officer, settings):
    notebook(officer, title="Before")
    settings.CALENDAR = "safehold.records.tests.test_deadlines.days_closed"
    notebook(officer, title="After")

    assert [each.due_on for each in Deadline.objects.order_by("pk")] == [date(2021, 4, 26), date(2021, 4, 27)]


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2021, 4, 1), "Day 0 of 15"),
        (date(2021, 4, 8), "Day 3 of 15"),
        (date(2021, 4, 26), "Day 15 of 15, due today"),
        (date(2021, 4, 28), "Overdue by 2 working days"),
    ],
)
def test_where_a_clock_stands_in_words(officer, on, words):
    assert stands(notebook(officer), on=on) == words


def test_a_deadline_in_hours_keeps_its_moments(officer):
    book = notebook(officer)
    began = datetime(2021, 4, 30, 9, 0, tzinfo=UTC)

    kept = timing.start(book, HOURS, by=officer, on=began)

    assert kept.due_at == datetime(2021, 5, 3, 9, 0, tzinfo=UTC)
    clock = presenters.clock_of(
        kept, on=date(2021, 5, 1), at=datetime(2021, 5, 1, 15, tzinfo=UTC), calendar=clocks.ENGLAND
    )
    assert clock.stands == "Hour 30 of 72"


def test_a_deadline_in_hours_that_starts_after_midnight_starts_on_that_day_whatever_utc_says(officer):
    began = datetime(2021, 6, 1, 23, 30, tzinfo=UTC)  # half past midnight on 2 June

    kept = timing.start(notebook(officer), HOURS, by=officer, on=began)
    timing.meet(kept, by=officer, on=datetime(2021, 6, 3, 23, 10, tzinfo=UTC))

    assert (kept.started_on, kept.due_on, kept.met_on) == (date(2021, 6, 2), date(2021, 6, 5), date(2021, 6, 4))


def test_a_page_tells_hours_by_the_hour_and_calls_nothing_overdue_before_its_moment(officer, monkeypatch):
    book = notebook(officer)
    timing.start(book, HOURS, by=officer, on=datetime(2021, 4, 27, 15, 0, tzinfo=UTC))  # due on 30 April at 4pm
    page = promises.sign_in(Client(), officer)

    def shown_at(hour):
        monkeypatch.setattr(
            "safehold.records.pages.record.business_moment", lambda: datetime(2021, 4, 30, hour, 0, tzinfo=UTC)
        )
        return page.get(book.get_absolute_url()).text

    assert "Hour 66 of 72" in shown_at(9)
    assert "Overdue by 3 hours" in shown_at(18)


def test_the_moment_of_the_demonstration_is_the_time_of_day_on_its_one_day(settings):
    now = today.business_moment()
    assert (now.date(), now.utcoffset()) == (date(2021, 4, 30), timedelta(hours=1))
    settings.BUSINESS_DATE = None
    assert abs(today.business_moment() - timezone.now()) < timedelta(minutes=1)


def test_only_whoever_may_extend_a_deadline_is_offered_it(officer):
    book = notebook(officer)
    helper = actor(Role.AGENCY_CONTRIBUTOR)
    join(book.entry.circle, helper)

    offered = [
        "/extend/" in promises.sign_in(Client(), who).get(book.get_absolute_url()).text for who in (officer, helper)
    ]

    assert offered == [True, False]


def test_a_rule_in_hours_needs_a_time(officer):
    with pytest.raises(ValueError, match="needs the time"):
        timing.start(notebook(officer), HOURS, by=officer, on=date(2021, 4, 30))


def test_more_time_stands_beside_the_first_due_date_with_its_reason(officer):
    book = notebook(officer)
    deadline = Deadline.objects.get()

    done = promises.ask_and_answer(
        promises.sign_in(Client(), officer),
        f"/records/{book.uid}/deadlines/{deadline.pk}/extend/",
        due_on=date(2021, 5, 4),
        why="A witness is in hospital",
        agreed_on=date(2021, 4, 20),
    )

    assert done.status_code == 302
    deadline.refresh_from_db()
    given = Extension.objects.get()
    assert (deadline.first_due_on, deadline.due_on) == (date(2021, 4, 26), date(2021, 5, 4))
    assert (given.why, given.agreed_by, given.agreed_on) == (
        "A witness is in hospital",
        officer.user,
        date(2021, 4, 20),
    )
    assert stands(book, on=date(2021, 4, 27)) == "Day 16 of 20, extended from 26 April 2021"
    shown = promises.sign_in(Client(), officer).get(book.get_absolute_url()).text
    assert "A witness is in hospital" in shown
    (line,) = promises.lines("records.deadline_extended")
    assert "hospital" not in str(line.facts)


@pytest.mark.parametrize(
    ("due_on", "why", "reason"),
    [
        (date(2021, 4, 26), "x", "The new due date must be after 26 April 2021"),
        (date(2021, 6, 30), "x", "The new due date can be no later than"),
        (date(2021, 5, 4), " ", "Enter why there is more time"),
    ],
)
def test_more_time_refused(officer, due_on, why, reason):
    notebook(officer)
    deadline = Deadline.objects.get()

    with pytest.raises(Refused, match=reason):
        actions.extend(deadline, by=officer, due_on=due_on, why=why, agreed_on=date(2021, 4, 20))

    deadline.refresh_from_db()
    assert (deadline.due_on, Extension.objects.exists()) == (date(2021, 4, 26), False)


def test_more_time_is_given_by_whoever_is_in_charge_and_nobody_else(officer):
    book = notebook(officer)
    helper = actor(Role.AGENCY_CONTRIBUTOR)
    join(book.entry.circle, helper)

    with pytest.raises(Refused, match="Only someone in charge of this record"):
        actions.extend(Deadline.objects.get(), by=helper, due_on=date(2021, 5, 4), why="x", agreed_on=date(2021, 4, 20))


def test_a_deadline_is_met_once(officer):
    notebook(officer)
    deadline = Deadline.objects.get()

    timing.meet(deadline, by=officer, on=date(2021, 4, 22))

    assert deadline.as_clock().met_in_time
    with pytest.raises(Refused, match="already been met"):
        timing.meet(deadline, by=officer, on=date(2021, 4, 23))
    with pytest.raises(Refused, match="already been met"):
        actions.extend(deadline, by=officer, due_on=date(2021, 5, 4), why="x", agreed_on=date(2021, 4, 20))


def test_a_corrected_start_is_a_new_row_and_the_old_one_stays(officer):
    book = notebook(officer)
    old = Deadline.objects.get()
    actions.extend(old, by=officer, due_on=date(2021, 5, 4), why="x", agreed_on=date(2021, 4, 20))

    notebooks.correct(book, by=officer, field="opened_on", value=date(2021, 4, 8), why="The letter came later")

    new = Deadline.objects.standing().get()
    assert (new.replaces, new.first_due_on, new.due_on) == (old, date(2021, 4, 29), date(2021, 5, 4))
    assert [each.due_on for each in new.extensions.all()] == [date(2021, 5, 4)]
    assert Deadline.objects.count() == 2


def test_time_that_was_agreed_until_a_day_now_before_the_due_date_is_not_carried_on(officer):
    book = notebook(officer)
    actions.extend(Deadline.objects.get(), by=officer, due_on=date(2021, 4, 28), why="x", agreed_on=date(2021, 4, 20))

    notebooks.correct(book, by=officer, field="opened_on", value=date(2021, 4, 12), why="The letter came later")

    new = Deadline.objects.standing().get()
    assert (new.due_on, new.extensions.count()) == (date(2021, 5, 4), 0)


def test_correcting_what_started_no_clock_leaves_deadlines_alone(officer):
    book = notebook(officer)

    notebooks.correct(book, by=officer, field="title", value="Another", why="A slip of the pen")

    assert Deadline.objects.count() == 1


def test_what_is_overdue_is_found_without_what_was_met_or_replaced(officer):
    book = notebook(officer)
    met = notebook(officer, title="Met")
    timing.meet(Deadline.objects.get(entry=met.entry), by=officer, on=date(2021, 4, 20))

    assert [each.entry for each in Deadline.objects.overdue(on=date(2021, 4, 30))] == [book.entry]
    notebooks.correct(book, by=officer, field="opened_on", value=date(2021, 4, 20), why="The letter came later")
    assert not Deadline.objects.overdue(on=date(2021, 4, 30)).exists()


def test_deadlines_are_seen_only_by_whoever_sees_the_record(officer):
    notebook(officer)

    assert queries.deadlines_visible_to(officer).count() == 1
    assert queries.deadlines_visible_to(actor(Role.AGENCY_LEAD, agency="police")).count() == 0
