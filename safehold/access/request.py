"""A request as it is once our middleware has seen it."""

from typing import cast

from django.http import HttpRequest

from safehold.access.actor import Actor
from safehold.access.models import User


class Request(HttpRequest):
    """Only a name for the type checker: the same request, which now knows who is asking."""

    actor: Actor


def signed_in(request: HttpRequest) -> User:
    """Who is signed in, on a page that strangers cannot open."""
    assert isinstance(request.user, User)
    return request.user


def acting(request: HttpRequest) -> Actor:
    """Who is asking."""
    return cast(Request, request).actor
