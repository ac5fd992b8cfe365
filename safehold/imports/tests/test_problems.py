"""What the problems of a file promise: each is named where it stands, with what was sent and what to do about it."""

from io import BytesIO

import openpyxl
import pytest

from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.asks.lifecycle import Status
from safehold.asks.models import Submission
from safehold.imports import reading_in
from safehold.imports.reading_in import read_in
from safehold.imports.tests.factories import EARLIER, HEADINGS, ROW, answers, declared, sent, upload
from safehold.measures.catalogue import DEFINITIONS
from safehold.measures.models import ReportedFigure
from safehold.partnership.models import Area, Partnership
from safehold.records import writing
from safehold.records.tests.promises import browser

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
RETURNS = "Agency,Indicator,Period,Numerator,Denominator\n"
PERCENT = "6,kpi.self_neglect.outcome_average,2020-21,B&NES,{},{},printed,\n"


def problems(text: str, **facts) -> list[tuple[int, str, str, str]]:
    submission = sent(text, **facts)
    return [(each["row"], each["column"], each["message"], each["value"]) for each in submission.problems]


def described(*, invented: bool) -> None:
    by = actor(Role.BUSINESS_MANAGER)
    writing.create(Partnership, by=by, name="A partnership", short_name="AP", invented=invented)
    for code, name in (("bnes", "B&NES"), ("force", "Avon and Somerset")):
        writing.create(Area, by=by, code=code, name=name)


@pytest.mark.parametrize(
    ("row", "column", "sentence", "value"),
    [
        (ROW.replace("200", "-5"), "Value", "Value must be 0 or more: only a change can be less", "-5"),
        (ROW.replace("200", "57.5"), "Value", "Value must be a whole number: this measure counts contacts", "57.5"),
        (PERCENT.format("0.77", "percent"), "Value", "Value is below 1%, and a cell formatted as a percentage is read so: "
         "format it as a number, and write 25 for 25%", "0.77"),
        (PERCENT.format("77", "people"), "Unit", "Unit must be percent: that is what this measure is counted in", "people"),
        (ROW.replace("contacts,p", "%,p"), "Unit", "Unit must be contacts: that is what this measure is counted in", "%"),
        (ROW.replace("printed", "computed"), "Basis", "Basis must be printed, inferred or invented", "computed"),
        (ROW.replace("2020-21", "2020-04-01"), "Period", "The first of a month is what a spreadsheet makes of a month: write "
         "2020-M04 for the month, or the day before for a count when it began", "2020-04-01"),
        (ROW.replace("2020-21", "the year"), "Period", "Period must be a period, like 2020-21, 2020-21 Q4, 2020-04 or "
         "2018-03-31", "the year"),
        (ROW.replace("lado.contacts", "Ann Example"), "Measure", "Measure must be a code of the catalogue, like "
         "lado.contacts. The codes are listed under Figures", "Ann Example"),
    ],
)  # fmt: skip
def test_a_figure_that_cannot_be_is_a_problem_that_says_what_to_do(row, column, sentence, value):
    assert problems(HEADINGS + row) == [(2, column, sentence, value)]


def test_a_number_that_moved_its_row_along_is_said_and_nothing_of_the_row_is_trusted():
    assert problems("Agency,Indicator,Period,Numerator,Denominator,Note\ncouncil,self_neglect,2020-21,1, 040,2000,\n",
                    data_set="kpi_returns") == [
        (2, "", "This row has more cells than there are headings. Put text that contains a delimiter in quotation marks", "")
    ]  # fmt: skip


def test_a_trailing_separator_under_every_heading_and_row_moves_nothing():
    assert problems(HEADINGS.strip() + ",,\n" + ROW.strip() + ",,\n") == []


def test_the_sheets_that_were_not_read_are_named_hidden_ones_too():
    book = openpyxl.Workbook()
    for name in ("Contacts", "Quarter 2", "Working"):
        sheet = book.active if name == "Contacts" else book.create_sheet(name)
        sheet.title = name
        sheet.append(HEADINGS.strip().split(","))
        sheet.append(["10.3", "lado.contacts", "2020-21", "B&NES", 200, "contacts", "printed", ""])
    book["Working"].sheet_state = "hidden"
    into = BytesIO()
    book.save(into)
    who = actor(Role.DATA_ANALYST)

    submission = read_in(into.getvalue(), name="figures.xlsx", declared=declared(), by=who)

    assert (submission.row_count, submission.read_as["sheet"]) == (1, "Contacts")
    page = browser(who).get(submission.get_absolute_url()).content.decode()
    assert "‘Quarter 2’, ‘Working’" in page


@pytest.mark.parametrize(
    ("row", "value"),
    [
        ("10.3,lado.contacts.change,2020-21,B&NES,-64,contacts,printed,\n", -64),
        ("10.3,lado.contacts.change_pct,2020-21,B&NES,-0.8,per cent,printed,\n", -0.8),
        (PERCENT.format("77.5", "%"), 77.5),
        (ROW.replace("200", '"1, 040"'), 1040),
        (ROW.replace("200", "0"), 0),
    ],
)
def test_the_control_what_can_be_is_read(row, value):
    assert problems(HEADINGS + row) == []
    assert float(ReportedFigure.objects.get().value) == value


def test_per_cent_is_kept_under_one_name_however_it_was_written():
    sent(HEADINGS + PERCENT.format("77", "Per cent"))

    assert ReportedFigure.objects.get().unit == "percent"


def test_every_code_that_may_be_below_nought_is_a_change_and_the_other_way_round():
    changes = {found.code for found in DEFINITIONS if found.is_change}

    assert {"lado.contacts.change", "adults.concerns_change_pct", "police.missing_children.change_pct"} <= changes
    assert "lado.contacts" not in changes
    assert {type(found.binding).__name__ for found in DEFINITIONS if not found.is_change} <= {
        "ReportedOnly", "ShareOf", "TargetOf", "MeanOfAgencies",
    }  # fmt: skip


def test_a_place_is_found_however_it_is_spelt_and_its_second_spelling_is_a_repeat():
    described(invented=False)
    spelt = ROW.replace("B&NES", " b&nes ")

    assert problems(HEADINGS + spelt) == []
    assert ReportedFigure.objects.get().geography == "B&NES"
    ((row, _, said, _),) = problems(HEADINGS + ROW + spelt.replace("200", "201"))
    assert (row, said) == (3, "Row 3 repeats row 2: it has the same ‘Measure’ and ‘Period’ and ‘Geography’")


def test_a_place_that_is_not_one_of_ours_is_told_which_are():
    described(invented=False)

    assert problems(HEADINGS + ROW.replace("B&NES", "Atlantis"))[0][2] == (
        "Write the place as one of the partnership's areas: Avon and Somerset or B&NES"
    )


def test_an_agency_named_in_two_ways_is_one_agency_and_its_second_return_is_a_repeat():
    AgencyFactory(code="police")
    rows = "police,self_neglect,2020-21,3,4\nWestmere police,self_neglect,2020-21,2,4\n"

    found = problems(RETURNS + rows, data_set="kpi_returns", title="Returns")

    assert [(row, said[:22]) for row, _, said, _ in found] == [(3, "Row 3 repeats row 2: i")]


@pytest.mark.parametrize(("invented", "many"), [(True, 0), (False, 1)])
def test_invented_figures_are_taken_by_an_invented_partnership_alone(invented, many):
    described(invented=invented)

    assert len(problems(HEADINGS + ROW.replace("printed", "invented"))) == many


def test_a_thousand_problems_of_one_kind_do_not_hide_one_of_another():
    rows = "".join(ROW.replace("200", f"many{number}").replace("B&NES", f"Place {number}") for number in range(1200))

    submission = sent(HEADINGS + rows + EARLIER.replace("printed", "guessed"))
    page = browser(actor(Role.DATA_ANALYST)).get(f"{submission.get_absolute_url()}problems/").content.decode()

    assert submission.problems[-1]["column"] == "Basis"
    assert submission.problem_count == 1201
    assert "1,200 times" in page
    assert "of them are listed here, some of every kind" in page


def test_where_reading_stopped_the_last_problem_says_so(monkeypatch):
    monkeypatch.setattr("safehold.intake.limits.Limits.problems", 5)
    whole = reading_in.open_file
    monkeypatch.setattr(reading_in, "open_file", lambda *told, **named: with_few_problems(whole(*told, **named)))

    submission = sent(HEADINGS + "".join(ROW.replace("200", f"many{number}") for number in range(9)))

    assert submission.problem_count == 5
    assert submission.problems[-1]["message"] == reading_in.STOPPED


def with_few_problems(file):
    """The same file, of which reading stops at five problems."""
    from dataclasses import replace

    return replace(file, limits=replace(file.limits, problems=5))


# --- mending ---

FAULTY = HEADINGS + ROW.replace("200", "many")


def mending(who, submission, content=HEADINGS + ROW, **others):
    where = f"/submissions/send/{submission.data_set}/?mends={submission.uid}"
    return browser(who).post(where, answers(AgencyFactory(), upload(content.encode()), **others), follow=True)


def test_a_mended_file_is_sent_with_what_was_said_before_and_takes_the_place_of_the_faulty_one():
    lead = actor(Role.AGENCY_LEAD)
    faulty = sent(FAULTY, by=lead)
    page = browser(lead).get(faulty.get_absolute_url()).content.decode()
    assert f"/submissions/send/figures/?mends={faulty.uid}" in page

    asked = browser(lead).get(f"/submissions/send/figures/?mends={faulty.uid}").content.decode()
    mending(lead, faulty)

    assert 'value="The annual report 2020-21"' in asked
    assert 'value="2016"' in asked
    faulty.refresh_from_db()
    assert (faulty.status, faulty.ended_why) == (Status.DISCARDED, reading_in.MENDED)
    assert [each.status for each in Submission.objects.all()] == [Status.READY, Status.DISCARDED]


def test_a_mended_file_that_is_refused_leaves_the_faulty_one_as_it_was():
    lead = actor(Role.AGENCY_LEAD)
    faulty = sent(FAULTY, by=lead)

    same = mending(lead, faulty, FAULTY)
    empty = mending(lead, faulty, " ")

    assert "This same file is already here as ‘Figures of 2020-21’ (has problems)" in same.content.decode()
    assert empty.status_code == 422
    faulty.refresh_from_db()
    assert (faulty.status, Submission.objects.count()) == (Status.FAULTY, 1)


@pytest.mark.parametrize("agency", ["council", "police"])
def test_nobody_discards_by_mending_what_they_could_not_discard(agency):
    faulty = sent(FAULTY, by=actor(Role.AGENCY_LEAD))
    neighbour = actor(Role.AGENCY_CONTRIBUTOR, agency=agency)

    page = browser(neighbour).get(f"/submissions/send/figures/?mends={faulty.uid}").content.decode()

    assert "takes the place of" not in page
    faulty.refresh_from_db()
    assert faulty.status == Status.FAULTY


@pytest.mark.parametrize("uid", ["nonsense", "00000000-0000-0000-0000-000000000000", ""])
def test_an_address_that_mends_nothing_is_the_plain_page(uid):
    assert browser(actor(Role.DATA_ANALYST)).get(f"/submissions/send/figures/?mends={uid}").status_code == 200
