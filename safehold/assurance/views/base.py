"""What the pages of assurance share."""

from collections.abc import Iterable
from typing import Any

from safehold.access import audit
from safehold.access.actor import Actor
from safehold.assurance import presenters
from safehold.assurance.policy import see
from safehold.govuk.addresses import reverse
from safehold.records.models import Entry
from safehold.records.pages import InErrorPage, ListPage, QuestionPage, ReinstatePage

SECTION = "assurance"


def looked_at(actor: Actor, event: str, *shown: Iterable[Entry]) -> None:
    """Write down one look at a page that shows several kinds of record, naming each record that it shows, once."""
    uids = list(dict.fromkeys(str(each.uid) for entries in shown for each in entries))
    audit.record(actor, event, count=len(uids), uids=uids)


class Listing(ListPage):
    """A list among the parts of the partnership's assurance. ``named`` is its address."""

    section = SECTION
    template_name = "assurance/list.html"
    may_open = staticmethod(see)
    named: str

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("parts", presenters.parts(self.named, self.actor))
        return super().get_context_data(**kwargs)


class Beginning(QuestionPage):
    """A question that begins a record. Whoever turns back goes to its list."""

    section = SECTION
    back_to: str

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(cancel=reverse(self.back_to), **kwargs)


class Asking(QuestionPage):
    """A question about a record. Whoever turns back goes to its page, and so does whoever answers."""

    section = SECTION
    object: Any

    def back(self) -> str:
        return str(self.object.get_absolute_url())

    def after(self, result: Any) -> str:
        return self.back()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("cancel", self.back())
        kwargs.setdefault("caption", str(self.object))
        return super().get_context_data(**kwargs)


class Marking(InErrorPage):
    section = SECTION


class Reinstating(ReinstatePage):
    section = SECTION
