"""What becomes of the seats and chairs of somebody who leaves: nobody who is gone still fills one."""

from datetime import timedelta

import pytest

from safehold.access.actions import accounts, memberships
from safehold.access.models import AuditLine, CircleMember, Membership
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.partnership import queries
from safehold.partnership.actions import seats
from safehold.partnership.models import Capacity, Chair, SeatHolder, SeatKind
from safehold.partnership.tests.factories import DAY, SINCE, agency, group, person, seat
from safehold.partnership.tests.leavers import fillers, somebody_who_sits

pytestmark = pytest.mark.django_db

YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.fixture
def leaver():
    return somebody_who_sits()


def administrator():
    return actor(Role.SYSTEM_ADMINISTRATOR, agency="team")


def test_without_a_successor_seats_and_chairs_fall_vacant_where_everybody_sees_it(leaver):
    user, _, _ = leaver
    before = len(queries.gaps(DAY))

    moved = accounts.close_account(user, by=administrator(), left_on=DAY)

    assert (moved.pieces, moved.vacant) == (3, 3)
    assert (fillers(YESTERDAY), fillers(DAY)) == ({"Lee Leaver"}, set())
    assert not Chair.objects.on(DAY).exists()
    assert len(queries.gaps(DAY)) == before + 3
    assert not CircleMember.objects.filter(user=user).on(DAY).exists()


def test_a_successor_takes_over_the_seats_of_an_agency_they_act_for(leaver):
    user, fire, _ = leaver
    follows = person(fire, name="Sue Cessor")

    moved = accounts.close_account(user, by=administrator(), left_on=DAY, successor=follows)

    assert (moved.pieces, moved.vacant) == (3, 1), "the chair alone"
    assert fillers() == {"Sue Cessor"}
    assert SeatHolder.objects.on(DAY).count() == 2
    assert not Chair.objects.on(DAY).exists(), "a chair is appointed, never inherited"
    assert CircleMember.objects.filter(user=follows).on(DAY).count() == 4, (
        "the circle and the inner circle of each group"
    )
    line = AuditLine.objects.get(event="partnership.seats_given_up")
    assert (line.count, line.facts) == (3, {"taken_over": 2, "to": follows.pk})


def test_a_successor_of_another_agency_takes_over_none(leaver):
    user, _, by = leaver
    elsewhere = person(agency("police", by=by))

    accounts.close_account(user, by=administrator(), left_on=DAY, successor=elsewhere)

    assert fillers() == set()


def test_a_successor_who_sits_there_already_keeps_their_own_place(leaver):
    user, fire, by = leaver
    deputy = person(fire, name="Dee Puty")
    held = SeatHolder.objects.filter(user=user).first()
    assert held is not None
    seats.fill_seat(held.seat, by=by, user=deputy, capacity=Capacity.DEPUTY, from_on=SINCE)

    accounts.close_account(user, by=administrator(), left_on=DAY, successor=deputy)

    assert sorted(SeatHolder.objects.on(DAY).filter(user=deputy).values_list("capacity", flat=True)) == [
        "deputy",
        "main",
    ]


def test_a_seat_that_was_to_be_filled_later_is_not(leaver):
    _, fire, by = leaver
    late = person(fire, name="Late Comer")
    seats.fill_seat(seat(group("later", by=by), fire, by=by), by=by, user=late, from_on=TOMORROW)

    accounts.close_account(late, by=administrator(), left_on=DAY)

    assert not SeatHolder.objects.filter(user=late).exists()


def test_a_seat_taken_after_the_day_a_membership_ended_on_was_held_until_yesterday(leaver):
    """Who sat there while it was so stays known, however late it is told that they had left."""
    _, fire, by = leaver
    late, follows = person(fire, name="Told Late"), person(fire, name="Sue Cessor")
    taken_on = DAY - timedelta(days=20)
    seats.fill_seat(seat(group("later", by=by), fire, by=by), by=by, user=late, from_on=taken_on)
    held = Membership.objects.get(user=late)

    memberships.end_membership(held, by=administrator(), to_on=taken_on - timedelta(days=5), successor=follows)

    sat = SeatHolder.objects.get(user=late)
    assert (sat.from_on, sat.to_on) == (taken_on, YESTERDAY)
    assert SeatHolder.objects.get(user=follows).from_on == DAY


def test_nobody_empties_seats_who_may_not_close_the_account(leaver):
    with pytest.raises(Refused, match="can close an account"):
        seats.give_up(leaver[0], by=actor(Role.DELEGATE), on=DAY)

    assert fillers() == {"Lee Leaver"}


def test_a_deputys_place_and_an_observers_leave_no_seat_vacant(leaver):
    user, fire, by = leaver
    deputy = person(fire, name="Dee Puty")
    held = SeatHolder.objects.filter(user=user).first()
    assert held is not None
    seats.fill_seat(held.seat, by=by, user=deputy, capacity=Capacity.DEPUTY, from_on=SINCE)
    listens = seats.give_seat(
        group("watched", by=by), by=by, agency=fire, from_on=SINCE, kind=SeatKind.OBSERVER, office="Observer"
    )
    seats.fill_seat(listens, by=by, user=deputy, from_on=SINCE)

    moved = accounts.close_account(deputy, by=administrator(), left_on=DAY)

    assert (moved.pieces, moved.vacant) == (2, 0)


# --- somebody who stops acting for one agency ---------------------------------------------------------------------------


@pytest.fixture
def moving(leaver):
    """The same person, who acts for the police as well and sits in a group for them; and their membership of the fire
    service, which ends."""
    user, fire, by = leaver
    police = agency("police", by=by)
    Membership.objects.create(user=user, agency=police, from_on=SINCE)
    seats.fill_seat(seat(group("exploitation", by=by), police, by=by), by=by, user=user, from_on=SINCE)
    return user, Membership.objects.get(user=user, agency=fire), by


def seats_of(user, on=DAY) -> list[str]:
    return sorted(SeatHolder.objects.on(on).filter(user=user).values_list("seat__group__code", flat=True))


def test_ending_a_membership_empties_the_seats_and_chairs_held_for_that_agency_alone(moving):
    user, fire, _ = moving
    assert seats_of(user) == ["community", "executive", "exploitation"]
    before = len(queries.gaps(DAY))

    moved = memberships.end_membership(fire, by=administrator(), to_on=YESTERDAY)

    assert (moved.pieces, moved.vacant) == (3, 3)
    assert (seats_of(user, YESTERDAY), seats_of(user)) == (["community", "executive", "exploitation"], ["exploitation"])
    assert not Chair.objects.on(DAY).exists()
    assert len(queries.gaps(DAY)) == before + 3
    assert set(CircleMember.objects.filter(user=user).on(DAY).values_list("agency__code", flat=True)) == {"police"}


def test_a_membership_that_ends_later_empties_its_seats_on_the_day_after(moving):
    user, fire, _ = moving
    last = DAY + timedelta(days=30)

    memberships.end_membership(fire, by=administrator(), to_on=last)

    assert seats_of(user, last) == ["community", "executive", "exploitation"]
    assert seats_of(user, last + timedelta(days=1)) == ["exploitation"]
    assert Chair.objects.on(last).exists()
    assert not Chair.objects.on(last + timedelta(days=1)).exists()


def test_a_colleague_takes_over_the_seats_of_the_agency_from_the_day_after(moving):
    _, fire, _ = moving
    follows = person(fire.agency, name="Sue Cessor")

    memberships.end_membership(fire, by=administrator(), to_on=DAY, successor=follows)

    assert (seats_of(follows), seats_of(follows, TOMORROW)) == ([], ["community", "executive"])
    line = AuditLine.objects.get(event="access.membership_ended")
    assert (line.facts["moved"], line.facts["to"]) == (3, follows.pk)


def test_seats_of_an_agency_go_to_nobody_who_does_not_act_for_it(moving):
    user, fire, by = moving
    elsewhere = person(agency("health", by=by))

    with pytest.raises(Refused, match="must go to someone who acts for it"):
        memberships.end_membership(fire, by=administrator(), to_on=DAY, successor=elsewhere)

    assert seats_of(user, TOMORROW) == ["community", "executive", "exploitation"]


def test_cover_for_somebody_absent_stays_when_the_seats_of_their_group_change(leaver):
    user, fire, by = leaver
    absent = Membership.objects.get(user=user)
    stands_in = Membership.objects.get(user=person(fire, name="Stan Din"))
    admin = administrator()
    memberships.grant(absent, by=admin, role=Role.AGENCY_LEAD, from_on=DAY)
    memberships.cover(
        stands_in, by=admin, absent=absent, roles=[Role.AGENCY_LEAD], from_on=DAY, to_on=DAY + timedelta(days=60)
    )
    covered = CircleMember.objects.filter(user=stands_in.user).on(DAY)
    assert covered.count() == 4

    executive = SeatHolder.objects.filter(user=user).order_by("pk")[0].seat.group
    newcomer = person(agency("health", by=by))
    seats.fill_seat(seat(executive, newcomer.memberships.get().agency, by=by), by=by, user=newcomer, from_on=DAY)

    assert covered.count() == 4
    # and a seat of their own takes the cover's place
    own = SeatHolder.objects.filter(user=user, seat__group=executive).get().seat
    seats.fill_seat(own, by=by, user=stands_in.user, capacity=Capacity.DEPUTY, from_on=DAY)
    assert covered.get(circle=executive.circle_id).to_on is None
