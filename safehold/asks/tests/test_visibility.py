"""Who sees what was asked: whoever asks, everything; an agency, its own; everybody else, not even that there is anything."""

import pytest
from django.urls import reverse

from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.asks import actions, queries
from safehold.asks.guest import Guest
from safehold.asks.tests.factories import ask_of, asked, contact_of, issued, lead, office, returned
from safehold.records.tests.promises import answers_like_absent, browser, knows, sees, sees_as_its_entry_does

pytestmark = pytest.mark.django_db

# who sees the call and every ask of it, whichever agency they act for
ASKING = {Role.INDEPENDENT_CHAIR, Role.INDEPENDENT_SCRUTINEER, Role.BUSINESS_MANAGER, Role.BUSINESS_SUPPORT}
# who sees what their own agency was asked
ANSWERING = {
    Role.AGENCY_LEAD,
    Role.AGENCY_CONTRIBUTOR,
    Role.DELEGATED_PARTNER,
    Role.SCHOOL_LEAD,
    Role.ADULTS_MANAGER,
    Role.LADO,
    Role.DEPUTY_LADO,
}


@pytest.mark.parametrize("role", Role)
def test_the_truth_table_of_who_sees_an_ask(role):
    call = issued()
    police, probation = ask_of(call, "police"), ask_of(call, "probation")
    theirs, stranger = actor(role, agency="police"), actor(role, agency="health")

    asking, answering = role in ASKING, role in ANSWERING
    assert sees(theirs, police) is (asking or answering)
    assert sees(theirs, probation) is asking
    assert sees(stranger, police) is asking
    assert sees(theirs, call) is asking
    # no card either: that another agency was asked is not for anybody else to know
    assert knows(theirs, probation) is asking
    assert knows(stranger, call) is asking


@pytest.mark.parametrize("role", Role)
def test_asks_and_calls_are_seen_as_their_entries_are(role):
    issued()
    who = [actor(role, agency="police"), actor(role, agency="health")]

    sees_as_its_entry_does(queries.asks_visible_to, who)
    sees_as_its_entry_does(queries.calls_visible_to, who)


def test_whoever_asks_sees_their_own_call_and_a_colleague_in_the_same_role_does_not():
    mine, other = actor(Role.REVIEW_OFFICER, agency="office"), actor(Role.REVIEW_OFFICER, agency="office")
    call = issued(mine, due_on=mine.on)

    assert sees(mine, call)
    assert sees(mine, ask_of(call))
    assert not sees(other, call)
    actions.keep_call(call, by=mine, keeper=other.user)
    assert sees(Actor.of(other.user.memberships.get(), on=other.on), call)


@pytest.mark.parametrize("name", ["ask", "return", "nil", "query", "send_link", "chase"])
@pytest.mark.slow
def test_another_agencys_ask_answers_like_one_that_never_was(name):
    call = issued()
    client = browser(lead("police"))
    answers_like_absent(
        client, lambda uid: reverse(f"asks:{name}", args=[getattr(uid, "uid", uid)]), ask_of(call, "probation")
    )


@pytest.mark.slow
def test_the_call_itself_answers_an_agency_like_one_that_never_was():
    call = issued()
    client = browser(lead("police"))
    for name in ("call", "chase_all"):
        answers_like_absent(
            client, lambda uid, name=name: reverse(f"asks:{name}", args=[getattr(uid, "uid", uid)]), call
        )


@pytest.mark.slow
def test_an_agency_finds_no_sign_of_the_others_on_its_own_page():
    call = issued()
    returned(ask_of(call, "probation"))
    client = browser(lead("police"))

    page = client.get(ask_of(call, "police").get_absolute_url()).text
    assert "Westmere police" in page
    assert "probation" not in page
    assert str(call.uid) not in page
    listed = client.get(reverse("asks:inbox")).text
    assert "1 thing asked" in listed
    assert client.get(reverse("asks:calls")).status_code == 403


def test_whoever_asked_does_not_read_drafts_before_they_are_returned():
    ask = asked()
    answer = queries.answer_at(ask, 1)
    actions.save_answer(answer, by=lead(), words="A draft word")
    client = browser(office())

    page = client.get(ask.get_absolute_url()).text
    assert "A draft word" not in page
    assert "What to do" not in page
    assert client.get(reverse("asks:before", args=[ask.uid, 1])).status_code == 404
    # the control: the agency does
    assert "A draft word" in browser(lead()).get(reverse("asks:before", args=[ask.uid, 1])).text


def test_a_guest_sees_the_one_ask_of_their_link():
    call = issued()
    one, other = ask_of(call, "police"), ask_of(call, "probation")
    link = actions.send_link(one, by=office(), contact=contact_of(one))
    guest = Guest.of(link, on=office().on)

    assert list(queries.asks_visible_to(guest)) == [one]
    assert not queries.calls_visible_to(guest).exists()
    assert not sees(guest, other)
