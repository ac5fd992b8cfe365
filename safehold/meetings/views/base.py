"""What the pages of meetings share."""

from typing import Any

from safehold.meetings import actions, policy
from safehold.records.pages import InErrorPage, QuestionPage, ReinstatePage

SECTION = "meetings"


class Asking(QuestionPage):
    """A question about a meeting or an item. Whoever turns back goes to its page, and so does whoever answers."""

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
    """Say that it should never have been recorded."""

    section = SECTION
    may = staticmethod(policy.mark)
    act = staticmethod(actions.enter_in_error)


class Reinstating(ReinstatePage):
    """Say that it stands after all."""

    section = SECTION
    may = staticmethod(policy.reinstate)
    act = staticmethod(actions.reinstate)
