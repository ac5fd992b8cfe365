"""Letters: begun from a record, proved, read, sent and logged; and who sees them."""

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
from safehold.letters.tests.documents import MEETING, text_of, word
from safehold.letters.tests.factories import (
    DAY,
    again,
    examined,
    letter,
    manager,
    office,
    proved,
    sent,
    template,
    version,
)
from safehold.letters.word.parcel import Unfit
from safehold.meetings.tests import factories as meetings
from safehold.plans.tests import factories as plans
from safehold.records import writing
from safehold.records.models import Conflict, Message
from safehold.records.recipients import Recipient
from safehold.records.tests.promises import answers_like_absent, browser, knows, lines, sees, sees_as_its_entry_does
from tests.invented.factories import notebook

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask():
    return asked("police")


# --- templates ---


def test_a_template_with_a_field_that_does_not_exist_is_not_kept():
    with pytest.raises(Unfit, match=r"There is no field ‘ask\.dew’.*Did you mean ‘ask\.due’"):
        template("It is due on {{ ask.dew }}")

    assert not Paper.objects.exists()


def test_the_fields_of_one_kind_of_record_are_none_of_another():
    with pytest.raises(Unfit, match=r"no field ‘meeting\.day’"):
        template(*MEETING, about="asks.ask")
    assert template(*MEETING, about="meetings.meeting").versions.get().fields == [
        "to.name", "meeting.group", "meeting.day", "meeting.begins", "from.name",
    ]  # fmt: skip


def test_nobody_approves_their_own_version():
    by = manager()
    made = template(by=by)

    with pytest.raises(Refused, match="Somebody else must approve it, because you made this version"):
        actions.approve(made.versions.get(), by=by, from_on=DAY)
    with pytest.raises(Refused, match="Only the business manager or the independent chair"):
        actions.approve(made.versions.get(), by=office(), from_on=DAY)


def test_letters_are_made_of_the_version_in_force_that_day(ask):
    first = version()
    file = examined(word("A new wording for {{ to.name }}"), "two.docx")
    second = actions.add_version(first.template, by=office(), file=file, note="Shorter")
    actions.approve(second, by=manager(), from_on=DAY + timedelta(days=3))
    by = office()

    assert [each.number for each in queries.offered(by, "asks.ask")] == [1]
    assert [each.number for each in queries.offered(replace(by, on=DAY + timedelta(days=3)), "asks.ask")] == [2]
    with pytest.raises(Refused, match="not in force"):
        letter(ask.entry, by=by, of=second)


def test_no_letter_is_made_of_what_was_not_approved_or_was_retired(ask):
    waiting = template().versions.get()
    with pytest.raises(Refused, match="not in force"):
        letter(ask.entry, of=waiting)

    standing = actions.approve(waiting, by=manager(), from_on=DAY)
    actions.retire(standing, by=office(), why="The office has moved")
    with pytest.raises(Refused, match="not in force"):
        letter(ask.entry, of=standing)


def test_a_second_version_waits_until_the_first_was_looked_at():
    made = template()

    with pytest.raises(Refused, match="waits for approval already"):
        actions.add_version(made, by=office(), file=examined(word("Two"), "two.docx"), note="Two")


# --- beginning one ---


def test_a_letter_is_filled_from_its_record(ask):
    made = letter(ask.entry, by=office())

    words = queries.newest_draft(made).words
    assert f"Our reference: {made.reference}" in words
    assert (
        "On 6 April 2021 we asked you for Safeguarding training of staff, 2020-21. It was due on 27 April 2021."
        in words
    )
    assert "Dear Westmere police" in words
    assert "{{" not in words


@pytest.mark.parametrize("of", ["meeting", "action"])
def test_meetings_and_actions_fill_their_own_letters(of):
    if of == "meeting":
        record, lines_of = meetings.meeting(), MEETING
    else:
        record, lines_of = plans.action(), ("{{ action.words }} by {{ action.due }}, received by {{ action.group }}",)

    made = letter(record.entry, by=manager(), of=version(template(*lines_of, about=record.KIND)))

    said = queries.newest_draft(made).words
    assert "[to be completed" not in said
    assert ("Train every sergeant" in said) is (of == "action")


def test_what_is_not_known_is_marked_and_stops_the_proof(ask):
    by = office()
    made = letter(ask.entry, by=by, of=version(template("To {{ to.name }}", "{{ to.address }}")))

    assert "[to be completed: their address]" in queries.newest_draft(made).words
    with pytest.raises(Refused, match="Complete what is marked"):
        actions.make_proof(made, by=by)
    actions.change_words(made, by=by, words="To the police\n\n1 Invented Street")
    assert actions.make_proof(again(made), by=by)


def test_what_a_record_says_is_never_read_as_a_field():
    ask = asked("police", title="Of {{ from.name }} and {% all %}")
    by = office()
    made = letter(ask.entry, by=by)

    proof = actions.make_proof(made, by=by)
    assert "for Of {{ from.name }} and {% all %}." in text_of(bytes(proof.docx.content))


@pytest.mark.parametrize("to", ["ada@example.org", None, 7, {"name": "Ada Brook"}])
def test_a_letter_goes_to_a_user_an_agency_or_a_recipient_and_to_nobody_else(ask, to):
    with pytest.raises(TypeError, match="A letter goes to a user, an agency or a Recipient"):
        actions.begin(ask.entry, by=office(), version=version(), to=to, title="Hello")


def test_no_letter_is_made_of_a_record_that_one_does_not_see(ask):
    stranger = actor(Role.REVIEW_OFFICER, agency="health")

    with pytest.raises(Refused, match="There is no such record"):
        letter(ask.entry, by=stranger)


def test_no_letter_is_made_of_what_nobody_said_may_be_filled():
    by = actor(Role.REVIEW_OFFICER)

    with pytest.raises(Refused, match="No letters are made from this kind of record"):
        letter(notebook(by).entry, by=by)


# --- the strictest source governs ---


def test_whoever_may_not_see_the_record_sees_nothing_of_the_letter(ask):
    by, other = office(), manager()
    made = sent(ask.entry, by=by)
    assert sees(other, made)
    assert lead("police").roles
    assert not sees(lead("probation"), made)
    assert not sees(lead("police"), made)  # it was posted: they have it on paper

    told = {"entry": ask.entry, "user": other.user, "why": "Their sister", "declared_on": DAY, "from_on": DAY}
    Conflict.objects.create(**told, declared_by=by.user)

    assert not sees(other, made)
    assert not knows(other, made)
    assert not queries.sendings_visible_to(other).exists()
    assert queries.sendings_visible_to(by).exists()


@pytest.mark.parametrize("role", Role)
def test_letters_are_seen_as_their_entries_are(ask, role):
    letter(ask.entry)
    who = [actor(role, agency="office"), actor(role, agency="police")]

    sees_as_its_entry_does(queries.letters_visible_to, who)


def test_a_hidden_letter_answers_like_one_that_never_was(ask):
    made = letter(ask.entry)
    someone = browser(lead("police"))

    for page in ("", "words/", "prove/", "send/", "drafts/1/", "proofs/1/pdf/"):
        answers_like_absent(someone, lambda it, page=page: f"/letters/{getattr(it, 'uid', it)}/{page}", made)


# --- words ---


def test_no_words_are_lost(ask):
    by = office()
    made = letter(ask.entry, by=by)
    first = queries.newest_draft(made).words

    actions.change_words(made, by=by, words="Other words")

    assert [each.words for each in queries.drafts_of(made)] == ["Other words", first]


def test_of_two_who_change_the_words_at_once_the_second_is_told(ask):
    one, other = office(), manager()
    made = letter(ask.entry, by=one)
    theirs = again(made)
    actions.change_words(made, by=one, words="Mine")

    with pytest.raises(writing.Changed):
        actions.change_words(theirs, by=other, words="Theirs")


# --- proof and sending ---


def test_nobody_sends_what_they_have_not_read(ask):
    by, other = office(), manager()
    made = letter(ask.entry, by=by)
    told = {"how": How.POST, "sent_on": DAY}

    with pytest.raises(Refused, match="Make a proof of this letter first"):
        actions.send(made, by=by, **told)
    proof = actions.make_proof(made, by=by)
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

    with pytest.raises(Refused, match="The words were changed since the proof was made"):
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
        lambda: actions.make_proof(again(made), by=by),
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
    actions.finish(copied, by=by, may_stand=False)

    assert "[Removed: given in confidence], 2020-21" in text_of(bytes(RedactedCopy.objects.get().docx.content))
