"""Which findings, recommendations and actions an actor may see, and how they hang together."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from safehold.access.actor import Actor
from safehold.access.models import Agency, Grant, Membership, User
from safehold.access.reach import Tier
from safehold.access.roles import Role
from safehold.partnership.models import Group
from safehold.plans import policy
from safehold.plans.lateness import UNPROVED
from safehold.plans.lifecycle import OPEN, Status
from safehold.plans.likeness import most_alike
from safehold.plans.models import (
    DueChange,
    Evidence,
    Finding,
    ImpactTest,
    LeadChange,
    PlannedAction,
    Recommendation,
    Tie,
)
from safehold.records.models import Correction, Document, Entry
from safehold.records.models.entry import RecordQuerySet
from safehold.records.visibility import own_of

LOOKED_THROUGH = 2000
"""So many recommendations, the latest, are compared with one that is written."""


def findings_visible_to(actor: Actor) -> RecordQuerySet:
    return Finding.objects.visible_to(actor).select_related("entry__owner", "entry__source", "entry__freed_from")


def recommendations_visible_to(actor: Actor) -> RecordQuerySet:
    return Recommendation.objects.visible_to(actor).select_related("entry__owner", "finding__entry", "group")


def recommendations_with_findings(actor: Actor) -> RecordQuerySet:
    """The same, each with whether the actor sees what it is about (``finding_seen``)."""
    of_it = Finding.objects.visible_to(actor).filter(pk=OuterRef("finding"))
    return recommendations_visible_to(actor).annotate(finding_seen=Exists(of_it))


def actions_visible_to(actor: Actor) -> RecordQuerySet:
    return PlannedAction.objects.visible_to(actor).select_related(
        "entry__owner", "agency", "group", "lead", "recommendation__entry", "brought__verified_by"
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


def unverified(rows: RecordQuerySet) -> RecordQuerySet:
    """The actions that were brought in from elsewhere and that nobody has found right yet."""
    return rows.filter(brought__verified_on=None, brought__isnull=False)


def still_open(rows: RecordQuerySet) -> RecordQuerySet:
    return rows.filter(status__in=OPEN)


def due_between(first: date, last: date) -> list[PlannedAction]:
    """The actions without evidence that are due from ``first`` to ``last``. For the schedule alone: it asks nobody who is
    asking."""
    rows = PlannedAction.objects.standing().filter(status__in=UNPROVED, due_on__range=(first, last))
    return list(rows.select_related("entry", "agency", "lead"))


# --- one of them ---


def actions_of(recommendation: Recommendation, actor: Actor) -> list[PlannedAction]:
    """The actions that follow from a recommendation, those that the actor sees."""
    return list(actions_visible_to(actor).standing().filter(recommendation=recommendation))


def recommendations_of(finding: Finding, actor: Actor) -> list[Recommendation]:
    return list(recommendations_visible_to(actor).standing().filter(finding=finding).order_by("made_on", "id"))


def evidence_of(action: PlannedAction) -> list[Evidence]:
    return list(action.evidence.select_related("given_by", "completed_by", "judged_by"))


def lead_changes_of(action: PlannedAction) -> list[LeadChange]:
    return list(action.lead_changes.select_related("from_lead", "to_lead", "made_by"))


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


def has_actions(recommendation: Recommendation) -> bool:
    """Whether anything is still to be done, or was done, about a recommendation."""
    ended = (Status.SUPERSEDED, Status.WITHDRAWN)
    return recommendation.actions.filter(entry__in_error_on=None).exclude(status__in=ended).exists()


def hold(recommendation: Recommendation) -> None:
    """Read anew what was answered, and let nobody change that until the act is over: what follows from an answer and taking
    it back exclude each other."""
    held = Recommendation.objects.select_for_update().filter(pk=recommendation.pk)
    recommendation.response = held.values_list("response", flat=True).get()


def governed_with(finding: Finding) -> list[Recommendation]:
    """The recommendations about a finding that its source governs too, but for those recorded in error."""
    rows = finding.recommendations.filter(entry__source=finding.entry.source_id, entry__in_error_on=None)
    return list(rows.select_related("entry"))


def freed_with(finding: Finding) -> list[Recommendation]:
    """The recommendations about a finding that were released with it."""
    rows = finding.recommendations.filter(entry__freed_from=finding.entry.freed_from_id)
    return list(rows.select_related("entry"))


def follow_from(finding: Finding) -> list[PlannedAction]:
    """Every action that follows from a finding."""
    rows = PlannedAction.objects.filter(recommendation__finding=finding)
    return list(rows.select_related("entry", "group__circle"))


def held_with(finding: Finding) -> list[PlannedAction]:
    """The actions that follow from a finding and are for their agency and the receiving group alone, but for those recorded
    in error."""
    return [each for each in follow_from(finding) if each.entry.tier == Tier.C3 and each.entry.in_error_on is None]


class Shown(NamedTuple):
    """What others can read once a finding is released."""

    recommendations: int
    actions: int
    corrections: int
    documents: int


def shown_with(finding: Finding) -> Shown:
    """How much others can read once a finding is released, for whoever decides that to look at first."""
    governed, held = governed_with(finding), held_with(finding)
    entries = [finding.entry_id, *(each.entry_id for each in governed), *(each.entry_id for each in held)]
    corrections = Correction.objects.filter(entry__in=entries).count()
    documents = Document.objects.filter(entry__in=entries).count()
    return Shown(len(governed), len(held), corrections, documents)


def in_order(recorded: Finding | Recommendation | PlannedAction) -> bool:
    """Whether the days of something stand in the order in which such things happen."""
    if isinstance(recorded, Finding):
        return not recorded.recommendations.filter(made_on__lt=recorded.found_on).exists()
    if isinstance(recorded, Recommendation):
        late = recorded.actions.filter(agreed_on__lt=recorded.made_on)
        return recorded.finding.found_on <= recorded.made_on and not late.exists()
    made_on = recorded.recommendation.made_on if recorded.recommendation else recorded.agreed_on
    done_on = recorded.completed_on or recorded.agreed_on
    return made_on <= recorded.agreed_on <= done_on


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


def every(hops: Iterable[Hop]) -> Iterator[Hop]:
    """Everything in some threads, whatever hangs on what."""
    for each in hops:
        yield each
        yield from every(each.after)


def _hang(hops: dict[int, Hop], each: Recommendation | PlannedAction, under: int | None, roots: list[Hop]) -> None:
    before = hops.get(under) if under else None
    (before.after if before else roots).append(hops[each.entry_id])


def _around(entry: Entry, actor: Actor) -> tuple[list[Finding], list[Recommendation], list[PlannedAction]]:
    """What ``entry`` leads back to, hop by hop as long as the actor sees it, and all that follows from the first of those.

    A hop is never made through what is hidden: two recommendations of one hidden finding do not meet.
    """
    seen_actions = actions_visible_to(actor).standing()
    seen_recommendations = recommendations_visible_to(actor).standing()
    of_action = Q(pk__in=seen_actions.filter(entry=entry).values("recommendation"))
    here = seen_recommendations.filter(Q(entry=entry) | of_action)
    from_record = Q(pk=None)
    if entry.kind not in (Recommendation.KIND, PlannedAction.KIND):
        seen = Entry.objects.visible_to(actor).filter(pk=entry.pk)
        from_record = Q(entry__source=entry) | Q(entry__freed_from__in=seen.values("pk"))
    findings = list(
        findings_visible_to(actor)
        .standing()
        .filter(Q(entry=entry) | Q(pk__in=here.values("finding")) | from_record)
        .order_by("found_on", "pk")
    )
    of_these = Q(finding__in=findings) if findings else Q(pk__in=here.values("pk"))
    recommendations = list(seen_recommendations.filter(of_these).order_by("made_on", "pk"))
    follow = Q(recommendation__in=recommendations) | Q(entry=entry)
    steps = (
        Prefetch("evidence", Evidence.objects.select_related("given_by", "judged_by").order_by("id"), "given"),
        Prefetch("impact_tests", ImpactTest.objects.select_related("tested_by").order_by("id"), "tests"),
    )
    following = seen_actions.filter(follow).order_by("due_on", "pk")
    actions: list[Any] = list(following.prefetch_related(*steps))
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
    """Those who act for an agency on a day in a role that does such work, and so sees its actions; by name."""
    does = Grant.objects.on(on).filter(membership=OuterRef("pk"), role__in=policy.DOERS)
    there = Membership.objects.on(on).filter(agency=agency).filter(Exists(does))
    return User.objects.filter(pk__in=there.values("user"), is_active=True).order_by("name")


def all_possible_leads(on: date) -> list[Membership]:
    """The same of every agency: who acts for which, by agency and name."""
    does = Grant.objects.on(on).filter(membership=OuterRef("pk"), role__in=policy.DOERS)
    there = Membership.objects.on(on).filter(Exists(does), user__is_active=True)
    return list(there.select_related("user", "agency").order_by("agency__current_name", "user__name", "pk"))


def to_remind(action: PlannedAction, on: date) -> list[User]:
    """Who hears of an action that is due: whoever leads it, or else the leads of its agency."""
    if action.lead is not None and acts_for(action.lead, action.agency, on=on):
        return [action.lead]
    leads = Grant.objects.on(on).filter(membership=OuterRef("pk"), role=Role.AGENCY_LEAD)
    there = Membership.objects.on(on).filter(agency=action.agency).filter(Exists(leads))
    return list(User.objects.filter(pk__in=there.values("user"), is_active=True).order_by("name"))


def led_by(user: User, *, agency: Agency | None = None) -> QuerySet[PlannedAction]:
    """The actions still to be finished that somebody leads, of one agency or of all."""
    led = PlannedAction.objects.standing().filter(lead=user, status__in=OPEN).select_related("entry", "agency")
    return led.filter(agency=agency) if agency else led


def acts_for(user: User, agency: Agency, *, on: date) -> bool:
    return possible_leads(agency, on).filter(pk=user.pk).exists()
