"""A tracker that was kept elsewhere: read row by row, brought in once, marked until it is checked, and taken back."""

import csv
import io
import re
from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from safehold.access.models import AuditLine
from safehold.access.policy import Refused
from safehold.access.tests.factories import AgencyFactory
from safehold.intake.writing import Table, write_xlsx
from safehold.plans import actions as plain
from safehold.plans import tracker
from safehold.plans.actions import bringing as actions
from safehold.plans.lifecycle import Brought, Status
from safehold.plans.models import BroughtAction, BroughtTracker, PlannedAction, TrackerMapping
from safehold.plans.policy import bringing as policy
from safehold.plans.queries import bringing as queries
from safehold.plans.tests.factories import DAY, doer, manager, receiving
from safehold.records.files import examine
from safehold.records.models import Correction, Document
from safehold.records.tests.promises import ask_and_answer, browser, hidden_of, typed

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

HEADINGS = ("Ref", "Action required", "Owner", "Date agreed", "Target date", "Status")
# the same day in five styles
STYLES = ("12/04/2021", "12.04.2021", "2021-04-12", "12 April 2021", "12/04/21")


@pytest.fixture
def by():
    AgencyFactory(code="police")
    AgencyFactory(code="health")
    return manager()


def rows(many: int) -> list[list[str]]:
    """So many rows as somebody kept them: five styles of date, four ways to name two agencies, five words for a status."""
    owners = ("police", "Police HQ", "health", "The NHS trust")
    words = ("Complete", "In progress", "Not started", "Amber", "")
    return [
        [f"A{n}", f"Do thing number {n}", owners[n % 4], "1 February 2021", STYLES[n % 5], words[n % 5]]
        for n in range(1, many + 1)
    ]


def as_csv(found: list[list[str]], headings=HEADINGS) -> bytes:
    kept = io.StringIO()
    csv.writer(kept).writerows([["Practice review tracker"], list(headings), *found])
    return kept.getvalue().encode()


def workbook(found: list[list[str]]) -> bytes:
    kept = io.BytesIO()
    write_xlsx([Table("Actions", HEADINGS, found)], kept, made_at=datetime(2021, 4, 30, tzinfo=UTC))
    return kept.getvalue()


def sent(by, content: bytes, *, name: str = "tracker.csv", mapping=None) -> BroughtTracker:
    return actions.receive_tracker(
        by=by, file=examine(SimpleUploadedFile(name, content)), group=receiving(), mapping=mapping
    )


def understood(by, content: bytes, **facts) -> BroughtTracker:
    """Sent, with each column said as it is suggested."""
    made = sent(by, content, **facts)
    columns = tracker.suggested(queries.headings_of(made), made.columns)
    return actions.say_columns(made, by=by, columns=columns, agreed_on=None)


def brought(made: BroughtTracker, by) -> BroughtTracker:
    return actions.bring_in(made, by=by, found=queries.read_tracker(made, by))


# --- reading ---


def test_columns_are_suggested_by_what_trackers_call_them(by):
    found = tracker.suggested(queries.headings_of(sent(by, as_csv(rows(1)))), {})

    assert found == {
        "reference": "Ref",
        "words": "Action required",
        "agency": "Owner",
        "agreed_on": "Date agreed",
        "due_on": "Target date",
        "status": "Status",
    }


@pytest.mark.parametrize("style", STYLES)
def test_a_day_is_the_same_day_however_it_was_written(by, style):
    made = understood(by, as_csv([["A1", "Do it", "police", "01.02.21", style, "Open"]]))

    (row,) = queries.read_tracker(made, by).rows

    assert (row.said["agreed_on"], row.said["due_on"]) == (date(2021, 2, 1), date(2021, 4, 12))


@pytest.mark.parametrize("style", ["13/13/2021", "Spring", "04/2021", "31 April 2021", "ASAP"])
def test_a_day_that_could_be_another_or_is_none_is_said_at_its_row_and_field(by, style):
    made = understood(by, as_csv([["A1", "Do it", "police", "1 February 2021", style, ""], *rows(4)[3:]]))

    found = queries.read_tracker(made, by)

    first = next(iter(found.problems))
    assert (first.row, first.column) == (3, "Target date")
    assert "must be a real date" in first.message


def test_three_hundred_rows_with_five_styles_and_unknown_owners_lose_nothing(by):
    made = understood(by, as_csv(rows(300)))

    found = queries.read_tracker(made, by)

    assert found.count == 300
    assert len(found.rows) == 150
    assert set(found.names.values()) == {"Police HQ", "The NHS trust"}
    assert len(found.faulty) == 150
    first = next(iter(found.problems))
    assert (first.row, first.column, first.message) == (3, "Owner", "Say which agency ‘Police HQ’ is")

    actions.say_names(made, by=by, agencies={"police hq": "police", "the nhs trust": "health"}, statuses={})
    again = queries.read_tracker(made, by)

    assert (len(again.rows), len(again.problems)) == (300, 0)
    brought(made, by)
    assert PlannedAction.objects.count() == 300
    statuses = set(PlannedAction.objects.values_list("status", flat=True))
    assert statuses == {Status.DONE, Status.IN_PROGRESS, Status.NOT_STARTED}


def test_a_workbook_is_read_as_a_file_is(by):
    made = understood(by, workbook(rows(4)), name="tracker.xlsx")

    found = queries.read_tracker(made, by)

    assert [row.said["words"] for row in found.rows] == ["Do thing number 2", "Do thing number 4"]
    assert found.rows[0].said["due_on"] == date(2021, 4, 12)


def test_rows_that_repeat_each_other_and_dates_in_the_wrong_order_are_said(by):
    made = understood(
        by,
        as_csv([
            ["A1", "Do it", "police", "1 February 2021", "12/04/2021", ""],
            ["A1", "Do it again", "police", "1 February 2021", "12/04/2021", ""],
            ["A2", "Do that", "police", "1 May 2021", "12/04/2021", ""],
            ["A3", "Do more", "police", "1 February 2021", "12/04/2021", "Blocked"],
        ]),
    )  # fmt: skip

    found = queries.read_tracker(made, by)

    assert [(each.row, each.message.partition(".")[0]) for each in found.problems] == [
        (4, "This row repeats row 3"),
        (5, "It is due before it was agreed"),
        (6, "Say what ‘Blocked’ means"),
    ]
    assert [row.number for row in found.rows] == [3]


# --- what is brought in ---


def test_what_is_called_finished_elsewhere_is_done_here_and_not_assured(by):
    made = understood(by, as_csv([["A1", "Do it", "police", "1 February 2021", "12/04/2021", "Complete"]]))

    brought(made, by)

    action = PlannedAction.objects.get()
    assert (action.status, action.assured_on, action.completed_on) == (Status.DONE, None, None)
    assert (action.agreed_on, action.first_due_on, action.due_on) == (date(2021, 2, 1), *[date(2021, 4, 12)] * 2)
    assert action.entry.owner.code == "police"
    assert action.group == receiving()


def test_the_first_due_date_is_kept_where_the_tracker_knows_it(by):
    headings = ("Action", "Agency", "Raised", "Original due date", "Due")
    content = as_csv([["Do it", "police", "1 February 2021", "1 March 2021", "12/04/2021"]], headings)

    brought(understood(by, content), by)

    action = PlannedAction.objects.get()
    assert (action.first_due_on, action.due_on) == (date(2021, 3, 1), date(2021, 4, 12))


def test_no_row_comes_twice_however_often_the_tracker_is_sent(by):
    first = understood(by, as_csv(rows(8)))
    brought(first, by)
    plain.begin(PlannedAction.objects.first(), by=doer(PlannedAction.objects.first().agency.code))
    many = PlannedAction.objects.count()

    with pytest.raises(Refused, match="is here already"):
        brought(first, by)
    longer = understood(by, as_csv(rows(12)))
    assert {row.said["reference"] for row in queries.new_rows(queries.read_tracker(longer, by))} == {"A10", "A12"}
    brought(longer, by)

    assert PlannedAction.objects.count() == many + 2
    assert PlannedAction.objects.filter(status=Status.IN_PROGRESS).exists()


def test_what_was_brought_in_is_taken_back_but_for_what_somebody_worked_on(by):
    made = brought(understood(by, as_csv(rows(8))), by)
    worked_on, checked, *others = PlannedAction.objects.order_by("pk")
    plain.give_evidence(worked_on, by=doer(worked_on.agency.code), words="It was done")
    actions.verify(checked, by=by)

    actions.undo_tracker(made, by=by, why="It was last year’s")

    standing = PlannedAction.objects.standing()
    assert set(standing) == {worked_on, checked}
    assert others
    assert Correction.objects.filter(why="It was last year’s").count() == len(others)
    assert made.status == Brought.UNDONE
    with pytest.raises(Refused, match="This was undone"):
        brought(made, by)
    again = brought(understood(by, as_csv(rows(8))), by)
    assert again.brought.count() == len(others)


def test_how_one_tracker_was_read_is_kept_for_the_next(by):
    headings = ("No", "Wording", "Body", "Date agreed", "Finish", "Status")
    made = sent(by, as_csv(rows(4), headings))
    columns = {"reference": "No", "words": "Wording", "agency": "Body", "agreed_on": "Date agreed", "due_on": "Finish"}
    actions.say_columns(made, by=by, columns=columns, agreed_on=None)
    actions.say_names(made, by=by, agencies={"police hq": "police"}, statuses={}, keep_as="Old tracker")

    next_one = sent(by, as_csv(rows(4), headings), mapping=TrackerMapping.objects.get())

    assert tracker.suggested(queries.headings_of(next_one), next_one.columns) | columns == tracker.suggested(
        queries.headings_of(next_one), next_one.columns
    )
    assert "The NHS trust" in queries.read_tracker(next_one, by).names.values()
    assert "Police HQ" not in queries.read_tracker(next_one, by).names.values()


@pytest.mark.parametrize(
    ("columns", "agreed_on", "why"),
    [
        ({"words": "Action required", "agency": "Owner"}, DAY, "Choose a column for each"),
        ({"words": "Owner", "agency": "Owner", "due_on": "Target date"}, DAY, "cannot hold two things"),
        ({"words": "Action required", "agency": "Owner", "due_on": "Target date"}, None, "when it was agreed"),
        (
            {"words": "Action required", "agency": "Owner", "due_on": "Target date"},
            date(2030, 1, 1),
            "today or in the past",
        ),
    ],
)
def test_columns_that_cannot_be_read_so_are_refused(by, columns, agreed_on, why):
    with pytest.raises(Refused, match=why):
        actions.say_columns(sent(by, as_csv(rows(1))), by=by, columns=columns, agreed_on=agreed_on)


# --- who may ---


def test_the_file_is_for_those_who_bring_it_in_and_its_actions_for_everybody(by):
    made = brought(understood(by, as_csv(rows(2))), by)
    other, reads = manager(), doer("council")

    assert list(queries.trackers_visible_to(other)) == []
    assert list(Document.objects.visible_to(other)) == []
    assert PlannedAction.objects.visible_to(reads).count() == 1
    assert not policy.bring(reads)
    assert queries.brought_here(made, by)


@pytest.mark.parametrize(
    ("who", "may"), [(manager, True), (lambda: doer("health"), True), (lambda: doer("council"), False)]
)
def test_whoever_does_it_or_records_says_that_it_is_right(by, who, may):
    brought(understood(by, as_csv([["A1", "Do it", "health", "1 February 2021", "12/04/2021", ""]])), by)
    action = PlannedAction.objects.get()

    if may:
        actions.verify(action, by=who())
        assert BroughtAction.objects.get().verified_on == DAY
        with pytest.raises(Refused, match="waits to be checked"):
            actions.verify(PlannedAction.objects.get(), by=by)
    else:
        with pytest.raises(Refused):
            actions.verify(action, by=who())


# --- on pages ---


def test_a_tracker_is_brought_in_on_pages(by):
    web = browser(by)
    page = web.get(reverse("plans:tracker_send"))
    file = SimpleUploadedFile("tracker.csv", as_csv(rows(4)))
    done = web.post(
        reverse("plans:tracker_send"), hidden_of(page.text) | {"file": file, "group": receiving().pk, "mapping": ""}
    )
    made = BroughtTracker.objects.get()
    at = {name: reverse(f"plans:tracker_{name}", args=[made.uid]) for name in ("columns", "names", "bring_in", "undo")}
    assert done.url == at["columns"]

    asked = web.get(at["columns"]).text
    assert '<option value="Target date" selected>' in asked
    columns = tracker.suggested(queries.headings_of(made), {})
    ask_and_answer(web, at["columns"], **dict.fromkeys(tracker.COLUMNS, "") | columns, agreed_day="")
    shown = web.get(made.get_absolute_url()).text
    assert "Say which agency ‘Police HQ’ is" in shown
    assert "Bring in 2 rows" in shown

    assert "Which agency is ‘Police HQ’?" in web.get(at["names"]).text
    ask_and_answer(web, at["names"], agency_0="police", agency_1="", keep_as="")
    assert "3 actions will be made" in web.get(at["bring_in"]).text
    ask_and_answer(web, at["bring_in"])

    shown = web.get(made.get_absolute_url()).text
    assert "Do thing number 1" in shown
    listed = web.get(f"{reverse('plans:actions')}?standing=unverified").text
    assert listed.count("(migrated, not verified)") == 3
    problems = web.get(reverse("plans:tracker_problems", args=[made.uid]))
    assert "The NHS trust" in b"".join(problems).decode()
    ask_and_answer(web, at["undo"], why="It was last year’s")
    assert not PlannedAction.objects.standing().exists()
    assert AuditLine.objects.filter(event="plans.tracker_undone").exists()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("tracker.csv", b"", "empty"),
        ("tracker.pdf", b"%PDF-1.4\n", "must be a|is not a|PDF|cannot"),
    ],
)
def test_what_is_no_tracker_is_refused_in_a_sentence_and_nothing_typed_is_lost(by, name, content, why):
    web = browser(by)
    page = web.get(reverse("plans:tracker_send"))

    sent_back = web.post(
        reverse("plans:tracker_send"),
        hidden_of(page.text) | {"file": SimpleUploadedFile(name, content), "group": receiving().pk, "mapping": ""},
    )

    assert sent_back.status_code == 422
    assert re.search(why, sent_back.text)
    assert f'<option value="{receiving().pk}" selected>' in sent_back.text
    assert not BroughtTracker.objects.exists()


def test_a_mistake_in_the_columns_is_said_beside_the_field(by):
    made = sent(by, as_csv(rows(1)))
    web = browser(by)
    where = reverse("plans:tracker_columns", args=[made.uid])
    told = dict.fromkeys(tracker.COLUMNS, "") | {"words": "Owner", "agency": "Owner", "agreed_day": ""}

    answer = web.post(where, hidden_of(web.get(where).text) | typed(told))

    assert answer.status_code == 422
    for said in (
        "‘Owner’ is chosen for ‘What will be done’ already",
        "Choose the column that says: when it is due",
        "Enter the day, or choose the column that says when they were agreed",
    ):
        assert said in answer.text
