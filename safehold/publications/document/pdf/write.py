"""Setting the PDF of a document, by one hand-written template."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from safehold.printing.pdf import CannotSet, compiled
from safehold.publications.document.blocks import Document
from safehold.publications.document.pdf.data import data

__all__ = ["CannotSet", "write"]


def write(document: Document, drawings: Mapping[str, str]) -> bytes:
    """The document as a tagged PDF (PDF 1.7, PDF/UA-1), with bookmarks, contents with page numbers and internal links.

    ``drawings`` is SVG by the anchor of its chart. Equal documents give equal bytes: the date inside is the date of
    publication. Raises ``CannotSet``.
    """
    return compiled(_template(), data(document, drawings), dated=document.meta.published_on)


@cache
def _template() -> bytes:
    return (files(__package__) / "template.typ").read_bytes()
