"""How a professional disagreement is shown: what was written at each stage, and by when an answer was due."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from safehold.assurance.lifecycle import Held
from safehold.assurance.models import Disagreement, DisagreementStage
from safehold.assurance.stages import Level, Stage
from safehold.govuk.filters import day
from safehold.govuk.parts import Answer, Event, Heading, Link, Tag

COLOURS: dict[str, Any] = {
    Held.OPEN: "yellow", Held.ANSWERED: "blue", Held.RESOLVED: "green", Held.UNRESOLVED: "orange", Held.CLOSED: "grey",
}  # fmt: skip
EXECUTIVE_HEADINGS = [Heading(each) for each in ("Disagreement", "Between", "Raised", "Stage", "Decision due")]
STAGE_HEADINGS = [Heading(each) for each in ("Stage", "Who answers or decides", "Time limit")]


def status(disagreement: Disagreement) -> Tag:
    return Tag(disagreement.get_status_display(), COLOURS[disagreement.status])


def answer_due(disagreement: Any, on: date) -> Any:
    """By when an answer or a decision is due at the stage that it is at; that it is overdue in words."""
    due_on = disagreement.answer_due_on
    if due_on is None:
        return None
    return Tag(f"Overdue since {day(due_on)}", "orange") if due_on < on else due_on


def between(disagreement: Disagreement) -> str:
    return f"{disagreement.raising} and {disagreement.challenged}"


def seen_by(disagreement: Disagreement, stages: Iterable[DisagreementStage]) -> str:
    """Who is part of it by their post, besides whoever raised it and was asked, and whoever was let in."""
    levels = {each.level for each in stages}
    return ", ".join(
        [
            "Whoever raised it",
            "whoever was asked",
            f"whoever leads {disagreement.raising} or {disagreement.challenged} now",
            *(["whoever chairs the Executive"] if Level.EXECUTIVE in levels else []),
            *(["the independent chair and the scrutineer"] if Level.INDEPENDENT in levels else []),
            "and the business manager",
        ]
    )


def facts(disagreement: Disagreement, stages: Iterable[DisagreementStage]) -> list[Answer]:
    found = [
        Answer("Reference", disagreement.reference),
        Answer("Raised by", f"{disagreement.raised_by}, {disagreement.raising}, {day(disagreement.raised_on)}"),
        Answer("Put to", str(disagreement.challenged)),
        Answer("About", disagreement.issue_words),
        Answer("Their reference of the case", disagreement.about),
        Answer("What they disagree with", disagreement.words),
        Answer("What they want done", disagreement.wanted),
        Answer("Who sees it", seen_by(disagreement, stages)),
    ]
    if disagreement.settled_on:
        found += [
            Answer("Outcome", disagreement.get_outcome_display()),
            Answer("How it was settled", disagreement.settled),
            Answer("Settled", f"{day(disagreement.settled_on)}, by {disagreement.settled_by}"),
        ]
    if disagreement.closed_on:
        found += [
            Answer("Whoever raised it was told", day(disagreement.told_on)),
            Answer("What was learned", disagreement.learning),
        ]
    return found


def due(at: DisagreementStage, on: date) -> Any:
    """By when an answer is due, and whether it came in time: judged on the day that the stage ended."""
    due_on = at.deadline.due_on
    if due_on is None:
        return ""
    if at.answered_on is None and (at.ended_on or on) > due_on:
        return Tag(
            f"Overdue since {day(due_on)}" if at.ended_on is None else f"Not answered by {day(due_on)}", "orange"
        )
    if at.answered_on is not None and at.answered_on > due_on:
        return Tag(f"Answered late: due {day(due_on)}", "orange")
    return day(due_on)


def card(at: DisagreementStage, on: date) -> tuple[str, list[Answer]]:
    """One stage: its heading, and what was written at it."""
    told = [
        Answer("Reached", f"{day(at.reached_on)}, by {at.reached_by}"),
        *([Answer("Jumped to, because", at.at_risk)] if at.at_risk else [Answer("What was written", at.words)]),
        Answer("Answer due", due(at, on)),
    ]
    if at.answered_on:
        told += [Answer("Answer", at.answer), Answer("Answered", f"{day(at.answered_on)}, by {at.answered_by}")]
    else:
        told.append(Answer("Answer", "None came" if at.ended_on else "None yet"))
    return f"Stage {at.number}: {at.title}", told


def happened(disagreement: Disagreement, stages: Iterable[DisagreementStage]) -> Iterator[Event]:
    for each in stages:
        if each.answered_on:
            yield Event(f"Answered at stage {each.number}", each.answered_on, by=str(each.answered_by))
        what = "Jumped, because somebody was at risk, to" if each.at_risk else "Reached"
        yield Event(f"{what} stage {each.number}", each.reached_on, by=str(each.reached_by))
    if disagreement.settled_on:
        yield Event(disagreement.get_outcome_display(), disagreement.settled_on, by=str(disagreement.settled_by))
    if disagreement.closed_on:
        yield Event("Closed", disagreement.closed_on, by=str(disagreement.closed_by))


def executive_rows(disagreements: Iterable[Disagreement], on: date) -> list[list[Any]]:
    return [
        [
            Link(each.reference, each.get_absolute_url()),
            between(each),
            day(each.raised_on),
            f"Stage {each.stage}",
            executive_due(each, on),
        ]
        for each in disagreements
    ]


def executive_due(disagreement: Disagreement, on: date) -> Any:
    due = answer_due(disagreement, on)
    return day(due) if isinstance(due, date) else due or ""


def stage_rows(stages: Iterable[Stage]) -> list[list[Any]]:
    """The stages that hold today, as the list of disagreements explains them."""
    return [[str(each), each.level.label, each.rule.limit] for each in stages]
