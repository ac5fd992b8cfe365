"""Paper: a PDF is set from data alone, says how many pages it has, and a Word file carries its fonts."""

import unicodedata
import zipfile
from datetime import date
from io import BytesIO
from xml.dom.minidom import parseString

import pikepdf
import pytest

from safehold.printing import fonts
from safehold.printing.legible import characters, legible
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


# --- what our typeface lacks ---


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Plain words, £5 – “so”", "Plain words, £5 – “so”"),
        ("Zoë Müller-Łukasz", "Zoë Müller-Łukasz"),
        ("Zoe\u0308", "Zoë"),
        ("Done \u2705", "Done [white heavy check mark]"),
        ("Her name is \u0645\u0631\u064a\u0645", "Her name is [in another script]"),
        ("\U0001f600\U0001f600", "[grinning face][grinning face]"),
        ("one\x0btwo\x1f\x00three", "onetwothree"),
        ("not \u202edetrever", "not detrever"),
        ("a line\nand\ta tab", "a line\nand\ta tab"),
        ("half \ud800 a letter", "half  a letter"),
    ],
)
def test_what_the_typeface_lacks_is_said_in_words_and_the_file_is_made(typed, printed):
    assert legible(typed) == printed
    made = compiled(TEMPLATE, {"title": "A title", "words": typed, "rows": [[typed]]}, dated=DAY)
    with pikepdf.open(BytesIO(made)) as pdf:
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()


def test_every_letter_that_is_let_through_can_be_set():
    """The whole of what the typeface is said to have, at once: the compiler would refuse a single one that it lacks."""
    known = [
        each
        for each in sorted(characters())
        if unicodedata.category(chr(each)) not in ("Cc", "Cf", "Zl", "Zp", "Cn", "Co")
    ]
    assert len(known) > 300

    assert compiled(TEMPLATE, {"title": "All", "words": " ".join(map(chr, known))}, dated=DAY).startswith(b"%PDF")


def test_without_that_one_letter_keeps_a_whole_file_from_being_made(monkeypatch):
    monkeypatch.setattr("safehold.printing.pdf.legible", lambda given: given)

    with pytest.raises(CannotSet, match="could not be displayed"):
        compiled(TEMPLATE, {"title": "A title", "words": "Done \u2705"}, dated=DAY)


def test_a_word_file_holds_nothing_that_word_cannot_open():
    styles = reference(language="en-GB", head="Westmere", foot="Minutes", cover=False)
    made = converted("<p>one\x0btwo\x1f three \u2705</p>", title="Minutes", author="Westmere", styles=styles)

    with zipfile.ZipFile(BytesIO(made)) as file:
        assert "onetwo three \u2705" in parseString(file.read("word/document.xml")).toxml()
