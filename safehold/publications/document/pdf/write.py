"""Setting the PDF. The compiler itself refuses a document that cannot be PDF/UA-1: no title, no alternative text."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime, time
from functools import cache
from importlib.resources import files

import typst

from safehold.charts.drawing import font_folder
from safehold.publications.document.blocks import Document
from safehold.publications.document.pdf.data import data

_SAYS_NOTHING = b"/Suspects false"
"""What the compiler says of doubtful tags is what holds where nothing is said, and poppler takes it for a fault. Blanks of
the same length stand in its place, so that every address in the file stays right."""


class CannotSet(RuntimeError):  # noqa: N818 a refusal is named as what happened
    """The document could not be set. The message is the compiler's, for whoever keeps the template."""


def write(document: Document, drawings: Mapping[str, str]) -> bytes:
    """The document as a tagged PDF (PDF 1.7, PDF/UA-1), with bookmarks, contents with page numbers and internal links.

    ``drawings`` is SVG by the anchor of its chart. Equal documents give equal bytes: the date inside is the date of
    publication. Raises ``CannotSet``.
    """
    given = json.dumps(data(document, drawings), ensure_ascii=False)
    try:
        pdf = typst.compile(
            _template(),
            sys_inputs={"document": given},
            format="pdf",
            font_paths=_fonts(),
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=datetime.combine(document.meta.published_on, time(), UTC),
        )
    except typst.TypstError as refused:
        raise CannotSet(f"The PDF could not be set: {refused.message}\n{refused.diagnostic}") from refused
    if not isinstance(pdf, bytes):
        raise CannotSet("The PDF could not be set: the compiler gave nothing back.")
    return pdf.replace(_SAYS_NOTHING, b" " * len(_SAYS_NOTHING), 1)


@cache
def _template() -> bytes:
    return (files(__package__) / "template.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """Our four faces and no others, so that a PDF is the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())])
