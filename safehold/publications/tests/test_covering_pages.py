"""The pages of what the law asks of a report: the matrix, its filter and file, naming, signing and withdrawing."""

import csv
import io

import pytest
from django.urls import reverse

from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.partnership.actions.groups import carry_out
from safehold.partnership.actions.setup import add_area
from safehold.partnership.tests.factories import SINCE, group
from safehold.publications import actions
from safehold.publications.models import Coverage, Publication, SignedGap
from safehold.publications.tests.factories import built, report
from safehold.publications.tests.pages import at, text
from safehold.records.tests.promises import browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
WORDS = "## The board\n\nIt met.\n"


@pytest.fixture
def both(manager):
    """A report of an adults board and of a community safety partnership, one thing of which is named."""
    made = report(manager, WORDS)
    actions.say_duties(made, by=manager, duties=["SAB", "CSP"])
    section = made.sections.select_related("publication").get()
    actions.name_place(made, by=manager, requirement="sab.objective", section=section, heading="The board")
    return made


def test_the_matrix_says_of_each_thing_whose_duty_it_is_where_the_law_says_so_and_where_it_stands(manager, both):
    page = text(browser(manager).get(at("coverage", both)))

    assert "1 of 15 things that the law asks are in this report. 14 are empty" in page
    assert "Care Act 2014, schedule 2, paragraph 4(1)(a)" in page
    assert f"{at('read', both)}#the-board" in page
    assert page.count("Safeguarding Adults Board</td>") == 7
    assert at("name_place", both, "csp.priorities") in page
    assert at("sign_gap", both, "csp.priorities") not in page
    assert "Only the independent chair or a delegated safeguarding partner can sign" in page
    assert AuditLine.objects.filter(event="publications.publication.coverage_shown").count() == 1


def test_it_is_narrowed_by_duty_and_by_state_and_says_what_cannot_be_read(manager, both):
    client = browser(manager)
    adults = text(client.get(f"{at('coverage', both)}?duty=SAB&state=empty"))
    nonsense = client.get(f"{at('coverage', both)}?duty=HWB")

    assert "sab.strategy" in adults
    assert "sab.objective" not in adults
    assert "csp.priorities" not in adults
    assert nonsense.status_code == 422
    assert "csp.priorities" not in nonsense.content.decode()


def test_the_file_holds_the_same_rows(manager, both):
    answer = browser(manager).get(f"{at('coverage', both)}?state=covered&format=csv")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))

    assert [(row["Code"], row["State"], row["Where it stands"]) for row in rows] == [
        ("sab.objective", "Covered", "1. Part 1: The board")
    ]


def test_the_manager_names_a_section_or_a_heading_and_takes_it_off(manager, both):
    client = browser(manager)
    section = both.sections.get()
    page = text(client.get(at("name_place", both, "sab.strategy")))
    assert f'value="{section.pk}:The board"' in page
    assert "What the board did to carry out its strategy" in page
    assert "Choose the part of the report" in text(client.post(at("name_place", both, "sab.strategy"), {"place": ""}))
    answer = client.post(at("name_place", both, "sab.strategy"), {"place": f"{section.pk}:The board"})

    assert answer.url == at("coverage", both)
    named = Coverage.objects.get(requirement="sab.strategy")
    assert named.heading == "The board"
    assert client.post(at("take_place_off", both, named.pk)).url == at("coverage", both)
    named.refresh_from_db()
    assert named.removed_by == manager.user
    assert client.get(at("take_place_off", both, named.pk)).status_code == 404


def test_what_the_law_does_not_ask_of_this_report_is_not_there(manager, both):
    client = browser(manager)

    for code in ("children.done", "sab.nothing"):
        assert client.get(at("name_place", both, code)).status_code == 404


def test_the_chair_signs_a_gap_and_withdraws_it(chair, both):
    client = browser(chair)
    page = text(client.get(at("coverage", both)))
    assert at("sign_gap", both, "csp.priorities") in page
    assert at("name_place", both, "csp.priorities") not in page
    refused = text(client.post(at("sign_gap", both, "csp.priorities"), {"why": ""}))
    assert "Enter why it is not in the report" in refused
    answer = client.post(at("sign_gap", both, "csp.priorities"), {"why": "They stand in the plan itself"})

    assert answer.url == at("coverage", both)
    signed = SignedGap.objects.get()
    page = text(client.get(at("coverage", both)))
    assert "Because: They stand in the plan itself. Signed by" in page
    assert at("withdraw_gap", both, signed.pk) in page
    assert client.post(at("withdraw_gap", both, signed.pk)).url == at("coverage", both)
    assert at("sign_gap", both, "csp.priorities") in text(client.get(at("coverage", both)))


def test_what_is_there_already_cannot_be_signed_away_and_nothing_typed_is_lost(chair, both):
    answer = browser(chair).post(at("sign_gap", both, "sab.objective"), {"why": "We do not want it"})

    page = text(answer)
    assert "there is no gap to sign" in page
    assert "We do not want it" in page


def test_whoever_writes_a_section_is_told_why_they_cannot_sign(chair, both):
    both.sections.update(writer=chair.user)
    client = browser(chair)

    assert "You write a section of this report, so somebody else must sign" in text(client.get(at("coverage", both)))
    assert client.get(at("sign_gap", both, "csp.priorities")).status_code == 403


def test_the_manager_says_which_duties_it_answers_of_those_that_are_ours(manager, both):
    client = browser(manager)
    page = text(client.get(at("duties", both)))
    assert 'value="SAB" checked' in page
    assert 'value="SAFEGUARDING_PARTNERS"' not in page
    client.post(at("duties", both), {"duties": ["CSP"]})

    both.refresh_from_db()
    assert both.duties == ["CSP"]
    assert "Change which duties" in text(client.get(at("coverage", both)))


def test_a_report_that_nothing_is_asked_of_says_so(manager):
    page = text(browser(manager).get(at("coverage", report(manager, WORDS))))

    assert "nothing in law is asked of it" in page


def test_a_stranger_to_reports_sees_no_matrix(both):
    assert browser(actor(Role.DELEGATE)).get(at("coverage", both)).status_code == 404


def test_the_matrix_asks_no_more_questions_for_many_places_and_gaps(
    manager, chair, both, django_assert_max_num_queries
):
    section = both.sections.select_related("publication").get()
    for each in built(both).document.asked:
        if each.empty and each.code != "csp.priorities":
            actions.name_place(both, by=manager, requirement=each.code, section=section)
    (last,) = [each for each in built(both).document.asked if each.empty]
    actions.sign_gap(both, by=chair, asked=last, why="It comes in a supplement")
    client = browser(manager)
    with django_assert_max_num_queries(24):
        page = text(client.get(at("coverage", both)))

    assert "14 of 15 things that the law asks are in this report. 1 gap is signed." in page


def test_the_submit_page_leads_to_what_is_empty(manager, both):
    page = text(browser(manager).get(at("submit", both)))

    assert "14 things that the law asks are not in this report" in page
    assert at("coverage", both) in page


def test_a_new_report_answers_the_duties_that_are_ours(manager):
    add_area(by=manager, code="here", name="Here")
    carry_out(group("board", by=manager), by=manager, body="SAB", from_on=SINCE)
    client = browser(manager)
    assert 'value="SAB" checked' in text(client.get(reverse("publications:begin")))
    told = {"title": "Annual", "period": "2020-21", "geography": "Here", "profile": "public", "duties": ["SAB"]}
    client.post(reverse("publications:begin"), told)

    assert Publication.objects.get().duties == ["SAB"]
