"""What letters wait for: on the front page and in the weekly digest of those who can do it, and of nobody else."""

import pytest

from safehold.access.actor import Actor
from safehold.access.models import User
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, join
from safehold.asks.tests.factories import asked
from safehold.letters import actions
from safehold.letters.models import How
from safehold.letters.tests.factories import (
    DAY,
    again,
    finish,
    finished,
    letter,
    manager,
    office,
    prove,
    redactor,
    same,
    sent,
    template,
)
from safehold.letters.waiting import parts
from safehold.records import waiting, writing
from safehold.records.models import Message
from safehold.records.outbox import words_of
from safehold.website import digest, work

pytestmark = pytest.mark.django_db


def waits(who) -> list[str]:
    return [each.what for each in waiting.gather(parts(who))]


def test_a_proof_waits_for_those_of_the_agency_who_write_letters_until_it_is_sent_or_the_letter_changed():
    ask, by, colleague = asked("police"), office(), manager()
    made = letter(ask.entry, by=by)
    drafting = waits(by)
    proof = prove(made, by=by)

    assert "letters.send" not in drafting
    assert waits(by).count("letters.send") == waits(colleague).count("letters.send") == 1
    assert "letters.send" not in waits(actor(Role.INDEPENDENT_CHAIR, agency="elsewhere"))
    line = next(each for each in work.waiting(by) if "Read the proof" in each.title)
    assert line.title == "Read the proof of ‘Not yet returned’, and send it"
    assert line.href == made.get_absolute_url()

    actions.change_words(again(made), by=by, words="Other words")
    assert "letters.send" not in waits(by)
    again_proved = prove(again(made), by=by)
    assert waits(by).count("letters.send") == 1
    actions.look(again_proved, by=by, kind="pdf")
    actions.send(again(made), by=by, how=How.POST, sent_on=DAY)
    assert "letters.send" not in waits(by)
    assert proof.pk != again_proved.pk


@pytest.mark.parametrize("gone", ["record", "template", "discarded"])
def test_what_may_not_leave_any_more_waits_for_nobody(gone):
    ask, by = asked("police"), office()
    made = letter(ask.entry, by=by)
    prove(made, by=by)
    assert "letters.send" in waits(by)

    if gone == "record":
        writing.enter_in_error(ask, by=by, why="It was for another agency")
    elif gone == "template":
        actions.retire(made.template_version, by=by, why="The office has moved")
    else:
        actions.discard(again(made), by=by, why="Not needed")

    assert "letters.send" not in waits(by)


def test_a_copy_waits_for_a_second_person_who_sees_it_and_had_no_hand_in_it():
    by, second, outsider = redactor(), manager(), manager()
    made = finished(by)
    join(made.about.circle, second)

    assert "letters.check" not in waits(by)
    assert "letters.check" not in waits(outsider)  # they do not see the case that it came from
    assert waits(second) == ["letters.check"]
    line = next(each for each in work.waiting(second) if "Check the copy" in each.title)
    assert line.title == "Check the copy ‘Statement for the family’, and release it"

    actions.look_at_copy(made, by=second, kind="pdf")
    actions.send_back(same(made), by=second, why="Kendal should go too")
    assert waits(second) == []
    assert waits(by) == ["letters.mend"]
    actions.remove(same(made), by=by, words="Kendal", reason="safety")
    finish(same(made), by=by)
    assert waits(by) == []
    assert waits(second) == ["letters.check"]


def test_a_version_waits_for_an_approver_who_did_not_make_it():
    by, approver = manager(), manager()
    template(by=by)

    assert "letters.approve" not in waits(by)
    assert waits(approver) == ["letters.approve"]
    assert "letters.approve" not in waits(office())
    line = next(each for each in work.waiting(approver) if "template" in each.title)
    assert line.title == "Approve a version of the template ‘Reminder’"


def test_the_digest_counts_what_waits_and_says_no_title():
    by = office()
    prove(letter(asked("police").entry, by=by), by=by)
    assert isinstance(by.user, User)

    assert digest.send_to(by.user, by=Actor.system("sending the weekly digest", on=DAY))

    said = words_of(Message.objects.get(to_user=by.user))
    assert "Letters whose proof waits to be read and sent: 1" in said
    assert "Not yet returned" not in said


def test_every_line_has_its_words_on_the_front_page_and_in_the_digest():
    whats = {"letters.send", "letters.check", "letters.mend", "letters.approve"}

    assert whats <= work.SAID.keys()
    assert whats <= digest.LINES.keys()


def test_what_was_sent_waits_for_nobody():
    by = office()
    sent(asked("police").entry, by=by)

    assert "letters.send" not in waits(by)
