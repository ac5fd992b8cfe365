"""What a rule can say about a claim, and what a check has found in all."""

import hashlib
import re
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum

from safehold.clocks.periods import Period, Years
from safehold.publications.claims.rounding import Span
from safehold.publications.smallness import SMALL


class Verdict(StrEnum):
    """What arithmetic says about a claim."""

    HOLDS = "holds"
    FAILS = "fails"
    SOLVED = "solved"
    RANGE = "range"
    CANNOT_BE_KNOWN = "cannot be known"
    WARNING = "warning"

    @property
    def meaning(self) -> str:
        """The verdict as a sentence, for the check page."""
        return _MEANINGS[self]


_IN_A_SUMMARY = {
    Verdict.HOLDS: ("holds", "hold"),
    Verdict.FAILS: ("fails", "fail"),
    Verdict.SOLVED: ("is solved", "are solved"),
    Verdict.RANGE: ("has a range", "have a range"),
    Verdict.CANNOT_BE_KNOWN: ("cannot be known", "cannot be known"),
    Verdict.WARNING: ("is a warning", "are warnings"),
}
_MEANINGS = {
    Verdict.HOLDS: "The numbers agree.",
    Verdict.FAILS: "The numbers cannot all be right.",
    Verdict.SOLVED: "A number is not printed, and exactly one whole number fits.",
    Verdict.RANGE: "A number is not printed, and several whole numbers fit.",
    Verdict.CANNOT_BE_KNOWN: "Too little is printed to test it.",
    Verdict.WARNING: "A person should look at it.",
}


@dataclass(frozen=True)
class House:
    """What a partnership has decided that the rules need: the period reported on, when its years begin, what is small.

    ``small_below`` is the lowest count that may be shown; what is small is said once, in ``smallness``.
    """

    reporting: Period | None = None
    years: Years = field(default_factory=Years)
    small_below: int = SMALL


@dataclass(frozen=True)
class Answer:
    """A number that is not printed, by what it is (part, base, current, change, total), and what it can be."""

    name: str
    span: Span


@dataclass(frozen=True)
class Ruling:
    """What one rule says about one claim: the verdict, how it came to it, and the numbers it worked out."""

    verdict: Verdict
    how: str
    answers: tuple[Answer, ...] = ()


@dataclass(frozen=True)
class Finding:
    """A ruling with what it is about, ready to be shown. ``says`` is the rule in one sentence.

    ``about`` tells apart two findings that read alike: the id of the claim, where it has one that lasts. ``gives_away``
    is true where a number that was kept back can be worked out, ``quoted`` where it was found in somebody's own words.
    """

    id: str
    section: str
    subject: str
    kind: str
    says: str
    verdict: Verdict
    how: str
    answers: tuple[Answer, ...] = ()
    note: str = ""
    about: str = ""
    gives_away: bool = False
    quoted: bool = False

    @property
    def key(self) -> str:
        """What this finding is known by for as long as it says the same: other numbers or words make another."""
        said = (self.kind, self.about, self.section, self.subject, self.verdict, self.how, self.note)
        return hashlib.sha256("\x1f".join(said).encode()).hexdigest()[:24]

    @property
    def told(self) -> str:
        """The finding in words that stand alone: what it is about, what was found, and the words it was found in.

        Of somebody's own words it says the rule alone: this is kept, and they may withdraw theirs.
        """
        if self.quoted:
            return f"In somebody’s own words, which this does not repeat. The rule: {self.says}"
        return f"{self.sentence} (“{self.note}”)" if self.note else self.sentence

    @property
    def sentence(self) -> str:
        """What it is about and what was found: ``Adult concerns: 7 + 8 is 15.``"""
        return f"{self.subject[:1].upper()}{self.subject[1:]}: {self.how}" if self.subject else self.how


@dataclass(frozen=True)
class ReadersNote:
    """A fault of wording that a person saw and no arithmetic can see. Shown beside the findings, never counted."""

    section: str
    words: str


@dataclass(frozen=True)
class Findings:
    """Everything a check found, in the order of the sections, and the reader's list apart."""

    findings: tuple[Finding, ...]
    readers_list: tuple[ReadersNote, ...] = ()

    @classmethod
    def in_order(cls, findings: list[Finding], readers_list: tuple[ReadersNote, ...] = ()) -> "Findings":
        """Findings by section; inside one, as they came."""
        notes = sorted(readers_list, key=lambda note: section_order(note.section))
        return cls(tuple(sorted(findings, key=lambda finding: section_order(finding.section))), tuple(notes))

    @property
    def counts(self) -> dict[Verdict, int]:
        """How many findings there are of each verdict, noughts included. The reader's list is not counted."""
        found = Counter(finding.verdict for finding in self.findings)
        return {verdict: found[verdict] for verdict in Verdict}

    @property
    def sections(self) -> tuple[str, ...]:
        """The sections that something was found in, in order."""
        return tuple(dict.fromkeys(finding.section for finding in self.findings))

    @property
    def is_sound(self) -> bool:
        """Whether nothing fails."""
        return not self.of(Verdict.FAILS)

    @property
    def summary(self) -> str:
        """One line: ``3 claims: 2 hold, 1 fails.``"""
        found = [(verdict, count) for verdict, count in self.counts.items() if count]
        told = ", ".join(f"{count} {_IN_A_SUMMARY[verdict][count > 1]}" for verdict, count in found)
        number = len(self.findings)
        return f"{number} {'claim' if number == 1 else 'claims'}: {told}." if number else "No claims to check."

    def of(self, verdict: Verdict) -> tuple[Finding, ...]:
        """The findings with this verdict."""
        return tuple(finding for finding in self.findings if finding.verdict is verdict)

    def in_section(self, section: str) -> tuple[Finding, ...]:
        """The findings of one section."""
        return tuple(finding for finding in self.findings if finding.section == section)


def section_order(section: str) -> tuple[tuple[int, ...], str]:
    """A key that puts unnumbered front matter first and 10.2 after 9 and 10."""
    numbered = re.match(r"\d{1,6}(?:\.\d{1,6})*", section, re.ASCII)
    if not numbered:
        return (), section
    return tuple(int(number) for number in numbered[0].split(".")), section
