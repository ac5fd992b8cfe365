"""Words that somebody typed into a record: when nothing allows them any more, whoever put them there is told."""

from dataclasses import replace
from datetime import timedelta

import pytest

from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, join
from safehold.meetings.tests import factories as meetings
from safehold.plans.tests import factories as thread
from safehold.records import outbox
from safehold.records import waiting as waits
from safehold.records.models import Message
from safehold.records.tests.promises import ask_and_answer, browser
from safehold.voice import actions, housekeeping, notices, queries, waiting
from safehold.voice.models import Use, UsedIn, Voice
from safehold.voice.tests.factories import DAY, agree, agreed, gatherer, manager

pytestmark = pytest.mark.django_db

PUT, KEEP = notices.TAKE_OUT.kind, notices.SEE_TO_IT.kind


def parts(by):
    return [(each.what, each.words) for each in waits.gather(waiting.parts(by, most=10))]


def put(voice, by, entry=None, where="The second line") -> UsedIn:
    entry = entry or thread.finding().entry
    return actions.use_in(voice, by=by, use=Use.PLAN, entry=entry, where=where)


def told() -> set[tuple[str, int]]:
    return set(Message.objects.values_list("kind", "to_user"))


def test_where_words_were_typed_is_listed_to_be_taken_out_when_they_are_withdrawn():
    by = gatherer()
    made = agreed(by=by)
    used = put(made, by)
    assert not queries.to_take_out(by)

    actions.withdraw(made, by=by)

    assert list(queries.to_take_out(by)) == [made]
    assert parts(by) == [("voice.take_out", made.reference)]
    actions.take_out(made, by=by, uses=[used])
    assert not queries.to_take_out(by)
    with pytest.raises(Refused, match="was taken out already"):
        actions.take_out(made, by=by, uses=[used])


def test_who_took_them_out_and_when_is_kept():
    by = gatherer()
    made = agreed(by=by)
    used = put(made, by)
    actions.withdraw(made, by=by)

    actions.take_out(made, by=replace(by, on=DAY + timedelta(days=3)), uses=[used])

    used.refresh_from_db()
    assert (used.taken_out_on, used.taken_out_by) == (DAY + timedelta(days=3), by.user)
    assert AuditLine.objects.filter(event="voice.taken_out", facts__other=str(used.entry.uid)).exists()


def test_whoever_put_the_words_somewhere_is_told_and_has_them_to_take_out_though_they_see_the_voice_no_more():
    by, member = gatherer(), meetings.member("police")
    made = agreed(by=by)
    used = put(made, member)
    assert parts(member) == []

    actions.withdraw(made, by=by)

    assert not Voice.objects.visible_to(member).exists()
    assert told() == {(PUT, member.user.pk), (KEEP, by.user.pk)}
    assert parts(member) == parts(by) == [("voice.take_out", made.reference)]
    actions.take_out(made, by=member, uses=[used])
    assert parts(member) == parts(by) == []


def test_the_messages_say_nothing_of_whose_words_or_which():
    by, member = gatherer(), meetings.member("police")
    made = agreed(by=by)
    put(made, member)

    actions.withdraw(made, by=by, words="My own reason")

    said = " ".join(f"{each.subject} {outbox.words_of(each)}" for each in Message.objects.all())
    assert "two" not in said
    for secret in (made.reference, "six times", made.title, "My own reason", "second line", "withdr", str(by.user)):
        assert secret not in said
    assert "stands in other records: 1" in said


def test_it_waits_since_the_day_on_which_the_consent_ended():
    by = gatherer()
    made = agreed(by=by)
    put(made, by)
    actions.withdraw(made, by=replace(by, on=DAY - timedelta(days=2)))

    assert [each.on for each in waits.gather(waiting.parts(by, most=10))] == [DAY - timedelta(days=2)]


def test_nobody_is_told_where_nothing_has_to_come_out():
    by = gatherer()
    made = agreed(by=by)
    put(made, by)

    actions.withdraw(made, by=by, consent=made.consents.get(use=Use.TRAINING))

    assert told() == set()
    assert parts(by) == []


def test_each_withdrawal_is_told_once_and_a_second_one_again():
    by = gatherer()
    made = agreed(Use.PLAN, by=by)
    put(made, by)
    actions.withdraw(made, by=by)
    assert housekeeping.tell_to_take_out() == 0  # they know

    agree(made, Use.PLAN, by=by, from_on=DAY)
    assert parts(by) == []
    actions.withdraw(made, by=by)

    assert Message.objects.filter(kind=PUT).count() == 2


def test_a_consent_that_ends_by_its_day_is_told_by_the_schedule_once(settings):
    by, member = gatherer(), meetings.member("police")
    made = agreed(by=by, to_on=DAY)
    put(made, member)
    assert housekeeping.tell_to_take_out() == 0

    settings.BUSINESS_DATE = DAY + timedelta(days=1)
    assert housekeeping.tell_to_take_out() == 2

    assert told() == {(PUT, member.user.pk), (KEEP, by.user.pk)}
    assert housekeeping.tell_to_take_out() == 0
    assert AuditLine.objects.filter(event="voice.told_to_take_out").count() == 1


def test_what_should_never_have_been_written_down_comes_out_too():
    by, member = gatherer(), meetings.member("police")
    made = agreed(by=by)
    used = put(made, member)

    actions.enter_in_error(made, by=by, why="They were promised it would not be written down")

    assert (PUT, member.user.pk) in told()
    assert parts(member) == [("voice.take_out", made.reference)]
    actions.take_out(made, by=member, uses=[used])
    assert parts(member) == []


def test_without_a_keeper_the_office_is_told(settings):
    by, office = gatherer(), manager()
    made = agreed(by=by)
    put(made, by)
    Voice.objects.update(keeper=None)
    made.refresh_from_db()

    actions.withdraw(made, by=by)

    assert (KEEP, office.user.pk) in told()
    assert ("voice.take_out", made.reference) in parts(office)


def test_whoever_keeps_it_says_it_of_a_record_that_they_do_not_see_and_a_reader_does_not():
    by, office, friend = gatherer(), manager(), actor(Role.AGENCY_CONTRIBUTOR, agency="police")
    made = agreed(by=by)
    join(made.entry.circle, friend)
    item = meetings.item(meetings.meeting(meetings.secretary()))
    used = put(made, office, item.entry, where="The secret paper")
    actions.withdraw(made, by=by)

    shown = browser(by).get(f"/voices/{made.uid}/take-out/").text
    assert "A record that you cannot see (1)" in shown
    assert "The secret paper" not in shown
    assert str(office.user) not in shown.split("<main")[1]
    assert queries.standing_uses(made, friend) == []
    with pytest.raises(Refused, match="not yours to say"):
        actions.take_out(made, by=friend, uses=[used])
    actions.take_out(made, by=by, uses=[used])


@pytest.mark.slow
def test_it_is_said_on_a_page_that_only_those_reach_who_have_something_to_take_out():
    by, member, other = gatherer(), meetings.member("police"), meetings.member("health", Role.AGENCY_LEAD)
    made = agreed(by=by)
    used = put(made, member)
    actions.withdraw(made, by=by)
    address = f"/voices/{made.uid}/take-out/"

    assert browser(other).get(address).status_code == 404
    web = browser(member)
    shown = web.get(address).text
    assert "The second line" in shown
    assert "Nothing allows it any more" in shown
    assert made.title not in shown
    assert "Select where the words were taken out" in ask_and_answer(web, address).text
    answer = ask_and_answer(web, address, uses=[str(used.pk)])

    assert answer.url == "/"
    used.refresh_from_db()
    assert used.taken_out_by == member.user
    assert web.get(address).status_code == 404
    assert f"Taken out by {member.user}" in browser(manager()).get(made.get_absolute_url()).text


@pytest.mark.slow
def test_the_front_page_leads_there():
    by, member = gatherer(), meetings.member("police")
    made = agreed(by=by)
    put(made, member)
    actions.withdraw(made, by=by)

    assert f'href="/voices/{made.uid}/take-out/"' in browser(member).get("/").text
