"""What the pages about findings, recommendations and actions share."""

from typing import Any

from safehold.plans import actions, policy
from safehold.records.pages import CorrectPage, InErrorPage, QuestionPage, ReinstatePage

SECTION = "plans"


class Asking(QuestionPage):
    """A question about one of them. Whoever turns back goes to its page."""

    section = SECTION
    object: Any

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("cancel", self.object.get_absolute_url())
        return super().get_context_data(**kwargs)


class AskingWithItsWords(Asking):
    """The same, with what was recommended or will be done above the question."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("intro", self.object.words)
        return super().get_context_data(**kwargs)


class Correcting(CorrectPage):
    """Put one of its facts right."""

    section = SECTION
    may = staticmethod(policy.correct)
    act = staticmethod(actions.correct)


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
