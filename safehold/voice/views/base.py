"""What the pages of lived experience share."""

from typing import Any

from safehold.records.pages import QuestionPage
from safehold.voice import queries

SECTION = "voice"


class OfVoice(QuestionPage):
    """A question about one voice, which leads back to it."""

    section = SECTION
    visible_to = staticmethod(queries.visible_to)
    object: Any

    def after(self, result: Any) -> str:
        return str(self.object.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("cancel", self.after(None))
        kwargs.setdefault("caption", str(self.object))
        return super().get_context_data(**kwargs)
