"""The Word file opened by an independent reader, and what only the XML says."""

import io
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from safehold.publications.document.blocks import ChartBlock, Column, Diagram, Row, Table, Text
from safehold.publications.document.tests.sample import META
from safehold.publications.document.word.parts import WordParts

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def opened(word_file):
    return docx.Document(io.BytesIO(word_file))


@pytest.fixture(scope="module")
def xml(word_file):
    with zipfile.ZipFile(io.BytesIO(word_file)) as archive:
        return archive.read("word/document.xml").decode()


def test_headings_have_real_styles(opened, document):
    first = [paragraph.text for paragraph in opened.paragraphs if paragraph.style.name == "Heading 1"]

    assert first == [*(section.title for section in document.sections), "How each figure was made"]
    assert any(paragraph.style.name == "Heading 2" for paragraph in opened.paragraphs)
    assert [paragraph.text for paragraph in opened.paragraphs if paragraph.style.name == "Title"] == [META.title]


def test_header_rows_repeat_and_rows_are_not_torn(opened):
    assert len(opened.tables) > 10
    for table in opened.tables:
        first, *others = (row._tr.find(qn("w:trPr")) for row in table.rows)
        assert first.find(qn("w:tblHeader")) is not None
        assert all(row.find(qn("w:tblHeader")) is None for row in others)
        assert all(row.find(qn("w:cantSplit")) is not None for row in (first, *others))


def test_tables_and_pictures_have_captions(opened, document):
    captions = [
        paragraph.text for paragraph in opened.paragraphs if paragraph.style.name in {"Table Caption", "Image Caption"}
    ]

    assert "Table 1: Indicators agreed by the partnership: target and outcome" in captions
    assert "Figure 1: The Practice Review Group answers to the Operational Group and the Executive" in captions


def test_a_caption_stands_above_its_picture_as_above_a_table(xml):
    styles = re.findall(r'<w:pStyle w:val="(ImageCaption|CaptionedFigure)" ?/>', xml)

    assert styles
    assert styles == ["ImageCaption", "CaptionedFigure"] * (len(styles) // 2)


def test_each_entry_of_the_contents_asks_for_its_page(xml, word_file):
    field = re.search(r"<w:sdt>.*?</w:sdt>", xml, re.DOTALL)[0]
    asked = re.findall(r" PAGEREF (\S+) ", field)
    with zipfile.ZipFile(io.BytesIO(word_file)) as archive:
        settings = archive.read("word/settings.xml").decode()

    assert len(asked) == len(set(asked)) == field.count("<w:hyperlink ")
    assert all(xml.count(f'w:name="{name}"') == 1 for name in asked)
    assert '<w:updateFields w:val="true"/>' in settings
    # what is updated takes in headings and not the measures of the appendix, which have a level of the outline too
    assert "\\u" not in field


def test_every_picture_has_its_alternative_text(opened, document):
    said = [element.get("descr") for element in opened.element.iter(qn("wp:docPr"))]
    drawn = [
        block for section in document.sections for block in section.blocks if isinstance(block, ChartBlock | Diagram)
    ]

    assert said == [block.alternative for block in drawn]


def test_no_picture_is_written_out_in_letters(xml):
    assert "base64" not in xml


def test_it_knows_its_title_author_and_language(opened, word_file):
    with zipfile.ZipFile(io.BytesIO(word_file)) as archive:
        styles = archive.read("word/styles.xml").decode()
        settings = archive.read("word/settings.xml").decode()

    assert opened.core_properties.title == "Safeguarding annual report, April 2020 to March 2021"
    assert opened.core_properties.author == META.partnership
    assert opened.core_properties.created.date() == META.published_on
    assert re.search(r'<w:lang [^>]*w:val="en-GB"', styles)
    assert '<w:themeFontLang w:val="en-GB"' in settings


def test_contents_are_a_field_that_already_reads(xml, document):
    field = re.search(r"<w:sdt>.*?</w:sdt>", xml, re.DOTALL)[0]

    assert ' TOC \\o "1-2" ' in field
    assert [section.title for section in document.sections if section.title not in field] == []
    anchors = re.findall(r'w:anchor="([^"]+)"', field)
    assert anchors
    assert all(f'w:name="{anchor}"' in xml for anchor in anchors)


def test_every_link_inside_has_its_bookmark(xml):
    names = set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', xml))
    anchors = set(re.findall(r'<w:hyperlink [^>]*w:anchor="([^"]+)"', xml))

    assert len(anchors) > 40
    assert anchors <= names


def test_every_page_says_that_it_is_invented(opened):
    (section,) = opened.sections

    assert section.different_first_page_header_footer
    for header in (section.header, section.first_page_header):
        assert header.paragraphs[0].text == META.banner


def test_the_faces_travel_with_it(word_file):
    with zipfile.ZipFile(io.BytesIO(word_file)) as archive:
        table = archive.read("word/fontTable.xml").decode()
        hidden = archive.read("word/fonts/font1.odttf")
    key = bytes.fromhex(re.search(r'embedRegular [^>]*fontKey="\{([^}]+)\}"', table)[1].replace("-", ""))[::-1]

    assert bytes(byte ^ key[place % 16] for place, byte in enumerate(hidden[:4])) == b"\x00\x01\x00\x00", (
        "a TrueType font"
    )


def test_numbers_stand_to_the_right(opened):
    table = next(table for table in opened.tables if table.cell(0, 0).text == "Year")

    assert table.cell(1, 1).paragraphs[0].alignment == docx.enum.text.WD_ALIGN_PARAGRAPH.RIGHT


def test_a_link_with_a_long_address_is_as_quiet_as_the_others(xml, document):
    from safehold.publications.document.word.finish import bookmark

    named = {bookmark(made.anchor) for made in document.figures}
    links = re.findall(r'<w:hyperlink w:anchor="([^"]+)"(.*?)</w:hyperlink>', xml, re.DOTALL)

    # a long one is "X" and the hash of it, as pandoc has it
    assert re.fullmatch("X[0-9a-f]{39}", bookmark("made-a-measure-whose-code-is-longer-than-word-allows"))
    assert {anchor for anchor, _ in links} >= named
    assert all("FigureLink" in inside for anchor, inside in links if anchor in named)


def test_one_very_long_cell_leaves_the_columns_beside_it_room_for_their_words(document):
    columns = (Column("What was found"), Column("What was recommended"), Column("What was done"))
    said = (
        "A finding of some ten or twelve words, as they are. " * 2,
        "What was recommended about it. " * 4,
        "Done. " * 120,
    )
    table = Table("long", "A long one", columns, (Row(tuple((Text(each),) for each in said)),))
    widths = [float(each) for each in re.findall(r"width:([0-9.]+)%", WordParts(document, {}).widths(table))]

    assert min(widths) > 15
    assert widths == sorted(widths)
