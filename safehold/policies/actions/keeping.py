"""Beginning a policy and looking after it: who keeps it, whom it binds, when it is reviewed."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from safehold.access import audit, policies
from safehold.access.actor import Actor
from safehold.access.models import Agency, Membership, User
from safehold.access.policy import Refused, require
from safehold.clocks import months_after
from safehold.partnership.models import Group
from safehold.partnership.rules import rule
from safehold.policies import notices, policy, queries
from safehold.policies.models import Held, Interpretation, Outcome, Policy, PolicyReview, PolicyVersion
from safehold.records import outbox, writing
from safehold.records.models import Correction

MONTHS = "policies.review_months"
CALLED = ("title", "sort")


@transaction.atomic
def begin(
    *,
    by: Actor,
    title: str,
    sort: str,
    scope: str,
    audience: str,
    group: Group | None = None,
    agency: Agency | None = None,
    keeper: User | None = None,
    bound: Iterable[Agency] = (),
) -> Policy:
    """Begin a policy. Whoever begins it keeps it, unless somebody else is named."""
    require(policy.begin(by))
    if keeper is not None and not queries.could_keep(keeper, by.on):
        raise Refused("Nobody of that name could keep a policy. Choose somebody else")
    made = writing.create(
        Policy,
        by=by,
        title=title.strip(),
        sort=sort,
        scope=scope,
        audience=audience.strip(),
        group=group,
        agency=agency,
        keeper=keeper or by.user,
        begun_on=by.on,
    )
    made.bound.set(bound)
    audit.record(by, "policies.begun", made, kind=sort)
    return made


@transaction.atomic
def keep(kept: Policy, *, by: Actor, keeper: User) -> Policy:
    """Give a policy to somebody else to look after."""
    require(policy.keep(by, kept))
    if not queries.could_keep(keeper, by.on):
        raise Refused("Nobody of that name could keep a policy. Choose somebody else")
    writing.change(kept, by=by, keeper=keeper)
    audit.record(by, "policies.given", kept, to=keeper.pk)
    return kept


@transaction.atomic
def bind(kept: Policy, *, by: Actor, bound: Iterable[Agency]) -> Policy:
    """Say which agencies have to follow a policy. Who was bound before stays with it."""
    require(policy.keep(by, kept))
    chosen = sorted(bound, key=lambda each: each.current_name)
    was = queries.bound_to(kept)
    if [each.pk for each in was] == [each.pk for each in chosen]:
        raise Refused("These are the agencies that are bound already")
    writing.change(
        kept, by=by, audience=kept.audience
    )  # held against the version shown, as whom it binds is part of it
    kept.bound.set(chosen)
    before, now = (f"Binds {', '.join(map(str, each)) or 'nobody'}" for each in (was, chosen))
    writing.noted(kept, "audience", was=before, now=now, by=by, why="Said anew who is bound by it")
    audit.record(by, "policies.bound", kept, count=len(chosen))
    return kept


@transaction.atomic
def correct(kept: Policy, *, by: Actor, field: str, value: Any, why: str) -> Correction:
    """Put right what is said about a policy. What it is called is put right in the version that is in force and in those to come
    too, where they say the same; those before say what they said."""
    require(policy.keep(by, kept))
    was = getattr(kept, field)
    correction = writing.correct(kept, by=by, field=field, value=value, why=why)
    if field in CALLED:
        for version in queries.versions_called_so(kept, by.on, field=field, was=was):
            writing.correct(version, by=by, field=field, value=value, why=why)
    audit.record(by, "policies.corrected", kept, field=field)
    return correction


@transaction.atomic
def correct_version(version: PolicyVersion, *, by: Actor, field: str, value: Any, why: str) -> Correction:
    """Put right what one version is called or what it is, where that was written down wrongly. Its words are never corrected."""
    require(policy.correct_version(by, version))
    if field not in CALLED:
        raise Refused("Only what a version is called can be corrected. Begin the next version to change its words")
    correction = writing.correct(version, by=by, field=field, value=value, why=why)
    audit.record(by, "policies.version_corrected", version, field=field)
    return correction


@transaction.atomic
def follow(kept: Policy, *, by: Actor) -> bool:
    """Call a policy what the version that came into force today is called. False where it is called so already."""
    require(policy.follow(by, kept))
    version = queries.in_force_of(kept, by.on)
    if version is None or (version.title, version.sort) == (kept.title, kept.sort):
        return False
    writing.change(kept, by=by, title=version.title, sort=version.sort)
    audit.record(by, "policies.renamed", kept, version=version.number)
    return True


@transaction.atomic
def enter_in_error(kept: Policy | Interpretation, *, by: Actor, why: str) -> Correction:
    """Say that a policy or an interpretation should never have been recorded."""
    require(policy.mark(by, kept))
    if isinstance(kept, Interpretation):
        writing.change(kept, by=by, state=Held.IN_ERROR)
    correction = writing.enter_in_error(kept, by=by, why=why)
    audit.record(by, "policies.entered_in_error", kept)
    return correction


@transaction.atomic
def reinstate(kept: Policy | Interpretation, *, by: Actor, why: str) -> Correction:
    """Say that it stands after all."""
    require(policy.reinstate(by, kept))
    correction = writing.reinstate(kept, by=by, why=why)
    if isinstance(kept, Interpretation):
        stood = Held.CONFIRMED if kept.confirmed_on else Held.TURNED_DOWN if kept.ended_on else Held.WAITING
        writing.change(kept, by=by, state=stood)
    audit.record(by, "policies.reinstated", kept)
    return correction


@transaction.atomic
def review(kept: Policy, *, by: Actor, outcome: str, why: str, due_on: date | None = None) -> PolicyReview:
    """Record what came of looking at a policy again: it stays, a new version is needed, or it is looked at later.

    Where it stays, the next review is due after the months of the partnership's rule; else by ``due_on``.
    """
    require(policy.review(by, kept))
    assert kept.review_due_on is not None
    if outcome == Outcome.NO_CHANGE:
        due_on = months_after(by.on, rule(MONTHS, by.on))
    elif due_on is None:
        raise Refused("Enter the date by which it is looked at again")
    elif due_on <= by.on:
        raise Refused("The date must be in the future")
    facts: dict[str, Any] = {"reviewed_on": by.on, "reviewed_by": by.user, "reviewed_why": why.strip()}
    made = writing.create(
        PolicyReview, by=by, policy=kept, outcome=outcome, was_due_on=kept.review_due_on, due_on=due_on, **facts
    )
    writing.change(kept, by=by, review_due_on=due_on)
    audit.record(by, "policies.reviewed", kept, outcome=outcome, due_on=due_on.isoformat())
    return made


@transaction.atomic
def remind(kept: Policy, *, by: Actor) -> bool:
    """Remind whoever keeps a policy that it is due for review, or that it was; once for each. False where they know."""
    require(policy.remind(by, kept))
    assert kept.review_due_on is not None
    overdue = kept.review_due_on < by.on
    notice = notices.OVERDUE if overdue else notices.DUE
    told = 0
    for user in queries.to_remind(kept, by.on):
        key = f"{notice.kind}:{kept.uid}:{kept.review_due_on.isoformat()}:{user.pk}"
        told += outbox.put(notice, to=user, by=by, about=kept.entry, key=key, day=kept.review_due_on) is not None
    if told:
        audit.record(by, "policies.reminded", kept, count=told, overdue=overdue)
    return told > 0


@transaction.atomic
def hand_over_policies(leaver: User, *, by: Actor, successor: User | None, through: Membership | None = None) -> int:
    """Let somebody else look after what a leaver looked after, part of the act that closes their account or ends ``through``."""
    require(policies.end_membership(by, through) if through else policies.close_account(by, leaver))
    kept = list(queries.kept_by(leaver))
    able = successor if successor and queries.could_keep(successor, by.on) else None
    for each in kept:
        writing.change(each, by=by, keeper=able)
    if kept:
        audit.record(by, "policies.handed_over", leaver, count=len(kept), to=able.pk if able else None)
    return len(kept)
