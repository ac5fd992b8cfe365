"""Making a publication: from its words and the book of figures to a resolved document, its checks and its files."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache, partial

from django.conf import settings

from safehold.charts import Absent, Studio
from safehold.measures.figures import Figure, Key
from safehold.measures.queries import Book
from safehold.publications import checks, coverage, disclosure
from safehold.publications.claims.verdicts import Finding, Verdict
from safehold.publications.composing import COMPOSITIONS, Composed
from safehold.publications.document import drawings, figures_csv, html, pdf, word
from safehold.publications.document.asked import Asked
from safehold.publications.document.blocks import Accepted, Diagram, Document, ListBlock, Meta
from safehold.publications.document.parse import Words, parse_document
from safehold.publications.document.problems import Problem
from safehold.publications.document.resolve import resolve
from safehold.publications.document.serial import from_json
from safehold.publications.document.typography import curly, typeset
from safehold.publications.law import asked_of
from safehold.publications.lifecycle import Status
from safehold.publications.models import AcceptedFinding, Kind, Profile, Publication
from safehold.publications.quoting import quotation
from safehold.publications.resolver import PublicationResolver

SMALL_NUMBERS = "Small numbers"  # where a warning about them stands, which is in no section
INVENTED = "Everything in this document is invented: the partnership, its people, its cases and its figures."
WRITTEN_ANEW = (
    "Written anew from published figures, to show what Safehold does. The partnership that it is about did not write or "
    "issue it, and the days given for it and its sources are the demonstration’s."
)


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
    # what was composed from records for it, by name
    composed: Mapping[str, Composed] = field(default_factory=dict)

    @property
    def failing(self) -> list[Finding]:
        """The checks that fail and that nobody has accepted: each stops the report."""
        answered = {each.key for each in self.accepted}
        return [each for each in self.checked.findings.of(Verdict.FAILS) if each.key not in answered]

    @property
    def unanswered(self) -> list[Asked]:
        """What the law asks of it, that it does not say, and that nobody signed: each stops the report."""
        return coverage.empty(self.document.asked)

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == "error"]

    @property
    def undone(self) -> list[Problem]:
        """What is said of small numbers that this shows and others hide, or that others show and this hides."""
        return [problem for problem in self.problems if problem.section == SMALL_NUMBERS]

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
    records: Mapping[str, Composed] | None = None,
    typed: Mapping[int, str] | None = None,
) -> Made:
    """The document that ``publication``'s words and ``book`` make on ``on``; ``ours`` puts the partnership's words of
    its period in place of the country's.

    A publication for the public hides what is small, and so is resolved twice: once to see every figure it speaks of,
    and once with those hidden that are small or would give a small one away. ``typed`` stands in place of the saved words
    of a section, by its key.
    """
    typed = typed or {}
    sections = list(publication.sections.filter(removed_on=None).order_by("number"))
    words = [Words(str(section), typed.get(section.pk, section.words)) for section in sections]
    meta = Meta(
        title=publication.title,
        partnership=partnership,
        period=publication.period,
        published_on=publication.published_on or on,
        note=note_of(publication),
        banner=banner(),
        dated=dated(publication),
    )
    parsed, problems = parse_document(meta, words)
    quoted = partial(quotation, on=on)
    first = PublicationResolver(
        publication, book, diagrams=diagrams, lists=lists, records=records, ours=ours, quotations=quoted
    )
    found = resolve(parsed, first)
    figures = tuple(first.asked.values())
    small = tuple(disclosure.small(figures))
    hiding, undone = disclosure.NOTHING, list[Problem]()
    if publication.profile == Profile.PUBLIC and publication.override_why:
        undone = undoing(small, shown_before(publication, book))
    elif publication.profile == Profile.PUBLIC:
        hiding = disclosure.hidden(figures, years=book.years, earlier=shown_before(publication, book))
        if hiding.primary or hiding.secondary:
            found = resolve(parsed, first.hiding(hiding))
    printed = typeset(found.document)
    checked = checks.check_document(printed, reporting=publication.period, years=book.years)
    if publication.profile == Profile.PUBLIC and not publication.override_why:
        printed_words = [(curly(each.section), typeset(first.composed[each.name].blocks)) for each in found.composed]
        checked = checks.with_what_records_say(checked, printed_words, printed)
    accepted = still_accepted(publication, checked)
    reasons = typeset(tuple(Accepted(each.section, each.finding, each.accepted_why) for each in accepted))
    asked = what_is_asked(
        publication,
        printed,
        book,
        titles={each.pk: curly(str(each)) for each in sections},
        composed=[
            coverage.Speaks(
                curly(each.under),
                each.anchor,
                (*COMPOSITIONS[each.name].answers, *first.composed[each.name].answers),
                first.composed[each.name].missing,
                first.composed[each.name].lacks,
            )
            for each in found.composed
        ],
    )
    answers = coverage.printed(asked)
    document = replace(
        printed, accepted=reasons, asked=asked, sections=(*printed.sections, *([answers] if answers else []))
    )
    said = {*problems, *found.problems, *beyond_help(hiding, figures), *undone}
    parts = {each.name: first.composed[each.name] for each in found.composed}
    return Made(document, tuple(sorted(said)), figures, small, hiding, checked, accepted, parts)


def what_is_asked(
    publication: Publication,
    document: Document,
    book: Book,
    *,
    titles: Mapping[int, str],
    composed: Sequence[coverage.Speaks] = (),
) -> tuple[Asked, ...]:
    """What the law asked of the publication at the end of its period, and how each thing stands in ``document``."""
    if not publication.duties:
        return ()
    return typeset(
        coverage.work_out(
            asked_of(publication.duties, book.years.read(publication.period).last),
            document,
            named=publication.coverage.filter(removed_on=None).select_related("section"),
            gaps=publication.signed_gaps.filter(withdrawn_on=None).select_related("signed_by"),
            titles=titles,
            composed=composed,
        )
    )


def shown_before(publication: Publication, book: Book) -> dict[Key, Decimal | None]:
    """What earlier publications about the same place showed to the public: each number, and none where they hid it."""
    before = Publication.objects.filter(
        status=Status.PUBLISHED, profile=Profile.PUBLIC, geography=publication.geography
    ).exclude(pk=publication.pk)
    called: dict[str, dict[tuple[str, str], Key]] = {}
    found: dict[Key, Decimal | None] = {}
    for frozen in before.order_by("published_on", "pk").values_list("frozen", flat=True):
        for code, period, place, number in printed_in(frozen):
            if code not in called:  # a document says periods as a reader does; the book knows them by their keys
                called[code] = {(book.years.read(key[1]).label, key[2]): key for key in book.keys(code)}
            key = called[code].get((period, place))
            if key and number is not None:
                found[key] = number
            elif key:
                found.setdefault(key, None)
    return found


@lru_cache(maxsize=8)
def printed_in(frozen: str) -> tuple[tuple[str, str, str, Decimal | None], ...]:
    """Every figure of a document as it was stored: its code, its period and place as printed, and its number or none where
    it was hidden. What was never supplied is left out."""
    figures = [made.figure for made in from_json(frozen).figures]
    return tuple(
        (each.code, each.period, each.geography, each.number)
        for each in figures
        if each.number is not None or each.value is Absent.SUPPRESSED
    )


def beyond_help(hiding: disclosure.Hidden, figures: tuple[Figure, ...]) -> list[Problem]:
    """A warning for each hidden figure that earlier publications give away, whatever is hidden here."""
    return [
        Problem(
            1,
            1,
            f"‘{figure.definition.title}’ for {figure.geography} in {figure.period} is hidden here, and can be worked out from "
            "what earlier reports show.",
            "warning",
            SMALL_NUMBERS,
        )
        for figure in figures
        if figure.key in hiding.unprotected
    ]


def undoing(small: tuple[Figure, ...], before: Mapping[Key, Decimal | None]) -> list[Problem]:
    """A warning for each small number that is shown here and that another report, which the public has, hides."""
    return [
        Problem(
            1,
            1,
            f"‘{figure.definition.title}’ for {figure.geography} in {figure.period} is shown here, and hidden in a report that "
            "the public has.",
            "warning",
            SMALL_NUMBERS,
        )
        for figure in small
        if figure.key in before and before[figure.key] is None
    ]


def still_accepted(publication: Publication, checked: checks.Checked) -> tuple[AcceptedFinding, ...]:
    """What was accepted and still fails in the same words; what changed since has to be accepted anew."""
    failing = {each.key for each in checked.findings.of(Verdict.FAILS) if not each.gives_away}
    standing = publication.accepted_findings.filter(withdrawn_on=None).select_related("accepted_by")
    return tuple(each for each in standing if each.key in failing)


def banner() -> str:
    """What every page of a document must say of a demonstration; nothing where there is none."""
    if settings.INVENTED:
        return INVENTED
    return WRITTEN_ANEW if settings.DEMO else ""


def dated(publication: Publication) -> str:
    """What is said before its day: a report for the partnership alone is made final, and published to nobody."""
    return "Made final" if publication.profile == Profile.INTERNAL else "Published"


def note_of(publication: Publication) -> str:
    """The sentence on the cover about what may be shown, and who decided it."""
    if publication.override_why:
        return f"Small numbers are shown: {publication.override_why}."
    if publication.profile == Profile.INTERNAL:
        return "For the partnership alone: small numbers are shown, and this must not be published."
    return "Figures about people below 5 are hidden, shown as [c], and so is any figure that would give one away."


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
                document,
                svgs,
                narrow=drawings.narrow(document, artist),
                downloads=html.Downloads(figures="figures.csv", pdf="report.pdf", word="report.docx"),
            ).encode(),
            Kind.PDF: pdf.write(document, svgs),
            Kind.DOCX: word.write(document, drawings.pngs(document, artist)),
        }
    return {str(kind): content for kind, content in files.items()}
