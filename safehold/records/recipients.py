"""Whom something may be sent to: a user, an agency, or the person whom a record is about.

To write to that person can put them in danger. A ``Recipient`` says that somebody looked into it and found that they can be
written to, how, and on which day. ``people`` alone makes one, after its safe-to-contact rules: a test reads every other
package for it. Until there is ``people``, what is sent goes to users and agencies.
"""

import uuid
from dataclasses import dataclass
from datetime import date

from safehold.access.models import Agency, User
from safehold.access.policy import Refused


@dataclass(frozen=True)
class Recipient:
    """A person whom a record is about, found on the day ``checked_on`` to be safe to write to in each of ``ways`` (``post``,
    ``hand``, ``secure``), under this name and at this address."""

    uid: uuid.UUID
    name: str
    address: str
    ways: frozenset[str]
    checked_on: date


Addressee = User | Agency | Recipient


def require_addressee(to: object) -> None:
    """Raise ``TypeError`` for anything else: a name, an e-mail address or a row about a person is nobody to write to."""
    if not isinstance(to, User | Agency | Recipient):
        raise TypeError(f"A letter goes to a user, an agency or a Recipient, never to a {type(to).__name__}")


def still_safe(to: Recipient, uid: uuid.UUID | None, *, how: str, on: date) -> None:
    """Refuse to send to ``to`` what was written to somebody else, in a way that was not found safe, or on a later day than the
    one on which it was looked into."""
    if to.uid != uid:
        raise Refused("This letter is for somebody else")
    if to.checked_on != on:
        raise Refused("Check again today that it is safe to write to this person")
    if how not in to.ways:
        raise Refused("It was not found safe to reach this person in this way. Choose another")
