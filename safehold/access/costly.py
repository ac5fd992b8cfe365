"""Costly work, such as drawing a report or writing a long file: one person has little of it running at once.

Without a limit, somebody who presses a button fifty times takes every process of the site from everybody else. Work that
runs holds a place in the database's cache, so that the limit holds over all processes without any other server. A place
whose process was killed comes free by itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.cache import cache
from django.http import HttpResponseBase

from safehold.access import audit, limits
from safehold.access.actor import Actor

HELD_FOR = 120  # seconds: longer than anything may take that a person waits for
TOO_MUCH = "Something large that you asked for is still being made. Wait until it is there, then ask again."


@dataclass(frozen=True)
class Place:
    """The right to run one piece of costly work, until it is given back."""

    key: str

    def give_back(self) -> None:
        cache.delete(self.key)


def place_for(actor: Actor) -> Place | None:
    """A place for one more piece of costly work of ``actor``'s; none where ``settings.COSTLY_AT_ONCE`` run already."""
    for number in range(settings.COSTLY_AT_ONCE):
        key = f"safehold.access.costly:{actor.user_id}:{number}"
        if cache.add(key, True, timeout=HELD_FOR):
            return Place(key)
    if limits.first_time(f"costly:{actor.user_id}"):  # a flood is one line
        audit.refused(actor, "access.costly_work", why=TOO_MUCH)
    return None


class Sending:
    """What is sent while it is made. Its place is given back when all was sent, or when nobody waits for it any more."""

    def __init__(self, content: Iterator[bytes], place: Place) -> None:
        self.content, self.place = content, place

    def __iter__(self) -> Iterator[bytes]:
        return self.content

    def close(self) -> None:
        self.place.give_back()


def until_sent(response: HttpResponseBase, place: Place) -> HttpResponseBase:
    """``response``, whose ``place`` is held until it was sent where it is made while it is sent."""
    if getattr(response, "file_to_stream", None) is None and response.streaming:
        response.streaming_content = Sending(iter(response), place)  # type: ignore[attr-defined]
    else:
        place.give_back()
    return response
