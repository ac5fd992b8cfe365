"""Closing, correcting and taking out: what was said before is kept, and what hangs on it follows."""

from datetime import date, timedelta

import pytest

from safehold.access.models import AgencyContact, AuditLine, CircleMember
from safehold.access.policy import Refused
from safehold.partnership.actions import agencies, groups, rows, seats
from safehold.partnership.models import Amendment, SeatHolder
from safehold.partnership.tests.factories import DAY, SINCE, agency, group, manager, person, seat

pytestmark = pytest.mark.django_db

JULY = date(2022, 7, 1)


def test_closing_a_group_ends_its_seats_and_empties_its_circle_in_one_act():
    by = manager()
    fire = agency("fire", by=by)
    finishing = group("audit-tool", by=by)
    holder = seats.fill_seat(seat(finishing, fire, by=by), by=by, user=person(fire), from_on=SINCE)

    groups.close_group(finishing, by=by, closed_on=DAY)

    holder.refresh_from_db()
    assert (holder.to_on, holder.seat.to_on) == (DAY, DAY)
    assert set(CircleMember.objects.values_list("circle", "to_on")) == {
        (finishing.circle_id, DAY),
        (finishing.inner_circle_id, DAY),
    }
    assert AuditLine.objects.get(event="partnership.group_closed").count == 3  # holder, seat and name


def test_a_group_that_others_answer_to_cannot_close_under_them():
    by = manager()
    executive, below = group("executive", by=by), group("below", by=by)
    groups.answer_to(below, by=by, to_group=executive, from_on=SINCE)

    with pytest.raises(Refused, match="Below answers to this group after that day"):
        groups.close_group(executive, by=by, closed_on=DAY)

    executive.refresh_from_db()
    assert executive.closed_on is None


def test_closing_an_agency_ends_its_seats_and_contacts():
    by = manager()
    fire = agency("fire", by=by)
    held = seat(group("executive", by=by), fire, by=by)
    agencies.add_contact(fire, by=by, purpose="Referrals", email="fire@example.org", from_on=SINCE)

    agencies.close_agency(fire, by=by, closed_on=DAY)

    held.refresh_from_db()
    assert (held.to_on, AgencyContact.objects.get().to_on) == (DAY, DAY)


def test_a_correction_keeps_what_was_said_before_and_why():
    by = manager()
    fire = agency("fire", by=by)
    executive = group("executive", by=by)
    held = seat(executive, fire, by=by)
    seats.fill_seat(held, by=by, user=person(fire), from_on=SINCE)

    rows.correct(held, by=by, from_on=date(2020, 4, 1), why="Typed from the wrong minutes")

    kept = Amendment.objects.get()
    assert (kept.group, kept.was, kept.now) == (
        executive,
        "First day: 29 September 2019",
        "First day: 1 April 2020",
    )
    assert (kept.amended_by, kept.why) == (by.user, "Typed from the wrong minutes")
    assert set(CircleMember.objects.values_list("from_on", flat=True)) == {date(2020, 4, 1)}


def test_a_row_entered_in_error_is_taken_out_and_what_it_said_is_kept():
    by = manager()
    fire = agency("fire", by=by)
    wrong = seats.fill_seat(seat(group("executive", by=by), fire, by=by), by=by, user=person(fire), from_on=SINCE)

    rows.take_out(wrong, by=by, why="Wrong person")

    assert not SeatHolder.objects.exists()
    assert not CircleMember.objects.exists()
    assert "First day: 29 September 2019" in Amendment.objects.get().was


@pytest.mark.parametrize(
    ("act", "facts", "reason"),
    [
        (rows.correct, {"from_on": SINCE, "why": "x"}, "already recorded"),
        (rows.correct, {"from_on": DAY, "why": " "}, "Say why"),
        (rows.take_out, {"why": ""}, "Say why"),
        (rows.take_out, {"why": "x"}, "Something else depends on this"),
        (rows.end, {"to_on": SINCE - timedelta(days=1)}, "begins on a later day"),
    ],
)
def test_correcting_and_taking_out_refused(act, facts, reason):
    by = manager()
    fire = agency("fire", by=by)
    held = seat(group("executive", by=by), fire, by=by)
    seats.fill_seat(held, by=by, user=person(fire), from_on=SINCE)

    with pytest.raises(Refused, match=reason):
        act(held, by=by, **facts)

    held.refresh_from_db()
    assert (held.from_on, held.to_on) == (SINCE, None)
    assert not Amendment.objects.exists()


def test_the_only_name_is_corrected_and_never_taken_out():
    by = manager()
    executive = group("executive", by=by)

    with pytest.raises(Refused, match="its only name"):
        rows.take_out(executive.names.get(), by=by, why="x")

    rows.correct(executive.names.get(), by=by, name="Executive Board", why="Misread")
    executive.refresh_from_db()
    assert executive.current_name == "Executive Board"


def test_correcting_a_name_of_an_agency_cannot_make_two_names_for_one_day():
    by = manager()
    health = agency("health", by=by)
    later = agencies.rename_agency(health, by=by, name="Board", from_on=JULY)

    with pytest.raises(Refused, match="something else on some of those days"):
        rows.correct(later, by=by, from_on=DAY, why="x")
