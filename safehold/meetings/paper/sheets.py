"""What stands in minutes and in a pack of papers, in the blocks of ``printing.sheet``."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from safehold.meetings.queries.minutes import Head, Part
from safehold.printing.sheet import Block, Sheet, bullets, facts, heading, paragraph, paragraphs, table

CONFIDENTIAL = "Confidential part"
OWN_FILE = "This paper as a file of its own"
__all__ = ["CONFIDENTIAL", "Block", "Sheet", "bullets", "facts", "heading", "paragraph", "paragraphs", "table"]


# --- minutes ---


def minutes(
    head: Head,
    parts: Iterable[tuple[Part, Sequence[str]]],
    *,
    partnership: str,
    status: str,
    confidential: bool = False,
    banner: str = "",
) -> Sheet:
    """The minutes, or their confidential part: of each item what was composed, and what was put right since.

    The numbers are those of the items that stand on this paper, so that none is missing for its reader.
    """
    wanted = [(part, errata) for part, errata in parts if part["confidential"] is confidential]
    what = "Confidential minutes" if confidential else "Minutes"
    blocks = [*head_blocks(head, status, short=confidential)]
    for number, (part, errata) in enumerate(wanted, 1):
        blocks += part_blocks(number, part, errata)
    if not wanted:
        blocks.append(paragraph("There is nothing in this part."))
    title = f"{what}: {head['group']}, {head['day']}"
    return Sheet(title, partnership, f"{title}. {status}", blocks, banner)


def head_blocks(head: Head, status: str, *, short: bool = False, depth: int = 1) -> list[Block]:
    """When, where, who was there. The confidential part says only when and where: the rest is in the minutes. Headings are of
    a ``depth``."""
    told = facts(
        [
            ("When", head["when"]),
            ("Where", head["where"]),
            ("Meeting", f"Number {head['number']}"),
            ("These minutes", status),
        ]
    )
    if short:
        return [told]
    blocks = [told, paragraph(head["quorum"]), heading("Who was there", depth)]
    if head["present"]:
        blocks.append(table("Seats that were filled", ("Seat", "Who"), head["present"]))
    else:
        blocks.append(paragraph("No seat was filled."))
    for words, names in (
        ("Apologies", head["apologies"]),
        ("Absent", head["absent"]),
        ("Vacant seats", head["vacant"]),
    ):
        if names:
            blocks.append(paragraph(f"{words}: {'; '.join(names)}."))
    there = [f"{who} ({seat}, observer)" for seat, who in head["observers"]]
    there += [f"{name}{f' ({agency})' if agency else ''}, {why}" for name, agency, why in head["guests"]]
    if there:
        blocks.append(paragraph(f"Also there, and not counted: {'; '.join(there)}."))
    return blocks


def part_blocks(number: int, part: Part, errata: Sequence[str], *, depth: int = 1) -> list[Block]:
    """One item: its words, interests, decisions, challenges and actions, and what was put right since it was agreed. Headings
    begin at a ``depth``."""
    blocks = [heading(f"{number}. {part['title']}", depth)]
    blocks += [paragraph(each) for each in part["interests"]]
    blocks += paragraphs(part["words"])
    for decision in part["decisions"]:
        blocks.append(heading(f"Decision {decision['reference']}", depth + 1))
        blocks.append(
            facts(
                [
                    ("Standing", decision["standing"]),
                    ("Decided", decision["words"]),
                    ("For", decision["body"]),
                    ("Options", decision["options"]),
                    ("Reasons", decision["reasons"]),
                    ("Dissent and votes", decision["dissent"]),
                    ("Sees to it", decision["responsible"]),
                ]
            )
        )
    if part["challenges"]:
        blocks.append(heading("Challenges", depth + 1))
        blocks += [
            facts(
                [
                    ("By", each["by"]),
                    ("To", each["to"]),
                    ("Challenge", each["words"]),
                    ("Answer", each["answer"] or "Not answered when these minutes were agreed"),
                ]
            )
            for each in part["challenges"]
        ]
    if part["actions"]:
        rows = [(each["words"], each["agency"], each["due"]) for each in part["actions"]]
        blocks.append(table("Actions", ("Action", "Agency", "Due"), rows))
    blocks += [paragraph(f"Put right later: {each}") for each in errata]
    return blocks


# --- a pack of papers ---


@dataclass(frozen=True)
class Paper:
    """One paper of an item: its title, and how it stands in the pack: its pages by the name of its file, its text, or
    neither where it has to be opened by itself. ``link`` leads to the file of its own."""

    title: str
    file: str = ""
    pages: int = 0
    text: str = ""
    why_not: str = ""
    link: str = ""


@dataclass(frozen=True)
class Tabled:
    """One item of an agenda with its papers."""

    title: str
    what_for: str
    presenter: str
    papers: Sequence[Paper]
    brings: str = ""
    brought: Sequence[Block] = ()


def pack(
    group: str,
    day: str,
    when: str,
    where: str,
    items: Sequence[Tabled],
    *,
    partnership: str,
    made: str,
    banner: str = "",
) -> Sheet:
    """The agenda, then each paper behind the number of its item: for one reader, who finds no number missing."""
    title = f"Papers: {group}, {day}"
    blocks: list[Block] = [facts([("When", when), ("Where", where), ("Made for", made)])]
    if foreign := sum(bool(paper.pages) for item in items for paper in item.papers):
        blocks.append(paragraph(others_made(foreign)))
    blocks.append(heading("Agenda"))
    rows = [
        (f"{number}. {item.title}", item.what_for, item.presenter, papers_words(item.papers, item.brings))
        for number, item in enumerate(items, 1)
    ]
    if rows:
        blocks.append(table("Agenda", ("Item", "What for", "Presented by", "Papers"), rows))
    else:
        blocks.append(paragraph("There is nothing on the agenda."))
    brought = [number for number, item in enumerate(items, 1) if item.brought]
    for number, item in enumerate(items, 1):
        if item.brought:
            fresh = number == brought[0] or bool(items[number - 2].papers)
            blocks.append(heading(f"Item {number}: {item.title}") | {"new_page": fresh})
            blocks += [paragraph(f"{item.brings}."), *item.brought]
        for index, paper in enumerate(item.papers):
            blocks += paper_blocks(f"Paper {number}{lettered(index)}: {paper.title}", paper)
    return Sheet(title, partnership, title, blocks, banner)


def lettered(index: int) -> str:
    """The letter of a paper among those of its item: a to z, then aa, ab and so on."""
    first, last = divmod(index, 26)
    return (chr(96 + first) if first else "") + chr(97 + last)


def papers_words(papers: Sequence[Paper], brings: str) -> str:
    """How many papers an item has, and what it brings by itself."""
    count = f"{len(papers)} paper{'' if len(papers) == 1 else 's'}" if papers else ""
    return ". ".join(each for each in (brings, count) if each) or "None"


def others_made(count: int) -> str:
    """What is true of a pack with papers that others made as PDF, for whoever reads it with a screen reader."""
    which = "One paper in this pack is a PDF" if count == 1 else f"{count} papers in this pack are PDFs"
    whose = "Its pages stand" if count == 1 else "Their pages stand"
    return (
        f"{which} that others made. {whose} here as they are: a screen reader is told the title of the paper and the number of"
        " each page, and may not read the words on it in order. The first of them leads to the paper as a file of its own, tagged"
        " as well as its maker tagged it. All other pages are tagged, and each paper has a bookmark."
    )


def paper_blocks(title: str, paper: Paper) -> list[Block]:
    """A paper under its number, beginning on a new page, with the way to the file of its own."""
    if paper.pages:
        return [{"is": "paper", "title": title, "file": paper.file, "pages": paper.pages, "link": paper.link}]
    said = paragraphs(paper.text) if paper.text else [paragraph(paper.why_not)]
    own: list[Block] = [{"is": "link", "words": OWN_FILE, "href": paper.link}] if paper.link else []
    return [{"is": "heading", "words": title, "depth": 1, "new_page": True}, *own, *said]
