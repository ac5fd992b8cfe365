"""What pandoc leaves undone in a Word file: contents that can be read at once, quiet links, fonts carried along."""

import hashlib
import io
import re
import zipfile
from html import escape, unescape
from itertools import count

from safehold.printing import fonts
from safehold.publications.document.blocks import Document
from safehold.publications.document.word.parts import CONTENTS_MARK
from safehold.publications.document.wording import HOW_MADE, KEPT_TOGETHER, lines_of

_PARAGRAPH = re.compile(r"<w:p>(?:(?!</w:p>).)*?</w:p>", re.DOTALL)
_LINK = re.compile(r'<w:hyperlink w:anchor="([^"]+)">.*?</w:hyperlink>', re.DOTALL)
_TABLE = re.compile(r"<w:tbl>.*?</w:tbl>", re.DOTALL)
# a paragraph of the text that ends in a colon leads to what follows, and stays with it
_LEADING = re.compile(
    r'(<w:p><w:pPr><w:pStyle w:val="(?:BodyText|FirstParagraph)" ?/>)((?:(?!</w:p>).)*:</w:t>(?:(?!</w:p>).)*</w:p>)',
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")
_FIRST_OF_OURS = 100_000
"""Ids of bookmarks above this are ours; pandoc counts its own from one."""

_LONGEST_BOOKMARK = 40
_HEADING = re.compile(
    r'<w:bookmarkStart w:id="\d+" w:name="(?P<name>[^"]+)" ?/>\s*'
    r'<w:p>\s*<w:pPr>\s*<w:pStyle w:val="Heading(?P<level>[12])" ?/>\s*(?:<w:pageBreakBefore/>)?\s*</w:pPr>(?P<runs>.*?)</w:p>',
    re.DOTALL,
)


def finish(made: bytes, document: Document) -> bytes:
    """The file with its contents filled in, alternative texts clean, links to how figures were made quiet, fonts in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for item in before.infolist():
            content = before.read(item)
            if item.filename == "word/document.xml":
                content = _document(content.decode(), {bookmark(made.anchor) for made in document.figures}).encode()
            elif item.filename == "word/settings.xml":
                content = _settings(content.decode(), document.meta.language).encode()
            elif item.filename == "[Content_Types].xml":
                content = fonts.content_types(content.decode()).encode()
            elif item.filename == "docProps/core.xml":
                content = _core(content.decode(), document).encode()
            elif item.filename in fonts.TABLES:
                continue
            after.writestr(zipfile.ZipInfo(item.filename, item.date_time), content, zipfile.ZIP_DEFLATED)
        for name, content in fonts.parts().items():
            after.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _document(xml: str, figure_anchors: set[str]) -> str:
    # pandoc repeats the whole picture, in letters, as a description beside the real one.
    xml = re.sub(r'(<pic:cNvPr\b[^>]*?)descr="data:[^"]*"', r'\1descr=""', xml)
    places = count(1)
    xml = _HEADING.sub(lambda heading: _marked(heading, next(places)), xml)
    xml = _LINK.sub(lambda link: _quiet(link, figure_anchors), xml)
    xml = _LEADING.sub(r"\1<w:keepNext/>\2", xml)
    xml = _TABLE.sub(lambda table: _kept(table[0]), xml)
    return _PARAGRAPH.sub(lambda found: _paragraph(found[0], xml), xml)


def bookmark(anchor: str) -> str:
    """The name that pandoc gives to a bookmark: Word takes forty letters, so a longer one is known by its hash."""
    if len(anchor) <= _LONGEST_BOOKMARK:
        return anchor
    return "X" + hashlib.sha1(anchor.encode(), usedforsecurity=False).hexdigest()[1:]


def _paragraph(paragraph: str, xml: str) -> str:
    """The mark becomes the contents; the author's line goes, since the cover names the partnership."""
    if CONTENTS_MARK in paragraph:
        return _contents(xml)
    return "" if re.search(r'<w:pStyle w:val="Author" ?/>', paragraph) else paragraph


def _kept(table: str) -> str:
    """The first column heads its row; no row is torn apart by the end of a page, and a short table stays together."""
    table = table.replace('w:firstColumn="0"', 'w:firstColumn="1"').replace("<w:trPr>", "<w:trPr><w:cantSplit />")
    table = re.sub(r"<w:tr>(?!\s*<w:trPr>)", "<w:tr><w:trPr><w:cantSplit /></w:trPr>", table)
    rows = table.split("<w:tr>")
    if lines_of([len(_TAG.sub("", cell)) for cell in row.split("<w:tc>")[1:]] for row in rows[2:]) <= KEPT_TOGETHER:
        rows[1:-1] = [re.sub(r"(<w:pStyle [^>]*>)", r"\1<w:keepNext />", row) for row in rows[1:-1]]
    return "<w:tr>".join(rows)


def _quiet(link: re.Match[str], figure_anchors: set[str]) -> str:
    """A link from a figure to how it was made: a dotted line, not the blue of a link to elsewhere."""
    if unescape(link[1]) not in figure_anchors:
        return link[0]
    return link[0].replace('<w:rStyle w:val="Hyperlink" />', '<w:rStyle w:val="FigureLink" />')


def _marked(heading: re.Match[str], place: int) -> str:
    """A heading with a bookmark of the name that Word itself gives, since a field can name no bookmark with hyphens.

    The first section begins a page, and so does what is looked up at the end; others go on where the last one ended.
    """
    start = f'<w:bookmarkStart w:id="{_FIRST_OF_OURS + place}" w:name="{_toc(place)}"/>'
    end = f'<w:bookmarkEnd w:id="{_FIRST_OF_OURS + place}"/>'
    made = heading[0].replace(heading["runs"], f"{start}{heading['runs']}{end}")
    if place == 1 or HOW_MADE in heading["runs"]:
        made = made.replace("</w:pPr>", "<w:pageBreakBefore/></w:pPr>", 1)
    return made


def _toc(place: int) -> str:
    return f"_Toc{place:09}"


def _contents(xml: str) -> str:
    """A field of contents that shows its entries at once, each with a field for its page.

    Only what lays out the pages knows their numbers: LibreOffice fills them in by itself, and Word once its reader agrees
    to have the fields updated (``_settings``). Until then an entry ends with its words.
    """
    entries = []
    for heading in _HEADING.finditer(xml):
        words = escape(unescape("".join(re.findall(r"<w:t\b[^>]*>([^<]*)</w:t>", heading["runs"]))), quote=False)
        entries.append((heading["level"], heading["name"], words))
    begin = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    paragraphs = []
    for place, (level, name, words) in enumerate(entries):
        said = f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r><w:r><w:tab/></w:r>{_page_of(_toc(place + 1))}'
        link = f'<w:hyperlink w:anchor="{name}" w:history="1">{said}</w:hyperlink>'
        around = (begin if place == 0 else "") + link + (end if place == len(entries) - 1 else "")
        paragraphs.append(f'<w:p><w:pPr><w:pStyle w:val="TOC{level}"/></w:pPr>{around}</w:p>')
    gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
    return f"<w:sdt>{gallery}<w:sdtContent>{''.join(paragraphs)}</w:sdtContent></w:sdt>"


def _page_of(name: str) -> str:
    """The number of the page on which a bookmark stands, as a field that has not been filled in yet."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
        f'<w:r><w:instrText xml:space="preserve"> PAGEREF {name} \\h </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t></w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def _core(xml: str, document: Document) -> str:
    """The title among the properties names the period too; the dates are those of publication."""
    title = escape(f"{document.meta.title}, {document.meta.period}", quote=False)
    xml = re.sub(r"<dc:title>.*?</dc:title>", lambda _: f"<dc:title>{title}</dc:title>", xml, flags=re.DOTALL)
    published = f"{document.meta.published_on.isoformat()}T00:00:00Z"
    return re.sub(r"(<dcterms:(created|modified)\b[^>]*>)[^<]*", rf"\g<1>{published}", xml)


def _settings(xml: str, language: str) -> str:
    """Say that the fonts are in the file and that fields wait to be filled in, where the schema wants it, and the language."""
    xml = fonts.settings(xml)
    xml = re.sub(r"(?=<w:rsids>)", '<w:updateFields w:val="true"/>', xml, count=1)
    return re.sub(r'(<w:themeFontLang w:val=")[^"]*', rf"\g<1>{escape(language)}", xml)
