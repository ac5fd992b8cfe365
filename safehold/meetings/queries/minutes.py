"""The minutes, composed from what was recorded, for one reader: as they stand, or as the chair agreed them.

What is composed is plain values, so that it can be kept, shown on a page, set as a PDF and written for Word alike.
"""

import hashlib
import json
from typing import Any, TypedDict

from django.db.models import Prefetch, QuerySet

from safehold.access.actor import Actor
from safehold.access.models import Agency
from safehold.meetings.lifecycle import OPEN_TO_WRITE
from safehold.meetings.models import (
    PRESENT,
    AgreedAction,
    Challenge,
    Decision,
    Declaration,
    EarlierAgreement,
    EarlierPassage,
    Erratum,
    Item,
    Mark,
    Meeting,
    Passage,
    Standing,
)
from safehold.meetings.models import Part as Place
from safehold.meetings.queries import cases, items_visible_to, seats
from safehold.meetings.times import written
from safehold.partnership.models import SeatKind
from safehold.partnership.queries import in_words
from safehold.records.visibility import sees


class Head(TypedDict):
    """What stands above the items."""

    group: str
    day: str
    number: int
    when: str
    where: str
    quorum: str
    present: list[list[str]]
    apologies: list[str]
    absent: list[str]
    vacant: list[str]
    observers: list[list[str]]
    guests: list[list[str]]


class When(TypedDict):
    """Which meeting a paper is of, and when and where that was."""

    group: str
    day: str
    when: str
    where: str


class Part(TypedDict):
    """What the minutes say of one item. Of its lists, each entry is plain words by name."""

    title: str
    what_for: str
    confidential: bool
    interests: list[str]
    words: str
    decisions: list[dict[str, str]]
    challenges: list[dict[str, str]]
    actions: list[dict[str, str]]


def passages_visible_to(actor: Actor) -> QuerySet[Passage]:
    """The passages of the items that the actor sees."""
    found = Passage.objects.filter(sees(actor, "item__entry__"))
    return found.select_related("item__entry", "item__meeting__entry", "item__meeting__group")


def passages_of(meeting: Meeting) -> QuerySet[Passage]:
    """Every passage of a meeting, for actions: nobody is shown it."""
    return Passage.objects.filter(item__meeting=meeting, item__withdrawn_on=None, item__entry__in_error_on=None)


def earlier_of(passage: Passage) -> list[EarlierPassage]:
    return list(passage.earlier.select_related("replaced_by"))


def agreed_before(meeting: Meeting, actor: Actor) -> list[EarlierAgreement]:
    """What the chair had agreed before it was taken back, newest first, each with the passages of the items that the actor
    sees, in the order of the agenda."""
    seen = EarlierPassage.objects.filter(sees(actor, "passage__item__entry__"), passage__item__withdrawn_on=None)
    passages = seen.select_related("passage__item__entry").order_by("passage__item__position", "passage__item")
    rows = meeting.earlier_agreements.select_related("agreed_by", "taken_back_by")
    return list(rows.prefetch_related(Prefetch("passages", passages)))


def was_agreed_before(meeting: Meeting) -> bool:
    return meeting.earlier_agreements.exists()


def state_of(meeting: Meeting, actor: Actor, items: list[Item] | None = None) -> str:
    """What the minutes say to one reader, as a digest: to know whether anything changed since they read them."""
    there = items_with_minutes(meeting, actor) if items is None else items
    said = [compose_head(meeting), *([str(item.uid), part(item)] for item in there)]
    return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()[:32]


def items_with_minutes(meeting: Meeting, actor: Actor) -> list[Item]:
    """The items of a meeting that a reader sees, in order, each with everything that its minutes are composed of."""
    rows = items_visible_to(actor).standing().filter(meeting=meeting, withdrawn_on=None).order_by("position", "pk")
    if meeting.status in OPEN_TO_WRITE:
        return list(with_minutes(rows))
    return list(
        rows.select_related("passage", *KEPT).prefetch_related(Prefetch("errata", Erratum.objects.order_by("id")))
    )


KEPT = ("entry__owner", "entry__source", "meeting__group", "meeting__entry")


def with_minutes(rows: QuerySet[Item]) -> QuerySet[Item]:
    """Items with all that their minutes are composed of, in as few questions for many as for one."""
    return rows.select_related("passage", *KEPT).prefetch_related(
        Prefetch("declarations", Declaration.objects.select_related("user")),
        Prefetch("decisions", Decision.objects.select_related("responsible")),
        Prefetch("challenges", Challenge.objects.select_related("challenger", "challenged")),
        Prefetch("agreed_actions", AgreedAction.objects.select_related("agency")),
    )


def head(meeting: Meeting) -> Head:
    """What stands above the items: as the chair agreed it, or as it stands."""
    kept = getattr(meeting, "preamble", None)
    return kept.agreed if kept is not None else compose_head(meeting)


def group_name(meeting: Meeting) -> str:
    """What the group was called that day; what a meeting about a case is called."""
    if meeting.group is None:
        return meeting.name
    return getattr(meeting, "group_called", None) or meeting.group.name_on(meeting.meets_on)


def compose_when(meeting: Meeting) -> When:
    """Which meeting it is, by what its group was called that day, and when and where."""
    until = f" to {written(meeting.ends_at)}" if meeting.ends_at else ""
    return {
        "group": group_name(meeting),
        "day": in_words(meeting.meets_on),
        "when": f"{in_words(meeting.meets_on)}, {written(meeting.starts_at)}{until}",
        "where": meeting.place or "Online",
    }


def compose_head(meeting: Meeting) -> Head:
    """When, where, who was there and whether the meeting could decide, named as agencies were that day."""
    if meeting.group is None:
        return compose_head_about_case(meeting)
    marks = seats.attendance_of(meeting)
    counted = [each for each in marks if each.seat.kind != SeatKind.OBSERVER]

    def those(mark: Mark) -> list[str]:
        return [seats.name_that_day(each) for each in counted if each.mark == mark]

    def sat(each: Any) -> list[str]:
        deputy = " (deputy)" if each.mark == Mark.DEPUTY else ""
        return [seats.name_that_day(each), each.who + deputy]

    return {
        **compose_when(meeting),
        "number": meeting.number,
        "quorum": quorum_of(meeting),
        "present": [sat(each) for each in counted if each.mark in PRESENT],
        "apologies": those(Mark.APOLOGIES),
        "absent": those(Mark.ABSENT),
        "vacant": those(Mark.VACANT),
        "observers": [sat(each) for each in marks if each.seat.kind == SeatKind.OBSERVER and each.mark in PRESENT],
        "guests": [[each.name, str(each.agency or ""), each.why] for each in seats.guests_of(meeting)],
    }


def compose_head_about_case(meeting: Meeting) -> Head:
    """The same of a meeting about a case, by the places at it."""
    places = cases.invitees_of(meeting)
    counted = [each for each in places if each.part != Place.OBSERVER]

    def sat(each: Any) -> list[str]:
        said = " (deputy)" if each.mark == Mark.DEPUTY else " (chair)" if each.part == Place.CHAIR else ""
        return [each.agency_name, each.who + said]

    def those(mark: Mark) -> list[str]:
        return [f"{each.user} ({each.agency_name})" for each in counted if each.mark == mark]

    return {
        **compose_when(meeting),
        "number": meeting.number,
        "quorum": quorum_of(meeting),
        "present": [sat(each) for each in counted if each.mark in PRESENT],
        "apologies": those(Mark.APOLOGIES),
        "absent": those(Mark.ABSENT),
        "vacant": [],
        "observers": [sat(each) for each in places if each.part == Place.OBSERVER and each.mark in PRESENT],
        "guests": [[each.name, str(each.agency or ""), each.why] for each in seats.guests_of(meeting)],
    }


def quorum_of(meeting: Meeting) -> str:
    """Whether the meeting could decide, as a sentence."""
    if meeting.quorate is None and meeting.group is None:
        return "A meeting about a case needs no quorum."
    if meeting.quorate is None:
        return "No quorum is set for this group."
    if meeting.quorate:
        return "The meeting was quorate."
    return f"The meeting was not quorate, so what it decided is only recommended. {meeting.quorum_words}."


def part(item: Item) -> Part:
    """What the minutes say of an item of ``items_with_minutes``: as the chair agreed it, or as it stands."""
    kept = item.passage.agreed
    if kept is not None and item.meeting.status not in OPEN_TO_WRITE:
        return kept
    return compose(item)


def compose(item: Item) -> Part:
    """The minutes of one item, from what was recorded of it."""
    return {
        "title": item.title,
        "what_for": item.get_item_kind_display(),
        "confidential": item.confidential,
        "interests": [interest(each) for each in item.declarations.all()],
        "words": item.passage.words,
        "decisions": [
            {
                "reference": each.reference,
                "standing": "" if each.standing == Standing.DECIDED else "Recommended only",
                "words": each.words,
                "body": each.get_body_display() if each.body else "",
                "options": each.options,
                "reasons": each.reasons,
                "dissent": each.dissent,
                "responsible": named(each.responsible),
            }
            for each in sorted(item.decisions.all(), key=lambda each: each.pk)
        ],
        "challenges": [
            {
                "by": named(each.challenger) + (f", {each.challenger_role}" if each.challenger_role else ""),
                "to": named(each.challenged),
                "words": each.words,
                "answer": each.answer,
            }
            for each in sorted(item.challenges.all(), key=lambda each: each.pk)
        ],
        "actions": [
            {"words": each.words, "agency": named(each.agency), "due": in_words(each.due_on)}
            for each in item.agreed_actions.all()
        ],
    }


def named(agency: Agency | None) -> str:
    return str(agency) if agency else ""


def interest(each: Any) -> str:
    took_part = "took part" if each.recusal_id is None else "was recused and took no part"
    return f"{each.user} declared an interest ({each.words}) and {took_part}."


def errata_of(item: Item) -> list[Erratum]:
    """What was put right beside the minutes of an item; there is none while they can still be written."""
    return [] if item.meeting.status in OPEN_TO_WRITE else list(item.errata.all())


def drafted(item: Item) -> str:
    """The words that minutes begin with: who presented the item."""
    return f"{item.presenter} presented this item." if item.presenter else ""
