"""What one reader is given on paper: the minutes of a meeting, or its papers. Asked of queries that know what they see."""

from collections.abc import Sequence
from dataclasses import replace

from django.urls import reverse

from safehold.access import links
from safehold.access.actor import Actor
from safehold.meetings import bringing, queries
from safehold.meetings.models import Item, Meeting
from safehold.meetings.paper import sheets
from safehold.meetings.paper.sheets import Block, Paper, Sheet, Tabled
from safehold.meetings.queries import minutes
from safehold.partnership.queries import in_words
from safehold.printing.pdf import MOST_PAGES, pages_of
from safehold.records import files
from safehold.records.files.kinds import KINDS
from safehold.records.models import Document

AS_TEXT = ("txt", "csv")
LONGEST_TEXT = 100_000


def minutes_of(meeting: Meeting, reader: Actor, *, confidential: bool, partnership: str, banner: str = "") -> Sheet:
    """The minutes of a meeting for one reader, or their confidential part."""
    items = minutes.items_with_minutes(meeting, reader)
    parts = [
        (minutes.part(item), [f"{each.words} ({in_words(each.found_on)})" for each in minutes.errata_of(item)])
        for item in items
    ]
    about = tuple(str(item.uid) for item in items if item.confidential is confidential)
    sheet = sheets.minutes(
        minutes.head(meeting),
        parts,
        partnership=partnership,
        status=meeting.get_status_display(),
        confidential=confidential,
        banner=banner,
    )
    return replace(sheet, about=about)


def pack_of(meeting: Meeting, reader: Actor, *, partnership: str, banner: str = "") -> tuple[Sheet, dict[str, bytes]]:
    """The agenda and the papers of a meeting for one reader, and the files that lie beside the sheet."""
    beside: dict[str, bytes] = {}
    there = queries.agenda_with_papers(meeting, reader)
    gifts = [bringing.brought(item, meeting, reader) for item in there]
    items = [tabled(item, beside, gift.blocks) for item, gift in zip(there, gifts, strict=True)]
    head = minutes.compose_when(meeting)
    sheet = sheets.pack(
        head["group"],
        head["day"],
        head["when"],
        head["where"],
        items,
        partnership=partnership,
        made=f"{reader.name}, {in_words(reader.on)}",
        banner=banner,
    )
    papers = tuple(str(each.uid) for item in there for each in item.entry.papers)
    told_of = [str(item.uid) for item in there] + [uid for gift in gifts for uid in gift.about]
    return replace(sheet, about=tuple(dict.fromkeys(told_of)), papers=papers), beside


def tabled(item: Item, beside: dict[str, bytes], brought: Sequence[Block]) -> Tabled:
    """An item of ``agenda_with_papers`` with what it brings and its papers, oldest first; the bytes of those that are PDF go
    ``beside``."""
    papers = [paper(each, beside) for each in reversed(item.entry.papers)]  # type: ignore[attr-defined]  # fetched with it
    brings = item.get_brings_display() if item.brings else ""
    return Tabled(item.title, item.get_item_kind_display(), item.presenter, papers, brings, brought)


def paper(document: Document, beside: dict[str, bytes]) -> Paper:
    """How one paper stands in a pack: page by page, as text, or by a sentence that says where it is; and where the file is."""
    return replace(
        as_it_stands(document, beside), link=links.absolute(reverse("records:document", args=[document.uid]))
    )


def as_it_stands(document: Document, beside: dict[str, bytes]) -> Paper:
    kind = KINDS[document.kind]
    try:
        content = files.read(document.sha256)
    except files.Damaged:
        return Paper(document.title, why_not="This paper cannot be read. Tell your administrator.")
    if document.kind == "pdf":
        pages = pages_of(content)
        if not pages:
            why = "This paper is a PDF that cannot be put into a pack, such as one with a password."
            return Paper(document.title, why_not=f"{why} Open it on the page of its item.")
        name = f"paper-{len(beside) + 1}.pdf"
        beside[name] = content
        title = document.title
        if pages > MOST_PAGES:
            title += f" (its first {MOST_PAGES} pages of {pages}; open it on the page of its item for the rest)"
        return Paper(title, file=name, pages=min(pages, MOST_PAGES))
    if document.kind in AS_TEXT and len(content) <= LONGEST_TEXT:
        return Paper(document.title, text=as_text(content))
    return Paper(document.title, why_not=f"This paper is a file for {kind.words}. Open it on the page of its item.")


def as_text(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
