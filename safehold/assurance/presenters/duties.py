"""How the assurance framework is shown: how sure, on evidence how old, who challenged, and what is looked at next."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from safehold.access.models import Agency
from safehold.access.policy import Answer as May
from safehold.assurance.models import AssuredDuty, DutyAssessment, DutyChallenge, DutyEvidence, DutyLook, Sure
from safehold.govuk.addresses import reverse
from safehold.govuk.filters import day, plural
from safehold.govuk.parts import Answer, Event, Heading, Link, Rating, Tag
from safehold.meetings.models import Challenge
from safehold.records.pages import Column

LEVELS: dict[str, Any] = {
    Sure.NOT: "poor",
    Sure.LIMITED: "watch",
    Sure.REASONABLE: "good",
    Sure.FULL: "good",
    "": "none",
}
HEADINGS = [Heading(each) for each in ("Duty", "Assured", "How sure", "Freshest evidence", "Next visit or sample")]
AGENCY_HEADINGS = [Heading(each) for each in ("Agency", "How sure", "Assessed", "Freshest evidence of its own")]
EVIDENCE_HEADINGS = [Heading(each) for each in ("Of", "What it shows", "Given by", "Record", "")]
CHALLENGE_HEADINGS = [Heading(each) for each in ("Challenge", "By", "Answer")]
OPEN_HEADINGS = [Heading(each) for each in ("Challenge", "Of", "Raised")]
LOOK_HEADINGS = [Heading(each) for each in ("What", "When", "What was found")]


def sure(duty: Any) -> Rating:
    """How sure the group is, in words: of a duty of every agency, how sure it is of the least. One that was not assessed of all
    of them is nothing to be sure of yet."""
    if is_partly(duty) and duty.sure in (Sure.REASONABLE, Sure.FULL):
        return Rating("Partly assessed", "none")
    return level(duty.sure)


def level(of: str) -> Rating:
    """How sure, in a word or two, so that it stays on one line of a narrow column."""
    return Rating(Sure(of).label.removesuffix(" assurance") if of else "Not assessed", LEVELS[of])


def is_partly(duty: Any) -> bool:
    """Whether a duty of every agency was not assessed of all of them."""
    return duty.agency_id is None and duty.assessed_for < duty.members


# what a file has room for and a page has not
IN_FILE = (
    Column("Assessed", lambda each: each.assessed_on),
    Column("Challenge", lambda each: challenged(each)),
    Column("What has to be done", lambda each: each.words),
    Column("Laid down in", lambda each: each.basis),
)


def carried_out(duty: Any) -> str:
    """Who carries it out; of how many of them it was assessed, where it is every agency."""
    if duty.agency_id:
        return str(duty.agency)
    return f"Every agency, {duty.assessed_for} of {duty.members} assessed" if duty.assessed_on else "Every agency"


def age(duty: Any, stale_before: date) -> Any:
    """How old the freshest evidence is that the reader sees; that it is stale, or that there is none, in words."""
    if duty.freshest_on is None:
        return Tag("No evidence", "red")
    if duty.freshest_on < stale_before:
        return Tag(f"Stale: of {day(duty.freshest_on)}", "orange")
    return day(duty.freshest_on)


def next_look(duty: Any, on: date) -> Any:
    if duty.next_look_on is None:
        return "None planned"
    return (
        Tag(f"Overdue since {day(duty.next_look_on)}", "orange") if duty.next_look_on < on else day(duty.next_look_on)
    )


def challenged(duty: Any) -> Any:
    return Tag("Not answered", "yellow") if duty.challenged else ""


def facts(duty: Any, stale_before: date, on: date) -> list[Answer]:
    """What the framework says of a duty."""
    found = [
        Answer("What has to be done", duty.words),
        Answer("Laid down in", duty.basis),
        *([Answer("Statutory body", duty.get_body_display())] if duty.body else []),
        Answer("Carried out by", carried_out(duty)),
        Answer("Who is assured", str(duty.group)),
        Answer("How sure", sure(duty)),
        *([Answer("That is", of_the_least(duty))] if duty.agency_id is None and duty.sure else []),
    ]
    if duty.assessed_on:
        found.append(Answer("Assessed", f"{day(duty.assessed_on)}, by {duty.assessed_by}"))
    return [
        *found,
        Answer("Freshest evidence", age(duty, stale_before)),
        Answer("Next visit or sample", next_look(duty, on)),
    ]


def of_the_least(duty: Any) -> str:
    of = plural(duty.members, "agency", "agencies")
    return f"{duty.get_sure_display()} of the least. {duty.assessed_for} of {of} assessed"


def shortly(words: str) -> str:
    return words[0].lower() + words[1:] if words.startswith("Every") else words


def rows(duties: Iterable[Any], stale_before: date, on: date) -> list[list[Any]]:
    """The framework, as rows of the scrutineer's page."""
    return [
        [
            Link(str(each), each.get_absolute_url()),
            f"{each.group}, of {shortly(carried_out(each))}",
            sure(each),
            age(each, stale_before),
            next_look(each, on),
        ]
        for each in duties
    ]


def parts_of(duties: list[Any], stale_before: date, on: date) -> list[tuple[str, str, list[list[Any]]]]:
    """The framework in the order in which it wants looking at: each part's anchor, its words, and its rows. A duty stands in
    the first part that it belongs to."""
    left = list(duties)
    found = []
    wanted: tuple[tuple[str, str, Callable[[Any], bool]], ...] = (
        ("unsure", "Not assured, or not assessed", lambda each: each.sure in ("", Sure.NOT) or is_partly(each)),
        ("stale", "Assured on stale evidence, or on none", lambda each: is_stale(each, stale_before)),
        ("limited", "Limited assurance", lambda each: each.sure == Sure.LIMITED),
        ("sure", "Assured on fresh evidence", lambda each: True),
    )
    for anchor, words, belongs in wanted:
        here = [each for each in left if belongs(each)]
        left = [each for each in left if not belongs(each)]
        found.append((anchor, words, rows(here, stale_before, on)))
    return found


def is_stale(duty: Any, stale_before: date) -> bool:
    return duty.freshest_on is None or duty.freshest_on < stale_before


def agency_rows(
    members: Iterable[Agency],
    assessments: Iterable[DutyAssessment],
    evidence: Iterable[DutyEvidence],
    stale_before: date,
) -> list[list[Any]]:
    """A duty of every agency, agency by agency: how sure of each, on evidence of that agency how old. Who was assessed and is no
    member any more is among them."""
    latest = {each.agency_id: each for each in reversed(list(assessments))}
    fresh: dict[int, date] = {}
    for each in evidence:
        if each.agency_id and not each.withdrawn_on:
            fresh[each.agency_id] = max(each.dated_on, fresh.get(each.agency_id, date.min))
    there = {each.pk: each for each in (*members, *(said.agency for said in latest.values()))}
    found = []
    for number, agency in sorted(there.items(), key=lambda pair: str(pair[1])):
        said, of = latest.get(number), fresh.get(number)
        shown: Any = "None of its own" if of is None else day(of)
        if of is not None and of < stale_before:
            shown = Tag(f"Stale: of {day(of)}", "orange")
        who = f"{day(said.assessed_on)}, by {said.assessed_by}" if said else ""
        found.append([str(agency), level(said.sure if said else ""), who, shown])
    return found


def evidence_rows(
    evidence: Iterable[DutyEvidence], stale_before: date, may_withdraw: Callable[[DutyEvidence], May]
) -> list[list[Any]]:
    """The evidence that the reader may read, the freshest first."""
    found = []
    for each in evidence:
        of: Any = day(each.dated_on)
        whose = f"{each.agency}: " if each.agency_id and each.duty.agency_id is None else ""
        act: Any = ""
        if each.withdrawn_on:
            of = Tag(f"{of}, withdrawn", "grey")
        elif each.dated_on < stale_before:
            of = Tag(f"{of}, stale", "orange")
        if may_withdraw(each):
            href = reverse("assurance:withdraw_duty_evidence", args=[each.pk])
            act = Link("Withdraw", href, about=f"the evidence of {day(each.dated_on)}")
        record: Any = Link("Open it", reverse("records:open", args=[each.entry.uid])) if each.entry else ""
        said = whose + (f"{each.words} Withdrawn: {each.withdrawn_why}" if each.withdrawn_on else each.words)
        found.append([of, said, f"{each.given_by}, {day(each.given_on)}", record, act])
    return found


def challenge_rows(challenges: Iterable[DutyChallenge], may_answer: Callable[[DutyChallenge], May]) -> list[list[Any]]:
    found = []
    for each in challenges:
        said: Any = Tag("Not answered", "yellow")
        if each.answered_on:
            said = f"{each.answer} ({each.answered_by}, {day(each.answered_on)})"
        elif may_answer(each):
            href = reverse("assurance:answer_duty_challenge", args=[each.pk])
            said = Link("Answer it", href, about=f"the challenge of {day(each.raised_on)}")
        found.append([each.words, f"{each.raised_by}, {day(each.raised_on)}", said])
    return found


def look_rows(looks: Iterable[DutyLook], on: date, may_record: Callable[[DutyLook], May]) -> list[list[Any]]:
    found = []
    for each in looks:
        when: Any = day(each.done_on or each.due_on)
        said: Any = each.found
        if not each.done_on:
            when = Tag(f"Overdue since {when}", "orange") if each.due_on < on else when
            if may_record(each):
                said = Link("Say what was found", reverse("assurance:record_look", args=[each.pk]), about=str(each))
            else:
                said = "Not done yet"
        found.append([f"{each.get_look_kind_display()}: {each.words}", when, said])
    return found


def open_rows(of_duties: Iterable[DutyChallenge], at_meetings: Iterable[Challenge]) -> list[list[Any]]:
    """The challenges that nobody has answered, of duties and at meetings."""
    return [
        *([Link(each.words, each.duty.get_absolute_url()), str(each.duty), day(each.raised_on)] for each in of_duties),
        *(
            [
                Link(each.words, each.item.get_absolute_url()),
                f"{each.challenged}, at {each.item.meeting}",
                day(each.raised_on),
            ]
            for each in at_meetings
        ),
    ]


def happened(duty: AssuredDuty, assessments: Iterable[DutyAssessment]) -> Iterator[Event]:
    """Each assessment, the latest first; those of several agencies that were made in one act as one."""
    for (label, on, by, words), together in groupby(
        assessments, key=lambda each: (each.get_sure_display(), each.assessed_on, str(each.assessed_by), each.words)
    ):
        of = "" if duty.agency_id else f" of {listed(sorted(str(each.agency) for each in together))}"
        yield Event(f"{label}{of}", on, by=by, text=words)


def listed(names: list[str]) -> str:
    """Names as one reads them out: one, two and three."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
