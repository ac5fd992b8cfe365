"""One document, three outputs: what one prints, all print."""

import io
import re
import subprocess

import docx
import html5lib
import pytest

from safehold.publications.document.blocks import ChartBlock, Figure, Paragraph, Table, plain_text

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def texts(page, pdf_file, word_file):
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    word = docx.Document(io.BytesIO(word_file))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    paged = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf_file, capture_output=True, check=True
    ).stdout.decode()
    return {
        "html": squeezed(" ".join(tree.find("body").itertext())),
        "pdf": squeezed(paged),
        "word": squeezed(" ".join([*(paragraph.text for paragraph in word.paragraphs), *cells])),
    }


def squeezed(text):
    return re.sub(r"\s+", "", text)


def tables(document):
    for section in document.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                yield block
            elif isinstance(block, ChartBlock):
                yield block.table


def test_every_paragraph_with_a_figure_reads_the_same_everywhere(document, texts):
    paragraphs = [
        plain_text(block.children)
        for section in document.sections
        for block in section.blocks
        if isinstance(block, Paragraph) and any(isinstance(child, Figure) for child in block.children)
    ]

    assert len(paragraphs) > 8
    for output, text in texts.items():
        missing = [paragraph for paragraph in paragraphs if squeezed(paragraph) not in text]
        assert missing == [], output


def test_every_row_of_every_table_reads_the_same_everywhere(document, texts):
    rows = [[plain_text(cell) for cell in row.cells] for table in tables(document) for row in table.rows]
    short = [row for row in rows if len(row[0]) < 25 and all(len(cell) < 12 for cell in row[1:])]

    assert len(short) > 40
    for output, text in texts.items():
        missing = [row for row in short if squeezed("".join(row)) not in text]
        assert missing == [], output


def test_every_output_says_how_each_figure_was_made(document, texts):
    for made in document.figures:
        for output, text in texts.items():
            assert squeezed(made.figure.code) in text, output
