"""Letters: begun from a record, proved, read, sent and logged; and who sees them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.asks.tests.factories import asked, lead
from safehold.letters import actions, queries
from safehold.letters.models import Paper
from safehold.letters.tests.documents import MEETING, text_of, word
from safehold.letters.tests.factories import (
    DAY,
    again,
    examined,
    letter,
    manager,
    office,
    prove,
    sent,
    template,
    version,
)
from safehold.letters.word.parcel import Unfit
from safehold.meetings.tests import factories as meetings
from safehold.plans.tests import factories as plans
from safehold.records import writing
from safehold.records.models import Conflict
from safehold.records.tests.promises import answers_like_absent, browser, knows, sees, sees_as_its_entry_does
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
        prove(made, by=by)
    actions.change_words(made, by=by, words="To the police\n\n1 Invented Street")
    assert prove(again(made), by=by)


def test_what_a_record_says_is_never_read_as_a_field():
    ask = asked("police", title="Of {{ from.name }} and {% all %}")
    by = office()
    made = letter(ask.entry, by=by)

    proof = prove(made, by=by)
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
