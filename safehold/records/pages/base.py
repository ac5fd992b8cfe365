"""What the four shapes share: who may open the page at all, and how what they open is found."""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar, NoReturn

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views import View

from safehold.access import audit, costly
from safehold.access.actor import Actor
from safehold.access.policy import YES, Answer
from safehold.access.request import acting
from safehold.govuk.parts import Answer as Said
from safehold.records import watch

# ``visible_to(actor)``: a module's own query, given to a page as ``staticmethod(queries.visible_to)``. The checker would
# take a plain callable on a class for a method, so pages declare it as Any.
Visible = Callable[[Actor], QuerySet]
# the content policy of a file that somebody sent: a browser that opened it would run nothing of it, and nobody frames it
NOTHING_RUNS = "sandbox; default-src 'none'; object-src 'none'; frame-ancestors 'none'"


class Page(View):
    """A page with a title. ``may_open(actor)`` says who may open it at all; the default is anyone signed in."""

    title: ClassVar[str] = ""
    template_name: ClassVar[str]
    # which item of the navigation is current
    section: ClassVar[str] = ""
    # whether opening it is recorded: pages about people's records are, the plain furniture of the site is not
    recorded: ClassVar[bool] = True
    # the methods that take long to answer, such as GET where a report is drawn: one person has few of them at once
    costly: ClassVar[frozenset[str]] = frozenset()

    @staticmethod
    def may_open(actor: Actor) -> Answer:
        return YES

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.actor = acting(request)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer = self.may_open(self.actor)
        if not answer:
            audit.refused(self.actor, "records.page_opened", why=answer.reason)
            return forbidden(request, answer)
        if not self.is_costly():
            return super().dispatch(request, *args, **kwargs)
        place = costly.place_for(self.actor)
        if place is None:
            return self.too_much()
        try:
            response = super().dispatch(request, *args, **kwargs)
        except BaseException:
            place.give_back()
            raise
        return costly.until_sent(response, place)

    def is_costly(self) -> bool:
        """Whether this request takes long: what the page says of itself, and every file that is written on the spot."""
        method = "GET" if self.request.method == "HEAD" else self.request.method
        return method in self.costly or "format" in self.request.GET

    def too_much(self) -> HttpResponse:
        """The page that asks to wait until earlier work is done."""
        return render(self.request, "429.html", {"reason": costly.TOO_MUCH, "actor": self.actor}, status=429)

    def get_title(self) -> str:
        return self.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"title": self.get_title(), "actor": self.actor, "section": self.section, "page": self, **kwargs}

    def show(self, *, status: int = 200, **context: Any) -> HttpResponse:
        response = render(self.request, self.template_name, self.get_context_data(**context), status=status)
        response["Cache-Control"] = "no-store"
        return response


class Found:
    """Finds one record by the ``uid`` in the address, among those the actor may see; anything else is not there.

    A try at something that is not there, or is not for this actor, is one line in the trail: which of the two it was is
    not looked up, so that both answers take the same time.
    """

    visible_to: ClassVar[Any]
    actor: Actor

    def find(self, request: HttpRequest, uid: Any) -> Any:
        found = type(self).visible_to(acting(request)).filter(entry__uid=uid).first()
        if found is None:
            self.not_there(request, uid)
        return found

    def not_there(self, request: HttpRequest, uid: Any) -> NoReturn:
        """Write down the try, and answer that there is no such record."""
        not_there(acting(request), "records.opened", (self.kind(), str(uid)))

    def kind(self) -> str:
        """The kind of record that this page is about, for the trail."""
        rows = type(self).visible_to(self.actor)
        return str(getattr(rows.model, "KIND", rows.model._meta.label_lower))


def not_there(actor: Actor, event: str, subject: tuple[str, str]) -> NoReturn:
    """Write down the try, have the worker see whether it touched what is sealed, and answer as if there were nothing."""
    audit.refused(actor, event, subject, why="There is no such record")
    watch.tried(actor, subject[1])
    raise Http404("There is no such record")


def forbidden(request: HttpRequest, answer: Answer, typed: Iterable[Said] = ()) -> HttpResponse:
    """The page that says why not. Only for what one may know of: the rest is simply not there.

    ``typed`` is what came with it: whoever is refused only now can still copy what they wrote.
    """
    typed = list(typed)
    title = (
        "This was not saved"
        if typed
        else "You cannot open this page"
        if answer.by_access
        else "This cannot be done now"
    )
    context = {"title": title, "may": answer, "actor": acting(request), "typed": typed}
    return render(request, "403.html", context, status=403)
