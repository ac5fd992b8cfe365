"""The actor: one person, acting for one agency, in the roles they hold for it on one day."""

from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce

from safehold.access.models import Agency, AgencyName, Grant, Membership, RoleTitle, User
from safehold.access.roles import Role


@dataclass(frozen=True)
class Actor:
    """Whoever is asking. Every policy, every ``visible_to`` and every action takes one.

    ``user`` is none for the system itself; ``agency`` is none for the system and for someone who has no membership in
    force. ``on`` is the business date that the roles were read for, ``agency_called`` the agency's name
    that day, and ``where`` the address they came from.
    """

    name: str
    on: date
    user: User | None = None
    agency: Agency | None = None
    agency_called: str = ""
    membership_id: int | None = None
    roles: frozenset[Role] = field(default_factory=frozenset)
    where: str = ""
    is_system: bool = False
    # whether this person could act for another agency as well
    acts_for_several: bool = False

    @property
    def user_id(self) -> int | None:
        return self.user.pk if self.user else None

    @property
    def agency_id(self) -> int | None:
        return self.agency.pk if self.agency else None

    def is_any(self, *roles: Role) -> bool:
        """Whether the actor holds at least one of ``roles``."""
        return not self.roles.isdisjoint(roles)

    def acts_for(self, agency_id: int | None) -> bool:
        return self.agency_id is not None and self.agency_id == agency_id

    def at(self, where: str) -> "Actor":
        return replace(self, where=where)

    @classmethod
    def system(cls, doing: str, *, on: date) -> "Actor":
        """Safehold itself, on a schedule or at a command: ``doing`` is what the trail will say."""
        return cls(name=f"Safehold ({doing})", on=on, is_system=True)

    @classmethod
    def of(cls, membership: Membership, *, on: date, where: str = "") -> "Actor":
        """The actor that ``membership`` makes on ``on``: the roles granted and in use that day."""
        off = RoleTitle.objects.filter(switched_on=False).values("role")
        granted = (
            Grant.objects.filter(membership=membership).on(on).exclude(role__in=off).values_list("role", flat=True)
        )
        return cls(
            name=membership.user.name,
            on=on,
            user=membership.user,
            agency=membership.agency,
            agency_called=getattr(membership, "agency_called", "") or membership.agency.current_name,
            membership_id=membership.pk,
            roles=frozenset(map(Role, granted)),
            where=where,
        )

    @classmethod
    def standing_in(cls, role: Role, *, on: date) -> "Actor":
        """Nobody in particular who holds ``role``: what policies are asked about when the roles page is drawn."""
        return cls(name=role.label, on=on, roles=frozenset({role}))

    @classmethod
    def nobody(cls, user: User | None = None, *, on: date, where: str = "") -> "Actor":
        """Someone who acts for no agency: a stranger, or a user whose memberships have all ended."""
        return cls(name=user.name if user else "Someone not signed in", on=on, user=user, where=where)


def memberships_of(user: User, *, on: date) -> list[Membership]:
    """The memberships that ``user`` may act through on ``on``, by agency name, each with its user and agency loaded and
    with ``agency_called``, the agency's name that day."""
    if not user.is_active:
        return []
    called = AgencyName.objects.filter(agency=OuterRef("agency")).on(on).order_by("-from_on").values("name")[:1]
    memberships = Membership.objects.filter(user=user).on(on).select_related("user", "agency")
    return list(memberships.annotate(agency_called=Coalesce(Subquery(called), F("agency__current_name"))))
