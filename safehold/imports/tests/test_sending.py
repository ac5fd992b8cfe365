"""What sending a file promises: each refusal is one sentence beside the file, nothing is kept, nothing typed is lost."""

import re
import socket
import threading
import zipfile
from io import BytesIO

import openpyxl
import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from safehold.access.models import AuditLine
from safehold.access.roles import Role
from safehold.access.tests.factories import AgencyFactory, actor
from safehold.asks.lifecycle import Status
from safehold.asks.models import Submission
from safehold.govuk.tests.pages import faults
from safehold.imports import door, forms, tasks
from safehold.imports.tests.factories import EARLIER, HEADINGS, ROW, answers, errors, upload
from safehold.measures.models import ReportedFigure
from safehold.records.models import Entry, Message
from safehold.records.outbox import words_of
from safehold.records.tests.promises import browser

pytestmark = pytest.mark.django_db


def send(file, *, who=None, data_set="figures", agency="council", follow=False, **others):
    who = who or actor(Role.DATA_ANALYST)
    told = answers(AgencyFactory(code=agency), file, **others)
    return browser(who).post(reverse("imports:send-file", args=[data_set]), told, follow=follow)


def archive(**parts: bytes) -> bytes:
    into = BytesIO()
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, content in parts.items():
            zipped.writestr(name, content)
    return into.getvalue()


def workbook(**more: bytes) -> bytes:
    return archive(**{"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"} | more)


def encrypted() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)


NOT_ASKED = {"csrfmiddlewaretoken", "viewport", "theme", "q"}  # the box for searching stands on every page
REFUSED = {
    "nothing chosen": (None, "Select a file"),
    "wrong type by name": (upload(b"%PDF-1.4", "figures.pdf"), "The selected file must be a CSV, XLSX or ODS"),
    "wrong type by content": (
        upload(b"%PDF-1.4 and so on", "figures.csv"),
        "This is a PDF, not a table: save the figures as CSV, XLSX or ODS and upload that",
    ),
    "another workbook under its name": (
        upload(workbook(), "figures.csv"),
        "The name ends in .csv but the file is an XLSX file: save it again as XLSX and upload that",
    ),
    "old workbook": (
        upload(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "Workbook".encode("utf-16-le"), "figures.xls"),
        "This is an old Excel workbook (.xls): save it as an Excel Workbook (.xlsx) and upload that",
    ),
    "macros by name": (
        upload(workbook(**{"xl/vbaProject.bin": b"x"}), "figures.xlsm"),
        "This workbook contains macros: save it as an Excel Workbook (.xlsx), which leaves them out, and upload that",
    ),
    "empty": (upload(b"", "figures.csv"), "The selected file is empty"),
    "locked": (
        upload(encrypted(), "figures.xlsx"),
        "This workbook is protected by a password: remove the password, save it and upload it again",
    ),
    "macros": (
        upload(workbook(**{"xl/vbaProject.bin": b"x"}), "figures.xlsx"),
        "This workbook contains macros: save it as an Excel Workbook (.xlsx), which leaves them out, and upload that",
    ),
    "bomb": (
        upload(workbook(**{"xl/worksheets/sheet1.xml": b"0" * 70_000_000}), "figures.xlsx"),
        "This workbook is too large when unpacked: save the sheet as CSV and upload that",
    ),
    "not the template": (
        upload(b"Name,Town\nAnn,Bath\n"),
        "The selected file must use the template: it has none of the headings Section, Measure, Period, Geography, "
        "Value, Unit, Basis, Note",
    ),
    "no letters": (
        upload(b"\x00\x01\x02" * 400, "figures.csv"),
        "This file is not text, so it cannot be read as a table: open it in Excel, save it again as ‘CSV UTF-8’ and upload that",
    ),
}


@pytest.mark.parametrize(("file", "sentence"), REFUSED.values(), ids=REFUSED)
def test_a_file_that_cannot_be_taken_in_is_refused_beside_it_and_nothing_is_kept(file, sentence):
    response = send(file)

    assert response.status_code == 422
    assert errors(response) == [("file", sentence)]
    assert not Submission.objects.exists()
    assert not AuditLine.objects.filter(event="asks.received").exists()


def test_a_file_that_is_too_big_is_refused(settings):
    field = forms.TableFile(max_size=1024, label="The file", missing="Select a file")
    field.data_set = "figures"

    with pytest.raises(forms.ValidationError, match="must be smaller than 1KB"):
        field.clean(upload(b"x" * 1025))


def test_what_was_typed_beside_a_refused_file_is_still_there():
    response = send(upload(b"", "figures.csv"), source="A source typed with care")

    assert "A source typed with care" in response.content.decode()


def test_a_file_has_to_be_chosen_again_after_another_mistake_and_the_page_says_so():
    response = send(upload(), source="")

    assert errors(response) == [
        ("source", "Enter where the figures were taken from"),
        ("file", "Select the file again: browsers do not keep it when a page comes back"),
    ]


def test_a_cover_that_ends_before_it_begins_is_said_at_its_end():
    response = send(upload(), **{"covers_to-year": "2015"})

    assert errors(response)[0] == ("covers_to", "The last day covered must be the same as or after the first")


def test_a_good_file_is_read_at_once_and_waits_for_a_person():
    response = send(upload((HEADINGS + ROW + EARLIER).encode()), follow=True)

    page = response.content.decode()
    submission = Submission.objects.get()
    assert (submission.status, submission.row_count) == (Status.READY, 2)
    assert "2 rows read, no problems found. Nothing counts until it is accepted." in page
    assert "What accepting it would change" in page


def test_the_headings_of_a_workbook_are_found_and_columns_not_asked_for_are_named_and_never_kept():
    book = openpyxl.Workbook()
    book.active.title = "Contacts"
    book.active.append([*HEADINGS.strip().split(","), "Officer name"])
    book.active.append(["10.3", "lado.contacts", "2020-21", "B&NES", 200, "contacts", "printed", "", "MARKED OFFICER"])
    into = BytesIO()
    book.save(into)

    page = send(upload(into.getvalue(), "figures.xlsx"), follow=True).content.decode()

    submission = Submission.objects.get()
    assert submission.columns_dropped == ["Officer name"]
    assert submission.read_as["sheet"] == "Contacts"
    assert "Officer name" in page
    assert "MARKED OFFICER" not in page
    assert not ReportedFigure.objects.filter(note__contains="MARKED").exists()


def test_pressing_twice_sends_once():
    who = actor(Role.DATA_ANALYST)
    client, told = browser(who), answers(AgencyFactory(), None, _once="a" * 43)
    where = reverse("imports:send-file", args=["figures"])

    first = client.post(where, told | {"file": upload()})
    second = client.post(where, told | {"file": upload()})

    assert (first.status_code, second.status_code, first.url) == (302, 302, second.url)
    assert Submission.objects.count() == 1


def test_the_same_file_again_is_refused_and_says_where_it_is():
    who = actor(Role.DATA_ANALYST)
    send(upload(), who=who)

    response = send(upload(), who=who)

    assert response.status_code == 409
    assert "This same file is already here as ‘Figures under our own codes, 2016-17 to 2021-22, Westmere council’" in (
        response.content.decode()
    )
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("role", [Role.DATA_ANALYST, Role.AGENCY_CONTRIBUTOR])
def test_the_same_file_again_leads_to_the_submission_that_holds_it(role):
    send(upload())
    held = Submission.objects.get()

    response = send(upload(), who=actor(role))

    assert response.status_code == 409
    assert f'href="{held.get_absolute_url()}"' in response.content.decode()
    assert errors(response) == [
        ("file", f"This same file is already here as ‘{held}’ (ready to accept). Nothing was changed.")
    ]
    assert faults(response.content.decode()) == []


def test_the_same_file_again_does_not_name_a_submission_that_its_sender_may_not_see():
    send(upload())
    held = Submission.objects.get()
    Entry.objects.filter(pk=held.entry_id).update(sealed=True)

    response = send(upload())

    page = response.content.decode()
    assert response.status_code == 409
    assert "This same file is already here. Nothing was changed." in page
    assert held.title not in page
    assert str(held.uid) not in page


def test_two_agencies_may_send_the_same_words():
    who = actor(Role.DATA_ANALYST)
    send(upload(), who=who)
    assert send(upload(), who=who, agency="police").status_code == 302


def test_an_agency_can_choose_no_other_agency_than_its_own():
    lead = actor(Role.AGENCY_LEAD, agency="police")
    page = browser(lead).get(reverse("imports:send-file", args=["figures"])).content.decode()
    assert "Westmere police" in page
    assert "Westmere council" not in page

    response = send(upload(), who=lead, agency="council")

    assert errors(response)[0] == ("agency", "Select the agency that the figures come from")
    assert not Submission.objects.exists()


def test_a_data_set_asks_for_what_its_files_do_not_say():
    client = browser(actor(Role.DATA_ANALYST))
    codes = ("figures", "published_figures", "kpi_returns", "counted_events")
    pages = {code: client.get(reverse("imports:send-file", args=[code])).content.decode() for code in codes}
    asked = {code: set(re.findall(r' name="([a-z][a-z_]*)', page)) - NOT_ASKED for code, page in pages.items()}

    always = {"agency", "covers_from", "covers_to", "source", "source_on", "file"}
    assert asked == {
        "figures": always,
        "published_figures": always | {"geography", "basis"},
        "kpi_returns": always | {"geography"},
        "counted_events": always,
    }


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_empty_file_to_fill_in_has_the_headings_and_is_read_as_having_no_rows(kind):
    client = browser(actor(Role.DATA_ANALYST))
    response = client.get(reverse("imports:template", args=["figures", kind]))
    content = b"".join(response.streaming_content)

    page = send(upload(content, f"figures.{kind}"), follow=True)

    assert Submission.objects.get().problems[0]["message"] == "Add the rows: there are none under the headings"
    assert page.status_code == 200


def test_a_long_file_is_read_by_the_worker_and_its_page_says_how_far(monkeypatch):
    monkeypatch.setattr("safehold.imports.views.sending.READ_AT_ONCE", 10)
    who = actor(Role.DATA_ANALYST)

    page = send(upload(), who=who, follow=True).content.decode()
    submission = Submission.objects.get()
    assert submission.status == Status.RECEIVED
    assert "0 rows read so far" in page

    waiting = DBTaskResult.objects.get()
    assert waiting.task_path == "safehold.imports.tasks.read_held"
    assert tasks.read_held.call(*waiting.args_kwargs["args"]) == "Ready to accept"

    submission.refresh_from_db()
    assert (submission.status, submission.row_count, submission.read_at is not None) == (Status.READY, 1, True)
    message = Message.objects.get()
    assert (message.to_user, message.entry) == (who.user, submission.entry)
    assert "Rows: 1. Problems to put right: 0." in words_of(message)


def scanner_that_says(answer: bytes) -> int:
    """The port of a virus scanner that gives one answer to whatever it is sent."""
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listening.accept()
        with connection, listening:
            heard = b""
            while not heard.endswith(b"\0\0\0\0"):
                heard += connection.recv(65536)
            connection.sendall(answer)

    threading.Thread(target=serve, daemon=True).start()
    return int(listening.getsockname()[1])


def test_a_virus_is_refused_and_a_clean_file_is_marked_so(settings):
    settings.SCANNER = f"tcp://127.0.0.1:{scanner_that_says(b'stream: Eicar-Signature FOUND' + bytes(1))}"
    response = send(upload())
    assert errors(response) == [("file", "The selected file contains a virus. It was not kept. Tell your IT team")]
    assert not Submission.objects.exists()

    settings.SCANNER = f"tcp://127.0.0.1:{scanner_that_says(b'stream: OK' + bytes(1))}"
    send(upload())
    assert Submission.objects.get().scan == "clean"


def test_without_an_answer_from_the_scanner_nothing_is_taken_in(settings):
    settings.SCANNER, settings.SCANNER_SECONDS = "tcp://127.0.0.1:1", 1
    before = held()

    response = send(upload())

    sentence = "The virus scanner did not answer, so the file was not kept. Try again in a few minutes"
    assert errors(response) == [("file", sentence)]
    assert not Submission.objects.exists()
    assert held() == before


def held() -> list[str]:
    """The names of the files that are held."""
    return default_storage.listdir("held")[1] if default_storage.exists("held") else []


def test_the_door_looks_at_a_file_before_anything_is_written(django_assert_num_queries):
    with django_assert_num_queries(0):
        looked = door.look((HEADINGS + ROW).encode(), name="figures.csv", data_set="figures")

    assert (looked.file.kind, looked.scan, looked.is_long) == ("CSV", "not scanned", False)
