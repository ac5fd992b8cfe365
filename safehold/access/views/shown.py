"""Small things that these pages share."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme


def page(request: HttpRequest, name: str, title: str, *, status: int = 200, **context: Any) -> HttpResponse:
    return render(request, f"access/{name}.html", {"title": title, **context}, status=status)


def safe_next(request: HttpRequest, otherwise: str = "/") -> str:
    """Where to go on to, when it is on this site; ``otherwise`` when it is not."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if ours else otherwise
