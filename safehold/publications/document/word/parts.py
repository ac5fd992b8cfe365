"""Blocks as the plainer HTML that pandoc reads, with styles by name and pictures inside."""

import base64
from collections.abc import Iterable, Mapping
from html import escape
from math import isqrt

from safehold.publications.document import wording
from safehold.publications.document.anchors import HOW_MADE_ANCHOR
from safehold.publications.document.blocks import (
    ChartBlock,
    Diagram,
    Document,
    Glossary,
    Inlines,
    ListBlock,
    Note,
    Row,
    Table,
    plain_text,
)
from safehold.publications.document.html.parts import Parts, tag

CONTENTS_MARK = "safehold-contents-stand-here"
"""A paragraph of these words is replaced by the contents once the file is made."""

PICTURE_WIDTH = "16cm"

UNBROKEN = 18
"""A heading of so many letters stands on one line."""

LETTERS = 88
"""So many letters of a table stand side by side on the page."""


class WordParts(Parts):
    """The same parts as on the page, in what pandoc understands. ``pictures`` is PNG by the anchor of its chart."""

    def __init__(self, document: Document, pictures: Mapping[str, bytes]) -> None:
        super().__init__(document, {}, level=1)
        self.pictures = pictures

    def whole(self) -> str:
        """The document with its cover and the place of its contents."""
        meta = self.document.meta
        facts = "".join(
            f"{label}: {escape(words, quote=False)}<br>" for label, words in wording.cover_facts(self.document)
        )
        cover = styled("Subtitle", escape(meta.partnership, quote=False)) + styled("Cover", facts)
        cover += styled("Cover", escape(meta.note, quote=False)) if meta.note else ""
        cover += styled("Banner", escape(meta.banner, quote=False)) if meta.banner else ""
        return cover + styled("TOC Heading", wording.CONTENTS) + tag("p", CONTENTS_MARK) + self.body()

    def listing(self, block: ListBlock) -> str:
        """A list; one with numbers keeps numbers inside another, where Word would take letters."""
        return super().listing(block).replace("<ol>", '<ol type="1">')

    def banner(self) -> str:
        """Nothing inside the text: in Word the sentence stands in the head of every page."""
        return ""

    def note(self, note: Note) -> str:
        """A note, as paragraphs of its own style."""
        return tag("div", self.blocks(note.children), custom_style="Note")

    def table(self, table: Table) -> str:
        """A table, its notes and its source; the table's address stands on the division around them."""
        return tag("div", self.bare_table(table) + self.notes(table.notes) + self.source(table.source), id=table.anchor)

    def cell(self, cell: Inlines, row: Row) -> str:
        """What stands in a cell; a total is strong, since pandoc reads no class of a row."""
        return tag("strong", self.inlines(cell)) if row.total else self.inlines(cell)

    def dress(self, table: Table, place: int) -> dict[str, str]:
        """How the cells of a column stand: pandoc reads no classes, but this one style."""
        align = table.columns[place].align
        return {} if align == "left" else {"style": f"text-align:{'center' if align == 'centre' else align}"}

    def widths(self, table: Table) -> str:
        """Widths in hundredths of the page: each column as its words need, columns of words sharing what is left."""
        cells = [[plain_text(row.cells[place]) for row in table.rows] for place in range(len(table.columns))]
        needed = []
        for column, said in zip(table.columns, cells, strict=True):
            unbroken = column.heading.split() if len(column.heading) > UNBROKEN else [column.heading]
            needed.append(max(len(words) for words in [*unbroken, *said]) + 5)
        narrow = wording.narrow_columns(table)
        if not wording.is_small(table):
            left = max(20, LETTERS - sum(need for need, is_narrow in zip(needed, narrow, strict=True) if is_narrow))
            # by the root of what each needs: one very long cell must not leave the columns beside it a word wide
            wants = [isqrt(100 * need) for need in needed]
            wide = sum(want for want, is_narrow in zip(wants, narrow, strict=True) if not is_narrow)
            needed = [
                need if is_narrow else max(12, left * want // wide)
                for need, want, is_narrow in zip(needed, wants, narrow, strict=True)
            ]
        whole = max(LETTERS, sum(needed))
        columns = "".join(f'<col style="width:{100 * need / whole:.1f}%">' for need in needed)
        return f"<colgroup>{columns}</colgroup>"

    def appendix(self) -> str:
        """How each figure was made, in smaller print: it is looked up and not read."""
        if not self.document.figures:
            return ""
        parts = [self.heading(1, wording.HOW_MADE, HOW_MADE_ANCHOR), tag("p", wording.HOW_MADE_WORDS), self.accepted()]
        for definition in wording.definitions(self.document):
            parts.append(self.measure(definition))
            words = f"{escape(definition.definition, quote=False)} {escape(definition.code)}"
            parts.append(styled("Made", words))
            parts += [styled("Made", self.entry(entry)) for entry in definition.entries]
        return "".join(parts)

    def measure(self, definition: wording.Definition) -> str:
        """The name of a measure: in the outline of the file, but not among its contents."""
        return styled("Measure", escape(definition.title, quote=False))

    def notes(self, notes: Iterable[str]) -> str:
        """Notes in small print."""
        return "".join(styled("Small print", escape(note, quote=False)) for note in notes)

    def source(self, source: str) -> str:
        """The source in small print."""
        return styled("Small print", f"Source: {escape(source, quote=False)}") if source else ""

    def chart(self, chart: ChartBlock) -> str:
        """The picture with its caption, then notes, source and table."""
        return self._captioned(chart) + self.notes(chart.notes) + self.source(chart.source) + self.figures_of(chart)

    def figures_of(self, chart: ChartBlock) -> str:
        """The chart's own table, or where the same figures stand already."""
        if not chart.see:
            return self.table(chart.table)
        label, anchor = chart.see
        return styled("Small print", f"The figures are in {tag('a', label, href=f'#{anchor}')}.")

    def diagram(self, diagram: Diagram) -> str:
        """The picture with its caption, and the same in words."""
        words = tag("p", "The same in words:") + self.listing(diagram.outline)
        return self._captioned(diagram) + words + self.source(diagram.source)

    def glossary(self, glossary: Glossary) -> str:
        """Words and meanings; the address of a word stands on a span, which becomes a bookmark."""
        pairs = "".join(
            tag("dt", tag("span", escape(term.word, quote=False), id=term.anchor))
            + tag("dd", escape(term.meaning, quote=False))
            for term in glossary.terms
        )
        return tag("dl", pairs)

    def entry(self, entry: wording.Entry) -> str:
        """How figures were made; the address stands on a span, since pandoc drops that of a paragraph."""
        values = tag("span", tag("strong", escape(entry.values, quote=False)), id=entry.anchor)
        return f"{values}. {escape(entry.facts, quote=False)}"

    def _captioned(self, picture: ChartBlock | Diagram) -> str:
        data = base64.b64encode(self.pictures[picture.anchor]).decode()
        image = (
            f'<img src="data:image/png;base64,{data}" alt="{escape(picture.alternative)}" '
            f'style="width:{PICTURE_WIDTH}">'
        )
        return tag("figure", self.caption(picture) + image, id=picture.anchor)


def styled(style: str, content: str) -> str:
    """A paragraph in a named paragraph style of the reference document."""
    return tag("div", tag("p", content), custom_style=style)
