"""Who was there, seat by seat: what is written down, what is refused, and what it comes to over a year."""

from datetime import date

import pytest

from safehold.access.models import Membership
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.meetings import actions
from safehold.meetings.counting import Share
from safehold.meetings.lifecycle import Status
from safehold.meetings.models import Attendance, Guest, Mark
from safehold.meetings.queries import over_time, seats
from safehold.meetings.queries.seats import Marked
from safehold.meetings.tests.factories import (
    DAY,
    HELD_ON,
    NEXT_ON,
    SINCE,
    attended,
    board,
    held,
    item,
    meeting,
    member,
    recused,
    seat_of,
    secretary,
)
from safehold.partnership.actions import seats as seating
from safehold.partnership.tests.factories import group, manager, seat

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
YEAR = (date(2021, 4, 1), date(2022, 3, 31))


@pytest.fixture
def members():
    return {code: member(code) for code in ("council", "police", "health", "school")}


# --- one meeting ---


@pytest.mark.parametrize(
    ("said", "quorate", "words"),
    [
        ({"council": "member", "police": "member"}, True, "At least 2 of 3 agencies"),
        ({"council": "deputy", "health": "deputy"}, True, "At least 2 of 3 agencies"),
        (
            {"council": "member", "school": "member"},
            False,
            "At least 2 of the 3 agencies with a seat must be there: 1 is",
        ),
        ({"police": "member", "health": "member"}, False, "cannot decide without Westmere council"),
        ({"council": "apologies", "police": "member", "health": "member"}, False, "without Westmere council"),
    ],
)
def test_whether_a_meeting_could_decide_follows_from_who_was_there(members, said, quorate, words):
    made = attended(meeting(), **said)

    made.refresh_from_db()
    assert made.quorate is quorate
    assert words in made.quorum_words


def test_a_group_without_a_quorum_has_none_to_meet(members):
    quality = group("quality", by=manager())
    made = meeting(group=quality)
    actions.record_attendance(made, by=secretary(), marks={})

    assert made.quorate is None
    assert seats.could_decide(made) is None


def test_one_person_in_two_seats_fills_both(members):
    user = members["council"].user
    Membership.objects.create(user=user, agency=AgencyFactory(code="fire"), from_on=SINCE)
    fire = seat(board(), AgencyFactory(code="fire"), by=manager())
    seating.fill_seat(fire, by=manager(), user=user, from_on=SINCE)

    made = attended(meeting(), council="member", fire="member")

    assert set(made.attendance.values_list("user", flat=True)) == {user.pk}
    assert made.attendance.count() == 2
    assert made.quorate is True


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        (Marked(Mark.APOLOGIES), "so it is vacant unless somebody deputises"),
        (Marked(Mark.ABSENT), "so it is vacant unless somebody deputises"),
        (Marked(Mark.MEMBER), "has no such member on that day"),
    ],
)
def test_a_vacant_seat_is_not_absent(mark, reason):
    made = meeting(group=board())

    with pytest.raises(Refused, match=reason):
        actions.record_attendance(made, by=secretary(), marks={seat_of("police").pk: mark})


def test_somebody_may_deputise_in_a_vacant_seat(members):
    fire = seat(board(), AgencyFactory(code="fire"), by=manager())
    made = meeting()
    actions.record_attendance(made, by=secretary(), marks={fire.pk: Marked(Mark.DEPUTY, None, "Fay Fire")})

    assert Attendance.objects.get(seat=fire).who == "Fay Fire"


@pytest.mark.parametrize(
    ("mark", "reason"),
    [
        (Marked(Mark.VACANT), "is not vacant"),
        (Marked(Mark.DEPUTY), "Enter who deputised"),
        (Marked(Mark.APOLOGIES, None, "Somebody"), "Nobody sat in a seat that was not filled"),
    ],
)
def test_what_cannot_be_of_a_filled_seat_is_refused(members, mark, reason):
    with pytest.raises(Refused, match=reason):
        actions.record_attendance(meeting(), by=secretary(), marks={seat_of("police").pk: mark})


def test_nobody_is_a_member_in_anothers_seat(members):
    told = {seat_of("police").pk: Marked(Mark.MEMBER, members["health"].user)}

    with pytest.raises(Refused, match="has no such member"):
        actions.record_attendance(meeting(), by=secretary(), marks=told)


def test_a_seat_that_was_not_in_force_has_no_mark(members):
    later = seat(board(), AgencyFactory(code="fire"), by=manager(), from_on=NEXT_ON)
    made = meeting()

    with pytest.raises(Refused, match="was not in force"):
        actions.record_attendance(made, by=secretary(), marks={later.pk: Marked(Mark.VACANT)})
    assert later.pk not in {each.pk for each in seats.seats_of(made)}


def test_a_meeting_was_held_once_something_is_known_of_every_seat(members):
    seat(board(), AgencyFactory(code="fire"), by=manager())
    made = meeting()
    attended(made, council="member", police="member", health="absent")
    with pytest.raises(Refused, match="Record first whether the seat of Westmere school"):
        actions.hold(made, by=secretary())

    attended(made, school="apologies")
    actions.hold(made, by=secretary())

    assert made.status == Status.HELD
    assert made.attendance.get(seat__agency__code="fire").mark == Mark.VACANT


def test_a_meeting_to_come_was_not_held():
    made = meeting(meets_on=NEXT_ON)

    with pytest.raises(Refused, match="This meeting is to come"):
        actions.hold(made, by=secretary())


def test_who_was_there_is_mended_and_what_it_comes_to_follows(members):
    made = held()
    assert made.quorate is True

    attended(made, police="absent")

    made.refresh_from_db()
    assert made.quorate is False
    assert made.attendance.count() == 4


def test_whoever_only_sits_in_the_group_writes_down_nobodys_attendance(members):
    with pytest.raises(Refused, match="Only the group’s chair"):
        attended(meeting(), by=members["police"], police="member")


def test_an_item_may_lack_the_quorum_that_the_meeting_has(members):
    made = meeting()
    one, other = item(made, "One"), item(made, "Other")
    attended(made, council="member", police="member")
    recused(one, members["police"])

    assert not seats.could_decide(made, one)
    assert seats.could_decide(made, other)
    assert seats.could_decide(made)


def test_whoever_comes_without_a_seat_counts_for_nothing(members):
    made = attended(meeting(), council="member")
    told = {"name": "Gill Guest", "why": "Observer", "agency": AgencyFactory(code="police")}
    actions.add_guest(made, by=secretary(), **told)

    assert made.quorate is False
    assert Guest.objects.get().agency.code == "police"
    with pytest.raises(Refused, match="recorded as having been there already"):
        actions.add_guest(made, by=secretary(), **told)


# --- over a year ---


def test_attendance_is_counted_by_seat_in_force_and_not_by_person(members):
    """Deputies count once, a cancelled meeting is none, an observer's seat and a day before a seat began count for nothing."""
    by = secretary()
    held(by, on=date(2021, 4, 6))
    held(by, on=date(2021, 4, 13), police="deputy")
    seat(board(), AgencyFactory(code="fire"), by=manager(), from_on=date(2021, 4, 14))
    held(by, on=HELD_ON, police="absent")
    actions.cancel(meeting(by, meets_on=date(2021, 4, 27)), by=by, why="Snow")

    shares, meetings = seats.by_agency_and_group(by, *YEAR)
    assert len(meetings) == 3
    of = {
        code: shares.get((AgencyFactory(code=code).pk, board().pk))
        for code in ("council", "police", "health", "fire", "school")
    }

    assert of == {
        "council": Share(3, 3),
        "police": Share(2, 3),
        "health": Share(0, 3),
        "fire": Share(0, 1),
        "school": None,
    }
    lines = {line.name: line for line in seats.lines_of(seats.meetings_held(board(), by, *YEAR))}
    assert len(lines["Westmere fire"].marks) == 1


def test_a_mark_counts_only_while_its_seat_was_in_force_on_the_day(members):
    """Apologies came for a meeting that was then moved to a day before the seat began."""
    by = secretary()
    fire = seat(board(), AgencyFactory(code="fire"), by=manager(), from_on=date(2021, 4, 14))
    made = meeting(by)
    actions.record_attendance(made, by=by, marks={fire.pk: Marked(Mark.DEPUTY, None, "Fay Fire")})
    moved = {"meets_on": date(2021, 4, 13), "starts_at": made.starts_at, "place": "Hall", "why": "Sooner"}
    actions.rearrange(made, by=by, **moved)
    attended(made, council="member", police="member", health="absent", school="absent")
    actions.hold(made, by=by)

    assert "Westmere fire" not in {line.name for line in seats.lines_of([made])}
    assert len(seats.attendance_of(made)) == 4
    assert AgencyFactory(code="fire").pk not in {agency for agency, _ in seats.by_agency_and_group(by, *YEAR)[0]}


def test_only_meetings_that_one_sees_are_counted(members):
    held()

    outsider = actor(Role.AGENCY_LEAD, agency="fire")
    assert seats.by_agency_and_group(outsider, *YEAR) == ({}, set())
    assert over_time.table(outsider, *YEAR).meetings == []
    assert len(seats.by_agency_and_group(members["police"], *YEAR)[0]) == 3


def test_the_table_adds_up_both_ways(members):
    by = secretary()
    held(by)
    found = over_time.table(by, *YEAR)

    agencies = [found.of_agency(number) for number, _ in found.agencies]
    groups = [found.of_group(number) for number, _, _ in found.groups]
    assert sum(each.of for each in agencies) == sum(each.of for each in groups) == found.whole.of == 3
    assert found.whole.filled == 2


def test_a_group_without_a_chair_for_sixty_days_is_said(members):
    gaps = over_time.long_gaps(DAY, 60)

    assert ("Chair", board()) in [(each.what, each.group) for each in gaps]
    assert over_time.notice_days(DAY) == 60


def test_marks_are_read_back_as_they_were_written(members):
    made = attended(meeting(), council="member", police="deputy", health="apologies")

    assert {each.seat.agency.code: each.mark for each in seats.attendance_of(made)} == {
        "council": Mark.MEMBER,
        "police": Mark.DEPUTY,
        "health": Mark.APOLOGIES,
    }
