"""Loading packs: what was sent is kept as it came, and one act loads all of it or nothing."""

import hashlib

from django.db import transaction
from django.utils import timezone

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.access.policy import Refused, require
from safehold.partnership import policy
from safehold.partnership.models import PackFile
from safehold.partnership.pack import loading
from safehold.records import writing


@transaction.atomic
def receive_pack(*, by: Actor, file_name: str, data: bytes) -> PackFile:
    """Keep a pack that can be read, so that its differences can be looked at before it is loaded.

    Raises ``Unreadable`` with everything that is wrong in it; then nothing is kept.
    """
    require(policy.load_pack(by))
    loading.understand(data)
    digest = hashlib.sha256(data).hexdigest()
    pack = writing.create(PackFile, by=by, file_name=file_name[:160], text=data.decode("utf-8-sig"), sha256=digest)
    audit.record(by, "partnership.pack_received", pack, file_name=pack.file_name, sha256=digest)
    return pack


@transaction.atomic
def load_pack(pack: PackFile, *, by: Actor, shown: str = "") -> PackFile:
    """Load a pack: everything that differs, in one act, or nothing.

    ``shown`` is the digest of the differences that were agreed to; where they have changed meanwhile, nothing is loaded.
    Raises ``Unreadable`` with every refusal.
    """
    require(policy.load_pack(by, pack))
    if pack.loaded_at:
        raise Refused("This pack has been loaded already")
    understood = loading.understand(pack.text.encode())
    if shown and shown != loading.digest(understood.differences()):
        raise Refused("The partnership has changed since you were shown the differences. Look at them again")
    count = loading.load(understood, by=by)
    writing.change(pack, by=by, loaded_at=timezone.now(), loaded_by=by.user, changes=count)
    names = [section.name for section, _ in understood.said]
    audit.record(
        by, "partnership.pack_loaded", pack, count=count, file_name=pack.file_name, sha256=pack.sha256, sections=names
    )
    return pack


@transaction.atomic
def export_pack(*, by: Actor) -> str:
    """The whole partnership as a pack, without anybody in it."""
    require(policy.load_pack(by))
    text = loading.export()
    audit.record(by, "partnership.pack_exported", sha256=hashlib.sha256(text.encode()).hexdigest())
    return text
