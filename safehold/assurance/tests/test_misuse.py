"""A hostile user of the room: odd numbers, dates and filters, long text, and two people at once."""

from datetime import date

import pytest
from django.urls import reverse

from safehold.access.models import Grant
from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.assurance import actions
from safehold.assurance.models import AssuredDuty, Disagreement, GroupReport, ReceivedReport, Risk
from safehold.assurance.tests.factories import (
    begun,
    came,
    chair_of,
    disagreement,
    duty,
    expected,
    lead_of,
    manager,
    owner,
    practitioner,
    risk,
    scrutineer,
    submitted,
)
from safehold.assurance.tests.test_report_pages import answer, at
from safehold.records.tests.promises import browser, hidden_of, typed

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LISTS = ("reports", "risks", "duties", "register", "disagreements")
ODD = (
    {"q": "\x00"}, {"likelihood": "9" * 30}, {"impact": "-1"}, {"agency": "x"}, {"agency": "9" * 30}, {"group": "9" * 30},
    {"status": "nothing"}, {"standing": "nothing"}, {"sort": "made_by__password"}, {"page": "0"}, {"page": "9" * 30},
 {"report_kind": "' OR 1=1"},
)  # fmt: skip


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("asked", ODD, ids=str)
def test_a_list_that_is_asked_for_nonsense_says_so_or_shows_itself(name, asked):
    assert browser(manager()).get(at(name), asked).status_code in (200, 400, 404, 422)


@pytest.mark.parametrize("name", ["withdraw_duty_evidence", "answer_duty_challenge", "record_look"])
@pytest.mark.parametrize("number", [0, 2**63 - 1, 2**63, 10**30])
def test_a_number_that_nothing_has_is_not_there(name, number):
    path = reverse(f"assurance:{name}", args=[number])
    assert browser(manager()).get(path).status_code == 404


def far_risk():
    return risk(review_on=date(2022, 5, 1))


def far_move():
    return actions.move_report_due(expected(), by=manager(), due_on=date(2022, 6, 1), why="Busy")


def far_return():
    sent = {"words": "No figures", "due_on": date(2022, 6, 1)}
    return actions.send_report_back(came(), by=chair_of("quality"), **sent)


def long_ago():
    return actions.receive_report(expected(), by=manager(), received_on=date(2020, 5, 30))


def far_look():
    told = {"look_kind": "visit", "words": "The front door", "due_on": date(2023, 5, 1)}
    return actions.plan_look(duty(), by=scrutineer(), **told)


def told_before():
    made = actions.resolve_disagreement(disagreement(), by=practitioner(), outcome="upheld", settled="Yes")
    return actions.close_disagreement(made, by=practitioner(), told_on=date(2021, 4, 29), learning="Ring first")


@pytest.mark.parametrize(
    ("attempt", "words"),
    [
        (far_risk, "The next review must be within 12 months"),
        (far_move, "within a year of 31 May 2021, when the report was due first"),
        (far_return, "within a year of 31 May 2021, when the report was due first"),
        (long_ago, "That is more than a year before it was due"),
        (lambda: expected(due_on=date(2023, 5, 1)), "The date it is due must be within two years"),
        (far_look, "The day of the visit or sample must be within two years"),
        (told_before, "It was settled on 30 April 2021, so they were told how it ended then or later"),
        (lambda: begun(from_on=date(2020, 3, 31)), "Choose a period of a year at most"),
    ],
)
def test_a_day_so_far_away_that_nothing_is_ever_late_is_refused(attempt, words):
    with pytest.raises(Refused, match=words):
        attempt()


def test_the_control_the_last_day_that_is_near_enough():
    assert risk(review_on=date(2022, 4, 30)).review_on == date(2022, 4, 30)
    assert actions.move_report_due(expected(), by=manager(), due_on=date(2022, 5, 31), why="The election")
    assert begun(from_on=date(2020, 4, 1))


@pytest.mark.parametrize(
    ("who", "name", "answers"),
    [
        (manager, "raise_risk", {"title": "x" * 161}),
        (manager, "raise_risk", {}),
        (scrutineer, "add_duty", {"title": "x" * 161}),
        (scrutineer, "add_duty", {}),
        (manager, "expect_report", {"year": "9" * 40}),
        (practitioner, "raise_disagreement", {"words": "x" * 4001}),
        (practitioner, "raise_disagreement", {"about": "x" * 61, "to": "9" * 30}),
        (manager, "begin_report", {"group": "9" * 30, "from_on": "soon"}),
    ],
)
def test_an_empty_form_or_a_long_text_is_said_and_makes_nothing(who, name, answers):
    refused = answer(who(), name, **answers)
    assert refused.status_code == 422
    assert "There is a problem" in refused.content.decode()
    for kind in (AssuredDuty, Disagreement, GroupReport, ReceivedReport, Risk):
        assert not kind.objects.exists()


# --- two people at once: both opened the page, and the second to answer overwrites nothing ---


def opened(who, name, uid):
    """A browser in which the page is open, and what the page asks to be sent back."""
    web = browser(who)
    hidden = hidden_of(web.get(at(name, uid)).text)
    return lambda **answers: web.post(at(name, uid), typed(answers) | hidden)


def test_two_who_answer_one_ask_at_once():
    report, above = submitted(), chair_of("executive")
    first, second = opened(above, "answer_report", report.uid), opened(above, "answer_report", report.uid)
    assert first(verdict="given", answer="By June").status_code == 302
    late = second(verdict="not_given", answer="Never")
    assert late.status_code != 302
    report.refresh_from_db()
    assert (report.verdict, report.answer) == ("given", "By June")


def test_two_who_score_one_risk_at_once():
    made = risk()
    scores = {"likelihood_before": 4, "impact_before": 4, "impact": 3, "tolerance": 12, "review_on": date(2021, 7, 30)}
    first, second = (opened(who, "review_risk", made.uid) for who in (owner(), chair_of("quality")))
    assert first(likelihood=2, words="Better", **scores).status_code == 302
    late = second(likelihood=4, words="Worse than ever", **scores)
    assert late.status_code != 302
    assert "Worse than ever" in late.content.decode()  # nothing typed is lost
    made.refresh_from_db()
    assert (made.score, made.reviews.count()) == (6, 2)


def test_two_who_assess_one_duty_at_once():
    of = duty()
    first, second = (opened(who, "assess_duty", of.uid) for who in (scrutineer(), chair_of("quality")))
    assert first(sure="limited", words="Few files").status_code == 302
    assert second(sure="full", words="All is well").status_code != 302
    of.refresh_from_db()
    assert (of.sure, of.assessments.count()) == ("limited", 1)


def test_two_who_ratify_one_report_at_once():
    report, chair = came(), chair_of("quality")
    first, second = (opened(chair, "ratify_report", report.uid) for _ in range(2))
    assert first(words="Read", decision="").status_code == 302
    assert second(words="Read twice", decision="").status_code != 302
    assert [each.words for each in report.steps.order_by("pk")] == ["Read", ""]


def test_whoever_lost_their_part_in_it_meanwhile_answers_nothing():
    made, lead = disagreement(), lead_of("police")
    send = opened(lead, "answer_disagreement", made.uid)
    Grant.objects.filter(membership=lead.membership_id).update(role=Role.AGENCY_CONTRIBUTOR)
    assert send(answer="No").status_code == 404
    made.refresh_from_db()
    assert made.status == "open"
