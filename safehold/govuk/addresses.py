"""Addresses by the names of their pages. A page names dozens of them and a list one in every row, and Django works each
out anew: here each name is worked out once."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from django import urls
from django.conf import settings
from django.urls import get_script_prefix


def reverse(viewname: str, args: Sequence[Any] = (), kwargs: dict[str, Any] | None = None) -> str:
    """The address of the page called ``viewname``: always what Django's own ``reverse`` says.

    Only addresses without arguments, and those whose every argument is a ``UUID``, are kept: whichever UUID stands in
    one, it is written in the same way. No request of ours has addresses of its own, so the setting says whose they are.
    Raises ``NoReverseMatch`` where there is no such page.
    """
    if kwargs:
        return urls.reverse(viewname, args=args, kwargs=kwargs)
    for each in args:
        if type(each) is not UUID:
            return urls.reverse(viewname, args=args)
    address, *rest = _around(viewname, len(args), settings.ROOT_URLCONF, get_script_prefix())
    for uid, after in zip(args, rest, strict=True):
        address += f"{uid}{after}"
    return address


@lru_cache(maxsize=1024)
def _around(viewname: str, count: int, urlconf: str, prefix: str) -> tuple[str, ...]:
    """What stands before, between and after the ``count`` arguments of an address."""
    standing_in = [UUID(int=number + 1) for number in range(count)]
    rest, parts = urls.reverse(viewname, urlconf=urlconf, args=standing_in), []
    for uid in standing_in:
        before, _, rest = rest.partition(str(uid))
        parts.append(before)
    return (*parts, rest)
