"""Questions about what every record has."""

import uuid
from datetime import date, datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.db.models import BooleanField, Exists, F, Func, Model, OuterRef, Prefetch, Q, QuerySet

from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyContact, CircleMember, Grant, Membership, User
from safehold.records import policy
from safehold.records.models import (
    AccessRequest,
    Conflict,
    Correction,
    Deadline,
    Document,
    EmergencyAccess,
    Entry,
    Extension,
    Job,
    Message,
    Record,
    Seal,
)


@cache
def record_models() -> dict[str, type[Record]]:
    """Every kind of record there is, by its ``KIND``: found among the installed models, so that none registers itself."""
    found = {model.KIND: model for model in apps.get_models() if issubclass(model, Record)}
    return dict(sorted(found.items()))


def record_of(entry: Entry) -> Any:
    """The record that ``entry`` is the entry of."""
    return record_models()[entry.kind]._default_manager.select_related("entry").get(entry=entry)


def address_of(entry: Entry) -> str:
    """The page of the record that ``entry`` is the entry of; the front page for a kind that has no pages."""
    model = record_models().get(entry.kind)
    address = getattr(model(entry=entry), "get_absolute_url", None) if model else None
    return str(address()) if address else "/"


def visible_entry(actor: Actor, uid: Any) -> Entry | None:
    """The entry with this ``uid``, as an address or a person gave it, if the actor may see it."""
    try:
        wanted = uuid.UUID(str(uid))
    except ValueError:
        return None
    return Entry.objects.visible_to(actor).filter(uid=wanted).select_related("owner", "source").first()


class Hangs(Func):
    """Whether ``model`` has a row of an entry. Written out, for Django takes longer to write it than all that it asks."""

    arity = 1
    output_field = BooleanField()

    def __init__(self, model: type[Model], entry: Any) -> None:
        asked = f"SELECT 1 FROM {model._meta.db_table} h WHERE h.entry_id = %(expressions)s"  # noqa: S608  our own name
        super().__init__(entry, template=f"EXISTS({asked})")


def with_what_hangs_on_it(rows: QuerySet) -> QuerySet:
    """Records that say what hangs on them (``has_documents`` and so on), so that a page asks only for what is there."""
    return rows.annotate(
        has_documents=Hangs(Document, F("entry")),
        has_deadlines=Hangs(Deadline, F("entry")),
        has_corrections=Hangs(Correction, F("entry")),
    )


def kind_in_words(kind: str) -> str:
    """A kind as people say it: “Rapid review”."""
    model = record_models().get(kind)
    words = str(model._meta.verbose_name) if model else kind.split(".")[-1].replace("_", " ")
    return words[:1].upper() + words[1:]


# --- documents and deadlines -------------------------------------------------------------------------------------------


def documents_visible_to(actor: Actor) -> QuerySet[Document]:
    return Document.objects.visible_to(actor)


def documents_of(entry: Entry) -> list[Document]:
    """The documents of an entry that the actor was shown, newest first, the withdrawn ones among them."""
    return list(Document.objects.filter(entry=entry).select_related("added_by"))


def deadlines_visible_to(actor: Actor) -> QuerySet[Deadline]:
    return Deadline.objects.visible_to(actor).standing()


def corrections_of(entry: Entry) -> list[Correction]:
    """What was put right about an entry that the actor was shown, newest first."""
    return list(Correction.objects.filter(entry=entry).select_related("corrected_by"))


def deadlines_of(entry: Entry) -> list[Deadline]:
    """The standing deadlines of an entry that the actor was shown, soonest first, with their extensions."""
    extensions = Prefetch("extensions", Extension.objects.select_related("agreed_by"))
    return list(Deadline.objects.standing().filter(entry=entry).prefetch_related(extensions))


# --- messages ----------------------------------------------------------------------------------------------------------


def messages_visible_to(actor: Actor) -> QuerySet[Message]:
    """What was sent: everything, for those who look after the outbox, and nothing for anyone else."""
    found = Message.objects.select_related("to_user", "to_contact__agency")
    return found if policy.see_outbox(actor) else found.none()


# --- need to know ------------------------------------------------------------------------------------------------------


def entries_visible_to(actor: Actor) -> QuerySet[Entry]:
    return Entry.objects.visible_to(actor).select_related("owner")


def entries_known_to(actor: Actor) -> QuerySet[Entry]:
    """The entries that ``actor`` may be shown a card for and does not see: those there is something to ask about."""
    seen = Entry.objects.visible_to(actor).filter(pk=OuterRef("pk"))
    return Entry.objects.known_to(actor).exclude(Exists(seen)).select_related("owner")


def requests_visible_to(actor: Actor) -> QuerySet[AccessRequest]:
    """Requests about entries that the actor sees."""
    seen = Entry.objects.visible_to(actor)
    return AccessRequest.objects.filter(entry__in=seen).select_related("entry__owner", "user", "agency", "decided_by")


def last_decision(entry: Entry, actor: Actor) -> AccessRequest | None:
    """What was decided when ``actor`` last asked to be let into ``entry``: the reason is theirs to read."""
    asked = AccessRequest.objects.filter(entry=entry, user=actor.user_id, agency=actor.agency_id, granted__isnull=False)
    return asked.select_related("decided_by").order_by("-decided_on", "-pk").first()


def emergencies_visible_to(actor: Actor) -> QuerySet[EmergencyAccess]:
    """Emergency access to what the actor sees; to everything, for whoever reviews it across the partnership."""
    found = EmergencyAccess.objects.select_related("entry__owner", "user", "agency", "let_in_by", "reviewed_by")
    if policy.see_emergencies(actor):
        return found
    return found.filter(entry__in=Entry.objects.visible_to(actor))


def requests_to_decide(actor: Actor) -> QuerySet[AccessRequest]:
    """The requests that wait for ``actor``, who is in charge of records of their agency; oldest first."""
    if not actor.is_any(*policy.IN_CHARGE):
        return AccessRequest.objects.none()
    waiting = requests_visible_to(actor).filter(granted=None, entry__owner=actor.agency_id)
    return waiting.exclude(user=actor.user_id).order_by("asked_at", "pk")


def emergencies_to_review(actor: Actor) -> QuerySet[EmergencyAccess]:
    """The uses of emergency access that wait for ``actor`` to review them; oldest first."""
    waiting = emergencies_visible_to(actor).filter(reviewed_on=None)
    if not policy.see_emergencies(actor):
        if not actor.is_any(*policy.IN_CHARGE):
            return waiting.none()
        waiting = waiting.filter(entry__owner=actor.agency_id)
    return waiting.exclude(user=actor.user_id).exclude(let_in_by=actor.user_id).order_by("taken_at", "pk")


def conflicts_visible_to(actor: Actor) -> QuerySet[Conflict]:
    return Conflict.objects.filter(entry__in=Entry.objects.visible_to(actor)).select_related("entry__owner", "user")


def requests_about(entry: Entry) -> list[AccessRequest]:
    """The requests about an entry that the actor was just found to see, and so on below."""
    return list(AccessRequest.objects.filter(entry=entry).select_related("user", "agency", "decided_by"))


def conflicts_about(entry: Entry) -> list[Conflict]:
    return list(Conflict.objects.filter(entry=entry).select_related("user"))


def emergencies_about(entry: Entry) -> list[EmergencyAccess]:
    return list(EmergencyAccess.objects.filter(entry=entry).select_related("user", "agency"))


def seals_of(entry: Entry) -> list[Seal]:
    return list(Seal.objects.filter(entry=entry).select_related("sealed_by", "unsealed_by"))


def sealed_entry(uid: str) -> Entry | None:
    """The sealed entry that ``uid`` is the number of, or the number of a document of. For the worker alone: it asks
    nobody who is asking."""
    found = Entry.objects.filter(Q(uid=uid) | Q(documents__uid=uid), sealed=True)
    return found.select_related("owner").first()


def user_numbered(number: int) -> User | None:
    return User.objects.filter(pk=number).first()


def circle_of(entry: Entry) -> QuerySet[CircleMember]:
    """Who is, was and will be in the circle of an entry, newest first."""
    return (
        CircleMember.objects.filter(circle=entry.circle_id)
        .select_related("user", "agency", "cover_for__user")
        .order_by("-from_on", "id")
    )


def members_visible_to(actor: Actor) -> QuerySet[CircleMember]:
    """The members of the circles of cases that the actor sees."""
    circles = Entry.objects.visible_to(actor).filter(tier__in=policy.CASES).values("circle")
    return CircleMember.objects.filter(circle__in=circles).select_related("user", "agency")


def people_to_let_in(on: date) -> QuerySet[Membership]:
    """Everyone who acts for an agency, to choose from."""
    return (
        Membership.objects.on(on).filter(user__is_active=True).select_related("user", "agency").order_by("user__name")
    )


def acts_for(user: User, agency: Agency | None, *, on: date) -> bool:
    """Whether somebody acts for an agency on a day."""
    return agency is not None and Membership.objects.on(on).filter(user=user, agency=agency).exists()


def in_charge_of(entry: Entry, *, on: date) -> list[User]:
    """Those who decide about an entry: people of its owner, in its circle or its team, in roles that decide."""
    deciding = Grant.objects.on(on).filter(membership=OuterRef("pk"), role__in=policy.IN_CHARGE)
    at_owner = Membership.objects.on(on).filter(agency=entry.owner_id, user__is_active=True).filter(Exists(deciding))
    actors = [Actor.of(each, on=on) for each in at_owner.select_related("user", "agency")]
    return [each.user for each in actors if each.user and policy.in_charge(each, entry)]


def contacts_of_owner(entry: Entry, *, on: date) -> list[AgencyContact]:
    """Where the owner is reached when nobody there is in charge of the entry."""
    return list(AgencyContact.objects.on(on).filter(agency=entry.owner_id).exclude(email="")[:1])


def emergency_now(entry: Entry, actor: Actor, *, at: datetime) -> EmergencyAccess | None:
    """The emergency access by which ``actor`` sees ``entry`` at this moment, if that is how."""
    return EmergencyAccess.objects.filter(
        entry=entry, user=actor.user_id, agency=actor.agency_id, until_at__gt=at
    ).first()


def entries_that_may_be_known(actor: Actor) -> QuerySet[Entry]:
    """The entries that ``actor`` may know of, whether or not they may open them."""
    return Entry.objects.known_to(actor)


def jobs() -> list[Job]:
    """What the worker does on its schedule, and how each job last went."""
    return list(Job.objects.all())
