"""The pages of a report: each says what it must, loses nothing typed, and asks the database few questions."""

import re

import pytest
from django.urls import reverse, reverse_lazy

from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.partnership.actions.setup import add_area
from safehold.publications import actions, queries
from safehold.publications.models import AcceptedFinding, Kind, Profile, Publication
from safehold.publications.readiness import fingerprint
from safehold.publications.tests.factories import DAY, WORDS, built, report
from safehold.publications.tests.pages import at, text
from safehold.records.tests.promises import browser

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.one_database]
MOST, WHOLE = 12, 20
"""So many questions a page may ask the database, who is asking (five) and the trail's line included: any page, and one
that makes the whole report anew, from its words, its figures, its returns and its groups.
"""
NAMES = {"preview": "write"}
MAKES_IT_ALL = {"read", "check", "publish", "preview", "submit"}


def to_publish(publication):
    """The page that publishes, for somebody who has just read the report as it stands."""
    return f"{at('publish', publication)}?read={fingerprint(queries.made(publication, on=DAY).document)}"


def accept_all(draft, by):
    for finding in built(draft).failing:
        actions.accept_finding(draft, by=by, finding=finding, why="The source says so")


def submitted(draft, manager):
    accept_all(draft, manager)
    actions.submit(draft, by=manager, made=built(draft))
    return draft


# --- checks ---


def test_the_check_page_says_what_stops_the_report_and_offers_to_accept_it(manager, draft):
    page = text(browser(manager).get(at("check", draft)))

    assert "1 check fails. The report cannot be submitted" in page
    (finding,) = built(draft).failing
    assert at("accept_finding", draft, finding.key) in page


def test_what_is_accepted_is_shown_with_its_reason_and_no_longer_stops_it(manager, draft):
    client = browser(manager)
    (finding,) = built(draft).failing

    assert "12 cannot lie inside 11." in text(client.get(at("accept_finding", draft, finding.key)))
    refused = client.post(at("accept_finding", draft, finding.key), {"why": ""})
    assert "Enter why it may be printed all the same" in text(refused)
    answer = client.post(at("accept_finding", draft, finding.key), {"why": "The source says so"})
    assert answer.url == at("check", draft)

    page = text(client.get(at("check", draft)))
    assert "cannot be submitted" not in page
    assert "The source says so" in page
    accepted = AcceptedFinding.objects.get()
    assert at("take_back", draft, accepted.pk) in page
    client.post(at("take_back", draft, accepted.pk))
    assert "cannot be submitted" in text(client.get(at("check", draft)))
    assert client.get(at("take_back", draft, accepted.pk)).status_code == 404


def test_a_finding_that_is_not_there_cannot_be_accepted(manager, draft):
    assert browser(manager).get(at("accept_finding", draft, "0" * 24)).status_code == 404
    assert browser(actor(Role.AGENCY_LEAD)).get(at("accept_finding", draft, "0" * 24)).status_code == 403


def test_whoever_approves_reads_what_was_accepted(manager, chair, draft):
    page = text(browser(chair).get(to_publish(submitted(draft, manager))))

    assert "12 cannot lie inside 11." in page
    assert "The source says so" in page


def test_the_check_page_says_what_of_the_typed_numbers_is_checked(manager, draft):
    page = text(browser(manager).get(at("check", draft)))

    assert "Any other typed number is checked against nothing." in page


# --- setting out ---


def test_the_order_is_changed_by_buttons_and_a_section_taken_out_and_put_back(manager, draft):
    client = browser(manager)

    assert "Move down" in text(client.get(at("arrange", draft)))
    assert client.post(at("arrange", draft), {"move": "down-1"}).url == at("arrange", draft)
    assert [each.title for each in draft.sections.order_by("number")] == ["Part 2", "Part 1"]
    assert "Choose a section to move" in text(client.post(at("arrange", draft), {"move": "sideways-9"}))

    assert "can put it back" in text(client.get(at("remove_section", draft, 1)))
    client.post(at("remove_section", draft, 1))
    gone = draft.sections.exclude(removed_on=None).get()
    assert at("put_back", draft, gone.pk) in text(client.get(at("arrange", draft)))
    client.post(at("put_back", draft, gone.pk))
    assert [each.title for each in draft.sections.order_by("number")] == ["Part 1", "Part 2"]


def test_a_sections_title_and_writer_are_changed_on_a_page(manager, draft):
    client = browser(manager)
    agency = manager.agency.pk

    assert "Part 1" in text(client.get(at("change_section", draft, 1)))
    client.post(at("change_section", draft, 1), {"title": "Learning", "agency": agency, "writer": manager.user.pk})
    assert draft.sections.get(number=1).title == "Learning"


# --- the printed report of 2020-21 ---

PRINTED = reverse_lazy("publications:printed_claims")


@pytest.mark.parametrize("invented", [True, False])
def test_in_a_demonstration_the_list_leads_to_the_real_printed_report_and_says_whose_it_is(manager, settings, invented):
    settings.DEMO, settings.INVENTED = True, invented
    client = browser(manager)

    assert f'href="{PRINTED}"' in text(client.get(reverse("publications:list")))
    page = text(client.get(PRINTED))

    assert "the Bath and North East Somerset Community Safety and Safeguarding Partnership published" in page
    assert "It is a real report" in page
    assert ("nothing in it is about this partnership, which is invented" in page) is invented


def test_elsewhere_nobody_is_shown_the_faults_of_another_partnerships_report(manager, settings):
    settings.DEMO = False
    client = browser(manager)

    assert str(PRINTED) not in text(client.get(reverse("publications:list")))
    assert client.get(PRINTED).status_code == 404


# --- the task list ---


def sections_linked(page):
    """Where each section of the task list leads, of those that lead anywhere."""
    return re.findall(r'govuk-task-list__link" href="([^"]+)"', page)


@pytest.mark.parametrize(
    ("role", "written"),
    [(Role.BUSINESS_MANAGER, [1, 2, 3]), (Role.AGENCY_CONTRIBUTOR, [3]), (Role.INDEPENDENT_CHAIR, [])],
)
def test_a_section_leads_to_its_words_only_for_whoever_may_write_it(manager, draft, role, written):
    actions.add_section(draft, by=manager, number=3, title="Part 3", agency=AgencyFactory(code="health"))
    client = browser(actor(role, agency="health"))

    page = text(client.get(at("publication", draft)))

    assert sections_linked(page) == [at("write", draft, number) for number in written]
    assert [client.get(address).status_code for address in sections_linked(page)] == [200] * len(written)
    # the rest are named all the same, with how far they are
    assert [f"{number}. Part {number}" in page for number in (1, 2, 3)] == [True] * 3
    assert page.count("Finished") == 2


def test_no_section_leads_anywhere_once_the_report_is_submitted_or_published(manager, chair, draft):
    client = browser(manager)
    submitted(draft, manager)

    assert sections_linked(text(client.get(at("publication", draft)))) == []
    files = {Kind.CSV: b"figures"}
    actions.publish(draft, by=chair, made=built(draft), files=files, read=fingerprint(built(draft).document))
    assert sections_linked(text(client.get(at("publication", draft)))) == []


# --- queries ---


@pytest.mark.parametrize(
    "name", ["list", "publication", "read", "check", "write", "preview", "earlier", "arrange", "submit", "publish"]
)
def test_a_page_asks_at_most_a_dozen_questions_however_long_the_report(
    name, manager, chair, draft, django_assert_max_num_queries
):
    def opened(who):
        numbered = [1] if name in {"write", "earlier", "preview"} else []
        address = reverse("publications:list") if name == "list" else at(NAMES.get(name, name), draft, *numbered)
        address = to_publish(draft) if name == "publish" else address
        client = browser(who)
        client.get("/")  # the first page of a session writes the session
        sent = {"words": WORDS, "preview": "yes"}
        with django_assert_max_num_queries(WHOLE if name in MAKES_IT_ALL else MOST) as asked:
            assert (client.post(address, sent) if name == "preview" else client.get(address)).status_code == 200
        return len(asked)

    who = chair if name == "publish" else manager
    if name == "publish":
        submitted(draft, manager)
        few = opened(who)
        actions.send_back(draft, by=chair, why="More")
        draft.refresh_from_db()
    else:
        few = opened(who)
    for number in range(3, 15):
        section = actions.add_section(draft, by=manager, number=number, title=f"Part {number}", agency=manager.agency)
        actions.write(section, by=manager, words="There were {{ figure lado.contacts }} contacts.")
        actions.finish(section, by=manager)
        actions.add_term(draft, by=manager, word=f"Word {number}", meaning="A meaning.")
        actions.add_table(draft, by=manager, name=f"t{number}", caption=f"T {number}", columns=["A"], rows=[["b"]])
    if name == "publish":
        actions.submit(draft, by=manager, made=built(draft))
    assert opened(who) == few


def test_files_and_a_published_report_are_within_the_dozen_too(manager, chair, draft, django_assert_max_num_queries):
    submitted(draft, manager)
    actions.publish(
        draft, by=chair, made=built(draft), files={Kind.CSV: b"figures"}, read=fingerprint(built(draft).document)
    )
    client = browser(manager)
    client.get("/")

    # a report is costly to read: holding a place for it asks four times more, whatever the report
    for address, most in (
        (at("publication", draft), MOST),
        (at("read", draft), MOST + 4),
        (at("file", draft, "csv"), MOST),
    ):
        with django_assert_max_num_queries(most):
            assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("typed", "kept"), [("2021-2022", "2021-22"), (" 2021-22 ", "2021-22"), ("2011-2012", "2011-2012")]
)
def test_a_year_is_kept_as_its_figures_are(manager, typed, kept):
    add_area(by=manager, code="here", name="Here")

    browser(manager).post(reverse("publications:begin"), begun(typed))

    assert Publication.objects.get().period == kept


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("next year", "next year is not a period"),
        ("2021-2021", "a year ends one after it starts"),
        ("2021-22 Q1", "Enter a year, like 2020-21"),
    ],
)
def test_what_is_no_year_starts_no_report_and_is_shown_again(manager, typed, told):
    add_area(by=manager, code="here", name="Here")

    page = text(browser(manager).post(reverse("publications:begin"), begun(typed)))

    assert told in page
    assert f'value="{typed}"' in page
    assert not Publication.objects.exists()


def begun(period):
    return {"title": "Annual report", "period": period, "geography": "Here", "profile": Profile.PUBLIC}


def test_a_report_can_be_compared_with_nowhere(manager):
    """Radios could not be taken back once one was chosen, and the answer that there is no comparison was not among them."""
    add_area(by=manager, code="here", name="Here")

    page = text(browser(manager).get(reverse("publications:begin")))

    assert "Which wider area is it compared with? (optional)" in page
    assert ">No comparison</option>" in re.sub(r"\s*\n\s*", "", page)


def test_every_question_about_a_report_leads_back_to_it(manager, draft):
    for name in ("add_section", "add_table", "add_term", "show_small"):
        assert f'<a class="govuk-link" href="{at("publication", draft)}">Cancel</a>' in text(
            browser(manager).get(at(name, draft))
        ), name


def test_a_section_is_offered_the_place_after_the_last(manager, draft):
    last = max(draft.sections.values_list("number", flat=True))

    page = text(browser(manager).get(at("add_section", draft)))

    assert re.search(rf'name="number"[^>]* value="{last + 1}"', page)


def test_the_checks_do_not_vouch_for_small_numbers_that_were_typed(manager):
    """A number in a sentence is no reference: nothing knows whether it is about people, and nothing hides it."""
    typed = report(manager, "In all, 3 children died.")

    page = text(browser(manager).get(at("check", typed)))

    assert "‘3’ is typed" in page
    assert "speaks of no number" not in page
    assert "Numbers that were typed are not looked at here, and are never hidden" in page


def test_those_who_answer_for_a_report_are_led_to_who_looked_at_it(manager, draft):
    page = text(browser(manager).get(at("publication", draft)))

    assert reverse("trail:readers", args=[draft.entry.uid]) in page


def test_others_who_open_a_report_are_not(chair, draft):
    """The control: the chair answers for no agency's records."""
    page = text(browser(chair).get(at("publication", draft)))

    assert reverse("trail:readers", args=[draft.entry.uid]) not in page
