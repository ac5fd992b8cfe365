"""Which publications an actor may see, and what one is made of."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyKind, Grant, LegalBody, Membership, RoleTitle, User
from safehold.access.policy import YES, Answer, Refused, not_now
from safehold.access.reach import Reach, reach, wider
from safehold.access.roles import Role
from safehold.asks.lifecycle import Calling
from safehold.asks.models import Call, Wanted
from safehold.charts import NoData
from safehold.clocks import Years
from safehold.measures.queries import book
from safehold.partnership import queries as partnership
from safehold.partnership.models import Area, GroupBody, Partnership
from safehold.partnership.structure import structure
from safehold.partnership.words import in_our_words
from safehold.publications import law, policy
from safehold.publications.claims.verdicts import Finding, Verdict
from safehold.publications.composing import Asking, Records
from safehold.publications.composing.before import report_before
from safehold.publications.document.blocks import ChartBlock, Document
from safehold.publications.document.serial import from_json
from safehold.publications.exhibits.structure import Drawn
from safehold.publications.law import BY_CODE, DUTIES, Requirement
from safehold.publications.lifecycle import Status
from safehold.publications.making import Made, make
from safehold.publications.models import (
    AcceptedFinding,
    Coverage,
    EarlierWords,
    Profile,
    Publication,
    PublishedFile,
    Section,
    SentBack,
    ShownSmall,
    SignedGap,
)
from safehold.publications.resolver import PublicationResolver
from safehold.records.models.entry import RecordQuerySet


def visible_to(actor: Actor) -> RecordQuerySet:
    """The publications that ``actor`` may see, latest period first."""
    rows = Publication.objects.visible_to(actor).select_related("entry", "submitted_by", "published_by", "call")
    return rows.order_by("-period", "-pk")


LAST_BACK = {"back_by": "sent_back_by__name", "back_on": "sent_back_on"}


def at_hand(actor: Actor, *, latest: int) -> RecordQuerySet:
    """The ``latest`` reports that ``actor`` may see, all that wait for approval, and the drafts that somebody has to ask for
    (``to_ask_for``): sent back, or with every section finished. Each with who sent it back last and when (``back_by``,
    ``back_on``), none where nobody did; latest period first."""
    unfinished = Section.objects.filter(publication=OuterRef("pk"), finished_on=None)
    begun = Section.objects.filter(publication=OuterRef("pk"))
    back = SentBack.objects.filter(publication=OuterRef("pk")).order_by("-pk")
    ready = Exists(back) | (Exists(begun) & ~Exists(unfinished))
    last = {name: Subquery(back.values(field)[:1]) for name, field in LAST_BACK.items()}
    rows = visible_to(actor)
    shown = Q(pk__in=Subquery(rows.values("pk")[:latest])) | Q(status=Status.SUBMITTED) | Q(to_ask_for=True)
    return rows.annotate(**last, to_ask_for=Q(status=Status.DRAFTING) & ready).filter(shown)


def for_the_public() -> list[Publication]:
    """The reports that anyone may read: published, for the public, latest period first."""
    rows = Publication.objects.filter(status=Status.PUBLISHED, profile=Profile.PUBLIC)
    return list(rows.select_related("entry").order_by("-period")[:10])


def sections_visible_to(actor: Actor):
    """The sections that are in the publications that ``actor`` may see."""
    return all_sections_visible_to(actor).filter(removed_on=None)


def all_sections_visible_to(actor: Actor):
    """The same, with those that were taken out and can be put back."""
    return Section.objects.filter(publication__in=Publication.objects.visible_to(actor)).select_related(
        "publication__entry", "agency", "writer"
    )


def times_sent_back(publication: Publication) -> list[SentBack]:
    """Each time that a report was sent back and why, latest first."""
    return list(publication.sent_back.select_related("sent_back_by"))


def sections_of(publication: Publication) -> list[Section]:
    """The sections that are in the publication, in their order."""
    return list(sections_in(publication))


def sections_in(publication: Publication) -> QuerySet[Section]:
    """The same, still to be asked for, such as for a form to offer."""
    standing = publication.sections.filter(removed_on=None)
    return standing.select_related("agency", "writer", "publication__entry").order_by("number")


def next_number(publication: Publication) -> int:
    """The number that a section added at the end would have."""
    return max((section.number or 0 for section in sections_of(publication)), default=0) + 1


def removed_sections(publication: Publication) -> list[Section]:
    """The sections that were taken out of the publication and can be put back."""
    return list(publication.sections.exclude(removed_on=None).select_related("removed_by").order_by("title"))


def earlier_words(section: Section) -> list[EarlierWords]:
    """What a section said before, latest first."""
    return list(section.earlier.exclude(words="").select_related("replaced_by").order_by("-id"))


def small_numbers_shown(publication: Publication) -> list[ShownSmall]:
    """The small numbers that were listed as shown when it was published."""
    return list(publication.shown_small.all())


def file_of(publication: Publication, kind: str) -> PublishedFile | None:
    return publication.files.filter(kind=kind).first()


def public_file(uid: UUID, kind: str) -> PublishedFile | None:
    """One file of a published report for the public; none where there is no such report."""
    return PublishedFile.objects.filter(
        publication__entry__uid=uid,
        publication__status=Status.PUBLISHED,
        publication__profile=Profile.PUBLIC,
        kind=kind,
    ).first()


def agencies() -> QuerySet[Agency]:
    """The agencies that can answer for a section."""
    return Agency.objects.filter(closed_on=None).exclude(
        kind__in=[AgencyKind.SCHOOL, AgencyKind.EARLY_YEARS, AgencyKind.FE]
    )


def writers(publication: Publication, *, on: date) -> QuerySet[User]:
    """The people who could write a section of the publication: those whose roles let them open it on ``on``."""
    grants = Grant.objects.on(on).filter(membership__in=Membership.objects.on(on))
    grants = grants.exclude(role__in=RoleTitle.objects.filter(switched_on=False).values("role"))
    of_its_owner = Q(role__in=_reaching(Reach.OWN), membership__agency=publication.entry.owner_id)
    opening = grants.filter(Q(role__in=_reaching(Reach.ALL)) | of_its_owner)
    return User.objects.filter(pk__in=opening.values("membership__user"), is_active=True).order_by("name", "pk")


def _reaching(least: Reach) -> list[Role]:
    """The roles that reach publications at least so far."""
    far = {role: wider(frozenset({role})).get(Publication.KIND, Reach.NONE) for role in Role}
    return [role for role in Role if max(reach(frozenset({role}), Publication.TIER), far[role]) >= least]


def could_write(user: User, publication: Publication, *, on: date) -> bool:
    """Whether ``user`` could write a section of the publication if they were named as its writer."""
    return writers(publication, on=on).filter(pk=user.pk).exists()


def sections_to_write(user: User, *, agency: Agency | None = None) -> QuerySet[Section]:
    """The sections, of one agency or of any, of reports still being written that ``user`` is the writer of."""
    sections = Section.objects.filter(writer=user, publication__status=Status.DRAFTING).select_related("publication")
    return sections.filter(agency=agency) if agency else sections


def area_names() -> list[str]:
    """The places that a report can be about."""
    return list(Area.objects.values_list("name", flat=True))


def years() -> Years:
    """How this partnership's years run."""
    return years_of(partnership.the_partnership())


def made(publication: Publication, *, on: date, typed: Mapping[int, str] | None = None) -> Made:
    """The publication as its words and the accepted figures make it now, whether or not it was published before.

    ``typed`` is what somebody is writing in place of the saved words of a section, by the section's key.
    """
    ours = partnership.the_partnership()
    kept, named = years_of(ours), ours.name if ours else ""
    last = kept.read(publication.period).last
    drawn = Drawn(lambda: structure(last, called_so=named))
    return make(
        publication,
        book(on=on, years=kept),
        partnership=named,
        on=on,
        ours=in_our_words(None, on=last),
        diagrams=drawn.diagrams,
        lists=drawn.lists,
        records=records_of(publication, on=on, years=kept),
        typed=typed,
    )


def records_of(publication: Publication, *, on: date, years: Years) -> Records:
    """What a publication can compose from records on ``on``, made only where one of its sections shows it."""
    return Records(
        lambda: Asking(
            years.read(publication.period),
            on,
            publication.call_id,
            tuple(publication.duties),
            partial(report_before, publication, years.read(publication.period).previous),
        )
    )


def composed_so_still(publication: Publication, made: Made, *, on: date) -> bool:
    """Whether every part that ``made`` composed from records is composed in the same words now."""
    now = records_of(publication, on=on, years=years())
    try:
        return all(now[name] == part for name, part in made.composed.items())
    except NoData:
        return False


def calls_for_sections(actor: Actor) -> QuerySet[Call]:
    """The calls that asked agencies for a section of a report, of those that ``actor`` may see, the latest first."""
    rows = Call.objects.visible_to(actor).standing().filter(wanted=Wanted.SECTION, status=Calling.ISSUED)
    return rows.order_by("-issued_on", "-pk")


def years_of(ours: Partnership | None) -> Years:
    """How the years of a partnership run."""
    return Years(starts=ours.financial_year_month) if ours else Years()


def resolver(publication: Publication, *, on: date) -> PublicationResolver:
    """Where the references of a publication lead on ``on``, with nothing hidden: for whoever writes it."""
    ours = partnership.the_partnership()
    kept, named = years_of(ours), ours.name if ours else ""
    last = kept.read(publication.period).last
    drawn = Drawn(lambda: structure(last, called_so=named))
    figures = book(on=on, years=kept)
    said = in_our_words(None, on=last)
    return PublicationResolver(
        publication,
        figures,
        diagrams=drawn.diagrams,
        lists=drawn.lists,
        records=records_of(publication, on=on, years=kept),
        ours=said,
    )


def failing(publication: Publication, key: str, *, on: date) -> Finding | None:
    """A check that fails in the publication as it stands, by its key; none where it no longer fails so."""
    return next((each for each in made(publication, on=on).checked.findings.of(Verdict.FAILS) if each.key == key), None)


def acceptances_visible_to(actor: Actor):
    """What was accepted in the publications that ``actor`` may see."""
    return AcceptedFinding.objects.filter(publication__in=Publication.objects.visible_to(actor)).select_related(
        "publication__entry", "accepted_by"
    )


def gaps_signed(publication: Publication) -> list[SignedGap]:
    """What somebody signed is not in the report, and did not withdraw."""
    return list(publication.signed_gaps.filter(withdrawn_on=None).select_related("signed_by"))


def hold_open(publication: Publication) -> None:
    """Hold the report until this act is done: nobody asks for its approval while its words are being saved."""
    if not Publication.objects.select_for_update().filter(pk=publication.pk, status=Status.DRAFTING).exists():
        raise Refused("This report is no longer being written, so its words cannot be changed")


def may_sign_gap(actor: Actor, publication: Publication) -> Answer:
    """Whether somebody may sign that something is not in a report: nobody who writes one of its sections may."""
    if not (may := policy.sign_gap(actor, publication)):
        return may
    if actor.user_id in wrote(publication):
        return not_now("You write a section of this report, so somebody else must sign what is not in it")
    return YES


def may_publish(actor: Actor, publication: Publication) -> Answer:
    """Whether somebody may publish a report: nobody who writes one of its sections may."""
    if not (may := policy.approve(actor, publication)):
        return may
    if actor.user_id in wrote(publication):
        return not_now("Someone else must publish it, because you wrote a section of it")
    return YES


def wrote(publication: Publication) -> set[int | None]:
    """Everybody, by their keys, who answers for words of the report: the writers of its sections, and whoever put words in
    one, replaced them or said that they were finished."""
    standing = publication.sections.filter(removed_on=None).order_by()
    put_in = EarlierWords.objects.filter(section__in=standing).order_by()
    named, finished = (standing.values_list(who, flat=True) for who in ("writer", "finished_by"))
    return set(named.union(finished, put_in.values_list("replaced_by", flat=True))) - {None}


def gaps_visible_to(actor: Actor):
    """The gaps that somebody signed in the publications that ``actor`` may see, and did not withdraw."""
    rows = SignedGap.objects.filter(publication__in=Publication.objects.visible_to(actor), withdrawn_on=None)
    return rows.select_related("publication__entry", "signed_by")


def places_visible_to(actor: Actor):
    """The parts named for what the law asks, in the publications that ``actor`` may see."""
    rows = Coverage.objects.filter(publication__in=Publication.objects.visible_to(actor), removed_on=None)
    return rows.select_related("publication__entry", "section")


def requirement(code: str) -> Requirement:
    return BY_CODE[code]


def asked_of(publication: Publication) -> list[Requirement]:
    """What the law asks of a publication, at the end of its period."""
    return law.asked_of(publication.duties, years().read(publication.period).last)


def duties_of(publication: Publication) -> list[LegalBody]:
    """The bodies whose yearly report or plan a publication can be, and those that it is said to be."""
    ours = duties(years().read(publication.period).last)
    return [body for body in DUTIES if body in ours or body in publication.duties]


def duties(on: date) -> list[LegalBody]:
    """The bodies whose yearly report or plan a report of ours can be: those whose duties one of our groups carries out."""
    ours = set(GroupBody.objects.on(on).values_list("body", flat=True))
    return [body for body in DUTIES if body in ours]


def document_of(publication: Publication, *, on: date) -> Document:
    """What the publication says: as it was frozen, or as it stands."""
    if publication.frozen:
        return from_json(publication.frozen)
    return made(publication, on=on).document


def chart_of(publication: Publication, anchor: str, *, on: date) -> ChartBlock | None:
    """One chart of what the publication says, by its address in it."""
    charts = (
        block
        for section in document_of(publication, on=on).sections
        for block in section.blocks
        if isinstance(block, ChartBlock)
    )
    return next((chart for chart in charts if chart.anchor == anchor), None)
