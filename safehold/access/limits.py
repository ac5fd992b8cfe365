"""How often one may guess. Counted in the database's cache, so that it holds without any other server.

Per account, allauth counts (``ACCOUNT_RATE_LIMITS``): ten mistakes in five minutes, a known device's apart from
everybody else's. Per address, strangers' devices alone are counted, here: from twenty mistakes they are slowed to one
try in two seconds, from a hundred they must first show that the mailbox is theirs. A known device is asked neither, so
nobody can shut out a colleague, or a whole council that shares one address.
"""

import hashlib
from typing import Literal

from allauth.core.internal import ratelimit
from django.core.cache import cache
from django.http import HttpRequest

from safehold.access import devices

RATES = {
    "slow_from": "20/5m/ip",
    "pace": "1/2s/ip",
    "challenge_from": "100/15m/ip",
    # calendars of a whole council ask from one address, and go on asking for feeds that were revoked: a count of their own
    "feed_guess": "20/5m/ip",
    "device_link": "60/10m/ip,3/10m/key",
}
Pace = Literal["free", "slow", "challenge"]


def allowed(request: HttpRequest, action: str, *, key: str | None = None, looking: bool = False) -> bool:
    """Whether ``action`` may happen once more from here; counted unless only ``looking``."""
    usage = ratelimit.consume(
        request, app="safehold.access", action=action, config=RATES, key=key, dry_run=looking, limit_get=True
    )
    return usage is not None


def pace_for(request: HttpRequest, *, user_id: int | None) -> Pace:
    """How somebody at this address is treated who says they are ``user_id`` (none for an unknown account)."""
    if devices.of(request).knows(user_id):
        return "free"
    if not allowed(request, "challenge_from", looking=True):
        return "challenge"
    if not allowed(request, "slow_from", looking=True):
        return "free" if allowed(request, "pace") else "slow"
    return "free"


def count_mistake(request: HttpRequest, *, user_id: int | None) -> None:
    """Remember a mistake against the address, unless a known device made it."""
    if not devices.of(request).knows(user_id):
        allowed(request, "slow_from")
        allowed(request, "challenge_from")


def first_time(*what: str, seconds: int = 300) -> bool:
    """True once in ``seconds``: so that a flood of refusals leaves one line in the trail and not a million."""
    return bool(cache.add(f"safehold.access.said:{digest(*what)}", True, timeout=seconds))


def digest(*parts: str) -> str:
    """What was typed or sent, as a cache may take it for a key: some take no spaces, and none takes long ones."""
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()
