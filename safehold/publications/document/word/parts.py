"""Blocks as the plainer HTML that pandoc reads, with styles by name and pictures inside."""

import base64
from collections.abc import Mapping
from html import escape

from safehold.publications.document import wording
from safehold.publications.document.blocks import ChartBlock, Diagram, Document, Glossary, Note, Table
from safehold.publications.document.html.parts import Parts, tag

CONTENTS_MARK = "safehold-contents-stand-here"
"""A paragraph of these words is replaced by the contents once the file is made."""

PICTURE_WIDTH = "16cm"


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

    def banner(self) -> str:
        """Nothing inside the text: in Word the sentence stands in the head of every page."""
        return ""

    def note(self, note: Note) -> str:
        """A note, as paragraphs of its own style."""
        return tag("div", self.blocks(note.children), custom_style="Note")

    def table(self, table: Table) -> str:
        """A table, its notes and its source; the table's address stands on the division around them."""
        return tag("div", self.bare_table(table) + self.notes(table.notes) + self.source(table.source), id=table.anchor)

    def notes(self, notes: tuple[str, ...]) -> str:
        """Notes in small print."""
        return "".join(styled("Small print", escape(note, quote=False)) for note in notes)

    def source(self, source: str) -> str:
        """The source in small print."""
        return styled("Small print", f"Source: {escape(source, quote=False)}") if source else ""

    def chart(self, chart: ChartBlock) -> str:
        """The picture with its caption, then notes, source and table."""
        return self._captioned(chart) + self.notes(chart.notes) + self.source(chart.source) + self.table(chart.table)

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
        """How figures were made; the address stands on a span, since pandoc drops that of a list item."""
        values = tag("span", tag("strong", escape(entry.values, quote=False)), id=entry.anchor)
        return tag("li", f"{values}<br>{escape(entry.facts, quote=False)}")

    def _captioned(self, picture: ChartBlock | Diagram) -> str:
        data = base64.b64encode(self.pictures[picture.anchor]).decode()
        image = (
            f'<img src="data:image/png;base64,{data}" alt="{escape(picture.alternative)}" '
            f'style="width:{PICTURE_WIDTH}">'
        )
        return tag("figure", image + self.caption(picture), id=picture.anchor)


def styled(style: str, content: str) -> str:
    """A paragraph in a named paragraph style of the reference document."""
    return tag("div", tag("p", content), custom_style=style)
