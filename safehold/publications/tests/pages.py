"""What the tests of a report's pages share: where its pages are, and a page that has no faults."""

from typing import Any

from django.urls import reverse

from safehold.govuk.tests.pages import faults
from safehold.publications.models import Publication


def at(name: str, publication: Publication, *more: Any) -> str:
    """The address of the page called ``name``, about ``publication``."""
    return reverse(f"publications:{name}", args=[publication.entry.uid, *more])


def text(response: Any) -> str:
    """The page, in which there is no fault."""
    page = response.content.decode()
    assert faults(page) == []
    return page
