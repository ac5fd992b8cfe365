"""Paper: a PDF is set from data alone, says how many pages it has, and a Word file carries its fonts."""

import zipfile
from datetime import date
from io import BytesIO

import pikepdf
import pytest

from safehold.printing import fonts
from safehold.printing.pdf import CannotSet, compiled, pages_of
from safehold.printing.reference import reference
from safehold.printing.word import carrying_fonts, converted

DAY = date(2021, 4, 27)
TEMPLATE = b"""#let doc = json(bytes(sys.inputs.document))
#set document(title: doc.title)
#title(doc.title)
#doc.words"""
PAPER = b'#set document(title: "Paper")\nFirst page\n#pagebreak()\nSecond page'
WITH_PAPER = b'#set document(title: "Pack")\n#title("Pack")\n#image("paper.pdf", page: 2, alt: "Page 2")'


def test_words_are_data_and_never_source():
    given = {"title": "A title", "words": "#panic() *x* $y$ <b>"}
    made = compiled(TEMPLATE, given, dated=DAY)

    assert made.startswith(b"%PDF")
    assert made == compiled(TEMPLATE, given, dated=DAY)


def test_a_pdf_is_tagged_unless_what_others_made_is_in_it():
    plain = compiled(TEMPLATE, {"title": "A title", "words": ""}, dated=DAY)
    pack = compiled(WITH_PAPER, {}, dated=DAY, beside={"paper.pdf": compiled(PAPER, {}, dated=DAY)})

    for made, is_ua in ((plain, True), (pack, False)):
        with pikepdf.open(BytesIO(made)) as pdf:
            assert (b"pdfuaid" in pdf.Root.Metadata.read_bytes()) is is_ua


def test_what_cannot_be_set_is_said():
    with pytest.raises(CannotSet, match="could not be set"):
        compiled(WITH_PAPER, {}, dated=DAY)


@pytest.mark.parametrize("pages", [1, 2, 3, 38])
def test_the_pages_of_a_pdf_are_counted(pages):
    many = f'#set document(title: "Many")\n#for n in range({pages - 1}) {{ [Page]; pagebreak() }}\n[Last]'

    assert pages_of(compiled(many.encode(), {}, dated=DAY)) == pages


def test_what_is_no_pdf_has_no_pages():
    assert pages_of(b"%PDF-1.7 and nothing else") == 0


def test_a_word_file_carries_its_fonts_and_its_day():
    styles = reference(language="en-GB", head="Westmere", foot="Minutes", cover=False)
    made = converted("<h1>One</h1><p>Words</p>", title="Minutes", author="Westmere", styles=styles)

    with zipfile.ZipFile(BytesIO(carrying_fonts(made, dated=DAY))) as file:
        names = set(file.namelist())
        assert set(fonts.parts()) <= names
        assert b"2021-04-27T00:00:00Z" in file.read("docProps/core.xml")
        assert b"embedTrueTypeFonts" in file.read("word/settings.xml")
    with zipfile.ZipFile(BytesIO(made)) as file:
        assert not [name for name in file.namelist() if name.startswith("word/fonts/")]
