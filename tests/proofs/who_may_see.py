"""Who may see what was marked, model by model, asked before any page is opened: with a check taken away, the pages change and
the rules do not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from safehold.access import policies
from safehold.access.actor import Actor
from safehold.access.models import Membership, User
from safehold.access.roles import Role
from safehold.letters.policy import redact
from safehold.meetings.policy import OFFICE, sits_in
from safehold.partnership.policy import see_names
from safehold.records.models import Entry
from safehold.records.policy import see_outbox
from safehold.records.visibility import own_of

Field = tuple[str, str]  # model, field


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
