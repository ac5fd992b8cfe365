"""Another title, somebody else to write to, another address: what the template said of them follows, and nothing is lost."""

import uuid

import pytest
from django.urls import reverse

from safehold.access.models import Agency
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.asks.tests.factories import asked
from safehold.letters import actions, queries
from safehold.letters.models import How, Letter, Proof
from safehold.letters.tests.documents import REMINDER, text_of
from safehold.letters.tests.factories import DAY, again, letter, office, prove, proved, sent, template, version
from safehold.records import writing
from safehold.records.recipients import Recipient
from safehold.records.tests.promises import browser, hidden_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def ask():
    return asked("police")


def health() -> Agency:
    return AgencyFactory(code="health")


def test_what_the_template_said_of_whom_it_is_for_follows_and_what_somebody_wrote_stays(ask):
    by = office()
    made = letter(ask.entry, by=by, of=version(template(*REMINDER, "To {{ to.name }}", "{{ to.address }}")))
    first = queries.newest_draft(made)
    mine = "To Westmere police, as we agreed on the telephone"
    actions.change_words(made, by=by, words=first.words.replace("To Westmere police", mine))

    actions.readdress(again(made), by=by, title="Once more", to=health(), address="1 Invented Street\n\nWestmere")

    made = again(made)
    newest, before, begun = queries.drafts_of(made)
    assert (made.title, made.to_agency, made.to_name) == ("Once more", health(), "Westmere health")
    assert "Dear Westmere health" in newest.words
    assert mine in newest.words  # the proof is read: nothing that somebody wrote is changed for them
    assert "1 Invented Street\nWestmere" in newest.words
    assert "[to be completed" not in newest.words
    # what it was is kept, with whom it was for then
    assert begun == first
    assert [(each.title, each.to_name) for each in (newest, before)] == [
        ("Once more", "Westmere health"),
        ("Not yet returned", "Westmere police"),
    ]
    assert "Dear Westmere police" in before.words


def test_what_stands_in_tables_and_heads_follows_too(ask):
    by = office()
    of = version(template("Dear all", head="For {{ to.name }}", table=[("About", "{{ letter.title }}")]))
    made = letter(ask.entry, by=by, of=of)

    actions.readdress(made, by=by, title="Once more", to=health())

    said = text_of(bytes(prove(again(made), by=by).docx.content))
    assert "For Westmere health" in said
    assert "Once more" in said
    assert "police" not in said


def test_once_a_proof_was_made_it_goes_back_with_a_reason_and_another_proof_is_read(ask):
    by = office()
    made = letter(ask.entry, by=by)
    proof = proved(made, by=by)
    told = {"title": "Not yet returned", "to": health()}

    with pytest.raises(Refused, match="Enter the reason, because a proof was made already"):
        actions.readdress(again(made), by=by, **told)
    actions.readdress(again(made), by=by, why="It was for the other agency", **told)

    assert queries.newest_draft(made).why == "It was for the other agency"
    with pytest.raises(Refused, match="This letter was changed since the proof was made"):
        actions.send(again(made), by=by, how=How.POST, sent_on=DAY)
    assert Proof.objects.get() == proof
    proved(again(made), by=by)
    assert actions.send(again(made), by=by, how=How.POST, sent_on=DAY).to_name == "Westmere health"


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"title": " "}, "Enter what the letter is about"),
        ({"title": "Not yet returned"}, "This is what the letter says already"),
    ],
)
def test_what_changes_nothing_is_refused_in_a_sentence(ask, told, why):
    made = letter(ask.entry, by=(by := office()))

    with pytest.raises(Refused, match=why):
        actions.readdress(made, by=by, **told)
    assert len(queries.drafts_of(made)) == 1


def test_a_letter_that_was_sent_keeps_whom_it_was_for(ask):
    made = sent(ask.entry, by=(by := office()))

    with pytest.raises(Refused, match="marked ‘Sent’"):
        actions.readdress(made, by=by, title="Other", to=health())


def test_a_letter_in_the_place_of_another_goes_to_the_same(ask):
    by = office()
    first = sent(ask.entry, by=by)
    second = again(actions.replace(first, by=by, version=first.template_version, title="Once more"))

    with pytest.raises(Refused, match="it goes to the same"):
        actions.readdress(second, by=by, title="Once more", to=health())
    assert actions.readdress(second, by=by, title="For the second time").title == "For the second time"


def test_a_person_who_was_found_safe_to_write_to_is_not_exchanged_for_another(ask):
    by = office()
    told = {"uid": uuid.uuid4(), "name": "Ada Brook", "address": "1 Invented Street", "ways": frozenset({"hand"})}
    made = letter(ask.entry, by=by, to=Recipient(**told, checked_on=DAY))

    for facts in ({"to": health()}, {"address": "2 Invented Street"}):
        with pytest.raises(Refused, match="Begin another letter from the record of this person"):
            actions.readdress(made, by=by, title="Other", **facts)
    assert again(made).to_name == "Ada Brook"


def test_of_two_who_change_it_at_once_the_second_is_told(ask):
    by = office()
    made = letter(ask.entry, by=by)
    theirs = again(made)
    actions.readdress(made, by=by, title="Mine")

    with pytest.raises(writing.Changed):
        actions.readdress(theirs, by=by, title="Theirs")


def test_what_is_not_known_in_a_table_stops_the_proof_and_says_what_it_is(ask):
    """Words in tables are not changed by hand, so a mark there would have left with the letter."""
    by = office()
    made = letter(ask.entry, by=by, of=version(template("Dear all", table=[("To", "{{ to.address }}")])))

    with pytest.raises(Refused, match="Not known yet, in a table or at the head or foot of the pages: their address"):
        prove(made, by=by)
    actions.readdress(made, by=by, title=made.title, address="1 Invented Street")
    assert "1 Invented Street" in text_of(bytes(prove(again(made), by=by).docx.content))


# --- its page ---


@pytest.mark.slow
def test_the_page_shows_what_is_there_asks_for_a_reason_once_it_was_proved_and_loses_nothing(ask):
    by = office()
    made = letter(ask.entry, by=by)
    page, at = browser(by), reverse("letters:readdress", args=[made.uid])
    assert at in page.get(made.get_absolute_url()).text
    shown = page.get(at).text
    assert "Why is it changed?" not in shown
    prove(made, by=by)

    told = {"title": "Once more", "to": "agency", "agency": health().pk, "address": ""}
    answer = page.post(at, told | hidden_of(shown))
    assert answer.status_code == 422
    assert "Enter the reason" in answer.text
    assert "Once more" in answer.text
    sent_on = told | {"why": "The other agency has it"} | hidden_of(page.get(at).text)
    assert page.post(at, sent_on).status_code == 302

    assert Letter.objects.get().to_name == "Westmere health"
    draft = page.get(reverse("letters:draft", args=[made.uid, 2])).text
    assert "Westmere health (in draft 1: Westmere police)" in draft
    assert "The other agency has it" in draft
    assert "The other agency has it" in page.get(made.get_absolute_url()).text


@pytest.mark.slow
def test_whoever_does_not_work_on_a_letter_is_not_asked(ask):
    made = letter(ask.entry, by=office())
    at = reverse("letters:readdress", args=[made.uid])

    assert browser(actor(Role.INDEPENDENT_CHAIR, agency="elsewhere")).get(at).status_code == 403
    assert browser(actor(Role.AGENCY_LEAD, agency="police")).get(at).status_code == 404
