"""A recused member sees neither the item nor its gap: by a table of everywhere that it could be found."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor, join
from safehold.meetings import actions, queries
from safehold.meetings.models import Decision, Declaration, Item, ItemKind, Nature
from safehold.meetings.queries import seats
from safehold.meetings.tests.factories import (
    NEXT_ON,
    board,
    chair,
    decision,
    held,
    item,
    meeting,
    member,
    recused,
    secretary,
)
from safehold.partnership.tests.factories import group, manager
from safehold.records.actions.documents import add_document
from safehold.records.actions.need_to_know import declare_conflict
from safehold.records.files import examine
from safehold.records.models import Conflict, Entry
from safehold.records.tests.promises import answers_like_absent, ask_and_answer, browser, lines, sees_as_its_entry_does

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
INTEREST = {"nature": Nature.PROFESSIONAL, "words": "Their own team", "recused": True}


@pytest.fixture
def by():
    return secretary()


@pytest.fixture
def police():
    return member("police", name="Pat Police")


@pytest.fixture
def council():
    return member("council", name="Chris Council")


@pytest.fixture
def three(by):
    """An agenda of three items; it is the second that somebody is recused from."""
    made = meeting(by)
    return [item(made, name, by) for name in ("First matter", "Hidden matter", "Last matter")]


def page(who, name, *args) -> str:
    return browser(who).get(reverse(f"meetings:{name}", args=args)).content.decode()


def test_the_numbers_are_closed_up_and_nothing_is_missing(by, police, council, three):
    made = three[0].meeting
    assert "3. Last matter" in page(police, "meeting", made.uid)

    recused(three[1], police, by)

    seen = page(police, "meeting", made.uid)
    assert "Hidden matter" not in seen
    assert "1. First matter" in seen
    assert "2. Last matter" in seen
    # the control: whoever was not recused sees all three
    assert "3. Last matter" in page(council, "meeting", made.uid)


@pytest.mark.parametrize(
    "name", ["item", "change_item", "move_item", "withdraw_item", "refer", "declare", "item_in_error", "item_reinstate"]
)
def test_guessing_an_address_finds_what_never_was(by, police, three, name):
    recused(three[1], police, by)

    answers_like_absent(browser(police), lambda uid: reverse(f"meetings:{name}", args=[uid]), three[1].uid)


def test_its_papers_are_not_there_either(by, police, council, three):
    upload = SimpleUploadedFile("audit.txt", b"An invented paper.", content_type="text/plain")
    paper = add_document(three[1], by=by, file=examine(upload), title="A paper")
    address = reverse("records:document", args=[paper.uid])
    assert browser(police).get(address).status_code == 200

    recused(three[1], police, by)

    assert browser(police).get(address).status_code == 404
    assert browser(council).get(address).status_code == 200
    for where in ("records:document_add", "records:people", "records:open"):
        answers_like_absent(browser(police), lambda uid, to=where: reverse(to, args=[uid]), three[1].entry.uid)


def test_it_is_on_no_list_and_in_no_count(by, police, three):
    recused(three[1], police, by)

    assert [str(each) for each in queries.agenda(three[0].meeting, police)] == ["First matter", "Last matter"]
    assert three[1] not in queries.forward_plan(police)
    assert "Hidden matter" not in page(police, "forward_plan")
    assert not Entry.objects.known_to(police).filter(pk=three[1].entry_id).exists()


def test_what_followed_from_it_on_another_agenda_is_not_there_either(by, police, three):
    quality = group("quality", by=manager())
    join(quality.circle, police)
    asked = actions.refer(three[1], by=by, to_group=quality, title="Hidden too", words="Look at it")
    later = meeting(by, group=quality, meets_on=NEXT_ON)
    taken = actions.take_up(asked, by=by, meeting=later, item_kind=ItemKind.DISCUSSION)
    assert taken in queries.agenda(later, police)

    recused(three[1], police, by)

    assert queries.agenda(later, police) == []
    assert list(queries.referrals_visible_to(police)) == []


def test_what_is_taken_up_after_somebody_was_recused_is_kept_from_them_from_the_beginning(by, police, three):
    quality = group("quality", by=manager())
    join(quality.circle, police)
    recused(three[1], police, by)
    asked = actions.refer(three[1], by=by, to_group=quality, title="Hidden too", words="Look at it")
    later = meeting(by, group=quality, meets_on=NEXT_ON)
    actions.take_up(asked, by=by, meeting=later, item_kind=ItemKind.DISCUSSION)

    assert queries.agenda(later, police) == []
    assert len(queries.agenda(later, by)) == 1


def test_a_chair_and_the_office_can_be_recused_like_anybody(by, three):
    leads = chair()
    for whose in (leads, by):
        recused(three[1], whose, manager())

        assert three[1] not in queries.items_visible_to(whose)
    assert three[1] in queries.items_visible_to(manager())


# --- who may declare ---


def test_a_member_declares_their_own_and_goes_on_without_the_item(police, three):
    actions.declare(three[1], by=police, **INTEREST)

    assert three[1] not in queries.items_visible_to(police)
    line = lines("meetings.interest_declared")[-1]
    assert line.facts == {"user": police.user_id, "nature": "professional", "recused": True}


def test_an_interest_without_recusal_is_noted_and_hides_nothing(police, three):
    actions.declare(three[1], by=police, **INTEREST | {"recused": False})

    assert three[1] in queries.items_visible_to(police)
    assert [str(each.user) for each in seats.declarations_of(three[1])] == ["Pat Police"]
    assert not Conflict.objects.exists()


@pytest.mark.parametrize(
    ("who", "allowed"),
    [(secretary, True), (manager, True), (chair, True), (lambda: member("health"), False)],
    ids=["business support", "business manager", "chair", "another member"],
)
def test_anothers_interest_is_written_down_by_those_who_keep_the_meeting(police, three, who, allowed):
    declaring = who()
    if allowed:
        recused(three[1], police, declaring)
        assert three[1] not in queries.items_visible_to(police)
        return
    with pytest.raises(Refused, match="Only the group’s chair, the business manager or business support"):
        recused(three[1], police, declaring)
    assert three[1] in queries.items_visible_to(police)


def test_whoever_has_nothing_to_do_with_the_group_declares_nothing(three):
    outsider = actor(Role.INDEPENDENT_SCRUTINEER, agency="team")

    with pytest.raises(Refused, match="Only those who sit in the group"):
        actions.declare(three[1], by=outsider, **INTEREST)


def test_somebody_is_recused_from_an_item_once(by, police, three):
    recused(three[1], police, by)

    with pytest.raises(Refused, match="recused from this item already"):
        recused(three[1], police, by)
    assert Declaration.objects.count() == 1


def test_whoever_declares_their_own_in_the_browser_is_led_to_the_agenda(police, three):
    address = reverse("meetings:declare", args=[three[1].uid])
    client = browser(police)
    shown = client.get(address)
    assert "Whose interest is it?" not in shown.content.decode()

    answer = ask_and_answer(client, address, nature="personal", words="A cousin", recused="yes")

    assert answer.status_code == 302
    assert answer.url == three[1].meeting.get_absolute_url()
    assert client.get(three[1].get_absolute_url()).status_code == 404


# --- who sees what ---


@pytest.mark.parametrize("visible_to", [queries.meetings_visible_to, queries.items_visible_to])
def test_each_kind_is_seen_as_its_entry_is(visible_to, by, police, three):
    recused(three[1], police, by)
    everyone = [actor(role) for role in Role]
    join(board().circle, everyone[0])

    sees_as_its_entry_does(visible_to, [*everyone, police])


def test_those_outside_a_group_find_none_of_its_meetings(three):
    outsider = actor(Role.AGENCY_LEAD, agency="fire")
    made = three[0].meeting

    assert list(queries.meetings_visible_to(outsider)) == []
    for name in ("meeting", "attendance"):
        answers_like_absent(browser(outsider), lambda uid, to=name: reverse(f"meetings:{to}", args=[uid]), made.uid)


def test_a_conflict_of_interest_in_a_meeting_hides_all_its_items(by, police, three):
    made = three[0].meeting
    assert len(queries.agenda(made, police)) == 3

    Conflict.objects.create(
        entry=made.entry, user=police.user, why="A", from_on=by.on, declared_on=by.on, declared_by=by.user
    )

    assert queries.agenda(made, police) == []


def test_a_recusal_reaches_whatever_followed_at_whatever_remove(by, police):
    """The item, what confirmed it, what confirmed that in turn, and what was agreed there: it is one matter."""
    first = decision(by, date(2021, 4, 6))
    second = decided_after(by, date(2021, 4, 13), replaces=first)
    third = decided_after(by, date(2021, 4, 20), replaces=second)
    agreed = actions.agree_action(
        third.item,
        by=by,
        words="Change the form",
        measure="Twelve plans name somebody",
        agency=AgencyFactory(code="council"),
        lead_role="Head",
        due_on=date(2021, 9, 1),
    )

    recused(first.item, police, by)

    hidden = [first.item.entry, second.item.entry, third.item.entry, agreed.entry]
    assert Conflict.objects.filter(entry__in=hidden, user=police.user).count() == 4
    assert not Entry.objects.visible_to(police).filter(pk__in=[each.pk for each in hidden]).exists()


def test_whoever_is_kept_from_what_followed_is_not_told_that_anything_did(by, police):
    first = decision(by, date(2021, 4, 6))
    later = decided_after(by, date(2021, 4, 13), replaces=first)
    where = reverse("meetings:decisions")
    assert "Replaced by a later decision" in browser(police).get(where).text

    recused(later.item, police, by)

    assert "Replaced by a later decision" not in browser(police).get(where).text


def test_what_is_confidential_stays_so_where_it_is_decided_again(by):
    first = decision(by, date(2021, 4, 6))
    Item.objects.filter(pk=first.item_id).update(confidential=True)

    later = decided_after(by, date(2021, 4, 13), replaces=Decision.objects.get(pk=first.pk))

    assert Item.objects.get(pk=later.item_id).confidential


def test_an_interest_in_an_item_is_declared_where_it_holds_for_what_followed(by, police, three):
    with pytest.raises(Refused, match="Declare it on the item’s own page"):
        declare_conflict(three[1].entry, by=police, why="Their own team")

    assert (
        "Declare it on the item’s own page"
        in browser(police).get(reverse("records:people", args=[three[1].entry.uid])).text
    )


def decided_after(by, on, **facts) -> Decision:
    one = held(by, on=on).items.get()
    return actions.decide(one, by=by, words="Adopt it from May", reasons="It works", **facts)
