"""Marked values in every sensitive field of every row, and who may see each of them.

A mark names its field and its row, so that one found on a page says where it leaked from. Who may see it is asked of the
rule below for its model, before any page is opened: with a check taken away, the pages change and the rules do not.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from safehold.access import audit, guards, policies
from safehold.access.actor import Actor
from safehold.access.models import AgencyContact, AuditLine, Membership, User
from safehold.access.roles import Role
from safehold.asks import actions as asks
from safehold.asks.models import Wanted, Whom
from safehold.asks.tests.factories import contact_of
from safehold.letters import actions as letters
from safehold.letters.policy import redact
from safehold.letters.tests.factories import finish
from safehold.meetings import actions as meetings
from safehold.meetings.models import Mark, Nature
from safehold.meetings.policy import OFFICE, sits_in
from safehold.meetings.queries import minutes as minuted
from safehold.meetings.queries import seats
from safehold.partnership.models import Amendment
from safehold.partnership.policy import see_names
from safehold.plans import actions as plans
from safehold.plans.actions import bringing
from safehold.plans.models import DeliveryPlan, Method, Result
from safehold.records import delivery, writing
from safehold.records.actions import deadlines, documents, need_to_know
from safehold.records.files import examine
from safehold.records.models import EmergencyAccess, Entry, OnceToken
from safehold.records.policy import see_outbox
from safehold.records.visibility import own_of
from tests import of_assurance
from tests.invented import actions as invented
from tests.world import DAY, World
from tests.world_governed import add_more_to_policies, add_more_to_voices

MARK = re.compile(r"zq(\d+)r(\d+)qz")
CLASSES = ("personal", "special", "criminal", "protected")
Field = tuple[str, str]  # model, field


def sensitive() -> list[Field]:
    """Every field of every model, ours and the invented ones, that is not plain."""
    found = []
    for model in apps.get_models():
        privacy = getattr(model, "Privacy", None)
        if privacy is not None and model.__module__.startswith(("safehold.", "tests.invented")):
            names = set().union(*(getattr(privacy, each, set()) for each in CLASSES))
            found += [(model._meta.label, name) for name in sorted(names)]
    return sorted(found)


FIELDS = sensitive()
# what is kept enciphered or as a hash: nothing can be put there to be read, and nothing of it is ever shown
UNREADABLE = {("access.KeptDraft", "body"), ("letters.Paper", "content")}
# written by the trail alone, which cannot be changed afterwards: planted as lines are written
OF_THE_TRAIL = {("access.AuditLine", "by_name"), ("access.AuditLine", "where_from")}


def mark(at: Field, row: int) -> str:
    return f"zq{FIELDS.index(at):02d}r{row}qz"


def found_in(text: str) -> set[tuple[Field, int]]:
    """The marks in a text: the field and the row that each stood in."""
    return {(FIELDS[int(number)], int(row)) for number, row in MARK.findall(text)}


# --- one row at least of every model --------------------------------------------------------------------------------------


def add_rows(world: World) -> None:
    """What the world does not have yet: everything that hangs on a case in the state in which it holds most words."""
    manager, other = world.acting[Role.ADULTS_MANAGER], world.acting[Role.ADULTS_PRACTITIONER]
    entry = world.notebook.entry
    invented.correct(world.notebook, by=manager, field="title", value="Another title", why="A slip")
    deadlines.extend(
        world.deadline, by=manager, due_on=world.deadline.due_on + timedelta(days=5), why="Waiting", agreed_on=DAY
    )
    conflict = need_to_know.declare_conflict(entry, by=manager, user=world.user(Role.TRAINER), why="A neighbour")
    need_to_know.end_conflict(conflict, by=manager, to_on=DAY, why="They have moved away")
    request = need_to_know.ask_for_access(entry, by=world.acting[Role.CALDICOTT], why="To answer a request")
    need_to_know.decide_access(request, by=manager, granted=False, why="It can wait")
    emergency = need_to_know.take_emergency_access(entry, by=other, why="He may be in danger", hours=1)
    need_to_know.review_emergency(emergency, by=manager, justified=True, why="He was")
    EmergencyAccess.objects.filter(pk=emergency.pk).update(until_at=timezone.now())  # and it is over
    letter = SimpleUploadedFile("second.txt", b"A second invented letter.", content_type="text/plain")
    document = documents.add_document(world.notebook, by=manager, file=examine(letter), title="A second letter")
    documents.withdraw_document(document, by=manager, why="It is about somebody else")
    sealed = invented.open_one(by=manager, title="A sealed case", opened_on=DAY)
    need_to_know.seal(sealed.entry, by=manager, why="A colleague is named")
    unsealed = invented.open_one(by=manager, title="A case that was sealed", opened_on=DAY)
    need_to_know.seal(unsealed.entry, by=manager, why="A colleague was named")
    unsealed.entry.refresh_from_db()
    need_to_know.unseal(unsealed.entry, by=manager, why="They have left")
    mistaken = invented.open_one(by=manager, title="A case opened by mistake", opened_on=DAY)
    writing.enter_in_error(mistaken, by=manager, why="The wrong person")
    OnceToken.objects.create(token="a-token-that-was-spent", used_at=timezone.now())
    assert manager.agency is not None
    if not AgencyContact.objects.exists():
        AgencyContact.objects.create(
            agency=manager.agency, name="Somebody", email="somebody@westmere.example", telephone="01", from_on=DAY
        )
    add_to_the_thread(world)
    add_to_the_plans(world)
    add_to_the_asks(world)
    add_to_the_meetings(world)
    add_to_the_letters(world)
    of_assurance.add_marked(world.acting, world.assurance)
    add_more_to_policies(world, DAY)
    add_more_to_voices(world, DAY)
    delivery.send_waiting()
    Amendment.objects.create(
        agency=manager.agency, about="A name", was="One", now="Two", amended_at=timezone.now(), why="A slip"
    )


def add_to_the_asks(world: World) -> None:
    """More time, a query, a link that was revoked, and a call that was withdrawn."""
    manager = world.acting[Role.BUSINESS_MANAGER]
    owed, later = world.asks["owed"], DAY + timedelta(days=30)
    asks.give_more_time(owed, by=manager, due_on=later, why="The register is being moved")
    asks.send_link(owed, by=manager, contact=contact_of(owed, "other@westmere.example", "Sam Other"))
    asks.query(world.asks["returned"], by=manager, words="All staff?", due_on=later)
    told = {
        "words": "For the plan",
        "legal_basis": "Care Act 2014, section 45",
        "due_on": DAY,
        "wanted": Wanted.STATEMENT,
    }
    call = asks.prepare(by=manager, title="Asked by mistake", **told)
    asks.choose_bodies(call, by=manager, whom=Whom.ONE, bodies=[owed.agency])
    asks.issue(call, by=manager)
    asks.withdraw_call(call, by=manager, why="It was asked before")


def add_to_the_letters(world: World) -> None:
    """A letter that was given up, and copies that were sent back and withdrawn."""
    manager, support = world.acting[Role.BUSINESS_MANAGER], world.acting[Role.BUSINESS_SUPPORT]
    known = world.letters
    version = known["plain"].versions.get()
    told = {"version": version, "to": manager.agency, "address": "1 Invented Street"}
    given_up = letters.begin(world.asks["owed"].entry, by=manager, title="Given up", **told)
    letters.discard(given_up, by=manager, why="It was answered")
    for title in ("Sent back", "Withdrawn"):
        copy = letters.begin_copy(known["document"], by=support, title=title, purpose="A request")
        letters.remove(copy, by=support, words="invented", reason="personal")
        finish(copy, by=support)
        if title == "Sent back":
            letters.send_back(copy, by=manager, why="More should go")
        else:
            letters.withdraw_copy(copy, by=support, why="They asked no more")


def add_to_the_thread(world: World) -> None:
    """A date that was moved, an action that was withdrawn, an impact that was tested, and a tie."""
    manager, chair = world.acting[Role.BUSINESS_MANAGER], world.acting[Role.INDEPENDENT_CHAIR]
    told = {
        "words": "Write to each family",
        "measure": "Each has a letter",
        "lead_role": "Head",
        "agency": manager.agency,
    }
    more = plans.add_action(world.thread["accepted"], by=manager, agreed_on=DAY, due_on=DAY, **told)
    plans.move_due_date(more, by=chair, due_on=DAY + timedelta(days=30), why="Printing takes longer")
    plans.withdraw(more, by=chair, why="They were telephoned")
    plans.assign(world.thread["agreed"], by=manager, lead_role="Director")
    later = date(2021, 9, 1)
    tested = {"method": Method.DATA, "result": Result.SHOWN, "tested_on": later}
    plans.record_impact(world.thread["assured"], by=replace(manager, on=later), why="Fewer complaints", **tested)
    bringing.undo_tracker(world.thread["brought"], by=manager, why="It was an old one")
    report = world.reports["2020-21"]
    plans.tie(world.thread["finding"].entry, by=manager, other=report.entry, why="The report tells of it")


def add_to_the_plans(world: World) -> None:
    """An action that was carried forward into next year's plan."""
    manager, kept = world.acting[Role.BUSINESS_MANAGER], world.plans
    did = {
        "words": "Write to each school",
        "measure": "Each has a letter",
        "lead_role": "Head",
        "agency": manager.agency,
    }
    line = plans.plan_action(
        kept["delivery"], by=manager, objective=kept["objective"], agreed_on=DAY, due_on=DAY, **did
    )
    into = DeliveryPlan.objects.exclude(pk=kept["delivery"].pk).get()
    plans.carry_forward(line, by=manager, into=into, objective=kept["objective"], why="It waits for the printer")


@contextmanager
def what_is_kept_can_be_changed() -> Iterator[None]:
    """As whoever owns the database could do it: a mark is no change of ours."""
    tables = [table for table in guards.KEPT if table not in guards.TABLES]
    postgres = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if postgres:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in tables:
            for verb in ("DISABLE",) if postgres else ("update", "delete"):
                cursor.execute(
                    f"ALTER TABLE {table} {verb} TRIGGER USER" if postgres else f"DROP TRIGGER {table}_no_{verb}"
                )
    yield
    with connection.cursor() as cursor:
        for table in tables if postgres else ():
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        if postgres:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    guards.put_up()


def add_to_the_meetings(world: World) -> None:
    """Everything that can be written down at a meeting: an interest, a guest, a deputy by name, an answer, an action, what
    minutes said before, what was put right in them, an item taken off, and a meeting that was cancelled."""
    manager, known = world.acting[Role.BUSINESS_MANAGER], world.meetings
    held, item = known["held"], known["held_item"]
    held.refresh_from_db()
    assert manager.agency is not None
    told = {"nature": Nature.PERSONAL, "words": "A cousin"}
    meetings.declare(item, by=manager, user=world.user(Role.DELEGATED_PARTNER), recused=False, **told)
    meetings.add_guest(held, by=manager, name="Gill Guest", why="Observer")
    seat = seats.seats_of(held)[0]
    meetings.record_attendance(held, by=manager, marks={seat.pk: seats.Marked(Mark.DEPUTY, None, "Dee Deputy")})
    words = {"words": "More", "reasons": "It helps", "options": "Two", "dissent": "One against"}
    meetings.decide(item, by=manager, **words)
    asked = meetings.challenge(
        item,
        by=manager,
        challenger=manager.agency,
        challenged=manager.agency,
        words="Why?",
        challenger_role="Scrutineer",
    )
    meetings.answer_challenge(asked, by=manager, answer="Because", answered_on=DAY)
    act = {"words": "Do it", "measure": "It is done", "agency": manager.agency, "lead_role": "Head", "due_on": DAY}
    meetings.agree_action(item, by=manager, **act)
    for said in ("At first", "And then"):
        item.passage.refresh_from_db()
        meetings.write_passage(item.passage, by=manager, words=said)
    ok, chair = known["chair_ok"], world.acting[Role.INDEPENDENT_CHAIR]
    ok.refresh_from_db()
    meetings.take_back(ok, by=manager, why="Two names were wrong")
    meetings.agree_as_chair(ok, by=chair, read=minuted.state_of(ok, chair))
    meetings.invite(to_come := known["to_come"], by=manager)
    meetings.put_right(known["chair_ok_item"], by=manager, words="It was Tuesday")
    off = meetings.add_item(to_come, by=manager, title="Taken off", item_kind="information")
    meetings.withdraw_item(off, by=manager, why="Too soon")
    when = {"meets_on": DAY + timedelta(days=40), "starts_at": to_come.starts_at, "place": "Hall"}
    meetings.cancel(meetings.plan(by=manager, group=to_come.group, **when), by=manager, why="Snow")


def plant(world: World) -> set[tuple[Field, int]]:
    """Put a mark into every sensitive field of every row, and say which were put where."""
    with what_is_kept_can_be_changed():
        planted = plant_in_rows()
    someone = world.acting[Role.ADULTS_MANAGER]
    said = {name: mark(("access.AuditLine", name), 1) for name in ("by_name", "where_from")}
    audit.record(replace(someone, name=said["by_name"], where=said["where_from"]), "proofs.marked", world.notebook)
    for role, actor in list(world.acting.items()):  # whoever acts knows the new names
        membership = Membership.objects.select_related("user", "agency").get(pk=actor.membership_id)
        world.acting[role] = Actor.of(membership, on=actor.on)
    return planted | {(at, 1) for at in OF_THE_TRAIL}


def plant_in_rows() -> set[tuple[Field, int]]:
    planted = set()
    for at in FIELDS:
        if at in UNREADABLE | OF_THE_TRAIL:
            continue
        model = apps.get_model(at[0])
        kind = model._meta.get_field(at[1])
        for pk in model.objects.values_list("pk", flat=True):
            said = mark(at, pk)
            value: Any = f"{said}@leak.example" if isinstance(kind, models.EmailField) else said
            most = getattr(kind, "max_length", None)
            assert most is None or len(value) <= most, at
            with suppress(IntegrityError), transaction.atomic():  # a reason for what was not decided may not be there
                models.QuerySet(model).filter(pk=pk).update(**{at[1]: value})
                planted.add((at, pk))
    return planted


# --- who may see what -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """What one actor may see, found out before any page is opened."""

    actor: Actor
    entries: frozenset[int] = field(default_factory=frozenset)

    @classmethod
    def of(cls, actor: Actor) -> "Known":
        if actor.user is None:
            return cls(actor)
        seen = dict(Entry.objects.visible_to(actor).values_list("pk", "source"))
        # that the stricter of two governs is asked here by itself, so that a site which forgot it is found out
        return cls(actor, frozenset(pk for pk, source in seen.items() if source is None or source in seen))


Rule = Callable[[Known, Any], bool]


def of_entry(path: str) -> Rule:
    """Whoever sees the record that it hangs on."""

    def rule(known: Known, row: Any) -> bool:
        for name in path.split("__"):
            row = getattr(row, name)
        return row in known.entries

    return rule


def anyone_here(known: Known, row: Any) -> bool:
    """Everybody who acts for an agency here: who their colleagues are is no secret among them."""
    return known.actor.agency_id is not None


def nobody(known: Known, row: Any) -> bool:
    return False


def own_or(rule: Rule, name: str = "user_id") -> Rule:
    """Whoever wrote it or was named in it, too."""
    return lambda known, row: getattr(row, name) == known.actor.user_id or rule(known, row)


def either(*rules: Rule) -> Rule:
    return lambda known, row: any(rule(known, row) for rule in rules)


def both(*rules: Rule) -> Rule:
    return lambda known, row: all(rule(known, row) for rule in rules)


def asked(policy: Callable[[Actor], Any]) -> Rule:
    return lambda known, row: bool(policy(known.actor))


def caldicott(known: Known, row: Any) -> bool:
    return known.actor.is_any(Role.CALDICOTT)


def reads_of(known: Known, row: Any) -> bool:
    """Those who answer for the record that a line of the trail is about."""
    entry = Entry.objects.filter(uid=row.subject_uid).first() if row.subject_uid else None
    return entry is not None and entry.pk in known.entries and bool(policies.see_readers(known.actor, entry.owner_id))


def account_of(known: Known, row: User) -> bool:
    """One's own, and those of the people whose accounts one keeps: a lead those of their own agency."""
    if row.pk == known.actor.user_id:
        return True
    if not policies.see_people(known.actor):
        return False
    if known.actor.is_any(Role.SYSTEM_ADMINISTRATOR, Role.BUSINESS_MANAGER, Role.TRAIL_AUDITOR):
        return True
    return Membership.objects.filter(user=row, agency=known.actor.agency_id).exists()


def invited(known: Known, row: Any) -> bool:
    if known.actor.is_any(Role.SYSTEM_ADMINISTRATOR, Role.BUSINESS_MANAGER, Role.TRAIL_AUDITOR):
        return True
    return known.actor.is_any(Role.AGENCY_LEAD) and known.actor.acts_for(row.agency_id)


def is_asked(known: Known, row: Any) -> bool:
    """Those who see one ask of a call read what it asks."""
    return not known.entries.isdisjoint(row.asks.values_list("entry", flat=True))


def of_the_group_asked(known: Known, row: Any) -> bool:
    """What is referred is for the group that is asked to look at it, without those who only observe where it is confidential,
    and for those who keep every group's meetings."""
    if known.actor.is_any(*OFFICE):
        return True
    if not row.came_from.confidential:
        return sits_in(known.actor, row.to_group)
    own = own_of(known.actor)
    return row.to_group.inner_circle_id in (*own.circles, *own.covered)


def of_its_own_record(known: Known, row: Any) -> bool:
    """Where evidence is a record, those alone read of it who see that record."""
    return row.entry_id is None or row.entry_id in known.entries


RULES: dict[str, Rule] = {
    "access.AgencyContact": lambda known, row: bool(see_names(known.actor, row.agency_id)),
    "access.AuditLine": either(asked(policies.see_trail), reads_of),
    "access.Invitation": invited,
    "access.KeptDraft": nobody,
    "access.User": anyone_here,
    "access.User.email": account_of,
    "access.User.password": nobody,
    "access.Invitation.secret_hash": nobody,
    "records.Entry": of_entry("pk"),
    "records.Conflict": own_or(of_entry("entry_id")),
    "records.EmergencyAccess": either(own_or(of_entry("entry_id")), caldicott),
    "records.Seal": of_entry("entry_id"),
    "records.AccessRequest": own_or(of_entry("entry_id")),
    "records.Extension": of_entry("deadline__entry_id"),
    "records.Document": of_entry("entry_id"),
    "records.Correction": of_entry("entry_id"),
    "records.OnceToken": nobody,
    "records.SearchName": of_entry("entry_id"),
    "records.Message": asked(see_outbox),
    "partnership.Amendment": lambda known, row: bool(see_names(known.actor, row.agency_id)),
    "plans.Finding": of_entry("entry_id"),
    "plans.Recommendation": of_entry("entry_id"),
    "plans.PlannedAction": of_entry("entry_id"),
    "plans.BroughtTracker": of_entry("entry_id"),
    "plans.BroughtAction": of_entry("tracker__entry_id"),
    "plans.Evidence": of_entry("action__entry_id"),
    "plans.LeadChange": of_entry("action__entry_id"),
    "plans.DueChange": of_entry("action__entry_id"),
    "plans.ImpactTest": of_entry("action__entry_id"),
    "plans.Line": both(of_entry("plan__entry_id"), of_entry("action__entry_id")),
    "plans.ProgressUpdate": both(of_entry("line__plan__entry_id"), of_entry("line__action__entry_id")),
    "plans.ClosedQuarter": of_entry("entry_id"),
    "plans.ClosedLine": both(of_entry("quarter__entry_id"), of_entry("line__action__entry_id")),
    "plans.QuarterNote": of_entry("quarter__entry_id"),
    "plans.SaidAndDid": of_entry("entry_id"),
    "plans.Bid": of_entry("entry_id"),
    "voice.Voice": of_entry("entry_id"),
    "voice.Consent": of_entry("voice__entry_id"),
    "voice.UsedIn": both(of_entry("voice__entry_id"), of_entry("entry_id")),
    "voice.ToldOf": of_entry("voice__entry_id"),
    "voice.Changed": of_entry("voice__entry_id"),
    "voice.Feedback": of_entry("voice__entry_id"),
    "policies.PolicyVersion": of_entry("entry_id"),
    "policies.Interpretation": of_entry("entry_id"),
    "policies.CalledOff": of_entry("of__entry_id"),
    "policies.Consulted": of_entry("of__entry_id"),
    "policies.PolicyReview": of_entry("policy__entry_id"),
    "policies.MadeUnder": of_entry("entry_id"),
    "plans.Tie": lambda known, row: {row.one_id, row.other_id} <= known.entries,
    "asks.Call": either(of_entry("entry_id"), is_asked),
    "asks.Ask": of_entry("entry_id"),
    "asks.DraftAnswer": lambda known, row: known.actor.acts_for(row.ask.agency_id),
    "asks.Wording": lambda known, row: known.actor.acts_for(row.answer.ask.agency_id),
    "asks.Reply": of_entry("ask__entry_id"),
    "asks.Happening": of_entry("ask__entry_id"),
    "asks.GuestLink": of_entry("ask__entry_id"),
    "asks.GuestLink.secret_hash": nobody,
    "letters.Letter": of_entry("entry_id"),
    "letters.Draft": both(
        of_entry("letter__entry_id"), lambda known, row: known.actor.acts_for(row.letter.entry.owner_id)
    ),
    "letters.Sending": of_entry("letter__entry_id"),
    "letters.Paper": nobody,
    "letters.RedactedCopy": of_entry("entry_id"),
    "letters.RedactedCopy.purpose": both(of_entry("entry_id"), asked(redact)),
    "meetings.Meeting": of_entry("entry_id"),
    "meetings.Item": of_entry("entry_id"),
    "meetings.Referral": either(of_entry("came_from__entry_id"), of_the_group_asked),
    "meetings.Declaration": of_entry("item__entry_id"),
    "meetings.Attendance": of_entry("meeting__entry_id"),
    "meetings.Guest": of_entry("meeting__entry_id"),
    "meetings.Invitee": of_entry("meeting__entry_id"),
    "meetings.Decision": of_entry("item__entry_id"),
    "meetings.Challenge": of_entry("item__entry_id"),
    "meetings.AgreedAction": of_entry("item__entry_id"),
    "meetings.Passage": of_entry("item__entry_id"),
    "meetings.EarlierPassage": of_entry("passage__item__entry_id"),
    "meetings.CalendarFeed": nobody,
    "meetings.EarlierAgreement": of_entry("meeting__entry_id"),
    "meetings.Preamble": of_entry("meeting__entry_id"),
    "meetings.Erratum": of_entry("item__entry_id"),
    "assurance.GroupReport": of_entry("entry_id"),
    "assurance.ReportNote": of_entry("report__entry_id"),
    "assurance.Risk": of_entry("entry_id"),
    "assurance.RiskReview": of_entry("risk__entry_id"),
    "assurance.RiskStep": of_entry("risk__entry_id"),
    "assurance.DutyEvidence": both(of_entry("duty__entry_id"), of_its_own_record),
    "assurance.DutyAssessment": of_entry("duty__entry_id"),
    "assurance.DutyChallenge": of_entry("duty__entry_id"),
    "assurance.DutyLook": of_entry("duty__entry_id"),
    "assurance.Disagreement": of_entry("entry_id"),
    "assurance.DisagreementStage": of_entry("disagreement__entry_id"),
    "assurance.RouteStep": of_entry("report__entry_id"),
    "assurance.DueMove": of_entry("report__entry_id"),
    "measures.CountedEvent": of_entry("submission__entry_id"),
    "invented.Notebook": of_entry("entry_id"),
    "invented.Allegation": of_entry("entry_id"),
}


def rule_for(at: Field) -> Rule:
    return RULES.get(".".join(at)) or RULES[at[0]]


class Secrets:
    """Which of the marks each actor may see."""

    def __init__(self, world: World, planted: set[tuple[Field, int]]) -> None:
        self.known: dict[Role | None, Known] = {role: Known.of(actor) for role, actor in world.acting.items()}
        self.known[None] = Known(Actor.nobody(on=DAY))
        self.rows = {at: apps.get_model(at[0]).objects.in_bulk() for at in {at for at, _ in planted}}

    def leaked(self, role: Role | None, text: str) -> set[tuple[Field, int]]:
        """The marks in ``text`` that ``role`` may not see."""
        return {each for each in found_in(text) if not self.may_see(role, *each)}

    def may_see(self, role: Role | None, at: Field, pk: int) -> bool:
        if at in OF_THE_TRAIL:
            line = AuditLine.objects.filter(event="proofs.marked").latest("pk")
            return rule_for(at)(self.known[role], line)
        row = self.rows[at].get(pk)
        return row is not None and rule_for(at)(self.known[role], row)
