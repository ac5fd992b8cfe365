"""The demonstration is built by running it as often as it takes: what was interrupted is taken up where it stopped."""

from contextlib import contextmanager
from dataclasses import replace

import pytest

from safehold.access.models import Membership, User
from safehold.access.roles import Role
from safehold.asks import actions as asks
from safehold.asks.lifecycle import Status as Sent
from safehold.asks.models import Submission
from safehold.demo import building, members, people
from safehold.demo.building import Building
from safehold.demo.partnerships import DEMONSTRATIONS
from safehold.partnership import queries
from safehold.partnership.models import Chair, Group, GroupKind, SeatHolder
from safehold.publications import actions as reports
from safehold.publications.lifecycle import Status as Written
from safehold.publications.models import Publication

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]


class Stopped(BaseException):
    """Somebody pressed Ctrl+C."""


def stops(after, act):
    """``act``, which is interrupted the time after ``after``."""
    times = iter(range(after))

    def acting(*args, **facts):
        if next(times, None) is None:
            raise Stopped
        return act(*args, **facts)

    return acting


@contextmanager
def stopping(monkeypatch, module, name, *, after):
    """While this lasts, ``module.name`` is interrupted the time after ``after``."""
    with monkeypatch.context() as patch:
        patch.setattr(module, name, stops(after, getattr(module, name)))
        yield


def builds(code="bnes", **facts):
    said = []
    return Building(replace(DEMONSTRATIONS[code], **facts), tell=said.append), said


def test_people_are_let_in_all_or_none(monkeypatch):
    first, _ = builds(files=(), reports=())
    with stopping(monkeypatch, people, "set_up_code", after=1), pytest.raises(Stopped):
        first.build()
    assert Group.objects.exists()
    assert not User.objects.filter(is_demonstration=True).exists()

    again, _ = builds(files=(), reports=())
    again.build()

    assert {Role.BUSINESS_MANAGER, Role.DATA_ANALYST, Role.INDEPENDENT_CHAIR} == again.acting.keys()
    assert Membership.objects.count() == 2


def test_a_file_that_was_read_and_not_accepted_is_accepted_and_none_is_read_twice(monkeypatch):
    first, _ = builds(reports=())
    with stopping(monkeypatch, asks, "accept", after=0), pytest.raises(Stopped):
        first.build()
    assert [each.status for each in Submission.objects.all()] == [Sent.READY]

    for _ in range(2):
        builds(reports=())[0].build()

    assert [each.status for each in Submission.objects.all()] == [Sent.ACCEPTED, Sent.ACCEPTED]


def test_a_report_is_written_whole_and_one_that_waited_for_approval_is_published(monkeypatch):
    only = DEMONSTRATIONS["bnes"].reports[0]
    with stopping(monkeypatch, reports, "add_term", after=2), pytest.raises(Stopped):
        builds()[0].build()
    assert not Publication.objects.exists()

    with stopping(monkeypatch, building, "write_files", after=0), pytest.raises(Stopped):
        builds()[0].build()
    assert Publication.objects.get().status == Written.SUBMITTED

    again, said = builds()
    # the files themselves are made by the test of the whole command; what is published is what counts here
    monkeypatch.setattr(building, "write_files", lambda document: {"html": b"<p>written</p>"})
    again.set_up()
    publication = again.write(only)

    assert publication.status == Written.PUBLISHED
    assert again.write(only) == publication
    assert len(said) == 1


def test_most_seats_of_westmere_are_filled_and_some_are_seen_to_be_vacant():
    westmere, _ = builds("westmere", files=(), reports=())
    westmere.build()

    on = westmere.on
    held = queries.seats_on(on).filter(group__outside=False, agency__closed_on=None)
    vacant = queries.vacant_on(on).filter(group__outside=False)
    assert 3 <= vacant.count() <= held.count() // 5
    seated = User.objects.filter(is_demonstration=True, name__in=[name for _, name, _ in members.MEMBERS])
    assert seated.count() == len(members.MEMBERS)
    assert not any(user.has_usable_password() for user in seated)


def test_seats_and_chairs_of_westmere_are_held_by_those_who_speak_for_an_agency():
    building, _ = builds("westmere", files=(), reports=())
    building.build()

    on = building.on
    nobodys = {
        Role.TRAIL_AUDITOR,
        Role.CASE_FILE_AUDITOR,
        Role.SYSTEM_ADMINISTRATOR,
        Role.TRAINER,
        Role.EXTERNAL_REVIEWER,
    }
    idle = User.objects.filter(memberships__grants__role__in=nobodys)
    assert idle.exists()
    assert not SeatHolder.objects.on(on).filter(user__in=idle).exists()
    assert not Chair.objects.on(on).filter(user__in=idle).exists()
    (chair,) = Chair.objects.on(on).filter(group__kind=GroupKind.EXECUTIVE)
    assert chair.user.name == "Ruth Adeyemi"


def test_westmere_is_seen_at_work():
    """A file to accept, a file to mend and a report half written are there once, however often it is built."""
    for _ in range(2):
        building, _ = builds("westmere", files=(), reports=())
        building.build()

    sent = {row.title: (row.status, row.problem_count) for row in Submission.objects.all()}
    assert sent == {
        "Figures under our own codes, April 2021, Westmere Council": (Sent.READY, 0),
        "Figures under our own codes, April 2021, Westmere and Aldermoor Constabulary": (Sent.FAULTY, 5),
    }
    begun = Publication.objects.get()
    assert begun.status == Written.DRAFTING
    assert [section.finished_on is not None for section in begun.sections.order_by("number")] == [True] * 6 + [
        False
    ] * 5
