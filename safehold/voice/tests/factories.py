"""Somebody's words as people write them down: heard, agreed to, quoted, withdrawn. All of it invented."""

from datetime import date
from typing import Any

from safehold.access.actor import Actor
from safehold.access.roles import Role
from safehold.access.tests.factories import actor
from safehold.meetings.tests import factories as meetings
from safehold.partnership.tests.factories import DAY, manager
from safehold.voice import actions
from safehold.voice.models import Consent, GivenHow, Giver, Method, Speaker, Use, Voice

HEARD_ON = date(2021, 3, 1)
WORDS = "I told it six times.\n\nEvery time there was a new face."


def gatherer() -> Actor:
    """A practitioner of the council, who hears people."""
    return actor(Role.ADULTS_PRACTITIONER, agency="council")


def voice(by: Actor | None = None, **facts: Any) -> Voice:
    """What a parent said, for the board. Nothing is agreed to yet."""
    told: dict[str, Any] = {
        "title": "Telling it again and again",
        "speaker": Speaker.PARENT,
        "method": Method.CONVERSATION,
        "gathered_at": "The forum of carers",
        "gathered_on": HEARD_ON,
        "group": meetings.board(),
        "words": WORDS,
    }
    return actions.gather(by=by or gatherer(), **told | facts)


def agree(of: Voice, *uses: str, by: Actor | None = None, **facts: Any) -> list[Consent]:
    told: dict[str, Any] = {"given_how": GivenHow.SAID, "giver": Giver.THEMSELVES, "from_on": HEARD_ON}
    return actions.agree(of, by=by or manager(), uses=list(uses or Use.values), **told | facts)


def agreed(*uses: str, by: Actor | None = None, **facts: Any) -> Voice:
    """The same, with consent for these uses, or for all."""
    by = by or gatherer()
    made = voice(by)
    agree(made, *uses, by=by, **facts)
    return made


__all__ = ["DAY", "HEARD_ON", "manager"]
