"""The pages of professional disagreements: each step in a browser without a script, and nothing for whoever is no part."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from safehold.access.models import Membership
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.assurance import actions
from safehold.assurance.lifecycle import Held
from safehold.assurance.models import Disagreement
from safehold.assurance.tests.factories import chair_of, disagreement, lead_of, manager, practitioner, scrutineer
from safehold.assurance.tests.test_report_pages import answer, at, page
from safehold.records.tests.promises import answers_like_absent, browser, lines, queries_of, sees

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def facts():
    lead_of("council")
    lead_of("police")
    return {
        "to": practitioner("police").membership_id, "issue": "threshold", "about": "LAS-1234",
        "words": "The threshold is met", "wanted": "Open an enquiry",
    }  # fmt: skip


def test_a_disagreement_goes_from_its_beginning_to_the_scrutineers_decision_in_a_browser():
    by, above = practitioner(), scrutineer()
    answer(by, "raise_disagreement", **facts())
    (made,) = Disagreement.objects.all()
    answer(practitioner("police"), "answer_disagreement", made.uid, answer="We do not think so")
    answer(by, "take_disagreement_further", made.uid, words="It is plain to see")
    answer(by, "jump_disagreement", made.uid, stage="5", at_risk="They go home tonight")
    assert made.reference in page(above, "executive")
    answer(above, "decide_disagreement", made.uid, outcome="upheld", settled="Open the enquiry")
    answer(by, "close_disagreement", made.uid, told_on=date(2021, 4, 30), learning="Thresholds are read apart")

    shown = page(lead_of("police"), "disagreement", made.uid)
    for words in ("We do not think so", "It is plain to see", "They go home tonight", "Open the enquiry", "Stage 5"):
        assert words in shown
    made.refresh_from_db()
    assert made.status == Held.CLOSED


def test_it_is_resolved_between_the_two_in_a_browser():
    made = disagreement()
    answer(practitioner(), "resolve_disagreement", made.uid, outcome="compromise", settled="A joint visit")
    answer(practitioner(), "close_disagreement", made.uid, told_on=date(2021, 4, 30), learning="Ring first")
    assert "A joint visit" in page(practitioner(), "disagreement", made.uid)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"to": ""}, "Choose to whom it is put"),
        ({"issue": ""}, "Select what it is about"),
        ({"words": ""}, "Enter what you disagree with, and why"),
        ({"about": ""}, "Enter your reference of the case"),
    ],
)
def test_what_is_wrong_with_it_is_said(answers, words):
    refused = answer(practitioner(), "raise_disagreement", **facts() | answers)
    assert words in refused.content.decode()
    assert not Disagreement.objects.exists()


@pytest.mark.parametrize(
    "name",
    ["disagreement", "answer_disagreement", "jump_disagreement", "close_disagreement", "decide_disagreement"],
)
def test_for_whoever_is_no_part_of_it_each_page_answers_as_for_one_that_never_was(name):
    made = disagreement()
    other = browser(actor(Role.INDEPENDENT_CHAIR, agency="team"))
    answers_like_absent(other, lambda uid: at(name, getattr(uid, "uid", uid)), made)


def test_no_count_list_file_or_card_tells_of_it():
    made = disagreement()
    other = actor(Role.AGENCY_LEAD, agency="health")

    for name in ("disagreements", "executive"):
        assert made.reference not in page(other, name)
    assert "0 disagreements" in page(other, "disagreements")
    assert "Professional disagreements to decide" not in page(other, "executive")
    assert browser(other).get(reverse("records:open", args=[made.uid])).status_code == 404
    assert browser(actor(Role.TRAINER, agency="team")).get(at("disagreements")).status_code == 403


def test_the_list_is_filtered_and_says_the_stages():
    disagreement()
    shown = page(practitioner("police"), "disagreements", side="challenged")
    assert "1 disagreement" in shown
    assert "0 disagreements" in page(practitioner("police"), "disagreements", side="raised")
    assert "0 disagreements" in page(practitioner("police"), "disagreements", status="closed")
    assert "within 1 working day of reaching the stage" in shown


def test_a_look_at_one_is_written_down():
    made = disagreement()
    page(lead_of("police"), "disagreement", made.uid)
    assert lines("assurance.disagreement.opened")[-1].subject_uid == str(made.uid)


def test_it_is_corrected_recorded_in_error_and_reinstated_in_a_browser():
    made, lead = disagreement(), lead_of("council")
    answer(practitioner(), "disagreement_correct_field", made.uid, "wanted", value="A strategy meeting", why="Clearer")
    answer(manager(), "disagreement_in_error", made.uid, why="Of another case")
    assert "0 disagreements" in page(lead, "disagreements")
    answer(manager(), "disagreement_reinstate", made.uid, why="It stands")
    assert "A strategy meeting" in page(lead, "disagreement", made.uid)


def test_the_pages_ask_as_often_for_many_as_for_one():
    by = manager()
    chair_of("executive")
    made = actions.jump_disagreement(disagreement(), by=practitioner(), stage=4, at_risk="Tonight")
    seen = browser(by)
    names = [("disagreements",), ("executive",), ("disagreement", made.uid)]
    for name in names:
        seen.get(at(*name))
    few = [queries_of(lambda name=name: seen.get(at(*name))) for name in names]
    for _ in range(5):
        actions.jump_disagreement(disagreement(), by=practitioner(), stage=4, at_risk="Tonight")

    assert [queries_of(lambda name=name: seen.get(at(*name))) for name in names] == few
    assert max(few) <= 12


def test_whoever_has_left_the_agency_sees_it_no_more():
    made, lead = disagreement(), lead_of("police")
    Membership.objects.filter(pk=lead.membership_id).update(to_on=date(2021, 4, 29))
    later = Membership.objects.get(pk=lead.membership_id)
    gone = replace(lead, roles=frozenset(), agency=None, membership_id=later.pk)
    assert not sees(gone, made)
