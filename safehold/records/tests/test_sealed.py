"""Whoever is in charge of a sealed record is told that somebody else tried to open it; whoever tries learns nothing."""

import uuid

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from safehold.access.actor import Actor
from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.browsing import signed_in, with_second_factor
from safehold.access.tests.factories import DAY, CircleFactory, account, actor, join
from safehold.records import watch, writing
from safehold.records.actions import need_to_know
from safehold.records.models import Message
from safehold.records.outbox import words_of
from tests.invented.models import Notebook

pytestmark = pytest.mark.django_db

MARKED = "Marked-Value-Zebedee"


@pytest.fixture
def leader() -> Actor:
    return actor(Role.ADULTS_MANAGER)


@pytest.fixture
def notebook(leader):
    circle = CircleFactory()
    join(circle, leader)
    return writing.create(Notebook, by=leader, circle=circle, title=MARKED, opened_on=DAY, sealed=True)


@pytest.fixture
def somebody():
    return with_second_factor(account(Role.ADULTS_MANAGER, name="Carla Curious"))


def work() -> None:
    """What the worker does with what waits for it."""
    for waiting in DBTaskResult.objects.filter(task_path=watch.look_up.module_path):
        waiting.task.call(*waiting.args_kwargs["args"])


def alarms() -> list[Message]:
    return list(Message.objects.filter(kind="records.sealed_tried"))


@pytest.mark.parametrize("name", ["invented:one", "records:open", "records:people", "records:seal", "trail:readers"])
def test_a_try_is_told_to_those_in_charge_by_every_door(notebook, leader, somebody, name):
    answer = signed_in(somebody).get(reverse(name, args=[notebook.uid]))
    work()

    assert answer.status_code == 404
    (alarm,) = alarms()
    assert alarm.to_user == leader.user
    assert "Carla Curious tried on 30 April 2021 to open a sealed record" in words_of(alarm)
    assert AuditLine.objects.get(event="records.sealed_try_told").facts == {"user": somebody.pk}


def test_the_message_holds_nothing_of_the_case(notebook, somebody):
    signed_in(somebody).get(reverse("invented:one", args=[notebook.uid]))
    work()

    (alarm,) = alarms()
    assert MARKED not in alarm.subject + words_of(alarm)
    assert "otebook" not in alarm.subject + words_of(alarm)


def test_trying_again_the_same_day_tells_nobody_twice(notebook, somebody):
    browser = signed_in(somebody)
    for _ in range(3):
        browser.get(reverse("invented:one", args=[notebook.uid]))
    work()

    assert len(alarms()) == 1


def test_what_is_not_sealed_or_not_there_rings_no_alarm(notebook, leader, somebody):
    """The control: the same tries at a record that is only not theirs, and at none."""
    circle = CircleFactory()
    join(circle, leader)
    other = writing.create(Notebook, by=leader, circle=circle, title="Open", opened_on=DAY)
    browser = signed_in(with_second_factor(account(Role.DATA_ANALYST)))
    for uid in (other.uid, uuid.uuid4()):
        assert browser.get(reverse("invented:one", args=[uid])).status_code in (403, 404)
    work()

    assert alarms() == []


def test_those_in_its_circle_ring_no_alarm(notebook, leader):
    EmailAddress.objects.create(user=leader.user, email=leader.user.email, verified=True, primary=True)
    browser = signed_in(with_second_factor(leader.user))

    assert browser.get(reverse("invented:one", args=[notebook.uid])).status_code == 200
    work()

    assert alarms() == []


def test_a_sealed_record_and_none_take_the_same_work_before_the_answer(notebook, somebody):
    browser = signed_in(somebody)
    browser.get(reverse("invented:one", args=[uuid.uuid4()]))

    counts = []
    for uid in (notebook.uid, uuid.uuid4()):
        with CaptureQueriesContext(connection) as made:
            browser.get(reverse("invented:one", args=[uid]))
        counts.append([query["sql"].split(" ")[0] for query in made])

    assert counts[0] == counts[1]
    assert DBTaskResult.objects.filter(task_path=watch.look_up.module_path).count() == 3


def test_what_is_no_uid_is_not_looked_up(leader):
    watch.tried(leader, 12)

    assert not DBTaskResult.objects.exists()


def test_nobody_rings_the_alarm_by_hand(notebook, leader, somebody):
    with pytest.raises(Refused, match="Only Safehold itself"):
        need_to_know.tell_of_a_try(notebook.entry, by=leader, user=somebody)


def test_a_seal_taken_off_meanwhile_tells_nobody(notebook, leader, somebody):
    signed_in(somebody).get(reverse("invented:one", args=[notebook.uid]))
    need_to_know.unseal(notebook.entry, by=leader, why="No longer needed")
    work()

    assert alarms() == []
    with pytest.raises(Refused, match="not sealed"):
        need_to_know.tell_of_a_try(notebook.entry, by=Actor.system("tests", on=DAY), user=somebody)
