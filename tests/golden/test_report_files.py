"""The files of the three demonstration reports, opened by programs that are not ours: they print the same numbers, each
number leads to how it was made, and every section holds what it must.
"""

import csv
import io
import re
import subprocess
import zipfile
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import docx
import html5lib
import pdfua
import pikepdf
import pytest

from safehold.publications.making import write_files
from safehold.publications.models import Kind
from tests.golden.reports import BNES, BNES_FILES, WESTMERE, WESTMERE_BEFORE, WESTMERE_FILES, Made, book_of, make

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.one_database, pytest.mark.timeout(600)]
NUMBER = re.compile(r"(?<![\w.,])[+−-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?(?![\w])|\[[cx]\]")
REPORTS = (BNES.name, WESTMERE.name, WESTMERE_BEFORE.name)
# the section of each chart and table that the issue names, for a report of 2020-21
NAMED = {
    "4": ("Section 11 self-ratings",),
    "6": ("Key performance indicators against target", "indicators met their target"),
    "8": ("what came of them",),
    "10": (
        "peaked in",
        "made the most referrals",
        "Plans ",
        "children were looked after at the year end",
        "Contacts with the LADO, by year",
        "The commonest outcome of a contact was",
        "Contacts with the LADO fell to",
        "Recorded crime against children",
        "fell in",
        "Anti-social behaviour peaked",
        "Violence and sexual offences peaked",
    ),
}


@dataclass(frozen=True)
class Files:
    """The four files of a report, as another program reads them."""

    made: Made
    files: dict[str, bytes]

    @cached_property
    def tree(self):
        return html5lib.parse(self.files[Kind.HTML].decode(), namespaceHTMLElements=False)

    @cached_property
    def pdf_text(self) -> str:
        ran = subprocess.run(["pdftotext", "-", "-"], input=self.files[Kind.PDF], capture_output=True, check=True)
        return ran.stdout.decode()

    @cached_property
    def word(self):
        return docx.Document(io.BytesIO(self.files[Kind.DOCX]))

    @cached_property
    def rows(self) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(self.files[Kind.CSV].decode("utf-8-sig"))))


@pytest.fixture(scope="module")
def reports(django_db_setup, django_db_blocker) -> dict[str, Files]:
    with django_db_blocker.unblock():
        bnes, westmere = book_of(*BNES_FILES), book_of(*WESTMERE_FILES)
        made = [make(BNES, bnes), make(WESTMERE, westmere), make(WESTMERE_BEFORE, westmere)]
    return {each.report.name: Files(each, write_files(each.document)) for each in made}


@pytest.fixture(params=REPORTS)
def it(request, reports) -> Files:
    return reports[request.param]


def text_of_html(tree) -> str:
    """What a reader sees: without the drawings, which are not words in the other two."""

    def walk(element):
        if str(element.tag).endswith("svg") or element.tag in ("style", "nav"):
            return
        yield element.text or ""
        for child in element:
            yield from walk(child)
            yield child.tail or ""
        yield " "

    return "".join(walk(tree.find("body/main")))


def text_of_word(word) -> str:
    cells = (cell.text for table in word.tables for row in table.rows for cell in row.cells)
    return " ".join(
        [*(each.text for each in word.paragraphs if not each.style.name.startswith(("TOC", "toc"))), *cells]
    )


def numbers(text: str) -> Counter:
    return Counter(found.replace("-", "−") for found in NUMBER.findall(text.replace("\u00ad", "")))


def test_the_three_files_print_the_same_numbers(it):
    html, word, pdf = numbers(text_of_html(it.tree)), numbers(text_of_word(it.word)), numbers(it.pdf_text)

    assert len(html) > 150
    assert set(html) == set(word), set(html) ^ set(word)
    # the PDF also numbers its pages and draws its charts in letters
    assert set(html) - set(pdf) == set()


def test_a_number_that_one_file_lacks_would_be_seen(it):
    """The control."""
    html = text_of_html(it.tree)
    (printed,) = [row["value as printed"] for row in it.rows if row["measure"] == "training.places_available"]

    assert set(numbers(html)) - set(numbers(html.replace(printed, ""))) == {printed}


def test_every_figure_of_the_csv_is_in_all_three_and_its_row_is_whole(it):
    printed = {row["value as printed"].replace("-", "−") for row in it.rows}
    said = {name: set(numbers(text)) for name, text in (
        ("html", text_of_html(it.tree)), ("word", text_of_word(it.word)), ("pdf", it.pdf_text)
    )}  # fmt: skip
    # a change prints with its direction in words or with a plus; the size is what has to be there
    bare = {value.lstrip("−+") for value in printed}

    for name, found in said.items():
        assert sorted(bare - {value.lstrip("−+") for value in found}) == [], name
    keys = [(row["measure"], row["period"], row["geography"]) for row in it.rows]
    assert len(keys) == len(set(keys)) == len(it.made.document.figures)
    for row in it.rows:
        assert all(row[column] for column in ("measure", "period", "geography", "value as printed", "unit")), row
        assert all(row[column] for column in ("definition", "source", "basis")), row


def test_every_figure_leads_to_how_it_was_made_in_all_three(it):
    anchors = {made.anchor for made in it.made.document.figures}
    ids = {element.get("id") for element in it.tree.iter()}
    links = {link.get("href")[1:] for link in it.tree.iter("a") if link.get("class") == "figure"}
    assert links == anchors <= ids

    with zipfile.ZipFile(io.BytesIO(it.files[Kind.DOCX])) as archive:
        xml = archive.read("word/document.xml").decode()
    names = set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', xml))
    linked = re.findall(r'<w:hyperlink [^>]*w:anchor="([^"]+)"(.*?)</w:hyperlink>', xml, re.DOTALL)
    figures = [anchor for anchor, inside in linked if "FigureLink" in inside]
    assert len(set(figures)) == len(anchors)
    assert set(figures) <= names
    # none is dressed as a link to elsewhere
    assert not [anchor for anchor, inside in linked if anchor in set(figures) and '"Hyperlink"' in inside]

    with pikepdf.open(io.BytesIO(it.files[Kind.PDF])) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", []) if note.Subtype == "/Link"]
    assert len(notes) >= len(figures) - 20


@pytest.mark.parametrize("name", [BNES.name, WESTMERE.name])
def test_every_section_holds_the_tables_and_charts_that_are_named(name, reports):
    it = reports[name]
    sections = {}
    for section in it.tree.iter("section"):
        heading = "".join(section.find("h2").itertext())
        captions = ["".join(each.itertext()) for tag in ("caption", "figcaption") for each in section.iter(tag)]
        sections[heading.split(".")[0]] = captions

    assert [each for each in sections if each.isdecimal()] == [str(number) for number in range(1, 12)]
    missing = [
        (number, words)
        for number, all_words in NAMED.items()
        for words in all_words
        if not any(words in caption for caption in sections[number])
    ]
    assert missing == []
    assert any("was made up" in caption or "Who answers" in caption for caption in sections["2"])


def test_every_chart_has_its_figures_in_a_table_and_no_table_stands_twice(it):
    tables = {}
    for table in it.tree.iter("table"):
        cells = tuple(tuple("".join(cell.itertext()) for cell in row) for row in table.findall("tbody/tr"))
        tables["".join(table.find("caption").itertext())] = cells
    ids = {element.get("id") for element in it.tree.iter()}

    assert len(set(tables.values())) == len(tables)
    for figure in it.tree.iter("figure"):
        if figure.get("id") == "diagram-structure":  # it is of words, and they stand under it
            continue
        leads = [link.get("href")[1:] for link in figure.iter("a") if (link.get("href") or "").startswith("#table-")]
        assert list(figure.iter("table")) or list(figure.iter("li")) or (leads and set(leads) <= ids)


def test_the_pdf_keeps_the_rules_of_pdf_ua_1_and_reads_in_order(it, tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(it.files[Kind.PDF])
    assert [finding for finding in pdfua.validate(file).findings if finding.severity.name == "ERROR"] == []

    with pikepdf.open(file) as pdf:
        assert str(pdf.Root.Lang) == "en-GB"
        assert str(pdf.docinfo.Title).endswith(it.made.report.period)
        kinds, headings = [], []

        def walk(node) -> None:
            if isinstance(node, pikepdf.Array):
                for child in node:
                    walk(child)
            elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
                kinds.append(str(node.S))
                if re.fullmatch("/H[1-6]", str(node.S)):
                    headings.append(int(str(node.S)[2:]))
                if str(node.S) == "/TH":
                    attributes = node.A if isinstance(node.A, pikepdf.Array) else [node.A]
                    assert any("/Scope" in each for each in attributes)
                if str(node.S) == "/Figure":
                    assert len(str(node.Alt)) > 15
                if "/K" in node:
                    walk(node.K)

        walk(pdf.Root.StructTreeRoot.K)
        with pdf.open_outline() as outline:
            bookmarks = [each.title for each in outline.root]
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert kinds.count("/Table") >= 15
    assert kinds.count("/Figure") >= 10
    assert [section.title for section in it.made.document.sections] == [
        each for each in bookmarks if re.match(r"\d+\. ", each)
    ]


def test_what_was_accepted_is_printed_in_all_three(reports):
    from safehold.publications.document.blocks import Accepted

    it = reports[WESTMERE_BEFORE.name]
    accepted = (Accepted("10. Appendices", "The parts are one too few.", "The source prints it so."),)
    files = Files(it.made, write_files(replace(it.made.document, accepted=accepted)))

    for text in (text_of_html(files.tree), text_of_word(files.word), files.pdf_text):
        flat = " ".join(text.split())
        assert "Checks that fail and were accepted" in flat
        assert "The parts are one too few." in flat
        assert "The source prints it so." in flat
