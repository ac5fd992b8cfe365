"""A guest: somebody without an account, who answers one ask by a link that was sent to them."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from safehold.access.actor import Actor
from safehold.asks.models import GuestLink

REPLACED = "A new link took its place"
SPENT = "This link has been used already. Go on in the browser in which you used it, or ask for a new link"
OVER = "This link is too old. Ask for a new one"
REVOKED = "This link has been revoked. Ask whoever sent it to you"


@dataclass(frozen=True)
class Guest(Actor):
    """Whoever spent a guest link, in the browser that spent it. They hold no role and act for no agency: what they reach is
    the one ask of their link, and the trail calls them a guest of its agency, by the number of the link."""

    link: GuestLink | None = None

    @property
    def ask_id(self) -> int | None:
        return self.link.ask_id if self.link else None

    @classmethod
    def of(cls, link: GuestLink, *, on: date, where: str = "") -> "Guest":  # type: ignore[override]  # by another way in
        return cls(name=f"Guest of {link.ask.agency}, link {link.pk}", on=on, where=where, link=link)


def link_of(actor: Actor) -> GuestLink | None:
    """The link by which ``actor`` is here, where they are a guest."""
    return actor.link if isinstance(actor, Guest) else None


def why_not(link: GuestLink) -> str:
    """Why a link cannot be spent; nothing where it can."""
    if link.revoked_on:
        return SPENT if link.revoked_why == REPLACED else REVOKED
    if link.spent_at:
        return SPENT
    return OVER if link.expires_at <= timezone.now() else ""
