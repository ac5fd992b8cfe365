"""The gallery: every component and pattern we draw with, each with its name and when to use it, and the layouts."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from safehold.govuk import examples
from safehold.govuk.parts import Link

# Each layout by name: its template, when to use it, and the invented facts it is shown with.
LAYOUTS: dict[str, tuple[str, str, Callable[[HttpRequest], dict[str, Any]]]] = {
    "list": ("govuk/list.html", "Many records that people filter, sort, page through and download.", examples.a_list),
    "unfiltered": ("govuk/list.html", "The same list before anything was asked of it.", examples.an_unfiltered_list),
    "empty-list": ("govuk/list.html", "The same list when nothing matches its filters.", examples.an_empty_list),
    "record": ("govuk/record.html", "One record: what it is, where it stands, what happened.", examples.a_record),
    "question": ("govuk/question.html", "One question, or one section of them.", examples.a_question),
    "mistakes": ("govuk/question.html", "The same question when the answers are wrong.", examples.mistakes),
    "conflict": ("govuk/question.html", "The same question when somebody else saved first.", examples.a_conflict),
    "register": ("govuk/register.html", "A few dated rows: seats, names, memberships.", examples.a_register),
    "confirm": ("govuk/confirm.html", "An act that cannot simply be undone.", examples.a_confirmation),
    "done": ("govuk/done.html", "The end of a journey, with a reference and what happens next.", examples.done),
    "refused": ("403.html", "Something one may know of but not open: the policy’s own reason.", examples.refused),
    "not-found": (
        "404.html",
        "What is not there, and what one may not know of: the two look the same.",
        examples.nothing,
    ),
    "too-large": ("413.html", "Larger than anything that can be sent.", examples.too_large),
    "too-many": ("429.html", "Asked for too often.", examples.too_many),
    "broken": ("500.html", "A fault of ours. It leans on nothing that may itself have failed.", examples.nothing),
    "unavailable": ("503.html", "Work on the service, or a part of it that cannot be reached.", examples.nothing),
}


@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Every component and pattern, and a link to every layout."""
    layouts = [(Link(name.replace("-", " ").capitalize(), _href(name)), use) for name, (_, use, _) in LAYOUTS.items()]
    return render(request, "govuk/gallery.html", {"title": "Components", "layouts": layouts, **examples.components()})


@require_safe
def layout(request: HttpRequest, name: str) -> HttpResponse:
    """One layout, filled with invented facts."""
    if name not in LAYOUTS:
        raise Http404("There is no such layout")
    template, _, facts = LAYOUTS[name]
    return render(request, template, {"back": reverse("components:gallery"), **facts(request)})


def _href(name: str) -> str:
    return reverse("components:layout", args=[name])
