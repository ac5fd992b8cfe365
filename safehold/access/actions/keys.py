"""Changing the key that single values are encrypted under."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from safehold.access import audit, vault
from safehold.access.actor import Actor
from safehold.access.policy import Refused
from safehold.access.rotation import Place


@transaction.atomic
def encrypt_again(place: Place, *, by: Actor, numbers: Iterable[Any]) -> tuple[int, int]:
    """Encrypt the values of some rows of ``place`` again, under the newest key: how many were, and how many cannot be.

    A value whose key is gone stays as it is: the key may yet be found.
    """
    if not by.is_system:
        raise Refused("Keys are changed from the command line")
    again = unreadable = 0
    for number in numbers:
        try:
            with transaction.atomic():
                place.renew(number)
            again += 1
        except vault.Unreadable:
            unreadable += 1
    audit.record(
        by, "access.encrypted_again", count=again, what=place.label, key=vault.newest_key(), unreadable=unreadable
    )
    return again, unreadable
