"""The PDF opened and looked into: structure, language, headers, alternative texts, bookmarks, and PDF/UA-1."""

import io
import re
from dataclasses import replace
from itertools import pairwise

import pdfua
import pikepdf
import pytest

from safehold.publications.document import pdf
from safehold.publications.document.blocks import ChartBlock, Diagram, Link, Paragraph, Section, Text
from safehold.publications.document.tests.sample import META


@pytest.fixture(scope="module")
def opened(pdf_file):
    with pikepdf.open(io.BytesIO(pdf_file)) as opened:
        yield opened


@pytest.fixture(scope="module")
def elements(opened):
    """Every structure element, in reading order."""
    found = []

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append(node)
            if "/K" in node:
                walk(node.K)

    walk(opened.Root.StructTreeRoot.K)
    return found


def of_kind(elements, kind):
    return [element for element in elements if str(element.S) == f"/{kind}"]


def test_it_is_tagged_and_says_its_language_and_title(opened):
    assert opened.Root.MarkInfo.Marked
    assert str(opened.Root.Lang) == "en-GB"
    assert str(opened.docinfo.Title) == "Safeguarding annual report, April 2020 to March 2021"
    assert opened.Root.ViewerPreferences.DisplayDocTitle


def test_it_says_nothing_of_doubtful_tags_which_readers_take_for_a_fault(opened, pdf_file):
    assert "/Suspects" not in opened.Root.MarkInfo
    # the addresses of its parts are still where its table of them says
    assert not any("xref" in problem or "damaged" in problem for problem in opened.get_warnings())


def test_a_section_goes_on_where_the_last_one_ended(opened, document):
    with opened.open_outline() as outline:
        heights = {item.title: float(item.destination[3]) for item in outline.root}
    begins = max(heights.values()) - 1

    assert heights[document.sections[0].title] > begins
    assert any(heights[section.title] < begins for section in document.sections[1:])


def test_it_claims_pdf_ua_1(opened):
    with opened.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"
        assert metadata["dc:title"].startswith("Safeguarding annual report")


def test_the_machine_checkable_rules_of_pdf_ua_1_hold(pdf_file, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf_file)

    assert [finding for finding in pdfua.validate(file).findings if finding.severity.name == "ERROR"] == []


def test_the_check_of_pdf_ua_1_does_find_faults(pdf_file, tmp_path):
    """The control: the same file without its tags does not pass."""
    file = tmp_path / "untagged.pdf"
    with pikepdf.open(io.BytesIO(pdf_file)) as untagged:
        del untagged.Root.StructTreeRoot
        del untagged.Root.MarkInfo
        untagged.save(file)

    assert [finding for finding in pdfua.validate(file).findings if finding.severity.name == "ERROR"]


def test_headings_follow_each_other_without_a_gap(elements):
    levels = [int(str(element.S)[2:]) for element in elements if re.fullmatch("/H[1-6]", str(element.S))]

    assert levels.count(1) >= 12
    assert 2 in levels
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_have_header_cells_with_scope(elements, document):
    tables = of_kind(elements, "Table")
    headers = of_kind(elements, "TH")

    assert len(tables) > 10
    assert len(headers) >= 2 * len(tables)
    for header in headers:
        attributes = header.A if isinstance(header.A, pikepdf.Array) else [header.A]
        assert any(str(each.get("/Scope", "")) == "/Column" for each in attributes)


def test_every_drawing_has_its_alternative_text(elements, document):
    said = {str(element.Alt) for element in of_kind(elements, "Figure") if "/Alt" in element}
    drawn = [
        block for section in document.sections for block in section.blocks if isinstance(block, ChartBlock | Diagram)
    ]

    assert len(drawn) == 9
    assert {block.alternative for block in drawn} <= said


def test_links_lead_somewhere_and_say_what_they_are(opened):
    links = [note for page in opened.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]

    assert len(links) > 100
    assert all("/Contents" in link for link in links)


def test_bookmarks_name_every_section(opened, document):
    with opened.open_outline() as outline:
        titles = [item.title for item in outline.root]

    assert [title for title in titles if title != "Contents"][: len(document.sections)] == [
        s.title for s in document.sections
    ]
    assert "How each figure was made" in titles


def test_every_face_is_inside(opened):
    fonts = {str(font.BaseFont) for page in opened.pages for font in page.Resources.get("/Font", {}).values()}

    assert fonts
    assert all("AtkinsonHyperlegible" in font for font in fonts)


def test_equal_documents_give_equal_bytes(document, svgs, pdf_file):
    assert pdf.write(document, svgs) == pdf_file


def test_what_was_typed_is_never_typst(document, svgs):
    typed = '#panic("x") #read("/etc/passwd") $x$ *b* _i_ `c` \\ @label <y> = Heading // gone'
    section = Section(typed, "typed", (Paragraph((Text(typed),)),))
    hostile = replace(document, meta=replace(META, title=typed, note=typed), sections=(section,))

    with pikepdf.open(io.BytesIO(pdf.write(hostile, svgs))) as opened:
        assert str(opened.docinfo.Title).startswith(typed)


def test_a_link_to_nowhere_is_refused_with_the_reason(document, svgs):
    section = Section("s", "s", (Paragraph((Link((Text("there"),), "#nowhere"),)),))

    with pytest.raises(pdf.CannotSet, match="nowhere"):
        pdf.write(replace(document, sections=(section,), figures=()), svgs)
