"""What the pages say of cover, to those who arrange it and to those who are in it, and how it is arranged."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from safehold.access.actions import accounts, memberships
from safehold.access.models import Membership, User
from safehold.access.roles import Role
from safehold.access.tests.browsing import signed_in, with_second_factor
from safehold.access.tests.factories import DAY, account, administrator, membership
from safehold.govuk.tests.pages import faults
from safehold.website.people.tests.sending import browse, day, send

pytestmark = pytest.mark.django_db

UNTIL, YESTERDAY = date(2021, 5, 14), DAY - timedelta(days=1)


@pytest.fixture
def pair():
    """Daniel, who holds two roles and is away, and Priya, who could stand in for him."""
    absent = membership(Role.TRAINER, Role.AGENCY_LEAD, user=with_second_factor(account(name="Daniel Hughes")))
    cover = membership(Role.DELEGATE, user=with_second_factor(account(name="Priya Shah")))
    return absent, cover


def arrange(pair, **facts):
    absent, cover = pair
    said = {"roles": [Role.TRAINER], "from_on": DAY, "to_on": UNTIL} | facts
    return memberships.cover(cover, by=administrator(), absent=absent, **said)


def page_of(browser, held: Membership) -> str:
    return browser.get(reverse("people:person", args=[held.user_id])).text


@pytest.fixture
def own_page():
    """What somebody reads on their own account's page, in a browser that stays signed in."""
    browsers: dict[int, Any] = {}

    def read(held: Membership) -> str:
        if held.user_id not in browsers:
            browsers[held.user_id] = signed_in(User.objects.get(pk=held.user_id))
        page = browsers[held.user_id].get(reverse("access:account")).text
        assert faults(page) == []
        return page

    return read


def test_both_who_are_in_it_read_of_it_on_their_own_pages(pair, own_page):
    absent, cover = pair
    assert "Covered by" not in own_page(absent), "the control"

    arrange(pair)

    assert "Trainer, for Daniel Hughes, until 14 May 2021" in own_page(cover)
    assert "<li>Delegate</li>" in own_page(cover)
    assert "Priya Shah, as Trainer, until 14 May 2021" in own_page(absent)


def test_cover_to_come_says_from_when_and_cover_that_is_over_says_nothing(pair, own_page):
    absent, cover = pair
    first = date(2021, 5, 3)
    (given,) = arrange(pair, from_on=first)

    assert "Priya Shah, as Trainer, from 3 May 2021 until 14 May 2021" in own_page(absent)
    assert "for Daniel Hughes" not in own_page(cover), "not yet"
    memberships.end_grant(given, by=administrator(), to_on=DAY)
    assert "Covered by" not in own_page(absent)


def test_the_page_of_whoever_is_away_says_who_covers(browser, pair):
    absent, cover = pair
    assert "Covered by" not in page_of(browser, absent), "the control"

    arrange(pair)

    shown = page_of(browser, absent)
    assert faults(shown) == []
    assert "Priya Shah, as Trainer, until 14 May 2021" in shown
    assert "Covered by" not in page_of(browser, cover)


def test_only_roles_that_the_absent_one_holds_are_offered(browser, pair):
    absent, cover = pair
    idle = membership(user=account(name="Ida Idle"))
    address = reverse("people:cover", args=[cover.pk])
    first = browser.get(address)
    assert "Roles to cover" not in first.text
    assert "Daniel Hughes" in first.text
    assert "Ida Idle" not in first.text, "who holds nothing leaves nothing to cover"

    asked = send(browser, address, absent=absent.pk)

    assert "Priya Shah covers for Daniel Hughes" in asked.text
    assert faults(asked.text) == []
    assert [role.value for role in Role if f'value="{role.value}"' in asked.text] == ["trainer", "agency_lead"]
    # an address that names somebody who leaves nothing to cover asks who is away
    assert "Who is away?" in browser.get(address, {"absent": idle.pk}).text
    assert "Select who is away" in send(browser, address).text


def test_a_lead_is_offered_no_role_that_they_could_not_give(pair):
    absent, cover = pair
    memberships.grant(absent, by=administrator(), role=Role.SCHOOL_LEAD, from_on=DAY)
    lead = browse(Role.AGENCY_LEAD)

    asked = send(lead, reverse("people:cover", args=[cover.pk]), absent=absent.pk)

    assert [role.value for role in Role if f'value="{role.value}"' in asked.text] == ["school_lead"]


def test_cover_arranged_twice_is_refused_on_the_page_with_nothing_lost(browser, pair):
    absent, cover = pair
    arrange(pair)
    address = f"{reverse('people:cover', args=[cover.pk])}?absent={absent.pk}"

    refused = send(browser, address, roles=[Role.TRAINER], **day("from_on"), **day("to_on", UNTIL))

    assert refused.status_code == 409
    words = "Priya Shah covers for Daniel Hughes as ‘Trainer’ from 30 April 2021 to 14 May 2021 already"
    assert words in refused.text
    assert cover.grants.exclude(cover_for=None).count() == 1


def test_cover_ended_at_once_on_its_first_day_stays_readable(browser, administrator, pair):
    _, cover = pair
    (given,) = arrange(pair)
    address = reverse("people:end_role", args=[given.pk])

    send(browser, address, **day("to_on", YESTERDAY))

    shown = page_of(browser, cover)
    assert "Trainer (ended)" in shown
    assert "The same day, at once" in shown
    assert f"Ended on 30 April 2021 by {administrator.name}" in shown
    assert browser.get(address).status_code == 200


def test_each_link_that_ends_a_role_says_which(browser, pair):
    _, cover = pair
    arrange(pair)
    arrange(pair, from_on=UNTIL + timedelta(days=1), to_on=UNTIL + timedelta(days=9))

    shown = page_of(browser, cover)

    about = "the role Trainer for Westmere council from"
    for said in (
        "the role Delegate for Westmere council from 1 April 2020",
        f"{about} 30 April 2021, in cover for",
    ):
        assert said in shown
    assert f"{about} 15 May 2021, in cover for Daniel Hughes" in shown


def test_of_whoever_left_the_last_day_of_their_roles_is_said_beside_the_day_they_left(browser):
    held = membership(Role.DELEGATE)
    asked = browser.get(reverse("people:close", args=[held.user_id])).text
    assert "yesterday is the last day of every role and seat they hold now" in asked

    accounts.close_account(held.user, by=administrator(), left_on=DAY)

    shown = page_of(browser, held)
    assert "left on 30 April 2021. The last day that they held a role was 29 April 2021" in shown
    assert held.grants.get().to_on == YESTERDAY
