"""Minutes and papers are made for one reader: what they were recused from is not in them, nor its number."""

from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from docx import Document as WordFile

from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.meetings import actions, packs, queries
from safehold.meetings.paper import files
from safehold.meetings.queries import minutes
from safehold.meetings.tests.factories import (
    NEXT_ON,
    chair,
    first,
    holder,
    item,
    meeting,
    member,
    minuted,
    recused,
    secretary,
)
from safehold.printing.pdf import compiled, pages_of
from safehold.records.actions.documents import add_document
from safehold.records.files import examine
from safehold.records.tests.promises import answers_like_absent, browser, lines

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LATER = date(2021, 4, 27)


@pytest.fixture
def by():
    return secretary()


@pytest.fixture
def made(by):
    return minuted(by)


def composed(of, who):
    return [minutes.part(each) for each in minutes.items_with_minutes(of, who)]


# --- a recused reader, and the confidential part ---


def words_of(docx: bytes) -> str:
    file = WordFile(BytesIO(docx))
    cells = [cell.text for table in file.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(each.text for each in file.paragraphs), *cells])


def taken(who, name, *args):
    return browser(who).get(reverse(f"meetings:{name}", args=args))


def bytes_of(answer) -> bytes:
    return b"".join(answer.streaming_content)


def test_a_recused_members_minutes_lack_the_item_and_its_gap(made, by):
    item(made, "Last matter", by)
    police, council = holder("police"), holder("council")
    recused(first(made), police, by)

    for who, first_of_all, there in ((police, "1. Last matter", False), (council, "2. Last matter", True)):
        page = taken(who, "minutes", made.uid).content.decode()
        word = words_of(bytes_of(taken(who, "minutes_file", made.uid, "docx")))
        for said in (page, word):
            assert first_of_all in said
            assert ("The audit of files" in said) is there
            assert ("Adopt the protocol" in said) is there
    answers_like_absent(browser(police), lambda uid: reverse("meetings:write_passage", args=[uid]), first(made).uid)
    answers_like_absent(browser(police), lambda uid: reverse("meetings:put_right", args=[uid]), first(made).uid)


def test_a_recused_member_finds_nothing_of_it_in_agreed_minutes(made, by):
    police = holder("police")
    recused(first(made), police, by)
    made.refresh_from_db()
    leads = chair()
    actions.agree_as_chair(made, by=leads, read=minutes.state_of(made, leads))

    made = queries.meetings_visible_to(police).get(pk=made.pk)
    assert composed(made, police) == []
    assert len(composed(made, by)) == 1


def test_the_confidential_part_stands_apart_and_is_numbered_by_itself(made, by):
    item(made, "A quiet matter", by, confidential=True)
    item(made, "Last matter", by)

    told = {"partnership": "Westmere"}
    open_part = packs.minutes_of(made, by, confidential=False, **told)
    apart = packs.minutes_of(made, by, confidential=True, **told)

    assert "A quiet matter" not in str(open_part.blocks)
    assert "2. Last matter" in str(open_part.blocks)
    assert "1. A quiet matter" in str(apart.blocks)
    assert "Last matter" not in str(apart.blocks)
    assert apart.title.startswith("Confidential minutes")


@pytest.mark.parametrize("name", ["minutes_file", "confidential_file"])
@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_minutes_are_taken_away_as_files_and_the_trail_says_so(made, by, name, kind):
    quiet = item(made, "A quiet matter", by, confidential=True)
    answer = taken(by, name, made.uid, kind)

    assert answer.status_code == 200
    assert bytes_of(answer)[:2] == (b"%P" if kind == "pdf" else b"PK")
    part = "open" if name == "minutes_file" else "confidential"
    uids = [str((first(made) if part == "open" else quiet).uid)]
    assert lines("meetings.meeting.minutes_taken")[-1].facts == {"format": kind, "part": part, "uids": uids}


def test_the_pdf_of_minutes_is_tagged_and_titled(made, by):
    sheet = packs.minutes_of(made, by, confidential=False, partnership="Westmere", banner="Invented")
    with pikepdf.open(BytesIO(files.set_pdf(sheet, dated=LATER))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo.Title).startswith("Minutes: Board, 20 April 2021")


def test_what_people_wrote_is_never_taken_for_markup(made, by):
    actions.write_passage(first(made).passage, by=by, words="<b>bold</b> & #heading *strong* $x$")
    sheet = packs.minutes_of(made, by, confidential=False, partnership="Westmere")

    assert "<b>bold</b> & #heading *strong* $x$" in words_of(files.write_word(sheet, dated=LATER))
    assert files.set_pdf(sheet, dated=LATER).startswith(b"%PDF")


def test_only_pdf_and_word_are_there(made, by):
    assert taken(by, "minutes_file", made.uid, "exe").status_code == 404
    assert taken(actor(Role.AGENCY_LEAD, agency="fire"), "minutes_file", made.uid, "pdf").status_code == 404


# --- the papers as one PDF ---

PAPER = b"""#set document(title: "Paper")
#set page(height: 6cm)
First page of the audit
#pagebreak()
Second page of the audit"""


@pytest.fixture
def with_papers(by):
    """An agenda of two items: a PDF and a text with the first, a spreadsheet's rows with the second."""
    for code in ("council", "police"):
        member(code)
    made = meeting(by, meets_on=NEXT_ON)
    one, two = item(made, "Hidden matter", by), item(made, "Open matter", by)
    for of, name, content, kind in (
        (one, "audit.pdf", compiled(PAPER, {}, dated=LATER), "application/pdf"),
        (two, "note.txt", b"A note of two lines\n\nand a half", "text/plain"),
    ):
        add_document(of, by=by, file=examine(SimpleUploadedFile(name, content, kind)), title=f"Paper {name}")
    return made


def test_a_pack_is_made_for_each_reader(with_papers, by):
    council, police = holder("council"), holder("police")
    recused(queries.agenda(with_papers, by)[0], police, by)

    found = {}
    for who in (council, police):
        sheet, beside = packs.pack_of(with_papers, who, partnership="Westmere")
        said = str(sheet.blocks)
        pdf = files.set_pdf(sheet, dated=LATER, beside=beside)
        found[who.name] = ("1. Hidden matter" in said, "1. Open matter" in said, len(beside), pages_of(pdf))

    assert found == {council.name: (True, False, 1, 4), police.name: (False, True, 0, 2)}


def test_a_pack_is_taken_in_a_browser_and_the_trail_says_so(with_papers, by):
    answer = taken(by, "pack", with_papers.uid)

    assert answer["Content-Type"] == "application/pdf"
    assert pages_of(bytes_of(answer)) == 4
    line = lines("meetings.meeting.pack_taken")[-1]
    assert (line.count, len(line.facts["documents"]), len(line.facts["uids"])) == (2, 2, 2)
    assert taken(actor(Role.AGENCY_LEAD, agency="fire"), "pack", with_papers.uid).status_code == 404


def test_a_paper_that_cannot_be_put_into_a_pack_says_where_it_is(with_papers, by):
    one = queries.agenda(with_papers, by)[1]
    broken = SimpleUploadedFile("broken.pdf", b"%PDF-1.7 and nothing else", "application/pdf")
    add_document(one, by=by, file=examine(broken), title="Broken")

    sheet, _ = packs.pack_of(with_papers, by, partnership="Westmere")

    assert "a PDF that cannot be put into a pack" in str(sheet.blocks)


# --- what is true of a pack for whoever reads it with a screen reader ---


def pack_for(made, who):
    sheet, beside = packs.pack_of(made, who, partnership="Westmere")
    return sheet, files.set_pdf(sheet, dated=LATER, beside=beside)


def test_a_pack_with_papers_that_others_made_says_so_and_leads_to_each_as_a_file_of_its_own(with_papers, by):
    sheet, content = pack_for(with_papers, by)

    assert "One paper in this pack is a PDF that others made" in str(sheet.blocks)
    papers = {str(each.uid) for one in queries.agenda(with_papers, by) for each in one.entry.documents.all()}
    with pikepdf.open(BytesIO(content)) as pdf:
        leads = {
            str(note.A.URI) for page in pdf.pages for note in page.get("/Annots", []) if "/URI" in note.get("/A", {})
        }
    assert {address.rstrip("/").rsplit("/", 1)[1] for address in leads} == papers


def test_such_a_pack_is_titled_tagged_in_english_and_has_a_bookmark_for_each_paper(with_papers, by):
    _, content = pack_for(with_papers, by)

    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_outline() as outline:
        assert str(pdf.docinfo.Title) == "Papers: Board, 18 May 2021"
        assert str(pdf.Root.Lang) == "en-GB"
        assert pdf.Root.MarkInfo.Marked
        assert [str(each.title) for each in outline.root] == [
            "Agenda", "Paper 1a: Paper audit.pdf", "Paper 2a: Paper note.txt",
        ]  # fmt: skip
        assert b"pdfuaid" not in pdf.Root.Metadata.read_bytes(), "what is not so is not claimed"


def test_a_pack_of_our_own_pages_alone_claims_to_be_accessible_and_is(with_papers, by):
    recused(queries.agenda(with_papers, by)[0], holder("police"), by)

    sheet, content = pack_for(with_papers, holder("police"))

    assert "that others made" not in str(sheet.blocks)
    with pikepdf.open(BytesIO(content)) as pdf:
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()


def test_each_paper_can_be_opened_by_itself_from_the_page_of_the_meeting(with_papers, by):
    shown = browser(by).get(reverse("meetings:meeting", args=[with_papers.uid])).content.decode()

    assert "Each paper as a file of its own" in shown
    for one in queries.agenda(with_papers, by):
        for each in one.entry.documents.all():
            assert reverse("records:document", args=[each.uid]) in shown
