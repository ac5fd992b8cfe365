"""The sample report in all its outputs, made once for the tests that open them."""

import pytest

from safehold.charts import Studio
from safehold.publications.document import drawings, html, pdf, word
from safehold.publications.document.tests.sample import sample


@pytest.fixture(scope="session")
def resolved():
    return sample()


@pytest.fixture(scope="session")
def document(resolved):
    return resolved.document


@pytest.fixture(scope="session")
def studio(tmp_path_factory):
    with Studio(tmp_path_factory.mktemp("drawings")) as studio:
        yield studio


@pytest.fixture(scope="session")
def svgs(document, studio):
    return drawings.svgs(document, studio)


@pytest.fixture(scope="session")
def page(document, svgs):
    downloads = html.Downloads(figures="figures.csv", pdf="report.pdf", word="report.docx")
    return html.page(document, svgs, downloads=downloads)


@pytest.fixture(scope="session")
def pdf_file(document, svgs):
    return pdf.write(document, svgs)


@pytest.fixture(scope="session")
def word_file(document, studio):
    return word.write(document, drawings.pngs(document, studio))
