"""The document as a tagged PDF (PDF/UA-1), set by one hand-written Typst template from JSON."""

from safehold.publications.document.pdf.write import CannotSet, write

__all__ = ["CannotSet", "write"]
