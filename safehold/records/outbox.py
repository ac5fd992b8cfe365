"""How actions send a message: a row, written in the transaction of the act, that the worker delivers later.

A message says that there is something to read, and where. It is made from a ``Notice`` and facts that cannot hold a
case's detail, because only days, counts, colleagues and agencies are taken. Who works on what is worth hiding too: the
words are kept through the vault, so that a stolen database does not tell.
"""

import string
import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from safehold.access import vault
from safehold.access.actor import Actor
from safehold.access.models import Agency, AgencyContact, User
from safehold.govuk.filters import day_and_time, number
from safehold.records.models import Entry, Message

CODE, CALENDAR = "records.message", "records.message_calendar"
Fact = date | datetime | int | Agency | User
ENDING = "\n\nThis message leaves out all detail on purpose. Sign in to read more:\n{link}\n"

# to a contact without an account, an address to sign in at is of no use
WITHOUT_ACCOUNT = (
    "\n\nThis message leaves out all detail on purpose. You need no account to read more or to answer: ask {name} ({email}) for"
    " a link of your own, which works once.\n"
)


@dataclass(frozen=True)
class Notice:
    """One kind of message: a neutral subject, and a body whose ``{names}`` are filled from facts."""

    kind: str
    subject: str
    body: str

    def __post_init__(self) -> None:
        if any(name for _, name, _, _ in string.Formatter().parse(self.subject) if name is not None):
            raise ValueError(f"{self.kind}: a subject is the same for everyone")
        if len(self.subject) > 120:
            raise ValueError(f"{self.kind}: a subject has at most 120 characters")


def put(
    notice: Notice,
    *,
    to: User | AgencyContact,
    by: Actor,
    about: Entry | None = None,
    key: str | None = None,
    **facts: Fact,
) -> Message | None:
    """Write one message for the worker to deliver. Called inside the transaction of the act that sends it.

    ``about`` is what its link opens. ``key`` makes it count once: a second message with the same key is not written.
    Returns nothing where no message was needed: the key was used, or the user has left. Raises ``TypeError`` for a fact
    that could hold words about a case.
    """
    return _put(notice, facts, to=to, by=by, about=about, key=key)


def put_to_answer(
    notice: Notice,
    *,
    to: User | AgencyContact,
    by: Actor,
    about: Entry,
    link_from: User | None,
    key: str | None = None,
    **facts: Fact,
) -> Message | None:
    """The same about what can be answered without an account: a contact is told to ask ``link_from`` for a link of their own,
    since the address of a page at which to sign in is of no use to them."""
    return _put(notice, facts, to=to, by=by, about=about, key=key, link_from=link_from)


def put_in_calendar(notice: Notice, entry: str, *, to: User, by: Actor, about: Entry, **facts: Fact) -> Message | None:
    """The same, with an ``entry`` for the recipient's calendar (iCalendar) that goes with it."""
    return _put(notice, facts, to=to, by=by, about=about, entry=entry)


def _put(
    notice: Notice,
    facts: dict[str, Fact],
    *,
    to: User | AgencyContact,
    by: Actor,
    about: Entry | None,
    key: str | None = None,
    entry: str = "",
    link_from: User | None = None,
) -> Message | None:
    if isinstance(to, User) and not to.is_active:
        return None
    words = notice.body.format(**{name: in_words(name, fact) for name, fact in facts.items()})
    if isinstance(to, AgencyContact) and link_from is not None:
        words += WITHOUT_ACCOUNT.format(name=link_from.name, email=link_from.email)
    else:
        words += ENDING.format(link=link_to(about))
    uid = uuid.uuid4()
    now = timezone.now()
    recipient = {"to_user": to} if isinstance(to, User) else {"to_contact": to}
    if key is not None and Message.objects.filter(key=key).exists():
        return None
    with transaction.atomic():
        return Message.objects.create(
            uid=uid,
            kind=notice.kind,
            subject=notice.subject,
            body=vault.encrypt(words, code=CODE, uid=uid),
            calendar=vault.encrypt(entry, code=CALENDAR, uid=uid) if entry else "",
            entry=about,
            key=key,
            made_at=now,
            made_by=by.user,
            send_after_at=now,
            **recipient,
        )


def words_of(message: Message) -> str:
    """What a message says. Raises ``vault.Unreadable`` where the key it was kept under is gone."""
    return vault.decrypt(message.body, code=CODE, uid=message.uid)


def calendar_of(message: Message) -> str:
    """The calendar entry that goes with a message; nothing where there is none. Raises ``vault.Unreadable`` as above."""
    return vault.decrypt(message.calendar, code=CALENDAR, uid=message.uid) if message.calendar else ""


def in_words(name: str, fact: Fact) -> str:
    """A fact as a message says it."""
    if isinstance(fact, bool) or not isinstance(fact, date | int | Agency | User):
        raise TypeError(f"A message takes days, counts, users and agencies only: {name} is a {type(fact).__name__}")
    if isinstance(fact, date):
        return day_and_time(fact)
    return number(fact) if isinstance(fact, int) else str(fact)


def link_to(entry: Entry | None) -> str:
    """Where the message leads: the record, by its uid alone, or the front page."""
    path = reverse("records:open", args=[entry.uid]) if entry else "/"
    return settings.SITE_URL.rstrip("/") + path
