"""Who is let in, who is kept out, and who answers for it: requests, circles, conflicts, seals and emergencies."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.models import CircleMember, Membership, User
from safehold.access.policy import Refused, require
from safehold.access.reach import WITHOUT_CARD, Tier
from safehold.access.today import told
from safehold.records import notices, outbox, policy, queries, writing
from safehold.records.models import AccessRequest, Conflict, EmergencyAccess, Entry, Seal


def _tell_those_in_charge(
    entry: Entry, notice: outbox.Notice, *, by: Actor, key: str, but: User | None = None, **facts: outbox.Fact
) -> None:
    """One message to each person in charge of an entry but the one acting; to its owner's contact where there is none."""
    acting = but.pk if but else by.user_id
    told = [user for user in queries.in_charge_of(entry, on=by.on) if user.pk != acting]
    for user in told:
        outbox.put(notice, to=user, by=by, about=entry, key=f"{key}:user:{user.pk}", **facts)
    for contact in [] if told else queries.contacts_of_owner(entry, on=by.on):
        outbox.put(notice, to=contact, by=by, about=entry, key=f"{key}:contact:{contact.pk}", **facts)


def _somebody(by: Actor) -> User:
    """The person acting; refused for Safehold itself, because a person answers for each of these."""
    if by.user is None:
        raise Refused("Only a person can do this")
    return by.user


# --- asking to be let in -----------------------------------------------------------------------------------------------


@transaction.atomic
def ask_for_access(entry: Entry, *, by: Actor, why: str) -> AccessRequest:
    """Ask those in charge of an entry to be let into its circle."""
    require(policy.ask_for_access(by, entry))
    user = _somebody(by)
    request = writing.create(
        AccessRequest, by=by, entry=entry, user=user, agency=by.agency, why=why.strip(), asked_at=timezone.now()
    )
    assert by.agency is not None
    _tell_those_in_charge(
        entry, notices.ACCESS_ASKED, by=by, key=f"access-asked:{request.pk}", who=user, agency=by.agency
    )
    audit.record(by, "records.access_asked", entry)
    return request


@transaction.atomic
def decide_access(
    request: AccessRequest, *, by: Actor, granted: bool, why: str, until_on: date | None = None
) -> AccessRequest:
    """Let someone into an entry's circle, until a day where one is given, or refuse with the reason."""
    require(policy.decide_access(by, request))
    who = _somebody(by)
    decided = {"granted": granted, "decided_on": by.on, "decided_by": who, "decided_why": why.strip()}
    if not AccessRequest.objects.select_for_update().filter(pk=request.pk, granted=None).exists():
        raise Refused("Someone has already decided on this request")
    writing.change(request, by=by, **decided)
    if granted:
        _join(
            request.entry,
            user=request.user,
            agency_id=request.agency_id,
            from_on=by.on,
            to_on=until_on,
            why="Asked for access",
        )
        outbox.put(notices.ACCESS_GRANTED, to=request.user, by=by, about=request.entry, who=who, day=by.on)
    else:
        outbox.put(notices.ACCESS_REFUSED, to=request.user, by=by, about=request.entry, who=who)
    audit.record(by, "records.access_decided", request.entry, granted=granted, user=request.user_id)
    return request


# --- the circle of a case ----------------------------------------------------------------------------------------------


def _join(entry: Entry, *, user: User, agency_id: int, from_on: date, to_on: date | None, why: str) -> CircleMember:
    """Put someone into the circle of an entry. The caller has asked whether that may be, and writes the trail."""
    there = CircleMember.objects.filter(circle=entry.circle_id, user=user, agency=agency_id)
    if there.filter(cover_for=None).on(from_on).exists():
        raise Refused(f"{user} is already in the circle of this record")
    if entry.circle_id is None:
        raise Refused("This record has no circle")
    # a place of their own, from the same day on, takes the place of one that only covers for somebody
    there.filter(from_on=from_on).exclude(cover_for=None).delete()
    with writing.refusals(CircleMember):
        return CircleMember.objects.create(
            circle_id=entry.circle_id, user=user, agency_id=agency_id, from_on=from_on, to_on=to_on, why=why[:160]
        )


@transaction.atomic
def add_member(
    entry: Entry, *, by: Actor, membership: Membership, from_on: date, to_on: date | None = None, why: str
) -> CircleMember:
    """Let someone who acts for an agency into the circle of a case, with the reason."""
    require(policy.keep_circle(by, entry))
    member = _join(
        entry, user=membership.user, agency_id=membership.agency_id, from_on=from_on, to_on=to_on, why=why.strip()
    )
    outbox.put(notices.ADDED, to=membership.user, by=by, about=entry, who=_somebody(by), day=from_on)
    audit.record(by, "records.circle_joined", entry, user=membership.user_id, agency=membership.agency_id)
    return member


@transaction.atomic
def end_member(entry: Entry, *, by: Actor, member: CircleMember, to_on: date, why: str) -> CircleMember:
    """End someone's place in the circle of a case: ``to_on`` is their last day."""
    require(policy.keep_circle(by, entry))
    if member.circle_id != entry.circle_id:
        raise Refused("They are not in the circle of this record")
    if member.to_on and member.to_on <= to_on:
        raise Refused("Their place in this circle already ends by then")
    writing.change(member, by=by, to_on=to_on, why=(f"{member.why}. " if member.why else "")[:80] + why.strip()[:80])
    audit.record(
        by, "records.circle_left", entry, user=member.user_id, agency=member.agency_id, to_on=to_on.isoformat()
    )
    return member


# --- conflicts of interest ---------------------------------------------------------------------------------------------


@transaction.atomic
def declare_conflict(entry: Entry, *, by: Actor, user: User | None = None, why: str) -> Conflict:
    """Declare that an entry and a person must be kept apart: one's own conflict, or another's for whoever is in charge.

    From now on the entry does not exist for them.
    """
    whose = user or _somebody(by)
    require(policy.declare_conflict(by, entry))
    if whose.pk != by.user_id:
        require(policy.in_charge(by, entry))
        if entry.kind in WITHOUT_CARD and not queries.acts_for(whose, by.agency, on=by.on):
            raise Refused(f"{whose} works for another agency, which alone can say this of its own people")
    if Conflict.objects.on(by.on).filter(entry=entry, user=whose).exists():
        raise Refused("This conflict of interest is already recorded")
    conflict = writing.create(
        Conflict,
        by=by,
        entry=entry,
        user=whose,
        why=why.strip(),
        from_on=by.on,
        declared_on=by.on,
        declared_by=_somebody(by),
    )
    audit.record(by, "records.conflict_declared", entry, user=whose.pk)
    return conflict


@transaction.atomic
def end_conflict(conflict: Conflict, *, by: Actor, to_on: date, why: str) -> Conflict:
    """End a conflict of interest, so that the entry may be known again by whoever its role and circle allow."""
    require(policy.end_conflict(by, conflict))
    if conflict.to_on:
        raise Refused("This conflict of interest has already ended")
    writing.change(conflict, by=by, to_on=to_on, ended_why=why.strip(), ended_on=by.on, ended_by=_somebody(by))
    audit.record(by, "records.conflict_ended", conflict.entry, user=conflict.user_id)
    return conflict


# --- seals -------------------------------------------------------------------------------------------------------------


@transaction.atomic
def seal(entry: Entry, *, by: Actor, why: str) -> Seal:
    """Close an entry to everyone outside its circle, whatever their role. Those in charge are told."""
    require(policy.seal(by, entry))
    made = writing.create(
        Seal, by=by, entry=entry, why=why.strip(), from_on=by.on, sealed_on=by.on, sealed_by=_somebody(by)
    )
    _tell_those_in_charge(entry, notices.SEALED, by=by, key=f"sealed:{made.pk}", who=_somebody(by))
    if not policy.is_member(by, entry):
        raise Refused("Join the circle of this record before you seal it, or you will not see it again")
    writing.change(entry, by=by, sealed=True)
    audit.record(by, "records.sealed", entry)
    return made


@transaction.atomic
def unseal(entry: Entry, *, by: Actor, why: str) -> Seal:
    """Open a sealed entry again to those whose role reaches it."""
    require(policy.unseal(by, entry))
    who = _somebody(by)
    standing = Seal.objects.filter(entry=entry, to_on=None).first()
    if standing is None:  # sealed when it was made
        standing = writing.create(
            Seal,
            by=by,
            entry=entry,
            why="Sealed when it was made",
            from_on=told(entry.made_at).date(),
            sealed_on=by.on,
            sealed_by=who,
        )
    last = max(standing.from_on, by.on)
    writing.change(standing, by=by, to_on=last, unsealed_on=by.on, unsealed_by=who, unsealed_why=why.strip())
    writing.change(entry, by=by, sealed=False)
    _tell_those_in_charge(entry, notices.UNSEALED, by=by, key=f"unsealed:{standing.pk}", who=who)
    audit.record(by, "records.unsealed", entry)
    return standing


@transaction.atomic
def tell_of_a_try(entry: Entry, *, by: Actor, user: User) -> None:
    """Tell those in charge of a sealed entry that ``user`` tried to open it, once a day. What it is about is not said."""
    if not by.is_system:
        raise Refused("Only Safehold itself watches sealed records")
    if not entry.sealed:
        raise Refused("This record is not sealed")
    key = f"sealed-tried:{entry.pk}:{user.pk}:{by.on.isoformat()}"
    _tell_those_in_charge(entry, notices.SEALED_TRIED, by=by, but=user, key=key, who=user, day=by.on)
    audit.record(by, "records.sealed_try_told", entry, user=user.pk)


# --- emergencies -------------------------------------------------------------------------------------------------------


@transaction.atomic
def take_emergency_access(entry: Entry, *, by: Actor, why: str, hours: int) -> EmergencyAccess:
    """Go into a case outside one's circle, for some hours, for a reason that someone else will review."""
    require(policy.take_emergency_access(by, entry))
    access = _enter(entry, by=by, user=_somebody(by), agency_id=by.agency_id, why=why, hours=hours)
    assert by.agency is not None
    _tell_those_in_charge(
        entry,
        notices.EMERGENCY_TAKEN,
        by=by,
        key=f"emergency:{access.pk}",
        who=_somebody(by),
        agency=by.agency,
        until=access.until_at,
    )
    audit.record(by, "records.emergency_taken", entry, hours=hours)
    return access


@transaction.atomic
def let_in(entry: Entry, *, by: Actor, membership: Membership, why: str, hours: int) -> EmergencyAccess:
    """A duty holder opens one record of their compartment to one person, for some hours. Someone else reviews it."""
    require(policy.let_in(by, entry))
    if membership.user_id == by.user_id:
        raise Refused("You already see this record")
    who = _somebody(by)
    access = _enter(
        entry, by=by, user=membership.user, agency_id=membership.agency_id, why=why, hours=hours, let_in_by=who
    )
    outbox.put(notices.LET_IN, to=membership.user, by=by, about=entry, who=who, until=access.until_at)
    audit.record(by, "records.let_in", entry, user=membership.user_id, hours=hours)
    return access


def _enter(
    entry: Entry, *, by: Actor, user: User, agency_id: int | None, why: str, hours: int, let_in_by: User | None = None
) -> EmergencyAccess:
    """The row that opens an entry to one person until it ends."""
    if not 1 <= hours <= policy.LONGEST_EMERGENCY:
        raise Refused(f"Emergency access lasts from 1 to {policy.LONGEST_EMERGENCY} hours")
    if entry.tier not in (Tier.C4, Tier.C5) or Conflict.objects.on(by.on).filter(entry=entry, user=user).exists():
        raise Refused("Emergency access cannot be given here")
    now = timezone.now()
    return writing.create(
        EmergencyAccess,
        by=by,
        entry=entry,
        user=user,
        agency_id=agency_id,
        why=why.strip(),
        taken_at=now,
        let_in_by=let_in_by,
        until_at=now + timedelta(hours=hours),
    )


@transaction.atomic
def review_emergency(access: EmergencyAccess, *, by: Actor, justified: bool, why: str) -> EmergencyAccess:
    """Say whether someone's emergency access was justified. Access that was not ends at once."""
    require(policy.review_emergency(by, access))
    reviewed = {"reviewed_on": by.on, "reviewed_by": _somebody(by), "reviewed_why": why.strip(), "justified": justified}
    now = timezone.now()
    if not justified and access.until_at > now:
        reviewed["until_at"] = now
    writing.change(access, by=by, **reviewed)
    audit.record(by, "records.emergency_reviewed", access.entry, justified=justified, user=access.user_id)
    return access
