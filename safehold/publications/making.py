"""Making a publication: from its words and the book of figures to a resolved document, its checks and its files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from django.conf import settings

from safehold.charts import Studio
from safehold.measures.figures import Figure
from safehold.measures.queries import Book
from safehold.publications import checks, disclosure
from safehold.publications.claims.verdicts import Finding, Verdict
from safehold.publications.document import drawings, figures_csv, html, pdf, word
from safehold.publications.document.blocks import Accepted, Diagram, Document, ListBlock, Meta
from safehold.publications.document.parse import Words, parse_document
from safehold.publications.document.problems import Problem
from safehold.publications.document.resolve import resolve
from safehold.publications.models import AcceptedFinding, Kind, Profile, Publication
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
    # what the checks find in it, and which of what fails was accepted with a reason
    checked: checks.Checked = checks.NOTHING
    accepted: tuple[AcceptedFinding, ...] = ()

    @property
    def failing(self) -> list[Finding]:
        """The checks that fail and that nobody has accepted: each stops the report."""
        answered = {each.key for each in self.accepted}
        return [each for each in self.checked.findings.of(Verdict.FAILS) if each.key not in answered]

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
    lists: Mapping[str, ListBlock] | None = None,
    typed: Mapping[int, str] | None = None,
) -> Made:
    """The document that ``publication``'s words and ``book`` make on ``on``; ``ours`` puts the partnership's words of
    its period in place of the country's.

    A publication for the public hides what is small, and so is resolved twice: once to see every figure it speaks of,
    and once with those hidden that are small or would give a small one away. ``typed`` stands in place of the saved words
    of a section, by its key.
    """
    typed = typed or {}
    words = [
        Words(str(section), typed.get(section.pk, section.words))
        for section in publication.sections.filter(removed_on=None).order_by("number")
    ]
    meta = Meta(
        title=publication.title,
        partnership=partnership,
        period=publication.period,
        published_on=publication.published_on or on,
        note=note_of(publication),
        banner=INVENTED if settings.INVENTED else "",
    )
    parsed, problems = parse_document(meta, words)
    first = PublicationResolver(publication, book, diagrams=diagrams, lists=lists, ours=ours)
    found = resolve(parsed, first)
    figures = tuple(first.asked.values())
    small = tuple(disclosure.small(figures))
    hiding = disclosure.NOTHING
    if publication.profile == Profile.PUBLIC and not publication.override_why:
        hiding = disclosure.hidden(figures)
        if hiding.primary:
            found = resolve(parsed, first.hiding(hiding))
    checked = checks.check_document(found.document, reporting=publication.period, years=book.years)
    accepted = still_accepted(publication, checked)
    document = replace(
        found.document, accepted=tuple(Accepted(each.section, each.finding, each.accepted_why) for each in accepted)
    )
    return Made(document, tuple(sorted({*problems, *found.problems})), figures, small, hiding, checked, accepted)


def still_accepted(publication: Publication, checked: checks.Checked) -> tuple[AcceptedFinding, ...]:
    """What was accepted and still fails in the same words; what changed since has to be accepted anew."""
    failing = {each.key for each in checked.findings.of(Verdict.FAILS) if not each.gives_away}
    standing = publication.accepted_findings.filter(withdrawn_on=None).select_related("accepted_by")
    return tuple(each for each in standing if each.key in failing)


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
