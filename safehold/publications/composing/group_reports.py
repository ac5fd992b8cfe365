"""What each group told the one above it in the year, and its barriers and asks with what was answered."""

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Prefetch

from safehold.assurance.lifecycle import SUBMITTED
from safehold.assurance.models import AskedFor, GroupReport, ReportNote, Verdict
from safehold.govuk.filters import day
from safehold.partnership.models import Group
from safehold.partnership.naming import called
from safehold.plans.models import ClosedQuarter
from safehold.publications.composing.base import Asking, may_be_printed, of_record, sentence
from safehold.publications.document.blocks import Inline, Text

ASKED = {
    AskedFor.GUIDANCE: "guidance",
    AskedFor.ASSISTANCE: "assistance",
    AskedFor.DIRECT_ACTION: "direct action",
}
ANSWERED = {
    Verdict.GIVEN: "and gave it",
    Verdict.IN_PART: "and gave it in part",
    Verdict.NOT_GIVEN: "and did not give it",
}


def reports_of_the_year(asking: Asking) -> dict[int, list[Any]]:
    """By group, the reports on a period of the year that were submitted by the day, the earliest first, each with what was put
    right beside it (``shown_notes``) and what the group above was called (``above``)."""
    notes = ReportNote.objects.filter(noted_on__lte=asking.on)
    rows = (
        GroupReport.objects.filter(
            may_be_printed(),
            status__in=SUBMITTED,
            from_on__gte=asking.first,
            until_on__lte=asking.last,
            submitted_on__lte=asking.on,
        )
        .annotate(above=called(Group, asking.last, "to_group__"))
        .select_related("entry")
        .prefetch_related(Prefetch("notes", notes, to_attr="shown_notes"))
        .order_by("from_on", "pk")
    )
    found: dict[int, list[Any]] = defaultdict(list)
    for each in rows:
        found[each.group_id].append(each)
    return found


def asks_of_the_year(asking: Asking) -> dict[int, list[ClosedQuarter]]:
    """By group, the closed quarters of the year with which something was asked of the Executive."""
    rows = ClosedQuarter.objects.filter(
        may_be_printed(),
        may_be_printed("plan__entry__"),
        plan__from_on__gte=asking.first,
        last_on__lte=asking.last,
        closed_on__lte=asking.on,
    ).exclude(asks="")
    found: dict[int, list[ClosedQuarter]] = defaultdict(list)
    for each in rows.select_related("entry", "plan").order_by("last_on", "pk"):
        found[each.plan.group_id].append(each)
    return found


def told(reports: Iterable[Any]) -> list[list[Inline]]:
    """What the group told of its progress, period by period. What was put right since stands at the end of what is printed of a
    report: here where it met no barrier and asked for nothing."""
    return [
        _item(each, [_line(each.progress), *([] if _barred(each) else map(_put_right, each.shown_notes))])
        for each in reports
        if each.progress.strip()
    ]


def barriers(reports: Iterable[Any], quarters: Iterable[ClosedQuarter], asking: Asking) -> list[list[Inline]]:
    """What stood in the way, what was asked for, and what was answered: of each report, and of each quarter that was closed
    with an ask."""
    items: list[list[Inline]] = []
    for each in reports:
        said = [_line(each.barriers)] if each.barriers.strip() else []
        said += [_asked(each), _answer(each, asking)] if each.asks_for else []
        if _barred(each):
            items.append(_item(each, [*said, *map(_put_right, each.shown_notes)]))
    for quarter in quarters:
        asked = f"With this quarter it asked: “{sentence(_line(quarter.asks))}”"
        when = f"{months(quarter.first_on, quarter.last_on)}."
        items.append([of_record(when, quarter.entry.uid), Text(f" {asked}")])
    return items


def _barred(report: Any) -> bool:
    return bool(report.barriers.strip() or report.asks_for)


def months(first: date, last: date) -> str:
    """Whole months as they are called, like January to March 2021; other stretches by their days."""
    if first.day != 1 or last.day != monthrange(last.year, last.month)[1]:
        return f"{day(first)} to {day(last)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    return f"{first:%B} to {last:%B %Y}" if first.year == last.year else f"{first:%B %Y} to {last:%B %Y}"


def _item(report: Any, said: list[str]) -> list[Inline]:
    when = f"{months(report.from_on, report.until_on)}."
    return [of_record(when, report.entry.uid), Text(f" {' '.join(sentence(each) for each in said)}")]


def _asked(report: Any) -> str:
    return f"It asked the {report.above} for {ASKED[AskedFor(report.asks_for)]}: “{sentence(_line(report.ask))}”"


def _answer(report: Any, asking: Asking) -> str:
    if report.answered_on is None or report.answered_on > asking.on:
        late = report.due_on is not None and report.due_on < asking.on
        return f"It has no answer yet; one {'was' if late else 'is'} due by {day(report.due_on)}."
    verdict = ANSWERED[Verdict(report.verdict)]
    return f"The {report.above} answered on {day(report.answered_on)} {verdict}: “{sentence(_line(report.answer))}”"


def _put_right(note: ReportNote) -> str:
    return f"Put right on {day(note.noted_on)}: {_line(note.words)}"


def _line(typed: str) -> str:
    """What somebody typed, on one line: an item of a list is one paragraph."""
    return " ".join(typed.split())
