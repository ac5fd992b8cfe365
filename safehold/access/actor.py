"""The actor: one person, acting for one agency, in the roles they hold for it on one day."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db import connection

from safehold.access.models import Agency, Grant, Membership, RoleTitle, User
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
    # what was found out about them while one page was read, so that it is asked once; nothing where things may change
    kept: dict[str, Any] | None = field(default=None, compare=False, repr=False)
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

    def reading(self) -> "Actor":
        """The same, for one page that changes nothing."""
        return replace(self, kept={})

    @classmethod
    def system(cls, doing: str, *, on: date) -> "Actor":
        """Safehold itself, on a schedule or at a command: ``doing`` is what the trail will say."""
        return cls(name=f"Safehold ({doing})", on=on, is_system=True)

    @classmethod
    def of(cls, membership: Membership, *, on: date, where: str = "") -> "Actor":
        """The actor that ``membership`` makes on ``on``: the roles granted and in use that day."""
        held = getattr(membership, "held", None)
        granted = held[on] if held and on in held else roles_of(membership, on=on)
        return cls(
            name=membership.user.name,
            on=on,
            user=membership.user,
            agency=membership.agency,
            agency_called=getattr(membership, "agency_called", "") or membership.agency.current_name,
            membership_id=membership.pk,
            roles=granted,
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


def roles_of(membership: Membership, *, on: date) -> frozenset[Role]:
    """The roles granted to ``membership`` and in use on ``on``."""
    off = RoleTitle.objects.filter(switched_on=False).values("role")
    granted = Grant.objects.filter(membership=membership).on(on).exclude(role__in=off)
    return frozenset(map(Role, granted.values_list("role", flat=True)))


# In SQL, since every page asks: Django takes ten times as long to write this as a database to answer it.
MEMBER_FIELDS = [field.attname for field in Membership._meta.concrete_fields]
AGENCY_FIELDS = [field.attname for field in Agency._meta.concrete_fields]
MEMBERSHIPS = """
    SELECT {}, {}, g.role, COALESCE(
             (SELECT n.name FROM access_agencyname n
               WHERE n.agency_id = m.agency_id AND n.from_on <= %(on)s AND (n.to_on IS NULL OR n.to_on >= %(on)s)
               ORDER BY n.from_on DESC LIMIT 1), a.current_name)
      FROM access_membership m
      JOIN access_agency a ON a.id = m.agency_id
      LEFT JOIN access_grant g ON g.membership_id = m.id
            AND g.from_on <= %(on)s AND (g.to_on IS NULL OR g.to_on >= %(on)s)
            AND g.role NOT IN (SELECT t.role FROM access_roletitle t WHERE NOT t.switched_on)
     WHERE m.user_id = %(user)s AND m.from_on <= %(on)s AND (m.to_on IS NULL OR m.to_on >= %(on)s)
     ORDER BY a.current_name, m.id
""".format(  # noqa: S608  names of our own columns alone
    ", ".join(f"m.{field.column}" for field in Membership._meta.concrete_fields),
    ", ".join(f"a.{field.column}" for field in Agency._meta.concrete_fields),
)


def memberships_of(user: User, *, on: date) -> list[Membership]:
    """The memberships that ``user`` may act through on ``on``, by agency name, each with its user and agency loaded,
    ``agency_called``, the agency's name that day, and ``held``, the roles granted and in use that day."""
    if not user.is_active:
        return []
    with connection.cursor() as cursor:
        cursor.execute(MEMBERSHIPS, {"user": user.pk, "on": connection.ops.adapt_datefield_value(on)})
        rows = cursor.fetchall()
    found: dict[int, Membership] = {}
    roles: dict[int, set[Role]] = {}
    for row in rows:
        facts, of_agency, role, called = row[: len(MEMBER_FIELDS)], row[len(MEMBER_FIELDS) : -2], row[-2], row[-1]
        membership = Membership.from_db(connection.alias, MEMBER_FIELDS, facts)
        if membership.pk not in found:
            membership.user, membership.agency = user, Agency.from_db(connection.alias, AGENCY_FIELDS, of_agency)
            membership.agency_called = called  # type: ignore[attr-defined]
        found.setdefault(membership.pk, membership)
        roles.setdefault(membership.pk, set()).update([Role(role)] if role else [])
    for membership in found.values():
        membership.held = {on: frozenset(roles[membership.pk])}  # type: ignore[attr-defined]
    return list(found.values())
