"""The published report of the year before, and whether something was said in it."""

from dataclasses import dataclass

from safehold.clocks import Period
from safehold.publications.document.blocks import Paragraph, Row, plain_text
from safehold.publications.document.origins import every
from safehold.publications.document.serial import from_json
from safehold.publications.lifecycle import Status
from safehold.publications.models import Publication


@dataclass(frozen=True)
class Before:
    """The published report of the year before: what it is called, and each item of its lists and cell of its tables, as words
    are known again (``alike``)."""

    title: str
    said: frozenset[str]

    def says(self, words: str) -> bool:
        return alike(words) in self.said


def alike(words: str) -> str:
    """Words as they are known again: whatever their capitals, spaces, apostrophes and how they end."""
    return " ".join(words.replace("’", "'").replace("\u2060", "").casefold().split()).rstrip(".")


def report_before(publication: Publication, year: Period) -> Before | None:
    """The latest published report on ``year`` about the same place as ``publication``; none where there is none."""
    rows = Publication.objects.filter(
        status=Status.PUBLISHED, geography=publication.geography, period=year.label, entry__in_error_on=None
    )
    found = rows.exclude(pk=publication.pk).order_by("-published_on", "-pk").first()
    if found is None or not found.frozen:
        return None
    document = from_json(found.frozen)
    said = [plain_text(each.children) for each in every(document, Paragraph)]
    said += [plain_text(cell) for row in every(document, Row) for cell in row.cells]
    return Before(
        f"{found.title[:1].lower()}{found.title[1:]} of {found.period}", frozenset(alike(each) for each in said)
    )
