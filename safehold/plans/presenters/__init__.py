"""What the pages of the thread say, as plain values."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.urls import reverse

from safehold.access.models import User
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Event, Link, Tag
from safehold.plans.lateness import Lateness, lateness
from safehold.plans.lifecycle import Response, Status
from safehold.plans.models import (
    DueChange,
    Evidence,
    Finding,
    ImpactTest,
    Judged,
    LeadChange,
    PlannedAction,
    Recommendation,
)
from safehold.plans.queries import Hop
from safehold.records import queries as records

COLOURS: dict[str, Any] = {
    Status.NOT_STARTED: "grey",
    Status.IN_PROGRESS: "blue",
    Status.DONE: "light-blue",
    Status.EVIDENCED: "yellow",
    Status.RETURNED: "orange",
    Status.ASSURED: "green",
    Status.SUPERSEDED: "grey",
    Status.WITHDRAWN: "grey",
}
ANSWERED: dict[str, Any] = {
    Response.PROPOSED: "yellow",
    Response.ACCEPTED: "green",
    Response.PARTLY: "blue",
    Response.NOT_ACCEPTED: "grey",
}


def status(action: PlannedAction) -> Tag:
    brought = getattr(action, "brought", None)
    more = " (migrated, not verified)" if brought and not brought.verified_on else ""
    return Tag(f"{action.get_status_display()}{more}", COLOURS[action.status])


def response(recommendation: Recommendation) -> Tag:
    return Tag(recommendation.get_response_display(), ANSWERED[recommendation.response])


def late(action: PlannedAction, on: date) -> Lateness:
    return lateness(
        action.status, due_on=action.due_on, first_due_on=action.first_due_on, given_on=action.evidenced_on, on=on
    )


def late_in_words(action: PlannedAction, on: date) -> str:
    """How late an action is; nothing of one that ended without being done, which is neither late nor in time."""
    return "" if action.status in (Status.SUPERSEDED, Status.WITHDRAWN) else str(late(action, on))


def due(action: PlannedAction, on: date) -> str:
    """The day it is due, and how late it is."""
    lateness = late(action, on)
    return f"{day(action.due_on)} ({str(lateness).lower()})" if lateness.days else day(action.due_on)


def led_by(action: PlannedAction) -> str:
    return lead_in_words(action.lead_role, action.lead)


def link_to(record: Any) -> Link:
    return Link(str(record), record.get_absolute_url())


def thread_href(record: Any) -> str:
    return reverse("plans:thread", args=[record.uid])


def happened_to(
    action: PlannedAction, evidence: list[Evidence], moved: list[DueChange], tests: list[ImpactTest]
) -> list[Event]:
    """What happened to an action, from its own rows: nothing that was said of it is ever taken away."""
    found = [Event("Agreed", action.agreed_on)]
    for each in evidence:
        found.append(Event("Said to be done", each.completed_on, by=str(each.completed_by)))
        found.append(Event("Evidence given", each.given_on, by=str(each.given_by), text=each.words))
        if each.judged_on:
            title = "Assured" if each.judged == "accepted" else "Evidence sent back"
            found.append(Event(title, each.judged_on, by=str(each.judged_by), text=each.judged_why))
    for change in moved:
        title = f"Due date moved from {day(change.from_on)} to {day(change.to_on)}"
        found.append(Event(title, change.agreed_on, by=str(change.agreed_by), text=change.agreed_why))
    for test in tests:
        if test.tested_on:
            title = f"{test.get_result_display()}, by {test.get_method_display().lower()}"
            found.append(Event(title, test.tested_on, by=str(test.tested_by), text=test.tested_why))
    said = {(each.completed_on, each.completed_by_id) for each in evidence}
    if action.completed_on and (action.completed_on, action.completed_by_id) not in said:
        found.append(Event("Said to be done", action.completed_on, by=str(action.completed_by)))
    if action.ended_on:
        found.append(
            Event(action.get_status_display(), action.ended_on, by=str(action.ended_by), text=action.ended_why)
        )
    return found


def led_before(changes: list[LeadChange]) -> list[Event]:
    """Each time that an action was given to somebody else, or to another role."""
    return [
        Event(
            "Given to another lead",
            each.changed_on,
            by=str(each.made_by or ""),
            text=f"From {lead_in_words(each.from_role, each.from_lead)} to {lead_in_words(each.to_role, each.to_lead)}",
        )
        for each in changes
    ]


def lead_in_words(role: str, lead: User | None) -> str:
    return f"{role} ({lead})" if lead else role


def evidence_given(evidence: list[Evidence]) -> list[Answer]:
    """Each piece of evidence as it was typed, with who gave it, and what somebody else found."""
    return [
        Answer(f"{each.given_by}, {day(each.given_on)}", each.words + (f"\n\n{judgement(each)}" if each.judged else ""))
        for each in evidence
    ]


def judgement(each: Evidence) -> str:
    return f"{each.get_judged_display()} by {each.judged_by} on {day(each.judged_on)}: {each.judged_why}"


def lines_of(hops: Iterable[dict[str, Any]], level: int = 1) -> Iterator[dict[str, Any]]:
    """The hops of a thread as the lines of a file: each with how many steps it is from the beginning, and its whole words.
    What shows that an action was done, who was assured of it and whether it made a difference are lines under it."""
    for each in hops:
        yield {**each, "level": level}
        for kind, note, words in each["steps"]:
            yield {"kind": kind, "note": note, "words": words, "tag": None, "level": level + 1}
        yield from lines_of(each["after"], level + 1)


def hop(each: Hop, on: date) -> dict[str, Any]:
    """One line of a thread: what kind of thing, its words, how it stands, and the lines under it."""
    record, entry = each.record, each.entry
    shown: dict[str, Any] = {
        "kind": records.kind_in_words(entry.kind),
        "link": link_to(record) if record else Link(each.why or "Open it", records.address_of(entry)),
        "tag": None,
        "note": "",
        "steps": [],
        "words": getattr(record, "words", "") or each.why,
        "after": [hop(after, on) for after in each.after],
        "pk": entry.pk,
    }
    if isinstance(record, Finding):
        shown["note"] = f"Found on {day(record.found_on)}"
    elif isinstance(record, Recommendation):
        shown |= {"tag": response(record), "note": f"Made to {record.group} on {day(record.made_on)}"}
    elif isinstance(record, PlannedAction):
        note = f"{record.agency}, due {due(record, on)}"
        shown |= {"tag": status(record), "note": note, "steps": list(steps_of(record))}
    return shown


def steps_of(action: Any) -> Iterator[tuple[str, str, str]]:
    """What came after an action of a thread: its evidence, who was assured of it, and its impact; each as what it is, who and
    when, and the words."""
    for each in action.given:
        yield "Evidence", f"Given by {each.given_by} on {day(each.given_on)}", each.words
        if each.judged_on:
            kind = "Assurance" if each.judged == Judged.ACCEPTED else "Evidence sent back"
            yield kind, f"{each.judged_by}, {day(each.judged_on)}", each.judged_why
    for test in action.tests:
        how = test.get_method_display().lower()
        if test.tested_on:
            found = test.get_result_display()
            yield "Impact", f"{found}: tested by {how} by {test.tested_by} on {day(test.tested_on)}", test.tested_why
        else:
            yield "Impact", f"To be tested by {how} by {day(test.due_on)}", ""
