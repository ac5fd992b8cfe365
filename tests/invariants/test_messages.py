"""What is true of every message: whatever a case holds, none of it leaves by e-mail."""

import string
from datetime import UTC, date, datetime

import pytest
from django.core import mail

from safehold.access.models import Membership
from safehold.access.roles import Role
from safehold.access.tests.factories import UserFactory, actor
from safehold.records import delivery, outbox
from safehold.records.actions import need_to_know as acts
from safehold.records.models import Message
from safehold.records.outbox import Notice
from tests.invariants.find import modules
from tests.invented.factories import allegation, notebook

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
MARK = "Qzxv-marked"
# what the names in a message may stand for; one that is not here could hold anything: say what it is, or take it out
FACTS = {
    "who": lambda by: by.user,
    "agency": lambda by: by.agency,
    "day": lambda by: date(2021, 5, 4),
    "until": lambda by: datetime(2021, 5, 4, 16, 0, tzinfo=UTC),
    "sent": lambda by: date(2021, 4, 30),
    "number": lambda by: 3,
    "rows": lambda by: 1_200,
    "problems": lambda by: 7,
}
NOTICES = {thing.kind: thing for module in modules() for thing in vars(module).values() if isinstance(thing, Notice)}


def names_in(notice):
    return {name for _, name, _, _ in string.Formatter().parse(notice.body) if name}


def everything_that_left():
    delivery.send_waiting()
    return "".join(f"{each.subject} {each.body} {each.to} {each.extra_headers}" for each in mail.outbox)


def entry_of(book):
    book.entry.refresh_from_db()
    return book.entry


def test_there_are_messages_and_no_two_of_one_kind():
    assert len(NOTICES) >= 8
    assert len({notice.subject for notice in NOTICES.values()}) == len(NOTICES)


@pytest.mark.parametrize("kind", sorted(NOTICES))
def test_a_message_is_made_of_days_counts_colleagues_and_agencies(kind):
    notice, by = NOTICES[kind], actor(Role.REVIEW_OFFICER)
    book = notebook(by, title=MARK)

    unknown = names_in(notice) - FACTS.keys()
    assert unknown == set(), f"{kind}: what may {unknown} hold?"
    sent = outbox.put(
        notice, to=UserFactory(), by=by, about=book.entry, **{name: FACTS[name](by) for name in names_in(notice)}
    )

    assert sent is not None
    assert str(book.uid) in everything_that_left()  # the control: it left, and it is about the marked record
    assert MARK not in everything_that_left()
    for name in names_in(notice):
        facts = {each: FACTS[each](by) for each in names_in(notice)} | {name: MARK}
        with pytest.raises(TypeError, match=f"users and agencies only: {name}"):
            outbox.put(notice, to=UserFactory(), by=by, **facts)


def test_nothing_that_people_type_about_a_case_leaves_by_any_act_that_sends():
    """Every act of records that tells somebody, each with marked words in everything that is typed."""
    officer, other = actor(Role.REVIEW_OFFICER), actor(Role.ADULTS_MANAGER)
    police, probation = actor(Role.AGENCY_LEAD, agency="police"), actor(Role.AGENCY_LEAD, agency="probation")
    book, hidden = notebook(officer, title=MARK), allegation(lado := actor(Role.LADO), title=MARK)

    for who, granted in ((police, True), (probation, False)):
        asked = acts.ask_for_access(book.entry, by=who, why=MARK)
        acts.decide_access(asked, by=other, granted=granted, why=MARK)
    practitioner = actor(Role.ADULTS_PRACTITIONER, agency="probation")
    acts.take_emergency_access(book.entry, by=practitioner, why=MARK, hours=1)
    colleague = Membership.objects.get(user=actor(Role.ADULTS_PRACTITIONER).user)
    acts.add_member(book.entry, by=officer, membership=colleague, from_on=officer.on, why=MARK)
    acts.let_in(hidden.entry, by=lado, membership=colleague, why=MARK, hours=1)
    acts.seal(book.entry, by=officer, why=MARK)
    acts.unseal(entry_of(book), by=officer, why=MARK)

    assert set(Message.objects.values_list("kind", flat=True)) >= {
        "records.access_asked",
        "records.access_granted",
        "records.access_refused",
        "records.circle_joined",
        "records.emergency_taken",
        "records.let_in",
        "records.sealed",
        "records.unsealed",
    }
    assert MARK not in everything_that_left()
    assert len(mail.outbox) >= 8


def test_the_test_can_tell():
    """The control: a message that broke the rule would be seen."""
    by = actor(Role.REVIEW_OFFICER)
    by.user.name = MARK
    outbox.put(NOTICES["records.sealed"], to=UserFactory(), by=by, who=by.user)

    assert MARK in everything_that_left()
