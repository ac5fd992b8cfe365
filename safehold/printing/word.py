"""Making a Word file: our HTML through pandoc in its sandbox."""

import subprocess
import tempfile
from html import escape
from pathlib import Path

import pypandoc

_PATIENCE = 120


class CannotWrite(RuntimeError):  # noqa: N818 a refusal is named as what happened
    """The Word file could not be made. The message is pandoc's, for whoever keeps this code."""


def converted(body: str, *, title: str, author: str, styles: bytes, language: str = "en-GB") -> bytes:
    """A .docx of HTML that we wrote ourselves, in the styles of a reference document (``reference``). Raises
    ``CannotWrite``."""
    page = f'<html lang="{escape(language)}"><head><title>{escape(title, quote=False)}</title></head><body>{body}</body></html>'
    with tempfile.TemporaryDirectory() as folder:
        given, made = Path(folder, "reference.docx"), Path(folder, "made.docx")
        given.write_bytes(styles)
        # In its sandbox pandoc reads nothing but what is named here.
        ran = subprocess.run(  # noqa: S603 the program of our own package, no shell, words only through the pipe
            [
                *(pypandoc.get_pandoc_path(), "--sandbox", "--from=html", "--to=docx"),
                *(f"--reference-doc={given}", f"--output={made}", f"--metadata=lang:{language}"),
                *(f"--metadata=author:{author}", "--figure-caption-position=above"),
            ],
            input=page.encode(),
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
        if ran.returncode or not made.exists():
            raise CannotWrite(f"The Word file could not be made: {ran.stderr.decode(errors='replace').strip()}")
        return made.read_bytes()
