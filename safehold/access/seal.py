"""Sealing the audit trail, and finding out whether anyone has touched it.

Lines are written unchained, so that two people working at once never wait for each other. One sealer then links
committed lines, in batches, into a chain: each link is an HMAC over its line and the link before it, under a key that
the database does not hold. The newest link (the *head*) goes to the log and into every backup's manifest, so that
cutting off the end shows as well as a change in the middle.
"""

import hashlib
import hmac
import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from safehold.access.models import AuditLine, AuditLink

log = logging.getLogger("safehold.trail")

BATCH = 1000
START = "0" * 64
FIELDS = (
    "id",
    "event",
    "by_id",
    "by_name",
    "agency_id",
    "roles",
    "where_from",
    "subject_kind",
    "subject_uid",
    "count",
    "facts",
)


@dataclass(frozen=True)
class Head:
    """The newest link: how many lines are sealed, and the value that stands for all of them."""

    position: int
    mac: str

    def __str__(self) -> str:
        return f"{self.position}:{self.mac}"

    @classmethod
    def read(cls, text: str) -> "Head":
        position, mac = text.strip().split(":")
        return cls(int(position), mac)


def mac_of(line: AuditLine, before: str, position: int) -> str:
    facts = {name: getattr(line, name) for name in FIELDS}
    facts["at"] = line.at.isoformat()
    said = json.dumps([position, before, facts], sort_keys=True, separators=(",", ":"))
    return hmac.new(settings.AUDIT_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()


def head() -> Head:
    last = AuditLink.objects.order_by("-position").first()
    return Head(last.position, last.mac) if last else Head(0, START)


def seal() -> Head:
    """Link every committed line that is not linked yet, and say the new head. Safe to run twice, and at once."""
    while True:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:  # one sealer at a time; SQLite has one writer anyway
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x5AFE401D])
            at = head()
            loose = AuditLine.objects.filter(~Exists(AuditLink.objects.filter(line_id=OuterRef("pk")))).order_by("pk")
            links = []
            for line in loose[:BATCH]:
                at = Head(at.position + 1, mac_of(line, at.mac, at.position + 1))
                links.append(AuditLink(position=at.position, line_id=line.pk, mac=at.mac))
            AuditLink.objects.bulk_create(links)
        if links:
            log.info("audit head %s", at)
        if len(links) < BATCH:
            return at


def verify(*, expected: Head | None = None) -> Iterator[str]:
    """Everything wrong with the trail, each as a sentence naming the line. Nothing wrong yields nothing.

    ``expected`` is a head kept elsewhere (a log, a backup's manifest): with it, an end that was cut off is found too.
    """
    before, position, expected_seen = START, 0, expected is None or expected.position == 0
    for links in _batches():
        lines = AuditLine.objects.in_bulk([link.line_id for link in links])
        for link in links:
            position += 1
            if link.position != position:
                yield f"Link {position} is missing: the chain goes on at {link.position}"
                position = link.position
            line = lines.get(link.line_id)
            if line is None:
                yield f"Line {link.line_id} was removed"
            elif mac_of(line, before, position) != link.mac:
                yield f"Line {link.line_id} was altered or moved"
            before = link.mac
            if expected and link.position == expected.position:
                expected_seen = True
                if link.mac != expected.mac:
                    yield f"The trail was rewritten: link {position} is not the one that was kept elsewhere"
    if not expected_seen and expected:
        yield f"The end was cut off: {position} lines are sealed, and {expected.position} were when the head was kept"


def _batches() -> Iterator[list[AuditLink]]:
    last = -1
    while links := list(AuditLink.objects.filter(position__gt=last).order_by("position")[:BATCH]):
        yield links
        last = links[-1].position
