"""Letters proved, read, sent and logged, and what becomes of them afterwards."""

import hashlib
import uuid
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from safehold.access.models import CircleMember
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.asks.tests.factories import asked, lead
from safehold.letters import actions, policy, queries
from safehold.letters.models import How, Letter, Look, Paper, Proof, Reason, RedactedCopy, Sending
from safehold.letters.tests.documents import text_of
from safehold.letters.tests.factories import (
    DAY,
    again,
    finish,
    letter,
    manager,
    office,
    prove,
    proved,
    sent,
)
from safehold.records import writing
from safehold.records.models import Message
from safehold.records.recipients import Recipient
from safehold.records.tests.promises import browser, lines, sees

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask():
    return asked("police")


# --- proof and sending ---


def test_nobody_sends_what_they_have_not_read(ask):
    by, other = office(), manager()
    made = letter(ask.entry, by=by)
    told = {"how": How.POST, "sent_on": DAY}

    with pytest.raises(Refused, match="Make a proof of this letter first"):
        actions.send(made, by=by, **told)
    proof = prove(made, by=by)
    with pytest.raises(Refused, match="nobody sends a letter that they have not read"):
        actions.send(made, by=by, **told)
    actions.look(proof, by=other, kind="pdf")
    with pytest.raises(Refused, match="nobody sends a letter that they have not read"):
        actions.send(made, by=by, **told)
    actions.look(proof, by=by, kind="docx")
    assert actions.send(made, by=by, **told).proof == proof


def test_words_changed_after_the_proof_need_another(ask):
    by = office()
    made = letter(ask.entry, by=by)
    proved(made, by=by)
    actions.change_words(made, by=by, words="Other words")

    with pytest.raises(Refused, match="This letter was changed since the proof was made"):
        actions.send(made, by=by, how=How.POST, sent_on=DAY)


def test_the_log_says_who_what_when_how_to_whom_and_the_very_bytes(ask):
    by = office()
    made = letter(ask.entry, by=by)
    proof = proved(made, by=by)

    actions.send(made, by=by, how=How.POST, sent_on=DAY, detail="Recorded delivery 12")

    kept = Sending.objects.get()
    assert (kept.sent_by, kept.sent_on, kept.how, kept.to_name) == (by.user, DAY, How.POST, "Westmere police")
    assert kept.pdf_sha256 == hashlib.sha256(bytes(proof.pdf.content)).hexdigest()
    assert kept.docx_sha256 == hashlib.sha256(bytes(proof.docx.content)).hexdigest()
    assert [line.event for line in lines("letters.sent")] == ["letters.sent"]


@pytest.mark.parametrize("model", [Sending, Proof, Paper, Look])
def test_the_database_refuses_to_alter_what_was_sent(ask, model):
    sent(ask.entry)

    for alter in (lambda: model.objects.update(id=99), lambda: model.objects.all()._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            alter()


def test_a_letter_read_here_says_nothing_on_its_way_and_lets_its_reader_in(ask):
    reader = lead("police")
    made = sent(ask.entry, how=How.HERE)

    message = Message.objects.get(kind="letters.sent")
    assert message.to_user == reader.user
    assert "Not yet returned" not in message.subject
    assert sees(reader, made)
    assert not sees(lead("probation"), made)
    # they read what was sent, and neither its drafts nor who read the proof
    page = browser(reader)
    assert page.get(f"/letters/{made.uid}/proofs/1/pdf/").status_code == 200
    assert page.get(f"/letters/{made.uid}/drafts/1/").status_code == 404
    assert "Opened by" not in page.get(f"/letters/{made.uid}/").text


def test_nobody_is_let_in_to_read_about_what_they_may_not_see(ask):
    outsider = lead("health")
    made = letter(ask.entry, by=(by := office()), to=outsider.user)
    proved(made, by=by)

    with pytest.raises(Refused, match="cannot see the record that this is about, so they cannot read it here"):
        actions.send(made, by=by, how=How.HERE, sent_on=DAY)
    assert not CircleMember.objects.filter(circle=made.entry.circle, user=outsider.user).exists()
    assert actions.send(made, by=by, how=How.SECURE, sent_on=DAY)


def test_a_letter_to_an_agency_where_nobody_could_read_it_is_not_sent_here(ask):
    AgencyFactory(code="health")
    by = office()
    made = letter(ask.entry, by=by, to=AgencyFactory(code="health"))
    proved(made, by=by)

    with pytest.raises(Refused, match="Nobody who answers for Westmere health can see"):
        actions.send(made, by=by, how=How.HERE, sent_on=DAY)


@pytest.mark.parametrize(
    ("on", "why"),
    [(DAY + timedelta(days=1), "today or in the past"), (date(2021, 4, 29), "after the day of the letter")],
)
def test_the_day_it_was_sent_is_a_day_on_which_it_could_be(ask, on, why):
    by = office()
    made = letter(ask.entry, by=by)
    proved(made, by=by)

    with pytest.raises(Refused, match=why):
        actions.send(made, by=by, how=How.POST, sent_on=on)


def test_a_letter_is_not_sent_before_the_day_on_which_its_proof_was_made(ask):
    by = office()
    made = letter(ask.entry, by=by)
    later = replace(by, on=DAY + timedelta(days=2))
    proved(made, by=later)

    with pytest.raises(Refused, match="must be the same as or after the day its proof was made"):
        actions.send(made, by=later, how=How.POST, sent_on=DAY + timedelta(days=1))
    assert actions.send(made, by=later, how=How.POST, sent_on=later.on)


@pytest.mark.parametrize(
    ("gone", "why"),
    [
        ("record", "What this letter is about was recorded in error"),
        ("template", "The version of the template that this letter was made of was retired"),
    ],
)
def test_no_letter_leaves_once_what_it_is_about_or_is_made_of_stands_no_more(ask, gone, why):
    by = office()
    made = letter(ask.entry, by=by)
    proved(made, by=by)
    assert policy.send(by, again(made))  # nothing else keeps it from being sent

    if gone == "record":
        writing.enter_in_error(ask, by=by, why="It was for another agency")
    else:
        actions.retire(made.template_version, by=by, why="The office has moved")

    for attempt in (
        lambda: actions.change_words(again(made), by=by, words="Other words"),
        lambda: prove(again(made), by=by),
        lambda: actions.send(again(made), by=by, how=How.POST, sent_on=DAY),
    ):
        with pytest.raises(Refused, match=why):
            attempt()
    actions.discard(again(made), by=by, why="It does not stand")
    assert not Sending.objects.exists()


def test_a_letter_is_sent_once(ask):
    made = sent(ask.entry, by=(by := office()))

    with pytest.raises(Refused, match="marked ‘Sent’"):
        actions.send(made, by=by, how=How.POST, sent_on=DAY)


def test_what_was_withdrawn_or_replaced_stays_with_its_log(ask):
    by = office()
    first = sent(ask.entry, by=by)
    second = again(actions.replace(first, by=by, version=first.template_version, title="Once more"))
    assert again(first).status == "sent"
    proved(second, by=by)
    actions.send(second, by=by, how=How.POST, sent_on=DAY)

    assert again(first).status == "superseded"
    assert again(first).ended_why == f"Replaced by {second.reference}"
    actions.withdraw(again(second), by=by, why="Sent to the wrong force")
    assert Sending.objects.count() == 2
    assert queries.letters_visible_to(by).count() == 2


def test_of_two_that_would_replace_a_letter_one_stands(ask):
    by = office()
    first = sent(ask.entry, by=by)
    told = {"by": by, "version": first.template_version, "title": "Once more"}
    second = actions.replace(again(first), **told)

    with pytest.raises(Refused, match="Another letter was begun in the place of this one already"):
        actions.replace(again(first), **told)
    with pytest.raises(Refused, match="Another letter was begun in the place of this one already"):
        actions.begin(ask.entry, to=first.to_agency, replaces=first, **told)  # as two who ask at once would
    actions.discard(again(second), by=by, why="Not needed after all")
    third = actions.replace(again(first), **told)
    assert list(Letter.objects.filter(replaces=first).exclude(status="discarded")) == [third]


def test_only_the_agency_that_began_a_letter_works_on_it(ask):
    made = letter(ask.entry, by=office())
    chair = actor(Role.INDEPENDENT_CHAIR, agency="elsewhere")

    assert sees(chair, made)
    with pytest.raises(Refused, match="Only the agency that began this letter"):
        actions.change_words(made, by=chair, words="Other")


# --- the person whom a record is about ---


def safe(**facts):
    told = {"uid": uuid.uuid4(), "name": "Ada Brook", "address": "1 Invented Street", "ways": frozenset({"hand"})}
    return Recipient(**told | {"checked_on": DAY} | facts)


def test_a_person_is_written_to_only_in_a_way_found_safe_that_very_day(ask):
    by, ada = office(), safe()
    made = letter(ask.entry, by=by, to=ada)
    proved(made, by=by)
    assert made.to_address == "1 Invented Street"

    for recipient, how, why in (
        (None, How.HAND, "Check again today"),
        (ada, How.POST, "not found safe to reach this person in this way"),
        (replace(ada, checked_on=DAY - timedelta(days=1)), How.HAND, "Check again today"),
        (safe(), How.HAND, "for somebody else"),
    ):
        with pytest.raises(Refused, match=why):
            actions.send(made, by=by, how=how, sent_on=DAY, recipient=recipient)
    assert actions.send(made, by=by, how=How.HAND, sent_on=DAY, recipient=ada)
    assert Letter.objects.get().to_recipient == ada.uid


# --- copies ---


def test_a_letter_that_was_sent_is_copied_too():
    by = manager()
    copied = actions.copy_letter(sent(asked("police").entry, by=by), by=by, title="Reminder", purpose="A request")

    actions.remove(copied, by=by, words="Safeguarding training of staff", reason=Reason.CONFIDENCE)
    finish(copied, by=by)

    assert "[Removed: given in confidence], 2020-21" in text_of(bytes(RedactedCopy.objects.get().docx.content))
