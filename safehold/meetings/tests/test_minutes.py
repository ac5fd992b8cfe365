"""Minutes: composed from what was recorded, written by several without a lost word, frozen once they are agreed."""

import re
from datetime import date

import pytest
from django.urls import reverse

from safehold.access.models import Agency, AuditLine
from safehold.access.policy import Refused
from safehold.access.queries import lists_showing
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.meetings import actions, queries
from safehold.meetings.lifecycle import Status
from safehold.meetings.models import EarlierPassage, Passage
from safehold.meetings.queries import minutes
from safehold.meetings.tests.factories import (
    NEXT_ON,
    attended,
    chair,
    first,
    held,
    holder,
    item,
    meeting,
    minuted,
    recused,
    secretary,
)
from safehold.partnership.tests.factories import manager
from safehold.records.tests.promises import ask_and_answer, browser, hidden_of, queries_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LATER = date(2021, 4, 27)


@pytest.fixture
def by():
    return secretary()


@pytest.fixture
def made(by):
    return minuted(by)


def what_was_read(page: str) -> str:
    """What the chair read, as the link from the page says it."""
    return re.search(r"\?read=(\w+)", page)[1]


def composed(of, who):
    return [minutes.part(each) for each in minutes.items_with_minutes(of, who)]


def agreed(of, by, who=None):
    who = who or chair()
    return actions.agree_as_chair(of, by=who, read=minutes.state_of(of, who))


# --- composed from what was recorded ---


def test_minutes_hold_what_was_recorded(made, by):
    (part,) = composed(made, by)
    head = minutes.head(made)

    assert [each["words"] for each in part["decisions"]] == ["Adopt the protocol"]
    assert part["challenges"][0] | {"answer": ""} == part["challenges"][0]
    assert [(each["words"], each["agency"], each["due"]) for each in part["actions"]] == [
        ("Write it", "Westmere police", "18 May 2021")
    ]
    assert [seat for seat, _ in head["present"]] == ["Westmere council", "Westmere police"]
    assert head["apologies"] == ["Westmere health"]
    assert len(head["observers"]) == 1
    assert head["quorum"] == "The meeting was quorate."


def test_a_draft_begins_with_who_presented(by):
    of = held(by)
    item(of, "The figures", by, presenter="Head of custody")
    actions.draft_minutes(of, by=by)

    assert [part["words"] for part in composed(of, by)] == ["", "Head of custody presented this item."]


def test_there_are_no_minutes_of_what_was_not_held(by):
    of = meeting(by, meets_on=NEXT_ON)
    with pytest.raises(Refused, match="has not been held"):
        actions.draft_minutes(of, by=by)

    shown = browser(by).get(reverse("meetings:minutes", args=[of.uid])).content.decode()
    assert "There are no minutes before a meeting was held" in shown
    assert browser(by).get(reverse("meetings:minutes_file", args=[of.uid, "pdf"])).status_code == 404


# --- written by several ---


def test_five_who_write_one_passage_at_once_lose_no_word(made):
    one = first(made)
    address = reverse("meetings:write_passage", args=[one.uid])
    writers = [browser(secretary()) for _ in range(5)]
    shown = [hidden_of(each.get(address).content.decode()) for each in writers]
    written = []
    for number, (client, typed) in enumerate(zip(writers, shown, strict=True)):
        words = f"Sentence of writer {number}."
        answer = client.post(address, typed | {"words": words})
        if number == 0:
            assert answer.status_code == 302
            written.append(words)
            continue
        page = answer.content.decode()
        assert answer.status_code == 409
        assert words in page  # what they typed
        assert written[-1] in page  # and what was saved meanwhile
        both = f"{' '.join(written)} {words}"
        again = client.post(address, hidden_of(page) | {"words": both})
        assert again.status_code == 302
        written.append(words)

    kept = Passage.objects.get(item=one)
    assert all(words in kept.words for words in written)
    assert EarlierPassage.objects.filter(passage=kept).count() == 4


def test_what_stood_there_before_is_kept_and_shown(made, by):
    passage = first(made).passage
    for words in ("First words", "Other words", "Other words"):
        passage.refresh_from_db()
        actions.write_passage(passage, by=by, words=words)

    assert [each.words for each in minutes.earlier_of(passage)] == ["First words"]
    shown = browser(by).get(reverse("meetings:write_passage", args=[passage.item.uid])).content.decode()
    assert "What stood here before" in shown


def test_whoever_only_sits_in_the_group_reads_and_does_not_write(made):
    with pytest.raises(Refused, match="Only the group’s chair"):
        actions.write_passage(first(made).passage, by=holder("police"), words="Ours")
    assert browser(holder("police")).get(reverse("meetings:write_passage", args=[first(made).uid])).status_code == 403


# --- agreed ---


@pytest.mark.parametrize(
    "who",
    [secretary, manager, lambda: actor(Role.SUBGROUP_CHAIR, agency="police")],
    ids=["secretary", "manager", "another"],
)
def test_only_the_chair_agrees_the_minutes(made, by, who):
    chair()

    with pytest.raises(Refused, match="Only the group’s chair can agree"):
        agreed(made, by, who())


def test_where_nobody_chairs_the_group_the_business_manager_does(made, by):
    assert agreed(made, by, manager()).status == Status.MINUTES_CHAIR_OK


def test_agreed_minutes_say_what_they_said_whatever_happens_later(made, by):
    before = (minutes.head(made), composed(made, by))
    agreed(made, by)
    Agency.objects.filter(code="police").update(current_name="Renamed constabulary")
    challenge = first(made).challenges.get()
    actions.answer_challenge(challenge, by=by, answer="Staff were ill", answered_on=LATER)

    made = queries.meetings_visible_to(by).get(pk=made.pk)
    assert (minutes.head(made), composed(made, by)) == before
    # the control: what is not kept would say something else
    (one,) = minutes.items_with_minutes(made, by)
    assert minutes.compose(one)["challenges"][0]["answer"] == "Staff were ill"


@pytest.mark.parametrize("what", ["passage", "attendance", "decision", "item", "in error"])
def test_nothing_is_changed_once_the_chair_agreed(made, by, what):
    one = first(made)
    agreed(made, by)
    one.refresh_from_db()
    made.refresh_from_db()
    tries = {
        "passage": lambda: actions.write_passage(one.passage, by=by, words="Other"),
        "attendance": lambda: attended(made, by, police="absent"),
        "decision": lambda: actions.decide(one, by=by, words="More", reasons="Why"),
        "item": lambda: item(made, "More", by),
        "in error": lambda: actions.enter_in_error(one, by=manager(), why="Gone"),
    }

    with pytest.raises(Refused, match=r"so what they say stays|so its agenda stays"):
        tries[what]()


def test_whoever_is_recused_after_the_minutes_were_agreed_unmakes_no_decision(made, by):
    decision = first(made).decisions.get()
    agreed(made, by)
    police = holder("police")

    recused(first(made), police, by)

    decision.refresh_from_db()
    assert decision.standing == "decided"
    assert first(made) not in queries.items_visible_to(police)


def test_minutes_are_taken_back_with_a_reason_until_a_meeting_agreed_them(made, by):
    agreed(made, by)
    with pytest.raises(Refused, match="Enter why"):
        actions.take_back(made, by=by, why=" ")

    actions.take_back(made, by=by, why="A name is wrong")
    actions.write_passage(first(made).passage, by=by, words="Better")

    assert made.status == Status.MINUTES_DRAFT
    assert [part["words"] for part in composed(made, by)] == ["Better"]


def test_a_later_quorate_meeting_of_the_group_agrees_them_for_good(made, by):
    agreed(made, by)
    poor = held(by, on=date(2021, 4, 22), police="absent")
    later = held(by, on=LATER)
    with pytest.raises(Refused, match="was not quorate, so it cannot agree minutes"):
        actions.agree_minutes(made, by=by, at=poor)
    for wrong in (made, meeting(by, meets_on=NEXT_ON)):
        with pytest.raises(Refused, match="Choose a later meeting of the same group"):
            actions.agree_minutes(made, by=by, at=wrong)

    actions.agree_minutes(made, by=by, at=later)

    assert (made.status, made.agreed_at, made.agreed_on) == (Status.AGREED, later, LATER)
    with pytest.raises(Refused, match="It must be marked"):
        actions.take_back(made, by=by, why="Too late")


def test_agreed_minutes_are_put_right_beside_them(made, by):
    one = first(made)
    with pytest.raises(Refused, match="still being written"):
        actions.put_right(one, by=by, words="It was Tuesday")
    agreed(made, by)
    one.refresh_from_db()
    actions.put_right(one, by=by, words="It was Tuesday")

    shown = browser(by).get(reverse("meetings:minutes", args=[made.uid])).content.decode()
    assert "It was Tuesday" in shown
    assert "It was Tuesday" not in str(composed(made, by))


# --- in a browser ---


def test_minutes_are_drafted_written_and_agreed_in_a_browser(by):
    made = held(by)
    leads = chair()

    def at(name):
        return reverse(f"meetings:{name}", args=[made.uid])

    ask_and_answer(browser(by), at("draft_minutes"))
    address = reverse("meetings:write_passage", args=[first(made).uid])
    ask_and_answer(browser(by), address, words="It was discussed.\n\nAt length.")
    read = what_was_read(browser(leads).get(at("minutes")).content.decode())
    ask_and_answer(browser(leads), at("agree_as_chair"), _read=read)
    later = held(by, on=LATER)
    assert str(made.uid) in browser(by).get(later.get_absolute_url()).content.decode()
    ask_and_answer(browser(by), at("agree_minutes"), at=later.pk)

    shown = browser(by).get(at("minutes")).content.decode()
    assert "At length." in shown
    assert "Put something right" in shown
    assert "At the meeting of 27 April 2021" in browser(by).get(made.get_absolute_url()).content.decode()
    answer = ask_and_answer(browser(by), reverse("meetings:put_right", args=[first(made).uid]), words="It was short.")
    assert answer.status_code == 302


def test_minutes_are_taken_back_in_a_browser(made, by):
    agreed(made, by)

    ask_and_answer(browser(by), reverse("meetings:take_back", args=[made.uid]), why="A name is wrong")

    made.refresh_from_db()
    assert made.status == Status.MINUTES_DRAFT


def test_long_minutes_take_no_more_queries_than_short_ones(made, by):
    client = browser(by)
    address = reverse("meetings:minutes", args=[made.uid])
    client.get(address)
    few = queries_of(lambda: client.get(address))
    for number in range(12):
        more = item(made, f"Item {number}", by)
        actions.decide(more, by=by, words="Yes", reasons="Because")

    assert queries_of(lambda: client.get(address)) == few


# --- nobody agrees words that they did not see, and what was agreed stays ---


def test_minutes_that_were_rewritten_since_the_chair_read_them_are_not_agreed(made, by):
    leads = chair()
    read = minutes.state_of(made, leads)
    passage = first(made).passage
    actions.write_passage(passage, by=by, words="Something quite different.")

    with pytest.raises(Refused, match="changed after you read them"):
        actions.agree_as_chair(made, by=leads, read=read)
    with pytest.raises(Refused, match="Read the minutes first"):
        actions.agree_as_chair(made, by=leads, read="")
    agreed(made, by, who=leads)


def test_what_the_chair_had_agreed_stays_when_it_is_taken_back(made, by):
    passage = first(made).passage
    actions.write_passage(passage, by=by, words="As the chair agreed it.")
    agreed(made, by)
    actions.take_back(made, by=by, why="Two names were wrong")
    passage.refresh_from_db()
    actions.write_passage(passage, by=by, words="As it was written then.")

    page = browser(by).get(reverse("meetings:agreed_before", args=[made.uid])).content.decode()
    assert "As the chair agreed it." in page
    assert "Two names were wrong" in page
    assert "As it was written then." not in page
    link = reverse("meetings:agreed_before", args=[made.uid])
    assert link in browser(by).get(reverse("meetings:minutes", args=[made.uid])).content.decode()


def test_whoever_is_recused_from_an_item_does_not_read_what_was_agreed_of_it(made, by):
    one = first(made)
    actions.write_passage(one.passage, by=by, words="Words of a sealed matter.")
    agreed(made, by)
    actions.take_back(made, by=by, why="Two names were wrong")
    reader = secretary()
    address = reverse("meetings:agreed_before", args=[made.uid])
    assert "Words of a sealed matter." in browser(reader).get(address).content.decode()
    recused(one, reader, by)

    assert "Words of a sealed matter." not in browser(reader).get(address).content.decode()


def test_a_look_at_minutes_names_each_item_that_was_read(made, by):
    browser(by).get(reverse("meetings:minutes", args=[made.uid]))
    line = AuditLine.objects.filter(event="meetings.meeting.minutes_shown").latest("id")
    there = [str(each.uid) for each in minutes.items_with_minutes(made, by)]

    assert line.facts["uids"] == there != []
    assert line in lists_showing(there[0])
