"""Writing the Word file of a document, then the few things that pandoc leaves undone."""

from collections.abc import Mapping

from safehold.printing.reference import reference
from safehold.printing.word import CannotWrite, converted
from safehold.publications.document.blocks import Document
from safehold.publications.document.word.finish import finish
from safehold.publications.document.word.parts import WordParts

__all__ = ["CannotWrite", "write"]


def write(document: Document, pictures: Mapping[str, bytes]) -> bytes:
    """The document as a .docx: heading styles, contents, captions, table header rows, alternative text, language.

    ``pictures`` is PNG by the anchor of its chart or diagram (``drawings.pngs``). The dates inside are the date of
    publication. Raises ``CannotWrite``.
    """
    meta = document.meta
    styles = reference(
        language=meta.language, head=f"{meta.partnership}\t{meta.title}", foot=meta.period, banner=meta.banner
    )
    body = WordParts(document, pictures).whole()
    made = converted(body, title=meta.title, author=meta.partnership, styles=styles, language=meta.language)
    return finish(made, document)
