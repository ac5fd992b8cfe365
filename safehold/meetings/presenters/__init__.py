"""What the pages of meetings say, as plain values."""

from collections.abc import Callable, Iterable
from typing import Any

from django.urls import reverse

from safehold.access.today import told
from safehold.govuk.filters import day, day_and_time, plural
from safehold.govuk.parts import Answer, Event, Link, Tag
from safehold.meetings.lifecycle import TO_COME, Status
from safehold.meetings.models import (
    Attendance,
    Challenge,
    Decision,
    Declaration,
    EarlierAgreement,
    EarlierPassage,
    Item,
    Mark,
    Meeting,
    Standing,
)
from safehold.meetings.paper.sheets import lettered
from safehold.meetings.queries import minutes
from safehold.meetings.queries.minutes import Head, Part
from safehold.meetings.times import written
from safehold.partnership.models import SeatKind
from safehold.partnership.queries import seat_name
from safehold.records.files.kinds import KINDS

COLOURS: dict[str, Any] = {
    Status.DRAFT_AGENDA: "grey",
    Status.PAPERS_ISSUED: "blue",
    Status.HELD: "yellow",
    Status.MINUTES_DRAFT: "yellow",
    Status.MINUTES_CHAIR_OK: "light-blue",
    Status.AGREED: "green",
    Status.CANCELLED: "grey",
}
SHORT = {
    Mark.MEMBER: "Member",
    Mark.DEPUTY: "Deputy",
    Mark.APOLOGIES: "Apologies",
    Mark.ABSENT: "Absent",
    Mark.VACANT: "Vacant",
}
MARKED: dict[str, Any] = {
    Mark.MEMBER: "green",
    Mark.DEPUTY: "teal",
    Mark.APOLOGIES: "yellow",
    Mark.ABSENT: "orange",
    Mark.VACANT: "grey",
}
NOT_IN_FORCE = "Not in force"


def status(meeting: Meeting) -> Tag:
    return Tag(meeting.get_status_display(), COLOURS[meeting.status])


def times(meeting: Meeting) -> str:
    """From when to when, as a page says it."""
    starts = written(meeting.starts_at)
    return f"{starts} to {written(meeting.ends_at)}" if meeting.ends_at else starts


def quorum(meeting: Meeting) -> Any:
    """Whether it had its quorum, in a word and a sentence."""
    if meeting.status in TO_COME or meeting.status == Status.CANCELLED:
        return "Known once it was held"
    if meeting.quorate is None:
        return meeting.quorum_words or "Known once it was recorded who was there"
    said = "Quorate" if meeting.quorate else "Not quorate, so what it decided is only recommended"
    return f"{said}. {meeting.quorum_words}"


def meeting_facts(meeting: Meeting) -> list[Answer]:
    """When and where a meeting is, and how it stands."""
    found = [
        Answer("When", f"{day(meeting.meets_on)}, {times(meeting)}"),
        *([Answer("Where", meeting.place)] if meeting.place else []),
        *([Answer("Join online", Link(meeting.link, meeting.link))] if meeting.link else []),
        Answer(
            "Number",
            f"{meeting.number} of {'this group’s meetings' if meeting.group else 'the meetings about this case'}",
        ),
    ]
    if meeting.status in TO_COME:
        found.append(Answer("Papers due", day(meeting.papers_due_on)))
    elif meeting.status == Status.CANCELLED:
        found.append(Answer("Cancelled", f"{day(meeting.cancelled_on)}: {meeting.cancelled_why}"))
    else:
        found.append(Answer("Quorum", quorum(meeting)))
    if meeting.agreed_at is not None:
        found.append(Answer("Minutes agreed", f"At the meeting of {day(meeting.agreed_at.meets_on)}"))
    return found


def what_for(item: Item) -> str:
    """What the group is asked to do, and that it is confidential."""
    return item.get_item_kind_display() + (" (confidential)" if item.confidential else "")


def minutes_of_time(allotted: int | None) -> str:
    return plural(allotted, "minute") if allotted else ""


def length(items: Iterable[Item]) -> str:
    """How long the agenda takes, as far as that was said."""
    total = sum(item.allotted or 0 for item in items)
    return f"The items with a time take {plural(total, 'minute')} together." if total else ""


def meeting_words(item: Item) -> str:
    """The meeting of an item, by what its group was called that day."""
    name = getattr(item, "group_called", None) or item.meeting.group_name
    return f"{name}, {day(item.meeting.meets_on)}"


def papers(item: Item, count: int, late: bool) -> Any:
    """How many papers an item has; a paper that is awaited, or was by now due."""
    if count:
        return plural(count, "paper")
    if not item.paper_expected:
        return item.get_brings_display() if item.brings else "No paper"
    return Tag("Paper overdue", "red") if late else Tag("Paper awaited", "yellow")


def own_files(items: Iterable[Any]) -> list[tuple[Link, str]]:
    """Each paper of the items, under the number that its reader counts, as a file of its own: with what kind of file it is."""
    return [
        (
            Link(f"Paper {number}{lettered(index)}: {each.title}", reverse("records:document", args=[each.uid])),
            kind_of(each),
        )
        for number, item in enumerate(items, 1)
        for index, each in enumerate(reversed(item.entry.papers))
    ]


def kind_of(document: Any) -> str:
    """What kind of file it is, and for a PDF that nobody here can promise how it is read aloud."""
    words = KINDS[document.kind].words
    return (
        f"{words}, as its maker made it: it may not be tagged for screen readers" if document.kind == "pdf" else words
    )


def tabs(meeting: Meeting, current: str) -> list[Link]:
    """The parts of a meeting's page."""
    parts = (("meeting", "Agenda"), ("attendance", "Who was there"), ("minutes", "Minutes"))
    return [
        Link(text, reverse(f"meetings:{name}", args=[meeting.uid]), current=name == current) for name, text in parts
    ]


def happened_to(meeting: Meeting) -> list[Event]:
    """What happened to a meeting, from its own facts."""
    found = []
    if meeting.issued_on:
        found.append(Event("Papers issued", meeting.issued_on, by=str(meeting.issued_by)))
    if meeting.status not in TO_COME and meeting.status != Status.CANCELLED:
        found.append(Event("Held", meeting.meets_on))
    if meeting.cancelled_on:
        found.append(Event("Cancelled", meeting.cancelled_on, by=str(meeting.cancelled_by), text=meeting.cancelled_why))
    if meeting.chair_agreed_on:
        found.append(Event("Minutes agreed by the chair", meeting.chair_agreed_on, by=str(meeting.chair_agreed_by)))
    if meeting.agreed_on:
        found.append(Event("Minutes agreed by the group", meeting.agreed_on, by=str(meeting.agreed_by)))
    return found


def interest(declared: Declaration) -> Answer:
    """One interest: whose, what it is, and whether they took part."""
    took_part = "took part" if declared.recusal_id is None else "recused, and took no part"
    return Answer(
        f"{declared.user}, {day(declared.declared_on)}",
        f"{declared.get_nature_display()}. {declared.words} ({took_part})",
    )


def mark(each: Attendance | None) -> str:
    """How a seat was filled at one meeting, in a word."""
    return SHORT[Mark(each.mark)] if each else NOT_IN_FORCE


def seat_rows(in_force: Iterable[Any], known: dict[int, Attendance]) -> tuple[list[list[Any]], list[list[Any]]]:
    """Each seat with its mark and who sat there: those that count, and the observers apart."""
    counted: list[list[Any]] = []
    apart: list[list[Any]] = []
    for seat in in_force:
        each = known.get(seat.pk)
        said = Tag(SHORT[Mark(each.mark)], MARKED[Mark(each.mark)]) if each else "Not recorded"
        (apart if seat.kind == SeatKind.OBSERVER else counted).append([seat_name(seat), said, each.who if each else ""])
    return counted, apart


# --- what was decided --------------------------------------------------------------------------------------------------

STANDS: dict[str, Any] = {Standing.DECIDED: "green", Standing.RECOMMENDED: "yellow"}


def standing(decision: Decision) -> Tag:
    return Tag(decision.get_standing_display(), STANDS[decision.standing])


def body_of(decision: Decision) -> str:
    if decision.body:
        return decision.get_body_display()
    return "The group’s own business" if decision.item.meeting.group_id else "None: it is about a case"


def since(decision: Decision) -> str:
    """What became of it, for those who see by what: replaced, confirmed, or waiting to be."""
    if getattr(decision, "replacement_seen", False):
        return "Replaced by a later decision"
    if getattr(decision, "confirmation_seen", False):
        return f"Confirmed on {day(decision.confirmation.decided_on)}"
    return "Waits for a quorate meeting" if decision.standing == Standing.RECOMMENDED else ""


def decided_words(decision: Decision) -> str:
    """What is said once a decision was written down."""
    if decision.standing == Standing.RECOMMENDED:
        return f"{decision} recorded as recommended only: the quorum was not there for this item"
    return f"{decision} recorded"


def decision_card(decision: Decision) -> tuple[str, list[Answer]]:
    """One decision with everything that is known of it, under its reference."""
    found = [
        Answer("Standing", standing(decision)),
        Answer("Decided", decision.words),
        Answer("For", body_of(decision)),
        *([Answer("Options", decision.options)] if decision.options else []),
        Answer("Reasons", decision.reasons),
        *([Answer("Dissent and votes", decision.dissent)] if decision.dissent else []),
        *([Answer("Sees to it", str(decision.responsible))] if decision.responsible else []),
    ]
    if words := since(decision):
        found.append(Answer("Since then", words))
    return decision.reference, found


def challenger(each: Challenge) -> str:
    return f"{each.challenger}, {each.challenger_role}" if each.challenger_role else str(each.challenger)


def answered(each: Challenge) -> Any:
    return f"{day(each.answered_on)}: {each.answer}" if each.answered_on else Tag("Not answered", "yellow")


def challenge_rows(challenges: Iterable[Challenge], may: Callable[[Challenge], Any]) -> list[list[Any]]:
    """Each challenge with its answer, or a link to give one for whoever may."""
    return [
        [
            each.words,
            challenger(each),
            str(each.challenged),
            Link(
                "Answer",
                reverse("meetings:answer_challenge", args=[each.pk]),
                about=f"the challenge to {each.challenged}",
            )
            if not each.answered_on and may(each)
            else answered(each),
        ]
        for each in challenges
    ]


# --- minutes -----------------------------------------------------------------------------------------------------------


def head_answers(head: Head) -> list[Answer]:
    """What stands above the items of minutes."""
    there = "\n".join(f"{seat}: {who}" for seat, who in head["present"]) or "Nobody"
    also = [f"{who} ({seat}, observer)" for seat, who in head["observers"]]
    also += [f"{name}{f' ({agency})' if agency else ''}: {why}" for name, agency, why in head["guests"]]
    return [
        Answer("When", head["when"]),
        Answer("Where", head["where"]),
        Answer("Quorum", head["quorum"]),
        Answer("Who was there", there),
        *(
            Answer(words, "\n".join(names))
            for words, names in (
                ("Apologies", head["apologies"]),
                ("Absent", head["absent"]),
                ("Vacant seats", head["vacant"]),
                ("Also there, and not counted", also),
            )
            if names
        ),
    ]


DECISION_FACTS: tuple[tuple[str, str], ...] = (
    ("Standing", "standing"),
    ("Decided", "words"),
    ("For", "body"),
    ("Options", "options"),
    ("Reasons", "reasons"),
    ("Dissent and votes", "dissent"),
    ("Sees to it", "responsible"),
)


def minuted(number: int, item: Item) -> dict[str, Any]:
    """One item of the minutes as a page draws it, its number as its reader counts."""
    errata = [(each.words, each.found_on) for each in minutes.errata_of(item)]
    return _minuted(number, minutes.part(item)) | {"errata": errata, "item": item}


def agreed_before(earlier: EarlierAgreement) -> dict[str, Any]:
    """Minutes that were taken back, as a page draws them."""
    passages = earlier.passages.all()
    return {
        "title": f"Agreed by {earlier.agreed_by} on {day(earlier.agreed_on)}",
        "why": f"Taken back by {earlier.taken_back_by} on {day(earlier.taken_back_on)}: {earlier.taken_back_why}",
        "head": head_answers(earlier.agreed),
        "parts": [
            _minuted(number, each.agreed) | {"errata": [], "item": each}
            for number, each in enumerate(passages, 1)
            if each.agreed is not None
        ],
    }


def _minuted(number: int, part: Part) -> dict[str, Any]:
    return {
        "title": f"{number}. {part['title']}",
        "confidential": part["confidential"],
        "paragraphs": [each.strip() for each in part["words"].split("\n\n") if each.strip()],
        "interests": part["interests"],
        "decisions": [
            (
                f"Decision {each['reference']}",
                [Answer(name, each[key]) for name, key in DECISION_FACTS if each[key]],
            )
            for each in part["decisions"]
        ],
        "challenges": [
            [each["words"], each["by"], each["to"], each["answer"] or "Not answered then"]
            for each in part["challenges"]
        ],
        "actions": [[each["words"], each["agency"], each["due"]] for each in part["actions"]],
    }


def minute_files(confidential: bool) -> list[tuple[str, str, str]]:
    """The files that minutes can be taken away as: their words, the name of their address, and their kind."""
    found = [("Minutes as PDF", "minutes_file", "pdf"), ("Minutes as Word", "minutes_file", "docx")]
    if confidential:
        found += [
            ("Confidential part as PDF", "confidential_file", "pdf"),
            ("Confidential part as Word", "confidential_file", "docx"),
        ]
    return found


def replaced(earlier: EarlierPassage) -> str:
    """Until when something stood in the minutes, and who wrote something else there."""
    until = f"Until {day_and_time(told(earlier.replaced_at))}, when {earlier.replaced_by}"
    return f"{until} took the minutes back" if earlier.agreement_id else f"{until} wrote something else"
