"""Who and what can be chosen for a policy, and what waits to be done about it."""

from datetime import date

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from safehold.access.actor import Actor
from safehold.access.models import Agency, Grant, Membership, User
from safehold.meetings.models import Decision, Standing
from safehold.meetings.queries.deciding import decisions_visible_to
from safehold.partnership.models import AnswersTo, Chair, Group
from safehold.plans import queries as plans
from safehold.policies import policy as rules
from safehold.policies.lifecycle import Stage
from safehold.policies.models import Consulted, Held, Interpretation, Policy, PolicyVersion, TakenUp, Wording
from safehold.records.models.entry import RecordQuerySet

OFFERED = 100
"""So many decisions, the latest, are offered as those that approved something."""


def agencies(on: date) -> QuerySet[Agency]:
    return plans.agencies(on)


def groups(on: date) -> QuerySet[Group]:
    return plans.groups(on)


def bound_to(policy: Policy) -> list[Agency]:
    """The agencies that have to follow a policy."""
    return list(policy.bound.order_by("current_name"))


def next_number(policy: Policy) -> int:
    last = PolicyVersion.objects.filter(policy=policy).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def last_wording(version: PolicyVersion) -> Wording | None:
    """The words of a version as they were saved last."""
    return version.wordings.order_by("-pk").first()


def groups_over(policy: Policy, on: date) -> set[int]:
    """The group that owns a policy and those above it on a day, by number. None for what an agency owns: no meeting approves
    that for it."""
    found: set[int] = set()
    asked: set[int] = set() if policy.group_id is None else {policy.group_id}
    while asked:
        found |= asked
        above = AnswersTo.objects.on(on).filter(group__in=asked, to_group__isnull=False)
        asked = set(above.values_list("to_group", flat=True)) - found
    return found


def decisions_to_choose(actor: Actor, version: PolicyVersion | None = None) -> QuerySet[Decision]:
    """The decisions that the actor sees, that stand, and that a quorate meeting took: of the groups that can approve a
    ``version``, where one is given."""
    decided = _decided(actor)
    if version is not None:
        decided = decided.filter(item__meeting__group__in=groups_over(version.policy, actor.on))
    latest = decided.order_by("-decided_on", "-pk").values("pk")[:OFFERED]
    rows = Decision.objects.filter(pk__in=list(latest.values_list("pk", flat=True)))
    return rows.select_related("item__meeting__group").order_by("-decided_on", "-pk")


def could_approve(actor: Actor, decision: Decision) -> bool:
    """Whether a decision is worth one, stands, and is seen by the actor."""
    return _decided(actor).filter(pk=decision.pk).exists()


def _decided(actor: Actor) -> QuerySet[Decision]:
    # what was decided about a case governs that case, and would tell of it to whoever reads the policy
    rows = decisions_visible_to(actor).filter(item__meeting__about=None)
    return rows.filter(standing=Standing.DECIDED, replacement=None)


def _holding(roles: tuple[str, ...], on: date) -> QuerySet[User]:
    held = Grant.objects.on(on).filter(membership=OuterRef("pk"), role__in=roles)
    there = Membership.objects.on(on).filter(Exists(held))
    return User.objects.filter(pk__in=there.values("user"), is_active=True).order_by("name")


def possible_keepers(on: date) -> QuerySet[User]:
    """Those who could look after a policy: whoever may begin one, and the leads of agencies."""
    return _holding((*rules.WRITERS, *rules.LEADS), on)


def could_keep(user: User, on: date) -> bool:
    return possible_keepers(on).filter(pk=user.pk).exists()


def kept_by(user: User) -> QuerySet[Policy]:
    """The policies that somebody looks after."""
    return Policy.objects.standing().filter(keeper=user).select_related("entry", "group", "agency")


# --- consultation and adoption ---


def consulted_of(version: PolicyVersion) -> list[Consulted]:
    return list(version.consulted.select_related("agency", "answered_by"))


def consulted_at(version: PolicyVersion, number: int) -> Consulted | None:
    """One of those who were asked, by the number of its row."""
    rows = version.consulted.select_related("agency", "of__entry", "of__policy__entry", "of__policy__group")
    return rows.filter(pk=number).first()


def adoptions_of(version: PolicyVersion) -> list[TakenUp]:
    return list(version.adoptions.select_related("agency", "adopted_by"))


def adoption_of(version: PolicyVersion, agency: Agency) -> TakenUp | None:
    return version.adoptions.filter(agency=agency).first()


# --- how it is read here ---


def groups_with_chair(on: date) -> QuerySet[Group]:
    """The groups that have a chair on a day, who can decide between meetings how a policy is read."""
    return groups(on).filter(Exists(Chair.objects.on(on).filter(group=OuterRef("pk"))))


def confirmers(interpretation: Interpretation, on: date) -> list[User]:
    """Who is told that an answer waits to be confirmed: the chair of the group that gave it; where it has none, or they wrote it
    down, the chairs of the groups that it answers to."""
    named = rules.chair_of(interpretation.group, on)
    if named is not None and named.user_id != interpretation.made_by_id:
        return [named.user]
    above = AnswersTo.objects.on(on).filter(group=interpretation.group, to_group__isnull=False).values("to_group")
    chairs = Chair.objects.on(on).filter(group__in=above, user__is_active=True).exclude(user=interpretation.made_by_id)
    return list(User.objects.filter(pk__in=chairs.values("user")).order_by("pk"))


def to_confirm(actor: Actor) -> RecordQuerySet:
    """The answers that wait for the actor to confirm them, as the chair of the group, or of one that it answers to where that has
    no chair."""
    chaired = Chair.objects.on(actor.on).filter(user=actor.user_id, agency=actor.agency_id).order_by().values("group")
    empty = ~Exists(Chair.objects.on(actor.on).filter(group=OuterRef("group"), user__is_active=True))
    below = AnswersTo.objects.on(actor.on).filter(to_group__in=chaired).order_by().values("group")
    rows = Interpretation.objects.visible_to(actor).filter(
        Q(group__in=chaired) | (Q(group__in=below) & empty), state=Held.WAITING, policy__entry__in_error_on=None
    )
    return rows.standing().exclude(made_by=actor.user_id)


# --- what waits ---


def to_review(on: date) -> RecordQuerySet:
    """The policies that have a day by which they are looked at again and of which a version is in force on ``on``."""
    now = PolicyVersion.objects.filter(Q(to_on=None) | Q(to_on__gte=on), policy=OuterRef("pk"), status=Stage.DATED)
    rows = Policy.objects.standing().filter(review_due_on__isnull=False).filter(Exists(now))
    return rows.select_related("entry", "keeper", "group", "agency")


def to_remind(policy: Policy, on: date) -> list[User]:
    """Who hears that a policy is due: its keeper, or else the partnership’s office."""
    if policy.keeper is not None and could_keep(policy.keeper, on):
        return [policy.keeper]
    return list(_holding(rules.OFFICE, on))


def owed_answers(actor: Actor) -> QuerySet[Consulted]:
    """What the actor’s agency is asked about and has not answered."""
    rows = Consulted.objects.filter(agency=actor.agency_id, answered_on=None, of__status=Stage.CONSULTATION)
    return rows.filter(of__entry__in_error_on=None, of__policy__entry__in_error_on=None)


def to_adopt(actor: Actor) -> RecordQuerySet:
    """The versions in force that bind the actor’s agency, and that it has not taken up."""
    taken = TakenUp.objects.filter(of=OuterRef("pk"), agency=actor.agency_id)
    rows = PolicyVersion.objects.visible_to(actor).filter(
        Q(to_on=None) | Q(to_on__gte=actor.on),
        status=Stage.DATED,
        policy__bound=actor.agency_id,
        policy__entry__in_error_on=None,
    )
    return rows.standing().filter(~Exists(taken))
