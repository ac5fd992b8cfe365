"""What somebody agreed to decides who reads their words and where they go: what is promised, then what is refused."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, join
from safehold.meetings.tests import factories as meetings
from safehold.plans.tests import factories as thread
from safehold.records.models import Entry
from safehold.records.tests.promises import sees
from safehold.voice import actions, queries, waiting
from safehold.voice.models import Consent, Giver, Use, Voice
from safehold.voice.quoting import said
from safehold.voice.tests.factories import DAY, HEARD_ON, WORDS, agree, agreed, gatherer, manager, voice

pytestmark = pytest.mark.django_db


# --- each use by itself ---


@pytest.mark.parametrize("use", Use.values)
def test_each_use_has_a_consent_of_its_own(use):
    made = agreed(use)
    by = manager()

    assert {each.use for each in queries.in_force(DAY).filter(voice=made)} == {use}
    assert bool(said(made.reference, on=DAY).words) == (use == Use.REPORT)
    item = meetings.item(meetings.meeting(meetings.secretary()))
    for wanted in (Use.TRAINING, Use.PLAN):
        if wanted == use:
            actions.use_in(made, by=by, use=wanted, entry=item.entry, where="The paper")
        else:
            with pytest.raises(Refused, match="They have not agreed to this use"):
                actions.use_in(made, by=by, use=wanted, entry=item.entry, where="The paper")


def test_one_is_withdrawn_and_the_others_stand():
    made = agreed()
    report = made.consents.get(use=Use.REPORT)

    actions.withdraw(made, by=gatherer(), consent=report, words="I want it back")

    assert {each.use for each in queries.in_force(DAY)} == {Use.GROUP, Use.TRAINING, Use.PLAN}
    assert not said(made.reference, on=DAY).words


def test_all_of_it_is_withdrawn_in_one_act():
    made = agreed()

    actions.withdraw(made, by=gatherer())

    assert not queries.in_force(DAY)
    assert Consent.objects.filter(withdrawn_on=DAY).count() == 4
    with pytest.raises(Refused, match="There is no consent to withdraw"):
        actions.withdraw(made, by=gatherer())


def test_what_was_withdrawn_can_be_agreed_to_again():
    made = agreed(Use.REPORT)
    actions.withdraw(made, by=gatherer())

    agree(made, Use.REPORT, by=manager(), from_on=DAY)

    assert said(made.reference, on=DAY).words == WORDS


def test_no_consent_reaches_back_over_a_withdrawal():
    made = agreed(Use.REPORT)
    actions.withdraw(made, by=gatherer())

    with pytest.raises(Refused, match="They withdrew this on 30 April 2021"):
        agree(made, Use.REPORT, by=manager(), from_on=DAY - timedelta(days=1))
    assert not said(made.reference, on=DAY).words
    agree(made, Use.PLAN, by=manager(), from_on=HEARD_ON)  # what they never withdrew is agreed to from its own day


def test_nothing_is_agreed_to_twice():
    made = agreed(Use.PLAN)

    with pytest.raises(Refused, match="They have agreed to this already"):
        agree(made, Use.PLAN)


def test_the_database_holds_that_a_withdrawal_is_whole():
    agreed(Use.PLAN)

    with pytest.raises(IntegrityError, match="consent_withdrawal_is_whole"), transaction.atomic():
        Consent.objects.update(state="withdrawn")


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"giver": Giver.PARENT}, "Enter why somebody else agreed for them"),
        ({"giver": Giver.THEMSELVES, "capacity": "Their mother"}, "Where they agreed themselves, nobody else did"),
        ({"from_on": HEARD_ON - timedelta(days=1)}, "They cannot have agreed before they said it"),
        ({"from_on": DAY + timedelta(days=1)}, "must be today or in the past"),
        ({"to_on": HEARD_ON - timedelta(days=1)}, "The last day must be the same as or after the first day"),
    ],
)
def test_a_consent_that_is_not_whole_is_refused(facts, words):
    with pytest.raises(Refused, match=words):
        agreed(Use.PLAN, **facts)


def test_somebody_with_parental_responsibility_agrees_and_that_is_kept():
    made = agreed(Use.PLAN, giver=Giver.PARENT, capacity="Her mother, who lives with her")

    assert made.consents.get().capacity == "Her mother, who lives with her"


def test_only_those_who_heard_it_and_the_office_write_down_what_was_agreed():
    made = agreed(Use.GROUP)
    member = meetings.member("police")

    with pytest.raises(Refused, match="Only those who heard it"):
        agree(made, Use.REPORT, by=member)
    agree(made, Use.REPORT, by=manager())


def test_anybody_who_reads_it_writes_down_that_it_is_withdrawn_unless_their_role_only_reads():
    made = agreed()
    scrutineer = actor(Role.INDEPENDENT_SCRUTINEER, agency="team")
    join(made.entry.circle, scrutineer)
    assert sees(scrutineer, made)

    with pytest.raises(Refused, match="Your role reads this record"):
        actions.withdraw(made, by=scrutineer)
    actions.withdraw(made, by=meetings.member("police"))


# --- where it is used ---


def test_what_nobody_keeps_any_more_waits_for_the_office():
    by, office, member = gatherer(), manager(), meetings.member("police")
    made = agreed(by=by)
    actions.use_in(made, by=member, use=Use.PLAN, entry=thread.finding().entry, where="The second line")
    actions.withdraw(made, by=by)
    late = replace(office, on=date(2021, 6, 1))
    assert parts(late) == []

    Voice.objects.update(keeper=None)

    assert {each.what for each in parts(late)} == {"voice.take_out", "voice.feed_back"}
    assert parts(replace(by, on=late.on)) == []


def parts(by):
    from safehold.records.waiting import gather

    return gather(waiting.parts(by))


def test_a_record_that_its_writer_does_not_see_uses_nothing():
    by = gatherer()
    made = agreed(by=by)
    item = meetings.item(meetings.meeting(meetings.secretary()))

    with pytest.raises(Refused, match="There is no such record that you can see"):
        actions.use_in(made, by=by, use=Use.PLAN, entry=item.entry, where="The paper")
    with pytest.raises(Refused, match="the same record"):
        actions.use_in(made, by=by, use=Use.PLAN, entry=made.entry, where="Here")


def test_where_it_is_used_is_shown_to_those_alone_who_see_that_record():
    by, office = gatherer(), manager()
    made = agreed(by=by)
    item = meetings.item(meetings.meeting(meetings.secretary()))

    actions.use_in(made, by=office, use=Use.PLAN, entry=item.entry, where="The paper")

    entries = [each.entry for each in queries.used_in(made)]
    assert queries.seen(office, entries) == {item.entry.pk}
    assert queries.seen(by, entries) == set()


# --- what became of it ---


def test_feedback_is_due_waits_and_is_done():
    by = gatherer()
    made = agreed(by=by)
    assert made.feedback_due_on == HEARD_ON + timedelta(days=90)
    late = replace(by, on=date(2021, 6, 1))
    assert list(queries.overdue(queries.visible_to(late), late.on)) == [made]
    assert [each.what for each in parts(late)] == ["voice.feed_back"]

    actions.say_changed(made, by=late, words="One person tells it", changed_on=DAY)
    actions.feed_back(made, by=late, words="One person tells it now", how="In the forum", fed_back_on=DAY)

    assert not queries.overdue(queries.visible_to(late), late.on)
    assert parts(late) == []


def test_whoever_wants_to_hear_no_more_is_not_told():
    by = gatherer()
    made = voice(by, wants_feedback=False)

    assert made.feedback_due_on is None
    assert not queries.overdue(queries.visible_to(by), date(2030, 1, 1))


@pytest.mark.parametrize(
    ("told_on", "words"), [(DAY + timedelta(days=1), "in the past"), (date(2020, 1, 1), "before they said it")]
)
def test_nobody_was_told_on_a_day_that_cannot_be(told_on, words):
    with pytest.raises(Refused, match=words):
        actions.feed_back(agreed(), by=manager(), words="It changed", how="By letter", fed_back_on=told_on)


# --- and no words anywhere else ---


def test_the_day_it_was_heard_is_not_corrected_to_one_after_they_agreed_to_it():
    by = gatherer()
    made = agreed(Use.GROUP, by=by)

    with pytest.raises(Refused, match=r"on 1 March 2021\. They cannot have said it after that"):
        actions.correct(made, by=by, field="gathered_on", value=HEARD_ON + timedelta(days=1), why="A slip")
    actions.correct(made, by=by, field="gathered_on", value=HEARD_ON - timedelta(days=1), why="A slip")


def test_what_they_said_is_never_corrected():
    from safehold.voice.views.voices import CorrectVoice

    assert not {"words", "title", "background"} & set(CorrectVoice.questions)


def test_what_was_written_down_by_mistake_is_quoted_no_more():
    made = agreed()
    assert said(made.reference, on=DAY).words

    actions.enter_in_error(made, by=gatherer_of(made), why="They were promised it would not be written down")

    assert not said(made.reference, on=DAY).words
    actions.reinstate(made, by=gatherer_of(made), why="They agreed after all")
    assert said(made.reference, on=DAY).words


def gatherer_of(made):
    from safehold.access.actor import Actor

    return Actor.of(made.gathered_by.memberships.get(), on=DAY)


def test_no_line_of_the_trail_holds_a_word_or_what_it_is_about():
    made = agreed()
    actions.withdraw(made, by=gatherer(), words="My own reason")

    kept = " ".join(f"{each.event} {each.facts}" for each in AuditLine.objects.all())
    for secret in ("six times", "Telling it", "My own reason", "forum"):
        assert secret not in kept
    assert "voice.withdrawn" in kept


def test_references_are_random_and_lead_nowhere_else():
    one, two = voice(), voice()

    assert one.reference != two.reference
    assert one.reference.startswith("SAID-")
    assert "no voice" in said("SAID-0000-0000", on=DAY).refusal


def test_it_is_seen_as_its_entry_is():
    from safehold.records.tests.promises import sees_as_its_entry_does

    by = gatherer()
    agreed(by=by)
    voice(by)
    everyone = [actor(role, agency="police") for role in Role]
    sees_as_its_entry_does(queries.visible_to, [*everyone, by, meetings.member("police")])
    assert Entry.objects.filter(kind=Voice.KIND).count() == 2
