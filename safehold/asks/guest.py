"""A guest: somebody without an account, who answers one ask by a link that was sent to them."""

from dataclasses import dataclass
from datetime import date

from safehold.access.actor import Actor
from safehold.asks.models import GuestLink


@dataclass(frozen=True)
class Guest(Actor):
    """Whoever spent a guest link, in the browser that spent it. They hold no role and act for no agency: what they reach is
    the one ask of their link, and the trail calls them a guest of its agency."""

    link: GuestLink | None = None

    @property
    def ask_id(self) -> int | None:
        return self.link.ask_id if self.link else None

    @classmethod
    def of(cls, link: GuestLink, *, on: date, where: str = "") -> "Guest":  # type: ignore[override]  # by another way in
        return cls(name=f"Guest of {link.ask.agency}", on=on, where=where, link=link)


def link_of(actor: Actor) -> GuestLink | None:
    """The link by which ``actor`` is here, where they are a guest."""
    return actor.link if isinstance(actor, Guest) else None
