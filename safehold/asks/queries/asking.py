"""Which calls and asks an actor may see, who is to be told, and what is still owed."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyContact, Grant, User
from safehold.access.roles import Role
from safehold.asks import policy
from safehold.asks.guest import Guest
from safehold.asks.lifecycle import ANSWERED, Calling
from safehold.asks.models import Ask, Call, Kind
from safehold.partnership.models import Group
from safehold.records.models.entry import RecordQuerySet


def calls_visible_to(actor: Actor) -> RecordQuerySet:
    return Call.objects.visible_to(actor).select_related("entry__owner", "group", "keeper", "follows", "issued_by")


def asks_visible_to(actor: Actor) -> RecordQuerySet:
    """What an agency was asked, for its own people and for whoever asked; for a guest, the one ask of their link."""
    found: RecordQuerySet = (
        Ask.objects.filter(pk=actor.ask_id or 0).select_related("entry")
        if isinstance(actor, Guest)
        else Ask.objects.visible_to(actor)
    )
    return found.select_related(
        "entry__owner", "call__entry__owner", "call__keeper", "call__group", "agency", "handler",
        "acknowledged_by", "accepted_by", "ended_by",
    )  # fmt: skip


def inbox(actor: Actor) -> RecordQuerySet:
    """Everything that the actor's own agency was asked, whoever sees more than that."""
    return asks_visible_to(actor).filter(agency=actor.agency_id)


def asked_by(call: Call, actor: Actor) -> RecordQuerySet:
    """The asks of one call that the actor sees, with the day of the latest chase of each."""
    return with_last_chase(asks_visible_to(actor).filter(call=call))


def with_last_chase(rows: Any) -> Any:
    return rows.annotate(last_chased_on=Max("happenings__happened_on", filter=Q(happenings__kind=Kind.CHASED)))


def owed(rows: RecordQuerySet) -> RecordQuerySet:
    return rows.filter(settled=False)


def counts_of(call: Call) -> dict[str, int]:
    """How many of those asked are in each state, of a call that the actor was found to see."""
    rows = Ask.objects.filter(call=call).order_by().values_list("status")
    return dict(rows.annotate(number=Count("pk")))


def not_answered(call: Call) -> list[Ask]:
    """The asks of a call that still owe an answer, soonest due first."""
    rows = Ask.objects.filter(call=call, settled=False).select_related("entry", "call__entry", "agency", "handler")
    return list(rows.order_by("due_on", "agency__current_name"))


def with_last_chase_of(call: Call) -> list[Ask]:
    """The same, each with the day on which it was last chased."""
    rows = Ask.objects.filter(call=call, settled=False).select_related("entry", "call", "agency", "handler")
    return list(with_last_chase(rows).order_by("due_on", "agency__current_name"))


def bodies_of(call: Call) -> list[Agency]:
    return list(call.bodies.order_by("current_name"))


def calls_that_could_be_followed(actor: Actor) -> RecordQuerySet:
    """The issued calls that the actor sees, which a new one may ask again."""
    return calls_visible_to(actor).filter(status=Calling.ISSUED).order_by("-issued_on", "-pk")


def to_check(actor: Actor) -> RecordQuerySet:
    """What came back on calls that the actor keeps, and nobody has looked at."""
    return asks_visible_to(actor).filter(call__keeper=actor.user_id, status__in=ANSWERED).order_by("answered_on", "pk")


# --- who and what can be chosen ---


def agencies(on: date) -> QuerySet[Agency]:
    """The agencies that are there on a day."""
    return Agency.objects.filter(Q(closed_on=None) | Q(closed_on__gte=on)).order_by("current_name")


def groups(on: date) -> QuerySet[Group]:
    return Group.objects.on(on).filter(outside=False)


def possible_keepers(agency: Agency, on: date) -> QuerySet[User]:
    """The others of an agency who could keep a call: those who may ask for something."""
    grants = Grant.objects.on(on).filter(role__in=policy.ASKERS, membership__agency=agency)
    held = grants.filter(Q(membership__to_on=None) | Q(membership__to_on__gte=on))
    return User.objects.filter(pk__in=held.values("membership__user"), is_active=True).order_by("name")


# --- who is told ---


def has_an_account(email: str) -> bool:
    """Whether somebody signs in with that address."""
    return User.objects.filter(email__iexact=email, is_active=True).exists()


def leads_to_tell(ask: Ask, by: Actor) -> list[User]:
    """The leads of the agency that is asked, but for whoever acts."""
    leads = Grant.objects.on(by.on).filter(membership__agency=ask.agency_id, role__in=policy.LEADS)
    there = leads.filter(Q(membership__to_on=None) | Q(membership__to_on__gte=by.on))
    people = User.objects.filter(pk__in=there.values("membership__user"), is_active=True)
    return [each for each in people.order_by("name") if each.pk != by.user_id]


def to_tell(
    asks: Iterable[Ask], on: date, *, roles: tuple[Role, ...] = policy.LEADS
) -> dict[int, list[User | AgencyContact]]:
    """To whom a message about each ask goes, by the number of the ask: whoever has it, else the agency's lead, else those
    who prepare its answers, else its first contact with an email address. Nobody where there is none of these.

    Two questions to the database, however many were asked.
    """
    wanted = list(asks)
    keys = {ask.agency_id for ask in wanted}
    people: dict[int, dict[str, list[User]]] = defaultdict(lambda: defaultdict(list))
    grants = (
        Grant.objects.on(on)
        .filter(membership__agency__in=keys, role__in=policy.DRAFTERS, membership__user__is_active=True)
        .filter(Q(membership__to_on=None) | Q(membership__to_on__gte=on))
        .select_related("membership__user")
        .order_by("membership__user__name", "pk")
    )
    for grant in grants:
        people[grant.membership.agency_id][grant.role].append(grant.membership.user)
    contacts: dict[int, AgencyContact] = {}
    for contact in AgencyContact.objects.on(on).filter(agency__in=keys).exclude(email="").select_related("agency"):
        contacts.setdefault(contact.agency_id, contact)
    found: dict[int, list[User | AgencyContact]] = {}
    for ask in wanted:
        there = people[ask.agency_id]
        handler = [ask.handler] if ask.handler is not None and ask.handler.is_active and roles == policy.LEADS else []
        users = handler or _each_once(there, roles) or _each_once(there, policy.DRAFTERS)
        reachable = contacts.get(ask.agency_id)
        found[ask.pk] = [*users] or ([reachable] if reachable else [])
    return found


def _each_once(people: dict[str, list[User]], roles: tuple[Role, ...]) -> list[User]:
    """Those who hold any of ``roles``, each once."""
    return list({user.pk: user for role in roles for user in people[role]}.values())


def chairs(on: date) -> QuerySet[User]:
    """Who holds the role of independent chair on a day."""
    grants = Grant.objects.on(on).filter(role=Role.INDEPENDENT_CHAIR)
    held = grants.filter(Q(membership__to_on=None) | Q(membership__to_on__gte=on))
    return User.objects.filter(pk__in=held.values("membership__user"), is_active=True).order_by("name")


def to_remind(on: date) -> RecordQuerySet:
    """Everything that is owed anywhere, for the job that reminds."""
    rows = Ask.objects.filter(settled=False, call__status=Calling.ISSUED, entry__in_error_on=None)
    return rows.select_related("entry", "call__entry", "agency", "handler").order_by("due_on", "pk")
