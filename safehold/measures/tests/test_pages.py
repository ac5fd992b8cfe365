"""What the pages of the figures promise: every code found, every value with how it was made, every difference shown."""

import csv
import re
from io import StringIO

import pytest
from django.urls import reverse

from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.govuk.tests.pages import faults
from safehold.measures.actions import decide_print
from safehold.measures.catalogue import DEFINITIONS
from safehold.measures.catalogue.sections import SECTIONS
from safehold.measures.models import PrintDecision, Prints
from safehold.measures.tests.factories import FIVE_YEARS, events, figures
from safehold.records.tests.promises import browser, queries_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]
TWO_YEARS = ("lado.contacts,2019-20,264", "lado.contacts,2020-21,200")


def get(address: str, *, role=Role.DATA_ANALYST, agency="council"):
    return browser(actor(role, agency=agency)).get(address)


def text(response) -> str:
    return response.content.decode()


def code_page(code="lado.contacts") -> str:
    return reverse("measures:figure", args=[code])


@pytest.mark.parametrize(
    ("role", "status"),
    [
        (Role.DATA_ANALYST, 200),
        (Role.AGENCY_LEAD, 200),
        (Role.SUBGROUP_CHAIR, 200),
        (Role.DELEGATE, 403),
        (Role.SCHOOL_LEAD, 403),
        (Role.SYSTEM_ADMINISTRATOR, 403),
    ],
)
@pytest.mark.parametrize("name", ["list", "differences", "figure"])
def test_the_figures_are_for_members_of_the_partnership(role, status, name):
    args = ["lado.contacts"] if name == "figure" else []
    assert get(reverse(f"measures:{name}", args=args), role=role).status_code == status


def test_the_catalogue_begins_with_the_parts_of_the_work_and_every_code_is_in_one():
    page = text(get(reverse("measures:list")))

    assert {found.section for found in DEFINITIONS} == SECTIONS.keys()
    for number, words in SECTIONS.items():
        assert f'href="?section={number}">{words}</a>' in page


def test_a_code_is_found_by_a_word_of_its_sentence_by_its_code_and_by_its_part_of_the_work():
    for query, code in (
        ("q=protocol", "not_under_protocol"),
        ("q=lado.contacts.change_pct", "lado.contacts.change_pct"),
    ):
        assert code in text(get(f"{reverse('measures:list')}?{query}"))
    reviews = text(get(f"{reverse('measures:list')}?section=3"))
    assert "sar.referrals" in reviews
    assert "lado.contact_outcome" not in reviews
    assert "No measure has these words" in text(get(f"{reverse('measures:list')}?q=nothing+of+the+kind"))


def test_the_latest_value_stands_beside_each_code():
    figures(*TWO_YEARS, covers=FIVE_YEARS)

    page = text(get(f"{reverse('measures:list')}?q=lado.contacts"))

    assert "200 (2020-21)" in page
    assert "−24.2% (2020-21)" in page


def test_the_whole_catalogue_leaves_as_a_file():
    content = b"".join(get(reverse("measures:list") + "?format=csv").streaming_content).decode("utf-8-sig")

    assert [row["Code"] for row in csv.DictReader(StringIO(content))] == [found.code for found in DEFINITIONS]
    assert AuditLine.objects.get(event="measures.catalogue_exported").count == len(DEFINITIONS)


def test_a_codes_page_says_what_it_is_and_shows_every_value_with_where_it_came_from():
    submission = figures(*TWO_YEARS, "lado.contacts,2018-19,141", covers=FIVE_YEARS)

    page = text(get(code_page()))

    assert "Contacts made with the local authority designated officer in the year." in page
    assert "Neither higher nor lower is better" in page
    assert re.findall(r'<th scope="row"[^>]*><a[^>]*>([^<]+)<', page) == ["2020-21", "2019-20", "2018-19"]
    assert submission.get_absolute_url() in page
    assert "<svg" in page
    assert 'role="img"' in page
    assert " style=" not in page


def test_a_submission_that_one_may_not_see_is_named_by_its_source_and_not_linked():
    submission = figures(*TWO_YEARS, covers=FIVE_YEARS)

    page = text(get(code_page(), role=Role.AGENCY_LEAD, agency="police"))

    assert submission.get_absolute_url() not in page
    assert "Invented for tests" in page


def test_the_link_to_one_figure_says_how_it_was_made_down_to_its_parts():
    figures(*TWO_YEARS, covers=FIVE_YEARS)

    page = text(get(code_page("lado.contacts.change_pct") + "?period=2020-21&geography=Westmere"))

    assert "Westmere, 2020-21: −24.2%" in page
    assert "(200 less 264) divided by 264, times 100, rounded half up to one decimal place" in page
    assert "/figures/lado.contacts/?period=2019-20&amp;geography=Westmere" in page


def test_a_link_to_a_figure_that_is_not_there_says_so():
    page = text(get(code_page() + "?period=1999-00&geography=Westmere"))

    assert "There is no figure for this period and place" in page


def test_reported_and_counted_stand_side_by_side_and_a_difference_is_flagged():
    figures("sar.referrals,2020-21,4")
    events("sar_referral,2020-05-04", "sar_referral,2020-06-04")

    page, differences = text(get(code_page("sar.referrals"))), text(get(reverse("measures:differences")))

    assert "1 figure differs" in page
    assert ">Differ</strong>" in page
    assert "1 to decide, 0 decided" in differences
    assert "/figures/sar.referrals/?period=2020-21&amp;geography=Westmere" in differences


def test_a_difference_that_was_decided_stands_apart_with_who_decided_it():
    figures("sar.referrals,2020-21,4")
    events("sar_referral,2020-05-04", "sar_referral,2020-06-04")
    manager = actor(Role.BUSINESS_MANAGER)
    decide_print(by=manager, code="sar.referrals", prints=Prints.REPORTED, why="The return was checked by hand")

    differences = text(get(reverse("measures:differences")))

    assert "0 to decide, 1 decided" in differences
    assert "Every difference has been decided" in differences
    assert str(manager.user) in differences


def test_where_nothing_differs_the_page_says_so():
    figures(*TWO_YEARS, "lado.contacts.change,2020-21,-64", covers=FIVE_YEARS)

    assert "agrees with what was computed" in text(get(reverse("measures:differences")))


def test_which_figure_prints_is_decided_with_a_reason_and_its_story_is_told():
    figures("sar.referrals,2020-21,4")
    events("sar_referral,2020-05-04", "sar_referral,2020-06-04")
    client = browser(actor(Role.BUSINESS_MANAGER))
    where = reverse("measures:decide", args=["sar.referrals"])

    refused = client.post(where, {"prints": "computed", "why": ""})
    done = text(client.post(where, {"prints": "computed", "why": "The rows are complete"}, follow=True))

    assert refused.status_code == 422
    assert "The rows are complete" in done
    assert "The computed figure prints, where there is one." in done
    assert PrintDecision.objects.count() == 1


def test_someone_who_may_not_decide_is_told_who_may():
    figures("sar.referrals,2020-21,4")
    events("sar_referral,2020-05-04")

    page = text(get(code_page("sar.referrals"), role=Role.AGENCY_LEAD))
    refused = get(reverse("measures:decide", args=["sar.referrals"]), role=Role.AGENCY_LEAD)

    assert "Only the business manager or a data analyst can decide which figure prints" in page
    assert "/decide/" not in page
    assert refused.status_code == 403


def test_a_code_leaves_as_a_file_with_both_versions():
    figures("sar.referrals,2020-21,4")
    events("sar_referral,2020-05-04")

    content = b"".join(get(code_page("sar.referrals") + "?format=csv").streaming_content).decode("utf-8-sig")

    row = next(csv.DictReader(StringIO(content)))
    assert (row["Prints"], row["Reported"], row["Computed"], row["Basis"]) == ("4", "4", "1", "Printed by the source")


def test_what_is_no_code_is_not_there():
    assert get("/figures/no.such.code/").status_code == 404


def test_a_codes_page_asks_as_many_questions_for_many_values_as_for_few(django_assert_max_num_queries):
    who = actor(Role.DATA_ANALYST)
    client = browser(who)
    figures("children.referrals,2020-04,1", by=who)
    client.get(code_page("children.referrals"))
    with django_assert_max_num_queries(12) as few:
        client.get(code_page("children.referrals"))
    figures(*(f"children.referrals,2020-{month:02},{month}" for month in range(5, 13)), by=who)

    with django_assert_max_num_queries(len(few)):
        response = client.get(code_page("children.referrals"))

    assert len(response.content) < 60_000


def test_the_catalogue_asks_as_many_questions_for_a_page_of_measures_as_for_one():
    figures(*TWO_YEARS, "lado.suitability.total,2020-21,23", "lado.suitability.school,2020-21,8", covers=FIVE_YEARS)
    client = browser(actor(Role.DATA_ANALYST))
    one, many = (reverse("measures:list") + query for query in ("?q=lado.suitability.school", "?q=lado"))

    measures = [text(client.get(address)).count('<th scope="row"') for address in (one, many)]

    assert (measures[0], measures[1]) == (1, 25)
    assert queries_of(lambda: client.get(one)) == queries_of(lambda: client.get(many)) <= 12


@pytest.mark.parametrize(
    "address", ["/figures/", "/figures/?q=lado", "/figures/differences/", "/figures/lado.contacts/decide/"]
)
def test_each_page_is_whole(address):
    figures(*TWO_YEARS, covers=FIVE_YEARS)
    events("lado_contact,2020-05-04")

    response = get(address)

    assert response.status_code == 200
    assert faults(text(response)) == []
    assert len(response.content) < 30_000
