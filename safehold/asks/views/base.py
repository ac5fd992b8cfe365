"""What the pages about asks share."""

from typing import Any, ClassVar

from django.urls import reverse

from safehold.asks import queries
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
