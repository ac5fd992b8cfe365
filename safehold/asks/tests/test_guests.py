"""Somebody without an account: a link that a button spends, that opens one ask, and that says clearly when it opens nothing."""

import json
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from safehold.access import mail, vault
from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.asks import actions, queries
from safehold.asks.guest import Guest
from safehold.asks.lifecycle import Stage
from safehold.asks.models import GuestLink, Happening, Kind
from safehold.asks.tests.factories import asked, contact_of, lead, office
from safehold.asks.tests.test_pages import send_back
from safehold.records.tests.promises import ask_and_answer

pytestmark = pytest.mark.django_db
EMAIL = "dr.field@meadow-surgery.example"


@pytest.fixture
def ask():
    return asked("surgery")


def mailed() -> list[dict[str, str]]:
    """The messages about accounts and links that wait for the worker, oldest first."""
    found = []
    for task in DBTaskResult.objects.order_by("enqueued_at", "pk"):
        uid, sealed, _ = task.args_kwargs["args"]
        found.append(json.loads(vault.decrypt(sealed, code=mail.CODE, uid=uid)))
    return found


def send(ask) -> str:
    """Send a link, and give its address as the guest reads it."""
    actions.send_link(ask, by=office(), contact=contact_of(ask))
    return re.search(r"(/guest/link/\S+)", mailed()[-1]["body"])[1]


def opened(ask) -> Client:
    client = Client()
    client.post(send(ask))
    return client


def at(ask, name: str, *more) -> str:
    return reverse(f"asks:guest_{name}", args=[ask.uid, *more])


def test_a_link_says_nothing_of_what_is_asked_and_goes_to_one_address(ask):
    send(ask)
    message = mailed()[-1]

    assert message["to"] == EMAIL
    assert message["subject"] == "You are asked for something"
    assert ask.call.title not in message["body"]
    assert ask.call.words not in message["body"]
    assert not [each for each in queries.questions_of(ask.call) if each.words in message["body"]]


def test_opening_a_link_does_not_spend_it_for_mail_scanners_open_links(ask):
    address = send(ask)
    for _ in range(3):
        assert Client().get(address).status_code == 200

    assert GuestLink.objects.get().spent_at is None
    assert Client().post(address).url == at(ask, "ask")
    assert GuestLink.objects.get().spent_at is not None


def test_a_guest_answers_returns_and_keeps_a_copy_without_an_account(ask):
    client = opened(ask)

    assert "What to do" in client.get(at(ask, "ask")).text
    ask_and_answer(client, at(ask, "answer", 1), words="12")
    ask_and_answer(client, at(ask, "answer", 2), words="Nothing else.")
    done = send_back(client, at(ask, "return"), signatory="Dr Field, partner", words="")
    receipt = client.get(done.url)

    ask.refresh_from_db()
    reply = queries.reply_of(ask, 1)
    assert (ask.status, reply.given_by, reply.guest_link.email) == (Stage.RETURNED, None, EMAIL)
    assert reply.receipt in receipt.text
    copy = client.get(at(ask, "copy", 1)).text
    assert "Nothing else." in copy
    assert b"".join(client.get(at(ask, "file", 1, "csv"))).decode().splitlines()[1].endswith(",12")
    names = set(
        AuditLine.objects.filter(event__in=["asks.returned", "asks.answer_saved"]).values_list("by_name", flat=True)
    )
    assert names == {f"Guest of Westmere surgery, link {reply.guest_link.pk}"}


def test_a_guest_opens_that_one_ask_and_nothing_else(ask):
    other = asked("police")
    client = opened(ask)

    assert client.get(at(ask, "ask")).status_code == 200
    assert client.get(at(other, "ask")).status_code == 404
    assert client.get(at(other, "answer", 1)).status_code == 404
    for address in (ask.get_absolute_url(), reverse("asks:inbox"), reverse("people:list")):
        assert client.get(address).url.startswith("/account/login/")


def test_a_link_that_was_used_says_so_and_sends_a_new_one_to_its_own_mailbox_alone(ask):
    address = send(ask)
    first = Client()
    first.post(address)
    thief = Client()

    again = thief.get(address)
    assert again.status_code == 410
    assert "This link has been used already" in again.text
    assert thief.post(address).status_code == 410
    assert thief.get(at(ask, "ask")).status_code == 403
    assert "new link was sent" in thief.post(address, {"anew": "yes"}).text
    assert mailed()[-1]["to"] == EMAIL
    assert thief.get(at(ask, "ask")).status_code == 403
    # the newer link ends what the older one opened
    assert first.get(at(ask, "ask")).status_code == 403


def test_opened_again_in_the_same_browser_a_link_goes_on(ask):
    address = send(ask)
    client = Client()
    client.post(address)

    assert client.get(address).url == at(ask, "ask")


def test_an_old_link_says_so_and_opens_nothing(ask):
    address = send(ask)
    GuestLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    assert "This link is too old" in Client().get(address).text
    assert Client().post(address).status_code == 410
    assert GuestLink.objects.get().spent_at is None


def test_a_revoked_link_ends_what_is_open_through_it(ask):
    address = send(ask)
    client = Client()
    client.post(address)
    assert client.get(at(ask, "ask")).status_code == 200
    actions.revoke_link(ask, by=office(), why="The wrong surgery")

    assert client.get(at(ask, "ask")).status_code == 403
    assert "This link has been revoked" in Client().get(address).text
    assert "has been revoked" in Client().post(address, {"anew": "yes"}).text


def test_what_is_open_through_a_link_ends_with_its_day(ask):
    client = opened(ask)
    GuestLink.objects.update(expires_at=timezone.now())

    assert client.get(at(ask, "ask")).status_code == 403
    assert client.post(at(ask, "answer", 1), {"words": "12"}).status_code == 403


def test_a_link_that_never_was_says_so_and_guessing_is_slowed_as_signing_in_is():
    client = Client()
    answers = [client.get(reverse("asks:guest", args=[f"guess-{n}"])).status_code for n in range(25)]

    assert answers[:20] == [410] * 20
    assert 429 in answers[20:]


def test_of_two_presses_one_wins(ask):
    send(ask)
    link = GuestLink.objects.get()
    same = GuestLink.objects.get()
    actions.spend_link(link, by=office())
    with pytest.raises(Refused, match="used already"):
        actions.spend_link(same, by=office())


def test_a_browser_can_be_left_to_whoever_uses_it_next(ask):
    client = opened(ask)
    client.post(reverse("asks:guest_leave"))

    assert client.get(at(ask, "ask")).status_code == 403


def test_a_guest_is_chased_with_a_new_link_where_theirs_is_too_old(ask):
    send(ask)
    GuestLink.objects.update(expires_at=timezone.now())
    actions.chase_all(ask.call, by=office())

    chase = Happening.objects.get(kind=Kind.CHASED)
    assert chase.guest_link.revoked_on is None
    assert len(mailed()) == 2


def test_a_query_sends_the_guest_a_new_link(ask):
    client = opened(ask)
    ask_and_answer(client, at(ask, "nil"), words="We had none.", signatory="Dr Field")
    ask.refresh_from_db()
    actions.query(ask, by=office(), words="None at all?", due_on=office().on)

    assert client.get(at(ask, "ask")).status_code == 403
    fresh = Client()
    fresh.post(re.search(r"(/guest/link/\S+)", mailed()[-1]["body"])[1])
    assert "None at all?" in fresh.get(at(ask, "ask")).text


def test_a_guest_comes_to_their_copy_by_a_new_link_after_it_was_accepted(ask):
    client = opened(ask)
    ask_and_answer(client, at(ask, "nil"), words="We had none.", signatory="Dr Field")
    ask.refresh_from_db()
    actions.accept_reply(ask, by=office())
    GuestLink.objects.update(expires_at=timezone.now())
    assert client.get(at(ask, "copy", 1)).status_code == 403
    again = opened(ask)

    assert "We had none." in again.get(at(ask, "copy", 1)).text
    assert "What to do" not in again.get(at(ask, "ask")).text
    assert again.get(at(ask, "return")).status_code == 403


def test_only_whoever_asks_or_the_agencys_lead_sends_a_link(ask):
    with pytest.raises(Refused, match="Only whoever keeps the call, or the agency’s lead"):
        actions.send_link(ask, by=lead("police"), contact=contact_of(ask))
    assert actions.send_link(ask, by=lead("surgery"), contact=contact_of(ask))


# --- to whom a link goes, and for how long ---


def test_a_link_goes_to_a_standing_contact_of_that_agency_and_to_nobody_else(ask):
    stranger = contact_of(asked("police"), "stranger@police.example", "A stranger")
    past = contact_of(ask, "past@meadow-surgery.example", "Dr Past", to_on=office().on - timedelta(days=1))
    by_telephone = contact_of(ask, "", "Dr Silent", telephone="01632 960001")

    for contact in (stranger, past, by_telephone):
        with pytest.raises(Refused, match="Choose a contact of Westmere surgery"):
            actions.send_link(ask, by=office(), contact=contact)
    with pytest.raises(Refused, match="has an account here"):
        actions.send_link(ask, by=office(), contact=contact_of(ask, office().user.email, "Somebody of the office"))


def test_a_contact_who_has_gone_is_sent_nothing_more(ask):
    contact = contact_of(ask)
    address = send(ask)
    contact.to_on = office().on - timedelta(days=1)
    contact.save()
    GuestLink.objects.update(expires_at=timezone.now())
    sent = len(mailed())

    assert "cannot be sent anew" in Client().post(address, {"anew": "yes"}).text
    with pytest.raises(Refused, match="nobody to write to"):
        actions.chase(ask, by=office())
    assert len(mailed()) == sent


def test_a_guest_has_a_link_sent_anew_for_three_months_and_no_longer(ask):
    address = send(ask)
    link = GuestLink.objects.get()
    guest = Guest.of(link, on=link.renews_until_on)
    fresh = actions.send_anew(link, by=guest)
    assert fresh.renews_until_on == link.renews_until_on == office().on + timedelta(days=90)

    with pytest.raises(Refused, match="cannot be sent anew"):
        actions.send_anew(fresh, by=Guest.of(fresh, on=fresh.renews_until_on + timedelta(days=1)))
    assert address


def test_a_browser_left_alone_opens_nothing_any_more(ask, settings):
    client = opened(ask)
    assert client.get(at(ask, "ask")).status_code == 200
    session = client.session
    session["asks.guest_heard"] -= settings.IDLE_TIMEOUT.total_seconds() + 1
    session.save()

    assert client.get(at(ask, "ask")).status_code == 403
    assert client.get(at(ask, "ask")).status_code == 403


def test_what_a_guest_typed_is_shown_back_where_their_link_has_ended(ask):
    client = opened(ask)
    actions.revoke_link(ask, by=office(), why="The wrong surgery")
    answer = client.post(at(ask, "answer", 2), {"words": "Three paragraphs <b>of work</b>"})

    assert answer.status_code == 403
    assert "Your answer" in answer.text
    assert "Three paragraphs &lt;b&gt;of work&lt;/b&gt;" in answer.text


def test_each_wording_says_which_guest_wrote_it(ask):
    client = opened(ask)
    ask_and_answer(client, at(ask, "answer", 2), words="By one.")
    other = contact_of(ask, "nurse@meadow-surgery.example", "Nurse Hill")
    actions.send_link(ask, by=office(), contact=other)
    second = Client()
    second.post(re.search(r"(/guest/link/\S+)", mailed()[-1]["body"])[1])
    ask_and_answer(second, at(ask, "answer", 2), words="By the other.")

    page = second.get(at(ask, "before", 2)).text
    assert page.index("Nurse Hill, a guest") < page.index("By the other.") < page.index("Dr Field, a guest")
    names = AuditLine.objects.filter(event="asks.answer_saved").values_list("by_name", flat=True)
    assert len(set(names)) == 2


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (lambda ask: actions.give_more_time(ask, by=office(), due_on=office().on + timedelta(days=9), why="Leave"), "more time"),
        (lambda ask: actions.withdraw_ask(ask, by=office(), why="Another surgery answered"), "no longer asked for"),
        (lambda ask: actions.withdraw_call(ask.call, by=office(), why="Not this year"), "no longer asked for"),
    ],
)  # fmt: skip
def test_a_guest_is_told_what_is_decided(ask, act, told):
    send(ask)
    act(ask)

    message = mailed()[-1]
    assert message["to"] == EMAIL
    assert told in message["body"]
    assert ask.call.title not in message["subject"] + message["body"]


def test_a_guest_asks_for_more_time_and_is_told_no(ask):
    client = opened(ask)
    later = office().on + timedelta(days=20)
    ask_and_answer(
        client,
        at(ask, "want_time"),
        why="One of us is ill",
        due_on=later,
    )
    ask.refresh_from_db()
    assert ask.wants_until_on == later
    actions.deny_time(ask, by=office(), why="The report is written in May")

    assert "no more time" in mailed()[-1]["body"]
    assert "The report is written in May" in client.get(at(ask, "ask")).text
