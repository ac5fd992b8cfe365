"""What the pages that let somebody go ask about seats: nothing is lost of which nobody was told before."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from safehold.access.models import Membership
from safehold.access.roles import Role
from safehold.access.tests.browsing import signed_in, with_second_factor
from safehold.access.tests.factories import account
from safehold.govuk.tests.pages import faults
from safehold.partnership import leaving
from safehold.partnership.actions import seats
from safehold.partnership.caseload import PLACES
from safehold.partnership.models import Capacity, SeatHolder
from safehold.partnership.tests.factories import DAY, SINCE, agency, group, person, seat
from safehold.partnership.tests.leavers import fillers, somebody_who_sits
from safehold.records.tests import promises

pytestmark = pytest.mark.django_db

YESTERDAY, TOMORROW = DAY - timedelta(days=1), DAY + timedelta(days=1)


@pytest.fixture
def leaver():
    return somebody_who_sits()


def agreed_in(page) -> str:
    """What the box that asks for agreement would send."""
    return re.search(r'name="agreed"[^>]* value="([0-9a-f]+)"', page.text)[1]


def agree(browser, address, said):
    """Answer, be shown what is left with nobody, and agree to it."""
    asked = browser.post(address, promises.hidden_of(browser.get(address).text) | said)
    assert (asked.status_code, fillers()) == (422, {"Lee Leaver"}), "nothing is done before it is agreed to"
    assert faults(asked.text) == []
    return asked, browser.post(
        address, promises.hidden_of(asked.text) | said | {"agreed": agreed_in(asked)}, follow=True
    )


@pytest.fixture
def ending(leaver):
    """The page that ends the leaver's membership, somebody who could follow, and the browser of who ends it."""
    user, fire, _ = leaver
    follows = person(fire, name="Sue Cessor")
    browser = signed_in(with_second_factor(account(Role.SYSTEM_ADMINISTRATOR, agency="team")))
    address = reverse("people:end_membership", args=[user.memberships.get().pk])
    return browser, address, follows, promises.typed({"to_on": YESTERDAY})


def test_the_seats_go_to_somebody_or_are_left_vacant_on_purpose(ending):
    browser, address, _, day = ending
    page = browser.get(address)
    assert "Nobody yet: leave the seats vacant" in page.text

    refused = browser.post(address, promises.hidden_of(page.text) | day)

    assert refused.status_code == 422
    assert "Select that somebody takes over their work, or that nobody does yet" in refused.text
    assert fillers() == {"Lee Leaver"}


def test_whoever_says_that_somebody_takes_over_says_who(ending):
    browser, address, follows, day = ending
    page = browser.get(address)

    refused = browser.post(address, promises.hidden_of(page.text) | day | {"handing": "somebody"})
    assert "Select who takes over their work" in refused.text

    said = {"handing": "somebody", "successor": follows.pk}
    _, done = agree(browser, address, day | said)
    assert fillers() == {"Sue Cessor"}
    assert "Ended. 1 seat or chair is left vacant." in done.text, "the chair"


def test_seats_left_vacant_are_counted_when_it_is_done(ending):
    browser, address, follows, day = ending

    said = {"handing": "nobody", "successor": follows.pk}  # a name chosen before, and then nobody after all
    _, done = agree(browser, address, day | said)

    assert "Ended. 3 seats and chairs are left vacant." in done.text
    assert fillers() == set()


def test_an_account_is_closed_with_the_same_question(leaver, ending):
    browser, (user, _, _) = ending[0], leaver
    address = reverse("people:close", args=[user.pk])
    day = promises.typed({"left_on": DAY})

    refused = browser.post(address, promises.hidden_of(browser.get(address).text) | day)
    assert "Select that somebody takes over their work, or that nobody does yet" in refused.text

    _, done = agree(browser, address, day | {"handing": "nobody"})
    assert "Account closed. They are signed out everywhere. 3 seats and chairs are left vacant." in done.text


def test_of_whoever_holds_nothing_nothing_is_asked(ending):
    browser, _, follows, day = ending
    address = reverse("people:end_membership", args=[follows.memberships.get().pk])
    page = browser.get(address)
    assert "takes over their work" not in page.text
    assert "could take over" not in page.text

    done = browser.post(address, promises.hidden_of(page.text) | day, follow=True)

    assert "Ended" in done.text
    assert "left vacant" not in done.text


# --- whom it can go to, and what is left ---------------------------------------------------------------------------------


@pytest.fixture
def closing(leaver):
    """The page that closes the leaver's account, and the browser of who closes it."""
    browser = signed_in(with_second_factor(account(Role.SYSTEM_ADMINISTRATOR, agency="team")))
    return browser, reverse("people:close", args=[leaver[0].pk]), promises.typed({"left_on": DAY})


def test_only_those_who_could_take_over_some_of_it_are_offered(leaver, closing):
    user, fire, by = leaver
    browser, address, day = closing
    follows = person(fire, name="Sue Cessor")
    elsewhere = person(agency("police", by=by), name="Ella Elsewhere")
    seated = person(fire, name="Sid Already")
    for held in SeatHolder.objects.filter(user=user):
        seats.fill_seat(held.seat, by=by, user=seated, capacity=Capacity.DEPUTY, from_on=SINCE)

    page = browser.get(address)

    assert [name for name in ("Sue Cessor", "Ella Elsewhere", "Sid Already") if name in page.text] == ["Sue Cessor"]
    hidden = promises.hidden_of(page.text)
    forced = browser.post(address, hidden | day | {"handing": "somebody", "successor": elsewhere.pk})
    assert forced.status_code == 422
    user.refresh_from_db()
    assert user.is_active
    assert follows.pk in PLACES.could_take(leaver=user, by=by, on=DAY)


def test_what_goes_and_what_is_left_is_said_before_the_account_is_closed(leaver, closing):
    user, fire, by = leaver
    browser, address, day = closing
    police = agency("police", by=by)
    Membership.objects.create(user=user, agency=police, from_on=SINCE)
    seats.fill_seat(seat(group("exploitation", by=by), police, by=by), by=by, user=user, from_on=SINCE)
    follows = person(fire, name="Sue Cessor")

    asked, done = agree(browser, address, day | {"handing": "somebody", "successor": follows.pk})

    goes, left = asked.text.split("Sue Cessor takes over</h3>")[1].split("Nobody takes over</h3>")
    assert goes.count(f"member for {fire}</li>") == 2
    assert f"member for {police}, left vacant</li>" in left
    assert "chair, left vacant</li>" in left
    assert "agree to leave 2 seats and chairs vacant" in asked.text
    assert "Yes, leave 2 seats and chairs vacant" in asked.text
    assert "2 seats and chairs are left vacant" in done.text
    assert fillers() == {"Sue Cessor"}


def test_what_was_agreed_to_for_one_successor_is_asked_again_for_another(leaver, closing):
    _, fire, _ = leaver
    browser, address, day = closing
    one, other = person(fire, name="Sue Cessor"), person(fire, name="Oli Other")
    said = day | {"handing": "somebody", "successor": one.pk}
    asked = browser.post(address, promises.hidden_of(browser.get(address).text) | said)

    changed = said | {"successor": other.pk, "agreed": agreed_in(asked)}
    again = browser.post(address, promises.hidden_of(asked.text) | changed)

    assert again.status_code == 422
    assert "Oli Other takes over" in again.text
    assert fillers() == {"Lee Leaver"}


def test_where_nobody_could_take_over_it_is_said_and_asked_all_the_same(leaver, closing):
    browser, address, day = closing
    page = browser.get(address)
    assert "Nobody who has an account could take over any of it." in page.text
    assert "Who takes over" not in page.text

    _, done = agree(browser, address, day)

    assert "3 seats and chairs are left vacant" in done.text
    assert fillers() == set()


def test_all_of_it_taken_over_needs_no_agreement(leaver):
    _, fire, by = leaver
    plain, follows = person(fire, name="Pat Plain"), person(fire, name="Sue Cessor")
    seats.fill_seat(seat(group("later", by=by), fire, by=by), by=by, user=plain, from_on=SINCE)
    browser = signed_in(with_second_factor(account(Role.SYSTEM_ADMINISTRATOR, agency="team")))
    address = reverse("people:close", args=[plain.pk])
    said = promises.typed({"left_on": DAY}) | {"handing": "somebody", "successor": follows.pk}

    done = browser.post(address, promises.hidden_of(browser.get(address).text) | said, follow=True)

    assert "Account closed." in done.text
    assert "left vacant" not in done.text
    assert fillers() == {"Lee Leaver", "Sue Cessor"}


@pytest.mark.parametrize("on", [DAY, TOMORROW])
def test_what_is_foreseen_is_what_happens(leaver, on):
    """One who could take a seat later only, one who could at once, and what each is then given."""
    user, fire, by = leaver
    late = person(fire, since=TOMORROW)

    freed = leaving.freed_by(user, on=on, today=DAY)
    foreseen = PLACES.foresee(leaver=user, successor=late, by=by, on=on)
    moved = seats.give_up(user, by=by, on=on, successor=late)

    assert {late.pk in each.able for each in freed} == {on == TOMORROW}
    assert (len(foreseen.goes), len(foreseen.left)) == ((2, 1) if on == TOMORROW else (0, 3))
    assert SeatHolder.objects.filter(user=late).count() == len(foreseen.goes)
    assert moved.vacant == len(foreseen.left)
