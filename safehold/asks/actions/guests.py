"""Letting somebody without an account answer one ask: a link is sent, spent by a button, sent anew, revoked."""

import secrets
from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from safehold.access import audit, links, mail
from safehold.access.actor import Actor
from safehold.access.models import AgencyContact
from safehold.access.policy import Refused, require
from safehold.access.today import told
from safehold.asks import notices, policy, queries
from safehold.asks.guest import REPLACED, REVOKED, SPENT, why_not
from safehold.asks.lifecycle import Stage
from safehold.asks.models import Ask, GuestLink, Happening, Kind
from safehold.govuk.filters import day
from safehold.records import outbox, writing

HOLDS_FOR = timedelta(days=14)
RENEWS_FOR = timedelta(days=90)
SUBJECT = "You are asked for something"
ABOUT = "About something that you were asked for"
NO_LONGER = "This is no longer asked for. There is nothing more to do."


@transaction.atomic
def send_link(ask: Ask, *, by: Actor, contact: AgencyContact) -> GuestLink:
    """Send a link to a contact of the agency that has no account, by which they answer this one ask and open nothing else."""
    require(policy.invite_guest(by, ask))
    if not queries.possible_guests(ask, by.on).filter(pk=contact.pk).exists():
        raise Refused(f"Choose a contact of {ask.agency} who has an email address")
    if queries.has_an_account(contact.email):
        raise Refused(f"{contact.name or contact.email} has an account here, and answers by signing in. Choose another")
    if standing := queries.guest_link_for(ask):
        _end(standing, by=by, why=REPLACED)
    link = _send(ask, by=by, contact=contact, renews_until_on=by.on + RENEWS_FOR)
    for user in queries.leads_to_tell(ask, by):  # nobody answers for an agency behind its back
        key = f"{notices.GUEST_LINK.kind}:{link.pk}:{user.pk}"
        assert by.user is not None
        outbox.put(notices.GUEST_LINK, to=user, by=by, about=ask.entry, key=key, who=by.user, agency=ask.agency)
    audit.record(by, "asks.guest_link_sent", ask, until=link.expires_at.date().isoformat())
    return link


@transaction.atomic
def revoke_link(ask: Ask, *, by: Actor, why: str) -> Ask:
    """Make a guest's link worth nothing from now on, and end what is open through it."""
    require(policy.invite_guest(by, ask))
    standing = queries.guest_link_for(ask)
    if standing is None:
        raise Refused("There is no link to revoke")
    _end(standing, by=by, why=why)
    audit.record(by, "asks.guest_link_revoked", ask)
    return ask


@transaction.atomic
def spend_link(link: GuestLink, *, by: Actor) -> GuestLink:
    """Use a link up. Of two presses of its button one wins, and the other is told that it was used."""
    if refusal := why_not(link):
        raise Refused(refusal)
    spent = GuestLink.objects.filter(pk=link.pk, spent_at=None, revoked_on=None).update(spent_at=timezone.now())
    link.refresh_from_db()
    if not spent:
        raise Refused(why_not(link) or SPENT)
    audit.record(by, "asks.guest_link_used", link.ask)
    return link


@transaction.atomic
def send_anew(link: GuestLink, *, by: Actor) -> GuestLink:
    """Send a fresh link to the same address, at the asking of whoever holds the old one. Only whoever reads that mailbox
    gets it, so an old link that was passed on opens nothing."""
    if link.revoked_on and link.revoked_why != REPLACED:
        raise Refused(REVOKED)
    standing = queries.guest_link_for(link.ask)
    if standing is None or standing.pk != link.pk:
        raise Refused("A newer link was sent already. Look for it in your mailbox")
    if link.ask.status == Stage.WITHDRAWN:
        raise Refused("This is no longer asked, so there is nothing to open")
    if link.renews_until_on < by.on or not queries.possible_guests(link.ask, by.on).filter(pk=link.contact_id).exists():
        raise Refused("This link cannot be sent anew any more. Ask whoever sent it to you for another")
    _end(standing, by=by, why=REPLACED)
    fresh = _send(link.ask, by=by, contact=link.contact, renews_until_on=link.renews_until_on)
    audit.record(by, "asks.guest_link_sent_anew", link.ask, until=fresh.expires_at.date().isoformat())
    return fresh


def remind_guest(ask: Ask, *, by: Actor, anew: bool = False) -> GuestLink | None:
    """Write to the guest of an ask, if it has one: with a new link where the old one no longer opens anything.

    Part of the act that chases or queries. ``anew`` sends a new link whatever the old one does.
    """
    standing = queries.guest_link_for(ask)
    if standing is None:
        return None
    if not queries.possible_guests(ask, by.on).filter(pk=standing.contact_id).exists():
        return None
    in_use = standing.spent_at is not None and standing.expires_at > timezone.now()
    if in_use and not anew:
        mail.send_later(standing.email, SUBJECT, _reminder(ask, standing))
        return standing
    _end(standing, by=by, why=REPLACED)
    return _send(ask, by=by, contact=standing.contact, renews_until_on=by.on + RENEWS_FOR)


def tell_guest(ask: Ask, *, by: Actor, what: str) -> None:
    """Write to the guest of an ask, if it has one, what has become of it: part of the act that decides that."""
    if link := queries.guest_link_for(ask):
        mail.send_later(link.email, ABOUT, _told(ask, link, what))


def _address_of(secret: str) -> str:
    return links.absolute(reverse("asks:guest", args=[secret]))


def _reminder(ask: Ask, link: GuestLink) -> str:
    return f"""Hello {link.name}

{ask.agency} is asked for something by {day(ask.due_on)}, and it has not come back yet. Go on in the browser in which you
opened the link that we sent you before, or open that link again and ask for a new one.

This message leaves out all detail on purpose.
"""


def _told(ask: Ask, link: GuestLink, what: str) -> str:
    return f"""Hello {link.name}

{what} It is about something that {ask.agency} was asked for, to which we sent you a link.

This message leaves out all detail on purpose.
"""


def _send(ask: Ask, *, by: Actor, contact: AgencyContact, renews_until_on: date) -> GuestLink:
    email, name = contact.email.lower(), contact.name or contact.purpose
    secret = secrets.token_urlsafe(32)
    now = timezone.now()
    link = writing.create(
        GuestLink,
        by=by,
        ask=ask,
        contact=contact,
        email=email,
        name=name,
        secret_hash=links.hash_of(secret),
        expires_at=now + HOLDS_FOR,
        renews_until_on=renews_until_on,
    )
    writing.create(
        Happening, by=by, ask=ask, kind=Kind.LINK_SENT, happened_on=by.on, happened_by=by.user, guest_link=link
    )
    until = told(link.expires_at, since=now)
    mail.send_later(
        email,
        SUBJECT,
        f"""Hello {name}

{_what(ask)}

Open this link, check that it is for you, and press the button:

{_address_of(secret)}

The link works once, in one browser, until {day(until)}. If you did not expect it, do nothing and pass it on to nobody.

This message leaves out all detail on purpose.
""",
    )
    return link


def _what(ask: Ask) -> str:
    """What the link is for, as little as can be said."""
    if ask.settled:
        return f"This is your way to what was returned for {ask.agency}: you can read it, and keep a copy."
    return f"{ask.agency} is asked for something by {day(ask.due_on)}. You can answer without an account."


def _end(link: GuestLink, *, by: Actor, why: str) -> None:
    writing.change(link, by=by, revoked_on=by.on, revoked_by=by.user, revoked_why=why.strip())
