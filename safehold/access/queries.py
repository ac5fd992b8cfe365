"""Questions about people, invitations and the trail. Each says first who may see what."""

from datetime import date

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery, prefetch_related_objects
from django.db.models.functions import Coalesce
from django.utils import timezone

from safehold.access import policies
from safehold.access.actor import Actor
from safehold.access.models import Agency, AuditLine, Grant, Invitation, Membership, RoleTitle, User
from safehold.access.policies import KEEPERS
from safehold.access.roles import FACTS, Role


def people_visible_to(actor: Actor) -> QuerySet[User]:
    """The users whose pages ``actor`` may open: all of them, their own agency's, or none."""
    people = User.objects.order_by("name", "pk")
    if actor.is_any(*KEEPERS, Role.TRAIL_AUDITOR):
        return people
    if actor.is_any(Role.AGENCY_LEAD):
        return people.filter(memberships__agency=actor.agency).distinct()
    return people.none()


def with_memberships(people: QuerySet[User]) -> QuerySet[User]:
    """The same people with every membership, agency and grant loaded, in three queries however many they are."""
    memberships = Membership.objects.select_related("agency").prefetch_related("grants")
    return people.prefetch_related(Prefetch("memberships", memberships))


def with_all_memberships(user: User) -> User:
    """One person who was found already, with every membership and its agency loaded."""
    memberships = Membership.objects.select_related("agency", "ended_by")
    prefetch_related_objects([user], Prefetch("memberships", memberships))
    return user


def held_and_covered(user: User) -> list[Grant]:
    """Every role that ``user`` holds or held, and every cover for their absence, in one query for both."""
    grants = Grant.objects.filter(Q(membership__user=user) | Q(cover_for__user=user))
    return list(grants.select_related("membership__user", "cover_for__user", "ended_by"))


def cover_held_by(actor: Actor) -> list[Grant]:
    """What the actor holds in cover today, each with whose absence it covers."""
    held = Grant.objects.filter(membership=actor.membership_id).exclude(cover_for=None).on(actor.on)
    return list(held.select_related("cover_for__user"))


def roles_of_their_own(actor: Actor) -> set[Role]:
    """The roles that the actor holds today in nobody's place."""
    held = Grant.objects.filter(membership=actor.membership_id, cover_for=None).on(actor.on)
    return set(map(Role, held.values_list("role", flat=True)))


def cover_for(actor: Actor) -> list[Grant]:
    """The cover that the actor is given, now or to come, each with who gives it."""
    if actor.membership_id is None:
        return []
    given = Grant.objects.filter(cover_for=actor.membership_id).exclude(to_on__lt=actor.on)
    return list(given.select_related("membership__user").order_by("from_on", "pk"))


def memberships_visible_to(actor: Actor) -> QuerySet[Membership]:
    """Memberships of the people that ``actor`` may open; an agency's lead sees their own agency's alone."""
    memberships = Membership.objects.select_related("user", "agency")
    if actor.is_any(*KEEPERS, Role.TRAIL_AUDITOR):
        return memberships
    if actor.is_any(Role.AGENCY_LEAD):
        return memberships.filter(agency=actor.agency)
    return memberships.none()


def grants_visible_to(actor: Actor) -> QuerySet[Grant]:
    memberships = memberships_visible_to(actor)
    return Grant.objects.filter(membership__in=memberships).select_related("membership__user", "membership__agency")


def invitations_visible_to(actor: Actor) -> QuerySet[Invitation]:
    """Invitations to the agencies whose people ``actor`` manages; a trail auditor reads them all."""
    invitations = Invitation.objects.select_related("agency", "made_by").order_by("-made_at", "-pk")
    if actor.is_any(*KEEPERS, Role.TRAIL_AUDITOR):
        return invitations
    if actor.is_any(Role.AGENCY_LEAD):
        return invitations.filter(agency=actor.agency)
    return invitations.none()


def invitations_waiting_for(user: User, actor: Actor) -> QuerySet[Invitation]:
    """What ``user`` was invited to and has not taken up, of what ``actor`` may see: those too old to be taken up as well."""
    return invitations_visible_to(actor).filter(email=user.email, accepted_at=None, withdrawn_at=None)


def agencies_to_manage(actor: Actor) -> QuerySet[Agency]:
    """The agencies, still open, to which ``actor`` may invite people."""
    agencies = Agency.objects.filter(Q(closed_on=None) | Q(closed_on__gte=actor.on))
    if actor.is_any(*KEEPERS):
        return agencies
    if actor.is_any(Role.AGENCY_LEAD) and actor.agency_id:
        return agencies.filter(pk=actor.agency_id)
    return agencies.none()


def roles_to_give(actor: Actor) -> list[Role]:
    """The roles in use that ``actor`` may give, in the order of the roles page."""
    off = set(RoleTitle.objects.filter(switched_on=False).values_list("role", flat=True))
    return [role for role in Role if role not in off and policies.give(actor, role)]


def titles() -> dict[Role, RoleTitle]:
    """Every role with this partnership's own title and description, ours where it has none. Unsaved where ours."""
    own = {Role(title.role): title for title in RoleTitle.objects.all()}
    return {
        role: own.get(role) or RoleTitle(role=role, title=role.label, description=FACTS[role].description)
        for role in Role
    }


def holders(actor: Actor) -> dict[Role, int]:
    """How many people hold each role on the actor's day."""
    counted = Grant.objects.filter(membership__user__is_active=True).on(actor.on).order_by().values_list("role")
    return {Role(role): count for role, count in counted.annotate(people=Count("membership__user", distinct=True))}


def colleagues_of(membership: Membership, *, on: date) -> QuerySet[Membership]:
    """The others who act for the same agency on ``on``, by name."""
    same = Membership.objects.filter(agency=membership.agency).on(on).exclude(pk=membership.pk)
    return same.select_related("user").order_by("user__name", "pk")


def colleagues_to_cover(membership: Membership, actor: Actor) -> QuerySet[Membership]:
    """Those of them who hold, or will hold, a role that ``actor`` could give to whoever covers for them."""
    held = Grant.objects.filter(role__in=roles_to_give(actor)).exclude(to_on__lt=actor.on)
    return colleagues_of(membership, on=actor.on).filter(pk__in=held.values("membership"))


def roles_to_cover(absent: Membership, actor: Actor) -> list[Role]:
    """The roles of ``absent`` that ``actor`` could give to whoever covers for them, in the order of the roles page."""
    held = set(Grant.objects.filter(membership=absent).exclude(to_on__lt=actor.on).values_list("role", flat=True))
    return [role for role in roles_to_give(actor) if role in held]


def people_beside(membership: Membership, *, on: date) -> QuerySet[User]:
    """The same as people, to choose from."""
    others = colleagues_of(membership, on=on).order_by().values("user")
    return User.objects.filter(pk__in=others).order_by("name", "pk")


def people_and_sign_in(actor: Actor) -> QuerySet[User]:
    """The people that ``actor`` may open, each with ``second_step`` (has one) and ``signed_in`` (in how many places now)."""
    steps = Authenticator.objects.filter(user=OuterRef("pk")).exclude(type=Authenticator.Type.RECOVERY_CODES)
    now = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    places = UserSession.objects.filter(user=OuterRef("pk"), session_key__in=now).order_by().values("user")
    return people_visible_to(actor).annotate(
        second_step=Exists(steps), signed_in=Coalesce(Subquery(places.annotate(n=Count("pk")).values("n")), 0)
    )


def has_open_account(email: str) -> bool:
    return User.objects.filter(email=email, is_active=True).exists()


def has_closed_account(email: str) -> bool:
    return User.objects.filter(email=email.strip().lower(), is_active=False).exists()


def open_account_of(email: str) -> User | None:
    """Who may sign in with this address."""
    return User.objects.filter(email=email, is_active=True).first()


def agency_names() -> dict[int | None, str]:
    """Every agency's current name, by its number."""
    return dict(Agency.objects.values_list("pk", "current_name"))


def trail_visible_to(actor: Actor) -> QuerySet[AuditLine]:
    """The whole trail, or none of it."""
    lines = AuditLine.objects.order_by("-id")
    return lines if policies.see_trail(actor) else lines.none()


# each distinct event by one look into its index: asking for all of them would read every line there is
EVENTS = """
    WITH RECURSIVE each(event) AS (
        SELECT MIN(event) FROM access_auditline
         UNION ALL
        SELECT (SELECT MIN(event) FROM access_auditline WHERE event > each.event) FROM each WHERE event IS NOT NULL)
    SELECT event FROM each WHERE event IS NOT NULL
"""


def events_beginning_with(beginning: str) -> list[str]:
    """The events that the trail holds whose names begin so: ``access.`` for all that was done to accounts."""
    with connection.cursor() as cursor:
        cursor.execute(EVENTS)
        return [event for (event,) in cursor.fetchall() if event.startswith(beginning)]


def lines_about(uid: str) -> QuerySet[AuditLine]:
    """Everything that was done with one record, newest first."""
    return AuditLine.objects.filter(subject_uid=uid).order_by("-id")


def lists_showing(uid: str) -> QuerySet[AuditLine]:
    """Lists, searches, threads, minutes and packs that one record appeared in, newest first. Reads through the facts of the
    trail: slow, and asked for by itself."""
    return AuditLine.objects.exclude(subject_uid=uid).filter(facts__uids__icontains=uid).order_by("-id")
