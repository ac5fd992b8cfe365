"""The reference document that gives a Word file its styles, page, head and foot. Made here, by this code, each time.

pandoc takes styles, page set-up, header and footer from it. Sizes of type are in half points, lengths in twentieths of
a point, as the format has them (ECMA-376, part 1, 17).
"""

import io
import zipfile
from dataclasses import dataclass
from html import escape

FONT = "Atkinson Hyperlegible"
BLUE, INK, QUIET, LINE, WARNING = "12436D", "0B0C0C", "505A5F", "B1B4B6", "801650"

_NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


@dataclass(frozen=True)
class Style:
    """A paragraph style: size in points, space before and after in points, and what else it says."""

    name: str
    size: float = 11
    before: float = 0
    after: float = 8
    bold: bool = False
    italic: bool = False
    colour: str = INK
    based_on: str = "Normal"
    following: str = ""
    outline: int | None = None
    keep: bool = False
    new_page: bool = False
    indent: float = 0
    line: float = 0  # in lines; 0: as everywhere
    extra: str = ""

    @property
    def id(self) -> str:
        """The id of a style is its name without spaces, as pandoc expects."""
        return self.name.replace(" ", "")


_LEFT_RULE = '<w:pBdr><w:left w:val="single" w:sz="24" w:space="8" w:color="{}"/></w:pBdr>'

_TO_THE_NUMBER = '<w:tabs><w:tab w:val="right" w:pos="9240"/></w:tabs>'

PLAIN_TITLE = Style("Title", 20, after=10, bold=True, colour=BLUE, following="BodyText")
STYLES = (
    Style("Body Text", before=3, after=6, following="BodyText"),
    Style("First Paragraph", based_on="BodyText", following="BodyText"),
    Style("Compact", after=3, based_on="BodyText"),
    Style("Title", 34, before=160, after=14, bold=True, colour=BLUE, following="BodyText"),
    Style("Subtitle", 15, after=30, bold=True, following="BodyText"),
    Style("Cover", 12, after=12),
    Style("Banner", 12, before=12, bold=True, colour=WARNING, extra=_LEFT_RULE.format(WARNING)),
    Style("TOC Heading", 20, after=12, bold=True, colour=BLUE, new_page=True, following="BodyText"),
    # contents of fifty lines fit on a page
    Style("TOC 1", 10, before=3, after=0, bold=True, line=1.0, extra=_TO_THE_NUMBER),
    Style("TOC 2", 9.5, after=0, indent=12, line=1.0, extra=_TO_THE_NUMBER),
    Style("Heading 1", 20, before=34, after=14, bold=True, colour=BLUE, outline=0, keep=True),
    Style("Heading 2", 14, before=18, after=7, bold=True, colour=BLUE, outline=1, keep=True),
    Style("Heading 3", 12, before=14, after=5, bold=True, colour=BLUE, outline=2, keep=True),
    Style("Heading 4", 11, before=12, after=4, bold=True, outline=3, keep=True),
    Style("Measure", 9.5, before=8, after=1, bold=True, colour=BLUE, outline=1, keep=True),
    Style("Made", 9, after=2, extra="<w:keepLines/>"),
    Style("Block Text", before=6, based_on="BodyText", extra=_LEFT_RULE.format(LINE), indent=12),
    Style("Note", before=6, extra=_LEFT_RULE.format(BLUE) + '<w:shd w:val="clear" w:color="auto" w:fill="F3F5F7"/>'),
    Style("Caption", 11, before=10, after=6, bold=True),
    Style("Table Caption", 11, before=14, after=6, bold=True, based_on="Caption", keep=True),
    Style("Image Caption", 11, before=14, after=6, bold=True, based_on="Caption", keep=True),
    Style("Figure", after=0, keep=True),
    Style("Captioned Figure", after=4, based_on="Figure", keep=True),
    Style("Small print", 9.5, before=3, after=3, colour=QUIET),
    Style("Definition Term", before=8, after=0, bold=True, keep=True, following="Definition"),
    Style("Definition", after=6),
    Style("header", 9, after=0, colour=QUIET),
    Style("footer", 9, after=0, colour=QUIET),
)


# of what has to stand on one page
CLOSE = {
    style.name: style
    for style in (
        Style("Title", 16, after=4, bold=True, colour=BLUE, following="BodyText", line=1.0),
        Style("Body Text", 8.5, before=1, after=2, following="BodyText", line=1.0),
        Style("First Paragraph", 8.5, before=1, after=2, based_on="BodyText", following="BodyText", line=1.0),
        Style("Compact", 8, after=1, based_on="BodyText", line=1.0),
        Style("Heading 1", 11, before=8, after=2, bold=True, colour=BLUE, outline=0, keep=True, line=1.0),
        Style("header", 8, after=0, colour=QUIET),
        Style("footer", 8, after=0, colour=QUIET),
    )
}


def reference(
    *, language: str, head: str, foot: str, banner: str = "", cover: bool = True, close: bool = False
) -> bytes:
    """A reference.docx. The first page has neither head nor foot but the banner; its title is large and stands in the middle
    where it is a ``cover``.

    ``head`` and ``foot`` stand on every other page, the foot with the number of the page; ``banner`` stands above the
    head in the colour of a warning. What is ``close`` is set small, to stand on one page.
    """
    parts = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relationships((("rId1", "officeDocument", "word/document.xml"),)),
        "word/_rels/document.xml.rels": _relationships(
            (
                ("rId1", "styles", "styles.xml"),
                ("rId2", "header", "header1.xml"),
                ("rId3", "footer", "footer1.xml"),
                ("rId4", "header", "header2.xml"),
                ("rId5", "footer", "footer2.xml"),
            )
        ),
        "word/document.xml": _document(close),
        "word/styles.xml": _styles(language, cover, close),
        "word/header1.xml": _part("hdr", _banner(banner) + _line("header", head)),
        "word/footer1.xml": _part("ftr", _line("footer", foot, number=True)),
        "word/header2.xml": _part("hdr", _banner(banner) or _line("header", "")),
        "word/footer2.xml": _part("ftr", _line("footer", "")),
    }
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), _HEAD + content)
    return file.getvalue()


def _content_types() -> str:
    overrides = {
        "document": "document.main",
        "styles": "styles",
        "header1": "header",
        "header2": "header",
        "footer1": "footer",
        "footer2": "footer",
    }
    said = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD}.{kind}+xml"/>' for name, kind in overrides.items()
    )
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{said}</Types>'
    )


def _relationships(related: tuple[tuple[str, str, str], ...]) -> str:
    each = "".join(
        f'<Relationship Id="{identifier}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for identifier, kind, target in related
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def _document(close: bool) -> str:
    """An empty body with the page: A4, margins of 25 and 22 mm, or 16 mm where it is close, another head on the cover."""
    margins = (
        'w:top="850" w:right="907" w:bottom="907" w:left="907" w:header="400" w:footer="400"'
        if close
        else 'w:top="1531" w:right="1247" w:bottom="1361" w:left="1417" w:header="680" w:footer="624"'
    )
    return (
        f"<w:document {_NAMESPACES}><w:body><w:p/><w:sectPr>"
        '<w:headerReference w:type="default" r:id="rId2"/><w:headerReference w:type="first" r:id="rId4"/>'
        '<w:footerReference w:type="default" r:id="rId3"/><w:footerReference w:type="first" r:id="rId5"/>'
        '<w:pgSz w:w="11906" w:h="16838"/>'
        f'<w:pgMar {margins} w:gutter="0"/>'
        "<w:titlePg/></w:sectPr></w:body></w:document>"
    )


def _part(kind: str, content: str) -> str:
    return f"<w:{kind} {_NAMESPACES}>{content}</w:{kind}>"


def _line(style: str, words: str, *, number: bool = False) -> str:
    tab = '<w:tabs><w:tab w:val="right" w:pos="9240"/></w:tabs>'
    page = (
        '<w:r><w:tab/><w:t xml:space="preserve">Page </w:t></w:r>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
        '<w:r><w:t xml:space="preserve"> of </w:t></w:r>'
        '<w:fldSimple w:instr=" NUMPAGES "><w:r><w:t>2</w:t></w:r></w:fldSimple>'
        if number
        else ""
    )
    text = f'<w:r><w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{tab}</w:pPr>{text}{page}</w:p>'


def _banner(words: str) -> str:
    if not words:
        return ""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="header"/></w:pPr><w:r><w:rPr><w:b/><w:color w:val="{WARNING}"/></w:rPr>'
        f"<w:t>{escape(words, quote=False)}</w:t></w:r></w:p>"
    )


def _styles(language: str, cover: bool, close: bool) -> str:
    size, line, after = (17, 240, 60) if close else (22, 269, 120)
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:color w:val="{INK}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
        f'<w:lang w:val="{escape(language)}" w:eastAsia="{escape(language)}" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:after="{after}" w:line="{line}" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        "</w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    )
    styles = [style if cover or style.name != PLAIN_TITLE.name else PLAIN_TITLE for style in STYLES]
    if close:
        styles = [CLOSE.get(style.name, style) for style in styles]
    return f"<w:styles {_NAMESPACES}>{defaults}{normal}{''.join(_style(style) for style in styles)}{_OTHERS}</w:styles>"


def _style(style: Style) -> str:
    following = f'<w:next w:val="{style.following}"/>' if style.following else ""
    paragraph = "".join(
        (
            "<w:keepNext/>" if style.keep else "",
            "<w:keepLines/>" if style.keep else "",
            "<w:pageBreakBefore/>" if style.new_page else "",
            style.extra,
            f'<w:spacing w:before="{round(style.before * 20)}" w:after="{round(style.after * 20)}"{_apart(style)}/>',
            f'<w:ind w:left="{round(style.indent * 20)}"/>' if style.indent else "",
            f'<w:outlineLvl w:val="{style.outline}"/>' if style.outline is not None else "",
        )
    )
    size = round(style.size * 2)
    custom = "" if style.name.startswith(_OF_WORD) else ' w:customStyle="1"'
    run = "".join(
        (
            "<w:b/><w:bCs/>" if style.bold else "",
            "<w:i/><w:iCs/>" if style.italic else "",
            f'<w:color w:val="{style.colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>',
        )
    )
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{style.id}"><w:name w:val="{_spoken(style)}"/>'
        f'<w:basedOn w:val="{style.based_on}"/>{following}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def _apart(style: Style) -> str:
    return f' w:line="{round(style.line * 240)}" w:lineRule="auto"' if style.line else ""


def _spoken(style: Style) -> str:
    """Word knows its own styles by names in small letters: "heading 1", "toc 1", "caption"."""
    own = style.name.startswith(("Heading ", "TOC ")) or style.name == "Caption"
    return style.name if style.name == "TOC Heading" or not own else style.name.lower()


_OF_WORD = ("Body Text", "Title", "Subtitle", "TOC", "Heading", "Block Text", "Caption", "header", "footer")
_RULE = '<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>'
_OTHERS = (
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:rPr><w:color w:val="1A5A96"/><w:u w:val="single"/></w:rPr></w:style>'
    '<w:style w:type="character" w:customStyle="1" w:styleId="FigureLink"><w:name w:val="Figure Link"/>'
    f'<w:rPr><w:u w:val="dotted" w:color="{QUIET}"/></w:rPr></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:styleId="Table"><w:name w:val="Table"/><w:basedOn w:val="TableNormal"/>'
    '<w:pPr><w:spacing w:before="50" w:after="50" w:line="252" w:lineRule="auto"/></w:pPr>'
    '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
    "<w:tblPr><w:tblBorders>"
    + _RULE.format(side="bottom", size=4, colour=LINE)
    + _RULE.format(side="insideH", size=4, colour=LINE)
    + "</w:tblBorders></w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>'
    + _RULE.format(side="bottom", size=10, colour=INK)
    + '</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>'
)
