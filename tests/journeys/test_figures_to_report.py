"""From a partner's file to the annual report: the journey that everything else serves."""

import io
import zipfile

import pikepdf
import pytest

from safehold.access.roles import Role

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]

NO_CODE = "staff were let in without the code of their app"
HEADINGS = "section,measure,period,geography,value,unit,basis,note"
# ten kinds of fault, and the row in the middle that the one after it repeats
TEN_FAULTS = [
    "10.3,lado.contact,2020-21,Westmere,201,contacts,invented,",
    "10.3,lado.contacts,2021-2021,Westmere,201,contacts,invented,",
    "10.3,lado.contacts,2019-20,Westmere,two hundred,contacts,invented,",
    "10.3,lado.contacts,2018-19,Atlantis,201,contacts,invented,",
    "10.3,lado.contacts,2017-18,Westmere,201,contacts,guessed,",
    "10.3,lado.contacts,1999-00,Westmere,201,contacts,invented,",
    "10.3,,2016-17,Westmere,201,contacts,invented,",
    "10.3,lado.contacts,2020-21,Westmere,201,contacts,invented,",
    "10.3,lado.contacts,2020-21,Westmere,202,contacts,invented,",
    "10.3,lado.contacts,31/02/2021,Westmere,201,contacts,invented,",
    "10.3,lado.contacts,2018-19,Westmere,-5,contacts,invented,",
]
MENDED = ["10.3,lado.contacts,2020-21,Westmere,201,contacts,invented,"]


def file_of(rows: list[str]) -> bytes:
    return "\n".join([HEADINGS, *rows, ""]).encode()


def test_a_figure_goes_from_a_partners_file_into_the_published_report(westmere, someone):
    given_an_agency_lead_who_acts_for_two_agencies(westmere, someone)
    when_an_analyst_accepts_what_was_mended(westmere, someone)
    then_the_report_has_changed_and_can_be_published(westmere, someone)


def given_an_agency_lead_who_acts_for_two_agencies(westmere, someone):
    lead = someone()
    assert lead.signs_in(westmere.user(Role.AGENCY_LEAD)), NO_CODE
    assert "agency" in lead.heading().lower()
    lead.page.locator("main input[type=radio]").first.check()
    lead.presses("Continue")
    lead.sees("acting for")

    sends(lead, TEN_FAULTS)
    lead.sees("Has problems")
    lead.follows("Problems", exact=False)
    lead.sees("Measure must be a code of the catalogue. Did you mean lado.contacts?")
    for fault in (
        "a year ends one after it starts",
        "Value must be a number, like 1,040.50",
        "Write the place as one of the partnership's areas",
        "Basis must be printed, inferred or invented",
        "must lie inside the days that you said the file covers",
        "Enter ‘Measure’",
        "Period must be a period, like 2020-21",
        "Value must be 0 or more",
        "repeats row",
    ):
        lead.sees(fault)
    assert lead.page.locator("main tbody tr").count() == 10

    # what was said of the faulty file is filled in, and the mended one takes its place
    lead.follows("Send a mended file")
    lead.sees("takes the place of")
    lead.attaches("The file", "lado.csv", file_of(MENDED))
    lead.page.locator("main button[type=submit]").first.click()
    lead.checks_the_page()
    lead.sees("Ready to accept")
    lead.goes_to("/submissions/?status=discarded")
    lead.sees("1 submission")
    lead.signs_out()


def sends(person, rows: list[str]) -> None:
    person.goes_to("/submissions/send/figures/")
    agency = person.page.get_by_label("Whose figures are they?", exact=True)
    agency.select_option(index=1)
    person.enters_date("First day that the file covers", 1, 4, 2016)
    person.enters_date("Last day that the file covers", 31, 3, 2022)
    person.enters("Where were the figures taken from?", "The LADO’s own register")
    person.enters_date("When were they published or drawn?", 28, 4, 2021)
    person.attaches("The file", "lado.csv", file_of(rows))
    person.page.locator("main button[type=submit]").first.click()
    person.checks_the_page()


def when_an_analyst_accepts_what_was_mended(westmere, someone):
    analyst = someone()
    assert analyst.signs_in(westmere.user(Role.DATA_ANALYST)), NO_CODE
    analyst.sees("Waiting for you")
    analyst.page.locator("main a", has_text="Check and accept").first.click()
    analyst.checks_the_page()
    analyst.sees("201")
    analyst.follows("Accept")
    if analyst.page.get_by_label("Beside what is there").count():
        analyst.picks("Beside what is there")
    analyst.page.locator("main button[type=submit]").first.click()
    analyst.checks_the_page()
    analyst.sees("Accepted")
    analyst.goes_to("/figures/lado.contacts/")
    analyst.sees("201")


def then_the_report_has_changed_and_can_be_published(westmere, someone):
    report = westmere.reports["2020-21"]
    manager = someone()
    assert manager.signs_in(westmere.user(Role.BUSINESS_MANAGER)), NO_CODE
    and_typed_words_are_not_lost_by_following_a_link(manager, f"{report.get_absolute_url()}sections/1/")
    manager.goes_to(f"{report.get_absolute_url()}read/")
    manager.sees("201")
    manager.goes_to(f"{report.get_absolute_url()}check/")
    manager.sees("Arithmetic")
    # the year that was mended no longer adds up with its parts: the report stops until somebody says why it stands
    manager.goes_to(report.get_absolute_url())
    manager.follows("Check it, then ask for approval")
    manager.sees("1 check fails")
    manager.follows("Accept it", exact=False)
    manager.enters("Why may it be printed all the same?", "The parts are counted again in May.")
    manager.presses("Accept it")
    manager.sees("Accepted. Your reason is printed in the report.")
    manager.goes_to(f"{report.get_absolute_url()}check/")
    manager.follows("Ask for approval")
    manager.presses("Ask for approval")
    manager.sees("Waiting for approval")

    chair = someone()
    assert chair.signs_in(westmere.user(Role.INDEPENDENT_CHAIR)), NO_CODE
    chair.page.locator("main a", has_text="Approve").first.click()
    chair.checks_the_page()
    chair.follows("Read it, then publish")
    chair.follows("Publish what you have read")
    chair.presses("Publish")
    chair.sees("Published")
    page = chair.downloads("Download the report as a web page").decode()
    assert "201" in page
    assert "The parts are counted again in May." in page
    assert "<h1" in page
    with pikepdf.open(io.BytesIO(chair.downloads("Download the report as a PDF"))) as pdf:
        assert len(pdf.pages) > 20
        assert pdf.Root.MarkInfo.Marked
    word = zipfile.ZipFile(io.BytesIO(chair.downloads("Download the report for Word")))
    assert "201" in word.read("word/document.xml").decode()
    assert b"lado.contacts" in chair.downloads("Download the figures as CSV")


def and_typed_words_are_not_lost_by_following_a_link(manager, section):
    asked = []

    def stays(dialog):
        asked.append(dialog.type)
        dialog.dismiss()

    manager.page.on("dialog", stays)
    manager.goes_to(section)
    manager.follows("What this section said before")  # nothing was typed: nobody is asked
    assert asked == []
    manager.goes_to(section)
    before = manager.page.get_by_label("Words", exact=True).input_value()
    manager.enters("Words", f"{before} And more.")
    manager.page.locator("main a", has_text="What this section said before").click(no_wait_after=True)
    manager.page.wait_for_timeout(200)
    assert asked == ["beforeunload"]
    assert manager.page.get_by_label("Words", exact=True).input_value() == f"{before} And more."
    manager.enters("Words", before)
    manager.page.remove_listener("dialog", stays)
