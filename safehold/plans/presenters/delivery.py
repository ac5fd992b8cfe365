"""What the pages of the partnership's plans say, as plain values."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join

from safehold.access.actor import Actor
from safehold.govuk.filters import day, in_lines, plural
from safehold.govuk.parts import Answer, Event, Heading, Link, Tag, Tile
from safehold.plans.lateness import Lateness
from safehold.plans.lifecycle import Adoption, Status
from safehold.plans.models import ClosedLine, ClosedQuarter, DeliveryPlan, Line, ProgressUpdate, StrategicPlan
from safehold.plans.models.findings import shortened
from safehold.plans.policy.budget import see as see_budget
from safehold.plans.presenters import led_by, link_to
from safehold.plans.progress import AMBER, BLUE, ENDED, OFFERED, RED, Scale, in_words, tag
from safehold.plans.quarters import Quarter, quarter
from safehold.plans.queries.delivery import Committed, OfAGroup, Told

ADOPTED: dict[str, Any] = {Adoption.DRAFT: "yellow", Adoption.ADOPTED: "green"}
PARTS = (
    ("Strategic plans", "plans:strategies"),
    ("Delivery plans", "plans:deliveries"),
    ("Quarters", "plans:quarters"),
    ("What we said, what we did", "plans:said_and_dids"),
    ("Budget", "plans:budget"),
)


def parts(current: str, actor: Actor) -> list[Link]:
    """The parts of what the partnership plans that the actor may open, one of them open."""
    shown = [each for each in PARTS if each[1] != "plans:budget" or see_budget(actor)]
    return [Link(text, reverse(name), current=name == current) for text, name in shown]


def adoption(strategy: StrategicPlan) -> Tag:
    return Tag(strategy.get_status_display(), ADOPTED[strategy.status])


def years(strategy: StrategicPlan) -> str:
    return f"{day(strategy.from_on)} to {day(strategy.until_on)}"


# --- the status of a line ---


def status(told: Told, scale: Scale) -> Tag:
    return scale.tag(scale.nearest(told.status))


def worked_out(told: Told, scale: Scale) -> str:
    """The status that is worked out, where somebody gave another."""
    return (
        f"Worked out as {in_words(*code_and_words(told.worked_out, scale))}. Why: {reason(told)}" if told.said else ""
    )


def code_and_words(code: str, scale: Scale) -> tuple[str, str]:
    nearest = scale.nearest(code)
    return nearest, scale.says(nearest)


def reason(told: Told) -> str:
    return told.update.reason if told.update else ""


def updated(told: Told, quarter: Quarter | None) -> str:
    """When a line was last told of this quarter, and whether that was after the quarter's last day."""
    if told.update is None:
        return "None yet"
    late = quarter is not None and told.update.given_on > quarter.last
    return f"{day(told.update.given_on)}{' (after the quarter’s end)' if late else ''}"


def line_href(line: Line, name: str, *more: Any) -> str:
    """Where something is done with a line."""
    return reverse(f"plans:{name}", args=[line.plan.uid, line.action.uid, *more])


HEADINGS = [
    Heading("Action"), Heading("Helps to"), Heading("Led by"), Heading("Due"), Heading("Status"), Heading("Update"),
]  # fmt: skip


def row(told: Told, quarter: Quarter | None, scale: Scale) -> list[Any]:
    """A line of a delivery plan as a row of its table."""
    action = told.action
    return [
        Link(str(action), told.line.get_absolute_url()),
        str(told.line.objective),
        f"{action.agency}: {led_by(action)}",
        f"{day(told.known.due_on)}{lateness(told)}",
        status(told, scale),
        updated(told, quarter),
    ]


def lateness(told: Told) -> str:
    late = told.late
    return f" ({lowered(str(late))})" if late.days or late.days_at_first else ""


def tiles(codes: Iterable[str], scale: Scale) -> list[Tile]:
    """How many actions are at each status; those that are not done after all are not counted."""
    counted = Counter(scale.nearest(code) for code in codes if code != ENDED)
    order = [code for code, _ in scale.choices()]
    order += [code for code in counted if code not in order]
    return [Tile(counted.get(code, 0), in_words(code, scale.says(code))) for code in order]


def not_updated(told: Iterable[Told]) -> list[str]:
    """Which agencies have not said how far their actions are this quarter, and of how many."""
    missing = Counter(str(each.action.agency) for each in told if each.update is None and each.counts)
    return [f"{agency}: {plural(count, 'action')}" for agency, count in sorted(missing.items())]


# --- quarters ---


def quarter_state(quarter: Quarter, closed: ClosedQuarter | None, plan: DeliveryPlan, on: date) -> Any:
    if closed:
        return Link(f"Closed on {day(closed.closed_on)}", closed.get_absolute_url(), about=f": {quarter.label}")
    if quarter.last < plan.agreed_on:
        return "Before the plan was agreed"
    if quarter.has_ended(on):
        return Tag("To be closed", "yellow")
    return Tag("Now", "blue") if quarter.has_begun(on) else "To come"


def quarters_of(plan: DeliveryPlan, closed: dict[int, ClosedQuarter], on: date) -> list[Answer]:
    return [Answer(each.label, quarter_state(each, closed.get(each.number), plan, on)) for each in plan.quarters]


def update_events(updates: Iterable[ProgressUpdate], scale: Scale) -> list[Event]:
    """Everything that was said of an action, the latest first, with the quarter it was said of."""
    return [
        Event(
            f"Update for {quarter(sent.line.plan.from_on, sent.quarter).label}",
            sent.given_on,
            by=str(sent.given_by),
            text=in_lines(update_text(sent, scale)),
        )
        for sent in updates
    ]


def update_text(sent: ProgressUpdate, scale: Scale) -> str:
    said = [sent.narrative]
    if sent.evidence:
        said.append(f"What shows it: {sent.evidence}")
    if sent.barriers:
        said.append(f"In the way: {sent.barriers}")
    if sent.said:
        said.append(f"{in_words(sent.said, scale.says(sent.said))}. Why: {sent.reason}")
    return "\n".join(said)


# --- a closed quarter ---


def closed_status(line: ClosedLine) -> Tag:
    """The status that stood: the one that was said, or the one worked out."""
    return tag(line.said, line.said_words) if line.said else tag(line.worked_out, line.worked_out_words)


def closed_words(line: ClosedLine) -> str:
    return str(closed_status(line))


def closed_worked_out(line: ClosedLine) -> str:
    return in_words(line.worked_out, line.worked_out_words)


def closed_late(line: ClosedLine) -> str:
    return str(Lateness(line.days_late, line.days_late_at_first))


def stands(line: ClosedLine) -> str:
    return line.said or line.worked_out


def exceptions(lines: Sequence[ClosedLine]) -> list[tuple[str, str, list[ClosedLine]]]:
    """What the Executive has to know of a quarter: each heading, what it means, and its lines. A line that was said to be
    well and is late all the same stands among the late."""
    counted = [each for each in lines if each.worked_out != ENDED]
    off_track = [each for each in counted if RED in (each.said, each.worked_out) or each.days_late]
    slipped = [each for each in counted if each not in off_track and AMBER in (each.said, each.worked_out)]
    unassured = [each for each in counted if each.stage in (Status.DONE, Status.EVIDENCED, Status.RETURNED)]
    silent = [each for each in counted if each.updated_on is None and each.stage != Status.ASSURED]
    return [
        ("Off track or overdue", "Late against the date that stands, or said to be off track.", off_track),
        ("Slipped", "Later than was first agreed, or at risk, and can be recovered.", slipped),
        ("Done and not assured", "Said to be done; nobody else has been assured of it yet.", unassured),
        ("No update given", "Whoever leads these did not say how far they are.", silent),
    ]


def exception_row(line: ClosedLine) -> list[Any]:
    return [link_to_action(line), line.agency, closed_due(line), closed_status(line), closed_said(line)]


def closed_due(line: ClosedLine) -> str:
    """The day it was due, the one first agreed where that was another, and how late it was."""
    first = "" if line.first_due_on == line.due_on else f", first {day(line.first_due_on)}"
    return f"{day(line.due_on)}{first}. {closed_late(line)}"


def closed_said(line: ClosedLine) -> Any:
    """What was said of it; and, where another status was said than the one worked out, both and the reason."""
    if not line.said:
        return line.narrative or "Nothing was said"
    return format_html(
        "{}<br>Worked out as {}. Said otherwise because: {}",
        line.narrative,
        lowered(closed_worked_out(line)),
        line.reason,
    )


EXCEPTION_HEADINGS = [
    Heading("Action"), Heading("Agency"), Heading("Due"), Heading("Status"), Heading("What was said"),
]  # fmt: skip


def link_to_action(line: ClosedLine) -> Link:
    return Link(shortened(line.words), line.line.action.get_absolute_url())


def closed_tiles(lines: Iterable[ClosedLine]) -> list[Tile]:
    """How many lines stood at each status, in the words of the day on which the quarter was closed."""
    counted = Counter((stands(each), closed_words(each)) for each in lines if each.worked_out != ENDED)
    order = [code for code, _ in OFFERED]
    placed = sorted(counted, key=lambda each: (order.index(each[0]) if each[0] in order else len(order), each[1]))
    return [Tile(counted[each], each[1]) for each in placed]


# --- the strategic plan as a whole ---


def whole(committed: Sequence[Committed], scale: Scale) -> list[dict[str, Any]]:
    """Each commitment with what will be done, by which groups, and how many actions are at which status."""
    return [
        {
            "link": link_to(each.commitment),
            "words": each.commitment.words,
            "rows": [
                [
                    Link(str(doing.objective), doing.objective.get_absolute_url()),
                    ", ".join(str(group) for group in doing.groups),
                    how_far([told for told in doing.told if told.counts], scale),
                ]
                for doing in each.doing
            ],
        }
        for each in committed
    ]


def how_far(told: Sequence[Told], scale: Scale) -> Any:
    """How far the actions are: each status there is, with how many actions are at it where there are several."""
    if not told:
        return "No action yet"
    counted = Counter(scale.nearest(each.status) for each in told)
    order = [code for code, _ in OFFERED]
    codes = sorted(counted, key=lambda code: order.index(code) if code in order else len(order))
    if len(told) == 1:
        return scale.tag(codes[0])
    return format_html_join(" ", "{} × {}", ((counted[code], scale.tag(code)) for code in codes))


def lowered(words: str) -> str:
    return f"{words[:1].lower()}{words[1:]}"


def complete(committed: Sequence[Committed]) -> tuple[int, int]:
    """How many of all actions are complete and evidenced, and how many there are."""
    every = [told for each in committed for doing in each.doing for told in doing.told if told.counts]
    return sum(each.status == BLUE for each in every), len(every)


def of_groups(found: Sequence[OfAGroup], on: date) -> list[list[Any]]:
    return [
        [
            Link(str(each.plan.group), each.plan.get_absolute_url()),
            quarter_state(each.quarter, each.closed, each.plan, on),
        ]
        for each in found
    ]
