"""The document for Word: real headings, captions, table header rows, alternative text and contents, through pandoc."""

from safehold.publications.document.word.write import CannotWrite, write

__all__ = ["CannotWrite", "write"]
