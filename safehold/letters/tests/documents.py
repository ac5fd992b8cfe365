"""Word files as people make them in Word, made here by another library than ours. All of it invented."""

import io
import zipfile

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

REMINDER = (
    "Our reference: {{ letter.reference }}",
    "{{ letter.date }}",
    "Dear {{ to.name }}",
    "On {{ ask.issued }} we asked you for {{ ask.title }}. It was due on {{ ask.due }}.",
    "Please return it, or tell us why you cannot.",
    "{{ from.name }}, for {{ partnership.name }}",
)
MEETING = (
    "Dear {{ to.name }}",
    "{{ meeting.group }} meets on {{ meeting.day }} at {{ meeting.begins }}.",
    "{{ from.name }}",
)


def word(*paragraphs, head="", foot="", table=(), author="Ida Templatewriter") -> bytes:
    """A Word file of paragraphs."""
    made = Document()
    made.core_properties.author = author
    for each in paragraphs:
        made.add_paragraph(each)
    if table:
        drawn = made.add_table(rows=0, cols=len(table[0]))
        for row in table:
            for cell, words in zip(drawn.add_row().cells, row, strict=True):
                cell.text = words
    if head:
        made.sections[0].header.paragraphs[0].text = head
    if foot:
        made.sections[0].footer.paragraphs[0].text = foot
    return saved(made)


def saved(made) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def broken_into_runs(*runs, bold=()) -> bytes:
    """One paragraph whose words Word has broken into runs, as it does at every look and every correction."""
    made = Document()
    paragraph = made.add_paragraph()
    for number, each in enumerate(runs):
        paragraph.add_run(each).bold = number in bold
    return saved(made)


def text_of(content: bytes) -> str:
    """Every word of a Word file, as the other library reads it: body, tables, heads and feet."""
    made = Document(io.BytesIO(content))
    lines = [each.text for each in made.paragraphs]
    lines += [cell.text for table in made.tables for row in table.rows for cell in row.cells]
    for section in made.sections:
        lines += [each.text for each in (*section.header.paragraphs, *section.footer.paragraphs)]
    return "\n".join(line for line in lines if line)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The same file with one part put in its place, or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        for each in before.namelist():
            if each != name:
                after.writestr(each, before.read(each))
        after.writestr(name, part)
    return out.getvalue()


def part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


def changed(content: bytes, name: str, was: str, now: str) -> bytes:
    """The same file with words of one part replaced."""
    before = part(content, name).decode()
    assert was in before
    return with_part(content, name, before.replace(was, now, 1).encode())


def whole(content: bytes) -> bytes:
    """Every part of a Word file, unpacked, one behind the other: where words could hide."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"\n".join(name.encode() + b"\n" + archive.read(name) for name in archive.namelist())


def with_code(code: str) -> bytes:
    """A file in which Word works something out by itself."""
    made = Document()
    run = made.add_paragraph("See ").add_run()
    for kind, words in (("begin", ""), ("", code), ("end", "")):
        node = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            node.set(qn("w:fldCharType"), kind)
        else:
            node.text = words
        run._r.append(node)
    return saved(made)
