"""What the outbox promises: every message leaves, later if it must, and once; none says what a record is about."""

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from safehold.access import vault
from safehold.access.models import AgencyContact
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, UserFactory, actor
from safehold.access.today import told
from safehold.govuk.filters import day_and_time
from safehold.records import delivery, notices, outbox
from safehold.records.actions import outbox as actions
from safehold.records.models import Attempt, Message
from safehold.records.models.outbox import State
from safehold.records.rotation import MESSAGES
from safehold.records.tests import promises
from safehold.records.tests.mailing import Kept, a_mail_server, free_port
from safehold.records.tests.promises import browser
from tests.invented.factories import notebook

pytestmark = pytest.mark.django_db
NOTICE = outbox.Notice("invented.waiting", "Something is waiting for you", "{who} asks you to look by {day}.")


def put(to=None, *, by=None, **facts):
    by = by or actor(Role.REVIEW_OFFICER)
    said = {"who": by.user, "day": date(2021, 5, 4)} | facts
    return outbox.put(NOTICE, to=to or UserFactory(email="to@example.org"), by=by, **said)


def send_all(**options):
    return delivery.send_waiting(**options)


def at(moment):
    """A clock that stands still."""
    return lambda: moment


# --- what a message may say --------------------------------------------------------------------------------------------


def test_a_message_says_that_there_is_something_and_where_by_uid_alone():
    by = actor(Role.REVIEW_OFFICER)
    book = notebook(by, title="A name that is nobody’s business")

    message = outbox.put(notices.ACCESS_ASKED, to=UserFactory(), by=by, about=book.entry, who=by.user, agency=by.agency)

    words = outbox.words_of(message)
    assert "nobody’s business" not in message.subject + words
    assert f"/records/{book.uid}/open/" in words
    assert words.startswith(f"{by.user.name} of Westmere council has asked to see a record")


def in_the_table(message):
    """The row of a message as the database has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM records_message WHERE id = %s", [message.pk])
        return " ".join(map(str, cursor.fetchone()))


def test_what_a_message_says_cannot_be_read_in_the_table():
    by = actor(Role.REVIEW_OFFICER)
    book = notebook(by)

    message = outbox.put(notices.ACCESS_ASKED, to=UserFactory(), by=by, about=book.entry, who=by.user, agency=by.agency)

    kept = in_the_table(message)
    assert message.subject in kept  # the control: this is the row
    assert by.user.name not in kept
    assert by.agency.current_name not in kept
    assert str(book.uid) not in kept
    assert book.uid.hex not in kept
    assert by.user.name in outbox.words_of(message)


def test_the_words_of_one_message_do_not_open_as_anothers():
    one, other = put(), put(UserFactory(email="other@example.org"))
    Message.objects.filter(pk=other.pk).update(body=one.body)

    with pytest.raises(vault.Unreadable):
        outbox.words_of(Message.objects.get(pk=other.pk))


def test_a_message_whose_key_is_gone_is_not_sent_as_nonsense_and_its_page_says_so(settings):
    message = put()
    settings.FIELD_KEYS = {"later": "another secret altogether"}

    with a_mail_server(settings) as server:
        assert send_all() == 0
    shown = browser(actor(Role.SYSTEM_ADMINISTRATOR)).get(f"/records/messages/{message.uid}/").text

    assert server.received == []
    assert [each.said for each in message.attempts.all()] == ["Unreadable"]
    assert "This cannot be read any more" in shown


def test_messages_are_encrypted_again_under_a_newer_key(settings):
    message = put()
    words, settings.FIELD_KEYS = outbox.words_of(message), {"newer": "a newer secret", **settings.FIELD_KEYS}
    assert list(MESSAGES.older()) == [message.pk]

    MESSAGES.renew(message.pk)

    settings.FIELD_KEYS = {"newer": "a newer secret"}
    assert list(MESSAGES.older()) == []
    assert outbox.words_of(Message.objects.get()) == words


@pytest.mark.parametrize("fact", ["Adult A", 1.5, True, None, ["x"]])
def test_a_fact_that_could_hold_words_about_a_case_is_not_taken(fact):
    with pytest.raises(TypeError, match="days, counts, users and agencies only: who"):
        put(who=fact)

    assert not Message.objects.exists()


def test_a_subject_is_the_same_for_everyone():
    with pytest.raises(ValueError, match="a subject is the same for everyone"):
        outbox.Notice("x", "About {who}", "Hello")


def test_every_notice_of_records_can_be_sent_from_what_it_is_given():
    for notice in vars(notices).values():
        if isinstance(notice, outbox.Notice):
            assert notice.body.endswith(".")
            assert notice.kind.startswith("records.")


def test_a_message_that_belongs_to_an_act_that_failed_was_never_written():
    def act():
        with transaction.atomic():
            put()
            raise Refused("No")

    with pytest.raises(Refused):
        act()

    assert not Message.objects.exists()


def test_a_message_with_a_key_is_written_once():
    by, to = actor(Role.REVIEW_OFFICER), UserFactory()

    assert outbox.put(NOTICE, to=to, by=by, key="one", who=by.user, day=by.on)
    assert outbox.put(NOTICE, to=to, by=by, key="one", who=by.user, day=by.on) is None
    assert Message.objects.count() == 1


def test_nothing_is_written_for_someone_who_has_left():
    assert put(UserFactory(is_active=False)) is None


# --- delivery ----------------------------------------------------------------------------------------------------------


def test_a_message_leaves_once_and_what_was_sent_is_kept(settings):
    message = put()
    with a_mail_server(settings) as server:
        assert (send_all(), send_all()) == (1, 0)

    message.refresh_from_db()
    (received,) = server.received
    assert (message.state, message.sent_to, message.tried) == (State.SENT, "to@example.org", 1)
    assert received["Subject"] == "Something is waiting for you"
    assert received["Message-ID"] == f"<{message.uid}@localhost>"
    assert received["X-RcptTo"] == "to@example.org"
    assert [each.delivered for each in message.attempts.all()] == [True]
    assert [line.subject_uid for line in promises.lines("records.message_sent")] == [str(message.uid)]


def test_with_the_mail_server_down_nothing_is_lost_and_all_leaves_when_it_is_well(settings):
    messages = [put(UserFactory()) for _ in range(5)]
    port = free_port()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port

    for _ in range(3):
        with pytest.raises(delivery.MailDown):
            send_all()
    assert {each.state for each in Message.objects.all()} == {State.WAITING}
    with a_mail_server(settings, port=port) as server:
        assert send_all() == 5

    assert sorted(each["X-RcptTo"] for each in server.received) == sorted(each.to_user.email for each in messages)


def test_the_command_says_that_the_mail_server_is_down(settings):
    put()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()

    with pytest.raises(CommandError, match="Nothing is lost: run this again later"):
        call_command("send_outbox")


def test_a_message_refused_for_now_is_tried_again_later_and_later(settings):
    message = put()
    now = timezone.now()
    with a_mail_server(settings, Kept({"to@example.org": "450 busy"})):
        for wait in delivery.BACK_OFF:
            assert send_all(clock=at(now)) == 0
            message.refresh_from_db()
            assert (message.state, message.send_after_at) == (State.WAITING, now + wait)
            assert send_all(clock=at(now + wait - timedelta(seconds=1))) == 0
            assert message.attempts.count() == message.tried
            now += wait
        send_all(clock=at(now))

    message.refresh_from_db()
    assert (message.state, message.tried) == (State.GIVEN_UP, len(delivery.BACK_OFF) + 1)
    assert {each.said for each in Attempt.objects.all()} == {"SMTPRecipientsRefused 450"}


def test_an_address_that_is_wrong_for_good_is_not_tried_again(settings):
    message, fine = put(), put(UserFactory(email="fine@example.org"))
    with a_mail_server(settings, Kept({"to@example.org": "550 no such mailbox"})) as server:
        send_all()

    message.refresh_from_db()
    fine.refresh_from_db()
    assert (message.state, message.tried) == (State.GIVEN_UP, 1)
    assert (fine.state, len(server.received)) == (State.SENT, 1)
    assert "to@example.org" not in message.attempts.get().said


def test_someone_who_left_meanwhile_is_not_written_to(settings):
    message = put(to := UserFactory())
    to.is_active = False
    to.save()

    send_all()

    message.refresh_from_db()
    assert (message.state, mail.outbox) == (State.NOT_NEEDED, [])


def test_a_contact_of_an_agency_is_written_to_where_it_is_reached_today():
    contact = AgencyContact.objects.create(
        agency=AgencyFactory(), purpose="Reviews", email="old@example.org", from_on=date(2020, 1, 1)
    )
    put(contact)
    AgencyContact.objects.update(email="new@example.org")

    send_all()

    assert mail.outbox[0].to == ["new@example.org"]


def test_a_worker_that_was_killed_while_sending_loses_nothing_and_its_claim_ends():
    message = put()
    now = timezone.now()
    claimed = delivery.claim(at=now)  # and then the worker is gone

    assert claimed.pk == message.pk
    assert send_all(clock=lambda: now + delivery.CLAIM - timedelta(seconds=1)) == 0
    assert send_all(clock=lambda: now + delivery.CLAIM) == 1
    assert mail.outbox[0].extra_headers["Message-ID"] == f"<{message.uid}@localhost>"


def test_the_ending_of_a_claim_that_ran_out_is_left_to_whoever_has_it_now():
    put()
    now = timezone.now()
    late = delivery.claim(at=now)
    other = delivery.claim(at=now + delivery.CLAIM)

    actions.settle(late, by=delivery.postman(), at=now, said="late")

    other.refresh_from_db()
    assert other.state == State.SENDING


# --- looking after it --------------------------------------------------------------------------------------------------


def test_business_support_sees_what_was_sent_and_what_was_not():
    message = put()

    shown = browser(actor(Role.BUSINESS_SUPPORT)).get("/records/messages/", {"state": "waiting"})

    assert shown.status_code == 200
    assert message.subject in shown.text
    assert "The worker has never run here" in shown.text


@pytest.mark.parametrize("role", [Role.REVIEW_OFFICER, Role.INDEPENDENT_CHAIR, Role.DELEGATE, Role.DATA_ANALYST])
def test_nobody_else_sees_the_outbox(role):
    message = put()
    page = browser(actor(role))

    assert page.get("/records/messages/").status_code == 403
    assert page.get(f"/records/messages/{message.uid}/").status_code in (403, 404)
    with pytest.raises(Refused, match="three roles only: business support"):
        actions.resend(message, by=actor(role))


def test_a_message_that_was_given_up_is_sent_again_by_a_button():
    message = put()
    Message.objects.update(state=State.GIVEN_UP, tried=8)
    page = browser(actor(Role.SYSTEM_ADMINISTRATOR))

    promises.ask_and_answer(page, f"/records/messages/{message.uid}/")

    message.refresh_from_db()
    assert (message.state, message.tried) == (State.WAITING, 0)
    assert send_all() == 1


def test_a_try_to_deliver_it_is_told_in_the_days_of_the_demonstration_as_the_rest_is():
    message = put()
    send_all()

    shown = browser(actor(Role.BUSINESS_SUPPORT)).get(f"/records/messages/{message.uid}/").text

    tried = message.attempts.get()
    assert f"{day_and_time(told(tried.at, since=message.made_at))}: delivered" in shown
    assert day_and_time(tried.at) not in shown  # the control: these tests happen on another day than the clock's


def test_a_message_that_was_sent_is_not_sent_again():
    message = put()
    send_all()

    with pytest.raises(Refused, match="marked ‘Sent’"):
        actions.resend(message, by=actor(Role.BUSINESS_SUPPORT))
