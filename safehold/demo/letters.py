"""Westmere's letters, wholly invented: three templates, one of them with a version that waits; letters that are being written,
that are read behind sign-in and that were posted; and a copy with passages removed.

The Word files are made by our own writer, and examined and checked as everybody's are.
"""

from dataclasses import replace
from datetime import date
from html import escape
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.access.roles import Role
from safehold.asks.models import Ask
from safehold.letters import actions, drawing
from safehold.letters.models import How, Letter, Reason, RedactedCopy, Template, TemplateVersion
from safehold.letters.word.parcel import opened
from safehold.letters.word.passages import editable
from safehold.meetings.models import Meeting
from safehold.plans.models import PlannedAction
from safehold.printing import word
from safehold.printing.reference import reference
from safehold.records.files import Examined, examine

HEAD = "Westmere Safeguarding Partnership\t"
FOOT = "Invented House, Market Place, Westmere"
INVENTED = "Everything in this document is invented."
BEGAN = date(2021, 4, 1)
REMINDER = (
    "Our reference: {{ letter.reference }}",
    "{{ letter.date }}",
    "Dear {{ to.name }}",
    "# {{ ask.title }}",
    "On {{ ask.issued }} we asked you for this, under {{ ask.basis }}. It was due on {{ ask.due }}, and has not reached us.",
    "Please return it this week. If something stands in the way, {{ ask.keeper }} can give you more time, or help.",
    "Yours sincerely",
    "{{ from.name }}\nfor {{ partnership.name }}",
)
SHORTER = (*REMINDER[:5], "Please return it this week, or tell {{ ask.keeper }} what stands in the way.", *REMINDER[6:])
INVITATION = (
    "{{ letter.date }}",
    "Dear {{ to.name }}",
    "# {{ meeting.group }}: {{ meeting.day }}",
    "You are invited to the next meeting, on {{ meeting.day }} from {{ meeting.begins }}, at {{ meeting.place }}.",
    "Papers are sent by {{ meeting.papers_due }}. Please tell us who will come, and what they need to take part.",
    "{{ from.name }}",
)
ASSURANCE = (
    "Our reference: {{ letter.reference }}",
    "{{ letter.date }}",
    "Dear {{ to.name }}",
    "# Assurance of an action",
    "You undertook to: {{ action.words }}",
    "It was agreed on {{ action.agreed }} and is due on {{ action.due }}.",
    "We will know that it worked by this: {{ action.measure }}",
    "Please tell {{ action.group }} how you have made sure that it was done, and what you found.",
    "{{ from.name }}",
)


def write(acting: dict[Role, Actor]) -> None:
    """Write everything once: whoever builds the demonstration again finds it as people left it."""
    if Template.objects.exists():
        return
    support, manager = acting[Role.BUSINESS_SUPPORT], acting[Role.BUSINESS_MANAGER]
    reminder = template(acting, "Reminder of something that was asked for", Ask.KIND, REMINDER)
    invitation = template(acting, "Invitation to a meeting", Meeting.KIND, INVITATION)
    assurance = template(acting, "Asking to be assured of an action", PlannedAction.KIND, ASSURANCE)
    actions.add_version(
        reminder.template, by=replace(support, on=date(2021, 4, 28)), file=file("Reminder", SHORTER), note="Shorter"
    )
    _reminder(replace(support, on=date(2021, 4, 29)), reminder)
    _invitation(manager, invitation)
    posted = _assurance(replace(support, on=date(2021, 4, 12)), assurance)
    _copy(replace(support, on=date(2021, 4, 26)), replace(manager, on=date(2021, 4, 27)), posted)


def template(acting: dict[Role, Actor], title: str, about: str, words: tuple[str, ...]) -> TemplateVersion:
    """A template that business support added and the business manager approved, in force since the beginning of April."""
    support, manager = (replace(acting[role], on=BEGAN) for role in (Role.BUSINESS_SUPPORT, Role.BUSINESS_MANAGER))
    made = actions.add_template(by=support, title=title, about=about, file=file(title, words))
    return actions.approve(made.versions.get(), by=manager, from_on=BEGAN)


def file(title: str, paragraphs: tuple[str, ...]) -> Examined:
    """A Word file of paragraphs; one that begins with # is a heading."""
    body = "".join(
        f"<h2>{escape(each[2:])}</h2>" if each.startswith("# ") else f"<p>{escape(each).replace(chr(10), '<br>')}</p>"
        for each in paragraphs
    )
    styles = reference(language="en-GB", head=HEAD, foot=FOOT, cover=False)
    content = word.converted(body, title=title, author="Westmere Safeguarding Partnership", styles=styles)
    parcel = opened(content)
    for heading in editable(parcel)[
        :2
    ]:  # the title and the author, which our writer puts at the top: no letter has them
        heading.parentNode.removeChild(heading)
    return examine(SimpleUploadedFile(f"{title}.docx", parcel.packed()))


def _again(made: Letter) -> Letter:
    return Letter.objects.select_related("entry", "template_version__paper").get(pk=made.pk)


def _send(made: Letter, *, by: Actor, how: str, detail: str = "") -> Letter:
    proof = actions.make_proof(made, by=by, drawn=drawing.letter_drawn(made, by=by, banner=INVENTED))
    actions.look(proof, by=by, kind="pdf")
    actions.send(_again(made), by=by, how=how, sent_on=by.on, detail=detail)
    return _again(made)


def _reminder(by: Actor, version: TemplateVersion) -> None:
    """To an agency that owes an answer: its lead reads it behind sign-in."""
    asked = Ask.objects.select_related("entry", "agency", "call").get(
        agency__code="health-commissioner", call__title="Safeguarding training of staff, 2020-21"
    )
    told: dict[str, Any] = {"title": "Training of staff: not yet returned", "version": version, "to": asked.agency}
    _send(actions.begin(asked.entry, by=by, **told), by=by, how=How.HERE)


def _invitation(by: Actor, version: TemplateVersion) -> None:
    """Still being written: its words were changed, so that two drafts can be compared, and the proof is to be read."""
    meeting = Meeting.objects.filter(meets_on__gt=by.on).select_related("entry", "group").order_by("meets_on", "pk")[0]
    to = Agency.objects.get(code="fire-and-rescue")
    made = actions.begin(meeting.entry, by=by, version=version, to=to, title=f"Invitation: {meeting.group}"[:160])
    words = made.drafts.get().words
    more = "We would like to hear what home safety visits have found this winter. Ten minutes are kept for you."
    actions.change_words(
        made, by=by, words=words.replace("Please tell us who will come", f"{more}\n\nPlease tell us who will come")
    )
    made = _again(made)
    actions.make_proof(made, by=by, drawn=drawing.letter_drawn(made, by=by, banner=INVENTED))


def _assurance(by: Actor, version: TemplateVersion) -> Letter:
    """Posted, with the number of its delivery."""
    action = PlannedAction.objects.filter(entry__source=None, entry__in_error_on=None).select_related("entry", "agency")
    found = action.order_by("pk")[0]
    told: dict[str, Any] = {"title": "How are you assured of this action?", "version": version, "to": found.agency}
    made = actions.begin(found.entry, by=by, **told)
    words = made.drafts.get().words
    more = "Ingrid Fell of your quality team told us on 8 April that eleven of the twelve files were read."
    actions.change_words(made, by=by, words=words.replace("Please tell", f"{more}\n\nPlease tell"))
    return _send(_again(made), by=by, how=How.POST, detail="Recorded delivery WM 0412")


def _copy(by: Actor, second: Actor, posted: Letter) -> None:
    """A copy of the posted letter without the name of somebody in it, which a second person read and released; and one that
    is being prepared."""
    told = {
        "title": "Letter about an action, for the annual report’s working papers",
        "purpose": "To quote from, without names",
    }
    copy = actions.copy_letter(posted, by=by, **told)
    actions.remove(copy, by=by, words="Ingrid Fell", reason=Reason.THIRD_PARTY)
    copy = _same(copy)
    actions.finish(copy, by=by, drawn=drawing.copy_drawn(copy, by=by, banner=INVENTED))
    actions.look_at_copy(_same(copy), by=second, kind="pdf")
    actions.release(_same(copy), by=second, to_all=True)
    told = {"title": "Letter about an action, for the family", "purpose": "They asked what was said about the files"}
    draft = actions.copy_letter(posted, by=by, **told)
    actions.remove(draft, by=by, words="Ingrid Fell of your quality team", reason=Reason.THIRD_PARTY)


def _same(copy: RedactedCopy) -> RedactedCopy:
    return RedactedCopy.objects.select_related("entry", "proof__docx").get(pk=copy.pk)
