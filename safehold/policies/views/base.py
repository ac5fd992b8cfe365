"""What the pages of policies share."""

from collections.abc import Callable
from functools import partial
from io import BytesIO
from typing import Any

from django.conf import settings
from django.http import FileResponse
from django.urls import reverse

from safehold.govuk import forms as fields
from safehold.govuk.parts import Link
from safehold.partnership.queries import the_partnership
from safehold.policies import queries
from safehold.policies.forms.keeping import SORTS
from safehold.records.pages import QuestionPage

SECTION = "policies"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
INVENTED = "Everything in this document is invented."


QUESTIONS: dict[str, Callable[[], Any]] = {
    "title": partial(fields.CharField, label="What is it called?", missing="Enter what it is called", max_length=160),
    "sort": partial(fields.ChoiceField, label="What is it?", missing="Select what it is", choices=SORTS),
}
"""What can be corrected of a policy and of each of its versions."""


class Asking(QuestionPage):
    """A question about a policy, a version or an interpretation, which leads back to it."""

    section = SECTION
    object: Any

    def after(self, result: Any) -> str:
        return str(self.object.get_absolute_url())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        kwargs.setdefault("cancel", self.after(None))
        kwargs.setdefault("caption", str(self.object))
        return super().get_context_data(**kwargs)


class OfPolicy(Asking):
    visible_to = staticmethod(queries.policies_visible_to)


class OfVersion(Asking):
    visible_to = staticmethod(queries.versions_visible_to)


class OfInterpretation(Asking):
    visible_to = staticmethod(queries.interpretations_visible_to)


def all_policies() -> Link:
    return Link("Policies", reverse("policies:policies"))


def printed_for() -> dict[str, str]:
    """Whose paper it is, and what stands above everything that is invented."""
    ours = the_partnership()
    return {
        "partnership": ours.name if ours else "A new partnership",
        "banner": INVENTED if settings.INVENTED else "",
    }


def sent(content: bytes, kind: str, name: str) -> FileResponse:
    response = FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=kind)
    response["Cache-Control"] = "no-store"
    return response
