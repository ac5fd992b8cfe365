"""Making a publication: from its words and the book of figures to a resolved document, its checks and its files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings

from safehold.charts import Studio
from safehold.measures.figures import Figure
from safehold.measures.queries import Book
from safehold.publications import disclosure
from safehold.publications.document import drawings, figures_csv, html, pdf, word
from safehold.publications.document.blocks import Diagram, Document, Meta
from safehold.publications.document.parse import Words, parse_document
from safehold.publications.document.problems import Problem
from safehold.publications.document.resolve import resolve
from safehold.publications.models import Kind, Profile, Publication
from safehold.publications.resolver import PublicationResolver

INVENTED = "Everything in this document is invented: the partnership, its people, its cases and its figures."


@dataclass(frozen=True)
class Made:
    """A publication as it stands: the document, what is wrong with it, and the figures it rests on."""

    document: Document
    problems: tuple[Problem, ...]
    figures: tuple[Figure, ...] = field(default=())
    # the small numbers about people that the document shows, or would show if nothing hid them
    small: tuple[Figure, ...] = ()
    hidden: disclosure.Hidden = disclosure.NOTHING

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def warnings(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "warning"]


def make(
    publication: Publication,
    book: Book,
    *,
    partnership: str,
    on: date,
    diagrams: Mapping[str, Diagram] | None = None,
    ours: Callable[[str], str] = str,
) -> Made:
    """The document that ``publication``'s words and ``book`` make on ``on``; ``ours`` puts the partnership's words of
    its period in place of the country's.

    A publication for the public hides what is small, and so is resolved twice: once to see every figure it speaks of,
    and once with those hidden that are small or would give a small one away.
    """
    words = [Words(f"{section.number}. {section.title}", section.words) for section in publication.sections.all()]
    meta = Meta(
        title=publication.title,
        partnership=partnership,
        period=publication.period,
        published_on=publication.published_on or on,
        note=note_of(publication),
        banner=INVENTED if settings.INVENTED else "",
    )
    parsed, problems = parse_document(meta, words)
    first = PublicationResolver(publication, book, diagrams=dict(diagrams or {}), ours=ours)
    found = resolve(parsed, first)
    figures = tuple(first.asked.values())
    small = tuple(disclosure.small(figures))
    hiding = disclosure.NOTHING
    if publication.profile == Profile.PUBLIC and not publication.override_why:
        hiding = disclosure.hidden(figures)
        if hiding.primary:
            found = resolve(
                parsed, PublicationResolver(publication, book, hidden=hiding, diagrams=dict(diagrams or {}), ours=ours)
            )
    return Made(found.document, tuple(sorted({*problems, *found.problems})), figures, small, hiding)


def note_of(publication: Publication) -> str:
    """The sentence on the cover about what may be shown, and who decided it."""
    if publication.override_why:
        return f"Small numbers are shown: {publication.override_why}."
    if publication.profile == Profile.INTERNAL:
        return "For the partnership alone: small numbers are shown, and this must not be published."
    return "Numbers about people below 5 are hidden, shown as [c], and so is any number that would give one away."


def studio() -> Studio:
    """The chart studio, keeping its drawings between runs."""
    return Studio(settings.ROOT / ".cache" / "charts")


def write_files(document: Document) -> dict[str, bytes]:
    """The four files of a document, by kind. Charts are drawn once."""
    with studio() as artist:
        artist.warm(2)
        svgs = drawings.svgs(document, artist)
        files = {
            Kind.CSV: figures_csv.figures_csv(document),
            Kind.HTML: html.page(
                document, svgs, downloads=html.Downloads(figures="figures.csv", pdf="report.pdf", word="report.docx")
            ).encode(),
            Kind.PDF: pdf.write(document, svgs),
            Kind.DOCX: word.write(document, drawings.pngs(document, artist)),
        }
    return {str(kind): content for kind, content in files.items()}
