"""Setting a sheet as a PDF, and writing it for Word."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from html import escape
from importlib.resources import files

from safehold.printing import pdf, word
from safehold.printing.reference import reference
from safehold.printing.sheet import Block, Sheet


def set_pdf(sheet: Sheet, *, dated: date, beside: Mapping[str, bytes] | None = None) -> bytes:
    """The sheet as a PDF; with the papers that lie ``beside`` it, by the names that its blocks give them."""
    given = {
        "title": sheet.title,
        "partnership": sheet.partnership,
        "foot": sheet.foot,
        "banner": sheet.banner,
        "dated": [dated.year, dated.month, dated.day],
        "blocks": list(sheet.blocks),
        "close": sheet.close,
    }
    return pdf.compiled(_template(), given, dated=dated, beside=beside)


@cache
def _template() -> bytes:
    return (files(__package__) / "sheet.typ").read_bytes()


def write_word(sheet: Sheet, *, dated: date) -> bytes:
    """The sheet as a .docx, with real headings and header rows."""
    styles = reference(
        language="en-GB",
        head=f"{sheet.partnership}\t",
        foot=sheet.foot,
        banner=sheet.banner,
        cover=False,
        close=sheet.close,
    )
    body = "".join(map(html_of, sheet.blocks))
    made = word.converted(body, title=sheet.title, author=sheet.partnership, styles=styles)
    return word.carrying_fonts(made, dated=dated)


def html_of(block: Block) -> str:
    """One block as HTML. What people wrote is escaped."""
    kind = block["is"]
    if kind == "heading":
        return f"<h{block['depth']}>{said(block['words'])}</h{block['depth']}>"
    if kind == "words":
        return f"<p>{said(block['words'])}</p>"
    if kind == "list":
        return f"<ul>{''.join(f'<li>{said(each)}</li>' for each in block['items'])}</ul>"
    if kind == "facts":
        return "".join(f"<p><strong>{said(name)}:</strong> {said(value)}</p>" for name, value in block["pairs"])
    if kind == "table":
        whole = sum(block["widths"])
        columns = "".join(f'<col style="width: {100 * each / whole:.1f}%">' for each in block["widths"])
        columns = f"<colgroup>{columns}</colgroup>" if columns else ""
        head = "".join(f"<th>{said(each)}</th>" for each in block["headings"])
        rows = "".join(f"<tr>{''.join(f'<td>{said(cell)}</td>' for cell in row)}</tr>" for row in block["rows"])
        return f"<table>{columns}<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
    raise ValueError(f"A {kind} cannot be written for Word")


def said(words: str) -> str:
    """Words, escaped, their lines kept."""
    return escape(words, quote=False).replace("\n", "<br>")
