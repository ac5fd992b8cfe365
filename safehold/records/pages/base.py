"""What the four shapes share: who may open the page at all, and how what they open is found."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views import View

from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer

Visible = Callable[[Actor], QuerySet]


class Page(View):
    """A page with a title. ``may_open(actor)`` says who may open it at all; the default is anyone signed in."""

    title: ClassVar[str] = ""
    template_name: ClassVar[str]
    # which item of the navigation is current
    section: ClassVar[str] = ""
    # whether opening it is recorded: pages about people's records are, the plain furniture of the site is not
    recorded: ClassVar[bool] = True

    @staticmethod
    def may_open(actor: Actor) -> Answer:
        return YES

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        self.actor: Actor = request.actor  # type: ignore[attr-defined]
        answer = self.may_open(self.actor)
        if not answer:
            return forbidden(request, answer)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[return-value]

    def get_title(self) -> str:
        return self.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"title": self.get_title(), "actor": self.actor, "section": self.section, "page": self, **kwargs}

    def show(self, *, status: int = 200, **context: Any) -> HttpResponse:
        return render(self.request, self.template_name, self.get_context_data(**context), status=status)


class Found:
    """Finds one record by the ``uid`` in the address, among those the actor may see; anything else is not there."""

    visible_to: ClassVar[Visible]

    def find(self, request: HttpRequest, uid: Any) -> Any:
        found = type(self).visible_to(request.actor).filter(entry__uid=uid).first()  # type: ignore[attr-defined]
        if found is None:
            raise Http404("There is no such record")
        return found


def forbidden(request: HttpRequest, answer: Answer) -> HttpResponse:
    """The page that says why not. Only for what one may know of: the rest is simply not there."""
    return render(
        request,
        "403.html",
        {"title": "You cannot open this page", "reason": answer.reason, "actor": request.actor},
        status=403,  # type: ignore[attr-defined]
    )
