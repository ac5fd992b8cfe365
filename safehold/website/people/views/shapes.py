"""Pages about accounts, which are known by their number and are not records."""

from typing import Any

from django.http import HttpRequest

from safehold.access.request import acting
from safehold.records.pages import QuestionPage
from safehold.records.pages.base import Found
from safehold.website.people.presenters import page_of, user_of


class ByNumber(Found):
    """Finds a row by its number, among those that the actor may see."""

    def find(self, request: HttpRequest, uid: Any) -> Any:
        found = type(self).visible_to(acting(request)).filter(pk=uid).first()
        if found is None:
            self.not_there(request, uid)
        return found


class Question(ByNumber, QuestionPage):
    """Something asked about a person, a membership or a role held. It leads back to the person's page."""

    section = "people"
    recorded = False

    def after(self, result: Any) -> str:
        return page_of(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        given = {"cancel": page_of(self.object), "caption": user_of(self.object).name} if self.object else {}
        return super().get_context_data(**{**given, **kwargs})
