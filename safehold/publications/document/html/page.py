"""The page: head, contents, sections, appendix. Pure functions of a resolved document and its drawings."""

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files

from safehold.charts.drawing import font_folder
from safehold.publications.document import wording
from safehold.publications.document.anchors import CONTENTS_ANCHOR, HOW_MADE_ANCHOR
from safehold.publications.document.blocks import ChartBlock, Document, Heading
from safehold.publications.document.figures_csv import chart_csv
from safehold.publications.document.html.parts import Parts, tag


@dataclass(frozen=True)
class Downloads:
    """Where the other forms of the document are, as addresses from the page; what is empty is not offered."""

    figures: str = ""
    pdf: str = ""
    word: str = ""


def page(
    document: Document,
    drawings: Mapping[str, str],
    *,
    narrow: Mapping[str, str] | None = None,
    downloads: Downloads | None = None,
) -> str:
    """The whole document as one HTML file that needs nothing beside it: styles, fonts and drawings are in it.

    ``drawings`` is SVG by the anchor of its chart (``drawings.svgs``), ``narrow`` the same as a telephone shows it
    (``drawings.narrow``).
    """
    meta = document.meta
    parts = Parts(document, drawings, narrow=narrow, chart_file=_in_itself)
    title = f"{meta.title}, {meta.period} – {meta.partnership}"
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        + tag("title", escape(title, quote=False))
        + f"<style>{_fonts()}{stylesheet()}</style>"
    )
    body = "".join(
        (
            tag("a", "Skip to main content", href="#main", class_="skip"),
            tag("header", tag("p", escape(meta.partnership, quote=False)), class_="head"),
            tag("main", _opening(document, parts, downloads) + parts.body(), id="main", tabindex="-1"),
            tag("footer", tag("p", f"{escape(title, quote=False)}. {meta.dated} {wording.day(meta.published_on)}.")),
        )
    )
    return f'<!DOCTYPE html>\n<html lang="{escape(meta.language)}"><head>{head}</head><body class="report">{body}</body></html>\n'


def fragment(
    document: Document,
    drawings: Mapping[str, str],
    *,
    narrow: Mapping[str, str] | None = None,
    level: int = 2,
    chart_file: Callable[[ChartBlock], str] | None = None,
    record_href: Callable[[str], str] | None = None,
) -> str:
    """Contents, sections and appendix for the inside of a page that has its own h1, head and styles.

    ``level`` is the heading level of a section's title; ``chart_file`` the address of a chart's figures; ``record_href`` that of
    a record, for whoever reads this page. Give the element
    around it the class ``report``.
    """
    parts = Parts(document, drawings, narrow=narrow, level=level, chart_file=chart_file, record_href=record_href)
    return parts.banner() + contents(document, level=level) + parts.body()


def contents(document: Document, *, level: int = 2) -> str:
    """A list of links to every section and to the headings directly below it."""
    items = []
    for section in document.sections:
        below = [block for block in section.blocks if isinstance(block, Heading) and block.depth == 2]
        nested = "".join(tag("li", _link(heading.text, heading.anchor)) for heading in below)
        items.append(tag("li", _link(section.title, section.anchor) + (tag("ul", nested) if nested else "")))
    if document.figures:
        items.append(tag("li", _link(wording.HOW_MADE, HOW_MADE_ANCHOR)))
    heading = tag(f"h{level}", wording.CONTENTS, id=CONTENTS_ANCHOR)
    return tag("nav", heading + tag("ol", "".join(items)), class_="contents", aria_labelledby=CONTENTS_ANCHOR)


@cache
def stylesheet() -> str:
    """``report.css``: the look of the page and of the fragment, on screen and in print."""
    return (files("safehold.publications") / "static" / "publications" / "report.css").read_text(encoding="utf-8")


def _opening(document: Document, parts: Parts, downloads: Downloads | None) -> str:
    meta = document.meta
    facts = "".join(
        tag("div", tag("dt", label) + tag("dd", escape(words, quote=False)))
        for label, words in wording.cover_facts(document)
    )
    note = tag("p", escape(meta.note, quote=False), class_="about") if meta.note else ""
    title = tag("h1", escape(meta.title, quote=False))
    return title + parts.banner() + tag("dl", facts, class_="facts") + note + _downloads(downloads) + contents(document)


def _downloads(downloads: Downloads | None) -> str:
    if not downloads:
        return ""
    offered = (
        (downloads.figures, "Figures as CSV"),
        (downloads.pdf, "This document as PDF"),
        (downloads.word, "This document for Word"),
    )
    items = "".join(tag("li", tag("a", words, href=address)) for address, words in offered if address)
    return tag("ul", items, class_="downloads") if items else ""


def _in_itself(chart: ChartBlock) -> str:
    """The figures of a chart as an address that holds the file: the page needs nothing beside it."""
    return f"data:text/csv;charset=utf-8;base64,{base64.b64encode(chart_csv(chart)).decode()}"


def _link(words: str, anchor: str) -> str:
    return tag("a", escape(words, quote=False), href=f"#{anchor}")


@cache
def _fonts() -> str:
    faces = (("Regular", "normal", "400"), ("Italic", "italic", "400"), ("Bold", "normal", "700"))
    return "".join(
        f'@font-face{{font-family:"Atkinson Hyperlegible";font-style:{style};font-weight:{weight};font-display:swap;'
        f"src:url(data:font/ttf;base64,{_base64(name)})}}"
        for name, style, weight in faces
    )


def _base64(name: str) -> str:
    return base64.b64encode((font_folder() / f"AtkinsonHyperlegible-{name}.ttf").read_bytes()).decode()
