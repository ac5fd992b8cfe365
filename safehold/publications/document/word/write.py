"""Writing the Word file: our HTML through pandoc in its sandbox, then the few things that pandoc leaves undone."""

import subprocess
import tempfile
from collections.abc import Mapping
from html import escape
from pathlib import Path

import pypandoc

from safehold.publications.document.blocks import Document
from safehold.publications.document.word.finish import finish
from safehold.publications.document.word.parts import WordParts
from safehold.publications.document.word.reference import reference

_PATIENCE = 120


class CannotWrite(RuntimeError):  # noqa: N818 a refusal is named as what happened
    """The Word file could not be made. The message is pandoc's, for whoever keeps this code."""


def write(document: Document, pictures: Mapping[str, bytes]) -> bytes:
    """The document as a .docx: heading styles, contents, captions, table header rows, alternative text, language.

    ``pictures`` is PNG by the anchor of its chart or diagram (``drawings.pngs``). The dates inside are the date of
    publication. Raises ``CannotWrite``.
    """
    meta = document.meta
    page = (
        f'<html lang="{escape(meta.language)}"><head><title>{escape(meta.title, quote=False)}</title></head>'
        f"<body>{WordParts(document, pictures).whole()}</body></html>"
    )
    styles = reference(
        language=meta.language, head=f"{meta.partnership}\t{meta.title}", foot=meta.period, banner=meta.banner
    )
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder, "reference.docx"), Path(folder, "made.docx")
        given.write_bytes(styles)
        # In its sandbox pandoc reads nothing but what is named here.
        ran = subprocess.run(  # noqa: S603 the program of our own package, no shell, words only through the pipe
            [
                *(pypandoc.get_pandoc_path(), "--sandbox", "--from=html", "--to=docx"),
                *(f"--reference-doc={given}", f"--output={made}", f"--metadata=lang:{meta.language}"),
                *(f"--metadata=author:{meta.partnership}", "--figure-caption-position=above"),
            ],
            input=page.encode(),
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
        if ran.returncode or not made.exists():
            raise CannotWrite(f"The Word file could not be made: {ran.stderr.decode(errors='replace').strip()}")
        return finish(made.read_bytes(), document)
