"""Proofs of the reliability and security goals: small counts in ``make test``, full counts in ``make prove``.

Each has a control: with the protection taken away, the same check turns red.
"""

import os
from datetime import UTC, datetime

PROVING = os.environ.get("PROVE") == "1"
SCALE = float(os.environ.get("PROVE_SCALE", "1"))
# it chooses what a small proof asks, so that a week of tests asks more than any one of them
DAY = os.environ.get("PROOF_DAY") or datetime.now(tz=UTC).date().isoformat()


def count(small: int, full: int) -> int:
    """How often to do it: ``small`` in a test, ``full`` times the scale (never less than ``small``) when proving."""
    return max(small, round(full * SCALE)) if PROVING else small
