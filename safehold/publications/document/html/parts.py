"""Blocks as HTML. Everything that anybody typed is escaped here; drawings come from our own chart maker."""

import re
from collections.abc import Callable, Iterable, Mapping
from html import escape

from safehold.charts.inline import inline
from safehold.publications.document import wording
from safehold.publications.document.anchors import ACCEPTED_ANCHOR, HOW_MADE_ANCHOR
from safehold.publications.document.blocks import (
    Block,
    ChartBlock,
    Diagram,
    Document,
    Emphasis,
    Figure,
    FromRecord,
    Glossary,
    Heading,
    Inline,
    Inlines,
    LineBreak,
    Link,
    ListBlock,
    Note,
    Paragraph,
    Quote,
    Row,
    Section,
    Strong,
    Table,
    Text,
)


def tag(name: str, content: str, **attributes: str | None) -> str:
    """An element. ``content`` is HTML already; attributes are escaped; ``class_`` and ``for_`` lose the underscore."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{content}</{name}>"


SIDEWAYS = '<p class="sideways">Scroll sideways to see all of it.</p>'
"""Said where a screen is too narrow for what follows; the style sheet shows it nowhere else."""


class Parts:
    """Writes the parts of one document. ``level`` is the heading level of a section's title.

    ``drawings`` is SVG by the anchor of its chart, ``narrow`` the same for a place too narrow for those; what has none
    scrolls there. What an output does differently it overrides. Addresses that are
    made from another have two hyphens, which no address made from words has. ``chart_file`` says where the figures of a
    chart are as a CSV file; without it none is offered. ``record_href`` is the address of the record that words came from, for
    this reader, and nothing where they may not open it; without it no words lead to a record.
    """

    def __init__(
        self,
        document: Document,
        drawings: Mapping[str, str],
        *,
        narrow: Mapping[str, str] | None = None,
        level: int = 2,
        chart_file: Callable[[ChartBlock], str] | None = None,
        record_href: Callable[[str], str] | None = None,
    ) -> None:
        self.document = document
        self.drawings = drawings
        self.narrow = narrow or {}
        self.level = level
        self.chart_file = chart_file
        self.record_href = record_href

    # Runs

    def inlines(self, children: Inlines) -> str:
        """A run of words."""
        return "".join(self.inline(child) for child in children)

    def inline(self, child: Inline) -> str:
        """One piece of a run."""
        if isinstance(child, Text):
            return escape(child.text, quote=False)
        if isinstance(child, Figure):
            return tag("a", escape(child.text, quote=False), href=f"#{child.anchor}", class_="figure")
        if isinstance(child, Strong):
            return tag("strong", self.inlines(child.children))
        if isinstance(child, Emphasis):
            return tag("em", self.inlines(child.children))
        if isinstance(child, Link):
            return tag("a", self.inlines(child.children), href=child.href)
        if isinstance(child, LineBreak):
            return "<br>"
        if isinstance(child, FromRecord):
            href = self.record_href(child.origin) if self.record_href else ""
            words = self.inlines(child.children)
            return tag("a", words, href=href, class_="record") if href else words
        raise TypeError(f"{child!r} must be resolved before it is written.")

    # Blocks

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Blocks one after another."""
        return "\n".join(self.block(block) for block in blocks)

    def block(self, block: Block) -> str:
        """One block."""
        if isinstance(block, Paragraph):
            return tag("p", self.inlines(block.children))
        if isinstance(block, Heading):
            return self.heading(block.depth, block.text, block.anchor)
        if isinstance(block, ListBlock):
            return self.listing(block)
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, ChartBlock):
            return self.chart(block)
        if isinstance(block, Diagram):
            return self.diagram(block)
        if isinstance(block, Glossary):
            return self.glossary(block)
        if isinstance(block, Quote):
            return tag("blockquote", self.blocks(block.children))
        if isinstance(block, Note):
            return self.note(block)
        raise TypeError(f"{block!r} must be resolved before it is written.")

    def note(self, note: Note) -> str:
        """Something the reader must know, set apart."""
        return tag("div", self.blocks(note.children), class_="note")

    def heading(self, depth: int, text: str, anchor: str) -> str:
        """A heading with its address."""
        return tag(f"h{min(6, self.level + depth - 1)}", escape(text, quote=False), id=anchor)

    def listing(self, block: ListBlock) -> str:
        """A list. An item that is one paragraph is written without it."""
        items = []
        for item in block.items:
            first, *others = item or (Paragraph(()),)
            opening = self.inlines(first.children) if isinstance(first, Paragraph) else self.block(first)
            items.append(tag("li", opening + self.blocks(others)))
        return tag("ol" if block.numbered else "ul", "".join(items))

    def table(self, table: Table) -> str:
        """A table in a region that scrolls by keyboard too where it is wider than the page."""
        caption_id = f"{table.anchor}--caption"
        region = tag(
            "div",
            self.bare_table(table, caption_id),
            class_="scroll",
            role="region",
            tabindex="0",
            aria_labelledby=caption_id,
        )
        hint = SIDEWAYS if wording.is_wide(table) else ""
        around = self.notes(table.notes) + self.source(table.source)
        return tag("div", hint + region + around, class_="table", id=table.anchor)

    def bare_table(self, table: Table, caption_id: str | None = None) -> str:
        """The table element itself: caption, header cells with scope, rows with their own headers."""
        label = wording.table_label(table)
        named = tag("span", f"{label}:", class_="label") + " " if label else ""
        caption = tag("caption", named + escape(table.caption, quote=False), id=caption_id)
        dress = [self.dress(table, place) for place in range(len(table.columns))]
        head = "".join(
            tag("th", _unbroken(column.heading), scope="col", **dress[place])
            for place, column in enumerate(table.columns)
        )
        body = []
        for row in table.rows:
            cells = (
                tag("th", self.cell(cell, row), scope="row", **dress[place])
                if place < table.row_headers
                else tag("td", self.cell(cell, row), **dress[place])
                for place, cell in enumerate(row.cells)
            )
            body.append(tag("tr", "".join(cells), class_="total" if row.total else None))
        small = "small-table" if wording.is_small(table) else None
        inside = f"{caption}{self.widths(table)}<thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody>"
        return tag("table", inside, class_=small)

    def cell(self, cell: Inlines, row: Row) -> str:
        """What stands in a cell; the row's own class says where it is a total."""
        return self.inlines(cell)

    def dress(self, table: Table, place: int) -> dict[str, str]:
        """How the cells of a column stand, as attributes: numbers to the right, short words unbroken."""
        aligned = {
            "right": "number",
            "centre": "centre",
            "left": "short" if wording.narrow_columns(table)[place] else "",
        }
        standing = aligned[table.columns[place].align]
        return {"class_": standing} if standing else {}

    def widths(self, table: Table) -> str:
        """The widths of the columns, where the output cannot find them itself; a browser can."""
        return ""

    def notes(self, notes: Iterable[str]) -> str:
        """What must be known of what stands above."""
        return "".join(tag("p", escape(note, quote=False), class_="small") for note in notes)

    def source(self, source: str) -> str:
        """Who published it and when."""
        return tag("p", f"Source: {escape(source, quote=False)}", class_="small") if source else ""

    def chart(self, chart: ChartBlock) -> str:
        """A chart: its finding, the drawing, what must be known, and its figures in sight under it or near."""
        picture = self.picture(chart, accessible(self.drawings[chart.anchor], chart))
        around = self.notes(chart.notes) + self.source(chart.source) + self.figures_of(chart) + self.file_of(chart)
        return tag("figure", self.caption(chart) + picture + around, id=chart.anchor, class_="chart")

    def figures_of(self, chart: ChartBlock) -> str:
        """The chart's own table, or where the same figures stand already."""
        if not chart.see:
            return self.table(chart.table)
        label, anchor = chart.see
        return tag("p", f"The figures are in {tag('a', label, href=f'#{anchor}')}.", class_="small")

    def file_of(self, chart: ChartBlock) -> str:
        """Where the figures of a chart can be taken away, where this output has such a place."""
        if self.chart_file is None:
            return ""
        words = f"{wording.picture_label(chart)} as CSV"
        link = tag("a", words, href=self.chart_file(chart), download=f"{chart.anchor}.csv")
        return tag("p", link, class_="small download")

    def diagram(self, diagram: Diagram) -> str:
        """A diagram, and the same in words under it."""
        picture = self.picture(diagram, accessible(diagram.svg, diagram))
        words = tag("p", "The same in words:") + self.listing(diagram.outline)
        around = tag("div", words, class_="outline") + self.source(diagram.source)
        return tag("figure", self.caption(diagram) + picture + around, id=diagram.anchor, class_="chart")

    def caption(self, picture: ChartBlock | Diagram) -> str:
        """ "Figure 3: contacts fell by a quarter"."""
        label = tag("span", f"{wording.picture_label(picture)}:", class_="label")
        title = tag("span", escape(picture.title, quote=False), id=f"{picture.anchor}--caption")
        return tag("figcaption", f"{label} {title}")

    def picture(self, block: ChartBlock | Diagram, svg: str) -> str:
        """The drawing, and where the place is too narrow to read it the narrow one; without that it scrolls there.

        A chart is never cut: bars that end at the edge of a screen would all look equally long.
        """
        if isinstance(block, ChartBlock) and block.anchor in self.narrow:
            small = accessible(self.narrow[block.anchor], block, f"{block.anchor}--narrow-")
            return tag("div", tag("div", svg, class_="wide") + tag("div", small, class_="narrow"), class_="drawing")
        region = tag(
            "div", svg, class_="scroll", role="region", tabindex="0", aria_labelledby=f"{block.anchor}--caption"
        )
        return tag("div", SIDEWAYS + region, class_="drawing")

    def glossary(self, glossary: Glossary) -> str:
        """Words and meanings."""
        pairs = "".join(
            tag("dt", escape(term.word, quote=False), id=term.anchor) + tag("dd", escape(term.meaning, quote=False))
            for term in glossary.terms
        )
        return tag("dl", pairs, class_="glossary")

    # The whole

    def section(self, section: Section) -> str:
        """A section; where everything is invented it says so again."""
        heading = self.heading(1, section.title, section.anchor)
        return tag("section", heading + self.banner() + self.blocks(section.blocks), aria_labelledby=section.anchor)

    def banner(self) -> str:
        """The sentence that everything is invented, where it is."""
        return (
            tag("p", escape(self.document.meta.banner, quote=False), class_="banner")
            if self.document.meta.banner
            else ""
        )

    def appendix(self) -> str:
        """How each figure was made."""
        if not self.document.figures:
            return ""
        parts = [
            self.heading(1, wording.HOW_MADE, HOW_MADE_ANCHOR),
            self.banner(),
            tag("p", wording.HOW_MADE_WORDS),
            self.accepted(),
        ]
        for definition in wording.definitions(self.document):
            entries = [self.entry(entry) for entry in definition.entries]
            parts.append(self.measure(definition))
            code = tag("span", escape(definition.code), class_="code")
            parts.append(tag("p", f"{escape(definition.definition, quote=False)} {code}"))
            parts.append(tag("ul", "".join(entries), class_="made"))
        return tag("section", "".join(parts), class_="appendix", aria_labelledby=HOW_MADE_ANCHOR)

    def accepted(self) -> str:
        """What fails in the checks and stands all the same, each with its reason; nothing where nothing does."""
        if not self.document.accepted:
            return ""
        items = (
            tag(
                "li",
                f"{escape(each.section, quote=False)}: {escape(each.finding, quote=False)}<br>"
                f"Why it stands: {escape(each.why, quote=False)}",
            )
            for each in self.document.accepted
        )
        heading = self.heading(2, wording.ACCEPTED, ACCEPTED_ANCHOR)
        return heading + tag("p", wording.ACCEPTED_WORDS) + tag("ul", "".join(items), class_="made")

    def measure(self, definition: wording.Definition) -> str:
        """The name of a measure above its entries."""
        return self.heading(2, definition.title, f"{definition.entries[0].anchor}--measure")

    def entry(self, entry: wording.Entry) -> str:
        """One way in which figures of a measure were made, with the address that they link to."""
        values = tag("strong", escape(entry.values, quote=False))
        return tag("li", f"{values}<br>{escape(entry.facts, quote=False)}", id=entry.anchor)

    def body(self) -> str:
        """Every section and the appendix."""
        return "\n".join([self.section(section) for section in self.document.sections] + [self.appendix()])


def _unbroken(heading: str) -> str:
    """A heading in which a period, "2020-21", is not broken at its hyphen."""
    return re.sub(r"\b\d{4}-\d{2}\b", lambda period: tag("span", period[0]), escape(heading, quote=False))


def accessible(svg: str, picture: ChartBlock | Diagram, prefix: str = "") -> str:
    """The drawing as an image with a name and a description, in the width of its place."""
    anchor = prefix or f"{picture.anchor}-"
    return inline(svg, title=picture.title, alternative=picture.alternative, anchor=anchor)
