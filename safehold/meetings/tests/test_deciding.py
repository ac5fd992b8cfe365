"""Decisions: what stands, what is only recommended, and what is never changed."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from safehold.access.models import LegalBody
from safehold.access.policy import Refused
from safehold.access.tests.factories import AgencyFactory
from safehold.meetings import actions, queries
from safehold.meetings.models import Challenge, Decision, Standing
from safehold.meetings.queries import deciding
from safehold.meetings.tests.factories import (
    NEXT_ON,
    SINCE,
    attended,
    board,
    first,
    held,
    holder,
    item,
    meeting,
    member,
    recused,
    secretary,
)
from safehold.partnership.actions import groups
from safehold.partnership.tests.factories import group, manager
from safehold.records.models import Conflict, Correction
from safehold.records.tests.promises import ask_and_answer, browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
TOLD = {"words": "Adopt the protocol", "reasons": "It was tried and it works"}
LATER = date(2021, 4, 27)


@pytest.fixture
def by():
    return secretary()


def decided(of, by, **facts) -> Decision:
    return actions.decide(first(of), by=by, **TOLD | facts)


# --- what a decision is worth ---


def test_a_quorate_meeting_decides_and_an_inquorate_one_recommends(by):
    assert decided(held(by), by).standing == Standing.DECIDED
    assert decided(held(by, on=LATER, police="absent"), by).standing == Standing.RECOMMENDED


def test_what_a_decision_is_worth_follows_when_attendance_is_put_right(by):
    made = held(by)
    decision = decided(made, by)
    attended(made, by, police="absent")

    decision.refresh_from_db()
    assert decision.standing == Standing.RECOMMENDED
    attended(made, by, police="member")
    decision.refresh_from_db()
    assert decision.standing == Standing.DECIDED


def test_a_recusal_can_take_the_quorum_from_one_item_and_its_decision(by):
    made = held(by)
    decision = decided(made, by)
    other = actions.decide(item(made, "Another", by), by=by, **TOLD)

    recused(first(made), holder("police"), by)

    decision.refresh_from_db()
    other.refresh_from_db()
    assert (decision.standing, other.standing) == (Standing.RECOMMENDED, Standing.DECIDED)


def test_confirming_is_a_new_entry_of_a_quorate_meeting(by):
    recommended = decided(held(by, police="absent"), by)
    later = held(by, on=LATER)

    confirmed = decided(later, by, confirms=recommended)

    assert deciding.to_confirm(later, by) == []
    recommended.refresh_from_db()
    assert recommended.standing == Standing.RECOMMENDED
    assert recommended.confirmation == confirmed


@pytest.mark.parametrize("how", ["inquorate later", "decided already", "replaced"])
def test_what_cannot_be_confirmed(by, how):
    earlier = decided(held(by, police="member" if how == "decided already" else "absent"), by)
    later = held(by, on=LATER, police="absent" if how == "inquorate later" else "member")
    if how == "replaced":
        decided(later, by, replaces=earlier)
    reasons = {
        "inquorate later": "did not have its quorum for this item",
        "decided already": "there is nothing to confirm",
        "replaced": "was replaced already",
    }

    with pytest.raises(Refused, match=reasons[how]):
        decided(later, by, confirms=earlier)


def test_a_confirmation_does_not_outlive_its_quorum_and_what_it_said_is_kept(by):
    recommended = decided(held(by, police="absent"), by)
    later = held(by, on=LATER)
    confirmed = decided(later, by, confirms=recommended)

    attended(later, by, police="absent")

    confirmed.refresh_from_db()
    assert (confirmed.standing, confirmed.confirms) == (Standing.RECOMMENDED, None)
    kept = {each.field for each in Correction.objects.filter(entry=confirmed.item.entry)}
    assert kept == {"confirms", "standing"}
    assert not hasattr(Decision.objects.get(pk=recommended.pk), "confirmation")


def test_whoever_has_an_interest_is_recused_though_a_confirmation_falls_with_it(by):
    recommended = decided(held(by, police="absent"), by)
    later = held(by, on=LATER)
    confirmed = decided(later, by, confirms=recommended)
    police = holder("police")

    recused(confirmed.item, police, by)

    confirmed.refresh_from_db()
    assert confirmed.confirms is None
    assert Conflict.objects.filter(entry=confirmed.item.entry, user=police.user).exists()


def test_the_database_holds_that_only_a_quorate_meeting_confirms(by):
    recommended = decided(held(by, police="absent"), by)
    confirmed = decided(held(by, on=LATER), by, confirms=recommended)

    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.filter(pk=confirmed.pk).update(standing=Standing.RECOMMENDED)


def test_a_decision_is_put_right_by_a_new_entry_alone(by):
    earlier = decided(held(by), by)
    later = decided(held(by, on=LATER), by, words="Adopt the protocol from May", replaces=earlier)

    assert earlier.replacement == later
    assert earlier not in deciding.earlier_of(first(later.item.meeting), by)
    with pytest.raises(Refused, match="was replaced already"):
        decided(later.item.meeting, by, replaces=earlier)
    with pytest.raises(Refused, match="replaces an earlier one or confirms it, not both"):
        decided(
            later.item.meeting,
            by,
            replaces=later,
            confirms=decided(held(by, on=date(2021, 4, 13), police="absent"), by),
        )


def test_a_decision_follows_only_an_earlier_one_of_its_group(by):
    earlier = decided(held(by, on=LATER), by)
    sooner = held(by)
    with pytest.raises(Refused, match="Choose an earlier decision of the same group"):
        decided(sooner, by, replaces=earlier)

    quality = group("quality", by=manager())
    other = meeting(by, group=quality, meets_on=date(2021, 4, 29))
    item(other, by=by)
    actions.hold(other, by=by)
    with pytest.raises(Refused, match="Choose an earlier decision of the same group"):
        decided(other, by, replaces=earlier)


# --- for whom ---


def test_a_decision_is_of_a_body_whose_duties_the_group_carries_out(by):
    groups.carry_out(board(), by=manager(), body=LegalBody.SAB, from_on=SINCE)
    made = held(by)

    assert decided(made, by, body=LegalBody.SAB).body == LegalBody.SAB
    with pytest.raises(Refused, match="does not carry out the duties of that body"):
        decided(made, by, body=LegalBody.CSP)
    assert decided(made, by).body == ""


@pytest.mark.parametrize(
    ("facts", "reason"),
    [({"reasons": " "}, "Enter the reasons"), ({"words": ""}, "Words")],
)
def test_a_decision_without_words_or_reasons_is_none(by, facts, reason):
    with pytest.raises(Refused, match=reason):
        decided(held(by), by, **facts)


@pytest.mark.parametrize("state", ["to come", "a member", "withdrawn"])
def test_what_is_not_written_down(by, state):
    if state == "to come":
        with pytest.raises(Refused, match="has not been held"):
            actions.decide(item(meeting(by, meets_on=NEXT_ON), by=by), by=by, **TOLD)
    elif state == "a member":
        with pytest.raises(Refused, match="Only the group’s chair"):
            decided(held(by), holder("police"))
    else:
        made = meeting(by)
        one = item(made, by=by)
        actions.withdraw_item(one, by=by, why="Late")
        for code in ("council", "police", "health", "school"):
            member(code)
        attended(made, by, council="member", police="member", health="absent", school="absent")
        actions.hold(made, by=by)
        one.meeting.refresh_from_db()
        with pytest.raises(Refused, match="taken off the agenda"):
            actions.decide(one, by=by, **TOLD)


# --- recusal ---


def test_whoever_was_recused_is_from_what_confirms_it_too(by):
    made = held(by, police="absent")
    recommended = decided(made, by)
    police = holder("police")
    recused(first(made), police, by)
    later = held(by, on=LATER, health="member")
    confirmed = decided(later, by, confirms=recommended)

    assert confirmed not in deciding.decisions_visible_to(police)
    assert queries.agenda(later, police) == []


# --- in a browser ---


def test_a_decision_a_challenge_and_an_action_are_written_down_in_a_browser(by):
    groups.carry_out(board(), by=manager(), body=LegalBody.SAB, from_on=SINCE)
    made = held(by, police="absent")
    one, client = first(made), browser(by)

    def at(name):
        return reverse(f"meetings:{name}", args=[one.uid])

    police = AgencyFactory(code="police").pk
    refused = ask_and_answer(client, at("decide"), words="Adopt it", reasons="", earlier="new")
    assert "Enter the reasons" in refused.content.decode()
    assert "Select for which statutory body" in refused.content.decode()
    ask_and_answer(client, at("decide"), words="Adopt it", reasons="It works", body="SAB", earlier="new")
    asked = {"challenger": AgencyFactory(code="health").pk, "challenged": police, "words": "Why so late?"}
    ask_and_answer(client, at("challenge"), **asked)
    doing = {"words": "Write it", "measure": "Ten files", "agency": police, "lead_role": "Head", "due_on": NEXT_ON}
    ask_and_answer(client, at("agree_action"), **doing)

    shown = client.get(at("item")).content.decode()
    assert "Recommended only" in shown
    assert "Safeguarding Adults Board" in shown
    assert "Why so late?" in shown
    assert "Write it" in shown
    assert "Recommended without a quorum" in client.get(made.get_absolute_url()).content.decode()
    decision = Decision.objects.get()
    assert decision.reference in client.get(reverse("meetings:decisions"), {"standing": "recommended"}).content.decode()
    asked = Challenge.objects.get()
    ask_and_answer(
        client, reverse("meetings:answer_challenge", args=[asked.pk]), answer="Ill", answered_on=date(2021, 4, 29)
    )
    listed = client.get(reverse("meetings:challenges"), {"answered": "no"}).content.decode()
    assert "Why so late?" not in listed

    later = held(by, on=LATER)
    earlier = {"earlier": f"confirms:{decision.reference}"}
    address = reverse("meetings:decide", args=[first(later).uid])
    ask_and_answer(client, address, words="Confirm it", reasons="As before", body="own", **earlier)
    assert Decision.objects.get(confirms=decision).standing == Standing.DECIDED
    assert "Confirmed on 27 April 2021" in client.get(at("item")).content.decode()


def test_a_group_that_acts_for_no_body_is_not_asked_for_which_it_decided(by):
    one = first(held(by))
    address = reverse("meetings:decide", args=[one.uid])
    assert "For which statutory body" not in browser(by).get(address).content.decode()

    ask_and_answer(browser(by), address, words="Adopt it", reasons="It works", earlier="new")

    assert Decision.objects.get().body == ""
