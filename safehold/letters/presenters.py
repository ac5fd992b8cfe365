"""What the pages of letters show, in the words they show it."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from django.utils.html import format_html
from markupsafe import Markup, escape

from safehold.access.today import told
from safehold.govuk.addresses import reverse
from safehold.govuk.filters import day, plural
from safehold.govuk.parts import Answer, Colour, Event, Link, Tag
from safehold.letters import comparing, redaction, sources
from safehold.letters.lifecycle import Copying, Standing, Status
from safehold.letters.models import Draft, Letter, RedactedCopy, Removal, Sending, Template, TemplateVersion
from safehold.letters.redaction import Gone
from safehold.records import queries as records

VERSION_COLOURS: dict[str, Colour] = {Standing.DRAFT: "yellow", Standing.APPROVED: "green", Standing.RETIRED: "grey"}
LETTER_COLOURS: dict[str, Colour] = {
    Status.DRAFT: "yellow",
    Status.SENT: "green",
    Status.DISCARDED: "grey",
    Status.WITHDRAWN: "grey",
    Status.SUPERSEDED: "grey",
}
COPY_COLOURS: dict[str, Colour] = {
    Copying.DRAFT: "yellow",
    Copying.FINISHED: "blue",
    Copying.RELEASED: "green",
    Copying.WITHDRAWN: "grey",
}
ABOUT_IT = (("Title", "title"), ("For", "to_name"), ("Address", "to_address"))
FIELD = re.compile(r"(\{\{[^{}]*\}\})")


# --- templates ---


def about_words(template: Template) -> str:
    kind = sources.kinds().get(template.about)
    return kind.words if kind else records.kind_in_words(template.about)


def in_force(template: Any) -> str:
    if template.in_force is None:
        return "No version"
    return f"Version {template.in_force}, from {day(template.in_force_from)}"


def version_status(version: TemplateVersion) -> Tag:
    return Tag(version.get_status_display(), VERSION_COLOURS[version.status])


def version_row(version: TemplateVersion) -> list[Any]:
    return [
        Link(f"Version {version.number}", version.get_absolute_url()),
        version_status(version),
        day(version.from_on) if version.from_on else "Not in force",
        version.note or "The first version" if version.number == 1 else version.note,
        len(version.fields),
    ]


def version_answers(version: TemplateVersion) -> list[Answer]:
    found = [
        Answer("File", version.file_name),
        Answer("What is new", version.note or "The first version"),
        Answer("Added", f"{day(told(version.made_at))}, by {version.made_by}"),
        Answer("Fields", ", ".join(version.fields) or "None"),
    ]
    if version.approved_on:
        found.append(Answer("Approved", f"{day(version.approved_on)}, by {version.approved_by}"))
        found.append(Answer("In force from", day(version.from_on)))
    if version.retired_on:
        found.append(Answer("Retired", f"{day(version.retired_on)}, by {version.retired_by}: {version.retired_why}"))
    return found


def with_fields(words: str) -> list[Markup]:
    """The words of a template, paragraph by paragraph, its fields standing out."""
    return [
        Markup("").join(
            format_html("<strong>{}</strong>", part) if FIELD.fullmatch(part) else escape(part)
            for part in FIELD.split(line)
            if part
        )
        for line in words.splitlines()
    ]


def changed_words(lines: Sequence[comparing.Line]) -> str:
    """How many words differ."""
    added, removed = comparing.counted(lines)
    if not added and not removed:
        return "The words are the same."
    return f"{plural(added, 'word')} added, {plural(removed, 'word')} taken away."


# --- letters ---


def status(letter: Letter) -> Tag:
    return Tag(letter.get_status_display(), LETTER_COLOURS[letter.status])


def how_sent(sending: Sending) -> str:
    words = f"{sending.get_how_display()}, on {day(sending.sent_on)}, by {sending.sent_by}"
    return f"{words}. {sending.detail}" if sending.detail else words


def letter_answers(letter: Letter, about: Any) -> list[Answer]:
    found = [
        Answer("Reference", letter.reference),
        Answer("For", letter.to_name),
        Answer("About", about),
        Answer("Date of the letter", day(letter.dated_on)),
        Answer("Template", str(letter.template_version)),
        Answer("Begun by", str(letter.made_by)),
    ]
    if letter.to_address:
        found.insert(2, Answer("Address", letter.to_address))
    sending = getattr(letter, "sending", None)
    if sending is not None:
        found.append(Answer("Sent", how_sent(sending)))
        found.append(Answer("Digest of the PDF", sending.pdf_sha256))
        found.append(Answer("Digest of the Word file", sending.docx_sha256))
    if letter.ended_on:
        words = f"{day(letter.ended_on)}, by {letter.ended_by}: {letter.ended_why}"
        found.append(Answer(letter.get_status_display(), words))
    return found


def draft_answers(draft: Draft, other: Draft | None) -> list[Answer]:
    """What a draft was about and whom it was for, with what another said where that differs."""
    found = []
    for words, name in ABOUT_IT:
        said = now = getattr(draft, name)
        if other is not None and (before := getattr(other, name)) != now:
            said = f"{now or 'None'} (in draft {other.number}: {before or 'none'})"
        if said:
            found.append(Answer(words, said))
    if draft.why:
        found.append(Answer("Why it was changed", draft.why))
    return found


def readdressed(drafts: Sequence[Draft]) -> Iterator[Event]:
    """Each change of what a letter is about and whom it is for; newest first, as the drafts are."""
    for draft, before in pairwise(drafts):
        changes = [
            f"{words}: {getattr(draft, name) or 'none'}"
            for words, name in ABOUT_IT
            if getattr(draft, name) != getattr(before, name)
        ]
        if changes:
            text = ". ".join([*changes, *([f"Because: {draft.why}"] if draft.why else [])])
            yield Event("Title or addressee changed", told(draft.made_at), by=str(draft.made_by), text=text)


def looked(looks: Iterable[Any]) -> str:
    """Who opened a proof."""
    return ", ".join(dict.fromkeys(str(each.user) for each in looks)) or "Nobody yet"


# --- copies ---


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def copy_status(copy: RedactedCopy) -> Tag:
    return Tag(copy.get_status_display(), COPY_COLOURS[copy.status])


def removal_rows(copy: RedactedCopy, removals: Iterable[Removal], *, may: bool, reads: bool) -> list[list[Any]]:
    """What is removed: where, why, by whom and when, and never what it said. How long it was could tell a name, so only
    whoever ``reads`` the original is told."""
    found = []
    for each in removals:
        row: list[Any] = [
            f"Paragraph {each.paragraph + 1}",
            capital(each.get_reason_display()),
            *([plural(each.ends - each.begins, "character")] if reads else []),
            f"{each.removed_by}, {day(each.removed_on)}",
        ]
        if may:
            at = [copy.uid, each.pk]
            row.append(
                Link("Put back", reverse("letters:put_back", args=at), about=f"in paragraph {each.paragraph + 1}")
            )
        found.append(row)
    return found


def as_it_will_read(paragraphs: Sequence[str], gone: Iterable[Gone]) -> list[list[redaction.Piece]]:
    """Every paragraph as the copy will have it."""
    of = redaction.by_paragraph(gone)
    return [redaction.pieces(words, of.get(number, ())) for number, words in enumerate(paragraphs)]
