"""Where one can go: the navigation, written out, each line shown to those who may open what it leads to."""

from collections.abc import Callable
from dataclasses import dataclass

from safehold.access.actor import Actor
from safehold.access.policies import see_people, see_trail
from safehold.access.policy import YES, Answer
from safehold.asks.policy import see_calls, see_inbox, see_what_came
from safehold.assurance.policy import see as see_assurance
from safehold.govuk.addresses import reverse
from safehold.govuk.parts import Link
from safehold.letters.policy import see as see_letters
from safehold.measures.policy import see as see_figures
from safehold.meetings.policy import see as see_meetings
from safehold.partnership.policy import see as see_partnership
from safehold.plans.policy import see as see_plans
from safehold.policies.policy import see as see_policies
from safehold.records.policy import see_emergencies, see_outbox
from safehold.voice.policy import see as see_voices


@dataclass(frozen=True)
class Place:
    """One line of the navigation: its words, its address, and who sees it."""

    text: str
    name: str
    may: Callable[[Actor], Answer] = lambda actor: YES


PLACES = (
    Place("Home", "website:home"),
    Place("Annual reports", "publications:list"),
    Place("Plans", "plans:strategies", see_plans),
    Place("Asked of us", "asks:inbox", see_inbox),
    Place("Asked of agencies", "asks:calls", see_calls),
    Place("Letters", "letters:letters", see_letters),
    Place("Meetings", "meetings:meetings", see_meetings),
    Place("Actions", "plans:actions", see_plans),
    Place("Assurance", "assurance:executive", see_assurance),
    Place("Policies", "policies:policies", see_policies),
    Place("Lived experience", "voice:voices", see_voices),
    Place("Figures", "measures:list", see_figures),
    Place("Submissions", "imports:list", see_what_came),
    Place("Partnership", "partnership:partnership", see_partnership),
    Place("People", "people:list", see_people),
    Place("Messages", "records:outbox", see_outbox),
    Place("Emergency access", "records:emergencies", see_emergencies),
    Place("Audit trail", "trail:list", see_trail),
)


def links(actor: Actor, path: str) -> list[Link]:
    """The lines that ``actor`` sees, the one that ``path`` is under marked as current."""
    shown = [(place, reverse(place.name)) for place in PLACES if place.may(actor)]
    under = [href for _, href in shown if href != "/" and path.startswith(href)]
    current = max(under, key=len) if under else "/" if path == "/" else ""
    return [Link(place.text, href, current=href == current) for place, href in shown]
