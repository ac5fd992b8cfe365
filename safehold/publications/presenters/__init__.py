"""What the pages of a report say, as plain values."""

import difflib
import re
from base64 import b64encode
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.urls import reverse

from safehold.access.actor import Actor
from safehold.access.models import LegalBody, User
from safehold.access.policy import Answer
from safehold.access.today import told
from safehold.clocks import Years
from safehold.govuk.filters import day
from safehold.govuk.parts import Link
from safehold.measures.catalogue import definition
from safehold.partnership import policy as partnership
from safehold.publications import policy, readiness
from safehold.publications.claims.verdicts import Finding, Findings, Verdict
from safehold.publications.document.blocks import ChartBlock, Document
from safehold.publications.document.origins import origins_of
from safehold.publications.lifecycle import Status
from safehold.publications.making import Made, studio
from safehold.publications.models import EarlierWords, Kind, Profile, Publication, Section, ShownSmall
from safehold.records import queries as entries

__all__ = [
    "accepted_rows",
    "acts",
    "changes_of",
    "check_href",
    "file_links",
    "findings_by_verdict",
    "href",
    "not_drafting",
    "not_ready",
    "not_waiting",
    "policy_for",
    "refusals",
    "small_numbers",
    "small_rows",
    "studio",
    "who_for",
    "who_when",
]

KINDS = {"-": "Taken away", "+": "Put in", " ": "As it was"}
NONE = "'none'"
NAMES = {Kind.HTML: "report.html", Kind.PDF: "report.pdf", Kind.DOCX: "report.docx", Kind.CSV: "figures.csv"}
PAGE = NAMES[Kind.HTML]
OFFERED = {
    Kind.HTML: "the report as a web page",
    Kind.PDF: "the report as a PDF",
    Kind.DOCX: "the report for Word",
    Kind.CSV: "the figures as CSV",
}

VERDICTS = (
    (Verdict.FAILS, "Fails", "red"),
    (Verdict.WARNING, "Look again", "yellow"),
    (Verdict.CANNOT_BE_KNOWN, "Cannot be known", "grey"),
    (Verdict.RANGE, "Only within limits", "blue"),
    (Verdict.SOLVED, "Worked out", "teal"),
    (Verdict.HOLDS, "Holds", "green"),
)


def who_when(who: User | None, when: date | None) -> str:
    return f"{who}, {day(when)}" if who and when else "Not yet"


def small_numbers(report: Publication) -> str:
    """The sentence about what the report does with small numbers."""
    if report.override_why and report.status == Status.PUBLISHED:
        return f"Shown: {report.override_why}"
    if report.override_why:
        return f"To be shown, once whoever publishes it decides so: {report.override_why}"
    return "Shown, for the partnership alone" if report.profile == Profile.INTERNAL else "Hidden, shown as [c]"


def duties(report: Publication) -> str:
    """The bodies whose yearly report or plan it is."""
    return ", ".join(str(LegalBody(each).label) for each in report.duties) or "None"


def who_for(report: Publication) -> str:
    """Who the report is for; what happens to small numbers is said beside it."""
    return str(report.get_profile_display()).split(":", maxsplit=1)[0]


def shown_small(listed: Sequence[ShownSmall], years: Years) -> list[tuple[str, str, str, str]]:
    """The small numbers that were listed when a report was published: what, when, where and how many."""
    return [
        (
            found.title if (found := definition(each.code)) else each.code,
            years.read(each.period).label,
            each.geography,
            f"{each.value.normalize():f}",
        )
        for each in listed
    ]


def who_showed_them(report: Publication) -> str:
    """The two people who decided that small numbers are shown, and why; nothing where they are not."""
    if not report.override_why:
        return ""
    asked, decided = (
        who_when(by, on)
        for by, on in ((report.override_by, report.override_on), (report.published_by, report.published_on))
    )
    return f"Asked for by {asked}: {report.override_why}. Decided by {decided}."


def href(report: Publication) -> str:
    return report.get_absolute_url()


def check_href(report: Publication) -> str:
    return reverse("publications:check", args=[report.entry.uid])


def coverage_href(report: Publication) -> str:
    return reverse("publications:coverage", args=[report.entry.uid])


InTheWay = list[tuple[str, Link | None]]
"""Sentences that say why something cannot be done now, each with where to go about it."""


def not_drafting(report: Publication) -> InTheWay:
    """Why approval of a report is not asked for: it has been asked for, or given."""
    if report.status == Status.DRAFTING:
        return []
    if report.status == Status.PUBLISHED:
        return [(f"This report was published on {day(report.published_on)}. There is nothing left to approve.", None)]
    return [(f"Approval was asked for by {who_when(report.submitted_by, report.submitted_on)}.", None)]


def not_waiting(report: Publication, to: str) -> InTheWay:
    """Why there is nothing ``to`` publish or send back: nobody has asked for approval, or it is published."""
    if report.status == Status.SUBMITTED:
        return []
    if report.status == Status.PUBLISHED:
        return [(f"This report was published on {day(report.published_on)}. There is nothing left to {to}.", None)]
    return [(f"This report is being written and is not waiting for approval, so there is nothing to {to}.", None)]


def not_ready(report: Publication, sections: Sequence[Section], made: Made) -> InTheWay:
    """Why approval of a report cannot be asked for yet."""
    to_sections, to_checks = Link("See its sections", href(report)), Link("See the checks", check_href(report))
    found: InTheWay = [(sentence, to_sections) for sentence in readiness.of_the_sections(sections)]
    found += [(sentence, to_checks) for sentence in readiness.of_the_checks(made)]
    to_law = Link("See what the law asks", coverage_href(report))
    return found + [(sentence, to_law) for sentence in readiness.of_the_law(made)]


@dataclass(frozen=True)
class Change:
    """One saving of a section: when, by whom, and the lines it took away and put in."""

    when: Any
    who: str
    lines: tuple[tuple[str, str], ...]


def changes_of(section: Section, earlier: Sequence[EarlierWords]) -> list[Change]:
    """Each saving of a section that changed its words, latest first, line by line: taken away, put in, or as it was."""
    found, after = [], section.words
    for each in earlier:
        compared = difflib.unified_diff(each.words.splitlines(), after.splitlines(), n=1, lineterm="")
        lines = [(KINDS[line[0]], line[1:]) for line in compared if line[:3] not in {"---", "+++"} and line[0] in KINDS]
        found.append(Change(told(each.replaced_at), str(each.replaced_by or "Safehold"), tuple(lines)))
        after = each.words
    return found


def accepted_rows(report: Publication, made: Made, may: Any) -> list[dict[str, Any]]:
    """What fails and was accepted, each with who accepted it, when, why, and where that is taken back."""
    return [
        {
            "section": each.section,
            "finding": each.finding,
            "why": each.accepted_why,
            "who": who_when(each.accepted_by, each.accepted_on),
            "href": reverse("publications:take_back", args=[report.entry.uid, each.pk]) if may else "",
        }
        for each in made.accepted
    ]


def file_name(kind: str) -> str:
    """What a file of a report is called wherever it is saved: the web page among them calls the others so."""
    return NAMES[Kind(kind)]


def kind_called(name: str) -> str:
    """The kind of file that is called so; nothing where none is."""
    return next((kind for kind, called in NAMES.items() if called == name), "")


def chart_address(report: Publication, chart: ChartBlock) -> str:
    return reverse("publications:chart", args=[report.entry.uid, chart.anchor])


def file_links(report: Publication) -> list[tuple[Link, str]]:
    """The files to download, each with its size."""
    found = []
    for file in sorted(report.files.all(), key=lambda file: list(NAMES).index(Kind(file.kind))):
        href = reverse("publications:file", args=[report.entry.uid, file.kind])
        found.append((Link(f"Download {OFFERED[Kind(file.kind)]}", href), size(file.size)))
    return found


def policy_for(content: bytes) -> str:
    """The content security policy of a self-contained report: its own styles, known by their hash, and nothing else."""
    styles = re.findall(rb"<style>(.*?)</style>", content, flags=re.DOTALL)
    hashes = " ".join(f"'sha256-{b64encode(sha256(style).digest()).decode()}'" for style in styles)
    return (
        f"default-src 'none'; style-src {hashes or NONE}; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


def record_hrefs(actor: Actor, document: Document) -> dict[str, str]:
    """Where what came from records leads, by its origin, for somebody who reads inside the site: only to what they may open."""
    origins = origins_of(document)
    uids = [key for kind, _, key in (each.partition(":") for each in origins) if kind == "entry"]
    found = {
        f"entry:{each.uid}": entries.address_of(each) for each in entries.entries_visible_to(actor).filter(uid__in=uids)
    }
    for kind, name in (("group", "partnership:group"), ("agency", "partnership:agency")):
        keys = [each.partition(":")[2] for each in origins if each.startswith(f"{kind}:")]
        if partnership.see(actor):
            found |= {f"{kind}:{key}": reverse(name, args=[key]) for key in keys}
    return found


def size(count: int) -> str:
    return f"{count / 1_000_000:.1f} MB" if count >= 1_000_000 else f"{max(1, round(count / 1000))} kB"


def acts(actor: Actor, report: Publication, sections: Sequence[Section]) -> list[Link]:
    """What this person can do with the report now, as buttons: first what is to be done next."""
    at = lambda name: reverse(f"publications:{name}", args=[report.entry.uid])  # noqa: E731
    found = []
    if report.status == Status.DRAFTING and policy.submit(actor, report):
        found += [
            next_step(report, sections),
            Link("Add a section", at("add_section")),
            Link("Order of the sections", at("arrange")),
            Link("Add a table of words", at("add_table")),
            Link("Explain a word", at("add_term")),
            Link("Choose the call that asked the members", at("choose_call")),
        ]
        if report.profile == Profile.PUBLIC and not report.override_why:
            found.append(Link("Ask to show small numbers", at("show_small")))
    if report.status == Status.SUBMITTED and policy.approve(actor, report):
        found += [Link("Read it, then publish", at("read")), Link("Send back", at("send_back"))]
    return list(dict.fromkeys(found))


def decide(report: Publication, document: Document, *, publishing: bool) -> list[Link]:
    """What somebody who has just read ``document`` can decide: to publish exactly that, where they may, or to send it back."""
    uid = report.entry.uid
    publish = reverse("publications:publish", args=[uid], query={"read": readiness.fingerprint(document)})
    return [
        *([Link("Publish what you have read", publish)] if publishing else []),
        Link("Send back", reverse("publications:send_back", args=[uid])),
    ]


def next_step(report: Publication, sections: Sequence[Section]) -> Link:
    """What a report that is being written needs next: a section, its words, its end, or its checks."""
    uid = report.entry.uid
    if not sections:
        return Link("Add a section", reverse("publications:add_section", args=[uid]))
    section = next((each for each in sections if each.finished_on is None), None)
    if section is None:
        return Link("Check it, then ask for approval", check_href(report))
    verb, name = ("Finish", "finish") if section.words.strip() else ("Write", "write")
    return Link(f"{verb} section {section.number}", reverse(f"publications:{name}", args=[uid, section.number]))


def refusals(report: Publication, may_publish: Callable[[], Answer]) -> list[str]:
    """Why the next step is not this person's, in the words of the policy."""
    if report.status == Status.SUBMITTED and not (answer := may_publish()):
        return [answer.reason]
    return []


def findings_by_verdict(findings: Findings, apart: Collection[str] = ()) -> list[dict[str, Any]]:
    """The findings under their verdicts, what fails first; those whose keys stand ``apart`` are shown elsewhere."""
    groups = []
    for verdict, label, colour in VERDICTS:
        found: tuple[Finding, ...] = tuple(
            finding for finding in findings.findings if finding.verdict is verdict and finding.key not in apart
        )
        if found:
            groups.append({"label": label, "colour": colour, "findings": found})
    return groups


def small_rows(made: Made, years: Years) -> list[tuple[str, str, str, str]]:
    """The small numbers about people that the report speaks of, and what it does with each."""
    return [
        (
            figure.definition.title,
            years.read(figure.period).label,
            figure.geography,
            "[c]" if made.hidden.hides(figure) else figure.shown,
        )
        for figure in made.small
    ]
