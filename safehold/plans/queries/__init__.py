"""Which findings, recommendations and actions an actor may see, and how they hang together."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from safehold.access.actor import Actor
from safehold.access.models import Agency, Membership, User
from safehold.partnership.models import Group
from safehold.plans.lateness import UNPROVED
from safehold.plans.lifecycle import OPEN, Status
from safehold.plans.likeness import most_alike
from safehold.plans.models import DueChange, Evidence, Finding, ImpactTest, PlannedAction, Recommendation, Tie
from safehold.records.models import Entry
from safehold.records.models.entry import RecordQuerySet
from safehold.records.visibility import own_of

LOOKED_THROUGH = 2000
"""So many recommendations, the latest, are compared with one that is written."""


def findings_visible_to(actor: Actor) -> RecordQuerySet:
    return Finding.objects.visible_to(actor).select_related("entry__owner", "entry__source")


def recommendations_visible_to(actor: Actor) -> RecordQuerySet:
    return Recommendation.objects.visible_to(actor).select_related("entry__owner", "finding__entry", "group")


def actions_visible_to(actor: Actor) -> RecordQuerySet:
    return PlannedAction.objects.visible_to(actor).select_related(
        "entry__owner", "agency", "group", "lead", "recommendation__entry"
    )


# --- the tracker ---


def of_mine(rows: RecordQuerySet, actor: Actor) -> RecordQuerySet:
    """The actions that somebody leads themselves."""
    return rows.filter(lead=actor.user_id)


def of_groups(rows: RecordQuerySet, actor: Actor) -> RecordQuerySet:
    """The actions that a group receives in which somebody sits, or which they chair."""
    own = own_of(actor)
    return rows.filter(group__circle__in=[*own.circles, *own.covered])


def overdue(rows: RecordQuerySet, on: date) -> RecordQuerySet:
    """The actions for which no evidence came by the day that stands."""
    return rows.filter(status__in=UNPROVED, due_on__lt=on)


def to_assure(rows: RecordQuerySet) -> RecordQuerySet:
    """The actions whose evidence waits for somebody to look at it."""
    return rows.filter(status=Status.EVIDENCED)


def still_open(rows: RecordQuerySet) -> RecordQuerySet:
    return rows.filter(status__in=OPEN)


# --- one of them ---


def actions_of(recommendation: Recommendation, actor: Actor) -> list[PlannedAction]:
    """The actions that follow from a recommendation, those that the actor sees."""
    return list(actions_visible_to(actor).standing().filter(recommendation=recommendation))


def recommendations_of(finding: Finding, actor: Actor) -> list[Recommendation]:
    return list(recommendations_visible_to(actor).standing().filter(finding=finding).order_by("made_on", "id"))


def evidence_of(action: PlannedAction) -> list[Evidence]:
    return list(action.evidence.select_related("given_by", "judged_by"))


def due_changes_of(action: PlannedAction) -> list[DueChange]:
    return list(action.due_changes.select_related("agreed_by"))


def impact_of(action: PlannedAction) -> list[ImpactTest]:
    return list(action.impact_tests.select_related("tested_by"))


def impact_to_come(action: PlannedAction) -> ImpactTest | None:
    """The test of its impact that is planned and was not done yet."""
    return action.impact_tests.filter(result="").first()


def evidence_to_judge(action: PlannedAction) -> Evidence | None:
    """The evidence that waits for somebody to look at it."""
    return action.evidence.filter(judged="").first()


def gave_evidence(action: PlannedAction) -> set[int]:
    """Everybody who ever gave evidence for an action."""
    return set(action.evidence.values_list("given_by", flat=True))


def has_actions(recommendation: Recommendation) -> bool:
    """Whether anything is still to be done, or was done, about a recommendation."""
    ended = (Status.SUPERSEDED, Status.WITHDRAWN)
    return recommendation.actions.filter(entry__in_error_on=None).exclude(status__in=ended).exists()


def are_tied(one: Entry, other: Entry) -> bool:
    """Whether two records are tied together, whichever was named first."""
    return Tie.objects.filter(Q(one=one, other=other) | Q(one=other, other=one)).exists()


def similar(words: str, actor: Actor, *, but: Recommendation | None = None) -> list[Recommendation]:
    """Earlier recommendations that ask for much the same, likest first, each with the actions that follow from it; of
    those that the actor sees, and of no others."""
    rows = recommendations_visible_to(actor).standing()
    if but is not None:
        rows = rows.exclude(pk=but.pk)
    compared = rows.select_related(None).order_by("-made_on", "-pk").values_list("pk", "words")[:LOOKED_THROUGH]
    keys = most_alike(words, compared)
    shown = Prefetch("actions", queryset=actions_visible_to(actor).standing(), to_attr="seen")
    found = {each.pk: each for each in rows.filter(pk__in=keys).prefetch_related(shown)}
    return [found[key] for key in keys]


# --- who and what can be chosen ---


def agencies(on: date) -> QuerySet[Agency]:
    """The agencies that are there on a day."""
    return Agency.objects.filter(Q(closed_on=None) | Q(closed_on__gte=on)).order_by("current_name")


def groups(on: date) -> QuerySet[Group]:
    """The partnership’s own groups that are there on a day."""
    return Group.objects.on(on).filter(outside=False)


# --- the thread ---


@dataclass
class Hop:
    """One thing in a thread that its reader may see, and what hangs on it."""

    entry: Entry
    record: Finding | Recommendation | PlannedAction | None = None
    why: str = ""
    after: list["Hop"] = field(default_factory=list)


def thread(entry: Entry, actor: Actor) -> list[Hop]:
    """Everything that hangs together with ``entry``, from what was found to whether it made a difference, as trees.

    Only what the actor sees is in it, and nothing says that there is more: a recommendation whose finding is hidden begins
    a tree of its own.
    """
    findings, recommendations, actions = _around(entry, actor)
    every: list[Finding | Recommendation | PlannedAction] = [*findings, *recommendations, *actions]
    hops = {each.entry_id: Hop(each.entry, each) for each in every}
    roots = [hops[each.entry_id] for each in findings]
    for recommendation in recommendations:
        _hang(hops, recommendation, recommendation.finding.entry_id, roots)
    for action in actions:
        _hang(hops, action, action.recommendation.entry_id if action.recommendation else None, roots)
    _tied(hops, entry, actor, roots)
    return roots


def _hang(hops: dict[int, Hop], each: Recommendation | PlannedAction, under: int | None, roots: list[Hop]) -> None:
    before = hops.get(under) if under else None
    (before.after if before else roots).append(hops[each.entry_id])


def _around(entry: Entry, actor: Actor) -> tuple[list[Finding], list[Recommendation], list[PlannedAction]]:
    """What ``entry`` leads back to, hop by hop as long as the actor sees it, and all that follows from the first of those.

    A hop is never made through what is hidden: two recommendations of one hidden finding do not meet.
    """
    action = actions_visible_to(actor).standing().filter(entry=entry).first()
    recommendation = (
        recommendations_visible_to(actor)
        .standing()
        .filter(Q(entry=entry) | Q(pk=action.recommendation_id if action else None))
        .first()
    )
    from_record = Q(entry__source=entry) if recommendation is None and action is None else Q(pk=None)
    findings = list(
        findings_visible_to(actor)
        .standing()
        .filter(Q(entry=entry) | Q(pk=recommendation.finding_id if recommendation else None) | from_record)
        .order_by("found_on", "pk")
    )
    rows = recommendations_visible_to(actor).standing().order_by("made_on", "pk")
    of_these = Q(finding__in=findings) if findings else Q(pk=recommendation.pk if recommendation else None)
    recommendations = list(rows.filter(of_these))
    follow = Q(recommendation__in=recommendations) | Q(pk=action.pk if action else None)
    actions = list(actions_visible_to(actor).standing().filter(follow).order_by("due_on", "pk"))
    return findings, recommendations, actions


def _tied(hops: dict[int, Hop], entry: Entry, actor: Actor, roots: list[Hop]) -> None:
    """Hang on each hop what it is tied to, where the actor sees that too."""
    keys = {*hops, entry.pk}
    ties = list(Tie.objects.filter(Q(one__in=keys) | Q(other__in=keys)))
    ends = {tie.one_id for tie in ties} | {tie.other_id for tie in ties}
    seen = {each.pk: each for each in Entry.objects.visible_to(actor).filter(pk__in=ends - hops.keys())}
    for tie in ties:
        for here, there in ((tie.one_id, tie.other_id), (tie.other_id, tie.one_id)):
            if there not in seen:
                continue
            if here in hops:
                hops[here].after.append(Hop(seen[there], why=tie.why))
            elif here == entry.pk:
                roots.append(Hop(seen[there], why=tie.why))


def possible_leads(agency: Agency, on: date) -> QuerySet[User]:
    """Those who act for an agency on a day, by name."""
    there = Membership.objects.on(on).filter(agency=agency)
    return User.objects.filter(pk__in=there.values("user"), is_active=True).order_by("name")


def led_by(user: User, *, agency: Agency | None = None) -> list[PlannedAction]:
    """The actions still to be finished that somebody leads, of one agency or of all."""
    led = PlannedAction.objects.standing().filter(lead=user, status__in=OPEN).select_related("entry", "agency")
    return list(led.filter(agency=agency) if agency else led)


def acts_for(user: User, agency: Agency, *, on: date) -> bool:
    return possible_leads(agency, on).filter(pk=user.pk).exists()
