"""What the pages about asks share."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.urls import reverse

from safehold.asks import presenters, queries
from safehold.records.pages import QuestionPage

SECTION = "asks"


class Side:
    """Where the pages of one ask stand: under their own names for people with accounts, and a guest's beside them."""

    side: ClassVar[str] = ""

    def at(self, name: str, *more: Any) -> str:
        """The address of another page of the same ask."""
        return reverse(f"asks:{self.side}{name}", args=[self.uid_asked(), *more])

    def uid_asked(self) -> Any:
        return self.kwargs["uid"]  # type: ignore[attr-defined]  # a page's


def names_of(agencies: Sequence[Any], most: int = 5) -> str:
    """The first names of a list of agencies, and how many more there are."""
    names = ", ".join(each.current_name for each in agencies[:most])
    return f"{names} and {len(agencies) - most} more" if len(agencies) > most else names


class SaysWhenClosed:
    """A page that sets a day: where nobody works on that day, it says so beside what was done. It is no refusal."""

    def act_on(self, form: Any) -> Any:
        self.due_on = form.cleaned_data.get("due_on")
        return super().act_on(form)  # type: ignore[misc]  # a page's

    def done_words(self, result: Any) -> str:
        words: str = super().done_words(result)  # type: ignore[misc]  # a page's
        closed = presenters.closed_on(self.due_on)
        return f"{words.removesuffix('.')}. Check the day: {closed}" if closed else words


class OfAsk(Side, QuestionPage):
    """A question about one ask, which leads back to it."""

    section = SECTION
    visible_to = staticmethod(queries.asks_visible_to)
    object: Any

    def after(self, result: Any) -> str:
        return self.at("ask")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("cancel", self.at("ask"))
        kwargs.setdefault("caption", str(self.object))
        return super().get_context_data(**kwargs)


class OfCall(QuestionPage):
    """A question about one call, which leads back to it."""

    section = SECTION
    visible_to = staticmethod(queries.calls_visible_to)
    object: Any

    def after(self, result: Any) -> str:
        return str(self.object.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("cancel", self.object.get_absolute_url())
        kwargs.setdefault("caption", str(self.object))
        return super().get_context_data(**kwargs)
