"""People to act as. ``actor(Role.LADO)`` is a LADO of the council on 30 April 2021; everything here is invented."""

from datetime import date

import factory
from allauth.account.models import EmailAddress
from django.utils import timezone

from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyKind, Circle, CircleMember, Grant, Membership, User
from safehold.access.roles import Role

DAY = date(2021, 4, 30)
SINCE = date(2020, 4, 1)


class AgencyFactory(factory.django.DjangoModelFactory):
    """A council, there since before the year."""

    class Meta:
        model = Agency
        django_get_or_create = ("code",)

    code = "council"
    kind = AgencyKind.COUNCIL
    current_name = factory.LazyAttribute(lambda agency: f"Westmere {agency.code.replace('-', ' ')}")


class UserFactory(factory.django.DjangoModelFactory):
    """Someone with an account and a usable password."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence("person{}@example.org".format)
    name = factory.Sequence("Person {}".format)
    made_at = factory.LazyFunction(timezone.now)
    password = factory.django.Password("correct horse battery staple")


class CircleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Circle

    name = "Case circle"


def membership(*roles: Role, agency: str = "council", user: User | None = None, since: date = SINCE) -> Membership:
    """A user acting for ``agency`` in ``roles`` since ``since``."""
    made = Membership.objects.create(user=user or UserFactory(), agency=AgencyFactory(code=agency), from_on=since)
    for role in roles:
        until = date(2021, 12, 31) if role == Role.EXTERNAL_REVIEWER else None
        Grant.objects.create(membership=made, role=role, from_on=since, to_on=until)
    return made


def actor(*roles: Role, agency: str = "council", user: User | None = None, on: date = DAY) -> Actor:
    """Someone acting for ``agency`` in ``roles`` on ``on``."""
    return Actor.of(membership(*roles, agency=agency, user=user), on=on)


def administrator() -> Actor:
    """Whoever looks after the accounts of every agency."""
    return actor(Role.SYSTEM_ADMINISTRATOR, agency="partnership-team")


def join(circle: Circle, who: Actor, *, from_on: date = SINCE, to_on: date | None = None) -> CircleMember:
    """Let ``who`` into ``circle``."""
    return CircleMember.objects.create(circle=circle, user=who.user, agency=who.agency, from_on=from_on, to_on=to_on)


PASSWORD = "correct horse battery staple"


def account(*roles: Role, email: str = "", agency: str = "council", name: str = "Asha Rahman") -> User:
    """Someone who can really sign in with ``PASSWORD``: their e-mail address is confirmed."""
    user = UserFactory(name=name, **({"email": email} if email else {}))
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if roles:
        membership(*roles, agency=agency, user=user)
    return user
