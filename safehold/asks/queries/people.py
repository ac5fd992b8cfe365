"""Who can be asked, who can answer and keep, and who is told."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyContact, Grant, User
from safehold.access.roles import Role
from safehold.asks import policy
from safehold.asks.models import Ask, Call
from safehold.partnership.models import Group

# --- who and what can be chosen ---


def agencies(on: date) -> QuerySet[Agency]:
    """The agencies that are there on a day."""
    return Agency.objects.filter(Q(closed_on=None) | Q(closed_on__gte=on)).order_by("current_name")


def groups(on: date) -> QuerySet[Group]:
    return Group.objects.on(on).filter(outside=False)


def possible_keepers(agency: Agency, on: date) -> QuerySet[User]:
    """The others of an agency who could keep a call: those who may ask for something."""
    held = granted(policy.ASKERS, on).filter(membership__agency=agency)
    return User.objects.filter(pk__in=held.values("membership__user"), is_active=True).order_by("name")


def could_keep(user: User, agency: Agency, *, on: date) -> bool:
    return possible_keepers(agency, on).filter(pk=user.pk).exists()


def others_to_ask(call: Call, on: date) -> QuerySet[Agency]:
    """The agencies that a call has not asked yet."""
    return agencies(on).exclude(pk__in=Ask.objects.filter(call=call).values("agency"))


def possible_guests(ask: Ask, on: date) -> QuerySet[AgencyContact]:
    """The contacts of the agency asked to whom a link can go: those with an email address, on a day."""
    there = AgencyContact.objects.on(on).filter(agency=ask.agency_id).exclude(email="")
    return there.select_related("agency")


def granted(roles: tuple[Role, ...], on: date) -> QuerySet[Grant]:
    """The grants of any of ``roles`` on a day, to people whose accounts are open and whose membership stands."""
    held = Grant.objects.on(on).filter(role__in=roles, membership__user__is_active=True)
    return held.filter(Q(membership__to_on=None) | Q(membership__to_on__gte=on))


def still_has(on: date) -> Exists:
    """Whether the colleague to whom an ask was given still prepares what its agency returns: a condition for rows of asks."""
    held = granted(policy.DRAFTERS, on)
    return Exists(held.filter(membership__agency=OuterRef("agency"), membership__user=OuterRef("handler")))


def with_nobody(rows: QuerySet[Any], on: date, *, agency: str = "agency") -> QuerySet[Any]:
    """Those of ``rows`` whose agency has nobody to whom ``to_tell`` would write: no account that prepares what it returns, and
    no contact with an email address. ``agency`` is the field of a row that says which agency it is."""
    there = granted(policy.DRAFTERS, on).filter(membership__agency=OuterRef(agency))
    contacts = AgencyContact.objects.on(on).filter(agency=OuterRef(agency)).exclude(email="")
    return rows.filter(~Exists(there), ~Exists(contacts))


def bodies_with_nobody(call: Call, on: date) -> list[Agency]:
    """The agencies that will be asked, and that nobody can be told for."""
    return list(with_nobody(call.bodies.all(), on, agency="pk").order_by("current_name"))


def owed_by_nobody(call: Call, on: date) -> int:
    """How many of those that still owe an answer have nobody to write to."""
    return with_nobody(Ask.objects.filter(call=call, settled=False), on).count()


def possible_handlers(agency: Agency, on: date) -> QuerySet[User]:
    """The colleagues of an agency to whom an ask can be given: those whose role reaches it."""
    held = granted(policy.DRAFTERS, on).filter(membership__agency=agency)
    return User.objects.filter(pk__in=held.values("membership__user")).order_by("name")


def could_take_over(user: User, agency: Agency, *, on: date) -> bool:
    return possible_handlers(agency, on).filter(pk=user.pk).exists()


# --- who is told ---


def keepers_to_tell(call: Call, on: date) -> list[User]:
    """Whoever keeps a call; where they have left, or ask for nothing any more, the office of the agency that asks."""
    if could_keep(call.keeper, call.entry.owner, on=on):
        return [call.keeper]
    office = granted(policy.OFFICE, on).filter(membership__agency=call.entry.owner_id)
    return list(User.objects.filter(pk__in=office.values("membership__user")).order_by("name"))


def has_an_account(email: str) -> bool:
    """Whether somebody signs in with that address."""
    return User.objects.filter(email__iexact=email, is_active=True).exists()


def leads_to_tell(ask: Ask, by: Actor) -> list[User]:
    """The leads of the agency that is asked, but for whoever acts."""
    there = granted(policy.LEADS, by.on).filter(membership__agency=ask.agency_id)
    people = User.objects.filter(pk__in=there.values("membership__user"), is_active=True)
    return [each for each in people.order_by("name") if each.pk != by.user_id]


def to_tell(
    asks: Iterable[Ask], on: date, *, roles: tuple[Role, ...] = policy.LEADS
) -> dict[int, list[User | AgencyContact]]:
    """To whom a message about each ask goes, by the number of the ask: whoever has it and may still answer it, else the
    agency's lead, else those who prepare its answers, else its first contact with an email address. Nobody where there is none
    of these.

    Two questions to the database, however many were asked.
    """
    wanted = list(asks)
    keys = {ask.agency_id for ask in wanted}
    people: dict[int, dict[str, list[User]]] = defaultdict(lambda: defaultdict(list))
    grants = (
        granted(policy.DRAFTERS, on)
        .filter(membership__agency__in=keys)
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
        drafting = _each_once(there, policy.DRAFTERS)
        handler = [each for each in drafting if each.pk == ask.handler_id] if roles == policy.LEADS else []
        users = handler or _each_once(there, roles) or drafting
        reachable = contacts.get(ask.agency_id)
        found[ask.pk] = [*users] or ([reachable] if reachable else [])
    return found


def _each_once(people: dict[str, list[User]], roles: tuple[Role, ...]) -> list[User]:
    """Those who hold any of ``roles``, each once."""
    return list({user.pk: user for role in roles for user in people[role]}.values())


def chairs(on: date) -> QuerySet[User]:
    """Who holds the role of independent chair on a day."""
    held = granted((Role.INDEPENDENT_CHAIR,), on)
    return User.objects.filter(pk__in=held.values("membership__user"), is_active=True).order_by("name")
