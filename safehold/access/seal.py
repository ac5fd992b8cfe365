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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.models import Exists, Max, OuterRef

from safehold.access.models import AuditLine, AuditLink

log = logging.getLogger("safehold.trail")

BATCH = 1000
BEHIND = 50_000
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


def seal(*, everything: bool = False) -> Head:
    """Link committed lines that are not linked yet, and say the new head. Safe to run twice, and at once.

    A long transaction may commit a line whose number is lower than those already linked, so it looks ``BEHIND`` lines
    back; ``everything`` looks through the whole trail.
    """
    while True:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:  # one sealer at a time; SQLite has one writer anyway
                    cursor.execute("SELECT pg_advisory_xact_lock(%s)", [0x5AFE401D])
            at = head()
            loose = AuditLine.objects.filter(~Exists(AuditLink.objects.filter(line_id=OuterRef("pk")))).order_by("pk")
            if not everything:
                newest = AuditLink.objects.aggregate(newest=Max("line_id"))["newest"] or 0
                loose = loose.filter(pk__gt=newest - BEHIND)
            links = []
            for line in loose[:BATCH]:
                at = Head(at.position + 1, mac_of(line, at.mac, at.position + 1))
                links.append(AuditLink(position=at.position, line_id=line.pk, mac=at.mac))
            AuditLink.objects.bulk_create(links)
        if links:
            keep_head(at)
        if len(links) < BATCH:
            return at


def verify(*, expected: Iterable[Head] = ()) -> Iterator[str]:
    """Everything wrong with the trail, each as a sentence naming the line. Nothing wrong yields nothing.

    ``expected`` are heads kept elsewhere (the log, the file ``AUDIT_HEADS``, a backup's manifest): with them, an end
    that was cut off is found too, and a chain made again from the start under a stolen key.
    """
    kept = {head.position: head for head in expected if head.position}
    before: str | None = START  # none where the link before is gone, and the next cannot be checked against it
    position = 0
    for links in _batches():
        lines = AuditLine.objects.in_bulk([link.line_id for link in links])
        for link in links:
            position += 1
            if link.position != position:
                yield _gap(position, link.position - 1)
                position, before = link.position, None
            line = lines.get(link.line_id)
            if line is None:
                yield f"Line {link.line_id} was removed"
            elif before is None:
                yield f"Line {link.line_id} cannot be checked, because the link before it is gone"
            elif not hmac.compare_digest(mac_of(line, before, position), link.mac):
                yield f"Line {link.line_id} was altered or moved"
            before = link.mac
            head = kept.pop(position, None)
            if head and head.mac != link.mac:
                yield f"The trail was rewritten: link {position} is not the one that was kept elsewhere"
    for missing in sorted(kept):
        if missing > position:
            yield f"The end was cut off: {position} lines are sealed, and {missing} were when a head was kept elsewhere"


def _gap(first: int, last: int) -> str:
    if first == last:
        return f"Link {first} of the chain was removed"
    return f"Links {first} to {last} of the chain were removed"


def keep_head(head: Head) -> None:
    """Say the newest head where the database cannot reach: in the log, and in the file ``AUDIT_HEADS`` where one is
    named. On a service that matters that file lies on another machine, or where it can only be added to."""
    log.info("audit head %s", head)
    if path := getattr(settings, "AUDIT_HEADS", ""):
        with Path(path).open("a", encoding="ascii") as file:
            file.write(f"{head}\n")


def kept_heads() -> list[Head]:
    """Every head in the file ``AUDIT_HEADS``, oldest first; none where none is named or nothing is sealed yet."""
    path = Path(getattr(settings, "AUDIT_HEADS", "") or "/nonexistent")
    return [Head.read(line) for line in path.read_text("ascii").splitlines() if line] if path.is_file() else []


def _batches() -> Iterator[list[AuditLink]]:
    last = -1
    while links := list(AuditLink.objects.filter(position__gt=last).order_by("position")[:BATCH]):
        yield links
        last = links[-1].position
