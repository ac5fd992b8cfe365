"""Copies checked and released by a second person, and who sees them before and after."""

import pytest
from django.db import DatabaseError, transaction

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.letters import actions, policy, queries
from safehold.letters.models import Finishing, Reason, RedactedCopy
from safehold.letters.tests.factories import GONE, copy, document, finish, finished, manager, redactor, same
from safehold.records.actions.documents import withdraw_document
from safehold.records.tests.promises import sees, sees_as_its_entry_does

pytestmark = pytest.mark.django_db


# --- a document that was withdrawn ---


def test_no_copy_of_a_document_that_was_withdrawn_is_prepared_read_beside_it_or_released():
    by, second = redactor(), manager()
    of = document(by)
    draft = copy(by, of)
    removal = actions.remove(draft, by=by, words="Kendal", reason=Reason.SAFETY)[0]
    waiting = finished(by, of=of)
    let_in(second, waiting.about.circle)
    actions.look_at_copy(waiting, by=second, kind="pdf")
    assert policy.read_original(by, same(draft))
    assert policy.release(second, same(waiting))

    withdraw_document(of, by=by, why="It is about somebody else")

    for attempt in (
        lambda: actions.remove(same(draft), by=by, words="Sam", reason=Reason.PERSONAL),
        lambda: actions.put_back(same(draft), by=by, removal=removal),
        lambda: finish(same(draft), by=by, may_stand=True),
        lambda: actions.release(same(waiting), by=second),
    ):
        with pytest.raises(Refused, match="The document that this is a copy of was withdrawn"):
            attempt()
    for each in (draft, waiting):
        assert not policy.read_original(by, same(each))
    assert actions.withdraw_copy(same(waiting), by=by, why="Its original was withdrawn").status == "withdrawn"


# --- the second person ---


def test_a_second_person_reads_it_before_it_is_released():
    by, second = redactor(), manager()
    made = finished(by)
    told = {"entry": made.about, "circle": made.about.circle}
    let_in(second, told["circle"])

    with pytest.raises(Refused, match="Somebody else must check this copy, because you prepared it"):
        actions.release(made, by=by)
    with pytest.raises(Refused, match="nobody releases what they have not read"):
        actions.release(made, by=second)
    actions.look_at_copy(made, by=by, kind="pdf")  # whoever prepared it is no second person
    assert same(made).looked_by is None
    actions.look_at_copy(same(made), by=second, kind="pdf")
    released = actions.release(same(made), by=second)

    assert (released.released_by, released.status) == (second.user, "released")


def let_in(who, circle):
    from safehold.access.tests.factories import join

    join(circle, who)


def released(*, to_all: bool) -> RedactedCopy:
    by, second = redactor(), manager()
    made = finished(by)
    let_in(second, made.about.circle)
    actions.look_at_copy(made, by=second, kind="docx")
    actions.release(same(made), by=second, to_all=to_all)
    return same(made)


def test_what_was_sent_back_is_prepared_and_read_same():
    by, second = redactor(), manager()
    made = finished(by)
    let_in(second, made.about.circle)
    actions.look_at_copy(made, by=second, kind="pdf")

    actions.send_back(same(made), by=second, why="Kendal should go too")
    made = same(made)
    assert (made.status, made.pdf, made.looked_by) == ("draft", None, None)
    actions.remove(made, by=by, words="Kendal", reason=Reason.SAFETY)
    finish(made, by=by)
    with pytest.raises(Refused, match="nobody releases what they have not read"):
        actions.release(same(made), by=second)


@pytest.mark.parametrize("hand", ["put a passage back", "finished what was sent back"])
def test_whoever_had_a_hand_in_any_version_of_a_copy_is_no_second_person(hand):
    by, other, third = redactor(), manager(), actor(Role.BUSINESS_SUPPORT, agency="office")
    made = copy(by)
    for each in (other, third):
        let_in(each, made.about.circle)
    for words, reason in GONE:
        actions.remove(made, by=by, words=words, reason=reason)
    if hand == "put a passage back":
        extra = actions.remove(made, by=by, words="Kendal", reason=Reason.SAFETY)[0]
        actions.put_back(made, by=other, removal=extra)
    else:
        finish(made, by=other)
        actions.send_back(same(made), by=third, why="Kendal should go too")
        made = same(made)
    finish(made, by=by)

    actions.look_at_copy(same(made), by=other, kind="pdf")
    with pytest.raises(Refused, match="Somebody else must check this copy, because you prepared it"):
        actions.release(same(made), by=other)
    actions.look_at_copy(same(made), by=third, kind="pdf")  # whoever only sent it back had no hand in it
    assert actions.release(same(made), by=third).released_by == third.user


def test_the_database_refuses_to_forget_who_finished_a_copy():
    finished(redactor())

    for alter in (lambda: Finishing.objects.update(id=99), lambda: Finishing.objects.all()._raw_delete("default")):
        with pytest.raises(DatabaseError), transaction.atomic():
            alter()


def test_until_it_is_released_it_is_seen_by_those_alone_who_see_the_original():
    by, chair = redactor(), actor(Role.INDEPENDENT_CHAIR, agency="office")
    made = finished(by)

    assert sees(by, made)
    assert not sees(chair, made)  # they see every group's records, and not the case that this came from
    assert not queries.copies_visible_to(chair).exists()


@pytest.mark.parametrize(("to_all", "everybody"), [(False, False), (True, True)])
def test_once_released_it_is_seen_by_those_it_was_released_to_and_the_original_by_nobody_more(to_all, everybody):
    made = released(to_all=to_all)
    officer, chair = actor(Role.AGENCY_LEAD, agency="police"), actor(Role.INDEPENDENT_CHAIR, agency="office")

    assert sees(chair, made)
    assert sees(officer, made) is everybody
    for each in (officer, chair):
        assert not queries.documents_visible_to(each).exists()
        assert not made.about.__class__.objects.visible_to(each).filter(pk=made.about.pk).exists()


def test_a_copy_that_was_withdrawn_is_opened_by_nobody_and_seen_again_only_with_its_original():
    made = released(to_all=True)
    officer = actor(Role.AGENCY_LEAD, agency="police")
    by = actor(Role.BUSINESS_SUPPORT, agency="office")

    actions.withdraw_copy(made, by=by, why="A name was left in")

    assert not sees(officer, same(made))
    with pytest.raises(Refused, match="This copy was withdrawn"):
        actions.look_at_copy(same(made), by=by, kind="pdf")


@pytest.mark.parametrize("role", Role)
def test_copies_are_seen_as_their_entries_are(role):
    by = redactor()
    copy(by, document(by, title="Another case"))
    released(to_all=False)

    sees_as_its_entry_does(queries.copies_visible_to, [actor(role, agency="office"), actor(role, agency="police")])
