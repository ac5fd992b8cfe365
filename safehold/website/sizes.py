"""What happens to a request that is larger than anything this site asks for: a sentence, before any of it is read."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.defaults import bad_request as not_understood

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


class SizeMiddleware:
    """Turns away by its announced length what is larger than ``BODY_MAX_SIZE``, so that no disk is filled with it.

    A file that is merely larger than ``UPLOAD_MAX_SIZE`` comes in, and is refused on its own page beside what was typed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        announced = str(request.META.get("CONTENT_LENGTH") or "")
        if announced.isdecimal() and int(announced) > settings.BODY_MAX_SIZE:
            return too_large(request)
        return self.get_response(request)


def too_large(request: HttpRequest) -> HttpResponse:
    """The page that says how much can be sent. It looks at nothing of what was."""
    sizes = {"file_most": settings.UPLOAD_MAX_SIZE, "typed_most": settings.DATA_UPLOAD_MAX_MEMORY_SIZE}
    return render(request, "413.html", sizes, status=413)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What is answered where a request could not be read: that it was too large, or that it made no sense."""
    return too_large(request) if isinstance(exception, TOO_MUCH) else not_understood(request, exception)
