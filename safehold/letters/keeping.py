"""Keeping the bytes of a file."""

import hashlib

from safehold.access.actor import Actor
from safehold.letters.models import Paper, PaperKind
from safehold.records import writing


def keep(content: bytes, kind: PaperKind, *, by: Actor) -> Paper:
    """Keep a file for ever. Called by actions, which write the trail."""
    digest = hashlib.sha256(content).hexdigest()
    return writing.create(Paper, by=by, kind=kind, content=content, size=len(content), sha256=digest)
