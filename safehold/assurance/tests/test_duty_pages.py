"""The pages of the assurance framework: each step can be taken in a browser without a script, and nothing hidden is shown."""

from datetime import date

import pytest

from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.assurance import actions
from safehold.assurance.models import AssuredDuty, DutyChallenge, DutyEvidence, DutyLook
from safehold.assurance.tests.factories import a_group, chair_of, duty, evidence, manager, owner, scrutineer
from safehold.assurance.tests.test_report_pages import answer, at, page
from safehold.records.tests.promises import browser, queries_of
from tests.invented.factories import notebook

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
ADD = {
    "title": "Staff are checked",
    "words": "Each agency checks",
    "basis": "Children Act 2004, section 11",
    "body": "",
}


def test_a_duty_goes_from_the_framework_to_an_assessment_in_a_browser():
    by = scrutineer()
    answer(by, "add_duty", **ADD, agency=AgencyFactory(code="health").pk, group=a_group("quality").pk)
    (of,) = AssuredDuty.objects.all()
    assert "Not assured, or not assessed (1)" in page(by, "scrutiny")

    answer(owner(), "give_duty_evidence", of.uid, words="Forty files", dated_on=date(2020, 2, 1), entry="")
    answer(by, "assess_duty", of.uid, sure="reasonable", words="Forty files were checked")
    assert "Stale: of 1 February 2020" in page(by, "scrutiny")
    answer(by, "challenge_duty", of.uid, words="Why so old?")
    answer(by, "plan_look", of.uid, look_kind="sample", words="Ten files", due_on=date(2021, 5, 10))
    assert "Why so old?" in page(by, "scrutiny")
    answer(owner(), "answer_duty_challenge", DutyChallenge.objects.get().pk, answer="The audit was put off")
    answer(by, "record_look", DutyLook.objects.get().pk, done_on=date(2021, 4, 30), found="All ten were checked")
    answer(owner(), "withdraw_duty_evidence", DutyEvidence.objects.get().pk, why="The wrong year")

    shown = page(by, "duty", of.uid)
    for words in ("Reasonable assurance", "The audit was put off", "All ten were checked", "Withdrawn: The wrong year"):
        assert words in shown
    assert "No evidence" in page(by, "scrutiny")


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"dated_on": date(2021, 6, 1)}, "The date of the evidence must be today or in the past"),
        ({"words": ""}, "Enter what it shows"),
        ({"entry": "somewhere else"}, "There is no such record that you can see"),
    ],
)
def test_what_is_wrong_with_evidence_is_said(answers, words):
    told = {"words": "Forty files", "dated_on": date(2021, 2, 1), "entry": ""}
    refused = answer(owner(), "give_duty_evidence", duty().uid, **told | answers)

    assert words in refused.content.decode()
    assert not DutyEvidence.objects.exists()


def test_whose_duty_it_is_reads_why_they_do_not_assess_it():
    chair = chair_of("quality", agency="health")
    shown = page(chair, "duty", duty().uid)

    assert "is not the one who is assured. Somebody else must assess it" in shown
    assert 'assess/"' not in shown


def test_a_page_shows_nothing_of_evidence_that_its_reader_may_not_see():
    officer = actor(Role.REVIEW_OFFICER, agency="team")
    of, held = duty(agency=None), notebook(officer)
    address = f"https://safehold.example/invented/notebooks/{held.uid}/"
    answer(officer, "give_duty_evidence", of.uid, words="Secretly so", dated_on=date(2021, 4, 1), entry=address)

    assert "Secretly so" in page(officer, "duty", of.uid)
    for name, args in (("duty", [of.uid]), ("scrutiny", []), ("duties", [])):
        shown = page(owner(), name, *args)
        assert "Secretly so" not in shown
        assert "1 April 2021" not in shown
        assert "No evidence" in shown
    refused = browser(manager()).get(at("withdraw_duty_evidence", DutyEvidence.objects.get().pk))
    assert refused.status_code == 404


def test_the_framework_is_filtered_and_leaves_as_a_file():
    by = scrutineer()
    of = duty()
    evidence(of)
    actions.challenge_duty(of, by=by, words="Why?")
    duty(title="Of every agency", agency=None)

    assert "1 duty" in page(by, "duties", standing="stale")
    assert "2 duties" in page(by, "duties", standing="unassessed")
    assert "1 duty" in page(by, "duties", standing="challenged")
    assert "0 duties" in page(by, "duties", standing="full")
    assert "1 duty" in page(by, "duties", agency=AgencyFactory(code="fire").pk)
    file = b"".join(browser(by).get(at("duties"), {"format": "csv"}).streaming_content).decode()
    assert "Every agency" in file


def test_the_pages_ask_as_often_for_many_duties_as_for_one():
    by = scrutineer()
    one = duty()
    evidence(one)
    actions.challenge_duty(one, by=by, words="Why?")
    seen = browser(by)
    names = [("duties",), ("scrutiny",), ("duty", one.uid)]
    for name in names:
        seen.get(at(*name))
    few = [queries_of(lambda name=name: seen.get(at(*name))) for name in names]
    for n in range(6):
        more = duty(title=f"Duty {n}")
        for of in (one, more):
            evidence(of)
            actions.challenge_duty(of, by=by, words="Why?")
            actions.plan_look(of, by=by, look_kind="visit", words="A visit", due_on=date(2021, 5, 10))

    assert [queries_of(lambda name=name: seen.get(at(*name))) for name in names] == few
    assert max(few) <= 12


def test_a_duty_is_corrected_recorded_in_error_and_reinstated_in_a_browser():
    of = duty()
    by = manager()
    answer(by, "duty_correct_field", of.uid, "basis", value="Care Act 2014", why="It is for adults")
    assert "Care Act 2014" in page(by, "duty", of.uid)
    answer(by, "duty_in_error", of.uid, why="Twice")
    assert "0 duties" in page(by, "duties")
    answer(by, "duty_reinstate", of.uid, why="Not twice")
    assert "1 duty" in page(by, "duties")
