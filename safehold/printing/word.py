"""Making a Word file: our HTML through pandoc in its sandbox."""

import io
import re
import subprocess
import tempfile
import zipfile
from datetime import date
from html import escape
from pathlib import Path

import pypandoc

from safehold.printing import fonts
from safehold.printing.legible import CONTROLS

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
            input=CONTROLS.sub("", page).encode(),
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
        if ran.returncode or not made.exists():
            raise CannotWrite(f"The Word file could not be made: {ran.stderr.decode(errors='replace').strip()}")
        return made.read_bytes()


def carrying_fonts(made: bytes, *, dated: date) -> bytes:
    """The same file with our fonts in it, and ``dated`` as the day on which it was made and changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for item in before.infolist():
            if item.filename in fonts.TABLES:
                continue
            content = before.read(item)
            if item.filename == "[Content_Types].xml":
                content = fonts.content_types(content.decode()).encode()
            elif item.filename == "word/settings.xml":
                content = fonts.settings(content.decode()).encode()
            elif item.filename == "docProps/core.xml":
                moment = rf"\g<1>{dated.isoformat()}T00:00:00Z"
                content = re.sub(r"(<dcterms:(created|modified)\b[^>]*>)[^<]*", moment, content.decode()).encode()
            after.writestr(zipfile.ZipInfo(item.filename, item.date_time), content, zipfile.ZIP_DEFLATED)
        for name, content in fonts.parts().items():
            after.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
