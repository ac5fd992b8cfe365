"""One message a person a week: how much waits for them, of everything, and nothing where nothing does."""

from collections import Counter
from datetime import date

from safehold.access.actor import Actor, memberships_of
from safehold.access.models import Membership, User
from safehold.access.today import business_date
from safehold.asks import waiting as asks
from safehold.assurance import waiting as assurance
from safehold.letters import waiting as letters
from safehold.plans import waiting as plans
from safehold.policies import waiting as policies
from safehold.records import waiting
from safehold.records.actions import outbox
from safehold.records.outbox import Notice
from safehold.voice import waiting as voice

SUBJECT = "What waits for you in Safehold this week"
OPENING = "This is how much waits for you. You get one such message a week, and none when nothing waits."
LINES = {
    "asks.clear_up": "Questions about what your agency returned: {}",
    "asks.answer": "Things that your agency is asked for: {}",
    "asks.time": "Agencies that ask you for more time: {}",
    "asks.check": "Answers that came back to you, to check: {}",
    "plans.do": "Actions that you lead, due within 14 days or overdue: {}",
    "plans.mend": "Actions whose evidence was sent back to you: {}",
    "plans.tell": "Actions of which nobody has said how far they are this quarter: {}",
    "plans.judge": "Actions whose evidence your groups have to look at: {}",
    "plans.test": "Actions whose impact your groups have to test: {}",
    "plans.answer": "Recommendations that wait for an answer: {}",
    "assurance.answer": "Asks of other groups, to the groups that you chair: {}",
    "assurance.hear": "Answers to take back to the groups that you chair: {}",
    "assurance.ratify": "Reports that stand before the groups that you chair: {}",
    "assurance.review": "Risks that you own, to review within 14 days or overdue: {}",
    "assurance.decide": "Risks that were escalated to the groups that you chair: {}",
    # neutral, as every message about them is: who else reads the post need not know that somebody disagrees
    "assurance.answer_disagreement": "Things put to your agency that need an answer within a time limit: {}",
    "assurance.decide_disagreement": "Things brought before you to decide within a time limit: {}",
    "assurance.take_further": "Things that your agency put to another, with no answer in time: {}",
    "assurance.weigh": "Answers that your agency has to say something to: {}",
    "assurance.close_disagreement": "Things that were settled, for your agency to close: {}",
    "plans.lead": "Actions of your agency that nobody leads: {}",
    "voice.take_out": "Voices whose words have to be taken out of where they stand: {}",
    "voice.feed_back": "People to tell what became of what they said: {}",
    "policies.review": "Policies that you keep, due for review or overdue: {}",
    "policies.confirm": "Answers under policies that wait for you, as the chair, to confirm them: {}",
    "policies.answer": "Draft policies that your agency is asked about: {}",
    "letters.send": "Letters whose proof waits to be read and sent: {}",
    "letters.check": "Copies with passages removed that wait for you as the second person: {}",
    "letters.mend": "Copies with passages removed that were sent back to you: {}",
    "letters.approve": "Versions of templates that wait for your approval: {}",
    "policies.adopt": "Policies that bind your agency, which has not taken them up: {}",
}


def send() -> int:
    """Send the week's digest to everybody for whom something waits and who has not had it. Returns how many were sent.

    Named by the setting ``SCHEDULE``; safe to run twice.
    """
    on = business_date()
    by = Actor.system("sending the weekly digest", on=on)
    there = Membership.objects.on(on).filter(user__is_active=True)
    people = User.objects.filter(pk__in=there.values("user")).order_by("pk")
    return sum(send_to(user, by=by) for user in people)


def send_to(user: User, *, by: Actor) -> bool:
    """Send it to one person, for all the agencies that they act for together."""
    waits: Counter[str] = Counter()
    for membership in memberships_of(user, on=by.on):
        actor = Actor.of(membership, on=by.on).reading()
        modules = (asks, plans, assurance, policies, letters, voice)
        waits += waiting.count(part for module in modules for part in module.parts(actor))
    counts = {what: waits[what] for what in LINES if waits[what]}
    if not counts:
        return False
    return outbox.tell(notice(list(counts)), to=user, by=by, key=key(user, by.on), **facts(counts))


def notice(whats: list[str]) -> Notice:
    """The message for somebody for whom these things wait."""
    lines = [LINES[what].format(f"{{{name(what)}}}") for what in whats]
    return Notice("website.digest", SUBJECT, "\n\n".join([OPENING, "\n".join(lines)]))


def facts(counts: dict[str, int]) -> dict[str, int]:
    return {name(what): count for what, count in counts.items()}


def name(what: str) -> str:
    return what.replace(".", "_")


def key(user: User, on: date) -> str:
    """One a person and week, by the calendar of ISO 8601."""
    year, week, _ = on.isocalendar()
    return f"website.digest:{user.pk}:{year}-{week:02}"
