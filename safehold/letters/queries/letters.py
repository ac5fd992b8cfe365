"""Questions about letters."""

from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from safehold.access.actor import Actor
from safehold.access.models import Agency, Grant, Membership, User
from safehold.access.roles import Role
from safehold.letters import sources
from safehold.letters.lifecycle import Standing, Status
from safehold.letters.models import Draft, Letter, Look, Proof, Sending, TemplateVersion
from safehold.letters.word.parcel import opened
from safehold.letters.word.passages import words_of
from safehold.partnership.queries import the_partnership
from safehold.records import queries as records
from safehold.records.models import Entry

NAMELESS = "A new partnership"
LEADS = (Role.AGENCY_LEAD, Role.SCHOOL_LEAD)


def partnership_called() -> str:
    """What the partnership calls itself: whom a letter is from."""
    ours = the_partnership()
    return ours.name if ours else NAMELESS


def letters_visible_to(actor: Actor) -> QuerySet[Letter]:
    """The letters that the actor may see, with what their pages say of them."""
    return Letter.objects.visible_to(actor).select_related(
        "entry__owner",
        "about",
        "template_version__template__entry",
        "to_agency",
        "to_user",
        "made_by",
        "ended_by",
        "sending__proof",
        "sending__sent_by",
    )


def sendings_visible_to(actor: Actor) -> QuerySet[Sending]:
    """What was sent, of the letters that the actor may see."""
    letters = Letter.objects.visible_to(actor)
    return Sending.objects.filter(letter__in=letters.values("pk")).select_related(
        "letter__entry", "letter__template_version__template", "sent_by"
    )


def about_entry(actor: Actor, entry: Entry) -> QuerySet[Letter]:
    """The letters about one record that the actor may see, newest first."""
    return letters_visible_to(actor).filter(about=entry)


def suggested(actor: Actor, entry: Entry) -> tuple[str, Any]:
    """What a letter about a record could be called, and the number of the agency that it would go to, where that is plain."""
    record, kind = records.record_of(entry), sources.kinds()[entry.kind]
    return str(record), kind.to(kind.read(record, actor))


def offered(actor: Actor, kind: str) -> QuerySet[TemplateVersion]:
    """The versions by which a letter about this kind of record may be made on the actor's day."""
    versions = TemplateVersion.objects.in_force(actor.on)
    return versions.filter(template__about=kind, template__entry__in_error_on=None).select_related("template")


def drafts_of(letter: Letter) -> list[Draft]:
    """Every draft, newest first."""
    return list(letter.drafts.select_related("made_by"))


def newest_draft(letter: Letter) -> Draft:
    found = letter.drafts.first()
    assert found is not None, "a letter begins with a draft"
    return found


def draft_of(letter: Letter, number: int) -> Draft | None:
    return letter.drafts.select_related("made_by").filter(number=number).first()


def proofs_of(letter: Letter) -> list[Proof]:
    """Every proof, newest first, with who looked at it."""
    proofs = Proof.objects.filter(draft__letter=letter).order_by("-draft__number")
    return list(
        proofs.select_related("draft", "made_by", "pdf", "docx")
        .defer("pdf__content", "docx__content")
        .prefetch_related(Prefetch("looks", Look.objects.select_related("user")))
    )


def proof_of(draft: Draft) -> bool:
    """Whether there is a proof of a draft."""
    return Proof.objects.filter(draft=draft).exists()


def proof_numbered(letter: Letter, number: int) -> Proof | None:
    """The proof of draft ``number``, with its files."""
    found = Proof.objects.filter(draft__letter=letter, draft__number=number)
    return found.select_related("draft__letter__entry", "pdf", "docx").first()


def letter_words(content: bytes) -> str:
    """The text of a Word file, to be edited."""
    return words_of(opened(content))


def addressees(actor: Actor) -> QuerySet[Agency]:
    """The agencies that a letter may go to."""
    return Agency.objects.filter(Q(closed_on=None) | Q(closed_on__gte=actor.on)).order_by("current_name")


def users_to_write_to(actor: Actor) -> QuerySet[User]:
    """The people with an account that a letter may go to."""
    acting = Membership.objects.on(actor.on).filter(user=OuterRef("pk"))
    return User.objects.filter(Exists(acting), is_active=True).order_by("name")


def sees_record(user: User, entry: Entry, *, actor: Actor) -> Actor | None:
    """Somebody as the actor of an agency for which they may see a record; nobody where there is none."""
    for membership in Membership.objects.on(actor.on).filter(user=user).select_related("user", "agency"):
        them = Actor.of(membership, on=actor.on)
        if Entry.objects.visible_to(them).filter(pk=entry.pk).exists():
            return them
    return None


def leads_who_see(agency: Agency, entry: Entry, *, actor: Actor) -> list[Actor]:
    """Those who answer for an agency and may see a record."""
    leads = Grant.objects.on(actor.on).filter(membership=OuterRef("pk"), role__in=LEADS)
    found = Membership.objects.on(actor.on).filter(Exists(leads), agency=agency, user__is_active=True)
    acting = [Actor.of(each, on=actor.on) for each in found.select_related("user", "agency").order_by("user__name")]
    return [each for each in acting if Entry.objects.visible_to(each).filter(pk=entry.pk).exists()]


def to_send(actor: Actor) -> QuerySet[Proof]:
    """The proofs of letters that wait to be read and sent, of the letters that the actor works on: none that was changed
    since, and none that may not leave any more."""
    letters = Letter.objects.visible_to(actor).standing().filter(status=Status.DRAFT, about__in_error_on=None)
    letters = letters.filter(entry__owner=actor.agency_id).exclude(template_version__status=Standing.RETIRED)
    later = Draft.objects.filter(letter=OuterRef("draft__letter"), number__gt=OuterRef("draft__number"))
    return Proof.objects.filter(~Exists(later), draft__letter__in=letters.values("pk"))
