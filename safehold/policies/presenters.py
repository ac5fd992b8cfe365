"""What the pages about policies say, as plain values."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from safehold.govuk.filters import day, plural
from safehold.govuk.parts import Answer, Colour, Event, Heading, Link, Tag
from safehold.meetings.models import Decision, Standing
from safehold.policies.lifecycle import Stage
from safehold.policies.models import (
    CalledOff,
    Consulted,
    Equality,
    Held,
    Interpretation,
    MadeUnder,
    Policy,
    PolicyReview,
    PolicyVersion,
)
from safehold.records import queries as entries

COLOURS: dict[str, Colour] = {
    Stage.DRAFT: "grey",
    Stage.CONSULTATION: "blue",
    Stage.CONSULTED: "yellow",
    Stage.APPROVED: "teal",
    Stage.DISCARDED: "grey",
    Stage.IN_ERROR: "orange",
}
HOLDS: dict[str, Colour] = {Held.WAITING: "yellow", Held.TURNED_DOWN: "grey", Held.IN_ERROR: "orange"}
HOLDS_CALLED: dict[str, str] = {
    Held.WAITING: "Is to hold",
    Held.TURNED_DOWN: "Was to hold",
    Held.IN_ERROR: "Was to hold",
}
VERSIONS = [Heading("Version"), Heading("Status"), Heading("In force"), Heading("Approved")]
INTERPRETATIONS = [Heading("Question"), Heading("Status"), Heading("Holds")]
TIED = [Heading("What was decided"), Heading("When"), Heading("Where")]
IN_FORCE = [Heading("Policy"), Heading("Version"), Heading("In force"), Heading("Approved")]
PUT_RIGHT = [Heading("Policy"), Heading("Version"), Heading("Stood as in force"), Heading("What was put right")]
HELD = [Heading("Question"), Heading("Answer"), Heading("Policy"), Heading("Held")]
SET_RIGHT = (
    "Use this where it was not in force on those days, or was brought in with the wrong days or words. It is in force on no day"
    " any more, and the right one can be brought in. It is not deleted: whoever asks about those days reads that it stood there,"
    " who put it right and why."
)
WITH_THE_DAY = "This was brought in from before Safehold, under its own dates."


def status(version: PolicyVersion, on: date) -> Tag:
    """How a version stands on a day."""
    if version.status != Stage.DATED:
        return Tag(version.get_status_display(), COLOURS[version.status])
    assert version.from_on is not None
    if version.from_on > on:
        return Tag("To come", "blue")
    if version.to_on is None or version.to_on >= on:
        return Tag("In force", "green")
    return Tag("Withdrawn" if version.ended_on else "Superseded", "grey")


def holds(interpretation: Interpretation, on: date) -> Tag:
    """How an interpretation stands on a day."""
    if interpretation.state != Held.CONFIRMED:
        return Tag(interpretation.get_state_display(), HOLDS[interpretation.state])
    if interpretation.from_on > on:
        return Tag("To come", "blue")
    if interpretation.to_on is None or interpretation.to_on >= on:
        return Tag("Holds", "green")
    return Tag("Held before", "grey")


def span(dated: PolicyVersion | Interpretation) -> str:
    if dated.from_on is None:
        return "Not yet"
    if dated.to_on is None:
        return f"From {day(dated.from_on)}"
    return f"{day(dated.from_on)} to {day(dated.to_on)}"


def due(policy: Any, on: date) -> Tag | str:
    """When a policy is reviewed next: nothing, where no version of it is in force or to come."""
    if policy.review_due_on is None:
        return ""
    words = day(policy.review_due_on)
    return Tag(f"{words}, overdue", "red") if is_overdue(policy, on) else words


def is_overdue(policy: Any, on: date) -> bool:
    """Whether a policy should have been reviewed: of one that is withdrawn nobody waits for a review."""
    in_force = getattr(policy, "now_number", True)
    return bool(in_force and policy.review_due_on and policy.review_due_on < on)


def link_to(record: Any, words: str = "") -> Link:
    return Link(words or str(record), record.get_absolute_url())


def approved(version: PolicyVersion, decision: Decision | None = None) -> Any:
    """Who approved a version and when. ``decision`` is there for those who see the meeting's item."""
    if version.approved_on is None:
        return "Not yet"
    when = day(version.approved_on)
    if version.approved_by is not None:
        return f"{version.approved_by}, {when}"
    if version.approved_words:
        return f"{version.approved_words}, {when}"
    said = f"{version.approving_group}, {when}"
    return Link(f"{said} (decision {decision})", decision.item.get_absolute_url()) if decision else said


def doubt(decision: Decision | None) -> str:
    """That the decision on which something rests is not what it was; nothing where it stands."""
    if decision is None:
        return ""
    if decision.standing != Standing.DECIDED:
        return f"Decision {decision} is only recommended now: it was found afterwards that the meeting had no quorum for it."
    if getattr(decision, "replacement_seen", False):
        return f"Decision {decision} has been replaced by another since."
    return ""


def equality(version: PolicyVersion) -> str:
    if not version.equality:
        return "Not recorded yet" if not version.brought_in else "Not known: it was in force before Safehold"
    words = f"{Equality(version.equality).label} ({day(version.equality_on)}, {version.equality_by})\n{version.equality_words}"
    return f"{words}\n{version.mitigation}" if version.mitigation else words


def consultation(version: PolicyVersion) -> str:
    if version.consulted_why:
        return f"Nobody was consulted: {version.consulted_why} ({version.consulted_by}, {day(version.consulted_on)})"
    if version.consult_until_on is None:
        return "Not begun" if not version.brought_in else "Not known: it was in force before Safehold"
    if version.consulted_on is None:
        return f"Answers until {day(version.consult_until_on)}"
    return f"Closed on {day(version.consulted_on)} by {version.consulted_by}"


def what_calling_off_does(version: PolicyVersion, before: PolicyVersion | None) -> str:
    """What follows where a version is not put in force from its day after all."""
    words = f"It was to be in force from {day(version.from_on)}. It stays approved, and why it was called off is kept."
    if before is not None and before.to_on is not None and version.from_on is not None:
        until = f"until {day(version.before_until_on)}, as before" if version.before_until_on else "with no last day"
        if before.to_on == version.from_on - timedelta(days=1):
            words += f" Version {before.number} is in force {until}."
    return words


def version_row(version: PolicyVersion, on: date) -> list[Any]:
    return [
        link_to(version, f"Version {version.number}"),
        status(version, on),
        span(version) if version.from_on else "",
        approved(version) if version.approved_on else "",
    ]


def interpretation_row(each: Interpretation, on: date) -> list[Any]:
    return [link_to(each), holds(each, on), span(each)]


def in_force_row(version: PolicyVersion) -> list[Any]:
    return [link_to(version, version.title), version.number, span(version), approved(version)]


def held_row(each: Interpretation, called: str) -> list[Any]:
    """``called`` is what the policy was called on the day that is asked about."""
    return [link_to(each), each.answer, link_to(each.policy, called), span(each)]


def put_right_row(version: PolicyVersion) -> list[Any]:
    return [link_to(version, version.title), version.number, span(version), put_right(version)]


def put_right(version: PolicyVersion) -> str:
    """Who found that something had been brought in by mistake, when and why; nothing of what stands."""
    entry = version.policy.entry
    if version.status == Stage.IN_ERROR and version.ended_on is not None:
        return _found(version.ended_by, version.ended_on, version.ended_why)
    if entry.in_error_on is not None:
        return _found(entry.in_error_by, entry.in_error_on, entry.in_error_why)
    return ""


def _found(by: Any, on: date, why: str) -> str:
    return f"Recorded in error, found by {by} on {day(on)}: {why}"


def tied(rows: Iterable[MadeUnder]) -> list[list[Any]]:
    return [
        [
            each.words,
            day(each.decided_on),
            Link(entries.kind_in_words(each.entry.kind), entries.address_of(each.entry)),
        ]
        for each in rows
    ]


def answered(consulted: Consulted) -> str:
    if consulted.answered_on is None:
        return "No answer"
    return f"{consulted.answer} ({consulted.answered_by}, {day(consulted.answered_on)})"


def decided(interpretation: Interpretation, decision: Decision | None) -> Any:
    """Who decided how a policy is read, and when."""
    when = day(interpretation.decided_on)
    if interpretation.decided_by is not None:
        return f"{interpretation.decided_by}, who chaired {interpretation.group}, {when}"
    said = f"A quorate meeting of {interpretation.group}, {when}"
    return Link(f"{said} (decision {decision})", decision.item.get_absolute_url()) if decision else said


def confirmed(interpretation: Interpretation) -> str:
    """Who confirmed that this is what the group decided, or turned it down; or that this waits."""
    if interpretation.confirmed_on is not None:
        return f"{interpretation.confirmed_by}, {day(interpretation.confirmed_on)}"
    if interpretation.state == Held.TURNED_DOWN and interpretation.ended_on is not None:
        return f"Turned down by {interpretation.ended_by}, {day(interpretation.ended_on)}: {interpretation.ended_why}"
    return f"Not yet: it waits for the chair of {interpretation.group}, and does not hold before that"


def what_confirming_does(interpretation: Interpretation, on: date) -> tuple[str, ...]:
    """What follows once the chair confirms an answer."""
    from_on = interpretation.from_on if interpretation.replaces is None else max(interpretation.from_on, on)
    before = (
        ()
        if interpretation.replaces is None
        else (f"the answer before it holds until {day(from_on - timedelta(days=1))}",)
    )
    return (
        f"‘{interpretation.question}’ is answered so from {day(from_on)}: {interpretation.answer}",
        *before,
        "your name and today’s date stand on it, and its words are never changed",
    )


def late_note(interpretation: Interpretation) -> str:
    """That it was written down after the day from which it holds; nothing where it was not."""
    if interpretation.recorded_on <= interpretation.from_on:
        return ""
    return f"Written down on {day(interpretation.recorded_on)}, after the day from which it holds."


def happened(version: PolicyVersion, called_off: Iterable[CalledOff]) -> Iterator[Event]:
    """What happened to a version, from its own rows."""
    if version.consulted_on:
        title = "Nobody was consulted" if version.consulted_why else "Consultation closed"
        yield Event(title, version.consulted_on, by=str(version.consulted_by), text=version.consulted_why)
    if version.equality_on:
        yield Event("Equality impact assessed", version.equality_on, by=str(version.equality_by))
    if version.approved_on:
        by = str(version.approved_by or version.approving_group or version.approved_words)
        yield Event("Approved", version.approved_on, by=by)
    for each in called_off:
        title = f"Called off: it was to be in force from {day(each.from_on)}"
        yield Event(title, each.called_off_on, by=str(each.called_off_by), text=each.called_off_why)
    if version.dated_on:
        title = "Brought in" if version.brought_in else f"Put in force from {day(version.from_on)}"
        yield Event(title, version.dated_on, by=str(version.dated_by))
    if version.from_on:
        yield Event("In force from this day", version.from_on)
    if version.to_on:
        yield Event("In force until this day", version.to_on)
    if version.ended_on:
        title = {Stage.DATED: "Withdrawn", Stage.IN_ERROR: "Recorded in error"}.get(Stage(version.status), "Discarded")
        yield Event(title, version.ended_on, by=str(version.ended_by), text=version.ended_why)


def waits(interpretation: Interpretation) -> bool:
    """Whether an answer waits for the chair."""
    return interpretation.state == Held.WAITING


def happened_to(said: Interpretation) -> Iterator[Event]:
    """What happened to an answer, from its own facts."""
    yield Event("Decided", said.decided_on, by=str(said.decided_by or "A quorate meeting"))
    if said.made_by:
        yield Event("Written down", said.recorded_on, by=str(said.made_by))
    if said.confirmed_on:
        yield Event("Confirmed by the chair", said.confirmed_on, by=str(said.confirmed_by))
        yield Event("Holds from this day", said.from_on)
    if said.ended_on:
        title = "Turned down" if said.state == Held.TURNED_DOWN else "Given its last day"
        yield Event(title, said.ended_on, by=str(said.ended_by), text=said.ended_why)


def reviewed(reviews: Iterable[PolicyReview]) -> Iterator[Event]:
    for each in reviews:
        text = (
            f"{each.reviewed_why}\nThe next review is due by {day(each.due_on)}, where it was {day(each.was_due_on)}."
        )
        yield Event(f"Reviewed: {each.get_outcome_display()}", each.reviewed_on, by=str(each.reviewed_by), text=text)


def facts_of(policy: Policy, bound: Iterable[Any], on: date) -> list[Answer]:
    bodies = [str(each) for each in bound]
    return [
        Answer("Who it is for", policy.audience),
        Answer("Scope", policy.get_scope_display()),
        Answer("Owner", policy.owner_name),
        Answer("Kept by", str(policy.keeper) if policy.keeper else "Nobody: its owner answers for it"),
        Answer("Binds", ", ".join(bodies) or "Nobody has been named"),
        Answer("Review due", due(policy, on) or "Once a version is in force"),
    ]


def changed_words(put_in: int, taken_out: int) -> str:
    if not put_in and not taken_out:
        return "The words are the same."
    return f"{plural(put_in, 'word')} added, {plural(taken_out, 'word')} removed."
