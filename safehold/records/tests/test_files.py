"""What is kept and what is turned away, by what a file is and not by what it is called."""

import contextlib
import hashlib

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from safehold.access.policy import Refused
from safehold.records import files
from safehold.records.files import keeping, kinds, scanner
from safehold.records.tests import samples
from safehold.records.tests.scanning import EICAR, Scanner, a_scanner

HONEST = {
    "minutes.pdf": samples.PDF,
    "letter.docx": samples.docx(),
    "figures.xlsx": samples.xlsx(),
    "slides.pptx": samples.pptx(),
    "letter.odt": samples.open_document("text"),
    "figures.ods": samples.open_document("spreadsheet"),
    "figures.csv": "Agency,Café\n1,040".encode(),
    "old.csv": "Agency,Café".encode("cp1252"),
    "note.txt": "£5 and a line\r\n".encode(),
    "photo.png": samples.PNG,
    "photo.JPEG": samples.JPEG,
    "forwarded.eml": samples.mail("minutes.pdf", samples.PDF),
}
DISHONEST = {
    "program.exe": (samples.PROGRAM, "The selected file must be a PDF, Word"),
    "no-ending": (samples.PDF, "The selected file must be a PDF"),
    "minutes.pdf": (samples.PROGRAM, "this is a program"),
    "page.pdf": (b"<html><script>alert(1)</script>", "The name ends in .pdf but this is"),
    "letter.docx": (samples.OLD_OFFICE, "it is an older Office file"),
    "old.doc": (samples.OLD_OFFICE, r"Save it as a Word document \(.docx\) or a PDF"),
    "macros.docm": (samples.docx(), "Save it as a Word document without macros"),
    "hidden.docx": (samples.docx(word__vbaProject_dot_bin=b"x"), "This file contains macros"),
    "declared.docx": (samples.with_macros_in_its_types(), "This file contains macros"),
    "hidden.ods": (
        samples.open_document("spreadsheet", Basic__Standard__Module_dot_xml="x"),
        "This file contains macros",
    ),
    "other.xlsx": (samples.docx(), "The name ends in .xlsx but this is"),
    "other.odt": (samples.open_document("spreadsheet"), "The name ends in .odt"),
    "half.docx": (samples.half_of(samples.xlsx()), "This file cannot be opened"),
    "bomb.docx": (samples.bomb(), "too large when unpacked"),
    "liar.docx": (samples.lying_bomb(), "cannot be opened|too large when unpacked"),
    "page.txt": (b"<!DOCTYPE html><p>hello", "The name ends in .txt"),
    "run.csv": (b"#!/bin/sh\nrm -rf /", "The name ends in .csv"),
    "noise.csv": (b"a,b\x00c", "The name ends in .csv"),
    "carrier.eml": (samples.mail("run.exe", samples.PROGRAM), "An attachment of this message may not be kept"),
    "liar.eml": (samples.mail("minutes.pdf", samples.PROGRAM), "An attachment of this message may not be kept"),
    "deep.eml": (samples.mail_within_mail(3), "messages within messages"),
    "not-mail.eml": (b"hello", "The name ends in .eml"),
    "empty.pdf": (b"", "The selected file is empty"),
    "picture.png": (samples.JPEG, "The name ends in .png"),
}


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="application/x-lies")


@pytest.mark.parametrize("name", HONEST)
def test_honest_files_of_every_kind_are_kept_under_their_digest(name):
    made = files.examine(upload(name, HONEST[name]))

    assert made.sha256 == hashlib.sha256(HONEST[name]).hexdigest()
    assert files.read(made.sha256) == HONEST[name]
    assert (made.name, made.size, made.scan) == (name, len(HONEST[name]), "not scanned")


@pytest.mark.parametrize("name", DISHONEST)
def test_what_is_not_what_it_says_or_may_not_be_kept_is_turned_away_in_words(name):
    content, reason = DISHONEST[name]

    with pytest.raises(Refused, match=reason):
        files.examine(upload(name, content))

    assert not default_storage.exists(keeping.address(hashlib.sha256(content).hexdigest()))


def test_every_kind_that_may_be_kept_is_tried_here():
    assert {kinds.recognise(name, content).code for name, content in HONEST.items()} == set(kinds.KINDS)


def test_a_file_that_is_too_large_is_turned_away(settings):
    settings.UPLOAD_MAX_SIZE = 1024 * 1024

    with pytest.raises(Refused, match="must be smaller than 1MB"):
        files.examine(upload("long.txt", b"a" * (1024 * 1024 + 1)))


@given(st.binary(max_size=400), st.sampled_from(sorted(kinds.SUFFIXES)))
def test_noise_is_recognised_or_refused_and_nothing_else(content, suffix):
    with contextlib.suppress(Refused):
        kinds.recognise(f"noise.{suffix}", content)


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\notes.txt", "notes.txt"),
        ("safe\u202etxt.exe.txt", "safetxt.exe.txt"),
        ("a\nb\x00.txt", "ab.txt"),
        ("x" * 300 + ".txt", "x" * 186 + ".txt"),
        ("", "file"),
    ],
)
def test_a_name_keeps_only_what_cannot_mislead(given_name, kept):
    assert keeping.clean_name(given_name) == kept


def test_the_same_bytes_are_kept_once_and_half_of_them_are_replaced():
    place = keeping.address(hashlib.sha256(samples.PDF).hexdigest())
    default_storage.save(place, ContentFile(samples.half_of(samples.PDF)))

    for name in ("one.pdf", "two.pdf"):
        files.examine(upload(name, samples.PDF))

    assert files.read(hashlib.sha256(samples.PDF).hexdigest()) == samples.PDF
    assert len(default_storage.listdir(place.rsplit("/", 1)[0])[1]) == 1


def test_bytes_that_changed_where_they_are_kept_are_not_handed_over():
    made = files.examine(upload("minutes.pdf", samples.PDF + b"%changed"))
    default_storage.delete(keeping.address(made.sha256))
    default_storage.save(keeping.address(made.sha256), ContentFile(b"something else"))

    with pytest.raises(files.Damaged, match="damaged"):
        files.read(made.sha256)


def test_bytes_that_are_gone_are_said_to_be_gone():
    with pytest.raises(files.Damaged, match="missing"):
        files.read("0" * 64)


# --- the scanner -------------------------------------------------------------------------------------------------------


def test_a_clean_file_passes_the_scanner_whole(settings):
    server = Scanner()
    content = b"a long line\n" * 20_000
    with a_scanner(server) as settings.SCANNER:
        made = files.examine(upload("long.txt", content))

    assert made.scan == "clean"
    assert server.received == [content]


def test_the_scanner_may_be_on_a_unix_socket(settings, tmp_path):
    with a_scanner(Scanner(), at=str(tmp_path / "s")) as settings.SCANNER:
        assert files.examine(upload("note.txt", b"hello")).scan == "clean"


def test_a_virus_is_turned_away_and_nothing_of_it_is_kept(settings):
    with a_scanner(Scanner()) as settings.SCANNER, pytest.raises(files.Infected, match="contains a virus") as told:
        files.examine(upload("note.txt", b"please run " + EICAR))

    assert told.value.found == "Eicar-Test-Signature"
    assert not default_storage.exists(keeping.address(hashlib.sha256(b"please run " + EICAR).hexdigest()))


@pytest.mark.parametrize(
    "server",
    [
        Scanner(says="INSTREAM size limit exceeded. ERROR"),
        Scanner(says="stream: OK FOUND"),
        Scanner(says="something else"),
        Scanner(hangs_up=True),
    ],
    ids=["too large for it", "odd", "not understood", "hangs up"],
)
def test_any_answer_but_ok_keeps_the_file_out(settings, server):
    with a_scanner(server) as settings.SCANNER, pytest.raises((files.NotScanned, files.Infected)):
        files.examine(upload("note.txt", b"hello"))


def test_a_scanner_that_is_dead_keeps_every_file_out(settings):
    with a_scanner(Scanner()) as address:
        pass
    settings.SCANNER = address

    with pytest.raises(files.NotScanned, match="did not answer, so the file was not kept"):
        files.examine(upload("note.txt", b"hello"))


def test_a_scanner_that_never_answers_keeps_the_file_out_and_is_not_waited_for(settings):
    settings.SCANNER_SECONDS = 0.3
    server = Scanner(silent=True)

    with a_scanner(server) as settings.SCANNER, pytest.raises(files.NotScanned):
        files.examine(upload("note.txt", b"hello"))

    assert server.received == [b"hello"]


@pytest.mark.parametrize("address", ["", "localhost:3310", "http://127.0.0.1:3310", "unix://"])
def test_a_scanner_that_is_not_named_keeps_every_file_out(settings, address):
    settings.SCANNER = address

    with pytest.raises(files.NotScanned):
        scanner.scan(b"hello")


def test_going_without_a_scanner_is_for_the_demonstration_and_tests_alone(settings):
    assert scanner.scan(b"hello") == "not scanned"  # the control

    settings.SCANNER_MAY_BE_NONE = False

    with pytest.raises(files.NotScanned, match="There is no virus scanner"):
        scanner.scan(b"hello")
