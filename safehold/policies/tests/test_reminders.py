"""Reviews that are due: one reminder before, one after, and what waits on the front page until then."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from safehold.access.actions import accounts
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, administrator
from safehold.policies import actions, queries, reminders, waiting
from safehold.policies.caseload import KEPT
from safehold.policies.tests.factories import DAY, LATER, draft, in_force, lead, manager, policy, secretary
from safehold.records.models import Message
from safehold.records.outbox import words_of
from safehold.records.waiting import count

pytestmark = pytest.mark.django_db
DUE = date(2023, 4, 30)


def remind(settings, day: date) -> list[str]:
    """What is sent on a day: whom it goes to, and what kind it is."""
    settings.BUSINESS_DATE = day
    before = set(Message.objects.values_list("pk", flat=True))
    reminders.remind()
    return [f"{each.to_user} {each.kind}" for each in Message.objects.exclude(pk__in=before)]


def test_one_goes_before_and_one_after_and_then_no_more(settings):
    by = secretary()
    in_force(by=by)

    sent = [remind(settings, DUE + timedelta(days=each)) for each in (-61, -60, -59, 0, 1, 2, 8, 60)]

    due, overdue = [f"{by.user} policies.review_due"], [f"{by.user} policies.review_overdue"]
    assert sent == [[], due, [], [], overdue, [], [], []]


def test_they_say_nothing_of_what_is_reviewed(settings):
    in_force()
    remind(settings, DUE)

    message = Message.objects.get()
    assert "30 April 2023" in words_of(message)
    assert "duty" not in message.subject + words_of(message)


def test_they_stop_when_the_review_is_recorded(settings):
    by = secretary()
    made = in_force(by=by)
    actions.review(made.policy, by=replace(by, on=DUE), outcome="no_change", why="It works")

    assert remind(settings, DUE + timedelta(days=1)) == []
    assert made.policy.review_due_on == date(2025, 4, 30)


def test_a_policy_that_nobody_keeps_is_the_offices(settings):
    made, office = in_force(by=secretary()), manager()
    actions.keep(made.policy, by=office, keeper=office.user)

    assert remind(settings, DUE) == [f"{office.user} policies.review_due"]


@pytest.mark.parametrize("due_on", [None, DAY])
def test_a_review_is_put_off_to_a_day_that_comes(due_on):
    made = in_force()

    with pytest.raises(Refused, match="looked at again|in the future"):  # noqa: RUF043  either sentence
        actions.review(made.policy, by=secretary(), outcome="extended", why="Later", due_on=due_on)


def test_what_was_never_in_force_is_not_reviewed():
    with pytest.raises(Refused, match="once a version of it has come into force"):
        actions.review(policy(), by=secretary(), outcome="no_change", why="Fine")


def test_what_waits_is_there_until_it_is_done():
    by, police = secretary(), lead("police")
    made = in_force(by=by)
    asked = draft(policy(by, title="Another"), by=by)
    actions.ask_about(asked, by=by, agencies=[police.agency], until_on=LATER)
    assert count(waiting.parts(police)) == {"policies.answer": 1, "policies.adopt": 1}
    assert count(waiting.parts(lead("health"))) == {}
    assert count(waiting.parts(by)) == {}
    assert count(waiting.parts(replace(by, on=DUE))) == {"policies.review": 1}

    actions.answer(asked.consulted.get(), by=police, words="Yes")
    actions.adopt(made, by=police, adopted_on=DAY)

    assert count(waiting.parts(police)) == {}


@pytest.mark.slow
@pytest.mark.parametrize(("role", "takes_over"), [(Role.BUSINESS_MANAGER, True), (Role.DATA_ANALYST, False)])
def test_whoever_leaves_hands_over_what_they_keep_or_leaves_it_to_its_owner(role, takes_over):
    by = secretary()
    kept, successor = policy(by), actor(role, agency="team").user
    foreseen = KEPT.foresee(leaver=by.user, successor=successor, by=administrator(), on=DAY)
    assert (successor.pk in KEPT.could_take(leaver=by.user, by=administrator(), on=DAY)) is takes_over

    accounts.close_account(by.user, by=administrator(), left_on=DAY, successor=successor)

    kept.refresh_from_db()
    assert kept.keeper == (successor if takes_over else None)
    assert (foreseen.goes, foreseen.left) == (
        (("1 policy",), ()) if takes_over else ((), ("1 policy, left to the owner",))
    )
    assert list(queries.kept_by(by.user)) == []
