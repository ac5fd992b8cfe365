"""Setting a PDF. The compiler itself refuses a document that cannot be PDF/UA-1: no title, no alternative text."""

import json
import tempfile
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any

import typst

from safehold.charts.drawing import font_folder
from safehold.printing.legible import legible

_SAYS_NOTHING = b"/Suspects false"
"""What the compiler says of doubtful tags is what holds where nothing is said, and poppler takes it for a fault. Blanks of
the same length stand in its place, so that every address in the file stays right."""


class CannotSet(RuntimeError):  # noqa: N818 a refusal is named as what happened
    """The document could not be set. The message is the compiler's, for whoever keeps the template."""


def compiled(
    template: bytes, given: Mapping[str, Any], *, dated: date, beside: Mapping[str, bytes] | None = None
) -> bytes:
    """A tagged PDF (PDF 1.7, PDF/UA-1) of a template, which reads ``given`` as ``sys.inputs.document``.

    Files ``beside`` it can be read by their names; with any of them it is no PDF/UA-1, for what others made is put into it
    as it is. What our typeface lacks is said in words (``legible``). Equal documents give equal bytes: the date inside is
    ``dated``. Raises ``CannotSet``.
    """
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (beside or {}).items():
            Path(folder, name).write_bytes(content)
        main = Path(folder, "main.typ")
        main.write_bytes(template)
        try:
            pdf = typst.compile(
                main,
                root=Path(folder),
                sys_inputs={"document": json.dumps(legible(dict(given)), ensure_ascii=False)},
                format="pdf",
                font_paths=_fonts(),
                ignore_system_fonts=True,
                pdf_standards=None if beside else "ua-1",
                timestamp=datetime.combine(dated, time(), UTC),
            )
        except typst.TypstError as refused:
            raise CannotSet(f"The PDF could not be set: {refused.message}\n{refused.diagnostic}") from refused
    return pdf.replace(_SAYS_NOTHING, b" " * len(_SAYS_NOTHING), 1)


_ONE_PAGE = b"""#set document(title: "One page")
#image(sys.inputs.name, page: int(sys.inputs.page), alt: "A page")"""
MOST_PAGES = 400


def pages_of(content: bytes) -> int:
    """How many pages a PDF has, at most ``MOST_PAGES``; nought where it cannot be read, as one that is encrypted cannot."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "given.pdf").write_bytes(content)
        main = Path(folder, "main.typ")
        main.write_bytes(_ONE_PAGE)

        def has(page: int) -> bool:
            try:
                typst.compile(
                    main, root=Path(folder), sys_inputs={"name": "given.pdf", "page": str(page)}, format="pdf"
                )
            except typst.TypstError:
                return False
            return True

        if not has(1):
            return 0
        low, high = 1, 2
        while high <= MOST_PAGES and has(high):
            low, high = high, 2 * high
        high = min(high, MOST_PAGES + 1)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if has(middle) else (low, middle)
        return low


@cache
def _fonts() -> typst.Fonts:
    """Our four faces and no others, so that a PDF is the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(font_folder())])
