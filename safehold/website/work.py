"""What waits for one person: gathered from every module that knows of something to do."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse

from safehold.access.actor import Actor
from safehold.asks import policy as asks_policy
from safehold.asks import queries as asks
from safehold.asks import waiting as asks_waiting
from safehold.asks.lifecycle import ANSWERED
from safehold.asks.lifecycle import Status as Sent
from safehold.assurance import waiting as assurance
from safehold.govuk.filters import day, day_and_time, plural, shortened
from safehold.govuk.parts import Colour, Tag, Task
from safehold.letters import waiting as letters
from safehold.plans import waiting as plans
from safehold.policies import waiting as policies
from safehold.publications import policy as reports_policy
from safehold.publications import queries as reports
from safehold.publications.lifecycle import Status as Written
from safehold.publications.models import Publication
from safehold.records import queries as records
from safehold.records.waiting import Waits, gather
from safehold.voice import waiting as voice
from safehold.website.front import reports_at_hand

MOST = 10
# of what is said in one line
TOGETHER = 10 * MOST


class Together(NamedTuple):
    """The page on which many of one record are seen to, what it is asked, and how the many are called."""

    page: str
    asked: str
    nouns: str


class Said(NamedTuple):
    """How a line says what waits: its sentence, its tag, the page where it is done, whether its day is a due date or the day
    since which it waits, and where many are seen to together."""

    title: str
    tag: str
    colour: Colour
    page: str
    due: bool = True
    together: Together | None = None


SAID = {
    "plans.do": Said("Do ‘{}’ and give evidence", "Due soon", "blue", "plans:action"),
    "plans.mend": Said("Mend the evidence for ‘{}’", "Sent back", "orange", "plans:action"),
    "plans.judge": Said("Look at the evidence for ‘{}’", "Waiting for you", "yellow", "plans:action", due=False),
    "plans.test": Said("Test whether ‘{}’ made a difference", "Due soon", "blue", "plans:action"),
    "plans.answer": Said("Answer ‘{}’", "Waiting for you", "yellow", "plans:recommendation", due=False),
    "asks.clear_up": Said("Answer the question about ‘{}’", "Queried", "purple", "asks:ask"),
    "asks.answer": Said("Answer ‘{}’", "To answer", "blue", "asks:ask"),
    "asks.check": Said(
        "Check what came back on ‘{}’",
        "To check",
        "yellow",
        "asks:ask",
        due=False,
        together=Together("asks:asked", urlencode({"status": ANSWERED}, doseq=True), "agencies"),
    ),
    "assurance.answer": Said("Answer a group’s ask: ‘{}’", "To answer", "blue", "assurance:report"),
    "assurance.hear": Said(
        "Take the answer back to your group: ‘{}’", "Waiting for you", "yellow", "assurance:report", due=False
    ),
    "assurance.ratify": Said(
        "Ratify ‘{}’, or send it back", "Waiting for you", "yellow", "assurance:received", due=False
    ),
    "assurance.review": Said("Review the risk ‘{}’", "Due soon", "blue", "assurance:risk"),
    "assurance.decide": Said("Decide about the risk ‘{}’", "Escalated", "orange", "assurance:risk", due=False),
    "assurance.answer_disagreement": Said("Answer the disagreement {}", "To answer", "blue", "assurance:disagreement"),
    "assurance.decide_disagreement": Said("Decide the disagreement {}", "To decide", "blue", "assurance:disagreement"),
    "assurance.take_further": Said(
        "No answer came to the disagreement {}: take it further", "Overdue", "orange", "assurance:disagreement"
    ),
    "assurance.weigh": Said(
        "Say whether the answer settles the disagreement {}", "Answered", "yellow", "assurance:disagreement", due=False
    ),
    "assurance.close_disagreement": Said(
        "Close the disagreement {}, once whoever raised it was told",
        "Settled",
        "yellow",
        "assurance:disagreement",
        due=False,
    ),
    "asks.time": Said("Say whether there is more time for ‘{}’", "More time?", "purple", "asks:ask"),
    "policies.review": Said("Review ‘{}’", "Due soon", "blue", "policies:policy"),
    "policies.confirm": Said(
        "Confirm how your group answered ‘{}’", "Waiting for you", "yellow", "policies:interpretation", due=False
    ),
    "policies.answer": Said("Answer the consultation on ‘{}’", "To answer", "blue", "policies:version"),
    "policies.adopt": Said("Take up ‘{}’ in your agency", "In force", "yellow", "policies:version", due=False),
    "voice.take_out": Said(
        "Take the words of {} out of where they stand", "Withdrawn", "orange", "voice:take_out", due=False
    ),
    "voice.feed_back": Said("Tell what became of it: {}", "Due soon", "blue", "voice:voice"),
    "letters.send": Said("Read the proof of ‘{}’, and send it", "To send", "blue", "letters:letter", due=False),
    "letters.check": Said("Check the copy ‘{}’, and release it", "To check", "yellow", "letters:redacted", due=False),
    "letters.mend": Said("Prepare the copy ‘{}’ again", "Sent back", "orange", "letters:redacted", due=False),
    "letters.approve": Said(
        "Approve a version of the template ‘{}’", "Waiting for you", "yellow", "letters:template", due=False
    ),
    "plans.tell": Said("Say how far ‘{}’ is this quarter", "Quarter ends", "blue", "plans:action"),
    "plans.lead": Said("Say who leads ‘{}’", "Nobody leads it", "yellow", "plans:action"),
}


def waiting(actor: Actor, at_hand: Iterable[Publication] | None = None) -> list[Task]:
    """What this person can do next, at most ``MOST`` of each kind.

    ``at_hand`` are those of ``front.reports_at_hand``, where the caller has them already.
    """
    reports_here = reports_at_hand(actor) if at_hand is None else list(at_hand)
    return [
        *emergencies(actor),
        *requests(actor),
        *promised(actor),
        *submissions(actor),
        *approvals(actor, reports_here),
        *drafts(actor, reports_here),
        *sections(actor),
    ]


def emergencies(actor: Actor) -> Iterator[Task]:
    """Emergency access that somebody took, for whoever reviews it."""
    for access in records.emergencies_to_review(actor)[:MOST]:
        yield Task(
            title="Review emergency access to a record",
            status=Tag("Review", "yellow"),
            href=reverse("records:emergency_review", args=[access.uid]),
            hint=f"{access.user} of {access.agency}, {day_and_time(access.taken_at)}",
        )


def requests(actor: Actor) -> Iterator[Task]:
    """Requests to see a record, for those in charge of it."""
    for asked in records.requests_to_decide(actor)[:MOST]:
        yield Task(
            title="Decide on a request to see a record",
            status=Tag("Decide", "yellow"),
            href=reverse("records:access_request", args=[asked.uid]),
            hint=f"{asked.user} of {asked.agency}, {day_and_time(asked.asked_at)}",
        )


def promised(actor: Actor) -> Iterator[Task]:
    """What agencies are asked for and what came back, then what the golden thread waits for: actions to do, evidence to judge,
    impact to test, recommendations to answer; then policies, letters and voices. Many that are seen to on one page are one
    line."""
    modules = (asks_waiting, plans, assurance, policies, letters, voice)
    found = gather(part for module in modules for part in module.parts(actor, most=MOST))
    alike: dict[Any, list[Waits]] = {}
    for each in found:
        alike.setdefault((each.what, each.within) if each.within else id(each), []).append(each)
    for first, *more in alike.values():
        yield many([first, *more]) if more else task(first, on=actor.on)


def task(each: Waits, *, on: date) -> Task:
    """One thing that waits, as a line that says what to do, how urgent it is, and whose it is."""
    said = SAID[each.what]
    late = each.on is not None and said.due and each.on < on
    since = f"{'due' if said.due else 'since'} {day(each.on)}" if each.on else ""
    return Task(
        title=said.title.format(shortened(each.words)),
        status=Tag("Overdue", "orange") if late else Tag(said.tag, said.colour),
        href=reverse(said.page, args=[each.uid]),
        hint=", ".join(part for part in (each.whose, since) if part),
    )


def many(alike: list[Waits]) -> Task:
    """What stands in one record, as one line that leads to all of it."""
    first, said = alike[0], SAID[alike[0].what]
    assert said.together is not None
    number = f"{len(alike)} or more" if len(alike) == TOGETHER else len(alike)
    return Task(
        title=said.title.format(shortened(first.words)),
        status=Tag(said.tag, said.colour),
        href=f"{reverse(said.together.page, args=[first.within])}?{said.together.asked}",
        hint=f"{number} {said.together.nouns}, the first since {day(first.on)}",
    )


def submissions(actor: Actor) -> Iterator[Task]:
    """Submissions to accept, and those that were sent with problems."""
    if not asks_policy.send(actor):
        return
    rows = asks.visible_to(actor).filter(status__in=[Sent.READY, Sent.FAULTY]).select_related("entry__owner")
    for submission in rows[:MOST]:
        ready = submission.status == Sent.READY
        if ready and not asks_policy.accept(actor, submission):
            continue
        yield Task(
            title=f"{'Check and accept' if ready else 'Mend'} ‘{submission.title}’",
            status=Tag("Ready", "blue") if ready else Tag("There is a problem", "red"),
            href=submission.get_absolute_url(),
            hint=f"{submission.entry.owner}, {plural(submission.row_count, 'row')}",
        )


def approvals(actor: Actor, at_hand: Iterable[Publication]) -> Iterator[Task]:
    """Reports that wait for this person's approval."""
    for report in [each for each in at_hand if each.status == Written.SUBMITTED][:MOST]:
        if reports_policy.approve(actor, report):
            yield Task(
                title=f"Approve ‘{report}, {report.period}’",
                status=Tag("Waiting for you", "yellow"),
                href=report.get_absolute_url(),
                hint=f"Asked for by {report.submitted_by}",
            )


def drafts(actor: Actor, at_hand: Iterable[Publication]) -> Iterator[Task]:
    """Reports that were sent back, or whose every section is finished, for whoever asks for their approval."""
    asked_for: list[Any] = [each for each in at_hand if each.to_ask_for]  # type: ignore[attr-defined]  # by the question
    for report in asked_for[:MOST]:
        if not reports_policy.submit(actor, report):
            continue
        back = report.back_on is not None
        yield Task(
            title=f"{'Change' if back else 'Check'} ‘{report}, {report.period}’ and ask for approval",
            status=Tag("Sent back", "yellow") if back else Tag("Ready to check", "blue"),
            href=report.get_absolute_url(),
            hint=f"Sent back by {report.back_by}, {day(report.back_on)}" if back else "Every section is finished",
        )


def sections(actor: Actor) -> Iterator[Task]:
    """Sections of reports that this person writes and has not finished."""
    rows = reports.sections_visible_to(actor).filter(
        publication__status=Written.DRAFTING, finished_on=None, writer=actor.user_id
    )
    for section in rows.order_by("publication_id", "number")[:MOST]:
        yield Task(
            title=f"Write ‘{section.title}’",
            status=Tag("In progress", "blue") if section.words else Tag("Not started", "grey"),
            href=reverse("publications:write", args=[section.publication.entry.uid, section.number]),
            hint=f"{section.publication}, {section.publication.period}",
        )
