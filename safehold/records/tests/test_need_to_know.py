"""Who is let in, who is kept out, and who answers for it."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from safehold.access.models import AgencyContact, CircleMember, Membership
from safehold.access.policy import Refused
from safehold.access.reach import Tier
from safehold.access.roles import Role
from safehold.access.tests.factories import DAY, CircleFactory, actor, join, membership
from safehold.records import outbox, queries, writing
from safehold.records.actions import need_to_know as actions
from safehold.records.models import AccessRequest, Conflict, EmergencyAccess, Entry, Message, Seal
from safehold.records.tests import promises
from safehold.records.tests.promises import browser, knows, sees
from tests.invented.models import Notebook

pytestmark = pytest.mark.django_db


# --- asking ------------------------------------------------------------------------------------------------------------


def test_someone_shown_a_card_asks_and_those_in_charge_are_told(book, officer, manager, outsider):
    done = promises.ask_and_answer(browser(outsider), f"/records/{book.uid}/ask/", why="We visit the same family")

    assert done.status_code == 302
    asked = AccessRequest.objects.get()
    assert (asked.user, asked.agency, asked.granted) == (outsider.user, outsider.agency, None)
    assert {each.to_user for each in Message.objects.all()} == {officer.user, manager.user}
    assert not sees(outsider, book)
    assert [line.subject_uid for line in promises.lines("records.access_asked")] == [str(book.uid)]


def test_nobody_is_let_into_a_group_by_asking_for_one_of_its_records(officer, manager, outsider):
    """A record of a group has the group's own circle: whoever was let in would see all that the group sees."""
    circle = CircleFactory()
    join(circle, manager)
    book = writing.create(Notebook, by=manager, circle=circle, tier=Tier.C3, title="The group’s", opened_on=DAY)
    why = "Whoever has a seat in the group sees it"

    with pytest.raises(Refused, match=why):
        actions.ask_for_access(book.entry, by=outsider, why="We visit the same family")

    asked = writing.create(
        AccessRequest,
        by=outsider,
        entry=book.entry,
        user=outsider.user,
        agency=outsider.agency,
        why="Asked when that was possible",
        asked_at=timezone.now(),
    )
    with pytest.raises(Refused, match=why):
        actions.decide_access(asked, by=manager, granted=True, why="They visit")
    assert not CircleMember.objects.filter(circle=circle, user=outsider.user).exists()


def test_where_nobody_is_in_charge_the_owners_contact_is_told(outsider):
    helper = actor(Role.AGENCY_CONTRIBUTOR)
    circle = CircleFactory()
    join(circle, helper)
    book = writing.create(Notebook, by=helper, circle=circle, title="Nobody’s", opened_on=date(2021, 4, 1))
    contact = AgencyContact.objects.create(
        agency=helper.agency, purpose="Duty desk", email="desk@example.org", from_on=date(2020, 1, 1)
    )

    actions.ask_for_access(book.entry, by=outsider, why="We visit the same family")

    assert [each.to_contact for each in Message.objects.all()] == [contact]


def test_letting_someone_in_puts_them_in_the_circle_and_tells_them(book, manager, outsider):
    asked = actions.ask_for_access(book.entry, by=outsider, why="We visit the same family")

    promises.ask_and_answer(
        browser(manager), f"/records/access-requests/{asked.uid}/", granted="yes", why="A joint visit is planned"
    )

    assert sees(outsider, book)
    assert Message.objects.filter(to_user=outsider.user, kind="records.access_granted").exists()
    asked.refresh_from_db()
    assert (asked.granted, asked.decided_by, asked.decided_on) == (True, manager.user, date(2021, 4, 30))


def test_refusing_says_why_and_changes_nothing(book, manager, outsider):
    asked = actions.ask_for_access(book.entry, by=outsider, why="Curious")

    actions.decide_access(asked, by=manager, granted=False, why="No reason to see it")

    assert not sees(outsider, book)
    assert Message.objects.filter(to_user=outsider.user, kind="records.access_refused").exists()
    with pytest.raises(Refused, match="already decided"):
        actions.decide_access(asked, by=manager, granted=True, why="Changed my mind")


def test_asking_twice_is_refused_and_after_a_decision_it_is_not(book, manager, outsider):
    asked = actions.ask_for_access(book.entry, by=outsider, why="x")

    with pytest.raises(Refused, match="You have asked to see this record"):
        actions.ask_for_access(book.entry, by=outsider, why="x")
    actions.decide_access(asked, by=manager, granted=False, why="x")
    actions.ask_for_access(book.entry, by=outsider, why="There is more to say")


def test_asking_without_a_reason_is_refused(book, outsider):
    with pytest.raises(Refused, match="Say why you need to see this record"):
        actions.ask_for_access(book.entry, by=outsider, why=" ")


def test_only_someone_in_charge_decides_and_never_on_their_own_request(book, outsider):
    asked = actions.ask_for_access(book.entry, by=outsider, why="x")
    helper = actor(Role.AGENCY_CONTRIBUTOR)
    join(book.entry.circle, helper)

    for who, reason in ((helper, "Only someone in charge"), (outsider, "Someone else must decide")):
        with pytest.raises(Refused, match=reason):
            actions.decide_access(asked, by=who, granted=True, why="x")


def test_whoever_was_refused_reads_why_where_the_message_leads_them(book, officer, outsider):
    asked = actions.ask_for_access(book.entry, by=outsider, why="A joint visit")
    actions.decide_access(asked, by=officer, granted=False, why="The visit was called off")
    page = browser(outsider)
    (message,) = Message.objects.filter(kind="records.access_refused")
    leads_to = page.get(f"/records/{book.uid}/open/").headers["Location"]

    shown = page.get(leads_to).text

    assert f"/records/{book.uid}/open/" in outbox.words_of(message)
    assert "The visit was called off" in shown
    assert f"{officer.name} decided on 30 April 2021 not to let you in" in shown
    assert "The visit was called off" not in browser(actor(Role.AGENCY_LEAD, agency="health")).get(leads_to).text
    assert f"/records/{book.uid}/ask/" in shown  # they may ask again


# --- the circle --------------------------------------------------------------------------------------------------------


def test_someone_is_added_to_the_circle_with_a_reason_and_told(book, manager):
    other = membership(Role.ADULTS_PRACTITIONER, agency="health")

    promises.ask_and_answer(
        browser(manager),
        f"/records/{book.uid}/people/add/",
        membership=other.pk,
        from_on=date(2021, 4, 30),
        why="Named nurse",
    )

    member = CircleMember.objects.get(user=other.user)
    assert (member.circle, member.agency, member.why) == (book.entry.circle, other.agency, "Named nurse")
    assert Message.objects.get(to_user=other.user).kind == "records.circle_joined"


def test_a_place_in_the_circle_ends_on_its_last_day(book, manager, officer):
    colleague = actor(Role.ADULTS_PRACTITIONER)
    member = join(book.entry.circle, colleague)

    actions.end_member(book.entry, by=manager, member=member, to_on=date(2021, 4, 29), why="Moved to another team")

    assert not sees(colleague, book)
    with pytest.raises(Refused, match="already ends by then"):
        actions.end_member(book.entry, by=manager, member=member, to_on=date(2021, 4, 30), why="x")


def test_a_member_of_another_circle_is_not_ended_through_this_record(book, manager, officer):
    other = join(CircleFactory(), officer)

    with pytest.raises(Refused, match="not in the circle of this record"):
        actions.end_member(book.entry, by=manager, member=other, to_on=date(2021, 4, 30), why="x")
    assert browser(manager).get(f"/records/{book.uid}/people/{other.pk}/end/").status_code == 404


def test_someone_who_is_in_is_not_added_again(book, manager, officer):
    with pytest.raises(Refused, match="is already in the circle"):
        actions.add_member(
            book.entry, by=manager, membership=officer.user.memberships.get(), from_on=date(2021, 4, 30), why="x"
        )


def test_whoever_only_covers_can_be_let_in_in_their_own_right_and_then_sees_what_is_sealed(book, officer, manager):
    stands_in = actor(Role.ADULTS_PRACTITIONER)
    place = join(book.entry.circle, stands_in, from_on=stands_in.on, to_on=stands_in.on + timedelta(days=7))
    CircleMember.objects.filter(pk=place.pk).update(cover_for=officer.membership_id)
    join(book.entry.circle, manager)
    assert sees(stands_in, book)

    actions.seal(book.entry, by=manager, why="Somebody may be harmed")
    assert not sees(stands_in, book)
    assert not knows(stands_in, book)

    let_in = Membership.objects.get(pk=stands_in.membership_id)
    actions.add_member(book.entry, by=manager, membership=let_in, from_on=manager.on, why="Works on it meanwhile")
    assert sees(stands_in, book)


def test_whoever_only_covers_does_not_seal_themselves_out(book, officer):
    stands_in = actor(Role.ADULTS_MANAGER)
    place = join(book.entry.circle, stands_in, to_on=stands_in.on)
    CircleMember.objects.filter(pk=place.pk).update(cover_for=officer.membership_id)

    with pytest.raises(Refused, match="Join the circle"):
        actions.seal(book.entry, by=stands_in, why="Somebody may be harmed")


def test_the_circle_of_a_group_follows_its_seats(officer):
    circle = CircleFactory()
    join(circle, officer)
    shared = writing.create(
        Notebook, by=officer, tier=Tier.C3, circle=circle, title="Shared", opened_on=date(2021, 4, 1)
    )
    chair = actor(Role.BUSINESS_MANAGER)

    with pytest.raises(Refused, match="follows from who sits in the group"):
        actions.add_member(shared.entry, by=chair, membership=membership(), from_on=date(2021, 4, 30), why="x")


def test_who_can_see_a_record_is_itself_written_down_when_it_is_looked_at(book, manager):
    shown = browser(manager).get(f"/records/{book.uid}/people/")

    assert shown.status_code == 200
    assert [line.subject_uid for line in promises.lines("records.circle.listed")] == [str(book.uid)]


def test_the_page_of_who_can_see_makes_few_queries_and_the_same_for_many(book, manager):
    page, address = browser(manager), f"/records/{book.uid}/people/"
    page.get(address)
    few = promises.queries_of(lambda: page.get(address))
    for _ in range(30):
        join(book.entry.circle, actor(Role.ADULTS_PRACTITIONER))

    assert promises.queries_of(lambda: page.get(address)) == few <= 12


# --- conflicts of interest ---------------------------------------------------------------------------------------------


def test_declaring_ones_own_conflict_takes_the_record_away_at_once(book, manager):
    done = promises.ask_and_answer(browser(manager), f"/records/{book.uid}/conflicts/declare/", why="My cousin")

    assert done.headers["Location"] == "/"
    assert not knows(manager, book)
    assert Conflict.objects.get().declared_by == manager.user


def test_only_someone_in_charge_declares_anothers_conflict(book, manager, officer):
    helper = actor(Role.AGENCY_CONTRIBUTOR)
    join(book.entry.circle, helper)

    with pytest.raises(Refused, match="in charge"):
        actions.declare_conflict(book.entry, by=helper, user=manager.user, why="x")
    actions.declare_conflict(book.entry, by=officer, user=manager.user, why="x")
    assert not knows(manager, book)


def test_a_conflict_ends_by_someone_else_in_charge_with_a_reason_and_the_day_after_it_is_over(book, officer):
    torn = actor(Role.ADULTS_MANAGER)
    conflict = actions.declare_conflict(book.entry, by=officer, user=torn.user, why="A neighbour")

    with pytest.raises(Refused, match="Someone else must decide that your conflict"):
        actions.end_conflict(conflict, by=torn, to_on=date(2021, 4, 30), why="x")
    promises.ask_and_answer(
        browser(officer), f"/records/{book.uid}/conflicts/{conflict.pk}/end/", to_on=date(2021, 4, 30), why="Moved away"
    )

    conflict.refresh_from_db()
    assert (conflict.ended_by, conflict.ended_why) == (officer.user, "Moved away")
    assert not knows(torn, book)
    assert sees(actor(Role.ADULTS_MANAGER, user=torn.user, agency="other", on=date(2021, 5, 1)), book) is False
    again = queries.Actor.of(torn.user.memberships.get(agency=torn.agency), on=date(2021, 5, 1))
    assert sees(again, book)


def test_a_conflict_keeps_out_of_emergencies_too(book, officer, outsider):
    actions.declare_conflict(book.entry, by=officer, user=outsider.user, why="A neighbour")
    EmergencyAccess.objects.create(
        entry=book.entry,
        user=outsider.user,
        agency=outsider.agency,
        why="x",
        taken_at=timezone.now(),
        until_at=timezone.now() + timedelta(hours=4),
    )

    assert not knows(outsider, book)


# --- seals -------------------------------------------------------------------------------------------------------------


def test_sealing_closes_a_record_to_all_but_its_circle_and_tells_those_in_charge(book, officer, manager):
    promises.ask_and_answer(browser(officer), f"/records/{book.uid}/seal/", why="A relative works here")

    assert sees(officer, book)
    assert not knows(manager, book)
    assert [each.to_user for each in Message.objects.filter(kind="records.sealed")] == [manager.user]
    assert Seal.objects.get().sealed_by == officer.user


def test_a_seal_ends_emergency_access(book, officer, outsider):
    actions.take_emergency_access(book.entry, by=outsider, why="A child is in danger", hours=4)
    assert sees(outsider, book)

    actions.seal(book.entry, by=officer, why="x")

    assert not knows(outsider, book)


def test_someone_outside_the_circle_does_not_seal_themselves_out(book, manager):
    with pytest.raises(Refused, match="Join the circle of this record before you seal it"):
        actions.seal(book.entry, by=manager, why="x")

    assert not Entry.objects.get(pk=book.entry.pk).sealed


def test_unsealing_says_why_and_opens_it_again(book, officer, manager):
    actions.seal(book.entry, by=officer, why="A relative works here")

    actions.unseal(Entry.objects.get(pk=book.entry.pk), by=officer, why="They have left")

    assert sees(manager, book)
    ended = Seal.objects.get()
    assert (ended.unsealed_by, ended.unsealed_why, ended.to_on) == (officer.user, "They have left", date(2021, 4, 30))
    with pytest.raises(Refused, match="This record is not sealed"):
        actions.unseal(Entry.objects.get(pk=book.entry.pk), by=officer, why="x")
