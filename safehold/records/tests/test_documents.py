"""What a document promises: seen only through its record, handed over as a file, withdrawn and never deleted."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from safehold.access.policy import Refused
from safehold.access.roles import Role
from safehold.access.tests.factories import actor, join
from safehold.records import files
from safehold.records.actions import documents as actions
from safehold.records.models import Document
from safehold.records.pages.base import NOTHING_RUNS
from safehold.records.tests import promises, samples
from safehold.records.tests.promises import browser
from safehold.records.tests.scanning import EICAR, Scanner, a_scanner
from tests.invented.factories import notebook

pytestmark = pytest.mark.django_db


def examined(name="minutes.pdf", content=samples.PDF):
    return files.examine(SimpleUploadedFile(name, content))


def send(who, book, name, content, title="Minutes of the meeting"):
    return promises.ask_and_answer(
        browser(who), f"/records/{book.uid}/documents/add/", title=title, file=SimpleUploadedFile(name, content)
    )


def test_a_document_is_added_from_its_record_and_leads_back_there(officer, book):
    done = send(officer, book, "minutes.pdf", samples.PDF)

    kept = Document.objects.get()
    assert done.headers["Location"] == f"{book.get_absolute_url()}#documents"
    assert (kept.title, kept.file_name, kept.kind, kept.added_by) == (
        "Minutes of the meeting",
        "minutes.pdf",
        "pdf",
        officer.user,
    )
    assert kept.sha256 == hashlib.sha256(samples.PDF).hexdigest()
    assert "Minutes of the meeting" in browser(officer).get(book.get_absolute_url()).text
    assert promises.lines("records.document_added")[0].facts["document"] == str(kept.uid)


def test_a_document_is_handed_over_as_a_file_in_which_nothing_runs(officer, book):
    document = actions.add_document(book, by=officer, file=examined("bericht ü.pdf"), title="Minutes")

    answer = browser(officer).get(f"/records/documents/{document.uid}/")

    assert answer.content == samples.PDF
    assert answer.headers["Content-Disposition"] == "attachment; filename*=utf-8''bericht%20%C3%BC.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == NOTHING_RUNS
    assert {"sandbox", "default-src 'none'", "frame-ancestors 'none'"} <= set(NOTHING_RUNS.split("; "))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    (line,) = promises.lines("records.document_opened")
    assert (line.subject_uid, line.facts) == (str(book.uid), {"document": str(document.uid)})


def test_a_document_is_seen_only_by_whoever_sees_its_record(officer, book):
    document = actions.add_document(book, by=officer, file=examined(), title="Minutes")
    address = f"/records/documents/{document.uid}/"
    colleague = actor(Role.ADULTS_PRACTITIONER, agency="police")
    assert browser(colleague).get(address).status_code == 404

    join(book.entry.circle, colleague)

    assert browser(colleague).get(address).status_code == 200
    promises.answers_like_absent(
        browser(actor(Role.AGENCY_LEAD, agency="health")), lambda uid: f"/records/documents/{uid}/", document.uid
    )


@pytest.mark.django_db(transaction=True)
def test_a_document_whose_opening_cannot_be_written_down_is_not_handed_over(officer, book):
    document = actions.add_document(book, by=officer, file=examined(), title="Minutes")
    page = browser(officer)
    page.raise_request_exception = False

    with promises.a_trail_that_cannot_be_written():
        assert page.get(f"/records/documents/{document.uid}/").status_code == 500
    assert page.get(f"/records/documents/{document.uid}/").status_code == 200  # the control


def test_a_withdrawn_document_says_why_and_cannot_be_opened_and_its_bytes_stay(officer, book):
    document = actions.add_document(book, by=officer, file=examined(), title="Minutes")

    promises.ask_and_answer(
        browser(officer), f"/records/documents/{document.uid}/withdraw/", why="It belongs to another case"
    )

    answer = browser(officer).get(f"/records/documents/{document.uid}/")
    assert (answer.status_code, b"It belongs to another case" in answer.content) == (403, True)
    assert "It belongs to another case" in browser(officer).get(book.get_absolute_url()).text
    assert files.read(document.sha256) == samples.PDF
    assert Document.objects.get().withdrawn_by == officer.user


def test_withdrawing_needs_a_reason(officer, book):
    document = actions.add_document(book, by=officer, file=examined(), title="Minutes")

    with pytest.raises(Refused, match="Say why the document is withdrawn"):
        actions.withdraw_document(document, by=officer, why=" ")


def test_a_document_is_withdrawn_by_who_added_it_or_who_is_in_charge(officer, book):
    document = actions.add_document(book, by=officer, file=examined(), title="Minutes")
    colleague = actor(Role.AGENCY_CONTRIBUTOR)
    join(book.entry.circle, colleague)

    with pytest.raises(Refused, match="Only someone in charge of this record"):
        actions.withdraw_document(document, by=colleague, why="x")
    actions.withdraw_document(document, by=actor(Role.ADULTS_MANAGER), why="x")


@pytest.mark.parametrize(
    ("role", "agency", "reason"),
    [
        (Role.CASE_FILE_AUDITOR, "council", "Your role reads this record"),
        (Role.INDEPENDENT_SCRUTINEER, "council", "Your role reads this record"),
        (Role.AGENCY_LEAD, "police", "Only the agency that owns this record"),
    ],
)
def test_a_document_is_refused_from_whoever_only_reads(book, role, agency, reason):
    with pytest.raises(Refused, match=reason):
        actions.add_document(book, by=actor(role, agency=agency), file=examined(), title="Minutes")

    assert not Document.objects.exists()


def test_the_same_file_twice_on_one_record_is_refused_and_on_another_is_kept_once(officer, book):
    actions.add_document(book, by=officer, file=examined(), title="Minutes")

    with pytest.raises(Refused, match="This file is already here"):
        actions.add_document(book, by=officer, file=examined(), title="Again")
    actions.add_document(notebook(officer, title="Other"), by=officer, file=examined(), title="Minutes")


def test_a_file_that_may_not_be_kept_is_a_sentence_on_the_page_and_a_line_in_the_trail(officer, book):
    shown = send(officer, book, "old.doc", samples.OLD_OFFICE, title="A title typed with care")

    assert shown.status_code == 422
    assert "Files that end in .doc cannot be kept" in shown.text
    assert 'value="A title typed with care"' in shown.text
    assert promises.lines("refused")[-1].facts == {"tried": "records.add_document", "why": "The file was refused"}


def test_a_virus_is_in_the_trail(officer, book, settings):
    with a_scanner(Scanner()) as settings.SCANNER:
        shown = send(officer, book, "note.txt", EICAR)

    assert "contains a virus" in shown.text
    assert promises.lines("refused")[-1].facts["why"] == "The file was infected: Eicar-Test-Signature"
    assert "Eicar" not in shown.text
    assert not Document.objects.exists()


def test_with_the_scanner_away_nothing_is_added_and_the_page_says_so(officer, book, settings):
    settings.SCANNER = "tcp://127.0.0.1:1"

    shown = send(officer, book, "note.txt", b"hello")

    assert shown.status_code == 422
    assert "The virus scanner did not answer" in shown.text
    assert not Document.objects.exists()


def test_an_installation_without_a_scanner_says_so_where_files_are_added(officer, book):
    assert "has no virus scanner" in browser(officer).get(f"/records/{book.uid}/documents/add/").text
    document = actions.add_document(book, by=officer, file=examined(), title="Minutes")
    assert document.scan == "not scanned"
    assert "Not scanned for viruses" in browser(officer).get(book.get_absolute_url()).text


def test_withdrawing_is_offered_to_whoever_may_and_to_nobody_else(officer, book):
    helper, other = actor(Role.AGENCY_CONTRIBUTOR), actor(Role.AGENCY_CONTRIBUTOR)
    for who in (helper, other):
        join(book.entry.circle, who)
    actions.add_document(book, by=helper, file=examined(), title="Minutes")

    offered = ["/withdraw/" in browser(who).get(book.get_absolute_url()).text for who in (officer, helper, other)]

    assert offered == [True, True, False]


def test_whoever_forgot_the_title_is_told_that_the_file_must_be_selected_again(officer, book):
    shown = send(officer, book, "minutes.pdf", samples.PDF, title="")

    assert shown.status_code == 422
    assert "Say what this document is" in shown.text
    assert "Select the file again, because browsers do not keep it" in shown.text


def test_whoever_sends_a_file_that_is_there_already_keeps_the_title_and_is_told_of_the_file(officer, book):
    actions.add_document(book, by=officer, file=examined(), title="Minutes")

    shown = send(officer, book, "minutes.pdf", samples.PDF, title="Typed with care")

    assert shown.status_code == 409
    assert "This file is already here" in shown.text
    assert 'value="Typed with care"' in shown.text
    assert "Select the file again" in shown.text
