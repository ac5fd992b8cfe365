"""Somebody's own words in a report: put in each time it is drawn, by a function that the setting ``QUOTATIONS`` names.

Reports know nothing of where the words come from. Nothing of them is kept in a draft, so that words which were withdrawn are gone
from it, its preview and its files at once, and a quote without words stops the report. What is published keeps its copy.
"""

from datetime import date

from django.conf import settings
from django.db.models import Value
from django.utils.module_loading import import_string

from safehold.publications.document.blocks import BlockRef, Document, Emphasis, Paragraph, Quote, Text
from safehold.publications.document.origins import every, quotes_of
from safehold.publications.document.parse import parse
from safehold.publications.document.resolve import Unknown
from safehold.publications.document.serial import from_json
from safehold.publications.document.typography import typeset
from safehold.publications.lifecycle import Status
from safehold.publications.models import Publication, Section
from safehold.records.models import Entry


def quotation(reference: str, *, on: date, hold: bool = False) -> Quote:
    """The words that ``reference`` stands for on a day, with whose they are. ``Unknown``, with the reason, where there are none
    to print. With ``hold`` they cannot be withdrawn until the transaction that asks is over."""
    named = settings.QUOTATIONS
    if not named:
        raise Unknown("Nothing can be quoted here.")
    said = import_string(named)(reference, on=on, hold=hold)
    if said.refusal:
        raise Unknown(said.refusal)
    words = [Paragraph((Text(each.strip()),)) for each in said.words.split("\n\n") if each.strip()]
    return Quote((*words, Paragraph((Emphasis((Text(said.whose),)),))), reference)


def changed_since(document: Document, *, on: date) -> str:
    """Why a document that was drawn before may not be printed on a day, as a sentence: somebody's words in it were withdrawn
    since, or read otherwise now. Nothing where each stands as it was drawn.

    Asked in the transaction that prints it: until that is over nobody withdraws them. They are held in the order of their
    references, so that two reports with the same quotes never wait for each other.
    """
    for each in sorted(quotes_of(document), key=lambda quote: quote.reference.upper()):
        try:
            now = typeset(quotation(each.reference, on=on, hold=True))
        except Unknown as unknown:
            return f"A quote cannot be printed any more. {unknown}"
        if now != each:
            return f"The words of {each.reference} are no longer those that you read. Read the report again."
    return ""


def quoted_in(reference: str) -> list[tuple[Entry, str, date | None]]:
    """The reports that quote a reference: entry, title and the day of publication, none for a draft. Whoever asks says who
    may read of it: for the package that keeps the words, which names this in the setting ``QUOTED_IN``.

    A draft quotes what its sections refer to, however that is typed; a published report what was frozen with it.
    """
    reports = Publication.objects.filter(entry__in_error_on=None).select_related("entry")
    published = reports.filter(status=Status.PUBLISHED, frozen__icontains=reference)
    sections = Section.objects.filter(words__icontains=reference, removed_on=None).exclude(
        publication__status=Status.PUBLISHED
    )
    written = sections.order_by().values_list("publication", "words", Value(0))
    printed = published.select_related(None).order_by().values_list("pk", "frozen", Value(1))
    wanted = reference.casefold()
    quoting = {
        publication
        for publication, words, is_printed in written.union(printed, all=True)
        if wanted in (_printed_in(words) if is_printed else _written_in(words))
    }
    return [
        (each.entry, f"{each}, {each.period}", each.published_on)
        for each in reports.filter(pk__in=quoting).order_by("pk")
    ]


def _written_in(words: str) -> set[str]:
    """The references of the quotes in the words of a section, as they are compared."""
    return {each.name.casefold() for each in every(parse(words).blocks, BlockRef) if each.kind == "quote"}


def _printed_in(frozen: str) -> set[str]:
    """The references of the quotes in a report as it was published."""
    return {each.reference.casefold() for each in quotes_of(from_json(frozen))}
